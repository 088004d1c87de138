"""Bảng tổng hợp theo cơ quan: what each body was told to do, in time, late, open, how long.

Question: of all that was told in some days, how much each body settled and how fast (`scores`);
by the body that was told then, or by who carries on for it now.
It counts work, not people: no officer is in it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from attrs import asdict, frozen

from dialogue_cases.deadlines import MET, UNDATED, UNDER_WAY, Grounds, verdict
from dialogue_cases.law import Law
from dialogue_cases.petition import Petition, Satisfaction
from dialogue_cases.projection import (
    Answer,
    Column,
    Columns,
    LifeAsKnown,
    View,
    Views,
    ViewTable,
    where,
)
from dialogue_cases.record import Known
from dialogue_cases.task import Task
from dialogue_cases.views.matters.grievances import BodySuccession, successions
from dialogue_cases.vocabulary import BodyId, StreamId
from dialogue_cases.ward import Ward

ScorecardKind: TypeAlias = Literal[
    "plan_duty",  # nhiệm vụ cả năm theo kế hoạch
    "session_duty",  # nhiệm vụ theo kế hoạch cho một buổi
    "conclusion_item",  # nội dung trong thông báo kết luận
    "direction",  # ý kiến chỉ đạo
    "petition",  # đơn được phân công
]
"""Loại việc: a task by its origin, or a petition that was assigned."""

ScorecardBy: TypeAlias = Literal[
    "then",  # cơ quan được giao khi đó
    "now",  # cơ quan kế thừa hiện nay
]
"""Theo cơ quan: that was told then, or that carries on for it now."""


class ScorecardPiece(Grounds, frozen=True, kw_only=True):
    """Một việc: a task, or a petition, that one body was told to settle; told when it `arose`.

    Args:
        stream: the task or petition.
        kind: which of them.
        body: the body that leads, as it was told last.
        reopened: how many times it was opened again: not accepted, directed again, reopened.
        obstacles: how many obstacles were told.
        satisfaction: of a petition, what the petitioner said last of how it was settled.
    """

    stream: StreamId
    kind: ScorecardKind
    body: BodyId
    reopened: int
    obstacles: int
    satisfaction: Satisfaction | None = None


def rows(life: LifeAsKnown) -> Iterator[ScorecardPiece | BodySuccession]:
    """The piece of work that a task or a petition is; of the ward, who carries on for whom."""
    match life.state:
        case Task() as task:
            yield from _task(life, task)
        case Petition() as petition:
            yield from _petition(life, petition)
        case Ward() as ward:
            yield from successions(life.stream, ward)


def _task(life: LifeAsKnown, task: Task) -> Iterator[ScorecardPiece]:
    work = life.work
    if work is None or task.assigned is None or task.lead is None:
        return
    yield ScorecardPiece(
        **msgspec.structs.asdict(work),
        stream=life.stream,
        kind=task.assigned.origin.kind,
        body=task.lead,
        reopened=len(task.rejections) + len(task.redirections),
        obstacles=len(task.obstacles),
    )


def _petition(life: LifeAsKnown, petition: Petition) -> Iterator[ScorecardPiece]:
    work = life.work
    if work is None or petition.lead is None:
        return
    yield ScorecardPiece(
        **msgspec.structs.asdict(work),
        stream=life.stream,
        kind="petition",
        body=petition.lead,
        reopened=petition.times_reopened,
        obstacles=0,
        satisfaction=petition.last_satisfaction,
    )


def _days(law: Law, work: Grounds) -> int | None:
    if work.done_on is None:
        return None
    calendar = law.calendar_on(work.arose)
    return calendar.count_working_days(work.arose, work.done_on, on_unknown="provisional")


VIEW = View(
    name="scorecard",
    version=3,
    about=("task", "petition", "ward"),
    tables=(
        ViewTable(
            ScorecardPiece, "scorecard", ("CREATE INDEX scorecard_by_stream ON scorecard (stream)",)
        ),
        ViewTable(
            BodySuccession,
            "scorecard_bodies",
            ("CREATE INDEX scorecard_bodies_by_stream ON scorecard_bodies (stream, body)",),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- The question ------------------------------------------------------------------------

PIECE = """
SELECT told.*, coalesce(now, told.body) AS carries_on
FROM scorecard AS told LEFT JOIN scorecard_bodies AS bodies ON bodies.body = told.body
WHERE {conditions}
ORDER BY told.stream
"""

CONDITIONS = {
    "on": "arose <= :on",
    "first": "arose >= :first",
    "last": "arose <= :last",
    "kind": "kind = :kind",
    "body": ":body IN (told.body, now)",
}


class _Told(ScorecardPiece, frozen=True, kw_only=True):
    carries_on: BodyId


class ScorecardLine(msgspec.Struct, frozen=True, kw_only=True):
    """Kết quả của một cơ quan: how much it was told, and what became of it.

    Args:
        body: the body …
        now: … and who carries on for it now.
        told: how much it was told; the sum of the six that follow.
        in_time: done by its last day, as known then …
        late: … or after it …
        without_a_day: … or done without a last day.
        reported: reported done, and nobody has confirmed it yet.
        lifted: fell away.
        open: not done yet …
        undated: … of these, those that have no last day, standing work among them …
        overdue: … and those whose last day has passed.
        median: half of what is done, or reported done, took so many working days or fewer …
        ninetieth: … and nine tenths so many or fewer, by nearest rank; None where nothing is.
        reopened: how many times something was opened again.
        obstacles: how many obstacles were told.
        satisfied: of how many petitions the petitioner is satisfied with how it was settled …
        partly_satisfied: … in part …
        dissatisfied: … or not; the others haven't said.
    """

    body: BodyId
    now: BodyId
    told: int
    in_time: int
    late: int
    without_a_day: int
    reported: int
    lifted: int
    open: int
    undated: int
    overdue: int
    median: int | None
    ninetieth: int | None
    reopened: int
    obstacles: int
    satisfied: int
    partly_satisfied: int
    dissatisfied: int


@frozen(kw_only=True)
class ScorecardWanted:
    """Điều kiện: which work is counted; what is None doesn't matter.

    Args:
        first: told on this local day or later …
        last: … and on this one or earlier.
        body: which body was told, or carries on now.
        kind: which kind of work.
    """

    first: date | None = None
    last: date | None = None
    body: BodyId | None = None
    kind: ScorecardKind | None = None


def scores(
    views: Views,
    on: date,
    wanted: ScorecardWanted | None = None,
    *,
    by: ScorecardBy = "then",
    known: Known | None = None,
) -> Answer[ScorecardLine]:
    """How much each body was told by a local day, and what became of it by its end.

    Args:
        views: of the store.
        on: that day.
        wanted: which work; None: all.
        by: the body that was told then, or who carries on for it now.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    parameters = {**asdict(wanted or ScorecardWanted()), "on": on}
    question = PIECE.format(conditions=where(CONDITIONS, parameters))
    found = views.ask(VIEW, _Told, question, parameters, known=known)
    law = views.law(known)
    among: dict[BodyId, list[_Told]] = {}
    for one in found.rows:
        among.setdefault(one.body if by == "then" else one.carries_on, []).append(one)
    told = tuple(_score(body, among[body], on, law) for body in sorted(among))
    return found.of(told)


def _score(body: BodyId, pieces: Sequence[_Told], on: date, law: Law) -> ScorecardLine:
    standing = [verdict(one, on, law.calendar_on(one.anchor_day)) for one in pieces]
    told = Counter(standing)
    said = Counter(one.satisfaction for one in pieces)
    took = sorted(
        days
        for one, how in zip(pieces, standing, strict=True)
        if how in (*MET, "reported done") and (days := _days(law, one.on(on))) is not None
    )
    return ScorecardLine(
        body=body,
        now=pieces[0].carries_on,
        told=len(pieces),
        in_time=told["met in time"],
        late=told["met late"],
        without_a_day=told["met"],
        reported=told["reported done"],
        lifted=told["void"],
        open=told["overdue"] + sum(told[one] for one in UNDER_WAY),
        undated=sum(told[one] for one in UNDATED),
        overdue=told["overdue"],
        median=took[(len(took) + 1) // 2 - 1] if took else None,
        ninetieth=took[(9 * len(took) + 9) // 10 - 1] if took else None,
        reopened=sum(one.reopened for one in pieces),
        obstacles=sum(one.obstacles for one in pieces),
        satisfied=said["satisfied"],
        partly_satisfied=said["partly_satisfied"],
        dissatisfied=said["dissatisfied"],
    )


# -- What people read -------------------------------------------------------------------

COLUMNS: Columns[ScorecardLine] = Columns(
    ScorecardLine,
    [
        Column("body", "Cơ quan", "Body", width=12, wide=32),
        Column(
            "now body",
            "Cơ quan kế thừa",
            "Carries on now",
            wide=32,
            told=lambda one, _: one.now if one.now != one.body else None,
        ),
        Column("told", "Được giao", "Told", width=5, wide=8),
        Column("in_time", "Đúng hạn", "In time", width=5, wide=8),
        Column("late", "Muộn", "Late", width=4, wide=8),
        Column("without_a_day", "Không ghi hạn", "No last day", width=5, wide=8),
        Column("reported", "Chờ xác nhận", "Reported", width=4, wide=8),
        Column("lifted", "Thôi", "Lifted", width=4, wide=8),
        Column("open", "Đang làm", "Open", width=5, wide=8),
        Column("undated", "Không có hạn", "Undated", wide=8),
        Column("overdue", "Quá hạn", "Overdue", width=4, wide=8),
        Column("median", "Trung vị", "Half in", width=5, wide=10),
        Column("ninetieth", "90% trong", "90 % in", width=5, wide=10),
        Column("reopened", "Mở lại", "Reopened", width=4, wide=8),
        Column("obstacles", "Vướng mắc", "Obstacles", width=5, wide=8),
        Column("satisfied", "Hài lòng", "Satisfied", wide=8),
        Column("partly_satisfied", "Hài lòng một phần", "Partly satisfied", wide=8),
        Column("dissatisfied", "Không hài lòng", "Dissatisfied", wide=8),
    ],
)
"""Bảng tổng hợp theo cơ quan: its columns."""


__all__ = [
    "COLUMNS",
    "VIEW",
    "ScorecardBy",
    "ScorecardKind",
    "ScorecardLine",
    "ScorecardPiece",
    "ScorecardWanted",
    "scores",
]
