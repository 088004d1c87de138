"""Bảng kê: rows as a table in 80 columns, as CSV and as XLSX; the one place that prints tables.

A CSV file begins with a byte order mark, because Excel takes UTF-8 for something else without
it, and its days are written 2023-05-12, which Excel reads as days in every language; what goes
to the standard output (`-`) is for programs and has no mark. A text that Excel would take for a
formula gets an apostrophe before it. In XLSX texts are texts and days are days.
"""

import csv
import io
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from dialogue_cases.cli import filing
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.telling import WIDTH, Teller
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import When

R = TypeVar("R")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

GAPS = (2, 1)
"""Blanks between the columns of a table: as many as a terminal has room for."""


@frozen(kw_only=True)
class SheetColumn(Generic[R]):
    """Cột: one column of a sheet.

    Args:
        heading: in the reader's language.
        of: its value in a row: a text, a number, a day, a stored word or an id.
        width: characters on a terminal; 0 leaves it out there …
        wide: … and in a spreadsheet; 0 leaves it out of files.
    """

    heading: str
    of: Callable[[R], Any]
    width: int = 0
    wide: int = 16


@frozen(kw_only=True)
class Spreadsheet(Generic[R]):
    """Bảng: a title, columns, and rows that were asked for.

    Args:
        title: what the sheet is.
        columns: all of them; a terminal shows those that have a width.
        rows: what is listed.
        language: of the reader.
    """

    title: str
    columns: Sequence[SheetColumn[R]]
    rows: Sequence[R]
    language: Language = field(factory=Language)

    @property
    def cut(self) -> int:
        """How many texts are longer than a spreadsheet's cell."""
        said = [self._cell(column.of(row)) for row in self.rows for column in self._filed]
        long = [one for one in said if len(one) > CELL // 2]
        return sum(len(fitted(one)) < len(harmless(one)) for one in long)

    @property
    def _filed(self) -> list[SheetColumn[R]]:
        return [one for one in self.columns if one.wide]

    def table(self) -> Iterator[str]:
        """Lines of a table that fits a terminal, cells broken where they don't fit."""
        shown = [one for one in self.columns if one.width]
        widths = [one.width for one in shown]
        fitting = [gap for gap in GAPS if sum(widths) + gap * (len(widths) - 1) <= WIDTH]
        between = " " * (fitting or GAPS[-1:])[0]
        yield from _lines([one.heading for one in shown], widths, between)
        yield between.join("─" * width for width in widths)
        for row in self.rows:
            yield from _lines([self._said(one.of(row)) for one in shown], widths, between)

    def csv(self, *, marked: bool) -> str:
        """The sheet as CSV (RFC 4180); `marked` with a byte order mark."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([one.heading for one in self._filed])
        for row in self.rows:
            writer.writerow([self._safe(one.of(row)) for one in self._filed])
        return ("\ufeff" if marked else "") + text.getvalue()

    def xlsx(self) -> bytes:
        """The sheet as an Excel workbook: real days, frozen headings, a filter.

        Raises:
            Invalid: XlsxWriter isn't installed.
        """
        file = io.BytesIO()
        with excel(file) as book:
            page = book.add_worksheet(_page_name(self.title))
            wrap = {"text_wrap": True, "valign": "top"}
            head = book.add_format({**wrap, "bold": True, "bottom": 1})
            plain, day = book.add_format(wrap), book.add_format(wrap | {"num_format": "dd/mm/yyyy"})
            for place, column in enumerate(self._filed):
                page.set_column(place, place, column.wide, plain)
                page.write_string(0, place, column.heading, head)
                for line, row in enumerate(self.rows, start=1):
                    value = column.of(row)
                    match value:
                        case bool() | None:
                            page.write_string(line, place, self._cell(value), plain)
                        case int():
                            page.write_number(line, place, value, plain)
                        case date():
                            page.write_datetime(line, place, value, day)
                        case _:
                            page.write_string(line, place, fitted(self._cell(value)), plain)
            page.freeze_panes(1, 0)
            page.autofilter(0, 0, max(len(self.rows), 1), len(self._filed) - 1)
            page.set_landscape()
            page.set_paper(9)
            page.fit_to_pages(1, 0)
            page.repeat_rows(0)
        return file.getvalue()

    def _said(self, value: Any) -> str:
        return "" if value is None or value in ("", ()) else self.language.value(value)

    def _cell(self, value: Any) -> str:
        if value is False:
            return ""
        return "x" if value is True else self._said(value)

    def _safe(self, value: Any) -> str:
        match value:
            case bool():
                return self._cell(value)
            case int():
                return str(value)
            case date():
                return value.isoformat()
            case When():
                return str(value)
        said = "\r".join(map(harmless, self._cell(value).split("\r")))  # a quoted cell keeps it
        return f"'{said}" if said.startswith(FORMULA) else said


CELL = 32_767
"""How many characters a spreadsheet's cell holds; XlsxWriter counts them as UTF-16."""


def fitted(text: str) -> str:
    """A text that fits a cell, harmless, with a mark where it was cut.

    >>> fitted("a" * 32_768)[-2:], len(fitted("đường" * 9_999))
    ('a…', 32767)
    """
    text = harmless(text)
    if len(text) <= CELL // 2 or len(text.encode("utf-16-le")) // 2 <= CELL:
        return text
    cut = text.encode("utf-16-le")[: 2 * (CELL - 1)]
    return cut.decode("utf-16-le", "ignore") + "…"


def excel(file: io.BytesIO) -> Any:
    """An Excel workbook to be written in memory, as a context manager.

    Raises:
        Invalid: XlsxWriter isn't installed.
    """
    try:
        from xlsxwriter import Workbook
    except ModuleNotFoundError:
        raise Invalid(
            "XLSX isn't installed",
            where="--xlsx",
            expected="pip install 'dialogue-cases[office]', or --csv",
        ) from None
    return Workbook(file, {"in_memory": True})


def _page_name(title: str) -> str:
    """A page's name has at most 31 characters, and not these."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31]


def _lines(cells: Sequence[str], widths: Sequence[int], between: str) -> Iterator[str]:
    """One row of a table: its cells side by side, each broken to its width."""
    broken = [
        [line for part in cell.splitlines() for line in textwrap.wrap(part, width)] or [""]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, broken))):
        line = [
            (lines[number] if number < len(lines) else "").ljust(width)
            for lines, width in zip(broken, widths, strict=True)
        ]
        yield between.join(line).rstrip()


def sheet_arguments(language: Language) -> list[Argument]:
    """The options with which a sheet is written to a file."""
    say = language.say
    return [
        Argument(name="csv", about=say("write a CSV file; - for the standard output")),
        Argument(name="xlsx", about=say("write an Excel file")),
    ]


def written(sheet: Spreadsheet[Any], typed: dict[str, Any], teller: Teller) -> bool:
    """Write a sheet to the files that were asked for; False if none was.

    Raises:
        Invalid: a file can't be written.
    """
    say = teller.language.say
    if typed.get("csv") == "-":
        sys.stdout.write(sheet.csv(marked=False).replace("\r\n", "\n"))
    files: dict[str, Callable[[], bytes]] = {
        "csv": lambda: sheet.csv(marked=True).encode(),
        "xlsx": sheet.xlsx,
    }
    for name, made in files.items():
        path = typed.get(name)
        if path in (None, "-"):
            continue
        filing.written(Path(path), made(), f"--{name}")
        rows = len(sheet.rows)
        teller.line(say("{number} rows were written to {file}.", number=rows, file=path))
        if name == "xlsx" and sheet.cut:
            cut = say(
                "{number} texts are longer than a cell of Excel holds; they end in … there.",
                number=sheet.cut,
            )
            teller.line(cut)
    return "csv" in typed or "xlsx" in typed


def told(sheet: Spreadsheet[Any], teller: Teller, notes: Iterable[str] = ()) -> None:
    """Print a sheet as a table, with what is to be known of it below."""
    teller.line(sheet.title, style="bold")
    if sheet.rows:
        for line in sheet.table():
            teller.line(line)
    else:
        teller.line(teller.language.say("Nothing is listed."))
    for note in notes:
        teller.line(note)
