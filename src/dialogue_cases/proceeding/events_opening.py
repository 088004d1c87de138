"""What can happen until a complaint or denunciation is taken up, refused or passed on."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import BodyId, Document, On, PartyId, Sealed, StreamId

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


@frozen(kw_only=True)
class ContestedActLearned:
    """Nhận hoặc biết quyết định, hành vi: from here runs the time to complain.

    Args:
        on: the day on which the complainant received or learned of the decision or act.
        act: the decision complained of, if it is written.
    """

    begins = True

    on: On
    act: Document | None = None


@frozen(kw_only=True)
class FilingHindered:
    """Trở ngại khách quan: from this day the complainant couldn't complain."""

    on: On
    reason: str


@frozen(kw_only=True)
class HindranceEnded:
    """Hết trở ngại: from this day the time to complain runs again."""

    on: On


@frozen(kw_only=True)
class Received:
    """Tiếp nhận: the competent body has the complaint or denunciation.

    Args:
        on: the day on which that body received it.
        kind: under which law it is handled.
        body: the competent body, whose clock runs.
        gist: trích yếu, written by the clerk without names.
        instance: first, second, or a denunciation continued.
        subject: its heading in the statistical tables.
        petition: the petition of this ward that it comes from, if one.
        previous: the proceeding that it follows (second instance, continued denunciation).
        source: who sent it to the body.
        sender: the press or agency that did, as written; never a private person.
        letter: số, ngày văn bản chuyển: the sender's letter.
        remote: whether it is in a remote area, where terms are longer.
        people: how many people complain or denounce.
        raised_by: who complains or denounces, sealed.
        against: the person complained of or denounced, sealed.
        against_body: the body whose decision or act it is about, if one.
        contested: the decision or act complained of, if it is written.
        content: the petition's words, sealed under the key of the case.
    """

    begins = True

    on: On
    kind: Kind
    body: BodyId
    gist: str
    instance: Instance = "first"
    subject: Subject = "other"
    petition: StreamId | None = None
    previous: StreamId | None = None
    source: Source = "person"
    sender: str | None = None
    letter: Document | None = None
    remote: bool = False
    people: int = 1
    raised_by: tuple[Person, ...] = ()
    against: tuple[Person, ...] = ()
    against_body: BodyId | None = None
    contested: Document | None = None
    content: Sealed | None = None


@frozen(kw_only=True)
class TakenOver:
    """Tiếp nhận lại vụ việc: another body is competent from this day on.

    Bodies are merged and abolished, and competence moves; the clock goes on.

    Args:
        on: the day from which on the new body is competent.
        body: the new competent body.
        reason: why.
        document: the decision or minutes of the handover.
    """

    on: On
    body: BodyId
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class IdentityCheckWidened:
    """Kiểm tra, xác minh ở nhiều nơi hoặc uỷ quyền xác minh: identity and conditions take longer.

    Args:
        manner: why it takes longer.
        delegated_to: the body asked to check, as written, if it is delegated.
    """

    on: On
    manner: Literal["several_places", "delegated"]
    delegated_to: str | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Verified:
    """Kiểm tra, xác minh xong: who it is from, and whether the conditions are met.

    Args:
        identified: whether it is established who it is from.
        eligible: whether the conditions to take it up are met.
        gist: what was found, without names.
        document: the record of the check, if one.
    """

    on: On
    identified: bool
    eligible: bool
    gist: str
    document: Document | None = None


@frozen(kw_only=True)
class Accepted:
    """Thụ lý: the body takes it up; the time to resolve runs from here.

    Args:
        document: the decision or notice of acceptance: number, date, issuer.
        contents: the points taken up, without names; none: all of it.
    """

    on: On
    document: Document | None = None
    contents: tuple[str, ...] = ()


@frozen(kw_only=True)
class AcceptanceRefused:
    """Không thụ lý: the body doesn't take it up, on a ground that the law names.

    Args:
        ground: the ground, by code.
        article: điều, khoản, as the notice cites it.
        reason: why, in the body's words, without names.
        document: the notice: number, date, issuer.
    """

    on: On
    ground: RefusalGround
    article: str
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class ForwardedElsewhere:
    """Chuyển hoặc hướng dẫn đến cơ quan có thẩm quyền: the body isn't competent.

    Args:
        manner: a denunciation is transferred, a complainant is guided.
        to: the competent body, as written.
        proceeding: the proceeding of this ward there, if it is followed.
        document: the transfer slip or the letter of guidance.
    """

    on: On
    manner: Literal["transferred", "guided"]
    to: str
    proceeding: StreamId | None = None
    document: Document | None = None


@frozen(kw_only=True)
class PartiesTold:
    """Thông báo cho các bên: what is done with the case, told by role.

    Args:
        about: what they are told.
        to: who is told.
        complete: whether everyone who must be told of it now has been.
        document: the notice.
    """

    on: On
    about: Notice
    to: tuple[Role, ...]
    complete: bool = True
    document: Document | None = None


@frozen(kw_only=True)
class SenderAnswered:
    """Trả lời cơ quan chuyển đơn, báo chí: the result is told to who sent it, without names."""

    on: On
    gist: str
    document: Document | None = None
