"""OCEL 2.0: the record as an object-centric event log, as JSON and as an SQLite database.

Lives are read one after the other, and put in the order of time in a database without a name,
which SQLite keeps in its temporary folder and deletes; so memory doesn't grow with the record.
Both forms are written from there, with equal times in the order of the log.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO, TypeAlias

from attrs import define, field

from dialogue_cases import whole_file
from dialogue_cases.analysis.mining.model import MinedEvent, MinedLife, MinedObject
from dialogue_cases.analysis.mining.told import Scalar, as_text

Attributes: TypeAlias = dict[str, dict[str, str]]
"""By the type of an event or an object its attributes, each with its type in OCEL."""

AT_ONCE = 1000
"""How many lives are kept in memory until they are put in order."""

_STAGED = (
    "CREATE TABLE events (id TEXT PRIMARY KEY, type TEXT, time TEXT, position INTEGER, said TEXT)",
    "CREATE TABLE objects (id TEXT PRIMARY KEY, type TEXT, since TEXT)",
    "CREATE TABLE changes (object TEXT, name TEXT, said TEXT, since TEXT)",
    "CREATE TABLE touched (event TEXT, object TEXT, qualifier TEXT, "
    "PRIMARY KEY (event, object, qualifier)) WITHOUT ROWID",
    "CREATE TABLE related (object TEXT, other TEXT, qualifier TEXT, "
    "PRIMARY KEY (object, other, qualifier)) WITHOUT ROWID",
    "BEGIN",
)

_IN_ORDER = (
    "CREATE INDEX in_time ON events (time, position)",
    "CREATE INDEX of_object ON changes (object)",
    "DELETE FROM touched WHERE object NOT IN (SELECT id FROM objects)",
    "DELETE FROM related WHERE other NOT IN (SELECT id FROM objects)",
    "COMMIT",
)
"""What is named and isn't told is no object, so nothing is said of how it was touched."""

_EVENTS = """
SELECT id, type, time, said, (
  SELECT json_group_array(json_array(object, qualifier)) FROM touched WHERE event = events.id
) FROM events ORDER BY time, position
"""

_OBJECTS = """
SELECT id, type, since, (
  SELECT json_group_array(json_array(name, said, since)) FROM (
    SELECT name, said, since FROM changes WHERE object = objects.id ORDER BY rowid
  )
), (
  SELECT json_group_array(json_array(other, qualifier)) FROM related WHERE object = objects.id
) FROM objects ORDER BY type, id
"""


@define
class ObjectCentricLog:
    """Nhật ký sự kiện hướng đối tượng: a record in the order of time, ready to be written.

    It is a context, and holds a database without a name until it is left.

    Args:
        lives: as `mined_lives` yields them.

    Example:
        >>> from examples.practice import practise
        >>> from dialogue_cases.analysis.mining.reading import mined_lives
        >>> with ObjectCentricLog(mined_lives(practise())) as log:
        ...     log.counts
        {'events': 42, 'objects': 17}
    """

    lives: Iterable[MinedLife]
    event_types: Attributes = field(factory=dict, init=False)
    object_types: Attributes = field(factory=dict, init=False)
    _staged: sqlite3.Connection = field(init=False)

    def __enter__(self) -> "ObjectCentricLog":
        self._staged = sqlite3.connect("", isolation_level=None)
        try:
            for statement in _STAGED:
                self._staged.execute(statement)
            lives = iter(self.lives)
            while some := list(islice(lives, AT_ONCE)):
                self._stage(some)
            for statement in _IN_ORDER:
                self._staged.execute(statement)
        except BaseException:
            self._staged.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._staged.close()

    @property
    def counts(self) -> Mapping[str, int]:
        """How many events and objects there are."""
        return {
            what: self._staged.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
            for what in ("events", "objects")
        }

    def write_json(self, path: Path) -> None:
        """Write it as OCEL 2.0 JSON, one event and one object a line: all of it, or nothing.

        Args:
            path: a file that isn't there yet, or may be written over.

        Raises:
            OSError: it can't be written there; what was there is as it was.
        """
        with whole_file.text(path) as file:
            file.write('{"eventTypes":')
            file.write(_dumped(_types(self.event_types)))
            file.write(',\n"objectTypes":')
            file.write(_dumped(_types(self.object_types)))
            file.write(',\n"events":')
            _lines(file, map(_event_in_json, self._staged.execute(_EVENTS)))
            file.write(',\n"objects":')
            _lines(file, map(_object_in_json, self._staged.execute(_OBJECTS)))
            file.write("}\n")

    def write_sqlite(self, path: Path) -> None:
        """Write it as an OCEL 2.0 relational database, with its keys: all of it, or nothing.

        Args:
            path: a file that isn't there yet, or may be written over.

        Raises:
            OSError: it can't be written there; what was there is as it was.
            sqlite3.Error: likewise, as SQLite says it.
        """
        with (
            whole_file.made(path) as beside,
            closing(sqlite3.connect(beside, isolation_level=None)) as database,
        ):
            database.execute("PRAGMA journal_mode = OFF")  # it takes its place when it is whole
            database.execute("BEGIN")
            for statement in self._tables():
                database.execute(statement)
            for what, types in (("event", self.event_types), ("object", self.object_types)):
                rows = [(one, _mapped(one)) for one in sorted(types)]
                database.executemany(f"INSERT INTO {what}_map_type VALUES (?, ?)", rows)
            self._fill(database)
            database.execute("COMMIT")

    # -- Staging ----------------------------------------------------------------------

    def _stage(self, lives: list[MinedLife]) -> None:
        events = [one for life in lives for one in life.events]
        new = [one for life in lives for one in life.objects if self._is_new(one)]
        every = [one for life in lives for one in life.objects]
        for one in events:
            _note(self.event_types, one.type, one.values)
        for each in every:
            _note(self.object_types, each.type, {c.name: c.value for c in each.changes})
        put = self._staged.executemany
        put("INSERT INTO events VALUES (?, ?, ?, ?, ?)", map(_staged_event, events))
        put(
            "INSERT INTO touched VALUES (?, ?, ?)",
            ((one.id, *relation) for one in events for relation in one.relations),
        )
        put(
            "INSERT INTO changes VALUES (?, ?, ?, ?)",
            ((o.id, c.name, as_text(c.value), as_text(c.since)) for o in new for c in o.changes),
        )
        put(
            "INSERT OR IGNORE INTO related VALUES (?, ?, ?)",
            ((one.id, *relation) for one in every for relation in one.relations),
        )

    def _is_new(self, one: MinedObject) -> bool:
        """Put an object there, unless another life has brought it."""
        row = (one.id, one.type, as_text(one.since))
        found = self._staged.execute("INSERT OR IGNORE INTO objects VALUES (?, ?, ?)", row)
        return found.rowcount == 1

    # -- The relational form ----------------------------------------------------------

    def _tables(self) -> Iterator[str]:
        for what in ("event", "object"):
            yield f"CREATE TABLE {what}_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)"
            yield (
                f"CREATE TABLE {what} (ocel_id TEXT PRIMARY KEY, "
                f"ocel_type TEXT REFERENCES {what}_map_type (ocel_type))"
            )
        yield (
            "CREATE TABLE event_object (ocel_event_id TEXT REFERENCES event (ocel_id), "
            "ocel_object_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT, "
            "PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier))"
        )
        yield (
            "CREATE TABLE object_object (ocel_source_id TEXT REFERENCES object (ocel_id), "
            "ocel_target_id TEXT REFERENCES object (ocel_id), ocel_qualifier TEXT, "
            "PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier))"
        )
        for kind, attributes in sorted(self.event_types.items()):
            yield (
                f'CREATE TABLE "event_{_mapped(kind)}" (ocel_id TEXT PRIMARY KEY '
                f"REFERENCES event (ocel_id), ocel_time TIMESTAMP{_columns(attributes)})"
            )
        for kind, attributes in sorted(self.object_types.items()):
            yield (
                f'CREATE TABLE "object_{_mapped(kind)}" (ocel_id TEXT REFERENCES object (ocel_id), '
                f"ocel_time TIMESTAMP, ocel_changed_field TEXT{_columns(attributes)})"
            )

    def _fill(self, database: sqlite3.Connection) -> None:
        for name, kind, since, changes, _ in self._staged.execute(_OBJECTS):
            columns = self.object_types[kind]
            database.execute("INSERT INTO object VALUES (?, ?)", (name, kind))
            table = f'INSERT INTO "object_{_mapped(kind)}" VALUES (?, ?, ?{", ?" * len(columns)})'
            first: dict[str, str] = {}
            later: list[tuple[str, str, str]] = []
            for each, said, at in json.loads(changes):
                if at == since and each not in first:
                    first[each] = said
                else:
                    later.append((each, said, at))
            database.execute(table, (name, since, None, *_stored(columns, first)))
            for each, said, at in later:
                database.execute(table, (name, at, each, *_stored(columns, {each: said})))
        for name, kind, at, said, _ in self._staged.execute(_EVENTS):
            columns = self.event_types[kind]
            database.execute("INSERT INTO event VALUES (?, ?)", (name, kind))
            table = f'INSERT INTO "event_{_mapped(kind)}" VALUES (?, ?{", ?" * len(columns)})'
            database.execute(table, (name, at, *_stored(columns, json.loads(said))))
        database.executemany(
            "INSERT INTO event_object VALUES (?, ?, ?)",
            self._staged.execute(
                "SELECT event, object, qualifier FROM touched JOIN events ON id = event "
                "ORDER BY time, position, object, qualifier"
            ),
        )
        database.executemany(
            "INSERT INTO object_object VALUES (?, ?, ?)",
            self._staged.execute("SELECT object, other, qualifier FROM related"),
        )


# -- Values ---------------------------------------------------------------------------


def _type(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "time" if isinstance(value, date) else "string"


_SQL = {"boolean": "BOOLEAN", "integer": "INTEGER", "time": "TIMESTAMP", "string": "TEXT"}


def _note(types: Attributes, kind: str, values: Mapping[str, Scalar]) -> None:
    known = types.setdefault(kind, {})
    for name, value in values.items():
        known.setdefault(name, _type(value))


def _staged_event(one: MinedEvent) -> tuple[Any, ...]:
    said = {name: as_text(value) for name, value in one.values.items()}
    return one.id, one.type, as_text(one.time), one.position, _dumped(said)


def _stored(columns: Mapping[str, str], said: Mapping[str, str]) -> Iterator[str | bool | None]:
    """The values of a row; a number becomes one by its column."""
    for name, kind in columns.items():
        value = said.get(name)
        yield value == "true" if kind == "boolean" and value is not None else value


def _columns(attributes: Mapping[str, str]) -> str:
    return "".join(f', "{name}" {_SQL[kind]}' for name, kind in attributes.items())


def _mapped(kind: str) -> str:
    """What a type is called in the name of its table."""
    return kind.replace(".", "_")


# -- JSON -----------------------------------------------------------------------------


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _types(types: Attributes) -> list[dict[str, Any]]:
    return [
        {"name": kind, "attributes": [{"name": n, "type": t} for n, t in attributes.items()]}
        for kind, attributes in sorted(types.items())
    ]


def _lines(file: TextIO, values: Iterator[Any]) -> None:
    file.write("[")
    for number, one in enumerate(values):
        file.write((",\n" if number else "\n") + _dumped(one))
    file.write("\n]")


def _event_in_json(row: tuple[Any, ...]) -> dict[str, Any]:
    name, kind, at, said, touched = row
    return {
        "id": name,
        "type": kind,
        "time": at,
        "attributes": [{"name": n, "value": v} for n, v in json.loads(said).items()],
        "relationships": _relationships(touched),
    }


def _object_in_json(row: tuple[Any, ...]) -> dict[str, Any]:
    name, kind, _, changes, related = row
    return {
        "id": name,
        "type": kind,
        "attributes": [
            {"name": each, "time": at, "value": said} for each, said, at in json.loads(changes)
        ],
        "relationships": _relationships(related),
    }


def _relationships(told: str) -> list[dict[str, str]]:
    return [{"objectId": one, "qualifier": how} for one, how in json.loads(told)]
