"""A year's plan: what may be drafted, amended and adopted, and what it leaves empty."""

from datetime import date
from typing import Any

import attrs
import hypothesis
import hypothesis.strategies as st
import pytest

from dialogue_cases import plan, ward
from dialogue_cases.plan import (
    Adopted,
    Amended,
    Contents,
    Drafted,
    Duty,
    Event,
    PlannedSession,
    Section,
    SignatureBlock,
)
from dialogue_cases.vocabulary import (
    NOT_IN_COPY,
    BodyId,
    Document,
    GroupId,
    OfficeKind,
    Place,
    Quarter,
    Recipient,
    SystemAct,
    Topic,
    When,
    month,
)
from dialogue_cases.ward import BodyAbolished
from spec import a_ward, given
from strategies import value

DAY = date(2023, 1, 10)
LATER = date(2023, 2, 1)

LAND = Topic(title="Công tác quản lý đất đai", code="land_management")
WASTE = Topic(title="vệ sinh môi trường", code="environmental_sanitation")


def a_session(number: int = 1, quarter: Quarter = 1, period: When | None = None) -> PlannedSession:
    return PlannedSession(
        number=number,
        quarter=quarter,
        groups=(GroupId("nho-lam"),),
        topics=(LAND,),
        place=Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm", group=GroupId("nho-lam")),
        period=period or month(2023, 3 * quarter),
    )


SUBMISSION = Duty(
    number=1,
    kind="conclusion_submission",
    text="- Trình dự thảo thông báo kết luận;",
    phase="after",
    for_each=("dialogue",),
    lead=BodyId("van-phong"),
)
VENUE = Duty(
    number=2,
    kind="venue",
    text="- Bố trí, chuẩn bị địa điểm.",
    phase="before",
    for_each=("dialogue",),
    by_local_cell=True,
)
FOLLOW_UP = Duty(
    number=3,
    kind="follow_up_report",
    text="- Theo dõi, tổng hợp báo cáo.",
    phase="after",
    lead=BodyId("van-phong"),
    supports=(BodyId("dan-van"),),
)
CONTENTS = Contents(
    kind="KẾ HOẠCH",
    title="tiếp dân, đối thoại năm 2023",
    bases=(Document(kind="Quy định", number="11-QĐi/TW", issued_on=date(2019, 2, 18)),),
    introduction="Đảng uỷ xây dựng Kế hoạch như sau:",
    purposes=Section(headings=("I- Mục đích, yêu cầu", "1. Mục đích"), paragraphs=("- Nghe.",)),
    requirements=Section(headings=("I- Mục đích, yêu cầu", "2. Yêu cầu"), paragraphs=("- Rõ.",)),
    sessions=(a_session(),),
    duties=(SUBMISSION, VENUE, FOLLOW_UP),
    closing=("Trên đây là Kế hoạch.",),
    recipients=(Recipient(text="Ban Thường vụ Thị ủy,", bodies=(BodyId("thi-uy"),)),),
    signature=SignatureBlock(authority="T/M ĐẢNG ỦY", title="BÍ THƯ"),
)
OTHER = attrs.evolve(CONTENTS, sessions=(a_session(), a_session(2, 2)))
ISSUED = Document(kind="Kế hoạch", number="05-KH/ĐU", issued_on=DAY)

DRAFTED = Drafted(on=DAY, year=2023, contents=CONTENTS)
ADOPTED = Adopted(on=DAY, document=ISSUED)


def with_session(**changes: Any) -> Contents:
    return attrs.evolve(CONTENTS, sessions=(attrs.evolve(a_session(), **changes),))


def with_duty(**changes: Any) -> Contents:
    return attrs.evolve(CONTENTS, duties=(attrs.evolve(SUBMISSION, **changes),))


# -- Drafting -------------------------------------------------------------------------


@pytest.mark.requirement("R1")
def test_a_plan_is_drafted_for_one_year() -> None:
    given(plan).when(plan.draft, on=DAY, year=2023, contents=CONTENTS).then(DRAFTED)


def test_the_same_draft_twice_adds_nothing() -> None:
    given(plan, DRAFTED).when(plan.draft, on=LATER, year=2023, contents=CONTENTS).then()


def test_another_draft_of_a_drafted_plan_is_an_amendment() -> None:
    drafting = given(plan, DRAFTED).when(plan.draft, on=LATER, year=2023, contents=OTHER)

    drafting.refused("plan-is-drafted-once", year=2023)


@pytest.mark.requirement("R16")
@pytest.mark.parametrize(
    ("quarter", "period", "right"),
    [
        (1, month(2023, 1), True),
        (1, month(2023, 3), True),
        (1, month(2023, 4), False),
        (4, month(2023, 9), False),
        (4, month(2023, 10), True),
        (1, month(2022, 3), False),
        (2, When(day=date(2023, 6, 30)), True),
        (2, When(day=date(2023, 7, 1)), False),
        (2, When(day=date(2023, 6, 15), through=date(2023, 7, 15)), False),
    ],
)
def test_a_dialogue_is_planned_for_a_month_of_its_quarter(
    quarter: Quarter, period: When, right: bool
) -> None:
    contents = attrs.evolve(CONTENTS, sessions=(a_session(1, quarter, period),))
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    if right:
        drafting.then(Drafted(on=DAY, year=2023, contents=contents))
    else:
        drafting.refused("month-in-its-quarter", session=1, quarter=quarter, period=str(period))


@pytest.mark.requirement("R15")
def test_a_dialogue_needs_no_topic_nor_place_nor_group_yet() -> None:
    contents = with_session(topics=(), place=None, groups=(), quarter=None)

    given(plan).when(plan.draft, on=DAY, year=2023, contents=contents).then(
        Drafted(on=DAY, year=2023, contents=contents)
    )


def test_a_dialogue_is_planned_for_a_time_of_its_year() -> None:
    period = When(day=date(2023, 10, 1), through=date(2024, 1, 31))
    contents = with_session(quarter=None, period=period)

    given(plan).when(plan.draft, on=DAY, year=2023, contents=contents).refused(
        "session-in-the-year", session=1, year=2023
    )


@pytest.mark.requirement("R15")
def test_a_dialogue_is_held_with_a_group_of_the_ward() -> None:
    contents = with_session(groups=(GroupId("thon-la"),))
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    drafting.refused("group-is-known", group="thon-la")


@pytest.mark.requirement("R17")
def test_a_place_belongs_to_a_group_of_the_ward() -> None:
    contents = with_session(place=Place(name="Nhà văn hoá", group=GroupId("thon-la")))
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    drafting.refused("group-is-known", group="thon-la")


@pytest.mark.requirement("R23")
def test_the_secretary_holds_the_dialogue() -> None:
    chair: OfficeKind = "deputy_party_secretary"
    contents = with_session(chair=chair)
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    assert drafting.refused("secretary-holds-the-dialogue", chair=chair).unlawful
    given(plan).despite("secretary-holds-the-dialogue").when(
        plan.draft, on=DAY, year=2023, contents=contents
    ).then(Drafted(on=DAY, year=2023, contents=contents))


@pytest.mark.requirement("R12", "R25")
@pytest.mark.parametrize(
    "changes",
    [
        {"lead": None},
        {"by_local_cell": True},
        {"lead": None, "by_local_cell": True, "for_each": ()},
    ],
    ids=["no lead", "two leads", "the cell of no session"],
)
def test_a_duty_has_exactly_one_lead(changes: dict[str, Any]) -> None:
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=with_duty(**changes))

    drafting.refused("duty-has-one-lead", duty=1)


def test_a_lead_is_not_its_own_support() -> None:
    contents = with_duty(supports=(BodyId("van-phong"),))
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    drafting.refused("lead-is-not-its-own-support", duty=1, body="van-phong")


@pytest.mark.requirement("R53")
def test_a_duty_of_the_local_cell_needs_a_cell_in_each_group() -> None:
    elsewhere = attrs.evolve(a_session(), groups=(GroupId("an-thuong"),))
    contents = attrs.evolve(CONTENTS, sessions=(elsewhere,))
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    drafting.refused("group-has-a-cell", duty=2, group="an-thuong")


@pytest.mark.parametrize(
    "contents",
    [
        with_duty(lead=BodyId("khong-co")),
        with_duty(supports=(BodyId("khong-co"),)),
        attrs.evolve(CONTENTS, recipients=(Recipient(text="?", bodies=(BodyId("khong-co"),)),)),
    ],
    ids=["lead", "support", "recipient"],
)
def test_a_plan_names_bodies_of_the_ward(contents: Contents) -> None:
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    assert not drafting.refused("body-is-known", body="khong-co").unlawful


@pytest.mark.requirement("R58")
def test_a_recipient_above_the_ward_exists_on_the_day() -> None:
    """From 1 July 2025 there is no town Party committee any more to send a plan to."""
    abolished = BodyAbolished(on=date(2025, 7, 1), body=BodyId("thi-uy"))
    drafting = (
        given(plan)
        .within(ward.evolve(a_ward(), abolished))
        .when(plan.draft, on=date(2025, 12, 20), year=2023, contents=CONTENTS)
    )

    assert drafting.refused("body-exists", body="thi-uy").unlawful


@pytest.mark.parametrize(
    "contents",
    [
        attrs.evolve(CONTENTS, sessions=(a_session(1), a_session(1, 2))),
        attrs.evolve(CONTENTS, sessions=(a_session(0),)),
        attrs.evolve(CONTENTS, duties=(SUBMISSION, SUBMISSION)),
    ],
)
def test_a_number_is_used_once(contents: Contents) -> None:
    given(plan).when(plan.draft, on=DAY, year=2023, contents=contents).refused(
        "number-is-used-once"
    )


@pytest.mark.requirement("R24")
def test_a_reception_day_lies_in_the_year() -> None:
    contents = attrs.evolve(
        CONTENTS,
        reception_days=(
            plan.ReceptionDay(day=date(2023, 1, 5)),
            plan.ReceptionDay(day=date(2024, 1, 5)),
        ),
    )
    drafting = given(plan).when(plan.draft, on=DAY, year=2023, contents=contents)

    drafting.refused("reception-day-in-the-year", day=date(2024, 1, 5))


# -- Amending -------------------------------------------------------------------------


def test_an_amendment_gives_the_whole_text_anew() -> None:
    given(plan, DRAFTED).by("chanh-van-phong").when(
        plan.amend, on=LATER, contents=OTHER, reason="Thêm quý II"
    ).then(Amended(on=LATER, contents=OTHER, reason="Thêm quý II"))


def test_an_amendment_to_the_same_text_adds_nothing() -> None:
    given(plan, DRAFTED).when(plan.amend, on=LATER, contents=CONTENTS, reason="?").then()


def test_only_a_drafted_plan_is_amended() -> None:
    given(plan).when(plan.amend, on=LATER, contents=OTHER, reason="?").refused("plan-is-drafted")


def test_an_amendment_has_a_reason() -> None:
    amending = given(plan, DRAFTED).when(plan.amend, on=LATER, contents=OTHER, reason=" ")

    amending.refused("change-has-a-reason")


def test_an_amended_text_is_held_to_the_same_rules() -> None:
    contents = with_session(groups=(GroupId("thon-la"),))
    amending = given(plan, DRAFTED).when(plan.amend, on=LATER, contents=contents, reason="Sửa")

    amending.refused("group-is-known", group="thon-la")


def test_the_committee_amends_what_it_adopted() -> None:
    after = given(plan, DRAFTED, ADOPTED)
    change = {"on": LATER, "contents": OTHER, "reason": "Thêm quý II", "document": ISSUED}
    by_the_office = after.by("chanh-van-phong").when(plan.amend, **change)

    assert by_the_office.refused("committee-amends-what-it-adopted").unlawful
    after.when(plan.amend, **change).then(
        Amended(on=LATER, contents=OTHER, reason="Thêm quý II", document=ISSUED)
    )


# -- Adopting -------------------------------------------------------------------------


@pytest.mark.requirement("R61")
def test_the_secretary_adopts_for_the_committee() -> None:
    given(plan, DRAFTED).by("bi-thu").when(plan.adopt, on=DAY, document=ISSUED).then(ADOPTED)


@pytest.mark.requirement("R61")
@pytest.mark.parametrize("officer", ["pho-bi-thu", "chanh-van-phong", "chu-tich"])
def test_nobody_else_adopts(officer: str) -> None:
    adopting = given(plan, DRAFTED).by(officer).when(plan.adopt, on=DAY, document=ISSUED)

    assert adopting.refused("secretary-adopts-for-the-committee").unlawful


def test_no_rule_adopts_a_plan_by_itself() -> None:
    adopting = (
        given(plan, DRAFTED).by(SystemAct(rule="x")).when(plan.adopt, on=DAY, document=ISSUED)
    )

    adopting.refused("secretary-adopts-for-the-committee")


def test_a_second_adoption_adds_nothing() -> None:
    given(plan, DRAFTED, ADOPTED).when(plan.adopt, on=LATER, document=ISSUED).then()


def test_only_a_drafted_plan_is_adopted() -> None:
    given(plan).when(plan.adopt, on=DAY, document=ISSUED).refused("plan-is-drafted")


@pytest.mark.requirement("R62")
def test_an_adopted_plan_is_numbered_and_dated() -> None:
    """A draft needs neither; what was issued has both, even if the copy hides them."""
    hidden = Document(kind="Kế hoạch", number=NOT_IN_COPY, issued_on=NOT_IN_COPY)
    bare = Document(kind="Kế hoạch")

    given(plan, DRAFTED).when(plan.adopt, on=DAY, document=hidden).then(
        Adopted(on=DAY, document=hidden)
    )
    assert (
        given(plan, DRAFTED)
        .when(plan.adopt, on=DAY, document=bare)
        .refused("adopted-plan-is-numbered-and-dated")
        .unlawful
    )


# -- What is then known ---------------------------------------------------------------


def test_the_last_amendment_says_how_the_plan_reads() -> None:
    amended = Amended(on=LATER, contents=OTHER, reason="Thêm quý II")
    known = given(plan, DRAFTED, ADOPTED, amended).state

    assert (OTHER, "adopted", 2023, ISSUED) == (
        known.contents,
        known.status,
        known.year,
        known.document,
    )


def test_a_plan_is_known_whatever_the_order_of_its_facts() -> None:
    amended = Amended(on=LATER, contents=OTHER, reason="Thêm quý II")

    assert (
        given(plan, DRAFTED, amended, ADOPTED).state == given(plan, ADOPTED, amended, DRAFTED).state
    )


@hypothesis.given(st.lists(value(Event), max_size=3))
def test_any_sequence_of_facts_folds(events: list[Any]) -> None:
    """The fold never refuses, and whatever is known can be read."""
    known = given(plan, *events).state

    assert (known.status == "unknown") == (not events)
    assert set(known.duties_of_the_year) <= set(known.duties)
    assert bool(plan.as_text(known)) <= (known.contents is not None)


def test_nothing_is_known_of_a_plan_that_was_never_drafted() -> None:
    known = plan.INITIAL

    assert ("unknown", (), (), "") == (
        known.status,
        known.sessions,
        known.duties,
        plan.as_text(known),
    )


@pytest.mark.requirement("R25")
def test_a_duty_is_of_each_session_or_of_the_year() -> None:
    known = given(plan, DRAFTED).state

    assert ((SUBMISSION, VENUE), (), (FOLLOW_UP,)) == (
        known.duties_of("dialogue"),
        known.duties_of("reception"),
        known.duties_of_the_year,
    )


def test_a_duty_is_led_by_its_body_or_by_the_cell_of_the_place() -> None:
    cell = BodyId("chi-bo-nho-lam")

    assert ("van-phong", cell) == (SUBMISSION.lead_at(cell), VENUE.lead_at(cell))


def test_a_duty_is_worded_without_its_printed_mark() -> None:
    assert "Trình dự thảo thông báo kết luận" == SUBMISSION.wording


@pytest.mark.requirement("R22")
def test_a_topic_that_returns_is_found_in_all_its_dialogues() -> None:
    second = attrs.evolve(a_session(2, 2), topics=(WASTE, LAND))
    contents = attrs.evolve(CONTENTS, sessions=(a_session(), second))
    known = given(plan, Drafted(on=DAY, year=2023, contents=contents)).state

    assert {"land_management": (1, 2), "environmental_sanitation": (2,)} == known.by_topic
    assert second == known.session(2)
    assert SUBMISSION == known.duty(1)


@pytest.mark.parametrize("number", [2, 99])
def test_what_a_plan_does_not_have_is_none(number: int) -> None:
    known = given(plan, Drafted(on=DAY, year=2023, contents=with_duty())).state

    assert (None, None) == (known.session(number), known.duty(number))


# -- What it leaves empty -------------------------------------------------------------


@pytest.mark.requirement("R14")
def test_a_quarter_without_a_dialogue_is_a_gap() -> None:
    found = plan.gaps(given(plan, DRAFTED).state, receptions_per_month=0)

    assert [
        ("dialogue", "2023-04-01/2023-06-30", 0, 1),
        ("dialogue", "2023-07-01/2023-09-30", 0, 1),
        ("dialogue", "2023-10-01/2023-12-31", 0, 1),
    ] == [(gap.series, str(gap.period), gap.planned, gap.wanted) for gap in found]


@pytest.mark.requirement("R14")
def test_how_many_dialogues_a_quarter_needs_is_a_parameter() -> None:
    found = plan.gaps(given(plan, DRAFTED).state, dialogues_per_quarter=2, receptions_per_month=0)

    assert (4, 1) == (len(found), found[0].planned)


@pytest.mark.requirement("R24")
def test_a_month_with_too_few_reception_days_is_a_gap() -> None:
    days = (date(2023, 1, 5), date(2023, 1, 20), date(2023, 2, 6))
    contents = attrs.evolve(
        CONTENTS, reception_days=tuple(plan.ReceptionDay(day=one) for one in days)
    )
    known = given(plan, Drafted(on=DAY, year=2023, contents=contents)).state
    found = [gap for gap in plan.gaps(known) if gap.series == "reception"]

    assert (11, "2023-02", 1, 2) == (
        len(found),
        str(found[0].period),
        found[0].planned,
        found[0].wanted,
    )


def test_a_plan_that_is_not_drafted_has_no_gaps() -> None:
    assert () == plan.gaps(plan.INITIAL)


# -- As text --------------------------------------------------------------------------


def test_a_heading_is_printed_where_it_changes() -> None:
    """A duty that continues a sentence stays in its paragraph; a session without printed
    paragraphs is told from its data."""
    goes_on = attrs.evolve(FOLLOW_UP, text="theo dõi.", continues=True, headings=("III", "1."))
    first = attrs.evolve(SUBMISSION, headings=("III", "1."))
    session = attrs.evolve(a_session(), topics=(LAND, WASTE), headings=("II", "1. Quý I"))
    other = attrs.evolve(a_session(2, 1, When(day=date(2023, 3, 15))), headings=("II", "2. Quý I"))
    contents = attrs.evolve(CONTENTS, sessions=(session, other), duties=(first, goes_on))
    text = plan.as_text(given(plan, Drafted(on=DAY, year=2023, contents=contents)).state)

    assert [
        "KẾ HOẠCH",
        "tiếp dân, đối thoại năm 2023",
        "Đảng uỷ xây dựng Kế hoạch như sau:",
        "I- Mục đích, yêu cầu",
        "1. Mục đích",
        "- Nghe.",
        "2. Yêu cầu",
        "- Rõ.",
        "II",
        "1. Quý I",
        "- Chủ đề đối thoại: Công tác quản lý đất đai; vệ sinh môi trường",
        "- Địa điểm: Nhà sinh hoạt cộng đồng TDP Nho Lâm",
        "- Thời gian: Tháng 3/2023",
        "2. Quý I",
        "- Chủ đề đối thoại: Công tác quản lý đất đai",
        "- Địa điểm: Nhà sinh hoạt cộng đồng TDP Nho Lâm",
        "- Thời gian: 15/03/2023",
        "III",
        "1.",
        "- Trình dự thảo thông báo kết luận; theo dõi.",
        "Trên đây là Kế hoạch.",
        "Nơi nhận:",
        "- Ban Thường vụ Thị ủy,",
        "T/M ĐẢNG ỦY",
        "BÍ THƯ",
    ] == text.split("\n\n")


def test_the_stream_of_a_plan_is_named_by_its_year() -> None:
    assert "plan/2023" == plan.stream(2023)
