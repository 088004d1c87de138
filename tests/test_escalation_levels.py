"""What is overdue is told level by level, where the ward's own regulation has levels."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import codec, ward
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.record import Escalated
from dialogue_cases.vocabulary import BodyId, Document
from dialogue_cases.ward import EscalationLevel, EscalationLevelsAdopted
from following import a_petition, decide
from offices import Clock, an_office
from spec import given
from test_policies_upwards import LIMITS, MARCH_1, MARCH_15, MARCH_16

RULES = Document(kind="Quy chế", number="05-QC/ĐU")
LEVELS = (
    EscalationLevel(after=1, owing_body=True),
    EscalationLevel(after=3, kinds=("people_committee",)),
    EscalationLevel(after=10, kinds=("party_standing_board", "ward_party_committee")),
)


@pytest.fixture
def clock() -> Clock:
    return Clock(MARCH_1)


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    law = load_law(rules=LIMITS.encode(), names=codec.NAMES)
    with an_office(clock, law=law) as made:
        yield made


def adopts(office: Office, *levels: EscalationLevel, on: date = MARCH_1) -> None:
    decide(
        office, "bi-thu", ward.WARD, ward.adopt_escalation_levels, on, document=RULES,
        levels=levels,
    )  # fmt: skip


def told_to(office: Office, clock: Clock, on: date) -> list[set[str]]:
    """Who is told on a day, a fact for each level."""
    clock.move(on)
    facts: list[Any] = [one.event for one in office.tell_upwards(on)]
    assert all(isinstance(one, Escalated) and one.due == MARCH_15 for one in facts)
    return [set(one.told) for one in facts]


def test_each_level_is_told_once_from_so_many_working_days_late_on(
    office: Office, clock: Clock
) -> None:
    """The answer was due on Wednesday 15 March 2023, and is the Office's to give."""
    adopts(office, *LEVELS)
    a_petition(office, MARCH_1)

    assert [] == told_to(office, clock, MARCH_15)
    assert [{"van-phong"}] == told_to(office, clock, MARCH_16)
    assert [] == told_to(office, clock, date(2023, 3, 17))
    assert [{"ubnd"}] == told_to(office, clock, date(2023, 3, 20))
    assert [] == told_to(office, clock, date(2023, 3, 28))
    assert [{"ban-thuong-vu", "dang-uy"}] == told_to(office, clock, date(2023, 3, 29))
    assert [] == told_to(office, clock, date(2023, 4, 3))


def test_levels_that_are_reached_at_once_are_told_at_once(office: Office, clock: Clock) -> None:
    adopts(office, *LEVELS)
    a_petition(office, MARCH_1)

    assert [{"van-phong"}, {"ubnd"}, {"ban-thuong-vu", "dang-uy"}] == told_to(
        office, clock, date(2023, 4, 3)
    )


def test_without_levels_the_standing_board_and_the_secretary_are_told_at_once(
    office: Office, clock: Clock
) -> None:
    adopts(office, *LEVELS)
    adopts(office, on=date(2023, 3, 2))
    a_petition(office, MARCH_1)

    assert [{"ban-thuong-vu", "dang-uy"}] == told_to(office, clock, MARCH_16)


def test_a_level_without_a_body_in_the_ward_is_passed_over(office: Office, clock: Clock) -> None:
    adopts(office, EscalationLevel(after=1, kinds=("propaganda_education",)), LEVELS[1])
    a_petition(office, MARCH_1)

    assert [] == told_to(office, clock, MARCH_16)
    assert [{"ubnd"}] == told_to(office, clock, date(2023, 3, 20))


def test_who_carries_on_for_a_body_that_was_told_knows_already(
    office: Office, clock: Clock
) -> None:
    adopts(office, LEVELS[1])
    a_petition(office, MARCH_1)
    assert [{"ubnd"}] == told_to(office, clock, date(2023, 3, 20))

    decide(
        office, "bi-thu", ward.WARD, ward.establish_body, date(2023, 3, 21),
        body=BodyId("ubnd-moi"), kind="people_committee", name="Uỷ ban nhân dân phường mới",
    )  # fmt: skip
    decide(
        office, "bi-thu", ward.WARD, ward.merge_bodies, date(2023, 3, 21),
        bodies=(BodyId("ubnd"),), into=BodyId("ubnd-moi"),
    )  # fmt: skip

    assert [] == told_to(office, clock, date(2023, 3, 22))


def test_levels_say_who_is_told_and_come_one_after_another() -> None:
    said: dict[str, Any] = {"on": MARCH_1, "document": RULES}
    deciding = given(ward)

    silent = (EscalationLevel(after=1),)
    deciding.when(ward.adopt_escalation_levels, **said, levels=silent).refused(
        "level-tells-somebody", after=1
    )
    deciding.when(ward.adopt_escalation_levels, **said, levels=LEVELS[::-1]).refused(
        "levels-come-one-after-another", after=3, before=10
    )
    adopted = EscalationLevelsAdopted(**said, levels=LEVELS)
    deciding.when(ward.adopt_escalation_levels, **said, levels=LEVELS).then(adopted)
    given(ward, adopted).when(ward.adopt_escalation_levels, **said, levels=LEVELS).then()
