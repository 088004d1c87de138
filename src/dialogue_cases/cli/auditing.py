"""Kiểm tra hồ sơ: who decided what, knowing what, as commands."""

from typing import Any

from dialogue_cases.audit import timeline
from dialogue_cases.audit.timeline import COLUMNS as TIMELINE
from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.unsealing import reader_of
from dialogue_cases.cli.viewing import Looking, Shown, ShownPart, add_view
from dialogue_cases.projection import Answer
from dialogue_cases.vocabulary import On, StreamId


def add_auditing(app: Commands, clerk: Clerk) -> None:
    """Add what an auditor asks to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
        hint=StreamId,
    )
    on = Argument(name="on", about=say("what had taken effect by this day"))
    reader = acting_arguments(clerk)[:3]
    add_view(
        app,
        clerk,
        "timeline",
        say("All that was recorded of a case or a session and what belongs to it, by whom."),
        [stream, on, *reader],
        _timeline,
    )


def _effective(typed: dict[str, Any]) -> On | None:
    return reading.when(typed["on"], "--on") if "on" in typed else None


def _timeline(looking: Looking) -> Shown:
    office, say = looking.office, looking.clerk.language.say
    stream, on = looking.value("stream", StreamId), _effective(looking.typed)
    rows = timeline(
        office,
        stream,
        act=reader_of(looking.clerk, office, looking.typed),
        on=on,
        known=looking.known,
        withheld=say("[restricted]"),
    )
    answer = Answer(rows=rows, position=_position(looking))
    title = say("Timeline of {life}", life=stream)
    return Shown(
        parts={"": ShownPart(title, TIMELINE, answer)},
        said={"stream": stream, "on": on},
    )


def _position(looking: Looking) -> int:
    """Up to where the record was read."""
    head, known = looking.office.log.position, looking.known
    return min(known, head) if isinstance(known, int) else head
