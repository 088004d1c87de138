"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    BodyId,
    FreeText,
    GroupId,
    OfficeKind,
    OfficerId,
    On,
    Recipient,
    Reporting,
)

SIDE_BY_SIDE: tuple[OfficeKind, ...] = (
    "party_secretary",
    "people_committee_chair",
    "people_council_chair",
)
"""Đồng chủ trì: the offices whose holders may hold a session together."""

BriefingKind: TypeAlias = Literal[
    "situation_report",  # nắm chắc tình hình
    "public_mood",  # tâm trạng Nhân dân, dư luận xã hội
    "risk_forecast",  # dự báo các tình huống có thể xảy ra
    "pressing_matters",  # rà soát, thống kê những vấn đề bức xúc, nổi cộm
    "government_review",  # rà soát của Thường trực HĐND và UBND
    "cell_report",  # báo cáo của chi bộ trực thuộc
    "front_report",  # báo cáo của Mặt trận, đoàn thể
]
"""Loại báo cáo trước buổi đối thoại: what the secretary is briefed on."""


PreparationKind: TypeAlias = Literal[
    "venue",  # địa điểm
    "invitations",  # giấy mời
    "equipment",  # loa đài, trang thiết bị
    "documents",  # tài liệu
    "order",  # an ninh trật tự
    "other",
]
"""Loại điều kiện cần chuẩn bị."""


Phase: TypeAlias = Literal["before", "during", "after"]
"""Trước, trong và sau buổi đối thoại."""


Channel: TypeAlias = Literal[
    "public_address",  # đài truyền thanh
    "posting",  # niêm yết
    "cell_meeting",  # sinh hoạt chi bộ
    "group_meeting",  # họp tổ dân phố
    "front_meeting",  # sinh hoạt Mặt trận, đoàn thể
    "web",  # trang thông tin điện tử
    "other",
]
"""Kênh thông báo, tuyên truyền."""


@frozen(kw_only=True)
class Invitee:
    """Thành phần mời: a body, an office or a group of people; no private person by name.

    Args:
        name: as printed on the list and on the invitation.
        body: the body that it means, if one.
        officer: the officer that it means, if one.
        group: the residential group whose people it means, if one.
    """

    name: str
    body: BodyId | None = None
    officer: OfficerId | None = None
    group: GroupId | None = None


@frozen(kw_only=True)
class PendingDecision:
    """Chủ trương, chính sách sắp quyết định: what an opinion hopes to be heard before.

    Args:
        title: what is to be decided.
        body: who is to decide it, if known.
        expected: the day or period in which the decision is expected, if known.
    """

    title: str
    body: BodyId | None = None
    expected: On | None = None


OnlineGround: TypeAlias = Literal[
    "complex_or_prolonged",  # phức tạp, kéo dài, cần nhiều cơ quan, nhiều địa điểm
    "remote_or_frail",  # vùng sâu, vùng xa; đối tượng chính sách, người già yếu, khuyết tật
    "emergency",  # thiên tai, dịch bệnh, lý do an ninh, trật tự
    "complex_denunciation",  # tố cáo phức tạp, người tố cáo không yêu cầu bảo vệ danh tính
    "other",  # yêu cầu thực tiễn khác
]
"""Vụ việc tiếp công dân trực tuyến (Nghị định 154/2026/NĐ-CP, Điều 20)."""


Destination: TypeAlias = Literal[
    "petition",  # xử lý như một đơn
    "conclusion",  # giải quyết trong thông báo kết luận
]
"""Hướng xử lý: where an opinion goes that isn't answered on the spot."""


Competence: TypeAlias = Literal[
    "own",  # thuộc thẩm quyền
    "other",  # không thuộc thẩm quyền, chuyển cơ quan khác
]
"""Thẩm quyền: whether the ward's own bodies settle an opinion."""


@frozen(kw_only=True)
class Item:
    """Mục của thông báo kết luận: what is to be done, by one head, with whom, until when.

    A notice that replaces another keeps an item's number; a new item takes a number that no
    earlier notice of the session has used, because its task is named by it.

    Args:
        number: 1, 2, … in the session.
        decision: what is to be done.
        view: quan điểm: how the secretary sees the matter.
        opinions: the numbers of the opinions that it answers.
        lead: the one body that is responsible …
        lead_officer: … and the person who leads it there, if the notice names one.
        supports: the bodies that co-operate.
        due: the local day until which it is to be done, as the notice says.
        answered_by: the body that answers the citizen.
        due_text: the deadline in the words of the notice, as it is printed.
        standing: thường xuyên: whether it goes on without a last day …
        report: … and how often it is reported on.
    """

    number: int
    decision: FreeText
    lead: BodyId
    view: FreeText | None = None
    opinions: tuple[int, ...] = ()
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    answered_by: BodyId | None = None
    due_text: FreeText | None = None
    standing: bool = False
    report: Reporting | None = None


@frozen(kw_only=True)
class Contents:
    """Nội dung thông báo kết luận: what a notice says, drafted or issued.

    Args:
        items: what is to be done.
        summary: tổng hợp ý kiến.
        directions: general directions, paragraph by paragraph.
        recipients: nơi nhận.
        follow_up: the body that follows up and reports …
        report_due: … and until which local day, if the notice says.
    """

    items: tuple[Item, ...]
    summary: FreeText = ""
    directions: tuple[FreeText, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    follow_up: BodyId | None = None
    report_due: date | None = None
