"""Vụ việc: one grievance behind several petitions and opinions, over sessions and years.

It answers how often it was raised, at how many sessions, since when, by whom, who promised to
settle it, and whether it ever was. Merged bodies are followed by the ward's own links.

What can happen: `matter.events`. What we then know: `matter.state`.
What may be decided: `matter.decisions`.
"""

from dialogue_cases.life import Life
from dialogue_cases.matter import decisions
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
from dialogue_cases.matter.state import Matter

LIFE: Life[Matter, Event] = Life(
    "matter",
    Matter(),
    Event,
    phases=(decisions,),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
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
