"""Dữ kiện của vụ việc: the named facts that the conditions of rules are about."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any

import msgspec

from dialogue_cases.law.checks import check_event, check_field, refuse
from dialogue_cases.law.rules import FILE, BodyFact
from dialogue_cases.prepared import converter
from dialogue_cases.vocabulary import BodyKind

BUILT_IN = "series"
"""The fact that every case has: the first part of its stream's name, such as `dialogue`."""


class _BodyFact(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    field: Annotated[str, msgspec.Meta(min_length=1)]
    kinds: Annotated[tuple[BodyKind, ...], msgspec.Meta(min_length=1)]


_FACTS = converter(dict[str, tuple[str, ...]])
_BODY_FACTS = converter(dict[str, _BodyFact])


def read_facts(table: Any, names: Collection[str] | None) -> Mapping[str, tuple[str, ...]]:
    """Read `[facts]`: of each name, the fields that say it or the events that make it so.

    Raises:
        Invalid: what is wrong, and what would be right.
    """
    where = f"{FILE}, facts"
    try:
        facts: Mapping[str, tuple[str, ...]] = _FACTS(table)
    except msgspec.ValidationError as error:
        refuse("{why}", where, 'name = ["<event>.<field>"]', why=error)
    for name, fields in facts.items():
        if name == BUILT_IN:
            refuse("{name!r} is every case's own fact", where, "another name", name=name)
        for one in fields:
            if one.count(".") == 1:  # an event, and that it happened makes it so
                check_event(one, names, f"{where}, {name}")
                continue
            event, _, key = one.rpartition(".")
            check_event(event, names, f"{where}, {name}")
            check_field(event, key, names, f"{where}, {name}")
    return facts


def read_body_facts(
    table: Any, names: Collection[str] | None, facts: Mapping[str, tuple[str, ...]]
) -> Mapping[str, BodyFact]:
    """Read `[bodies]`: of each name, the field that names a body, and the kinds that make it so.

    Raises:
        Invalid: what is wrong, and what would be right.
    """
    where = f"{FILE}, bodies"
    try:
        read: Mapping[str, _BodyFact] = _BODY_FACTS(table)
    except msgspec.ValidationError as error:
        refuse("{why}", where, 'name = { field = "<event>.<field>", kinds = ["…"] }', why=error)
    for name, one in read.items():
        if name == BUILT_IN or name in facts:
            refuse("{name!r} is a named fact already", where, "another name", name=name)
        event, _, key = one.field.rpartition(".")
        check_event(event, names, f"{where}, {name}")
        check_field(event, key, names, f"{where}, {name}")
    return {
        name: BodyFact(source=one.field, kinds=frozenset(one.kinds)) for name, one in read.items()
    }
