"""Mục sổ: what one entry of a register says, and every error in its cells at once."""

from collections.abc import Callable
from collections.abc import Mapping as MappingOf
from datetime import date
from functools import partial
from typing import TypeVar

import attrs
from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.identifying import signs_in
from dialogue_cases.petition import Area, Kind
from dialogue_cases.register_file.cells import (
    Named,
    check_paper_number,
    compared,
    day_of,
    entry_of,
    is_no_name,
    kind_and_people,
    lines_of,
    named_of,
    people_of,
    quoted,
    says_nobody,
    text_of,
)
from dialogue_cases.register_file.columns import FoundColumns
from dialogue_cases.register_file.mapping import PERSONAL, Field, Mapping, Outcome
from dialogue_cases.register_file.people import NamedPerson, names_in, persons_of
from dialogue_cases.register_file.report import Problem
from dialogue_cases.register_file.sheet import Broken, Cell, RegisterSheet
from dialogue_cases.vocabulary import On, first_day, last_day

T = TypeVar("T")

CLEAR: tuple[Field, ...] = ("gist", "earlier_handling", "guided_to", "taken_by")
"""Fields of free text that stand in the record in clear, so they may name nobody."""


@frozen(kw_only=True)
class RegisterEntry:
    """Một mục: what stands in one row, or in several where several people share one.

    Args:
        row: the first of its rows …
        rows: … and all of them.
        book_entry: register and number, by which it is known again.
        kept: its cells as they were written, apart from personal data, by the letters of the
            columns; they are sealed as the content of the case.
        content: the content with names, where the register has a column for it.
        cells: the cells, to say where something is wrong.
    """

    row: int
    rows: tuple[int, ...]
    book_entry: str
    received: On
    people: int
    persons: tuple[NamedPerson, ...]
    gist: str
    content: str | None
    kind: Kind
    area: Area
    earlier_handling: str | None
    own: bool
    guided_to: Named | None
    taken_by: Named | None
    result: Named | None
    outcome: Outcome | None
    kept: MappingOf[str, str]
    cells: dict[Field, Cell]


def said(cell: Cell | None) -> str:
    """What a cell says; nothing where it holds no value of its own."""
    return "" if isinstance(cell, Broken) else text_of(cell)


def tells_no_entry(text: str, mapping: Mapping) -> bool:
    """Whether a cell says that there is no entry: nobody came, or as the mapping has it."""
    word = compared(text)
    return bool(word) and (word.startswith(mapping.not_entries) or says_nobody(word))


class EntryReader:
    """Đọc một mục: every cell is tried, whatever is wrong with the others.

    Args:
        today: the local day on which it is read.
        rows: the rows that the entry stands in.
        cells: the cells of the first of them, with what is only said above it.
    """

    def __init__(
        self,
        sheet: RegisterSheet,
        mapping: Mapping,
        columns: FoundColumns,
        today: date,
        *,
        rows: tuple[int, ...],
        cells: dict[Field, Cell],
    ) -> None:
        self.sheet, self.mapping, self.columns, self.today = sheet, mapping, columns, today
        self.rows, self.row, self.cells = rows, rows[0], cells
        self.persons: tuple[NamedPerson, ...] = ()
        self.problems: list[Problem] = []

    def read(self) -> RegisterEntry | None:
        """The entry; None where something is wrong, which stands in `problems`."""
        self.persons = persons = self._all_persons()
        number = self._try("entry", self._number)
        received = self._try("received", self._received)
        kind, people = self._try("kind", self._kind_and_people) or (None, None)
        area = self._try("area", self._area)
        if not self.columns.are_one("kind", "people"):
            people = self._try("people", self._people)
        own = self._try("own", self._own)
        referred = {name: self._named(name) for name in ("guided_to", "taken_by", "result")}
        gist = self._try("gist", self._gist)
        earlier = self._try("earlier_handling", lambda: self._text("earlier_handling") or None)
        content = self._try("content", lambda: "\n".join(lines_of(self.cells.get("content"))))
        self._try("remarks", lambda: self._text("remarks"))
        self._check_clear()
        result = referred["result"]
        if received is not None and result is not None and result.day is not None:
            self._try("result", lambda: _not_before(received, result.day))
        if self.problems or number is None or received is None or kind is None or gist is None:
            return None
        return RegisterEntry(
            row=self.row,
            rows=self.rows,
            book_entry=self._book_entry(number, received),
            received=received,
            people=max(people or 1, len(persons)),
            persons=persons,
            gist=gist,
            content=content or None,
            kind="anonymous_tip"
            if kind == "denunciation" and self.mapping.tip and not any(one.name for one in persons)
            else kind,
            area=area or self.mapping.area,
            earlier_handling=earlier,
            own=bool(own),
            guided_to=referred["guided_to"],
            taken_by=referred["taken_by"],
            result=result,
            outcome=self.mapping.outcomes.get(compared(result.phrase)) if result else None,
            kept=self._kept(received),
            cells=self.cells,
        )

    # -- One cell each

    def _number(self) -> str:
        text = self._text("entry")
        if (number := entry_of(text)) is None:
            raise Invalid("it is no number of an entry", expected="a number such as 17")
        return number

    def _received(self) -> On:
        if (cell := self.cells.get("received")) is None:
            raise Invalid("it is missing", expected="the day of reception")
        received = day_of(cell, today=self.today, year=self.mapping.year)
        if first_day(received) > self.mapping.until:
            raise Invalid(
                "it is a day after the last one that the register tells of",
                expected="a later day as `until` in the mapping",
            )
        return received

    def _kind_and_people(self) -> tuple[Kind, int | None]:
        text, kinds = self._text("kind"), self.mapping.kinds
        if text and self.columns.are_one("kind", "people"):
            return kind_and_people(text, kinds)
        try:
            return _word(text, kinds), None
        except Invalid:
            if text and "people" not in self.columns.letters and _tells_people(text, kinds):
                raise Invalid(
                    "it tells how many people too",
                    expected="people = the heading of this column, in the mapping",
                ) from None
            raise

    def _area(self) -> Area:
        text = self._text("area")
        return _word(text, self.mapping.areas) if text else self.mapping.area

    def _people(self) -> int | None:
        text = self._text("people")
        return people_of(text) if text else None

    def _own(self) -> bool:
        word = compared(self._text("own"))
        if word in self.mapping.yes:
            return True
        if word and word not in self.mapping.no:
            right = quoted(sorted(self.mapping.yes))
            raise Invalid(
                "it is no mark of the mapping", expected="one of {right}, or nothing", right=right
            )
        return False

    def _gist(self) -> str:
        text = self._text("gist") or self.mapping.gist
        if not text:
            raise Invalid("it is missing", expected="what the petition is about, without names")
        return text

    def _named(self, name: Field) -> Named | None:
        def read() -> Named | None:
            text = self._text(name)
            if not text or (name != "result" and compared(text) in self.mapping.no):
                return None
            named = named_of(text, today=self.today)
            if name == "result":
                return named
            if (compared(named.phrase) or named.phrase) in self.mapping.yes:
                return attrs.evolve(named, phrase="")  # a mark: to whom isn't said
            if is_no_name(named.phrase):
                raise Invalid(
                    "it names no body",
                    expected="a body, then its paper; or a mark of the mapping: {marks}",
                    marks=quoted(sorted(self.mapping.yes)),
                )
            return named

        return self._try(name, read)

    def _all_persons(self) -> tuple[NamedPerson, ...]:
        found: list[NamedPerson] = []
        for row in self.rows:
            cells = self.cells if row == self.row else self._added(row)
            found += self._try("id_paper", partial(self._persons, cells, row), row) or ()
        return tuple(found)

    def _persons(self, cells: dict[Field, Cell], row: int) -> list[NamedPerson]:
        given = {name: self._try(name, _personal(cells, name), row) or () for name in PERSONAL}
        names, address = (*given["name"], *given["name_and_address"]), " ".join(given["address"])
        its_name: Field = "name" if "name" in self.columns.letters else "name_and_address"
        if tells_no_entry(" ".join(names), self.mapping):
            error = Invalid(
                "it says that nobody came, and the row tells an entry",
                expected="a row that says only that, or who came",
            )
            self._wrong(its_name, error, row)
        contact = " ".join(given["contact"])
        rest = {
            "address": address or None,
            "id_paper": " ".join(given["id_paper"]) or None,
            "contact": contact or None,
        }
        if not self.mapping.anonymous.isdisjoint(map(compared, names)):
            return [NamedPerson(**rest)] if any(rest.values()) else []
        if not names and any(rest.values()):
            error = Invalid("it is missing", expected="a name, or a word of the mapping for none")
            self._wrong(its_name, error, row)
        return persons_of(
            names=given["name"],
            names_and_addresses=given["name_and_address"],
            address=address or None,
            id_papers=given["id_paper"],
            contact=contact or None,
        )

    def _added(self, row: int) -> dict[Field, Cell]:
        cells = self.sheet.rows[row]
        letters = self.columns.letters
        return {name: cells[letters[name]] for name in letters if letters[name] in cells}

    # -- The row as a whole

    def _check_clear(self) -> None:
        """What will stand in clear names none of those whose names are sealed."""
        for name in CLEAR:
            if name not in self.cells or isinstance(self.cells[name], Broken):
                continue
            text = self._text(name)
            if names_in(text, self.persons) or signs_in(text, names=name == "gist"):
                error = Invalid(
                    "it holds personal data that would stand in clear",
                    expected="the same without names and numbers of papers; "
                    'or the column as "content", which is sealed',
                )
                self._wrong(name, error)

    def _book_entry(self, number: str, received: On) -> str:
        book = self.mapping.book
        if self.mapping.yearly:
            book = f"{book} {first_day(received).year}"
        return f"{book}, số {number}"

    def _kept(self, received: On) -> dict[str, str]:
        """The row as it was written, but for personal data; a day in one spelling."""
        columns = self.columns
        sealed = {columns.letters.get(name) for name in PERSONAL}
        told = {columns.letters["received"]: str(received)}
        for column, cell in self.sheet.rows[self.row].items():
            if column not in {*sealed, *told} and (text := said(cell)):
                told[column] = f"{columns.headings.get(column) or column}: {text}"
        return told

    # -- What is wrong

    def _text(self, name: Field) -> str:
        return text_of(self.cells.get(name))

    def _try(self, name: Field, read: Callable[[], T], row: int | None = None) -> T | None:
        try:
            return read()
        except Invalid as error:
            self._wrong(name, error, row)
            return None

    def _wrong(self, name: Field, error: Invalid, row: int | None = None) -> None:
        cell = self.cells.get(name)
        self.problems.append(self.columns.problem(row or self.row, name, cell, error, self.persons))


def _personal(cells: dict[Field, Cell], name: Field) -> Callable[[], tuple[str, ...]]:
    def read() -> tuple[str, ...]:
        if name == "id_paper" and (cell := cells.get(name)) is not None:
            check_paper_number(cell)
        return lines_of(cells.get(name))

    return read


def _tells_people(text: str, kinds: MappingOf[str, Kind]) -> bool:
    try:
        return kind_and_people(text, kinds)[1] is not None
    except Invalid:
        return False


def _word(text: str, among: MappingOf[str, T]) -> T:
    found = among.get(compared(text))
    if not text:
        raise Invalid("it is missing", expected="one of {among}", among=quoted(among))
    if found is None:
        raise Invalid("it isn't in the mapping", expected="one of {among}", among=quoted(among))
    return found


def _not_before(received: On, day: date | None) -> None:
    if day is not None and day < first_day(received):
        raise Invalid(
            "it is a day before the reception",
            expected="a day from {day} on",
            day=last_day(received),
        )
