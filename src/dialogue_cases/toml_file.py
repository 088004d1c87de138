"""A TOML file that a person wrote: its fields by name, and every mistake in it at once.

Reading never stops at the first mistake: a field that can't be read is noted, with its line,
and stands in as something harmless; `TomlFile.finish` then shows all mistakes together.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from attrs import define, field, frozen

from dialogue_cases import given_file
from dialogue_cases.errors import Invalid, Sentence, Word
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import (
    NOT_IN_COPY,
    Document,
    NotInCopy,
    When,
    day_said,
    hour_said,
    period_said,
)

T = TypeVar("T")

Steps: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of fields, and places in lists counted from 0."""

NOT_IN_COPY_WORDS = "not in copy"
"""How a file says that the document has it, but the copy at hand doesn't show it."""


def tables(text: str, *, where: str) -> dict[str, Any]:
    """What a TOML text holds: the one place where this library reads TOML.

    Args:
        text: decoded already (`given_file`).
        where: what it is called in a sentence.

    Raises:
        Invalid: it isn't TOML, with the line.

    Example:
        >>> tables("a = 1", where="ward.toml")
        {'a': 1}
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        what, _, place = str(error).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        if line is not None:
            where += f", {line[0]}"
            if (day := _no_day(text.split("\n")[int(line[1]) - 1])) is not None:
                right = Sentence("a date such as 2023-03-15")
                raise Invalid(
                    "{value!r} isn't {right}", where=where, expected=right, value=day, right=right
                ) from None
        told = next((said for start, said in _NO_TOML.items() if what.startswith(start)), what)
        raise Invalid("it isn't TOML: {what}", where=where, expected="TOML", what=told) from None


_DAY_AS_TYPED = re.compile(r"[=\[,]\s*(\d{1,4}[-/]\d{1,2}[-/]\d{1,4})")
_NO_TOML = {
    "Invalid value": Sentence("a value is no text in quotes, number, date, true or false"),
    "Expected newline": Sentence("something stands behind a value"),
    "Expected '='": Sentence("a name has no = behind it"),
    "Invalid statement": Sentence("a line is no name = value and no [table]"),
    "Invalid initial character": Sentence("a line is no name = value and no [table]"),
    "Cannot overwrite": Sentence("a name stands there twice"),
    "Cannot declare": Sentence("a name stands there twice"),
    "Unclosed array": Sentence("a list isn't closed with ]"),
    "Expected ']'": Sentence("the name of a table isn't closed with ]"),
    "Illegal character": Sentence("a text isn't closed with its quote"),
    "Unterminated string": Sentence("a text isn't closed with its quote"),
}
"""How tomllib, which knows English only, begins to tell what is wrong."""


def _no_day(line: str) -> str | None:
    """A day in a line that isn't one as TOML has it: 2025-02-29, 15/03/2025."""
    for typed in _DAY_AS_TYPED.findall(line):
        if _ISO_DAY.fullmatch(typed) is None or day_said(typed) is None:
            return str(typed)
    return None


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@define
class TomlFile:
    """One file while it is being read.

    Args:
        name: how it is called in a sentence.
        values: what it holds.
        lines: on which line each table and field begins.
        absent: the tables that are missing; what would stand in them isn't told as well.
    """

    name: str
    values: Mapping[str, Any]
    lines: Mapping[Steps, int]
    mistakes: list[Invalid] = field(factory=list)
    tables: list["TomlTable"] = field(factory=list)
    absent: set[Steps] = field(factory=set)

    @classmethod
    def open(cls, path: Path) -> "TomlFile":
        """Read a file.

        Raises:
            Invalid: it can't be read (`given_file.text`), or isn't TOML (with the line).
        """
        text = given_file.text(path)
        return cls(path.name, tables(text, where=path.name), _lines(text))

    @property
    def root(self) -> "TomlTable":
        """The fields outside all tables."""
        return self.at((), self.values)

    def at(self, steps: Steps, values: Mapping[str, Any]) -> "TomlTable":
        """A table of this file."""
        table = TomlTable(self, steps, values)
        self.tables.append(table)
        return table

    def wrong(self, steps: Steps, what: str, expected: str | Sentence = "", /, **data: Any) -> None:
        """Note a mistake, with the nearest line that is known."""
        if not self.absent.isdisjoint(_upwards(steps)[1:]):
            return
        near = next((self.lines[s] for s in _upwards(steps) if s in self.lines), None)
        line = f", line {near}" if near else ""
        self.mistakes.append(
            Invalid(what, where=f"{self.name}{line}, {_spoken(steps)}", expected=expected, **data)
        )

    def finish(self) -> None:
        """Show all mistakes; fields that nobody asked for are mistakes too.

        Raises:
            Invalid: one mistake, or several with a line each.
        """
        for table in self.tables:
            table.refuse_the_rest()
        self.tables.clear()
        match self.mistakes:
            case []:
                return
            case [only]:
                raise only
            case several:
                raise Invalid(
                    "{count} mistakes:{lines}",
                    where=self.name,
                    count=len(several),
                    lines=Sentence.lines(several),
                )


@frozen
class TomlTable:
    """A table of a file; each method reads one field, and notes what is wrong with it.

    A field that is missing is a mistake unless a default is given.
    """

    file: TomlFile
    steps: Steps
    values: Mapping[str, Any]
    asked: set[str] = field(factory=set)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self.values

    def text(self, name: str, default: str | None = None) -> str:
        """A text that isn't empty, in composed form (NFC)."""
        value = self._take(name, str, "a text", default)
        if self.has(name) and value is not None and not value.strip():
            self.wrong(name, "it is empty", "a text")
        return nfc(value or "")

    def optional_text(self, name: str) -> str | None:
        """A text, or None where there is no such field."""
        return self.text(name) if self.has(name) else None

    def texts(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for place, one in enumerate(self._take(name, list, "a list of texts", default) or ()):
            if isinstance(one, str) and one.strip():
                found.append(nfc(one))
            else:
                self.file.wrong(
                    (*self.steps, name, place), "{value!r} is no text", "a text", value=one
                )
        return tuple(found)

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        return int(self._take(name, int, "a whole number", default) or 0)

    def integers(self, name: str, default: tuple[int, ...] | None = None) -> tuple[int, ...]:
        """A list of whole numbers."""
        found = []
        for place, one in enumerate(self._take(name, list, "a list of whole numbers", default)):
            if isinstance(one, int) and not isinstance(one, bool):
                found.append(one)
            else:
                steps = (*self.steps, name, place)
                self.file.wrong(steps, "{value!r} is no whole number", "a whole number", value=one)
        return tuple(found)

    def flag(self, name: str, default: bool | None = None) -> bool:
        """True or false."""
        return bool(self._take(name, bool, "true or false", default))

    def day(self, name: str, default: date | None = None) -> date:
        """A date, in quotes or not."""
        if (quoted := _day(self.values.get(name))) is not None:
            self.asked.add(name)
            return quoted
        found: date | None = self._take(name, date, "a date such as 2023-03-15", default)
        return found or date.min

    def optional_day(self, name: str) -> date | None:
        """A date, or None where there is no such field."""
        return self.day(name) if self.has(name) else None

    def period(self, name: str, year: int | None = None) -> When:
        """A time in words ("2023-03", "quý II", "6 tháng đầu năm"), two days, or a date.

        Args:
            name: of the field.
            year: which year is meant where the words name none.
        """
        value = self.values.get(name)
        if not isinstance(value, str) or _day(value) is not None:
            return When(day=self.day(name))
        self.asked.add(name)
        first, _, last = value.partition("/")
        days = _day(first.strip()), _day(last.strip())
        if days[0] is not None and days[1] is not None and days[0] <= days[1]:
            return When(day=days[0], through=days[1])
        found = period_said(value, year)
        if found is None:
            self.wrong(
                name,
                "{value!r} is no time",
                'a month ("2026-06"), a quarter ("2026-Q2"), a half-year ("2026-H1"), a year, '
                'two days ("2026-05-10/2026-06-20"), or a day',
                value=value,
            )
        return found or When(day=date.min)

    def time(self, name: str) -> time | None:
        """A time of day, such as 08:00 or "8h30"; None where there is no such field."""
        if not self.has(name):
            return None
        value = self.values[name]
        self.asked.add(name)
        if isinstance(value, time):
            return value
        said = hour_said(value) if isinstance(value, str) else None
        if said is not None:
            return said
        self.wrong(name, "{value!r} is no time of day", 'a time such as "08:00"', value=value)
        return None

    def choice(self, name: str, among: Sequence[T], default: T | None = None) -> T:
        """One of some words or numbers."""
        kind = type(among[0])
        value = self._take(name, kind, "one of {among}", default, among=_listed(among))
        return self._among((*self.steps, name), value, among)

    def choices(self, name: str, among: Sequence[T], default: tuple[T, ...]) -> tuple[T, ...]:
        """A list of some words."""
        value = self._take(name, list, "a list of {among}", default, among=_listed(among))
        return tuple(
            self._among((*self.steps, name, place), one, among) for place, one in enumerate(value)
        )

    def days(self, name: str) -> tuple[date, ...]:
        """A list of dates; none where there is no such field."""
        found = []
        for place, one in enumerate(self._take(name, list, "a list of dates", ())):
            if (read := _day(one)) is not None:
                found.append(read)
            else:
                self.file.wrong(
                    (*self.steps, name, place), "{value!r} is no date", "a date", value=one
                )
        return tuple(found)

    def as_document(self) -> Document:
        """This table as a document: kind, number, issued_on, issuer, title."""
        return Document(
            kind=self.text("kind"),
            number=self._unless_hidden("number", self.optional_text),
            issued_on=self._unless_hidden("issued_on", self.optional_day),
            issuer=self.optional_text("issuer"),
            title=self.optional_text("title"),
        )

    def table(self, name: str) -> "TomlTable":
        """A table of its own."""
        steps = (*self.steps, name)
        values = self._take(name, dict, "a table", None)
        if values is None:
            self.file.absent.add(steps)
        return self.file.at(steps, values or {})

    def optional_table(self, name: str) -> "TomlTable | None":
        """A table of its own, or None where there is none."""
        return self.table(name) if self.has(name) else None

    def rows(self, name: str) -> list["TomlTable"]:
        """The tables of a list; none where there is no such field."""
        found = []
        for place, one in enumerate(self._take(name, list, "a list of tables", ())):
            if isinstance(one, dict):
                found.append(self.file.at((*self.steps, name, place), one))
            else:
                self.file.wrong(
                    (*self.steps, name, place), "{value!r} is no table", "a table", value=one
                )
        return found

    def wrong(self, name: str, what: str, expected: str | Sentence = "", /, **data: Any) -> None:
        """Note a mistake in a field."""
        self.file.wrong((*self.steps, name), what, expected, **data)

    def refuse_the_rest(self) -> None:
        """Note every field that nobody asked for: it is misspelt, or has no meaning here."""
        for name in self.values.keys() - self.asked:
            near = get_close_matches(name, self.asked - self.values.keys(), 1)
            self.wrong(
                name, "there is no such field", "{near!r}" if near else "", near="".join(near)
            )

    def _unless_hidden(self, name: str, read: Callable[[str], T]) -> T | NotInCopy:
        if self.values.get(name) != NOT_IN_COPY_WORDS:
            return read(name)
        self.asked.add(name)
        return NOT_IN_COPY

    def _take(self, name: str, kind: type, expected: str, default: object, /, **data: Any) -> Any:
        self.asked.add(name)
        if name not in self.values:
            if default is None:
                self.wrong(name, "it is missing", expected, **data)
            return default
        value = self.values[name]
        fits = isinstance(value, kind) and not isinstance(value, datetime)
        if not fits or (kind is int and isinstance(value, bool)):
            right = Sentence(expected, **data)
            self.wrong(name, "{value!r} isn't {right}", right, value=value, right=right)
            return default
        return value

    def _among(self, steps: Steps, value: Any, among: Sequence[T]) -> T:
        if value in among:
            return among[among.index(value)]
        if value is not None:
            near = get_close_matches(str(value), [str(one) for one in among], 1)
            self.file.wrong(
                steps,
                "{value!r} is unknown",
                "{near!r}" if near else "one of {among}",
                value=value,
                near="".join(near),
                among=_listed(among),
            )
        return among[0]


def _day(value: object) -> date | None:
    """A date as TOML has it, or in quotes as people write it: 2023-03-15, 15/03/2023."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return day_said(value) if isinstance(value, str) else None


def _listed(among: Sequence[object]) -> tuple[object, ...]:
    """What may be chosen, in the reader's words too."""
    return tuple(Word(one) if isinstance(one, str) else one for one in among)


def _upwards(steps: Steps) -> list[Steps]:
    return [steps[:end] for end in range(len(steps), 0, -1)]


def _spoken(steps: Steps) -> str:
    """The way to a value as a person counts it.

    >>> _spoken(("schedule", "session", 1, "period"))
    'schedule.session[2].period'
    """
    spoken = ""
    for step in steps:
        spoken += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return spoken.removeprefix(".")


_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(#.*)?$")
_FIELD = re.compile(r"\s*([\w.-]+)\s*=")


def _lines(text: str) -> dict[Steps, int]:
    """On which line each table and field begins: tomllib doesn't tell.

    Bare keys only; what isn't found is looked up by the table that it stands in.
    """
    lines: dict[Steps, int] = {}
    counts: dict[Steps, int] = {}
    here: Steps = ()
    within = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if within:
            within = "" if within in line else within
            continue
        if header := _HEADER.match(line):
            *outer, last = header[2].split(".")
            here = ()
            for name in outer:
                here = (*here, name)
                here = (*here, counts[here]) if here in counts else here
            here = (*here, last)
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here = (*here, counts[here])
            lines[here] = number
        elif key := _FIELD.match(line):
            lines[(*here, *key[1].split("."))] = number
        within = next((q for q in ('"""', "'''") if line.count(q) % 2), "")
    return lines
