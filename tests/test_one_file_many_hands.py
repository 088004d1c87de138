"""One file under many hands: threads, processes, tasks, forks. What was answered is on record.

As users do it: the store is opened for each request, in threads of several processes.
"""

import asyncio
import os
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import (
    AlreadyThere,
    Office,
    Place,
    StoreError,
    privacy,
    session,
)
from dialogue_cases.projection import Views
from dialogue_cases.projection.file import opened, positions
from dialogue_cases.store import engine
from dialogue_cases.views import register
from dialogue_cases.ward_file import read_ward
from offices import Clock, an_office
from spec import act_of

COMMITTEE = act_of("bi-thu")
DAY = date(2023, 2, 20)
WARD = Path(__file__).parents[1] / "examples" / "pho_hoa_2023" / "ward.toml"

REQUESTS = textwrap.dedent(
    """
    import sys, threading
    from concurrent.futures import ThreadPoolExecutor
    from datetime import UTC, date, datetime
    from dialogue_cases import Act, Office, Place, session

    url, name, threads, times = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    secretary = Act(officer="bi-thu", office="party_secretary", body="dang-uy")
    gate = threading.Barrier(threads)

    def requests(thread):
        gate.wait()
        answered = []
        for number in range(times):
            with Office.open(
                url, clock=lambda: datetime(2023, 3, 1, tzinfo=UTC), durability="process-crash"
            ) as office:
                (fact,) = office.acting(secretary).begin(
                    "reception/2023", session.fix, on=date(2023, 2, 20), day=date(2023, 3, 6),
                    place=Place(name=f"{name}/{thread}/{number}"),
                    legal_basis="citizen_reception",
                )
            answered.append((fact.stream, fact.event.place.name))
        return answered

    with ThreadPoolExecutor(threads) as pool:
        for answers in pool.map(requests, range(threads)):
            for stream, place in answers:
                print(stream, place)
    """
)


def begin(office: Office, name: str) -> str:
    (fact,) = office.acting(COMMITTEE).begin(
        "reception/2023",
        session.fix,
        on=DAY,
        day=date(2023, 3, 6),
        place=Place(name=name),
        legal_basis="citizen_reception",
    )
    return fact.ref


def places(office: Office) -> dict[str, str]:
    return {
        fact.stream: fact.event.place.name
        for fact in office.log.since()
        if fact.stream.startswith("reception/")
    }


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ward.db"
    an_office(path=path, durability="process-crash").close()
    return path


# -- The file itself ---------------------------------------------------------------------


def removed(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    an_office(path=other, durability="process-crash").close()
    other.replace(path)


@pytest.mark.skipif(sys.platform == "win32", reason="nobody can replace what is open there")
@pytest.mark.parametrize("changed", [removed, moved, replaced])
@pytest.mark.parametrize("is_made", [True, False])
def test_a_file_that_is_another_one_by_now_is_not_written(
    tmp_path: Path, changed: Callable[[Path], None], *, is_made: bool
) -> None:
    """What is answered would stand in a file that nobody opens again."""
    path = tmp_path / "ward.db"
    office = an_office(path=path, durability="process-crash")
    if not is_made:
        office.close()
        office = Office.open(f"sqlite:///{path}", clock=Clock())
    begin(office, "một")
    before = office.log.position

    changed(path)

    for _ in range(2):  # the turn to write is given back
        with pytest.raises(StoreError, match="removed or replaced while it was open"):
            begin(office, "hai")
    assert before == office.log.position
    office.close()


def test_a_file_that_lies_where_it_lay_is_written_from_wherever(
    path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is the same by another name and from another folder."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "link.db").symlink_to(path)
    monkeypatch.chdir(path.parent)
    for name in (path.name, "there/link.db"):
        with Office.open(f"sqlite:///{name}", clock=Clock()) as office:
            begin(office, name)
            monkeypatch.chdir(tmp_path / "there")
            begin(office, f"{name}, hai")
        monkeypatch.chdir(path.parent)


# -- Locks -------------------------------------------------------------------------------


def test_closing_one_opening_keeps_the_locks_of_the_others(path: Path) -> None:
    """Two openings in one process, decisions of another process in between: none is lost.

    POSIX drops all locks of a process on a file when it closes any handle on it.
    """
    url = f"sqlite:///{path}"
    office = Office.open(url, clock=Clock())
    answered = [begin(office, "một")]
    Office.open(url, clock=Clock()).close()
    _requests(path, "hai", threads=1, times=1)

    answered.append(begin(office, "ba"))
    _requests(path, "bốn", threads=1, times=1)
    office.close()

    with Office.open(url) as again:
        assert ["một", "hai/0/0", "ba", "bốn/0/0"] == list(places(again).values())
        again.log.check()


def test_what_two_processes_of_four_threads_were_answered_is_on_record(path: Path) -> None:
    """Every answer is found under its own number, and the file is whole."""
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda name: _requests(path, name, threads=4, times=6), "ab"))
    answered = dict(line.split(" ", 1) for lines in told for line in lines)

    with Office.open(f"sqlite:///{path}") as office:
        assert 2 * 4 * 6 == len(answered)
        assert answered == places(office)
        office.log.check()


def _requests(path: Path, name: str, *, threads: int, times: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", REQUESTS, f"sqlite:///{path}", name, str(threads), str(times)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_the_first_openings_of_a_process_come_in_several_threads(path: Path) -> None:
    """What is worked out on first use is worked out once; else the interpreter dies."""
    for _ in range(3):
        assert 4 == len(_requests(path, "đầu", threads=4, times=1))


def test_a_reader_does_not_wait_behind_a_writer_that_waits(path: Path) -> None:
    """One thread decides, another waits for its turn; a third asks and is answered."""
    office = Office.open(f"sqlite:///{path}", clock=Clock())
    asked, answered = threading.Event(), threading.Event()

    def waiting() -> None:
        asked.set()
        begin(office, "đợi")

    def asking() -> None:
        office.ward()
        answered.set()

    with office.together():
        writer = threading.Thread(target=waiting)
        writer.start()
        asked.wait()
        reader = threading.Thread(target=asking)
        reader.start()
        assert answered.wait(10)
    writer.join()
    reader.join()
    office.close()


@pytest.mark.parametrize("kept", ["in memory", "in a file"])
def test_whoever_decides_several_things_may_ask_the_log_meanwhile(kept: str, path: Path) -> None:
    """Nobody waits for himself; in memory he sees what isn't recorded yet."""
    office = an_office() if kept == "in memory" else Office.open(f"sqlite:///{path}", clock=Clock())
    before = office.log.position

    with office.together():
        begin(office, "một")
        assert before <= office.log.position
        assert before <= len(list(office.log.since()))
        begin(office, "hai")

    assert ["một", "hai"] == list(places(office).values())
    office.close()


@pytest.mark.parametrize("kept", ["in memory", "in a file"])
def test_closing_an_office_leaves_those_alone_who_are_asking(kept: str, path: Path) -> None:
    """The interpreter dies of a connection that is closed while another thread asks it."""
    office = an_office() if kept == "in memory" else Office.open(f"sqlite:///{path}", clock=Clock())
    question = "SELECT count(*) FROM stored_events"

    with office.log.reading() as asked, ThreadPoolExecutor(1) as pool:
        before = asked.cursor.execute(question).fetchone()
        pool.submit(office.close).result()
        assert before == asked.cursor.execute(question).fetchone()

    assert 0 == office.log.recorder.datastore.pool.num_in_pool
    with pytest.raises(StoreError, match="was closed"):
        office.ward()


# -- Tasks -------------------------------------------------------------------------------


def test_a_transaction_belongs_to_the_task_that_opened_it(path: Path) -> None:
    """Task A waits within together(); task B is told, and decides when A is done."""
    office = Office.open(f"sqlite:///{path}", clock=Clock())

    async def run() -> None:
        opened, tried = asyncio.Event(), asyncio.Event()

        async def first() -> None:
            with office.together():
                begin(office, "A1")
                opened.set()
                await tried.wait()
                begin(office, "A2")

        async def second() -> None:
            await opened.wait()
            with pytest.raises(StoreError, match="another task"):
                begin(office, "B")
            with pytest.raises(StoreError, match="another task"), office.together():
                pass
            tried.set()

        await asyncio.gather(first(), second())
        begin(office, "B")

    asyncio.run(run())

    assert ["A1", "A2", "B"] == list(places(office).values())
    office.close()


def test_a_generator_left_halfway_keeps_its_transaction_to_itself(path: Path) -> None:
    """Whoever decides elsewhere isn't answered by what the generator may still undo."""
    office = Office.open(f"sqlite:///{path}", clock=Clock())

    def steps() -> Generator[None, None, None]:
        with office.together():
            begin(office, "dở dang")
            yield

    halfway = steps()
    next(halfway)
    with pytest.raises(StoreError, match="another task"):
        begin(office, "ngoài")
    halfway.close()
    begin(office, "sau")

    assert ["sau"] == list(places(office).values())
    office.close()


def test_a_context_manager_of_ones_own_may_hold_the_transaction(path: Path) -> None:
    """It belongs to whoever entered it, however many stand in between."""
    from contextlib import ExitStack, contextmanager

    office = Office.open(f"sqlite:///{path}", clock=Clock())

    @contextmanager
    def unit_of_work() -> Iterator[None]:
        with office.together():
            yield

    with ExitStack() as stack:
        stack.enter_context(unit_of_work())
        begin(office, "một")

    async def run() -> None:
        with unit_of_work():
            await asyncio.sleep(0)
            begin(office, "hai")

    asyncio.run(run())

    assert ["một", "hai"] == list(places(office).values())
    office.close()


def test_what_is_left_in_another_thread_is_over_in_its_own(path: Path) -> None:
    """Frameworks enter and leave a context manager in whichever thread is free."""
    office = Office.open(f"sqlite:///{path}", clock=Clock())
    with ThreadPoolExecutor(1) as pool:
        together = office.together()
        pool.submit(together.__enter__).result()
        together.__exit__(None, None, None)

        assert not pool.submit(lambda: office.is_deciding_together).result()
        pool.submit(begin, office, "sau").result()

    assert ["sau"] == list(places(office).values())
    office.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_process_forked_in_a_transaction_does_not_decide_in_it(path: Path) -> None:
    """The child is refused; the parent's transaction goes on; what is forked outside works."""
    office = Office.open(f"sqlite:///{path}", clock=Clock())

    def forked(work: Any) -> int:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work()
                code = 0
            except StoreError:
                code = 7
            finally:
                os._exit(code)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    with office.together():
        begin(office, "cha")
        assert 7 == forked(lambda: begin(office, "con"))
    assert 0 == forked(lambda: begin(office, "con, sau"))
    begin(office, "cha, sau")

    with Views.of(office) as views:
        register.cases(views)
        assert 0 == forked(lambda: views._database and os._exit(8))  # SQLite is closed before
        assert 0 == forked(lambda: register.cases(views))

    assert ["cha", "con, sau", "cha, sau"] == list(places(office).values())
    office.log.check()
    office.close()


# -- Making a store ----------------------------------------------------------------------

MAKE = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from dialogue_cases import AlreadyThere, Office
    from dialogue_cases.ward_file import read_ward
    url, how = sys.argv[1:]
    setup = read_ward(Path(how.partition(" ")[2]))
    try:
        if how.startswith("open"):
            office = Office.open(url, create=setup)
        else:
            office = Office.create(url, code=setup.code, name=setup.name, setup=setup.steps)
        print(office.ward().store, office.log.position)
        office.close()
    except AlreadyThere:
        print("there")
    """
)


def _makers(path: Path, how: str, number: int) -> list[str]:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MAKE, f"sqlite:///{path}", f"{how} {WARD}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(number)
    ]
    return sorted(one.communicate(timeout=120)[0].strip() for one in started)


def test_of_several_that_make_a_store_at_once_one_makes_it(tmp_path: Path) -> None:
    """The others are told that it is there."""
    path = tmp_path / "ward.db"

    told = _makers(path, "create", 3)

    assert ["there", "there"] == told[1:]
    with Office.open(f"sqlite:///{path}") as office:
        assert told[0] == f"{office.ward().store} {office.log.position}"


def test_of_several_that_open_or_create_one_makes_it_and_all_open_it(tmp_path: Path) -> None:
    """Open, or create with this set-up, is one step."""
    path = tmp_path / "ward.db"

    told = _makers(path, "open", 3)

    assert 1 == len(set(told))
    with Office.open(f"sqlite:///{path}") as office:
        assert told[0] == f"{office.ward().store} {office.log.position}"


def test_a_store_whose_making_was_cut_short_is_made_again(tmp_path: Path) -> None:
    """Killed at any step: no command takes it for a ward, and the same call makes it whole."""
    setup = read_ward(WARD)
    url = f"sqlite:///{tmp_path / 'ward.db'}"
    for step in (1, 2, 5, 30):
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, url, str(WARD), str(step)], check=False
        )
        assert -9 == killed.returncode
        with pytest.raises(StoreError, match="never finished"):
            Office.open(url)

    with Office.open(url, create=setup) as office:
        assert len(setup.steps) + 2 == office.log.position
        office.log.check()


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    from pathlib import Path
    from dialogue_cases import Office
    from dialogue_cases.office import desk
    from dialogue_cases.ward_file import read_ward
    url, ward, step = sys.argv[1:]
    setup, decided, count = read_ward(Path(ward)), desk._record, 0
    def dies(*arguments):
        global count
        count += 1
        if count > int(step):
            os.kill(os.getpid(), signal.SIGKILL)
        return decided(*arguments)
    desk._record = dies
    Office.open(url, create=setup)
    """
)


def test_a_refused_set_up_leaves_nothing(tmp_path: Path) -> None:
    """All of a ward, or no file of it."""
    setup = read_ward(WARD)
    twice = [*setup.steps, setup.steps[0], "no step"]

    with pytest.raises(AttributeError):
        Office.create(
            f"sqlite:///{tmp_path / 'ward.db'}",
            code="x",
            name="x",
            setup=twice,  # type: ignore[arg-type]
        )

    assert [] == list(tmp_path.iterdir())


def test_an_empty_file_beside_a_vault_is_not_made_a_store(path: Path) -> None:
    """It may be what is left of one: its vault and key stay."""
    path.write_bytes(b"")
    before = {one.name: one.read_bytes() for one in path.parent.iterdir() if one != path}

    with pytest.raises(AlreadyThere):
        Office.create(f"sqlite:///{path}", code="x", name="x")

    assert before == {one.name: one.read_bytes() for one in path.parent.iterdir() if one != path}


# -- Reading -----------------------------------------------------------------------------


def test_a_question_waits_for_nobody_and_writes_nothing(path: Path) -> None:
    """While another process decides, and by a newer edition of the law too."""
    url = f"sqlite:///{path}"
    writer = Office.open(url, clock=Clock())
    before = writer.log.position
    with writer.together(), Office.open(url, clock=Clock()) as office:
        assert "Phường thử" == office.ward().name
        assert [] == office.deadlines("ward")
        assert before == office.log.position
    writer.close()


def test_what_others_write_is_seen_where_it_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store, and its vault, on a medium read-only for us and written by others meanwhile.

    SQLite is told there that nothing changes: it would mix what it knows with what it finds.
    """
    url = f"sqlite:///{path}"
    with Office.open(url, clock=Clock()) as writer:
        party = writer.new_party("ward")
        sealed = writer.seal(party, "petitioner_name", "…")
    with monkeypatch.context() as patch:
        for module in (engine, privacy):
            patch.setattr(module, "address_of", lambda one: f"{one.as_uri()}?immutable=1")
        office = Office.open(url)
        assert {} == places(office)
        assert "…" == office.vault.unseal(sealed)

    with Office.open(url, clock=Clock()) as writer:
        begin(writer, "nơi khác")
        writer.vault.destroy(party)

    assert ["nơi khác"] == list(places(office).values())
    assert not office.vault.holds(party)
    office.log.check()
    office.close()


def test_what_is_written_while_it_is_read_is_asked_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite doesn't look, an answer may be of two moments."""
    url = f"sqlite:///{path}"
    with monkeypatch.context() as patch:
        patch.setattr(engine, "address_of", lambda one: f"{one.as_uri()}?immutable=1")
        office = Office.open(url)

    writer = Office.open(url, clock=Clock())
    with pytest.raises(StoreError, match="ask again"), office.log.reading():
        begin(writer, "nơi khác")
    writer.close()

    assert ["nơi khác"] == list(places(office).values())
    office.close()


def test_views_may_be_asked_in_one_thread_and_closed_in_another(path: Path) -> None:
    """Frameworks run what belongs to one request in whichever thread is free."""
    with Office.open(f"sqlite:///{path}", clock=Clock()) as office:
        views = Views.of(office)
        with ThreadPoolExecutor(1) as pool:
            assert () == pool.submit(register.cases, views).result().rows

        assert () == register.cases(views).rows
        views.close()


def test_the_views_file_is_made_by_several_at_once(tmp_path: Path) -> None:
    """The first questions of a store come in several threads; none takes it for another's."""
    gate = threading.Barrier(4)

    def first_questions(_: int) -> None:
        for number in range(20):
            gate.wait()
            opened(tmp_path / f"{number}.db.views").close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(first_questions, range(4)))

    assert {one: {} for one in range(20)} == {
        one: positions(tmp_path / f"{one}.db.views") for one in range(20)
    }


def test_a_store_is_read_through_a_link(path: Path, tmp_path: Path) -> None:
    """Its vault, key and files lie beside the file, not beside the link."""
    folder = tmp_path / "bàn làm việc"
    folder.mkdir()
    link = folder / "sổ.db"
    link.symlink_to(path)

    with Office.open(f"sqlite:///{link}", clock=Clock()) as office:
        begin(office, "qua liên kết")
        party = office.new_party("reception/2023/1")
        assert "…" == office.vault.unseal(office.seal(party, "name", "…"))

    assert [link] == list(folder.iterdir())


@pytest.mark.parametrize("url", ["memory:", "sqlite:///{path}"], ids=["memory", "a file"])
def test_an_office_that_is_held_to_the_end_of_the_program_says_nothing(
    url: str, tmp_path: Path
) -> None:
    """What holds it may outlive the modules: a framework, a thread."""
    script = (
        "import sys, threading; from dialogue_cases import Office; "
        "threading.main_thread().kept = Office.create(sys.argv[1], code='21000', name='Phường thử')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, url.format(path=tmp_path / "ward.db")],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip

    assert ("", "") == (done.stdout, done.stderr)


def test_nobody_decides_in_the_systems_name(path: Path) -> None:
    """Only this library's own rules act as the system."""
    from dialogue_cases import Refused, SystemAct

    with (
        Office.open(f"sqlite:///{path}", clock=Clock()) as office,
        pytest.raises(Refused, match="system-acts-by-its-own-rules"),
    ):
        office.acting(SystemAct(rule="ward-set-up"))
