"""Mở niêm phong: who may open what is sealed, and the record of every opening.

Whoever holds the store's files can open everything; that only named offices do is a policy of
this module, which every public way to sealed data passes through.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dialogue_cases import petition, proceeding, session
from dialogue_cases.errors import Invalid, KeyLost, Refused
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.petition.events import Raised
from dialogue_cases.proceeding.events import Received
from dialogue_cases.record import SealedField, SealOpened
from dialogue_cases.roles import Opening
from dialogue_cases.vocabulary import Act, Citation, PartyId, Sealed, StreamId, SystemAct

if TYPE_CHECKING:
    from dialogue_cases.office import Office

SECRECY = Citation(
    text="Nghị định 154/2026/NĐ-CP, Điều 12 khoản 2; Luật Tố cáo 2018, Điều 8, 56",
    certainty="I",
    note="personal data are kept secret; which offices need them is the ward's roles",
)


@frozen(kw_only=True)
class Asked:
    """Yêu cầu mở: one piece of sealed data, and by which entries of the roles it may be opened.

    Args:
        sealed: what is asked for.
        kinds: of which kind its case is now, strictest reading: all must allow it.
        allowed: the entries that allow it, one for each kind; None where one doesn't.
    """

    sealed: Sealed
    kinds: tuple[str, ...]
    allowed: tuple[Opening, ...] | None


def opened(
    office: "Office", act: Act | SystemAct, wanted: Iterable[Sealed], purpose: str
) -> dict[Sealed, str]:
    """Open what this officer may open of it, and record that it was opened.

    Nothing is answered before the opening is on record.

    Args:
        act: who reads it, in which office.
        wanted: sealed data of one case or several.
        purpose: what for.

    Returns:
        The texts of what may be opened and whose key is still there.

    Raises:
        Refused: `officer-opens-the-seal`, `office-is-held`, `purpose-is-given`,
            `named-office-opens-the-seal` (none of it may be opened).
        KeyLost: all of it was erased (`KeyDestroyed`), or its keys aren't here (`KeyMissing`).
        Invalid: within `Office.together`, whose record may still be undone.
    """
    officer = _officer(act)
    mine = [one for one in _asked(office, officer, wanted, purpose) if one.allowed is not None]
    texts: dict[Sealed, str] = {}
    lost: KeyLost | None = None
    for one in mine:
        if (gone := office.lost(one.sealed.key)) is not None:
            lost = gone
            continue
        texts[one.sealed] = office.vault.unseal(one.sealed)
    if lost is not None and not texts:
        raise lost
    _record(office, officer, [one for one in mine if one.sealed in texts], purpose)
    return texts


def look(office: "Office", act: Act | SystemAct, wanted: Sequence[Sealed], purpose: str) -> None:
    """Record, in the case of the first, that an officer looks at what stands for these.

    Raises:
        Refused: any of them isn't for this office; otherwise as `opened`.
    """
    officer = _officer(act)
    asked = _asked(office, officer, wanted, purpose)
    closed = next((one for one in asked if one.allowed is None), None)
    if closed is not None:
        raise _closed(office, officer, closed)
    _record(office, officer, asked[:1], purpose)


def _officer(act: Act | SystemAct) -> Act:
    if not isinstance(act, Act):
        raise Refused("officer-opens-the-seal", SECRECY, act=act.rule)
    return act


def _asked(office: "Office", act: Act, wanted: Iterable[Sealed], purpose: str) -> list[Asked]:
    if not purpose.strip():
        raise Refused("purpose-is-given", SECRECY)
    if office.is_deciding_together:
        raise Invalid("sealed data are opened by themselves", expected="a call outside together()")
    asked = list(may_open(office, act, wanted))
    if asked and all(one.allowed is None for one in asked):
        raise _closed(office, act, asked[0])
    return asked


def may_open(office: "Office", act: Act | SystemAct, wanted: Iterable[Sealed]) -> Iterator[Asked]:
    """What of it an officer may open now, and by which entries of the roles; opens nothing."""
    came: dict[StreamId, list[_Came]] = {}
    for sealed in dict.fromkeys(wanted):
        stream = stream_of(sealed.key)
        if stream not in came:
            came[stream] = list(_came_of(office, stream))
        kinds = tuple(sorted(_kinds(office, stream, sealed, came[stream])))
        yield Asked(sealed=sealed, kinds=kinds, allowed=_allowed(office, act, sealed, kinds))


def stream_of(party: PartyId) -> StreamId:
    """The case of a party."""
    return StreamId(party.rpartition("#")[0])


def _allowed(
    office: "Office", act: Act | SystemAct, sealed: Sealed, kinds: tuple[str, ...]
) -> tuple[Opening, ...] | None:
    stream = stream_of(sealed.key)
    if not isinstance(act, Act) or act.body == _accused_body(office, stream):
        return None
    body = office.ward(effective=office.today).bodies.get(act.body)
    case, kind_of_body = stream.partition("/")[0], body.kind if body else None
    found = [
        office.roles.may_open(case, kind, sealed.field, act.office, kind_of_body) for kind in kinds
    ]
    return None if None in found else tuple(one for one in found if one is not None)


def _closed(office: "Office", act: Act, asked: Asked) -> Refused:
    stream = stream_of(asked.sealed.key)
    case, field = stream.partition("/")[0], asked.sealed.field
    sets = [
        {holder for entry in office.roles.about(case, kind, field) for holder in entry.by}
        for kind in asked.kinds
    ]
    among = [
        holder
        for entry in office.roles.openings
        for holder in entry.by
        if sets and all(holder in one for one in sets)
    ]
    return Refused(
        "named-office-opens-the-seal",
        SECRECY,
        office=act.office,
        body=act.body,
        stream=stream,
        field=field,
        kind=asked.kinds[0] if asked.kinds else None,
        who=tuple(dict.fromkeys(among)),
    )


def _record(office: "Office", act: Act, asked: list[Asked], purpose: str) -> None:
    by_stream: dict[StreamId, list[Asked]] = {}
    for one in asked:
        by_stream.setdefault(stream_of(one.sealed.key), []).append(one)
    with office.together():
        for stream, opening in by_stream.items():
            fields = dict.fromkeys((one.sealed.key, one.sealed.field) for one in opening)
            ids = {entry.id for one in opening for entry in one.allowed or ()}
            event = SealOpened(
                on=office.today,
                opened=tuple(SealedField(party=party, field=field) for party, field in fields),
                purpose=purpose,
                role=", ".join(sorted(ids)),
                roles=office.roles.edition,
            )
            # No `despite` of the caller's reaches here: an office that isn't held opens nothing.
            office.acting(act).append(stream, [event])


# -- Of which kind a case is ------------------------------------------------------------


def _kinds(office: "Office", stream: StreamId, sealed: Sealed, came: Iterable["_Came"]) -> set[str]:
    """Of which kinds a case is now, as far as that decides who may read this in it.

    A name that was given at a dialogue, or in a petition that was split since, is the same
    denouncer's name: what has become of it counts too.
    """
    state = office.as_of(stream)
    if isinstance(state, petition.Petition):
        return {_petition_kind(state), *(one.kind for one in came)}
    if isinstance(state, proceeding.Proceeding):
        kinds: set[str] = {state.kind or "denunciation"}
        if state.received is not None and state.received.petition is not None:
            kinds.add(_kind_at(office, state.received.petition))
        return kinds
    if not isinstance(state, session.Session):
        return {"own_papers"}
    numbers = _opinions(state, sealed)
    named = {_kind_at(office, one) for one in _taken(state, numbers)}
    return {"spoken", *named, *(one.kind for one in came if one.opinion in numbers)}


def _petition_kind(state: petition.Petition) -> str:
    if any(one.secrecy_asked for one in state.petitioners):
        return "secrecy_asked"
    title = state.raised.title if state.raised else None
    return state.kind or ("denunciation" if title == "denunciation" else "unclassified")


def _kind_at(office: "Office", stream: StreamId) -> str:
    """The kind of a petition that another case names; unclassified where it isn't recorded."""
    facts = office.log.read(stream)
    return _petition_kind(office.as_of(stream)) if facts else "unclassified"


def _opinions(state: Any, sealed: Sealed) -> set[int]:
    """The opinions in which this was said, or that this party voiced."""
    return {
        one.number
        for one in getattr(state, "opinions", ())
        if one.party == sealed.key or any(sealed == other for _, other in sealed_in(one))
    }


def _taken(state: Any, numbers: set[int]) -> Iterator[StreamId]:
    for one in getattr(state, "takings", ()):
        if one.number in numbers and one.petition is not None:
            yield one.petition


@frozen(kw_only=True)
class _Came:
    """A petition or proceeding that came of a case, or of an opinion that was voiced there."""

    kind: str
    opinion: int | None = None


def _came_of(office: "Office", stream: StreamId) -> Iterator[_Came]:
    """It reads the log: an opening is rare, and nothing that came of a case may be missed."""
    for fact in office.log.since():
        match fact.event:
            case Raised(part_of=origin) if origin == stream:
                yield _Came(kind=_kind_at(office, fact.stream))
            case Raised(session=origin, opinion=number) if origin == stream:
                yield _Came(kind=_kind_at(office, fact.stream), opinion=number)
            case Received(petition=origin, kind=kind) if origin == stream:
                yield _Came(kind=kind)


def _accused_body(office: "Office", stream: StreamId) -> Any:
    """The body whose decision or act a denunciation is about: it opens nothing of the case."""
    state = office.as_of(stream)
    if not isinstance(state, proceeding.Proceeding) or state.received is None:
        return None
    return state.received.against_body if state.is_denunciation else None


def sealed_of(values: Iterable[Any]) -> Mapping[Sealed, str]:
    """Every piece of sealed data in facts or states, with the name of its field."""
    return {sealed: name for value in values for name, sealed in sealed_in(value)}
