"""Mốc và việc làm: what a term is counted from, and which acts fulfil it or make it void."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import attrs
from attrs import frozen

from dialogue_cases.deadlines.case import Case, decided_on, exact_day, exact_time, told
from dialogue_cases.deadlines.obligation import Deed
from dialogue_cases.law import Happening, Rule, RuleVersion
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import EventRef, last_day, local_time


@frozen
class Anchor:
    """Mốc tính thời hạn: what a term is counted from, and until where it stands.

    `expired` is the rule whose term ended, where it is counted from such an end; `at` the local
    time beside a fixed day, if one is on record.
    """

    root: int | str
    ref: EventRef
    day: date
    arose: date
    recorded: Recorded[Any] | None = None
    ended: Deed | None = None
    expired: Rule | None = None
    at: time | None = None


def happened(rule: Rule, case: Case) -> Iterator[Anchor]:
    """The events that a term runs from, each for itself: its day, or one that it names."""
    for _, one, what in case.happened(rule.anchor):
        if what.day_in is None:
            yield Anchor(one.root, one.ref, last_day(one.on), decided_on(one), one)
        elif (day := exact_day(told(one.event, what.day_in))) is not None:
            yield Anchor(one.root, one.ref, day, day, one)


def fixed_days(rule: Rule, case: Case) -> Iterator[Anchor]:
    """The days that were fixed, one after the other; the same day fixed again is one.

    Days that stand side by side (`Happening.same`) each have a sequence of their own.
    """
    renewals: list[Happening] = []
    for version in rule.versions:
        renewals += [one for one in version.renewed_by if one not in renewals]
    found = [(*entry, True) for entry in case.happened(rule.anchor)]
    found += [(*entry, False) for entry in case.happened(renewals)]
    standing: dict[Any, Anchor] = {}
    for _, one, what, fixes in sorted(found, key=lambda entry: entry[0]):
        which = None if what.same is None else getattr(one.event, what.same, None)
        current = standing.get(which)
        day = exact_day(told(one.event, what.day_in or ""))
        at = exact_time(one.event, what.day_in or "")
        if what.about is not None:
            meant = exact_day(told(one.event, what.about))
            if meant != (current.day if current else None):
                continue
        if current is not None and (day == current.day or not (fixes or day is None)):
            # The same day again, perhaps at another time, or a move of the due day that is
            # counted later.
            standing[which] = attrs.evolve(current, at=at or current.at) if fixes else current
            continue
        if current is not None:
            yield attrs.evolve(current, ended=Deed(ref=one.ref, day=decided_on(one)))
        standing.pop(which, None)
        if day is not None:
            standing[which] = Anchor(one.root, one.ref, day, decided_on(one), one, at=at)
    yield from standing.values()


def follows(one: Recorded[Any], anchor: Anchor, case: Case) -> bool:
    """Whether a fact came after what it is about, now or before a correction moved either."""
    if decided_on(one) >= anchor.arose:
        return True
    return anchor.recorded is not None and case.once_in_order(one, anchor.recorded)


def discharged(version: RuleVersion, anchor: Anchor, case: Case) -> Deed | None:
    """The first act that fulfils it and wasn't undone."""
    undone = -1
    for place, one, _ in case.happened(version.reopened_by):
        if follows(one, anchor, case):
            undone = place
    for place, one, what in case.happened(version.discharged_by):
        if place > undone and _concerns(one, what, anchor, case):
            return Deed(ref=one.ref, day=decided_on(one), at=local_time(one.on))
    return None


def lapsed(version: RuleVersion, anchor: Anchor, case: Case) -> Deed | None:
    """The first fact that makes it void; what it is counted from doesn't."""
    for _, one, what in case.happened(version.lapses_by):
        if one.ref != anchor.ref and _concerns(one, what, anchor, case):
            return Deed(ref=one.ref, day=decided_on(one))
    return None


def _concerns(one: Recorded[Any], what: Happening, anchor: Anchor, case: Case) -> bool:
    """Whether a fact is about this very anchor."""
    counted_from = anchor.recorded.event if anchor.recorded else None
    if what.of is not None and (counted_from is None or case.names(counted_from) != what.of):
        return False
    if what.same is not None and (
        anchor.recorded is None
        or getattr(one.event, what.same, None) not in case.once_said(anchor.recorded, what.same)
    ):
        return False
    if what.about is not None:
        return exact_day(told(one.event, what.about)) == anchor.day
    return follows(one, anchor, case)
