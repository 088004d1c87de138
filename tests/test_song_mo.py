"""Xã Sông Mơ: a year of a commune by its own plans, from the example."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import papers
from dialogue_cases import Office, documents, statistics
from dialogue_cases.cli.next_steps import next_steps
from dialogue_cases.projection import Views
from dialogue_cases.views import ledger
from dialogue_cases.vocabulary import StreamId
from stories import SONG_MO, modules_of

WHOLE_YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


WITH_ALL, WITH_THE_YOUNG, LAST_DAY = "dialogue/2026/1", "dialogue/2026/2", date(2026, 11, 20)


@pytest.fixture(scope="module")
def modules() -> Iterator[Any]:
    """Gives the example's modules by name."""
    with modules_of(SONG_MO) as named:
        yield named


@pytest.fixture(scope="module")
def year(modules: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    store = tmp_path_factory.mktemp("song-mo") / "year.db"
    with modules("commune_year").run(f"sqlite:///{store}") as office:
        yield office


def test_the_log_is_sound(year: Office) -> None:
    year.log.check()


def test_only_the_quarter_of_the_plan_owes_a_dialogue_and_it_was_held(year: Office) -> None:
    owed = [one for one in year.ward_obligations(**WHOLE_YEAR) if one.rule.id == "P5"]

    assert [("2026-Q2", 1, True)] == [
        (str(one.root), one.wanted, one.discharged is not None) for one in owed
    ]


def test_a_joint_reception_counts_for_the_secretary(year: Office) -> None:
    owed = [one for one in year.ward_obligations(**WHOLE_YEAR) if one.rule.id == "P1"]

    assert [2] * 10 == [len(one.counted) for one in owed if str(one.root) < "2026-11"]


def test_the_days_of_the_schedule_go_by_the_calendar(year: Office) -> None:
    held = sorted(
        state.fixed.day
        for state in (year.as_of(f"reception/2026/{number}") for number in range(1, 21))
        if state.fixed
    )

    assert date(2026, 1, 26) in held  # the 25th is a Sunday
    assert date(2026, 4, 28) in held  # the 25th to the 27th are days off
    assert date(2026, 1, 10) in held  # a Saturday that is worked


def test_ten_working_days_are_the_plans_own(year: Office) -> None:
    (owed,) = (one for one in year.deadlines(WITH_ALL) if one.rule.id == "P4")

    assert (10, True) == (owed.version.amount, owed.in_time)
    assert "05-KH/ĐU" in "\n".join(owed.explain("vi"))


def test_promises_are_told_by_what_was_said_of_their_end(year: Office) -> None:
    with Views.of(year) as views:
        entries = ledger.promises(views, LAST_DAY).rows

    assert ["met in time", "met late", "overdue", "standing", "standing"] == sorted(
        (one.standing for one in entries), key=str
    )


@pytest.mark.parametrize("period", ["2026-Q1", "2026-Q2", "2026-Q3"])
def test_the_tables_of_a_quarter_sum(year: Office, period: str) -> None:
    with Views.of(year) as views:
        asked = statistics.period(period, "state", year.law)
        run = statistics.run_now(views, year.law, period=asked)

    assert [] == [told for count in run.counts for told in count.disagreements]


@pytest.mark.parametrize(
    ("form", "stream"),
    [
        (form, stream)
        for stream in (WITH_ALL, WITH_THE_YOUNG)
        for form in ("announcement", "minutes", "conclusion-notice", "follow-up-report")
    ],
)
def test_every_paper_is_the_communes_and_of_who_holds_the_session(
    year: Office, form: str, stream: str
) -> None:
    told = papers.text(documents.write(year, form, stream, on=LAST_DAY).docx)

    assert "phường" not in told.lower()
    assert "2023" not in told
    of_the_state = stream == WITH_THE_YOUNG
    assert of_the_state == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told)
    assert of_the_state != ("ĐẢNG CỘNG SẢN VIỆT NAM" in told)


def test_the_example_writes_its_papers_and_says_what_came_of_it(
    modules: Any, tmp_path: Path
) -> None:
    song_mo = modules("song_mo")

    said = song_mo.main(tmp_path)

    written = sorted(one.name for one in (tmp_path / song_mo.PAPERS).iterdir())
    assert 19 == len(written)
    assert "thường xuyên" in said
    assert all(name in said for name in written)


def test_next_leads_a_promise_to_its_being_done(year: Office) -> None:
    """Which is shown by a paper: what may be left out isn't left out then."""
    found = next_steps(year, StreamId("task/dialogue/2026/1/item/2"), None)

    (done,) = [one for one in found if one.name == "report-done"]
    assert done.moves
    assert "evidence" in done.needs
