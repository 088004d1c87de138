"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal, TypeAlias

from attrs import frozen

RuleSource: TypeAlias = Literal[
    "regulation",  # quy chế
    "house_rules",  # nội quy tiếp dân, đối thoại
    "plan",  # kế hoạch năm
]
"""Văn bản đặt quy định: what kind of document a ward's own rules stand in, side by side."""


@frozen(kw_only=True)
class Limit:
    """Thời hạn riêng: the ward's own amount for one rule of `law/deadlines.toml`."""

    rule: str
    amount: int


@frozen(kw_only=True)
class Switch:
    """Lựa chọn: the ward's own reading where the law leaves one open, and what it keeps here.

    Args:
        name: what is chosen. Whether nobody may submit what they drafted
            (`drafter_is_not_submitter`) follows from the plan where it isn't; house rules have
            to be in force for a session (`house_rules_in_force`) where they aren't waived.
        value: whether it is so.
    """

    name: Literal[
        "culture_day_off",
        "roll_on_swapped",
        "chairman_receptions",
        "drafter_is_not_submitter",
        "house_rules_in_force",
    ]
    value: bool


KeptCase: TypeAlias = Literal[
    "complaint",  # đơn khiếu nại
    "denunciation",  # đơn tố cáo
    "recommendation",  # đơn kiến nghị
    "report",  # đơn phản ánh
    "anonymous_tip",  # thông tin tố cáo không rõ người tố cáo
    "unclassified",  # đơn chưa phân loại
    "proceeding",  # hồ sơ giải quyết khiếu nại, tố cáo
    "dialogue",  # hồ sơ buổi đối thoại
    "reception",  # hồ sơ buổi tiếp công dân
]
"""Loại hồ sơ lưu giữ: by what a ward says how long a case is kept; a petition by its content."""


@frozen(kw_only=True)
class RetentionPeriod:
    """Thời hạn lưu giữ: how many years cases of a kind are kept, from the day they were closed."""

    kind: KeptCase
    years_kept: int
