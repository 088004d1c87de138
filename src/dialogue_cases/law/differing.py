"""Hai quy định khác nhau ở ngày nào: the days of which two laws of one edition say two things."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias

from dialogue_cases.law.calendar import load_calendar
from dialogue_cases.law.edition import Law
from dialogue_cases.workdays import OfficialDay, OfficialYear

Days: TypeAlias = tuple[date, date]
"""Khoảng ngày: from one local day to another, both of them included."""


def days_apart(before: Law, after: Law, *, known: date | None = None) -> list[Days] | None:
    """The days of which two laws say two things: what asks about no other is answered as before.

    Args:
        before: a law …
        after: … and what became of it: the same words of the ward's own, and later ones.
        known: the calendar of the first one as known at the end of this local day.

    Returns:
        The days; None where the laws differ in more than days can tell: another edition, bodies
        of another kind, a duty that the ward has chosen to owe.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> law = load_law()
        >>> days_apart(law, law.amended(since=date(2024, 1, 1), limits={"P4": 5}))
        [(datetime.date(2024, 1, 1), datetime.date(9999, 12, 31))]
    """
    first = len(before.words)
    same = (before.rules_text, before.calendar_text) == (after.rules_text, after.calendar_text)
    if not same or before.bodies != after.bodies or before.words != after.words[:first]:
        return None
    # What was said and taken back since was known for some days.
    between = [after.with_words(after.words[:upto]) for upto in range(first + 1, len(after.words))]
    steps = [*pairwise([before, *between, after]), (before, after)]
    if any(_chooses_duties(one, other) for one, other in steps):
        return None
    found = {days for one, other in steps for days in _said_otherwise(one, other)}
    if known is not None:
        found |= set(_learnt_after(known, before, after))
    return sorted(found)


def _chooses_duties(one: Law, other: Law) -> bool:
    """Whether a duty of a life is chosen at some day by the one and not by the other."""
    switches = {rule.switch for rule in one.rules if rule.switch and rule.is_term}
    return any(
        one.chosen_on(day)[1].get(name) != other.chosen_on(day)[1].get(name)
        for day, _ in _regulated(one, other)
        for name in switches
    )


def _said_otherwise(one: Law, other: Law) -> Iterator[Days]:
    for held in _regulated(one, other):
        if one.chosen_on(held[0]) != other.chosen_on(held[0]):
            yield held
    for day in {official.day for official in (*one.days, *other.days)}:
        told = [[said for said in law.days if said.day == day] for law in (one, other)]
        if told[0] != told[1]:
            yield day, day
    for year in {official.year for official in (*one.years, *other.years)}:
        said = [[known for known in law.years if known.year == year] for law in (one, other)]
        if said[0] != said[1]:
            yield from _whole(year)


def _regulated(one: Law, other: Law) -> Sequence[Days]:
    """The intervals in which neither law's own regulations change."""
    since = {regulation.since for law in (one, other) for regulation in law.regulations}
    begins = sorted({date.min, *since})
    ends = [day - timedelta(days=1) for day in begins[1:]]
    return [*zip(begins, [*ends, date.max], strict=True)]


def _learnt_after(known: date, *laws: Law) -> Iterator[Days]:
    """What the calendar has learnt since the end of a local day."""
    calendar = load_calendar(laws[0].calendar_text, culture_day_off=True)
    days: Iterable[OfficialDay] = (*calendar.days, *(day for law in laws for day in law.days))
    years: Iterable[OfficialYear] = (
        *(calendar.years or ()),
        *(year for law in laws for year in law.years),
    )
    for official in days:
        if official.known_since is not None and official.known_since > known:
            yield official.day, official.day
    for one in years:
        if one.known_since is not None and one.known_since > known:
            yield from _whole(one.year)


def _whole(year: int) -> Iterator[Days]:
    """The days of a year; none of one that no calendar has, which an old record may name."""
    if date.min.year <= year <= date.max.year:
        yield date(year, 1, 1), date(year, 12, 31)
