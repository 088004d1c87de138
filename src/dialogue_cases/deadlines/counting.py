"""Đếm hạn: the due day of one obligation, counted, and then changed by decisions and new law."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Literal, cast

from dialogue_cases.deadlines.acts import Anchor, follows
from dialogue_cases.deadlines.case import Case, Word, decided_on, entered_on, exact_day
from dialogue_cases.deadlines.obligation import Deed, Finding, Move
from dialogue_cases.law import Limit, Rule, RuleVersion
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import last_day
from dialogue_cases.workdays import Pause, Term, Unit, WorkingCalendar, add, pauses_of, subtract


class TermCount:
    """The due day of one obligation: counted, and then changed by decisions and new law."""

    def __init__(
        self,
        rule: Rule,
        version: RuleVersion,
        anchor: Anchor,
        case: Case,
        calendar: WorkingCalendar,
        known: tuple[Mapping[str, Any], Iterator[Word]],
    ) -> None:
        self.rule, self.version, self.anchor = rule, version, anchor
        self.case, self.calendar, self.law = case, calendar, case.law
        self.facts, self.later = known
        self.moves: list[Move] = []
        self.findings: list[Finding] = []
        self.found: list[Deed] = []
        self.floor: date | None = None
        self.term: Term | None = None
        self.due: date | None = None
        self.due_at: time | None = None
        self.start = self.by_law_of = self.first = self.last = anchor.day
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
        for place, one, facts in self.later:
            if one is not None:
                steps.append((decided_on(one), place, ("found", one, facts)))
        decided = ("extended", self.version.extended_by), ("renewed", self.version.renewed_by)
        for what, named in decided:
            for place, one, field in self.case.happened(named):
                day = exact_day(getattr(one.event, field.day_in or "", None))
                if day is not None and one.ref != self.anchor.ref:
                    steps.append((decided_on(one), place, (what, one, day)))
        for on, _, step in sorted(steps, key=lambda entry: entry[:2]):
            if isinstance(step, tuple) and step[0] == "found":
                self.facts = step[2]
            if on > until:
                continue
            if isinstance(step, RuleVersion):
                if on >= self.anchor.arose:
                    self._new_law(step)
            elif not follows(step[1], self.anchor, self.case):
                continue
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
        self.term = term = self._term(self.start)
        self.due = term.due
        self._looked_at(term.due, term.last_day, *(since for since, _ in term.pauses))
        if self.least is not None and self.due is not None and self.due < self.least:
            self.due = self.floor = self.least
        else:
            self.floor = None

    def _looked_at(self, *days: date | None) -> None:
        """The calendar was asked about days as far as these."""
        for day in days:
            if day is not None:
                self.first, self.last = min(self.first, day), max(self.last, day)

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
        told: list[tuple[Literal["suspended", "resumed"], date]] = [
            ("suspended", decided_on(one))
            if what in self.version.suspended_by
            else ("resumed", last_day(one.on))
            for _, one, what in stops
            if decided_on(one) >= self.paused_from
            or (self.paused_from == self.anchor.arose and follows(one, self.anchor, self.case))
        ]
        return pauses_of(told, again="adds nothing")

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
        rolled = self._rolled(until) if holds and kind == "extended" else until
        pushed = self._pushed(day, until, rolled) if holds else until
        moved = Move(
            ref=one.ref,
            day=day,
            until=until,
            kind=kind,
            holds=holds,
            rolled=rolled if rolled != until and rolled == pushed else None,
            pushed=None if pushed == rolled else pushed,
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

    def _rolled(self, until: date) -> date:
        """Where an extended term ends whose decided last day is a day off, if the rule rolls."""
        rolls = self.version.extension_rolls is not None
        if rolls and self.calendar.ends_later(until, on_unknown="provisional"):
            rolled = self.calendar.next_working_day(until, on_unknown="provisional")
            self._looked_at(until, rolled)
            return rolled
        self._looked_at(until)
        return until

    def _pushed(self, day: date, until: date, rolled: date) -> date | None:
        """Where a decided day comes to lie when the days suspended since then don't count.

        What was suspended already was known to those who decided the day.
        """
        pauses = [pause for pause in self._pauses() if day <= pause[0] <= rolled]
        if not pauses or until <= day:
            return rolled
        days = (until - day).days
        term = add(
            self.calendar, day, days, "calendar_days", pauses=pauses, on_unknown="provisional"
        )
        self._looked_at(day, term.last_day, term.due, *(since for since, _ in term.pauses))
        return term.due


def _length(version: RuleVersion) -> tuple[int | None, Limit | None]:
    return version.amount, version.unit
