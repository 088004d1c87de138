"""Thực hiện kế hoạch: what a year's plan foresaw against what was held, announced and done.

Questions: each session of the year with what became of it (`sessions`), each duty of the plan
(`duties`), and the same by quarter (`quarters`). What the law expects of each period is counted
by `board.periodic`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias, get_args

import msgspec

from dialogue_cases.deadlines import MET, Grounds, Obligation, Verdict, verdict
from dialogue_cases.plan import stream as plan_stream
from dialogue_cases.projection import (
    Answer,
    Column,
    Columns,
    LifeAsKnown,
    View,
    Views,
    ViewTable,
    Wording,
    json_of,
)
from dialogue_cases.record import Known
from dialogue_cases.session import Session
from dialogue_cases.spelling import same_name
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    Phase,
    Quarter,
    StreamId,
    When,
    first_day,
    last_day,
    month,
    period_words,
    quarter_in,
)

PlanDeviation: TypeAlias = Literal[
    "not planned",  # ngoài kế hoạch
    "postponed",  # đã hoãn
    "other period",  # khác thời gian
    "other place",  # khác địa điểm
    "other topics",  # khác chủ đề
    "other groups",  # khác tổ dân phố
]
"""Khác kế hoạch: in what a session differs from its plan."""

CONCLUDE, ANNOUNCE = ("conclusion-notice",), ("dialogue-announcement", "reception-schedule")


class PlanSession(msgspec.Struct, frozen=True, kw_only=True):
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
    differs: tuple[PlanDeviation, ...]
    told_before: int
    told_during: int
    told_after: int
    announce_by: date | None
    announced_on: date | None
    announced_in_time: bool | None
    conclude_by: date | None
    concluded_on: date | None
    concluded_in_time: bool | None


class PlanDuty(Grounds, frozen=True, kw_only=True):
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


def rows(life: LifeAsKnown) -> Iterator[PlanSession | PlanDuty]:
    """A session against its plan; or the task that a duty of the plan is."""
    match life.state:
        case Session() as session:
            yield from _occasion(life, session)
        case Task() as task:
            yield from _charged(life, task)


def _occasion(life: LifeAsKnown, session: Session) -> Iterator[PlanSession]:
    if session.foreseen is None and session.arranged is None and session.opened is None:
        return
    foreseen, held = session.foreseen, session.opened or session.ended
    channels = [one.phase for one in session.announcements]
    announced, concluded = _owed(life, ANNOUNCE), _owed(life, CONCLUDE)
    _, year, number = life.stream.split("/")
    yield PlanSession(
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


def _owed(life: LifeAsKnown, slugs: tuple[str, ...]) -> Obligation | None:
    """The last such duty that didn't fall away: a postponement makes an earlier one void."""
    found = [one for one in life.owed if one.rule.slug in slugs and one.ended is None]
    return max(found, key=lambda one: (one.anchor_day, str(one.root)), default=None)


def _differs(stream: StreamId, session: Session) -> Iterator[PlanDeviation]:
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
    said = bool(foreseen.topics)  # what the plan leaves open isn't otherwise
    if said and {one.code for one in foreseen.topics} != {one.code for one in arranged.topics}:
        yield "other topics"
    if set(foreseen.groups) != set(arranged.groups):
        yield "other groups"


def _charged(life: LifeAsKnown, task: Task) -> Iterator[PlanDuty]:
    assigned, work = task.assigned, life.work
    if assigned is None or work is None:
        return
    if assigned.origin.kind not in ("plan_duty", "session_duty"):
        return
    yield PlanDuty(
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
    version=3,
    about=("dialogue", "reception", "task"),
    tables=(
        ViewTable(
            PlanSession,
            "plan_sessions",
            ("CREATE INDEX plan_sessions_by_stream ON plan_sessions (stream)",),
        ),
        ViewTable(
            PlanDuty,
            "plan_duties",
            (
                "CREATE INDEX plan_duties_by_stream ON plan_duties (stream)",
                "CREATE INDEX plan_duties_by_source ON plan_duties (source)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- The question ----------------------------------------------------------------------

SessionFate: TypeAlias = Literal[
    "held",  # đã tổ chức
    "cancelled",  # huỷ
    "missed",  # quá thời gian kế hoạch, chưa tổ chức
    "awaited",  # chưa đến
]
"""Kết quả: what became of a session by a day."""

OF_THE_YEAR = "plan = :plan OR plan LIKE :plan || '/%' OR (plan IS NULL AND year = :year)"
"""A session of the year is one that a plan of it foresees, or one that is numbered in it."""

SESSIONS = f"""
SELECT held.*,
    CASE WHEN held_on <= :on THEN 'held'
        WHEN cancelled_on <= :on THEN 'cancelled'
        WHEN coalesce(day, planned_through) < :on THEN 'missed'
        ELSE 'awaited' END AS fate,
    (SELECT json_group_array({json_of(Grounds)}) FROM plan_duties
        WHERE source = held.stream AND arose <= :on) AS charged
FROM plan_sessions AS held
WHERE {OF_THE_YEAR}
ORDER BY stream LIKE 'reception/%', number
"""

DUTIES = f"""
SELECT * FROM plan_duties
WHERE arose <= :on AND (source = :plan OR source LIKE :plan || '/%' OR source IN (
    SELECT stream FROM plan_sessions WHERE {OF_THE_YEAR}))
ORDER BY source NOT LIKE 'plan/%', source LIKE 'reception/%', source, number
"""


class _Found(PlanSession, frozen=True, kw_only=True):
    fate: SessionFate
    charged: tuple[Grounds, ...]


class SessionFulfilment(PlanSession, frozen=True, kw_only=True):
    """Một buổi với kết quả: a session, what became of it, and its duties.

    Args:
        fate: what became of it by the day asked about.
        duties: how many duties it brought that didn't fall away …
        duties_done: … and how many of them are done.
    """

    fate: SessionFate
    duties: int
    duties_done: int


class DutyFulfilment(PlanDuty, frozen=True, kw_only=True):
    """Một nhiệm vụ với kết quả, by the day asked about."""

    fate: Verdict


class QuarterFulfilment(msgspec.Struct, frozen=True, kw_only=True):
    """Một quý: how much was planned, held, announced, concluded and done.

    Args:
        quarter: 1 to 4; None for sessions of which no day is known.
        planned: how many dialogues the plan foresees in it …
        held: … and how many were held that stand under it …
        cancelled: … were cancelled …
        missed: … or passed without having been held.
        reception_days: on how many days people were received.
        concluded_in_time: how many conclusion notices came in time …
        to_conclude: … of how many that were owed.
        duties: how many duties its sessions brought …
        duties_done: … and how many are done.
    """

    quarter: Quarter | None
    planned: int
    held: int
    cancelled: int
    missed: int
    reception_days: int
    concluded_in_time: int
    to_conclude: int
    duties: int
    duties_done: int


def sessions(
    views: Views, year: int, on: date, *, known: Known | None = None
) -> Answer[SessionFulfilment]:
    """The sessions of a year, planned or not, with what became of them.

    Args:
        views: of the store.
        year: of the plan.
        on: the local day at whose end they are judged.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    found = views.ask(VIEW, _Found, SESSIONS, _parameters(year, on), known=known)
    told = tuple(_kept(one, on) for one in found.rows)
    return found.of(told)


def _kept(found: _Found, on: date) -> SessionFulfilment:
    told = Counter(verdict(one, on) for one in found.charged)
    fields = {name: getattr(found, name) for name in (*PlanSession.__struct_fields__, "fate")}
    done = sum(told[one] for one in MET)
    return SessionFulfilment(**fields, duties=told.total() - told["void"], duties_done=done)


def duties(
    views: Views, year: int, on: date, *, known: Known | None = None
) -> Answer[DutyFulfilment]:
    """The duties of a year's plan, of the year and of each session; arguments as `sessions`."""
    found = views.ask(VIEW, PlanDuty, DUTIES, _parameters(year, on), known=known)
    law = views.law(known)
    told = tuple(
        DutyFulfilment(
            **msgspec.structs.asdict(one.on(on)),
            fate=verdict(one, on, law.calendar_on(one.anchor_day)),
        )
        for one in found.rows
    )
    return found.of(told)


def quarters(
    views: Views, year: int, on: date, *, known: Known | None = None
) -> Answer[QuarterFulfilment]:
    """The sessions of a year counted by quarter; arguments as `sessions`."""
    found = sessions(views, year, on, known=known)
    among: dict[Quarter | None, list[SessionFulfilment]] = {}
    if any(one.plan is not None for one in found.rows):
        # Of a planned year every quarter is told: one in which no dialogue is foreseen is seen.
        among = {quarter: [] for quarter in get_args(Quarter)}
    for one in found.rows:
        among.setdefault(_quarter(one), []).append(one)
    told = tuple(
        _in_quarter(quarter, among[quarter], on)
        for quarter in sorted(among, key=lambda one: one or 5)  # what has none comes last
    )
    return found.of(told)


def _quarter(one: SessionFulfilment) -> Quarter | None:
    """Under which the plan has it, else in which it was held or is to be, by the plan at last."""
    day = one.held_on or one.day or one.planned_through
    if one.quarter is not None or day is None:
        return one.quarter
    return quarter_in(day)


def _in_quarter(
    quarter: Quarter | None, its: Sequence[SessionFulfilment], on: date
) -> QuarterFulfilment:
    held = [one for one in its if one.fate == "held"]
    dialogues = [one for one in its if one.stream.startswith("dialogue/")]
    concluded = [one for one in its if one.concluded_on is not None and one.concluded_on <= on]
    return QuarterFulfilment(
        quarter=quarter,
        planned=sum(one.plan is not None for one in dialogues),
        held=sum(one.fate == "held" for one in dialogues),
        cancelled=sum(one.fate == "cancelled" for one in dialogues),
        missed=sum(one.fate == "missed" for one in dialogues),
        reception_days=len({one.held_on for one in held if one.stream.startswith("reception/")}),
        concluded_in_time=sum(bool(one.concluded_in_time) for one in concluded),
        to_conclude=sum(one.conclude_by is not None for one in held),
        duties=sum(one.duties for one in its),
        duties_done=sum(one.duties_done for one in its),
    )


def _parameters(year: int, on: date) -> dict[str, object]:
    return {"year": year, "plan": plan_stream(year), "on": on}


# -- What people read -------------------------------------------------------------------


def _planned(session: SessionFulfilment, _: Wording) -> When | str | None:
    if session.planned_from is None:
        return None
    period = When(day=session.planned_from, through=session.planned_through)
    a_month = period == month(period.day.year, period.day.month)
    return period if a_month else period_words(period)


def _notices(session: SessionFulfilment, _: Wording) -> str:
    return f"{session.told_before}·{session.told_during}·{session.told_after}"


def _duties_done(one: SessionFulfilment | QuarterFulfilment, _: Wording) -> str:
    return f"{one.duties_done} – {one.duties}"


def _none_foreseen(one: QuarterFulfilment, wording: Wording) -> str | None:
    return None if one.planned or not one.quarter else wording.say("none foreseen")


SESSION_COLUMNS: Columns[SessionFulfilment] = Columns(
    SessionFulfilment,
    [
        Column("stream", "Buổi", "Session", width=16, wide=18),
        Column("quarter", "Quý", "Quarter", wide=8),
        Column(
            "planned_from planned_through", "Dự kiến", "Planned", width=7, wide=20, told=_planned
        ),
        Column("day", "Ngày ấn định", "Fixed on", wide=12),
        Column("held_on", "Ngày họp", "Held on", width=10, wide=12),
        Column("fate", "Kết quả", "Standing", width=8),
        Column("differs", "Khác kế hoạch", "Otherwise than planned", width=7),
        Column("put_off", "Số lần đổi hạn", "Put off", wide=8),
        Column("place", "Địa điểm", "Place", wide=32),
        Column("topics", "Chủ đề các buổi", "Topics", wide=32),
        Column("groups", "Tổ dân phố", "Residential group"),
        Column("people", "Số người", "People", wide=8),
        Column(
            "told_before told_during told_after",
            "Thông báo",
            "Notices",
            width=6,
            wide=8,
            told=_notices,
        ),
        Column("announce_by", "Hạn thông báo", "Announce by", wide=12),
        Column("announced_on", "Ngày thông báo", "Announced on", wide=12),
        Column("announced_in_time", "Đúng hạn", "In time", wide=8),
        Column("conclude_by", "Hạn kết luận", "Conclude by", wide=12),
        Column("concluded_on", "Ngày kết luận", "Concluded on", wide=12),
        Column("concluded_in_time", "Kết luận đúng hạn", "Concluded in time", width=5, wide=8),
        Column("duties_done duties", "Nhiệm vụ đã xong", "Duties done", width=7, told=_duties_done),
    ],
    untold="year number plan cancelled_on",
)
"""Thực hiện kế hoạch: the columns of sessions …"""

QUARTER_COLUMNS: Columns[QuarterFulfilment] = Columns(
    QuarterFulfilment,
    [
        Column("quarter", "Quý", "Quarter", width=4, wide=8),
        Column("planned", "Dự kiến", "Planned", width=6, wide=8),
        Column("held", "Đã họp", "Held", width=6, wide=8),
        Column("cancelled", "Huỷ", "Cancelled", width=5, wide=8),
        Column("missed", "Chưa họp", "Not held", width=7, wide=8),
        Column("reception_days", "Ngày tiếp dân", "Reception days", width=8),
        Column(
            "concluded_in_time to_conclude",
            "Kết luận đúng hạn",
            "Concluded in time",
            width=10,
            told=lambda one, _: f"{one.concluded_in_time} – {one.to_conclude}",
        ),
        Column("duties_done duties", "Nhiệm vụ đã xong", "Duties done", width=9, told=_duties_done),
        Column("planned quarter", "Ghi chú", "Note", width=9, told=_none_foreseen),
    ],
)
"""… of quarters …"""

DUTY_COLUMNS: Columns[DutyFulfilment] = Columns(
    DutyFulfilment,
    [
        Column("source", "Của", "Of", width=11, wide=18),
        Column("number", "Số", "Duty", width=4, wide=8),
        Column("phase", "Khi nào", "When", width=6),
        Column("text", "Nội dung nhiệm vụ", "What is to be done", width=24, wide=64),
        Column("lead", "Chủ trì", "Lead", width=13, wide=28),
        Column("fate", "Kết quả", "Standing", width=10),
        Column("done_on", "Ngày hoàn thành", "Done on", wide=12),
        Column("stream", "Hồ sơ", "Life", wide=28),
    ],
    untold="reports",
)
"""… and of duties."""


__all__ = [
    "DUTY_COLUMNS",
    "QUARTER_COLUMNS",
    "SESSION_COLUMNS",
    "VIEW",
    "DutyFulfilment",
    "PlanDeviation",
    "PlanDuty",
    "PlanSession",
    "QuarterFulfilment",
    "SessionFate",
    "SessionFulfilment",
    "duties",
    "quarters",
    "sessions",
]
