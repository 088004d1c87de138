"""What is done at a session: opened, explained, voiced, answered, taken, ended, written down."""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.session.conditions import (
    CHAIR,
    JOINT,
    OWN_RECORD,
    given_or_next,
    not_cancelled,
    officer,
    sealed_under_the_party,
    under_way,
)
from dialogue_cases.session.words import SIDE_BY_SIDE, Competence, Destination, PendingDecision
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    FreeText,
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
    first_day,
    last_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


@frozen(kw_only=True)
class Opened:
    """Khai mạc: the session begins under this chair."""

    on: On
    chair: OfficerId
    office: OfficeKind
    body: BodyId


@frozen(kw_only=True)
class ChairShared:
    """Đồng chủ trì: another head holds the session together with the one who opened it."""

    on: On
    chair: OfficerId
    office: OfficeKind
    body: BodyId


def open_session(session: "Session", setting: Setting, *, on: On) -> list[Opened | ChairShared]:
    """Khai mạc: whoever acts takes the chair, beside the one who has it; asked twice adds nothing.

    Args:
        on: the day, with the time if it is known.

    Raises:
        Refused: `session-is-fixed`, `session-is-not-cancelled`, `an-officer-decides`;
            unlawful: `opened-on-its-day`, `chair-is-secretary-or-delegate`;
            what `share_chair` refuses of a second chair.
    """
    if session.opened is not None:
        return [*share_chair(session, setting, on=on)]
    not_cancelled(session)
    if session.fixed is None:
        raise Refused("session-is-fixed", OWN_RECORD, period=session.period)
    act, day = officer(setting), session.fixed.day
    setting.lawful(
        first_day(on) <= day <= last_day(on), "opened-on-its-day", OWN_RECORD, day=day, opened=on
    )
    setting.lawful(
        session.headed_by(act, setting.ward),
        "chair-is-secretary-or-delegate",
        CHAIR,
        head=session.head,
        delegate=session.delegated and session.delegated.officer,
        officer=act.officer,
        office=act.office,
    )
    return [Opened(on=on, chair=act.officer, office=act.office, body=act.body)]


def share_chair(session: "Session", setting: Setting, *, on: On) -> list[ChairShared]:
    """Đồng chủ trì: whoever acts is in the chair too; asked twice adds nothing.

    Args:
        on: the day of the session, with the time if it is known.

    Raises:
        Refused: `session-is-open`, `an-officer-decides`;
            unlawful: `opened-on-its-day`, `chair-is-taken`.
    """
    act, opened = officer(setting), session.opened
    if any((one.chair, one.office) == (act.officer, act.office) for one in session.chairs):
        return []
    under_way(session, on)
    setting.lawful(
        opened is not None and first_day(on) <= first_day(opened.on) <= last_day(on),
        "opened-on-its-day",
        OWN_RECORD,
        day=opened and first_day(opened.on),
        opened=on,
    )
    setting.lawful(
        act.office in SIDE_BY_SIDE or session.headed_by(act, setting.ward),
        "chair-is-taken",
        JOINT,
        chair=opened and opened.chair,
        held=opened and opened.office,
        officer=act.officer,
        office=act.office,
    )
    return [ChairShared(on=on, chair=act.officer, office=act.office, body=act.body)]


@frozen(kw_only=True)
class ExplanationGiven:
    """Tuyên truyền, giải thích: a body explains a policy; it answers no opinion.

    Args:
        body: who explains.
        gist: what was explained, in short.
    """

    on: On
    body: BodyId
    gist: FreeText
    topic: Topic | None = None


@examines(ExplanationGiven)
def explain(session: "Session", setting: Setting, fact: ExplanationGiven) -> list[ExplanationGiven]:
    """Tuyên truyền, giải thích at the session; the same explanation adds nothing.

    Raises:
        Refused: `session-is-open`, `body-is-known`; unlawful: `body-exists`.
    """
    under_way(session, fact.on)
    setting.known_body(fact.body)
    if any(
        (one.body, one.gist, one.topic) == (fact.body, fact.gist, fact.topic)
        for one in session.explanations
    ):
        return []
    return [fact]


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
        turn: lượt phát biểu: in which turn to speak it was raised; one may raise several.
        written: whether it was handed in in writing, without being spoken.
    """

    on: On
    number: int
    kind: OpinionKind
    subject: SubjectGroup
    gist: FreeText
    topic: Topic | None = None
    group: GroupId | None = None
    pending_decision: PendingDecision | None = None
    registered: int | None = None
    content: Sealed | None = None
    party: PartyId | None = None
    speaker_name: Sealed | None = None
    speaker_address: Sealed | None = None
    speaker_contact: Sealed | None = None
    turn: int | None = None
    written: bool = False


def voice_opinion(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    kind: OpinionKind,
    subject: SubjectGroup,
    gist: str,
    topic: Topic | None = None,
    group: GroupId | None = None,
    pending_decision: PendingDecision | None = None,
    registered: int | None = None,
    content: Sealed | None = None,
    party: PartyId | None = None,
    speaker_name: Sealed | None = None,
    speaker_address: Sealed | None = None,
    speaker_contact: Sealed | None = None,
    turn: int | None = None,
    written: bool = False,
    number: int | None = None,
) -> list[OpinionVoiced]:
    """Ghi nhận một ý kiến phát biểu; each one is a new one, with the next number.

    Args:
        gist: trích yếu, written by the clerk without names.
        pending_decision: the decision that it wants to be heard before, if any.
        registered: the number under which it had been registered before.
        content: the words, sealed under the key of the case.
        party: the speaker in this case; the speaker's data are sealed under the party's key.
        turn: in which turn to speak it was raised; one turn may raise several.
        written: whether it was handed in in writing, without being spoken.
        number: the number that it got in the minutes; None: the next one.

    Raises:
        Refused: `session-is-open`, `opinion-is-registered`, `voiced-once` (the registered one),
            `sealed-under-the-party`, `written-takes-no-turn`, `number-is-free`,
            `group-is-known`, `body-is-known`; unlawful: `body-exists` (the body that is to decide).
    """
    under_way(session, on)
    setting.known_groups(group)
    setting.known_body(pending_decision.body if pending_decision else None)
    sealed_under_the_party(party, speaker_name, speaker_address, speaker_contact)
    if written and turn is not None:
        raise Refused("written-takes-no-turn", OWN_RECORD, turn=turn)
    if registered is not None:
        if not any(one.number == registered for one in session.registered):
            raise Refused("opinion-is-registered", OWN_RECORD, registered=registered)
        for one in session.opinions:
            if one.registered == registered:
                raise Refused("voiced-once", OWN_RECORD, registered=registered, number=one.number)
    taken = (one.number for one in setting.entered(session).opinions)
    return [
        OpinionVoiced(
            on=on,
            number=given_or_next("opinion", taken, number),
            kind=kind,
            subject=subject,
            gist=gist,
            topic=topic,
            group=group,
            pending_decision=pending_decision,
            registered=registered,
            content=content,
            party=party,
            speaker_name=speaker_name,
            speaker_address=speaker_address,
            speaker_contact=speaker_contact,
            turn=turn,
            written=written,
        )
    ]


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
    gist: FreeText
    content: Sealed | None = None


@examines(OpinionAnswered)
def answer_opinion(
    session: "Session", setting: Setting, fact: OpinionAnswered
) -> list[OpinionAnswered]:
    """Trả lời trực tiếp một ý kiến; the same body's same answer adds nothing.

    Raises:
        Refused: `opinion-is-voiced`, `session-is-open`, `body-is-known`;
            unlawful: `body-exists`.
    """
    under_way(session, fact.on)
    _voiced(session, fact.number)
    setting.known_body(fact.body)
    if any(
        (one.number, one.body, one.gist) == (fact.number, fact.body, fact.gist)
        for one in session.answers
    ):
        return []
    return [fact]


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


@examines(OpinionTaken)
def take_opinion(session: "Session", _: Setting, fact: OpinionTaken) -> list[OpinionTaken]:
    """Tiếp nhận một ý kiến để xử lý sau: as a petition, or in the conclusion.

    What was to be settled in the conclusion can still turn out to be a petition.

    Raises:
        Refused: `opinion-is-voiced`, `taken-as-a-petition` (one is named, and it isn't).
    """
    _voiced(session, fact.number)
    if fact.petition is not None and fact.destination != "petition":
        raise Refused("taken-as-a-petition", OWN_RECORD, number=fact.number, petition=fact.petition)
    known = {(one.number, one.destination, one.petition) for one in session.takings}
    if (fact.number, fact.destination, fact.petition) in known:
        return []
    return [fact]


@frozen(kw_only=True)
class CompetenceFound:
    """Xác định thẩm quyền: whether an opinion is for the ward to settle, or for whom it is.

    Args:
        number: of the opinion.
        competence: whether the ward's own bodies settle it …
        to: … or the body to which it is passed on.
    """

    on: On
    number: int
    competence: Competence
    to: BodyId | None = None


@examines(CompetenceFound)
def find_competence(
    session: "Session", setting: Setting, fact: CompetenceFound
) -> list[CompetenceFound]:
    """Xác định thẩm quyền giải quyết một ý kiến; the last word on it counts.

    Raises:
        Refused: `opinion-is-voiced`, `passed-on-to-somebody`, `body-is-known`;
            unlawful: `body-exists`.
    """
    _voiced(session, fact.number)
    known = session.competence(fact.number)
    if known and attrs.evolve(known, on=fact.on) == fact:
        return []
    if (fact.competence == "other") != (fact.to is not None):
        raise Refused("passed-on-to-somebody", OWN_RECORD, number=fact.number)
    setting.known_body(fact.to)
    return [fact]


@frozen(kw_only=True)
class Ended:
    """Kết thúc: the session is over; the time for the conclusion notice runs from here.

    Args:
        people: how many people attended, if they were counted.
        turns: lượt phát biểu: how many turns to speak there were, if they were counted.
        on: the day, with the time if it is known; terms run from here.
    """

    on: On
    people: int | None = None
    turns: int | None = None


@examines(Ended)
def end_session(session: "Session", _: Setting, fact: Ended) -> list[Ended]:
    """Kết thúc buổi đối thoại; asked twice adds nothing.

    Raises:
        Refused: `session-is-open` (it never opened), `people-are-counted` (fewer than none).
    """
    if session.ended is not None:
        return []
    under_way(session, fact.on)
    _counted(fact.people)
    return [fact]


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
    agreed: tuple[FreeText, ...] = ()
    differing: tuple[FreeText, ...] = ()
    signed_by: tuple[OfficerId, ...] = ()
    reason: FreeText | None = None
    content: Sealed | None = None
    document: Document | None = None


def keep_minutes(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    keeper: OfficerId,
    present: tuple[BodyId, ...] = (),
    absent: tuple[BodyId, ...] = (),
    people: int | None = None,
    agreed: tuple[str, ...] = (),
    differing: tuple[str, ...] = (),
    signed_by: tuple[OfficerId, ...] = (),
    reason: str | None = None,
    content: Sealed | None = None,
    document: Document | None = None,
) -> list[MinutesKept]:
    """Lập biên bản, or amend it by a new version; the same minutes add nothing.

    Args:
        keeper: who keeps them.
        present: the bodies that were there …
        absent: … and those invited that were not.
        people: how many people attended, if they were counted.
        agreed: points agreed.
        differing: points on which opinions differ.
        reason: why there is a new version.
        content: the full text, sealed under the key of the case.

    Raises:
        Refused: `session-is-open` (it never opened), `present-or-absent` (a body is both),
            `people-are-counted` (fewer than none), `reason-is-given` (of a new version),
            `body-is-known`; unlawful: `body-exists`.
    """
    if session.opened is None:
        raise Refused("session-is-open", OWN_RECORD, on=on)
    setting.known_body(*present, *absent)
    for body in present:
        if body in absent:
            raise Refused("present-or-absent", OWN_RECORD, body=body)
    _counted(people)
    last = session.minutes[-1] if session.minutes else None
    entered = setting.entered(session)
    event = MinutesKept(
        on=on,
        version=next_after(one.version for one in entered.minutes),
        keeper=keeper,
        present=present,
        absent=absent,
        people=people,
        agreed=agreed,
        differing=differing,
        signed_by=signed_by,
        reason=reason,
        content=content,
        document=document,
    )
    if last is not None:
        same = attrs.evolve(event, on=last.on, version=last.version, reason=last.reason)
        if same == last:
            return []
        said("reason-is-given", reason, OWN_RECORD)
    return [event]


def _voiced(session: "Session", number: int) -> None:
    if session.opinion(number) is None:
        raise Refused("opinion-is-voiced", OWN_RECORD, number=number)


def _counted(people: int | None) -> None:
    if people is not None and people < 0:
        raise Refused("people-are-counted", OWN_RECORD, people=people)
