"""After the result: what the petitioner says of it, and until when it may be opened again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs
import pytest

from dialogue_cases import petition, ward
from dialogue_cases.errors import Refused
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.petition import Kind, SatisfactionTold
from dialogue_cases.projection import Views
from dialogue_cases.views import register, scorecard
from dialogue_cases.vocabulary import BodyId, Document, PartyId, Sealed, StreamId
from dialogue_cases.ward import ReopeningWindow, ReopeningWindowsAdopted, Setting
from dialogue_cases.ward import evolve as in_the_ward
from following import GOVERNMENT, a_petition, decide
from offices import Clock, an_office
from spec import Given, a_ward, act_of, given

DAY, CLOSED, LATER = date(2023, 3, 15), date(2023, 3, 20), date(2023, 3, 22)
LETTER = Document(kind="Công văn", number="112/UBND", issued_on=CLOSED)
RAISED = petition.Raised(
    on=DAY, channel="written", gist="Mương tắc", received_by=BodyId("van-phong")
)
RESULT = petition.Answered(on=CLOSED, outcome="result", gist="Đã sửa", document=LETTER)
RESOLVED = petition.Resolved(on=CLOSED, outcome="granted", gist="Đã sửa", evidence=(LETTER,))
SAID = SatisfactionTold(
    on=LATER, satisfaction="dissatisfied", channel="oral", gist="Nước vẫn tràn khi mưa"
)
RULES = Document(kind="Quy chế", number="05-QC/ĐU")


def closed(kind: Kind = "report", *more: Any) -> Given:
    """A petition of a kind that was settled, and what then happened."""
    classified = petition.Classified(on=DAY, kind=kind, area="land")
    return given(petition, RAISED, classified, RESULT, RESOLVED, *more)


def saying(fact: SatisfactionTold) -> dict[str, Any]:
    return attrs.asdict(fact, recurse=False)


# -- What the petitioner says of it -------------------------------------------------------


def test_the_petitioner_says_whether_it_is_settled_and_that_opens_nothing() -> None:
    closed().when(petition.tell_satisfaction, **saying(SAID)).then(SAID)

    state = closed("report", SAID).state
    assert ("resolved", "dissatisfied") == (state.status, state.last_satisfaction)


def test_nothing_is_said_of_a_result_that_nobody_was_told() -> None:
    open_one = given(petition, RAISED)

    open_one.when(petition.tell_satisfaction, **saying(SAID)).refused(
        "satisfaction-is-about-a-result", status="raised"
    )


def test_the_same_word_twice_adds_nothing_and_another_stands_beside_it() -> None:
    case = closed("report", SAID)
    now = attrs.evolve(SAID, satisfaction="satisfied", gist="Đã hết tràn")

    case.when(petition.tell_satisfaction, **saying(attrs.evolve(SAID, on=date(2023, 4, 3)))).then()
    case.when(petition.tell_satisfaction, **saying(now)).then(now)

    assert "satisfied" == closed("report", SAID, now).state.last_satisfaction


def test_the_petitioners_own_words_are_sealed_under_the_case() -> None:
    elsewhere = Sealed(key=PartyId("petition/2023/2#0"), field="content", data="")
    case = closed().state
    setting = Setting(
        act=act_of("chanh-van-phong"),
        ward=a_ward(),
        law=load_law(),
        stream=StreamId("petition/2023/1"),
    )

    with pytest.raises(Refused, match="sealed-under-the-case"):
        petition.tell_satisfaction(case, setting, attrs.evolve(SAID, content=elsewhere))


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office(Clock(LATER)) as made:
        yield made


def settled(office: Office) -> Any:
    """A petition of the record that the People's Committee settled."""
    stream = a_petition(office, DAY)
    decide(office, "chanh-van-phong", stream, petition.classify, DAY, kind="report", area="land")
    decide(office, "bi-thu", stream, petition.assign, DAY, text="Sửa", lead=GOVERNMENT)
    decide(
        office, "chu-tich", stream, petition.answer, CLOSED, outcome="result", gist="Đã sửa",
        document=LETTER,
    )  # fmt: skip
    decide(office, "chanh-van-phong", stream, petition.confirm, CLOSED, findings="Đủ hồ sơ")
    decide(
        office, "bi-thu", stream, petition.resolve, CLOSED, outcome="granted", gist="Đã sửa",
        evidence=(LETTER,),
    )  # fmt: skip
    return stream


def test_register_and_scorecard_count_what_petitioners_say(office: Office) -> None:
    unhappy, silent = settled(office), settled(office)
    decide(
        office, "chanh-van-phong", unhappy, petition.tell_satisfaction, LATER,
        satisfaction="dissatisfied", channel="oral",
    )  # fmt: skip

    with Views.of(office) as views:
        wanted = register.RegisterWanted(satisfaction="dissatisfied")
        found = register.cases(views, wanted).rows
        everything = register.cases(views).rows
        (line,) = (one for one in scorecard.scores(views, LATER).rows if one.body == GOVERNMENT)

    assert [unhappy] == [one.stream for one in found]
    assert {unhappy: "dissatisfied", silent: None} == {
        one.stream: one.satisfaction for one in everything
    }
    assert (2, 0, 0, 1) == (line.told, line.satisfied, line.partly_satisfied, line.dissatisfied)


# -- Until when it may be opened again ----------------------------------------------------


def windows(*said: ReopeningWindow) -> Any:
    """The ward of every test, with its own regulation about opening again."""
    adopted = ReopeningWindowsAdopted(on=date(2023, 1, 2), document=RULES, windows=said)
    return in_the_ward(a_ward(), adopted)


THIRTY = ReopeningWindow(kind="report", amount=30)


@pytest.mark.parametrize(
    ("window", "on", "last"),
    [
        (THIRTY, date(2023, 4, 19), None),
        (THIRTY, date(2023, 4, 20), date(2023, 4, 19)),
        (ReopeningWindow(kind="report", amount=5, unit="working_days"), date(2023, 3, 27), None),
        (
            ReopeningWindow(kind="report", amount=5, unit="working_days"),
            date(2023, 3, 28),
            date(2023, 3, 27),
        ),
        (ReopeningWindow(kind="complaint", amount=1), date(2023, 12, 1), None),
    ],
)
def test_a_closed_petition_is_opened_again_within_the_wards_own_window(
    window: ReopeningWindow, on: date, last: date | None
) -> None:
    """Counted from the day after it was closed; what the ward sets no window for has none."""
    reopening = (
        closed().within(windows(window)).when(petition.reopen, on=on, reason="Nước vẫn tràn")
    )

    if last is None:
        reopening.then(petition.Reopened(on=on, reason="Nước vẫn tràn"))
    else:
        refused = reopening.refused("reopened-within-its-window", last=last, closed=CLOSED)
        assert refused.unlawful
        assert "05-QC/ĐU" in refused.citation.text


def test_without_a_regulation_of_the_ward_it_is_opened_again_at_any_time() -> None:
    on = date(2029, 1, 2)

    closed().when(petition.reopen, on=on, reason="Tái diễn").then(
        petition.Reopened(on=on, reason="Tái diễn")
    )


def test_the_window_of_a_reopened_petition_begins_anew_when_it_is_closed_again() -> None:
    again = petition.Reopened(on=date(2023, 4, 3), reason="Nước vẫn tràn")
    settled_again = attrs.evolve(RESOLVED, on=date(2023, 5, 4))
    on = date(2023, 6, 2)

    closed("report", again, settled_again).within(windows(THIRTY)).when(
        petition.reopen, on=on, reason="Lại tràn"
    ).then(petition.Reopened(on=on, reason="Lại tràn"))


def test_a_regulation_says_a_kind_once_and_takes_the_place_of_the_one_before() -> None:
    said: dict[str, Any] = {"on": DAY, "document": RULES}

    given(ward).when(ward.adopt_reopening_windows, **said, windows=(THIRTY, THIRTY)).refused(
        "window-says-a-kind-once", kind="report"
    )
    adopted = ReopeningWindowsAdopted(**said, windows=(THIRTY,))
    given(ward).when(ward.adopt_reopening_windows, **said, windows=(THIRTY,)).then(adopted)
    given(ward, adopted).when(ward.adopt_reopening_windows, **said, windows=(THIRTY,)).then()
    none = ReopeningWindowsAdopted(**{**said, "on": CLOSED}, windows=())
    held = in_the_ward(in_the_ward(a_ward(), adopted), none)
    late = date(2029, 1, 2)
    closed().within(held).when(petition.reopen, on=late, reason="Tái diễn").then(
        petition.Reopened(on=late, reason="Tái diễn")
    )
