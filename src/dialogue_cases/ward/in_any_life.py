"""What may be decided in any life, in which it is the same: said once, whatever the life.

An entry is taken out, a person's data are erased or read, that they were read is held back, a
case is held or destroyed, a file is attached, a copy is taken elsewhere. Where something is owed,
somebody is told that it is overdue; where people are parties, they ask about the data on them. How
a life says that it hasn't begun is its own.
"""

from functools import singledispatch
from typing import Any, Protocol, TypeVar

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.proposal import examines
from dialogue_cases.record import (
    AssignmentAccepted,
    AssignmentDeclined,
    AssignmentUpheld,
    CarriedElsewhere,
    DataOutcome,
    DataRequestAnswered,
    DataRequestReceived,
    DataRight,
    Destroyed,
    Erased,
    Escalated,
    FileAttached,
    HoldLifted,
    HoldPlaced,
    LeadsAnswer,
    OpeningsHeldBack,
    OpeningsReleased,
    Redacted,
    RemovalRefused,
    SealOpened,
    Voided,
    next_after,
)
from dialogue_cases.vocabulary import BodyId, Document, On, PartyId, first_day, last_day
from dialogue_cases.ward.conditions import by_the_committee, said
from dialogue_cases.ward.setting import Setting
from dialogue_cases.ward.state import Ward

RECORD = cited("office.record")
HOLDS = cited("ward.holds")
FOLLOW_UP = cited("ward.follow_up")
DATA_REQUESTS = cited("ward.data_requests")
ACCEPTANCE = cited("ward.acceptance")


E = TypeVar("E")


class Owing(Protocol):
    """A state of a life in which something is owed."""

    @property
    def escalations(self) -> tuple[Escalated, ...]:
        """What those above were told of."""


class Led(Protocol):
    """A state of a life in which one body was told to lead."""

    @property
    def lead(self) -> BodyId | None:
        """That body."""

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""

    @property
    def leads_answer(self) -> LeadsAnswer | None:
        """What it has answered to its assignment, or was answered to that."""


class OfPeople(Protocol):
    """A state of a life in which people are parties."""

    @property
    def data_requests(self) -> tuple[DataRequestReceived, ...]:
        """What they asked about the data on them …"""

    @property
    def data_answers(self) -> tuple[DataRequestAnswered, ...]:
        """… and what they were answered."""


@singledispatch
def begun(state: Any) -> None:
    """Refuse what can't be said of a life that hasn't begun; a life says what that is.

    A life that begins with whatever happens in it refuses nothing.
    """


# -- The record itself ----------------------------------------------------------------


@examines(Voided)
def void(state: object, setting: Setting, fact: Voided) -> list[Voided]:  # noqa: ARG001
    """Huỷ bỏ một mục ghi that was never a fact of this life; the record keeps it.

    Raises:
        Refused: `reason-is-given`.
    """
    said("reason-is-given", fact.reason, RECORD)
    return [fact]


@examines(Erased)
def erase(state: object, setting: Setting, fact: Erased) -> list[Erased]:  # noqa: ARG001
    """Xoá dữ liệu cá nhân of a party in this case."""
    return [fact]


@examines(Redacted)
def redact(state: object, setting: Setting, fact: Redacted) -> list[Redacted]:  # noqa: ARG001
    """Che văn bản: hide words of a text in clear; which text, and that it hides only, is looked at
    where the text is.

    Raises:
        Refused: `reason-is-given`.
    """
    said("reason-is-given", fact.reason, RECORD)
    return [fact]


@examines(SealOpened)
def open_seal(state: object, setting: Setting, fact: SealOpened) -> list[SealOpened]:  # noqa: ARG001
    """Ghi việc mở niêm phong."""
    return [fact]


@examines(OpeningsHeldBack)
def hold_back_openings(
    state: object,  # noqa: ARG001
    setting: Setting,
    fact: OpeningsHeldBack,
) -> list[OpeningsHeldBack]:
    """Tạm giữ thông tin mở niêm phong; said again in the same words it adds nothing.

    Raises:
        Refused: `reason-is-given`, `body-is-known`, `openings-are-held-back-once`;
            unlawful: `body-exists`.
    """
    said("reason-is-given", fact.reason, RECORD)
    setting.known_body(fact.body)
    return [fact]


@examines(OpeningsReleased)
def release_openings(
    state: object,  # noqa: ARG001
    setting: Setting,  # noqa: ARG001
    fact: OpeningsReleased,
) -> list[OpeningsReleased]:
    """Thôi tạm giữ thông tin mở niêm phong.

    Raises:
        Refused: `reason-is-given`, `openings-are-held-back`.
    """
    said("reason-is-given", fact.reason, RECORD)
    return [fact]


@examines(FileAttached)
def attach_file(state: object, setting: Setting, fact: FileAttached) -> list[FileAttached]:  # noqa: ARG001
    """Đính kèm tệp."""
    return [fact]


@examines(CarriedElsewhere)
def carry_elsewhere(
    state: object,  # noqa: ARG001
    setting: Setting,  # noqa: ARG001
    fact: CarriedElsewhere,
) -> list[CarriedElsewhere]:
    """Ghi việc chuyển sang sổ khác."""
    return [fact]


# -- Whether it is kept ---------------------------------------------------------------


def place_hold(
    state: object,  # noqa: ARG001
    setting: Setting,
    *,
    on: On,
    reason: str,
    asked_by: str,
    document: Document | None = None,
) -> list[HoldPlaced]:
    """Giữ nguyên hồ sơ: nothing of the case is removed until this is lifted, closed or not.

    The same hold adds nothing while it is in force; another one has the next number.

    Args:
        on: the day on which it is placed.
        reason: why, without names.
        asked_by: the body that asks for it, as written.
        document: the document that asks for it, if there is one.

    Raises:
        Refused: `held-case-is-on-record`, `reason-is-given`, `hold-is-asked-for`.
    """
    if not setting.history:
        raise Refused("held-case-is-on-record", HOLDS, stream=setting.stream)
    said("reason-is-given", reason, HOLDS)
    said("hold-is-asked-for", asked_by, HOLDS)
    placed, lifted = _of(HoldPlaced, setting), {one.number for one in _of(HoldLifted, setting)}
    number = next_after(one.number for one in placed)
    hold = HoldPlaced(on=on, number=number, reason=reason, asked_by=asked_by, document=document)
    in_force = (one for one in placed if one.number not in lifted)
    same = (reason, asked_by, document)
    if any((one.reason, one.asked_by, one.document) == same for one in in_force):
        return []
    return [hold]


@examines(HoldLifted)
def lift_hold(state: object, setting: Setting, fact: HoldLifted) -> list[HoldLifted]:  # noqa: ARG001
    """Thôi giữ nguyên hồ sơ: a hold holds no longer; the same lifting adds nothing.

    Raises:
        Refused: `hold-was-placed`, `hold-is-lifted-once`, `hold-is-lifted-after-it-was-placed`,
            `reason-is-given`.
    """
    number = fact.number
    placed = next((one for one in _of(HoldPlaced, setting) if one.number == number), None)
    if placed is None:
        raise Refused("hold-was-placed", HOLDS, hold=number, stream=setting.stream)
    said("reason-is-given", fact.reason, HOLDS)
    lifted = next((one for one in _of(HoldLifted, setting) if one.number == number), None)
    if lifted is not None:
        if lifted == fact:
            return []
        raise Refused("hold-is-lifted-once", HOLDS, hold=number, on=lifted.on)
    if first_day(fact.on) < first_day(placed.on):
        raise Refused(
            "hold-is-lifted-after-it-was-placed", HOLDS, hold=number, on=fact.on, placed=placed.on
        )
    return [fact]


@examines(RemovalRefused)
def refuse_removal(
    state: object,  # noqa: ARG001
    setting: Setting,
    fact: RemovalRefused,
) -> list[RemovalRefused]:
    """Ghi việc từ chối xoá, tiêu huỷ; what the same officer was refused that day is there once."""
    known = [one.event for one in setting.history if one.act == setting.act]
    return [] if fact in known else [fact]


@examines(Destroyed)
def destroy(state: object, setting: Setting, fact: Destroyed) -> list[Destroyed]:  # noqa: ARG001
    """Tiêu huỷ hồ sơ đã hết thời hạn lưu giữ, once for each time that it was closed.

    Raises:
        Refused: `reason-is-given`.
    """
    said("reason-is-given", fact.reason, HOLDS)
    known = {one.closed_on for one in _of(Destroyed, setting)}
    return [] if fact.closed_on in known else [fact]


def _of(shape: type[E], setting: Setting) -> list[E]:
    """The facts of a kind that were ever recorded of the life."""
    return [one.event for one in setting.history if isinstance(one.event, shape)]


# -- What is overdue ------------------------------------------------------------------


def is_known_above(state: Owing, ward: Ward, fact: Escalated) -> bool:
    """Whether all who are to be told were told already of that obligation and last day."""
    knows = {
        ward.successor(body)
        for one in state.escalations
        if (one.obligation, one.due) == (fact.obligation, fact.due)
        for body in one.told
    }
    return knows.issuperset(map(ward.successor, fact.told))


@examines(Escalated)
def escalate(state: Owing, setting: Setting, fact: Escalated) -> list[Escalated]:
    """Báo cáo quá hạn lên trên, once to each body for an obligation and last day; closed or not.

    Raises:
        Refused: `escalated-after-the-last-day`, `somebody-is-told`, `body-is-known`, and what
            the life refuses before it has begun; unlawful: `body-exists`.
    """
    if fact.told and is_known_above(state, setting.ward, fact):
        return []
    begun(state)
    if last_day(fact.on) <= fact.due:
        raise Refused("escalated-after-the-last-day", FOLLOW_UP, due=fact.due, on=fact.on)
    if not fact.told:
        raise Refused("somebody-is-told", FOLLOW_UP, obligation=fact.obligation)
    setting.known_body(*fact.told)
    return [fact]


# -- What a body was told to do -------------------------------------------------------


@examines(AssignmentAccepted)
def accept_assignment(
    state: Led, setting: Setting, fact: AssignmentAccepted
) -> list[AssignmentAccepted]:
    """Tiếp nhận việc được giao; asked twice adds nothing. No term is set for it.

    Raises:
        Refused: `somebody-is-to-lead`, and what the life refuses before it has begun;
            unlawful: `lead-answers-its-assignment`.
    """
    _by_the_lead(state, setting)
    return [] if isinstance(state.leads_answer, AssignmentAccepted) else [fact]


@examines(AssignmentDeclined)
def decline_assignment(
    state: Led, setting: Setting, fact: AssignmentDeclined
) -> list[AssignmentDeclined]:
    """Từ chối việc được giao, with the reason; it leads until whoever assigned has decided.

    Raises:
        Refused: `somebody-is-to-lead`, `reason-is-given`, `another-is-proposed-to-lead`,
            `body-is-known`, and what the life refuses before it has begun; unlawful:
            `lead-answers-its-assignment`, `body-exists`.
    """
    _by_the_lead(state, setting)
    match state.leads_answer:
        case AssignmentDeclined(reason=fact.reason, instead=fact.instead):
            return []
    said("reason-is-given", fact.reason, ACCEPTANCE)
    setting.known_body(fact.instead)
    if fact.instead == state.lead:
        raise Refused("another-is-proposed-to-lead", ACCEPTANCE, body=fact.instead)
    return [fact]


@examines(AssignmentUpheld)
def uphold_assignment(
    state: Led, setting: Setting, fact: AssignmentUpheld
) -> list[AssignmentUpheld]:
    """Giữ nguyên việc giao that was declined, with a reason; else another body is assigned.

    Raises:
        Refused: `only-what-is-declined-is-upheld`, `reason-is-given`, and what the life refuses
            before it has begun; unlawful: `committee-upholds-assignments`.
    """
    begun(state)
    match state.leads_answer:
        case AssignmentUpheld(reason=fact.reason):
            return []
        case AssignmentDeclined() if state.is_open:
            said("reason-is-given", fact.reason, ACCEPTANCE)
            by_the_committee("committee-upholds-assignments", setting, ACCEPTANCE)
            return [fact]
    raise Refused("only-what-is-declined-is-upheld", ACCEPTANCE, lead=state.lead)


def _by_the_lead(state: Led, setting: Setting) -> None:
    begun(state)
    if state.lead is None or not state.is_open:
        raise Refused("somebody-is-to-lead", ACCEPTANCE)
    setting.lawful(
        setting.acts_for(state.lead),
        "lead-answers-its-assignment",
        ACCEPTANCE,
        lead=state.lead,
        body=setting.body,
    )


# -- The data on a person -------------------------------------------------------------


def receive_data_request(
    state: OfPeople,
    setting: Setting,
    *,
    on: On,
    asks: DataRight,
    gist: str,
    party: PartyId | None = None,
) -> list[DataRequestReceived]:
    """Nhận yêu cầu của chủ thể dữ liệu; each one is a new one, with the next number.

    Args:
        on: the day on which it was received.
        asks: what for.
        gist: what exactly, without names.
        party: who asks, in this case; None where they aren't a party of it.

    Raises:
        Refused: `party-is-of-this-case`, `data-request-says-something`, and what the life
            refuses before it has begun.
    """
    begun(state)
    if party is not None and setting.stream is not None:
        stream, _, own = party.rpartition("#")
        if stream != setting.stream or own == "0":
            raise Refused("party-is-of-this-case", DATA_REQUESTS, party=party)
    said("data-request-says-something", gist, DATA_REQUESTS)
    before = setting.entered(state).data_requests
    number = next_after(one.number for one in before)
    return [DataRequestReceived(on=on, number=number, asks=asks, gist=gist, party=party)]


def answer_data_request(
    state: OfPeople,
    setting: Setting,
    *,
    on: On,
    number: int,
    outcome: DataOutcome,
    gist: str = "",
    document: Document | None = None,
) -> list[DataRequestAnswered]:
    """Trả lời chủ thể dữ liệu, once for each request; the same answer adds nothing.

    Args:
        on: the day on which the person is told.
        number: of the request.
        outcome: whether it is done as asked.
        gist: why not, or what was done, without names.
        document: the written answer.

    Raises:
        Refused: `data-request-was-received`, `data-request-is-answered-once`, and what the life
            refuses before it has begun; unlawful: `refused-data-request-says-why`.
    """
    begun(state)
    request = next((one for one in state.data_requests if one.number == number), None)
    if request is None:
        raise Refused("data-request-was-received", DATA_REQUESTS, number=number)
    known = next((one for one in state.data_answers if one.number == number), None)
    if known is not None:
        if (known.outcome, known.gist, known.document) == (outcome, gist, document):
            return []
        raise Refused("data-request-is-answered-once", DATA_REQUESTS, number=number, on=known.on)
    setting.lawful(
        outcome == "granted" or bool(gist.strip()),
        "refused-data-request-says-why",
        DATA_REQUESTS,
        number=number,
    )
    return [
        DataRequestAnswered(
            on=on,
            number=number,
            asked_on=request.on,
            outcome=outcome,
            gist=gist,
            document=document,
        )
    ]


OF_AN_INSPECTION = (hold_back_openings, release_openings)
"""What is decided about whether a reading may be told."""

OF_THE_RECORD = (
    void,
    erase,
    redact,
    place_hold,
    lift_hold,
    refuse_removal,
    destroy,
    open_seal,
    *OF_AN_INSPECTION,
    attach_file,
    carry_elsewhere,
)
"""What is decided about the record of a life, whatever has happened in it."""
