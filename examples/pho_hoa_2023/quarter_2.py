"""Quý II, TDP An Thường: after the holidays of 30/4 and 1/5, and a promise that wasn't kept.

Hư cấu: the opinions, promises and dates of this chapter are invented.
"""

from datetime import time

import who
from dialogue_cases import session, task
from dialogue_cases.plan import PlannedSession
from dialogue_cases.session import Invitee, Item
from dialogue_cases.vocabulary import DocumentNumber, StreamId
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
    settled,
    submit,
)
from the_day import Explained, Voiced, close_the_day, hear, open_the_day

DIALOGUE = "dialogue/2023/2"


def tell(diary: Diary, planned: PlannedSession) -> None:
    """From April to a promise that is still open, and overdue, at the year's end."""
    sitting = Sitting(page=diary.page(DIALOGUE), planned=planned, day=day(5, 5))
    _before(sitting)
    _the_day(sitting)
    _conclusion(sitting)
    _kept(sitting)
    _not_kept(sitting)
    report_duties(sitting, issued=day(17, 5), resolved=None)


def _before(sitting: Sitting) -> None:
    prepare(
        sitting,
        situation="Dư luận quan tâm hồ sơ đất tồn đọng và điểm rác tự phát.",
        risk="Có thể nêu lại việc ngập ruộng đã nêu ở TDP Nho Lâm.",
        question="Vì sao hồ sơ đất trả chậm?",
        answer="Một số hồ sơ phải xác minh ranh giới; UBND đang rà soát.",
    )
    invite(sitting, number=9)
    # The 1st to the 3rd of May are off, so five working days before the 5th is the 25th of
    # April. The Office first typed that day in; the station had been on the air the day after.
    wrong = sitting.announce(day(25, 4), "before", "public_address", entered=day(26, 4))
    sitting.announce(day(26, 4), "before", "public_address", entered=day(27, 4), corrects=wrong)
    sitting.announce(day(27, 4), "before", "cell_meeting")
    sitting.acknowledge(day(28, 4))
    # Nobody had approved this guest, and yet the invitation went out.
    sitting.page(
        day(4, 5),
        who.CHANH_VAN_PHONG,
        session.issue_invitation,
        number=DocumentNumber(number=10, symbol="GM/ĐU"),
        invitee=Invitee(name="Đại diện nhà thầu thi công"),
        despite=[("only-approved-are-invited", "Mời gấp theo đề nghị của TDP, chưa kịp duyệt")],
    )
    sitting.page(
        day(28, 4),
        who.CHANH_VAN_PHONG,
        session.register_opinion,
        kind="report",
        subject="government_management",
        gist=f"Mương bị chặn, ruộng ngập như ở Nho Lâm. {LABEL}",
        topic=sitting.planned.topics[0],
        group=sitting.planned.groups[0],
        speaker=who.B,
    )


def _the_day(sitting: Sitting) -> None:
    clearance, land, sanitation = sitting.planned.topics
    open_the_day(
        sitting,
        Explained(who.CHU_TICH, who.UBND, "Giải thích trình tự chỉnh lý giấy chứng nhận.", land),
    )
    management, front = "government_management", "front_and_organisations"
    hear(
        sitting,
        [
            Voiced(
                who.B,
                "report",
                management,
                clearance,
                "Mương bị chặn, ruộng ngập như ở Nho Lâm.",
                registered=1,
            ),
            Voiced(
                who.A,
                "recommendation",
                management,
                sanitation,
                "Điểm rác tự phát, lịch thu gom thất thường.",
            ),
            Voiced(
                who.C,
                "recommendation",
                management,
                land,
                "Hồ sơ chỉnh lý giấy chứng nhận trả chậm.",
            ),
            Voiced(who.A, "wish", front, sanitation, "Mong đoàn thể tổ chức ngày chủ nhật xanh."),
            Voiced(who.C, "report", management, sanitation, "Đèn đường cuối xóm hỏng đã lâu."),
            Voiced(
                who.B,
                "recommendation",
                management,
                land,
                "Tranh chấp ranh giới, xin được giải quyết.",
            ),
        ],
        answered={4: (who.MTTQ, "Mặt trận tổ chức từ tháng 6.")},
        # Opinion 5 was neither answered nor taken: the record warns of it.
        taken={1: "conclusion", 2: "conclusion", 3: "conclusion", 6: "petition"},
    )
    close_the_day(sitting, people=104, agreed=("Khơi thông mương trong tháng 6",), at=time(10, 45))


def _conclusion(sitting: Sitting) -> None:
    ditch = Item(
        number=1,
        decision="Khơi thông mương ở TDP An Thường và TDP Nho Lâm",
        opinions=(1,),
        lead=who.UBND,
        supports=(sitting.cell,),
        due=day(15, 6),
    )
    rubbish = Item(
        number=2,
        decision="Xoá điểm rác tự phát, công bố lịch thu gom",
        opinions=(2,),
        lead=who.MTTQ,
        supports=(who.UBND, who.DOAN_THE),
        due=day(30, 6),
    )
    land = Item(
        number=3,
        decision="Rà soát, trả hết hồ sơ đất tồn đọng",
        opinions=(3,),
        lead=who.UBND,
        due=day(30, 6),
        answered_by=who.UBND,
    )
    draft(sitting, day(9, 5), notice(sitting, ditch, rubbish))
    submit(sitting, day(11, 5))
    sitting.page(
        day(12, 5),
        who.BI_THU,
        session.return_conclusion,
        reason=f"Thiếu nội dung hồ sơ đất tồn đọng. {LABEL}",
    )
    draft(sitting, day(15, 5), notice(sitting, ditch, rubbish, land))
    submit(sitting, day(15, 5))
    issue(sitting, day(16, 5), 17)  # the seventh working day


def _kept(sitting: Sitting) -> None:
    """The ditch late, the rubbish in time."""
    ditch = item(sitting, 1)
    ditch(day(12, 6), who.CHU_TICH, task.report_progress, gist=f"Đã khơi thông 300 m. {LABEL}")
    done(ditch, day(28, 6), who.CHU_TICH, "Đã khơi thông toàn tuyến", "58/BC-UBND")
    settled(ditch, day(5, 7), who.CHANH_VAN_PHONG, day(6, 7))
    rubbish = item(sitting, 2)
    done(rubbish, day(29, 6), who.CHU_TICH_MTTQ, "Đã xoá 4 điểm rác", "12/BC-MTTQ")
    settled(rubbish, day(4, 7), who.CHANH_VAN_PHONG, day(6, 7))


def _not_kept(sitting: Sitting) -> None:
    """Overdue, told upwards, directed again, inspected, carried over — and open all the same."""
    land = item(sitting, 3)
    land(
        day(14, 7),
        who.CHANH_VAN_PHONG,
        task.propose_renewal,
        gist=f"Còn 21 hồ sơ chưa trả; đề nghị chỉ đạo lại. {LABEL}",
        due=day(31, 8),
    )
    land(
        day(17, 7),
        who.BI_THU,
        task.redirect,
        direction=f"UBND trả hết hồ sơ, báo cáo hằng tuần. {LABEL}",
        due=day(31, 8),
        proposal=1,
    )
    land(
        day(18, 9),
        who.CHANH_VAN_PHONG,
        task.refer_to_inspection,
        to=who.KIEM_TRA,
        signs=f"Hai lần quá hạn, không báo cáo lý do. {LABEL}",
        against=who.UBND,
    )
    land(
        day(23, 10),
        who.CHANH_VAN_PHONG,
        task.carry_over,
        to=StreamId("dialogue/2023/4"),
        reason=f"Còn 8 hồ sơ; TDP Hòa Thạnh nêu cùng vấn đề. {LABEL}",
    )
    land(
        day(30, 10),
        who.CHU_NHIEM,
        task.conclude_inspection,
        finding="no_breach",
        gist=f"Chậm do chờ đo đạc lại; nhắc nhở về chế độ báo cáo. {LABEL}",
    )
    land(
        day(20, 11),
        who.BI_THU,
        task.redirect,
        direction=f"Trả nốt 8 hồ sơ. {LABEL}",
        due=day(15, 12),
    )
