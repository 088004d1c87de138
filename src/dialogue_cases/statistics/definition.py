"""Biểu thống kê: what a table counts, column by column, as data."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Literal, TypeAlias

import msgspec
from attrs import evolve, field, frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.vocabulary import Certainty

Value: TypeAlias = str | bool
"""What a named fact of a record may be."""

Wanted: TypeAlias = Mapping[str, tuple[Value, ...]]
"""Named facts, and the values among which each must be."""


def version_of(definition: object) -> str:
    """The first twelve hexadecimal digits of the SHA-256 of all that a definition says."""
    return sha256(msgspec.json.encode(definition, order="deterministic")).hexdigest()[:12]


@frozen(kw_only=True)
class FormColumn:
    """Cột: one column of a table; it counts, or is a sum of others, or can't be filled.

    Args:
        number: mã số (MS), 1, 2, 3, … within the table.
        heading: as printed, in Vietnamese.
        groups: the headings above it, outermost first.
        counts: what is counted (`quantities.QUANTITIES`) …
        wanted: … where the named facts of a record have these values.
        sum: the numbers of the columns that it is the sum of.
        checks: the sums of columns that it must agree with as well.
        not_recorded: why the record can't fill it.
        note: what a reader should know of it.
    """

    number: int
    heading: str
    groups: tuple[str, ...] = ()
    counts: str | None = None
    wanted: Wanted = field(factory=dict)
    sum: tuple[int, ...] = ()
    checks: tuple[tuple[int, ...], ...] = ()
    not_recorded: str | None = None
    note: str | None = None

    @property
    def title(self) -> str:
        """The heading with those above it."""
        return " – ".join((*self.groups, self.heading))


@frozen(kw_only=True)
class FormTable:
    """Biểu: one table of a generation.

    Args:
        code: số biểu, such as `01/XLĐ`.
        title: tên biểu.
        certainty: how sure we are of its columns.
        columns: in the order of their numbers.
        note: what isn't sure about it.
        numbering: `form`: the numbers are those of the form; `ours`: only its groups are known.
        cases: among which records one stands for each vụ việc.
        left_out: which records are shown beside the table, because what its columns ask for
            isn't on record yet; None: none can be.
    """

    code: str
    title: str
    certainty: Certainty
    columns: tuple[FormColumn, ...]
    note: str = ""
    numbering: Literal["form", "ours"] = "form"
    cases: Wanted = field(factory=dict)
    left_out: Wanted | None = None

    @property
    def version(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of all that it says."""
        return version_of(self)

    def column(self, number: int) -> FormColumn:
        """The column with that number.

        Raises:
            Invalid: it has no such column.
        """
        for one in self.columns:
            if one.number == number:
                return one
        raise Invalid(
            "{table} has no column {number}",
            expected="a number from 1 to {most}",
            table=self.code,
            number=number,
            most=len(self.columns),
        )


@frozen(kw_only=True)
class Generation:
    """Thế hệ biểu mẫu: the tables of one circular.

    Args:
        id: its short id, such as `2024`.
        circular: the circular, as cited.
        since: the first local day on which it is in force.
        until: the last local day; None while it is.
        certainty: how sure we are that these are its tables.
        note: what isn't sure about it.
        tables: in the order of their codes on the forms; none where its columns weren't read.
        unread: of such a one, the generation whose tables are printed instead.
        instead_of: the circular in the place of whose tables these are printed, if they are.
    """

    id: str
    circular: str
    since: date
    until: date | None = None
    certainty: Certainty
    note: str = ""
    tables: tuple[FormTable, ...] = ()
    unread: str | None = None
    instead_of: str | None = None

    @property
    def heading(self) -> str:
        """Căn cứ lập biểu, as its tables are headed: no table bears a circular that wasn't read."""
        if self.instead_of is None:
            return self.circular
        return f"theo {_short(self.circular)} (chưa có biểu của {_short(self.instead_of)})"

    def in_force(self, day: date) -> bool:
        """Whether it is in force on a local day."""
        return self.since <= day <= (self.until or date.max)

    def table(self, code: str) -> FormTable:
        """The table with that code, upper or lower case.

        Raises:
            Invalid: this generation has no such table on record here.
        """
        for one in self.tables:
            if one.code.casefold() == code.casefold():
                return one
        self.must_be_read()
        raise Invalid(
            "{circular} has no table {code!r} here",
            expected="one of {among}",
            circular=self.circular,
            code=code,
            among=", ".join(one.code for one in self.tables),
        )

    def must_be_read(self) -> None:
        """Refuse to print what nobody has read.

        Raises:
            Invalid: its columns weren't read.
        """
        if not self.tables:
            raise Invalid(
                "the columns of the tables of {circular} aren't known",
                expected="a file with these columns (--tables), or the generation {unread}",
                circular=self.circular,
                unread=self.unread,
            )


def _short(circular: str) -> str:
    """A circular as running text names it, without who issued it.

    >>> _short("Thông tư 01/2024/TT-TTCP")
    'Thông tư 01/2024'
    """
    return circular.partition("/TT-")[0]


@frozen(kw_only=True)
class Definitions:
    """Hệ thống biểu mẫu: every generation, the oldest first."""

    generations: tuple[Generation, ...]

    def generation(self, id: str) -> Generation:
        """The generation with that id.

        Raises:
            Invalid: there is none.
        """
        for one in self.generations:
            if one.id == id:
                return one
        raise Invalid(
            "there is no generation {id!r}",
            expected="one of {among}",
            id=id,
            among=", ".join(one.id for one in self.generations),
        )

    def counted(self, day: date, id: str | None = None) -> Generation:
        """The generation whose tables are counted for a period that ends on a local day.

        Args:
            day: the last day of the period.
            id: whose tables are asked for; None: those in force, and of a circular whose columns
                weren't read those that are printed instead, which say so in their heading.

        Raises:
            Invalid: there is no such generation, or its columns weren't read.

        Example:
            >>> from dialogue_cases.statistics import definitions
            >>> definitions().counted(date(2026, 6, 14)).heading
            'theo Thông tư 01/2024 (chưa có biểu của Thông tư 06/2025)'
        """
        if id is None:
            now = self.in_force(day)
            id = now.unread or now.id
        chosen = self.generation(id)
        chosen.must_be_read()
        for other in self.generations:
            if other.unread == id and other.in_force(day):
                return evolve(chosen, instead_of=other.circular)
        return chosen

    def in_force(self, day: date) -> Generation:
        """The generation in force on a local day.

        Raises:
            Invalid: none is known for that day.
        """
        for one in self.generations:
            if one.in_force(day):
                return one
        raise Invalid(
            "no circular on statistics is known for {day}",
            expected="a generation: {among}",
            day=day,
            among=", ".join(one.id for one in self.generations),
        )
