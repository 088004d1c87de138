"""Thực hiện kế hoạch: what a year's plan foresaw against what was held, announced and done.

Questions: each session of the year with what became of it (`sessions`), each duty of the plan
(`duties`), and the same by quarter (`quarters`). What the law expects of each period is counted
by `board.periodic`.
Its tables and rows are in `kept`, its questions in `asked`.
"""

from dialogue_cases.views.plan_fulfilment.asked import (
    Fate,
    Fulfilled,
    InQuarter,
    Kept,
    duties,
    quarters,
    sessions,
)
from dialogue_cases.views.plan_fulfilment.kept import VIEW, Charged, Deviation, Occasion

__all__ = [
    "VIEW",
    "Charged",
    "Deviation",
    "Fate",
    "Fulfilled",
    "InQuarter",
    "Kept",
    "Occasion",
    "duties",
    "quarters",
    "sessions",
]
