"""Hỏi sổ: what one ward's record answers, without deciding anything."""

import contextlib
import inspect
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import FrameType
from typing import Any

from attrs import frozen

from dialogue_cases import codec, ward
from dialogue_cases.deadlines import (
    Change,
    Obligation,
    clocks,
    deadlines,
    ward_obligations,
    what_would_change,
)
from dialogue_cases.errors import Invalid, NotFound, StoreError
from dialogue_cases.law import Law, load_law
from dialogue_cases.office.checks import life_of
from dialogue_cases.office.seen import Seen
from dialogue_cases.privacy import Vault
from dialogue_cases.record import LOCAL, Known, Recorded, fold, followers
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Store, Writing
from dialogue_cases.vocabulary import EventRef, On, Operator, StreamId
from dialogue_cases.ward import WARD, Ward
from dialogue_cases.workdays import OfficialDay


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

    def as_of(
        self, stream: StreamId | str, *, effective: On | None = None, known: Known | None = None
    ) -> Any:
        """A life's state on two time axes.

        Args:
            effective: what had taken effect by this local day (or day and time); None for all.
            known: as was on record at the end of this local day, or at exactly this position
                of the log; None for now.

        Returns:
            The life's own state class, such as `session.Session`.

        Raises:
            NotFound: nothing is recorded under that id (as known then).
        """
        life = life_of(StreamId(stream))
        facts = self.history(stream)
        state = fold(facts, life.INITIAL, life.evolve, upto=effective, known=known)
        if known is not None and state == life.INITIAL:
            raise NotFound(StreamId(stream))
        return state

    def followers(self, ref: EventRef | str) -> list[Recorded[Any]]:
        """What followed from a fact, directly and in turn, and still stands as it was recorded.

        Once the fact is corrected or voided these are open findings: nothing of it is undone by
        rule, and an officer decides about each. What an officer has corrected or voided since
        isn't listed any more; `record.followers` has the whole of it.

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
        first, *more = [one for one in facts if one.root == entry.root]
        log = list(self.log.since(first.position))
        mended = {(one.stream, one.corrects) for one in log}
        return [
            one
            for one in followers(log, first.ref, *(other.ref for other in more))
            if one.corrects is None and (one.stream, one.version) not in mended
        ]

    def ward(self, *, effective: On | None = None, known: Known | None = None) -> Ward:
        """The ward's own state, as `as_of`."""
        state: Ward = self.as_of(WARD, effective=effective, known=known)
        return state

    def law_on(self, day: date, *, known: Known | None = None) -> Law:
        """Rules and calendar with the ward's own regulations and announced days as of a day."""
        return ward.law_of(self.ward(effective=day, known=known), self.law)

    def deadlines(self, stream: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed in a life, by whom, until when, met or not; see `deadlines.deadlines`."""
        return deadlines(self.history(stream), self.law_on(self.today, known=known), known=known)

    def ward_obligations(
        self, *, first: date, last: date, known: Known | None = None
    ) -> list[Obligation]:
        """What the ward owes in every period that overlaps these local days, both included."""
        law = self.law_on(self.today, known=known)
        return ward_obligations(self.log.since(), law, first=first, last=last, known=known)

    def clocks(self, petition: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed about a petition, in it and in its proceedings, the earliest first.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        stream = StreamId(petition)
        self.history(stream)
        return clocks(self.log.since(), stream, self.law_on(self.today, known=known), known=known)

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

        Raises:
            Invalid: the texts aren't sound, or there is no such switch.
            Refused: `limit-names-a-rule`, `limit-is-the-wards`, `limit-is-positive`,
                `limit-is-within-bounds`.
        """
        on = on or self.today
        known, edition = self.ward(effective=on), self.law
        if rules is not None or calendar is not None:
            edition = load_law(
                self.law.rules_text.encode() if rules is None else rules,
                self.law.calendar_text.encode() if calendar is None else calendar,
                names=codec.NAMES,
            )
        then = ward.law_of(known, edition).amended(
            since=since or on, limits=limits, switches=switches, days=days
        )
        now = ward.law_of(known, self.law)
        return what_would_change(self.log.since(), now, then, on=on, first=first, last=last)


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


def _now() -> datetime:
    return datetime.now(UTC)
