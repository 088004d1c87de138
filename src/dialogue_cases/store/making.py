"""Lập sổ: a new store's file, so that it is whole from its first moment or isn't there.

The file is marked before anything else is made, and everything that a store begins with is
recorded in one transaction. Whoever finds the mark and gets the lock knows that nobody is at
it: what a killed process has left is made again from the beginning.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from dialogue_cases.database import PATIENCE
from dialogue_cases.errors import AlreadyThere
from dialogue_cases.store.engine import MAKING, is_there, told


def mark(url: str, path: Path, beside: Sequence[Path]) -> os.stat_result:
    """Make the file if there is none, and say on it that a store is being made there.

    Args:
        url: the store's address.
        path: the file.
        beside: what will be made with it.

    Returns:
        Which file it is, for `is_still`.

    Raises:
        AlreadyThere: a store is there, or something else.
        StoreError: it can't be made there.
    """
    if not path.exists():
        _check_beside(beside)
    elif not stat.S_ISREG(path.stat().st_mode):
        raise _there(url)
    try:
        with _locked(path, "rwc") as database:
            (application,) = database.execute("PRAGMA application_id").fetchone()
            (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if application != MAKING:
                if application or tables:
                    raise _there(url)
                _check_beside(beside)  # an empty file may be what is left of a store
                database.execute(f"PRAGMA application_id = {MAKING}")
        return path.stat()
    except FileNotFoundError:  # another process has given up making it at this very moment
        return mark(url, path, beside)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_NOTADB:
            raise _there(url) from None
        raise told(url, error) or error from None


def _there(url: str) -> AlreadyThere:
    return AlreadyThere(url, "a file is there already; open it, or choose another name")


def _check_beside(beside: Sequence[Path]) -> None:
    """Refuse to take the place of another store's key or vault."""
    for one in beside:
        if one.exists():
            raise AlreadyThere(
                str(one), "it is there already, and may be another store's; move it away"
            )


def is_still(path: Path, file: os.stat_result | None, cursor: sqlite3.Cursor) -> bool:
    """Whether that file lies there still and is marked; asked with its lock held, so it stays."""
    return file is not None and is_there(path, file) and _is_marked(cursor)


def _is_marked(cursor: sqlite3.Cursor) -> bool:
    (application,) = cursor.execute("PRAGMA application_id").fetchone()
    return bool(application == MAKING)


def give_up(path: Path, beside: Sequence[Path]) -> None:
    """Remove what was begun, unless another process is making it or has made it by now."""
    try:
        with _locked(path, "rw", patience=1) as database:
            if _is_marked(database.cursor()):
                for one in (*beside, *(path.with_name(path.name + end) for end in _ENDINGS)):
                    one.unlink(missing_ok=True)
    except (sqlite3.Error, OSError):
        return  # the mark says that it was never finished


_ENDINGS = ("-wal", "-shm", "-journal", "")


@contextmanager
def _locked(path: Path, mode: str, *, patience: int = PATIENCE) -> Iterator[sqlite3.Connection]:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, isolation_level=None, timeout=patience)
    ) as database:
        database.execute("BEGIN IMMEDIATE")
        yield database
        database.execute("COMMIT")
