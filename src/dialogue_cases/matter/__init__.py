"""Vụ việc: one grievance behind several petitions and opinions, over sessions and years.

It answers how often it was raised, at how many sessions, since when, by whom, who promised to
settle it, and whether it ever was. Merged bodies are followed by the ward's own links.

What can happen: `matter.events`. What we then know: `matter.state`.
What may be decided: `matter.decisions`.
"""

from dialogue_cases.matter.decisions import (
    confirm_settled,
    flag_as_repeated,
    foresee_solution,
    join,
    open_matter,
    promise,
    put_on_list,
    separate,
    settle,
)
from dialogue_cases.matter.events import Event
from dialogue_cases.matter.state import Matter, evolve

INITIAL = Matter()
"""A matter of which nothing is known."""

__all__ = [
    "INITIAL",
    "Event",
    "Matter",
    "confirm_settled",
    "evolve",
    "flag_as_repeated",
    "foresee_solution",
    "join",
    "open_matter",
    "promise",
    "put_on_list",
    "separate",
    "settle",
]
