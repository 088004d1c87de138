"""Bodies are merged or abolished in between: whoever carries on acts for the one before."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases import petition, plan, proceeding, session, task, ward
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.plan import Contents, Duty, PlannedSession, Section
from dialogue_cases.record import Recorded
from dialogue_cases.session import Contents as Notice
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    Document,
    OfficeKind,
    OfficerId,
    StreamId,
    SystemAct,
    month,
)
from following import (
    DITCH,
    EVIDENCE,
    LAND,
    NHO_LAM,
    PLACE,
    a_matter,
    a_petition,
    begin,
    concluded,
    decide,
    fixed,
    held,
    item,
    taken,
    told,
)
from offices import Clock, an_office
from spec import act_of

MARCH_15, MARCH_16, JULY_1, JULY_3 = (
    date(2023, 3, 15), date(2023, 3, 16), date(2023, 7, 1), date(2023, 7, 3),
)  # fmt: skip


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


def merged(
    office: Office, old: str, kind: BodyKind, who: str, position: OfficeKind = "head"
) -> Act:
    """A body is merged into a new one on 1 July, where this officer holds office from then on."""
    new = BodyId(f"{old}-moi")
    desk = office.by_rule(SystemAct(rule="ward-set-up"))

    def decided(decision: Any, **arguments: Any) -> None:
        desk.decide(ward.WARD, decision, on=JULY_1, **arguments)

    decided(ward.establish_body, body=new, kind=kind, name=new)
    decided(ward.merge_bodies, bodies=(BodyId(old),), into=new)
    decided(ward.appoint, officer=OfficerId(who), office=position, body=new, title=position)
    return Act(officer=OfficerId(who), office=position, body=new)


def by(office: Office, act: Act, stream: str, decision: Any, **arguments: Any) -> Any:
    return office.acting(act).decide(stream, decision, on=JULY_3, **arguments)


def directed(office: Office) -> StreamId:
    """A task of the People's Committee, from before the merger."""
    facts = decide(
        office, "bi-thu", a_petition(office, MARCH_15), petition.direct, MARCH_16,
        direction="Khơi mương", lead="ubnd", due=date(2023, 6, 1),
    )  # fmt: skip
    return facts[1].stream


def abolished(office: Office, body: str) -> None:
    """A body is abolished on 1 July, and nobody carries on for it."""
    office.by_rule(SystemAct(rule="ward-set-up")).decide(
        ward.WARD, ward.abolish_body, on=JULY_1, body=BodyId(body)
    )


@pytest.mark.requirement("R64")
def test_the_successor_of_the_lead_works_and_reports_and_can_not_confirm_itself(
    office: Office,
) -> None:
    """The record keeps whom it was given to."""
    work = directed(office)
    chair = merged(office, "ubnd", "people_committee", "chu-tich", "people_committee_chair")

    by(office, chair, work, task.report_obstacle, gist="Thiếu kinh phí")
    by(office, chair, work, task.report_done, gist="Xong", evidence=EVIDENCE)
    with pytest.raises(Refused, match="verifier-is-another-body"):
        by(office, chair, work, task.verify, findings="Xong")

    assert ("ubnd", "done") == (office.as_of(work).lead, office.as_of(work).status)


def test_the_successor_of_the_inspectors_concludes(office: Office) -> None:
    """What was referred to a body that is no more is concluded by who carries on."""
    work = directed(office)
    decide(
        office, "chanh-van-phong", work, task.refer_to_inspection, date(2023, 6, 20),
        to="kiem-tra", signs="Quá hạn, không báo cáo",
    )  # fmt: skip
    head = merged(office, "kiem-tra", "party_inspection_committee", "chu-nhiem")

    by(office, head, work, task.conclude_inspection, finding="no_breach", gist="Đã đôn đốc")

    assert office.as_of(work).open_referral is None


def test_the_successor_of_the_competent_body_decides(office: Office) -> None:
    """A complaint that was taken up before the merger is decided by the new chair."""
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, date(2023, 6, 20),
        kind="complaint", body="ubnd", gist=DITCH,
    )  # fmt: skip
    paper = Document(kind="Thông báo", number="3/TB")
    decide(office, "chu-tich", case, proceeding.accept, date(2023, 6, 21), document=paper)
    chair = merged(office, "ubnd", "people_committee", "chu-tich", "people_committee_chair")

    by(
        office, chair, case, proceeding.decide, outcome="founded", gist="Khơi mương",
        document=Document(kind="Quyết định", number="9/QĐ"),
    )  # fmt: skip

    assert office.as_of(case).is_resolved


def test_a_reply_names_who_carries_on(office: Office) -> None:
    """A decision sent after the merger is the reply of the body that is there."""
    stream = a_petition(office, date(2023, 6, 19))
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, date(2023, 6, 20),
        kind="complaint", body="ubnd", gist=DITCH, petition=stream,
    )  # fmt: skip
    paper = Document(kind="Thông báo", number="3/TB")
    decide(office, "chu-tich", case, proceeding.accept, date(2023, 6, 21), document=paper)
    decide(
        office, "chu-tich", case, proceeding.decide, date(2023, 6, 28), outcome="founded",
        gist="Khơi mương", document=paper,
    )  # fmt: skip
    chair = merged(office, "ubnd", "people_committee", "chu-tich", "people_committee_chair")

    by(office, chair, case, proceeding.send, paper="decision", to=("complainant",), complete=False)

    assert ["ubnd-moi"] == [one.by for one in office.as_of(stream).replies]


def test_a_reply_of_a_body_that_is_no_more_names_it_as_written(office: Office) -> None:
    """Nobody carries on for it, and its decision is sent all the same."""
    stream = a_petition(office, date(2023, 6, 19))
    case = begin(
        office, "chanh-van-phong", "proceeding/2023", proceeding.receive, date(2023, 6, 20),
        kind="complaint", body="ubnd", gist=DITCH, petition=stream,
    )  # fmt: skip
    paper = Document(kind="Thông báo", number="3/TB")
    decide(office, "chu-tich", case, proceeding.accept, date(2023, 6, 21), document=paper)
    decide(
        office, "chu-tich", case, proceeding.decide, date(2023, 6, 28), outcome="founded",
        gist="Khơi mương", document=paper,
    )  # fmt: skip
    abolished(office, "ubnd")

    by(
        office, act_of("chanh-van-phong"), case, proceeding.send, paper="decision",
        to=("complainant",), complete=False,
    )  # fmt: skip

    (reply,) = office.as_of(stream).replies
    assert (None, "Uỷ ban nhân dân phường") == (reply.by, reply.by_name)


def test_nobody_is_directed_or_promised_where_nobody_carries_on(office: Office) -> None:
    """A body that was abolished stops nothing that is entered later: it just isn't told of."""
    stream = held(office, date(2023, 6, 28), {})
    concluded(office, stream, date(2023, 6, 29), item(due=date(2023, 8, 1)))
    abolished(office, "ubnd")

    facts = taken(office, stream, JULY_3)
    vu_viec = a_matter(office, JULY_3)
    joined = by(
        office, act_of("chanh-van-phong"), facts[1].stream, petition.join_matter, matter=vu_viec
    )

    assert ["OpinionTaken", "Raised"] == [name for _, name in told(facts)]
    assert ["JoinedToMatter", "Joined"] == [name for _, name in told(joined)]


def test_the_delegate_holds_the_session_from_the_body_that_carries_on(office: Office) -> None:
    """The chair was delegated to an officer of a body that was merged before the session."""
    stream = fixed(office, MARCH_15, JULY_3)[0].stream
    decide(
        office, "bi-thu", stream, session.delegate_chair, MARCH_16, officer="pho-bi-thu",
        office="deputy_party_secretary", body="dang-uy",
    )  # fmt: skip
    act = merged(office, "dang-uy", "ward_party_committee", "pho-bi-thu", "deputy_party_secretary")

    by(office, act, stream, session.open_session)

    assert "dang-uy-moi" == office.as_of(stream).opened.body


def test_the_successor_of_the_drafter_is_no_other_hand(office: Office) -> None:
    """Four eyes stay four eyes when the drafting body is merged before the draft is submitted."""
    stream = held(office, date(2023, 6, 28), {})
    decide(
        office, "truong-khoi", stream, session.draft_conclusion, date(2023, 6, 29),
        contents=Notice(items=()),
    )  # fmt: skip
    head = merged(office, "dan-van", "party_office", "chanh-van-phong")

    with pytest.raises(Refused, match="drafter-is-not-submitter"):
        by(office, head, stream, session.submit_conclusion)


def test_a_duty_of_a_merged_body_is_assigned_to_who_carries_on(office: Office) -> None:
    """A session that is fixed after the merger brings the plan's duty to the successor."""
    nothing = Section(headings=(), paragraphs=())
    planned = PlannedSession(
        number=1, quarter=3, groups=(NHO_LAM,), topics=(LAND,), place=PLACE, period=month(2023, 7)
    )
    duty = Duty(
        number=1, kind="notify_people", text="- Thông báo", phase="before",
        for_each=("reception",), lead=BodyId("dan-van"), supports=(BodyId("van-phong"),),
    )  # fmt: skip
    contents = Contents(
        kind="KẾ HOẠCH", title="…", bases=(), introduction="…", purposes=nothing,
        requirements=nothing, sessions=(planned,), duties=(duty,),
    )  # fmt: skip
    day = date(2023, 1, 10)
    decide(office, "chanh-van-phong", "plan/2023", plan.draft, day, year=2023, contents=contents)
    decide(
        office, "bi-thu", "plan/2023", plan.adopt, day,
        document=Document(kind="Kế hoạch", number="01-KH/ĐU", issued_on=day),
    )  # fmt: skip
    merged(office, "dan-van", "party_building_board", "truong-khoi")

    facts: list[Recorded[Any]] = fixed(office, JULY_3, date(2023, 7, 10), series="reception")

    assert ("dan-van-moi", ("van-phong",)) == (facts[1].event.lead, facts[1].event.supports)
