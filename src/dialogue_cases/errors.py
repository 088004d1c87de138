"""Every error of the library, one tree.

    CaseError
    ├── Refused            a decision that a rule forbids: rule, data, citation
    │   └── RemovalStopped  data may not be removed: that it was refused is on record
    ├── Invalid            input that can't be read: what, where, what would be right
    ├── NotFound           no such life in this store
    ├── Conflict           the life moved on since the caller looked
    ├── KeyReused          an idempotency key came back with other arguments
    ├── CalendarUnknown    a day in a year whose official calendar isn't known
    ├── StoreError         the store can't be opened or written
    │   ├── NotAStore      it isn't a store of this library
    │   ├── AlreadyThere   a new store would take the place of what is there
    │   └── CorruptLog     a recorded fact can't be read back
    ├── SealError          sealed data can't be sealed or opened
    │   ├── KeyLost        a key isn't there to open with
    │   │   ├── KeyDestroyed   it was destroyed by an erasure, or an erasure is on record
    │   │   └── KeyMissing     nobody erased it: this vault never had it, or is an old copy
    │   └── WrongKey       the wrapping key doesn't fit the vault, or the data was altered
    └── ProofError         what should prove something doesn't: a signature, a tree, an order

Each carries its sentence as a template with data (`said`); the sentence that people read is
made at the door, in their language (`sentences.sentence`). `str` gives it in English.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any, ClassVar, Literal

from attrs import frozen

from dialogue_cases.vocabulary import Citation, EventRef, StreamId


@frozen(init=False, repr=False)
class Sentence:
    """Câu: a sentence as its template and its data, which any language can be made of.

    Args:
        template: the English sentence with places such as `{name}`, or `{name!r}` for a text in
            quotes; the catalogues have it under this very text.
        data: what fills the places: texts, numbers, days, and what has a sentence of its own: a
            `Sentence`, a `CaseError`, a `Word`; of several to choose from, a tuple. What other
            libraries raise is kept as their text.

    Example:
        >>> str(Sentence("{name} isn't sealed", name="gist"))
        "gist isn't sealed"
    """

    template: str
    data: Mapping[str, Any]

    def __init__(self, template: str, /, **data: Any) -> None:
        plain = {name: _plain(one) for name, one in data.items()}
        self.__attrs_init__(template, plain)

    @classmethod
    def of(cls, said: "str | Sentence", data: Mapping[str, Any]) -> "Sentence":
        """A template with this data; a sentence that has its own stays what it is."""
        return said if isinstance(said, Sentence) else cls(said, **data)

    @classmethod
    def lines(cls, errors: "Iterable[CaseError]") -> "Sentence":
        """Several errors, each on a line of its own."""
        data = {f"line_{number}": one for number, one in enumerate(errors, start=1)}
        return cls("".join(f"\n  {{{name}}}" for name in data), **data)

    def filled(self, template: str, told: Callable[[Any], str]) -> str:
        """A template of any language with this data; braces that are no place stay as they are.

        Args:
            told: how a value is said.
        """

        def fill(found: re.Match[str]) -> str:
            name, quoted = found.groups()
            if name not in self.data:
                return found[0]
            return _quoted(self.data[name]) if quoted else told(self.data[name])

        return _PLACE.sub(fill, template)

    def __str__(self) -> str:
        return self.filled(self.template, _in_english)

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"


@frozen
class Word:
    """Từ: a word of the library's own in a sentence, which each reader calls by another name.

    Args:
        name: the stored word, the name of a field, or a decision (`petition admit`).
        context: which of them it is.

    Example:
        >>> str(Sentence("it is {kind}", kind=Word("police")))
        'it is police'
    """

    name: str
    context: Literal["word", "field", "decision"] = "word"

    def __str__(self) -> str:
        return self.name.rpartition(" ")[2]


_PLACE = re.compile(r"\{(\w+)(!r)?\}")


def _in_english(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _quoted(value: Any) -> str:
    """A text in quotes; what else a file holds as it is written there."""
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _plain(value: Any) -> Any:
    foreign = isinstance(value, BaseException) and not isinstance(value, CaseError)
    return str(value) if foreign else value


class CaseError(Exception):
    """The root of all errors that this library raises on purpose.

    Each can be copied and sent to another process with all its data.

    Args:
        what: what is wrong: the template of a sentence, or a sentence.
        data: what fills the places of the template.
    """

    said: Sentence

    def __init__(self, what: str | Sentence = "", /, **data: Any) -> None:
        self.said = Sentence.of(what, data)
        super().__init__(str(self.said))

    def __str__(self) -> str:
        return str(self.said)

    def __reduce__(self) -> tuple[Any, ...]:
        # Python's own way calls the class with `args` again, which no keyword survives.
        return _again, (type(self), self.args), dict(vars(self))


def _again(kind: type[CaseError], args: tuple[Any, ...]) -> CaseError:
    return kind.__new__(kind, *args)


class Refused(CaseError):
    """A decision that a rule forbids.

    Args:
        rule: the rule's name, such as `drafter-is-not-submitter`.
        citation: where the rule stands.
        unlawful: True when the fact is possible but not lawful: it can still be recorded
            with `despite=(rule, reason)`, because a ward must be able to record what took place.
        data: what the sentence needs: ids, dates, limits.
    """

    def __init__(
        self, rule: str, citation: Citation, *, unlawful: bool = False, **data: Any
    ) -> None:
        self.rule = rule
        self.citation = citation
        self.unlawful = unlawful
        self.data: Mapping[str, Any] = data
        self.said = Sentence(rule, **data)  # the catalogues have a rule's sentence under its name
        self.args = (rule, citation, data)

    def cite(self, citation: Citation) -> None:
        """Name the source as it stands in this ward: its own plan instead of the model."""
        self.citation = citation
        self.args = (self.rule, citation, self.data)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.rule}" + (f" ({told})" if told else "") + f" [{self.citation}]"


class RemovalStopped(Refused):
    """Data of a case may not be removed; that this was refused is itself a fact of the case.

    Args:
        rule: as of any refusal …
        citation: …
        data: …
        removal: what was to be done, such as `erase`.
        hold: the fact by which the case, or the whole record, is held, if that is why.

    Attributes:
        recorded: how many facts the refusal itself has put on record.
    """

    def __init__(
        self,
        rule: str,
        citation: Citation,
        *,
        removal: str,
        hold: EventRef | None = None,
        **data: Any,
    ) -> None:
        super().__init__(rule, citation, **data)
        self.removal, self.hold = removal, hold
        self.recorded = 0


class Invalid(CaseError, ValueError):
    """Input that can't be read.

    Args:
        what: what is wrong, as the template of a sentence, or a sentence.
        where: the place: file, line, field, row.
        expected: what would be right, with places for the same data.
        data: what fills the places in both.

    Example:
        >>> error = Invalid(
        ...     "{day} is no day",
        ...     where="--on",
        ...     expected="one of {year}",
        ...     day="30/02/2026",
        ...     year=2026,
        ... )
        >>> str(error)
        '--on: 30/02/2026 is no day; expected one of 2026'
        >>> error.what, error.said.template, error.said.data["day"]
        ('30/02/2026 is no day', '{day} is no day', '30/02/2026')
    """

    def __init__(
        self,
        what: str | Sentence,
        /,
        *,
        where: str = "",
        expected: str | Sentence = "",
        **data: Any,
    ) -> None:
        super().__init__(what, **data)
        self.where, self.right = where, Sentence.of(expected, data)
        self.args = (self.what, where, self.expected)

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return str(self.said)

    @property
    def expected(self) -> str:
        """What would be right, in English."""
        return str(self.right)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return place + self.what + (f"; expected {self.expected}" if self.expected else "")


class NotFound(CaseError, LookupError):
    """No such life in this store."""

    TEMPLATE: ClassVar = "nothing is recorded under {stream}"

    def __init__(self, stream: StreamId) -> None:
        self.stream = stream
        super().__init__(self.TEMPLATE, stream=stream)


class NothingErased(NotFound):
    """The case or its party is there, and nothing of it was erased or hidden."""

    TEMPLATE: ClassVar = (
        "nothing was erased or hidden in {stream} yet; there is a certificate only of what was"
    )


class Conflict(CaseError):
    """The life moved on since the caller looked: `expected` isn't its version any more."""

    TEMPLATE: ClassVar = "{stream} is at version {actual}, not {expected}; look again"

    def __init__(self, stream: StreamId, expected: int, actual: int) -> None:
        self.stream, self.expected, self.actual = stream, expected, actual
        super().__init__(self.TEMPLATE, stream=stream, expected=expected, actual=actual)


class KeyReused(CaseError):
    """An idempotency key came back with other arguments: it names another call."""

    TEMPLATE: ClassVar = (
        "the key {key!r} was used for another call; give this call a key of its own"
    )

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(self.TEMPLATE, key=key)


class CalendarUnknown(CaseError):
    """A day in a year whose official calendar isn't known.

    Args:
        year: the year that has no official calendar (as known on the day asked).
    """

    TEMPLATE: ClassVar = (
        "the official days off of {year} aren't known; "
        "load a calendar for that year or announce its days"
    )

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(self.TEMPLATE, year=year)


class StoreError(CaseError):
    """The store can't be opened or written.

    Args:
        where: the store's address.
        why: what is wrong, and what would be right: the template of a sentence, or a sentence.
        data: what fills the places of the template.
    """

    def __init__(self, where: str, why: str | Sentence, /, **data: Any) -> None:
        super().__init__(why, **data)
        self.where = where
        self.args = (where, self.why)

    @property
    def why(self) -> str:
        """What is wrong, in English."""
        return str(self.said)

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class NotAStore(StoreError):
    """What is at that address isn't a store of this library."""


class AlreadyThere(StoreError):
    """A new store would take the place of what is there: a store, or another file."""


class CorruptLog(StoreError):
    """A recorded fact can't be read back.

    Args:
        where: the store's address.
        position: its position in the log, or None when the file itself is broken.
        why: what is wrong with it: the template of a sentence, or a sentence.
        of: the life and version under which it stands, such as `dialogue/2023/1@7`, if known.
        data: what fills the places of the template.
    """

    TEMPLATE: ClassVar = "at position {place}: {why}"

    def __init__(
        self,
        where: str,
        position: int | None,
        why: str | Sentence,
        /,
        of: str | None = None,
        **data: Any,
    ) -> None:
        said = fault = Sentence.of(why, data)
        if position is not None:
            place = f"{position} ({of})" if of else f"{position}"
            said = Sentence(self.TEMPLATE, place=place, why=fault)
        super().__init__(where, said)
        self.position, self.of = position, of
        self.args = (where, position, str(fault), of)

    @property
    def stream(self) -> StreamId | None:
        """The life in which it stands, if that is known."""
        return StreamId(self.of.rpartition("@")[0]) if self.of else None


class SealError(CaseError):
    """Sealed data can't be sealed or opened."""


class KeyLost(SealError):
    """A key isn't there to open with: destroyed, or missing from this vault."""

    TEMPLATE: ClassVar = "the vault has no key for {key}: erased, or this isn't the store's vault"

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(self.TEMPLATE, key=key)


class KeyDestroyed(KeyLost):
    """An erasure destroyed the key, or is on record and completed by the next decision."""

    TEMPLATE: ClassVar = "the personal data of {key} were erased"


class KeyMissing(KeyLost):
    """Nobody erased the key: this vault never had it, or is a copy that is older than the log."""

    TEMPLATE: ClassVar = (
        "this vault has no key of {key}, and nobody erased it; "
        "put back the latest vault of the store"
    )


class WrongKey(SealError):
    """The wrapping key doesn't fit the vault, or the sealed data was altered."""

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return str(self.said)


class ProofError(CaseError):
    """What should prove something doesn't: a signature, the root of a tree, the order of two."""
