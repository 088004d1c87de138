"""Personal data under keys: sealed in the log, readable while the key is in the vault.

One key per *party in a case*, and one per case for content; never one per person.
The vault is a file of its own beside the store; its keys are wrapped (RFC 3394) under one
wrapping key, kept in a file that only its owner can read, or given by the embedder.
Destroying a key is the erasure: what was sealed stays in the log, unreadable for ever.

Whoever has the wrapping key and the vault can open everything. "Only named offices" is
therefore a policy of the program that asks, not a property of the cryptography.
"""

import base64
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import (
    InvalidUnwrap,
    aes_key_unwrap,
    aes_key_wrap,
)

from dialogue_cases import whole_file
from dialogue_cases.database import (
    PATIENCE,
    address_of,
    is_writable,
    let_go_before_fork,
    lying,
)
from dialogue_cases.errors import KeyDestroyed, KeyLost, KeyMissing, SealError, WrongKey
from dialogue_cases.vocabulary import PartyId, Sealed, StreamId

_CHECK = "vault"
_STORE = "store "
_MARK = "1."
"""How data is sealed: AES-256-GCM of the text, padded to full blocks, after a nonce."""

_LENGTH = "a wrapping key has 32 bytes, this one has {count}"

_BLOCK = 64
_NONCE = 12
_TAG = 16


def content_key(stream: StreamId) -> PartyId:
    """Whose key seals the content of a case: nobody's, the case's own.

    >>> content_key(StreamId("dialogue/2023/1"))
    'dialogue/2023/1#0'
    """
    return PartyId(f"{stream}#0")


class Vault:
    """Két khoá: the keys of sealed data, each wrapped, each destructible.

    Opening it writes nothing, and it can be read where it can't be written.

    Args:
        path: the vault's file, None to keep it in memory.
        wrapping_key: 32 bytes.

    Raises:
        WrongKey: the wrapping key isn't the one that this vault was made with.
        SealError: there is no vault at that path, or it can't be read.
    """

    def __init__(self, path: Path | None, wrapping_key: bytes) -> None:
        if len(wrapping_key) != 32:
            raise WrongKey(_LENGTH, count=len(wrapping_key))
        self._wrapping_key = wrapping_key
        self._path = path
        self._lock = threading.RLock()
        self._process = os.getpid()
        self._connection = _in_memory(self._new_key()) if path is None else None
        self._closed = False
        self._address = ""
        self._lay: tuple[int, ...] | None = None
        try:
            self._key(_CHECK)
        except BaseException as error:
            self.close()
            if isinstance(error, KeyLost):
                raise SealError(
                    "{path} isn't a vault; put back the one of this store", path=path
                ) from None
            raise
        let_go_before_fork(self)

    @classmethod
    def create(cls, path: Path, wrapping_key: bytes) -> "Vault":
        """Make a vault in a new file that only its owner can read (mode 0600).

        Raises:
            SealError: a file is there already, or it can't be made.
        """
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            address = f"{path.absolute().as_uri()}?mode=rw"
            with closing(_connected(address)) as database:
                _make(database, aes_key_wrap(wrapping_key, secrets.token_bytes(32)))
        except OSError as error:
            raise SealError(
                "the vault {path} can't be made: {why}", path=path, why=error.strerror
            ) from None
        except sqlite3.Error as error:
            raise SealError("the vault {path} can't be made: {why}", path=path, why=error) from None
        return cls(path, wrapping_key)

    @property
    def _database(self) -> sqlite3.Connection:
        if self._process != os.getpid() and self._path is not None:
            _INHERITED.append(self._connection)  # what the parent has open isn't ours to close
            self._lock, self._process, self._connection = threading.RLock(), os.getpid(), None
        if self._path is not None and self._lay != lying(self._path, self._address):
            self.let_go()  # it was read as it lay there, and others have written it since
        if self._connection is None:
            if self._closed or self._path is None:
                raise SealError("the vault was closed; open the store again")
            if not self._path.exists():
                raise SealError(
                    "the vault {path} is missing; put back the one of this store", path=self._path
                )
            try:
                self._address = address_of(self._path)
                self._lay = lying(self._path, self._address)
                self._connection = _connected(self._address)
            except sqlite3.Error as error:
                raise SealError(
                    "the vault {path} can't be used: {why}", path=self._path, why=error
                ) from None
        return self._connection

    def let_go(self) -> None:
        """Close the file until it is asked again: the process is about to be forked."""
        with self._lock:
            if self._path is None or self._connection is None or self._connection.in_transaction:
                return
            self._connection.close()
            self._connection = None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def __del__(self, getpid: Callable[[], int] = os.getpid) -> None:
        # As the engine's pool does: whoever drops an office without closing it leaves no file open.
        # At the interpreter's end a module's names may be gone already.
        connection = getattr(self, "_connection", None)
        if connection is not None and self._process == getpid():
            connection.close()

    def bind(self, store: str) -> None:
        """Say which store this vault belongs to; once, when both are made."""
        with self._transaction():
            self._database.execute(
                "INSERT OR IGNORE INTO keys VALUES (?, ?)", (_STORE + store, self._new_key())
            )

    def belongs_to(self, store: str) -> bool:
        """Whether this is the vault of that store."""
        return self.holds(PartyId(_STORE + store))

    def new_party(self, stream: StreamId, *, after: int = 0) -> PartyId:
        """A new party in a case, with a key of its own; numbers are never used again.

        Args:
            stream: the case.
            after: the highest number that the log knows there: a vault put back from a copy
                may not know it.
        """
        with self._transaction():
            (last,) = self._database.execute(
                "SELECT coalesce(max(cast(substr(id, ?) AS INTEGER)), 0) FROM keys "
                "WHERE id > ? AND id < ?",  # what begins with "<stream>#"; "$" comes after "#"
                (len(stream) + 2, f"{stream}#", f"{stream}$"),
            ).fetchone()
            party = PartyId(f"{stream}#{max(last, after) + 1}")
            self._database.execute("INSERT INTO keys VALUES (?, ?)", (party, self._new_key()))
        return party

    def seal(self, key: PartyId, field: str, text: str) -> Sealed:
        """Seal one piece of personal data.

        Args:
            key: a party of `new_party`, or the `content_key` of a case (made when first used).
            field: what it is, such as `speaker_name`; bound to the ciphertext with the key's id.

        Raises:
            KeyLost: the party isn't known here (`KeyMissing`), or was erased (`KeyDestroyed`).
        """
        if key.endswith("#0"):
            with self._transaction():
                self._database.execute(
                    "INSERT OR IGNORE INTO keys VALUES (?, ?)", (key, self._new_key())
                )
        nonce = secrets.token_bytes(_NONCE)
        plain = text.encode() + b"\x80"
        plain += b"\0" * (-len(plain) % _BLOCK)  # the length of a name tells something too
        sealed = AESGCM(self._key(key)).encrypt(nonce, plain, _bound(key, field))
        data = base64.b64encode(nonce + sealed).decode()
        return Sealed(key=key, field=field, data=_MARK + data)

    def unseal(self, sealed: Sealed) -> str:
        """Read sealed data, without a record of it: for the office, which makes one.

        Whoever else asks goes through `Desk.unseal`.

        Raises:
            KeyLost: its key was destroyed, or isn't in this vault.
            WrongKey: the data was altered, or moved from another field or case.
        """
        try:
            data = base64.b64decode(sealed.data.removeprefix(_MARK), validate=True)
            bound = _bound(sealed.key, sealed.field)
            key = AESGCM(self._key(sealed.key))
            plain = key.decrypt(data[:_NONCE], data[_NONCE:], bound)
            return plain.rstrip(b"\0").removesuffix(b"\x80").decode()
        except (InvalidTag, ValueError):
            raise WrongKey(
                "{name} of {key} doesn't open: altered, or sealed elsewhere",
                name=sealed.field,
                key=sealed.key,
            ) from None

    def destroy(self, key: PartyId) -> bool:
        """Destroy a key for good; its number stays used. False when it was gone already.

        The party leaves its group of one person with it.
        """
        with self._transaction():
            held = self.holds(key)
            self._leave(key)
            # Also where the key isn't there: a copy that was put back must not give it anew.
            self._database.execute("INSERT OR REPLACE INTO keys VALUES (?, NULL)", (key,))
        return held

    def join(self, party: PartyId, other: PartyId) -> None:
        """Keep that two parties are one person, in no other place than here.

        A person has no name here and no number that means anything: only a random mark that
        its parties share, and that goes with the last two of them.
        """
        with self._transaction():
            marks = [self._mark(party), self._mark(other)]
            mark = marks[0] or marks[1] or secrets.token_hex(8)
            self._database.execute(
                "UPDATE persons SET person = ? WHERE person = ?", (mark, marks[1])
            )
            for one in (party, other):
                self._database.execute("INSERT OR REPLACE INTO persons VALUES (?, ?)", (one, mark))

    def separate(self, party: PartyId) -> bool:
        """Take a party out of its group; False when it was in none."""
        with self._transaction():
            return self._leave(party)

    def same_person(self, party: PartyId) -> tuple[PartyId, ...]:
        """The parties that are one person with this one, itself among them."""
        question = "SELECT party FROM persons WHERE person = ? ORDER BY party"
        rows = self._asked(question, self._mark(party))
        return tuple(PartyId(one) for (one,) in rows) or (party,)

    def _mark(self, party: PartyId) -> str | None:
        question = "SELECT person FROM persons WHERE party = ?"
        rows = self._asked(question, party)
        return str(rows[0][0]) if rows else None

    def _leave(self, party: PartyId) -> bool:
        mark = self._mark(party)
        self._database.execute("DELETE FROM persons WHERE party = ?", (party,))
        # A group of one says nothing more about anyone, so it isn't kept.
        self._database.execute(
            "DELETE FROM persons WHERE person = ? "
            "AND (SELECT count(*) FROM persons WHERE person = ?) = 1",
            (mark, mark),
        )
        return mark is not None

    def rewrap(self, wrapping_key: bytes) -> int:
        """Wrap every key under another wrapping key, all of them or none.

        What was copied of the vault before still opens with the old one. Whoever has the vault
        open with the old key, in another process, reads and seals nothing any more.

        Args:
            wrapping_key: 32 bytes.

        Returns:
            How many keys there are.

        Raises:
            WrongKey: it hasn't 32 bytes.
        """
        if len(wrapping_key) != 32:
            raise WrongKey(_LENGTH, count=len(wrapping_key))
        with self._transaction():
            rows = self._database.execute(
                "SELECT id, wrapped FROM keys WHERE wrapped IS NOT NULL"
            ).fetchall()
            self._database.executemany(
                "UPDATE keys SET wrapped = ? WHERE id = ?",
                [(aes_key_wrap(wrapping_key, self._key(name)), name) for name, _ in rows],
            )
        self._wrapping_key = wrapping_key
        return len(rows) - 1  # but for the one by which a vault is known

    def holds(self, key: PartyId) -> bool:
        """Whether the key is there, not destroyed."""
        return self.lost(key) is None

    def lost(self, key: str) -> KeyLost | None:
        """Why nothing opens with a key: destroyed, or missing; None where it is there."""
        found = self._wrapped(key)
        return found if isinstance(found, KeyLost) else None

    def _wrapped(self, key: str) -> bytes | KeyLost:
        rows = self._asked("SELECT wrapped FROM keys WHERE id = ?", key)
        if not rows:
            return KeyMissing(key)
        wrapped: bytes | None = rows[0][0]
        return KeyDestroyed(key) if wrapped is None else wrapped

    def _new_key(self) -> bytes:
        if getattr(self, "_connection", None) is not None:
            self._key(_CHECK)  # else it would be wrapped under a key that was changed meanwhile
        return aes_key_wrap(self._wrapping_key, secrets.token_bytes(32))

    def _key(self, key: str) -> bytes:
        wrapped = self._wrapped(key)
        if isinstance(wrapped, KeyLost):
            raise wrapped
        try:
            return aes_key_unwrap(self._wrapping_key, wrapped)
        except InvalidUnwrap:
            raise WrongKey(
                "the wrapping key isn't the one that this vault was made with; "
                "give the key file that `dialogue-cases init` made beside the store"
            ) from None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make many keys at once: all of them are kept, or none."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            database = self._database
            if database.in_transaction:  # by this thread, which holds the lock
                yield
                return
            try:
                database.execute("BEGIN IMMEDIATE")
                try:
                    yield
                except BaseException:
                    with suppress(sqlite3.Error):
                        database.execute("ROLLBACK")
                    raise
                database.execute("COMMIT")
            except sqlite3.Error as error:
                with suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                raise SealError(
                    "the vault {path} can't be used: {why}", path=self._path, why=error
                ) from None

    def _asked(self, question: str, *parameters: str | None) -> list[tuple[Any, ...]]:
        try:
            with self._lock:  # nobody closes the file for a fork meanwhile
                return self._database.execute(question, parameters).fetchall()
        except sqlite3.Error as error:
            raise SealError(
                "the vault {path} can't be used: {why}", path=self._path, why=error
            ) from None


class LockedVault(Vault):
    """Két đóng: of an office that was opened without the key; nothing sealed is read or made.

    What is known without it is that something is sealed, and what the record says was erased.
    """

    def __init__(self) -> None:
        self._lock, self._connection, self._closed, self._path = threading.RLock(), None, True, None

    @property
    def _database(self) -> sqlite3.Connection:
        raise SealError(
            "it was opened without the key to sealed data: none of it can be read, and nothing "
            "can be decided"
        )

    def belongs_to(self, store: str) -> bool:
        """It is any store's: it has no keys."""
        return bool(store)

    def lost(self, key: str) -> KeyLost | None:  # noqa: ARG002  # whatever the key
        """Nobody can tell without the vault: it isn't said to be lost."""
        return None


_INHERITED: list[sqlite3.Connection | None] = []


def _connected(address: str) -> sqlite3.Connection:
    database = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE
    )
    try:
        if is_writable(address):
            # What is deleted is overwritten in the file. Its journal, which has the page as it
            # was, is deleted with the change: what the disk keeps of that is out of our reach.
            database.execute("PRAGMA secure_delete = ON")
            database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        database.close()
        raise
    return database


def _make(database: sqlite3.Connection, check: bytes) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.execute("CREATE TABLE keys (id TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID")
    database.execute("CREATE TABLE persons (party TEXT PRIMARY KEY, person TEXT) WITHOUT ROWID")
    database.execute("INSERT INTO keys VALUES (?, ?)", (_CHECK, check))
    database.execute("COMMIT")


def _in_memory(check: bytes) -> sqlite3.Connection:
    database = _connected(":memory:")
    _make(database, check)
    return database


def is_sealed(sealed: Sealed) -> bool:
    """Whether it looks like what `Vault.seal` makes, without opening it."""
    try:
        data = base64.b64decode(sealed.data.removeprefix(_MARK), validate=True)
    except (ValueError, AttributeError):
        return False
    whole = len(data) - _NONCE - _TAG
    return sealed.data.startswith(_MARK) and whole > 0 and whole % _BLOCK == 0


def _bound(key: PartyId, field: str) -> bytes:
    return f"{key}\0{field}".encode()


def rotate(vault: Path, key: Path) -> int:
    """Change the wrapping key of a vault, and the file that holds it.

    The new key is on the disk before anything is wrapped under it, in a file whose name ends in
    `.next`; where the process is killed in between, the vault opens with one of the two, and
    doing it again brings it to its end.

    Args:
        vault: the vault's file.
        key: the file of the wrapping key.

    Returns:
        How many keys were wrapped anew.

    Raises:
        SealError: a file is missing, or can't be written.
        WrongKey: neither key opens the vault.
    """
    following = key.with_name(f"{key.name}.next")
    wrapping_key = read_key_file(following) if following.exists() else make_key_file(following)
    with closing(opened_vault(vault, key)) as held:
        count = held.rewrap(wrapping_key)
    try:
        following.replace(key)
    except OSError as error:
        raise SealError(
            "the key file {path} can't be made: {why}", path=key, why=error.strerror
        ) from None
    whole_file.settle(key.parent)
    return count


def opened_vault(vault: Path, key: Path) -> Vault:
    """A vault, opened with the key in a file, or with the one that follows it (`rotate`).

    Raises:
        SealError: a file is missing.
        WrongKey: the key doesn't open it.
    """
    try:
        return Vault(vault, read_key_file(key))
    except WrongKey:
        following = key.with_name(f"{key.name}.next")
        if not following.exists():
            raise
        return Vault(vault, read_key_file(following))


def make_key_file(path: Path) -> bytes:
    """Make a wrapping key in a new file that only its owner can read (mode 0600).

    Raises:
        SealError: the file is there already or can't be written.
    """
    key = secrets.token_bytes(32)
    try:
        whole_file.write_new(path, f"{key.hex()}\n".encode())
    except OSError as error:
        raise SealError(
            "the key file {path} can't be made: {why}", path=path, why=error.strerror
        ) from None
    return key


def read_key_file(path: Path) -> bytes:
    """Read a wrapping key.

    Raises:
        SealError: there is no such file.
        WrongKey: it isn't a key, or others than its owner can read it.
    """
    try:
        mode = path.stat().st_mode & 0o077
        # A pipe would be waited for, a device read without end.
        text = path.read_text(encoding="ascii").strip() if path.is_file() else ""
    except FileNotFoundError:
        raise SealError(
            "there is no key file {path}; put back the one that was made with the store", path=path
        ) from None
    except (OSError, UnicodeDecodeError):
        raise WrongKey("{path} can't be read as a wrapping key", path=path) from None
    if mode:
        raise WrongKey(
            "{path} can be read by others than its owner; set its mode to 0600", path=path
        )
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise WrongKey("{path} isn't a wrapping key; expected 64 hexadecimal digits", path=path)
    return key
