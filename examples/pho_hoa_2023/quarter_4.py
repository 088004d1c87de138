"""Quý IV, TDP Hòa Thạnh: held by the deputy; its promises reach into the next year.

Hư cấu: the opinions, promises and dates of this chapter are invented.
"""

from datetime import date, time

import who
from dialogue_cases import session, task
from dialogue_cases.plan import PlannedSession
from dialogue_cases.session import Item
from dialogue_cases.vocabulary import OfficerId
from diary import LABEL, Diary, day
from ritual import (
    Sitting,
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
from the_day import Explained, Voiced, close_the_day, hear, open_the_day

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
        who.BI_THU,
        session.delegate_chair,
        officer=OfficerId(who.PHO_BI_THU),
        office="deputy_party_secretary",
        body=who.DANG_UY,
        reason=f"Bí thư dự họp cấp trên. {LABEL}",
    )
    sitting.announce(day(12, 10), "before", "public_address")
    sitting.announce(day(13, 10), "before", "cell_meeting")
    sitting.acknowledge(day(16, 10))


def _the_day(sitting: Sitting) -> None:
    land, sanitation = sitting.planned.topics
    management = "government_management"
    open_the_day(
        sitting,
        Explained(
            who.CHU_TICH,
            who.UBND,
            "Giải thích quy định về hành lang an toàn đường bộ.",
            land,
        ),
        chair=who.PHO_BI_THU,
    )
    hear(
        sitting,
        [
            Voiced(who.A, "report", management, land, "Lấn chiếm hành lang đường liên tổ."),
            Voiced(who.B, "recommendation", management, sanitation, "Mùi hôi từ chuồng trại."),
            Voiced(
                who.C, "recommendation", management, land, "Hồ sơ đất trả chậm, như ở An Thường."
            ),
            Voiced(
                who.A,
                "supervision_remark",
                "official_conduct",
                land,
                "Cần công khai lịch tiếp dân.",
            ),
        ],
        answered={4: (who.DANG_UY, "Tiếp thu, sẽ niêm yết lịch tiếp dân của Bí thư.")},
        taken=dict.fromkeys((1, 2, 3), "conclusion"),
    )
    close_the_day(sitting, people=91, agreed=("Xử lý lấn chiếm trong quý IV",), at=time(10, 20))


def _conclusion(sitting: Sitting) -> None:
    contents = notice(
        sitting,
        Item(
            number=1,
            decision="Xử lý các trường hợp lấn chiếm hành lang đường liên tổ",
            opinions=(1,),
            lead=who.UBND,
            supports=(sitting.cell,),
            due=day(15, 12),
        ),
        Item(
            number=2,
            decision="Kiểm tra môi trường các hộ chăn nuôi, yêu cầu khắc phục",
            opinions=(2,),
            lead=who.UBND,
            supports=(who.MTTQ,),
            due=date(2024, 1, 31),
        ),
        Item(
            number=3,
            decision="Giám sát việc trả hồ sơ đất, thông tin cho dân",
            opinions=(3,),
            lead=who.MTTQ,
            supports=(who.DOAN_THE,),
            due=day(20, 12),
        ),
    )
    draft(sitting, day(27, 10), contents)
    submit(sitting, day(30, 10))
    issue(sitting, day(1, 11), 36)


def _promises(sitting: Sitting) -> None:
    """One waits to be verified, one runs on into January, one is overdue."""
    done(item(sitting, 1), day(14, 12), who.CHU_TICH, "Đã tháo dỡ 5 trường hợp", "121/BC-UBND")
    checked = item(sitting, 2)
    checked(day(15, 12), who.CHU_TICH, task.report_progress, gist=f"Đã kiểm tra 6/10 hộ. {LABEL}")
