"""Thời hạn của một hồ sơ: what is owed in one life, each term judged as known on its day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, cast

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.case import Case, Names, entered_on
from dialogue_cases.deadlines.grounds import stood
from dialogue_cases.deadlines.obligation import (
    Deed,
    Finding,
    Judgement,
    Obligation,
    late_word,
    widest,
)
from dialogue_cases.deadlines.owing import begun, terms_of
from dialogue_cases.deadlines.recurring import reports_owed
from dialogue_cases.law import Law
from dialogue_cases.record import Known, Recorded, known_then

ROLLS = timedelta(days=31)
"""How far beyond its due day an official day is looked at that may have moved it."""


def deadlines(
    history: Sequence[Recorded[Any]],
    law: Law,
    *,
    known: Known | None = None,
    names: Names = name_of,
    facts: Sequence[Recorded[Any]] | None = None,
) -> list[Obligation]:
    """What is owed in one life by the law's terms, until when, and whether it was met.

    Nothing of it is stored: it is derived from what stands of the history, so a correction,
    a voided entry or a late one needs no repair.

    Args:
        history: one stream, by version.
        law: with the ward's own regulations (`ward.law_of`).
        known: as it was known at the end of that local day, or at that position; calendar
            days that became known later aren't seen either (of a position: than the day that
            the law was known on, else than the last word of the life and of the ward).
        names: how events are called in the record.
        facts: what stands of it as known then (`record.standing`), where that is known already.

    Returns:
        Obligations by rule in the order of the law, then by anchor; reports on standing work
        come last, a year ahead. Duties of a period are the ward's: `ward_obligations`.

    Example:
        >>> from datetime import datetime, timezone
        >>> from dialogue_cases.law import load_law
        >>> from dialogue_cases.record import Recorded
        >>> from dialogue_cases.session import Ended, Fixed
        >>> from dialogue_cases.vocabulary import Operator, Place, SystemAct
        >>> def at(version, event):
        ...     return Recorded(
        ...         stream="dialogue/2023/1",
        ...         version=version,
        ...         position=version,
        ...         recorded_at=datetime(2023, 4, 26, 9, tzinfo=timezone.utc),
        ...         recorded_by=Operator(id="clerk"),
        ...         act=SystemAct(rule="example"),
        ...         event=event,
        ...     )
        >>> fixed = Fixed(
        ...     on=date(2023, 4, 3),
        ...     day=date(2023, 4, 26),
        ...     place=Place(name="Nhà sinh hoạt cộng đồng TDP Nho Lâm"),
        ...     legal_basis="party_secretary_dialogue",
        ... )
        >>> history = [at(1, fixed), at(2, Ended(on=date(2023, 4, 26)))]
        >>> for owed in deadlines(
        ...     history, load_law(), names=lambda e: f"session.{type(e).__name__.lower()}"
        ... ):
        ...     print(owed.rule.id, owed.due, owed.status(date(2023, 5, 11)))
        P4 2023-05-10 overdue
        P7 2023-04-19 overdue
    """
    seen = history if known is None else [one for one in history if known_then(one, known)]
    if isinstance(known, int):
        days = [entered_on(one) for one in seen[-1:]] + [one.known_since for one in law.words[-1:]]
        known = law.known_on or max(days, default=None)
    elif known is not None:
        law = law.as_known(known)
    return _derived(seen, law, known, names, facts)


def _derived(
    seen: Sequence[Recorded[Any]],
    law: Law,
    known: date | None,
    names: Names,
    facts: Sequence[Recorded[Any]] | None = None,
    *,
    is_past: bool = False,
) -> list[Obligation]:
    if not seen:
        return []
    case = Case(seen, names, law) if facts is None else Case(seen, names, law, facts)
    owed: list[Obligation] = []
    for rule in begun(case):
        found = [*terms_of(rule, case, known)]
        owed += [_judged(one, found, case, known) for one in found]
    for one in reports_owed(case):
        done = one.discharged
        owed.append(one if done is None else _found(one, *_late_deed(one, done, one.due, case)))
    again = partial(_derived, law=law, known=known, names=names, is_past=True)
    return stood(owed, seen, None if is_past else again, names, case.standing)


def _judged(
    owed: Obligation, beside: Sequence[Obligation], case: Case, known: date | None
) -> Obligation:
    """Judge the act as known on its day; see `Judgement` for what that means."""
    done = owed.discharged
    if owed.ended is not None or case.law.words:
        owed = _found(owed, *_late_end(owed, case), *_late_words(owed, case, known))
    if done is None:
        return owed
    root, act = case.root_on(int(owed.root), done.day), _root_of(done, case)
    anchor_entered = case.entered(root)
    established = anchor_entered <= done.day
    record_as_of = done.day if established else max(anchor_entered, case.last_entered(act))
    calendar_as_of = done.day if known is None else min(done.day, known)
    then = case.as_known(record_as_of)
    alone = owed.rule.expiry_of is None and [one.root for one in beside].count(root) == 1
    if then is case and alone and root == owed.root and _knew(owed, calendar_as_of):
        found: Obligation | None = owed
    else:
        terms = terms_of(owed.rule, then, calendar_as_of, {root: done.day})
        found = next((one for one in terms if one.root == root), None)
    due, due_at = (owed.due, owed.due_at) if found is None else (found.due, found.due_at)
    judged = Judgement(
        in_time=due is None or done.by(due, due_at, owed.version.unit),
        due=due,
        calendar_as_of=calendar_as_of,
        record_as_of=record_as_of,
        established=established and found is not None,
        on_record=established,
    )
    looked_at = owed.looked_at
    if found is not None and found is not owed:
        looked_at = widest([owed, found])
    judged_so = owed.but(judged=judged, looked_at=looked_at)
    return _found(judged_so, *_late_deed(owed, done, due, case))


def _root_of(deed: Deed, case: Case) -> int:
    """The entry of the case that a deed is: it was found in it."""
    return cast(int, case.root_of(deed.ref))


def _knew(owed: Obligation, day: date) -> bool:
    """Whether the calendar had said the same of its days at the end of a local day."""
    calendar, looked_at = owed.calendar, owed.looked_at
    return calendar is not None and looked_at is not None and calendar.knew(day, *looked_at)


def _found(owed: Obligation, *findings: Finding) -> Obligation:
    return owed.but(findings=(*owed.findings, *findings)) if findings else owed


def _late_deed(owed: Obligation, done: Deed, then: date | None, case: Case) -> Iterator[Finding]:
    """Done in time, as it says, and put on record when the term had ended."""
    act = _root_of(done, case)
    for due in (then,) if then == owed.due else (then, owed.due):
        if due is not None and done.day <= due and not case.on_record_by(act, due):
            yield Finding(name="done-entered-late", ref=done.ref, due=due)
            return


def _late_end(owed: Obligation, case: Case) -> Iterator[Finding]:
    """Made void while the term ran, as it says, and put on record when it had ended undone."""
    ended, due, done = owed.ended, owed.due, owed.discharged
    if ended is None or due is None or ended.day > due or (done and done.day <= ended.day):
        return
    if not case.on_record_by(_root_of(ended, case), due):
        yield Finding(name="lifted-entered-late", ref=ended.ref, due=due)


def _late_words(owed: Obligation, case: Case, known: date | None) -> Iterator[Finding]:
    """What the ward said of itself when it was done or the term had ended, and moved it by that.

    A limit or a day that comes on record while a term runs is known to those who owe it.
    """
    if not case.law.words:
        return
    acted = None if owed.discharged is None else owed.discharged.day
    days = [day for day in (owed.anchor_day, owed.due, owed.raw) if day is not None]
    first, last = min(days) - ROLLS, max(days) + ROLLS
    for before, after, words in case.law.later_words(owed.arose):
        told = [one for one in words if any(first <= day <= last for day in one.about)][-1:]
        if before.chosen_on(owed.anchor_day) != after.chosen_on(owed.anchor_day):
            told += [one for one in words if not one.about][-1:]
        if not told:
            continue
        was, would = (_due_under(law, owed, case, known, acted) for law in (before, after))
        ends = [day for day in (was, acted) if day is not None] or [would or date.max]
        if was != would and told[0].known_since > min(ends):
            yield from (late_word(one, ends[0]) for one in told)


def _due_under(
    law: Law, owed: Obligation, case: Case, known: date | None, acted: date | None
) -> date | None:
    """The due day that the same case would have under the ward's own words of another day."""
    until = {} if acted is None else {owed.root: acted}
    terms = terms_of(owed.rule, case.under(law), known, until)
    return next((one.due for one in terms if one.root == owed.root), None)
