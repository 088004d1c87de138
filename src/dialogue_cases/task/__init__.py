"""Nhiệm vụ: something that a body has been told to do, until another body has seen it done.

One stream a task, named by where it comes from: `task/dialogue/2023/1/item/3` is item 3 of the
notice of the first dialogue. So what creates a task twice finds it there.

What can happen: `task.events`. What we then know: `task.state`.
What several decisions ask first: `task.rules`. What may be decided about the work:
`task.decisions`; about what isn't done: `task.pursuit`.
"""

from dialogue_cases.life import Life
from dialogue_cases.task import decisions, pursuit
from dialogue_cases.task.decisions import (
    amend,
    answer_obstacle,
    assign,
    close,
    extend,
    reject,
    report_done,
    report_obstacle,
    report_progress,
    verify,
)
from dialogue_cases.task.events import Event, Origin, stream
from dialogue_cases.task.pursuit import (
    carry_over,
    conclude_inspection,
    propose_renewal,
    redirect,
    refer_to_inspection,
)
from dialogue_cases.task.state import BY_HAND, Task
from dialogue_cases.ward.in_any_life import escalate

LIFE: Life[Task, Event] = Life(
    "task",
    Task(),
    Event,
    phases=(
        decisions,
        pursuit,
    ),
    also=(escalate,),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

__all__ = [
    "INITIAL",
    "LIFE",
    "Event",
    "Origin",
    "Task",
    "amend",
    "answer_obstacle",
    "assign",
    "carry_over",
    "close",
    "conclude_inspection",
    "escalate",
    "evolve",
    "extend",
    "propose_renewal",
    "redirect",
    "refer_to_inspection",
    "reject",
    "report_done",
    "report_obstacle",
    "report_progress",
    "stream",
    "verify",
]
