"""What is asked often is found by an index, in the views' file as in the log."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition, statistics
from dialogue_cases.office import Office
from dialogue_cases.projection import View, Views, where
from dialogue_cases.store import engine
from dialogue_cases.views import board, ledger, reception_book, register
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 3, 1)
UBND, OFFICE = BodyId("ubnd"), BodyId("van-phong")


class Watched(Views):
    """Views that tell by which plan SQLite answers what they are asked."""

    plan: tuple[str, ...] = ()

    def ask(self, view: View, shape: Any, question: str, parameters: Any = None, **of: Any) -> Any:
        answer = super().ask(view, shape, question, parameters, **of)
        self.plan = steps(self._opened(), question, parameters)
        return answer


def steps(
    database: sqlite3.Connection | sqlite3.Cursor, question: str, parameters: Mapping[str, Any]
) -> tuple[str, ...]:
    """How SQLite goes about a question, without the lists inside a row that it unfolds."""
    bound = dict.fromkeys(parameters)
    rows = database.execute(f"EXPLAIN QUERY PLAN {question}", bound).fetchall()
    return tuple(detail for *_, detail in rows if "json_each" not in detail)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with an_office(Clock(DAY)) as office:
        yield office


@pytest.fixture(scope="module")
def views(office: Office) -> Iterator[Watched]:
    with Watched.of(office) as views:
        yield views


def raised(office: Office) -> None:
    twice = [("looks-entered-already", "mỗi hộ một đơn")]
    office.acting(act_of("chanh-van-phong"), despite=twice).begin(
        "petition/2023", petition.raise_petition, on=DAY, channel="written",
        gist="Mương bị tắc", received_by=OFFICE,
    )  # fmt: skip


MONTH: dict[str, Any] = {"first": date(2023, 3, 1), "last": date(2023, 3, 31)}
REGISTER = "SEARCH register USING INDEX register_by_"
BOARD = "SEARCH board USING INDEX board_by_"
BOOK = "SEARCH entry USING INDEX reception_book_by_"
SPANS = "INDEX statistics_spans_"
LEDGER = "SEARCH promised USING INDEX ledger_by_"


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (MONTH, "day (received_on>? AND received_on<?)"),
        ({**MONTH, "kind": "complaint"}, "kind (kind=? AND received_on>? AND received_on<?)"),
        ({"kind": "complaint"}, "kind (kind=?)"),
        ({"status": "assigned", "body": UBND}, "status (status=?)"),
        ({"group": GroupId("nho-lam")}, "group (group_id=?)"),
        ({"topic": "other"}, "topic (topic_code=?)"),
        ({**MONTH, "words": "muong tac"}, "day (received_on>? AND received_on<?)"),
        ({"status": "assigned", "words": "muong"}, "status (status=?)"),
    ],
)
def test_petitions_are_found_by_an_index(
    views: Watched, wanted: Mapping[str, Any], by: str
) -> None:
    """No other petition is looked at, however many there are."""
    register.cases(views, register.RegisterWanted(**wanted))

    assert REGISTER + by == views.plan[0]


def test_words_alone_are_looked_for_in_the_table_itself(views: Watched) -> None:
    """A part of a word is in no index; the table is read through once, and the log isn't."""
    register.cases(views, register.RegisterWanted(words="muong tac"))

    assert "SCAN register" == views.plan[0]


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        ({}, "end (<expr>>?)"),
        ({"body": UBND}, "end (<expr>>?)"),
        ({"officer": OfficerId("chu-tich")}, "end (<expr>>?)"),
        ({"stream": StreamId("petition/2023/1"), "finished": True}, "stream (stream=?)"),
    ],
)
def test_what_is_unfinished_is_found_by_an_index(
    views: Watched, wanted: Mapping[str, Any], by: str
) -> None:
    """What was done with in ten years isn't looked at to tell what is due this week."""
    board.lines(views, DAY, board.BoardWanted(**wanted))

    assert BOARD + by == views.plan[0]


def test_the_lines_of_a_month_are_numbered_within_their_year(views: Watched) -> None:
    """No other year is read for it."""
    reception_book.lines(views, reception_book.ReceptionBookWanted(**MONTH))

    assert f"{BOOK}day (received_on>? AND received_on<?)" in views.plan


def test_the_lives_of_a_period_are_found_by_an_index(office: Office, views: Watched) -> None:
    """What was over before it, and what began after it, isn't looked at."""
    period = statistics.period("2023-Q1", "state", office.law)
    statistics.run_now(views, office.law, period=period)

    assert [
        "short (first_on>? AND first_on<?)",
        "long (last_on>?)",
        "left (first_on<?)",
    ] == [step.partition(SPANS)[2] for step in views.plan if SPANS in step]
    assert not [step for step in views.plan if "SCAN statistics_spans" in step]


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        ({}, "day (issued_on<?)"),
        ({"first": DAY}, "day (issued_on>? AND issued_on<?)"),
        ({"session": StreamId("dialogue/2023/1")}, "session (stream=?)"),
    ],
)
def test_promises_are_found_by_an_index(views: Watched, wanted: Mapping[str, Any], by: str) -> None:
    """And so is the task that carries each of them out."""
    ledger.promises(views, DAY, ledger.LedgerWanted(**wanted))

    assert LEDGER + by == views.plan[0]
    assert views.plan[1].startswith("SEARCH work USING INDEX ledger_by_item")


@pytest.mark.parametrize(
    "ask",
    [
        lambda views: register.cases(views, register.RegisterWanted(words="muong")),
        lambda views: board.lines(views, DAY),
        lambda views: board.periodic(views, DAY),
        lambda views: reception_book.lines(views),
        lambda views: ledger.totals(views, DAY, "year"),
    ],
    ids=["register", "board", "periodic", "book", "ledger"],
)
def test_no_question_scans_the_log(
    office: Office,
    views: Watched,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Views], object],
) -> None:
    """Neither one that is up to date nor one that catches up with a new fact first."""
    ask(views)
    said: list[str] = []
    cursor = engine.Connection.plain_cursor

    def watched(connection: engine.Connection) -> sqlite3.Cursor:
        found = cursor(connection)
        found.connection.set_trace_callback(said.append)
        return found

    raised(office)
    with monkeypatch.context() as patch:
        patch.setattr(engine.Connection, "plain_cursor", watched)
        ask(views)
        ask(views)
        asked = [one for one in said if one.startswith("SELECT")]
        with office.store.reading() as borrowed:
            borrowed.cursor.connection.set_trace_callback(None)
            plans = [step for one in asked for step in steps(borrowed.cursor, one, {})]

    assert any("stored_events" in step for step in plans)
    assert [] == [step for step in plans if "SCAN stored_events" in step]


def test_what_is_not_asked_for_is_no_condition() -> None:
    """A statement that says nothing of it leaves SQLite free to choose an index."""
    conditions = {"kind": "kind = :kind", "first": "day >= :first"}

    assert "kind = :kind" == where(conditions, {"kind": "report", "first": None})
    assert "TRUE" == where(conditions, {"kind": None, "first": None})
