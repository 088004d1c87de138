"""Sổ theo dõi việc đã hứa: every item of every conclusion notice, and what became of it.

Questions: the promises of a session, group, topic or body, over the years, with progress, done,
verified, late, carried over, broken (`promises`); and how many of each (`totals`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec
from attrs import asdict, frozen

from dialogue_cases.deadlines import DATED, MET, UNDATED, Grounds, Verdict, verdict
from dialogue_cases.law import Law
from dialogue_cases.projection import (
    Answer,
    Column,
    Columns,
    LifeAsKnown,
    View,
    Views,
    ViewTable,
    Wording,
    where,
)
from dialogue_cases.record import Acceptance, Known
from dialogue_cases.session import Item, Session
from dialogue_cases.task import Outcome, Task, Verified
from dialogue_cases.task.state import Status
from dialogue_cases.views.taking_on import declined, if_declined, taken_on
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    OfficerId,
    StreamId,
    TopicCode,
    first_day,
)


class LedgerPromise(Grounds, frozen=True, kw_only=True):
    """Việc đã hứa: one item of a conclusion notice, as it was last worded.

    How it stands is that of the task that carries it out (`LedgerWork`); by the notice alone
    where it has none.

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


class LedgerWork(Grounds, frozen=True, kw_only=True):
    """Việc thực hiện: the task that carries an item out.

    Args:
        stream: the task.
        session: whose item …
        number: … and which.
        lead: the body that leads now …
        officer: … its officer who leads, where one was named …
        supports: … and the bodies that co-operate.
        acceptance: whether the lead has taken it on; None where that isn't asked …
        declined: … and why it declined, as long as that stands.
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
    acceptance: Acceptance | None
    declined: str | None
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


def rows(life: LifeAsKnown) -> Iterator[LedgerPromise | LedgerWork]:
    """What a session promised, or what became of one promise."""
    match life.state:
        case Session() as session:
            yield from _promised(life.stream, session)
        case Task() as task:
            yield from _worked(life, task)


def _promised(stream: StreamId, session: Session) -> Iterator[LedgerPromise]:
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
        yield LedgerPromise(
            arose=issued_on,
            anchor_day=issued_on,
            due=item.due,
            ongoing=item.standing,
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


def _worked(life: LifeAsKnown, task: Task) -> Iterator[LedgerWork]:
    origin, work = task.origin, life.work
    if origin is None or work is None or origin.kind != "conclusion_item":
        return
    progress = task.progress[-1] if task.progress else None
    verified = task.turns[-1] if task.turns else None
    dues = [task.assigned.due if task.assigned else None]
    dues += [getattr(one, "until", None) or getattr(one, "due", None) for one in task.terms]
    yield LedgerWork(
        **msgspec.structs.asdict(work),
        stream=life.stream,
        session=origin.source,
        number=origin.number,
        lead=task.lead,
        officer=task.lead_officer,
        supports=task.supports,
        put_off=sum(one != other for one, other in pairwise(dues)),
        acceptance=task.acceptance,
        declined=declined(task),
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
    version=3,
    about=("dialogue", "reception", "task"),
    tables=(
        ViewTable(
            LedgerPromise,
            "ledger_promises",
            (
                "CREATE INDEX ledger_by_session ON ledger_promises (stream)",
                "CREATE INDEX ledger_by_day ON ledger_promises (issued_on, stream, item)",
            ),
        ),
        ViewTable(
            LedgerWork,
            "ledger_work",
            (
                "CREATE INDEX ledger_by_task ON ledger_work (stream)",
                "CREATE INDEX ledger_by_item ON ledger_work (session, number)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- What was promised, and what became of it ---------------------------------------------

OWN = [name for name in LedgerPromise.__struct_fields__ if name not in Grounds.__struct_fields__]
"""The columns of a promise itself."""

_HOW = ",\n    ".join(
    f"iif(work.stream IS NULL, promised.{name}, work.{name}) AS {name}"
    for name in Grounds.__struct_fields__
)

ENTRIES = f"""
SELECT {", ".join(f"promised.{name}" for name in OWN)},
    {_HOW},
    work.stream AS task, coalesce(work.lead, promised_lead) AS lead, officer,
    coalesce(supports, '[]') AS supports, coalesce(put_off, 0) AS put_off,
    acceptance, declined, coalesce(status, 'unknown') AS status,
    coalesce(reports, 0) AS reports, progress, progress_on,
    coalesce(obstacles, 0) AS obstacles, verified_on, coalesce(rejected, 0) AS rejected,
    coalesce(directed_again, 0) AS directed_again, coalesce(told_upwards, 0) AS told_upwards,
    closed_on, outcome
FROM ledger_promises AS promised
LEFT JOIN ledger_work AS work ON work.session = promised.stream AND work.number = promised.item
WHERE issued_on <= :on AND {{conditions}}
ORDER BY issued_on, promised.stream, promised.item
"""

CONDITIONS = {
    "first": "issued_on >= :first",
    "last": "issued_on <= :last",
    "session": "promised.stream = :session",
    "body": """(:body IN (promised_lead, work.lead)
       OR EXISTS (SELECT 1 FROM json_each(supports) WHERE value = :body))""",
    "acceptance": "acceptance = :acceptance",
    "group": "EXISTS (SELECT 1 FROM json_each(groups) WHERE value = :group)",
    "topic": "EXISTS (SELECT 1 FROM json_each(topic_codes) WHERE value = :topic)",
}


class _Found(LedgerPromise, frozen=True, kw_only=True):
    task: StreamId | None
    lead: BodyId
    officer: OfficerId | None
    supports: tuple[BodyId, ...]
    acceptance: Acceptance | None
    declined: str | None
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


class LedgerEntry(_Found, frozen=True, kw_only=True):
    """Một dòng của sổ: a promise, what became of it, and how it stands on a day.

    Args:
        task: the task that carries it out; None where it has none.
        late: whether it was done, or reported done, after its last day, as known then.
        standing: how it stands; the rest is as in `LedgerPromise` and `LedgerWork`.
    """

    late: bool
    standing: Verdict


@frozen(kw_only=True)
class LedgerWanted:
    """Điều kiện: which promises are asked for; what is None doesn't matter.

    Args:
        first: promised on this local day or later …
        last: … and on this one or earlier.
        session: at which session.
        body: which body leads, was promised to lead, or co-operates.
        acceptance: whether the body that leads has taken it on.
        group: about which residential group.
        topic: about what.
    """

    first: date | None = None
    last: date | None = None
    session: StreamId | None = None
    body: BodyId | None = None
    acceptance: Acceptance | None = None
    group: GroupId | None = None
    topic: TopicCode | None = None


def promises(
    views: Views, on: date, wanted: LedgerWanted | None = None, *, known: Known | None = None
) -> Answer[LedgerEntry]:
    """Every promise that was made by a local day, and how it stands then.

    Args:
        views: of the store.
        on: the day at whose end last days are judged.
        wanted: which of them; None: all.
        known: as was on record at the end of this local day, or at this position.

    Returns:
        The promises by the day on which they were made, then by session and number.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    parameters = {**asdict(wanted or LedgerWanted()), "on": on}
    question = ENTRIES.format(conditions=where(CONDITIONS, parameters))
    found = views.ask(VIEW, _Found, question, parameters, known=known)
    law = views.law(known)
    told = tuple(_entry(one, on, law) for one in found.rows)
    return found.of(told)


def _entry(found: _Found, on: date, law: Law) -> LedgerEntry:
    one = found.on(on)
    standing = verdict(found, on, law.calendar_on(found.anchor_day))
    return LedgerEntry(**msgspec.structs.asdict(one), late=one.in_time is False, standing=standing)


# -- How many ----------------------------------------------------------------------------

LedgerBy: TypeAlias = Literal[
    "year",  # năm
    "session",  # buổi đối thoại, tiếp dân
    "body",  # cơ quan chủ trì
    "group",  # tổ dân phố
    "topic",  # chủ đề
]
"""Theo: what promises are counted by."""

_OF: Mapping[LedgerBy, Callable[[LedgerEntry], Sequence[str]]] = {
    "year": lambda one: (str(one.issued_on.year),),
    "session": lambda one: (one.stream,),
    "body": lambda one: (one.lead,),
    "group": lambda one: one.groups,
    "topic": lambda one: one.topic_codes,
}


class LedgerTotal(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng tổng hợp: how many promises of a year, session, body, group or topic.

    A promise about two groups counts in both, so only years, sessions and bodies add up.

    Args:
        of: which year, session, body, group or topic.
        promised: how many were made; the sum of kept, reported, broken, running, undated and
            lifted.
        done: how many are reported done, confirmed or not …
        kept: … confirmed …
        reported: … or waiting for that.
        late: how many were done, or reported done, after their last day.
        carried_over: how many a later session took up.
        broken: how many aren't done, and their last day has passed …
        running: … or hasn't.
        undated: how many aren't done and have no last day, standing work among them.
        lifted: how many fell away.
    """

    of: str
    promised: int
    done: int
    kept: int
    reported: int
    late: int
    carried_over: int
    broken: int
    running: int
    undated: int
    lifted: int


def totals(
    views: Views,
    on: date,
    by: LedgerBy,
    wanted: LedgerWanted | None = None,
    *,
    known: Known | None = None,
) -> Answer[LedgerTotal]:
    """How many promises were made, done, kept, late, carried over and broken.

    Args:
        views: of the store.
        on: the day at whose end last days are judged.
        by: what they are counted by.
        wanted: which of them; None: all.
        known: as was on record at the end of this local day, or at this position.
    """
    found = promises(views, on, wanted, known=known)
    among: dict[str, list[LedgerEntry]] = {}
    for one in found.rows:
        for of in _OF[by](one):
            among.setdefault(of, []).append(one)
    told = tuple(_total(of, among[of]) for of in sorted(among))
    return found.of(told)


def _total(of: str, entries: Sequence[LedgerEntry]) -> LedgerTotal:
    told = Counter(one.standing for one in entries)
    return LedgerTotal(
        of=of,
        promised=len(entries),
        done=sum(one.done_on is not None and one.standing != "void" for one in entries),
        kept=sum(told[one] for one in MET),
        reported=told["reported done"],
        late=sum(one.late for one in entries),
        carried_over=sum(one.carried_to is not None for one in entries),
        broken=told["overdue"],
        running=sum(told[one] for one in DATED),
        undated=sum(told[one] for one in UNDATED),
        lifted=told["void"],
    )


# -- What people read -------------------------------------------------------------------


def _standing(one: LedgerEntry, wording: Wording) -> str:
    """How it stands, and whether the body that leads has declined it."""
    return if_declined(wording.word(one.standing), one, wording)


COLUMNS: Columns[LedgerEntry] = Columns(
    LedgerEntry,
    [
        Column("issued_on", "Ngày hứa", "Promised on", width=10, wide=12),
        Column("notice", "Thông báo", "Notice", wide=14),
        Column("stream", "Buổi", "Session", wide=18),
        Column("item", "Mục", "Item", wide=6),
        Column("decision", "Việc đã hứa", "What was promised", width=24, wide=48),
        Column("lead", "Chủ trì", "Lead", width=14, wide=28),
        Column("officer", "Người phụ trách", "Officer"),
        Column("supports", "Đơn vị phối hợp", "Co-operating", wide=28),
        Column("promised_due", "Hạn theo thông báo", "Due, as promised", wide=12),
        Column("due", "Hạn", "Due", width=10, wide=12),
        Column(
            "standing acceptance declined", "Kết quả", "Standing", width=14, wide=0, told=_standing
        ),
        Column("standing", "Kết quả", "Standing"),
        Column("acceptance declined", "Tiếp nhận", "Taken on", wide=24, told=taken_on),
        Column("progress", "Tiến độ", "Progress", wide=40),
        Column("done_on", "Ngày hoàn thành", "Done on", wide=12),
        Column("verified_on", "Ngày xác nhận", "Verified on", wide=12),
        Column("late", "Muộn", "Late", wide=8),
        Column("put_off", "Số lần đổi hạn", "Put off", wide=8),
        Column("carried_to", "Chuyển sang buổi", "Carried over to", wide=18),
        Column("groups", "Tổ dân phố", "Residential group"),
        Column("topics", "Chủ đề", "Topic", wide=24),
    ],
    untold="dropped promised_lead topic_codes opinions task status reports progress_on "
    "obstacles rejected directed_again told_upwards closed_on outcome",
)
"""Sổ theo dõi việc đã hứa: its columns."""

TOTAL_COLUMNS: Columns[LedgerTotal] = Columns(
    LedgerTotal,
    [
        Column("of", "language.word(by)", "language.word(by)", width=15, wide=28),
        Column("promised", "Đã hứa", "Promised", width=5, wide=8),
        Column("done", "Đã làm", "Done", wide=8),
        Column("kept", "Đã xác nhận", "Kept", width=5, wide=8),
        Column("reported", "Chờ xác nhận", "Reported", width=5, wide=8),
        Column("late", "Muộn", "Late", width=5, wide=8),
        Column("carried_over", "Chuyển buổi sau", "Carried over", width=6, wide=8),
        Column("broken", "Quá hạn", "Broken", width=5, wide=8),
        Column("running", "Đang làm", "Running", width=5, wide=8),
        Column("undated", "Không có hạn", "No last day", width=6, wide=8),
        Column("lifted", "Thôi", "Lifted", width=5, wide=8),
    ],
)
"""Tổng hợp: of how many; the first is headed by what they are counted by."""


__all__ = [
    "COLUMNS",
    "TOTAL_COLUMNS",
    "VIEW",
    "LedgerBy",
    "LedgerEntry",
    "LedgerPromise",
    "LedgerTotal",
    "LedgerWanted",
    "LedgerWork",
    "promises",
    "totals",
]
