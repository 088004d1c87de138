"""Holding, lifting, listing what is due and destroying, on the command line."""

from datetime import date
from pathlib import Path

import pytest

from commands import Run
from dialogue_cases import petition
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId
from offices import Clock, an_office
from spec import SECRETARY, act_of

DAY = "2023-03-01"
CASE = StreamId("petition/2023/1")
BY = ("--as", "bi-thu", "--on", DAY, "--reason", "Toà đang xét xử")
HOLD = ("hold", CASE, *BY, "--asked-by", "Toà án nhân dân khu vực 3")


@pytest.fixture
def two(tmp_path: Path) -> None:
    """Two petitions of one person, kept as that in the vault."""
    with an_office(Clock(date(2023, 3, 1)), tmp_path / "ward.db") as office:
        desk = office.acting(act_of("chanh-van-phong"))
        for number in (1, 2):
            stream = StreamId(f"petition/2023/{number}")
            desk.decide(
                stream, petition.raise_petition, on=date(2023, 3, 1), channel="written",
                gist=f"Mương số {number} bị lấp", received_by=BodyId("van-phong"),
            )  # fmt: skip
            party = office.new_party(stream)
            name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
            desk.decide(
                stream, petition.name_petitioner, on=date(2023, 3, 1), party=party,
                petitioner_name=name,
            )  # fmt: skip
        first, second = (PartyId(f"petition/2023/{number}#1") for number in (1, 2))
        office.same_person(first, second, act=SECRETARY, purpose="yêu cầu xoá")


@pytest.mark.usefixtures("two")
def test_a_case_is_held_and_the_hold_is_lifted(run: Run) -> None:
    """The number of the hold is told, since it is lifted by it."""
    held = run(*HOLD)
    again = run(*HOLD, "--json")
    shown = run("history", CASE)

    assert 0 == held.code, held.err
    assert f"Lệnh giữ nguyên số 1 của {CASE}." in held.out
    assert [] == again.answer["recorded"]
    assert "Toà án nhân dân khu vực 3" in shown.out
    assert 0 == run("lift-hold", CASE, "1", *BY).code
    assert 1 == run("lift-hold", CASE, "2", *BY).code
    assert 2 == run("hold", "petition/2023/9", *HOLD[2:]).code


@pytest.mark.usefixtures("two")
def test_a_refused_erasure_ends_as_a_refusal_though_that_is_on_record(run: Run) -> None:
    """Only the refusal was recorded, so nobody is told not to enter it again."""
    run(*HOLD)
    said = run("erase", f"{CASE}#1", *BY, "--lang", "en")
    plain = run("erase", f"{CASE}#1", *BY[:2], "--on", DAY, "--reason", "khác", "--json")

    assert (1, 1) == (said.code, plain.code)
    assert f"{CASE} is held by its hold 1" in said.err
    assert ("refused", "case-is-held") == (plain.error["kind"], plain.error["rule"])
    history = run("history", CASE, "--json").answer
    assert "removal_refused" in str(history)


@pytest.mark.usefixtures("two")
def test_a_person_who_is_erased_in_part_is_told_which(run: Run) -> None:
    """What was erased is on record, so it doesn't end as a refusal."""
    run(*HOLD)
    erase = ("person", "erase", f"{CASE}#1", *BY, "--purpose", "yêu cầu xoá")
    said = run(*erase, "--json")

    assert (4, "removed_in_part") == (said.code, said.answer["outcome"])
    assert ["petition/2023/2#1"] == said.answer["erased"]
    outcomes = {one["key"]: one["outcome"] for one in said.answer["removals"]}
    assert "removal_refused" == outcomes[f"{CASE}#1"]


@pytest.mark.usefixtures("two")
def test_the_receipt_is_told_to_people(run: Run) -> None:
    run(*HOLD)
    said = run("person", "erase", f"{CASE}#1", *BY, "--purpose", "yêu cầu xoá", "--lang", "en")

    assert f"The data of {CASE}#1 were not erased: held by {CASE}@" in said.out
    assert "removed in part" in said.out


@pytest.mark.usefixtures("two")
def test_what_is_due_is_listed_and_destroyed(run: Run) -> None:
    """Where the ward hasn't said how long cases are kept, that is said."""
    none = run("retention", "--on", "2030-01-02")
    assert "Phường chưa quy định thời hạn lưu giữ hồ sơ" in " ".join(none.out.split())
    periods = '[{"kind": "unclassified", "years_kept": 1}]'
    adopted = run(
        "ward", "adopt-retention", "--as", "bi-thu", "--on", DAY,
        "--document", "Quy chế lưu trữ", "--periods", periods,
    )  # fmt: skip
    assert 0 == adopted.code, adopted.err
    withdrawn = ("petition", "withdraw", CASE, "--as", "bi-thu", "--on", DAY, "--form", "letter")
    assert 0 == run(*withdrawn, "--document", "Đơn rút").code

    assert [] == run("retention", "--on", DAY, "--json").answer["rows"]
    every = run("retention", "--on", DAY, "--all", "--json").answer["rows"]
    assert ["retained"] == [one["status"] for one in every]
    (row,) = run("retention", "--on", "2030-01-02", "--json").answer["rows"]
    assert (CASE, "due_for_destruction", 1) == (row["stream"], row["status"], row["years"])
    early = run("destroy", CASE, "--as", "bi-thu", "--on", DAY, "--reason", "x", "--lang", "en")
    assert 1 == early.code
    assert "is to be kept until the end of" in early.err

    done = ("destroy", CASE, "--as", "bi-thu", "--on", "2024-06-03", "--reason", "hết thời hạn")
    assert f"{CASE} is destroyed: 1 keys" in run(*done, "--lang", "en").out
    assert f"{CASE} was destroyed before." in run(*done, "--lang", "en").out
    assert run("erasure", CASE, "--json").answer["destroyed"]


@pytest.mark.usefixtures("two")
def test_a_record_that_is_held_says_so_in_the_list(run: Run) -> None:
    run("hold", "ward", *HOLD[2:])

    assert "Đang giữ nguyên cả sổ." in run("retention").out


@pytest.mark.usefixtures("two")
def test_what_is_put_back_holds_what_was_held(run: Run, tmp_path: Path) -> None:
    run("backup", "--to", "copy", "--vault-to", "apart")
    run(*HOLD)
    said = run("restore", "copy", "--store", "new.db", "--replaces", "ward.db", "--lang", "en")

    assert 0 == said.code, said.err
    assert f"Held again as in the store that it replaces: {CASE}@" in said.out
