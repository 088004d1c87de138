"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import StreamId

OriginKind: TypeAlias = Literal[
    "plan_duty",  # nhiệm vụ cả năm theo kế hoạch
    "session_duty",  # nhiệm vụ theo kế hoạch cho một buổi
    "conclusion_item",  # nội dung trong thông báo kết luận
    "direction",  # ý kiến chỉ đạo sau buổi tiếp dân, hoặc chỉ đạo riêng
]
"""Nguồn gốc: from what a task arose."""


PROMISES: tuple[OriginKind, ...] = ("conclusion_item", "direction")
"""Lời hứa: the tasks that count as done when another body has found them so."""


Finding: TypeAlias = Literal["breach", "no_breach", "undetermined"]
"""Kết quả kiểm tra: có vi phạm, không vi phạm, chưa đủ cơ sở kết luận."""


Outcome: TypeAlias = Literal[
    "carried_out",  # đã thực hiện xong
    "superseded",  # thay bằng nhiệm vụ khác
    "not_needed",  # không còn cần thực hiện
]
"""Kết quả khép lại: how a task ended."""


@frozen(kw_only=True)
class Origin:
    """Nguồn gốc: the duty, item or direction that a task carries out.

    Args:
        kind: from what it arose.
        source: the life that it arose from: a plan, a session, …
        number: the number of the duty, item or direction there.
    """

    kind: OriginKind
    source: StreamId
    number: int


_WORD: Mapping[OriginKind, str] = {
    "plan_duty": "duty",
    "session_duty": "duty",
    "conclusion_item": "item",
    "direction": "direction",
}


def stream(origin: Origin) -> StreamId:
    """The stream of a task, named by where it comes from.

    >>> notice = StreamId("dialogue/2023/1")
    >>> stream(Origin(kind="conclusion_item", source=notice, number=3))
    'task/dialogue/2023/1/item/3'
    >>> stream(Origin(kind="plan_duty", source=StreamId("plan/2023"), number=9))
    'task/plan/2023/duty/9'
    """
    return StreamId(f"task/{origin.source}/{_WORD[origin.kind]}/{origin.number}")
