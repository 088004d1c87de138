"""What is unsettled at the next session of a residential group goes on that session's list."""

from collections.abc import Iterator
from datetime import date
from time import process_time
from typing import Any

import pytest

from dialogue_cases import matter, petition, session, task, ward
from dialogue_cases.office import Office
from dialogue_cases.policies.lists import REASON
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import GroupId, StreamId, SystemAct, month
from following import (
    AN_THUONG,
    EVIDENCE,
    GOVERNMENT,
    NHO_LAM,
    a_matter,
    a_petition,
    concluded,
    decide,
    fixed,
    held,
    item,
    rules,
    taken,
    told,
)
from offices import Clock, an_office

MARCH_1, MARCH_15, MARCH_20, APRIL_3, MAY_5, JUNE_1 = (
    date(2023, 3, 1), date(2023, 3, 15), date(2023, 3, 20), date(2023, 4, 3), date(2023, 5, 5),
    date(2023, 6, 1),
)  # fmt: skip
CLERK = "chanh-van-phong"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


def listed(facts: list[Recorded[Any]]) -> list[tuple[str, str]]:
    """What was put on a list by rule."""
    return told(one for one in facts if rules([one]) == {"unsettled-is-on-the-next-list"})


def withdrawn(office: Office, stream: StreamId, on: date) -> None:
    decide(office, CLERK, stream, petition.withdraw, on, form="letter", document=EVIDENCE[0])


@pytest.mark.requirement("R28", "R29", "R45")
def test_what_is_unsettled_is_on_the_list_of_the_groups_next_session(office: Office) -> None:
    """Petitions of the group and from its sessions, matters of it, promises of its conclusions."""
    first = held(office, MARCH_15, {}, {})
    spoken = taken(office, first, MARCH_15)[1].stream
    concluded(office, first, MARCH_20, item(opinions=(2,)))
    written = a_petition(office, MARCH_15)
    vu_viec = a_matter(office, MARCH_15, group=NHO_LAM)

    facts = fixed(office, MAY_5, JUNE_1)
    second = facts[0].stream

    assert [
        (spoken, "CarriedOver"),
        (written, "CarriedOver"),
        (vu_viec, "Listed"),
        (f"task/{first}/item/1", "CarriedOver"),
    ] == listed(facts)
    assert {(facts[0].ref,)} == {one.because for one in facts[1:]}
    assert (MAY_5, second, REASON) == (
        facts[1].event.on,
        facts[1].event.to,
        facts[1].event.reason,
    )
    assert (second,) == tuple(one.session for one in office.as_of(vu_viec).listings)


def test_what_is_of_another_group_or_settled_stays_off(office: Office) -> None:
    """Another group's, also from a session of this one; one of no group; and what is closed."""
    first = held(office, MARCH_15, {"group": AN_THUONG}, {})
    taken(office, first, MARCH_15)
    concluded(office, first, MARCH_20, item(opinions=(2,)))
    done = StreamId(f"task/{first}/item/1")
    decide(office, "chu-tich", done, task.report_done, APRIL_3, gist="Xong", evidence=EVIDENCE)
    decide(office, CLERK, done, task.verify, APRIL_3, findings="Đúng")
    a_petition(office, MARCH_15, group=AN_THUONG)
    a_petition(office, MARCH_15, group=None)
    a_matter(office, MARCH_15, group=AN_THUONG)
    withdrawn(office, a_petition(office, MARCH_15), APRIL_3)
    settled = a_matter(office, MARCH_15, group=NHO_LAM)
    decide(office, CLERK, settled, matter.confirm_settled, APRIL_3, findings="Đúng")
    decide(
        office, CLERK, settled, matter.settle, APRIL_3, gist="Xong", evidence=EVIDENCE,
        answer=EVIDENCE[0],
    )  # fmt: skip

    assert [] == listed(fixed(office, MAY_5, JUNE_1))


def test_a_session_of_no_group_takes_up_nothing_by_rule(office: Office) -> None:
    """A session with the whole ward has no list of one group's."""
    a_petition(office, MARCH_15)

    assert [] == listed(fixed(office, MAY_5, JUNE_1, groups=()))


def test_a_reported_task_that_nobody_has_looked_at_is_unsettled(office: Office) -> None:
    """Done by its own word isn't settled: another body has to see it."""
    first = held(office, MARCH_15, {})
    concluded(office, first, MARCH_20, item())
    work = StreamId(f"task/{first}/item/1")
    decide(office, "chu-tich", work, task.report_done, APRIL_3, gist="Xong", evidence=EVIDENCE)

    assert [(work, "CarriedOver")] == listed(fixed(office, MAY_5, JUNE_1))


@pytest.mark.requirement("R68")
def test_a_denunciation_is_on_no_list_and_a_complaint_on_none_of_a_dialogue(
    office: Office,
) -> None:
    """Who denounces is secret; a complaint has its own procedure, and receptions are for it too."""
    complaint = a_petition(office, MARCH_15)
    decide(office, CLERK, complaint, petition.classify, MARCH_15, kind="complaint", area="land")
    secret = a_petition(office, MARCH_15)
    party = office.new_party(secret)
    decide(
        office, CLERK, secret, petition.name_petitioner, MARCH_15, party=party,
        petitioner_name=office.seal(party, "petitioner_name", "Nguyễn Thị A"),
    )  # fmt: skip
    decide(office, CLERK, secret, petition.classify, MARCH_15, kind="denunciation", area="land")
    vu_viec = a_matter(office, MARCH_15, group=NHO_LAM)
    decide(office, CLERK, secret, petition.join_matter, MARCH_15, matter=vu_viec)

    assert [] == listed(fixed(office, MAY_5, JUNE_1))
    assert [(complaint, "CarriedOver")] == listed(fixed(office, MAY_5, JUNE_1, series="reception"))


# -- From when it is fixed to when it opens ----------------------------------------------


def test_what_comes_in_after_the_day_was_fixed_is_on_the_list_when_it_opens(
    office: Office,
) -> None:
    """Each thing once; and what was voiced at the session itself isn't on its own list."""
    a_petition(office, MARCH_15)
    second = fixed(office, APRIL_3, MAY_5)[0].stream
    since = a_petition(office, MARCH_20)  # received before, entered after

    opened = decide(office, "bi-thu", second, session.open_session, MAY_5)

    assert [(since, "CarriedOver")] == listed(opened)
    assert [] == decide(office, "bi-thu", second, session.open_session, MAY_5)


def test_fixed_anew_adds_only_what_is_new(office: Office) -> None:
    """A postponed session keeps its list; another day, another place repeat nothing."""
    before = a_petition(office, MARCH_15)
    first, *_ = fixed(office, MARCH_20, APRIL_3)
    stream = first.stream
    decide(office, CLERK, stream, session.postpone, MARCH_20, reason="Mưa bão", to=month(2023, 5))
    since = a_petition(office, APRIL_3)

    again = decide(office, CLERK, stream, session.fix, APRIL_3, day=MAY_5)

    assert [(since, "CarriedOver")] == listed(again)
    assert [stream] == [one.to for one in office.as_of(before).carried]


def test_what_a_cancelled_session_had_on_its_list_is_on_the_next_one(office: Office) -> None:
    """Nothing falls away with the session."""
    stream = a_petition(office, MARCH_15)
    first = fixed(office, MARCH_20, APRIL_3)[0].stream
    decide(office, "bi-thu", first, session.cancel, MARCH_20, reason="Mưa bão")

    second = fixed(office, APRIL_3, MAY_5)[0].stream

    assert [first, second] == [one.to for one in office.as_of(stream).carried]


# -- Late entries ------------------------------------------------------------------------


def test_a_session_entered_late_takes_up_what_was_unsettled_then_and_still_is(
    office: Office,
) -> None:
    """Not what came later, nor what has been settled since."""
    open_since = a_petition(office, MARCH_1)
    withdrawn(office, a_petition(office, MARCH_1), APRIL_3)
    a_petition(office, MAY_5)

    facts = fixed(office, MARCH_15, MARCH_20)

    assert [(open_since, "CarriedOver")] == listed(facts)
    assert MARCH_15 == facts[1].event.on


def test_a_promise_is_carried_to_a_session_of_a_lower_number_that_is_held_later(
    office: Office,
) -> None:
    """Sessions are numbered as they are entered, and held in another order."""
    later = fixed(office, MARCH_1, JUNE_1, groups=(AN_THUONG,))[0].stream
    earlier = held(office, MARCH_15, {})
    concluded(office, earlier, MARCH_20, item())
    moved = decide(
        office, CLERK, later, session.fix, APRIL_3, day=JUNE_1, groups=(AN_THUONG, NHO_LAM)
    )

    assert ("dialogue/2023/1", "dialogue/2023/2") == (later, earlier)
    assert [(f"task/{earlier}/item/1", "CarriedOver")] == listed(moved)


def test_a_direction_after_a_reception_of_the_group_is_a_promise_too(office: Office) -> None:
    """What was directed at a reception is followed up like an item of a notice (R41)."""
    reception = held(office, MARCH_15, {}, series="reception")
    origin = task.Origin(kind="direction", source=reception, number=1)
    work = task.stream(origin)
    decide(
        office, "bi-thu", work, task.assign, MARCH_20, origin=origin, text="Khơi mương",
        lead=GOVERNMENT,
    )  # fmt: skip

    assert [(work, "CarriedOver")] == listed(fixed(office, MAY_5, JUNE_1))


def test_a_direction_on_a_petition_of_the_group_is_a_promise_as_well(office: Office) -> None:
    """Also where the petition itself is closed: what was told to be done isn't forgotten."""
    stream, closed = a_petition(office, MARCH_15), a_petition(office, MARCH_15)
    for one in (stream, closed):
        decide(office, "bi-thu", one, petition.direct, MARCH_15, direction="Khơi", lead=GOVERNMENT)
    withdrawn(office, closed, APRIL_3)

    assert [
        (stream, "CarriedOver"),
        (f"task/{stream}/direction/1", "CarriedOver"),
        (f"task/{closed}/direction/1", "CarriedOver"),
    ] == listed(fixed(office, MAY_5, JUNE_1))


# -- How long it takes -------------------------------------------------------------------


def test_fixing_a_session_stays_quick_with_two_thousand_petitions(office: Office) -> None:
    """Only what names the group is read back: 2,000 petitions of ten groups, a tenth still open.

    Measured in decisions on the same record: far fewer than there are petitions.
    """
    desk = office.by_rule(SystemAct(rule="ward-set-up"))
    groups = [GroupId(f"tdp-{number}") for number in range(10)]
    for group in groups:
        desk.decide(
            ward.WARD, ward.establish_group, on=date(2020, 7, 1), group=group, name=f"TDP {group}"
        )
    with office.together():
        started = process_time()
        for number in range(2000):
            stream = a_petition(office, MARCH_1, group=groups[number % 10])
            if number >= 200:
                withdrawn(office, stream, MARCH_15)
        once = (process_time() - started) / 3800

    started = process_time()
    facts = fixed(office, MAY_5, JUNE_1, groups=(groups[0],))
    took = process_time() - started

    print("TOOK", took, once)
    assert 20 == len(listed(facts))
    assert took < 1000 * once
