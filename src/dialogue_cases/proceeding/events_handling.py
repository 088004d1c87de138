"""What can happen while a complaint or denunciation is being resolved."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.proceeding.events_opening import Role
from dialogue_cases.vocabulary import BodyId, Document, On, PartyId, Place, Sealed

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


@frozen(kw_only=True)
class ComplexityFound:
    """Xác định vụ việc phức tạp: in writing, in the file; longer terms may follow.

    Args:
        degree: complex, or specially complex.
        criteria: which of the seven criteria are met.
        document: the writing that finds it.
    """

    on: On
    degree: Degree
    criteria: tuple[Criterion, ...]
    document: Document | None = None


@frozen(kw_only=True)
class VerificationAssigned:
    """Giao xác minh nội dung: a body, a group or an officer is told to verify.

    Args:
        to: who verifies, as a body or a group is written; never a private person.
        stripped: whether the denouncer's identity was taken out of what is handed over.
        document: the decision.
    """

    on: On
    to: str
    stripped: bool = False
    document: Document | None = None


@frozen(kw_only=True)
class VerificationReported:
    """Báo cáo kết quả xác minh.

    Args:
        gist: what was found, without names.
        differs: of a complaint, whether what is asked for and what was found still differ.
        content: the report's words, sealed under the key of the case.
        document: the report.
    """

    on: On
    gist: str
    differs: bool = False
    content: Sealed | None = None
    document: Document | None = None


@frozen(kw_only=True)
class DialogueAnnounced:
    """Thông báo đối thoại trong giải quyết khiếu nại: time, place and content, in writing.

    Args:
        on: the day of the notice.
        number: 1, 2, … : the dialogue; a notice of a new day keeps the number.
        day: when it is held: the last notice's day counts.
        place: where.
        gist: what it is about, without names.
        to: who is told.
        document: the notice.
    """

    on: On
    number: int
    day: On
    place: Place
    gist: str
    to: tuple[Role, ...]
    document: Document | None = None


@frozen(kw_only=True)
class DialogueHeld:
    """Đối thoại: the parties met the body, or stayed away.

    Args:
        number: the number under which it was announced, or the next one.
        present: who was there.
        absent_with_reason: vắng có lý do.
        absent_without_reason: vắng không có lý do.
        agreed: points agreed, without names.
        differing: points still differing, without names.
        content: the minutes' words, sealed under the key of the case.
        document: the signed minutes.
    """

    on: On
    number: int
    present: tuple[Role, ...]
    absent_with_reason: tuple[Role, ...] = ()
    absent_without_reason: tuple[Role, ...] = ()
    agreed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    content: Sealed | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Extended:
    """Gia hạn giải quyết: a written decision puts off the last day.

    Args:
        until: the new last day, as decided.
        was: the last day that it puts off, as then known.
        reason: why.
        document: the decision: number, date, issuer.
    """

    on: On
    until: date
    was: date
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class Suspended:
    """Tạm đình chỉ: from this day the time doesn't run."""

    on: On
    ground: SuspensionGround
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class Resumed:
    """Tiếp tục giải quyết: from this day the time runs again."""

    on: On
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class Terminated:
    """Đình chỉ: the case ends without a decision on its content."""

    on: On
    ground: TerminationGround
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class WithdrawnInPart:
    """Rút một phần: some points, or some of the people, drop out; the rest goes on.

    Args:
        form: a letter, or minutes.
        contents: the points withdrawn, without names.
        parties: the people who drop out, where they are known by party.
        people: how many people drop out.
        goes_on: why what was withdrawn is resolved all the same, if it is.
        document: the letter or the minutes.
    """

    on: On
    form: WithdrawalForm
    contents: tuple[str, ...] = ()
    parties: tuple[PartyId, ...] = ()
    people: int = 0
    goes_on: GoesOn | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Withdrawn:
    """Rút toàn bộ: by a letter or in minutes, by all who raised it.

    Args:
        form: a letter, or minutes.
        after_explanation: whether it was withdrawn after the body had explained.
        goes_on: why the case is resolved all the same, if it is.
        document: the letter or the minutes.
    """

    on: On
    form: WithdrawalForm
    after_explanation: bool = False
    goes_on: GoesOn | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ProtectionRequested:
    """Đề nghị bảo vệ: the denouncer, or someone near, asks to be protected.

    Args:
        measures: what is asked for.
        party: who asks, by party only.
    """

    on: On
    measures: tuple[ProtectionMeasure, ...]
    party: PartyId | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ProtectionGiven:
    """Áp dụng biện pháp bảo vệ.

    Args:
        measures: what is done.
        by_whom: the body that does it, as written.
        party: who is protected, by party only.
    """

    on: On
    measures: tuple[ProtectionMeasure, ...]
    by_whom: str
    party: PartyId | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Urged:
    """Đôn đốc: a body asks the competent one for what is owed.

    Args:
        number: 1, 2, … within the case; the reply names it.
        by_whom: the body that asks.
        demand: what it asks for.
        gist: in which words, without names.
        due: the day by which it asks for an answer, if it names one.
        document: the letter.
    """

    on: On
    number: int
    by_whom: BodyId
    demand: Demand
    gist: str
    due: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ReplyReceived:
    """Nhận văn bản phúc đáp: the competent body answers.

    Args:
        number: the number of the letter that it answers; None for one that nobody asked for.
        gist: what it says, without names.
        document: the reply.
    """

    on: On
    gist: str
    number: int | None = None
    document: Document | None = None


@frozen(kw_only=True)
class AskedByCitizen:
    """Công dân hỏi tiến độ: someone of the case asks how far it has got; a note.

    Args:
        gist: what was asked, without names.
        party: who asked, by party only.
    """

    on: On
    gist: str
    party: PartyId | None = None
