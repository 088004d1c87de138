"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal, TypeAlias

RaisedAs: TypeAlias = Literal[
    "complaint",  # khiếu nại
    "denunciation",  # tố cáo
    "recommendation",  # kiến nghị
    "report",  # phản ánh
    "anonymous_tip",  # thông tin không rõ người tố cáo
    "wish",  # tâm tư, nguyện vọng
    "supervision_remark",  # ý kiến giám sát
]
"""Nêu dưới hình thức: as what it was raised, in a petition or as an opinion."""
