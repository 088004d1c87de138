"""Hỏi lại: what is missing is asked for, where somebody sits before a terminal.

Each argument that must be given and isn't is asked for by what the help says of it, with the
words, bodies or lives to choose from: by number, or typed as an option takes it. What is answered
is read as if it had been typed, and the command is run with it. For a program, and where no
terminal is there, nothing is asked: what is missing is told, all of it at once.
"""

import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import date, time
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.reading import Reader, required
from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, When

if TYPE_CHECKING:
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.ward import Ward

_CHECKED: tuple[Any, ...] = (int, bool, date, time, date | When)
"""What is read at once, so that a slip is asked for again and not refused later."""

MOST = 30
"""How many choices are listed at most."""


def answers(clerk: "Clerk", missing: Sequence[Argument], typed: Sequence[str]) -> list[str]:
    """What somebody answers when asked for what is missing, as words of a command line.

    Args:
        missing: what is asked for.
        typed: the command line.

    Returns:
        The words; none, where nobody can be asked or nothing is answered.
    """
    if clerk.json or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return []
    words: list[str] = []
    for one in missing:
        answer = _answer(clerk, one, typed)
        if not answer:
            return []
        words += [answer] if one.positional else [f"{one.option}={answer}"]
    return words


def _answer(clerk: "Clerk", argument: Argument, typed: Sequence[str]) -> str:
    """One answer; asked again until it can be read, "" where the clerk gives up."""
    language = clerk.language
    choices = _choices(clerk, argument, typed)
    _say(f"{argument.told}: {argument.about.partition(' (')[0]}")
    for number, (word, about) in enumerate(choices, start=1):
        _say(f"  {number:>2}  {word}" + (f"  {about}" if about not in ("", word) else ""))
    reader, hint = Reader(language), required(argument.hint)
    while True:
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        answer = line.strip()
        if not line or not answer:
            return ""
        if answer.isdecimal() and 0 < int(answer) <= len(choices) and hint is not int:
            return choices[int(answer) - 1][0]
        if get_origin(hint) is not Literal and hint not in _CHECKED:
            return answer
        try:
            reader.one(hint, answer, argument.told)
        except Invalid as error:
            _say(language.error(error))
        else:
            return answer


def _choices(clerk: "Clerk", argument: Argument, typed: Sequence[str]) -> list[tuple[str, str]]:
    """The words that it may be, with what they mean."""
    hint: Any = required(argument.hint)
    if get_origin(hint) is tuple:
        hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        return [(str(word), clerk.language.word_or(str(word))) for word in get_args(hint)]
    if argument.name == "stream":
        from dialogue_cases.cli.completing import lives
        from dialogue_cases.cli.decisions import life_called
        from dialogue_cases.life import LIVES

        of = next((word for word in typed if word in LIVES), None)
        try:
            found = lives(clerk, "", life_called(of).series if of else ())
        except CaseError:
            return []
        return [(one, "") for one in found[-9:][::-1]]
    if hint not in (BodyId, GroupId, OfficerId) and argument.name != "_as":
        return []
    ward = _ward(clerk)
    if ward is None:
        return []
    if argument.name == "_as" or hint is OfficerId:
        return list(_officers(clerk, ward).items())
    among: Any = ward.bodies if hint is BodyId else ward.groups
    return [(one.id, one.name) for one in among.values()][:MOST]


def _officers(clerk: "Clerk", ward: "Ward") -> dict[str, str]:
    """Who holds an office, by id: name and offices."""
    told: dict[str, list[str]] = {}
    for one in ward.holdings:
        name = [one.name] if one.name else []
        told.setdefault(str(one.officer), name).append(clerk.language.word(one.office))
    return {officer: ", ".join(said) for officer, said in told.items()}


def _ward(clerk: "Clerk") -> "Ward | None":
    """The ward as it is on record, read without an office; None where there is no store."""
    from dialogue_cases import ward
    from dialogue_cases.store import Store

    try:
        with closing(Store.open(clerk.store)) as store:
            return ward.LIFE.fold(store.read(ward.WARD))
    except CaseError:
        return None


def _say(line: str) -> None:
    print(line, file=sys.stderr)
