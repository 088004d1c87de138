"""What is asked of a plan: what became of each session and duty, and of each quarter."""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from dialogue_cases.plan import stream as plan_stream
from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.views.plan_fulfilment.kept import VIEW, Charged, Occasion
from dialogue_cases.vocabulary import Quarter

Fate: TypeAlias = Literal[
    "held",  # đã tổ chức
    "cancelled",  # huỷ
    "missed",  # quá thời gian kế hoạch, chưa tổ chức
    "awaited",  # chưa đến
]
"""Kết quả: what became of a session by a day."""

Done: TypeAlias = Literal[
    "duty done",  # đã thực hiện
    "duty lifted",  # thôi thực hiện
    "duty open",  # chưa thực hiện
]
"""Kết quả nhiệm vụ: what became of a duty by a day."""

# A session of the year is one that its plan foresees, or one that is numbered in it.
SESSIONS = """
SELECT held.*,
    CASE WHEN held_on <= :on THEN 'held'
        WHEN cancelled_on <= :on THEN 'cancelled'
        WHEN coalesce(day, planned_through) < :on THEN 'missed'
        ELSE 'awaited' END AS fate,
    (SELECT count(*) FROM plan_duties WHERE source = held.stream AND told_on <= :on
        AND NOT coalesce(lifted_on <= :on, FALSE)) AS duties,
    (SELECT count(*) FROM plan_duties WHERE source = held.stream AND done_on <= :on) AS duties_done
FROM plan_sessions AS held
WHERE plan = :plan OR (plan IS NULL AND year = :year)
ORDER BY stream LIKE 'reception/%', number
"""

DUTIES = """
SELECT *, CASE WHEN done_on <= :on THEN 'duty done' WHEN lifted_on <= :on THEN 'duty lifted'
    ELSE 'duty open' END AS fate
FROM plan_duties
WHERE told_on <= :on AND (source = :plan OR source IN (
    SELECT stream FROM plan_sessions WHERE plan = :plan OR (plan IS NULL AND year = :year)))
ORDER BY source <> :plan, source LIKE 'reception/%', source, number
"""

# What no plan foresees stands under the quarter in which it was held or is to be. Of a planned
# year every quarter is told, so that one in which no dialogue is foreseen is seen.
QUARTERS = f"""
WITH told AS (
    SELECT *, coalesce(quarter, (CAST(substr(coalesce(held_on, day), 6, 2) AS INTEGER) + 2) / 3)
        AS within
    FROM ({SESSIONS})
),
quarters (nth) AS (
    SELECT within FROM told UNION
    SELECT value FROM json_each('[1, 2, 3, 4]') WHERE :plan IN (SELECT plan FROM told)
)
SELECT nth AS quarter,
    count(*) FILTER (WHERE plan IS NOT NULL) AS planned,
    count(*) FILTER (WHERE fate = 'held' AND stream LIKE 'dialogue/%') AS held,
    count(*) FILTER (WHERE fate = 'cancelled') AS cancelled,
    count(*) FILTER (WHERE fate = 'missed') AS missed,
    count(DISTINCT held_on) FILTER (WHERE fate = 'held' AND stream LIKE 'reception/%')
        AS reception_days,
    count(*) FILTER (WHERE concluded_in_time AND concluded_on <= :on) AS concluded_in_time,
    count(*) FILTER (WHERE conclude_by IS NOT NULL AND fate = 'held') AS to_conclude,
    coalesce(sum(duties), 0) AS duties, coalesce(sum(duties_done), 0) AS duties_done
FROM quarters LEFT JOIN told ON within IS nth
GROUP BY nth ORDER BY nth IS NULL, nth
"""


class Kept(Occasion, frozen=True, kw_only=True):
    """Một buổi với kết quả: a session, what became of it, and its duties.

    Args:
        fate: what became of it by the day asked about.
        duties: how many duties it brought that didn't fall away …
        duties_done: … and how many of them are done.
    """

    fate: Fate
    duties: int
    duties_done: int


class Fulfilled(Charged, frozen=True, kw_only=True):
    """Một nhiệm vụ với kết quả, by the day asked about."""

    fate: Done


class InQuarter(msgspec.Struct, frozen=True, kw_only=True):
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


def sessions(views: Views, year: int, on: date, *, known: Known | None = None) -> Answer[Kept]:
    """The sessions of a year, planned or not, with what became of them.

    Args:
        views: of the store.
        year: of the plan.
        on: the local day at whose end they are judged.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    return views.ask(VIEW, Kept, SESSIONS, _parameters(year, on), known=known)


def duties(views: Views, year: int, on: date, *, known: Known | None = None) -> Answer[Fulfilled]:
    """The duties of a year's plan, of the year and of each session; arguments as `sessions`."""
    return views.ask(VIEW, Fulfilled, DUTIES, _parameters(year, on), known=known)


def quarters(views: Views, year: int, on: date, *, known: Known | None = None) -> Answer[InQuarter]:
    """The sessions of a year counted by quarter; arguments as `sessions`."""
    return views.ask(VIEW, InQuarter, QUARTERS, _parameters(year, on), known=known)


def _parameters(year: int, on: date) -> dict[str, object]:
    return {"year": year, "plan": plan_stream(year), "on": on}
