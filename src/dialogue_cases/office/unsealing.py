"""Mở niêm phong: who may open what is sealed, and the record of every opening.

Whoever holds the store's files can open everything; that only named offices do is a policy of
this module, which every public way to sealed data passes through.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from dialogue_cases.errors import Invalid, KeyLost, Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.office.checks import is_allowed, sealed_in
from dialogue_cases.office.secrecy import SECRET, Secrecy, stream_of
from dialogue_cases.privacy import content_key
from dialogue_cases.record import SealedField, SealOpened
from dialogue_cases.roles import Opening
from dialogue_cases.vocabulary import Act, Sealed, StreamId, SystemAct
from dialogue_cases.ward.in_any_life import open_seal

if TYPE_CHECKING:
    from dialogue_cases.office import Office

Opener: TypeAlias = Callable[[Sealed], str]
"""Người được mở niêm phong: reads sealed data for whoever may see it, and answers for that."""

SECRECY = cited("office.secrecy")


@frozen(kw_only=True)
class Asked:
    """Yêu cầu mở: one piece of sealed data, and by which entries of the roles it may be opened.

    Args:
        sealed: what is asked for.
        kinds: of which kinds its case is or was, as `secrecy` reads it: all must allow it.
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


def opened_by(reading: Callable[[Opener], Any]) -> list[Sealed]:
    """What some reading would open: it is done once with nothing opened, to see."""
    asked: list[Sealed] = []

    def note(sealed: Sealed) -> str:
        asked.append(sealed)
        return ""

    reading(note)
    return asked


def opener(office: "Office", texts: Mapping[Sealed, str]) -> Opener:
    """Reads what was opened; the rest stays blank, and what has no key any more says so."""

    def read(sealed: Sealed) -> str:
        if sealed not in texts and (lost := office.lost(sealed.key)) is not None:
            raise lost
        return texts.get(sealed, "")

    return read


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


def may_open(
    office: "Office",
    act: Act | SystemAct | None,
    wanted: Iterable[Sealed],
    secrecy: Secrecy | None = None,
) -> Iterator[Asked]:
    """What of it an officer may open now, and by which entries of the roles; opens nothing.

    Args:
        secrecy: what was read of the cases already, where it is asked many times.
    """
    secrecy = Secrecy(office) if secrecy is None else secrecy
    for sealed in dict.fromkeys(wanted):
        kinds, accused = secrecy.of(sealed)
        allowed = None
        if isinstance(act, Act) and act.body not in accused:
            allowed = secrecy.entries(act, sealed, kinds)
        yield Asked(sealed=sealed, kinds=tuple(sorted(kinds)), allowed=allowed)


def may_be_told(
    office: "Office",
    stream: StreamId,
    act: Act | SystemAct | None,
    secrecy: Secrecy | None = None,
) -> bool:
    """Whether a reader may be told of a life that they didn't ask for by its own name.

    Whoever reads that a denunciation came of a session could tell who spoke there: that is for
    those who may open what is sealed in it.

    Args:
        secrecy: as `may_open` takes it.
    """
    person = Sealed(key=content_key(stream), field="person", data="")
    (asked,) = may_open(office, act, (person,), secrecy)
    if not set(SECRET) & set(asked.kinds):
        return True
    return is_allowed(office, act, lambda _: asked.allowed is not None)


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
            office.acting(act).decide(stream, open_seal, event)


def sealed_of(values: Iterable[Any]) -> Mapping[Sealed, str]:
    """Every piece of sealed data in facts or states, with the name of its field."""
    return {sealed: name for value in values for name, sealed in sealed_in(value)}
