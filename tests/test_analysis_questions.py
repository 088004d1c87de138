"""Questions to an export's tables: each answer equals a naive recount in plain Python."""

import importlib
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, get_args

import duckdb
import pytest

from agreement import a_history
from commands import Run
from counted import accepted, raised, received, refused, resolved
from demo_year import demo_year
from dialogue_cases import matter, petition
from dialogue_cases.analysis import TABLES, export_tables, frames
from dialogue_cases.analysis.asking import (
    BEFORE,
    answers,
    measures,
    question,
    questions,
    tables_for,
    views_for,
)
from dialogue_cases.analysis.charts import SHAPES, chart
from dialogue_cases.analysis.schemas import columns_of
from dialogue_cases.deadlines import MET, UNDER_WAY, Verdict
from dialogue_cases.documents.charts import drawn
from dialogue_cases.errors import Invalid
from dialogue_cases.matter.state import Status as MatterStatus
from dialogue_cases.office import Office, life_of
from dialogue_cases.petition import Petition
from dialogue_cases.petition.state import Status as PetitionStatus
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.proceeding.state import Status as ProceedingStatus
from dialogue_cases.record import LOCAL, Recorded, known_then, standing
from dialogue_cases.statistics.records import ended
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    Operator,
    StreamId,
    SystemAct,
    first_day,
)
from dialogue_cases.ward import WARD, announce_day
from offices import Clock, an_office
from spec import act_of
from stories import TWO_CHANGES, modules_of

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
Row = dict[str, Any]
Rows = list[Row]


@contextmanager
def generated(folder: Path) -> Iterator[Office]:
    """Ten years of petitions, proceedings, dialogues and tasks, drawn from a seed."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        with importlib.import_module("questions").an_office(folder / "ward.db", 700, 7) as office:
            yield office
    for name in set(sys.modules) - before:
        if str(BENCHMARKS) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]


def entered(*entries: tuple[str, Any, date]) -> list[Recorded[Any]]:
    """Facts as they were entered: of which life, what, and on which day it was put on record.

    The same life told twice on one day of effect is a correction of what was told first.
    """
    versions: dict[tuple[str, type, date], int] = {}
    made: list[Recorded[Any]] = []
    for stream, event, day in sorted(entries, key=lambda one: one[2]):
        version = 1 + sum(one.stream == stream for one in made)
        first = versions.setdefault((stream, type(event), event.on), version)
        made.append(
            Recorded(
                stream=StreamId(stream), version=version, position=0, event=event,
                recorded_at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
                recorded_by=Operator(id="chi.lan"), act=act_of("chanh-van-phong"),
                corrects=None if first == version else first,
            )
        )  # fmt: skip
    return made


CAME, CLOSED, AGAIN, OVER = (
    date(2026, 1, 5),
    date(2026, 1, 20),
    date(2026, 3, 10),
    date(2026, 5, 12),
)
LATE = date(2026, 4, 2)


@contextmanager
def reopened_ones(folder: Path) -> Iterator[Office]:
    """Cases closed, opened again, closed again; entered on the day, late, or in another order."""
    again, gist = petition.Reopened(on=AGAIN, reason="Chưa hết ngập"), "Mương bị lấp"
    settled = matter.SettledDefinitively(on=CLOSED, gist="Đã nạo vét")
    turned_down = received(), refused(CLOSED), accepted(AGAIN)
    told = [
        *(("petition/2026/1", one, one.on) for one in (
            raised(CAME), resolved(CLOSED), again, resolved(OVER))),
        *(("petition/2026/2", one, day) for one, day in (
            (raised(CAME), CAME), (resolved(CLOSED), LATE), (again, AGAIN))),
        *(("petition/2026/3", one, day) for one, day in (
            (raised(CAME), CAME), (resolved(CLOSED), LATE), (again, OVER))),
        *(("petition/2026/4", one, day) for one, day in (
            (raised(CAME), CAME), (resolved(CLOSED), CLOSED), (resolved(CLOSED), OVER))),
        *(("petition/2026/5", one, day) for one, day in (
            (raised(CAME), CAME), (resolved(AGAIN), AGAIN),
            (petition.Withdrawn(on=CLOSED, form="letter"), LATE))),
        *(("matter/2026/1", one, one.on) for one in (
            matter.Opened(on=CAME, gist=gist), settled,
            matter.RaisedAgain(on=AGAIN, petition=StreamId("petition/2026/1")))),
        *(("proceeding/2026/1", one, one.on) for one in turned_down),
    ]  # fmt: skip
    clock = Clock(CAME)
    with an_office(clock, path=folder / "ward.db") as office:
        with office.store.writing() as writing:
            writing.append(entered(*told))
        clock.move(date(2026, 6, 1))
        yield office


@contextmanager
def by_chance(_: Path) -> Iterator[Office]:
    """What may happen, corrected and taken out again: late, closed twice, opened again."""
    with a_history(11, steps=160) as office:
        yield office


@contextmanager
def two_changes(_: Path) -> Iterator[Office]:
    with modules_of(TWO_CHANGES) as named, named("story").run("memory:").office as office:
        yield office


HISTORIES: Mapping[str, Callable[[Path], AbstractContextManager[Office]]] = {
    "demo year": lambda _: demo_year(),
    "two changes": two_changes,
    "generated": generated,
    "opened again": reopened_ones,
    "by chance": by_chance,
}


class Asked:
    """A history, its tables as they are in memory, and its export."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        export_tables(office, folder)
        self._rows: dict[str, Rows] = {}

    def rows(self, table: str) -> Rows:
        if table not in self._rows:
            self._rows[table] = frames(self.office, table).to_pylist()
        return self._rows[table]

    def name_of(self, body: str) -> str:
        """What the ward calls a body today."""
        found = self.office.ward().bodies.get(BodyId(body))
        return body if found is None else found.name

    def between(self, life: Rows, first: date, row: Row) -> tuple[int, int]:
        """The calendar days and the working days after a day up to that of a row of a life.

        They are counted day by day, by the calendar of the first day of the life.
        """
        known = (one["occurred_on"] for one in life if one["occurred_on"] > date.min)
        begun = next(known, date(1900, 1, 1))
        calendar = self.office.law_known().calendar_on(begun)
        last: date = row["occurred_on"]
        passed = [first + timedelta(one) for one in range(1, (last - first).days + 1)]
        worked = [one for one in passed if calendar.is_working_day(one, on_unknown="provisional")]
        return len(passed), len([one for one in worked if one > begun])

    @staticmethod
    def told_of(days: list[tuple[int, int]]) -> Row:
        """Half of them, and nine in ten, in calendar and in working days."""
        return {
            f"{share}_{name}_days": told(one[at] for one in days)
            for at, name in enumerate(("calendar", "working"))
            for share, told in (("median", middle), ("p90", nine_in_ten))
        }

    def answer(self, name: str) -> Rows:
        """Without the ward, which is one."""
        rows: Rows = answers(self.folder, name).to_pylist()
        assert {one.pop("ward") for one in rows} <= {self.office.ward().code}
        return rows


@pytest.fixture(scope="module", params=HISTORIES)
def asked(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("history")
    with HISTORIES[request.param](folder) as office:
        yield Asked(office, folder / "tables")


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], Rows]:
    """Rows by some of their values; what is empty comes first."""
    found: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    first = sorted(found, key=lambda key: [(one is not None, one) for one in key])
    return {key: found[key] for key in first}


def middle(values: Iterable[int | None]) -> float | None:
    there = [one for one in values if one is not None]
    return float(median(there)) if there else None


def nine_in_ten(values: Iterable[int | None]) -> float | None:
    """Between the two values beside it, as far as it is from them."""
    there = sorted(one for one in values if one is not None)
    if not there:
        return None
    whole, tenths = divmod(9 * (len(there) - 1), 10)
    above = there[min(whole + 1, len(there) - 1)]
    return (10 * there[whole] + tenths * (above - there[whole])) / 10


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def settled(asked: Asked) -> Rows:
    """What is counted as a case."""
    return [one for one in asked.rows("cases") if one["status"] != "split"]


def lives(asked: Asked) -> dict[str, Rows]:
    """The states of each life, in their order."""
    found = grouped(asked.rows("states"), "stream")
    return {
        stream: sorted(rows, key=lambda one: int(one["step"])) for (stream,), rows in found.items()
    }


# -- Each question ----------------------------------------------------------------------------


def test_throughput(asked: Asked) -> None:
    closed = [one for one in settled(asked) if one["closed_on"]]
    expected = [
        {
            "life": life, "kind": kind, "closed_cases": len(rows),
            "median_calendar_days": middle((a["closed_on"] - a["received_on"]).days for a in rows),
            "p90_calendar_days": nine_in_ten(
                (a["closed_on"] - a["received_on"]).days for a in rows
            ),
            "median_working_days": middle(a["working_days"] for a in rows),
            "p90_working_days": nine_in_ten(a["working_days"] for a in rows),
        }
        for (life, kind), rows in grouped(closed, "life", "kind").items()
    ]  # fmt: skip

    assert expected == asked.answer("throughput")


def test_time_per_state(asked: Asked) -> None:
    """Each life walked through, from one status to the next."""
    stays: dict[tuple[str, str], list[tuple[int, int] | None]] = defaultdict(list)
    for rows in lives(asked).values():
        status, since = "unknown", date.min
        for row in rows:
            if row["status"] != status:
                if status != "unknown":
                    stays[row["life"], status].append(asked.between(rows, since, row))
                status, since = row["status"], row["occurred_on"]
        if status != "unknown":
            stays[rows[0]["life"], status].append(None)
    expected = [
        {
            "life": life, "status": status, "stays": len(ended),
            **asked.told_of(ended), "still_there": len(days) - len(ended),
        }
        for (life, status), days in sorted(stays.items())
        for ended in [[one for one in days if one is not None]]
    ]  # fmt: skip

    assert expected == asked.answer("time-per-state")


DONE_AGAIN = {
    "result_rejected": ("task.rejected", {"task"}),
    "directed_again": ("task.redirected", {"task"}),
    "carried_over": ("task.carried_over", {"task"}),
    "draft_returned": ("session.conclusion_returned", {"dialogue", "reception"}),
    "postponed": ("session.postponed", {"dialogue", "reception"}),
}


def test_rework(asked: Asked) -> None:
    """By the facts that stand, where one tells of it."""
    expected: dict[tuple[str, str], list[int]] = defaultdict(list)
    of_table = {one["stream"] for name in ("tasks", "sessions") for one in asked.rows(name)}
    for (stream,), rows in grouped(asked.rows("facts"), "stream").items():
        life = rows[0]["life"]
        expected[life, "entry_mended"].append(sum(one["corrects"] is not None for one in rows))
        kinds = Counter(one["kind"] for one in rows if one["stands"])
        for name, (kind, words) in DONE_AGAIN.items():
            if life in words and stream in of_table:
                expected[life, name].append(kinds[kind])
    for row in asked.rows("cases"):
        if row["life"] != "proceeding":
            expected[row["life"], "reopened"].append(row["times_reopened"])

    assert [
        {
            "life": life, "redone": name, "lives": len(times),
            "lives_redone": sum(one > 0 for one in times), "times": sum(times),
        }
        for (life, name), times in sorted(expected.items())
    ] == asked.answer("rework")  # fmt: skip


def test_hand_overs(asked: Asked) -> None:
    """Each life walked through, from one officer's act to the next one's."""
    body = {one["position"]: one["body"] for one in asked.rows("facts")}
    found: dict[tuple[str, str], list[tuple[str, tuple[int, int]]]] = defaultdict(list)
    for stream, rows in lives(asked).items():
        last: tuple[str, date] | None = None
        for row in rows:
            by, day = body[row["position"]], row["occurred_on"]
            if by is None:
                continue
            if last is not None and last[0] != by:
                found[last[0], by].append((stream, asked.between(rows, last[1], row)))
            last = by, day
    expected = [
        {
            "from_body": giving, "from_name": asked.name_of(giving),
            "to_body": taking, "to_name": asked.name_of(taking),
            "hand_overs": len(each), "lives": len({stream for stream, _ in each}),
            **asked.told_of([days for _, days in each]),
        }
        for (giving, taking), each in sorted(found.items())
    ]  # fmt: skip

    assert expected == asked.answer("hand-overs")


def end_of(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def is_closed(state: Any) -> bool:
    """Whether a case is closed, by what the library says of it."""
    match state:
        case Petition():
            return state.closing is not None
        case Proceeding():
            return ended(state) is not None
    return bool(state.is_settled)


def turns(asked: Asked, stream: str, known: date | None = None) -> Iterator[tuple[date, bool]]:
    """When a case was closed (True) or opened again, by what stands of it now.

    Args:
        known: without what was first entered after this day.
    """
    kind, history = life_of(StreamId(stream)), asked.office.history(stream)
    first = {one.version: one.recorded_at.astimezone(LOCAL).date() for one in history}
    (came,) = (one["received_on"] for one in settled(asked) if one["stream"] == stream)
    state, closed = kind.initial, False
    for fact in standing(history):
        if known is None or first[fact.root] <= known:
            state = kind.evolve(state, fact.event)
            if is_closed(state) != closed:
                closed = not closed
                yield max(first_day(fact.on), came), closed


def was_open(asked: Asked, stream: str, on: date) -> bool:
    """Whether a case was open, by what the record said at the end of that day."""
    history = [one for one in asked.office.history(stream) if known_then(one, on)]
    if not history:
        return False
    closed = [*turns(asked, stream, known=on)][-1:]
    is_open = not closed or not closed[0][1]
    if not any(one.corrects for one in asked.office.history(stream)):
        assert is_open != is_closed(asked.office.as_of(stream, known=on))
    return is_open


def test_backlog(asked: Asked) -> None:
    """Month by month: the cases open in truth, and those that the record of that day has open."""
    found = asked.answer("backlog")
    there = settled(asked)
    turned = {one["stream"]: [*turns(asked, one["stream"])] for one in there}
    for (month,), rows in grouped(found, "in_month").items():
        last = end_of(month)
        by_life = {one["life"]: one for one in rows}
        assert {*by_life} == {one["life"] for one in there}
        for life, row in by_life.items():
            cases = [one for one in there if one["life"] == life]
            closed = {
                one["stream"]: [how for day, how in turned[one["stream"]] if day <= last]
                for one in cases
            }
            assert row["open_cases"] == sum(
                one["received_on"] <= last and closed[one["stream"]][-1:] != [True] for one in cases
            ), (month, life)
            assert row["open_as_recorded"] == sum(
                was_open(asked, one["stream"], last) for one in cases
            ), (month, life)
    days = [one["received_on"] for one in there] + [
        day for one in turned.values() for day, _ in one
    ]
    assert {one.replace(day=1) for one in days} <= {one["in_month"] for one in found}


def test_arrival_and_settlement(asked: Asked) -> None:
    there = settled(asked)
    came = Counter((one["received_on"].replace(day=1), one["life"]) for one in there)
    turned = Counter(
        ((day.replace(day=1), one["life"]), how)
        for one in there
        for day, how in turns(asked, one["stream"])
    )
    expected = [
        {
            "in_month": month, "life": life, "received_cases": came[month, life],
            "closed_cases": turned[(month, life), True],
            "reopened_cases": turned[(month, life), False],
            "more_open": came[month, life] + turned[(month, life), False]
            - turned[(month, life), True],
        }
        for month, life in sorted({*came, *(key for key, _ in turned)})
    ]  # fmt: skip

    assert expected == asked.answer("arrival-and-settlement")


def test_a_case_that_was_opened_again_was_closed_before(tmp_path: Path) -> None:
    """In January and February it is closed, in March it is open, and both closings are told."""
    with reopened_ones(tmp_path) as office:
        history = Asked(office, tmp_path / "tables")
        backlog = [
            (one["in_month"].month, one["open_cases"], one["open_as_recorded"])
            for one in history.answer("backlog")
            if one["life"] == "matter"
        ]
        turned = {
            (one["in_month"].month, one["life"]): (one["closed_cases"], one["reopened_cases"])
            for one in history.answer("arrival-and-settlement")
        }

    assert [(1, 0, 0), (3, 1, 1), (4, 1, 1), (5, 1, 1)] == backlog
    assert [(5, 0), (0, 3), (0, 1), (1, 0)] == [
        turned[month, life]
        for month, life in ((1, "petition"), (3, "petition"), (3, "matter"), (5, "petition"))
    ]


def test_late_rate(asked: Asked) -> None:
    late = {"overdue", "met late"}
    expected = [
        {
            "rule": rule, "owed": len(rows),
            "judged": (judged := sum(one["verdict"] in {*late, "met in time"} for one in rows)),
            "late": (number := sum(one["verdict"] in late for one in rows)),
            "late_rate": share(number, judged),
            "median_working_days_late": middle(
                one["working_days_late"] for one in rows if one["verdict"] in late
            ),
        }
        for (rule,), rows in grouped(asked.rows("obligations"), "rule").items()
    ]  # fmt: skip

    assert any(one["late"] for one in expected)
    assert expected == asked.answer("late-rate")


def test_promises_kept(asked: Asked) -> None:
    """A promise of two topics counts in both; one of none counts too; it stands as its task."""
    of_tasks = {one["stream"]: one["verdict"] for one in asked.rows("tasks")}
    assert all(one["verdict"] == of_tasks[one["task"]] for one in asked.rows("items"))
    promises = [
        {**one, "topic_code": topic}
        for one in asked.rows("items")
        for topic in one["topic_codes"] or [None]
    ]
    expected = []
    for (lead, topic), rows in grouped(promises, "lead", "topic_code").items():
        said = Counter(one["verdict"] for one in rows)
        late = said["overdue"] + said["met late"]
        expected.append(
            {
                "lead": lead, "lead_name": asked.name_of(lead), "topic_code": topic,
                "promised": len(rows),
                "met": sum(said[one] for one in MET), "late": late,
                "under_way": sum(said[one] for one in UNDER_WAY),
                "dropped": sum(one["dropped_on"] is not None for one in rows),
                "kept_rate": share(said["met in time"], said["met in time"] + late),
            }
        )  # fmt: skip

    assert expected == asked.answer("promises-kept")


def test_repeat_rate(asked: Asked) -> None:
    told = [one for one in settled(asked) if one["life"] != "proceeding"]
    expected = [
        {
            "year": year, "life": life, "topic_code": topic, "raised": len(rows),
            "repeated": (number := sum(one["repeated"] for one in rows)),
            "repeat_rate": share(number, len(rows)),
        }
        for (year, life, topic), rows in grouped(told, "year", "life", "topic_code").items()
    ]  # fmt: skip

    assert expected == asked.answer("repeat-rate")


def test_calendar_effect(asked: Asked) -> None:
    expected = [
        {
            "rule": rule, "owed": len(rows),
            "moved": sum(bool(a["due_then"] and a["due"] and a["due_then"] != a["due"])
                         for a in rows),
            "judged_otherwise": sum(one["verdict"] != one["verdict_now"] for one in rows),
            "provisional": sum(one["provisional"] for one in rows),
        }
        for (rule,), rows in grouped(asked.rows("obligations"), "rule").items()
    ]  # fmt: skip

    assert expected == asked.answer("calendar-effect")


def test_a_day_off_that_became_known_later_shows_in_the_calendar_effect(tmp_path: Path) -> None:
    """Late by a day as known then, in time by all that is known now."""
    clock = Clock(date(2023, 3, 1))
    with an_office(clock, path=tmp_path / "ward.db") as office:
        waived = [("answer-says-what-was-done", "thử")]
        desk = office.acting(act_of("chanh-van-phong"), despite=waived)
        (raised, *_) = desk.begin(
            "petition/2023", petition.raise_petition, on=office.today, channel="written",
            gist="Mương bị lấp", received_by=BodyId("van-phong"),
        )  # fmt: skip
        (due,) = (one.due for one in office.deadlines(raised.stream) if one.rule.id == "P2")
        assert due is not None
        late = office.law_known().calendar.next_working_day(due + timedelta(1))
        clock.move(late)
        told = petition.Answered(
            on=late, outcome="accepted", means="written", to="petitioner", gist="Đã thụ lý"
        )
        desk.decide(raised.stream, petition.answer, told)
        export_tables(office, tmp_path / "before")
        clock.move(later := late + timedelta(1))
        office.by_rule(SystemAct(rule="test")).decide(
            WARD, announce_day, on=later, day=due, kind="off", basis=Document(kind="Thông báo")
        )
        export_tables(office, tmp_path / "after")

    effects = [
        {row["rule"]: row for row in answers(tmp_path / name, "calendar-effect").to_pylist()}["P2"]
        for name in ("before", "after")
    ]
    assert [(0, 0), (1, 1)] == [(one["moved"], one["judged_otherwise"]) for one in effects]
    rates = [answers(tmp_path / name, "late-rate").to_pylist() for name in ("before", "after")]
    assert [1, 1] == [one["late"] for rows in rates for one in rows if one["rule"] == "P2"]


# -- Measures -----------------------------------------------------------------------------------


def test_every_verdict_has_its_meaning_once() -> None:
    """It is what the library's own words say of it."""
    rows = duckdb.connect().sql(measures()["verdicts"].sql).fetchall()
    said = {one[0]: one[1:] for one in rows}

    assert len(rows) == len(said)
    assert {*get_args(Verdict)} == {*said}
    assert {*MET} == {one for one, (met, *_) in said.items() if met}
    assert {*UNDER_WAY} == {one for one, (*_, going_on) in said.items() if going_on}
    assert {"overdue", "met late"} == {one for one, (_, _, late, _) in said.items() if late}


def test_a_status_in_which_a_case_is_closed_is_one_of_its_life() -> None:
    """That these are the closed ones is what every recount of the backlog shows."""
    rows = duckdb.connect().sql(measures()["ends"].sql).fetchall()
    of = {"petition": PetitionStatus, "proceeding": ProceedingStatus, "matter": MatterStatus}

    assert len(rows) == len({*rows})
    assert all(status in get_args(of[life]) for life, status in rows)


def test_questions_read_measures_and_measures_read_tables() -> None:
    """So each measure is defined in one place, and none in a question."""
    for one in questions().values():
        assert {*one.reads} <= {*measures()}, one.name
    for one in measures().values():
        assert {*one.reads} <= {*TABLES, "verdicts", "ends"}, one.name
    assert {*measures()} == {name for one in questions().values() for name, _ in views_for(one)}


@pytest.mark.parametrize("name", questions())
def test_every_file_tells_its_columns(name: str) -> None:
    """A question, and each measure below it, answers with the columns that its header names."""
    database = duckdb.connect()
    for said in BEFORE:
        database.execute(said)
    one = question(name)
    for table in tables_for(one):
        columns = ", ".join(
            f"CAST(NULL AS {sql_type(each.type)}) AS {each.name}" for each in columns_of(table)
        )
        database.execute(f"CREATE VIEW {table} AS SELECT {columns} WHERE false")
    for below, made in views_for(one):
        database.execute(made)
        shown = database.sql(f"SELECT * FROM {below}").columns
        assert [each.name for each in measures()[below].columns] == shown
    assert [each.name for each in one.columns] == database.sql(one.sql).columns
    assert one.title
    assert all(each.vi and each.en for each in one.columns)


def sql_type(arrow: str) -> str:
    return {
        "string": "VARCHAR", "int64": "BIGINT", "bool": "BOOLEAN", "date32[day]": "DATE",
        "timestamp[us, tz=UTC]": "TIMESTAMPTZ", "list<string>": "VARCHAR[]",
    }[arrow]  # fmt: skip


# -- Asking ---------------------------------------------------------------------------------------


def test_every_question_has_a_chart(asked: Asked) -> None:
    """Of what it answers; its figures are those of the answer."""
    assert {*SHAPES} == {*questions()}
    for name in questions():
        spec = chart(asked.folder, name)
        figures = {one["number"] for one in spec["data"]["values"]}
        cells = {each for row in answers(asked.folder, name).to_pylist() for each in row.values()}
        assert figures <= cells
        if figures:
            assert b"<svg" in drawn(spec, "svg")


def test_of_a_ward_without_cases_nothing_is_told(tmp_path: Path) -> None:
    """But of the ward's own life, and of what it owes in periods."""
    with an_office(path=tmp_path / "ward.db") as office:
        export_tables(office, tmp_path / "tables")
    own = {"rework", "late-rate", "calendar-effect"}

    assert own == {name for name in questions() if answers(tmp_path / "tables", name).num_rows}


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda folder: (folder / "manifest.json").unlink(), "it isn't an export of tables"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "it isn't an export of"),
        (
            lambda folder: next((folder / "obligations").rglob("*.parquet")).unlink(),
            "part-0.parquet is missing",
        ),
        (
            lambda folder: next((folder / "obligations").rglob("*.parquet")).write_bytes(b"PAR1"),
            "it can't be read",
        ),
    ],
    ids=["no manifest", "another file", "missing", "cut off"],
)
def test_what_is_no_export_is_told(
    tmp_path: Path, harm: Callable[[Path], object], said: str
) -> None:
    folder = tmp_path / "tables"
    with an_office(path=tmp_path / "ward.db") as office:
        export_tables(office, folder, only=["obligations"])
    harm(folder)

    with pytest.raises(Invalid, match=said):
        answers(folder, "late-rate")


def test_a_table_that_isnt_there_is_told(tmp_path: Path) -> None:
    with an_office(path=tmp_path / "ward.db") as office:
        export_tables(office, tmp_path / "tables", only=["items"])

    with pytest.raises(Invalid, match="the table bodies isn't in it"):
        answers(tmp_path / "tables", "promises-kept")


def test_a_question_that_isnt_known_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="never isn't known here"):
        answers(tmp_path, "never")


def test_an_answer_that_takes_too_much_memory_is_told(tmp_path: Path) -> None:
    """What doesn't fit may be put into a folder, from which it is gone afterwards."""
    with generated(tmp_path) as office:
        export_tables(office, tmp_path / "tables")
    usual = answers(tmp_path / "tables", "rework")

    with pytest.raises(Invalid, match="it takes more memory than 1KB"):
        answers(tmp_path / "tables", "rework", memory="1KB")
    with pytest.raises(Invalid, match="lots is no amount of memory"):
        answers(tmp_path / "tables", "rework", memory="lots")
    aside = tmp_path / "aside"
    assert usual == answers(tmp_path / "tables", "rework", memory="2GB", within=aside)
    assert not [one for one in aside.rglob("*") if one.is_file()]


# -- The command ------------------------------------------------------------------------------


def test_a_question_is_asked_by_a_command(run: Run, ward: Path) -> None:
    """As a table, as JSON, as CSV, as a chart; it asks the folder, and no store."""
    run("export", "tables", "tables")
    ward.unlink()
    shown = run("export", "ask", "tables", "rework")
    told = run("export", "ask", "tables", "rework", "--json")
    filed = run("export", "ask", "tables", "rework", "--csv", "-")
    drew = run("export", "ask", "tables", "time-per-state", "--chart", "chart.html")
    wrong = run("export", "ask", "tables", "rework", "--chart", "chart.pdf")

    assert 0 == shown.code == told.code == filed.code == drew.code
    assert shown.out.startswith("Làm lại\n")
    assert "kế hoạch" in shown.out
    assert answers(Path("tables"), "rework").to_pylist() == told.answer["rows"]
    assert filed.out.startswith("ward,life,redone,lives,lives_redone,times\npho-hoa,dialogue,")
    assert Path("chart.html").read_text(encoding="utf-8").lstrip().startswith("<!")
    assert (2, "--chart") == (wrong.code, wrong.err.partition(":")[0])


def test_questions_are_listed(run: Run) -> None:
    shown = run("export", "questions")
    told = run("export", "questions", "--json")

    assert [*questions()] == [one["name"] for one in told.answer]
    assert all(one.title in shown.out for one in questions().values())
