"""Cửa xoá: the one gate that everything passes which removes data of a case, or moves the case.

`gate` reads the holds of the case and of the whole record, and how long the case is to be kept, in
the transaction in which it is removed: nobody places a hold in between. What can't be established
refuses. A removal is a fact (`REMOVALS`), so no way around the gate leads into the record: the
guard asks it of every such fact, and a key is destroyed only where its erasure is on record.

A hold keeps data from being removed. It keeps nothing from being copied: what moves a case takes
its holds along.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from dialogue_cases.errors import Invalid, NotFound, Refused, RemovalStopped
from dialogue_cases.office.hiding import hide_all
from dialogue_cases.office.retention import RETENTION, RetainedCase, in_force
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.office.unsealing import SECRECY
from dialogue_cases.record import Destroyed, Erased, HoldPlaced, Recorded, Redacted, RemovalKind
from dialogue_cases.vocabulary import Act, Citation, EventRef, PartyId, StreamId, SystemAct
from dialogue_cases.ward.in_any_life import HOLDS, answer_data_request, destroy, erase

if TYPE_CHECKING:
    from dialogue_cases.office import Office

REMOVALS: Mapping[type, RemovalKind] = {
    Erased: "erase",
    Destroyed: "destroy",
    Redacted: "redact",
}
"""The facts by which data are removed; the guard lets none of them pass without the gate."""


def gate(
    removal: RemovalKind,
    stream: StreamId,
    history: Sequence[Recorded[Any]],
    ward: Sequence[Recorded[Any]],
    *,
    today: date,
    retained: RetainedCase | None = None,
) -> tuple[Recorded[HoldPlaced], ...]:
    """Whether a case may be removed or moved now; what a move has to take along.

    Args:
        removal: what is to be done.
        stream: the case.
        history: all that is on record of it …
        ward: … and of the ward itself, both read in the transaction of the removal.
        today: the local day.
        retained: how long the case is kept; asked where it is to be destroyed.

    Returns:
        The holds in force: of a move, those that have to hold where the case is moved to; of a
        removal, none.

    Raises:
        RemovalStopped: `case-is-held`, `record-is-held`; of a destruction `case-has-a-period`,
            `case-is-closed`, `period-is-over`, `case-goes-on`.
    """
    holds = (*in_force(history, today), *in_force(ward, today))
    if removal in ("take_over", "restore"):
        return holds
    for hold in holds:
        told: dict[str, Any] = {
            "removal": removal,
            "hold": hold.ref,
            "stream": stream,
            "number": hold.event.number,
            "asked_by": hold.event.asked_by,
            "on": hold.on,
        }
        if hold.stream == stream:
            raise RemovalStopped("case-is-held", HOLDS, **told)
        raise RemovalStopped("record-is-held", HOLDS, **told)
    if removal == "destroy":
        _check_period(stream, retained)
    return ()


def _check_period(stream: StreamId, kept: RetainedCase | None) -> None:
    told: dict[str, Any] = {"removal": "destroy", "stream": stream}
    if kept is None or kept.status == "no_period":
        kind = None if kept is None else kept.kind
        raise RemovalStopped("case-has-a-period", RETENTION, kind=kind, **told)
    basis = kept.basis or RETENTION
    match kept.status:
        case "not_closed":
            raise RemovalStopped("case-is-closed", basis, **told)
        case "retained":
            raise RemovalStopped("period-is-over", basis, until=kept.kept_until, **told)
        case "goes_on":
            raise RemovalStopped("case-goes-on", basis, lives=kept.goes_on, **told)


# -- What became of it ----------------------------------------------------------------


RemovalOutcome: TypeAlias = Literal[
    "erased",  # đã xoá
    "erased_before",  # đã xoá từ trước
    "removal_refused",  # bị từ chối
]
"""Kết quả đối với một đương sự: what became of the data under one key."""


RemovalOfAll: TypeAlias = Literal[
    "removed",  # đã xoá
    "removed_in_part",  # xoá một phần
    "removal_refused",  # bị từ chối
]
"""Kết quả chung: what became of all that was to be removed."""


@frozen(kw_only=True)
class KeyRemoval:
    """Kết quả xoá một khoá: what became of the data of a party, or of a case's content.

    Args:
        key: whose data, in one case.
        outcome: what became of them.
        rule: by which rule it was refused …
        citation: … on what it rests …
        hold: … and the fact of the hold, if it was one.
    """

    key: PartyId
    outcome: RemovalOutcome
    rule: str | None = None
    citation: Citation | None = None
    hold: EventRef | None = None


@frozen(kw_only=True)
class RemovalReceipt:
    """Phiếu kết quả xoá: what became of each key that was to be destroyed.

    Args:
        removals: key by key.
        recorded: how many facts it has put on record.
    """

    removals: tuple[KeyRemoval, ...]
    recorded: int = 0

    @property
    def outcome(self) -> RemovalOfAll:
        """Whether all of it was done, a part of it, or nothing."""
        refused = [one for one in self.removals if one.outcome == "removal_refused"]
        if not refused:
            return "removed"
        return "removal_refused" if len(refused) == len(self.removals) else "removed_in_part"

    @property
    def erased(self) -> tuple[PartyId, ...]:
        """Whose data were erased by this call."""
        return tuple(one.key for one in self.removals if one.outcome == "erased")


def erase_keys(
    office: "Office",
    parties: Sequence[PartyId],
    *,
    act: Act | SystemAct,
    on: date,
    reason: str,
    request: int | None = None,
) -> RemovalReceipt:
    """Record the erasure of each of these, unless it is refused, then destroy the keys.

    Raises:
        RemovalStopped: one alone was to be erased, and it is refused.
        NotFound: neither the record nor the vault knows a party.
        Refused: what is asked of every decision; the request isn't one to delete.
        Invalid: within `Office.together`.
    """
    _check_alone(office)
    stopped: RemovalStopped | None = None
    removals: list[KeyRemoval] = []
    with office.together() as writing:
        before = writing.position
        for party in parties:
            stream = stream_of(party)
            if party not in keys_named(office, stream) and not office.vault.holds(party):
                raise NotFound(StreamId(party))
            try:
                removals.append(_erase(office, party, act=act, on=on, reason=reason))
            except RemovalStopped as refused:
                stopped = refused
                removals.append(
                    KeyRemoval(
                        key=party,
                        outcome="removal_refused",
                        rule=refused.rule,
                        citation=refused.citation,
                        hold=refused.hold,
                    )
                )
        if request is not None and stopped is None:
            _grant(office, stream_of(parties[0]), act=act, on=on, request=request)
        recorded = writing.position - before
    if stopped is not None and len(parties) == 1:
        raise stopped
    for one in removals:
        if one.outcome != "removal_refused":
            office.vault.destroy(one.key)
    return RemovalReceipt(removals=tuple(removals), recorded=recorded)


def destroy_case(
    office: "Office", stream: StreamId, *, act: Act | SystemAct, on: date, reason: str
) -> RemovalReceipt:
    """Record the destruction of a case and the erasure of each of its keys, then destroy them.

    Raises:
        RemovalStopped: as `gate`.
        NotFound: nothing is recorded under that id.
        Refused: what is asked of every decision.
        Invalid: within `Office.together`, or it is no case that is destroyed.
    """
    _check_alone(office)
    stopped: RemovalStopped | None = None
    removals: list[KeyRemoval] = []
    recorded = 0
    with office.together() as writing:
        before = writing.position
        office.history(stream)
        kept = office.retained(stream, on)
        erased = office._erased()
        keys = tuple(one for one in keys_named(office, stream) if one not in erased)
        try:
            facts = office.acting(act, because=[kept.adopted] if kept.adopted else ()).decide(
                stream,
                destroy,
                Destroyed(
                    on=on,
                    reason=reason,
                    closed_on=kept.closed_on or on,  # the gate refuses what isn't closed …
                    years_kept=kept.years or 1,  # … or has no period
                    keys=keys,
                ),
            )
            because = [one.ref for one in facts[:1]]
            if facts:
                hide_all(office, stream, office.acting(act, because=because), on=on, reason=reason)
            for key in keys:
                removals.append(_erase(office, key, act=act, on=on, reason=reason, because=because))
        except RemovalStopped as refused:
            stopped = refused
        recorded = writing.position - before
    if stopped is not None:
        raise stopped
    for one in removals:
        office.vault.destroy(one.key)
    return RemovalReceipt(removals=tuple(removals), recorded=recorded)


def keys_named(office: "Office", stream: StreamId) -> tuple[PartyId, ...]:
    """Every key that the record of a case names: its parties', its content's."""
    return tuple(PartyId(f"{stream}#{one}") for one in sorted(office._numbers(stream)))


def _check_alone(office: "Office") -> None:
    if office.is_deciding_together:
        raise Invalid("a key is destroyed by itself", expected="a call outside together()")


def _erase(
    office: "Office",
    party: PartyId,
    *,
    act: Act | SystemAct,
    on: date,
    reason: str,
    because: Sequence[EventRef] = (),
) -> KeyRemoval:
    stream = stream_of(party)
    if not office._facts(stream) or party in office._erased():
        return KeyRemoval(key=party, outcome="erased_before")
    fact = Erased(on=on, party=party, reason=reason)
    office.acting(act, because=because).decide(stream, erase, fact)
    return KeyRemoval(key=party, outcome="erased")


def _grant(
    office: "Office", stream: StreamId, *, act: Act | SystemAct, on: date, request: int
) -> None:
    """Answer a request about data that is granted with the erasure."""
    known = getattr(office.as_of(stream), "data_requests", ())
    if any(one.number == request and one.asks != "delete" for one in known):
        raise Refused("data-request-asks-to-delete", SECRECY, number=request)
    office.acting(act).decide(
        stream,
        answer_data_request,
        on=on,
        number=request,
        outcome="granted",
    )
