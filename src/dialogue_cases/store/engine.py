"""The engine's pool and recorder, on a table of our own and in the file that we check.

Positions are explicit and never used twice (AUTOINCREMENT), facts are text,
durability is chosen, and the file says whose it is.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias, cast

from eventsourcing.persistence import (
    ConnectionPoolClosedError,
    Notification,
    PersistenceError,
    StoredEvent,
)
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteDatastore,
)

from dialogue_cases.errors import CorruptLog, NotAStore, StoreError

Durability: TypeAlias = Literal["power-loss", "process-crash"]
"""What a recorded decision survives: a power cut too, or only the death of the process."""

APPLICATION_ID = 0x44434153
"""Marks the file as ours (SQLite's application_id)."""

SCHEMA = 1
"""The version of the tables (SQLite's user_version)."""

TABLES = (
    """CREATE TABLE stored_events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state TEXT NOT NULL,
        UNIQUE (originator_id, originator_version))""",
    "CREATE INDEX erasures ON stored_events (position) WHERE topic = 'erased'",
    """CREATE TABLE keys (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA}",
)
INSERT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
    "VALUES (?, ?, ?, ?)"
)
PATIENCE = 60
"""Seconds that a writer waits for the others before it gives up."""


def path_of(url: str) -> Path | None:
    """The file that a store's address names, None for a store in memory.

    Raises:
        StoreError: it isn't an address of a store.
    """
    if url == "memory:":
        return None
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        return Path(url.removeprefix("sqlite:///"))
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


def check_file(url: str, path: Path) -> None:
    if not path.exists():
        raise NotAStore(url, "there is no such file; make a store with `dialogue-cases init`")
    if not (path.is_file() or path.is_dir()):
        raise NotAStore(url, "it is a pipe or a device")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(url, f"can't be read: {error.strerror}") from None
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise NotAStore(url, "not an SQLite database")
    pending = path.with_name(path.name + "-wal")
    if pending.exists() and pending.stat().st_size:
        return  # the main file is behind its write-ahead log: SQLite itself knows its length
    page = int.from_bytes(head[16:18], "big")
    expected = (65536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    if path.stat().st_size < expected:
        raise CorruptLog(
            url,
            None,
            f"the file was cut: {path.stat().st_size} bytes of {expected}; restore a copy",
        )


def told(url: str, error: BaseException) -> StoreError | None:
    """What SQLite or the pool reports, in terms of the store; None if it is none of theirs."""
    if isinstance(error, ConnectionPoolClosedError):
        return StoreError(url, "it was closed; open it again")
    if isinstance(error, PersistenceError):
        return StoreError(url, f"no connection within {PATIENCE} seconds; try again later")
    if isinstance(error, sqlite3.OperationalError):
        if "locked" in str(error) or "busy" in str(error):
            return StoreError(
                url, f"another program has been writing for {PATIENCE} seconds; try again later"
            )
        return StoreError(url, f"can't be used: {error}")
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.IntegrityError | sqlite3.ProgrammingError
    ):
        return CorruptLog(url, None, f"the file is damaged: {error}; restore a copy")
    return None


UNCHANGING = "?immutable=1"
"""Tells SQLite that nobody can change the file, so that it needs no files of its own beside it."""


def _address(url: str, path: Path) -> str:
    """A file's address for SQLite; one that can't be written is read as it lies there.

    Raises:
        StoreError: its last entries are in a write-ahead log that only a writer can take in.
    """
    address = path.absolute().as_uri()
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return address
    pending = path.with_name(path.name + "-wal")
    if pending.exists() and pending.stat().st_size:
        raise StoreError(
            url, "can't be written, and its last entries wait in the file beside it that ends in "
            "-wal; open it once where it can be written"
        )  # fmt: skip
    return address + UNCHANGING


class Connection(SQLiteConnection):
    def plain_cursor(self) -> sqlite3.Cursor:
        cursor = self._sqlite_conn.cursor()
        cursor.row_factory = None
        return cursor


class Pool(SQLiteConnectionPool):
    """The engine's pool, with durability chosen and statements kept prepared."""

    def __init__(self, url: str, durability: Durability, **options: Any) -> None:
        self.url = url
        self.synchronous = "FULL" if durability == "power-loss" else "NORMAL"
        super().__init__(**options)

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
            if not self.is_sqlite_memory_mode and not self.db_name.endswith(UNCHANGING):
                raw.execute("PRAGMA journal_mode = WAL")
                raw.execute(f"PRAGMA synchronous = {self.synchronous}")
        except sqlite3.Error:
            raw.close()
            raise
        return Connection(sqlite_conn=raw, max_age=self.max_age)


class Datastore(SQLiteDatastore):
    """The engine's datastore, with our pool; file or memory."""

    def __init__(self, url: str, path: Path | None, durability: Durability) -> None:
        self.url = url
        self.single_row_tracking = True
        self.originator_id_type = "text"
        name = (
            f"file:dialogue-cases-{id(self)}?mode=memory&cache=shared"
            if path is None
            else _address(url, path)
        )
        self.pool = Pool(url, durability, db_name=name, pool_size=5, pool_timeout=PATIENCE)


class Borrowed:
    """A cursor on a connection of the pool, for as long as it is needed."""

    def __init__(self, datastore: Datastore, *, to_write: bool) -> None:
        self._datastore = datastore
        self._to_write = to_write

    def __enter__(self) -> Self:
        try:
            self._connection = self._datastore.pool.get_connection(is_writer=self._to_write)
        except (ConnectionPoolClosedError, PersistenceError, sqlite3.Error) as error:
            raise told(self._datastore.url, error) or error from None
        self.cursor = cast(Connection, self._connection).plain_cursor()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._datastore.pool.put_connection(self._connection)
        if error is not None and (reported := told(self._datastore.url, error)) is not None:
            raise reported from None


class Recorder(SQLiteApplicationRecorder):
    """The engine's recorder on our table, for embedders who bring its tools along."""

    datastore: Datastore

    def __init__(self, datastore: Datastore) -> None:
        super().__init__(datastore)
        self.insert_events_statement = INSERT

    def construct_create_table_statements(self) -> list[str]:
        return [TABLES[0].replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")]

    def _insert_events(self, c: Any, stored_events: Sequence[StoredEvent], **_: Any) -> list[int]:
        positions = []
        for one in stored_events:
            row = (str(one.originator_id), one.originator_version, one.topic, one.state.decode())
            c.execute(INSERT, row)
            positions.append(c.lastrowid)
        return positions

    def select_events(self, *args: Any, **kwargs: Any) -> list[StoredEvent]:
        events = super().select_events(*args, **kwargs)
        return [
            StoredEvent(one.originator_id, one.originator_version, one.topic, _bytes(one.state))
            for one in events
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        statement = "SELECT * FROM stored_events WHERE position >= ? AND position <= ?"
        first = (start or 0) + (not inclusive_of_start)
        parameters: list[int | str] = [first, sys.maxsize if stop is None else stop]
        if topics:
            statement += f" AND topic IN ({','.join('?' * len(topics))})"
            parameters += topics
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement + " ORDER BY position LIMIT ?", [*parameters, limit])
            return [
                Notification(
                    id=row["position"],
                    originator_id=row["originator_id"],
                    originator_version=row["originator_version"],
                    topic=row["topic"],
                    state=_bytes(row["state"]),
                )
                for row in cursor.fetchall()
            ]


def _bytes(text: Any) -> bytes:
    return text.encode() if isinstance(text, str) else text
