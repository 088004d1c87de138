"""Reading a plan from TOML: what is right is read, what is wrong is told, all at once."""

from datetime import date
from pathlib import Path

import pytest

from dialogue_cases.errors import Invalid
from dialogue_cases.plan_file import read_plan
from dialogue_cases.vocabulary import NOT_IN_COPY, GroupId, Place, When, month

PLAN = """\
year = 2024
kind = "KẾ HOẠCH"
title = "tiếp dân, đối thoại năm 2024"
introduction = "Như sau:"
reception_days = [2024-01-05, 2024-01-20]

[document]
kind = "Kế hoạch"
number = "not in copy"
issued_on = 2024-01-02

[[basis]]
kind = "Quy định"

[aims]
heading = "I- Mục đích, yêu cầu"

[aims.purposes]
heading = "1. Mục đích"
paragraphs = ["- Nghe."]

[aims.requirements]
heading = "2. Yêu cầu"
paragraphs = ["- Rõ."]

[schedule]
heading = "II- Thời gian"

[[schedule.session]]
number = 1
quarter = 1
group = "nho-lam"
period = "2024-03"
place = { name = "Hội trường", address = "Số 1" }
topics = [{ code = "land_management", title = "Công tác quản lý đất đai" }]
heading = "1. Quý I/2024"

[[schedule.session]]
number = 2
quarter = 2
group = "an-thuong"
period = 2024-05-15
place = { name = "Nhà sinh hoạt cộng đồng", group = "an-thuong" }
topics = [{ code = "other", title = "Khác", project = "Dự án" }]
heading = "2. Quý II/2024"

[organisation]
heading = "III- Tổ chức thực hiện"

[[organisation.section]]
headings = ["1. Văn phòng"]
lead = "van-phong"
supports = ["dan-van"]

[[organisation.section.duty]]
number = 1
kind = "invitees"
phase = "before"
for_each = ["dialogue"]
text = "- Thành phần mời."

[[organisation.section]]
headings = ["2. Các chi bộ"]
by_local_cell = true

[[organisation.section.duty]]
number = 2
kind = "venue"
phase = "before"
for_each = ["dialogue", "reception"]
supports = ["van-phong"]
text = '''
- Bố trí địa điểm;
kind = "not a field: it stands in a text".'''
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


def line_of(text: str, nth: int = 1) -> int:
    """On which line of `PLAN` that text stands, the first or a later time."""
    return [n for n, line in enumerate(PLAN.splitlines(), 1) if line.startswith(text)][nth - 1]


def complaint(folder: Path, old: str, new: str, nth: int = 1) -> Invalid:
    """What is said when that line reads like this instead."""
    lines = PLAN.splitlines()
    assert lines[line_of(old, nth) - 1].startswith(old)
    lines[line_of(old, nth) - 1] = new
    with pytest.raises(Invalid) as caught:
        read_plan(write(folder, "\n".join(lines)))
    return caught.value


def test_a_plan_is_read_into_what_a_draft_is_asked_with(tmp_path: Path) -> None:
    file = read_plan(write(tmp_path, PLAN))
    first, second = file.contents.sessions
    office, cells = file.contents.duties

    assert (2024, NOT_IN_COPY, date(2024, 1, 2)) == (
        file.year,
        file.document.number,
        file.document.issued_on,
    )
    assert [date(2024, 1, 5), date(2024, 1, 20)] == [
        one.day for one in file.contents.reception_days
    ]
    assert (month(2024, 3), Place(name="Hội trường", address="Số 1")) == (
        first.period,
        first.place,
    )
    assert (When(day=date(2024, 5, 15)), GroupId("an-thuong")) == (
        second.period,
        second.place and second.place.group,
    )
    assert ("II- Thời gian", "2. Quý II/2024") == second.headings
    assert ("van-phong", ("dan-van",), False) == (office.lead, office.supports, office.continues)
    assert (None, True, ("van-phong",), ("dialogue", "reception")) == (
        cells.lead,
        cells.by_local_cell,
        cells.supports,
        cells.for_each,
    )
    assert ((), None) == (file.contents.recipients, file.contents.signature)


@pytest.mark.parametrize(
    ("old", "new", "nth", "says", "expected"),
    [
        ("year", 'year = "2024"', 1, "year: '2024' isn't a whole number", "a whole number"),
        ("year", "year = true", 1, "year: true isn't a whole number", "a whole number"),
        ("title", 'title = " "', 1, "title: it is empty", "a text"),
        (
            "reception_days",
            'reception_days = ["x"]',
            1,
            "reception_days[1]: 'x' is no date",
            "a date",
        ),
        (
            "issued_on",
            "issued_on = 2024-01-02T08:00:00",
            1,
            "document.issued_on: 2024-01-02T08:00:00 isn't a date",
            "a date such as 2023-03-15",
        ),
        (
            "quarter = 2",
            "quarter = 5",
            1,
            "schedule.session[2].quarter: 5 is unknown",
            "one of 1, 2, 3, 4",
        ),
        (
            "period",
            'period = "2024-13"',
            1,
            "schedule.session[1].period: '2024-13' is no time",
            '"2026-06"',
        ),
        (
            "topics",
            'topics = [{ code = "land_managment", title = "Đất đai" }]',
            1,
            "schedule.session[1].topics[1].code: 'land_managment' is unknown",
            "'land_management'",
        ),
        (
            "topics",
            'topics = ["đất đai"]',
            2,
            "schedule.session[2].topics[1]: 'đất đai' is no table",
            "a table",
        ),
        (
            "place",
            'place = "Hội trường"',
            1,
            "schedule.session[1].place: 'Hội trường' isn't a table",
            "a table",
        ),
        (
            "kind",
            'kind = "invitee"',
            4,
            "organisation.section[1].duty[1].kind: 'invitee' is unknown",
            "'invitees'",
        ),
        (
            "for_each",
            'for_each = ["dialogues"]',
            2,
            "organisation.section[2].duty[1].for_each[1]: 'dialogues' is unknown",
            "'dialogue'",
        ),
        (
            "supports",
            "supports = [1]",
            1,
            "organisation.section[1].supports[1]: 1 is no text",
            "a text",
        ),
        (
            "by_local_cell",
            "by_local_cell = 1",
            1,
            "organisation.section[2].by_local_cell: 1 isn't true or false",
            "true or false",
        ),
        (
            "heading",
            'haeding = "I"',
            1,
            "aims.haeding: there is no such field",
            "'heading'",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_field(
    tmp_path: Path, old: str, new: str, nth: int, says: str, expected: str
) -> None:
    told = str(complaint(tmp_path, old, new, nth))

    assert f"plan.toml, line {line_of(old, nth)}, {says}" in told
    assert expected in told


def test_a_missing_field_is_told_with_the_line_of_its_table(tmp_path: Path) -> None:
    told = complaint(tmp_path, "number", "", 3)

    assert f"plan.toml, line {line_of('[[schedule.session]]', 2)}, schedule.session[2].number" == (
        told.where
    )
    assert ("it is missing", "a whole number") == (told.what, told.expected)


def test_a_missing_field_outside_all_tables_has_no_line(tmp_path: Path) -> None:
    assert "plan.toml, year" == complaint(tmp_path, "year", "").where


def test_a_missing_table_is_one_mistake(tmp_path: Path) -> None:
    told = complaint(tmp_path, "[aims.purposes]", "[aims.purpose]")

    assert "2 mistakes" in told.what
    assert "aims.purposes: it is missing; expected a table" in told.what
    assert "aims.purpose: there is no such field" in told.what


def test_all_mistakes_are_shown_together(tmp_path: Path) -> None:
    text = (
        PLAN.replace("year = 2024", "year = 'x'")
        .replace('"2024-03"', '"March"')
        .replace('phase = "before"', 'phase = "earlier"')
    )
    with pytest.raises(Invalid) as caught:
        read_plan(write(tmp_path, text))
    told = str(caught.value)

    assert told.startswith("plan.toml: 4 mistakes:\n")
    assert 5 == len(told.splitlines())
    for field in ("year", "period", "section[1].duty[1].phase", "section[2].duty[1].phase"):
        assert field in told


def test_what_is_not_toml_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="line 1"):
        read_plan(write(tmp_path, "year = \n"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="there is no such file"):
        read_plan(tmp_path / "nowhere.toml")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes("title = 'Kế hoạch'".encode("utf-16"))

    with pytest.raises(Invalid, match="it is UTF-16"):
        read_plan(path)
