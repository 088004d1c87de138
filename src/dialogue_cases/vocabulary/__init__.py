"""The words that every other module speaks: ids, bodies, offices, documents, dates, topics.

Terms are the field's own (the glossary is in `docs/reference/glossary.md`);
each docstring opens with the Vietnamese term.
Everything here that is stored in an event keeps its shape for ever:
a field is never renamed, removed or given another meaning.
"""

from typing import Literal, TypeAlias

import attrs
from attrs import frozen

from dialogue_cases.vocabulary.day_words import day_said, hour_said, period_said, period_words
from dialogue_cases.vocabulary.days import (
    QUARTERS,
    WEEKDAYS,
    LocalTime,
    On,
    Phase,
    Quarter,
    When,
    first_day,
    last_day,
    local_time,
    month,
    quarter_in,
    whole_year,
)
from dialogue_cases.vocabulary.due_words import (
    DueSaid,
    Reporting,
    ReportPeriod,
    due_said,
)
from dialogue_cases.vocabulary.free_text import FreeText
from dialogue_cases.vocabulary.ids import (
    LOCAL_STATE_BODIES,
    BodyId,
    BodyKind,
    EventRef,
    GroupId,
    OfficeKind,
    OfficerId,
    PartyId,
    StreamId,
    TopicId,
    event_ref,
)
from dialogue_cases.vocabulary.papers import (
    MODEL_PLAN,
    NOT_IN_COPY,
    Certainty,
    Citation,
    Document,
    DocumentNumber,
    NotInCopy,
    Recipient,
    in_the_plan,
)

__all__ = [
    "LOCAL_STATE_BODIES",
    "MODEL_PLAN",
    "NOT_IN_COPY",
    "OF_THE_PARTY",
    "QUARTERS",
    "WEEKDAYS",
    "Act",
    "Audience",
    "BodyId",
    "BodyKind",
    "Certainty",
    "Citation",
    "Despite",
    "Document",
    "DocumentNumber",
    "DueSaid",
    "EventRef",
    "FreeText",
    "GroupId",
    "LegalBasis",
    "LocalTime",
    "NotInCopy",
    "OfficeKind",
    "OfficerId",
    "On",
    "Operator",
    "OpinionKind",
    "PartyId",
    "Phase",
    "Place",
    "Quarter",
    "Recipient",
    "ReportPeriod",
    "Reporting",
    "Sealed",
    "StreamId",
    "SubjectGroup",
    "SystemAct",
    "Topic",
    "TopicCode",
    "TopicId",
    "When",
    "day_said",
    "due_said",
    "event_ref",
    "first_day",
    "hour_said",
    "in_the_plan",
    "last_day",
    "local_time",
    "month",
    "period_said",
    "period_words",
    "quarter_in",
    "whole_year",
]

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

OF_THE_PARTY: tuple[LegalBasis, ...] = ("party_secretary_dialogue", "citizen_reception")
"""Của Đảng: the sessions that the Party's plan is about, and of which the Party reports."""

Audience: TypeAlias = Literal[
    "youth",  # đoàn viên, thanh niên
    "women",  # hội viên, phụ nữ
    "firms",  # doanh nghiệp
    "households",  # hộ kinh doanh, hộ gia đình
]
"""Đối tượng: with whom in particular a dialogue is held."""

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
    why: FreeText | None = None


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
    reason: FreeText
