"""A body's own days off are told beside a due day, and move no term."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import ward
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.views import board
from dialogue_cases.vocabulary import BodyId, StreamId
from dialogue_cases.ward import OwnDaysOffAnnounced
from following import GOVERNMENT, decide, directed
from offices import Clock, an_office
from spec import established, given

DAY, DUE = date(2023, 4, 3), date(2023, 4, 14)
OFF: dict[str, Any] = {
    "body": GOVERNMENT,
    "first": date(2023, 4, 13),
    "last": date(2023, 4, 14),
    "reason": "Di chuyển trụ sở",
}


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(DAY)) as made:
        yield made


def assigned(office: Office, number: int, lead: BodyId, due: date) -> StreamId:
    return directed(office, DAY, number, lead=lead, due=due)


def test_the_board_says_that_the_body_doesnt_work_on_the_due_day(office: Office) -> None:
    """The last day stays what it is, and only what that body owes on those days says so."""
    its_own = assigned(office, 1, GOVERNMENT, DUE)
    another_day = assigned(office, 2, GOVERNMENT, date(2023, 4, 17))
    anothers = assigned(office, 3, BodyId("mttq"), DUE)
    decide(office, "chanh-van-phong", ward.WARD, ward.announce_own_days_off, DAY, **OFF)

    with Views.of(office) as views:
        found = {one.stream: one for one in board.lines(views, DAY).rows}

    assert {its_own: "Di chuyển trụ sở", another_day: None, anothers: None} == {
        stream: one.own_day_off for stream, one in found.items()
    }
    assert (DUE, "open") == (found[its_own].due, found[its_own].status)
    calendar = office.law_on(DUE).calendar
    assert calendar.is_working_day(DUE)


def test_days_that_were_voided_are_told_no_more(office: Office) -> None:
    its_own = assigned(office, 1, GOVERNMENT, DUE)
    (entered,) = decide(
        office, "chanh-van-phong", ward.WARD, ward.announce_own_days_off, DAY, **OFF
    )
    office.acting(entered.act).void(
        entered.stream, version=entered.version, reason="Nhập nhầm", on=DAY
    )

    with Views.of(office) as views:
        (line,) = board.lines(views, DAY).rows

    assert (its_own, None) == (line.stream, line.own_day_off)


def test_own_days_off_are_of_a_body_have_their_order_and_a_reason() -> None:
    fact = OwnDaysOffAnnounced(on=DAY, **OFF)
    known = established()
    deciding = given(ward, *known)

    deciding.when(ward.announce_own_days_off, on=DAY, **OFF).then(fact)
    given(ward, *known, fact).when(ward.announce_own_days_off, on=DAY, **OFF).then()
    for said, rule in (
        ({"body": BodyId("?")}, "body-is-known"),
        ({"last": DAY}, "own-days-off-have-their-order"),
        ({"reason": " "}, "reason-is-given"),
    ):
        deciding.when(ward.announce_own_days_off, on=DAY, **{**OFF, **said}).refused(rule)
