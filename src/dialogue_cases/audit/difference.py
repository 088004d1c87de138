"""Khác biệt: what two answers about the record differ in, and which facts make it so.

An answer is asked as of a position of the log. Where it is another one at a later position, the
facts between the two are halved again and again until the one is found at whose entry it changed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from attrs import frozen

from dialogue_cases.office import Office
from dialogue_cases.record import Known, Recorded, known_then, parts

T = TypeVar("T")


@frozen(kw_only=True)
class FieldDifference:
    """Mục thay đổi: one field that two values of a class say otherwise.

    Args:
        field: its name.
        before: what the first says: of several things those that the second hasn't …
        after: … and what the second says: those that the first hasn't.
    """

    field: str
    before: Any
    after: Any


def fields_that_differ(before: Any, after: Any) -> tuple[FieldDifference, ...]:
    """What two values of one class say otherwise, in the order of its fields.

    Args:
        before: a state, a row of a view, or None …
        after: … and another one of the same class, or None.

    Example:
        >>> from dialogue_cases.vocabulary import When
        >>> from datetime import date
        >>> fields_that_differ(When(day=date(2023, 5, 1)), When(day=date(2023, 5, 2)))[0].field
        'day'
    """
    names = parts(type(after if before is None else before))
    told = ((name, getattr(before, name, None), getattr(after, name, None)) for name in names)
    return tuple(
        FieldDifference(field=name, before=_beside(one, other), after=_beside(other, one))
        for name, one, other in told
        if one != other
    )


def _beside(value: Any, other: Any) -> Any:
    """Of several things those that the other hasn't; any other value as it is."""
    if isinstance(value, tuple) and isinstance(other, tuple | None):
        return tuple(one for one in value if one not in (other or ()))
    if isinstance(value, Mapping) and isinstance(other, Mapping | None):
        held = other or {}
        return {name: one for name, one in value.items() if name not in held or held[name] != one}
    return value


def facts_that_change(
    facts: Sequence[Recorded[Any]], answer: Callable[[int], Any], *, after: int
) -> Iterator[Recorded[Any]]:
    """The facts at whose entry an answer became another one.

    An answer that changes and becomes again what it was is none that differs.

    Args:
        facts: those that may have changed it, in the order of their positions.
        answer: as of a position of the log.
        after: the position as of which it is compared first; only facts beyond it count.

    Example:
        >>> from examples.practice import practise
        >>> log = [*practise().log.since()]
        >>> counted = lambda position: len([one for one in log[:position] if one.version % 2])
        >>> [one.version for one in facts_that_change(log[:6], counted, after=2)]
        [3, 5]
    """
    later = [one for one in facts if one.position > after]
    asked: dict[int, Any] = {}

    def at(number: int) -> Any:
        """The answer when so many of the facts were on record."""
        if number not in asked:
            asked[number] = answer(later[number - 1].position if number else after)
        return asked[number]

    spans = [(0, len(later))]
    while spans:
        first, last = spans.pop()
        if first == last or at(first) == at(last):
            continue
        if last - first == 1:
            yield later[first]
            continue
        middle = (first + last) // 2
        spans += [(middle, last), (first, middle)]


def position_known(office: Office, known: Known | None) -> int:
    """Up to which position the log was on record then; 0 where nothing was.

    Args:
        office: whose record it is.
        known: at the end of which local day, or at which position; None: now.
    """
    head = office.log.position
    if known is None or isinstance(known, int):
        return head if known is None else min(known, head)
    least, most = 0, head
    while least < most:
        middle = (least + most + 1) // 2
        fact = next(islice(office.log.since(middle - 1), 1), None)
        if fact is not None and known_then(fact, known):
            least = fact.position
        else:
            most = middle - 1
    return least
