"""Scans and signed files: evidence that is sealed on disk, named in the record, and erasable."""

import errno
import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import spec
from dialogue_cases import session, task
from dialogue_cases.attachments import MOST, attach, attached, damaged, folder_of, opened
from dialogue_cases.cli import main
from dialogue_cases.errors import Invalid, KeyLost, NotFound, Refused, StoreError, WrongKey
from dialogue_cases.office import Office
from dialogue_cases.record import FileAttached, standing
from dialogue_cases.vocabulary import BodyId, Document, Place, StreamId
from dialogue_cases.ward.in_any_life import attach_file
from offices import Clock, an_office

DAY = date(2023, 3, 1)
SCAN = b"%PDF-1.7 bi\xe1\xbb\x83n b\xe1\xba\xa3n c\xc3\xb3 ch\xe1\xbb\xaf k\xc3\xbd"
STREAM = StreamId("reception/2023/1")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "ward.db"


@pytest.fixture
def office(store: Path) -> Iterator[Office]:
    with an_office(Clock(DAY), store) as made:
        made.acting(spec.act_of("chanh-van-phong")).begin(
            "reception/2023",
            session.fix,
            on=DAY,
            day=date(2023, 3, 15),
            place=Place(name="Phòng tiếp dân"),
            legal_basis="citizen_reception",
        )
        yield made


def kept(office: Office, content: bytes | Path = SCAN, **more: Any) -> FileAttached:
    desk = office.acting(spec.act_of("chanh-van-phong"))
    given = {"on": DAY, "what": "Bản quét biên bản", **more}
    (fact,) = attach(desk, STREAM, content, **given)
    assert isinstance(fact.event, FileAttached)
    return fact.event


def sealed_files(office: Office) -> list[Path]:
    return sorted(folder_of(office.store.url).iterdir())


# -- Kept ---------------------------------------------------------------------------------------


def test_what_was_attached_is_read_back_by_who_may(office: Office) -> None:
    paper = Document(kind="Biên bản", number="03-BB/ĐU")
    file = kept(office, document=paper)

    assert SCAN == opened(office, STREAM, 1, office.vault.unseal)
    assert (1, paper) == (file.number, file.document)


def test_on_disk_nothing_can_be_read_and_the_name_is_the_hash_of_what_is_there(
    office: Office,
) -> None:
    """Anyone can check that it is the file of the record; nobody can guess what it says."""
    file = kept(office)
    (path,) = sealed_files(office)

    assert file.sha256 == path.name == hashlib.sha256(path.read_bytes()).hexdigest()
    assert file.size == path.stat().st_size
    assert SCAN not in path.read_bytes()
    assert hashlib.sha256(SCAN).hexdigest() != file.sha256
    assert (0o600, 0o700) == (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777)


def test_the_same_scan_twice_is_two_files_that_nobody_can_tell_are_one(office: Office) -> None:
    first, second = kept(office), kept(office)

    assert (1, 2) == (first.number, second.number)
    assert first.sha256 != second.sha256


def test_a_file_changes_nothing_of_what_is_known(office: Office) -> None:
    """It is evidence of the life, no part of its state; nothing is due because of it."""
    before, owed = office.as_of(STREAM), office.deadlines(STREAM)
    kept(office)

    assert before == office.as_of(STREAM)
    assert owed == office.deadlines(STREAM)
    assert 1 == len(standing(office.history(STREAM)))


def test_any_life_may_have_files(office: Office) -> None:
    secretary = office.acting(spec.act_of("bi-thu"))
    origin = task.Origin(kind="direction", source=STREAM, number=1)
    stream = task.stream(origin)
    secretary.decide(
        stream, task.assign, on=DAY, origin=origin, text="Khơi mương", lead=BodyId("ubnd")
    )
    attach(secretary, stream, SCAN, on=DAY, what="Ảnh")
    attach(secretary, "ward", SCAN, on=DAY, what="Quy chế có dấu")

    assert SCAN == opened(office, stream, 1, office.vault.unseal)
    assert SCAN == opened(office, "ward", 1, office.vault.unseal)


def test_the_type_of_a_file_is_guessed_from_its_name_and_the_name_is_not_kept(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "don cua Nguyen Thi A.pdf"
    path.write_bytes(SCAN)
    file = kept(office, path)

    assert "application/pdf" == file.media_type
    assert "Nguyen" not in str(office.history(STREAM)[-1])


# -- Taken out, erased --------------------------------------------------------------------------


def test_a_wrong_file_is_taken_out_and_its_number_stays_used(office: Office) -> None:
    kept(office)
    office.acting(spec.act_of("chanh-van-phong")).void(STREAM, version=2, on=DAY, reason="Nhầm")
    kept(office)

    assert [2] == [one.number for one in attached(office.history(STREAM))]
    with pytest.raises(Invalid, match="no attached file 1"):
        opened(office, STREAM, 1, office.vault.unseal)
    assert office.as_of(STREAM) is not None


def test_a_file_is_not_corrected_but_taken_out(office: Office) -> None:
    file = kept(office)
    with pytest.raises(Refused) as caught:
        office.acting(spec.act_of("chanh-van-phong"), corrects=2).decide(STREAM, attach_file, file)

    assert "entry-stands" == caught.value.rule


def test_erasing_a_party_erases_the_files_with_its_data(office: Office) -> None:
    """The party's file is unreadable for ever, the case's own stays."""
    party = office.new_party(STREAM)
    kept(office, party=party)
    kept(office)
    office.erase(party, act=spec.act_of("bi-thu"), on=DAY, reason="Theo yêu cầu")

    with pytest.raises(KeyLost):
        opened(office, STREAM, 1, office.vault.unseal)
    assert SCAN == opened(office, STREAM, 2, office.vault.unseal)


# -- Checked ------------------------------------------------------------------------------------


def findings(office: Office) -> list[tuple[int, bool]]:
    found = damaged(office.store.url, office.log.since(), held=office.vault.holds)
    return [(one.file.number, one.missing) for one in found]


def test_missing_and_changed_files_are_found_without_a_key(office: Office) -> None:
    files = [kept(office) for _ in range(3)]
    folder = folder_of(office.store.url)
    (folder / files[0].sha256).unlink()
    changed = folder / files[1].sha256
    changed.write_bytes(changed.read_bytes()[:-1] + b"\0")

    assert [(1, True), (2, False)] == findings(office)
    with pytest.raises(WrongKey, match="was changed"):
        opened(office, STREAM, 2, office.vault.unseal)
    with pytest.raises(Invalid, match="can't be read"):
        opened(office, STREAM, 1, office.vault.unseal)


def test_an_erased_file_may_be_gone(office: Office) -> None:
    party = office.new_party(STREAM)
    file = kept(office, party=party)
    office.erase(party, act=spec.act_of("bi-thu"), on=DAY, reason="Theo yêu cầu")
    (folder_of(office.store.url) / file.sha256).unlink()

    assert [] == findings(office)


def test_a_file_put_in_another_files_place_does_not_open(office: Office) -> None:
    """It is bound to its life and number, and the record names it by hash."""
    first, second = kept(office, b"one"), kept(office, b"two")
    folder = folder_of(office.store.url)
    (folder / first.sha256).write_bytes((folder / second.sha256).read_bytes())

    assert [(1, False)] == findings(office)
    with pytest.raises(WrongKey):
        opened(office, STREAM, 1, office.vault.unseal)


# -- Refused ------------------------------------------------------------------------------------


def test_what_is_refused_leaves_no_file_behind(office: Office) -> None:
    with pytest.raises(Refused):
        kept(office, on=date(2030, 1, 1))

    assert [] == sealed_files(office)
    assert 1 == len(office.history(STREAM))


@pytest.mark.parametrize(
    ("content", "what", "message"),
    [
        (b"", "Bản quét", "empty or too large"),
        (SCAN, " ", "isn't said what"),
        (Path("nowhere.pdf"), "Bản quét", "there is no such file"),
    ],
)
def test_bad_input_is_told(office: Office, content: Any, what: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        kept(office, content, what=what)


def test_a_file_that_is_too_large_is_not_read(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(MOST + 1)
    with pytest.raises(Invalid, match="too large"):
        kept(office, path)


def test_there_must_be_a_life_and_a_place(office: Office) -> None:
    desk = office.acting(spec.act_of("bi-thu"))
    with pytest.raises(NotFound):
        attach(desk, "dialogue/2023/9", SCAN, on=DAY, what="Bản quét")
    with an_office() as memory, pytest.raises(Invalid, match="memory"):
        attach(memory.acting(spec.act_of("bi-thu")), "ward", SCAN, on=DAY, what="Bản quét")


# -- On the command line ------------------------------------------------------------------------


def test_a_clerk_attaches_lists_opens_and_has_it_examined(
    office: Office, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scan, out = tmp_path / "scan.pdf", tmp_path / "out.pdf"
    opening = ("open-attachment", STREAM, "1", "--to", str(out), "--purpose", "đối chiếu")
    scan.write_bytes(SCAN)
    where = ("--store", str(store))

    def run(*typed: str) -> int:
        return main([*typed, *where])

    assert 0 == run(
        "attach", STREAM, str(scan), "--what", "Bản quét", "--on", str(DAY), "--as",
        "chanh-van-phong", "--document", '{"kind": "Biên bản"}',
    )  # fmt: skip
    assert 0 == run("attachments", STREAM)
    assert "1. Bản quét (01/03/2023)" in capsys.readouterr().out
    assert 1 == run(*opening, "--as", "bi-thu-nho-lam")
    assert not out.exists()
    assert 0 == run(*opening, "--as", "chanh-van-phong")
    assert SCAN == out.read_bytes()
    assert 0 == run("doctor")
    assert "các tệp đính kèm: nguyên vẹn" in capsys.readouterr().out
    sealed_files(office)[0].unlink()
    assert 3 == run("doctor")
    assert f"1 tệp đính kèm bị mất hoặc bị sửa: {STREAM} 1" in capsys.readouterr().out


# -- What is no file ----------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["/dev/zero", "pipe", "."])
def test_what_never_ends_is_not_attached_and_not_waited_for(
    office: Office, tmp_path: Path, device: str
) -> None:
    if device == "pipe":
        os.mkfifo(tmp_path / device)
    before = office.store.position
    with pytest.raises(Invalid, match="it is a"):
        kept(office, tmp_path / device)

    assert before == office.store.position


@pytest.mark.parametrize("instead", ["folder", "pipe"])
def test_a_sealed_file_that_became_something_else_is_told_as_missing(
    office: Office, instead: str
) -> None:
    kept(office)
    (path,) = sealed_files(office)
    path.unlink()
    path.mkdir() if instead == "folder" else os.mkfifo(path)
    found = damaged(office.store.url, office.log.since(), held=office.vault.holds)

    assert [True] == [one.missing for one in found]
    with pytest.raises(Invalid, match="can't be read"):
        opened(office, STREAM, 1, office.vault.unseal)


@pytest.mark.parametrize("there", ["file", "dangling link"])
def test_a_folder_that_cannot_be_one_is_told(office: Office, there: str) -> None:
    """Nothing is recorded of a file that couldn't be kept."""
    folder, before = folder_of(office.store.url), office.store.position
    folder.write_bytes(b"") if there == "file" else folder.symlink_to("nowhere/at/all")
    with pytest.raises(StoreError, match="can't be kept"):
        kept(office)

    assert before == office.store.position


def test_a_full_disk_leaves_no_part_of_a_file(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = office.store.position
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        kept(office)

    assert [] == sealed_files(office)
    assert before == office.store.position
