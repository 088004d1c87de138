"""What followed from a fact that turned out wrong is listed until somebody decides about it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dialogue_cases import cli, petition, session
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import EventRef
from following import DITCH, a_matter, decide, held, taken, told
from offices import Clock, an_office
from spec import act_of

MARCH_15, MARCH_16, MARCH_20 = date(2023, 3, 15), date(2023, 3, 16), date(2023, 3, 20)

ANYWAY = [("nothing-hangs-on-the-voided-entry", "sẽ xử lý từng mục")]


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(date(2023, 12, 20))) as made:
        yield made


def a_wrong_taking(office: Office) -> Recorded[object]:
    """An opinion was taken as a petition, which the secretary directed; it was meant otherwise."""
    dialogue = held(office, MARCH_15, {})
    taking, raised = taken(office, dialogue, MARCH_16)
    decide(
        office, "bi-thu", raised.stream, petition.direct, MARCH_16, direction="Khơi mương",
        lead="ubnd",
    )  # fmt: skip
    return taking


def test_what_followed_is_listed_directly_and_in_turn(office: Office) -> None:
    """By rule, and by an officer who names the fact as a reason; in the order of the record."""
    taking = a_wrong_taking(office)
    vu_viec = a_matter(office, MARCH_16)
    desk = office.acting(act_of("chanh-van-phong"), because=[taking.ref])
    desk.decide("petition/2023/1", petition.join_matter, on=MARCH_20, matter=vu_viec)

    assert [
        ("petition/2023/1", "Raised"),
        ("petition/2023/1", "JoinedToMatter"),
        (vu_viec, "Joined"),
        (vu_viec, "Promised"),
    ] == told(office.followers(taking.ref))


def test_what_an_officer_has_put_right_is_not_listed_any_more(office: Office) -> None:
    """Each is decided about by itself; the correction that does it is no finding."""
    taking = a_wrong_taking(office)
    office.acting(act_of("chanh-van-phong"), despite=ANYWAY).void(
        taking.stream, version=taking.version, on=MARCH_20, reason="Nhập nhầm"
    )

    (raised,) = office.followers(taking.ref)
    because = office.acting(act_of("chanh-van-phong"), because=[taking.ref], despite=ANYWAY)
    because.void(raised.stream, version=raised.version, on=MARCH_20, reason="Nhập nhầm")

    assert [] == office.followers(taking.ref)


def test_a_correction_is_asked_like_the_entry_that_it_stands_for(office: Office) -> None:
    """What followed from the wrong entry is found from the right one too."""
    taking = a_wrong_taking(office)
    (right,) = office.acting(act_of("chanh-van-phong"), corrects=taking.version).decide(
        taking.stream, session.take_opinion, on=MARCH_15, number=1, destination="conclusion"
    )

    assert office.followers(taking.ref) == office.followers(right.ref) != []


def test_what_was_decided_in_the_same_transaction_is_among_them(tmp_path: Path) -> None:
    """Whoever decides several together asks before all of it is on record."""
    made = an_office(Clock(date(2023, 12, 20)), tmp_path / "ward.db")
    with made as office, office.together():
        taking = a_wrong_taking(office)
        within = office.followers(taking.ref)
        lives = [life[0].stream for life in office.lives("petition")]

    assert [("petition/2023/1", "Raised")] == told(within)
    assert ["petition/2023/1"] == lives


@pytest.mark.parametrize("ref", ["dialogue/2023/1@99", "dialogue/2023/9@1", "dialogue/2023/1", ""])
def test_a_fact_that_is_not_on_record_is_told(office: Office, ref: str) -> None:
    """A mistyped name is no fact without followers."""
    held(office, MARCH_15, {})

    with pytest.raises(NotFound):
        office.followers(EventRef(ref))


@pytest.mark.parametrize(
    ("language", "stands", "waits"),
    [
        ("vi", "Đã bị huỷ bỏ bằng mục @6", "chờ người có chức vụ quyết định"),
        ("en", "It was voided by @6", "waits for an officer to decide about it"),
    ],
)
def test_the_command_tells_what_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, stands: str, waits: str
) -> None:
    """A line each, with the rule; for programs the facts whole."""
    path = tmp_path / "ward.db"
    with an_office(Clock(date(2023, 12, 20)), path) as office:
        taking = a_wrong_taking(office)
    asked = ("followers", taking.ref, "--store", str(path), "--lang", language)

    assert 0 == cli.main(asked)
    before = capsys.readouterr().out

    with Office.open(f"sqlite:///{path}", clock=Clock(date(2023, 12, 20))) as office:
        office.acting(act_of("chanh-van-phong"), despite=ANYWAY).void(
            taking.stream, version=taking.version, on=MARCH_20, reason="Nhập nhầm"
        )

    assert (0, 0) == (cli.main(asked), cli.main((*asked, "--json")))
    text, _, answer = capsys.readouterr().out.partition("{")
    given = json.loads("{" + answer)
    assert waits not in before
    assert stands in text
    assert waits in " ".join(text.split())
    assert "petition/2023/1@1" in text
    assert ("voided", ["petition/2023/1@1"]) == (
        given["stands"],
        [one["ref"] for one in given["followers"]],
    )


def test_the_command_tells_a_mistyped_fact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One clear error, and nothing else."""
    path = tmp_path / "ward.db"
    an_office(Clock(date(2023, 12, 20)), path).close()

    assert 0 != cli.main(("followers", "dialogue/2023/1@x", "--store", str(path), "--json"))
    assert "dialogue/2023/1@x" in capsys.readouterr().err


def test_the_lives_that_followed_are_listed_with_what_they_are_about(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Petitions and matters too, by the gist that the clerk wrote without names."""
    path = tmp_path / "ward.db"
    with an_office(Clock(date(2023, 12, 20)), path) as office:
        a_wrong_taking(office)
        a_matter(office, MARCH_16)

    assert 0 == cli.main(("list", "petition", "--store", str(path)))
    assert 0 == cli.main(("list", "matter", "--store", str(path)))
    assert 2 == capsys.readouterr().out.count(DITCH)
