"""What follows from a conclusion and from a direction, for petitions, tasks and matters."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import matter, petition, task, ward
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import BodyId, Document, StreamId, SystemAct
from following import (
    GOVERNMENT,
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

MARCH_15, MARCH_16, MARCH_20, MARCH_31 = (
    date(2023, 3, 15), date(2023, 3, 16), date(2023, 3, 20), date(2023, 3, 31),
)  # fmt: skip
DUE = date(2023, 4, 14)


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


@pytest.fixture
def dialogue(office: Office) -> StreamId:
    """Two opinions were voiced on 15 March; the first was taken as a petition the next day."""
    stream = held(office, MARCH_15, {}, {})
    taken(office, stream, MARCH_16)
    return stream


SPOKEN = StreamId("petition/2023/1")


def promise(source: StreamId, number: int) -> StreamId:
    return task.stream(Origin(kind="conclusion_item", source=source, number=number))


def direct(office: Office, stream: StreamId, on: date, **more: Any) -> list[Any]:
    arguments = {"direction": "Khơi thông mương", "lead": GOVERNMENT, **more}
    return decide(office, "bi-thu", stream, petition.direct, on, **arguments)


# -- A conclusion ------------------------------------------------------------------------


@pytest.mark.requirement("R39")
def test_an_item_about_an_opinion_directs_the_petition_that_it_became(
    office: Office, dialogue: StreamId
) -> None:
    """As the notice says, and with its number; the task is the item's, and there is no other."""
    facts = concluded(
        office, dialogue, MARCH_20, item(1, due=DUE, supports=(BodyId("mttq"),)),
        item(2, opinions=(2,)),
    )  # fmt: skip

    assert [
        (dialogue, "ConclusionIssued"),
        (promise(dialogue, 1), "Assigned"),
        (SPOKEN, "Directed"),
        (promise(dialogue, 2), "Assigned"),
    ] == told(facts)
    given = facts[2].event
    assert SystemAct(rule="issued-conclusion-directs-its-petitions", trigger=facts[0].ref) == (
        facts[2].act
    )
    assert ("Việc 1", "ubnd", ("mttq",), DUE) == (
        given.direction,
        given.lead,
        given.supports,
        given.due,
    )
    assert Document(kind="Thông báo", number="05-TB/ĐU", issued_on=MARCH_20) == given.document


def test_a_closed_petition_is_not_directed(office: Office, dialogue: StreamId) -> None:
    """The notice still makes its task; nothing is directed on what is withdrawn."""
    decide(
        office, "chanh-van-phong", SPOKEN, petition.withdraw, MARCH_16, form="letter",
        document=Document(kind="Đơn rút"),
    )  # fmt: skip

    facts = concluded(office, dialogue, MARCH_20, item())

    assert [(dialogue, "ConclusionIssued"), (promise(dialogue, 1), "Assigned")] == told(facts)


def test_an_opinion_taken_after_the_notice_is_directed_by_it(office: Office) -> None:
    """It turns out to be a petition, and is directed from the day on which there are both."""
    dialogue = held(office, MARCH_15, {})
    concluded(office, dialogue, MARCH_20, item(due=DUE))

    late = taken(office, dialogue, MARCH_16)

    assert ["OpinionTaken", "Raised", "Directed"] == [name for _, name in told(late)]
    assert (MARCH_20, (late[1].ref,)) == (late[2].event.on, late[2].because)


def test_a_replaced_notice_directs_only_what_it_says_otherwise(
    office: Office, dialogue: StreamId
) -> None:
    """An item that is kept isn't directed again, though its last day has passed meanwhile."""
    concluded(office, dialogue, MARCH_20, item(1, due=MARCH_20), item(2, opinions=()))

    facts = concluded(
        office, dialogue, MARCH_31, item(1, due=MARCH_20), item(2, due=DUE), number=6,
        reason="Bổ sung mục 2",
    )  # fmt: skip

    assert [
        (dialogue, "ConclusionReplaced"),
        (promise(dialogue, 2), "Amended"),
        (SPOKEN, "Directed"),
    ] == told(facts)
    assert ["Việc 1", "Việc 2"] == [one.direction for one in office.as_of(SPOKEN).directions]


def test_the_matter_behind_an_opinion_or_its_petition_is_told_the_promise(
    office: Office, dialogue: StreamId
) -> None:
    """Each item's task and its lead, once; nothing of an item about something else."""
    by_petition, by_opinion = a_matter(office, MARCH_15), a_matter(office, MARCH_15)
    decide(office, "chanh-van-phong", SPOKEN, petition.join_matter, MARCH_16, matter=by_petition)
    decide(
        office, "chanh-van-phong", by_opinion, matter.join, MARCH_16, session=dialogue, opinion=2,
        raised=MARCH_15,
    )  # fmt: skip

    facts = concluded(
        office, dialogue, MARCH_20, item(1), item(2, opinions=(2,)), item(3, opinions=())
    )

    assert {
        (by_petition, promise(dialogue, 1), "ubnd"),
        (by_opinion, promise(dialogue, 2), "ubnd"),
    } == {(f.stream, f.event.task, f.event.body) for f in facts if "matter" in f.stream}
    assert "promise-is-told-to-its-matter" in rules(facts)


# -- A direction -------------------------------------------------------------------------


@pytest.mark.requirement("R41")
def test_a_direction_on_a_petition_becomes_a_task(office: Office) -> None:
    """Named by the petition and the direction's number, and answering that petition."""
    stream = a_petition(office, MARCH_15)

    given, assigned = direct(office, stream, MARCH_16, due=DUE, supports=(BodyId("mttq"),))

    assert (f"task/{stream}/direction/1", (given.ref,)) == (assigned.stream, assigned.because)
    known = office.as_of(assigned.stream)
    assert ("direction", "Khơi thông mương", "ubnd", ("mttq",), DUE, (stream,)) == (
        known.origin.kind,
        known.text,
        known.lead,
        known.supports,
        known.due,
        known.assigned.petitions,
    )
    assert [] == direct(office, stream, MARCH_16, due=DUE, supports=(BodyId("mttq"),))
    assert "T1" in [one.rule.id for one in office.deadlines(assigned.stream)]


def test_a_direction_is_a_promise_to_the_matter(office: Office) -> None:
    """The matter of a directed petition knows who was told to do what."""
    vu_viec, stream = a_matter(office, MARCH_15), a_petition(office, MARCH_15)
    decide(office, "chanh-van-phong", stream, petition.join_matter, MARCH_15, matter=vu_viec)

    facts = direct(office, stream, MARCH_16)

    assert [(stream, "Directed"), (facts[1].stream, "Assigned"), (vu_viec, "Promised")] == told(
        facts
    )
    assert (facts[1].stream,) == office.as_of(vu_viec).tasks


def test_what_the_secretary_may_not_direct_gives_no_task(office: Office) -> None:
    """All or nothing: a last day that has passed stops both, unless it happened."""
    stream = a_petition(office, MARCH_15)

    with pytest.raises(Refused, match="due-is-ahead"):
        direct(office, stream, MARCH_20, due=MARCH_16)
    facts = direct(
        office, stream, MARCH_20, due=MARCH_16, despite=[("due-is-ahead", "Chỉ đạo khi đã quá hạn")]
    )

    assert ["Directed", "Assigned"] == [name for _, name in told(facts)]
    assert {("due-is-ahead",)} == {tuple(d.rule for d in fact.despite) for fact in facts}


# -- Bodies merged in between ------------------------------------------------------------


NEW = BodyId("ubnd-moi")


def merged(office: Office, on: date) -> None:
    """The People's Committee is merged into a new one."""
    desk = office.by_rule(SystemAct(rule="ward-set-up"))
    desk.decide(ward.WARD, ward.establish_body, on=on, body=NEW, kind="people_committee", name=NEW)
    desk.decide(ward.WARD, ward.merge_bodies, on=on, bodies=(GOVERNMENT,), into=NEW)


def test_a_promise_that_is_told_late_names_who_carries_on(office: Office) -> None:
    """A matter that takes a petition in after the merger is told the successor."""
    stream = a_petition(office, MARCH_15)
    direct(office, stream, MARCH_16)
    merged(office, MARCH_20)
    vu_viec = a_matter(office, MARCH_31)

    decide(office, "chanh-van-phong", stream, petition.join_matter, MARCH_31, matter=vu_viec)

    assert ("ubnd-moi",) == office.as_of(vu_viec).bodies_promised


def test_nobody_is_directed_by_a_notice_that_names_no_opinion(office: Office) -> None:
    """Items of a notice may answer nobody in particular."""
    dialogue = held(office, MARCH_15, {})
    taken(office, dialogue, MARCH_16)

    facts = concluded(office, dialogue, MARCH_20, item(opinions=()))

    assert [(dialogue, "ConclusionIssued"), (promise(dialogue, 1), "Assigned")] == told(facts)
