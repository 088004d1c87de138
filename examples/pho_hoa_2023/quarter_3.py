"""Quý III, TDP Hiền Văn: put off by a storm into August, and its notice came late.

Hư cấu: the storm, opinions, promises and dates of this chapter are invented.
"""

from datetime import time

from attrs import evolve

import who
from dialogue_cases import session
from dialogue_cases.plan import PlannedSession
from dialogue_cases.session import Item, PendingDecision
from dialogue_cases.vocabulary import DocumentNumber, month
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

DIALOGUE = "dialogue/2023/3"


def tell(diary: Diary, planned: PlannedSession) -> None:
    """From July to November."""
    in_july = Sitting(page=diary.page(DIALOGUE), planned=planned, day=day(27, 7))
    sitting = evolve(in_july, day=day(25, 8))
    _before(in_july, sitting)
    _the_day(sitting)
    _conclusion(sitting)
    _promises(sitting)
    report_duties(sitting, issued=day(15, 9), resolved=day(30, 11), except_for=(15,))


def _before(in_july: Sitting, sitting: Sitting) -> None:
    prepare(
        in_july,
        situation="Nhân dân muốn biết các khoản vận động đóng góp được dùng thế nào.",
        risk="Có thể so sánh mức đóng góp giữa các tổ dân phố.",
        question="Thu chi các khoản vận động có được công khai không?",
        answer="Sẽ công khai tại nhà sinh hoạt cộng đồng mỗi quý.",
    )
    invite(in_july, number=15)
    in_july.announce(day(17, 7), "before", "public_address")
    in_july.acknowledge(day(18, 7))
    page = sitting.page
    page(
        day(26, 7),
        who.BI_THU,
        session.postpone,
        reason=f"Tập trung phòng, chống bão. {LABEL}",
        to=month(2023, 8),
    )
    # What was announced for July doesn't count for August: everything is announced again.
    page(day(7, 8), who.CHANH_VAN_PHONG, session.fix, day=sitting.day, at=sitting.at)
    invite(sitting, number=18)
    sitting.announce(day(14, 8), "before", "public_address")
    sitting.announce(day(15, 8), "before", "cell_meeting")
    sitting.acknowledge(day(16, 8))


def _the_day(sitting: Sitting) -> None:
    democracy, clearance = sitting.planned.topics
    share = PendingDecision(
        title="Mức đóng góp làm đường bê tông", body=who.HDND, expected=month(2023, 12)
    )
    open_the_day(
        sitting,
        Explained(
            who.CHU_TICH_MTTQ,
            who.MTTQ,
            "Giới thiệu Luật Thực hiện dân chủ ở cơ sở.",
            democracy,
        ),
    )
    hear(
        sitting,
        [
            Voiced(
                who.A,
                "supervision_remark",
                "government_management",
                democracy,
                "Chưa công khai thu chi quỹ.",
            ),
            Voiced(
                who.B,
                "recommendation",
                "government_management",
                clearance,
                "Chưa nhận tiền hỗ trợ đời sống.",
            ),
            Voiced(who.C, "wish", "party_leadership", democracy, "Mong Bí thư dự họp tổ dân phố."),
            Voiced(
                who.A,
                "wish",
                "policy_before_decision",
                democracy,
                "Xin góp ý mức đóng góp làm đường.",
                pending=share,
            ),
        ],
        answered={3: (who.DANG_UY, "Bí thư sẽ dự họp tổ dân phố tháng 9.")},
        taken=dict.fromkeys((1, 2, 4), "conclusion"),
    )
    close_the_day(sitting, people=73, agreed=("Công khai thu chi mỗi quý",), at=time(10))


def _conclusion(sitting: Sitting) -> None:
    """Seven working days from 25/8 pass over 1/9 and 4/9; the notice came a week after them."""
    accounts = Item(
        number=1,
        decision="Công khai thu chi các khoản vận động tại nhà sinh hoạt cộng đồng",
        opinions=(1,),
        lead=who.UBND,
        supports=(who.MTTQ, sitting.cell),
        due=day(31, 10),
    )
    support = Item(
        number=2,
        decision="Chi trả tiền hỗ trợ ổn định đời sống",
        opinions=(2,),
        lead=who.UBND,
        due=day(20, 10),
    )
    ballot = Item(
        number=3,
        decision="Lấy phiếu ý kiến về mức đóng góp làm đường",
        opinions=(4,),
        lead=who.HDND,
        due=day(30, 11),
    )
    draft(sitting, day(30, 8), notice(sitting, accounts, support, ballot))
    submit(sitting, day(6, 9))
    issue(sitting, day(14, 9), 29)

    # Replaced in October: one item made clearer, one dropped, one new in its place.
    clearer = evolve(support, decision="Chi trả tiền hỗ trợ ổn định đời sống cho 11 hộ còn lại")
    told = Item(
        number=4,
        decision="Thông tin cho dân: không thu khoản đóng góp làm đường năm 2023",
        opinions=(4,),
        lead=who.HDND,
        due=day(30, 11),
    )
    draft(sitting, day(2, 10), notice(sitting, accounts, clearer, told))
    submit(sitting, day(3, 10))
    sitting.page(
        day(5, 10),
        who.BI_THU,
        session.replace_conclusion,
        number=DocumentNumber(number=32, symbol="TB/ĐU"),
        reason=f"Cấp trên đã bố trí vốn làm đường, không vận động đóng góp. {LABEL}",
    )


def _promises(sitting: Sitting) -> None:
    accounts, support, told = (item(sitting, number) for number in (1, 2, 4))
    done(support, day(18, 10), who.CHU_TICH, "Đã chi trả 11 hộ", "90/BC-UBND")
    settled(support, day(25, 10), who.CHANH_VAN_PHONG, day(26, 10))
    done(accounts, day(30, 10), who.CHU_TICH, "Đã công khai quý III", "94/BC-UBND")
    settled(accounts, day(6, 11), who.CHU_TICH_MTTQ, day(7, 11))
    done(told, day(28, 11), who.CHU_TICH_HDND, "Đã thông tin tại họp tổ dân phố", "21/BC-HĐND")
    settled(told, day(4, 12), who.CHANH_VAN_PHONG, day(5, 12))
