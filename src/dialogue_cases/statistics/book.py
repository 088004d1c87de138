"""Sổ tại một thời điểm: every life as known, folded once, for all tables and reports.

What took effect after the period's last day isn't seen, and neither is what was recorded
after the state of knowledge that was asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from dialogue_cases import plan, session, ward
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.deadlines import Grounds, Obligation, Verdict, verdict
from dialogue_cases.law import Law
from dialogue_cases.matter import Matter
from dialogue_cases.petition import Petition
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.projection import LifeAsKnown
from dialogue_cases.record import LOCAL, Known, Recorded, known_then
from dialogue_cases.session import Session
from dialogue_cases.statistics.periods import ReportPeriod
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import StreamId, first_day
from dialogue_cases.ward import WARD, Ward

_LIVES = {word: life for word, life in LIFE_OF.items() if life is not plan.LIFE}


@frozen(kw_only=True)
class Book:
    """Sổ: what was on record, as it stood at the end of a period.

    Args:
        period: the period.
        position: the position of the last fact that was seen, 0 if there was none.
        as_of: the local day on which that fact was recorded.
        asked: the local day on which it is asked; the period may not be over then.
        law: with the ward's own regulations as of the day that is judged by.
        ward: the ward.
        histories: of each life, what was on record, by version; read when it is asked for, where
            the book is only of some lives (`kept.open_part`).
        states: of each life, what is known of it at the end of the day that is judged by.
        owing: the lives in which something may be overdue; None: any.
    """

    period: ReportPeriod
    position: int
    as_of: date | None
    asked: date
    law: Law = field(repr=False)
    ward: Ward = field(repr=False)
    histories: Mapping[StreamId, Sequence[Recorded[Any]]] = field(repr=False)
    states: Mapping[StreamId, Any] = field(repr=False)
    owing: Set[StreamId] | None = field(default=None, repr=False)
    _lives: dict[StreamId, LifeAsKnown] = field(init=False, repr=False, eq=False, factory=dict)

    @property
    def day(self) -> date:
        """The local day at whose end everything is judged: the last one, if it has come."""
        return min(self.period.last, self.asked)

    @property
    def is_over(self) -> bool:
        """Whether the period was over when it was asked about."""
        return self.asked > self.period.last

    def owed(self, stream: StreamId) -> Sequence[Obligation]:
        """What is owed in a life, and in the proceedings that a petition led to."""
        streams = (stream, *self.proceedings_of.get(stream, ()))
        return [one for each in streams for one in self._life(each).owed]

    def has_overdue(self, stream: StreamId) -> bool:
        """Whether something that is owed about a petition is overdue, as on the board."""
        its = (stream, *self.proceedings_of.get(stream, ()))
        return any(map(self._may_owe, its)) and any(
            one.status(self.day) == "overdue" for one in self.owed(stream)
        )

    def is_overdue(self, stream: StreamId) -> bool:
        """Whether the day that was decided for a petition or a task has passed."""
        return self._may_owe(stream) and self.verdict(stream) == "overdue"

    def _may_owe(self, stream: StreamId) -> bool:
        return self.owing is None or stream in self.owing

    def work(self, stream: StreamId) -> Grounds | None:
        """What a task, or a petition that a body was told to settle, comes to."""
        return self._life(stream).work

    def verdict(self, stream: StreamId, on: date | None = None) -> Verdict | None:
        """How it stands on the day that is judged by, or on another one; None: it isn't work."""
        work = self.work(stream)
        return None if work is None else verdict(work, on or self.day)

    def _life(self, stream: StreamId) -> LifeAsKnown:
        if stream not in self._lives:
            self._lives[stream] = LifeAsKnown(self.histories[stream], self.law, self.position)
        return self._lives[stream]

    def of(self, kind: type[Any]) -> Iterator[tuple[StreamId, Any]]:
        """The lives of one kind, each with its stream, in the order of their first entry."""
        return ((stream, one) for stream, one in self.states.items() if isinstance(one, kind))

    @cached_property
    def petitions(self) -> Mapping[StreamId, Petition]:
        """Every petition that was received by the period's end."""
        return {stream: one for stream, one in self.of(Petition) if one.raised is not None}

    @cached_property
    def proceedings(self) -> Mapping[StreamId, Proceeding]:
        """Every proceeding that was begun by the period's end."""
        return {stream: one for stream, one in self.of(Proceeding) if one.received is not None}

    @cached_property
    def sessions(self) -> Mapping[StreamId, Session]:
        """Every dialogue and reception of which something is known."""
        return {stream: one for stream, one in self.of(Session) if one != session.INITIAL}

    @cached_property
    def matters(self) -> Mapping[StreamId, Matter]:
        """Every matter that was opened by the period's end."""
        return {stream: one for stream, one in self.of(Matter) if one.opened is not None}

    @cached_property
    def tasks(self) -> Mapping[StreamId, Task]:
        """Every task that was assigned by the period's end."""
        return {stream: one for stream, one in self.of(Task) if one.assigned is not None}

    @cached_property
    def proceedings_of(self) -> Mapping[StreamId, tuple[StreamId, ...]]:
        """Of each petition the proceedings that it led to, the earliest first."""
        found: dict[StreamId, list[tuple[date, StreamId]]] = {}
        for stream, one in self.proceedings.items():
            if one.received is not None and one.received.petition is not None:
                begun = (first_day(one.received.on), stream)
                found.setdefault(one.received.petition, []).append(begun)
        return {
            petition: tuple(stream for _, stream in sorted(begun, key=lambda each: each[0]))
            for petition, begun in found.items()
        }

    @cached_property
    def matter_of_opinion(self) -> Mapping[tuple[StreamId, int | None], StreamId]:
        """Of each opinion that was joined to a matter, which."""
        return {
            (raising.session, raising.opinion): stream
            for stream, one in self.matters.items()
            for raising in one.raisings
            if raising.session is not None
        }

    @cached_property
    def petition_of_opinion(self) -> Mapping[tuple[StreamId, int | None], StreamId]:
        """Of each opinion that became a petition, which."""
        found: dict[tuple[StreamId, int | None], StreamId] = {}
        for stream, one in self.petitions.items():
            if one.raised is not None and one.raised.session is not None:
                found[one.raised.session, one.raised.opinion] = stream
        for stream, held in self.sessions.items():
            for taking in held.takings:
                if taking.petition is not None and taking.petition in self.petitions:
                    found[stream, taking.number] = taking.petition
        return found


def open_book(
    log: Iterable[Recorded[Any]],
    law: Law,
    period: ReportPeriod,
    *,
    known: Known | None = None,
    on: date | None = None,
) -> Book:
    """Read the log once, as it was known, and fold every life to the end of a period.

    In a period that isn't over nothing is judged by days that haven't come: what counts is how
    things stand at the end of the day on which it is asked.

    Args:
        log: every stream, in the order of positions.
        law: the edition to judge by; the ward's own regulations are added from the log.
        period: the period.
        known: as was on record at the end of this local day, or at exactly this position;
            None for now.
        on: the local day on which it is asked; None: the one of which the last fact is known.
    """
    streams: dict[StreamId, list[Recorded[Any]]] = {}
    last: Recorded[Any] | None = None
    for recorded in log:
        if not known_then(recorded, known):
            break  # Neither positions nor instants ever run backwards in a log.
        last = recorded
        if recorded.stream.partition("/")[0] in _LIVES:
            streams.setdefault(recorded.stream, []).append(recorded)
    asked = asked_on(period, last, on or (known if isinstance(known, date) else None))
    states = {stream: folded(one, min(period.last, asked)) for stream, one in streams.items()}
    return book_of(streams, states, law, period, asked, last)


def book_of(
    histories: Mapping[StreamId, Sequence[Recorded[Any]]],
    states: Mapping[StreamId, Any],
    law: Law,
    period: ReportPeriod,
    asked: date,
    last: Recorded[Any] | None,
    owing: Set[StreamId] | None = None,
) -> Book:
    """A book of lives that are folded already; the last fact says how far the record had got.

    Days that were announced by the day on which it is asked are known, as on the board of that day.
    """
    as_of = _recorded_on(last)
    known_on = asked if as_of is None else max(as_of, asked)
    return Book(
        period=period,
        position=0 if last is None else last.position,
        as_of=as_of,
        asked=asked,
        law=ward.law_on_record(histories.get(WARD, ()), law, known_on=known_on),
        ward=states.get(WARD, ward.INITIAL),
        histories=histories,
        states=states,
        owing=owing,
    )


def asked_on(period: ReportPeriod, last: Recorded[Any] | None, on: date | None) -> date:
    """The local day on which it is asked: as said, or the one of the last fact on record."""
    return on or _recorded_on(last) or period.last


def folded(history: Sequence[Recorded[Any]], day: date) -> Any:
    """What is known of a life at the end of a local day."""
    return _LIVES[history[0].stream.partition("/")[0]].fold(history, upto=day)


def _recorded_on(last: Recorded[Any] | None) -> date | None:
    return None if last is None else last.recorded_at.astimezone(LOCAL).date()
