"""Tệp cơ sở dữ liệu: how a database's file is opened, and let go of.

A live database is opened by SQLite and by nothing else: when a process closes any other handle
on a file, POSIX drops every lock that the process holds on it, SQLite's among them, and what
others record meanwhile is lost. SQLite's connections don't survive a fork either: what nobody
uses at that moment is closed before, and opened again by whichever process asks next.
"""

import os
import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Protocol

from dialogue_cases.errors import StoreError

PATIENCE = 60
"""Seconds that a writer waits for the others before it gives up."""

SETTLING = 2
"""For how many seconds whoever cuts a file's log off waits for those who read it …"""

_PAUSE = 0.02
"""… and how many of them pass before it is tried again."""


def can_be_written(path: Path) -> bool:
    """Whether a database can be written where it lies; SQLite writes files beside it too."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def cut_off(database: sqlite3.Connection, seconds: float) -> bool:
    """Write what waits in the log beside a file into the file, and cut that log off.

    It asks again and again, for while SQLite waits for those who read nobody else may write.

    Args:
        database: the file, in no transaction.
        seconds: for how long those who read or write it are waited for.

    Returns:
        Whether it is done.

    Raises:
        sqlite3.Error: the medium doesn't take it, or the file is damaged.
    """
    until = time.monotonic() + seconds
    database.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            (busy, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy or time.monotonic() > until:
                return not busy
            time.sleep(_PAUSE)
    finally:
        database.execute(f"PRAGMA busy_timeout = {1000 * PATIENCE}")


def address_of(path: Path) -> str:
    """A database's address for SQLite; one that can't be written is read as it lies there.

    Args:
        path: the file, which is there.

    Raises:
        StoreError: its last entries are in a write-ahead log that only a writer can take in.
        sqlite3.Error: it can't be read.
    """
    address = path.absolute().as_uri()
    if can_be_written(path):
        return f"{address}?mode=rw"
    reading = f"{address}?mode=ro"
    try:
        with closing(sqlite3.connect(reading, uri=True, timeout=PATIENCE)) as database:
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
    else:
        return reading
    if _waiting(path):
        raise StoreError(
            str(path),
            "can't be written, and its last entries wait in the file beside it that ends in -wal; "
            "open it once where it can be written",
        )
    # Nobody has it open, and SQLite needs no files of its own beside what nobody can change.
    return f"{address}?immutable=1"


def is_writable(address: str) -> bool:
    """Whether that address of `address_of` is one to write to."""
    return not address.endswith(("mode=ro", "immutable=1"))


def lying(path: Path, address: str) -> tuple[int, ...] | None:
    """What would change if others wrote a database that is read as it lies there.

    SQLite doesn't look whether it was changed: whoever keeps it open does, and opens it again.

    Returns:
        To be compared with what it was; None where SQLite looks.
    """
    if not address.endswith("immutable=1"):
        return None
    try:
        found = path.stat()
        return found.st_ino, found.st_size, found.st_mtime_ns, _waiting(path)
    except FileNotFoundError:
        return ()


def _waiting(path: Path) -> int:
    """How many bytes of a database wait in its write-ahead log."""
    pending = path.with_name(path.name + "-wal")
    return pending.stat().st_size if pending.exists() else 0


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """One transaction, with the write lock held from its beginning."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


# -- Forks ------------------------------------------------------------------------------


class Holder(Protocol):
    """Người giữ kết nối: whoever keeps connections open between questions."""

    def let_go(self) -> None:
        """Close what nobody uses at this moment."""


_HOLDERS: "weakref.WeakValueDictionary[int, Holder]" = weakref.WeakValueDictionary()


def let_go_before_fork(holder: Holder) -> None:
    """Let this one be asked to let go whenever the process is about to be forked."""
    _HOLDERS[id(holder)] = holder


def _let_go() -> None:
    for reference in _HOLDERS.valuerefs():  # a list of that moment: threads go on opening
        holder = reference()
        if holder is not None:
            holder.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_let_go)
