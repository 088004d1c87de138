"""Một năm của phường Phổ Hoà: the plan is real, what happened is invented.

Thật: kế hoạch năm 2023 (plan.toml), tên cơ quan và tổ dân phố (ward.toml), lịch nghỉ năm 2023.
Hư cấu: everything else: every day, number, opinion, promise and delay. Nobody acts by name.
"""

from datetime import date, time
from pathlib import Path

import complaint
import denunciation
import matter
import petitions
import quarter_1
import quarter_2
import quarter_3
import quarter_4
import who
from dialogue_cases import plan, session, task, ward
from dialogue_cases.office import Office
from dialogue_cases.plan_file import PlanFile, read_plan
from dialogue_cases.vocabulary import Place, StreamId, When, month
from dialogue_cases.ward import Limit
from dialogue_cases.ward_file import read_ward
from diary import CLERK, LABEL, Clock, Diary, Page, day

HERE = Path(__file__).parent
YEAR = 2023
LAST_DAY = date(YEAR, 12, 31)


def run(url: str) -> Office:
    """Make a store and let the year happen in it.

    Args:
        url: `sqlite:///path/to/ward.db`, or `memory:`; nothing may be there yet.

    Returns:
        The office on the last day of the year, still open.
    """
    clock = Clock(day(3, 1))
    setup, read = read_ward(HERE / "ward.toml"), read_plan(HERE / "plan.toml")
    office = Office.create(
        url,
        code=setup.code,
        name=setup.name,
        aliases=setup.aliases,
        setup=setup.steps,
        operator=CLERK,
        clock=clock,
        # who.A demonstration may lose its last decision to a power cut; a ward may not.
        durability="process-crash",
    )
    try:
        tell(read).enter(office, clock)
        clock.turn_to(LAST_DAY)
    except BaseException:
        office.close()
        raise
    return office


def tell(read: PlanFile) -> Diary:
    """The whole year, told chapter by chapter."""
    diary = Diary()
    _january(diary, read)
    chapters = (quarter_1, quarter_2, quarter_3, quarter_4)
    for chapter, planned in zip(chapters, read.contents.sessions, strict=True):
        chapter.tell(diary, planned)
    _receptions(diary)
    for told in (petitions, complaint, denunciation):
        told.tell(diary)
    matter.tell(diary, read.contents.sessions[1])
    _year_long(diary)
    _reports(diary)
    for number in range(2, 13):
        _look_at_deadlines(diary, day(12, number))
    _look_at_deadlines(diary, LAST_DAY)
    return diary


def _january(diary: Diary, read: PlanFile) -> None:
    """The ward's own regulation sets the limit; then the plan is drafted and adopted."""
    title = "ban hành Quy chế Bí thư Đảng uỷ tiếp dân, đối thoại trực tiếp với dân"
    diary.page(ward.WARD)(
        day(5, 1),
        who.BI_THU,
        ward.adopt_regulation,
        kind="regulation",
        document=who.invented("Quyết định", "02-QĐ/ĐU", day(5, 1), "Đảng uỷ phường", title),
        limits=(Limit(rule="P4", amount=7),),
    )
    # Not in ward.toml, because the plan doesn't speak of it: the second instance of 2023.
    diary.page(ward.WARD)(
        day(5, 1),
        who.CHANH_VAN_PHONG,
        ward.establish_body,
        body=who.UBND_THI_XA,
        kind="superior_authority",
        name="UBND thị xã Đức Phổ",
        superior=True,
    )
    page = diary.page(plan.stream(read.year))
    page(day(9, 1), who.TRUONG_KHOI, plan.draft, year=read.year, contents=read.contents)
    page(day(16, 1), who.BI_THU, plan.adopt, document=read.document)


def _receptions(diary: Diary) -> None:
    """Two reception days in June, and none in the other months: a gap that the record shows."""
    for number, on in ((1, day(8, 6)), (2, day(22, 6))):
        stream = f"reception/{YEAR}/{number}"
        page, fixed = diary.page(stream), day(29, 5)
        place = Place(name="Phòng tiếp dân, trụ sở Đảng uỷ phường")
        page(
            fixed,
            who.CHANH_VAN_PHONG,
            session.fix,
            begins=True,
            day=on,
            at=time(8),
            place=place,
            legal_basis="citizen_reception",
        )
        page(
            fixed,
            who.CHANH_VAN_PHONG,
            session.announce,
            phase="before",
            channel="posting",
            body=who.VAN_PHONG,
            day=on,
            at=time(8),
            place=place,
        )
        page(on, who.BI_THU, session.open_session, hour=time(8))
        page(
            on,
            who.CHANH_VAN_PHONG,
            session.voice_opinion,
            hour=time(8, 30),
            speaker=who.A,
            kind="recommendation",
            subject="government_management",
            gist=f"Xin được hướng dẫn hồ sơ hỗ trợ. {LABEL}",
        )
        page(
            on,
            who.CHANH_VAN_PHONG,
            session.take_opinion,
            number=1,
            hour=time(9),
            destination="petition",
        )
        page(on, who.CHANH_VAN_PHONG, session.end_session, hour=time(11), people=5)
    # who.A direction after a reception is followed up like an item of a notice.
    origin = task.Origin(kind="direction", source=StreamId(f"reception/{YEAR}/1"), number=1)
    direction = diary.page(task.stream(origin))
    direction(
        day(9, 6),
        who.BI_THU,
        task.assign,
        origin=origin,
        text="Niêm yết tờ hướng dẫn hồ sơ hỗ trợ tại phòng tiếp dân",
        lead=who.VAN_PHONG,
        due=day(23, 6),
        opinions=(1,),
    )
    direction(
        day(21, 6),
        who.CHANH_VAN_PHONG,
        task.report_done,
        gist=f"Đã niêm yết. {LABEL}",
        evidence=(who.invented("Báo cáo", "08-BC/VP", day(21, 6), "Văn phòng", "Niêm yết"),),
    )
    direction(day(23, 6), who.TRUONG_KHOI, task.verify, findings=f"Đã xem tại chỗ. {LABEL}")
    direction(day(26, 6), who.BI_THU, task.close, outcome="carried_out")


def _year_long(diary: Diary) -> None:
    """The plan's duties of the year: progress on two, one done."""
    plan_stream = plan.stream(YEAR)

    def duty(number: int) -> Page:
        origin = task.Origin(kind="plan_duty", source=plan_stream, number=number)
        return diary.page(task.stream(origin))

    duty(9)(
        day(6, 7),
        who.CHANH_VAN_PHONG,
        task.report_progress,
        gist=f"Đã gửi báo cáo quý I và quý II. {LABEL}",
    )
    duty(10)(
        day(29, 12),
        who.CHANH_VAN_PHONG,
        task.report_done,
        gist=f"Đã tham mưu chỉ đạo lại việc chưa giải quyết. {LABEL}",
    )
    duty(16)(
        day(15, 6),
        who.CHU_TICH_MTTQ,
        task.report_progress,
        gist=f"Đã tuyên truyền tại 2 tổ dân phố. {LABEL}",
    )


def _reports(diary: Diary) -> None:
    """Quarterly reports upward and to the Standing Board; nobody sent the third quarter's."""
    page = diary.page(ward.WARD)
    for quarter, on in enumerate((day(5, 4), day(5, 7)), start=1):
        period = When(day=date(YEAR, 3 * quarter - 2, 1), through=month(YEAR, 3 * quarter).through)
        for kind, to, what in (
            (
                "conclusion_follow_up",
                (who.BAN_THUONG_VU, who.DANG_UY),
                "kết quả thực hiện kết luận",
            ),
            (
                "reception_and_dialogue",
                (who.THI_UY, who.DAN_VAN_THI_UY),
                "kết quả tiếp dân, đối thoại",
            ),
        ):
            page(
                on,
                who.CHANH_VAN_PHONG,
                ward.send_report,
                kind=kind,
                period=period,
                to=to,
                document=who.invented(
                    "Báo cáo",
                    f"{10 * quarter}-BC/ĐU",
                    on,
                    "Đảng uỷ phường",
                    f"{what} quý {quarter}",
                ),
            )


def _look_at_deadlines(diary: Diary, on: date) -> None:
    """Once a month the office asks what is overdue, and tells it upwards."""
    diary.add(on, lambda office: office.tell_upwards(on))
