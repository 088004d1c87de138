"""How the people are called: invitees, invitations, announcements and who has heard them."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.session.conditions import OFFICE, OWN_RECORD, later, not_cancelled
from dialogue_cases.session.schedule import Fixed
from dialogue_cases.session.words import Channel, Invitee, Phase
from dialogue_cases.vocabulary import (
    BodyId,
    DocumentNumber,
    FreeText,
    GroupId,
    LocalTime,
    On,
    Place,
    Topic,
    first_day,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


@frozen(kw_only=True)
class InviteesProposed:
    """Tham mưu thành phần mời."""

    on: On
    invitees: tuple[Invitee, ...]


def propose_invitees(
    session: "Session", setting: Setting, *, on: On, invitees: tuple[Invitee, ...]
) -> list[InviteesProposed]:
    """Tham mưu thành phần mời; those already proposed add nothing.

    Raises:
        Refused: `body-is-known`, `group-is-known`, `session-is-not-cancelled`;
            unlawful: `office-proposes-invitees`, `body-exists`.
    """
    not_cancelled(session)
    new = tuple(one for one in invitees if one not in session.proposed)
    if not new:
        return []
    setting.known_body(*(one.body for one in new))
    setting.known_groups(*(one.group for one in new))
    if session.of_the_party:
        setting.as_assigned(
            "invitees",
            "office-proposes-invitees",
            OFFICE,
            bodies=("party_office",),
            plan=session.plan,
            body=setting.body,
        )
    return [InviteesProposed(on=on, invitees=new)]


@frozen(kw_only=True)
class InviteesApproved:
    """Duyệt thành phần mời."""

    on: On
    invitees: tuple[Invitee, ...]


def approve_invitees(
    session: "Session", setting: Setting, *, on: On, invitees: tuple[Invitee, ...] | None = None
) -> list[InviteesApproved]:
    """Duyệt thành phần mời; those already approved add nothing.

    Args:
        invitees: those approved; None: all that were proposed.

    Raises:
        Refused: `invitees-are-proposed` (nobody is), `session-is-not-cancelled`;
            unlawful: `invitees-are-proposed` (these aren't), `head-approves-invitees`.
    """
    not_cancelled(session)
    asked = session.proposed if invitees is None else invitees
    if not asked:
        raise Refused("invitees-are-proposed", OFFICE)
    new = tuple(one for one in asked if one not in session.approved)
    if not new:
        return []
    for one in new:
        setting.lawful(one in session.proposed, "invitees-are-proposed", OFFICE, invitee=one.name)
    setting.lawful(setting.holds(session.head), "head-approves-invitees", OFFICE, head=session.head)
    return [InviteesApproved(on=on, invitees=new)]


@frozen(kw_only=True)
class InvitationIssued:
    """Phát hành giấy mời: one invitee is asked to come on this day, at this time, to this place.

    Args:
        sent_on: the local day on which it went out, if known.
    """

    on: On
    number: DocumentNumber
    invitee: Invitee
    day: date
    at: LocalTime | None = None
    place: Place | None = None
    sent_on: date | None = None


def issue_invitation(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    number: DocumentNumber,
    invitee: Invitee,
    sent_on: date | None = None,
) -> list[InvitationIssued]:
    """Phát hành giấy mời to one invitee, for the day, time and place that are now fixed.

    The same invitee isn't invited twice for the same day, time and place.

    Args:
        number: of the invitation; several invitees may share one.
        sent_on: the local day on which it went out, if known.

    Raises:
        Refused: `session-is-fixed`, `sent-after-issue`, `session-is-not-cancelled`;
            unlawful: `only-approved-are-invited`.
    """
    not_cancelled(session)
    fixed = _fixed(session)
    event = InvitationIssued(
        on=on,
        number=number,
        invitee=invitee,
        day=fixed.day,
        at=fixed.at,
        place=fixed.place,
        sent_on=sent_on,
    )
    known = {(one.invitee, one.day, one.at, one.place) for one in session.invitations}
    if (event.invitee, event.day, event.at, event.place) in known:
        return []
    if sent_on is not None and sent_on < first_day(on):
        raise Refused("sent-after-issue", OWN_RECORD, sent=sent_on, issued=first_day(on))
    setting.lawful(
        invitee in session.approved, "only-approved-are-invited", OFFICE, invitee=invitee.name
    )
    return [event]


@frozen(kw_only=True)
class Announced:
    """Thông báo, tuyên truyền: what was made public, and what it said.

    Args:
        body: who made it public (the station, the cell …).
        day: the day of the session as announced …
        at: … its time …
        place: … its place …
        topics: … and its topics; what was left out stays empty.
        groups: where it was heard; none: the whole ward.
        text: the wording, if it was kept.
    """

    on: On
    phase: Phase
    channel: Channel
    body: BodyId
    day: date | None = None
    at: LocalTime | None = None
    place: Place | None = None
    topics: tuple[Topic, ...] = ()
    groups: tuple[GroupId, ...] = ()
    text: FreeText | None = None


@examines(Announced)
def announce(session: "Session", setting: Setting, fact: Announced) -> list[Announced]:
    """Thông báo, tuyên truyền trước, trong và sau buổi đối thoại; each one is one more.

    Only what was said is recorded: what an announcement leaves out is told by
    `Session.missing`. A cancellation can be announced too.

    Raises:
        Refused: `announced-in-its-phase`, `body-is-known`, `group-is-known`;
            unlawful: `body-exists`.
    """
    opened, ended = session.opened, session.ended
    in_phase = {
        "before": opened is None or not later(fact.on, opened.on),
        "during": opened is not None and (ended is None or not later(fact.on, ended.on)),
        "after": ended is not None,
    }
    if not in_phase[fact.phase]:
        raise Refused("announced-in-its-phase", OWN_RECORD, phase=fact.phase, on=fact.on)
    setting.known_body(fact.body)
    setting.known_groups(*fact.groups, fact.place.group if fact.place else None)
    return [fact]


@frozen(kw_only=True)
class AnnouncementAcknowledged:
    """Tổ dân phố đã nhận thông báo: a group knows of the session on this day.

    Args:
        body: who says so (the cell of that group).
        day: the day of the session as the group knows it.
    """

    on: On
    group: GroupId
    body: BodyId
    day: date


def acknowledge_announcement(
    session: "Session", setting: Setting, *, on: On, group: GroupId, body: BodyId
) -> list[AnnouncementAcknowledged]:
    """Ghi nhận tổ dân phố đã nhận thông báo of the day that is now fixed.

    Args:
        body: who says so (the cell of that group).

    Raises:
        Refused: `session-is-fixed`, `group-is-known`, `body-is-known`,
            `session-is-not-cancelled`; unlawful: `body-exists`.
    """
    not_cancelled(session)
    fixed = _fixed(session)
    if any((one.group, one.day) == (group, fixed.day) for one in session.acknowledgements):
        return []
    setting.known_groups(group)
    setting.known_body(body)
    return [AnnouncementAcknowledged(on=on, group=group, body=body, day=fixed.day)]


def _fixed(session: "Session") -> Fixed:
    if session.fixed is None:
        raise Refused("session-is-fixed", OWN_RECORD, period=session.period)
    return session.fixed
