"""Mốc và việc làm: what a term is counted from, and which acts fulfil it or make it void."""

from datetime import date, time
from typing import Any

from attrs import frozen

from dialogue_cases.deadlines.case import Case, decided_on, exact_day, told
from dialogue_cases.deadlines.obligation import Deed
from dialogue_cases.law import Happening, RuleVersion
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import BodyId, EventRef, local_time


@frozen
class Anchor:
    """Mốc tính thời hạn: what a term is counted from, and until where it stands."""

    root: int | str
    ref: EventRef
    day: date
    arose: date
    at: time | None = None
    recorded: Recorded[Any] | None = None
    ended: Deed | None = None


def discharged(version: RuleVersion, anchor: Anchor, case: Case) -> Deed | None:
    """The first act that fulfils it and wasn't undone."""
    undone = max(
        (
            place
            for place, one, _ in case.happened(version.reopened_by)
            if decided_on(one) >= anchor.arose
        ),
        default=-1,
    )
    found = [
        Deed(ref=one.ref, day=decided_on(one), at=local_time(one.on))
        for place, one, what in case.happened(version.discharged_by)
        if place > undone and _concerns(one, what, anchor)
    ]
    # What the anchor itself fulfils isn't fulfilled by something else that came before.
    own = (deed for deed in found if deed.ref == anchor.ref)
    return next(own, found[0] if found else None)


def lapsed(version: RuleVersion, anchor: Anchor, case: Case, due: date | None) -> Deed | None:
    for _, one, what in case.happened(version.lapses_by):
        late = what.in_time and due is not None and decided_on(one) > due
        if _concerns(one, what, anchor) and not late:
            return Deed(ref=one.ref, day=decided_on(one))
    return None


def _concerns(one: Recorded[Any], what: Happening, anchor: Anchor) -> bool:
    """Whether it is about this very day, where it names one; else whether it came since."""
    if what.about is not None:
        return exact_day(told(one.event, what.about)) == anchor.day
    return decided_on(one) >= anchor.arose


def latest(case: Case, key: str) -> BodyId | None:
    """The latest word on who leads, whichever event of the case says it."""
    said = (getattr(one.event, key, None) for one in reversed(case.standing))
    return next((BodyId(body) for body in said if body is not None), None)
