"""What can happen on whether a case is taken up: checked, accepted, refused, passed on."""

from typing import TYPE_CHECKING, Literal

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.grounds import REFUSALS, ground
from dialogue_cases.proceeding.rules import (
    ACCEPTANCE,
    IDENTITY,
    OWN_RECORD,
    REFUSAL,
    TRANSFER,
    begun,
    by_the_competent_body,
    links_to,
    still_open,
    written,
)
from dialogue_cases.proceeding.words import Kind, RefusalGround
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    Document,
    FreeText,
    On,
    StreamId,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


@frozen(kw_only=True)
class IdentityCheckWidened:
    """Kiểm tra, xác minh ở nhiều nơi hoặc uỷ quyền xác minh: identity and conditions take longer.

    Args:
        manner: why it takes longer.
        delegated_to: the body asked to check, as written, if it is delegated.
    """

    on: On
    manner: Literal["several_places", "delegated"]
    delegated_to: str | None = None
    document: Document | None = None


@examines(IdentityCheckWidened)
def widen_identity_check(
    state: "Proceeding", setting: Setting, fact: IdentityCheckWidened
) -> list[IdentityCheckWidened]:
    """Kiểm tra, xác minh ở nhiều nơi hoặc uỷ quyền xác minh.

    Raises:
        Refused: `case-is-received-first`; unlawful: `case-is-still-open`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.widened):
        return []
    still_open(state, setting)
    return [fact]


@frozen(kw_only=True)
class Verified:
    """Kiểm tra, xác minh xong: who it is from, and whether the conditions are met.

    Args:
        identified: whether it is established who it is from.
        eligible: whether the conditions to take it up are met.
        gist: what was found, without names.
        document: the record of the check, if one.
    """

    on: On
    identified: bool
    eligible: bool
    gist: FreeText
    document: Document | None = None


@examines(Verified)
def verify(state: "Proceeding", setting: Setting, fact: Verified) -> list[Verified]:
    """Ghi kết quả kiểm tra, xác minh người gửi và điều kiện thụ lý.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`; unlawful: `case-is-still-open`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.checks[-1:]):
        return []
    still_open(state, setting)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class Accepted:
    """Thụ lý: the body takes it up; the time to resolve runs from here.

    Args:
        document: the decision or notice of acceptance: number, date, issuer.
        contents: the points taken up, without names; none: all of it.
    """

    on: On
    document: Document | None = None
    contents: tuple[FreeText, ...] = ()


@examines(Accepted)
def accept(state: "Proceeding", setting: Setting, fact: Accepted) -> list[Accepted]:
    """Thụ lý; also of a case that was refused or passed on before.

    Raises:
        Refused: `case-is-received-first`, `case-is-taken-up-once`;
            unlawful: `case-has-not-ended`, `competent-body-decides`, `decision-is-in-writing`,
            `denouncer-is-identified`, `case-taken-up-is-eligible`.
    """
    begun(state)
    if (known := state.accepted) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("case-is-taken-up-once", ACCEPTANCE, on=known.on)
    _has_not_ended(state, setting)
    by_the_competent_body(state, setting)
    written(setting, fact.document)
    checked = state.checks[-1] if state.checks else None
    setting.lawful(
        checked is None or checked.identified or not state.is_denunciation,
        "denouncer-is-identified",
        IDENTITY,
    )
    setting.lawful(checked is None or checked.eligible, "case-taken-up-is-eligible", ACCEPTANCE)
    return [fact]


@frozen(kw_only=True)
class AcceptanceRefused:
    """Không thụ lý: the body doesn't take it up, on a ground that the law names.

    Args:
        ground: the ground, by code.
        article: điều, khoản, as the notice cites it.
        reason: why, in the body's words, without names.
        document: the notice: number, date, issuer.
    """

    on: On
    ground: RefusalGround
    article: str
    reason: FreeText
    document: Document | None = None


def refuse(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    ground: RefusalGround,
    reason: str,
    article: str | None = None,
    document: Document | None = None,
) -> list[AcceptanceRefused]:
    """Không thụ lý, on a ground that the law names.

    Args:
        article: as the notice cites it; where it says none, the article of the ground.

    Raises:
        Refused: `case-is-received-first`, `reason-is-given`;
            unlawful: `case-has-not-ended`, `case-taken-up-is-not-refused`,
            `competent-body-decides`, `refusal-ground-is-in-force`.
    """
    begun(state)
    named = _article(ground, state.kind, on)
    event = AcceptanceRefused(
        on=on, ground=ground, article=article or named or "", reason=reason, document=document
    )
    if any(attrs.evolve(one, on=on) == event for one in state.answers[-1:]):
        return []
    said("reason-is-given", reason, OWN_RECORD)
    _not_taken_up(state, setting)
    by_the_competent_body(state, setting)
    setting.lawful(
        named is not None, "refusal-ground-is-in-force", REFUSAL, ground=ground, kind=state.kind
    )
    return [event]


def _article(code: RefusalGround, kind: Kind | None, on: On) -> str | None:
    found = ground(REFUSALS, code, kind, on)
    return found.citation.text if found else None


@frozen(kw_only=True)
class ForwardedElsewhere:
    """Chuyển hoặc hướng dẫn đến cơ quan có thẩm quyền: the body isn't competent.

    Args:
        manner: a denunciation is transferred, a complainant is guided.
        to: the competent body, as written.
        proceeding: the proceeding of this ward there, if it is followed.
        document: the transfer slip or the letter of guidance.
    """

    on: On
    manner: Literal["transferred", "guided"]
    to: str
    proceeding: StreamId | None = None
    document: Document | None = None


def forward(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    to: str,
    proceeding: StreamId | None = None,
    document: Document | None = None,
) -> list[ForwardedElsewhere]:
    """Chuyển tố cáo, hoặc hướng dẫn khiếu nại, đến cơ quan có thẩm quyền.

    Raises:
        Refused: `case-is-received-first`, `addressee-is-named`, `link-names-the-right-life`;
            unlawful: `case-has-not-ended`, `case-taken-up-is-not-refused`,
            `competent-body-decides`, `denunciation-is-transferred-once`.
    """
    begun(state)
    event = ForwardedElsewhere(
        on=on,
        manner="transferred" if state.is_denunciation else "guided",
        to=to,
        proceeding=proceeding,
        document=document,
    )
    before = [one for one in state.answers if isinstance(one, ForwardedElsewhere)]
    if any(attrs.evolve(one, on=on) == event for one in before[-1:]):
        return []
    said("addressee-is-named", to, OWN_RECORD)
    links_to("proceeding", proceeding, setting)
    _not_taken_up(state, setting)
    by_the_competent_body(state, setting)
    setting.lawful(
        not before or state.is_complaint, "denunciation-is-transferred-once", TRANSFER, to=to
    )
    return [event]


def _has_not_ended(state: "Proceeding", setting: Setting) -> None:
    ended = state.is_resolved or state.terminated is not None
    setting.lawful(not ended, "case-has-not-ended", ACCEPTANCE, status=state.status)


def _not_taken_up(state: "Proceeding", setting: Setting) -> None:
    _has_not_ended(state, setting)
    setting.lawful(
        state.accepted is None, "case-taken-up-is-not-refused", ACCEPTANCE, status=state.status
    )
