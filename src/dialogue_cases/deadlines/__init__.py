"""Thời hạn: what is owed, by whom, until when, derived from history and law.

`deadlines` reads one life; `ward_obligations` reads the whole log for the duties of a month,
a quarter or a reporting period. The ward's own regulations come in with the law (`ward.law_of`).
Nothing here is stored and nothing reads a clock.
Why it is so stands in `docs/explanation/due-dates.md`.
"""

from dialogue_cases.deadlines.explanation import Language
from dialogue_cases.deadlines.obligation import (
    Deed,
    Finding,
    Judgement,
    Move,
    Obligation,
    Status,
)
from dialogue_cases.deadlines.periods import ward_obligations
from dialogue_cases.deadlines.terms import deadlines

__all__ = [
    "Deed",
    "Finding",
    "Judgement",
    "Language",
    "Move",
    "Obligation",
    "Status",
    "deadlines",
    "ward_obligations",
]
