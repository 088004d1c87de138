"""What can happen as a reception is held online: arranged, tried out, connected."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import LocalTime, On, Place

OnlineGround: TypeAlias = Literal[
    "complex_or_prolonged",  # phức tạp, kéo dài, cần nhiều cơ quan, nhiều địa điểm
    "remote_or_frail",  # vùng sâu, vùng xa; đối tượng chính sách, người già yếu, khuyết tật
    "emergency",  # thiên tai, dịch bệnh, lý do an ninh, trật tự
    "complex_denunciation",  # tố cáo phức tạp, người tố cáo không yêu cầu bảo vệ danh tính
    "other",  # yêu cầu thực tiễn khác
]
"""Vụ việc tiếp công dân trực tuyến (Nghị định 154/2026/NĐ-CP, Điều 20)."""


@frozen(kw_only=True)
class OnlineArranged:
    """Tổ chức tiếp công dân trực tuyến: the reception of this day is held online.

    Args:
        day: the local day for which the reception is fixed …
        at: … and its local time, if one is fixed; the last hour is counted to it.
        ground: which of the listed cases it is.
        centre: the central place (điểm cầu trung tâm) …
        places: … and the places that are connected with it (điểm cầu thành phần).
    """

    on: On
    day: date
    ground: OnlineGround
    centre: Place
    places: tuple[Place, ...]
    at: LocalTime | None = None


@frozen(kw_only=True)
class ConnectionTested:
    """Kết nối thử: the connection between the places was tried out.

    Args:
        day: the local day of the reception for which it was tried out.
        works: whether it worked at all places.
        note: what didn't, if anything.
    """

    on: On
    day: date
    works: bool
    note: str | None = None


@frozen(kw_only=True)
class Connected:
    """Kết nối xong: all places see and hear each other before the reception begins.

    Args:
        on: when; without a time nobody can say whether it was an hour before.
        day: the local day of the reception.
    """

    on: On
    day: date
