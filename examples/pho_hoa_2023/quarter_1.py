"""Quý I, TDP Nho Lâm: a session as it should be — and one promise that needs a second session.

Hư cấu: the opinions, promises and dates of this chapter are invented.
"""

from datetime import time

import who
from dialogue_cases import session, task
from dialogue_cases.plan import PlannedSession
from dialogue_cases.session import Item, PendingDecision
from dialogue_cases.vocabulary import OfficerId, StreamId, month
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

DIALOGUE = "dialogue/2023/1"


def tell(diary: Diary, planned: PlannedSession) -> None:
    """From the preparation in February to the last promise in June."""
    sitting = Sitting(page=diary.page(DIALOGUE), planned=planned, day=day(17, 3))
    _before(sitting)
    _the_day(sitting)
    _conclusion(sitting)
    _promises(sitting)
    report_duties(sitting, issued=day(28, 3), resolved=day(30, 6))


def _before(sitting: Sitting) -> None:
    prepare(
        sitting,
        situation="Nhân dân đồng tình với dự án; còn lo về kiểm đếm và tái định cư.",
        risk="Có thể có nhiều ý kiến cùng lúc về việc kiểm đếm sót.",
        question="Khi nào kiểm đếm bổ sung những hộ bị sót?",
        answer="UBND sẽ cùng đơn vị đo đạc kiểm đếm bổ sung trong tháng 4.",
    )
    invite(sitting, number=4)
    sitting.announce(day(6, 3), "before", "public_address")
    # The cell's minutes came to the Office only in April: entered then, for its own day.
    sitting.announce(day(7, 3), "before", "cell_meeting", entered=day(3, 4))
    sitting.acknowledge(day(8, 3))


def _the_day(sitting: Sitting) -> None:
    (topic,) = sitting.planned.topics
    plan = PendingDecision(title="Phương án tái định cư", body=who.UBND, expected=month(2023, 6))
    government = "government_management"
    open_the_day(
        sitting,
        Explained(
            who.CHU_TICH,
            who.UBND,
            "Giải thích trình tự thu hồi đất, bồi thường, hỗ trợ.",
            topic,
            time(8, 15),
        ),
        on_the_air=True,
    )
    said = (
        (who.A, "report", government, "Kiểm đếm sót cây trồng của một số hộ."),
        (who.B, "recommendation", government, "Chi trả tiền bồi thường còn chậm."),
        (who.C, "wish", "policy_before_decision", "Xin xem phương án tái định cư trước khi duyệt."),
        (who.A, "report", government, "Đường công vụ chặn mương, ruộng bị ngập."),
        (who.B, "supervision_remark", "official_conduct", "Cán bộ cần giải thích rõ hơn cho dân."),
        (who.C, "recommendation", "party_leadership", "Bí thư nên về họp tổ dân phố thường xuyên."),
    )
    hear(
        sitting,
        [
            Voiced(
                speaker,
                kind,
                subject,
                topic,
                gist,
                pending=plan if subject == "policy_before_decision" else None,
                words=True,
            )
            for speaker, kind, subject, gist in said
        ],
        answered={
            5: (who.UBND, "Tiếp thu, giao bộ phận một cửa hướng dẫn lại."),
            6: (who.DANG_UY, "Bí thư sẽ dự sinh hoạt chi bộ mỗi quý."),
        },
        taken=dict.fromkeys((1, 2, 3, 4), "conclusion"),
    )
    close_the_day(sitting, people=86, agreed=("Kiểm đếm bổ sung trong tháng 4",), at=time(10, 30))


def _conclusion(sitting: Sitting) -> None:
    contents = notice(
        sitting,
        Item(
            number=1,
            decision="Kiểm đếm bổ sung các hộ bị sót",
            opinions=(1,),
            lead=who.UBND,
            lead_officer=OfficerId(who.PHO_CHU_TICH),
            supports=(sitting.cell,),
            due=day(14, 4),
            answered_by=who.UBND,
        ),
        Item(
            number=2,
            decision="Đôn đốc chi trả tiền bồi thường còn lại",
            opinions=(2,),
            lead=who.UBND,
            supports=(who.HDND,),
            due=day(28, 4),
            answered_by=who.UBND,
        ),
        Item(
            number=3,
            decision="Niêm yết phương án tái định cư để dân góp ý trước khi duyệt",
            opinions=(3,),
            lead=who.UBND,
            supports=(who.MTTQ,),
            due=day(12, 5),
        ),
        # "Kịp thời" without a day: the record warns of it.
        Item(
            number=4,
            decision="Làm việc với nhà thầu, khơi thông mương thoát nước",
            opinions=(4,),
            lead=who.UBND,
        ),
    )
    draft(sitting, day(21, 3), contents)
    sitting.page(
        day(22, 3),
        who.CHU_TICH,
        session.comment_draft,
        text=f"Đề nghị ghi rõ thời hạn mục 2 là cuối tháng 4. {LABEL}",
    )
    submit(sitting, day(24, 3))
    issue(sitting, day(27, 3), 11)


def _promises(sitting: Sitting) -> None:
    counted = item(sitting, 1)
    gist = f"Đã kiểm đếm 9/14 hộ. {LABEL}"
    counted(day(3, 4), who.PHO_CHU_TICH, task.report_progress, gist=gist)
    twice = counted(day(3, 4), who.PHO_CHU_TICH, task.report_progress, gist=gist)
    counted.void(day(4, 4), who.CHANH_VAN_PHONG, twice, reason="Nhập hai lần")
    done(counted, day(12, 4), who.PHO_CHU_TICH, "Kiểm đếm xong 14 hộ", "31/BC-UBND")
    settled(counted, day(18, 4), who.CHANH_VAN_PHONG, day(20, 4))

    paid = item(sitting, 2)
    paid(
        day(12, 4),
        who.CHU_TICH,
        task.report_obstacle,
        gist=f"Ba hộ chưa có xác nhận nguồn gốc đất. {LABEL}",
        proposal="Cho chi trả trước các hộ đủ hồ sơ.",
    )
    paid(
        day(17, 4),
        who.BI_THU,
        task.answer_obstacle,
        number=1,
        answer=f"Đồng ý chi trả trước; xác nhận nguồn gốc đất xong trong tháng 5. {LABEL}",
    )
    paid(
        day(24, 4),
        who.BI_THU,
        task.extend,
        until=day(31, 5),
        reason="Chờ xác nhận nguồn gốc đất của ba hộ",
        document=who.invented(
            "Công văn", "19-CV/ĐU", day(24, 4), "Đảng uỷ phường", "gia hạn mục 2"
        ),
    )
    done(paid, day(30, 5), who.CHU_TICH, "Đã chi trả xong", "47/BC-UBND")
    settled(paid, day(6, 6), who.CHANH_VAN_PHONG, day(8, 6))

    # Posted only at the ward's office: the Front didn't accept it, and so it came late.
    posted = item(sitting, 3)
    done(posted, day(10, 5), who.CHU_TICH, "Đã niêm yết tại trụ sở UBND", "40/BC-UBND")
    posted(
        day(17, 5),
        who.CHU_TICH_MTTQ,
        task.reject,
        reason=f"Chưa niêm yết tại nhà sinh hoạt cộng đồng. {LABEL}",
    )
    done(posted, day(26, 5), who.CHU_TICH, "Đã niêm yết tại nhà sinh hoạt cộng đồng", "45/BC-UBND")
    settled(posted, day(31, 5), who.CHU_TICH_MTTQ, day(1, 6))

    # Not done when the next session came, where another group raised the same grievance.
    ditch = item(sitting, 4)
    ditch(
        day(4, 5),
        who.CHANH_VAN_PHONG,
        task.carry_over,
        to=StreamId("dialogue/2023/2"),
        reason=f"Chưa khơi thông; TDP An Thường cũng bị ngập. {LABEL}",
    )
    ditch(
        day(17, 5),
        who.BI_THU,
        task.close,
        outcome="superseded",
        by=StreamId("task/dialogue/2023/2/item/1"),
        reason="Gộp vào mục 1 thông báo kết luận buổi đối thoại quý II",
    )
