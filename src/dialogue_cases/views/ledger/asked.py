"""What the ledger is asked: each promise with what became of it, and how many of which."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases.deadlines import MET, UNDER_WAY, Grounds, Verdict, verdict
from dialogue_cases.law import Law
from dialogue_cases.projection import Answer, Views, where
from dialogue_cases.record import Known
from dialogue_cases.task import Outcome
from dialogue_cases.task.state import Status
from dialogue_cases.views.ledger.kept import VIEW, Promise
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId, TopicCode

# -- What was promised, and what became of it ---------------------------------------------

OWN = [name for name in Promise.__struct_fields__ if name not in Grounds.__struct_fields__]
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
    coalesce(status, 'unknown') AS status, coalesce(reports, 0) AS reports, progress, progress_on,
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
    "group_id": "EXISTS (SELECT 1 FROM json_each(groups) WHERE value = :group_id)",
    "topic": "EXISTS (SELECT 1 FROM json_each(topic_codes) WHERE value = :topic)",
}


class _Found(Promise, frozen=True, kw_only=True):
    task: StreamId | None
    lead: BodyId
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


class Entry(_Found, frozen=True, kw_only=True):
    """Một dòng của sổ: a promise, what became of it, and how it stands on a day.

    Args:
        task: the task that carries it out; None where it has none.
        late: whether it was done, or reported done, after its last day, as known then.
        standing: how it stands; the rest is as in `Promise` and `Work`.
    """

    late: bool
    standing: Verdict


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
    question = ENTRIES.format(conditions=where(CONDITIONS, parameters))
    found = views.ask(VIEW, _Found, question, parameters, known=known)
    law = views.law(known)
    told = tuple(_entry(one, on, law) for one in found.rows)
    return found.of(told)


def _entry(found: _Found, on: date, law: Law) -> Entry:
    one = found.on(on)
    standing = verdict(found, on, law.calendar_on(found.anchor_day))
    return Entry(**msgspec.structs.asdict(one), late=one.in_time is False, standing=standing)


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

_OF: Mapping[By, Callable[[Entry], Sequence[str]]] = {
    "year": lambda one: (str(one.issued_on.year),),
    "session": lambda one: (one.stream,),
    "body": lambda one: (one.lead,),
    "group": lambda one: one.groups,
    "topic": lambda one: one.topic_codes,
}


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng tổng hợp: how many promises of a year, session, body, group or topic.

    A promise about two groups counts in both, so only years, sessions and bodies add up.

    Args:
        of: which year, session, body, group or topic.
        promised: how many were made; the sum of kept, reported, broken, running and lifted.
        done: how many are reported done, confirmed or not …
        kept: … confirmed …
        reported: … or waiting for that.
        late: how many were done, or reported done, after their last day.
        carried_over: how many a later session took up.
        broken: how many aren't done, and their last day has passed …
        running: … or hasn't.
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
    found = promises(views, on, wanted, known=known)
    among: dict[str, list[Entry]] = {}
    for one in found.rows:
        for of in _OF[by](one):
            among.setdefault(of, []).append(one)
    told = tuple(_total(of, among[of]) for of in sorted(among))
    return found.of(told)


def _total(of: str, entries: Sequence[Entry]) -> Total:
    told = Counter(one.standing for one in entries)
    return Total(
        of=of,
        promised=len(entries),
        done=sum(one.done_on is not None and one.standing != "void" for one in entries),
        kept=sum(told[one] for one in MET),
        reported=told["reported done"],
        late=sum(one.late for one in entries),
        carried_over=sum(one.carried_to is not None for one in entries),
        broken=told["overdue"],
        running=sum(told[one] for one in UNDER_WAY),
        lifted=told["void"],
    )
