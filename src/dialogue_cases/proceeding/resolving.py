"""What may be decided at the end: decided, concluded, acted on, carried out, gone on with."""

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.events import (
    ActedOn,
    Action,
    CarriedOut,
    Concluded,
    ContinuationResult,
    ContinuationReviewed,
    Decided,
    DenunciationContinued,
    Event,
    Outcome,
    Remedies,
    Review,
    SecondInstanceOpened,
)
from dialogue_cases.proceeding.rules import (
    CONTINUATION,
    DIALOGUE,
    OWN_RECORD,
    RESOLVING,
    SECOND_COMPLAINT,
    SUSPENSION,
    WITHDRAWAL,
    begun,
    by_the_competent_body,
    complaint,
    counted,
    denunciation,
    is_issued,
    links_to,
    sealed_under_the_case,
    taken_up,
    written,
)
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.vocabulary import BodyId, Document, On, Sealed, StreamId
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

NOTHING = Remedies()
"""Nothing to recover, to give back, or to sanction."""


def decide(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    outcome: Outcome,
    gist: str,
    review: Review | None = None,
    remedies: Remedies = NOTHING,
    content: Sealed | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Ban hành quyết định giải quyết khiếu nại.

    Raises:
        Refused: `step-is-of-complaints`, `case-is-resolved-once`, `gist-is-given`,
            `review-is-of-a-second-instance`, `amounts-can-be-counted`,
            `content-is-sealed-under-the-case`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `chair-resolves`, `decision-is-in-writing`, `case-is-resumed-first`,
            `withdrawn-case-is-terminated`, `second-complaint-has-a-dialogue`,
            `differing-views-have-a-dialogue`.
    """
    complaint(state)
    event = Decided(
        on=on,
        outcome=outcome,
        gist=gist,
        review=review,
        remedies=remedies,
        content=content,
        document=document,
    )
    if (known := state.decided) is not None:
        if attrs.evolve(known, on=on) == event:
            return []
        raise Refused("case-is-resolved-once", OWN_RECORD, on=known.on)
    if (review is not None) != (state.instance == "second"):
        raise Refused("review-is-of-a-second-instance", RESOLVING, instance=state.instance)
    _may_be_resolved(state, setting, gist, remedies, document)
    sealed_under_the_case(setting, content, also=set())
    setting.lawful(
        state.instance != "second" or bool(state.dialogues),
        "second-complaint-has-a-dialogue",
        DIALOGUE,
    )
    setting.lawful(
        not state.has_differing_views or bool(state.dialogues),
        "differing-views-have-a-dialogue",
        DIALOGUE,
    )
    return [event]


def conclude(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    outcome: Outcome,
    gist: str,
    deliberately_false: bool = False,
    liability: Sealed | None = None,
    recommendations: tuple[str, ...] = (),
    remedies: Remedies = NOTHING,
    content: Sealed | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Kết luận nội dung tố cáo.

    Raises:
        Refused: `step-is-of-denunciations`, `case-is-resolved-once`, `gist-is-given`,
            `false-denunciation-is-unfounded`, `amounts-can-be-counted`,
            `content-is-sealed-under-the-case`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `chair-resolves`, `decision-is-in-writing`, `case-is-resumed-first`,
            `withdrawn-case-is-terminated`.
    """
    denunciation(state)
    event = Concluded(
        on=on,
        outcome=outcome,
        gist=gist,
        deliberately_false=deliberately_false,
        liability=liability,
        recommendations=recommendations,
        remedies=remedies,
        content=content,
        document=document,
    )
    if (known := state.concluded) is not None:
        if attrs.evolve(known, on=on) == event:
            return []
        raise Refused("case-is-resolved-once", OWN_RECORD, on=known.on)
    if deliberately_false and outcome == "founded":
        raise Refused("false-denunciation-is-unfounded", RESOLVING, outcome=outcome)
    _may_be_resolved(state, setting, gist, remedies, document)
    denounced = state.received.against if state.received else ()
    sealed_under_the_case(setting, content, also=set())
    sealed_under_the_case(setting, liability, also={one.party for one in denounced})
    return [event]


def _may_be_resolved(
    state: Proceeding,
    setting: Setting,
    gist: str,
    remedies: Remedies,
    document: Document | None,
) -> None:
    said("gist-is-given", gist, OWN_RECORD)
    counted(remedies)
    taken_up(state, setting)
    by_the_competent_body(state, setting, chair=True)
    written(setting, document)
    setting.lawful(not state.is_suspended, "case-is-resumed-first", SUSPENSION)
    setting.lawful(not state.must_be_terminated, "withdrawn-case-is-terminated", WITHDRAWAL)


def act_on(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    action: Action,
    gist: str,
    document: Document | None = None,
) -> list[Event]:
    """Xử lý kết luận tố cáo.

    Raises:
        Refused: `step-is-of-denunciations`, `paper-is-issued-first`, `gist-is-given`;
            unlawful: `competent-body-decides`.
    """
    denunciation(state)
    event = ActedOn(on=on, action=action, gist=gist, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.actions):
        return []
    is_issued(state, "conclusion")
    said("gist-is-given", gist, OWN_RECORD)
    by_the_competent_body(state, setting)
    return [event]


def carry_out(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    complete: bool,
    gist: str,
    remedies: Remedies = NOTHING,
    evidence: tuple[Document, ...] = (),
) -> list[Event]:
    """Ghi kết quả thi hành, all of it or a part.

    Args:
        remedies: what was reached since the last such entry.

    Raises:
        Refused: `case-is-resolved-first`, `gist-is-given`, `amounts-can-be-counted`.
    """
    event = CarriedOut(on=on, complete=complete, gist=gist, remedies=remedies, evidence=evidence)
    if event in state.execution or (complete and state.is_carried_out):
        return []
    begun(state)
    if not state.is_resolved:
        raise Refused("case-is-resolved-first", OWN_RECORD, status=state.status)
    said("gist-is-given", gist, OWN_RECORD)
    counted(remedies)
    return [event]


# -- Gone on with ---------------------------------------------------------------------


def open_second_instance(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    to: BodyId,
    proceeding: StreamId | None = None,
) -> list[Event]:
    """Ghi khiếu nại lần hai, filed with the next body.

    Raises:
        Refused: `step-is-of-complaints`, `second-complaint-follows-a-first`,
            `second-complaint-is-filed-once`, `body-is-known`, `link-names-the-right-life`;
            unlawful: `body-exists`, `second-instance-is-another-body`.
    """
    complaint(state)
    event = SecondInstanceOpened(on=on, to=to, proceeding=proceeding)
    if (known := state.second_instance) is not None:
        if attrs.evolve(known, on=on) == event:
            return []
        raise Refused("second-complaint-is-filed-once", OWN_RECORD, on=known.on)
    if state.instance != "first":
        raise Refused("second-complaint-follows-a-first", SECOND_COMPLAINT)
    links_to("proceeding", proceeding, setting)
    setting.known_body(to)
    setting.lawful(to != state.body, "second-instance-is-another-body", SECOND_COMPLAINT, body=to)
    return [event]


def continue_denunciation(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    to: BodyId,
    proceeding: StreamId | None = None,
    overdue: bool = False,
) -> list[Event]:
    """Ghi tố cáo tiếp, received by the superior body.

    Raises:
        Refused: `step-is-of-denunciations`, `body-is-known`, `link-names-the-right-life`;
            unlawful: `body-exists`, `continued-denunciation-goes-up`,
            `denunciation-continues-after-its-conclusion`.
    """
    denunciation(state)
    event = DenunciationContinued(on=on, to=to, proceeding=proceeding, overdue=overdue)
    if any(attrs.evolve(one, on=on) == event for one in state.continuations[-1:]):
        return []
    links_to("proceeding", proceeding, setting)
    setting.known_body(to)
    setting.lawful(to != state.body, "continued-denunciation-goes-up", CONTINUATION, body=to)
    setting.lawful(
        overdue or state.is_resolved,
        "denunciation-continues-after-its-conclusion",
        CONTINUATION,
        status=state.status,
    )
    return [event]


def review_continuation(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    result: ContinuationResult,
    reason: str,
    document: Document | None = None,
) -> list[Event]:
    """Ghi kết quả xem xét tố cáo tiếp.

    Raises:
        Refused: `denunciation-was-continued`, `reason-is-given`.
    """
    event = ContinuationReviewed(on=on, result=result, reason=reason, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.reviews[-1:]):
        return []
    if len(state.reviews) >= len(state.continuations):
        raise Refused("denunciation-was-continued", CONTINUATION)
    said("reason-is-given", reason, OWN_RECORD)
    return [event]
