"""Khai phá quy trình: the record as event logs of process mining, and how far it kept the plan.

    with ObjectCentricLog(mined_lives(office)) as log:     one log of all, OCEL 2.0
        log.write_json(path)
        log.write_sqlite(path)
    write_xes(mined_lives(office, series_of("petition")), path)      one kind of life as cases
    write_csv(mined_lives(office, series_of("petition")), path)
    conformance(office)                                    what the plan asks of the order of steps

No text and no personal data goes out: not a gist, not a reason, not a name, not a party.
"""

from dialogue_cases.analysis.mining.cases import series_of, write_csv, write_xes
from dialogue_cases.analysis.mining.conforming import (
    OrderName,
    RuleConformance,
    Violation,
    conformance,
)
from dialogue_cases.analysis.mining.model import (
    Change,
    MinedEvent,
    MinedLife,
    MinedObject,
    Relation,
)
from dialogue_cases.analysis.mining.ocel import ObjectCentricLog
from dialogue_cases.analysis.mining.reading import mined_lives

__all__ = [
    "Change",
    "MinedEvent",
    "MinedLife",
    "MinedObject",
    "ObjectCentricLog",
    "OrderName",
    "Relation",
    "RuleConformance",
    "Violation",
    "conformance",
    "mined_lives",
    "series_of",
    "write_csv",
    "write_xes",
]
