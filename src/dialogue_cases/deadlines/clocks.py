"""Các thời hạn của một đơn: the Party's clock and the statutory ones, side by side."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.case import Names
from dialogue_cases.deadlines.obligation import Obligation
from dialogue_cases.deadlines.terms import deadlines
from dialogue_cases.law import Law
from dialogue_cases.record import Known, Recorded, by_stream, known_then, standing
from dialogue_cases.vocabulary import StreamId


def clocks(
    log: Iterable[Recorded[Any]],
    petition: StreamId,
    law: Law,
    *,
    known: Known | None = None,
    names: Names = name_of,
) -> list[Obligation]:
    """Các thời hạn của một đơn: what is owed in it and in its proceedings, the earliest first.

    When the Party's and the state's clock both run, both are told; neither takes the place of
    the other (law.md, part 12, our reading).

    Args:
        log: every stream, in the order of positions.
        petition: its stream.
        law: with the ward's own regulations (`ward.law_of`).
        known: as it was known at the end of that local day, or at that position.
        names: how events are called in the record.

    Returns:
        Obligations by due day, those without one last; of one day in the order of the law.
    """
    streams = by_stream(
        fact for fact in log if fact.stream == petition or fact.stream.startswith("proceeding/")
    )
    owed = [
        one
        for stream, life in streams.items()
        if stream == petition or _is_of(life, petition, known, names)
        for one in deadlines(life, law, known=known, names=names)
    ]
    return sorted(owed, key=lambda one: one.due or date.max)


def _is_of(
    life: list[Recorded[Any]], petition: StreamId, known: Known | None, names: Names
) -> bool:
    """Whether a proceeding is about that petition, as far as it was known."""
    seen = [fact for fact in life if known_then(fact, known)]
    return any(
        names(fact.event) == "proceeding.received" and fact.event.petition == petition
        for fact in standing(seen)
    )
