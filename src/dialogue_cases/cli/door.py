"""Cửa vào: from a command line to a call, and from whatever happens to an exit code."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn, TextIO

import cyclopts
from cyclopts import App

from dialogue_cases import petition
from dialogue_cases.cli.asking import add_questions
from dialogue_cases.cli.attaching import add_attaching
from dialogue_cases.cli.boards import add_boards
from dialogue_cases.cli.books import add_books
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.deciding import add_decisions
from dialogue_cases.cli.decisions import COMMANDS
from dialogue_cases.cli.doctor import add_doctor
from dialogue_cases.cli.dossiers import add_dossiers
from dialogue_cases.cli.due import add_due
from dialogue_cases.cli.failing import INTERRUPTED, Failure, failure, mistyped, unforeseen
from dialogue_cases.cli.fulfilment import add_fulfilment
from dialogue_cases.cli.helping import Help
from dialogue_cases.cli.importing import add_importing
from dialogue_cases.cli.keeping import add_keeping
from dialogue_cases.cli.language import CODES, Language
from dialogue_cases.cli.matters import add_matters
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.cli.persons import add_persons
from dialogue_cases.cli.raising import Raising
from dialogue_cases.cli.scores import add_scores
from dialogue_cases.cli.statistics import add_statistics
from dialogue_cases.cli.viewing import add_rebuild
from dialogue_cases.cli.whatif import add_what_if
from dialogue_cases.cli.writing import add_pictures, add_writing
from dialogue_cases.errors import CaseError
from dialogue_cases.vocabulary import Operator

STORE, LANG = "DIALOGUE_CASES_STORE", "DIALOGUE_CASES_LANG"
HERE = "sqlite:///ward.db"


def run(arguments: Sequence[str]) -> int:
    """Run one command line; see `cli.main`."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    clerk = Clerk(json="--json" in arguments, operator=Operator(id="unknown"))
    try:
        clerk, rest = _common(arguments)
        _check_text(arguments)
        app = program(clerk)
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


def program(clerk: Clerk) -> App:
    """The program with all its commands, as one clerk sees it."""
    say = clerk.language.say
    headings = {
        "group_arguments": cyclopts.Group(say("Arguments"), sort_key=1),
        "group_parameters": cyclopts.Group(say("Options"), sort_key=2),
        "group_commands": cyclopts.Group(say("Commands")),
    }
    app = App(
        name="dialogue-cases",
        help=say("Dialogues, petitions and promises of a ward, kept as facts."),
        help_epilogue="\n\n".join(common_help(clerk)),
        help_format="plaintext",
        help_formatter=Help(clerk.language),
        version_flags=["--version"],
        suppress_keyboard_interrupt=False,
        **headings,  # type: ignore[arg-type]
    )
    about = {
        "ward": say("Decide about the ward: bodies, groups, offices, its own rules."),
        "plan": say("Decide about a year's plan, or import it."),
        "session": say("Decide about a dialogue or a reception."),
        "task": say("Decide about what a body has been told to do."),
        "petition": say("Decide about a petition, on the Party's clock."),
        "proceeding": say("Record what the competent body does with a complaint or denunciation."),
        "matter": say("Decide about one grievance behind several petitions and opinions."),
    }
    groups = {
        life: App(name=life, help=about[life], help_format="plaintext", **headings)  # type: ignore[arg-type]
        for life in COMMANDS
    }
    add_keeping(app, clerk, groups["plan"])
    add_importing(app, clerk)
    add_questions(app, clerk)
    add_due(app, clerk)
    add_books(app, clerk)
    add_boards(app, clerk)
    add_matters(app, clerk)
    add_scores(app, clerk)
    add_fulfilment(app, clerk)
    add_dossiers(app, clerk)
    add_rebuild(app, clerk)
    add_what_if(app, clerk)
    add_doctor(app, clerk)
    documents = App(
        name="document",
        help=say("Make a document from the record, as a DOCX file."),
        help_format="plaintext",
        **headings,  # type: ignore[arg-type]
    )
    add_attaching(app, clerk)
    add_pictures(app, clerk)
    add_writing(documents, clerk)
    tables = App(name="statistics", help_format="plaintext", **headings)  # type: ignore[arg-type]
    add_statistics(app, clerk, tables)
    for group in (*groups.values(), documents):
        app.command(group)
    add_decisions(clerk, groups, {petition.raise_petition: Raising})
    persons = App(
        name="person",
        help=say("Keep, look up and forget that parties of several cases are one person."),
        help_format="plaintext",
        **headings,  # type: ignore[arg-type]
    )
    add_persons(clerk, persons)
    app.command(persons)
    app["--help"].help = say("show this help")
    app["--version"].help = say("show the version")
    return app


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
