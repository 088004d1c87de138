"""What follows from an adopted plan and from its sessions: dialogues foreseen, duties assigned."""

from collections.abc import Iterator, Sequence
from typing import Any

from dialogue_cases import plan, session, task, ward
from dialogue_cases.plan import Duty, PlannedSession
from dialogue_cases.policies.steps import OtherLives, Step, latest
from dialogue_cases.record import Recorded
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import BodyId, GroupId, On, StreamId
from dialogue_cases.ward import WARD, Ward


def begins(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """An adopted plan sets its limits, foresees its dialogues, assigns the duties of the year."""
    adopted: plan.Plan = read(fact.stream)
    yield from _sets_its_limits(fact, adopted, read)
    for planned in adopted.sessions:
        yield _foreseen(fact, planned, series=f"dialogue/{adopted.year}")
    yield from _duties_of_the_year(fact, adopted, read)


def changes(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A change of an adopted plan foresees its dialogues anew, and adds what is new.

    The dialogues that the plan foresees stand in its order, the earlier ones first. One that is
    dropped isn't cancelled by rule, nor is a task that was assigned: somebody decides that.
    """
    amended: plan.Plan = read(fact.stream)
    if amended.adopted is None:
        return
    yield from _sets_its_limits(fact, amended, read)
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


def _sets_its_limits(fact: Recorded[Any], adopted: plan.Plan, read: OtherLives) -> Iterator[Step]:
    """What the Party's plan says of limits holds from its adoption until another plan's does."""
    contents, document = adopted.contents, adopted.document
    if contents is None or document is None or adopted.head != "party_secretary":
        return
    said = (*contents.limits, *contents.switches)
    before = read(WARD).in_force("plan")
    if said or (before is not None and (before.limits or before.switches)):
        yield Step(
            rule="adopted-plan-sets-its-limits",
            stream=WARD,
            decision=ward.adopt_regulation,
            arguments={
                "on": fact.event.on,
                "kind": "plan",
                "document": document,
                "limits": contents.limits,
                "switches": contents.switches,
            },
        )


def _foreseen_by(source: StreamId, year: int | None, read: OtherLives) -> Iterator[StreamId]:
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
            "groups": planned.groups,
            "topics": planned.topics,
            "place": planned.place,
            "legal_basis": planned.legal_basis,
            "audiences": planned.audiences,
        },
    )


def foreseen_session_has_its_chairs(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What a plan foresees to be held by two heads is arranged so."""
    told: session.Foreseen = fact.event
    said = told.period, told.groups, told.topics, told.place, told.legal_basis
    adopted: plan.Plan = read(told.plan)
    for one in adopted.sessions:
        if (one.period, one.groups, one.topics, one.place, one.legal_basis) == said:
            held: session.Session = read(fact.stream)
            beside = tuple(
                dict.fromkeys(
                    office for office in (one.chair, *one.together_with) if office != held.head
                )
            )
            if beside:
                yield Step(
                    rule="adopted-plan-foresees-its-dialogues",
                    stream=fact.stream,
                    decision=session.arrange_joint_chair,
                    arguments={"on": told.on, "offices": beside},
                )
            return


def _duties_of_the_year(
    fact: Recorded[Any], adopted: plan.Plan, read: OtherLives
) -> Iterator[Step]:
    here: Ward = read(WARD, upto=fact.event.on)
    for duty in adopted.duties_of_the_year:
        origin = Origin(kind="plan_duty", source=fact.stream, number=duty.number)
        known: task.Task = read(task.stream(origin))
        if duty.lead is not None and known.assigned is None:
            yield _charged(fact.event.on, duty, duty.lead, origin, here)


def fixed_session_brings_duties(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A session that is fixed brings its duties, foreseen by a plan or not."""
    held: session.Session = read(fact.stream)
    plans = plan.plans_of(fact.event.day.year, read)
    for stream, known in plans:
        if known.adopted is not None and known.governs(held.legal_basis):
            yield from session_brings_duties(fact, stream, read)
            return


def foreseen_session_brings_duties(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A session that a plan foresees brings that plan's duties."""
    return session_brings_duties(fact, fact.event.plan, read)


def session_brings_duties(
    fact: Recorded[Any], source: StreamId, read: OtherLives
) -> Iterator[Step]:
    """A session that is foreseen or fixed brings the duties that its plan has for each one."""
    series = fact.stream.partition("/")[0]
    adopted: plan.Plan = read(source)
    if adopted.adopted is None:
        return
    held: session.Session = read(fact.stream)
    here: Ward = read(WARD, upto=fact.event.on)
    for duty in adopted.duties_of("dialogue" if series == "dialogue" else "reception"):
        cells = _cells(held.groups, here)
        lead = duty.lead_at(cells[0] if cells else None)
        origin = Origin(kind="session_duty", source=fact.stream, number=duty.number)
        known: task.Task = read(task.stream(origin))
        if lead is not None and known.assigned is None:
            beside = cells[1:] if duty.by_local_cell else ()
            yield _charged(fact.event.on, duty, lead, origin, here, beside)


def duties_fall_away(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """The duties of a session that is cancelled, or taken out of the record, aren't needed."""
    held: session.Session = read(fact.stream)
    if held.foreseen is None:
        plans = [known for _, known in plan.plans_of(int(fact.stream.split("/")[1]), read)]
    else:
        plans = [read(held.foreseen.plan)]
    for duty in {one.number: one for known in plans for one in known.duties}.values():
        stream = task.stream(Origin(kind="session_duty", source=fact.stream, number=duty.number))
        known: task.Task = read(stream)
        if known.assigned is not None and known.closed is None:
            yield Step(
                rule="cancelled-session-frees-its-duties",
                stream=stream,
                decision=task.close,
                arguments={
                    "on": latest(fact.event.on, known.assigned.on),
                    "outcome": "not_needed",
                    "reason": fact.event.reason,
                },
            )


def session_was_voided(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A session of which nothing stands any more has no duties."""
    if read(fact.stream) == session.INITIAL:
        yield from duties_fall_away(fact, read)


def _charged(
    on: On,
    duty: Duty,
    lead: BodyId,
    origin: Origin,
    here: Ward,
    beside: Sequence[BodyId] = (),
) -> Step:
    """The duty as a task of the body that the plan names, or of who carries on for it.

    One body answers for it: of several that lead it together the first one. The others stand
    first among those that support it.
    """
    lead = here.successor(lead)
    others = (*duty.with_leads, *beside, *duty.supports)
    supports = dict.fromkeys(here.successor(body) for body in others)
    return Step(
        rule="adopted-plan-assigns-its-duties",
        stream=task.stream(origin),
        decision=task.assign,
        arguments={
            "on": on,
            "origin": origin,
            "text": duty.wording,
            "lead": lead,
            "supports": tuple(body for body in supports if body != lead),
            "phase": duty.phase,
            **({} if duty.due is None else {"due": duty.due}),
        },
    )


def _cells(groups: tuple[GroupId, ...], here: Ward) -> list[BodyId]:
    """The Party cells of the session's groups; of a session with the whole unit there is none."""
    cells = (here.groups[group].cell for group in groups if group in here.groups)
    return [*dict.fromkeys(cell for cell in cells if cell is not None)]
