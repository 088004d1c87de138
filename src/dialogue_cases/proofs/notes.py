"""Bản ghi có chữ ký: signed notes, checkpoints and cosignatures, as C2SP writes them down.

A note is a text with signatures below it (c2sp.org/signed-note). A checkpoint is a note of three
lines: which log, how many leaves, the root of its tree (c2sp.org/tlog-checkpoint). A witness adds
a signature that says when it saw that this tree continues the one it saw before
(c2sp.org/tlog-cosignature). All of it is text that fits on paper, and is read by programs of
others: nothing here is our own form.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, Self, TypeAlias

from attrs import evolve, frozen
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dialogue_cases.errors import Invalid, ProofError
from dialogue_cases.proofs.merkle import EMPTY

Kind: TypeAlias = Literal[1, 4]
"""How a key signs: a note as it is (1, Ed25519), or a checkpoint with the time (4, a witness)."""

LOG: Kind = 1
WITNESS: Kind = 4

MOST = 64
"""How many signatures are read below a note."""

_NAME = re.compile(r"[^\s+\x00-\x1f]+")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_DASH = "\u2014"


def decoded(text: str, *, where: str) -> bytes:
    """Bytes out of base64 in its one spelling.

    Raises:
        Invalid: it is another text.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        data = b""
    if encoded(data) != text or not data:
        raise Invalid("{text!r} isn't base64", where=where, text=text[:40])
    return data


def encoded(data: bytes) -> str:
    """Bytes as base64."""
    return base64.b64encode(data).decode()


# -- Keys ---------------------------------------------------------------------------------


@frozen
class VerifierKey:
    """Khoá kiểm tra: whose signatures it checks, and how they sign.

    Args:
        name: of the log or the witness, such as `mttq.phuong-x.example/w1`.
        kind: how it signs.
        public: the Ed25519 key, 32 bytes.

    >>> key = VerifierKey.read(
    ...     "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    ... )
    >>> key.name, key.kind
    ('example.com/foo', 1)
    """

    name: str
    kind: Kind
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes by which a signature line says which key of that name it is of."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @classmethod
    def read(cls, text: str) -> Self:
        """A key out of its text, `name+id+key`.

        Raises:
            Invalid: it is no such text, or of a kind of signature that isn't known here.
        """
        name, _, rest = text.strip().partition("+")
        known_as, _, material = rest.partition("+")
        data = decoded(material, where="key") if material else b""
        if _NAME.fullmatch(name) is None or len(data) != 33:
            raise Invalid("{text!r} is no key", expected="name+id+key", text=text[:80])
        if data[0] not in (LOG, WITNESS):
            raise Invalid(
                "the key of {name} signs in another way", expected="Ed25519 (1 or 4)", name=name
            )
        key = cls(name, data[0], data[1:])
        if key.id.hex() != known_as:
            raise Invalid("the key of {name} isn't the one that its id says", name=name)
        return key

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encoded(bytes([self.kind]) + self.public)}"


@frozen(repr=False)
class SigningKey:
    """Khoá ký: what a log or a witness signs with; whoever has it signs in its name.

    Args:
        name: of the log or the witness.
        kind: how it signs.
        seed: 32 secret bytes.
    """

    name: str
    kind: Kind
    seed: bytes

    @classmethod
    def new(cls, name: str, kind: Kind) -> Self:
        """A key that nobody has had before.

        Raises:
            Invalid: the name can't stand in a signature.
        """
        if _NAME.fullmatch(name) is None:
            raise Invalid(
                "{name!r} can't be a key's name", expected="a name without spaces and +", name=name
            )
        return cls(name, kind, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, text: str) -> Self:
        """A key out of its text, as Go's `note` package writes it.

        Raises:
            Invalid: it is no such text.
        """
        head, tail = "PRIVATE+KEY+", text.strip()
        name, _, rest = tail.removeprefix(head).partition("+")
        known_as, _, material = rest.partition("+")
        data = decoded(material, where="key") if tail.startswith(head) and material else b""
        if _NAME.fullmatch(name) is None or len(data) != 33 or data[0] not in (LOG, WITNESS):
            raise Invalid("it is no key to sign with", expected="PRIVATE+KEY+name+id+key")
        key = cls(name, data[0], data[1:])
        if key.verifier.id.hex() != known_as:
            raise Invalid("the key of {name} isn't the one that its id says", name=name)
        return key

    @property
    def verifier(self) -> VerifierKey:
        """The key by which others check what it signs."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifierKey(self.name, self.kind, public.public_bytes_raw())

    @property
    def text(self) -> str:
        """The key as it is kept in a file."""
        material = encoded(bytes([self.kind]) + self.seed)
        return f"PRIVATE+KEY+{self.name}+{self.verifier.id.hex()}+{material}"

    def sign(self, text: str, at: datetime | None = None) -> "Signature":
        """Sign a note's text.

        Args:
            text: with its last line break.
            at: when a witness signs (UTC, whole seconds); a log doesn't say.
        """
        key, stamp = Ed25519PrivateKey.from_private_bytes(self.seed), b""
        if self.kind == WITNESS:
            seconds = int((at or datetime.now(UTC)).timestamp())
            stamp = seconds.to_bytes(8, "big")
            text = _with_time(text, seconds)
        return Signature(self.name, self.verifier.id, stamp + key.sign(text.encode()))

    def __repr__(self) -> str:
        return f"SigningKey({self.name!r})"


def _with_time(text: str, seconds: int) -> str:
    return f"cosignature/v1\ntime {seconds}\n{text}"


# -- Notes --------------------------------------------------------------------------------


@frozen
class Signature:
    """Dòng chữ ký: one line below a note.

    Args:
        name: of the key.
        id: which key of that name.
        data: the signature; a witness's begins with the time, eight bytes.
    """

    name: str
    id: bytes
    data: bytes

    @classmethod
    def read(cls, line: str) -> Self:
        """A signature out of its line.

        Raises:
            Invalid: it is no such line.
        """
        dash, _, rest = line.partition(" ")
        name, _, material = rest.partition(" ")
        if dash != _DASH or _NAME.fullmatch(name) is None:
            raise Invalid("{line!r} is no signature", expected="— name signature", line=line[:80])
        data = decoded(material, where=name)
        if len(data) <= 4:
            raise Invalid("the signature of {name} is cut", name=name)
        return cls(name, data[:4], data[4:])

    @property
    def at(self) -> datetime | None:
        """When a witness signed (UTC); None where the signature doesn't say."""
        if len(self.data) != 72:
            return None
        return datetime.fromtimestamp(int.from_bytes(self.data[:8], "big"), UTC)

    def is_of(self, key: VerifierKey) -> bool:
        """Whether it says that it is this key's."""
        return (self.name, self.id) == (key.name, key.id)

    def holds(self, key: VerifierKey, text: str) -> bool:
        """Whether this key signed this text with it."""
        data = self.data
        if key.kind == WITNESS:
            text = _with_time(text, int.from_bytes(data[:8], "big"))
            data = data[8:]
        try:
            Ed25519PublicKey.from_public_bytes(key.public).verify(data, text.encode())
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{_DASH} {self.name} {encoded(self.id + self.data)}"


@frozen
class Note:
    """Bản ghi có chữ ký: a text and the signatures below it.

    Args:
        text: with its last line break.
        signatures: the lines below it.

    Example:
        >>> key = SigningKey("example.com/foo", 1, bytes(32))
        >>> note = Note("This is an example message.\\n")
        >>> note = note.with_signatures([key.sign(note.text)])
        >>> Note.read(str(note)) == note, note.signed_by(key.verifier) is not None
        (True, True)
    """

    text: str
    signatures: tuple[Signature, ...] = ()

    @classmethod
    def read(cls, text: str) -> Self:
        """A note out of what was written.

        Raises:
            Invalid: it is no signed note.
        """
        head, blank, tail = text.rpartition("\n\n")
        lines = tail.split("\n")
        strange = any(ord(one) < 0x20 and one != "\n" for one in text)
        if not blank or strange or lines[-1] != "" or not lines[:-1]:
            raise Invalid("it is no signed note", expected="a text, an empty line, signatures")
        if len(lines) - 1 > MOST:
            raise Invalid(
                "{count} signatures are too many", expected="{most}", count=len(lines), most=MOST
            )
        return cls(f"{head}\n", tuple(map(Signature.read, lines[:-1])))

    def signed_by(self, key: VerifierKey) -> Signature | None:
        """The signature of a key; None if it didn't sign.

        Raises:
            ProofError: a line says that it is this key's, and isn't.
        """
        found = None
        for one in self.signatures:
            if one.is_of(key):
                if not one.holds(key, self.text):
                    raise ProofError("the signature of {name} is wrong", name=key.name)
                found = found or one
        return found

    def with_signatures(self, more: Iterable[Signature]) -> Self:
        """The same note with more signatures, each once."""
        return evolve(self, signatures=tuple(dict.fromkeys((*self.signatures, *more))))

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{one}\n" for one in self.signatures)


@frozen(kw_only=True)
class Checkpoint:
    """Điểm chốt: a log at one size, in three lines; what was recorded until then is fixed by it.

    Args:
        origin: which log.
        size: how many leaves.
        root: of their tree, 32 bytes.
        more: lines after these, which this library neither writes nor understands.

    Example:
        >>> print(Checkpoint(origin="example.com/log", size=0, root=EMPTY).text, end="")
        example.com/log
        0
        47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
    """

    origin: str
    size: int
    root: bytes
    more: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As it is signed."""
        lines = (self.origin, str(self.size), encoded(self.root), *self.more)
        return "".join(f"{one}\n" for one in lines)

    @classmethod
    def of(cls, note: Note) -> Self:
        """What a note says as a checkpoint; whether anybody signed it is asked of the note.

        Raises:
            Invalid: it is no checkpoint.
        """
        lines = note.text.removesuffix("\n").split("\n")
        if len(lines) < 3 or not all(lines) or _NUMBER.fullmatch(lines[1]) is None:
            raise Invalid("it is no checkpoint", expected="a log's name, its size, its root")
        origin, size, root, *more = lines
        found = cls(
            origin=origin, size=int(size), root=decoded(root, where="root"), more=tuple(more)
        )
        if len(found.root) != 32 or (found.size == 0 and found.root != EMPTY):
            raise Invalid("the root of the checkpoint is none", expected="32 bytes in base64")
        return found
