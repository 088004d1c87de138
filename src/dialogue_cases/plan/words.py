"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    Audience,
    BodyId,
    BodyKind,
    Document,
    GroupId,
    LegalBasis,
    LocalTime,
    OfficeKind,
    Phase,
    Place,
    Quarter,
    Recipient,
    StreamId,
    Topic,
    When,
)
from dialogue_cases.ward.words import Limit, Switch

Series: TypeAlias = Literal["dialogue", "reception"]
"""Đối thoại, tiếp dân: the two series of sessions; each is numbered by itself."""


Head: TypeAlias = Literal[
    "party_secretary",  # Bí thư Đảng uỷ
    "people_committee_chair",  # Chủ tịch UBND
    "people_council_chair",  # Chủ tịch HĐND
]
"""Người đứng đầu: whose year a plan may be of."""

BODY_OF: Mapping[Head, BodyKind] = {
    "party_secretary": "ward_party_committee",
    "people_committee_chair": "people_committee",
    "people_council_chair": "people_council_standing_body",
}
"""Cơ quan ban hành: the kind of body for which a head adopts a plan."""

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
    """Buổi đối thoại theo kế hoạch: foreseen in a month or longer; the day is fixed later.

    Args:
        number: 1, 2, … in the plan.
        period: when: a month (`vocabulary.month`), several, a quarter, a half-year.
        groups: the residential groups with whose people it is held; none: the whole unit.
        topics: what it is about, in the plan's words and by code; none: not chosen yet.
        place: where; usually the group's community house. None: not chosen yet.
        quarter: under which quarter it stands, where the plan says one.
        chair: the office that holds it …
        together_with: … and those that hold it together with that one (đồng chủ trì).
        legal_basis: under which rules it is held.
        audiences: with whom in particular; none: with anybody.
        ahead_of: what it is to be held before, as printed: "kỳ họp HĐND giữa năm".
        headings: the headings that it stands under.
        paragraphs: topic, place and time as printed.
    """

    number: int
    period: When
    groups: tuple[GroupId, ...] = ()
    topics: tuple[Topic, ...] = ()
    place: Place | None = None
    quarter: Quarter | None = None
    chair: OfficeKind = "party_secretary"
    together_with: tuple[OfficeKind, ...] = ()
    legal_basis: LegalBasis = "party_secretary_dialogue"
    audiences: tuple[Audience, ...] = ()
    ahead_of: str | None = None
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()


@frozen(kw_only=True)
class ReceptionDay:
    """Ngày tiếp công dân theo lịch: an announced day on which an office receives citizens.

    Args:
        day: the local day.
        at: from which local time on …
        ends: … and until when, where that is said.
        place: where, where that is said.
        receiver: the office that receives …
        together_with: … and those that do so together with it.
        register_until: the last local day on which one can register for it.
        instead_of: the day off that its rule would have had.
    """

    day: date
    at: LocalTime | None = None
    ends: LocalTime | None = None
    place: Place | None = None
    receiver: OfficeKind = "party_secretary"
    together_with: tuple[OfficeKind, ...] = ()
    register_until: date | None = None
    instead_of: date | None = None


@frozen(kw_only=True)
class Duty:
    """Nhiệm vụ được phân công: what the plan tells one body to do.

    Exactly one body answers for it: a named one, or at each session the Party cell of its group.

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
        with_leads: the bodies that lead it together with that one ("A và B chủ trì").
        supports: the bodies that co-operate, where the plan names them.
        due: the last local day of a duty of the year, where the plan says one.
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
    with_leads: tuple[BodyId, ...] = ()
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
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
        head: whose plan it is: the office that adopts it, and holds what it plans.
        limits: the limits that the plan itself sets where that is the unit's own matter …
        switches: … and what it chooses.
        reception_days: the announced days on which people are received;
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
    head: Head = "party_secretary"
    limits: tuple[Limit, ...] = ()
    switches: tuple[Switch, ...] = ()
    reception_days: tuple[ReceptionDay, ...] = ()
    closing: tuple[str, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    signature: SignatureBlock | None = None


def stream(year: int, number: int = 1) -> StreamId:
    """A plan of a year: the first, or another one beside it.

    >>> stream(2023), stream(2026, 2)
    ('plan/2023', 'plan/2026/2')
    """
    return StreamId(f"plan/{year}" if number == 1 else f"plan/{year}/{number}")
