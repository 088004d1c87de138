"""Nếu quy định thay đổi: which open obligations another law would begin, end or move.

Two laws, one record, and nothing recorded: the same derivation is made twice and compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Literal, TypeAlias

import attrs
from attrs import frozen

from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.case import Names
from dialogue_cases.deadlines.explanation import UNITS, Language, cited, say, shown
from dialogue_cases.deadlines.grounds import until
from dialogue_cases.deadlines.obligation import Obligation
from dialogue_cases.deadlines.owing import counted_from
from dialogue_cases.deadlines.periods import series_counted, series_of, ward_obligations
from dialogue_cases.deadlines.terms import deadlines
from dialogue_cases.deadlines.verdict import MET, UNDER_WAY, Verdict
from dialogue_cases.law import Law, Rule, RuleVersion
from dialogue_cases.law.calendar import SWITCHES
from dialogue_cases.record import Recorded, by_stream
from dialogue_cases.vocabulary import Citation, StreamId

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
"""Loại thay đổi: what would become of an open obligation."""

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
    "own limit": ("mức của phường", "the ward's own amount"),
    "switch": ("lựa chọn của phường", "the ward's own switch"),
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
        # What a ward or an announcement sets is cited by its document; of the law one wants to
        # know how sure we are.
        own = self.cause in ("own limit", "day")
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
        if self.before is None or self.before.status(self.on) in CLOSED:
            return "appears"
        if self.after is None or self.after.status(self.on) in CLOSED:
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
        before, after = self.before, self.after
        return (
            None if before is None else before.status(self.on),
            None if after is None else after.status(self.on),
        )


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
        P5 changes ["the ward's own amount: 1 → 2 [Dự thảo của phường]"]
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
        names: as `what_would_change` takes them.
    """
    span = {"first": first or date(on.year, 1, 1), "last": last or date(on.year, 12, 31)}
    counted = {*series_counted(now), *series_counted(then)}
    asked, facts, found = reach(now, then), list[Recorded[Any]](), list[Change]()
    for life in lives:
        seen = until(on, life)
        if not seen:
            continue
        if seen[0].stream.partition("/")[0] in counted:
            facts += seen
        before = deadlines(seen, asked.before, names=names)
        after = deadlines(seen, asked.after, names=names)
        found += _changes(before, after, now, then, on)
    facts.sort(key=_position)
    before, after = (ward_obligations(facts, law, names=names, **span) for law in (now, then))
    found += _changes(before, after, now, then, on)
    return sorted(found, key=_order)


def _changes(
    before: Iterable[Obligation], after: Iterable[Obligation], now: Law, then: Law, on: date
) -> Iterator[Change]:
    was = {one.identity: one for one in before}
    would = {one.identity: one for one in after}
    for identity, known in (was | would).items():
        one, other = was.get(identity), would.get(identity)
        if _differ(one, other, on):
            reasons = tuple(reasons_between(known, one, other, now, then))
            yield Change(on=on, obligation=known, before=one, after=other, reasons=reasons)


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
    return owed is not None and owed.status(on) in OPEN


def _due(owed: Obligation | None) -> tuple[Any, ...]:
    return (None, None) if owed is None else (owed.due, owed.due_at)


def _differ(one: Obligation | None, other: Obligation | None, on: date) -> bool:
    if not _is_open(one, on) and not _is_open(other, on):
        return False
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
        basis = would.own_basis or was.own_basis
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
