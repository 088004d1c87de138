"""Sao lưu và phục hồi: a whole copy of a store while it is written, and the way back.

A copy is a folder: the log, the proofs, the sealed files and the roles, with a list of all of it.
The vault and the key that signs go into a folder of their own, which is kept apart and for a
shorter time: whoever has the vault and the wrapping key reads every name. The wrapping key itself
is never copied; it was put away once.

The log is copied first and the vault then, so that the vault has every key that the log needs.
Data erased in between is gone from the copy as well: erased stays erased.

Before anything is put back the copy is read whole, and compared with every checkpoint that is at
hand: one that is older than what a checkpoint tells of is known as such, and put back only where
that is said to be meant. What the store that it replaces has under hold isn't lost by it: the hold
is put on record again in what is put back, and the held case has to be whole in the copy.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import msgspec
from attrs import frozen

from dialogue_cases import ward, whole_file
from dialogue_cases.attachments import folder_of
from dialogue_cases.database import address_of
from dialogue_cases.errors import (
    AlreadyThere,
    Invalid,
    ProofError,
    RemovalStopped,
    StoreError,
)
from dialogue_cases.office.removing import gate
from dialogue_cases.proofs import Note, Proofs, Verified, VerifierKey, verify
from dialogue_cases.record import (
    LOCAL,
    HoldLifted,
    HoldPlaced,
    Recorded,
    RemovalRefused,
    by_stream,
    next_after,
    version_of,
)
from dialogue_cases.store import Store, file_of, path_beside
from dialogue_cases.vocabulary import Operator, StreamId, SystemAct
from dialogue_cases.ward import WARD
from dialogue_cases.ward.in_any_life import HOLDS

FORMAT = "dialogue-cases/backup@1"
LIST = "backup.json"
EXPORTED = "manifest.json"
"""What tells of an export instead: its list."""

_SECRET = (".vault", ".signing")
"""What only its owner may read."""


class OlderCopy(ProofError):
    """The copy lacks what a checkpoint tells of: it is older than that.

    Args:
        facts: how many it has.
        fixed: how many there were when the checkpoint was taken.
    """

    def __init__(self, facts: int, fixed: int) -> None:
        super().__init__(
            "the copy has {facts} facts, and there were {fixed} when a checkpoint was taken: "
            "it is an older one",
            facts=facts,
            fixed=fixed,
        )
        self.facts, self.fixed = facts, fixed


@frozen(kw_only=True)
class Copied:
    """Bản sao: what was copied.

    Args:
        facts: how many facts the log has.
        files: every file, with its size in bytes, by its name in the copy.
        apart: those that are kept apart.
    """

    facts: int
    files: dict[str, int]
    apart: dict[str, int]


@frozen(kw_only=True)
class Restored:
    """Kết quả phục hồi: what was put back, and how far it was proved.

    Args:
        facts: how many facts the log has.
        verified: what the checkpoints say of it.
        has_vault: whether the keys of sealed data were put back too.
        holds: the holds of the store that it replaces which the copy lacked, put on record again.
    """

    facts: int
    verified: Verified
    has_vault: bool
    holds: tuple[Recorded[HoldPlaced], ...] = ()


def back_up(
    url: str, to: Path, *, vault_to: Path | None = None, at: datetime | None = None
) -> Copied:
    """Copy a store while it is in use.

    Args:
        url: the store's address.
        to: a folder that isn't there yet.
        vault_to: another one, for what must be kept apart; None: that isn't copied.
        at: when (UTC); None: now.

    Raises:
        NotAStore: nothing is there.
        CorruptLog: the file is damaged.
        AlreadyThere: one of the folders is there.
        StoreError: it can't be written there.
    """
    path = file_of(url)
    with closing(Store.open(url)) as store:
        known = ward.LIFE.fold(store.read(WARD)).store
    head: dict[str, Any] = {
        "format": FORMAT,
        "store": known,
        "name": path.name,
        "made_at": (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds"),
    }
    with new_folder(to) as folder:
        _snapshot(path, folder / path.name)
        with closing(sqlite3.connect(folder / path.name)) as copy:
            copy.execute("PRAGMA journal_mode = WAL")  # as a store is: to open it changes nothing
            (facts,) = copy.execute("SELECT count(*) FROM stored_events").fetchone()
        if (proofs := path_beside(path, "proofs")).exists():
            _snapshot(proofs, folder / proofs.name)
        if (roles := path_beside(path, "roles.toml")).exists():
            whole_file.copy(roles, folder / roles.name)
        if (attached := folder_of(url)).is_dir():
            (folder / attached.name).mkdir()
            for one in sorted(attached.iterdir()):
                if not one.name.startswith("."):
                    whole_file.copy(one, folder / attached.name / one.name, mode=0o600)
        files = listed(folder, {**head, "facts": facts})
    apart: dict[str, int] = {}
    if vault_to is not None:
        with new_folder(vault_to, mode=0o700) as folder:
            _snapshot(path_beside(path, "vault"), folder / f"{path.name}.vault", mode=0o600)
            if (signing := path_beside(path, "signing")).exists():
                whole_file.copy(signing, folder / signing.name, mode=0o600)
            apart = listed(folder, head)
    return Copied(facts=facts, files=files, apart=apart)


def restore(
    copy: Path,
    url: str,
    *,
    vault: Path | None = None,
    notes: Sequence[Note] = (),
    keys: Sequence[VerifierKey] = (),
    older: bool = False,
    replaces: str | None = None,
    nothing_left: bool = False,
    operator: Operator | None = None,
    at: datetime | None = None,
) -> Restored:
    """Put a copy back where no store is, after it was found to be whole.

    Args:
        copy: the folder.
        url: where it is to be.
        vault: the folder of what was kept apart; None: only the log is put back.
        notes: checkpoints that were kept elsewhere.
        keys: whose signatures under them are trusted.
        older: whether a copy that lacks what a checkpoint tells of is meant all the same.
        replaces: the address of the store that it replaces, moved away: what is held there.
        nothing_left: whether nothing is left of that store to be read.
        operator: who puts it back.
        at: when (UTC); None: now.

    Raises:
        AlreadyThere: a store, or a part of one, is there.
        Invalid: it isn't a copy, or a file of it isn't the one that was copied.
        CorruptLog: it was damaged before it was copied.
        OlderCopy: it is older than a checkpoint, and that isn't meant.
        RemovalStopped: `replaced-store-is-named`, `held-case-is-whole`; nothing was put back.
        ProofError: what a checkpoint fixed was changed.
        StoreError: it can't be written there.
    """
    path = path_for(url)
    told = _checked(copy)
    parts = [(copy / name, name.removeprefix(told["name"])) for name in told["files"]]
    if vault is not None:
        apart = _checked(vault)
        if apart["store"] != told["store"]:
            raise Invalid("it is the vault of another store", where=str(vault))
        parts = [(vault / n, n.removeprefix(apart["name"])) for n in apart["files"]] + parts
    there = f"sqlite:///{copy / told['name']}"
    now = (at or datetime.now(UTC)).astimezone(UTC)
    with closing(Store.open(there)) as store:
        store.check()
        facts = store.position
        found = _verified(store, there, notes, keys)
        holds = [] if replaces is None else _holds_lacking(store, replaces, now)
    if found.faults:
        lost = max((one.size for one in found.checked), default=0)
        if found.verdict != "incomplete" or any(one.kind == "dropped" for one in found.faults):
            raise ProofError(
                "the copy isn't what a checkpoint of {fixed} facts fixed; "
                "dialogue-cases audit verify tells where",
                fixed=lost,
            )
        if not older:
            raise OlderCopy(found.facts, lost)
        if replaces is None and not nothing_left:
            raise RemovalStopped("replaced-store-is-named", HOLDS, removal="restore")
    # The log comes last: what was put back is a store only when all of it is there.
    parts.sort(key=lambda one: one[1] == "")
    held: list[Recorded[HoldPlaced]] = []
    try:
        with ExitStack() as beside:
            if holds:
                folder = beside.enter_context(TemporaryDirectory(dir=path.parent))
                log = Path(folder) / path.name
                whole_file.copy(parts[-1][0], log, mode=0o600)
                held = _held_again(log, holds, operator or Operator(id="unknown"), now)
                parts[-1] = log, ""
            for source, ending in parts:
                target = path.parent / f"{path.name}{ending}"
                target.parent.mkdir(exist_ok=True)
                whole_file.copy(source, target, mode=0o600 if ending in _SECRET else 0o666)
    except OSError as error:
        raise StoreError(str(path), "can't be written: {why}", why=error.strerror) from None
    return Restored(
        facts=facts + len(held),
        verified=found,
        has_vault=vault is not None,
        holds=tuple(held),
    )


_OF_HOLDS = (HoldPlaced, HoldLifted, RemovalRefused)
"""What is recorded of a hold itself: without it a case is whole, and the hold is put back."""


def _holds_lacking(copy: Store, replaces: str, now: datetime) -> list[Recorded[HoldPlaced]]:
    """The holds in force in the store that is replaced which its copy doesn't know.

    Raises:
        Invalid: it is another ward's.
        CorruptLog: it can't be read whole, so that what is held there isn't known.
        RemovalStopped: `held-case-is-whole`: the copy lacks facts of a case that is held there.
    """
    with closing(Store.open(replaces)) as store:
        lives = by_stream(store.since())
    here = copy.read(WARD)
    if ward.LIFE.fold(lives[WARD]).store != ward.LIFE.fold(here).store:
        raise Invalid("it is another ward's store", where=replaces, expected="the one it replaces")
    lacking: dict[str, Recorded[HoldPlaced]] = {}
    for stream, facts in lives.items():
        known = copy.read(stream)
        for hold in gate("restore", stream, facts, lives[WARD], today=now.astimezone(LOCAL).date()):
            there, told = _without_holds(facts), _without_holds(known)
            if len(told) < len(there) and stream != WARD:
                raise RemovalStopped(
                    "held-case-is-whole",
                    HOLDS,
                    removal="restore",
                    hold=hold.ref,
                    stream=stream,
                    facts=len(there) - len(told),
                )
            if hold.stream == stream and all(one.event != hold.event for one in known):
                lacking[hold.ref] = hold
    return list(lacking.values())


def _without_holds(facts: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    return [one for one in facts if not isinstance(one.event, _OF_HOLDS)]


def _held_again(
    log: Path, holds: Iterable[Recorded[HoldPlaced]], operator: Operator, now: datetime
) -> list[Recorded[HoldPlaced]]:
    """Put holds on record in a log, each with the next number of its life.

    No officer decides it and no key is needed: what is held stays held.
    """
    with closing(Store.open(f"sqlite:///{log}")) as store, store.writing() as writing:
        held: list[Recorded[HoldPlaced]] = []
        for hold in holds:
            history = writing.read(hold.stream)
            known = [one.event.number for one in history if isinstance(one.event, HoldPlaced)]
            fact = Recorded(
                stream=StreamId(hold.stream),
                version=version_of(history) + 1,
                position=0,
                recorded_at=writing.time(now),
                recorded_by=operator,
                act=SystemAct(rule="holds-survive-a-restore"),
                event=attrs.evolve(hold.event, number=next_after(known)),
            )
            held += writing.append([fact])
    return held


def _verified(
    store: Store, url: str, notes: Sequence[Note], keys: Sequence[VerifierKey]
) -> Verified:
    proofs = Proofs.there(url)
    try:
        return verify(store, notes, keys, proofs=proofs)
    finally:
        if proofs is not None:
            proofs.close()


def path_for(url: str) -> Path:
    """Where a store is to be, with nothing of one there."""
    path = file_of(url)
    beside = ("", ".vault", ".proofs", ".signing", ".files", ".roles.toml", "-wal", "-shm")
    for ending in beside:
        if path.with_name(path.name + ending).exists():
            raise AlreadyThere(
                url,
                "{name} is there already; move what is there away before a copy is put back",
                name=path.name + ending,
            )
    if not path.parent.is_dir():
        raise StoreError(url, "there is no folder {folder}", folder=str(path.parent))
    return path


def _snapshot(source: Path, target: Path, *, mode: int | None = None) -> None:
    """A whole copy of a database at one moment, without what was deleted in it."""
    try:
        with closing(sqlite3.connect(address_of(source), uri=True, timeout=60)) as database:
            database.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise StoreError(str(source), "can't be copied: {why}", why=error) from None
    if mode is not None:
        target.chmod(mode)


@contextmanager
def new_folder(to: Path, *, mode: int = 0o777) -> Iterator[Path]:
    """A folder that has its name only when it is whole."""
    if to.exists():
        raise AlreadyThere(str(to), "it is there already; a copy gets a folder of its own")
    part = to.with_name(f".{to.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)  # what a killed process has left
        part.mkdir(mode=mode)
        yield part
        whole_file.settle(part)
        part.rename(to)
        whole_file.settle(to.parent)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise StoreError(str(to), "can't be written: {why}", why=error.strerror) from None
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def listed(folder: Path, head: dict[str, Any]) -> dict[str, int]:
    """Write the list of what is in a folder, with its hashes."""
    found = sorted(one for one in folder.rglob("*") if one.is_file())
    names = [one.relative_to(folder).as_posix() for one in found]
    hashes = {name: hash_of(one) for name, one in zip(names, found, strict=True)}
    told = msgspec.json.format(msgspec.json.encode({**head, "files": hashes}))
    whole_file.write(folder / LIST, told + b"\n")
    return {name: one.stat().st_size for name, one in zip(names, found, strict=True)}


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _checked(folder: Path) -> dict[str, Any]:
    """The list of a copy, after each of its files was found to be the one that was copied."""
    try:
        told: Any = msgspec.json.decode((folder / LIST).read_bytes())
        names: Iterable[tuple[str, str]] = told["files"].items()
        if told["format"] != FORMAT:
            raise Invalid(
                "its format isn't known here",
                where=str(folder / LIST),
                expected="{format}",
                format=FORMAT,
            )
        for name, known in names:
            path = folder / name
            if ".." in Path(name).parts or Path(name).is_absolute() or not path.is_file():
                raise Invalid("{name} is missing", where=str(folder), name=name)
            if hash_of(path) != known:
                raise Invalid("{name} isn't the file that was copied", where=str(folder), name=name)
    except (OSError, msgspec.DecodeError, KeyError, TypeError, AttributeError):
        raise Invalid(
            "it isn't a copy of a store", where=str(folder), expected="{list}", list=LIST
        ) from None
    found: dict[str, Any] = told
    return found
