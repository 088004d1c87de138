"""Tệp cho cơ sở dữ liệu quốc gia: figures and rows of a period, written as JSON and as CSV."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dialogue_cases import statistics
from dialogue_cases.analysis import national
from dialogue_cases.analysis.national import NationalField, NationalReport
from dialogue_cases.analysis.national.reporting import Row
from dialogue_cases.cli.axes import asked_on, known_as
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.filing import free, written
from dialogue_cases.cli.forms import figures_csv
from dialogue_cases.cli.given_tables import tables_of
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import SheetColumn, Spreadsheet
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import noted, opening_arguments, reader_of
from dialogue_cases.projection import Views


def add_national(group: Commands, clerk: Clerk, asked: Sequence[Argument]) -> None:
    """Add `statistics national` to the program.

    Args:
        asked: of which period, as of which day, as known when.
    """
    say = clerk.language.say
    add(
        group,
        "national",
        say("Write what the national database on receptions and petitions is given of a period."),
        [
            *asked,
            Argument(name="to", required=True, about=say("the JSON file to write")),
            Argument(name="csv", kind="flag", about=say("CSV files beside it too, one a table")),
            Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
            *opening_arguments(clerk),
        ],
        lambda typed: _national(clerk, typed),
    )


def _national(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office, Views.of(office) as views:
        count = national.national_count(
            office,
            views,
            period=statistics.period(typed["period"], "state", office.law),
            on=asked_on(office, typed),
            known=known_as(typed),
            definitions=tables_of(clerk, typed),
        )
        files = _files(count.mapping, Path(typed["to"])) if typed.get("csv") else {}
        for path in (Path(typed["to"]), *files.values()):
            free({**typed, "to": path})
        texts = noted(
            clerk, office, typed, lambda opener: national.reception_lines(count, opener=opener)
        )
        teller = Teller(clerk.language, texts, lost=office.lost)
        report = national.national_report(
            count,
            opener=None if texts is None else lambda one: teller.inline(one) or "",
            act=reader_of(clerk, office, typed),
        )
    written(Path(typed["to"]), national.to_json(report))
    for of, path in files.items():
        written(path, _csv(report, of, clerk.language))
    paths = [typed["to"], *map(str, files.values())]
    if clerk.json:
        as_json(
            {
                "files": paths,
                "position": count.counter.book.position,
                "mapping": report.mapping.version,
                "rows": {of: len(rows) for of, rows in report.rows.items()},
                "blank": [one.name for one in report.blank],
            }
        )
        return
    _tell(clerk, report, paths)


def _tell(clerk: Clerk, report: NationalReport, paths: Sequence[str]) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    for path in paths:
        teller.line(say("{file} was written.", file=path))
    for asked in report.mapping.rows:
        teller.line(f"{asked.heading}: {len(report.rows[asked.of])}", 2)
    teller.line(say("Mapping {version}.", version=report.mapping.version), 2)
    teller.line(report.mapping.format, 2)
    if report.blank:
        blank = "; ".join(one.text for one in report.blank)
        teller.line(say("Left blank, because it is sealed: {fields}", fields=blank), 2)
    for one in report.mapping.missing:
        teller.line(f"{one.source}, {one.text}: {one.missing}", 2)


def _files(mapping: national.NationalMapping, path: Path) -> dict[str, Path]:
    """The CSV files beside a file, by what they hold."""
    names = ("figures", *(one.of for one in mapping.rows))
    return {of: path.with_name(f"{path.stem}-{of.replace('_', '-')}.csv") for of in names}


def _csv(report: NationalReport, of: str, language: Language) -> bytes:
    if of == "figures":
        return figures_csv(report.run).encode("utf-8-sig")
    (asked,) = (one for one in report.mapping.rows if one.of == of)
    record = SheetColumn[Row](heading="Hồ sơ", of=lambda row: row["record"])
    fields = (SheetColumn(heading=one.text, of=_said(one, language)) for one in asked.fields)
    columns = [record, *fields]
    sheet = Spreadsheet(
        title=asked.heading, columns=columns, rows=report.rows[asked.of], language=language
    )
    return sheet.csv(marked=True).encode()


def _said(field: NationalField, language: Language) -> Callable[[Row], Any]:
    """How a person reads a field; yes and no are told apart from what isn't on record."""

    def said(row: Row) -> Any:
        value = row[field.name]
        if isinstance(value, bool) and field.origin != "column":
            return language.value(value)
        return field.words.get(value, value)

    return said
