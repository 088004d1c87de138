"""Tố cáo: the denouncer is secret from the first day on, and stays so when all is published.

And a tip that nobody signed, with evidence that can be verified: it goes to the inspectors and
is never called a denunciation. Hư cấu: all of it is invented.
"""

from typing import Any

import who
from complaint import paper
from desk import accepted, examined, received, settled
from dialogue_cases import petition, proceeding
from dialogue_cases.office import Office
from dialogue_cases.proceeding import Person
from dialogue_cases.vocabulary import StreamId
from diary import LABEL, Diary, Page, day

CASE, PETITION, TIP = "proceeding/2023/2", "petition/2023/12", "petition/2023/19"


def tell(diary: Diary) -> None:
    """From July to November."""
    _raised(diary)
    _resolved(diary.page(CASE))
    _made_public(diary.page(CASE))
    settled(
        diary.page(PETITION),
        answered=day(14, 9),
        confirmed=day(28, 9),
        number=57,
        gist="Đã có kết luận nội dung tố cáo và xử lý.",
        outcome="partly_granted",
        proceeding=CASE,
    )
    _tip(diary)


def _raised(diary: Diary) -> None:
    page = received(diary, 12, day(3, 7), "Tố cáo việc thu tiền sai quy định", title="denunciation")
    page(
        day(3, 7),
        who.CHANH_VAN_PHONG,
        petition.name_petitioner,
        petitioner=who.C,
        secrecy_asked=True,
    )
    page(day(3, 7), who.CHANH_VAN_PHONG, petition.name_accused, accused=who.X, party_member=False)
    page(
        day(3, 7),
        who.CHANH_VAN_PHONG,
        petition.keep_content,
        words=f"Nội dung đơn tố cáo {LABEL}",
    )
    examined(page, day(4, 7), "denunciation", "civil_service")
    accepted(page, day(5, 7), 37)
    case = diary.page(CASE)
    case(
        day(5, 7),
        who.CHANH_VAN_PHONG,
        proceeding.receive,
        begins=True,
        sealing=_both_sides,
        kind="denunciation",
        body=who.UBND,
        gist=f"Tố cáo việc thu tiền sai quy định. {LABEL}",
        subject="civil_service",
        petition=StreamId(PETITION),
    )


def _both_sides(office: Office, stream: str) -> dict[str, Any]:
    """Who denounced and who is denounced, each under a key of their own."""
    denouncer, denounced = office.new_party(stream), office.new_party(stream)
    return {
        "raised_by": (Person(party=denouncer, name=office.seal(denouncer, "name", who.C.name)),),
        "against": (Person(party=denounced, name=office.seal(denounced, "name", who.X.name)),),
    }


def _resolved(page: Page) -> None:
    """Checked, taken up, found complex, extended by a decision, and concluded in time."""
    page(
        day(11, 7),
        who.CHU_TICH,
        proceeding.verify,
        identified=True,
        eligible=True,
        gist="Đủ điều kiện thụ lý",
    )
    page(
        day(12, 7),
        who.CHU_TICH,
        proceeding.accept,
        document=paper("Quyết định", "86/QĐ-UBND", 12, 7, title="thụ lý tố cáo"),
    )
    page(
        day(13, 7),
        who.CHU_TICH,
        proceeding.assign_verification,
        to="Tổ xác minh của UBND phường",
        stripped=True,
        document=paper("Quyết định", "87/QĐ-UBND", 13, 7, title="lập tổ xác minh"),
    )
    page(
        day(17, 7),
        who.CHU_TICH,
        proceeding.tell_parties,
        about="acceptance",
        to=("denouncer", "denounced"),
    )
    page(
        day(1, 8),
        who.CHU_TICH,
        proceeding.find_complex,
        degree="complex",
        criteria=("contradictory_evidence",),
        document=paper("Báo cáo", "71/BC-UBND", 1, 8, title="xác định vụ việc phức tạp"),
    )
    page(
        day(9, 8),
        who.CHU_TICH,
        proceeding.extend,
        was=day(11, 8),
        until=day(10, 9),
        reason="Vụ việc phức tạp, chứng cứ mâu thuẫn",
        document=paper("Quyết định", "99/QĐ-UBND", 9, 8, title="gia hạn giải quyết tố cáo"),
    )
    page(
        day(31, 8),
        who.CHU_TICH,
        proceeding.report_verification,
        gist=f"Một khoản thu không có căn cứ. {LABEL}",
    )
    page(
        day(8, 9),
        who.CHU_TICH,
        proceeding.conclude,
        outcome="partly_founded",
        gist=f"Có một khoản thu không đúng; nội dung khác không đúng. {LABEL}",
        recommendations=("Trả lại khoản thu sai", "Kiểm điểm trách nhiệm"),
        document=paper("Kết luận", "05/KL-UBND", 8, 9, title="nội dung tố cáo"),
    )


def _made_public(page: Page) -> None:
    """Sent and acted on in time; posted three working days late, without the denouncer."""
    page(
        day(13, 9),
        who.CHU_TICH,
        proceeding.send,
        paper="conclusion",
        to=("denouncer", "denounced", "manager", "ward_party_committee"),
    )
    page(
        day(15, 9),
        who.CHU_TICH,
        proceeding.act_on,
        action="correction",
        gist=f"Trả lại khoản thu sai cho các hộ. {LABEL}",
        document=paper("Công văn", "140/UBND", 15, 9, title="khắc phục"),
    )
    page(
        day(22, 9),
        who.CHU_TICH,
        proceeding.publish,
        paper="conclusion",
        ways=("posting",),
        until=day(10, 10),
        place="Trụ sở UBND phường",
    )


def _tip(diary: Diary) -> None:
    page = received(diary, 19, day(9, 10), "Tin không ghi tên về nghiệm thu rãnh thoát nước")
    page(
        day(10, 10),
        who.CHANH_VAN_PHONG,
        petition.classify,
        kind="anonymous_tip",
        area="corruption",
    )
    page(
        day(12, 10),
        who.BI_THU,
        petition.refer_tip,
        to=who.KIEM_TRA,
        signs=f"Khối lượng nghiệm thu khác thực tế, có ảnh và số đo. {LABEL}",
        violator_is_clear=True,
        evidence_is_concrete=True,
    )
    page(
        day(10, 11),
        who.CHU_NHIEM,
        petition.conclude_tip,
        finding="breach",
        gist=f"Có sai khối lượng, đã yêu cầu làm lại. {LABEL}",
    )
    report = who.invented("Báo cáo", "14-BC/UBKT", day(10, 11), "UBKT Đảng uỷ", "kết quả")
    page(
        day(20, 11),
        who.CHANH_VAN_PHONG,
        petition.confirm,
        findings=f"Đã làm lại đoạn rãnh. {LABEL}",
    )
    page(
        day(24, 11),
        who.CHANH_VAN_PHONG,
        petition.resolve,
        outcome="granted",
        gist=f"Đã kiểm tra, xử lý. {LABEL}",
        evidence=(report,),
    )
