"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import BodyId, BodyKind, StreamId
from dialogue_cases.workdays import Unit

RuleSource: TypeAlias = Literal[
    "regulation",  # quy chế
    "house_rules",  # nội quy tiếp dân, đối thoại
    "plan",  # kế hoạch năm
]
"""Văn bản đặt quy định: what kind of document a ward's own rules stand in, side by side."""


@frozen(kw_only=True)
class Limit:
    """Thời hạn riêng: the ward's own amount for one rule of the law."""

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


ReopenedCase: TypeAlias = Literal[
    "complaint",  # đơn khiếu nại
    "denunciation",  # đơn tố cáo
    "recommendation",  # đơn kiến nghị
    "report",  # đơn phản ánh
    "anonymous_tip",  # thông tin tố cáo không rõ người tố cáo
]
"""Loại đơn được xem xét lại: by what a ward says until when a petition may be opened again."""


@frozen(kw_only=True)
class ReopeningWindow:
    """Thời hạn xem xét lại: how long petitions of a kind may be opened again once closed.

    Args:
        kind: of which kind.
        amount: how many …
        unit: … of what; the day of closing isn't counted.
    """

    kind: ReopenedCase
    amount: int
    unit: Unit = "calendar_days"


@frozen(kw_only=True)
class EscalationLevel:
    """Cấp báo cáo quá hạn: who is told of what is overdue, from how many working days late on.

    Args:
        after: from so many working days late on; 1 is the first.
        owing_body: whether the body that owes it is told, by its head …
        kinds: … and bodies of which kinds are.
    """

    after: int
    owing_body: bool = False
    kinds: tuple[BodyKind, ...] = ()


@frozen(kw_only=True)
class HandedOver:
    """Hồ sơ bàn giao khi chia, tách: a task or petition that goes to one of the new bodies.

    Args:
        life: the task or petition that the body led which is split.
        body: who leads it from then on.
    """

    life: StreamId
    body: BodyId
