"""Chạy báo cáo: tables counted together, kept, run again, and compared with another run."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law
from dialogue_cases.prepared import decoder
from dialogue_cases.projection import Views
from dialogue_cases.record import Known, Recorded
from dialogue_cases.statistics.book import open_book
from dialogue_cases.statistics.counting import Behind, Cell, Counter, TableCount
from dialogue_cases.statistics.definition import Definitions, FormTable, Generation
from dialogue_cases.statistics.kept import is_of_its_time, open_part
from dialogue_cases.statistics.periods import ReportPeriod
from dialogue_cases.statistics.reading import definitions as our_definitions


@frozen(kw_only=True)
class Run:
    """Lần chạy: the tables that were counted over one state of the record.

    Args:
        counts: each table with its own identity: definition, period, position, edition.
    """

    counts: tuple[TableCount, ...]

    def __getitem__(self, code: str) -> TableCount:
        """The table with that code.

        Raises:
            KeyError: it wasn't counted.
        """
        for count in self.counts:
            if count.code == code:
                return count
        raise KeyError(code)


def run(
    log: Iterable[Recorded[Any]],
    law: Law,
    *,
    period: ReportPeriod,
    codes: Iterable[str] = (),
    generation: str | None = None,
    known: Known | None = None,
    on: date | None = None,
    definitions: Definitions | None = None,
) -> Run:
    """Count tables: the same definition, period and record give the same figures.

    Args:
        log: every stream, in the order of positions (`office.log.since()`).
        law: the edition to judge terms by (`office.law`).
        period: what is counted (`statistics.period`).
        codes: which tables; none: all of the generation.
        generation: whose tables; None: the one in force on the period's last day, or what is
            printed instead of one whose columns weren't read (`Definitions.counted`).
        known: as was on record at the end of this local day, or at exactly this position.
        on: the local day on which it is asked; None: the one of which the last fact is known.
        definitions: other tables than this library's own.

    Raises:
        Invalid: there is no such generation or table, or its columns weren't read.
    """
    chosen, tables = _tables(period, codes, generation, definitions)
    return run_of(chosen, tables, counter(log, law, period=period, known=known, on=on))


def run_now(
    views: Views,
    law: Law,
    *,
    period: ReportPeriod,
    codes: Iterable[str] = (),
    generation: str | None = None,
    on: date | None = None,
    definitions: Definitions | None = None,
) -> Run:
    """As `run`, of the record as it is now: the same figures, from the lives that matter.

    Which these are is kept as rows of a view; the counting is the same. A table that asks for
    what was over before its period is counted over the whole record.

    Args:
        views: of the store.
        law: …
        period: …
        codes: …
        generation: …
        on: …
        definitions: as `run` takes them.

    Raises:
        Invalid: there is no such generation or table, or its columns weren't read.
    """
    chosen, tables = _tables(period, codes, generation, definitions)
    return run_of(chosen, tables, counter_now(views, law, tables, period=period, on=on))


def counter(
    log: Iterable[Recorded[Any]],
    law: Law,
    *,
    period: ReportPeriod,
    known: Known | None = None,
    on: date | None = None,
) -> Counter:
    """What counts any table over the whole record; its arguments are those of `run`."""
    return Counter(book=open_book(log, law, period, known=known, on=on))


def counter_now(
    views: Views,
    law: Law,
    tables: Iterable[FormTable],
    *,
    period: ReportPeriod,
    on: date | None = None,
) -> Counter:
    """What counts these tables over the record as it is now, from the lives that they rest on."""
    if not all(map(is_of_its_time, tables)):
        return counter(views.store.sound(), law, period=period, on=on)
    return Counter(book=open_part(views, law, period, on))


def _tables(
    period: ReportPeriod,
    codes: Iterable[str],
    generation: str | None,
    definitions: Definitions | None,
) -> tuple[Generation, list[FormTable]]:
    among = definitions or our_definitions()
    chosen = among.counted(period.last, generation)
    return chosen, [chosen.table(code) for code in codes] or list(chosen.tables)


def run_of(generation: Generation, tables: Iterable[FormTable], counter: Counter) -> Run:
    """Tables of one generation, counted together."""
    return Run(counts=tuple(counter.count(generation, table) for table in tables))


# -- Kept -----------------------------------------------------------------------------


def to_json(run: Run) -> bytes:
    """A run as it is kept: UTF-8 JSON, always the same for the same run."""
    return msgspec.json.format(msgspec.json.encode(run), indent=1)


def from_json(data: bytes | str) -> Run:
    """Read a run that was kept.

    Raises:
        Invalid: it isn't one.
    """
    try:
        run: Run = _READ(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            "it is no run of statistics: {why}", expected="what to_json gave", why=error
        ) from None
    return run


_READ = decoder(Run)


# -- Compared -------------------------------------------------------------------------


@frozen(kw_only=True)
class FigureChange:
    """Ô khác nhau: a column that two runs fill differently, and the cases that make it differ.

    Args:
        code: số biểu.
        title: the column's headings.
        before: its number and figure in the first run; None where it has no such column …
        after: … and in the second.
        left: what stood behind the figure only in the first run …
        entered: … and only in the second. One that adds another amount is in both.
    """

    code: str
    title: str
    before: tuple[int, int | None] | None
    after: tuple[int, int | None] | None
    left: tuple[Behind, ...] = ()
    entered: tuple[Behind, ...] = ()


@frozen(kw_only=True)
class Comparison:
    """So sánh hai lần chạy.

    Args:
        differing: in what the two runs differ as such: generation, definition, period,
            position, edition, or which tables they have.
        changes: the columns that differ, in the order of the tables.
    """

    differing: tuple[str, ...]
    changes: tuple[FigureChange, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Name the figures of two runs that differ, and the cases that entered or left them.

    Columns are told apart by their headings, so that runs of two generations compare too.
    """
    codes = list(dict.fromkeys(one.code for one in (*before.counts, *after.counts)))
    earlier = {one.code: one for one in before.counts}
    later = {one.code: one for one in after.counts}
    differing = [] if earlier.keys() == later.keys() else ["tables"]
    for name in ("generation", "definition", "period", "position", "edition"):
        if any(
            getattr(earlier[code], name) != getattr(later[code], name)
            for code in codes
            if code in earlier and code in later
        ):
            differing.append(name)
    changes = [
        change
        for code in codes
        if code in earlier and code in later
        for change in _changes(earlier[code], later[code])
    ]
    return Comparison(differing=tuple(differing), changes=tuple(changes))


def _changes(before: TableCount, after: TableCount) -> Iterable[FigureChange]:
    olds = {cell.title: cell for cell in before.cells}
    news = {cell.title: cell for cell in after.cells}
    for title in dict.fromkeys((*olds, *news)):
        old, new = olds.get(title), news.get(title)
        was, now = _behind(old), _behind(new)
        if old is not None and new is not None and (old.figure, was) == (new.figure, now):
            continue
        yield FigureChange(
            code=before.code,
            title=title,
            before=None if old is None else (old.column, old.figure),
            after=None if new is None else (new.column, new.figure),
            left=tuple(one for one in was if one not in now),
            entered=tuple(one for one in now if one not in was),
        )


def _behind(cell: Cell | None) -> tuple[Behind, ...]:
    return () if cell is None else cell.behind
