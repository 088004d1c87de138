"""Thời gian của một hồ sơ: from which day the days of a life are counted, and by which calendar."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dialogue_cases.law import Law
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import first_day
from dialogue_cases.vocabulary.days import FIRST
from dialogue_cases.workdays import WorkingCalendar


class SinceStart:
    """Từ ngày đầu: counts the days of a life from its first known one, by the calendar of that.

    Working days are counted as they pass, so that the difference between two facts is what lies
    between them.

    Args:
        facts: what stands of the life, in the order of effect.
        law: with the ward's own days.
    """

    __slots__ = ("_calendar", "_counted", "start")

    def __init__(self, facts: Sequence[Recorded[Any]], law: Law) -> None:
        days = (first_day(one.on) for one in facts)
        self.start = next((day for day in days if day >= FIRST), FIRST)
        self._calendar: WorkingCalendar = law.calendar_on(self.start)
        self._counted = self.start, 0

    def calendar_days(self, day: date) -> int:
        """How many calendar days after the start; none of a day that nobody knows."""
        return max(0, (day - self.start).days)

    def working_days(self, day: date) -> int:
        """How many working days after the start, the day itself among them."""
        last, counted = self._counted
        if day != last:
            counted = self._calendar.count_working_days(self.start, day, on_unknown="provisional")
            self._counted = day, counted
        return counted

    def is_provisional(self, day: date) -> bool:
        """Whether days of a year without an official calendar are counted."""
        return bool(self._calendar.missing_years(self.start, max(day, self.start)))
