"""Tệp của các sổ: the SQLite file beside the store in which views are kept.

Nothing in it is a source: it may be deleted at any time, and is made anew when it is damaged.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeAlias

from dialogue_cases.database import PATIENCE, address_of
from dialogue_cases.errors import StoreError
from dialogue_cases.projection import law_days
from dialogue_cases.record import LOCAL

APPLICATION_ID = 0x44435653
"""Marks the file as ours (SQLite's application_id)."""

LARGE = 64 * 1024 * 1024
"""From how many bytes on the file isn't read as a whole each time that it is opened.

What is damaged in between is found where it is read, as SQLite finds it, or the next day. The day
stands in the file (SQLite's user_version).
"""

_KEPT = """CREATE TABLE IF NOT EXISTS views (
    name TEXT PRIMARY KEY,
    schema TEXT NOT NULL,
    law TEXT NOT NULL,
    position INTEGER NOT NULL,
    last TEXT NOT NULL) WITHOUT ROWID"""

_CANT = {
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH,
}  # fmt: skip

Trouble: TypeAlias = Literal["damaged", "not writable"]
"""What is wrong with the file of the views."""


def trouble(error: sqlite3.Error) -> Trouble | None:
    """What an error of SQLite says of the file; None if it says something else."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code & 0xFF in _CANT:
        return "not writable"
    return "damaged" if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) else None


def opened(path: Path | None) -> sqlite3.Connection:
    """A connection to the views' file, made if it isn't there; None: in memory.

    Raises:
        sqlite3.Error: it is damaged, or can't be written; see `trouble`.
        StoreError: it is another program's database.
    """
    database = sqlite3.connect(
        ":memory:" if path is None else path,
        isolation_level=None,
        timeout=PATIENCE,
        check_same_thread=False,  # one thread at a time, but frameworks change it in between
    )
    try:
        if path is not None:
            _check_ours(database, path)
            # What a power cut takes of a view is made anew from the record.
            database.execute("PRAGMA synchronous = NORMAL")
            # A row that is made anew may stand without words that were hidden since.
            database.execute("PRAGMA secure_delete = ON")
        database.execute(_KEPT)
    except BaseException:
        database.close()
        raise
    return database


def _check_ours(database: sqlite3.Connection, path: Path) -> None:
    # In this order: another process that is making it marks it before it makes tables.
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if not tables:  # new, or left by a process that was killed as it made it
        with suppress(sqlite3.OperationalError):  # another process is doing it
            database.execute("PRAGMA journal_mode = WAL")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    elif application != APPLICATION_ID:
        raise StoreError(
            str(path), "another program's file is in the place of the views; move it away"
        )
    _check_sound(database)


def _check_sound(database: sqlite3.Connection) -> None:
    """Read the whole file as SQLite's own; a large one once a day, for that takes long.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    (pages,) = database.execute("PRAGMA page_count").fetchone()
    (size,) = database.execute("PRAGMA page_size").fetchone()
    is_large = pages * size > LARGE
    today = datetime.now(LOCAL).date().toordinal()
    if is_large and database.execute("PRAGMA user_version").fetchone()[0] == today:
        return
    _check_whole(database)
    if is_large:
        with suppress(sqlite3.OperationalError):  # another process writes: next time, then
            database.execute(f"PRAGMA user_version = {today}")


def _check_whole(database: sqlite3.Connection) -> None:
    (verdict,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        error = sqlite3.DatabaseError(verdict)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def removed(path: Path) -> None:
    """Remove a damaged file, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def reading(database: sqlite3.Connection) -> Iterator[None]:
    """One transaction in which everything is read as it stood at one moment."""
    database.execute("BEGIN")
    try:
        yield
    finally:
        if database.in_transaction:
            database.execute("COMMIT")


@contextmanager
def beside(database: sqlite3.Connection) -> Iterator[Callable[[str, str], str]]:
    """A function that attaches another database under a name, until all is done."""
    attached: list[str] = []

    def attach(name: str, file: str) -> str:
        database.execute(f"ATTACH ? AS {name}", (file,))
        attached.append(name)
        return name

    try:
        yield attach
    finally:
        for name in attached:
            with suppress(sqlite3.Error):
                database.execute(f"DETACH {name}")


def positions(path: Path) -> dict[str, int] | None:
    """How far each view in a file has got, by name; None if the file is damaged.

    It is read as a whole and not changed: a file that isn't there isn't made. What nobody reads
    isn't told.
    """
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(address_of(path), uri=True, timeout=1)) as database:
            _check_whole(database)
            question = "SELECT name, position FROM views WHERE name <> ? ORDER BY name"
            return dict(database.execute(question, (law_days.VIEW.name,)).fetchall())
    except sqlite3.Error as error:
        return None if trouble(error) == "damaged" else {}
    except StoreError:
        return {}
