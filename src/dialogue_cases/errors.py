"""Every error of the library, one tree.

    CaseError
    ├── Refused            a decision that a rule forbids: rule, data, citation
    ├── Invalid            input that can't be read: what, where, what would be right
    ├── NotFound           no such life in this store
    ├── Conflict           the life moved on since the caller looked
    ├── KeyReused          an idempotency key came back with other arguments
    ├── CalendarUnknown    a day in a year whose official calendar isn't known
    ├── StoreError         the store can't be opened or written
    │   ├── NotAStore      it isn't a store of this library
    │   ├── AlreadyThere   a new store would take the place of what is there
    │   └── CorruptLog     a recorded fact can't be read back
    └── SealError          sealed data can't be sealed or opened
        ├── KeyLost        a key isn't there to open with
        │   ├── KeyDestroyed   it was destroyed by an erasure, or an erasure is on record
        │   └── KeyMissing     nobody erased it: this vault never had it, or is an old copy
        └── WrongKey       the wrapping key doesn't fit the vault, or the data was altered

Each carries its data; the sentence that people read is made at the door, in their language.
"""

from collections.abc import Mapping
from typing import Any

from dialogue_cases.vocabulary import Citation, StreamId


class CaseError(Exception):
    """The root of all errors that this library raises on purpose."""


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
        super().__init__(rule, citation, data)

    def cite(self, citation: Citation) -> None:
        """Name the source as it stands in this ward: its own plan instead of the model."""
        self.citation = citation
        self.args = (self.rule, citation, self.data)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.data.items())
        return f"{self.rule}" + (f" ({told})" if told else "") + f" [{self.citation}]"


class Invalid(CaseError, ValueError):
    """Input that can't be read.

    Args:
        what: what is wrong.
        where: the place: file, line, field, row.
        expected: what would be right.
    """

    def __init__(self, what: str, *, where: str = "", expected: str = "") -> None:
        self.what, self.where, self.expected = what, where, expected
        super().__init__(what, where, expected)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return place + self.what + (f"; expected {self.expected}" if self.expected else "")


class NotFound(CaseError, LookupError):
    """No such life in this store."""

    def __init__(self, stream: StreamId) -> None:
        self.stream = stream
        super().__init__(stream)

    def __str__(self) -> str:
        return f"nothing is recorded under {self.stream}"


class Conflict(CaseError):
    """The life moved on since the caller looked: `expected` isn't its version any more."""

    def __init__(self, stream: StreamId, expected: int, actual: int) -> None:
        self.stream, self.expected, self.actual = stream, expected, actual
        super().__init__(stream, expected, actual)

    def __str__(self) -> str:
        return f"{self.stream} is at version {self.actual}, not {self.expected}; look again"


class KeyReused(CaseError):
    """An idempotency key came back with other arguments: it names another call."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    def __str__(self) -> str:
        return f"the key {self.key!r} was used for another call; give this call a key of its own"


class CalendarUnknown(CaseError):
    """A day in a year whose official calendar isn't known.

    Args:
        year: the year that has no official calendar (as known on the day asked).
    """

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(year)

    def __str__(self) -> str:
        return (
            f"the official days off of {self.year} aren't known; "
            "load a calendar for that year or announce its days"
        )


class StoreError(CaseError):
    """The store can't be opened or written.

    Args:
        where: the store's address.
        why: what is wrong, and what would be right.
    """

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(where, why)

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
        why: what is wrong with it.
    """

    def __init__(self, where: str, position: int | None, why: str) -> None:
        self.position = position
        super().__init__(where, why if position is None else f"at position {position}: {why}")
        self.args = (where, position, why)


class SealError(CaseError):
    """Sealed data can't be sealed or opened."""


class KeyLost(SealError):
    """A key isn't there to open with: destroyed, or missing from this vault."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)

    def __str__(self) -> str:
        return f"the vault has no key for {self.key}: erased, or this isn't the store's vault"


class KeyDestroyed(KeyLost):
    """An erasure destroyed the key, or is on record and completed by the next decision."""

    def __str__(self) -> str:
        return f"the personal data of {self.key} were erased"


class KeyMissing(KeyLost):
    """Nobody erased the key: this vault never had it, or is a copy that is older than the log."""

    def __str__(self) -> str:
        return (
            f"this vault has no key of {self.key}, and nobody erased it; "
            "put back the latest vault of the store"
        )


class WrongKey(SealError):
    """The wrapping key doesn't fit the vault, or the sealed data was altered."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)

    def __str__(self) -> str:
        return self.what
