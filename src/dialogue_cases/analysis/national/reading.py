"""Đọc `national.toml`: the mapping is checked when it is read, and all mistakes are told."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import get_args

from dialogue_cases.analysis.national.mapping import (
    ORIGINS,
    NationalField,
    NationalMapping,
    NationalRows,
    Origin,
    RowsOf,
    Sourced,
)
from dialogue_cases.projection import Column
from dialogue_cases.statistics import definitions
from dialogue_cases.statistics.definition import Value
from dialogue_cases.statistics.quantities import QUANTITIES
from dialogue_cases.statistics.records import VALUES, Population
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.views import reception_book
from dialogue_cases.views.reception_book import ReceptionBookLine
from dialogue_cases.vocabulary import Certainty

BOOK: Mapping[str, Column[ReceptionBookLine]] = {
    column.fields[0]: column for column in reception_book.COLUMNS.shown
}
"""The columns of the reception book, by the first field that each shows."""

MEMBER = ("case", "day", "people")
"""Attributes of what is counted that are no named facts, and tell something by themselves."""

POPULATIONS: tuple[Population, ...] = get_args(Population)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)


@cache
def national_mapping() -> NationalMapping:
    """The mapping of this library.

    Example:
        >>> [rows.of for rows in national_mapping().rows]
        ['reception_book', 'turn', 'reception', 'petition', 'proceeding']
    """
    with resources.as_file(resources.files(__package__).joinpath("national.toml")) as path:
        return read_national_mapping(path)


def read_national_mapping(path: Path) -> NationalMapping:
    """Read and check a mapping.

    Raises:
        Invalid: everything that is wrong with it, where, and what would be right.
    """
    file = TomlFile.open(path)
    root = file.root
    tables = root.table("tables")
    mapping = NationalMapping(
        database=root.text("database"),
        format=root.text("format"),
        duties=tuple(map(_sourced, root.rows("duty"))),
        generation=tables.choice("generation", [one.id for one in definitions().generations]),
        tables=_sourced(tables),
        rows=tuple(map(_rows, root.rows("rows"))),
        missing=tuple(_sourced(one, gap=True) for one in root.rows("missing")),
    )
    if not mapping.rows:
        root.wrong("rows", "there are no rows", "at least one [[rows]]")
    file.finish()
    return mapping


def _sourced(table: TomlTable, *, gap: bool = False) -> Sourced:
    return Sourced(
        text=table.text("text"),
        source=table.text("source"),
        certainty=table.choice("certainty", CERTAINTIES),
        missing=table.text("missing") if gap else None,
    )


def _rows(table: TomlTable) -> NationalRows:
    of: RowsOf = table.choice("of", ("reception_book", *POPULATIONS))
    form, certainty = table.text("form"), table.choice("certainty", CERTAINTIES)
    found: list[NationalField] = []
    for row in table.rows("fields"):
        one = _field(row, of, form, certainty)
        if any(one.name == other.name for other in found):
            table.wrong("fields", "{name!r} stands twice", "each field once", name=one.name)
        found.append(one)
    if not found:
        table.wrong("fields", "there are no fields", "a list of tables")
    return NationalRows(of=of, heading=table.text("heading"), fields=tuple(found))


def _field(table: TomlTable, of: RowsOf, form: str, certainty: Certainty) -> NationalField:
    origins: Sequence[Origin] = [one for one in ORIGINS if table.has(one)]
    if len(origins) != 1:
        table.wrong(
            "source",
            "a field has {origins}",
            "exactly one of {among}",
            origins=" and ".join(origins) or "no origin",
            among=", ".join(ORIGINS),
        )
    origin: Origin = origins[0] if origins else "missing"
    table.asked.update(origins)
    column = None
    if origin == "missing":
        name = table.text("name")
    else:
        name = table.choice(origin, _known(of)[origin] or ("",))
        column = BOOK.get(name) if origin == "column" else None
    words: Mapping[str, str] = {}
    if origin == "fact" and of != "reception_book":
        words = _words(table, VALUES[of].get(name, ()))
    return NationalField(
        name=name,
        text=table.text("heading") if column is None else column.vi,
        source=f"{form}, {table.text('place')}",
        certainty=certainty,
        origin=origin,
        missing=table.text("missing") if origin == "missing" else None,
        sealed=column is not None and column.sealed,
        words=words,
    )


def _words(table: TomlTable, values: Sequence[Value]) -> Mapping[str, str]:
    """What each word among the values of a fact is called; yes and no need no word."""
    words = [one for one in values if isinstance(one, str)]
    if not words:
        return {}
    said = table.table("words")
    return {one: said.text(one) for one in words}


def _known(of: RowsOf) -> Mapping[Origin, tuple[str, ...]]:
    """What each origin can name in rows of one sort."""
    if of == "reception_book":
        return {"column": tuple(BOOK), "fact": (), "quantity": (), "member": ()}
    return {
        "column": (),
        "fact": tuple(VALUES[of]),
        "quantity": tuple(name for name, one in QUANTITIES.items() if one.population == of),
        "member": MEMBER,
    }
