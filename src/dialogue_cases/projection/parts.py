"""Lập sổ bằng nhiều tiến trình: a long log is read in parts, each by a process of its own.

Rows are made by one life at a time, so lives can be shared out. A process gets its part as
names of lives from one up to another, and leaves its rows in a place of its own, from which they
are taken over when it has come to its end. What it leaves half done is of no account: whoever
asked for it makes that part himself, and meets the same error if there is one.
A new Python is begun for it, with nothing of this process: that works from threads, from
servers that fork, and in programs that don't guard their main module.
"""

import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from attrs import field, frozen

from dialogue_cases import whole_file
from dialogue_cases.law import Law
from dialogue_cases.projection.tables import Filler
from dialogue_cases.projection.view import View
from dialogue_cases.store import Store
from dialogue_cases.store.following import Range, lives_within, shared_out

LEAST = 50_000
"""How many facts are worth another process: it takes half a second to begin."""

MOST = 8
"""No more processes than this; SQLite attaches no more than ten files."""

PATIENCE = 60
"""How many seconds a part is waited for after one's own is done."""

_CHILD = "from dialogue_cases.projection.parts import child; child()"

Job: TypeAlias = Callable[[Store, Path, Sequence[Range]], None]
"""Việc của một tiến trình: makes what is asked for of these lives of a log, in a place that isn't
there yet. It is sent to another process, so it is a function of a module, or `partial` of one."""


@frozen
class Part:
    """Phần: some of the lives, and the process that makes what is asked for of them.

    Args:
        ranges: the lives.
        place: where that will be.
        process: who makes it.
    """

    ranges: Sequence[Range]
    place: Path
    process: "subprocess.Popen[bytes]" = field(repr=False)

    def is_made(self) -> bool:
        """Wait for it: whether all of it is there."""
        try:
            return self.process.wait(PATIENCE) == 0
        except subprocess.TimeoutExpired:
            return False


@contextmanager
def begun(
    store: Store, about: Sequence[str], upto: int, job: Job, *, within: Path | None = None
) -> Iterator[tuple[Sequence[Range], list[Part]]]:
    """Share out the lives of some series, and have the other parts begun.

    Args:
        store: the log.
        about: first words of the lives.
        upto: how far the log is read.
        job: what is done with each part.
        within: the folder in which the parts are made; None: that for temporary files.

    Yields:
        The lives that are left to the caller, and the other parts. All of them are the caller's
        where the log is short, in memory, or can't be read by another process.
    """
    own, *others = shared_out(store, about, _parts(store, upto))
    with TemporaryDirectory(prefix="dialogue-cases-", dir=within) as folder:
        parts: list[Part] = []
        try:
            for number, ranges in enumerate(others):
                place = Path(folder) / f"{number}"
                told = place.with_suffix(".job")
                data = pickle.dumps((store.url, job, place, ranges))
                whole_file.write(told, data, mode=0o600)
                parts.append(Part(ranges, place, _told(told)))
        except (OSError, pickle.PicklingError, AttributeError, TypeError):
            # No other process can be begun here, or what is made by a function in a function
            # can't be told to one.
            own = [*own, *(one for ranges in others[len(parts) :] for one in ranges)]
        try:
            yield own, parts
        finally:
            for part in parts:
                part.process.kill()
                part.process.wait()


def _parts(store: Store, upto: int) -> int:
    """In how many parts a log is read: as many as there are processors, if it is worth it."""
    if upto < 2 * LEAST or not can_be_read_beside(store):
        return 1
    return max(1, min(processors(), upto // LEAST, MOST))


def can_be_read_beside(store: Store) -> bool:
    """Whether another process can be begun here that reads the store."""
    python = Path(sys.executable or "").stem.startswith(("python", "pypy"))
    return python and store.url != "memory:"


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _told(job: Path) -> "subprocess.Popen[bytes]":
    """A process that is told by a file what to make; nobody waits for it to read that."""
    return begin_python(_CHILD, job)


def begin_python(
    program: str, told: Path, output: int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """A new Python that runs a program of this library, with nothing of this process.

    Args:
        program: what it runs.
        told: the file that tells it what to do.
        output: where its output goes.
    """
    return subprocess.Popen(  # noqa: S603  # this very program
        [sys.executable, "-P", "-c", program, str(told)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def child() -> None:
    """What such a process does: its job, with its lives."""
    told = Path(sys.argv[1]).read_bytes()
    url, job, place, ranges = pickle.loads(told)  # noqa: S301  # what `begun` wrote
    store = Store.open(url)
    job(store, place, ranges)
    store.close()


def make_rows(
    store: Store,
    place: Path,
    ranges: Sequence[Range],
    *,
    views: Sequence[View],
    law: Law,
    upto: int,
) -> None:
    """The rows of some lives in some views, as a database (a `Job`)."""
    database = sqlite3.connect(place, isolation_level=None)
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("BEGIN")
    for table in (table for view in views for table in view.tables):
        database.execute(table.made_in("main"))
    filler = Filler(database, "main", views, law, None)
    for history in lives_within(store, ranges, upto):
        filler.add(history)
    filler.write()
    database.execute("COMMIT")
    database.close()
