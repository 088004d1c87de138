"""Kỳ: the periods of a year, in whole months or cut at a day of the month."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from attrs import frozen

from dialogue_cases.law.rules import Period
from dialogue_cases.vocabulary import When

_SPANS: Mapping[Period, tuple[int, int, str]] = {
    "quarter-1": (1, 3, "-Q1"),
    "quarter-2": (4, 6, "-Q2"),
    "quarter-3": (7, 9, "-Q3"),
    "quarter-4": (10, 12, "-Q4"),
    "half-year": (1, 6, "-6M"),
    "nine-months": (1, 9, "-9M"),
    "year": (1, 12, ""),
}


@frozen
class Window:
    """Một kỳ: its days as a rule counts them, and as the calendar does.

    Args:
        kind: which period.
        label: its name, such as `2026-Q1` or `2026-11`.
        first: the first local day that is counted.
        last: the last local day that is counted.
        whole: the whole months that it is named after.
    """

    kind: Period
    label: str
    first: date
    last: date
    whole: When


def windows(kind: Period, year: int, ends_on: int | None = None) -> list[Window]:
    """The periods of that kind in a year: twelve months, or the one.

    Args:
        kind: which period.
        year: the calendar year.
        ends_on: on which day of its last month it ends (14: it runs from the 15th to the
            14th); None for whole calendar months.

    Example:
        >>> (quarter,) = windows("quarter-1", 2026, 14)
        >>> quarter.label, str(quarter.first), str(quarter.last)
        ('2026-Q1', '2025-12-15', '2026-03-14')
    """
    spans = (
        [(number, number, f"-{number:02d}") for number in range(1, 13)]
        if kind == "month"
        else [_SPANS[kind]]
    )
    return [_window(kind, year, *span, ends_on) for span in spans]


def weeks(first: date, last: date) -> Iterator[Window]:
    """Every week that has a day in common with the time asked about, from Monday to Sunday."""
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        year, number, _ = monday.isocalendar()
        sunday = monday + timedelta(days=6)
        whole = When(day=monday, through=sunday)
        yield Window("week", f"{year}-W{number:02d}", monday, sunday, whole)
        monday += timedelta(days=7)


def _window(
    kind: Period, year: int, begin: int, end: int, suffix: str, ends_on: int | None
) -> Window:
    first, last = date(year, begin, 1), date(year, end, monthrange(year, end)[1])
    whole = When(day=first, through=last)
    if ends_on is not None:
        before = first - timedelta(days=1)
        first = date(before.year, before.month, ends_on) + timedelta(days=1)
        last = date(year, end, ends_on)
    return Window(kind, f"{year}{suffix}", first, last, whole)
