"""Hồ sơ một quyết định: of one recorded fact all that an auditor asks.

Who decided it, in which capacity and on what authority; how the life stood as then known, before
it and after it; the rules and the calendar in force; what was due as known then and as known now,
and which facts or which law make the difference; what followed from it; and what personal data of
the case was opened before.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from functools import cache, partial
from typing import Any, get_args

from attrs import frozen

from dialogue_cases import codec, ward
from dialogue_cases.audit.attribution import Attribution, Attributions
from dialogue_cases.audit.difference import (
    FieldDifference,
    facts_that_change,
    fields_that_differ,
    position_known,
)
from dialogue_cases.audit.timeline import TimelineEntry, entries
from dialogue_cases.deadlines import Obligation, Reason, deadlines
from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.deadlines.changes import Cause, reasons_between
from dialogue_cases.errors import NotFound
from dialogue_cases.law import Law, load_law
from dialogue_cases.office import Office, life_of
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import WITHHELD, veil_for
from dialogue_cases.office.unsealing import may_be_told
from dialogue_cases.record import Known, Recorded, SealOpened, known_then
from dialogue_cases.vocabulary import Act, BodyId, Citation, EventRef, StreamId, SystemAct
from dialogue_cases.ward import WARD, LawLoaded
from dialogue_cases.workdays import Pause


@frozen(kw_only=True)
class ObligationTold:
    """Thời hạn như được biết: what an auditor compares of an obligation.

    Args:
        arose: the local day from which on it is owed.
        anchor_day: the local day that it is counted from.
        due: its last local day in time …
        due_at: … and time, of a limit in hours.
        body: who owes it, where the case says so.
        done_by: the fact that fulfilled it …
        done_on: … and its day.
        in_time: whether that was in time, as known on the day of the act …
        in_time_in_hindsight: … and by everything that is known.
        ended_on: when it was made void, or something took its place.
        pauses: the days that don't count.
    """

    arose: date
    anchor_day: date
    due: date | None
    due_at: time | None
    body: BodyId | None
    done_by: EventRef | None
    done_on: date | None
    in_time: bool | None
    in_time_in_hindsight: bool | None
    ended_on: date | None
    pauses: tuple[Pause, ...]


def told_of(owed: Obligation | None) -> ObligationTold | None:
    """What an auditor compares of an obligation: when it is due, and what came of it."""
    if owed is None:
        return None
    return ObligationTold(
        arose=owed.arose,
        anchor_day=owed.anchor_day,
        due=owed.due,
        due_at=owed.due_at,
        body=owed.body,
        done_by=None if owed.discharged is None else owed.discharged.ref,
        done_on=None if owed.discharged is None else owed.discharged.day,
        in_time=owed.in_time,
        in_time_in_hindsight=owed.in_time_in_hindsight,
        ended_on=None if owed.ended is None else owed.ended.day,
        pauses=owed.pauses,
    )


@frozen(kw_only=True)
class ObligationThenAndNow:
    """Thời hạn theo hiểu biết lúc đó và hiện nay: one obligation, told twice.

    Args:
        obligation: either of the two: life, rule and anchor are the same.
        then: as known when the fact was on record, under the edition of the law that it was
            decided under; None: it wasn't owed as then known …
        now: … and by everything that is on record, under the present edition.
        facts: the facts recorded since that make it another one …
        reasons: … and what of the law and the calendar does.
    """

    obligation: Obligation
    then: Obligation | None
    now: Obligation | None
    facts: tuple[EventRef, ...]
    reasons: tuple[Reason, ...]

    @property
    def told(self) -> tuple[ObligationTold | None, ObligationTold | None]:
        """What is compared of the two."""
        return told_of(self.then), told_of(self.now)

    @property
    def differs(self) -> bool:
        """Whether the two say something else of due day, fulfilment or whether it was in time."""
        then, now = self.told
        return then != now


@frozen(kw_only=True)
class DecisionRecord:
    """Hồ sơ một quyết định: of one recorded fact all that an auditor asks.

    Args:
        attribution: who decided it, and who entered it when.
        event: what happened, as far as the reader may see it.
        before: how the life stood on the day of the act, as was on record before it …
        after: … and as was on record with it.
        changes: what it changed of that.
        edition: the edition of rules and calendar that it was decided under; None: the log had
            kept none yet …
        present: … and whether that is the one that the library judges by now.
        regulations: the ward's own regulation and house rules in force on the day, as then known.
        deadlines: what was and is owed in the life.
        replaced_by: the entry that stands in its place now, or took it out.
        followers: what followed from it, and what names it or rests on it.
        opened: the openings of seals of this life that were recorded before it.
    """

    attribution: Attribution
    event: Any
    before: Any
    after: Any
    changes: tuple[FieldDifference, ...]
    edition: str | None
    present: bool
    regulations: tuple[Citation, ...]
    deadlines: tuple[ObligationThenAndNow, ...]
    replaced_by: EventRef | None
    followers: tuple[TimelineEntry, ...]
    opened: tuple[TimelineEntry, ...]


def decision_record(
    office: Office,
    ref: EventRef | str,
    *,
    act: Act | SystemAct | None = None,
    known: Known | None = None,
    withheld: str = WITHHELD,
) -> DecisionRecord:
    """Of one recorded fact all that an auditor asks.

    Args:
        office: whose record it is.
        ref: the fact, such as `dialogue/2023/1@7`.
        act: who reads, in which office; None: what anybody may read. What followed in a
            denunciation is told only to who may open it, as in a timeline.
        known: what "now" is: the end of this local day, or exactly this position; None: all that
            is on record.
        withheld: what stands in the place of a restricted text.

    Raises:
        NotFound: no such fact is recorded (as known then).

    Example:
        >>> from examples.practice import practise
        >>> told = decision_record(practise(), "ward@3")
        >>> [one.field for one in told.changes], told.present
        (['bodies'], True)
    """
    fact = office.fact(ref)
    if not known_then(fact, known) or not told_to(office, act)(fact):
        raise NotFound(StreamId(ref))
    history, whole = office.history(fact.stream), office.history(WARD)
    life, before, show = life_of(fact.stream), fact.position - 1, veil_for(office, act, withheld)
    states = [
        show(fact.stream, life.fold(history, upto=fact.on, known=position))
        for position in (before, fact.position)
    ]
    day = decided_on(fact)
    ward_then = ward.LIFE.fold(whole, upto=day, known=before)
    in_force = [ward_then.in_force(source) for source in get_args(ward.RuleSource)]
    edition = edition_of(fact, whole)
    seals = [one for one in history if isinstance(one.event, SealOpened)]
    newest = [one for one in history if one.root == fact.root and known_then(one, known)][-1]
    followed = [
        one
        for one in office.followers(ref)
        if one.stream == fact.stream or may_be_told(office, one.stream, act)
    ]
    return DecisionRecord(
        attribution=Attributions(whole, known=known).fact(fact),
        event=show(fact.stream, fact.event),
        before=states[0],
        after=states[1],
        changes=fields_that_differ(*states),
        edition=edition,
        present=edition == office.law.edition,
        regulations=tuple(ward.cited(one.document) for one in in_force if one is not None),
        deadlines=tuple(deadlines_then_and_now(office, fact, known=known)),
        replaced_by=None if newest.ref == fact.ref else newest.ref,
        followers=tuple(entries(office, followed, act=act, known=known, withheld=withheld)),
        opened=tuple(
            entries(office, [one for one in seals if one.position < fact.position], act=act)
        ),
    )


# -- The law that it was decided under -------------------------------------------------------


def edition_of(fact: Recorded[Any], ward_history: Sequence[Recorded[Any]]) -> str | None:
    """The edition of the law that a fact was decided under; None where the log had kept none.

    The envelope says it where it wasn't the last one that the log had kept before.

    Args:
        fact: …
        ward_history: the ward's own stream, by version.
    """
    if fact.edition is not None:
        return fact.edition
    kept = [
        one.event.edition
        for one in ward_history
        if isinstance(one.event, LawLoaded) and one.position < fact.position
    ]
    return kept[-1] if kept else None


def law_of_edition(edition: str | None, ward_history: Sequence[Recorded[Any]], present: Law) -> Law:
    """An edition of the law as the log has kept it, to the letter.

    Args:
        edition: which one; None, or one that the log doesn't keep: the present one.
        ward_history: the ward's own stream, by version.
        present: the one that the library judges by now.

    Raises:
        Invalid: the texts that were kept can't be read any more.
    """
    if edition in (None, present.edition):
        return present
    for one in ward_history:
        if isinstance(one.event, LawLoaded) and one.event.edition == edition:
            texts = one.event.rules.encode(), one.event.calendar.encode()
            return load_law(*texts, names=codec.NAMES)
    return present


# -- What was due, as known then and now -----------------------------------------------------

_OF_LAW: tuple[Cause, ...] = ("rule", "version", "own limit", "switch", "day", "year")
_OF_ONE_LAW: tuple[Cause, ...] = ("rule", "switch")


def deadlines_then_and_now(
    office: Office, fact: Recorded[Any], *, known: Known | None = None
) -> Iterator[ObligationThenAndNow]:
    """What is owed in a fact's life, as known when it was on record and as known now.

    Args:
        office: whose record it is.
        fact: one of the life's facts.
        known: what "now" is; None: all that is on record.
    """
    history, whole = office.history(fact.stream), office.history(WARD)
    edition = law_of_edition(edition_of(fact, whole), whole, office.law)
    told_then = office.law_on_record(edition, known=fact.position)
    laws = told_then, office.law_known(known=known)
    then = deadlines(history, laws[0], known=fact.position)
    now = deadlines(history, laws[1], known=known)
    until = position_known(office, known)
    yield from compared(office, history, then, now, laws, fact.position, until)


def compared(
    office: Office,
    history: Sequence[Recorded[Any]],
    then: Sequence[Obligation],
    now: Sequence[Obligation],
    laws: tuple[Law, Law],
    position: int,
    until: int,
) -> Iterator[ObligationThenAndNow]:
    """The obligations of a life at two points of knowledge, and what makes the difference.

    Args:
        office: whose record it is.
        history: the life, by version.
        then: what is owed in it by the one …
        now: … and by the other.
        laws: the laws that these rest on.
        position: up to which the log was known by the one …
        until: … and by the other.
    """
    whole = office.history(WARD)
    facts = {one.position: one for one in (*history, *whole)}
    since = [facts[at] for at in sorted(facts) if at <= until]
    owed = _owed_at(office, history)
    was = {one.identity: one for one in office.with_sources(then)}
    known = {one.identity: one for one in office.with_sources(now)}
    for identity, one in (was | known).items():
        before, after = was.get(identity), known.get(identity)
        made: list[Recorded[Any]] = []
        why: list[Reason] = []
        if told_of(before) != told_of(after):
            told = reasons_between(one, before, after, *laws)
            # What only one of them knows of was begun by a fact, or by a rule of one law alone.
            causes = _OF_LAW if before and after else _OF_ONE_LAW
            why += (each for each in told if each.cause in causes)
            made += facts_that_change(since, partial(owed, identity), after=position)
        yield ObligationThenAndNow(
            obligation=one,
            then=before,
            now=after,
            facts=tuple(each.ref for each in made),
            reasons=tuple(why),
        )


def _owed_at(
    office: Office, history: Sequence[Recorded[Any]]
) -> Callable[[Any, int], ObligationTold | None]:
    """What is told of an obligation of a life as of a position, each position asked once."""

    @cache
    def owed(position: int) -> dict[Any, Obligation]:
        law = office.law_on_record(known=position)
        return {one.identity: one for one in deadlines(history, law, known=position)}

    return lambda identity, position: told_of(owed(position).get(identity))
