"""Nội dung đơn tố cáo: told again in an answer, to who may open what is sealed in the case."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from dialogue_cases.office import Office
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.projection import Answer, LifeAsKnown
from dialogue_cases.record import Known
from dialogue_cases.vocabulary import Act, StreamId, SystemAct


class OfALife(Protocol):
    """A line of an answer that is about one life."""

    @property
    def stream(self) -> StreamId:
        """Which life."""


L = TypeVar("L", bound=OfALife)


def with_whole_lines(
    office: Office,
    answer: Answer[L],
    act: Act | SystemAct | None,
    *,
    on: date | None,
    known: Known | None,
    is_bare: Callable[[L], bool],
    whole: Callable[[LifeAsKnown, L], L],
) -> Answer[L]:
    """The same lines, those that tell nothing of their case made anew for who may be told.

    Args:
        office: whose record it is.
        answer: as of the same day and as known then.
        act: who reads, in which office; None: nobody has said.
        on: that day …
        known: … as known then.
        is_bare: whether a line tells nothing of what its case is about.
        whole: such a line with what it is about, of the life that it is of.
    """
    law = office.law_known(known=known)

    def told(line: L) -> L:
        if not is_bare(line) or not may_be_told(office, line.stream, act):
            return line
        return whole(LifeAsKnown(office.history(line.stream), law, known, on), line)

    return answer.of(tuple(map(told, answer.rows)))
