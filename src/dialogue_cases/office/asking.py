"""Hỏi sổ: what one ward's record answers, without deciding anything."""

import contextlib
import inspect
import os
import re
import sys
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from types import FrameType
from typing import Any, TypeVar, overload

import attrs
from attrs import frozen

from dialogue_cases import codec, plan, ward
from dialogue_cases.codec import LIFE_OF, life_of
from dialogue_cases.deadlines import (
    Change,
    Obligation,
    Verdict,
    asked_from,
    clocks,
    deadlines,
    ward_obligations,
)
from dialogue_cases.deadlines.changes import changes_in, reach
from dialogue_cases.deadlines.periods import series_counted
from dialogue_cases.errors import CorruptLog, Invalid, NotFound, StoreError
from dialogue_cases.law import Law, load_law
from dialogue_cases.life import Life
from dialogue_cases.office.hanging import hanging
from dialogue_cases.office.seen import Seen
from dialogue_cases.privacy import Vault
from dialogue_cases.record import (
    LOCAL,
    Known,
    Recorded,
    Voided,
    by_stream,
    followers,
    known_then,
    taken_out,
)
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Store, Writing
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import Citation, EventRef, On, Operator, StreamId, first_day
from dialogue_cases.ward import WARD, RegulationAdopted, Ward
from dialogue_cases.workdays import OfficialDay

S = TypeVar("S")

_YEAR = re.compile(r"/(\d{4})(?:/|$)")
"""The year in the name of a life."""

_KEPT_HERE = ("ward", "dialogue", "reception")
"""The lives that tell since when a record of the duties of periods has been kept."""


class Asking:
    """Hỏi sổ: the half of an office that only answers.

    Args:
        store: the log.
        vault: the keys of sealed data.
        law: rules and calendar to decide under.
        operator: who types in.
        clock: tells the instant (UTC); tests and demonstrations bring their own.
        roles: who may decide and open what; the packaged default if None.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        law: Law,
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        roles: Roles | None = None,
    ) -> None:
        self.store = store
        self.vault = vault
        self.law = law
        self.operator = Operator(id="unknown") if operator is None else operator
        self.clock = _now if clock is None else clock
        self.roles = read_roles() if roles is None else roles
        self.seen = Seen(law)
        self._held = threading.local()

    def now(self) -> datetime:
        """What the clock says (UTC).

        Raises:
            Invalid: the clock says a time without zone.
        """
        now = self.clock()
        if now.tzinfo is None:
            raise Invalid("the clock says a time without zone", expected="an instant in UTC")
        return now.astimezone(UTC)

    @property
    def today(self) -> date:
        """The local day (Asia/Ho_Chi_Minh)."""
        return self.now().astimezone(LOCAL).date()

    @property
    def log(self) -> Store:
        """Everything recorded: `office.log.since(position)` follows it for embedders."""
        return self.store

    @property
    def is_deciding_together(self) -> bool:
        """Whether this thread is in the midst of `Office.together`."""
        return getattr(self._held, "held", None) is not None

    @contextmanager
    def _within(self, writing: Writing, tasks: Sequence[FrameType] = ()) -> Iterator[None]:
        """Let what this thread decides be part of a transaction that was begun.

        Args:
            tasks: the generators and coroutines that it belongs to.
        """
        mine = self._held.__dict__  # this thread's: another one may be the one that leaves
        mine["held"] = Held(writing, tuple(tasks), os.getpid())
        try:
            yield
        finally:
            mine["held"] = None

    def _held_writing(self) -> Writing | None:
        """The transaction that this thread and task is in.

        Raises:
            StoreError: another task of this thread is in one, or the process was forked in it.
        """
        held: Held | None = getattr(self._held, "held", None)
        if held is None:
            return None
        if not held.is_mine():
            raise StoreError(
                self.store.url,
                "another task of this thread is in the midst of together(); wait for its end, "
                "or open the store for each task",
            )
        return held.writing

    def history(self, stream: StreamId | str) -> list[Recorded[Any]]:
        """All that was ever recorded of a life, by version.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        facts = self._facts(StreamId(stream))
        if not facts:
            raise NotFound(StreamId(stream))
        return facts

    def _facts(self, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts, those of the transaction that this thread is in among them."""
        held: Held | None = getattr(self._held, "held", None)
        mine = held is not None and held.is_mine()
        return held.writing.read(stream) if held and mine else self.store.read(stream)

    @overload
    def as_of(
        self,
        stream: StreamId | str,
        life: Life[S, Any],
        *,
        effective: On | None = None,
        known: Known | None = None,
    ) -> S: ...

    @overload
    def as_of(
        self, stream: StreamId | str, *, effective: On | None = None, known: Known | None = None
    ) -> Any: ...

    def as_of(
        self,
        stream: StreamId | str,
        life: Life[Any, Any] | None = None,
        *,
        effective: On | None = None,
        known: Known | None = None,
    ) -> Any:
        """A life's state on two time axes.

        Args:
            life: which life it is, such as `session.LIFE`: a type checker then knows the state.
            effective: what had taken effect by this local day (or day and time); None for all.
            known: as was on record at the end of this local day, or at exactly this position
                of the log; None for now.

        Returns:
            The life's own state class, such as `session.Session`.

        Raises:
            NotFound: nothing is recorded under that id (as known then).
            Invalid: it isn't of that life.
        """
        life = _asked_for(StreamId(stream), life)
        facts = self.history(stream)
        state = life.fold(facts, upto=effective, known=known)
        if known is not None and not any(known_then(one, known) for one in facts):
            raise NotFound(StreamId(stream))
        return state

    def taken_out(
        self, stream: StreamId | str, *, known: Known | None = None
    ) -> Recorded[Any] | None:
        """The void by which a life was taken out as a whole; None of one that stands.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        return taken_out(self.history(stream), known=known)

    def followers(self, ref: EventRef | str) -> list[Recorded[Any]]:
        """What followed from a fact, directly and in turn, and what names it or rests on it.

        Once the fact is corrected or voided these are open findings: nothing of it is undone by
        rule, and an officer decides about each. What an officer has corrected or voided since
        isn't listed any more; `record.followers` has the whole of what followed.

        Args:
            ref: the fact, such as `dialogue/2023/1@7`; what followed from an entry that stands
                in its place is told too.

        Raises:
            NotFound: no such fact is recorded.
        """
        stream, _, version = ref.rpartition("@")
        facts = self._facts(StreamId(stream))
        entry = next((one for one in facts if str(one.version) == version), None)
        if entry is None:
            raise NotFound(StreamId(ref))
        chain = [one for one in facts if one.root == entry.root]
        log = self._log_of(*(one.ref for one in chain))
        mended = {(one.stream, one.corrects) for one in log}
        found = {
            one.ref: one
            for one in followers(log, *(one.ref for one in chain))
            if one.corrects is None and (one.stream, one.version) not in mended
        }
        for said in chain:
            if not isinstance(said.event, Voided):
                found |= {one.ref: one for one in hanging(said, self._facts, self._naming)}
        return sorted(found.values(), key=lambda one: one.position)

    def _log_of(self, *causes: EventRef) -> list[Recorded[Any]]:
        """Every fact of the lives in which something follows from these, directly and in turn."""
        lives: dict[StreamId, Sequence[Recorded[Any]]] = {WARD: self._facts(WARD)}
        asked, news, log = set(causes), list(causes), []
        while news:
            for series in LIFE_OF:
                for stream in self._naming(series, news):
                    lives.setdefault(stream, self._facts(stream))
            log = sorted((one for life in lives.values() for one in life), key=_position)
            news = [one.ref for one in followers(log, *causes) if one.ref not in asked]
            asked.update(news)
        return log

    def _naming(self, series: str, words: Sequence[str]) -> Sequence[StreamId]:
        """The lives of a series that name one of these, those of this thread's transaction too."""
        held: Held | None = getattr(self._held, "held", None)
        mine = held is not None and held.is_mine()
        return (held.writing if held and mine else self.store).streams(series, naming=words)

    def _sound(self, stream: StreamId) -> Sequence[Recorded[Any]]:
        """A life's facts; none of one that can't be read back, which is named in `left_out`."""
        try:
            return self._facts(stream)
        except CorruptLog as error:
            self.store.left_out.setdefault(stream, error)
            return ()

    def lives(self, series: str = "") -> Iterator[Sequence[Recorded[Any]]]:
        """Các hồ sơ của một loại: each with its history, in the order in which they were entered.

        They are read in turn, whatever their number; what can't be read back is left out, and
        named in `Store.left_out`.

        Args:
            series: what their names begin with, such as `petition/2023`, or one life; "": all.
        """
        if series and (facts := self._sound(StreamId(series))):
            yield facts
        try:
            streams = self.store.streams(series)
        except CorruptLog:  # the name of a life is no text
            found = by_stream(self.store.sound())
            begins = f"{series}/" if series else ""
            yield from (life for one, life in found.items() if one.startswith(begins))
            return
        for stream in streams:
            if facts := self._sound(stream):
                yield facts

    def ward(self, *, effective: On | None = None, known: Known | None = None) -> Ward:
        """The ward's own state, as `as_of`."""
        state: Ward = self.as_of(WARD, effective=effective, known=known)
        return state

    def law_known(self, *, known: Known | None = None) -> Law:
        """Rules and calendar, with all that is on record of the ward's own limits and days.

        What holds on a day is asked of the law by that day. So what was recorded before it
        comes into force is known, and no answer depends on the day on which it is asked.

        Args:
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            NotFound: no ward is on record (as known then).
        """
        history = self.history(WARD)
        if known is not None and not any(known_then(one, known) for one in history):
            raise NotFound(WARD)
        return ward.law_on_record(history, self.law, known=known)

    def cited(self, citation: Citation, on: date, stream: StreamId | None = None) -> Citation:
        """Where a rule stands here: in the ward's own plan or regulation, if it is in one.

        Args:
            citation: as the rule has it.
            on: the local day it is asked of; the plan is that year's …
            stream: … or that of the year in which this life was begun.
        """
        return self._sources()(citation, on, stream)

    def with_sources(self, owed: Iterable[Obligation]) -> list[Obligation]:
        """The same obligations, each with its source as it stands here; see `cited`."""
        here = self._sources()
        return [
            attrs.evolve(
                one,
                version=attrs.evolve(
                    one.version,
                    citation=here(one.version.citation, one.anchor_day, one.stream),
                ),
            )
            if one.version.citation.place
            else one
            for one in owed
        ]

    def _sources(self) -> Callable[[Citation, date, StreamId | None], Citation]:
        """What `cited` answers; the plans and the ward's own regulations are read once."""

        @cache
        def plan_of(year: int) -> plan.Plan:
            state: plan.Plan = plan.LIFE.fold(self._facts(plan.stream(year)))
            return state

        @cache
        def regulations() -> Sequence[RegulationAdopted]:
            return ward.LIFE.fold(self._facts(WARD)).regulations

        def here(citation: Citation, on: date, stream: StreamId | None) -> Citation:
            if not citation.place:
                return citation
            began = None if stream is None else _YEAR.search(stream)
            for year in dict.fromkeys([on.year, int(began[1]) if began else on.year]):
                if (own := plan.cited_in(plan_of(year), citation)) is not None:
                    return own
            held = [
                one for one in regulations() if one.kind == "regulation" and first_day(one.on) <= on
            ]
            if held:
                return citation.of(ward.cited(held[-1].document).text)
            return attrs.evolve(citation, certainty="I")

        return here

    def law_on(self, day: date, *, known: Known | None = None) -> Law:  # noqa: ARG002
        """The law that answers about a day: `law_known`, whatever the day."""
        return self.law_known(known=known)

    def deadlines(self, stream: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed in a life, by whom, until when, met or not; see `deadlines.deadlines`."""
        law = self.law_known(known=known)
        return self.with_sources(deadlines(self.history(stream), law, known=known))

    def ward_obligations(
        self, *, first: date, last: date, known: Known | None = None
    ) -> list[Obligation]:
        """What the ward owes in every period that overlaps these local days, both included."""
        law = self.law_known(known=known)
        log = self._log_counted(law, known)
        return self.with_sources(ward_obligations(log, law, first=first, last=last, known=known))

    def _log_counted(self, law: Law, known: Known | None = None) -> list[Recorded[Any]]:
        """Every fact of the lives in which the duties of a period are counted, in their order."""
        series = dict.fromkeys((*_KEPT_HERE, *series_counted(law)))
        found = [one for life in whole_lives(self.store, [*series]) for one in life]
        if isinstance(known, int):  # it was known up to the day of the fact at that position
            found += islice(self.log.since(min(known, self.store.position) - 1), 1)
        return sorted({one.position: one for one in found}.values(), key=_position)

    def check_deadlines(
        self,
        on: date,
        *,
        among: Container[Verdict] = ("overdue", "due soon"),
        lives: Iterable[StreamId] | None = None,
    ) -> list[Obligation]:
        """What is overdue or due soon at the end of a day, the earliest first; records nothing.

        In all lives, and of what the ward owes in the periods of the day's year, as far as the
        record goes back.

        Args:
            on: the local day at whose end the terms are judged.
            among: which of them, by how they stand then.
            lives: those in which something may be, as the deadline board keeps them
                (`views.board.unfinished`); None: every life is read.
        """
        law = self.law_known()
        read = whole_lives(self.store, [*LIFE_OF]) if lives is None else map(self._sound, lives)
        owed = [one for life in read for one in deadlines(life, law) if one.status(on) in among]
        counted = self._log_counted(law)
        kept = [one for one in counted if one.stream.partition("/")[0] in _KEPT_HERE]
        first = asked_from(kept, on)
        owed += [
            one
            for one in ward_obligations(counted, law, first=first, last=on)
            if one.status(on) in among
        ]
        wanted = self.with_sources(owed)
        return sorted(wanted, key=lambda one: (one.due or date.max, one.stream, one.rule.id))

    @property
    def kept_since(self) -> date:
        """The local day on which this record was begun: of what was before, it says only what
        was entered since."""
        return self._entered(WARD, 1)

    def is_backlog(self, owed: Obligation) -> bool:
        """Whether it was overdue already when it came on record."""
        entered = (
            self._entered(owed.stream, owed.root) if isinstance(owed.root, int) else self.kept_since
        )
        return owed.due is not None and owed.due < entered

    def _entered(self, stream: StreamId, version: int) -> date:
        """The local day on which a fact was put on record."""
        return self._facts(stream)[version - 1].recorded_at.astimezone(LOCAL).date()

    def clocks(self, petition: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed about a petition, in it and in its proceedings, the earliest first.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        stream = StreamId(petition)
        lives: list[Sequence[Recorded[Any]]] = [self.history(stream)]
        lives += [self._sound(one) for one in self._naming("proceeding", [stream])]
        log = sorted((one for life in lives for one in life), key=_position)
        law = self.law_known(known=known)
        return self.with_sources(clocks(log, stream, law, known=known))

    def what_would_change(
        self,
        *,
        on: date | None = None,
        since: date | None = None,
        rules: bytes | None = None,
        calendar: bytes | None = None,
        limits: Mapping[str, int] | None = None,
        switches: Mapping[str, bool] | None = None,
        days: Iterable[OfficialDay] = (),
        first: date | None = None,
        last: date | None = None,
        lives: Iterable[StreamId] | None = None,
    ) -> list[Change]:
        """Nếu quy định thay đổi: what is open and would begin, end or move. Nothing is recorded.

        Args:
            on: the local day at whose end it is judged; today if not given.
            since: from when the ward's own limits and switches would hold; `on` if not given.
                A limit holds for what begins from its day on.
            rules: the text of another `deadlines.toml`, UTF-8.
            calendar: the text of another `calendar.toml`, UTF-8.
            limits: what the ward's regulation would set beside what it sets now, by rule.
            switches: what it would choose beside what it chooses now, by name.
            days: official days that would be announced.
            first: of duties of periods, as `deadlines.what_would_change` …
            last: … takes them.
            lives: those in which something is open, as `check_deadlines` takes them; where the
                other law only moves what is open, no others are read. None: all are.

        Raises:
            Invalid: the texts aren't sound, or there is no such switch.
            Refused: `limit-names-a-rule`, `limit-is-the-wards`, `limit-is-positive`,
                `limit-is-within-bounds`.
        """
        on = on or self.today
        history, edition = self.history(WARD), self.law
        if rules is not None or calendar is not None:
            edition = load_law(
                self.law.rules_text.encode() if rules is None else rules,
                self.law.calendar_text.encode() if calendar is None else calendar,
                names=codec.NAMES,
            )
        then = ward.law_on_record(history, edition).amended(
            since=since or on, limits=limits, switches=switches, days=days
        )
        now = ward.law_on_record(history, self.law)
        # What took effect later isn't seen; nothing does after the day on which it is recorded.
        known = [one.recorded_at for one in self.log.since(self.store.position - 1)]
        seen = all(at.astimezone(LOCAL).date() <= on for at in known[-1:])
        read = self._lives_reached(now, then, lives if seen else None)
        changes = changes_in(read, now, then, on=on, first=first, last=last)
        return [
            attrs.evolve(
                one,
                reasons=tuple(
                    attrs.evolve(why, basis=why.basis and self.cited(why.basis, on, one.stream))
                    for why in one.reasons
                ),
            )
            for one in changes
        ]

    def _lives_reached(
        self, now: Law, then: Law, lives: Iterable[StreamId] | None
    ) -> Iterator[Sequence[Recorded[Any]]]:
        """The lives of which two laws may answer differently.

        Args:
            now: the one …
            then: … and the other.
            lives: those in which something is open; None: any may be.
        """
        asked = reach(now, then)
        whole = {*asked.anywhere, *series_counted(now), *series_counted(then)}
        if lives is None:
            whole |= asked.open
        yield from whole_lives(self.store, [word for word in LIFE_OF if word in whole])
        some = asked.open - whole
        for stream in lives if some and lives is not None else ():
            if stream.partition("/")[0] in some:
                yield self._sound(stream)


@frozen
class Held:
    """Giao dịch đang mở: a transaction that a thread is in, and whose it is.

    Args:
        writing: the transaction.
        tasks: the generators and coroutines that were running when it was opened.
        process: in which process that was.
    """

    writing: Writing
    tasks: tuple[FrameType, ...]
    process: int

    def is_mine(self) -> bool:
        """Whether the caller is in the task that opened it, or in what that has called."""
        if self.process != os.getpid():
            return False
        if not self.tasks:
            return True
        running = set(map(id, running_tasks()))
        return all(id(task) in running for task in self.tasks)


def running_tasks() -> Iterator[FrameType]:
    """The generators and coroutines that are running in this thread, the innermost first.

    Only these can be left halfway for something else. One that is the body of a context
    manager isn't a task: it belongs to whoever entered that.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        caller = frame.f_back
        if (
            frame.f_code.co_flags & _CAN_BE_LEFT
            and frame.f_code.co_filename != contextlib.__file__
            and (caller is None or caller.f_code.co_filename != contextlib.__file__)
        ):
            yield frame
        frame = caller


_CAN_BE_LEFT = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR


def _position(recorded: Recorded[Any]) -> int:
    return recorded.position


def _now() -> datetime:
    return datetime.now(UTC)


def _asked_for(stream: StreamId, life: Life[Any, Any] | None) -> Life[Any, Any]:
    found = life_of(stream)
    if life not in (None, found):
        raise Invalid(
            "it isn't the life of a {life}",
            where=stream,
            expected="{found}",
            life=life.name,
            found=found.name,
        )
    return found
