"""Vụ việc nêu ba lần: the land files that came back late, promised three times, never settled.

Raised at the dialogue of An Thường, in a petition from Hòa Thạnh in summer, and at the dialogue
of Hòa Thạnh. That it is one matter, the Office decides; that it is repeated, and on whose list
it comes, follows by rule. Hư cấu: all of it is invented.
"""

from datetime import time

import who
from desk import accepted, examined, received
from dialogue_cases import matter, petition, session, task
from dialogue_cases.plan import PlannedSession
from dialogue_cases.vocabulary import GroupId, Place, StreamId
from diary import LABEL, Diary, day

MATTER = "matter/2023/1"
AN_THUONG, HOA_THANH = GroupId("an-thuong"), GroupId("hoa-thanh")


def tell(diary: Diary, planned: PlannedSession) -> None:
    """From the petition in June to a reception in December whose list has it still.

    Args:
        planned: the dialogue of the second quarter, whose topic it is.
    """
    page = received(
        diary,
        10,
        day(20, 6),
        "Hồ sơ chỉnh lý giấy chứng nhận nộp từ tháng 2 chưa được trả",
        petitioner=who.E,
        group="hoa-thanh",
        title="recommendation",
    )
    examined(page, day(21, 6), "recommendation", "land")
    accepted(page, day(23, 6), 34)

    behind = diary.page(MATTER)
    behind(
        day(26, 6),
        who.CHANH_VAN_PHONG,
        matter.open_matter,
        begins=True,
        gist=f"Hồ sơ chỉnh lý giấy chứng nhận trả chậm. {LABEL}",
        topic=next(one for one in planned.topics if one.code == "land_management"),
        subject="government_management",
    )
    behind(
        day(26, 6),
        who.CHANH_VAN_PHONG,
        matter.join,
        raised=day(5, 5),
        session=StreamId("dialogue/2023/2"),
        opinion=3,
        kind="recommendation",
        group=AN_THUONG,
    )
    page(day(26, 6), who.CHANH_VAN_PHONG, petition.join_matter, matter=StreamId(MATTER))
    page(
        day(3, 7),
        who.BI_THU,
        petition.direct,
        direction="Trả hồ sơ đất của người nộp đơn, rà soát các hồ sơ cùng loại",
        lead=who.UBND,
        due=day(29, 9),
    )
    behind(
        day(5, 7),
        who.TRUONG_KHOI,
        matter.foresee_solution,
        body=who.DAN_VAN,
        gist=f"Mỗi tuần một ngày trả hồ sơ tại nhà sinh hoạt cộng đồng. {LABEL}",
    )
    page(
        day(6, 10),
        who.CHANH_VAN_PHONG,
        petition.answer,
        outcome="more_time",
        gist=f"Hồ sơ chờ đo đạc lại. {LABEL}",
        until=day(15, 12),
    )
    page(
        day(16, 10),
        who.CHANH_VAN_PHONG,
        petition.urge,
        to=who.UBND,
        gist=f"Đề nghị trả dứt điểm hồ sơ trước buổi đối thoại. {LABEL}",
        due=day(23, 10),
    )
    behind(
        day(25, 10),
        who.CHANH_VAN_PHONG,
        matter.join,
        raised=day(24, 10),
        session=StreamId("dialogue/2023/4"),
        opinion=3,
        kind="recommendation",
        group=HOA_THANH,
    )
    _last_reception(diary)


def _last_reception(diary: Diary) -> None:
    """The secretary receives the people of both groups; what is unsettled is on the list."""
    page, fixed, on = diary.page("reception/2023/3"), day(1, 12), day(15, 12)
    place = Place(name="Phòng tiếp dân, trụ sở Đảng uỷ phường")
    page(
        fixed,
        who.CHANH_VAN_PHONG,
        session.fix,
        begins=True,
        day=on,
        at=time(8),
        place=place,
        groups=(AN_THUONG, HOA_THANH),
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
    origin = task.Origin(kind="session_duty", source=StreamId(page.stream), number=19)
    page.of(task.stream(origin))(
        day(11, 12),
        "bi-thu-chi-bo-an-thuong",
        task.report_done,
        gist=f"Chi bộ đã thông báo đến Nhân dân. {LABEL}",
    )
    page(on, who.BI_THU, session.open_session, hour=time(8))
    page(on, who.CHANH_VAN_PHONG, session.end_session, hour=time(10), people=4)
