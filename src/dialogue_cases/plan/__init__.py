"""Kế hoạch: a year's plan — who holds which dialogue where and when, and who does what.

One stream a year, `plan/2023`. A plan is drafted, amended and adopted as a whole, with all its
text parts, so that it can be printed word for word; its sessions and duties are what other
lives begin from once it is adopted.

What it is made of and what can happen: `plan.events`. What we then know: `plan.state`.
What may be decided: `plan.decisions`. What it leaves empty: `plan.periods`.
How it is printed: `plan.text`.
"""

from dialogue_cases.life import Life
from dialogue_cases.plan import decisions
from dialogue_cases.plan.decisions import adopt, amend, draft
from dialogue_cases.plan.events import Event
from dialogue_cases.plan.periods import Gap, gaps, quarter_of
from dialogue_cases.plan.places import cited_in
from dialogue_cases.plan.state import Plan
from dialogue_cases.plan.text import as_text
from dialogue_cases.vocabulary import StreamId

LIFE: Life[Plan, Event] = Life(
    "plan",
    Plan(),
    Event,
    phases=(decisions,),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve


def stream(year: int) -> StreamId:
    """The stream of a year's plan.

    >>> stream(2023)
    'plan/2023'
    """
    return StreamId(f"plan/{year}")


__all__ = [
    "INITIAL",
    "LIFE",
    "Event",
    "Gap",
    "Plan",
    "adopt",
    "amend",
    "as_text",
    "cited_in",
    "draft",
    "evolve",
    "gaps",
    "quarter_of",
    "stream",
]
