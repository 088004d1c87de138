"""No table bears a circular that nobody read; an office gives the columns that it has, as data."""

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from commands import BY_OFFICE, Run
from counted import LAW, Q2, log, own
from counted import run as count
from dialogue_cases import statistics
from dialogue_cases.errors import Invalid
from dialogue_cases.statistics import definitions, read_definitions

INSTEAD = "theo Thông tư 01/2024 (chưa có biểu của Thông tư 06/2025)"
OF_2024 = {
    *("01/TCD", "02/TCD", "01/XLĐ", "02/XLĐ", "03/XLĐ", "04/XLĐ"),
    *("01/KQGQ", "02/KQGQ", "03/KQGQ", "04/KQGQ"),
}
GIVEN = """\
[[generation]]
id = "2025"
certainty = "I"
note = "Columns made up for this test."

[[generation.table]]
code = "02/XLĐ"
title = "Kết quả xử lý đơn"
certainty = "I"
cases = "received"
columns = [
  { number = 1, groups = ["Đơn"], heading = "Tổng số", sum = "2+3", checks = ["4+5"] },
  { number = 2, groups = ["Đơn"], heading = "Khiếu nại", counts = "petitions", of = "received", when = { kind = "complaint" } },
  { number = 3, groups = ["Đơn"], heading = "Kiến nghị, phản ánh", counts = "petitions", of = "received", when = { kind = "suggestion" } },
  { number = 4, groups = ["Thẩm quyền"], heading = "Thuộc", counts = "petitions", of = "received", when = { own = true } },
  { number = 5, groups = ["Thẩm quyền"], heading = "Không thuộc", counts = "petitions", of = "received", when = { own = false } },
]
[generation.table.sets]
received = { came = "received" }

[[generation.table]]
code = "06/QLKNTC"
title = "Quản lý nhà nước"
certainty = "I"
columns = [
  { number = 1, heading = "Số cuộc tập huấn", not_recorded = "không có trong sổ" },
]
"""  # noqa: E501


@pytest.fixture
def given(tmp_path: Path) -> Path:
    return written(tmp_path / "bieu.toml", GIVEN)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


# -- What isn't read -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "heading"),
    [
        ("2025-Q3", "Thông tư 01/2024/TT-TTCP"),
        ("2025-Q4", INSTEAD),
        ("2026-Q2", INSTEAD),
        ("2024-year", "Thông tư 01/2024/TT-TTCP"),
        ("2023-year", "Thông tư 02/2021/TT-TTCP"),
    ],
)
def test_a_table_bears_the_circular_whose_columns_it_has(period: str, heading: str) -> None:
    """Thông tư 06/2025 has been in force since 30/09/2025; its six tables weren't read."""
    counted = count([], period=statistics.period(period, "state", LAW))

    assert {heading} == {one.heading for one in counted.counts}


def test_what_is_printed_instead_are_the_tables_of_2024_under_their_own_name() -> None:
    counted = count([], period=Q2)

    assert {"2024"} == {one.generation for one in counted.counts}
    assert OF_2024 == {one.code for one in counted.counts}


def test_tables_of_2024_asked_for_by_name_say_so_too() -> None:
    assert INSTEAD == count([], "04/XLĐ", period=Q2, generation="2024")["04/XLĐ"].heading


@pytest.mark.parametrize("codes", [(), ("03/GQKN",)])
def test_tables_that_nobody_read_are_not_printed(codes: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match="columns of the tables of Thông tư 06/2025/TT-TTCP aren't"):
        count([], *codes, period=Q2, generation="2025")


def test_the_printed_tables_name_both_circulars(ward: Path, run: Run) -> None:
    said = run("statistics", "--period", "2026-Q2")
    lines = said.out.splitlines()

    assert 10 == lines.count(f"  {INSTEAD}")
    assert len(OF_2024) == sum(line.startswith("Biểu số") for line in lines)
    assert "Thông tư 06/2025/TT-TTCP" not in said.out
    run("statistics", "--period", "2026-Q2", "--xlsx", "bieu.xlsx")
    assert INSTEAD in texts_of(Path("bieu.xlsx"))


# -- What an office gives --------------------------------------------------------------


def test_columns_that_an_office_gives_are_counted_under_the_name_of_the_circular(
    given: Path,
) -> None:
    facts = log(p1=own(), p2=own("complaint", "land"), p3=own("report", "policy"))
    counted = count(facts, definitions=read_definitions(given, definitions()))

    assert ("02/XLĐ", "06/QLKNTC") == tuple(one.code for one in counted.counts)
    table = counted["02/XLĐ"]
    assert ("2025", "Thông tư 06/2025/TT-TTCP") == (table.generation, table.heading)
    assert [3, 1, 2, 3, 0] == [cell.figure for cell in table.cells]
    assert () == table.disagreements
    assert [None] == [cell.figure for cell in counted["06/QLKNTC"].cells]


def test_a_sum_that_does_not_agree_is_told(given: Path) -> None:
    """What the office says of its columns is checked against what they come to."""
    written(given, GIVEN.replace("own = false", "own = true"))
    facts = log(p1=own())

    (wrong,) = count(facts, "02/XLĐ", definitions=read_definitions(given, definitions()))[
        "02/XLĐ"
    ].disagreements
    assert (1, (4, 5), 1, 2) == (wrong.column, wrong.check, wrong.figure, wrong.sum)


def test_earlier_periods_are_counted_as_before(given: Path) -> None:
    before = statistics.period("2025-Q3", "state", LAW)

    assert count([], period=before) == count(
        [], period=before, definitions=read_definitions(given, definitions())
    )


def test_a_table_may_be_taken_over_and_another_put_in_its_place(given: Path) -> None:
    written(given, GIVEN.replace('id = "2025"', 'id = "2025"\ntakes_over = "2024"'))
    generation = read_definitions(given, definitions()).generation("2025")

    assert OF_2024 | {"06/QLKNTC"} == {one.code for one in generation.tables}
    assert 5 == len(generation.table("02/XLĐ").columns)


@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ('id = "2025"', 'id = "2024"', "the library has the tables of '2024'"),
        ('counts = "petitions"', 'counts = "letters"', "'letters' is unknown"),
        ('sum = "2+3"', 'sum = "2+9"', "column 1 adds up 9"),
        ("own = true", "owner = true", "a petition has no fact 'owner'"),
        ('id = "2025"', 'id = "2025"\nunread = "2021"', "it is said to be unread"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_place(
    right: str, wrong: str, what: str, given: Path
) -> None:
    written(given, GIVEN.replace(right, wrong))

    with pytest.raises(Invalid, match=r"bieu\.toml, line \d+") as caught:
        read_definitions(given, definitions())

    assert what in str(caught.value)


def test_a_file_of_its_own_needs_no_library(given: Path) -> None:
    """Circular and first day come from the library where it names the circular."""
    with pytest.raises(Invalid, match="circular: it is missing"):
        read_definitions(given)


# -- On the command line ---------------------------------------------------------------


@pytest.fixture
def with_a_petition(ward: Path, run: Run) -> Run:
    raised = (
        "--new",
        "petition/2023",
        "--channel",
        "written",
        "--received-by",
        "van-phong",
        "--gist",
        "Xin sửa mương",
    )
    sorted_as = ("petition/2023/1", "--kind", "report", "--area", "land")
    for command in (("raise-petition", *raised), ("classify", *sorted_as)):
        said = run("petition", *command, "--on", "2023-03-13", *BY_OFFICE)
        assert 0 == said.code, said.err
    return run


EARLY = GIVEN.replace('id = "2025"', 'id = "own"\ncircular = "Biểu riêng"\nsince = 2023-01-01')
OURS = ("statistics", "02/XLĐ", "--period", "2023-Q1", "--generation", "own")


def test_a_table_of_a_file_is_counted_printed_and_opened_to_its_cases(
    with_a_petition: Run,
) -> None:
    """Of the record as it is now and as it was known: the kept rows give the same."""
    written(Path("bieu.toml"), EARLY)
    now = with_a_petition(*OURS, "--tables", "bieu.toml")
    known = with_a_petition(*OURS, "--tables", "bieu.toml", "--known", "9999")
    cases = with_a_petition(*OURS, "--tables", "bieu.toml", "--cases", "3")
    with_a_petition(*OURS, "--tables", "bieu.toml", "--xlsx", "bieu.xlsx")

    assert "   3         1  Đơn – Kiến nghị, phản ánh" in now.out
    assert [line for line in now.out.splitlines() if "vị trí" not in line] == [
        line for line in known.out.splitlines() if "vị trí" not in line
    ]
    assert "petition/2023/1" in cases.out
    assert {"Biểu riêng", "1=2+3=4+5"} <= set(texts_of(Path("bieu.xlsx")))


def test_a_file_beside_the_store_is_read_without_being_named(with_a_petition: Run) -> None:
    written(Path("ward.db.tables.toml"), EARLY)

    assert "Biểu riêng" in with_a_petition(*OURS).out


def test_a_bad_file_is_one_error_in_vietnamese(ward: Path, run: Run) -> None:
    written(Path("bieu.toml"), GIVEN.replace('sum = "2+3"', 'sum = "2+9"'))
    said = run("statistics", "--period", "2026-Q2", "--tables", "bieu.toml")

    assert 4 != said.code != 0
    assert "cột 1 cộng cột 9, là cột không có" in said.err


def test_the_national_file_has_the_figures_that_the_office_has_the_columns_of(
    ward: Path, run: Run
) -> None:
    written(Path("bieu.toml"), GIVEN)
    asked = ("statistics", "national", "--period", "2026-Q2", "--to", "q.json", "--overwrite")
    run(*asked, "--tables", "bieu.toml")
    file: Any = json.loads(Path("q.json").read_text(encoding="utf-8"))

    assert "Thông tư 06/2025/TT-TTCP" == file["figures"]["source"]["source"]
    assert ["02/XLĐ", "06/QLKNTC"] == [one["code"] for one in file["figures"]["tables"]]
    assert "Thông tư 06/2025/TT-TTCP" not in [one["source"] for one in file["missing"]]


def texts_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as book:
        return re.findall(r"<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode())
