"""Speed as ratios: ours against the raw bound and against the stock engine, interleaved.

    make bench                       # or: python benchmarks/decisions.py --rounds 9

One life is a task: it is assigned, then five reports of progress follow, each a decision of its
own by an officer in office. In every round each contender does the same work once, in turn, so
that a machine whose speed drifts drifts for all of them. What is printed is the median of the
ratios round by round, with the lowest and the highest: by the clock on the wall, on which a
commit waits for the medium, and by the time that this process had the processor.

What each figure includes:

decide   raw     BEGIN, prepared INSERTs of the same bytes into the same tables, COMMIT; the
                 same settings of SQLite, so that what they gain isn't counted as ours
         ours    BEGIN IMMEDIATE, read the life, fold it, check the office held, decide, ask the
                 policies, encode, read it back, INSERT, COMMIT; with envelope and act
         stock   repository.get + command + save, JSON transcoder, no envelope, no act
replay   raw     one cursor over the table + msgspec into the same event and envelope classes
         ours    `log.since(0)`: pages, envelope, and the check of every fact's spelling
         stock   select_notifications in pages of 500 + mapper
case     raw     SELECT of one life of six facts + msgspec into the same event classes
         ours    `as_of(stream)`: read, decode, fold
         stock   repository.get
"""

import argparse
import secrets
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

import msgspec
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.sqlite import SQLiteConnectionPool

from dialogue_cases import codec, task, ward
from dialogue_cases.codec.texts import SUFFIX, joined
from dialogue_cases.office import Office
from dialogue_cases.store.engine import PAGES
from dialogue_cases.store.recorder import BESIDE, INSERT
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Despite,
    OfficerId,
    Operator,
    StreamId,
    SystemAct,
)
from dialogue_cases.ward_file import SetUpStep

E = TypeVar("E")

DAY = date(2023, 4, 3)
GIST = "Đã kiểm đếm xong 12 trên 30 hộ; còn chờ đơn giá bồi thường của cấp có thẩm quyền"
TEXT = "Chỉ đạo giải quyết dứt điểm kiến nghị về mương thoát nước bị lấp khi thi công đường"
LEAD = BodyId("ubnd")
CHAIR = Act(officer=OfficerId("chu-tich"), office="people_committee_chair", body=LEAD)
LENGTH = 6


# -- Ours ---------------------------------------------------------------------------------


def an_office(path: Path, durability: Any) -> Office:
    kinds: dict[str, Any] = {"dang-uy": "ward_party_committee", LEAD: "people_committee"}
    setup = [
        *(
            SetUpStep(ward.establish_body, on=DAY, body=BodyId(body), kind=kind, name=body)
            for body, kind in kinds.items()
        ),
        SetUpStep(
            ward.appoint,
            on=DAY,
            officer=CHAIR.officer,
            office=CHAIR.office,
            body=CHAIR.body,
            title="Chủ tịch",
        ),
    ]
    return Office.create(
        f"sqlite:///{path}",
        code="21000",
        name="Phường thử nghiệm",
        setup=setup,
        durability=durability,
        clock=lambda: datetime(2023, 6, 1, tzinfo=UTC),
        wrapping_key=bytes(32),
    )


def origin(number: int) -> Origin:
    return Origin(kind="conclusion_item", source=StreamId("dialogue/2023/1"), number=number + 1)


def our_lives(office: Office, first: int, lives: int) -> None:
    by_rule = office.by_rule(SystemAct(rule="issued-conclusion-assigns-its-items"))
    by_chair = office.acting(CHAIR)
    for number in range(first, first + lives):
        stream = task.stream(origin(number))
        by_rule.decide(stream, task.assign, on=DAY, origin=origin(number), text=TEXT, lead=LEAD)
        for step in range(LENGTH - 1):
            by_chair.decide(stream, task.report_progress, on=DAY, gist=f"{step}: {GIST}")


# -- The raw bound, on the same file -----------------------------------------------------


class Plain(msgspec.Struct, Generic[E]):
    """The stored envelope, decoded plainly: the least that gives the same objects."""

    event: E
    recorded_at: datetime
    recorded_by: Operator
    act: Act | None = None
    because: tuple[str, ...] = ()
    corrects: int | None = None
    despite: tuple[Despite, ...] = ()
    key: str | None = None
    system: SystemAct | None = None


DECODERS: dict[str, Any] = {
    name: msgspec.json.Decoder(Plain[shape]).decode  # type: ignore[valid-type]
    for kind, shape in codec.NAMES.items()
    for name in (kind, f"{kind}{SUFFIX}")
}


def raw_connection(path: Path, durability: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=128)
    level = "FULL" if durability == "power-loss" else "NORMAL"
    connection.execute(f"PRAGMA synchronous = {level}")
    if durability == "process-crash":
        connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
    return connection


def raw_lives(connection: sqlite3.Connection, facts: list[Any], first: int, lives: int) -> None:
    rows = [codec.encode(fact, secrets.token_bytes)[:3] for fact in facts]
    for number in range(first, first + lives):
        for version, (name, state, beside) in enumerate(rows, start=1):
            connection.execute("BEGIN")
            position = connection.execute(INSERT, (f"raw/{number}", version, name, state)).lastrowid
            if beside is not None:
                connection.execute("INSERT INTO texts VALUES (?, ?)", (position, beside))
            connection.execute("COMMIT")


def raw_facts(connection: sqlite3.Connection, which: str, parameters: tuple[Any, ...] = ()) -> None:
    question = f"SELECT topic, CAST(state AS BLOB), {BESIDE} FROM stored_events {which}"
    for name, state, beside in connection.execute(question, parameters):
        DECODERS[name](state if beside is None else joined(state, beside))


# -- The stock engine ---------------------------------------------------------------------


class StockTask(Aggregate):
    @event("Assigned")
    def __init__(self, on: str, origin: str, text: str, lead: str) -> None:
        self.on, self.origin, self.text, self.lead = on, origin, text, lead
        self.progress: list[str] = []

    @event("ProgressReported")
    def report_progress(self, on: str, gist: str, officer: str, office: str, body: str) -> None:
        self.progress.append(gist)


class StockTasks(Application[Any]):
    pass


def stock_application(path: Path, durability: str) -> StockTasks:
    if durability == "process-crash":
        made = SQLiteConnectionPool._create_connection

        def relaxed(pool: SQLiteConnectionPool) -> Any:
            connection = made(pool)
            connection._sqlite_conn.execute("PRAGMA synchronous = NORMAL")
            return connection

        SQLiteConnectionPool._create_connection = relaxed  # type: ignore[method-assign]
        try:
            return _stock(path)
        finally:
            SQLiteConnectionPool._create_connection = made  # type: ignore[method-assign]
    return _stock(path)


def _stock(path: Path) -> StockTasks:
    application = StockTasks(
        env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
    )
    warm = StockTask(str(DAY), "warm", TEXT, LEAD)  # the pool makes its connection now
    application.save(warm)
    application.repository.get(warm.id)
    return application


def stock_lives(application: StockTasks, lives: int) -> list[Any]:
    made = []
    for number in range(lives):
        first = StockTask(str(DAY), f"dialogue/2023/1/{number}", TEXT, LEAD)
        application.save(first)
        made.append(first.id)
        for step in range(LENGTH - 1):
            known: StockTask = application.repository.get(first.id)
            known.report_progress(
                str(DAY), f"{step}: {GIST}", CHAIR.officer, CHAIR.office, CHAIR.body
            )
            application.save(known)
    return made


# -- Measuring ----------------------------------------------------------------------------


Times = list[tuple[float, float]]
"""Of each round: seconds on the wall, and seconds of the processor."""


def seconds(work: Callable[[], Any]) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def told(what: str, ours: Times, bound: Times, stock: Times, count: int) -> None:
    for words, of, by in (("ours ÷ raw", ours, bound), ("stock ÷ ours", stock, ours)):
        print(f"{what:34} {words:12}", end="")
        for name, kind in (("wall", 0), ("CPU", 1)):
            ratios = [mine[kind] / other[kind] for mine, other in zip(of, by, strict=True)]
            told = f"{statistics.median(ratios):5.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
            print(f"   {name} {told}", end="")
        print()
    for name, kind in (("wall", 0), ("CPU", 1)):
        per = [
            1e6 * statistics.median(one[kind] for one in times) / count
            for times in (ours, bound, stock)
        ]
        print(
            f"{'':34} µs each, {name}: ours {per[0]:.1f}, raw {per[1]:.1f}, stock {per[2]:.1f}",
            flush=True,
        )


def decisions(folder: Path, durability: str, rounds: int, lives: int) -> None:
    path = folder / f"{durability}.db"
    office = an_office(path, durability)
    our_lives(office, 0, 1)
    facts = office.history(task.stream(origin(0)))
    raw = raw_connection(path, durability)
    stock = stock_application(folder / f"{durability}-stock.db", durability)
    ours: Times = []
    bound: Times = []
    engine: Times = []
    for number in range(1, rounds + 1):
        first = number * lives
        ours.append(seconds(lambda first=first: our_lives(office, first, lives)))
        bound.append(seconds(lambda first=first: raw_lives(raw, facts, first, lives)))
        engine.append(seconds(lambda: stock_lives(stock, lives)))
    told(f"decide, safe against {durability}", ours, bound, engine, lives * LENGTH)
    raw.close()
    office.close()
    stock.close()


def reading(folder: Path, rounds: int, lives: int) -> None:
    path = folder / "reading.db"
    office = an_office(path, "process-crash")
    our_lives(office, 0, lives)
    raw = raw_connection(path, "process-crash")
    stock = stock_application(folder / "reading-stock.db", "process-crash")
    ids = stock_lives(stock, lives)
    streams = [task.stream(origin(number)) for number in range(lives)]

    def raw_replay() -> None:
        raw_facts(raw, "ORDER BY position")

    def stock_replay() -> None:
        start: int | None = None
        while page := stock.recorder.select_notifications(start, 500, inclusive_of_start=False):
            for notification in page:
                stock.mapper.to_domain_event(notification)
            start = page[-1].id

    def raw_cases() -> None:
        for stream in streams:
            raw_facts(raw, "WHERE originator_id = ? ORDER BY originator_version", (stream,))

    def our_replay() -> None:
        for _ in office.log.since(0):
            pass

    def our_cases() -> None:
        for stream in streams:
            office.as_of(stream)

    def stock_cases() -> None:
        for number in ids:
            stock.repository.get(number)

    for what, count, contenders in (
        ("replay of the whole log", lives * LENGTH, (our_replay, raw_replay, stock_replay)),
        ("reading one case of six facts", lives, (our_cases, raw_cases, stock_cases)),
    ):
        times: tuple[Times, Times, Times] = ([], [], [])
        for _ in range(rounds):
            for one, kept in zip(contenders, times, strict=True):
                kept.append(seconds(one))
        told(what, *times, count)
    raw.close()
    office.close()
    stock.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--lives", type=int, default=60, help="lives of six facts in a round")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for durability in ("process-crash", "power-loss"):
            decisions(Path(folder), durability, options.rounds, options.lives)
        reading(Path(folder), options.rounds, options.lives * 20)


if __name__ == "__main__":
    main()
