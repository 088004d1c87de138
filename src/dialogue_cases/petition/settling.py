"""How a petition ends, and how it opens again: settled, contested, withdrawn, raised again."""

from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.rules import (
    COMPLAINT_WITHDRAWN,
    DENUNCIATION_WITHDRAWN,
    FOLLOW_UP,
    NOT_THE_SECRETARYS,
    OWN_RECORD,
    SETTLED,
    WITHDRAWN_IN_WRITING,
    classified,
    guided_out,
    not_closed,
    raised,
    said,
    sealed_in_the_case,
    since_july_2026,
    with_a_reason,
)
from dialogue_cases.petition.words import (
    Channel,
    ContinuingGround,
    Satisfaction,
    SettledAs,
    WithdrawalForm,
)
from dialogue_cases.proposal import examines
from dialogue_cases.vocabulary import (
    Document,
    FreeText,
    On,
    PartyId,
    Sealed,
    StreamId,
    first_day,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import OFFICES
from dialogue_cases.ward.regulations import cited
from dialogue_cases.workdays import add

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


@frozen(kw_only=True)
class Confirmed:
    """Văn phòng xác nhận: the Office looked and found it definitively settled."""

    on: On
    findings: FreeText
    document: Document | None = None


@examines(Confirmed)
def confirm(petition: "Petition", setting: Setting, fact: Confirmed) -> list[Confirmed]:
    """Văn phòng xác nhận that it is definitively settled; asked twice adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`;
            unlawful: `office-confirms-the-settlement`, `confirmed-by-another-than-the-lead`.
    """
    raised(petition)
    if petition.is_confirmed:
        return []
    not_closed(petition)
    said(fact.findings)
    setting.as_assigned(
        "follow_up_report",
        "office-confirms-the-settlement",
        FOLLOW_UP,
        bodies=OFFICES,
        body=setting.body,
    )
    lead = petition.lead
    setting.lawful(
        not setting.acts_for(lead),
        "confirmed-by-another-than-the-lead",
        SETTLED,
        lead=lead,
    )
    return [fact]


@frozen(kw_only=True)
class Resolved:
    """Giải quyết dứt điểm: settled, with what shows it.

    Args:
        outcome: how.
        gist: the result, without names.
        evidence: the documents that show it.
        proceeding: the proceeding in which a complaint or denunciation was settled.
    """

    on: On
    outcome: SettledAs
    gist: FreeText
    evidence: tuple[Document, ...] = ()
    proceeding: StreamId | None = None


@examines(Resolved)
def resolve(petition: "Petition", setting: Setting, fact: Resolved) -> list[Resolved]:
    """Giải quyết dứt điểm: with evidence, the answer sent, and the Office's confirmation.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`, `report-says-something`;
            unlawful: `settlement-has-evidence`, `settlement-was-answered`,
            `settlement-is-confirmed`, `complaint-is-settled-by-its-own-law`,
            `leaves-the-dialogue-with-guidance`.
    """
    raised(petition)
    known = petition.closing
    if isinstance(known, Resolved) and attrs.evolve(fact, on=known.on) == known:
        return []
    classified(petition)
    said(fact.gist)
    setting.lawful(bool(fact.evidence), "settlement-has-evidence", SETTLED, outcome=fact.outcome)
    # An author whom nobody knows can't be answered.
    answered = petition.is_told_the_result or petition.kind == "anonymous_tip"
    setting.lawful(answered, "settlement-was-answered", SETTLED, outcome=fact.outcome)
    setting.lawful(petition.is_confirmed, "settlement-is-confirmed", SETTLED, outcome=fact.outcome)
    setting.lawful(
        petition.kind not in ("complaint", "denunciation")
        or fact.proceeding is not None
        or petition.is_replied_settled,
        "complaint-is-settled-by-its-own-law",
        NOT_THE_SECRETARYS,
        kind=petition.kind,
    )
    guided_out(petition, setting)
    return [fact]


@frozen(kw_only=True)
class Contested:
    """Không đồng ý: the petitioner doesn't accept the result."""

    on: On
    gist: FreeText
    document: Document | None = None


@examines(Contested)
def contest(petition: "Petition", _: Setting, fact: Contested) -> list[Contested]:
    """Ghi nhận không đồng ý with the result; whether to open it again is decided apart.

    Raises:
        Refused: `result-is-contested` (there is none yet), `report-says-something`.
    """
    raised(petition)
    contests = [turn for turn in petition.turns if isinstance(turn, Contested)]
    if petition.is_contested and contests[-1].gist == fact.gist:
        return []
    if not (petition.is_told_the_result or petition.closing is not None):
        raise Refused("result-is-contested", OWN_RECORD, status=petition.status)
    said(fact.gist)
    return [fact]


@frozen(kw_only=True)
class SatisfactionTold:
    """Ý kiến của người nộp đơn về kết quả: whether they find it settled; it opens nothing again.

    Args:
        on: the day on which they said so.
        satisfaction: what they say of it.
        channel: by which way they said it.
        gist: in a sentence without names, if they said more.
        content: their own words, sealed under the case.
        session: the dialogue or reception at which they said it, if it was at one.
    """

    on: On
    satisfaction: Satisfaction
    channel: Channel
    gist: FreeText = ""
    content: Sealed | None = None
    session: StreamId | None = None


@examines(SatisfactionTold)
def tell_satisfaction(
    petition: "Petition", setting: Setting, fact: SatisfactionTold
) -> list[SatisfactionTold]:
    """Ghi ý kiến của người nộp đơn về kết quả; what they say later stands beside it.

    Who doesn't accept the result is told by `contest`, and opening it again is decided apart.

    Raises:
        Refused: `satisfaction-is-about-a-result` (there is none yet), `sealed-under-the-case`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.satisfaction[-1:]):
        return []
    if not (petition.is_told_the_result or petition.closing is not None):
        raise Refused("satisfaction-is-about-a-result", OWN_RECORD, status=petition.status)
    sealed_in_the_case(setting, fact.content)
    return [fact]


@frozen(kw_only=True)
class Reopened:
    """Xem xét lại: what was closed is open again.

    Args:
        reason: why, without names.
        petition: the petition in which it was raised again, if it was in one.
        session: the session at which it was raised again …
        opinion: … and the number of the opinion there.
        coerced: whether a withdrawal turned out to have been threatened or forced.
    """

    on: On
    reason: FreeText
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None
    coerced: bool = False


def reopen(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    reason: str,
    petition_again: StreamId | None = None,
    session: StreamId | None = None,
    opinion: int | None = None,
    coerced: bool = False,
) -> list[Reopened]:
    """Xem xét lại what was closed, because it was raised again or contested.

    Args:
        petition_again: the petition in which it was raised again, if it was in one.
        session: the session at which it was raised again …
        opinion: … and the number of the opinion there.
        coerced: whether a withdrawal turned out to have been threatened or forced.

    Raises:
        Refused: `only-what-is-closed-is-reopened`, `reason-is-given`,
            `opinion-has-its-session`; unlawful: `withdrawn-complaint-stays-withdrawn`,
            `reopened-within-its-window` (the ward's own, of that kind of petition).
    """
    raised(petition)
    event = Reopened(
        on=on,
        reason=reason,
        petition=petition_again,
        session=session,
        opinion=opinion,
        coerced=coerced,
    )
    if petition.closing is None:
        if any(
            isinstance(turn, Reopened) and attrs.evolve(event, on=turn.on) == turn
            for turn in petition.turns
        ):
            return []
        raise Refused("only-what-is-closed-is-reopened", OWN_RECORD, status=petition.status)
    with_a_reason(reason)
    if opinion is not None and session is None:
        raise Refused("opinion-has-its-session", OWN_RECORD, opinion=opinion)
    setting.lawful(
        coerced
        or not isinstance(petition.closing, Withdrawn)
        or petition.kind != "complaint"
        or not since_july_2026(on),
        "withdrawn-complaint-stays-withdrawn",
        COMPLAINT_WITHDRAWN,
        withdrawn=petition.closing.on,
    )
    _within_its_window(petition, setting, on)
    return [event]


def _within_its_window(petition: "Petition", setting: Setting, on: On) -> None:
    """Refuse, as unlawful, what the ward's own regulation closes for good after some time."""
    adopted, closed = setting.ward.reopening[-1:], petition.closed_on
    for one in adopted[0].windows if adopted and closed else ():
        if one.kind == petition.kind and closed is not None:
            term = add(setting.law.calendar, closed, one.amount, one.unit, on_unknown="provisional")
            setting.lawful(
                term.due is None or first_day(on) <= term.due,
                "reopened-within-its-window",
                cited(adopted[0].document),
                kind=one.kind,
                closed=closed,
                last=term.due,
            )


@frozen(kw_only=True)
class WithdrawnInPart:
    """Rút một phần: some content, or some of the petitioners; the rest goes on.

    Args:
        gist: what was withdrawn, without names.
        parties: those who withdraw; none: all of them, of that content.
    """

    on: On
    gist: FreeText
    form: WithdrawalForm
    parties: tuple[PartyId, ...] = ()
    document: Document | None = None


@examines(WithdrawnInPart)
def withdraw_in_part(
    petition: "Petition", setting: Setting, fact: WithdrawnInPart
) -> list[WithdrawnInPart]:
    """Rút một phần: some content, or some of the petitioners; the rest goes on.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`,
            `who-withdraws-is-a-petitioner`, `somebody-goes-on`;
            unlawful: `withdrawal-is-on-paper`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.withdrawals):
        return []
    not_closed(petition)
    said(fact.gist)
    named = {one.party for one in petition.petitioners}
    for party in fact.parties:
        if party not in named:
            raise Refused("who-withdraws-is-a-petitioner", OWN_RECORD, party=party)
    gone = {*petition.withdrawn_parties, *fact.parties}
    if fact.parties and len(gone) >= petition.people:
        raise Refused("somebody-goes-on", OWN_RECORD, people=petition.people)
    _on_paper(setting, fact.document)
    return [fact]


@frozen(kw_only=True)
class Withdrawn:
    """Rút toàn bộ: all petitioners withdraw all of it."""

    on: On
    form: WithdrawalForm
    reason: FreeText | None = None
    document: Document | None = None


@examines(Withdrawn)
def withdraw(petition: "Petition", setting: Setting, fact: Withdrawn) -> list[Withdrawn]:
    """Rút toàn bộ đơn, by letter or minutes; asked twice adds nothing.

    Raises:
        Refused: `petition-is-not-closed`; unlawful: `withdrawal-is-on-paper`.
    """
    if isinstance(petition.closing, Withdrawn):
        return []
    not_closed(petition)
    _on_paper(setting, fact.document)
    return [fact]


def _on_paper(setting: Setting, document: Document | None) -> None:
    setting.lawful(document is not None, "withdrawal-is-on-paper", WITHDRAWN_IN_WRITING)


@frozen(kw_only=True)
class ContinuedDespiteWithdrawal:
    """Tiếp tục giải quyết tố cáo đã rút: it goes on all the same."""

    on: On
    ground: ContinuingGround
    document: Document | None = None


@examines(ContinuedDespiteWithdrawal)
def continue_despite_withdrawal(
    petition: "Petition", _: Setting, fact: ContinuedDespiteWithdrawal
) -> list[ContinuedDespiteWithdrawal]:
    """Tiếp tục giải quyết tố cáo đã rút; asked twice adds nothing.

    Raises:
        Refused: `only-what-is-withdrawn-continues`, `denunciation-continues`.
    """
    raised(petition)
    if not isinstance(petition.closing, Withdrawn):
        if any(
            isinstance(turn, ContinuedDespiteWithdrawal) and turn.ground == fact.ground
            for turn in petition.turns
        ):
            return []
        raise Refused("only-what-is-withdrawn-continues", OWN_RECORD, status=petition.status)
    if petition.kind != "denunciation":
        raise Refused("denunciation-continues", DENUNCIATION_WITHDRAWN, kind=petition.kind)
    return [fact]


# -- The grievance that it belongs to ----------------------------------------------------


@frozen(kw_only=True)
class JoinedToMatter:
    """Ghép vào vụ việc: it belongs to a grievance that has a file of its own."""

    on: On
    matter: StreamId


@examines(JoinedToMatter)
def join_matter(petition: "Petition", _: Setting, fact: JoinedToMatter) -> list[JoinedToMatter]:
    """Ghép vào một vụ việc; the same matter adds nothing.

    Raises:
        Refused: `petition-is-raised`, `petition-is-of-one-matter`, `matter-is-named`.
    """
    raised(petition)
    if petition.matter == fact.matter:
        return []
    if not fact.matter.startswith("matter/"):
        raise Refused("matter-is-named", OWN_RECORD, matter=fact.matter)
    if petition.matter is not None:
        raise Refused("petition-is-of-one-matter", OWN_RECORD, matter=petition.matter)
    return [fact]


@frozen(kw_only=True)
class SeparatedFromMatter:
    """Tách khỏi vụ việc: it turned out to be about something else."""

    on: On
    matter: StreamId
    reason: FreeText


def leave_matter(
    petition: "Petition", _: Setting, *, on: On, reason: str
) -> list[SeparatedFromMatter]:
    """Tách khỏi vụ việc, with a reason; asked twice adds nothing.

    Raises:
        Refused: `petition-is-joined`, `reason-is-given`.
    """
    raised(petition)
    if petition.matter is None:
        if petition.matters:
            return []
        raise Refused("petition-is-joined", OWN_RECORD)
    with_a_reason(reason)
    return [SeparatedFromMatter(on=on, matter=petition.matter, reason=reason)]
