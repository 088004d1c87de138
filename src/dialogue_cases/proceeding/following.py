"""What may be decided beside the case: urged, answered, passed to investigators, protected."""

from datetime import date

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.events import (
    AskedByCitizen,
    CourtActionLearned,
    CrimeSignsPassed,
    Demand,
    Event,
    FinalJudgmentLearned,
    ProtectionGiven,
    ProtectionRequested,
    ReplyReceived,
    Urged,
)
from dialogue_cases.proceeding.rules import (
    OWN_RECORD,
    PROTECTION,
    URGING,
    begun,
    complaint,
    denunciation,
)
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.vocabulary import BodyId, Document, On, first_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

# -- Urged ----------------------------------------------------------------------------


def urge(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    by_whom: BodyId,
    demand: Demand,
    gist: str,
    due: date | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Đôn đốc; a new letter each day, numbered within the case.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`, `body-is-known`,
            `answer-is-due-after-the-letter`; unlawful: `body-exists`, `urger-is-another-body`.
    """
    begun(state)
    entered = setting.entered(state).urgings
    event = Urged(
        on=on,
        number=max((one.number for one in entered), default=0) + 1,
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


def receive_reply(state: Proceeding, _: Setting, fact: ReplyReceived) -> list[ReplyReceived]:
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


def note_question(state: Proceeding, _: Setting, fact: AskedByCitizen) -> list[AskedByCitizen]:
    """Ghi việc công dân hỏi tiến độ; a note, so it repeats.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`.
    """
    begun(state)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


# -- Crime, court, protection ---------------------------------------------------------


def pass_crime_signs(
    state: Proceeding, _: Setting, fact: CrimeSignsPassed
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


def learn_court_action(
    state: Proceeding, _: Setting, fact: CourtActionLearned
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


def learn_judgment(
    state: Proceeding, _: Setting, fact: FinalJudgmentLearned
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


def request_protection(
    state: Proceeding, _: Setting, fact: ProtectionRequested
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


def give_protection(state: Proceeding, _: Setting, fact: ProtectionGiven) -> list[ProtectionGiven]:
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
