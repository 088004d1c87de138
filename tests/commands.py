"""The command line in an empty folder, and the ward of the example in it: fixtures."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from dialogue_cases import cli

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "pho_hoa_2023"
BY_SECRETARY = ("--as", "bi-thu")
BY_OFFICE = ("--as", "chanh-van-phong")


class Said:
    """What one command answered: its exit code, and both streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def answer(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


Run: TypeAlias = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("DIALOGUE_CASES_STORE", "DIALOGUE_CASES_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DIALOGUE_CASES_SETTINGS", str(tmp_path / "settings" / "settings.toml"))

    def once(*arguments: str) -> Said:
        capsys.readouterr()
        code = cli.main(arguments)
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Said(code, told.out, told.err)

    return once


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ward of the example with its plan adopted, made once."""
    folder = tmp_path_factory.mktemp("ward")
    store = ("--store", str(folder / "ward.db"), "--json")
    assert cli.main(["init", "--setup", str(EXAMPLE / "ward.toml"), *store]) == 0
    drafted = ("plan", "import", str(EXAMPLE / "plan.toml"), "--on", "2023-01-10", "--adopt")
    assert cli.main([*drafted, "--adopted-on", "2023-01-15", *BY_SECRETARY, *store]) == 0
    return folder


@pytest.fixture
def ward(run: Run, example: Path, tmp_path: Path) -> Path:
    """A copy of that ward in the folder that commands run in."""
    for file in example.iterdir():
        shutil.copy2(file, tmp_path / file.name)
    return tmp_path / "ward.db"


class Terminal(io.StringIO):
    """A terminal at which somebody types, or reads."""

    def isatty(self) -> bool:
        return True
