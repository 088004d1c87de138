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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from dialogue_cases.cli import filing
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.printing import (
    DAY,
    FONT,
    LEAST,
    PAGE,
    SHARE,
    SIZE,
    FormPage,
    Looks,
    called,
    height,
    narrowest,
    pixels,
    shared,
)
from dialogue_cases.cli.telling import WIDTH, Teller
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import When

R = TypeVar("R")

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

GAPS = (2, 1)
"""Blanks between the columns of a table: as many as a terminal has room for."""
LONGEST = 31
"""How many characters the name of a page in a workbook has at most."""

SAMPLE = 500
"""In how many rows words are looked at, to know how narrow a column may be."""


@frozen(kw_only=True, eq=False)
class SheetColumn(Generic[R]):
    """Cột: one column of a sheet.

    Args:
        heading: in the reader's language.
        of: its value in a row: a text, a number, a day, a stored word or an id.
        width: characters on a terminal; 0 leaves it out there …
        wide: … and in a spreadsheet; 0 leaves it out of files.
        shows: the fields of the row that it tells of.
        above: what stands on a form above it and its neighbours.
    """

    heading: str
    of: Callable[[R], Any]
    width: int = 0
    wide: int = 16
    shows: frozenset[str] = frozenset()
    above: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above it on a form, the outermost first."""
        return (self.above, self.heading) if self.above else (self.heading,)

    @property
    def natural(self) -> int:
        """How wide it would be on paper."""
        return self.wide or self.width


@frozen(kw_only=True, slots=False)
class Spreadsheet(Generic[R]):
    """Bảng: a title, columns, and rows that were asked for.

    Args:
        title: what the sheet is.
        columns: all of them; a terminal shows those that have a width.
        rows: what is listed …
        printed: … and on the form, where several of them are one line there; None: the same.
        prescribed: whether it is a prescribed form: all its columns stand on it.
        numbered: whether a row of their numbers stands below the headings there.
        language: of the reader.
        unit: whose sheet it is, …
        period: … of when, and …
        names: … what people say for an id, on the form.
    """

    title: str
    columns: Sequence[SheetColumn[R]]
    rows: Sequence[R]
    printed: Sequence[R] | None = None
    prescribed: bool = False
    numbered: bool = False
    language: Language = field(factory=Language)
    unit: str = ""
    period: str = ""
    names: Mapping[str, str] = field(factory=dict)

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

    @cached_property
    def _least(self) -> Mapping[SheetColumn[R], float]:
        """How narrow each column may be on paper: no word is broken, and no day hidden.

        The words of a prescribed form are, where its columns have no room otherwise.
        """
        firm, whole = {}, {}
        for column in self.columns:
            said = [column.of(row) for row in self.rows[:SAMPLE]]
            days = [DAY for one in said if isinstance(one, date)]
            words = [narrowest(self._called(one)) for one in said if isinstance(one, str | tuple)]
            longest = max((narrowest(column.heading, bold=True), *days))
            firm[column] = max(LEAST, SHARE * column.natural, longest)
            whole[column] = max((firm[column], *words))
        return firm if self.prescribed and pixels(whole.values()) > PAGE else whole

    @cached_property
    def on_form(self) -> tuple[SheetColumn[R], ...]:
        """The columns that stand on a page in letters that can be read.

        Those of a terminal first, then the others in their order while there is room; what
        another one tells of already isn't told again. Of a prescribed form all of them.
        """
        if self.prescribed:
            return tuple(self.columns)
        chosen = [one for one in self.columns if one.width]
        told = {name for one in chosen for name in one.shows}
        for one in self.columns:
            if one.width or not one.wide or (one.shows and one.shows <= told):
                continue
            if pixels(self._least[each] for each in (*chosen, one)) > PAGE:
                break
            chosen.append(one)
            told |= one.shows
        return tuple(one for one in self.columns if one in chosen)

    @property
    def said_title(self) -> list[str]:
        """What the form is, and below it of what."""
        first, *under = called(self.title, self.language).splitlines()
        name, _, about = first.partition(": ")
        return [name, *([about] if about else []), *under]

    def write_form(self, book: Any, looks: Looks, name: str) -> None:
        """The sheet as a form: title, unit, period, borders, signature place."""
        columns = self.on_form
        widths = shared([one.natural for one in columns], [self._least[one] for one in columns])
        page = book.add_worksheet(name)
        form = FormPage(page=page, looks=looks, widths=widths, language=self.language)
        title, *under = self.said_title
        top = form.begin(title=title.upper(), unit=self.unit, under=[*under, self.period])
        rows = self.rows if self.printed is None else self.printed
        line = head = max(form.head(top, [one.headings for one in columns])) + self.numbered
        if self.numbered:
            page.write_row(head, 0, range(1, len(columns) + 1), looks.figure)
        for line, row in enumerate(rows, start=head + 1):
            texts = []
            for place, column in enumerate(columns):
                value = column.of(row)
                text = fitted(self._called(value))
                texts.append((text, widths[place]))
                _write(page, line, place, value, text, (looks.cell, looks.figure, looks.day))
            page.set_row(line, height(texts))
        if not rows:
            line += 1
            form.across(
                line, 0, len(columns) - 1, self.language.say("Nothing is listed."), looks.cell
            )
        form.sign(line + 2)
        form.set_up(top, head)
        page.freeze_panes(head + 1, 0)
        page.autofilter(head, 0, max(line, head + 1), len(columns) - 1)

    def write_data(self, book: Any, name: str) -> None:
        """Every column, a line each: real days, frozen headings, a filter."""
        page = book.add_worksheet(name)
        wrap = {"text_wrap": True, "valign": "top"}
        head = book.add_format({**wrap, "bold": True, "bottom": 1})
        plain, day = book.add_format(wrap), book.add_format(wrap | {"num_format": "dd/mm/yyyy"})
        for place, column in enumerate(self._filed):
            page.set_column(place, place, column.wide, plain)
            page.write_string(0, place, column.heading, head)
            for line, row in enumerate(self.rows, start=1):
                value = column.of(row)
                _write(page, line, place, value, fitted(self._cell(value)), (plain, plain, day))
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(self.rows), 1), len(self._filed) - 1)
        page.set_landscape()
        page.set_paper(9)
        page.repeat_rows(0)

    @property
    def is_whole_on_form(self) -> bool:
        """Whether the form has all that the data have."""
        return self.printed is None and {*self._filed} <= {*self.on_form}

    def _called(self, value: Any) -> str:
        """A value as people say it: a life and an officer by their names."""
        match value:
            case tuple() | list():
                return ", ".join(self._called(one) for one in value)
            case str() if value:
                said = self.names.get(value) or self._cell(value)
                return called(said, self.language)
        return self._cell(value)

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


def _write(
    page: Any, line: int, place: int, value: Any, text: str, looks: tuple[Any, Any, Any]
) -> None:
    """One cell: a figure, a day or a text, each by its look."""
    plain, figure, day = looks
    match value:
        case bool() | None:
            page.write_string(line, place, text, figure)
        case int():
            page.write_number(line, place, value, figure)
        case date():
            page.write_datetime(line, place, value, day)
        case _:
            page.write_string(line, place, text, plain)


def workbook(sheets: Sequence[Spreadsheet[Any]]) -> bytes:
    """Sheets as one workbook: the forms first, then what has more columns than fit on paper.

    Raises:
        Invalid: XlsxWriter isn't installed.
    """
    file = io.BytesIO()
    with excel(file) as book:
        looks, taken = Looks(book), set[str]()
        for sheet in sheets:
            sheet.write_form(book, looks, _page_name(sheet.said_title[0], taken))
        for sheet in sheets:
            if not sheet.is_whole_on_form:
                sheet.write_data(book, _page_name(sheet.language.say("Data"), taken))
    return file.getvalue()


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
    # A column's width is reckoned in digits of the default font: of one that every office has.
    default = {"font_name": FONT, "font_size": SIZE}
    return Workbook(file, {"in_memory": True, "default_format_properties": default})


def _page_name(title: str, taken: set[str]) -> str:
    """What a tab is called: the words of a title up to a comma that fit, and no name twice.

    It has at most 31 characters, and some not at all.

    >>> _page_name("Bảng theo dõi thời hạn, 31/12/2023", set())
    'Bảng theo dõi thời hạn'
    >>> _page_name("Sổ tiếp công dân (Mẫu 03/TCD, Nghị định 154/2026)", set())
    'Sổ tiếp công dân (Mẫu 03-TCD)'
    """
    said = title.partition(",")[0].replace("/", "-")
    said += ")" * (said.count("(") > said.count(")"))
    said = "".join(c for c in said if c not in "[]:*?\\'").strip()
    if len(said) > LONGEST:
        said = said[: LONGEST + 1].rpartition(" ")[0] or said[:LONGEST]
    name, number = said, 1
    while name.casefold() in taken:
        number += 1
        name = f"{said[: LONGEST - 3]} {number}"
    taken.add(name.casefold())
    return name


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


def written(
    sheet: Spreadsheet[Any],
    typed: dict[str, Any],
    teller: Teller,
    *,
    more: Sequence[Spreadsheet[Any]] = (),
) -> bool:
    """Write a sheet to the files that were asked for; False if none was.

    Args:
        sheet: what is written.
        typed: with the files.
        teller: says what was written.
        more: what a workbook has beside it; a CSV file holds one sheet.

    Raises:
        Invalid: a file can't be written.
    """
    say = teller.language.say
    if typed.get("csv") == "-":
        sys.stdout.write(sheet.csv(marked=False).replace("\r\n", "\n"))
    files: dict[str, Callable[[], bytes]] = {
        "csv": lambda: sheet.csv(marked=True).encode(),
        "xlsx": lambda: workbook([sheet, *more]),
    }
    for name, made in files.items():
        path = typed.get(name)
        if path in (None, "-"):
            continue
        filing.written(Path(path), made(), f"--{name}")
        sheets = [sheet, *more] if name == "xlsx" else [sheet]
        rows = sum(len(one.rows) for one in sheets)
        teller.line(say("{number} rows were written to {file}.", number=rows, file=path))
        if name == "xlsx" and (cut := sum(one.cut for one in sheets)):
            line = say(
                "{number} texts are longer than a cell of Excel holds; they end in … there.",
                number=cut,
            )
            teller.line(line)
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
