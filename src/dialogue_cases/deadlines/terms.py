"""Thời hạn của một hồ sơ: terms after an event and before a fixed day, derived from history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

import attrs

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.acts import Anchor, discharged, lapsed, latest
from dialogue_cases.deadlines.case import (
    Case,
    Names,
    decided_on,
    entered_on,
    exact_day,
    exact_time,
    told,
)
from dialogue_cases.deadlines.obligation import Deed, Finding, Judgement, Move, Obligation
from dialogue_cases.law import Happening, Law, Rule, RuleVersion
from dialogue_cases.record import Known, Recorded, known_then, standing
from dialogue_cases.vocabulary import last_day
from dialogue_cases.workdays import Pause, Term, Unit, WorkingCalendar, add, pauses_of, subtract


def deadlines(
    history: Sequence[Recorded[Any]],
    law: Law,
    *,
    known: Known | None = None,
    names: Names = name_of,
) -> list[Obligation]:
    """What is owed in one life by the law's terms, until when, and whether it was met.

    Nothing of it is stored: it is derived from what stands of the history, so a correction,
    a voided entry or a late one needs no repair.

    Args:
        history: one stream, by version.
        law: with the ward's own regulations (`ward.law_of`).
        known: as it was known at the end of that local day, or at that position; calendar
            days that became known later aren't seen either.
        names: how events are called in the record.

    Returns:
        Obligations by rule in the order of the law, then by anchor. Duties of a period are
        the ward's: `ward_obligations`.

    Example:
        >>> from datetime import datetime, timezone
        >>> from dialogue_cases.law import load_law
        >>> from dialogue_cases.record import Recorded
        >>> from dialogue_cases.session.events import Ended, Fixed
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
    seen = [one for one in history if known_then(one, known)]
    case = Case(standing(seen), names, law.facts)
    if isinstance(known, int):
        known = entered_on(seen[-1]) if seen else None
    return [
        _judged(owed, seen, law, names, known)
        for rule in law.rules
        if rule.shape != "per-period"
        for owed in _terms(rule, case, law, known)
    ]


def _terms(
    rule: Rule,
    case: Case,
    law: Law,
    as_of: date | None,
    acted: Mapping[int | str, date] | None = None,
) -> Iterator[Obligation]:
    """The terms of one rule, not judged yet.

    Args:
        as_of: the calendar as known at the end of this local day; None: all that is known.
        acted: by root, the day of the act that is judged: what came later didn't matter to it.
    """
    if rule.expiry_of is not None:
        anchors = _expired(law.rule(rule.expiry_of), case, law, as_of)
    elif rule.shape == "before":
        anchors = _fixed_days(rule, case)
    else:
        anchors = _happened(rule, case)
    facts = case.facts
    for anchor in anchors:
        version = law.version(rule.id, anchor.day, facts)
        if version is not None and law.derives(rule, anchor.day):
            yield _owed(rule, version, anchor, case, law, as_of, (acted or {}).get(anchor.root))


def _expired(base: Rule, case: Case, law: Law, as_of: date | None) -> Iterator[Anchor]:
    """The terms of a rule that end, or will end, without having been met or made void."""
    for owed in _terms(base, case, law, as_of):
        done = owed.discharged
        met = done is not None and owed.due is not None and done.day <= owed.due
        if met or owed.due is None or owed.anchor is None or owed.ended is not None:
            continue
        yield Anchor(owed.root, owed.anchor, owed.due, owed.due)


def _happened(rule: Rule, case: Case) -> Iterator[Anchor]:
    """What happened, each on its own day, or on the day that one of its fields says."""
    for _, one, what in case.happened(rule.anchor):
        if what.day_in is None:
            yield Anchor(one.root, one.ref, last_day(one.on), decided_on(one), recorded=one)
        elif (day := exact_day(told(one.event, what.day_in))) is not None:
            yield Anchor(one.root, one.ref, day, day, recorded=one)


def _fixed_days(rule: Rule, case: Case) -> Iterator[Anchor]:
    """The days that were fixed, one after the other; the same day fixed again is one."""
    renewals: list[Happening] = []
    for version in rule.versions:
        renewals += [one for one in version.renewed_by if one not in renewals]
    found = [(*entry, True) for entry in case.happened(rule.anchor)]
    found += [(*entry, False) for entry in case.happened(renewals)]
    current: Anchor | None = None
    for _, one, what, fixes in sorted(found, key=lambda entry: entry[0]):
        day = exact_day(told(one.event, what.day_in or ""))
        at = exact_time(one.event, what.day_in or "")
        if what.about is not None:
            meant = exact_day(told(one.event, what.about))
            if meant != (current.day if current else None):
                continue
        if current is not None and (day == current.day or not (fixes or day is None)):
            # The same day again, perhaps with another time, or a move of the due day that is
            # counted later.
            current = attrs.evolve(current, at=at or current.at) if fixes else current
            continue
        if current is not None:
            yield attrs.evolve(current, ended=Deed(ref=one.ref, day=decided_on(one)))
        current = None if day is None else Anchor(one.root, one.ref, day, decided_on(one), at, one)
    if current is not None:
        yield current


def _owed(
    rule: Rule,
    version: RuleVersion,
    anchor: Anchor,
    case: Case,
    law: Law,
    as_of: date | None,
    acted: date | None,
) -> Obligation:
    calendar = law.calendar_on(anchor.day)
    if as_of is not None:
        calendar = calendar.as_known(as_of)
    done = discharged(version, anchor, case)
    if acted is None and done is not None:
        acted = done.day
    counted = _Count(rule, version, anchor, case, calendar)
    ended = lapsed(version, anchor, case, counted.due) or anchor.ended
    counted.run(law, acted, ended.day if ended else None)
    key = counted.version.owed_by.field
    return Obligation(
        stream=case.standing[0].stream,
        rule=rule,
        version=counted.version,
        root=anchor.root,
        owed_by=counted.version.owed_by,
        body=None if key is None else latest(case, key),
        arose=anchor.arose,
        anchor=anchor.ref,
        anchor_day=anchor.day,
        term=counted.term,
        due=counted.due,
        due_at=counted.due_at,
        floor=counted.floor,
        moves=tuple(counted.moves),
        discharged=done,
        ended=ended,
        findings=(*counted.findings, *_untimed(counted, done)),
    )


def _untimed(counted: "_Count", done: Deed | None) -> Iterator[Finding]:
    """A limit in hours, and an act on its last day, of which one has no time on record."""
    due = counted.due
    if done is None or due is None:
        return
    if done.by(due, counted.due_at, counted.version.unit) is None:
        yield Finding(name="time-not-on-record", ref=done.ref, due=due)


class _Count:
    """The due day of one obligation: counted, and then changed by decisions and new law."""

    def __init__(
        self,
        rule: Rule,
        version: RuleVersion,
        anchor: Anchor,
        case: Case,
        calendar: WorkingCalendar,
    ) -> None:
        self.rule, self.version, self.anchor = rule, version, anchor
        self.case, self.calendar = case, calendar
        self.moves: list[Move] = []
        self.findings: list[Finding] = []
        self.floor: date | None = None
        self.due_at: time | None = None
        self.term: Term | None = None
        self.due: date | None = None
        if version.unit == "hours":
            self.due = self._before_the_hour()
        else:
            self._count_from(anchor.day)

    def run(self, law: Law, acted: date | None, ended: date | None) -> None:
        """Go through what changed the due day, in the order of days, up to the act."""
        until = min(acted or date.max, ended or date.max)
        steps: list[tuple[date, int, Any]] = [
            (newer.since, -1, newer)
            for newer in self.rule.versions
            if newer.since is not None and newer.since > self.anchor.day
        ]
        for what in ("extended", "renewed"):
            for place, one, field in self.case.happened(getattr(self.version, f"{what}_by")):
                day = exact_day(getattr(one.event, field.day_in or "", None))
                if day is not None and one.ref != self.anchor.ref:
                    steps.append((decided_on(one), place, (what, one, day)))
        for on, _, step in sorted(steps, key=lambda entry: entry[:2]):
            if not self.anchor.arose <= on <= until:
                continue
            if isinstance(step, RuleVersion):
                self._new_law(step, law)
            else:
                self._decision(*step)

    def _before_the_hour(self) -> date:
        """The last moment before a fixed time; without one, the day itself is all that is sure."""
        if self.anchor.at is None:
            return self.anchor.day
        start = datetime.combine(self.anchor.day, self.anchor.at)
        last = start - timedelta(hours=self.version.amount or 0)
        self.due_at = last.time()
        return last.date()

    def _count_from(self, start: date) -> None:
        self.term = self._term(start)
        self.due = self.term.due

    def _term(self, start: date) -> Term:
        # A version of a term has both: the loader refuses it otherwise.
        amount, unit = cast("tuple[int, Unit]", (self.version.amount, self.version.unit))
        if self.rule.shape == "before":
            return subtract(self.calendar, start, amount, unit, on_unknown="provisional")
        pauses = self._pauses()
        return add(self.calendar, start, amount, unit, pauses=pauses, on_unknown="provisional")

    def _pauses(self) -> tuple[Pause, ...]:
        stops = self.case.happened((*self.version.suspended_by, *self.version.resumed_by))
        return pauses_of(
            ("suspended", decided_on(one))
            if what in self.version.suspended_by
            else ("resumed", last_day(one.on))
            for _, one, what in stops
            if decided_on(one) >= self.anchor.arose
        )

    def _new_law(self, newer: RuleVersion, law: Law) -> None:
        """Chuyển tiếp: what a new version does to this term, if it is still running then."""
        since = newer.since or date.min
        running = self.due is None or self.due >= since
        decided = any(move.holds for move in self.moves)
        applies = newer.applies(self.case.facts)
        if not running or decided or not applies or newer.transition == "keep":
            return
        self.version = law.version(self.rule.id, since, self.case.facts) or newer
        if newer.transition == "restart":
            self._count_from(since)
            return
        self._count_from(self.anchor.day)
        if self.due is not None and self.due < since:
            self.due = self.floor = since

    def _decision(
        self, kind: Literal["extended", "renewed"], one: Recorded[Any], until: date
    ) -> None:
        """Gia hạn, chỉ đạo lại: a decided day takes the place of the due day, if it may."""
        day, due = decided_on(one), self.due
        late = due is not None and day > due
        holds = kind == "renewed" or not late
        self.moves.append(Move(ref=one.ref, day=day, until=until, kind=kind, holds=holds))
        if due is not None and late:
            self.findings.append(
                Finding(
                    name="renewed-after-the-term" if holds else "extended-after-the-term",
                    ref=one.ref,
                    due=due,
                )
            )
        elif due is not None and kind == "extended" and entered_on(one) > due:
            self.findings.append(Finding(name="extended-entered-late", ref=one.ref, due=due))
        if holds:
            self.due = until


def _judged(
    owed: Obligation,
    seen: Sequence[Recorded[Any]],
    law: Law,
    names: Names,
    known: date | None,
) -> Obligation:
    """Judge the act as known on its day; see `Judgement` for what that means."""
    done = owed.discharged
    if done is None:
        return owed
    act_entered = next(entered_on(one) for one in seen if one.ref == done.ref)
    anchor_entered = next(entered_on(one) for one in seen if one.version == owed.root)
    established = anchor_entered <= done.day
    record_as_of = done.day if established else max(done.day, act_entered, anchor_entered)
    calendar_as_of = done.day if known is None else min(done.day, known)
    then = Case(standing(seen, known=record_as_of), names, law.facts)
    terms = _terms(owed.rule, then, law, calendar_as_of, {owed.root: done.day})
    found = next((one for one in terms if one.root == owed.root), None)
    due, due_at = (owed.due, owed.due_at) if found is None else (found.due, found.due_at)
    judged = Judgement(
        in_time=due is None or done.by(due, due_at, owed.version.unit),
        due=due,
        calendar_as_of=calendar_as_of,
        record_as_of=record_as_of,
        established=established and found is not None,
    )
    return attrs.evolve(owed, judged=judged)
