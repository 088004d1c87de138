"""A long log is read in parts by several processes: every row is as one process makes it."""

import multiprocessing
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases.errors import CorruptLog
from dialogue_cases.law import Law
from dialogue_cases.petition import Answered, Raised, Resolved
from dialogue_cases.projection import LifeAsKnown, Views, parts
from dialogue_cases.record import Known
from dialogue_cases.store import Store
from dialogue_cases.store.following import lives, lives_within, shared_out
from dialogue_cases.views import VIEWS, register
from dialogue_cases.vocabulary import BodyId
from logs import LAW, record
from strategies import entries

Tables = dict[str, Counter[msgspec.Struct]]
BROKEN = "raise SystemExit(1)"
KILLED = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"


def law_of(_: Known | None) -> Law:
    return LAW


def lives_of(petitions: int) -> Iterator[tuple[str, Any, int]]:
    """So many petitions, each answered, most of them resolved."""
    for number in range(1, petitions + 1):
        day = date(2023, 1 + number % 12, 1 + number % 28)
        stream = f"petition/{day.year}/{number}"
        yield stream, Raised(on=day, channel="written", gist="a", received_by=BodyId("x")), 0
        yield stream, Answered(on=day, outcome="result", gist="b"), 0
        if number % 3:
            yield stream, Resolved(on=day, outcome="granted", gist="c"), 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ward.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store.create(f"sqlite:///{path}", durability="process-crash")
    record(store, lives_of(30))
    yield store
    store.close()


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Three processes for any log: what the others were told."""
    told: list[Path] = []
    begin = parts._told

    def noted(job: Path) -> Any:
        told.append(job)
        return begin(job)

    monkeypatch.setattr(parts, "LEAST", 1)
    monkeypatch.setattr(parts, "processors", lambda: 3)
    monkeypatch.setattr(parts, "_told", noted)
    return told


def made(store: Store, path: Path) -> Tables:
    """What stands in every table, made anew in a file."""
    with Views(store, law_of, path.with_name("again.views")) as views:
        views.rebuild(VIEWS)
        return {
            table.name: Counter(views.ask(view, table.row, f"SELECT * FROM {table.name}").rows)
            for view in VIEWS
            for table in view.tables
        }


@pytest.fixture
def alone(store: Store, path: Path) -> Tables:
    """What one process makes."""
    return made(store, path)


def test_in_parts_every_row_is_the_same(
    alone: Tables, store: Store, path: Path, begun: list[Path]
) -> None:
    expected = alone

    assert expected == made(store, path)
    assert len(begun) == 2


@pytest.mark.parametrize("child", [BROKEN, KILLED, "import nothing_that_is_there"])
def test_what_a_process_leaves_half_done_is_made_by_the_one_that_asked(
    alone: Tables,
    store: Store,
    path: Path,
    begun: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    child: str,
) -> None:
    """One that breaks, one that is killed, one that isn't this library."""
    monkeypatch.setattr(parts, "_CHILD", child)

    assert alone == made(store, path)
    assert len(begun) == 2


def test_a_process_that_never_ends_is_not_waited_for(
    alone: Tables, store: Store, path: Path, begun: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_CHILD", "import time; time.sleep(600)")
    monkeypatch.setattr(parts, "PATIENCE", 0.1)

    assert alone == made(store, path)
    assert len(begun) == 2


def test_where_no_process_can_be_begun_one_makes_them(
    alone: Tables, store: Store, path: Path, begun: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr("subprocess.Popen", refused)

    assert alone == made(store, path)
    assert len(begun) == 1


def test_a_view_that_no_process_can_be_told_is_made_by_one(
    store: Store, path: Path, begun: list[Path]
) -> None:
    def rows(life: LifeAsKnown) -> Iterator[msgspec.Struct]:
        yield from register.rows(life)

    odd = attrs.evolve(register.VIEW, rows=rows)
    with Views(store, law_of, path.with_name("odd.views")) as views:
        views.rebuild([odd])
        found = views.ask(odd, register.RegisterLine, "SELECT * FROM register").rows

    assert len(found) == 30
    assert begun == []


def test_a_fact_that_cant_be_read_back_is_named_and_nothing_is_swapped(
    store: Store, path: Path, begun: list[Path]
) -> None:
    with Views(store, law_of, path.with_name("again.views")) as views:
        views.rebuild(VIEWS)
    with sqlite3.connect(path) as database:
        database.execute(
            "UPDATE stored_events SET topic = 'petition.unheard' WHERE originator_id = ? "
            "AND originator_version = 2",
            ("petition/2023/9",),
        )
    database.close()

    with Views(store, law_of, path.with_name("again.views")) as views:
        with pytest.raises(CorruptLog) as told:
            views.rebuild(VIEWS)
        with sqlite3.connect(path.with_name("again.views")) as database:
            (kept,) = database.execute("SELECT count(*) FROM register").fetchone()
        database.close()

    assert told.value.of == "petition/2023/9@2"
    assert kept == 30
    assert len(begun) == 4


def _in_a_thread(work: Callable[[], None]) -> None:
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def _in_a_daemon(work: Callable[[], None]) -> None:
    worker = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    worker.start()
    worker.join()
    assert worker.exitcode == 0


@pytest.mark.parametrize("elsewhere", [_in_a_thread, _in_a_daemon])
def test_threads_and_servers_that_forked_have_them_made_in_parts_too(
    alone: Tables,
    store: Store,
    path: Path,
    begun: list[Path],
    elsewhere: Callable[[Callable[[], None]], None],
) -> None:
    def work() -> None:
        assert alone == made(store, path)
        assert len(begun) == 2
        path.with_name("done").touch()

    elsewhere(work)

    assert path.with_name("done").exists()


def test_a_short_log_and_one_in_memory_are_read_by_one_process(
    store: Store, path: Path, begun: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made(Store.create("memory:"), path)
    monkeypatch.setattr(parts, "LEAST", 1_000)
    made(store, path)

    assert begun == []


@settings(max_examples=20, deadline=None)
@given(drawn=st.lists(entries(), max_size=25), number=st.integers(1, 5))
def test_each_life_is_in_one_part(drawn: list[Any], number: int) -> None:
    series = ["dialogue", "petition", "task", "ward"]
    store = Store.create("memory:")
    record(store, drawn)

    shares = shared_out(store, series, number)

    found = [
        history for ranges in shares for history in lives_within(store, ranges, store.position)
    ]
    assert len(shares) == number
    assert Counter(one[0].stream for one in found) == Counter(
        one[0].stream for one in lives(store, series, store.position)
    )
    assert sum(map(len, found)) == sum(map(len, lives(store, series, store.position)))
    store.close()
