"""Nhiệm vụ: something that a body has been told to do, until another body has seen it done.

One stream a task, named by where it comes from: `task/dialogue/2023/1/item/3` is item 3 of the
notice of the first dialogue. So what creates a task twice finds it there.

What can happen, each fact with what examines it: about the work `task.decisions`; about what isn't
done `task.pursuit`. What facts are made of: `task.words`. What we then know: `task.state`.
What several decisions ask first: `task.rules`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.record import (
    AssignmentAccepted, AssignmentDeclined, AssignmentUpheld, Escalated,
)
from dialogue_cases.task.decisions import (
    Amended, Assigned, Closed, Extended, MadeStanding, ObstacleAnswered, ObstacleReported,
    ProgressReported, Rejected, ReportedDone, Verified, amend, answer_obstacle, assign, close,
    extend, make_standing, reject, report_done, report_obstacle, report_progress, verify,
)
from dialogue_cases.task.pursuit import (
    CarriedOver, InspectionConcluded, Redirected, ReferredToInspection, RenewalProposed, carry_over,
    conclude_inspection, propose_renewal, redirect, refer_to_inspection,
)
from dialogue_cases.task.state import (
    Event, INITIAL, LIFE, Status, Task, evolve,
)
from dialogue_cases.task.words import (
    Finding, Origin, OriginKind, Outcome, PROMISES, stream,
)
from dialogue_cases.ward.in_any_life import (
    accept_assignment, decline_assignment, escalate, uphold_assignment,
)

__all__ = [
    "Amended", "Assigned", "AssignmentAccepted", "AssignmentDeclined", "AssignmentUpheld",
    "CarriedOver", "Closed", "Escalated", "Event", "Extended", "Finding", "INITIAL",
    "InspectionConcluded", "LIFE", "MadeStanding", "ObstacleAnswered", "ObstacleReported", "Origin",
    "OriginKind", "Outcome", "PROMISES", "ProgressReported", "Redirected", "ReferredToInspection",
    "Rejected", "RenewalProposed", "ReportedDone", "Status", "Task", "Verified",
    "accept_assignment", "amend", "answer_obstacle", "assign", "carry_over", "close",
    "conclude_inspection", "decline_assignment", "escalate", "evolve", "extend", "make_standing",
    "propose_renewal", "redirect", "refer_to_inspection", "reject", "report_done",
    "report_obstacle", "report_progress", "stream", "uphold_assignment", "verify",
]
