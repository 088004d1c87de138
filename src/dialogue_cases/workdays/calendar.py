"""Lịch làm việc: the calendar that says of a day whether it is worked, and why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, Literal, TypeAlias

from attrs import Attribute, evolve, field, frozen

from dialogue_cases.errors import CalendarUnknown, Invalid
from dialogue_cases.vocabulary import Citation
from dialogue_cases.workdays.days import (
    SATURDAY,
    SUNDAY,
    DayKind,
    KindOfDay,
    OfficialDay,
    OfficialYear,
    local_day,
)

OnUnknown: TypeAlias = Literal["raise", "provisional"]
"""What to do in a year without an official calendar: raise, or count with weekends only."""


_WEEKLY = Citation(text="ngày nghỉ hằng tuần", certainty="I")


def _in_order(days: Iterable[OfficialDay]) -> tuple[OfficialDay, ...]:
    # Announced, withdrawn and announced again on one day: the last time is the one that holds.
    once = reversed(dict.fromkeys(reversed(tuple(days))))
    return tuple(sorted(once, key=lambda d: (d.day, d.known_since or date.min)))


def _by_year(years: Iterable[OfficialYear] | None) -> tuple[OfficialYear, ...] | None:
    if years is None:
        return None
    return tuple(sorted(set(years), key=lambda y: (y.year, y.known_since or date.min)))


def _weekdays(weekend: Iterable[int]) -> frozenset[int]:
    return frozenset(weekend)


def _some_weekdays(_: object, __: "Attribute[frozenset[int]]", value: frozenset[int]) -> None:
    if not value < frozenset(range(7)):
        raise Invalid(
            "{days} isn't a weekend",
            expected="weekdays 0 (Monday) to 6, not all seven",
            days=sorted(value),
        )


@frozen(kw_only=True)
class WorkingCalendar:
    """Lịch làm việc: which days are worked, as far as the official days are known.

    It is a value: equal when it says the same, hashable, and changed only into another one.
    Of two entries for one day the one that became known later holds.

    Args:
        days: official days; where there are none the weekday decides.
        years: the years whose official days are all known; None when every year is
            (a made-up calendar, or another country's). A single entry of `days` is known
            whatever its year.
        weekend: weekly days off, 0 (Monday) to 6 (Sunday).
        weekend_basis: where the weekly days off stand.
        roll_on_swapped: whether a term whose last day is a swapped day off ends later
            (reading of Bộ luật Dân sự 2015, Điều 148 khoản 5).

    Raises:
        Invalid: all seven weekdays are off, or one isn't 0 to 6.

    Example:
        >>> calendar = WorkingCalendar.of([date(2026, 9, 2)])
        >>> calendar.is_working_day(date(2026, 9, 2)), calendar.is_working_day(date(2026, 9, 3))
        (False, True)
    """

    days: tuple[OfficialDay, ...] = field(default=(), converter=_in_order)
    years: tuple[OfficialYear, ...] | None = field(default=(), converter=_by_year)
    weekend: frozenset[int] = field(
        default=frozenset({SATURDAY, SUNDAY}), converter=_weekdays, validator=_some_weekdays
    )
    weekend_basis: Citation = _WEEKLY
    roll_on_swapped: bool = True
    # Worked out from the above, once, and so no part of the value.
    _official: Mapping[date, OfficialDay] = field(init=False, eq=False, repr=False)
    _covered: frozenset[int] = field(init=False, eq=False, repr=False)
    _worked: dict[int, tuple[int, ...]] = field(init=False, eq=False, repr=False, factory=dict)
    _turns: tuple[date, ...] = field(init=False, eq=False, repr=False)
    _past: dict[int, "WorkingCalendar"] = field(init=False, eq=False, repr=False, factory=dict)
    _learnt: dict[int, tuple[date, ...]] = field(init=False, eq=False, repr=False, factory=dict)
    counted: dict[Any, Any] = field(init=False, eq=False, repr=False, factory=dict)
    """The plain terms that were counted by it already (`workdays.add`)."""

    @_official.default
    def _last_word_on_each_day(self) -> Mapping[date, OfficialDay]:
        return {official.day: official for official in self.days}

    @_covered.default
    def _years_with_a_calendar(self) -> frozenset[int]:
        return frozenset(known.year for known in self.years or ())

    @_turns.default
    def _days_on_which_something_became_known(self) -> tuple[date, ...]:
        since = {official.known_since for official in self.days}
        since |= {year.known_since for year in self.years or ()}
        return tuple(sorted(day for day in since if day is not None))

    @classmethod
    def of(
        cls, holidays: Iterable[date] = (), *, weekend: Iterable[int] = (SATURDAY, SUNDAY)
    ) -> "WorkingCalendar":
        """A calendar of these holidays and weekends, with every year known.

        Args:
            holidays: days off.
            weekend: weekly days off, 0 (Monday) to 6 (Sunday); empty when all are worked.
        """
        given = Citation(text="given", certainty="I")
        days = [OfficialDay(day=local_day(day), kind="off", basis=given) for day in holidays]
        return cls(days=tuple(days), years=None, weekend=frozenset(weekend))

    def with_days(
        self, *days: OfficialDay, years: Iterable[OfficialYear] = ()
    ) -> "WorkingCalendar":
        """This calendar with announced days added.

        Args:
            days: what was announced; it replaces an older word on the same day from the
                day it became known.
            years: years whose official days are then all known.
        """
        both = None if self.years is None else (*self.years, *years)
        return evolve(self, days=(*self.days, *days), years=both)

    def as_known(self, day: date) -> "WorkingCalendar":
        """This calendar as it was known at the end of that local day.

        Entries whose day of becoming known isn't established are kept: they count as known
        at all times.

        Example:
            >>> swap = OfficialDay(
            ...     day=date(2026, 1, 2),
            ...     kind="swapped",
            ...     known_since=date(2025, 12, 25),
            ...     stands_for=date(2026, 1, 10),
            ...     basis=Citation(text="12729/VPCP-KGVX", certainty="B"),
            ... )
            >>> calendar = WorkingCalendar.of().with_days(swap)
            >>> calendar.as_known(date(2025, 12, 24)).is_working_day(date(2026, 1, 2))
            True
            >>> calendar.as_known(date(2025, 12, 25)).is_working_day(date(2026, 1, 2))
            False
        """
        cut = bisect_right(self._turns, local_day(day))
        later = frozenset(self._turns[cut:])
        if not later:
            return self
        if cut not in self._past:
            years = self.years
            self._past[cut] = evolve(
                self,
                days=tuple(d for d in self.days if d.known_since not in later),
                years=years and tuple(y for y in years if y.known_since not in later),
            )
        return self._past[cut]

    def knew(self, day: date, first: date, last: date) -> bool:
        """Whether all that it says of some local days was known at the end of another one.

        A term that asks about no other days then ends on the same day by `as_known(day)`.

        Args:
            day: the local day at whose end it was known.
            first: of the days that are asked about …
            last: … that one too.

        Example:
            >>> announced = OfficialDay(
            ...     day=date(2026, 1, 2),
            ...     kind="off",
            ...     known_since=date(2025, 12, 25),
            ...     basis=Citation(text="12729/VPCP-KGVX", certainty="B"),
            ... )
            >>> calendar = WorkingCalendar.of().with_days(announced)
            >>> then = date(2025, 12, 24)
            >>> calendar.knew(then, date(2025, 12, 1), date(2026, 1, 1))
            True
            >>> calendar.knew(then, date(2025, 12, 1), date(2026, 1, 2))
            False
        """
        cut = bisect_right(self._turns, day)
        if cut not in self._learnt:
            later = frozenset(self._turns[cut:])
            self._learnt[cut] = tuple(one.day for one in self.days if one.known_since in later)
        learnt = self._learnt[cut]
        place = bisect_left(learnt, first)
        return place == len(learnt) or learnt[place] > last

    def covers(self, year: int) -> bool:
        """Whether all official days of that year are known."""
        return self.years is None or year in self._covered

    def missing_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years without an official calendar that days from first to last fall in.

        An official day in such a year is known all the same.
        """
        if self.years is None or (first.year == last.year and first.year in self._covered):
            return ()
        return tuple(
            year
            for year in range(first.year, last.year + 1)
            if year not in self._covered
            and any(
                date.fromordinal(ordinal) not in self._official
                for ordinal in range(
                    max(first, date(year, 1, 1)).toordinal(),
                    min(last, date(year, 12, 31)).toordinal() + 1,
                )
            )
        )

    def official(self, day: date) -> OfficialDay | None:
        """What was officially said of that day, if anything was."""
        return self._official.get(day)

    def kind_of(self, day: date, *, on_unknown: OnUnknown = "raise") -> KindOfDay:
        """What a day is, and why.

        Args:
            day: local day.
            on_unknown: `provisional` to let the weekday decide in an unknown year.

        Raises:
            CalendarUnknown: the official days of its year aren't known.

        Example:
            >>> WorkingCalendar.of().kind_of(date(2026, 9, 5)).kind
            'weekend'
        """
        day = local_day(day)
        self._require(day, day, on_unknown)
        official = self._official.get(day)
        if official is None:
            if day.weekday() in self.weekend:
                return KindOfDay(kind="weekend", basis=self.weekend_basis)
            return KindOfDay(kind="working day")
        kind: DayKind
        match official.kind:
            case "off":
                kind = "day off"
            case "swapped":
                kind = "swapped day off"
            case "working":
                # A working entry on a weekday withdraws an earlier day off.
                off = day.weekday() in self.weekend
                kind = "make-up working day" if off else "working day"
        return KindOfDay(kind=kind, name=official.name, basis=official.basis)

    def is_working_day(self, day: date, *, on_unknown: OnUnknown = "raise") -> bool:
        """Whether a local day is worked; arguments and errors as for `kind_of`."""
        day = local_day(day)
        self._require(day, day, on_unknown)
        official = self._official.get(day)
        if official is None:
            return day.weekday() not in self.weekend
        return official.kind == "working"

    def ends_later(self, day: date, *, on_unknown: OnUnknown = "raise") -> bool:
        """Whether a term whose last day is this one ends on the next working day instead.

        Bộ luật Dân sự 2015, Điều 148 khoản 5: weekends and holidays; swapped days off too,
        unless `roll_on_swapped` is False.
        """
        if self.is_working_day(day, on_unknown=on_unknown):
            return False
        if self.roll_on_swapped or day.weekday() in self.weekend:
            return True
        return self._official[day].kind != "swapped"

    def nth_working_day(self, first: date, n: int, *, on_unknown: OnUnknown = "raise") -> date:
        """The n-th working day, `first` included if it is one.

        Args:
            first: local day from which working days are numbered.
            n: 1 is the first working day on or after it, -1 the first on or before it.
            on_unknown: `provisional` to let the weekday decide in unknown years.

        Raises:
            CalendarUnknown: a day in between lies in a year whose official days aren't known.
            Invalid: n is 0, or the day lies outside the years 1 to 9999.
        """
        if n == 0:
            raise Invalid("there is no working day number 0", expected="1, 2, … or -1, -2, …")
        first = local_day(first)
        year, step = first.year, 1 if n > 0 else -1
        days = self._working_days(year)
        # Where the wanted day stands, counted from the beginning of this year's working days.
        at = (
            bisect_left(days, first.toordinal()) + n - 1
            if n > 0
            else bisect_right(days, first.toordinal()) + n
        )
        while not 0 <= at < len(days):
            at -= len(days) if n > 0 else 0
            year += step
            if not MINYEAR <= year <= MAXYEAR:
                raise Invalid(
                    "{n} working days from {first} end outside the calendar", n=n, first=first
                )
            days = self._working_days(year)
            at += len(days) if n < 0 else 0
        found = date.fromordinal(days[at])
        self._require(min(first, found), max(first, found), on_unknown)
        return found

    def next_working_day(self, day: date, *, on_unknown: OnUnknown = "raise") -> date:
        """The first working day on or after a local day.

        Example:
            >>> WorkingCalendar.of().next_working_day(date(2026, 9, 5))
            datetime.date(2026, 9, 7)
        """
        return self.nth_working_day(day, 1, on_unknown=on_unknown)

    def previous_working_day(self, day: date, *, on_unknown: OnUnknown = "raise") -> date:
        """The last working day on or before a local day."""
        return self.nth_working_day(day, -1, on_unknown=on_unknown)

    def count_working_days(
        self, start: date, end: date, *, inclusive: bool = False, on_unknown: OnUnknown = "raise"
    ) -> int:
        """Count the working days from one local day to another, the last one included.

        Args:
            start: not counted itself, unless `inclusive`.
            end: counted; before `start` the answer is 0.
            inclusive: count `start` too.
            on_unknown: `provisional` to let the weekday decide in unknown years.

        Raises:
            CalendarUnknown: a day to count lies in a year whose official days aren't known.

        Example:
            >>> WorkingCalendar.of().count_working_days(date(2026, 9, 4), date(2026, 9, 8))
            2
        """
        start, end = local_day(start), local_day(end)
        first, last = start.toordinal() + (not inclusive), end.toordinal()
        if first > last:
            return 0
        if on_unknown == "raise":
            self._require(date.fromordinal(first), end, on_unknown)
        found = 0
        for year in range(start.year, end.year + 1):
            days = self._worked.get(year) or self._working_days(year)
            found += bisect_right(days, last) - bisect_left(days, first)
        return found

    def _require(self, first: date, last: date, on_unknown: OnUnknown) -> None:
        if on_unknown == "raise":
            for year in self.missing_years(first, last):
                raise CalendarUnknown(year)

    def _working_days(self, year: int) -> tuple[int, ...]:
        """The working days of a year as ordinals, in order."""
        if year not in self._worked:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._worked[year] = tuple(
                ordinal
                for ordinal in range(first, last + 1)
                if self.is_working_day(date.fromordinal(ordinal), on_unknown="provisional")
            )
        return self._worked[year]
