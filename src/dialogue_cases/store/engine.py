"""The engine's pool, on the file that we check: whose it is, how it is opened, who writes in it.

What is recorded in it is the recorder's.
"""

import os
import sqlite3
import stat
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeAlias, cast, get_args

from eventsourcing import persistence
from eventsourcing.persistence import (
    ConnectionPoolClosedError,
    ConnectionUnavailableError,
)
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
)

from dialogue_cases.database import (
    PATIENCE,
    address_of,
    is_writable,
    let_go_before_fork,
    lying,
)
from dialogue_cases.errors import CorruptLog, Invalid, NotAStore, StoreError
from dialogue_cases.store.turn import LONG, Line, Queue

Durability: TypeAlias = Literal["power-loss", "process-crash"]
"""What a recorded decision survives: a power cut too, or only the death of the process."""

APPLICATION_ID = 0x44434153
"""Marks the file as ours (SQLite's application_id)."""

MAKING = 0x44434D4B
"""Marks a file in which a store is being made; if nobody is at it, it was never finished."""

SCHEMA = 1
"""The version of the tables (SQLite's user_version)."""

PAGES = 4000
"""How many pages wait in the log beside the file before they are written into it (16 MB).

Where no commit waits for the medium, that writing is a third of what a decision costs SQLite, and
most of it is for the same few pages. Where each commit waits, a log that grows costs more.
"""


_TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def check_durability(durability: str) -> None:
    """Refuse a word that is none: with a slip of the pen it would be the weaker one.

    Raises:
        Invalid: it isn't one of `Durability`.
    """
    if durability not in get_args(Durability):
        raise Invalid(
            "{text} isn't known here",
            where="durability",
            expected="one of {among}",
            text=repr(durability),
            among=", ".join(get_args(Durability)),
        )


def path_of(url: str) -> Path | None:
    """The file that a store's address names, None for a store in memory.

    A link is followed: what belongs to a store lies beside its file, not beside a link to it.

    Raises:
        StoreError: it isn't an address of a store.
    """
    if url == "memory:":
        return None
    path = Path(url.removeprefix("sqlite:///"))
    # SQLite calls its memory so; a file of that name, with its key, would lie about unnoticed.
    if url.startswith("sqlite:///") and path.name not in ("", ":memory:"):
        return path.resolve() if path.is_symlink() else path
    raise StoreError(url, "no address of a store; expected sqlite:///path/to/ward.db or memory:")


def file_of(url: str) -> Path:
    """The file of a store that can be opened again.

    Raises:
        NotAStore: a store in memory has none.
    """
    path = path_of(url)
    if path is None:
        raise NotAStore(url, "a store in memory can't be opened again; create it")
    return path


def path_beside(path: Path, what: str) -> Path:
    """Where what belongs to a store stands: `ward.db.vault` is the vault of `ward.db`."""
    return path.with_name(f"{path.name}.{what}")


def check_file(url: str, path: Path) -> os.stat_result:
    """Refuse what can't be a store before SQLite opens it: it would make or wait for it.

    Returns:
        Which file it is.

    Raises:
        NotAStore: nothing is there, or no file with anything in it.
        StoreError: it can't be reached.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise NotAStore(
            url, "there is no such file; make a store with `dialogue-cases init`"
        ) from None
    except OSError as error:
        raise StoreError(url, "can't be read: {why}", why=error.strerror) from None
    if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        raise NotAStore(url, "it is a pipe or a device")
    if stat.S_ISDIR(found.st_mode) or not found.st_size:
        raise NotAStore(url, "not an SQLite database")
    return found


def check_marks(url: str, database: sqlite3.Connection) -> None:
    """Refuse a database that isn't a finished store, before anything in it is changed.

    Raises:
        NotAStore: it was never finished, or is another program's or a newer version's.
        CorruptLog: it is shorter than its own head says; SQLite compares the two.
    """
    try:
        (application,) = database.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        size = file_of(url).stat().st_size
        raise CorruptLog(
            url, None, "the file was cut: {size} bytes are left; restore a copy", size=size
        ) from None
    (schema,) = database.execute("PRAGMA user_version").fetchone()
    if application == MAKING:
        raise NotAStore(url, "it was never finished; make it again with `dialogue-cases init`")
    if application != APPLICATION_ID:
        raise NotAStore(url, "an SQLite database of another program, not a ward's store")
    if schema > SCHEMA:
        raise NotAStore(
            url,
            "made by a newer version of the library (tables {schema}, known: {known})",
            schema=schema,
            known=SCHEMA,
        )


def is_there(path: Path | str, file: os.stat_result) -> bool:
    """Whether that very file still lies there; yes where nobody can tell."""
    try:
        return os.path.samestat(os.stat(path), file)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def busy(url: str) -> StoreError:
    """What is told to whoever has waited for the others long enough."""
    return StoreError(
        url,
        "another program has been writing for {seconds} seconds; try again later",
        seconds=PATIENCE,
    )


def told(url: str, error: BaseException) -> StoreError | None:
    """What SQLite or the pool reports, in terms of the store; None if it is none of theirs."""
    if isinstance(error, ConnectionPoolClosedError):
        return StoreError(url, "it was closed; open it again")
    if isinstance(error, ConnectionUnavailableError):
        return StoreError(
            url, "no connection within {seconds} seconds; try again later", seconds=PATIENCE
        )
    if isinstance(error, UnicodeDecodeError):  # of what SQLite itself would say, of a broken file
        return CorruptLog(url, None, "the file is damaged: {why}", why=error)
    if not isinstance(error, sqlite3.DatabaseError):
        return None
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return busy(url)
        case sqlite3.SQLITE_READONLY:
            return StoreError(url, "it can't be written here; what is recorded can be read")
        case sqlite3.SQLITE_NOTADB:
            return NotAStore(url, "not an SQLite database")
    if isinstance(error, sqlite3.OperationalError):
        if "UTF-8" in str(error):
            return CorruptLog(url, None, "the file is damaged: {why}", why=error)
        return StoreError(url, "can't be used: {why}", why=error)
    if not isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
        return CorruptLog(url, None, "the file is damaged: {why}; restore a copy", why=error)
    return None


class Connection(SQLiteConnection):
    def plain_cursor(self) -> sqlite3.Cursor:
        cursor = self._sqlite_conn.cursor()
        cursor.row_factory = None
        return cursor


class Pool(SQLiteConnectionPool):
    """The engine's pool, with durability chosen, statements kept prepared, and writers in line.

    Of a file, one connection is kept for those who write, who come in turn, and readers take
    whichever is free or a new one: they wait for nobody. In memory the engine's own pool keeps
    readers and the writer apart.
    """

    def __init__(
        self, url: str, path: Path | None, address: str, durability: Durability, *, making: bool
    ) -> None:
        self.url = url
        self.path = path
        self._lay = None if path is None or making else lying(path, address)
        self.making = making
        self.synchronous = "FULL" if durability == "power-loss" else "NORMAL"
        self.line = Line()
        self.queue = Queue()
        if path is not None and not making and is_writable(address):
            self.queue = Queue(path_beside(path, "turn"), path)
        self._writers: deque[SQLiteConnection] = deque()
        # In memory a reader waits for the writer, so the thread that writes reads as it writes.
        self.writer: int | None = None
        self.written: SQLiteConnection | None = None
        self._is_shut = False
        super().__init__(db_name=address, pool_size=5, pool_timeout=PATIENCE)

    @property
    def closed(self) -> bool:
        """Whether nothing is given out any more."""
        return self._is_shut

    def get_connection(
        self, timeout: float | None = None, *, is_writer: bool | None = None
    ) -> SQLiteConnection:
        """A connection for oneself; a writer waits until the others before have written.

        Raises:
            StoreError: they went on for too long.
        """
        if is_writer and not self.line.take(PATIENCE if timeout is None else timeout):
            raise busy(self.url)
        try:
            if self._is_shut:
                raise ConnectionPoolClosedError  # noqa: TRY301  # a turn that was taken is given
            if self.is_sqlite_memory_mode:
                return super().get_connection(timeout, is_writer=is_writer)
            return self._taken(is_writer=is_writer)
        except BaseException:
            if is_writer:
                self.line.give()
            raise

    def _taken(self, *, is_writer: bool | None) -> SQLiteConnection:
        try:
            connection = (self._writers if is_writer else self._pool).pop()
        except IndexError:
            connection = self._create_connection()
            raw = connection._sqlite_conn
            if is_writer and (planted := raw.execute(_TRIGGERS).fetchone()) is not None:
                connection.close()
                raise StoreError(
                    self.url,
                    "a trigger stands in the file and could change what is recorded: {name}; "
                    "remove it, or restore a copy",
                    name=planted[0],
                ) from None
            # Who waits in line doesn't wait in SQLite. Where a file system doesn't allow for a
            # write-ahead log, readers hold up a commit, which has to wait there.
            if is_writer and raw.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
                raw.execute("PRAGMA busy_timeout = 0")
        self._in_use[id(connection)] = connection
        connection.is_writer = is_writer
        return connection

    def put_connection(self, conn: SQLiteConnection) -> None:
        """Give a connection back; a writer ends his turn."""
        is_writer = conn.is_writer
        try:
            if self.is_sqlite_memory_mode:
                super().put_connection(conn)
            else:
                conn.is_writer = None
                del self._in_use[id(conn)]
                kept = self._writers if is_writer else self._pool
                if len(kept) >= self.pool_size:
                    conn.close()
                else:
                    kept.append(conn)
            if self._is_shut:
                self.let_go()
        finally:
            if is_writer:
                if self._is_shut:
                    self.queue.close()
                self.line.give()

    def begin(self, cursor: sqlite3.Cursor) -> None:
        """Begin to write, with SQLite's write lock held, when it is this process's turn."""
        self.queue.begin(cursor, PATIENCE)

    def is_made(self) -> None:
        """The store is whole: what is opened from now on is checked, and its writers queue."""
        self.making = False
        if self.path is not None:
            self.queue = Queue(path_beside(self.path, "turn"), self.path)

    def _create_connection(self) -> SQLiteConnection:
        raw = sqlite3.connect(
            self.db_name,
            uri=True,
            check_same_thread=False,
            isolation_level=None,
            cached_statements=128,
            timeout=PATIENCE,
        )
        raw.row_factory = sqlite3.Row
        try:
            if not self.is_sqlite_memory_mode:
                self._prepare(raw)
        except BaseException:
            raw.close()
            raise
        return Connection(sqlite_conn=raw, max_age=self.max_age)

    def _prepare(self, raw: sqlite3.Connection) -> None:
        if not self.making:
            check_marks(self.url, raw)
        if is_writable(self.db_name):
            (mode,) = raw.execute("PRAGMA journal_mode").fetchone()
            if mode != "wal":  # a new file, or a copy that SQLite made
                _write_ahead(raw)
            # What is removed or replaced is overwritten in the file.
            raw.execute("PRAGMA secure_delete = ON")
            raw.execute(f"PRAGMA synchronous = {self.synchronous}")
            if self.synchronous == "NORMAL":
                raw.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")

    @property
    def is_stale(self) -> bool:
        """Whether it is read as it lay there once, and somebody has written it since."""
        return self._lay is not None and self._lay != lying(cast(Path, self.path), self.db_name)

    def let_go(self) -> None:
        """Close the connections that nobody uses at this moment; others are made when asked."""
        for kept in (self._pool, self._writers):
            try:
                while True:
                    kept.pop().close()
            except IndexError:  # no suppress(): the engine calls this at the interpreter's end too
                pass

    def close(self) -> None:
        """Give out nothing more; what is in use is closed when it is given back.

        SQLite doesn't bear that a connection is closed while another thread asks it.
        """
        self._is_shut = True
        self.let_go()
        if self.line.take(0):  # else whoever writes closes it, when it is over
            self.queue.close()
            self.line.give()


def _write_ahead(raw: sqlite3.Connection) -> None:
    """Give a database a write-ahead log; SQLite doesn't wait there for others who do the same."""
    asked = time.monotonic()
    while True:
        try:
            raw.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() - asked > PATIENCE:
                raise
            time.sleep(LONG)
        else:
            return


class Datastore(SQLiteDatastore):
    """The engine's datastore, with our pool; file or memory."""

    pool: Pool

    def __init__(
        self, url: str, path: Path | None, durability: Durability, *, making: bool = False
    ) -> None:
        self.url = url
        self.path = path
        self.single_row_tracking = True
        self.originator_id_type = "text"
        self._durability = durability
        self._memory = f"file:dialogue-cases-{next(_NUMBERS)}?mode=memory&cache=shared"
        self._place: tuple[str, os.stat_result] | None = None
        self.pool = self._new_pool(making=making)
        self._process, self._torn = os.getpid(), False
        if path is not None:
            let_go_before_fork(self)

    def stays(self, path: Path, file: os.stat_result) -> None:
        """Write only as long as that very file lies there: another store may take its place."""
        if sys.platform != "win32":  # where nobody can replace what is open
            self._place = os.fspath(path.absolute()), file

    def check_place(self) -> None:
        """Refuse to write where the file isn't the one that was opened.

        Raises:
            StoreError: it was removed, or replaced by another one.
        """
        if self._place is not None and not is_there(*self._place):
            raise StoreError(
                self.url,
                "the file was removed or replaced while it was open; nothing is recorded, "
                "open it again",
            )

    def _new_pool(self, *, making: bool = False) -> Pool:
        if self.path is None:
            address = self._memory
        elif making:
            address = f"{self.path.absolute().as_uri()}?mode=rwc"
        else:
            try:
                address = address_of(self.path)
            except sqlite3.Error as error:
                raise told(self.url, error) or error from None
        return Pool(self.url, self.path, address, self._durability, making=making)

    def close(self) -> None:
        """Close the pool; there is none where the file couldn't be opened."""
        if hasattr(self, "pool"):
            super().close()

    def let_go(self) -> None:
        """Close what nobody uses at this moment: the process is about to be forked."""
        self.pool.let_go()

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """As the engine's, for its recorder: written in turn, as all that is written here."""
        with Borrowed(self, to_write=commit) as borrowed:
            cursor = borrowed.cursor
            cursor.row_factory = sqlite3.Row
            try:
                yield SQLiteCursor(cursor)
                if commit:
                    cursor.execute("COMMIT")
            except BaseException as error:
                if commit:
                    with suppress(sqlite3.Error):
                        cursor.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):  # the engine calls them as SQLite does
                    raise getattr(persistence, type(error).__name__)(error) from error
                raise

    def mine(self) -> Pool:
        """The pool of this process.

        Raises:
            StoreError: a connection was in use when the process was forked.
        """
        if self._process != os.getpid():
            inherited, self.pool = self.pool, self._new_pool()
            self._process, self._torn = os.getpid(), bool(inherited._in_use)
            _INHERITED.append(inherited)  # what the parent has open isn't the child's to close
        elif self.pool.is_stale and not self.pool.closed:
            self.pool.let_go()
            self.pool = self._new_pool()
        if self._torn:
            raise StoreError(
                self.url, "the process was forked while this was in use; open it after the fork"
            )
        return self.pool


_INHERITED: list[Pool] = []
_NUMBERS = count()


class Borrowed:
    """A cursor on a connection of the pool, for as long as it is needed.

    To write, it is within a transaction, which whoever borrowed it ends.
    """

    def __init__(self, datastore: Datastore, *, to_write: bool) -> None:
        self._datastore = datastore
        self._to_write = to_write

    def __enter__(self) -> Self:
        self._pool = pool = self._datastore.mine()
        self._of_writer = not self._to_write and pool.writer == threading.get_ident()
        if self._of_writer:
            self.cursor = cast(Connection, pool.written).plain_cursor()
            return self
        # In memory readers and writers are kept apart; of a file only writers are.
        kind = self._to_write or (False if pool.is_sqlite_memory_mode else None)
        try:
            self._connection = pool.get_connection(is_writer=kind)
            self.cursor = cast(Connection, self._connection).plain_cursor()
            if self._to_write:
                self._begin()
        except BaseException as error:
            if (reported := told(self._datastore.url, error)) is not None:
                raise reported from None
            raise
        return self

    def _begin(self) -> None:
        pool = self._pool
        try:
            pool.begin(self.cursor)
            self._datastore.check_place()  # with the lock held
        except BaseException:
            if self.cursor.connection.in_transaction:
                with suppress(sqlite3.Error):
                    self.cursor.execute("ROLLBACK")
            pool.put_connection(self._connection)
            raise
        if pool.is_sqlite_memory_mode:
            pool.writer, pool.written = threading.get_ident(), self._connection

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._of_writer:
            return
        if self._to_write:
            self._pool.writer = self._pool.written = None
        self._pool.put_connection(self._connection)
        if error is not None:
            if self._to_write and isinstance(error, UnicodeDecodeError):
                return  # of whoever decides
            if (reported := told(self._datastore.url, error)) is not None:
                raise reported from None
        elif not self._to_write and self._pool.is_stale:
            raise StoreError(self._datastore.url, "it was written while it was read; ask again")
