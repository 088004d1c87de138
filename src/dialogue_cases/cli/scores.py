"""Báo cáo: the scorecard of bodies."""

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.sheets import Column, Sheet
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.views import scorecard
from dialogue_cases.vocabulary import BodyId


def add_scores(app: Commands, clerk: Clerk) -> None:
    """Add `scorecard` to the program."""
    say, some = clerk.language.say, filters(clerk)
    add_view(
        app,
        clerk,
        "scorecard",
        say("The scorecard of bodies: in time, late, open, and how long it took."),
        [
            some["on"],
            some["first"],
            some["last"],
            Argument(name="body", about=say("which body was told, or carries on"), hint=BodyId),
            Argument(name="kind", about=say("which kind of work"), hint=scorecard.ScorecardKind),
            Argument(name="by", about=say("by the body then, or now"), hint=scorecard.ScorecardBy),
        ],
        _scorecard,
    )


def _scorecard(looking: Looking) -> None:
    language, on = looking.clerk.language, looking.on
    wanted = scorecard.ScorecardWanted(
        first=looking.day("first", "--from"),
        last=looking.day("last", "--to"),
        body=looking.value("body", BodyId),
        kind=looking.value("kind", scorecard.ScorecardKind),
    )
    by: scorecard.ScorecardBy = looking.value("by", scorecard.ScorecardBy) or "then"
    answer = scorecard.scores(looking.views, on, wanted, by=by, known=looking.known)
    say = language.say
    columns: list[Column[scorecard.ScorecardLine]] = [
        Column(heading=say("Body"), of=lambda one: one.body, width=12, wide=32),
        Column(
            heading=say("Carries on now"),
            of=lambda one: one.now if one.now != one.body else None,
            wide=32,
        ),
        Column(heading=say("Told"), of=lambda one: one.told, width=5, wide=8),
        Column(heading=say("In time"), of=lambda one: one.in_time, width=5, wide=8),
        Column(heading=say("Late"), of=lambda one: one.late, width=4, wide=8),
        Column(
            heading=say("Without a last day"), of=lambda one: one.without_a_day, width=5, wide=8
        ),
        Column(heading=say("Reported"), of=lambda one: one.reported, width=4, wide=8),
        Column(heading=say("Lifted"), of=lambda one: one.lifted, width=4, wide=8),
        Column(heading=say("Open"), of=lambda one: one.open, width=5, wide=8),
        Column(heading=say("Overdue"), of=lambda one: one.overdue, width=4, wide=8),
        Column(heading=say("Median days"), of=lambda one: one.median, width=5, wide=10),
        Column(heading=say("90 % within"), of=lambda one: one.ninetieth, width=5, wide=10),
        Column(heading=say("Reopened"), of=lambda one: one.reopened, width=4, wide=8),
        Column(heading=say("Obstacles"), of=lambda one: one.obstacles, width=5, wide=8),
    ]
    sheet = Sheet(
        title=say("Scorecard of bodies, {on}", on=on),
        columns=columns,
        rows=answer.rows,
        language=language,
    )
    looking.answer(sheet, answer, on=on, by=by)
