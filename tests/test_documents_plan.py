"""The plan as a document: made from the imported plan of 2023, it says all that its source says.

`data/plan-2023.md` is the source; its comparison with the plan as text is in `test_source_plan`.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import papers
from dialogue_cases import documents, plan, session
from dialogue_cases.office import Office
from dialogue_cases.plan_file import read_plan
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import Act, BodyId, OfficerId, Place
from dialogue_cases.ward_file import read_ward
from offices import Clock

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "examples" / "pho_hoa_2023"
DAY = date(2023, 1, 10)
SECRETARY = Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))


@cache
def source() -> tuple[str, ...]:
    """The document's lines: without marks of typesetting, page numbers and line breaks."""
    text = nfc((HERE / "data" / "plan-2023.md").read_text(encoding="utf-8"))
    clean = re.sub(r"[*#]", "", re.sub(r"<sup>\d</sup>", "", text))
    return tuple(" ".join(line.split()) for line in clean.splitlines() if line.strip())


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """The ward of Phổ Hoà with its plan drafted, and adopted a week later."""
    setup, read = read_ward(EXAMPLE / "ward.toml"), read_plan(EXAMPLE / "plan.toml")
    made = Office.create(
        "memory:",
        code=setup.code,
        name=setup.name,
        setup=setup.steps,
        clock=Clock(date(2023, 12, 31)),
    )
    desk = made.acting(SECRETARY)
    desk.decide("plan/2023", plan.draft, on=DAY, year=2023, contents=read.contents)
    desk.decide("plan/2023", plan.adopt, on=date(2023, 1, 17), document=read.document)
    with made:
        yield made


@pytest.fixture(scope="module")
def made(office: Office) -> documents.WrittenDocument:
    return documents.write(office, "plan", "plan/2023", on=date(2023, 1, 20))


def words(text: str) -> str:
    return " ".join(text.split())


# -- Nothing is lost ------------------------------------------------------------------------


@pytest.mark.requirement("R61", "R63")
def test_every_line_of_the_source_is_in_the_document_in_its_order(
    made: documents.WrittenDocument,
) -> None:
    """Each line of the source is found after the one before it."""
    printed = words(papers.text(made.docx))
    position = 0
    for line in source():
        found = printed.find(line, position)

        assert found >= 0, f"not printed in its place: {line!r}"
        position = found + len(line)


def test_the_document_says_nothing_else_but_its_head(made: documents.WrittenDocument) -> None:
    """Round the words of the source stand the components of a Party document, and no more."""
    printed = words(papers.text(made.docx))
    head, _, rest = printed.partition("KẾ HOẠCH ")

    assert words("\n".join(source())) == "KẾ HOẠCH " + rest
    assert (
        "………………… ĐẢNG ỦY PHƯỜNG PHỔ HOÀ * Số …-KH/ĐU "
        "ĐẢNG CỘNG SẢN VIỆT NAM Phổ Hoà, ngày … tháng … năm … "
    ) == head


def test_every_heading_session_and_duty_of_the_record_is_in_the_document(
    office: Office, made: documents.WrittenDocument
) -> None:
    """The comparison from the other side: what the plan is understood to say is printed."""
    contents = office.as_of("plan/2023").contents
    printed = words(papers.text(made.docx))
    headings = {one for part in (*contents.sessions, *contents.duties) for one in part.headings}

    assert (4, 19) == (len(contents.sessions), len(contents.duties))
    for one in (
        *headings,
        *contents.purposes.paragraphs,
        *contents.requirements.paragraphs,
        *(line for planned in contents.sessions for line in planned.paragraphs),
        *(duty.text for duty in contents.duties),
        *contents.closing,
        *(f"- {recipient.text}" for recipient in contents.recipients),
    ):
        assert words(one) in printed


# -- Drafts ---------------------------------------------------------------------------------


@pytest.mark.requirement("R62")
def test_a_plan_is_marked_as_a_draft_until_it_is_adopted(
    office: Office, made: documents.WrittenDocument
) -> None:
    draft = documents.write(office, "plan", "plan/2023", on=DAY)

    assert (True, False) == (draft.draft, made.draft)
    assert 2 == papers.headers(draft.docx).count("BẢN DỰ THẢO")
    assert "DỰ THẢO" not in papers.headers(made.docx)


def test_the_plan_is_signed_as_it_says(made: documents.WrittenDocument) -> None:
    signed = read_plan(EXAMPLE / "plan.toml").contents.signature

    assert signed is not None
    assert [signed.authority, signed.title, signed.name] == papers.lines(made.docx)[-3:]


# -- The schedule of receptions ---------------------------------------------------------------


@pytest.mark.requirement("R24")
def test_the_reception_schedule_has_the_days_that_were_fixed(office: Office) -> None:
    """The plan names none, so the record's own reception days make the schedule."""
    clerk = Act(officer=OfficerId("chanh-van-phong"), office="head", body=BodyId("van-phong"))
    arranged: dict[str, Any] = {
        "on": date(2023, 5, 29),
        "at": time(8),
        "place": Place(name="Phòng tiếp dân"),
        "legal_basis": "citizen_reception",
    }
    for day in (date(2023, 6, 8), date(2023, 6, 22)):
        office.acting(clerk).begin("reception/2023", session.fix, day=day, **arranged)
    office.acting(clerk).decide(
        "reception/2023/2", session.cancel, on=date(2023, 6, 1), reason="Bí thư đi công tác"
    )
    made = documents.write(office, "reception-schedule", "plan/2023", on=date(2023, 6, 2))
    said = papers.text(made.docx)

    assert "Thứ Năm, 08/06/2023\n08 giờ 00\nPhòng tiếp dân" in said
    assert "Thứ Năm, 22/06/2023\n08 giờ 00\nPhòng tiếp dân\nKhông tổ chức: Bí thư đi công tác" in (
        said
    )
    assert made.draft
