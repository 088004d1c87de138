"""Mảng băm: the hashes of a tree kept in tiles of 256, so that any proof is a few of them away.

As in c2sp.org/tlog-tiles: a tile of level t and number n has the hashes of the whole parts of
256^t leaves with the numbers 256n to 256n + 255. What lies between is hashed when it is asked.
"""

import sqlite3
from collections import OrderedDict

from dialogue_cases.proofs.merkle import Frontier, frontier, node_hash

WIDTH = 256
HASH = 32
_HELD = 64

TABLE = """CREATE TABLE tiles (
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, number)) WITHOUT ROWID"""


class Tiles:
    """Các mảng băm: kept in a table; read as `merkle.Nodes`, added to at the end.

    Args:
        database: that has the table; whoever adds is in a transaction.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: OrderedDict[tuple[int, int], bytes] = OrderedDict()

    def __call__(self, level: int, number: int) -> bytes:
        """The hash of a whole part: of 2^level leaves."""
        tile, within = divmod(level, 8)
        place, first = divmod(number << within, WIDTH)
        held = self._tile(tile, place)
        wanted = held[first * HASH : (first + (1 << within)) * HASH]
        if len(wanted) != HASH << within:
            raise LookupError(f"there is no part {number} of level {level}")
        return over(wanted)

    def leaves(self, first: int, last: int) -> bytes:
        """The hashes of the leaves from the first to before the last, one after another."""
        found = bytearray()
        for place in range(first // WIDTH, -(-last // WIDTH)):
            begin = max(0, first - place * WIDTH)
            found += self._tile(0, place)[begin * HASH : (last - place * WIDTH) * HASH]
        return bytes(found)

    def add(self, size: int, hashes: bytes) -> int:
        """Add the hashes of leaves at the end.

        Args:
            size: how many leaves there are.
            hashes: theirs, one after another.

        Returns:
            How many there are now.
        """
        added = len(hashes) // HASH
        self._add(0, size, hashes)
        return size + added

    def _add(self, level: int, before: int, hashes: bytes) -> None:
        above = bytearray()
        place, held = before // WIDTH, before % WIDTH
        data = (self._tile(level, place) if held else b"")[: held * HASH] + hashes
        for begin in range(0, len(data), WIDTH * HASH):
            tile = data[begin : begin + WIDTH * HASH]
            self._database.execute(
                "INSERT OR REPLACE INTO tiles VALUES (?, ?, ?)", (level, place, tile)
            )
            self._known.pop((level, place), None)
            if len(tile) == WIDTH * HASH:
                above += over(tile)
            place += 1
        if above:
            self._add(level + 1, before // WIDTH, bytes(above))

    def frontier(self, size: int) -> Frontier:
        """The frontier of the tree at a size, worked out from what is kept."""
        return frontier(self, size)

    def _tile(self, level: int, number: int) -> bytes:
        known = self._known.get((level, number))
        if known is None:
            row = self._database.execute(
                "SELECT hashes FROM tiles WHERE level = ? AND number = ?", (level, number)
            ).fetchone()
            known = b"" if row is None else row[0]
            if len(known) == WIDTH * HASH:  # a whole one never changes
                self._known[level, number] = known
                if len(self._known) > _HELD:
                    self._known.popitem(last=False)
        return known

    def forget(self) -> None:
        """Read everything anew: what was added was taken back."""
        self._known.clear()


def over(hashes: bytes) -> bytes:
    """The hash over a whole part, of the hashes one after another; a power of two of them."""
    while len(hashes) > HASH:
        hashes = b"".join(
            node_hash(hashes[at : at + HASH], hashes[at + HASH : at + 2 * HASH])
            for at in range(0, len(hashes), 2 * HASH)
        )
    return hashes
