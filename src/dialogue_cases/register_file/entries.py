"""Các mục của sổ: the rows of a sheet, put together into entries."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from attrs import define, field

from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.register_file.cells import (
    compared,
    entry_of,
)
from dialogue_cases.register_file.columns import FoundColumns, columns_of
from dialogue_cases.register_file.entry import (
    EntryReader,
    RegisterEntry,
    said,
    tells_no_entry,
)
from dialogue_cases.register_file.mapping import PERSONAL, Field, Mapping
from dialogue_cases.register_file.report import Problem
from dialogue_cases.register_file.sheet import Cell, RegisterSheet

ENTRY: frozenset[Field] = frozenset(("name", "name_and_address", "gist", "content", "kind"))
"""Fields of which an entry has at least one."""

_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-ZĐ])\)?")


@define
class RegisterReader:
    """Người đọc sổ: goes through the rows of a sheet, and notes all that is wrong.

    Args:
        today: the local day on which it is read.
        leave_out: rows whose entries are left out, and what is wrong with them.
    """

    sheet: RegisterSheet
    mapping: Mapping
    today: date
    leave_out: frozenset[int] = frozenset()
    columns: FoundColumns = field(init=False)
    problems: list[Problem] = field(factory=list)
    passed_over: list[int] = field(factory=list)
    empty_days: set[int] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self.columns = columns_of(self.sheet, self.mapping)

    def entries(self) -> Iterator[RegisterEntry]:
        """The entries that can be read; what is wrong with the others is noted."""
        seen: dict[str, int] = {}
        above: dict[Field, Cell] = {}
        asked = set(self.leave_out - self.sheet.hidden)
        for rows in self._blocks():
            above = cells = self._cells(rows[0], above)
            if rows[0] in self.empty_days:
                continue
            if not self.leave_out.isdisjoint(rows):
                asked.difference_update(rows)
                continue
            one = EntryReader(
                self.sheet, self.mapping, self.columns, self.today, rows=rows, cells=cells
            )
            entry = one.read()
            self.problems += one.problems
            if entry is None:
                continue
            first = seen.setdefault(entry.book_entry, entry.row)
            if first != entry.row:
                error = Invalid(
                    "it stands in row {first} already", expected="each number once", first=first
                )
                self.note(entry, "entry", error)
                continue
            yield entry
        if asked:
            listed = ", ".join(map(str, sorted(asked)))
            raise Invalid(
                "rows to leave out that hold no entry: {listed}",
                where=self.sheet.where,
                expected="rows of entries",
                listed=listed,
            )

    def note(self, entry: RegisterEntry, name: Field, error: CaseError) -> None:
        """Note what is wrong with an entry that could be read."""
        cell = entry.cells.get(name)
        self.problems.append(self.columns.problem(entry.row, name, cell, error, entry.persons))

    def _blocks(self) -> Iterator[tuple[int, ...]]:
        """The rows of each entry: more than one where only people are added below it."""
        block: list[int] = []
        for row, cells in self.sheet.rows.items():
            if row <= self.columns.below or row > (self.mapping.last or row):
                continue
            written = {
                name: cells[column]
                for name, column in self.columns.letters.items()
                if column in cells
            }
            if row in self.sheet.hidden and self.mapping.hidden != "read":
                self._hidden(row)
            elif not written or self._is_no_entry(row, written):
                self.passed_over.append(row)
            elif self._is_empty_day(row, written):
                if block:
                    yield tuple(block)
                block = []
                self.empty_days.add(row)
                yield (row,)
            elif block and self._only_adds_people(written):
                block.append(row)
            else:
                if block:
                    yield tuple(block)
                block = [row]
        if block:
            yield tuple(block)

    def _hidden(self, row: int) -> None:
        if self.mapping.hidden == "skip" or row in self.leave_out:
            self.passed_over.append(row)
            return
        error = Invalid(
            "it is hidden",
            expected='a row that is shown, or hidden = "read" or "skip" in the mapping',
        )
        self.problems.append(Problem(row=row, error=error))

    def _is_no_entry(self, row: int, written: dict[Field, Cell]) -> bool:
        """Whether it is a title, a total, or the row of the columns' numbers."""
        first = compared(said(written.get("entry")))
        title = written.keys() == {"entry"} and entry_of(first) is None
        total = bool(first) and first.startswith(self.mapping.not_entries)
        return title or total or (row == self._first and self._numbers_columns(row))

    @cached_property
    def _first(self) -> int | None:
        """The first row below the headings in which something stands."""
        return min((row for row in self.sheet.rows if row > self.columns.below), default=None)

    def _numbers_columns(self, row: int) -> bool:
        texts = [said(cell) for cell in self.sheet.rows[row].values()]
        return all(map(_COLUMN_NUMBER.fullmatch, texts))

    def _is_empty_day(self, row: int, written: dict[Field, Cell]) -> bool:
        """Ngày không có công dân đến: whether it tells of nobody, but for a number and a day."""
        told = [said(cell) for name, cell in written.items() if name not in ("entry", "received")]
        if told:
            return all(tells_no_entry(one, self.mapping) for one in told)
        letters = self.columns.letters
        above = {
            name for name in ENTRY & letters.keys() if (row, letters[name]) in self.sheet.merged
        }
        return ENTRY.isdisjoint((*above, *self.mapping.blank_as_above))

    def _only_adds_people(self, written: dict[Field, Cell]) -> bool:
        named = written.keys() & {"name", "name_and_address"}
        others = {
            name
            for name, cell in written.items()
            if name not in PERSONAL and compared(said(cell)) not in self.mapping.same_as_above
        }
        return bool(named) and not others

    def _cells(self, row: int, above: dict[Field, Cell]) -> dict[Field, Cell]:
        """The cells of an entry; what is only said above it is taken from there."""
        found: dict[Field, Cell] = {}
        for name, column in self.columns.letters.items():
            cell = self.sheet.cell(row, column)
            word = said(cell).strip()
            same = (compared(word) or word) in self.mapping.same_as_above if word else False
            if same or (cell is None and name in self.mapping.blank_as_above):
                cell = above.get(name)
            if cell is not None:
                found[name] = cell
        return found
