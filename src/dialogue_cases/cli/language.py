"""Ngôn ngữ: sentences and words from the catalogues, days as the reader writes them."""

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import attrs
from attrs import field, frozen

from dialogue_cases.record import LOCAL
from dialogue_cases.vocabulary import NotInCopy, When, month

Code: TypeAlias = Literal["vi", "en"]
CODES: tuple[Code, ...] = ("vi", "en")
DOMAIN = "dialogue_cases"
CATALOGUES = Path(__file__).resolve().parents[1] / "locale"


@frozen
class Language:
    """Ngôn ngữ: one reader's language.

    A catalogue holds whole sentences under their English text, and under a context the
    sentences of rules (`rule`), of decisions (`decision`), the names of fields (`field`), of
    words that are stored (`word`), and the sentences that the library's own errors are made of
    (`error`).

    Args:
        code: `vi` or `en`.
        names: of bodies, groups and officers, by id, once a ward is known.
    """

    code: Code = "vi"
    names: dict[str, str] = field(factory=dict)

    @property
    def _texts(self) -> gettext.NullTranslations:
        return _catalogue(self.code)

    def say(self, sentence: str, **data: Any) -> str:
        """A sentence with its data, in the reader's language; texts in it stay as they are."""
        told = {
            name: one if isinstance(one, str) else self.value(one) for name, one in data.items()
        }
        return self._texts.gettext(sentence).format(**told)

    def rule(self, rule: str, data: Mapping[str, Any]) -> str:
        """The sentence of a rule that was broken; its bare name if the catalogue lacks it."""
        sentence = self._texts.pgettext("rule", rule)
        told = {
            name: self.field(value) if name.endswith("field") and value else self.value(value)
            for name, value in data.items()
        }
        return sentence.format_map(_Lenient(told))

    def field(self, name: str) -> str:
        """What a field is called."""
        return self._worded("field", name)

    def word(self, name: str) -> str:
        """What a stored word, such as `party_secretary`, is called."""
        return self._worded("word", name)

    def decision(self, life: str, command: str) -> str:
        """What a decision does, in one sentence; "" if the catalogue lacks it."""
        name = f"{life} {command}"
        found = self._texts.pgettext("decision", name)
        return "" if found == name else found

    def error(self, sentence: str) -> str:
        """A sentence of the library's own, found by its pattern; as it is if none fits."""
        for pattern, msgid in _patterns(self.code):
            if found := pattern.fullmatch(sentence):
                parts = [self.error(part) for part in found.groups()]
                return self._texts.pgettext("error", msgid).format(*parts)
        return sentence

    def value(self, value: Any) -> str:
        """A value as the reader writes it."""
        match value:
            case None | "":
                return "—"
            case bool():
                return self.say("yes") if value else self.say("no")
            case str():
                return self.names.get(value) or self.word_or(value)
            case datetime():
                local = value.astimezone(LOCAL)
                return f"{self.value(local.date())} {local:%H:%M}"
            case date():
                return f"{value:%d/%m/%Y}" if self.code == "vi" else value.isoformat()
            case time():
                return f"{value:%H:%M}"
            case When():
                return self._when(value)
            case NotInCopy():
                return self.say("not shown in the copy")
            case tuple() | list() | set() | frozenset():
                return ", ".join(self.value(one) for one in value) or "—"
        return self._made(value) if attrs.has(type(value)) else str(value)

    def _made(self, value: Any) -> str:
        """A value of several fields; one that has a sentence of its own says it."""
        from dialogue_cases.roles import Holder  # with the law; days and words need neither

        if isinstance(value, Holder):
            return " – ".join(self.word(one) for one in (value.office, value.body) if one)
        if "__str__" in vars(type(value)):
            return str(value)
        parts = [getattr(value, one.name) for one in attrs.fields(type(value))]
        return ", ".join(self.value(one) for one in parts if one not in (None, "", ()))

    def word_or(self, text: str) -> str:
        """A stored word's name; any other text as it is."""
        return self._texts.pgettext("word", text)

    def choices(self, words: Iterable[object]) -> str:
        """Stored words to choose from, each with what it means in the reader's language."""
        stored = [str(word) for word in words]
        if self.code == "en":
            return ", ".join(stored)
        told = {word: self.word_or(word) for word in stored}
        return "; ".join(f"{word}: {said}" if word != said else word for word, said in told.items())

    def _when(self, when: When) -> str:
        if when.at is not None:
            return f"{self.value(when.day)} {when.at:%H:%M}"
        if when.through is None:
            return self.value(when.day)
        if when == month(when.day.year, when.day.month):
            return f"{when.day:%m/%Y}" if self.code == "vi" else f"{when.day:%Y-%m}"
        return f"{self.value(when.day)} – {self.value(when.through)}"

    def _worded(self, context: str, name: str) -> str:
        found = self._texts.pgettext(context, name)
        return name.replace("_", " ") if found == name else found


class _Lenient(dict[str, str]):
    """Data of a refusal; a sentence may name what this refusal didn't tell."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _catalogue(code: Code) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, CATALOGUES, [code], fallback=True)


@cache
def _patterns(code: Code) -> list[tuple[re.Pattern[str], str]]:
    """The error sentences of a catalogue as patterns, the most specific first."""
    # gettext has no public way to list what a catalogue holds.
    known: dict[str, str] = getattr(_catalogue(code), "_catalog", {})
    sentences = [key.partition("\x04")[2] for key in known if str(key).startswith("error\x04")]
    sentences.sort(key=lambda one: -len(one.replace("{}", "")))
    return [
        (re.compile("(.*?)".join(map(re.escape, one.split("{}"))), re.DOTALL), one)
        for one in sentences
    ]
