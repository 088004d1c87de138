"""When and where a session is held, and by whom: foreseen, fixed, postponed, cancelled."""

from datetime import date, time
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.session.conditions import (
    CHAIR,
    DELEGATION,
    HOUSE_RULES,
    JOINT,
    OWN_RECORD,
    POSTPONEMENT,
    SCHEDULE,
    not_cancelled,
    not_opened,
)
from dialogue_cases.session.words import SIDE_BY_SIDE
from dialogue_cases.vocabulary import (
    Audience,
    BodyId,
    Document,
    FreeText,
    GroupId,
    LegalBasis,
    LocalTime,
    OfficeKind,
    OfficerId,
    On,
    Place,
    Quarter,
    StreamId,
    Topic,
    When,
    first_day,
    last_day,
    quarter_in,
)
from dialogue_cases.ward import Setting
from dialogue_cases.ward.conditions import said

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


@frozen(kw_only=True)
class Foreseen:
    """Dự kiến theo kế hoạch: a plan foresees the session, in a period rather than on a day.

    Args:
        plan: the plan's stream.
        period: when: a month, several, a quarter, a half-year.
        quarter: under which quarter it stands, where the plan says one.
        groups: the residential groups with whose people it is held; none: the whole unit.
        topics: what it is about; none: not chosen yet.
        audiences: with whom in particular it is held; none: with anybody.
    """

    begins = True

    on: On
    plan: StreamId
    period: When
    quarter: Quarter | None = None
    groups: tuple[GroupId, ...] = ()
    topics: tuple[Topic, ...] = ()
    place: Place | None = None
    legal_basis: LegalBasis = "party_secretary_dialogue"
    audiences: tuple[Audience, ...] = ()


@examines(Foreseen)
def foresee(session: "Session", setting: Setting, fact: Foreseen) -> list[Foreseen]:
    """Dự kiến một buổi theo kế hoạch; foreseen otherwise, the newer plan counts.

    In the series of receptions a dialogue of the secretary, as which nobody foresees one there,
    is a reception.

    Raises:
        Refused: `month-in-its-quarter`, `group-is-known`, `plan-foresees` (something else was
            named), `session-is-not-cancelled`, `session-has-not-opened`.
    """
    if fact.legal_basis == "party_secretary_dialogue":
        fact = attrs.evolve(fact, legal_basis=_usual_basis(setting))
    if session.foreseen and attrs.evolve(session.foreseen, on=fact.on) == fact:
        return []
    if not fact.plan.startswith("plan/"):
        raise Refused("plan-foresees", SCHEDULE, plan=fact.plan)
    not_cancelled(session)
    not_opened(session)
    if fact.quarter is not None and _quarters(fact.period) != {
        (fact.period.day.year, fact.quarter)
    }:
        raise Refused(
            "month-in-its-quarter", SCHEDULE, period=str(fact.period), quarter=fact.quarter
        )
    setting.known_groups(*fact.groups, fact.place.group if fact.place else None)
    return [fact]


@frozen(kw_only=True)
class Fixed:
    """Ấn định ngày, giờ, địa điểm: it takes the place of what was fixed before.

    Args:
        day: the local day on which the session is to be held …
        at: … and its local time, if one was said.
        house_rules: the house rules (nội quy) in force when it was fixed.
        audiences: with whom in particular it is held; none: with anybody.
    """

    begins = True

    on: On
    day: date
    place: Place
    legal_basis: LegalBasis
    at: LocalTime | None = None
    groups: tuple[GroupId, ...] = ()
    topics: tuple[Topic, ...] = ()
    house_rules: Document | None = None
    audiences: tuple[Audience, ...] = ()


def fix(
    session: "Session",
    setting: Setting,
    *,
    on: On,
    day: date,
    at: time | None = None,
    place: Place | None = None,
    groups: tuple[GroupId, ...] | None = None,
    topics: tuple[Topic, ...] | None = None,
    legal_basis: LegalBasis | None = None,
    audiences: tuple[Audience, ...] | None = None,
) -> list[Fixed]:
    """Ấn định ngày, giờ, địa điểm; what isn't said stays as last fixed, put off to or foreseen.

    A session that no plan foresees can be fixed too: an ad hoc dialogue, a reception day. In the
    series of receptions it is a reception unless something else is said.

    Args:
        day: the local day of the session …
        at: … and its local time.

    Raises:
        Refused: `session-has-a-place`, `session-has-a-topic` (a reception day needs none),
            `group-is-known`, `session-is-not-cancelled`, `session-has-not-opened`;
            unlawful: `house-rules-in-force`, `moved-by-postponement` (another day is fixed),
            `fixed-in-its-period` (foreseen, or put off to), `fixed-ahead` (the day has passed).
    """
    fixed, period = session.fixed, session.period
    at = at or session.at
    place = place or session.place
    topics = session.topics if topics is None else topics
    groups = session.groups if groups is None else groups
    if legal_basis is None:
        said_before = session.arranged or session.foreseen
        legal_basis = said_before.legal_basis if said_before else _usual_basis(setting)
    if place is None:
        raise Refused("session-has-a-place", SCHEDULE, day=day)
    rules = setting.ward.in_force("house_rules")
    event = Fixed(
        on=on,
        day=day,
        at=at,
        place=place,
        groups=groups,
        topics=topics,
        legal_basis=legal_basis,
        house_rules=rules.document if rules else None,
        audiences=session.audiences if audiences is None else audiences,
    )
    if fixed and attrs.evolve(fixed, on=on) == event:
        return []
    not_cancelled(session)
    not_opened(session)
    _has_a_topic(topics, legal_basis)
    setting.known_groups(*groups, place.group)
    _, switches = setting.law.chosen_on(first_day(on))
    if switches.get("house_rules_in_force", True):
        setting.lawful(rules is not None, "house-rules-in-force", HOUSE_RULES, day=day)
    setting.lawful(
        fixed is None or fixed.day == day,
        "moved-by-postponement",
        POSTPONEMENT,
        fixed=fixed and fixed.day,
        day=day,
    )
    setting.lawful(
        period is None or first_day(period) <= day <= last_day(period),
        "fixed-in-its-period",
        SCHEDULE,
        day=day,
        period=period,
    )
    setting.lawful(first_day(on) <= day, "fixed-ahead", OWN_RECORD, on=first_day(on), day=day)
    return [event]


@frozen(kw_only=True)
class Postponed:
    """Hoãn, dời: the session isn't held on the day for which it was fixed or foreseen.

    Args:
        day: the fixed day that falls away; None if none had been fixed.
        to: the new day or period as announced; None while nobody has said.
    """

    on: On
    reason: FreeText
    day: date | None = None
    to: On | None = None


def postpone(
    session: "Session", _: Setting, *, on: On, reason: str, to: On | None = None
) -> list[Postponed]:
    """Hoãn, dời: no day is fixed any more, and what was announced doesn't count for a new one.

    Args:
        to: the new day or period as it is announced; it is then fixed by `fix`.

    Raises:
        Refused: `session-is-foreseen-or-fixed`, `reason-is-given`,
            `session-is-not-cancelled`, `session-has-not-opened`.
    """
    day = session.fixed.day if session.fixed else None
    last = session.postponed[-1] if session.postponed else None
    if day is None and last and (last.reason, last.to) == (reason, to):
        return []
    not_cancelled(session)
    not_opened(session)
    if session.foreseen is None and session.arranged is None:
        raise Refused("session-is-foreseen-or-fixed", OWN_RECORD)
    said("reason-is-given", reason, POSTPONEMENT)
    return [Postponed(on=on, reason=reason, day=day, to=to)]


@frozen(kw_only=True)
class Cancelled:
    """Huỷ buổi đối thoại: it will not be held."""

    on: On
    reason: FreeText


@examines(Cancelled)
def cancel(session: "Session", _: Setting, fact: Cancelled) -> list[Cancelled]:
    """Huỷ buổi đối thoại; asked twice adds nothing.

    What was reported or announced can still be recorded; nothing else can follow.

    Raises:
        Refused: `session-has-not-opened`, `reason-is-given`.
    """
    if session.cancelled is not None:
        return []
    not_opened(session)
    said("reason-is-given", fact.reason, POSTPONEMENT)
    return [fact]


@frozen(kw_only=True)
class ChairDelegated:
    """Uỷ quyền chủ trì: the secretary lets somebody else hold the session in his stead.

    Args:
        officer: who …
        office: … in which office …
        body: … of which body.
    """

    on: On
    officer: OfficerId
    office: OfficeKind
    body: BodyId
    reason: FreeText | None = None


@examines(ChairDelegated)
def delegate_chair(
    session: "Session", setting: Setting, fact: ChairDelegated
) -> list[ChairDelegated]:
    """Uỷ quyền chủ trì: the secretary names who holds the session; the last one named counts.

    Raises:
        Refused: `body-is-known`, `session-is-not-cancelled`;
            unlawful: `only-the-head-delegates`, `delegate-holds-the-office`,
            `delegate-is-deputy-or-board-member`, `body-exists`.
    """
    if session.delegated and attrs.evolve(session.delegated, on=fact.on) == fact:
        return []
    not_cancelled(session)
    setting.known_body(fact.body)
    setting.lawful(setting.holds(session.head), "only-the-head-delegates", CHAIR, head=session.head)
    setting.lawful(
        setting.ward.holds(fact.officer, fact.office, fact.body),
        "delegate-holds-the-office",
        OWN_RECORD,
        officer=fact.officer,
        office=fact.office,
        body=fact.body,
    )
    setting.lawful(
        not session.of_the_party
        or fact.office in ("deputy_party_secretary", "standing_board_member"),
        "delegate-is-deputy-or-board-member",
        DELEGATION,
        office=fact.office,
    )
    return [fact]


@frozen(kw_only=True)
class JointChairArranged:
    """Dự kiến đồng chủ trì: the session is to be held by the heads of several offices together.

    Args:
        offices: the offices whose holders hold it beside its head; none: its head alone again.
    """

    on: On
    offices: tuple[OfficeKind, ...]


@examines(JointChairArranged)
def arrange_joint_chair(
    session: "Session", setting: Setting, fact: JointChairArranged
) -> list[JointChairArranged]:
    """Dự kiến đồng chủ trì; the last word counts, also for a day to which it is put off.

    Raises:
        Refused: `session-is-not-cancelled`, `session-has-not-opened`;
            unlawful: `chair-is-shared-by-heads`.
    """
    if fact.offices == session.together_with:
        return []
    not_cancelled(session)
    not_opened(session)
    for office in fact.offices:
        setting.lawful(office in SIDE_BY_SIDE, "chair-is-shared-by-heads", JOINT, office=office)
    return [fact]


def _usual_basis(setting: Setting) -> LegalBasis:
    """Under which rules a session of its series is held, where nobody says so."""
    of_receptions = setting.stream is not None and setting.stream.startswith("reception/")
    return "citizen_reception" if of_receptions else "party_secretary_dialogue"


def _has_a_topic(topics: tuple[Topic, ...], legal_basis: LegalBasis) -> None:
    if not topics and legal_basis != "citizen_reception":
        raise Refused("session-has-a-topic", SCHEDULE, legal_basis=legal_basis)


def _quarters(period: When) -> set[tuple[int, int]]:
    """The quarters in which a period begins and ends."""
    days = (first_day(period), last_day(period))
    return {(day.year, quarter_in(day)) for day in days}
