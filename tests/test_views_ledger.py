"""The commitment ledger: nothing that was promised is forgotten, and each says how it stands."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from dialogue_cases import session, task
from dialogue_cases.analysis import frames
from dialogue_cases.errors import Refused
from dialogue_cases.office import Office
from dialogue_cases.projection import Views
from dialogue_cases.session import Contents, Item
from dialogue_cases.task import Verified
from dialogue_cases.views.ledger import LedgerBy, LedgerEntry, LedgerWanted, promises, totals
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    Place,
    Recipient,
    StreamId,
    Topic,
)
from logs import LAW
from offices import Clock, an_office
from spec import act_of

UBND, FRONT, OFFICE = BodyId("ubnd"), BodyId("mttq"), BodyId("van-phong")
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
LAND = Topic(title="Quản lý đất đai", code="land_management")
WASTE = Topic(title="Vệ sinh môi trường", code="environmental_sanitation")
EVIDENCE = (Document(kind="Báo cáo"),)
TO = (Recipient(text="UBND phường", bodies=(UBND,)),)
DITCH = Item(number=1, decision="Khơi thông mương", lead=UBND, supports=(FRONT,),
             due=date(2023, 4, 28), opinions=(1,))  # fmt: skip
BINS = Item(number=2, decision="Xoá điểm rác", lead=FRONT, due=date(2023, 5, 31))
SCHEDULE = Item(number=3, decision="Công bố lịch thu gom", lead=UBND)


def notice(*items: Item) -> Contents:
    return Contents(items=items, recipients=TO, follow_up=OFFICE)


class Ward:
    """A ward whose secretary holds dialogues and promises things."""

    def __init__(self) -> None:
        self.clock = Clock(date(2023, 3, 1))
        self.office: Office = an_office(self.clock)
        self.views = Views.of(self.office)

    def decides(self, officer: str, stream: str, decision: Any, **arguments: Any) -> None:
        desk = self.office.acting(act_of(officer), despite=LATE)
        desk.decide(stream, decision, on=self.office.today, **arguments)

    def promised(self, *items: Item, day: date = date(2023, 3, 15)) -> StreamId:
        """A dialogue at which an opinion is voiced, and its conclusion of the same day."""
        desk = self.office.acting(act_of("bi-thu"), despite=LATE)
        (fixed, *_) = desk.begin(
            f"dialogue/{day.year}", session.fix, on=self.office.today, day=day,
            place=Place(name="Nhà sinh hoạt cộng đồng"), topics=(LAND,), groups=(NHO_LAM,),
        )  # fmt: skip
        self.clock.move(day)
        self.decides("bi-thu", fixed.stream, session.open_session)
        self.decides(
            "chanh-van-phong", fixed.stream, session.voice_opinion, kind="report",
            subject="government_management", gist="Mương bị tắc", topic=WASTE, group=AN_THUONG,
        )  # fmt: skip
        self.decides("bi-thu", fixed.stream, session.end_session)
        self.decides(
            "bi-thu", fixed.stream, session.issue_conclusion,
            number=DocumentNumber(number=1, symbol="TB/ĐU"), contents=notice(*items),
        )  # fmt: skip
        return fixed.stream

    def told(self, on: date, **wanted: Any) -> dict[int, LedgerEntry]:
        return {one.item: one for one in promises(self.views, on, LedgerWanted(**wanted)).rows}

    def standing(self, on: date, item: int = 1) -> str:
        return self.told(on)[item].standing


LATE = [("issued-from-a-submitted-draft", "ví dụ"), ("number-is-new-in-the-term", "ví dụ")]


@pytest.fixture
def ward() -> Iterator[Ward]:
    made = Ward()
    yield made
    made.views.close()
    made.office.close()


def task_of(stream: StreamId, item: int = 1) -> str:
    return f"task/{stream}/item/{item}"


def test_every_item_of_a_conclusion_is_in_the_ledger(ward: Ward) -> None:
    """What was promised, by whom, with whom, until when, about which group and topic."""
    stream = ward.promised(DITCH, BINS)

    ditch, bins = ward.told(date(2023, 3, 20)).values()

    assert (stream, "01-TB/ĐU", date(2023, 3, 15)) == (ditch.stream, ditch.notice, ditch.issued_on)
    assert (UBND, (FRONT,), date(2023, 4, 28)) == (ditch.lead, ditch.supports, ditch.due)
    assert ((AN_THUONG,), ("environmental_sanitation",)) == (ditch.groups, ditch.topic_codes)
    assert ((NHO_LAM,), ("land_management",)) == (bins.groups, bins.topic_codes)
    assert {"open"} == {ditch.standing, bins.standing}


def test_a_promise_is_kept_when_another_body_has_found_it_done(ward: Ward) -> None:
    """Reported by its lead, then verified."""
    stream = ward.promised(DITCH)
    ward.clock.move(date(2023, 4, 10))
    ward.decides("chu-tich", task_of(stream), task.report_progress, gist="đang nạo vét")
    ward.clock.move(date(2023, 4, 20))
    ward.decides("chu-tich", task_of(stream), task.report_done, gist="xong", evidence=EVIDENCE)

    assert "reported done" == ward.standing(date(2023, 4, 30))

    ward.clock.move(date(2023, 5, 5))
    ward.decides("chanh-van-phong", task_of(stream), task.verify, findings="Đúng")
    line = ward.told(date(2023, 5, 5))[1]

    assert ("met in time", False) == (line.standing, line.late)
    assert (date(2023, 4, 20), date(2023, 5, 5)) == (line.done_on, line.verified_on)
    assert ("đang nạo vét", date(2023, 4, 10), 1) == (
        line.progress, line.progress_on, line.reports,
    )  # fmt: skip


def test_a_promise_is_broken_from_the_day_after_its_last_day(ward: Ward) -> None:
    """Due on the 28th of April; done on the 3rd of May it is kept late."""
    stream = ward.promised(DITCH)

    assert "due soon" == ward.standing(date(2023, 4, 28))
    assert "overdue" == ward.standing(date(2023, 4, 29))

    ward.clock.move(date(2023, 5, 3))
    ward.decides("chu-tich", task_of(stream), task.report_done, gist="xong", evidence=EVIDENCE)
    ward.decides("chanh-van-phong", task_of(stream), task.verify, findings="Đúng")

    line = ward.told(date(2023, 5, 3))[1]
    assert ("met late", True) == (line.standing, line.late)
    assert "overdue" == ward.standing(date(2023, 5, 2)), "as it stood the day before"


def test_a_result_that_isnt_accepted_is_no_result(ward: Ward) -> None:
    """It is open again, and broken if its last day has passed."""
    stream = ward.promised(DITCH)
    ward.clock.move(date(2023, 4, 20))
    ward.decides("chu-tich", task_of(stream), task.report_done, gist="xong", evidence=EVIDENCE)
    ward.decides("chanh-van-phong", task_of(stream), task.reject, reason="Vẫn tắc")

    line = ward.told(date(2023, 4, 30))[1]

    assert ("overdue", None, 1) == (line.standing, line.done_on, line.rejected)


def test_an_extension_is_counted_and_the_promise_stays_visible(ward: Ward) -> None:
    """What was promised first, what is due now, how often it was put off."""
    stream = ward.promised(DITCH)
    ward.clock.move(date(2023, 4, 20))
    ward.decides("bi-thu", task_of(stream), task.extend, until=date(2023, 5, 31), reason="mưa lũ")

    line = ward.told(date(2023, 5, 15))[1]

    assert (date(2023, 4, 28), date(2023, 5, 31), 1) == (line.promised_due, line.due, line.put_off)
    assert "open" == line.standing


def test_what_is_carried_over_says_where_to(ward: Ward) -> None:
    """A promise without a last day that the next dialogue takes up."""
    stream = ward.promised(SCHEDULE)
    ward.decides(
        "bi-thu", task_of(stream, 3), task.carry_over, to=StreamId("dialogue/2023/2"),
        reason="chưa xong",
    )  # fmt: skip

    line = ward.told(date(2023, 3, 20))[3]

    assert ("carried over", "dialogue/2023/2") == (line.standing, line.carried_to)


def test_an_item_that_a_new_notice_drops_stays_in_the_ledger(ward: Ward) -> None:
    """Promised and lifted; never gone."""
    stream = ward.promised(DITCH, BINS)
    ward.clock.move(date(2023, 3, 20))
    ward.decides(
        "bi-thu", stream, session.replace_conclusion, reason="sai sót",
        number=DocumentNumber(number=2, symbol="TB/ĐU"), contents=notice(BINS),
    )  # fmt: skip

    told = ward.told(date(2023, 3, 21))

    assert [("void", True), ("open", False)] == [
        (one.standing, one.dropped) for one in told.values()
    ]
    assert ["01-TB/ĐU", "02-TB/ĐU"] == [one.notice for one in told.values()]
    assert [date(2023, 3, 15)] * 2 == [one.issued_on for one in told.values()]


def test_promises_are_found_by_session_group_topic_and_body(ward: Ward) -> None:
    """Over the years too."""
    first = ward.promised(DITCH, BINS)
    second = ward.promised(SCHEDULE, day=date(2024, 3, 15))
    day = date(2024, 12, 31)

    def found(**wanted: Any) -> list[tuple[str, int]]:
        rows = promises(ward.views, day, LedgerWanted(**wanted)).rows
        return [(one.stream, one.item) for one in rows]

    assert [(first, 1), (first, 2), (second, 3)] == found()
    assert [(first, 1), (first, 2)] == found(session=first) == found(body=FRONT)
    assert [(first, 1)] == found(group=AN_THUONG) == found(topic="environmental_sanitation")
    assert [(second, 3)] == found(first=date(2024, 1, 1))
    assert [(first, 1), (first, 2)] == found(last=date(2023, 12, 31))
    assert [] == [one.item for one in promises(ward.views, date(2023, 3, 14)).rows]


def test_how_many_were_kept_and_broken(ward: Ward) -> None:
    """By year, session, body, group or topic; each promise in one standing."""
    first = ward.promised(DITCH, BINS, SCHEDULE)
    ward.clock.move(date(2023, 4, 20))
    ward.decides("chu-tich", task_of(first), task.report_done, gist="xong", evidence=EVIDENCE)
    ward.decides("chanh-van-phong", task_of(first), task.verify, findings="Đúng")
    day = date(2023, 7, 1)

    def counted(by: LedgerBy) -> list[tuple[str, int, int, int, int]]:
        return [
            (one.of, one.promised, one.kept, one.broken, one.undated)
            for one in totals(ward.views, day, by).rows
        ]

    assert [("2023", 3, 1, 1, 1)] == counted("year")
    assert [(first, 3, 1, 1, 1)] == counted("session")
    assert [("mttq", 1, 0, 1, 0), ("ubnd", 2, 1, 0, 1)] == counted("body")
    assert [("an-thuong", 1, 1, 0, 0), ("nho-lam", 2, 0, 1, 1)] == counted("group")
    assert 2 == len(counted("topic"))


# -- Against a naive second model --------------------------------------------------------


def verified(state: task.Task) -> tuple[Any, ...]:
    """The last turn of a task, if another body found it done."""
    return tuple(one for one in state.turns[-1:] if isinstance(one, Verified))


STEPS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(
            ["progress", "done", "done", "verify", "reject", "extend", "extend", "carry", "close"]
        ),
        st.sampled_from([1, 2]),
    ),
    max_size=10,
)


@settings(max_examples=60)
@given(steps=STEPS, day=st.dates(date(2023, 3, 15), date(2024, 6, 1)))
def test_the_standing_of_a_promise_is_that_of_its_task(
    steps: list[tuple[int, str, int]], day: date
) -> None:
    """Whatever was decided about it, in any order, judged on the last day of the record.

    The table for analysts says the same.
    """
    ward = Ward()
    stream = ward.promised(DITCH, BINS)
    for days, step, item in steps:
        ward.clock.move(ward.office.today + timedelta(days=days))
        name = task_of(stream, item)
        today = ward.office.today
        try:
            match step:
                case "progress":
                    ward.decides("chu-tich", name, task.report_progress, gist="đang làm")
                case "done":
                    lead = "chu-tich" if item == 1 else "chu-tich-mttq"
                    ward.decides(lead, name, task.report_done, gist="xong", evidence=EVIDENCE)
                case "verify":
                    ward.decides("chanh-van-phong", name, task.verify, findings="Đúng")
                case "reject":
                    ward.decides("chanh-van-phong", name, task.reject, reason="Chưa")
                case "extend":
                    until = today + timedelta(days=30)
                    ward.decides("bi-thu", name, task.extend, until=until, reason="mưa")
                case "carry":
                    to = StreamId("dialogue/2023/2")
                    ward.decides("bi-thu", name, task.carry_over, to=to, reason="chưa xong")
                case "close":
                    ward.decides("bi-thu", name, task.close, outcome="not_needed", reason="thôi")
        except Refused as refused:  # it leaves nothing behind
            event(refused.rule)
    on = max(day, ward.office.today)
    calendar = LAW.calendar_on(on)
    exported = frames(ward.office, "items", on=on).to_pylist()
    verdicts = {one["item"]: one["verdict"] for one in exported}
    for number, line in ward.told(on).items():
        state: task.Task = ward.office.as_of(task_of(stream, number))
        late = state.done_on is not None and state.due is not None and state.done_on > state.due
        soon = state.due is not None and calendar.count_working_days(on, state.due) <= 3
        if state.closed is not None and not verified(state):
            expected = "void"
        elif verified(state):
            expected = "met in time" if state.due else "met"
            expected = "met late" if late else expected
        elif state.is_done:
            expected = "reported done"
        elif state.overdue_on(on):
            expected = "overdue"
        elif soon:
            expected = "due soon"
        else:
            expected = "carried over" if state.carried else "open"
        assert (expected, late) == (line.standing, line.late)
        assert expected == verdicts.pop(number)
    assert not verdicts
    ward.views.close()
    ward.office.close()
