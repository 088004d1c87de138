"""What is then known of the ward, on any day: the fold of its events."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

import msgspec
from msgspec.structs import replace

from dialogue_cases.life import ByHand, Life
from dialogue_cases.spelling import same_name
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    GroupId,
    OfficeKind,
    OfficerId,
    StreamId,
    first_day,
)
from dialogue_cases.ward import decisions
from dialogue_cases.ward.decisions import (
    Appointed,
    BodiesMerged,
    BodyAbolished,
    BodyEstablished,
    BodyRenamed,
    BodySplit,
    BookTakenOver,
    DayAnnounced,
    EscalationLevelsAdopted,
    GroupEstablished,
    GroupRenamed,
    LawLoaded,
    Opened,
    OwnDaysOffAnnounced,
    PredecessorTakenOver,
    RegulationAdopted,
    Relieved,
    ReopeningWindowsAdopted,
    ReportSent,
    RetentionAdopted,
    TermBegun,
    TopicDefined,
    YearAnnounced,
)
from dialogue_cases.ward.words import RuleSource


class Body(msgspec.Struct, frozen=True, kw_only=True):
    """Cơ quan: what is known of a body; `until` is the first day on which it is no more."""

    id: BodyId
    kind: BodyKind
    name: str
    since: date
    aliases: tuple[str, ...] = ()
    parent: BodyId | None = None
    superior: bool = False
    until: date | None = None
    successor: BodyId | None = None


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Tổ dân phố: what is known of a residential group."""

    id: GroupId
    name: str
    aliases: tuple[str, ...] = ()
    cell: BodyId | None = None
    community_house: str | None = None


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """Người giữ chức: who holds which office of which body, since when."""

    officer: OfficerId
    office: OfficeKind
    body: BodyId
    title: str
    since: date
    name: str | None = None


class Ward(msgspec.Struct, frozen=True, kw_only=True):
    """Phường: what is known of it on a day. `bodies` keeps those that are no more."""

    store: str = ""
    code: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    bodies: Mapping[BodyId, Body] = msgspec.field(default_factory=dict)
    splits: tuple[BodySplit, ...] = ()
    groups: Mapping[GroupId, Group] = msgspec.field(default_factory=dict)
    topics: tuple[TopicDefined, ...] = ()
    holdings: tuple[Holding, ...] = ()
    terms: Mapping[BodyId, str] = msgspec.field(default_factory=dict)
    regulations: tuple[RegulationAdopted, ...] = ()
    retention: tuple[RetentionAdopted, ...] = ()
    reopening: tuple[ReopeningWindowsAdopted, ...] = ()
    escalation: tuple[EscalationLevelsAdopted, ...] = ()
    days: tuple[DayAnnounced, ...] = ()
    own_days_off: tuple[OwnDaysOffAnnounced, ...] = ()
    years: tuple[YearAnnounced, ...] = ()
    editions: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    books: tuple[BookTakenOver, ...] = ()
    reports: tuple[ReportSent, ...] = ()

    def body(self, name: str) -> Body | None:
        """The body with that id, name or alias, whatever the tone placement."""
        return _named(name, self.bodies.values())

    def group(self, name: str) -> Group | None:
        """The residential group with that id, name or alias, whatever the tone placement."""
        return _named(name, self.groups.values())

    def exists(self, body: BodyId) -> bool:
        """Whether a body is there on the day of this state."""
        known = self.bodies.get(body)
        return known is not None and known.until is None

    def holds(self, officer: OfficerId, office: OfficeKind, body: BodyId) -> bool:
        """Whether the officer holds that office on the day of this state."""
        for one in self.holdings:
            if one.officer == officer and one.office == office and one.body == body:
                return True
        return False

    def in_force(self, kind: RuleSource) -> RegulationAdopted | None:
        """The ward's own regulation (quy chế), house rules (nội quy) or plan, the latest one."""
        return next((one for one in reversed(self.regulations) if one.kind == kind), None)

    def successor(self, body: BodyId) -> BodyId:
        """Who carries on for a body that is no more: itself while it exists."""
        seen: set[BodyId] = set()
        while (known := self.bodies.get(body)) and known.successor and body not in seen:
            seen.add(body)
            body = known.successor
        return body


V = TypeVar("V", bound=Body | Group)


def _named(name: str, among: Iterable[V]) -> V | None:
    for candidate in among:
        names = (candidate.name, *candidate.aliases)
        if name == candidate.id or any(same_name(name, written) for written in names):
            return candidate
    return None


def _opened(ward: Ward, event: Opened) -> Ward:
    return replace(ward, store=event.store, code=event.code, name=event.name, aliases=event.aliases)


def _body(ward: Ward, event: BodyEstablished) -> Ward:
    body = Body(
        id=event.body,
        kind=event.kind,
        name=event.name,
        since=first_day(event.on),
        aliases=event.aliases,
        parent=event.parent,
        superior=event.superior,
    )
    return replace(ward, bodies={**ward.bodies, event.body: body})


def _renamed(ward: Ward, event: BodyRenamed) -> Ward:
    known = ward.bodies.get(event.body)
    if known is None:
        return ward
    renamed = replace(known, name=event.name, aliases=(*known.aliases, known.name))
    return replace(ward, bodies={**ward.bodies, event.body: renamed})


def _merged(ward: Ward, event: BodiesMerged) -> Ward:
    for body in event.bodies:
        ward = _ended(ward, body, first_day(event.on), event.into)
    return ward


def _split(ward: Ward, event: BodySplit) -> Ward:
    """What stays one of those that it becomes doesn't end."""
    ward = replace(ward, splits=(*ward.splits, event))
    if event.carries_on == event.body:
        return ward
    return _ended(ward, event.body, first_day(event.on), event.carries_on)


def _abolished(ward: Ward, event: BodyAbolished) -> Ward:
    return _ended(ward, event.body, first_day(event.on), event.successor)


def _ended(ward: Ward, body: BodyId, day: date, successor: BodyId | None) -> Ward:
    known = ward.bodies.get(body)
    if known is None or known.until is not None:
        return ward
    ended = replace(known, until=day, successor=successor)
    holdings = tuple(one for one in ward.holdings if one.body != body)
    return replace(ward, bodies={**ward.bodies, body: ended}, holdings=holdings)


def _group(ward: Ward, event: GroupEstablished) -> Ward:
    group = Group(
        id=event.group,
        name=event.name,
        aliases=event.aliases,
        cell=event.cell,
        community_house=event.community_house,
    )
    return replace(ward, groups={**ward.groups, event.group: group})


def _group_renamed(ward: Ward, event: GroupRenamed) -> Ward:
    known = ward.groups.get(event.group)
    if known is None:
        return ward
    renamed = replace(known, name=event.name, aliases=(*known.aliases, known.name))
    return replace(ward, groups={**ward.groups, event.group: renamed})


def _appointed(ward: Ward, event: Appointed) -> Ward:
    holding = Holding(
        officer=event.officer,
        office=event.office,
        body=event.body,
        title=event.title,
        since=first_day(event.on),
        name=event.name,
    )
    return replace(ward, holdings=(*ward.holdings, holding))


def _relieved(ward: Ward, event: Relieved) -> Ward:
    left = (event.officer, event.office, event.body)
    kept = (one for one in ward.holdings if (one.officer, one.office, one.body) != left)
    return replace(ward, holdings=tuple(kept))


def _term(ward: Ward, event: TermBegun) -> Ward:
    return replace(ward, terms={**ward.terms, event.body: event.term})


def _law(ward: Ward, event: LawLoaded) -> Ward:
    return replace(ward, editions=(*ward.editions, event.edition))


def _predecessor(ward: Ward, event: PredecessorTakenOver) -> Ward:
    return replace(ward, predecessors=(*ward.predecessors, event.store))


BY_HAND: ByHand = {
    Opened: _opened,
    BodyEstablished: _body,
    BodyRenamed: _renamed,
    BodiesMerged: _merged,
    BodySplit: _split,
    BodyAbolished: _abolished,
    GroupEstablished: _group,
    GroupRenamed: _group_renamed,
    Appointed: _appointed,
    Relieved: _relieved,
    TermBegun: _term,
    LawLoaded: _law,
    PredecessorTakenOver: _predecessor,
}
"""How the state changes where that doesn't follow from its fields."""


Event: TypeAlias = (
    Opened
    | BodyEstablished
    | BodyRenamed
    | BodiesMerged
    | BodySplit
    | BodyAbolished
    | GroupEstablished
    | GroupRenamed
    | TopicDefined
    | Appointed
    | Relieved
    | TermBegun
    | RegulationAdopted
    | RetentionAdopted
    | ReopeningWindowsAdopted
    | EscalationLevelsAdopted
    | DayAnnounced
    | OwnDaysOffAnnounced
    | LawLoaded
    | PredecessorTakenOver
    | BookTakenOver
    | ReportSent
    | YearAnnounced
)
"""Sự kiện: what can happen in this life."""

WARD = StreamId("ward")
"""The ward's own stream."""

LIFE: Life[Ward, Event] = Life(
    "ward",
    Ward(),
    Event,
    phases=(decisions,),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve
