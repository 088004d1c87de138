"""Thực hiện kế hoạch: a year's plan against what was held, announced, concluded and done."""

from collections.abc import Sequence
from typing import Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import Column, Sheet
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law
from dialogue_cases.views import board, plan_fulfilment
from dialogue_cases.views.plan_fulfilment import Fulfilled, InQuarter, Kept
from dialogue_cases.vocabulary import When


def add_fulfilment(app: Commands, clerk: Clerk) -> None:
    """Add `plan-fulfilment` to the program."""
    say, some = clerk.language.say, filters(clerk)
    add_view(
        app,
        clerk,
        "plan-fulfilment",
        say("What a year's plan foresaw against what was held, announced and done."),
        [
            Argument(name="year", positional=True, about=say("the year, such as 2023")),
            some["on"],
            Argument(name="part", about=say("only one part: sessions, quarters, duties, periods")),
        ],
        _plan_fulfilment,
    )


def _plan_fulfilment(looking: Looking) -> None:
    views, on, known = looking.views, looking.on, looking.known
    year = reading.whole(looking.typed["year"], "year") if "year" in looking.typed else on.year
    if not 1900 <= year <= 9998:
        raise Invalid("{text} isn't known here", where="year", expected="a year", text=str(year))
    language, law = looking.clerk.language, views.law(known)
    sessions = plan_fulfilment.sessions(views, year, on, known=known)
    duties = plan_fulfilment.duties(views, year, on, known=known)
    quarters = plan_fulfilment.quarters(views, year, on, known=known)
    owed = board.periodic(views, on, board.Wanted(finished=True), year=year, known=known)
    periods = sessions.of(owed)
    looking.parts(
        {
            "sessions": (_sessions(language, year, sessions.rows), sessions),
            "quarters": (_quarters(language, quarters.rows), quarters),
            "duties": (_duties(language, duties.rows), duties),
            "periods": (_periods(language, law, owed), periods),
        },
        on=on,
        year=year,
    )


def _sessions(language: Language, year: int, rows: Sequence[Kept]) -> Sheet[Kept]:
    say = language.say
    return Sheet(
        title=say("Fulfilment of the plan of {year}", year=str(year)),
        columns=[
            Column(heading=say("Session"), of=lambda one: one.stream, width=16, wide=18),
            Column(heading=say("Quarter"), of=lambda one: one.quarter, wide=8),
            Column(heading=say("Planned"), of=_planned, width=7, wide=20),
            Column(heading=say("Fixed on"), of=lambda one: one.day, wide=12),
            Column(heading=say("Held on"), of=lambda one: one.held_on, width=10, wide=12),
            Column(heading=say("Standing"), of=lambda one: one.fate, width=8),
            Column(heading=say("Otherwise than planned"), of=lambda one: one.differs, width=7),
            Column(heading=say("Put off"), of=lambda one: one.put_off, wide=8),
            Column(heading=say("Place"), of=lambda one: one.place, wide=32),
            Column(heading=say("Topics"), of=lambda one: one.topics, wide=32),
            Column(heading=say("Residential group"), of=lambda one: one.groups),
            Column(heading=say("People"), of=lambda one: one.people, wide=8),
            Column(
                heading=say("Notices"),
                of=lambda one: f"{one.told_before}·{one.told_during}·{one.told_after}",
                width=6,
                wide=8,
            ),
            Column(heading=say("Announce by"), of=lambda one: one.announce_by, wide=12),
            Column(heading=say("Announced on"), of=lambda one: one.announced_on, wide=12),
            Column(heading=say("In time"), of=lambda one: one.announced_in_time, wide=8),
            Column(heading=say("Conclude by"), of=lambda one: one.conclude_by, wide=12),
            Column(heading=say("Concluded on"), of=lambda one: one.concluded_on, wide=12),
            Column(
                heading=say("Concluded in time"),
                of=lambda one: one.concluded_in_time,
                width=5,
                wide=8,
            ),
            Column(
                heading=say("Duties done"),
                of=lambda one: f"{one.duties_done} – {one.duties}",
                width=7,
            ),
        ],
        rows=rows,
        language=language,
    )


def _planned(session: Kept) -> When | None:
    if session.planned_from is None:
        return None
    return When(day=session.planned_from, through=session.planned_through)


def _quarters(language: Language, rows: Sequence[InQuarter]) -> Sheet[InQuarter]:
    say = language.say
    return Sheet(
        title=say("By quarter"),
        columns=[
            Column(heading=say("Quarter"), of=lambda one: one.quarter, width=4, wide=8),
            Column(heading=say("Planned"), of=lambda one: one.planned, width=6, wide=8),
            Column(heading=say("Held"), of=lambda one: one.held, width=6, wide=8),
            Column(heading=say("Cancelled"), of=lambda one: one.cancelled, width=5, wide=8),
            Column(heading=say("Not held"), of=lambda one: one.missed, width=7, wide=8),
            Column(heading=say("Reception days"), of=lambda one: one.reception_days, width=9),
            Column(
                heading=say("Concluded in time"),
                of=lambda one: f"{one.concluded_in_time} – {one.to_conclude}",
                width=10,
            ),
            Column(
                heading=say("Duties done"),
                of=lambda one: f"{one.duties_done} – {one.duties}",
                width=9,
            ),
            Column(
                heading=say("Note"),
                of=lambda one: None if one.planned or not one.quarter else say("none foreseen"),
                width=9,
            ),
        ],
        rows=rows,
        language=language,
    )


def _duties(language: Language, rows: Sequence[Fulfilled]) -> Sheet[Fulfilled]:
    say = language.say
    return Sheet(
        title=say("Duties of the plan"),
        columns=[
            Column(heading=say("Of"), of=lambda one: one.source, width=11, wide=18),
            Column(heading=say("Duty"), of=lambda one: one.number, width=4, wide=8),
            Column(heading=say("When"), of=lambda one: one.phase, width=6),
            Column(heading=say("What is to be done"), of=lambda one: one.text, width=24, wide=64),
            Column(heading=say("Lead"), of=lambda one: one.lead, width=13, wide=28),
            Column(heading=say("Standing"), of=lambda one: one.fate, width=10),
            Column(heading=say("Done on"), of=lambda one: one.done_on, wide=12),
            Column(heading=say("Life"), of=lambda one: one.stream, wide=28),
        ],
        rows=rows,
        language=language,
    )


def _periods(language: Language, law: Law, rows: Sequence[board.Line]) -> Sheet[board.Line]:
    say = language.say

    def what(line: board.Line) -> Any:
        rule = law.rule(line.rule)
        return rule.vi if language.code == "vi" else rule.en

    return Sheet(
        title=say("What the law and the plan expect of each period"),
        columns=[
            Column(heading=say("Period"), of=lambda one: one.root, width=8),
            Column(heading=say("What is owed"), of=what, width=38, wide=48),
            Column(heading=say("Due"), of=lambda one: one.due, width=10, wide=12),
            Column(heading=say("Status"), of=lambda one: one.status, width=14),
            Column(heading=say("Done on"), of=lambda one: one.done_on, wide=12),
        ],
        rows=rows,
        language=language,
    )
