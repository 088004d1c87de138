"""A draft of another law as a TOML file, or a whole edition in a folder; tried out only.

`examples/what_if/` shows every field. Rules are named by their ids, as in `limits` of `ward.toml`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, get_args

import attrs

from dialogue_cases import given_file
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.law import Law, Transition, load_law
from dialogue_cases.law.checks import UNITS
from dialogue_cases.law.edition import DRAFT
from dialogue_cases.law.norms_together import OUTLINE, norm_texts, rules_text
from dialogue_cases.law_draft import DraftRegulation, LawDraft, ProposedLimit, check_limit
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.ward import Limit, Switch
from dialogue_cases.workdays import OfficialDay

RULES, NORMS, CALENDAR = "deadlines.toml", "norms", "calendar.toml"
"""What an edition's folder has, as this library keeps its own."""

T = TypeVar("T")

_UNITS: tuple[Any, ...] = tuple(UNITS.split(", "))
_SWITCHES = get_args(Switch.__annotations__["name"])


def read_draft(path: Path, law: Law) -> LawDraft:
    """Read a draft.

    Args:
        path: the file.
        law: the law that it would change.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.
    """
    file = TomlFile.open(path)
    root = file.root
    title = root.text("title")
    draft = LawDraft(
        title=title,
        limits=tuple(_limit(row, law) for row in root.rows("limit")),
        regulations=tuple(_regulation(row, law) for row in root.rows("regulation")),
        days=tuple(_day(row, title) for row in root.rows("day")),
    )
    if not (draft.limits or draft.regulations or draft.days):
        file.wrong((), "it changes nothing", "[[limit]], [[regulation]] or [[day]]")
    file.finish()
    return draft


def read_edition(folder: Path) -> tuple[bytes | None, bytes | None]:
    """Bản quy định khác: the rules and the calendar of a whole edition, as `law_if` takes them.

    Args:
        folder: with a `deadlines.toml` or the norms that it is put together from (`norms/`), and
            a `calendar.toml`; what isn't there stays as it is here.

    Raises:
        Invalid: there is no such folder, or no edition in it, or two; a file can't be read; a
            rule of the norms has no place in `norms/edition.toml`.
    """
    where = str(folder)
    try:
        there = {one.name for one in folder.iterdir()}
    except FileNotFoundError:
        raise Invalid("there is no folder {folder}", where="--edition", folder=where) from None
    except NotADirectoryError:
        raise Invalid("{file} is no folder", where="--edition", file=where) from None
    except (OSError, ValueError) as error:
        raise Invalid("it can't be read ({why})", where=where, why=error) from None
    if not there & {RULES, NORMS, CALENDAR} or {RULES, NORMS} <= there:
        right = "{rules} or {norms}, and {calendar}"
        names = {"rules": RULES, "norms": f"{NORMS}/{OUTLINE}", "calendar": CALENDAR}
        raise Invalid("an edition of the law isn't in it", where=where, expected=right, **names)
    rules = given_file.read(folder / RULES) if RULES in there else None
    if NORMS in there:
        given_file.read(folder / NORMS / OUTLINE)  # it is told where it is missing
        rules = _together(norm_texts(folder / NORMS))
    return rules, given_file.read(folder / CALENDAR) if CALENDAR in there else None


def _together(norms: Mapping[str, str]) -> bytes:
    """The rules of all norms as one text, which are right.

    Raises:
        Invalid: one isn't; it is told by the file in which it stands.
    """
    rules = rules_text(norms).encode()
    try:
        load_law(rules)
    except Invalid as error:
        found = _OF_A_RULE.match(error.where)
        if found is None:
            raise
        begins = f'[[rule]]\nid = "{found[1]}"\n'
        file = next((name for name, text in norms.items() if begins in text), OUTLINE)
        where = error.where.replace(RULES, f"{NORMS}/{file}", 1)
        raise Invalid(error.said, where=where, expected=error.right) from None
    return rules


_OF_A_RULE = re.compile(rf"{re.escape(RULES)}, rule (\w+)")


def _limit(row: TomlTable, law: Law) -> ProposedLimit:
    limit = ProposedLimit(
        rule=row.text("rule"),
        since=row.day("since"),
        amount=row.integer("amount"),
        unit=row.choice("unit", _UNITS) if row.has("unit") else None,
        transition=row.choice("transition", get_args(Transition), "keep"),
    )
    if row.has("rule") and row.has("amount"):
        rule = _checked(row, partial(check_limit, law, limit))
        if rule is not None:
            return attrs.evolve(limit, unit=limit.unit or rule.versions[-1].unit)
    return limit


def _regulation(row: TomlTable, law: Law) -> DraftRegulation:
    return DraftRegulation(
        on=row.day("on"),
        limits=tuple(_own_limits(row, law)),
        switches=tuple(
            Switch(name=one.choice("name", _SWITCHES), value=one.flag("value"))
            for one in row.rows("switches")
        ),
    )


def _own_limits(row: TomlTable, law: Law) -> Iterator[Limit]:
    for one in row.rows("limits"):
        limit = Limit(rule=one.text("rule"), amount=one.integer("amount"))
        if one.has("rule") and one.has("amount"):
            _checked(one, partial(law.check_own_limit, limit.rule, limit.amount))
        yield limit


def _day(row: TomlTable, title: str) -> OfficialDay:
    return OfficialDay(
        day=row.day("day"),
        kind=row.choice("kind", ("off", "working")),
        name=row.text("name", ""),
        basis=attrs.evolve(DRAFT, text=title),
    )


def _checked(row: TomlTable, check: Callable[[], T]) -> T | None:
    """What is checked; what the law refuses of a row is noted at the field that it is about."""
    try:
        return check()
    except Invalid as error:
        row.wrong(error.where, "{why}", error.right, why=error.said)
    except Refused as error:
        row.wrong("rule", "{why}", why=error)
    return None
