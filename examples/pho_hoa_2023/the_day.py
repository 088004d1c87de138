"""Ngày đối thoại: what is said at a session, how each opinion is handled, and how the day ends."""

from collections.abc import Mapping, Sequence
from datetime import time

from attrs import frozen

import who
from dialogue_cases import session
from dialogue_cases.session import Destination, PendingDecision
from dialogue_cases.vocabulary import BodyId, OpinionKind, SubjectGroup, Topic
from diary import LABEL, Speaker
from ritual import Sitting


@frozen
class Explained:
    """Giải thích: what a body explains before the people speak."""

    officer: str
    body: BodyId
    gist: str
    topic: Topic
    at: time = time(8, 10)


@frozen
class Voiced:
    """Ý kiến: what somebody says.

    Args:
        pending: the decision not yet made that it is about, if it is about one.
        registered: the number under which it was registered before, if it was.
        words: whether the very words are kept, sealed.
    """

    speaker: Speaker
    kind: OpinionKind
    subject: SubjectGroup
    topic: Topic
    gist: str
    pending: PendingDecision | None = None
    registered: int | None = None
    words: bool = False


def open_the_day(
    sitting: Sitting, explained: Explained, *, chair: str = who.BI_THU, on_the_air: bool = False
) -> None:
    """The chair opens, the station may be there, and a body explains."""
    sitting.page(sitting.day, chair, session.open_session, hour=time(8))
    if on_the_air:
        sitting.announce(sitting.day, "during", "public_address")
    sitting.page(
        sitting.day,
        explained.officer,
        session.explain,
        hour=explained.at,
        body=explained.body,
        gist=f"{explained.gist} {LABEL}",
        topic=explained.topic,
    )


def hear(
    sitting: Sitting,
    voiced: Sequence[Voiced],
    *,
    answered: Mapping[int, tuple[BodyId, str]],
    taken: Mapping[int, Destination],
) -> None:
    """Opinions are voiced one after the other, then answered on the spot or taken.

    Args:
        answered: by the number of the opinion, which body answers what.
        taken: by the number of the opinion, what becomes of it.
    """
    page, today = sitting.page, sitting.day
    for number, one in enumerate(voiced, start=1):
        page(
            today,
            who.CHANH_VAN_PHONG,
            session.voice_opinion,
            hour=time(8, 30 + number),
            speaker=one.speaker,
            words=f"Lời phát biểu {number} {LABEL}" if one.words else None,
            kind=one.kind,
            subject=one.subject,
            gist=f"{one.gist} {LABEL}",
            topic=one.topic,
            group=sitting.planned.groups[0],
            registered=one.registered,
            pending_decision=one.pending,
        )
    for number, (body, answer) in answered.items():
        page(
            today,
            who.CHANH_VAN_PHONG,
            session.answer_opinion,
            hour=time(10),
            number=number,
            body=body,
            gist=f"{answer} {LABEL}",
        )
    for number, destination in taken.items():
        page(
            today,
            who.CHANH_VAN_PHONG,
            session.take_opinion,
            hour=time(10),
            number=number,
            destination=destination,
        )


def close_the_day(sitting: Sitting, *, people: int, agreed: tuple[str, ...], at: time) -> None:
    """The session ends, its minutes are kept, and the station reports on it."""
    page = sitting.page
    page(sitting.day, who.CHANH_VAN_PHONG, session.end_session, hour=at, people=people)
    page(
        sitting.day,
        who.CHANH_VAN_PHONG,
        session.keep_minutes,
        hour=time(at.hour + 1),
        keeper=who.CHANH_VAN_PHONG,
        present=(who.DANG_UY, who.HDND, who.UBND, who.MTTQ, sitting.cell),
        people=people,
        agreed=agreed,
        signed_by=(who.CHANH_VAN_PHONG,),
        words=f"Biên bản đầy đủ {LABEL}",
    )
    page(
        sitting.after(1),
        who.TRUONG_DAI,
        session.announce,
        phase="after",
        channel="public_address",
        body=who.DAI,
        text=f"Đưa tin về buổi đối thoại {LABEL}",
    )
