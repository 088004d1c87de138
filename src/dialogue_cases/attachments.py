"""Tài liệu đính kèm: scans and signed files as evidence, sealed on disk, named in the record.

Each file is encrypted (AES-256-GCM) under a key of its own; that key stands in the record,
sealed under the key of the case or of a party. So a file is opened by whoever may open sealed
data, and destroying the case's or the party's key makes it unreadable for ever, in every copy.

The record names the *sealed* file by its SHA-256. A hash of the scan itself would let anybody
who has the log try out what a scan might say; a hash of the ciphertext tells nothing, and shows
as well that the file is the one that was attached: anyone can check it, without a key.
"""

import hashlib
import mimetypes
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from attrs import frozen
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dialogue_cases import given_file, whole_file
from dialogue_cases.errors import Invalid, StoreError, WrongKey
from dialogue_cases.office import Desk, Office
from dialogue_cases.privacy import content_key
from dialogue_cases.record import (
    FileAttached,
    Known,
    Recorded,
    Voided,
    in_effect,
    known_then,
    next_after,
)
from dialogue_cases.store import path_beside, path_of
from dialogue_cases.vocabulary import Document, On, PartyId, Sealed, StreamId
from dialogue_cases.ward.in_any_life import attach_file

MOST = 100 * 2**20
"""The largest file, in bytes: it is sealed in one piece, in memory."""

_NONCE = 12
_MOST_SEALED = MOST + 1000
"""Sealing adds a nonce and a tag."""


@frozen(kw_only=True)
class Damaged:
    """Tệp có vấn đề: a sealed file that isn't what the record says.

    Args:
        file: as it was attached.
        stream: to which life.
        missing: True where it isn't there; False where it was changed.
    """

    file: FileAttached
    stream: StreamId
    missing: bool


def attach(
    desk: Desk,
    stream: StreamId | str,
    content: bytes | Path,
    *,
    on: On,
    what: str,
    party: PartyId | None = None,
    document: Document | None = None,
    media_type: str | None = None,
) -> list[Recorded[Any]]:
    """Đính kèm một tệp: keep a scan or a signed file beside the record, and say so in it.

    The file is written first and recorded then, so that the record never names a file that
    isn't there; every call attaches one more.

    Args:
        desk: who attaches it: `office.acting(…)`.
        stream: the life that it is evidence of.
        content: the file, or where it is.
        on: the local day on which it is attached.
        what: what it is, without names ("bản quét biên bản có chữ ký").
        party: the party whose data it holds, so that it goes with them; None: the case.
        document: the document that it is a copy of, if it is one.
        media_type: such as `application/pdf`; guessed from the name of a path if not given.

    Raises:
        NotFound: nothing is recorded under that id.
        Invalid: the file is empty, too large or can't be read, or the store is in memory.
        StoreError: the sealed file can't be written beside the store.
        KeyLost: the party was erased.
        Refused: what is asked of every decision.
    """
    office = desk.office
    folder = folder_of(office.store.url)
    data, guessed = _read(content)
    if not what.strip():
        raise Invalid("it isn't said what the file is", where=stream, expected="a few words")
    with office.together():
        history = office.history(stream)
        number = next_after(one.number for one in _all(history))
        secret = secrets.token_bytes(32)
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + AESGCM(secret).encrypt(nonce, data, _bound(StreamId(stream), number))
        name = hashlib.sha256(sealed).hexdigest()
        key = office.seal(party or content_key(StreamId(stream)), "file_key", secret.hex())
        event = FileAttached(
            on=on,
            number=number,
            what=what,
            sha256=name,
            size=len(sealed),
            file_key=key,
            media_type=media_type or guessed,
            document=document,
        )
        path = _kept(folder, name, sealed)
        try:
            return desk.decide(stream, attach_file, event)
        except BaseException:
            with suppress(OSError):
                path.unlink()
            raise


def attached(
    history: Iterable[Recorded[Any]], *, on: On | None = None, known: Known | None = None
) -> list[FileAttached]:
    """The files that are attached to a life, without those taken out again, by number.

    Args:
        history: of that life, by version.
        on: by this local day (or day and time); None: all.
        known: as was on record at the end of this local day, or at this position.
    """
    facts = [one for one in history if known_then(one, known)]
    voided = {one.root for one in facts if isinstance(one.event, Voided)}
    files = [one.event for one in facts if _is_file(one) and one.root not in voided]
    return [one for one in files if on is None or in_effect(one.on, on)]


def opened(
    office: Office, stream: StreamId | str, number: int, opener: Callable[[Sealed], str]
) -> bytes:
    """A file as it was attached.

    Args:
        office: whose record it is.
        stream: the life that it is attached to.
        number: its number there.
        opener: how sealed data are read, by who may read them.

    Raises:
        NotFound: nothing is recorded under that id.
        Invalid: there is no such file, or it isn't where it was put.
        KeyLost: it was erased.
        WrongKey: it was changed.
    """
    file = next((one for one in attached(office.history(stream)) if one.number == number), None)
    if file is None:
        raise Invalid("there is no attached file {number}", where=stream, number=number)
    return content_of(office.store.url, StreamId(stream), file, opener(file.file_key))


def content_of(url: str, stream: StreamId, file: FileAttached, secret: str) -> bytes:
    """A file as it was attached to a life of a store, opened with its own key (in hex).

    Raises:
        Invalid: it isn't where it was put.
        WrongKey: it was changed.
    """
    path = folder_of(url) / file.sha256
    try:
        sealed = given_file.read(path, most=_MOST_SEALED)
    except Invalid:
        raise Invalid(
            "the sealed file {path} can't be read",
            where=stream,
            expected="the folder of sealed files, put back beside the store",
            path=path,
        ) from None
    try:
        bound = _bound(stream, file.number)
        return AESGCM(bytes.fromhex(secret)).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
    except (InvalidTag, ValueError):
        raise WrongKey("the sealed file {path} doesn't open: it was changed", path=path) from None


def damaged(
    url: str, facts: Iterable[Recorded[Any]], *, held: Callable[[PartyId], bool]
) -> list[Damaged]:
    """The sealed files that aren't there, or aren't what the record says.

    What was erased may be gone: nobody can read it any more.

    Args:
        url: the store's address.
        facts: the record, or a part of it.
        held: whether a key is still there, such as `office.vault.holds`.
    """
    found: list[Damaged] = []
    for fact in facts:
        if not _is_file(fact):
            continue
        file = fact.event
        path = folder_of(url) / file.sha256
        try:
            sealed = given_file.read(path, most=_MOST_SEALED)
        except Invalid:  # it isn't there, or something else is in its place
            if held(file.file_key.key):
                found.append(Damaged(file=file, stream=fact.stream, missing=True))
            continue
        if hashlib.sha256(sealed).hexdigest() != file.sha256:
            found.append(Damaged(file=file, stream=fact.stream, missing=False))
    return found


def folder_of(url: str) -> Path:
    """The folder of a store's sealed files, `ward.db.files` beside it.

    Raises:
        Invalid: the store is in memory.
    """
    path = path_of(url)
    if path is None:
        raise Invalid("a store in memory keeps no files", expected="a store in a file")
    return path_beside(path, "files")


def _is_file(fact: Recorded[Any]) -> bool:
    return isinstance(fact.event, FileAttached)


def _all(history: Sequence[Recorded[Any]]) -> list[FileAttached]:
    return [one.event for one in history if _is_file(one)]


def _bound(stream: StreamId, number: int) -> bytes:
    """What a file is bound to, so that it can't be put in another's place."""
    return f"{stream}\0{number}".encode()


def _read(content: bytes | Path) -> tuple[bytes, str | None]:
    guessed = None
    if isinstance(content, Path):
        guessed, _ = mimetypes.guess_type(content.name)
        content = given_file.read(content, most=MOST)
    if not 0 < len(content) <= MOST:
        raise Invalid("the file is empty or too large", expected="at most {most} bytes", most=MOST)
    return content, guessed


def _kept(folder: Path, name: str, sealed: bytes) -> Path:
    """The sealed file, whole and on disk before anything says that it is there.

    Raises:
        StoreError: it can't be written.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        whole_file.write(folder / name, sealed, mode=0o600)
    except OSError as error:
        raise StoreError(
            str(folder), "the file can't be kept there: {why}", why=error.strerror
        ) from None
    return folder / name
