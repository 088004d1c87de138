"""Two points of knowledge: what is told otherwise, and which facts make the difference."""

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Run
from demo_year import demo_year
from dialogue_cases import Invalid, NotFound, Office
from dialogue_cases.audit import TABLES, KnowledgePart, differences_of_life, differences_of_table
from dialogue_cases.audit.difference import (
    facts_that_change,
    fields_that_differ,
    position_known,
)
from dialogue_cases.codec import life_of
from dialogue_cases.projection import Views
from dialogue_cases.record import known_then
from dialogue_cases.views import board, register
from dialogue_cases.vocabulary import StreamId
from dialogue_cases.ward import Ward

END = date(2023, 12, 31)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with demo_year() as made:
        yield made


# -- Which facts make an answer another one ---------------------------------------------------


def changes(answers: list[int], after: int) -> list[int]:
    """The positions at which the answers (as of 0, 1, 2, …) become others, found by halving."""
    facts: Any = [SimpleNamespace(position=at) for at in range(1, len(answers))]
    return [one.position for one in facts_that_change(facts, answers.__getitem__, after=after)]


@given(answers=st.lists(st.integers(0, 3), min_size=1, max_size=40), data=st.data())
def test_each_fact_that_is_named_changes_the_answer_and_one_is_named_where_it_differs(
    answers: list[int], data: st.DataObject
) -> None:
    """Whatever the answers are, and from wherever they are compared."""
    after = data.draw(st.integers(0, len(answers) - 1))
    found = changes(answers, after)

    assert all(at > after and answers[at] != answers[at - 1] for at in found)
    assert bool(found) >= (answers[after] != answers[-1])
    assert found == sorted(found)


@given(answers=st.lists(st.integers(0, 9), min_size=1, max_size=40).map(sorted))
def test_of_an_answer_that_never_comes_back_every_change_is_named(answers: list[int]) -> None:
    """Against the answers gone through one by one."""
    naive = [at for at, (one, other) in enumerate(pairwise(answers), start=1) if one != other]

    assert naive == changes(answers, 0)


def test_of_several_things_only_those_are_told_that_the_other_hasnt() -> None:
    """So that a long list of things shows the one that is new."""
    one, other = Ward(terms={}, predecessors=("a",)), Ward(terms={}, predecessors=("a", "b"))

    assert [("predecessors", (), ("b",))] == [
        (each.field, each.before, each.after) for each in fields_that_differ(one, other)
    ]
    assert () == fields_that_differ(one, one)


# -- Up to which position --------------------------------------------------------------------


def test_a_day_is_the_position_of_the_last_fact_recorded_by_its_end(office: Office) -> None:
    """Against the log gone through."""
    log = [*office.log.since()]
    for month in range(1, 13):
        for day in (1, 15, 28):
            known = date(2023, month, day)
            naive = [one.position for one in log if known_then(one, known)]
            assert (naive or [0])[-1] == position_known(office, known)
    assert (0, len(log), 7) == (
        position_known(office, date(2000, 1, 1)), position_known(office, None),
        position_known(office, 7),
    )  # fmt: skip


# -- Of one life -----------------------------------------------------------------------------


def test_the_state_is_told_otherwise_by_what_was_recorded_between(office: Office) -> None:
    """Every field that two folds differ in, with facts of the life between the two points."""
    stream, before, after = StreamId("dialogue/2023/2"), date(2023, 4, 20), date(2023, 5, 20)
    told = differences_of_life(office, stream, before, after)
    life, history = life_of(stream), office.history(stream)
    states = [life.fold(history, known=one) for one in (before, after)]
    between = {one.ref for one in history if known_then(one, after) and not known_then(one, before)}
    fields = {one.about for one in told if one.part == "state"}

    assert fields - {"status"} == {
        one.field for one in fields_that_differ(*states) if one.field not in ("arranged", "data")
    }
    assert all(one.facts and set(one.facts) <= between for one in told)


def test_a_correction_is_named_as_what_made_punctual_late(office: Office) -> None:
    """The answer was said to be of the 18th, then of the 24th of May."""
    said = next(one for one in office.history("petition/2023/7") if one.version == 7)
    (told,) = (
        one
        for one in differences_of_life(office, "petition/2023/7", said.position)
        if one.part == "deadlines" and one.about == "P2"
    )

    assert ("petition/2023/7@8",) == told.facts
    assert (True, False) == (told.before.in_time, told.after.in_time)


def test_nothing_is_told_otherwise_between_a_point_and_itself(office: Office) -> None:
    """Of a life, and of every table."""
    day = date(2023, 6, 30)

    assert () == differences_of_life(office, "petition/2023/7", day, day)
    assert all(() == differences_of_table(office, one, day, day, on=day) for one in TABLES)


def test_the_second_point_isnt_before_the_first(office: Office) -> None:
    """And a life that wasn't there then isn't compared."""
    with pytest.raises(Invalid):
        differences_of_life(office, "petition/2023/7", END, date(2023, 1, 1))
    with pytest.raises(NotFound):
        differences_of_life(office, "petition/2023/7", date(2023, 1, 1), date(2023, 1, 20))


# -- Of registers and boards -----------------------------------------------------------------


@pytest.mark.parametrize("part", TABLES)
def test_a_line_that_differs_has_a_fact_between_that_makes_it_so(
    office: Office, part: KnowledgePart
) -> None:
    """And no line differs whose lives nobody has touched."""
    before, after = date(2023, 4, 30), date(2023, 7, 31)
    told = differences_of_table(office, part, before, after, on=after)
    between = {
        one.ref
        for one in office.log.since()
        if known_then(one, after) and not known_then(one, before)
    }

    assert told
    assert all(one.facts and set(one.facts) <= between for one in told)


def test_the_tables_are_told_otherwise_as_the_views_answer(office: Office) -> None:
    """Each line of the two answers that isn't in the other, and no others."""
    before, after = date(2023, 4, 30), date(2023, 7, 31)
    wanted = board.BoardWanted(finished=True)
    with Views.of(office) as views:
        cases = [set(map(str, register.cases(views, known=one).rows)) for one in (before, after)]
        owed = [
            set(map(str, board.lines(views, after, wanted, known=one).rows))
            for one in (before, after)
        ]
    for part, (was, now) in (("register", cases), ("board", owed)):
        told = differences_of_table(office, part, before, after, on=after)  # type: ignore[arg-type]
        assert was - now == {str(one.before) for one in told if one.before is not None}
        assert now - was == {str(one.after) for one in told if one.after is not None}


# -- The command -----------------------------------------------------------------------------


def test_the_command_compares_two_points_of_knowledge(run: Run, ward: Path) -> None:
    """Of a life its state and deadlines; of the whole record its registers and boards."""
    told = run("diff", "plan/2023", "--before", "0", "--lang", "en")
    plain = json.loads(run("diff", "plan/2023", "--before", "0", "--json").out)
    boards = json.loads(run("diff", "--before", "0", "--on", "2023-12-31", "--json").out)["rows"]
    one = json.loads(run("diff", "--before", "0", "--part", "board", "--json").out)["rows"]

    assert "What is told otherwise of the state" in told.out
    assert "plan/2023@2" in told.out
    assert {"state", "deadlines"} == set(plain["rows"])
    assert ["status", "drafted"] == [one["about"] for one in plain["rows"]["state"]][:2]
    assert set(TABLES) == set(boards)
    assert {"board"} == set(one)
    assert all(one["facts"] for one in boards["board"])
    before = run("diff", "--before", "9", "--known", "2000-01-01")
    assert (0, True) == (before.code, "sổ được lập từ ngày" in before.out)


def test_list_and_history_are_told_as_was_known_on_a_past_day(run: Run, ward: Path) -> None:
    """What was recorded later isn't there; nor is, in a list, what took effect later."""
    first = json.loads(run("history", "plan/2023", "--json").out)["facts"][0]
    known = ("--known", str(first["position"]), "--json")
    facts = json.loads(run("history", "plan/2023", *known).out)["facts"]
    listed = json.loads(run("list", *known).out)["streams"]
    early = json.loads(run("list", "plan", "--on", "2023-01-01", "--json").out)["streams"]

    assert ["plan/2023@1"] == [one["ref"] for one in facts]
    assert {"ward", "plan/2023"} == {one["stream"] for one in listed}
    assert "drafted" in {one["status"] for one in listed}
    assert [] == early
    assert 2 == run("history", "plan/2023", "--known", "1").code
