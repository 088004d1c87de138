"""Lượt ghi: whose turn it is to write, so that those who wait come in turn.

SQLite has one writer at a time and no queue: whoever finds it busy sleeps, each time longer, and
whoever has just written is the first to ask again. So threads stand in a line of their own, and
of the processes only the first in line asks SQLite; the others look now and then whether they
are the first.

The line is a courtesy, SQLite's lock is what counts. Nothing is written in the file by which
processes stand in line, no copy needs it, and who dies in line leaves it. Where it can't be had
(a file system without locks, one of another owner), or whoever is first doesn't move (a stopped
process), SQLite is asked all the same.
"""

import os
import sqlite3
import sys
import threading
import time
from collections import deque
from pathlib import Path

if sys.platform != "win32":
    import fcntl

SHORT = 0.00002
"""Seconds after which the first in line asks again, at first …"""

LONG = 0.001
"""… and at most; and after which the others look whether they are the first."""

STALLED = 0.1
"""Seconds in line after which SQLite is asked out of turn: whoever is first may have stopped."""


class Line:
    """Hàng chờ: threads come one at a time, in the order in which they asked."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False

    def take(self, patience: float) -> bool:
        """Wait for one's turn.

        Args:
            patience: for how many seconds at most.

        Returns:
            Whether it came.
        """
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        try:
            if turn.acquire(timeout=patience):
                return True
        except BaseException:
            if not self._leave(turn):
                self.give()
            raise
        return not self._leave(turn)

    def _leave(self, turn: threading.Lock) -> bool:
        """Stand in line no longer; False where the turn came at this very moment."""
        with self._guard:
            if turn not in self._waiting:
                return False
            self._waiting.remove(turn)
            return True

    def give(self) -> None:
        """End one's turn: it is the next one's."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


class Queue:
    """Hàng đợi: processes that wait for SQLite's lock; the first holds the lock of a file.

    Args:
        path: the file, which is made when it is first needed; None where nobody else writes.
        database: the database, as whose file it may be read by others.
    """

    def __init__(self, path: Path | None = None, database: Path | None = None) -> None:
        self._path, self._database = path, database
        self._file: int | None = None
        self._first = False

    def begin(self, cursor: sqlite3.Cursor, patience: float) -> None:
        """Begin a transaction, with SQLite's lock held, as soon as it is one's turn.

        Args:
            cursor: of a connection that doesn't wait by itself.
            patience: for how many seconds to wait.

        Raises:
            sqlite3.OperationalError: the database is busy still, or can't be written.
        """
        try:
            if self._is_first() and _begun(cursor):
                return
            asked, pause = time.monotonic(), SHORT
            while True:
                time.sleep(pause if self._first else LONG)
                pause = min(pause * 1.5, LONG)
                waited = time.monotonic() - asked
                if (self._is_first() or waited > STALLED) and _begun(
                    cursor, last=waited > patience
                ):
                    return
        finally:
            if self._first and self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
            self._first = False

    def _is_first(self) -> bool:
        """Whether nobody else is in line before us; yes where nobody can tell."""
        if self._first or self._path is None or sys.platform == "win32":
            return True
        try:
            if self._file is None:
                mode = (self._database or self._path).stat().st_mode & 0o666
                self._file = os.open(self._path, os.O_RDONLY | os.O_CREAT, mode)
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._first = True
        except BlockingIOError:
            return False
        except OSError:  # no such file may be made there, or it can't be locked
            self.close()
            self._path = None
        return True

    def close(self) -> None:
        """Let go of the file; it is opened again when it is needed."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


def _begun(cursor: sqlite3.Cursor, *, last: bool = False) -> bool:
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
