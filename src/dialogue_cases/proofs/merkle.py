"""Cây băm: the Merkle tree of RFC 9162, over leaves that are only ever added.

    leaf    SHA-256(0x00 || leaf)
    node    SHA-256(0x01 || left || right)

A tree of n leaves has a left part of the largest power of two below n. So the hash of a whole
part of 2^level leaves never changes again, and whoever has those can prove that a leaf is in the
tree (inclusion), and that a later tree is an earlier one with leaves added (consistency), in about
log2 n hashes. Nothing here reads or keeps anything: `Nodes` says where the hashes of whole parts
are had from.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import TypeAlias

EMPTY = sha256(b"").digest()
"""The root of the tree without leaves."""

Nodes: TypeAlias = Callable[[int, int], bytes]
"""The hash of a whole part, by its level and its number: `(3, 1)` is of the leaves 8 to 15."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf.

    >>> leaf_hash(b"").hex()[:16]
    '6e340b9cffb37a98'
    """
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node with two parts below it."""
    return sha256(b"\1" + left + right).digest()


class Frontier:
    """Biên của cây: all that is needed of a tree to add leaves and to say its root.

    Args:
        leaves: the hashes of its leaves.

    >>> tree = Frontier([leaf_hash(b"a"), leaf_hash(b"b")])
    >>> tree.root == node_hash(leaf_hash(b"a"), leaf_hash(b"b"))
    True
    """

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self.size = 0
        self._peaks: list[bytes] = []  # of the whole parts from left to right, each smaller
        for one in leaves:
            self.add(one)

    def add(self, leaf: bytes, level: int = 0) -> None:
        """Add the hash of a leaf, or of a whole part as large as the size so far allows.

        Args:
            leaf: its hash.
            level: of a part of 2^level leaves; the size so far is a multiple of that.
        """
        merged, peaks = leaf, self._peaks
        above = self.size >> level
        while above & 1:
            merged = sha256(b"\1" + peaks.pop() + merged).digest()
            above >>= 1
        peaks.append(merged)
        self.size += 1 << level

    @property
    def root(self) -> bytes:
        """The root of the tree so far."""
        if not self._peaks:
            return EMPTY
        *rest, found = self._peaks
        for peak in reversed(rest):
            found = node_hash(peak, found)
        return found


def frontier(nodes: Nodes, size: int) -> Frontier:
    """The frontier of a tree whose whole parts are known."""
    found = Frontier()
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.add(nodes(level, found.size >> level), level)
    return found


def root(nodes: Nodes, first: int, last: int) -> bytes:
    """The hash over the leaves from the first to before the last, a part of a tree."""
    size = last - first
    if size == 0:
        return EMPTY
    level = (size - 1).bit_length()
    if size == 1 << level:
        return nodes(level, first >> level)
    middle = first + (1 << level - 1)
    return node_hash(root(nodes, first, middle), root(nodes, middle, last))


def inclusion(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The proof that a leaf is in a tree: RFC 9162, 2.1.3.1.

    Args:
        nodes: the tree's whole parts.
        index: of the leaf, from 0.
        size: of the tree, in leaves; more than `index`.
    """
    proof: list[bytes] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + (1 << (last - first - 1).bit_length() - 1)
        if index < middle:
            proof.append(root(nodes, middle, last))
            last = middle
        else:
            proof.append(root(nodes, first, middle))
            first = middle
    return proof[::-1]


def consistency(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that a tree is an earlier one with leaves added: RFC 9162, 2.1.4.1.

    Args:
        nodes: the later tree's whole parts.
        old: the size of the earlier tree …
        new: … and of the later one; not smaller.
    """
    if old in (0, new):
        return []
    proof: list[bytes] = []
    first, last, whole = 0, new, True
    while last != old:
        middle = first + (1 << (last - first - 1).bit_length() - 1)
        if old <= middle:
            proof.append(root(nodes, middle, last))
            last = middle
        else:
            proof.append(root(nodes, first, middle))
            first, whole = middle, False
    if not whole:
        proof.append(root(nodes, first, last))
    return proof[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree: bytes) -> bool:
    """Whether a proof shows that a leaf is in a tree: RFC 9162, 2.1.3.2.

    Args:
        leaf: its hash.
        index: its number, from 0.
        size: of the tree, in leaves.
        proof: as `inclusion` makes it.
        tree: the root.
    """
    if not 0 <= index < size or not _are_hashes(leaf, tree, *proof):
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(one, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == tree


def continues(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree is an earlier one with leaves added: RFC 9162, 2.1.4.2.

    Args:
        old: the size of the earlier tree …
        new: … and of the later one.
        old_root: the root of the earlier …
        new_root: … and of the later one.
        proof: as `consistency` makes it.
    """
    if not 0 <= old <= new or not _are_hashes(old_root, new_root, *proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY
    rest = list(proof)
    if old & (old - 1) == 0:
        rest.insert(0, old_root)
    if not rest:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = rest[0]
    for one in rest[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, one)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == new_root


def _are_hashes(*found: bytes) -> bool:
    return all(len(one) == sha256().digest_size for one in found)
