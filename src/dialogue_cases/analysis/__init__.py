"""Phân tích: the record as tables for analysts, to be counted and replayed elsewhere.

It is an extra, `pip install 'dialogue-cases[analysis]'`; what it needs is imported when it is used.
Nothing here records anything, and nothing that is sealed is opened.
"""

from dialogue_cases.analysis.asking import answers, questions
from dialogue_cases.analysis.charts import chart
from dialogue_cases.analysis.exporting import ExportedTables, export_tables, frames
from dialogue_cases.analysis.replaying import histories
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.analysis.whole_record import ExportedRecord, export_record, read_back

__all__ = [
    "TABLES",
    "ExportedRecord",
    "ExportedTables",
    "answers",
    "chart",
    "export_record",
    "export_tables",
    "frames",
    "histories",
    "questions",
    "read_back",
]
