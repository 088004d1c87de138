"""What an office has read already is what it would read anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import task
from dialogue_cases.office.seen import Read
from dialogue_cases.record import Erased, Recorded, Voided, in_effect, standing
from dialogue_cases.task import Assigned, ProgressReported
from dialogue_cases.vocabulary import BodyId, On, PartyId, When
from strategies import days, recorded, times

moments = st.one_of(days, st.builds(lambda day, at: When(day=day, at=at), days, times))


def assigned(on: On) -> Assigned:
    origin: Any = None
    return Assigned(on=on, origin=origin, text="…", lead=BodyId("ubnd"))


def reported(on: On) -> ProgressReported:
    return ProgressReported(on=on, gist="…")


def erased(on: On) -> Erased:
    return Erased(on=on, party=PartyId("dialogue/2023/1#1"), reason="…")


def voided(on: On) -> Voided:
    return Voided(on=on, reason="…")


@st.composite
def histories(draw: st.DrawFn) -> list[Recorded[Any]]:
    """Facts of one life by version: late ones, corrections, voids, and what is told beside it."""
    history: list[Recorded[Any]] = []
    for version in range(1, draw(st.integers(1, 9)) + 1):
        on = draw(moments)
        roots = [one.version for one in history if one.corrects is None]
        corrects = draw(st.sampled_from([None, None, *roots]))
        make = draw(
            st.sampled_from([voided, reported] if corrects else [assigned, reported, erased])
        )
        history.append(recorded(make(on), version, corrects=corrects))
    return history


class Counting:
    """A life that counts its facts, and how often one was folded."""

    initial = 0

    def __init__(self) -> None:
        self.steps = 0

    def evolve(self, state: int, _: Any) -> int:
        self.steps += 1
        return state + 1

    def refold(self, facts: Sequence[Recorded[Any]], *, upto: On | None = None) -> int:
        seen = [one for one in facts if upto is None or in_effect(one.on, upto)]
        self.steps += len(seen)
        return len(seen)


@settings(max_examples=200)
@given(histories(), moments, st.data())
def test_what_is_read_on_is_what_is_read_anew(
    history: list[Recorded[Any]], on: On, data: st.DataObject
) -> None:
    """However many facts come at a time, and whatever they do to those before."""
    read, rest = Read(task.LIFE), history
    while rest:
        number = data.draw(st.integers(1, len(rest)))
        read.add(rest[:number])
        rest = rest[number:]
        so_far: Sequence[Recorded[Any]] = history[: len(history) - len(rest)]

        assert so_far == read.facts
        assert standing(so_far) == read.stands
        assert task.LIFE.refold(standing(so_far)) == read.state
        assert task.LIFE.refold(standing(so_far), upto=on) == read.upto(on)
        if not read.stands or in_effect(read.stands[-1].on, on):  # a decision on that day …
            assert read.state == read.upto(on)  # … sees all of it


def test_a_life_that_grows_in_order_is_folded_once() -> None:
    """Two thousand opinions cost two thousand steps, also when one of the first was corrected."""
    life: Any = Counting()
    read = Read(life)
    for version in range(1, 2001):
        on = date(2023, 3, 15) + timedelta(days=version // 100)
        read.add([recorded(reported(on), version, corrects=2 if version == 10 else None)])

    assert 1999 == read.state
    assert 1999 + 9 == life.steps


def test_nothing_stands_of_a_life_that_was_taken_out_until_it_begins_again() -> None:
    """What was told of it later is on record, and stands once its beginning does."""
    day = date(2023, 3, 15)
    read = Read(task.LIFE)
    read.add([recorded(assigned(day), 1), recorded(voided(day), 2, corrects=1)])

    read.add([recorded(reported(day), 3)])

    assert ([], task.Task()) == (read.stands, read.state)

    read.add([recorded(assigned(day), 4)])

    assert [3, 4] == [one.version for one in read.stands]
