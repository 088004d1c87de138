"""What is asked of recurring matters: how often, since when, what was promised, what was kept."""

from datetime import date
from typing import Any

import msgspec
from attrs import frozen

from dialogue_cases.deadlines import Grounds, Verdict, verdict
from dialogue_cases.deadlines.verdict import AS_JSON
from dialogue_cases.law import Law
from dialogue_cases.projection import Answer, Views
from dialogue_cases.record import Known
from dialogue_cases.views.matters.kept import VIEW, Grievance
from dialogue_cases.vocabulary import BodyId, GroupId, StreamId, TopicCode

RECURRING = f"""
WITH promised AS (
    SELECT charged.stream AS matter, task, told_on, charged.body AS body,
        coalesce(now, charged.body) AS body_now, coalesce(text, '') AS text,
        iif(work.stream IS NULL, NULL, {AS_JSON}) AS work
    FROM matters_charges AS charged
    LEFT JOIN matters_work AS work ON work.stream = task
    LEFT JOIN matters_bodies AS bodies ON bodies.body = charged.body
    WHERE told_on <= :on)
SELECT matters.*, (
    SELECT json_group_array(json_object(
        'task', task, 'told_on', told_on, 'body', body, 'body_now', body_now,
        'text', text, 'work', json(work)))
    FROM (SELECT * FROM promised WHERE matter = stream ORDER BY told_on, task)) AS promised
FROM matters
WHERE times >= :least
  AND (NOT :unsettled OR status <> 'settled')
  AND (:topic IS NULL OR topic_code = :topic)
  AND (:groups IS NULL OR EXISTS (
      SELECT 1 FROM json_each(groups) AS known, json_each(:groups) AS asked
      WHERE known.value = asked.value))
  AND (:body IS NULL OR EXISTS (
      SELECT 1 FROM promised WHERE matter = stream AND :body IN (body, body_now)))
ORDER BY times DESC, first_raised IS NULL, first_raised, stream
"""


class _Charged(msgspec.Struct, frozen=True, kw_only=True):
    task: StreamId
    told_on: date
    body: BodyId
    body_now: BodyId
    text: str
    work: Grounds | None


class _Found(Grievance, frozen=True, kw_only=True):
    promised: tuple[_Charged, ...]


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """Một lần giao việc: what was promised about a grievance, and how that stands.

    Args:
        task: the task.
        told_on: the local day on which it was promised.
        body: the body that was told then …
        body_now: … and the one that carries on for it now.
        text: what is to be done.
        due: the last day, as decided by the day asked about.
        standing: how it stands, as in the ledger.
    """

    task: StreamId
    told_on: date
    body: BodyId
    body_now: BodyId
    text: str
    due: date | None
    standing: Verdict


class Recurring(Grievance, frozen=True, kw_only=True):
    """Vụ việc nêu nhiều lần, with what was promised each time."""

    promised: tuple[Promised, ...]


@frozen(kw_only=True)
class Wanted:
    """Điều kiện: which grievances are asked for; what is None doesn't matter.

    Args:
        groups: about or from one of these residential groups.
        topic: about what.
        body: which body was told to do something about it, then or by who carries on now.
        least: raised at least so many times.
        unsettled: only what isn't definitively settled.
    """

    groups: tuple[GroupId, ...] | None = None
    topic: TopicCode | None = None
    body: BodyId | None = None
    least: int = 2
    unsettled: bool = False


def recurring(
    views: Views, on: date, wanted: Wanted | None = None, *, known: Known | None = None
) -> Answer[Recurring]:
    """The grievances that keep coming, and what was promised about them.

    Args:
        views: of the store.
        on: the local day at whose end last days are judged; later promises are left out.
        wanted: which of them; None: all that were raised more than once.
        known: as was on record at the end of this local day, or at this position.

    Returns:
        The most often raised first.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    wanted = wanted or Wanted()
    parameters = {
        "on": on,
        "groups": wanted.groups,
        "topic": wanted.topic,
        "body": wanted.body,
        "least": wanted.least,
        "unsettled": wanted.unsettled,
    }
    found = views.ask(VIEW, _Found, RECURRING, parameters, known=known)
    law = views.law(known)
    told = tuple(
        Recurring(
            **{**_fields(one), "promised": tuple(_promised(each, on, law) for each in one.promised)}
        )
        for one in found.rows
    )
    return found.of(told)


def _promised(charged: _Charged, on: date, law: Law) -> Promised:
    """How it stands; a charge whose task isn't on record any more is owed without a last day."""
    work = charged.work or Grounds(arose=charged.told_on, anchor_day=charged.told_on)
    standing = verdict(work, on, law.calendar_on(work.anchor_day))
    told = {name: value for name, value in _fields(charged).items() if name != "work"}
    return Promised(**told, due=work.on(on).due, standing=standing)


def _fields(row: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(row)
