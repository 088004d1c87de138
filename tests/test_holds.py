"""What is held isn't removed, whoever asks and by which way; that it was refused is on record."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dialogue_cases import petition
from dialogue_cases.backup import Restored, back_up, restore
from dialogue_cases.errors import Invalid, KeyLost, Refused, RemovalStopped
from dialogue_cases.office import Office
from dialogue_cases.office.hiding import HIDDEN
from dialogue_cases.office.removing import REMOVALS
from dialogue_cases.proofs import Note, Proofs, VerifierKey, signing_key
from dialogue_cases.proofs.evidence import bundle
from dialogue_cases.record import (
    DataRequestAnswered,
    Destroyed,
    Erased,
    HoldLifted,
    HoldPlaced,
    Redacted,
    RemovalRefused,
)
from dialogue_cases.register_file import take_over_ward
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import BodyId, Document, PartyId, StreamId
from dialogue_cases.ward import WARD
from dialogue_cases.ward.in_any_life import destroy, erase, lift_hold, place_hold, redact
from offices import Clock, an_office
from spec import SECRETARY, act_of

DAY = date(2023, 3, 1)
CLERK = act_of("chanh-van-phong")
COURT = "Toà án nhân dân khu vực 3"
HOLDING: dict[str, Any] = {"on": DAY, "reason": "Toà đang xét xử", "asked_by": COURT}
ERASING: dict[str, Any] = {"act": CLERK, "on": DAY, "reason": "theo yêu cầu"}
CASE, OTHER = StreamId("petition/2023/1"), StreamId("petition/2023/2")
PARTY = PartyId(f"{CASE}#1")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Two petitions, each of a petitioner of its own."""
    with an_office(path=tmp_path / "ward.db") as office:
        for _ in range(2):
            petitioned(office)
        yield office


def petitioned(office: Office) -> PartyId:
    desk = office.acting(CLERK)
    (raised,) = desk.begin(
        "petition/2023",
        petition.raise_petition,
        on=DAY,
        channel="written",
        gist=f"Mương bị lấp, sau {office.log.position} mục ghi",
        received_by=BodyId("van-phong"),
    )
    party = office.new_party(raised.stream)
    name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
    desk.decide(raised.stream, petition.name_petitioner, on=DAY, party=party, petitioner_name=name)
    return party


def hold(office: Office, stream: StreamId = CASE, **said: Any) -> HoldPlaced:
    (placed,) = office.acting(CLERK).decide(stream, place_hold, **{**HOLDING, **said})
    assert isinstance(placed.event, HoldPlaced)
    return placed.event


def refusals(office: Office, stream: StreamId = CASE) -> list[RemovalRefused]:
    facts = office.history(stream)
    return [one.event for one in facts if isinstance(one.event, RemovalRefused)]


def link(office: Office, *parties: PartyId) -> None:
    for one in parties[1:]:
        office.same_person(parties[0], one, act=SECRETARY, purpose="yêu cầu xoá")


# -- A hold ---------------------------------------------------------------------------------


def test_each_hold_has_the_next_number_of_its_life(office: Office) -> None:
    """Another body that asks is another hold; the same one adds nothing while it is in force."""
    assert [1, 2] == [hold(office).number, hold(office, asked_by="Thanh tra").number]
    assert [] == office.acting(CLERK).decide(CASE, place_hold, **HOLDING)
    assert 1 == hold(office, OTHER).number


def test_a_hold_says_why_and_for_whom_and_is_of_a_case_on_record(office: Office) -> None:
    desk = office.acting(CLERK)
    for rule, stream, said in (
        ("reason-is-given", CASE, {"reason": " "}),
        ("hold-is-asked-for", CASE, {"asked_by": ""}),
        ("held-case-is-on-record", "petition/2023/3", {}),
    ):
        with pytest.raises(Refused, match=rule):
            desk.decide(stream, place_hold, **{**HOLDING, **said})


def test_a_hold_may_be_placed_on_a_closed_case(office: Office) -> None:
    withdrawn(office)

    hold(office)

    assert not office.as_of(CASE).is_open


def test_a_hold_is_lifted_once_and_not_before_it_was_placed(office: Office) -> None:
    hold(office)
    desk = office.acting(CLERK)
    lifted = HoldLifted(on=DAY, number=1, reason="Toà đã xét xử xong")
    for rule, fact in (
        ("hold-was-placed", HoldLifted(on=DAY, number=2, reason="x")),
        ("reason-is-given", HoldLifted(on=DAY, number=1, reason="")),
    ):
        with pytest.raises(Refused, match=rule):
            desk.decide(CASE, lift_hold, fact)

    assert [lifted] == [one.event for one in desk.decide(CASE, lift_hold, lifted)]
    assert [] == desk.decide(CASE, lift_hold, lifted)
    with pytest.raises(Refused, match="hold-is-lifted-once"):
        desk.decide(CASE, lift_hold, HoldLifted(on=DAY, number=1, reason="khác"))
    office.erase(PARTY, **ERASING)
    assert office.is_erased(PARTY)


def test_a_lifting_that_is_to_come_lifts_nothing_yet(office: Office) -> None:
    """Of the ward itself what is to come may be recorded; the record stays held until then."""
    hold(office, StreamId(WARD))
    desk = office.acting(CLERK)
    desk.decide(WARD, lift_hold, on=date(2023, 4, 1), number=1, reason="theo quyết định mới")

    with pytest.raises(RemovalStopped, match="record-is-held"):
        office.erase(PARTY, **ERASING)


def test_a_hold_is_lifted_not_voided(office: Office) -> None:
    """A void would take it out as if it had never held."""
    hold(office)
    version = len(office.history(CASE))

    with pytest.raises(Refused, match="entry-stands"):
        office.acting(CLERK).void(CASE, version=version, on=DAY, reason="nhầm")


def test_only_the_heads_lift_a_hold_and_destroy(office: Office) -> None:
    """The roles give both by their names alone."""
    hold(office)
    mobiliser = act_of("truong-khoi")

    office.acting(mobiliser).decide(CASE, place_hold, **{**HOLDING, "asked_by": "Thanh tra"})
    with pytest.raises(Refused, match="role-may-decide"):
        office.acting(mobiliser).decide(CASE, lift_hold, on=DAY, number=1, reason="xong")
    with pytest.raises(Refused, match="role-may-decide"):
        office.destroy(CASE, act=mobiliser, on=DAY, reason="hết hạn")


# -- What is held isn't erased --------------------------------------------------------------


@pytest.mark.parametrize(("of", "rule"), [(CASE, "case-is-held"), (WARD, "record-is-held")])
def test_what_is_held_is_not_erased_and_that_is_on_record(
    office: Office, of: StreamId, rule: str
) -> None:
    """The refusal is a fact of the case, with the hold in its `because`; the key is there."""
    hold(office, of)
    (placed,) = office.history(of)[-1:]

    with pytest.raises(RemovalStopped, match=rule) as stopped:
        office.erase(PARTY, **ERASING)

    (fact,) = office.history(CASE)[-1:]
    assert (
        RemovalRefused(on=DAY, removal="erase", rule=rule, hold=1, parties=(PARTY,)) == fact.event
    )
    assert ((placed.ref,), CLERK) == (fact.because, fact.act)
    assert (1, placed.ref) == (stopped.value.recorded, stopped.value.hold)
    assert office.vault.holds(PARTY)
    assert not office.is_erased(PARTY)


def test_what_is_refused_twice_on_a_day_is_on_record_once(office: Office) -> None:
    """Another officer's asking is another fact."""
    hold(office)
    for act in (CLERK, CLERK, SECRETARY):
        with pytest.raises(RemovalStopped):
            office.erase(PARTY, **{**ERASING, "act": act})

    assert 2 == len(refusals(office))


def test_there_is_no_way_around_the_gate_by_deciding_it_oneself(office: Office) -> None:
    """Every fact by which data are removed passes it, at a desk as well."""
    hold(office)
    facts = {
        Erased: (erase, Erased(on=DAY, party=PARTY, reason="x")),
        Destroyed: (destroy, Destroyed(on=DAY, reason="x", closed_on=DAY, years_kept=1)),
        Redacted: (
            redact,
            Redacted(
                on=DAY, entry=1, which_text="event.gist", reads=HIDDEN, rule="secrecy", reason="x"
            ),
        ),
    }
    assert facts.keys() == REMOVALS.keys()
    for decision, fact in facts.values():
        with pytest.raises(RemovalStopped, match="case-is-held"):
            office.acting(CLERK).decide(CASE, decision, fact)  # type: ignore[call-overload]

    assert () == office.complete_erasures()
    assert ["erase", "destroy", "redact"] == [one.removal for one in refusals(office)]


def test_no_despite_lets_a_removal_through(office: Office) -> None:
    """A hold isn't a rule of form: what it keeps would be gone."""
    hold(office)
    desk = office.acting(CLERK, despite=[("case-is-held", "đã xảy ra")])

    with pytest.raises(RemovalStopped):
        desk.decide(CASE, erase, Erased(on=DAY, party=PARTY, reason="x"))


def test_a_refusal_goes_with_what_it_is_a_part_of(office: Office) -> None:
    """Whoever decides several things together gets all or nothing, the refusal among it."""
    hold(office)
    with pytest.raises(RemovalStopped), office.together():
        office.acting(CLERK).decide(CASE, erase, Erased(on=DAY, party=PARTY, reason="x"))

    assert [] == refusals(office)


def test_the_other_parties_of_the_record_are_erased_as_before(office: Office) -> None:
    hold(office)
    other = PartyId(f"{OTHER}#1")

    office.erase(other, **ERASING)

    assert office.is_erased(other)


def test_a_request_about_held_data_is_answered_by_an_officer(office: Office) -> None:
    """The erasure doesn't grant it; that it is refused, and why, is said to the person."""
    hold(office)
    desk = office.acting(CLERK)
    desk.decide(CASE, petition.receive_data_request, on=DAY, asks="delete", gist="xoá tên")

    with pytest.raises(RemovalStopped):
        office.erase(PARTY, request=1, **ERASING)
    assert () == office.as_of(CASE).data_answers
    (answered,) = desk.decide(
        CASE, petition.answer_data_request, on=DAY, number=1, outcome="refused",
        gist="hồ sơ đang được giữ nguyên",
    )  # fmt: skip
    assert isinstance(answered.event, DataRequestAnswered)


def test_a_hold_after_an_erasure_brings_nothing_back(office: Office) -> None:
    """What is on record as erased is completed, hold or not: it was decided before."""
    office.erase(PARTY, **ERASING)
    hold(office)

    office.erase(PARTY, **ERASING)

    assert [] == refusals(office)
    with pytest.raises(KeyLost):
        office.vault.seal(PARTY, "petitioner_name", "x")


# -- Several cases of a person --------------------------------------------------------------


def test_a_hold_on_one_case_of_a_person_lets_the_others_be_erased(office: Office) -> None:
    """The receipt says of each party what became of it, and of the whole that it is a part."""
    other = PartyId(f"{OTHER}#1")
    link(office, PARTY, other)
    hold(office)

    receipt = office.erase_person(
        PARTY, act=SECRETARY, on=DAY, reason="theo yêu cầu", purpose="yêu cầu xoá"
    )

    assert ("removed_in_part", (other,)) == (receipt.outcome, receipt.erased)
    (refused,) = (one for one in receipt.removals if one.key == PARTY)
    assert ("removal_refused", "case-is-held") == (refused.outcome, refused.rule)
    assert 2 == receipt.recorded
    assert [True, False] == [office.is_erased(other), office.is_erased(PARTY)]
    assert (PARTY,) == office.vault.same_person(PARTY)


def test_a_person_all_of_whose_cases_are_held_keeps_all(office: Office) -> None:
    other = PartyId(f"{OTHER}#1")
    link(office, PARTY, other)
    hold(office, StreamId(WARD))

    receipt = office.erase_person(
        PARTY, act=SECRETARY, on=DAY, reason="theo yêu cầu", purpose="yêu cầu xoá"
    )

    assert ("removal_refused", ()) == (receipt.outcome, receipt.erased)


# -- Where it travels -----------------------------------------------------------------------


def test_a_hold_is_in_a_bundle_of_evidence(office: Office) -> None:
    """It is a fact as any other, so whoever gets the case's facts sees it."""
    hold(office)
    with Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        proofs.take(office.log, key)
        made = bundle(office, proofs, key.verifier, lives=[CASE])
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        found = b"".join(map(packed.read, packed.namelist())).decode(errors="replace")

    assert "hold_placed" in found
    assert COURT in found


def test_a_hold_is_in_a_backup(office: Office, tmp_path: Path) -> None:
    hold(office)
    back_up(office.log.url, tmp_path / "copy", vault_to=tmp_path / "apart")
    restore(tmp_path / "copy", f"sqlite:///{tmp_path / 'back.db'}", vault=tmp_path / "apart")
    shutil.copy(tmp_path / "ward.db.key", tmp_path / "back.db.key")

    with (
        Office.open(f"sqlite:///{tmp_path / 'back.db'}", clock=Clock()) as back,
        pytest.raises(RemovalStopped, match="case-is-held"),
    ):
        back.erase(PARTY, **ERASING)


def test_what_is_held_in_a_predecessor_is_held_here(office: Office, tmp_path: Path) -> None:
    """By a hold on the case or on its whole record, also one placed after it was carried on."""
    hold(office)
    with an_office(path=tmp_path / "new.db") as here:
        asked: dict[str, Any] = {
            "act": SECRETARY, "on": DAY, "into": BodyId("ubnd"), "vault": office.vault,
            "basis": Document(kind="Nghị quyết", number="1685/NQ-UBTVQH15"),
        }  # fmt: skip
        first = take_over_ward(here, office.store, **asked)
        assert [True, False] == [one.held for one in first.carried]
        carried = here.history(CASE)[-1]
        (party, *_) = here.parties(CASE)
        with pytest.raises(RemovalStopped, match="case-is-held"):
            here.erase(party, **ERASING)

        hold(office, StreamId(WARD), asked_by="Thanh tra")
        again = take_over_ward(here, office.store, **asked)
        take_over_ward(here, office.store, **asked)

        assert [True, True] == [one.held for one in again.known]
        told = [[one.event for one in here.history(each)] for each in (CASE, OTHER)]
        holds = [[one for one in each if isinstance(one, HoldPlaced)] for each in told]
        assert [[COURT, "Thanh tra"], ["Thanh tra"]] == [
            [one.asked_by for one in each] for each in holds
        ]
        assert carried.because


@pytest.fixture
def copied(office: Office, tmp_path: Path) -> tuple[Path, Note, VerifierKey]:
    """A copy from before the hold, and a checkpoint from after it."""
    back_up(office.log.url, tmp_path / "copy", vault_to=tmp_path / "apart")
    hold(office)
    with Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        return tmp_path / "copy", proofs.take(office.log, key).note, key.verifier


def restored(copied: tuple[Path, Note, VerifierKey], **said: Any) -> Restored:
    copy, note, key = copied
    there = f"sqlite:///{copy.parent / 'restored.db'}"
    return restore(copy, there, notes=[note], keys=[key], older=True, **said)


def test_an_older_copy_says_which_store_it_replaces_or_that_nothing_is_left(
    office: Office, copied: tuple[Path, Note, VerifierKey], tmp_path: Path
) -> None:
    """Else nobody would know which holds are lost by it."""
    with pytest.raises(RemovalStopped, match="replaced-store-is-named"):
        restored(copied)
    assert not (tmp_path / "restored.db").exists()

    assert () == restored(copied, nothing_left=True).holds
    assert office.log.position > restored_position(tmp_path)


def restored_position(folder: Path) -> int:
    with closing(Store.open(f"sqlite:///{folder / 'restored.db'}")) as store:
        store.check()
        return store.position


def test_a_restored_older_copy_loses_no_hold_of_the_store_it_replaces(
    office: Office, copied: tuple[Path, Note, VerifierKey], tmp_path: Path
) -> None:
    """It is put on record there again, with the next number of the case."""
    done = restored(copied, replaces=office.log.url)

    (held,) = done.holds
    assert (CASE, 1, COURT) == (held.stream, held.event.number, held.event.asked_by)
    assert done.facts == restored_position(tmp_path)
    shutil.copy(tmp_path / "ward.db.key", tmp_path / "restored.db.key")
    shutil.copy(tmp_path / "apart" / "ward.db.vault", tmp_path / "restored.db.vault")
    with Office.open(f"sqlite:///{tmp_path / 'restored.db'}", clock=Clock()) as again:
        with pytest.raises(RemovalStopped, match="case-is-held"):
            again.erase(PARTY, **ERASING)
        again.erase(PartyId(f"{OTHER}#1"), **ERASING)


@pytest.mark.parametrize("of", [CASE, StreamId(WARD)])
def test_a_copy_that_lacks_facts_of_a_held_case_is_not_put_back(
    office: Office, copied: tuple[Path, Note, VerifierKey], tmp_path: Path, of: StreamId
) -> None:
    """A held case that was begun or went on after the copy would be lost."""
    if of == WARD:
        hold(office, of)
        petitioned(office)
    else:
        office.acting(CLERK).decide(CASE, petition.classify, on=DAY, kind="report", area="land")

    with pytest.raises(RemovalStopped, match="held-case-is-whole"):
        restored(copied, replaces=office.log.url)
    assert not list(tmp_path.glob("restored.db*"))


def test_another_wards_store_says_nothing_of_what_is_held_here(
    copied: tuple[Path, Note, VerifierKey], tmp_path: Path
) -> None:
    an_office(path=tmp_path / "other.db").close()

    with pytest.raises(Invalid, match="another ward's store"):
        restored(copied, replaces=f"sqlite:///{tmp_path / 'other.db'}")


def withdrawn(office: Office) -> None:
    office.acting(CLERK).decide(
        CASE, petition.withdraw, on=DAY, form="letter", document=Document(kind="Đơn")
    )
