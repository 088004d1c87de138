"""Đọc `calendar.toml`: every key is checked when it is read, and broken data is refused."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, Literal, NoReturn, TypeVar, cast, get_args

from attrs import frozen

from dialogue_cases import given_file, toml_file
from dialogue_cases.errors import Invalid
from dialogue_cases.law.calendar import FILE, SWITCHES
from dialogue_cases.law.packaged import CalendarListing
from dialogue_cases.vocabulary import Certainty, Citation
from dialogue_cases.workdays import OfficialDay, OfficialYear, faults

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FALLBACK = "known at all times"
NOT_ESTABLISHED = "not established"
KINDS = ("off", "swapped", "working", "disputed")

T = TypeVar("T")


def read_calendar(content: bytes) -> CalendarListing:
    """Read and check the text of a `calendar.toml`, UTF-8.

    Raises:
        Invalid: the first thing that is wrong: file, entry and reason.
    """
    entry = _Entry(FILE, toml_file.tables(given_file.decoded(content, where=FILE), where=FILE))
    weekend, weekend_basis = _read_weekly(entry.table("weekly"))
    _check_fallback(entry.table("not_established"))
    switches = entry.table("switch")
    for name in SWITCHES:
        _check_switch(switches.table(name))
    switches.nothing_else()
    years: dict[int, OfficialYear] = {}
    days: list[_Listed] = []
    for section in entry.tables("year"):
        year = _read_year(section, days)
        if year.year in years:
            section.refuse(f"the year {year.year} has two sections")
        years[year.year] = year
    entry.nothing_else()
    for official, why in faults([listed.official for listed in days], weekend=weekend):
        listed = next(one for one in days if one.official is official)
        listed.entry.refuse(why)
    return CalendarListing(
        days=tuple(one.official for one in days),
        disputed=frozenset(one.official.day for one in days if one.disputed),
        years=tuple(years.values()),
        weekend=weekend,
        weekend_basis=weekend_basis,
    )


@frozen
class _Entry:
    """A table of the file with its place, so that whatever is wrong is said with it."""

    where: str
    rest: dict[str, Any]

    def refuse(self, what: str, expected: str = "") -> NoReturn:
        raise Invalid(what, where=self.where, expected=expected)

    def take(self, key: str, kind: type[T], called: str) -> T:
        """The value of a key that must be there; each key is taken once."""
        if key not in self.rest:
            self.refuse(f"{key} is missing", called)
        value = self.rest.pop(key)
        # A boolean is an int and a date with a time is a date in Python; here they aren't.
        if type(value) is not kind or value in ("", []):
            self.refuse(f"{key} = {value!r} isn't right", called)
        return value

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        value = self.take(key, str, " or ".join(allowed))
        if value not in allowed:
            self.refuse(f"{key} = {value!r} isn't known", " or ".join(allowed))
        return value

    def table(self, key: str) -> "_Entry":
        return _Entry(f"{self.where}, {key}", dict(self.take(key, dict, "a table")))

    def tables(self, key: str, name: str = "") -> "Iterator[_Entry]":
        for number, value in enumerate(self.take(key, list, f"a list of {key} tables"), 1):
            where = f"{self.where}, {key} number {number}"
            if not isinstance(value, dict):
                raise Invalid(f"{value!r} isn't a table", where=where, expected="a table")
            named = value.get(name or key)
            yield _Entry(
                where if named is None else f"{self.where}, {name or key} {named}", dict(value)
            )

    def nothing_else(self) -> None:
        for key in self.rest:
            self.refuse(f"the key {key!r} isn't known")


@frozen
class _Listed:
    """A day as listed, with its place in the file, and whether only a switch makes it one."""

    entry: _Entry
    official: OfficialDay
    disputed: bool


def _read_weekly(entry: _Entry) -> tuple[frozenset[int], Citation]:
    names = entry.take("days_off", list, "names of weekdays")
    for name in names:
        if name not in WEEKDAYS:
            entry.refuse(f"{name!r} is no weekday", ", ".join(WEEKDAYS))
    if len(set(names)) == len(WEEKDAYS):
        entry.refuse("all seven weekdays are off")
    basis = _citation(entry, entry.take("basis", str, "the norm or practice"))
    entry.nothing_else()
    return frozenset(map(WEEKDAYS.index, names)), basis


def _check_fallback(entry: _Entry) -> None:
    entry.one_of("fallback", (FALLBACK,))
    entry.take("reason", str, "why this fallback")
    entry.nothing_else()


def _check_switch(entry: _Entry) -> None:
    """The data says what each switch is for; what it is set to comes from the ward."""
    entry.take("default", bool, "true or false")
    entry.take("reason", str, "what is open, and why this is the default")
    entry.nothing_else()


def _read_year(section: _Entry, days: list[_Listed]) -> OfficialYear:
    year = section.take("year", int, "a year")
    if not MINYEAR <= year <= MAXYEAR:
        section.refuse(f"{year} isn't a year", f"{MINYEAR} to {MAXYEAR}")
    known_since = _read_known_since(section)
    basis = _citation(section, "")
    for entry in section.tables("days", name="day"):
        days.append(_read_day(entry, year, known_since, basis))
    section.nothing_else()
    return OfficialYear(year=year, known_since=known_since)


def _read_day(entry: _Entry, year: int, year_known: date | None, sure: Citation) -> _Listed:
    day = entry.take("day", date, "a date such as 2026-09-02")
    kind = entry.one_of("kind", KINDS)
    name = entry.take("name", str, "what the day is, in Vietnamese")
    basis = Citation(
        text=entry.take("basis", str, "the norm or document it rests on"),
        certainty=sure.certainty,
        note=sure.note,
    )
    known = _read_known_since(entry) if "known_since" in entry.rest else year_known
    other = entry.take("stands_for", date, "a date") if "stands_for" in entry.rest else None
    if kind == "disputed":
        entry.one_of("switch", ("culture_day_off",))
        kind = "off"
        disputed = True
    else:
        disputed = False
    entry.nothing_else()
    if day.year != year and (other is None or other.year != year or abs(day.year - year) > 1):
        entry.refuse(
            f"it stands in the section of {year}",
            f"a day of {year}, or one that is swapped with a day of {year}",
        )
    official = OfficialDay(
        day=day,
        kind=cast("Literal['off', 'swapped', 'working']", kind),
        basis=basis,
        name=name,
        known_since=known,
        stands_for=other,
    )
    return _Listed(entry, official, disputed)


def _read_known_since(entry: _Entry) -> date | None:
    told = entry.rest.pop("known_since", None)
    if told == NOT_ESTABLISHED:
        return None
    if type(told) is not date:
        entry.refuse(
            "known_since is missing" if told is None else f"known_since = {told!r} isn't right",
            f'a date, or "{NOT_ESTABLISHED}"',
        )
    return told


def _citation(entry: _Entry, text: str) -> Citation:
    return Citation(
        text=text,
        certainty=cast("Certainty", entry.one_of("certainty", get_args(Certainty))),
        note=entry.take("source", str, "where it was read"),
    )
