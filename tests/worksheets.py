"""Filled worksheets: what a clerk types into the cells of a blank one."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import openpyxl  # type: ignore[import-untyped]

Rows: TypeAlias = Sequence[Mapping[str, Any]]
HELD = {
    "Buổi": "dialogue/2023/1",
    "Ngày": "15/3/2023",
    "Khai mạc lúc": "8h",
    "Người chủ trì": "bi-thu",
    "Kết thúc lúc": "11h30",
    "Số người dự": "120",
    "Người ghi biên bản": "chanh-van-phong",
    "Có mặt": "UBND phường; Thường trực HĐND phường",
    "Ngày dự thảo": "16/3",
    "Người dự thảo": "truong-khoi-dan-van",
    "Ngày trình": "17/3",
    "Người trình": "chanh-van-phong",
    "Ngày ban hành": "20/3",
    "Người ký": "bi-thu",
    "Số thông báo": "12-TB/ĐU",
    "Nơi nhận": "UBND phường\nLưu: VT",
    "Cơ quan theo dõi": "Văn phòng Đảng uỷ",
}
"""The labels of a session that was held, with a notice."""


def opinions(many: int = 15) -> Rows:
    """So many opinions, some of them answered, the rest taken along."""
    about = ("Đất ruộng bị thu hồi chưa được bồi thường", "Mương thoát nước tắc",
             "Rác tồn đọng ở bãi tập kết", "Đường vào trường hẹp", "Đèn đường hỏng")  # fmt: skip
    return [
        {
            "Loại ý kiến": "kiến nghị" if place % 3 else "phản ánh",
            "Nhóm nội dung": "quản lý, điều hành của chính quyền",
            "Trích yếu": f"{about[place % 5]}, tổ {place + 1}",
            "Tổ dân phố, thôn": "Nho Lâm",
            "Họ tên": f"Nguyễn Thị {chr(ord('A') + place)}",
        }
        | (
            {"Cơ quan trả lời": "UBND phường", "Nội dung trả lời": "Đã giao cán bộ kiểm tra"}
            if place % 5 == 0
            else {"Hướng xử lý": "conclusion" if place % 2 else "petition"}
        )
        for place in range(many)
    ]


def items(many: int = 8) -> Rows:
    """So many items of the conclusion."""
    return [
        {
            "Nội dung giao": f"Khơi thông mương đoạn {place + 1}",
            "Cơ quan chủ trì": "UBND phường",
            "Hạn": f"{place + 10}/4",
            "Ý kiến số": f"{place + 1}, {place + 2}",
        }
        for place in range(many)
    ]


ANNOUNCED: Rows = [
    {"Giai đoạn": "trước", "Kênh": "web", "Cơ quan thông báo": "Văn phòng Đảng uỷ",
     "Chủ đề nêu ra": "1", "Ngày họp nêu ra": "15/3", "Ngày thông báo": "6/3"},
    {"Giai đoạn": "sau", "Kênh": "web", "Cơ quan thông báo": "Văn phòng Đảng uỷ",
     "Ngày thông báo": "21/3"},
]  # fmt: skip


def fill(path: Path, labels: Mapping[str, Any], pages: Mapping[str, Rows]) -> Path:
    """Type into the cells of a sheet, below its headings and beside its labels."""
    book = openpyxl.load_workbook(path)
    if labels:
        page = book["Buổi làm việc"]
        places = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}
        for name, value in labels.items():
            page.cell(places[name], 2).value = value
    for title, rows in pages.items():
        page = book[title]
        head = next(row for row in range(1, 12) if page.cell(row, 1).value == "STT")
        columns = {page.cell(head, place).value: place for place in range(1, page.max_column + 1)}
        for below, one in enumerate(rows, start=1):
            for name, value in one.items():
                page.cell(head + below, columns[name]).value = value
    book.save(path)
    return path


def typed_in(labels: Mapping[str, Any], pages: Mapping[str, Rows]) -> int:
    """How many characters somebody types to fill it in."""
    rows = [labels, *(one for rows in pages.values() for one in rows)]
    return sum(len(str(value)) for one in rows for value in one.values())
