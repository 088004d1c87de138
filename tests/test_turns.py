"""Whoever writes comes in turn, and nobody waits for one who isn't coming."""

import os
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from dialogue_cases import Office, Place, StoreError, session
from dialogue_cases.store import engine
from dialogue_cases.store.turn import Line, Queue
from offices import Clock, an_office
from spec import act_of

COMMITTEE = act_of("bi-thu")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ward.db"
    an_office(path=path, durability="process-crash").close()
    (tmp_path / "ward.db.turn").unlink()
    return path


def begin(office: Office) -> str:
    (fact,) = office.acting(COMMITTEE).begin(
        "reception/2023",
        session.fix,
        on=date(2023, 2, 20),
        day=date(2023, 3, 6),
        place=Place(name="Trụ sở"),
        legal_basis="citizen_reception",
    )
    return fact.ref


def connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=0)


def test_threads_come_in_the_order_in_which_they_asked() -> None:
    """None is overtaken, also by the one who has just written."""
    line, came = Line(), list[int]()

    def wait(number: int) -> None:
        assert line.take(60)
        came.append(number)
        line.give()

    line.take(0)
    threads = [threading.Thread(target=wait, args=(number,)) for number in range(5)]
    for place, thread in enumerate(threads, 1):
        thread.start()
        while len(line._waiting) < place:
            time.sleep(0.001)
    line.give()
    line.take(60)
    came.append(5)
    line.give()
    for thread in threads:
        thread.join()

    assert [0, 1, 2, 3, 4, 5] == came


def test_who_gives_up_waiting_holds_nobody_up() -> None:
    line = Line()
    line.take(0)

    assert not line.take(0.01)

    line.give()
    assert line.take(0)


def test_of_several_one_is_first_in_line(tmp_path: Path) -> None:
    """Until he has SQLite's lock, or is gone."""
    one, other = (Queue(tmp_path / "line", tmp_path) for _ in range(2))

    assert (True, False) == (one._is_first(), other._is_first())

    one.close()
    assert other._is_first()
    other.close()


def test_who_is_first_and_does_not_move_holds_nobody_up(path: Path) -> None:
    """A process that was stopped in line, or a child that got the line by a fork."""
    stopped = Queue(path.with_name("ward.db.turn"), path)
    assert stopped._is_first()

    with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
        assert "reception/2023/1@1" == begin(office)

    stopped.close()


def test_a_queue_that_cannot_be_had_is_gone_without(tmp_path: Path) -> None:
    """A file system without locks, a folder of another owner: SQLite is asked at once."""
    queue = Queue(tmp_path / "no folder" / "line", tmp_path)
    with closing(connected(tmp_path / "any.db")) as database:
        queue.begin(database.cursor(), 0)

        assert database.in_transaction


@pytest.mark.parametrize("held_in", ["another program", "the same office"])
def test_who_has_waited_long_enough_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, held_in: str
) -> None:
    """Nothing is recorded then, and the next one may try again."""
    monkeypatch.setattr(engine, "PATIENCE", 0.15)
    office = Office.open(f"sqlite:///{path}", clock=Clock())
    told: list[StoreError] = []

    def waiting() -> None:
        with pytest.raises(StoreError, match="has been writing") as error:
            begin(office)
        told.append(error.value)

    with closing(connected(path)) as other:
        if held_in == "another program":
            other.execute("BEGIN IMMEDIATE")
            waiting()
            other.execute("COMMIT")
        else:
            with office.together():
                thread = threading.Thread(target=waiting)
                thread.start()
                thread.join()

    assert 1 == len(told)
    assert "reception/2023/1@1" == begin(office)
    office.close()


def test_the_file_of_the_line_is_made_by_who_writes_and_needed_by_nobody(
    path: Path, tmp_path: Path
) -> None:
    """A question makes none; a copy goes on without it, and so does who has it open."""
    line = tmp_path / "ward.db.turn"
    with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
        assert "Phường thử" == office.ward().name
        assert not line.exists()

        begin(office)
        assert b"" == line.read_bytes()

        line.unlink()
        assert "reception/2023/2@1" == begin(office)

    copy = tmp_path / "copy"
    copy.mkdir()
    for name in ("ward.db", "ward.db.vault", "ward.db.key"):
        shutil.copy(tmp_path / name, copy / name)
    with Office.open(f"sqlite:///{copy / 'ward.db'}", clock=Clock()) as office:
        assert "reception/2023/3@1" == begin(office)


@pytest.mark.skipif(os.name != "posix", reason="no modes")
def test_the_file_of_the_line_is_read_by_whoever_reads_the_store(path: Path) -> None:
    """Another owner's process stands in the same line as far as the store's mode lets it."""
    path.chmod(0o640)
    before = os.umask(0)
    try:
        with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
            begin(office)
    finally:
        os.umask(before)

    assert 0o640 == path.with_name("ward.db.turn").stat().st_mode & 0o777
