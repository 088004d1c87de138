"""Khiếu nại: on how a plot's origin was certified, from June until the second instance.

The law of 2023 has no suspension of a complaint (it came on 01/07/2026): the chairman suspended
it all the same, and the record says so. Its clock went on. Hư cấu: all of it is invented.
"""

from typing import Any

import who
from desk import accepted, examined, received, settled
from dialogue_cases import petition, proceeding
from dialogue_cases.office import Office
from dialogue_cases.proceeding import Person
from dialogue_cases.vocabulary import Document, Place, StreamId
from diary import LABEL, Diary, Page, Speaker, day

FIRST, SECOND, TOO_LATE = "proceeding/2023/1", "proceeding/2023/3", "proceeding/2023/4"


def tell(diary: Diary) -> None:
    """Two complaints: one goes through both instances, one comes too late."""
    page = received(
        diary,
        9,
        day(12, 6),
        "Khiếu nại việc xác nhận nguồn gốc đất để bồi thường",
        petitioner=who.B,
        group="nho-lam",
        title="complaint",
    )
    examined(page, day(13, 6), "complaint", "land")
    accepted(page, day(14, 6), 31)
    _taken_up(diary.page(FIRST))
    _suspended(diary.page(FIRST))
    _decided(diary.page(FIRST))
    settled(
        page,
        answered=day(30, 8),
        confirmed=day(1, 9),
        number=53,
        gist="Đã có quyết định giải quyết khiếu nại lần đầu.",
        outcome="partly_granted",
        proceeding=FIRST,
    )
    _second_instance(diary)
    _too_late(diary)


def sealed_as(side: str, person: Speaker) -> Any:
    """What is asked when a case is received: who complains, sealed under a key of their own."""

    def sealing(office: Office, stream: str) -> dict[str, Any]:
        party = office.new_party(stream)
        name = office.seal(party, "name", person.name)
        address = office.seal(party, "address", person.address)
        return {side: (Person(party=party, name=name, address=address),)}

    return sealing


def paper(kind: str, number: str, *when: int, title: str) -> Document:
    """A decision or notice of the People's Committee that never was."""
    return who.invented(kind, number, day(*when), "UBND phường", title)


def _taken_up(page: Page) -> None:
    # The time to complain runs from the day on which the act became known.
    page(
        day(10, 4),
        who.CHANH_VAN_PHONG,
        proceeding.learn_contested_act,
        begins=True,
        entered=day(14, 6),
    )
    page(
        day(14, 6),
        who.CHANH_VAN_PHONG,
        proceeding.receive,
        sealing=sealed_as("raised_by", who.B),
        kind="complaint",
        body=who.UBND,
        gist=f"Khiếu nại hành vi xác nhận nguồn gốc đất. {LABEL}",
        subject="land_and_housing",
        petition=StreamId("petition/2023/9"),
        against_body=who.UBND,
    )
    notice = paper("Thông báo", "88/TB-UBND", 20, 6, title="thụ lý khiếu nại")
    page(day(20, 6), who.CHU_TICH, proceeding.accept, document=notice)
    page(
        day(22, 6),
        who.CHU_TICH,
        proceeding.tell_parties,
        about="acceptance",
        to=("complainant", "respondent"),
        document=notice,
    )
    page(day(23, 6), who.CHU_TICH, proceeding.assign_verification, to="Tổ xác minh của UBND")
    page(
        day(3, 7),
        who.CHU_TICH,
        proceeding.find_complex,
        degree="complex",
        criteria=("several_places", "contradictory_evidence"),
        document=paper("Báo cáo", "60/BC-UBND", 3, 7, title="xác định vụ việc phức tạp"),
    )
    page(
        day(14, 7),
        who.CHU_TICH,
        proceeding.report_verification,
        gist=f"Nguồn gốc đất có hai tài liệu khác nhau. {LABEL}",
        differs=True,
    )
    page(
        day(14, 7),
        who.CHU_TICH,
        proceeding.announce_dialogue,
        day=day(25, 7),
        place=Place(name="Trụ sở UBND phường"),
        gist="Đối thoại về nguồn gốc đất",
        document=paper("Giấy mời", "21/GM-UBND", 14, 7, title="đối thoại"),
    )
    page(
        day(25, 7),
        who.CHU_TICH,
        proceeding.hold_dialogue,
        present=("complainant", "respondent"),
        agreed=("Đo đạc lại thửa đất",),
        differing=("Thời điểm sử dụng đất",),
        document=paper("Biên bản", "không số", 25, 7, title="đối thoại"),
    )


def _suspended(page: Page) -> None:
    """Nobody could suspend a complaint in 2023; it happened, and so it is on record."""
    page(
        day(26, 7),
        who.CHU_TICH,
        proceeding.suspend,
        despite=[
            ("suspension-ground-is-in-force", "UBND đã ra quyết định, chờ kết quả đo đạc lại")
        ],
        ground="waiting_for_related_result",
        reason="Chờ kết quả đo đạc lại thửa đất",
        document=paper("Quyết định", "93/QĐ-UBND", 26, 7, title="tạm đình chỉ"),
    )
    page(
        day(14, 8),
        who.CHU_TICH,
        proceeding.resume,
        reason="Đã có kết quả đo đạc lại",
        document=paper("Quyết định", "101/QĐ-UBND", 14, 8, title="tiếp tục giải quyết"),
    )


def _decided(page: Page) -> None:
    page(
        day(25, 8),
        who.CHU_TICH,
        proceeding.decide,
        outcome="partly_founded",
        gist=f"Xác nhận lại nguồn gốc một phần thửa đất. {LABEL}",
        document=paper("Quyết định", "110/QĐ-UBND", 25, 8, title="giải quyết khiếu nại"),
    )
    page(
        day(28, 8),
        who.CHU_TICH,
        proceeding.send,
        paper="decision",
        to=("complainant", "respondent", "ward_party_committee"),
    )
    page(day(29, 8), who.CHANH_VAN_PHONG, proceeding.note_receipt)


def _second_instance(diary: Diary) -> None:
    """In 2023 the second instance was the town's; the ward follows it, and hears nothing."""
    diary.page(FIRST)(
        day(20, 9), who.CHANH_VAN_PHONG, proceeding.open_second_instance, to=who.UBND_THI_XA
    )
    page = diary.page(SECOND)
    page(
        day(22, 9),
        who.CHANH_VAN_PHONG,
        proceeding.receive,
        begins=True,
        sealing=sealed_as("raised_by", who.B),
        kind="complaint",
        instance="second",
        body=who.UBND_THI_XA,
        previous=StreamId(FIRST),
        gist=f"Khiếu nại lần hai về nguồn gốc đất. {LABEL}",
        subject="land_and_housing",
    )
    notice = who.invented("Thông báo", "402/TB-UBND", day(29, 9), "UBND thị xã", "thụ lý")
    page(day(29, 9), who.CHANH_VAN_PHONG, proceeding.accept, document=notice)
    page(
        day(29, 9),
        who.CHANH_VAN_PHONG,
        proceeding.tell_parties,
        about="acceptance",
        to=("complainant",),
        document=notice,
    )
    page(
        day(20, 11),
        who.CHANH_VAN_PHONG,
        proceeding.urge,
        by_whom=who.DANG_UY,
        demand="settlement",
        gist=f"Đề nghị thông báo kết quả giải quyết lần hai. {LABEL}",
    )


def _too_late(diary: Diary) -> None:
    """Five months after the act became known: the time to complain was over."""
    page = received(
        diary,
        18,
        day(4, 10),
        "Khiếu nại biên bản kiểm đếm",
        petitioner=who.D,
        group="an-thuong",
        title="complaint",
    )
    examined(page, day(5, 10), "complaint", "land")
    case = diary.page(TOO_LATE)
    case(
        day(5, 5),
        who.CHANH_VAN_PHONG,
        proceeding.learn_contested_act,
        begins=True,
        entered=day(5, 10),
    )
    case(
        day(5, 10),
        who.CHANH_VAN_PHONG,
        proceeding.receive,
        sealing=sealed_as("raised_by", who.D),
        kind="complaint",
        body=who.UBND,
        gist=f"Khiếu nại biên bản kiểm đếm. {LABEL}",
        subject="land_and_housing",
        petition=StreamId("petition/2023/18"),
    )
    refusal = paper("Thông báo", "131/TB-UBND", 11, 10, title="không thụ lý khiếu nại")
    case(
        day(11, 10),
        who.CHU_TICH,
        proceeding.refuse,
        ground="time_limit_passed",
        reason="Quá 90 ngày, không có trở ngại khách quan",
        document=refusal,
    )
    page(
        day(13, 10),
        who.CHANH_VAN_PHONG,
        petition.refuse,
        ground="time_passed",
        explained=True,
        document=refusal,
    )
