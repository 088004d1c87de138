"""Giới hạn: what a number, a day, a text and a reference may be, whatever the decision.

Whatever is accepted can be shown by every view, table and document: it fits an SQLite integer
and a spreadsheet's cell, the law can count with it, and it names what is there. Stored classes
check types only, because what is on record must be read back for ever; so all of it is asked
here, once, before anything is recorded, by walking the values of a fact.

A number has its bounds by the name of its field, and a reference the lives that it may name; a
field that isn't in these tables yet fails a test, not an office.
"""

import re
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from operator import is_
from typing import Any, Protocol, TypeAlias

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.record import Recorded, parts
from dialogue_cases.spelling import HARMFUL, kept
from dialogue_cases.vocabulary import Citation, EventRef, Sealed, StreamId, When, last_day, month
from dialogue_cases.vocabulary.days import FIRST, LAST
from dialogue_cases.ward import Setting

RECORD = Citation(text="Quy ước của sổ: điều đã ghi phải xem lại, in ra được", certainty="I")

Range: TypeAlias = tuple[int, int]

PEOPLE: Range = (0, 99_999)
"""More than a ward has people; a telephone number typed in the wrong place has nine digits."""
COUNTED: Range = (1, 9_999)
"""What is numbered within a case, a session or a plan."""
ISSUED: Range = (1, 99_999)
"""Documents of a body in a year or a term of office."""
MONEY: Range = (0, 10**15)
LAND: Range = (0, 10**10)
YEARS: Range = (FIRST.year, LAST.year)

NUMBERS: Mapping[str, Range] = {
    "after": (1, 9_999),
    "amount": (0, 9_999),
    "attachments": PEOPLE,
    "draft": COUNTED,
    "entry": COUNTED,
    "hold": COUNTED,
    "individuals": PEOPLE,
    "individuals_land": LAND,
    "individuals_money": MONEY,
    "number": ISSUED,
    "officials": PEOPLE,
    "opinion": COUNTED,
    "opinions": COUNTED,
    "organisations": PEOPLE,
    "organisations_land": LAND,
    "organisations_money": MONEY,
    "pages": PEOPLE,
    "part": COUNTED,
    "people": PEOPLE,
    "proposal": COUNTED,
    "question": COUNTED,
    "registered": COUNTED,
    "sanctioned": PEOPLE,
    "sanctioned_officials": PEOPLE,
    "sessions": (0, 9_999),
    "size": (0, 10**12),
    "state_land": LAND,
    "state_money": MONEY,
    "times": (0, 9_999),
    "turn": COUNTED,
    "turns": (0, 9_999),
    "until_day": (1, 31),
    "version": COUNTED,
    "year": YEARS,
    "years_kept": (1, 999),
}
"""The least and the most of every number that a fact holds, by the name of its field."""

LIVES_NAMED: Mapping[str, tuple[str, ...]] = {
    "about": ("matter", "task", "petition", "proceeding", "dialogue", "reception", "plan"),
    "by": ("task",),
    "case": ("petition", "proceeding", "dialogue", "reception", "matter", "task", "plan"),
    "life": ("task", "petition"),
    "matter": ("matter",),
    "part_of": ("petition",),
    "petition": ("petition",),
    "petitions": ("petition",),
    "plan": ("plan",),
    "previous": ("proceeding",),
    "proceeding": ("proceeding",),
    "repeats": ("petition",),
    "session": ("dialogue", "reception"),
    "source": ("plan", "dialogue", "reception", "petition", "matter", "task", "proceeding"),
    "task": ("task",),
    "to": ("dialogue", "reception"),
}
"""Which lives a reference may name, by the name of its field."""

OF_ANOTHER_RECORD = "case"
"""The case of a successor's record, which may bear the same id."""

ELSEWHERE = frozenset({OF_ANOTHER_RECORD, "matter", "source"})
"""References that aren't asked for here: a case that was carried on is another record's, a task may
be of a notice from before the record began, and joining a matter is refused by what follows."""

_NAMED = re.compile(r"[1-9][0-9]{3}(/[1-9][0-9]{0,8})?|[a-z]+(/[1-9][0-9]*)+/[a-z]+/[1-9][0-9]*")

MOST = 100_000
"""How long one text may be, in bytes of UTF-8."""

LONG = frozenset({"rules", "calendar", "data"})
"""Texts without that bound: an edition of the law, and what is sealed."""


def check_values(value: Any, *, today: date, of_the_ward: bool = False) -> None:
    """Numbers, days and texts of a fact, or of what was said for one, are within bounds.

    Args:
        value: a fact, an act, or arguments by name.
        today: the local day of the entry.
        of_the_ward: what is known of the ward itself may begin on a day that nobody knows.

    Raises:
        Refused: `number-is-within-bounds`, `day-is-within-bounds`, `period-has-its-order`,
            `text-can-be-shown`, `text-is-not-too-long`.
    """
    _check("", value, today, of_the_ward)


def _check(field: str, value: Any, today: date, of_the_ward: bool) -> None:
    """Check a value and all that is in it: a period first, then its days."""
    if value is None:
        return
    if isinstance(value, str):
        _check_text(field, value)
    elif type(value) is date:  # as most days are; the others are looked at below
        if not (of_the_ward and value == date.min):
            _check_day(field, value)
    elif isinstance(value, (tuple, list)):
        for one in value:
            _check(field, one, today, of_the_ward)
    elif names := parts(type(value)):
        if isinstance(value, When):
            _check_period(field, value, today)
        for name in names:
            _check(name, getattr(value, name), today, of_the_ward)
    elif isinstance(value, (dict, Mapping)):  # the first is asked much faster
        for name, one in value.items():
            _check(str(name), one, today, of_the_ward)
    elif isinstance(value, bool | datetime):  # a time where a day belongs is no such type
        pass
    elif isinstance(value, int):
        _check_number(field, value)
    elif isinstance(value, date) and not (of_the_ward and value == date.min):
        _check_day(field, value)


def first_unshown(facts: Sequence[Recorded[Any]]) -> Recorded[Any]:
    """The first of these facts that says what wouldn't be accepted now; the last if none does."""
    for fact in facts:
        try:
            check_values(fact.event, today=date.max, of_the_ward=True)
        except Refused:
            return fact
    return facts[-1]


def _check_number(field: str, number: int) -> None:
    least, most = NUMBERS.get(field, MONEY)
    if not least <= number <= most:
        told = number if abs(number) < 10**18 else "…"
        raise Refused(
            "number-is-within-bounds", RECORD, field=field, number=told, least=least, most=most
        )


def _check_day(field: str, day: date, last: date = LAST) -> None:
    if not FIRST <= day <= last:
        raise Refused("day-is-within-bounds", RECORD, field=field, day=day, first=FIRST, last=last)


def _check_period(field: str, when: When, today: date) -> None:
    """A period has its order; what has taken effect in one is over, or is of this month."""
    through = when.through
    if through is None:
        return
    if through < when.day or when.at is not None:
        raise Refused("period-has-its-order", RECORD, field=field, first=when.day, last=through)
    if field == "on":
        _check_day(field, through, last_day(month(today.year, today.month)))


def _check_text(field: str, text: str) -> None:
    # What is harmful isn't printable, which is asked much faster, of every text.
    found = None if text.isprintable() else HARMFUL.search(text)
    if found is not None:
        raise Refused("text-can-be-shown", RECORD, field=field, character=f"U+{ord(found[0]):04X}")
    if len(text) * 4 > MOST and field not in LONG and (size := len(text.encode())) > MOST:
        raise Refused("text-is-not-too-long", RECORD, field=field, size=size, most=MOST)


def as_kept(value: Any) -> Any:
    """The same value with its texts as they are kept: what is decided on is what is recorded."""
    if isinstance(value, str):
        return kept(value)
    if value is None or type(value) is date:
        return value
    if isinstance(value, tuple):
        told = tuple(as_kept(one) for one in value) if value else value
        return value if all(map(is_, told, value)) else told
    if isinstance(value, Sealed) or not _is_told_in_parts(type(value)):
        return value
    changed: dict[str, Any] = {}
    for name in parts(type(value)):
        before = getattr(value, name)
        if (now := as_kept(before)) is not before:
            changed[name] = now
    return attrs.evolve(value, **changed) if changed else value


_is_told_in_parts: Callable[[type], bool] = cache(attrs.has)


# -- References ---------------------------------------------------------------------------


@frozen
class _Reference:
    """A place in a kind of fact that names another life, fact or body: its field, how it is got."""

    field: str
    path: tuple[str, ...]

    def named(self, fact: Any) -> Iterator[str]:
        found: list[Any] = [fact]
        for step in self.path:
            found = [
                one
                for value in (getattr(part, step, None) for part in found)
                for one in (value if isinstance(value, tuple) else (value,))
                if one is not None
            ]
        yield from found


_LIVES = (StreamId, EventRef)


@cache
def references(shape: type, of: tuple[Any, ...] = _LIVES) -> tuple[_Reference, ...]:
    """Where a kind of fact names lives or facts, by the types of its fields.

    Args:
        shape: the kind of fact, or of a part of one.
        of: the types of what is named, if it is something else, such as `BodyId`.
    """
    return tuple(_found(shape, (), of))


def _found(hint: Any, path: tuple[str, ...], of: tuple[Any, ...]) -> Iterator[_Reference]:
    if hint in of:
        yield _Reference(path[-1], path)
    elif isinstance(hint, type) and (names := parts(hint)):
        hints = typing.get_type_hints(hint)
        for name in names:
            yield from _found(hints[name], (*path, name), of)
    elif hint is not Sealed:
        for one in typing.get_args(hint):
            yield from _found(one, path, of)


class OnRecord(Protocol):
    """What is on record: a transaction, or the record as it was before a fact."""

    def holds(self, stream: StreamId) -> bool:
        """Whether anything is recorded of a life."""

    def streams(self, series: str) -> Sequence[StreamId]:
        """The lives of a series."""


def check_references(setting: Setting, fact: Any, stream: StreamId, record: OnRecord) -> None:
    """What a fact names is of the right life, isn't the fact's own life, and is on record.

    Args:
        stream: the life in which it is decided.
        record: what is on record as it is decided.

    Raises:
        Refused: `reference-names-the-right-life`, `reference-is-to-another`; unlawful:
            `reference-is-recorded` (it will be, once it has been entered too).
    """
    shape: Any = type(fact)
    for reference in references(shape):
        field = reference.field
        for named in reference.named(fact):
            if named == stream and field != OF_ANOTHER_RECORD:
                raise Refused("reference-is-to-another", RECORD, field=field, named=named)
            word, _, number = named.partition("/")
            if word not in LIVES_NAMED[field] or _NAMED.fullmatch(number) is None:
                raise Refused(
                    "reference-names-the-right-life", RECORD, field=field, named=named,
                    lives=", ".join(f"{one}/…" for one in LIVES_NAMED[field]),
                )  # fmt: skip
            known = field in ELSEWHERE or _is_known(record, field, StreamId(named))
            setting.lawful(known, "reference-is-recorded", RECORD, field=field, named=named)


def _is_known(record: OnRecord, field: str, named: StreamId) -> bool:
    """Whether it is on record; what is carried over may go to the session that is entered next."""
    series, _, number = named.rpartition("/")
    if field == "to" and number.isdecimal():
        return int(number) <= len(record.streams(series)) + 1
    return record.holds(named)
