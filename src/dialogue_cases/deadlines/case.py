"""Một hồ sơ nhìn từ quy định: what stands of a life, found by the names that rules use."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from functools import cached_property
from typing import Any, TypeAlias

from attrs import field, frozen

from dialogue_cases.law import Happening
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.vocabulary import When, first_day

Names: TypeAlias = Callable[[object], str]
"""How an event is called in the record: `codec.name_of`."""


Word: TypeAlias = tuple[int, Recorded[Any] | None, Mapping[str, Any]]
"""A word on named facts: its place in the order of effect, the event, what is known since."""


@frozen
class Case:
    """Hồ sơ: the standing facts of one stream, in the order of their effect.

    Args:
        standing: what `record.standing` gives.
        names: how events are called.
        sources: of each named fact, the fields that say it (`Law.facts`).
    """

    standing: Sequence[Recorded[Any]]
    names: Names
    sources: Mapping[str, tuple[str, ...]]
    _named: Mapping[str, list[tuple[int, Recorded[Any]]]] = field(init=False, repr=False)

    @_named.default
    def _by_name(self) -> Mapping[str, list[tuple[int, Recorded[Any]]]]:
        named: dict[str, list[tuple[int, Recorded[Any]]]] = {}
        for place, recorded in enumerate(self.standing):
            named.setdefault(self.names(recorded.event), []).append((place, recorded))
        return named

    def happened(self, what: Iterable[Happening]) -> list[tuple[int, Recorded[Any], Happening]]:
        """What a rule names and the case has, each with its place in the order of effect."""
        found = [
            (place, recorded, one)
            for one in what
            for place, recorded in self._named.get(one.event, ())
            if all(told(recorded.event, key) == value for key, value in one.where.items())
            and all(told(recorded.event, key) for key in one.says)
            and all(
                name in self.facts and told(recorded.event, key) == self.facts[name]
                for key, name in one.as_in.items()
            )
        ]
        return sorted(found, key=lambda entry: entry[0])

    @cached_property
    def facts(self) -> Mapping[str, Any]:
        """The named facts of the case: the latest word on each, and the series of its stream."""
        *_, (_, _, latest) = self.facts_from(date.max)
        return latest

    def facts_from(
        self, day: date
    ) -> Iterator[tuple[int, Recorded[Any] | None, Mapping[str, Any]]]:
        """The named facts as they were at the end of a local day, then after each later word."""
        known: dict[str, Any] = {}
        if self.standing:
            known["series"] = self.standing[0].stream.partition("/")[0]
        words = self._words
        early = {place for place in words if decided_on(self.standing[place]) <= day}
        for place in sorted(early):
            known.update(words[place])
        yield -1, None, known
        for place, said in words.items():
            if place not in early:
                known = {**known, **said}
                yield place, self.standing[place], known

    @cached_property
    def _words(self) -> Mapping[int, Mapping[str, Any]]:
        """By the place of the event that says it, what is said of named facts."""
        said: dict[int, dict[str, Any]] = {}
        for name, sources in self.sources.items():
            for source in sources:
                event, _, key = source.rpartition(".")
                for place, recorded in self._named.get(event, ()):
                    said.setdefault(place, {})[name] = getattr(recorded.event, key, None)
                for place, _ in self._named.get(source, ()):
                    said.setdefault(place, {})[name] = True  # that it happened makes it so
        return dict(sorted(said.items()))


def told(event: Any, path: str) -> Any:
    """What a field of an event holds; a dotted name looks into what the field holds.

    >>> from dialogue_cases.vocabulary import Document
    >>> told(Document(kind="Công văn", number="12/UBND-VP"), "number")
    '12/UBND-VP'
    """
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
    return first_day(recorded.on)


def entered_on(recorded: Recorded[Any]) -> date:
    """The local day on which a fact was put on record."""
    return recorded.recorded_at.astimezone(LOCAL).date()
