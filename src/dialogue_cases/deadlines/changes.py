"""Nếu quy định thay đổi: which obligations another law would begin, end or move.

Two laws, one record, and nothing recorded: the same derivation is made twice and compared.
Of what is open `what_would_change`; of a past period, with all that is finished, `replayed`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal, TypeAlias

import attrs
from attrs import frozen

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.case import Names
from dialogue_cases.deadlines.explanation import UNITS, Language, cited, say, shown
from dialogue_cases.deadlines.grounds import until
from dialogue_cases.deadlines.obligation import Obligation
from dialogue_cases.deadlines.owing import counted_from
from dialogue_cases.deadlines.periods import (
    KEPT_HERE,
    kept_since,
    series_counted,
    series_of,
    ward_obligations,
)
from dialogue_cases.deadlines.terms import deadlines
from dialogue_cases.deadlines.verdict import LATE, MET, UNDER_WAY, Verdict
from dialogue_cases.law import Law, Rule, RuleVersion
from dialogue_cases.law.calendar import SWITCHES
from dialogue_cases.law.edition import DRAFT
from dialogue_cases.record import Known, Recorded, by_stream, known_then
from dialogue_cases.vocabulary import Citation, EventRef, StreamId

OPEN: tuple[Verdict, ...] = ("not yet", *UNDER_WAY, "overdue")
"""How an obligation stands that somebody still has to meet."""

CLOSED: tuple[Verdict, ...] = (*MET, "reported done", "void")
"""How an obligation stands that is done or no longer owed."""

ChangeKind: TypeAlias = Literal[
    "appears",  # phát sinh
    "disappears",  # không còn
    "moves",  # đổi hạn
    "changes",  # đổi nội dung, hạn giữ nguyên
]
"""Loại thay đổi: what would become of an obligation."""

Cause: TypeAlias = Literal[
    "rule",  # có thêm hoặc bỏ quy định
    "version",  # phiên bản khác
    "own limit",  # mức riêng của phường
    "switch",  # lựa chọn của phường
    "day",  # ngày nghỉ, ngày làm bù
    "year",  # lịch nghỉ của cả năm
    "anchor",  # mốc tính thay đổi theo
]
"""Nguyên nhân: what in the other law makes the difference."""

_CAUSES: Mapping[Cause, tuple[str, str]] = {
    "rule": ("quy định", "rule"),
    "version": ("phiên bản", "version"),
    "own limit": ("mức riêng", "the unit's own amount"),
    "switch": ("lựa chọn riêng", "the unit's own switch"),
    "day": ("ngày", "day"),
    "year": ("lịch nghỉ chính thức", "official calendar"),
    "anchor": ("mốc tính thay đổi theo", "what it is counted from changes"),
}
_KINDS = {
    "appears": ("phát sinh", "appears"),
    "disappears": ("không còn", "disappears"),
    "moves": ("đổi hạn", "moves"),
    "changes": ("đổi nội dung", "changes"),
}
_WORDS = {
    "on": "bật",
    "off": "tắt",
    "working day": "ngày làm việc",
    "make-up working day": "ngày làm bù",
    "weekend": "nghỉ hằng tuần",
    "day off": "ngày nghỉ",
    "swapped day off": "nghỉ hoán đổi",
}


@frozen(kw_only=True)
class Reason:
    """Lý do: one difference between the two laws that the obligation rests on.

    Args:
        cause: what kind of difference it is.
        before: what the law says now, in a word or a number; None: nothing.
        after: what the other law says; None: nothing.
        basis: where the other law says it, or where it stands that it doesn't any more.
        day: the official day that it is about, if it is about one.
        switch: the ward's switch that it is about, if it is about one.
    """

    cause: Cause
    before: str | None = None
    after: str | None = None
    basis: Citation | None = None
    day: date | None = None
    switch: str | None = None

    def told(self, lang: Language = "vi") -> str:
        """The reason in one line."""
        if self.cause == "anchor":
            return say(lang, *_CAUSES["anchor"])
        named = shown(self.day, lang) if self.day else say(lang, *_CAUSES[self.cause])
        named += f" {self.switch}" if self.switch else ""
        before, after = _worded(self.before, lang), _worded(self.after, lang)
        line = f"{named}: {before or '—'} → {after or '—'}"
        if self.basis is None:
            return line
        # What a ward, an announcement or a draft sets is cited by its document; of the law one
        # wants to know how sure we are.
        own = self.cause in ("own limit", "day") or self.basis.note == DRAFT.note
        return f"{line} [{self.basis.text if own else cited(self.basis, lang)}]"


@frozen(kw_only=True)
class Change:
    """Thay đổi: one obligation under the law as it is, and under the other one.

    Args:
        on: the local day at whose end both are judged.
        obligation: either of the two: stream, rule and root are the same.
        before: as it is; None if there is none.
        after: as it would be; None if there would be none.
        reasons: what makes the difference.
    """

    on: date
    obligation: Obligation
    before: Obligation | None
    after: Obligation | None
    reasons: tuple[Reason, ...] = ()

    @property
    def stream(self) -> StreamId:
        """Whose life; `ward` for a duty of a period."""
        return self.obligation.stream

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.obligation.rule.id

    @property
    def kind(self) -> ChangeKind:
        """What would become of it."""
        over = [status in CLOSED for status in self.status]
        if self.before is None or over == [True, False]:
            return "appears"
        if self.after is None or over == [False, True]:
            return "disappears"
        return "moves" if _due(self.before) != _due(self.after) else "changes"

    def told(self, lang: Language = "vi") -> str:
        """What would become of it, in a word."""
        return say(lang, *_KINDS[self.kind])

    @property
    def due(self) -> tuple[date | None, date | None]:
        """The last day in time, before and after."""
        return _due(self.before)[0], _due(self.after)[0]

    @property
    def status(self) -> tuple[Verdict | None, Verdict | None]:
        """How it stands on the day, before and after."""
        return _status(self.before, self.on), _status(self.after, self.on)

    @property
    def late(self) -> tuple[bool, bool]:
        """Whether somebody is late with it, before and after."""
        before, after = self.status
        return before in LATE, after in LATE

    @property
    def ower(self) -> str:
        """Who owes it: the body that the case names, else the office, the kind of body."""
        return ower(self.obligation)

    @property
    def out_of_time(self) -> tuple[tuple[EventRef, ...], tuple[EventRef, ...]]:
        """The decisions and acts that come too late, before and after."""
        return _out_of_time(self.before), _out_of_time(self.after)


def what_would_change(
    log: Iterable[Recorded[Any]],
    now: Law,
    then: Law,
    *,
    on: date,
    first: date | None = None,
    last: date | None = None,
    names: Names = name_of,
) -> list[Change]:
    """Nếu quy định thay đổi: the open obligations that another law would begin, end or move.

    What is done, or no longer owed, under both laws isn't told, whatever its day was or would
    have been: nobody is late afterwards with what is done.

    Args:
        log: every stream, in the order of positions.
        now: the law as it is, with the ward's own regulations (`ward.law_of`).
        then: the other law: another edition, other days off, another regulation.
        on: the local day at whose end both are judged; what took effect later isn't seen.
        first: duties of periods that end before this local day are left out; the first day
            of that day's year if not given …
        last: … and of those that begin after this one; the last day of that year if not given.
        names: how events are called in the record.

    Returns:
        The changes by their earliest due day, then by stream and rule; empty if nothing that
        is open would change.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> law = load_law()
        >>> two = law.amended(since=date(2026, 1, 1), limits={"P5": 2})
        >>> for one in what_would_change([], law, two, on=date(2026, 11, 25)):
        ...     if one.obligation.root == "2026-Q4":
        ...         print(one.rule, one.kind, [reason.told("en") for reason in one.reasons])
        P5 changes ["the unit's own amount: 1 → 2 [Dự thảo đang thử]"]
    """
    return changes_in(
        by_stream(log).values(), now, then, on=on, first=first, last=last, names=names
    )


def changes_in(
    lives: Iterable[Sequence[Recorded[Any]]],
    now: Law,
    then: Law,
    *,
    on: date,
    first: date | None = None,
    last: date | None = None,
    known: Known | None = None,
    names: Names = name_of,
) -> list[Change]:
    """As `what_would_change`, of lives that are told in turn and forgotten.

    Args:
        lives: each by version; those in which `reach` says that nothing can differ may be left
            out.
        now: …
        then: …
        on: …
        first: …
        last: …
        known: as was on record at the end of this local day, or at exactly this position.
        names: as `what_would_change` takes them.
    """
    owed = partial(
        ward_obligations,
        first=first or date(on.year, 1, 1),
        last=last or date(on.year, 12, 31),
        known=known,
        names=names,
    )
    counted = {*series_counted(now), *series_counted(then)}
    asked, facts, found = reach(now, then), list[Recorded[Any]](), list[Change]()
    for life in lives:
        seen = until(on, [one for one in life if known_then(one, known)])
        if not seen:
            continue
        if seen[0].stream.partition("/")[0] in counted:
            facts += seen
        before = deadlines(seen, asked.before, known=known, names=names)
        after = deadlines(seen, asked.after, known=known, names=names)
        found += _changes(before, after, now, then, on)
    facts.sort(key=_position)
    found += _changes(owed(facts, now), owed(facts, then), now, then, on)
    return sorted(found, key=_order)


def _changes(
    before: Iterable[Obligation], after: Iterable[Obligation], now: Law, then: Law, on: date
) -> Iterator[Change]:
    for known, one, other in _paired(before, after):
        if (_is_open(one, on) or _is_open(other, on)) and _differ(one, other, on):
            yield _change(known, one, other, now, then, on)


def _paired(
    before: Iterable[Obligation], after: Iterable[Obligation]
) -> Iterator[tuple[Obligation, Obligation | None, Obligation | None]]:
    """Each obligation as it is known under either law, then under the one and the other."""
    was = {one.identity: one for one in before}
    would = {one.identity: one for one in after}
    for identity, known in (was | would).items():
        yield known, was.get(identity), would.get(identity)


def _change(
    known: Obligation,
    one: Obligation | None,
    other: Obligation | None,
    now: Law,
    then: Law,
    on: date,
) -> Change:
    reasons = tuple(reasons_between(known, one, other, now, then))
    return Change(on=on, obligation=known, before=one, after=other, reasons=reasons)


# -- What is finished, too -------------------------------------------------------------------


@frozen(kw_only=True)
class ReplayTotal:
    """Cộng: how many obligations there are under two laws, and of how many the verdict changes.

    Args:
        owed: how many there are under the one law …
        begins: … how many the other law alone makes owed …
        ends: … and how many it leaves out.
        late: with how many somebody is late under the one law …
        becomes_late: … how many are late under the other law alone …
        no_longer_late: … and how many under the one law alone.
        changed: how many differ in anything: due day, verdict, number, who owes it.
        provisional: how many rest on a year without an official calendar.
    """

    owed: int = 0
    begins: int = 0
    ends: int = 0
    late: int = 0
    becomes_late: int = 0
    no_longer_late: int = 0
    changed: int = 0
    provisional: int = 0

    @property
    def owed_after(self) -> int:
        """How many there are under the other law."""
        return self.owed + self.begins - self.ends

    @property
    def late_after(self) -> int:
        """With how many somebody is late under the other law."""
        return self.late + self.becomes_late - self.no_longer_late

    @property
    def late_under_both(self) -> int:
        """With how many somebody is late under either."""
        return self.late - self.no_longer_late

    @property
    def late_under_neither(self) -> int:
        """With how many nobody is late."""
        return self.owed + self.begins - self.late - self.becomes_late


@frozen(kw_only=True)
class Replay:
    """Kết quả chạy lại: one record under two laws, all that arose in a period, finished too.

    Args:
        on: the local day at whose end all of it is judged.
        first: the first local day of the period …
        last: … and the last one.
        changes: what differs, with the reasons, as `what_would_change` tells it.
        by_rule: the totals by the id of the rule …
        by_ower: … and by who owes it (`Change.ower`).
        provisional_years: the years without an official calendar that something rests on.
    """

    on: date
    first: date
    last: date
    changes: tuple[Change, ...]
    by_rule: Mapping[str, ReplayTotal]
    by_ower: Mapping[str, ReplayTotal]
    provisional_years: tuple[int, ...] = ()

    @property
    def total(self) -> ReplayTotal:
        """Of all together."""
        names = [one.name for one in attrs.fields(ReplayTotal)]
        parts = self.by_rule.values()
        return ReplayTotal(**{name: sum(getattr(one, name) for one in parts) for name in names})


def replayed(
    lives: Iterable[Sequence[Recorded[Any]]],
    now: Law,
    then: Law,
    *,
    first: date,
    last: date,
    on: date,
    known: Known | None = None,
    names: Names = name_of,
) -> Replay:
    """Chạy lại theo quy định khác: what arose in a period, under the law as it is and another.

    An act is judged as known on its day under both laws; the other law is one that was always
    known. What people decided stays decided: an extension ends on the day that was decided, and
    one that came when the other law's term had ended moves nothing under it.

    Args:
        lives: every life in turn, each by version; forgotten once it is judged.
        now: the law as it is, with the ward's own regulations (`ward.law_of`).
        then: the other law.
        first: what arose before this local day under both laws is left out …
        last: … and what arose after this one.
        on: the local day at whose end it is judged; what took effect later isn't seen.
        known: as was on record at the end of this local day, or at exactly this position.
        names: how events are called in the record.

    Returns:
        What differs, and how many there are, by rule and by who owes it.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> law = load_law()
        >>> two = law.amended(since=date(2023, 1, 1), limits={"P5": 2})
        >>> year = {"first": date(2023, 1, 1), "last": date(2023, 12, 31)}
        >>> replayed([], law, two, on=date(2024, 1, 31), **year).total.owed
        0
    """
    asked, counted = reach(now, then), {*series_counted(now), *series_counted(then)}
    again = {one.id for one in (*asked.before.rules, *asked.after.rules)}
    counting, facts = _Counting(before=now, after=then, first=first, last=last, on=on), list[Any]()
    for life in lives:
        seen = until(on, [one for one in life if known_then(one, known)])
        if not seen:
            continue
        if seen[0].stream.partition("/")[0] in {*counted, *KEPT_HERE}:
            facts += seen
        before = deadlines(seen, now, known=known, names=names)
        after = [one for one in before if one.rule.id not in again]
        after += deadlines(seen, asked.after, known=known, names=names)
        counting.add(before, after)
    facts.sort(key=_position)
    begun = max(first, kept_since(one for one in facts if _is_kept_here(one)))
    if begun <= last:
        owed = partial(ward_obligations, facts, first=begun, last=last, known=known, names=names)
        counting.add(owed(now), owed(then))
    return counting.counted()


def _is_kept_here(fact: Recorded[Any]) -> bool:
    return fact.stream.partition("/")[0] in KEPT_HERE


@frozen(kw_only=True)
class _Counting:
    """Totals as lives come in, and what differs."""

    before: Law
    after: Law
    first: date
    last: date
    on: date
    changes: list[Change] = attrs.field(factory=list)
    years: set[int] = attrs.field(factory=set)
    by_rule: dict[str, Counter[str]] = attrs.field(factory=dict)
    by_ower: dict[str, Counter[str]] = attrs.field(factory=dict)

    def add(self, before: Iterable[Obligation], after: Iterable[Obligation]) -> None:
        """Count those that arose in the period, and keep those that differ."""
        for known, one, other in _paired(before, after):
            there = [owed for owed in (one, other) if owed is not None]
            if not any(self.first <= owed.arose <= self.last for owed in there):
                continue
            differ = _differ(one, other, self.on)
            if differ:
                self.changes.append(_change(known, one, other, self.before, self.after, self.on))
            years = {year for owed in there for year in owed.provisional_years}
            self.years.update(years)
            was, would = (_status(owed, self.on) in LATE for owed in (one, other))
            turns = {
                "owed": one is not None,
                "begins": one is None,
                "ends": other is None,
                "late": was,
                "becomes_late": would and not was,
                "no_longer_late": was and not would,
                "changed": differ,
                "provisional": bool(years),
            }
            told = [name for name, holds in turns.items() if holds]
            for totals, of in ((self.by_rule, known.rule.id), (self.by_ower, ower(known))):
                totals.setdefault(of, Counter()).update(told)

    def counted(self) -> Replay:
        return Replay(
            on=self.on,
            first=self.first,
            last=self.last,
            changes=tuple(sorted(self.changes, key=_order)),
            by_rule=_totals(self.by_rule),
            by_ower=_totals(self.by_ower),
            provisional_years=tuple(sorted(self.years)),
        )


def _totals(counted: Mapping[str, Counter[str]]) -> dict[str, ReplayTotal]:
    return {of: ReplayTotal(**counted[of]) for of in sorted(counted)}


def ower(owed: Obligation) -> str:
    """Who owes something: the body that the case names, else the office, the kind of body."""
    by = owed.owed_by
    return owed.body or by.office or by.body or by.party or ""


def _out_of_time(owed: Obligation | None) -> tuple[EventRef, ...]:
    """The act if it was late, and the extensions that came when the term had ended."""
    if owed is None:
        return ()
    late = [move.ref for move in owed.moves if not move.holds]
    if owed.discharged is not None and owed.in_time is False:
        late.append(owed.discharged.ref)
    return tuple(late)


# -- Where two laws may differ ---------------------------------------------------------------


@frozen(kw_only=True)
class Reach:
    """Phạm vi: what two laws may answer differently of lives, and in which lives.

    Args:
        before: the law as it is, with these rules only …
        after: … and the other one.
        anywhere: first words of the lives in which something may begin or end, or be over under
            the one and open under the other.
        open: first words of those in which only what is open may move.
    """

    before: Law
    after: Law
    anywhere: frozenset[str]
    open: frozenset[str]


def reach(now: Law, then: Law) -> Reach:
    """Which rules of lives may be answered differently under two laws, and in which lives.

    A longer term or another day off moves what is open; what is done or fell away did so under
    both. A rule that is another one, or that only one of them derives, may make owed what wasn't,
    and so may the expiry of a term that moves.
    """
    rules = {one.id: one for one in (*now.rules, *then.rules) if one.shape != "per-period"}
    known = [{one.id: one for one in law.rules} for law in (now, then)]
    told = [(law.facts, law.body_facts, law.bodies) for law in (now, then)]
    another = {
        name
        for name in rules
        if told[0] != told[1]
        or known[0].get(name) != known[1].get(name)
        or _derives(now, rules[name]) != _derives(then, rules[name])
    }
    moved = {
        name
        for name in rules
        if _calendar(now) != _calendar(then)
        or _limits(now, rules[name]) != _limits(then, rules[name])
    }
    bases = {one.id: _based_on(one, known) for one in rules.values()}
    another |= {name for name, its in bases.items() if its & (another | moved)}
    kept = another | moved
    kept |= {base for name in kept for base in bases[name]}

    def series(names: Iterable[str]) -> frozenset[str]:
        counted = (
            counted_from(law_rules[name], [*law_rules.values()])
            for name in names
            for law_rules in known
            if name in law_rules
        )
        return frozenset(series_of(set().union(*counted)))

    def only(law: Law) -> Law:
        wanted = tuple(one for one in law.rules if one.id in kept and one.shape != "per-period")
        return attrs.evolve(law, rules=wanted)

    return Reach(
        before=only(now), after=only(then), anywhere=series(another), open=series(moved - another)
    )


def _based_on(rule: Rule, known: Sequence[Mapping[str, Rule]]) -> set[str]:
    """The rules whose expiry a rule is counted from, in turn."""
    found: set[str] = set()
    left = [rule.expiry_of]
    while left:
        name = left.pop()
        for law in known:
            for base in law.values():
                if name in (base.id, base.slug) and base.id not in found:
                    found.add(base.id)
                    left.append(base.expiry_of)
    return found


def _limits(law: Law, rule: Rule) -> list[Any]:
    """The amounts that the ward itself has set for a rule, each since when."""
    return _since(law, lambda own, _: own.get(rule.id, own.get(rule.slug)))


def _derives(law: Law, rule: Rule) -> list[Any]:
    """Whether the ward has chosen to owe it, each time since when."""
    return _since(law, lambda _, chosen: chosen.get(rule.switch or "", False))


def _calendar(law: Law) -> tuple[Any, ...]:
    """All that days are counted by."""
    readings = _since(law, lambda _, chosen: [chosen.get(name) for name in SWITCHES])
    return law.calendar_text, law.days, law.years, readings


def _since(law: Law, said: Callable[[Mapping[str, int], Mapping[str, bool]], Any]) -> list[Any]:
    """What the ward's regulations say of something, each time with the day since when."""
    told: list[Any] = []
    for since in (date.min, *(one.since for one in law.regulations)):
        what = said(*law.chosen_on(since))
        if not told or told[-1][1] != what:
            told.append((since, what))
    return told


def _position(recorded: Recorded[Any]) -> int:
    return recorded.position


def _order(change: Change) -> tuple[date, StreamId, str, str]:
    dues = [due for due in change.due if due is not None]
    root = str(change.obligation.root)
    return min(dues, default=date.max), change.stream, change.rule, root


def _is_open(owed: Obligation | None, on: date) -> bool:
    return _status(owed, on) in OPEN


def _due(owed: Obligation | None) -> tuple[Any, ...]:
    return (None, None) if owed is None else (owed.due, owed.due_at)


def _status(owed: Obligation | None, on: date) -> Verdict | None:
    return None if owed is None else owed.status(on)


def _differ(one: Obligation | None, other: Obligation | None, on: date) -> bool:
    if one is None or other is None:
        return True
    told = [(_due(owed), owed.status(on), owed.wanted, owed.owed_by) for owed in (one, other)]
    return told[0] != told[1]


def reasons_between(
    known: Obligation, one: Obligation | None, other: Obligation | None, now: Law, then: Law
) -> Iterator[Reason]:
    """Every difference between two laws that an obligation rests on.

    Args:
        known: either of the two that follow.
        one: it under the one law; None: there is none …
        other: … and under the other one.
        now: the one law …
        then: … and the other one.
    """
    found = [*_of_the_rule(known, one, other, now, then), *_of_the_calendar(one, other)]
    yield from found or [Reason(cause="anchor")]


def _of_the_rule(
    known: Obligation, one: Obligation | None, other: Obligation | None, now: Law, then: Law
) -> Iterator[Reason]:
    rule, citation = known.rule, known.version.citation
    held = [rule.id in {one.id for one in law.rules} for law in (now, then)]
    if not all(held):
        told = [rule.id if there else None for there in held]
        yield Reason(cause="rule", before=told[0], after=told[1], basis=citation)
        return
    day = known.arose if known.period else known.anchor_day
    derived = [law.derives(law.rule(rule.id), day) for law in (now, then)]
    if derived[0] != derived[1]:
        before, after = ("on" if held else "off" for held in derived)
        switch = then.rule(rule.id).switch or rule.switch
        yield Reason(cause="switch", before=before, after=after, basis=citation, switch=switch)
        return
    was, would = (None if owed is None else owed.version for owed in (one, other))
    said = [
        None if version is None else (_amount(version), version.citation, version.number)
        for version in (was, would)
    ]
    if was == would or said[0] == said[1]:
        return
    if was is not None and would is not None and was.own_basis != would.own_basis:
        basis = would.own_basis or would.citation
        yield Reason(cause="own limit", before=_amount(was), after=_amount(would), basis=basis)
        return
    numbered = [
        None if version is None else f"{version.number} ({_amount(version)})"
        for version in (was, would)
    ]
    yield Reason(
        cause="version",
        before=numbered[0],
        after=numbered[1],
        basis=citation if would is None else would.citation,
    )


def _amount(version: RuleVersion) -> str:
    return " ".join(str(part) for part in (version.amount, version.unit) if part is not None)


def _of_the_calendar(one: Obligation | None, other: Obligation | None) -> Iterator[Reason]:
    """The official days within the term that the two calendars count differently."""
    if one is None or other is None or one.term is None or other.term is None:
        return
    calendars = one.term.calendar, other.term.calendar
    days = [one.anchor_day, *(day for day in (one.due, other.due, one.raw, other.raw) if day)]
    day, last = min(days), max(days)
    years: set[int] = set()
    while day <= last:
        kinds = [calendar.kind_of(day, on_unknown="provisional") for calendar in calendars]
        if kinds[0].kind != kinds[1].kind:
            basis = kinds[1].basis or kinds[0].basis
            yield Reason(
                cause="day", before=kinds[0].kind, after=kinds[1].kind, basis=basis, day=day
            )
        covered = [calendar.covers(day.year) for calendar in calendars]
        if covered[0] != covered[1] and day.year not in years:
            years.add(day.year)
            told = [f"{day.year}" if known else None for known in covered]
            yield Reason(cause="year", before=told[0], after=told[1])
        day += timedelta(days=1)


def _worded(told: str | None, lang: Language) -> str | None:
    """A word as the reader knows it: a kind of day, on or off, an amount with its unit."""
    if told is None:
        return None
    if told in _WORDS:
        return say(lang, _WORDS[told], told)
    for unit, word in UNITS[lang].items():
        told = told.replace(unit, word)
    return told
