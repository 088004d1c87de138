"""Quý IV, TDP Hòa Thạnh: held by the deputy; its promises reach into the next year.

Hư cấu: the opinions, promises and dates of this chapter are invented.
"""

from datetime import date, time

from dialogue_cases import session, task
from dialogue_cases.plan.events import PlannedSession
from dialogue_cases.session.events import Item
from dialogue_cases.vocabulary import OfficerId
from diary import LABEL, Diary, day
from ritual import (
    BI_THU,
    CHANH_VAN_PHONG,
    CHU_TICH,
    DANG_UY,
    DOAN_THE,
    MTTQ,
    PHO_BI_THU,
    UBND,
    A,
    B,
    C,
    Sitting,
    close_the_day,
    done,
    draft,
    invite,
    issue,
    item,
    notice,
    prepare,
    report_duties,
    submit,
)

DIALOGUE = "dialogue/2023/4"


def tell(diary: Diary, planned: PlannedSession) -> None:
    """From October to the year's end."""
    sitting = Sitting(page=diary.page(DIALOGUE), planned=planned, day=day(24, 10))
    _before(sitting)
    _the_day(sitting)
    _conclusion(sitting)
    _promises(sitting)
    report_duties(sitting, issued=day(2, 11), resolved=None, except_for=(13, 17))


def _before(sitting: Sitting) -> None:
    prepare(
        sitting,
        situation="Nhân dân bức xúc việc lấn chiếm hành lang và mùi hôi chăn nuôi.",
        risk="Có thể có tranh luận giữa các hộ chăn nuôi và hộ xung quanh.",
        question="Bao giờ xử lý việc lấn chiếm hành lang?",
        answer="UBND đã lập biên bản, sẽ xử lý trong quý IV.",
    )
    invite(sitting, number=24)
    sitting.page(
        day(10, 10),
        BI_THU,
        session.delegate_chair,
        officer=OfficerId(PHO_BI_THU),
        office="deputy_party_secretary",
        body=DANG_UY,
        reason=f"Bí thư dự họp cấp trên. {LABEL}",
    )
    sitting.announce(day(12, 10), "before", "public_address")
    sitting.announce(day(13, 10), "before", "cell_meeting")
    sitting.acknowledge(day(16, 10))


def _the_day(sitting: Sitting) -> None:
    page, today = sitting.page, sitting.day
    land, sanitation = sitting.planned.topics
    page(today, PHO_BI_THU, session.open_session, hour=time(8))
    page(
        today,
        CHU_TICH,
        session.explain,
        hour=time(8, 10),
        body=UBND,
        gist=f"Giải thích quy định về hành lang an toàn đường bộ. {LABEL}",
        topic=land,
    )
    voiced = (
        (A, "report", "government_management", land, "Lấn chiếm hành lang đường liên tổ."),
        (B, "recommendation", "government_management", sanitation, "Mùi hôi từ chuồng trại."),
        (
            C,
            "recommendation",
            "government_management",
            land,
            "Hồ sơ đất trả chậm, như ở An Thường.",
        ),
        (A, "supervision_remark", "official_conduct", land, "Cần công khai lịch tiếp dân."),
    )
    for number, (speaker, kind, subject, topic, gist) in enumerate(voiced, start=1):
        page(
            today,
            CHANH_VAN_PHONG,
            session.voice_opinion,
            hour=time(8, 30 + number),
            speaker=speaker,
            kind=kind,
            subject=subject,
            gist=f"{gist} {LABEL}",
            topic=topic,
            group=sitting.planned.group,
        )
    page(
        today,
        CHANH_VAN_PHONG,
        session.answer_opinion,
        hour=time(10),
        number=4,
        body=DANG_UY,
        gist=f"Tiếp thu, sẽ niêm yết lịch tiếp dân của Bí thư. {LABEL}",
    )
    for number in (1, 2, 3):
        page(
            today,
            CHANH_VAN_PHONG,
            session.take_opinion,
            hour=time(10),
            number=number,
            destination="conclusion",
        )
    close_the_day(sitting, people=91, agreed=("Xử lý lấn chiếm trong quý IV",), at=time(10, 20))


def _conclusion(sitting: Sitting) -> None:
    contents = notice(
        sitting,
        Item(
            number=1,
            decision="Xử lý các trường hợp lấn chiếm hành lang đường liên tổ",
            opinions=(1,),
            lead=UBND,
            supports=(sitting.cell,),
            due=day(15, 12),
        ),
        Item(
            number=2,
            decision="Kiểm tra môi trường các hộ chăn nuôi, yêu cầu khắc phục",
            opinions=(2,),
            lead=UBND,
            supports=(MTTQ,),
            due=date(2024, 1, 31),
        ),
        Item(
            number=3,
            decision="Giám sát việc trả hồ sơ đất, thông tin cho dân",
            opinions=(3,),
            lead=MTTQ,
            supports=(DOAN_THE,),
            due=day(20, 12),
        ),
    )
    draft(sitting, day(27, 10), contents)
    submit(sitting, day(30, 10))
    issue(sitting, day(1, 11), 36)


def _promises(sitting: Sitting) -> None:
    """One waits to be verified, one runs on into January, one is overdue."""
    done(item(sitting, 1), day(14, 12), CHU_TICH, "Đã tháo dỡ 5 trường hợp", "121/BC-UBND")
    checked = item(sitting, 2)
    checked(day(15, 12), CHU_TICH, task.report_progress, gist=f"Đã kiểm tra 6/10 hộ. {LABEL}")
