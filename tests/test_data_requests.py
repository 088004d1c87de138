"""What a person asks about their own data is received, answered, and due: rule X1."""

from datetime import date
from types import ModuleType
from typing import Any

import pytest

from dialogue_cases import petition, proceeding, session
from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import deadlines
from dialogue_cases.law import load_law
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived
from dialogue_cases.vocabulary import BodyId, PartyId
from spec import Given, given
from strategies import recorded

DAY = date(2026, 3, 2)
ASKED = DataRequestReceived(on=DAY, number=1, asks="delete", gist="xoá tên và địa chỉ")
ANSWERED = DataRequestAnswered(on=DAY, number=1, asked_on=DAY, outcome="granted")
ANSWER: dict[str, Any] = {"on": DAY, "number": 1, "outcome": "granted"}
RAISED = petition.Raised(
    on=DAY, channel="oral", gist="Phản ánh rác thải", received_by=BodyId("van-phong")
)
RECEIVED = proceeding.Received(
    on=DAY, kind="complaint", body=BodyId("ubnd"), gist="Khiếu nại việc thu hồi đất"
)


@pytest.fixture(params=["petition", "session", "proceeding"])
def case(request: pytest.FixtureRequest) -> tuple[ModuleType, Given]:
    """A case of each life in which people are parties."""
    return {
        "petition": (petition, given(petition, RAISED)),
        "session": (session, given(session)),
        "proceeding": (proceeding, given(proceeding, RECEIVED)),
    }[request.param]


def after(case: tuple[ModuleType, Given], *events: Any) -> Given:
    return given(case[0], *case[1].events, *events).by("chanh-van-phong")


def test_each_request_has_the_next_number(case: tuple[ModuleType, Given]) -> None:
    """Two requests are two, also with the same words."""
    asking = {"on": DAY, "asks": "delete", "gist": "xoá tên và địa chỉ"}
    after(case).when(case[0].receive_data_request, **asking).then(ASKED)
    after(case, ASKED).when(case[0].receive_data_request, **asking).then(
        DataRequestReceived(on=DAY, number=2, asks="delete", gist="xoá tên và địa chỉ")
    )


def test_a_request_says_what_it_asks(case: tuple[ModuleType, Given]) -> None:
    """An empty request can't be answered."""
    after(case).when(case[0].receive_data_request, on=DAY, asks="see", gist=" ").refused(
        "data-request-says-something"
    )


def test_a_request_is_answered_once(case: tuple[ModuleType, Given]) -> None:
    """The same answer adds nothing; another one is no second answer."""
    answer = case[0].answer_data_request
    after(case, ASKED).when(answer, **ANSWER).then(ANSWERED)
    after(case, ASKED, ANSWERED).when(answer, **ANSWER).then()
    after(case, ASKED, ANSWERED).when(answer, **{**ANSWER, "outcome": "refused"}).refused(
        "data-request-is-answered-once"
    )
    after(case).when(answer, **ANSWER).refused("data-request-was-received")


def test_who_does_not_do_as_asked_says_why(case: tuple[ModuleType, Given]) -> None:
    """It can be recorded without, because it happened."""
    refused = {**ANSWER, "outcome": "refused"}
    told = after(case, ASKED).when(case[0].answer_data_request, **refused)

    assert told.refused("refused-data-request-says-why").unlawful


def test_a_request_comes_from_a_party_of_the_case() -> None:
    """The party of another case has another key."""
    from offices import an_office
    from spec import act_of

    with an_office() as office:
        desk = office.acting(act_of("bi-thu"))
        day = date(2023, 3, 1)
        (fact,) = desk.begin(
            "petition/2023",
            petition.raise_petition,
            on=day,
            channel="oral",
            gist="Phản ánh rác thải",
            received_by=BodyId("van-phong"),
        )
        with pytest.raises(Exception, match="party-is-of-this-case"):
            desk.decide(
                fact.stream,
                petition.receive_data_request,
                on=day,
                asks="see",
                gist="xem",
                party=PartyId("petition/2023/9#1"),
            )


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 4)),  # Monday
        (date(2026, 3, 5), date(2026, 3, 9)),  # Thursday, over a weekend
        (date(2025, 12, 31), None),  # 72 hours before: not counted in days
    ],
)
def test_x1_a_request_is_answered_within_two_working_days(asked: date, due: date | None) -> None:
    """Nghị định 356/2025/NĐ-CP, from 01/01/2026."""
    law = load_law(names=NAMES)
    request = DataRequestReceived(on=asked, number=1, asks="see", gist="xem")
    owed = [one for one in deadlines([recorded(request)], law) if one.rule.id == "X1"]

    assert ([] if due is None else [due]) == [one.due for one in owed]


def test_x1_an_answer_meets_the_request_of_its_own_day() -> None:
    """An answer to the first doesn't meet the second."""
    law = load_law(names=NAMES)
    later = date(2026, 3, 3)
    facts = [
        recorded(ASKED, 1),
        recorded(DataRequestReceived(on=later, number=2, asks="see", gist="xem"), 2),
        recorded(DataRequestAnswered(on=later, number=1, asked_on=DAY, outcome="granted"), 3),
    ]
    owed = [one for one in deadlines(facts, law) if one.rule.id == "X1"]

    assert [True, False] == [one.discharged is not None for one in owed]
