"""Báo cáo lên cơ sở dữ liệu quốc gia: what it asks for of a period, as one documented file.

The database's own format isn't public. What is handed on is what the forms ask for that the law
names: the figures of the statistical tables and the rows behind them, each field with its source
(`national.toml`). Figures and facts are those of `statistics`; nothing is counted here.
"""

from dialogue_cases.analysis.national.mapping import (
    NationalField,
    NationalMapping,
    NationalRows,
    Sourced,
)
from dialogue_cases.analysis.national.reading import national_mapping, read_national_mapping
from dialogue_cases.analysis.national.reporting import (
    NationalCount,
    NationalReport,
    national_count,
    national_report,
    reception_lines,
    to_json,
)

__all__ = [
    "NationalCount",
    "NationalField",
    "NationalMapping",
    "NationalReport",
    "NationalRows",
    "Sourced",
    "national_count",
    "national_mapping",
    "national_report",
    "read_national_mapping",
    "reception_lines",
    "to_json",
]
