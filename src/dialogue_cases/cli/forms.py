"""Biểu in: statistical tables laid out as the prescribed forms, as an Excel workbook.

One page a table, with its headings above one another as on the form, the column numbers with
their sums, and the figures; a last page lists the cases behind every figure.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import frozen

from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import excel
from dialogue_cases.statistics import Definitions, FormColumn, FormTable, Run, TableCount

NOT_RECORDED = "–"
"""A figure that the record can't fill."""

TOP = 5
"""The row on which the headings begin, below title, circular, identity and note."""


@frozen
class Heading:
    """Ô tiêu đề: a heading, and the rows and columns of the form that it covers."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int


def headings(columns: Sequence[FormColumn]) -> Iterator[Heading]:
    """The headings of a form: what stands above several columns covers them all.

    Example:
        >>> two = [
        ...     FormColumn(number=1, heading="Tổng số", groups=("Đơn",)),
        ...     FormColumn(number=2, heading="Ghi chú"),
        ... ]
        >>> for one in headings(two):
        ...     print(one)
        Heading(text='Đơn', row=0, column=0, last_row=0, last_column=0)
        Heading(text='Tổng số', row=1, column=0, last_row=1, last_column=0)
        Heading(text='Ghi chú', row=0, column=1, last_row=1, last_column=1)
    """
    depth = max(len(one.groups) for one in columns)
    for level in range(depth):
        place = 0
        for above, them in groupby(columns, key=lambda one: one.groups[: level + 1]):
            width = len(list(them))
            if len(above) > level:
                yield Heading(above[level], level, place, level, place + width - 1)
            place += width
    for place, one in enumerate(columns):
        yield Heading(one.heading, len(one.groups), place, depth, place)


def numbered(column: FormColumn) -> str:
    """The number of a column with its sums, such as `1=2+3=4+5`."""
    sums = [one for one in (column.sum, *column.checks) if one]
    return "=".join([str(column.number), *("+".join(map(str, one)) for one in sums)])


def identity(language: Language, count: TableCount) -> str:
    """What a table was counted by: period, state of the record, and version of its definition."""
    return language.say(
        "{first} – {last}; on record up to position {position}; definition {version}",
        first=count.period.first,
        last=count.period.last,
        position=count.position,
        version=count.definition,
    )


def unfinished(language: Language, count: TableCount) -> str:
    """That its period isn't over, and up to which day it counts."""
    day = count.on or count.as_of
    return language.say("The period isn't over yet; counted up to the end of {day}.", day=day)


def closed_otherwise(language: Language, count: TableCount) -> str:
    """What has no column because it was closed without having been resolved."""
    cases = ", ".join(count.ended)
    return language.say(
        "Withdrawn, refused or filed without having been resolved, so in no column of how far "
        "it has got: {cases}",
        cases=cases,
    )


def form_of(definitions: Definitions, count: TableCount) -> FormTable:
    """The table that was counted."""
    return definitions.generation(count.generation).table(count.code)


def workbook(run: Run, language: Language, definitions: Definitions) -> bytes:
    """The tables of a run as forms.

    Args:
        run: what was counted.
        language: of the reader.
        definitions: the tables that it was counted by.

    Raises:
        Invalid: XlsxWriter isn't installed.
    """
    file = io.BytesIO()
    with excel(file) as book:
        for count in run.counts:
            _form(book, count, form_of(definitions, count), language)
        _cases(book, run, language)
    return file.getvalue()


def _form(book: Any, count: TableCount, table: FormTable, language: Language) -> None:
    say = language.say
    page = book.add_worksheet(count.code.replace("/", "-"))
    bold = book.add_format({"bold": True})
    inside = {"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
    head, cell = book.add_format({**inside, "bold": True}), book.add_format(inside)
    page.write_string(0, 0, say("Table {code}: {title}", code=count.code, title=count.title), bold)
    page.write_string(1, 0, count.heading)
    page.write_string(2, 0, identity(language, count))
    page.write_string(3, 0, table.note)
    deepest = TOP
    for one in headings(table.columns):
        row, last_row = TOP + one.row, TOP + one.last_row
        deepest = max(deepest, last_row)
        if (row, one.column) == (last_row, one.last_column):
            page.write_string(row, one.column, one.text, head)
        else:
            page.merge_range(row, one.column, last_row, one.last_column, one.text, head)
    for place, (column, filled) in enumerate(zip(table.columns, count.cells, strict=True)):
        page.write_string(deepest + 1, place, numbered(column), cell)
        if filled.figure is None:
            page.write_string(deepest + 2, place, "–", cell)
        else:
            page.write_number(deepest + 2, place, filled.figure, cell)
    notes = [] if count.is_over else [unfinished(language, count)]
    notes += [closed_otherwise(language, count)] if count.ended else []
    for row, note in enumerate(notes, deepest + 4):
        page.write_string(row, 0, note)
    page.set_column(0, len(table.columns) - 1, 11)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _cases(book: Any, run: Run, language: Language) -> None:
    """Every figure opened: which case adds how much."""
    say = language.say
    page = book.add_worksheet(say("Cases"))
    bold = book.add_format({"bold": True})
    titles = (say("table"), say("column"), say("heading"), say("case"), say("by"), say("adds"))
    for place, title in enumerate(titles):
        page.write_string(0, place, title, bold)
    lines = (
        (count.code, cell.column, cell.title, one.case, one.of, one.adds)
        for count in run.counts
        for cell in count.cells
        for one in cell.behind
    )
    for row, line in enumerate(lines, 1):
        for place, value in enumerate(line):
            if isinstance(value, int):
                page.write_number(row, place, value)
            else:
                page.write_string(row, place, value)
    page.set_column(2, 4, 40)
    page.freeze_panes(1, 0)


def figures_csv(run: Run) -> str:
    """One line a column, for any spreadsheet program."""
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(["biểu", "mã số", "nội dung", "số liệu", "hồ sơ", "căn cứ"])
    for count in run.counts:
        for cell in count.cells:
            figure = NOT_RECORDED if cell.figure is None else cell.figure
            cases = " ".join(cell.cases)
            line = [count.code, cell.column, cell.title, figure, cases, count.heading]
            sheet.writerow(line)
    return text.getvalue()
