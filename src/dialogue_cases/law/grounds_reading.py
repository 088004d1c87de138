"""Đọc `grounds.toml`: every table is checked when the package is made."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

import msgspec

from dialogue_cases import toml_file
from dialogue_cases.law.checks import near, refuse
from dialogue_cases.law.grounds import FILE, IN_FORCE
from dialogue_cases.law.strict import Strict, Text, read
from dialogue_cases.vocabulary import Certainty, Citation

_Use = Literal["refuse", "file"]
_Some = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]
_Times = Annotated[int, msgspec.Meta(ge=1)]
_NAMES = {"since": "from", "until": "to"}
_RIGHT = {
    "certainty": ", ".join(get_args(Certainty)),
    "use": " or ".join(get_args(_Use)),
    "grounds": "a list of words",
    "to": "a date like 2026-06-30",
}


class _Stands(Strict, rename=_NAMES):
    """Where grounds stand."""

    grounds: _Some
    text: Text
    certainty: Certainty
    note: str = ""
    kinds: tuple[Text, ...] = ()
    since: Text | None = None
    until: date | None = None
    use: _Use | None = None
    in_writing: bool = False


class _Extension(Strict, rename=_NAMES):
    """How often a term may be extended, and by how much."""

    kind: Text
    degree: Text
    times: _Times
    days: _Times
    since: Text
    text: Text
    certainty: Certainty
    note: str = ""


def read_grounds(text: str) -> dict[str, Any]:
    """Read and check the text of `grounds.toml`.

    Returns:
        The days of `in_force`; and of each section its rows, one for each ground.

    Raises:
        Invalid: the first thing that is wrong, where, and what would be right.
    """
    tables = toml_file.tables(text, where=FILE)
    days = tables.get(IN_FORCE, {})
    for norm, day in days.items():
        if type(day) is not date:
            refuse(
                "{norm} = {day!r} isn't a day",
                f"{FILE}, {IN_FORCE}",
                "a date like 2026-07-01",
                norm=norm,
                day=day,
            )
    sections: dict[str, Any] = {IN_FORCE: days}
    for name, listed in _sections(tables):
        if not isinstance(listed, list):
            refuse("it is no list of tables", f"{FILE}, {name}", "[[{name}]]", name=name)
        sections[name] = [
            row
            for number, table in enumerate(listed, 1)
            for row in _rows(table, f"{FILE}, {name} number {number}", name, days)
        ]
    return sections


def _sections(tables: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, held in tables.items():
        if name == IN_FORCE:
            continue
        if isinstance(held, dict):
            yield from ((f"{name}.{one}", listed) for one, listed in held.items())
        else:
            yield name, held


def _rows(
    table: Any, where: str, section: str, days: Mapping[str, date]
) -> Iterator[dict[str, Any]]:
    if section.endswith(".extensions"):
        one = read(table, _Extension, where, _RIGHT)
        yield {
            **{key: getattr(one, key) for key in ("kind", "degree", "times", "days")},
            "citation": _cited(one),
            "since": _day(one.since, where, days),
        }
        return
    stands = read(table, _Stands, where, _RIGHT)
    for ground in stands.grounds:
        yield {
            "code": ground,
            "use": stands.use,
            "kinds": stands.kinds,
            "citation": _cited(stands),
            "since": _day(stands.since, where, days),
            "until": stands.until,
            "in_writing": stands.in_writing,
        }


def _cited(one: _Stands | _Extension) -> Citation:
    return Citation(text=one.text, certainty=one.certainty, note=one.note)


def _day(norm: str | None, where: str, days: Mapping[str, date]) -> date | None:
    if norm is not None and norm not in days:
        refuse("no norm is called {norm!r}", where, near(norm, days), norm=norm)
    return None if norm is None else days[norm]
