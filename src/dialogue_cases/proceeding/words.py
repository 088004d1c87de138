"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import PartyId, Sealed

Kind: TypeAlias = Literal[
    "complaint",  # khiếu nại quyết định hành chính, hành vi hành chính
    "disciplinary_complaint",  # khiếu nại quyết định kỷ luật cán bộ, công chức
    "denunciation",  # tố cáo
]
"""Loại vụ việc: under which law it is handled."""


Instance: TypeAlias = Literal[
    "first",  # giải quyết lần đầu
    "second",  # giải quyết lần hai (khiếu nại)
    "continued",  # tố cáo tiếp
]
"""Lần giải quyết: a second complaint and a continued denunciation are proceedings of their own."""


Source: TypeAlias = Literal[
    "person",  # người khiếu nại, tố cáo gửi trực tiếp
    "press",  # cơ quan báo chí chuyển đến
    "agency",  # cơ quan, tổ chức khác chuyển đến
    "elected_body",  # cơ quan dân cử, đại biểu dân cử chuyển đến
    "reception_board",  # Ban tiếp công dân chuyển đến
]
"""Nguồn đơn: who sent it to the competent body."""


Subject: TypeAlias = Literal[
    "policy",  # hành chính: chế độ, chính sách
    "land_and_housing",  # hành chính: đất đai, nhà cửa
    "civil_service",  # hành chính: công chức, công vụ
    "other_administrative",  # hành chính: khác
    "corruption",  # tham nhũng
    "judicial",  # tư pháp
    "party_and_organisations",  # Đảng, đoàn thể
    "other",  # khác
]
"""Lĩnh vực: the heading of the statistical tables under which the case is counted."""


Role: TypeAlias = Literal[
    "complainant",  # người khiếu nại, hoặc người đại diện
    "respondent",  # người bị khiếu nại
    "denouncer",  # người tố cáo
    "denounced",  # người bị tố cáo (chỉ nội dung tố cáo)
    "manager",  # cơ quan quản lý người bị tố cáo
    "superior",  # cơ quan cấp trên trực tiếp
    "interested",  # người có quyền, nghĩa vụ liên quan
    "sender",  # cơ quan chuyển đơn
    "ward_party_committee",  # Đảng uỷ phường
    "other",
]
"""Bên được thông báo: to whom something is told or sent, by role and never by name."""


Notice: TypeAlias = Literal[
    "acceptance",  # thụ lý
    "refusal",  # không thụ lý
    "forwarding",  # chuyển đơn
    "withdrawal",  # rút đơn
    "progress",  # tiến độ giải quyết
    "lateness",  # quá hạn, lý do
    "other",
]
"""Nội dung thông báo: what the parties are told."""


RefusalGround: TypeAlias = Literal[
    # Luật Khiếu nại 2011, Điều 11
    "internal_normative_or_secret_act",
    "not_directly_affected",
    "complainant_without_capacity",
    "representative_unlawful",
    "petition_unsigned",
    "time_limit_passed",
    "second_decision_made",
    "halted_and_not_pursued",
    "court_has_accepted_or_judged",
    # Luật Tố cáo 2018, Điều 24, 25, 29
    "form_not_met",
    "denouncer_without_capacity",
    "not_competent",
    "no_basis_to_identify",
    "lost_complaint_without_evidence",
    "identity_not_established",
    "sent_to_many_or_guided_before",
]
"""Căn cứ không thụ lý; each with its article and validity in `proceeding.grounds`."""


@frozen(kw_only=True)
class Person:
    """Người trong vụ việc: someone in this one case, by sealed data only.

    Args:
        party: the person in this case, or in the petition that it comes from.
        name: sealed under the party's key, as are the others.
        address: likewise.
        contact: likewise.
    """

    party: PartyId
    name: Sealed | None = None
    address: Sealed | None = None
    contact: Sealed | None = None


Criterion: TypeAlias = Literal[
    "several_places",  # xác minh từ hai địa điểm trở lên
    "several_contents",  # từ hai nội dung trở lên
    "many_people",  # nhiều người khiếu nại, tố cáo; quyền lợi của nhiều người
    "foreign_element",  # có yếu tố nước ngoài
    "several_managing_bodies",  # thuộc trách nhiệm quản lý của nhiều cơ quan
    "bodies_disagree",  # các cơ quan còn ý kiến khác nhau
    "contradictory_evidence",  # chứng cứ mâu thuẫn, phải thẩm tra thêm
]
"""Tiêu chí vụ việc phức tạp: any of the seven."""


Degree: TypeAlias = Literal[
    "complex",  # phức tạp
    "specially_complex",  # đặc biệt phức tạp (tố cáo)
]
"""Mức độ phức tạp."""


SuspensionGround: TypeAlias = Literal[
    "force_majeure",  # sự kiện bất khả kháng
    "objective_obstacle",  # trở ngại khách quan
    "waiting_for_related_result",  # đợi kết quả của cơ quan khác, vụ việc khác
    "waiting_for_expertise",  # đợi kết quả giám định bổ sung, giám định lại
]
"""Căn cứ tạm đình chỉ; each with its article and validity in `proceeding.grounds`."""


TerminationGround: TypeAlias = Literal[
    "full_withdrawal",  # rút toàn bộ
    "death_without_successor",  # người khiếu nại chết, không có người kế thừa
    "dissolved_without_successor",  # cơ quan, tổ chức khiếu nại giải thể, không có kế thừa
    "death_of_the_denounced",  # người bị tố cáo chết, trách nhiệm cá nhân
    "final_judgment_or_decision",  # đã có bản án, quyết định có hiệu lực
    "other",
]
"""Căn cứ đình chỉ; each with its article and validity in `proceeding.grounds`."""


WithdrawalForm: TypeAlias = Literal["letter", "minutes"]
"""Hình thức rút: đơn, hoặc biên bản ghi lời."""


GoesOn: TypeAlias = Literal[
    "signs_of_violation",  # có dấu hiệu vi phạm pháp luật
    "threat_or_coercion",  # bị đe doạ, cưỡng ép
    "bribery",  # bị mua chuộc
    "abuse",  # lợi dụng việc tố cáo
]
"""Lý do vẫn giải quyết: why the case goes on although it was withdrawn."""


ProtectionMeasure: TypeAlias = Literal[
    "secrecy",  # giữ bí mật thông tin
    "position_and_work",  # bảo vệ vị trí công tác, việc làm
    "life_and_health",  # bảo vệ tính mạng, sức khoẻ
    "property",  # bảo vệ tài sản
    "honour",  # bảo vệ danh dự, nhân phẩm
]
"""Biện pháp bảo vệ người tố cáo."""


Demand: TypeAlias = Literal[
    "settlement",  # đôn đốc giải quyết
    "lateness_report",  # yêu cầu báo cáo lý do, trách nhiệm về việc quá hạn
    "progress_report",  # yêu cầu báo cáo tiến độ
    "execution",  # đôn đốc thi hành
]
"""Yêu cầu đôn đốc: what is asked for."""


Outcome: TypeAlias = Literal[
    "founded",  # khiếu nại đúng toàn bộ; tố cáo đúng
    "partly_founded",  # đúng một phần
    "unfounded",  # sai toàn bộ
]
"""Kết quả giải quyết: đúng, đúng một phần, sai; of a denunciation: true, partly true, untrue."""


Review: TypeAlias = Literal[
    "upheld",  # công nhận (giữ nguyên) quyết định lần đầu
    "amended",  # sửa
    "cancelled",  # huỷ
]
"""Kết quả giải quyết lần hai: what becomes of the first decision."""


Paper: TypeAlias = Literal[
    "decision",  # quyết định giải quyết khiếu nại
    "conclusion",  # kết luận nội dung tố cáo
    "handling_decision",  # quyết định xử lý hành vi vi phạm
    "extension",  # quyết định gia hạn
    "suspension",  # quyết định tạm đình chỉ
    "resumption",  # quyết định tiếp tục giải quyết
    "termination",  # quyết định đình chỉ
]
"""Văn bản: which paper is sent or made public."""


PublicationWay: TypeAlias = Literal[
    "meeting",  # công bố tại cuộc họp
    "posting",  # niêm yết
    "web",  # cổng, trang thông tin điện tử
    "media",  # phương tiện thông tin đại chúng
]
"""Hình thức công khai."""


Action: TypeAlias = Literal[
    "handling_decision",  # ban hành quyết định xử lý
    "discipline",  # xử lý kỷ luật
    "correction",  # chấm dứt, khắc phục vi phạm
    "recommendation",  # kiến nghị cơ quan có thẩm quyền
    "denounced_cleared",  # khôi phục quyền lợi của người bị tố cáo sai
    "false_denouncer_handled",  # xử lý người cố ý tố cáo sai
    "other",
]
"""Việc xử lý kết luận: what is done on a conclusion."""


ContinuationResult: TypeAlias = Literal[
    "not_resolved_again",  # không giải quyết lại
    "resolver_resolves_again",  # yêu cầu giải quyết lại
    "superior_resolves",  # cấp trên thụ lý giải quyết
]
"""Kết quả xem xét tố cáo tiếp."""


@frozen(kw_only=True)
class Remedies:
    """Kết quả thu hồi, trả lại, xử lý: what was ordered, or what was reached.

    Args:
        state_money: money recovered for the State, in đồng.
        state_land: land recovered for the State, in whole square metres.
        organisations: how many organisations get something back …
        organisations_money: … how much, in đồng …
        organisations_land: … and in whole square metres.
        individuals: how many people get something back …
        individuals_money: … how much, in đồng …
        individuals_land: … and in whole square metres.
        sanctioned: how many people are sanctioned administratively …
        sanctioned_officials: … and how many of them are officials.
    """

    state_money: int = 0
    state_land: int = 0
    organisations: int = 0
    organisations_money: int = 0
    organisations_land: int = 0
    individuals: int = 0
    individuals_money: int = 0
    individuals_land: int = 0
    sanctioned: int = 0
    sanctioned_officials: int = 0
