"""Nhắc đến: which lives name a life, a fact or a group, found without reading the log.

Beside the facts stands an index of the ids in them. It is made of the facts and of nothing else:
whoever decides brings it up to date within the decision's own transaction, as soon as it is asked
or so many facts have come in, and a question that finds it behind searches the text of the few
facts after it. So a store that was made before there was an index answers too, where it can't be
written as well, and the first decision that asks makes it.

It only leaves out what can't matter. Whether an id still stands there, and as what, the folded
life says.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence

import msgspec

from dialogue_cases import petition
from dialogue_cases.codec import kind_of, name_of
from dialogue_cases.store.recorder import Recorder
from dialogue_cases.vocabulary import StreamId

STEP = 1000
"""How many facts come in at the most before the index is brought up to date."""

AT_A_TIME = 100_000
"""How many facts one decision takes into the index: others wait for it meanwhile."""

TABLES = (
    """CREATE TABLE IF NOT EXISTS mentions (
        word TEXT NOT NULL,
        stream TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (word, stream)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS unsettled (
        stream TEXT PRIMARY KEY,
        stays INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS mentioned (upto INTEGER NOT NULL, last TEXT NOT NULL)",
)
"""Made by the first decision that asks: the version of a store's tables doesn't change by them."""

MENDED = '"corrects"'
"""The word by which lives are found of which an entry was corrected or voided: no id has quotes."""

_BEGINS = {name_of(petition.Raised)}
_CLOSES = {
    name_of(one)
    for one in (
        petition.AdmissionRefused,
        petition.FiledWithoutProcessing,
        petition.Split,
        petition.Resolved,
        petition.Withdrawn,
    )
}
# What was directed may have tasks that are unsettled when the petition isn't any more.
_STAYS = {
    name_of(one)
    for one in (
        petition.Reopened,
        petition.ContinuedDespiteWithdrawal,
        petition.Directed,
    )
}

# Texts are searched as they are stored: what stands between two quotes, with its escapes.
_ID = re.compile(rb'"([a-z]+/[^"\\\s#]+|ward(?:@\d+)?)"(?!:)')
_GROUPS = re.compile(rb'"groups?":(\[(?:"(?:[^"\\]|\\.)*",?)*\]|"(?:[^"\\]|\\.)*")')
_TEXT = re.compile(rb'"((?:[^"\\]|\\.)*)"')

_AT_ONCE = 100
"""How many ids are searched for in one statement."""

NEWS = (
    "SELECT position, CAST(originator_id AS BLOB), CAST(topic AS BLOB), CAST(state AS BLOB) "
    "FROM stored_events "
    "WHERE position > ? ORDER BY position LIMIT ?"
)


def lives(
    cursor: sqlite3.Cursor, series: str, naming: Sequence[str], *, unsettled: bool = False
) -> list[StreamId]:
    """The lives of a series, in the order in which they were entered.

    Args:
        cursor: of the store.
        series: what their names begin with, such as `petition` or `petition/2023`; "": all.
        naming: only those in one of whose facts one of these ids of lives, facts (`…@7`) or
            groups stands; none: all.
        unsettled: of petitions, only those that may be open, or of which something was directed.
    """
    # A slash ends a name's part, and "0" is the character after it.
    among = (f"{series}/", f"{series}0") if series else ("", "\U0010ffff")
    if not naming:
        rows = cursor.execute(
            "SELECT originator_id FROM stored_events WHERE originator_id > ? AND "
            "originator_id < ? GROUP BY originator_id ORDER BY min(position)",
            among,
        )
        return [StreamId(stream) for (stream,) in rows]
    upto, head = reaches(cursor), Recorder.position(cursor)
    found: dict[str, int] = {}
    if upto:
        # What is after the index may have opened one again.
        only = unsettled and upto == head
        among_open = "AND stream IN (SELECT stream FROM unsettled)" if only else ""
        asked = msgspec.json.encode([_stored(one) for one in naming]).decode()
        found.update(
            cursor.execute(
                "SELECT stream, min(position) FROM mentions "
                "WHERE word IN (SELECT value FROM json_each(?)) AND stream > ? AND stream < ? "
                f"{among_open} GROUP BY stream",
                (asked, *among),
            )
        )
    for stream, position in _searched(cursor, upto, among, naming):
        found[stream] = min(position, found.get(stream, position))
    return [StreamId(stream) for stream in sorted(found, key=found.__getitem__)]


def _searched(
    cursor: sqlite3.Cursor, after: int, among: tuple[str, str], naming: Sequence[str]
) -> Iterator[tuple[str, int]]:
    """The lives that name one of these in a fact after a position, and where."""
    # By position: the index of lives would be read whole for the few facts after it.
    there = "NOT INDEXED WHERE position > ? AND originator_id > ? AND originator_id < ?"
    if len(naming) <= _AT_ONCE:
        condition, texts = _condition(naming)
        yield from cursor.execute(
            f"SELECT originator_id, min(position) FROM stored_events {there} "
            f"AND ({condition}) GROUP BY originator_id",
            (after, *among, *texts),
        ).fetchall()
        return
    wanted = {_stored(one) for one in naming}
    for stream, position, state in cursor.execute(
        "SELECT originator_id, position, CAST(state AS BLOB) FROM stored_events "
        f"{there} ORDER BY position",
        (after, *among),
    ):
        if not wanted.isdisjoint(words(state)):
            yield stream, position


def mended(cursor: sqlite3.Cursor) -> list[StreamId]:
    """The lives of which an entry was corrected or voided, in the order of their names."""
    upto = reaches(cursor)
    found = {
        stream
        for (stream,) in cursor.execute(
            "SELECT originator_id FROM stored_events WHERE position > ? AND instr(state, ?)",
            (upto, f"{MENDED}:"),
        )
    }
    if upto:
        found |= {
            one
            for (one,) in cursor.execute("SELECT stream FROM mentions WHERE word = ?", (MENDED,))
        }
    return [StreamId(one) for one in sorted(found)]


def _stored(word: str) -> str:
    """A word as it stands between its quotes."""
    return msgspec.json.encode(word).decode()[1:-1]


def _condition(ids: Sequence[str]) -> tuple[str, list[str]]:
    """The condition that one of these ids stands in a fact's text, and its words.

    Ids of one series are looked for only where any of that series stands, so that many of them
    take hardly more time than one.
    """
    series: dict[str, list[str]] = {}
    for one in ids:
        word = msgspec.json.encode(one).decode()
        head, slash, _ = word.partition("/")
        series.setdefault(head + slash, []).append(word)
    each = "instr(state, ?)"
    groups = (f"({each} AND ({' OR '.join([each] * len(words))}))" for words in series.values())
    asked = [word for head, words in series.items() for word in (head, *words)]
    return " OR ".join(groups), asked


# -- Kept up to date ---------------------------------------------------------------------


def keep_up(cursor: sqlite3.Cursor) -> None:
    """Bring the index up to date, in the transaction that the cursor is in.

    Of a store that has none it is made by and by; the rest is searched until then.
    """
    upto, head = reaches(cursor), Recorder.position(cursor)
    if upto == head:
        return
    last = min(head, upto + AT_A_TIME)
    if not upto:
        for statement in TABLES:
            cursor.execute(statement)
        for table in ("mentions", "unsettled", "mentioned"):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("INSERT INTO mentioned VALUES (0, '')")
    while upto < last:
        news = cursor.execute(NEWS, (upto, min(STEP, last - upto))).fetchall()
        take_in(cursor, news)
        upto = news[-1][0]
    cursor.execute(
        "UPDATE mentioned SET upto = ?, last = ?", (upto, Recorder.fingerprint(cursor, upto))
    )


def take_in(cursor: sqlite3.Cursor, news: Sequence[tuple[int, bytes, bytes, bytes]]) -> None:
    """Put what these facts say into the tables of the index.

    Args:
        cursor: of the database that has them.
        news: facts in their order: position, life, stored name, stored text.
    """
    cursor.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)", _mentions(news))
    for _, stream, topic, state in news:
        _settle(cursor, _text(stream), _text(topic), state)


def _mentions(news: Sequence[tuple[int, bytes, bytes, bytes]]) -> Iterator[tuple[str, str, int]]:
    for position, stream, _, state in news:
        for word in words(state):
            yield word, _text(stream), position


def words(state: bytes) -> set[str]:
    """The ids of lives, facts and groups that stand in a fact's text, as they are stored."""
    # Most facts name nothing: an id has a slash, or is the ward's.
    found = set(_ID.findall(state)) if b"/" in state or b'"ward' in state else set()
    if b'"group' in state:
        for said in _GROUPS.findall(state):
            found.update(_TEXT.findall(said))
    told = {_text(one) for one in found}
    if _is_mending(state):
        told.add(MENDED)
    return told


def _settle(cursor: sqlite3.Cursor, stream: str, topic: str, state: bytes) -> None:
    """What a fact says of whether a petition may be open still.

    In which order facts take effect isn't looked at: one that was once opened again, or of which
    an entry was mended, stays.
    """
    if not stream.startswith("petition/"):
        return
    topic = kind_of(topic)
    if topic in _STAYS or _is_mending(state):
        cursor.execute("INSERT OR REPLACE INTO unsettled VALUES (?, 1)", (stream,))
    elif topic in _BEGINS:
        cursor.execute("INSERT OR IGNORE INTO unsettled VALUES (?, 0)", (stream,))
    elif topic in _CLOSES:
        cursor.execute("DELETE FROM unsettled WHERE stream = ? AND NOT stays", (stream,))


def _is_mending(state: bytes) -> bool:
    return b'"corrects":' in state  # it is left out where it says nothing


def _text(value: bytes) -> str:
    return str(value, "utf-8", "backslashreplace")


def reaches(cursor: sqlite3.Cursor) -> int:
    """Up to which position the index tells of the log; 0 where there is none, or of another log."""
    there = "SELECT 1 FROM sqlite_master WHERE name = 'mentioned'"
    if cursor.execute(there).fetchone() is None:
        return 0
    upto, last = cursor.execute("SELECT upto, last FROM mentioned").fetchone() or (0, "")
    # Beyond the log's end the fingerprint of nothing is the same as that of nothing.
    return upto if last and last == Recorder.fingerprint(cursor, upto) else 0
