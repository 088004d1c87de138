"""Kế hoạch: a year's plan — who holds which dialogue where and when, and who does what.

One stream a plan: `plan/2023`, and `plan/2026/2` where another head has one of the same year. A
plan is drafted, amended and adopted as a whole, with all its
text parts, so that it can be printed word for word; its sessions and duties are what other
lives begin from once it is adopted.

What it is made of: `plan.words`. What can happen, each fact with what examines it:
`plan.decisions`. What we then know: `plan.state`. Which one governs a session: `plan.governing`.
What it leaves empty: `plan.periods`. How it is printed: `plan.text`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.plan.decisions import (
    Adopted, Amended, Drafted, adopt, amend, draft,
)
from dialogue_cases.plan.governing import (
    foreseen, governing, naming, plans_of, years_of,
)
from dialogue_cases.plan.periods import (
    Gap, gaps, quarter_of,
)
from dialogue_cases.plan.places import (
    cited_in,
)
from dialogue_cases.plan.state import (
    Event, INITIAL, LIFE, Plan, Status, evolve,
)
from dialogue_cases.plan.text import (
    as_text, blocks, shared,
)
from dialogue_cases.plan.words import (
    Contents, Duty, DutyKind, Head, PlannedSession, ReceptionDay, Section, Series, SignatureBlock,
    stream,
)

__all__ = [
    "Adopted", "Amended", "Contents", "Drafted", "Duty", "DutyKind", "Event", "Gap", "Head",
    "INITIAL", "LIFE", "Plan", "PlannedSession", "ReceptionDay", "Section", "Series",
    "SignatureBlock", "Status", "adopt", "amend", "as_text", "blocks", "cited_in", "draft",
    "evolve", "foreseen", "gaps", "governing", "naming", "plans_of", "quarter_of", "shared",
    "stream", "years_of",
]
