"""Ngày làm việc: which days count, and where a term ends.

A `WorkingCalendar` says of a day whether it is worked, and why.
`add` and `subtract` make a `Term` by a `Convention`, and the term explains itself day by day.
Days are local days (Asia/Ho_Chi_Minh); nothing here reads a clock.
Why it is counted like this stands in `docs/explanation/counting-days.md`.
"""

from dialogue_cases.workdays.calendar import OnUnknown, WorkingCalendar
from dialogue_cases.workdays.counting import add, count_calendar_days, days_late, subtract
from dialogue_cases.workdays.days import DayKind, KindOfDay, OfficialDay, OfficialYear, faults
from dialogue_cases.workdays.pauses import Pause, paused_days, pauses_of
from dialogue_cases.workdays.terms import CIVIL_CODE, Convention, CountedDay, Term, Unit, Why

__all__ = [
    "CIVIL_CODE",
    "Convention",
    "CountedDay",
    "DayKind",
    "KindOfDay",
    "OfficialDay",
    "OfficialYear",
    "OnUnknown",
    "Pause",
    "Term",
    "Unit",
    "Why",
    "WorkingCalendar",
    "add",
    "count_calendar_days",
    "days_late",
    "faults",
    "paused_days",
    "pauses_of",
    "subtract",
]
