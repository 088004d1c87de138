"""Recurring matters: how often, what was promised, what was kept; and what may be one matter."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_year import demo_year
from dialogue_cases import matter, petition, session, ward
from dialogue_cases.deadlines import verdict
from dialogue_cases.matter import Matter
from dialogue_cases.office import Office, life_of
from dialogue_cases.projection import LifeAsKnown, Views
from dialogue_cases.session import Contents, Item
from dialogue_cases.store import Store
from dialogue_cases.views.matters import (
    MatterSuggestion,
    MattersWanted,
    RecurringMatter,
    recurring,
    suggestions,
)
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    Place,
    Recipient,
    StreamId,
    SystemAct,
    Topic,
    first_day,
)
from dialogue_cases.ward import WARD
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

UBND, OFFICE, FRONT = BodyId("ubnd"), BodyId("van-phong"), BodyId("mttq")
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
WASTE = Topic(title="Vệ sinh môi trường", code="environmental_sanitation")
LATE = [("issued-from-a-submitted-draft", "ví dụ"), ("number-is-new-in-the-term", "ví dụ"),
        ("announced-long-enough-before", "ví dụ"),
        ("looks-entered-already", "ví dụ")]  # fmt: skip
MATTER = StreamId("matter/2023/1")
SECRET = ("denunciation", "anonymous_tip")
EVIDENCE = (Document(kind="Báo cáo"),)


class Ward:
    """A ward where the same ditch is blocked again and again."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)

    def decides(self, officer: str, stream: str, decision: Any, **arguments: Any) -> None:
        arguments.setdefault("on", self.office.today)
        self.office.acting(act_of(officer), despite=LATE).decide(stream, decision, **arguments)

    def begins(self, series: str, decision: Any, **arguments: Any) -> StreamId:
        desk = self.office.acting(act_of("chanh-van-phong"), despite=LATE)
        (fact, *_) = desk.begin(series, decision, on=self.office.today, **arguments)
        return fact.stream

    def opened(self, gist: str = "Mương Nho Lâm bị tắc") -> StreamId:
        return self.begins("matter/2023", matter.open_matter, gist=gist, topic=WASTE, group=NHO_LAM)

    def raised(self, gist: str = "Mương bị tắc", **said: Any) -> StreamId:
        told = {"channel": "written", "received_by": OFFICE, "group": NHO_LAM, **said}
        return self.begins("petition/2023", petition.raise_petition, gist=gist, **told)

    def joined(self, stream: StreamId, to: StreamId = MATTER) -> None:
        self.decides("chanh-van-phong", stream, petition.join_matter, matter=to)

    def held(self, day: date, *opinions: str) -> StreamId:
        """A dialogue with the people of Nho Lâm at which these opinions are voiced."""
        stream = self.begins(
            "dialogue/2023", session.fix, day=day, place=Place(name="Nhà sinh hoạt"),
            topics=(WASTE,), groups=(NHO_LAM,),
        )  # fmt: skip
        self.clock.move(day)
        self.decides("bi-thu", stream, session.open_session)
        for gist in opinions:
            self.decides(
                "chanh-van-phong", stream, session.voice_opinion, kind="report",
                subject="government_management", gist=gist, topic=WASTE,
            )  # fmt: skip
        self.decides("bi-thu", stream, session.end_session)
        return stream

    def promised(self, stream: StreamId, number: int, due: date) -> str:
        """A conclusion of the same day that answers the first opinion."""
        item = Item(number=1, decision="Khơi thông mương", lead=UBND, due=due, opinions=(1,))
        to = (Recipient(text="UBND phường", bodies=(UBND,)),)
        self.decides(
            "bi-thu", stream, session.issue_conclusion,
            number=DocumentNumber(number=number, symbol="TB/ĐU"),
            contents=Contents(items=(item,), recipients=to, follow_up=OFFICE),
        )  # fmt: skip
        return f"task/{stream}/item/1"

    def told(self, on: date | None = None, **wanted: Any) -> tuple[RecurringMatter, ...]:
        return recurring(self.views, on or self.office.today, MattersWanted(**wanted)).rows


@pytest.fixture
def ward_() -> Iterator[Ward]:
    made = Ward()
    yield made
    made.views.close()
    made.office.close()


def test_a_grievance_is_counted_over_petitions_and_sessions(ward_: Ward) -> None:
    """Raised in a petition of one group, and at a dialogue with another."""
    stream = ward_.opened()
    first = ward_.raised(group=AN_THUONG, people=7)
    ward_.joined(first)
    held = ward_.held(date(2023, 3, 15), "Mương lại tắc")
    ward_.decides(
        "chanh-van-phong", stream, matter.join, raised=date(2023, 3, 15), session=held, opinion=1,
        group=NHO_LAM,
    )  # fmt: skip

    (line,) = ward_.told()

    assert (stream, 2, "repeated") == (line.stream, line.times, line.status)
    assert (date(2023, 3, 1), date(2023, 3, 15)) == (line.first_raised, line.last_raised)
    assert ((held,), (first,), 7) == (line.sessions, line.petitions, line.people)
    assert {NHO_LAM, AN_THUONG} == set(line.groups)
    assert not line.ever_settled


def test_what_was_promised_each_time_is_told_with_who_carries_on(ward_: Ward) -> None:
    """Promised twice by a Committee that has been merged since: broken once, once under way."""
    ward_.opened()
    tasks = []
    for number, (day, due) in enumerate(
        ((date(2023, 3, 15), date(2023, 4, 28)), (date(2023, 6, 15), date(2023, 7, 31))), start=1
    ):
        held = ward_.held(day, "Mương bị tắc")
        tasks.append(ward_.promised(held, number, due))
        ward_.decides(
            "chanh-van-phong", MATTER, matter.join, raised=day, session=held, opinion=1
        )  # fmt: skip
    ward_.office.by_rule(SystemAct(rule="ward-set-up")).decide(
        WARD, ward.establish_body, on=date(2023, 6, 20), body=BodyId("ubnd-moi"),
        kind="people_committee", name="UBND phường mới",
    )  # fmt: skip
    ward_.office.by_rule(SystemAct(rule="ward-set-up")).decide(
        WARD, ward.merge_bodies, on=date(2023, 6, 20), bodies=(UBND,), into=BodyId("ubnd-moi")
    )

    (line,) = ward_.told(date(2023, 6, 30))

    assert [
        (tasks[0], date(2023, 3, 15), UBND, "ubnd-moi", date(2023, 4, 28), "overdue"),
        (tasks[1], date(2023, 6, 15), UBND, "ubnd-moi", date(2023, 7, 31), "open"),
    ] == [
        (one.task, one.told_on, one.body, one.body_now, one.due, one.standing)
        for one in line.promised
    ]
    assert [line] == list(ward_.told(date(2023, 6, 30), body=BodyId("ubnd-moi")))
    assert [line] == list(ward_.told(date(2023, 6, 30), body=UBND))
    assert () == ward_.told(date(2023, 6, 30), body=FRONT)


def test_grievances_are_found_by_group_topic_and_whether_they_are_settled(ward_: Ward) -> None:
    """Each condition by itself; settled ones stay in the list unless they aren't wanted."""
    stream = ward_.opened()
    for _ in range(2):
        ward_.joined(ward_.raised())
    once = ward_.opened("Đèn đường")
    ward_.joined(ward_.raised("Đèn đường", group=AN_THUONG), once)

    assert [stream] == [one.stream for one in ward_.told()]
    assert [stream, once] == [one.stream for one in ward_.told(least=1)]
    assert [once] == [one.stream for one in ward_.told(groups=(AN_THUONG,), least=1)]
    assert () == ward_.told(topic="land_management")

    ward_.decides("chanh-van-phong", stream, matter.confirm_settled, findings="Đã thông")
    ward_.decides(
        "bi-thu", stream, matter.settle, gist="Đã khơi thông", evidence=EVIDENCE,
        answer=Document(kind="Văn bản trả lời"),
    )  # fmt: skip

    assert ["settled"] == [one.status for one in ward_.told()]
    assert () == ward_.told(unsettled=True)


def test_what_was_raised_in_a_denunciation_isnt_told(ward_: Ward) -> None:
    """Neither counted nor named; a matter known from denunciations only isn't listed."""
    ward_.opened()
    for _ in range(2):
        ward_.joined(ward_.raised())
    accused = ward_.raised()
    ward_.decides("chanh-van-phong", accused, petition.classify, kind="anonymous_tip", area="land")
    ward_.joined(accused)
    other = ward_.opened("Việc khác")
    ward_.decides(
        "chanh-van-phong", other, matter.join, raised=date(2023, 3, 1), kind="denunciation",
        petition=ward_.raised(),
    )  # fmt: skip

    (line,) = ward_.told(least=0)

    assert (MATTER, 2) == (line.stream, line.times)
    assert accused not in line.petitions
    assert accused not in str(line)


# -- What may be one matter ------------------------------------------------------------------


def pairs(ward: Ward, **wanted: Any) -> list[tuple[str, str]]:
    return [(one.one.stream, one.other.stream) for one in suggested(ward, **wanted)]


def suggested(ward: Ward, **wanted: Any) -> tuple[MatterSuggestion, ...]:
    return suggestions(ward.views, **wanted).rows


def test_papers_that_say_the_same_are_suggested_with_the_reasons(ward_: Ward) -> None:
    """Written without tones or in another order; the likeliest first."""
    one = ward_.raised("Mương thoát nước ở ngõ 12 bị tắc, nước tràn vào nhà", topic=WASTE)
    two = ward_.raised("muong thoat nuoc ngo 12 bi tac, nuoc tran vao nha", topic=WASTE)
    three = ward_.raised("Nước tràn vào nhà vì mương thoát nước bị tắc", group=AN_THUONG)
    ward_.raised("Xin cấp lại sổ hộ khẩu")

    first, *others = suggested(ward_)

    assert (one, two) == (first.one.stream, first.other.stream)
    assert (("12",), True, True) == (first.numbers, first.same_topic, first.same_group)
    assert {"muong", "thoat", "tac", "tran"} <= set(first.words)
    assert {three} == {other.other.stream for other in others}
    assert [first.score] > [other.score for other in others]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Tranh chấp ranh giới thửa đất số 12", "Tranh chấp ranh giới thửa đất số 21", False),
        ("Khiếu nại quyết định 15/QĐ-UBND", "Khiếu nại quyết định 51/QĐ-UBND", False),
        ("Mất điện ngày 5/3/2023 ở xóm", "Mất điện ngày 05-03-2023 ở xóm", True),
        ("Mất điện ngày 5/3/2023 ở xóm", "Mất điện ngày 6/3/2023 ở xóm", False),
        ("Tranh chấp ranh giới thửa đất số 12", "Tranh chấp ranh giới thửa đất", True),
        ("Nhà số 12a lấn chiếm vỉa hè", "Nhà số 12b lấn chiếm vỉa hè", False),
    ],
)
def test_different_numbers_are_different_grievances(
    ward_: Ward, one: str, other: str, alike: bool
) -> None:
    """House, plot and decision numbers and dates guard against words that are the same."""
    ward_.raised(one)
    ward_.raised(other)

    assert alike == bool(suggested(ward_))


def test_what_is_one_matter_already_isnt_suggested(ward_: Ward) -> None:
    """Petitions by what they say of it, opinions by what the matter says of them."""
    ward_.opened()
    one, two = ward_.raised(), ward_.raised()
    assert [(one, two)] == pairs(ward_)

    ward_.joined(one)
    assert [(one, two)] == pairs(ward_)

    ward_.joined(two)
    assert [] == pairs(ward_)

    held = ward_.held(date(2023, 3, 15), "Mương bị tắc")
    assert {(one, held), (two, held)} == set(pairs(ward_))

    ward_.decides(
        "chanh-van-phong", MATTER, matter.join, raised=date(2023, 3, 15), session=held, opinion=1
    )
    assert [] == pairs(ward_)


def test_an_opinion_that_became_a_petition_isnt_compared_with_it(ward_: Ward) -> None:
    """It is one raising."""
    held = ward_.held(date(2023, 3, 15), "Mương bị tắc")
    ward_.raised("Mương bị tắc", channel="dialogue", session=held, opinion=1)

    assert [] == pairs(ward_)


def test_denunciations_are_left_out_of_suggestions(ward_: Ward) -> None:
    """By their kind, by their title until they are classified, and as opinions."""
    ward_.raised()
    kind = ward_.raised()
    ward_.decides("chanh-van-phong", kind, petition.classify, kind="anonymous_tip", area="land")
    ward_.raised(title="denunciation")
    held = ward_.held(date(2023, 3, 15), "Mương bị tắc")
    spoken = ward_.raised(channel="dialogue", session=held, opinion=1)
    ward_.decides("chanh-van-phong", spoken, petition.classify, kind="anonymous_tip", area="land")

    assert [] == pairs(ward_)


def test_suggestions_are_narrowed_down_by_group_and_likeness(ward_: Ward) -> None:
    """Both papers come from the group; a higher bar leaves fewer."""
    one = ward_.raised()
    ward_.raised(group=AN_THUONG)
    two = ward_.raised()

    assert 3 == len(pairs(ward_))
    assert [(one, two)] == pairs(ward_, group=NHO_LAM)
    assert [] == pairs(ward_, least=101)
    assert [] == pairs(ward_, known=date(2023, 2, 28))


# -- The example year --------------------------------------------------------------------


def test_the_example_year_has_a_grievance_that_keeps_coming() -> None:
    """Raised at three sessions; three promises, none of them kept in the year."""
    with demo_year() as office, Views.of(office) as views:
        (line,) = recurring(views, date(2023, 12, 31)).rows

    assert ("repeated", 3, False) == (line.status, line.times, line.ever_settled)
    assert date(2023, 5, 5) == line.first_raised
    assert ["overdue"] * 3 == [one.standing for one in line.promised]


# -- Against a naive second model --------------------------------------------------------


def _standing(store: Store, stream: StreamId, on: date) -> str:
    """By its own history; a task that isn't on record is owed without a last day."""
    work = LifeAsKnown(history, LAW).work if (history := store.read(stream)) else None
    return "no last day" if work is None else verdict(work, on, LAW.calendar_on(work.anchor_day))


@settings(max_examples=80)
@given(
    drawn=st.lists(entries("matter", "matter", "task"), max_size=25),
    on=st.dates(date(2019, 1, 1), date(2027, 1, 1)),
    least=st.integers(0, 2),
    unsettled=st.booleans(),
)
def test_sql_says_of_matters_what_their_lives_say(
    drawn: list[Any], on: date, least: int, unsettled: bool
) -> None:
    """Each matter and each task folded by itself, then looked through one by one."""
    store = Store.create("memory:")
    record(store, drawn)
    states: dict[str, Any] = {}
    for stream in {fact.stream for fact in store.since()}:
        life = life_of(stream)
        states[stream] = life.fold(store.read(stream))

    expected = []
    for name, known in states.items():
        if not isinstance(known, Matter) or known.opened is None:
            continue
        told = [one for one in known.raisings if one.kind not in SECRET]
        if (known.raisings and not told) or len(told) < least:
            continue
        if unsettled and known.is_settled:
            continue
        promised = sorted(
            (first_day(one.on), one.task, one.body, _standing(store, one.task, on))
            for one in known.promises
            if first_day(one.on) <= on
        )
        expected.append((name, len(told), known.is_settled, promised))
    with Views(store, lambda _: LAW, None) as views:
        found = recurring(views, on, MattersWanted(least=least, unsettled=unsettled)).rows
    store.close()

    assert sorted(expected) == sorted(
        (
            one.stream,
            one.times,
            one.status == "settled",
            [(each.told_on, each.task, each.body, each.standing) for each in one.promised],
        )
        for one in found
    )
