"""A petitioner asks to meet a leader, is answered, and is received."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition
from dialogue_cases.office import Office
from dialogue_cases.petition import MeetingAnswered, MeetingHeld, MeetingRequested
from dialogue_cases.projection import Views
from dialogue_cases.views import board
from dialogue_cases.vocabulary import BodyId, StreamId
from following import a_petition, decide, held
from offices import Clock, an_office
from spec import Given, given

DAY, LATER, MET = date(2023, 3, 15), date(2023, 3, 17), date(2023, 3, 28)
RAISED = petition.Raised(
    on=DAY, channel="written", gist="Mương tắc", received_by=BodyId("van-phong")
)
ASKED = MeetingRequested(
    on=DAY, number=1, leader="party_secretary", gist="Trình bày việc mương bị chặn"
)
GRANTED = MeetingAnswered(on=LATER, number=1, day=MET)


def raised(*events: Any) -> Given:
    """A petition that was raised, and what then happened."""
    return given(petition, RAISED, *events)


ABOUT: dict[str, Any] = {"leader": ASKED.leader, "gist": ASKED.gist}
ASKING: dict[str, Any] = {"on": DAY, **ABOUT}


def test_requests_to_meet_a_leader_are_numbered_and_the_same_one_waits_once() -> None:
    raised().when(petition.request_meeting, **ASKING).then(ASKED)
    raised(ASKED).when(petition.request_meeting, **ASKING).then()
    again = raised(ASKED, GRANTED).when(petition.request_meeting, **{**ASKING, "on": MET})

    again.then(MeetingRequested(on=MET, number=2, leader=ASKED.leader, gist=ASKED.gist))


def test_a_request_says_what_it_is_about() -> None:
    raised().when(petition.request_meeting, **{**ASKING, "gist": " "}).refused(
        "report-says-something"
    )


def test_a_request_is_answered_with_a_day_or_with_the_reason_why_not() -> None:
    case = raised(ASKED)

    case.when(petition.answer_meeting, on=LATER, number=1, day=MET).then(GRANTED)
    case.when(petition.answer_meeting, on=LATER, number=1, reason="Đã trả lời").then(
        MeetingAnswered(on=LATER, number=1, reason="Đã trả lời")
    )
    case.when(petition.answer_meeting, on=LATER, number=1).refused("reason-is-given")
    past = case.when(petition.answer_meeting, on=LATER, number=1, day=DAY)
    assert past.refused("meeting-is-ahead", day=DAY, on=LATER).unlawful
    case.when(petition.answer_meeting, on=LATER, number=2, day=MET).refused(
        "meeting-was-requested", number=2
    )


def test_the_same_answer_adds_nothing_and_another_day_stands_beside_it() -> None:
    case, later = raised(ASKED, GRANTED), date(2023, 4, 4)

    case.when(petition.answer_meeting, on=MET, number=1, day=MET).then()
    case.when(petition.answer_meeting, on=MET, number=1, day=later).then(
        MeetingAnswered(on=MET, number=1, day=later)
    )


def test_the_meeting_is_held_once_at_its_reception() -> None:
    reception = StreamId("reception/2023/1")
    met = MeetingHeld(on=MET, number=1, session=reception)

    raised(ASKED).when(petition.hold_meeting, on=MET, number=1, session=reception).then(met)
    raised(ASKED, met).when(petition.hold_meeting, on=MET, number=1, session=reception).then()
    raised().when(petition.hold_meeting, on=MET, number=1).refused("meeting-was-requested")


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(MET)) as made:
        yield made


def waiting(office: Office, on: date, *, finished: bool = False) -> list[tuple[Any, ...]]:
    """The requests on the board of a day: whose, of whom, since when, by when, answered when."""
    with Views.of(office) as views:
        found = board.lines(views, on, board.BoardWanted(finished=finished)).rows
    return [
        (one.stream, one.owed_office, one.arose, one.due, one.done_on)
        for one in found
        if one.rule == board.MEETING
    ]


def test_a_request_stands_on_the_board_until_it_is_answered(office: Office) -> None:
    stream = a_petition(office, DAY)
    decide(office, "chanh-van-phong", stream, petition.request_meeting, DAY, **ABOUT)

    line = (stream, "party_secretary", DAY, None, None)
    assert [line] == waiting(office, MET)

    decide(office, "chanh-van-phong", stream, petition.answer_meeting, LATER, number=1, day=MET)
    assert [line] == waiting(office, date(2023, 3, 16))
    assert [] == waiting(office, LATER)
    assert [(*line[:-1], LATER)] == waiting(office, LATER, finished=True)


def test_a_meeting_names_the_reception_at_which_it_was_held(office: Office) -> None:
    stream = a_petition(office, DAY)
    decide(office, "chanh-van-phong", stream, petition.request_meeting, DAY, **ABOUT)
    reception = held(office, MET, series="reception")

    decide(
        office, "chanh-van-phong", stream, petition.hold_meeting, MET, number=1, session=reception
    )

    (met,) = office.as_of(stream, petition.LIFE).meetings
    assert reception == met.session
    assert [] == waiting(office, MET)
