"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficeKind,
    Phase,
    Place,
    Quarter,
    Recipient,
    StreamId,
    Topic,
    When,
)

Series: TypeAlias = Literal["dialogue", "reception"]
"""Đối thoại, tiếp dân: the two series of sessions; each is numbered by itself."""


DutyKind: TypeAlias = Literal[
    "situation_report",  # nắm chắc tình hình, tâm trạng Nhân dân, dư luận xã hội
    "risk_forecast",  # dự báo các tình huống có thể xảy ra
    "pressing_matters_review",  # rà soát, thống kê những vấn đề bức xúc, nổi cộm
    "conclusion_draft",  # dự thảo thông báo kết luận
    "invitees",  # tham mưu thành phần mời
    "invitations_and_announcement",  # phát hành giấy mời, thông báo rộng rãi
    "conditions",  # chuẩn bị những điều kiện cần thiết
    "conclusion_submission",  # trình dự thảo thông báo kết luận
    "follow_up_report",  # theo dõi, tổng hợp báo cáo kết quả giải quyết
    "keep_directing",  # tham mưu tiếp tục chỉ đạo những vấn đề chưa được giải quyết
    "inspection",  # kiểm tra, giám sát khi có dấu hiệu vi phạm
    "government_review",  # rà soát, đánh giá tình hình quản lý, điều hành
    "broadcast",  # đài truyền thanh tuyên truyền
    "timely_resolution",  # chỉ đạo giải quyết, xử lý kịp thời
    "public_opinion",  # theo dõi, nắm bắt tình hình trong hội viên, đoàn viên
    "propaganda",  # tuyên truyền quyền và nghĩa vụ của người khiếu nại, tố cáo, …
    "local_mood",  # nắm bắt tình hình trên địa bàn
    "venue",  # bố trí, chuẩn bị địa điểm
    "notify_people",  # thông báo Nhân dân tham gia
    "cooperate",  # phối hợp
    "other",
]
"""Loại nhiệm vụ: what a duty is, so that other lives find it whatever its wording."""


@frozen(kw_only=True)
class Section:
    """Mục: what stands under some headings, paragraph by paragraph as printed.

    Args:
        headings: the headings that it stands under, from the part down to its own.
        paragraphs: word for word, each with its printed mark ("- …", "+ …").
    """

    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]


@frozen(kw_only=True)
class PlannedSession:
    """Buổi đối thoại theo kế hoạch: foreseen in a month; the day is fixed later.

    Args:
        number: 1, 2, … in the plan.
        quarter: in which quarter it is due.
        group: the residential group with whose people it is held.
        topics: what it is about, in the plan's words and by code.
        place: where; usually the group's community house.
        period: when; usually a month (`vocabulary.month`).
        chair: the office that holds it.
        headings: the headings that it stands under.
        paragraphs: topic, place and time as printed.
    """

    number: int
    quarter: Quarter
    group: GroupId
    topics: tuple[Topic, ...]
    place: Place
    period: When
    chair: OfficeKind = "party_secretary"
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@frozen(kw_only=True)
class Duty:
    """Nhiệm vụ được phân công: what the plan tells one body to do.

    Exactly one body leads: a named one, or at each session the Party cell of its group.

    Args:
        number: 1, 2, … in the plan; tasks are named by it, so it isn't used again.
        kind: what it is.
        text: word for word, with its printed mark.
        phase: when it is done.
        for_each: of which sessions each brings it anew; none: it is one duty of the year.
        lead: the body that leads …
        by_local_cell: … or True where the cell of the session's group does.
        or_office: the office whose holder may lead in the body's stead
            ("… hoặc cán bộ phụ trách dân vận").
        supports: the bodies that co-operate, where the plan names them.
        headings: the headings and opening words that it stands under.
        continues: True where it goes on in the same printed paragraph as the duty before it.
    """

    number: int
    kind: DutyKind
    text: str
    phase: Phase
    for_each: tuple[Series, ...] = ()
    lead: BodyId | None = None
    by_local_cell: bool = False
    or_office: OfficeKind | None = None
    supports: tuple[BodyId, ...] = ()
    headings: tuple[str, ...] = ()
    continues: bool = False

    @property
    def per_session(self) -> bool:
        """Whether each session brings it anew."""
        return bool(self.for_each)

    @property
    def wording(self) -> str:
        """Its text without the printed mark, as a task repeats it."""
        return self.text.removeprefix("- ").removeprefix("+ ").rstrip("; ")

    def lead_at(self, cell: BodyId | None) -> BodyId | None:
        """The one body that leads it, given the cell of the session's group."""
        return cell if self.by_local_cell else self.lead


@frozen(kw_only=True)
class SignatureBlock:
    """Thể thức ký: on whose behalf ("T/M ĐẢNG ỦY"), in which office, and the printed name."""

    authority: str
    title: str
    name: str | None = None


@frozen(kw_only=True)
class Contents:
    """Nội dung kế hoạch: the whole text of a plan, and what it says.

    Args:
        kind: the kind of document, as printed ("KẾ HOẠCH").
        title: trích yếu.
        bases: the documents that it rests on.
        introduction: the opening paragraph, which names the bases.
        purposes: mục đích.
        requirements: yêu cầu.
        sessions: the dialogues of the year.
        duties: who does what.
        reception_days: the announced days on which the secretary receives people;
            a plan may leave them to another document.
        closing: the paragraphs after the last duty.
        recipients: nơi nhận.
        signature: thể thức ký.
    """

    kind: str
    title: str
    bases: tuple[Document, ...]
    introduction: str
    purposes: Section
    requirements: Section
    sessions: tuple[PlannedSession, ...]
    duties: tuple[Duty, ...]
    reception_days: tuple[date, ...] = ()
    closing: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: SignatureBlock | None = None


def stream(year: int) -> StreamId:
    """The plan of a year.

    >>> stream(2023)
    'plan/2023'
    """
    return StreamId(f"plan/{year}")
