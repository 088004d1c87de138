"""The norms, file by file: their worked examples, their days, and what is carried ready."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import attrs
import msgspec
import pytest

from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import Obligation, deadlines, ward_obligations
from dialogue_cases.errors import Invalid
from dialogue_cases.law import OwnRegulation, Rule, load_law
from dialogue_cases.law.calendar import calendar_bytes, load_calendar
from dialogue_cases.law.calendar_reading import read_calendar
from dialogue_cases.law.citations import citations, cited
from dialogue_cases.law.citations_reading import read_citations
from dialogue_cases.law.grounds_reading import read_grounds
from dialogue_cases.law.packaged import packaged
from dialogue_cases.law.reading import read_rules
from dialogue_cases.petition.grounds import GROUNDS
from dialogue_cases.record import Recorded
from dialogue_cases.roles import read_roles
from dialogue_cases.vocabulary import Citation, StreamId, first_day
from strategies import example as a_value
from strategies import recorded

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "dialogue_cases"
EDITION = "a806688ea85509840cdf1f10674d2cc5f18bb77acc7f1e812c12dc756b995ae3"
"""The edition of today. A change of the law changes it, and is told in CHANGELOG.md."""


def test_what_is_carried_ready_is_up_to_date() -> None:
    """`make generated` writes it; nobody edits it by hand."""
    said = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "ready.py"), "--check"],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert (0, "") == (said.returncode, said.stderr)


def test_what_is_carried_ready_is_what_reading_gives() -> None:
    """Law, calendar and roles: nothing is lost in between, and every event that they name is."""
    ready = packaged()

    assert read_rules(ready.rules_text, names=NAMES) == ready.rules
    assert read_calendar(calendar_bytes()) == ready.calendar
    assert load_calendar(calendar_bytes() + b"\n#") == load_calendar()
    assert read_roles(PACKAGE / "roles.toml") == read_roles()


def test_the_edition_changes_only_with_the_law() -> None:
    """How its rules are kept in files doesn't change what a log has kept of them."""
    assert EDITION == load_law().edition


def test_the_law_is_read_once_in_a_process() -> None:
    """And without a reader of TOML: what is packaged was read and checked before."""
    script = "import sys; from dialogue_cases import load_law; "
    script += "assert load_law() is load_law() and load_law().calendar; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    assert set() == {"tomllib", "difflib", "dialogue_cases.law.reading"} & set(loaded)


def test_toml_is_read_in_one_place() -> None:
    """So that what isn't TOML is told in the same words, with its line, whatever file it is."""
    reading = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "import tomllib" in path.read_text(encoding="utf-8")
    }

    assert {"toml_file.py"} == reading


# -- Worked examples --------------------------------------------------------------------

NORMS = PACKAGE / "law" / "norms"
LAW = load_law()
FIRST = date(2019, 1, 1)
EXAMPLE_KEYS = {
    "facts", "period", "limits", "switches", "due", "at", "owed", "met", "source", "why",
}  # fmt: skip
STREAMS = {
    "session": "dialogue/2023/1",
    "task": "task/dialogue/2023/1/item/3",
    "ward": "ward",
    "proceeding": "proceeding/2023/1",
}


def rules_as_filed() -> dict[str, dict[str, Any]]:
    """Every rule as its norm's file has it, with what stands beside it."""
    return {
        rule["id"]: rule
        for path in sorted(NORMS.glob("*.toml"))
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    }


FILED = rules_as_filed()
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, rule in FILED.items()
    for number, example in enumerate(rule.get("example", []), 1)
]


def recorded_facts(facts: list[dict[str, Any]]) -> list[Recorded[Any]]:
    """The facts of an example, each on record on its own day; what it leaves out is filled in."""
    log: list[Recorded[Any]] = []
    for fact in facts:
        told = dict(fact)
        shape = NAMES[told.pop("event")]
        life = fact["event"].partition(".")[0]
        stream = told.pop("stream", STREAMS.get(life, "petition/2023/1"))
        hints = get_type_hints(shape)
        fields = {name: msgspec.convert(value, hints[name]) for name, value in told.items()}
        for one in attrs.fields(shape):
            if one.name not in fields and one.default is attrs.NOTHING:
                fields[one.name] = a_value(hints[one.name], one.name)
        event = shape(**fields)
        day = first_day(event.on)
        log.append(
            recorded(
                event,
                1 + sum(one.stream == stream for one in log),
                stream=StreamId(stream),
                position=len(log) + 1,
                recorded_at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC),
            )
        )
    return log


def owed_in(name: str, example: dict[str, Any]) -> list[Obligation]:
    """What the rule makes of the facts, in the order of the last days."""
    own = OwnRegulation(
        since=date.min,
        limits=example.get("limits", {}),
        switches=dict.fromkeys(example.get("switches", ()), True),
    )
    law = LAW.with_regulations([own])
    log = recorded_facts(example["facts"])
    if "period" in example:
        year = int(example["period"][:4])
        asked = ward_obligations(log, law, first=date(year, 1, 1), last=date(year, 12, 31))
        found = [one for one in asked if one.root == example["period"]]
    else:
        streams = dict.fromkeys(one.stream for one in log)
        found = [
            one
            for stream in streams
            for one in deadlines([fact for fact in log if fact.stream == stream], law)
        ]
    mine = [one for one in found if one.rule.id == name]
    return sorted(mine, key=lambda one: one.due or date.max)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_a_rule_gives_what_its_examples_say(name: str, example: dict[str, Any]) -> None:
    """The norm, and beside it what follows from it on real days."""
    found = owed_in(name, example)
    due = example.get("due")
    dues = due if isinstance(due, list) else [due]

    assert set() == example.keys() - EXAMPLE_KEYS
    assert example["source"]
    assert ([] if example.get("owed") is False else dues) == [one.due for one in found]
    if "at" in example:
        assert [example["at"]] == [one.due_at for one in found]
    if "met" in example:
        assert [example["met"]] == [one.discharged is not None for one in found]


def test_every_version_of_every_rule_has_an_example() -> None:
    """A rule that nobody has worked through by hand isn't known to say what its norm says."""
    shown = {name: set[int]() for name in FILED}
    for name, rule in FILED.items():
        assert rule.get("example"), f"rule {name} has no example"
        for example in rule["example"]:
            shown[name].update(one.version.number for one in owed_in(name, example))
    never = [
        f"{rule.id}, version {version.number}"
        for rule in LAW.rules
        for version in rule.versions
        if version.number not in shown[rule.id]
        # Others owe it, or nobody knows of which periods.
        and rule.derived
        and (rule.shape != "per-period" or version.periods)
    ]

    assert [] == never


def test_what_stands_beside_a_rule_is_no_part_of_the_edition() -> None:
    """Another example is no other law."""
    assert "rule.example" not in LAW.rules_text
    assert "rule.gap" not in LAW.rules_text
    assert {*FILED} == {rule.id for rule in LAW.rules}


# -- On every day one version -----------------------------------------------------------


def days_without(rule: Rule, last: date) -> set[date]:
    """The days since 2019 on which a rule, or one of the cases that it tells apart, has none."""
    cases = {frozenset(version.when.items()) for version in rule.versions}
    every = (FIRST + timedelta(days=number) for number in range((last - FIRST).days + 1))
    return {
        day
        for day in every
        if cases != {frozenset(one.when.items()) for one in rule.versions if one.in_force(day)}
    }


def days_explained(gaps: list[dict[str, Any]], last: date) -> set[date]:
    """The days for which a norm's file says why there is none."""
    explained: set[date] = set()
    for gap in gaps:
        assert {"reason"} < gap.keys() <= {"from", "to", "reason"}
        assert gap["reason"]
        first, until = max(gap.get("from", FIRST), FIRST), min(gap.get("to", last), last)
        explained |= {first + timedelta(days=number) for number in range((until - first).days + 1)}
    return explained


@pytest.mark.parametrize("rule", LAW.rules, ids=lambda rule: rule.id)
def test_on_every_day_since_2019_a_rule_has_one_version_or_there_is_a_reason(rule: Rule) -> None:
    """Never two: the loader refuses that. Never none without a word why."""
    turns = [day for one in rule.versions for day in (one.since, one.until) if day is not None]
    last = max([*turns, date(2027, 12, 31)]) + timedelta(days=366)

    assert days_explained(FILED[rule.id].get("gap", []), last) == days_without(rule, last)


# -- Citations --------------------------------------------------------------------------

IN_CODE = {
    "cli/due.py": "what was typed is its own source",
    "cli/whatif.py": "what was typed is its own source",
    "law/edition.py": "a draft that is tried out is its own source",
    "law/own.py": "the reader of citations needs it",
    "office/bounds.py": "a convention of this record",
    "office/checks.py": "conventions of this record",
    "office/entered_twice.py": "a convention of this record",
    "workdays/calendar.py": "the arithmetic of days stands below the law",
    "workdays/terms.py": "the arithmetic of days stands below the law",
}
"""Where a citation is a constant of the code, and why."""


def calls(function: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function in the package, with its module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == function:
                yield path.relative_to(PACKAGE).as_posix(), node


def test_every_citation_is_used_and_every_one_that_is_used_exists() -> None:
    """An entry that nobody cites is a source for nothing."""
    used = {
        one.args[0].value for module, one in calls("cited") if isinstance(one.args[0], ast.Constant)
    }

    assert used == citations().keys()


def test_a_citation_that_isnt_there_is_told() -> None:
    """By name, and with what to do: it is met by whoever writes a decision."""
    with pytest.raises(LookupError, match=r"citations\.toml has no petition\.nothing"):
        cited("petition.nothing")


def test_a_citation_in_code_has_its_reason() -> None:
    """What a decision cites is data: text, certainty, note."""
    constants = {
        module
        for module, one in calls("Citation")
        if any(one.arg == "text" and isinstance(one.value, ast.Constant) for one in one.keywords)
    }

    assert {*IN_CODE} == constants


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('certainty = "A"', 'certainty = "Z"', "life.word, certainty", "Z isn't known"),
        ('text = "Luật X"', 'txt = "Luật X"', "life.word", "no field txt"),
        ('text = "Luật X"', "", "citations.toml", "neither way, or both"),
        ('text = "Luật X"', 'text = "Luật X"\npart = "I"', "citations.toml", "or both"),
        ("[life.word]", "life = 3\n[word]", "citations.toml", "'life' is no table"),
        ("[life.word]", "[life.word", "citations.toml, line 1", "isn't TOML"),
    ],
)
def test_a_broken_citation_is_refused(old: str, new: str, where: str, what: str) -> None:
    """With its place, when the package is made."""
    sound = '[life.word]\ntext = "Luật X"\ncertainty = "A"\n'
    assert {"life.word": Citation(text="Luật X", certainty="A")} == read_citations(sound)

    with pytest.raises(Invalid) as caught:
        read_citations(sound.replace(old, new))

    assert where in caught.value.where
    assert what in caught.value.what


# -- Grounds ----------------------------------------------------------------------------


def test_every_section_of_grounds_is_asked_for_and_every_norms_day() -> None:
    """A table that nobody reads holds nothing up."""
    held = read_grounds((PACKAGE / "law" / "grounds.toml").read_text(encoding="utf-8"))
    asked = {
        one.args[0].value
        for function in ("listed", "in_force_since")
        for _, one in calls(function)
        if isinstance(one.args[0], ast.Constant)
    }
    days = held.pop("in_force")
    begun = {row["since"] for rows in held.values() for row in rows}

    assert held.keys() == asked & held.keys()
    assert {*asked} - held.keys() <= days.keys()
    assert {*days.values()} <= begun
    assert all(GROUNDS.values())


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ('certainty = "A"', 'certainty = "Z"', "life number 1, certainty", "Z isn't known"),
        ('grounds = ["one"]', "grounds = []", "life number 1, grounds", "nothing is said"),
        ('from = "law"', 'from = "lwa"', "life number 1", "'lwa'"),
        ("to = 2026-06-30", 'to = "soon"', "life number 1, to", ""),
        ("law = 2019-01-01", 'law = "2019-01-01"', "in_force", "isn't a day"),
        ("[[life]]", "[life]", "life.grounds number 1", "not fields with"),
        ("[in_force]", "task = 3\n[in_force]", "grounds.toml, task", "no list of tables"),
        ("to = 2026-06-30", "until = 2026-06-30", "life number 1", "no field until"),
    ],
)
def test_a_broken_ground_is_refused(old: str, new: str, where: str, what: str) -> None:
    """With its place, when the package is made."""
    sound = (
        '[in_force]\nlaw = 2019-01-01\n[[life]]\ngrounds = ["one"]\ntext = "Luật X"\n'
        'certainty = "A"\nfrom = "law"\nto = 2026-06-30\n'
    )
    (row,) = read_grounds(sound)["life"]
    assert ("one", FIRST, date(2026, 6, 30)) == (row["code"], row["since"], row["until"])

    with pytest.raises(Invalid) as caught:
        read_grounds(sound.replace(old, new))

    assert where in caught.value.where
    assert what in caught.value.what
