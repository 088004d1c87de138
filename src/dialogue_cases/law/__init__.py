"""Law as data: the calendar, and every version of every limit with its source.

`load_law()` reads and checks `deadlines.toml` and `calendar.toml`; the `Law` that it answers is
a value. Why it is data stands in `docs/explanation/law-as-data.md`.
"""

from dialogue_cases.law.edition import Law, OwnRegulation, load_law
from dialogue_cases.law.rules import (
    Bounds,
    Duty,
    Happening,
    Limit,
    OwedBy,
    Party,
    Period,
    Rule,
    RuleVersion,
    Shape,
    Switch,
    Transition,
)

__all__ = [
    "Bounds",
    "Duty",
    "Happening",
    "Law",
    "Limit",
    "OwedBy",
    "OwnRegulation",
    "Party",
    "Period",
    "Rule",
    "RuleVersion",
    "Shape",
    "Switch",
    "Transition",
    "load_law",
]
