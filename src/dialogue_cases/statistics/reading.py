"""Đọc `tables.toml`: every definition is checked when it is read, and all mistakes are told."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import get_args

import attrs

from dialogue_cases.statistics.definition import (
    Definitions,
    FormColumn,
    FormTable,
    Generation,
    Value,
    Wanted,
)
from dialogue_cases.statistics.quantities import QUANTITIES
from dialogue_cases.statistics.records import VALUES, Population
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.vocabulary import Certainty

_SUM = re.compile(r"[1-9]\d*(\+[1-9]\d*)*")


@cache
def definitions() -> Definitions:
    """The tables of this library, in every generation.

    Example:
        >>> table = definitions().generation("2024").table("04/XLĐ")
        >>> table.column(8).sum, table.column(8).checks
        ((9, 10, 11, 12), ((13, 14), (15, 16)))
    """
    with resources.as_file(resources.files(__package__).joinpath("tables.toml")) as path:
        return read_definitions(path)


def read_definitions(path: Path, beside: Definitions | None = None) -> Definitions:
    """Read and check a file of tables.

    Args:
        path: the file, in the shape of `tables.toml`.
        beside: the generations that it is read with: it may add to them, take over tables of
            theirs, and give the tables of one whose columns weren't read, by its id. One that
            has tables isn't changed.

    Returns:
        All of them, those of the file in the place of what they give.

    Raises:
        Invalid: everything that is wrong with it, where, and what would be right.
    """
    file = TomlFile.open(path)
    known = {one.id: one for one in beside.generations} if beside else {}
    own: list[Generation] = []
    for table in file.root.rows("generation"):
        own.append(_generation(table, known, own))
    if not own:
        file.root.wrong("generation", "there are no tables", "at least one [[generation]]")
    file.finish()
    return Definitions(generations=tuple({**known, **{one.id: one for one in own}}.values()))


def _generation(
    table: TomlTable, beside: Mapping[str, Generation], before: Iterable[Generation]
) -> Generation:
    own = {one.id: one for one in before}
    id = table.text("id")
    unread = beside.get(id)
    if id in own:
        table.wrong("id", "{id!r} stands twice", "another id", id=id)
    elif unread and unread.tables:
        table.wrong("id", "the library has the tables of {id!r}", "another id", id=id)
    instead = _other(table, "unread", {**beside, **own})
    tables = _tables(table, _other(table, "takes_over", {**beside, **own}))
    if bool(tables) == bool(instead):
        right = "unread, or takes_over or at least one table"
        table.wrong("table", "there is no table, or it is said to be unread", right)
    since = table.day("since", unread.since if unread else None)
    until = table.optional_day("until")
    if until is not None and until < since:
        table.wrong("until", "{until} is before {since}", "a later day", until=until, since=since)
    for other in own.values():
        if since <= (other.until or since):
            table.wrong(
                "since", "it overlaps {id!r}", "a day after the last one of that", id=other.id
            )
    return Generation(
        id=id,
        circular=table.text("circular", unread.circular if unread else None),
        since=since,
        until=until,
        certainty=table.choice("certainty", get_args(Certainty)),
        note=table.text("note", ""),
        tables=tables,
        unread=instead.id if instead else None,
    )


def _other(table: TomlTable, name: str, known: Mapping[str, Generation]) -> Generation | None:
    """The generation with tables that a field names; None where there is no such field."""
    among = [one.id for one in known.values() if one.tables]
    if not table.has(name):
        return None
    if not among:
        table.wrong(name, "no generation stands before this one", "no such field")
        table.asked.add(name)
        return None
    return known[table.choice(name, among)]


def _tables(table: TomlTable, taken_over: Generation | None) -> tuple[FormTable, ...]:
    """Those that are taken over, each its own in its place, and what else is its own."""
    known = {one.code: one for one in taken_over.tables} if taken_over else {}
    own: dict[str, FormTable] = {}
    for row in table.rows("table"):
        read = _table(row, {*own})
        own[read.code] = read
    return tuple({**known, **own}.values())


def _table(table: TomlTable, taken: set[str]) -> FormTable:
    code = table.text("code")
    if code in taken:
        table.wrong("code", "{code!r} stands twice", "another code", code=code)
    sets = _Sets(table)
    columns = tuple(_column(row, place, sets) for place, row in enumerate(table.rows("columns"), 1))
    if not columns:
        table.wrong("columns", "there are no columns", "a list of tables")
    definition = FormTable(
        code=code,
        title=table.text("title"),
        certainty=table.choice("certainty", get_args(Certainty)),
        note=table.text("note", ""),
        numbering=table.choice("numbering", ("form", "ours"), "form"),
        columns=columns,
        cases=sets.named("cases") or {},
        left_out=sets.named("left_out"),
    )
    once = {QUANTITIES[one.counts] for one in columns if one.counts}
    populations = {one.population for one in once if one.once}
    if populations and not table.has("cases"):
        right = "the set of records among which one stands for each vụ việc"
        table.wrong("cases", "it is missing", right)
    for population in sorted(populations):
        _check_facts(table, "cases", definition.cases, population)
    if definition.left_out is not None:
        _check_facts(table, "left_out", definition.left_out, "petition")
    _check_sums(table, columns)
    return definition


@attrs.frozen
class _Sets:
    """The named sets of one table."""

    table: TomlTable
    known: Mapping[str, Wanted] = attrs.field(init=False)

    @known.default
    def _read(self) -> Mapping[str, Wanted]:
        sets = self.table.optional_table("sets")
        return {} if sets is None else {name: _wanted(sets, name) for name in sets.values}

    def named(self, field: str, table: TomlTable | None = None) -> Wanted | None:
        """The set that a field names; None where there is no such field."""
        table = table or self.table
        if not table.has(field):
            return None
        if not self.known:
            table.asked.add(field)
            table.wrong(field, "the table has no sets", "[generation.table.sets]")
            return {}
        return self.known[table.choice(field, tuple(self.known))]


def _wanted(table: TomlTable, name: str) -> Wanted:
    """Named facts, each with one value or a list of them."""
    values = table.table(name)
    found: dict[str, tuple[Value, ...]] = {}
    for fact, given in values.values.items():
        values.asked.add(fact)
        many = given if isinstance(given, list) else [given]
        if not many or not all(isinstance(one, str | bool) for one in many):
            values.wrong(
                fact,
                "{given!r} is no value",
                "a word, true or false, or a list of them",
                given=given,
            )
            many = []
        found[fact] = tuple(many)
    return found


def _column(table: TomlTable, place: int, sets: _Sets) -> FormColumn:
    number = table.integer("number")
    if number != place:
        table.wrong(
            "number", "{number} stands in place {place}", "{place}", number=number, place=place
        )
    kinds = [name for name in ("counts", "sum", "not_recorded") if table.has(name)]
    if len(kinds) != 1:
        right = "exactly one of counts, sum and not_recorded"
        table.wrong(
            "number",
            "column {number} has {kinds}",
            right,
            number=number,
            kinds=", ".join(kinds) or "—",
        )
    counts = table.choice("counts", tuple(QUANTITIES)) if table.has("counts") else None
    wanted: Wanted = {}
    if counts is not None:
        of = sets.named("of", table) or {}
        when = _wanted(table, "when") if table.has("when") else {}
        for name in of.keys() & when.keys():
            table.wrong(
                "when", "{name!r} is said by the set too", "it in one of the two", name=name
            )
        wanted = {**of, **when}
        _check_facts(table, "when", wanted, QUANTITIES[counts].population)
    return FormColumn(
        number=number,
        heading=table.text("heading"),
        groups=table.texts("groups", ()),
        counts=counts,
        wanted=wanted,
        sum=_sum(table, "sum", table.text("sum")) if table.has("sum") else (),
        checks=tuple(_sum(table, "checks", one) for one in table.texts("checks", ())),
        not_recorded=table.optional_text("not_recorded"),
        note=table.optional_text("note"),
    )


def _sum(table: TomlTable, name: str, text: str) -> tuple[int, ...]:
    text = text.replace(" ", "")
    if not _SUM.fullmatch(text):
        table.wrong(
            name, "{text!r} is no sum", "numbers of columns joined by +, such as 2+3", text=text
        )
        return ()
    return tuple(int(one) for one in text.split("+"))


def _check_facts(table: TomlTable, name: str, wanted: Wanted, population: Population) -> None:
    known = VALUES[population]
    for fact, among in wanted.items():
        if fact not in known:
            table.wrong(
                name,
                "a {population} has no fact {fact!r}",
                "one of {among}",
                population=population,
                fact=fact,
                among=", ".join(known),
            )
            continue
        for value in among:
            if value not in known[fact]:
                table.wrong(
                    name,
                    "{fact} is never {value!r}",
                    "one of {among}",
                    fact=fact,
                    value=value,
                    among=", ".join(map(str, known[fact])),
                )


def _check_sums(table: TomlTable, columns: tuple[FormColumn, ...]) -> None:
    """Every part is a column of the table, and no sum leads back to itself."""
    sums = {one.number: one.sum for one in columns}
    titles = [one.title for one in columns]
    for title in sorted({one for one in titles if titles.count(one) > 1}):
        table.wrong(
            "columns", "{title!r} stands twice", "headings that tell columns apart", title=title
        )
    for one in columns:
        for parts in (one.sum, *one.checks):
            for part in parts:
                if part not in sums:
                    table.wrong(
                        "columns",
                        "column {number} adds up {part}",
                        "a column of it",
                        number=one.number,
                        part=part,
                    )
                if parts.count(part) > 1:
                    right = "each column once"
                    table.wrong(
                        "columns",
                        "column {number} adds {part} up twice",
                        right,
                        number=one.number,
                        part=part,
                    )
        seen, ahead = set[int](), list(one.sum)
        while ahead:
            part = ahead.pop()
            if part == one.number:
                right = "sums of other columns"
                table.wrong(
                    "columns",
                    "the sum of column {number} leads to itself",
                    right,
                    number=one.number,
                )
                break
            if part not in seen:
                seen.add(part)
                ahead += sums.get(part, ())
