"""How far a plan was fulfilled: planned against held, announced, concluded, and its duties."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo_year import demo_year
from dialogue_cases import plan, session, task
from dialogue_cases.office import Office, life_of
from dialogue_cases.plan import Contents, Duty, PlannedSession, Section
from dialogue_cases.projection import Views
from dialogue_cases.session import Session
from dialogue_cases.store import Store
from dialogue_cases.task import Task
from dialogue_cases.views import board
from dialogue_cases.views.plan_fulfilment import SessionFulfilment, duties, quarters, sessions
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    Place,
    Topic,
    first_day,
    month,
)
from logs import LAW, record
from offices import Clock, an_office
from spec import act_of
from strategies import entries

LAND = Topic(title="Quản lý đất đai", code="land_management")
WASTE = Topic(title="Vệ sinh môi trường", code="environmental_sanitation")
HOUSE = Place(name="Nhà sinh hoạt cộng đồng")
NOTHING = Section(headings=(), paragraphs=())
NOTIFY = Duty(
    number=1, kind="notify_people", text="- Thông báo Nhân dân", phase="before",
    for_each=("dialogue",), lead=BodyId("van-phong"),
)  # fmt: skip
INSPECT = Duty(
    number=2, kind="inspection", text="- Kiểm tra", phase="throughout", lead=BodyId("kiem-tra")
)
ISSUED = Document(kind="Kế hoạch", number="01-KH/ĐU", issued_on=date(2023, 1, 16))
SHORT = [("announced-long-enough-before", "ví dụ"), ("fixed-in-its-period", "ví dụ")]
END = date(2023, 12, 31)


def planned(number: int) -> PlannedSession:
    """One dialogue in the last month of each quarter."""
    return PlannedSession(
        number=number,
        quarter=number,  # type: ignore[arg-type]
        groups=(GroupId("nho-lam"),),
        topics=(LAND,),
        place=HOUSE,
        period=month(2023, 3 * number),
    )


CONTENTS = Contents(
    kind="KẾ HOẠCH",
    title="Tiếp dân, đối thoại năm 2023",
    bases=(),
    introduction="",
    purposes=NOTHING,
    requirements=NOTHING,
    sessions=tuple(planned(number) for number in (1, 2, 3, 4)),
    duties=(NOTIFY, INSPECT),
)


class Ward:
    """A ward with an adopted plan of four dialogues and two duties."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 1, 16))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)
        year = plan.stream(2023)
        self.decides("bi-thu", year, plan.draft, year=2023, contents=CONTENTS)
        self.decides("bi-thu", year, plan.adopt, document=ISSUED)

    def decides(self, officer: str, stream: str, decision: Any, **arguments: Any) -> None:
        desk = self.office.acting(act_of(officer), despite=SHORT)
        desk.decide(stream, decision, on=self.office.today, **arguments)

    def held(self, number: int, day: date, **fixed: Any) -> None:
        stream = f"dialogue/2023/{number}"
        told = {"place": HOUSE, "topics": (LAND,), "groups": (GroupId("nho-lam"),), **fixed}
        self.decides("bi-thu", stream, session.fix, day=day, **told)
        self.clock.move(day)
        self.decides("bi-thu", stream, session.open_session)
        self.decides("bi-thu", stream, session.end_session)

    def told(self, on: date = END) -> dict[int, SessionFulfilment]:
        return {one.number: one for one in sessions(self.views, 2023, on).rows}


@pytest.fixture
def ward_() -> Iterator[Ward]:
    made = Ward()
    yield made
    made.views.close()
    made.office.close()


def test_a_session_is_held_missed_cancelled_or_still_to_come(ward_: Ward) -> None:
    """By its day; what is only foreseen is missed when its month has passed."""
    ward_.held(1, date(2023, 3, 15))
    ward_.clock.move(date(2023, 6, 1))
    ward_.decides("bi-thu", "dialogue/2023/2", session.cancel, reason="bão")

    fates = [one.fate for one in ward_.told(date(2023, 10, 1)).values()]

    assert ["held", "cancelled", "missed", "awaited"] == fates
    assert ["awaited"] * 4 == [one.fate for one in ward_.told(date(2023, 3, 14)).values()]


def test_a_session_says_in_what_it_differs_from_its_plan(ward_: Ward) -> None:
    """Another month, place and topic; put off; and one that no plan foresaw."""
    ward_.held(1, date(2023, 3, 15))
    ward_.held(2, date(2023, 7, 5), place=Place(name="Hội trường"), topics=(WASTE,))
    ward_.decides("bi-thu", "dialogue/2023/3", session.postpone, reason="bão")
    ward_.office.acting(act_of("bi-thu"), despite=SHORT).begin(
        "dialogue/2023", session.fix, on=ward_.office.today, day=date(2023, 8, 1), place=HOUSE,
        topics=(LAND,), groups=(GroupId("an-thuong"),),
    )  # fmt: skip

    told = ward_.told()

    assert () == told[1].differs
    assert ("other period", "other place", "other topics") == told[2].differs
    assert (("postponed",), 1) == (told[3].differs, told[3].put_off)
    assert (("not planned",), None) == (told[5].differs, told[5].plan)


def test_duties_are_done_lifted_or_open(ward_: Ward) -> None:
    """The duty of the year, and one for each dialogue; a cancelled dialogue frees its own."""
    ward_.decides(
        "chanh-van-phong", "task/dialogue/2023/1/duty/1", task.report_done, gist="Đã thông báo",
        evidence=(Document(kind="Thông báo"),),
    )  # fmt: skip
    ward_.decides("bi-thu", "dialogue/2023/2", session.cancel, reason="bão")

    found = {one.stream: one.fate for one in duties(ward_.views, 2023, END).rows}

    assert {
        "task/plan/2023/duty/2": "no last day",
        "task/dialogue/2023/1/duty/1": "met",
        "task/dialogue/2023/2/duty/1": "void",
        "task/dialogue/2023/3/duty/1": "no last day",
        "task/dialogue/2023/4/duty/1": "no last day",
    } == found
    assert [(1, 1), (0, 0), (1, 0), (1, 0)] == [
        (one.duties, one.duties_done) for one in ward_.told().values()
    ]


def test_each_quarter_is_counted(ward_: Ward) -> None:
    """By the quarter of the plan, whenever it was held."""
    ward_.held(1, date(2023, 4, 5))

    found = quarters(ward_.views, 2023, END).rows

    assert [(1, 1, 1, 0), (2, 1, 0, 1), (3, 1, 0, 1), (4, 1, 0, 0)] == [
        (one.quarter, one.planned, one.held, one.missed) for one in found
    ]


def test_a_quarter_counts_its_dialogues_in_every_column(ward_: Ward) -> None:
    """A reception that is called off, or passes without being held, is no dialogue."""
    desk = ward_.office.acting(act_of("bi-thu"), despite=SHORT)
    fixed = [
        desk.begin(
            "reception/2023", session.fix, on=ward_.office.today, day=day, place=HOUSE,
            legal_basis="citizen_reception",
        )[0].stream
        for day in (date(2023, 4, 10), date(2023, 4, 25))
    ]  # fmt: skip
    ward_.decides("bi-thu", fixed[0], session.cancel, reason="bão")
    second = quarters(ward_.views, 2023, END).rows[1]

    assert (1, 0, 0, 1) == (second.planned, second.held, second.cancelled, second.missed)
    assert second.planned == second.held + second.cancelled + second.missed


def test_a_past_year_is_judged_by_what_happened_later(ward_: Ward) -> None:
    """The duties of its periods, asked for in the year after."""
    owed = board.periodic(
        ward_.views, date(2024, 2, 1), board.BoardWanted(finished=True), year=2023
    )

    assert {"2023-Q1", "2023-Q4", "2023-12"} <= {one.root for one in owed}
    assert {"overdue"} == {one.status for one in owed}


# -- The example year --------------------------------------------------------------------


def test_the_example_year_is_told_as_it_was() -> None:
    """Four dialogues; the third put off and concluded late; two reception days in June."""
    with demo_year() as office, Views.of(office) as views:
        told = sessions(views, 2023, END).rows
        by_quarter = quarters(views, 2023, END).rows
        done = Counter(one.fate for one in duties(views, 2023, END).rows)

    dialogues = [one for one in told if one.plan]
    assert ["held"] * 4 == [one.fate for one in dialogues]
    assert [True, True, False, True] == [one.concluded_in_time for one in dialogues]
    assert {"dialogue/2023/3": ("postponed", "other period")} == {
        one.stream: one.differs for one in told if one.differs
    }
    assert [(1, 1)] * 4 == [(one.planned, one.held) for one in by_quarter]
    assert 2 == by_quarter[1].reception_days
    assert {"met", "no last day"} == done.keys()


# -- Against a naive second model --------------------------------------------------------


@settings(max_examples=80)
@given(
    drawn=st.lists(entries("session", "task"), max_size=30),
    on=st.dates(date(2019, 1, 1), date(2027, 1, 1)),
)
def test_sql_says_of_a_year_what_its_lives_say(drawn: list[Any], on: date) -> None:
    """Each session and each duty folded by itself, and judged one by one."""
    store = Store.create("memory:")
    record(store, drawn)
    states: dict[str, Any] = {}
    for stream in {fact.stream for fact in store.since()}:
        life = life_of(stream)
        states[stream] = life.fold(store.read(stream))
    expected = {}
    for name, held in states.items():
        if isinstance(held, Session) and (held.foreseen or held.arranged or held.opened):
            foreseen = held.foreseen.plan if held.foreseen else None
            if foreseen == "plan/2023" or (foreseen is None and "/2023/" in name):
                expected[name] = (_fate(held, on), len(held.announcements), len(held.postponed))
    charged = {
        stream
        for stream, state in states.items()
        if isinstance(state, Task)
        and state.assigned is not None
        and state.assigned.origin.kind in ("plan_duty", "session_duty")
        and state.assigned.origin.source in {"plan/2023", *expected}
        and first_day(state.assigned.on) <= on
    }
    with Views(store, lambda _: LAW, None) as views:
        told = sessions(views, 2023, on).rows
        found = duties(views, 2023, on).rows
        counted = quarters(views, 2023, on).rows
    store.close()

    assert expected == {
        one.stream: (one.fate, one.told_before + one.told_during + one.told_after, one.put_off)
        for one in told
    }
    assert charged == {one.stream for one in found}
    dialogues = [one for one in told if one.stream.startswith("dialogue/")]
    assert sum(one.fate == "missed" for one in dialogues) == sum(one.missed for one in counted)


def _fate(held: Session, on: date) -> str:
    begun = held.opened or held.ended
    if begun is not None and first_day(begun.on) <= on:
        return "held"
    if held.cancelled is not None and first_day(held.cancelled.on) <= on:
        return "cancelled"
    period = held.foreseen.period if held.foreseen else None
    last = held.fixed.day if held.fixed else (period.through or period.day) if period else None
    return "missed" if last is not None and last < on else "awaited"
