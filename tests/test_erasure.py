"""What was erased is read by nobody, and what isn't here wasn't erased."""

import pickle
import shutil
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import petition
from dialogue_cases.errors import (
    Invalid,
    KeyDestroyed,
    KeyLost,
    KeyMissing,
    NotFound,
    SealError,
)
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.privacy import Vault, read_key_file
from dialogue_cases.record import DataRequestAnswered, Erased
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import BodyId, PartyId, Sealed, StreamId
from offices import Clock, an_office
from spec import act_of

DAY = date(2023, 3, 1)
CASE = StreamId("petition/2023/1")
PARTY = PartyId(f"{CASE}#1")
NAME = "Lê Văn Kín"
CLERK = act_of("chanh-van-phong")
ERASING: dict[str, Any] = {"act": CLERK, "on": DAY, "reason": "theo yêu cầu"}


def named(office: Office) -> Sealed:
    """A petition with its petitioner, and what is sealed of them."""
    desk = office.acting(CLERK)
    desk.begin(
        "petition/2023",
        petition.raise_petition,
        on=DAY,
        channel="written",
        gist="Mương bị lấp",
        received_by=BodyId("van-phong"),
    )
    party = office.new_party(CASE)
    sealed = office.seal(party, "petitioner_name", NAME)
    desk.decide(CASE, petition.name_petitioner, on=DAY, party=party, petitioner_name=sealed)
    desk.decide(CASE, petition.receive_data_request, on=DAY, asks="delete", gist="xoá tên")
    return sealed


def opened(path: Path) -> Office:
    """The store as a question finds it: nothing is decided on opening."""
    vault = Vault(path.with_name("ward.db.vault"), read_key_file(path.with_name("ward.db.key")))
    return Office(Store.open(f"sqlite:///{path}"), vault, load_law(), clock=Clock())


def kinds(office: Office) -> list[type]:
    return [type(one.event) for one in office.history(CASE)]


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, Sealed]:
    """A store whose vault is an old copy: it has no key of the petitioner; the right one beside."""
    path = tmp_path / "ward.db"
    vault = tmp_path / "ward.db.vault"
    with an_office(path=path) as office:
        copy = tmp_path / "copy.vault"
        shutil.copy2(vault, copy)
        sealed = named(office)
    vault.rename(tmp_path / "right.vault")
    copy.rename(vault)
    return path, sealed


def put_back(path: Path) -> None:
    shutil.copy2(path.with_name("right.vault"), path.with_name("ward.db.vault"))


# -- Missing and destroyed ----------------------------------------------------------------


def test_a_key_that_is_missing_was_not_destroyed(old: tuple[Path, Sealed]) -> None:
    """Two things, so two errors; both are a lost key."""
    path, sealed = old
    with closing(opened(path)) as office:
        assert not office.is_erased(PARTY)
        with pytest.raises(KeyMissing, match="nobody erased it"):
            office.acting(CLERK).unseal(sealed, purpose="trả lời")

        office.erase(PARTY, **ERASING)

        assert office.is_erased(PARTY)
        with pytest.raises(KeyDestroyed, match="were erased"):
            office.acting(CLERK).unseal(sealed, purpose="trả lời")


def test_a_lost_key_survives_pickling() -> None:
    """A worker in another process tells which key it was."""
    for kind in (KeyLost, KeyMissing, KeyDestroyed):
        again = pickle.loads(pickle.dumps(kind("petition/2023/1#1")))

        assert (kind, "petition/2023/1#1") == (type(again), again.key)


# -- An erasure that this vault can't do ---------------------------------------------------


def test_an_erasure_is_recorded_also_where_the_key_is_not(old: tuple[Path, Sealed]) -> None:
    """What is answered "granted" stands on the record, and holds when the right vault is back."""
    path, sealed = old
    with closing(opened(path)) as office:
        office.erase(PARTY, request=1, **ERASING)
        assert [Erased, DataRequestAnswered] == kinds(office)[-2:]
    put_back(path)

    with closing(opened(path)) as office:
        assert office.vault.holds(PARTY)
        with pytest.raises(KeyDestroyed):
            office.acting(CLERK).unseal(sealed, purpose="trả lời")
        assert office.vault.holds(PARTY), "a question destroys nothing"


def test_the_next_decision_destroys_what_is_on_record_as_erased(old: tuple[Path, Sealed]) -> None:
    """On whichever vault has the key still."""
    path, _ = old
    with closing(opened(path)) as office:
        office.erase(PARTY, **ERASING)
    put_back(path)

    with closing(opened(path)) as office:
        assert not isinstance(office.vault.lost(PARTY), KeyDestroyed)
        office.acting(CLERK).decide(CASE, petition.classify, on=DAY, kind="report", area="land")
        assert isinstance(office.vault.lost(PARTY), KeyDestroyed)


def test_erasures_are_completed_by_a_call_of_its_own(old: tuple[Path, Sealed]) -> None:
    """It says what it destroyed; again there is nothing to destroy."""
    path, _ = old
    with closing(opened(path)) as office:
        office.erase(PARTY, **ERASING)
    put_back(path)

    with closing(opened(path)) as office, pytest.raises(Invalid), office.together():
        office.complete_erasures()
    put_back(path)
    with closing(opened(path)) as office:
        assert (PARTY,) == office.complete_erasures()
        assert () == office.complete_erasures()
        assert not office.vault.holds(PARTY)


def test_an_erasure_by_another_office_is_seen_while_this_one_is_open(tmp_path: Path) -> None:
    """Two processes with vaults of their own: what one has erased the other reads no more."""
    path = tmp_path / "ward.db"
    with an_office(path=path) as office:
        sealed = named(office)
        with closing(opened(path)) as other:
            other.vault.close()
            other.vault = Vault(None, bytes(32))
            other.erase(PARTY, **ERASING)

        assert office.vault.holds(PARTY)
        with pytest.raises(KeyDestroyed):
            office.acting(CLERK).unseal(sealed, purpose="trả lời")
        office.acting(CLERK).decide(CASE, petition.classify, on=DAY, kind="report", area="land")
        assert not office.vault.holds(PARTY)


def test_who_is_erased_where_the_key_is_not_is_recorded_once(old: tuple[Path, Sealed]) -> None:
    path, _ = old
    with closing(opened(path)) as office:
        for _ in range(2):
            office.erase(PARTY, **ERASING)
        office.erase(PARTY, request=1, **ERASING)

        assert 1 == kinds(office).count(Erased)
        assert 1 == kinds(office).count(DataRequestAnswered)


def test_an_erasure_of_nobody_is_told(old: tuple[Path, Sealed]) -> None:
    """A mistyped number grants no request."""
    path, _ = old
    with closing(opened(path)) as office:
        for nobody in (f"{CASE}#11", f"{CASE}#2", "petition/2023/9#1"):
            with pytest.raises(NotFound, match="nothing is recorded under"):
                office.erase(PartyId(nobody), request=1, **ERASING)

        assert DataRequestAnswered not in kinds(office)


def test_a_case_tells_the_parties_that_it_still_has(tmp_path: Path) -> None:
    with an_office(path=tmp_path / "ward.db") as office:
        named(office)
        second = office.new_party(CASE)
        content = office.seal_content(CASE, "content", "Nội dung")
        desk = office.acting(CLERK)
        desk.decide(CASE, petition.keep_content, on=DAY, content=content)
        sealed = office.seal(second, "petitioner_name", "Nguyễn Thị A")
        desk.decide(CASE, petition.name_petitioner, on=DAY, party=second, petitioner_name=sealed)
        assert (PARTY, second) == office.parties(CASE)

        office.erase(PARTY, **ERASING)

        assert (second,) == office.parties(CASE)


def test_what_could_not_be_destroyed_at_once_is_by_the_next_decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office that recorded it doesn't take it for done."""

    def fails(_: PartyId) -> bool:
        raise SealError("the vault can't be written")

    with an_office(path=tmp_path / "ward.db") as office:
        named(office)
        with monkeypatch.context() as patch:
            patch.setattr(office.vault, "destroy", fails)
            with pytest.raises(SealError):
                office.erase(PARTY, **ERASING)
        assert office.vault.holds(PARTY)

        office.acting(CLERK).decide(CASE, petition.classify, on=DAY, kind="report", area="land")
        assert not office.vault.holds(PARTY)
