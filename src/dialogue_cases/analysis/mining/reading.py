"""Đọc sổ: the lives of a record as process mining reads them, one after the other."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from dialogue_cases.analysis.mining.model import MinedLife, Reader, bodies, mined
from dialogue_cases.analysis.scope import untold
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.office import Office
from dialogue_cases.office.restricted import may_read
from dialogue_cases.record import Known, known_then
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import Act, SystemAct
from dialogue_cases.ward import LIFE, WARD

Progress: TypeAlias = Callable[[int, int], None]
"""Tiến độ: called with how many facts were read, and how many there are."""


def mined_lives(
    office: Office,
    series: Sequence[str] = (*LIFE_OF,),
    *,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
    progress: Progress | None = None,
) -> Iterator[MinedLife]:
    """The lives of a record as events and objects, one after the other.

    A denunciation is told only to who may open what is sealed in it; what other lives say of it
    is told without what it says. Officers are told by their ids to who may read what is
    restricted in the ward's own life, and by their offices to everybody else.

    Args:
        office: whose record it is.
        series: the first words of their streams, such as `petition`; all of them if not given.
        act: who reads, in which office; None: nobody has said.
        known: as was on record at the end of this local day, or at exactly this position.
        progress: told how far it has got.

    Raises:
        NotFound: no ward is on record (as known then).

    Example:
        >>> from examples.practice import practise
        >>> [life.objects[0].id for life in mined_lives(practise())]
        ['ward']
    """
    hidden = untold(office, act)
    law, whole, done = office.law_known(known=known), office.log.position, 0
    reader = Reader(law=law, known=known, untold=hidden, officers=may_read(office, act, WARD))
    for life in whole_lives(office.log, series):
        facts = [one for one in life if known_then(one, known)]
        done += len(life)
        if facts and facts[0].stream not in hidden:
            made = mined(facts, reader)
            if made is not None and facts[0].stream == WARD:
                ward = LIFE.fold(facts)
                made = MinedLife(objects=(*made.objects, *bodies(ward)), events=made.events)
            if made is not None:
                yield made
        if progress is not None:
            progress(done, whole)
