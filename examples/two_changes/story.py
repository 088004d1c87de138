"""Một phường qua hai lần thay đổi: what 1 July 2025 and 1 July 2026 did to what was open.

Thật: what the law changed, and since when. Hư cấu: the ward and everything that happens in it.

`two_changes.py` prints it.
"""

from datetime import date
from typing import Any

from dialogue_cases import (
    BodyId,
    OfficerId,
    StreamId,
    petition,
    proceeding,
    task,
    ward,
)
from dialogue_cases.vocabulary import BodyKind, OfficeKind, When, month
from invented_ward import LABEL, Ward, paper

TWO_LEVELS = date(2025, 7, 1)
LAST_DAY = date(2026, 7, 31)

WORK = StreamId("task/petition/2025/1/direction/1")
FIRST, SECOND = "proceeding/2025/1", "proceeding/2025/2"
SUSPENDED, TEN_DAYS, SEVEN_DAYS = (f"proceeding/2026/{number}" for number in (1, 2, 3))

HALF_YEAR = When(day=date(2025, 1, 1), through=date(2025, 6, 30))
OF_THE_TOWN = ("thi-uy", "ban-dan-van-thi-uy")
OF_THE_PROVINCE = ("tinh-uy", "noi-chinh-tinh-uy", "tuyen-giao-dan-van")


def run(url: str) -> Ward:
    """Let it happen in a new store: both changes, and what was open when they came."""
    told = Ward(url)
    _before(told)
    _two_levels(told)
    _carried_on(told)
    _the_decrees(told)
    told.looks_at_deadlines(LAST_DAY)
    return told


def _report(
    on: date, officer: str, number: str, period: When, to: tuple[str, ...]
) -> dict[str, Any]:
    """A report upward on receptions and dialogues."""
    return {
        "on": on,
        "officer": officer,
        "stream": ward.WARD,
        "decision": ward.send_report,
        "kind": "reception_and_dialogue",
        "period": period,
        "to": tuple(map(BodyId, to)),
        "document": paper("Báo cáo", number, on),
    }


# -- Until 30 June 2025 ----------------------------------------------------------------------


def _before(told: Ward) -> None:
    """A task of the mass-mobilisation bloc, and a complaint that the ward's chairman decides."""
    office = "chanh-van-phong"
    request = "petition/2025/1"
    told.decides(
        date(2025, 4, 10),
        office,
        request,
        petition.raise_petition,
        channel="written",
        gist=f"Đề nghị gặp các hộ chưa bàn giao mặt bằng {LABEL}",
        received_by=BodyId("van-phong-cu"),
    )
    told.decides(
        date(2025, 4, 14),
        "bi-thu",
        request,
        petition.direct,
        direction="Gặp gỡ, vận động các hộ chưa bàn giao mặt bằng",
        lead=BodyId("dan-van"),
        due=date(2025, 8, 15),
    )
    told.decides(
        date(2025, 4, 14),
        "bi-thu",
        request,
        petition.assign,
        text="Trả lời kết quả vận động cho người nộp đơn",
        lead=BodyId("van-phong-cu"),
    )
    told.decides(
        date(2025, 4, 16),
        office,
        request,
        petition.answer,
        outcome="accepted",
        gist=f"Đã giao Khối Dân vận {LABEL}",
        document=paper("Công văn", "18-CV/ĐU", date(2025, 4, 16)),
    )
    told.decides(
        date(2025, 5, 19),
        office,
        FIRST,
        proceeding.receive,
        kind="complaint",
        body=BodyId("ubnd"),
        gist=f"Khiếu nại việc xác nhận tình trạng đất {LABEL}",
    )
    notice = paper("Thông báo", "41/TB-UBND", date(2025, 5, 26))
    told.decides(date(2025, 5, 26), "chu-tich-ubnd", FIRST, proceeding.accept, document=notice)
    told.decides(
        date(2025, 5, 26),
        "chu-tich-ubnd",
        FIRST,
        proceeding.tell_parties,
        about="acceptance",
        to=("complainant",),
        document=notice,
    )
    told.decides(
        date(2025, 6, 20),
        "chu-tich-ubnd",
        FIRST,
        proceeding.decide,
        outcome="unfounded",
        gist=f"Giữ nguyên việc xác nhận {LABEL}",
        document=paper("Quyết định", "77/QĐ-UBND", date(2025, 6, 20)),
    )
    told.decides(
        date(2025, 6, 23),
        "chu-tich-ubnd",
        FIRST,
        proceeding.send,
        paper="decision",
        to=("complainant",),
    )
    told.decides(date(2025, 6, 24), office, FIRST, proceeding.note_receipt)
    told.decides(**_report(date(2025, 6, 30), office, "30-BC/ĐU", HALF_YEAR, OF_THE_TOWN))


# -- 1 July 2025 -----------------------------------------------------------------------------


def _two_levels(told: Ward) -> None:
    """The district level ends; the ward's Party bodies are formed anew, and carry on.

    Quy định 298-QĐ/TW and 299-QĐ/TW name the three bodies. Which of them carries on for which
    old one is our reading; a ward enters what its own decisions say.
    """
    bodies: tuple[tuple[str, BodyKind, str, str, OfficeKind, str], ...] = (
        (
            "van-phong",
            "party_office",
            "Văn phòng Đảng uỷ",
            "chanh-van-phong-moi",
            "head",
            "Chánh Văn phòng Đảng uỷ",
        ),
        (
            "ban-xay-dung-dang",
            "party_building_board",
            "Ban Xây dựng Đảng",
            "truong-ban-xay-dung-dang",
            "head",
            "Trưởng Ban Xây dựng Đảng",
        ),
        (
            "kiem-tra",
            "party_inspection_committee",
            "Uỷ ban Kiểm tra Đảng uỷ",
            "chu-nhiem-kiem-tra",
            "head",
            "Chủ nhiệm Uỷ ban Kiểm tra",
        ),
    )
    for body, kind, name, officer, position, title in bodies:
        told.set_up(TWO_LEVELS, ward.establish_body, body=BodyId(body), kind=kind, name=name)
        told.set_up(
            TWO_LEVELS,
            ward.appoint,
            officer=OfficerId(officer),
            office=position,
            body=BodyId(body),
            title=title,
        )
    above: tuple[tuple[str, BodyKind, str], ...] = (
        ("tinh-uy", "superior_party_committee", "Tỉnh uỷ"),
        ("noi-chinh-tinh-uy", "superior_party_board", "Ban Nội chính Tỉnh uỷ"),
        ("tuyen-giao-dan-van", "superior_party_board", "Ban Tuyên giáo và Dân vận Tỉnh uỷ"),
        ("ubnd-tinh", "superior_authority", "UBND tỉnh"),
    )
    for body, kind, name in above:
        told.set_up(
            TWO_LEVELS,
            ward.establish_body,
            body=BodyId(body),
            kind=kind,
            name=name,
            superior=True,
        )
    for old, new in (("van-phong-cu", "van-phong"), ("dan-van", "ban-xay-dung-dang")):
        told.set_up(TWO_LEVELS, ward.merge_bodies, bodies=(BodyId(old),), into=BodyId(new))
    for gone in ("ban-dan-van-thi-uy", "thi-uy", "ubnd-thi-xa"):
        told.set_up(TWO_LEVELS, ward.abolish_body, body=BodyId(gone))


def _carried_on(told: Ward) -> None:
    """The new board does the old bloc's task; what went to the town goes to the province.

    Since Kết luận 215-KL/TW of 23/11/2025 the report upward has addressees in the province.
    """
    office = "chanh-van-phong-moi"
    told.is_refused(**_report(date(2025, 7, 4), office, "31-BC/ĐU", HALF_YEAR, OF_THE_TOWN))
    to_town = {"to": BodyId("ubnd-thi-xa")}
    told.is_refused(date(2025, 7, 10), office, FIRST, proceeding.open_second_instance, **to_town)
    told.decides(
        date(2025, 7, 10), office, FIRST, proceeding.open_second_instance, to=BodyId("ubnd-tinh")
    )
    told.decides(
        date(2025, 7, 14),
        office,
        SECOND,
        proceeding.receive,
        kind="complaint",
        instance="second",
        body=BodyId("ubnd-tinh"),
        previous=StreamId(FIRST),
        gist=f"Khiếu nại lần hai việc xác nhận tình trạng đất {LABEL}",
    )
    notice = paper("Thông báo", "905/TB-UBND", date(2025, 7, 21))
    told.decides(date(2025, 7, 21), office, SECOND, proceeding.accept, document=notice)
    told.decides(
        date(2025, 7, 21),
        office,
        SECOND,
        proceeding.tell_parties,
        about="acceptance",
        to=("complainant",),
        document=notice,
    )
    told.decides(
        date(2025, 8, 12),
        "truong-ban-xay-dung-dang",
        WORK,
        task.report_done,
        gist=f"Đã gặp 12 hộ, 11 hộ bàn giao {LABEL}",
        evidence=(paper("Báo cáo", "06-BC/BXDĐ", date(2025, 8, 12)),),
    )
    told.decides(date(2025, 8, 18), office, WORK, task.verify, findings=f"Đúng như báo cáo {LABEL}")
    told.decides(date(2025, 8, 19), office, WORK, task.close, outcome="carried_out")
    told.decides(
        date(2025, 8, 20),
        office,
        "petition/2025/1",
        petition.answer,
        outcome="result",
        gist=f"11 trong 12 hộ đã bàn giao {LABEL}",
        document=paper("Công văn", "40-CV/ĐU", date(2025, 8, 20)),
    )
    december = month(2025, 12)
    told.decides(**_report(date(2026, 1, 5), office, "02-BC/ĐU", december, OF_THE_PROVINCE))


# -- 1 July 2026 -----------------------------------------------------------------------------


def _the_decrees(told: Ward) -> None:
    """Three complaints: accepted before and suspended after, received before, received after."""
    office, chair, body = "chanh-van-phong-moi", "chu-tich-ubnd", BodyId("ubnd")

    def received(on: date, stream: str, what: str) -> None:
        told.decides(
            on,
            office,
            stream,
            proceeding.receive,
            kind="complaint",
            body=body,
            gist=f"{what} {LABEL}",
        )

    def accepted(on: date, stream: str, number: str) -> None:
        notice = paper("Thông báo", number, on)
        told.decides(on, chair, stream, proceeding.accept, document=notice)
        told.decides(
            on,
            chair,
            stream,
            proceeding.tell_parties,
            about="acceptance",
            to=("complainant",),
            document=notice,
        )

    received(date(2026, 6, 1), SUSPENDED, "Khiếu nại quyết định đình chỉ xây hàng rào")
    accepted(date(2026, 6, 8), SUSPENDED, "52/TB-UBND")
    received(date(2026, 6, 25), TEN_DAYS, "Khiếu nại việc từ chối chứng thực")
    waits = {"ground": "waiting_for_related_result", "reason": "Chờ kết quả giám định"}
    number = paper("Quyết định", "64/QĐ-UBND", date(2026, 6, 29))
    told.is_refused(
        date(2026, 6, 29), chair, SUSPENDED, proceeding.suspend, document=number, **waits
    )
    received(date(2026, 7, 2), SEVEN_DAYS, "Khiếu nại việc không cấp bản sao")
    accepted(date(2026, 7, 6), TEN_DAYS, "58/TB-UBND")
    number = paper("Quyết định", "66/QĐ-UBND", date(2026, 7, 6))
    told.decides(date(2026, 7, 6), chair, SUSPENDED, proceeding.suspend, document=number, **waits)
    told.decides(
        date(2026, 7, 8), chair, SUSPENDED, proceeding.send, paper="suspension", to=("complainant",)
    )
    accepted(date(2026, 7, 10), SEVEN_DAYS, "60/TB-UBND")
    told.decides(
        date(2026, 7, 20),
        chair,
        SUSPENDED,
        proceeding.resume,
        reason="Đã có kết quả giám định",
        document=paper("Quyết định", "71/QĐ-UBND", date(2026, 7, 20)),
    )
    told.decides(
        date(2026, 7, 21),
        chair,
        SUSPENDED,
        proceeding.send,
        paper="resumption",
        to=("complainant",),
    )
    told.decides(
        date(2026, 7, 22),
        chair,
        SUSPENDED,
        proceeding.decide,
        outcome="founded",
        gist=f"Huỷ quyết định đình chỉ {LABEL}",
        document=paper("Quyết định", "73/QĐ-UBND", date(2026, 7, 22)),
    )
    told.decides(
        date(2026, 7, 24), chair, SUSPENDED, proceeding.send, paper="decision", to=("complainant",)
    )
