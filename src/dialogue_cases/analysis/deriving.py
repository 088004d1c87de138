"""Suy ra dòng: what one life says in each table, as a pure function of its history and the law.

How things stand is said by the library's own states and verdicts; nothing is worked out here that
a view or a report says too.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, TypeVar

import msgspec

from dialogue_cases import codec, ward
from dialogue_cases.analysis.durations import SinceStart
from dialogue_cases.analysis.scope import ExportedLife, ExportScope, spelt
from dialogue_cases.analysis.tables import (
    AnalysisRow,
    BodyRow,
    CaseRow,
    ItemRow,
    ObligationRow,
    OfficerRow,
    OpinionRow,
    SessionRow,
    StateRow,
    TaskRow,
    TextRow,
)
from dialogue_cases.codec.texts import free_texts
from dialogue_cases.deadlines import LATE, Grounds, Obligation, Verdict, verdict
from dialogue_cases.deadlines.grounds import told_now
from dialogue_cases.matter import Matter, Opened
from dialogue_cases.office import life_of
from dialogue_cases.office.restricted import veiled
from dialogue_cases.office.secrecy import SECRET
from dialogue_cases.petition import Petition, Raised
from dialogue_cases.proceeding import Proceeding, Received
from dialogue_cases.projection import LifeAsKnown
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.session import Session
from dialogue_cases.statistics.records import ended
from dialogue_cases.task import Origin, Task, Verified
from dialogue_cases.task import stream as task_stream
from dialogue_cases.views import ledger
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    StreamId,
    Topic,
    TopicCode,
    first_day,
    last_day,
    local_time,
)
from dialogue_cases.workdays import WorkingCalendar, days_late

R = TypeVar("R", bound=AnalysisRow)

_YEAR = re.compile(r"/(\d{4})(?:/|$)")


def year_of(stream: StreamId, day: date) -> int:
    """The year of a life's number; of a life without one, that of a day.

    >>> year_of(StreamId("task/dialogue/2023/1/item/3"), date(2024, 1, 5))
    2023
    """
    found = _YEAR.search(stream)
    return day.year if found is None else int(found[1])


def _about(life: LifeAsKnown, scope: ExportScope, day: date) -> dict[str, Any]:
    """What each row of a life begins with."""
    return {
        "ward": scope.ward,
        "stream": life.stream,
        "life": life.stream.partition("/")[0],
        "year": year_of(life.stream, day),
    }


def _codes(topics: Iterable[Topic]) -> tuple[TopicCode, ...]:
    return tuple(dict.fromkeys(one.code for one in topics))


# -- After each fact ----------------------------------------------------------------------


def states(life: LifeAsKnown, scope: ExportScope) -> Iterator[StateRow]:
    """How a life stands after each fact that stands; none of the ward's, which has no status."""
    kind = life_of(life.stream)
    state = kind.initial
    before, facts = getattr(state, "status", None), life.standing
    if before is None or not facts:
        return
    about, passed = _about(life, scope, first_day(facts[0].on)), SinceStart(facts, scope.law)
    entries = {one.version: one for one in life.history}
    since: tuple[date, int] | None = None  # the day, and the working days until then
    acted: tuple[BodyId, date, int] | None = None
    for step, fact in enumerate(facts, start=1):
        state = kind.evolve(state, fact.event)
        status, day = state.status, first_day(fact.on)
        body = fact.act.body if isinstance(fact.act, Act) else None
        worked, entered = passed.working_days(day), since
        if since is None or status != before:
            since = day, worked
        yield StateRow(
            **about,
            step=step,
            position=fact.position,
            fact_version=fact.version,
            kind=codec.name_of(fact.event),
            occurred_on=day,
            occurred_time=spelt(local_time(fact.on)),
            first_recorded_on=_recorded_on(entries.get(fact.root, fact)),
            body=body,
            body_before=None if acted is None else acted[0],
            body_before_on=None if acted is None else acted[1],
            working_days_between=None if acted is None else worked - acted[2],
            status=status,
            status_before=before,
            since=since[0],
            since_before=None if entered is None else entered[0],
            working_days_before=None if entered is None else worked - entered[1],
            is_last=step == len(facts),
        )
        before = status
        if body is not None:
            acted = body, day, worked


def texts(life: LifeAsKnown, scope: ExportScope) -> Iterator[TextRow]:
    """The free texts of a life; none of one that isn't to be told: equal texts would tell it."""
    if life.stream in scope.untold:
        return
    reads_all = life.stream.partition("/")[0] in scope.restricted
    for fact in life.history:
        said = {} if fact.position in scope.withheld else free_texts(fact)
        shown = said
        if scope.texts and not reads_all:
            shown = free_texts(msgspec.structs.replace(fact, event=veiled(fact.event)))
        for place, text in said.items():
            clear = scope.texts and shown.get(place) == text
            yield TextRow(
                **_about(life, scope, last_day(fact.on)),
                position=fact.position,
                fact_version=fact.version,
                place=place,
                characters=len(text),
                text_pseudonym=scope.pseudonym("text", text),
                clear_text=text if clear else None,
            )


# -- Cases --------------------------------------------------------------------------------


def cases(life: LifeAsKnown, scope: ExportScope) -> Iterator[CaseRow]:
    """A petition, a proceeding or a matter, if it has begun."""
    told: dict[str, Any] | None = None
    match life.state:
        case Petition(raised=Raised() as raised) as petition:
            told = _petition(life, scope, petition, raised)
        case Proceeding(received=Received() as received) as proceeding:
            told = _proceeding(life, scope, proceeding, received)
        case Matter(opened=Opened() as opened) as matter:
            told = _matter(scope, matter, opened)
    if told is None:
        return
    came, closed = told["received_on"], told["closed_on"]
    told["received_recorded_on"] = min(
        _recorded_on(one) for one in life.history if isinstance(one.event, _BEGINNINGS)
    )
    if closed is not None:
        told["closed_recorded_on"] = _closed_recorded_on(life, closed)
        calendar = scope.law.calendar_on(came)
        told["calendar_days"] = (closed - came).days
        told["working_days"] = calendar.count_working_days(came, closed, on_unknown="provisional")
    if life.stream in scope.untold:
        told = {name: one for name, one in told.items() if name not in _TELLING}
    yield CaseRow(**_about(life, scope, came), **told)


_BEGINNINGS = Raised, Received, Opened
"""By what a case comes in."""


def _recorded_on(fact: Recorded[Any]) -> date:
    return fact.recorded_at.astimezone(LOCAL).date()


def _closed_recorded_on(life: LifeAsKnown, closed: date) -> date | None:
    """The local day on which it was first recorded that it stands as it does since that day."""
    kind = life_of(life.stream)
    state, found = kind.initial, list[date]()
    for fact in life.standing:
        state = kind.evolve(state, fact.event)
        if first_day(fact.on) == closed and state.status == life.state.status:
            found.append(_recorded_on(fact))
    return min(found, default=None)


_TELLING = {
    "group_id", "matter", "session", "opinion", "petition", "part_of", "parties", "gist_pseudonym",
}  # fmt: skip
"""What would tell of a denunciation who raised it, or where."""


def _petition(
    life: LifeAsKnown, scope: ExportScope, one: Petition, raised: Raised
) -> dict[str, Any]:
    other = partial(scope.other, life.stream)
    session = other(raised.session)
    return {
        "kind": one.kind,
        "area": one.classifications[-1].area if one.classifications else None,
        "group_id": raised.group,
        "topic_code": raised.topic.code if raised.topic else None,
        "channel": raised.channel,
        "received_on": first_day(raised.on),
        "admitted_on": first_day(one.admitted.on) if one.admitted else None,
        "closed_on": one.closed_on,
        "status": one.status,
        "lead_body": one.lead,
        "supports": one.supports,
        "people": one.people,
        "repeated": raised.occurrence == "repeated",
        "times_reopened": one.times_reopened,
        "answers": sum(each.to == "petitioner" for each in one.answers),
        "matter": other(one.matter),
        "session": session,
        "opinion": raised.opinion if session is not None else None,
        "part_of": other(raised.part_of),
        "parties": _parties(scope, (each.party for each in one.petitioners)),
        "gist_pseudonym": scope.pseudonym("text", raised.gist),
    }


def _proceeding(
    life: LifeAsKnown, scope: ExportScope, one: Proceeding, received: Received
) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "area": received.subject,
        "received_on": first_day(received.on),
        "admitted_on": first_day(one.accepted.on) if one.accepted else None,
        "closed_on": ended(one),
        "status": one.status,
        "outcome": one.outcome,
        "instance": one.instance,
        "lead_body": one.body,
        "people": received.people,
        "petition": scope.other(life.stream, received.petition),
        "parties": _parties(scope, (each.party for each in received.raised_by)),
        "gist_pseudonym": scope.pseudonym("text", received.gist),
    }


def _matter(scope: ExportScope, one: Matter, opened: Opened) -> dict[str, Any]:
    """A grievance, without what was raised in denunciations."""
    told = [each for each in one.raisings if each.kind not in SECRET]
    told = [each for each in told if each.petition not in scope.untold]
    return {
        "subject": opened.subject,
        "group_id": opened.group,
        "topic_code": opened.topic.code if opened.topic else None,
        "received_on": first_day(opened.on),
        "closed_on": first_day(one.settled.on) if one.settled else None,
        "status": one.status,
        "people": max((each.people for each in told), default=0),
        "repeated": len(told) > 1,
        "times_raised": len(told),
        "times_reopened": one.times_raised_again,
        "gist_pseudonym": scope.pseudonym("text", opened.gist),
    }


def _parties(scope: ExportScope, parties: Iterable[str]) -> tuple[str, ...]:
    return tuple(scope.pseudonym("party", one) for one in dict.fromkeys(parties))


# -- What is owed -------------------------------------------------------------------------


def obligations(life: LifeAsKnown, scope: ExportScope) -> Iterator[ObligationRow]:
    """What is owed in a life, whether it is done or not."""
    for owed in life.owed:
        yield obligation(owed, scope)


def obligation(owed: Obligation, scope: ExportScope) -> ObligationRow:
    """One obligation, of a life or of a period, as it stands on the day."""
    grounds = owed.grounds
    one = grounds.on(scope.on)
    return ObligationRow(
        ward=scope.ward,
        stream=owed.stream,
        life=owed.stream.partition("/")[0],
        year=year_of(owed.stream, owed.anchor_day),
        rule=owed.rule.id,
        rule_version=owed.version.number,
        root=str(owed.root),
        anchor=owed.anchor,
        anchor_day=owed.anchor_day,
        arose=owed.arose,
        owed_body=owed.body,
        owed_office=owed.owed_by.office,
        owed_kind=owed.owed_by.body,
        due_then=one.due_then,
        due=one.due,
        done_on=one.done_on,
        confirmed_on=one.confirmed_on,
        lifted_on=one.ended_on,
        carried_on=one.carried_on,
        carried_to=scope.other(owed.stream, one.carried_to),
        **_standing(grounds, owed, scope),
        provisional=bool(owed.provisional_years),
        moved=bool(owed.extended_by),
    )


def _standing(grounds: Grounds, owed: Obligation | None, scope: ExportScope) -> dict[str, Any]:
    """How something stands on the day, then and now, and how late it is or was.

    Args:
        grounds: what a verdict about it is made of.
        owed: the obligation that judged it, if one did.
        scope: what rows are made with.
    """
    one, calendar = grounds.on(scope.on), scope.law.calendar_on(grounds.anchor_day)
    status = hindsight = verdict(one, scope.on, calendar)
    if grounds.done_on is not None and owed is not None and owed.discharged is not None:
        in_time = owed.in_time_in_hindsight
        if in_time is not grounds.in_time:
            now = msgspec.structs.replace(grounds, in_time=in_time)
            hindsight = verdict(now, scope.on, calendar)
    return {
        "verdict": status,
        "verdict_now": hindsight,
        "working_days_late": _working_days_late(one, status, scope.on, calendar),
    }


def _working_days_late(
    one: Grounds, status: Verdict, on: date, calendar: WorkingCalendar
) -> int | None:
    due, end = one.due, on
    if one.done_on is not None:
        due, end = one.due_then or one.due, one.done_on
    reported_late = status == "reported done" and one.in_time is False
    if due is None or not (status in LATE or reported_late):
        return None
    return days_late(calendar, due, end, "working_days", on_unknown="provisional")


def _of_work(life: LifeAsKnown, work: Grounds, scope: ExportScope) -> dict[str, Any]:
    """How a task stands, by its own grounds."""
    return _standing(work, told_now(life.state, life.owed), scope)


def tasks(life: LifeAsKnown, scope: ExportScope) -> Iterator[TaskRow]:
    """What a body has been told to do, if this life is that."""
    task: Task = life.state
    assigned, work = task.assigned, life.work
    if assigned is None or work is None:
        return
    verified = task.turns[-1] if task.turns else None
    told = (scope.other(life.stream, one) for one in assigned.petitions)
    yield TaskRow(
        **_about(life, scope, first_day(assigned.on)),
        origin_kind=assigned.origin.kind,
        origin=assigned.origin.source,
        origin_number=assigned.origin.number,
        lead=task.lead,
        officer=scope.officer(task.lead_officer) if task.lead_officer else None,
        supports=task.supports,
        assigned_on=first_day(assigned.on),
        due_first=assigned.due,
        due=task.due,
        status=task.status,
        done_on=task.done_on,
        verified_on=first_day(verified.on) if isinstance(verified, Verified) else None,
        closed_on=first_day(task.closed.on) if task.closed else None,
        outcome=task.closed.outcome if task.closed else None,
        acceptance=task.acceptance,
        **_of_work(life, work, scope),
        reports=len(task.progress),
        obstacles=len(task.obstacles),
        open_obstacles=len(task.open_obstacles),
        rejected=len(task.rejections),
        directed_again=len(task.redirections),
        carried_over=len(task.carried),
        told_upwards=len(task.escalations),
        opinions=tuple(map(str, assigned.opinions)),
        petitions=tuple(one for one in told if one is not None),
    )


# -- Sessions -----------------------------------------------------------------------------


def items(life: ExportedLife, scope: ExportScope) -> Iterator[ItemRow]:
    """What a session promised, and how that stands, as the ledger has it."""
    promised = [one for one in ledger.rows(life) if isinstance(one, ledger.LedgerPromise)]
    if not promised:
        return
    stands = {
        (work.session, work.number): _of_work(task, work, scope)
        for task in life.tasks
        for work in ledger.rows(task)
        if isinstance(work, ledger.LedgerWork)
    }
    for one in promised:
        origin = Origin(kind="conclusion_item", source=life.stream, number=one.item)
        of_task = stands.get((one.stream, one.item))
        yield ItemRow(
            **_about(life, scope, one.issued_on),
            item=one.item,
            notice=one.notice,
            promised_on=one.issued_on,
            dropped_on=one.ended_on,
            lead=one.promised_lead,
            due_first=one.promised_due,
            due=one.due,
            group_ids=one.groups,
            topic_codes=one.topic_codes,
            opinions=tuple(map(str, one.opinions)),
            task=task_stream(origin),
            **(of_task or _standing(one, None, scope)),
        )


def sessions(life: LifeAsKnown, scope: ExportScope) -> Iterator[SessionRow]:
    """A session, if anything stands of it."""
    one: Session = life.state
    if one.status == "unknown":
        return
    ended_on = first_day(one.ended.on) if one.ended else None
    concluded = first_day(one.notices[0].on) if one.notices else None
    days = None
    if ended_on is not None and concluded is not None:
        calendar = scope.law.calendar_on(ended_on)
        days = calendar.count_working_days(ended_on, concluded, on_unknown="provisional")
    yield SessionRow(
        **_about(life, scope, first_day(life.standing[0].on)),
        legal_basis=one.legal_basis,
        status=one.status,
        foreseen_from=first_day(one.foreseen.period) if one.foreseen else None,
        foreseen_through=last_day(one.foreseen.period) if one.foreseen else None,
        fixed_for=one.fixed.day if one.fixed else None,
        postponed=len(one.postponed),
        cancelled_on=first_day(one.cancelled.on) if one.cancelled else None,
        opened_on=first_day(one.opened.on) if one.opened else None,
        opened_by=one.opened.office if one.opened else None,
        delegated=one.delegated is not None,
        ended_on=ended_on,
        group_ids=one.groups,
        topic_codes=_codes(one.topics),
        people=one.people,
        announced_since=one.announced_since,
        invitations=len(one.invitations),
        opinions=len(one.opinions),
        answered=len(one.answered),
        taken=len({each.number for each in one.takings}),
        open_opinions=len(one.open_opinions),
        drafts=len(one.drafts),
        returned=len(one.returns),
        concluded_on=concluded,
        notices=len(one.notices),
        items=len(one.notice.items) if one.notice else 0,
        working_days_to_notice=days,
    )


def opinions(life: LifeAsKnown, scope: ExportScope) -> Iterator[OpinionRow]:
    """The opinions voiced at a session."""
    session: Session = life.state
    answers = {one.number: one for one in session.answers}
    takings = {one.number: one for one in session.takings}
    for one in session.opinions:
        taken = takings.get(one.number)
        yield OpinionRow(
            **_about(life, scope, first_day(one.on)),
            opinion=one.number,
            voiced_on=first_day(one.on),
            kind=one.kind,
            subject=one.subject,
            topic_code=one.topic.code if one.topic else None,
            group_id=one.group,
            registered=one.registered is not None,
            party=scope.pseudonym("party", one.party) if one.party else None,
            answered_on=first_day(answers[one.number].on) if one.number in answers else None,
            taken_on=first_day(taken.on) if taken else None,
            destination=taken.destination if taken else None,
            petition=scope.other(life.stream, taken.petition) if taken else None,
            items=tuple(
                str(item.number)
                for item in (session.notice.items if session.notice else ())
                if one.number in item.opinions
            ),
            gist_pseudonym=scope.pseudonym("text", one.gist),
        )


# -- The ward over time -------------------------------------------------------------------


def bodies(life: LifeAsKnown, scope: ExportScope) -> Iterator[BodyRow]:
    """Each body, for as long as the same could be said of it."""

    def told(state: ward.Ward) -> Mapping[Any, ward.Body]:
        return {name: one for name, one in state.bodies.items() if one.until is None}

    for day, until, one in _spans(life, told):
        last = life.state.bodies[one.id]
        yield BodyRow(
            **_about(life, scope, day),
            body=one.id,
            since=day,
            until=until,
            kind=one.kind,
            name=one.name,
            parent=one.parent,
            superior=one.superior,
            successor=last.successor if until is not None and last.until == until else None,
        )


def officers(life: LifeAsKnown, scope: ExportScope) -> Iterator[OfficerRow]:
    """Who held which office, from when to when."""

    def told(state: ward.Ward) -> Mapping[Any, Any]:
        held = ((one.officer, one.office, one.body) for one in state.holdings)
        return {one: one for one in held}

    for day, until, (officer, office, body) in _spans(life, told):
        yield OfficerRow(
            **_about(life, scope, day),
            office=office,
            body=body,
            officer=scope.officer(officer),
            since=day,
            until=until,
        )


def _spans(
    life: LifeAsKnown, told: Callable[[ward.Ward], Mapping[Any, Any]]
) -> Iterator[tuple[date, date | None, Any]]:
    """What was so from which local day, up to which one, in the order in which it ended.

    What changed on one day is told as that day left it.

    Args:
        told: what is so in a state, each thing by its name.
    """
    state, open_since = ward.INITIAL, dict[Any, tuple[date, Any]]()
    facts = life.standing
    for at, fact in enumerate(facts):
        state, day = ward.evolve(state, fact.event), first_day(fact.on)
        if at + 1 < len(facts) and first_day(facts[at + 1].on) == day:
            continue
        now = told(state)
        for name, (since, what) in list(open_since.items()):
            if name not in now or now[name] != what:
                del open_since[name]
                yield since, day, what
        for name, what in now.items():
            open_since.setdefault(name, (day, what))
    yield from ((since, None, what) for since, what in open_since.values())


Makes = Callable[[ExportedLife, ExportScope], Iterable[AnalysisRow]]

_SESSIONS = ("dialogue", "reception")
_OF_ALL = tuple(codec.LIFE_OF)

MAKERS: Mapping[str, tuple[tuple[str, ...], Makes]] = {
    "states": (_OF_ALL, states),
    "cases": (("petition", "proceeding", "matter"), cases),
    "obligations": (_OF_ALL, obligations),
    "tasks": (("task",), tasks),
    "items": (_SESSIONS, items),
    "sessions": (_SESSIONS, sessions),
    "opinions": (_SESSIONS, opinions),
    "bodies": (("ward",), bodies),
    "officers": (("ward",), officers),
    "texts": (_OF_ALL, texts),
}
"""Of each table that is derived, of which lives it has rows, and what makes them."""
