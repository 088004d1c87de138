"""The questions to an export's tables are answered alike by DuckDB and by a Spark cluster.

The cluster is a real one: a master and two workers, each a process. PySpark is installed into an
environment of its own; Java has to be there.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from demo_year import demo_year
from dialogue_cases.analysis import export_tables
from dialogue_cases.analysis.asking import answers, questions, tables_for, views_for

PYSPARK = "pyspark==4.3.0"
ANSWERS = Path(__file__).parent / "judges" / "spark_answers.py"
NATION = os.environ.get("NATION", "")
CLASSES = "org.apache.spark.deploy"
LOCAL = "127.0.0.1"

pytestmark = pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java 17")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has PySpark."""
    there = os.environ.get("PYSPARK_ENVIRONMENT")
    folder = Path(there) if there else tmp_path_factory.mktemp("spark") / "environment"
    python = folder / "bin" / "python"
    if not python.exists():
        uv = (sys.executable, "-m", "uv")
        subprocess.run([*uv, "venv", "-q", "--python", sys.executable, str(folder)], check=True)
        subprocess.run([*uv, "pip", "install", "-q", "--python", str(python), PYSPARK], check=True)
    return python


@pytest.fixture(scope="module")
def environment(python: Path) -> dict[str, str]:
    asked = [str(python), "-c", "import pyspark; print(pyspark.__path__[0])"]
    home = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    return os.environ | {
        "SPARK_HOME": home, "SPARK_LOCAL_IP": LOCAL, "PYSPARK_PYTHON": str(python)
    }  # fmt: skip


@pytest.fixture(scope="module")
def master(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a master that two workers have come to."""
    folder = tmp_path_factory.mktemp("cluster")
    program = Path(environment["SPARK_HOME"]) / "bin" / "spark-class"
    port = free_port()
    address = f"spark://{LOCAL}:{port}"
    quiet = ("--host", LOCAL, "--webui-port", "0")
    worker = (f"{CLASSES}.worker.Worker", address, *quiet, "--cores", "1", "--memory", "800m")
    processes = [
        (f"{CLASSES}.master.Master", *quiet, "--port", str(port)),
        (*worker, "--work-dir", str(folder / "1")),
        (*worker, "--work-dir", str(folder / "2")),
    ]
    with ExitStack() as ending:
        for number, process in enumerate(processes):
            said = ending.enter_context((folder / f"{number}.log").open("wb"))
            begun = subprocess.Popen(
                [program, *process], env=environment, stdout=said, stderr=subprocess.STDOUT
            )
            ending.callback(begun.wait)
            ending.callback(begun.terminate)
            if number == 0:
                listening(port)
        yield address


def free_port() -> int:
    with socket.socket() as one:
        one.bind((LOCAL, 0))
        port: int = one.getsockname()[1]
        return port


def listening(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex((LOCAL, port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"no master at {port}")


def on_spark(
    folder: Path, master: str, python: Path, environment: dict[str, str]
) -> dict[str, Any]:
    asked = folder.with_name("questions.json")
    told = folder.with_name("answers.json")
    asked.write_text(
        json.dumps(
            [
                {
                    "name": name,
                    "tables": tables_for(one),
                    "views": [made for _, made in views_for(one)],
                    "sql": one.sql,
                }
                for name, one in questions().items()
            ]
        ),
        encoding="utf-8",
    )
    ran = subprocess.run(
        [python, ANSWERS, master, folder, asked, told],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr[-4000:]
    found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found


def agree(folder: Path, found: dict[str, Any]) -> None:
    """Every row equal, in the same order."""
    assert 2 == found["executors"]
    assert {*questions()} == {*found["answers"]}
    for name, answered in found["answers"].items():
        rows = answers(folder, name)
        told = json.dumps([list(one.values()) for one in rows.to_pylist()], default=str)
        assert rows.num_rows
        assert rows.schema.names == answered["columns"]
        assert json.loads(told) == answered["rows"], name


def test_spark_answers_as_duckdb(
    tmp_path: Path, master: str, python: Path, environment: dict[str, str]
) -> None:
    """The same text, over two workers."""
    folder = tmp_path / "tables"
    with demo_year() as office:
        export_tables(office, folder)

    agree(folder, on_spark(folder, master, python, environment))


@pytest.mark.skipif(not NATION, reason="NATION names no folder that benchmarks/nation.py made")
def test_spark_answers_of_a_nation_as_duckdb(
    master: str, python: Path, environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the tables of many communes too; how long each took is told."""
    folder = Path(NATION)
    found = on_spark(folder, master, python, environment)
    with capsys.disabled():
        for name, answered in found["answers"].items():
            print(f"\n{name:<24}{len(answered['rows']):>10,}{answered['seconds']:>8.1f} s", end="")

    agree(folder, found)
