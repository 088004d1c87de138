"""Law as data: the calendar, and every version of every limit with its source.

`load_law()` reads and checks `deadlines.toml` and `calendar.toml`; the `Law` that it answers is
a value. Why it is data stands in `docs/explanation/law-as-data.md`.
"""

from dialogue_cases.law.edition import Law, load_law
from dialogue_cases.law.own import OwnRegulation, OwnWords
from dialogue_cases.law.rules import (
    BodyFact,
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
    "BodyFact",
    "Bounds",
    "Duty",
    "Happening",
    "Law",
    "Limit",
    "OwedBy",
    "OwnRegulation",
    "OwnWords",
    "Party",
    "Period",
    "Rule",
    "RuleVersion",
    "Shape",
    "Switch",
    "Transition",
    "load_law",
]
