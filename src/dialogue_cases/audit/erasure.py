"""Giấy xác nhận xoá: what was erased of a case, when, by whom and on what ground; what stays.

It tells of keys, of fields and of how many pieces were sealed under them, never what they said. It
says as plainly what it can't promise: older copies of the vault, what was handed out before, and
the record of another ward.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen

from dialogue_cases.audit.attribution import Attribution, Attributions
from dialogue_cases.audit.columns import authority, decider
from dialogue_cases.errors import NotFound, NothingErased
from dialogue_cases.office import Office
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.privacy import LockedVault, content_key
from dialogue_cases.projection import Column, Columns, Wording
from dialogue_cases.proofs import Proofs
from dialogue_cases.record import Destroyed, Erased, Known, Recorded, Redacted, known_then
from dialogue_cases.vocabulary import EventRef, PartyId, StreamId, event_ref
from dialogue_cases.ward import WARD


@frozen(kw_only=True)
class ErasedField:
    """Mục đã xoá: a field that was sealed, and in how many pieces."""

    field: str
    pieces: int


@frozen(kw_only=True)
class ErasedKey:
    """Khoá đã huỷ: the data of a party, or the content of a case, that nobody can read any more.

    Args:
        key: whose.
        of_the_case: whether it is the case's own, of its content.
        fields: what was sealed under it.
        attribution: who decided the erasure, when it took effect and when it was recorded.
        reason: why, in the officer's words.
        destroyed: whether this vault has the key no more; None where that can't be told, because
            the record was opened without its vault.
    """

    key: PartyId
    of_the_case: bool
    fields: tuple[ErasedField, ...]
    attribution: Attribution
    reason: str
    destroyed: bool | None


@frozen(kw_only=True)
class FixedBy:
    """Điểm chốt: the first checkpoint that covers an erasure.

    Args:
        size: how many facts it fixes.
        taken_at: when it was taken (UTC).
        root: of the tree, in hex.
    """

    size: int
    taken_at: datetime
    root: str


@frozen(kw_only=True)
class ErasureCertificate:
    """Giấy xác nhận xoá dữ liệu: what was erased of a case, and what stays.

    Args:
        case: of which case.
        keys: what was erased, in the order of the record.
        destroyed: the fact by which the case was destroyed after its period, if it was.
        texts_hidden: of how many of its texts in clear words were hidden …
        texts_left: … and how many of those are only hidden, and lie in their facts' own bytes.
        facts: how many facts of the case stay on record.
        parties: the parties whose data are still there.
        fixed: the first checkpoint that covers all of it; None: none was taken since.
        copies: where else the case lies: ward and life in another record.
    """

    case: StreamId
    keys: tuple[ErasedKey, ...]
    destroyed: EventRef | None
    texts_hidden: int
    texts_left: int
    facts: int
    parties: tuple[PartyId, ...]
    fixed: FixedBy | None
    copies: tuple[str, ...]


def erasure_certificate(
    office: Office, of: StreamId | PartyId | str, *, known: Known | None = None
) -> ErasureCertificate:
    """What was erased of a case, or of one party of it, and what stays.

    Args:
        office: whose record it is.
        of: the case, such as `petition/2023/1`, with its texts in clear; or a party, such as
            `petition/2023/1#1`.
        known: as was on record at the end of this local day, or at exactly this position; None:
            all that is on record.

    Raises:
        NotFound: there is no such case, or no such party in it (as known then).
        NothingErased: nothing was erased or hidden of it (as known then).

    Example:
        >>> from examples.practice import practise
        >>> erasure_certificate(practise(), "petition/2023/1#1")
        Traceback (most recent call last):
        dialogue_cases.errors.NotFound: nothing is recorded under petition/2023/1
    """
    case = stream_of(PartyId(of)) if "#" in of else StreamId(of)
    history = [one for one in office.history(case) if known_then(one, known)]
    erasures = [
        one for one in history if isinstance(one.event, Erased) and of in (case, one.event.party)
    ]
    redacted = [one for one in history if isinstance(one.event, Redacted) and of == case]
    if not erasures and not redacted:
        keys = {sealed.key for one in history for _, sealed in sealed_in(one.event)}
        is_there = of in keys if "#" in of else bool(history)
        raise (NothingErased if is_there else NotFound)(StreamId(of))
    hidden = {(one.event.entry, one.event.which_text) for one in redacted}
    attributed = Attributions(office.history(WARD), known=known)
    return ErasureCertificate(
        case=case,
        keys=tuple(
            ErasedKey(
                key=one.event.party,
                of_the_case=one.event.party == content_key(case),
                fields=_fields(history, one.event.party),
                attribution=attributed.fact(one),
                reason=one.event.reason,
                destroyed=_is_gone(office, one.event.party),
            )
            for one in erasures
        ),
        destroyed=next((one.ref for one in history if isinstance(one.event, Destroyed)), None),
        texts_hidden=len(hidden),
        texts_left=sum(
            not office.log.is_beside(event_ref(case, entry), text) for entry, text in hidden
        ),
        facts=len(history),
        parties=office.parties(case),
        fixed=_fixed(office, max(one.position for one in (*erasures, *redacted))),
        copies=office.copies(case),
    )


def _fields(history: Sequence[Recorded[Any]], key: PartyId) -> tuple[ErasedField, ...]:
    pieces = Counter(
        name for fact in history for name, sealed in sealed_in(fact.event) if sealed.key == key
    )
    return tuple(ErasedField(field=name, pieces=many) for name, many in sorted(pieces.items()))


def _is_gone(office: Office, key: PartyId) -> bool | None:
    return None if isinstance(office.vault, LockedVault) else not office.vault.holds(key)


def _fixed(office: Office, position: int) -> FixedBy | None:
    for one in Proofs.taken_beside(office.log.url):
        if one.position >= position:
            told = one.checkpoint
            return FixedBy(size=told.size, taken_at=one.at, root=told.root.hex())
    return None


# -- What people read ----------------------------------------------------------------------------


def whose(one: ErasedKey, wording: Wording) -> str:
    """Whose data they were."""
    return wording.say("the content of the case") if one.of_the_case else one.key


def fields(one: ErasedKey, wording: Wording) -> str:
    """What was sealed, each with the number of pieces; nothing where nothing was."""
    return ", ".join(f"{_field(each, wording)} ({each.pieces})" for each in one.fields)


def _field(each: ErasedField, wording: Wording) -> str:
    if each.field == "file_key":
        return wording.say("an attached file")
    return wording.field(each.field)


def basis(one: ErasedKey, wording: Wording) -> str:
    """The reason, and the document that orders it."""
    return "\n".join(filter(None, (one.reason, authority(one.attribution, wording))))


def state(one: ErasedKey, wording: Wording) -> str:
    """Whether the key is gone from this vault."""
    if one.destroyed is None:
        return wording.say("not told: opened without its vault")
    if one.destroyed:
        return wording.say("destroyed here")
    return wording.say("still here: run complete-erasures")


def remaining(told: ErasureCertificate, wording: Wording) -> Iterator[str]:
    """What stays and why, and what can't be promised, a sentence each."""
    say = wording.say
    yield say(
        "{facts} facts of the case stay on record as they were: what was sealed in them can't be "
        "read, so that numbers, reports and proofs stay valid.",
        facts=told.facts,
    )
    if told.texts_hidden:
        yield say("Words of {count} texts in clear were hidden.", count=told.texts_hidden)
    if told.parties:
        yield say("Data of other parties are still there: {parties}.", parties=told.parties)
    if told.fixed is None:
        yield say("No checkpoint covers it yet.")
    else:
        yield say(
            "Covered by the checkpoint of {size} facts, taken {at}; its root: {root}.",
            size=told.fixed.size,
            at=told.fixed.taken_at,
            root=told.fixed.root,
        )
    yield say("This can't be promised:")
    yield say("- copies of the vault from before can open the data until they are gone;")
    yield say("- what was exported, printed or handed out before isn't reached;")
    if not told.texts_hidden:
        yield say("- what was written in clear, such as a gist, isn't what was sealed.")
    if told.texts_left:
        yield say(
            "- {count} texts were recorded in their facts' own bytes: they are hidden, and stay in "
            "the file.",
            count=told.texts_left,
        )
    for copy in told.copies:
        yield say("- another record has the case too: {copy}.", copy=copy)


COLUMNS: Columns[ErasedKey] = Columns(
    ErasedKey,
    [
        Column("key of_the_case", "Dữ liệu của", "Whose data", width=20, wide=24, told=whose),
        Column("fields", "Đã xoá (số mục)", "Erased (pieces)", width=22, wide=40, told=fields),
        Column(
            "attribution",
            "Ngày",
            "On",
            width=11,
            told=lambda one, _: one.attribution.on,
        ),
        Column(
            "attribution",
            "Ghi sổ",
            "Recorded",
            width=17,
            wide=20,
            told=lambda one, _: one.attribution.recorded_at,
        ),
        Column(
            "attribution",
            "Người quyết định",
            "Decided by",
            width=24,
            wide=40,
            told=lambda one, wording: decider(one.attribution, wording),
        ),
        Column("reason", "Căn cứ", "Basis", width=20, wide=40, told=basis),
        Column("destroyed", "Khoá", "Key", width=14, wide=24, told=state),
        Column("attribution", "Mục ghi", "Entry", wide=28, told=lambda one, _: one.attribution.ref),
        Column(
            "attribution",
            "Vị trí",
            "Position",
            wide=10,
            told=lambda one, _: one.attribution.position,
        ),
    ],
)
"""Dữ liệu đã xoá: their columns."""
