"""Nhân chứng: who keeps a ward's checkpoints apart, and signs only what continues them.

A witness (the Fatherland Front, the province) needs no access to the record, and learns nothing
of it: a log's name, a number and a hash. It keeps for each log the last checkpoint that it has
seen, and signs the next one when it is proved that this continues that. So a history that was
rewritten, forked or rolled back gets no signature. All that a witness has is one file, which has
its key too: only its owner may read it.

The request and the answer are those of c2sp.org/tlog-witness, as text: they go by a web server
of others, by mail, or on a stick.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from attrs import evolve, frozen

from dialogue_cases import whole_file
from dialogue_cases.errors import AlreadyThere, Invalid, NotFound, ProofError, StoreError
from dialogue_cases.proofs.merkle import continues
from dialogue_cases.proofs.notes import (
    LOG,
    WITNESS,
    Checkpoint,
    Note,
    Signature,
    SigningKey,
    VerifierKey,
    decoded,
    encoded,
)
from dialogue_cases.vocabulary import StreamId

if sys.platform != "win32":
    import fcntl

MOST = 63
"""How many hashes a proof may have."""


@frozen
class Seen:
    """Sổ đã biết: a log that a witness knows, and what it has signed of it last.

    Args:
        key: by which the log signs.
        size: of the last checkpoint that was signed; 0 if none was.
        root: of that checkpoint.
    """

    key: VerifierKey
    size: int = 0
    root: bytes = b""


class Behind(ProofError):
    """The proof doesn't begin at the checkpoint that the witness has signed last.

    Args:
        size: the size of that one.
    """

    def __init__(self, size: int) -> None:
        super().__init__("the last checkpoint signed here has {size} facts", size=size)
        self.size = size


class Witness:
    """Nhân chứng: its key, and what it knows of each log. Its file is read each time it is asked.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def new(cls, path: Path, name: str) -> "Witness":
        """Make a witness with a new key.

        Args:
            path: where its file is to be.
            name: as it signs, such as `mttq.phuong-x.example/w1`.

        Raises:
            AlreadyThere: there is a file.
            Invalid: the name can't stand in a signature.
        """
        if path.exists():
            raise AlreadyThere(str(path), "there is a file already")
        witness = cls(path)
        witness._write(SigningKey.new(name, WITNESS), {})
        return witness

    @property
    def key(self) -> VerifierKey:
        """The key by which others check what it signs."""
        return self._read()[0].verifier

    @property
    def logs(self) -> dict[str, Seen]:
        """What it knows of each log, by the log's name."""
        return self._read()[1]

    def trust(self, key: VerifierKey) -> None:
        """Know a log from now on: sign its checkpoints.

        Raises:
            Invalid: it is no log's key, or another key than the one that is known.
        """
        if key.kind != LOG:
            raise Invalid("{name} isn't a log's key", expected="a key of kind 1", name=key.name)
        with self._alone():
            mine, logs = self._read()
            known = logs.get(key.name)
            if known is not None and known.key != key:
                raise Invalid("{name} is known with another key", name=key.name)
            self._write(mine, {**logs, key.name: known or Seen(key)})

    def add_checkpoint(self, request: str, *, at: datetime | None = None) -> str:
        """Sign a checkpoint that continues the last one that was signed of its log.

        What it has signed is on the disk before the answer is given.

        Args:
            request: as `Proofs.request` makes it: the old size, a proof, and the checkpoint.
            at: when (UTC); None: now.

        Returns:
            The line of its signature.

        Raises:
            Invalid: it is no such request.
            NotFound: the log isn't known here.
            Behind: the proof begins elsewhere.
            ProofError: the log's signature is missing or wrong, or the checkpoint doesn't
                continue the one before.
        """
        old, proof, note = _read_request(request)
        checkpoint = Checkpoint.of(note)
        with self._alone():
            mine, logs = self._read()
            known = logs.get(checkpoint.origin)
            if known is None:
                raise NotFound(StreamId(checkpoint.origin))
            if note.signed_by(known.key) is None:
                raise ProofError("{name} hasn't signed it", name=checkpoint.origin)
            if old > checkpoint.size:
                raise Invalid("the old size is larger than the new one", where="old")
            if old != known.size:
                raise Behind(known.size)
            goes_on = (
                continues(old, checkpoint.size, known.root, checkpoint.root, proof)
                if old
                else not proof
            )
            if not goes_on:
                raise ProofError(
                    "the checkpoint of {size} facts doesn't continue the one of {old}: "
                    "what was recorded before was changed",
                    size=checkpoint.size,
                    old=old,
                )
            seen = evolve(known, size=checkpoint.size, root=checkpoint.root)
            signature: Signature = mine.sign(note.text, at)
            self._write(mine, {**logs, checkpoint.origin: seen})
        return f"{signature}\n"

    # -- Its file ---------------------------------------------------------------------

    def _read(self) -> tuple[SigningKey, dict[str, Seen]]:
        try:
            if self.path.stat().st_mode & 0o077:
                raise StoreError(
                    str(self.path), "others than its owner can read it; set its mode to 0600"
                )
            told: Any = msgspec.json.decode(self.path.read_bytes())
            logs = {
                name: Seen(VerifierKey.read(one["key"]), one["size"], _root(one["root"]))
                for name, one in told["logs"].items()
            }
            return SigningKey.read(told["key"]), logs
        except OSError as error:
            raise StoreError(str(self.path), "can't be read: {why}", why=error.strerror) from None
        except (msgspec.DecodeError, KeyError, TypeError, AttributeError, Invalid) as error:
            raise StoreError(str(self.path), "it is no witness's file: {why}", why=error) from None

    def _write(self, key: SigningKey, logs: dict[str, Seen]) -> None:
        told = {
            "key": key.text,
            "logs": {
                name: {"key": str(one.key), "size": one.size, "root": encoded(one.root)}
                for name, one in sorted(logs.items())
            },
        }
        try:
            whole_file.write(self.path, msgspec.json.format(msgspec.json.encode(told)), mode=0o600)
        except OSError as error:
            raise StoreError(
                str(self.path), "can't be written: {why}", why=error.strerror
            ) from None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else reads and writes the file meanwhile, who would sign beside it."""
        if sys.platform == "win32":
            yield
            return
        # Its folder is locked, not the file, which is another one each time that it is written.
        folder = os.open(self.path.absolute().parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _root(text: str) -> bytes:
    return decoded(text, where="root") if text else b""


def _read_request(text: str) -> tuple[int, list[bytes], Note]:
    head, blank, rest = text.partition("\n\n")
    first, *proof = head.split("\n")
    word, _, number = first.partition(" ")
    right = number.isascii() and number.isdecimal() and str(int(number)) == number
    if not blank or word != "old" or not right or len(proof) > MOST:
        raise Invalid(
            "it is no request for a signature",
            expected="`old` and a size, the hashes of a proof, an empty line, a checkpoint",
        )
    return int(number), [decoded(one, where="proof") for one in proof], Note.read(rest)
