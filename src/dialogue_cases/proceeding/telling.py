"""What can happen when somebody is told: the parties, who sent the case, the public."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.accepting import AcceptanceRefused, Accepted, ForwardedElsewhere
from dialogue_cases.proceeding.limits import POSTED_DAYS, SENT, TOLD
from dialogue_cases.proceeding.rules import (
    OWN_RECORD,
    PUBLICATION,
    SENDING,
    TELLING,
    begun,
    complaint,
    is_issued,
)
from dialogue_cases.proceeding.words import Notice, Paper, PublicationWay, Role
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    Document,
    FreeText,
    On,
    first_day,
    last_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


@frozen(kw_only=True)
class PartiesTold:
    """Thông báo cho các bên: what is done with the case, told by role.

    Args:
        about: what they are told.
        to: who is told.
        complete: whether everyone who must be told of it now has been.
        document: the notice.
    """

    on: On
    about: Notice
    to: tuple[Role, ...]
    complete: bool = True
    document: Document | None = None


@examines(PartiesTold)
def tell_parties(state: "Proceeding", _: Setting, fact: PartiesTold) -> list[PartiesTold]:
    """Thông báo cho các bên, all at once or one after the other.

    Raises:
        Refused: `case-is-received-first`, `parties-are-named`, `there-is-something-to-tell`,
            `all-who-must-be-told-are-told`.
    """
    begun(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.told):
        return []
    if not fact.to:
        raise Refused("parties-are-named", TELLING, about=fact.about)
    if not _happened(state, fact.about):
        raise Refused("there-is-something-to-tell", OWN_RECORD, about=fact.about)
    must = TOLD.get((state.kind, fact.about), frozenset()) if state.kind else frozenset()
    missing = sorted(set(must) - state.told_of(fact.about) - set(fact.to))
    if fact.complete and missing:
        raise Refused("all-who-must-be-told-are-told", TELLING, about=fact.about, missing=missing)
    return [fact]


def _happened(state: "Proceeding", about: Notice) -> bool:
    match about:
        case "acceptance":
            return any(isinstance(one, Accepted) for one in state.answers)
        case "refusal":
            return any(isinstance(one, AcceptanceRefused) for one in state.answers)
        case "forwarding":
            return any(isinstance(one, ForwardedElsewhere) for one in state.answers)
        case "withdrawal":
            return state.withdrawn is not None or bool(state.withdrawals_in_part)
        case "progress" | "lateness" | "other":
            return True


@frozen(kw_only=True)
class SenderAnswered:
    """Trả lời cơ quan chuyển đơn, báo chí: the result is told to who sent it, without names."""

    on: On
    gist: FreeText
    document: Document | None = None


@examines(SenderAnswered)
def answer_sender(state: "Proceeding", _: Setting, fact: SenderAnswered) -> list[SenderAnswered]:
    """Trả lời cơ quan chuyển đơn, báo chí.

    Raises:
        Refused: `case-is-received-first`, `somebody-sent-it`, `gist-is-given`.
    """
    begun(state)
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.sender_answers):
        return []
    if state.received is None or state.received.source == "person":
        raise Refused("somebody-sent-it", OWN_RECORD)
    said("gist-is-given", fact.gist, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class Sent:
    """Gửi văn bản: a decision or conclusion is sent, by role.

    Args:
        paper: what is sent.
        to: to whom.
        complete: whether everyone who must have it now has been sent it.
        document: the letter that goes with it, if one.
    """

    on: On
    paper: Paper
    to: tuple[Role, ...]
    complete: bool = True
    document: Document | None = None


@examines(Sent)
def send(state: "Proceeding", _: Setting, fact: Sent) -> list[Sent]:
    """Gửi quyết định, kết luận, all at once or one after the other.

    Raises:
        Refused: `case-is-received-first`, `paper-is-issued-first`, `parties-are-named`,
            `all-who-must-have-it-are-sent-it`.
    """
    if any(attrs.evolve(one, on=fact.on) == fact for one in state.sent):
        return []
    is_issued(state, fact.paper)
    if not fact.to:
        raise Refused("parties-are-named", SENDING, about=fact.paper)
    must = SENT.get((state.kind, fact.paper), frozenset()) if state.kind else frozenset()
    missing = sorted(set(must) - state.sent_to(fact.paper) - set(fact.to))
    if fact.complete and missing:
        raise Refused(
            "all-who-must-have-it-are-sent-it", SENDING, paper=fact.paper, missing=missing
        )
    return [fact]


@frozen(kw_only=True)
class Published:
    """Công khai: a paper is made public, without the denouncer.

    Args:
        on: the day from which it is public.
        paper: what is made public.
        ways: how.
        until: the last day on which it stays posted; None for a meeting or a broadcast.
        place: where, as written.
    """

    on: On
    paper: Paper
    ways: tuple[PublicationWay, ...]
    until: date | None = None
    place: str | None = None
    document: Document | None = None


@examines(Published)
def publish(state: "Proceeding", setting: Setting, fact: Published) -> list[Published]:
    """Công khai quyết định, kết luận, without the denouncer: there is no field for one.

    Raises:
        Refused: `case-is-received-first`, `paper-is-issued-first`, `publication-has-a-way`,
            `publication-ends-after-it-begins`; unlawful: `conclusion-stays-posted-fifteen-days`.
    """
    if fact in state.publications:
        return []
    is_issued(state, fact.paper)
    if not fact.ways:
        raise Refused("publication-has-a-way", PUBLICATION, paper=fact.paper)
    if fact.until is not None and fact.until < first_day(fact.on):
        raise Refused("publication-ends-after-it-begins", OWN_RECORD, on=fact.on, until=fact.until)
    posted = bool({"posting", "web"} & {*fact.ways})
    least = last_day(fact.on) + timedelta(days=POSTED_DAYS - 1)
    setting.lawful(
        not (posted and state.is_denunciation) or (fact.until is not None and fact.until >= least),
        "conclusion-stays-posted-fifteen-days",
        PUBLICATION,
        until=fact.until,
        least=least,
    )
    return [fact]


@frozen(kw_only=True)
class DecisionReceived:
    """Nhận quyết định: the complainant has the decision; the time to go on runs from here."""

    on: On


@examines(DecisionReceived)
def note_receipt(state: "Proceeding", _: Setting, fact: DecisionReceived) -> list[DecisionReceived]:
    """Ghi ngày người khiếu nại nhận quyết định: the time to complain again runs from here.

    Raises:
        Refused: `case-is-received-first`, `step-is-of-complaints`, `paper-is-issued-first`,
            `decision-is-received-once` (correct the entry).
    """
    complaint(state)
    is_issued(state, "decision")
    if (known := state.decision_received) is not None:
        if known.on == fact.on:
            return []
        raise Refused("decision-is-received-once", OWN_RECORD, on=known.on)
    return [fact]
