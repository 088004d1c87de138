"""Cửa vào: from a command line to a call, and from whatever happens to an exit code."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

import cyclopts
from cyclopts import App

from dialogue_cases.cli.clerk import STORE, Clerk, clerk_of, common_options
from dialogue_cases.cli.commands import StillMissing, Words
from dialogue_cases.cli.failing import (
    INTERRUPTED,
    Failure,
    failure,
    missing,
    mistyped,
    unforeseen,
)
from dialogue_cases.cli.helping import Help
from dialogue_cases.cli.homes import commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.paging import paged
from dialogue_cases.cli.reading import in_year, year_in
from dialogue_cases.cli.telling import speak_utf8
from dialogue_cases.errors import CaseError, Invalid, RemovalStopped
from dialogue_cases.vocabulary import Operator

FLAGS = ("--help", "-h", "--version")
"""What may stand anywhere among the words that name a command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; see `cli.main`."""
    for stream in (sys.stdout, sys.stderr):
        speak_utf8(stream)
    clerk = Clerk(json="--json" in arguments, operator=Operator(id="unknown"))
    try:
        clerk, rest = clerk_of(arguments)
        _check_text(arguments)
        with in_year(clerk.remembered.year or year_in(rest)), paged(sys.stdout):
            answer = _answer(clerk, rest)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer has read enough.
        _say_no_more()
        return 0
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, KeyboardInterrupt) and not clerk.recorded:
            return INTERRUPTED
        # That a removal was refused is on record, and a refusal all the same.
        others = clerk.recorded - (error.recorded if isinstance(error, RemovalStopped) else 0)
        failed = _failure(error, clerk.language).after(others, clerk.language)
        _say_no_more(error)
        return failed.tell(clerk.language, as_json=clerk.json)
    return answer if isinstance(answer, int) else 0


def _answer(clerk: Clerk, words: list[str]) -> object:
    """What the command answers; what it still needs is asked for, where somebody can be."""
    while True:
        try:
            return program(clerk, words)(
                words or ["--help"],
                exit_on_error=False,
                print_error=False,
                result_action="return_value",
            )
        except (cyclopts.MissingArgumentError, StillMissing) as error:
            from dialogue_cases.cli.prompting import answers

            lacks = error.arguments if isinstance(error, StillMissing) else missing(error)
            answered = answers(clerk, lacks, words)
            if not answered:
                raise
            words = [*words, *answered]


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
        Invalid: it isn't; nothing has been made yet.
    """
    utf8 = sys.getfilesystemencoding().lower().replace("-", "") == "utf8"
    for text in (*arguments, os.environ.get(STORE, "")):
        if not (text.isascii() if not utf8 else _is_text(text)):
            raise Invalid(
                "this isn't UTF-8 text",
                where=ascii(text),
                expected="UTF-8; set a UTF-8 locale, such as LC_ALL=C.UTF-8",
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


def common_help(clerk: Clerk) -> list[str]:
    """The options that every command has, a line each."""
    options = common_options(clerk.language)
    told = [f"{option:<8}  {about}" for option, about in options.items()]
    return [clerk.language.say("Options of every command:"), *told]
