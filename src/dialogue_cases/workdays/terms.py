"""Thời hạn: a term, the convention by which it is counted, and its explanation day by day."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.vocabulary import Citation
from dialogue_cases.workdays.calendar import WorkingCalendar
from dialogue_cases.workdays.days import KindOfDay
from dialogue_cases.workdays.pauses import Pause, pause_on

Unit: TypeAlias = Literal["working_days", "calendar_days", "weeks", "months", "years"]
"""What an amount counts. Working and calendar days are never converted into each other."""

Why: TypeAlias = Literal[
    "event day",
    "counted",
    "make-up working day",
    "weekend",
    "day off",
    "swapped day off",
    "paused",
    "last day, rolled on",
]
"""What happened to a day: its own kind where that is why it wasn't counted, why it was though
it is a Saturday, or why the term goes on after it."""


@frozen(kw_only=True)
class Convention:
    """Cách tính thời hạn: what the first day is, and what happens to the last one.

    A term only ever rolls away from its event: `forward` moves the last day of a term that
    runs forward, `backward` of one that runs backward, and neither touches the other.

    Args:
        name: how the convention is called.
        count_first_day: whether the day of the event is day number 1.
        roll: where a last day goes that is no working day: the next one (`forward`), the
            one before (`backward`), or nowhere (`none`).
        basis: where the convention as a whole stands; the next two for their own part.
        first_day_basis: why the day of the event counts or not.
        roll_basis: why the last day moves.
    """

    name: str = ""
    count_first_day: bool = False
    roll: Literal["none", "forward", "backward"] = "forward"
    basis: Citation | None = None
    first_day_basis: Citation | None = None
    roll_basis: Citation | None = None


CIVIL_CODE = Convention(
    name="Bộ luật Dân sự 2015, Điều 147–148",
    basis=Citation(text="Bộ luật Dân sự 2015, Điều 147–148", certainty="A"),
    first_day_basis=Citation(text="Bộ luật Dân sự 2015, Điều 147", certainty="A"),
    roll_basis=Citation(text="Bộ luật Dân sự 2015, Điều 148 khoản 5", certainty="A"),
)
"""The day of the event isn't counted; a last day on a day off moves to the next working day."""


@frozen(kw_only=True)
class CountedDay:
    """Một ngày trong thời hạn: what happened to one day of a term.

    Args:
        day: local day.
        number: its number in the count, or None when it isn't counted.
        why: why it was counted or not.
        name: what the day is called, if it has a name.
        basis: the norm or document behind it; None where the weekday or a pause decides.
    """

    day: date
    number: int | None
    why: Why
    name: str = ""
    basis: Citation | None = None


@frozen(kw_only=True)
class Term:
    """Thời hạn đã tính: a term with its end.

    Args:
        start: the local day of the event.
        amount: how many units.
        unit: which units.
        convention: how it was counted.
        direction: `forward` after the event, `backward` before it.
        pauses: half-open intervals that weren't counted, in order.
        last_day: the raw last day, before it rolls; None while the term is suspended before it.
        due: the local day at whose end the term ends; None while it is suspended. Of a
            backward term, the last day that is still early enough.
        provisional_years: years without an official calendar that were counted with
            weekends only.
        calendar: the calendar that was used.
    """

    start: date
    amount: int
    unit: Unit
    convention: Convention
    direction: Literal["forward", "backward"]
    pauses: tuple[Pause, ...]
    last_day: date | None
    due: date | None
    provisional_years: tuple[int, ...]
    calendar: WorkingCalendar = field(repr=False)

    @property
    def state(self) -> Literal["fixed", "provisional", "suspended"]:
        """Whether the end is certain, rests on a year without a calendar, or isn't set yet."""
        if self.due is None:
            return "suspended"
        return "provisional" if self.provisional_years else "fixed"

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """The explanation: every day from the event to the end, counted or not, and why.

        Example:
            >>> from dialogue_cases.workdays import add
            >>> term = add(WorkingCalendar.of(), date(2026, 9, 4), 1, "working_days")
            >>> [(str(d.day), d.number, d.why) for d in term.days]  # doctest: +NORMALIZE_WHITESPACE
            [('2026-09-04', None, 'event day'), ('2026-09-05', None, 'weekend'),
             ('2026-09-06', None, 'weekend'), ('2026-09-07', 1, 'counted')]
        """
        return tuple(_explained(self))


def length_of(
    start: date, amount: int, unit: Unit, convention: Convention, *, backward: bool = False
) -> int:
    """How many calendar days a term has that isn't in working days.

    Raises:
        Invalid: the unit isn't one, or the term ends after year 9999 or before year 1.
    """
    match unit:
        case "calendar_days":
            return amount
        case "weeks":
            return 7 * amount
        case "months" | "years":
            months = amount if unit == "months" else 12 * amount
            there = _months_from(start, -months if backward else months)
            # A month that lacks the day-number ends the term on its own last day; else a
            # term whose first day is counted ends one day short of the same day-number.
            clipped = there.day != start.day and not backward
            return abs((there - start).days) + (convention.count_first_day and clipped)
        case _:
            raise Invalid(
                "{unit!r} is no unit of time",
                expected="calendar_days, weeks, months or years; working_days have no such length",
                unit=unit,
            )


def _months_from(start: date, months: int) -> date:
    # Late, since it is the slowest import of the core.
    import pendulum

    try:
        there = pendulum.Date(start.year, start.month, start.day).add(months=months)
    except (ValueError, OverflowError):
        raise _outside(
            "{months} months from {start} end outside the calendar", months=months, start=start
        ) from None
    return date(there.year, there.month, there.day)


def shifted(day: date, days: int) -> date:
    """The local day so many calendar days later.

    Raises:
        Invalid: there is no such day.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise _outside(
            "{days} days from {day} end outside the calendar", days=days, day=day
        ) from None


def _outside(what: str, /, **data: Any) -> Invalid:
    right = "years {first} to {last}"
    return Invalid(what, expected=right, first=MINYEAR, last=MAXYEAR, **data)


def _explained(term: Term) -> Iterator[CountedDay]:
    """Walk the term day by day, as a clerk would on a wall calendar."""
    convention, step = term.convention, 1 if term.direction == "forward" else -1
    day, number = term.start, 0
    if not convention.count_first_day:
        yield CountedDay(day=day, number=None, why="event day", basis=convention.first_day_basis)
        day = shifted(day, step)
    length = (
        term.amount
        if term.unit == "working_days"
        else length_of(
            term.start, term.amount, term.unit, convention, backward=term.direction == "backward"
        )
    )
    rolls = _rolls(term)
    while number < length or (rolls and day != term.due):
        pause = pause_on(day, term.pauses)
        found = term.calendar.kind_of(day, on_unknown="provisional")
        if pause is not None:
            yield CountedDay(day=day, number=None, why="paused")
            if pause[1] is None:
                return
        elif number < length and (term.unit != "working_days" or _is_worked(found)):
            number += 1
            yield _counted(term, day, number, found, goes_on=rolls and day == term.last_day)
        else:
            yield CountedDay(
                day=day, number=None, why=_why(found), name=found.name, basis=found.basis
            )
        day = shifted(day, step)
    if rolls:
        yield CountedDay(
            day=day, number=None, why="last day, rolled on", basis=convention.roll_basis
        )


def _rolls(term: Term) -> bool:
    return (
        term.last_day is not None
        and term.convention.roll == term.direction
        and term.calendar.ends_later(term.last_day, on_unknown="provisional")
    )


def _is_worked(found: KindOfDay) -> bool:
    return found.kind in ("working day", "make-up working day")


def _why(found: KindOfDay) -> Why:
    return "counted" if found.kind == "working day" else found.kind


def _counted(term: Term, day: date, number: int, found: KindOfDay, *, goes_on: bool) -> CountedDay:
    """A counted day. Of calendar days only the last one's kind matters, and only if it rolls."""
    why: Why = _why(found) if goes_on or term.unit == "working_days" else "counted"
    return CountedDay(
        day=day,
        number=number,
        why=why,
        name=found.name,
        basis=term.convention.basis if why == "counted" else found.basis,
    )
