"""Giữ sổ: views brought up to date, made anew when they can't be trusted, and asked."""

import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Literal, Self, TypeAlias, TypeVar

from attrs import frozen

from dialogue_cases.codec import LIFE_OF
from dialogue_cases.database import SETTLING, cut_off, let_go_before_fork, writing
from dialogue_cases.errors import CorruptLog, NotFound, StoreError
from dialogue_cases.law import Law
from dialogue_cases.law.differing import days_apart
from dialogue_cases.office import Office
from dialogue_cases.office.bounds import first_unshown
from dialogue_cases.projection import law_days
from dialogue_cases.projection.file import beside, opened, reading, removed, trouble
from dialogue_cases.projection.parts import begun, make_rows
from dialogue_cases.projection.tables import (
    Filler,
    Progress,
    asked,
    counted,
    has_tables,
    seen_with,
    swap,
)
from dialogue_cases.projection.view import View, digest_of
from dialogue_cases.record import Known, Recorded
from dialogue_cases.store import Store, path_beside, path_of
from dialogue_cases.store.following import (
    fingerprint,
    last_known,
    lives,
    lives_within,
    sound_lives,
    touched,
    touched_between,
)
from dialogue_cases.vocabulary import StreamId

R = TypeVar("R")
T = TypeVar("T")

BATCH = 500
"""How many facts are caught up with in one transaction."""

ATTEMPTS = 3
"""How often a view is brought up to date before its answer is made in memory."""

Why: TypeAlias = Literal[
    "asked for",  # theo yêu cầu
    "new",  # chưa có
    "another version",  # lập bởi phiên bản khác
    "other law",  # quy định, lịch nghỉ đã thay đổi
    "other log",  # sổ gốc bị cắt và ghi lại
    "damaged",  # tệp bị hỏng
]
"""Vì sao lập lại: why a view was made anew."""


@frozen(kw_only=True)
class Answer(Generic[R]):
    """Trả lời: what a view says, and as of which position of the log.

    Args:
        rows: in the order of the question.
        position: of the last fact that the answer knows of.
        rebuilt: why the view was made anew for it, if it was.
        kept: False where the views' file can't be written, so that the answer was made in
            memory; and of what was known in the past, which isn't kept.
        left_out: lives of which a fact can't be read back or counted with, each with that fact;
            the answer is of all others, and isn't kept.
    """

    rows: tuple[R, ...]
    position: int
    rebuilt: Why | None = None
    kept: bool = True
    left_out: tuple[CorruptLog, ...] = ()

    def of(self, rows: tuple[T, ...]) -> "Answer[T]":
        """The same answer with other rows, worked out from these."""
        return Answer(
            rows=rows,
            position=self.position,
            rebuilt=self.rebuilt,
            kept=self.kept,
            left_out=self.left_out,
        )


@frozen
class _Kept:
    """What the views' file says of a view: made by what, under which law, up to where."""

    schema: str
    law: str
    position: int
    last: str


class Views:
    """Các sổ xem: every view of one store, kept in a file beside it (`ward.db.views`).

    An answer is never older than the log: a view is caught up with before it is asked.
    Make it with `Views.of`; it is a context manager, and answers one question at a time.

    Args:
        store: the log.
        law: the law with the ward's own regulations, as known then (None: now).
        path: the file; None keeps the views in memory.
        together: views that are made anew in the same reading of the log, where they are kept
            and can't be gone on from either: after a release, or a change of the law.
    """

    def __init__(
        self,
        store: Store,
        law: Callable[[Known | None], Law],
        path: Path | None,
        together: Sequence[View] = (),
    ) -> None:
        self.store = store
        self.law = law
        self.path = path
        self.together = tuple(together)
        self._database: sqlite3.Connection | None = None
        self._turn = threading.RLock()
        if path is not None:
            let_go_before_fork(self)

    @classmethod
    def of(cls, office: Office, together: Sequence[View] = ()) -> Self:
        """The views of an office's store: in a file beside it, or in memory as it is.

        Args:
            office: whose record they are of.
            together: those that are made anew in one reading, as `Views` takes them.
        """
        path = path_of(office.store.url)
        if path is not None:
            path = path_beside(path, "views")

        def law(known: Known | None) -> Law:
            try:
                return office.law_known(known=known)
            except NotFound:  # before there was a ward
                return office.law

        return cls(office.store, law, path, together)

    def close(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
            self._database = None

    def __del__(self) -> None:
        if getattr(self, "_database", None) is not None:
            self.close()  # as the engine's pool does when a store is dropped

    def let_go(self) -> None:
        """Close the file unless it is being asked: the process is about to be forked."""
        if self._turn.acquire(blocking=False):
            self.close()
            self._turn.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- Asking -----------------------------------------------------------------------

    def ask(
        self,
        view: View,
        shape: type[R],
        question: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        known: Known | None = None,
        on: date | None = None,
        law: Law | None = None,
    ) -> Answer[R]:
        """Ask a view a question in SQL, after it was caught up with.

        Args:
            view: which one.
            shape: the class of the answer's rows; its fields are the question's columns.
            question: a SELECT.
            parameters: its named parameters.
            known: as was on record at the end of this local day, or at this position.
            on: of what had taken effect by this local day alone, for a view whose rows say
                nothing of days; None: of all.
            law: another law for what rests on it, such as another edition.

        Raises:
            StoreError: another program's file is in the place of the views'.
            CorruptLog: a recorded fact of the ward itself can't be read back.
        """
        past = [one for one in (known, on) if one is not None]
        if past and not isinstance(known, int) and law is None:
            with self._turn:
                found = self._as_of(view, shape, question, parameters, known, on)
            if found is not None:
                return found
        if past or law is not None:
            return self._in_memory(view, shape, question, parameters, known, law, on=on)
        with self._turn:
            return self._asked(view, shape, question, parameters)

    def _asked(
        self, view: View, shape: type[R], question: str, parameters: Mapping[str, Any] | None
    ) -> Answer[R]:
        rebuilt: Why | None = None
        for attempt in range(ATTEMPTS):
            try:
                database, law = self._opened(), self.law(None)
                made = self._bring_up(database, view, law)
                rebuilt = rebuilt or made
                with reading(database):
                    if self._fault(database, view, law) is not None:
                        continue  # another process has made it by its own lights meanwhile
                    kept = self._kept(database, view)
                    rows = asked(database, shape, question, parameters)
                return Answer(rows=rows, position=kept.position if kept else 0, rebuilt=rebuilt)
            except CorruptLog:
                break
            except sqlite3.Error as error:
                match trouble(error):
                    case "not writable":
                        break
                    case "damaged" if attempt == 0:
                        self._remove()
                        rebuilt = "damaged"
                    case _:
                        raise
        self.close()
        return self._in_memory(view, shape, question, parameters, None, None)

    def _as_of(
        self,
        view: View,
        shape: type[R],
        question: str,
        parameters: Mapping[str, Any] | None,
        known: date | None,
        on: date | None,
    ) -> Answer[R] | None:
        """Of what is kept, with other rows of those lives alone that were others on a past day.

        Those are the lives of what came on record later (nothing is recorded before it takes
        effect), and those whose rows rest on a day of which law and calendar said something else.
        None: it can't be told from what is kept.
        """
        since = min(one for one in (known, on) if one is not None)
        try:
            database, law, then = self._opened(), self.law(None), self.law(known)
            of_law = view.of_law and known is not None
            days = days_apart(then, law, known=known) if of_law else []
            if days is None:
                return None
            needed = (view, law_days.VIEW) if of_law else (view,)
            with beside(database) as attach:
                attach("others", ":memory:")
                for table in view.tables:
                    database.execute(table.made_in("others"))
                for one in needed:
                    self._bring_up(database, one, law)
                with reading(database):
                    upto = self._common_position(database, needed, law)
                    if upto is None:  # another process has gone on with one of them meanwhile
                        return None
                    later = touched_between(self.store, last_known(self.store, since, upto), upto)
                    resting = law_days.resting_on(database, days)
                    again = {one for one, began_before in later.items() if began_before or on}
                    again |= {stream for stream in resting if stream not in later}
                    histories = (
                        [one for one in self.store.read(stream) if one.position <= upto]
                        for stream in filter(view.is_about, sorted(again))
                    )
                    self._fill(database, "others", (view,), histories, then, known, on=on)
                    with seen_with(database, view, "others", {*later, *again}):
                        rows = asked(database, shape, question, parameters)
            return Answer(rows=rows, position=upto, kept=known is None)
        except CorruptLog:
            return None
        except sqlite3.Error as error:
            if trouble(error) is None:
                raise
            return None

    def settle(self, views: Iterable[View]) -> None:
        """Catch up with those that are kept, and leave nothing else of them in the file.

        What was hidden or replaced in the record is in no row then, nor in the log beside the
        file, unless somebody reads them at that moment.

        Args:
            views: which ones; of one that isn't kept nothing is made.

        Raises:
            StoreError: the file can't be written.
        """
        if self.path is not None and not self.path.exists():
            return
        try:
            with self._turn:
                database, law = self._opened(), self.law(None)
                for view in (*views, law_days.VIEW):
                    if self._kept(database, view) is not None:
                        self._bring_up(database, view, law)
                # Whoever reads the file for long isn't waited for; it is cut off the next time.
                cut_off(database, SETTLING)
        except sqlite3.Error as error:
            if trouble(error) == "damaged":
                self._remove()
                return
            raise StoreError(str(self.path), "the views can't be kept: {why}", why=error) from None

    def rebuild(self, views: Iterable[View], progress: Progress | None = None) -> int:
        """Make views anew from the whole log, beside those that are there, then swap them.

        Args:
            views: which ones; all of them in one reading of the log.
            progress: told how far it has got.

        Returns:
            The position up to which they were made.

        Raises:
            StoreError: the views' file can't be written, or is another program's.
            CorruptLog: a recorded fact can't be read back.
        """
        made = law_days.made_with(views)
        for attempt in range(2):
            try:
                with self._turn:
                    kept = self._opened()
                    return self._rebuild(kept, made, self.law(None), progress, anyway=True)
            except sqlite3.Error as error:
                if trouble(error) == "damaged" and attempt == 0:
                    self._remove()
                    continue
                raise StoreError(
                    str(self.path), "the views can't be kept: {why}", why=error
                ) from None
        raise AssertionError  # the second attempt returns or raises

    def _in_memory(
        self,
        view: View,
        shape: type[R],
        question: str,
        parameters: Mapping[str, Any] | None,
        known: Known | None,
        law: Law | None,
        *,
        on: date | None = None,
    ) -> Answer[R]:
        """Made for this one question: of a past day, under another law, for want of a file, or of
        a damaged log, without the lives that can't be told.
        """
        head = self.store.position
        upto = min(known, head) if isinstance(known, int) else head
        database = opened(None)
        try:
            for table in view.tables:
                database.execute(table.made_in("main"))
            law = law or self.law(known)
            left_out: dict[StreamId, CorruptLog] = {}
            try:
                found = lives(self.store, view.about, upto)
                self._fill(database, "main", (view,), found, law, known, on=on)
            except CorruptLog:
                for table in view.tables:
                    database.execute(f"DELETE FROM {table.name}")
                found = sound_lives(self.store, view.about, upto)
                self._fill(database, "main", (view,), found, law, known, on=on, going_on=left_out)
                self.store.left_out.update(left_out)
                left_out = {
                    stream: told
                    for stream, told in self.store.left_out.items()
                    if view.is_about(stream) or stream.partition("/")[0] not in LIFE_OF
                }
            rows = asked(database, shape, question, parameters)
        finally:
            database.close()
        return Answer(rows=rows, position=upto, kept=False, left_out=tuple(left_out.values()))

    def _fill(
        self,
        database: sqlite3.Connection,
        into: str,
        views: Sequence[View],
        histories: Iterable[Sequence[Recorded[Any]]],
        law: Law,
        known: Known | None,
        *,
        on: date | None = None,
        going_on: dict[StreamId, CorruptLog] | None = None,
    ) -> None:
        """Add the rows of lives; one that can't be counted with is named by the fact to blame.

        Args:
            going_on: such lives, each with that fact; None: the first one ends it.
        """
        filler = Filler(database, into, views, law, known, on)
        for history in histories:
            try:
                filler.add(history)
            except (ArithmeticError, ValueError) as error:
                fact = first_unshown(history)
                told = CorruptLog(
                    self.store.url, fact.position, "it can't be shown: {why}", fact.ref, why=error
                )
                if going_on is None:
                    raise told from error
                going_on[fact.stream] = told
        filler.write()

    # -- Keeping ----------------------------------------------------------------------

    def _opened(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = opened(self.path)
        return self._database

    def _remove(self) -> None:
        self.close()
        if self.path is not None:
            removed(self.path)

    def _bring_up(self, database: sqlite3.Connection, view: View, law: Law) -> Why | None:
        """Catch up with the log, in batches; make the view anew where that can't be right.

        Returns:
            Why it was made anew, if it was.
        """
        rebuilt: Why | None = None
        while True:
            wrong = self._fault(database, view, law)
            if wrong is not None:
                if wrong != "other law" or not self._renew(database, view, law):
                    self._rebuild(database, self._stale(database, view, law), law, None)
                rebuilt = wrong
            if not self._catch_up(database, view, law):
                return rebuilt

    def _stale(self, database: sqlite3.Connection, view: View, law: Law) -> list[View]:
        """A view, and those kept with it that can't be gone on from either."""
        others = (one for one in self.together if one is not view and self._kept(database, one))
        stale = [one for one in others if self._fault(database, one, law) is not None]
        return law_days.made_with([view, *stale])

    def _fault(self, database: sqlite3.Connection, view: View, law: Law) -> Why | None:
        """Why what is kept of a view can't be gone on from."""
        kept = self._kept(database, view)
        if kept is None:
            return "new"
        if kept.schema != view.schema:
            return "another version"
        if not has_tables(database, view):
            return "damaged"
        if kept.last != fingerprint(self.store, kept.position):
            return "other log"
        if view.of_law and kept.law != digest_of(law):
            return "other law"
        return None

    def _catch_up(self, database: sqlite3.Connection, view: View, law: Law) -> bool:
        """One batch: the lives that were touched, folded again, in one transaction.

        Returns:
            Whether there may be more to do.
        """
        kept = self._kept(database, view)
        if kept is None or kept.position >= self.store.position:
            return False
        with writing(database):
            # Another process may have read them meanwhile, or made the view anew.
            kept = self._kept(database, view)
            if kept is None or self._fault(database, view, law) is not None:
                return True
            last, streams = touched(self.store, kept.position, BATCH)
            for stream in filter(view.is_about, streams):
                self._replace(database, (view,), stream, law, last)
            self._keep(database, view, law, last)
        return True

    def _renew(self, database: sqlite3.Connection, view: View, law: Law) -> bool:
        """After new words of the ward's own: make those lives anew that rest on the days of them.

        Returns:
            Whether that was possible, and it was done.
        """
        rest = self._kept(database, law_days.VIEW)
        if rest is None:
            return False
        before = next((one for one in law.earlier() if digest_of(one) == rest.law), None)
        days = None if before is None else days_apart(before, law)
        if before is None or days is None:
            return False
        others = [one for one in self.together if one not in (view, law_days.VIEW)]
        made = [
            one
            for one in dict.fromkeys((law_days.VIEW, view, *others))
            if one.of_law and (kept := self._kept(database, one)) and kept.law == rest.law
        ]
        if view not in made:
            return False
        for one in made:
            while self._catch_up(database, one, before):
                if self._fault(database, one, before) is not None:
                    return False
        with writing(database):
            upto = self._common_position(database, made, before)
            if upto is None:
                return False
            for stream in law_days.resting_on(database, days):
                self._replace(database, made, stream, law, upto)
            for one in made:
                self._keep(database, one, law, upto)
        return True

    def _replace(
        self,
        database: sqlite3.Connection,
        views: Sequence[View],
        stream: StreamId,
        law: Law,
        upto: int,
    ) -> None:
        """The rows of one life in some views, made anew."""
        about = [view for view in views if view.is_about(stream)]
        for table in (table for view in about for table in view.tables):
            database.execute(f"DELETE FROM {table.name} WHERE stream = ?", (stream,))
        history = [one for one in self.store.read(stream) if one.position <= upto]
        self._fill(database, "main", about, [history], law, None)

    def _rebuild(
        self,
        database: sqlite3.Connection,
        views: Sequence[View],
        law: Law,
        progress: Progress | None,
        *,
        anyway: bool = False,
    ) -> int:
        """Build beside, in parts where it is long, then swap in one short transaction.

        Args:
            anyway: swap also what another process has made sound meanwhile.
        """
        upto = self.store.position
        about = sorted({word for view in views for word in view.about})
        job = partial(make_rows, views=views, law=law, upto=upto)
        with (
            begun(self.store, about, upto, job) as (ranges, parts),
            beside(database) as attach,
        ):
            attach("beside", ":memory:")
            for table in (table for view in views for table in view.tables):
                database.execute(table.made_in("beside"))
            own = counted(lives_within(self.store, ranges, upto), upto, progress)
            self._fill(database, "beside", views, own, law, None)
            made = ["beside"]
            for part in parts:
                if part.is_made():
                    made.append(attach(f"part{len(made)}", str(part.place)))
                else:
                    rest = lives_within(self.store, part.ranges, upto)
                    self._fill(database, "beside", views, rest, law, None)
            with writing(database):
                for view in views:
                    if anyway or self._fault(database, view, law) is not None:
                        swap(database, view, made)
                        self._keep(database, view, law, upto)
        if progress is not None:
            progress(upto, upto)
        return upto

    def _common_position(
        self, database: sqlite3.Connection, views: Sequence[View], law: Law
    ) -> int | None:
        """The position up to which all of some views are made, if it is one for all of them."""
        kept = [self._kept(database, one) for one in views]
        positions = {one.position for one in kept if one is not None}
        sound = all(self._fault(database, one, law) is None for one in views)
        return positions.pop() if sound and len(positions) == 1 else None

    def _kept(self, database: sqlite3.Connection, view: View) -> _Kept | None:
        question = "SELECT schema, law, position, last FROM views WHERE name = ?"
        row = database.execute(question, (view.name,)).fetchone()
        return None if row is None else _Kept(*row)

    def _keep(self, database: sqlite3.Connection, view: View, law: Law, position: int) -> None:
        database.execute(
            "INSERT OR REPLACE INTO views (name, schema, law, position, last) "
            "VALUES (?, ?, ?, ?, ?)",
            (
                view.name,
                view.schema,
                digest_of(law),
                position,
                fingerprint(self.store, position),
            ),
        )
