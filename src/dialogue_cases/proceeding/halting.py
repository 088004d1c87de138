"""What can happen when a case stops: suspended, resumed, withdrawn, terminated."""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.grounds import (
    GOING_ON,
    SUSPENSIONS,
    TERMINATIONS,
    WITHDRAWALS,
)
from dialogue_cases.proceeding.grounds import ground as in_force
from dialogue_cases.proceeding.rules import (
    OWN_RECORD,
    SUSPENSION,
    WITHDRAWAL,
    begun,
    by_the_competent_body,
    still_open,
    taken_up,
    written,
)
from dialogue_cases.proceeding.words import (
    GoesOn,
    SuspensionGround,
    TerminationGround,
    WithdrawalForm,
)
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import Document, FreeText, On, PartyId
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


@frozen(kw_only=True)
class Suspended:
    """Tạm đình chỉ: from this day the time doesn't run."""

    on: On
    ground: SuspensionGround
    reason: FreeText
    document: Document | None = None


@examines(Suspended)
def suspend(state: "Proceeding", setting: Setting, fact: Suspended) -> list[Suspended]:
    """Tạm đình chỉ, on a ground that is in force on this day, whenever it was accepted.

    Raises:
        Refused: `case-is-received-first`, `reason-is-given`, `case-is-not-suspended`;
            unlawful: `case-is-still-open`, `case-is-taken-up-first`, `competent-body-decides`,
            `decision-is-in-writing`, `suspension-ground-is-in-force`.
    """
    if any(
        isinstance(o, Suspended) and attrs.evolve(o, on=fact.on) == fact for o in state.pauses[-1:]
    ):
        return []
    taken_up(state, setting)
    said("reason-is-given", fact.reason, OWN_RECORD)
    if state.is_suspended:
        raise Refused("case-is-not-suspended", SUSPENSION, on=state.pauses[-1].on)
    by_the_competent_body(state, setting)
    written(setting, fact.document)
    setting.lawful(
        in_force(SUSPENSIONS, fact.ground, state.kind, fact.on) is not None,
        "suspension-ground-is-in-force",
        SUSPENSION,
        ground=fact.ground,
        kind=state.kind,
    )
    return [fact]


@frozen(kw_only=True)
class Resumed:
    """Tiếp tục giải quyết: from this day the time runs again."""

    on: On
    reason: FreeText
    document: Document | None = None


@examines(Resumed)
def resume(state: "Proceeding", setting: Setting, fact: Resumed) -> list[Resumed]:
    """Tiếp tục giải quyết: the clock goes on from this decision.

    Raises:
        Refused: `case-is-received-first`, `case-is-suspended`, `reason-is-given`;
            unlawful: `case-is-still-open`, `competent-body-decides`, `decision-is-in-writing`.
    """
    if any(
        isinstance(o, Resumed) and attrs.evolve(o, on=fact.on) == fact for o in state.pauses[-1:]
    ):
        return []
    still_open(state, setting)
    if not state.is_suspended:
        raise Refused("case-is-suspended", SUSPENSION, status=state.status)
    said("reason-is-given", fact.reason, OWN_RECORD)
    by_the_competent_body(state, setting)
    written(setting, fact.document)
    return [fact]


@frozen(kw_only=True)
class Terminated:
    """Đình chỉ: the case ends without a decision on its content."""

    on: On
    ground: TerminationGround
    reason: FreeText
    document: Document | None = None


@examines(Terminated)
def terminate(state: "Proceeding", setting: Setting, fact: Terminated) -> list[Terminated]:
    """Đình chỉ, without a decision on the content.

    Raises:
        Refused: `case-is-received-first`, `reason-is-given`, `case-is-terminated-once`;
            unlawful: `case-is-still-open`, `competent-body-decides`, `decision-is-in-writing`,
            `termination-ground-is-in-force`, `termination-follows-the-withdrawal`,
            `case-that-goes-on-is-not-terminated`.
    """
    begun(state)
    if (known := state.terminated) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("case-is-terminated-once", OWN_RECORD, on=known.on)
    still_open(state, setting)
    said("reason-is-given", fact.reason, OWN_RECORD)
    by_the_competent_body(state, setting)
    written(setting, fact.document)
    setting.lawful(
        in_force(TERMINATIONS, fact.ground, state.kind, fact.on) is not None,
        "termination-ground-is-in-force",
        SUSPENSION,
        ground=fact.ground,
        kind=state.kind,
    )
    if fact.ground == "full_withdrawal":
        setting.lawful(
            state.withdrawn is not None, "termination-follows-the-withdrawal", WITHDRAWAL
        )
        goes_on = state.withdrawn.goes_on if state.withdrawn else None
        setting.lawful(
            goes_on is None, "case-that-goes-on-is-not-terminated", WITHDRAWAL, goes_on=goes_on
        )
    return [fact]


@frozen(kw_only=True)
class Withdrawn:
    """Rút toàn bộ: by a letter or in minutes, by all who raised it.

    Args:
        form: a letter, or minutes.
        after_explanation: whether it was withdrawn after the body had explained.
        goes_on: why the case is resolved all the same, if it is.
        document: the letter or the minutes.
    """

    on: On
    form: WithdrawalForm
    after_explanation: bool = False
    goes_on: GoesOn | None = None
    document: Document | None = None


@examines(Withdrawn)
def withdraw(state: "Proceeding", setting: Setting, fact: Withdrawn) -> list[Withdrawn]:
    """Rút toàn bộ khiếu nại, tố cáo.

    Raises:
        Refused: `case-is-received-first`, `case-is-withdrawn-once` (correct the entry);
            unlawful: `withdrawn-before-the-outcome`, `withdrawal-form-is-in-force`,
            `reason-to-go-on-is-in-force`.
    """
    begun(state)
    if (known := state.withdrawn) is not None:
        if attrs.evolve(known, on=fact.on) == fact:
            return []
        raise Refused("case-is-withdrawn-once", OWN_RECORD, on=known.on)
    _may_be_withdrawn(state, setting, fact.on, fact.form, fact.goes_on)
    return [fact]


@frozen(kw_only=True)
class WithdrawnInPart:
    """Rút một phần: some points, or some of the people, drop out; the rest goes on.

    Args:
        form: a letter, or minutes.
        contents: the points withdrawn, without names.
        parties: the people who drop out, where they are known by party.
        people: how many people drop out.
        goes_on: why what was withdrawn is resolved all the same, if it is.
        document: the letter or the minutes.
    """

    on: On
    form: WithdrawalForm
    contents: tuple[FreeText, ...] = ()
    parties: tuple[PartyId, ...] = ()
    people: int = 0
    goes_on: GoesOn | None = None
    document: Document | None = None


def withdraw_in_part(
    state: "Proceeding",
    setting: Setting,
    *,
    on: On,
    form: WithdrawalForm,
    contents: tuple[str, ...] = (),
    parties: tuple[PartyId, ...] = (),
    people: int = 0,
    goes_on: GoesOn | None = None,
    document: Document | None = None,
) -> list[WithdrawnInPart]:
    """Rút một phần: points, or some of the people; the rest goes on.

    Args:
        people: how many people drop out, those in `parties` among them.

    Raises:
        Refused: `case-is-received-first`, `withdrawal-names-what-drops-out`,
            `somebody-stays-behind-it` (else use `withdraw`);
            unlawful: `withdrawn-before-the-outcome`, `withdrawal-form-is-in-force`,
            `withdrawal-in-part-is-in-force`, `reason-to-go-on-is-in-force`.
    """
    begun(state)
    event = WithdrawnInPart(
        on=on,
        form=form,
        contents=contents,
        parties=parties,
        people=max(people, len(parties)),
        goes_on=goes_on,
        document=document,
    )
    if any(attrs.evolve(one, on=on) == event for one in state.withdrawals_in_part):
        return []
    if not contents and event.people < 1:
        raise Refused("withdrawal-names-what-drops-out", WITHDRAWAL)
    left = setting.entered(state).people_left
    if event.people and event.people >= left:
        raise Refused("somebody-stays-behind-it", WITHDRAWAL, people=event.people, left=left)
    _may_be_withdrawn(state, setting, on, form, goes_on)
    # That of several people some drop out was possible before a point could be withdrawn.
    setting.lawful(
        not contents or in_force(WITHDRAWALS, "in_part", state.kind, on) is not None,
        "withdrawal-in-part-is-in-force",
        WITHDRAWAL,
        kind=state.kind,
    )
    return [event]


def _may_be_withdrawn(
    state: "Proceeding", setting: Setting, on: On, form: WithdrawalForm, goes_on: GoesOn | None
) -> None:
    setting.lawful(
        not state.is_resolved and state.terminated is None,
        "withdrawn-before-the-outcome",
        WITHDRAWAL,
        status=state.status,
    )
    setting.lawful(
        in_force(WITHDRAWALS, form, state.kind, on) is not None,
        "withdrawal-form-is-in-force",
        WITHDRAWAL,
        form=form,
        kind=state.kind,
    )
    setting.lawful(
        goes_on is None or in_force(GOING_ON, goes_on, state.kind, on) is not None,
        "reason-to-go-on-is-in-force",
        WITHDRAWAL,
        goes_on=goes_on,
        kind=state.kind,
    )
