"""Sheets are forms: what is printed of a register or a table can be read, signed and filed."""

import io
from datetime import date
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it has no types
import pytest
from attrs import evolve

from demo_year import demo_year
from dialogue_cases import petition
from dialogue_cases.cli import main
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.printing import PAGE, called, pixels
from dialogue_cases.cli.sheets import SheetColumn, Spreadsheet, workbook
from dialogue_cases.cli.viewing import sheet_of
from dialogue_cases.views.reception_book import (
    COLUMNS,
    FORMS,
    OLD_COLUMNS,
    BookForm,
    ReceptionBookLine,
)
from dialogue_cases.vocabulary import BodyId, StreamId, SystemAct
from offices import Clock, an_office

SMALLEST = 9
"""Points: the smallest letters that a form may have."""
BETWEEN_MARGINS = 1028
"""Pixels of A4 paper on its side, 25 mm of its 297 taken off."""

COMMANDS = (
    "register",
    "reception-book",
    "board --on 2023-12-31",
    "board --on 2023-12-31 --all",
    "ledger --on 2023-12-31",
    "ledger --on 2023-12-31 --by body",
    "matters --on 2023-12-31",
    "plan-fulfilment 2023 --on 2023-12-31",
    "scorecard --on 2023-12-31",
    "dossier dialogue/2023/2 --on 2023-12-31",
    "findings --on 2023-12-31",
    "findings --on 2023-12-31 --by body",
    "statistics --period 2023-Q3 --generation 2021",
    "statistics --period 2023-Q3 --generation 2024",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Every sheet of the example year, as a workbook."""
    folder = tmp_path_factory.mktemp("sheets")
    store = folder / "ward.db"
    with demo_year(f"sqlite:///{store}"):
        pass
    books = {}
    for number, command in enumerate(COMMANDS):
        file = folder / f"{number}.xlsx"
        assert 0 == main(["--store", str(store), *command.split(), "--xlsx", str(file)])
        books[command] = openpyxl.load_workbook(file)
    return books


def forms(book: Any) -> list[Any]:
    """The pages that are forms: the data stand beside them, for filters."""
    return [one for one in book if not one.title.startswith("Dữ liệu")]


def texts(page: Any) -> list[str]:
    return [str(one.value) for row in page.iter_rows() for one in row if one.value is not None]


def widths(page: Any) -> list[float]:
    """Widths of all columns; a file says them by ranges."""
    found = [0.0] * page.max_column
    for one in page.column_dimensions.values():
        for place in range(one.min, min(one.max, page.max_column) + 1):
            found[place - 1] = one.width
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_form_is_printed_in_letters_that_can_be_read(made: Any, command: str) -> None:
    """On A4 paper lying on its side, in 9 points at least, its headings on every page."""
    for page in forms(made[command]):
        wide = pixels(one - 0.71 for one in widths(page))  # as the file says them
        scale = min(1.0, BETWEEN_MARGINS / wide)
        smallest = min(
            cell.font.sz for row in page.iter_rows() for cell in row if cell.value is not None
        )

        assert ("landscape", "9") == (page.page_setup.orientation, str(page.page_setup.paperSize))
        assert scale * smallest >= SMALLEST, (page.title, wide)
        assert page.print_title_rows


@pytest.mark.parametrize("command", COMMANDS)
def test_a_form_says_whose_it_is_and_has_a_place_to_sign(made: Any, command: str) -> None:
    for page in forms(made[command]):
        said = texts(page)

        assert "Đơn vị: phường Phổ Hoà" == said[0]
        if page.title != "Hồ sơ":  # the cases behind the figures are no form of their own
            assert {"NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"} <= set(said)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_row_is_as_high_as_its_text(made: Any, command: str) -> None:
    """No program fits rows to merged cells, and LibreOffice none that it didn't make."""
    for page in forms(made[command]):
        spread = widths(page)
        for row in page.iter_rows(min_row=5):
            cells = [one for one in row if isinstance(one.value, str) and one.border.left.style]
            upright = any(one.alignment.textRotation for one in cells)
            if not cells or upright or page.row_dimensions[row[0].row].height is None:
                continue
            merged = {place for area in page.merged_cells.ranges for place in area.cells}
            needed = max(
                (len(one.value) / (spread[one.column - 1] * 1.8)
                 for one in cells if (one.row, one.column) not in merged),
                default=0,
            )  # fmt: skip
            assert min(needed * 12, 380) <= page.row_dimensions[row[0].row].height, one_line(row)


def one_line(row: Any) -> list[Any]:
    return [cell.value for cell in row]


@pytest.mark.parametrize("command", COMMANDS[:12])
def test_a_tab_has_the_words_of_its_title_that_fit(made: Any, command: str) -> None:
    """Up to a comma, and no word of them cut."""
    for page in forms(made[command]):
        title, tab = texts(page)[1].replace("/", "-"), page.title.upper()

        assert len(tab) <= 31
        assert title.startswith(tab.removesuffix(")")), (title, tab)
        assert not title[len(tab) : len(tab) + 1].isalnum()


def test_a_form_says_words_where_the_record_has_ids(made: Any) -> None:
    said = "\n".join(
        text for command in COMMANDS[:8] for page in forms(made[command]) for text in texts(page)
    )

    assert "Đối thoại số 1/2023" in said
    for code in ("dialogue/2023", "petition/2023", "pho-chu-tich-ubnd", "ward 2023"):
        assert code not in said


def test_what_does_not_fit_on_paper_stands_on_a_page_of_data(made: Any) -> None:
    """The register has more columns than A4 holds; the reception book's 12 all fit."""
    register, reception = made["register"], made["reception-book"]

    assert ["Sổ theo dõi đơn", "Dữ liệu"] == register.sheetnames
    assert ["Sổ tiếp công dân (Mẫu số 03)"] == reception.sheetnames
    assert "petition/2023/1" in texts(register["Dữ liệu"])
    assert 12 == forms(reception)[0].max_column


@pytest.fixture(scope="module")
def reception_books(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The pages of a book with days of both forms."""
    store = tmp_path_factory.mktemp("ward") / "ward.db"
    with an_office(Clock(date(2026, 7, 10)), store) as office:
        for day in (date(2026, 6, 30), date(2026, 7, 1)):
            office.by_rule(SystemAct(rule="ward-set-up")).begin(
                "petition/2026", petition.raise_petition, on=day, channel="reception",
                reception="regular", gist="Rác thải", received_by=BodyId("van-phong"),
            )  # fmt: skip
    file = store.with_suffix(".xlsx")
    assert 0 == main(["--store", str(store), "reception-book", "--xlsx", str(file)])
    return list(openpyxl.load_workbook(file))


def test_days_of_two_forms_are_two_pages(reception_books: Any) -> None:
    old, new = reception_books

    assert "Sổ tiếp công dân (Mẫu số 03)" == old.title
    assert "Sổ tiếp công dân (Mẫu 03-TCD)" == new.title
    assert (12, 13) == (old.max_column, new.max_column)
    assert (1, date(2026, 6, 30)) == (old["A8"].value, old["B8"].value.date())
    assert (2, date(2026, 7, 1)) == (new["A6"].value, new["B6"].value.date())


def test_a_prescribed_form_has_its_headings_in_two_rows_and_numbers(reception_books: Any) -> None:
    """Mẫu số 03: "Hướng xử lý" over columns 8 to 10; all of it stands on every page."""
    page, _ = reception_books
    heads = {str(one) for one in page.merged_cells.ranges if one.min_row >= 5 and one.max_row < 8}

    assert {"H5:J5", *(f"{one}5:{one}6" for one in "ABCDEFGKL")} == heads
    assert "Hướng xử lý" == page["H5"].value
    assert [column.vi for column in OLD_COLUMNS.shown] == [
        page.cell(6 if 8 <= place <= 10 else 5, place).value for place in range(1, 13)
    ]
    assert [*range(1, 13)] == [one.value for one in page[7]]
    assert ("$5:$7", "A8") == (page.print_title_rows, page.freeze_panes)
    assert "A7:L8" == page.auto_filter.ref


def test_a_form_has_no_numbers_of_columns_where_none_are_prescribed(reception_books: Any) -> None:
    _, page = reception_books

    assert [one.vi for one in COLUMNS.shown] == [one.value for one in page[5]]
    assert ("$5:$5", "A6") == (page.print_title_rows, page.freeze_panes)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_a_prescribed_form_keeps_its_columns_however_long_their_words_are(form: BookForm) -> None:
    """In letters that can be read: words are broken rather."""
    long = "VIẾTLIỀN" * 3
    line = ReceptionBookLine(
        stream=StreamId("petition/2026/1"), session=None, opinion=None, entered=1, number=1,
        received_on=date(2026, 7, 1), gist=long, kind="report", people=12, handled_before=long,
        is_guided=True, guided_to_name=long, taken_by_name=long, result=long, person=long,
        result_on=date(2026, 7, 2), paper=long,
    )  # fmt: skip
    sheet = sheet_of(form.columns, [line], Language(), title=form.title)
    written = openpyxl.load_workbook(io.BytesIO(workbook([sheet])))

    assert len(form.columns.shown) == len(sheet.on_form)
    assert 1 == len(written.sheetnames)
    assert pixels(one - 0.71 for one in widths(written.active)) <= BETWEEN_MARGINS * 10 / SMALLEST


def test_a_sheet_of_our_own_leaves_columns_to_the_data_before_it_breaks_words() -> None:
    columns = [
        SheetColumn(heading=f"Cột {number}", of=lambda said: said, wide=10) for number in range(16)
    ]
    sheet = Spreadsheet(title="Sổ", columns=columns, rows=["VIẾTLIỀN" * 3])

    assert 16 > len(sheet.on_form)
    assert 16 == len(evolve(sheet, prescribed=True).on_form)


def test_the_periods_of_one_duty_are_one_line(made: Any) -> None:
    """Ten months without enough reception days are one thing to know, not ten."""
    (page,) = forms(made["board --on 2023-12-31"])
    about = [one for one in texts(page) if "tiếp dân ít nhất 02 ngày" in one]

    assert 1 == len(about)
    assert "quá hạn (10): Tháng 01/2023" in about[0]


def test_the_parts_of_a_dossier_are_pages_of_one_workbook(made: Any) -> None:
    assert len(forms(made["dossier dialogue/2023/2 --on 2023-12-31"])) == 5


def test_an_empty_list_says_so() -> None:
    sheet = Spreadsheet(
        title="Sổ", columns=[SheetColumn(heading="Số", of=lambda one: one, width=8)], rows=()
    )
    page = openpyxl.load_workbook(io.BytesIO(workbook([sheet]))).active

    assert Language().say("Nothing is listed.") in texts(page)


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ("reception/2026/3", "Buổi tiếp công dân số 3/2026"),
        ("task/dialogue/2023/1/item/3", "Đối thoại số 1/2023, mục 3"),
        ("ward 2026-07", "Tháng 07/2026"),
        ("2026-Q3", "Quý 3/2026"),
        ("UBND phường", "UBND phường"),
        ("12/2023", "12/2023"),
    ],
)
def test_ids_have_names_that_people_say(stored: str, said: str) -> None:
    assert said == called(stored, Language())


def test_the_page_is_no_wider_than_paper_allows() -> None:
    assert PAGE * SMALLEST <= BETWEEN_MARGINS * 10
