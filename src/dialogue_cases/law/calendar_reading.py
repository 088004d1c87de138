"""Đọc `calendar.toml`: every key is checked when it is read, and broken data is refused."""

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Annotated, Any, Literal, TypeAlias, get_args

import msgspec
from attrs import frozen

from dialogue_cases import given_file, toml_file
from dialogue_cases.law.calendar import FILE
from dialogue_cases.law.checks import refuse
from dialogue_cases.law.packaged import CalendarListing
from dialogue_cases.law.strict import Strict, Text, read
from dialogue_cases.vocabulary import Certainty, Citation
from dialogue_cases.workdays import OfficialDay, OfficialYear, faults

_Weekday: TypeAlias = Literal[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
]
_Kind: TypeAlias = Literal["off", "swapped", "working", "disputed"]
_Fallback: TypeAlias = Literal["known at all times"]

NOT_ESTABLISHED = "not established"
_DATE = "a date such as 2026-09-02"
_RIGHT = {
    "year": f"{MINYEAR} to {MAXYEAR}",
    "days_off": ", ".join(get_args(_Weekday)),
    "kind": " or ".join(get_args(_Kind)),
    "certainty": " or ".join(get_args(Certainty)),
    "fallback": " or ".join(get_args(_Fallback)),
    "default": "true or false",
    "basis": "the norm or document it rests on",
    "name": "what the day is, in Vietnamese",
    "source": "where it was read",
    "reason": "what is open, and why this is so",
    "known_since": f'a date, or "{NOT_ESTABLISHED}"',
    "stands_for": _DATE,
    "switch": "culture_day_off",
}


class _Weekly(Strict):
    days_off: tuple[_Weekday, ...]
    basis: Text
    certainty: Certainty
    source: Text


class _Switch(Strict):
    """The data says what a switch is for; what it is set to comes from the ward."""

    default: bool
    reason: Text


class _Switches(Strict):
    culture_day_off: _Switch
    roll_on_swapped: _Switch


class _NotEstablished(Strict):
    fallback: _Fallback
    reason: Text


class _Calendar(Strict):
    not_established: _NotEstablished
    weekly: _Weekly
    switch: _Switches
    year: list[dict[str, Any]]


class _Year(Strict):
    year: Annotated[int, msgspec.Meta(ge=MINYEAR, le=MAXYEAR)]
    known_since: Any
    certainty: Certainty
    source: Text
    days: Annotated[list[dict[str, Any]], msgspec.Meta(min_length=1)]


class _Day(Strict):
    day: date
    kind: _Kind
    name: Text
    basis: Text
    known_since: Any = None
    stands_for: date | None = None
    switch: Literal["culture_day_off"] | None = None


@frozen
class _Listed:
    """A day as listed, with its place in the file, and whether only a switch makes it one."""

    where: str
    official: OfficialDay
    disputed: bool


def read_calendar(content: bytes) -> CalendarListing:
    """Read and check the text of a `calendar.toml`, UTF-8.

    Raises:
        Invalid: the first thing that is wrong: file, entry and reason.
    """
    tables = toml_file.tables(given_file.decoded(content, where=FILE), where=FILE)
    calendar = read(tables, _Calendar, FILE, _RIGHT)
    weekend = frozenset(map(get_args(_Weekday).index, calendar.weekly.days_off))
    if len(weekend) == len(get_args(_Weekday)):
        refuse("all seven weekdays are off", f"{FILE}, weekly", _RIGHT["days_off"])
    years: dict[int, OfficialYear] = {}
    listed: list[_Listed] = []
    for number, table in enumerate(calendar.year, 1):
        where = f"{FILE}, year {table.get('year', f'number {number}')}"
        year = read(table, _Year, where, _RIGHT)
        if year.year in years:
            refuse("the year {year} has two sections", where, "one", year=year.year)
        known = _known_since(year.known_since, where)
        years[year.year] = OfficialYear(year=year.year, known_since=known)
        listed += (_day(day, one, year, known, where) for one, day in enumerate(year.days, 1))
    for official, why in faults([one.official for one in listed], weekend=weekend):
        refuse("{why}", next(one.where for one in listed if one.official is official), "", why=why)
    return CalendarListing(
        days=tuple(one.official for one in listed),
        disputed=frozenset(one.official.day for one in listed if one.disputed),
        years=tuple(years.values()),
        weekend=weekend,
        weekend_basis=Citation(
            text=calendar.weekly.basis,
            certainty=calendar.weekly.certainty,
            note=calendar.weekly.source,
        ),
    )


def _day(
    table: Mapping[str, Any], number: int, year: _Year, year_known: date | None, of_year: str
) -> _Listed:
    told = table.get("day")
    where = f"{of_year}, {f'days number {number}' if told is None else f'day {told}'}"
    # Read as a date only where TOML has one: in quotes, or with a time, it is somebody's slip.
    if type(told) is not date:
        what = "it doesn't say which day" if told is None else "{told!r} is no day"
        refuse(what, where, _DATE, told=told)
    one = read(table, _Day, where, _RIGHT)
    other = one.stands_for
    if (one.kind == "disputed") != (one.switch is not None):
        refuse("a disputed day, and only such a day, names a switch", where, _RIGHT["switch"])
    if one.day.year != year.year and (
        other is None or other.year != year.year or abs(one.day.year - year.year) > 1
    ):
        refuse(
            "it stands in the section of {year}",
            where,
            "a day of {year}, or one that is swapped with a day of {year}",
            year=year.year,
        )
    official = OfficialDay(
        day=one.day,
        kind="off" if one.kind == "disputed" else one.kind,
        basis=Citation(text=one.basis, certainty=year.certainty, note=year.source),
        name=one.name,
        known_since=(
            _known_since(one.known_since, where) if "known_since" in table else year_known
        ),
        stands_for=other,
    )
    return _Listed(where, official, one.kind == "disputed")


def _known_since(told: Any, where: str) -> date | None:
    if told == NOT_ESTABLISHED:
        return None
    if type(told) is not date:
        refuse("known_since = {told!r} isn't right", where, _RIGHT["known_since"], told=told)
    return told
