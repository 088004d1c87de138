"""Registers to import: rows in the 13 columns of the reception book, and a mapping of them."""

import csv
import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dialogue_cases.register_file import Mapping, read_mapping

HEADINGS = (
    "STT",
    "Ngày tiếp",
    "Họ tên, địa chỉ",
    "CCCD/CMND/Hộ chiếu",
    "Nội dung đơn",
    "Loại đơn (KN/TC/KN, PA)",
    "Số người cùng nội dung",
    "Cơ quan đã giải quyết",
    "Thuộc thẩm quyền (x)",
    "Hướng dẫn công dân đến cơ quan có thẩm quyền",
    "Cơ quan, đơn vị thụ lý",
    "Theo dõi kết quả giải quyết",
    "Ghi chú",
)
LETTERS = dict(
    zip(
        (
            "entry", "received", "person", "paper", "gist", "kind", "people", "earlier", "own",
            "guided", "taken", "result", "remarks",
        ),
        "ABCDEFGHIJKLM",
        strict=True,
    )
)  # fmt: skip
"""Of each of the columns its letter."""

MAPPING = """\
[book]
name = "Sổ thử"
numbering = "year"
until = 2023-12-31

[sheet]
header = 1

[columns]
entry = "STT"
received = "Ngày tiếp"
name_and_address = "Họ tên, địa chỉ"
id_paper = "CCCD/CMND/Hộ chiếu"
gist = "Nội dung đơn"
kind = "Loại đơn (KN/TC/KN, PA)"
people = "Số người cùng nội dung"
earlier_handling = "Cơ quan đã giải quyết"
own = "Thuộc thẩm quyền (x)"
guided_to = "Hướng dẫn công dân đến cơ quan có thẩm quyền"
taken_by = "Cơ quan, đơn vị thụ lý"
result = "Theo dõi kết quả giải quyết"
remarks = "Ghi chú"

[defaults]
received_by = "ubnd"
channel = "reception"
reception = "regular"
area = "other"
{defaults}

[words]
same_as_above = ["nt"]
yes = ["x"]
anonymous = ["nặc danh"]
not_entries = ["Tổng cộng"]

[kinds]
"KN" = "complaint"
"TC" = "denunciation"
"KN, PA" = "recommendation"
"PA" = "report"

[[outcome]]
phrases = ["Đã giải quyết xong"]
means = "resolved"
settled = "granted"

[[outcome]]
phrases = ["Đã trả lời"]
means = "answered"
answer = "result"

[[outcome]]
phrases = ["Đang giải quyết"]
means = "open"

[[outcome]]
phrases = ["Xếp lưu"]
means = "filed"
ground = "illegible"
{despite}
"""

DESPITE = "".join(
    f'[[despite]]\nrule = "{rule}"\nreason = "từ sổ cũ"\n'
    for rule in (
        "settlement-has-evidence",
        "settlement-was-answered",
        "settlement-is-confirmed",
        "forwarded-by-a-slip",
    )
)


def a_mapping(
    folder: Path, *, defaults: str = "", despite: str = DESPITE, **changes: str
) -> Mapping:
    """The mapping of `MAPPING`; each change replaces one text by another (`old=new`)."""
    text = MAPPING.format(defaults=defaults, despite=despite)
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "mapping.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def a_row(number: int | str | None = 1, **cells: Any) -> list[Any]:
    """One row, whose cells are right unless others are given."""
    right: dict[str, Any] = {
        "entry": number,
        "received": "05/06/2023",
        "person": "Nguyễn Thị A, TDP Một",
        "gist": "Kiến nghị sửa mương",
        "kind": "KN, PA",
    }
    return [{**right, **cells}.get(name) for name in LETTERS]


def write_csv(
    path: Path,
    rows: Iterable[Sequence[Any]],
    *,
    headings: Sequence[Sequence[Any]] = (HEADINGS,),
    delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """A CSV file with the headings above the rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        for row in (*headings, *rows):
            writer.writerow(f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in row)
    return path


def write_xlsx(
    path: Path,
    rows: Iterable[Sequence[Any]],
    *,
    headings: Sequence[Sequence[Any]] = (HEADINGS,),
    change: Any = None,
) -> Path:
    """An XLSX file with the headings above the rows; `change` is given the sheet."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no types

    book = Workbook()
    sheet = book.active
    sheet.title = "Sổ"
    for row in (*headings, *rows):
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    book.save(path)
    return path


# -- A large one -----------------------------------------------------------------------

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Võ", "Đặng", "Bùi", "Hồ")
MATTERS = ("mương thoát nước", "đường hẻm", "đèn chiếu sáng", "rác thải", "bồi thường đất")
RESULTS = (
    "Đã giải quyết xong",
    "Đã giải quyết xong ngày {day}, số {n}/TB-UBND",
    "Đã trả lời ngày {day}",
    "Đang giải quyết",
    "Chờ kinh phí năm sau",
    None,
)


def a_large_register(rows: int, seed: int = 2023) -> list[list[Any]]:
    """Rows of invented petitions over two years, each of them right; the same for a seed."""
    chance = random.Random(seed)
    found = []
    numbers: dict[int, int] = {}
    for place in range(rows):
        day = date(2022, 1, 4) + timedelta(days=700 * place // rows)
        numbers[day.year] = numbers.get(day.year, 0) + 1
        name = f"{chance.choice(SURNAMES)} {chance.choice(('Thị', 'Văn'))} Thử{place}"
        kind = chance.choice(("KN, PA", "KN, PA", "PA", "KN", "TC"))
        own = chance.random() < 0.7
        result = chance.choice(RESULTS) if own and kind in ("KN, PA", "PA") else None
        late = f"{day + timedelta(days=20):%d/%m/%Y}"
        received: Any = day if chance.random() < 0.9 else f"{day.month:02d}/{day.year}"
        if isinstance(received, str):
            result = "Đang giải quyết" if result else None
        found.append(
            a_row(
                numbers[day.year],
                received=received,
                person=f"{name}, TDP {chance.choice(('Một', 'Hai'))}",
                paper=f"{10**11 + place * 7919:012d}",
                gist=f"Nội dung về {chance.choice(MATTERS)}",
                kind=kind,
                people=chance.choice((None, 1, 1, 6, 30)),
                own="x" if own else None,
                guided=None if own or kind == "TC" else "UBND thị xã",
                taken="UBND phường" if own else ("UBND thị xã" if kind == "TC" else None),
                result=result and result.format(day=late, n=place + 1),
                remarks=chance.choice((None, "đã vào sổ")),
            )
        )
    return found
