"""What is learnt and made ready before a session: briefings, opinions, answers, the checklist."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.session.conditions import (
    CELLS,
    FRONT,
    GOVERNMENT,
    OWN_RECORD,
    given_or_next,
    later,
    not_cancelled,
    sealed_under_the_party,
)
from dialogue_cases.session.words import BriefingKind, PendingDecision, PreparationKind
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    Citation,
    Document,
    FreeText,
    GroupId,
    On,
    OpinionKind,
    PartyId,
    Place,
    Sealed,
    StreamId,
    SubjectGroup,
    Topic,
    first_day,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


REPORTED_BY: Mapping[BriefingKind, tuple[tuple[BodyKind, ...], Citation]] = {
    "government_review": (("people_council_standing_body", "people_committee"), GOVERNMENT),
    "cell_report": (("party_cell",), CELLS),
    "front_report": (("fatherland_front", "mass_organisation"), FRONT),
}
"""Whose report it is, where its name says so; anyone may report on the other kinds."""


@frozen(kw_only=True)
class BriefingFiled:
    """Báo cáo Bí thư trước buổi đối thoại: about matters, groups and places, never persons.

    Args:
        body: who reports …
        supports: … with whose help.
        about: the lives that it reports on: matters, tasks of earlier conclusions.
        proposed_solution: phương hướng, giải pháp dự kiến.
        planned_measures: biện pháp chỉ đạo dự kiến, or how a foreseen situation is met.
        restricted: True when only those who prepare the session may read it.
    """

    on: On
    kind: BriefingKind
    body: BodyId
    text: FreeText
    restricted: bool
    supports: tuple[BodyId, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[GroupId, ...] = ()
    places: tuple[Place, ...] = ()
    about: tuple[StreamId, ...] = ()
    proposed_solution: FreeText | None = None
    planned_measures: FreeText | None = None
    document: Document | None = None


def file_briefing(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    kind: BriefingKind,
    body: BodyId,
    text: str,
    restricted: bool | None = None,
    supports: tuple[BodyId, ...] = (),
    topics: tuple[Topic, ...] = (),
    groups: tuple[GroupId, ...] = (),
    places: tuple[Place, ...] = (),
    about: tuple[StreamId, ...] = (),
    proposed_solution: str | None = None,
    planned_measures: str | None = None,
    document: Document | None = None,
) -> list[BriefingFiled]:
    """Báo cáo Bí thư trước buổi đối thoại: about matters, groups and places, never persons.

    Every report is one more; the same report adds nothing.

    Args:
        body: who reports …
        supports: … with whose help.
        restricted: whether only those who prepare the session may read it; None: a forecast
            of risks is, everything else isn't.
        about: the lives that it reports on: matters, tasks of earlier conclusions.
        proposed_solution: phương hướng, giải pháp dự kiến.
        planned_measures: biện pháp dự kiến, or how a foreseen situation is met.

    Raises:
        Refused: `body-is-known`, `group-is-known`;
            unlawful: `report-comes-from-its-body`, `body-exists`.
    """
    setting.known_body(body, *supports)
    setting.known_groups(*groups, *(place.group for place in places))
    if kind in REPORTED_BY:
        kinds, citation = REPORTED_BY[kind]
        setting.lawful(
            setting.ward.bodies[body].kind in kinds,
            "report-comes-from-its-body",
            citation,
            kind=kind,
            body=body,
        )
    event = BriefingFiled(
        on=on,
        kind=kind,
        body=body,
        text=text,
        restricted=kind == "risk_forecast" if restricted is None else restricted,
        supports=supports,
        topics=topics,
        groups=groups,
        places=places,
        about=about,
        proposed_solution=proposed_solution,
        planned_measures=planned_measures,
        document=document,
    )
    return [] if event in session.briefings else [event]


@frozen(kw_only=True)
class OpinionRegistered:
    """Đăng ký ý kiến trước: the fields are those of `OpinionVoiced`."""

    on: On
    number: int
    kind: OpinionKind
    subject: SubjectGroup
    gist: FreeText
    topic: Topic | None = None
    group: GroupId | None = None
    pending_decision: PendingDecision | None = None
    content: Sealed | None = None
    party: PartyId | None = None
    speaker_name: Sealed | None = None
    speaker_address: Sealed | None = None
    speaker_contact: Sealed | None = None


def register_opinion(
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
    content: Sealed | None = None,
    party: PartyId | None = None,
    speaker_name: Sealed | None = None,
    speaker_address: Sealed | None = None,
    speaker_contact: Sealed | None = None,
    number: int | None = None,
) -> list[OpinionRegistered]:
    """Đăng ký ý kiến trước buổi đối thoại; each one is a new one.

    Args:
        gist: trích yếu, written by the clerk without names.
        pending_decision: the decision that it wants to be heard before, if any.
        content: the words, sealed under the key of the case.
        party: the speaker in this case; the speaker's data are sealed under the party's key.
        number: the number that it got in the register; None: the next one.

    Raises:
        Refused: `registered-before-the-session`, `sealed-under-the-party`, `number-is-free`,
            `group-is-known`, `body-is-known`, `session-is-not-cancelled`;
            unlawful: `body-exists` (the body that is to decide).
    """
    not_cancelled(session)
    for mark in (session.opened, session.ended):
        if mark is not None and later(on, mark.on):
            raise Refused("registered-before-the-session", OWN_RECORD, on=on, opened=mark.on)
    setting.known_groups(group)
    setting.known_body(pending_decision.body if pending_decision else None)
    sealed_under_the_party(party, speaker_name, speaker_address, speaker_contact)
    taken = (one.number for one in setting.entered(session).registered)
    return [
        OpinionRegistered(
            on=on,
            number=given_or_next("registered opinion", taken, number),
            kind=kind,
            subject=subject,
            gist=gist,
            topic=topic,
            group=group,
            pending_decision=pending_decision,
            content=content,
            party=party,
            speaker_name=speaker_name,
            speaker_address=speaker_address,
            speaker_contact=speaker_contact,
        )
    ]


@frozen(kw_only=True)
class QuestionExpected:
    """Câu hỏi dự kiến: what the people are expected to ask."""

    on: On
    number: int
    question: FreeText
    topic: Topic | None = None


def expect_question(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    question: str,
    topic: Topic | None = None,
    number: int | None = None,
) -> list[QuestionExpected]:
    """Dự kiến câu hỏi của người dân; the same question adds nothing.

    Raises:
        Refused: `number-is-free`, `session-is-not-cancelled`.
    """
    not_cancelled(session)
    if any((one.question, one.topic) == (question, topic) for one in session.questions):
        return []
    taken = (one.number for one in setting.entered(session).questions)
    number = given_or_next("question", taken, number)
    return [QuestionExpected(on=on, number=number, question=question, topic=topic)]


@frozen(kw_only=True)
class AnswerPrepared:
    """Chuẩn bị nội dung trả lời: what a body gives the secretary to answer with.

    Args:
        question: the number of the expected question.
        body: who prepares the answer.
    """

    on: On
    question: int
    body: BodyId
    answer: FreeText


@examines(AnswerPrepared)
def prepare_answer(
    session: "Session", setting: Setting, fact: AnswerPrepared
) -> list[AnswerPrepared]:
    """Chuẩn bị nội dung trả lời, so that the secretary can answer at the session.

    Raises:
        Refused: `question-is-expected`, `body-is-known`, `session-is-not-cancelled`;
            unlawful: `body-exists`.
    """
    not_cancelled(session)
    if not any(one.number == fact.question for one in session.questions):
        raise Refused("question-is-expected", GOVERNMENT, question=fact.question)
    setting.known_body(fact.body)
    given = {(one.question, one.body): one.answer for one in session.prepared_answers}
    if given.get((fact.question, fact.body)) == fact.answer:
        return []
    return [fact]


@frozen(kw_only=True)
class PreparationListed:
    """Việc cần chuẩn bị: one line of the session's checklist.

    Args:
        due: the local day until which it is to be done, if one was set.
    """

    on: On
    number: int
    kind: PreparationKind
    what: FreeText
    body: BodyId
    due: date | None = None


def list_preparation(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    kind: PreparationKind,
    what: str,
    body: BodyId,
    due: date | None = None,
    number: int | None = None,
) -> list[PreparationListed]:
    """Lập danh mục việc cần chuẩn bị, line by line; the same line adds nothing.

    Args:
        body: who is to see to it.
        due: the local day until which it is to be done, if one is set.

    Raises:
        Refused: `due-is-ahead`, `number-is-free`, `body-is-known`, `session-is-not-cancelled`;
            unlawful: `body-exists`.
    """
    not_cancelled(session)
    listed = ((one.kind, one.what, one.body, one.due) for one in session.preparations)
    if (kind, what, body, due) in listed:
        return []
    setting.known_body(body)
    if due is not None and due < first_day(on):
        raise Refused("due-is-ahead", OWN_RECORD, due=due, on=first_day(on))
    taken = (one.number for one in setting.entered(session).preparations)
    number = given_or_next("preparation", taken, number)
    return [PreparationListed(on=on, number=number, kind=kind, what=what, body=body, due=due)]


@frozen(kw_only=True)
class PreparationDone:
    """Đã chuẩn bị xong: one line of the checklist is done."""

    on: On
    number: int
    note: FreeText | None = None


@examines(PreparationDone)
def finish_preparation(
    session: "Session", _: Setting, fact: PreparationDone
) -> list[PreparationDone]:
    """Ghi nhận đã chuẩn bị xong một việc; asked twice adds nothing.

    Raises:
        Refused: `preparation-is-listed`, `session-is-not-cancelled`.
    """
    if any(one.number == fact.number for one in session.prepared):
        return []
    not_cancelled(session)
    if not any(one.number == fact.number for one in session.preparations):
        raise Refused("preparation-is-listed", OWN_RECORD, number=fact.number)
    return [fact]
