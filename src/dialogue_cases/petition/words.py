"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import FreeText

Channel: TypeAlias = Literal[
    "written",  # đơn gửi đến hoặc nộp trực tiếp
    "oral",  # trình bày miệng ngoài buổi tiếp
    "reception",  # tại buổi tiếp công dân
    "dialogue",  # tại buổi đối thoại
    "online",  # trực tuyến
    "forwarded",  # cơ quan khác chuyển đến
    "press",  # báo chí nêu hoặc chuyển đến
]
"""Nguồn đơn: how a petition came in."""


Title: TypeAlias = Literal[
    "complaint",  # đơn khiếu nại
    "denunciation",  # đơn tố cáo
    "recommendation",  # đơn kiến nghị
    "report",  # đơn phản ánh
    "other",  # tiêu đề khác: kêu cứu, đề nghị, …
]
"""Tiêu đề đơn: what the writer called it; how it is handled follows its content instead."""


Receiver: TypeAlias = Literal[
    "staff",  # cán bộ tiếp nhận
    "head",  # người đứng đầu
    "delegate",  # người được uỷ quyền
]
"""Người tiếp: who received it, as the reception tables ask."""


ReceptionKind: TypeAlias = Literal[
    "regular",  # thường xuyên
    "periodic",  # định kỳ
    "ad_hoc",  # đột xuất
]
"""Loại tiếp công dân, as the reception tables ask."""


Occurrence: TypeAlias = Literal[
    "first",  # lần đầu
    "repeated",  # nhiều lần
]
"""Lần đầu hay nhiều lần: whether the same matter came before, as known when it came in."""


Signature: TypeAlias = Literal[
    "signed",  # ký tên
    "fingerprint",  # điểm chỉ
]
"""Ký hoặc điểm chỉ: how somebody stood by what was written down."""


Capacity: TypeAlias = Literal[
    "authorised",  # người được uỷ quyền
    "legal_representative",  # người đại diện theo pháp luật
    "lawyer",  # luật sư
    "legal_aid",  # trợ giúp viên pháp lý
]
"""Tư cách: as what somebody acts for a petitioner."""


Certification: TypeAlias = Literal[
    "notarised",  # công chứng
    "certified",  # chứng thực
]
"""Công chứng, chứng thực of an authorisation."""


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
class Part:
    """Phần đơn: one content of a mixed petition.

    Args:
        number: 1, 2, … ; the part's own petition names it.
        gist: what it is about, without names.
        kind: what it is, as far as it was told then.
    """

    number: int
    gist: FreeText
    kind: Kind | None = None


AnswerOutcome: TypeAlias = Literal[
    "accepted",  # đã tiếp nhận, thụ lý
    "more_time",  # cần thêm thời gian xác minh
    "refused",  # từ chối
    "transferred",  # đã chuyển cơ quan có thẩm quyền
    "result",  # kết quả giải quyết
]
"""Nội dung trả lời: what the petitioner was told."""


Means: TypeAlias = Literal[
    "written",  # bằng văn bản
    "in_person",  # trực tiếp
    "online",  # trực tuyến
]
"""Hình thức trả lời: how the petitioner was told."""


AnsweredTo: TypeAlias = Literal[
    "petitioner",  # người nộp đơn
    "sender",  # cơ quan chuyển đơn, cơ quan báo chí
]
"""Nơi nhận trả lời: who was told."""


SettledAs: TypeAlias = Literal[
    "granted",  # giải quyết theo yêu cầu
    "partly_granted",  # giải quyết một phần
    "not_granted",  # không có cơ sở giải quyết theo yêu cầu
    "explained",  # giải thích, người nộp đơn rõ
]
"""Kết quả giải quyết: how it was settled."""


Satisfaction: TypeAlias = Literal[
    "satisfied",  # hài lòng
    "partly_satisfied",  # hài lòng một phần
    "dissatisfied",  # không hài lòng
]
"""Mức độ hài lòng: what the petitioner says of how it was settled."""


WithdrawalForm: TypeAlias = Literal[
    "letter",  # đơn rút
    "minutes",  # biên bản ghi ý kiến rút
]
"""Hình thức rút đơn."""


ContinuingGround: TypeAlias = Literal[
    "signs_of_violation",  # có dấu hiệu vi phạm pháp luật
    "coercion",  # bị đe doạ, ép buộc, mua chuộc
    "abuse",  # lợi dụng tố cáo
]
"""Căn cứ tiếp tục: why a denunciation goes on although it was withdrawn."""
