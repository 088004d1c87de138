"""Thời hạn của một hồ sơ: terms after an event and before a fixed day, derived from history."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

import attrs

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.acts import Anchor, discharged, fixed_days, happened, lapsed
from dialogue_cases.deadlines.case import Case, Names, decided_on, entered_on, exact_day
from dialogue_cases.deadlines.grounds import stood
from dialogue_cases.deadlines.obligation import Deed, Finding, Judgement, Move, Obligation
from dialogue_cases.law import Law, Limit, Rule, RuleVersion
from dialogue_cases.record import Known, Recorded, known_then, standing
from dialogue_cases.vocabulary import BodyId, last_day
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
    owed = [
        _judged(owed, seen, law, names, known)
        for rule in law.rules
        if rule.shape != "per-period"
        for owed in _terms(rule, case, law, known)
    ]
    return stood(owed, seen, lambda past: deadlines(past, law, known=known, names=names), names)


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
    anchors = [*(fixed_days if rule.shape == "before" else happened)(rule, case)]
    if rule.expiry_of is not None:
        anchors += _expired(law.rule(rule.expiry_of), case, law, as_of)
    for anchor in anchors:
        if not law.derives(rule, anchor.day):
            continue
        if law.version(rule.id, anchor.day, case.facts) is None:
            continue  # by what is known of the case, the rule isn't about it
        for place, _, facts in case.facts_from(anchor.day):
            version = law.version(rule.id, anchor.day, facts)
            if version is not None:
                on = (acted or {}).get(anchor.root)
                yield _owed(rule, version, anchor, case, law, as_of, on, (place, facts))
                break


def _expired(base: Rule, case: Case, law: Law, as_of: date | None) -> Iterator[Anchor]:
    """The terms of a rule that end, or will end, without having been met or made void."""
    for owed in _terms(base, case, law, as_of):
        due = owed.due
        if due is None or owed.anchor is None:
            continue
        if any(deed is not None and deed.day <= due for deed in (owed.discharged, owed.ended)):
            continue
        yield Anchor(owed.root, owed.anchor, due, due, expired=base)


def _owed(
    rule: Rule,
    version: RuleVersion,
    anchor: Anchor,
    case: Case,
    law: Law,
    as_of: date | None,
    acted: date | None,
    known: tuple[int, Mapping[str, Any]],
) -> Obligation:
    calendar = law.calendar_on(anchor.day)
    if as_of is not None:
        calendar = calendar.as_known(as_of)
    done = discharged(version, anchor, case)
    if acted is None and done is not None:
        acted = done.day
    ended = lapsed(version, anchor, case) or anchor.ended
    counted = _Count(rule, version, anchor, case, calendar, law, known)
    counted.run(acted, ended.day if ended else None)
    key = counted.version.owed_by.field
    return Obligation(
        stream=case.standing[0].stream,
        rule=rule,
        version=counted.version,
        root=anchor.root,
        owed_by=counted.version.owed_by,
        body=None if key is None else _latest(case, key),
        arose=anchor.arose,
        anchor=anchor.ref,
        anchor_day=anchor.day,
        term=counted.term,
        due=counted.due,
        due_at=counted.due_at,
        floor=counted.floor,
        found=tuple(counted.found),
        expiry_of=anchor.expired,
        moves=tuple(counted.moves),
        discharged=done,
        ended=ended,
        findings=(*counted.findings, *_untimed(counted, done)),
        calendar=calendar,
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
        law: Law,
        known: tuple[int, Mapping[str, Any]],
    ) -> None:
        self.rule, self.version, self.anchor = rule, version, anchor
        self.case, self.calendar, self.law = case, calendar, law
        self.place, self.facts = known
        self.moves: list[Move] = []
        self.findings: list[Finding] = []
        self.found: list[Deed] = []
        self.floor: date | None = None
        self.term: Term | None = None
        self.due: date | None = None
        self.due_at: time | None = None
        self.start = self.by_law_of = anchor.day
        self.paused_from = anchor.arose
        self.least = self._in_force_first()
        self._recount()

    def run(self, acted: date | None, ended: date | None) -> None:
        """Go through what changed the due day, in the order of days, up to the act."""
        until = min(acted or date.max, ended or date.max)
        steps: list[tuple[date, int, Any]] = [
            (newer.since, -1, newer)
            for newer in self.rule.versions
            if newer.since is not None and newer.since > self.anchor.day
        ]
        for place, one, facts in self.case.facts_from(self.anchor.day):
            if one is not None and place > self.place:
                steps.append((decided_on(one), place, ("found", one, facts)))
        for what in ("extended", "renewed"):
            for place, one, field in self.case.happened(getattr(self.version, f"{what}_by")):
                day = exact_day(getattr(one.event, field.day_in or "", None))
                if day is not None and one.ref != self.anchor.ref:
                    steps.append((decided_on(one), place, (what, one, day)))
        for on, _, step in sorted(steps, key=lambda entry: entry[:2]):
            if isinstance(step, tuple) and step[0] == "found":
                self.facts = step[2]
            if not self.anchor.arose <= on <= until:
                continue
            if isinstance(step, RuleVersion):
                self._new_law(step)
            elif step[0] == "found":
                self._found(step[1])
            else:
                self._decision(*step)

    def _in_force_first(self) -> date | None:
        """The day on which the rule came into force, if there was none of it before.

        Nobody can be too late for a notice that no law asked for yet.
        """
        since = self.version.since
        if self.rule.shape != "before" or since is None:
            return None
        before = self.law.version(self.rule.id, since - timedelta(days=1), self.facts)
        return since if before is None else None

    def _recount(self) -> None:
        if self.version.unit == "hours":
            self._before_the_hour()
            return
        self.term = self._term(self.start)
        self.due = self.term.due
        if self.least is not None and self.due is not None and self.due < self.least:
            self.due = self.floor = self.least
        else:
            self.floor = None

    def _before_the_hour(self) -> None:
        """The last moment before a fixed time; without one, the day itself is all that is sure."""
        self.due = self.anchor.day
        if self.anchor.at is not None:
            fixed = datetime.combine(self.anchor.day, self.anchor.at)
            last = fixed - timedelta(hours=self.version.amount or 0)
            self.due, self.due_at = last.date(), last.time()

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
            if decided_on(one) >= self.paused_from
        )

    def _new_law(self, newer: RuleVersion) -> None:
        """Chuyển tiếp: what a new version does to this term, if it is still running then."""
        since = newer.since or date.min
        running = self.due is None or self.due >= since
        decided = any(move.holds for move in self.moves)
        applies = newer.applies(self.facts)
        if not running or decided or not applies or newer.transition == "keep":
            return
        if not self.version.suspended_by:
            self.paused_from = since  # what was no suspension before doesn't become one
        self.version = self.law.version(self.rule.id, since, self.facts) or newer
        self.by_law_of = since
        if newer.transition == "restart":
            self.start = since
        else:
            self.least = since
        self._recount()

    def _found(self, one: Recorded[Any]) -> None:
        """Sự việc được xác định: a fact that gives the term another amount, if in time."""
        version = self.law.version(self.rule.id, self.by_law_of, self.facts)
        decided = any(move.holds for move in self.moves)
        if version is None or decided or _length(version) == _length(self.version):
            return
        day, due = decided_on(one), self.due
        if due is not None and day > due:
            self.findings.append(Finding(name="found-after-the-term", ref=one.ref, due=due))
            return
        if due is not None and entered_on(one) > due:
            self.findings.append(Finding(name="found-entered-late", ref=one.ref, due=due))
        self.version = version
        self.found.append(Deed(ref=one.ref, day=day))
        self._recount()

    def _decision(
        self, kind: Literal["extended", "renewed"], one: Recorded[Any], until: date
    ) -> None:
        """Gia hạn, chỉ đạo lại: a decided day takes the place of the due day, if it may."""
        day, due = decided_on(one), self.due
        late = due is not None and day > due
        holds = kind == "renewed" or not late
        pushed = self._pushed(day, until) if holds else until
        moved = Move(
            ref=one.ref,
            day=day,
            until=until,
            kind=kind,
            holds=holds,
            pushed=None if pushed == until else pushed,
        )
        self.moves.append(moved)
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
            self.due = pushed

    def _pushed(self, day: date, until: date) -> date | None:
        """Where a decided day comes to lie when the days suspended since then don't count.

        What was suspended already was known to those who decided the day.
        """
        pauses = [pause for pause in self._pauses() if day <= pause[0] <= until]
        if not pauses or until <= day:
            return until
        days = (until - day).days
        term = add(
            self.calendar, day, days, "calendar_days", pauses=pauses, on_unknown="provisional"
        )
        return term.due


def _length(version: RuleVersion) -> tuple[int | None, Limit | None]:
    return version.amount, version.unit


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


def _latest(case: Case, key: str) -> BodyId | None:
    """The latest word on who leads, whichever event of the case says it."""
    said = (getattr(one.event, key, None) for one in reversed(case.standing))
    return next((BodyId(body) for body in said if body is not None), None)
