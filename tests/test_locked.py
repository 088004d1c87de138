"""A record is opened without the key to sealed data: all but what is sealed is answered."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from commands import Run
from dialogue_cases import petition
from dialogue_cases.errors import SealError, StoreError
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import BodyId, StreamId
from offices import Clock, an_office
from spec import act_of

NAME, CASE = "Nguyễn Thị A", StreamId("petition/2023/1")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What an auditor is handed: the log alone, of a ward with one petitioner."""
    with an_office(Clock(date(2023, 3, 1)), tmp_path / "ward.db") as office:
        desk = office.acting(act_of("chanh-van-phong"))
        desk.begin(
            "petition/2023",
            petition.raise_petition,
            on=date(2023, 2, 20),
            channel="written",
            gist="Mương thoát nước bị lấp",
            received_by=BodyId("van-phong"),
        )
        party = office.new_party(CASE)
        desk.decide(
            CASE,
            petition.name_petitioner,
            on=date(2023, 2, 20),
            party=party,
            petitioner_name=office.seal(party, "petitioner_name", NAME),
        )
    there = tmp_path / "auditor"
    there.mkdir()
    shutil.copy(tmp_path / "ward.db", there)
    return there / "ward.db"


@pytest.fixture
def office(copy: Path) -> Iterator[Office]:
    with Office.open(f"sqlite:///{copy}", sealed=True, clock=Clock(date(2023, 3, 2))) as opened:
        yield opened


def test_the_state_and_the_deadlines_are_those_that_the_ward_sees(
    office: Office, copy: Path
) -> None:
    with Office.open(f"sqlite:///{copy.parent.parent}/ward.db") as theirs:
        assert office.as_of(CASE) == theirs.as_of(CASE)
        assert list(office.deadlines(CASE)) == list(theirs.deadlines(CASE))
        assert office.history(CASE) == theirs.history(CASE)


def test_nothing_sealed_is_read_and_it_isnt_said_to_be_lost(office: Office) -> None:
    (sealed,) = [fact.event.petitioner_name for fact in office.history(CASE)[1:]]
    assert office.lost(sealed.key) is None
    with pytest.raises(SealError, match="without the key"):
        office.vault.unseal(sealed)
    with pytest.raises((SealError, StoreError)):
        office.acting(act_of("bi-thu")).unseal(sealed, purpose="xem")


def test_nothing_is_decided_and_nothing_sealed(office: Office) -> None:
    before = office.log.position
    with pytest.raises(StoreError, match="only to be read"):
        office.acting(act_of("chu-tich")).decide(CASE, petition.admit, on=date(2023, 3, 1))
    with pytest.raises(StoreError), office.together():
        pass
    with pytest.raises(SealError):
        office.new_party(CASE)
    with pytest.raises(SealError):
        office.seal_content(CASE, "gist", "x")
    assert office.log.position == before


@pytest.mark.parametrize(
    "asked",
    [
        ("show", CASE),
        ("history", CASE),
        ("list",),
        ("log",),
        ("deadlines", CASE),
        ("due", "--from", "2023-03-02", "--amount", "3", "--unit", "working-days"),
        ("check", "--on", "2023-03-02"),
        ("board", "--on", "2023-03-02"),
        ("register",),
        ("reception-book",),
        ("followers", f"{CASE}@1"),
        ("scorecard",),
        ("audit", "checkpoint"),
    ],
    ids=" ".join,
)
def test_every_question_is_answered_but_for_names(
    copy: Path, run: Run, asked: tuple[str, ...]
) -> None:
    for way in ((), ("--json",)):
        said = run(*asked, "--sealed", "--store", str(copy), *way)

        assert 0 == said.code, said.err
        assert NAME not in said.out
    assert not copy.with_name("ward.db.vault").exists()


def test_without_the_option_the_missing_vault_is_told(copy: Path, run: Run) -> None:
    assert 3 == run("show", CASE, "--store", str(copy)).code


def test_a_decision_is_told_that_it_is_only_read(copy: Path, run: Run) -> None:
    said = run(
        "petition", "admit", CASE, "--on", "2023-03-01", "--as", "chu-tich", "--sealed",
        "--store", str(copy),
    )  # fmt: skip

    assert 3 == said.code, said.err
    assert "chỉ để đọc" in said.err
