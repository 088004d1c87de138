"""Kết quả đọc sổ: what an import would record or has recorded, and every error by its cell."""

from collections.abc import Mapping

from attrs import field, frozen

from dialogue_cases.errors import CaseError, Invalid, Sentence
from dialogue_cases.vocabulary import EventRef, StreamId


@frozen(kw_only=True)
class Problem:
    """Lỗi của một dòng: what is wrong, in which cell.

    Args:
        row: as a spreadsheet program counts it.
        column: its letter; None where it is the row as a whole.
        heading: what stands above the column.
        value: what stands in the cell; None where it is empty, or personal.
        error: what is wrong and what would be right, or the rule that is broken.
    """

    row: int
    column: str | None = None
    heading: str = ""
    value: str | None = None
    error: CaseError

    @property
    def said(self) -> Sentence:
        """The cell and what is wrong with it."""
        in_cell = (
            "row {row}, column {column} ({heading}) {value!r}: {told}"
            if self.value
            else "row {row}, column {column} ({heading}): {told}"
        )
        in_row = "row {row} {value!r}: {told}" if self.value else "row {row}: {told}"
        return Sentence(
            in_cell if self.column else in_row,
            row=self.row,
            column=self.column,
            heading=self.heading,
            value=self.value,
            told=self.error,
        )

    def __str__(self) -> str:
        return str(self.said)


@frozen(kw_only=True)
class ImportedLine:
    """Một mục của sổ: which row it stands in, and the life that it is in the record."""

    row: int
    book_entry: str
    stream: StreamId
    is_open: bool


@frozen(kw_only=True)
class Report:
    """Báo cáo nhập sổ.

    Args:
        file: the name of the file, without its folder.
        digest: SHA-256 of the file, in hexadecimal.
        sheet: the name of the sheet; None of a CSV file.
        recorded: whether it is recorded, in parts what this says of it; else it is what would be.
        entries: the entries that are new here.
        known: the entries that were recorded before.
        left_out: the rows of entries that were left out as asked.
        passed_over: rows that are no entries: titles, totals.
        empty_days: rows of days on which nobody came.
        problems: everything that is wrong, in the order of rows.
        despite: of each rule that history broke how often.
        as_written: names of bodies that the ward's record hasn't, with how often they stand
            there; they are kept as written.
        unread_rows: the rows of entries whose result the mapping doesn't translate.
        facts: how many facts were recorded, or would be.
        source: the fact that says that the register was taken over; None where nothing was.
        seconds: how long nobody else could decide meanwhile, tried out or recorded; in parts,
            during the longest of them.
    """

    file: str
    digest: str
    sheet: str | None
    recorded: bool = False
    entries: tuple[ImportedLine, ...] = ()
    known: tuple[ImportedLine, ...] = ()
    left_out: tuple[int, ...] = ()
    passed_over: tuple[int, ...] = ()
    empty_days: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    despite: Mapping[str, int] = field(factory=dict)
    as_written: Mapping[str, int] = field(factory=dict)
    unread_rows: tuple[int, ...] = ()
    facts: int = 0
    source: EventRef | None = None
    seconds: float = 0

    @property
    def unread(self) -> int:
        """How many entries have a result that the mapping doesn't translate."""
        return len(self.unread_rows)

    @property
    def open_entries(self) -> tuple[ImportedLine, ...]:
        """Số tồn: the new entries that are still open."""
        return tuple(one for one in self.entries if one.is_open)


class BadRegister(Invalid):
    """A register with errors, of which nothing was recorded, or only the parts before them.

    Args:
        report: all errors, each with its cell.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(
            "{count} errors, so only the parts before them were recorded; the first: {first}"
            if report.recorded
            else "{count} errors, so nothing was recorded; the first: {first}",
            where=report.file,
            expected="a register without errors, or the rows to leave out",
            count=len(report.problems),
            first=report.problems[0].said,
        )
