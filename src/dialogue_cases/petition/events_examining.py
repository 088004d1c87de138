"""What can happen as a petition is examined: what it is, whether and where it is handled."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import BodyId, Document, On, SubjectGroup

Kind: TypeAlias = Literal[
    "complaint",  # khiếu nại
    "denunciation",  # tố cáo
    "recommendation",  # kiến nghị
    "report",  # phản ánh
    "anonymous_tip",  # thông tin tố cáo không rõ người tố cáo
]
"""Loại đơn, by its content; an anonymous tip is never a denunciation."""

Area: TypeAlias = Literal[
    "policy",  # chế độ, chính sách
    "land",  # đất đai, nhà cửa
    "civil_service",  # công chức, công vụ
    "administrative_other",  # hành chính khác
    "judicial",  # tư pháp
    "corruption",  # tham nhũng
    "party_and_organisations",  # Đảng, đoàn thể
    "other",  # khác
]
"""Lĩnh vực: the content list of the statistical tables."""

Lack: TypeAlias = Literal[
    "vietnamese",  # không viết bằng tiếng Việt, không có bản dịch
    "date",  # thiếu ngày, tháng, năm
    "name",  # thiếu họ tên
    "address",  # thiếu địa chỉ
    "signature",  # thiếu chữ ký hoặc điểm chỉ
    "respondent",  # thiếu tên, địa chỉ người bị khiếu nại
    "content",  # thiếu nội dung
    "reason",  # thiếu lý do
    "papers",  # thiếu tài liệu liên quan
    "demand",  # thiếu yêu cầu giải quyết
    "act",  # thiếu hành vi bị tố cáo
    "accused",  # thiếu người bị tố cáo
    "contact",  # thiếu cách thức liên hệ
]
"""Điều kiện còn thiếu: what a petition lacks to be handled."""

System: TypeAlias = Literal[
    "administrative",  # cơ quan hành chính
    "elected",  # cơ quan dân cử
    "procedural",  # cơ quan tố tụng, thi hành án
    "political_and_social",  # tổ chức chính trị, chính trị - xã hội
    "public_service_unit",  # đơn vị sự nghiệp công lập
    "state_enterprise",  # doanh nghiệp nhà nước
]
"""Hệ thống cơ quan: to which kind of body a petition belongs."""

Criterion: TypeAlias = Literal[
    "several_places",  # phải xác minh từ hai địa điểm
    "several_contents",  # có từ hai nội dung
    "many_people",  # nhiều người, hoặc liên quan quyền lợi của nhiều người
    "foreign_element",  # có yếu tố nước ngoài
    "several_bodies",  # nhiều cơ quan quản lý
    "bodies_disagree",  # các cơ quan có ý kiến khác nhau
    "contradictory_evidence",  # tài liệu, chứng cứ mâu thuẫn
]
"""Tiêu chí phức tạp: any one makes a case complex."""

Ground: TypeAlias = Literal[
    "no_control",  # say, dùng chất kích thích, mất khả năng làm chủ
    "disorder",  # đe doạ, xúc phạm, vi phạm nội quy
    "finally_resolved",  # đã giải quyết đúng pháp luật, đã thông báo, vẫn cố tình
    "dangerous_objects",  # mang vũ khí, vật nguy hiểm
    "refuses_security_check",  # không chấp hành kiểm tra an ninh
    "forbidden_recording",  # ghi âm, ghi hình, phát trực tiếp khi không được phép
    "incitement",  # kích động gây rối
    "no_capacity",  # không đủ năng lực hành vi, không có người đại diện
    "representative_without_papers",  # đại diện không có giấy tờ
    "outside_petitions",  # nội dung không phải khiếu nại, tố cáo, kiến nghị, phản ánh
    "suggestion_already_answered",  # kiến nghị, phản ánh đã được trả lời, không có tình tiết mới
    "final_judgment",  # đã có bản án có hiệu lực
    "handled_elsewhere",  # cơ quan có thẩm quyền khác đang giải quyết
    "internal_or_secret_act",  # quyết định nội bộ, quy phạm, bí mật
    "not_affected",  # không liên quan trực tiếp quyền, lợi ích
    "unlawful_representative",  # người đại diện không hợp pháp
    "unsigned",  # không có chữ ký, điểm chỉ
    "time_passed",  # hết thời hiệu, không có lý do chính đáng
    "second_decision_made",  # đã có quyết định giải quyết lần hai
    "suspended_not_resumed",  # đã đình chỉ, quá 30 ngày không tiếp tục
    "court_accepted",  # Toà án đã thụ lý hoặc đã xét xử
    "sent_to_many",  # gửi nhiều nơi, có nơi có thẩm quyền
    "already_guided",  # đã được hướng dẫn
    "anonymous",  # không rõ họ tên, địa chỉ; mạo danh
    "lost_complaint",  # chuyển từ khiếu nại sang tố cáo, không có chứng cứ mới
    "ineligible",  # không đủ điều kiện xử lý
    "illegible",  # rách nát, không đọc được
]
"""Căn cứ từ chối hoặc xếp lưu; where each stands, and when, is in `petition.grounds`."""

Finding: TypeAlias = Literal["breach", "no_breach", "undetermined"]
"""Kết quả kiểm tra: có vi phạm, không vi phạm, chưa đủ cơ sở kết luận."""


@frozen(kw_only=True)
class Classified:
    """Phân loại: what it is by its content, whatever it is called.

    Args:
        kind: by its content.
        area: the content list of the statistical tables.
        subject: the subject group of the plan, if it belongs to one.
        reason: why it is something else than its title says, or than it was taken for.
    """

    on: On
    kind: Kind
    area: Area
    subject: SubjectGroup | None = None
    reason: str | None = None


@frozen(kw_only=True)
class EligibilityFound:
    """Xác định điều kiện xử lý: whether it can be handled, or what it lacks."""

    on: On
    eligible: bool
    lacking: tuple[Lack, ...] = ()
    findings: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class CompetenceFound:
    """Xác định thẩm quyền: whose it is to handle.

    Args:
        own: whether a body of this ward is competent.
        system: to which kind of body it belongs.
        body: the competent body, where the ward's record has it …
        body_name: … or as written, where it hasn't.
        basis: the document that says so.
    """

    on: On
    own: bool
    system: System
    body: BodyId | None = None
    body_name: str | None = None
    basis: Document | None = None


@frozen(kw_only=True)
class ComplexityFound:
    """Xác định vụ việc phức tạp, in writing, by the criteria that it meets."""

    on: On
    criteria: tuple[Criterion, ...]
    document: Document | None = None


@frozen(kw_only=True)
class Part:
    """Phần đơn: one content of a mixed petition.

    Args:
        number: 1, 2, … ; the part's own petition names it.
        gist: what it is about, without names.
        kind: what it is, as far as it was told then.
    """

    number: int
    gist: str
    kind: Kind | None = None


@frozen(kw_only=True)
class Split:
    """Tách đơn: a petition of several contents goes on as one petition for each."""

    on: On
    parts: tuple[Part, ...]
    reason: str | None = None


@frozen(kw_only=True)
class Admitted:
    """Tiếp nhận xử lý: the ward takes it as its own to handle.

    The acceptance of a complaint or denunciation for resolution (thụ lý) is the competent
    body's, and stands in the proceeding.
    """

    on: On
    document: Document | None = None


@frozen(kw_only=True)
class AdmissionRefused:
    """Từ chối: the person or the petition is turned away, on a ground that is named.

    Args:
        ground: why; where it stands is in `petition.grounds`.
        explained: whether it was explained on the spot.
        note: what happened, without names.
        document: the written refusal, if it was made at once.
    """

    on: On
    ground: Ground
    explained: bool = False
    note: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Guided:
    """Hướng dẫn: the person was told where and how to go on.

    Args:
        gist: what was explained.
        kind: for which kind of petition the guidance is.
        system: to which kind of body …
        body: … to which body, where the ward's record has it …
        body_name: … or as written, where it hasn't.
        document: the guiding paper, with its number.
    """

    on: On
    gist: str
    kind: Kind | None = None
    system: System | None = None
    body: BodyId | None = None
    body_name: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Forwarded:
    """Chuyển đơn: to the body that is competent.

    Args:
        system: to which kind of body …
        to: … to which, where the ward's record has it …
        to_name: … or as written, where it hasn't.
        document: the transfer slip (phiếu chuyển).
        report_by: the day by which the result is asked for.
    """

    on: On
    system: System
    to: BodyId | None = None
    to_name: str | None = None
    document: Document | None = None
    report_by: date | None = None


@frozen(kw_only=True)
class Returned:
    """Trả đơn, trả giấy tờ: to the petitioner, or to the body that passed it on wrongly.

    Args:
        to_sender: whether it went back to the body that had passed it on.
        attachments: the numbers of the papers that went back.
    """

    on: On
    reason: str
    to_sender: bool = False
    attachments: tuple[int, ...] = ()
    document: Document | None = None


@frozen(kw_only=True)
class FiledWithoutProcessing:
    """Xếp lưu: nothing is done with it, on a ground that is named."""

    on: On
    ground: Ground
    note: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class TipReferred:
    """Chuyển thông tin để thanh tra, kiểm tra: an anonymous tip that can be looked into.

    Args:
        to: the body that inspects.
        signs: the signs of breach, without names.
        violator_is_clear: whether it says clearly who did it.
        evidence_is_concrete: whether it has concrete evidence that can be verified.
        documents: what was handed over.
    """

    on: On
    to: BodyId
    signs: str
    violator_is_clear: bool
    evidence_is_concrete: bool
    documents: tuple[Document, ...] = ()


@frozen(kw_only=True)
class TipInspected:
    """Kết quả thanh tra, kiểm tra theo thông tin: what the inspectors found, without names."""

    on: On
    finding: Finding
    gist: str
    document: Document | None = None
