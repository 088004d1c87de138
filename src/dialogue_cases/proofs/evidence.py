"""Gói chứng cứ: facts, their proofs and the checkpoints, in one file that a stranger can check.

What a case, a session or a period has on record is handed out as it lies in the log, with the
proof that each fact is a leaf of the tree that the last checkpoint signs, and the proofs that this
tree continues the earlier checkpoints. `check_evidence.py` checks it on any machine by nothing of
this library; what is in each file is said in `docs/reference/proofs.md`.

What the asking officer may not read is left out: of such a fact the bundle has the hash of its
leaf. That it is in the tree is proved all the same. So is what a fact says in its own bytes and
what was hidden since. The free texts that a fact commits to go with it, each with its salt; of
those that were removed there is nothing but the commitment.
"""

import io
import zipfile
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import msgspec

from dialogue_cases import codec
from dialogue_cases.codec.texts import Beside, read_beside
from dialogue_cases.errors import Invalid, NotFound, ProofError
from dialogue_cases.office import Office
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import reading_of
from dialogue_cases.office.secrecy import was_secret
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.proofs.checkpoints import Proofs, Taken, store_of
from dialogue_cases.proofs.leaves import OF_LIFE, Row, hasher, rows
from dialogue_cases.proofs.notes import VerifierKey, encoded
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import Act, EventRef, StreamId

FORMAT = "dialogue-cases/evidence@1"

CHECKER = "check_evidence.py"


def bundle(
    office: Office,
    proofs: Proofs,
    key: VerifierKey,
    *,
    lives: Collection[StreamId] = (),
    first: date | None = None,
    last: date | None = None,
    act: Act | None = None,
    at: datetime | None = None,
    pages: Mapping[str, str] | None = None,
) -> bytes:
    """Put together what is on record of some lives, or was recorded in a period, with its proofs.

    Args:
        office: whose record.
        proofs: with a checkpoint; what was recorded after the last one isn't in the bundle.
        key: by which the log signs.
        lives: these; none: all.
        first: the first local day of recording; None: from the beginning.
        last: the last one; None: until the end.
        act: who asks, in which office; what they may not read is withheld.
        at: when it is put together (UTC); None: now.
        pages: further texts to put in, by the name of their file: pages for people.

    Returns:
        A ZIP file.

    Raises:
        NotFound: nothing is recorded of one of the lives.
        ProofError: there is no checkpoint, or what is kept beside the store isn't what it has.
        Invalid: one of the lives began after the last checkpoint.
    """
    taken = proofs.newest
    if taken is None:
        raise ProofError("no checkpoint was taken yet")
    told = _facts(office, proofs, taken, lives, first, last, act)
    found = {StreamId(one["stream"]) for one in told}
    missing = [one for one in lives if one not in found]
    if missing and first is None and last is None:
        office.history(missing[0])  # it isn't there at all, or isn't proved yet
        raise Invalid(
            "{stream} isn't in the last checkpoint",
            expected="a new checkpoint",
            stream=missing[0],
        )
    size = taken.checkpoint.size
    inclusion = [
        {"index": one["index"], "proof": [encoded(h) for h in proofs.inclusion(one["index"], size)]}
        for one in told
    ]
    earlier = [one for one in proofs.taken() if one.checkpoint.size < size]
    consistency = [
        {
            "old": one.checkpoint.size,
            "proof": [encoded(h) for h in proofs.consistency(one.checkpoint.size, size)],
        }
        for one in earlier
    ]
    keys = [key, *proofs.witnesses]
    parts: dict[str, str] = {
        "facts.jsonl": _lines(told),
        "inclusion.jsonl": _lines(inclusion),
        "checkpoint.txt": str(taken.note),
        **{f"earlier/{one.checkpoint.size}.txt": str(one.note) for one in earlier},
        "consistency.jsonl": _lines(consistency),
        "keys.txt": "".join(f"{one}\n" for one in keys),
        **(pages or {}),
        CHECKER: (files("dialogue_cases.proofs") / CHECKER).read_text(encoding="utf-8"),
    }
    stamps = {
        f"timestamps/{one.checkpoint.size}-{number}.tsr": reply
        for one in (*earlier, taken)
        for number, reply in enumerate(proofs.timestamps(one), 1)
    }
    return _zipped(
        {name: text.encode() for name, text in parts.items()} | stamps,
        office,
        proofs,
        told,
        taken,
        at or datetime.now(UTC),
    )


def one_proof(store: Store, proofs: Proofs, ref: EventRef | str) -> str:
    """The proof that a fact is in the last checkpoint, as c2sp.org/tlog-proof writes it.

    Args:
        store: whose log.
        proofs: with a checkpoint.
        ref: the fact, such as `dialogue/2023/1@7`.

    Raises:
        NotFound: no such fact is recorded.
        ProofError: there is no checkpoint, or it isn't in the last one.
    """
    stream, _, version = ref.rpartition("@")
    taken = proofs.newest
    if taken is None:
        raise ProofError("no checkpoint was taken yet")
    found = [
        (index, row)
        for index, row in _numbered(store, taken, [StreamId(stream)])
        if str(row[2]) == version
    ]
    if not found:
        known = {str(one.version) for one in store.read(StreamId(stream))}
        if version not in known:
            raise NotFound(StreamId(ref))
        raise ProofError("{ref} isn't in the last checkpoint", ref=ref)
    ((index, row),) = found
    if hasher(store_of(proofs.origin))(*row[1:]) != proofs.tiles.leaves(index, index + 1):
        raise ProofError(_ELSE, ref=ref)
    proof = map(encoded, proofs.inclusion(index, taken.checkpoint.size))
    lines = ("c2sp.org/tlog-proof@v1", f"index {index}", *proof, "")
    return "".join(f"{line}\n" for line in lines) + str(taken.note)


_ELSE = "{ref} isn't what the last checkpoint was taken of; verify the record"


def _facts(
    office: Office,
    proofs: Proofs,
    taken: Taken,
    lives: Collection[StreamId],
    first: date | None,
    last: date | None,
    act: Act | None,
) -> list[dict[str, Any]]:
    """The facts that are asked for as they lie in the log, each with its number in the tree."""
    hashed, told = hasher(store_of(proofs.origin)), []
    reads, told_of = reading_of(office, act), told_to(office, act)

    @cache
    def secret(stream: StreamId) -> bool:
        """Whether it is of a denunciation that nobody has asked for by its name."""
        if stream in lives or not was_secret(office.history(stream)):
            return False
        return not may_be_told(office, stream, act)

    for index, row in _numbered(office.log, taken, lives):
        position, stream, version, name, state = row
        day = codec.recorded_at(state).astimezone(LOCAL).date()
        if (first is not None and day < first) or (last is not None and day > last):
            continue
        with office.log.reading() as asked:
            beside = office.log.recorder.beside(asked.cursor, position)
        lies = stream.decode(), version, position, name.decode(), state, beside
        (fact,) = office.log.decoded([lies])
        leaf = hashed(stream, version, name, state)
        if leaf != proofs.tiles.leaves(index, index + 1):
            raise ProofError(_ELSE, ref=fact.ref)
        texts = read_beside(beside)
        restricted = bool(getattr(fact.event, "restricted", False))
        withheld = (
            (restricted and not reads(fact.stream, fact.event))
            or not told_of(fact)
            or secret(fact.stream)
            or bool(texts.hidden)
        )
        told.append(_told(index, fact, name.decode(), leaf if withheld else None, state, texts))
    return told


def _numbered(store: Store, taken: Taken, lives: Collection[StreamId]) -> Iterator[tuple[int, Row]]:
    """The facts of some lives, or all, in the order of the log, each with its number from 0."""
    if not lives:
        yield from enumerate(rows(store, upto=taken.position))
        return
    found: list[Row] = []
    with store.reading() as asked:
        for stream in dict.fromkeys(lives):
            found += asked.cursor.execute(OF_LIFE, (stream, taken.position))
    dense = taken.position == taken.checkpoint.size
    for row in sorted(found):
        if dense:  # positions have no gaps, but in a log that was cut once
            yield row[0] - 1, row
            continue
        with store.reading() as asked:
            count = "SELECT count(*) FROM stored_events WHERE position < ?"
            yield asked.cursor.execute(count, (row[0],)).fetchone()[0], row


def _told(
    index: int,
    fact: Recorded[Any],
    name: str,
    leaf: bytes | None,
    state: bytes,
    beside: Beside,
) -> dict[str, Any]:
    """One line: which leaf it is, and the fact with its texts, or only the hash of its leaf."""
    place = {"index": index, "stream": fact.stream, "version": fact.version, "name": name}
    if leaf:
        return {**place, "leaf": encoded(leaf)}
    texts = {"texts": beside.texts} if beside.texts else {}
    return {**place, "state": state.decode(), **texts}


def _lines(told: Collection[Mapping[str, Any]]) -> str:
    return "".join(f"{msgspec.json.encode(one).decode()}\n" for one in told)


def _zipped(
    parts: Mapping[str, bytes],
    office: Office,
    proofs: Proofs,
    told: Collection[Mapping[str, Any]],
    taken: Taken,
    at: datetime,
) -> bytes:
    manifest = {
        "format": FORMAT,
        "log": proofs.origin,
        "store": store_of(proofs.origin),
        "ward": office.ward().name,
        "made_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "facts": len(told),
        "withheld": sum("leaf" in one for one in told),
        "lives": sorted({one["stream"] for one in told}),
        "checkpoint": {"size": taken.checkpoint.size, "root": encoded(taken.checkpoint.root)},
        "files": {name: sha256(data).hexdigest() for name, data in sorted(parts.items())},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        first = msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"
        for name, data in {"manifest.json": first, **parts}.items():
            # The same record at the same moment gives the same bytes.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return written.getvalue()
