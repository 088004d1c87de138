"""Kiến nghị, phản ánh: the everyday petitions of the year, each with another end.

Settled in time, settled late, passed on, split, withdrawn, filed, entered twice, entered late,
passed on twice. Hư cấu: every petition, day, number and answer of this chapter is invented.
"""

from datetime import date

import who
from desk import accepted, direction, examined, letter, received, settled
from dialogue_cases import petition
from dialogue_cases.petition import Part
from dialogue_cases.vocabulary import PartyId
from diary import LABEL, Diary, Page, day
from ritual import done
from ritual import settled as task_settled


def tell(diary: Diary) -> None:
    """From February to December."""
    _in_time(diary)
    _by_many_and_late(diary)
    _passed_on(diary)
    _split(diary)
    _from_a_dialogue(diary)
    _from_receptions(diary)
    _entered_twice(diary)
    _entered_late(diary)
    _filed(diary)
    _passed_on_twice(diary)


def _in_time(diary: Diary) -> None:
    """A report (phản ánh), settled as it should be; open when the dialogue of Nho Lâm was fixed."""
    page = received(
        diary,
        1,
        day(15, 2),
        "Nước thải cơ sở giết mổ chảy ra mương",
        petitioner=who.A,
        group="nho-lam",
        title="report",
    )
    examined(page, day(16, 2), "report", "other")
    accepted(page, day(22, 2), 7)
    page(
        day(23, 2),
        who.BI_THU,
        petition.assign,
        text="Kiểm tra, yêu cầu cơ sở xử lý nước thải",
        lead=who.UBND,
        due=day(15, 3),
    )
    settled(
        page,
        answered=day(10, 3),
        confirmed=day(15, 3),
        number=9,
        gist="Cơ sở đã xây hố lắng, mương đã được nạo vét.",
    )


def _by_many_and_late(diary: Diary) -> None:
    """Twelve people and their three representatives; what was directed came five days late."""
    page = received(
        diary,
        2,
        day(6, 3),
        "Sửa cầu dân sinh đã hư hỏng",
        petitioner=who.A,
        group="nho-lam",
        title="recommendation",
        people=12,
    )
    for other in (who.D, who.E):
        page(day(6, 3), who.CHANH_VAN_PHONG, petition.name_petitioner, petitioner=other)
    page(
        day(7, 3),
        who.CHANH_VAN_PHONG,
        petition.appoint_representatives,
        parties=tuple(PartyId(f"{page.stream}#{number}") for number in (1, 2, 3)),
        signed_by_all=True,
        document=who.invented("Văn bản", "không số", day(5, 3), "12 hộ dân", "cử người đại diện"),
    )
    examined(page, day(8, 3), "recommendation", "other")
    accepted(page, day(15, 3), 11)
    page(
        day(20, 3),
        who.BI_THU,
        petition.direct,
        direction="Sửa chữa cầu dân sinh, bảo đảm đi lại",
        lead=who.UBND,
        supports=(who.MTTQ,),
        due=day(28, 4),
    )
    work = direction(page)
    done(work, day(10, 5), who.CHU_TICH, "Đã sửa xong mặt cầu và lan can", "41/BC-UBND")
    task_settled(work, day(15, 5), who.CHANH_VAN_PHONG, day(17, 5))
    settled(
        page,
        answered=day(18, 5),
        confirmed=day(24, 5),
        number=21,
        gist="Cầu đã sửa xong; chưa có vốn mở rộng.",
        outcome="partly_granted",
    )


def _passed_on(diary: Diary) -> None:
    """Not the ward's to settle: passed on, urged, and answered by the body that has it."""
    elsewhere = "Khu Quản lý đường bộ (cơ quan bịa)"
    page = received(
        diary,
        3,
        day(20, 3),
        "Xin lắp đèn tín hiệu ở ngã ba quốc lộ",
        petitioner=who.B,
        group="an-thuong",
    )
    examined(page, day(21, 3), "recommendation", "other", own=False, body_name=elsewhere)
    _forwarded(page, day(24, 3), 13, elsewhere, report_by=day(28, 4))
    page(
        day(5, 5),
        who.CHANH_VAN_PHONG,
        petition.urge,
        to_name=elsewhere,
        gist=f"Đã quá ngày đề nghị trả lời. {LABEL}",
        due=day(19, 5),
        document=letter(18, day(5, 5), "đôn đốc"),
    )
    _replied(page, day(18, 5), elsewhere, "Đã lắp đèn cảnh báo.", ends=True)
    settled(
        page,
        answered=day(22, 5),
        confirmed=day(25, 5),
        number=23,
        gist="Đèn cảnh báo đã lắp; đèn tín hiệu đưa vào kế hoạch.",
        outcome="partly_granted",
    )


def _forwarded(
    page: Page,
    on: date,
    number: int,
    to_name: str,
    *,
    report_by: date | None = None,
    despite: tuple[tuple[str, str], ...] = (),
) -> None:
    slip = who.invented("Phiếu chuyển", f"{number}-PC/ĐU", on, "Đảng uỷ phường", "chuyển đơn")
    page(
        on,
        who.CHANH_VAN_PHONG,
        petition.forward,
        despite=despite,
        system="administrative",
        to_name=to_name,
        document=slip,
        report_by=report_by,
    )
    page(
        on,
        who.CHANH_VAN_PHONG,
        petition.answer,
        outcome="transferred",
        gist=f"Đã chuyển đơn đến {to_name}.",
        document=letter(number, on, "thông báo chuyển đơn"),
    )


def _replied(page: Page, on: date, by_name: str, gist: str, *, ends: bool) -> None:
    page(
        on,
        who.CHANH_VAN_PHONG,
        petition.receive_reply,
        by_name=by_name,
        gist=f"{gist} {LABEL}",
        settled=ends,
    )


def _split(diary: Diary) -> None:
    """Two contents in one letter: each goes on as a petition of its own, by rule."""
    whole = received(
        diary,
        4,
        day(3, 4),
        "Tiếng ồn quán ăn; xin học nghề",
        petitioner=who.C,
        group="hien-van",
        title="other",
    )
    whole(
        day(5, 4),
        who.CHANH_VAN_PHONG,
        petition.split,
        parts=(
            Part(number=1, gist=f"Tiếng ồn quán ăn ban đêm {LABEL}", kind="report"),
            Part(number=2, gist=f"Xin được hỗ trợ học nghề {LABEL}", kind="recommendation"),
        ),
    )
    noise, training = whole.of("petition/2023/5"), whole.of("petition/2023/6")
    for part, kind, area in ((noise, "report", "other"), (training, "recommendation", "policy")):
        part(day(6, 4), who.CHANH_VAN_PHONG, petition.name_petitioner, petitioner=who.C)
        examined(part, day(6, 4), kind, area)
    accepted(noise, day(12, 4), 15)
    accepted(training, day(12, 4), 16)
    settled(
        noise,
        answered=day(25, 4),
        confirmed=day(28, 4),
        number=17,
        gist="Quán đã cam kết; giải thích quy định về tiếng ồn.",
        outcome="explained",
    )
    training(
        day(20, 4),
        who.CHANH_VAN_PHONG,
        petition.withdraw,
        form="letter",
        reason="Đã có lớp học nghề",
        document=who.invented("Đơn", "không số", day(20, 4), "người nộp đơn", "rút đơn"),
    )


def _from_a_dialogue(diary: Diary) -> None:
    """A boundary dispute voiced at An Thường; the day of its answer was typed in wrongly."""
    page = diary.page("petition/2023/7")
    page(day(8, 5), who.CHANH_VAN_PHONG, petition.name_petitioner, petitioner=who.B)
    examined(page, day(8, 5), "recommendation", "land")
    page(day(10, 5), who.CHANH_VAN_PHONG, petition.admit)
    # The day on which it was signed was typed in for the day on which it was sent.
    told = {
        "outcome": "accepted",
        "gist": "Đã tiếp nhận, giao hoà giải ở cơ sở.",
        "document": letter(22, day(18, 5), "thông báo tiếp nhận đơn"),
    }
    wrong = page(day(18, 5), who.CHANH_VAN_PHONG, petition.answer, entered=day(24, 5), **told)
    page(
        day(24, 5),
        who.CHANH_VAN_PHONG,
        petition.answer,
        entered=day(26, 5),
        corrects=wrong,
        **told,
    )
    settled(
        page,
        answered=day(16, 6),
        confirmed=day(21, 6),
        number=28,
        gist="Hoà giải thành, hai bên đã cắm mốc.",
    )


def _from_receptions(diary: Diary) -> None:
    """What was asked at the two receptions of June: explained, and settled within days."""
    for number, received_on in ((8, day(8, 6)), (11, day(22, 6))):
        page = diary.page(f"petition/2023/{number}")
        page(received_on, who.CHANH_VAN_PHONG, petition.name_petitioner, petitioner=who.A)
        examined(page, received_on, "recommendation", "policy")
        accepted(page, received_on, 20 + number)
        settled(
            page,
            answered=date(2023, 6, received_on.day + 6),
            confirmed=date(2023, 6, received_on.day + 7),
            number=30 + number,
            gist="Đã hướng dẫn hồ sơ hỗ trợ.",
            outcome="explained",
        )


def _entered_twice(diary: Diary) -> None:
    """One letter, two numbers: the second is voided, and its number stays used."""
    gist = "Lịch cắt nước sinh hoạt chưa được báo trước"
    page = received(diary, 13, day(12, 7), gist, petitioner=who.D, group="an-thuong")
    twice = diary.page("petition/2023/14")
    again = twice(
        day(12, 7),
        who.CHANH_VAN_PHONG,
        petition.raise_petition,
        begins=True,
        channel="written",
        gist=f"{gist} {LABEL}",
        received_by=who.VAN_PHONG,
    )
    twice.void(day(13, 7), who.CHANH_VAN_PHONG, again, reason="Nhập trùng đơn số 13")
    examined(page, day(13, 7), "report", "other")
    accepted(page, day(17, 7), 41)
    settled(
        page,
        answered=day(24, 7),
        confirmed=day(26, 7),
        number=43,
        gist="Lịch cắt nước được thông báo trên đài.",
    )


def _entered_late(diary: Diary) -> None:
    """A cell handed the letter on after eighteen days: entered late, and so answered late."""
    page = received(
        diary,
        15,
        day(7, 8),
        "Đường nội bộ tổ dân phố đọng nước",
        petitioner=who.E,
        group="an-thuong",
        entered=day(25, 8),
    )
    examined(page, day(25, 8), "report", "other")
    accepted(page, day(25, 8), 52)
    settled(
        page,
        answered=day(20, 9),
        confirmed=day(22, 9),
        number=58,
        gist="Đã đổ bù nền, khơi rãnh thoát nước.",
    )


def _filed(diary: Diary) -> None:
    """Nobody signed it, and there is nothing to verify: filed without processing."""
    page = received(diary, 16, day(5, 9), "Tin không ghi tên về thu phí chợ")
    page(
        day(6, 9),
        who.CHANH_VAN_PHONG,
        petition.classify,
        kind="anonymous_tip",
        area="corruption",
    )
    page(
        day(8, 9),
        who.CHANH_VAN_PHONG,
        petition.file_without_processing,
        ground="anonymous",
        note="Không nêu người, việc, chứng cứ cụ thể để xác minh.",
    )


def _passed_on_twice(diary: Diary) -> None:
    """The first to get it said that it wasn't theirs; passing it on again isn't lawful."""
    first, second = "Đơn vị điện lực (bịa)", "Đơn vị viễn thông (bịa)"
    page = received(
        diary,
        17,
        day(15, 9),
        "Dây cáp sà xuống đường",
        petitioner=who.B,
        group="hien-van",
        title="report",
    )
    examined(
        page,
        day(18, 9),
        "report",
        "other",
        own=False,
        system="state_enterprise",
        body_name=first,
    )
    _forwarded(page, day(22, 9), 61, first, report_by=day(6, 10))
    _replied(page, day(6, 10), first, "Dây cáp không thuộc đơn vị.", ends=False)
    _forwarded(
        page,
        day(10, 10),
        66,
        second,
        despite=(("transferred-once", "Nơi nhận lần đầu trả lời không phải của mình"),),
    )
    _replied(page, day(20, 11), second, "Đã thu gọn cáp.", ends=True)
    settled(
        page,
        answered=day(22, 11),
        confirmed=day(24, 11),
        number=80,
        gist="Cáp đã được thu gọn.",
    )
