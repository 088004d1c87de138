"""A copy is whole, is known when it is older, and brings back nothing that was erased."""

import hashlib
import json
import shutil
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import EXAMPLE, Run
from dialogue_cases import petition
from dialogue_cases.backup import LIST, OlderCopy, back_up, restore
from dialogue_cases.errors import (
    AlreadyThere,
    Invalid,
    KeyDestroyed,
    NotAStore,
    ProofError,
    StoreError,
)
from dialogue_cases.office import Office
from dialogue_cases.proofs import Note, Proofs, VerifierKey, signing_key
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 2, 20)
NAME = "Nguyễn Thị A"


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def petitioned(office: Office) -> StreamId:
    """One more petition, of one more petitioner."""
    desk = office.acting(act_of("chanh-van-phong"))
    (fact, *_) = desk.begin(
        "petition/2023",
        petition.raise_petition,
        on=DAY,
        channel="written",
        gist=f"Mương thoát nước, sau {office.log.position} mục ghi",
        received_by=BodyId("van-phong"),
    )
    party = office.new_party(fact.stream)
    name = office.seal(party, "petitioner_name", NAME)
    desk.decide(fact.stream, petition.name_petitioner, on=DAY, party=party, petitioner_name=name)
    return fact.stream


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """A store with a petition, in a folder of its own."""
    (tmp_path / "ward").mkdir()
    path = tmp_path / "ward" / "ward.db"
    with an_office(Clock(date(2023, 3, 1)), path) as office:
        petitioned(office)
    return path


def opened(path: Path, key_of: Path) -> Office:
    shutil.copy(key_of.with_name("ward.db.key"), path.with_name(f"{path.name}.key"))
    return Office.open(url(path), clock=Clock(date(2023, 3, 2)))


def checkpoint(path: Path) -> tuple[Note, VerifierKey]:
    with Office.open(url(path)) as office, Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        return proofs.take(office.log, key).note, key.verifier


def test_what_is_copied_and_put_back_is_the_record_as_it_was(ward: Path, tmp_path: Path) -> None:
    note, key = checkpoint(ward)
    made = back_up(url(ward), tmp_path / "copy", vault_to=tmp_path / "apart")
    there = tmp_path / "new.db"

    found = restore(
        tmp_path / "copy", url(there), vault=tmp_path / "apart", notes=[note], keys=[key]
    )

    assert found.facts == made.facts
    assert (found.verified.verdict, found.has_vault) == ("intact", True)
    with Office.open(url(ward)) as before, opened(there, ward) as office:
        assert list(office.log.since()) == list(before.log.since())
        ((sealed,),) = [
            [one.event.petitioner_name for one in office.history("petition/2023/1")[1:]]
        ]
        assert office.vault.unseal(sealed) == NAME
        with Proofs.of(office.log) as proofs:
            assert proofs.newest is not None
            assert proofs.newest.note == note
            assert signing_key(office.log, proofs.origin).verifier == key


def test_keys_are_kept_apart_and_only_their_owner_may_read_them(ward: Path, tmp_path: Path) -> None:
    checkpoint(ward)
    made = back_up(url(ward), tmp_path / "copy", vault_to=tmp_path / "apart")

    assert set(made.files) == {"ward.db", "ward.db.proofs"}
    assert set(made.apart) == {"ward.db.vault", "ward.db.signing"}
    assert stat.S_IMODE((tmp_path / "apart").stat().st_mode) == 0o700
    for name in made.apart:
        assert stat.S_IMODE((tmp_path / "apart" / name).stat().st_mode) == 0o600
    assert not list(tmp_path.rglob("*.key"))[1:]  # the ward's own is the only one


def test_a_copy_without_the_vault_is_put_back_to_be_read(ward: Path, tmp_path: Path) -> None:
    back_up(url(ward), tmp_path / "copy")

    restore(tmp_path / "copy", url(tmp_path / "new.db"))

    with Office.open(url(tmp_path / "new.db"), sealed=True) as office:
        assert office.as_of("petition/2023/1").raised is not None


def test_a_copy_taken_while_others_write_is_whole(ward: Path, tmp_path: Path) -> None:
    over = threading.Event()

    def write() -> None:
        with Office.open(url(ward), clock=Clock(date(2023, 3, 1))) as office:
            while not over.is_set():
                petitioned(office)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        copies = [tmp_path / f"copy{number}" for number in range(5)]
        for one in copies:
            back_up(url(ward), one, vault_to=one.with_suffix(".vault"))
    finally:
        over.set()
        writing.join()
    for number, one in enumerate(copies):
        there = tmp_path / f"back{number}.db"
        restore(one, url(there), vault=one.with_suffix(".vault"))
        with opened(there, ward) as office:
            for fact in office.log.since():
                name = getattr(fact.event, "petitioner_name", None)
                assert name is None or office.vault.unseal(name) == NAME


def test_an_older_copy_is_known_by_a_checkpoint_and_put_back_only_if_meant(
    ward: Path, tmp_path: Path
) -> None:
    checkpoint(ward)
    made = back_up(url(ward), tmp_path / "copy")
    with Office.open(url(ward), clock=Clock(date(2023, 3, 1))) as office:
        petitioned(office)
    note, key = checkpoint(ward)
    there = url(tmp_path / "new.db")

    with pytest.raises(OlderCopy) as told:
        restore(tmp_path / "copy", there, notes=[note], keys=[key])
    assert (told.value.facts, told.value.fixed) == (made.facts, made.facts + 2)
    assert not (tmp_path / "new.db").exists()

    assert restore(
        tmp_path / "copy", there, notes=[note], keys=[key], older=True, nothing_left=True
    ).facts


def test_a_copy_of_which_a_fact_was_changed_isnt_put_back(ward: Path, tmp_path: Path) -> None:
    note, key = checkpoint(ward)
    back_up(url(ward), tmp_path / "copy")
    copy = tmp_path / "copy" / "ward.db"
    with closing(sqlite3.connect(copy)) as database:
        database.execute(
            "UPDATE stored_events SET state = replace(state, 'chanh-van-phong', 'bi-thu')"
        )
        database.commit()
    with pytest.raises(Invalid, match="isn't the file that was copied"):
        restore(tmp_path / "copy", url(tmp_path / "new.db"), notes=[note], keys=[key])

    told = json.loads((tmp_path / "copy" / LIST).read_text())
    told["files"]["ward.db"] = hashlib.sha256(copy.read_bytes()).hexdigest()
    (tmp_path / "copy" / LIST).write_text(json.dumps(told))
    with pytest.raises(ProofError, match="isn't what a checkpoint"):
        restore(tmp_path / "copy", url(tmp_path / "new.db"), notes=[note], keys=[key], older=True)
    assert not (tmp_path / "new.db").exists()


def test_what_was_erased_stays_erased_also_with_an_older_vault(ward: Path, tmp_path: Path) -> None:
    back_up(url(ward), tmp_path / "before", vault_to=tmp_path / "older")
    party = PartyId("petition/2023/1#1")
    with Office.open(url(ward), clock=Clock(date(2023, 3, 1))) as office:
        office.erase(party, act=act_of("bi-thu"), on=date(2023, 3, 1), reason="theo yêu cầu")
    back_up(url(ward), tmp_path / "copy")
    there = tmp_path / "new.db"
    restore(tmp_path / "copy", url(there), vault=tmp_path / "older")

    with opened(there, ward) as office:
        assert isinstance(office.lost(party), KeyDestroyed)
        assert office.complete_erasures() == (party,)
        assert isinstance(office.vault.lost(party), KeyDestroyed)


@pytest.mark.parametrize("ending", ["", ".vault", ".proofs", ".files", "-wal"])
def test_nothing_that_is_there_is_written_over(ward: Path, tmp_path: Path, ending: str) -> None:
    back_up(url(ward), tmp_path / "copy")
    (tmp_path / f"new.db{ending}").write_text("mine")

    with pytest.raises(AlreadyThere):
        restore(tmp_path / "copy", url(tmp_path / "new.db"))
    with pytest.raises(AlreadyThere):
        back_up(url(ward), tmp_path / "copy")
    assert (tmp_path / f"new.db{ending}").read_text() == "mine"


def test_what_is_no_copy_is_told(ward: Path, tmp_path: Path) -> None:
    there = url(tmp_path / "new.db")
    for folder in (tmp_path / "nowhere", tmp_path / "ward"):
        with pytest.raises(Invalid, match="isn't a copy"):
            restore(folder, there)
    with pytest.raises(NotAStore):
        back_up(url(tmp_path / "nothing.db"), tmp_path / "copy")
    back_up(url(ward), tmp_path / "copy", vault_to=tmp_path / "apart")
    told = json.loads((tmp_path / "copy" / LIST).read_text())
    changes: tuple[dict[str, Any], ...] = (
        {"format": "another"},
        {"files": {"../ward.db": "0"}},
        {"files": {"ward.db.more": "0"}},
        {"files": []},
    )
    for change in changes:
        (tmp_path / "copy" / LIST).write_text(json.dumps(told | change))
        with pytest.raises(Invalid):
            restore(tmp_path / "copy", there)
    (tmp_path / "copy" / LIST).write_text(json.dumps(told))
    with pytest.raises(StoreError, match="no folder"):
        restore(tmp_path / "copy", url(tmp_path / "no" / "new.db"))
    other = json.loads((tmp_path / "apart" / LIST).read_text()) | {"store": "another"}
    (tmp_path / "apart" / LIST).write_text(json.dumps(other))
    with pytest.raises(Invalid, match="another store"):
        restore(tmp_path / "copy", there, vault=tmp_path / "apart")


def test_attached_files_and_roles_are_copied_too(ward: Path, tmp_path: Path) -> None:
    ward.with_name("ward.db.files").mkdir()
    (ward.with_name("ward.db.files") / "ab12").write_bytes(b"sealed")
    roles = (Path(EXAMPLE).parents[1] / "src" / "dialogue_cases" / "roles.toml").read_bytes()
    ward.with_name("ward.db.roles.toml").write_bytes(roles)

    made = back_up(url(ward), tmp_path / "copy")
    restore(tmp_path / "copy", url(tmp_path / "new.db"))

    assert "ward.db.files/ab12" in made.files
    assert (tmp_path / "new.db.files" / "ab12").read_bytes() == b"sealed"
    assert (tmp_path / "new.db.roles.toml").read_bytes() == roles


def test_the_commands_say_what_was_copied_and_what_is_missing(run: Run) -> None:
    assert 0 == run("init", "--setup", str(EXAMPLE / "ward.toml")).code
    said = run("backup", "--to", "copy")
    assert said.code == 0
    assert "Két khoá chưa được sao" in said.out
    assert run("backup", "--to", "copy2", "--vault-to", "apart", "--json").answer["apart"]

    said = run("restore", "copy2", "--vault", "apart", "--store", "new.db")
    assert said.code == 0, said.err
    assert "new.db.key" in said.out
    assert run("restore", "copy", "--store", "new.db").code == 3
    assert run("show", "ward", "--store", "new.db", "--sealed").code == 0
