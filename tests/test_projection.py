"""Views are always what the log says: after any sequence, crash, cut or change of the law."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from dialogue_cases import petition, ward
from dialogue_cases.errors import StoreError
from dialogue_cases.law import Law, load_law
from dialogue_cases.office import Office
from dialogue_cases.petition import Raised
from dialogue_cases.projection import Answer, View, Views, file
from dialogue_cases.projection import views as keeping
from dialogue_cases.record import Known
from dialogue_cases.store import Store
from dialogue_cases.views import VIEWS, board, register
from dialogue_cases.vocabulary import BodyId, Document, Sealed, StreamId
from dialogue_cases.ward import Limit
from logs import LAW, naive, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

BOTH = pytest.mark.parametrize("view", VIEWS, ids=lambda one: one.name)
CLERK = act_of("chanh-van-phong")
OFFICE = BodyId("van-phong")


def law_of(_: Known | None) -> Law:
    return LAW


def everything(
    views: Views, view: View, *, known: Known | None = None, law: Law | None = None
) -> tuple[Counter[msgspec.Struct], Answer[Any]]:
    """Every row of a view, and what else the answer says."""
    asked = [
        views.ask(view, table.row, f"SELECT * FROM {table.name}", known=known, law=law)
        for table in view.tables
    ]
    return Counter(row for answer in asked for row in answer.rows), asked[0]


def raise_petition(office: Office, gist: str = "Mương thoát nước bị tắc") -> StreamId:
    twice = [("looks-entered-already", "mỗi hộ một đơn")]
    (fact, *_) = office.acting(CLERK, despite=twice).begin(
        "petition/2023",
        petition.raise_petition,
        on=date(2023, 3, 1),
        channel="written",
        gist=gist,
        received_by=OFFICE,
    )
    return fact.stream


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ward.db"


@pytest.fixture
def office(path: Path) -> Iterator[Office]:
    with an_office(path=path, durability="process-crash") as office:
        yield office


# -- Equal to what the log says ---------------------------------------------------------


class Stopped(Exception):
    """The process dies here."""


class Fragile(Views):
    """Views whose process dies as it keeps what it has read, after so many batches."""

    left = 0

    def _keep(self, *given: Any) -> None:
        super()._keep(*given)
        self.left -= 1
        if self.left < 0:
            raise Stopped


class AnyLog(RuleBasedStateMachine):
    """Whatever is recorded, asked, stopped and made anew in between."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "ward.db.views"
        self.store = Store.create("memory:")
        self.views = Views(self.store, law_of, self.path)

    @rule(drawn=st.lists(entries(), max_size=6))
    def something_is_recorded(self, drawn: list[Any]) -> None:
        record(self.store, drawn)

    @rule(view=st.sampled_from(VIEWS))
    def somebody_asks(self, view: View) -> None:
        rows, answer = everything(self.views, view)

        assert naive(view, self.store) == rows
        assert self.store.position == answer.position
        assert answer.kept

    @rule(view=st.sampled_from(VIEWS), position=st.integers(0, 30))
    def somebody_asks_about_the_past(self, view: View, position: int) -> None:
        rows, answer = everything(self.views, view, known=position)

        assert naive(view, self.store, known=position) == rows
        assert min(position, self.store.position) == answer.position

    @rule(view=st.sampled_from(VIEWS), batches=st.integers(0, 3))
    def a_process_dies_between_batches(self, view: View, batches: int) -> None:
        """What is left is what the log said at some position, or nothing yet."""
        fragile = Fragile(self.store, law_of, self.path)
        fragile.left = batches
        try:
            everything(fragile, view)
        except Stopped:
            fragile.close()
            kept = sqlite3.connect(self.path)
            row = kept.execute("SELECT position FROM views WHERE name = ?", (view.name,)).fetchone()
            if row is not None:
                (position,) = row
                expected = naive(view, self.store, upto=position).total()
                counted = [
                    kept.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
                    for table in view.tables
                ]
                assert expected == sum(counted)
            kept.close()
        fragile.close()

    @rule(views=st.sets(st.sampled_from(VIEWS), min_size=1))
    def views_are_made_anew(self, views: set[View]) -> None:
        assert self.store.position == self.views.rebuild(views)

    @rule()
    def another_process_looks(self) -> None:
        self.views.close()
        self.views = Views(self.store, law_of, self.path)

    @invariant()
    def the_file_is_whole(self) -> None:
        if self.path.exists():
            with sqlite3.connect(self.path) as database:
                assert ("ok",) == database.execute("PRAGMA integrity_check").fetchone()
            database.close()

    def teardown(self) -> None:
        self.views.close()
        self.store.close()
        shutil.rmtree(self.folder)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two facts a batch, so that there are several."""
    monkeypatch.setattr(keeping, "BATCH", 2)


TestAnyLog = AnyLog.TestCase
TestAnyLog.settings = settings(max_examples=40, stateful_step_count=12)


@BOTH
@settings(max_examples=40)
@given(drawn=st.lists(entries(), max_size=10), day=st.dates(date(2023, 1, 1), date(2023, 1, 4)))
def test_a_past_day_is_the_same_function_over_fewer_facts(
    view: View, drawn: list[Any], day: date
) -> None:
    """As known at the end of a local day: facts and calendar as they were then."""
    store = Store.create("memory:")
    record(store, drawn)
    with Views(store, law_of, None) as views:
        rows, answer = everything(views, view, known=day)

    assert naive(view, store, known=day) == rows
    assert not answer.kept
    store.close()


MARK = "SEALED"


def marked(value: Any) -> Any:
    """The same value with everything sealed in it marked."""
    if isinstance(value, Sealed):
        return attrs.evolve(value, data=MARK, field=MARK)
    if isinstance(value, tuple):
        return tuple(map(marked, value))
    if not attrs.has(type(value)):
        return value
    fields = [one.name for one in attrs.fields(type(value))]
    return attrs.evolve(value, **{name: marked(getattr(value, name)) for name in fields})


@settings(max_examples=60)
@given(drawn=st.lists(entries("petition", "session", "proceeding"), max_size=12))
def test_nothing_sealed_is_kept_in_a_view(drawn: list[Any]) -> None:
    """Not even as it is sealed: what a view keeps outlives an erasure in no form."""
    store = Store.create("memory:")
    record(store, [(stream, marked(event), number) for stream, event, number in drawn])
    with Views(store, law_of, None) as views:
        for view in VIEWS:
            for row in everything(views, view)[0]:
                assert MARK not in str(msgspec.to_builtins(row))
    store.close()


def test_before_there_was_a_ward_nothing_was_known(office: Office) -> None:
    """An early day is a question like any other."""
    raise_petition(office)
    with Views.of(office) as views:
        early = register.cases(views, known=date(2020, 1, 1))
        first = register.cases(views, known=0)

    assert ((), ()) == (early.rows, first.rows)
    assert 0 == first.position


# -- What is kept is trusted only while it can be right ----------------------------------


def test_a_view_is_caught_up_with_before_it_answers(office: Office) -> None:
    """Through the office: raised, looked at, raised, looked at."""
    with Views.of(office) as views:
        raise_petition(office)
        first = register.cases(views)
        raise_petition(office)
        second = register.cases(views)

    assert ["petition/2023/1"] == [one.stream for one in first.rows]
    assert ["petition/2023/1", "petition/2023/2"] == [one.stream for one in second.rows]
    assert ("new", None) == (first.rebuilt, second.rebuilt)
    assert office.log.position == second.position


def test_the_views_are_a_file_beside_the_store(office: Office, path: Path) -> None:
    """It may be deleted at any time; a ward in memory has none."""
    raise_petition(office)
    with Views.of(office) as views:
        register.cases(views)
    kept = path.with_name("ward.db.views")
    assert kept.exists()
    kept.unlink()

    with Views.of(office) as views:
        assert 1 == len(register.cases(views).rows)
    with an_office() as in_memory, Views.of(in_memory) as views:
        raise_petition(in_memory)
        assert 1 == len(register.cases(views).rows)


@pytest.mark.parametrize(
    "changed",
    [
        {"version": register.VIEW.version + 1},
        {"about": ("petition", "matter")},
        {"tables": (attrs.evolve(register.VIEW.tables[0], key=None),)},
    ],
    ids=lambda one: next(iter(one)),
)
def test_a_view_of_another_version_is_made_anew_never_misread(
    office: Office, changed: dict[str, Any]
) -> None:
    """Newer or older: the version and the statements of its tables have to be the same."""
    raise_petition(office)
    other = attrs.evolve(register.VIEW, **changed)
    with Views.of(office) as views:
        everything(views, register.VIEW)
        _, newer = everything(views, other)
        _, again = everything(views, register.VIEW)

    assert ("another version", "another version") == (newer.rebuilt, again.rebuilt)


def test_a_view_made_by_another_release_is_made_anew(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows are made from the lives of the library, whose code may say something else since."""
    with Views.of(office) as views:
        register.cases(views)
        monkeypatch.setattr("dialogue_cases.projection.view.version", lambda _: "9.9.9")
        of_the_next_release = attrs.evolve(register.VIEW)

        assert "another version" == everything(views, of_the_next_release)[1].rebuilt
        assert everything(views, of_the_next_release)[1].rebuilt is None


def test_a_log_that_was_cut_and_has_grown_again_is_noticed(path: Path) -> None:
    """A copy was put back, and other facts were recorded under the same positions."""
    clock = Clock()
    with an_office(clock, path) as office:
        with Views.of(office) as views:
            register.cases(views)
        saved = {
            one: one.read_bytes()
            for one in path.parent.iterdir()
            if one.name.startswith("ward.db") and "views" not in one.name
        }
        raise_petition(office, "Đơn thứ nhất, bị mất")
        with Views.of(office) as views:
            assert 1 == len(register.cases(views).rows)
    for one in path.parent.iterdir():
        if "views" not in one.name:
            one.unlink()
    for one, held in saved.items():
        one.write_bytes(held)
        one.chmod(0o600)

    clock.tick(hours=1)
    with Office.open(f"sqlite:///{path}", clock=clock) as office, Views.of(office) as views:
        cut = register.cases(views)
        raise_petition(office, "Đơn khác")
        position = office.log.position
        everything(views, register.VIEW)
        raise_petition(office, "Đơn sau")
        last = register.cases(views)

    assert (0, "other log") == (len(cut.rows), cut.rebuilt)
    assert ["Đơn khác", "Đơn sau"] == [one.gist for one in last.rows]
    assert position < last.position


def test_a_log_that_grew_past_where_the_view_had_read_is_noticed_too(tmp_path: Path) -> None:
    """The fact at the last position isn't the one that was read there."""
    path = tmp_path / "x.views"
    gists = iter("abcde")
    raised = [
        ("petition/2023/1", Raised(on=date(2023, 1, 1), channel="written", gist=gist,
                                   received_by=OFFICE), 0)
        for gist in gists
    ]  # fmt: skip
    first, second = Store.create("memory:"), Store.create("memory:")
    record(first, raised[:2])
    record(second, raised[1:])
    with Views(first, law_of, path) as views:
        everything(views, register.VIEW)
    with Views(second, law_of, path) as views:
        rows, answer = everything(views, register.VIEW)

    assert "other log" == answer.rebuilt
    assert naive(register.VIEW, second) == rows
    first.close()
    second.close()


def test_rows_that_rest_on_the_law_are_made_anew_when_it_changes(office: Office) -> None:
    """The ward sets another number of days; what doesn't rest on the law stays."""
    free = attrs.evolve(register.VIEW, name="free", of_law=False)
    with Views.of(office) as views:
        for view in (board.VIEW, free):
            everything(views, view)
        office.acting(act_of("bi-thu")).decide(
            ward.WARD,
            ward.adopt_regulation,
            on=date(2023, 3, 1),
            kind="regulation",
            document=Document(kind="Quy chế"),
            limits=(Limit(rule="P4", amount=5),),
        )
        _, of_law = everything(views, board.VIEW)
        _, of_none = everything(views, free)

    assert ("other law", None) == (of_law.rebuilt, of_none.rebuilt)


def test_another_law_is_asked_without_touching_what_is_kept(office: Office) -> None:
    """What would be due under an edition with another limit."""
    raise_petition(office)
    other = load_law(LAW.rules_text.replace("amount = 7", "amount = 9").encode())
    with Views.of(office) as views:
        everything(views, board.VIEW)
        under, answer = everything(views, board.VIEW, law=other)
        _, again = everything(views, board.VIEW)

    assert naive(board.VIEW, office.log, law=other) == under
    assert (False, None) == (answer.kept, again.rebuilt)


# -- Trouble with the file ---------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 5000, 9000])
def test_a_damaged_file_is_made_anew(office: Office, path: Path, place: int) -> None:
    """Nothing in it is a source, so it is never repaired, only thrown away."""
    for number in range(40):
        raise_petition(office, f"Đơn số {number}, " + "rất dài " * 20)
    kept = path.with_name("ward.db.views")
    with Views.of(office) as views:
        register.cases(views)
    damaged = bytearray(kept.read_bytes())
    damaged[place : place + 3000] = b"x" * 3000
    kept.write_bytes(damaged)

    with Views.of(office) as views:
        answer = register.cases(views)
        again = register.cases(views)

    assert ("damaged", None) == (answer.rebuilt, again.rebuilt)
    assert 40 == len(answer.rows)


def test_a_large_file_is_looked_through_once_a_day(
    office: Office, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question costs what it answers; what is damaged in between is met where it is read."""
    raise_petition(office)
    with Views.of(office) as views:
        register.cases(views)
    kept = path.with_name("ward.db.views")

    assert [True, True] == [is_looked_through(kept) for _ in range(2)]
    monkeypatch.setattr(file, "LARGE", 0)
    assert [True, False, False] == [is_looked_through(kept) for _ in range(3)]
    with closing(sqlite3.connect(kept)) as database:
        (day,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {day - 1}")
    assert [True, False] == [is_looked_through(kept) for _ in range(2)]

    kept.write_bytes(kept.read_bytes()[:5000] + b"x" * 3000 + kept.read_bytes()[8000:])
    with Views.of(office) as views:
        assert 1 == len(register.cases(views).rows)


def is_looked_through(kept: Path) -> bool:
    """Whether the whole file is read when it is opened."""
    said: list[str] = []
    with closing(sqlite3.connect(kept)) as database:
        database.set_trace_callback(said.append)
        file._check_ours(database, kept)
    return any("quick_check" in one for one in said)


def test_a_missing_table_is_made_anew(office: Office, path: Path) -> None:
    """Somebody tidied up with a tool of their own."""
    raise_petition(office)
    with Views.of(office) as views:
        register.cases(views)
        with sqlite3.connect(path.with_name("ward.db.views")) as database:
            database.execute("DROP TABLE register")
        database.close()

        assert ("damaged", 1) == (register.cases(views).rebuilt, len(register.cases(views).rows))


def test_a_question_that_is_no_sql_is_told_and_costs_nothing(office: Office) -> None:
    """It isn't the view's fault."""
    with Views.of(office) as views:
        register.cases(views)
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            views.ask(register.VIEW, register.RegisterLine, "SELECT no_such_thing FROM register")

        assert register.cases(views).rebuilt is None


def test_another_programs_file_is_left_alone(office: Office, path: Path) -> None:
    """It isn't ours to throw away."""
    kept = path.with_name("ward.db.views")
    with sqlite3.connect(kept) as database:
        database.execute("CREATE TABLE accounts (id)")
    database.close()
    before = kept.read_bytes()

    with Views.of(office) as views, pytest.raises(StoreError, match="another program"):
        register.cases(views)

    assert before == kept.read_bytes()


def test_where_no_file_can_be_written_the_answer_is_made_in_memory(
    office: Office, path: Path
) -> None:
    """It is as of the last position all the same, and says that it wasn't kept."""
    raise_petition(office)
    path.with_name("ward.db.views").mkdir()
    with Views.of(office) as views:
        answer = register.cases(views)
        with pytest.raises(StoreError, match="can't be kept"):
            views.rebuild(VIEWS)

    assert (1, office.log.position, False) == (len(answer.rows), answer.position, answer.kept)


READER = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from dialogue_cases.errors import StoreError
    from dialogue_cases.projection import Views
    from dialogue_cases.store import Store
    from dialogue_cases.views import register
    from logs import LAW

    path, user = Path(sys.argv[1]), int(sys.argv[2])
    register.cases(Views(Store.create("memory:"), lambda known: LAW, None))  # all is imported
    if os.geteuid() == 0:
        os.setuid(user)  # root may write everywhere
    try:
        store = Store.open(f"sqlite:///{path}")
    except StoreError as error:
        print(error)
    else:
        with Views(store, lambda known: LAW, path.with_name("ward.db.views")) as views:
            answer = register.cases(views)
        print(len(answer.rows), answer.position == store.position, answer.kept)
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders are those of Unix")
@pytest.mark.parametrize("left", ["closed", "open elsewhere", "killed and copied"])
def test_a_record_on_a_read_only_disk_is_looked_at(left: str) -> None:
    """An auditor's copy: answered in memory, as of its last position, or not at all."""
    folder = Path(tempfile.mkdtemp())
    store = a_long_log(folder / "ward.db", 3)
    match left:
        case "closed":
            store.close()
        case "killed and copied":
            (folder / "ward.db-shm").unlink()
    for one in (*folder.iterdir(), folder):
        one.chmod(0o555)
    said = subprocess.run(
        [sys.executable, "-c", READER, str(folder / "ward.db"), "65534"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    folder.chmod(0o755)
    store.close()
    shutil.rmtree(folder)

    if left != "killed and copied":
        assert ("3 True False\n", "") == (said.stdout, said.stderr)
    else:
        assert "-wal; open it once where it can be written" in said.stdout, said.stderr


# -- Several processes -------------------------------------------------------------------

LOOKER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from dialogue_cases.projection import Views
    from dialogue_cases.projection import views as keeping
    from dialogue_cases.store import Store
    from dialogue_cases.views import VIEWS
    from logs import LAW

    url, path, batch = sys.argv[1:]
    keeping.BATCH = int(batch)
    print("ready", flush=True)
    with Views(Store.open(url), lambda known: LAW, Path(path)) as views:
        for view in VIEWS:
            table = view.tables[0]
            views.ask(view, table.row, f"SELECT * FROM {table.name}")
    """
)


def looker(path: Path, batch: int = 2) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LOOKER, f"sqlite:///{path}", f"{path}.views", str(batch)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )


def a_long_log(path: Path, petitions: int) -> Store:
    store = Store.create(f"sqlite:///{path}", durability="process-crash")
    record(
        store,
        [
            (
                f"petition/2023/{number}",
                Raised(on=date(2023, 1, 1), channel="written", gist="…", received_by=OFFICE),
                0,
            )
            for number in range(1, petitions + 1)
        ],
    )
    return store


def test_processes_that_catch_up_at_once_count_nothing_twice(path: Path) -> None:
    """Each batch reads its position again under the lock."""
    store = a_long_log(path, 10)
    with Views(store, law_of, path.with_name("ward.db.views")) as views:
        for view in VIEWS:
            everything(views, view)
    record(store, [(f"petition/2023/{number}", Raised(on=date(2023, 1, 2), channel="oral",
            gist="thêm", received_by=OFFICE), 0) for number in range(1, 120)])  # fmt: skip

    lookers = [looker(path) for _ in range(3)]
    for one in lookers:
        one.communicate(timeout=120)

    assert [0] * 3 == [one.returncode for one in lookers]
    with Views(store, law_of, path.with_name("ward.db.views")) as views:
        for view in VIEWS:
            rows, answer = everything(views, view)
            assert naive(view, store) == rows
            assert answer.rebuilt is None
    store.close()


def test_a_killed_process_leaves_a_view_that_goes_on(path: Path) -> None:
    """Kill −9 at any moment of catching up: the next one goes on from its last batch."""
    store = a_long_log(path, 3)
    with Views(store, law_of, path.with_name("ward.db.views")) as views:
        for view in VIEWS:
            everything(views, view)
    for attempt in range(5):
        record(store, [(f"petition/2023/{number}", Raised(on=date(2023, 1, 2), channel="oral",
                gist="thêm", received_by=OFFICE), 0) for number in range(1, 60)])  # fmt: skip
        one = looker(path, batch=1)
        assert one.stdout is not None
        assert "ready\n" == one.stdout.readline()
        time.sleep(0.02 * attempt)
        os.kill(one.pid, signal.SIGKILL)
        one.wait()
        one.stdout.close()

        with Views(store, law_of, path.with_name("ward.db.views")) as views:
            for view in VIEWS:
                rows, answer = everything(views, view)
                assert naive(view, store) == rows
                assert answer.rebuilt is None
    store.close()


# -- Making anew -------------------------------------------------------------------------


def test_making_anew_tells_how_far_it_has_got(office: Office) -> None:
    """Each life that was read, then the end; all views in one reading of the log."""
    for _ in range(3):
        raise_petition(office)
    told: list[tuple[int, int]] = []
    with Views.of(office) as views:
        position = views.rebuild(VIEWS, lambda done, total: told.append((done, total)))
        asked = [everything(views, view)[1].rebuilt for view in VIEWS]

    assert (position, position) == told[-1]
    assert sorted(told) == told
    assert 4 <= len(told)
    assert [None] * len(VIEWS) == asked


def test_a_damaged_file_is_made_anew_on_request_too(office: Office, path: Path) -> None:
    """`rebuild` is what one tries first."""
    path.with_name("ward.db.views").write_bytes(b"\0" * 5000)
    with Views.of(office) as views:
        views.rebuild(VIEWS)
        assert register.cases(views).rebuilt is None
