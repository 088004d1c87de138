"""The dossier of a session: what to know before it, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_year import demo_year
from dialogue_cases import matter, petition, session, task
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office, life_of
from dialogue_cases.projection import Views
from dialogue_cases.record import standing
from dialogue_cases.session import Contents, Invitee, Item
from dialogue_cases.store import Store
from dialogue_cases.views import board
from dialogue_cases.views.dossier import Dossier, Line, dossier
from dialogue_cases.vocabulary import (
    BodyId,
    DocumentNumber,
    GroupId,
    Place,
    Recipient,
    StreamId,
    Topic,
    first_day,
)
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

UBND, OFFICE = BodyId("ubnd"), BodyId("van-phong")
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
LAND = Topic(title="Quản lý đất đai", code="land_management")
LATE = [("issued-from-a-submitted-draft", "ví dụ"), ("announced-long-enough-before", "ví dụ")]
FIRST, SECOND = StreamId("dialogue/2023/1"), StreamId("dialogue/2023/2")
END = date(2023, 12, 31)


class Ward:
    """A ward that prepares its dialogues."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)

    def decides(self, officer: str, stream: str, decision: Any, **arguments: Any) -> None:
        desk = self.office.acting(act_of(officer), despite=LATE)
        desk.decide(stream, decision, on=self.office.today, **arguments)

    def begins(self, series: str, decision: Any, **arguments: Any) -> StreamId:
        desk = self.office.acting(act_of("chanh-van-phong"), despite=LATE)
        (fact, *_) = desk.begin(series, decision, on=self.office.today, **arguments)
        return fact.stream

    def fixed(self, day: date, group: GroupId = NHO_LAM) -> StreamId:
        return self.begins(
            "dialogue/2023", session.fix, day=day, place=Place(name="Nhà sinh hoạt"),
            topics=(LAND,), groups=(group,),
        )  # fmt: skip

    def held(self, stream: StreamId, day: date, *opinions: str) -> None:
        self.clock.move(day)
        self.decides("bi-thu", stream, session.open_session)
        for gist in opinions:
            self.decides(
                "chanh-van-phong", stream, session.voice_opinion, kind="report",
                subject="government_management", gist=gist,
            )  # fmt: skip
        self.decides("bi-thu", stream, session.end_session)

    def concluded(self, stream: StreamId, *opinions: int) -> None:
        item = Item(number=1, decision="Khơi thông mương", lead=UBND, due=date(2023, 4, 28),
                    opinions=opinions)  # fmt: skip
        to = (Recipient(text="UBND phường", bodies=(UBND,)),)
        self.decides(
            "bi-thu", stream, session.issue_conclusion,
            number=DocumentNumber(number=1, symbol="TB/ĐU"),
            contents=Contents(items=(item,), recipients=to, follow_up=OFFICE),
        )  # fmt: skip

    def dossier(self, stream: StreamId, on: date = END) -> Dossier:
        return dossier(self.views, stream, on)

    def part(self, stream: StreamId, part: str) -> list[Line]:
        return [one for one in self.dossier(stream).lines.rows if one.part == part]


@pytest.fixture
def ward_() -> Iterator[Ward]:
    made = Ward()
    yield made
    made.views.close()
    made.office.close()


def test_a_dossier_has_what_was_prepared(ward_: Ward) -> None:
    """Briefings, questions with their answers, the checklist, invitees, announcements."""
    stream = ward_.fixed(date(2023, 3, 15))
    ward_.decides(
        "truong-khoi", stream, session.file_briefing, kind="situation_report",
        body=BodyId("dan-van"), text="Bà con lo mùa mưa",
    )  # fmt: skip
    ward_.decides("truong-khoi", stream, session.expect_question, question="Bao giờ khơi mương?")
    ward_.decides(
        "chu-tich", stream, session.prepare_answer, question=1, body=UBND, answer="Trong tháng 4"
    )
    ward_.decides(
        "chanh-van-phong", stream, session.list_preparation, kind="venue", what="Hội trường",
        body=OFFICE, due=date(2023, 3, 14),
    )  # fmt: skip
    ward_.decides(
        "chanh-van-phong", stream, session.propose_invitees, invitees=(Invitee(name="Cử tri"),)
    )

    told = {one.part: one for one in ward_.dossier(stream).lines.rows}

    assert ["briefing", "question", "preparation", "invitee"] == list(told)
    assert ("Bà con lo mùa mưa", "situation_report") == (
        told["briefing"].text, told["briefing"].kind,
    )  # fmt: skip
    assert ("Bao giờ khơi mương?", "Trong tháng 4", UBND) == (
        told["question"].text, told["question"].note, told["question"].body,
    )  # fmt: skip
    assert (date(2023, 3, 14), None) == (told["preparation"].due, told["preparation"].done_on)
    assert "proposed" == told["invitee"].state


def test_what_is_restricted_is_marked_and_its_text_left_out(ward_: Ward) -> None:
    """A forecast of risks: that there is one, not what it says; nor is it in the views."""
    stream = ward_.fixed(date(2023, 3, 15))
    ward_.decides(
        "truong-khoi", stream, session.file_briefing, kind="risk_forecast", body=BodyId("dan-van"),
        text="Có thể đông người kéo đến", proposed_solution="Cử người giải thích",
    )  # fmt: skip

    (line,) = ward_.part(stream, "briefing")

    assert (True, None, None) == (line.restricted, line.text, line.note)
    assert "kéo đến" not in str(ward_.dossier(stream))


def test_each_opinion_says_what_came_of_it(ward_: Ward) -> None:
    """Answered on the spot, taken away as a petition, concluded, or left open."""
    stream = ward_.fixed(date(2023, 3, 15))
    ward_.held(stream, date(2023, 3, 15), "Một", "Hai", "Ba", "Bốn")
    ward_.decides(
        "chu-tich", stream, session.answer_opinion, number=1, body=UBND, gist="Đã trả lời"
    )
    ward_.decides("bi-thu", stream, session.take_opinion, number=2, destination="petition")
    ward_.concluded(stream, 3)

    states = [one.state for one in ward_.part(stream, "opinion")]
    (promised,) = ward_.dossier(stream).promised.rows

    assert ["answered on the spot", "taken away", "concluded", "left open"] == states
    assert ("Khơi thông mương", "overdue") == (promised.decision, promised.standing)
    assert 1 == len(ward_.part(stream, "petition"))


def test_a_dossier_has_the_grievances_and_promises_of_its_groups(ward_: Ward) -> None:
    """Of the group whose people come, from other sessions and petitions; not of another."""
    ward_.fixed(date(2023, 3, 15))
    ward_.held(FIRST, date(2023, 3, 15), "Mương bị tắc")
    ward_.concluded(FIRST, 1)
    ward_.begins("matter/2023", matter.open_matter, gist="Mương bị tắc", group=NHO_LAM)
    ward_.begins("matter/2023", matter.open_matter, gist="Đèn đường", group=AN_THUONG)
    ward_.fixed(date(2023, 6, 15))
    other = ward_.fixed(date(2023, 7, 14), AN_THUONG)

    told, others = ward_.dossier(SECOND), ward_.dossier(other)

    assert ["Mương bị tắc"] == [one.gist for one in told.matters.rows]
    assert [(FIRST, "overdue")] == [(one.stream, one.standing) for one in told.earlier.rows]
    assert ["Đèn đường"] == [one.gist for one in others.matters.rows]
    assert () == others.earlier.rows
    assert () == ward_.dossier(FIRST).earlier.rows, "its own promises are no earlier ones"


def test_what_was_carried_over_to_a_session_is_in_its_dossier_whatever_the_group(
    ward_: Ward,
) -> None:
    """A promise of another group's session, a petition, and a matter on its list."""
    ward_.fixed(date(2023, 3, 15))
    ward_.held(FIRST, date(2023, 3, 15), "Mương bị tắc")
    ward_.concluded(FIRST, 1)
    other = ward_.fixed(date(2023, 7, 14), AN_THUONG)
    work = StreamId(f"task/{FIRST}/item/1")
    grievance = ward_.begins("matter/2023", matter.open_matter, gist="Mương", group=NHO_LAM)
    assert () == ward_.dossier(other).earlier.rows

    ward_.decides("bi-thu", work, task.carry_over, to=other, reason="Chưa xong")
    ward_.decides("chanh-van-phong", grievance, matter.put_on_list, session=other)
    told = ward_.dossier(other)

    assert [(work, "Khơi thông mương")] == [
        (one.stream, one.text) for one in told.lines.rows if one.part == "carried here"
    ]
    assert [work] == [one.task for one in told.earlier.rows]
    assert [grievance] == [one.stream for one in told.matters.rows]
    on_the_board = board.lines(ward_.views, END, board.Wanted(stream=other)).rows
    assert work in {one.stream for one in on_the_board}


def test_a_denunciation_isnt_in_a_dossier(ward_: Ward) -> None:
    """An opinion became a petition that turned out to be one."""
    stream = ward_.fixed(date(2023, 3, 15))
    ward_.held(stream, date(2023, 3, 15), "Ý kiến")
    told = ward_.begins(
        "petition/2023", petition.raise_petition, channel="dialogue", gist="…", session=stream,
        opinion=1, received_by=OFFICE,
    )  # fmt: skip
    assert 1 == len(ward_.part(stream, "petition"))

    ward_.decides("chanh-van-phong", told, petition.classify, kind="anonymous_tip", area="land")

    assert [] == ward_.part(stream, "petition")


def test_a_session_that_nothing_is_known_of_has_no_dossier(ward_: Ward) -> None:
    """It is said, instead of an empty one."""
    with pytest.raises(NotFound):
        ward_.dossier(StreamId("dialogue/2030/1"))


def test_a_dossier_of_the_past_doesnt_know_the_future(ward_: Ward) -> None:
    """As of a day, and as was on record on a day."""
    stream = ward_.fixed(date(2023, 3, 15))
    before = ward_.office.log.position
    ward_.held(stream, date(2023, 3, 15), "Ý kiến")

    assert () == ward_.dossier(stream, date(2023, 3, 14)).lines.rows
    assert () == dossier(ward_.views, stream, END, known=before).lines.rows
    assert "fixed" == dossier(ward_.views, stream, END, known=before).head.status


def test_the_dossier_of_the_example_year() -> None:
    """Its third dialogue: fifteen duties, one restricted forecast, four opinions, four items."""
    with demo_year() as office, Views.of(office) as views:
        told = dossier(views, StreamId("dialogue/2023/3"), END)
    parts = Counter(one.part for one in told.lines.rows)

    assert (15, 6, 4, 4) == (
        parts["duty"], parts["briefing"], parts["announcement"], parts["opinion"],
    )  # fmt: skip
    assert ["risk_forecast"] == [one.kind for one in told.lines.rows if one.restricted]
    assert 4 == len(told.promised.rows)


# -- Against a naive second model --------------------------------------------------------


@settings(max_examples=80)
@given(
    drawn=st.lists(entries("session", "petition", "task"), max_size=30),
    on=st.dates(date(2019, 1, 1), date(2027, 1, 1)),
)
def test_a_dossier_has_what_its_lives_say(drawn: list[Any], on: date) -> None:
    """Each life folded by itself and looked through; nothing restricted is told."""
    store = Store.create("memory:")
    record(store, drawn)
    states: dict[str, Any] = {}
    for stream in {fact.stream for fact in store.since()}:
        life = life_of(stream)
        states[stream] = life.fold(store.read(stream))
    held: session.Session = states.get(FIRST, session.INITIAL)
    with Views(store, lambda _: LAW, None) as views:
        if FIRST not in states or not standing(store.read(FIRST)):
            with pytest.raises(NotFound):
                dossier(views, FIRST, on)
            store.close()
            return
        told = dossier(views, FIRST, on).lines.rows
    store.close()

    def by(facts: Any) -> int:
        return sum(first_day(one.on) <= on for one in facts)

    raised = [
        one.raised
        for one in states.values()
        if isinstance(one, petition.Petition)
        and one.raised is not None
        and one.raised.session == FIRST
        and (one.kind or one.raised.title) not in ("denunciation", "anonymous_tip")
    ]
    expected = {
        "briefing": by(held.briefings),
        "question": by(held.questions),
        "registered opinion": by(held.registered),
        "preparation": by(held.preparations),
        "announcement": by(held.announcements),
        "opinion": by(held.opinions),
        "petition": by(raised),
    }
    parts: Counter[str] = Counter(one.part for one in told)
    assert expected == {part: parts[part] for part in expected}
    for one in told:
        assert one.restricted == (one.text is None and one.part == "briefing")
