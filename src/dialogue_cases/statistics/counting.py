"""Đếm: from what was on record to the figures of a table, each with the cases behind it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any

from attrs import field, frozen

from dialogue_cases.statistics.book import Book
from dialogue_cases.statistics.definition import (
    FormColumn,
    FormTable,
    Generation,
    Value,
    Wanted,
)
from dialogue_cases.statistics.periods import ReportPeriod
from dialogue_cases.statistics.quantities import QUANTITIES, Quantity
from dialogue_cases.statistics.records import (
    MEANING,
    NEED_TERMS,
    Member,
    Population,
    records,
)
from dialogue_cases.statistics.terms import Terms
from dialogue_cases.vocabulary import StreamId

HOW_FAR = ("resolved", "under_way", "overdue", "judged")
"""The facts by which tables tell how far a petition has got."""


@frozen(kw_only=True, order=True)
class Behind:
    """Hồ sơ đứng sau con số: one case, and how much it adds.

    Args:
        case: the vụ việc where those are counted, else the petition, turn or proceeding.
        of: the petition, turn or proceeding that puts it there.
        adds: how much it adds to the figure.
    """

    case: StreamId
    of: StreamId
    adds: int = 1


@frozen(kw_only=True)
class Cell:
    """Ô: one figure, and the cases behind it.

    Args:
        column: the column's number.
        title: its heading with those above it.
        figure: None where the record can't fill it.
        behind: the cases, in the order of their names.
    """

    column: int
    title: str = field(repr=False)
    figure: int | None
    behind: tuple[Behind, ...] = field(default=(), repr=False)

    @property
    def cases(self) -> tuple[StreamId, ...]:
        """The cases behind the figure, each once."""
        return tuple(dict.fromkeys(one.case for one in self.behind))


@frozen(kw_only=True)
class Disagreement:
    """Sai lệch: a sum that a column should agree with, and doesn't.

    Args:
        column: the column's number.
        check: the columns whose sum it should be.
        figure: what the column says.
        sum: what those columns come to.
    """

    column: int
    check: tuple[int, ...]
    figure: int
    sum: int


@frozen(kw_only=True)
class TableCount:
    """Biểu đã tính: one table's figures; the same definition, period and record give the same.

    Args:
        code: số biểu.
        title: tên biểu.
        generation: of which generation …
        heading: … and how it is headed: by the circular, or by the one whose tables are printed
            because those of the circular in force weren't read; "" in runs kept before that.
        definition: the version of the table's definition, and of what its words mean.
        period: what is counted.
        position: as was on record at this position of the log …
        as_of: … whose fact was recorded on this local day; None for an empty log.
        edition: the edition of the law by which in time or late was judged.
        cells: by column.
        left_out: what belongs to the table and has no column yet.
        disagreements: the sums that a column should agree with, and doesn't.
        ended: what was closed without having been resolved, and so stands in none of the columns
            that say how far it has got.
        on: at the end of which local day everything was judged …
        over: … and whether the period was over when it was counted; None: not told.
    """

    code: str
    title: str
    generation: str
    definition: str
    period: ReportPeriod
    position: int
    as_of: date | None
    edition: str
    cells: tuple[Cell, ...] = field(repr=False)
    left_out: tuple[StreamId, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ended: tuple[StreamId, ...] = ()
    on: date | None = None
    over: bool | None = None
    heading: str = ""

    def __getitem__(self, column: int) -> Cell:
        """The cell of a column.

        Raises:
            KeyError: there is no such column.
        """
        for cell in self.cells:
            if cell.column == column:
                return cell
        raise KeyError(column)

    @property
    def is_over(self) -> bool:
        """Whether the period had ended when it was counted."""
        if self.over is not None:
            return self.over
        return self.as_of is not None and self.as_of > self.period.last


class _Sorted:
    """Members in the order of their names, and those of the same facts together.

    There are many members and few ways to be: a column asks each way once.
    """

    def __init__(self, members: Iterable[Member]) -> None:
        self.members = sorted(members, key=lambda one: natural(one.of))
        self._alike: dict[tuple[Value | None, ...], list[tuple[int, Member]]] = {}
        for place, one in enumerate(self.members):
            self._alike.setdefault(tuple(one.facts.values()), []).append((place, one))

    def fitting(self, wanted: Wanted) -> list[Member]:
        """Those of which each named fact is among the wanted ones, in their order."""
        groups = (them for them in self._alike.values() if them[0][1].may_fit(wanted))
        found = sorted((pair for them in groups for pair in them), key=itemgetter(0))
        if wanted.keys().isdisjoint(NEED_TERMS):
            return [one for _, one in found]
        return [one for _, one in found if one.is_judged(wanted)]


@frozen(kw_only=True)
class Counter:
    """Người đếm: counts any table over one book; the lives are folded and sorted once.

    Args:
        book: what was on record.
    """

    book: Book
    _records: Mapping[Population, _Sorted] = field(init=False, repr=False)
    _cases: dict[tuple[Any, ...], _Sorted] = field(init=False, repr=False, factory=dict)

    @_records.default
    def _sorted(self) -> Mapping[Population, _Sorted]:
        return {name: _Sorted(them) for name, them in records(self.book).items()}

    def members(self, population: Population) -> Sequence[Member]:
        """All that may be counted of a population, in the order of their names."""
        return self._records[population].members

    def fact(self, member: Member, name: str) -> Value | None:
        """What a named fact of a member is; None: not on record, or the law has no term for it."""
        if self._has_no_term(name):
            return None
        return member.judged[name]() if name in member.judged else member.facts[name]

    def count(self, generation: Generation, table: FormTable) -> TableCount:
        """Count one table."""
        cells: dict[int, Cell] = {}
        for column in table.columns:
            if column.counts is not None:
                cells[column.number] = self._counted(table, column)
            elif not column.sum:
                cells[column.number] = _cell(column, None)
        pending = [column for column in table.columns if column.sum]
        while pending:  # The loader refuses sums that lead back to themselves.
            ready = [one for one in pending if all(part in cells for part in one.sum)]
            for column in ready:
                cells[column.number] = _sum(column, cells)
                pending.remove(column)
        return TableCount(
            code=table.code,
            title=table.title,
            generation=generation.id,
            definition=f"{table.version}.{MEANING}",
            period=self.book.period,
            position=self.book.position,
            as_of=self.book.as_of,
            edition=self.book.law.edition,
            cells=tuple(cells[column.number] for column in table.columns),
            left_out=self._left_out(table),
            disagreements=tuple(self._disagreements(table, cells)),
            ended=self._ended(table),
            on=self.book.day,
            over=self.book.is_over,
            heading=generation.heading,
        )

    def _counted(self, table: FormTable, column: FormColumn) -> Cell:
        if any(map(self._has_no_term, column.wanted)):
            return _cell(column, None)
        quantity, among = self._among(table, column)
        behind = [
            Behind(case=one.case if quantity.once else one.of, of=one.of, adds=adds)
            for one in among.fitting(column.wanted)
            if (adds := quantity.of(one, self.book))
        ]
        return _cell(column, sum(one.adds for one in behind), behind)

    def _has_no_term(self, name: str) -> bool:
        return name in NEED_TERMS and not Terms(self.book).are_known

    def _among(self, table: FormTable, column: FormColumn) -> tuple[Quantity, _Sorted]:
        quantity = QUANTITIES[column.counts or ""]
        among = self._records[quantity.population]
        if not quantity.once:
            return quantity, among
        place = quantity.population, *table.cases.items()
        if place not in self._cases:
            self._cases[place] = _Sorted(latest_of_each_case(among.fitting(table.cases)))
        return quantity, self._cases[place]

    def _disagreements(self, table: FormTable, cells: Mapping[int, Cell]) -> Iterable[Disagreement]:
        """The checks that fail; one with a column that can't be filled can't be made."""
        for column in table.columns:
            figure = cells[column.number].figure
            for check in column.checks:
                parts = [cells[part].figure for part in check]
                known = [part for part in parts if part is not None]
                if figure is None or len(known) < len(parts):
                    continue
                told = sum(known)
                if figure != told + len(self._beside(table, check)):
                    yield Disagreement(column=column.number, check=check, figure=figure, sum=told)

    def _ended(self, table: FormTable) -> tuple[StreamId, ...]:
        checks = [check for column in table.columns for check in column.checks]
        found = {one.of for check in checks for one in self._beside(table, check)}
        return tuple(sorted(found, key=natural))

    def _beside(self, table: FormTable, check: Sequence[int]) -> list[Member]:
        """What was closed unresolved, where these columns say how far things have got."""
        columns = [table.column(number) for number in check]
        saying = [one for one in columns if one.counts is not None and "resolved" in one.wanted]
        if not saying:
            return []
        _, among = self._among(table, saying[0])
        wanted = {name: values for name, values in saying[0].wanted.items() if name not in HOW_FAR}
        return [
            one
            for one in among.fitting(wanted)
            if one.facts["resolved"] == "ended"
            and not any(one.fits(each.wanted) for each in columns)
        ]

    def _left_out(self, table: FormTable) -> tuple[StreamId, ...]:
        wanted = table.left_out
        if wanted is None:
            return ()
        return tuple(one.of for one in self._records["petition"].fitting(wanted))


def latest_of_each_case(among: Sequence[Member]) -> list[Member]:
    """The record that stands for each vụ việc: the one that came in last, of one day the last.

    So a vụ việc of several petitions is counted once, and in one column of each breakdown.
    """
    latest: dict[StreamId, Member] = {}
    for one in among:
        if one.case not in latest or one.day >= latest[one.case].day:
            latest[one.case] = one
    return [one for one in among if latest[one.case] is one]


@lru_cache(maxsize=1 << 16)
def natural(stream: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `petition/2023/10` after `petition/2023/9`.

    >>> sorted(["petition/2023/10", "petition/2023/9"], key=natural)
    ['petition/2023/9', 'petition/2023/10']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part)
        for part in re.split(r"(\d+)", stream)
    )


def _sum(column: FormColumn, cells: Mapping[int, Cell]) -> Cell:
    parts = [cells[part] for part in column.sum]
    figures = [part.figure for part in parts if part.figure is not None]
    if len(figures) < len(parts):
        return _cell(column, None)
    behind = sorted((one for part in parts for one in part.behind), key=lambda one: natural(one.of))
    return _cell(column, sum(figures), behind)


def _cell(column: FormColumn, figure: int | None, behind: Iterable[Behind] = ()) -> Cell:
    return Cell(column=column.number, title=column.title, figure=figure, behind=tuple(behind))
