"""Tạm giữ thông tin mở niêm phong: which openings of a case aren't told to whom they are about.

While an inspection goes on, that somebody has read a person's data would tell them of it. A hold
stands from its fact to its release, whatever is asked as of when: what is held back now is told
of no past day, and what is released is told of every day.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from dialogue_cases.errors import Refused
from dialogue_cases.office.checks import is_allowed
from dialogue_cases.record import (
    OpeningsHeldBack,
    OpeningsReleased,
    Recorded,
    SealOpened,
)
from dialogue_cases.vocabulary import Act, BodyId, StreamId, SystemAct, first_day
from dialogue_cases.ward.in_any_life import RECORD

if TYPE_CHECKING:
    from dialogue_cases.office import Office


def holds(history: Sequence[Recorded[Any]]) -> dict[BodyId, Recorded[OpeningsHeldBack]]:
    """The holds of a life that no release has ended, by whose openings they are about."""
    found: dict[BodyId, Recorded[OpeningsHeldBack]] = {}
    for one in history:
        match one.event:
            case OpeningsHeldBack(body=body):
                found[body] = one
            case OpeningsReleased(body=body):
                found.pop(body, None)
    return found


def not_held_yet(history: Sequence[Recorded[Any]], events: Sequence[Any]) -> Sequence[Any]:
    """What of a hold or a release isn't on record yet.

    Raises:
        Refused: `openings-are-held-back-once`, `openings-are-held-back`.
    """
    standing = holds(history)
    for event in events:
        held = standing.get(event.body)
        if isinstance(event, OpeningsReleased):
            last = next((one.event for one in reversed(history) if _ends(one, event.body)), None)
            if held is None and last == event:
                return ()
            if held is None:
                raise Refused("openings-are-held-back", RECORD, body=event.body)
        elif held is not None:
            if held.event == event:
                return ()
            raise Refused("openings-are-held-back-once", RECORD, body=event.body, on=held.event.on)
    return events


def _ends(fact: Recorded[Any], body: BodyId) -> bool:
    return isinstance(fact.event, OpeningsReleased) and fact.event.body == body


def held_back(history: Sequence[Recorded[Any]]) -> set[int]:
    """The versions of the openings of a life that are held back, and of the holds."""
    standing = holds(history)
    found = {one.version for one in standing.values()}
    for one in history:
        hold = standing.get(one.act.body) if isinstance(one.act, Act) else None
        if hold is not None and isinstance(one.event, SealOpened):
            found |= {one.version} if first_day(one.on) >= hold.event.since else set()
    return found


def told_to(office: "Office", act: Act | SystemAct | None) -> Callable[[Recorded[Any]], bool]:
    """Whether a fact may be told to a reader: all but what is held back, or all.

    Args:
        office: whose record it is, and whose roles say who may hold back.
        act: who reads, in which office; None: nobody has said.
    """
    if may_hold_back(office, act):
        return lambda _: True

    @cache
    def withheld(stream: StreamId) -> set[int]:
        return held_back(office.history(stream))

    def told(fact: Recorded[Any]) -> bool:
        hidden = isinstance(fact.event, SealOpened | OpeningsHeldBack)
        return not hidden or fact.version not in withheld(fact.stream)

    return told


def may_hold_back(office: "Office", act: Act | SystemAct | None) -> bool:
    """Whether an officer may hold openings back, and so is told of those that are."""
    return isinstance(act, Act) and is_allowed(
        office, act, partial(office.roles.may_decide, "*", "hold_back_openings", act.office)
    )
