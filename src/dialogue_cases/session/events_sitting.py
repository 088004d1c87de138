"""What can happen at a session: opened, explained, voiced, answered, ended, written down."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.session.events_before import PendingDecision
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficeKind,
    OfficerId,
    On,
    OpinionKind,
    PartyId,
    Sealed,
    StreamId,
    SubjectGroup,
    Topic,
)

Destination: TypeAlias = Literal[
    "petition",  # xử lý như một đơn
    "conclusion",  # giải quyết trong thông báo kết luận
]
"""Hướng xử lý: where an opinion goes that isn't answered on the spot."""


@frozen(kw_only=True)
class Opened:
    """Khai mạc: the session begins under this chair."""

    on: On
    chair: OfficerId
    office: OfficeKind
    body: BodyId


@frozen(kw_only=True)
class ExplanationGiven:
    """Tuyên truyền, giải thích: a body explains a policy; it answers no opinion.

    Args:
        body: who explains.
        gist: what was explained, in short.
    """

    on: On
    body: BodyId
    gist: str
    topic: Topic | None = None


@frozen(kw_only=True)
class OpinionVoiced:
    """Ý kiến phát biểu: what somebody said at the session.

    Args:
        number: 1, 2, 3, … within the session.
        kind: what was voiced.
        subject: what it is about.
        gist: trích yếu, written by the clerk without names.
        topic: the topic that it belongs to, if any.
        group: the residential group that the speaker speaks for, if any.
        pending_decision: the decision that it wants to be heard before, if any.
        registered: the number under which it had been registered before.
        content: the words, under the key of the case.
        party: the speaker in this case; the speaker's data are under the party's key.
    """

    on: On
    number: int
    kind: OpinionKind
    subject: SubjectGroup
    gist: str
    topic: Topic | None = None
    group: GroupId | None = None
    pending_decision: PendingDecision | None = None
    registered: int | None = None
    content: Sealed | None = None
    party: PartyId | None = None
    speaker_name: Sealed | None = None
    speaker_address: Sealed | None = None
    speaker_contact: Sealed | None = None


@frozen(kw_only=True)
class OpinionAnswered:
    """Trả lời trực tiếp: a body answers an opinion on the spot.

    Args:
        number: of the opinion.
        body: who answers.
        gist: what was answered, in short and without names.
    """

    on: On
    number: int
    body: BodyId
    gist: str
    content: Sealed | None = None


@frozen(kw_only=True)
class OpinionTaken:
    """Tiếp nhận ý kiến: an opinion is taken away, to be handled after the session.

    Args:
        petition: the petition that it became, if that is known already.
        number: of the opinion.
    """

    on: On
    number: int
    destination: Destination
    petition: StreamId | None = None


@frozen(kw_only=True)
class Ended:
    """Kết thúc: the session is over; the time for the conclusion notice runs from here.

    Args:
        people: how many people attended, if they were counted.
        on: the day, with the time if it is known; terms run from here.
    """

    on: On
    people: int | None = None


@frozen(kw_only=True)
class MinutesKept:
    """Biên bản: the minutes, or a new version of them.

    Args:
        version: 1, 2, … ; a later one takes the place of the earlier.
        keeper: who kept them.
        present: the bodies that were there …
        absent: … and those invited that were not.
        people: how many people attended, if they were counted.
        agreed: points agreed.
        differing: points on which opinions differ.
        signed_by: the officers who signed.
        reason: why there is a new version.
        content: the full text, under the key of the case.
        document: the signed minutes.
    """

    on: On
    version: int
    keeper: OfficerId
    present: tuple[BodyId, ...] = ()
    absent: tuple[BodyId, ...] = ()
    people: int | None = None
    agreed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    signed_by: tuple[OfficerId, ...] = ()
    reason: str | None = None
    content: Sealed | None = None
    document: Document | None = None
