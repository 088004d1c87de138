"""What follows from what: in the same transaction, as the system's act, never twice."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest

from dialogue_cases import plan, session, task, ward
from dialogue_cases import session as happened
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.plan import Contents, Duty, PlannedSession, Section
from dialogue_cases.record import Recorded, followers
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    Place,
    Recipient,
    StreamId,
    SystemAct,
    Topic,
    month,
)
from offices import Clock, an_office
from spec import act_of

PLAN = plan.stream(2023)
FIRST = StreamId("dialogue/2023/1")
LAND = Topic(title="Quản lý đất đai", code="land_management")
NOTHING = Section(headings=(), paragraphs=())


def planned(number: int, group: str = "nho-lam", of_month: int = 3) -> PlannedSession:
    return PlannedSession(
        number=number,
        quarter=(of_month + 2) // 3,  # type: ignore[arg-type]
        groups=(GroupId(group),),
        topics=(LAND,),
        place=Place(name=f"Nhà sinh hoạt cộng đồng {group}"),
        period=month(2023, of_month),
    )


VENUE = Duty(
    number=1, kind="venue", text="- Bố trí địa điểm", phase="before", for_each=("dialogue",),
    by_local_cell=True,
)  # fmt: skip
NOTIFY = Duty(
    number=2, kind="notify_people", text="- Thông báo Nhân dân", phase="before",
    for_each=("dialogue", "reception"), lead=BodyId("van-phong"),
)  # fmt: skip
INSPECT = Duty(
    number=3, kind="inspection", text="- Kiểm tra, giám sát", phase="throughout",
    lead=BodyId("kiem-tra"),
)  # fmt: skip
CONTENTS = Contents(
    kind="KẾ HOẠCH", title="…", bases=(), introduction="…", purposes=NOTHING,
    requirements=NOTHING, sessions=(planned(1),), duties=(VENUE, NOTIFY, INSPECT),
)  # fmt: skip


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 4, 20))) as made:
        yield made


def decide(
    office: Office, who: str, stream: str, decision: Any, on: date, **arguments: Any
) -> list[Recorded[Any]]:
    return office.acting(act_of(who)).decide(stream, decision, on=on, **arguments)


def adopt(office: Office, contents: Contents = CONTENTS) -> list[Recorded[Any]]:
    day = date(2023, 1, 10)
    decide(office, "chanh-van-phong", PLAN, plan.draft, day, year=2023, contents=contents)
    document = Document(kind="Kế hoạch", number="01-KH/ĐU", issued_on=day)
    return decide(office, "bi-thu", PLAN, plan.adopt, day, document=document)


def streams(facts: list[Recorded[Any]]) -> list[str]:
    return [fact.stream for fact in facts]


@pytest.mark.requirement("R14", "R56")
def test_an_adopted_plan_foresees_its_dialogues_and_assigns_its_duties(office: Office) -> None:
    """Each session in the plan's order; the duties of each session, and those of the year."""
    facts = adopt(office)

    assert [
        PLAN,
        FIRST,
        f"task/{FIRST}/duty/1",
        f"task/{FIRST}/duty/2",
        "task/plan/2023/duty/3",
    ] == streams(facts)
    assert month(2023, 3) == office.as_of(FIRST).period
    assert "chi-bo-nho-lam" == office.as_of(f"task/{FIRST}/duty/1").lead
    assert "Bố trí địa điểm" == office.as_of(f"task/{FIRST}/duty/1").text


def test_what_follows_says_by_which_rule_and_from_which_fact(office: Office) -> None:
    """The system's act, triggered by the fact; `because` names it too."""
    adopted, foreseen, venue, *_ = adopt(office)

    assert (
        SystemAct(rule="adopted-plan-foresees-its-dialogues", trigger=adopted.ref) == foreseen.act
    )
    assert (foreseen.ref,) == venue.because
    assert {adopted.recorded_at} == {foreseen.recorded_at, venue.recorded_at}


def test_what_can_not_follow_stops_the_decision(office: Office) -> None:
    """All or nothing: a duty that can't be assigned leaves the plan not adopted."""
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.abolish_body, on=date(2023, 1, 5),
        body=BodyId("kiem-tra"),
    )  # fmt: skip
    with pytest.raises(Refused):
        adopt(office)

    assert office.log.position == office.history("ward")[-1].position


def test_a_session_outside_the_plan_brings_the_duties_of_its_kind(office: Office) -> None:
    """A reception day that is fixed gets the plan's duties for receptions, once."""
    adopt(office)
    desk = office.acting(act_of("chanh-van-phong"))
    arguments: dict[str, Any] = {
        "day": date(2023, 3, 6),
        "place": Place(name="Trụ sở"),
        "legal_basis": "citizen_reception",
    }

    fixed = desk.begin("reception/2023", session.fix, on=date(2023, 2, 20), **arguments)
    again = desk.decide(
        "reception/2023/1",
        session.fix,
        on=date(2023, 2, 21),
        **{**arguments, "place": Place(name="Nhà văn hoá")},
    )

    assert ["reception/2023/1", "task/reception/2023/1/duty/2"] == streams(fixed)
    assert ["reception/2023/1"] == streams(again)


def test_the_duties_of_a_session_that_is_taken_out_fall_away(office: Office) -> None:
    """Nobody has touched them: they go with it, as if it were cancelled."""
    adopt(office)
    venue, notify = f"task/{FIRST}/duty/1", f"task/{FIRST}/duty/2"
    office.acting(act_of("bi-thu")).void(FIRST, version=1, on=date(2023, 2, 1), reason="nhầm")

    assert [("closed", "not_needed")] * 2 == [
        (known.status, known.closed.outcome) for known in map(office.as_of, (venue, notify))
    ]


@pytest.mark.requirement("R69")
def test_a_cancelled_sessions_duties_fall_away(office: Office) -> None:
    """They are closed with the reason; the duties of the year stay."""
    adopt(office)

    decide(office, "bi-thu", FIRST, session.cancel, date(2023, 3, 1), reason="Mưa bão")

    ended = office.as_of(f"task/{FIRST}/duty/1").closed
    assert ("not_needed", "Mưa bão") == (ended.outcome, ended.reason)
    assert office.as_of("task/plan/2023/duty/3").is_open


def test_an_amended_plan_adds_what_is_new_and_foresees_the_rest_anew(office: Office) -> None:
    """A dialogue more, another month, another duty; nothing that was there is repeated."""
    adopt(office)
    changed = attrs.evolve(
        CONTENTS,
        sessions=(attrs.evolve(planned(1), period=month(2023, 2)), planned(2, "an-thuong", 5)),
        duties=(VENUE, NOTIFY, INSPECT, attrs.evolve(INSPECT, number=4, lead=BodyId("mttq"))),
    )
    changed = attrs.evolve(
        changed, duties=(NOTIFY, *changed.duties[2:])
    )  # An Thường has no cell to see to the venue

    facts = decide(
        office, "bi-thu", PLAN, plan.amend, date(2023, 2, 1), contents=changed, reason="Bổ sung"
    )

    assert [
        PLAN,
        FIRST,
        "dialogue/2023/2",
        "task/dialogue/2023/2/duty/2",
        "task/plan/2023/duty/4",
    ] == streams(facts)
    assert month(2023, 2) == office.as_of(FIRST).period


# -- Promises -------------------------------------------------------------------------


def item(number: int, **more: Any) -> happened.Item:
    return happened.Item(number=number, decision=f"Việc {number}", lead=BodyId("ubnd"), **more)


def notice(*items: happened.Item) -> happened.Contents:
    return happened.Contents(
        items=items,
        recipients=(Recipient(text="UBND phường", bodies=(BodyId("ubnd"),)),),
        follow_up=BodyId("van-phong"),
    )


def conclude(office: Office, contents: happened.Contents, number: int = 5) -> list[Recorded[Any]]:
    decide(office, "truong-khoi", FIRST, session.draft_conclusion, MARCH_17, contents=contents)
    decide(office, "chanh-van-phong", FIRST, session.submit_conclusion, MARCH_20)
    numbered = DocumentNumber(number=number, symbol="TB/ĐU")
    if number == 5:
        return decide(office, "bi-thu", FIRST, session.issue_conclusion, MARCH_21, number=numbered)
    return decide(
        office, "bi-thu", FIRST, session.replace_conclusion, MARCH_21, number=numbered,
        reason="Sửa mục 2",
    )  # fmt: skip


MARCH_17, MARCH_20, MARCH_21 = date(2023, 3, 17), date(2023, 3, 20), date(2023, 3, 21)


@pytest.fixture
def held(office: Office) -> Office:
    """The first dialogue was held on 15 March."""
    adopt(office)
    day = date(2023, 3, 15)
    decide(office, "bi-thu", FIRST, session.fix, date(2023, 2, 20), day=day)
    said = office.as_of(FIRST)
    decide(
        office, "chanh-van-phong", FIRST, session.announce, date(2023, 3, 1), phase="before",
        channel="public_address", body=BodyId("dai-truyen-thanh"), day=day, place=said.place,
        topics=said.topics,
    )  # fmt: skip
    decide(office, "bi-thu", FIRST, session.open_session, day)
    decide(office, "bi-thu", FIRST, session.end_session, day)
    return office


def promise(number: int) -> StreamId:
    return task.stream(Origin(kind="conclusion_item", source=FIRST, number=number))


@pytest.mark.requirement("R39", "R49")
def test_each_item_of_an_issued_conclusion_becomes_a_task(held: Office) -> None:
    """With its lead, its supports, its due date, and the opinions that it answers."""
    facts = conclude(
        held, notice(item(1, due=date(2023, 4, 14), supports=(BodyId("mttq"),)), item(2))
    )

    assert [FIRST, promise(1), promise(2)] == streams(facts)
    kept = held.as_of(promise(1))
    assert ("Việc 1", "ubnd", ("mttq",), date(2023, 4, 14)) == (
        kept.text,
        kept.lead,
        kept.supports,
        kept.due,
    )
    assert held.as_of(promise(2)).due is None


def test_a_replaced_conclusion_changes_adds_and_ends_tasks(held: Office) -> None:
    """The task of an item goes on under its number; a later last day isn't given silently."""
    conclude(held, notice(item(1, due=date(2023, 4, 14)), item(2)))

    facts = conclude(
        held,
        notice(item(1, due=date(2023, 5, 31), supports=(BodyId("mttq"),)), item(3)),
        number=6,
    )

    assert [FIRST, promise(1), promise(2), promise(3)] == streams(facts)
    assert (("mttq",), date(2023, 4, 14)) == (
        held.as_of(promise(1)).supports,
        held.as_of(promise(1)).due,
    )
    assert "not_needed" == held.as_of(promise(2)).closed.outcome
    assert held.as_of(promise(3)).is_open


def test_a_correction_repeats_nothing_by_rule(held: Office) -> None:
    """What followed from the wrong entry isn't undone; it is listed by its cause."""
    issued, *_ = conclude(held, notice(item(1)))
    corrected = held.acting(act_of("bi-thu"), corrects=issued.version).decide(
        FIRST,
        session.issue_conclusion,
        on=MARCH_21,
        number=DocumentNumber(number=7, symbol="TB/ĐU"),
    )

    assert [FIRST] == streams(corrected)
    assert [promise(1)] == streams(followers(held.log.since(), issued.ref))


# -- What is overdue -----------------------------------------------------------------


@pytest.mark.requirement("R40", "R42")
def test_what_is_overdue_is_told_upwards_once(held: Office) -> None:
    """The Standing Board and the Committee; asked twice it adds nothing; settled is silent."""
    conclude(held, notice(item(1, due=date(2023, 4, 14)), item(2, due=date(2023, 4, 10))))
    evidence = (Document(kind="Báo cáo"),)
    decide(
        held, "chu-tich", promise(2), task.report_done, date(2023, 4, 7), gist="Xong",
        evidence=evidence,
    )  # fmt: skip

    assert [] == held.tell_upwards(date(2023, 4, 14), backlog=True)
    (told,) = held.tell_upwards(date(2023, 4, 17), backlog=True)

    assert (promise(1), "T1", date(2023, 4, 14)) == (
        told.stream,
        told.event.obligation,
        told.event.due,
    )
    assert {"dang-uy", "ban-thuong-vu"} == set(told.event.told)
    assert "overdue-is-told-upwards" == getattr(told.act, "rule", None)
    assert [] == held.tell_upwards(date(2023, 4, 20), backlog=True)


@pytest.mark.requirement("R38")
def test_a_conclusion_that_is_not_issued_in_time_is_told_upwards(held: Office) -> None:
    """07 working days from the end of the dialogue on 15 March: 24 March 2023."""
    assert [] == held.tell_upwards(date(2023, 3, 24), backlog=True)
    (told,) = held.tell_upwards(date(2023, 3, 25), backlog=True)

    assert (FIRST, "P4", date(2023, 3, 24)) == (
        told.stream,
        told.event.obligation,
        told.event.due,
    )
