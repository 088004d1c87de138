"""One decision links a petition and its matter on both sides, and a repeated matter is flagged."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import matter, petition
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import StreamId
from following import (
    EVIDENCE,
    NHO_LAM,
    a_matter,
    a_petition,
    concluded,
    decide,
    held,
    item,
    rules,
    taken,
    told,
)
from offices import Clock, an_office

MARCH_1, MARCH_15, MARCH_20, APRIL_3 = (
    date(2023, 3, 1), date(2023, 3, 15), date(2023, 3, 20), date(2023, 4, 3),
)  # fmt: skip
CLERK = "chanh-van-phong"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


def join(office: Office, stream: StreamId, to: StreamId, on: date) -> list[Any]:
    """The clerk joins on the petition's side."""
    return decide(office, CLERK, stream, petition.join_matter, on, matter=to)


def take_in(office: Office, to: StreamId, on: date, **raising: Any) -> list[Any]:
    """The clerk joins on the matter's side."""
    return decide(office, CLERK, to, matter.join, on, **raising)


def test_a_joined_petition_is_told_to_its_matter(office: Office) -> None:
    """With when, as what, by whom and how many it was raised; nothing is told back."""
    vu_viec, stream = a_matter(office, MARCH_1), a_petition(office, MARCH_15, people=4)
    decide(office, CLERK, stream, petition.classify, MARCH_15, kind="report", area="land")

    joined, counted = join(office, stream, vu_viec, MARCH_20)

    assert [(stream, "JoinedToMatter"), (vu_viec, "Joined")] == told([joined, counted])
    assert ({"joined-petition-is-told-to-its-matter"}, (joined.ref,)) == (
        rules([counted]),
        counted.because,
    )
    assert (MARCH_20, MARCH_15, stream, None, "report", NHO_LAM, 4) == (
        counted.event.on,
        counted.event.raised,
        counted.event.petition,
        counted.event.session,
        counted.event.kind,
        counted.event.group,
        counted.event.people,
    )
    assert [] == join(office, stream, vu_viec, MARCH_20)


def test_a_petition_that_a_matter_takes_in_knows_of_it(office: Office) -> None:
    """The other side of the same decision; what the clerk told of it stands."""
    vu_viec, stream = a_matter(office, MARCH_1), a_petition(office, MARCH_15)

    facts = take_in(office, vu_viec, MARCH_20, petition=stream, raised=MARCH_15, kind="wish")

    assert [(vu_viec, "Joined"), (stream, "JoinedToMatter")] == told(facts)
    assert vu_viec == office.as_of(stream).matter
    assert "wish" == office.as_of(vu_viec).raisings[0].kind
    assert [] == join(office, stream, vu_viec, MARCH_20)
    assert [] == take_in(office, vu_viec, MARCH_20, petition=stream, raised=MARCH_15, kind="wish")


def test_what_can_not_be_linked_is_recorded_on_neither_side(office: Office) -> None:
    """A matter that was never opened, a petition of another one, a link to another life."""
    vu_viec, other, stream = (
        a_matter(office, MARCH_1), a_matter(office, MARCH_1), a_petition(office, MARCH_15),
    )  # fmt: skip
    join(office, stream, vu_viec, MARCH_20)
    before = office.log.position

    with pytest.raises(Refused, match="petition-is-of-one-matter"):
        take_in(office, other, MARCH_20, petition=stream, raised=MARCH_15)
    with pytest.raises(Refused, match="matter-is-opened"):
        join(office, a_petition(office, MARCH_15), StreamId("matter/2023/3"), MARCH_20)
    with pytest.raises(Refused, match="link-names-the-right-life"):
        take_in(office, other, MARCH_20, petition=StreamId("plan/2023"), raised=MARCH_15)

    assert before + 1 == office.log.position  # the second petition itself


def test_a_separated_petition_leaves_on_both_sides(office: Office) -> None:
    """From the petition's side, from the matter's, and by the opinion that it was."""
    vu_viec = a_matter(office, MARCH_1)
    dialogue = held(office, MARCH_15, {})
    spoken = taken(office, dialogue, MARCH_15)[1].stream
    written, third = a_petition(office, MARCH_15), a_petition(office, MARCH_15)
    for stream in (spoken, written, third):
        join(office, stream, vu_viec, MARCH_20)

    left = decide(office, CLERK, written, petition.leave_matter, APRIL_3, reason="Việc khác")
    out = decide(
        office, CLERK, vu_viec, matter.separate, APRIL_3, reason="Việc khác", petition=third
    )
    said = decide(
        office, CLERK, vu_viec, matter.separate, APRIL_3, reason="Việc khác", session=dialogue,
        opinion=1,
    )  # fmt: skip

    assert [(written, "SeparatedFromMatter"), (vu_viec, "Separated")] == told(left)
    assert [(vu_viec, "Separated"), (third, "SeparatedFromMatter")] == told(out)
    assert [(vu_viec, "Separated"), (spoken, "SeparatedFromMatter")] == told(said)
    assert () == office.as_of(vu_viec).raisings
    assert [None] * 3 == [office.as_of(one).matter for one in (spoken, written, third)]
    assert [] == decide(office, CLERK, written, petition.leave_matter, APRIL_3, reason="Việc khác")


def test_a_petition_can_join_again_after_it_left(office: Office) -> None:
    """Each turn is told to the other side, and stays the last word there."""
    vu_viec, stream = a_matter(office, MARCH_1), a_petition(office, MARCH_15)
    join(office, stream, vu_viec, MARCH_15)
    decide(office, CLERK, stream, petition.leave_matter, MARCH_20, reason="Việc khác")

    facts = join(office, stream, vu_viec, APRIL_3)

    assert [(stream, "JoinedToMatter"), (vu_viec, "Joined")] == told(facts)
    assert (stream,) == office.as_of(vu_viec).petitions


def test_what_a_petition_is_found_to_be_is_told_to_its_matter_anew(office: Office) -> None:
    """Classified after it was joined; a kind that is known already adds nothing."""
    vu_viec, stream = a_matter(office, MARCH_1), a_petition(office, MARCH_15)
    join(office, stream, vu_viec, MARCH_20)

    facts = decide(office, CLERK, stream, petition.classify, APRIL_3, kind="report", area="land")

    assert [(stream, "Classified"), (vu_viec, "Joined")] == told(facts)
    assert {"classified-petition-is-told-to-its-matter"} == rules(facts)
    assert {"report": 1} == office.as_of(vu_viec).raised_by_kind
    assert 1 == office.as_of(vu_viec).times_raised

    again = decide(office, CLERK, stream, petition.classify, APRIL_3, kind="report", area="policy")

    assert [(stream, "Classified")] == told(again)


def test_a_classification_entered_late_is_told_from_the_day_of_the_join(office: Office) -> None:
    """The matter can't know of the petition before it was joined."""
    vu_viec, stream = a_matter(office, MARCH_1), a_petition(office, MARCH_15)
    join(office, stream, vu_viec, MARCH_20)

    _, anew = decide(office, CLERK, stream, petition.classify, MARCH_15, kind="report", area="land")

    assert (MARCH_20, "report") == (anew.event.on, anew.event.kind)


def test_the_petition_of_an_opinion_is_the_same_raising(office: Office) -> None:
    """An opinion that a matter has already joins it as a petition, and is counted once."""
    vu_viec, dialogue = a_matter(office, MARCH_1), held(office, MARCH_15, {})
    take_in(office, vu_viec, MARCH_15, session=dialogue, opinion=1, raised=MARCH_15)

    _, raised, joined, back = taken(office, dialogue, MARCH_20)

    assert [(vu_viec, "Joined"), (raised.stream, "JoinedToMatter")] == told([joined, back])
    assert "petition-of-an-opinion-joins-its-matter" in rules([joined])
    assert (1, vu_viec) == (office.as_of(vu_viec).times_raised, office.as_of(raised.stream).matter)


# -- Raised again and again --------------------------------------------------------------


def settle(office: Office, vu_viec: StreamId, on: date) -> None:
    decide(office, CLERK, vu_viec, matter.confirm_settled, on, findings="Nước đã thoát")
    decide(
        office, CLERK, vu_viec, matter.settle, on, gist="Đã thông mương", evidence=EVIDENCE,
        answer=EVIDENCE[0],
    )  # fmt: skip


@pytest.mark.requirement("R22", "R29")
def test_a_matter_raised_more_than_once_and_unsettled_is_flagged(office: Office) -> None:
    """At each count, with the count."""
    vu_viec = a_matter(office, MARCH_1)

    once = join(office, a_petition(office, MARCH_1), vu_viec, MARCH_1)
    twice = join(office, a_petition(office, MARCH_15), vu_viec, MARCH_15)
    thrice = join(office, a_petition(office, MARCH_20), vu_viec, MARCH_20)

    assert "repeated-matter-is-flagged" not in rules(once)
    assert ("FlaggedAsRepeated", (twice[1].ref,)) == (
        type(twice[-1].event).__name__,
        twice[-1].because,
    )
    assert [2, 3] == [one.event.times for one in (twice[-1], thrice[-1])]


def test_a_join_entered_late_is_counted_with_those_of_later_days(office: Office) -> None:
    """The flag says how often it was raised as now known, from the day of the last one."""
    vu_viec = a_matter(office, MARCH_1)
    for day in (MARCH_15, APRIL_3):
        join(office, a_petition(office, day), vu_viec, day)

    *_, flag = join(office, a_petition(office, MARCH_15), vu_viec, MARCH_20)

    assert (3, APRIL_3) == (flag.event.times, flag.event.on)


def test_a_settled_matter_is_flagged_only_when_it_is_raised_again(office: Office) -> None:
    """What came before it was settled is settled with it; what comes after opens it again."""
    vu_viec = a_matter(office, MARCH_1)
    join(office, a_petition(office, MARCH_1), vu_viec, MARCH_1)
    settle(office, vu_viec, MARCH_15)
    late = join(office, a_petition(office, MARCH_1), vu_viec, MARCH_20)

    assert [(vu_viec, "Joined")] == told(late)[1:]

    again = join(office, a_petition(office, MARCH_20), vu_viec, APRIL_3)

    assert ["Joined", "RaisedAgain", "FlaggedAsRepeated"] == [name for _, name in told(again)][1:]
    assert "repeated" == office.as_of(vu_viec).status


# -- Who promised ------------------------------------------------------------------------


def test_what_joins_brings_along_what_was_promised_about_it(office: Office) -> None:
    """Joined after the direction and after the notice: the matter knows who was told to do what."""
    dialogue = held(office, MARCH_15, {}, {})
    concluded(office, dialogue, MARCH_20, item(1, opinions=(1,)), item(2, opinions=(2,)))
    stream = a_petition(office, MARCH_15)
    decide(office, "bi-thu", stream, petition.direct, MARCH_20, direction="Khơi", lead="ubnd")
    vu_viec = a_matter(office, MARCH_1)

    join(office, stream, vu_viec, APRIL_3)
    take_in(office, vu_viec, APRIL_3, session=dialogue, opinion=2, raised=MARCH_15)

    assert (f"task/{stream}/direction/1", f"task/{dialogue}/item/2") == office.as_of(vu_viec).tasks
    assert {APRIL_3} == {one.on for one in office.as_of(vu_viec).promises}


# -- Whatever is decided, on whichever side ----------------------------------------------

SIDES = ("petition joins", "petition leaves", "matter takes in", "matter separates")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(SIDES), st.sampled_from([1, 2]), st.sampled_from([1, 2])),
        max_size=12,
    )
)
def test_a_petition_and_its_matter_always_know_of_each_other(steps: list[Any]) -> None:
    """Decided day by day by either side, and refused by either: both sides say the same."""
    with an_office(Clock(date(2023, 12, 20))) as office:
        petitions = [a_petition(office, MARCH_1) for _ in range(2)]
        matters = [a_matter(office, MARCH_1) for _ in range(2)]
        for number, (side, which, whose) in enumerate(steps):
            stream, vu_viec = petitions[which - 1], matters[whose - 1]
            on = MARCH_15 + timedelta(days=number)
            with suppress(Refused):
                match side:
                    case "petition joins":
                        join(office, stream, vu_viec, on)
                    case "petition leaves":
                        decide(office, CLERK, stream, petition.leave_matter, on, reason="Khác")
                    case "matter takes in":
                        take_in(office, vu_viec, on, petition=stream, raised=MARCH_1)
                    case _:
                        decide(
                            office, CLERK, vu_viec, matter.separate, on, reason="Khác",
                            petition=stream,
                        )  # fmt: skip

        known = {stream: office.as_of(stream).matter for stream in petitions}
        counted = {one: set(office.as_of(one).petitions) for one in matters}
        assert counted == {one: {p for p in petitions if known[p] == one} for one in matters}
        for one in matters:
            state = office.as_of(one)
            flagged = bool(state.flags) and state.flags[-1].times == state.times_raised
            assert flagged or not state.is_repeatedly_raised_unresolved
