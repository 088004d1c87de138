"""Cột của sổ: what people read of a view's rows, said beside the class of the rows.

A column says its heading in both languages and how it is printed; whoever prints tables, CSV
files and workbooks goes through the columns and knows nothing of the view.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

import attrs
import msgspec
from attrs import field, frozen

from dialogue_cases.deadlines import Grounds, Reason

R = TypeVar("R")


class Wording(Protocol):
    """Cách nói: how the one who reads has things said; the command line brings it."""

    def say(self, sentence: str, **data: Any) -> str:
        """A sentence with its data, in the reader's language."""
        ...

    def word(self, name: str) -> str:
        """What a stored word is called."""
        ...

    def kind(self, shape: type) -> str:
        """What a class of the record is called."""
        ...

    def field(self, name: str) -> str:
        """What a field is called."""
        ...

    def value(self, value: Any) -> str:
        """A value as the reader writes it: a day, an id by its name, several of them."""
        ...

    def rule(self, rule: str) -> str:
        """What a rule asks for, in a few words."""
        ...

    def reason(self, reason: Reason) -> str:
        """What of the law makes a difference, in one line."""
        ...

    def heading(self, column: "Column[Any]") -> str:
        """How a column is headed."""
        ...


Told: TypeAlias = Callable[[R, Wording], Any]
"""What a row says in one column, where that isn't a field as it is."""


@frozen
class Column(Generic[R]):
    """Cột: one column of what people read.

    A day, a number, yes or no, a stored word and an id are printed by what they are: as the
    reader writes days, as x or nothing, by the word's or the body's name.

    Args:
        shows: the field of the row; several, with blanks between, where it is made of them.
        vi: its heading in Vietnamese …
        en: … and in English.
        width: characters on a terminal; 0 leaves it out there …
        wide: … and in a spreadsheet; 0 leaves it out of files.
        told: how it is made of the row; None: the field as it is.
        above: what stands above it and its neighbours, in a form with headings in two rows.
        sealed: whether what it shows is sealed, and said to be so where nobody has opened it.
    """

    shows: str
    vi: str
    en: str
    width: int = 0
    wide: int = 16
    told: Told[R] | None = None
    above: str = field(default="", kw_only=True)
    sealed: bool = field(default=False, kw_only=True)

    @property
    def fields(self) -> list[str]:
        """The fields of the row that it shows."""
        return self.shows.split()

    def of(self, row: R, wording: Wording) -> Any:
        """What it says of a row: a text, a number, a day, a stored word or an id."""
        said = getattr(row, self.shows) if self.told is None else self.told(row, wording)
        return wording.say("[sealed]") if self.sealed and said is None else said


@frozen
class Columns(Generic[R]):
    """Các cột: how the rows of one class are read, by people and by programs.

    Args:
        row: the class of the rows.
        shown: the columns, in their order.
        untold: fields that only programs are told (`--json`), with blanks between; what a
            verdict is made of is such without being named.
        prescribed: whether they are the columns of a prescribed form: all of them stand on
            paper.
        numbered: whether a row of their numbers stands below the headings.

    Raises:
        TypeError: a field has no column and isn't left to programs, or the class has none such.
    """

    row: type[R]
    shown: Sequence[Column[R]]
    untold: str = ""
    prescribed: bool = field(default=False, kw_only=True)
    numbered: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named = {*self.untold.split(), *(name for one in self.shown for name in one.fields)}
        fields = fields_of(self.row)
        needless = fields_of(Grounds) if issubclass(self.row, Grounds) else set()
        unknown = {name for name in named if not hasattr(self.row, name)}
        if wrong := sorted((fields - named - needless) | unknown):
            raise TypeError(f"{self.row.__name__}: no column, or no field: {', '.join(wrong)}")


def fields_of(row: type) -> set[str]:
    """The fields of a row, whether views keep it or it is put together of several."""
    if attrs.has(row):
        return {one.name for one in attrs.fields(row)}
    return {one.name for one in msgspec.structs.fields(row)}
