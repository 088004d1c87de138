"""What can happen as a petition comes in: raised, written down, its papers taken."""

from datetime import date
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.rules import (
    OWN_RECORD,
    SPOKEN,
    ahead,
    not_closed,
    raised,
    said,
    sealed_in_the_case,
)
from dialogue_cases.petition.words import (
    Channel,
    Occurrence,
    Receiver,
    ReceptionKind,
    Signature,
    Title,
)
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    FreeText,
    GroupId,
    OfficerId,
    On,
    Sealed,
    StreamId,
    Topic,
    last_day,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


SPOKEN_CHANNELS: tuple[Channel, ...] = ("oral", "reception", "dialogue")
"""Channels by which a petition may come without anything written."""

SESSIONS: dict[Channel, str] = {"reception": "reception", "dialogue": "dialogue"}
"""Channels that are sessions, each with the series of its streams."""


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
    gist: FreeText
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
    forwarded_by: FreeText | None = None
    covering: Document | None = None
    part_of: StreamId | None = None
    part: int | None = None
    earlier_handling: FreeText | None = None
    book_entry: str | None = None


@examines(Raised)
def raise_petition(petition: "Petition", setting: Setting, fact: Raised) -> list[Raised]:
    """Tiếp nhận một đơn; it has its number from here, and what was asked before adds nothing.

    Raises:
        Refused: `petition-is-raised-once`, `report-says-something`, `petition-has-a-person`,
            `session-fits-the-channel`, `opinion-has-its-session`,
            `forwarded-petition-names-its-sender`, `part-names-its-origin`, `group-is-known`,
            `body-is-known`; unlawful: `written-before-it-is-received`, `body-exists`.
    """
    if (known := petition.raised) is not None:
        if attrs.evolve(fact, on=known.on) == known:
            return []
        raise Refused("petition-is-raised-once", OWN_RECORD, raised=known.on)
    said(fact.gist)
    if fact.people < 1:
        raise Refused("petition-has-a-person", OWN_RECORD, people=fact.people)
    _check_origin(setting, fact)
    setting.known_groups(fact.group)
    setting.known_body(fact.received_by)
    setting.lawful(
        fact.written_on is None or fact.written_on <= last_day(fact.on),
        "written-before-it-is-received",
        OWN_RECORD,
        written=fact.written_on,
        on=fact.on,
    )
    return [fact]


def _check_origin(setting: Setting, event: Raised) -> None:
    series = None if event.session is None else event.session.partition("/")[0]
    expected = SESSIONS.get(event.channel)
    # A regular reception by staff has no session of its own; a dialogue always is one.
    if series != expected and not (event.channel == "reception" and series is None):
        raise Refused(
            "session-fits-the-channel", OWN_RECORD, channel=event.channel, session=event.session
        )
    if event.opinion is not None and event.session is None:
        raise Refused("opinion-has-its-session", OWN_RECORD, opinion=event.opinion)
    if event.channel in ("forwarded", "press") and not (event.forwarded_by or "").strip():
        raise Refused("forwarded-petition-names-its-sender", OWN_RECORD, channel=event.channel)
    own = setting.stream is not None and event.part_of == setting.stream
    if own or (event.part_of is None) != (event.part is None):
        raise Refused("part-names-its-origin", OWN_RECORD, part_of=event.part_of, part=event.part)


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


@examines(WrittenDown)
def write_down(petition: "Petition", setting: Setting, fact: WrittenDown) -> list[WrittenDown]:
    """Ghi lại lời trình bày miệng; the same record adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `spoken-petition-is-written-down` (it came in
            writing), `sealed-under-the-case`; unlawful: `written-down-read-back-and-signed`.
    """
    raised(petition)
    if any(attrs.evolve(fact, on=one.on) == one for one in petition.written_down):
        return []
    not_closed(petition)
    channel = petition.raised.channel if petition.raised else None
    if channel not in SPOKEN_CHANNELS:
        raise Refused("spoken-petition-is-written-down", SPOKEN, channel=channel)
    sealed_in_the_case(setting, fact.content)
    setting.lawful(
        fact.read_back and fact.signature is not None,
        "written-down-read-back-and-signed",
        SPOKEN,
        read_back=fact.read_back,
        signature=fact.signature,
    )
    return [fact]


@frozen(kw_only=True)
class ContentKept:
    """Lưu nội dung đơn: its full text, under the key of the case."""

    on: On
    content: Sealed


@examines(ContentKept)
def keep_content(petition: "Petition", setting: Setting, fact: ContentKept) -> list[ContentKept]:
    """Lưu nội dung đơn, sealed under the key of the case; the same content adds nothing.

    Raises:
        Refused: `petition-is-raised`, `sealed-under-the-case`.
    """
    raised(petition)
    if any(one.content == fact.content for one in petition.contents):
        return []
    sealed_in_the_case(setting, fact.content)
    return [fact]


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
    what: FreeText
    original: bool
    pages: int | None = None
    receipt: Document | None = None


def receive_attachment(
    petition: "Petition",
    setting: Setting,
    *,
    on: On,
    what: str,
    original: bool,
    pages: int | None = None,
    receipt: Document | None = None,
) -> list[AttachmentReceived]:
    """Nhận giấy tờ kèm theo; each one is a new one, with the next number.

    Raises:
        Refused: `petition-is-raised`, `report-says-something`.
    """
    raised(petition)
    said(what)
    number = next_after(one.number for one in setting.entered(petition).attachments)
    return [
        AttachmentReceived(
            on=on, number=number, what=what, original=original, pages=pages, receipt=receipt
        )
    ]


@frozen(kw_only=True)
class CompletionAsked:
    """Yêu cầu bổ sung: the petitioner was asked to make clear or complete it.

    Args:
        gist: what is missing, without names.
        until: the day by which it is asked for.
    """

    on: On
    gist: FreeText
    until: date | None = None
    document: Document | None = None


@examines(CompletionAsked)
def ask_completion(
    petition: "Petition", setting: Setting, fact: CompletionAsked
) -> list[CompletionAsked]:
    """Yêu cầu bổ sung what is unclear or missing; the same request of a day adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`; unlawful: `due-is-ahead`.
    """
    if fact in petition.completions:
        return []
    not_closed(petition)
    said(fact.gist)
    ahead(setting, fact.until, fact.on, SPOKEN)
    return [fact]


@frozen(kw_only=True)
class Supplemented:
    """Bổ sung: the petitioner added to it; the words are under the key of the case."""

    on: On
    gist: FreeText
    content: Sealed | None = None


@examines(Supplemented)
def supplement(petition: "Petition", setting: Setting, fact: Supplemented) -> list[Supplemented]:
    """Nhận nội dung bổ sung; the same addition adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`, `sealed-under-the-case`.
    """
    if any((one.gist, one.content) == (fact.gist, fact.content) for one in petition.supplements):
        return []
    not_closed(petition)
    said(fact.gist)
    sealed_in_the_case(setting, fact.content)
    return [fact]
