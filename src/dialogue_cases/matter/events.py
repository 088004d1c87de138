"""What can happen to a matter: the events of `matter/2023/1`."""

from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    On,
    StreamId,
    SubjectGroup,
    Topic,
)

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


@frozen(kw_only=True)
class Opened:
    """Lập vụ việc: one grievance, whatever papers and opinions it comes in.

    Args:
        gist: trích yếu, written by the clerk without names.
        topic: its topic, which groups years.
        group: the residential group whose people it concerns.
        subject: the subject group of the plan, if it belongs to one.
    """

    begins = True

    on: On
    gist: str
    topic: Topic | None = None
    group: GroupId | None = None
    subject: SubjectGroup | None = None


@frozen(kw_only=True)
class Joined:
    """Ghép vào vụ việc: a petition, or an opinion at a session, in which it was raised.

    An opinion that became a petition is one raising, and names both.

    Args:
        on: the day on which it was joined.
        raised: when it was raised there.
        petition: the petition, if it was in one.
        session: the session, if it was at one …
        opinion: … and the number of the opinion there.
        kind: as what it was raised, as far as it is known.
        group: the residential group that raised it.
        people: how many people raised it.
    """

    on: On
    raised: On
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None
    kind: RaisedAs | None = None
    group: GroupId | None = None
    people: int = 1


@frozen(kw_only=True)
class Separated:
    """Tách khỏi vụ việc: what was joined turned out to be about something else."""

    on: On
    reason: str
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None


@frozen(kw_only=True)
class Promised:
    """Giao việc cho vụ việc: a body was told to do something about it.

    Args:
        task: the life of the task.
        body: the one body that leads it, as then told.
    """

    on: On
    task: StreamId
    body: BodyId


@frozen(kw_only=True)
class SolutionForeseen:
    """Dự kiến phương hướng, giải pháp: what a body proposes to do about it."""

    on: On
    body: BodyId
    gist: str


@frozen(kw_only=True)
class FlaggedAsRepeated:
    """Đánh dấu nêu nhiều lần chưa giải quyết dứt điểm: how often, as then known."""

    on: On
    times: int
    sessions: int


@frozen(kw_only=True)
class Listed:
    """Đưa vào danh mục rà soát của một buổi: the unsettled matter is before that session."""

    on: On
    session: StreamId


@frozen(kw_only=True)
class Confirmed:
    """Văn phòng xác nhận: the Office looked and found the matter definitively settled."""

    on: On
    findings: str
    document: Document | None = None


@frozen(kw_only=True)
class SettledDefinitively:
    """Giải quyết dứt điểm: shown, answered and confirmed.

    Args:
        gist: the result, without names.
        evidence: the documents that show it.
        answer: the answer that was sent to those who raised it.
    """

    on: On
    gist: str
    evidence: tuple[Document, ...] = ()
    answer: Document | None = None


@frozen(kw_only=True)
class RaisedAgain:
    """Nêu lại: what was settled was raised again after that, and is open again.

    Which petition or opinion that is stands in the `Joined` of the same day.
    """

    on: On
    petition: StreamId | None = None
    session: StreamId | None = None
    opinion: int | None = None


Event: TypeAlias = (
    Opened
    | Joined
    | Separated
    | Promised
    | SolutionForeseen
    | FlaggedAsRepeated
    | Listed
    | Confirmed
    | SettledDefinitively
    | RaisedAgain
)
