"""Điều được kể: what of a fact, a state or a body goes out, by the types of its fields.

Words from a list, numbers, days, yes or no, and numbers of the ward's own papers. Whatever
somebody has written, what is sealed, and who a party is aren't of these types, so nothing of it
can go out, and a fact that is written tomorrow is told by the same rule.
"""

import typing
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from types import NoneType
from typing import Any, Literal, TypeAlias, get_args, get_origin

import attrs
from attrs import frozen

from dialogue_cases.record import LOCAL, parts
from dialogue_cases.vocabulary import (
    DocumentNumber,
    PartyId,
    Sealed,
    When,
    first_day,
)

Scalar: TypeAlias = str | int | bool | date
"""Giá trị: what an attribute may be."""

Values: TypeAlias = Mapping[str, Scalar]
"""Thuộc tính: what is told of something, by name; what isn't known has no entry."""


@frozen
class Attribute:
    """Thuộc tính: one value that is told of a class, by its name, and how it is got."""

    name: str
    path: tuple[str, ...]
    plain: Callable[[Any], Scalar]

    def of(self, value: Any) -> Scalar | None:
        """What it is of one fact, state or body; None where nothing is said."""
        for step in self.path:
            if value is None:
                return None
            value = getattr(value, step)
        return None if value in (None, ()) else self.plain(value)


@cache
def attributes_of(shape: type) -> tuple[Attribute, ...]:
    """What is told of a kind of fact, or of a part of one; nothing of one about a party.

    Example:
        >>> from dialogue_cases.petition import Forwarded, PetitionerNamed
        >>> [one.name for one in attributes_of(Forwarded)]
        ['system', 'report_by']
        >>> attributes_of(PetitionerNamed)
        ()
    """
    hints = typing.get_type_hints(shape)
    if any(hint in (PartyId, tuple[PartyId, ...]) for hint in hints.values()):
        return ()
    return tuple(
        found
        for name in parts(shape)
        if name != "on"
        for found in _found(hints[name], (name,), frozenset({shape}))
    )


@cache
def words_and_days(shape: type) -> tuple[Attribute, ...]:
    """What is told over time of a life or a body: the words and days that its state answers with.

    Example:
        >>> from dialogue_cases.plan import Plan
        >>> [one.name for one in words_and_days(Plan)]
        ['head', 'status']
    """
    hints = {
        name: hint for name, hint in typing.get_type_hints(shape).items() if name in parts(shape)
    }
    for name in dir(shape):
        one = getattr(shape, name)
        if isinstance(one, property) and not name.startswith("_"):
            hints[name] = typing.get_type_hints(one.fget)["return"]
    return tuple(
        Attribute(name, (name,), plain)
        for name, hint in hints.items()
        if (plain := _plain(_said(hint))) in (str, first_day)
    )


def as_text(value: Scalar | datetime) -> str:
    """A value as every format writes it; a day is the start of it on the ward's clock.

    Example:
        >>> as_text(date(2023, 3, 17)), as_text(True), as_text(7)
        ('2023-03-17T00:00:00+07:00', 'true', '7')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return as_text(datetime.combine(value, time.min, LOCAL))
    return str(value)


def told(attributes: tuple[Attribute, ...], value: Any) -> dict[str, Scalar]:
    """What is told of one fact, state or body."""
    return {one.name: said for one in attributes if (said := one.of(value)) is not None}


def _found(hint: Any, path: tuple[str, ...], within: frozenset[type]) -> Iterator[Attribute]:
    said = _said(hint)
    plain = _plain(said)
    if plain is not None:
        yield Attribute("_".join(path), path, plain)
    elif attrs.has(said) and said is not Sealed and said not in within:
        hints = typing.get_type_hints(said)
        for name in parts(said):
            yield from _found(hints[name], (*path, name), within | {said})


def _plain(said: Any) -> Callable[[Any], Scalar] | None:
    """How a value of this type is told; None where it isn't."""
    if get_origin(said) is Literal:
        return str if isinstance(get_args(said)[0], str) else int
    if said in (bool, int):
        return typing.cast("Callable[[Any], Scalar]", said)
    if said is date or said is When or {*get_args(said)} == {date, When}:
        return first_day
    if said is time:
        return _clock
    if said is DocumentNumber:
        return str
    if get_origin(said) is tuple and get_origin(get_args(said)[0]) is Literal:
        return " ".join
    return None


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _said(hint: Any) -> Any:
    """A type without the None that stands for what nobody has said."""
    among = [one for one in get_args(hint) if one is not NoneType]
    if NoneType not in get_args(hint):
        return hint
    said = among[0]
    for one in among[1:]:
        said |= one
    return said
