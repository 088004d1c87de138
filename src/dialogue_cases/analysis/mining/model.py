"""Sự kiện và đối tượng: a life as events that touch objects, as process mining reads it.

Each life is an object, and so are the bodies, their offices, and what a notice says is to be
done. An event is a fact that stands, corrected ones in their place; it touches its own life and
whatever it names. What is told of either follows from the types of fields (`mining.told`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from attrs import define, field, frozen

from dialogue_cases import codec
from dialogue_cases.analysis.durations import SinceStart
from dialogue_cases.analysis.mining.told import (
    Scalar,
    Values,
    attributes_of,
    told,
    words_and_days,
)
from dialogue_cases.codec import life_of
from dialogue_cases.deadlines import Obligation, deadlines
from dialogue_cases.law import Law
from dialogue_cases.office.bounds import OF_ANOTHER_RECORD, references
from dialogue_cases.office.secrecy import SECRET
from dialogue_cases.policies.own_rules import is_own
from dialogue_cases.record import LOCAL, Known, Recorded, effective_at, standing
from dialogue_cases.session import ConclusionIssued, ConclusionReplaced, Item
from dialogue_cases.task import Assigned, Origin
from dialogue_cases.task import stream as task_stream
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    EventRef,
    OfficerId,
    On,
    StreamId,
    SystemAct,
    When,
    first_day,
)
from dialogue_cases.vocabulary.days import FIRST
from dialogue_cases.ward import Ward

TELLING = ("petition", "proceeding")
"""The lives that may say of themselves that they are a denunciation: told only to who may know."""

LIFE = "life"
"""How an event touches the life that it is a fact of."""
DECIDED_BY = "decided_by"
"""How an event touches the office and the body that decided it, and the officer, where told."""

OFFICER: tuple[Any, ...] = (OfficerId,)
BODY: tuple[Any, ...] = (BodyId,)


class Relation(NamedTuple):
    """Quan hệ: which object is touched or named, and how."""

    object: str
    qualifier: str


class Change(NamedTuple):
    """Giá trị từ lúc: what an object's attribute is from a moment on."""

    name: str
    value: Scalar
    since: datetime


@frozen(kw_only=True)
class MinedObject:
    """Đối tượng: what events touch.

    Args:
        id: its life's id; `body/…`, `office/<body>/…`, `officer/…`; an item's is its session's
            with `/item/<number>`.
        type: the life's name; `conclusion_item`, `body`, `office`, `officer`.
        since: when it was first heard of.
        changes: its attributes over time, in order, each where it differs from before.
        relations: the objects that its facts name; some of them may not be told.
    """

    id: str
    type: str
    since: datetime
    changes: tuple[Change, ...] = ()
    relations: tuple[Relation, ...] = ()


@frozen(kw_only=True)
class MinedEvent:
    """Sự kiện: a fact that stands.

    Args:
        id: the fact, such as `dialogue/2023/1@7`.
        type: its stored name, such as `session.ended`.
        time: when it took effect, on the ward's clock: the start of its day, or of the first
            day of a period, where no time is known.
        position: where the entry stands in the log whose place it takes: of equal times the
            lower one comes first.
        values: its attributes.
        relations: the objects that it touches; some of them may not be told.
        office: in which office it was decided, such as `office/van-phong/head` …
        officer: … and by whom, where the reader may be told; None where it followed by rule.
    """

    id: str
    type: str
    time: datetime
    position: int
    values: Values
    relations: tuple[Relation, ...]
    office: str | None
    officer: str | None


@frozen(kw_only=True)
class MinedLife:
    """Một vòng đời: its events in order, and the objects that it brings with it, its own first."""

    objects: tuple[MinedObject, ...]
    events: tuple[MinedEvent, ...]


@frozen(kw_only=True)
class Reader:
    """Người đọc: how far lives are told.

    Args:
        law: by whose calendar working days are counted, and by which something is owed.
        known: as was on record at the end of this local day, or at exactly this position.
        untold: the lives that this reader may not be told of.
        officers: whether officers are told by their ids.
    """

    law: Law
    known: Known | None
    untold: frozenset[StreamId]
    officers: bool


def moment(on: On) -> datetime:
    """When something took effect, as an instant on the ward's clock.

    What holds from a day that nobody knows comes before all else: at the start of 1900.
    """
    day, at = effective_at(on)
    return datetime.combine(max(day, FIRST), at, LOCAL)


FROM_EVER = moment(FIRST)
"""Since when something holds that has no beginning on record."""


def mined(facts: Sequence[Recorded[Any]], reader: Reader) -> MinedLife | None:
    """A life as events and objects; None where nothing of it stands.

    Args:
        facts: all facts of one life as known, by version; one at least.
        reader: how far it is told.
    """
    stands = standing(facts)
    if not stands:
        return None
    life, stream = life_of(stands[0].stream), stands[0].stream
    positions = {one.version: one.position for one in facts}
    own = _Object(stream, life.name, moment(stands[0].on))
    others = _Others(reader)
    shape: Any = type(life.initial)
    state, shown = life.initial, words_and_days(shape)
    events = []
    passed, terms = SinceStart(stands, reader.law), _terms(facts, stands, reader)
    for fact in stands:
        event, at, position = fact.event, moment(fact.on), positions[fact.root]
        state = life.evolve(state, event)
        own.change({**told(shown, state)}, at)
        lives = dict.fromkeys(_lives_named(event))
        named = lives | dict.fromkeys((*_items_named(event), *_bodies_named(event)))
        own.relations.update(named)
        if isinstance(event, ConclusionIssued | ConclusionReplaced):
            named.update(dict.fromkeys(others.items(stream, event.items, at)))
            own.relations.update(named)
        named.update(dict.fromkeys(others.officers(event)))
        office, officer = others.decider(fact.act)
        decided = [one for one in (office, officer) if one is not None]
        if isinstance(fact.act, Act):
            decided.append(_body(fact.act.body))
        events.append(
            MinedEvent(
                id=fact.ref,
                type=codec.name_of(event),
                time=at,
                position=position,
                values={"position": position}
                | _of_event(fact, lives, reader)
                | terms.get(fact.ref, {})
                | _durations(passed, first_day(fact.on)),
                relations=(
                    Relation(stream, LIFE),
                    *named,
                    *(Relation(one, DECIDED_BY) for one in decided),
                ),
                office=office,
                officer=officer,
            )
        )
    return MinedLife(objects=(own.made(), *others.made()), events=tuple(events))


def bodies(ward: Ward) -> Iterator[MinedObject]:
    """The bodies that a ward knows, those that are no more among them."""
    shown = words_and_days(type(next(iter(ward.bodies.values())))) if ward.bodies else ()
    for one in ward.bodies.values():
        body = _Object(_body(one.id), "body", moment(one.since))
        body.change(told(shown, one), body.since)
        body.relations.update(dict.fromkeys(_bodies_named(one)))
        yield body.made()


@define
class _Object:
    """An object as it is put together."""

    id: str
    type: str
    since: datetime
    relations: dict[Relation, None] = field(factory=dict)
    _changes: list[Change] = field(factory=list)
    _now: dict[str, Scalar] = field(factory=dict)

    def change(self, values: Values, at: datetime) -> None:
        for name, value in values.items():
            if self._now.get(name) != value:
                self._now[name] = value
                self._changes.append(Change(name, value, at))

    def made(self) -> MinedObject:
        return MinedObject(
            id=self.id,
            type=self.type,
            since=self.since,
            changes=tuple(self._changes),
            relations=tuple(one for one in self.relations if one.object != self.id),
        )


@define
class _Others:
    """The objects that a life brings with it: offices, officers, items of a notice."""

    _reader: Reader
    _found: dict[str, _Object] = field(factory=dict)

    def made(self) -> Iterator[MinedObject]:
        return (one.made() for one in self._found.values())

    def items(self, session: StreamId, items: Sequence[Item], at: datetime) -> Iterator[Relation]:
        """The items of a notice, which keep their numbers in one that replaces it."""
        for one in items:
            origin = Origin(kind="conclusion_item", source=session, number=one.number)
            item = self._once(_item(origin), origin.kind, at)
            item.change(told(words_and_days(Item), one), at)
            item.relations.update(dict.fromkeys(_bodies_named(one)))
            yield Relation(item.id, "items")

    def officers(self, event: object) -> Iterator[Relation]:
        """The officers that a fact names, where the reader may be told."""
        shape: Any = type(event)
        for place in references(shape, OFFICER) if self._reader.officers else ():
            for named in place.named(event):
                yield Relation(self._officer(OfficerId(named)), place.field)

    def decider(self, act: Act | SystemAct) -> tuple[str | None, str | None]:
        """The office that decided, and the officer, where the reader may be told."""
        if not isinstance(act, Act):
            return None, None
        office = self._once(f"office/{act.body}/{act.office}", "office")
        office.change({"kind": act.office}, FROM_EVER)
        office.relations[Relation(_body(act.body), "body")] = None
        return office.id, self._officer(act.officer) if self._reader.officers else None

    def _officer(self, officer: OfficerId) -> str:
        return self._once(f"officer/{officer}", "officer").id

    def _once(self, name: str, kind: str, since: datetime = FROM_EVER) -> _Object:
        return self._found.setdefault(name, _Object(name, kind, since))


def _body(body: BodyId | str) -> str:
    return f"body/{body}"


def _item(origin: Origin) -> str:
    """The item that a task carries out, named as the task is."""
    return task_stream(origin).removeprefix("task/")


def _lives_named(event: object) -> Iterator[Relation]:
    """The lives that a fact names, each by the name of its field."""
    shape: Any = type(event)
    for place in references(shape):
        if place.field != OF_ANOTHER_RECORD:
            for named in place.named(event):
                yield Relation(named.partition("@")[0], place.field)


def _items_named(event: object) -> Iterator[Relation]:
    if isinstance(event, Assigned) and event.origin.kind == "conclusion_item":
        yield Relation(_item(event.origin), "origin")


def _bodies_named(value: object) -> Iterator[Relation]:
    shape: Any = type(value)
    for place in references(shape, BODY):
        for named in place.named(value):
            if place.path != ("id",):
                yield Relation(_body(named), place.field)


def _of_event(
    fact: Recorded[Any], lives: Mapping[Relation, None], reader: Reader
) -> dict[str, Scalar]:
    """What is told of a fact; of one that would tell of a denunciation, that it happened."""
    values: dict[str, Scalar] = {}
    on = fact.on
    if isinstance(on, When) and on.through is not None:
        values["through"] = on.through
    if isinstance(fact.act, SystemAct) and is_own(fact.act):
        values["by_rule"] = fact.act.rule
    if fact.despite:
        values["despite"] = " ".join(one.rule for one in fact.despite)
    shape: Any = type(fact.event)
    own = told(attributes_of(shape), fact.event)
    hidden = any(one.object in reader.untold for one in lives) or (
        life_of(fact.stream).name not in TELLING and any(one in SECRET for one in own.values())
    )
    return values if hidden else values | own


def _terms(
    facts: Sequence[Recorded[Any]], stands: Sequence[Recorded[Any]], reader: Reader
) -> dict[EventRef, dict[str, Scalar]]:
    """By fact: which rules count a term from it and until when, which ones it meets, and how."""
    begun, met = defaultdict[EventRef, list[Obligation]](list), defaultdict(list)
    for one in deadlines(facts, reader.law, known=reader.known, facts=stands):
        if one.anchor is not None:
            begun[one.anchor].append(one)
        if one.discharged is not None:
            met[one.discharged.ref].append(one)
    values = {ref: _said(owed, "terms_begun", "terms_end", [one.due for one in owed])
              for ref, owed in begun.items()}  # fmt: skip
    for ref, owed in met.items():
        then = [one.judged.due for one in owed if one.judged is not None]
        late = [one for one in owed if one.in_time is False]
        values[ref] = (
            values.get(ref, {})
            | _said(owed, "terms_met", "terms_ended", then)
            | _said(late, "terms_met_late", "terms_ended", then)
        )
    return values


def _said(
    owed: Sequence[Obligation], rules: str, due: str, days: Iterable[date | None]
) -> dict[str, Scalar]:
    """The ids of the rules of what is owed, and the earliest of their last days, if there are."""
    if not owed:
        return {}
    first = min((day for day in days if day is not None), default=None)
    told = " ".join(dict.fromkeys(one.rule.id for one in owed))
    return {rules: told} if first is None else {rules: told, due: first}


def _durations(passed: SinceStart, day: date) -> dict[str, Scalar]:
    """How long after the first known day of its life: in calendar and in working days."""
    return {
        "calendar_days_since_start": passed.calendar_days(day),
        "working_days_since_start": passed.working_days(day),
        "working_days_are_provisional": passed.is_provisional(day),
    }
