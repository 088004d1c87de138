"""What may be decided about the work itself: who does what by when, and whether it is done.

What is decided when it isn't done stands in `task.pursuit`.
"""

from datetime import date

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.task.events import (
    PROMISES,
    Amended,
    Assigned,
    Closed,
    Event,
    Extended,
    ObstacleAnswered,
    ObstacleReported,
    Origin,
    Outcome,
    ProgressReported,
    Rejected,
    ReportedDone,
    Verified,
    stream,
)
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
from dialogue_cases.task.state import Task
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    OfficerId,
    On,
    Phase,
    StreamId,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import (
    by_the_committee,
    of_the_committee,
    of_the_lead,
    one_lead,
    said,
)

# -- Who does what by when ------------------------------------------------------------


def assign(
    task: Task,
    setting: Setting,
    *,
    on: On,
    origin: Origin,
    text: str,
    lead: BodyId,
    lead_officer: OfficerId | None = None,
    supports: tuple[BodyId, ...] = (),
    due: date | None = None,
    phase: Phase | None = None,
    opinions: tuple[int, ...] = (),
    petitions: tuple[StreamId, ...] = (),
) -> list[Event]:
    """Giao nhiệm vụ: by the Committee, or by rule from an adopted plan or an issued notice.

    Raises:
        Refused: `life-is-named-by-its-origin` (another task's stream),
            `task-is-assigned-once` (use `amend`), `task-says-what-to-do`,
            `lead-is-not-its-own-support`, `body-is-known`; unlawful: `body-exists`,
            `committee-assigns`, `lead-officer-is-of-the-lead`, `due-is-ahead`.
    """
    event = Assigned(
        on=on,
        origin=origin,
        text=text,
        lead=lead,
        lead_officer=lead_officer,
        supports=supports,
        due=due,
        phase=phase,
        opinions=opinions,
        petitions=petitions,
    )
    setting.named(stream(origin), OWN_RECORD)
    if (known := task.assigned) is not None:
        if attrs.evolve(known, on=on) == event:
            return []
        raise Refused("task-is-assigned-once", OWN_RECORD, lead=known.lead, on=known.on)
    if not setting.by_rule:
        by_the_committee("committee-assigns", setting, DIRECTION)
    _check_assignment(setting, on, text, lead, lead_officer, supports, due)
    return [event]


def amend(
    task: Task,
    setting: Setting,
    *,
    on: On,
    text: str,
    lead: BodyId,
    reason: str,
    lead_officer: OfficerId | None = None,
    supports: tuple[BodyId, ...] = (),
    due: date | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Điều chỉnh nhiệm vụ: the task as a whole, as it reads from this day.

    Raises:
        Refused: as `assign`; `change-has-a-reason`, `later-due-is-an-extension` (use `extend`);
            unlawful: `due-is-not-dropped`, `committee-amends`.
    """
    standing(task)
    reads = (task.text, task.lead, task.lead_officer, task.supports, task.due)
    if reads == (text, lead, lead_officer, supports, due):
        return []
    said("change-has-a-reason", reason, OWN_RECORD)
    if not setting.by_rule:
        by_the_committee("committee-amends", setting, DIRECTION)
    if task.due is not None:
        setting.lawful(due is not None, "due-is-not-dropped", TIMELY, due=task.due)
        if due is not None and due > task.due:
            raise Refused("later-due-is-an-extension", TIMELY, due=task.due, asked=due)
    changed_due = None if due == task.due else due
    _check_assignment(setting, on, text, lead, lead_officer, supports, changed_due)
    return [
        Amended(
            on=on,
            text=text,
            lead=lead,
            reason=reason,
            lead_officer=lead_officer,
            supports=supports,
            due=due,
            document=document,
        )
    ]


def extend(
    task: Task,
    setting: Setting,
    *,
    on: On,
    until: date,
    reason: str,
    document: Document | None = None,
) -> list[Event]:
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


def report_progress(
    task: Task, setting: Setting, *, on: On, gist: str, documents: tuple[Document, ...] = ()
) -> list[Event]:
    """Báo cáo tiến độ; a note, so it repeats.

    Raises:
        Refused: `report-says-something`; unlawful: `those-charged-report`.
    """
    standing(task)
    said("report-says-something", gist, OWN_RECORD)
    _by_those_charged(task, setting)
    return [ProgressReported(on=on, gist=gist, documents=documents)]


def report_obstacle(
    task: Task, setting: Setting, *, on: On, gist: str, proposal: str | None = None
) -> list[Event]:
    """Phản ánh vướng mắc to the Committee; numbered within the task.

    Raises:
        Refused: `report-says-something`; unlawful: `those-charged-report`.
    """
    standing(task)
    said("report-says-something", gist, OWN_RECORD)
    _by_those_charged(task, setting)
    number = max((one.number for one in setting.entered(task).obstacles), default=0) + 1
    return [ObstacleReported(on=on, number=number, gist=gist, proposal=proposal)]


def answer_obstacle(
    task: Task,
    setting: Setting,
    *,
    on: On,
    number: int,
    answer: str,
    document: Document | None = None,
) -> list[Event]:
    """Chỉ đạo tháo gỡ một vướng mắc.

    Raises:
        Refused: `obstacle-was-reported`, `report-says-something`;
            unlawful: `committee-answers-obstacles`.
    """
    standing(task)
    if all(one.number != number for one in task.obstacles):
        raise Refused("obstacle-was-reported", OBSTACLES, number=number)
    if any((one.number, one.answer) == (number, answer) for one in task.answers):
        return []
    said("report-says-something", answer, OWN_RECORD)
    by_the_committee("committee-answers-obstacles", setting, OBSTACLES)
    return [ObstacleAnswered(on=on, number=number, answer=answer, document=document)]


def _by_those_charged(task: Task, setting: Setting) -> None:
    setting.lawful(is_charged(task, setting), "those-charged-report", OBSTACLES, body=setting.body)


# -- Whether it is done ---------------------------------------------------------------


def report_done(
    task: Task, setting: Setting, *, on: On, gist: str, evidence: tuple[Document, ...] = ()
) -> list[Event]:
    """Báo cáo hoàn thành, with what shows it.

    Raises:
        Refused: `report-says-something`, `task-is-unverified` (another body has confirmed it);
            unlawful: `lead-reports-done`, and of an item of a notice or a direction
            `promise-is-shown-kept` (no evidence).
    """
    standing(task)
    match task.turns[-1:]:
        case (ReportedDone(gist=known, evidence=shown),) if (known, shown) == (gist, evidence):
            return []
        case (Verified(),):
            raise Refused("task-is-unverified", SETTLED, status=task.status)
    said("report-says-something", gist, OWN_RECORD)
    setting.lawful(leads(task, setting), "lead-reports-done", ASSIGNMENT, lead=task.lead)
    kind = task.origin.kind if task.origin else None
    setting.lawful(
        bool(evidence) or kind not in PROMISES,
        "promise-is-shown-kept",
        SETTLED,
        origin=kind,
    )
    return [ReportedDone(on=on, gist=gist, evidence=evidence)]


def verify(
    task: Task, setting: Setting, *, on: On, findings: str, document: Document | None = None
) -> list[Event]:
    """Xác nhận kết quả, by a body other than the lead; asked twice adds nothing.

    Raises:
        Refused: `work-is-reported-done`, `report-says-something`;
            unlawful: `verifier-is-another-body`.
    """
    standing(task)
    if task.is_verified:
        return []
    _reported_done(task)
    said("report-says-something", findings, OWN_RECORD)
    _by_another_body(task, setting)
    return [Verified(on=on, findings=findings, document=document)]


def reject(
    task: Task, setting: Setting, *, on: On, reason: str, document: Document | None = None
) -> list[Event]:
    """Không công nhận kết quả, reported or already confirmed: the task is open again.

    Raises:
        Refused: `work-is-reported-done`, `change-has-a-reason`;
            unlawful: `verifier-is-another-body`.
    """
    standing(task)
    match task.turns[-1:]:
        case (Rejected(reason=known),) if known == reason:
            return []
        case (Verified(),):
            pass
        case _:
            _reported_done(task)
    said("change-has-a-reason", reason, OWN_RECORD)
    _by_another_body(task, setting)
    return [Rejected(on=on, reason=reason, document=document)]


def close(
    task: Task,
    setting: Setting,
    *,
    on: On,
    outcome: Outcome,
    reason: str | None = None,
    by: StreamId | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Kết thúc nhiệm vụ; never silently: verified work, or the Committee with a reason.

    Raises:
        Refused: `task-is-not-closed` (with another outcome), `superseded-by-a-task`,
            `closing-without-work-has-a-reason`; unlawful: `closing-needs-verified-work`,
            `office-or-committee-closes`, `committee-closes-without-work`.
    """
    if task.closed is not None and task.closed.outcome == outcome:
        return []
    standing(task)
    if (outcome == "superseded") != (by is not None):
        raise Refused("superseded-by-a-task", OWN_RECORD, outcome=outcome, by=by)
    if outcome == "carried_out":
        setting.lawful(task.is_verified, "closing-needs-verified-work", SETTLED, status=task.status)
        setting.lawful(
            setting.by_rule or of_the_committee(setting) or setting.of_kind("party_office"),
            "office-or-committee-closes",
            SETTLED,
            body=setting.body,
        )
    else:
        said("closing-without-work-has-a-reason", reason or "", OWN_RECORD)
        if not setting.by_rule:
            by_the_committee("committee-closes-without-work", setting, DIRECTION)
    return [Closed(on=on, outcome=outcome, reason=reason, by=by, document=document)]


def _reported_done(task: Task) -> None:
    if not task.is_done:
        raise Refused("work-is-reported-done", SETTLED, status=task.status)


def _by_another_body(task: Task, setting: Setting) -> None:
    setting.lawful(
        setting.body is not None and not leads(task, setting),
        "verifier-is-another-body",
        SETTLED,
        lead=task.lead,
        body=setting.body,
    )
