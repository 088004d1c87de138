"""Lược đồ: a table's columns and its Arrow schema, as they follow from the class of its rows."""

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

from attrs import frozen

from dialogue_cases.analysis.tables import TABLES, AnalysisRow
from dialogue_cases.errors import Invalid

if TYPE_CHECKING:
    import pyarrow as pa

STRING, INTEGER, YES_NO, DAY, INSTANT, STRINGS = (
    "string", "int64", "bool", "date32[day]", "timestamp[us, tz=UTC]", "list<string>",
)  # fmt: skip
"""The types of columns, as Arrow calls them: none is nested, but for lists of texts."""


@frozen(kw_only=True)
class AnalysisColumn:
    """Cột: one column of a table.

    Args:
        name: what it is called.
        type: its Arrow type.
        optional: whether it may be empty.
        about: what it is.
    """

    name: str
    type: str
    optional: bool
    about: str


@cache
def columns_of(table: str) -> tuple[AnalysisColumn, ...]:
    """The columns of a table, in their order.

    Raises:
        Invalid: there is no such table.

    Example:
        >>> [one.name for one in columns_of("officers")][4:]
        ['office', 'body', 'officer', 'since', 'until']
        >>> columns_of("officers")[-1].type
        'date32[day]'
    """
    row = row_of(table)
    hints, about = get_type_hints(row), dict(_said(row))
    return tuple(
        AnalysisColumn(
            name=name,
            type=_type(hints[name]),
            optional=NoneType in get_args(hints[name]),
            about=about[name],
        )
        for name in row.__struct_fields__
    )


def row_of(table: str) -> type[AnalysisRow]:
    """The class of a table's rows.

    Raises:
        Invalid: there is no such table.
    """
    if table not in TABLES:
        raise Invalid(
            "{text} isn't known here",
            where="table",
            expected="one of {among}",
            text=table,
            among=", ".join(TABLES),
        )
    return TABLES[table]


def _type(hint: Any) -> str:
    kinds = [one for one in get_args(hint) if one is not NoneType] or [hint]
    if get_origin(hint) is tuple:
        return STRINGS
    of_class: Mapping[Any, str] = {bool: YES_NO, int: INTEGER, date: DAY, datetime: INSTANT}
    return next((of_class[one] for one in kinds if one in of_class), STRING)


_ARGUMENT = re.compile(r"^    (\w+): (.*(?:\n        .*)*)", re.MULTILINE)


def _said(row: type) -> Iterator[tuple[str, str]]:
    """What the documentation of a class, and of those that it is made of, says of its fields."""
    for shape in reversed(row.__mro__):
        said = inspect.cleandoc(shape.__dict__.get("__doc__") or "")
        for name, about in _ARGUMENT.findall(said.partition("Args:\n")[2]):
            yield name, " ".join(about.split())


def arrow() -> Any:
    """The `pyarrow` module.

    Raises:
        Invalid: it isn't installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise Invalid(
            "pyarrow isn't installed", expected="pip install 'dialogue-cases[analysis]'"
        ) from None
    return pa


@cache
def schema_of(table: str) -> "pa.Schema":
    """The Arrow schema of a table, which says of each column what it is.

    Raises:
        Invalid: there is no such table, or `pyarrow` isn't installed.
    """
    pa = arrow()
    types = {
        STRING: pa.string(), INTEGER: pa.int64(), YES_NO: pa.bool_(), DAY: pa.date32(),
        INSTANT: pa.timestamp("us", tz="UTC"), STRINGS: pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema(
        [
            pa.field(one.name, types[one.type], one.optional, metadata={"about": one.about})
            for one in columns_of(table)
        ]
    )


def batch_of(rows: Sequence[tuple[Any, ...]], schema: "pa.Schema") -> "pa.RecordBatch":
    """Rows as columns.

    Args:
        rows: the values of each, in the order of the schema.
        schema: of the table.
    """
    pa = arrow()
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(one, kind) for one, kind in zip(columns, schema.types, strict=True)]
    return pa.record_batch(arrays, schema=schema)
