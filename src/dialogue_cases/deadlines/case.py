"""Một hồ sơ nhìn từ quy định: what stands of a life, found by the names that rules use."""

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import pairwise
from typing import Any, TypeAlias

from attrs import field, frozen

from dialogue_cases.law import Happening, Law
from dialogue_cases.record import LOCAL, Recorded, Voided, known_then, standing
from dialogue_cases.vocabulary import BodyId, EventRef, When, first_day, last_day

Names: TypeAlias = Callable[[object], str]
"""How an event is called in the record: `codec.name_of`."""


Word: TypeAlias = tuple[int, Recorded[Any] | None, Mapping[str, Any]]
"""A word on named facts: its place in the order of effect, the event, what is known since."""


@frozen
class CaseEntry:
    """Một lần ghi: what was once on record of something, and between which versions it was.

    Args:
        said: the entry.
        until: the version of the correction or void that took its place.
        gone_on: the local day of that; None while it stands.
    """

    said: Recorded[Any]
    until: int = sys.maxsize
    gone_on: date | None = None


@frozen(slots=False)
class Case:
    """Hồ sơ: the facts of one stream: what stands, in the order of effect, and what stood once.

    Args:
        history: one stream, by version, as far as it was known.
        names: how events are called.
        law: says which fields say each named fact, and of which kind the ward's bodies are.
        standing: what stands of the history, in the order of effect, where that is known already.
    """

    history: Sequence[Recorded[Any]]
    names: Names
    law: Law
    standing: Sequence[Recorded[Any]] = field(repr=False)
    _named: Mapping[str, list[tuple[int, Recorded[Any]]]] = field(init=False, repr=False)

    @standing.default
    def _what_stands(self) -> Sequence[Recorded[Any]]:
        return standing(self.history)

    @_named.default
    def _by_name(self) -> Mapping[str, list[tuple[int, Recorded[Any]]]]:
        named: dict[str, list[tuple[int, Recorded[Any]]]] = {}
        for place, recorded in enumerate(self.standing):
            named.setdefault(self.names(recorded.event), []).append((place, recorded))
        return named

    def happened(self, what: Iterable[Happening]) -> list[tuple[int, Recorded[Any], Happening]]:
        """What a rule names and the case has, each with its place in the order of effect."""
        named = self._named
        found: list[tuple[int, Recorded[Any], Happening]] = []
        for one in what:
            if one.event not in named:
                continue
            asks = one.where or one.says or one.as_in
            for place, recorded in named[one.event]:
                if not asks or self._is_as_asked(recorded.event, one):
                    found.append((place, recorded, one))
        return sorted(found, key=_place) if len(found) > 1 else found

    def has(self, what: Happening) -> bool:
        """Whether such an event is in the case."""
        told = self._named.get(what.event, ())
        if not (what.where or what.says or what.as_in):
            return bool(told)
        return any(self._is_as_asked(one.event, what) for _, one in told)

    def _is_as_asked(self, event: Any, what: Happening) -> bool:
        for key, value in what.where.items():
            if told(event, key) != value:
                return False
        for key in what.says:
            if not told(event, key):
                return False
        for key, name in what.as_in.items():
            if name not in self.facts or told(event, key) != self.facts[name]:
                return False
        return True

    @property
    def began(self) -> date:
        """The local day on which something of it was first put on record."""
        return entered_on(self.history[0])

    @cached_property
    def last(self) -> date:
        """The last local day on which something of it took effect, or may have."""
        return max(last_day(one.on) for one in self.standing)

    @property
    def said(self) -> Collection[str]:
        """The stored names of what stands of it."""
        return self._named.keys()

    def as_known(self, day: date) -> "Case":
        """The case and the law as on record at the end of a local day."""
        law = self.law.as_known(day)
        if self._last_entered <= day:  # nothing of it came on record after that day
            return self if law is self.law else self.under(law)
        return Case([one for one in self.history if known_then(one, day)], self.names, law)

    def under(self, law: Law) -> "Case":
        """The same case under another law."""
        return Case(self.history, self.names, law, self.standing)

    @cached_property
    def _last_entered(self) -> date:
        return entered_on(max(self.history, key=_recorded_at))

    def entered(self, root: int) -> date:
        """The local day on which something was first put on record …"""
        return entered_on(self._by_root[root][0])

    def last_entered(self, root: int) -> date:
        """… and on which the last word on it was."""
        return entered_on(self._by_root[root][-1])

    def entries(self, root: int) -> list[CaseEntry]:
        """All that was ever on record of something: the first entry and its corrections.

        What was voided and entered again is the same thing: those of the entry whose place it
        took come first.
        """
        told = self._by_root[root]
        found = [
            CaseEntry(one, until=later.version, gone_on=entered_on(later))
            for one, later in pairwise(told)
        ]
        if not isinstance(told[-1].event, Voided):
            found.append(CaseEntry(told[-1]))
        before = self._entered_again.get(root)
        return found if before is None else [*self.entries(before), *found]

    def root_on(self, root: int, day: date) -> int:
        """Which entry stood for something at the end of a local day: itself, or a voided one."""
        again = self._entered_again
        while root in again and entered_on(self._by_root[root][0]) > day:
            root = again[root]
        return root

    def once_in_order(self, act: Recorded[Any], anchor: Recorded[Any]) -> bool:
        """Whether an act followed what it is about by what stood of both on record at once.

        Where a correction moves the one past the other, the act was done all the same.
        """
        if not self._is_mended:
            return False
        return any(
            one.said.version < other.until
            and other.said.version < one.until
            and decided_on(one.said) >= decided_on(other.said)
            for other in self.entries(anchor.root)
            for one in self.entries(act.root)
        )

    def once_said(self, one: Recorded[Any], key: str) -> list[Any]:
        """What a field of an entry holds, and held in the entries whose place it took."""
        if not self._is_mended:
            return [getattr(one.event, key, None)]
        return [getattr(entry.said.event, key, None) for entry in self.entries(one.root)]

    def on_record_by(self, root: int, day: date) -> bool:
        """Whether it was on record by a local day that something was done by that day."""
        if not self._is_mended:
            (only,) = self._by_root[root]
            return max(entered_on(only), decided_on(only)) <= day
        *_, last = self.entries(root)
        return any(
            max(entered_on(one.said), decided_on(one.said)) <= day
            for one in self.entries(root)
            if one.said.root == root
            or decided_on(one.said) == decided_on(last.said)
            or one.gone_on == entered_on(self._by_root[root][0])
        )

    @cached_property
    def _is_mended(self) -> bool:
        return any(one.corrects is not None for one in self.history)

    def root_of(self, ref: EventRef) -> int | None:
        """The root of an entry of this life, by its name; None of one of another life."""
        if self._is_mended:
            return self._roots.get(ref)
        stream, _, version = ref.rpartition("@")
        return int(version) if stream == self.history[0].stream else None

    @cached_property
    def _roots(self) -> Mapping[EventRef, int]:
        return {one.ref: one.root for one in self.history}

    @cached_property
    def _by_root(self) -> Mapping[int, list[Recorded[Any]]]:
        if not self._is_mended:
            return {one.version: [one] for one in self.history}
        by_root: dict[int, list[Recorded[Any]]] = {}
        for one in self.history:
            by_root.setdefault(one.root, []).append(one)
        return by_root

    @cached_property
    def _entered_again(self) -> Mapping[int, int]:
        """By the root of an entry that stands, the voided one of its kind whose place it took."""
        if not self._is_mended:
            return {}
        voided = [told for told in self._by_root.values() if isinstance(told[-1].event, Voided)]
        found: dict[int, int] = {}
        for one in sorted(self.standing, key=lambda one: one.root):
            alike = [
                told
                for told in voided
                if told[0].version < one.root and self.names(told[0].event) == self.names(one.event)
            ]
            if alike:
                nearest = min(alike, key=lambda told: abs(decided_on(told[-2]) - decided_on(one)))
                found[one.root] = nearest[0].version
                voided.remove(nearest)
        return found

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The named facts of the case: the latest word on each, and the series of its stream."""
        known = self._series()
        for said in self._words.values():
            known.update(said)
        return known

    def facts_from(
        self, day: date
    ) -> Iterator[tuple[int, Recorded[Any] | None, Mapping[str, Any]]]:
        """The named facts as they were at the end of a local day, then after each later word."""
        known = self._series()
        later: list[int] = []
        for place, said in self._words.items():
            if decided_on(self.standing[place]) <= day:
                known.update(said)
            else:
                later.append(place)
        yield -1, None, known
        for place in later:
            known = {**known, **self._words[place]}
            yield place, self.standing[place], known

    def _series(self) -> dict[str, Any]:
        return {"series": self.standing[0].stream.partition("/")[0]} if self.standing else {}

    @cached_property
    def _words(self) -> Mapping[int, Mapping[str, Any]]:
        """By the place of the event that says it, what is said of named facts."""
        said: dict[int, dict[str, Any]] = {}
        said_by, of_bodies, bodies = self.law.said_by, self.law.said_of_bodies_by, self.law.bodies
        for event, named in self._named.items():
            if event in said_by:
                for name, key in said_by[event]:
                    for place, recorded in named:
                        what = True if key is None else getattr(recorded.event, key, None)
                        said.setdefault(place, {})[name] = what
            if event in of_bodies:
                for name, key, kinds in of_bodies[event]:
                    for place, recorded in named:
                        kind = bodies.get(getattr(recorded.event, key, BodyId("")))
                        said.setdefault(place, {})[name] = kind in kinds
        return dict(sorted(said.items())) if len(said) > 1 else said


def _place(entry: tuple[int, Any, Any]) -> int:
    return entry[0]


def _recorded_at(recorded: Recorded[Any]) -> datetime:
    return recorded.recorded_at


def told(event: Any, path: str) -> Any:
    """What a field of an event holds; a dotted name looks into what the field holds.

    >>> from dialogue_cases.vocabulary import Document
    >>> told(Document(kind="Công văn", number="12/UBND-VP"), "number")
    '12/UBND-VP'
    """
    if "." not in path:
        return getattr(event, path, None)
    for key in path.split("."):
        event = getattr(event, key, None)
    return event


def exact_day(value: Any) -> date | None:
    """The local day that a field holds; None for nothing, and for a period that is no day."""
    if isinstance(value, When):
        return value.day if value.through in (None, value.day) else None
    return value if isinstance(value, date) else None


def exact_time(event: Any, day_in: str) -> time | None:
    """The local time that stands beside a day: in the field itself, or in the event's `at`."""
    value = told(event, day_in)
    at = value.at if isinstance(value, When) else getattr(event, "at", None)
    return at if isinstance(at, time) else None


def decided_on(recorded: Recorded[Any]) -> date:
    """The local day on which an act was done, the first one if only a period is known.

    Nobody is late on a day that may not have been late.
    """
    return first_day(recorded.event.on)


def entered_on(recorded: Recorded[Any]) -> date:
    """The local day on which a fact was put on record."""
    return recorded.recorded_at.astimezone(LOCAL).date()
