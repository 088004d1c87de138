"""What can happen as a petition comes in: raised, written down, its people and papers named."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    On,
    PartyId,
    Sealed,
    StreamId,
    Topic,
)

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


@frozen(kw_only=True)
class Raised:
    """Tiếp nhận đơn: a petition came in; it has its number from here.

    Args:
        on: the day on which it was received, whenever it is entered.
        channel: how it came in.
        gist: trích yếu, written by the clerk without names.
        received_by: the body that received it.
        receiver: who of that body did.
        reception: at which kind of reception, if at one.
        title: what the writer called it; None where nothing is written above it.
        people: how many people raise the same content together.
        occurrence: whether the same matter came before.
        repeats: the earlier petition of the same content, where it is known.
        topic: its topic, which groups years.
        group: the residential group that it comes from.
        written_on: the day written on it.
        session: the dialogue or reception at which it was raised …
        opinion: … and the number of the opinion that it was there.
        forwarded_by: who passed it on, as written: a body, a newspaper.
        covering: the document with which it was passed on.
        part_of: the mixed petition that it is a part of …
        part: … and which part.
        earlier_handling: the bodies that handled it before, as the petitioner says.
        book_entry: its place in a book that was kept before this record.
    """

    begins = True

    on: On
    channel: Channel
    gist: str
    received_by: BodyId
    receiver: Receiver = "staff"
    reception: ReceptionKind | None = None
    title: Title | None = None
    people: int = 1
    occurrence: Occurrence = "first"
    repeats: StreamId | None = None
    topic: Topic | None = None
    group: GroupId | None = None
    written_on: date | None = None
    session: StreamId | None = None
    opinion: int | None = None
    forwarded_by: str | None = None
    covering: Document | None = None
    part_of: StreamId | None = None
    part: int | None = None
    earlier_handling: str | None = None
    book_entry: str | None = None


@frozen(kw_only=True)
class WrittenDown:
    """Ghi lại lời trình bày: what was said was written down, read back and signed.

    Args:
        officer: who wrote it down.
        read_back: whether it was read to the person.
        signature: how the person stood by it; None: not at all.
        interpreter: whether an interpreter helped.
        content: the words, under the key of the case.
    """

    on: On
    officer: OfficerId
    read_back: bool
    signature: Signature | None = None
    interpreter: bool = False
    content: Sealed | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ContentKept:
    """Lưu nội dung đơn: its full text, under the key of the case."""

    on: On
    content: Sealed


@frozen(kw_only=True)
class PetitionerNamed:
    """Người nộp đơn: one of those who raise it, under a key of their own in this case.

    Named again, what is said now stands in the place of what was said before.

    Args:
        party: the petitioner in this case.
        group: the residential group in which they live, where it may stand in the clear.
        secrecy_asked: whether they ask that their identity be kept secret.
    """

    on: On
    party: PartyId
    petitioner_name: Sealed | None = None
    petitioner_address: Sealed | None = None
    petitioner_id_paper: Sealed | None = None
    petitioner_contact: Sealed | None = None
    group: GroupId | None = None
    secrecy_asked: bool = False


@frozen(kw_only=True)
class RepresentativesAppointed:
    """Cử người đại diện: several people appointed who speaks for them.

    Args:
        parties: the petitioners who speak for all.
        signed_by_all: whether all of them signed the appointment.
        document: the written appointment.
    """

    on: On
    parties: tuple[PartyId, ...]
    signed_by_all: bool = False
    document: Document | None = None


@frozen(kw_only=True)
class AgentAuthorised:
    """Uỷ quyền: somebody acts for a petitioner, under a key of their own in this case.

    Args:
        party: the agent in this case.
        principal: the petitioner for whom they act; None: for all.
        capacity: as what.
        scope: for which content, without names; None: for all of it.
        certification: how the authorisation is certified, if it is.
        document: the authorisation, or the paper that shows the capacity.
    """

    on: On
    party: PartyId
    capacity: Capacity
    principal: PartyId | None = None
    scope: str | None = None
    certification: Certification | None = None
    document: Document | None = None
    agent_name: Sealed | None = None
    agent_address: Sealed | None = None
    agent_id_paper: Sealed | None = None
    agent_contact: Sealed | None = None


@frozen(kw_only=True)
class AccusedNamed:
    """Người bị khiếu nại, bị tố cáo: whom it is directed against, under a key of their own.

    Args:
        party: the person in this case.
        party_member: whether it is a Party member, where that decides who is competent.
    """

    on: On
    party: PartyId
    party_member: bool | None = None
    accused_name: Sealed | None = None
    accused_position: Sealed | None = None
    accused_address: Sealed | None = None


@frozen(kw_only=True)
class AttachmentReceived:
    """Giấy tờ kèm theo: a paper that came with it.

    Args:
        number: 1, 2, … within the petition.
        what: what it is, without names.
        original: whether it is an original (bản gốc) or a copy.
        pages: how many sheets, if they were counted.
        receipt: the receipt (giấy biên nhận) that was given for it.
    """

    on: On
    number: int
    what: str
    original: bool
    pages: int | None = None
    receipt: Document | None = None


@frozen(kw_only=True)
class CompletionAsked:
    """Yêu cầu bổ sung: the petitioner was asked to make clear or complete it.

    Args:
        gist: what is missing, without names.
        until: the day by which it is asked for.
    """

    on: On
    gist: str
    until: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Supplemented:
    """Bổ sung: the petitioner added to it; the words are under the key of the case."""

    on: On
    gist: str
    content: Sealed | None = None
