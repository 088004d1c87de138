"""What may be decided about telling: the parties, who sent the case, the public."""

from datetime import date, timedelta

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.proceeding.events import (
    AcceptanceRefused,
    Accepted,
    DecisionReceived,
    Event,
    ForwardedElsewhere,
    Notice,
    Paper,
    PartiesTold,
    PublicationWay,
    Published,
    Role,
    SenderAnswered,
    Sent,
)
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
from dialogue_cases.proceeding.state import Proceeding
from dialogue_cases.vocabulary import (
    Document,
    On,
    first_day,
    last_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said


def tell_parties(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    about: Notice,
    to: tuple[Role, ...],
    complete: bool = True,
    document: Document | None = None,
) -> list[Event]:
    """Thông báo cho các bên, all at once or one after the other.

    Args:
        complete: whether everyone who must be told of it now has been.

    Raises:
        Refused: `case-is-received-first`, `parties-are-named`, `there-is-something-to-tell`,
            `all-who-must-be-told-are-told`.
    """
    begun(state)
    event = PartiesTold(on=on, about=about, to=to, complete=complete, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.told):
        return []
    if not to:
        raise Refused("parties-are-named", TELLING, about=about)
    if not _happened(state, about):
        raise Refused("there-is-something-to-tell", OWN_RECORD, about=about)
    must = TOLD.get((state.kind, about), frozenset()) if state.kind else frozenset()
    missing = sorted(set(must) - state.told_of(about) - set(to))
    if complete and missing:
        raise Refused("all-who-must-be-told-are-told", TELLING, about=about, missing=missing)
    return [event]


def _happened(state: Proceeding, about: Notice) -> bool:
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


def answer_sender(
    state: Proceeding, _: Setting, *, on: On, gist: str, document: Document | None = None
) -> list[Event]:
    """Trả lời cơ quan chuyển đơn, báo chí.

    Raises:
        Refused: `case-is-received-first`, `somebody-sent-it`, `gist-is-given`.
    """
    begun(state)
    event = SenderAnswered(on=on, gist=gist, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.sender_answers):
        return []
    if state.received is None or state.received.source == "person":
        raise Refused("somebody-sent-it", OWN_RECORD)
    said("gist-is-given", gist, OWN_RECORD)
    return [event]


def send(
    state: Proceeding,
    _: Setting,
    *,
    on: On,
    paper: Paper,
    to: tuple[Role, ...],
    complete: bool = True,
    document: Document | None = None,
) -> list[Event]:
    """Gửi quyết định, kết luận, all at once or one after the other.

    Args:
        complete: whether everyone who must have it now has been sent it.

    Raises:
        Refused: `case-is-received-first`, `paper-is-issued-first`, `parties-are-named`,
            `all-who-must-have-it-are-sent-it`.
    """
    event = Sent(on=on, paper=paper, to=to, complete=complete, document=document)
    if any(attrs.evolve(one, on=on) == event for one in state.sent):
        return []
    is_issued(state, paper)
    if not to:
        raise Refused("parties-are-named", SENDING, about=paper)
    must = SENT.get((state.kind, paper), frozenset()) if state.kind else frozenset()
    missing = sorted(set(must) - state.sent_to(paper) - set(to))
    if complete and missing:
        raise Refused("all-who-must-have-it-are-sent-it", SENDING, paper=paper, missing=missing)
    return [event]


def publish(
    state: Proceeding,
    setting: Setting,
    *,
    on: On,
    paper: Paper,
    ways: tuple[PublicationWay, ...],
    until: date | None = None,
    place: str | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Công khai quyết định, kết luận, without the denouncer: there is no field for one.

    Raises:
        Refused: `case-is-received-first`, `paper-is-issued-first`, `publication-has-a-way`,
            `publication-ends-after-it-begins`; unlawful: `conclusion-stays-posted-fifteen-days`.
    """
    event = Published(on=on, paper=paper, ways=ways, until=until, place=place, document=document)
    if event in state.publications:
        return []
    is_issued(state, paper)
    if not ways:
        raise Refused("publication-has-a-way", PUBLICATION, paper=paper)
    if until is not None and until < first_day(on):
        raise Refused("publication-ends-after-it-begins", OWN_RECORD, on=on, until=until)
    posted = bool({"posting", "web"} & {*ways})
    least = last_day(on) + timedelta(days=POSTED_DAYS - 1)
    setting.lawful(
        not (posted and state.is_denunciation) or (until is not None and until >= least),
        "conclusion-stays-posted-fifteen-days",
        PUBLICATION,
        until=until,
        least=least,
    )
    return [event]


def note_receipt(state: Proceeding, _: Setting, *, on: On) -> list[Event]:
    """Ghi ngày người khiếu nại nhận quyết định: the time to complain again runs from here.

    Raises:
        Refused: `case-is-received-first`, `step-is-of-complaints`, `paper-is-issued-first`,
            `decision-is-received-once` (correct the entry).
    """
    complaint(state)
    is_issued(state, "decision")
    if (known := state.decision_received) is not None:
        if known.on == on:
            return []
        raise Refused("decision-is-received-once", OWN_RECORD, on=known.on)
    return [DecisionReceived(on=on)]
