"""What can happen to a task: the events of `task/dialogue/2023/1/item/3` and its like."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.record import Escalated
from dialogue_cases.vocabulary import BodyId, Document, OfficerId, On, Phase, StreamId

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


@frozen(kw_only=True)
class Assigned:
    """Giao nhiệm vụ: one body was told to do something.

    Args:
        on: the day from which it was told.
        origin: where the task comes from; its stream is named by it.
        text: what is to be done, in the words of the plan, the notice or the direction.
        lead: the one body that leads.
        lead_officer: the person of that body who leads, where one was named.
        supports: the bodies that co-operate.
        due: the last day as decided; None where none was decided.
        phase: when it is done, of a duty.
        opinions: the numbers of the opinions of the source session that it answers.
        petitions: the petitions that it answers.
    """

    begins = True

    on: On
    origin: Origin
    text: str
    lead: BodyId
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    phase: Phase | None = None
    opinions: tuple[int, ...] = ()
    petitions: tuple[StreamId, ...] = ()


@frozen(kw_only=True)
class Amended:
    """Điều chỉnh nhiệm vụ: from this day the task reads like this, as a whole."""

    on: On
    text: str
    lead: BodyId
    reason: str
    lead_officer: OfficerId | None = None
    supports: tuple[BodyId, ...] = ()
    due: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ProgressReported:
    """Báo cáo tiến độ: how far the work has got, in a sentence without names of citizens."""

    on: On
    gist: str
    documents: tuple[Document, ...] = ()


@frozen(kw_only=True)
class ObstacleReported:
    """Phản ánh vướng mắc: what stands in the way, told to the Committee for direction.

    Args:
        on: the day it was told.
        number: 1, 2, … within the task; the answer names it.
        gist: what stands in the way.
        proposal: what those charged propose.
    """

    on: On
    number: int
    gist: str
    proposal: str | None = None


@frozen(kw_only=True)
class ObstacleAnswered:
    """Chỉ đạo tháo gỡ vướng mắc: the Committee's answer to an obstacle."""

    on: On
    number: int
    answer: str
    document: Document | None = None


@frozen(kw_only=True)
class Extended:
    """Gia hạn: the last day was put off.

    Args:
        on: the day of the decision.
        until: the new last day.
        was: the last day that it puts off, as then known.
        reason: why.
        document: the decision, if it was written.
    """

    on: On
    until: date
    was: date
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class ReportedDone:
    """Báo cáo hoàn thành: the lead says that it is done, and shows by what.

    Args:
        on: the day of the report.
        gist: the result, in a sentence without names of citizens.
        evidence: the documents that show it: the answer sent, the decision, the minutes.
    """

    on: On
    gist: str
    evidence: tuple[Document, ...] = ()


@frozen(kw_only=True)
class Verified:
    """Xác nhận kết quả: another body looked and found the work done."""

    on: On
    findings: str
    document: Document | None = None


@frozen(kw_only=True)
class Rejected:
    """Không công nhận kết quả: another body looked and found it not done; it is open again."""

    on: On
    reason: str
    document: Document | None = None


@frozen(kw_only=True)
class CarriedOver:
    """Chuyển sang buổi sau: a later session takes the unsettled task up again."""

    on: On
    to: StreamId
    reason: str


@frozen(kw_only=True)
class RenewalProposed:
    """Tham mưu tiếp tục chỉ đạo: the Committee is advised to direct again.

    Args:
        on: the day of the proposal.
        number: 1, 2, … within the task.
        gist: what is unsettled, and what is proposed.
        due: the new last day proposed.
        document: the proposal, if it was written.
    """

    on: On
    number: int
    gist: str
    due: date | None = None
    document: Document | None = None


@frozen(kw_only=True)
class Redirected:
    """Tiếp tục chỉ đạo: the Committee directed again what was left unsettled.

    Args:
        on: the day of the direction.
        direction: what is to be done now.
        due: the new last day.
        proposal: the number of the proposal that it follows, if one was made.
        document: the direction, if it was written.
    """

    on: On
    direction: str
    due: date
    proposal: int | None = None
    document: Document | None = None


@frozen(kw_only=True)
class ReferredToInspection:
    """Chuyển Uỷ ban Kiểm tra: signs that the notice was breached go to the inspectors.

    Args:
        on: the day of the referral.
        to: the body that inspects.
        signs: the signs of breach, without names of persons.
        against: the organisation that shows them, where it is one.
        documents: what was handed over.
        restricted: whether only those charged may see it.
    """

    on: On
    to: BodyId
    signs: str
    against: BodyId | None = None
    documents: tuple[Document, ...] = ()
    restricted: bool = True


@frozen(kw_only=True)
class InspectionConcluded:
    """Kết luận kiểm tra: what the inspectors found, without names of persons."""

    on: On
    finding: Finding
    gist: str
    document: Document | None = None
    restricted: bool = True


@frozen(kw_only=True)
class Closed:
    """Kết thúc nhiệm vụ: nothing more is to be done.

    Args:
        on: the day it was closed.
        outcome: how it ended.
        reason: why it ends without having been carried out; None if it was.
        by: the task that stands in its place, if it was superseded.
        document: what confirms it, if anything was written.
    """

    on: On
    outcome: Outcome
    reason: str | None = None
    by: StreamId | None = None
    document: Document | None = None


Event: TypeAlias = (
    Assigned
    | Amended
    | ProgressReported
    | ObstacleReported
    | ObstacleAnswered
    | Extended
    | ReportedDone
    | Verified
    | Rejected
    | CarriedOver
    | Escalated
    | RenewalProposed
    | Redirected
    | ReferredToInspection
    | InspectionConcluded
    | Closed
)
