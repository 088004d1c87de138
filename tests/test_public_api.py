"""What an embedder imports: one list, told once, cheap to import, and typed."""

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import dialogue_cases
from dialogue_cases import errors
from dialogue_cases.codec import EVERY_LIFE

ROOT = Path(__file__).resolve().parents[1]
FRONT = ROOT / "src" / "dialogue_cases" / "__init__.py"
MOST = 30
"""How many modules of ours `import dialogue_cases` may load."""


def seen_by_type_checkers() -> set[str]:
    """The names that the front door imports for type checkers alone."""
    tree = ast.parse(FRONT.read_text(encoding="utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    return {
        alias.asname or alias.name
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


# -- One list -----------------------------------------------------------------------------


def test_what_is_listed_is_what_type_checkers_see() -> None:
    """A name is added in one place, or this says where the other places are."""
    exported = list(dialogue_cases.__all__)

    assert sorted(exported) == sorted(seen_by_type_checkers())
    assert len(exported) == len(set(exported))


@pytest.mark.parametrize("name", dialogue_cases.__all__)
def test_each_listed_name_is_there_and_is_the_same_everywhere(name: str) -> None:
    """The front door makes nothing of its own: a name is that of the module it comes from."""
    value = getattr(dialogue_cases, name)
    home = getattr(value, "__module__", None)

    assert name in dir(dialogue_cases)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert value is getattr(importlib.import_module(str(home)), name)


@pytest.mark.parametrize("name", dialogue_cases.__all__)
def test_each_listed_name_says_what_it_is(name: str) -> None:
    """By its docstring, or by the one below its assignment."""
    value = getattr(dialogue_cases, name)
    if isinstance(value, type | ModuleType) or inspect.isfunction(value):
        said = inspect.getdoc(value)
    else:
        said = below_its_assignment(name) or type(value).__doc__

    assert said
    assert len(said.splitlines()[0]) > 10


def below_its_assignment(name: str) -> str:
    for home in (*(FRONT.parent / "vocabulary").glob("*.py"), FRONT.parent / "record.py"):
        source = home.read_text(encoding="utf-8")
        found = re.search(rf'^{name}(?:: \w+)? = .*\n"""(.*?)"""', source, re.MULTILINE | re.DOTALL)
        if found:
            return found[1]
    return ""


def test_every_error_is_exported() -> None:
    """Whoever catches one finds it at the front door."""
    tree = [
        name
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, errors.CaseError)
    ]

    assert set(tree) <= set(dialogue_cases.__all__)


def test_every_life_is_exported() -> None:
    """A new life is named at the front door too."""
    lives = {life.name for life in EVERY_LIFE}

    assert set() == lives - set(dialogue_cases.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """So that `hasattr` and `from dialogue_cases import …` say what they always say."""
    with pytest.raises(AttributeError, match="has no attribute 'Offise'"):
        _ = dialogue_cases.Offise
    assert not hasattr(dialogue_cases, "Offise")


# -- Cheap to import ----------------------------------------------------------------------


def loaded(statement: str) -> set[str]:
    """What a fresh interpreter has loaded after a statement."""
    script = f"import sys; {statement}; print(*sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(told.stdout.split())


def test_importing_the_package_costs_nothing() -> None:
    """Nothing is read before it is asked for, of ours or of anybody's."""
    modules = loaded("import dialogue_cases")
    ours = {name for name in modules if name.partition(".")[0] == "dialogue_cases"}
    heavy = {"attrs", "msgspec", "eventsourcing", "cryptography", "sqlite3", "pendulum"}

    assert len(ours) < MOST
    assert set() == heavy & modules


def test_counting_days_needs_no_store() -> None:
    """Who wants the calendar only pays for the calendar."""
    modules = loaded("from dialogue_cases import WorkingCalendar, load_law; load_law()")

    assert set() == {"eventsourcing", "cryptography", "sqlite3"} & modules


def test_it_doesnt_matter_what_was_imported_before() -> None:
    """`deadlines` is the module, whether or not something else has loaded it."""
    script = "from dialogue_cases import deadlines as a; import dialogue_cases.office; "
    script += "from dialogue_cases import deadlines as b; assert a is b and b.deadlines"

    assert loaded(script)


# -- Typed --------------------------------------------------------------------------------

TYPED = """
from datetime import date
from dialogue_cases import (
    Act, BodyId, DocumentNumber, Office, OfficerId, Place, Recorded, Topic, session, task, ward
)

office = Office.open("sqlite:///ward.db")
desk = office.acting(
    Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))
)
day, ubnd, chief = date(2023, 4, 26), BodyId("ubnd"), OfficerId("chu-tich-ubnd")
place = Place(name="Nhà sinh hoạt cộng đồng")
facts = desk.decide("dialogue/2023/1", session.fix, on=day, day=day, place=place)
first: Recorded[object] = facts[0]
desk.begin("dialogue/2023", session.fix, on=day, day=day, place=place)
desk.decide("dialogue/2023/1", session.end_session, on=day, people=86)

desk.decide("dialogue/2023/1", session.fix, on=day)  # error: [call-overload]
desk.decide("dialogue/2023/1", session.fix, on=day, day="2023-04-26")  # error: [call-overload]
desk.decide("dialogue/2023/1", session.fix, on=day, day=day, plaec=place)  # error: [call-overload]
desk.begin("dialogue/2023", session.fix, day=day)  # error: [call-overload]
desk.decide("dialogue/2023/1", session.end_session, on=day, people="86")  # error: [call-overload]
desk.decide("dialogue/2023/1", session.Session, on=day)  # error: [call-overload]
desk.decide("task/x", task.extend, on=day, until=day)  # error: [call-overload]
desk.decide("ward", ward.rename_body, on=day, body=chief, name="x")  # error: [call-overload]
Act(officer=BodyId("ubnd"), office="party_secretary", body=ubnd)  # error: [arg-type]
Act(officer=OfficerId("x"), office="king", body=ubnd)  # error: [arg-type]
Topic(title="Đất đai", code="land")  # error: [arg-type]
office.deadlines(3)  # error: [arg-type]
DocumentNumber("12-TB/ĐU")  # error: [call-arg]
"""


def test_a_wrong_call_is_a_type_error(tmp_path: Path) -> None:
    """A decision's arguments are checked through `decide`, and ids aren't mixed up."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(TYPED, encoding="utf-8")
    expected = [
        (number, *re.findall(r"# error: \[([\w-]+)\]", line))
        for number, line in enumerate(TYPED.splitlines(), start=1)
        if "# error:" in line
    ]
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", snippet],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    reported = re.findall(r"snippet\.py:(\d+): error: .*\[([\w-]+)\]$", told.stdout, re.MULTILINE)
    found = {(int(number), code) for number, code in reported}

    assert {line for line, _ in expected} == {line for line, _ in found}, told.stdout + told.stderr
    assert found >= set(expected)
