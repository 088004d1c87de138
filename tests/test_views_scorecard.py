"""The scorecard of bodies: what each was told, settled in time, late, open, and how fast."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import task, ward
from dialogue_cases.deadlines import UNDER_WAY, Verdict, verdict
from dialogue_cases.office import Office
from dialogue_cases.projection import LifeAsKnown, Views
from dialogue_cases.store import Store
from dialogue_cases.task import Origin
from dialogue_cases.views.scorecard import ScorecardLine, ScorecardWanted, scores
from dialogue_cases.vocabulary import BodyId, Document, StreamId, SystemAct
from dialogue_cases.ward import WARD
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

UBND, FRONT, NEW = BodyId("ubnd"), BodyId("mttq"), BodyId("ubnd-moi")
EVIDENCE = (Document(kind="Báo cáo"),)


class Ward:
    """A ward whose Committee tells bodies to do things."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)

    def decides(self, officer: str, stream: str, decision: Any, **arguments: Any) -> None:
        self.office.acting(act_of(officer)).decide(
            stream, decision, on=self.office.today, **arguments
        )

    def told(self, number: int, due: date | None, lead: BodyId = UBND) -> str:
        origin = Origin(kind="direction", source=StreamId("dialogue/2023/1"), number=number)
        stream = task.stream(origin)
        self.decides("bi-thu", stream, task.assign, origin=origin, text="Việc", lead=lead, due=due)
        return stream

    def done(self, stream: str, day: date, by: str = "chu-tich") -> None:
        self.clock.move(day)
        self.decides(by, stream, task.report_done, gist="xong", evidence=EVIDENCE)
        self.decides("chanh-van-phong", stream, task.verify, findings="Đúng")

    def merged(self) -> None:
        desk = self.office.by_rule(SystemAct(rule="ward-set-up"))
        on = self.office.today
        desk.decide(
            WARD, ward.establish_body, on=on, body=NEW, kind="people_committee", name="UBND mới"
        )
        desk.decide(WARD, ward.merge_bodies, on=on, bodies=(UBND,), into=NEW)

    def scores(self, on: date, **wanted: Any) -> dict[str, ScorecardLine]:
        by = wanted.pop("by", "then")
        return {
            one.body: one for one in scores(self.views, on, ScorecardWanted(**wanted), by=by).rows
        }


@pytest.fixture
def ward_() -> Iterator[Ward]:
    made = Ward()
    yield made
    made.views.close()
    made.office.close()


def test_what_a_body_was_told_is_in_time_late_or_open(ward_: Ward) -> None:
    """One of each, and one that nobody set a last day for."""
    first = ward_.told(1, date(2023, 3, 10))
    second = ward_.told(2, date(2023, 3, 10))
    ward_.told(3, date(2023, 3, 10))
    fourth = ward_.told(4, None)
    ward_.done(first, date(2023, 3, 10))
    ward_.done(fourth, date(2023, 3, 10))
    ward_.done(second, date(2023, 3, 13))

    score = ward_.scores(date(2023, 3, 13))[UBND]

    assert (4, 1, 1, 1) == (score.told, score.in_time, score.late, score.without_a_day)
    assert (1, 1, 0) == (score.open, score.overdue, score.lifted)
    assert 2 == ward_.scores(date(2023, 3, 10))[UBND].open
    assert 0 == ward_.scores(date(2023, 3, 10))[UBND].overdue


def test_how_long_it_took_is_in_working_days_of_the_office(ward_: Ward) -> None:
    """From Friday 28 April to Thursday 4 May 2023: the holiday and the weekend don't count."""
    ward_.clock.move(date(2023, 4, 28))
    stream = ward_.told(1, date(2023, 5, 31))
    ward_.done(stream, date(2023, 5, 4))

    assert 1 == ward_.scores(date(2023, 5, 4))[UBND].median


def test_half_took_no_longer_than_the_median(ward_: Ward) -> None:
    """By nearest rank: 1, 2, 3, 4, 5 and 8 working days."""
    streams = [ward_.told(number, None) for number in range(1, 7)]
    for stream, day in zip(streams, (2, 3, 6, 7, 8, 13), strict=True):
        ward_.done(stream, date(2023, 3, day))

    score = ward_.scores(date(2023, 3, 31))[UBND]

    assert (3, 8) == (score.median, score.ninetieth)


def test_a_result_that_isnt_accepted_is_open_again(ward_: Ward) -> None:
    """And counted as opened again; an obstacle is counted too."""
    stream = ward_.told(1, date(2023, 3, 31))
    ward_.decides("chu-tich", stream, task.report_obstacle, gist="Thiếu kinh phí")
    ward_.done(stream, date(2023, 3, 10))
    ward_.decides("chanh-van-phong", stream, task.reject, reason="Chưa xong")

    score = ward_.scores(date(2023, 3, 31))[UBND]

    assert (1, 1, 1, None) == (score.open, score.reopened, score.obstacles, score.median)


def test_work_that_fell_away_is_neither_kept_nor_late(ward_: Ward) -> None:
    """Closed as no longer needed."""
    stream = ward_.told(1, date(2023, 3, 10))
    ward_.clock.move(date(2023, 3, 20))
    ward_.decides("bi-thu", stream, task.close, outcome="not_needed", reason="thôi")

    score = ward_.scores(date(2023, 3, 20))[UBND]

    assert (1, 1, 0, 0) == (score.told, score.lifted, score.open, score.late)


def test_a_merged_body_is_shown_as_it_was_told_and_as_it_carries_on(ward_: Ward) -> None:
    """By the body then, with its successor beside it; or both under the successor."""
    ward_.told(1, None)
    ward_.clock.move(date(2023, 4, 3))
    ward_.merged()
    ward_.told(2, None, NEW)
    ward_.told(3, None, FRONT)
    day = date(2023, 4, 30)

    then, now = ward_.scores(day), ward_.scores(day, by="now")

    assert {UBND: (NEW, 1), NEW: (NEW, 1), FRONT: (FRONT, 1)} == {
        one.body: (one.now, one.told) for one in then.values()
    }
    assert {NEW: 2, FRONT: 1} == {one.body: one.told for one in now.values()}
    assert {UBND, NEW} == ward_.scores(day, body=NEW).keys()


def test_work_is_chosen_by_the_day_on_which_it_was_told_and_by_kind(ward_: Ward) -> None:
    """From and to, both included; petitions are a kind of their own."""
    ward_.told(1, None)
    ward_.clock.move(date(2023, 4, 3))
    ward_.told(2, None)
    day = date(2023, 4, 30)

    assert 2 == ward_.scores(day)[UBND].told
    assert 1 == ward_.scores(day, first=date(2023, 4, 3))[UBND].told
    assert 1 == ward_.scores(day, last=date(2023, 4, 2))[UBND].told
    assert {} == ward_.scores(day, kind="petition")


# -- Against a naive second model --------------------------------------------------------


@settings(max_examples=80)
@given(
    drawn=st.lists(entries("task", "petition"), max_size=30),
    on=st.dates(date(2019, 1, 1), date(2027, 1, 1)),
)
def test_each_piece_of_work_is_counted_once_by_its_verdict(drawn: list[Any], on: date) -> None:
    """Every task and petition folded by itself, then counted one by one."""
    store = Store.create("memory:")
    record(store, drawn)
    pieces: dict[str, list[tuple[Verdict, int | None]]] = {}
    for stream in {fact.stream for fact in store.since()}:
        life = LifeAsKnown(store.read(stream), LAW)
        if life.work is None or life.state.lead is None or life.work.arose > on:
            continue
        done = life.work.on(on).done_on
        calendar = LAW.calendar_on(life.work.arose)
        days = (
            None
            if done is None
            else calendar.count_working_days(life.work.arose, done, on_unknown="provisional")
        )
        how = verdict(life.work, on, LAW.calendar_on(life.work.anchor_day))
        pieces.setdefault(life.state.lead, []).append((how, None if how == "void" else days))
    expected = {}
    for body, found in pieces.items():
        took = sorted(days for _, days in found if days is not None)
        by_verdict = Counter(how for how, _ in found)
        expected[body] = (
            len(found),
            by_verdict["met in time"],
            by_verdict["met late"],
            by_verdict["reported done"],
            sum(by_verdict[how] for how in (*UNDER_WAY, "overdue")),
            took[ceil(len(took) * 0.5) - 1] if took else None,
            took[ceil(len(took) * 9 / 10) - 1] if took else None,
        )
    with Views(store, lambda _: LAW, None) as views:
        told = scores(views, on).rows
    store.close()

    assert expected == {
        one.body: (
            one.told, one.in_time, one.late, one.reported, one.open, one.median, one.ninetieth,
        )
        for one in told
    }  # fmt: skip
    for one in told:
        six = (one.in_time, one.late, one.without_a_day, one.reported, one.lifted, one.open)
        assert one.told == sum(six)
