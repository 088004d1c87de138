"""Is what stands beside the facts what the facts say: callers' keys, texts, the index of ids.

No proof is about these rows, and they change answers all the same: a key answers a call with what
is on record, and the index tells which lives are read at all. So each is compared with the facts,
which are.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from dialogue_cases.codec import mistyped
from dialogue_cases.errors import Sentence
from dialogue_cases.petition import Raised
from dialogue_cases.record import Recorded
from dialogue_cases.store.finding import NEWS, STEP, reaches, take_in
from dialogue_cases.store.finding import TABLES as OF_THE_INDEX
from dialogue_cases.store.recorder import TABLES
from dialogue_cases.vocabulary import EventRef, SystemAct
from dialogue_cases.ward import PredecessorTakenOver

if TYPE_CHECKING:
    from dialogue_cases.store import Store

Wrong: TypeAlias = tuple[int | None, EventRef | None, Sentence]
"""Sai lệch: at which position, of which fact, and what is wrong."""

SHOWN = 3
"""How many rows are named in one sentence."""

# -- What stands in the file --------------------------------------------------------------

_THERE = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
_OF_SQLITE = ("sqlite_autoindex_", "sqlite_sequence", "sqlite_stat")


def strangers(store: "Store") -> Iterator[Wrong]:
    """What stands in the file and isn't the store's own, and what of that was made otherwise."""
    with closing(sqlite3.connect(":memory:")) as made:
        for statement in (*TABLES, *OF_THE_INDEX):
            made.execute(statement)
        known = _there(made.cursor())
    with store.reading() as asked:
        there = _there(asked.cursor)
    strange = [f"{kind} {name}" for kind, name in there if (kind, name) not in known]
    if strange:
        told = Sentence(
            "what is no part of a store stands in the file: {which}; remove it",
            which=", ".join(strange),
        )
        yield None, None, told
    other = [
        f"{kind} {name}"
        for (kind, name), said in there.items()
        if (kind, name) in known and said != known[kind, name]
    ]
    if other:
        told = Sentence(
            "{which} was made otherwise than this library makes it; restore a copy",
            which=", ".join(other),
        )
        yield None, None, told


def _there(cursor: sqlite3.Cursor) -> dict[tuple[str, str], str]:
    return {
        (kind, name): " ".join((said or "").split())
        for kind, name, said in cursor.execute(_THERE).fetchall()
        if not (kind in ("table", "index") and name.startswith(_OF_SQLITE))
    }


# -- The index of ids ---------------------------------------------------------------------

_INDEX = {"mentions": ("word", "stream", "position"), "unsettled": ("stream", "stays")}


def wrong_index(store: "Store") -> Iterator[Wrong]:
    """Where the index of ids isn't what the facts say, up to where it reaches.

    It is made a second time, aside, while nothing is locked; only then the two are compared.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as aside:  # a file that SQLite removes
        cursor, upto = aside.cursor(), 0
        for statement in OF_THE_INDEX:
            cursor.execute(statement)
        for table, columns in _INDEX.items():
            there = f"CREATE TABLE there_{table} ({', '.join(columns)}"
            cursor.execute(f"{there}, PRIMARY KEY ({', '.join(columns)})) WITHOUT ROWID")
        cursor.execute("BEGIN")
        while not _copied(store, cursor, upto):
            with store.reading() as asked:
                last = reaches(asked.cursor)
            if last <= upto:  # there is none, or it was taken away meanwhile
                return
            while upto < last:
                with store.reading() as asked:
                    wanted = upto, min(STEP, last - upto)
                    news = asked.cursor.execute(NEWS, wanted).fetchall()
                take_in(cursor, news)
                upto = news[-1][0]
        for table, columns in _INDEX.items():
            yield from _differing(cursor, table, columns)


def _copied(store: "Store", cursor: sqlite3.Cursor, upto: int) -> bool:
    """Whether the index reaches just there, and was copied aside as it stands at this moment."""
    with store.reading() as asked:
        alone = not asked.cursor.connection.in_transaction
        if alone:
            asked.cursor.execute("BEGIN")
        try:
            if not upto or reaches(asked.cursor) != upto:
                return False
            for table, columns in _INDEX.items():
                rows = asked.cursor.execute(f"SELECT * FROM {table}")
                places = ", ".join("?" * len(columns))
                while page := rows.fetchmany(STEP):
                    cursor.executemany(f"INSERT INTO there_{table} VALUES ({places})", page)
        finally:
            if alone:
                asked.cursor.execute("COMMIT")
    return True


def _differing(cursor: sqlite3.Cursor, table: str, columns: Sequence[str]) -> Iterator[Wrong]:
    def rows(of: str, other: str) -> tuple[int, str]:
        same = " AND ".join(f"{of}.{one} = {other}.{one}" for one in columns)
        among = f"FROM {of} WHERE NOT EXISTS (SELECT 1 FROM {other} WHERE {same})"
        (count,) = cursor.execute(f"SELECT count(*) {among}").fetchone()
        shown = cursor.execute(f"SELECT * {among} LIMIT {SHOWN}").fetchall()
        return count, ", ".join(" ".join(map(str, one)) for one in shown)

    missing, lacks = rows(table, f"there_{table}")
    more, has = rows(f"there_{table}", table)
    found = []
    if missing:
        found.append(Sentence("{count} rows are missing ({which})", count=missing, which=lacks))
    if more:
        found.append(
            Sentence("{count} rows say what no fact says ({which})", count=more, which=has)
        )
    if found:
        told = Sentence(
            "the index {table} isn't what the facts say: {found}; remove the tables mentions, "
            "unsettled and mentioned, they are made anew when they are needed",
            table=table,
            found=tuple(found),
        )
        yield None, None, told


# -- Texts --------------------------------------------------------------------------------

_ORPHANS = (
    "SELECT position FROM texts WHERE position NOT IN (SELECT position FROM stored_events) "
    "ORDER BY position"
)
_NO_TEXT = (
    "SELECT position, typeof(beside) FROM texts WHERE typeof(beside) != 'text' ORDER BY position"
)


def wrong_rows_of_texts(store: "Store") -> Iterator[Wrong]:
    """Texts that stand beside no fact, and such that are none."""
    with store.reading() as asked:
        if not store.recorder.has_texts(asked.cursor):
            return
        orphans = asked.cursor.execute(_ORPHANS).fetchall()
        others = asked.cursor.execute(_NO_TEXT).fetchall()
    for (position,) in orphans:
        yield position, None, Sentence("texts stand there beside no fact; restore a copy")
    for position, kind in others:
        yield position, None, mistyped("beside", kind, "text")


# -- Callers' keys ------------------------------------------------------------------------

_KEYS = "SELECT key, digest, first, last FROM keys WHERE key >= ? ORDER BY key LIMIT ?"
_THESE = "WHERE position IN (SELECT value FROM json_each(?)) ORDER BY position"
_KEPT = "SELECT 1 FROM keys WHERE key = ? AND first <= ? AND last >= ?"
_NOTHING = (1, 0)
"""First and last fact of a call that recorded nothing."""


def unkept(store: "Store", facts: Sequence[Recorded[Any]]) -> Iterator[Wrong]:
    """Those of these facts whose call, repeated, would be recorded once more."""
    with store.reading() as asked:
        lost = [
            one
            for one in facts
            if one.key is not None
            and asked.cursor.execute(_KEPT, (one.key, one.position, one.position)).fetchone()
            is None
        ]
    for one in lost:
        told = Sentence(
            "its key {key!r} isn't kept: the same call would be recorded again; restore a copy",
            key=one.key,
        )
        yield one.position, one.ref, told


def wrong_keys(store: "Store") -> Iterator[Wrong]:
    """Callers' keys that don't stand for the facts of their call."""
    kept, begin = _Kept(store), ""
    while True:
        with store.reading() as asked:
            page = asked.cursor.execute(_KEYS, (begin, STEP + 1)).fetchall()
        kept.take([first for _, _, first, _ in page])
        for row in page[:STEP]:
            if (said := kept.wrong(*row)) is not None:
                yield None, None, said
        if len(page) <= STEP:
            return
        begin = page[-1][0]


class _Kept:
    """What callers' keys are compared with.

    A call that takes an entry of a book over, or a case of another record, is kept under a key
    that says which; each of its facts has the key of its own call.
    """

    def __init__(self, store: "Store") -> None:
        self._store, self._end = store, 0
        self._hidden: set[int] = set()
        self.begins: dict[int, Recorded[Any]] = {}
        """The first facts of the calls that are looked at, by position."""

    def take(self, positions: Sequence[Any]) -> None:
        """Read the first facts of the next calls."""
        asked_for = msgspec.json.encode([one for one in positions if type(one) is int]).decode()
        with self._store.reading() as asked:
            rows = self._store.recorder.facts(asked.cursor, _THESE, (asked_for,))
            self.begins = {one.position: one for one in self._store.decoded(rows)}

    def _look_again(self) -> None:
        """How far the log goes by now, and which facts have hidden words."""
        self._end, store = self._store.position, self._store
        redactions = store.redactions()
        with store.reading() as asked:
            self._hidden = {
                store.recorder.place(asked.cursor, one.stream, one.event.entry)
                for one in redactions
            }

    def _are_there(self, first: int, last: int) -> bool:
        if 0 < first <= last and last > self._end:
            self._look_again()
        return 0 < first <= last <= self._end

    def _is_hidden(self, first: int, last: int) -> bool:
        """Whether words of a fact among these are hidden; others may hide some meanwhile."""
        span = range(first, last + 1)
        if not any(one in span for one in self._hidden):
            self._look_again()
        return any(one in span for one in self._hidden)

    def wrong(self, key: Any, digest: Any, first: Any, last: Any) -> Sentence | None:
        """Why a row isn't what is kept of a call; None where it is."""
        if (type(key), type(digest), type(first), type(last)) != (str, str, int, int):
            return Sentence(
                "a value of the key {key!r} is of another type; restore a copy", key=key
            )
        if (first, last) == _NOTHING:
            return None
        begins = self.begins.get(first)
        if begins is None or not self._are_there(first, last):
            return Sentence(
                "the key {key!r} is of facts that aren't there: {first}–{last}; restore a copy",
                key=key,
                first=first,
                last=last,
            )
        if begins.key != key:
            if not digest and self._takes_over(key, begins):
                return None
        elif all(_follows(one, key) for one in self._facts(first + 1, last)):
            if digest or self._is_hidden(first, last):
                return None
            return Sentence(
                "what the call with the key {key!r} was isn't kept, and no word of its facts is "
                "hidden; restore a copy",
                key=key,
            )
        return Sentence(
            "the key {key!r} isn't that of its facts {first}–{last}; restore a copy",
            key=key,
            first=first,
            last=last,
        )

    def _facts(self, first: int, last: int) -> Iterator[Recorded[Any]]:
        """From one position to another, page by page."""
        while first <= last:
            upto = min(last, first + STEP - 1)
            with self._store.reading() as asked:
                rows = self._store.recorder.span(asked.cursor, first, upto)
                facts = self._store.decoded(rows)
            yield from facts
            first = upto + 1

    def _takes_over(self, key: str, fact: Recorded[Any]) -> bool:
        """Whether a fact begins what was taken over under a key."""
        event, act = fact.event, fact.act
        if isinstance(event, Raised) and key == f"register entry: {event.book_entry}":
            return True
        if not isinstance(act, SystemAct) or act.trigger is None:
            return False
        stream, _, version = act.trigger.rpartition("@")
        with self._store.reading() as asked:
            position = self._store.recorder.place(asked.cursor, stream, int(version))
        return any(
            isinstance(one.event, PredecessorTakenOver) and key.startswith(f"{one.event.store} ")
            for one in self._facts(position, position)
        )


def _follows(fact: Recorded[Any], key: str) -> bool:
    """Whether a fact may be one of a call with this key: recorded by it, or by rule after it."""
    return fact.key == key or (fact.key is None and isinstance(fact.act, SystemAct))
