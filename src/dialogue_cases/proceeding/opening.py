"""What may be decided on whether a case is taken up: checked, accepted, refused, passed on."""

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.events import (
    AcceptanceRefused,
    Accepted,
    Event,
    ForwardedElsewhere,
    IdentityCheckWidened,
    Kind,
    RefusalGround,
    Verified,
)
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
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.vocabulary import (
    Document,
    On,
    StreamId,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said


def widen_identity_check(
    state: Proceeding, setting: Setting, fact: IdentityCheckWidened
) -> list[IdentityCheckWidened]:
    """Kiểm tra, xác minh ở nhiều nơi hoặc uỷ quyền xác minh.

    Raises:
        Refused: `case-is-received-first`; unlawful: `case-is-still-open`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.widened):
        return []
    still_open(state, setting)
    return [fact]


def verify(state: Proceeding, setting: Setting, fact: Verified) -> list[Verified]:
    """Ghi kết quả kiểm tra, xác minh người gửi và điều kiện thụ lý.

    Raises:
        Refused: `case-is-received-first`, `gist-is-given`; unlawful: `case-is-still-open`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.checks[-1:]):
        return []
    still_open(state, setting)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


def accept(state: Proceeding, setting: Setting, fact: Accepted) -> list[Accepted]:
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


def refuse(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    ground: RefusalGround,
    reason: str,
    article: str | None = None,
    document: Document | None = None,
) -> list[Event]:
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


def forward(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    to: str,
    proceeding: StreamId | None = None,
    document: Document | None = None,
) -> list[Event]:
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


def _has_not_ended(state: Proceeding, setting: Setting) -> None:
    ended = state.is_resolved or state.terminated is not None
    setting.lawful(not ended, "case-has-not-ended", ACCEPTANCE, status=state.status)


def _not_taken_up(state: Proceeding, setting: Setting) -> None:
    _has_not_ended(state, setting)
    setting.lawful(
        state.accepted is None, "case-taken-up-is-not-refused", ACCEPTANCE, status=state.status
    )
