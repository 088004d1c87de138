"""Hồ sơ bàn giao: what comes over from a merged ward, what stays, and how each record knows it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs
from attrs import frozen

from dialogue_cases.errors import CaseError
from dialogue_cases.office import Office
from dialogue_cases.petition import Classified
from dialogue_cases.privacy import Vault
from dialogue_cases.record import CarriedElsewhere, Recorded
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import PartyId, StreamId, SystemAct, first_day
from dialogue_cases.ward.in_any_life import carry_elsewhere

RULE = "predecessors-case-is-carried-on"
"""By which rule a petition stands here, and that it does in the predecessor's record."""

CARRIED = {
    "raised", "petitioners", "accused", "contents", "classifications", "eligibility",
    "competence", "complexity", "admitted", "assignments", "attachments",
}  # fmt: skip
"""What is carried on of what is known of a petition, and of its turns the answers."""

ASIDE = {"charges", "escalations", "turns"}
"""What isn't carried on and isn't missed either: what was told there of its own terms, and what
its bodies answered to their assignments."""

AS_FOUND = (
    "written-before-it-is-received",
    "eligible-petition-has-an-author",
    "complexity-is-found-in-writing",
    "admitted-when-eligible",
    "admitted-within-competence",
    "group-complaint-has-representatives",
    "oral-petition-is-written-down",
    "leaves-the-dialogue-with-guidance",
    "body-exists",
    "due-is-ahead",
    "answer-says-what-was-done",
    "more-time-has-a-day",
    "more-time-has-a-contact",
    "refusal-is-told-in-writing",
    "sealed-name-stays-sealed",
)
"""What may look broken here because not everything was carried over, or was broken there."""


@frozen(kw_only=True)
class Carried:
    """Đơn tiếp tục giải quyết: a petition of the predecessor, and what it is here.

    Args:
        origin: ward code and stream in the predecessor's record.
        stream: here.
        unsealed: whether its personal data could be taken along.
        left: what of it stays in the predecessor's record, by the names of a petition's state.
        files_left: how many attached files couldn't be taken along.
        held: whether the case is held there, and so here too.
    """

    origin: str
    stream: StreamId
    unsealed: bool
    left: tuple[str, ...] = ()
    files_left: int = 0
    held: bool = False


@frozen(kw_only=True)
class LeftBehind:
    """Đơn chưa chuyển được: an open petition that couldn't be carried on, and why.

    Args:
        origin: ward code and stream in the predecessor's record.
        error: what it was refused for.
    """

    origin: str
    error: CaseError


@frozen(kw_only=True)
class TakeOver:
    """Kết quả tiếp nhận.

    Args:
        code, name: of the predecessor.
        carried: its open petitions that are new here.
        known: those that were taken over before.
        closed: how many closed ones stay in its record.
        left: open ones that couldn't be carried on; the next call tries them again.
        unmarked: those in whose old record it couldn't be said where a copy lies.
    """

    code: str
    name: str
    carried: tuple[Carried, ...] = ()
    known: tuple[Carried, ...] = ()
    closed: int = 0
    left: tuple[LeftBehind, ...] = ()
    unmarked: tuple[Carried, ...] = ()


def unmarked(
    office: Office,
    predecessor: Store,
    vault: Vault | None,
    cases: Iterable[Carried],
    copied: Mapping[StreamId, tuple[PartyId, ...]],
) -> Iterator[Carried]:
    """Say in each old case where its data were taken to; the cases in which it couldn't be said.

    Args:
        vault: the predecessor's keys; without them nothing was taken along.
        copied: whose data each case there has.
    """
    if vault is None:
        return
    here = office.ward()
    old = Office(predecessor, vault, office.law, office.operator, office.clock, office.roles)
    for one in cases:
        stream = StreamId(one.origin.partition("/")[2])
        event = CarriedElsewhere(
            on=office.today,
            store=here.store,
            code=here.code,
            name=here.name,
            case=one.stream,
            parties=copied[stream],
        )
        try:
            told = [fact.event for fact in predecessor.read(stream)]
            there = {(at.store, at.case) for at in told if isinstance(at, CarriedElsewhere)}
            if one.unsealed and event.parties and (here.store, one.stream) not in there:
                old.by_rule(SystemAct(rule=RULE)).decide(stream, carry_elsewhere, event)
        except CaseError:
            yield one


def taken_for(history: Iterable[Recorded[Any]], last: Classified) -> Iterator[dict[str, Any]]:
    """All that a petition was ever taken for, what it is now last: who may read it hangs on that.

    What was taken out or mended there stands here before what stands there.
    """
    before = (one.event for one in history if isinstance(one.event, Classified))
    for one in (*(one for one in before if one.kind != last.kind), last):
        told = attrs.asdict(one, recurse=False)
        yield told | {"on": one.on if first_day(one.on) <= first_day(last.on) else last.on}
