"""Ngày, giờ: when something took effect, a day, a time, or a period known only roughly."""

from calendar import monthrange
from datetime import date, time
from typing import Annotated, Literal, TypeAlias, get_args

import msgspec
from attrs import frozen

LocalTime: TypeAlias = Annotated[time, msgspec.Meta(tz=False)]
"""Giờ: a time on the ward's clock (Asia/Ho_Chi_Minh), without a zone."""


FIRST = date(1900, 1, 1)
"""Before it there is no document, no office and no calendar that a ward has to do with."""

LAST = date(2199, 12, 31)
"""A promise may take decades; the year 3000 is a slip, and no calendar counts to its terms."""


@frozen(kw_only=True)
class When:
    """Thời điểm: a day with a time on the ward's clock, or a period known only roughly.

    Args:
        day: the local day (Asia/Ho_Chi_Minh), or the first day of an imprecise period.
        at: the local time of that day, if one is known.
        through: the last day of an imprecise period ("May 2023" is not a day).

    Example:
        >>> str(month(2023, 5)), str(When(day=date(2023, 5, 12), at=time(8)))
        ('2023-05', '2023-05-12 08:00')
    """

    day: date
    at: LocalTime | None = None
    through: date | None = None

    def __str__(self) -> str:
        if self.at is not None:
            return f"{self.day} {self.at:%H:%M}"
        if self.through is None:
            return str(self.day)
        if self == month(self.day.year, self.day.month):
            return f"{self.day:%Y-%m}"
        return f"{self.day}/{self.through}"


On: TypeAlias = date | When
"""When a fact took effect: a local day, a day with a time, or an imprecise period."""


def month(year: int, number: int) -> When:
    """Tháng: a whole month as an imprecise period.

    >>> month(2023, 5).through
    datetime.date(2023, 5, 31)
    """
    return When(
        day=date(year, number, 1),
        through=date(year, number, monthrange(year, number)[1]),
    )


def whole_year(year: int) -> When:
    """Năm: a whole year as an imprecise period.

    >>> whole_year(2023).through
    datetime.date(2023, 12, 31)
    """
    return When(day=date(year, 1, 1), through=date(year, 12, 31))


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
"""Các ngày trong tuần, from Monday on."""


def first_day(on: On) -> date:
    """The day of a fact, or the first day of an imprecise period: what it is ordered by."""
    return on.day if isinstance(on, When) else on


def last_day(on: On) -> date:
    """The day of a fact, or the last day of an imprecise period: what a term is counted from.

    A term that runs from something in "May 2023" can't have begun to run out earlier than
    from 31 May, and nobody is late on a day that may not have been late.
    """
    if isinstance(on, When):
        return on.through or on.day
    return on


def local_time(on: On) -> time | None:
    """The local time of a fact, if one is known."""
    return on.at if isinstance(on, When) else None


Quarter: TypeAlias = Literal[1, 2, 3, 4]
"""Quý: a quarter of the year."""

QUARTERS: tuple[Quarter, ...] = get_args(Quarter)
"""The quarters of a year, in their order."""


def quarter_in(day: date) -> Quarter:
    """The quarter of a local day.

    >>> quarter_in(date(2023, 6, 30))
    2
    """
    return QUARTERS[(day.month - 1) // 3]


Phase: TypeAlias = Literal["before", "during", "after", "throughout"]
"""Trước, trong, sau: when something is done, seen from the session that it serves."""
