"""The words that every other module speaks: ids, bodies, offices, documents, dates, topics.

Terms are the field's own (the glossary is in `docs/reference/glossary.md`);
each docstring opens with the Vietnamese term.
Everything here that is stored in an event keeps its shape for ever:
a field is never renamed, removed or given another meaning.
"""

from calendar import monthrange
from datetime import date, time
from typing import Annotated, Literal, NewType, TypeAlias

import attrs
import msgspec
from attrs import frozen

from dialogue_cases.spelling import nfc

# -- Ids ------------------------------------------------------------------------------

StreamId = NewType("StreamId", str)
"""Mã hồ sơ trong kho: one life's stream, such as `dialogue/2023/1` or `ward`."""

EventRef = NewType("EventRef", str)
"""One recorded fact: its stream and version, such as `dialogue/2023/1@7`."""

BodyId = NewType("BodyId", str)
"""Cơ quan, tổ chức: a body of the ward or above it, such as `van-phong-dang-uy`."""

GroupId = NewType("GroupId", str)
"""Tổ dân phố, thôn: a residential group, such as `nho-lam`."""

OfficerId = NewType("OfficerId", str)
"""Cán bộ: someone who holds or held an office, by a short id that the ward chose."""

PartyId = NewType("PartyId", str)
"""Đương sự trong một vụ việc: a person *in one case*, such as `dialogue/2023/1#2`.

There is no id of a person across cases, so that no registry of persons grows out of them.
"""


def event_ref(stream: StreamId, version: int) -> EventRef:
    """Name one recorded fact.

    >>> event_ref(StreamId("dialogue/2023/1"), 7)
    'dialogue/2023/1@7'
    """
    return EventRef(f"{stream}@{version}")


# -- Bodies and offices ---------------------------------------------------------------

BodyKind: TypeAlias = Literal[
    "ward_party_committee",  # Đảng uỷ phường
    "party_standing_board",  # Ban Thường vụ Đảng uỷ
    "party_permanent_body",  # Thường trực Đảng uỷ
    "party_office",  # Văn phòng Đảng uỷ
    "mass_mobilisation_bloc",  # Khối Dân vận
    "party_building_board",  # Ban Xây dựng Đảng
    "party_inspection_committee",  # Uỷ ban Kiểm tra
    "propaganda_education",  # Tuyên giáo
    "party_cell",  # chi bộ trực thuộc
    "people_council_standing_body",  # Thường trực HĐND
    "people_committee",  # UBND
    "fatherland_front",  # Mặt trận Tổ quốc
    "mass_organisation",  # tổ chức chính trị - xã hội, đoàn thể
    "public_address_station",  # đài truyền thanh
    "superior_party_committee",  # cấp uỷ cấp trên (Thị uỷ, Tỉnh uỷ)
    "superior_party_board",  # ban của cấp uỷ cấp trên
    "superior_authority",  # cơ quan nhà nước cấp trên
    "other",
]
"""Loại cơ quan: what a body is. Which bodies exist, and when, is the ward's data."""

OfficeKind: TypeAlias = Literal[
    "party_secretary",  # Bí thư Đảng uỷ
    "deputy_party_secretary",  # Phó Bí thư Đảng uỷ
    "standing_board_member",  # Uỷ viên Ban Thường vụ
    "party_committee_member",  # Đảng uỷ viên
    "mass_mobilisation_officer",  # cán bộ phụ trách dân vận
    "people_council_chair",  # Chủ tịch HĐND
    "people_committee_chair",  # Chủ tịch UBND
    "people_committee_deputy_chair",  # Phó Chủ tịch UBND
    "head",  # người đứng đầu cơ quan
    "deputy_head",  # cấp phó
    "cell_secretary",  # bí thư chi bộ
    "official",  # cán bộ, công chức
]
"""Chức vụ: what an officer may be in a body."""

# -- Dates ----------------------------------------------------------------------------


LocalTime: TypeAlias = Annotated[time, msgspec.Meta(tz=False)]
"""Giờ: a time on the ward's clock (Asia/Ho_Chi_Minh), without a zone."""


@frozen(kw_only=True)
class When:
    """Thời điểm: a day with a time on the ward's clock, or a period known only roughly.

    Args:
        day: the local day (Asia/Ho_Chi_Minh), or the first day of an imprecise period.
        at: the local time of that day, if one is known.
        through: the last day of an imprecise period ("May 2023" is not a day).

    Example:
        >>> str(month(2023, 5)), str(When(day=date(2023, 5, 12), at=time(8)))
        ('2023-05', '2023-05-12 08:00')
    """

    day: date
    at: LocalTime | None = None
    through: date | None = None

    def __str__(self) -> str:
        if self.at is not None:
            return f"{self.day} {self.at:%H:%M}"
        if self.through is None:
            return str(self.day)
        if self == month(self.day.year, self.day.month):
            return f"{self.day:%Y-%m}"
        return f"{self.day}/{self.through}"


On: TypeAlias = date | When
"""When a fact took effect: a local day, a day with a time, or an imprecise period."""


def month(year: int, number: int) -> When:
    """Tháng: a whole month as an imprecise period.

    >>> month(2023, 5).through
    datetime.date(2023, 5, 31)
    """
    return When(
        day=date(year, number, 1),
        through=date(year, number, monthrange(year, number)[1]),
    )


def first_day(on: On) -> date:
    """The day of a fact, or the first day of an imprecise period: what it is ordered by."""
    return on.day if isinstance(on, When) else on


def last_day(on: On) -> date:
    """The day of a fact, or the last day of an imprecise period: what a term is counted from.

    A term that runs from something in "May 2023" can't have begun to run out earlier than
    from 31 May, and nobody is late on a day that may not have been late.
    """
    if isinstance(on, When):
        return on.through or on.day
    return on


def local_time(on: On) -> time | None:
    """The local time of a fact, if one is known."""
    return on.at if isinstance(on, When) else None


# -- Documents ------------------------------------------------------------------------

Certainty: TypeAlias = Literal["A", "B", "C", "S", "M", "I"]
"""Mức chắc chắn of a legal source.

A: the article itself was read. B: a public page states it. C: derived from published forms.
S: the ward's own plan or regulation states it. M: from memory, unverified. I: our interpretation.
"""


@frozen(kw_only=True)
class Citation:
    """Căn cứ: where a rule stands, and how sure we are of it.

    Example:
        >>> str(Citation(text="Bộ luật Dân sự 2015, Điều 148", certainty="A"))
        'Bộ luật Dân sự 2015, Điều 148'
    """

    text: str
    certainty: Certainty
    note: str = ""

    def __str__(self) -> str:
        return self.text


@frozen(kw_only=True)
class NotInCopy:
    """Bản chụp không thể hiện: the document has it, but the copy at hand doesn't show it."""

    in_copy: bool = False

    def __str__(self) -> str:
        return "…"


NOT_IN_COPY = NotInCopy()


@frozen(kw_only=True)
class DocumentNumber:
    """Số, ký hiệu: the number of a document that this ward issues.

    Party documents are numbered per kind and term of office ("12-TB/ĐU"),
    administrative ones per year ("12/QĐ-UBND").

    Args:
        number: counted from 1.
        symbol: what follows the number.

    Example:
        >>> str(DocumentNumber(number=5, symbol="TB/ĐU")), str(DocumentNumber.parse("7/QĐ-UBND"))
        ('05-TB/ĐU', '07/QĐ-UBND')
    """

    number: int
    symbol: str

    def __str__(self) -> str:
        return f"{self.number:02d}{'-' if '/' in self.symbol else '/'}{self.symbol}"

    @classmethod
    def parse(cls, written: str) -> "DocumentNumber":
        """Read a number as it is written.

        Raises:
            ValueError: it isn't "<number>-<KIND>/<BODY>" or "<number>/<KIND>-<BODY>".
        """
        text = nfc(written.strip())
        end = next((i for i, c in enumerate(text) if not c.isdigit()), len(text))
        if not 0 < end < len(text) - 1 or text[end] not in "-/" or int(text[:end]) < 1:
            raise ValueError(
                f"{written!r} is no document number; expected one like '12-TB/ĐU' or '12/QĐ-UBND'"
            )
        number = cls(number=int(text[:end]), symbol=text[end + 1 :])
        if str(number)[len(f"{number.number:02d}")] != text[end]:
            raise ValueError(f"{written!r} joins number and symbol wrongly; expected '{number}'")
        return number


@frozen(kw_only=True)
class Document:
    """Văn bản: a document that somebody refers to, of this ward or of anyone.

    Args:
        kind: quyết định, quy định, kế hoạch, …, as written.
        number: number and symbol as written; `NOT_IN_COPY` where the copy hides it;
            None where there is none (a draft).
        issued_on: local day of issue, `NOT_IN_COPY`, or None.
        issuer: the body that issued it, as written.
        title: trích yếu, what it is about.
    """

    kind: str
    number: str | NotInCopy | None = None
    issued_on: date | NotInCopy | None = None
    issuer: str | None = None
    title: str | None = None

    @property
    def style(self) -> Literal["party", "administrative"] | None:
        """By its number, of the Party ("05-TB/ĐU") or administrative ("12/UBND-VP"), or unknown."""
        written = self.number.strip() if isinstance(self.number, str) else ""
        join = written.lstrip("0123456789")[:1] if written[:1].isdigit() else ""
        return "party" if join == "-" else "administrative" if join == "/" else None


# -- Places, topics, subjects ---------------------------------------------------------


@frozen(kw_only=True)
class Place:
    """Địa điểm: where something is held; a community house belongs to a residential group."""

    name: str
    group: GroupId | None = None
    address: str | None = None


TopicCode: TypeAlias = Literal[
    "land_clearance",  # giải phóng mặt bằng
    "land_management",  # quản lý đất đai
    "environmental_sanitation",  # vệ sinh môi trường
    "grassroots_democracy",  # dân chủ ở cơ sở
    "other",
]


@frozen(kw_only=True)
class Topic:
    """Chủ đề: what a dialogue is about, in the plan's words and by a code that groups years.

    Args:
        title: as written in the plan.
        code: what it is compared by across sessions and years.
        project: công trình, dự án: the project that it concerns, if any.
    """

    title: str
    code: TopicCode
    project: str | None = None


SubjectGroup: TypeAlias = Literal[
    "party_leadership",  # phương thức lãnh đạo, chỉ đạo của cấp uỷ
    "government_management",  # quản lý, điều hành của chính quyền
    "policy_before_decision",  # chủ trương, chính sách trước khi quyết định
    "front_and_organisations",  # hoạt động của Mặt trận và các đoàn thể
    "official_conduct",  # phẩm chất, thái độ, kỷ luật của cán bộ, đảng viên
]
"""Nhóm nội dung: what an opinion is about (part I.1 of the source plan)."""

OpinionKind: TypeAlias = Literal[
    "wish",  # tâm tư, nguyện vọng
    "recommendation",  # kiến nghị
    "report",  # phản ánh
    "supervision_remark",  # ý kiến giám sát
]
"""Loại ý kiến: what was voiced (part I.1 of the source plan)."""

LegalBasis: TypeAlias = Literal[
    "party_secretary_dialogue",  # đối thoại của Bí thư Đảng uỷ
    "government_dialogue",  # hội nghị trao đổi, đối thoại của UBND
    "complaint_dialogue",  # đối thoại trong giải quyết khiếu nại
    "citizen_reception",  # tiếp công dân
]
"""Cơ sở của buổi làm việc: under which rules a session is held."""

# -- Sealed data ----------------------------------------------------------------------


@frozen(kw_only=True)
class Sealed:
    """Dữ liệu niêm phong: personal data, readable only while its key is in the vault.

    Args:
        key: whose key seals it: a party in a case, or a case for its content.
        field: what it is; key and field are bound to the ciphertext.
        data: base64 of nonce and ciphertext (AES-256-GCM).
    """

    key: PartyId
    field: str
    data: str = attrs.field(repr=False)


# -- Who acts -------------------------------------------------------------------------


@frozen(kw_only=True)
class Act:
    """Hành vi của người có chức vụ: who decided, in which office, under which authority.

    It is a claim about who decided, not about who typed it in (`Operator`).

    Args:
        officer: who.
        office: in which office …
        body: … of which body.
        authority: the document that empowers or orders it, if one does.
        why: the reason, in the officer's words.
    """

    officer: OfficerId
    office: OfficeKind
    body: BodyId
    authority: Document | None = None
    why: str | None = None


@frozen(kw_only=True)
class SystemAct:
    """Hành vi của hệ thống: what followed by rule, and from which recorded fact."""

    rule: str
    trigger: EventRef | None = None


@frozen(kw_only=True)
class Operator:
    """Người nhập: who typed it in, through which channel, and how they were authenticated."""

    id: str
    channel: str = "library"
    authenticated: str = "not authenticated"


@frozen(kw_only=True)
class Despite:
    """Bất chấp: a rule that a recorded fact breaks, and why it is recorded all the same."""

    rule: str
    reason: str
