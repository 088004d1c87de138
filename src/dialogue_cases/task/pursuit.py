"""What can happen to a task that isn't done: carried over, escalated, directed again.

Nothing is dropped silently: what is unsettled is proposed and directed again until it is
settled, and where the notice looks breached, the inspectors are told.
"""

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.task.rules import (
    DIRECTION,
    INSPECTION,
    OWN_RECORD,
    TIMELY,
    standing,
    unsettled,
)
from dialogue_cases.task.words import Finding
from dialogue_cases.vocabulary import BodyId, Document, FreeText, On, StreamId, first_day, last_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import by_the_committee, said

if TYPE_CHECKING:
    from dialogue_cases.task.state import Task


@frozen(kw_only=True)
class CarriedOver:
    """Chuyển sang buổi sau: a later session takes the unsettled task up again."""

    on: On
    to: StreamId
    reason: FreeText


@examines(CarriedOver)
def carry_over(task: "Task", setting: Setting, fact: CarriedOver) -> list[CarriedOver]:
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


@frozen(kw_only=True)
class RenewalProposed:
    """Tham mưu tiếp tục chỉ đạo: the Committee is advised to direct again.

    Args:
        on: the day of the proposal.
        number: 1, 2, … within the task.
        gist: what is unsettled, and what is proposed.
        due: the new last day proposed.
        document: the proposal, if it was written.
    """

    on: On
    number: int
    gist: FreeText
    due: date | None = None
    document: Document | None = None


def propose_renewal(
    task: "Task",
    setting: Setting,
    *,
    on: On,
    gist: str,
    due: date | None = None,
    document: Document | None = None,
) -> list[RenewalProposed]:
    """Tham mưu tiếp tục chỉ đạo; the same proposal waits only once.

    Raises:
        Refused: `task-is-unsettled`, `report-says-something`.
    """
    unsettled(task)
    if any((one.gist, one.due) == (gist, due) for one in task.open_proposals):
        return []
    said("report-says-something", gist, OWN_RECORD)
    number = next_after(one.number for one in setting.entered(task).proposals)
    return [RenewalProposed(on=on, number=number, gist=gist, due=due, document=document)]


@frozen(kw_only=True)
class Redirected:
    """Tiếp tục chỉ đạo: the Committee directed again what was left unsettled.

    Args:
        on: the day of the direction.
        direction: what is to be done now.
        due: the new last day.
        proposal: the number of the proposal that it follows, if one was made.
        document: the direction, if it was written.
    """

    on: On
    direction: FreeText
    due: date
    proposal: int | None = None
    document: Document | None = None


@examines(Redirected)
def redirect(task: "Task", setting: Setting, fact: Redirected) -> list[Redirected]:
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


@frozen(kw_only=True)
class ReferredToInspection:
    """Chuyển Uỷ ban Kiểm tra: signs that the notice was breached go to the inspectors.

    Args:
        on: the day of the referral.
        to: the body that inspects.
        signs: the signs of breach, without names of persons.
        against: the organisation that shows them, where it is one.
        documents: what was handed over.
        restricted: whether only those charged may see it.
    """

    on: On
    to: BodyId
    signs: FreeText
    against: BodyId | None = None
    documents: tuple[Document, ...] = ()
    restricted: bool = True


@examines(ReferredToInspection)
def refer_to_inspection(
    task: "Task", setting: Setting, fact: ReferredToInspection
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


@frozen(kw_only=True)
class InspectionConcluded:
    """Kết luận kiểm tra: what the inspectors found, without names of persons."""

    on: On
    finding: Finding
    gist: FreeText
    document: Document | None = None
    restricted: bool = True


@examines(InspectionConcluded)
def conclude_inspection(
    task: "Task", setting: Setting, fact: InspectionConcluded
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
        setting.acts_for(referral.to),
        "inspectors-conclude",
        INSPECTION,
        to=referral.to,
        body=setting.body,
    )
    return [fact]
