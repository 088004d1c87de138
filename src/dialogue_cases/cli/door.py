"""Cửa vào: from a command line to a call, and from whatever happens to an exit code."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn, TextIO

import cyclopts
from cyclopts import App

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Commands, Words
from dialogue_cases.cli.decisions import LIVES
from dialogue_cases.cli.failing import INTERRUPTED, Failure, failure, mistyped, unforeseen
from dialogue_cases.cli.helping import Help
from dialogue_cases.cli.language import CODES, Language
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.errors import CaseError
from dialogue_cases.vocabulary import Operator

STORE, LANG = "DIALOGUE_CASES_STORE", "DIALOGUE_CASES_LANG"
HERE = "sqlite:///ward.db"

FLAGS = ("--help", "-h", "--version")
"""What may stand anywhere among the words that name a command."""

HOMES = {
    "keeping:add_keeping": "init void erase complete-erasures",
    "importing:add_importing": "import takeover",
    "asking:add_questions": "show history followers list deadlines check log",
    "due:add_due": "due",
    "books:add_books": "register reception-book",
    "boards:add_boards": "board ledger",
    "matters:add_matters": "matters",
    "scores:add_scores": "scorecard",
    "fulfilment:add_fulfilment": "plan-fulfilment",
    "dossiers:add_dossiers": "dossier",
    "viewing:add_rebuild": "rebuild",
    "whatif:add_what_if": "what-if",
    "doctor:add_doctor": "doctor",
    "attaching:add_attaching": "attach attachments open-attachment",
    "writing:add_pictures": "calendar chart",
    "statistics:add_statistics": "statistics report",
}
"""Which function adds which commands. Its module, with all that it needs, is loaded where one of
them is named; all of them are where they are listed."""

GROUPS = {
    "plan": "keeping:add_plan_import",
    "document": "writing:add_writing",
    "person": "persons:add_persons",
}
"""What adds the commands of a group, beside the decisions of a life."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; see `cli.main`."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    clerk = Clerk(json="--json" in arguments, operator=Operator(id="unknown"))
    try:
        clerk, rest = _common(arguments)
        _check_text(arguments)
        app = program(clerk, rest)
        answer = app(
            rest or ["--help"],
            exit_on_error=False,
            print_error=False,
            result_action="return_value",
        )
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer has read enough.
        _say_no_more()
        return 0
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and not clerk.recorded:
            return INTERRUPTED
        failed = _failure(error, clerk.language).after(clerk.recorded, clerk.language)
        _say_no_more(error)
        return failed.tell(clerk.language, as_json=clerk.json)
    return answer if isinstance(answer, int) else 0


def _failure(error: BaseException, language: Language) -> Failure:
    match error:
        case CaseError():
            return failure(error, language)
        case cyclopts.CycloptsError():
            return mistyped(error, language)
    return unforeseen(error, language)


def _say_no_more(error: BaseException | None = None) -> None:
    """Nothing is left to be written at exit, where it would fail again and change the code."""
    if error is None or (isinstance(error, OSError) and error.filename is None):
        with suppress(OSError, ValueError):  # a standard output that is no file
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _check_text(arguments: Sequence[str]) -> None:
    """What was typed is text: in another locale than UTF-8 it would be taken for something else.

    Raises:
        Mistake: it isn't; nothing has been made yet.
    """
    utf8 = sys.getfilesystemencoding().lower().replace("-", "") == "utf8"
    for text in (*arguments, os.environ.get(STORE, "")):
        if not (text.isascii() if not utf8 else _is_text(text)):
            raise Mistake(
                "this isn't UTF-8 text",
                where=ascii(text),
                right="UTF-8; set a UTF-8 locale, such as LC_ALL=C.UTF-8",
            )


def _is_text(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # bytes that Python could only carry along
        return False
    return True


def program(clerk: Clerk, words: Words = None) -> App:
    """The program as one clerk sees it.

    Args:
        words: what was typed, so that no more is built than the command that it names; without
            them, everything.
    """
    say = clerk.language.say
    headings = {
        "group_arguments": cyclopts.Group(say("Arguments"), sort_key=1),
        "group_parameters": cyclopts.Group(say("Options"), sort_key=2),
        "group_commands": cyclopts.Group(say("Commands")),
    }
    root = commands(clerk)
    app = App(
        name=root.name,
        help=root.about,
        help_epilogue="\n\n".join(common_help(clerk)),
        help_format="plaintext",
        help_formatter=Help(clerk.language),
        version_flags=["--version"],
        suppress_keyboard_interrupt=False,
        **headings,  # type: ignore[arg-type]
    )
    typed = None if words is None else [word for word in words if word not in FLAGS]
    root.build(app, typed, headings)
    app["--help"].help = say("show this help")
    app["--version"].help = say("show the version")
    return app


def commands(clerk: Clerk) -> Commands:
    """All commands, each found when it is asked for."""
    say = clerk.language.say
    groups = {
        "ward": say("Decide about the ward: bodies, groups, offices, its own rules."),
        "plan": say("Decide about a year's plan, or import it."),
        "session": say("Decide about a dialogue or a reception."),
        "task": say("Decide about what a body has been told to do."),
        "petition": say("Decide about a petition, on the Party's clock."),
        "proceeding": say("Record what the competent body does with a complaint or denunciation."),
        "matter": say("Decide about one grievance behind several petitions and opinions."),
        "document": say("Make a document from the record, as a DOCX file."),
        "person": say("Keep, look up and forget that parties of several cases are one person."),
    }
    alone = {name for names in HOMES.values() for name in names.split()}

    def load(root: Commands, words: Words) -> None:
        named = words[0] if words else ""
        for home, names in HOMES.items():
            if named in names.split() or named not in (*alone, *groups):
                _adder(home)(root, clerk)
        for name, about in groups.items():
            root.group(Commands(name, about, load_group))

    def load_group(group: Commands, words: Words) -> None:
        if group.name in GROUPS:
            _adder(GROUPS[group.name])(group, clerk)
        if group.name in LIVES:
            _adder("deciding:add_decisions")(group, clerk, words)

    about = say("Dialogues, petitions and promises of a ward, kept as facts.")
    return Commands("dialogue-cases", about, load)


def _adder(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(f"dialogue_cases.cli.{module}"), name)


class _Quiet(argparse.ArgumentParser):
    """Reads the options that every command has, wherever they stand, and nothing else."""

    def error(self, message: str) -> NoReturn:
        option = next((word for word in message.replace(":", " ").split() if word[:2] == "--"), "")
        raise Mistake("it is missing", where=option, right="a value")


def _common(arguments: Sequence[str]) -> tuple[Clerk, list[str]]:
    quiet = _Quiet(add_help=False, allow_abbrev=False)
    quiet.add_argument("--store", default=os.environ.get(STORE) or HERE)
    quiet.add_argument("--lang", default=os.environ.get(LANG) or "vi")
    quiet.add_argument("--operator", default=None)
    quiet.add_argument("--json", action="store_true")
    common, rest = quiet.parse_known_args(list(arguments))
    if common.lang not in CODES:
        right = "one of {among}"
        raise Mistake(
            "{text} isn't known here", where="--lang", right=right, text=common.lang, among="vi, en"
        )
    # A path alone will do, as on every other command line.
    store = common.store
    if "://" not in store and store != "memory:":
        store = f"sqlite:///{store}"
    operator = Operator(
        id=common.operator or _user(),
        channel="command line",
        authenticated="not authenticated" if common.operator else "operating system",
    )
    clerk = Clerk(store=store, language=Language(common.lang), json=common.json, operator=operator)
    return clerk, rest


def common_help(clerk: Clerk) -> list[str]:
    """The options that every command has, a line each."""
    say = clerk.language.say
    return [
        say("Options of every command:"),
        "--store   "
        + say("the store, a path or an address ({here}; {variable})", here=HERE, variable=STORE),
        "--lang    " + say("vi or en ({variable})", variable=LANG),
        "--json    " + say("answer for a program"),
        "--operator  " + say("who types it in (the user of the operating system)"),
    ]


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _speak_utf8(stream: TextIO) -> None:
    if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
        stream.reconfigure(encoding="utf-8")
