"""What is kept of a plan: each session as planned and as it was, each duty as a task."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from dialogue_cases.deadlines import Grounds, Obligation
from dialogue_cases.deadlines.verdict import COLUMNS
from dialogue_cases.projection import Life, Table, View
from dialogue_cases.session import Session
from dialogue_cases.spelling import same_name
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    Phase,
    Quarter,
    StreamId,
    first_day,
    last_day,
)

Deviation: TypeAlias = Literal[
    "not planned",  # ngoài kế hoạch
    "postponed",  # đã hoãn
    "other period",  # khác thời gian
    "other place",  # khác địa điểm
    "other topics",  # khác chủ đề
    "other groups",  # khác tổ dân phố
]
"""Khác kế hoạch: in what a session differs from its plan."""

SESSIONS_TABLE = """CREATE TABLE plan_sessions (
    stream TEXT NOT NULL,
    year INTEGER NOT NULL,
    number INTEGER NOT NULL,
    plan TEXT,
    quarter INTEGER,
    planned_from TEXT,
    planned_through TEXT,
    day TEXT,
    place TEXT,
    topics TEXT NOT NULL,
    groups TEXT NOT NULL,
    held_on TEXT,
    people INTEGER,
    put_off INTEGER NOT NULL,
    cancelled_on TEXT,
    differs TEXT NOT NULL,
    told_before INTEGER NOT NULL,
    told_during INTEGER NOT NULL,
    told_after INTEGER NOT NULL,
    announce_by TEXT,
    announced_on TEXT,
    announced_in_time INTEGER,
    conclude_by TEXT,
    concluded_on TEXT,
    concluded_in_time INTEGER)"""

DUTIES_TABLE = f"""CREATE TABLE plan_duties (
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    number INTEGER NOT NULL,
    phase TEXT,
    text TEXT NOT NULL,
    lead TEXT,
    reports INTEGER NOT NULL,
    {COLUMNS})"""

CONCLUDE, ANNOUNCE = ("conclusion-notice",), ("dialogue-announcement", "reception-schedule")


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """Buổi: a dialogue or a reception, as it was planned and as it was.

    Args:
        stream: the session …
        year: … the year of its number …
        number: … and its number.
        plan: the plan that foresees it; None if none does.
        quarter: under which quarter it stands there …
        planned_from: … and the first …
        planned_through: … and the last local day of the time that it foresees.
        day: the day that is fixed now.
        place: where, as last fixed or foreseen …
        topics: … its topics …
        groups: … and its residential groups.
        held_on: the local day on which it was opened, or ended where no opening is recorded.
        people: how many came.
        put_off: how many times it was put off.
        cancelled_on: the day on which it was cancelled.
        differs: in what it differs from the plan.
        told_before: how many announcements were made before …
        told_during: … during …
        told_after: … and after it.
        announce_by: the last day to announce what is fixed …
        announced_on: … when that was done …
        announced_in_time: … and whether in time, as known then.
        conclude_by: the last day for the conclusion notice …
        concluded_on: … when it was issued …
        concluded_in_time: … and whether in time, as known then.
    """

    stream: StreamId
    year: int
    number: int
    plan: StreamId | None
    quarter: Quarter | None
    planned_from: date | None
    planned_through: date | None
    day: date | None
    place: str | None
    topics: tuple[str, ...]
    groups: tuple[GroupId, ...]
    held_on: date | None
    people: int | None
    put_off: int
    cancelled_on: date | None
    differs: tuple[Deviation, ...]
    told_before: int
    told_during: int
    told_after: int
    announce_by: date | None
    announced_on: date | None
    announced_in_time: bool | None
    conclude_by: date | None
    concluded_on: date | None
    concluded_in_time: bool | None


class Charged(Grounds, frozen=True, kw_only=True):
    """Nhiệm vụ theo kế hoạch: a duty of the year, or of one session; told when it `arose`.

    Args:
        stream: the task …
        source: … the plan, or the session that brought the duty …
        number: … and its number in the plan.
        phase: before, during or after a session, or the whole year.
        text: what is to be done.
        lead: the body that leads.
        reports: how many times progress was reported.
    """

    stream: StreamId
    source: StreamId
    number: int
    phase: Phase | None
    text: str
    lead: BodyId | None
    reports: int


def rows(life: Life) -> Iterator[Occasion | Charged]:
    """A session against its plan; or the task that a duty of the plan is."""
    match life.state:
        case Session() as session:
            yield from _occasion(life, session)
        case Task() as task:
            yield from _charged(life, task)


def _occasion(life: Life, session: Session) -> Iterator[Occasion]:
    if session.foreseen is None and session.arranged is None and session.opened is None:
        return
    foreseen, held = session.foreseen, session.opened or session.ended
    channels = [one.phase for one in session.announcements]
    announced, concluded = _owed(life, ANNOUNCE), _owed(life, CONCLUDE)
    _, year, number = life.stream.split("/")
    yield Occasion(
        stream=life.stream,
        year=int(year),
        number=int(number),
        plan=foreseen.plan if foreseen else None,
        quarter=foreseen.quarter if foreseen else None,
        planned_from=first_day(foreseen.period) if foreseen else None,
        planned_through=last_day(foreseen.period) if foreseen else None,
        day=session.fixed.day if session.fixed else None,
        place=session.place.name if session.place else None,
        topics=tuple(one.title for one in session.topics),
        groups=session.groups,
        held_on=first_day(held.on) if held else None,
        people=session.people,
        put_off=len(session.postponed),
        cancelled_on=first_day(session.cancelled.on) if session.cancelled else None,
        differs=tuple(_differs(life.stream, session)),
        told_before=channels.count("before"),
        told_during=channels.count("during"),
        told_after=channels.count("after"),
        announce_by=announced.due if announced else None,
        announced_on=announced.discharged.day if announced and announced.discharged else None,
        announced_in_time=announced.in_time if announced else None,
        conclude_by=concluded.due if concluded else None,
        concluded_on=first_day(session.notices[0].on) if session.notices else None,
        concluded_in_time=concluded.in_time if concluded else None,
    )


def _owed(life: Life, slugs: tuple[str, ...]) -> Obligation | None:
    """The last such duty that didn't fall away: a postponement makes an earlier one void."""
    found = [one for one in life.owed if one.rule.slug in slugs and one.ended is None]
    return max(found, key=lambda one: (one.anchor_day, str(one.root)), default=None)


def _differs(stream: StreamId, session: Session) -> Iterator[Deviation]:
    foreseen, arranged = session.foreseen, session.arranged
    held = session.opened or session.ended
    if session.postponed:
        yield "postponed"
    if foreseen is None:
        if stream.startswith("dialogue/"):  # reception days are announced by themselves
            yield "not planned"
        return
    day = first_day(held.on) if held else session.fixed.day if session.fixed else None
    if day is not None and not first_day(foreseen.period) <= day <= last_day(foreseen.period):
        yield "other period"
    if arranged is None:
        return
    if foreseen.place is not None and not same_name(foreseen.place.name, arranged.place.name):
        yield "other place"
    if {one.code for one in foreseen.topics} != {one.code for one in arranged.topics}:
        yield "other topics"
    if set(foreseen.groups) != set(arranged.groups):
        yield "other groups"


def _charged(life: Life, task: Task) -> Iterator[Charged]:
    assigned, work = task.assigned, life.work
    if assigned is None or work is None:
        return
    if assigned.origin.kind not in ("plan_duty", "session_duty"):
        return
    yield Charged(
        **msgspec.structs.asdict(work),
        stream=life.stream,
        source=assigned.origin.source,
        number=assigned.origin.number,
        phase=assigned.phase,
        text=task.text,
        lead=task.lead,
        reports=len(task.progress),
    )


VIEW = View(
    name="plan-fulfilment",
    version=2,
    about=("dialogue", "reception", "task"),
    tables=(
        Table(
            Occasion,
            SESSIONS_TABLE,
            ("CREATE INDEX plan_sessions_by_stream ON plan_sessions (stream)",),
        ),
        Table(
            Charged,
            DUTIES_TABLE,
            (
                "CREATE INDEX plan_duties_by_stream ON plan_duties (stream)",
                "CREATE INDEX plan_duties_by_source ON plan_duties (source)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)
