"""Biểu in: statistical tables laid out as the prescribed forms, as an Excel workbook.

One page a table, with its headings above one another as on the form, the column numbers with
their sums, and the figures; a last page lists the cases behind every figure.
"""

import csv
import io
from typing import Any

from dialogue_cases.cli.language import Language
from dialogue_cases.cli.printing import (
    LEAST,
    LINE,
    FormPage,
    Looks,
    height,
    narrowest,
    shared,
    upright,
)
from dialogue_cases.cli.sheets import excel
from dialogue_cases.statistics import Definitions, FormColumn, FormTable, Run, TableCount

NOT_RECORDED = "–"
"""A figure that the record can't fill."""

TWO_LINES, TWICE = 25, 5.3
"""From how many letters on a heading written upwards has two lines, and how wide they are."""
LONG = 14
"""How many signs of a column's sums stand on one line."""

CASES = (12, 8, 62, 26, 26, 8)
"""How wide the columns of the cases are."""


def numbered(column: FormColumn) -> str:
    """The number of a column with its sums, such as `1=2+3=4+5`."""
    sums = [one for one in (column.sum, *column.checks) if one]
    return "=".join([str(column.number), *("+".join(map(str, one)) for one in sums)])


def halved(sums: str) -> str:
    """Long sums on two lines, broken before the sign that is nearest to the middle.

    >>> print(halved("1=2+3"), halved("3=6+7+15+16+24+25"))
    1=2+3 3=6+7+15
    +16+24+25
    """
    if len(sums) <= LONG:
        return sums
    signs = [place for place, sign in enumerate(sums) if sign in "=+"]
    middle = min(signs, key=lambda place: abs(place - len(sums) / 2))
    return f"{sums[:middle]}\n{sums[middle:]}"


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


def workbook(run: Run, language: Language, definitions: Definitions, *, unit: str = "") -> bytes:
    """The tables of a run as forms.

    Args:
        run: the tables.
        language: of the reader.
        definitions: the tables that it was counted by.
        unit: who reports.

    Raises:
        Invalid: XlsxWriter isn't installed.
    """
    file = io.BytesIO()
    with excel(file) as book:
        looks = Looks(book)
        for count in run.counts:
            _form(book, looks, count, form_of(definitions, count), language, unit)
        _cases(book, looks, run, language, unit)
    return file.getvalue()


def _form(
    book: Any, looks: Looks, count: TableCount, table: FormTable, language: Language, unit: str
) -> None:
    """One table, on as many pages side by side as its columns need in letters that can be read."""
    say = language.say
    columns = table.columns
    number = len(columns)
    figures = [NOT_RECORDED if one.figure is None else str(one.figure) for one in count.cells]
    least = [
        max(LEAST if len(one.heading) < TWO_LINES else TWICE, narrowest(figure))
        for one, figure in zip(columns, figures, strict=True)
    ]
    # A column is as wide as its heading asks for, or the heading stands upright in it.
    natural = [
        max(one, narrowest(each.heading, bold=True))
        for one, each in zip(least, columns, strict=True)
    ]
    widths = shared(natural, least)
    page = book.add_worksheet(count.code.replace("/", "-"))
    form = FormPage(page=page, looks=looks, widths=widths, language=language)
    title = say("Table {code}: {title}", code=count.code, title=count.title)
    under = [count.heading, identity(language, count), table.note]
    top = form.begin(title=title, unit=unit, under=under)
    high = form.head(top, [(*one.groups, one.heading) for one in columns])
    deepest = max(high)
    sums = [halved(numbered(one)) for one in columns]
    broken = any(narrowest(one) > width for one, width in zip(sums, widths, strict=True))
    for place, (said, figure, filled) in enumerate(zip(sums, figures, count.cells, strict=True)):
        page.write_string(deepest + 1, place, said, looks.upwards if broken else looks.figure)
        if filled.figure is None:
            page.write_string(deepest + 2, place, figure, looks.figure)
        else:
            page.write_number(deepest + 2, place, filled.figure, looks.figure)
    if broken:
        page.set_row(deepest + 1, max(upright(said, 99) for said in sums))
    notes = [] if count.is_over else [unfinished(language, count)]
    notes += [closed_otherwise(language, count)] if count.ended else []
    row = deepest + 4
    for note in notes:
        form.across(row, 0, number - 1, note, looks.plain)
        page.set_row(row, height([(note, sum(widths))]))
        row += 1
    form.sign(row)
    whole = sum(high.values()) + (row - deepest + top + 4) * LINE
    if broken:
        whole += max(upright(said, 99) for said in sums)
    form.set_up(top, deepest + 1, high=whole)


def _cases(book: Any, looks: Looks, run: Run, language: Language, unit: str) -> None:
    """Every figure opened: which case adds how much."""
    say = language.say
    page = book.add_worksheet(say("Cases"))
    form = FormPage(page=page, looks=looks, widths=CASES, language=language)
    top = form.begin(title=say("Cases").upper(), unit=unit)
    titles = (say("table"), say("column"), say("heading"), say("case"), say("by"), say("adds"))
    for place, title in enumerate(titles):
        page.write_string(top, place, title, looks.heading)
    lines = (
        (count.code, cell.column, cell.title, one.case, one.of, one.adds)
        for count in run.counts
        for cell in count.cells
        for one in cell.behind
    )
    for row, line in enumerate(lines, top + 1):
        for place, value in enumerate(line):
            if isinstance(value, int):
                page.write_number(row, place, value, looks.figure)
            else:
                page.write_string(row, place, value, looks.cell)
        page.set_row(row, height(zip(map(str, line), CASES, strict=True)))
    form.set_up(top, top)
    page.freeze_panes(top + 1, 0)


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
