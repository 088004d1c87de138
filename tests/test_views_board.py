"""The deadline board: what is due, what is late by how much, and which due days moved."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import session, task, ward
from dialogue_cases.deadlines import UNFINISHED, deadlines
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.store import Store
from dialogue_cases.task import Origin
from dialogue_cases.views.board import MEETING, BoardWanted, lines, moved, periodic
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, Place, StreamId, Topic
from dialogue_cases.ward import Limit
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

UBND, FRONT = BodyId("ubnd"), BodyId("mttq")
SESSION = StreamId("dialogue/2023/1")


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2023, 3, 1))


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    with an_office(clock) as office:
        yield office


@pytest.fixture
def views(office: Office) -> Iterator[Views]:
    with Views.of(office) as views:
        yield views


def assigned(office: Office, number: int, due: date | None, **told: Any) -> StreamId:
    """The Committee tells a body to do something."""
    origin = Origin(kind="direction", source=SESSION, number=number)
    stream = task.stream(origin)
    arguments = {"text": f"Việc {number}", "lead": UBND, **told}
    office.acting(act_of("bi-thu")).decide(
        stream, task.assign, on=office.today, origin=origin, due=due, **arguments
    )
    return stream


def ended(office: Office, day: date) -> StreamId:
    """A dialogue was held and is over."""
    desk = office.acting(act_of("bi-thu"), despite=[("announced-long-enough-before", "ví dụ")])
    (fixed, *_) = desk.begin(
        "dialogue/2023", session.fix, on=office.today, day=day, at=None,
        place=Place(name="Nhà sinh hoạt cộng đồng"),
        topics=(Topic(title="Đất đai", code="land_management"),),
    )  # fmt: skip
    clock: Any = office.clock
    clock.move(day)
    every = [(rule, "ví dụ") for rule in ("announced-before-it-is-held", "groups-acknowledged")]
    desk = office.acting(act_of("bi-thu"), despite=every)
    desk.decide(fixed.stream, session.open_session, on=day)
    desk.decide(fixed.stream, session.end_session, on=day)
    return fixed.stream


def test_the_board_says_what_is_due_for_whom_under_which_rule(office: Office, views: Views) -> None:
    """In time, nearly due, late; by due day; each with its body, officer and rule."""
    assigned(office, 1, date(2023, 3, 10), lead_officer=OfficerId("chu-tich"))
    assigned(office, 2, date(2023, 3, 3))
    assigned(office, 3, date(2023, 4, 28), lead=FRONT)

    answer = lines(views, date(2023, 3, 8))
    told = [(one.about, one.status, one.left, one.late, one.body) for one in answer.rows]

    assert [
        ("Việc 2", "overdue", None, 3, UBND),
        ("Việc 1", "due soon", 2, None, UBND),
        ("Việc 3", "open", 37, None, FRONT),
    ] == told
    assert {"T1"} == {one.rule for one in answer.rows}
    assert [None, "chu-tich", None] == [one.officer for one in answer.rows]


@pytest.mark.parametrize(
    ("day", "status", "late"),
    [
        (date(2023, 4, 28), "due soon", None),
        (date(2023, 4, 29), "overdue", 1),
        (date(2023, 5, 3), "overdue", 1),
        (date(2023, 5, 4), "overdue", 1),
        (date(2023, 5, 5), "overdue", 2),
    ],
)
def test_what_is_overdue_is_late_by_one_day_at_least(
    office: Office, views: Views, day: date, status: str, late: int | None
) -> None:
    """From Saturday 29 April to Wednesday 3 May 2023 nobody worked."""
    assigned(office, 1, date(2023, 4, 28))

    (line,) = lines(views, day).rows

    assert (status, late) == (line.status, line.late)


@pytest.mark.parametrize(
    ("day", "soon", "status", "left"),
    [
        (date(2023, 3, 7), 3, "due soon", 3),
        (date(2023, 3, 6), 3, "open", 4),
        (date(2023, 3, 6), 4, "due soon", 4),
        (date(2023, 3, 10), 0, "due soon", 0),
        (date(2023, 3, 4), 5, "due soon", 5),
    ],
)
def test_how_near_a_limit_is_called_near_is_for_the_reader_to_say(
    office: Office, views: Views, day: date, soon: int, status: str, left: int
) -> None:
    """In working days: from Saturday the 4th to Friday the 10th there are five."""
    assigned(office, 1, date(2023, 3, 10))

    (line,) = lines(views, day, BoardWanted(soon=soon)).rows

    assert (status, left) == (line.status, line.left)


def test_the_board_of_one_body_one_officer_one_life(office: Office, views: Views) -> None:
    """And what is done only when it is asked for."""
    one = assigned(office, 1, date(2023, 3, 10), lead_officer=OfficerId("chu-tich"))
    two = assigned(office, 2, date(2023, 3, 11), lead=FRONT)
    day = date(2023, 3, 2)

    def found(**wanted: Any) -> list[str]:
        return [one.stream for one in lines(views, day, BoardWanted(**wanted)).rows]

    assert [one] == found(body=UBND) == found(officer=OfficerId("chu-tich"))
    assert [two] == found(body=FRONT) == found(stream=two)
    office.acting(act_of("chu-tich")).decide(
        one, task.report_done, on=date(2023, 3, 1), gist="đã xong",
        evidence=(Document(kind="Báo cáo"),),
    )  # fmt: skip
    assert [two] == found()
    assert [one, two] == found(finished=True)


def test_periods_of_the_ward_are_on_the_board(office: Office, views: Views) -> None:
    """One dialogue a quarter; held, it is off the board."""
    ended(office, date(2023, 3, 15))
    by_rule = {(one.rule, one.root): one for one in periodic(views, date(2023, 4, 5))}

    assert ("P5", "2023-Q1") not in by_rule
    assert ("open", date(2023, 6, 30)) == (
        by_rule["P5", "2023-Q2"].status, by_rule["P5", "2023-Q2"].due,
    )  # fmt: skip
    day = date(2023, 4, 5)
    everything = periodic(views, day, BoardWanted(finished=True, soon=-1))
    # The record was opened on 1 March: what was owed before isn't missing here.
    expected = office.ward_obligations(first=date(2023, 3, 1), last=day)
    assert sorted((one.rule.id, one.root, one.status(day, soon=-1)) for one in expected) == sorted(
        (one.rule, one.root, one.status) for one in everything
    )
    assert [] == [*periodic(views, date(2023, 4, 5), BoardWanted(body=UBND))]


# -- What moved --------------------------------------------------------------------------


def test_an_announced_day_off_moves_due_days_and_is_told_as_such(
    office: Office, views: Views, clock: Clock
) -> None:
    """What was due as known then, what is due now, and that it was the calendar."""
    stream = ended(office, date(2023, 3, 15))
    before = office.log.position
    clock.move(date(2023, 3, 20))
    office.acting(act_of("bi-thu")).decide(
        ward.WARD, ward.announce_day, on=date(2023, 3, 20), day=date(2023, 3, 22), kind="off",
        basis=Document(kind="Quyết định", number="1/QĐ"),
    )  # fmt: skip

    (found,) = [one for one in moved(views, before=before) if one.after.rule == "P4"]

    assert stream == found.after.stream
    assert (date(2023, 3, 24), date(2023, 3, 27)) == (found.before.due, found.after.due)
    assert "calendar" == found.cause


def test_the_wards_own_limit_moves_what_it_holds_for(office: Office, views: Views) -> None:
    """A regulation of the 1st of March sets five working days for the notice."""
    ended(office, date(2023, 3, 15))
    before = office.log.position
    office.acting(act_of("bi-thu")).decide(
        ward.WARD, ward.adopt_regulation, on=date(2023, 3, 1), kind="regulation",
        document=Document(kind="Quy chế"), limits=(Limit(rule="P4", amount=5),),
    )  # fmt: skip

    (found,) = moved(views, before=before)

    assert ("P4", "law") == (found.after.rule, found.cause)
    assert (date(2023, 3, 24), date(2023, 3, 22)) == (found.before.due, found.after.due)


def test_an_extension_is_told_as_a_decision(office: Office, views: Views, clock: Clock) -> None:
    """Nobody takes it for a change of the law."""
    stream = assigned(office, 1, date(2023, 3, 10))
    before = office.log.position
    clock.move(date(2023, 3, 6))
    office.acting(act_of("bi-thu")).decide(
        stream, task.extend, on=date(2023, 3, 6), until=date(2023, 3, 31), reason="mưa lũ"
    )

    (found,) = moved(views, before=before)

    assert "new due day" == found.cause


def test_what_would_be_due_under_another_law(office: Office, views: Views) -> None:
    """The same facts under an edition with nine days instead of seven."""
    ended(office, date(2023, 3, 15))
    other = load_law(LAW.rules_text.replace("amount = 7", "amount = 9", 1).encode())

    (found,) = [one for one in moved(views, law=other) if one.after.rule == "P4"]

    assert (date(2023, 3, 28), date(2023, 3, 24)) == (found.before.due, found.after.due)


# -- Against a naive second model --------------------------------------------------------


@settings(max_examples=120)
@given(
    drawn=st.lists(entries("session", "task", "proceeding", "petition"), max_size=20),
    on=st.dates(date(2019, 1, 1), date(2028, 1, 1)),
)
def test_sql_says_of_each_obligation_what_it_says_of_itself(drawn: list[Any], on: date) -> None:
    """`Obligation.status` of every life folded by itself, on any day."""
    store = Store.create("memory:")
    record(store, drawn)
    expected = sorted(
        (one.stream, one.rule.id, str(one.root), one.status(on, soon=-1))
        for stream in {fact.stream for fact in store.since()}
        for one in deadlines(store.read(stream), LAW)
    )
    with Views(store, lambda _: LAW, None) as views:
        found = lines(views, on, BoardWanted(finished=True, soon=-1)).rows
        unfinished = lines(views, on, BoardWanted(soon=-1)).rows
    told = sorted(
        (one.stream, one.rule, one.root, one.status) for one in found if one.rule != MEETING
    )
    store.close()

    assert expected == told
    assert unfinished == tuple(one for one in found if one.status in UNFINISHED)
    for one in found:
        if one.due is not None and one.status == "open":
            assert one.left is not None
            assert 0 <= one.left <= (one.due - on) / timedelta(days=1)
