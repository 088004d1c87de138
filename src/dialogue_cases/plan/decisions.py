"""What can happen to a year's plan, and what examines it: drafted, amended, adopted."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.plan.periods import quarter_of
from dialogue_cases.plan.words import BODY_OF, Contents, Duty, Head, PlannedSession, stream
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    Document,
    FreeText,
    On,
    first_day,
    last_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import one_lead

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan


SCHEDULE = cited("plan.schedule")
ASSIGNMENT = cited("plan.assignment")
ONE_HEAD = cited("plan.one_head")
SIGNATURE = cited("plan.signature")
NUMBERED = cited("plan.numbered")
RECEPTIONS = cited("plan.receptions")
WORKING_DAYS = cited("plan.working_days")
OWN_RECORD = cited("plan.own_record")


@frozen(kw_only=True)
class Drafted:
    """Dự thảo kế hoạch: there is a text for the year; nothing follows from it yet."""

    begins = True

    on: On
    year: int
    contents: Contents


@examines(Drafted)
def draft(plan: "Plan", setting: Setting, fact: Drafted) -> list[Drafted]:
    """Dự thảo kế hoạch của một năm.

    Raises:
        Refused: `plan-is-drafted-once` (use `amend`), `year-is-of-the-republic`,
            `life-is-named-by-its-origin` (another year's stream),
            or what `amend` refuses of a text.
    """
    if (known := plan.drafted) is not None:
        if (known.year, known.contents) == (fact.year, fact.contents):
            return []
        raise Refused("plan-is-drafted-once", OWN_RECORD, year=known.year)
    if not 1945 <= fact.year <= 9999:
        raise Refused("year-is-of-the-republic", OWN_RECORD, year=fact.year)
    named = stream(fact.year)
    if setting.stream is None or not setting.stream.startswith(f"{named}/"):  # a further one
        setting.named(named, OWN_RECORD)
    _check(setting, fact.year, fact.contents)
    return [fact]


@frozen(kw_only=True)
class Amended:
    """Điều chỉnh kế hoạch: from this day the plan reads like this, as a whole.

    Args:
        on: the day of the change.
        contents: the whole new text.
        reason: why it was changed.
        document: the document that changes an adopted plan; a draft needs none.
    """

    on: On
    contents: Contents
    reason: FreeText
    document: Document | None = None


@examines(Amended)
def amend(plan: "Plan", setting: Setting, fact: Amended) -> list[Amended]:
    """Điều chỉnh kế hoạch: the whole text anew; the same text adds nothing.

    Raises:
        Refused: `plan-is-drafted`, `change-has-a-reason`;
            of the text `number-is-used-once`, `session-in-the-year`, `month-in-its-quarter`,
            `group-is-known`, `duty-has-one-lead`, `lead-is-not-its-own-support`,
            `group-has-a-cell`, `reception-day-in-the-year`, `body-is-known`, what a regulation
            is refused for of limits; unlawful: `body-exists` (a lead, a support or a recipient
            is no more), `secretary-holds-the-dialogue`, `head-holds-the-dialogue`,
            `received-on-a-working-day`, and of an adopted plan
            `committee-amends-what-it-adopted`, `head-amends-what-was-adopted`.
    """
    if plan.drafted is None or plan.contents is None:
        raise Refused("plan-is-drafted", OWN_RECORD)
    if plan.contents == fact.contents:
        return []
    if not fact.reason.strip():
        raise Refused("change-has-a-reason", OWN_RECORD, year=plan.year)
    if plan.adopted is not None:
        mine, year = _of_its_head(setting, plan), plan.year
        if plan.head == "party_secretary":
            setting.lawful(mine, "committee-amends-what-it-adopted", SIGNATURE, year=year)
        else:
            head = plan.head
            setting.lawful(mine, "head-amends-what-was-adopted", OWN_RECORD, year=year, head=head)
    _check(setting, plan.drafted.year, fact.contents)
    return [fact]


@frozen(kw_only=True)
class Adopted:
    """Ban hành kế hoạch: the body whose plan it is adopted it; its sessions and duties stand.

    Args:
        on: the day of adoption.
        document: the plan as issued; number and date may be `NOT_IN_COPY`.
    """

    on: On
    document: Document


@examines(Adopted)
def adopt(plan: "Plan", setting: Setting, fact: Adopted) -> list[Adopted]:
    """Ban hành kế hoạch; a second adoption adds nothing.

    Raises:
        Refused: `plan-is-drafted`; unlawful: `secretary-adopts-for-the-committee`,
            `head-adopts-the-plan`, `adopted-plan-is-numbered-and-dated` (`NOT_IN_COPY` will do).
    """
    if plan.adopted is not None:
        return []
    if plan.contents is None:
        raise Refused("plan-is-drafted", OWN_RECORD)
    mine, year = _of_its_head(setting, plan), plan.year
    if plan.head == "party_secretary":
        setting.lawful(mine, "secretary-adopts-for-the-committee", SIGNATURE, year=year)
    else:
        setting.lawful(mine, "head-adopts-the-plan", OWN_RECORD, year=year, head=plan.head)
    setting.lawful(
        fact.document.number is not None and fact.document.issued_on is not None,
        "adopted-plan-is-numbered-and-dated",
        NUMBERED,
        year=plan.year,
    )
    return [fact]


def _of_its_head(setting: Setting, plan: "Plan") -> bool:
    """Whether the head whose plan it is decides, for the body that he heads."""
    return setting.holds(plan.head) and setting.of_kind(BODY_OF[plan.head])


# -- What a text must hold ------------------------------------------------------------


def _check(setting: Setting, year: int, contents: Contents) -> None:
    _numbered_once("session", (session.number for session in contents.sessions))
    _numbered_once("duty", (duty.number for duty in contents.duties))
    for session in contents.sessions:
        _check_session(setting, year, contents.head, session)
    for duty in contents.duties:
        _check_duty(setting, duty, contents.sessions)
    for reception in contents.reception_days:
        _in_the_year(reception.day, year)
    _on_working_days(setting, contents)
    for limit in contents.limits:
        setting.law.check_own_limit(limit.rule, limit.amount)
    for recipient in contents.recipients:
        setting.known_body(*recipient.bodies)


def _numbered_once(what: str, numbers: Iterable[int]) -> None:
    seen: set[int] = set()
    for number in numbers:
        if number < 1 or number in seen:
            raise Refused("number-is-used-once", OWN_RECORD, what=what, number=number)
        seen.add(number)


def _check_session(setting: Setting, year: int, head: Head, session: PlannedSession) -> None:
    number = session.number
    starts, ends = first_day(session.period), last_day(session.period)
    quarter = None if session.quarter is None else quarter_of(year, session.quarter)
    if quarter and not first_day(quarter) <= starts <= ends <= last_day(quarter):
        raise Refused(
            "month-in-its-quarter",
            SCHEDULE,
            session=number,
            period=str(session.period),
            quarter=session.quarter,
            year=year,
        )
    if not starts <= ends or not starts.year == ends.year == year:
        raise Refused(
            "session-in-the-year", OWN_RECORD, session=number, period=str(session.period), year=year
        )
    for group in (*session.groups, session.place and session.place.group):
        if group is not None and group not in setting.ward.groups:
            raise Refused("group-is-known", SCHEDULE, session=number, group=group)
    held = head in (session.chair, *session.together_with)
    said = {"session": number, "chair": session.chair}
    if head == "party_secretary":
        setting.lawful(held, "secretary-holds-the-dialogue", SCHEDULE, **said)
    else:
        setting.lawful(held, "head-holds-the-dialogue", OWN_RECORD, head=head, **said)


def _check_duty(setting: Setting, duty: Duty, sessions: Sequence[PlannedSession]) -> None:
    if duty.by_local_cell == (duty.lead is not None) or (
        duty.by_local_cell and not duty.per_session
    ):
        raise Refused("duty-has-one-lead", ONE_HEAD, duty=duty.number)
    if duty.by_local_cell:
        for group in (one for session in sessions for one in session.groups):
            if setting.ward.groups[group].cell is None:
                raise Refused("group-has-a-cell", ASSIGNMENT, duty=duty.number, group=group)
    beside = (*duty.with_leads, *duty.supports)
    one_lead("lead-is-not-its-own-support", duty.lead, beside, ONE_HEAD, duty=duty.number)
    setting.known_body(duty.lead, *beside)


def _on_working_days(setting: Setting, contents: Contents) -> None:
    """Refuse reception days that are days off, all at once, unless somebody says that it is so."""
    calendar = setting.law.calendar
    off = [
        one.day
        for one in contents.reception_days
        if not calendar.is_working_day(one.day, on_unknown="provisional")
    ]
    setting.lawful(not off, "received-on-a-working-day", WORKING_DAYS, days=tuple(off))


def _in_the_year(day: date, year: int) -> None:
    if day.year != year:
        raise Refused("reception-day-in-the-year", RECEPTIONS, day=day, year=year)
