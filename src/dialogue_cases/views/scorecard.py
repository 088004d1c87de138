"""Bảng tổng hợp theo cơ quan: what each body was told to do, in time, late, open, how long.

Question: of all that was told in some days, how much each body settled and how fast (`scores`);
by the body that was told then, or by who carries on for it now.
It counts work, not people: no officer is in it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases.law import Law
from dialogue_cases.petition import Petition
from dialogue_cases.petition.events import Resolved
from dialogue_cases.projection import Answer, Life, Table, View, Views
from dialogue_cases.record import Known
from dialogue_cases.task import Task
from dialogue_cases.views.matters.kept import Seat
from dialogue_cases.vocabulary import BodyId, StreamId, first_day
from dialogue_cases.ward import Ward

Kind: TypeAlias = Literal[
    "plan_duty",  # nhiệm vụ cả năm theo kế hoạch
    "session_duty",  # nhiệm vụ theo kế hoạch cho một buổi
    "conclusion_item",  # nội dung trong thông báo kết luận
    "direction",  # ý kiến chỉ đạo
    "petition",  # đơn được phân công
]
"""Loại việc: a task by its origin, or a petition that was assigned."""

By: TypeAlias = Literal[
    "then",  # cơ quan được giao khi đó
    "now",  # cơ quan kế thừa hiện nay
]
"""Theo cơ quan: that was told then, or that carries on for it now."""

PIECES = """CREATE TABLE scorecard (
    stream TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    told_on TEXT NOT NULL,
    due TEXT,
    settled_on TEXT,
    days INTEGER,
    lifted_on TEXT,
    reopened INTEGER NOT NULL,
    obstacles INTEGER NOT NULL)"""

SEATS = """CREATE TABLE scorecard_bodies (
    stream TEXT NOT NULL,
    body TEXT NOT NULL,
    now TEXT NOT NULL)"""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """Một việc: a task, or a petition, that one body was told to settle.

    Args:
        stream: the task or petition.
        kind: which of them.
        body: the body that leads, as it was told last.
        told_on: the local day on which it was first told.
        due: the last day, as decided last.
        settled_on: the day on which it was reported done, or the petition resolved, if that
            stands …
        days: … and the working days after `told_on` until then, by the office's calendar.
        lifted_on: the day on which it fell away without being settled.
        reopened: how many times it was opened again: not accepted, directed again, reopened.
        obstacles: how many obstacles were told.
    """

    stream: StreamId
    kind: Kind
    body: BodyId
    told_on: date
    due: date | None
    settled_on: date | None
    days: int | None
    lifted_on: date | None
    reopened: int
    obstacles: int


def rows(life: Life) -> Iterator[Piece | Seat]:
    """The piece of work that a task or a petition is; of the ward, who carries on for whom."""
    match life.state:
        case Task() as task:
            yield from _task(life, task)
        case Petition() as petition:
            yield from _petition(life, petition)
        case Ward() as ward:
            for body in ward.bodies:
                yield Seat(stream=life.stream, body=body, now=ward.successor(body))


def _task(life: Life, task: Task) -> Iterator[Piece]:
    assigned, closed = task.assigned, task.closed
    if assigned is None or task.lead is None:
        return
    told_on, settled_on, lifted_on = first_day(assigned.on), task.done_on, None
    if closed is not None:
        ended = first_day(closed.on)
        if closed.outcome == "carried_out":
            settled_on = settled_on or ended
        else:
            settled_on, lifted_on = None, ended
    yield Piece(
        stream=life.stream,
        kind=assigned.origin.kind,
        body=task.lead,
        told_on=told_on,
        due=task.due,
        settled_on=settled_on,
        days=_days(life.law, told_on, settled_on),
        lifted_on=lifted_on,
        reopened=len(task.rejections) + len(task.redirections),
        obstacles=len(task.obstacles),
    )


def _petition(life: Life, petition: Petition) -> Iterator[Piece]:
    if petition.lead is None:
        return
    told_on = first_day(petition.assignments[0].on)
    resolved = isinstance(petition.closing, Resolved)
    settled_on = petition.closed_on if resolved else None
    yield Piece(
        stream=life.stream,
        kind="petition",
        body=petition.lead,
        told_on=told_on,
        due=petition.due,
        settled_on=settled_on,
        days=_days(life.law, told_on, settled_on),
        lifted_on=None if resolved else petition.closed_on,
        reopened=petition.times_reopened,
        obstacles=0,
    )


def _days(law: Law, told_on: date, settled_on: date | None) -> int | None:
    if settled_on is None:
        return None
    calendar = law.calendar_on(told_on)
    return calendar.count_working_days(told_on, settled_on, on_unknown="provisional")


VIEW = View(
    name="scorecard",
    version=2,
    about=("task", "petition", "ward"),
    tables=(
        Table(Piece, PIECES, ("CREATE INDEX scorecard_by_stream ON scorecard (stream)",)),
        Table(
            Seat,
            SEATS,
            ("CREATE INDEX scorecard_bodies_by_stream ON scorecard_bodies (stream, body)",),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- The question ------------------------------------------------------------------------

# The median and the 90th percentile are by nearest rank: a number of days that some work took.
SCORES = """
WITH piece AS (
    SELECT told.*, coalesce(now, told.body) AS carries_on,
        CASE :by WHEN 'now' THEN coalesce(now, told.body) ELSE told.body END AS of,
        coalesce(settled_on <= :on, FALSE) AS settled,
        coalesce(lifted_on <= :on, FALSE) AS lifted
    FROM scorecard AS told LEFT JOIN scorecard_bodies AS bodies ON bodies.body = told.body
    WHERE told_on <= :on
      AND (:first IS NULL OR told_on >= :first)
      AND (:last IS NULL OR told_on <= :last)
      AND (:kind IS NULL OR kind = :kind)
      AND (:body IS NULL OR :body IN (told.body, now))),
took AS (
    SELECT of, days, row_number() OVER (PARTITION BY of ORDER BY days) AS place,
        count(*) OVER (PARTITION BY of) AS among
    FROM piece WHERE settled)
SELECT of AS body, carries_on AS now, count(*) AS told,
    count(*) FILTER (WHERE settled AND settled_on <= due) AS in_time,
    count(*) FILTER (WHERE settled AND settled_on > due) AS late,
    count(*) FILTER (WHERE settled AND due IS NULL) AS without_a_day,
    count(*) FILTER (WHERE lifted) AS lifted,
    count(*) FILTER (WHERE NOT settled AND NOT lifted) AS open,
    count(*) FILTER (WHERE NOT settled AND NOT lifted AND due < :on) AS overdue,
    (SELECT days FROM took WHERE took.of = piece.of AND place = (among + 1) / 2) AS median,
    (SELECT days FROM took WHERE took.of = piece.of AND place = (9 * among + 9) / 10) AS ninetieth,
    sum(reopened) AS reopened, sum(obstacles) AS obstacles
FROM piece GROUP BY of ORDER BY of
"""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Kết quả của một cơ quan: how much it was told, and what became of it.

    Args:
        body: the body …
        now: … and who carries on for it now.
        told: how much it was told; the sum of the five that follow.
        in_time: settled by the last day that was decided last …
        late: … or after it …
        without_a_day: … or settled without a last day.
        lifted: fell away.
        open: not settled yet …
        overdue: … of these, those whose last day has passed.
        median: half of what is settled took so many working days or fewer …
        ninetieth: … and nine tenths so many or fewer; None where nothing is settled.
        reopened: how many times something was opened again.
        obstacles: how many obstacles were told.
    """

    body: BodyId
    now: BodyId
    told: int
    in_time: int
    late: int
    without_a_day: int
    lifted: int
    open: int
    overdue: int
    median: int | None
    ninetieth: int | None
    reopened: int
    obstacles: int


@frozen(kw_only=True)
class Wanted:
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
    kind: Kind | None = None


def scores(
    views: Views,
    on: date,
    wanted: Wanted | None = None,
    *,
    by: By = "then",
    known: Known | None = None,
) -> Answer[Score]:
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
    wanted = wanted or Wanted()
    parameters = {
        "on": on,
        "first": wanted.first,
        "last": wanted.last,
        "body": wanted.body,
        "kind": wanted.kind,
        "by": by,
    }
    return views.ask(VIEW, Score, SCORES, parameters, known=known)


__all__ = ["VIEW", "By", "Kind", "Piece", "Score", "Wanted", "scores"]
