"""Đọc lại lịch sử: the facts of many lives in turn, typed by the life, to be folded anew."""

from collections.abc import Iterator
from typing import TypeVar

from dialogue_cases.life import Life
from dialogue_cases.office import Office
from dialogue_cases.record import Known, Recorded, standing
from dialogue_cases.store.following import whole_lives

S = TypeVar("S")
E = TypeVar("E")


def histories(
    office: Office, life: Life[S, E], *, known: Known | None = None
) -> Iterator[list[Recorded[E]]]:
    """What stands of each life of a kind, in the order of effect; one life at a time.

    Corrections are in their places and voids taken out, so that
    `reduce(life.evolve, (one.event for one in facts), life.initial)` is how the life stands.
    What can't be read back is left out, and named in `office.log.left_out`.

    Args:
        office: whose record it is.
        life: of which kind, such as `petition.LIFE`.
        known: as was on record at the end of this local day, or at exactly this position.

    Example:
        >>> from functools import reduce
        >>> from dialogue_cases import ward
        >>> from examples.practice import practise
        >>> for facts in histories(practise(), ward.LIFE):
        ...     state = reduce(ward.evolve, (one.event for one in facts), ward.INITIAL)
        ...     print(facts[0].stream, len(state.bodies))
        ward 16
    """
    for facts in whole_lives(office.log, life.series):
        if found := standing(facts, known=known):
            yield found
