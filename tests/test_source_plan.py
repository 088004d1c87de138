"""The plan of the ward of Phổ Hoà for 2023: imported whole, and understood.

`data/plan-2023.md` is the document at hand; `examples/pho_hoa_2023` holds what is imported.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from dialogue_cases import plan, ward
from dialogue_cases.law import load_law
from dialogue_cases.plan import Drafted, Duty, DutyKind
from dialogue_cases.plan_file import PlanFile, read_plan
from dialogue_cases.proposal import ask
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import (
    NOT_IN_COPY,
    Act,
    BodyId,
    Document,
    NotInCopy,
    OfficerId,
    Phase,
    SystemAct,
    TopicCode,
    month,
)
from dialogue_cases.ward import Setting, Ward
from dialogue_cases.ward_file import read_ward

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "pho_hoa_2023"
DAY = date(2023, 1, 10)


@cache
def source() -> str:
    """The document's words: without marks of typesetting, page numbers and line breaks."""
    text = nfc((HERE / "data" / "plan-2023.md").read_text(encoding="utf-8"))
    without_pages = re.sub(r"<sup>\d</sup>", "", text)
    return "\n".join(
        " ".join(re.sub(r"[*#]", "", line).split())
        for line in without_pages.splitlines()
        if line.strip()
    )


@cache
def imported() -> PlanFile:
    return read_plan(EXAMPLE / "plan.toml")


@cache
def the_ward(on: date = DAY) -> Ward:
    """The ward as its set-up decides it, as of a day."""
    file = read_ward(EXAMPLE / "ward.toml")
    state, law = ward.INITIAL, load_law()
    for step in (file.opening("a-store"), *file.steps):
        if step.on <= on:
            setting = Setting(act=SystemAct(rule="ward-set-up"), ward=state, law=law)
            for event in ask(step.decision, state, setting, step.arguments):
                state = ward.evolve(state, event)
    return state


@cache
def drafted() -> plan.Plan:
    """The plan as the ward of that day would draft it, with no rule waived."""
    act = Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))
    setting = Setting(act=act, ward=the_ward(), law=load_law())
    file = imported()
    (event,) = plan.draft(
        plan.INITIAL, setting, plan.Drafted(on=DAY, year=file.year, contents=file.contents)
    )
    return plan.evolve(plan.INITIAL, event)


def words(text: str) -> str:
    return " ".join(text.split())


def duty(kind: DutyKind) -> Duty:
    (found,) = (one for one in drafted().duties if one.kind == kind)
    return found


# -- Word for word --------------------------------------------------------------------


@pytest.mark.requirement("R63")
def test_every_line_of_the_source_is_printed_in_its_order() -> None:
    """Nothing is left out: each line is found after the one before it."""
    printed = words(plan.as_text(drafted()))
    position = 0
    for line in source().splitlines():
        found = printed.find(line, position)

        assert found >= 0, f"not printed in its place: {line!r}"
        position = found + len(line)


@pytest.mark.requirement("R63")
def test_nothing_is_printed_that_the_source_does_not_say() -> None:
    assert words(source()) == words(plan.as_text(drafted()))


@pytest.mark.requirement("R63")
def test_both_spellings_of_the_source_are_kept_and_mean_one_ward() -> None:
    printed = plan.as_text(drafted())

    assert all(name in printed for name in ("Phổ Hoà", "Phố Hòa", "Đảng uỷ", "Đảng ủy"))
    assert {"phường Phổ Hoà", "phường Phố Hòa"} <= {the_ward().name, *the_ward().aliases}


@pytest.mark.requirement("R63")
def test_the_page_numbers_of_the_copy_are_left_out() -> None:
    printed = words(plan.as_text(drafted()))

    for clean in ("trực tiếp với Nhân dân phải", "các tình huống có thể", "xử lý kịp thời những"):
        assert clean in printed


# -- Title, bases, aims ---------------------------------------------------------------


@pytest.mark.requirement("R1")
def test_it_is_the_plan_for_reception_and_dialogue_of_one_year() -> None:
    assert 2023 == drafted().year
    assert "tiếp dân, đối thoại" in imported().contents.title


@pytest.mark.requirement("R2", "R3")
def test_it_rests_on_the_regulation_of_the_party_and_on_the_wards_own() -> None:
    party, own = imported().contents.bases

    assert ("Quy định", "11-QĐi/TW", date(2019, 2, 18), "Bộ Chính trị") == (
        party.kind,
        party.number,
        party.issued_on,
        party.issuer,
    )
    assert (NOT_IN_COPY, NOT_IN_COPY) == (own.number, own.issued_on)
    assert own.title is not None
    assert "khiếu nại, tố cáo, kiến nghị, phản ánh" in own.title


@pytest.mark.requirement("R3", "R13")
def test_the_ward_has_its_regulation_and_its_house_rules() -> None:
    regulation = the_ward().in_force("regulation")
    rules = the_ward().in_force("house_rules")

    assert regulation is not None
    assert rules is not None
    assert imported().contents.bases[1] == regulation.document
    assert rules.document.title is not None
    assert rules.document.title in imported().contents.requirements.paragraphs[1]


@pytest.mark.requirement("R4", "R5", "R6")
def test_its_aims_stand_in_it_word_for_word() -> None:
    purposes = imported().contents.purposes.paragraphs

    assert ["-", "-", "+", "+"] == [paragraph[0] for paragraph in purposes]
    assert "đổi mới phương thức lãnh đạo" in purposes[0]
    assert "giải thích thấu đáo" in purposes[2]
    assert "kiến nghị, phản ánh, giám sát" in purposes[3]


@pytest.mark.requirement("R12")
def test_secretary_and_head_of_government_are_both_responsible() -> None:
    required = imported().contents.requirements.paragraphs[0]
    offices = {holding.office for holding in the_ward().holdings}

    assert "trách nhiệm của Bí thư Đảng uỷ, người đứng đầu chính quyền" in required
    assert {"party_secretary", "people_committee_chair"} <= offices


# -- The schedule ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "group", "when", "topics"),
    [
        pytest.param(1, "nho-lam", 3, ["land_clearance"], marks=pytest.mark.requirement("R18")),
        pytest.param(
            2,
            "an-thuong",
            5,
            ["land_clearance", "land_management", "environmental_sanitation"],
            marks=pytest.mark.requirement("R19"),
        ),
        pytest.param(
            3,
            "hien-van",
            7,
            ["grassroots_democracy", "land_clearance"],
            marks=pytest.mark.requirement("R20"),
        ),
        pytest.param(
            4,
            "hoa-thanh",
            10,
            ["land_management", "environmental_sanitation"],
            marks=pytest.mark.requirement("R21"),
        ),
    ],
)
@pytest.mark.requirement("R15", "R16", "R17", "R23")
def test_each_quarter_has_its_dialogue(
    number: int, group: str, when: int, topics: list[TopicCode]
) -> None:
    session = drafted().session(number)
    assert session is not None
    known = the_ward().groups[session.groups[0]]

    assert (number, group, month(2023, when), topics, "party_secretary") == (
        session.quarter,
        *session.groups,
        session.period,
        [topic.code for topic in session.topics],
        session.chair,
    )
    assert session.place is not None
    assert (known.community_house, group) == (session.place.name, session.place.group)
    assert f"tại {known.name}" in session.headings[1]


def test_each_topic_is_in_the_words_of_the_plan() -> None:
    for session in drafted().sessions:
        for topic in session.topics:
            assert topic.title in session.paragraphs[0]


@pytest.mark.requirement("R18", "R22")
def test_the_expressway_returns_in_three_groups() -> None:
    projects = [
        (session.number, topic.project)
        for session in drafted().sessions
        for topic in session.topics
        if topic.project
    ]

    assert (1, 2, 3) == drafted().by_topic["land_clearance"]
    assert [1, 2, 3] == [number for number, _ in projects]
    assert 1 == len({project for _, project in projects})


@pytest.mark.requirement("R14")
def test_no_quarter_is_without_a_dialogue() -> None:
    assert [] == [gap for gap in plan.gaps(drafted()) if gap.series == "dialogue"]


@pytest.mark.requirement("R24")
def test_it_speaks_of_reception_but_names_no_reception_day() -> None:
    missing = [gap for gap in plan.gaps(drafted()) if gap.series == "reception"]

    assert [(month(2023, number), 0, 2) for number in range(1, 13)] == [
        (gap.period, gap.planned, gap.wanted) for gap in missing
    ]


# -- Who does what --------------------------------------------------------------------

MOBILISATION, OFFICE, GOVERNMENT, FRONT = "dan-van", "van-phong", "ubnd", "mttq"
CELL = None
EACH, YEAR = True, False


@pytest.mark.parametrize(
    ("kind", "lead", "phase", "each"),
    [
        pytest.param(
            "situation_report", MOBILISATION, "before", EACH, marks=pytest.mark.requirement("R26")
        ),
        pytest.param(
            "risk_forecast", MOBILISATION, "before", EACH, marks=pytest.mark.requirement("R27")
        ),
        pytest.param(
            "pressing_matters_review",
            MOBILISATION,
            "before",
            EACH,
            marks=pytest.mark.requirement("R28", "R29", "R30"),
        ),
        pytest.param(
            "conclusion_draft", MOBILISATION, "after", EACH, marks=pytest.mark.requirement("R31")
        ),
        pytest.param("invitees", OFFICE, "before", EACH, marks=pytest.mark.requirement("R32")),
        pytest.param(
            "invitations_and_announcement",
            OFFICE,
            "before",
            EACH,
            marks=pytest.mark.requirement("R33", "R34", "R35"),
        ),
        pytest.param("conditions", OFFICE, "before", EACH, marks=pytest.mark.requirement("R36")),
        pytest.param(
            "conclusion_submission",
            OFFICE,
            "after",
            EACH,
            marks=pytest.mark.requirement("R37", "R38", "R39"),
        ),
        pytest.param(
            "follow_up_report", OFFICE, "after", YEAR, marks=pytest.mark.requirement("R40", "R41")
        ),
        pytest.param("keep_directing", OFFICE, "after", YEAR, marks=pytest.mark.requirement("R42")),
        pytest.param("inspection", OFFICE, "after", YEAR, marks=pytest.mark.requirement("R43")),
        pytest.param(
            "government_review",
            GOVERNMENT,
            "before",
            EACH,
            marks=pytest.mark.requirement("R44", "R45", "R46", "R47"),
        ),
        pytest.param(
            "broadcast", GOVERNMENT, "throughout", EACH, marks=pytest.mark.requirement("R48")
        ),
        pytest.param(
            "timely_resolution", GOVERNMENT, "after", EACH, marks=pytest.mark.requirement("R49")
        ),
        pytest.param("public_opinion", FRONT, "before", EACH, marks=pytest.mark.requirement("R50")),
        pytest.param("propaganda", FRONT, "throughout", YEAR, marks=pytest.mark.requirement("R51")),
        pytest.param("local_mood", CELL, "before", EACH, marks=pytest.mark.requirement("R52")),
        pytest.param("venue", CELL, "before", EACH, marks=pytest.mark.requirement("R53")),
        pytest.param("notify_people", CELL, "before", EACH, marks=pytest.mark.requirement("R54")),
    ],
)
@pytest.mark.requirement("R56")
def test_each_duty_has_its_one_lead(
    kind: DutyKind, lead: str | None, phase: Phase, each: bool
) -> None:
    found = duty(kind)

    assert (lead, lead is CELL, phase, each) == (
        found.lead,
        found.by_local_cell,
        found.phase,
        found.per_session,
    )


def test_the_duties_are_all_there_and_numbered_as_they_stand() -> None:
    assert list(range(1, 20)) == [one.number for one in drafted().duties]
    assert 19 == len({one.kind for one in drafted().duties})


@pytest.mark.requirement("R25")
def test_the_officer_in_charge_may_lead_instead_of_the_bloc() -> None:
    instead = [one.kind for one in drafted().duties if one.or_office]

    assert ["situation_report", "risk_forecast", "pressing_matters_review", "conclusion_draft"] == (
        instead
    )
    assert "mass_mobilisation_officer" == duty("conclusion_draft").or_office


@pytest.mark.requirement("R53")
def test_the_cell_of_the_group_prepares_the_venue() -> None:
    leads = [
        duty("venue").lead_at(the_ward().groups[session.groups[0]].cell)
        for session in drafted().sessions
    ]

    assert ["chi-bo-nho-lam", "chi-bo-an-thuong", "chi-bo-hien-van", "chi-bo-hoa-thanh"] == leads


@pytest.mark.requirement("R54")
def test_the_cells_call_people_to_receptions_too() -> None:
    assert ("dialogue", "reception") == duty("notify_people").for_each
    assert (duty("notify_people"),) == drafted().duties_of("reception")


@pytest.mark.requirement("R50", "R55")
def test_front_and_bloc_support_each_other() -> None:
    assert {"mttq", "doan-the"} == set(duty("situation_report").supports)
    assert {"dan-van", "doan-the"} == set(duty("public_opinion").supports)
    assert "phối hợp với các cơ quan liên quan" in duty("venue").headings[2]


@pytest.mark.requirement("R56", "R57")
def test_it_closes_with_strict_work_and_prompt_report_of_obstacles() -> None:
    asked = imported().contents.closing[1]

    assert "thực hiện nghiêm túc những nội dung, công việc được phân công" in asked
    assert "có gì vướng mắc các đồng chí phản ánh kịp thời về Đảng ủy" in asked


# -- Recipients and signature ---------------------------------------------------------


@pytest.mark.requirement("R58", "R64")
def test_it_goes_to_those_above_who_are_no_more_after_june_2025() -> None:
    above = imported().contents.recipients[:3]
    board = the_ward().body("BTVHU")
    assert board is not None

    assert [(board.id,), ("ban-dan-van-thi-uy",), (board.id,)] == [one.bodies for one in above]
    assert [None, None, "standing_board_member"] == [one.office for one in above]
    for day, there in ((date(2025, 6, 30), True), (date(2025, 7, 1), False)):
        assert [there, there] == [the_ward(day).exists(one.bodies[0]) for one in above[:2]]


@pytest.mark.requirement("R59")
def test_it_goes_to_bodies_and_to_holders_of_offices_in_the_ward() -> None:
    cells, government, front, members = imported().contents.recipients[3:7]

    assert {group.cell for group in the_ward().groups.values()} == set(cells.bodies)
    assert {"hdnd", "ubnd"} == set(government.bodies)
    assert {"mttq", "doan-the"} == set(front.bodies)
    assert (("dang-uy",), "party_committee_member") == (members.bodies, members.office)


@pytest.mark.requirement("R60")
def test_one_copy_is_filed_at_the_office() -> None:
    filed = [one for one in imported().contents.recipients if one.filed]

    assert [("Lưu Văn phòng Đảng ủy.", ("van-phong",))] == [(one.text, one.bodies) for one in filed]


@pytest.mark.requirement("R61")
def test_it_is_signed_for_the_committee_by_the_secretary() -> None:
    block = imported().contents.signature
    assert block is not None

    assert ("T/M ĐẢNG ỦY", "BÍ THƯ") == (block.authority, block.title)


@pytest.mark.requirement("R61")
def test_the_printed_name_stands_in_the_signature_alone() -> None:
    """The name is the document's own text; in the record, offices act."""
    block = imported().contents.signature
    assert block is not None
    assert block.name is not None

    assert 1 == (EXAMPLE / "plan.toml").read_text(encoding="utf-8").count(block.name)
    assert block.name not in (EXAMPLE / "ward.toml").read_text(encoding="utf-8")
    assert {None} == {holding.name for holding in the_ward().holdings}


@pytest.mark.requirement("R62")
def test_number_and_date_are_not_in_the_copy() -> None:
    document: Document = imported().document

    assert isinstance(document.number, NotInCopy)
    assert isinstance(document.issued_on, NotInCopy)


def test_what_was_drafted_is_what_was_imported() -> None:
    assert Drafted(on=DAY, year=2023, contents=imported().contents) == drafted().drafted
