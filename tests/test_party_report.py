"""The Party's periodic report: what was held, what came in, what became of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs
import pytest

from counted import (
    BEFORE,
    IN,
    LAST,
    LAW,
    UBND,
    Log,
    at_reception,
    log,
    opened,
    own,
    raised,
    resolved,
    voiced,
    with_bodies,
)
from dialogue_cases import matter, petition, session, statistics, task
from dialogue_cases.record import Recorded
from dialogue_cases.statistics import PartyReport, party_report
from dialogue_cases.vocabulary import (
    BodyId,
    DocumentNumber,
    OfficerId,
    Place,
    StreamId,
    Topic,
)

PERIOD = statistics.period("2026-Q1", "party", LAW)
DIALOGUE = StreamId("dialogue/2026/1")
LAND = Topic(title="Đất đai tại TDP Nho Lâm", code="land_management")


def report(facts: Sequence[Recorded[Any]], **options: Any) -> PartyReport:
    over = {"on": date(2026, 7, 1)} if "known" not in options else {}
    return party_report(facts, LAW, **{"period": PERIOD, **over, **options})


def told(found: PartyReport) -> dict[str, int | None]:
    """Every line with its figure; those that aren't figures with None."""
    return {line.text: line.figure for part in found.sections for line in part.lines}


def figures(found: PartyReport) -> dict[str, int]:
    return {text: figure for text, figure in told(found).items() if figure}


def promised(number: int, text: str, due: date | None, on: date = IN) -> task.Assigned:
    origin = task.Origin(kind="conclusion_item", source=DIALOGUE, number=number)
    return task.Assigned(on=on, origin=origin, text=text, lead=UBND, due=due)


def a_dialogue() -> list[Any]:
    """A dialogue of the secretary with one opinion, answered, and its conclusion notice."""
    fixed = session.Fixed(
        on=BEFORE,
        day=IN,
        place=Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm"),
        legal_basis="party_secretary_dialogue",
        topics=(LAND,),
    )
    begun = session.Opened(
        on=IN, chair=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy")
    )
    opinion = session.OpinionVoiced(
        on=IN, number=1, kind="report", subject="government_management", gist="Mương", topic=LAND
    )
    item = session.Item(number=1, decision="Nạo vét mương", lead=UBND)
    notice = session.ConclusionIssued(
        on=date(2026, 1, 20),
        number=DocumentNumber(number=5, symbol="TB/ĐU"),
        body=BodyId("dang-uy"),
        officer=OfficerId("bi-thu"),
        office="party_secretary",
        draft=None,
        contents=session.Contents(items=(item,)),
    )
    ended = session.Ended(on=IN, people=45)
    answered = session.OpinionAnswered(on=IN, number=1, body=UBND, gist="Sẽ nạo vét")
    return [fixed, begun, opinion, answered, ended, notice]


def a_quarter() -> Log:
    facts = with_bodies(
        log(
            r1=[*opened(), voiced(1)],
            r2=opened("deputy_party_secretary"),
            p1=[at_reception(topic=LAND)],
        )
    )
    facts.add(DIALOGUE, *a_dialogue())
    return facts


@pytest.mark.requirement("R72")
def test_what_was_held_is_reported_with_its_conclusion() -> None:
    """Công tác tiếp dân, đối thoại."""
    found = report(a_quarter())
    said = (
        "Ngày 12/01/2026 tại Nhà sinh hoạt cộng đồng TDP Nho Lâm; "
        "chủ đề: Đất đai tại TDP Nho Lâm; 45 người dự; "
        "1 ý kiến, 1 ý kiến được trả lời trực tiếp; "
        "Thông báo kết luận số 05-TB/ĐU ngày 20/01/2026"
    )

    assert {
        "Số kỳ tiếp dân": 2,
        "Số kỳ tiếp dân do người được uỷ quyền chủ trì": 1,
        "Số lượt tiếp": 2,
        "Số người được tiếp": 2,
        "Số cuộc đối thoại đã tổ chức": 1,
    }.items() <= figures(found).items()
    assert said in told(found)


def test_what_was_put_off_or_cancelled_is_reported_with_the_reason() -> None:
    facts = Log().add(
        DIALOGUE,
        session.Postponed(on=IN, reason="mưa bão", day=date(2026, 1, 15)),
        session.Cancelled(on=LAST, reason="trùng kỳ họp"),
    )

    assert {"Hoãn buổi dự kiến ngày 15/01/2026: mưa bão", "Huỷ buổi: trùng kỳ họp"} <= set(
        told(report(facts))
    )


def test_what_came_in_is_counted_by_kind_topic_and_body() -> None:
    """Tiếp nhận: opinions and petitions, by topic; petitions by kind and by who settles them."""
    facts = a_quarter()
    assigned = petition.Assigned(on=IN, text="Giải quyết", lead=UBND)
    facts.add("petition/2026/2", *own("complaint", "land", assigned))

    assert {
        "Số ý kiến phát biểu": 2,
        "Ý kiến chưa có hướng xử lý": 1,
        "Số đơn tiếp nhận": 2,
        "Đơn: khiếu nại": 1,
        "Đơn: chưa phân loại": 1,
        "Ý kiến và đơn về quản lý đất đai": 2,
        "Đơn giao ubnd giải quyết": 1,
    }.items() <= figures(report(facts)).items()


GOVERNMENTS = StreamId("dialogue/2026/2")


def a_government_dialogue() -> Log:
    """A dialogue of the People's Committee, with all that a dialogue may have."""
    facts = a_quarter()
    for fact in a_dialogue():
        if isinstance(fact, session.Fixed):
            fact = attrs.evolve(fact, legal_basis="government_dialogue")
        facts.add(GOVERNMENTS, fact)
    facts.add(
        GOVERNMENTS,
        session.OpinionVoiced(
            on=IN, number=2, kind="report", subject="government_management", gist="Đèn"
        ),
        session.Postponed(on=IN, reason="mưa bão", day=date(2026, 1, 15)),
        session.Cancelled(on=LAST, reason="trùng kỳ họp"),
    )
    stuck = task.ObstacleReported(on=LAST, number=1, gist="thiếu vốn", proposal="bố trí vốn")
    origin = task.Origin(kind="conclusion_item", source=GOVERNMENTS, number=1)
    given = task.Assigned(on=IN, origin=origin, text="Nạo vét", lead=UBND, due=date(2026, 2, 1))
    return facts.add(f"task/{GOVERNMENTS}/item/1", given, stuck)


def test_every_line_is_about_the_same_sessions() -> None:
    """A dialogue of the People's Committee has no line, and nothing said or promised at it has."""
    found, with_it = report(a_quarter()), report(a_government_dialogue())

    assert found.sections == with_it.sections
    assert not any(
        GOVERNMENTS in one for part in with_it.sections for line in part.lines for one in line.cases
    )


def test_no_opinion_and_no_promise_is_told_without_its_session() -> None:
    """The report says of which sessions it tells, and has nothing of others."""
    facts = Log(one for one in a_government_dialogue() if GOVERNMENTS in one.stream)
    told_of_it = figures(report(facts))

    assert {} == told_of_it
    assert any(text.startswith("Buổi được báo cáo là") for text in told(report(facts)))


@pytest.mark.requirement("R40", "R41")
def test_promises_are_reported_as_done_in_progress_or_overdue_with_reasons() -> None:
    """Theo dõi, rà soát, tổng hợp kết quả thực hiện thông báo kết luận."""
    facts = a_quarter()
    done = task.ReportedDone(on=date(2026, 2, 10), gist="Đã nạo vét")
    seen = task.Verified(on=date(2026, 2, 12), findings="Đúng")
    stuck = task.ObstacleReported(on=LAST, number=1, gist="thiếu kinh phí", proposal="bố trí vốn")
    facts.add(f"task/{DIALOGUE}/item/1", promised(1, "Nạo vét mương", date(2026, 2, 1)), done, seen)
    facts.add(f"task/{DIALOGUE}/item/2", promised(2, "Sửa đường", date(2026, 2, 1)), stuck)
    facts.add(f"task/{DIALOGUE}/item/3", promised(3, "Lắp đèn", None))
    facts.add(f"task/{DIALOGUE}/item/4", promised(4, "Trồng cây", date(2026, 2, 1)))
    facts.add(f"task/{DIALOGUE}/item/5", promised(5, "Kẻ vạch", date(2026, 2, 10)), done, seen)
    found = report(facts)

    assert {
        "Nội dung kết luận, chỉ đạo phải thực hiện": 5,
        "Đã thực hiện": 2,
        "Đã thực hiện nhưng quá hạn": 1,
        "Đang thực hiện, chưa ấn định thời hạn": 1,
        "Quá hạn chưa thực hiện": 2,
    }.items() <= figures(found).items()
    assert {
        "Sửa đường (ubnd, hạn 01/02/2026); lý do: thiếu kinh phí",
        "Trồng cây (ubnd, hạn 01/02/2026); chưa báo cáo lý do",
        "Thông báo kết luận số 05-TB/ĐU: đã thực hiện 2/5 nội dung",
        "ubnd: vướng mắc: thiếu kinh phí; đề xuất: bố trí vốn",
    } <= set(told(found))


def test_what_was_settled_before_the_period_is_not_reported_again() -> None:
    facts = Log().add(
        f"task/{DIALOGUE}/item/1",
        promised(1, "Nạo vét mương", None, BEFORE),
        task.ReportedDone(on=date(2025, 12, 31), gist="Đã nạo vét"),
        task.Verified(on=date(2025, 12, 31), findings="Đúng"),
    )
    later = Log().add(
        f"task/{DIALOGUE}/item/1",
        promised(1, "Nạo vét mương", None, BEFORE),
        task.ReportedDone(on=date(2025, 12, 31), gist="Đã nạo vét"),
        task.Verified(on=date(2026, 1, 1), findings="Đúng"),
    )

    assert "Đã thực hiện" not in figures(report(facts))
    assert 1 == figures(report(later))["Đã thực hiện"]


def test_what_was_dropped_or_only_reported_is_not_counted_as_carried_out() -> None:
    """Đã thực hiện: another body has found it so; the rest adds up to what was promised."""
    facts = a_quarter()
    done = task.ReportedDone(on=date(2026, 2, 10), gist="Đã nạo vét")
    dropped = task.Closed(on=date(2026, 2, 12), outcome="not_needed", reason="thôi")
    facts.add(f"task/{DIALOGUE}/item/1", promised(1, "Nạo vét mương", date(2026, 2, 1)), done)
    facts.add(f"task/{DIALOGUE}/item/2", promised(2, "Sửa đường", date(2026, 2, 1)), dropped)
    facts.add(f"task/{DIALOGUE}/item/3", promised(3, "Lắp đèn", LAST), done, dropped)
    found = report(facts)

    assert {
        "Nội dung kết luận, chỉ đạo phải thực hiện": 3,
        "Đã báo cáo xong, chờ xác nhận": 1,
        "Thôi thực hiện: đã thay thế hoặc không còn cần": 2,
    }.items() <= figures(found).items()
    assert not {"Đã thực hiện", "Đã thực hiện nhưng quá hạn"} & figures(found).keys()
    number = "Thông báo kết luận số 05-TB/ĐU"
    told_of_it = f"{number}: đã thực hiện 0/3 nội dung; chờ xác nhận 1; thôi thực hiện 2"
    assert told_of_it in told(found)


def test_in_a_period_that_is_not_over_nothing_is_overdue_before_its_day() -> None:
    """Asked on 10 February: what is due on the 20th isn't late, and the report says why."""
    facts = a_quarter()
    facts.add(f"task/{DIALOGUE}/item/1", promised(1, "Nạo vét mương", date(2026, 2, 9)))
    facts.add(f"task/{DIALOGUE}/item/2", promised(2, "Sửa đường", date(2026, 2, 20)))
    early = report(facts, on=date(2026, 2, 10))
    late = report(facts, on=date(2026, 4, 1))

    assert 1 == figures(early)["Quá hạn chưa thực hiện"]
    assert "Kỳ báo cáo chưa kết thúc; tình hình tính đến hết ngày 10/02/2026" in told(early)
    assert (False, True) == (early.is_over, late.is_over)
    assert 2 == figures(late)["Quá hạn chưa thực hiện"]
    assert (date(2026, 2, 10), PERIOD.last) == (early.on, late.on)
    assert 1 == figures(report(facts, known=date(2026, 2, 10)))["Quá hạn chưa thực hiện"]


def test_a_petition_is_overdue_by_what_the_board_says_is_owed() -> None:
    """P2 and G8: the Party's own terms count, for what is closed too; a day decided by itself."""
    assigned = petition.Assigned(on=IN, text="Giải quyết", lead=UBND, due=date(2026, 2, 1))
    facts = log(p1=own(), p2=own("report", "land", assigned))

    assert {
        "Đơn quá hạn đến cuối kỳ": 2,
        "Đơn quá ngày được giao giải quyết": 1,
    }.items() <= figures(report(facts)).items()


def test_every_voice_is_about_a_topic_or_said_to_have_none() -> None:
    """Chưa xếp chủ đề: so the lines by topic add up to all that was said and brought."""
    facts = a_quarter()
    facts.add(DIALOGUE, voiced(2), voiced(3))
    found = figures(report(facts))
    by_topic = {text: one for text, one in found.items() if text.startswith("Ý kiến và đơn")}

    assert {"Ý kiến và đơn về quản lý đất đai": 2, "Ý kiến và đơn chưa xếp chủ đề": 3} == by_topic
    assert found["Số ý kiến phát biểu"] + found["Số đơn tiếp nhận"] == sum(by_topic.values())


def test_an_opinion_that_became_a_petition_is_one_voice() -> None:
    """Ý kiến và đơn về một chủ đề: the petition is counted, and not its opinion too."""
    facts = a_quarter()
    before = figures(report(facts))["Ý kiến và đơn về quản lý đất đai"]
    taken = attrs.evolve(raised(topic=LAND), session=DIALOGUE, opinion=1)
    facts.add("petition/2026/7", taken)

    assert before == figures(report(facts))["Ý kiến và đơn về quản lý đất đai"]


def test_who_was_received_and_who_was_present_are_two_figures_with_two_names() -> None:
    """Người được tiếp spoke or brought a petition; người dự were there, as said at the end."""
    facts = a_quarter()
    received = figures(report(facts))["Số người được tiếp"]
    facts.add("reception/2026/1", session.Ended(on=IN, people=14))
    found = report(facts)

    assert {"Số người được tiếp": received, "Số người dự các kỳ tiếp dân": 14}.items() <= (
        figures(found).items()
    )
    assert any(text.startswith("Người được tiếp là") for text in told(found))


def test_petitions_are_reported_as_settled_or_still_open() -> None:
    facts = log(p1=own("report", "land", resolved()), p2=own())

    assert {
        "Đơn giải quyết xong hoặc khép lại trong kỳ": 1,
        "Đơn chưa giải quyết xong đến cuối kỳ": 1,
    }.items() <= figures(report(facts)).items()


@pytest.mark.requirement("R28", "R29", "R30")
def test_matters_raised_many_times_and_unsettled_are_counted_with_their_solution() -> None:
    """Nêu nhiều lần, chưa giải quyết dứt điểm; kèm hướng giải quyết dự kiến."""
    raisings = [
        matter.Joined(on=day, raised=day, petition=StreamId(f"petition/2026/{number}"))
        for number, day in enumerate((BEFORE, IN), 1)
    ]
    foreseen = matter.SolutionForeseen(on=IN, body=UBND, gist="đưa vào đầu tư công")
    given = matter.Promised(on=IN, task=StreamId(f"task/{DIALOGUE}/item/1"), body=UBND)
    facts = with_bodies(
        log(m1=[matter.Opened(on=BEFORE, gist="Mương thoát nước"), *raisings, foreseen, given])
    )
    found = report(facts)
    said = (
        "Mương thoát nước; nêu 2 lần; từ ngày 03/11/2025; giao ubnd; "
        "hướng giải quyết: đưa vào đầu tư công"
    )

    assert 1 == figures(found)["Số vụ việc"]
    assert said in told(found)


def test_it_goes_to_those_whom_the_rule_of_the_day_names() -> None:
    """Quy định 11, sửa đổi bởi Kết luận 215: to the province; before that, to the district."""
    old = statistics.period("2023-year", "party", LAW)

    assert "Ban Nội chính Tỉnh uỷ" in report([]).addressees
    assert "Bí thư cấp uỷ cấp huyện" in report([], period=old).addressees
    assert () == report([], period=statistics.period("2018", "party", LAW)).addressees


def test_it_says_the_same_again_as_known_then() -> None:
    """Identified by definition, period and position: what comes later changes nothing."""
    facts = a_quarter()
    position = len(facts)
    before = report(facts)
    facts.add("petition/2026/9", *own(), entered=LAST)
    facts.add(DIALOGUE, session.Ended(on=IN, people=60), entered=LAST, corrects=ended_at(facts))

    assert before == report(facts, known=position, on=date(2026, 7, 1))
    assert before != report(facts)


def ended_at(facts: Log) -> int:
    return next(one.version for one in facts if isinstance(one.event, session.Ended))


def test_every_line_with_a_figure_opens_to_its_cases() -> None:
    """A figure of lives is the number of lives behind it."""
    for part in report(a_quarter()).sections:
        for line in part.lines:
            assert line.figure is None or line.figure == 0 or line.cases, line.text
