"""Các thời hạn phát sinh: what a rule makes owed in one life, until when, not judged yet."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from dialogue_cases.deadlines.acts import Anchor, discharged, fixed_days, happened, lapsed
from dialogue_cases.deadlines.case import Case, Word
from dialogue_cases.deadlines.counting import TermCount
from dialogue_cases.deadlines.obligation import Deed, Finding, Obligation
from dialogue_cases.law import Happening, Rule, RuleVersion
from dialogue_cases.vocabulary import BodyId


def begun(case: Case) -> list[Rule]:
    """The rules of a case's law of which something that they are counted from is in the case.

    Most rules are about other lives: only these need be tried. Duties of a period aren't owed in
    a life.
    """
    return [rule for rule, asked, since in _about(case) if _begins(case, asked, since)]


def _begins(case: Case, asked: Sequence[Happening] | None, since: date | None) -> bool:
    if asked is None:
        return True
    return (since is None or since <= case.last) and any(map(case.has, asked))


_Counted: TypeAlias = tuple[Rule, Sequence[Happening] | None, date | None]
"""A rule, the events that it is counted from, and since when it is in force if it is counted from
their own days; None and None where it is counted from more than that."""


def _about(case: Case) -> Sequence[_Counted]:
    """The rules that are about a case, by what is known of it and by the names of its events.

    Few cases differ in both, so what was found for one is kept for the others like it.
    """
    by_name, known = _counted(case.law.rules)
    like = frozenset(case.said), frozenset(case.facts.items())
    found = known.get(like)
    if found is None:
        if len(known) >= _ALIKE:
            known.clear()
        places = {place: one for name in case.said for place, one in by_name.get(name, ())}
        found = known[like] = [one for _, one in sorted(places.items()) if is_about(one[0], case)]
    return found


def is_about(rule: Rule, case: Case) -> bool:
    """Whether some version of a rule is about a case, by what is known of it."""
    facts = case.facts
    return any(version.applies(facts) for version in rule.versions)


_ByName: TypeAlias = Mapping[str, Sequence[tuple[int, _Counted]]]
_Known: TypeAlias = dict[tuple[frozenset[str], frozenset[tuple[str, Any]]], Sequence[_Counted]]


def _counted(rules: tuple[Rule, ...]) -> tuple[_ByName, _Known]:
    """By the name of an event the rules that are counted from it, with their places, and what was
    found so far; kept by identity, for rules aren't hashable and are shared by all laws of an
    edition."""
    kept = _KEPT.get(id(rules))
    if kept is None:
        by_name: dict[str, list[tuple[int, _Counted]]] = {}
        for place, rule in enumerate(rules):
            one: _Counted = (rule, None, None)
            if rule.shape == "after" and rule.expiry_of is None:
                days = [version.since or date.min for version in rule.versions]
                its_own = all(what.day_in is None for what in rule.anchor)
                one = rule, rule.anchor, min(days) if its_own else None
            for name in counted_from(rule, rules) if rule.is_term else ():
                by_name.setdefault(name, []).append((place, one))
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        kept = _KEPT[id(rules)] = rules, by_name, {}
    return kept[1:]


_MOST = 16
_ALIKE = 4096
_KEPT: dict[int, tuple[tuple[Rule, ...], _ByName, _Known]] = {}


def counted_from(rule: Rule, rules: Sequence[Rule]) -> set[str]:
    """The stored names of all that a rule's terms may be counted from, by an expiry too."""
    named = {one.event for one in rule.anchor}
    if rule.shape == "before":
        named |= {one.event for version in rule.versions for one in version.renewed_by}
    for base in rules:
        if rule.expiry_of in (base.id, base.slug):
            named |= counted_from(base, rules)
    return named


def terms_of(
    rule: Rule, case: Case, as_of: date | None, acted: Mapping[int | str, date] | None = None
) -> Iterator[Obligation]:
    """The terms of one rule, not judged yet.

    Args:
        rule: of the case's law.
        case: the life, under that law.
        as_of: the calendar as known at the end of this local day; None: all that is known.
        acted: by root, the day of the act that is judged: what came later didn't matter to it.
    """
    law = case.law
    anchors = [*(fixed_days if rule.shape == "before" else happened)(rule, case)]
    if rule.expiry_of is not None:
        anchors += _expired(law.rule(rule.expiry_of), case, as_of)
    for anchor in anchors:
        if not law.derives(rule, anchor.day):
            continue
        if rule.in_force(anchor.day, case.facts) is None:
            continue  # by what is known of the case, the rule isn't about it
        words = case.facts_from(anchor.day)
        for _, _, told in words:
            held = law.version(rule.id, anchor.day, told)
            if held is not None:
                on = (acted or {}).get(anchor.root)
                yield _owed(rule, held, anchor, case, as_of, on, (told, words))
                break


def _expired(base: Rule, case: Case, as_of: date | None) -> Iterator[Anchor]:
    """The terms of a rule that end, or will end, without having been met or made void."""
    for owed in terms_of(base, case, as_of):
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
    as_of: date | None,
    acted: date | None,
    known: tuple[Mapping[str, Any], Iterator[Word]],
) -> Obligation:
    calendar = case.law.calendar_on(anchor.day)
    if as_of is not None:
        calendar = calendar.as_known(as_of)
    done = discharged(version, anchor, case)
    if acted is None and done is not None:
        acted = done.day
    ended = lapsed(version, anchor, case) or anchor.ended
    counted = TermCount(rule, version, anchor, case, calendar, known)
    counted.run(acted, ended.day if ended else None)
    key = counted.version.owed_by.field
    return Obligation(
        stream=case.standing[0].stream,
        rule=rule,
        version=counted.version,
        root=anchor.root,
        owed_by=counted.version.owed_by,
        body=latest_lead(case, key),
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
        findings=(*counted.findings, *_untimed(counted, done), *_before(counted, done)),
        calendar=calendar,
        looked_at=(counted.first, counted.last),
    )


def _before(counted: TermCount, done: Deed | None) -> Iterator[Finding]:
    """Done, and then what it is counted from was corrected to a later day."""
    anchor = counted.anchor
    if done is not None and counted.rule.shape == "after" and done.day < anchor.arose:
        yield Finding(name="done-before-its-anchor", ref=done.ref, due=counted.due or anchor.day)


def _untimed(counted: TermCount, done: Deed | None) -> Iterator[Finding]:
    """A limit in hours, and an act on its last day, of which one has no time on record."""
    due = counted.due
    if done is None or due is None:
        return
    if done.by(due, counted.due_at, counted.version.unit) is None:
        yield Finding(name="time-not-on-record", ref=done.ref, due=due)


def latest_lead(case: Case, key: str | None) -> BodyId | None:
    """The latest word on who leads, whichever event of the case says it.

    Args:
        key: under which name events say it; None: nobody leads.
    """
    if key is None:
        return None
    said = (getattr(one.event, key, None) for one in reversed(case.standing))
    return next((BodyId(body) for body in said if body is not None), None)
