"""Số liệu về đơn và vụ việc: what the record answers about petitions, their terms and matters."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from dialogue_cases.deadlines import Obligation
from dialogue_cases.law import Rule
from dialogue_cases.matter import Joined, Matter
from dialogue_cases.petition import Kind, Petition
from dialogue_cases.vocabulary import StreamId, first_day
from figures import Promise, Year

LIVES = ("petition/", "proceeding/", "task/petition/")
"""The lives in which something is owed about a petition."""


def petitions(year: Year) -> Mapping[StreamId, Petition]:
    """The year's petitions; one that was entered by mistake and voided isn't there."""
    found: dict[StreamId, Petition] = {
        stream: year.office.as_of(stream, effective=year.on)
        for stream in year.streams(f"petition/{year.year}/")
    }
    return {stream: one for stream, one in found.items() if one.raised is not None}


def by_kind(year: Year) -> Mapping[Kind | None, list[Petition]]:
    """The petitions of each kind; those that were split before they were classified: None."""
    found: dict[Kind | None, list[Petition]] = {}
    for one in petitions(year).values():
        found.setdefault(one.kind, []).append(one)
    return found


@frozen(kw_only=True)
class Kept:
    """Thời hạn theo một quy tắc: how often it was kept, and what came late or never."""

    rule: Rule
    in_time: int
    late: list[Obligation]
    open: int


def terms(year: Year) -> list[Kept]:
    """The terms of petitions, proceedings and directions, rule by rule."""
    owed: dict[str, list[Obligation]] = {}
    for stream in year.streams(*LIVES):
        for one in year.office.deadlines(stream):
            if one.status(year.on) != "void":
                owed.setdefault(one.rule.id, []).append(one)
    return [
        Kept(
            rule=owed[rule][0].rule,
            in_time=sum(one.status(year.on) == "met in time" for one in owed[rule]),
            late=[
                one
                for one in owed[rule]
                if one.status(year.on) in ("met late", "overdue", "expired")
            ],
            open=sum(
                one.status(year.on) in ("open", "due soon", "suspended") for one in owed[rule]
            ),
        )
        for rule in sorted(owed)
    ]


@frozen(kw_only=True)
class Raising:
    """Lần nêu: one time that a matter was raised, and what was promised since."""

    raised: Joined
    promises: list[Promise]


def matters(year: Year) -> Mapping[StreamId, Matter]:
    """The year's matters."""
    return {
        stream: year.office.as_of(stream, effective=year.on)
        for stream in year.streams(f"matter/{year.year}/")
    }


def raisings(year: Year, matter: Matter) -> list[Raising]:
    """Each time that it was raised, in order, with the promises that answer it."""
    return [
        Raising(
            raised=one,
            promises=[
                year.followed(stream)
                for stream in matter.tasks
                if _answers(year.office.as_of(stream), one)
            ],
        )
        for one in sorted(matter.raisings, key=lambda one: first_day(one.raised))
    ]


def _answers(task: Any, raised: Joined) -> bool:
    """Whether a task was given about the opinion or the petition."""
    source = task.origin.source if task.origin else None
    if raised.petition is not None and source == raised.petition:
        return True
    return source == raised.session and raised.opinion in task.assigned.opinions
