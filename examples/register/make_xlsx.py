"""Make the sample register an XLSX file, as a spreadsheet program would hold it.

    python examples/register/make_xlsx.py build/so-tiep-cong-dan-2023.xlsx

The CSV file beside this script is the source; days become days and numbers become numbers,
titles are merged over the sheet, and an entry with several people is merged over their rows.
"""

import csv
import re
import sys
from datetime import date, datetime
from pathlib import Path

REGISTER = Path(__file__).with_name("so-tiep-cong-dan-2023.csv")
SHEET = "Sổ tiếp công dân"
PEOPLE = {3, 4}
"""Columns that have a cell for each person of an entry."""


def value(text: str, column: int) -> str | int | date | None:
    """What a spreadsheet program makes of a text that is typed in."""
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007  # a day has no zone
    if column in (1, 7) and text.isdecimal():
        return int(text)
    return text or None


def main() -> None:
    """Write the file that is named on the command line."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    path = Path(sys.argv[1])
    with REGISTER.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    entry = 0
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, value(text, column))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
        if row[0] and not any(row[1:]):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=13)
        elif row[0]:
            entry = number
        elif row[2] and (not rows[number][2:3] or rows[number][0]):
            # The last of the people below an entry: what isn't theirs is one cell for all.
            for column in set(range(1, 14)) - PEOPLE:
                sheet.merge_cells(
                    start_row=entry, end_row=number, start_column=column, end_column=column
                )
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    print(path)


if __name__ == "__main__":
    main()
