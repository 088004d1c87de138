"""Ai đã xem dữ liệu của tôi: every recorded opening of what is sealed under one party's key.

Told for the party: when, which office of which body, what for, which fields; nothing of others
whose data were read with theirs. The record knows what was opened through the library; whoever
holds the store's files with vault and key can read without it.
"""

from typing import Any

from attrs import frozen

from dialogue_cases.audit.attribution import Attribution
from dialogue_cases.audit.columns import decider
from dialogue_cases.audit.timeline import entries
from dialogue_cases.errors import NotFound
from dialogue_cases.office import Office
from dialogue_cases.office.holding import held_back
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.projection import Column, Columns, Wording
from dialogue_cases.record import Known, Recorded, SealOpened, known_then
from dialogue_cases.vocabulary import Act, PartyId, StreamId, SystemAct, event_ref


@frozen(kw_only=True)
class DataOpening:
    """Một lần mở dữ liệu cá nhân: one reading of what is sealed under a party's key.

    Args:
        attribution: who opened it, in which office of which body, when.
        fields: what of the party was read, such as `petitioner_name`; `file_key` where it was an
            attached file, `person` where it was in which cases they are a party.
        purpose: what for, in the officer's words.
        held_back: whether it isn't told to the party yet (`record.OpeningsHeldBack`).
    """

    attribution: Attribution
    fields: tuple[str, ...]
    purpose: str
    held_back: bool = False


def openings(
    office: Office,
    party: PartyId | str,
    *,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
) -> tuple[DataOpening, ...]:
    """Every recorded opening of what is sealed under a party's key, attached files among it.

    It opens nothing: it is told too of a party who was erased, and by an office that was opened
    without the key (`Office.open(…, sealed=True)`).

    Args:
        office: whose record it is.
        party: of one case, such as `petition/2023/1#1`.
        act: who asks, in which office; None: what the party may be told, without what is held
            back today, of whatever day it is asked.
        known: as was on record at the end of this local day, or at exactly this position; None:
            all that is on record.

    Returns:
        The openings by when they were made; none if nobody has opened anything of the party.

    Raises:
        NotFound: the record doesn't name that party, or nothing is on record of the case (as
            known then).

    Example:
        >>> from examples.practice import practise
        >>> from dialogue_cases import Act, Place, Topic, session
        >>> from datetime import date
        >>> office = practise()
        >>> clerk = Act(officer="chanh-van-phong", office="head", body="van-phong")
        >>> day, topic = date(2023, 3, 10), Topic(title="Đất đai", code="land_management")
        >>> _ = office.acting(clerk).begin(
        ...     "dialogue/2023",
        ...     session.fix,
        ...     on=date(2023, 3, 1),
        ...     day=day,
        ...     place=Place(name="Nhà sinh hoạt"),
        ...     topics=(topic,),
        ... )
        >>> party = office.new_party("dialogue/2023/1")
        >>> _ = office.acting(clerk).decide(
        ...     "dialogue/2023/1",
        ...     session.receive_data_request,
        ...     on=date(2023, 3, 2),
        ...     asks="see",
        ...     gist="Ai đã xem dữ liệu",
        ...     party=party,
        ... )
        >>> openings(office, party)
        ()
    """
    party = PartyId(party)
    stream = stream_of(party)
    history = office.history(stream)
    if party not in office.parties(stream) and not office.is_erased(party):
        raise NotFound(StreamId(party))
    if not any(known_then(one, known) for one in history):
        raise NotFound(stream)

    withheld = {event_ref(stream, version) for version in held_back(history)}

    def theirs(fact: Recorded[Any]) -> bool:
        return isinstance(fact.event, SealOpened) and bool(_fields(fact.event, party))

    return tuple(
        DataOpening(
            attribution=one.attribution,
            fields=_fields(one.event, party),
            purpose=one.event.purpose,
            held_back=one.attribution.ref in withheld,
        )
        for one in entries(office, history, act=act, known=known, wanted=theirs)
    )


def _fields(event: SealOpened, party: PartyId) -> tuple[str, ...]:
    return tuple(one.field for one in event.opened if one.party == party)


# -- What people read ----------------------------------------------------------------------------


def moment(one: DataOpening, wording: Wording) -> str:
    """The local day and time at which it was opened."""
    return wording.value(one.attribution.recorded_at)


def purpose(one: DataOpening, wording: Wording) -> str:
    """What for, and whether the party isn't told of it yet."""
    if not one.held_back:
        return one.purpose
    return f"{one.purpose} ({wording.say('held back')})"


def fields(one: DataOpening, wording: Wording) -> str:
    """What was read, by what it is called."""
    return ", ".join(_field(name, wording) for name in one.fields)


def _field(name: str, wording: Wording) -> str:
    match name:
        case "file_key":
            return wording.say("an attached file")
        case "person":
            return wording.say("in which cases they are a party")
    return wording.field(name)


COLUMNS: Columns[DataOpening] = Columns(
    DataOpening,
    [
        Column("attribution", "Thời điểm", "When", width=16, wide=18, told=moment),
        Column(
            "attribution",
            "Người mở",
            "Opened by",
            width=24,
            wide=40,
            told=lambda one, wording: decider(one.attribution, wording),
        ),
        Column("purpose held_back", "Mục đích", "Purpose", width=18, wide=40, told=purpose),
        Column("fields", "Dữ liệu đã mở", "What was opened", width=16, wide=40, told=fields),
        Column("attribution", "Mục ghi", "Entry", wide=28, told=lambda one, _: one.attribution.ref),
    ],
)
"""Những lần mở dữ liệu cá nhân: their columns."""
