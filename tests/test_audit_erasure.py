"""The certificate of an erasure: what, when, who, why, what stays, and what can't be promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from commands import Run
from dialogue_cases import NotFound, Office, attachments, documents, petition
from dialogue_cases.audit import ErasureCertificate, erasure_certificate
from dialogue_cases.audit.erasure import ErasedField
from dialogue_cases.errors import NothingErased
from dialogue_cases.proofs import Proofs, signing_key, verify
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId
from offices import Clock, an_office
from papers import text
from spec import act_of

DAY, LATER = date(2023, 3, 1), date(2023, 3, 8)
CASE = StreamId("petition/2023/1")
FIRST, SECOND, CONTENT = (PartyId(f"{CASE}#{number}") for number in (1, 2, 0))
NAME = "Zquyễn Thị A"
CLERK = act_of("chanh-van-phong")


@pytest.fixture
def clock() -> Clock:
    return Clock(DAY)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A petition of two, the first with an attached file; theirs is erased a week later."""
    with an_office(clock, path=tmp_path / "ward.db") as made:
        desk = made.acting(CLERK)
        desk.decide(
            CASE, petition.raise_petition, on=DAY, channel="written", gist="Mương bị lấp",
            received_by=BodyId("van-phong"),
        )  # fmt: skip
        for party in (FIRST, SECOND):
            assert party == made.new_party(CASE)
            desk.decide(
                CASE, petition.name_petitioner, on=DAY, party=party,
                petitioner_name=made.seal(party, "petitioner_name", NAME),
                petitioner_address=made.seal(party, "petitioner_address", NAME),
            )  # fmt: skip
        attachments.attach(desk, CASE, b"scan", on=DAY, what="bản quét đơn", party=FIRST)
        clock.move(LATER)
        made.erase(FIRST, act=CLERK, on=LATER, reason="theo yêu cầu")
        yield made


def checkpoint(office: Office) -> int:
    with Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        taken = proofs.take(office.log, key)
        verified = verify(office.log, [taken.note], [key.verifier], proofs=proofs)
        assert "intact" == verified.verdict
        return taken.checkpoint.size


def test_it_says_what_was_erased_when_by_whom_and_why(office: Office) -> None:
    """By field and number of pieces, never what they said."""
    told = erasure_certificate(office, FIRST)

    (key,) = told.keys
    assert (FIRST, False, True, "theo yêu cầu") == (
        key.key, key.of_the_case, key.destroyed, key.reason,
    )  # fmt: skip
    assert (
        ErasedField(field="file_key", pieces=1),
        ErasedField(field="petitioner_address", pieces=1),
        ErasedField(field="petitioner_name", pieces=1),
    ) == key.fields
    (erased,) = office.history(CASE)[-1:]
    assert (LATER, LATER, erased.position, erased.ref) == (
        key.attribution.on, key.attribution.entered, key.attribution.position, key.attribution.ref,
    )  # fmt: skip
    assert key.attribution.decided_by is not None
    assert "chanh-van-phong" == key.attribution.decided_by.officer
    assert NAME not in repr(told)


def test_it_says_what_stays(office: Office) -> None:
    told = erasure_certificate(office, CASE)

    assert (len(office.history(CASE)), (SECOND,)) == (told.facts, told.parties)
    assert (None, ()) == (told.destroyed, told.copies)


def test_the_checkpoint_that_covers_it_is_the_first_one_after_it(office: Office) -> None:
    """An erasure changes no fact, so a checkpoint from before still proves what it proved."""
    assert erasure_certificate(office, CASE).fixed is None
    size = checkpoint(office)
    office.acting(CLERK).decide(CASE, petition.classify, on=LATER, kind="report", area="land")
    checkpoint(office)

    fixed = erasure_certificate(office, CASE).fixed
    assert fixed is not None
    assert size == fixed.size
    assert 64 == len(fixed.root)


def test_a_checkpoint_from_before_does_not_cover_it(office: Office, clock: Clock) -> None:
    checkpoint(office)
    office.erase(SECOND, act=CLERK, on=LATER, reason="theo yêu cầu")

    assert erasure_certificate(office, FIRST).fixed is not None
    assert erasure_certificate(office, SECOND).fixed is None
    assert erasure_certificate(office, CASE).fixed is None


def test_of_what_was_not_erased_there_is_no_certificate(office: Office) -> None:
    """Nor of what wasn't yet, as known then."""
    for of, known in ((SECOND, None), (FIRST, DAY), (CASE, DAY)):
        with pytest.raises(NothingErased, match=f"nothing was erased or hidden in {of}"):
            erasure_certificate(office, of, known=known)


def test_a_case_that_is_not_there_is_told_from_one_of_which_nothing_was_erased(
    office: Office,
) -> None:
    """Likewise a party that nobody is in the case."""
    before = DAY - timedelta(days=1)
    for of, known in ((f"{CASE}#9", None), ("petition/2023/9", None), (CASE, before)):
        with pytest.raises(NotFound, match=f"nothing is recorded under {of}"):
            erasure_certificate(office, of, known=known)


def test_a_clerk_is_told_that_nothing_was_erased_yet(ward: Path, run: Run) -> None:
    asked = run("erasure", "dialogue/2023/1")

    assert "dialogue/2023/1 chưa có dữ liệu nào bị xoá hoặc che" in asked.err
    assert "chưa có hồ sơ này" not in asked.err


def test_without_the_vault_it_is_not_told_whether_the_key_is_gone(office: Office) -> None:
    """A key that is here still is told too: the vault may be a copy that was put back."""
    with Office.open(office.log.url, sealed=True) as locked:
        assert [None] == [one.destroyed for one in erasure_certificate(locked, CASE).keys]


def test_the_command_tells_it_to_people_and_programs(office: Office, run: Run) -> None:
    said = run("erasure", CASE, "--lang", "en")
    plain = run("erasure", FIRST, "--json")

    assert 0 == said.code, said.err
    for line in ("theo yêu cầu", "No checkpoint covers it yet.", "This can't be promised:"):
        assert line in said.out
    assert "copies of the vault from before" in " ".join(said.out.split())
    (row,) = plain.answer["rows"]
    assert (FIRST, True, None) == (row["key"], row["destroyed"], plain.answer["fixed"])
    assert NAME not in said.out + plain.out


def test_the_paper_names_the_office_and_no_officer(office: Office) -> None:
    made = text(documents.write(office, "erasure", CASE).docx)

    for line in (
        f"xác nhận xoá dữ liệu của hồ sơ {CASE}", "theo yêu cầu", "Chánh Văn phòng",
        "Những điều không bảo đảm được:", f"vị trí {office.history(CASE)[-1].position}",
    ):  # fmt: skip
        assert line in made
    assert "chanh-van-phong" not in made
    assert NAME not in made
    past = text(documents.write(office, "erasure", CASE, on=DAY).docx)
    assert "Sổ không ghi việc xoá nào." in past


def certificate(office: Office) -> ErasureCertificate:
    return erasure_certificate(office, CASE)


def test_asking_for_it_changes_nothing(office: Office) -> None:
    before = office.log.position

    assert certificate(office) == certificate(office)
    assert before == office.log.position
