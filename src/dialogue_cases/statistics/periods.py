"""Kỳ báo cáo: the period of a report, on the state line or on the Party line."""

import re
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law, Period
from dialogue_cases.law.periods import windows

Line: TypeAlias = Literal["state", "party"]
"""Hệ thống báo cáo: chính quyền (Thông tư của Thanh tra Chính phủ) hay Đảng (Quy định 11)."""

LINES: tuple[Line, ...] = ("state", "party")

RULE: dict[Line, str] = {"state": "S1", "party": "P6"}
"""Which rule of the law says how the periods of a line are cut."""

_KINDS: dict[str, Period] = {
    "q1": "quarter-1",
    "q2": "quarter-2",
    "q3": "quarter-3",
    "q4": "quarter-4",
    "6m": "half-year",
    "9m": "nine-months",
    "year": "year",
}
_LABEL = re.compile(r"([1-9]\d{3})(?:-(q[1-4]|6m|9m|year|0[1-9]|1[0-2]))?", re.IGNORECASE)


@frozen(kw_only=True)
class ReportPeriod:
    """Kỳ báo cáo: which days a report counts.

    Args:
        line: on which line it is reported.
        label: its name, such as `2026-Q1`; two days for a report that was asked for.
        first: the first local day that is counted.
        last: the last local day that is counted.
        kind: which period of the year; None for a report that was asked for (đột xuất).
    """

    line: Line
    label: str
    first: date
    last: date
    kind: Period | None = None

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def period(text: str, line: Line, law: Law) -> ReportPeriod:
    """Read a period: how it is cut follows the rule of its line that held at its end.

    Before the first version of that rule, the first one cuts it: no earlier text was read.

    Args:
        text: `2026-Q1`, `2026-6m`, `2026-9m`, `2026-year`, `2026-11`, or two local days
            with a stroke between them.
        line: `state` or `party`.
        law: the law, with its rules on reports.

    Raises:
        Invalid: it is no period.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> quarter = period("2026-Q1", "state", load_law())
        >>> str(quarter.first), str(quarter.last)
        ('2025-12-15', '2026-03-14')
        >>> str(period("2026-Q1", "party", load_law()).first)
        '2026-01-01'
    """
    if line not in LINES:
        raise Invalid("{line!r} is no line of reports", expected="state or party", line=line)
    if (span := _span(text.strip())) is not None:
        first, last = span
        return ReportPeriod(line=line, label=f"{first}/{last}", first=first, last=last)
    found = _LABEL.fullmatch(text.strip())
    if found is None:
        raise Invalid(
            "{text!r} is no period",
            expected="2026-Q1, 2026-6m, 2026-9m, 2026-year, 2026-11, or two days such as "
            "2026-01-01/2026-03-10",
            text=text,
        )
    year, part = int(found[1]), (found[2] or "year").casefold()
    kind = _KINDS.get(part, "month")
    place = int(part) - 1 if kind == "month" else 0
    whole = windows(kind, year)[place]
    rule = law.rule(RULE[line])
    version = rule.in_force(whole.last) or rule.versions[0]
    window = windows(kind, year, version.ends_on)[place]
    return ReportPeriod(
        line=line, label=window.label, first=window.first, last=window.last, kind=kind
    )


def _span(text: str) -> tuple[date, date] | None:
    """Two days, the first one not later than the second."""
    try:
        first, last = map(date.fromisoformat, text.split("/"))
    except ValueError:
        return None
    return (first, last) if first <= last else None
