"""Nghĩa vụ theo kỳ: duties of a month, a quarter or a reporting period, read from the whole log."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, cast

import attrs

from dialogue_cases import plan
from dialogue_cases.codec import LIFE_OF, name_of
from dialogue_cases.deadlines.case import Case, Names, decided_on, entered_on
from dialogue_cases.deadlines.obligation import Deed, Finding, Judgement, Obligation, late_word
from dialogue_cases.law import Happening, Law, Rule, RuleVersion
from dialogue_cases.law.periods import Window, weeks, windows
from dialogue_cases.record import Known, Recorded, known_then
from dialogue_cases.vocabulary import LegalBasis, StreamId, SystemAct, When, first_day, last_day
from dialogue_cases.vocabulary.days import FIRST, LAST
from dialogue_cases.ward import Opened, cited
from dialogue_cases.workdays import Term, add

WARD = StreamId("ward")

KEPT_HERE = ("ward", "dialogue", "reception")
"""The lives that tell since when a record of the duties of periods has been kept."""


def ward_obligations(
    log: Iterable[Recorded[Any]],
    law: Law,
    *,
    first: date,
    last: date,
    known: Known | None = None,
    names: Names = name_of,
) -> list[Obligation]:
    """What is owed in every period: reception days, dialogues, reports upward.

    A count is met by the act that completes it, within the period. A report is owed when its
    period has ended. Which version of a rule holds is decided by the first day of a period
    that is counted, and by the last day of a period that is reported on.

    Args:
        log: every stream, in the order of positions.
        law: with the ward's own regulations (`ward.law_of`).
        first: periods that end before this local day are left out …
        last: … and those that begin after this one. No period is beyond what the record counts
            with (`vocabulary.days`).
        known: as it was known at the end of that local day, or at that position: of the calendar,
            on the day that the law was known on, else on that of the last of these facts.
        names: how events are called in the record.

    Returns:
        Obligations by rule in the order of the law, then by period, none of them stored.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> owed = ward_obligations([], load_law(), first=date(2023, 5, 1), last=date(2023, 5, 31))
        >>> [(one.rule.id, one.root, one.wanted) for one in owed]
        [('P5', '2023-Q2', 1), ('P1', '2023-05', 2)]
    """
    first, last = max(first, FIRST), min(last, LAST)
    if isinstance(known, date):
        law = law.as_known(known)
    streams: dict[str, list[Recorded[Any]]] = {}
    as_of = law.known_on if isinstance(known, int) else known
    for recorded in log:
        if known_then(recorded, known):
            streams.setdefault(recorded.stream, []).append(recorded)
            if isinstance(known, int) and law.known_on is None:
                as_of = entered_on(recorded)
    cases = [Case(one, names, law) for one in streams.values()]
    return [
        owed
        for rule in law.rules
        if rule.shape == "per-period"
        for window in _windows(rule, first, last)
        if (owed := _duty(rule, window, cases, law, as_of)) is not None
    ]


def counted_in_periods(law: Law) -> frozenset[str]:
    """What the facts are called that a duty of a period counts, or is fulfilled by.

    Of a duty that is owed as planned, those of plans too.
    """
    rules = [one for one in law.rules if one.shape == "per-period"]
    planned = ("plan.drafted", "plan.amended", "plan.adopted")
    return frozenset(
        one.event
        for rule in rules
        for version in rule.versions
        for one in (*version.counts, *version.discharged_by)
    ).union(planned if any(one.as_planned for one in rules) else ())


def series_counted(law: Law) -> list[str]:
    """First words of the lives that the rules of a period count something of, and the ward's."""
    return series_of({"ward.opened", *counted_in_periods(law)})


def series_of(names: Collection[str]) -> list[str]:
    """First words of the lives to which something of these stored names can happen."""
    told = {name.partition(".")[0] for name in names}
    anywhere = any("." not in name for name in names)  # it can happen to any life
    return [word for word, life in LIFE_OF.items() if anywhere or life.name in told]


def asked_from(log: Iterable[Recorded[Any]], on: date) -> date:
    """From which day on a question about a day's year asks for the duties of periods.

    A record that was opened in November tells nothing of the receptions of spring: they aren't
    missing, nobody kept them here. What was entered later of earlier days is asked for too.

    Args:
        log: the ward's own life, and those of its sessions; other lives tell nothing of it.
        on: a local day; no earlier day than the first of its year is the answer.
    """
    return max(date(on.year, 1, 1), min(kept_since(log), on))


def kept_since(log: Iterable[Recorded[Any]]) -> date:
    """The first local day of which a record tells; far off where it tells nothing.

    Args:
        log: the ward's own life, and those of its sessions.
    """
    opened = date.max
    for fact in log:
        # The opening of the record is a period that ends on its day.
        day = last_day(fact.on) if isinstance(fact.event, Opened) else first_day(fact.on)
        # That a plan foresees sessions since January says nothing of who kept a record then.
        followed = isinstance(fact.act, SystemAct) and fact.because
        told = fact.stream.startswith(("dialogue/", "reception/")) and not followed
        if isinstance(fact.event, Opened) or told:
            opened = min(opened, day)
    return opened


def _windows(rule: Rule, first: date, last: date) -> Iterator[Window]:
    """The periods of a rule that have a day in common with the time asked about."""
    kinds = dict.fromkeys(
        (kind, version.ends_on) for version in rule.versions for kind in version.periods
    )
    for kind, ends_on in kinds:
        if kind == "week":
            yield from weeks(first, last)
            continue
        for year in range(first.year, last.year + 2):
            for window in windows(kind, year, ends_on):
                if window.first <= last and window.last >= first:
                    yield window


def _duty(
    rule: Rule, window: Window, cases: Sequence[Case], law: Law, as_of: date | None
) -> Obligation | None:
    counts = any(version.counts for version in rule.versions)
    picked = window.first if counts else window.last
    version = law.version(rule.id, picked)
    if version is None or window.kind not in version.periods:
        return None
    # What was owed when the period ended isn't lifted by a switch that comes on record later.
    if not any(one.derives(rule, window.first) for one in (law, law.as_known(window.last))):
        return None
    plans = _plans_at(window.last, cases) if rule.as_planned else ()
    version = _as_planned(rule, version, window.first, window.last, plans)
    owed = Obligation(
        stream=WARD,
        rule=rule,
        version=version,
        root=window.label,
        owed_by=version.owed_by,
        arose=window.first if counts else window.last,
        anchor_day=window.last,
        period=When(day=window.first, through=window.last),
        period_kind=window.kind,
        calendar=law.calendar_on(window.last),
    )
    if counts:
        then = _wanted(owed, law.as_known(window.last), plans)
        if version.amount == 0 and not then:
            return None
        owed = _counted(owed, window, cases, then or 0)
    else:
        owed = _reported(owed, window, cases, law, as_of)
    findings = (*_late_deed(owed, cases), *_late_words(owed, law, plans, as_of))
    return owed.but(findings=findings) if findings else owed


def _plans_at(last: date, cases: Sequence[Case]) -> list[plan.Plan]:
    """The adopted plans of the year in which a period ends.

    A plan counts as it read on the last day of the period, or as it was adopted where that was
    later: a change afterwards neither lifts what wasn't held nor asks for more.
    """
    found = []
    for case in cases:
        if case.history[0].stream.startswith(plan.stream(last.year)):
            adopted = plan.LIFE.fold(case.standing).adopted
            if adopted is not None:
                day = max(last, last_day(adopted.on))
                found.append(plan.LIFE.fold(case.standing, upto=day))
    return found


def _as_planned(
    rule: Rule, version: RuleVersion, first: date, last: date, plans: Sequence[plan.Plan]
) -> RuleVersion:
    """The version with the number that the ward's own plan of the year foresees in the period.

    Only of a duty that is owed as planned, and where no regulation sets its number.
    """
    if not rule.as_planned or version.own_basis is not None:
        return version
    basis = cast(LegalBasis, version.when.get("legal_basis"))
    governs = plan.governing(plans, basis)
    if governs is None or governs.document is None:
        return version
    source = plan.cited_in(governs, version.citation) or cited(governs.document)
    amount = plan.foreseen(plans, basis, first=first, last=last)
    return attrs.evolve(version, amount=amount, own_basis=source)


def _counted(
    owed: Obligation, window: Window, cases: Sequence[Case], wanted_then: int
) -> Obligation:
    """How often it happened in the period; the act that completes the number fulfils it.

    The number is judged as it was known at the end of the period: afterwards nobody can hold
    one dialogue more, or be excused for one less.
    """
    version = owed.version
    wanted = version.amount or 0
    found = [
        Deed(ref=one.ref, day=decided_on(one))
        for case in cases
        if version.applies(case.facts)
        for _, one, _ in case.happened(version.counts)
        if window.first <= decided_on(one) <= window.last
    ]
    found.sort(key=lambda deed: (deed.day, deed.ref))
    if version.counted == "days":
        found = list({deed.day: deed for deed in reversed(found)}.values())[::-1]
    enough = [number for number in (wanted, wanted_then) if 0 < number <= len(found)]
    done = found[enough[0] - 1] if enough else None
    in_time = len(found) >= wanted_then
    return owed.but(
        due=window.last,
        counted=tuple(found),
        wanted=wanted,
        discharged=done,
        judged=None if done is None else _judgement(done, window.last, in_time, done.day),
    )


def _wanted(owed: Obligation, law: Law, plans: Sequence[plan.Plan]) -> int | None:
    """How often it was to happen by what the ward itself had set; None: it wasn't owed."""
    period = owed.period
    if period is None or not law.derives(owed.rule, period.day):
        return None
    version = law.version(owed.rule.id, period.day)
    if version is None:
        return None
    return _as_planned(owed.rule, version, period.day, last_day(period), plans).amount


def _reported(
    owed: Obligation, window: Window, cases: Sequence[Case], law: Law, as_of: date | None
) -> Obligation:
    done = min(
        (
            Deed(ref=one.ref, day=decided_on(one))
            for case in cases
            if owed.version.applies(case.facts)
            for _, one, what in case.happened(owed.version.discharged_by)
            if _is_about(one, what, window)
        ),
        key=lambda deed: (deed.day, deed.ref),
        default=None,
    )
    term = _term(owed, law, as_of)
    due = None if term is None else term.due
    judged = None
    if done is not None:
        known = done.day if as_of is None else min(done.day, as_of)
        then = _term(owed, law.as_known(known), known)
        due_then = None if then is None else then.due
        in_time = None if due_then is None else done.day <= due_then
        judged = _judgement(done, due_then, in_time, known)
    return owed.but(term=term, due=due, discharged=done, judged=judged)


def _late_deed(owed: Obligation, cases: Sequence[Case]) -> Iterator[Finding]:
    """Done in time, as it says, and put on record when the time was over."""
    done, due = owed.discharged, owed.due
    if done is None or due is None or done.day > due:
        return
    for case in cases:
        act = case.root_of(done.ref)
        if act is not None and not case.on_record_by(act, due):
            yield Finding(name="done-entered-late", ref=done.ref, due=due)


def _late_words(
    owed: Obligation, law: Law, plans: Sequence[plan.Plan], as_of: date | None
) -> Iterator[Finding]:
    """What the ward said of itself when it was done or the time was over, and changed it so."""
    acted = None if owed.discharged is None else owed.discharged.day
    for before, after, words in law.later_words(owed.arose):
        if owed.version.counts:
            ends = [owed.anchor_day]
            changes = _wanted(owed, before, plans) != _wanted(owed, after, plans)
        else:
            terms = [_term(owed, one, as_of) for one in (before, after)]
            was, would = (None if term is None else term.due for term in terms)
            ends = [day for day in (was, acted) if day is not None] or [would or owed.arose]
            changes = was != would
        if changes and words[0].known_since > min(ends):
            chosen = before.chosen_on(owed.anchor_day) != after.chosen_on(owed.anchor_day)
            told = [one for one in words if bool(one.about) != chosen]
            yield late_word((told or words)[-1], ends[0])


def _judgement(
    done: Deed, due: date | None, in_time: bool | None, calendar_as_of: date
) -> Judgement:
    """Of a duty of a period only the calendar and the ward's own can have been unknown."""
    return Judgement(
        in_time=in_time,
        due=due,
        calendar_as_of=calendar_as_of,
        record_as_of=done.day,
        established=True,
    )


def _term(owed: Obligation, law: Law, as_of: date | None) -> Term | None:
    version = law.version(owed.rule.id, owed.anchor_day)
    if version is None or version.amount is None:
        return None
    if version.unit is None or version.unit == "hours":
        return None
    calendar = law.calendar_on(owed.anchor_day)
    if as_of is not None:
        calendar = calendar.as_known(as_of)
    return add(calendar, owed.anchor_day, version.amount, version.unit, on_unknown="provisional")


def _is_about(recorded: Recorded[Any], what: Happening, window: Window) -> bool:
    """Whether a report names this period, by the days that are counted or by whole months."""
    period = getattr(recorded.event, what.about or "", None)
    counted = When(day=window.first, through=window.last)
    return isinstance(period, When) and period in (counted, window.whole)
