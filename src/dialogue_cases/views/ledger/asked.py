"""What the ledger is asked: each promise with what became of it, and how many of which."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases.projection import Answer, Views, where
from dialogue_cases.record import Known
from dialogue_cases.task.events import Outcome
from dialogue_cases.task.state import Status
from dialogue_cases.views.ledger.kept import VIEW, Promise
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId, TopicCode

# -- What was promised, and what became of it ---------------------------------------------

Standing: TypeAlias = Literal[
    "kept in time",  # đã thực hiện đúng hạn, đã xác nhận
    "kept late",  # đã thực hiện quá hạn, đã xác nhận
    "reported done",  # đã báo cáo hoàn thành, chờ xác nhận
    "under way",  # đang thực hiện
    "carried over",  # chuyển sang buổi sau
    "broken",  # quá hạn, chưa hoàn thành
    "lifted",  # thôi thực hiện: đã thay thế hoặc không còn cần
]
"""Kết quả: how a promise stands on a day."""

STANDING = """CASE
        WHEN closed_on <= :on AND outcome <> 'carried_out' THEN 'lifted'
        WHEN verified_on <= :on OR closed_on <= :on THEN
            CASE WHEN coalesce(done_on, closed_on) > due THEN 'kept late' ELSE 'kept in time' END
        WHEN done_on <= :on THEN 'reported done'
        WHEN dropped THEN 'lifted'
        WHEN due < :on THEN 'broken'
        WHEN carried_to IS NOT NULL THEN 'carried over'
        ELSE 'under way' END"""
"""Kết quả in SQL, from the days of the task that carries a promise out."""

ENTRIES = f"""
SELECT promised.*, work.stream AS task, coalesce(work.lead, promised_lead) AS lead, officer,
    coalesce(supports, '[]') AS supports, due, coalesce(put_off, 0) AS put_off,
    coalesce(status, 'unknown') AS status,
    coalesce(reports, 0) AS reports, progress, progress_on, coalesce(obstacles, 0) AS obstacles,
    done_on, verified_on, coalesce(rejected, 0) AS rejected,
    coalesce(directed_again, 0) AS directed_again, carried_to,
    coalesce(told_upwards, 0) AS told_upwards, closed_on, outcome,
    coalesce(done_on <= :on AND done_on > due, FALSE) AS late,
    {STANDING} AS standing
FROM ledger_promises AS promised
LEFT JOIN ledger_work AS work ON work.session = promised.stream AND work.number = promised.item
WHERE issued_on <= :on AND {{conditions}}
"""

CONDITIONS = {
    "first": "issued_on >= :first",
    "last": "issued_on <= :last",
    "session": "promised.stream = :session",
    "body": """(:body IN (promised_lead, work.lead)
       OR EXISTS (SELECT 1 FROM json_each(supports) WHERE value = :body))""",
    "group_id": "EXISTS (SELECT 1 FROM json_each(groups) WHERE value = :group_id)",
    "topic": "EXISTS (SELECT 1 FROM json_each(topic_codes) WHERE value = :topic)",
}


class Entry(Promise, frozen=True, kw_only=True):
    """Một dòng của sổ: a promise, what became of it, and how it stands on a day.

    Args:
        task: the task that carries it out; None where it has none.
        late: whether it was reported done after the last day that was decided.
        standing: how it stands; the rest is as in `Promise` and `Work`.
    """

    task: StreamId | None
    lead: BodyId
    officer: OfficerId | None
    supports: tuple[BodyId, ...]
    due: date | None
    put_off: int
    status: Status
    reports: int
    progress: str | None
    progress_on: date | None
    obstacles: int
    done_on: date | None
    verified_on: date | None
    rejected: int
    directed_again: int
    carried_to: StreamId | None
    told_upwards: int
    closed_on: date | None
    outcome: Outcome | None
    late: bool
    standing: Standing


@frozen(kw_only=True)
class Wanted:
    """Điều kiện: which promises are asked for; what is None doesn't matter.

    Args:
        first: promised on this local day or later …
        last: … and on this one or earlier.
        session: at which session.
        body: which body leads, was promised to lead, or co-operates.
        group: about which residential group.
        topic: about what.
    """

    first: date | None = None
    last: date | None = None
    session: StreamId | None = None
    body: BodyId | None = None
    group: GroupId | None = None
    topic: TopicCode | None = None


def promises(
    views: Views, on: date, wanted: Wanted | None = None, *, known: Known | None = None
) -> Answer[Entry]:
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
    parameters = _parameters(on, wanted)
    entries = ENTRIES.format(conditions=where(CONDITIONS, parameters))
    question = entries + "ORDER BY issued_on, promised.stream, promised.item"
    return views.ask(VIEW, Entry, question, parameters, known=known)


def _parameters(on: date, wanted: Wanted | None) -> dict[str, object]:
    wanted = wanted or Wanted()
    return {
        "on": on,
        "first": wanted.first,
        "last": wanted.last,
        "session": wanted.session,
        "body": wanted.body,
        "group_id": wanted.group,
        "topic": wanted.topic,
    }


# -- How many ----------------------------------------------------------------------------

By: TypeAlias = Literal[
    "year",  # năm
    "session",  # buổi đối thoại, tiếp dân
    "body",  # cơ quan chủ trì
    "group",  # tổ dân phố
    "topic",  # chủ đề
]
"""Theo: what promises are counted by."""

_OF: Mapping[By, tuple[str, str]] = {
    "year": ("substr(issued_on, 1, 4)", ""),
    "session": ("stream", ""),
    "body": ("lead", ""),
    "group": ("value", ", json_each(groups)"),
    "topic": ("value", ", json_each(topic_codes)"),
}

TOTALS = """
SELECT {of} AS of, count(*) AS promised,
    count(*) FILTER (WHERE done_on <= :on) AS done,
    count(*) FILTER (WHERE standing IN ('kept in time', 'kept late')) AS kept,
    count(*) FILTER (WHERE late) AS late,
    count(*) FILTER (WHERE carried_to IS NOT NULL) AS carried_over,
    count(*) FILTER (WHERE standing = 'broken') AS broken,
    count(*) FILTER (WHERE standing IN ('under way', 'carried over')) AS running,
    count(*) FILTER (WHERE standing = 'lifted') AS lifted
FROM ({entries}){among} GROUP BY 1 ORDER BY 1
"""


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng tổng hợp: how many promises of a year, session, body, group or topic.

    A promise about two groups counts in both, so only years, sessions and bodies add up.
    """

    of: str
    promised: int
    done: int
    kept: int
    late: int
    carried_over: int
    broken: int
    running: int
    lifted: int


def totals(
    views: Views,
    on: date,
    by: By,
    wanted: Wanted | None = None,
    *,
    known: Known | None = None,
) -> Answer[Total]:
    """How many promises were made, done, kept, late, carried over and broken.

    Args:
        views: of the store.
        on: the day at whose end last days are judged.
        by: what they are counted by.
        wanted: which of them; None: all.
        known: as was on record at the end of this local day, or at this position.
    """
    of, among = _OF[by]
    parameters = _parameters(on, wanted)
    entries = ENTRIES.format(conditions=where(CONDITIONS, parameters))
    question = TOTALS.format(of=of, among=among, entries=entries)
    return views.ask(VIEW, Total, question, parameters, known=known)
