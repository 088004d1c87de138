"""Trang in: what an auditor is told of one decision, as parts of a page with their lines."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases.audit import columns
from dialogue_cases.audit.decision import DecisionRecord, ObligationThenAndNow
from dialogue_cases.audit.difference import FieldDifference
from dialogue_cases.audit.timeline import TimelineEntry
from dialogue_cases.deadlines import Obligation
from dialogue_cases.projection import Wording
from dialogue_cases.record import parts
from dialogue_cases.sentences import HIDDEN
from dialogue_cases.vocabulary import Document, Sealed
from dialogue_cases.ward import cited


@frozen(kw_only=True)
class PagePart:
    """Phần của trang: a heading and the lines below it."""

    title: str
    lines: tuple[str, ...]


def page(told: DecisionRecord, wording: Wording, *, on: date) -> tuple[PagePart, ...]:
    """A decision as parts of a page: the same on a terminal and on paper.

    Args:
        told: the decision.
        wording: how the reader has things said.
        on: the local day on which it is read, by which what is due stands now.
    """
    say, which = wording.say, told.attribution
    told_of = (
        (say("What was decided"), _what(told, wording)),
        (say("Who decided it, and who entered it"), _who(told, wording)),
        (say("Rules and calendar in force"), _law(told, wording)),
        (say("How it stood before, as then known, and what it changed"), _changes(told, wording)),
        (
            say("What was due, as then known and as known now"),
            (
                line
                for one in told.deadlines
                for line in _due(one, wording, then=which.entered, now=on)
            ),
        ),
        (say("What followed"), (_entry(one, wording) for one in told.followers)),
        (say("Personal data opened before"), (_opening(one, wording) for one in told.opened)),
    )
    return tuple(
        PagePart(title=title, lines=tuple(lines) or (say("Nothing is on record."),))
        for title, lines in ((title, [*lines]) for title, lines in told_of)
    )


# -- The parts -------------------------------------------------------------------------------


def _what(told: DecisionRecord, wording: Wording) -> Iterator[str]:
    on = wording.value(told.attribution.on)
    yield f"{told.attribution.ref}: {wording.kind(type(told.event))}, {on}"
    for name in parts(type(told.event)):
        value = getattr(told.event, name)
        if name not in ("on", "rules", "calendar") and value not in (None, "", (), False):
            yield f"{wording.field(name)}: {said(value, wording)}"


def _who(told: DecisionRecord, wording: Wording) -> Iterator[str]:
    one, say = told.attribution, wording.say
    yield from columns.decider(one, wording).split("\n")
    if one.decided_by is not None and one.decided_by.authority is not None:
        yield say("under: {document}", document=columns.authority(one, wording))
    if one.decided_by is not None and one.decided_by.why:
        yield say("why: {why}", why=one.decided_by.why)
    yield say(
        "entered by {operator} ({channel}), {at}, position {position}",
        operator=one.typed_by.id,
        channel=one.typed_by.channel,
        at=one.recorded_at,
        position=one.position,
    )
    if one.days_to_entry > 0:
        yield say("entered {days} days after it took effect", days=one.days_to_entry)
    if one.because:
        yield say("follows from: {facts}", facts=", ".join(one.because))
    stands = TimelineEntry(attribution=one, event=told.event, replaced_by=told.replaced_by)
    yield from filter(None, columns.notes(stands, wording).split("\n"))


def _law(told: DecisionRecord, wording: Wording) -> Iterator[str]:
    say = wording.say
    if told.edition is None:
        yield say("The record had kept no edition yet.")
    else:
        edition = say("edition {edition}", edition=told.edition[:12])
        yield edition + (say(", the present one") if told.present else "")
    yield from (one.text for one in told.regulations)


def _changes(told: DecisionRecord, wording: Wording) -> Iterator[str]:
    status = getattr(told.before, "status", None), getattr(told.after, "status", None)
    if status[0] is not None and status[1] is not None:
        yield f"{wording.word(str(status[0]))} → {wording.word(str(status[1]))}"
    yield from (changed(one, wording) for one in told.changes if one.field not in HIDDEN)


def changed(one: FieldDifference, wording: Wording) -> str:
    """One field that differs, before and after."""
    before, after = said(one.before, wording), said(one.after, wording)
    return f"{wording.field(one.field)}: {before} → {after}"


def _due(one: ObligationThenAndNow, wording: Wording, *, then: date, now: date) -> Iterator[str]:
    rule = one.obligation.rule
    yield f"{rule.id}: {wording.rule(rule.id)} ({one.obligation.version.citation.text})"
    say = wording.say
    yield "– " + say("as then known: {told}", told=_stood(one.then, then, wording))
    yield "– " + say("as known now: {told}", told=_stood(one.now, now, wording))
    if one.differs:
        yield "– " + say("what makes the difference: {told}", told=because(one, wording))


def because(one: ObligationThenAndNow, wording: Wording) -> str:
    """What makes an obligation another one: facts by their names, and what of the law does."""
    told = [*one.facts, *(wording.reason(why) for why in one.reasons)]
    return "; ".join(told) or wording.say("what has become known of the calendar since")


def _stood(owed: Obligation | None, on: date, wording: Wording) -> str:
    if owed is None:
        return wording.say("not owed")
    due = wording.say("due {day}", day=owed.due) if owed.due else wording.say("no last day")
    told = [due, wording.word(owed.status(on))]
    if owed.discharged is not None:
        done = wording.say("done {day} ({fact})", day=owed.discharged.day, fact=owed.discharged.ref)
        told.append(done)
    return ", ".join(told)


def _entry(one: TimelineEntry, wording: Wording) -> str:
    which, on = one.attribution, wording.value(one.attribution.on)
    who = columns.decider(which, wording).replace("\n", "; ")
    return f"{which.ref}  {on}  {wording.kind(type(one.event))}: {who}"


def _opening(one: TimelineEntry, wording: Wording) -> str:
    fields = ", ".join(f"{each.party} {wording.field(each.field)}" for each in one.event.opened)
    return f"{_entry(one, wording)}; {fields}; {one.event.purpose}"


# -- Values in one line -----------------------------------------------------------------------


def said(value: Any, wording: Wording) -> str:
    """A value of the record in one line; what is sealed is said to be, and nothing of it."""
    match value:
        case Sealed():
            return wording.say("[sealed, {key}]", key=value.key)
        case Document():
            return cited(value).text
        case tuple() | list() | frozenset():
            return "; ".join(said(one, wording) for one in value) or "—"
        case Mapping():
            told = (f"{wording.value(key)}: {said(one, wording)}" for key, one in value.items())
            return "; ".join(told) or "—"
    names = parts(type(value))
    if not names or "__str__" in vars(type(value)):
        return wording.value(value)
    fields = [getattr(value, name) for name in names]
    return ", ".join(said(one, wording) for one in fields if one not in (None, "", (), False))
