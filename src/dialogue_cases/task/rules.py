"""What several decisions about a task ask first, and where those rules stand."""

from typing import TYPE_CHECKING

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.task.state import Task


ASSIGNMENT = cited("task.assignment")
DIRECTION = cited("task.direction")
TIMELY = cited("task.timely")
OBSTACLES = cited("task.obstacles")
SETTLED = cited("task.settled")
INSPECTION = cited("task.inspection")
OWN_RECORD = cited("task.own_record")


def standing(task: "Task") -> None:
    """Refuse what was never assigned, and what is closed."""
    if task.status == "unknown":
        raise Refused("task-is-assigned", OWN_RECORD)
    if task.closed is not None:
        raise Refused("task-is-not-closed", OWN_RECORD, closed=task.closed.on)


def unsettled(task: "Task") -> None:
    """Refuse to press for what another body has found done."""
    standing(task)
    if not task.is_unsettled:
        raise Refused("task-is-unsettled", DIRECTION, status=task.status)


def leads(task: "Task", setting: Setting) -> bool:
    """Whether the acting body leads the task, or carries on for the body that did."""
    return setting.acts_for(task.lead)


def is_charged(task: "Task", setting: Setting) -> bool:
    """Whether the acting body leads or supports the task."""
    return any(map(setting.acts_for, (task.lead, *task.supports)))
