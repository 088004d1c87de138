"""Law as data: the calendar, and every version of every limit with its source.

`norms/` has the rules, one norm (văn bản) one file, each rule with worked examples beside it;
`norms/edition.toml` says in which order they are one text, `deadlines.toml`, which is what a log
keeps. `load_law()` gives this library's own edition, or reads another; the `Law` that it answers
is a value. Why it is data stands in `docs/explanation/law-as-data.md`.
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
