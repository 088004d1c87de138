"""What can happen as a petition is handled: assigned, answered, urged, settled, raised again."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import BodyId, Document, OfficerId, On, PartyId, StreamId

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


@frozen(kw_only=True)
class Assigned:
    """Phân công giải quyết: one body is to settle it; assigned again, this one takes its place.

    Args:
        text: what is to be done, without names.
        lead: the one body that leads.
        lead_officer: the person of that body who leads, where one was named.
        supports: the bodies that co-operate.
        due: the last day as decided; None where none was decided.
        reason: why it is assigned anew; None of the first assignment.
    """

    on: On
    text: str
    lead: BodyId
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    reason: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Directed:
    """Ý kiến chỉ đạo của Bí thư: the secretary directed what is to be done about it.

    Args:
        number: 1, 2, … within the petition; the task that carries it out names it.
        direction: what is to be done, without names.
        lead: the one body that is to do it.
        supports: the bodies that co-operate.
        due: the last day; None where none was said.
    """

    on: On
    number: int
    direction: str
    lead: BodyId
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Answered:
    """Trả lời công dân: the petitioner, or who had passed it on, was told.

    Args:
        on: the day it was sent, or said.
        outcome: what they were told.
        gist: the answer, without names.
        means: how.
        to: who was told.
        until: when they will be answered, if it takes more time.
        contact: whom they can ask meanwhile, an officer or an office.
        document: the written answer.
    """

    on: On
    outcome: AnswerOutcome
    gist: str
    means: Means = "written"
    to: AnsweredTo = "petitioner"
    until: date | None = None
    contact: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Urged:
    """Đôn đốc: the body that has it was asked to settle it.

    Args:
        to: which body, where the ward's record has it …
        to_name: … or as written, where it hasn't.
        gist: what was asked.
        due: the day by which.
    """

    on: On
    gist: str
    to: BodyId | None = None
    to_name: str | None = None
    due: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ReplyReceived:
    """Văn bản phúc đáp: the body that has it said what it did.

    Args:
        by: which body, where the ward's record has it …
        by_name: … or as written, where it hasn't.
        gist: what it says, without names.
        settled: whether it says that the case is settled.
    """

    on: On
    gist: str
    settled: bool
    by: BodyId | None = None
    by_name: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class CarriedOver:
    """Đưa vào danh mục của buổi sau: a later session takes the unsettled petition up."""

    on: On
    to: StreamId
    reason: str


@frozen(kw_only=True)
class Confirmed:
    """Văn phòng xác nhận: the Office looked and found it definitively settled."""

    on: On
    findings: str
    document: Document | None = None


@frozen(kw_only=True)
class Resolved:
    """Giải quyết dứt điểm: settled, with what shows it.

    Args:
        outcome: how.
        gist: the result, without names.
        evidence: the documents that show it.
        proceeding: the proceeding in which a complaint or denunciation was settled.
    """

    on: On
    outcome: SettledAs
    gist: str
    evidence: tuple[Document, ...] = ()
    proceeding: StreamId | None = None


@frozen(kw_only=True)
class Contested:
    """Không đồng ý: the petitioner doesn't accept the result."""

    on: On
    gist: str
    document: Document | None = None


@frozen(kw_only=True)
class Reopened:
    """Xem xét lại: what was closed is open again.

    Args:
        reason: why, without names.
        petition: the petition in which it was raised again, if it was in one.
        session: the session at which it was raised again …
        opinion: … and the number of the opinion there.
        coerced: whether a withdrawal turned out to have been threatened or forced.
    """

    on: On
    reason: str
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None
    coerced: bool = False


@frozen(kw_only=True)
class WithdrawnInPart:
    """Rút một phần: some content, or some of the petitioners; the rest goes on.

    Args:
        gist: what was withdrawn, without names.
        parties: those who withdraw; none: all of them, of that content.
    """

    on: On
    gist: str
    form: WithdrawalForm
    parties: tuple[PartyId, ...] = ()
    document: Document | None = None


@frozen(kw_only=True)
class Withdrawn:
    """Rút toàn bộ: all petitioners withdraw all of it."""

    on: On
    form: WithdrawalForm
    reason: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ContinuedDespiteWithdrawal:
    """Tiếp tục giải quyết tố cáo đã rút: it goes on all the same."""

    on: On
    ground: ContinuingGround
    document: Document | None = None


@frozen(kw_only=True)
class JoinedToMatter:
    """Ghép vào vụ việc: it belongs to a grievance that has a file of its own."""

    on: On
    matter: StreamId


@frozen(kw_only=True)
class SeparatedFromMatter:
    """Tách khỏi vụ việc: it turned out to be about something else."""

    on: On
    matter: StreamId
    reason: str
