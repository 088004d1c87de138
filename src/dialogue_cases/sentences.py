"""Câu và từ: what is recorded and what went wrong, said in a reader's language.

Errors carry their sentence as a template with data; lives and facts carry stored words. Here
both are made what a person reads, with the catalogues in `locale/`: by `sentence` and `word` for
whoever embeds the library, by `Language` for a door that says more.
"""

import gettext
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache, cached_property
from inspect import getdoc
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

import attrs
from attrs import define, field, frozen

from dialogue_cases.errors import CaseError, Invalid, Refused, Sentence, StoreError, Word
from dialogue_cases.record import LOCAL
from dialogue_cases.unit import NAMED, Unit, unit_of
from dialogue_cases.vocabulary import NotInCopy, When, month

if TYPE_CHECKING:
    from dialogue_cases.law import Law
    from dialogue_cases.ward import Ward

Code: TypeAlias = Literal["vi", "en"]
CODES: tuple[Code, ...] = ("vi", "en")
_DOMAIN = "dialogue_cases"
_NOTHING = "\0"
_LINE = re.compile(r"(^|,) ?line (\d+)")
_CATALOGUES = Path(__file__).resolve().parent / "locale"


APART = frozenset({
    "Postponed.to", "postpone.to", "CarriedOver.to", "carry-over.to", "Closed.by", "close.by",
    "Joined.raised", "join.raised", "Task.terms", "Matter.opened",
})  # fmt: skip
"""Fields that have another name than their like, by the class or command whose they are."""

HIDDEN = ("arranged", "data")
"""What a state keeps for itself: what was fixed last, shown already or fallen away."""


def sentence(error: CaseError, language: Code = "vi") -> str:
    """Câu báo lỗi: what went wrong, as one sentence that a clerk can be shown.

    Args:
        error: any error of this library. What another library said within it stays its text.
        language: `vi` or `en`.

    Returns:
        the sentence: where, what is wrong, what would be right; of a refusal the rule's sentence
        with its data (its source stands in `error.citation`).

    Example:
        >>> from dialogue_cases import Invalid, sentence
        >>> error = Invalid("{name} isn't sealed", where="petition/2023/1", name="gist")
        >>> sentence(error)
        'petition/2023/1: gist chưa được niêm phong'
        >>> sentence(error, "en")
        "petition/2023/1: gist isn't sealed"
    """
    return Language(language).error(error)


def word(value: object, language: Code = "vi") -> str:
    """Từ: what a stored word, a status or an event is called.

    Args:
        value: a stored word such as `party_secretary`; how a life stands; a stored name of an
            event such as `petition.admitted`; or an event, or its class.
        language: `vi` or `en`.

    Returns:
        what people call it; a word that nobody knows as it is, with spaces for underscores.

    Example:
        >>> from dialogue_cases import petition, word
        >>> word("party_secretary"), word("party_secretary", "en")
        ('Bí thư Đảng uỷ', 'party secretary')
        >>> word(petition.Admitted), word("petition.admitted", "en")
        ('Tiếp nhận xử lý', 'admitted')
    """
    from dialogue_cases.codec import NAMES  # with every life; sentences need none of them

    of = Language(language)
    if isinstance(value, str):
        return of.kind(NAMES[value]) if value in NAMES else of.word(value)
    return of.kind(value if isinstance(value, type) else type(value))


_UNNAMED = Unit()
"""What is said of a unit that isn't known."""


@define
class Language:
    """Ngôn ngữ: one reader's language.

    A catalogue holds whole sentences under their English text, and under a context the
    sentences of rules (`rule`), of decisions (`decision`), the names of fields (`field`), of
    words that are stored (`word`), and the templates of errors (`error`). Where the English
    text is the sentence itself, the English catalogue has no entry.
    The texts call the unit a phường (in English a ward); what is said has its own word.

    Args:
        code: `vi` or `en`.
        names: of bodies, groups and officers, by id, once a ward is known.
    """

    code: Code = "vi"
    names: dict[str, str] = field(factory=dict)
    _ward: "Ward | None" = field(default=None, init=False, repr=False, eq=False)
    _unit: Unit | None = field(default=None, init=False, repr=False, eq=False)

    @property
    def unit(self) -> Unit:
        """What the unit and its groups are called, once a ward is known."""
        if self._unit is None and self._ward is not None:  # asked for by few sentences
            self._unit = unit_of(self._ward)
        return self._unit or _UNNAMED

    def text(self, name: str, context: str = "") -> str:
        """What the catalogue has under a name or sentence, with the unit's own word."""
        texts = _catalogue(self.code)
        told = texts.pgettext(context, name) if context else texts.gettext(name)
        return self.fitted(told) if NAMED[self.code].search(told) else told

    def fitted(self, text: str) -> str:
        """A text of the library's own, with the word for this unit."""
        return self.unit.fitted(text) if self.code == "vi" else self.unit.fitted_in_english(text)

    def meet(self, ward: "Ward") -> None:
        """Learn what the ward is, and what its bodies, groups and officers are called."""
        self._ward, self._unit = ward, None
        self.names.update({one.id: one.name for one in ward.bodies.values()})
        self.names.update({one.id: one.name for one in ward.groups.values()})
        self.names.update({one.officer: one.name for one in ward.holdings if one.name})

    def say(self, sentence: str, **data: Any) -> str:
        """A sentence with its data, in the reader's language; texts in it stay as they are."""
        told = {
            name: one if isinstance(one, str) else self.value(one) for name, one in data.items()
        }
        return self.text(sentence).format(**told)

    def rule(self, rule: str, data: Mapping[str, Any]) -> str:
        """The sentence of a rule that was broken; its bare name if the catalogue lacks it."""
        sentence = self.text(rule, "rule")
        told = {
            name: self.field(value) if name.endswith("field") and value else self.value(value)
            for name, value in data.items()
        }
        if "life" in data and "decision" in data:
            told["decision"] = self.deciding(data["life"], data["decision"])
        # At the end of a clause nothing is said of what isn't there; within one, a dash stands.
        told |= {name: _NOTHING for name, value in data.items() if value is None}
        said = re.sub(f" {_NOTHING}(?=[.,;:])", "", sentence.format_map(_Lenient(told)))
        return said.replace(_NOTHING, self.value(None))

    def decision(self, life: str, command: str) -> str:
        """What a decision does, in one sentence; "" if the catalogue lacks it.

        What may be decided in any life, and what an export takes along, stands there by itself.
        """
        for name in (f"{life} {command}", command):
            if (found := self.text(name, "decision")) != name:
                return found
        return ""

    def deciding(self, life: str, command: str) -> str:
        """What a decision is called in a sentence: how its own sentence begins.

        Example:
            >>> Language("vi").deciding("petition", "raise-petition")
            'Tiếp nhận đơn vào sổ'
        """
        told = re.split("[;:]", self.decision(life, command), maxsplit=1)[0]
        return told.rstrip(".") or command.replace("-", " ")

    def field(self, name: str, of: str = "") -> str:
        """What a field is called.

        Args:
            of: the class or the command whose field it is: a few mean something else there.
        """
        apart = f"{of}.{name}"
        return self._worded("field", apart if apart in APART else name)

    def word(self, name: str) -> str:
        """What a stored word, such as `party_secretary`, is called."""
        return self._worded("word", name)

    def error(self, error: CaseError) -> str:
        """What went wrong, in one sentence: where, what is wrong, what would be right."""
        if isinstance(error, Refused):
            return self.rule(error.rule, error.data)
        told = self.sentence(error.said)
        if isinstance(error, Invalid) and error.right.template:
            told += self.say("; expected: {right}", right=self.sentence(error.right))
        where = error.where if isinstance(error, Invalid | StoreError) else ""
        if self.code == "vi":
            where = _LINE.sub(r"\1 dòng \2", where)
        return f"{where}: {told}" if where else told

    def sentence(self, said: Sentence) -> str:
        """A sentence of the library's own; what in it has a sentence is said so too."""
        return said.filled(self.text(said.template, "error"), self._told)

    def _told(self, value: Any) -> str:
        match value:
            case Sentence():
                return self.sentence(value)
            case CaseError():
                return self.error(value)
            case Word(name, "decision"):
                life, _, command = name.rpartition(" ")
                return self.deciding(life, command)
            case Word(name, context):
                return self._worded(context, name)
            case tuple():
                return "; ".join(self._choice(one) for one in value)
            case datetime():
                return str(value)
            case date() | When():
                return self.value(value)
        return str(value)

    def worded(self, said: "_Worded") -> str:
        """What has its words in both languages: a rule, a heading, a kind of document."""
        return self.fitted(said.vi if self.code == "vi" else said.en)

    def _choice(self, value: Any) -> str:
        """What may be typed, with what it means where the word alone doesn't say it."""
        told, typed = self._told(value), str(value)
        return typed if self.code == "en" or told == typed else f"{typed} ({told})"

    def kind(self, shape: type) -> str:
        """What a class of the record is called: its Vietnamese term, or its own name."""
        if self.code == "vi":
            told = (getdoc(shape) or "").partition(":")[0].partition("\n")[0].rstrip(".")
            return self.fitted(told)
        words = "".join(f" {c.lower()}" if c.isupper() else c for c in shape.__name__)
        return words.strip()

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
                return f"{value:%d/%m}/{value.year:04}" if self.code == "vi" else value.isoformat()
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
        return self.text(text, "word")

    def _when(self, when: When) -> str:
        if when.at is not None:
            return f"{self.value(when.day)} {when.at:%H:%M}"
        if when.through is None:
            return self.value(when.day)
        if when == month(when.day.year, when.day.month):
            return f"{when.day:%m/%Y}" if self.code == "vi" else f"{when.day:%Y-%m}"
        return f"{self.value(when.day)} – {self.value(when.through)}"

    def _worded(self, context: str, name: str) -> str:
        found = self.text(name, context)
        return name.replace("_", " ") if found == name else found


class _Worded(Protocol):
    """What has words of its own in both languages."""

    @property
    def vi(self) -> str: ...

    @property
    def en(self) -> str: ...


class _Reason(Protocol):
    """What is told in a sentence of its own in either language (`deadlines.Reason`)."""

    def told(self, lang: Code = ...) -> str: ...


@frozen
class Reading:
    """Người đọc: how columns have things said; what a rule asks for is said by the law.

    Args:
        language: of the reader.
        law_known: the law by which what a rule asks for is said; read where one is named.
    """

    language: Language
    law_known: "Callable[[], Law]"

    @cached_property
    def law(self) -> "Law":
        """Read where a column names a rule, and nowhere else."""
        return self.law_known()

    def say(self, sentence: str, **data: Any) -> str:
        """A sentence with its data."""
        return self.language.say(sentence, **data)

    def word(self, name: str) -> str:
        """What a stored word is called."""
        return self.language.word(name)

    def kind(self, shape: type) -> str:
        """What a class of the record is called."""
        return self.language.kind(shape)

    def field(self, name: str) -> str:
        """What a field is called."""
        return self.language.field(name)

    def value(self, value: Any) -> str:
        """A value as the reader writes it."""
        return self.language.value(value)

    def rule(self, rule: str) -> str:
        """What a rule asks for."""
        return self.language.worded(self.law.rule(rule))

    def reason(self, reason: _Reason) -> str:
        """What of the law makes a difference, in one line."""
        return reason.told(self.language.code)

    def heading(self, column: _Worded) -> str:
        """How a column is headed."""
        return self.language.worded(column)


class _Lenient(dict[str, str]):
    """Data of a refusal; a sentence may name what this refusal didn't tell."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _catalogue(code: Code) -> gettext.NullTranslations:
    return gettext.translation(_DOMAIN, _CATALOGUES, [code], fallback=True)
