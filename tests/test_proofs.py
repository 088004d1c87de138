"""Proof to an outsider: trees, notes, checkpoints, witnesses, and what a verifier finds."""

import base64
import io
import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases import petition, session
from dialogue_cases.errors import (
    AlreadyThere,
    Invalid,
    NotFound,
    ProofError,
    StoreError,
)
from dialogue_cases.office import Office
from dialogue_cases.proofs import (
    Behind,
    Checkpoint,
    Note,
    Proofs,
    Signature,
    SigningKey,
    Taken,
    Verified,
    VerifierKey,
    Witness,
    check_evidence,
    leaves,
    merkle,
    signing_key,
    verify,
)
from dialogue_cases.proofs.evidence import bundle
from dialogue_cases.proofs.leaves import hasher, leaf
from dialogue_cases.proofs.tiles import TABLE, Tiles
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import BodyId, Place, StreamId, Topic
from offices import Clock, an_office
from spec import act_of

VECTORS = Path(__file__).parent / "vectors" / "merkle"
AT = datetime(2023, 4, 1, tzinfo=UTC)


def vectors(kind: str) -> list[Any]:
    found = sorted((VECTORS / kind).rglob("*.json"))
    assert found
    return [pytest.param(json.loads(one.read_text()), id=f"{one.parent.name}/{one.stem}")
            for one in found]  # fmt: skip


def hashes(told: list[str] | None) -> list[bytes]:
    return [base64.b64decode(one) for one in told or []]


# -- Trees, by RFC 9162 -------------------------------------------------------------------


@pytest.mark.parametrize("vector", vectors("inclusion"))
def test_inclusion_proofs_hold_as_others_say(vector: Any) -> None:
    leaf, root = hashes([vector["leafHash"], vector["root"]])
    proof = hashes(vector["proof"])
    holds = merkle.includes(leaf, vector["leafIdx"], vector["treeSize"], proof, root)
    assert holds is not vector["wantErr"]


@pytest.mark.parametrize("vector", vectors("consistency"))
def test_consistency_proofs_hold_as_others_say(vector: Any) -> None:
    old, new = hashes([vector["root1"], vector["root2"]])
    proof = hashes(vector["proof"])
    holds = merkle.continues(vector["size1"], vector["size2"], old, new, proof)
    assert holds is not vector["wantErr"]


def by_definition(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return merkle.EMPTY
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return merkle.node_hash(by_definition(leaves[:k]), by_definition(leaves[k:]))


LEAVES = [merkle.leaf_hash(str(number).encode()) for number in range(1500)]


@given(st.data())
@settings(max_examples=60)
def test_a_tree_kept_in_tiles_is_the_tree_of_the_definition(data: st.DataObject) -> None:
    size = data.draw(st.integers(0, len(LEAVES)))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute(TABLE)
        tiles, grown = Tiles(database), 0
        while grown < size:
            more = data.draw(st.integers(1, size - grown))
            grown = tiles.add(grown, b"".join(LEAVES[grown : grown + more]))
        tree = by_definition(LEAVES[:size])
        assert tiles.frontier(size).root == merkle.root(tiles, 0, size) == tree
        assert merkle.Frontier(LEAVES[:size]).root == tree
        old = data.draw(st.integers(0, size))
        proof = merkle.consistency(tiles, old, size)
        assert merkle.continues(old, size, by_definition(LEAVES[:old]), tree, proof)
        if size:
            index = data.draw(st.integers(0, size - 1))
            proof = merkle.inclusion(tiles, index, size)
            assert merkle.includes(LEAVES[index], index, size, proof, tree)
            assert not merkle.includes(LEAVES[index], index, size, [*proof, tree], tree)


def test_a_leaf_is_what_the_reference_says() -> None:
    # docs/reference/proofs.md has this vector.
    one = leaf("5c", b"ward", 1, b"ward.opened", b"{}")
    assert one.hex() == (
        "00000002" "3563" "00000004" "77617264" "00000001" "31"
        "0000000b" "776172642e6f70656e6564" "00000002" "7b7d"
    )  # fmt: skip
    assert hasher("5c")(b"ward", 1, b"ward.opened", b"{}") == merkle.leaf_hash(one)


# -- Notes, by C2SP -----------------------------------------------------------------------

KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = """This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
"""  # noqa: E501  # as c2sp.org/signed-note prints it


def test_the_published_note_holds_and_a_changed_word_doesnt() -> None:
    key, note = VerifierKey.read(KEY), Note.read(NOTE)
    assert str(key) == KEY
    assert str(note) == NOTE
    assert note.signed_by(key) is not None
    with pytest.raises(ProofError):
        Note.read(NOTE.replace("example message", "exemple message")).signed_by(key)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "a text without a signature\n",
        NOTE.replace("\n\n", "\n"),
        NOTE[:-1],
        NOTE.replace("— ", "- "),
        NOTE.replace("Uw2Q", "Uw2Q*"),
        NOTE.replace("aQM=", "aQN="),  # another spelling of the same bytes
        NOTE.replace("This", "\x07This"),
        NOTE + "— x QUJD\n",
    ],
)
def test_what_is_no_note_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        Note.read(wrong)


@pytest.mark.parametrize(
    "wrong",
    ["", "x", KEY[:-4], KEY.replace("530d", "530e"), KEY.replace("+Aek", "+Cek"), f"a b{KEY}"],
)
def test_what_is_no_key_is_refused(wrong: str) -> None:
    with pytest.raises(Invalid):
        VerifierKey.read(wrong)


@pytest.mark.parametrize(
    "lines",
    [
        ("log", "1"),
        ("log", "01", "A" * 43 + "="),
        ("log", "-1", "A" * 43 + "="),
        ("log", "1", "AAAA"),
        ("log", "0", "A" * 43 + "="),
        ("log", "1", "A" * 43 + "=", "", "x"),
    ],
)
def test_what_is_no_checkpoint_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(Invalid):
        Checkpoint.of(Note("".join(f"{one}\n" for one in lines)))


def test_a_witness_signs_the_time_too() -> None:
    key = SigningKey.new("mttq.example/w1", 4)
    signed = Signature.read(str(key.sign("log\n1\nroot\n", AT)))
    assert signed.at == AT
    assert signed.holds(key.verifier, "log\n1\nroot\n")
    other = Signature(signed.name, signed.id, (8).to_bytes(8, "big") + signed.data[8:])
    assert not other.holds(key.verifier, "log\n1\nroot\n")
    assert SigningKey.read(key.text) == key
    assert key.text not in repr(key)


# -- A ward with checkpoints --------------------------------------------------------------


class Audited:
    """A ward on disk, whose checkpoints somebody keeps apart.

    `given` as it is; `facts` more are recorded; a checkpoint is taken; SQL changes the file.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "ward.db"
        self.url = f"sqlite:///{self.path}"
        self.office = an_office(path=self.path)
        self.kept: list[Note] = []
        self.first = self.office.log.position + 1
        self.more(5)

    def more(self, facts: int) -> None:
        desk = self.office.acting(act_of("chanh-van-phong"))
        for _ in range(facts):
            desk.begin(
                "petition/2023",
                petition.raise_petition,
                on=date(2023, 2, 20),
                channel="oral",
                gist=f"Kiến nghị về mương thoát nước, sau {self.office.log.position} mục ghi",
                received_by=BodyId("van-phong"),
            )

    def checkpoint(self) -> Taken:
        with Proofs.of(self.office.log) as proofs:
            taken = proofs.take(self.office.log, signing_key(self.office.log, proofs.origin))
        self.kept.append(taken.note)
        return taken

    @property
    def key(self) -> VerifierKey:
        with Proofs.of(self.office.log) as proofs:
            return signing_key(self.office.log, proofs.origin).verifier

    def close(self) -> None:
        self.office.close()

    def sql(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path)) as database:
            for one in statements:
                database.execute(one)
            database.commit()

    def verified(
        self, notes: list[Note] | None = None, keys: list[VerifierKey] | None = None
    ) -> Verified:
        trusted = [self.key_read()] if keys is None else keys
        with closing(Store.open(self.url)) as store:
            proofs = Proofs.there(self.url)
            try:
                return verify(store, self.kept if notes is None else notes, trusted, proofs=proofs)
            finally:
                if proofs is not None:
                    proofs.close()

    def key_read(self) -> VerifierKey:
        text = self.path.with_name("ward.db.signing").read_text()
        return SigningKey.read(text).verifier


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Audited]:
    audited = Audited(tmp_path)
    yield audited
    audited.close()


def kinds(found: Verified) -> list[str]:
    return [one.kind for one in found.faults]


def test_what_agrees_with_a_checkpoint_that_is_held_is_intact(ward: Audited) -> None:
    ward.checkpoint()
    ward.more(3)
    ward.checkpoint()
    ward.more(2)
    found = ward.verified()
    assert found.verdict == "intact"
    assert (found.facts, found.unproved, found.agreeing) == (ward.office.log.position, 2, 2)


def test_a_checkpoint_costs_the_facts_since_the_last(
    ward: Audited, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.checkpoint()
    ward.more(3)
    read: list[int] = []
    rows = leaves.rows

    def counted(*args: Any, **named: Any) -> Iterator[Any]:
        for row in rows(*args, **named):
            read.append(row[0])
            yield row

    monkeypatch.setattr("dialogue_cases.proofs.checkpoints.rows", counted)
    ward.checkpoint()
    assert len(read) <= 3 + 1


def test_a_checkpoint_of_nothing_new_is_the_one_before(ward: Audited) -> None:
    assert ward.checkpoint() == ward.checkpoint()


@pytest.mark.parametrize(
    ("notes", "keys", "why"),
    [([], None, "no checkpoint"), (None, [], "no key"), ([], [], "no checkpoint")],
)
def test_without_a_checkpoint_or_a_key_nothing_is_intact(
    ward: Audited, notes: list[Note] | None, keys: list[VerifierKey] | None, why: str
) -> None:
    ward.checkpoint()
    found = ward.verified(notes, keys)
    assert found.verdict == "can't tell"
    assert found.why == why
    assert found.proved == 0


CHANGES: dict[str, tuple[tuple[str, ...], list[str], str]] = {
    "another officer": (
        ("UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu') "
         "WHERE position = {at}",),
        ["changed"], "changed",
    ),
    "an earlier day": (
        ("UPDATE stored_events SET state = replace(state, '\"on\":\"2023-', '\"on\":\"2022-') "
         "WHERE position = {at}",),
        ["changed"], "changed",
    ),
    "another life": (
        ("UPDATE stored_events SET originator_id = 'petition/2023/99' WHERE position = {at}",),
        ["changed"], "changed",
    ),
    "dropped": (("DELETE FROM stored_events WHERE position = {at}",), ["dropped"], "incomplete"),
    "inserted": (
        ("UPDATE stored_events SET position = position + 1000 WHERE position >= {at}",
         "INSERT INTO stored_events SELECT {at}, 'petition/2023/88', originator_version, topic, "
         "state FROM stored_events WHERE position = {at} + 1000",
         "UPDATE stored_events SET position = position - 999 WHERE position > 1000"),
        ["inserted"], "changed",
    ),
    "reordered": (
        ("UPDATE stored_events SET position = 1000 WHERE position = {at}",
         "UPDATE stored_events SET position = {at} WHERE position = {at} + 1",
         "UPDATE stored_events SET position = {at} + 1 WHERE position = 1000"),
        ["reordered"], "changed",
    ),
    "cut with its counter": (
        ("DELETE FROM stored_events WHERE position >= {at}",
         "UPDATE sqlite_sequence SET seq = {at} - 1 WHERE name = 'stored_events'"),
        ["cut"], "incomplete",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_done_to_the_file_is_found_where_it_was_done(ward: Audited, change: str) -> None:
    statements, expected, verdict = CHANGES[change]
    ward.checkpoint()
    ward.more(2)
    ward.close()
    ward.sql(*(one.format(at=ward.first + 1) for one in statements))
    found = ward.verified()
    assert (kinds(found), found.verdict) == (expected, verdict)
    assert found.faults[0].first == ward.first + 1
    if expected == ["changed"]:
        assert found.faults[0].of
    # Without what is kept beside the store it is known that, and between which checkpoints.
    ward.path.with_name("ward.db.proofs").unlink()
    found = ward.verified()
    assert found.verdict in ("changed", "incomplete")
    assert kinds(found) in (["rewritten"], ["cut"])
    assert found.faults[0].first <= ward.first + 1


def test_between_two_checkpoints_it_is_found_between_them(ward: Audited) -> None:
    first = ward.checkpoint()
    ward.more(3)
    second = ward.checkpoint()
    ward.close()
    ward.sql("UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu') "
             f"WHERE position = {second.position - 1}")  # fmt: skip
    ward.path.with_name("ward.db.proofs").unlink()
    found = ward.verified()
    assert found.verdict == "changed"
    assert found.proved == first.checkpoint.size
    (fault,) = found.faults
    assert (fault.first, fault.last) == (first.checkpoint.size + 1, second.checkpoint.size)


def copied(ward: Audited, there: Path) -> None:
    there.mkdir()
    for one in ward.path.parent.iterdir():
        if one.is_file() and one.name.startswith("ward.db"):
            shutil.copy(one, there)


def put_back(ward: Audited, there: Path) -> None:
    for one in list(ward.path.parent.iterdir()):
        if one.is_file() and one.name.startswith("ward.db"):
            one.unlink()
    for one in there.iterdir():
        shutil.copy(one, ward.path.parent)


def test_an_older_copy_put_back_is_found_by_whoever_kept_a_later_checkpoint(
    ward: Audited, tmp_path: Path
) -> None:
    ward.checkpoint()
    ward.close()
    copied(ward, tmp_path / "older")
    ward.office = Office.open(ward.url, clock=Clock())
    ward.more(4)
    ward.checkpoint()
    ward.close()
    put_back(ward, tmp_path / "older")
    found = ward.verified()
    assert (kinds(found), found.verdict) == (["rolled back"], "incomplete")
    assert (found.faults[0].first, found.faults[0].last) == (
        found.facts + 1, Checkpoint.of(ward.kept[-1]).size,
    )  # fmt: skip
    # By what lies beside the store alone it can't be found: all of it is as it was then.
    assert ward.verified(ward.kept[:1]).verdict == "intact"


def test_a_lost_write_ahead_log_is_found(ward: Audited, tmp_path: Path) -> None:
    ward.checkpoint()
    ward.office.close()
    ward.office = Office.open(ward.url, clock=Clock())
    ward.more(5)
    taken = ward.checkpoint()
    # As after a crash whose recovery lost the log: the file alone is what is left of the store.
    there = tmp_path / "crashed"
    copied(ward, there)
    assert (there / "ward.db-wal").stat().st_size
    (there / "ward.db-wal").unlink()
    (there / "ward.db-shm").unlink(missing_ok=True)
    ward.close()
    put_back(ward, there)
    found = ward.verified()
    assert (kinds(found), found.verdict) == (["cut"], "incomplete")
    assert found.faults[0].last == taken.checkpoint.size
    # The newest checkpoint beside the store tells it too.
    assert kinds(ward.verified([], [])) == ["cut"]


def rewritten(ward: Audited, key: SigningKey | None = None) -> None:
    """Whoever has the machine rewrites the log, and all proofs with it."""
    ward.close()
    ward.sql("UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu') "
             f"WHERE position = {ward.first + 1}")  # fmt: skip
    ward.path.with_name("ward.db.proofs").unlink()
    if key is not None:
        ward.path.with_name("ward.db.signing").write_text(f"{key.text}\n")
    with closing(Store.open(ward.url)) as store, Proofs.of(store) as proofs:
        proofs.take(store, signing_key(store, proofs.origin))


def test_a_fork_is_found_by_whoever_kept_a_checkpoint_of_the_other_branch(ward: Audited) -> None:
    ward.checkpoint()
    key = ward.key
    rewritten(ward)
    found = ward.verified(keys=[key])
    assert (kinds(found), found.verdict) == (["forked"], "changed")
    assert ward.verified([], [key]).verdict == "can't tell"


def test_whoever_signs_with_another_key_is_found_by_whoever_kept_the_first(ward: Audited) -> None:
    ward.checkpoint()
    key = ward.key
    rewritten(ward, SigningKey.new(key.name, 1))
    assert ward.verified(keys=[key]).verdict == "changed"
    with closing(Store.open(ward.url)) as store, Proofs.of(store) as proofs:
        resigned = [one.note for one in proofs.taken()]
        # What lies beside the store is signed, but by nobody whom the verifier trusts.
        assert verify(store, resigned, [key], proofs=proofs).verdict == "can't tell"


def test_no_checkpoint_follows_from_a_log_that_was_changed_at_its_end(ward: Audited) -> None:
    taken = ward.checkpoint()
    ward.close()
    ward.sql("UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu') "
             f"WHERE position = {taken.position}")  # fmt: skip
    with closing(Store.open(ward.url)) as store, Proofs.of(store) as proofs:
        with pytest.raises(ProofError):
            proofs.take(store, signing_key(store, proofs.origin))
        assert proofs.newest == taken


def test_a_signature_that_is_altered_is_an_error_not_a_verdict(ward: Audited) -> None:
    note = ward.checkpoint().note
    (line,) = note.signatures
    wrong = Note(note.text, (Signature(line.name, line.id, bytes(64)),))
    with pytest.raises(ProofError):
        ward.verified([wrong])


def test_checkpoints_of_another_log_are_refused(ward: Audited) -> None:
    ward.checkpoint()
    key = SigningKey.new("dialogue-cases/another", 1)
    text = Checkpoint(origin=key.name, size=1, root=bytes(32)).text
    with pytest.raises(Invalid):
        ward.verified([Note(text, (key.sign(text),))], [key.verifier])


@given(st.data())
@settings(max_examples=40)
def test_every_edit_before_a_checkpoint_is_found_and_nothing_after_it_is_called_proved(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    original = _original(tmp_path_factory)
    folder = tmp_path_factory.mktemp("edited")
    for one in original.path.parent.iterdir():
        if one.is_file():
            shutil.copy(one, folder)
    edited = Audited.__new__(Audited)
    edited.path = folder / "ward.db"
    edited.url, edited.kept = f"sqlite:///{edited.path}", original.kept
    with closing(sqlite3.connect(edited.path)) as database:
        end = database.execute("SELECT max(position) FROM stored_events").fetchone()[0]
        proved = Checkpoint.of(edited.kept[-1]).size
        place = data.draw(st.integers(2, end), label="place")
        edit = data.draw(st.sampled_from(["state", "drop", "swap", "rename", "cut"]), label="edit")
        match edit:
            case "state":
                database.execute(
                    "UPDATE stored_events SET state = state || ' ' WHERE position = ?", (place,)
                )
            case "drop":
                database.execute("DELETE FROM stored_events WHERE position = ?", (place,))
            case "swap":
                for old, new in ((place, 9999), (place - 1, place), (9999, place - 1)):
                    database.execute(
                        "UPDATE stored_events SET position = ? WHERE position = ?", (new, old)
                    )
                place -= 1
            case "rename":
                database.execute(
                    "UPDATE stored_events SET topic = topic || 'x' WHERE position = ?", (place,)
                )
            case "cut":
                database.execute("DELETE FROM stored_events WHERE position >= ?", (place,))
        database.commit()
    found = edited.verified()
    if place <= proved:
        assert found.verdict in ("changed", "incomplete")
        assert found.faults[0].first == place
    else:
        assert found.verdict == "intact"
        assert found.proved == proved
    assert found.proved <= proved
    shutil.rmtree(folder)


def lying(store: Store) -> tuple[list[leaves.Row], dict[int, bytes]]:
    """The facts and the texts beside them, as they lie there."""
    with store.reading() as asked:
        question = "SELECT position, CAST(beside AS BLOB) FROM texts"
        return list(leaves.rows(store)), dict(asked.cursor.execute(question).fetchall())


def said(beside: bytes) -> list[str]:
    return [text for _, text in json.loads(beside)["texts"]]


@given(st.data())
@settings(max_examples=60)
def test_a_byte_changed_in_the_file_is_found_or_changes_no_fact(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Two answers about one thing: what verify says, and whether the rows are those of before.

    Of what was recorded after the last checkpoint nothing is proved. A salt has several
    spellings, so that bytes of it may differ where nothing else does.
    """
    original = _original(tmp_path_factory)
    edited = Audited.__new__(Audited)
    edited.path = tmp_path_factory.mktemp("byte") / "ward.db"
    edited.url, edited.kept = f"sqlite:///{edited.path}", original.kept
    for name in ("ward.db", "ward.db.proofs", "ward.db.signing"):
        shutil.copy(original.path.with_name(name), edited.path.with_name(name))
    held = bytearray(edited.path.read_bytes())
    at = data.draw(st.integers(100, len(held) - 1), label="at")
    held[at] ^= data.draw(st.integers(1, 255), label="by")
    edited.path.write_bytes(held)

    proved = Checkpoint.of(edited.kept[-1]).size
    try:
        with closing(Store.open(edited.url)) as store:
            there, texts = lying(store)
        found = edited.verified()
    except StoreError:
        pass  # SQLite itself can't read it
    else:
        with closing(Store.open(original.url)) as store:
            rows, were = lying(store)
        same = rows[:proved] == there[:proved]
        if found.verdict == "intact":
            assert same
            proved_texts = {one for one in were if one <= proved}
            assert proved_texts == {one for one in texts if one <= proved}
            assert all(said(texts[one]) == said(were[one]) for one in proved_texts)
        else:
            assert not same or were != texts
    finally:
        shutil.rmtree(edited.path.parent)


_MADE: list[Audited] = []


def _original(factory: pytest.TempPathFactory) -> Audited:
    if not _MADE:
        made = Audited(factory.mktemp("original"))
        made.checkpoint()
        made.more(4)
        made.checkpoint()
        made.more(3)
        made.close()
        _MADE.append(made)
    return _MADE[0]


# -- Files --------------------------------------------------------------------------------


def test_the_key_is_its_owners_alone(ward: Audited) -> None:
    ward.checkpoint()
    path = ward.path.with_name("ward.db.signing")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(StoreError, match="0600"):
        ward.checkpoint()


@pytest.mark.parametrize("damage", [b"", b"not a key\n", b"\xff\xfe"])
def test_a_file_that_is_no_key_is_told(ward: Audited, damage: bytes) -> None:
    ward.checkpoint()
    ward.path.with_name("ward.db.signing").write_bytes(damage)
    with pytest.raises((StoreError, Invalid)):
        ward.checkpoint()


def test_another_programs_file_isnt_taken_for_proofs(ward: Audited) -> None:
    beside = ward.path.with_name("ward.db.proofs")
    with closing(sqlite3.connect(beside)) as database:
        database.execute("CREATE TABLE mine (x)")
    for ask in (Proofs.of, lambda store: Proofs.there(store.url)):
        with pytest.raises(StoreError, match="another program"):
            ask(ward.office.log)
    beside.write_bytes(b"no database at all" * 100)
    for ask in (Proofs.of, lambda store: Proofs.there(store.url)):
        with pytest.raises(StoreError, match="can't be used"):
            ask(ward.office.log)


# -- Witnesses ----------------------------------------------------------------------------


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness.new(tmp_path / "witness.json", "mttq.example/w1")


def asked(ward: Audited, then: Callable[[Proofs], Any]) -> Any:
    with Proofs.of(ward.office.log) as proofs:
        return then(proofs)


def test_a_witness_signs_in_order_what_waited_while_it_was_out_of_reach(
    ward: Audited, witness: Witness
) -> None:
    witness.trust(ward.key)
    for _ in range(3):
        ward.checkpoint()
        ward.more(2)
    with Proofs.of(ward.office.log) as proofs:
        proofs.add_witness(witness.key)

        def out_of_reach(_: str) -> str:
            raise TimeoutError

        with pytest.raises(TimeoutError):
            proofs.submit(witness.key, out_of_reach)
        assert len(proofs.waiting(witness.key)) == 3
        signed = proofs.submit(witness.key, witness.add_checkpoint)
        assert [one.checkpoint.size for one in signed] == sorted(
            one.checkpoint.size for one in proofs.taken()
        )
        assert proofs.waiting(witness.key) == []
        notes = [one.note for one in proofs.taken()]
    # Whoever trusts the witness alone finds the same.
    found = ward.verified(notes, [witness.key])
    assert (found.verdict, found.unwitnessed) == ("intact", {"mttq.example/w1": 2})


def test_a_witness_doesnt_sign_a_history_that_was_rewritten(
    ward: Audited, witness: Witness
) -> None:
    witness.trust(ward.key)
    ward.checkpoint()
    asked(ward, lambda proofs: proofs.submit(witness.key, witness.add_checkpoint))
    old = witness.logs[ward.key.name].size
    rewritten(ward)
    ward.office = Office.open(ward.url, clock=Clock())
    ward.more(3)
    ward.checkpoint()
    with Proofs.of(ward.office.log) as proofs:
        newest = proofs.newest
        assert newest is not None
        request = proofs.request(witness.key, newest)
        with pytest.raises(Behind) as told:  # it has forgotten what was signed
            witness.add_checkpoint(request)
        assert told.value.size == old
        lines = [f"old {old}", *(base64.b64encode(one).decode()
                 for one in proofs.consistency(old, newest.checkpoint.size)), ""]  # fmt: skip
        with pytest.raises(ProofError, match="doesn't continue"):
            witness.add_checkpoint("\n".join(lines) + f"\n{newest.note}")
    assert witness.logs[ward.key.name].size == old


def test_a_witness_signs_for_logs_that_it_knows_by_their_own_key(
    ward: Audited, witness: Witness
) -> None:
    taken = ward.checkpoint()
    request = asked(ward, lambda proofs: proofs.request(witness.key, taken))
    with pytest.raises(NotFound):
        witness.add_checkpoint(request)
    witness.trust(SigningKey.new(ward.key.name, 1).verifier)
    with pytest.raises(ProofError, match="hasn't signed"):
        witness.add_checkpoint(request)
    with pytest.raises(Invalid, match="another key"):
        witness.trust(ward.key)
    with pytest.raises(Invalid):
        witness.trust(SigningKey.new("x", 4).verifier)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: "",
        lambda text: text.replace("old 0", "old 00"),
        lambda text: text.replace("old 0", "old x"),
        lambda text: text.replace("old 0\n", "old 0\n*\n"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("old 0", "old 99999999"),
    ],
)
def test_what_is_no_request_is_refused(
    ward: Audited, witness: Witness, spoilt: Callable[[str], str]
) -> None:
    witness.trust(ward.key)
    taken = ward.checkpoint()
    request = asked(ward, lambda proofs: proofs.request(witness.key, taken))
    with pytest.raises(Invalid):
        witness.add_checkpoint(spoilt(request))
    assert witness.logs[ward.key.name].size == 0


def test_an_answer_that_is_anothers_isnt_kept(ward: Audited, witness: Witness) -> None:
    taken = ward.checkpoint()
    stranger = SigningKey.new("stranger.example/w", 4)
    impostor = SigningKey(witness.key.name, 4, bytes(32)).sign(taken.note.text)
    wrong = Signature(impostor.name, witness.key.id, impostor.data)
    with Proofs.of(ward.office.log) as proofs:
        for answer in (str(stranger.sign(taken.note.text)), str(wrong), ""):
            with pytest.raises(ProofError):
                proofs.answered(witness.key, taken, answer)
        assert proofs.newest == taken


def test_a_witness_has_one_file_of_its_own(witness: Witness, tmp_path: Path) -> None:
    assert stat.S_IMODE(witness.path.stat().st_mode) == 0o600
    with pytest.raises(AlreadyThere):
        Witness.new(witness.path, "x")
    witness.path.chmod(0o644)
    with pytest.raises(StoreError, match="0600"):
        _ = witness.key
    witness.path.chmod(0o600)
    witness.path.write_text("{}")
    with pytest.raises(StoreError, match="no witness's file"):
        _ = witness.key
    with pytest.raises(StoreError, match="can't be read"):
        _ = Witness(tmp_path / "nowhere").key
    assert os.listdir(tmp_path).count("witness.json") == 1


# -- Bundles of evidence ------------------------------------------------------------------


def checked(folder: Path, made: bytes, *options: str) -> tuple[int, str]:
    """What the program that stands alone says of a bundle, run as a stranger runs it."""
    (folder / "bundle.zip").write_bytes(made)
    script = Path(check_evidence.__file__ or "")
    ran = subprocess.run(
        [sys.executable, "-I", str(script), "bundle.zip", *options],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert not ran.stderr
    return ran.returncode, ran.stdout


def bundled(ward: Audited, **asked: Any) -> bytes:
    with Proofs.of(ward.office.log) as proofs:
        return bundle(ward.office, proofs, ward.key, at=AT, **asked)


CASE = StreamId("petition/2023/2")


def test_a_bundle_of_a_case_is_proved_by_a_key_from_elsewhere(
    ward: Audited, tmp_path: Path
) -> None:
    ward.checkpoint()
    ward.more(2)
    ward.checkpoint()
    made = bundled(ward, lives=[CASE])
    code, told = checked(tmp_path, made, "--key", str(ward.key))
    assert code == 0, told
    assert "facts: 1, proved: 1" in told
    assert "earlier checkpoints: 1, each continued" in told
    (tmp_path / "kept.txt").write_text(str(ward.kept[0]))
    code, told = checked(tmp_path, made, "--key", str(ward.key), "--checkpoint", "kept.txt")
    assert code == 0
    assert "kept.txt: the same history" in told
    assert bundled(ward, lives=[CASE]) == made


def test_a_key_in_the_bundle_proves_only_that_it_agrees_with_itself(
    ward: Audited, tmp_path: Path
) -> None:
    ward.checkpoint()
    code, told = checked(tmp_path, bundled(ward))
    assert code == 2
    assert "only that it agrees with itself" in told
    assert "NOT PROVED" in told
    code, told = checked(tmp_path, bundled(ward), "--key", str(SigningKey.new("x", 1).verifier))
    assert code == 2


def test_a_bundle_of_another_history_is_found_by_whoever_kept_a_checkpoint(
    ward: Audited, tmp_path: Path
) -> None:
    ward.checkpoint()
    key = str(ward.key)
    rewritten(ward)
    ward.office = Office.open(ward.url, clock=Clock())
    (tmp_path / "kept.txt").write_text(str(ward.kept[0]))
    made = bundled(ward, lives=[CASE])
    assert checked(tmp_path, made, "--key", key)[0] == 0
    code, told = checked(tmp_path, made, "--key", key, "--checkpoint", "kept.txt")
    assert code == 1
    assert "ANOTHER HISTORY" in told


def altered(made: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A bundle in which somebody changed something, and made the manifest fit."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    manifest = json.loads(parts.pop("manifest.json"))
    manifest["files"] = {name: sha256(one).hexdigest() for name, one in parts.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, one in parts.items():
            archive.writestr(name, one)
    return written.getvalue()


def _swap(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return change


def _one_less(parts: dict[str, bytes]) -> None:
    parts["facts.jsonl"] = parts["facts.jsonl"].split(b"\n", 1)[1]


def _twice(parts: dict[str, bytes]) -> None:
    parts["facts.jsonl"] += parts["facts.jsonl"]


@pytest.mark.parametrize(
    "change",
    [
        _swap("facts.jsonl", "mương".encode(), "cống".encode()),
        _swap("facts.jsonl", b"petition/2023/2", b"petition/2023/3"),
        _swap("facts.jsonl", b'"version":1', b'"version":2'),
        _swap("inclusion.jsonl", b'"proof":["', b'"proof":["AAAA","'),
        _swap("checkpoint.txt", b"dialogue-cases/", b"dialogue-case/"),
        _one_less,
        _twice,
    ],
)
def test_a_bundle_in_which_something_was_changed_is_wrong(
    ward: Audited, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    ward.checkpoint()
    made = altered(bundled(ward, lives=[CASE]), change)
    code, told = checked(tmp_path, made, "--key", str(ward.key))
    assert code == 1, told
    assert told.splitlines()[-1].startswith("WRONG: ")


@pytest.mark.parametrize("made", [b"", b"PK nothing", b"x" * 1000])
def test_what_is_no_bundle_is_wrong(tmp_path: Path, made: bytes) -> None:
    assert checked(tmp_path, made)[0] == 1


def test_of_what_the_asking_officer_may_not_read_the_bundle_has_the_hash(
    tmp_path: Path,
) -> None:
    dialogue, secret = StreamId("dialogue/2023/1"), "Có thể đông người kéo đến"
    office = an_office(path=tmp_path / "ward.db")
    office.acting(act_of("chanh-van-phong")).begin(
        "dialogue/2023", session.fix, on=office.today, day=date(2023, 3, 15),
        place=Place(name="Nhà"), topics=(Topic(title="Đất", code="land_management"),),
    )  # fmt: skip
    office.acting(act_of("truong-khoi")).decide(
        dialogue, session.file_briefing, on=office.today, kind="risk_forecast",
        body=BodyId("dan-van"), text=secret,
    )  # fmt: skip
    with office, Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        proofs.take(office.log, key)
        asked: dict[str, Any] = {"lives": [dialogue], "at": AT}
        withheld = bundle(office, proofs, key.verifier, **asked)
        allowed = bundle(office, proofs, key.verifier, act=act_of("bi-thu"), **asked)
    with zipfile.ZipFile(io.BytesIO(withheld)) as archive:
        assert secret not in archive.read("facts.jsonl").decode()
    with zipfile.ZipFile(io.BytesIO(allowed)) as archive:
        assert secret in archive.read("facts.jsonl").decode()
    code, told = checked(tmp_path, withheld, "--key", str(key.verifier))
    assert code == 0
    assert "of which the content is withheld: 1" in told


def test_a_bundle_has_only_what_a_checkpoint_proves(ward: Audited) -> None:
    with pytest.raises(ProofError, match="no checkpoint"):
        bundled(ward)
    ward.checkpoint()
    ward.more(1)
    new = StreamId("petition/2023/6")
    with pytest.raises(Invalid, match="isn't in the last checkpoint"):
        bundled(ward, lives=[CASE, new])
    with pytest.raises(NotFound):
        bundled(ward, lives=[StreamId("petition/2023/99")])
    ward.close()
    ward.sql("UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu')")
    ward.office = Office.open(ward.url, clock=Clock())
    with pytest.raises(ProofError, match="isn't what the last checkpoint"):
        bundled(ward, lives=[CASE])
