"""Che văn bản: hide words that stand in clear in a case."""

from typing import Any, get_args

from dialogue_cases import given_file
from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.viewing import EVERY
from dialogue_cases.errors import Invalid
from dialogue_cases.office.hiding import Redaction
from dialogue_cases.projection import Views
from dialogue_cases.record import RedactionRule
from dialogue_cases.vocabulary import StreamId, first_day


def add_hiding(app: Commands, clerk: Clerk) -> None:
    """Add `redact` to the program."""
    say = clerk.language.say
    rules = clerk.language.choices(get_args(RedactionRule))
    add(
        app,
        "redact",
        say("Hide words that stand in clear in a case, and remove them where they can be."),
        [
            Argument(name="stream", positional=True, required=True, about=say("the case")),
            Argument(
                name="words",
                about=say("the words; - reads several from standard input, one on each line"),
            ),
            Argument(name="version", about=say("only in this fact of the case")),
            Argument(name="place", about=say("only in this text of it, such as event.gist")),
            Argument(
                name="rule",
                required=True,
                about=f"{say('what asks for it')}: {rules}",
                hint=RedactionRule,
            ),
            Argument(name="on", required=True, about=say("the day on which it is decided")),
            Argument(
                name="reason",
                required=True,
                about=say("why; it stays in the case, so without them"),
            ),
            *acting_arguments(clerk, needed=True)[:5],
        ],
        lambda typed: _redact(clerk, typed),
    )


def _redact(clerk: Clerk, typed: dict[str, Any]) -> None:
    words = _words(typed["words"]) if "words" in typed else []
    day = reading.day(typed["on"], "--on")
    with clerk.office() as office:
        stream = StreamId(typed["stream"])
        office.history(stream)
        told = act_of(clerk, office, typed, "", typed["on"])
        done = office.redact(
            stream,
            *words,
            act=told.decides(office, stream, "redact"),
            on=first_day(day),
            rule=reading.Reader(clerk.language).read(RedactionRule, [typed["rule"]], "--rule"),
            reason=typed["reason"],
            version=reading.whole(typed["version"], "--version") if "version" in typed else None,
            place=typed.get("place"),
        )
        with Views.of(office) as views:
            views.settle(EVERY)
    if clerk.json:
        as_json(done)
        return
    _tell(clerk, done)


def _words(said: str) -> list[str]:
    if said != "-":
        return [said]
    words = [line.strip() for line in given_file.standard_input().split("\n") if line.strip()]
    if not words:
        raise Invalid("nothing is said to be hidden", where="standard input", expected="words")
    return words


def _tell(clerk: Clerk, done: Redaction) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    for one in done.texts:
        teller.line(f"{one.of} {one.place}: {one.reads}")
        if not one.removed:
            teller.line(
                say(
                    "It is hidden everywhere, and stays in the file: this fact was recorded with "
                    "its texts in its own bytes."
                ),
                2,
            )
    for ref in done.elsewhere:
        teller.line(say("The words stand in {ref} too; hide them there.", ref=ref))
    if not done.overwritten:
        teller.line(
            say(
                "Somebody is reading: what was removed is left in the log beside the file until "
                "nobody does; then run doctor."
            )
        )
