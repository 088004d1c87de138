"""Bộ ghi: the engine's recorder on a table of our own, and all that the store asks of that table.

Positions are explicit and never used twice (AUTOINCREMENT), and facts are text. A store in
another database brings the engine's recorder for that, with the same questions beside it.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from eventsourcing.persistence import Notification, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder

from dialogue_cases.codec import texts
from dialogue_cases.errors import StoreError
from dialogue_cases.store.engine import APPLICATION_ID, SCHEMA, Datastore

Rows: TypeAlias = Iterable[tuple[str, int, int, str, bytes, bytes | None]]
"""Facts as they lie there: stream, version, position, stored name, JSON in UTF-8, and the texts
that stand beside it."""

TEXTS = "CREATE TABLE IF NOT EXISTS texts (position INTEGER PRIMARY KEY, beside TEXT NOT NULL)"
"""Free texts stand beside the facts, where they can be removed. A store that was made before has
them in its facts, and gets the table with the first fact whose texts are set apart."""

TABLES = (
    """CREATE TABLE stored_events (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        originator_id TEXT NOT NULL,
        originator_version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        state TEXT NOT NULL,
        UNIQUE (originator_id, originator_version))""",
    "CREATE INDEX erasures ON stored_events (position) WHERE topic = 'erased'",
    TEXTS,
    """CREATE TABLE keys (
        key TEXT PRIMARY KEY,
        digest TEXT NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL) WITHOUT ROWID""",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {SCHEMA}",
)
INSERT = (
    "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
    "VALUES (?, ?, ?, ?)"
)
BESIDE = "(SELECT CAST(beside AS BLOB) FROM texts WHERE texts.position = stored_events.position)"
COLUMNS = "originator_id, originator_version, position, topic, CAST(state AS BLOB)"
_LIFE = "WHERE originator_id = ? AND originator_version > ? ORDER BY originator_version"
_LOG = "WHERE position > ? ORDER BY position LIMIT ?"
_SPAN = "WHERE position BETWEEN ? AND ? ORDER BY position"
_ERASURES = "WHERE topic = 'erased' AND position > ? ORDER BY position"
_KEYS = "SELECT key, digest, first, last FROM keys WHERE last <= ? ORDER BY key"
_INSERT_KEY = "INSERT INTO keys VALUES (?, ?, ?, ?)"
_STATE = "SELECT CAST(state AS BLOB) FROM stored_events WHERE position = ?"
FACT = (
    "SELECT CAST(originator_id AS BLOB), originator_version, CAST(topic AS BLOB), "
    "CAST(state AS BLOB) FROM stored_events WHERE position = ?"
)
_PLACED = (
    "SELECT position, CAST(state AS BLOB) FROM stored_events "
    "WHERE originator_id = ? AND originator_version = ?"
)
_POSITION = "SELECT coalesce(max(position), 0) FROM stored_events"
_GIVEN = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'stored_events'"
_HOLDS = "SELECT 1 FROM stored_events WHERE originator_id = ? AND originator_version = ?"
_VERSION = "SELECT max(originator_version) FROM stored_events WHERE originator_id = ?"


class Recorder(SQLiteApplicationRecorder):
    """Bộ ghi: one table, written and read here.

    By the engine's own methods, for whoever brings its tools along, and by questions that take
    a cursor: of a transaction that was begun, or of one question.
    """

    datastore: Datastore

    def __init__(self, datastore: Datastore) -> None:
        super().__init__(datastore)
        self.insert_events_statement = INSERT
        self._has_texts = False

    # -- What the store asks ------------------------------------------------------------

    def insert(
        self,
        cursor: sqlite3.Cursor,
        stream: str,
        version: int,
        name: str,
        state: str,
        beside: str | None = None,
    ) -> int:
        """Record a fact, and the texts that stand beside it; its position.

        Raises:
            sqlite3.IntegrityError: one of that life and version is there already.
            StoreError: the file didn't take it in.
        """
        cursor.execute(INSERT, (stream, version, name, state))
        if cursor.rowcount != 1:
            raise self._kept_out()
        position = cursor.lastrowid or 0
        if beside is not None:
            if not self.has_texts(cursor):
                cursor.execute(TEXTS)
            self._put_beside(cursor, position, beside)
        return position

    def _put_beside(self, cursor: sqlite3.Cursor, position: int, beside: str) -> None:
        cursor.execute("INSERT OR REPLACE INTO texts VALUES (?, ?)", (position, beside))
        if cursor.rowcount != 1:
            raise self._kept_out()

    def _kept_out(self) -> StoreError:
        """A trigger may leave a row out, and SQLite says of that nothing but how many went in."""
        return StoreError(
            self.datastore.url,
            "the file didn't take in what was to be recorded: something in it keeps rows out; "
            "dialogue-cases doctor names it",
        )

    def replace_text(
        self, cursor: sqlite3.Cursor, stream: str, version: int, place: str, text: str
    ) -> None:
        """Let another text read at a place of a fact; its own is removed with its salt.

        What is kept of the call that recorded it, and could be tried out, is removed too.

        Raises:
            Misfit: no text stands there.
        """
        position, state = cursor.execute(_PLACED, (stream, version)).fetchone()
        beside = texts.replacing(state, self.beside(cursor, position), place, text)
        cursor.execute(TEXTS)
        self._put_beside(cursor, position, beside)
        # A call that recorded nothing may have said the same words.
        cursor.execute(
            "UPDATE keys SET digest = '' WHERE ? BETWEEN first AND last OR last < first",
            (position,),
        )

    def has_texts(self, cursor: sqlite3.Cursor) -> bool:
        """Whether texts can stand beside the facts: a store that was made before has no place."""
        if self._has_texts:
            return True
        found = cursor.execute("SELECT 1 FROM sqlite_master WHERE name = 'texts'").fetchone()
        # In a transaction it may be its own, which may be undone.
        self._has_texts = found is not None and not cursor.connection.in_transaction
        return found is not None

    def facts(self, cursor: sqlite3.Cursor, which: str, parameters: Sequence[Any] = ()) -> Rows:
        """Facts as `Rows`, with what stands beside them.

        Args:
            cursor: of a transaction that was begun, or of one question.
            which: the rest of the statement, from `WHERE` on …
            parameters: … and what is asked with.
        """
        beside = BESIDE if self.has_texts(cursor) else "NULL"
        statement = f"SELECT {COLUMNS}, {beside} FROM stored_events {which}"
        return cursor.execute(statement, parameters)

    def life(self, cursor: sqlite3.Cursor, stream: str, after: int) -> Rows:
        """A life's facts by version, from the one after a version on."""
        return self.facts(cursor, _LIFE, (stream, after))

    def log(self, cursor: sqlite3.Cursor, after: int, most: int) -> Rows:
        """The facts after a position, in order, so many at most."""
        return self.facts(cursor, _LOG, (after, most))

    def span(self, cursor: sqlite3.Cursor, first: int, last: int) -> Rows:
        """The facts from one position to another, both included."""
        return self.facts(cursor, _SPAN, (first, last))

    def erasures(self, cursor: sqlite3.Cursor, after: int) -> Rows:
        """The recorded erasures after a position."""
        return self.facts(cursor, _ERASURES, (after,))

    def is_beside(self, cursor: sqlite3.Cursor, ref: str, place: str) -> bool:
        """Whether a fact commits to the text at a place."""
        stream, _, version = ref.rpartition("@")
        _, state = cursor.execute(_PLACED, (stream, int(version))).fetchone()
        return texts.is_committed(state, place)

    def place(self, cursor: sqlite3.Cursor, stream: str, version: int) -> int:
        """The position of a fact, 0 if there is none of that life and version."""
        row = cursor.execute(_PLACED, (stream, version)).fetchone()
        return 0 if row is None else row[0]

    def beside(self, cursor: sqlite3.Cursor, position: int) -> bytes | None:
        """What stands beside the fact at a position, None if nothing does."""
        if not self.has_texts(cursor):
            return None
        question = "SELECT CAST(beside AS BLOB) FROM texts WHERE position = ?"
        row = cursor.execute(question, (position,)).fetchone()
        return None if row is None else row[0]

    def redactions(self, cursor: sqlite3.Cursor) -> Rows:
        """Every recorded redaction of a text."""
        return self.facts(cursor, "WHERE topic IN ('redacted', 'redacted+texts') ORDER BY position")

    def keys(self, cursor: sqlite3.Cursor, upto: int) -> list[tuple[str, str, int, int]]:
        """The callers' keys of calls up to a position: key, digest, first fact and last."""
        return cursor.execute(_KEYS, (upto,)).fetchall()

    def insert_key(
        self, cursor: sqlite3.Cursor, key: str, digest: str, first: int, last: int
    ) -> None:
        """Keep a caller's key; of a call that recorded nothing, a last fact before the first."""
        cursor.execute(_INSERT_KEY, (key, digest, first, last))
        if cursor.rowcount != 1:
            raise self._kept_out()

    def state(self, cursor: sqlite3.Cursor, position: int) -> bytes | None:
        """The text of the fact at a position, None if there is none."""
        row = cursor.execute(_STATE, (position,)).fetchone()
        return None if row is None else row[0]

    @staticmethod
    def fingerprint(cursor: sqlite3.Cursor, position: int) -> str:
        """SHA-256 of the fact at a position, in hex; "" where there is none.

        A log that was cut and has grown again has another fact there: each says when it was
        recorded.
        """
        row = cursor.execute(FACT, (position,)).fetchone()
        if row is None:
            return ""
        stream, version, name, state = row
        return hashlib.sha256(b"\0".join([stream, str(version).encode(), name, state])).hexdigest()

    @staticmethod
    def position(cursor: sqlite3.Cursor) -> int:
        """The position of the last fact, 0 if there is none."""
        position: int = cursor.execute(_POSITION).fetchone()[0]
        return position

    def given(self, cursor: sqlite3.Cursor) -> int:
        """The last position that was ever given, also to a fact that isn't there any more."""
        given: int = cursor.execute(_GIVEN).fetchone()[0]
        return given

    def holds(self, cursor: sqlite3.Cursor, stream: str, version: int) -> bool:
        """Whether that fact is there."""
        return cursor.execute(_HOLDS, (stream, version)).fetchone() is not None

    def version(self, cursor: sqlite3.Cursor, stream: str) -> int:
        """The version of a life's last fact, 0 if there is none."""
        return cursor.execute(_VERSION, (stream,)).fetchone()[0] or 0

    # -- What the engine asks -----------------------------------------------------------

    def construct_create_table_statements(self) -> list[str]:
        return [TABLES[0].replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")]

    def _insert_events(self, c: Any, stored_events: Sequence[StoredEvent], **_: Any) -> list[int]:
        cursor = c.sqlite_cursor
        return [
            self.insert(
                cursor,
                str(one.originator_id),
                one.originator_version,
                one.topic,
                one.state.decode(),
            )
            for one in stored_events
        ]

    def select_events(self, *args: Any, **kwargs: Any) -> list[StoredEvent]:
        events = super().select_events(*args, **kwargs)
        return [
            StoredEvent(one.originator_id, one.originator_version, one.topic, _bytes(one.state))
            for one in events
        ]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> list[Notification]:
        statement = "SELECT * FROM stored_events WHERE position >= ? AND position <= ?"
        first = (start or 0) + (not inclusive_of_start)
        parameters: list[int | str] = [first, sys.maxsize if stop is None else stop]
        if topics:
            statement += f" AND topic IN ({','.join('?' * len(topics))})"
            parameters += topics
        with self.datastore.transaction(commit=False) as cursor:
            cursor.execute(statement + " ORDER BY position LIMIT ?", [*parameters, limit])
            return [
                Notification(
                    id=row["position"],
                    originator_id=row["originator_id"],
                    originator_version=row["originator_version"],
                    topic=row["topic"],
                    state=_bytes(row["state"]),
                )
                for row in cursor.fetchall()
            ]


def _bytes(text: Any) -> bytes:
    return text.encode() if isinstance(text, str) else text
