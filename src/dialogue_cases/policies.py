"""What follows from what: recorded facts in, further decisions out.

A policy is pure. What it leads to is recorded in the same transaction as its cause, as the
system's act, and says `because`. What it creates has an id derived from its origin, so that
the same cause never leads to it twice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases import petition, plan, proceeding, session, task
from dialogue_cases.plan.events import Adopted, Amended, Duty, PlannedSession
from dialogue_cases.record import Recorded
from dialogue_cases.session.events import (
    Cancelled,
    ConclusionIssued,
    ConclusionReplaced,
    Fixed,
    Foreseen,
    Item,
)
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import BodyId, BodyKind, GroupId, On, StreamId
from dialogue_cases.ward import WARD, Ward

Reader = Callable[[StreamId], Any]
"""Gives the present state of another life, within the same transaction."""


@frozen(kw_only=True)
class Step:
    """Việc kéo theo: one further decision.

    Args:
        rule: the policy's name, kept in the system's act.
        decision: what is decided …
        arguments: … with which arguments.
        stream: in which life; None for a new one under the next number of `series`.
        series: such as `dialogue/2023`.
    """

    rule: str
    decision: Callable[..., Sequence[Any]]
    arguments: Mapping[str, Any]
    stream: StreamId | None = None
    series: str = ""


def follow(fact: Recorded[Any], read: Reader) -> Iterator[Step]:
    """What a recorded fact leads to, each step with the name of its policy."""
    match fact.event:
        case Adopted():
            yield from _plan_begins(fact, read)
        case Amended():
            yield from _plan_changes(fact, read)
        case Foreseen():
            yield from _session_brings_duties(fact, fact.event.plan, read)
        case Fixed():
            yield from _session_brings_duties(fact, plan.stream(fact.event.day.year), read)
        case Cancelled():
            yield from _duties_fall_away(fact, read)
        case ConclusionIssued():
            for item in fact.event.items:
                yield _promised(fact, item)
        case ConclusionReplaced():
            yield from _promises_change(fact, read)


# -- An adopted plan begins sessions and tasks -------------------------------------------


def _plan_begins(fact: Recorded[Any], read: Reader) -> Iterator[Step]:
    """An adopted plan foresees its dialogues and assigns the duties of the year."""
    adopted: plan.Plan = read(fact.stream)
    for planned in adopted.sessions:
        yield _foreseen(fact, planned, series=f"dialogue/{adopted.year}")
    yield from _duties_of_the_year(fact, adopted, read)


def _plan_changes(fact: Recorded[Any], read: Reader) -> Iterator[Step]:
    """A change of an adopted plan foresees its dialogues anew, and adds what is new.

    The dialogues that the plan foresees stand in its order, the earlier ones first. One that is
    dropped isn't cancelled by rule, nor is a task that was assigned: somebody decides that.
    """
    amended: plan.Plan = read(fact.stream)
    if amended.adopted is None:
        return
    before = amended.contents_before
    known = [one.number for one in before.sessions] if before else []
    streams = list(_foreseen_by(fact.stream, amended.year, read))
    for planned in amended.sessions:
        place = known.index(planned.number) if planned.number in known else len(streams)
        if place >= len(streams):
            yield _foreseen(fact, planned, series=f"dialogue/{amended.year}")
        elif (held := read(streams[place])).opened is None and held.cancelled is None:
            yield _foreseen(fact, planned, stream=streams[place])
    yield from _duties_of_the_year(fact, amended, read)


def _foreseen_by(source: StreamId, year: int | None, read: Reader) -> Iterator[StreamId]:
    number = 1
    while (held := read(stream := StreamId(f"dialogue/{year}/{number}"))) != session.INITIAL:
        if held.foreseen is not None and held.foreseen.plan == source:
            yield stream
        number += 1


def _foreseen(
    fact: Recorded[Any],
    planned: PlannedSession,
    *,
    stream: StreamId | None = None,
    series: str = "",
) -> Step:
    return Step(
        rule="adopted-plan-foresees-its-dialogues",
        stream=stream,
        series=series,
        decision=session.foresee,
        arguments={
            "on": fact.event.on,
            "plan": fact.stream,
            "period": planned.period,
            "quarter": planned.quarter,
            "groups": (planned.group,),
            "topics": planned.topics,
            "place": planned.place,
        },
    )


def _duties_of_the_year(fact: Recorded[Any], adopted: plan.Plan, read: Reader) -> Iterator[Step]:
    for duty in adopted.duties_of_the_year:
        origin = Origin(kind="plan_duty", source=fact.stream, number=duty.number)
        known: task.Task = read(task.stream(origin))
        if duty.lead is not None and known.assigned is None:
            yield _charged(fact.event.on, duty, duty.lead, origin)


def _session_brings_duties(fact: Recorded[Any], source: StreamId, read: Reader) -> Iterator[Step]:
    """A session that is foreseen or fixed brings the duties that its plan has for each one."""
    series = fact.stream.partition("/")[0]
    adopted: plan.Plan = read(source)
    if adopted.adopted is None:
        return
    held: session.Session = read(fact.stream)
    for duty in adopted.duties_of("dialogue" if series == "dialogue" else "reception"):
        lead = duty.lead_at(_cell(held.groups, read))
        origin = Origin(kind="session_duty", source=fact.stream, number=duty.number)
        known: task.Task = read(task.stream(origin))
        if lead is not None and known.assigned is None:
            yield _charged(fact.event.on, duty, lead, origin)


def _duties_fall_away(fact: Recorded[Any], read: Reader) -> Iterator[Step]:
    """A cancelled session's duties are not needed any more."""
    held: session.Session = read(fact.stream)
    if held.foreseen is None:
        source = plan.stream(int(fact.stream.split("/")[1]))
    else:
        source = held.foreseen.plan
    adopted: plan.Plan = read(source)
    for duty in adopted.duties:
        stream = task.stream(Origin(kind="session_duty", source=fact.stream, number=duty.number))
        known: task.Task = read(stream)
        if known.assigned is not None and known.closed is None:
            yield Step(
                rule="cancelled-session-frees-its-duties",
                stream=stream,
                decision=task.close,
                arguments={
                    "on": fact.event.on,
                    "outcome": "not_needed",
                    "reason": fact.event.reason,
                },
            )


def _charged(on: On, duty: Duty, lead: BodyId, origin: Origin) -> Step:
    return Step(
        rule="adopted-plan-assigns-its-duties",
        stream=task.stream(origin),
        decision=task.assign,
        arguments={
            "on": on,
            "origin": origin,
            "text": duty.wording,
            "lead": lead,
            "supports": tuple(body for body in duty.supports if body != lead),
            "phase": duty.phase,
        },
    )


def _cell(groups: tuple[GroupId, ...], read: Reader) -> BodyId | None:
    ward: Ward = read(WARD)
    cells = (ward.groups[group].cell for group in groups if group in ward.groups)
    return next((cell for cell in cells if cell is not None), None)


# -- A conclusion's items are promises ---------------------------------------------------


def _promised(fact: Recorded[Any], item: Item) -> Step:
    """Each item of an issued conclusion is a task, until another body has seen it done."""
    origin = Origin(kind="conclusion_item", source=fact.stream, number=item.number)
    return Step(
        rule="issued-conclusion-assigns-its-items",
        stream=task.stream(origin),
        decision=task.assign,
        arguments={
            "on": fact.event.on,
            "origin": origin,
            "text": item.decision,
            "lead": item.lead,
            "lead_officer": item.lead_officer,
            "supports": item.supports,
            "due": item.due,
            "opinions": item.opinions,
        },
    )


def _promises_change(fact: Recorded[Any], read: Reader) -> Iterator[Step]:
    """A replaced conclusion amends the tasks of its items, adds new ones and ends dropped ones.

    What is settled already stays so. A later last day is an extension, which has its own
    limits: the Committee decides it on the task; here the earlier one stays.
    """
    held: session.Session = read(fact.stream)
    items = {item.number: item for item in fact.event.items}
    numbers = {item.number for notice in held.notices for item in notice.items}
    for number in sorted(numbers | items.keys()):
        origin = Origin(kind="conclusion_item", source=fact.stream, number=number)
        stream = task.stream(origin)
        known: task.Task = read(stream)
        item = items.get(number)
        if item is not None and known.assigned is None:
            yield _promised(fact, item)
        elif known.closed is not None:
            continue
        elif item is None:
            yield Step(
                rule="replaced-conclusion-drops-an-item",
                stream=stream,
                decision=task.close,
                arguments={
                    "on": fact.event.on,
                    "outcome": "not_needed",
                    "reason": fact.event.reason,
                },
            )
        else:
            yield Step(
                rule="replaced-conclusion-amends-its-items",
                stream=stream,
                decision=task.amend,
                arguments={
                    "on": fact.event.on,
                    "text": item.decision,
                    "lead": item.lead,
                    "lead_officer": item.lead_officer,
                    "supports": item.supports,
                    "due": _not_later(known.due, item.due),
                    "reason": fact.event.reason,
                },
            )


def _not_later(known: date | None, asked: date | None) -> date | None:
    return asked if known is None else min(known, asked or known)


# -- What is overdue is told upwards -----------------------------------------------------

TOLD: tuple[BodyKind, ...] = ("party_standing_board", "ward_party_committee")
"""Who is told of what is overdue (part III.2 of the source plan: the Standing Board and the
secretary)."""


def overdue(stream: StreamId, rule: str, due: date, on: date, ward: Ward) -> Iterator[Step]:
    """An obligation whose last day has passed is told to the Standing Board and the secretary.

    Args:
        stream: the life in which it is owed.
        rule: the obligation's rule.
        due: its last day, as now known.
        on: the local day on which it is told.
        ward: as of that day.
    """
    told = tuple(
        body.id for body in ward.bodies.values() if body.kind in TOLD and ward.exists(body.id)
    )
    decisions: Mapping[str, Callable[..., Sequence[Any]]] = {
        "task": task.escalate,
        "dialogue": session.escalate,
        "reception": session.escalate,
        "petition": petition.escalate,
        "proceeding": proceeding.escalate,
    }
    decision = decisions.get(stream.partition("/")[0])
    if decision is not None and told:
        yield Step(
            rule="overdue-is-told-upwards",
            stream=stream,
            decision=decision,
            arguments={"on": on, "obligation": rule, "due": due, "told": told},
        )
