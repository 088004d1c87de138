"""Chốt sổ: the tree over a store's log, kept beside it, and the checkpoints that were signed.

Whoever records knows nothing of it. Now and then somebody takes a checkpoint: the facts recorded
since the last one are hashed into the tree, its root is signed, and from then on whoever has kept
these few lines finds every change of what is before them. What came after the last checkpoint
isn't proved by anything yet; how many facts that are is told.

The file beside the store (`ward.db.proofs`) has the hashes of the leaves and the checkpoints. It
can be made anew from the log, but for the signatures of others. The key to sign with lies in
`ward.db.signing`; the proof for an outsider isn't that key, which is the ward's own, but the
checkpoint that somebody else has kept.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from attrs import frozen

from dialogue_cases import ward, whole_file
from dialogue_cases.database import PATIENCE, address_of, writing
from dialogue_cases.errors import CorruptLog, Invalid, ProofError, StoreError
from dialogue_cases.proofs.leaves import hasher, rows
from dialogue_cases.proofs.merkle import consistency, continues, inclusion, root
from dialogue_cases.proofs.notes import (
    LOG,
    WITNESS,
    Checkpoint,
    Note,
    Signature,
    SigningKey,
    VerifierKey,
    encoded,
)
from dialogue_cases.proofs.tiles import TABLE, Tiles
from dialogue_cases.store import Store, path_beside, path_of
from dialogue_cases.store.soundness import early_rows
from dialogue_cases.ward import WARD

APPLICATION_ID = 0x44435052
"""Marks the file as ours (SQLite's application_id)."""

SCHEMA = 1

BATCH = 50_000
"""How many leaves are added in one transaction; a killed process loses no more than these."""

_TABLES = (
    "CREATE TABLE about (origin TEXT NOT NULL, size INTEGER NOT NULL, position INTEGER NOT NULL)",
    TABLE,
    """CREATE TABLE checkpoints (
        size INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,
        taken_at TEXT NOT NULL,
        note TEXT NOT NULL)""",
    "CREATE TABLE witnesses (key TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE timestamps (size INTEGER NOT NULL, reply BLOB NOT NULL)",
    f"PRAGMA user_version = {SCHEMA}",
    f"PRAGMA application_id = {APPLICATION_ID}",
)

Progress: TypeAlias = Callable[[int, int], object]
"""Told now and then: how many of how many."""


def origin_of(store: str) -> str:
    """How a store's log is called in its checkpoints.

    >>> origin_of("9f2c")
    'dialogue-cases/9f2c'
    """
    return f"{_PREFIX}{store}"


def store_of(origin: str) -> str:
    """The id of the store of which a checkpoint tells.

    Raises:
        Invalid: it is another kind of log.
    """
    store = origin.removeprefix(_PREFIX)
    if not origin.startswith(_PREFIX) or not store or "/" in store:
        raise Invalid(
            "{origin!r} is no log of this library",
            expected="{prefix}…",
            origin=origin[:80],
            prefix=_PREFIX,
        )
    return store


_PREFIX = "dialogue-cases/"


@frozen(kw_only=True)
class Taken:
    """Điểm chốt đã lập: a checkpoint with its signatures, and when it was taken.

    Args:
        checkpoint: log, size and root.
        position: of the last fact in it.
        at: when it was taken (UTC).
        note: as it is handed on.
    """

    checkpoint: Checkpoint
    position: int
    at: datetime
    note: Note


class Proofs:
    """Tệp bằng chứng: the tree and the checkpoints of one store. A context manager.

    Make it with `Proofs.of`. Open it in the process that uses it, for as long as it is used.

    Args:
        database: the file's.
        origin: how the log is called.

    Example:
        >>> from dialogue_cases import Office
        >>> office = Office.create("memory:", code="21000", name="Phường thử nghiệm")
        >>> with Proofs.of(office.log) as proofs:
        ...     taken = proofs.take(office.log, SigningKey.new(proofs.origin, 1))
        ...     taken.checkpoint.size == office.log.position, proofs.unproved(office.log)
        (True, 0)
    """

    def __init__(self, database: sqlite3.Connection, origin: str) -> None:
        self._database = database
        self.origin = origin
        self.tiles = Tiles(database)

    # -- Opening ----------------------------------------------------------------------

    @classmethod
    def of(cls, store: Store) -> Self:
        """The proofs of a store, in the file beside it, made if it isn't there; or in memory.

        Raises:
            StoreError: another file is in its place, or it can't be made.
        """
        path = beside(store.url)
        origin = origin_of(ward.LIFE.fold(store.read(WARD)).store)
        database = _opened(":memory:" if path is None else f"{path.absolute().as_uri()}?mode=rwc")
        try:
            with _closed_on_error(database), writing(database):
                _make(database, origin, path)
        except sqlite3.Error as error:
            raise _told(path, error) from None
        return cls(database, origin)

    @classmethod
    def taken_beside(cls, url: str) -> list[Taken]:
        """The checkpoints that lie beside a store, the oldest first; none where there are no
        proofs.

        Raises:
            StoreError: another file is in their place, or it is damaged.
        """
        proofs = cls.there(url)
        if proofs is None:
            return []
        with proofs:
            return proofs.taken()

    @classmethod
    def there(cls, url: str) -> Self | None:
        """The proofs beside a store as they lie there, only to be read; None if there are none.

        Raises:
            StoreError: another file is in its place, or it is damaged.
        """
        path = beside(url)
        if path is None or not path.is_file():
            return None
        try:
            database = _opened(address_of(path))
            with _closed_on_error(database):
                return cls(database, _origin(database, path))
        except sqlite3.Error as error:
            raise _told(path, error) from None

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- Taking a checkpoint ----------------------------------------------------------

    def take(
        self,
        store: Store,
        key: SigningKey,
        *,
        at: datetime | None = None,
        progress: Progress | None = None,
    ) -> Taken:
        """Hash what was recorded since the last checkpoint into the tree, and sign its root.

        Nobody who records waits for it. Where nothing was recorded since, the last checkpoint
        stays what it is.

        Args:
            store: whose log.
            key: the log's.
            at: when (UTC); None: now.
            progress: told how many of how many leaves are in the tree.

        Raises:
            ProofError: the log doesn't go on from where the last checkpoint ended: it was
                changed, cut, or an older copy was put back. Nothing is signed then.
            CorruptLog: a row stands before the first position, where no reading meets it.
            Invalid: the key is another log's.
        """
        if key.name != self.origin or key.kind != LOG:
            raise Invalid(
                "it is the key of {name}", expected="{log}", name=key.name, log=self.origin
            )
        for position, ref, why in early_rows(store):
            raise CorruptLog(store.url, position, why, ref)
        head = store.position
        while self._grow(store, head, progress):
            pass
        with writing(self._database):
            size, position = self.extent
            checkpoint = Checkpoint(
                origin=self.origin, size=size, root=self.tiles.frontier(size).root
            )
            known = self._of_size(size)
            note = known[0].note if known else Note(checkpoint.text)
            if note.text != checkpoint.text:
                raise ProofError("a checkpoint of {size} facts has another root", size=size)
            note = note.with_signatures([key.sign(note.text)])
            when = known[0].at if known else (at or datetime.now(UTC)).astimezone(UTC)
            self._database.execute(
                "INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)",
                (size, position, when.isoformat(timespec="seconds"), str(note)),
            )
        return self._of_size(size)[0]

    @property
    def extent(self) -> tuple[int, int]:
        """How many leaves the tree has, and the position of the last one's fact."""
        size, position = self._database.execute("SELECT size, position FROM about").fetchone()
        return size, position

    def unproved(self, store: Store) -> int:
        """How many facts no checkpoint proves yet: those after the last one."""
        newest = self.newest
        with store.reading() as asked:
            return int(
                asked.cursor.execute(
                    "SELECT count(*) FROM stored_events WHERE position > ?",
                    (newest.position if newest else 0,),
                ).fetchone()[0]
            )

    def _grow(self, store: Store, head: int, progress: Progress | None) -> bool:
        """Add the next leaves, up to a position; whether there may be more."""
        with self._changing():
            size, position = self.extent
            hashed = hasher(store_of(self.origin))
            # The last leaf is looked at again: what follows must follow from it.
            last = next(rows(store, after=position - 1, upto=position), None) if size else None
            if size and (last is None or hashed(*last[1:]) != self.tiles.leaves(size - 1, size)):
                raise ProofError(
                    "the log doesn't go on from the last checkpoint: at position {position} "
                    "stands something else than {size} facts were proved with; verify it",
                    position=position,
                    size=size,
                )
            added = bytearray()
            count = 0
            for row in rows(store, after=position, upto=head):
                added += hashed(*row[1:])
                position, count = row[0], count + 1
                if count == BATCH:
                    break
            if not count:
                return False
            size = self.tiles.add(size, bytes(added))
            self._database.execute("UPDATE about SET size = ?, position = ?", (size, position))
        if progress is not None:
            progress(size, size + head - position)
        return count == BATCH

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            with writing(self._database):
                yield
        except BaseException:
            self.tiles.forget()
            raise

    # -- What was taken ---------------------------------------------------------------

    @property
    def newest(self) -> Taken | None:
        """The last checkpoint, if there is any."""
        found = self._read("SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1")
        return found[0] if found else None

    def taken(self) -> list[Taken]:
        """Every checkpoint that was taken, the smallest first."""
        return self._read("SELECT * FROM checkpoints ORDER BY size")

    def _of_size(self, size: int) -> list[Taken]:
        return self._read("SELECT * FROM checkpoints WHERE size = ?", size)

    def _read(self, question: str, *asked: int) -> list[Taken]:
        return [
            Taken(
                checkpoint=Checkpoint.of(note := Note.read(text)),
                position=position,
                at=datetime.fromisoformat(at),
                note=note,
            )
            for _, position, at, text in self._database.execute(question, asked).fetchall()
        ]

    def root(self, size: int) -> bytes:
        """The root of the tree at a size, of the hashes that are kept.

        Raises:
            LookupError: so many aren't kept.
        """
        return root(self.tiles, 0, size)

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that a leaf (from 0) is in the tree of a size."""
        return inclusion(self.tiles, index, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the tree of one size is that of an earlier size, with leaves added."""
        return consistency(self.tiles, old, new)

    # -- Witnesses --------------------------------------------------------------------

    def add_witness(self, key: VerifierKey) -> None:
        """Let a witness be asked for its signature from now on.

        Raises:
            Invalid: it is no witness's key.
        """
        if key.kind != WITNESS:
            raise Invalid("{name} isn't a witness's key", expected="a key of kind 4", name=key.name)
        with writing(self._database):
            self._database.execute("INSERT OR IGNORE INTO witnesses VALUES (?)", (str(key),))

    @property
    def witnesses(self) -> list[VerifierKey]:
        """Those who are asked for their signature."""
        told = self._database.execute("SELECT key FROM witnesses ORDER BY key").fetchall()
        return [VerifierKey.read(text) for (text,) in told]

    def seen(self, witness: VerifierKey) -> Taken | None:
        """The last checkpoint that a witness has signed; None if it has signed none."""
        signed = (one for one in reversed(self.taken()) if one.note.signed_by(witness))
        return next(signed, None)

    def waiting(self, witness: VerifierKey) -> list[Taken]:
        """The checkpoints that a witness hasn't signed and can sign still, the smallest first."""
        seen = self.seen(witness)
        after = seen.checkpoint.size if seen else -1
        return [one for one in self.taken() if one.checkpoint.size > after]

    def request(self, witness: VerifierKey, taken: Taken) -> str:
        """What a witness is asked with for one checkpoint (c2sp.org/tlog-witness).

        It has the proof that this tree continues the one that the witness signed last.
        """
        seen = self.seen(witness)
        old = seen.checkpoint.size if seen else 0
        proof = map(encoded, self.consistency(old, taken.checkpoint.size))
        return "".join(f"{line}\n" for line in (f"old {old}", *proof, "")) + str(taken.note)

    def answered(self, witness: VerifierKey, taken: Taken, answer: str) -> Taken:
        """Keep what a witness has answered: its signature under the checkpoint.

        Raises:
            ProofError: its signature isn't among the lines, or doesn't hold.
            Invalid: these aren't signatures.
        """
        lines = [Signature.read(one) for one in answer.splitlines() if one.strip()]
        theirs = [one for one in lines if one.is_of(witness)]
        if not theirs:
            raise ProofError("{name} hasn't signed it", name=witness.name)
        with writing(self._database):
            (now,) = self._of_size(taken.checkpoint.size)
            note = now.note.with_signatures(theirs)
            note.signed_by(witness)
            self._database.execute(
                "UPDATE checkpoints SET note = ? WHERE size = ?", (str(note), now.checkpoint.size)
            )
        return self._of_size(taken.checkpoint.size)[0]

    def submit(self, witness: VerifierKey, ask: Callable[[str], str]) -> list[Taken]:
        """Ask a witness for its signature under every checkpoint that waits, in order.

        Nothing is locked while it is asked. Where it can't be reached the rest goes on waiting.

        Args:
            witness: whom.
            ask: sends a request and brings the answer; what it raises ends the asking.

        Returns:
            The checkpoints that it has signed now.
        """
        return [
            self.answered(witness, taken, ask(self.request(witness, taken)))
            for taken in self.waiting(witness)
        ]

    def add_timestamp(self, taken: Taken, reply: bytes) -> None:
        """Keep what an authority has answered (RFC 3161) with the checkpoint that it is about."""
        with writing(self._database):
            self._database.execute(
                "INSERT INTO timestamps VALUES (?, ?)", (taken.checkpoint.size, reply)
            )

    def timestamps(self, taken: Taken) -> list[bytes]:
        """What authorities have answered about a checkpoint, as it was received."""
        asked = "SELECT reply FROM timestamps WHERE size = ? ORDER BY rowid"
        return [one for (one,) in self._database.execute(asked, (taken.checkpoint.size,))]

    def agrees(self, checkpoint: Checkpoint) -> bool | None:
        """Whether the hashes that are kept give a checkpoint's root; None if they are too few."""
        if checkpoint.size > self.extent[0]:
            return None
        return self.root(checkpoint.size) == checkpoint.root


def follows(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes]) -> bool:
    """Whether a proof shows that one checkpoint's tree continues another's, of one log."""
    return old.origin == new.origin and continues(old.size, new.size, old.root, new.root, proof)


# -- Files --------------------------------------------------------------------------------


def beside(url: str) -> Path | None:
    """Where the proofs of a store lie; None of one in memory."""
    path = path_of(url)
    return None if path is None else path_beside(path, "proofs")


def signing_key(store: Store, origin: str) -> SigningKey:
    """The key of a log, in its file beside the store; made when it is first needed.

    Raises:
        StoreError: it can't be read or made.
        Invalid: the file has another log's key, or none.
    """
    path = path_of(store.url)
    if path is None:
        return SigningKey.new(origin, LOG)
    path = path_beside(path, "signing")
    try:
        if not path.exists():
            with suppress(FileExistsError):
                whole_file.write_new(path, f"{SigningKey.new(origin, LOG).text}\n".encode())
        if path.stat().st_mode & 0o077:
            raise StoreError(str(path), "others than its owner can read it; set its mode to 0600")
        key = SigningKey.read(path.read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise StoreError(str(path), "can't be read: {why}", why=why) from None
    if (key.name, key.kind) != (origin, LOG):
        raise Invalid("it is the key of {name}", where=str(path), expected=origin, name=key.name)
    return key


def _opened(address: str) -> sqlite3.Connection:
    uri = address != ":memory:"
    return sqlite3.connect(
        address, uri=uri, isolation_level=None, timeout=PATIENCE, check_same_thread=False
    )


def _make(database: sqlite3.Connection, origin: str, path: Path | None) -> None:
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables:
        for statement in _TABLES:
            database.execute(statement)
        database.execute("INSERT INTO about VALUES (?, 0, 0)", (origin,))
    if (there := _origin(database, path)) != origin:
        raise StoreError(str(path), "these are the proofs of {there}; move them away", there=there)


def _origin(database: sqlite3.Connection, path: Path | None) -> str:
    """Of which log the proofs in a file are."""
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (schema,) = database.execute("PRAGMA user_version").fetchone()
    if mark != APPLICATION_ID:
        raise StoreError(
            str(path), "another program's file is in the place of the proofs; move it away"
        )
    if schema != SCHEMA:
        raise StoreError(
            str(path),
            "made by a newer version of the library (tables {schema}, known: {known})",
            schema=schema,
            known=SCHEMA,
        )
    (origin,) = database.execute("SELECT origin FROM about").fetchone()
    return str(origin)


@contextmanager
def _closed_on_error(database: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        database.close()
        raise


def _told(path: Path | None, error: sqlite3.Error) -> StoreError:
    return StoreError(str(path), "can't be used: {why}", why=error)
