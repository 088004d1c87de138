"""Thời hạn: what is owed, by whom, until when, derived from history and law.

`deadlines` reads one life; `ward_obligations` reads the whole log for the duties of a month,
a quarter or a reporting period. The ward's own regulations come in with the law (`ward.law_of`).
`clocks` tells all that is owed about one petition, in its own life and in its proceedings.
`what_would_change` compares what is open under two laws.
Nothing here is stored and nothing reads a clock.
Why it is so stands in `docs/explanation/due-dates.md`.
"""

from dialogue_cases.deadlines.changes import Change, Reason, what_would_change
from dialogue_cases.deadlines.clocks import clocks
from dialogue_cases.deadlines.explanation import Language
from dialogue_cases.deadlines.obligation import (
    Deed,
    Finding,
    Judgement,
    Move,
    Obligation,
    Status,
)
from dialogue_cases.deadlines.periods import asked_from, counted_in_periods, ward_obligations
from dialogue_cases.deadlines.terms import deadlines

__all__ = [
    "Change",
    "Deed",
    "Finding",
    "Judgement",
    "Language",
    "Move",
    "Obligation",
    "Reason",
    "Status",
    "asked_from",
    "clocks",
    "counted_in_periods",
    "deadlines",
    "ward_obligations",
    "what_would_change",
]
