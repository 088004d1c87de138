"""What can happen at the end: decided, concluded, acted on, carried out, gone on with."""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
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
from dialogue_cases.proceeding.words import Action, ContinuationResult, Outcome, Remedies, Review
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import BodyId, Document, FreeText, On, Sealed, StreamId
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


NOTHING = Remedies()
"""Nothing to recover, to give back, or to sanction."""


@frozen(kw_only=True)
class Decided:
    """Quyết định giải quyết khiếu nại.

    Args:
        outcome: founded, partly founded or unfounded.
        gist: what is decided, without names.
        review: of a second instance, what becomes of the first decision.
        remedies: what is ordered.
        content: the decision's words, sealed under the key of the case.
        document: number, date, issuer.
    """

    on: On
    outcome: Outcome
    gist: FreeText
    review: Review | None = None
    remedies: Remedies = Remedies()
    content: Sealed | None = None
    document: Document | None = None


@examines(Decided)
def decide(state: "Proceeding", setting: Setting, fact: Decided) -> list[Decided]:
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
    if (known := state.decided) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("case-is-resolved-once", OWN_RECORD, on=known.on)
    if (fact.review is not None) != (state.instance == "second"):
        raise Refused("review-is-of-a-second-instance", RESOLVING, instance=state.instance)
    _may_be_resolved(state, setting, fact.gist, fact.remedies, fact.document)
    sealed_under_the_case(setting, fact.content, also=set())
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
    return [fact]


@frozen(kw_only=True)
class Concluded:
    """Kết luận nội dung tố cáo.

    Args:
        outcome: true, partly true or untrue.
        gist: what was found, without names.
        deliberately_false: whether the denouncer knew that it was untrue.
        liability: whose liability, sealed under the key of the case or of the denounced.
        recommendations: measures and recommendations, without names.
        remedies: what is ordered.
        content: the conclusion's words, sealed under the key of the case.
        document: number, date, issuer.
    """

    on: On
    outcome: Outcome
    gist: FreeText
    deliberately_false: bool = False
    liability: Sealed | None = None
    recommendations: tuple[FreeText, ...] = ()
    remedies: Remedies = Remedies()
    content: Sealed | None = None
    document: Document | None = None


@examines(Concluded)
def conclude(state: "Proceeding", setting: Setting, fact: Concluded) -> list[Concluded]:
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
    if (known := state.concluded) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("case-is-resolved-once", OWN_RECORD, on=known.on)
    if fact.deliberately_false and fact.outcome == "founded":
        raise Refused("false-denunciation-is-unfounded", RESOLVING, outcome=fact.outcome)
    _may_be_resolved(state, setting, fact.gist, fact.remedies, fact.document)
    denounced = state.received.against if state.received else ()
    sealed_under_the_case(setting, fact.content, also=set())
    sealed_under_the_case(setting, fact.liability, also={one.party for one in denounced})
    return [fact]


def _may_be_resolved(
    state: "Proceeding",
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


@frozen(kw_only=True)
class ActedOn:
    """Xử lý kết luận tố cáo: what is done on the conclusion, without names."""

    on: On
    action: Action
    gist: FreeText
    document: Document | None = None


@examines(ActedOn)
def act_on(state: "Proceeding", setting: Setting, fact: ActedOn) -> list[ActedOn]:
    """Xử lý kết luận tố cáo.

    Raises:
        Refused: `step-is-of-denunciations`, `paper-is-issued-first`, `gist-is-given`;
            unlawful: `competent-body-decides`.
    """
    denunciation(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.actions):
        return []
    is_issued(state, "conclusion")
    said("gist-is-given", fact.gist, OWN_RECORD)
    by_the_competent_body(state, setting)
    return [fact]


@frozen(kw_only=True)
class CarriedOut:
    """Thi hành: what of the decision or conclusion has been carried out.

    Args:
        complete: whether all of it has been.
        gist: what was done, without names.
        remedies: what was reached, counted from the last such entry on.
        evidence: what shows it.
    """

    on: On
    complete: bool
    gist: FreeText
    remedies: Remedies = Remedies()
    evidence: tuple[Document, ...] = ()


@examines(CarriedOut)
def carry_out(state: "Proceeding", _: Setting, fact: CarriedOut) -> list[CarriedOut]:
    """Ghi kết quả thi hành, all of it or a part.

    Raises:
        Refused: `case-is-resolved-first`, `gist-is-given`, `amounts-can-be-counted`.
    """
    if fact in state.execution or (fact.complete and state.is_carried_out):
        return []
    begun(state)
    if not state.is_resolved:
        raise Refused("case-is-resolved-first", OWN_RECORD, status=state.status)
    said("gist-is-given", fact.gist, OWN_RECORD)
    counted(fact.remedies)
    return [fact]


# -- Gone on with ---------------------------------------------------------------------


@frozen(kw_only=True)
class SecondInstanceOpened:
    """Khiếu nại lần hai: the complainant goes on to the next body.

    Args:
        on: the day on which the second complaint was filed.
        to: the body that resolves it.
        proceeding: the proceeding there, if it is followed.
    """

    on: On
    to: BodyId
    proceeding: StreamId | None = None


@examines(SecondInstanceOpened)
def open_second_instance(
    state: "Proceeding", setting: Setting, fact: SecondInstanceOpened
) -> list[SecondInstanceOpened]:
    """Ghi khiếu nại lần hai, filed with the next body.

    Raises:
        Refused: `step-is-of-complaints`, `second-complaint-follows-a-first`,
            `second-complaint-is-filed-once`, `body-is-known`, `link-names-the-right-life`;
            unlawful: `body-exists`, `second-instance-is-another-body`.
    """
    complaint(state)
    if (known := state.second_instance) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("second-complaint-is-filed-once", OWN_RECORD, on=known.on)
    if state.instance != "first":
        raise Refused("second-complaint-follows-a-first", SECOND_COMPLAINT)
    links_to("proceeding", fact.proceeding, setting)
    setting.known_body(fact.to)
    setting.lawful(
        fact.to != state.body, "second-instance-is-another-body", SECOND_COMPLAINT, body=fact.to
    )
    return [fact]


@frozen(kw_only=True)
class DenunciationContinued:
    """Tố cáo tiếp: the denouncer goes on to the superior body.

    Args:
        on: the day on which the superior body received it.
        to: that body.
        proceeding: the proceeding there, if it is followed.
        overdue: whether it is because the term passed, and not because of the conclusion.
    """

    on: On
    to: BodyId
    proceeding: StreamId | None = None
    overdue: bool = False


@examines(DenunciationContinued)
def continue_denunciation(
    state: "Proceeding", setting: Setting, fact: DenunciationContinued
) -> list[DenunciationContinued]:
    """Ghi tố cáo tiếp, received by the superior body.

    Raises:
        Refused: `step-is-of-denunciations`, `body-is-known`, `link-names-the-right-life`;
            unlawful: `body-exists`, `continued-denunciation-goes-up`,
            `denunciation-continues-after-its-conclusion`.
    """
    denunciation(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.continuations[-1:]):
        return []
    links_to("proceeding", fact.proceeding, setting)
    setting.known_body(fact.to)
    setting.lawful(
        fact.to != state.body, "continued-denunciation-goes-up", CONTINUATION, body=fact.to
    )
    setting.lawful(
        fact.overdue or state.is_resolved,
        "denunciation-continues-after-its-conclusion",
        CONTINUATION,
        status=state.status,
    )
    return [fact]


@frozen(kw_only=True)
class ContinuationReviewed:
    """Xem xét tố cáo tiếp: what the superior body decides on it."""

    on: On
    result: ContinuationResult
    reason: FreeText
    document: Document | None = None


@examines(ContinuationReviewed)
def review_continuation(
    state: "Proceeding", _: Setting, fact: ContinuationReviewed
) -> list[ContinuationReviewed]:
    """Ghi kết quả xem xét tố cáo tiếp.

    Raises:
        Refused: `denunciation-was-continued`, `reason-is-given`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.reviews[-1:]):
        return []
    if len(state.reviews) >= len(state.continuations):
        raise Refused("denunciation-was-continued", CONTINUATION)
    said("reason-is-given", fact.reason, OWN_RECORD)
    return [fact]
