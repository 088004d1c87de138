"""Khai báo một sổ: what a view is made of, and the life that its rows are made from."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from importlib.metadata import version
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec
from attrs import field, frozen

from dialogue_cases.deadlines import Grounds, Obligation, deadlines, work
from dialogue_cases.law import Law
from dialogue_cases.office import life_of
from dialogue_cases.office.secrecy import was_secret
from dialogue_cases.prepared import converter
from dialogue_cases.record import Known, Recorded, in_effect, standing
from dialogue_cases.vocabulary import StreamId

R = TypeVar("R")

RELEASE = "dialogue-cases"
"""What the library is installed as."""


@frozen(slots=False)
class LifeAsKnown:
    """Một hồ sơ: one stream's history and the law, and what follows from the two.

    What several views need of it is worked out once.

    Args:
        history: one stream, by version, as far as it was known then.
        law: with the ward's own regulations.
        known: at the end of which local day, or at which position; None: now.
        on: the local day by which it has to have taken effect; None: all of it.
    """

    history: Sequence[Recorded[Any]]
    law: Law
    known: Known | None = None
    on: date | None = None

    @property
    def stream(self) -> StreamId:
        """Whose life it is."""
        return self.history[0].stream

    @cached_property
    def standing(self) -> list[Recorded[Any]]:
        """What stands of it, in the order of effect."""
        if self.on is None:
            return self._standing
        return [one for one in self._standing if self._is_seen(one)]

    @cached_property
    def voided(self) -> list[Recorded[Any]]:
        """The entries that were taken out of it, as they were entered."""
        if len(self._standing) == len(self.history):  # all of it stands
            return []
        stands = {one.root for one in self._standing}
        first = (one for one in self.history if one.corrects is None and self._is_seen(one))
        return [one for one in first if one.root not in stands]

    @cached_property
    def _standing(self) -> list[Recorded[Any]]:
        return standing(self.history, known=self.known)

    def _is_seen(self, fact: Recorded[Any]) -> bool:
        return self.on is None or in_effect(fact.on, self.on)

    @cached_property
    def state(self) -> Any:
        """How it stands: the life's own state class."""
        life = life_of(self.stream)
        return life.refold(self.standing)

    @cached_property
    def is_secret(self) -> bool:
        """Whether what it is about isn't told where somebody asks of many; see `was_secret`."""
        return was_secret(self.history)

    @cached_property
    def owed(self) -> list[Obligation]:
        """What is owed in it; see `deadlines.deadlines`."""
        return deadlines(self.history, self.law, known=self.known, facts=self.standing)

    @cached_property
    def work(self) -> Grounds | None:
        """What a task, or a petition that a body was told to settle, comes to on any day."""
        return work(self.owed, self.history, self._derived, self.standing, self.state)

    def _derived(self, history: Sequence[Recorded[Any]]) -> list[Obligation]:
        return deadlines(history, self.law, known=self.known)


@frozen
class ViewTable:
    """Bảng: one table of a view; how it is made follows from the class of its rows.

    Args:
        row: the class of its rows, whose fields are its columns; one of them is `stream`.
        name: what it is called in SQL.
        indexes: the SQL that makes its indexes.
        key: the column by which its rows are found and kept in order, if there is one.
    """

    row: type[msgspec.Struct]
    name: str
    indexes: tuple[str, ...] = ()
    key: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns, in the order of the row's fields."""
        return self.row.__struct_fields__

    def made_in(self, database: str) -> str:
        """The statement that makes it in an attached database; `main` is the one itself.

        Example:
            >>> class Day(msgspec.Struct):
            ...     stream: StreamId
            ...     last_on: date | None
            ...     petitions: int
            >>> print(ViewTable(Day, "days", key="stream").made_in("main"))
            CREATE TABLE main.days (
                stream TEXT PRIMARY KEY,
                last_on TEXT,
                petitions INTEGER NOT NULL) WITHOUT ROWID
        """
        hints = get_type_hints(self.row)
        columns = ",\n    ".join(self._column(name, hints[name]) for name in self.columns)
        ends = "" if self.key is None else " WITHOUT ROWID"
        return f"CREATE TABLE {database}.{self.name} (\n    {columns}){ends}"

    def _column(self, name: str, hint: Any) -> str:
        said = f"{name} {_sql_type(hint)}"
        if name == self.key:
            return f"{said} PRIMARY KEY"
        return said if NoneType in get_args(hint) else f"{said} NOT NULL"

    def insert_into(self, database: str) -> str:
        """The statement that adds one row to it there."""
        marks = ", ".join("?" * len(self.columns))
        columns = ", ".join(self.columns)
        return f"INSERT INTO {database}.{self.name} ({columns}) VALUES ({marks})"


Rows = Callable[[LifeAsKnown], Iterable[msgspec.Struct]]
"""What one life says in a view: a pure function of its history and the law."""


@frozen(kw_only=True)
class View:
    """Sổ: a table of answers, made from the record and never the other way round.

    Args:
        name: what it is called.
        version: raised by hand when `rows` says something else than before.
        about: first words of the streams that it is made from, such as `petition`.
        tables: its tables.
        rows: what one life says in it.
        of_law: whether its rows rest on the law too, so that they are made anew when the
            edition, the ward's own regulations or the announced days change.
    """

    name: str
    version: int
    about: tuple[str, ...]
    tables: tuple[ViewTable, ...]
    rows: Rows = field(repr=False)
    of_law: bool = False

    @cached_property
    def schema(self) -> str:
        """What its tables must have been made by to be read: the version, the statements, and
        this release of the library, whose lives the rows are made from."""
        made_by = [version(RELEASE), self.name, self.version, self.about, self.of_law]
        tables = [(one.made_in("main"), one.indexes) for one in self.tables]
        return hashlib.sha256(json.dumps([made_by, tables]).encode()).hexdigest()

    def is_about(self, stream: StreamId) -> bool:
        """Whether rows are made from that life."""
        return stream.partition("/")[0] in self.about


def digest_of(law: Law) -> str:
    """What of the law the rows of a view rest on: edition, the ward's own, and since when."""
    words = [(one.entry, one.known_since) for one in law.words]
    rests_on = [law.edition, law.regulations, law.days, law.years, law.bodies, words]
    return hashlib.sha256(msgspec.json.encode(rests_on, order="sorted")).hexdigest()


# -- Values in SQLite: numbers, texts, days as text, anything else as JSON -------------


def _sql_type(hint: Any) -> str:
    """As what `stored` keeps a value of this type."""
    kinds = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is Literal:
        numbers = all(isinstance(one, int) for one in kinds)
    elif get_origin(hint) in (Union, UnionType):
        return _sql_type(kinds[0])
    else:
        numbers = isinstance(hint, type) and issubclass(hint, int)
    return "INTEGER" if numbers else "TEXT"


def json_of(row: type[msgspec.Struct]) -> str:
    """The columns of a row as one value in SQL, where an answer has several in a row."""
    hints = get_type_hints(row)
    pairs = ", ".join(f"'{name}', {_as_json(name, hints[name])}" for name in row.__struct_fields__)
    return f"json_object({pairs})"


def _as_json(name: str, hint: Any) -> str:
    reads = _reads(hint)
    if reads is bool:
        return f"json(iif({name} IS NULL, 'null', iif({name}, 'true', 'false')))"
    return name if reads is _as_it_is else f"json({name})"


def stored(row: msgspec.Struct) -> tuple[Any, ...]:
    """The values of a row as they are stored."""
    values = list(msgspec.structs.astuple(row))
    numbers, others = _kept_by(type(row))
    for place in numbers:
        value = values[place]
        if value is not None and not _LEAST <= value <= _MOST:
            raise OverflowError(f"{value} is no number that SQLite keeps")
    for place in others:
        value = values[place]
        if type(value) is date:
            values[place] = value.isoformat()
        elif value is not None:
            values[place] = _stored(value)
    return tuple(values)


_LEAST, _MOST = -(2**63), 2**63 - 1


@cache
def _kept_by(shape: type[msgspec.Struct]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The places of the fields that are numbers, which have bounds, and of those that aren't kept
    as they are; the others are texts, or true or false."""
    hints = get_type_hints(shape)
    places = [(place, hints[name]) for place, name in enumerate(shape.__struct_fields__)]
    numbers = [
        place
        for place, hint in places
        if _is_plain(hint) and _sql_type(hint) == "INTEGER" and bool not in (hint, *get_args(hint))
    ]
    return tuple(numbers), tuple(place for place, hint in places if not _is_plain(hint))


def _is_plain(hint: Any) -> bool:
    kinds = [one for one in get_args(hint) if one is not NoneType]
    if get_origin(hint) is Literal:
        return all(isinstance(one, str | int) for one in kinds)
    if get_origin(hint) in (Union, UnionType):
        return all(map(_is_plain, kinds))
    return getattr(hint, "__supertype__", hint) in (str, int, bool)


def _stored(value: Any) -> str | int:
    if isinstance(value, str | int):  # a bool is a number here
        return value
    if isinstance(value, date):
        return value.isoformat()
    return msgspec.json.encode(value).decode() if value != () else "[]"


def reader(shape: type[R]) -> Callable[[Sequence[str], Sequence[Any]], R]:
    """A function that makes rows of a class from column names and stored values.

    What isn't of the declared type is refused, never passed on.
    """
    return cast(Callable[[Sequence[str], Sequence[Any]], R], _reader(cast(Any, shape)))


@cache
def _reader(shape: Any) -> Callable[[Sequence[str], Sequence[Any]], Any]:
    reads = {name: _reads(hint) for name, hint in get_type_hints(shape).items()}
    made = converter(shape)

    def read(columns: Sequence[str], values: Sequence[Any]) -> Any:
        told = {
            name: None if value is None else reads[name](value)
            for name, value in zip(columns, values, strict=True)
        }
        return made(told)

    return read


def _reads(hint: Any) -> Callable[[Any], Any]:
    kinds = [one for one in get_args(hint) if one is not NoneType] or [hint]
    if bool in kinds or hint is bool:
        return bool
    return msgspec.json.decode if any(map(_is_json, (hint, *kinds))) else _as_it_is


def _is_json(hint: Any) -> bool:
    shape = getattr(hint, "__origin__", hint)
    return shape is tuple or (isinstance(shape, type) and issubclass(shape, msgspec.Struct))


def _as_it_is(value: Any) -> Any:
    return value
