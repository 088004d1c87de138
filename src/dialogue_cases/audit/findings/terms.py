"""Thời hạn: what was done late, isn't done, was put off too late, or not often enough."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from dialogue_cases import plan
from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.audit.findings.finding import AuditFinding, FindingKind
from dialogue_cases.deadlines import Obligation, asked_from
from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.deadlines.periods import KEPT_HERE
from dialogue_cases.law.citations import cited
from dialogue_cases.record import in_effect
from dialogue_cases.store.following import whole_lives
from dialogue_cases.views.board import lead_officer
from dialogue_cases.vocabulary import QUARTERS, Act, BodyId, OfficerId, last_day
from dialogue_cases.ward import WARD, ReportSent

REPORTS = cited("audit.reports")

_PUT_OFF = ("extended-after-the-term", "extended-entered-late", "renewed-after-the-term")
"""The findings on a term that are about its being put off (`deadlines.Finding`)."""


def terms(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """What is owed in a life: kept late or not at all, and what the term itself has to say."""
    for owed in case.owed:
        yield from _kept_or_not(asked, owed, case.state)
        yield from _doubts(asked, case, owed)


def _kept_or_not(asked: Asked, owed: Obligation, state: Any) -> Iterator[AuditFinding]:
    """What was done late, isn't done, or wasn't asked for in time by a citizen.

    What was done is late by its last day as known on the day of the act.
    """
    stood = owed.grounds.on(asked.on)
    then = stood.due_then or stood.due
    match owed.status(asked.on):
        case "met late" if stood.party and then is not None:
            yield _of_term(asked, "expired", owed, state, then, due=then)
        case "met late" if then is not None and stood.done_on is not None:
            late = asked.late(then, stood.done_on, by=owed.anchor_day)
            data = {"due": then, "done": stood.done_on, "days": late}
            yield _of_term(asked, "late", owed, state, stood.done_on, **data)
        case "expired":
            yield _of_term(asked, "expired", owed, state, stood.due or asked.on, due=stood.due)
        case "overdue" if stood.due is not None:
            late = asked.late(stood.due, asked.on, by=owed.anchor_day)
            yield _of_term(asked, "overdue", owed, state, stood.due, due=stood.due, days=late)


def _of_term(
    asked: Asked, kind: FindingKind, owed: Obligation, state: Any, day: date, **data: Any
) -> AuditFinding:
    body, officer = _who_owes(asked, owed, state, owed.due or day)
    if owed.period is not None and kind != "too-few":
        data["period"] = owed.root
    deeds = [one.ref for one in (owed.discharged,) if one is not None and one.day <= asked.on]
    return AuditFinding(
        kind=kind,
        where=owed.stream,
        day=day,
        rule=owed.rule.id,
        citation=owed.version.citation,
        body=body,
        officer=officer,
        facts=tuple(dict.fromkeys([*([owed.anchor] if owed.anchor else []), *deeds])),
        data=data,
    )


def _who_owes(
    asked: Asked, owed: Obligation, state: Any, day: date
) -> tuple[BodyId | None, OfficerId | None]:
    """The body that owes it, and the officer: named, or the only one who held the office."""
    ward, by = asked.ward_on(day), owed.owed_by
    held = [
        one
        for one in ward.holdings
        if by.office is not None
        and one.office == by.office
        and (owed.body is None or one.body == owed.body)
    ]
    of_kind = [one.id for one in ward.bodies.values() if one.kind == by.body and one.until is None]
    bodies = {owed.body} if owed.body else {one.body for one in held} or {*of_kind}
    leads = owed.body is not None and owed.body == getattr(state, "lead", None)
    named = lead_officer(state) if leads else None
    officers = {named} if named else {one.officer for one in held}
    return _only(bodies), _only(officers)


def _only(among: set[Any]) -> Any:
    return next(iter(among)) if len(among) == 1 else None


def _doubts(asked: Asked, case: Case, owed: Obligation) -> Iterator[AuditFinding]:
    """What the term itself has to say: put off too late, told too late, not to be judged."""
    facts = {one.ref: one for one in case.facts}
    for doubt in owed.findings:
        fact = facts.get(doubt.ref)
        if fact is not None and not in_effect(fact.on, asked.on):
            continue
        kind: FindingKind = "extended-late" if doubt.name in _PUT_OFF else "doubtful-term"
        day = decided_on(fact) if fact is not None else doubt.due
        found = _of_term(asked, kind, owed, case.state, day, what=doubt.name, due=doubt.due)
        if fact is not None and isinstance(fact.act, Act):
            found = msgspec.structs.replace(found, body=fact.act.body, officer=fact.act.officer)
        yield msgspec.structs.replace(found, where=doubt.ref, facts=(doubt.ref,))


def in_periods(asked: Asked) -> Iterator[AuditFinding]:
    """Duties of a period that weren't met, as often as they are owed; and reports upward."""
    first, last = _asked_days(asked)
    if first > last:
        return
    few: dict[tuple[str, int], list[Obligation]] = {}
    for owed in asked.office.ward_obligations(first=first, last=last, known=asked.known):
        if not owed.wanted:
            yield from _kept_or_not(asked, owed, None)
        elif owed.discharged is None and owed.anchor_day <= asked.on:
            few.setdefault((owed.rule.id, owed.anchor_day.year), []).append(owed)
    for unmet in few.values():
        months = [one.anchor_day.month for one in unmet]
        yield _of_term(asked, "too-few", unmet[-1], None, unmet[-1].anchor_day, months=months)


def _asked_days(asked: Asked) -> tuple[date, date]:
    """From which day on the record can tell of the duties of periods, and until when."""
    kept = [one for life in whole_lives(asked.office.store, [*KEPT_HERE]) for one in life]
    first = asked_from(kept, asked.on)
    while first == date(first.year, 1, 1):
        before = date(first.year - 1, 12, 31)
        earlier = asked_from(kept, before)
        if earlier == before:
            break
        first = earlier
    year = asked.wanted.year
    if year is None:
        return first, asked.on
    return max(first, date(year, 1, 1)), min(asked.on, date(year, 12, 31))


def missing_reports(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """Quarters of a year that nobody reported on, where another one of it was reported on."""
    sent = {
        (one.event.kind, one.event.period): one
        for one in case.stands
        if isinstance(one.event, ReportSent)
    }
    for kind, year in dict.fromkeys((kind, period.day.year) for kind, period in sent):
        quarters = {number: plan.quarter_of(year, number) for number in QUARTERS}
        others = [sent[kind, one] for one in quarters.values() if (kind, one) in sent]
        for number, period in quarters.items() if others else ():
            if (kind, period) not in sent and last_day(period) < asked.on:
                yield AuditFinding(
                    kind="missing-report",
                    where=WARD,
                    day=last_day(period),
                    citation=REPORTS,
                    facts=tuple(one.ref for one in others),
                    data={"report": kind, "quarter": number, "year": year},
                )
