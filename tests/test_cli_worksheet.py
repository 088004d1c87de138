"""A whole session, a week's petitions and tasks, entered from one sheet."""

import csv
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from commands import BY_OFFICE, Run
from worksheets import ANNOUNCED, HELD, fill, items, opinions

SESSION = "dialogue/2023/1"
PAGES = {"Ý kiến": opinions(), "Kết luận": items(), "Thông báo": ANNOUNCED}


@pytest.fixture
def fixed(run: Run, ward: Path) -> Path:
    """The ward with its first dialogue fixed."""
    run("session", "fix", SESSION, "--on", "20/2", "--day", "15/3", "--at", "8h", "--as", "bi-thu")
    return ward


def blank(run: Run, *pages: str) -> Path:
    asked = [word for page in pages for word in ("--pages", page)]
    said = run("sheet", "blank", "--session", SESSION, "--to", "phieu.xlsx", "--overwrite", *asked)
    assert (0, "") == (said.code, said.err)
    return Path("phieu.xlsx")


def entered(run: Run, *more: str) -> Any:
    return run("sheet", "enter", "phieu.xlsx", "--json", *BY_OFFICE, *more)


def test_a_whole_session_is_entered_from_one_sheet(run: Run, fixed: Path) -> None:
    """Opened, voiced, answered, taken, ended, minuted, drafted, submitted, issued, announced."""
    fill(blank(run), HELD, PAGES)
    said = entered(run)

    assert (0, "") == (said.code, said.err)
    assert said.answer["recorded"]
    state = run("show", SESSION, "--json").answer["state"]
    assert ("2023-03-15", "08:00:00") == tuple(state["opened"]["on"][k] for k in ("day", "at"))
    assert ("bi-thu", 120) == (state["opened"]["chair"], state["ended"]["people"])
    assert list(range(1, 16)) == [one["number"] for one in state["opinions"]]
    assert [1, 6, 11] == [one["number"] for one in state["answers"]]
    assert 12 == len(state["takings"])
    assert ["ubnd", "hdnd"] == state["minutes"][0]["present"]
    assert ["before", "after"] == [one["phase"] for one in state["announcements"]]
    (notice,) = state["notices"]
    assert ("bi-thu", 12) == (notice["officer"], notice["number"]["number"])
    assert [[place, place + 1] for place in range(1, 9)] == [
        one["opinions"] for one in notice["contents"]["items"]
    ]
    assert ["2023-04-10", "2023-04-17"] == [
        notice["contents"]["items"][place]["due"] for place in (0, 7)
    ]
    assert 8 == len(run("list", f"task/{SESSION}/item", "--json").answer["streams"])


def test_a_dry_run_shows_what_would_be_recorded(run: Run, fixed: Path) -> None:
    """Row by row, in words; nothing is recorded by it."""
    fill(blank(run), HELD, PAGES)
    before = run("log", "--json").out
    said = run("sheet", "enter", "phieu.xlsx", "--dry-run", *BY_OFFICE)

    assert (0, "") == (said.code, said.err)
    assert "Sẽ ghi: 59 mục ghi." in said.out
    assert "Ý kiến 3: Ý kiến phát biểu, Tiếp nhận ý kiến (petition/2023/1)" in said.out
    assert "Kéo theo quy định: 8 × Giao nhiệm vụ" in said.out
    assert before == run("log", "--json").out
    assert run("doctor", "--json").answer["whole"]


def test_a_deadline_may_stand_in_words(run: Run, fixed: Path) -> None:
    """As the notice says it, with the last day that it comes to; what can't be read is told."""
    rows = [dict(one) for one in items(3)]
    rows[0]["Hạn"] = "trước ngày 30/6"
    rows[1]["Hạn"] = "Thường xuyên; báo cáo trước ngày 25 hằng tháng"
    rows[2]["Hạn"] = "sớm"
    path = fill(blank(run), HELD, {"Ý kiến": opinions(5), "Kết luận": rows})
    (problem,) = entered(run).answer["problems"]
    assert ("Kết luận", 8, "Hạn") == tuple(problem[name] for name in ("page", "row", "heading"))

    rows[2]["Hạn"] = "12/4"
    fill(path, {}, {"Kết luận": rows})
    assert 0 == entered(run).code
    (notice,) = run("show", SESSION, "--json").answer["state"]["notices"]
    first, second, third = notice["contents"]["items"]
    assert ("trước ngày 30/6", "2023-06-29") == (first["due_text"], first["due"])
    assert (True, "month") == (second["standing"], second["report"]["every"])
    assert (None, "2023-04-12") == (third["due_text"], third["due"])


def test_the_same_sheet_again_adds_nothing(run: Run, fixed: Path) -> None:
    """Every row is known by its sheet, page and number."""
    fill(blank(run), HELD, PAGES)
    entered(run)
    before = run("log", "--json").out
    again = entered(run)

    assert 0 == again.code
    assert all(row["known"] for row in again.answer["rows"])
    assert before == run("log", "--json").out


def test_what_is_written_below_later_is_added(run: Run, fixed: Path) -> None:
    """A sheet that has grown records its new rows; one that says something else is refused."""
    path = fill(blank(run), HELD | {"Số thông báo": ""}, {"Ý kiến": opinions(2)})
    labels = {name: "" for name in HELD if name.startswith(("Ngày ", "Người trình", "Người dự"))}
    fill(path, labels | {"Cơ quan theo dõi": "", "Nơi nhận": ""}, {})
    assert 0 == entered(run).code
    fill(path, {}, {"Ý kiến": opinions(3)})
    grown = entered(run)

    assert (0, 3) == (grown.code, len(run("show", SESSION, "--json").answer["state"]["opinions"]))
    changed = [dict(one) for one in opinions(3)]
    changed[1]["Trích yếu"] = "Điều khác hẳn"
    fill(path, {}, {"Ý kiến": changed})
    said = entered(run)
    (problem,) = said.answer["problems"]
    assert (2, "Ý kiến", 2 + 5) == (said.code, problem["page"], problem["row"])
    assert "đã ghi trước" in problem["message"]


WRONG: list[tuple[str, int, str, Any, str]] = [
    ("Ý kiến", 3, "Loại ý kiến", "góp ý", "kiến nghị"),
    ("Ý kiến", 4, "Trích yếu", None, "còn thiếu"),
    ("Ý kiến", 5, "Tổ dân phố, thôn", "Nho Lăm", "TDP Nho Lâm"),
    ("Ý kiến", 6, "Trích yếu", "Ông Nguyễn Văn An đòi đất", "không nêu tên"),
    ("Ý kiến", 7, "Chủ đề", "Chuyện lạ", "loại chủ đề"),
    ("Kết luận", 1, "Hạn", "1/2", "đã qua"),
    ("Kết luận", 2, "Ý kiến số", "99", "Không có ý kiến"),
    ("Kết luận", 3, "Cơ quan chủ trì", "Sở Xây dựng", "UBND phường"),
    ("Kết luận", 4, "Hạn", "=A1", "công thức"),
    ("Thông báo", 1, "Kênh", "loa", "trang thông tin"),
]


def test_every_mistake_is_told_with_its_cell(run: Run, fixed: Path) -> None:
    """All of them at once, each once, and nothing is recorded."""
    pages: dict[str, list[dict[str, Any]]] = {
        title: [dict(one) for one in rows] for title, rows in PAGES.items()
    }
    for title, row, heading, value, _ in WRONG:
        pages[title][row - 1][heading] = value
    labels = HELD | {"Ngày ban hành": "31/2", "Người trình": "ai-do"}
    fill(blank(run), labels, pages)
    before = run("log", "--json").out
    said = entered(run)

    assert (2, False) == (said.code, said.answer["recorded"])
    found = {
        (one["page"], one["row"], one["heading"]): one["message"] for one in said.answer["problems"]
    }
    for title, row, heading, _, told in WRONG:
        assert told in found.pop((title, row + 5, heading))
    held = {heading: message for (_, _, heading), message in found.items()}
    assert {"Ngày ban hành", "Người trình"} == held.keys()
    assert "31/2" in held["Ngày ban hành"]
    assert before == run("log", "--json").out


def test_personal_data_are_sealed_and_not_repeated(run: Run, fixed: Path) -> None:
    """Neither in the record nor among the mistakes."""
    rows = [dict(one) for one in opinions(2)]
    rows[0]["Trích yếu"] = "Ông Nguyễn Văn An đòi đất, 0912345678"
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": rows})
    told = run("sheet", "enter", "phieu.xlsx", *BY_OFFICE)

    assert 2 == told.code
    assert not any(name in told.out for name in ("Nguyễn Văn An", "0912345678", "Nguyễn Thị A"))
    rows[0]["Trích yếu"] = "Đòi đất"
    fill(path, {}, {"Ý kiến": rows})
    done = run("sheet", "enter", "phieu.xlsx", *BY_OFFICE)
    assert (0, True) == (
        done.code,
        "papers" not in done.out and "phieu.xlsx: hãy" in " ".join(done.out.split()),
    )
    assert "Nguyễn Thị A" not in run("log", "--json").out
    opened = run("show", SESSION, "--unseal", "--purpose", "kiểm tra", "--as", "chanh-van-phong")
    assert "Nguyễn Thị A" in opened.out


PETITIONS = [
    {"Ngày": "2/5/2023", "Kênh": "bằng văn bản", "Trích yếu": "Mương tắc trước nhà văn hoá",
     "Cơ quan tiếp nhận": "Văn phòng Đảng uỷ", "Họ tên": "Nguyễn Thị A", "Địa chỉ": "Tổ 3",
     "Loại đơn": "kiến nghị", "Lĩnh vực": "khác", "Ngày phân loại": "3/5", "Đủ điều kiện": "có",
     "Thuộc thẩm quyền": "có", "Hệ thống": "cơ quan hành chính",
     "Cơ quan có thẩm quyền": "UBND phường", "Ngày thụ lý": "3/5",
     "Việc giao": "Khơi thông mương", "Giao cho": "UBND phường", "Hạn": "19/5",
     "Ngày giao": "4/5", "Người giao": "bi-thu"},
    {"Ngày": "2/5/2023", "Kênh": "trình bày miệng", "Trích yếu": "Đèn đường hỏng",
     "Cơ quan tiếp nhận": "Văn phòng Đảng uỷ", "Họ tên": "Trần Văn B\nLê Thị C"},
]  # fmt: skip
LATER = [
    {"Số đơn": "petition/2023/1", "Ngày": "17/5", "Kết quả": "Đã khơi thông",
     "Nơi báo kết quả": "UBND phường", "Đã xong": "có", "Ngày xác nhận": "18/5",
     "Xác nhận": "Nước thoát tốt", "Ngày trả lời": "18/5",
     "Nội dung trả lời": "Mương đã được khơi thông", "Văn bản trả lời": "Công văn 5-CV/ĐU",
     "Ngày giải quyết xong": "19/5", "Giải quyết": "giải quyết theo yêu cầu",
     "Kết quả giải quyết": "Đã khơi thông mương", "Tài liệu chứng minh": "Biên bản nghiệm thu"},
]  # fmt: skip


def test_petitions_are_entered_a_row_each(run: Run, ward: Path) -> None:
    """From their receipt to their settlement, in as many sheets as the office likes."""
    path = blank_of_ward(run)
    fill(path, {}, {"Đơn": PETITIONS})
    assert 0 == entered(run).code
    told = {
        one["stream"]: one["status"] for one in run("list", "petition", "--json").answer["streams"]
    }
    assert {"petition/2023/1", "petition/2023/2"} == told.keys()
    assert 2 == len(run("show", "petition/2023/2", "--json").answer["state"]["petitioners"])

    fill(blank_of_ward(run), {}, {"Đơn": LATER})
    said = entered(run)
    assert (0, "") == (said.code, said.err)
    assert "resolved" == run("show", "petition/2023/1", "--json").answer["status"]


def blank_of_ward(run: Run) -> Path:
    run("settings", "set", "year=2023")
    assert 0 == run("sheet", "blank", "--to", "phieu.xlsx", "--overwrite").code
    return Path("phieu.xlsx")


def test_tasks_are_entered_a_row_each(run: Run, fixed: Path) -> None:
    """What was done, shown, looked at and closed."""
    fill(blank(run), HELD, PAGES)
    entered(run)
    task = f"task/{SESSION}/item/1"
    rows = [{"Số nhiệm vụ": task, "Ngày": "5/4/2023", "Tiến độ": "Đã đo đạc", "Kết quả": "Đã thông",
             "Người báo": "chu-tich-ubnd", "Ngày báo xong": "8/4/2023", "Xác nhận": "Nước thoát",
             "Tài liệu chứng minh": "Biên bản nghiệm thu",
             "Ngày xác nhận": "10/4/2023", "Người xác nhận": "chanh-van-phong"}]  # fmt: skip
    fill(blank(run, "Nhiệm vụ"), {}, {"Nhiệm vụ": rows})
    said = entered(run)

    assert (0, "") == (said.code, said.err)
    told = run("history", task, "--json").answer["facts"]
    assert ["task.assigned", "task.progress_reported", "task.reported_done", "task.verified"] == [
        one["kind"] for one in told
    ]


def test_a_row_of_nothing_that_is_known_is_told(run: Run, ward: Path) -> None:
    """A petition without a number and without how it came; one that has come already."""
    rows: list[dict[str, Any]] = [
        {"Ngày": "2/5/2023", "Loại đơn": "kiến nghị", "Lĩnh vực": "khác"},
        {"Số đơn": "petition/2023/9", "Ngày": "2/5/2023", "Kênh": "bằng văn bản"},
        {"Số đơn": "petition/2023/9", "Ngày": "2/5/2023", "Ngày thụ lý": "3/5/2023"},
    ]
    fill(blank_of_ward(run), {}, {"Đơn": rows})
    said = entered(run)

    assert [6, 7, 8] == [one["row"] for one in said.answer["problems"]]
    assert {"Số đơn"} == {one["heading"] for one in said.answer["problems"][:2]}


@pytest.mark.parametrize(
    ("page", "heading", "row"),
    [
        ("Đơn", "Số đơn", {"Ngày thụ lý": "3/5/2023"}),
        ("Nhiệm vụ", "Số nhiệm vụ", {"Tiến độ": "Đã đo đạc"}),
    ],
)
@pytest.mark.parametrize("named", ["5", "abc", "task/a/b"])
def test_a_row_of_what_is_no_life_is_told(
    run: Run, ward: Path, page: str, heading: str, row: dict[str, str], named: str
) -> None:
    """A number alone, or some words, where a petition or a task is to be named."""
    fill(blank_of_ward(run), {}, {page: [{heading: named, "Ngày": "2/5/2023", **row}]})
    said = entered(run)

    assert [(page, 6)] == [(one["page"], one["row"]) for one in said.answer["problems"]]
    assert not said.answer["recorded"]


def test_a_page_may_come_as_csv(run: Run, fixed: Path) -> None:
    """The opinions of a session that is open already, with the columns that there are."""
    run("session", "open-session", SESSION, "--on", "15/3 8h", "--as", "bi-thu")
    rows = opinions(3)
    headings = list(dict.fromkeys(name for one in rows for name in one))
    with Path("y-kien.csv").open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.DictWriter(file, headings)
        sheet.writeheader()
        sheet.writerows(rows)
    said = run("sheet", "enter", "y-kien.csv", "--session", "dialogue/1", *BY_OFFICE)

    assert 2 == said.code  # which year?
    said = run("sheet", "enter", "y-kien.csv", "--session", SESSION, *BY_OFFICE)
    assert (0, "") == (said.code, said.err)
    assert 3 == len(run("show", SESSION, "--json").answer["state"]["opinions"])


def test_a_column_that_a_sheet_does_not_have_is_told(run: Run, fixed: Path) -> None:
    """What stands there would be lost unnoticed."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(1)})
    book = openpyxl.load_workbook(path)
    book["Ý kiến"]["Z5"], book["Ý kiến"]["Z6"] = "Ghi chú", "gấp"
    book.save(path)
    (problem,) = entered(run).answer["problems"]

    assert ("Ý kiến", 5, "Z", "Ghi chú") == tuple(
        problem[name] for name in ("page", "row", "column", "heading")
    )


def test_another_workbook_is_no_worksheet(run: Run, fixed: Path) -> None:
    """Nothing is guessed of it."""
    book = openpyxl.Workbook()
    book.active.title = "Chi tiêu"
    book.active["A1"] = "Khoản"
    book.save("phieu.xlsx")
    said = entered(run)

    assert (2, True) == (said.code, "Ý kiến" in said.error["message"])


def test_a_blank_sheet_offers_words_and_bodies(run: Run, fixed: Path) -> None:
    """Vietnamese headings, the session as it is fixed, lists to choose from."""
    book = openpyxl.load_workbook(blank(run))
    held = {row[0].value: row[1].value for row in book["Buổi làm việc"].iter_rows(max_col=2)}

    assert (SESSION, "15/03/2023", "8h00", "bi-thu") == tuple(
        held[name] for name in ("Buổi", "Ngày", "Khai mạc lúc", "Người chủ trì")
    )
    offered = {one.value for row in book["Danh mục"].iter_rows() for one in row}
    assert {"UBND phường", "TDP Nho Lâm", "kiến nghị", "chanh-van-phong"} <= offered
    lists = [one for one in book["Ý kiến"].data_validations.dataValidation if one.type == "list"]
    assert len(lists) >= 4


# -- What would be lost unnoticed ------------------------------------------------------------

OPINIONS_HEAD = ("STT", "Loại ý kiến", "Nhóm nội dung", "Trích yếu", "Tổ dân phố, thôn", "Họ tên")
ASKED = ("kiến nghị", "quản lý, điều hành của chính quyền", "Đề nghị cấp sổ đỏ", "Nho Lâm")
PETITIONS_HEAD = ("STT", "Ngày", "Kênh", "Trích yếu", "Cơ quan tiếp nhận", "Họ tên")
BROUGHT = ("2/5/2023", "bằng văn bản", "Đề nghị cấp sổ đỏ", "Văn phòng Đảng uỷ")


def of_cells(*rows: tuple[str, ...]) -> Path:
    """A page as CSV."""
    path = Path("phieu.csv")
    path.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    return path


def entered_csv(run: Run, *more: str) -> Any:
    return run("sheet", "enter", "phieu.csv", "--session", SESSION, "--json", *BY_OFFICE, *more)


def told_of(said: Any) -> list[tuple[Any, ...]]:
    """What is wrong, cell by cell; nothing may be recorded then."""
    assert (2, False) == (said.code, said.answer["recorded"])
    return [
        tuple(one[name] for name in ("page", "row", "column", "message"))
        for one in said.answer["problems"]
    ]


@pytest.fixture
def opened(run: Run, fixed: Path) -> Path:
    """The ward with its first dialogue going on."""
    run("session", "open-session", SESSION, "--on", "15/3 8h", "--as", "bi-thu")
    return fixed


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
@pytest.mark.parametrize("names", [("Nguyễn Văn An", "Trần Thị Bình"), ("", "")])
@pytest.mark.parametrize(
    ("page", "head", "said"),
    [("Ý kiến", OPINIONS_HEAD, ASKED), ("Đơn", PETITIONS_HEAD, BROUGHT)],
)
def test_a_number_that_stands_twice_is_refused(
    run: Run,
    opened: Path,
    page: str,
    head: tuple[str, ...],
    said: tuple[str, ...],
    names: tuple[str, str],
    more: tuple[str, ...],
) -> None:
    """Whose words are alike: the second one isn't taken for the first told again."""
    of_cells(head, ("1", *said, names[0]), ("1.", *said, names[1]))
    before = run("log", "--json").out
    ((where, row, column, told),) = told_of(entered_csv(run, *more))

    assert (page, 3, "A") == (where, row, column)
    assert "đã có ở dòng 2; cần: mỗi số thứ tự một lần" in told
    assert before == run("log", "--json").out


def test_a_number_is_one_and_is_missing_where_its_place_is_taken(run: Run, opened: Path) -> None:
    """A row without a number is numbered by its place, unless another one says that number."""
    of_cells(OPINIONS_HEAD, ("2", *ASKED, ""), ("", *ASKED, ""), ("hai", *ASKED, ""))
    first, second = told_of(entered_csv(run))

    assert ("Ý kiến", 3, "A") == first[:3]
    assert "còn thiếu" in first[3]
    assert ("Ý kiến", 4, "A") == second[:3]
    assert "hai không phải số nguyên" in second[3]


@pytest.mark.parametrize(
    ("page", "head", "said"),
    [("Ý kiến", OPINIONS_HEAD, ASKED), ("Đơn", PETITIONS_HEAD, BROUGHT)],
)
def test_another_person_in_a_row_that_was_recorded_is_refused(
    run: Run, opened: Path, page: str, head: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """What is sealed is compared too: nobody is lost who stands where another one stood."""
    of_cells(head, ("1", *said, "Nguyễn Văn An"))
    assert 0 == entered_csv(run).code
    again = entered_csv(run)
    assert (0, [True]) == (again.code, [row["known"] for row in again.answer["rows"]])

    of_cells(head, ("1", *said, "Trần Thị Bình"))
    refused = entered_csv(run)
    ((where, row, column, told),) = told_of(refused)
    assert (page, 2, "F") == (where, row, column)
    assert "đã ghi trước" in told
    assert "Bình" not in refused.out


def test_a_row_that_is_told_again_is_not_counted_as_recorded(run: Run, opened: Path) -> None:
    """The same sheet again: nothing is recorded, and each row was before."""
    of_cells(OPINIONS_HEAD, ("1", *ASKED, "Nguyễn Văn An"), ("2", *ASKED, "Trần Thị Bình"))
    typed = ("sheet", "enter", "phieu.csv", "--session", SESSION, *BY_OFFICE)

    assert "Đã ghi: 2 mục ghi." in run(*typed).out
    for more in ((), ("--dry-run",)):
        again = run(*typed, *more)
        assert "ghi: 0 mục ghi." in again.out
        assert ["đã ghi từ trước"] * 2 == [
            line.partition(": ")[2] for line in again.out.splitlines() if "  Ý kiến" in line
        ]


def test_a_heading_that_stands_twice_is_refused(run: Run, opened: Path) -> None:
    """Which of the two columns holds is not for the program to say."""
    of_cells((*OPINIONS_HEAD, "HỌ TÊN"), ("1", *ASKED, "Nguyễn Văn An", "Trần Thị Bình"))
    ((page, row, column, told),) = told_of(entered_csv(run))

    assert ("Ý kiến", 1, "G") == (page, row, column)
    assert "đã có ở cột F" in told


def test_a_label_that_stands_twice_is_refused(run: Run, fixed: Path) -> None:
    """Beside the labels of the session too."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(1)})
    book = openpyxl.load_workbook(path)
    page = book["Buổi làm việc"]
    (opens,) = (row[0].row for row in page.iter_rows() if row[0].value == "Khai mạc lúc")
    page["A60"], page["B60"] = "Khai mạc lúc", "9h"
    book.save(path)
    ((title, row, column, told),) = told_of(entered(run))

    assert ("Buổi làm việc", 60, "B") == (title, row, column)
    assert f"đã có ở dòng {opens}" in told


def test_a_page_that_stands_twice_is_refused(run: Run, fixed: Path) -> None:
    """Only one of them would be read."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(1)})
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Ý kiến"]).title = "Y kien"
    book.save(path)
    said = entered(run)

    assert 2 == said.code
    assert "Ý kiến, Y kien" in said.error["message"]


def test_what_nobody_sees_is_refused(run: Run, fixed: Path) -> None:
    """Hidden rows and columns in which something stands, with the row or the column."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(3)})
    book = openpyxl.load_workbook(path)
    page = book["Ý kiến"]
    (name,) = (cell for cell in page[5] if cell.value == "Họ tên")
    page.row_dimensions[7].hidden = page.row_dimensions[30].hidden = True
    page.column_dimensions.group(name.column_letter, hidden=True)
    held = book["Buổi làm việc"]
    (opens,) = (row[0].row for row in held.iter_rows() if row[0].value == "Khai mạc lúc")
    held.row_dimensions[opens].hidden = True
    book.save(path)
    first, second, third = sorted(told_of(entered(run)))

    assert ("Buổi làm việc", opens, "B") == first[:3]
    assert ("Ý kiến", 5, name.column_letter) == second[:3]
    assert ("Ý kiến", 7, None) == third[:3]
    assert "dòng bị ẩn; cần: dòng được hiện ra" in third[3]
    assert "cột bị ẩn; cần: cột được hiện ra" in second[3]


def test_a_merged_cell_says_the_same_in_every_row(run: Run, fixed: Path) -> None:
    """As in a register that is imported; rows that say nothing else stay empty ones."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(2)})
    book = openpyxl.load_workbook(path)
    page = book["Ý kiến"]
    for cell in page[5]:
        if cell.value in ("Tổ dân phố, thôn", "Nhóm nội dung", "Loại ý kiến"):
            page.merge_cells(range_string=f"{cell.column_letter}6:{cell.column_letter}9")
    book.save(path)
    assert 0 == entered(run).code
    told = run("show", SESSION, "--json").answer["state"]["opinions"]

    assert 2 == len(told)
    assert told[0]["group"] == told[1]["group"]
    assert told[1]["group"]


def test_a_cell_merged_with_the_one_beside_it_is_refused(run: Run, fixed: Path) -> None:
    """It stands below two headings, and would count for the first alone."""
    path = fill(blank(run), {"Khai mạc lúc": "8h"}, {"Ý kiến": opinions(2)})
    book = openpyxl.load_workbook(path)
    page = book["Ý kiến"]
    (name,) = (cell for cell in page[5] if cell.value == "Họ tên")
    beside = page.cell(5, name.column + 1).column_letter
    page.merge_cells(f"{name.column_letter}7:{beside}7")
    book.save(path)
    ((title, row, column, told),) = told_of(entered(run))

    assert ("Ý kiến", 7, name.column_letter) == (title, row, column)
    assert "gộp" in told


def test_a_petition_is_offered_no_channel_that_can_not_be_right(run: Run, ward: Path) -> None:
    """The page doesn't ask at which dialogue it was raised; who types it is told the others."""
    path = blank_of_ward(run)
    book = openpyxl.load_workbook(path)
    (column,) = (cell.column_letter for cell in book["Đơn"][5] if cell.value == "Kênh")
    (where,) = (
        one.formula1
        for one in book["Đơn"].data_validations.dataValidation
        if str(one.sqref).startswith(f"{column}6:")
    )
    area = where.rpartition("!")[2].replace("$", "")
    offered = [row[0].value for row in book["Danh mục"][area]]
    assert "tiếp dân" in offered
    assert "đối thoại" not in offered

    fill(path, {}, {"Đơn": [{"Ngày": "2/5/2023", "Kênh": "đối thoại", "Trích yếu": "Mương tắc",
                             "Cơ quan tiếp nhận": "Văn phòng Đảng uỷ"}]})  # fmt: skip
    (problem,) = entered(run).answer["problems"]
    assert "Kênh" == problem["heading"]
    assert "cần: một trong" in problem["message"]


def test_a_channel_that_needs_a_session_says_so(run: Run, ward: Path) -> None:
    """By the command too: what would be right is said where no session is named."""
    said = run("petition", "raise-petition", "--new", "petition", "--on", "2/5/2023", "--gist", "x",
               "--channel", "dialogue", "--received-by", "van-phong", *BY_OFFICE)  # fmt: skip

    assert "(session: —). Nguồn “đối thoại” phải nêu buổi đối thoại" in " ".join(said.err.split())
