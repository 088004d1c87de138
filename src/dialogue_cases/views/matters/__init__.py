"""Vụ việc nêu nhiều lần: the same grievance over persons, petitions, sessions, merged bodies.

Questions: how often, since when, where, at which sessions, in which petitions, what was promised
each time and whether it was kept (`recurring`); and which papers look like one grievance that
nobody has joined yet (`suggestions`).
What was raised in a denunciation isn't in it.
"""

from dialogue_cases.views.matters.grievances import (
    COLUMNS,
    VIEW,
    BodySuccession,
    MatterCharge,
    MatterEntry,
    MatterPromise,
    MatterRaising,
    MattersWanted,
    MatterWork,
    RaisedPaper,
    RecurringMatter,
    recurring,
)
from dialogue_cases.views.matters.suggesting import MatterSuggestion, suggestions

__all__ = [
    "COLUMNS",
    "VIEW",
    "BodySuccession",
    "MatterCharge",
    "MatterEntry",
    "MatterPromise",
    "MatterRaising",
    "MatterSuggestion",
    "MatterWork",
    "MattersWanted",
    "RaisedPaper",
    "RecurringMatter",
    "recurring",
    "suggestions",
]
