"""What is restricted is shown to those charged with it, and to nobody else, by no question."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from commands import Run
from dialogue_cases import session, task
from dialogue_cases.office.restricted import WITHHELD, may_read, veiled
from dialogue_cases.session import BriefingFiled
from dialogue_cases.task import InspectionConcluded, ReferredToInspection
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, Place, StreamId, Topic
from offices import Clock, an_office
from spec import act_of, given

DAY, DIALOGUE = date(2023, 3, 15), StreamId("dialogue/2023/1")
FORECAST = BriefingFiled(
    on=DAY, kind="risk_forecast", body=BodyId("dan-van"), text="Có thể đông người kéo đến",
    restricted=True, proposed_solution="Cử người giải thích", document=Document(kind="Báo cáo"),
)  # fmt: skip
SIGNS = ReferredToInspection(
    on=DAY, to=BodyId("kiem-tra"), signs="Không báo cáo", documents=(Document(kind="Hồ sơ"),)
)
FOUND = InspectionConcluded(on=DAY, finding="breach", gist="Có vi phạm")


def test_texts_and_papers_are_withheld_and_the_rest_is_told() -> None:
    """Who, when, to whom and of which kind isn't restricted."""
    assert (WITHHELD, WITHHELD, None, "risk_forecast", "dan-van") == (
        (told := veiled(FORECAST)).text,
        told.proposed_solution,
        told.document,
        told.kind,
        told.body,
    )
    assert (WITHHELD, (), "kiem-tra") == ((sent := veiled(SIGNS)).signs, sent.documents, sent.to)
    assert ("breach", WITHHELD) == (veiled(FOUND).finding, veiled(FOUND).gist)


def test_what_is_not_restricted_is_told_as_it_is() -> None:
    open_ = attrs.evolve(FORECAST, restricted=False)
    state = given(session, open_).state

    assert open_ is veiled(open_)
    assert state is veiled(state)


@pytest.mark.parametrize(("life", "event"), [(session, FORECAST), (task, SIGNS), (task, FOUND)])
def test_a_state_is_told_without_what_is_restricted_in_it(life: Any, event: Any) -> None:
    known = given(life, event).state
    texts = [value for value in attrs.asdict(event).values() if isinstance(value, str)]
    free = [one for one in texts if " " in one]

    assert free
    assert not [one for one in free if one in str(veiled(known))]


@pytest.mark.parametrize(
    ("officer", "stream", "allowed"),
    [
        ("bi-thu", DIALOGUE, True),
        ("truong-khoi", DIALOGUE, True),
        ("chanh-van-phong", DIALOGUE, True),
        ("bi-thu-nho-lam", DIALOGUE, False),
        ("chu-tich-mttq", DIALOGUE, False),
        ("chu-nhiem", StreamId("task/dialogue/2023/1/item/1"), True),
        ("bi-thu-nho-lam", StreamId("task/dialogue/2023/1/item/1"), False),
    ],
)
def test_the_offices_that_may_open_what_was_said_may_read_it(
    officer: str, stream: StreamId, allowed: bool
) -> None:
    with an_office(Clock()) as office:
        assert allowed == may_read(office, act_of(officer), stream)
        assert not may_read(office, None, stream)
        left = attrs.evolve(act_of(officer), officer=OfficerId("nguoi-khac"))
        assert not may_read(office, left, stream)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A ward with one dialogue, whose risks were forecast."""
    path = tmp_path / "ward.db"
    with an_office(Clock(date(2023, 3, 1)), path) as office:
        office.acting(act_of("chanh-van-phong")).begin(
            "dialogue/2023", session.fix, on=office.today, day=DAY, place=Place(name="Nhà"),
            topics=(Topic(title="Đất", code="land_management"),),
        )  # fmt: skip
        office.acting(act_of("truong-khoi")).decide(
            DIALOGUE, session.file_briefing, on=office.today, kind="risk_forecast",
            body=BodyId("dan-van"), text=FORECAST.text,
        )  # fmt: skip
    return path


@pytest.mark.parametrize(
    "asked",
    [
        ("show", DIALOGUE),
        ("show", DIALOGUE, "--json"),
        ("history", DIALOGUE),
        ("history", DIALOGUE, "--json"),
        ("log", "--json"),
        ("followers", f"{DIALOGUE}@1", "--json"),
        ("dossier", DIALOGUE, "--on", "2023-03-02"),
        ("list",),
    ],
    ids=" ".join,
)
def test_no_question_tells_it_to_somebody_who_has_not_said_who_asks(
    store: Path, run: Run, asked: tuple[str, ...]
) -> None:
    said = run(*asked, "--store", str(store))

    assert 0 == said.code, said.err
    assert "kéo đến" not in said.out


@pytest.mark.parametrize("question", ["show", "history"])
@pytest.mark.parametrize(("officer", "told"), [("bi-thu", True), ("bi-thu-nho-lam", False)])
def test_whoever_says_who_asks_reads_what_the_office_may(
    store: Path, run: Run, question: str, officer: str, told: bool
) -> None:
    for format_ in ((), ("--json",)):
        said = run(question, DIALOGUE, "--as", officer, *format_, "--store", str(store))

        assert 0 == said.code, said.err
        assert told == ("kéo đến" in said.out)
