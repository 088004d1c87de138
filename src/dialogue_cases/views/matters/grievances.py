"""Vụ việc: grievances as they are kept, with charges, tasks and papers, and what keeps coming."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from attrs import asdict, frozen

from dialogue_cases.deadlines import Grounds, Verdict, verdict
from dialogue_cases.law import Law
from dialogue_cases.matter import Joined, Matter, RaisedAs
from dialogue_cases.matter.state import Status
from dialogue_cases.office.secrecy import SECRET
from dialogue_cases.petition import Petition
from dialogue_cases.projection import (
    Answer,
    Column,
    Columns,
    LifeAsKnown,
    View,
    Views,
    ViewTable,
    Wording,
    json_of,
)
from dialogue_cases.record import Known
from dialogue_cases.session import Session
from dialogue_cases.spelling import bare
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import (
    BodyId,
    GroupId,
    StreamId,
    SubjectGroup,
    TopicCode,
    first_day,
)
from dialogue_cases.ward import Ward


class MatterRaising(msgspec.Struct, frozen=True, kw_only=True):
    """Một lần nêu: where and when a grievance was raised, as what, from which group."""

    raised_on: date
    petition: StreamId | None
    session: StreamId | None
    opinion: int | None
    kind: RaisedAs | None
    group: GroupId | None


class MatterEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Vụ việc: one grievance, without what was raised in denunciations.

    Args:
        stream: the matter.
        opened_on: the local day on which it was opened.
        gist: what it is about, without names.
        topic: its topic, as written …
        topic_code: … and by its code.
        subject: its subject group.
        groups: the residential groups that it concerns or was raised from.
        status: how far it has got; repeated if it was raised more than once and isn't settled.
        times: in how many petitions and opinions it was raised.
        sessions: at which sessions, each once.
        petitions: in which petitions.
        first_raised: the day on which it was first raised …
        last_raised: … and last.
        people: how many people at the most in one raising.
        raised: each time, by day.
        settled_on: the day on which it was definitively settled, if that stands.
        ever_settled: whether it was definitively settled at least once.
        raised_again: how many times it was raised again after that.
        listed: the sessions on whose lists it was.
    """

    stream: StreamId
    opened_on: date
    gist: str
    topic: str | None
    topic_code: TopicCode | None
    subject: SubjectGroup | None
    groups: tuple[GroupId, ...]
    status: Status
    times: int
    sessions: tuple[StreamId, ...]
    petitions: tuple[StreamId, ...]
    first_raised: date | None
    last_raised: date | None
    people: int
    raised: tuple[MatterRaising, ...]
    settled_on: date | None
    ever_settled: bool
    raised_again: int
    listed: tuple[StreamId, ...]


class MatterCharge(msgspec.Struct, frozen=True, kw_only=True):
    """Giao việc: a task about a grievance, the body that was told then, and when."""

    stream: StreamId
    task: StreamId
    body: BodyId
    told_on: date


class MatterWork(Grounds, frozen=True, kw_only=True):
    """Việc thực hiện: what a task is about, and what a verdict about it is made of."""

    stream: StreamId
    text: str


class BodySuccession(msgspec.Struct, frozen=True, kw_only=True):
    """Cơ quan: a body that the ward has or had, and who carries on for it now."""

    stream: StreamId
    body: BodyId
    now: BodyId


class RaisedPaper(msgspec.Struct, frozen=True, kw_only=True):
    """Nội dung đã nêu: what one petition or opinion is about, to compare it with others.

    Args:
        stream: the petition, or the session where an opinion was voiced.
        session: the session …
        opinion: … and the number of the opinion there, also of a petition that was one.
        said_on: the local day.
        gist: what it is about, without names; "" of a denunciation.
        folded: the gist without case, tones and diacritics.
        topic_code: its topic.
        group_id: the residential group that it comes from.
        matter: the grievance to which a petition was joined.
        secret: whether it is a denunciation or an anonymous tip.
    """

    stream: StreamId
    session: StreamId | None
    opinion: int | None
    said_on: date
    gist: str
    folded: str
    topic_code: TopicCode | None
    group_id: GroupId | None
    matter: StreamId | None
    secret: bool


def rows(life: LifeAsKnown) -> Iterator[msgspec.Struct]:
    """What one life says of grievances: itself one, a task, a paper, the ward's bodies."""
    match life.state:
        case Matter() as matter:
            yield from _grievance(life.stream, matter)
        case Task() as task:
            yield from _work(life, task)
        case Ward() as ward:
            yield from successions(life.stream, ward)
        case Petition() as petition:
            yield from _petition(life.stream, petition)
        case Session() as session:
            yield from _opinions(life.stream, session)


def successions(stream: StreamId, ward: Ward) -> Iterator[BodySuccession]:
    """Who carries on for whom, of every body that the ward has or had."""
    for body in ward.bodies:
        yield BodySuccession(stream=stream, body=body, now=ward.successor(body))


def _grievance(stream: StreamId, matter: Matter) -> Iterator[MatterEntry | MatterCharge]:
    opened = matter.opened
    told = [one for one in matter.raisings if one.kind not in SECRET]
    if opened is None or (matter.raisings and not told):
        return
    days = [first_day(one.raised) for one in told]
    groups = (opened.group, *(one.group for one in told))
    repeated: Status = "repeated" if len(told) > 1 else "open"
    yield MatterEntry(
        stream=stream,
        opened_on=first_day(opened.on),
        gist=opened.gist,
        topic=opened.topic.title if opened.topic else None,
        topic_code=opened.topic.code if opened.topic else None,
        subject=opened.subject,
        groups=tuple(dict.fromkeys(one for one in groups if one)),
        status="settled" if matter.is_settled else repeated,
        times=len(told),
        sessions=tuple(dict.fromkeys(one.session for one in told if one.session)),
        petitions=tuple(dict.fromkeys(one.petition for one in told if one.petition)),
        first_raised=min(days, default=None),
        last_raised=max(days, default=None),
        people=max((one.people for one in told), default=0),
        raised=tuple(map(_raising, told)),
        settled_on=first_day(matter.settled.on) if matter.settled else None,
        ever_settled=matter.was_ever_settled,
        raised_again=matter.times_raised_again,
        listed=tuple(one.session for one in matter.listings),
    )
    for one in matter.promises:
        yield MatterCharge(stream=stream, task=one.task, body=one.body, told_on=first_day(one.on))


def _raising(joined: Joined) -> MatterRaising:
    return MatterRaising(
        raised_on=first_day(joined.raised),
        petition=joined.petition,
        session=joined.session,
        opinion=joined.opinion,
        kind=joined.kind,
        group=joined.group,
    )


def _work(life: LifeAsKnown, task: Task) -> Iterator[MatterWork]:
    if life.work is not None:
        yield MatterWork(**msgspec.structs.asdict(life.work), stream=life.stream, text=task.text)


def _petition(stream: StreamId, petition: Petition) -> Iterator[RaisedPaper]:
    raised = petition.raised
    if raised is None:
        return
    secret = (petition.kind or raised.title) in SECRET
    yield RaisedPaper(
        stream=stream,
        session=raised.session if petition.is_from_an_opinion else None,
        opinion=raised.opinion,
        said_on=first_day(raised.on),
        gist="" if secret else raised.gist,
        folded="" if secret else bare(raised.gist),
        topic_code=raised.topic.code if raised.topic else None,
        group_id=raised.group,
        matter=petition.matter,
        secret=secret,
    )


def _opinions(stream: StreamId, session: Session) -> Iterator[RaisedPaper]:
    for one in session.opinions:
        yield RaisedPaper(
            stream=stream,
            session=stream,
            opinion=one.number,
            said_on=first_day(one.on),
            gist=one.gist,
            folded=bare(one.gist),
            topic_code=one.topic.code if one.topic else None,
            group_id=one.group or (session.groups[0] if len(session.groups) == 1 else None),
            matter=None,
            secret=False,
        )


def _table(row: Any, name: str, *columns: str) -> ViewTable:
    indexes = (f"CREATE INDEX {name}_by_{one} ON {name} ({one})" for one in ("stream", *columns))
    return ViewTable(row, name, tuple(indexes))


VIEW = View(
    name="matters",
    version=2,
    about=("matter", "task", "ward", "petition", "dialogue", "reception"),
    tables=(
        _table(MatterEntry, "matters"),
        _table(MatterCharge, "matters_charges"),
        _table(MatterWork, "matters_work"),
        _table(BodySuccession, "matters_bodies", "body"),
        _table(RaisedPaper, "matters_said", "session"),
    ),
    rows=rows,
    of_law=True,
)

# -- The question ----------------------------------------------------------------------

RECURRING = f"""
WITH promised AS (
    SELECT charged.stream AS matter, task, told_on, charged.body AS body,
        coalesce(now, charged.body) AS body_now, coalesce(text, '') AS text,
        iif(work.stream IS NULL, NULL, {json_of(Grounds)}) AS work
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


class _Found(MatterEntry, frozen=True, kw_only=True):
    promised: tuple[_Charged, ...]


class MatterPromise(msgspec.Struct, frozen=True, kw_only=True):
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


class RecurringMatter(MatterEntry, frozen=True, kw_only=True):
    """Vụ việc nêu nhiều lần, with what was promised each time."""

    promised: tuple[MatterPromise, ...]


@frozen(kw_only=True)
class MattersWanted:
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
    views: Views, on: date, wanted: MattersWanted | None = None, *, known: Known | None = None
) -> Answer[RecurringMatter]:
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
    parameters = {**asdict(wanted or MattersWanted()), "on": on}
    found = views.ask(VIEW, _Found, RECURRING, parameters, known=known)
    law = views.law(known)
    told = tuple(
        RecurringMatter(
            **{**_fields(one), "promised": tuple(_promised(each, on, law) for each in one.promised)}
        )
        for one in found.rows
    )
    return found.of(told)


def _promised(charged: _Charged, on: date, law: Law) -> MatterPromise:
    """How it stands; a charge whose task isn't on record any more is owed without a last day."""
    work = charged.work or Grounds(arose=charged.told_on, anchor_day=charged.told_on)
    standing = verdict(work, on, law.calendar_on(work.anchor_day))
    told = {name: value for name, value in _fields(charged).items() if name != "work"}
    return MatterPromise(**told, due=work.on(on).due, standing=standing)


def _fields(row: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(row)


# -- What people read -------------------------------------------------------------------


def _raised(matter: RecurringMatter, wording: Wording) -> str:
    """When it was raised, and in which petition or opinion; a line each."""
    return "\n".join(
        f"{wording.value(one.raised_on)} {one.petition or f'{one.session} #{one.opinion}'}"
        for one in matter.raised
    )


def _promises(matter: RecurringMatter, wording: Wording) -> str:
    return "\n".join(_promise(one, wording) for one in matter.promised)


def _promise(promised: MatterPromise, wording: Wording) -> str:
    """What was promised when, by whom then and now, until when, and how it stands."""
    body = wording.value(promised.body)
    if promised.body_now != promised.body:
        body += f" → {wording.value(promised.body_now)}"
    due = f" ({wording.value(promised.due)})" if promised.due else ""
    told = f"{wording.value(promised.told_on)} {promised.text}"
    return f"{told} – {body}{due}: {wording.word(promised.standing)}"


COLUMNS: Columns[RecurringMatter] = Columns(
    RecurringMatter,
    [
        Column("stream", "Hồ sơ", "Life", width=13),
        Column("gist", "Nội dung", "Gist", width=19, wide=48),
        Column("status", "Tình trạng", "Status"),
        Column("times", "Số lần", "Times", width=4, wide=8),
        Column("first_raised", "Từ ngày", "Since", width=10, wide=12),
        Column("last_raised", "Lần cuối", "Last on", wide=12),
        Column("raised", "Các lần nêu", "Raised", wide=32, told=_raised),
        Column("groups", "Tổ dân phố", "Residential group"),
        Column("topic", "Chủ đề", "Topic", wide=24),
        Column("people", "Số người", "People", wide=8),
        Column(
            "promised",
            "Việc đã hứa và kết quả",
            "Promised, and what came of it",
            width=26,
            wide=64,
            told=_promises,
        ),
        Column("settled_on", "Ngày giải quyết dứt điểm", "Settled on", wide=12),
        Column(
            "ever_settled",
            "Chưa từng giải quyết dứt điểm",
            "Never settled",
            wide=8,
            told=lambda one, _: not one.ever_settled,
        ),
        Column("raised_again", "Nêu lại", "Raised again", wide=8),
    ],
    untold="opened_on topic_code subject sessions petitions listed",
)
"""Vụ việc nêu nhiều lần: its columns."""
