"""Việc chung của mọi buổi: what every session of the year brings, whatever is said there.

The plan's part III, step by step: know the situation, prepare answers, invite, announce, keep
minutes, draft, submit, issue. The chapters say on which days, and what is different.
"""

from datetime import date, time

from attrs import frozen

import who
from dialogue_cases import session, task
from dialogue_cases.law import load_law
from dialogue_cases.plan import PlannedSession
from dialogue_cases.session import Channel, Contents, Invitee, Item, Phase
from dialogue_cases.vocabulary import BodyId, DocumentNumber, Recipient, StreamId
from dialogue_cases.workdays import add, subtract
from diary import LABEL, Entry, Page

CALENDAR = load_law().calendar

# -- who.A session -----------------------------------------------------------------------------


@frozen(kw_only=True)
class Sitting:
    """Buổi đối thoại: one of the plan's sessions, on the day that the chapter gives it.

    Args:
        page: where its life is written.
        planned: what the plan says of it.
        day: the local day for which it is fixed …
        at: … and the local time.
    """

    page: Page
    planned: PlannedSession
    day: date
    at: time = time(8)

    @property
    def cell(self) -> BodyId:
        """The Party cell of its group."""
        return BodyId(f"chi-bo-{self.planned.groups[0]}")

    @property
    def cell_secretary(self) -> str:
        """Who speaks for that cell."""
        return f"bi-thu-{self.cell}"

    def before(self, days: int) -> date:
        """So many working days before it."""
        return subtract(CALENDAR, self.day, days, "working_days").due or self.day

    def after(self, days: int) -> date:
        """So many working days after it."""
        return add(CALENDAR, self.day, days, "working_days").due or self.day

    def announce(
        self,
        on: date,
        phase: Phase,
        channel: Channel,
        *,
        says: date | None = None,
        entered: date | None = None,
        corrects: Entry | None = None,
    ) -> Entry:
        """Announce it in full: the station on the air, or the cell at its meeting."""
        cell = channel == "cell_meeting"
        return self.page(
            on,
            self.cell_secretary if cell else who.TRUONG_DAI,
            session.announce,
            entered=entered,
            corrects=corrects,
            phase=phase,
            channel=channel,
            body=self.cell if cell else who.DAI,
            day=says or self.day,
            at=self.at,
            place=self.planned.place,
            topics=self.planned.topics,
            groups=self.planned.groups if cell else (),
        )

    def acknowledge(self, on: date, entered: date | None = None) -> Entry:
        """The group says, through its cell, that it knows of the day."""
        return self.page(
            on,
            self.cell_secretary,
            session.acknowledge_announcement,
            entered=entered,
            group=self.planned.groups[0],
            body=self.cell,
        )


def prepare(sitting: Sitting, *, situation: str, risk: str, question: str, answer: str) -> None:
    """Know the situation, foresee what may come, prepare answers, conditions and the place."""
    page, before, topics = sitting.page, sitting.before, sitting.planned.topics
    group = sitting.planned.groups
    page(before(20), who.CHANH_VAN_PHONG, session.fix, day=sitting.day, at=sitting.at)
    reports = (
        (18, who.TRUONG_KHOI, "situation_report", who.DAN_VAN, situation),
        (17, sitting.cell_secretary, "cell_report", sitting.cell, "Tâm trạng Nhân dân ổn định."),
        (
            17,
            who.CHU_TICH_MTTQ,
            "front_report",
            who.MTTQ,
            "Hội viên quan tâm chủ đề của buổi đối thoại.",
        ),
        (
            15,
            who.CHU_TICH,
            "government_review",
            who.UBND,
            "Kết quả giải quyết các kiến nghị trước đây.",
        ),
        (15, who.TRUONG_KHOI, "pressing_matters", who.DAN_VAN, "Thống kê kiến nghị nêu nhiều lần."),
    )
    for days, officer, kind, body, text in reports:
        page(
            before(days),
            officer,
            session.file_briefing,
            kind=kind,
            body=body,
            text=f"{text} {LABEL}",
            topics=topics,
            groups=group,
        )
    page(
        before(15),
        who.TRUONG_KHOI,
        session.file_briefing,
        kind="risk_forecast",
        body=who.DAN_VAN,
        text=f"{risk} {LABEL}",
        groups=group,
        planned_measures="Bố trí người giải thích, dành thêm thời gian cho nội dung này.",
    )
    page(before(13), who.TRUONG_KHOI, session.expect_question, question=question, topic=topics[0])
    page(before(11), who.CHU_TICH, session.prepare_answer, question=1, body=who.UBND, answer=answer)
    checklist = (
        ("venue", "Bố trí hội trường, chỗ ngồi", sitting.cell),
        ("equipment", "Loa, micro, nguồn điện dự phòng", who.DAI),
        ("documents", "Tài liệu, sổ đăng ký phát biểu", who.VAN_PHONG),
        ("order", "Bảo đảm trật tự, nơi gửi xe", who.UBND),
    )
    for number, (kind, what, body) in enumerate(checklist, start=1):
        page(
            before(12),
            who.CHANH_VAN_PHONG,
            session.list_preparation,
            kind=kind,
            what=what,
            body=body,
            due=before(1),
        )
        page(before(1), who.CHANH_VAN_PHONG, session.finish_preparation, number=number)


def invite(sitting: Sitting, *, number: int) -> None:
    """Propose whom to invite, have it approved, and send the invitations."""
    page, before = sitting.page, sitting.before
    invitees = (
        Invitee(name="Thường trực HĐND phường", body=who.HDND),
        Invitee(name="Lãnh đạo UBND phường", body=who.UBND),
        Invitee(name="Mặt trận Tổ quốc phường", body=who.MTTQ),
        Invitee(name="Cử tri tổ dân phố", group=sitting.planned.groups[0]),
    )
    page(before(14), who.CHANH_VAN_PHONG, session.propose_invitees, invitees=invitees)
    page(before(13), who.BI_THU, session.approve_invitees)
    for invitee in invitees:
        page(
            before(10),
            who.CHANH_VAN_PHONG,
            session.issue_invitation,
            number=DocumentNumber(number=number, symbol="GM/ĐU"),
            invitee=invitee,
            sent_on=before(9),
        )


# -- Its conclusion ------------------------------------------------------------------------


def notice(sitting: Sitting, *items: Item) -> Contents:
    """What a notice says: its items, and who follows them up."""
    return Contents(
        items=items,
        summary=f"{LABEL} Tổng hợp ý kiến tại buổi đối thoại ở {sitting.planned.place.name}.",
        directions=("Các cơ quan, đơn vị thực hiện nghiêm túc kết luận này.",),
        recipients=(
            Recipient(text="Ban Thường vụ Đảng uỷ,", bodies=(who.BAN_THUONG_VU,)),
            Recipient(text="Thường trực HĐND-UBND phường,", bodies=(who.HDND, who.UBND)),
            Recipient(text="Mặt trận và các đoàn thể,", bodies=(who.MTTQ, who.DOAN_THE)),
            Recipient(text="Các chi bộ trực thuộc,", bodies=(sitting.cell,)),
            Recipient(text="Lưu Văn phòng Đảng ủy.", bodies=(who.VAN_PHONG,), filed=True),
        ),
        follow_up=who.VAN_PHONG,
    )


def draft(sitting: Sitting, on: date, contents: Contents) -> None:
    """The bloc drafts, with the Government's help."""
    sitting.page(
        on, who.TRUONG_KHOI, session.draft_conclusion, contents=contents, supports=(who.UBND,)
    )


def submit(sitting: Sitting, on: date) -> None:
    """The Office lays the draft before the secretary."""
    sitting.page(on, who.CHANH_VAN_PHONG, session.submit_conclusion)


def issue(sitting: Sitting, on: date, number: int) -> None:
    """The secretary issues the notice; its items become tasks."""
    notice_number = DocumentNumber(number=number, symbol="TB/ĐU")
    sitting.page(on, who.BI_THU, session.issue_conclusion, number=notice_number)


# -- What came of it -----------------------------------------------------------------------


def item(sitting: Sitting, number: int) -> Page:
    """The page of a notice's item."""
    origin = task.Origin(
        kind="conclusion_item", source=StreamId(sitting.page.stream), number=number
    )
    return sitting.page.of(task.stream(origin))


def done(page: Page, on: date, officer: str, gist: str, proof: str) -> None:
    """The lead reports it done, with a document that shows it."""
    evidence = (who.invented("Báo cáo", proof, on, "cơ quan chủ trì", gist),)
    page(on, officer, task.report_done, gist=gist, evidence=evidence)


def settled(page: Page, verified: date, by: str, closed: date) -> None:
    """Another body looks and finds it done; the Office closes it."""
    page(verified, by, task.verify, findings=f"Đã kiểm tra, đúng như báo cáo. {LABEL}")
    page(closed, who.CHANH_VAN_PHONG, task.close, outcome="carried_out")


DUTIES = {
    1: (who.TRUONG_KHOI, "Đã báo cáo tình hình, tâm trạng Nhân dân."),
    2: (who.TRUONG_KHOI, "Đã dự báo tình huống và hướng xử lý."),
    3: (who.TRUONG_KHOI, "Đã rà soát, thống kê những vấn đề bức xúc."),
    4: (who.TRUONG_KHOI, "Đã dự thảo thông báo kết luận."),
    5: (who.CHANH_VAN_PHONG, "Đã tham mưu thành phần mời."),
    6: (who.CHANH_VAN_PHONG, "Đã phát giấy mời và thông báo trên đài."),
    7: (who.CHANH_VAN_PHONG, "Đã chuẩn bị điều kiện tổ chức."),
    8: (who.CHANH_VAN_PHONG, "Đã trình dự thảo thông báo kết luận."),
    12: (who.CHU_TICH, "Đã rà soát, báo cáo Bí thư."),
    13: (who.CHU_TICH, "Đài đã đưa tin trước, trong và sau buổi đối thoại."),
    14: (who.CHU_TICH, "Đã chỉ đạo giải quyết các mục của kết luận."),
    15: (who.CHU_TICH_MTTQ, "Đã phản ánh dư luận trong hội viên."),
    17: (None, "Chi bộ đã báo cáo tình hình địa bàn."),
    18: (None, "Chi bộ đã bố trí địa điểm."),
    19: (None, "Chi bộ đã thông báo đến Nhân dân."),
}
"""The plan's duties for each session: who leads, and how it is reported done."""


def report_duties(
    sitting: Sitting, *, issued: date, resolved: date | None, except_for: tuple[int, ...] = ()
) -> None:
    """The leads report the plan's duties done.

    Args:
        issued: when the notice is out, and so drafting, submitting and broadcasting are done.
        resolved: when the Government has seen to the notice's items; None if it hasn't.
        except_for: the duties that nobody reported done.
    """
    days = {4: issued, 8: issued, 13: issued, 14: resolved}
    for number, (officer, gist) in DUTIES.items():
        on = days.get(number, sitting.before(1))
        if on is None or number in except_for:
            continue
        origin = task.Origin(
            kind="session_duty", source=StreamId(sitting.page.stream), number=number
        )
        sitting.page.of(task.stream(origin))(
            on,
            officer or sitting.cell_secretary,
            task.report_done,
            gist=f"{gist} {LABEL}",
        )
