"""Kiểm chứng: is a log still what it was when somebody kept a checkpoint of it.

The whole log is read once, leaf by leaf, and the root of its tree compared with every checkpoint
at that checkpoint's size. What agrees with a checkpoint that was kept apart is proved: nothing
before it was changed, dropped, inserted or put in another order since. Where it doesn't, the
hashes that the store keeps beside it say where, as far as they themselves agree with that
checkpoint; else it is known between which two checkpoints it lies.

What is younger than the newest checkpoint is counted and called unproved. That what was typed in
was true, nothing here proves.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import Factory, define, evolve, frozen

from dialogue_cases.errors import CorruptLog, Invalid
from dialogue_cases.proofs.checkpoints import Progress, Proofs, store_of
from dialogue_cases.proofs.leaves import hasher, rows
from dialogue_cases.proofs.merkle import Frontier
from dialogue_cases.proofs.notes import WITNESS, Checkpoint, Note, VerifierKey
from dialogue_cases.proofs.tiles import HASH
from dialogue_cases.store import Store
from dialogue_cases.store.soundness import early_rows, mistyped_rows, wrong_texts

Verdict: TypeAlias = Literal[
    "intact",  # nguyên vẹn
    "changed",  # đã bị thay đổi
    "incomplete",  # thiếu
    "can't tell",  # không kết luận được
]
"""Kết luận. Only what agrees with a checkpoint that the verifier holds, with a key that the
verifier trusts, is intact."""

NotShown: TypeAlias = Literal[
    "no checkpoint",  # không có điểm chốt nào được giữ riêng
    "no key",  # không có khoá nào được tin đã ký
]
"""Vì sao không kết luận được: why nothing is shown."""

FaultKind: TypeAlias = Literal[
    "changed",  # bị sửa
    "dropped",  # bị bỏ
    "inserted",  # bị chèn
    "reordered",  # bị đổi thứ tự
    "cut",  # bị cắt đuôi
    "rewritten",  # bị ghi lại, không rõ chỗ
    "forked",  # bị tách nhánh
    "rolled back",  # bị thay bằng bản cũ
]
"""Sai lệch: what was done to a log."""

SHOWN = 100
"""How many faults are told one by one."""

AHEAD = 2560
"""How many kept hashes are looked at at a time."""


@frozen(kw_only=True)
class Fault:
    """Sai lệch: what was done, and where in the log.

    Args:
        kind: what.
        first: the number of the first leaf that it is about, from 1; of a leaf that isn't there
            any more, the one that it had; of a row before the first, its position, below 1.
        last: of the last one; where the place isn't known, it lies between these two.
        of: the fact that stands there now, such as `dialogue/2023/1@7`; "" if none is known.
    """

    kind: FaultKind
    first: int
    last: int
    of: str = ""


@frozen(kw_only=True)
class Verified:
    """Kết quả kiểm chứng: what is known of a log after it was read.

    Args:
        verdict: in a word.
        why: why nothing is shown, where that is the verdict.
        facts: how many it has.
        proved: how many of them the newest agreeing checkpoint proves.
        checked: the checkpoints that it was compared with, the smallest first.
        agreeing: how many of those agree.
        faults: what was done to it.
        more: how many faults there are beside those.
        unwitnessed: for each trusted witness, how many facts are younger than what it signed
            last, by name.
    """

    verdict: Verdict
    why: NotShown | None = None
    facts: int = 0
    proved: int = 0
    checked: tuple[Checkpoint, ...] = ()
    agreeing: int = 0
    faults: tuple[Fault, ...] = ()
    more: int = 0
    unwitnessed: Mapping[str, int] = Factory(dict)

    @property
    def unproved(self) -> int:
        """How many facts no checkpoint proves."""
        return self.facts - self.proved


def trusted(notes: Iterable[Note], keys: Sequence[VerifierKey]) -> list[Checkpoint]:
    """The checkpoints among these notes that one of these keys has signed, each once, in order.

    Raises:
        ProofError: a signature that says it is of one of these keys isn't.
        Invalid: a note that one of them signed is no checkpoint.
    """
    found = {
        Checkpoint.of(note)
        for note in notes
        if list(filter(None, map(note.signed_by, keys)))  # each key that is named is looked at
    }
    return sorted(found, key=lambda one: (one.size, one.root))


def verify(
    store: Store,
    notes: Sequence[Note],
    keys: Sequence[VerifierKey],
    *,
    proofs: Proofs | None = None,
    progress: Progress | None = None,
) -> Verified:
    """Read a whole log, and say whether it is what these checkpoints say that it was.

    Args:
        store: whose log; it is only read.
        notes: checkpoints that the verifier holds, kept apart from the store.
        keys: whose signatures the verifier trusts: the log's, witnesses'.
        proofs: what is kept beside the store. Its checkpoints are compared too, and its hashes
            help to say where; they prove nothing.
        progress: told how many of how many facts were read.

    Raises:
        ProofError: a signature of a trusted key is wrong.
        Invalid: a checkpoint is none, or of another log.
        CorruptLog: the log agrees, and the file is damaged: its indexes tell something else.
    """
    held = trusted(notes, keys)
    own = [one.checkpoint for one in proofs.taken()] if proofs is not None else []
    origins = {one.origin for one in (*held, *own)}
    if len(origins) > 1:
        raise Invalid(
            "these are checkpoints of several logs: {logs}",
            expected="those of one",
            logs=", ".join(sorted(origins)),
        )
    why: NotShown | None = None if held else "no key" if notes else "no checkpoint"
    early = [
        Fault(kind="inserted", first=position, last=position, of=ref)
        for position, ref, _ in early_rows(store)
    ]
    if not origins:
        return Verified(
            verdict="changed" if early else "can't tell",
            why=why,
            facts=_count(store),
            faults=tuple(early[:SHOWN]),
            more=len(early[SHOWN:]),
        )
    read = _Read(origins.pop(), proofs)
    read.all_of(store, {one.size for one in (*held, *own)}, progress)
    checked = sorted({*held, *own}, key=lambda one: (one.size, one.root))
    faults = _faults(read, checked, own)
    proved = max((one.size for one in held if read.agrees(one)), default=0)
    if not faults:  # a text that stands beside a fact is proved by the fact, as long as that is
        faults = [one for one in _not_as_proved(store) if one.last <= proved]
    faults = early + faults
    if held and not faults:
        store.check_file()
    told = [evolve(one, of=one.of or _named(store, one)) for one in faults[:SHOWN]]
    verdict: Verdict = "intact" if held else "can't tell"
    if faults:
        lost = all(one.kind in ("cut", "rolled back", "dropped") for one in faults)
        verdict = "incomplete" if lost else "changed"
    return Verified(
        verdict=verdict,
        why=why,
        facts=read.facts,
        proved=proved,
        checked=tuple(checked),
        agreeing=sum(map(read.agrees, checked)),
        faults=tuple(told),
        more=len(faults) - len(told),
        unwitnessed={
            key.name: read.facts - max(map(_size(read, key), notes), default=0)
            for key in keys
            if key.kind == WITNESS
        },
    )


def _count(store: Store, upto: int = sys.maxsize) -> int:
    """How many facts the log has, up to a position."""
    count = "SELECT count(*) FROM stored_events WHERE position BETWEEN 1 AND ?"
    with store.reading() as asked:
        return int(asked.cursor.execute(count, (upto,)).fetchone()[0])


def _size(read: "_Read", witness: VerifierKey) -> Callable[[Note], int]:
    """How many facts a witness has signed for by a note that the log agrees with."""

    def of(note: Note) -> int:
        if note.signed_by(witness) is None or not read.agrees(found := Checkpoint.of(note)):
            return 0
        return found.size

    return of


def _not_as_proved(store: Store) -> Iterator[Fault]:
    """Rows whose bytes may be those that were proved, and which don't read so.

    A value in it is of another type, or a text beside it isn't the one that it commits to.
    """
    try:
        for position, ref, _ in list(mistyped_rows(store)) or wrong_texts(store):
            number = _count(store, position)
            yield Fault(kind="changed", first=number, last=number, of=ref)
    except CorruptLog as error:  # of a redaction, whose leaf isn't what it was either
        yield Fault(kind="changed", first=1, last=_count(store), of=error.of or "")


def _named(store: Store, fault: Fault) -> str:
    """The fact that stands where a fault begins; "" of what isn't there."""
    if fault.kind not in ("changed", "inserted", "reordered"):
        return ""
    with store.reading() as asked:
        row = asked.cursor.execute(
            "SELECT CAST(originator_id AS BLOB), originator_version FROM stored_events "
            "WHERE position > 0 ORDER BY position LIMIT 1 OFFSET ?",
            (fault.first - 1,),
        ).fetchone()
    return "" if row is None else f"{row[0].decode(errors='backslashreplace')}@{row[1]}"


@define
class _Read:
    """The log as it was read, beside the hashes that are kept of it.

    Args:
        origin: which log.
        proofs: what is kept.
    """

    origin: str
    proofs: Proofs | None
    facts: int = 0
    roots: dict[int, bytes] = Factory(dict)
    begins: int = 0  # the first leaf, from 0, that isn't the one whose hash is kept
    leaves: bytearray = Factory(bytearray)  # those from there on

    def all_of(self, store: Store, sizes: set[int], progress: Progress | None) -> None:
        hashed, tree, same = hasher(store_of(self.origin)), Frontier(), True
        end, count = 0 if self.proofs is None else self.proofs.extent[0], _count(store)
        known, kept = 0, b""
        self.roots[0] = tree.root
        for _, stream, version, name, state in rows(store):
            leaf, index = hashed(stream, version, name, state), tree.size
            if same and index == known + len(kept) // HASH and self.proofs is not None:
                known, kept = index, self.proofs.tiles.leaves(index, min(end, index + AHEAD))
            same = same and leaf == kept[(index - known) * HASH : (index - known + 1) * HASH]
            if same:
                self.begins = index + 1
            else:
                self.leaves += leaf
            tree.add(leaf)
            if tree.size in sizes:
                self.roots[tree.size] = tree.root
            if progress is not None and tree.size % 10_000 == 0:
                progress(tree.size, max(count, tree.size))
        self.facts = tree.size

    def agrees(self, one: Checkpoint) -> bool:
        """Whether the log has had that root at that size."""
        return self.roots.get(one.size) == one.root


def _faults(read: _Read, checked: Sequence[Checkpoint], own: Sequence[Checkpoint]) -> list[Fault]:
    """What was done to a log, as far as its checkpoints and the hashes kept of it say."""
    wrong = [one for one in checked if not read.agrees(one)]
    if not wrong:
        return []
    proofs = read.proofs
    known = [one for one in wrong if proofs is not None and proofs.agrees(one)]
    if known and proofs is not None:
        kept = _hashes(proofs.tiles.leaves(read.begins, known[-1].size))
        return list(_ranges(_compared(kept, _hashes(bytes(read.leaves)), read.begins)))
    there = [one for one in wrong if one.size <= read.facts]
    if not there:
        # What is kept beside the log is as old as the log: both were put back together.
        old = proofs is not None and read.begins == proofs.extent[0] > 0
        kind: FaultKind = "rolled back" if old else "cut"
        return [Fault(kind=kind, first=read.facts + 1, last=wrong[-1].size)]
    first = there[0].size
    before = max((o.size for o in checked if read.agrees(o) and o.size < first), default=0)
    forked = any(one.size >= first and read.agrees(one) for one in own)
    return [Fault(kind="forked" if forked else "rewritten", first=before + 1, last=first)]


def _hashes(data: bytes) -> list[bytes]:
    return [data[at : at + HASH] for at in range(0, len(data), HASH)]


def _compared(kept: list[bytes], there: list[bytes], begin: int) -> Iterator[Fault]:
    """What stands in a log that isn't what was kept of it, leaf by leaf.

    What comes after all that was kept isn't looked at: nothing is known of it.
    """
    had, has = set(kept), set(there)
    old = now = 0
    while old < len(kept) and now < len(there):
        if kept[old] == there[now]:
            old, now = old + 1, now + 1
            continue
        gone, new = kept[old] not in has, there[now] not in had
        kind: FaultKind
        if gone == new:
            kind, at = "changed" if gone else "reordered", now
            old, now = old + 1, now + 1
        elif gone:
            kind, at = "dropped", old
            old += 1
        else:
            kind, at = "inserted", now
            now += 1
        yield Fault(kind=kind, first=begin + at + 1, last=begin + at + 1)
    if old < len(kept):
        yield Fault(kind="cut", first=begin + old + 1, last=begin + len(kept))


def _ranges(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The same, those that follow each other told as one."""
    open_: Fault | None = None
    for one in faults:
        if open_ is not None and one.kind == open_.kind and one.first == open_.last + 1:
            open_ = evolve(open_, last=one.last)
            continue
        if open_ is not None:
            yield open_
        open_ = one
    if open_ is not None:
        yield open_
