"""Lá của cây băm: what of a recorded fact is hashed, as the store returns its bytes.

    leaf  =  part(store id) part(life) part(version) part(stored name) part(stored JSON)
    part  =  length in 4 bytes, big-endian, then the bytes; a version is a decimal number

Never a re-encoding: a fact is proved as it lies there. So a later version of this library, with
other fields and other names in Python, proves the same leaves; and what is stored of sealed data
is its ciphertext, which an erasure leaves where it is.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from struct import Struct
from typing import TypeAlias

from dialogue_cases.store import Store

_ROWS = (
    "SELECT position, CAST(originator_id AS BLOB), CAST(originator_version AS INTEGER), "
    "CAST(topic AS BLOB), CAST(state AS BLOB) FROM stored_events"
)
_IN_ORDER = f"{_ROWS} WHERE position > ? ORDER BY position LIMIT ?"
OF_LIFE = f"{_ROWS} WHERE originator_id = ? AND position <= ? ORDER BY position"
PAGE = 1000

Row: TypeAlias = tuple[int, bytes, int, bytes, bytes]
"""A fact as it lies there: position, life, version, stored name, stored bytes."""

Hasher: TypeAlias = Callable[[bytes, int, bytes, bytes], bytes]
"""The hash of a leaf, of its life, version, stored name and stored bytes."""

_length = Struct(">I").pack


def leaf(store: str, stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
    """The leaf of a fact.

    Args:
        store: the id of the store, as its first fact says it.
        stream: whose life.
        version: of the fact in it.
        name: its stored name.
        state: its stored bytes.

    >>> leaf("5c", b"ward", 1, b"ward.opened", b"{}").hex()[:28]
    '0000000235630000000477617264'
    """
    parts = (store.encode(), stream, b"%d" % version, name, state)
    return b"".join(_length(len(one)) + one for one in parts)


def hasher(store: str) -> Hasher:
    """What hashes the leaves of a store, as `merkle.leaf_hash(leaf(…))` does, faster."""
    encoded, join, length = store.encode(), b"".join, _length
    begins = b"\0" + length(len(encoded)) + encoded

    def hashed(stream: bytes, version: int, name: bytes, state: bytes) -> bytes:
        number = b"%d" % version
        return sha256(
            join(
                (
                    begins,
                    length(len(stream)),
                    stream,
                    length(len(number)),
                    number,
                    length(len(name)),
                    name,
                    length(len(state)),
                    state,
                )
            )
        ).digest()

    return hashed


def rows(store: Store, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
    """Facts in the order of the log, as they lie there: position, life, version, name, JSON.

    They are read page by page, and nothing is locked in between. Positions come in order, and who
    records later gets a later one: what was read is all that there is up to there.

    Args:
        after: the position of the last fact that was read.
        upto: the position of the last one to read; None: until there are no more.
    """
    while True:
        with store.reading() as asked:
            page = asked.cursor.execute(_IN_ORDER, (after, PAGE)).fetchall()
        for row in page:
            if upto is not None and row[0] > upto:
                return
            yield row
        if len(page) < PAGE:
            return
        after = page[-1][0]
