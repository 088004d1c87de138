"""Báo lỗi: what went wrong, as one sentence in the reader's language and an exit code."""

import json
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
from attrs import evolve, frozen

from dialogue_cases.cli.commands import StillMissing
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.reading import NO, YES
from dialogue_cases.errors import (
    CalendarUnknown,
    CaseError,
    Conflict,
    Invalid,
    KeyReused,
    NotFound,
    ProofError,
    Refused,
    SealError,
    StoreError,
)
from dialogue_cases.spelling import HARMFUL, bare, harmless
from dialogue_cases.vocabulary import Citation

if TYPE_CHECKING:
    from cyclopts import CycloptsError, MissingArgumentError

    from dialogue_cases.cli.commands import Argument, Command

REFUSED, BAD_INPUT, TROUBLE, RECORDED, INTERRUPTED = 1, 2, 3, 4, 130
"""Exit codes. What was recorded never ends in a code that says that it wasn't."""

UNSURE = ("C", "M", "I", "R")
"""Certainties of which whoever is refused is told: from forms, from memory, our own reading."""

KINDS: tuple[tuple[type[CaseError], str, int], ...] = (
    (Refused, "refused", REFUSED),
    (Conflict, "conflict", REFUSED),
    (KeyReused, "key-reused", REFUSED),
    (Invalid, "invalid", BAD_INPUT),
    (NotFound, "not-found", BAD_INPUT),
    (CalendarUnknown, "calendar-unknown", BAD_INPUT),
    (StoreError, "store", TROUBLE),
    (SealError, "seal", TROUBLE),
    (ProofError, "proof", TROUBLE),
)
"""Each kind of error: its name for programs, and its exit code."""


@frozen(kw_only=True)
class Failure:
    """Lỗi: what went wrong, for people and for programs."""

    kind: str
    code: int
    message: str
    rule: str | None = None
    data: dict[str, Any] | None = None
    citation: str | None = None
    certainty: str | None = None
    source: str = ""
    hint: str | None = None

    def tell(self, language: Language, *, as_json: bool) -> int:
        """Say it on the error stream, and answer the exit code."""
        with suppress(OSError):  # where nobody can be told, the exit code still tells the truth
            self._tell(language, as_json=as_json)
        return self.code

    def _tell(self, language: Language, *, as_json: bool) -> None:
        if as_json:
            told = {
                "kind": self.kind,
                "rule": self.rule,
                "data": self.data or {},
                "citation": self.citation,
                "certainty": self.certainty,
                "message": self.message,
            }
            print(json_text({"error": told}), file=sys.stderr)
            return
        print(harmless(self.message), file=sys.stderr)
        if self.source:
            print(language.say("Source: {citation}", citation=self.source), file=sys.stderr)
        if self.hint:
            print(self.hint, file=sys.stderr)

    def after(self, recorded: int, language: Language) -> "Failure":
        """The same, where something was recorded before: it isn't to be entered again."""
        if not recorded:
            return self
        told = language.say(
            "It was recorded (facts: {number}), so don't enter it again; only this failed then:",
            number=recorded,
        )
        return evolve(
            self,
            kind="recorded",
            code=RECORDED,
            message=f"{told} {self.message}",
            data={**(self.data or {}), "recorded": recorded},
            hint=None,
        )


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON with letters as they are; what a terminal would obey is escaped, as JSON can."""
    told = json.dumps(value, ensure_ascii=False, indent=indent)
    # Outside of texts JSON has no such character.
    return HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", told)


def failure(error: CaseError, language: Language) -> Failure:
    """What a refusal or error of the library means."""
    kind, code = next(
        ((kind, code) for of, kind, code in KINDS if isinstance(error, of)), ("error", TROUBLE)
    )
    if not isinstance(error, Refused):
        return Failure(kind=kind, code=code, message=language.error(error), data=_data(error))
    hint = None
    if error.unlawful:
        hint = language.say(
            "If it happened all the same, record it with --despite {rule}=REASON.",
            rule=error.rule,
        ).replace("REASON", f'"{language.say("the reason")}"')
    return Failure(
        kind=kind,
        code=code,
        message=language.error(error),
        rule=error.rule,
        data={name: _plain(value) for name, value in error.data.items()},
        citation=error.citation.text,
        certainty=error.citation.certainty,
        source=_source(error.citation, language),
        hint=hint,
    )


def _source(citation: Citation, language: Language) -> str:
    """Where a rule stands; where that rests on a reading of ours, or wasn't verified, that too."""
    if citation.certainty not in UNSURE:
        return citation.text
    from dialogue_cases.deadlines.explanation import cited

    return cited(citation, language.code)


def mistyped(error: "CycloptsError", language: Language) -> Failure:
    """What is wrong with a command line that fits no command."""
    import cyclopts

    say = language.say
    match error:
        case cyclopts.MissingArgumentError() if error.argument is not None:
            return failure(StillMissing(missing(error)), language)
        case cyclopts.UnknownOptionError():
            option = error.token.keyword or error.token.value
            message = say("there is no option {option}", option=option) + _near(str(error))
        case cyclopts.UnknownCommandError():
            tokens = error.unused_tokens or ["?"]
            message = say("there is no command {command}", command=tokens[0]) + _near(str(error))
        case cyclopts.UnusedCliTokensError() | cyclopts.CoercionError() if flag := _answered(error):
            message = say(
                "{option} takes no word: {option} for yes, {denied} for no",
                option=flag.option,
                denied=flag.all_options[-1],
            )
        case cyclopts.UnusedCliTokensError():
            message = say("too much: {words}", words=" ".join(error.unused_tokens or ()))
        case cyclopts.RepeatArgumentError() if error.argument is not None:
            message = say("{option}: it can be given only once", option=_named(error.argument))
        case _:
            error.verbose = False
            message = str(error)
    return Failure(kind="invalid", code=BAD_INPUT, message=message)


def unforeseen(error: BaseException, language: Language) -> Failure:
    """What the system, or a fault of the program itself, stopped a command with."""
    say = language.say
    match error:
        case KeyboardInterrupt():
            return Failure(kind="interrupted", code=INTERRUPTED, message=say("It was interrupted."))
        case OSError(filename=None, strerror=str(why)):
            message = say("the answer can't be written ({why})", why=why)
        case OSError():
            message = say(
                "{file}: the system says: {why}",
                file=str(error.filename or ""),
                why=error.strerror or str(error),
            )
        case sqlite3.Error():
            message = say("the store or the vault can't be used ({why})", why=str(error))
        case _:
            *_, last = traceback.extract_tb(error.__traceback__)
            message = say(
                "This is a fault of the program, not of what you typed: {what} ({place}). "
                "Please report it.",
                what=f"{type(error).__name__}: {error}",
                place=f"{last.filename}, {last.lineno}",
            )
    return Failure(kind="trouble", code=TROUBLE, message=message)


def _data(error: CaseError) -> dict[str, Any]:
    names = ("where", "stream", "expected", "actual", "key", "year", "position")
    return {name: getattr(error, name) for name in names if getattr(error, name, None) is not None}


def _plain(value: Any) -> Any:
    try:
        return msgspec.to_builtins(value)
    except TypeError:
        return str(value)


def missing(error: "MissingArgumentError") -> "list[Argument]":
    """All that must be given and isn't."""
    command: Command = error.target.asks  # type: ignore[union-attr]
    words = list(error.root_input_tokens or ())[len(error.command_chain or ()) :]
    return command.missing(command.given(words)[0])


def _answered(error: "CycloptsError") -> "Argument | None":
    """The option that is given or denied by its name alone, and got a yes or no beside it."""
    import cyclopts

    command: Command | None = getattr(error.target, "asks", None)
    words = list(error.root_input_tokens or ())
    said = {option for option, word in pairwise(words) if bare(word) in map(bare, (*YES, *NO))}
    if isinstance(error, cyclopts.CoercionError):  # nothing but a flag is more than text
        said |= {word.partition("=")[0] for word in words}
    flags = [one for one in (command.arguments if command else ()) if one.kind == "flag"]
    return next((one for one in flags if not said.isdisjoint(one.all_options)), None)


def _named(argument: Any) -> str:
    name: str = argument.name
    return name.lstrip("-").upper() if argument.field_info.is_positional else name


def _near(message: str) -> str:
    """The nearest name that cyclopts found, if it found one."""
    return "".join(f" ({near}?)" for near in _nearest(message))


def _nearest(message: str) -> Iterator[str]:
    _, found, rest = message.partition("Did you mean ")
    if found:
        yield rest.partition("?")[0].strip('"')
