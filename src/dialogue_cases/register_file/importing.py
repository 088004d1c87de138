"""Nhập sổ: all entries of a register at once, or none; tried out first, or in parts, if asked."""

from collections import Counter
from collections.abc import Collection
from pathlib import Path
from time import monotonic
from typing import Any

import attrs
from attrs import define, field

from dialogue_cases import ward
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.record import Recorded
from dialogue_cases.register_file.entering import Entering, InCell, changed
from dialogue_cases.register_file.entries import RegisterReader
from dialogue_cases.register_file.entry import RegisterEntry
from dialogue_cases.register_file.mapping import PERSONAL, Mapping
from dialogue_cases.register_file.report import BadRegister, ImportedLine, Problem, Report
from dialogue_cases.register_file.sheet import RegisterSheet, read_sheet
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, StreamId, SystemAct
from dialogue_cases.ward import WARD, BookTakenOver


def preview(
    office: Office,
    path: Path,
    mapping: Mapping,
    *,
    act: Act | SystemAct,
    leave_out: Collection[int] = (),
) -> Report:
    """Chạy thử: what an import would record, and every error; nothing is recorded.

    Everything is decided as it would be, in a transaction that is undone.

    Args:
        path: the register, XLSX or CSV.
        act: who would take it over.
        leave_out: rows of entries to leave out.

    Returns:
        All errors of all rows, each with its cell; personal data aren't repeated.

    Raises:
        Invalid: the file can't be read, or its columns can't be found.
        Refused: the officer can't take it over.
    """
    return _run(office, path, mapping, act, leave_out, None, keep=False)


def import_register(
    office: Office,
    path: Path,
    mapping: Mapping,
    *,
    act: Act | SystemAct,
    leave_out: Collection[int] = (),
    in_parts: int | None = None,
) -> Report:
    """Nhập sổ cũ: record every entry that isn't recorded yet, all of them or none.

    An entry is known again by its register and number, so the same file twice adds nothing,
    and a file that has grown adds what is new. An entry that says something else than what
    was recorded is an error: what is recorded is corrected in the record.

    In parts others may decide between one and the next. Each part is recorded as a whole or not
    at all; the same call again goes on where one was stopped.

    Args:
        path: the register, XLSX or CSV.
        act: who takes it over.
        leave_out: rows of entries to leave out; whatever else is wrong stops the import.
        in_parts: how many entries a part has; None: all of them are one.

    Raises:
        BadRegister: rows have errors; its `report` has them all. Nothing is recorded; in parts,
            nothing of the part in which they stand and of those after it, whose errors aren't
            looked for.
        Invalid: the file can't be read, or its columns can't be found; a part has no entries.
        Refused: the officer can't take it over.
    """
    if in_parts is not None and in_parts < 1:
        raise Invalid("a part has at least one entry", expected="a number from 1 on")
    report = _run(office, path, mapping, act, leave_out, in_parts, keep=True)
    if report.problems:
        raise BadRegister(report)
    return report


class _Undone(Exception):
    """Leaves the transaction without anything recorded."""


def _run(
    office: Office,
    path: Path,
    mapping: Mapping,
    act: Act | SystemAct,
    leave_out: Collection[int],
    in_parts: int | None,
    *,
    keep: bool,
) -> Report:
    sheet = read_sheet(path, sheet=mapping.sheet, delimiter=mapping.delimiter)
    reader = RegisterReader(sheet, mapping, office.today, frozenset(leave_out))
    entries = list(reader.entries())
    run = _Run(office, mapping, act, reader)
    size, longest = in_parts or len(entries) or 1, 0.0
    report: Report | None = None  # of the parts so far
    for first in range(0, len(entries) or 1, size):
        began = monotonic()
        try:
            # Keys are committed before what they seal: a process killed in between leaves keys
            # of nothing, and never a fact that nobody can read.
            with office.together() as writing, office.vault.together():
                for entry in entries[first : first + size]:
                    run.take(writing, entry)
                run.finish(keep=keep)
        except _Undone:
            if report is not None:
                return attrs.evolve(report, problems=run.problems)
            return run.report(recorded=False, seconds=monotonic() - began)
        longest = max(longest, monotonic() - began)
        report = run.report(recorded=True, seconds=longest)
    return report or run.report(recorded=True, seconds=longest)


@define
class _Run:
    """One import while it runs."""

    office: Office
    mapping: Mapping
    act: Act | SystemAct
    reader: RegisterReader
    new: list[ImportedLine] = field(factory=list)
    known: list[ImportedLine] = field(factory=list)
    despite: Counter[str] = field(factory=Counter)
    as_written: Counter[str] = field(factory=Counter)
    unread: list[int] = field(factory=list)
    facts: int = 0
    entering: Entering | None = None

    def take(self, writing: Writing, entry: RegisterEntry) -> None:
        """Record an entry, or find it recorded; what is refused is noted."""
        key = f"register entry: {entry.book_entry}"
        before = writing.recorded_under(key, "")
        if before is not None:
            self._compare(entry, before)
            self.known.append(self._line(entry, before[0].stream))
            return
        entering = self._entering()
        try:
            with self.office.together():
                facts = entering.enter(entry)
                writing.keep_key(key, "", facts)
                line = self._line(entry, facts[0].stream)
        except InCell as refused:
            self.reader.note(entry, self._told_of(refused.name), refused.error)
            return
        self.new.append(line)
        self.facts += len(facts)
        if entry.result is not None and entry.outcome is None:
            self.unread.append(entry.row)
        self.despite.update(one.rule for fact in facts for one in fact.despite)

    def finish(self, *, keep: bool) -> None:
        """Undo all of it, if it was only tried out or anything is wrong."""
        if self.reader.problems or not keep:
            raise _Undone

    def _entering(self) -> Entering:
        """The register's taking over is recorded with the first entry that is new."""
        if self.entering is None:
            sheet = self.reader.sheet
            desk = self.office.acting(self.act)
            facts = desk.decide(
                WARD,
                ward.take_over_book,
                on=self.office.today,
                book=self.mapping.book,
                file=sheet.file,
                digest=sheet.digest,
                sheet=sheet.name,
                basis=self.mapping.basis,
            ) or _taken_before(self.office, self.mapping.book, sheet)
            name = f"register {sheet.digest}" + (f", {sheet.name}" if sheet.name else "")
            self.facts += len(facts)
            self.entering = Entering(self.office, self.mapping, facts[0].ref, name, self.as_written)
        return self.entering

    def _compare(self, entry: RegisterEntry, before: list[Recorded[Any]]) -> None:
        letters = {column: name for name, column in self.reader.columns.letters.items()}
        error = Invalid(
            "it says something else than what was recorded of {entry}",
            expected="what was recorded; a change is recorded in the life itself",
            entry=entry.book_entry,
        )
        for place in dict.fromkeys(changed(self.office, entry, before)):
            name = letters.get(place, place)
            self.reader.note(entry, self._told_of(name), error)

    def _told_of(self, name: str) -> Any:
        """The field of a column of this register: a name may stand with its address."""
        known = self.reader.columns.letters
        if name in known or name not in PERSONAL:
            return name
        return "name_and_address" if "name_and_address" in known else "name"

    def _line(self, entry: RegisterEntry, stream: StreamId) -> ImportedLine:
        state = self.office.as_of(stream)
        return ImportedLine(
            row=entry.row, book_entry=entry.book_entry, stream=stream, is_open=state.is_open
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong so far, in the order of rows."""
        return tuple(
            sorted(
                self.reader.problems,
                key=lambda one: (one.row, len(one.column or ""), one.column or ""),
            )
        )

    def report(self, *, recorded: bool, seconds: float) -> Report:
        """What came of it."""
        sheet, reader = self.reader.sheet, self.reader
        return Report(
            file=sheet.file,
            digest=sheet.digest,
            sheet=sheet.name,
            recorded=recorded,
            entries=tuple(self.new),
            known=tuple(self.known),
            left_out=tuple(sorted(reader.leave_out)),
            passed_over=tuple(sorted(reader.passed_over)),
            empty_days=tuple(sorted(reader.empty_days)),
            problems=self.problems,
            despite=dict(sorted(self.despite.items())),
            as_written=dict(sorted(self.as_written.items())),
            unread_rows=tuple(self.unread),
            facts=self.facts,
            source=self.entering.source if self.entering and recorded else None,
            seconds=seconds,
        )


def _taken_before(office: Office, book: str, sheet: RegisterSheet) -> list[Recorded[Any]]:
    """The fact that this very file was taken over before, when rows of it were left out."""
    return [
        fact
        for fact in office.history(WARD)
        if isinstance(fact.event, BookTakenOver)
        and (fact.event.book, fact.event.digest, fact.event.sheet)
        == (book, sheet.digest, sheet.name)
    ][-1:]
