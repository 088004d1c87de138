"""Tổng hợp điểm cần xem xét: how many of each sort, by year, by body, by officer."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias, get_args

import msgspec

from dialogue_cases.audit.findings.finding import (
    AuditFinding,
    LeftLying,
    Measures,
    OfRules,
    OfTerms,
    OfTheRecord,
)
from dialogue_cases.projection import Column, Columns

FindingsBy: TypeAlias = Literal[
    "year",  # năm
    "body",  # cơ quan
    "officer",  # cán bộ
]
"""Theo: what findings are counted by."""

_OF: Mapping[FindingsBy, Callable[[AuditFinding], str | None]] = {
    "year": lambda one: str(one.day.year),
    "body": lambda one: one.body,
    "officer": lambda one: one.officer,
}


class FindingsTotal(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng tổng hợp: how many findings of a year, a body or an officer; the sorts add up.

    Args:
        of: which year, body or officer; None: of nobody who can be told.
        number: how many.
        terms: about terms …
        rules: … about what a rule forbids …
        lying: … about what is left lying …
        record: … about how the record was kept …
        measures: … and about what was done.
    """

    of: str | None
    number: int
    terms: int
    rules: int
    lying: int
    record: int
    measures: int


def totals(found: Iterable[AuditFinding], by: FindingsBy) -> tuple[FindingsTotal, ...]:
    """How many findings there are of each year, body or officer; of nobody comes last.

    Args:
        found: the findings, as `findings` tells them.
        by: what they are counted by.

    Example:
        >>> totals((), "body")
        ()
    """
    among: dict[str | None, list[AuditFinding]] = {}
    for one in found:
        among.setdefault(_OF[by](one), []).append(one)
    return tuple(_total(of, among[of]) for of in sorted(among, key=lambda of: (of is None, of)))


def _total(of: str | None, found: list[AuditFinding]) -> FindingsTotal:
    def number(sort: object) -> int:
        return sum(one.kind in get_args(sort) for one in found)

    return FindingsTotal(
        of=of,
        number=len(found),
        terms=number(OfTerms),
        rules=number(OfRules),
        lying=number(LeftLying),
        record=number(OfTheRecord),
        measures=number(Measures),
    )


COLUMNS: Columns[FindingsTotal] = Columns(
    FindingsTotal,
    [
        Column(
            "of",
            "language.word(by)",
            "language.word(by)",
            width=20,
            wide=28,
            told=lambda one, wording: (
                wording.say("nobody who can be told") if one.of is None else wording.value(one.of)
            ),
        ),
        Column("number", "Số điểm", "Findings", width=8, wide=8),
        Column("terms", "Thời hạn", "Terms", width=8, wide=8),
        Column("rules", "Trái quy định", "Rules", width=8, wide=8),
        Column("lying", "Còn để lại", "Left lying", width=8, wide=8),
        Column("record", "Giữ sổ", "Record", width=8, wide=8),
        Column("measures", "Biện pháp", "Measures", width=8, wide=8),
    ],
)
"""Tổng hợp: of how many; the first is headed by what they are counted by."""


__all__ = ["COLUMNS", "FindingsBy", "FindingsTotal", "totals"]
