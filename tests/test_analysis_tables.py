"""The tables of an export say what is on record: each is recounted in plain Python."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, timedelta
from functools import reduce
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_year import demo_year
from dialogue_cases import codec, petition, task
from dialogue_cases.analysis import TABLES, frames, histories
from dialogue_cases.analysis.deriving import MAKERS
from dialogue_cases.analysis.facts import read_facts
from dialogue_cases.analysis.schemas import columns_of, schema_of
from dialogue_cases.analysis.scope import ExportScope, scope_of
from dialogue_cases.analysis.tables import StateRow
from dialogue_cases.audit.decision import edition_of
from dialogue_cases.codec.texts import free_texts
from dialogue_cases.errors import CorruptLog
from dialogue_cases.law import Law
from dialogue_cases.office import Office, life_of
from dialogue_cases.projection import Views
from dialogue_cases.record import LOCAL, Known, Recorded, by_stream, known_then, standing
from dialogue_cases.session import (
    ConclusionIssued,
    ConclusionReplaced,
    OpinionAnswered,
    OpinionTaken,
    OpinionVoiced,
)
from dialogue_cases.store import Store
from dialogue_cases.views import board, ledger, register
from dialogue_cases.views.matters import grievances
from dialogue_cases.vocabulary import Act, StreamId, SystemAct, When, first_day, last_day
from dialogue_cases.ward import WARD, LawLoaded
from logs import LAW, record
from spec import act_of
from strategies import entries
from test_views_ledger import DITCH, EVIDENCE, LATE, SCHEDULE, task_of
from test_views_ledger import Ward as Promises

KEY = bytes(range(32))
ON = date(2023, 9, 30)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with demo_year() as office:
        yield office


def told(office: Office, table: str, **asked: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = frames(office, table, key=KEY, **asked).to_pylist()
    return rows


def lives_of(office: Office, *words: str) -> Iterator[tuple[StreamId, list[Recorded[Any]]]]:
    """What stands of each life, recounted from the log."""
    for stream, facts in by_stream(office.log.since()).items():
        if stream.partition("/")[0] in words:
            yield stream, standing(facts)


# -- Facts ----------------------------------------------------------------------------------


def facts_counted(facts: Sequence[Recorded[Any]], scope: ExportScope) -> list[dict[str, Any]]:
    """The rows of the facts, one by one, from what reads them back."""
    lives = by_stream(facts)
    stands = {one.position for life in lives.values() for one in standing(life)}
    kept = [one for one in facts if isinstance(one.event, LawLoaded)]
    rows = []
    for one in facts:
        when = one.on if isinstance(one.on, When) else When(day=one.on)
        decided = one.act if isinstance(one.act, Act) else None
        year, number = (
            re.search(r"/(\d{4})\b", one.stream),
            re.fullmatch(r"[a-z]+/\d{4}/(\d+)", one.stream),
        )
        rows.append(
            {
                "ward": scope.ward,
                "stream": one.stream,
                "life": one.stream.split("/")[0],
                "year": int(year[1]) if year else last_day(one.on).year,
                "number": int(number[1]) if number else None,
                "position": one.position,
                "fact_version": one.version,
                "kind": codec.name_of(one.event),
                "occurred_on": None if when.day == date.min else when.day,
                "occurred_through": when.through,
                "occurred_time": when.at.isoformat("seconds") if when.at else None,
                "recorded_at": one.recorded_at.astimezone(UTC),
                "recorded_on": one.recorded_at.astimezone(LOCAL).date(),
                "office": decided.office if decided else None,
                "body": decided.body if decided else None,
                "officer": scope.pseudonym("officer", decided.officer) if decided else None,
                "system_rule": one.act.rule if isinstance(one.act, SystemAct) else None,
                "despite": [each.rule for each in one.despite],
                "because": [
                    each
                    for each in one.because
                    if each.split("@")[0] == one.stream
                    or not {one.stream, each.split("@")[0]} & scope.untold
                ],
                "corrects": one.corrects,
                "edition": edition_of(one, kept),
                "stands": one.position in stands,
            }
        )
    return rows


@pytest.mark.parametrize("known", [None, 300, date(2023, 6, 30)])
def test_facts_are_what_reads_back(office: Office, known: Known | None) -> None:
    """Read of the stored bytes by DuckDB, they are the facts that the library makes of them."""
    facts = [one for one in office.log.since() if known_then(one, known)]

    assert facts_counted(facts, scope_of(office, key=KEY, known=known)) == told(
        office, "facts", known=known
    )


@settings(max_examples=25)
@given(drawn=st.lists(entries(), max_size=12))
def test_facts_of_any_log_are_what_reads_back(drawn: list[Any]) -> None:
    """Corrected, voided, undone lives; periods, times, any text."""
    store = Store.create("memory:")
    record(store, drawn)
    scope = ExportScope(ward="1", law=LAW, on=ON, known=None, upto=store.position, key=KEY)

    assert (
        facts_counted(list(store.since()), scope) == read_facts(store, scope).read_all().to_pylist()
    )
    store.close()


# -- States ---------------------------------------------------------------------------------


def states_counted(facts: list[Recorded[Any]], law: Law) -> list[tuple[Any, ...]]:
    """After each fact, the whole life folded anew; working days counted day by day."""
    days = [first_day(one.on) for one in facts]
    begun = next((one for one in days if one >= date(1900, 1, 1)), date(1900, 1, 1))
    calendar = law.calendar_on(begun)
    life, rows = life_of(facts[0].stream), list[tuple[Any, ...]]()
    words = [life.initial.status] + [
        life.refold(facts[: number + 1]).status for number in range(len(facts))
    ]

    def worked(first: date, last: date) -> int:
        passed = (first + timedelta(day) for day in range(1, (last - first).days + 1))
        return sum(
            calendar.is_working_day(day, on_unknown="provisional") for day in passed if day > begun
        )

    def since(number: int) -> date:
        """The day of the first fact of an unbroken row of facts that leave the status so."""
        while number > 1 and words[number - 1] == words[number]:
            number -= 1
        return days[number - 1]

    bodies = [one.act.body if isinstance(one.act, Act) else None for one in facts]
    for number, one in enumerate(facts, start=1):
        day = days[number - 1]
        acts = [at for at in range(number - 1) if bodies[at] is not None]
        acted = (bodies[acts[-1]], days[acts[-1]], worked(days[acts[-1]], day)) if acts else None
        entered = (since(number - 1), worked(since(number - 1), day)) if number > 1 else None
        rows.append(
            (
                number, one.position, bodies[number - 1], *(acted or (None, None, None)),
                words[number], words[number - 1], since(number), *(entered or (None, None)),
                number == len(facts),
            )
        )  # fmt: skip
    return rows


def as_states(rows: list[Any]) -> list[tuple[Any, ...]]:
    names = (
        "step", "position", "body", "body_before", "body_before_on", "working_days_between",
        "status", "status_before", "since", "since_before", "working_days_before", "is_last",
    )  # fmt: skip
    return [tuple(row[name] for name in names) for row in rows]


def test_states_are_the_life_folded_after_each_fact(office: Office) -> None:
    found: dict[str, list[Any]] = {}
    for row in told(office, "states"):
        found.setdefault(row["stream"], []).append(row)
    expected = {
        stream: states_counted(facts, office.law_known())
        for stream, facts in lives_of(office, *codec.LIFE_OF)
        if facts and stream != WARD
    }

    assert expected == {stream: as_states(rows) for stream, rows in found.items()}


@settings(max_examples=40)
@given(drawn=st.lists(entries("petition", "session", "task", "proceeding", "matter"), max_size=10))
def test_rows_of_any_log_fit_their_tables(drawn: list[Any]) -> None:
    """Whatever is on record, each row has the types of its table, and states are the folds."""
    store = Store.create("memory:")
    record(store, drawn)
    scope = ExportScope(ward="1", law=LAW, on=ON, known=None, upto=store.position, key=KEY)
    for stream, facts in by_stream(store.since()).items():
        life = scope.life(facts, store)
        for name, (about, makes) in MAKERS.items():
            rows = list(makes(life, scope)) if stream.split("/")[0] in about else []
            for row in rows:
                assert row == msgspec.convert(msgspec.to_builtins(row), type(row))
            if name == "states":
                found = as_states([msgspec.structs.asdict(one) for one in rows])
                assert (states_counted(standing(facts), LAW) if rows else []) == found
                assert [
                    min(
                        one.recorded_at.astimezone(LOCAL).date()
                        for one in facts
                        if one.root == fact.root
                    )
                    for fact in (standing(facts) if rows else ())
                ] == [row.first_recorded_on for row in rows if isinstance(row, StateRow)]
    store.close()


# -- Cases ----------------------------------------------------------------------------------


def working_days(office: Office, first: date, last: date) -> int:
    """Day by day."""
    calendar = office.law_known().calendar_on(first)
    days = (first + timedelta(days=one) for one in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(one, on_unknown="provisional") for one in days)


def test_petitions_are_those_of_the_register(office: Office) -> None:
    names = (
        "received_on", "channel", "kind", "area", "topic_code", "people", "repeated", "status",
        "answers", "closed_on",
    )  # fmt: skip
    untold = scope_of(office).untold
    with Views.of(office) as views:
        lines = register.cases(views).rows
    found = {one["stream"]: one for one in told(office, "cases") if one["life"] == "petition"}

    assert [one.stream for one in lines] == sorted(found, key=lambda one: int(one.split("/")[2]))
    for line in lines:
        row = found[line.stream]
        assert {name: getattr(line, name) for name in names} == {name: row[name] for name in names}
        assert (line.lead, [*line.supports]) == (row["lead_body"], row["supports"])
        if line.stream not in untold:
            assert (line.group_id, line.matter) == (row["group_id"], row["matter"])


def test_days_of_a_case_are_counted_from_receipt_to_its_end(office: Office) -> None:
    """Day by day on the calendar; of an open one nothing is said."""
    rows = told(office, "cases")

    assert any(one["closed_on"] for one in rows)
    for row in rows:
        first, last = row["received_on"], row["closed_on"]
        expected: tuple[int | None, int | None] = None, None
        if last is not None:
            expected = (last - first).days, working_days(office, first, last)
        assert expected == (row["calendar_days"], row["working_days"])


def test_a_case_says_since_when_the_record_has_told_of_it(office: Office) -> None:
    """The days of its first entry, and of the one by which it was closed."""
    for row in told(office, "cases"):
        history = office.history(row["stream"])
        days = [one.recorded_at.astimezone(LOCAL).date() for one in history]
        closed = [
            day for number, day in enumerate(days)
            if life_of(row["stream"]).fold(history[: number + 1]).status == row["status"]
        ]  # fmt: skip

        assert row["received_recorded_on"] == days[0]
        if row["closed_on"] is None:
            assert row["closed_recorded_on"] is None
        else:
            assert row["closed_recorded_on"] in closed


def test_proceedings_and_matters_are_their_lives(office: Office) -> None:
    rows = {one["stream"]: one for one in told(office, "cases")}
    with Views.of(office) as views:
        matters = views.ask(grievances.VIEW, grievances.MatterEntry, "SELECT * FROM matters").rows

    for one in matters:
        row = rows[one.stream]
        assert (one.opened_on, one.status, one.times, one.settled_on) == (
            row["received_on"], row["status"], row["times_raised"], row["closed_on"],
        )  # fmt: skip
    proceedings = {stream: facts for stream, facts in lives_of(office, "proceeding") if facts}
    assert {*proceedings} == {one for one in rows if one.startswith("proceeding/")}
    for stream in proceedings:
        state: Any = office.as_of(stream)
        row = rows[stream]
        assert (state.status, state.outcome, state.kind) == (
            row["status"], row["outcome"], row["kind"],
        )  # fmt: skip


# -- What is owed -----------------------------------------------------------------------------


@pytest.mark.parametrize("on", [ON, date(2023, 4, 30), date(2023, 12, 31)])
def test_obligations_stand_as_the_board_says(office: Office, on: date) -> None:
    """One verdict, in lives and in the periods of the year, on any day."""
    wanted = board.BoardWanted(finished=True)
    with Views.of(office) as views:
        lines = [*board.lines(views, on, wanted).rows, *board.periodic(views, on, wanted)]
    expected = {
        (one.stream, one.rule, one.root): (
            one.status, one.on(on).due, one.on(on).done_on, one.on(on).due_then, one.body,
            one.owed_office, one.owed_kind, bool(one.missing_years), one.anchor,
        )
        for one in lines
    }  # fmt: skip
    names = (
        "verdict", "due", "done_on", "due_then", "owed_body", "owed_office", "owed_kind",
        "provisional", "anchor",
    )  # fmt: skip

    assert expected == {
        (one["stream"], one["rule"], one["root"]): tuple(one[name] for name in names)
        for one in told(office, "obligations", on=on)
        if one["stream"] != WARD or one["anchor_day"].year == on.year
    }


def test_late_is_told_in_working_days_after_the_last_day(office: Office) -> None:
    """As then known, of what was done; until the day asked about, of what isn't."""
    rows = told(office, "obligations", on=ON)
    late = [one for one in rows if one["verdict"] in ("overdue", "met late")]

    assert late
    for row in rows:
        if row["verdict"] in ("overdue", "met late"):
            due = row["due_then"] if row["done_on"] and row["due_then"] else row["due"]
            expected = working_days(office, due, row["done_on"] or ON)
            assert max(expected, 1) == row["working_days_late"]  # also where it was a day off
        elif row["verdict"] != "reported done":
            assert row["working_days_late"] is None


def test_the_verdict_now_judges_what_was_done_by_all_that_is_known(office: Office) -> None:
    """It differs from the verdict only in whether that was in time."""
    hindsight = {
        (one.stream, one.rule.id, str(one.root)): one.in_time_in_hindsight
        for stream, _ in lives_of(office, *codec.LIFE_OF)
        for one in office.deadlines(stream)
    }
    for row in told(office, "obligations", on=date(2024, 12, 31)):
        known = hindsight.get((row["stream"], row["rule"], row["root"]))
        if row["verdict"] in ("met in time", "met late") and known is not None:
            assert row["verdict_now"] == ("met in time" if known else "met late")
        else:
            assert row["verdict"] == row["verdict_now"]


# -- Sessions, what was promised, what was said ---------------------------------------------------


def test_items_and_tasks_are_those_of_the_ledger(office: Office) -> None:
    with Views.of(office) as views:
        promises = ledger.promises(views, date(2024, 12, 31)).rows
    items = {
        (one["stream"], one["item"]): one for one in told(office, "items", on=date(2024, 12, 31))
    }
    tasks = {one["stream"]: one for one in told(office, "tasks", on=date(2024, 12, 31))}

    assert {(one.stream, one.item) for one in promises} == {*items}
    for one in promises:
        item, task = items[one.stream, one.item], tasks[items[one.stream, one.item]["task"]]
        assert (one.notice, one.issued_on, one.promised_lead, one.promised_due) == (
            item["notice"], item["promised_on"], item["lead"], item["due_first"],
        )  # fmt: skip
        assert (one.task, one.lead, one.status, one.standing, one.reports, one.verified_on) == (
            task["stream"], task["lead"], task["status"], item["verdict"], task["reports"],
            task["verified_on"],
        )  # fmt: skip
        assert one.acceptance == task["acceptance"]


@pytest.fixture
def promised() -> Iterator[tuple[Promises, StreamId]]:
    """A promise with a last day and one without."""
    ward = Promises()
    yield ward, ward.promised(DITCH, SCHEDULE)
    ward.views.close()
    ward.office.close()


def stands(ward: Promises, table: str, **asked: Any) -> list[tuple[Any, ...]]:
    names = ("verdict", "verdict_now", "working_days_late")
    return [tuple(one[name] for name in names) for one in told(ward.office, table, **asked)]


def test_a_promise_is_judged_as_known_then_and_as_known_now(
    promised: tuple[Promises, StreamId],
) -> None:
    """Late by a day when it was done; the extension of before was entered afterwards."""
    ward, stream = promised
    name = task_of(stream)
    ward.clock.move(date(2023, 5, 4))
    ward.decides("chu-tich", name, task.report_done, gist="xong", evidence=EVIDENCE)
    ward.decides("chanh-van-phong", name, task.verify, findings="Đúng")
    ward.clock.move(date(2023, 5, 8))
    desk = ward.office.acting(act_of("bi-thu"), despite=LATE)
    later = date(2023, 5, 31)
    desk.decide(name, task.extend, on=date(2023, 4, 20), until=later, reason="mưa")

    expected = [("met late", "met in time", 1), ("no last day", "no last day", None)]
    assert expected == stands(ward, "items") == stands(ward, "tasks")
    assert "open" == stands(ward, "items", on=date(2023, 4, 29))[0][0], "it was extended by then"


def test_a_promise_without_a_task_stands_as_its_notice_says(
    promised: tuple[Promises, StreamId],
) -> None:
    """Known as when the notice was on record, and no task yet."""
    ward, stream = promised
    issued = next(
        one for one in ward.office.history(stream) if isinstance(one.event, ConclusionIssued)
    )
    for on, first, late in (
        (date(2023, 3, 14), "not yet", None),
        (date(2023, 3, 20), "open", None),
        (date(2023, 5, 4), "overdue", 1),
    ):
        known: dict[str, Any] = {"on": on, "known": issued.position}
        other = "no last day" if late or first == "open" else "not yet"
        assert [(first, first, late), (other, other, None)] == stands(ward, "items", **known)
        assert [] == stands(ward, "tasks", **known)


def test_a_promise_whose_task_cant_be_read_stops_the_table(
    promised: tuple[Promises, StreamId],
) -> None:
    ward, stream = promised
    with ward.office.log.writing() as writing:
        writing.cursor.execute(
            "UPDATE stored_events SET state = '{' WHERE originator_id = ?", (task_of(stream),)
        )

    with pytest.raises(CorruptLog) as caught:
        told(ward.office, "items")
    assert (caught.value.of or "").startswith(task_of(stream))


def test_every_task_is_there(office: Office) -> None:
    """Of a plan's duties too."""
    expected = {stream for stream, facts in lives_of(office, "task") if facts}

    assert expected == {one["stream"] for one in told(office, "tasks")}


def test_sessions_and_opinions_are_counted(office: Office) -> None:
    """By the facts that stand."""
    sessions = {one["stream"]: one for one in told(office, "sessions")}
    opinions: dict[str, list[Any]] = {}
    for row in told(office, "opinions"):
        opinions.setdefault(row["stream"], []).append(row)
    for stream, facts in lives_of(office, "dialogue", "reception"):
        kinds = Counter(type(one.event) for one in facts)
        row, voiced = sessions.pop(stream), opinions.pop(stream, [])
        assert kinds[OpinionVoiced] == row["opinions"] == len(voiced)
        answered = {one.event.number for one in facts if isinstance(one.event, OpinionAnswered)}
        taken = {one.event.number for one in facts if isinstance(one.event, OpinionTaken)}
        assert (len(answered), len(taken)) == (row["answered"], row["taken"])
        assert answered == {one["opinion"] for one in voiced if one["answered_on"]}
        assert taken == {one["opinion"] for one in voiced if one["taken_on"]}
        issued = [
            first_day(one.on)
            for one in facts
            if isinstance(one.event, ConclusionIssued | ConclusionReplaced)
        ]
        assert min(issued, default=None) == row["concluded_on"]
        if issued:
            expected = working_days(office, row["ended_on"], min(issued))
            assert expected == row["working_days_to_notice"]
    assert ({}, {}) == (sessions, opinions)


# -- The ward over time -----------------------------------------------------------------------


def test_bodies_and_officers_are_the_ward_on_every_day(office: Office) -> None:
    """On the day of each change, the rows in force are the ward's state of that day."""
    scope = scope_of(office, key=KEY)
    bodies, officers = told(office, "bodies"), told(office, "officers")
    for day in sorted({first_day(one.on) for one in office.history(WARD)}):
        ward = office.ward(effective=day)

        def in_force(rows: list[Any], day: date = day) -> list[Any]:
            return [
                one
                for one in rows
                if one["since"] <= day and (one["until"] is None or day < one["until"])
            ]

        assert sorted(
            (one.id, one.kind, one.name) for one in ward.bodies.values() if one.until is None
        ) == sorted((one["body"], one["kind"], one["name"]) for one in in_force(bodies))
        assert sorted(
            (one.office, one.body, scope.pseudonym("officer", one.officer)) for one in ward.holdings
        ) == sorted((one["office"], one["body"], one["officer"]) for one in in_force(officers))


def test_texts_are_those_of_the_facts_under_pseudonyms(office: Office) -> None:
    """Equal texts have equal pseudonyms, and none is there in clear."""
    scope = scope_of(office, key=KEY)
    expected = {
        (one.position, place): (len(text), scope.pseudonym("text", text), None)
        for one in office.log.since()
        if one.stream not in scope.untold
        for place, text in free_texts(one).items()
    }

    assert expected == {
        (one["position"], one["place"]): (
            one["characters"], one["text_pseudonym"], one["clear_text"],
        )
        for one in told(office, "texts")
    }  # fmt: skip


# -- Tables as such -----------------------------------------------------------------------------


def test_every_column_says_what_it_is() -> None:
    """The reference, the manifest and the Arrow schema have it from the class of the rows."""
    for name, row in TABLES.items():
        columns = columns_of(name)
        assert row.__struct_fields__ == tuple(one.name for one in columns)
        assert all(one.about for one in columns)
        assert schema_of(name).names == [one.name for one in columns]


def test_a_life_is_replayed_in_one_line(office: Office) -> None:
    """What stands, in the order of effect, folded by the life's own function."""
    replayed = {
        facts[0].stream: reduce(petition.evolve, (one.event for one in facts), petition.INITIAL)
        for facts in histories(office, petition.LIFE)
    }

    assert replayed
    assert {stream: office.as_of(stream) for stream in replayed} == replayed
