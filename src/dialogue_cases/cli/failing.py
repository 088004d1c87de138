"""Báo lỗi: what went wrong, as one sentence in the reader's language and an exit code."""

import json
import sys
from collections.abc import Iterator
from typing import Any

import cyclopts
import msgspec
from attrs import frozen

from dialogue_cases.cli.language import Language
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.errors import (
    CalendarUnknown,
    CaseError,
    Conflict,
    Invalid,
    KeyReused,
    NotFound,
    Refused,
    SealError,
    StoreError,
)
from dialogue_cases.spelling import HARMFUL, harmless

REFUSED, BAD_INPUT, TROUBLE = 1, 2, 3
KINDS: tuple[tuple[type[CaseError], str, int], ...] = (
    (Refused, "refused", REFUSED),
    (Conflict, "conflict", REFUSED),
    (KeyReused, "key-reused", REFUSED),
    (Invalid, "invalid", BAD_INPUT),
    (NotFound, "not-found", BAD_INPUT),
    (CalendarUnknown, "calendar-unknown", BAD_INPUT),
    (StoreError, "store", TROUBLE),
    (SealError, "seal", TROUBLE),
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
    hint: str | None = None

    def tell(self, language: Language, *, as_json: bool) -> int:
        """Say it on the error stream, and answer the exit code."""
        if as_json:
            told = {
                "kind": self.kind,
                "rule": self.rule,
                "data": self.data or {},
                "citation": self.citation,
                "message": self.message,
            }
            print(json_text({"error": told}), file=sys.stderr)
            return self.code
        print(harmless(self.message), file=sys.stderr)
        if self.citation:
            print(language.say("Source: {citation}", citation=self.citation), file=sys.stderr)
        if self.hint:
            print(self.hint, file=sys.stderr)
        return self.code


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
        message = _sentence(error, language)
        return Failure(kind=kind, code=code, message=message, data=_data(error))
    hint = None
    if error.unlawful:
        hint = language.say(
            "If it happened all the same, record it with --despite {rule}=REASON.",
            rule=error.rule,
        ).replace("REASON", f'"{language.say("the reason")}"')
    return Failure(
        kind=kind,
        code=code,
        message=language.rule(error.rule, error.data),
        rule=error.rule,
        data={name: _plain(value) for name, value in error.data.items()},
        citation=error.citation.text,
        hint=hint,
    )


def mistyped(error: cyclopts.CycloptsError, language: Language) -> Failure:
    """What is wrong with a command line that fits no command."""
    say = language.say
    match error:
        case cyclopts.MissingArgumentError(argument=argument) if argument is not None:
            message = say("{option}: it is missing", option=_named(argument))
        case cyclopts.UnknownOptionError():
            option = error.token.keyword or error.token.value
            message = say("there is no option {option}", option=option) + _near(str(error))
        case cyclopts.UnknownCommandError():
            tokens = error.unused_tokens or ["?"]
            message = say("there is no command {command}", command=tokens[0]) + _near(str(error))
        case cyclopts.UnusedCliTokensError():
            message = say("too much: {words}", words=" ".join(error.unused_tokens or ()))
        case cyclopts.RepeatArgumentError() if error.argument is not None:
            message = say("{option}: it can be given only once", option=_named(error.argument))
        case _:
            error.verbose = False
            message = str(error)
    return Failure(kind="invalid", code=BAD_INPUT, message=message)


def _sentence(error: CaseError, language: Language) -> str:
    match error:
        case Mistake():
            what = language.say(error.sentence, **error.data)
            right = language.say(error.right, **error.data) if error.right else ""
        case Invalid():
            what, right = language.error(error.what), language.error(error.expected)
        case StoreError():
            return f"{error.where}: {language.error(str(error).removeprefix(f'{error.where}: '))}"
        case _:
            return language.error(str(error))
    where = f"{error.where}: " if error.where else ""
    return where + what + (language.say("; expected: {right}", right=right) if right else "")


def _data(error: CaseError) -> dict[str, Any]:
    names = ("where", "stream", "expected", "actual", "key", "year", "position")
    return {name: getattr(error, name) for name in names if getattr(error, name, None) is not None}


def _plain(value: Any) -> Any:
    try:
        return msgspec.to_builtins(value)
    except TypeError:
        return str(value)


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
