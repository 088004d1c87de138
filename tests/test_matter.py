"""A matter: one grievance behind several petitions and opinions, over sessions and years."""

import inspect
from datetime import date
from typing import Any, get_args

import attrs
import hypothesis
import hypothesis.strategies as st
import msgspec
import pytest

from dialogue_cases import matter, ward
from dialogue_cases.matter import (
    Confirmed,
    Event,
    FlaggedAsRepeated,
    Joined,
    Listed,
    Opened,
    Promised,
    RaisedAgain,
    Separated,
    SettledDefinitively,
    SolutionForeseen,
)
from dialogue_cases.vocabulary import BodyId, Document, GroupId, StreamId, month
from dialogue_cases.ward import BodiesMerged, BodyEstablished
from spec import Given, a_ward, given
from strategies import value

SPRING, SUMMER, AUTUMN = date(2023, 3, 15), date(2023, 7, 12), date(2023, 10, 11)
NEXT_YEAR = date(2024, 3, 20)
FIRST, SECOND = StreamId("dialogue/2023/1"), StreamId("dialogue/2023/3")
PETITION = StreamId("petition/2023/5")
TASK = StreamId("task/dialogue/2023/1/item/3")
UBND, BLOC, BOARD = (BodyId(body) for body in ("ubnd", "dan-van", "ban-xay-dung-dang"))
NHO_LAM = GroupId("nho-lam")
LETTER = Document(kind="Công văn", number="112/UBND", issued_on=SUMMER)
GIST = "Mương thoát nước TDP Nho Lâm ngập"

OPENED = Opened(on=SPRING, gist=GIST, group=NHO_LAM)
VOICED = Joined(
    on=SPRING, raised=SPRING, session=FIRST, opinion=2, kind="report", group=NHO_LAM, people=3
)
VOICED_AGAIN = Joined(on=SUMMER, raised=SUMMER, session=SECOND, opinion=1, kind="recommendation")
WRITTEN = Joined(on=AUTUMN, raised=AUTUMN, petition=PETITION, kind="report", group=NHO_LAM)
CONFIRMED = Confirmed(on=SUMMER, findings="Đủ hồ sơ")
SETTLED = SettledDefinitively(on=SUMMER, gist="Đã sửa", evidence=(LETTER,), answer=LETTER)


def opened(*events: Any) -> Given:
    """A matter that was opened, after these further events."""
    return given(matter, OPENED, *events)


# -- What belongs to it ---------------------------------------------------------------


def test_a_matter_is_opened_once() -> None:
    told: dict[str, Any] = {"gist": GIST, "group": NHO_LAM}

    given(matter).when(matter.open_matter, on=SPRING, **told).then(OPENED)
    opened().when(matter.open_matter, on=SUMMER, **told).then()
    opened().when(matter.open_matter, on=SUMMER, gist="Khác").refused("matter-is-opened-once")
    given(matter).when(matter.open_matter, on=SPRING, gist=" ").refused("report-says-something")
    given(matter).when(matter.open_matter, on=SPRING, gist="x", group=GroupId("?")).refused(
        "group-is-known"
    )


VOICING: dict[str, Any] = {
    "raised": SPRING,
    "session": FIRST,
    "opinion": 2,
    "kind": "report",
    "group": NHO_LAM,
    "people": 3,
}


@pytest.mark.requirement("R29")
def test_opinions_and_petitions_are_joined() -> None:
    opened().when(matter.join, on=SPRING, **VOICING).then(VOICED)
    opened(VOICED).when(matter.join, on=SUMMER, **VOICING).then()
    opened(VOICED).when(
        matter.join, on=AUTUMN, raised=AUTUMN, petition=PETITION, kind="report", group=NHO_LAM
    ).then(WRITTEN)


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ({"session": None, "opinion": None}, "joined-by-petition-or-opinion"),
        ({"opinion": None}, "joined-by-petition-or-opinion"),
        ({"session": None}, "joined-by-petition-or-opinion"),
        ({"raised": SUMMER}, "raised-before-it-is-joined"),
        ({"people": 0}, "petition-has-a-person"),
        ({"group": "?"}, "group-is-known"),
    ],
)
def test_what_is_joined_says_where_and_when_it_was_raised(told: Any, rule: str) -> None:
    opened().when(matter.join, on=SPRING, **{**VOICING, **told}).refused(rule)


def test_nothing_is_decided_about_a_matter_that_nobody_opened() -> None:
    given(matter).when(matter.join, on=SPRING, **VOICING).refused("matter-is-opened")


def test_an_opinion_that_became_a_petition_is_one_raising() -> None:
    told: dict[str, Any] = {**VOICING, "petition": PETITION}
    both = attrs.evolve(VOICED, on=SUMMER, petition=PETITION)

    opened(VOICED).when(matter.join, on=SUMMER, **told).then(both)
    assert 1 == opened(VOICED, both).state.times_raised


def test_what_is_about_something_else_is_separated() -> None:
    apart = Separated(on=SUMMER, reason="Việc khác", session=FIRST, opinion=2)
    told: dict[str, Any] = {"session": FIRST, "opinion": 2}

    opened(VOICED).when(matter.separate, on=SUMMER, reason="Việc khác", **told).then(apart)
    opened(VOICED, apart).when(matter.separate, on=SUMMER, reason="Việc khác", **told).then()
    opened().when(matter.separate, on=SUMMER, reason="x", **told).refused("separated-after-joining")
    opened(VOICED).when(matter.separate, on=SUMMER, reason="", **told).refused("reason-is-given")
    assert 0 == opened(VOICED, apart).state.times_raised
    assert 1 == opened(VOICED, apart, VOICED).state.times_raised


# -- How often, since when, by whom ---------------------------------------------------


@pytest.mark.requirement("R22", "R28", "R29")
def test_it_is_counted_over_sessions_and_years() -> None:
    later = Joined(on=NEXT_YEAR, raised=NEXT_YEAR, session=StreamId("dialogue/2024/1"), opinion=1)

    state = opened(WRITTEN, VOICED, VOICED_AGAIN, later).state

    assert (4, 3) == (state.times_raised, len(state.sessions))
    assert (SPRING, NEXT_YEAR) == (state.first_raised, state.last_raised)
    assert {2023: 3, 2024: 1} == state.raised_by_year
    assert {"report": 2, "recommendation": 1} == state.raised_by_kind
    assert {NHO_LAM: 2} == state.raised_by_group
    assert ((PETITION,), 3) == (state.petitions, state.people)


@pytest.mark.requirement("R29")
def test_raised_many_times_and_never_settled_is_flagged_once_for_each_count() -> None:
    twice = opened(VOICED, VOICED_AGAIN)
    flag = FlaggedAsRepeated(on=SUMMER, times=2, sessions=2)

    assert twice.state.is_repeatedly_raised_unresolved
    twice.when(matter.flag_as_repeated, on=SUMMER).then(flag)
    opened(VOICED, VOICED_AGAIN, flag).when(matter.flag_as_repeated, on=AUTUMN).then()
    opened(VOICED, VOICED_AGAIN, flag, WRITTEN).when(matter.flag_as_repeated, on=AUTUMN).then(
        FlaggedAsRepeated(on=AUTUMN, times=3, sessions=2)
    )
    opened(VOICED).when(matter.flag_as_repeated, on=SUMMER).refused(
        "flagged-when-repeated-and-unsettled", times=1
    )


@pytest.mark.requirement("R30")
def test_a_solution_is_foreseen_by_a_body() -> None:
    foreseen = SolutionForeseen(on=SUMMER, body=UBND, gist="Nạo vét trước mùa mưa")
    told: dict[str, Any] = {"body": UBND, "gist": "Nạo vét trước mùa mưa"}

    opened().when(matter.foresee_solution, on=SUMMER, **told).then(foreseen)
    opened(foreseen).when(matter.foresee_solution, on=AUTUMN, **told).then()
    opened().when(matter.foresee_solution, on=SUMMER, body=BodyId("?"), gist="x").refused(
        "body-is-known"
    )


def test_an_unsettled_matter_is_on_the_list_of_a_session() -> None:
    listed = Listed(on=SUMMER, session=SECOND)

    opened().when(matter.put_on_list, on=SUMMER, session=SECOND).then(listed)
    opened(listed).when(matter.put_on_list, on=AUTUMN, session=SECOND).then()
    opened().when(matter.put_on_list, on=SUMMER, session=PETITION).refused("listed-for-a-session")
    opened(SETTLED).when(matter.put_on_list, on=AUTUMN, session=SECOND).refused(
        "matter-is-unsettled"
    )


# -- Who promised ---------------------------------------------------------------------


def test_it_knows_who_promised_and_who_carries_on_for_them() -> None:
    promised = Promised(on=SPRING, task=TASK, body=BLOC)
    merged = a_ward()
    for event in (
        BodyEstablished(
            on=AUTUMN, body=BOARD, kind="party_building_board", name="Ban Xây dựng Đảng"
        ),
        BodiesMerged(on=AUTUMN, bodies=(BLOC,), into=BOARD),
    ):
        merged = ward.evolve(merged, event)

    opened().when(matter.promise, on=SPRING, task=TASK, body=BLOC).then(promised)
    opened(promised).when(matter.promise, on=SUMMER, task=TASK, body=BLOC).then()
    opened().when(matter.promise, on=SPRING, task=PETITION, body=BLOC).refused("promise-is-a-task")
    state = opened(promised).state
    assert ((TASK,), (BLOC,)) == (state.tasks, state.bodies_promised)
    assert (BOARD,) == state.bodies_charged(merged)


# -- Settled, and raised again --------------------------------------------------------

SETTLING: dict[str, Any] = {"gist": "Đã sửa", "evidence": (LETTER,), "answer": LETTER}


@pytest.mark.requirement("R71")
def test_a_matter_is_settled_with_evidence_answer_and_confirmation() -> None:
    opened(VOICED, CONFIRMED).when(matter.settle, on=SUMMER, **SETTLING).then(SETTLED)
    settled = opened(VOICED, VOICED_AGAIN, CONFIRMED, SETTLED)
    settled.when(matter.settle, on=AUTUMN, **SETTLING).then()
    settled.when(matter.settle, on=AUTUMN, gist="Khác").refused("matter-is-unsettled")
    assert "settled" == settled.state.status
    assert not settled.state.is_repeatedly_raised_unresolved


@pytest.mark.requirement("R71")
@pytest.mark.parametrize(
    ("events", "told", "rule"),
    [
        ((CONFIRMED,), {"evidence": ()}, "settlement-has-evidence"),
        ((CONFIRMED,), {"answer": None}, "settlement-was-answered"),
        ((), {}, "settlement-is-confirmed"),
    ],
)
def test_without_one_of_the_three_a_matter_is_not_settled(
    events: Any, told: Any, rule: str
) -> None:
    lacking = opened(*events).when(matter.settle, on=SUMMER, **{**SETTLING, **told})

    assert lacking.refused(rule).unlawful


@pytest.mark.requirement("R71")
def test_the_office_confirms_that_a_matter_is_settled() -> None:
    told: dict[str, Any] = {"findings": "Đủ hồ sơ"}

    opened().by("chanh-van-phong").when(matter.confirm_settled, on=SUMMER, **told).then(CONFIRMED)
    opened(CONFIRMED).when(matter.confirm_settled, on=AUTUMN, **told).then()
    other = opened().by("chu-tich").when(matter.confirm_settled, on=SUMMER, **told)
    assert other.refused("office-confirms-the-settlement", body="ubnd").unlawful


@pytest.mark.requirement("R71")
def test_a_settled_matter_that_is_raised_again_is_open_again() -> None:
    again = RaisedAgain(on=AUTUMN, petition=PETITION)
    told: dict[str, Any] = {
        "raised": AUTUMN,
        "petition": PETITION,
        "kind": "report",
        "group": NHO_LAM,
    }

    opened(VOICED, CONFIRMED, SETTLED).when(matter.join, on=AUTUMN, **told).then(WRITTEN, again)
    after = opened(VOICED, CONFIRMED, SETTLED, WRITTEN, again)
    after.when(matter.join, on=AUTUMN, **told).then()
    assert ("repeated", 1) == (after.state.status, after.state.times_raised_again)
    assert after.state.was_ever_settled
    assert (
        after.when(matter.settle, on=AUTUMN, **SETTLING).refused("settlement-is-confirmed").unlawful
    )


@pytest.mark.parametrize("raised", [SPRING, SUMMER, month(2023, 7)])
def test_what_was_raised_before_the_settlement_opens_nothing(raised: Any) -> None:
    opened(CONFIRMED, SETTLED).when(matter.join, on=AUTUMN, raised=raised, petition=PETITION).then(
        Joined(on=AUTUMN, raised=raised, petition=PETITION)
    )


# -- Always ---------------------------------------------------------------------------

EVENTS = get_args(Event)


@hypothesis.given(st.lists(st.sampled_from(EVENTS).flatmap(value), max_size=8))
def test_folding_any_sequence_never_raises_and_answers(events: list[Any]) -> None:
    state = matter.INITIAL
    for event in events:
        state = matter.evolve(state, event)

    state.bodies_charged(a_ward())
    for name, _ in inspect.getmembers(type(state), lambda one: isinstance(one, property)):
        getattr(state, name)


@pytest.mark.parametrize("shape", EVENTS)
@hypothesis.given(data=st.data())
@hypothesis.settings(max_examples=10)
def test_every_fact_reads_back_as_it_was_written(shape: Any, data: st.DataObject) -> None:
    event = data.draw(value(shape))

    assert event == msgspec.json.decode(msgspec.json.encode(event), type=shape)
