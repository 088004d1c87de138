"""Sổ lưu giữ: which closed cases are due for destruction, and how that is counted.

It is asked of the record (`Office.retention`), not kept: nothing of it changes but by days.
"""

from dialogue_cases.office.retention import RetainedCase
from dialogue_cases.projection import Column, Columns, Wording


def counted(one: RetainedCase, wording: Wording) -> str:
    """How the last day is counted."""
    if one.years is None or one.closed_on is None:
        return ""
    return wording.say("{years} years from {day}", years=one.years, day=one.closed_on)


def in_the_way(one: RetainedCase, _: Wording) -> str:
    """What is in the way of its destruction: holds, and what goes on."""
    return ", ".join((*one.holds, *one.goes_on))


def basis(one: RetainedCase, _: Wording) -> str:
    """The ward's regulation."""
    return str(one.basis) if one.basis else ""


COLUMNS: Columns[RetainedCase] = Columns(
    RetainedCase,
    [
        Column("stream", "Hồ sơ", "Case", width=20, wide=24),
        Column("kind", "Loại", "Kind", width=14, wide=24),
        Column("status", "Tình trạng", "Status", width=16, wide=24),
        Column("kept_until", "Lưu giữ đến", "Kept until", width=11, wide=14),
        Column("closed_on years", "Cách tính", "Counted", width=22, wide=30, told=counted),
        Column("holds goes_on", "Vướng mắc", "In the way", width=20, wide=40, told=in_the_way),
        Column("basis", "Căn cứ", "Basis", wide=40, told=basis),
    ],
    untold="adopted destroyed",
)
"""Hồ sơ lưu giữ: their columns."""
