"""What may be decided in any life, in which it is the same: said once, whatever the life.

An entry is taken out, a person's data are erased or read, that they were read is held back, a
file is attached, a copy is taken elsewhere. Where something is owed, somebody is told that it is
overdue; where people are parties, they ask about the data on them. How a life says that it hasn't
begun is its own.
"""

from functools import singledispatch
from typing import Any, Protocol

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.proposal import examines
from dialogue_cases.record import (
    CarriedElsewhere,
    DataOutcome,
    DataRequestAnswered,
    DataRequestReceived,
    DataRight,
    Erased,
    Escalated,
    FileAttached,
    OpeningsHeldBack,
    OpeningsReleased,
    Redacted,
    SealOpened,
    Voided,
)
from dialogue_cases.vocabulary import Document, On, PartyId, last_day
from dialogue_cases.ward.setting import Setting

RECORD = cited("office.record")
FOLLOW_UP = cited("ward.follow_up")
DATA_REQUESTS = cited("ward.data_requests")


class Owing(Protocol):
    """A state of a life in which something is owed."""

    @property
    def escalations(self) -> tuple[Escalated, ...]:
        """What those above were told of."""


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
    if not fact.reason.strip():
        raise Refused("reason-is-given", RECORD)
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
    if not fact.reason.strip():
        raise Refused("reason-is-given", RECORD)
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
    if not fact.reason.strip():
        raise Refused("reason-is-given", RECORD)
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
    if not fact.reason.strip():
        raise Refused("reason-is-given", RECORD)
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


# -- What is overdue ------------------------------------------------------------------


@examines(Escalated)
def escalate(state: Owing, setting: Setting, fact: Escalated) -> list[Escalated]:
    """Báo cáo quá hạn lên trên, once for each obligation and last day; closed or not.

    Raises:
        Refused: `escalated-after-the-last-day`, `somebody-is-told`, `body-is-known`, and what
            the life refuses before it has begun; unlawful: `body-exists`.
    """
    if any((one.obligation, one.due) == (fact.obligation, fact.due) for one in state.escalations):
        return []
    begun(state)
    if last_day(fact.on) <= fact.due:
        raise Refused("escalated-after-the-last-day", FOLLOW_UP, due=fact.due, on=fact.on)
    if not fact.told:
        raise Refused("somebody-is-told", FOLLOW_UP, obligation=fact.obligation)
    setting.known_body(*fact.told)
    return [fact]


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
    if not gist.strip():
        raise Refused("data-request-says-something", DATA_REQUESTS)
    before = setting.entered(state).data_requests
    number = max((one.number for one in before), default=0) + 1
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

OF_THE_RECORD = (void, erase, redact, open_seal, *OF_AN_INSPECTION, attach_file, carry_elsewhere)
"""What is decided about the record of a life, whatever has happened in it."""
