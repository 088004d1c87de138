"""Vụ việc: one grievance behind several petitions and opinions, over sessions and years.

It answers how often it was raised, at how many sessions, since when, by whom, who promised to
settle it, and whether it ever was. Merged bodies are followed by the ward's own links.

What can happen, each fact with what examines it: `matter.decisions`.
What facts are made of: `matter.words`. What we then know: `matter.state`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.matter.decisions import (
    Confirmed, FlaggedAsRepeated, Joined, Listed, Opened, Promised, RaisedAgain, Separated,
    SettledDefinitively, SolutionForeseen, confirm_settled, flag_as_repeated, foresee_solution,
    is_same, join, open_matter, promise, put_on_list, raised_after, separate, settle,
)
from dialogue_cases.matter.state import (
    Event, INITIAL, LIFE, Matter, Status, evolve,
)
from dialogue_cases.matter.words import (
    RaisedAs,
)

__all__ = [
    "Confirmed", "Event", "FlaggedAsRepeated", "INITIAL", "Joined", "LIFE", "Listed", "Matter",
    "Opened", "Promised", "RaisedAgain", "RaisedAs", "Separated", "SettledDefinitively",
    "SolutionForeseen", "Status", "confirm_settled", "evolve", "flag_as_repeated",
    "foresee_solution", "is_same", "join", "open_matter", "promise", "put_on_list", "raised_after",
    "separate", "settle",
]
