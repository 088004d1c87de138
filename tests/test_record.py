"""One order everywhere: late entries, corrections and voids read as if right the first time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases.record import (
    Erased,
    Recorded,
    Voided,
    followers,
    in_effect,
    standing,
    version_of,
)
from dialogue_cases.vocabulary import EventRef, On, PartyId, When, month
from dialogue_cases.ward import BodyRenamed
from strategies import days, recorded, times


def renamed(on: On, name: str = "UBND") -> BodyRenamed:
    return BodyRenamed(on=on, body="ubnd", name=name)  # type: ignore[arg-type]


def names(history: list[Recorded[Any]], **known: Any) -> list[str]:
    return [fact.event.name for fact in standing(history, **known)]


moments = st.one_of(days, st.builds(lambda day, at: When(day=day, at=at), days, times))


@given(st.lists(moments, max_size=6, unique_by=str), st.randoms())
def test_late_entry_in_any_order_gives_the_same_state(ons: list[On], random: Any) -> None:
    """A life is read in the order of effect, not of entry (for distinct days and times)."""
    keys = {(on.day, on.at or time.min) if isinstance(on, When) else (on, time.min) for on in ons}
    if len(keys) != len(ons):
        return
    shuffled = random.sample(ons, len(ons))

    in_order = [recorded(renamed(on, str(on)), n) for n, on in enumerate(ons, 1)]
    any_order = [recorded(renamed(on, str(on)), n) for n, on in enumerate(shuffled, 1)]

    assert names(in_order) == names(any_order)


@given(st.lists(days, min_size=1, max_size=5), st.data())
def test_a_chain_of_corrections_equals_having_been_right_the_first_time(
    ons: list[date], data: st.DataObject
) -> None:
    """As known after the last correction; as known before it, the earlier one stands."""
    root = data.draw(st.integers(1, len(ons)))
    tries = data.draw(st.lists(days, min_size=1, max_size=3))
    history = [recorded(renamed(on, str(number)), number) for number, on in enumerate(ons, 1)]
    for version, on in enumerate(tries, len(ons) + 1):
        history.append(recorded(renamed(on, f"{root}"), version, corrects=root))
    right = [
        recorded(renamed(tries[-1] if number == root else on, str(number)), number)
        for number, on in enumerate(ons, 1)
    ]

    assert names(right) == names(history)
    assert names([recorded(renamed(on, str(n)), n) for n, on in enumerate(ons, 1)]) == names(
        history, known=len(ons)
    )


def test_a_void_takes_an_entry_out_and_the_record_keeps_it() -> None:
    """As known before the void the entry stands; a later correction puts one back."""
    history: list[Recorded[Any]] = [
        recorded(renamed(date(2023, 1, 5), "one"), 1),
        recorded(renamed(date(2023, 1, 6), "two"), 2),
        recorded(Voided(on=date(2023, 1, 9), reason="entered twice"), 3, corrects=1),
        recorded(renamed(date(2023, 1, 7), "three"), 4, corrects=1),
    ]

    assert ["one", "two"] == names(history, known=2)
    assert ["two"] == names(history, known=3)
    assert ["two", "three"] == names(history)


def test_an_erasure_is_no_fact_of_the_life() -> None:
    """It changes what can be read, not what happened."""
    erased = Erased(on=date(2023, 1, 6), party=PartyId("dialogue/2023/1#1"), reason="asked for")
    history: list[Recorded[Any]] = [
        recorded(renamed(date(2023, 1, 5), "one"), 1),
        recorded(erased, 2),
        recorded(renamed(date(2023, 1, 4), "two"), 3),
    ]

    assert ["two", "one"] == names(history)


def test_known_on_a_day_means_its_end_on_the_wards_clock() -> None:
    """A fact recorded at 23:30 local time on 24 December is known on the 24th (16:30 UTC)."""
    night = datetime(2025, 12, 24, 16, 30, tzinfo=UTC)
    history = [
        recorded(renamed(date(2025, 12, 24), "in time"), 1, recorded_at=night),
        recorded(
            renamed(date(2025, 12, 24), "after midnight"),
            2,
            recorded_at=night + timedelta(hours=1),
        ),
    ]

    assert ["in time"] == names(history, known=date(2025, 12, 24))
    assert [] == names(history, known=date(2025, 12, 23))
    assert 2 == len(names(history, known=date(2025, 12, 25)))


@pytest.mark.parametrize(
    ("on", "upto", "seen"),
    [
        (date(2023, 3, 15), date(2023, 3, 15), True),
        (date(2023, 3, 16), date(2023, 3, 15), False),
        (When(day=date(2023, 3, 15), at=time(9)), date(2023, 3, 15), True),
        (When(day=date(2023, 3, 15), at=time(9)), When(day=date(2023, 3, 15), at=time(8)), False),
        (When(day=date(2023, 3, 15), at=time(8)), When(day=date(2023, 3, 15), at=time(8)), True),
        (date(2023, 3, 15), When(day=date(2023, 3, 15), at=time(8)), True),
        (month(2023, 3), date(2023, 3, 1), True),
        (date(2023, 3, 15), month(2023, 3), True),
        (date(2023, 4, 1), month(2023, 3), False),
    ],
)
def test_a_decision_sees_what_took_effect_up_to_its_own_day_and_time(
    on: On, upto: On, seen: bool
) -> None:
    """Within one day, what has no time holds from the day's start."""
    assert seen == in_effect(on, upto)


def test_what_followed_from_a_fact_is_its_closure_over_because() -> None:
    """What policies did on a wrong fact is listed, directly and in turn."""
    history = [
        recorded(renamed(date(2023, 1, 5)), 1),
        recorded(renamed(date(2023, 1, 5)), 2, because=(EventRef("dialogue/2023/1@1"),)),
        recorded(renamed(date(2023, 1, 5)), 3),
        recorded(renamed(date(2023, 1, 5)), 4, because=(EventRef("dialogue/2023/1@2"),)),
    ]

    assert [2, 4] == [one.version for one in followers(history, EventRef("dialogue/2023/1@1"))]
    assert 4 == version_of(history)
    assert 0 == version_of([])
