"""Corrections, voids and late entries of the demo year, as every view and report shows them.

Each is asked about just before it was recorded and just after: what is shown as known then is
what the office was shown then, and it differs where it should and nowhere else.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from dialogue_cases import statistics, ward
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.record import LOCAL, Known, Recorded
from dialogue_cases.store import Store
from dialogue_cases.views import (
    board,
    dossier,
    ledger,
    matters,
    plan_fulfilment,
    reception_book,
    register,
    scorecard,
)
from dialogue_cases.vocabulary import StreamId
from logs import LAW
from stories import YEAR, modules_of

ON = date(2023, 12, 31)
FINDINGS: Mapping[str, dict[str, Any]] = {
    one["id"]: one
    for one in tomllib.loads((YEAR / "findings.toml").read_text(encoding="utf-8"))["finding"]
    if one["kind"] in ("correction", "void", "late-entry")
}
"""What was corrected, taken out or entered late; `test_demo_findings` proves the list whole."""

Question: TypeAlias = Callable[[Views, Known | None], Any]


def _dossier(number: int) -> Question:
    def ask(views: Views, known: Known | None) -> Any:
        session = StreamId(f"dialogue/2023/{number}")
        found = dossier.dossier(views, session, ON, known=known)
        told = (found.lines, found.matters, found.earlier, found.promised)
        return (found.head, *(one.rows for one in told))

    return ask


def _statistics(views: Views, known: Known | None) -> Any:
    period = statistics.period("2023-year", "state", LAW)
    return statistics.run(views.store.since(), LAW, period=period, known=known)


def _party_report(views: Views, known: Known | None) -> Any:
    period = statistics.period("2023-year", "party", LAW)
    return statistics.party_report(views.store.since(), LAW, period=period, known=known)


QUESTIONS: Mapping[str, Question] = {
    "register": lambda views, known: register.cases(views, known=known).rows,
    "reception book": lambda views, known: reception_book.lines(views, known=known).rows,
    "board": lambda views, known: (
        board.lines(views, ON, board.BoardWanted(finished=True), known=known).rows
    ),
    "periodic": lambda views, known: board.periodic(
        views, ON, board.BoardWanted(finished=True), known=known
    ),
    "ledger": lambda views, known: ledger.promises(views, ON, known=known).rows,
    "ledger by body": lambda views, known: ledger.totals(views, ON, "body", known=known).rows,
    "matters": lambda views, known: (
        matters.recurring(views, ON, matters.MattersWanted(least=0), known=known).rows
    ),
    "scorecard": lambda views, known: scorecard.scores(views, ON, known=known).rows,
    "plan": lambda views, known: plan_fulfilment.sessions(views, 2023, ON, known=known).rows,
    "duties": lambda views, known: plan_fulfilment.duties(views, 2023, ON, known=known).rows,
    "quarters": lambda views, known: plan_fulfilment.quarters(views, 2023, ON, known=known).rows,
    "dossier 1": _dossier(1),
    "dossier 2": _dossier(2),
    "statistics": _statistics,
    "party report": _party_report,
}
"""All that can be asked of the views, and both reports."""

DIFFERENT: Mapping[str, set[str]] = {
    # An announcement is shown by its day, and with whether it was in time.
    "sua-ngay-thong-bao": {"board", "plan", "dossier 2"},
    # The day of the answer; reports count answers, and it is one before and after.
    "sua-ngay-tra-loi": {"register", "board"},
    # How many times progress was reported on a promise.
    "tien-do-nhap-hai-lan": {"ledger", "dossier 1"},
    # A petition less; nobody had been told to settle it yet.
    "don-nhap-trung": {"register", "board", "statistics", "party report"},
    # One announcement more in the month of the session; the term was met without it.
    "bien-ban-chi-bo-nhap-muon": {"plan", "dossier 1"},
    # A petition more, from the day on which it came in.
    "don-15-nhap-muon": {"register", "board", "statistics", "party report"},
    # The day on which the act was learned: nothing is owed before there is a complaint.
    "biet-hanh-vi-1": set(),
    "biet-hanh-vi-4": set(),
}
"""Of each finding, which answers are others after it than before."""


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """The ward on the last day of its year."""
    with modules_of(YEAR) as modules, modules("year").run("memory:") as office:
        yield office


@pytest.fixture(scope="module")
def views(office: Office) -> Iterator[Views]:
    with Views.of(office) as views:
        yield views


@pytest.fixture(scope="module")
def shown(office: Office) -> Mapping[int, Mapping[str, Any]]:
    """What the office was shown before and after each: asked of a log that ended there.

    The log grows fact by fact to those positions, so that the views catch up as they did then.
    """
    store = Store.create("memory:")
    places = sorted({fact_of(office, one).position + by for one in FINDINGS for by in (-1, 0)})

    def law(known: Known | None) -> Any:
        facts = store.read(ward.WARD)
        return ward.law_of(ward.LIFE.fold(facts, upto=ON), LAW)

    told = {}
    with Views(store, law, None) as views:
        for place in places:
            facts = [one for one in office.log.since(store.position) if one.position <= place]
            with store.writing() as writing:
                writing.append(facts)
            assert place == store.position
            told[place] = {name: ask(views, None) for name, ask in QUESTIONS.items()}
    store.close()
    return told


def fact_of(office: Office, finding: str) -> Recorded[Any]:
    """The fact that corrects, takes out or was entered late."""
    stream, _, version = FINDINGS[finding]["where"].partition("@")
    return office.history(stream)[int(version) - 1]


def as_known(office: Office, views: Views, finding: str, name: str) -> tuple[Any, Any]:
    """One answer as known just before a fact was recorded, and just after."""
    at = fact_of(office, finding).position
    return QUESTIONS[name](views, at - 1), QUESTIONS[name](views, at)


# -- All of them ----------------------------------------------------------------------------


@pytest.mark.parametrize("finding", FINDINGS)
def test_what_is_shown_as_known_then_is_what_was_shown_then(
    office: Office, views: Views, shown: Mapping[int, Mapping[str, Any]], finding: str
) -> None:
    """For every view and report, before and after; and only what should differ differs."""
    at = fact_of(office, finding).position
    different = set()
    for name in QUESTIONS:
        before, after = as_known(office, views, finding, name)
        assert shown[at - 1][name] == before, name
        assert shown[at][name] == after, name
        if _said(before) != _said(after):
            different.add(name)

    assert DIFFERENT[finding] == different


def _said(answer: Any) -> Any:
    """An answer without as of which position it is given."""
    match answer:
        case statistics.Run():
            return [(count.code, count.cells) for count in answer.counts]
        case statistics.PartyReport():
            return [
                [line for line in section.lines if not line.text.startswith(UNFINISHED)]
                for section in answer.sections
            ]
    return answer


UNFINISHED = "Kỳ báo cáo chưa kết thúc"
"""A line of the Party's report that says until which day it tells."""


@pytest.mark.parametrize("finding", [name for name, names in DIFFERENT.items() if names])
def test_a_day_of_knowledge_ends_with_that_day(office: Office, views: Views, finding: str) -> None:
    """As known on the day before it was recorded it isn't seen yet; on that day it is."""
    fact = fact_of(office, finding)
    day = fact.recorded_at.astimezone(LOCAL).date()
    eve = day - timedelta(days=1)
    days = [(one.recorded_at.astimezone(LOCAL).date(), one.position) for one in office.log.since()]
    last = {known: max(at for on, at in days if on <= known) for known in (eve, day)}

    assert last[eve] < fact.position <= last[day]
    for known, position in last.items():
        for name in DIFFERENT[finding]:
            assert QUESTIONS[name](views, position) == QUESTIONS[name](views, known), name


# -- Each of them ---------------------------------------------------------------------------


def test_the_corrected_day_of_an_announcement_makes_it_late(office: Office, views: Views) -> None:
    """25/4 was in time, 26/4 isn't: on the board, in the plan, and in the session's dossier."""
    finding, days = "sua-ngay-thong-bao", (date(2023, 4, 25), date(2023, 4, 26))
    lines = [
        next(one for one in rows if (one.stream, one.rule) == ("dialogue/2023/2", "P7"))
        for rows in as_known(office, views, finding, "board")
    ]
    planned = [
        next(one for one in rows if one.stream == "dialogue/2023/2")
        for rows in as_known(office, views, finding, "plan")
    ]
    announced = [
        [one.day for one in told[1] if one.part == "announcement"]
        for told in as_known(office, views, finding, "dossier 2")
    ]

    assert [("met in time", days[0]), ("met late", days[1])] == [
        (one.status, one.done_on) for one in lines
    ]
    assert [(True, days[0]), (False, days[1])] == [
        (one.announced_in_time, one.announced_on) for one in planned
    ]
    assert [[days[0]], [days[1]]] == announced


def test_the_corrected_day_of_an_answer_makes_it_late(office: Office, views: Views) -> None:
    """Signed on 18/5, sent on 24/5: one answer all the same."""
    finding, days = "sua-ngay-tra-loi", (date(2023, 5, 18), date(2023, 5, 24))
    cases = [_case(rows, 7) for rows in as_known(office, views, finding, "register")]
    lines = [
        next(one for one in rows if (one.stream, one.rule) == ("petition/2023/7", "P2"))
        for rows in as_known(office, views, finding, "board")
    ]

    assert [(days[0], 1), (days[1], 1)] == [(one.answered_on, one.answers) for one in cases]
    assert ["met in time", "met late"] == [one.status for one in lines]


def test_a_report_that_was_entered_twice_counts_once(office: Office, views: Views) -> None:
    """The first entry stands."""
    kept = [
        next(one for one in rows if (one.stream, one.item) == ("dialogue/2023/1", 1))
        for rows in as_known(office, views, "tien-do-nhap-hai-lan", "ledger")
    ]

    assert [2, 1] == [one.reports for one in kept]
    assert kept[0].progress == kept[1].progress


@pytest.mark.parametrize(
    ("finding", "number", "places"),
    [("don-nhap-trung", 14, (True, False)), ("don-15-nhap-muon", 15, (False, True))],
)
def test_a_petition_is_in_every_view_and_figure_or_in_none(
    office: Office, views: Views, finding: str, number: int, places: tuple[bool, bool]
) -> None:
    """A void takes it out of all of them; a late entry puts it in, on the day it came in."""
    stream = f"petition/2023/{number}"
    registers = as_known(office, views, finding, "register")
    boards = as_known(office, views, finding, "board")
    runs = as_known(office, views, finding, "statistics")
    reports = as_known(office, views, finding, "party report")

    assert places == tuple(any(one.stream == stream for one in rows) for rows in registers)
    assert places == tuple(any(one.stream == stream for one in rows) for rows in boards)
    assert places == tuple(stream in run["01/XLĐ"][1].cases for run in runs)
    assert places == tuple(stream in _received(one).cases for one in reports)
    for one in (*(run["01/XLĐ"][1] for run in runs), *(_received(one) for one in reports)):
        assert one.figure == len(one.cases)
    if places[1]:
        assert date(2023, 8, 7) == _case(registers[1], number).received_on
        assert date(2023, 8, 25) == fact_of(office, finding).recorded_at.astimezone(LOCAL).date()


def test_an_announcement_entered_late_is_one_of_those_before_the_session(
    office: Office, views: Views
) -> None:
    """It was made ten days before the session, and is shown among those, not by its entry."""
    finding = "bien-ban-chi-bo-nhap-muon"
    planned = [
        next(one for one in rows if one.stream == "dialogue/2023/1")
        for rows in as_known(office, views, finding, "plan")
    ]
    days = [
        [one.day for one in told[1] if one.part == "announcement"]
        for told in as_known(office, views, finding, "dossier 1")
    ]

    assert [1, 2] == [one.told_before for one in planned]
    assert {date(2023, 3, 7)} == set(days[1]) - set(days[0])
    assert sorted(days[1]) == days[1]


@pytest.mark.parametrize("finding", ["biet-hanh-vi-1", "biet-hanh-vi-4"])
def test_the_time_for_a_complaint_runs_from_the_day_on_which_the_act_was_learned(
    office: Office, views: Views, finding: str
) -> None:
    """The board has it with the complaint, counted from the day before it was entered."""
    fact = fact_of(office, finding)
    (learned, complained) = (
        [one for one in QUESTIONS["board"](views, known) if one.stream == fact.stream]
        for known in (fact.position, fact.position + 1)
    )

    assert [] == learned
    assert [FINDINGS[finding]["on"]] == [one.anchor_day for one in complained if one.rule == "C1"]


def _case(rows: tuple[register.RegisterLine, ...], number: int) -> register.RegisterLine:
    return next(one for one in rows if one.number == number)


def _received(report: statistics.PartyReport) -> statistics.ReportLine:
    lines = [one for section in report.sections for one in section.lines]
    return next(one for one in lines if one.text == "Số đơn tiếp nhận")
