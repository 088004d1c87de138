"""Hồ sơ còn liên quan: which lives a table of a period can rest on, kept as rows of a view.

A life that began after a period, or that was over before it and of which nothing took effect in
it, stands behind no figure of that period. So the counting isn't done otherwise and nothing
counted is kept: it is done over fewer lives, with all that they name and that names them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from attrs import field, frozen

from dialogue_cases.deadlines.grounds import of_task
from dialogue_cases.law import Law
from dialogue_cases.matter import Matter
from dialogue_cases.petition import Petition
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.projection import LifeAsKnown, View, Views, ViewTable
from dialogue_cases.record import Recorded
from dialogue_cases.statistics.book import Book, asked_on, book_of, folded
from dialogue_cases.statistics.definition import FormColumn, FormTable, Wanted
from dialogue_cases.statistics.periods import ReportPeriod
from dialogue_cases.statistics.quantities import IN_THE_PERIOD, QUANTITIES
from dialogue_cases.statistics.records import ended, processed
from dialogue_cases.store import Store
from dialogue_cases.store.following import chosen_lives
from dialogue_cases.task import PROMISES, Origin, Task
from dialogue_cases.vocabulary import StreamId, first_day, last_day
from dialogue_cases.ward import WARD

LONG = 366
"""From how many days on a life is looked for among the long ones, of which there are few."""

COUNTED = """
SELECT stream FROM (
    SELECT stream FROM statistics_spans
    WHERE NOT is_long AND first_on BETWEEN :began AND :day AND last_on >= :since
    UNION SELECT stream FROM statistics_spans
    WHERE is_long AND last_on >= :since AND first_on <= :day
    UNION SELECT stream FROM statistics_spans WHERE NOT is_over AND first_on <= :day
)
WHERE stream NOT GLOB 'task/*' AND stream NOT GLOB 'matter/*'
"""
REPORTED = """
SELECT stream FROM statistics_spans
WHERE NOT is_long AND first_on BETWEEN :began AND :day AND last_on >= :since
UNION SELECT stream FROM statistics_spans
WHERE is_long AND last_on >= :since AND first_on <= :day
UNION SELECT stream FROM statistics_spans
WHERE NOT is_over AND first_on <= :day AND stream NOT GLOB 'proceeding/*'
UNION SELECT stream FROM statistics_spans WHERE is_open AND first_on <= :day
"""
"""What isn't carried out yet is counted by tables alone."""
BEGUN = """
SELECT stream FROM statistics_spans
WHERE stream IN (SELECT value FROM json_each(:among)) AND first_on <= :day
"""

_CASES = ("petition", "proceeding")
_SESSIONS = ("dialogue", "reception")
_WORDS = ("petition/", "matter/")
"""Lives that are of the same case as what names them."""
_CURRENT = {"received", "carried"}


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Thời gian liên quan: until when a life can stand behind a figure.

    Args:
        stream: a petition, a proceeding, a dialogue or a reception; a task or a matter.
        first_on: the first local day on which something of it took effect …
        last_on: … and the last one.
        is_long: whether there are more than `LONG` days between.
        is_over: whether, after that, no table and no report asks for it any more: the petition
            was processed, the proceeding ended and what it ordered carried out, what was promised
            found done or dropped and no obstacle left, the matter not one raised again and again.
        is_open: whether it is a petition that nothing has closed: the Party's report counts
            these, whenever they came.
    """

    stream: StreamId
    first_on: date
    last_on: date
    is_long: bool
    is_over: bool
    is_open: bool


def rows(life: LifeAsKnown) -> Iterator[Span]:
    """How long a life matters to the tables."""
    if life.standing:
        first = min(first_day(one.on) for one in life.standing)
        last = max(last_day(one.on) for one in life.standing)
        yield Span(
            stream=life.stream,
            first_on=first,
            last_on=last,
            is_long=(last - first).days > LONG,
            is_over=_is_over(life.state),
            is_open=isinstance(life.state, Petition) and life.state.is_open,
        )


def _is_over(state: Any) -> bool:
    match state:
        case Petition():
            return state.raised is None or processed(state) is not None
        case Proceeding():
            carried_out = state.resolution is None or any(one.complete for one in state.execution)
            return state.received is None or (ended(state) is not None and carried_out)
        case Task():
            return _is_settled(state) and not (state.open_obstacles or state.open_proposals)
        case Matter():
            return not state.is_repeatedly_raised_unresolved
    return True


def _is_settled(one: Task) -> bool:
    """Whether it is no promise, or one that was found done or that fell away."""
    grounds = of_task(one)
    return (
        grounds is None
        or (one.origin is not None and one.origin.kind not in PROMISES)
        or grounds.confirmed_on is not None
        or grounds.ended_on is not None
    )


VIEW = View(
    name="statistics",
    version=2,
    about=(*_CASES, *_SESSIONS, "task", "matter"),
    tables=(
        ViewTable(
            Span,
            "statistics_spans",
            (
                "CREATE INDEX statistics_spans_by_stream ON statistics_spans (stream)",
                "CREATE INDEX statistics_spans_short "
                "ON statistics_spans (first_on, last_on, stream) WHERE NOT is_long",
                "CREATE INDEX statistics_spans_long "
                "ON statistics_spans (last_on, first_on, stream) WHERE is_long",
                "CREATE INDEX statistics_spans_left "
                "ON statistics_spans (first_on, stream) WHERE NOT is_over",
                "CREATE INDEX statistics_spans_open "
                "ON statistics_spans (first_on, stream) WHERE is_open",
            ),
        ),
    ),
    rows=rows,
)


class _Of(msgspec.Struct, frozen=True):
    stream: StreamId


@frozen
class _Histories(Mapping[StreamId, Sequence[Recorded[Any]]]):
    """What is on record of some lives: each is read when it is asked for, and isn't held.

    Few are asked for: those of which a term must be judged.
    """

    store: Store
    upto: int
    streams: Mapping[StreamId, Any]

    def __getitem__(self, stream: StreamId) -> Sequence[Recorded[Any]]:
        if stream not in self.streams:
            raise KeyError(stream)
        return [one for one in self.store.sound_life(stream) if one.position <= self.upto]

    def __iter__(self) -> Iterator[StreamId]:
        return iter(self.streams)

    def __len__(self) -> int:
        return len(self.streams)


@frozen
class _Read:
    """Lives as they are read, some at a time: how each stood is kept, and not its facts.

    Args:
        store: where they are.
        upto: the position of the last fact to read.
        since: from which local day …
        day: … to which one; at the end of it everything is judged.
        states: of each life the position of its first fact, and what is known of it.
        due: the lives in which somebody has decided a last day.
    """

    store: Store
    upto: int
    since: date
    day: date
    states: dict[StreamId, tuple[int, Any]] = field(init=False, factory=dict)
    due: set[StreamId] = field(init=False, factory=set)

    def lives(self, streams: Iterable[StreamId]) -> Iterator[list[Recorded[Any]]]:
        """The facts of these lives, in any order."""
        for facts in chosen_lives(self.store, streams, self.upto):
            self.take(facts)
            yield facts

    def take(self, facts: Sequence[Recorded[Any]]) -> None:
        """Keep how a life stood."""
        stream = facts[0].stream
        self.states[stream] = facts[0].position, folded(facts, self.day)
        if any(getattr(one.event, "due", None) for one in facts):
            self.due.add(stream)

    def with_all_that_is_named(self, found: set[StreamId]) -> None:
        """Read these, what they name and what names them, until nothing is added.

        The proceedings of a petition, the petitions and matters of a session, what else is of one
        matter.
        """
        read: set[StreamId] = set()
        while news := found - read:
            words = {one for one in news if one.startswith(_WORDS)}
            for facts in self.lives(sorted(news)):  # what lies together is read together
                named = {*_named(facts)}
                words |= {one for one in named if one.startswith(_WORDS)}
                if self._is_current(facts):
                    words.add(facts[0].stream)
                found |= {one for one in named if not one.startswith("matter/")}
            read |= news
            for series in (*_CASES, "matter"):
                naming = sorted(words)
                found |= {*self.store.streams(series, naming=naming)} if naming else set()

    def _is_current(self, facts: Sequence[Recorded[Any]]) -> bool:
        """Whether something of a session took effect in the period: what names it matters."""
        return facts[0].stream.startswith(_SESSIONS) and any(
            first_day(one.on) <= self.day and last_day(one.on) >= self.since for one in facts
        )


def open_part(
    views: Views,
    law: Law,
    period: ReportPeriod,
    on: date | None,
    unfinished: Callable[[date], Iterable[StreamId]] | None = None,
) -> Book:
    """As `open_book` of the record as it is now, of the lives that figures of the period rest on.

    Args:
        views: of the store.
        law: the edition to judge by; the ward's own regulations are added from the log.
        period: what is counted.
        on: the local day on which it is asked; None: the one of which the last fact is known.
        unfinished: for the Party's report: in which lives something is owed still at the end of a
            day. It tells of these and of what is open, tasks and matters too, whenever it began.

    Raises:
        CorruptLog: a fact of the ward itself can't be read back.
    """
    store = views.store
    head = store.position
    last = next(iter(store.since(head - 1)), None) if head else None
    asked = asked_on(period, last, on)
    read = _Read(store, head, min(period.first, asked), min(period.last, asked))
    if its_ward := [one for one in store.read(WARD) if one.position <= head]:
        read.take(its_ward)
    left = None if unfinished is None else {*unfinished(read.day)}
    found = {*_spanning(views, read.since, read.day, left)}
    # What only the report tells of; the matters of what is counted are found by their names.
    apart = {one for one in found if one.startswith(("task/", "matter/"))}
    found -= apart
    for facts in read.lives(apart):
        found |= {*_origins(facts)}
    read.with_all_that_is_named(found)
    entered = sorted(read.states.items(), key=lambda one: one[1][0])
    states = {stream: state for stream, (_, state) in entered}
    owing = None if left is None else left | read.due
    return book_of(_Histories(store, head, states), states, law, period, asked, last, owing)


def _spanning(
    views: Views, since: date, day: date, left: Iterable[StreamId] | None
) -> Iterator[StreamId]:
    """The lives that may matter by themselves, from one local day to another.

    Args:
        left: for the report: the lives in which something is owed still.
    """
    began = date.fromordinal(max(since.toordinal() - LONG, 1))
    days = {"began": began, "since": since, "day": day}
    if left is None:
        yield from _streams(views, COUNTED, days)
        return
    yield from _streams(views, REPORTED, days)
    among = msgspec.json.encode([*left]).decode()
    yield from _streams(views, BEGUN, {"among": among, "day": day})


def _streams(views: Views, question: str, parameters: Mapping[str, Any]) -> Iterator[StreamId]:
    return (one.stream for one in views.ask(VIEW, _Of, question, parameters).rows)


def _origins(facts: Iterable[Recorded[Any]]) -> Iterator[StreamId]:
    """The sessions from whose notices a task comes."""
    origins = (getattr(fact.event, "origin", None) for fact in facts)
    sources = (one.source for one in origins if isinstance(one, Origin))
    return (one for one in sources if one.startswith(_SESSIONS))


def _named(facts: Iterable[Recorded[Any]]) -> Iterator[StreamId]:
    """The petitions, matters and sessions that facts name as such."""
    for fact in facts:
        for place in ("petition", "matter", "session"):
            named = getattr(fact.event, place, None)
            if isinstance(named, str):
                yield StreamId(named)


# -- Which tables rest on these lives alone ------------------------------------------------------


def is_of_its_time(form: FormTable) -> bool:
    """Whether a table asks for nothing of the lives that were over before its period."""
    columns = [one for one in form.columns if one.counts is not None]
    kept = form.left_out is None or _is_current(form.left_out)
    return kept and all(_is_bounded(one, form.cases) for one in columns)


def _is_current(wanted: Wanted) -> bool:
    return bool(wanted.get("came")) and _CURRENT.issuperset(map(str, wanted["came"]))


def _is_bounded(column: FormColumn, cases: Wanted) -> bool:
    quantity = QUANTITIES[column.counts or ""]
    if column.counts in IN_THE_PERIOD or quantity.population in ("turn", "reception"):
        return True
    if quantity.population == "petition":
        return _is_current(column.wanted) and (not quantity.once or _is_current(cases))
    ends = {*column.wanted.get("ended", ())} | {*column.wanted.get("execution", ())}
    return _is_current(column.wanted) or bool(ends - {None})
