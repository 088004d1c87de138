"""Sổ theo dõi việc đã hứa: every item of every conclusion notice, and what became of it.

Questions: the promises of a session, group, topic or body, over the years, with progress, done,
verified, late, carried over, broken (`promises`); and how many of each (`totals`).
Its tables and rows are in `kept`, its questions in `asked`.
"""

from dialogue_cases.views.ledger.asked import (
    By,
    Entry,
    Total,
    Wanted,
    promises,
    totals,
)
from dialogue_cases.views.ledger.kept import VIEW, Promise, Work

__all__ = [
    "VIEW",
    "By",
    "Entry",
    "Promise",
    "Total",
    "Wanted",
    "Work",
    "promises",
    "totals",
]
