"""What several decisions about a task ask first, and where those rules stand."""

from dialogue_cases.errors import Refused
from dialogue_cases.task.state import Task
from dialogue_cases.vocabulary import (
    BodyId,
    Citation,
    in_the_plan,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.in_any_life import begun

ASSIGNMENT = in_the_plan(
    "I.2 và III",
    "requirements",
    certainty="I",
    note="our reading: each piece of work has exactly one head (law.md R12, R25)",
)
DIRECTION = in_the_plan(
    "III.2",
    "keep_directing",
    note="the Committee keeps directing what competent bodies haven't settled",
)
TIMELY = in_the_plan(
    "III.3.2",
    "timely_resolution",
    certainty="I",
    note="our reading: 'timely' needs a last day, and it is put off before it passes (R49)",
)
OBSTACLES = in_the_plan(
    "kết",
    "closing",
    note="obstacles are told to the Committee promptly, so that it can direct",
)
SETTLED = in_the_plan(
    "III.1",
    "pressing_matters_review",
    certainty="I",
    note="our reading: closing needs a shown result that another body confirmed (R65, R71)",
)
INSPECTION = in_the_plan(
    "III.2",
    "inspection",
    note="inspection on signs of breach of the notice, within competence",
)
OWN_RECORD = Citation(
    text="Sổ theo dõi nhiệm vụ của phường",
    certainty="I",
    note="how this record is kept",
)


def standing(task: Task) -> None:
    """Refuse what was never assigned, and what is closed."""
    if task.status == "unknown":
        raise Refused("task-is-assigned", OWN_RECORD)
    if task.closed is not None:
        raise Refused("task-is-not-closed", OWN_RECORD, closed=task.closed.on)


@begun.register
def unsettled(task: Task) -> None:
    """Refuse to press for what another body has found done."""
    standing(task)
    if not task.is_unsettled:
        raise Refused("task-is-unsettled", DIRECTION, status=task.status)


def leads(task: Task, setting: Setting) -> bool:
    """Whether the acting body leads the task, or carries on for the body that did."""
    return _acts_for(task.lead, setting)


def is_charged(task: Task, setting: Setting) -> bool:
    """Whether the acting body leads or supports the task."""
    return any(_acts_for(body, setting) for body in (task.lead, *task.supports))


def _acts_for(body: BodyId | None, setting: Setting) -> bool:
    return body is not None and setting.body in (body, setting.ward.successor(body))
