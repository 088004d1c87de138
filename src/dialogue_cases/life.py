"""Vòng đời: one life as a value — what can happen in it, what is then known, what may be decided.

    petition.LIFE.initial        a petition of which nothing is known
    petition.LIFE.evolve         what one more fact makes of it
    petition.LIFE.fold(history)  what is known of it, of facts as they are recorded
    petition.LIFE.decisions      what may be decided, by name

How a fact changes a state follows from the types of the state's fields: a fact of class `Assigned`
is added to `assignments: tuple[Assigned, ...]`, and takes the place of `admitted: Admitted | None`.
What follows otherwise is written by hand. That every fact has a place is looked at on import.
"""

import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from inspect import isfunction
from types import ModuleType, NoneType
from typing import Any, Generic, TypeAlias, TypeVar, get_args, get_origin

from msgspec.structs import replace

from dialogue_cases.record import Known, Recorded, in_effect, standing
from dialogue_cases.vocabulary import On

LIVES = ("ward", "plan", "session", "task", "petition", "proceeding", "matter")
"""The words of the lives, in the order in which they are told."""

S = TypeVar("S")
E = TypeVar("E")

Decision: TypeAlias = Callable[..., Sequence[Any]]
"""Quyết định: `verb(state, setting, …)`, a function that answers with what then has happened."""


ByHand: TypeAlias = Mapping[type, Callable[[Any, Any], Any]]
"""How a fact changes a state where that doesn't follow from the state's fields, by its class."""


_NOTHING: ByHand = {}


class Life(Generic[S, E]):
    """Vòng đời: one kind of life, such as that of a petition.

    Args:
        name: its word, such as `session`; decisions are commands under it.
        initial: the state before anything has happened.
        events: what can happen, as a union of classes.
        phases: the modules in which its decisions stand.
        also: decisions that other lives have too.
        by_hand: how a fact changes the state where that doesn't follow from the fields.
        series: the first words of its streams, such as `dialogue`; its name, unless said.

    Raises:
        TypeError: an event has no place in the state, or isn't one of this life.

    Example:
        >>> from dialogue_cases import petition
        >>> petition.LIFE.name, petition.LIFE.series
        ('petition', ('petition',))
        >>> petition.LIFE.decisions["assign"] is petition.assign
        True
    """

    def __init__(
        self,
        name: str,
        initial: S,
        events: Any,
        *,
        phases: Iterable[ModuleType],
        also: Iterable[Decision] = (),
        by_hand: ByHand = _NOTHING,
        series: tuple[str, ...] = (),
    ) -> None:
        self.name = name
        self.series = series or (name,)
        self.initial = initial
        self.events: tuple[type[E], ...] = get_args(events)
        self._phases = tuple(phases)
        self._also = tuple(also)
        self._by_hand = dict(by_hand)
        self._places = _places(type(initial))
        for event in self._by_hand.keys() - set(self.events):
            raise TypeError(f"{event.__name__} can't happen in the life of a {name}")
        for event in set(self.events) - self._by_hand.keys() - self._places.keys():
            raise TypeError(f"{event.__name__} has no place in {type(initial).__name__}")

    @cached_property
    def decisions(self) -> Mapping[str, Decision]:
        """What may be decided, by name; looked for when it is first asked, life by life."""
        return {
            word: one
            for phase in self._phases
            for word, one in vars(phase).items()
            if _decides(one, phase, type(self.initial))
        } | {one.__name__: one for one in self._also}

    def __repr__(self) -> str:
        return f"<life of a {self.name}>"

    def evolve(self, state: S, event: E) -> S:
        """The state after one more fact: what happened, happened, so nothing is refused.

        Example:
            >>> from datetime import date
            >>> from dialogue_cases import matter
            >>> opened = matter.Opened(on=date(2023, 3, 1), gist="Mương thoát nước")
            >>> matter.LIFE.evolve(matter.LIFE.initial, opened).status
            'open'
        """
        shape = type(event)
        if (change := self._by_hand.get(shape)) is not None:
            changed: S = change(state, event)
            return changed
        told = {
            name: (*getattr(state, name), event) if many else event
            for name, many in self._places[shape]
        }
        after: S = replace(state, **told)  # type: ignore[type-var]  # states are structs
        return after

    def fold(
        self,
        history: Iterable[Recorded[Any]],
        *,
        upto: On | None = None,
        known: Known | None = None,
    ) -> S:
        """What is known of a life: its standing facts, in the order of effect.

        Args:
            history: one stream, by version.
            upto: leave out what took effect later.
            known: leave out what was recorded later.
        """
        return self.refold(standing(history, known=known), upto=upto)

    def refold(self, facts: Iterable[Recorded[Any]], *, upto: On | None = None) -> S:
        """As `fold`, over facts that are known to stand and are in the order of effect."""
        seen = facts if upto is None else (one for one in facts if in_effect(one.event.on, upto))
        return self._after(self.initial, seen)

    def _after(self, state: S, facts: Iterable[Recorded[Any]]) -> S:
        """The state after some facts; what n facts cost grows with n, not with its square."""
        by_hand, places = self._by_hand, self._places
        last: dict[str, Any] = {}
        several: dict[str, list[Any]] = {}
        for fact in facts:
            event = fact.event
            shape = type(event)
            if shape in by_hand:
                state, last, several = by_hand[shape](_with(state, last, several), event), {}, {}
                continue
            for name, many in places[shape]:
                if not many:
                    last[name] = event
                elif name in several:
                    several[name].append(event)
                else:
                    several[name] = [*getattr(state, name), event]
        return _with(state, last, several)


def _with(state: S, last: Mapping[str, Any], several: Mapping[str, list[Any]]) -> S:
    """A state with what stands in its fields now: the last one, or all of several."""
    if not last and not several:
        return state
    said = {name: tuple(several[name]) for name in several}
    changed: S = replace(state, **last, **said)  # type: ignore[type-var]  # states are structs
    return changed


def _decides(value: object, phase: ModuleType, state: type) -> bool:
    """Whether it is a decision of this module: its first arguments are a state and a setting."""
    if not isfunction(value) or value.__module__ != phase.__name__ or value.__name__[0] == "_":
        return False
    hints = [getattr(one, "__name__", one) for one in value.__annotations__.values()]
    return hints[:2] == [state.__name__, "Setting"]


def _places(state: type) -> dict[type, list[tuple[str, bool]]]:
    """In which fields a fact stands, by its class, and whether it is one of several there."""
    places: dict[type, list[tuple[str, bool]]] = {}
    for name, hint in typing.get_type_hints(state).items():
        many = get_origin(hint) is tuple
        for shape in _classes(get_args(hint)[0] if many else hint):
            places.setdefault(shape, []).append((name, many))
    return places


def _classes(hint: Any) -> Iterable[type]:
    return [one for one in get_args(hint) or (hint,) if isinstance(one, type) and one != NoneType]


def first_stands(name: str) -> Callable[[S, Any], S]:
    """What happened first stays: it was opened, ended or closed when it first was.

    Args:
        name: the field in which it stands.
    """

    def change(state: S, event: Any) -> S:
        return state if getattr(state, name) else _with(state, {name: event}, {})

    return change
