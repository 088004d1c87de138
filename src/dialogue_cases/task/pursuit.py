"""What may be decided about a task that isn't done: carried over, escalated, directed again.

Nothing is dropped silently: what is unsettled is proposed and directed again until it is
settled, and where the notice looks breached, the inspectors are told.
"""

from datetime import date

from dialogue_cases.errors import Refused
from dialogue_cases.task.events import (
    CarriedOver,
    Event,
    InspectionConcluded,
    Redirected,
    ReferredToInspection,
    RenewalProposed,
)
from dialogue_cases.task.rules import (
    DIRECTION,
    INSPECTION,
    OWN_RECORD,
    TIMELY,
    standing,
    unsettled,
)
from dialogue_cases.task.state import Task
from dialogue_cases.vocabulary import Document, On, StreamId, first_day, last_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import by_the_committee, said


def carry_over(task: Task, setting: Setting, fact: CarriedOver) -> list[CarriedOver]:
    """Chuyển sang buổi sau; the task stays open, and its last day stays what it is.

    Sessions are numbered as they are entered: what follows by rule knows which one is later,
    and is not asked for its number.

    Raises:
        Refused: `task-is-unsettled`, `carried-to-a-later-session`, `change-has-a-reason`.
    """
    unsettled(task)
    if any(one.to == fact.to for one in task.carried):
        return []
    source = task.origin.source if task.origin else None
    if not setting.by_rule and not _is_later_session(fact.to, source):
        raise Refused("carried-to-a-later-session", DIRECTION, to=fact.to, source=source)
    said("change-has-a-reason", fact.reason, OWN_RECORD)
    return [fact]


def _is_later_session(to: StreamId, source: StreamId | None) -> bool:
    match to.split("/"):
        case [("dialogue" | "reception") as series, year, number]:
            pass
        case _:
            return False
    if not (year.isdecimal() and number.isdecimal()):
        return False
    match (source or "").split("/"):
        case [from_series, from_year, from_number] if from_series == series:
            return (int(year), int(number)) > (int(from_year), int(from_number))
        case [_, from_year, *_]:
            return int(year) >= int(from_year)
    return True


def propose_renewal(
    task: Task,
    setting: Setting,
    *,
    on: On,
    gist: str,
    due: date | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Tham mưu tiếp tục chỉ đạo; the same proposal waits only once.

    Raises:
        Refused: `task-is-unsettled`, `report-says-something`.
    """
    unsettled(task)
    if any((one.gist, one.due) == (gist, due) for one in task.open_proposals):
        return []
    said("report-says-something", gist, OWN_RECORD)
    number = max((one.number for one in setting.entered(task).proposals), default=0) + 1
    return [RenewalProposed(on=on, number=number, gist=gist, due=due, document=document)]


def redirect(task: Task, setting: Setting, fact: Redirected) -> list[Redirected]:
    """Tiếp tục chỉ đạo, with a new last day; repeated until the task is settled.

    Raises:
        Refused: `task-is-unsettled`, `proposal-was-made`, `report-says-something`;
            unlawful: `committee-directs-again`, `due-is-ahead`.
    """
    unsettled(task)
    if task.turns[-1:] == (fact,):
        return []
    if fact.proposal is not None and all(one.number != fact.proposal for one in task.proposals):
        raise Refused("proposal-was-made", OWN_RECORD, proposal=fact.proposal)
    said("report-says-something", fact.direction, OWN_RECORD)
    by_the_committee("committee-directs-again", setting, DIRECTION)
    setting.lawful(fact.due >= first_day(fact.on), "due-is-ahead", TIMELY, due=fact.due, on=fact.on)
    return [fact]


def refer_to_inspection(
    task: Task, setting: Setting, fact: ReferredToInspection
) -> list[ReferredToInspection]:
    """Chuyển Uỷ ban Kiểm tra, of what is overdue or wasn't accepted.

    Raises:
        Refused: `referral-names-the-signs`, `body-is-known`; unlawful: `body-exists`,
            `inspectors-are-competent`, `referred-when-overdue-or-rejected`.
    """
    standing(task)
    if task.open_referral is not None and task.open_referral.to == fact.to:
        return []
    said("referral-names-the-signs", fact.signs, OWN_RECORD)
    if fact.against is not None and fact.against not in setting.ward.bodies:
        setting.known_body(fact.against)
    setting.known_body(fact.to)
    kind = setting.ward.bodies[fact.to].kind
    setting.lawful(
        kind == "party_inspection_committee", "inspectors-are-competent", INSPECTION, body=fact.to
    )
    failed = (
        task.overdue_on(last_day(fact.on)) or task.was_late or task.rejections or task.escalations
    )
    setting.lawful(
        bool(failed), "referred-when-overdue-or-rejected", INSPECTION, due=task.due, on=fact.on
    )
    return [fact]


def conclude_inspection(
    task: Task, setting: Setting, fact: InspectionConcluded
) -> list[InspectionConcluded]:
    """Kết luận kiểm tra, by the inspectors to whom it was referred; also of a closed task.

    Raises:
        Refused: `inspection-was-referred`, `report-says-something`;
            unlawful: `inspectors-conclude`.
    """
    referral = task.open_referral
    if referral is None:
        match task.inspections[-1:]:
            case (InspectionConcluded(finding=known, gist=told),) if (known, told) == (
                fact.finding,
                fact.gist,
            ):
                return []
        raise Refused("inspection-was-referred", INSPECTION)
    said("report-says-something", fact.gist, OWN_RECORD)
    setting.lawful(
        setting.body in (referral.to, setting.ward.successor(referral.to)),
        "inspectors-conclude",
        INSPECTION,
        to=referral.to,
        body=setting.body,
    )
    return [fact]
