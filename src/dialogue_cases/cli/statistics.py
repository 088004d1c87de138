"""Thống kê và báo cáo: the tables of a period, the cases behind a figure, two runs compared.

dialogue-cases statistics 04/XLĐ --period 2026-Q1
dialogue-cases statistics 04/XLĐ --period 2026-Q1 --cases 14
dialogue-cases statistics --period 2026-Q1 --json > truoc.json
dialogue-cases statistics compare truoc.json sau.json
dialogue-cases statistics national --period 2026-Q3 --to quoc-gia.json
dialogue-cases report --period 2026-6m
"""

import sys
from pathlib import Path
from typing import Any

from dialogue_cases import given_file, statistics
from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import asked_on, known_argument, known_as, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.filing import written
from dialogue_cases.cli.forms import (
    NOT_RECORDED,
    closed_otherwise,
    figures_csv,
    form_of,
    identity,
    unfinished,
    workbook,
)
from dialogue_cases.cli.given_tables import tables_argument, tables_of
from dialogue_cases.cli.national import add_national
from dialogue_cases.cli.telling import Teller, as_json, is_before_the_record
from dialogue_cases.documents.of_views import party_report_on
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.office import Office
from dialogue_cases.office.secrecy import was_secret
from dialogue_cases.projection import Views
from dialogue_cases.proofs import Proofs
from dialogue_cases.statistics import (
    Behind,
    Definitions,
    FormColumn,
    FormTable,
    Run,
    TableCount,
)
from dialogue_cases.vocabulary import StreamId


def add_statistics(app: Commands, clerk: Clerk) -> None:
    """Add `statistics`, `statistics compare`, `statistics national` and `report`."""
    say = clerk.language.say
    period = Argument(
        name="period",
        required=True,
        about=say("such as 2026-Q1, 2026-6m, 2026-9m, 2026-year, 2026-11 or two days with /"),
    )
    known = known_argument(clerk.language)
    on = on_argument(clerk.language)
    tables = tables_argument(clerk.language)
    arguments = [
        Argument(name="table", positional=True, about=say("such as 04/XLĐ; all if not given")),
        period,
        Argument(
            name="line",
            about=say("state: from the 15th to the 14th (so if not given); party: whole months"),
        ),
        known,
        on,
        Argument(
            name="generation", about=say("whose tables: 2021, 2024, …; those in force if not given")
        ),
        tables,
        Argument(name="cases", about=say("the cases behind the figure of this column")),
        Argument(name="csv", about=say("write a CSV file; - for the standard output")),
        Argument(name="xlsx", about=say("write an Excel file")),
    ]
    app.group(group := Commands("statistics"))
    about = say("Count the statistical tables of a period; every figure opens to its cases.")
    add(group, "", about, arguments, lambda typed: _statistics(clerk, typed))
    add(
        group,
        "compare",
        say("Name the figures of two runs that differ, and the cases that make them differ."),
        [
            Argument(
                name="before", positional=True, required=True, about=say("a run kept as JSON")
            ),
            Argument(name="after", positional=True, required=True, about=say("another one")),
        ],
        lambda typed: _compare(clerk, typed),
    )
    add_national(group, clerk, [period, known, on, tables])
    add(
        app,
        "report",
        say("The Party's periodic report on receptions, dialogues and petitions."),
        [period, known, on],
        lambda typed: _report(clerk, typed),
    )


def _statistics(clerk: Clerk, typed: dict[str, Any]) -> None:
    line = typed.get("line", "state")
    if line not in ("state", "party"):
        raise Invalid(
            "{text} isn't known here",
            where="--line",
            expected="one of {among}",
            text=line,
            among="state, party",
        )
    column = reading.whole(typed["cases"], "--cases") if "cases" in typed else None
    if column is not None and "table" not in typed:
        raise Invalid("it needs a table", where="--cases", expected="a table such as 04/XLĐ")
    with clerk.office() as office:
        if is_before_the_record(clerk, office, known_as(typed)):
            return
        definitions = tables_of(clerk, typed)
        run = _run(office, typed, line, definitions)
        if typed.get("csv") == "-":
            sys.stdout.write(figures_csv(run).replace("\r\n", "\n"))
            return
        if "csv" in typed:
            written(Path(typed["csv"]), figures_csv(run).encode("utf-8-sig"), "--csv")
        if "xlsx" in typed:
            unit = office.ward().name
            book = workbook(run, clerk.language, definitions, unit=unit)
            written(Path(typed["xlsx"]), book, "--xlsx")
        if column is not None:
            form = form_of(definitions, run.counts[0])
            _tell_cases(clerk, office, run.counts[0], form.column(column))
        elif clerk.json:
            print(statistics.to_json(run).decode())
        else:
            for count in run.counts:
                _tell_count(clerk, count, form_of(definitions, count))


def _run(
    office: Office, typed: dict[str, Any], line: statistics.periods.Line, definitions: Definitions
) -> Run:
    """The tables counted: of a past state of the record all of it is read."""
    asked: dict[str, Any] = {
        "period": statistics.period(typed["period"], line, office.law),
        "codes": [typed["table"]] if "table" in typed else [],
        "generation": typed.get("generation"),
        "on": asked_on(office, typed),
        "definitions": definitions,
    }
    if "known" in typed:
        return statistics.run(office.log.sound(), office.law, known=known_as(typed), **asked)
    with Views.of(office) as views:
        return statistics.run_now(views, office.law, **asked)


# -- Tables ---------------------------------------------------------------------------


def _tell_count(clerk: Clerk, count: TableCount, table: FormTable) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("Table {code}: {title}", code=count.code, title=count.title), style="bold")
    teller.line(count.heading, 2)
    teller.line(identity(clerk.language, count), 2)
    for note in (table.note, _unsure(clerk, table.numbering)):
        if note:
            teller.line(note, 2)
    if not count.is_over:
        teller.line(unfinished(clerk.language, count), 2)
    for cell in count.cells:
        figure = _told(clerk, cell.figure)
        about = table.column(cell.column).not_recorded
        title = f"{cell.title} ({about})" if about else cell.title
        teller.line(f"{cell.column:>4}  {figure:>8}  {title}", hang=16)
    for wrong in count.disagreements:
        teller.line(
            say(
                "Column {column} says {figure}, and {check} comes to {sum}.",
                column=wrong.column,
                figure=wrong.figure,
                check="+".join(map(str, wrong.check)),
                sum=wrong.sum,
            ),
            2,
            style="red",
        )
    if count.ended:
        teller.line(closed_otherwise(clerk.language, count), 2)
    if count.left_out:
        left = ", ".join(count.left_out)
        teller.line(say("In no column yet, for want of what it asks: {left}", left=left), 2)
    teller.line("")


def _told(clerk: Clerk, figure: int | None) -> str:
    """A figure as the reader writes it: 1.250.000 in Vietnamese, 1,250,000 in English."""
    if figure is None:
        return NOT_RECORDED
    return f"{figure:,}".replace(",", "." if clerk.language.code == "vi" else ",")


def _unsure(clerk: Clerk, numbering: str) -> str:
    if numbering == "ours":
        return clerk.language.say("Only the groups of its columns are known; the numbers are ours.")
    return ""


def _tell_cases(clerk: Clerk, office: Office, count: TableCount, column: FormColumn) -> None:
    cell = count[column.number]
    if clerk.json:
        told = {"table": count.code, "column": column.number, "title": column.title, "cell": cell}
        as_json(told)
        return
    teller = Teller(clerk.language)
    figure = _told(clerk, cell.figure)
    teller.line(f"{count.code}, {column.number}  {column.title}: {figure}", style="bold")
    for one in cell.behind:
        teller.line(_case(one), 2)
        if gist := _gist(office, one.of, count.position):
            teller.line(gist, 4)


def _case(one: Behind) -> str:
    told = one.case if one.case == one.of else f"{one.case} ({one.of})"
    return told if one.adds == 1 else f"{told}: {one.adds}"


def _gist(office: Office, of: StreamId, position: int) -> str:
    """What it is about, without names, where its life says so and it is no denunciation."""
    try:
        if was_secret(office.history(of.partition("/opinion/")[0])):
            return ""
        state = office.as_of(of.partition("/opinion/")[0], known=position)
    except NotFound:
        return ""
    received = getattr(state, "received", None)
    return str(getattr(state, "gist", None) or getattr(received, "gist", ""))


# -- Two runs -------------------------------------------------------------------------


def _compare(clerk: Clerk, typed: dict[str, Any]) -> None:
    found = statistics.compare(*(_read(typed[name]) for name in ("before", "after")))
    if clerk.json:
        as_json(found)
        return
    teller, say = Teller(clerk.language), clerk.language.say
    if found.differing:
        names = {
            "tables": say("the tables counted"),
            "generation": say("the circular"),
            "definition": say("the definition of a table"),
            "period": say("the period"),
            "position": say("what was on record"),
            "edition": say("the edition of the law"),
        }
        among = ", ".join(names[one] for one in found.differing)
        teller.line(say("The runs differ in: {among}.", among=among))
    if not found.changes:
        teller.line(say("All figures and the cases behind them are the same."))
    for one in found.changes:
        old, new = (_figure(place) for place in (one.before, one.after))
        teller.line(f"{one.code}  {one.title}: {old} → {new}", style="bold")
        for sign, behind in (("−", one.left), ("+", one.entered)):
            for each in behind:
                teller.line(f"{sign} {_case(each)}", 2)


def _figure(place: tuple[int, int | None] | None) -> str:
    if place is None:
        return "∅"
    number, figure = place
    return f"[{number}] {NOT_RECORDED if figure is None else figure}"


def _read(path: str) -> Run:
    return statistics.from_json(given_file.text(Path(path)))


# -- The Party's report ---------------------------------------------------------------


def _report(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        on, known = asked_on(office, typed), known_as(typed)
        if is_before_the_record(clerk, office, known):
            return
        report = party_report_on(office, typed["period"], on=on, known=known)
    if clerk.json:
        as_json(report)
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line("BÁO CÁO KẾT QUẢ TIẾP DÂN, ĐỐI THOẠI VÀ XỬ LÝ PHẢN ÁNH, KIẾN NGHỊ", style="bold")
    teller.line(
        say(
            "{ward}; {first} – {last}; on record up to position {position}",
            ward=report.ward,
            first=report.period.first,
            last=report.period.last,
            position=report.position,
        )
    )
    if report.addressees:
        teller.line(say("To: {to}", to="; ".join(report.addressees)))
    for number, section in enumerate(report.sections, 1):
        teller.line("")
        teller.line(f"{number}. {section.title}", style="bold")
        for one in section.lines:
            figure = "" if one.figure is None else f": {_told(clerk, one.figure)}"
            teller.line(f"- {one.text}{figure}", 2)
    _tell_checkpoint(clerk, teller)


def _tell_checkpoint(clerk: Clerk, teller: Teller) -> None:
    """The newest checkpoint, so that whoever keeps the printed report keeps it too."""
    proofs = Proofs.there(clerk.store)
    if proofs is None:
        return
    with proofs:
        newest = proofs.newest
    if newest is None:
        return
    say = clerk.language.say
    teller.line("")
    teller.line(
        say(
            "Checkpoint of the record, {size} facts, {at}; who keeps it can prove a later change:",
            size=newest.checkpoint.size,
            at=clerk.language.value(newest.at),
        )
    )
    print(newest.note, end="")
