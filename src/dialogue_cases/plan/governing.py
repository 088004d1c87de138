"""Kế hoạch chi phối: which of a year's plans governs a session, and how often it is to be held."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from dialogue_cases.plan.words import stream
from dialogue_cases.vocabulary import LegalBasis, StreamId, last_day
from dialogue_cases.ward import Named
from dialogue_cases.ward.setting import NamedByPlan

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan

PlanOf = Callable[[StreamId], "Plan"]
"""What is known of the plan of a stream; the initial state where there is none."""


def plans_of(year: int, plan_of: PlanOf) -> Iterator[tuple[StreamId, "Plan"]]:
    """The plans of a year, in the order of their numbers."""
    number = 1
    while (known := plan_of(one := stream(year, number))).is_known:
        yield one, known
        number += 1


def governing(plans: Iterable["Plan"], legal_basis: LegalBasis) -> "Plan | None":
    """The adopted plan that says how sessions of a legal basis are prepared and concluded.

    Of several it is the first one: the Party secretary's for the secretary's dialogues and
    receptions, otherwise that of the head of a state body.
    """
    return next((one for one in plans if one.adopted and one.governs(legal_basis)), None)


def foreseen(plans: Iterable["Plan"], legal_basis: LegalBasis, *, first: date, last: date) -> int:
    """How many sessions of a legal basis are foreseen in a period.

    One that is foreseen in a longer time is due in the period in which that time ends.

    Args:
        plans: adopted ones, of the period's year.
        legal_basis: under which rules they are held.
        first: the first local day of the period …
        last: … and its last one.
    """
    return sum(
        one.legal_basis == legal_basis and first <= last_day(one.period) <= last
        for plan in plans
        if plan.adopted and plan.governs(legal_basis)
        for one in plan.sessions
    )


def years_of(stream: StreamId, on: date) -> tuple[int, ...]:
    """The years whose plans are asked of a life: its own year's, and that of the day.

    A session and what was promised in it go by the plan of their year; what goes on for years
    by that of the day.

    Args:
        stream: the life.
        on: the local day.

    >>> years_of(StreamId("dialogue/2026/1"), date(2027, 1, 5))
    (2026, 2027)
    >>> years_of(StreamId("petition/2026/1"), date(2027, 1, 5))
    (2027, 2026)
    """
    named = _YEAR.search(stream)
    if named is None:
        return (on.year,)
    its_own = int(named[1])
    of_a_session = stream.startswith(("dialogue/", "reception/", "task/"))
    years = (its_own, on.year) if of_a_session else (on.year, its_own)
    return tuple(dict.fromkeys(years))


_YEAR = re.compile(r"/([1-9][0-9]{3})(?:/|$)")


def naming(plan_of: PlanOf, stream: StreamId, on: date) -> NamedByPlan:
    """Whom the plans that govern a life name for a kind of duty (`Setting.named_by_plan`).

    Args:
        plan_of: what is known of a plan.
        stream: the life; the plans of its years are asked, until one governs.
        on: the local day of what is decided in it.
    """

    def named(kind: str, legal_basis: LegalBasis, source: StreamId | None) -> Named | None:
        own = None if source is None else plan_of(source)
        if own is None or own.adopted is None:
            found = (governing((one for _, one in plans_of(year, plan_of)), legal_basis)
                     for year in years_of(stream, on))  # fmt: skip
            own = next((one for one in found if one is not None), None)
        if own is None:
            return None
        duties = [one for one in own.duties if one.kind == kind]
        leads = (body for one in duties for body in (one.lead, *one.with_leads))
        return Named(
            bodies=frozenset(body for body in leads if body is not None),
            offices=frozenset(one.or_office for one in duties if one.or_office is not None),
        )

    return named
