"""Thống kê và báo cáo định kỳ: the tables of the circulars, counted from the record.

A run is a value: definition, period and state of the record give the same figures at any time,
each opens to the cases behind it, and two runs can be compared.
What the tables are: `tables.toml`; what their words mean: `records` and `quantities`.
"""

from dialogue_cases.statistics.book import Book, open_book
from dialogue_cases.statistics.counting import Behind, Cell, Counter, Disagreement, TableCount
from dialogue_cases.statistics.definition import Definitions, FormColumn, FormTable, Generation
from dialogue_cases.statistics.party import (
    PartyReport,
    ReportLine,
    ReportSection,
    party_report,
    party_report_now,
)
from dialogue_cases.statistics.periods import ReportPeriod, period
from dialogue_cases.statistics.reading import definitions, read_definitions
from dialogue_cases.statistics.runs import (
    Comparison,
    FigureChange,
    Run,
    compare,
    counter,
    counter_now,
    from_json,
    run,
    run_now,
    run_of,
    to_json,
)

__all__ = [
    "Behind",
    "Book",
    "Cell",
    "Comparison",
    "Counter",
    "Definitions",
    "Disagreement",
    "FigureChange",
    "FormColumn",
    "FormTable",
    "Generation",
    "PartyReport",
    "ReportLine",
    "ReportPeriod",
    "ReportSection",
    "Run",
    "TableCount",
    "compare",
    "counter",
    "counter_now",
    "definitions",
    "from_json",
    "open_book",
    "party_report",
    "party_report_now",
    "period",
    "read_definitions",
    "run",
    "run_now",
    "run_of",
    "to_json",
]
