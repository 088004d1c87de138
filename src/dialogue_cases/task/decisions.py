"""What can happen as a task is worked on: who does what by when, and whether it is done.

What is decided when it isn't done stands in `task.pursuit`.
"""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.task.rules import (
    ASSIGNMENT,
    DIRECTION,
    OBSTACLES,
    OWN_RECORD,
    SETTLED,
    TIMELY,
    is_charged,
    leads,
    standing,
)
from dialogue_cases.task.words import PROMISES, Origin, Outcome, stream
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    FreeText,
    OfficerId,
    On,
    Phase,
    Reporting,
    StreamId,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import (
    COMMITTEE,
    OFFICES,
    by_the_committee,
    directs,
    of_the_lead,
    one_lead,
    said,
)

if TYPE_CHECKING:
    from dialogue_cases.task.state import Task


# -- Who does what by when ------------------------------------------------------------


@frozen(kw_only=True)
class Assigned:
    """Giao nhiệm vụ: one body was told to do something.

    Args:
        on: the day from which it was told.
        origin: where the task comes from; its stream is named by it.
        text: what is to be done, in the words of the plan, the notice or the direction.
        lead: the one body that leads.
        lead_officer: the person of that body who leads, where one was named.
        supports: the bodies that co-operate.
        due: the last day as decided; None where none was decided.
        phase: when it is done, of a duty.
        opinions: the numbers of the opinions of the source session that it answers.
        petitions: the petitions that it answers.
    """

    begins = True

    on: On
    origin: Origin
    text: FreeText
    lead: BodyId
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    phase: Phase | None = None
    opinions: tuple[int, ...] = ()
    petitions: tuple[StreamId, ...] = ()


@examines(Assigned)
def assign(task: "Task", setting: Setting, fact: Assigned) -> list[Assigned]:
    """Giao nhiệm vụ: by the Committee, or by rule from an adopted plan or an issued notice.

    Raises:
        Refused: `life-is-named-by-its-origin` (another task's stream),
            `task-is-assigned-once` (use `amend`), `task-says-what-to-do`,
            `lead-is-not-its-own-support`, `body-is-known`; unlawful: `body-exists`,
            `committee-assigns`, `lead-officer-is-of-the-lead`, `due-is-ahead`.
    """
    setting.named(stream(fact.origin), OWN_RECORD)
    if (known := task.assigned) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("task-is-assigned-once", OWN_RECORD, lead=known.lead, on=known.on)
    if not setting.by_rule:
        by_the_committee("committee-assigns", setting, DIRECTION)
    _check_assignment(
        setting, fact.on, fact.text, fact.lead, fact.lead_officer, fact.supports, fact.due
    )
    return [fact]


@frozen(kw_only=True)
class Amended:
    """Điều chỉnh nhiệm vụ: from this day the task reads like this, as a whole."""

    on: On
    text: FreeText
    lead: BodyId
    reason: FreeText
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    document: Document | None = None


@examines(Amended)
def amend(task: "Task", setting: Setting, fact: Amended) -> list[Amended]:
    """Điều chỉnh nhiệm vụ: the task as a whole, as it reads from this day.

    Raises:
        Refused: as `assign`; `change-has-a-reason`, `later-due-is-an-extension` (use `extend`);
            unlawful: `due-is-not-dropped`, `committee-amends`.
    """
    standing(task)
    reads = (task.text, task.lead, task.lead_officer, task.supports, task.due)
    if reads == (fact.text, fact.lead, fact.lead_officer, fact.supports, fact.due):
        return []
    said("change-has-a-reason", fact.reason, OWN_RECORD)
    if not setting.by_rule:
        by_the_committee("committee-amends", setting, DIRECTION)
    if task.due is not None:
        setting.lawful(fact.due is not None, "due-is-not-dropped", TIMELY, due=task.due)
        if fact.due is not None and fact.due > task.due:
            raise Refused("later-due-is-an-extension", TIMELY, due=task.due, asked=fact.due)
    changed_due = None if fact.due == task.due else fact.due
    _check_assignment(
        setting, fact.on, fact.text, fact.lead, fact.lead_officer, fact.supports, changed_due
    )
    return [fact]


@frozen(kw_only=True)
class Extended:
    """Gia hạn: the last day was put off.

    Args:
        on: the day of the decision.
        until: the new last day.
        was: the last day that it puts off, as then known.
        reason: why.
        document: the decision, if it was written.
    """

    on: On
    until: date
    was: date
    reason: FreeText
    document: Document | None = None


def extend(
    task: "Task",
    setting: Setting,
    *,
    on: On,
    until: date,
    reason: str,
    document: Document | None = None,
) -> list[Extended]:
    """Gia hạn, before the last day has passed; the same last day adds nothing.

    Raises:
        Refused: `task-has-a-last-day`, `extension-is-later`, `change-has-a-reason`;
            unlawful: `extended-before-it-is-overdue`, `committee-extends`.
    """
    standing(task)
    if task.due is None:
        raise Refused("task-has-a-last-day", TIMELY)
    if until == task.due:
        return []
    if until < task.due:
        raise Refused("extension-is-later", TIMELY, due=task.due, until=until)
    said("change-has-a-reason", reason, OWN_RECORD)
    by_the_committee("committee-extends", setting, DIRECTION)
    setting.lawful(
        first_day(on) <= task.due, "extended-before-it-is-overdue", TIMELY, due=task.due, on=on
    )
    return [Extended(on=on, until=until, was=task.due, reason=reason, document=document)]


@frozen(kw_only=True)
class MadeStanding:
    """Giao việc thường xuyên: the work goes on without a last day.

    Args:
        on: the day from which on it does.
        standing: False where it isn't standing work any more.
        report: how often its lead reports on it.
    """

    on: On
    standing: bool = True
    report: Reporting | None = None


@examines(MadeStanding)
def make_standing(task: "Task", setting: Setting, fact: MadeStanding) -> list[MadeStanding]:
    """Giao việc thường xuyên, with a report in every period if one is wanted; the last word counts.

    Raises:
        Refused: `standing-task-has-no-last-day`; unlawful: `committee-assigns`.
    """
    standing(task)
    known = task.made_standing
    if known and attrs.evolve(known, on=fact.on) == fact:
        return []
    if fact.standing and task.due is not None:
        raise Refused("standing-task-has-no-last-day", TIMELY, due=task.due)
    if not setting.by_rule:
        by_the_committee("committee-assigns", setting, DIRECTION)
    return [fact]


def _check_assignment(
    setting: Setting,
    on: On,
    text: str,
    lead: BodyId,
    lead_officer: OfficerId | None,
    supports: tuple[BodyId, ...],
    due: date | None,
) -> None:
    said("task-says-what-to-do", text, OWN_RECORD)
    one_lead("lead-is-not-its-own-support", lead, supports, ASSIGNMENT)
    setting.known_body(lead, *supports)
    of_the_lead("lead-officer-is-of-the-lead", setting, lead_officer, lead, ASSIGNMENT)
    setting.lawful(due is None or due >= first_day(on), "due-is-ahead", TIMELY, due=due, on=on)


# -- Doing it -------------------------------------------------------------------------


@frozen(kw_only=True)
class ProgressReported:
    """Báo cáo tiến độ: how far the work has got, in a sentence without names of citizens."""

    on: On
    gist: FreeText
    documents: tuple[Document, ...] = ()


@examines(ProgressReported)
def report_progress(
    task: "Task", setting: Setting, fact: ProgressReported
) -> list[ProgressReported]:
    """Báo cáo tiến độ; a note, so it repeats.

    Raises:
        Refused: `report-says-something`; unlawful: `those-charged-report`.
    """
    standing(task)
    said("report-says-something", fact.gist, OWN_RECORD)
    _by_those_charged(task, setting)
    return [fact]


@frozen(kw_only=True)
class ObstacleReported:
    """Phản ánh vướng mắc: what stands in the way, told to the Committee for direction.

    Args:
        on: the day it was told.
        number: 1, 2, … within the task; the answer names it.
        gist: what stands in the way.
        proposal: what those charged propose.
    """

    on: On
    number: int
    gist: FreeText
    proposal: FreeText | None = None


def report_obstacle(
    task: "Task", setting: Setting, *, on: On, gist: str, proposal: str | None = None
) -> list[ObstacleReported]:
    """Phản ánh vướng mắc to the Committee; numbered within the task.

    Raises:
        Refused: `report-says-something`; unlawful: `those-charged-report`.
    """
    standing(task)
    said("report-says-something", gist, OWN_RECORD)
    _by_those_charged(task, setting)
    number = next_after(one.number for one in setting.entered(task).obstacles)
    return [ObstacleReported(on=on, number=number, gist=gist, proposal=proposal)]


@frozen(kw_only=True)
class ObstacleAnswered:
    """Chỉ đạo tháo gỡ vướng mắc: the Committee's answer to an obstacle."""

    on: On
    number: int
    answer: FreeText
    document: Document | None = None


@examines(ObstacleAnswered)
def answer_obstacle(
    task: "Task", setting: Setting, fact: ObstacleAnswered
) -> list[ObstacleAnswered]:
    """Chỉ đạo tháo gỡ một vướng mắc.

    Raises:
        Refused: `obstacle-was-reported`, `report-says-something`;
            unlawful: `committee-answers-obstacles`.
    """
    standing(task)
    if all(one.number != fact.number for one in task.obstacles):
        raise Refused("obstacle-was-reported", OBSTACLES, number=fact.number)
    if any((one.number, one.answer) == (fact.number, fact.answer) for one in task.answers):
        return []
    said("report-says-something", fact.answer, OWN_RECORD)
    by_the_committee("committee-answers-obstacles", setting, OBSTACLES)
    return [fact]


def _by_those_charged(task: "Task", setting: Setting) -> None:
    setting.lawful(is_charged(task, setting), "those-charged-report", OBSTACLES, body=setting.body)


# -- Whether it is done ---------------------------------------------------------------


@frozen(kw_only=True)
class ReportedDone:
    """Báo cáo hoàn thành: the lead says that it is done, and shows by what.

    Args:
        on: the day of the report.
        gist: the result, in a sentence without names of citizens.
        evidence: the documents that show it: the answer sent, the decision, the minutes.
    """

    on: On
    gist: FreeText
    evidence: tuple[Document, ...] = ()


@examines(ReportedDone)
def report_done(task: "Task", setting: Setting, fact: ReportedDone) -> list[ReportedDone]:
    """Báo cáo hoàn thành, with what shows it.

    Raises:
        Refused: `report-says-something`, `task-is-unverified` (another body has confirmed it);
            unlawful: `lead-reports-done`, and of an item of a notice or a direction
            `promise-is-shown-kept` (no evidence).
    """
    standing(task)
    match task.turns[-1:]:
        case (ReportedDone(gist=known, evidence=shown),) if (known, shown) == (
            fact.gist,
            fact.evidence,
        ):
            return []
        case (Verified(),):
            raise Refused("task-is-unverified", SETTLED, status=task.status)
    said("report-says-something", fact.gist, OWN_RECORD)
    setting.lawful(leads(task, setting), "lead-reports-done", ASSIGNMENT, lead=task.lead)
    kind = task.origin.kind if task.origin else None
    setting.lawful(
        bool(fact.evidence) or kind not in PROMISES,
        "promise-is-shown-kept",
        SETTLED,
        origin=kind,
    )
    return [fact]


@frozen(kw_only=True)
class Verified:
    """Xác nhận kết quả: another body looked and found the work done."""

    on: On
    findings: FreeText
    document: Document | None = None


@examines(Verified)
def verify(task: "Task", setting: Setting, fact: Verified) -> list[Verified]:
    """Xác nhận kết quả, by a body other than the lead; asked twice adds nothing.

    Raises:
        Refused: `work-is-reported-done`, `report-says-something`;
            unlawful: `verifier-is-another-body`.
    """
    standing(task)
    if task.is_verified:
        return []
    _reported_done(task)
    said("report-says-something", fact.findings, OWN_RECORD)
    _by_another_body(task, setting)
    return [fact]


@frozen(kw_only=True)
class Rejected:
    """Không công nhận kết quả: another body looked and found it not done; it is open again."""

    on: On
    reason: FreeText
    document: Document | None = None


@examines(Rejected)
def reject(task: "Task", setting: Setting, fact: Rejected) -> list[Rejected]:
    """Không công nhận kết quả, reported or already confirmed: the task is open again.

    Raises:
        Refused: `work-is-reported-done`, `change-has-a-reason`;
            unlawful: `verifier-is-another-body`.
    """
    standing(task)
    match task.turns[-1:]:
        case (Rejected(reason=known),) if known == fact.reason:
            return []
        case (Verified(),):
            pass
        case _:
            _reported_done(task)
    said("change-has-a-reason", fact.reason, OWN_RECORD)
    _by_another_body(task, setting)
    return [fact]


@frozen(kw_only=True)
class Closed:
    """Kết thúc nhiệm vụ: nothing more is to be done.

    Args:
        on: the day it was closed.
        outcome: how it ended.
        reason: why it ends without having been carried out; None if it was.
        by: the task that stands in its place, if it was superseded.
        document: what confirms it, if anything was written.
    """

    on: On
    outcome: Outcome
    reason: FreeText | None = None
    by: StreamId | None = None
    document: Document | None = None


@examines(Closed)
def close(task: "Task", setting: Setting, fact: Closed) -> list[Closed]:
    """Kết thúc nhiệm vụ; never silently: verified work, or the Committee with a reason.

    Raises:
        Refused: `task-is-not-closed` (with another outcome), `superseded-by-a-task`,
            `closing-without-work-has-a-reason`; unlawful: `closing-needs-verified-work`,
            `office-or-committee-closes`, `committee-closes-without-work`.
    """
    if task.closed is not None and task.closed.outcome == fact.outcome:
        return []
    standing(task)
    if (fact.outcome == "superseded") != (fact.by is not None):
        raise Refused("superseded-by-a-task", OWN_RECORD, outcome=fact.outcome, by=fact.by)
    if fact.outcome == "carried_out":
        setting.lawful(task.is_verified, "closing-needs-verified-work", SETTLED, status=task.status)
        setting.lawful(
            setting.by_rule or directs(setting) or setting.of_kind(*OFFICES),
            "office-or-committee-closes",
            SETTLED,
            body=setting.body,
            who=(*OFFICES, *COMMITTEE),
        )
    else:
        said("closing-without-work-has-a-reason", fact.reason or "", OWN_RECORD)
        if not setting.by_rule:
            by_the_committee("committee-closes-without-work", setting, DIRECTION)
    return [fact]


def _reported_done(task: "Task") -> None:
    if not task.is_done:
        raise Refused("work-is-reported-done", SETTLED, status=task.status)


def _by_another_body(task: "Task", setting: Setting) -> None:
    setting.lawful(
        setting.body is not None and not leads(task, setting),
        "verifier-is-another-body",
        SETTLED,
        lead=task.lead,
        body=setting.body,
    )
