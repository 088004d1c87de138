"""Tính thời hạn: where a term ends, and how many days lie between two days."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

from dialogue_cases.errors import CalendarUnknown, Invalid
from dialogue_cases.workdays.calendar import OnUnknown, WorkingCalendar
from dialogue_cases.workdays.days import local_day
from dialogue_cases.workdays.pauses import Pause, merged, running
from dialogue_cases.workdays.terms import (
    CIVIL_CODE,
    Convention,
    Term,
    Unit,
    length_of,
    shifted,
)

_Span: TypeAlias = tuple[date, date]


def add(
    calendar: WorkingCalendar,
    start: date,
    amount: int,
    unit: Unit,
    convention: Convention = CIVIL_CODE,
    *,
    pauses: Iterable[Pause] = (),
    on_unknown: OnUnknown = "raise",
) -> Term:
    """A term that runs from an event: "within 7 working days from the end of the dialogue".

    A term of weeks ends on the same weekday, of months and years on the same day-number,
    or else on the last day of the month (Bộ luật Dân sự 2015, Điều 148).
    With pauses, such a term runs for as many calendar days as it would have without.
    An open pause that begins before the term has ended leaves it without an end.

    Args:
        calendar: which days are worked.
        start: local day of the event.
        amount: how many units, 0 or more (1 or more when the first day is counted).
        unit: working or calendar days, weeks, months or years.
        convention: what the first day is, and where the last one rolls.
        pauses: half-open intervals of local days that aren't counted.
        on_unknown: `provisional` to count years without a calendar with weekends only,
            and to name them in the term.

    Raises:
        CalendarUnknown: the end rests on a year whose official days aren't known.
        Invalid: the amount is negative, a day is no local day, or a pause ends before it begins.

    Example:
        >>> add(WorkingCalendar.of(), date(2026, 9, 4), 7, "working_days").due
        datetime.date(2026, 9, 15)
        >>> add(WorkingCalendar.of(), date(2026, 1, 31), 1, "months").due
        datetime.date(2026, 3, 2)
    """
    is_plain = convention is CIVIL_CODE and on_unknown == "provisional" and not pauses
    if is_plain and type(start) is date and type(amount) is int:
        return _counted_once(calendar, start, amount, unit)
    return _counted(calendar, start, amount, unit, convention, pauses, on_unknown)


def _counted_once(calendar: WorkingCalendar, start: date, amount: int, unit: Unit) -> Term:
    """A term like most: many begin on one day, and run as long."""
    plain, known = (start, amount, unit), calendar.counted
    found: Term | None = known.get(plain)
    if found is None:
        if len(known) >= _MOST:
            known.clear()
        found = _counted(calendar, start, amount, unit, CIVIL_CODE, (), "provisional")
        known[plain] = found
    return found


_MOST = 20_000
"""How many terms a calendar keeps."""


def _counted(
    calendar: WorkingCalendar,
    start: date,
    amount: int,
    unit: Unit,
    convention: Convention,
    pauses: Iterable[Pause],
    on_unknown: OnUnknown,
) -> Term:
    start, holes, asked = local_day(start), merged(pauses), list[_Span]()
    _check_amount(amount, convention)
    first = start if convention.count_first_day else shifted(start, 1)
    last_day: date | None
    if amount == 0:
        last_day = start
    elif unit == "working_days":
        last_day = _run_out_working(calendar, first, amount, holes, asked)
    else:
        last_day = _run_out(first, length_of(start, amount, unit, convention), holes)
    due = last_day
    if last_day is not None and convention.roll == "forward":
        asked.append((last_day, last_day))
        if calendar.ends_later(last_day, on_unknown="provisional"):
            due = _run_out_working(calendar, shifted(last_day, 1), 1, holes, asked)
    return Term(
        start=start,
        amount=amount,
        unit=unit,
        convention=convention,
        direction="forward",
        pauses=holes,
        last_day=last_day,
        due=due,
        provisional_years=_unknown(calendar, asked, on_unknown),
        calendar=calendar,
    )


def subtract(
    calendar: WorkingCalendar,
    start: date,
    amount: int,
    unit: Unit,
    convention: Convention = CIVIL_CODE,
    *,
    on_unknown: OnUnknown = "raise",
) -> Term:
    """A term that ends at an event: "posted at least 5 working days before the reception".

    It never rolls toward its event: with `roll="backward"` a last day on a day off moves to
    the working day before, otherwise it stays.

    Args:
        calendar: which days are worked.
        start: local day of the event.
        amount: how many units, 0 or more (1 or more when the first day is counted).
        unit: working or calendar days, weeks, months or years.
        convention: what the first day is, and whether the last one rolls backward.
        on_unknown: as for `add`.

    Returns:
        The term; `due` is the last day that is still early enough.

    Raises:
        CalendarUnknown: the end rests on a year whose official days aren't known.
        Invalid: the amount is negative, or `start` is no local day.

    Example:
        >>> subtract(WorkingCalendar.of(), date(2026, 9, 15), 5, "working_days").due
        datetime.date(2026, 9, 8)
        >>> subtract(WorkingCalendar.of(), date(2026, 9, 13), 7, "calendar_days").due
        datetime.date(2026, 9, 6)
    """
    start, asked = local_day(start), list[_Span]()
    _check_amount(amount, convention)
    first = start if convention.count_first_day else shifted(start, -1)
    if amount == 0:
        last_day = start
    elif unit == "working_days":
        last_day = calendar.nth_working_day(first, -amount, on_unknown="provisional")
        asked.append((last_day, first))
    else:
        length = length_of(start, amount, unit, convention, backward=True)
        last_day = shifted(first, 1 - length)
    due = last_day
    if convention.roll == "backward":
        if calendar.ends_later(last_day, on_unknown="provisional"):
            due = calendar.previous_working_day(last_day, on_unknown="provisional")
        asked.append((due, last_day))
    return Term(
        start=start,
        amount=amount,
        unit=unit,
        convention=convention,
        direction="backward",
        pauses=(),
        last_day=last_day,
        due=due,
        provisional_years=_unknown(calendar, asked, on_unknown),
        calendar=calendar,
    )


def count_calendar_days(start: date, end: date, *, inclusive: bool = False) -> int:
    """Count the calendar days from one local day to another, the last one included.

    Args:
        start: not counted itself, unless `inclusive`.
        end: counted; before `start` the answer is 0.
        inclusive: count `start` too.

    Example:
        >>> count_calendar_days(date(2026, 9, 4), date(2026, 9, 8))
        4
    """
    return max(0, (local_day(end) - local_day(start)).days + inclusive)


def days_late(
    calendar: WorkingCalendar,
    due: date,
    done: date,
    unit: Literal["working_days", "calendar_days"],
    *,
    on_unknown: OnUnknown = "raise",
) -> int:
    """How many days after the due day something was done, that day included; 0: it isn't late.

    What is late is so by one working day at least, though no working day has passed since: due on
    a Friday, it is late on the Saturday, by the one on which it can be done.

    Args:
        calendar: which days are worked.
        due: the last local day in time.
        done: the local day of the act, or the day asked about.
        unit: working or calendar days.
        on_unknown: `provisional` to let the weekday decide in unknown years.

    Raises:
        CalendarUnknown: working days in a year whose official days aren't known.

    Example:
        >>> days_late(WorkingCalendar.of(), date(2026, 9, 4), date(2026, 9, 8), "working_days")
        2
        >>> days_late(WorkingCalendar.of(), date(2026, 9, 4), date(2026, 9, 5), "working_days")
        1
    """
    late = count_calendar_days(due, done)
    if unit == "calendar_days" or late == 0:
        return late
    return max(1, calendar.count_working_days(due, done, on_unknown=on_unknown))


def _check_amount(amount: int, convention: Convention) -> None:
    least = 1 if convention.count_first_day else 0
    if type(amount) is not int or amount < least:
        raise Invalid(
            "a term can't have {amount} units",
            expected="{least} or more",
            amount=repr(amount),
            least=least,
        )


def _unknown(
    calendar: WorkingCalendar, asked: list[_Span], on_unknown: OnUnknown
) -> tuple[int, ...]:
    years = {year for first, last in asked for year in calendar.missing_years(first, last)}
    if years and on_unknown == "raise":
        raise CalendarUnknown(min(years))
    return tuple(sorted(years))


def _run_out_working(
    calendar: WorkingCalendar, first: date, left: int, holes: tuple[Pause, ...], asked: list[_Span]
) -> date | None:
    """The working day on which `left` run out; None when an open pause comes first."""
    for begin, end in running(first, holes):
        if end is None:
            found = calendar.nth_working_day(begin, left, on_unknown="provisional")
            asked.append((begin, found))
            return found
        here = calendar.count_working_days(begin, end, inclusive=True, on_unknown="provisional")
        if here >= left:
            found = calendar.nth_working_day(begin, left, on_unknown="provisional")
            asked.append((begin, found))
            return found
        asked.append((begin, end))
        left -= here
    return None


def _run_out(first: date, left: int, holes: tuple[Pause, ...]) -> date | None:
    """The calendar day on which `left` run out; None when an open pause comes first."""
    for begin, end in running(first, holes):
        if end is None or (end - begin).days + 1 >= left:
            return shifted(begin, left - 1)
        left -= (end - begin).days + 1
    return None
