"""Các cột: in which column of a sheet each field stands, found by its heading."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf

from attrs import define, frozen

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

DEEPEST = 4
"""How many rows of headings are looked for."""

SOUGHT = 40
"""Up to which row headings are looked for, where the mapping doesn't say where they stand."""


@define
class FoundColumns:
    """Các cột: in which column each field stands, and what stands above it.

    Args:
        letters: of each field its column …
        headings: … and of each column all that stands above it.
        below: the row below which the entries stand.
    """

    letters: dict[Field, str]
    headings: dict[str, str]
    below: int

    def are_one(self, one: Field, other: Field) -> bool:
        """Whether two fields share a column."""
        return one in self.letters and self.letters[one] == self.letters.get(other)

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
    """Find the columns by their headings, and the rows in which these stand.

    Of all rows in which they may stand, the first ones are taken that have each heading once.

    Raises:
        Invalid: headings that aren't there, or stand there twice, all at once.
    """
    found = [_found(sheet, mapping, rows) for rows in _places(sheet, mapping)]
    nearest = min(found, key=lambda one: len(one.wrong))
    if not nearest.wrong:
        return nearest.columns
    right = "; ".join(f"{column}: {text}" for column, text in nearest.columns.headings.items())
    raise Invalid(
        "not found once among the headings of row {row}: {headings}",
        where=sheet.where,
        expected="headings that stand there: {among}; in the mapping, header is the row of the "
        "headings, header_depth how many rows of them there are",
        row=nearest.rows[-1],
        headings=", ".join(nearest.wrong),
        among=right or "—",
    )


def _places(sheet: RegisterSheet, mapping: Mapping) -> Iterator[range]:
    """The rows in which the headings may stand: as the mapping says, else the fewest first."""
    header, depth = mapping.header, mapping.header_depth
    depths = range(1, DEEPEST + 1) if depth is None else [depth]
    if header is not None and depth is not None:
        yield range(max(1, header - depth + 1), header + 1)
        return
    if header is not None:
        yield range(header, header + 1)
    for deep in depths:
        last = SOUGHT if header is None else header + deep - 1
        for bottom in range(header or deep, last + 1):
            rows = range(max(1, bottom - deep + 1), bottom + 1)
            beside = (sheet.rows.get(row, {}) for row in rows if row != header)
            if all(map(_may_be_headings, beside)):
                yield rows
    if header is None:
        yield range(1, 2)


def _may_be_headings(cells: MappingOf[str, Cell]) -> bool:
    """Whether a row tells no entry: it has texts alone, of which none is a number or a day."""
    return all(
        isinstance(one, str) and not re.fullmatch(r"[\d\s/.-]+", one) for one in cells.values()
    )


@frozen
class _Found:
    """What was found in these rows, and what not."""

    rows: range
    columns: FoundColumns
    wrong: list[str]


def _found(sheet: RegisterSheet, mapping: Mapping, rows: range) -> _Found:
    above: dict[str, list[str]] = {}
    for row in rows:
        for column, cell in sheet.rows.get(row, {}).items():
            above.setdefault(column, []).append("" if isinstance(cell, Broken) else text_of(cell))
    headings = {column: " ".join(filter(None, texts)) for column, texts in above.items()}
    known = {
        column: {heading(headings[column]), *map(heading, texts)} for column, texts in above.items()
    }
    letters: dict[Field, str] = {}
    wrong: list[str] = []
    for name, wanted in mapping.columns.items():
        if wanted.startswith("column "):
            letters[name] = wanted.removeprefix("column ").strip().upper()
            if not any(letters[name] in row for row in sheet.rows.values()):
                wrong.append(wanted)
            continue
        found = [column for column, texts in known.items() if heading(wanted) in texts]
        if len(found) == 1:
            letters[name] = found[0]
        else:
            wrong.append(f"{wanted!r}" if not found else f"{wanted!r} ({', '.join(found)})")
    once = [column for name, column in letters.items() if name != "people"]
    once += [letters["people"]] if letters.get("people") not in (None, letters.get("kind")) else []
    wrong += sorted({one for one in once if once.count(one) > 1})
    if "people" not in letters and "songuoi" in heading(headings.get(letters.get("kind", ""), "")):
        letters["people"] = letters["kind"]  # Phân loại đơn/Số người: the heading says so
    return _Found(rows, FoundColumns(letters, headings, rows[-1]), wrong)
