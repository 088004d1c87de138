"""What can happen once a complaint is decided or a denunciation concluded, and after that."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.proceeding.events_opening import Role
from dialogue_cases.vocabulary import BodyId, Document, On, Sealed, StreamId

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


@frozen(kw_only=True)
class Decided:
    """Quyết định giải quyết khiếu nại.

    Args:
        outcome: founded, partly founded or unfounded.
        gist: what is decided, without names.
        review: of a second instance, what becomes of the first decision.
        remedies: what is ordered.
        content: the decision's words, sealed under the key of the case.
        document: number, date, issuer.
    """

    on: On
    outcome: Outcome
    gist: str
    review: Review | None = None
    remedies: Remedies = Remedies()
    content: Sealed | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Concluded:
    """Kết luận nội dung tố cáo.

    Args:
        outcome: true, partly true or untrue.
        gist: what was found, without names.
        deliberately_false: whether the denouncer knew that it was untrue.
        liability: whose liability, sealed under the key of the case or of the denounced.
        recommendations: measures and recommendations, without names.
        remedies: what is ordered.
        content: the conclusion's words, sealed under the key of the case.
        document: number, date, issuer.
    """

    on: On
    outcome: Outcome
    gist: str
    deliberately_false: bool = False
    liability: Sealed | None = None
    recommendations: tuple[str, ...] = ()
    remedies: Remedies = Remedies()
    content: Sealed | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Sent:
    """Gửi văn bản: a decision or conclusion is sent, by role.

    Args:
        paper: what is sent.
        to: to whom.
        complete: whether everyone who must have it now has been sent it.
        document: the letter that goes with it, if one.
    """

    on: On
    paper: Paper
    to: tuple[Role, ...]
    complete: bool = True
    document: Document | None = None


@frozen(kw_only=True)
class DecisionReceived:
    """Nhận quyết định: the complainant has the decision; the time to go on runs from here."""

    on: On


@frozen(kw_only=True)
class Published:
    """Công khai: a paper is made public, without the denouncer.

    Args:
        on: the day from which it is public.
        paper: what is made public.
        ways: how.
        until: the last day on which it stays posted; None for a meeting or a broadcast.
        place: where, as written.
    """

    on: On
    paper: Paper
    ways: tuple[PublicationWay, ...]
    until: date | None = None
    place: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ActedOn:
    """Xử lý kết luận tố cáo: what is done on the conclusion, without names."""

    on: On
    action: Action
    gist: str
    document: Document | None = None


@frozen(kw_only=True)
class CarriedOut:
    """Thi hành: what of the decision or conclusion has been carried out.

    Args:
        complete: whether all of it has been.
        gist: what was done, without names.
        remedies: what was reached, counted from the last such entry on.
        evidence: what shows it.
    """

    on: On
    complete: bool
    gist: str
    remedies: Remedies = Remedies()
    evidence: tuple[Document, ...] = ()


@frozen(kw_only=True)
class SecondInstanceOpened:
    """Khiếu nại lần hai: the complainant goes on to the next body.

    Args:
        on: the day on which the second complaint was filed.
        to: the body that resolves it.
        proceeding: the proceeding there, if it is followed.
    """

    on: On
    to: BodyId
    proceeding: StreamId | None = None


@frozen(kw_only=True)
class DenunciationContinued:
    """Tố cáo tiếp: the denouncer goes on to the superior body.

    Args:
        on: the day on which the superior body received it.
        to: that body.
        proceeding: the proceeding there, if it is followed.
        overdue: whether it is because the term passed, and not because of the conclusion.
    """

    on: On
    to: BodyId
    proceeding: StreamId | None = None
    overdue: bool = False


@frozen(kw_only=True)
class ContinuationReviewed:
    """Xem xét tố cáo tiếp: what the superior body decides on it."""

    on: On
    result: ContinuationResult
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class CrimeSignsPassed:
    """Chuyển hồ sơ có dấu hiệu tội phạm to the investigating body or the procuracy.

    Args:
        to: that body, as written.
        gist: the signs, without names.
        people: how many people it concerns …
        officials: … and how many of them are officials.
    """

    on: On
    to: str
    gist: str
    people: int = 0
    officials: int = 0
    document: Document | None = None


@frozen(kw_only=True)
class CourtActionLearned:
    """Khởi kiện: the ward learns that the complainant has gone to court.

    Args:
        court: as written.
        accepted: whether the court has taken the case.
    """

    on: On
    court: str
    accepted: bool = False
    document: Document | None = None


@frozen(kw_only=True)
class FinalJudgmentLearned:
    """Bản án, quyết định có hiệu lực: the ward learns of a final judgment in the matter.

    Args:
        court: as written.
        gist: what it says, without names.
    """

    on: On
    court: str
    gist: str
    document: Document | None = None
