"""The log on disk: append in one transaction, read a life, read everything in order.

Made of the recorders of `eventsourcing`, on a table of our own:
positions are explicit and never used twice, facts are text, and the file says whose it is.
This is the only package that imports `eventsourcing`.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec

from dialogue_cases import codec
from dialogue_cases.database import SETTLING, cut_off
from dialogue_cases.errors import Conflict, CorruptLog, KeyReused, NotAStore
from dialogue_cases.record import LOCAL, Erased, Recorded, Redacted
from dialogue_cases.store.engine import (
    Borrowed,
    Datastore,
    Durability,
    check_durability,
    check_file,
    file_of,
    path_beside,
    path_of,
)
from dialogue_cases.store.finding import STEP, keep_up, lives, mended
from dialogue_cases.store.making import give_up, is_still, mark
from dialogue_cases.store.recorder import TABLES, Recorder
from dialogue_cases.store.soundness import (
    check_place,
    early_rows,
    going_on,
    mistyped_rows,
    named,
    unnamed,
    wrong_texts,
)
from dialogue_cases.store.tables import (
    Wrong,
    strangers,
    unkept,
    wrong_index,
    wrong_keys,
    wrong_rows_of_texts,
)
from dialogue_cases.vocabulary import EventRef, StreamId

__all__ = ["Durability", "Store", "Writing", "file_of", "path_beside", "path_of"]

_PAGE = 250


class Store:
    """Kho lưu sự kiện: every recorded fact of one ward, in one SQLite file or in memory.

    Example:
        >>> store = Store.create("memory:")
        >>> store.position
        0
    """

    def __init__(self, url: str, durability: Durability, recorder: Recorder) -> None:
        self.url = url
        self.durability = durability
        self.recorder = recorder
        self.recorded = 0  # how many facts were recorded through this very object
        self.last: tuple[int, datetime] | None = None
        """The last fact's position and instant, as far as a transaction of ours has seen it."""
        self.left: int | None = None
        """The log's last position when a transaction of ours was over, if nothing was erased."""
        self.is_settled = True
        """Whether what was hidden last is overwritten in the file; see `settle`."""
        self._datastore: Datastore = recorder.datastore
        self.left_out: dict[StreamId, CorruptLog] = {}
        """Lives that an answer left out, because of a fact that can't be read back; see `sound`."""

    # -- Opening ----------------------------------------------------------------------

    @classmethod
    def create(cls, url: str, *, durability: Durability = "power-loss") -> "Store":
        """Make a new, empty store.

        Args:
            url: `sqlite:///path/to/ward.db`, or `memory:`.
            durability: see `Durability`.

        Raises:
            StoreError: there is a file already, or it can't be written.
        """
        with cls.making(url, durability=durability) as writing:
            return writing.store

    @classmethod
    @contextmanager
    def making(
        cls, url: str, *, durability: Durability = "power-loss", beside: Sequence[Path] = ()
    ) -> Iterator["Writing"]:
        """Make a store and what it begins with in one transaction: all of it, or nothing.

        Another process or thread that makes it at the same time waits, and is told that it is
        there by then. What a killed process has left is made again from the beginning.

        Args:
            url: as `create` …
            durability: … takes them.
            beside: files that are made with it; what a killed process has left of them is
                removed, and what is made of them goes if the store isn't finished.

        Yields:
            The transaction; its `store` stays open when it was left without an error.

        Raises:
            AlreadyThere: something is there, or one of the files beside it is.
            StoreError: it can't be made there.
        """
        check_durability(durability)
        path = path_of(url)
        while True:
            file = None if path is None else mark(url, path, beside)
            store = cls(url, durability, Recorder(Datastore(url, path, durability, making=True)))
            try:
                with store.writing() as writing:
                    ours = path is None or is_still(path, file, writing.cursor)
                    if ours:
                        for left in beside:
                            left.unlink(missing_ok=True)
                        for statement in TABLES:
                            writing.cursor.execute(statement)
                        yield writing
            except BaseException:
                store.close()
                if path is not None:
                    give_up(path, beside)
                raise
            if ours:
                if path is not None and file is not None:
                    store.recorder.datastore.stays(path, file)
                store.recorder.datastore.pool.is_made()
                with store.reading() as asked:
                    store.recorder.has_texts(asked.cursor)
                return
            store.close()  # another one has made it meanwhile, or given up

    @classmethod
    def open(cls, url: str, *, durability: Durability = "power-loss") -> "Store":
        """Open a store that was made before.

        Raises:
            NotAStore: nothing is there, or another program's file, or a newer version's.
            CorruptLog: the file was cut or damaged.
        """
        check_durability(durability)
        path = file_of(url)
        file = check_file(url, path)
        store = cls(url, durability, Recorder(Datastore(url, path, durability)))
        store.recorder.datastore.stays(path, file)
        with ExitStack() as opened:
            opened.callback(store.close)
            with store.reading() as asked:
                store.recorder.has_texts(asked.cursor)
                if store.recorder.position(asked.cursor) == 0:
                    raise NotAStore(url, "it was never finished; remove it and make it again")
            opened.pop_all()
        return store

    def close(self) -> None:
        """Let go of the file."""
        self._datastore.close()

    # -- Reading ----------------------------------------------------------------------

    @property
    def position(self) -> int:
        """The position of the last recorded fact, 0 if there is none."""
        with self.reading() as asked:
            return self.recorder.position(asked.cursor)

    def recorded_on(self, position: int) -> date | None:
        """The local day on which the fact at a position was recorded; beyond the last one, of that.

        Returns:
            The day; None where nothing is on record up to there.

        Raises:
            CorruptLog: it can't be read back.
        """
        with self.reading() as asked:
            at = min(position, self.recorder.position(asked.cursor))
            state = self.recorder.state(asked.cursor, at)
        return None if state is None else self._instant(at, state).astimezone(LOCAL).date()

    def _instant(self, position: int, state: bytes) -> datetime:
        try:
            return codec.recorded_at(state)
        except ValueError as error:
            raise CorruptLog(self.url, position, "it can't be read: {why}", why=error) from None

    def read(self, stream: StreamId, *, after: int = 0) -> list[Recorded[Any]]:
        """One life's facts by version, from the one after a version on.

        Raises:
            CorruptLog: a fact can't be read back.
        """
        with self.reading() as asked:
            return self.decoded(self.recorder.life(asked.cursor, stream, after))

    def since(self, position: int = 0) -> Iterator[Recorded[Any]]:
        """Every fact recorded after a position, in order; reads on until the log's end.

        It holds no lock between its pages, so it may be left halfway.

        Raises:
            CorruptLog: a fact can't be read back.
        """
        while True:
            with self.reading() as asked:
                page = self.decoded(self.recorder.log(asked.cursor, position, _PAGE))
            yield from page
            if len(page) < _PAGE:
                return
            position = page[-1].position

    def sound(self, *, upto: int | None = None) -> list[Recorded[Any]]:
        """Every fact of the lives that can be read back, in order.

        A life of which a fact can't be read back is left out as a whole, and named in `left_out`.

        Args:
            upto: the position of the last fact to read; None: all.

        Raises:
            CorruptLog: a fact of the ward itself can't be read back: nothing can be told then.
        """
        try:
            facts = list(self.since())
        except CorruptLog:
            facts = going_on(self)
        return facts if upto is None else [one for one in facts if one.position <= upto]

    def streams(self, series: str, *, naming: Sequence[str] = ()) -> list[StreamId]:
        """The lives of a series, as `Writing.streams`."""
        with self.reading() as asked:
            return lives(asked.cursor, series, naming)

    def told_under(self, key: str) -> list[Recorded[Any]]:
        """What the call with this key recorded; none if there was no such call."""
        with self.reading() as asked:
            question = "SELECT first, last FROM keys WHERE key = ?"
            span = asked.cursor.execute(question, (key,)).fetchone()
            return [] if span is None else self.decoded(self.recorder.span(asked.cursor, *span))

    def sound_life(self, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts; none of one that can't be read back, which is named in `left_out`."""
        try:
            return self.read(stream)
        except CorruptLog as error:
            self.left_out.setdefault(stream, error)
            return []

    def mended(self) -> list[StreamId]:
        """The lives of which an entry was corrected or voided, in the order of their names."""
        with self.reading() as asked:
            return mended(asked.cursor)

    def erasures(self, *, after: int = 0) -> list[Recorded[Any]]:
        """Every recorded erasure of a party's data, from the one after a position on."""
        with self.reading() as asked:
            return self.decoded(self.recorder.erasures(asked.cursor, after))

    def is_beside(self, ref: EventRef, place: str) -> bool:
        """Whether a text of a fact stands beside it, so that it can be removed.

        Args:
            ref: the fact, which is recorded.
            place: where in it, such as `event.gist`.
        """
        with self.reading() as asked:
            return self.recorder.is_beside(asked.cursor, ref, place)

    def settle(self) -> bool:
        """Write what waits in the log beside the file into the file, and cut that log off.

        Outside a transaction; one in which a text was hidden does it when it is over. Whoever
        reads or writes at that moment is waited for, but not as long as a decision would wait.

        Returns:
            Whether it is done; not while somebody reads the log, or where the medium is full.
        """
        self.is_settled = False
        with (
            self.reading() as asked,
            suppress(sqlite3.OperationalError),  # what was decided is recorded all the same
        ):
            self.is_settled = cut_off(asked.cursor.connection, SETTLING)
        return self.is_settled

    def redactions(self) -> list[Recorded[Any]]:
        """Every recorded redaction of a text."""
        with self.reading() as asked:
            return self.decoded(self.recorder.redactions(asked.cursor))

    def check(self) -> None:
        """Read the whole file and every fact in it.

        Raises:
            CorruptLog: the file is damaged or has in it what isn't the store's, a fact can't be
                read back, versions have a gap, time runs backwards, or what stands beside the
                facts (texts, callers' keys, the index of ids) isn't what they say.
        """
        self.check_file()
        self._refuse(chain(strangers(self), early_rows(self), mistyped_rows(self)))
        heads: dict[StreamId, int] = {}
        numbers: dict[str, int] = {}
        last: Recorded[Any] | None = None
        log = self.since()
        while page := list(islice(log, _PAGE)):
            for recorded in page:
                check_place(self.url, recorded, last, heads, numbers)
                heads[recorded.stream] = recorded.version
                last = recorded
            self._refuse(unkept(self, page))
        self._refuse(chain(wrong_texts(self), wrong_rows_of_texts(self)))
        with self.reading() as asked:
            given = self.recorder.given(asked.cursor)
        end = last.position if last else 0
        if given != end:
            raise CorruptLog(self.url, given, "the log ends at {end}: facts are missing", end=end)
        self._refuse(chain(wrong_keys(self), wrong_index(self)))

    def _refuse(self, found: Iterable[Wrong]) -> None:
        for position, ref, why in found:
            raise CorruptLog(self.url, position, why, ref)

    def check_file(self) -> None:
        """Read the file as SQLite's: its tables and indexes agree.

        Raises:
            CorruptLog: the file is damaged.
        """
        with self.reading() as asked:
            (verdict,) = asked.cursor.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise CorruptLog(self.url, None, "the file is damaged: {why}", why=verdict)

    def decoded(self, rows: Any) -> list[Recorded[Any]]:
        """Facts out of rows.

        Raises:
            CorruptLog: one can't be read back, or is no fact of the life in which it stands.
        """
        try:
            facts = codec.decode_all(rows)
        except codec.Unreadable as error:
            raise CorruptLog(self.url, error.position, error.said, error.of) from None
        except sqlite3.OperationalError as error:
            if "UTF-8" not in str(error):
                raise
            raise CorruptLog(self.url, unnamed(self), "its name isn't UTF-8") from None
        if (wrong := codec.misplaced(facts)) is not None:
            fact, why = wrong
            raise CorruptLog(self.url, fact.position, why, named(fact.stream, fact.version))
        return facts

    def reading(self) -> Borrowed:
        """A cursor for questions of one's own: `with store.reading() as asked: asked.cursor`."""
        return Borrowed(self._datastore, to_write=False)

    # -- Writing ----------------------------------------------------------------------

    def writing(self, undone: Callable[[], None] | None = None) -> "Writing":
        """One transaction, with the store's write lock held from its beginning.

        What is read inside is what is written upon: nobody writes in between.
        Leaving it commits; an exception leaves nothing behind.

        Args:
            undone: called when nothing was recorded, before anybody else may write: whoever
                remembers what was read inside forgets it.
        """
        return Writing(self, undone)


class Writing(Borrowed):
    """One transaction of a store: read what stands, append what follows."""

    def __init__(self, store: Store, undone: Callable[[], None] | None) -> None:
        super().__init__(store.recorder.datastore, to_write=True)
        self.store, self._recorder = store, store.recorder
        self._undone = undone
        self._appended = 0
        self._head: int | None = None
        self._erases = self._hides = False

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.cursor.execute("COMMIT" if error is None else "ROLLBACK")
            self.store.recorded += self._appended if error is None else 0
            self.store.left = None if self._erases else self._head
        except sqlite3.Error as broken:
            kind, error, trace = type(broken), broken, broken.__traceback__
            with suppress(sqlite3.Error):
                self.cursor.execute("ROLLBACK")
        if error is not None:
            self.store.last = self.store.left = None
            if self._undone is not None:
                self._undone()
        super().__exit__(kind, error, trace)
        if isinstance(error, sqlite3.Error):
            raise error
        if error is None and self._hides:
            self.store.settle()

    @contextmanager
    def part(self, undone: Callable[[], None]) -> Iterator["Writing"]:
        """A part of the transaction, which leaves nothing behind when it fails.

        Args:
            undone: called when it failed.
        """
        self.cursor.execute("SAVEPOINT part")
        before, hid = self._appended, self._hides
        try:
            yield self
        except BaseException:
            self.cursor.execute("ROLLBACK TO part")
            self.cursor.execute("RELEASE part")
            self._appended, self._hides, self._head, self.store.last = before, hid, None, None
            undone()
            raise
        self.cursor.execute("RELEASE part")

    def is_beside(self, ref: EventRef, place: str) -> bool:
        """As `Store.is_beside`, of the facts of this transaction too."""
        return self._recorder.is_beside(self.cursor, ref, place)

    def read(self, stream: StreamId, *, after: int = 0) -> list[Recorded[Any]]:
        """One life's facts by version, those appended in this transaction among them."""
        return self.store.decoded(self._recorder.life(self.cursor, stream, after))

    def holds(self, stream: StreamId, version: int = 1) -> bool:
        """Whether that fact is recorded; without a version, whether anything is."""
        return self._recorder.holds(self.cursor, stream, version)

    def streams(
        self, series: str, *, naming: Sequence[str] = (), unsettled: bool = False
    ) -> list[StreamId]:
        """The lives of a series, in the order in which they were entered.

        Args:
            series: what their names begin with, such as `petition` or `petition/2023`.
            naming: only lives in one of whose facts one of these ids of lives, facts or groups
                stands; none: all. They are found by an index, which is brought up to date.
            unsettled: of petitions that name one, only those that may be open, or of which
                something was directed.
        """
        if naming:
            keep_up(self.cursor)
        return lives(self.cursor, series, naming, unsettled=unsettled)

    def next_number(self, series: str) -> int:
        """The next free number of a series such as `dialogue/2023`.

        Numbers have no gaps, so asking the index for a few of them finds the first free one.
        """
        beyond = 1
        while self.holds(StreamId(f"{series}/{beyond}")):
            beyond *= 2
        taken = beyond // 2
        while taken + 1 < beyond:
            middle = (taken + beyond) // 2
            if self.holds(StreamId(f"{series}/{middle}")):
                taken = middle
            else:
                beyond = middle
        return beyond

    def time(self, now: datetime) -> datetime:
        """The instant (UTC) to record at: now, but never earlier than the last recorded fact."""
        now, head, last = now.astimezone(UTC), self.position, self.store.last
        if last is None or last[0] != head:
            state = self._recorder.state(self.cursor, head)
            if state is None:
                return now
            last = self.store.last = head, self.store._instant(head, state)
        return max(now, last[1])

    @property
    def position(self) -> int:
        """The position of the last fact, 0 if there is none: asked once, and counted on."""
        if self._head is None:
            self._head = self._recorder.position(self.cursor)
        return self._head

    @property
    def is_as_left(self) -> bool:
        """Whether nothing was recorded since the last transaction of this store, and no erasure
        in it."""
        return self.position == self.store.left

    def erasures(self, *, after: int = 0) -> list[Recorded[Any]]:
        """As `Store.erasures`."""
        return self.store.decoded(self._recorder.erasures(self.cursor, after))

    def append(self, facts: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
        """Append facts; their positions are given here.

        Raises:
            Conflict: a fact of that life and version is there already.
            TypeError: a value can't be stored.
        """
        appended = []
        for fact in facts:
            name, state, beside, stored = codec.encode(fact, os.urandom)
            try:
                position = self._recorder.insert(
                    self.cursor, fact.stream, fact.version, name, state, beside
                )
            except sqlite3.IntegrityError:
                actual = self._recorder.version(self.cursor, fact.stream)
                raise Conflict(fact.stream, fact.version - 1, actual) from None
            if type(fact.event) is Redacted:
                self._recorder.replace_text(
                    self.cursor,
                    fact.stream,
                    fact.event.entry,
                    fact.event.which_text,
                    fact.event.reads,
                )
                self._hides = True
            self._erases = self._erases or type(fact.event) is Erased
            self._head = position
            self.store.last = position, stored.recorded_at
            if position % STEP == 0:
                keep_up(self.cursor)
            appended.append(msgspec.structs.replace(stored, position=position))
            self._appended += 1
        return appended

    def recorded_under(
        self,
        key: str,
        digest: str,
        is_alike: Callable[[str, Sequence[Recorded[Any]]], bool] = lambda _, __: False,
    ) -> list[Recorded[Any]] | None:
        """What an earlier call with this key recorded, or None if there was none.

        Args:
            key: the caller's.
            digest: of this call.
            is_alike: whether a call that has another digest, and recorded these facts, is this one
                all the same: it may have been kept by another rule.

        Raises:
            KeyReused: it was another call.
        """
        row = self.cursor.execute(
            "SELECT digest, first, last FROM keys WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        kept, *span = row
        facts = self.store.decoded(self._recorder.span(self.cursor, *span))
        # Of a call of which words were hidden since, nothing is kept that could be tried out.
        if kept != digest and not is_alike(kept, facts):
            raise KeyReused(key)
        return facts

    def keep_key(self, key: str, digest: str, facts: Sequence[Recorded[Any]]) -> None:
        """Remember which facts a key stands for; none is an answer too."""
        first, last = (facts[0].position, facts[-1].position) if facts else (1, 0)
        self._recorder.insert_key(self.cursor, key, digest, first, last)
