"""What can happen beside the case: urged, answered, passed to investigators, protected."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.rules import (
    OWN_RECORD,
    PROTECTION,
    URGING,
    begun,
    complaint,
    denunciation,
)
from dialogue_cases.proceeding.words import Demand, ProtectionMeasure
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import BodyId, Document, FreeText, On, PartyId, first_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


# -- Urged ----------------------------------------------------------------------------


@frozen(kw_only=True)
class Urged:
    """Đôn đốc: a body asks the competent one for what is owed.

    Args:
        number: 1, 2, … within the case; the reply names it.
        by_whom: the body that asks.
        demand: what it asks for.
        gist: in which words, without names.
        due: the day by which it asks for an answer, if it names one.
        document: the letter.
    """

    on: On
    number: int
    by_whom: BodyId
    demand: Demand
    gist: FreeText
    due: date | None = None
    document: Document | None = None


def urge(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    by_whom: BodyId,
    demand: Demand,
    gist: str,
    due: date | None = None,
    document: Document | None = None,
) -> list[Urged]:
    """Đôn đốc; a new letter each day, numbered within the case.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`, `body-is-known`,
            `answer-is-due-after-the-letter`; unlawful: `body-exists`, `urger-is-another-body`.
    """
    begun(state)
    entered = setting.entered(state).urgings
    event = Urged(
        on=on,
        number=next_after(one.number for one in entered),
        by_whom=by_whom,
        demand=demand,
        gist=gist,
        due=due,
        document=document,
    )
    if any(attrs.evolve(one, number=event.number) == event for one in state.urgings):
        return []
    said("gist-is-given", gist, OWN_RECORD)
    if due is not None and due < first_day(on):
        raise Refused("answer-is-due-after-the-letter", URGING, due=due, on=on)
    setting.known_body(by_whom)
    setting.lawful(by_whom != state.body, "urger-is-another-body", URGING, body=by_whom)
    return [event]


@frozen(kw_only=True)
class ReplyReceived:
    """Nhận văn bản phúc đáp: the competent body answers.

    Args:
        number: the number of the letter that it answers; None for one that nobody asked for.
        gist: what it says, without names.
        document: the reply.
    """

    on: On
    gist: FreeText
    number: int | None = None
    document: Document | None = None


@examines(ReplyReceived)
def receive_reply(state: "Proceeding", _: Setting, fact: ReplyReceived) -> list[ReplyReceived]:
    """Nhận văn bản phúc đáp.

    Raises:
        Refused: `case-is-received-first`, `letter-of-urging-was-sent`, `gist-is-given`.
    """
    begun(state)
    if fact in state.replies:
        return []
    if fact.number is not None and all(one.number != fact.number for one in state.urgings):
        raise Refused("letter-of-urging-was-sent", OWN_RECORD, number=fact.number)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class AskedByCitizen:
    """Công dân hỏi tiến độ: someone of the case asks how far it has got; a note.

    Args:
        gist: what was asked, without names.
        party: who asked, by party only.
    """

    on: On
    gist: FreeText
    party: PartyId | None = None


@examines(AskedByCitizen)
def note_question(state: "Proceeding", _: Setting, fact: AskedByCitizen) -> list[AskedByCitizen]:
    """Ghi việc công dân hỏi tiến độ; a note, so it repeats.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`.
    """
    begun(state)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


# -- Crime, court, protection ---------------------------------------------------------


@frozen(kw_only=True)
class CrimeSignsPassed:
    """Chuyển hồ sơ có dấu hiệu tội phạm to the investigating body or the procuracy.

    Args:
        to: that body, as written.
        gist: the signs, without names.
        people: how many people it concerns …
        officials: … and how many of them are officials.
    """

    on: On
    to: str
    gist: FreeText
    people: int = 0
    officials: int = 0
    document: Document | None = None


@examines(CrimeSignsPassed)
def pass_crime_signs(
    state: "Proceeding", _: Setting, fact: CrimeSignsPassed
) -> list[CrimeSignsPassed]:
    """Chuyển hồ sơ có dấu hiệu tội phạm; at any time, also of a case that has ended.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`, `gist-is-given`,
            `amounts-can-be-counted`.
    """
    begun(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.crime_signs):
        return []
    said("addressee-is-named", fact.to, OWN_RECORD)
    said("gist-is-given", fact.gist, OWN_RECORD)
    if not 0 <= fact.officials <= fact.people:
        raise Refused(
            "amounts-can-be-counted", OWN_RECORD, people=fact.people, officials=fact.officials
        )
    return [fact]


@frozen(kw_only=True)
class CourtActionLearned:
    """Khởi kiện: the ward learns that the complainant has gone to court.

    Args:
        court: as written.
        accepted: whether the court has taken the case.
    """

    on: On
    court: str
    accepted: bool = False
    document: Document | None = None


@examines(CourtActionLearned)
def learn_court_action(
    state: "Proceeding", _: Setting, fact: CourtActionLearned
) -> list[CourtActionLearned]:
    """Ghi việc khởi kiện ra toà.

    Raises:
        Refused: `step-is-of-complaints`, `addressee-is-named`.
    """
    complaint(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.court_actions):
        return []
    said("addressee-is-named", fact.court, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class FinalJudgmentLearned:
    """Bản án, quyết định có hiệu lực: the ward learns of a final judgment in the matter.

    Args:
        court: as written.
        gist: what it says, without names.
    """

    on: On
    court: str
    gist: FreeText
    document: Document | None = None


@examines(FinalJudgmentLearned)
def learn_judgment(
    state: "Proceeding", _: Setting, fact: FinalJudgmentLearned
) -> list[FinalJudgmentLearned]:
    """Ghi bản án, quyết định có hiệu lực pháp luật.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`, `gist-is-given`.
    """
    begun(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.judgments):
        return []
    said("addressee-is-named", fact.court, OWN_RECORD)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class ProtectionRequested:
    """Đề nghị bảo vệ: the denouncer, or someone near, asks to be protected.

    Args:
        measures: what is asked for.
        party: who asks, by party only.
    """

    on: On
    measures: tuple[ProtectionMeasure, ...]
    party: PartyId | None = None
    document: Document | None = None


@examines(ProtectionRequested)
def request_protection(
    state: "Proceeding", _: Setting, fact: ProtectionRequested
) -> list[ProtectionRequested]:
    """Đề nghị bảo vệ người tố cáo.

    Raises:
        Refused: `step-is-of-denunciations`, `protection-names-its-measures`.
    """
    denunciation(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.protection_requests):
        return []
    if not fact.measures:
        raise Refused("protection-names-its-measures", PROTECTION)
    return [fact]


@frozen(kw_only=True)
class ProtectionGiven:
    """Áp dụng biện pháp bảo vệ.

    Args:
        measures: what is done.
        by_whom: the body that does it, as written.
        party: who is protected, by party only.
    """

    on: On
    measures: tuple[ProtectionMeasure, ...]
    by_whom: FreeText
    party: PartyId | None = None
    document: Document | None = None


@examines(ProtectionGiven)
def give_protection(
    state: "Proceeding", _: Setting, fact: ProtectionGiven
) -> list[ProtectionGiven]:
    """Áp dụng biện pháp bảo vệ người tố cáo; also where nobody asked.

    Raises:
        Refused: `step-is-of-denunciations`, `protection-names-its-measures`,
            `addressee-is-named`.
    """
    denunciation(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.protection):
        return []
    if not fact.measures:
        raise Refused("protection-names-its-measures", PROTECTION)
    said("addressee-is-named", fact.by_whom, OWN_RECORD)
    return [fact]
