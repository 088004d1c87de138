"""What may be decided as a petition comes in: raised, written down, its papers taken."""

from datetime import date

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.petition.events import (
    AttachmentReceived,
    Channel,
    CompletionAsked,
    ContentKept,
    Event,
    Occurrence,
    Raised,
    Receiver,
    ReceptionKind,
    Signature,
    Supplemented,
    Title,
    WrittenDown,
)
from dialogue_cases.petition.rules import (
    OWN_RECORD,
    SPOKEN,
    ahead,
    not_closed,
    raised,
    said,
    sealed_in_the_case,
)
from dialogue_cases.petition.state import Petition
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    On,
    Sealed,
    StreamId,
    Topic,
    last_day,
)
from dialogue_cases.ward import Setting

SPOKEN_CHANNELS: tuple[Channel, ...] = ("oral", "reception", "dialogue")
"""Channels by which a petition may come without anything written."""

SESSIONS: dict[Channel, str] = {"reception": "reception", "dialogue": "dialogue"}
"""Channels that are sessions, each with the series of its streams."""


def raise_petition(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    channel: Channel,
    gist: str,
    received_by: BodyId,
    receiver: Receiver = "staff",
    reception: ReceptionKind | None = None,
    title: Title | None = None,
    people: int = 1,
    occurrence: Occurrence = "first",
    repeats: StreamId | None = None,
    topic: Topic | None = None,
    group: GroupId | None = None,
    written_on: date | None = None,
    session: StreamId | None = None,
    opinion: int | None = None,
    forwarded_by: str | None = None,
    covering: Document | None = None,
    part_of: StreamId | None = None,
    part: int | None = None,
    earlier_handling: str | None = None,
    book_entry: str | None = None,
) -> list[Event]:
    """Tiếp nhận một đơn; it has its number from here, and what was asked before adds nothing.

    Args:
        on: the day on which it was received, whenever it is entered.
        gist: trích yếu, written by the clerk without names.
        people: how many people raise the same content together.
        written_on: the day written on it.
        session: the dialogue or reception at which it was raised …
        opinion: … and the number of the opinion that it was there.
        forwarded_by: who passed it on, as written.
        part_of: the mixed petition that it is a part of …
        part: … and which part.

    Raises:
        Refused: `petition-is-raised-once`, `report-says-something`, `petition-has-a-person`,
            `session-fits-the-channel`, `opinion-has-its-session`,
            `forwarded-petition-names-its-sender`, `part-names-its-origin`, `group-is-known`,
            `body-is-known`; unlawful: `written-before-it-is-received`, `body-exists`.
    """
    event = Raised(
        on=on,
        channel=channel,
        gist=gist,
        received_by=received_by,
        receiver=receiver,
        reception=reception,
        title=title,
        people=people,
        occurrence=occurrence,
        repeats=repeats,
        topic=topic,
        group=group,
        written_on=written_on,
        session=session,
        opinion=opinion,
        forwarded_by=forwarded_by,
        covering=covering,
        part_of=part_of,
        part=part,
        earlier_handling=earlier_handling,
        book_entry=book_entry,
    )
    if (known := petition.raised) is not None:
        if attrs.evolve(event, on=known.on) == known:
            return []
        raise Refused("petition-is-raised-once", OWN_RECORD, raised=known.on)
    said(gist)
    if people < 1:
        raise Refused("petition-has-a-person", OWN_RECORD, people=people)
    _check_origin(setting, event)
    setting.known_groups(group)
    setting.known_body(received_by)
    setting.lawful(
        written_on is None or written_on <= last_day(on),
        "written-before-it-is-received",
        OWN_RECORD,
        written=written_on,
        on=on,
    )
    return [event]


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


def write_down(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    officer: OfficerId,
    read_back: bool,
    signature: Signature | None = None,
    interpreter: bool = False,
    content: Sealed | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Ghi lại lời trình bày miệng; the same record adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `spoken-petition-is-written-down` (it came in
            writing), `sealed-under-the-case`; unlawful: `written-down-read-back-and-signed`.
    """
    event = WrittenDown(
        on=on,
        officer=officer,
        read_back=read_back,
        signature=signature,
        interpreter=interpreter,
        content=content,
        document=document,
    )
    raised(petition)
    if any(attrs.evolve(event, on=one.on) == one for one in petition.written_down):
        return []
    not_closed(petition)
    channel = petition.raised.channel if petition.raised else None
    if channel not in SPOKEN_CHANNELS:
        raise Refused("spoken-petition-is-written-down", SPOKEN, channel=channel)
    sealed_in_the_case(setting, content)
    setting.lawful(
        read_back and signature is not None,
        "written-down-read-back-and-signed",
        SPOKEN,
        read_back=read_back,
        signature=signature,
    )
    return [event]


def keep_content(petition: Petition, setting: Setting, *, on: On, content: Sealed) -> list[Event]:
    """Lưu nội dung đơn, sealed under the key of the case; the same content adds nothing.

    Raises:
        Refused: `petition-is-raised`, `sealed-under-the-case`.
    """
    raised(petition)
    if any(one.content == content for one in petition.contents):
        return []
    sealed_in_the_case(setting, content)
    return [ContentKept(on=on, content=content)]


def receive_attachment(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    what: str,
    original: bool,
    pages: int | None = None,
    receipt: Document | None = None,
) -> list[Event]:
    """Nhận giấy tờ kèm theo; each one is a new one, with the next number.

    Raises:
        Refused: `petition-is-raised`, `report-says-something`.
    """
    raised(petition)
    said(what)
    number = max((one.number for one in setting.entered(petition).attachments), default=0) + 1
    return [
        AttachmentReceived(
            on=on, number=number, what=what, original=original, pages=pages, receipt=receipt
        )
    ]


def ask_completion(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    gist: str,
    until: date | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Yêu cầu bổ sung what is unclear or missing; the same request of a day adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`; unlawful: `due-is-ahead`.
    """
    event = CompletionAsked(on=on, gist=gist, until=until, document=document)
    if event in petition.completions:
        return []
    not_closed(petition)
    said(gist)
    ahead(setting, until, on, SPOKEN)
    return [event]


def supplement(
    petition: Petition, setting: Setting, *, on: On, gist: str, content: Sealed | None = None
) -> list[Event]:
    """Nhận nội dung bổ sung; the same addition adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `report-says-something`, `sealed-under-the-case`.
    """
    if any((one.gist, one.content) == (gist, content) for one in petition.supplements):
        return []
    not_closed(petition)
    said(gist)
    sealed_in_the_case(setting, content)
    return [Supplemented(on=on, gist=gist, content=content)]
