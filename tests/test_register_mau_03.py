"""A reception book in Mẫu số 03 of Thông tư 04/2021 comes in: 12 columns, headings in two rows."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, Run
from dialogue_cases import statistics
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.register_file import Mapping, Report, import_register, preview, read_mapping
from dialogue_cases.register_file.cells import kind_and_people
from dialogue_cases.vocabulary import month
from offices import Clock, an_office
from registers import write_csv, write_xlsx
from spec import act_of

ACT = act_of("chanh-van-phong")
UPPER = (
    "STT", "Ngày tiếp", "Họ tên - Địa chỉ", "CMND/Hộ chiếu của công dân", "Nội dung vụ việc",
    "Phân loại đơn/Số người", "Cơ quan đã giải quyết", "Hướng xử lý", None, None,
    "Theo dõi kết quả giải quyết", "Ghi chú",
)  # fmt: skip
LOWER = (
    *[None] * 7, "Thụ lý để giải quyết", "Trả lại đơn và hướng dẫn",
    "Chuyển đơn đến cơ quan, tổ chức đơn vị có thẩm quyền", None, None,
)  # fmt: skip
NUMBERS = tuple(map(str, range(1, 13)))
FIELDS = (
    "entry", "received", "name_and_address", "id_paper", "gist", "kind", "earlier_handling", "own",
    "guided_to", "taken_by", "result", "remarks",
)  # fmt: skip
MAPPING = """\
[book]
name = "Sổ tiếp công dân"
numbering = "year"
until = 2023-03-31
{book}
[sheet]
{sheet}
[columns]
entry = "STT"
received = "Ngày tiếp"
name_and_address = "Họ tên - Địa chỉ"
id_paper = "CMND/Hộ chiếu của công dân"
gist = "Nội dung vụ việc"
kind = "Phân loại đơn/Số người"
earlier_handling = "Cơ quan đã giải quyết"
own = "Thụ lý để giải quyết"
guided_to = "Trả lại đơn và hướng dẫn"
taken_by = "Chuyển đơn đến cơ quan, tổ chức đơn vị có thẩm quyền"
result = "Theo dõi kết quả giải quyết"
remarks = "Ghi chú"
{columns}
[defaults]
received_by = "ubnd"
channel = "reception"
reception = "regular"
area = "other"
[words]
same_as_above = ["nt"]
{words}
[kinds]
"KN" = "complaint"
"TC" = "denunciation"
"KN,PA" = "recommendation"
"PA" = "report"
[[outcome]]
phrases = ["Đã trả lời"]
means = "answered"
answer = "result"
[[outcome]]
phrases = ["Công văn chuyển"]
means = "passed_on"
{despite}
"""
WITHOUT_SLIP = '[[despite]]\nrule = "forwarded-by-a-slip"\nreason = "sổ cũ"'
LARGE = "PA/12 (đoàn đông người)"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 1))) as office:
        yield office


def a_mapping(folder: Path, **parts: str) -> Mapping:
    told = {"book": "", "sheet": "", "columns": "", "words": "", "despite": "", **parts}
    path = folder / "mapping.toml"
    path.write_text(MAPPING.format(**told), encoding="utf-8")
    return read_mapping(path)


def a_row(number: int | None = 1, **cells: str | None) -> list[Any]:
    right = {
        "entry": None if number is None else str(number),
        "received": "05/03/2023",
        "name_and_address": "Nguyễn Văn A - TDP số 1",
        "gist": "Phản ánh rác thải",
        "kind": "PA/01",
        **cells,
    }
    return [right.get(name) for name in FIELDS]


def nobody(number: int | None, received: str | None, **cells: str) -> list[Any]:
    told = {"name_and_address": None, "gist": None, "kind": None, **cells}
    return a_row(number, received=received, **told)


def a_book(folder: Path, *rows: list[Any], above: tuple[Any, ...] = ()) -> Path:
    return write_csv(folder / "so.csv", rows, headings=(*above, UPPER, LOWER, NUMBERS))


def taken(office: Office, path: Path, mapping: Mapping) -> Report:
    return import_register(office, path, mapping, act=ACT)


def told(report: Report) -> list[tuple[int, str | None, str]]:
    return [(one.row, one.column, getattr(one.error, "what", "")) for one in report.problems]


ROWS = (
    a_row(1, gist="Kiến nghị cấp giấy chứng nhận", kind="KN,PA/01", own="x",
          result="Đã trả lời ngày 20/3/2023"),
    a_row(2, name_and_address="Trần Thị B - TDP số 2", gist="Khiếu nại quyết định bồi thường",
          kind="KN/03", earlier_handling="UBND phường", guided_to="x"),
    nobody(3, "12/03/2023", name_and_address="Không có công dân đến"),
    a_row(4, received="19/03/2023", name_and_address="Lê Văn C - TDP số 3",
          gist="Tố cáo cán bộ địa chính", kind="TC/01", taken_by="Thanh tra tỉnh",
          result="Công văn chuyển số 15/CV-UBND ngày 23/3/2023"),
    a_row(5, received="26/03/2023", name_and_address="nt", kind=LARGE, own="x",
          result="đang xem xét"),
)  # fmt: skip


def test_the_book_comes_in_with_kinds_numbers_and_marks(office: Office, tmp_path: Path) -> None:
    report = taken(office, a_book(tmp_path, *ROWS), a_mapping(tmp_path))

    cases = [office.as_of(f"petition/2023/{number}") for number in range(1, 5)]
    assert ((3,), (6,)) == (report.passed_over, report.empty_days)
    assert [4, 5, 7, 8] == [one.row for one in report.entries]
    assert [("recommendation", 1), ("complaint", 3), ("denunciation", 1), ("report", 12)] == [
        (one.kind, one.people) for one in cases
    ]
    assert [True, False, False, True] == [one.is_own for one in cases]
    assert (8,) == report.unread_rows


def test_a_mark_says_that_it_was_guided_and_names_no_body(office: Office, tmp_path: Path) -> None:
    report = taken(office, a_book(tmp_path, *ROWS), a_mapping(tmp_path))

    (guided,) = office.as_of("petition/2023/2").guidance
    competence = office.as_of("petition/2023/2").competence[-1]
    assert (None, None) == (guided.body, guided.body_name)
    assert (False, None, None) == (competence.own, competence.body, competence.body_name)
    assert {"Thanh tra tỉnh": 1} == dict(report.as_written)


def test_a_slip_may_be_told_where_the_course_is_followed(office: Office, tmp_path: Path) -> None:
    taken(office, a_book(tmp_path, *ROWS), a_mapping(tmp_path))

    (sent,) = office.as_of("petition/2023/3").forwardings
    assert (date(2023, 3, 23), "15/CV-UBND", "Thanh tra tỉnh") == (
        sent.on,
        sent.document and sent.document.number,
        sent.to_name,
    )


@pytest.mark.parametrize("mark", ["x", "X", "v", "✓", "✔", "√"])
def test_whatever_ticks_a_column_passes_on_to_a_body_that_is_not_named(
    mark: str, office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path, a_row(taken_by=mark))

    report = taken(office, path, a_mapping(tmp_path, despite=WITHOUT_SLIP))

    (sent,) = office.as_of("petition/2023/1").forwardings
    assert (None, None, {}) == (sent.to, sent.to_name, dict(report.as_written))


@pytest.mark.parametrize("mark", ["✓", "+", "1", "v"])
def test_a_mark_that_the_mapping_has_not_is_no_body(
    mark: str, office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path, a_row(guided_to=mark))

    report = preview(office, path, a_mapping(tmp_path, words='yes = ["x"]'), act=ACT)

    assert [(4, "I", "it names no body")] == told(report)


def test_people_of_one_cell_are_counted_and_so_is_their_group(
    office: Office, tmp_path: Path
) -> None:
    """Biểu 01/TCD: 12 people are a large group."""
    taken(office, a_book(tmp_path, *ROWS), a_mapping(tmp_path))

    quarter = statistics.period("2023-03-01/2023-03-31", "state", office.law)
    table = statistics.run(office.log.since(), office.law, period=quarter)["01/TCD"]
    assert (4, 17, 1, 12) == tuple(table[column].figure for column in (4, 5, 8, 9))


# -- Kind and number in one cell -------------------------------------------------------

KINDS = {"kn": "complaint", "tc": "denunciation", "kn,pa": "recommendation", "pa": "report"}


@pytest.mark.parametrize(
    ("cell", "kind", "people"),
    [
        ("KN", "complaint", None),
        ("KN/03", "complaint", 3),
        ("KN / 3", "complaint", 3),
        ("KN: 03", "complaint", 3),
        ("KN - 03", "complaint", 3),
        ("KN (3)", "complaint", 3),
        ("KN (03 người)", "complaint", 3),
        ("KN, 3 người", "complaint", 3),
        ("03 KN", "complaint", 3),
        ("3 người/KN", "complaint", 3),
        ("kn 03", "complaint", 3),
        ("KN. 03", "complaint", 3),
        ("KN | 03", "complaint", 3),
        ("PA: 15 (đông người)", "report", 15),
        ("KN, PA/01", "recommendation", 1),
        ("KN,PA", "recommendation", None),
        ("PA/12 (đoàn đông người)", "report", 12),
        ("PA/12 - đoàn đông người", "report", 12),
        ("Đoàn đông người: PA/12", "report", 12),
    ],
)
def test_a_kind_and_a_number_are_read_from_one_cell(
    cell: str, kind: str, people: int | None
) -> None:
    assert (kind, people) == kind_and_people(cell, KINDS)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("1 KN, 2 PA", "it holds several kinds"),
        ("KN/01, TC/02", "it holds several kinds"),
        ("KN và TC", "it holds several kinds"),
        ("KN/0", "it is no number of people"),
        ("PA (đoàn đông người)", "it is no number of people"),
        ("PA/02 (đoàn đông người)", "it says that it is a large group, of {number} people"),
        ("KN/03/2023", "it is no kind of the mapping with a number of people"),
        ("KN lần 2", "it is no kind of the mapping with a number of people"),
        ("Kêu cứu/02", "it is no kind of the mapping with a number of people"),
        ("03", "it is no kind of the mapping with a number of people"),
    ],
)
def test_what_is_no_kind_with_a_number_is_named(
    cell: str, what: str, office: Office, tmp_path: Path
) -> None:
    report = preview(office, a_book(tmp_path, a_row(kind=cell)), a_mapping(tmp_path), act=ACT)

    (problem,) = report.problems
    assert isinstance(problem.error, Invalid)
    assert (4, "F", what, True) == (
        problem.row,
        problem.column,
        problem.error.said.template,
        bool(problem.error.expected),
    )


def test_a_listed_word_with_a_number_does_not_hide_the_number() -> None:
    kinds = {"kn": "complaint", "kn/03": "complaint", "kn 2": "report"}

    assert ("complaint", 3) == kind_and_people("KN/03", kinds)
    assert ("report", None) == kind_and_people("KN 2", kinds)


def test_people_may_be_said_to_share_the_column_of_the_kind(office: Office, tmp_path: Path) -> None:
    mapping = a_mapping(tmp_path, columns='people = "Phân loại đơn/Số người"')

    taken(office, a_book(tmp_path, a_row(kind="KN\n03 người")), mapping)

    assert 3 == office.as_of("petition/2023/1").people


def test_a_number_beside_a_kind_is_not_taken_for_people_where_nothing_says_so(
    office: Office, tmp_path: Path
) -> None:
    a_mapping(tmp_path)
    path = a_book(tmp_path, a_row(kind="KN/03"))
    for file in (path, tmp_path / "mapping.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Phân loại đơn/Số người", "Loại đơn"), encoding="utf-8")

    report = preview(office, path, read_mapping(tmp_path / "mapping.toml"), act=ACT)

    assert [(4, "F", "it tells how many people too")] == told(report)


# -- Days on which nobody came ---------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        nobody(2, "12/03/2023", name_and_address="Không có công dân đến"),
        nobody(2, "12/03/2023", gist="Không có công dân đến."),
        nobody(2, "12/03/2023", kind="không có ai đến"),
        nobody(2, "12/03/2023", remarks="Không có người dân nào đến phản ánh"),
        nobody(None, "12/03/2023", name_and_address="KHÔNG CÓ CÔNG DÂN ĐẾN"),
        nobody(2, "12/03/2023", gist="(Ko có công dân đến khiếu nại, tố cáo)"),
        nobody(2, "12/03/2023", name_and_address="Không phát sinh"),
        nobody(2, "12/03/2023", name_and_address="Nghỉ Tết"),
        nobody(2, "12/03/2023"),
        nobody(2, None),
    ],
)
def test_a_row_without_a_citizen_is_no_entry(
    row: list[Any], office: Office, tmp_path: Path
) -> None:
    mapping = a_mapping(tmp_path, words='not_entries = ["Nghỉ"]')

    report = taken(office, a_book(tmp_path, a_row(1), row, a_row(3)), mapping)

    assert ((5,), [4, 6]) == (report.empty_days, [one.row for one in report.entries])


def test_who_is_said_not_to_have_come_is_nobody(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path, a_row(1, name_and_address="Không có công dân đến"))

    report = preview(office, path, a_mapping(tmp_path), act=ACT)

    assert [(4, "C", "it says that nobody came, and the row tells an entry")] == told(report)


@pytest.mark.parametrize("gist", ["Không có người quét rác ở tổ 3", "Không có công dân nào biết"])
def test_a_petition_may_begin_with_the_same_words(
    gist: str, office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path, a_row(1, gist=gist))

    assert 1 == len(taken(office, path, a_mapping(tmp_path)).entries)


def test_what_only_begins_with_these_words_is_no_empty_day(office: Office, tmp_path: Path) -> None:
    path = a_book(tmp_path, nobody(2, "12/03/2023", gist="Không có đường đi"))

    report = preview(office, path, a_mapping(tmp_path), act=ACT)

    assert [(4, "F", "it is missing")] == told(report)


def test_as_above_is_the_day_of_the_row_above_though_nobody_came_then(
    office: Office, tmp_path: Path
) -> None:
    rows = (a_row(1), nobody(2, "12/03/2023", gist="Không có công dân"), a_row(3, received="nt"))

    taken(office, a_book(tmp_path, *rows), a_mapping(tmp_path))

    assert date(2023, 3, 12) == office.as_of("petition/2023/2").received_on


# -- Days ------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["05/3", "5.3", "05/3/23", "ngày 05/03", "5 tháng 3"])
def test_a_day_without_its_year_is_of_the_year_that_the_mapping_says(
    day: str, office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path, a_row(received=day))

    refused = preview(office, path, a_mapping(tmp_path), act=ACT)
    taken(office, path, a_mapping(tmp_path, book="year = 2023"))

    assert [(4, "B", "it is a day without its full year")] == told(refused)
    assert date(2023, 3, 5) == office.as_of("petition/2023/1").received_on


def test_another_year_in_two_digits_and_a_month_are_not_changed(
    office: Office, tmp_path: Path
) -> None:
    mapping = a_mapping(tmp_path, book="year = 2023")
    rows = a_row(1, received="05/3/22"), a_row(2, received="3/2023")

    report = preview(office, a_book(tmp_path, rows[0]), mapping, act=ACT)
    taken(office, a_book(tmp_path, rows[1]), mapping)

    assert [(4, "B", "it is no day")] == told(report)
    assert month(2023, 3) == office.as_of("petition/2023/1").raised.on


# -- Where the headings stand ----------------------------------------------------------

TITLE = (("SỔ TIẾP CÔNG DÂN", *[None] * 11), ("Năm 2023", *[None] * 11))


@pytest.mark.parametrize(
    ("above", "sheet"),
    [
        ((), ""),
        ((), "header = 1"),
        ((), "header = 2"),
        ((), "header = 1\nheader_depth = 1"),
        ((), "header_depth = 2"),
        (TITLE, ""),
        (TITLE, "header = 3"),
        (TITLE, "header = 4"),
        (TITLE, "header = 4\nheader_depth = 2"),
    ],
)
def test_headings_in_two_rows_are_found(
    above: tuple[Any, ...], sheet: str, office: Office, tmp_path: Path
) -> None:
    path = a_book(tmp_path, *ROWS, above=above)
    if sheet.endswith("depth = 1"):
        with pytest.raises(Invalid, match="header_depth how many rows"):
            preview(office, path, a_mapping(tmp_path, sheet=sheet), act=ACT)
        return

    report = taken(office, path, a_mapping(tmp_path, sheet=sheet))

    assert [4, 5, 7, 8] == [one.row - len(above) for one in report.entries]
    assert 3 + len(above) in report.passed_over


def test_an_entry_is_never_taken_for_a_heading(office: Office, tmp_path: Path) -> None:
    """A heading that isn't there isn't looked for among the entries."""
    path = a_book(tmp_path, a_row(1, remarks="Số thẻ"))
    mapping = a_mapping(tmp_path, columns='contact = "Số thẻ"')

    with pytest.raises(Invalid) as caught:
        preview(office, path, mapping, act=ACT)

    assert "not found once among the headings of row 2: 'Số thẻ'" == caught.value.what


def _as_printed(sheet: Any) -> None:
    for column in (*"ABCDEFG", *"KL"):
        sheet.merge_cells(f"{column}1:{column}2")
    sheet.merge_cells("H1:J1")
    sheet.merge_cells("C6:L6")  # Không có công dân đến, over the rest of its row
    sheet["B5"] = None
    sheet.merge_cells("B4:B5")  # one day of two entries


@pytest.mark.parametrize("change", [_as_printed, lambda _: None])
def test_the_book_of_a_spreadsheet_program_says_the_same(
    change: Callable[[Any], None], office: Office, tmp_path: Path
) -> None:
    headings = (UPPER, LOWER, NUMBERS)
    path = write_xlsx(tmp_path / "so.xlsx", ROWS, headings=headings, change=change)

    report = taken(office, path, a_mapping(tmp_path))

    assert ((3,), (6,)) == (report.passed_over, report.empty_days)
    assert [4, 5, 7, 8] == [one.row for one in report.entries]
    assert date(2023, 3, 5) == office.as_of("petition/2023/2").received_on


def test_the_example_comes_in(office: Office) -> None:
    """`examples/register`: a page of a book in Mẫu số 03, as the how-to shows it."""
    folder = Path(__file__).resolve().parents[1] / "examples/register"
    mapping = read_mapping(folder / "mapping-mau-03.toml")

    report = taken(office, folder / "so-tiep-cong-dan-mau-03.csv", mapping)

    cases = [office.as_of(one.stream) for one in report.entries]
    assert [("recommendation", 1), ("complaint", 3), ("report", 12)] == [
        (one.kind, one.people) for one in cases
    ]
    assert [False, True, False] == [bool(one.guidance) for one in cases]
    assert ["15/CV-UBND"] == [
        str(one.document and one.document.number) for one in cases[2].forwardings
    ]


# -- Printed again -------------------------------------------------------------------


def test_days_of_two_forms_are_two_tables_and_one_answer(ward: Path, run: Run) -> None:
    """The reception book changed its form on 01/07/2026; a CSV file holds one form."""
    for day in ("2026-06-30", "2026-07-01"):
        said = run(
            *("petition", "raise-petition", "--new", "petition/2026", "--on", day),
            *(
                "--channel",
                "reception",
                "--reception",
                "regular",
                "--gist",
                f"Xin sửa mương, {day}",
            ),
            *("--received-by", "van-phong", *BY_OFFICE),
        )
        assert 0 == said.code, said.err

    printed = run("reception-book").out
    old, new = printed.split("Sổ tiếp công dân (Mẫu 03/TCD, Nghị định 154/2026)\n")
    assert old.startswith("Sổ tiếp công dân (Mẫu số 03, Thông tư 04/2021)\n")
    assert ("1     30/06/2026" in old, "2     01/07/2026" in new) == (True, True)
    assert 80 >= max(map(len, printed.splitlines()))
    assert [1, 2] == [one["number"] for one in run("reception-book", "--json").answer["rows"]]
    refused = run("reception-book", "--csv", "-")
    assert (2, True) == (refused.code, "--part với một trong: 2021, 2026" in refused.err)
    (_, row) = run("reception-book", "--csv", "-", "--part", "2021").out.splitlines()
    assert row.startswith("1,2026-06-30,")
