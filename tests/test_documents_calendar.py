"""Calendars, charts, numbers: what the office is sent again and again, and looks at."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import attrs
import pytest
from icalendar import Calendar

import spec
from dialogue_cases import documents, petition, plan, session, task, ward
from dialogue_cases.cli import main
from dialogue_cases.documents import calendars, charts, forms
from dialogue_cases.documents.forms import sheet_of_everything
from dialogue_cases.documents.numbers import next_paper_number
from dialogue_cases.documents.wording import word
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.plan import Contents, ReceptionDay, Section
from dialogue_cases.session import Contents as NoticeContents
from dialogue_cases.session import Invitee, Item
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    Place,
    StreamId,
    SystemAct,
    Topic,
)
from offices import Clock, an_office
from test_documents_petition import DENUNCIATION, RAISED, SUGGESTION, a_petition

TOPIC = Topic(title="Giải phóng mặt bằng", code="land_clearance")
DAY = date(2023, 3, 15)


@pytest.fixture
def clock() -> Clock:
    return Clock(date(2023, 3, 1))


@pytest.fixture
def office(clock: Clock) -> Iterator[Office]:
    with an_office(clock) as made:
        yield made


def by(office: Office, officer: str) -> Any:
    return office.acting(spec.act_of(officer))


def fixed(office: Office, day: date = DAY, at: time | None = time(8)) -> StreamId:
    facts = by(office, "chanh-van-phong").begin(
        "dialogue/2023",
        session.fix,
        on=office.today,
        day=day,
        at=at,
        place=Place(name="Nhà sinh hoạt cộng đồng"),
        legal_basis="party_secretary_dialogue",
        topics=(TOPIC,),
    )
    stream: StreamId = facts[0].stream
    return stream


def assigned(
    office: Office, due: date, number: int = 1, lead: str = "ubnd", at: str = "dialogue/2023/1"
) -> StreamId:
    origin = task.Origin(kind="direction", source=StreamId(at), number=number)
    stream = task.stream(origin)
    by(office, "bi-thu").decide(
        stream,
        task.assign,
        on=office.today,
        origin=origin,
        text="Khơi thông mương",
        lead=BodyId(lead),
        due=due,
    )
    return stream


def read(office: Office, on: date) -> dict[str, Any]:
    """The entries of the file, by their ids, as another program reads them."""
    found = Calendar.from_ical(calendars.calendar(office, on=on).decode())
    events = list(found.walk("VEVENT"))
    by_id = {str(one["uid"]): one for one in events}

    assert len(by_id) == len(events)
    return by_id


# -- Calendar -----------------------------------------------------------------------------------


def test_a_session_stands_at_its_local_time_with_its_place(office: Office) -> None:
    fixed(office)
    entry = read(office, DAY)["dialogue.2023.1@21000.dialogue-cases"]

    assert datetime(2023, 3, 15, 1, tzinfo=UTC) == entry["dtstart"].dt
    assert "Asia/Ho_Chi_Minh" == entry["dtstart"].params["TZID"]
    assert "Nhà sinh hoạt cộng đồng" == entry["location"]
    assert "Giải phóng mặt bằng" in entry["description"]
    assert ("CONFIRMED", 1) == (entry["status"], entry["sequence"])
    assert office.history("dialogue/2023/1")[-1].recorded_at.replace(microsecond=0) == (
        entry["dtstamp"].dt.replace(microsecond=0)
    )


def test_a_file_that_is_sent_again_updates_the_one_before(office: Office, clock: Clock) -> None:
    """The id stays, the sequence grows; what is called off is cancelled, not left out."""
    stream = fixed(office)
    (uid, first) = next(iter(read(office, DAY).items()))
    clock.move(date(2023, 3, 10))
    by(office, "bi-thu").decide(stream, session.cancel, on=office.today, reason="Bão")
    again = read(office, DAY)[uid]

    assert ("CONFIRMED", "CANCELLED") == (first["status"], again["status"])
    assert again["sequence"] > first["sequence"]
    assert again["dtstamp"].dt > first["dtstamp"].dt
    assert not again.subcomponents


def test_the_same_record_gives_the_same_file(office: Office) -> None:
    fixed(office)
    assigned(office, date(2023, 3, 20))

    assert calendars.calendar(office, on=DAY) == calendars.calendar(office, on=DAY)


def test_a_postponed_session_without_a_new_day_is_cancelled(office: Office) -> None:
    stream = fixed(office)
    by(office, "bi-thu").decide(stream, session.postpone, on=office.today, reason="Mưa")

    assert "CANCELLED" == read(office, DAY)["dialogue.2023.1@21000.dialogue-cases"]["status"]


def void(office: Office, stream: StreamId, version: int) -> None:
    anyway = [("nothing-hangs-on-the-voided-entry", "nhập nhầm")]
    office.acting(spec.act_of("chanh-van-phong"), despite=anyway).void(
        stream, version=version, on=office.today, reason="nhập nhầm"
    )


def test_a_session_that_was_taken_out_is_cancelled_under_the_same_id(office: Office) -> None:
    """A calendar that imported the file before would keep it, with its alarm."""
    stream = fixed(office)
    uid = "dialogue.2023.1@21000.dialogue-cases"
    before = read(office, DAY)[uid]
    void(office, stream, 1)
    after = read(office, DAY)[uid]

    assert {"CANCELLED"} == {str(one["status"]) for one in read(office, DAY).values()}
    assert before["sequence"] < after["sequence"]
    assert before["summary"] == after["summary"]
    assert before["dtstart"].dt == after["dtstart"].dt
    assert [] == after.walk("VALARM")


def test_what_is_cancelled_stays_in_the_file_as_long_as_what_is_not(office: Office) -> None:
    """A month after its day, whether it was called off or taken out."""
    void(office, fixed(office), 1)

    assert 1 == len(read(office, date(2023, 4, 15)))
    assert {} == read(office, date(2023, 4, 16))


def test_the_last_days_of_a_petition_that_was_taken_out_are_cancelled(office: Office) -> None:
    (raised, *_) = by(office, "chanh-van-phong").begin(
        "petition/2023", petition.raise_petition, on=office.today, channel="written",
        gist="Mương tắc", received_by=BodyId("van-phong"),
    )  # fmt: skip
    before = {uid: one for uid, one in read(office, office.today).items() if "petition" in uid}
    void(office, raised.stream, 1)
    after = {uid: one for uid, one in read(office, office.today).items() if "petition" in uid}

    assert before
    assert before.keys() == after.keys()
    assert {"CANCELLED"} == {str(one["status"]) for one in after.values()}
    for uid, one in before.items():
        assert one["sequence"] < after[uid]["sequence"]


def test_the_last_day_of_an_entry_that_was_voided_is_cancelled(office: Office) -> None:
    """The life stands; what was owed by that entry isn't owed any more."""
    stream = assigned(office, date(2023, 3, 20))
    assert 1 == len(read(office, office.today))

    void(office, stream, 1)

    (after,) = read(office, office.today).values()
    assert ("CANCELLED", "Hạn chót: khơi thông mương (Uỷ ban nhân dân phường)") == (
        after["status"],
        after["summary"],
    )


def test_a_last_day_is_there_until_it_is_met(office: Office, clock: Clock) -> None:
    stream = assigned(office, date(2023, 3, 20))
    uid = "task.dialogue.2023.1.direction.1.T1.1@21000.dialogue-cases"
    before = read(office, DAY)[uid]
    clock.move(date(2023, 3, 17))
    by(office, "chu-tich").decide(
        stream, task.report_done, on=office.today, gist="Xong", evidence=(Document(kind="Báo cáo"),)
    )
    after = read(office, date(2023, 3, 17))[uid]

    assert date(2023, 3, 20) == before["dtstart"].dt
    assert "Hạn chót: khơi thông mương (Uỷ ban nhân dân phường)" == before["summary"]
    assert ("CONFIRMED", "CANCELLED") == (before["status"], after["status"])
    assert after["sequence"] > before["sequence"]


def test_a_day_off_that_becomes_known_moves_the_last_day_and_the_sequence(
    office: Office, clock: Clock
) -> None:
    """07 working days to the notice; the session's own life doesn't change, the ward's does."""
    stream = fixed(office)
    clock.move(DAY)
    by(office, "bi-thu").decide(stream, session.open_session, on=office.today)
    ended = by(office, "bi-thu").decide(stream, session.end_session, on=office.today)
    uid = f"dialogue.2023.1.P4.{ended[0].version}@21000.dialogue-cases"
    before = read(office, DAY)[uid]
    office.by_rule(SystemAct(rule="test")).decide(
        ward.WARD,
        ward.announce_day,
        on=office.today,
        day=date(2023, 3, 20),
        kind="off",
        basis=Document(kind="Thông báo"),
    )
    after = read(office, DAY)[uid]

    assert (date(2023, 3, 24), date(2023, 3, 27)) == (before["dtstart"].dt, after["dtstart"].dt)
    assert after["sequence"] > before["sequence"]


def test_reception_days_of_the_plan_are_there_and_dropped_ones_cancelled(office: Office) -> None:
    days = (date(2023, 4, 6), date(2023, 4, 20))
    contents = Contents(
        kind="KẾ HOẠCH",
        title="tiếp dân",
        bases=(),
        introduction="",
        purposes=Section(headings=(), paragraphs=()),
        requirements=Section(headings=(), paragraphs=()),
        sessions=(),
        duties=(),
        reception_days=tuple(ReceptionDay(day=one) for one in days),
    )
    desk = by(office, "bi-thu")
    desk.decide("plan/2023", plan.draft, on=office.today, year=2023, contents=contents)
    adopted = Document(kind="Kế hoạch", number="14-KH/ĐU", issued_on=office.today)
    desk.decide("plan/2023", plan.adopt, on=office.today, document=adopted)
    desk.decide(
        "plan/2023",
        plan.amend,
        on=office.today,
        contents=attrs.evolve(contents, reception_days=(ReceptionDay(day=days[0]),)),
        reason="Trùng lịch họp",
        document=Document(kind="Kế hoạch"),
    )
    found = {uid: str(one["status"]) for uid, one in read(office, DAY).items()}

    assert "CONFIRMED" == found["plan.2023.reception.2023-04-06@21000.dialogue-cases"]
    assert "CANCELLED" == found["plan.2023.reception.2023-04-20@21000.dialogue-cases"]


def test_what_was_long_ago_is_not_sent_any_more(office: Office) -> None:
    fixed(office)

    assert read(office, date(2023, 4, 14))
    assert {} == read(office, date(2023, 5, 14))


# -- Numbers ------------------------------------------------------------------------------------


def number(office: Office, symbol: str, on: date) -> str:
    return str(next_paper_number(office.log.since(), office.ward(effective=on), symbol, on=on))


def invited(office: Office, number: int, name: str = "Mặt trận") -> None:
    stream = StreamId("dialogue/2023/1")
    guest = (Invitee(name=name),)
    clerk = by(office, "chanh-van-phong")
    clerk.decide(stream, session.propose_invitees, on=office.today, invitees=guest)
    by(office, "bi-thu").decide(stream, session.approve_invitees, on=office.today)
    clerk.decide(
        stream,
        session.issue_invitation,
        on=office.today,
        number=DocumentNumber(number=number, symbol="GM/ĐU"),
        invitee=guest[0],
    )


def test_the_next_number_follows_the_last_one_of_its_own_series(office: Office) -> None:
    fixed(office)
    invited(office, 7)

    assert ("08-GM/ĐU", "01-TB/ĐU") == (
        number(office, "GM/ĐU", DAY),
        number(office, "TB/ĐU", DAY),
    )


def test_party_numbers_begin_anew_with_a_term_and_not_with_a_year(
    office: Office, clock: Clock
) -> None:
    fixed(office)
    invited(office, 7)
    clock.move(date(2025, 8, 1))
    office.by_rule(SystemAct(rule="test")).decide(
        ward.WARD,
        ward.begin_term,
        on=date(2025, 7, 1),
        body=BodyId("dang-uy"),
        term="2025–2030",
    )

    assert ("08-GM/ĐU", "01-GM/ĐU") == (
        number(office, "GM/ĐU", date(2024, 1, 5)),
        number(office, "GM/ĐU", date(2025, 7, 2)),
    )


def test_state_numbers_begin_anew_each_year(office: Office) -> None:
    """Nghị định 30/2020/NĐ-CP, Điều 15: from 01 on 1 January to 31 December."""
    office.by_rule(SystemAct(rule="test")).decide(
        ward.WARD,
        ward.adopt_regulation,
        on=date(2023, 2, 1),
        kind="regulation",
        document=Document(
            kind="Quyết định",
            number="9/QĐ-UBND",
            issued_on=date(2023, 2, 1),
            issuer="Uỷ ban nhân dân phường",
        ),
    )

    assert ("10/QĐ-UBND", "01/QĐ-UBND") == (
        number(office, "QĐ-UBND", date(2023, 3, 1)),
        number(office, "QĐ-UBND", date(2024, 1, 2)),
    )


def test_numbers_of_bodies_above_are_not_counted(office: Office) -> None:
    above = Document(kind="Quy định", number="90-QĐ/ĐU", issuer="Ban Thường vụ Thị uỷ")
    office.by_rule(SystemAct(rule="test")).decide(
        ward.WARD,
        ward.adopt_regulation,
        on=date(2023, 2, 1),
        kind="regulation",
        document=above,
    )

    assert "01-QĐ/ĐU" == number(office, "QĐ/ĐU", DAY)


@pytest.mark.parametrize("symbol", ["", "TB", "/ĐU", "TB/", "-UBND"])
def test_what_is_no_series_is_told(office: Office, symbol: str) -> None:
    with pytest.raises(Invalid, match="no series"):
        number(office, symbol, DAY)


# -- Charts -------------------------------------------------------------------------------------


def test_the_chart_counts_what_the_report_counts(office: Office, clock: Clock) -> None:
    """By body: one reported done, one overdue, one due soon."""
    kept = assigned(office, date(2023, 3, 20), 1)
    assigned(office, date(2023, 3, 10), 2)
    assigned(office, date(2023, 3, 21), 3, "mttq")
    clock.move(date(2023, 3, 20))
    by(office, "chu-tich").decide(
        kept, task.report_done, on=office.today, gist="Xong", evidence=(Document(kind="Báo cáo"),)
    )
    sheet = sheet_of_everything(office, on=date(2023, 3, 20))
    rows = charts.promises_by_body(sheet)["data"]["values"]

    assert {
        ("Uỷ ban nhân dân phường", "Đã báo cáo xong, chờ xác nhận", 1),
        ("Uỷ ban nhân dân phường", "Quá hạn", 1),
        ("Uỷ ban Mặt trận Tổ quốc phường", "Sắp đến hạn", 1),
    } == {(row["body"], row["state"], row["number"]) for row in rows}
    assert [("Uỷ ban nhân dân phường", 19)] == [
        (row["body"], row["days"]) for row in charts.days_to_settle(sheet)["data"]["values"]
    ]


def test_petitions_are_counted_by_month_and_kind(office: Office) -> None:
    lives = {
        StreamId("petition/2026/1"): a_petition(RAISED, SUGGESTION),
        StreamId("petition/2026/2"): a_petition(RAISED, DENUNCIATION),
        StreamId("petition/2026/3"): a_petition(
            attrs.evolve(RAISED, on=date(2026, 6, 30)), SUGGESTION
        ),
    }
    sheet = attrs.evolve(sheet_of_everything(office, on=DAY), lives=lives)
    spec_ = charts.petitions_by_month(sheet)

    assert [("06/2026", "Kiến nghị", 1), ("07/2026", "Tố cáo", 1), ("07/2026", "Kiến nghị", 1)] == [
        (row["month"], row["kind"], row["number"]) for row in spec_["data"]["values"]
    ]
    assert ["06/2026", "07/2026"] == spec_["encoding"]["x"]["sort"]


def test_a_chart_is_drawn_as_svg_with_vietnamese_labels(office: Office) -> None:
    assigned(office, date(2023, 3, 20))
    svg = charts.drawn(charts.promises_by_body(sheet_of_everything(office, on=DAY)), "svg").decode()

    assert svg.startswith("<svg")
    assert "Uỷ ban nhân dân phường" in svg
    assert "Sắp đến hạn" in svg


def test_a_chart_of_nothing_is_told(office: Office) -> None:
    with pytest.raises(Invalid, match="nothing to show yet"):
        charts.drawn(charts.petitions_by_month(sheet_of_everything(office, on=DAY)), "svg")


# -- The follow-up report -------------------------------------------------------------------------


@pytest.mark.requirement("R40", "R41", "R42")
def test_the_report_tells_what_became_of_each_item(office: Office, clock: Clock) -> None:
    import papers

    stream = fixed(office)
    clock.move(DAY)
    by(office, "bi-thu").decide(stream, session.open_session, on=office.today)
    by(office, "chanh-van-phong").decide(
        stream,
        session.voice_opinion,
        on=office.today,
        kind="report",
        subject="government_management",
        gist="Mương tắc",
        topic=TOPIC,
    )
    by(office, "bi-thu").decide(stream, session.end_session, on=office.today, people=40)
    by(office, "truong-khoi").decide(
        stream,
        session.draft_conclusion,
        on=office.today,
        contents=NoticeContents(
            items=(
                Item(
                    number=1,
                    decision="Khơi thông mương",
                    lead=BodyId("ubnd"),
                    opinions=(1,),
                    due=date(2023, 4, 5),
                ),
            )
        ),
    )
    by(office, "chanh-van-phong").decide(stream, session.submit_conclusion, on=office.today)
    desk = office.acting(
        spec.act_of("bi-thu"),
        despite=[("notice-has-a-recipient", "thử"), ("notice-names-who-follows-up", "thử")],
    )
    notice = DocumentNumber(number=5, symbol="TB/ĐU")
    desk.decide(stream, session.issue_conclusion, on=office.today, number=notice)
    item = "task/dialogue/2023/1/item/1"
    by(office, "chu-tich").decide(
        item, task.report_obstacle, on=office.today, gist="Chưa có kinh phí"
    )
    clock.move(date(2023, 4, 10))
    made = documents.write(office, "follow-up-report", stream)
    said = papers.text(made.docx)

    assert made.draft
    for part in (
        "Đối thoại\n15/03/2023\n40\n1\n05-TB/ĐU, 15/03/2023",
        "giải phóng mặt bằng: 1 ý kiến",
        "Tổng số nội dung giao thực hiện: 1; quá hạn: 1.",
        "15/03/2023\n1\nKhơi thông mương.\nỦy ban nhân dân phường\n05/04/2023\nQuá hạn",
        "Khơi thông mương (Ủy ban nhân dân phường, quá hạn): vướng mắc: chưa có kinh phí.",
        "Đề nghị tiếp tục chỉ đạo Ủy ban nhân dân phường thực hiện: Khơi thông mương.",
        "- Ban Thường vụ Đảng ủy,",
    ):
        assert part in said
    urged = papers.text(documents.write(office, "urging-letter", item).docx)
    assert "Nhiệm vụ tại mục 1 Thông báo số 05-TB/ĐU ngày 15/03/2023." in urged


def test_the_chart_stands_in_the_report(office: Office) -> None:
    import io

    import docx

    fixed(office)
    assigned(office, date(2023, 3, 20))
    made = documents.write(office, "follow-up-report", "dialogue/2023/1", charts=True)

    assert 1 == len(docx.Document(io.BytesIO(made.docx)).inline_shapes)


def test_the_chart_in_a_report_counts_what_that_report_counts(office: Office) -> None:
    """Of one session: what was promised at another one isn't drawn."""
    for at in (fixed(office), fixed(office, date(2023, 3, 16))):
        assigned(office, date(2023, 3, 20), at=at)
    form = forms.FORMS["follow-up-report"]
    sheet = forms.sheet_for(office, form, StreamId("dialogue/2023/1"), on=office.today)
    state = office.as_of(sheet.stream)

    assert form.chart is not None
    drawn = [one["number"] for one in form.chart(state, sheet)["data"]["values"]]
    assert form.context(state, sheet)["total"] == str(sum(drawn)) == "1"


def test_words_come_from_the_catalogue_of_the_program() -> None:
    assert "phản ánh" == word("report")
    assert "no such word" == word("no such word")


# -- On the command line ----------------------------------------------------------------------


def test_a_clerk_makes_files_and_programs_read_the_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each answers with the file that it wrote, or says what is wrong with what was typed."""
    store = tmp_path / "ward.db"
    with an_office(Clock(date(2023, 3, 1)), store) as made:
        fixed(made)
        assigned(made, date(2023, 3, 20))

    def run(*typed: str) -> tuple[int, str]:
        code = main([*typed, "--store", str(store), "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out + said.err

    def answer(*typed: str) -> Any:
        code, said = run(*typed, "--on", str(DAY), "--json")
        assert 0 == code, said
        return json.loads(said)

    at = {name: str(tmp_path / name) for name in ("lich.ics", "b.svg", "b.pdf", "tb.docx")}
    notice = answer("document", "announcement", "dialogue/2023/1", "--to", at["tb.docx"])

    assert "01-TB/ĐU" == answer("document", "number", "TB/ĐU")["number"]
    assert (False, "Số …-TB/VPĐU") == (notice["draft"], notice["number"])
    assert 0 < answer("calendar", "--to", at["lich.ics"])["entries"]
    assert at["b.svg"] == answer("chart", "promises-by-body", "--to", at["b.svg"])["file"]
    assert b"BEGIN:VCALENDAR" in Path(at["lich.ics"]).read_bytes()
    assert Path(at["b.svg"]).read_text(encoding="utf-8").startswith("<svg")
    for typed, told in (
        (("chart", "pie", "--to", at["b.pdf"]), "there is no chart pie"),
        (("chart", "days-to-settle", "--to", at["b.pdf"]), "neither SVG nor PNG"),
        (("chart", "days-to-settle", "--to", at["b.svg"]), "is there already"),
        (("calendar", "--to", str(tmp_path)), "is a folder"),
        (("document", "templates", "--to", at["lich.ics"]), "is no folder"),
        (
            ("document", "plan", "plan/2023", "--to", at["b.pdf"], "--template", "x"),
            "there is no x",
        ),
        (("document", "number", "TB"), "no series of documents"),
    ):
        code, said = run(*typed)
        assert (2, True) == (code, told in said), said
