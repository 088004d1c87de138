"""What the ledger keeps: of a session what was promised, of a task what became of it."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec

from dialogue_cases.deadlines import Grounds
from dialogue_cases.deadlines.verdict import COLUMNS
from dialogue_cases.projection import Life, Table, View
from dialogue_cases.session import Item, Session
from dialogue_cases.task import Outcome, Task, Verified
from dialogue_cases.task.state import Status
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    StreamId,
    TopicCode,
    first_day,
)

PROMISES = f"""CREATE TABLE ledger_promises (
    stream TEXT NOT NULL,
    item INTEGER NOT NULL,
    notice TEXT NOT NULL,
    issued_on TEXT NOT NULL,
    dropped INTEGER NOT NULL,
    decision TEXT NOT NULL,
    promised_lead TEXT NOT NULL,
    promised_due TEXT,
    groups TEXT NOT NULL,
    topics TEXT NOT NULL,
    topic_codes TEXT NOT NULL,
    opinions TEXT NOT NULL,
    {COLUMNS})"""

WORK = f"""CREATE TABLE ledger_work (
    stream TEXT NOT NULL,
    session TEXT NOT NULL,
    number INTEGER NOT NULL,
    lead TEXT,
    officer TEXT,
    supports TEXT NOT NULL,
    put_off INTEGER NOT NULL,
    status TEXT NOT NULL,
    reports INTEGER NOT NULL,
    progress TEXT,
    progress_on TEXT,
    obstacles INTEGER NOT NULL,
    verified_on TEXT,
    rejected INTEGER NOT NULL,
    directed_again INTEGER NOT NULL,
    told_upwards INTEGER NOT NULL,
    closed_on TEXT,
    outcome TEXT,
    {COLUMNS})"""


class Promise(Grounds, frozen=True, kw_only=True):
    """Việc đã hứa: one item of a conclusion notice, as it was last worded.

    How it stands is that of the task that carries it out (`Work`); by the notice alone where it
    has none.

    Args:
        stream: the session.
        item: its number there.
        notice: the number of the last notice that has it …
        issued_on: … and the day on which the item was first promised.
        dropped: whether the notice that holds now doesn't have it any more.
        decision: what is to be done.
        promised_lead: the one body that is responsible, by the notice …
        promised_due: … and the last day that it was first promised for, if one was.
        groups: the residential groups that it is about: of its opinions, or of the session.
        topics: its topics, likewise, as written …
        topic_codes: … and by their codes.
        opinions: the numbers of the opinions that it answers.
    """

    stream: StreamId
    item: int
    notice: str
    issued_on: date
    dropped: bool
    decision: str
    promised_lead: BodyId
    promised_due: date | None
    groups: tuple[GroupId, ...]
    topics: tuple[str, ...]
    topic_codes: tuple[TopicCode, ...]
    opinions: tuple[int, ...]


class Work(Grounds, frozen=True, kw_only=True):
    """Việc thực hiện: the task that carries an item out.

    Args:
        stream: the task.
        session: whose item …
        number: … and which.
        lead: the body that leads now …
        officer: … its officer who leads, where one was named …
        supports: … and the bodies that co-operate.
        put_off: how many times another last day was decided.
        status: how far it has got.
        reports: how many times progress was reported …
        progress: … what was reported last …
        progress_on: … and when.
        obstacles: how many obstacles wait for an answer.
        verified_on: the day on which another body found it done, if that still stands.
        rejected: how many times its result wasn't accepted.
        directed_again: how many times the Committee directed it again.
        told_upwards: how many times those above were told that it is overdue.
        closed_on: the day on which it was closed …
        outcome: … and how it ended.
    """

    stream: StreamId
    session: StreamId
    number: int
    lead: BodyId | None
    officer: OfficerId | None
    supports: tuple[BodyId, ...]
    put_off: int
    status: Status
    reports: int
    progress: str | None
    progress_on: date | None
    obstacles: int
    verified_on: date | None
    rejected: int
    directed_again: int
    told_upwards: int
    closed_on: date | None
    outcome: Outcome | None


def rows(life: Life) -> Iterator[Promise | Work]:
    """What a session promised, or what became of one promise."""
    match life.state:
        case Session() as session:
            yield from _promised(life.stream, session)
        case Task() as task:
            yield from _worked(life, task)


def _promised(stream: StreamId, session: Session) -> Iterator[Promise]:
    """The items of all notices: as the last that has them words them, first promised when."""
    first: dict[int, tuple[date, date | None]] = {}
    last: dict[int, tuple[Item, str]] = {}
    for notice in session.notices:
        for item in notice.items:
            first.setdefault(item.number, (first_day(notice.on), item.due))
            last[item.number] = item, str(notice.number)
    holds = {item.number for item in session.notice.items} if session.notice else set()
    for number, (item, notice_number) in sorted(last.items()):
        issued_on, promised_due = first[number]
        dropped = number not in holds
        said = [one for one in session.opinions if one.number in item.opinions]
        topics = dict.fromkeys(one.topic for one in said if one.topic) or session.topics
        groups = dict.fromkeys(one.group for one in said if one.group) or session.groups
        yield Promise(
            arose=issued_on,
            anchor_day=issued_on,
            due=item.due,
            ended_on=first_day(session.notices[-1].on) if dropped else None,
            stream=stream,
            item=number,
            notice=notice_number,
            issued_on=issued_on,
            dropped=dropped,
            decision=item.decision,
            promised_lead=item.lead,
            promised_due=promised_due,
            groups=tuple(groups),
            topics=tuple(one.title for one in topics),
            topic_codes=tuple(dict.fromkeys(one.code for one in topics)),
            opinions=item.opinions,
        )


def _worked(life: Life, task: Task) -> Iterator[Work]:
    origin, work = task.origin, life.work
    if origin is None or work is None or origin.kind != "conclusion_item":
        return
    progress = task.progress[-1] if task.progress else None
    verified = task.turns[-1] if task.turns else None
    dues = [task.assigned.due if task.assigned else None]
    dues += [getattr(one, "until", None) or getattr(one, "due", None) for one in task.terms]
    yield Work(
        **msgspec.structs.asdict(work),
        stream=life.stream,
        session=origin.source,
        number=origin.number,
        lead=task.lead,
        officer=task.lead_officer,
        supports=task.supports,
        put_off=sum(one != other for one, other in pairwise(dues)),
        status=task.status,
        reports=len(task.progress),
        progress=progress.gist if progress else None,
        progress_on=first_day(progress.on) if progress else None,
        obstacles=len(task.open_obstacles),
        verified_on=first_day(verified.on) if isinstance(verified, Verified) else None,
        rejected=len(task.rejections),
        directed_again=len(task.redirections),
        told_upwards=len(task.escalations),
        closed_on=first_day(task.closed.on) if task.closed else None,
        outcome=task.closed.outcome if task.closed else None,
    )


VIEW = View(
    name="ledger",
    version=2,
    about=("dialogue", "reception", "task"),
    tables=(
        Table(
            Promise,
            PROMISES,
            (
                "CREATE INDEX ledger_by_session ON ledger_promises (stream)",
                "CREATE INDEX ledger_by_day ON ledger_promises (issued_on, stream, item)",
            ),
        ),
        Table(
            Work,
            WORK,
            (
                "CREATE INDEX ledger_by_task ON ledger_work (stream)",
                "CREATE INDEX ledger_by_item ON ledger_work (session, number)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)
