"""What can happen before a session: foreseen, fixed, prepared, the people called."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    LegalBasis,
    LocalTime,
    OfficeKind,
    OfficerId,
    On,
    OpinionKind,
    PartyId,
    Place,
    Quarter,
    Sealed,
    StreamId,
    SubjectGroup,
    Topic,
    When,
)

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


# -- When and where -------------------------------------------------------------------


@frozen(kw_only=True)
class Foreseen:
    """Dự kiến theo kế hoạch: a plan foresees the session, in a period rather than on a day.

    Args:
        plan: the plan's stream.
        quarter: under which quarter it stands; None for a reception day.
        period: when; usually a month.
        groups: the residential groups with whose people it is held; none: the whole ward.
    """

    begins = True

    on: On
    plan: StreamId
    period: When
    quarter: Quarter | None = None
    groups: tuple[GroupId, ...] = ()
    topics: tuple[Topic, ...] = ()
    place: Place | None = None
    legal_basis: LegalBasis = "party_secretary_dialogue"


@frozen(kw_only=True)
class Fixed:
    """Ấn định ngày, giờ, địa điểm: it takes the place of what was fixed before.

    Args:
        day: the local day on which the session is to be held …
        at: … and its local time, if one was said.
        house_rules: the house rules (nội quy) in force when it was fixed.
    """

    begins = True

    on: On
    day: date
    place: Place
    legal_basis: LegalBasis
    at: LocalTime | None = None
    groups: tuple[GroupId, ...] = ()
    topics: tuple[Topic, ...] = ()
    house_rules: Document | None = None


@frozen(kw_only=True)
class Postponed:
    """Hoãn, dời: the session isn't held on the day for which it was fixed or foreseen.

    Args:
        day: the fixed day that falls away; None if none had been fixed.
        to: the new day or period as announced; None while nobody has said.
    """

    on: On
    reason: str
    day: date | None = None
    to: On | None = None


@frozen(kw_only=True)
class Cancelled:
    """Huỷ buổi đối thoại: it will not be held."""

    on: On
    reason: str


@frozen(kw_only=True)
class ChairDelegated:
    """Uỷ quyền chủ trì: the secretary lets somebody else hold the session in his stead.

    Args:
        officer: who …
        office: … in which office …
        body: … of which body.
    """

    on: On
    officer: OfficerId
    office: OfficeKind
    body: BodyId
    reason: str | None = None


# -- Knowing and preparing ------------------------------------------------------------


@frozen(kw_only=True)
class BriefingFiled:
    """Báo cáo Bí thư trước buổi đối thoại: about matters, groups and places, never persons.

    Args:
        body: who reports …
        supports: … with whose help.
        about: the lives that it reports on: matters, tasks of earlier conclusions.
        proposed_solution: phương hướng, giải pháp dự kiến.
        planned_measures: biện pháp chỉ đạo dự kiến, or how a foreseen situation is met.
        restricted: True when only those who prepare the session may read it.
    """

    on: On
    kind: BriefingKind
    body: BodyId
    text: str
    restricted: bool
    supports: tuple[BodyId, ...] = ()
    topics: tuple[Topic, ...] = ()
    groups: tuple[GroupId, ...] = ()
    places: tuple[Place, ...] = ()
    about: tuple[StreamId, ...] = ()
    proposed_solution: str | None = None
    planned_measures: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class OpinionRegistered:
    """Đăng ký ý kiến trước: the fields are those of `OpinionVoiced`."""

    on: On
    number: int
    kind: OpinionKind
    subject: SubjectGroup
    gist: str
    topic: Topic | None = None
    group: GroupId | None = None
    pending_decision: PendingDecision | None = None
    content: Sealed | None = None
    party: PartyId | None = None
    speaker_name: Sealed | None = None
    speaker_address: Sealed | None = None
    speaker_contact: Sealed | None = None


@frozen(kw_only=True)
class QuestionExpected:
    """Câu hỏi dự kiến: what the people are expected to ask."""

    on: On
    number: int
    question: str
    topic: Topic | None = None


@frozen(kw_only=True)
class AnswerPrepared:
    """Chuẩn bị nội dung trả lời: what a body gives the secretary to answer with.

    Args:
        question: the number of the expected question.
        body: who prepares the answer.
    """

    on: On
    question: int
    body: BodyId
    answer: str


@frozen(kw_only=True)
class PreparationListed:
    """Việc cần chuẩn bị: one line of the session's checklist.

    Args:
        due: the local day until which it is to be done, if one was set.
    """

    on: On
    number: int
    kind: PreparationKind
    what: str
    body: BodyId
    due: date | None = None


@frozen(kw_only=True)
class PreparationDone:
    """Đã chuẩn bị xong: one line of the checklist is done."""

    on: On
    number: int
    note: str | None = None


# -- Calling the people ---------------------------------------------------------------


@frozen(kw_only=True)
class InviteesProposed:
    """Tham mưu thành phần mời."""

    on: On
    invitees: tuple[Invitee, ...]


@frozen(kw_only=True)
class InviteesApproved:
    """Duyệt thành phần mời."""

    on: On
    invitees: tuple[Invitee, ...]


@frozen(kw_only=True)
class InvitationIssued:
    """Phát hành giấy mời: one invitee is asked to come on this day, at this time, to this place.

    Args:
        sent_on: the local day on which it went out, if known.
    """

    on: On
    number: DocumentNumber
    invitee: Invitee
    day: date
    at: LocalTime | None = None
    place: Place | None = None
    sent_on: date | None = None


@frozen(kw_only=True)
class Announced:
    """Thông báo, tuyên truyền: what was made public, and what it said.

    Args:
        body: who made it public (the station, the cell …).
        day: the day of the session as announced …
        at: … its time …
        place: … its place …
        topics: … and its topics; what was left out stays empty.
        groups: where it was heard; none: the whole ward.
        text: the wording, if it was kept.
    """

    on: On
    phase: Phase
    channel: Channel
    body: BodyId
    day: date | None = None
    at: LocalTime | None = None
    place: Place | None = None
    topics: tuple[Topic, ...] = ()
    groups: tuple[GroupId, ...] = ()
    text: str | None = None


@frozen(kw_only=True)
class AnnouncementAcknowledged:
    """Tổ dân phố đã nhận thông báo: a group knows of the session on this day.

    Args:
        body: who says so (the cell of that group).
        day: the day of the session as the group knows it.
    """

    on: On
    group: GroupId
    body: BodyId
    day: date
