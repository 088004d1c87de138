"""Thời hạn: what is owed, by whom, until when, derived from history and law.

`deadlines` reads one life; `ward_obligations` reads the whole log for the duties of a month,
a quarter or a reporting period. The ward's own regulations come in with the law (`ward.law_of`).
`clocks` tells all that is owed about one petition, in its own life and in its proceedings.
`what_would_change` compares what is open under two laws; `replayed` all of a period.
`verdict` says how an obligation or a promise stands on a day; everybody asks it.
Nothing here is stored and nothing reads a clock.
Why it is so stands in `docs/explanation/due-dates.md`.
"""

from dialogue_cases.deadlines.changes import (
    Change,
    Reason,
    Replay,
    ReplayTotal,
    replayed,
    what_would_change,
)
from dialogue_cases.deadlines.clocks import clocks
from dialogue_cases.deadlines.explanation import Language
from dialogue_cases.deadlines.grounds import of_task, work
from dialogue_cases.deadlines.obligation import (
    Deed,
    Finding,
    Judgement,
    Move,
    Obligation,
)
from dialogue_cases.deadlines.periods import asked_from, counted_in_periods, ward_obligations
from dialogue_cases.deadlines.terms import deadlines
from dialogue_cases.deadlines.verdict import (
    DATED,
    LATE,
    MET,
    SOON,
    UNDATED,
    UNDER_WAY,
    UNFINISHED,
    Grounds,
    Verdict,
    verdict,
)

__all__ = [
    "DATED",
    "LATE",
    "MET",
    "SOON",
    "UNDATED",
    "UNDER_WAY",
    "UNFINISHED",
    "Change",
    "Deed",
    "Finding",
    "Grounds",
    "Judgement",
    "Language",
    "Move",
    "Obligation",
    "Reason",
    "Replay",
    "ReplayTotal",
    "Verdict",
    "asked_from",
    "clocks",
    "counted_in_periods",
    "deadlines",
    "of_task",
    "replayed",
    "verdict",
    "ward_obligations",
    "what_would_change",
    "work",
]
