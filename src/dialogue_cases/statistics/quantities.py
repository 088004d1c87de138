"""Đại lượng: what may be counted of a record, each in one place."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import fields, frozen

from dialogue_cases.petition import Petition
from dialogue_cases.proceeding import Proceeding, Remedies
from dialogue_cases.statistics.book import Book
from dialogue_cases.statistics.records import Member, Population
from dialogue_cases.vocabulary import first_day

Measure: TypeAlias = Callable[[Member, Book], int]


@frozen
class Quantity:
    """Đại lượng: how much one record adds to a column.

    Args:
        population: of which records.
        of: how much one of them adds.
        once: whether all records of one vụ việc add only once, by the latest of them.
    """

    population: Population
    of: Measure
    once: bool = False


def _one(record: Member, book: Book) -> int:  # noqa: ARG001 one record, whatever the book
    return 1


def _people(record: Member, book: Book) -> int:  # noqa: ARG001
    return record.people


def _replies(record: Member, book: Book) -> int:
    """Văn bản phúc đáp: the replies received in the period, to it or in its proceedings."""
    one: Petition = record.state
    its = [book.proceedings[each] for each in book.proceedings_of.get(record.of, ())]
    days = [reply.on for reply in one.replies]
    days += [reply.on for each in its for reply in each.replies]
    return sum(first_day(day) in book.period for day in days)


def _found(name: str) -> Measure:
    """What the decisions and conclusions of the period order."""

    def of(record: Member, book: Book) -> int:
        one: Proceeding = record.state
        if one.resolution is None or first_day(one.resolution.on) not in book.period:
            return 0
        return int(getattr(one.resolution.remedies, name))

    return of


def _ordered(name: str) -> Measure:
    """What was ordered and is being carried out, whenever it was decided."""

    def of(record: Member, book: Book) -> int:  # noqa: ARG001
        one: Proceeding = record.state
        return 0 if one.resolution is None else int(getattr(one.resolution.remedies, name))

    return of


def _reached(name: str) -> Measure:
    """What was reached in the period; each entry counts from the last one on."""

    def of(record: Member, book: Book) -> int:
        one: Proceeding = record.state
        done = (each for each in one.execution if first_day(each.on) in book.period)
        return sum(int(getattr(each.remedies, name)) for each in done)

    return of


def _crime(name: str | None) -> Measure:
    """Hồ sơ chuyển cơ quan điều tra in the period: how many, of how many people."""

    def of(record: Member, book: Book) -> int:
        one: Proceeding = record.state
        passed = [each for each in one.crime_signs if first_day(each.on) in book.period]
        return sum(1 if name is None else int(getattr(each, name)) for each in passed)

    return of


REMEDIES = tuple(one.name for one in fields(Remedies))

QUANTITIES: Mapping[str, Quantity] = {
    "petitions": Quantity("petition", _one),
    "cases": Quantity("petition", _one, once=True),
    "replies": Quantity("petition", _replies),
    "turns": Quantity("turn", _one),
    "people": Quantity("turn", _people),
    "turn_cases": Quantity("turn", _one, once=True),
    "receptions": Quantity("reception", _one),
    "proceedings": Quantity("proceeding", _one),
    "proceeding_cases": Quantity("proceeding", _one, once=True),
    "crime_cases": Quantity("proceeding", _crime(None)),
    "crime_people": Quantity("proceeding", _crime("people")),
    "crime_officials": Quantity("proceeding", _crime("officials")),
    **{name: Quantity("proceeding", _found(name)) for name in REMEDIES},
    **{f"ordered_{name}": Quantity("proceeding", _ordered(name)) for name in REMEDIES},
    **{f"reached_{name}": Quantity("proceeding", _reached(name)) for name in REMEDIES},
}
"""Every quantity by the name that `tables.toml` calls it."""

IN_THE_PERIOD = {
    "replies",
    "crime_cases",
    "crime_people",
    "crime_officials",
    *REMEDIES,
    *(f"reached_{name}" for name in REMEDIES),
}
"""Quantities that count only what took effect in the period, whenever the case began."""
