"""Statistics and the Party's report on the command line."""

import csv
import json
import re
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import cli, petition
from dialogue_cases.cli.printing import Heading, headings
from dialogue_cases.statistics import definitions
from dialogue_cases.vocabulary import BodyId, SystemAct
from offices import Clock, an_office

DAY = date(2026, 1, 12)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward with two petitions of its own competence, admitted."""
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    with an_office(Clock(DAY), path) as office:
        desk = office.by_rule(SystemAct(rule="ward-set-up"))
        for area in ("land", "policy"):
            raised = desk.begin(
                "petition/2026",
                petition.raise_petition,
                on=DAY,
                channel="written",
                gist=f"Kiến nghị về {area}",
                received_by=BodyId("van-phong"),
            )
            stream = raised[0].stream
            party = office.new_party(stream)
            name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
            address = office.seal(party, "petitioner_address", "TDP Nho Lâm")
            desk.decide(
                stream,
                petition.name_petitioner,
                on=DAY,
                party=party,
                petitioner_name=name,
                petitioner_address=address,
            )
            desk.decide(stream, petition.classify, on=DAY, kind="recommendation", area=area)
            desk.decide(stream, petition.find_eligibility, on=DAY, eligible=True)
            desk.decide(stream, petition.find_competence, on=DAY, own=True, system="administrative")
            desk.decide(stream, petition.admit, on=DAY)
    return path


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def once(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()

        assert code == cli.main([*arguments, "--store", str(store)])
        told = capsys.readouterr()
        return told.err if code else told.out

    return once


Q1 = ("--period", "2026-Q1")


def test_a_table_is_shown_in_80_columns_and_says_under_what_it_was_counted(run: Any) -> None:
    """Number, figure, heading; circular, period and position; what isn't sure about it."""
    said = run("statistics", "04/XLĐ", *Q1)

    assert said.startswith("Biểu số 04/XLĐ: Kết quả xử lý đơn kiến nghị, phản ánh\n")
    heading = "theo Thông tư 01/2024 (chưa có biểu của Thông tư 06/2025)"
    assert f"  {heading}\n  15/12/2025 – 14/03/2026; theo sổ đến vị trí" in said
    assert f"định nghĩa {definitions().generation('2024').table('04/XLĐ').version}" in said
    assert "   8         2  Đơn đủ điều kiện xử lý – Số vụ việc\n" in said
    assert max(map(len, said.splitlines())) <= 80


def test_all_tables_of_a_period_are_shown_and_what_is_not_recorded_is_a_dash(run: Any) -> None:
    said = run("statistics", "--period", "2026-01", "--line", "party", "--lang", "en")

    assert "Table 01/TCD" in said
    assert "Table 04/KQGQ" in said
    assert "  30         –  Ghi chú (người lập báo cáo ghi, không có trong sổ)" in said
    assert "Only the groups of its columns are known" in said
    assert max(map(len, said.splitlines())) <= 80


def test_the_cases_behind_a_figure_are_listed_with_what_they_are_about(run: Any) -> None:
    said = run("statistics", "04/XLĐ", *Q1, "--cases", "10")

    assert "petition/2026/1\n    Kiến nghị về land" in said
    assert "petition/2026/2" not in said
    answer = json.loads(run("statistics", "04/XLĐ", *Q1, "--cases", "10", "--json"))
    assert ["petition/2026/1"] == [one["case"] for one in answer["cell"]["behind"]]


def test_two_kept_runs_are_compared_by_case(run: Any, tmp_path: Path) -> None:
    """What had been recorded when the second petition wasn't yet, and now."""
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    now = run("statistics", "04/XLĐ", *Q1, "--json")
    position = json.loads(now)["counts"][0]["position"]
    after.write_text(now, encoding="utf-8")
    then = run("statistics", "04/XLĐ", *Q1, "--json", "--known", str(position - 6))
    before.write_text(then, encoding="utf-8")
    said = run("statistics", "compare", str(before), str(after))

    assert "Hai lần tính khác nhau về: nội dung sổ tại thời điểm tính." in said
    assert "04/XLĐ  Phân loại vụ việc theo nội dung – Chế độ, chính sách: [9] 0 → [9] 1" in said
    assert "  + petition/2026/2\n" in said
    assert "petition/2026/1" not in said
    same = run("statistics", "compare", str(after), str(after))
    assert "Mọi số liệu và hồ sơ đứng sau đều giống nhau.\n" == same
    answer = json.loads(run("statistics", "compare", str(before), str(after), "--json"))
    assert ["position"] == answer["differing"]


def test_a_run_as_known_on_the_day_is_the_run_at_the_position(run: Any) -> None:
    """Asked again it is the same text."""
    by_day = run("statistics", *Q1, "--json", "--known", "2026-01-12")

    assert by_day == run("statistics", *Q1, "--json", "--on", "2026-01-12")


def test_tables_are_written_for_a_spreadsheet(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    run("statistics", "04/XLĐ", *Q1, "--csv", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))

    assert ["biểu", "mã số", "nội dung", "số liệu", "hồ sơ", "căn cứ"] == rows[0]
    assert [
        "04/XLĐ",
        "8",
        "Đơn đủ điều kiện xử lý – Số vụ việc",
        "2",
        "petition/2026/1 petition/2026/2",
        "theo Thông tư 01/2024 (chưa có biểu của Thông tư 06/2025)",
    ] == rows[8]


def test_a_sheet_goes_to_the_standard_output_for_programs(run: Any) -> None:
    rows = list(csv.reader(run("statistics", "04/XLĐ", *Q1, "--csv", "-").splitlines()))

    assert ["04/XLĐ", "1", "Đơn phải xử lý – Tổng số", "2"] == rows[1][:4]


def test_tables_are_laid_out_as_the_forms_in_a_workbook(run: Any, tmp_path: Path) -> None:
    """Headings above one another, numbers with their sums, figures, and the cases behind."""
    path = tmp_path / "bieu.xlsx"
    run("statistics", *Q1, "--xlsx", str(path))
    with zipfile.ZipFile(path) as book:
        pages = re.findall(r'sheet name="(.*?)"', book.read("xl/workbook.xml").decode())
        texts = re.findall(r"<t[^>]*>(.*?)</t>", book.read("xl/sharedStrings.xml").decode(), re.S)
        form = book.read(f"xl/worksheets/sheet{pages.index('04-XLĐ') + 1}.xml").decode()

    assert ["01-TCD", "02-TCD"] == pages[:2]
    assert "Hồ sơ" == pages[-1]
    assert {"1=2+3", "8=9+10+11+12\n=13+14=15+16", "–", "petition/2026/2"} <= set(texts)
    assert '<mergeCell ref="A6:C6"/>' in form  # Đơn phải xử lý: above its three columns
    figures = re.findall(r'<c r="([A-Z]+)10" s="\d+"><v>(\d+)</v>', form)
    assert [("A", "2"), ("B", "0"), ("C", "2")] == figures[:3]


def test_a_heading_covers_the_columns_below_it() -> None:
    """Only those that stand side by side under the same headings."""
    columns = [
        ("Kết quả", "Thuộc", "Số đơn"),
        ("Kết quả", "Thuộc", "Số vụ"),
        ("Kết quả", "Không thuộc", "Số đơn"),
        ("Ghi chú",),
    ]

    assert [
        Heading("Kết quả", 0, 0, 0, 2),
        Heading("Thuộc", 1, 0, 1, 1),
        Heading("Không thuộc", 1, 2, 1, 2),
        Heading("Số đơn", 2, 0, 2, 0),
        Heading("Số vụ", 2, 1, 2, 1),
        Heading("Số đơn", 2, 2, 2, 2),
        Heading("Ghi chú", 0, 3, 2, 3),
    ] == list(headings(columns))


def test_every_form_is_covered_once_by_its_headings() -> None:
    """No two headings of a form lie over one another, and none is missing."""
    for generation in definitions().generations:
        for table in generation.tables:
            covered = [
                (row, place)
                for one in headings([(*each.groups, each.heading) for each in table.columns])
                for row in range(one.row, one.last_row + 1)
                for place in range(one.column, one.last_column + 1)
            ]
            depth = 1 + max(row for row, _ in covered)

            assert len(set(covered)) == len(covered) == depth * len(table.columns), table.code


def test_without_its_extra_a_workbook_is_refused_with_what_to_install(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    assert "dialogue-cases[office]" in run(
        "statistics", "04/XLĐ", *Q1, "--xlsx", str(tmp_path / "x.xlsx"), code=2
    )


def test_the_partys_report_is_told_part_by_part(run: Any) -> None:
    said = run("report", "--period", "2026-01")

    assert "Kính gửi: Bí thư Tỉnh uỷ" in said
    assert "2. Tiếp nhận ý kiến, phản ánh, kiến nghị, khiếu nại, tố cáo\n" in said
    assert "  - Số đơn tiếp nhận: 2\n" in said
    assert max(map(len, said.splitlines())) <= 80
    answer = json.loads(run("report", "--period", "2026-01", "--json"))
    assert 5 == len(answer["sections"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("09/XLĐ", *Q1), "không có biểu '09/XLĐ'"),
        (("04/XLĐ", "--period", "2026-Q7"), "'2026-Q7' không phải là kỳ báo cáo"),
        (("04/XLĐ", *Q1, "--line", "xã"), "--line"),
        (("04/XLĐ", *Q1, "--generation", "1999"), "không có biểu của năm '1999'"),
        (("04/XLĐ", *Q1, "--cases", "99"), "04/XLĐ không có cột 99"),
        ((*Q1, "--cases", "9"), "--cases: cần nêu biểu"),
        (("04/XLĐ", *Q1, "--csv", "khong/co/tep.csv"), "không có thư mục khong/co"),
        (("compare", "khong-co.json", "khong-co.json"), "khong-co.json"),
    ],
)
def test_what_cannot_be_read_is_said_with_what_would_be_right(
    run: Any, arguments: tuple[str, ...], told: str
) -> None:
    assert told in run("statistics", *arguments, code=2)
