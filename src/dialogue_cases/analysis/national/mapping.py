"""Bảng đối chiếu: what the national database is given, field by field, as data."""

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

from attrs import evolve, field, frozen

from dialogue_cases.statistics.definition import Generation, version_of
from dialogue_cases.statistics.records import Population
from dialogue_cases.vocabulary import Certainty

Origin: TypeAlias = Literal["column", "fact", "quantity", "member", "missing"]
"""Where a field comes from: a column of the reception book; a named fact, a quantity or an
attribute of what statistics count (`statistics.records`, `quantities`); nowhere."""

ORIGINS: tuple[Origin, ...] = get_args(Origin)

RowsOf: TypeAlias = Literal["reception_book"] | Population
"""What a row is: a line of the reception book, or one record that statistics count."""


@frozen(kw_only=True)
class Sourced:
    """Căn cứ: something that is asked for, where that was read, and how sure it is.

    Args:
        text: what is asked for, in Vietnamese.
        source: the norm or the form, as cited.
        certainty: how sure we are of it.
        missing: why the record can't give it; None where it does.
    """

    text: str
    source: str
    certainty: Certainty
    missing: str | None = None


@frozen(kw_only=True)
class NationalField(Sourced):
    """Trường dữ liệu: one field of a row; `text` is its heading.

    Args:
        name: its name in the file, and in the record, where it comes from there.
        origin: where it comes from.
        sealed: whether it holds personal data, and is blank unless somebody opened them.
        words: what each word that it may hold is called, in Vietnamese.
    """

    name: str
    origin: Origin
    sealed: bool = False
    words: Mapping[str, str] = field(factory=dict)


@frozen(kw_only=True)
class NationalRows:
    """Nhóm dòng: rows of one sort.

    Args:
        of: what a row is.
        heading: what these rows are called, in Vietnamese.
        fields: in their order.
    """

    of: RowsOf
    heading: str
    fields: tuple[NationalField, ...]


@frozen(kw_only=True)
class NationalMapping:
    """Bảng đối chiếu: all that is handed on.

    Args:
        database: the database, as it is called here.
        format: what isn't known of its own format.
        duties: who must keep it up to date, by which norm.
        generation: whose statistical tables the figures are of …
        tables: … and where these were read.
        rows: the sorts of rows.
        missing: what is asked for as a whole and can't be given.
    """

    database: str
    format: str
    duties: tuple[Sourced, ...]
    generation: str
    tables: Sourced
    rows: tuple[NationalRows, ...]
    missing: tuple[Sourced, ...]

    @property
    def version(self) -> str:
        """The first twelve hexadecimal digits of the SHA-256 of all that it says."""
        return version_of(self)

    def with_tables_of(self, given: Generation) -> "NationalMapping":
        """The same with the figures of another circular, which an office has the tables of."""
        return evolve(
            self,
            generation=given.id,
            tables=evolve(self.tables, source=given.circular, certainty=given.certainty),
            missing=tuple(one for one in self.missing if one.source != given.circular),
        )

    @property
    def gaps(self) -> tuple[Sourced, ...]:
        """All that can't be given: as a whole, and of single fields."""
        fields = (one for rows in self.rows for one in rows.fields)
        return (*self.missing, *(one for one in fields if one.missing is not None))
