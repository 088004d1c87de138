"""Trả lời: how an answer is told, to people in 80 columns and to programs as JSON."""

import os
import sys
import textwrap
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

import msgspec
from attrs import field, frozen

from dialogue_cases.cli.failing import json_text
from dialogue_cases.cli.language import Language
from dialogue_cases.errors import KeyDestroyed, KeyLost
from dialogue_cases.record import Known, Recorded, parts
from dialogue_cases.spelling import harmless
from dialogue_cases.vocabulary import (
    Act,
    Document,
    DocumentNumber,
    NotInCopy,
    PartyId,
    Sealed,
    When,
)

if TYPE_CHECKING:
    from dialogue_cases.cli.clerk import Clerk
    from dialogue_cases.office import Office

WIDTH = 80
FORCED = {"FORCE_COLOR", "TTY_COMPATIBLE"}
"""By what rich is told that its lines are shown in colour though they go to no terminal."""


@frozen
class Teller:
    """Người trả lời: prints lines that fit 80 columns; colour only on a terminal.

    Args:
        language: of the reader.
        unsealed: the sealed data that the reader may read, if they asked for it.
        lost: why nothing of a party can be read, if nothing can.
    """

    language: Language
    unsealed: Mapping[Sealed, str] | None = None
    lost: Callable[[PartyId], KeyLost | None] | None = field(default=None, kw_only=True)

    def line(self, text: str, indent: int = 0, *, hang: int = 2, style: str = "") -> None:
        """One line, broken where it doesn't fit; what follows hangs deeper.

        Nothing that was recorded is obeyed by the terminal: an escape is shown as one.
        """
        for paragraph in harmless(text).splitlines() or [""]:
            first, rest = " " * indent, " " * (indent + hang)
            lines = textwrap.wrap(
                paragraph,
                WIDTH,
                initial_indent=first,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for one in lines or [""]:
                _print(one, style)

    def facts(self, value: Any, indent: int = 0, *, skip: tuple[str, ...] = ()) -> None:
        """The fields of a value that say something, each on a line with its name."""
        for name in parts(type(value)):
            told = getattr(value, name)
            if name.startswith("_") or name in skip or _says_nothing(told):
                continue
            if told is False and name != "value":
                continue  # said only where it holds; a switch has its value shown
            if name == "id":
                told = _Id(told)
            self._field(self.language.field(name, type(value).__name__), told, indent)

    def _field(self, name: str, told: Any, indent: int) -> None:
        if isinstance(told, Mapping):
            named = not any(parts(type(one)) for one in told.values())
            value = self.language.value
            told = tuple(
                f"{value(key)}: {value(one)}" if named else one for key, one in told.items()
            )
        many = isinstance(told, tuple) and any(self.inline(one) is None for one in told)
        inline = self.inline(told)
        if inline is not None and not many:
            self.line(f"{name}: {inline}", indent)
            return
        self.line(f"{name}:", indent)
        if not isinstance(told, tuple) and not hasattr(told, "on"):
            self.facts(told, indent + 2)
            return
        for one in told if isinstance(told, tuple) else (told,):
            short = self.inline(one)
            if short is not None:
                self.line(f"- {short}", indent + 2)
                continue
            self.line(f"- {self.title(one)}", indent + 2)
            self.facts(one, indent + 4, skip=("on", "name"))

    def inline(self, value: Any) -> str | None:
        """A value in one line; None if it needs more."""
        match value:
            case Sealed():
                return self._sealed(value)
            case Document():
                return self.document(value)
            case _Id():
                return str(value)
            case When() | NotInCopy() | DocumentNumber():
                return self.language.value(value)
            case tuple():
                told = [self.inline(one) for one in value]
                return None if None in told else "; ".join(map(str, told))
        if not parts(type(value)):
            return self.language.value(value)
        all_said = [getattr(value, name) for name in parts(type(value))]
        said = [one for one in all_said if not _says_nothing(one)]
        texts = [one for one in said if isinstance(one, str)]
        if len(texts) == len(said) and len(said) <= 3 and not hasattr(value, "on"):
            return " · ".join(self.language.value(one) for one in texts)
        return None

    def title(self, value: Any) -> str:
        """What a value of several fields is headed by: an event's name and day, or its name."""
        if hasattr(value, "on"):
            return f"{self.language.value(value.on)}: {self.kind(value)}"
        number = getattr(value, "number", None)
        for name in ("name", "title", "text", "decision"):
            if told := getattr(value, name, None):
                return f"{number}. {told}" if number is not None else str(told)
        return self.kind(value)

    def kind(self, value: Any) -> str:
        """What a class of the record is called: its Vietnamese term, or its own name."""
        return self.language.kind(type(value))

    def document(self, document: Document) -> str:
        """A document as it is cited."""
        told = [document.kind, document.number, document.issued_on, document.issuer]
        cited = ", ".join(self.language.value(one) for one in told if one is not None)
        return f"{cited}: {document.title}" if document.title else cited

    def _sealed(self, sealed: Sealed) -> str:
        if self.unsealed is not None and sealed in self.unsealed:
            return self.unsealed[sealed]
        lost = self.lost(sealed.key) if self.lost is not None else None
        if isinstance(lost, KeyDestroyed):
            return self.language.say("[erased, {key}]", key=sealed.key)
        if lost is not None:
            return self.language.say("[no key here, {key}]", key=sealed.key)
        return self.language.say("[sealed, {key}]", key=sealed.key)

    def record(self, recorded: Recorded[Any], *, whole: bool = False) -> None:
        """One recorded fact: a line, or everything that the record says of it."""
        name, say = self.kind(recorded.event), self.language.say
        head = f"{recorded.ref}  {self.language.value(recorded.on)}  {name}"
        self.line(head, style="bold" if whole else "")
        if not whole:
            return
        act = recorded.act
        if isinstance(act, Act):
            self.line(
                say(
                    "decided by {officer}, {office}, {body}",
                    officer=self.language.value(act.officer),
                    office=self.language.value(act.office),
                    body=self.language.value(act.body),
                ),
                2,
            )
            if act.authority:
                self.line(say("under: {document}", document=self.document(act.authority)), 2)
            if act.why:
                self.line(say("why: {why}", why=act.why), 2)
        else:
            by_rule = say("follows by rule: {rule}", rule=act.rule)
            self.line(by_rule + (f" ({act.trigger})" if act.trigger else ""), 2)
        self.line(
            say(
                "entered by {operator} ({channel}), {at}, position {position}",
                operator=recorded.recorded_by.id,
                channel=self.language.word_or(recorded.recorded_by.channel),
                at=recorded.recorded_at,
                position=recorded.position,
            ),
            2,
        )
        if recorded.corrects is not None:
            self.line(say("stands in for entry @{version}", version=recorded.corrects), 2)
        for one in recorded.despite:
            told = say("despite {rule}: {reason}", rule=one.rule, reason=one.reason)
            self.line(told, 2, style="yellow")
        self.facts(recorded.event, 4, skip=("on", "rules", "calendar"))


def is_before_the_record(clerk: "Clerk", office: "Office", known: Known | None) -> bool:
    """Say so, where nothing was on record yet as known then; there is nothing else to answer."""
    since = office.kept_since
    if known is None or (known >= 1 if isinstance(known, int) else known >= since):
        return False
    if clerk.json:
        as_json({"known": known, "since": since, "rows": []})
    else:
        say = clerk.language.say
        Teller(clerk.language).line(
            say("Nothing was on record then: the record is kept since {since}.", since=since)
        )
    return True


def as_json(value: Any) -> None:
    """Print an answer for a program; what a terminal would obey is escaped, as JSON can."""
    print(json_text(msgspec.to_builtins(value), indent=2))


def plain(recorded: Recorded[Any]) -> dict[str, Any]:
    """A recorded fact for a program."""
    from dialogue_cases import codec

    return {
        "ref": recorded.ref,
        "kind": codec.name_of(recorded.event),
        **msgspec.to_builtins(recorded),
    }


def _print(line: str, style: str) -> None:
    """Print a line; only what is coloured needs rich, and only a terminal shows colour."""
    if not style or not (sys.stdout.isatty() or FORCED & os.environ.keys()):
        print(line, flush=True)  # in the order in which it is said, on both streams
        return
    from rich.console import Console
    from rich.text import Text

    Console(file=sys.stdout, highlight=False).print(Text(line, style=style), soft_wrap=True)


def speak_utf8(stream: TextIO) -> None:
    """Let a stream take every letter, whatever the locale."""
    if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() != "utf-8":
        stream.reconfigure(encoding="utf-8")


class _Id(str):
    """An id to be shown as it is, not by the name that it stands for."""

    __slots__ = ()


def _says_nothing(value: Any) -> bool:
    return value is None or value in ("", (), {})
