"""A command builds and loads what it runs, and nothing else.

Calls are counted, not seconds: they are the same on every machine.
"""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from commands import EXAMPLE, Run
from dialogue_cases import cli
from dialogue_cases.cli import homes
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, Headings
from dialogue_cases.vocabulary import Operator

AT_MOST = 8_000
"""Calls within the package, from the interpreter's start to the answer."""

RAISE = (
    "petition", "raise-petition", "--new", "petition/2023", "--as", "chanh-van-phong",
    "--on", "2023-03-01", "--channel", "written", "--received-by", "van-phong",
    "--gist", "Mương bị lấp", "--petitioner-name", "Nguyễn Thị A",
    "--petitioner-address", "TDP Nho Lâm",
)  # fmt: skip

COUNT = """
import collections, sys

package, counted = sys.argv[1], collections.Counter()

def count(frame, event, _):
    if event == "call" and frame.f_code.co_filename.startswith(package):
        counted[frame.f_code.co_filename[len(package):]] += 1

sys.setprofile(count)
from dialogue_cases.cli import main
code = main(sys.argv[2:])
sys.setprofile(None)
print(*(f"{number} {file}" for file, number in counted.most_common()), sep="\\n", file=sys.stderr)
sys.exit(code)
"""
"""Runs a command and tells how often a function, a class body or a module of each file ran."""

LOADED = """
import sys
from dialogue_cases.cli import main
code = main(sys.argv[1:])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A ward of which nothing is on record but what it begins with."""
    store = tmp_path / "ward.db"
    assert 0 == cli.main(["init", "--setup", str(EXAMPLE / "ward.toml"), "--store", str(store)])
    return store


def told(script: str, *arguments: str) -> str:
    """What a script says on the error stream, in an interpreter of its own."""
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def loaded(*arguments: str) -> set[str]:
    """The modules that a command needs."""
    return set(told(LOADED, *arguments).split())


def test_a_petition_is_raised_in_few_calls(fresh: Path) -> None:
    """Nobody waits for two hundred commands that nobody typed."""
    package = f"{Path(cli.__file__).parents[1]}{os.sep}"
    lines = told(COUNT, package, *RAISE, "--store", str(fresh)).splitlines()

    assert sum(int(line.split()[0]) for line in lines) <= AT_MOST, lines


@pytest.mark.parametrize(
    ("command", "left_out"),
    [
        (("due", "--from", "2023-04-26", "--amount", "7", "--unit", "working-days"), "office"),
        (("show", "ward"), "views"),
        (("show", "ward"), "projection"),
        (("show", "ward"), "documents"),
        (("show", "ward"), "statistics"),
        (("board",), "documents"),
        (("petition", "--help"), "office"),
        (("petition", "--help"), "session"),
        (("petition", "classify", "--help"), "codec"),
    ],
)
def test_what_a_command_does_not_need_is_not_loaded(
    command: tuple[str, ...], left_out: str, fresh: Path
) -> None:
    """Days are counted without an office, and nothing is shown by what writes documents."""
    found = loaded(*command, "--store", str(fresh))

    assert set() == {one for one in found if f"{one}.".startswith(f"dialogue_cases.{left_out}.")}


def test_lines_without_colour_need_no_rich(fresh: Path) -> None:
    """Only a terminal shows colour."""
    assert "rich" not in {
        one.partition(".")[0] for one in loaded("show", "ward", "--store", str(fresh))
    }


@pytest.mark.parametrize("home", [*homes.HOMES, *homes.GROUPS.values()])
def test_every_command_is_found_where_it_is_said_to_be(home: str) -> None:
    """A command that no line names would be listed and not be found, or the other way round."""
    module, _, adder = home.partition(":")
    found = Commands("dialogue-cases")
    getattr(import_module(f"dialogue_cases.cli.{module}"), adder)(
        found, Clerk(operator=Operator(id="unknown"))
    )

    assert found.known
    assert home not in homes.HOMES or list(found.known) == homes.HOMES[home].split()


@pytest.mark.parametrize(
    ("command", "places"),
    [
        (("--help",), 0),
        (("petition", "--help"), 0),
        (("petition", "raise-petitio"), 0),
        (("complete-erasures", "--help"), 0),
        (("history", "--help"), 7),
        (("statistics", "compare", "--help"), 2),
    ],
)
def test_arguments_are_placed_once_for_the_command_that_is_named(
    command: tuple[str, ...], places: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list of commands needs their names and what they do."""
    placed: list[str] = []
    place = Argument.place

    def noted(self: Argument, headings: Headings) -> object:
        placed.append(self.name)
        return place(self, headings)

    monkeypatch.setattr(Argument, "place", noted)
    run(*command)

    assert places == len(placed) == len(set(placed))
