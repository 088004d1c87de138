"""Lập tệp: the figures of a period, and the rows behind them, as the mapping says.

All of it is of one state of the record: what is opened for it is recorded afterwards.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases import statistics
from dialogue_cases.analysis.national.mapping import NationalField, NationalMapping, NationalRows
from dialogue_cases.analysis.national.reading import BOOK, national_mapping
from dialogue_cases.office import Office
from dialogue_cases.office.unsealing import Opener
from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.statistics import Counter, Definitions, Generation, ReportPeriod, Run
from dialogue_cases.statistics.quantities import QUANTITIES
from dialogue_cases.statistics.records import Member
from dialogue_cases.views import reception_book
from dialogue_cases.views.reception_book import ReceptionBookLine, ReceptionBookWanted
from dialogue_cases.vocabulary import Act, StreamId, SystemAct

Row: TypeAlias = Mapping[str, Any]
"""Một dòng: the record that it is of (`record`), and its fields by name."""

CURRENT = (None, "received", "carried")
"""How what has a row of its own came; turns and receptions are of the period by themselves."""


@frozen(kw_only=True)
class NationalCount:
    """Số liệu của kỳ: what the figures and the rows of a file are both made of.

    Args:
        office: whose record it is.
        views: of its store.
        mapping: what is asked for.
        generation: whose statistical tables the figures are of.
        counter: what counts; it says how far the record had got, and by which day it judges.
    """

    office: Office
    views: Views
    mapping: NationalMapping
    generation: Generation
    counter: Counter


@frozen(kw_only=True)
class NationalReport:
    """Tệp báo cáo: all that is handed on of one period.

    Args:
        mapping: the version of the mapping that it was made by, and what that says.
        generation: whose statistical tables the figures are of.
        ward_code: mã phường …
        ward: … and its name.
        run: the figures, as `statistics` counts them.
        rows: of each sort, its rows.
        opened: whether personal data were opened for it.
        edition: the edition of the law.
        unread: the lives that it is without, because a fact of theirs can't be read.
    """

    mapping: NationalMapping
    generation: Generation
    ward_code: str
    ward: str
    run: Run
    rows: Mapping[str, tuple[Row, ...]]
    opened: bool
    edition: str
    unread: tuple[StreamId, ...] = ()

    @property
    def blank(self) -> tuple[NationalField, ...]:
        """The fields that are left blank because nobody has opened what is sealed in them."""
        fields = (one for rows in self.mapping.rows for one in rows.fields)
        return () if self.opened else tuple(one for one in fields if one.sealed)


def national_count(
    office: Office,
    views: Views,
    *,
    period: ReportPeriod,
    on: date | None = None,
    known: Known | None = None,
    mapping: NationalMapping | None = None,
    definitions: Definitions | None = None,
) -> NationalCount:
    """Read what the figures and rows of a period rest on.

    Args:
        office: whose record it is.
        views: of its store.
        period: which days (`statistics.period`).
        on: the local day on which it is asked; None: the one of which the last fact is known.
        known: as was on record at the end of this local day, or at exactly this position.
        mapping: another one than this library's own.
        definitions: other tables than this library's own: where an office gives those of the
            circular in force, which weren't read, the figures are of these.

    Raises:
        CorruptLog: a fact of the ward itself can't be read back.
    """
    mapping = mapping or national_mapping()
    generation = statistics.definitions().generation(mapping.generation)
    if definitions is not None:
        unread = {one.id for one in statistics.definitions().generations if not one.tables}
        given = definitions.in_force(period.last)
        if given.tables and given.id in unread:
            generation, mapping = given, mapping.with_tables_of(given)
    if known is None:
        tables = generation.tables
        counter = statistics.counter_now(views, office.law, tables, period=period, on=on)
    else:
        log = office.log.sound()
        counter = statistics.counter(log, office.law, period=period, known=known, on=on)
    return NationalCount(
        office=office, views=views, mapping=mapping, generation=generation, counter=counter
    )


def reception_lines(
    count: NationalCount, *, opener: Opener | None = None, act: Act | SystemAct | None = None
) -> Answer[ReceptionBookLine]:
    """The lines of the reception book in the period, as of the state that was counted.

    Args:
        count: what was counted.
        opener: reads who came, and with which paper; None leaves that sealed.
        act: who reads what denunciations are about; None: nobody has said.
    """
    book = count.counter.book
    wanted = ReceptionBookWanted(first=book.period.first, last=book.day)
    axes: dict[str, Any] = {"on": book.day, "known": book.position}
    answer = reception_book.lines(count.views, wanted, opener=opener, **axes)
    return reception_book.with_gists(count.office, answer, act, **axes)


def national_report(
    count: NationalCount, *, opener: Opener | None = None, act: Act | SystemAct | None = None
) -> NationalReport:
    """All that is handed on of a period: figures, the rows behind them, and what is missing.

    Args:
        count: what was counted.
        opener: reads who came, and with which paper; None leaves that blank.
        act: who reads what denunciations are about; None: nobody has said.

    Example:
        >>> from dialogue_cases.office import Office
        >>> with Office.create("memory:", code="21000", name="Phường thử") as office:
        ...     period = statistics.period("2026-Q3", "state", office.law)
        ...     with Views.of(office) as views:
        ...         report = national_report(national_count(office, views, period=period))
        >>> report.run["01/TCD"][1].figure, report.rows["petition"]
        (0, ())
    """
    mapping, generation, counter = count.mapping, count.generation, count.counter
    run = statistics.run_of(generation, generation.tables, counter)
    behind = {one.of for table in run.counts for cell in table.cells for one in cell.behind}
    rows: dict[str, tuple[Row, ...]] = {}
    for asked in mapping.rows:
        if asked.of == "reception_book":
            told = _book(count, asked, opener, act)
        else:
            members = (
                one
                for one in counter.members(asked.of)
                if one.facts.get("came") in CURRENT or one.of in behind
            )
            told = (_counted(counter, asked, one) for one in members)
        rows[asked.of] = tuple(told)
    book = counter.book
    return NationalReport(
        mapping=mapping,
        generation=generation,
        ward_code=book.ward.code,
        ward=book.ward.name,
        run=run,
        rows=rows,
        opened=opener is not None,
        edition=book.law.edition,
        unread=tuple(count.office.store.left_out),
    )


def _book(
    count: NationalCount,
    asked: NationalRows,
    opener: Opener | None,
    act: Act | SystemAct | None,
) -> Iterator[Row]:
    language = Language()
    language.meet(count.counter.book.ward)
    wording = Reading(language, lambda: count.counter.book.law)
    for line in reception_lines(count, opener=opener, act=act).rows:
        yield {
            "record": _record(line),
            **{
                one.name: None
                if one.missing or (one.sealed and opener is None)
                else BOOK[one.name].of(line, wording)
                for one in asked.fields
            },
        }


def _record(line: ReceptionBookLine) -> str:
    """The petition, or the opinion, as statistics call it."""
    if line.stream.startswith("petition/"):
        return line.stream
    return f"{line.stream}/opinion/{line.opinion}"


def _counted(counter: Counter, asked: NationalRows, member: Member) -> Row:
    return {
        "record": member.of,
        **{one.name: _value(counter, member, one) for one in asked.fields},
    }


def _value(counter: Counter, member: Member, field: NationalField) -> Any:
    match field.origin:
        case "fact":
            return counter.fact(member, field.name)
        case "quantity":
            return QUANTITIES[field.name].of(member, counter.book)
        case "member":
            return getattr(member, field.name)
    return None


def to_json(report: NationalReport) -> bytes:
    """The file as it is handed on: UTF-8 JSON that says what it was made of, and what is missing.

    The same report gives the same bytes.
    """
    mapping, counts = report.mapping, report.run.counts
    first = counts[0]
    told = {
        "database": mapping.database,
        "format": mapping.format,
        "duties": mapping.duties,
        "mapping": mapping.version,
        "ward": {"code": report.ward_code, "name": report.ward},
        "period": first.period,
        "over": first.is_over,
        "on": first.on,
        "as_of": first.as_of,
        "position": first.position,
        "edition": report.edition,
        "figures": {
            "source": mapping.tables,
            "generation": report.generation.id,
            "tables": [
                {
                    "code": count.code,
                    "title": count.title,
                    "definition": count.definition,
                    "certainty": table.certainty,
                    "note": table.note,
                    "columns": [
                        {
                            "number": cell.column,
                            "title": cell.title,
                            "figure": cell.figure,
                            "missing": table.column(cell.column).not_recorded,
                        }
                        for cell in count.cells
                    ],
                    "left_out": count.left_out,
                    "ended": count.ended,
                    "disagreements": count.disagreements,
                }
                for count in counts
                for table in [report.generation.table(count.code)]
            ],
        },
        "rows": {
            asked.of: {
                "heading": asked.heading,
                "fields": asked.fields,
                "rows": report.rows[asked.of],
            }
            for asked in mapping.rows
        },
        "missing": mapping.gaps,
        "blank": report.blank,
        "unread": report.unread,
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1)
