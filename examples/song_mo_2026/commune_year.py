"""Một năm của xã Sông Mơ: two plans, receptions, a dialogue with the young and one with all.

Hư cấu: the commune, every day, number and word of what is said here is invented.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from dialogue_cases import Act, Office, Operator, petition, plan, session, task
from dialogue_cases.plan_file import read_plan
from dialogue_cases.record import LOCAL
from dialogue_cases.session import Contents, Invitee, Item
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    OfficerId,
    Place,
    Recipient,
    Reporting,
    Topic,
    When,
)
from dialogue_cases.ward_file import read_ward

HERE = Path(__file__).parent
LABEL = "[ví dụ hư cấu]"
YEAR, LAST_DAY = 2026, date(2026, 11, 20)

SECRETARY, CHAIRMAN = "bi-thu", "chu-tich"
PARTY_OFFICE, STATE_OFFICE = "chanh-vp-du", "chanh-vp-ub"
ECONOMY, SERVICE = "truong-kt", "giam-doc-hcc"
WITH_ALL, WITH_THE_YOUNG = "dialogue/2026/1", "dialogue/2026/2"
NOBODY_CAME, JOINT = "reception/2026/2", "reception/2026/3"
ROAD = "petition/2026/1"

HALL, CULTURE_HOUSE = Place(name="Hội trường UBND xã"), Place(name="Nhà văn hoá xã")


class Commune:
    """Xã trong chuyện: its record, and who decides what on which day.

    Args:
        url: where its store is made.
    """

    def __init__(self, url: str) -> None:
        self._today = date(2025, 12, 30)
        setup = read_ward(HERE / "ward.toml")
        self.office = Office.create(
            url,
            code=setup.code,
            name=setup.name,
            setup=setup.steps,
            operator=Operator(id="van-thu", channel="ví dụ hư cấu", authenticated="kịch bản"),
            clock=lambda: datetime.combine(self._today, time(16, 30), LOCAL).astimezone(UTC),
            durability="process-crash",
        )

    def __call__(
        self,
        on: date,
        officer: str,
        stream: str,
        decision: Any,
        *,
        hour: time | None = None,
        **said: Any,
    ) -> None:
        """Somebody decides, in whichever of their offices may; a series begins its next life."""
        self._today = max(on, self._today)
        held = [one for one in self.office.ward(effective=on).holdings if one.officer == officer]
        acts = [Act(officer=OfficerId(officer), office=one.office, body=one.body) for one in held]
        desk = self.office.acting(*acts)
        when = on if hour is None else When(day=on, at=hour)
        if stream.count("/") == 1 and not stream.startswith("plan/"):
            desk.begin(stream, decision, on=when, **said)
        else:
            desk.decide(stream, decision, on=when, **said)


def run(url: str) -> Office:
    """Let the year happen in a fresh store."""
    told = Commune(url)
    _plans(told)
    _receptions(told)
    _with_the_young(told)
    _with_all(told)
    _kept(told)
    return told.office


def _plans(told: Commune) -> None:
    """The Party's plan and the chairman's, each adopted by its head."""
    for name, officer, on in (
        ("plan-dang-uy.toml", SECRETARY, date(2026, 1, 8)),
        ("plan-ubnd.toml", CHAIRMAN, date(2026, 1, 15)),
    ):
        file = read_plan(HERE / name, calendar=told.office.law_known().calendar)
        stream = plan.stream(YEAR, 1 if officer == SECRETARY else 2)
        told(on, officer, stream, plan.draft, year=file.year, contents=file.contents)
        told(on, officer, stream, plan.adopt, document=file.document)


def _receptions(told: Commune) -> None:
    """Every day of the schedule; on 10/02 one citizen comes, on the others nobody."""
    known: plan.Plan = told.office.as_of(plan.stream(YEAR))
    days = known.contents.reception_days if known.contents else ()
    for number, one in enumerate((one for one in days if one.day <= LAST_DAY), start=1):
        stream, people = f"reception/{YEAR}/{number}", int(f"reception/{YEAR}/{number}" == JOINT)
        hours = {"day": one.day, "at": one.at, "place": one.place}
        posted = max(one.day - timedelta(days=9), date(YEAR, 1, 9))
        told(posted, PARTY_OFFICE, f"reception/{YEAR}", session.fix, **hours)
        told(
            posted, PARTY_OFFICE, stream, session.announce, phase="before", channel="posting",
            body=BodyId("van-phong-du"), **hours,
        )  # fmt: skip
        told(one.day, SECRETARY, stream, session.open_session, hour=one.at)
        told(one.day, CHAIRMAN, stream, session.share_chair, hour=one.at)
        if people:
            told(
                one.day, PARTY_OFFICE, "petition/2026", petition.raise_petition,
                channel="reception", received_by=BodyId("dang-uy"), receiver="head",
                reception="periodic", session=stream, title="recommendation",
                group=GroupId("thon-2"), gist=f"Đề nghị nâng cấp đường nội đồng {LABEL}",
            )  # fmt: skip
        told(one.day, PARTY_OFFICE, stream, session.end_session, hour=one.ends, people=people)
        told(
            one.day, PARTY_OFFICE, stream, session.keep_minutes, keeper=OfficerId(PARTY_OFFICE),
            present=(BodyId("dang-uy"), BodyId("ubnd")), people=people,
        )  # fmt: skip
    _road(told)


def _road(told: Commune) -> None:
    """What the citizen asked for on 10/02 is taken on, answered, confirmed and settled."""
    party = told.office.new_party(ROAD)
    named = {
        "party": party,
        "petitioner_name": told.office.seal(party, "petitioner_name", "Nguyễn Thị A"),
        "petitioner_address": told.office.seal(party, "petitioner_address", "Thôn Hai"),
    }
    result = f"Đã đổ đá cấp phối 400 m đường nội đồng {LABEL}"
    accepted = _paper("Công văn", "08-CV/VPĐU", date(2026, 2, 13))
    reply = _paper("Công văn", "21-CV/VPĐU", date(2026, 2, 27))
    steps: tuple[tuple[date, str, Any, dict[str, Any]], ...] = (
        (date(2026, 2, 10), PARTY_OFFICE, petition.name_petitioner, named),
        (
            date(2026, 2, 11), PARTY_OFFICE, petition.classify,
            {"kind": "recommendation", "area": "other"},
        ),
        (date(2026, 2, 11), PARTY_OFFICE, petition.find_eligibility, {"eligible": True}),
        (
            date(2026, 2, 11), PARTY_OFFICE, petition.find_competence,
            {"own": True, "system": "administrative", "body": BodyId("ubnd")},
        ),
        (date(2026, 2, 12), PARTY_OFFICE, petition.admit, {}),
        (
            date(2026, 2, 13), PARTY_OFFICE, petition.answer,
            {
                "outcome": "accepted", "document": accepted,
                "gist": f"Đã tiếp nhận, sẽ thông báo kết quả {LABEL}",
            },
        ),
        (
            date(2026, 2, 13), SECRETARY, petition.assign,
            {"text": "Sửa đường nội đồng Thôn Hai", "lead": BodyId("kt-ht-dt")},
        ),
        (
            date(2026, 2, 27), PARTY_OFFICE, petition.answer,
            {"outcome": "result", "gist": result, "document": reply},
        ),
        (
            date(2026, 3, 3), PARTY_OFFICE, petition.confirm,
            {"findings": f"Đúng như trả lời {LABEL}"},
        ),
        (
            date(2026, 3, 3), PARTY_OFFICE, petition.resolve,
            {"outcome": "granted", "gist": result, "evidence": (reply,)},
        ),
    )  # fmt: skip
    for on, officer, decision, said in steps:
        told(on, officer, ROAD, decision, **said)


def _with_the_young(told: Commune) -> None:
    """The chairman's dialogue: two turns to speak, one opinion in writing, the state's papers."""
    topic = Topic(title="Khởi nghiệp, chuyển đổi số", code="other")
    day, stream = date(2026, 3, 26), WITH_THE_YOUNG
    told(
        date(2026, 3, 2), STATE_OFFICE, stream, session.fix, day=day, at=time(14),
        place=CULTURE_HOUSE,
    )  # fmt: skip
    told(
        date(2026, 3, 3), STATE_OFFICE, stream, session.announce, phase="before",
        channel="posting", body=BodyId("vp-ubnd"), day=day, at=time(14), place=CULTURE_HOUSE,
        topics=(topic,),
    )  # fmt: skip
    told(day, CHAIRMAN, stream, session.open_session, hour=time(14))
    for minute, gist, turn, written in (
        (20, "Đề nghị mở lớp kỹ năng bán hàng trực tuyến", 1, False),
        (35, "Đề nghị lắp wifi ở nhà văn hoá các thôn", 2, False),
        (50, "Đề nghị hướng dẫn vay vốn khởi nghiệp", None, True),
    ):
        told(
            day, STATE_OFFICE, stream, session.voice_opinion, hour=time(14, minute),
            kind="recommendation", subject="government_management", gist=f"{gist} {LABEL}",
            topic=topic, turn=turn, written=written,
        )  # fmt: skip
    told(
        day, STATE_OFFICE, stream, session.answer_opinion, hour=time(15, 30), number=3,
        body=BodyId("hcc"), gist=f"Đã có quầy hướng dẫn tại Trung tâm {LABEL}",
    )  # fmt: skip
    for number in (1, 2):
        told(
            day, STATE_OFFICE, stream, session.take_opinion, hour=time(15, 40), number=number,
            destination="conclusion",
        )  # fmt: skip
    told(day, STATE_OFFICE, stream, session.end_session, hour=time(16), people=45, turns=2)
    told(
        day, STATE_OFFICE, stream, session.keep_minutes, keeper=OfficerId(STATE_OFFICE),
        present=(BodyId("ubnd"), BodyId("hcc")), people=45,
    )  # fmt: skip
    contents = Contents(
        summary=f"Thanh niên nêu 3 ý kiến, tập trung vào khởi nghiệp và chuyển đổi số {LABEL}.",
        items=(
            Item(
                number=1, decision=f"Mở 02 lớp kỹ năng bán hàng trực tuyến {LABEL}", opinions=(1,),
                lead=BodyId("vh-xh"), due=date(2026, 6, 29), due_text="trước ngày 30/6/2026",
            ),
            Item(
                number=2, decision=f"Duy trì wifi miễn phí ở nhà văn hoá các thôn {LABEL}",
                opinions=(2,), lead=BodyId("hcc"), standing=True,
                due_text="thường xuyên, báo cáo trước ngày 25 hằng tháng",
                report=Reporting(every="month", until_day=24),
            ),
        ),
        recipients=(
            Recipient(text="Văn phòng HĐND và UBND;", bodies=(BodyId("vp-ubnd"),)),
            Recipient(text="Phòng Văn hoá - Xã hội;", bodies=(BodyId("vh-xh"),)),
            Recipient(text="Trung tâm Phục vụ hành chính công;", bodies=(BodyId("hcc"),)),
            Recipient(text="Lưu: VT.", bodies=(BodyId("vp-ubnd"),), filed=True),
        ),
        follow_up=BodyId("vp-ubnd"),
    )  # fmt: skip
    number = DocumentNumber(number=30, symbol="TB-UBND")
    _concluded(told, stream, STATE_OFFICE, CHAIRMAN, contents, number, date(2026, 3, 30))
    told(
        date(2026, 4, 2), STATE_OFFICE, stream, session.announce, phase="after",
        channel="posting", body=BodyId("vp-ubnd"), text=f"Công khai kết quả đối thoại {LABEL}",
    )  # fmt: skip


def _with_all(told: Commune) -> None:
    """Secretary and chairman with the whole commune; one opinion isn't the commune's to settle."""
    topic = Topic(title="Phát triển kinh tế - xã hội 6 tháng đầu năm", code="other")
    day, stream = date(2026, 6, 18), WITH_ALL
    told(date(2026, 5, 20), PARTY_OFFICE, stream, session.fix, day=day, at=time(8), place=HALL)
    told(
        date(2026, 6, 5), PARTY_OFFICE, stream, session.announce, phase="before",
        channel="posting", body=BodyId("van-phong-du"), day=day, at=time(8), place=HALL,
        topics=(topic,),
    )  # fmt: skip
    front = Invitee(name="Uỷ ban MTTQ xã", body=BodyId("mttq"))
    told(date(2026, 6, 5), PARTY_OFFICE, stream, session.propose_invitees, invitees=(front,))
    told(date(2026, 6, 8), SECRETARY, stream, session.approve_invitees)
    told(day, SECRETARY, stream, session.open_session, hour=time(8))
    told(day, CHAIRMAN, stream, session.share_chair, hour=time(8))
    for minute, gist, group in (
        (20, "Đề nghị lắp đèn chiếu sáng trục thôn", "thon-1"),
        (30, "Đề nghị tỉnh nâng cấp tuyến tỉnh lộ qua xã", "thon-3"),
        (40, "Đề nghị thu gom rác hai lần mỗi tuần", "thon-2"),
    ):
        told(
            day, PARTY_OFFICE, stream, session.voice_opinion, hour=time(8, minute),
            kind="recommendation", subject="government_management", gist=f"{gist} {LABEL}",
            topic=topic, group=GroupId(group),
        )  # fmt: skip
    told(
        day, PARTY_OFFICE, stream, session.find_competence, hour=time(9), number=2,
        competence="other", to=BodyId("ubnd-tinh"),
    )  # fmt: skip
    for number in (1, 2, 3):
        told(
            day, PARTY_OFFICE, stream, session.take_opinion, hour=time(10), number=number,
            destination="conclusion",
        )  # fmt: skip
    told(day, PARTY_OFFICE, stream, session.end_session, hour=time(11), people=120, turns=5)
    told(
        day, PARTY_OFFICE, stream, session.keep_minutes, keeper=OfficerId(PARTY_OFFICE),
        present=(BodyId("dang-uy"), BodyId("ubnd"), BodyId("mttq")), people=120,
    )  # fmt: skip
    contents = Contents(
        summary=f"Nhân dân nêu 3 ý kiến {LABEL}.",
        items=(
            Item(
                number=1, decision=f"Lắp đèn chiếu sáng trục Thôn Một {LABEL}", opinions=(1,),
                lead=BodyId("kt-ht-dt"), due=date(2026, 9, 30), due_text="trong quý III/2026",
            ),
            Item(
                number=2, decision=f"Kiến nghị UBND tỉnh nâng cấp tỉnh lộ {LABEL}", opinions=(2,),
                lead=BodyId("ubnd"), due=date(2026, 7, 31),
            ),
            Item(
                number=3, decision=f"Thu gom rác hai lần mỗi tuần {LABEL}", opinions=(3,),
                lead=BodyId("kt-ht-dt"), standing=True, due_text="thường xuyên",
            ),
        ),
        recipients=(
            Recipient(text="Ban Thường vụ Đảng uỷ,", bodies=(BodyId("ban-thuong-vu"),)),
            Recipient(text="UBND xã,", bodies=(BodyId("ubnd"),)),
            Recipient(text="Phòng Kinh tế, Hạ tầng và Đô thị,", bodies=(BodyId("kt-ht-dt"),)),
            Recipient(text="Lưu Văn phòng Đảng uỷ.", bodies=(BodyId("van-phong-du"),), filed=True),
        ),
        follow_up=BodyId("van-phong-du"),
    )  # fmt: skip
    number = DocumentNumber(number=12, symbol="TB/ĐU")
    _concluded(told, stream, PARTY_OFFICE, SECRETARY, contents, number, date(2026, 6, 24))


def _concluded(
    told: Commune,
    stream: str,
    office: str,
    head: str,
    contents: Contents,
    number: DocumentNumber,
    on: date,
) -> None:
    """One office drafts and submits, as the plan says; the head issues two days later."""
    told(on, office, stream, session.draft_conclusion, contents=contents)
    told(on, office, stream, session.submit_conclusion)
    issued = date(on.year, on.month, on.day + (1 if on.day == 30 else 2))
    told(issued, head, stream, session.issue_conclusion, number=number)


def _kept(told: Commune) -> None:
    """What was promised is reported, confirmed and closed; the standing work each month."""
    lessons, lamps = f"task/{WITH_THE_YOUNG}/item/1", f"task/{WITH_ALL}/item/1"
    wifi = f"task/{WITH_THE_YOUNG}/item/2"
    events: Mapping[date, tuple[str, str, Any, dict[str, Any]]] = {
        date(2026, 4, 2): ("truong-vh-xh", lessons, task.accept_assignment, {}),
        date(2026, 6, 19): (
            "truong-vh-xh", lessons, task.report_done,
            {
                "gist": f"Đã mở 02 lớp, 61 học viên {LABEL}",
                "evidence": (_paper("Báo cáo", "14/BC-VHXH", date(2026, 6, 19)),),
            },
        ),
        date(2026, 6, 23): (
            STATE_OFFICE, lessons, task.verify, {"findings": f"Đúng như báo cáo {LABEL}"}
        ),
        date(2026, 6, 24): (STATE_OFFICE, lessons, task.close, {"outcome": "carried_out"}),
        date(2026, 10, 12): (
            ECONOMY, lamps, task.report_done,
            {
                "gist": f"Đã lắp 24 bộ đèn {LABEL}",
                "evidence": (_paper("Báo cáo", "33/BC-KT", date(2026, 10, 12)),),
            },
        ),
        date(2026, 10, 15): (
            PARTY_OFFICE, lamps, task.verify, {"findings": f"Đã lắp, muộn 12 ngày {LABEL}"}
        ),
    }  # fmt: skip
    reports = {
        date(YEAR, month, 20): (
            SERVICE, wifi, task.report_progress, {"gist": f"Wifi hoạt động ở 3/3 thôn {LABEL}"}
        )
        for month in (4, 5, 7, 8, 9, 10, 11)
    }  # fmt: skip
    for on, (officer, stream, decision, said) in sorted({**events, **reports}.items()):
        told(on, officer, stream, decision, **said)
    told(LAST_DAY, PARTY_OFFICE, f"task/{WITH_ALL}/item/1", task.close, outcome="carried_out")


def _paper(kind: str, number: str, on: date) -> Document:
    return Document(kind=kind, number=number, issued_on=on, title=f"{kind} kết quả {LABEL}")
