"""The rules on petitions, receptions, filing and sending, each as a worked example.

Days are counted by hand from the official calendar of 2026: 27/04 and 30/04–01/05 off, Saturday
22/08 worked for Monday 31/08, 01–02/09 off; 24/11 is a working day unless the ward reads otherwise.
The articles are quoted from public transcriptions (law.md, 0.2).
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import attrs
import pytest

from dialogue_cases import petition, proceeding, session
from dialogue_cases import session as session_life
from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import Obligation, clocks, deadlines, ward_obligations
from dialogue_cases.law import Law, OwnRegulation, load_law
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, Place, StreamId, When
from offices import Clock, an_office
from spec import act_of, given
from strategies import example
from test_deadlines import announced, fixed, life

LAW = load_law(names=NAMES)
PETITION, RECEPTION = StreamId("petition/2026/1"), StreamId("reception/2026/1")
OFFICE = BodyId("van-phong")


def came(on: date, **more: Any) -> petition.Raised:
    told = {"channel": "written", "gist": "Đề nghị sửa đường", "received_by": OFFICE, **more}
    return petition.Raised(on=on, **told)


def answered(on: date, outcome: Any, **more: Any) -> petition.Answered:
    return petition.Answered(on=on, outcome=outcome, gist="Đã tiếp nhận", **more)


def refused(on: date, ground: Any, **more: Any) -> petition.AdmissionRefused:
    return petition.AdmissionRefused(on=on, ground=ground, **more)


def complex_(on: date) -> petition.ComplexityFound:
    return petition.ComplexityFound(on=on, criteria=("several_bodies",))


def petition_life(*facts: Any, stream: StreamId = PETITION) -> list[Recorded[Any]]:
    return life(*facts, stream=stream)


def owed(rule: str, *facts: Any, law: Law = LAW) -> list[Obligation]:
    return [one for one in deadlines(petition_life(*facts), law) if one.rule.id == rule]


def the(rule: str, *facts: Any, law: Law = LAW) -> Obligation:
    (found,) = owed(rule, *facts, law=law)
    return found


# -- P2, P3: the Party's clock ----------------------------------------------------------


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2019-02-18", "2019-03-04"),  # the first day on which the regulation held
        ("2026-04-24", "2026-05-13"),  # 28, 29/4, 4–8/5, 11–13/5: 27/4, 30/4 and 1/5 are off
        ("2026-08-20", "2026-09-07"),  # 21, 22 (worked), 24–28/8, 3, 4, 7/9
        ("2026-11-12", "2026-11-26"),
    ],
)
def test_the_petitioner_is_told_in_writing_within_ten_working_days(received: str, due: str) -> None:
    """Quy định 11-QĐi/TW, Điều 6: trong thời hạn 10 ngày làm việc kể từ ngày nhận."""
    found = the("P2", came(date.fromisoformat(received)))

    assert (10, "working_days") == (found.version.amount, found.version.unit)
    assert date.fromisoformat(due) == found.due


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("act", "met"),
    [
        (answered(date(2026, 11, 26), "accepted"), True),
        (answered(date(2026, 11, 26), "transferred"), True),
        (answered(date(2026, 11, 26), "refused"), True),
        (answered(date(2026, 11, 26), "result"), True),
        (answered(date(2026, 11, 26), "more_time", until=date(2026, 12, 1)), False),
        (answered(date(2026, 11, 26), "accepted", means="in_person"), False),
        (answered(date(2026, 11, 26), "accepted", to="sender"), False),
        (refused(date(2026, 11, 26), "not_affected", document=Document(kind="Thông báo")), True),
        (refused(date(2026, 11, 26), "not_affected", explained=True), False),
    ],
)
def test_only_a_written_notice_of_where_it_goes_fulfils_it(act: Any, met: bool) -> None:
    """Accepted or passed on, in writing, to the petitioner; asking for time is no answer."""
    found = the("P2", came(date(2026, 11, 12)), act)

    assert met is (found.in_time is True)
    assert ("met in time" if met else "overdue") == found.status(date(2026, 11, 27))


@pytest.mark.requirement("R66")
@pytest.mark.parametrize(
    ("found_on", "due", "findings"),
    [
        ("2026-11-12", "2026-12-03", []),
        ("2026-11-26", "2026-12-03", []),
        ("2026-11-27", "2026-11-26", ["found-after-the-term"]),
    ],
)
def test_a_complex_petition_has_at_most_fifteen_working_days_if_found_in_time(
    found_on: str, due: str, findings: list[str]
) -> None:
    """Quy định 11-QĐi/TW, Điều 6: vụ việc phức tạp, liên quan nhiều cơ quan: không quá 15 ngày
    làm việc. From 12/11: 26/11 is the tenth, 27/11, 30/11, 01–03/12 the last five."""
    found = the("P2", came(date(2026, 11, 12)), complex_(date.fromisoformat(found_on)))

    assert date.fromisoformat(due) == found.due
    assert findings == [one.name for one in found.findings]


@pytest.mark.parametrize(
    "end",
    [
        petition.Withdrawn(on=date(2026, 11, 20), form="letter"),
        petition.Split(on=date(2026, 11, 20), parts=()),
        petition.FiledWithoutProcessing(on=date(2026, 11, 20), ground="anonymous"),
        attrs.evolve(example(petition.TipReferred), on=date(2026, 11, 20)),
    ],
    ids=lambda end: type(end).__name__,
)
def test_nobody_is_left_to_tell(end: Any) -> None:
    """Withdrawn, split, filed or a tip: the notice is no longer owed."""
    assert "void" == the("P2", came(date(2026, 11, 12)), end).status(date(2026, 12, 31))


def test_nothing_is_owed_for_what_came_before_the_regulation() -> None:
    assert [] == owed("P2", came(date(2019, 2, 17)))


# -- G4: received at a reception --------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due", "certainty"),
    [
        ("2026-06-16", "2026-06-30", "A"),
        ("2026-06-30", "2026-07-14", "A"),  # the version of the anchor's day
        ("2026-07-01", "2026-07-15", "I"),
    ],
)
def test_who_came_to_a_reception_is_told_within_ten_working_days(
    received: str, due: str, certainty: str
) -> None:
    """Luật Tiếp công dân, Điều 28.1: "Trong thời hạn 10 ngày làm việc, kể từ ngày tiếp nhận nội
    dung khiếu nại, tố cáo, kiến nghị, phản ánh, người tiếp công dân có trách nhiệm trả lời trực
    tiếp hoặc thông báo bằng văn bản"."""
    found = the("G4", came(date.fromisoformat(received), channel="reception"))

    assert date.fromisoformat(due) == found.due
    assert (certainty, OFFICE) == (found.version.citation.certainty, found.body)


@pytest.mark.parametrize(
    "act",
    [
        answered(date(2026, 5, 20), "accepted", means="in_person"),
        answered(date(2026, 5, 20), "more_time", until=date(2026, 6, 1)),
        refused(date(2026, 5, 20), "not_affected", explained=True),
    ],
)
def test_at_a_reception_an_answer_in_person_or_for_more_time_will_do(act: Any) -> None:
    """Điều 28.1, điểm a–d: accepted, "cần kéo dài thời gian", refused or transferred."""
    assert the("G4", came(date(2026, 5, 12), channel="reception"), act).in_time


def test_only_what_came_to_a_reception_is_under_the_law_of_receptions() -> None:
    assert [] == owed("G4", came(date(2026, 5, 12), channel="dialogue"))


def test_the_ward_may_set_the_limit_of_a_text_that_nobody_read() -> None:
    """Since 01/07/2026 the amount is the ward's own; before, the law's alone."""
    own = LAW.with_regulations([OwnRegulation(since=date(2026, 1, 1), limits={"G4": 5})])

    before, since = (
        the("G4", came(day, channel="reception"), law=own)
        for day in (date(2026, 6, 16), date(2026, 7, 1))
    )
    assert (date(2026, 6, 30), date(2026, 7, 8)) == (before.due, since.due)


# -- G5: tell who transferred it --------------------------------------------------------


def classified(kind: Any) -> petition.Classified:
    return petition.Classified(on=date(2026, 3, 3), kind=kind, area="land")


RESOLVED = petition.Resolved(on=date(2026, 4, 24), outcome="granted", gist="Đã giải quyết")


@pytest.mark.parametrize("kind", ["complaint", "denunciation"])
def test_the_body_that_transferred_a_case_is_told_within_seven_working_days(kind: str) -> None:
    """Luật Tiếp công dân, Điều 27.2: "thông báo kết quả cho cơ quan, người đã chuyển đơn biết
    trong thời hạn 07 ngày làm việc, kể từ ngày vụ việc được giải quyết". From Friday 24/04/2026:
    27/04 is Giỗ Tổ's day off in lieu, 30/04–01/05 are off."""
    come = came(date(2026, 3, 2), channel="forwarded")
    found = the("G5", come, classified(kind), RESOLVED)
    told = answered(date(2026, 5, 8), "result", to="sender")

    assert date(2026, 5, 8) == found.due
    assert the("G5", come, classified(kind), RESOLVED, told).in_time
    assert not the(
        "G5", come, classified(kind), RESOLVED, attrs.evolve(told, to="petitioner")
    ).discharged


@pytest.mark.parametrize(("channel", "kind"), [("written", "complaint"), ("forwarded", "report")])
def test_nobody_else_is_told_by_this_rule(channel: str, kind: str) -> None:
    """Not what the people brought themselves, and not recommendations and reports."""
    assert [] == owed("G5", came(date(2026, 3, 2), channel=channel), classified(kind), RESOLVED)


# -- G6: the written refusal ------------------------------------------------------------


@pytest.mark.requirement("R70")
@pytest.mark.parametrize("ground", ["finally_resolved", "suggestion_already_answered"])
def test_two_grounds_of_refusal_are_told_in_writing_within_three_working_days(ground: str) -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 4.3: "Trong thời hạn 03 ngày làm việc, kể từ ngày có đủ căn
    cứ từ chối tiếp công dân theo quy định tại khoản 3 Điều 9 Luật Tiếp công dân và điểm h khoản 1
    Điều này thì người đứng đầu … ban hành Thông báo từ chối tiếp công dân theo Mẫu số 01/TCD".
    Friday 28/08/2026: 31/08 is swapped, 01–02/09 are off; 3, 4 and 7/09 count."""
    come = came(date(2026, 8, 27))
    found = the("G6", come, refused(date(2026, 8, 28), ground))
    at_once = refused(date(2026, 8, 28), ground, document=Document(kind="Thông báo"))

    assert (date(2026, 9, 7), "overdue") == (found.due, found.status(date(2026, 9, 8)))
    assert the("G6", come, at_once).in_time


@pytest.mark.requirement("R70")
@pytest.mark.parametrize(
    ("ground", "day"),
    [("disorder", date(2026, 8, 28)), ("finally_resolved", date(2026, 6, 30))],
)
def test_other_grounds_and_earlier_refusals_are_explained_on_the_spot(
    ground: str, day: date
) -> None:
    """Điều 4.2: "người tiếp công dân phải trực tiếp giải thích"; Điều 44: từ 01/7/2026."""
    assert [] == owed("G6", came(date(2026, 6, 29)), refused(day, ground))


# -- G8: handled within 45 days ---------------------------------------------------------


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-07-01", "2026-08-17"),  # 15/08 is a Saturday: Monday 17/08
        ("2026-07-20", "2026-09-03"),
        ("2026-07-18", "2026-09-03"),  # 01/09 and 02/09 are off
    ],
)
def test_a_petition_is_handled_within_forty_five_days(received: str, due: str) -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 41.3 b: "Không xử lý đơn sau 45 ngày, kể từ ngày tiếp nhận
    đơn mà không có lý do chính đáng". Calendar days; a last day off rolls on."""
    found = the("G8", came(date.fromisoformat(received)))

    assert (date.fromisoformat(due), "calendar_days") == (found.due, found.version.unit)


@pytest.mark.parametrize(
    ("act", "handled"),
    [
        (petition.Admitted(on=date(2026, 8, 3)), True),
        (petition.Forwarded(on=date(2026, 8, 3), system="administrative"), True),
        (petition.Guided(on=date(2026, 8, 3), gist="Gửi Toà án"), False),
        (petition.Guided(on=date(2026, 8, 3), gist="…", document=Document(kind="Phiếu")), True),
        (petition.FiledWithoutProcessing(on=date(2026, 8, 3), ground="illegible"), True),
        (classified("report"), False),
        (answered(date(2026, 8, 3), "more_time"), False),
    ],
)
def test_a_decision_about_where_it_goes_handles_it(act: Any, handled: bool) -> None:
    assert handled is bool(the("G8", came(date(2026, 7, 1)), act).discharged)


def test_nobody_was_disciplined_for_it_before_the_decree() -> None:
    assert [] == owed("G8", came(date(2026, 6, 30)))


# -- X2: filed petitions are kept -------------------------------------------------------


@pytest.mark.parametrize(
    ("filed", "until", "certainty"),
    [
        ("2020-03-10", "2021-03-10", "A"),
        ("2021-11-14", "2022-11-14", "A"),
        ("2021-11-15", "2022-11-15", "I"),
    ],
)
def test_a_filed_petition_is_kept_for_a_year(filed: str, until: str, certainty: str) -> None:
    """Thông tư 07/2014/TT-TTCP, Điều 28.2: "Thời hạn lưu trữ các loại đơn nêu tại khoản 1 Điều
    này là một năm, việc tiêu hủy đơn do thủ trưởng cơ quan, tổ chức, đơn vị quyết định". Since
    15/11/2021 it is the ward's own."""
    day = date.fromisoformat(filed)
    found = the("X2", came(day), petition.FiledWithoutProcessing(on=day, ground="illegible"))

    assert (date.fromisoformat(until), certainty) == (found.due, found.version.citation.certainty)
    assert f"Lưu giữ đến hết ngày: {date.fromisoformat(until):%d/%m/%Y}" in found.explain("vi")


def test_nobody_is_late_with_what_is_only_kept() -> None:
    """Open until the day, no longer owed after it; never due soon, never overdue."""
    day = date(2026, 3, 10)
    found = the("X2", came(day), petition.FiledWithoutProcessing(on=day, ground="illegible"))
    asked = [date(2026, 3, 9), day, date(2027, 3, 9), date(2027, 3, 10), date(2027, 3, 11)]

    assert ["not yet", "open", "open", "open", "void"] == [found.status(one) for one in asked]


def test_the_ward_sets_its_own_years() -> None:
    own = LAW.with_regulations([OwnRegulation(since=date(2022, 1, 1), limits={"X2": 5})])
    day = date(2026, 3, 10)
    filed = petition.FiledWithoutProcessing(on=day, ground="illegible")

    assert date(2031, 3, 10) == the("X2", came(day), filed, law=own).due


# -- N1: sent when it is signed ---------------------------------------------------------


def paper(number: str, signed: date | None) -> Document:
    return Document(kind="Công văn", number=number, issued_on=signed)


@pytest.mark.parametrize(
    ("signed", "sent", "in_time"),
    [
        ("2026-11-20", "2026-11-20", True),
        ("2026-11-20", "2026-11-23", True),  # Friday: Monday is the next working day
        ("2026-11-20", "2026-11-24", False),
        ("2026-08-28", "2026-09-03", True),  # 31/08 swapped, 01–02/09 off
    ],
)
def test_an_administrative_document_is_sent_the_same_or_the_next_working_day(
    signed: str, sent: str, in_time: bool
) -> None:
    """Nghị định 30/2020/NĐ-CP, Điều 18: "phát hành trong ngày văn bản đó được ký, chậm nhất là
    trong ngày làm việc tiếp theo"."""
    told = answered(
        date.fromisoformat(sent),
        "accepted",
        document=paper("12/UBND-VP", date.fromisoformat(signed)),
    )

    assert in_time is the("N1", came(date(2026, 8, 3)), told).in_time


@pytest.mark.parametrize(
    "document",
    [
        paper("05-TB/ĐU", date(2026, 11, 20)),
        paper("12/UBND-VP", None),
        Document(kind="Công văn", issued_on=date(2026, 11, 20)),
        None,
    ],
)
def test_a_party_document_or_one_without_a_day_is_not_judged(document: Document | None) -> None:
    """The record can't tell when it was signed, or whether this decree is about it."""
    told = answered(date(2026, 11, 24), "accepted", document=document)

    assert [] == owed("N1", came(date(2026, 11, 3)), told)


def test_each_document_is_sent_by_its_own_answer() -> None:
    """Two answers signed on one day: the second, sent late, isn't met by the first."""
    signed = date(2026, 11, 16)
    first = answered(date(2026, 11, 16), "accepted", document=paper("12/UBND-VP", signed))
    second = answered(date(2026, 11, 20), "result", document=paper("13/UBND-VP", signed))

    assert [True, False] == [
        one.in_time for one in owed("N1", came(date(2026, 11, 3)), first, second)
    ]


# -- P1, G1, G2: who received the people ------------------------------------------------


def reception(day: date, office: Any, chair: str, *before: Any, number: int) -> list[Recorded[Any]]:
    opened = session.Opened(on=day, chair=OfficerId(chair), office=office, body=BodyId("dang-uy"))
    stream = StreamId(f"reception/{day.year}/{number}")
    return life(fixed(day, basis="citizen_reception"), *before, opened, stream=stream)


def delegated(on: date) -> session.ChairDelegated:
    return session.ChairDelegated(
        on=on,
        officer=OfficerId("pho-bi-thu"),
        office="deputy_party_secretary",
        body=BodyId("dang-uy"),
    )


def counted(
    rule: str, log: Sequence[Recorded[Any]], first: date, last: date, law: Law = LAW
) -> dict[str, int]:
    found = ward_obligations(log, law, first=first, last=last)
    return {str(one.root): len(one.counted) for one in found if one.rule.id == rule}


MARCH = (date(2026, 3, 1), date(2026, 3, 31))
KEPT = LAW.with_regulations(
    [OwnRegulation(since=date(2026, 1, 1), switches={"chairman_receptions": True})]
)


@pytest.mark.requirement("R24")
def test_the_secretarys_days_are_his_own_and_his_delegates() -> None:
    """Quy định 11-QĐi/TW, Điều 4.1. The chairman's receptions don't count, nor does a deputy's
    of which no delegation is on record."""
    log = [
        *reception(date(2026, 3, 5), "party_secretary", "bi-thu", number=1),
        *reception(
            date(2026, 3, 20),
            "deputy_party_secretary",
            "pho-bi-thu",
            delegated(date(2026, 3, 18)),
            number=2,
        ),
        *reception(date(2026, 3, 25), "deputy_party_secretary", "pho-bi-thu", number=3),
        *reception(date(2026, 3, 26), "people_committee_chair", "chu-tich", number=4),
    ]

    assert {"2026-03": 2} == counted("P1", log, *MARCH)


def test_the_chairman_receives_on_one_day_a_week_and_since_july_on_two_a_month() -> None:
    """Luật Tiếp công dân, Điều 15.2 d: "ít nhất 01 ngày trong 01 tuần"; Luật 136/2025/QH15: at
    least 02 days a month, not by a deputy."""
    log = [
        *reception(date(2026, 6, 18), "people_committee_chair", "chu-tich", number=1),
        *reception(date(2026, 7, 9), "people_committee_chair", "chu-tich", number=2),
        *reception(
            date(2026, 7, 16),
            "deputy_party_secretary",
            "pho-bi-thu",
            delegated(date(2026, 7, 1)),
            number=3,
        ),
    ]
    span = (date(2026, 6, 15), date(2026, 7, 31))

    assert {"2026-W25": 1, "2026-W26": 0, "2026-W27": 0} == counted("G1", log, *span, KEPT)
    assert {"2026-07": 1} == counted("G2", log, *span, KEPT)


def test_a_week_is_met_on_any_of_its_days_from_monday_to_sunday() -> None:
    log = reception(date(2026, 3, 8), "people_committee_chair", "chu-tich", number=1)
    (week,) = (
        one
        for one in ward_obligations(log, KEPT, first=date(2026, 3, 4), last=date(2026, 3, 4))
        if one.rule.id == "G1"
    )

    assert ("2026-W10", date(2026, 3, 2), date(2026, 3, 8)) == (
        week.root,
        week.period and week.period.day,
        week.due,
    )
    assert "met in time" == week.status(date(2026, 3, 9))


def test_a_week_over_the_end_of_a_year_is_one_week() -> None:
    found = counted("G1", [], date(2025, 12, 29), date(2026, 1, 11), LAW.with_regulations(
        [OwnRegulation(since=date(2025, 1, 1), switches={"chairman_receptions": True})]
    ))  # fmt: skip

    assert ["2026-W01", "2026-W02"] == [*found]


def test_a_ward_that_keeps_no_receptions_of_the_chairman_owes_none_here() -> None:
    """Whether another book has them can't be told from this one; the ward's regulation says."""
    whole_year = (date(2026, 1, 1), date(2026, 12, 31))

    assert ({}, {}) == (counted("G1", [], *whole_year), counted("G2", [], *whole_year))
    assert 26 == len(counted("G1", [], *whole_year, KEPT))


# -- G7: receptions online --------------------------------------------------------------

HELD = date(2026, 9, 10)


def online(day: date = HELD, at: time | None = time(8), on: date = date(2026, 8, 20)) -> Any:
    centre, places = Place(name="UBND"), (Place(name="TDP"),)
    return session.OnlineArranged(
        on=on, day=day, at=at, ground="emergency", centre=centre, places=places
    )


def at_reception(rule: str, *facts: Any) -> Obligation:
    day = fixed(HELD, on=date(2026, 8, 19), basis="citizen_reception")
    history = life(day, *facts, stream=RECEPTION)
    (found,) = (one for one in deadlines(history, LAW) if one.rule.id == rule)
    return found


def test_those_who_take_part_are_told_five_working_days_before() -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 23.1: "Chậm nhất là 05 ngày làm việc, trước ngày tiếp công
    dân trực tuyến, điểm cầu trung tâm … thông báo cho người khiếu nại, tố cáo, kiến nghị, phản
    ánh; các cơ quan tham gia". Back from Thursday 10/09/2026: 9, 8, 7, 4, 3/09."""
    found = at_reception("G7a", online(), announced(date(2026, 9, 3), HELD))

    assert (date(2026, 9, 3), True) == (found.due, found.in_time)
    assert at_reception("G7a", online(), announced(date(2026, 9, 4), HELD)).in_time is False


def test_the_connection_is_tested_with_success_one_working_day_before() -> None:
    """Điều 23.1: "Chậm nhất 01 ngày làm việc trước ngày tiếp công dân trực tuyến … kết nối thử
    thành công". A test that failed is none."""
    failed = session.ConnectionTested(on=date(2026, 9, 9), day=HELD, works=False)
    worked = session.ConnectionTested(on=date(2026, 9, 9), day=HELD, works=True)

    assert (date(2026, 9, 9), None) == (
        at_reception("G7b", online(), failed).due,
        at_reception("G7b", online(), failed).discharged,
    )
    assert at_reception("G7b", online(), failed, worked).in_time


@pytest.mark.parametrize(
    ("begins", "connected", "in_time", "status"),
    [
        (time(8), When(day=HELD, at=time(7)), True, "met in time"),
        (time(8), When(day=HELD, at=time(7, 1)), False, "met late"),
        (time(8), When(day=date(2026, 9, 9), at=time(16)), True, "met in time"),
        (time(8), HELD, None, "met"),
        (None, When(day=HELD, at=time(7)), None, "met"),
        (None, date(2026, 9, 9), True, "met in time"),
        (time(0, 30), When(day=date(2026, 9, 9), at=time(23, 30)), True, "met in time"),
        (time(0, 30), When(day=date(2026, 9, 9), at=time(23, 31)), False, "met late"),
    ],
)
def test_all_places_are_connected_an_hour_before(
    begins: time | None, connected: Any, in_time: bool | None, status: str
) -> None:
    """Điều 23.1: "Chậm nhất 01 giờ trước khi diễn ra hoạt động tiếp công dân trực tuyến, điểm cầu
    trung tâm phải tổ chức kết nối xong". Without a time on both sides nobody can say: it isn't
    guessed, and stands among what an auditor looks at."""
    found = at_reception("G7c", online(at=begins), session.Connected(on=connected, day=HELD))

    assert (in_time, in_time) == (found.in_time, found.in_time_in_hindsight)
    assert status == found.status(date(2026, 12, 31))
    assert (["time-not-on-record"] if in_time is None else []) == [
        one.name for one in found.findings
    ]


def test_a_reception_that_was_never_connected_is_overdue_after_its_day_whatever_its_time() -> None:
    for begins in (time(8), None):
        found = at_reception("G7c", online(at=begins))

        assert ("due soon", "overdue") == tuple(
            found.status(day) for day in (HELD, date(2026, 9, 11))
        )


def test_the_hour_is_told() -> None:
    lines = at_reception("G7c", online()).explain("vi")

    assert "Thời hạn: 1 giờ trước giờ đó" in lines
    assert "Hạn cuối: 10/09/2026 07:00" in lines


def test_a_time_fixed_anew_is_the_one_that_counts() -> None:
    later = online(at=time(14), on=date(2026, 8, 25))

    assert time(13) == at_reception("G7c", online(), later).due_at


def test_postponed_it_is_arranged_anew() -> None:
    """What was owed for the day that fell away is void; the new day has its own terms."""
    put_off = session.Postponed(on=date(2026, 9, 4), reason="Bão", day=HELD, to=date(2026, 9, 24))
    again = online(day=date(2026, 9, 24), on=date(2026, 9, 4))
    day = fixed(HELD, on=date(2026, 8, 19), basis="citizen_reception")
    history = life(day, online(), put_off, again, stream=RECEPTION)
    old, new = (one for one in deadlines(history, LAW) if one.rule.id == "G7b")

    assert ("void", date(2026, 9, 23)) == (old.status(date(2026, 9, 30)), new.due)
    assert "overdue" == new.status(date(2026, 9, 24))


def test_a_reception_that_is_not_online_owes_nothing_of_this() -> None:
    put_off = session.Postponed(on=date(2026, 8, 20), reason="Bão", to=date(2026, 9, 24))
    history = life(fixed(HELD, basis="citizen_reception"), put_off, stream=RECEPTION)

    assert {"G3"} == {one.rule.id for one in deadlines(history, LAW)}


# -- The decisions of a reception online ------------------------------------------------

FIXED = session.Fixed(
    on=date(2026, 8, 19),
    day=HELD,
    at=time(8),
    place=Place(name="Trụ sở UBND phường"),
    legal_basis="citizen_reception",
)
ARRANGE: dict[str, Any] = {
    "on": date(2026, 8, 20),
    "ground": "emergency",
    "centre": Place(name="UBND"),
    "places": (Place(name="TDP"),),
}


def test_a_fixed_reception_is_arranged_online_with_its_day_and_time() -> None:
    given(session_life, FIXED).when(session_life.arrange_online, **ARRANGE).then(online())
    given(session_life, FIXED, online()).when(session_life.arrange_online, **ARRANGE).then()
    moved = attrs.evolve(FIXED, at=time(14))
    given(session_life, FIXED, online(), moved).when(session_life.arrange_online, **ARRANGE).then(
        online(at=time(14))
    )


def test_what_cannot_be_held_online_is_refused() -> None:
    given(session_life).when(session_life.arrange_online, **ARRANGE).refused("session-is-fixed")
    given(session_life, FIXED).when(
        session_life.arrange_online, **{**ARRANGE, "places": ()}
    ).refused("online-has-places")
    early = attrs.evolve(FIXED, day=date(2026, 6, 30))
    refusal = (
        given(session_life, early)
        .when(session_life.arrange_online, **ARRANGE)
        .refused("online-is-in-law", day=date(2026, 6, 30))
    )
    assert refusal.unlawful
    dialogue = attrs.evolve(FIXED, legal_basis="party_secretary_dialogue")
    given(session_life, dialogue).when(session_life.arrange_online, **ARRANGE).refused(
        "online-is-a-reception"
    )
    given(session_life, dialogue).despite("online-is-a-reception").when(
        session_life.arrange_online, **ARRANGE
    ).then(online())


def test_a_connection_is_tried_and_made_for_the_day_that_is_arranged() -> None:
    tried = session.ConnectionTested(on=date(2026, 9, 9), day=HELD, works=False, note="Mất tiếng")
    asked = {"on": date(2026, 9, 9), "works": False, "note": "Mất tiếng"}
    made = When(day=HELD, at=time(6, 50))
    connected = session.Connected(on=made, day=HELD)

    given(session_life, FIXED, online()).when(session_life.try_connection, **asked).then(tried)
    given(session_life, FIXED, online(), tried).when(session_life.try_connection, **asked).then()
    given(session_life, FIXED, online()).when(session_life.connect, on=made).then(connected)
    given(session_life, FIXED, online(), connected).when(session_life.connect, on=made).then()
    for decision, more in (
        (session_life.try_connection, {"works": True}),
        (session_life.connect, {}),
    ):
        given(session_life, FIXED).when(decision, on=HELD, **more).refused("online-is-arranged")


# -- G9: the government's dialogue ------------------------------------------------------


def test_the_governments_dialogue_is_announced_seven_days_before_and_told_ten_after() -> None:
    """Luật Tổ chức chính quyền địa phương 72/2025/QH15, Điều 43 (by a public page): at least 7
    days before, the results at most 10 days after. Calendar days; 20/09/2026 is a Sunday."""
    day = date(2026, 9, 10)
    history = life(
        fixed(day, on=date(2026, 8, 19), basis="government_dialogue"),
        announced(date(2026, 9, 3), day),
        session.Ended(on=day),
        attrs.evolve(announced(date(2026, 9, 21), day), phase="after"),
        stream=StreamId("dialogue/2026/9"),
    )
    before, after = (one for one in deadlines(history, LAW) if one.rule.id.startswith("G9"))

    assert (date(2026, 9, 3), True) == (before.due, before.in_time)
    assert (date(2026, 9, 21), True) == (after.due, after.in_time)


def test_the_law_of_2025_asks_nothing_of_an_earlier_dialogue_or_of_the_secretarys() -> None:
    early = fixed(date(2025, 6, 30), basis="government_dialogue")
    party = fixed(date(2026, 9, 10))

    for one in (early, party):
        found = deadlines(
            life(one, session.Ended(on=one.day), stream=StreamId("dialogue/2026/9")), LAW
        )
        assert not [owing.rule.id for owing in found if owing.rule.id.startswith("G9")]


# -- S2: not the ward's -----------------------------------------------------------------


@pytest.mark.requirement("R72")
def test_the_provinces_report_is_known_and_never_owed_by_the_ward() -> None:
    """Thông tư 06/2025/TT-TTCP, Điều 7: the province by the 20th; the ward by the 17th (S1)."""
    found = ward_obligations([], LAW, first=date(2026, 1, 1), last=date(2026, 12, 31))
    rule = LAW.rule("S2")

    assert "S2" not in {one.rule.id for one in found}
    assert (False, 6, "superior_authority") == (
        rule.derived,
        rule.versions[0].amount,
        rule.versions[0].owed_by.body,
    )
    dues = [one.due for one in found if one.rule.id == "S1" and one.root == "2026-Q2"]
    assert [date(2026, 6, 17)] == dues


# -- Both clocks ------------------------------------------------------------------------


def test_the_party_and_the_state_clock_are_told_together_the_earlier_first() -> None:
    """law.md, part 12, (2): "compute both and show both, the earlier one first"."""
    received = attrs.evolve(
        example(proceeding.Received),
        on=date(2026, 11, 12),
        petition=PETITION,
        kind="complaint",
        instance="first",
        remote=False,
    )
    other = attrs.evolve(received, petition=StreamId("petition/2026/2"))
    log = [
        *petition_life(came(date(2026, 11, 12))),
        *life(received, stream=StreamId("proceeding/2026/1")),
        *life(other, stream=StreamId("proceeding/2026/2")),
    ]
    told = clocks(log, PETITION, LAW)

    assert [
        ("C2", "proceeding/2026/1", date(2026, 11, 23)),
        ("P2", "petition/2026/1", date(2026, 11, 26)),
        ("G8", "petition/2026/1", date(2026, 12, 28)),
    ] == [(one.rule.id, one.stream, one.due) for one in told]
    assert [] == clocks(log, PETITION, LAW, known=date(2026, 11, 11))


def test_an_office_tells_the_clocks_of_a_petition() -> None:
    from dialogue_cases import petition as life_of_petition

    office = an_office(Clock(date(2026, 11, 12)))
    office.acting(act_of("chanh-van-phong")).decide(
        PETITION,
        life_of_petition.raise_petition,
        on=date(2026, 11, 12),
        channel="written",
        gist="Đề nghị sửa đường",
        received_by=OFFICE,
    )

    assert ["P2", "G8"] == [one.rule.id for one in office.clocks(PETITION)]
    assert office.clocks(PETITION) == office.deadlines(PETITION)
