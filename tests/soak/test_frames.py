"""Tables in memory are read by pandas and by Polars, each in an environment made for it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from demo_year import demo_year
from dialogue_cases.analysis import frames

READERS = ("pandas>=2.3,<3", "polars>=1.30", f"pyarrow=={pa.__version__}")
JUDGE = Path(__file__).parent / "judges" / "frames.py"


@pytest.fixture(scope="module")
def table() -> Any:
    with demo_year() as office:
        return frames(office, "bodies")


@pytest.fixture(scope="module")
def read(table: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What each of them reads of it."""
    folder = tmp_path_factory.mktemp("frames")
    file, python = folder / "bodies.arrow", folder / "environment" / "bin" / "python"
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    uv = (sys.executable, "-m", "uv")
    made = str(folder / "environment")
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, made], check=True)
    subprocess.run([*uv, "pip", "install", "-q", "--python", str(python), *READERS], check=True)
    ran = subprocess.run([python, JUDGE, file], check=True, capture_output=True, text=True)
    return json.loads(ran.stdout.splitlines()[-1])


@pytest.mark.parametrize("library", ["pandas", "polars"])
@pytest.mark.parametrize("way", ["", " by the interchange"])
def test_what_is_read_is_what_was_handed_over(
    table: Any, read: Any, library: str, way: str
) -> None:
    """Every row, with its days and words."""
    rows = table.to_pylist()

    assert rows
    assert {
        "rows": len(rows),
        "days": [one["since"].isoformat() for one in rows],
        "words": [one["body"] for one in rows],
    } == read[f"{library}{way}"]
