"""What is asked of a plan: what became of each session and duty, and of each quarter."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Literal, TypeAlias, cast, get_args

import msgspec

from dialogue_cases.deadlines import MET, Grounds, Verdict, verdict
from dialogue_cases.deadlines.verdict import AS_JSON
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

# A session of the year is one that its plan foresees, or one that is numbered in it.
SESSIONS = f"""
SELECT held.*,
    CASE WHEN held_on <= :on THEN 'held'
        WHEN cancelled_on <= :on THEN 'cancelled'
        WHEN coalesce(day, planned_through) < :on THEN 'missed'
        ELSE 'awaited' END AS fate,
    (SELECT json_group_array({AS_JSON}) FROM plan_duties
        WHERE source = held.stream AND arose <= :on) AS charged
FROM plan_sessions AS held
WHERE plan = :plan OR (plan IS NULL AND year = :year)
ORDER BY stream LIKE 'reception/%', number
"""

DUTIES = """
SELECT * FROM plan_duties
WHERE arose <= :on AND (source = :plan OR source IN (
    SELECT stream FROM plan_sessions WHERE plan = :plan OR (plan IS NULL AND year = :year)))
ORDER BY source <> :plan, source LIKE 'reception/%', source, number
"""


class _Found(Occasion, frozen=True, kw_only=True):
    fate: Fate
    charged: tuple[Grounds, ...]


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

    fate: Verdict


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
    found = views.ask(VIEW, _Found, SESSIONS, _parameters(year, on), known=known)
    told = tuple(_kept(one, on) for one in found.rows)
    return found.of(told)


def _kept(found: _Found, on: date) -> Kept:
    told = Counter(verdict(one, on) for one in found.charged)
    fields = {name: getattr(found, name) for name in (*Occasion.__struct_fields__, "fate")}
    done = sum(told[one] for one in MET)
    return Kept(**fields, duties=told.total() - told["void"], duties_done=done)


def duties(views: Views, year: int, on: date, *, known: Known | None = None) -> Answer[Fulfilled]:
    """The duties of a year's plan, of the year and of each session; arguments as `sessions`."""
    found = views.ask(VIEW, Charged, DUTIES, _parameters(year, on), known=known)
    law = views.law(known)
    told = tuple(
        Fulfilled(
            **msgspec.structs.asdict(one.on(on)),
            fate=verdict(one, on, law.calendar_on(one.anchor_day)),
        )
        for one in found.rows
    )
    return found.of(told)


def quarters(views: Views, year: int, on: date, *, known: Known | None = None) -> Answer[InQuarter]:
    """The sessions of a year counted by quarter; arguments as `sessions`."""
    found = sessions(views, year, on, known=known)
    among: dict[Quarter | None, list[Kept]] = {}
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


def _quarter(one: Kept) -> Quarter | None:
    """What no plan foresees stands under the quarter in which it was held or is to be."""
    day = one.held_on or one.day
    if one.quarter is not None or day is None:
        return one.quarter
    return cast("Quarter", (day.month + 2) // 3)


def _in_quarter(quarter: Quarter | None, its: Sequence[Kept], on: date) -> InQuarter:
    held = [one for one in its if one.fate == "held"]
    concluded = [one for one in its if one.concluded_on is not None and one.concluded_on <= on]
    return InQuarter(
        quarter=quarter,
        planned=sum(one.plan is not None for one in its),
        held=sum(one.stream.startswith("dialogue/") for one in held),
        cancelled=sum(one.fate == "cancelled" for one in its),
        missed=sum(one.fate == "missed" for one in its),
        reception_days=len({one.held_on for one in held if one.stream.startswith("reception/")}),
        concluded_in_time=sum(bool(one.concluded_in_time) for one in concluded),
        to_conclude=sum(one.conclude_by is not None for one in held),
        duties=sum(one.duties for one in its),
        duties_done=sum(one.duties_done for one in its),
    )


def _parameters(year: int, on: date) -> dict[str, object]:
    return {"year": year, "plan": plan_stream(year), "on": on}
