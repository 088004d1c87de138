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
    ProtectionMeasure,
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
from dialogue_cases.vocabulary import BodyId, Document, On, PartyId, first_day
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said
from dialogue_cases.ward.escalation import tell_upwards

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


def receive_reply(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    gist: str,
    number: int | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Nhận văn bản phúc đáp.

    Args:
        number: of the letter that it answers; None for one that nobody asked for.

    Raises:
        Refused: `case-is-received-first`, `letter-of-urging-was-sent`, `gist-is-given`.
    """
    begun(state)
    event = ReplyReceived(on=on, gist=gist, number=number, document=document)
    if event in state.replies:
        return []
    if number is not None and all(one.number != number for one in state.urgings):
        raise Refused("letter-of-urging-was-sent", OWN_RECORD, number=number)
    said("gist-is-given", gist, OWN_RECORD)
    return [event]


def note_question(
    state: Proceeding, _: Setting, *, on: On, gist: str, party: PartyId | None = None
) -> list[Event]:
    """Ghi việc công dân hỏi tiến độ; a note, so it repeats.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`.
    """
    begun(state)
    said("gist-is-given", gist, OWN_RECORD)
    return [AskedByCitizen(on=on, gist=gist, party=party)]


def escalate(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    obligation: str,
    due: date,
    told: tuple[BodyId, ...],
) -> list[Event]:
    """Báo cáo quá hạn lên trên, once for each obligation and last day.

    Raises:
        Refused: `case-is-received-first`, `escalated-after-the-last-day`, `somebody-is-told`,
            `body-is-known`; unlawful: `body-exists`.
    """
    begun(state)
    return list(
        tell_upwards(state.escalations, setting, on=on, obligation=obligation, due=due, told=told)
    )


# -- Crime, court, protection ---------------------------------------------------------


def pass_crime_signs(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    to: str,
    gist: str,
    people: int = 0,
    officials: int = 0,
    document: Document | None = None,
) -> list[Event]:
    """Chuyển hồ sơ có dấu hiệu tội phạm; at any time, also of a case that has ended.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`, `gist-is-given`,
            `amounts-can-be-counted`.
    """
    begun(state)
    event = CrimeSignsPassed(
        on=on, to=to, gist=gist, people=people, officials=officials, document=document
    )
    if any(attrs.evolve(one, on=on) == event for one in state.crime_signs):
        return []
    said("addressee-is-named", to, OWN_RECORD)
    said("gist-is-given", gist, OWN_RECORD)
    if not 0 <= officials <= people:
        raise Refused("amounts-can-be-counted", OWN_RECORD, people=people, officials=officials)
    return [event]


def learn_court_action(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    court: str,
    accepted: bool = False,
    document: Document | None = None,
) -> list[Event]:
    """Ghi việc khởi kiện ra toà.

    Raises:
        Refused: `step-is-of-complaints`, `addressee-is-named`.
    """
    complaint(state)
    event = CourtActionLearned(on=on, court=court, accepted=accepted, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.court_actions):
        return []
    said("addressee-is-named", court, OWN_RECORD)
    return [event]


def learn_judgment(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    court: str,
    gist: str,
    document: Document | None = None,
) -> list[Event]:
    """Ghi bản án, quyết định có hiệu lực pháp luật.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`, `gist-is-given`.
    """
    begun(state)
    event = FinalJudgmentLearned(on=on, court=court, gist=gist, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.judgments):
        return []
    said("addressee-is-named", court, OWN_RECORD)
    said("gist-is-given", gist, OWN_RECORD)
    return [event]


def request_protection(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    measures: tuple[ProtectionMeasure, ...],
    party: PartyId | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Đề nghị bảo vệ người tố cáo.

    Raises:
        Refused: `step-is-of-denunciations`, `protection-names-its-measures`.
    """
    denunciation(state)
    event = ProtectionRequested(on=on, measures=measures, party=party, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.protection_requests):
        return []
    if not measures:
        raise Refused("protection-names-its-measures", PROTECTION)
    return [event]


def give_protection(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    measures: tuple[ProtectionMeasure, ...],
    by_whom: str,
    party: PartyId | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Áp dụng biện pháp bảo vệ người tố cáo; also where nobody asked.

    Raises:
        Refused: `step-is-of-denunciations`, `protection-names-its-measures`,
            `addressee-is-named`.
    """
    denunciation(state)
    event = ProtectionGiven(
        on=on, measures=measures, by_whom=by_whom, party=party, document=document
    )
    if any(attrs.evolve(one, on=on) == event for one in state.protection):
        return []
    if not measures:
        raise Refused("protection-names-its-measures", PROTECTION)
    said("addressee-is-named", by_whom, OWN_RECORD)
    return [event]
