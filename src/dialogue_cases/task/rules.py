"""What several decisions about a task ask first, and where those rules stand."""

from dialogue_cases.errors import Refused
from dialogue_cases.task.state import Task
from dialogue_cases.vocabulary import BodyId, Citation
from dialogue_cases.ward import Setting

_PLAN = "Kế hoạch tiếp dân, đối thoại năm 2023"

ASSIGNMENT = Citation(
    text=f"{_PLAN}, phần I.2 và III",
    certainty="I",
    note="our reading: each piece of work has exactly one head (law.md R12, R25)",
)
DIRECTION = Citation(
    text=f"{_PLAN}, phần III.2, gạch đầu dòng thứ tư",
    certainty="S",
    note="the Committee keeps directing what competent bodies haven't settled",
)
TIMELY = Citation(
    text=f"{_PLAN}, phần III.3.2 (giải quyết, xử lý kịp thời)",
    certainty="I",
    note="our reading: 'timely' needs a last day, and it is put off before it passes (R49)",
)
OBSTACLES = Citation(
    text=f"{_PLAN}, đoạn kết",
    certainty="S",
    note="obstacles are told to the Committee promptly, so that it can direct",
)
SETTLED = Citation(
    text=f"{_PLAN}, phần III.1 (giải quyết dứt điểm)",
    certainty="I",
    note="our reading: closing needs a shown result that another body confirmed (R65, R71)",
)
INSPECTION = Citation(
    text=f"{_PLAN}, phần III.2, gạch đầu dòng thứ năm",
    certainty="S",
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
