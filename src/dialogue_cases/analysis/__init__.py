"""Phân tích: the record as tables for analysts, to be counted and replayed elsewhere.

It is an extra, `pip install 'dialogue-cases[analysis]'`; what it needs is imported when it is used.
Nothing here records anything, and nothing that is sealed is opened.
"""

from dialogue_cases.analysis.exporting import ExportedTables, export_tables, frames
from dialogue_cases.analysis.replaying import histories
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.analysis.whole_record import ExportedRecord, export_record, read_back

__all__ = [
    "TABLES",
    "ExportedRecord",
    "ExportedTables",
    "export_record",
    "export_tables",
    "frames",
    "histories",
    "read_back",
]
