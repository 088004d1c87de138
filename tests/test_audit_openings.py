"""Who has seen my data: every recorded opening of what is sealed under one party's key."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from commands import Run
from dialogue_cases import Invalid, NotFound, Office, attachments, codec, documents, petition
from dialogue_cases.audit import DataOpening, openings
from dialogue_cases.audit.openings import COLUMNS
from dialogue_cases.record import SealOpened
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.vocabulary import BodyId, PartyId, Sealed, StreamId
from offices import Clock, an_office
from papers import text
from spec import act_of

DAY, LATER = date(2023, 3, 1), date(2023, 3, 8)
CASE = StreamId("petition/2023/1")
FIRST, SECOND = PartyId(f"{CASE}#1"), PartyId(f"{CASE}#2")
NAMES = {FIRST: "Zquyễn Thị A", SECOND: "Zrần Văn B"}
CLERK, SECRETARY = act_of("chanh-van-phong"), act_of("bi-thu")


@pytest.fixture
def clock() -> Clock:
    return Clock(DAY)


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """A petition of two, whose names and addresses are sealed under a key each."""
    with an_office(clock, path=tmp_path / "ward.db") as made:
        desk = made.acting(CLERK)
        desk.decide(
            CASE, petition.raise_petition, on=DAY, channel="reception", gist="Mương bị lấp",
            received_by=BodyId("van-phong"), reception="regular",
        )  # fmt: skip
        for party, name in NAMES.items():
            assert party == made.new_party(CASE)
            desk.decide(
                CASE, petition.name_petitioner, on=DAY, party=party,
                petitioner_name=made.seal(party, "petitioner_name", name),
                petitioner_address=made.seal(party, "petitioner_address", name),
            )  # fmt: skip
        yield made


def sealed(office: Office, *wanted: tuple[PartyId, str]) -> list[Sealed]:
    known = {one.party: one for one in office.as_of(CASE).petitioners}
    return [getattr(known[party], field) for party, field in wanted]


def opened(office: Office, *wanted: tuple[PartyId, str], act: Any = SECRETARY) -> None:
    office.acting(act).unseal_all(sealed(office, *wanted), purpose="mời làm việc")


def told(rows: tuple[DataOpening, ...]) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [
        (
            str(one.attribution.on),
            one.attribution.decided_by.office,
            one.attribution.decided_by.body,
            one.fields,
            one.purpose,
        )
        for one in rows
        if one.attribution.decided_by is not None
    ]


def test_each_opening_says_when_by_which_office_what_for_and_which_fields(office: Office) -> None:
    """Reading twice is two readings."""
    for _ in range(2):
        opened(office, (FIRST, "petitioner_name"))

    one = ("2023-03-01", "party_secretary", "dang-uy", ("petitioner_name",), "mời làm việc")
    assert [one, one] == told(openings(office, FIRST))


def test_nothing_of_another_party_is_told(office: Office) -> None:
    """One opening of both is told to each by their own fields; one of the other isn't told."""
    opened(office, (FIRST, "petitioner_name"), (SECOND, "petitioner_address"))
    opened(office, (SECOND, "petitioner_name"))

    assert [("petitioner_name",)] == [one.fields for one in openings(office, FIRST)]
    assert [("petitioner_address",), ("petitioner_name",)] == [
        one.fields for one in openings(office, SECOND)
    ]
    assert SECOND not in repr(openings(office, FIRST))


def test_a_party_isnt_taken_for_one_whose_number_begins_alike(office: Office) -> None:
    """`#1` is not `#11`."""
    with pytest.raises(NotFound):
        openings(office, f"{CASE}#11")


def test_an_attached_file_under_their_key_is_told(office: Office) -> None:
    """It goes with them, so that who opened it is theirs to know; one of the case's own isn't."""
    for party in (FIRST, None):
        attachments.attach(
            office.acting(CLERK), CASE, b"scan", on=DAY, what="bản quét", party=party
        )
    desk = office.acting(SECRETARY)
    for number in (1, 2):
        attachments.opened(office, CASE, number, lambda one: desk.unseal(one, purpose="xác minh"))

    assert [("file_key",)] == [one.fields for one in openings(office, FIRST)]


def test_that_somebody_looked_for_their_other_cases_is_told(office: Office) -> None:
    """It is a look at the person behind the key."""
    office.cases_of(FIRST, act=SECRETARY, purpose="trả lời")

    assert [("person",)] == [one.fields for one in openings(office, FIRST)]


def test_who_was_erased_is_told_still(office: Office) -> None:
    """That the data are gone doesn't undo that they were read."""
    opened(office, (FIRST, "petitioner_name"))
    before = openings(office, FIRST)
    office.erase(FIRST, act=CLERK, on=DAY, reason="theo yêu cầu")

    assert before == openings(office, FIRST)
    assert 1 == len(before)


def test_it_is_told_without_the_key(office: Office, tmp_path: Path) -> None:
    """An auditor who was handed the record alone is told the same."""
    opened(office, (FIRST, "petitioner_name"))
    (tmp_path / "auditor").mkdir()
    copy = shutil.copy(tmp_path / "ward.db", tmp_path / "auditor")
    if (tmp_path / "ward.db-wal").exists():
        shutil.copy(tmp_path / "ward.db-wal", tmp_path / "auditor")
    with Office.open(f"sqlite:///{copy}", sealed=True, clock=Clock(DAY)) as locked:
        theirs = openings(locked, FIRST)

    assert openings(office, FIRST) == theirs
    assert 1 == len(theirs)


def test_nobody_opened_anything_yet(office: Office) -> None:
    """A party of whom nothing was read is told none; who isn't on record isn't found."""
    assert () == openings(office, FIRST)
    for unknown in (f"{CASE}#9", "petition/2023/9#1", CASE, f"{CASE}#0"):
        with pytest.raises(NotFound):
            openings(office, unknown)


def test_as_known_then_later_openings_are_left_out(office: Office, clock: Clock) -> None:
    """By day or by position; before the case was on record there is nothing."""
    opened(office, (FIRST, "petitioner_name"))
    position = office.log.position
    clock.move(LATER)
    opened(office, (FIRST, "petitioner_address"))

    assert 2 == len(openings(office, FIRST))
    assert [("petitioner_name",)] == [one.fields for one in openings(office, FIRST, known=DAY)]
    assert 1 == len(openings(office, FIRST, known=position))
    with pytest.raises(NotFound):
        openings(office, FIRST, known=date(2023, 2, 1))


def test_asking_opens_nothing(office: Office) -> None:
    """Whoever asks who looked doesn't look."""
    before = office.log.position
    openings(office, FIRST)

    assert before == office.log.position


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("vi", ["họ tên người nộp đơn", "tệp đính kèm", "những hồ sơ có cùng đương sự"]),
        ("en", ["name of the petitioner", "an attached file", "in which cases they are a party"]),
    ],
)
def test_what_was_opened_is_said_as_people_call_it(
    office: Office, code: Any, said: list[str]
) -> None:
    """Fields by their names; a file is called a file, not its key."""
    opened(office, (FIRST, "petitioner_name"))
    attachments.attach(office.acting(CLERK), CASE, b"scan", on=DAY, what="bản quét", party=FIRST)
    desk = office.acting(SECRETARY)
    attachments.opened(office, CASE, 1, lambda one: desk.unseal(one, purpose="xác minh"))
    office.cases_of(FIRST, act=SECRETARY, purpose="trả lời")
    wording = Reading(Language(code), office.law_known)
    (column,) = (one for one in COLUMNS.shown if one.shows == "fields")

    assert said == [str(column.of(one, wording)).lower() for one in openings(office, FIRST)]


def test_the_command_tells_it_to_people_and_programs(office: Office, run: Run) -> None:
    """A table in Vietnamese or English, and the same as data; no name that is sealed in any."""
    opened(office, (FIRST, "petitioner_name"), (SECOND, "petitioner_name"))
    store = ("--store", "ward.db")
    vietnamese = run("openings", FIRST, *store)
    english = run("openings", FIRST, "--lang", "en", *store)
    plain = run("openings", FIRST, "--json", *store)
    locked = run("openings", FIRST, "--json", "--sealed", *store)

    assert f"Ai đã xem dữ liệu của {FIRST}" in vietnamese.out
    assert "mời làm việc" in vietnamese.out
    assert f"Who has seen the data of {FIRST}" in english.out
    assert plain.answer == locked.answer
    (row,) = plain.answer["rows"]
    assert (FIRST, ["petitioner_name"]) == (plain.answer["party"], row["fields"])
    assert "party_secretary" == row["attribution"]["decided_by"]["office"]
    for said in (vietnamese, english, plain):
        assert not any(one in said.out for one in (SECOND, *NAMES.values()))


def test_what_names_no_party_is_said_so(run: Run, ward: Path) -> None:
    """A case is no party; a party that isn't on record isn't found."""
    assert "names no party" in run("openings", "petition/2023/1", "--lang", "en").err
    assert 2 == run("openings", "petition/2023/1#1").code


# -- On paper --------------------------------------------------------------------------------


def paper(office: Office, **said: Any) -> str:
    return text(documents.write(office, "openings", CASE, **said).docx)


def test_the_paper_tells_the_party_and_names_no_officer_and_no_other_party(office: Office) -> None:
    """Which office of which body, as they were called that day; what was read isn't printed."""
    opened(office, (FIRST, "petitioner_name"), (SECOND, "petitioner_address"))
    made = paper(office, which=1)

    assert f"dữ liệu cá nhân của đương sự {FIRST}" in made
    assert "Bí thư Đảng uỷ, Đảng uỷ phường" in made
    assert "mời làm việc" in made
    assert "Họ tên người nộp đơn".lower() in made.lower()
    assert "Địa chỉ".lower() not in made.lower()
    assert not any(one in made for one in (SECOND, "bi-thu", *NAMES.values()))


def test_the_paper_is_of_a_party_who_is_named(office: Office) -> None:
    """The last one, as of other papers, might be somebody else."""
    with pytest.raises(Invalid, match="which party"):
        paper(office)
    with pytest.raises(NotFound):
        paper(office, which=9)


def test_the_paper_of_a_past_day_has_what_was_opened_until_then(
    office: Office, clock: Clock
) -> None:
    """By the day of the paper, or as was known then; after an erasure too."""
    clock.move(LATER)
    opened(office, (FIRST, "petitioner_name"))
    office.erase(FIRST, act=CLERK, on=LATER, reason="theo yêu cầu")

    assert "mời làm việc" in paper(office, which=1)
    for past in ({"on": DAY}, {"known": DAY}):
        assert "Không có lần mở nào để thông báo." in paper(office, which=1, **past)


# -- Every way in ----------------------------------------------------------------------------

READING = ("--unseal", "--as", "bi-thu", "--purpose", "mời làm việc", "--store", "ward.db")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("show", CASE), [1, 1]),
        (("show", CASE, "--json"), [1, 1]),
        (("history", CASE), [1, 1]),
        (("history", CASE, "--json"), [1, 1]),
        (("reception-book",), [1, 1]),
        (("reception-book", "--json"), [1, 1]),
        (("reception-book", "--csv", "so.csv"), [1, 1]),
        (("document", "receipt", CASE, "--to", "bien-nhan.docx"), [1, 0]),  # it names the first
    ],
    ids=str,
)
def test_whatever_shows_people_is_one_opening_of_each_of_them(
    office: Office, run: Run, asked: tuple[str, ...], expected: list[int]
) -> None:
    """However many of their fields it shows, as a table, as data or in a file; of nobody else."""
    said = run(*asked, *READING)

    assert 0 == said.code, said.err
    assert expected == [len(openings(office, party)) for party in NAMES]


def test_a_program_reads_a_paper_by_one_opening_of_each(office: Office) -> None:
    made = office.acting(SECRETARY).read(
        lambda opener: documents.write(office, "receipt", CASE, opener=opener),
        purpose="cấp biên nhận",
    )

    assert NAMES[FIRST] in text(made.docx)
    (one,) = openings(office, FIRST)
    assert {"petitioner_name", "petitioner_address"} == {*one.fields}


def test_what_left_stays_on_record_where_the_file_cant_be_written(
    office: Office, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full: it was recorded, and only what came after it failed."""

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dialogue_cases.cli.writing.written", full)
    said = run("document", "receipt", CASE, "--to", "bien-nhan.docx", *READING)

    assert 4 == said.code
    assert 1 == len(openings(office, FIRST))


@pytest.mark.parametrize(
    "asked",
    [
        ("show", CASE),
        ("history", CASE, "--json"),
        ("reception-book", "--json"),
        ("document", "receipt", CASE, "--to", "bien-nhan.docx"),
    ],
    ids=" ".join,
)
def test_nothing_leaves_where_the_opening_cant_be_recorded(
    office: Office,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    asked: tuple[str, ...],
) -> None:
    """Not in the answer, not in an error, not in a file."""

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dialogue_cases.office.desk._append", full)
    said = run(*asked, *READING)

    assert 3 == said.code
    assert not any(name in said.out + said.err for name in NAMES.values())
    assert not (tmp_path / "bien-nhan.docx").exists()


def test_nothing_is_opened_for_a_paper_that_cant_be_made(office: Office, run: Run) -> None:
    """There is no such template: nothing was read, and nothing is on record."""
    Path("mau").mkdir()
    Path("mau/receipt.docx").write_bytes(b"no document")
    said = run("document", "receipt", CASE, "--to", "a.docx", "--template", "mau", *READING)

    assert said.code
    assert () == openings(office, FIRST)


def test_the_record_of_an_opening_never_has_what_was_read(office: Office) -> None:
    opened(office, (FIRST, "petitioner_name"), (SECOND, "petitioner_address"))
    (fact,) = (one for one in office.history(CASE) if isinstance(one.event, SealOpened))

    assert not any(name in codec.encode(fact)[1] for name in NAMES.values())
