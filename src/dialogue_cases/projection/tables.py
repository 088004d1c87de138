"""Bảng của các sổ: rows put into tables, swap, and asked for in SQL."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeAlias, TypeVar

import msgspec

from dialogue_cases.law import Law
from dialogue_cases.projection.view import LifeAsKnown, View, reader, stored
from dialogue_cases.record import Known, Recorded, known_then

R = TypeVar("R")

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many facts of how many have been read."""


class Filler:
    """Người ghi sổ: adds the rows of lives to the tables of some views, many at a time.

    Args:
        database: where the tables are …
        into: … and in which of what is attached to it.
        views: whose rows are made.
        law: with the ward's own regulations.
        known: as `LifeAsKnown` takes it …
        on: … and this too.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        into: str,
        views: Sequence[View],
        law: Law,
        known: Known | None,
        on: date | None = None,
    ) -> None:
        self._database, self._law, self._known, self._on = database, law, known, on
        # Two views may have rows of one class, each in a table of its own.
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        told = [
            (
                view,
                {one.row: self._rows.setdefault(one.insert_into(into), []) for one in view.tables},
            )
            for view in views
        ]
        self._about = {
            word: [one for one in told if word in one[0].about]
            for word in {word for view in views for word in view.about}
        }
        self._held = 0

    def add(self, history: Sequence[Recorded[Any]]) -> None:
        """Add the rows of one life, sooner or later: all of them, or none.

        Raises:
            ArithmeticError, ValueError: a value in them can't be kept.
        """
        seen = history
        if self._known is not None:
            seen = [one for one in history if known_then(one, self._known)]
        if not seen:
            return
        life = LifeAsKnown(seen, self._law, self._known, self._on)
        about = self._about.get(life.stream.partition("/")[0], ())
        made = [(rows[type(row)], stored(row)) for view, rows in about for row in view.rows(life)]
        for rows, values in made:
            rows.append(values)
        self._held += len(made)
        if self._held >= _AT_ONCE:
            self.write()

    def write(self) -> None:
        """Write what isn't in the tables yet."""
        for insert, rows in self._rows.items():
            if rows:
                self._database.executemany(insert, rows)
                rows.clear()
        self._held = 0


_AT_ONCE = 2_000
"""How many rows are held until they are written."""


def swap(database: sqlite3.Connection, view: View, made: Sequence[str]) -> None:
    """Put what was made in other databases in the place of the tables that are there.

    Args:
        database: with the others attached to it.
        view: whose tables.
        made: the other databases, each with some of the rows.
    """
    for table in view.tables:
        database.execute(f"DROP TABLE IF EXISTS main.{table.name}")
        database.execute(table.made_in("main"))
        for one in made:
            database.execute(f"INSERT INTO main.{table.name} SELECT * FROM {one}.{table.name}")
        for index in table.indexes:
            database.execute(index)


@contextmanager
def seen_with(
    database: sqlite3.Connection, view: View, others: str, streams: Iterable[str]
) -> Iterator[None]:
    """Let questions see the tables of a view with other rows of some lives.

    Args:
        database: where the view is kept, with another one attached.
        view: whose tables.
        others: the attached database, with the other rows.
        streams: the lives whose kept rows aren't seen.
    """
    database.execute(f"CREATE TABLE {others}.unseen (stream TEXT PRIMARY KEY) WITHOUT ROWID")
    database.executemany(f"INSERT INTO {others}.unseen VALUES (?)", ((one,) for one in streams))
    try:
        for table in view.tables:
            database.execute(
                f"CREATE TEMP VIEW {table.name} AS SELECT * FROM main.{table.name} "
                f"WHERE stream NOT IN (SELECT stream FROM {others}.unseen) "
                f"UNION ALL SELECT * FROM {others}.{table.name}"
            )
        yield
    finally:
        for table in view.tables:
            database.execute(f"DROP VIEW IF EXISTS temp.{table.name}")


def has_tables(database: sqlite3.Connection, view: View) -> bool:
    """Whether the tables of a view are there: somebody may have tidied up."""
    question = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    return {table.name for table in view.tables} <= {name for (name,) in database.execute(question)}


def counted(
    histories: Iterable[list[Recorded[Any]]], total: int, progress: Progress | None
) -> Iterable[list[Recorded[Any]]]:
    """These lives, telling after each how far it has got."""
    done = 0
    for history in histories:
        yield history
        done += len(history)
        if progress is not None:
            progress(done, total)


def asked(
    database: sqlite3.Connection,
    shape: type[R],
    question: str,
    parameters: Mapping[str, Any] | None,
) -> tuple[R, ...]:
    """The answer to a question, each row of the class that was asked for."""
    found = database.execute(question, {name: _bound(v) for name, v in (parameters or {}).items()})
    columns, read = [one[0] for one in found.description], reader(shape)
    return tuple(read(columns, values) for values in found)


def where(conditions: Mapping[str, str], parameters: Mapping[str, Any]) -> str:
    """The conditions of a question whose parameter is given, joined by AND.

    What isn't asked for isn't in the statement (`:kind IS NULL OR kind = :kind` would be), for
    SQLite looks for an index before it knows the parameters.

    Args:
        conditions: in SQL, by the parameter that each one needs.
        parameters: by name; what is None, empty or False isn't asked for.
    """
    return " AND ".join(said for name, said in conditions.items() if parameters[name]) or "TRUE"


def _bound(value: Any) -> Any:
    (bound,) = stored(_One(value))
    return bound


class _One(msgspec.Struct):
    value: Any
