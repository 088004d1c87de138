"""Số liệu cuối năm: what the record answers at the end of a year; nothing here is known before.

Everything is asked of an `Office`: states on a day, deadlines, duties of a period, the log.
`report` says it in Vietnamese.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import frozen

from dialogue_cases import plan, session, task
from dialogue_cases.audit.findings import FindingsWanted, findings
from dialogue_cases.deadlines import Obligation, ward_obligations
from dialogue_cases.office import Office
from dialogue_cases.plan.periods import QUARTERS
from dialogue_cases.record import Escalated, Recorded, Voided
from dialogue_cases.session import Item, Session, Shortcoming
from dialogue_cases.session.state import Notice
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import (
    BodyId,
    Despite,
    StreamId,
    TopicCode,
    last_day,
)
from dialogue_cases.ward import ReportSent
from dialogue_cases.workdays import days_late

Kept: TypeAlias = Literal[
    "in time",  # đúng hạn
    "late",  # muộn
    "without a day",  # không có hạn
]
State: TypeAlias = Literal[
    "kept",  # đã thực hiện, đã xác nhận
    "reported done",  # đã báo cáo xong, chờ xác nhận
    "overdue",  # quá hạn
    "open",  # đang thực hiện
    "merged",  # gộp vào mục khác
    "dropped",  # không còn cần
]
"""Tình trạng của một lời hứa."""

OWING = ("dialogue/", "reception/", "task/", "petition/", "proceeding/")
"""The lives in which something may be overdue."""


@frozen(kw_only=True)
class Year:
    """Cuối năm: a year's record, looked at on its last day."""

    office: Office
    year: int
    on: date

    # -- Sessions --------------------------------------------------------------------------

    def sessions(self) -> Mapping[StreamId, Session]:
        """The year's dialogues, by number."""
        found = {
            stream: self.office.as_of(stream, effective=self.on)
            for stream in self.streams(f"dialogue/{self.year}/")
        }
        return dict(sorted(found.items(), key=lambda one: number_of(one[0])))

    def plan(self) -> plan.Plan:
        """The year's plan."""
        state: plan.Plan = self.office.as_of(plan.stream(self.year), effective=self.on)
        return state

    def opinions_by_topic(self) -> Mapping[TopicCode, Mapping[StreamId, int]]:
        """How many opinions each topic had, at which dialogue."""
        found: dict[TopicCode, dict[StreamId, int]] = {}
        for stream, held in self.sessions().items():
            for opinion in held.opinions:
                code = opinion.topic.code if opinion.topic else "other"
                sessions = found.setdefault(code, {})
                sessions[stream] = sessions.get(stream, 0) + 1
        return found

    def warnings(self) -> Iterator[tuple[StreamId, Session, Shortcoming]]:
        """What the dialogues still lack."""
        for stream, held in self.sessions().items():
            for shortcoming in session.warnings(held):
                yield stream, held, shortcoming

    # -- Terms -----------------------------------------------------------------------------

    def owed(self, stream: StreamId, rule: str) -> list[Obligation]:
        """What was owed in a life under a rule, and wasn't made void."""
        return [
            one
            for one in self.office.deadlines(stream)
            if one.rule.id == rule and one.status(self.on) != "void"
        ]

    def late_by(self, owed: Obligation) -> int:
        """How many working days an obligation was met late, or is overdue by now."""
        done = owed.discharged.day if owed.discharged else self.on
        if owed.due is None or done <= owed.due:
            return 0
        calendar = self.office.law_on(self.on).calendar_on(self.on)
        return days_late(calendar, owed.due, done, "working_days")

    def overdue(self) -> list[Obligation]:
        """What is overdue on the last day, the oldest first."""
        found = [
            one
            for stream in self.streams(
                "dialogue/", "reception/", "task/", "petition/", "proceeding/"
            )
            for one in self.office.deadlines(stream)
            if one.status(self.on) == "overdue"
        ]
        return sorted(found, key=lambda one: (one.due or date.max, one.stream))

    def of_periods(self, rule: str) -> list[Obligation]:
        """The duties of the year's months or quarters under a rule."""
        first = date(self.year, 1, 1)
        law = self.office.law_on(self.on)
        everything = ward_obligations(self.office.log.since(), law, first=first, last=self.on)
        return [one for one in everything if one.rule.id == rule]

    # -- Promises and duties -----------------------------------------------------------------

    def promises(self) -> list["Promise"]:
        """Every item of every notice, in the order of the sessions and of the numbers."""
        return [
            self._promise(stream, notice, item)
            for stream, held in self.sessions().items()
            for notice, item in _items(held)
        ]

    def directions(self) -> list["Promise"]:
        """What was directed after a reception."""
        return [
            self.followed(stream)
            for stream in self.streams("task/reception/")
            if _origin(self._task(stream)) == "direction"
        ]

    def followed(self, stream: StreamId) -> "Promise":
        """What became of a task."""
        return self._followed(stream, self._task(stream))

    def duties(self) -> Mapping[BodyId, list[tuple[StreamId, Task]]]:
        """The duties of the plan's part III, by the body that leads."""
        found: dict[BodyId, list[tuple[StreamId, Task]]] = {}
        for stream in self.streams("task/"):
            duty = self._task(stream)
            if _origin(duty) in ("plan_duty", "session_duty") and duty.lead is not None:
                found.setdefault(duty.lead, []).append((stream, duty))
        return found

    def _promise(self, source: StreamId, notice: Notice, item: Item) -> "Promise":
        origin = task.Origin(kind="conclusion_item", source=source, number=item.number)
        stream = task.stream(origin)
        return self._followed(stream, self._task(stream), notice)

    def _followed(
        self, stream: StreamId, followed: Task, notice: Notice | None = None
    ) -> "Promise":
        owed = next(iter(self.owed(stream, "T1")), None)
        return Promise(
            stream=stream,
            notice=notice,
            task=followed,
            state=_state(followed, self.on),
            kept=_kept(followed, owed),
            owed=owed,
            late_by=self.late_by(owed) if owed else 0,
        )

    # -- What an auditor asks ----------------------------------------------------------------

    def despite(self) -> list[tuple[Recorded[Any], Despite]]:
        """What was recorded although a rule forbids it, with the reason."""
        return [(one, rule) for one in self._log() for rule in one.despite]

    def corrections(self) -> list[tuple[Recorded[Any], Recorded[Any]]]:
        """Each entry that stands in for another, with that other one."""
        return self._replacing(void=False)

    def changed_by(self, fact: Recorded[Any]) -> list[tuple[Obligation, Obligation]]:
        """What was held to be in time before a correction, and is late since, or the reverse."""
        before = self.office.deadlines(fact.stream, known=fact.position - 1)
        since = {
            one.identity: one for one in self.office.deadlines(fact.stream, known=fact.position)
        }
        return [
            (one, since[one.identity])
            for one in before
            if one.identity in since and one.in_time != since[one.identity].in_time
        ]

    def voids(self) -> list[tuple[Recorded[Any], Recorded[Any]]]:
        """Each entry that takes another out, with that other one."""
        return self._replacing(void=True)

    def late_entries(self) -> list[Recorded[Any]]:
        """What an officer decided long before it was typed in."""
        wanted = FindingsWanted(kinds=("late-entry",))
        found = findings(self.office, self.on, wanted)
        facts = [self.office.fact(ref) for one in found for ref in one.facts]
        return sorted(facts, key=lambda one: one.position)

    def escalations(self) -> list[Recorded[Any]]:
        """What was told upwards because it was overdue."""
        return [one for one in self._log() if isinstance(one.event, Escalated)]

    def _replacing(self, *, void: bool) -> list[tuple[Recorded[Any], Recorded[Any]]]:
        by_ref = {(one.stream, one.version): one for one in self._log()}
        return [
            (one, by_ref[one.stream, one.corrects])
            for one in by_ref.values()
            if one.corrects is not None and isinstance(one.event, Voided) == void
        ]

    # -- Reports -----------------------------------------------------------------------------

    def reports(self) -> list["QuarterlyReport"]:
        """For each quarter that is over, which reports were sent."""
        sent = {(one.kind, one.period): one for one in self.office.ward(effective=self.on).reports}
        over = [one for one in QUARTERS if last_day(plan.quarter_of(self.year, one)) < self.on]
        return [
            QuarterlyReport(
                quarter=quarter,
                kind=kind,
                sent=sent.get((kind, plan.quarter_of(self.year, quarter))),
            )
            for quarter in over
            for kind in REPORTS
        ]

    # -- Reading -----------------------------------------------------------------------------

    def _log(self) -> list[Recorded[Any]]:
        return list(self.office.log.since())

    def streams(self, *words: str) -> list[StreamId]:
        """The lives whose names begin with one of these words, as they came into the record."""
        return list(
            dict.fromkeys(one.stream for one in self._log() if one.stream.startswith(words))
        )

    def _task(self, stream: StreamId) -> Task:
        state: Task = self.office.as_of(stream, effective=self.on)
        return state


@frozen(kw_only=True)
class Promise:
    """Lời hứa: one item of a notice, or a direction, and what became of it.

    Args:
        stream: of its task.
        notice: the notice that said it last; None of a direction.
        task: what is known of it.
        state: how it stands.
        kept: whether in time, where it has been reported done.
        owed: its last day as an obligation; None if no day was set.
        late_by: working days after its last day, of the report or up to now.
    """

    stream: StreamId
    notice: Notice | None
    task: Task
    state: State
    kept: Kept | None
    owed: Obligation | None
    late_by: int

    @property
    def source(self) -> StreamId:
        """The session that it comes from."""
        return self.task.origin.source if self.task.origin else StreamId("")

    @property
    def number(self) -> int:
        """Its number there."""
        return self.task.origin.number if self.task.origin else 0


ReportKind: TypeAlias = Literal["conclusion_follow_up", "reception_and_dialogue"]
REPORTS: Sequence[ReportKind] = ("conclusion_follow_up", "reception_and_dialogue")


@frozen(kw_only=True)
class QuarterlyReport:
    """Báo cáo quý: whether it was sent."""

    quarter: int
    kind: ReportKind
    sent: ReportSent | None


def number_of(stream: StreamId) -> int:
    """The number of a session: 3 of `dialogue/2023/3`."""
    return int(stream.rpartition("/")[2])


def _origin(one: Task) -> str | None:
    return one.origin.kind if one.origin else None


def _items(held: Session) -> list[tuple[Notice, Item]]:
    """Each item with the last notice that has it; a replaced notice's items aren't lost."""
    last = {item.number: (notice, item) for notice in held.notices for item in notice.items}
    return [last[number] for number in sorted(last)]


def _state(followed: Task, on: date) -> State:
    if followed.closed is not None and followed.closed.outcome != "carried_out":
        return "merged" if followed.closed.outcome == "superseded" else "dropped"
    if followed.status in ("verified", "closed"):
        return "kept"
    if followed.status == "done":
        return "reported done"
    return "overdue" if followed.overdue_on(on) else "open"


def _kept(followed: Task, owed: Obligation | None) -> Kept | None:
    if followed.due is None:
        return "without a day"
    if owed is None or owed.discharged is None:
        return None
    return "in time" if owed.in_time else "late"
