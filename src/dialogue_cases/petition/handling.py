"""What can happen as a petition is handled: assigned, directed, answered, urged, told."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.grounds import in_law
from dialogue_cases.petition.rules import (
    ANSWER,
    ASSIGNMENT,
    CONTACT,
    DIRECTION,
    FOLLOW_UP,
    LATER_ANSWER,
    OWN_RECORD,
    WRITTEN_REFUSAL,
    ahead,
    guided_out,
    named,
    not_closed,
    not_sealed_off,
    raised,
    said,
    since_july_2026,
    with_a_reason,
)
from dialogue_cases.petition.words import AnsweredTo, AnswerOutcome, Means
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import (
    LOCAL_STATE_BODIES,
    BodyId,
    Document,
    FreeText,
    OfficerId,
    On,
    StreamId,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import by_the_committee, of_the_lead, one_lead

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


@frozen(kw_only=True)
class Assigned:
    """Phân công giải quyết: one body is to settle it; assigned again, this one takes its place.

    Args:
        text: what is to be done, without names.
        lead: the one body that leads.
        lead_officer: the person of that body who leads, where one was named.
        supports: the bodies that co-operate.
        due: the last day as decided; None where none was decided.
        reason: why it is assigned anew; None of the first assignment.
    """

    on: On
    text: FreeText
    lead: BodyId
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    reason: FreeText | None = None
    document: Document | None = None


@examines(Assigned)
def assign(petition: "Petition", setting: Setting, fact: Assigned) -> list[Assigned]:
    """Phân công giải quyết to one body; assigned anew, with a reason.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`, `reason-is-given` (of a
            change), `lead-is-not-its-own-support`, `body-is-known`; unlawful:
            `committee-assigns-petitions`, `lead-officer-is-of-the-lead`, `due-is-ahead`,
            `leaves-the-dialogue-with-guidance`, `body-exists`.
    """
    known = petition.assignments[-1] if petition.assignments else None
    if known is not None and attrs.evolve(fact, on=known.on, reason=known.reason) == known:
        return []
    not_closed(petition)
    said(fact.text)
    if known is not None:
        with_a_reason(fact.reason)
    _led(setting, fact.lead, fact.supports)
    if not setting.by_rule:
        _by_those_who_direct("committee-assigns-petitions", petition, setting)
    of_the_lead("lead-officer-is-of-the-lead", setting, fact.lead_officer, fact.lead, ASSIGNMENT)
    if fact.due != petition.due:
        ahead(setting, fact.due, fact.on, ASSIGNMENT)
    guided_out(petition, setting)
    return [fact]


@frozen(kw_only=True)
class Directed:
    """Ý kiến chỉ đạo của Bí thư: the secretary directed what is to be done about it.

    Args:
        number: 1, 2, … within the petition; the task that carries it out names it.
        direction: what is to be done, without names.
        lead: the one body that is to do it.
        supports: the bodies that co-operate.
        due: the last day; None where none was said.
    """

    on: On
    number: int
    direction: FreeText
    lead: BodyId
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    document: Document | None = None


def direct(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    direction: str,
    lead: BodyId,
    supports: tuple[BodyId, ...] = (),
    due: date | None = None,
    document: Document | None = None,
) -> list[Directed]:
    """Cho ý kiến chỉ đạo về đơn; numbered, so that a task can carry it out.

    The secretary directs and follows up what others are competent to settle, too.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`,
            `lead-is-not-its-own-support`, `body-is-known`;
            unlawful: `committee-directs-petitions`, `due-is-ahead`, `body-exists`.
    """
    raised(petition)
    number = next_after(one.number for one in setting.entered(petition).directions)
    event = Directed(
        on=on,
        number=number,
        direction=direction,
        lead=lead,
        supports=supports,
        due=due,
        document=document,
    )
    if any(attrs.evolve(event, number=one.number) == one for one in petition.directions):
        return []
    not_closed(petition)
    said(direction)
    _led(setting, lead, supports)
    if not setting.by_rule:  # what a notice that is replaced has kept may be overdue already
        _by_those_who_direct("committee-directs-petitions", petition, setting)
        ahead(setting, due, on, DIRECTION)
    return [event]


def _by_those_who_direct(rule: str, petition: "Petition", setting: Setting) -> None:
    """What a body of the state received, the People's Committee directs as well."""
    received = petition.raised.received_by if petition.raised else None
    body = setting.ward.bodies.get(received) if received else None
    of_the_state = body is not None and body.kind in ("people_committee", *LOCAL_STATE_BODIES)
    if not (of_the_state and setting.of_kind("people_committee")):
        by_the_committee(rule, setting, DIRECTION)


def _led(setting: Setting, lead: BodyId, supports: tuple[BodyId, ...]) -> None:
    one_lead("lead-is-not-its-own-support", lead, supports, ASSIGNMENT)
    setting.known_body(lead, *supports)


@frozen(kw_only=True)
class Answered:
    """Trả lời công dân: the petitioner, or who had passed it on, was told.

    Args:
        on: the day it was sent, or said.
        outcome: what they were told.
        gist: the answer, without names.
        means: how.
        to: who was told.
        until: when they will be answered, if it takes more time.
        contact: whom they can ask meanwhile, an officer or an office.
        document: the written answer.
    """

    on: On
    outcome: AnswerOutcome
    gist: FreeText
    means: Means = "written"
    to: AnsweredTo = "petitioner"
    until: date | None = None
    contact: str | None = None
    document: Document | None = None


@examines(Answered)
def answer(petition: "Petition", setting: Setting, fact: Answered) -> list[Answered]:
    """Trả lời công dân: accepted, more time, refused, transferred, or the result.

    A closed petition is answered too: who is refused is told afterwards.

    Raises:
        Refused: `petition-is-raised`, `report-says-something`, `sender-is-known`; unlawful:
            `answer-says-what-was-done`, `more-time-has-a-day`, `more-time-has-a-contact`,
            `refusal-is-told-in-writing`, `due-is-ahead`,
            `leaves-the-dialogue-with-guidance` (a result of what isn't for the dialogue).
    """
    raised(petition)
    if fact in petition.answers:
        return []
    said(fact.gist)
    if fact.to == "sender" and (petition.raised is None or petition.raised.forwarded_by is None):
        raise Refused("sender-is-known", OWN_RECORD)
    done = {
        "accepted": petition.admitted is not None or bool(petition.assignments),
        "refused": petition.status in ("refused", "filed"),
        "transferred": bool(petition.forwardings),
    }
    setting.lawful(
        done.get(fact.outcome, True),
        "answer-says-what-was-done",
        ANSWER,
        outcome=fact.outcome,
        status=petition.status,
    )
    if fact.outcome == "more_time":
        setting.lawful(fact.until is not None, "more-time-has-a-day", LATER_ANSWER, on=fact.on)
        told = bool((fact.contact or "").strip())
        setting.lawful(
            told or not since_july_2026(fact.on), "more-time-has-a-contact", CONTACT, on=fact.on
        )
        ahead(setting, fact.until, fact.on, LATER_ANSWER)
    setting.lawful(
        fact.outcome != "refused" or fact.means == "written" or not _must_be_written(petition),
        "refusal-is-told-in-writing",
        WRITTEN_REFUSAL,
        ground=petition.refused and petition.refused.ground,
    )
    if fact.outcome == "result":
        guided_out(petition, setting)
    return [fact]


def _must_be_written(petition: "Petition") -> bool:
    refused = petition.refused
    if refused is None:
        return False
    law = in_law(refused.ground, "refuse", petition.kind, first_day(refused.on))
    return law is not None and law.in_writing


@frozen(kw_only=True)
class Urged:
    """Đôn đốc: the body that has it was asked to settle it.

    Args:
        to: which body, where the ward's record has it …
        to_name: … or as written, where it hasn't.
        gist: what was asked.
        due: the day by which.
    """

    on: On
    gist: FreeText
    to: BodyId | None = None
    to_name: FreeText | None = None
    due: date | None = None
    document: Document | None = None


@examines(Urged)
def urge(petition: "Petition", setting: Setting, fact: Urged) -> list[Urged]:
    """Đôn đốc the body that has it: the one it was forwarded or assigned to.

    Raises:
        Refused: `petition-is-not-closed`, `urged-when-somebody-has-it`, `recipient-is-named`,
            `report-says-something`, `body-is-known`; unlawful: `due-is-ahead`, `body-exists`.
    """
    if fact in petition.urgings:
        return []
    not_closed(petition)
    if not (petition.forwardings or petition.assignments or petition.directions or petition.tips):
        raise Refused("urged-when-somebody-has-it", FOLLOW_UP, status=petition.status)
    named(setting, fact.to, fact.to_name)
    said(fact.gist)
    ahead(setting, fact.due, fact.on, FOLLOW_UP)
    return [fact]


@frozen(kw_only=True)
class ReplyReceived:
    """Văn bản phúc đáp: the body that has it said what it did.

    Args:
        by: which body, where the ward's record has it …
        by_name: … or as written, where it hasn't.
        gist: what it says, without names.
        settled: whether it says that the case is settled.
    """

    on: On
    gist: FreeText
    settled: bool
    by: BodyId | None = None
    by_name: FreeText | None = None
    document: Document | None = None


@examines(ReplyReceived)
def receive_reply(
    petition: "Petition", setting: Setting, fact: ReplyReceived
) -> list[ReplyReceived]:
    """Nhận văn bản phúc đáp of the body that has it; the same reply adds nothing.

    Raises:
        Refused: `petition-is-raised`, `recipient-is-named` (who replied),
            `report-says-something`, `body-is-known`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.replies):
        return []
    named(setting, fact.by, fact.by_name)
    said(fact.gist)
    return [fact]


@frozen(kw_only=True)
class CarriedOver:
    """Đưa vào danh mục của buổi sau: a later session takes the unsettled petition up."""

    on: On
    to: StreamId
    reason: FreeText


@examines(CarriedOver)
def carry_over(petition: "Petition", _: Setting, fact: CarriedOver) -> list[CarriedOver]:
    """Đưa vào danh mục của buổi sau, as long as it is unsettled; never what is secret.

    Raises:
        Refused: `petition-is-not-closed`, `secret-petition-stays-off-the-list`,
            `carried-to-a-session`, `reason-is-given`.
    """
    if any(one.to == fact.to for one in petition.carried):
        return []
    not_closed(petition)
    not_sealed_off(petition)
    match fact.to.split("/"):
        case [("dialogue" | "reception"), year, number] if (year + number).isdecimal():
            pass
        case _:
            raise Refused("carried-to-a-session", OWN_RECORD, to=fact.to)
    with_a_reason(fact.reason)
    return [fact]
