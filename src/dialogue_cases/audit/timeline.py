"""Dòng thời gian: all that was recorded of a case or a session, and of what belongs to it.

What belongs to it: the petitions that were raised at a session, the parts of a mixed petition,
the proceedings about it, what bodies were told to do, and what the book of matters says of any of
these. Openings of seals, erasures, papers and escalations are facts of these lives.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from attrs import frozen

from dialogue_cases.audit.attribution import Attribution, Attributions
from dialogue_cases.audit.columns import ATTRIBUTED, REPLACED
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office
from dialogue_cases.office.bounds import references
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import WITHHELD, veil_for
from dialogue_cases.office.secrecy import came_of, was_secret
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.projection import Columns
from dialogue_cases.record import Known, Recorded, effective_at, in_effect, known_then
from dialogue_cases.store.following import whole_lives
from dialogue_cases.task import Assigned
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    EventRef,
    OfficeKind,
    OfficerId,
    On,
    StreamId,
    SystemAct,
    first_day,
    last_day,
)
from dialogue_cases.ward import WARD

_BELONGING = ("petition", "proceeding", "task")
"""The lives that may have come of a case or a session."""


@frozen(kw_only=True)
class TimelineEntry:
    """Một mục của dòng thời gian: one recorded fact, as far as the reader may see it.

    Args:
        attribution: who decided it, and who entered it when.
        event: what happened; texts that are restricted are withheld from who may not read them.
        replaced_by: the entry that stands in its place now, or took it out.
    """

    attribution: Attribution
    event: Any
    replaced_by: EventRef | None


def timeline(
    office: Office,
    stream: StreamId | str,
    *,
    act: Act | SystemAct | None = None,
    on: On | None = None,
    known: Known | None = None,
    withheld: str = WITHHELD,
) -> tuple[TimelineEntry, ...]:
    """All that was recorded of a case or a session and of what belongs to it.

    A denunciation, or a sign without a name, stands in the timeline of another life only for who
    may open what is sealed in it.

    Args:
        office: whose record it is.
        stream: the life, such as `dialogue/2023/1`.
        act: who reads, in which office; None: what anybody may read.
        on: leave out what took effect later.
        known: as was on record at the end of this local day, or at exactly this position.
        withheld: what stands in the place of a restricted text.

    Returns:
        The entries by when they took effect, then by when they were recorded; those that were
        corrected or voided are among them.

    Raises:
        NotFound: nothing is recorded under that id (as known then).

    Example:
        >>> from examples.practice import practise
        >>> [one.attribution.ref for one in timeline(practise(), "ward", known=1)]
        ['ward@1']
    """
    if not any(known_then(one, known) for one in office.history(stream)):
        raise NotFound(StreamId(stream))
    lives = {StreamId(stream), *belonging(office, StreamId(stream), act)}
    facts = [fact for life in sorted(lives) for fact in office.history(life)]
    facts += _of_matters(office, lives)
    found = entries(office, facts, act=act, known=known, withheld=withheld)
    return tuple(one for one in found if on is None or in_effect(one.attribution.on, on))


def entries(
    office: Office,
    facts: Iterable[Recorded[Any]],
    *,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
    withheld: str = WITHHELD,
    wanted: Callable[[Recorded[Any]], bool] | None = None,
) -> list[TimelineEntry]:
    """Facts as entries of a timeline, by when they took effect, then by when they were recorded.

    Openings that are held back, and the hold, are left out for who may not hold back.

    Args:
        office: whose record it is.
        facts: of any lives; those that weren't on record then are left out.
        act: …
        known: …
        withheld: as `timeline` takes them.
        wanted: which of the facts; None: all of them.
    """
    seen = [*filter(told_to(office, act), (one for one in facts if known_then(one, known)))]
    newest = {(one.stream, one.root): one.ref for one in sorted(seen, key=lambda one: one.position)}
    attributed = Attributions(office.history(WARD), known=known)
    show = veil_for(office, act, withheld)
    return [
        TimelineEntry(
            attribution=attributed.fact(one),
            event=show(one.stream, one.event),
            replaced_by=None if (last := newest[one.stream, one.root]) == one.ref else last,
        )
        for one in sorted(seen, key=lambda one: (*effective_at(one.on), one.position))
        if wanted is None or wanted(one)
    ]


def decided_by(
    office: Office,
    officer: OfficerId | str | None = None,
    *,
    in_office: OfficeKind | None = None,
    body: BodyId | str | None = None,
    first: date | None = None,
    last: date | None = None,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
    withheld: str = WITHHELD,
) -> tuple[TimelineEntry, ...]:
    """All that an officer has decided, in whatever life; or an office, or a body.

    What was decided in a denunciation, or on a sign without a name, is told as `timeline` tells it.

    Args:
        office: whose record it is.
        officer: who decided; None: whoever did.
        in_office: only in this office …
        body: … of this body.
        first: only what took effect on this local day or later …
        last: … and on this one or before.
        act: who reads …
        known: …
        withheld: … as `timeline` takes them.

    Example:
        >>> from examples.practice import practise
        >>> decided_by(practise(), "bi-thu")
        ()
    """

    def wanted(fact: Recorded[Any]) -> bool:
        said = fact.act
        return (
            isinstance(said, Act)
            and officer in (None, said.officer)
            and in_office in (None, said.office)
            and body in (None, said.body)
            and (first is None or last_day(fact.on) >= first)
            and (last is None or first_day(fact.on) <= last)
        )

    lives = (life for life in whole_lives(office.log, [*LIFE_OF]) if any(map(wanted, life)))
    facts = chain.from_iterable(
        life for life in lives if not was_secret(life) or may_be_told(office, life[0].stream, act)
    )
    return tuple(entries(office, facts, act=act, known=known, withheld=withheld, wanted=wanted))


def belonging(
    office: Office, stream: StreamId, act: Act | SystemAct | None = None
) -> Iterator[StreamId]:
    """The lives that came of a case or a session, in turn.

    Args:
        office: whose record it is.
        stream: of which life.
        act: who asks; see `timeline`.
    """
    found, left = {stream}, [stream]
    while left:
        life = left.pop()
        for other in sorted(_came_of(office, life) - found):
            found.add(other)
            if may_be_told(office, other, act):
                left.append(other)
                yield other


def _came_of(office: Office, stream: StreamId) -> set[StreamId]:
    """The lives that came of this one, as the facts of either say."""
    near = {one for word in _BELONGING for one in office.log.streams(word, naming=(stream,))}
    told = [fact for life in (stream, *sorted(near)) for fact in office.history(life)]
    found = {one for fact in told for one, of in _origins(fact) if of == stream}
    # A petition that an opinion became may be named before it is entered.
    return {one for one in found if one in near or office.log.read(one)}


def _origins(fact: Recorded[Any]) -> Iterator[tuple[StreamId, StreamId]]:
    """Which life came of which, as one fact says it."""
    yield from ((came, of) for (came, _), (of, _) in came_of(fact))
    if isinstance(fact.event, Assigned):
        yield fact.stream, fact.event.origin.source


def _of_matters(office: Office, lives: set[StreamId]) -> Iterator[Recorded[Any]]:
    """What the book of matters says of these lives; the rest of a matter is others' affair."""
    for matter in office.log.streams("matter", naming=sorted(lives)):
        for fact in () if matter in lives else office.history(matter):
            shape: Any = type(fact.event)
            named = {one for place in references(shape) for one in place.named(fact.event)}
            if not lives.isdisjoint(named):
                yield fact


# -- What people read ----------------------------------------------------------------------------

COLUMNS: Columns[TimelineEntry] = Columns(TimelineEntry, [*ATTRIBUTED, REPLACED], untold="event")
"""Dòng thời gian: its columns."""
