"""Nhập sổ cũ: a register that a ward already has, XLSX or CSV, taken into the record.

    mapping = read_mapping(Path("mapping.toml"))
    report = preview(office, Path("so-tiep-cong-dan.xlsx"), mapping, act=act)
    for problem in report.problems:
        print(problem)
    import_register(office, Path("so-tiep-cong-dan.xlsx"), mapping, act=act)

What stands in which column is said by a mapping (`register_file.mapping`); the file is read by
`register_file.sheet`, its cells by `register_file.cells`, its entries by
`register_file.entries`; `register_file.entering` records them.
`take_over_ward` carries on what the store of a merged ward has open.

XLSX needs the extra `import`; CSV needs nothing.
"""

from dialogue_cases.register_file.handed_over import Carried, LeftBehind, TakeOver
from dialogue_cases.register_file.importing import import_register, preview
from dialogue_cases.register_file.mapping import Mapping, read_mapping
from dialogue_cases.register_file.report import BadRegister, ImportedLine, Problem, Report
from dialogue_cases.register_file.sheet import RegisterSheet, read_sheets
from dialogue_cases.register_file.takeover import take_over_ward

__all__ = [
    "BadRegister",
    "Carried",
    "ImportedLine",
    "LeftBehind",
    "Mapping",
    "Problem",
    "RegisterSheet",
    "Report",
    "TakeOver",
    "import_register",
    "preview",
    "read_mapping",
    "read_sheets",
    "take_over_ward",
]
