"""Phiếu đã điền: what stands on the pages of a file, row by row, under which heading."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import define, field, frozen

from dialogue_cases.cli.worksheet.layout import HELD, NUMBER, PAGES, SHEET, Page
from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.identifying import signs_in
from dialogue_cases.register_file import Problem, RegisterSheet, read_sheets
from dialogue_cases.register_file.cells import heading, lines_of, text_of
from dialogue_cases.register_file.sheet import Broken, Cell
from dialogue_cases.vocabulary import Sealed

TOP = 12
"""Within how many rows the headings of a page stand."""

HIDDEN_ROW = Invalid("it is hidden", expected="a row that is shown")
HIDDEN_COLUMN = Invalid("the column is hidden", expected="a column that is shown")
WIDE_CELL = Invalid(
    "it is merged with the cell beside it", expected="a cell of its own under each heading"
)
"""What a reader of the sheet doesn't see as the program does."""


@frozen(kw_only=True)
class Row:
    """Một dòng đã điền.

    Args:
        page: on which page.
        row: as a spreadsheet program counts it; of a page of labels, 0.
        places: of each heading the row and the letter of the column where its value stands.
        cells: what stands there, by heading.
        place: the how manyth row of the page it is.
    """

    page: Page
    row: int
    places: Mapping[str, tuple[int, str]]
    cells: Mapping[str, Cell]
    place: int = 1

    @property
    def number(self) -> int:
        """Its number, as its first column says, or else its place.

        Raises:
            Invalid: what stands there is no number.
        """
        said = self.text(NUMBER).removesuffix(".")
        if said and not (said.isdecimal() and int(said)):
            raise Invalid("{text} is no whole number", expected="a number such as 3", text=said)
        return int(said or self.place)

    def text(self, name: str | None) -> str:
        """What stands under a heading, on one line; "" where nothing does.

        Raises:
            Invalid: the cell holds no value of its own.
        """
        return text_of(self.cells.get(name or ""))

    def lines(self, name: str) -> list[str]:
        """The lines of a cell."""
        return list(lines_of(self.cells.get(name)))

    def says(self, *names: str | None) -> bool:
        """Whether something stands under one of these headings."""
        return any(name in self.cells for name in names)

    @property
    def says_of_a_person(self) -> bool:
        """Whether something stands in it that is sealed in the record."""
        return any(self.page.headings[name] is Sealed for name in self.cells)

    def problem(self, name: str | None, error: CaseError) -> Problem:
        """What is wrong under a heading, or with the row; personal data aren't repeated."""
        row, column = self.places.get(name or "", (self.row, ""))
        cell = self.cells.get(name or "")
        text = _shown(cell)
        sealed = self.page.headings.get(name or "") is Sealed
        return Problem(
            row=row,
            column=column or None,
            heading=name or "",
            value=None if sealed or not text or signs_in(text, names=True) else text[:60],
            error=error,
        )


@define
class Filled:
    """Phiếu đã điền: the rows of a file, and what can't be read of its pages.

    Args:
        file: its name, without its folder.
        digest: SHA-256 of it, in hexadecimal.
        code: what names the sheet in the key of every call.
        rows: by the title of the page.
        problems: each with the title of its page.
    """

    file: str
    digest: str
    code: str
    rows: dict[str, list[Row]] = field(factory=dict)
    problems: list[tuple[str, Problem]] = field(factory=list)

    def of(self, page: Page) -> list[Row]:
        """The rows of a page."""
        return self.rows.get(page.title, [])

    def note(self, page: Page, problem: Problem) -> None:
        """Note what is wrong on a page."""
        self.problems.append((page.title, problem))


def read_filled(path: Path) -> Filled:
    """Read a sheet that was filled in, XLSX or one page as CSV.

    Raises:
        Invalid: it can't be read, or none of its pages is one of a worksheet.
    """
    sheets = read_sheets(path)
    filled = Filled(file=path.name, digest=sheets[0].digest, code=path.stem)
    named: dict[str, list[str]] = {}
    for sheet in sheets:
        page = _page_of(sheet)
        if page is None:
            continue
        named.setdefault(page.title, []).append(sheet.name or "")
        if len(named[page.title]) > 1:
            raise Invalid(
                "it has several sheets: {listed}",
                where=path.name,
                expected="each page once",
                listed=", ".join(named[page.title]),
            )
        for name, cell in _loose(sheet):
            if heading(name) == heading(SHEET) and (code := text_of(cell)):
                filled.code = code
        rows = (_labelled if page.rows is None else _below)(page, sheet, filled)
        filled.rows[page.title] = [one for one in rows if one.says(*one.page.headings)]
    if not filled.rows:
        raise Invalid(
            "it has no page of a worksheet",
            where=path.name,
            expected="one of {among}, as dialogue-cases sheet blank makes them",
            among=", ".join(page.title for page in PAGES),
        )
    return filled


def _page_of(sheet: RegisterSheet) -> Page | None:
    """Which page a sheet is: by its name, or, of a CSV file, by its headings."""
    for page in PAGES:
        if sheet.name is not None and heading(sheet.name) == heading(page.title):
            return page
    if sheet.name is not None:
        return None
    fitting = {page.title: len(_headings(page, sheet)[1]) for page in PAGES if page.rows}
    best = max(fitting, key=lambda title: fitting[title])
    if fitting[best] > 1:
        return next(page for page in PAGES if page.title == best)
    labels = _known(HELD).keys() & {heading(text) for text, _ in _loose(sheet)}
    return HELD if len(labels) > 1 else None


def _known(page: Page) -> dict[str, str]:
    """The headings of a page, as they are compared."""
    return {heading(name): name for name in page.headings}


def _loose(sheet: RegisterSheet) -> Iterator[tuple[str, Cell]]:
    """What stands beside a text in the second column: labels with their values."""
    for cells in sheet.rows.values():
        if "A" in cells and "B" in cells and not isinstance(cells["A"], Broken):
            yield text_of(cells["A"]), cells["B"]


def _labelled(page: Page, sheet: RegisterSheet, filled: Filled) -> list[Row]:
    known = _known(page)
    places: dict[str, tuple[int, str]] = {}
    cells: dict[str, Cell] = {}
    for row, found in sheet.rows.items():
        label = found.get("A")
        name = None if label is None or isinstance(label, Broken) else known.get(_bare(label))
        if name in places:
            twice = Invalid(
                "it stands in row {first} already",
                expected="each heading once",
                first=places[name][0],
            )
            filled.note(page, Problem(row=row, column="B", heading=name, error=twice))
        elif name is not None:
            places[name] = row, "B"
            value = sheet.cell(row, "B")
            if value is not None:
                cells[name] = value
            if value is not None and row in sheet.hidden:
                filled.note(page, Problem(row=row, column="B", heading=name, error=HIDDEN_ROW))
    return [Row(page=page, row=0, places=places, cells=cells)]


def _shown(cell: Cell | None) -> str:
    """What a cell says; "" where it has no value of its own."""
    return "" if isinstance(cell, Broken) else text_of(cell)


def _bare(cell: Cell) -> str:
    return heading(text_of(cell).rstrip("* "))


def _headings(page: Page, sheet: RegisterSheet) -> tuple[int, dict[str, str]]:
    """The row of the headings, and which heading stands in which column."""
    known, best = _known(page), (0, dict[str, str]())
    for row in sorted(sheet.rows)[:TOP]:
        found = {
            column: known[_bare(cell)]
            for column, cell in sheet.rows[row].items()
            if not isinstance(cell, Broken) and _bare(cell) in known
        }
        if len(found) > len(best[1]):
            best = row, found
    return best


def _places(named: Mapping[str, str]) -> dict[str, list[str]]:
    """The columns of each heading, of the heading of each column."""
    found: dict[str, list[str]] = {}
    for column, name in named.items():
        found.setdefault(name, []).append(column)
    return found


def _below(page: Page, sheet: RegisterSheet, filled: Filled) -> list[Row]:
    head, named = _headings(page, sheet)
    columns_of = _places(named)
    columns = {column: name for name, (column, *_) in columns_of.items()}
    for name, (first, *more) in columns_of.items():
        for column in more:
            twice = Invalid(
                "it stands in column {first} already", expected="each heading once", first=first
            )
            filled.note(page, Problem(row=head, column=column, heading=name, error=twice))
    rows: list[Row] = []
    unknown: set[str] = set()
    unseen: set[str] = set()
    for row, cells in sorted(sheet.rows.items()):
        if row <= head:
            continue
        unknown |= cells.keys() - named.keys()
        if {columns[one] for one in cells if one in columns} <= {NUMBER}:
            continue
        unseen |= cells.keys() & sheet.hidden_columns & columns.keys()
        if row in sheet.hidden:
            filled.note(page, Problem(row=row, error=HIDDEN_ROW))
            continue
        places = {name: (row, column) for column, name in columns.items()}
        found = {name: sheet.cell(row, column) for column, name in columns.items()}
        told = {name: cell for name, cell in found.items() if cell is not None}
        one = Row(page=page, row=row, places=places, cells=told, place=len(rows) + 1)
        rows.append(one)
        for column in sorted(cells.keys() & columns.keys()):
            if (row, column) in sheet.wide:
                filled.note(page, one.problem(columns[column], WIDE_CELL))
    for column in sorted(unseen):
        hidden = Problem(row=head, column=column, heading=columns[column], error=HIDDEN_COLUMN)
        filled.note(page, hidden)
    for column in sorted(unknown):
        above = sheet.rows.get(head, {}).get(column)
        error = Invalid(
            "there is no such column",
            expected="one of {among}",
            among=", ".join(one for one in page.headings if one not in columns.values()),
        )
        filled.note(page, Problem(row=head, column=column, heading=_shown(above), error=error))
    return sorted(_numbered(rows, filled), key=lambda one: one.row)


def _numbered(rows: list[Row], filled: Filled) -> Iterator[Row]:
    """The rows that have a number of their own, by which they are known; the others are noted."""
    seen: dict[int, int] = {}
    for row in sorted(rows, key=lambda one: not one.says(NUMBER)):  # what is written goes first
        try:
            first = seen.setdefault(row.number, row.row)
        except Invalid as error:
            filled.note(row.page, row.problem(NUMBER, error))
            continue
        if first == row.row:
            yield row
            continue
        what = "it stands in row {first} already" if row.says(NUMBER) else "it is missing"
        twice = Invalid(what, expected="each number once", first=first)
        filled.note(row.page, row.problem(NUMBER, twice))


def several(text: str) -> list[str]:
    """The values that one cell holds: on lines of their own, or with ; between them."""
    return [one.strip() for one in re.split(r"[;\n]", text) if one.strip()]
