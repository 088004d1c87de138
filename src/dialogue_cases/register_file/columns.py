"""Các cột: in which column of a sheet each field stands, found by its heading."""

from attrs import define

from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.identifying import signs_in
from dialogue_cases.register_file.cells import (
    heading,
    text_of,
)
from dialogue_cases.register_file.mapping import PERSONAL, Field, Mapping
from dialogue_cases.register_file.people import NamedPerson, names_in
from dialogue_cases.register_file.report import Problem
from dialogue_cases.register_file.sheet import Broken, Cell, RegisterSheet


@define
class FoundColumns:
    """Các cột: in which column each field stands, and what stands above it."""

    letters: dict[Field, str]
    headings: dict[str, str]

    def problem(
        self,
        row: int,
        name: Field,
        cell: Cell | None,
        error: CaseError,
        persons: tuple[NamedPerson, ...] = (),
    ) -> Problem:
        """What is wrong in a cell; personal data aren't repeated, wherever they stand."""
        # A column that is no field is named by its letter.
        column = self.letters.get(name, name if name in self.headings else None)
        text = "" if cell is None or isinstance(cell, Broken) else text_of(cell)
        if name in PERSONAL or names_in(text, persons) or signs_in(text, names=True):
            text = ""
        return Problem(
            row=row,
            column=column,
            heading=self.headings.get(column or "", ""),
            value=text[:60] or None,
            error=error,
        )


def columns_of(sheet: RegisterSheet, mapping: Mapping) -> FoundColumns:
    """Find the columns by their headings.

    Raises:
        Invalid: headings that aren't there, or stand there twice, all at once.
    """
    rows = range(max(1, mapping.header - mapping.header_depth + 1), mapping.header + 1)
    above: dict[str, list[str]] = {}
    for row in rows:
        for column, cell in sheet.rows.get(row, {}).items():
            above.setdefault(column, []).append("" if isinstance(cell, Broken) else text_of(cell))
    headings = {column: " ".join(filter(None, texts)) for column, texts in above.items()}
    letters: dict[Field, str] = {}
    wrong: list[str] = []
    for name, wanted in mapping.columns.items():
        if wanted.startswith("column "):
            letters[name] = wanted.removeprefix("column ").strip().upper()
            if not any(letters[name] in row for row in sheet.rows.values()):
                wrong.append(wanted)
            continue
        found = [
            column
            for column, texts in above.items()
            if heading(wanted) in {heading(headings[column]), *map(heading, texts)}
        ]
        if len(found) == 1:
            letters[name] = found[0]
        else:
            wrong.append(f"{wanted!r}" if not found else f"{wanted!r} ({', '.join(found)})")
    twice = sorted({one for one in letters.values() if list(letters.values()).count(one) > 1})
    if wrong or twice:
        right = "; ".join(f"{column}: {text}" for column, text in headings.items())
        raise Invalid(
            "not found once among the headings of row {row}: {headings}",
            where=sheet.where,
            expected="headings that stand there: {among}",
            row=mapping.header,
            headings=", ".join([*wrong, *twice]),
            among=right or "—",
        )
    return FoundColumns(letters, headings)
