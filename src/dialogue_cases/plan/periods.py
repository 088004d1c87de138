"""Which quarters and months a plan leaves empty."""

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.plan.words import Series
from dialogue_cases.vocabulary import QUARTERS, Quarter, When, last_day, month, quarter_in

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan


def quarter_of(year: int, quarter: Quarter) -> When:
    """Quý: a quarter as a period.

    >>> str(quarter_of(2023, 2))
    '2023-04-01/2023-06-30'
    """
    last = 3 * quarter
    return When(day=date(year, last - 2, 1), through=month(year, last).through)


@frozen(kw_only=True)
class Gap:
    """Phần kế hoạch còn thiếu: a period for which fewer are planned than must be held.

    Args:
        series: of what.
        period: the quarter (dialogues) or month (receptions).
        planned: how many the plan has.
        wanted: how many there should be.
    """

    series: Series
    period: When
    planned: int
    wanted: int


def gaps(
    plan: "Plan", *, dialogues_per_quarter: int = 1, receptions_per_month: int = 2
) -> tuple[Gap, ...]:
    """Quarters with too few dialogues, then months with too few reception days.

    What is foreseen in a longer time counts for the quarter in which that ends. A gap forbids
    nothing: reception days may be announced by another document.

    Args:
        plan: the plan as it reads now; before it is drafted it has no gaps.
        dialogues_per_quarter: how many the ward's regulation or the plan asks for.
        receptions_per_month: how many days QĐ 11-QĐi/TW asks of a ward's secretary.
    """
    if plan.year is None or plan.contents is None:
        return ()
    year = plan.year
    dialogues = Counter(quarter_in(last_day(session.period)) for session in plan.sessions)
    receptions = Counter(one.day.month for one in plan.contents.reception_days)
    return (
        *(
            Gap(
                series="dialogue",
                period=quarter_of(year, quarter),
                planned=dialogues[quarter],
                wanted=dialogues_per_quarter,
            )
            for quarter in QUARTERS
            if dialogues[quarter] < dialogues_per_quarter
        ),
        *(
            Gap(
                series="reception",
                period=month(year, number),
                planned=receptions[number],
                wanted=receptions_per_month,
            )
            for number in range(1, 13)
            if receptions[number] < receptions_per_month
        ),
    )
