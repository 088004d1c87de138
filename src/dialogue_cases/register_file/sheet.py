"""Bảng: one sheet of a register as it was written, from an XLSX or a CSV file.

Nothing is interpreted here but the file itself: what a cell means is read in `cells`.
A row is counted as a spreadsheet program counts it, a column has its letter.
"""

import csv
import hashlib
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from dialogue_cases import given_file
from dialogue_cases.errors import Invalid, Sentence
from dialogue_cases.vocabulary import When

MOST_BYTES = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 200
"""What no register of a ward reaches: beyond it the file is something else, or an attack."""

Delimiter: TypeAlias = Literal[",", ";", "\t"]

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@frozen
class Broken:
    """Ô không có giá trị: a cell that holds no value of its own, and why."""

    what: Sentence
    expected: str


Cell: TypeAlias = str | int | float | date | When | Broken


@frozen(kw_only=True)
class RegisterSheet:
    """Bảng: what stands in which row and column.

    Args:
        file: the name of the file, without its folder.
        digest: SHA-256 of the file's bytes, in hexadecimal.
        name: the name of the sheet; None in a CSV file.
        rows: of each row that isn't empty its cells, by the letter of the column.
        hidden: the rows that a reader of the sheet doesn't see.
        merged: of each cell that was merged into one above it, the row of that one.
        wide: the cells that were merged with those to their right.
        hidden_columns: the letters of the columns that a reader of the sheet doesn't see.
    """

    file: str
    digest: str
    name: str | None
    rows: Mapping[int, Mapping[str, Cell]]
    hidden: frozenset[int] = frozenset()
    merged: Mapping[tuple[int, str], int] = field(factory=dict)
    wide: frozenset[tuple[int, str]] = frozenset()
    hidden_columns: frozenset[str] = frozenset()

    @property
    def where(self) -> str:
        """How the sheet is called in a sentence."""
        return self.file if self.name is None else f"{self.file}, {self.name}"

    def cell(self, row: int, column: str) -> Cell | None:
        """What stands in a cell, or in the one above that it was merged into."""
        found = self.rows.get(row, {}).get(column)
        above = self.merged.get((row, column))
        return self.rows.get(above, {}).get(column) if found is None and above else found


def read_sheet(
    path: Path, *, sheet: str | None = None, delimiter: Delimiter | None = None
) -> RegisterSheet:
    """Read a sheet.

    Args:
        path: the file; whether it is XLSX or CSV is seen from what it holds.
        sheet: which one, where the file has several.
        delimiter: between the cells of a CSV file; found out if it isn't said.

    Raises:
        Invalid: it can't be read, or it isn't what it seems to be.
    """
    data = given_file.read(path, most=MOST_BYTES)
    digest = hashlib.sha256(data).hexdigest()
    if data[:4] == _OLD_OFFICE:
        raise Invalid(
            "it is an old XLS file, or has a password",
            where=path.name,
            expected="an XLSX file without a password",
        )
    if data[:4] == b"PK\x03\x04":
        return _read_xlsx(path.name, data, digest, sheet)
    return _read_csv(path.name, data, digest, delimiter)


def read_sheets(path: Path) -> list[RegisterSheet]:
    """Read every sheet of a file; of a CSV file its only one.

    Raises:
        Invalid: as `read_sheet`.
    """
    data = given_file.read(path, most=MOST_BYTES)
    if data[:4] != b"PK\x03\x04":
        return [read_sheet(path)]
    book, digest = _opened(path.name, data), hashlib.sha256(data).hexdigest()
    return [_sheet(path.name, digest, one) for one in book.worksheets]


def letter(column: int) -> str:
    """The letter of a column, counted from 1.

    >>> letter(1), letter(26), letter(28)
    ('A', 'Z', 'AB')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# -- CSV --------------------------------------------------------------------------------


def _read_csv(name: str, data: bytes, digest: str, delimiter: Delimiter | None) -> RegisterSheet:
    try:
        text = given_file.decoded(data, where=name)
    except Invalid as error:
        raise _no_csv(error.said, error.where) from None
    if "\0" in text or not text.strip():
        raise _no_csv("it is no table", name)
    rows = _rows_of(name, text, delimiter or _delimiter_of(name, text))
    return RegisterSheet(file=name, digest=digest, name=None, rows=rows)


def _no_csv(what: str | Sentence, name: str, /, **data: Any) -> Invalid:
    right = 'a file saved as "CSV UTF-8", or as XLSX'
    return Invalid(what, where=name, expected=right, **data)


def _rows_of(name: str, text: str, delimiter: str) -> dict[int, dict[str, Cell]]:
    found: dict[int, dict[str, Cell]] = {}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            _check_size(name, number, len(cells))
            row: dict[str, Cell] = {
                letter(place): cell for place, cell in enumerate(cells, start=1) if cell.strip()
            }
            if row:
                found[number] = row
    except csv.Error as error:
        wrong = "line {line} can't be read: {why}"
        if "field limit" in str(error):  # csv knows English only
            why = Sentence("a cell is longer than {most} characters", most=csv.field_size_limit())
            right = "shorter texts, and each quotation mark closed"
            raise Invalid(
                wrong, where=name, expected=right, line=reader.line_num, why=why
            ) from None
        told = next((said for part, said in _NO_CSV.items() if part in str(error)), str(error))
        raise _no_csv(wrong, name, line=reader.line_num, why=told) from None
    return found


_NO_CSV = {
    "unexpected end of data": Sentence("a quotation mark isn't closed"),
    "expected after": Sentence("something stands behind a closing quotation mark"),
}


def _delimiter_of(name: str, text: str) -> str:
    """The one that splits most rows into most cells: a comma in a heading misleads nobody."""

    def filled(delimiter: str) -> int:
        try:
            rows = _rows_of(name, text, delimiter)
        except Invalid:
            return -1
        return sum(len(row) - 1 for row in rows.values() if len(row) > 4)

    return max(",", ";", "\t", key=filled)


def _check_size(name: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Invalid(
            "it is too large for a register: row {rows}, column {column}",
            where=name,
            expected="a sheet that ends where the register ends",
            rows=rows,
            column=letter(columns),
        )


# -- XLSX -------------------------------------------------------------------------------


def _read_xlsx(name: str, data: bytes, digest: str, wanted: str | None) -> RegisterSheet:
    book = _opened(name, data)
    return _sheet(name, digest, _chosen(name, {one.title: one for one in book.worksheets}, wanted))


def _opened(name: str, data: bytes) -> Any:
    _check_package(name, data)
    try:
        import openpyxl  # type: ignore[import-untyped]  # it has no types
    except ImportError:
        raise Invalid(
            "an XLSX file is read with openpyxl, which isn't installed",
            where=name,
            expected="pip install 'dialogue-cases[import]', or a CSV file",
        ) from None
    try:
        with warnings.catch_warnings():
            # What openpyxl can't keep when writing (pictures, rules of entry) isn't needed.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data))
    except Exception as error:  # openpyxl raises whatever its parts raise
        raise Invalid(
            "it can't be read: {why}", where=name, expected="an XLSX file", why=error
        ) from error


def _sheet(name: str, digest: str, chosen: Any) -> RegisterSheet:
    _check_size(name, chosen.max_row, chosen.max_column)
    rows: dict[int, dict[str, Cell]] = {}
    for cells in chosen.iter_rows():
        row = {letter(one.column): _value(one) for one in cells if not _is_blank(one.value)}
        if row:
            rows[cells[0].row] = row
    hidden = {
        number for number, shape in chosen.row_dimensions.items() if shape.hidden and number in rows
    }
    return RegisterSheet(
        file=name,
        digest=digest,
        name=chosen.title,
        rows=rows,
        hidden=frozenset(hidden),
        merged=dict(_merged(chosen)),
        wide=frozenset(
            (area.min_row, letter(area.min_col))
            for area in chosen.merged_cells.ranges
            if area.max_col > area.min_col
        ),
        hidden_columns=frozenset(_hidden_columns(chosen)),
    )


def _check_package(name: str, data: bytes) -> None:
    """Refuse what would unpack into more than memory holds, and XML that defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            unpacked = sum(one.file_size for one in parts)
            if unpacked > MOST_UNPACKED or len(parts) > 5000:
                raise Invalid(
                    "it unpacks to {unpacked} bytes",
                    where=name,
                    expected="{most} bytes or less",
                    unpacked=unpacked,
                    most=MOST_UNPACKED,
                )
            if all(one.filename != "xl/workbook.xml" for one in parts):
                raise Invalid("it is no workbook", where=name, expected="an XLSX file")
            for one in parts:
                if one.filename.endswith((".xml", ".rels")):
                    with package.open(one) as part:
                        start = part.read(1000)
                    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                        raise Invalid(
                            "its XML defines entities", where=name, expected="an XLSX file"
                        )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise Invalid(
            "it can't be read: {why}", where=name, expected="an XLSX file", why=error
        ) from error


def _chosen(name: str, sheets: Mapping[str, Any], wanted: str | None) -> Any:
    listed = ", ".join(sheets)
    if wanted is not None:
        if wanted not in sheets:
            raise Invalid(
                "there is no sheet {wanted!r}",
                where=name,
                expected="one of {among}",
                wanted=wanted,
                among=listed,
            )
        return sheets[wanted]
    if len(sheets) != 1:
        raise Invalid(
            "it has several sheets: {listed}",
            where=name,
            expected="the name of one of them in the mapping",
            listed=listed,
        )
    return next(iter(sheets.values()))


def _is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _value(cell: Any) -> Cell:
    if cell.data_type == "f":
        return Broken(Sentence("it holds a formula"), "the value itself (paste it as a value)")
    if cell.data_type == "e":
        return Broken(Sentence("it holds the error {value}", value=cell.value), "a value")
    match cell.value:
        case bool():
            return "TRUE" if cell.value else "FALSE"
        case datetime() as moment:
            day, at = moment.date(), moment.time().replace(second=0, microsecond=0)
            return day if at == time.min else When(day=day, at=at)
        case int() | float() | str() | date():
            return cell.value
        case other:
            # A time of day, a duration, a text with several fonts: as it would be printed.
            return str(other)


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, str], int]]:
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row + 1, area.max_row + 1):
            yield (row, letter(area.min_col)), area.min_row


def _hidden_columns(sheet: Any) -> Iterator[str]:
    """The letters of hidden columns: several beside one another have one shape."""
    for shape in sheet.column_dimensions.values():
        if shape.hidden:
            shape.reindex()
            last = min(shape.max, sheet.max_column)
            yield from (letter(place) for place in range(shape.min, last + 1))
