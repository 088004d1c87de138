"""Đề nghị gặp người đứng đầu: asked for, answered with a day or a reason, and held.

No article was read that says by when it is answered; it is shown on the board until it is.
"""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.rules import OWN_RECORD, raised, said, with_a_reason
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import Document, FreeText, OfficeKind, On, StreamId, first_day
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


@frozen(kw_only=True)
class MeetingRequested:
    """Đề nghị gặp người đứng đầu: the petitioner asks to be received by a leader in person.

    Args:
        on: the day on which it was asked for.
        number: 1, 2, … within the petition; its answer names it.
        leader: whom they ask to meet, by the office.
        gist: what about, without names.
        session: the dialogue or reception at which it was asked for, if it was at one.
    """

    on: On
    number: int
    leader: OfficeKind
    gist: FreeText
    session: StreamId | None = None


def request_meeting(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    leader: OfficeKind,
    gist: str,
    session: StreamId | None = None,
) -> list[MeetingRequested]:
    """Ghi đề nghị gặp người đứng đầu; the same request waits only once.

    Args:
        on: the day on which it was asked for.
        leader: whom they ask to meet, by the office.
        gist: what about, without names.
        session: the dialogue or reception at which it was asked for, if it was at one.

    Raises:
        Refused: `petition-is-raised`, `report-says-something`.
    """
    raised(petition)
    waiting = {(one.leader, one.gist, one.session) for one in petition.open_meeting_requests}
    if (leader, gist, session) in waiting:
        return []
    said(gist)
    asked = setting.entered(petition).meeting_requests
    number = next_after(one.number for one in asked)
    return [MeetingRequested(on=on, number=number, leader=leader, gist=gist, session=session)]


@frozen(kw_only=True)
class MeetingAnswered:
    """Trả lời đề nghị gặp người đứng đầu: on which day they are received, or why they aren't.

    Args:
        on: the day on which they were told.
        number: of the request.
        day: the day on which they are received; None where they aren't …
        reason: … and why not, without names.
        session: the reception at which they are, if it is fixed.
        document: the written answer.
    """

    on: On
    number: int
    day: date | None = None
    reason: FreeText | None = None
    session: StreamId | None = None
    document: Document | None = None


@examines(MeetingAnswered)
def answer_meeting(
    petition: "Petition", setting: Setting, fact: MeetingAnswered
) -> list[MeetingAnswered]:
    """Trả lời đề nghị gặp người đứng đầu; another day later stands beside the first.

    Raises:
        Refused: `petition-is-raised`, `meeting-was-requested`, `reason-is-given` (of a refusal);
            unlawful: `meeting-is-ahead`.
    """
    raised(petition)
    _requested(petition, fact.number)
    known = [one for one in petition.meeting_answers if one.number == fact.number]
    if known and attrs.evolve(fact, on=known[-1].on) == known[-1]:
        return []
    if fact.day is None:
        with_a_reason(fact.reason)
    setting.lawful(
        fact.day is None or fact.day >= first_day(fact.on),
        "meeting-is-ahead",
        OWN_RECORD,
        day=fact.day,
        on=fact.on,
    )
    return [fact]


@frozen(kw_only=True)
class MeetingHeld:
    """Đã gặp người đứng đầu: the petitioner was received by the leader.

    Args:
        on: the day of it.
        number: of the request.
        session: the reception at which it was, if that has a file of its own.
    """

    on: On
    number: int
    session: StreamId | None = None


@examines(MeetingHeld)
def hold_meeting(petition: "Petition", _: Setting, fact: MeetingHeld) -> list[MeetingHeld]:
    """Ghi việc người đứng đầu đã tiếp; the same meeting adds nothing.

    Raises:
        Refused: `petition-is-raised`, `meeting-was-requested`.
    """
    raised(petition)
    _requested(petition, fact.number)
    return [] if fact in petition.meetings else [fact]


def _requested(petition: "Petition", number: int) -> None:
    if all(one.number != number for one in petition.meeting_requests):
        raise Refused("meeting-was-requested", OWN_RECORD, number=number)
