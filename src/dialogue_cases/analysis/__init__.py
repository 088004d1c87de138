"""Phân tích: the record as tables for analysts, to be counted and replayed elsewhere.

It is an extra, `pip install 'dialogue-cases[analysis]'`; what it needs is imported when it is used.
Nothing here records anything, and nothing that is sealed is opened.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "asking": "answers questions",
    "charts": "chart",
    "exporting": "ExportedTables export_tables frames",
    "replaying": "histories",
    "tables": "TABLES",
    "whole_record": "ExportedRecord export_record read_back",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value  # asked for once; from now on it is a name like any other
    return value
