"""The walk through the code on the page is the way that calls really take."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import spec
from dialogue_cases import Office, petition
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId
from offices import an_office

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanation" / "a-walk-through.md"
PACKAGE = "dialogue_cases"
DAY = date(2023, 3, 1)
CLERK = spec.act_of("chanh-van-phong")


def steps(section: str) -> list[str]:
    """The functions that a section of the page names, in its order."""
    text = PAGE.read_text(encoding="utf-8")
    (said,) = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"^- `([\w.]+)`", said, re.MULTILINE)


def called(run: Callable[[], Any]) -> list[str]:
    """The functions of the package that a call passes, in order."""
    found: list[str] = []

    def seen(frame: FrameType, event: str, _: Any) -> None:
        file = Path(frame.f_code.co_filename)
        if event == "call" and PACKAGE in file.parts:
            parts = file.with_suffix("").parts
            where = parts[len(parts) - parts[::-1].index(PACKAGE) :]
            module = [one for one in where if one != "__init__"]
            found.append(".".join([*module, frame.f_code.co_qualname]))

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        run()
    finally:
        sys.setprofile(before)
    return found


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office() as office:
        yield office


@pytest.fixture
def party(office: Office) -> PartyId:
    """A party of a petition that was raised, whose name is sealed."""
    desk = office.acting(CLERK)
    (raised,) = desk.begin(
        "petition/2023",
        petition.raise_petition,
        petition.Raised(
            on=DAY, channel="written", gist="Mương bị lấp", received_by=BodyId("van-phong")
        ),
    )
    party = office.new_party(raised.stream)
    name = office.seal(party, "petitioner_name", "Nguyễn Thị A")
    desk.decide(raised.stream, petition.name_petitioner, on=DAY, party=party, petitioner_name=name)
    return party


def classify(office: Office, party: PartyId) -> None:
    classified = petition.Classified(on=DAY, kind="recommendation", area="policy")
    office.acting(CLERK).decide(party.partition("#")[0], petition.classify, classified)


def ask(office: Office, party: PartyId) -> None:
    for owed in office.deadlines(StreamId(party.partition("#")[0])):
        owed.explain()


def erase(office: Office, party: PartyId) -> None:
    office.erase(party, act=CLERK, on=DAY, reason="theo yêu cầu")


@pytest.mark.parametrize(
    ("section", "run"), [("One decision", classify), ("One due date", ask), ("One erasure", erase)]
)
def test_what_the_page_names_is_called_in_that_order(
    office: Office, party: PartyId, section: str, run: Callable[[Office, PartyId], None]
) -> None:
    """A stranger who follows the page passes what it names, and in its order."""
    named = steps(section)
    way = iter(called(lambda: run(office, party)))

    assert len(named) > 7
    assert [] == [one for one in named if one not in way]
