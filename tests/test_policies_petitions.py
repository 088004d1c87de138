"""What leads to petitions and back to them: opinions taken, parts split off, decisions sent."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition, proceeding, session, ward
from dialogue_cases.errors import KeyLost
from dialogue_cases.office import Office
from dialogue_cases.petition import Part
from dialogue_cases.record import followers
from dialogue_cases.vocabulary import BodyId, Document, StreamId, SystemAct
from following import (
    AN_THUONG,
    DITCH,
    LAND,
    NHO_LAM,
    a_petition,
    begin,
    decide,
    fixed,
    held,
    rules,
    taken,
    told,
)
from offices import Clock, an_office
from spec import act_of

MARCH_15, MARCH_16 = date(2023, 3, 15), date(2023, 3, 16)
FIRST = "petition/2023/1"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


# -- An opinion that is taken ------------------------------------------------------------


@pytest.mark.requirement("R68")
def test_an_opinion_taken_as_a_petition_is_raised_as_one(office: Office) -> None:
    """In the chair's body, naming session and opinion; what it is, classification says."""
    dialogue = held(office, MARCH_15, {"topic": LAND, "group": AN_THUONG})

    taking, raised = taken(office, dialogue, MARCH_16)

    assert (FIRST, "Raised") == told([raised])[0]
    assert SystemAct(rule="opinion-taken-becomes-a-petition", trigger=taking.ref) == raised.act
    assert (taking.ref,) == raised.because
    event = raised.event
    assert (MARCH_16, "dialogue", DITCH, "dang-uy", "head", LAND, AN_THUONG, dialogue, 1, None) == (
        event.on,
        event.channel,
        event.gist,
        event.received_by,
        event.receiver,
        event.topic,
        event.group,
        event.session,
        event.opinion,
        event.title,
    )
    assert office.as_of(FIRST).kind is None


def test_at_a_reception_it_is_a_petition_of_that_reception(office: Office) -> None:
    """The channel is the session's; a delegate's body and part in it are told."""
    reception = fixed(office, MARCH_15, MARCH_15, series="reception")[0].stream
    decide(
        office, "bi-thu", reception, session.delegate_chair, MARCH_15, officer="pho-bi-thu",
        office="deputy_party_secretary", body="dang-uy",
    )  # fmt: skip
    decide(office, "pho-bi-thu", reception, session.open_session, MARCH_15)
    decide(
        office, "chanh-van-phong", reception, session.voice_opinion, MARCH_15, kind="report",
        subject="government_management", gist=DITCH,
    )  # fmt: skip

    _, raised = taken(office, reception, MARCH_15)

    assert ("reception", "delegate", "dang-uy") == (
        raised.event.channel,
        raised.event.receiver,
        raised.event.received_by,
    )


def test_an_opinion_gives_one_petition_however_often_it_is_taken(office: Office) -> None:
    """Asked twice, voided and taken anew, or after a clerk has raised it: still one."""
    dialogue = held(office, MARCH_15, {}, {})
    taking, _ = taken(office, dialogue, MARCH_16)

    assert [] == taken(office, dialogue, MARCH_16)

    anyway = [("nothing-hangs-on-the-voided-entry", "đơn vẫn đúng")]
    office.acting(act_of("chanh-van-phong"), despite=anyway).void(
        dialogue, version=taking.version, on=MARCH_16, reason="Nhập nhầm"
    )

    assert [(dialogue, "OpinionTaken")] == told(taken(office, dialogue, MARCH_16))

    a_petition(office, MARCH_15, channel="dialogue", session=dialogue, opinion=2)

    assert [(dialogue, "OpinionTaken")] == told(taken(office, dialogue, MARCH_16, number=2))


@pytest.mark.parametrize(
    "how",
    [{"destination": "conclusion"}, {"destination": "petition", "petition": StreamId(FIRST)}],
    ids=["for the notice", "named already"],
)
def test_nothing_follows_from_an_opinion_that_is_no_new_petition(
    office: Office, how: dict[str, Any]
) -> None:
    """What is settled in the notice, or is a petition already, raises none."""
    a_petition(office, MARCH_15)
    dialogue = held(office, MARCH_15, {})

    facts = decide(
        office, "chanh-van-phong", dialogue, session.take_opinion, MARCH_16, number=1, **how
    )

    assert [(dialogue, "OpinionTaken")] == told(facts)


def test_an_opinion_of_last_year_that_is_entered_now_is_numbered_in_its_year(
    office: Office,
) -> None:
    """A late entry takes the next number of the year of its own day."""
    dialogue = held(office, date(2022, 12, 28), {})

    _, raised = taken(office, dialogue, date(2022, 12, 29))

    assert ("petition/2022/1", date(2022, 12, 29)) == (raised.stream, raised.event.on)


def test_who_spoke_is_not_copied_by_rule(office: Office) -> None:
    """The name stays sealed in the session; the Office names the petitioner in the petition."""
    dialogue = fixed(office, MARCH_15, MARCH_15)[0].stream
    decide(office, "bi-thu", dialogue, session.open_session, MARCH_15)
    speaker = office.new_party(dialogue)
    name = office.seal(speaker, "speaker_name", "Nguyễn Thị A")
    decide(
        office, "chanh-van-phong", dialogue, session.voice_opinion, MARCH_15, kind="report",
        subject="government_management", gist=DITCH, party=speaker, speaker_name=name,
    )  # fmt: skip
    taken(office, dialogue, MARCH_16)

    assert () == office.as_of(FIRST).petitioners

    petitioner = office.new_party(FIRST)
    again = office.seal(petitioner, "petitioner_name", office.vault.unseal(name))
    decide(
        office, "chanh-van-phong", FIRST, petition.name_petitioner, MARCH_16, party=petitioner,
        petitioner_name=again,
    )  # fmt: skip
    office.erase(speaker, act=act_of("chanh-van-phong"), on=MARCH_16, reason="Theo đề nghị")

    with pytest.raises(KeyLost):
        office.vault.unseal(name)
    assert "Nguyễn Thị A" == office.vault.unseal(again)


def test_a_corrected_taking_raises_nothing_more_and_lists_what_it_raised(office: Office) -> None:
    """What followed from a wrong entry isn't undone; its cause tells what there is to look at."""
    dialogue = held(office, MARCH_15, {})
    taking, raised = taken(office, dialogue, MARCH_16)

    corrected = office.acting(act_of("chanh-van-phong"), corrects=taking.version).decide(
        dialogue, session.take_opinion, on=MARCH_15, number=1, destination="conclusion"
    )

    assert [(dialogue, "OpinionTaken")] == told(corrected)
    assert [raised.ref] == [one.ref for one in followers(office.log.since(), taking.ref)]


def test_it_is_raised_in_the_body_that_carries_on(office: Office) -> None:
    """Bodies are merged in between: a late taking is received by the successor."""
    dialogue = held(office, MARCH_15, {})
    desk = office.by_rule(SystemAct(rule="ward-set-up"))
    desk.decide(
        ward.WARD, ward.establish_body, on=date(2023, 7, 1), body=BodyId("dang-uy-moi"),
        kind="ward_party_committee", name="Đảng uỷ phường mới",
    )  # fmt: skip
    desk.decide(
        ward.WARD, ward.merge_bodies, on=date(2023, 7, 1), bodies=(BodyId("dang-uy"),),
        into=BodyId("dang-uy-moi"),
    )  # fmt: skip

    _, raised = taken(office, dialogue, date(2023, 7, 3))

    assert "dang-uy-moi" == raised.event.received_by


# -- A mixed petition --------------------------------------------------------------------

PARTS = (Part(number=1, gist="Mương bị chặn"), Part(number=2, gist="Thái độ của cán bộ"))


def test_each_part_of_a_split_petition_is_a_petition_received_the_same_day(
    office: Office,
) -> None:
    """It comes from the same people, and they don't wait longer because it was split."""
    whole = a_petition(
        office, MARCH_15, people=3, channel="forwarded", forwarded_by="Thị uỷ",
        title="recommendation",
    )  # fmt: skip

    divided, *parts = decide(
        office, "chanh-van-phong", whole, petition.split, date(2023, 3, 20), parts=PARTS
    )

    assert ["petition/2023/2", "petition/2023/3"] == [one.stream for one in parts]
    assert {"split-petition-goes-on-in-its-parts"} == rules(parts)
    assert {(divided.ref,)} == {one.because for one in parts}
    assert [
        (MARCH_15, whole, 1, "Mương bị chặn", 3, "Thị uỷ", None),
        (MARCH_15, whole, 2, "Thái độ của cán bộ", 3, "Thị uỷ", None),
    ] == [
        (e.on, e.part_of, e.part, e.gist, e.people, e.forwarded_by, e.title)
        for e in (one.event for one in parts)
    ]
    assert "split" == office.as_of(whole).status


def test_a_part_is_raised_once(office: Office) -> None:
    """Asked twice adds nothing; a part that a clerk has raised already isn't raised again."""
    whole = a_petition(office, MARCH_15)
    a_petition(office, MARCH_16, part_of=whole, part=2)
    divide = (office, "chanh-van-phong", whole, petition.split, date(2023, 3, 20))

    facts = decide(*divide, parts=PARTS)

    assert [(whole, "Split"), ("petition/2023/3", "Raised")] == told(facts)
    assert 1 == facts[1].event.part
    assert [] == decide(*divide, parts=PARTS)


# -- What the competent body decides -----------------------------------------------------

DECISION = Document(kind="Quyết định", number="15/QĐ-UBND")


def complaint(office: Office, stream: StreamId | None) -> StreamId:
    """A complaint that the chair of the People's Committee has decided."""
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, MARCH_16,
        kind="complaint", body=BodyId("ubnd"), gist=DITCH, petition=stream,
    )  # fmt: skip
    decide(
        office, "chu-tich", case, proceeding.accept, MARCH_16,
        document=Document(kind="Thông báo", number="3/TB-UBND"),
    )  # fmt: skip
    decide(
        office, "chu-tich", case, proceeding.decide, date(2023, 4, 10), outcome="founded",
        gist="Khơi thông mương", document=DECISION,
    )  # fmt: skip
    return case


def send(office: Office, case: StreamId, on: date, *to: str) -> list[Any]:
    return decide(
        office, "chu-tich", case, proceeding.send, on, paper="decision", to=to, complete=False
    )


@pytest.mark.requirement("R66")
def test_a_decision_that_is_sent_is_the_reply_to_its_petition(office: Office) -> None:
    """Once, to whomever it is sent; so the petition can be settled by its own law."""
    stream = a_petition(office, MARCH_15)
    case = complaint(office, stream)

    assert () == office.as_of(stream).replies

    sent, reply = send(office, case, date(2023, 4, 12), "complainant")
    more = send(office, case, date(2023, 4, 13), "sender")

    assert (stream, {"sent-decision-is-a-reply-to-its-petition"}) == (reply.stream, rules([reply]))
    assert (sent.ref,) == reply.because
    assert ("ubnd", "Khơi thông mương", True, DECISION) == (
        reply.event.by,
        reply.event.gist,
        reply.event.settled,
        reply.event.document,
    )
    assert [(case, "Sent")] == told(more)
    assert office.as_of(stream).is_replied_settled
    assert office.as_of(stream).is_open


def test_a_decision_on_no_petition_of_the_ward_replies_to_none(office: Office) -> None:
    """A complaint that went straight to the body leaves no petition to settle."""
    case = complaint(office, None)

    assert [(case, "Sent")] == told(send(office, case, date(2023, 4, 12), "complainant"))


def test_other_papers_that_are_sent_are_no_reply(office: Office) -> None:
    """That a case was suspended settles nothing."""
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, MARCH_16,
        kind="denunciation", body=BodyId("ubnd"), gist=DITCH,
        petition=a_petition(office, MARCH_15),
    )  # fmt: skip
    paper = Document(kind="Quyết định", number="4/QĐ-UBND")
    decide(
        office, "chu-tich", case, proceeding.verify, MARCH_16, identified=True, eligible=True,
        gist="Đủ điều kiện",
    )  # fmt: skip
    decide(office, "chu-tich", case, proceeding.accept, MARCH_16, document=paper)
    decide(
        office, "chu-tich", case, proceeding.suspend, date(2023, 3, 20), document=paper,
        ground="waiting_for_expertise", reason="Chờ giám định",
    )  # fmt: skip

    facts = decide(
        office, "chu-tich", case, proceeding.send, date(2023, 3, 21), paper="suspension",
        to=("denouncer", "denounced"), complete=False,
    )  # fmt: skip

    assert [(case, "Sent")] == told(facts)


def test_a_proceeding_that_names_a_petition_copies_nothing(office: Office) -> None:
    """What the body receives is its own; the petition is linked by name."""
    stream = a_petition(office, MARCH_15)
    before = len(office.history(stream))

    complaint(office, stream)

    assert before == len(office.history(stream))


def test_a_group_is_not_made_up(office: Office) -> None:
    """An opinion that speaks for no group gives a petition of none; the session tells where."""
    _, raised = taken(office, held(office, MARCH_15, {}, groups=(NHO_LAM,)), MARCH_16)

    assert raised.event.group is None
