"""Vụ việc nêu nhiều lần: the same grievance over persons, petitions, sessions, merged bodies.

Questions: how often, since when, where, at which sessions, in which petitions, what was promised
each time and whether it was kept (`recurring`); and which papers look like one grievance that
nobody has joined yet (`suggestions`).
Its tables and rows are in `kept`, its questions in `asked` and `suggesting`.
What was raised in a denunciation isn't in it.
"""

from dialogue_cases.views.matters.asked import Promised, Recurring, Wanted, recurring
from dialogue_cases.views.matters.kept import VIEW, Charge, Grievance, Raising, Said, Seat, Work
from dialogue_cases.views.matters.suggesting import Suggestion, suggestions

__all__ = [
    "VIEW",
    "Charge",
    "Grievance",
    "Promised",
    "Raising",
    "Recurring",
    "Said",
    "Seat",
    "Suggestion",
    "Wanted",
    "Work",
    "recurring",
    "suggestions",
]
