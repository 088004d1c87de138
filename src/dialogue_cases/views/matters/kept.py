"""What is kept of recurring matters: grievances, charges, tasks, bodies, and what was said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from dialogue_cases.deadlines import Grounds
from dialogue_cases.deadlines.verdict import COLUMNS
from dialogue_cases.matter import Joined, Matter, RaisedAs
from dialogue_cases.matter.state import Status
from dialogue_cases.petition import Petition
from dialogue_cases.projection import Life, Table, View
from dialogue_cases.session import Session
from dialogue_cases.spelling import fold
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

SECRET = ("denunciation", "anonymous_tip")
"""What isn't counted, listed or compared: who accuses whom stays where it is."""

GRIEVANCES = """CREATE TABLE matters (
    stream TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    gist TEXT NOT NULL,
    topic TEXT,
    topic_code TEXT,
    subject TEXT,
    groups TEXT NOT NULL,
    status TEXT NOT NULL,
    times INTEGER NOT NULL,
    sessions TEXT NOT NULL,
    petitions TEXT NOT NULL,
    first_raised TEXT,
    last_raised TEXT,
    people INTEGER NOT NULL,
    raised TEXT NOT NULL,
    settled_on TEXT,
    ever_settled INTEGER NOT NULL,
    raised_again INTEGER NOT NULL,
    listed TEXT NOT NULL)"""

CHARGES = """CREATE TABLE matters_charges (
    stream TEXT NOT NULL,
    task TEXT NOT NULL,
    body TEXT NOT NULL,
    told_on TEXT NOT NULL)"""

WORK = f"""CREATE TABLE matters_work (
    stream TEXT NOT NULL,
    text TEXT NOT NULL,
    {COLUMNS})"""

SEATS = """CREATE TABLE matters_bodies (
    stream TEXT NOT NULL,
    body TEXT NOT NULL,
    now TEXT NOT NULL)"""

SAID = """CREATE TABLE matters_said (
    stream TEXT NOT NULL,
    session TEXT,
    opinion INTEGER,
    said_on TEXT NOT NULL,
    gist TEXT NOT NULL,
    folded TEXT NOT NULL,
    topic_code TEXT,
    group_id TEXT,
    matter TEXT,
    secret INTEGER NOT NULL)"""


class Raising(msgspec.Struct, frozen=True, kw_only=True):
    """Một lần nêu: where and when a grievance was raised, as what, from which group."""

    raised_on: date
    petition: StreamId | None
    session: StreamId | None
    opinion: int | None
    kind: RaisedAs | None
    group: GroupId | None


class Grievance(msgspec.Struct, frozen=True, kw_only=True):
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
    raised: tuple[Raising, ...]
    settled_on: date | None
    ever_settled: bool
    raised_again: int
    listed: tuple[StreamId, ...]


class Charge(msgspec.Struct, frozen=True, kw_only=True):
    """Giao việc: a task about a grievance, the body that was told then, and when."""

    stream: StreamId
    task: StreamId
    body: BodyId
    told_on: date


class Work(Grounds, frozen=True, kw_only=True):
    """Việc thực hiện: what a task is about, and what a verdict about it is made of."""

    stream: StreamId
    text: str


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """Cơ quan: a body that the ward has or had, and who carries on for it now."""

    stream: StreamId
    body: BodyId
    now: BodyId


class Said(msgspec.Struct, frozen=True, kw_only=True):
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


def rows(life: Life) -> Iterator[msgspec.Struct]:
    """What one life says of grievances: itself one, a task, a paper, the ward's bodies."""
    match life.state:
        case Matter() as matter:
            yield from _grievance(life.stream, matter)
        case Task() as task:
            yield from _work(life, task)
        case Ward() as ward:
            for body in ward.bodies:
                yield Seat(stream=life.stream, body=body, now=ward.successor(body))
        case Petition() as petition:
            yield from _petition(life.stream, petition)
        case Session() as session:
            yield from _opinions(life.stream, session)


def _grievance(stream: StreamId, matter: Matter) -> Iterator[Grievance | Charge]:
    opened = matter.opened
    told = [one for one in matter.raisings if one.kind not in SECRET]
    if opened is None or (matter.raisings and not told):
        return
    days = [first_day(one.raised) for one in told]
    groups = (opened.group, *(one.group for one in told))
    repeated: Status = "repeated" if len(told) > 1 else "open"
    yield Grievance(
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
        yield Charge(stream=stream, task=one.task, body=one.body, told_on=first_day(one.on))


def _raising(joined: Joined) -> Raising:
    return Raising(
        raised_on=first_day(joined.raised),
        petition=joined.petition,
        session=joined.session,
        opinion=joined.opinion,
        kind=joined.kind,
        group=joined.group,
    )


def _work(life: Life, task: Task) -> Iterator[Work]:
    if life.work is not None:
        yield Work(**msgspec.structs.asdict(life.work), stream=life.stream, text=task.text)


def _petition(stream: StreamId, petition: Petition) -> Iterator[Said]:
    raised = petition.raised
    if raised is None:
        return
    secret = (petition.kind or raised.title) in SECRET
    yield Said(
        stream=stream,
        session=raised.session if petition.is_from_an_opinion else None,
        opinion=raised.opinion,
        said_on=first_day(raised.on),
        gist="" if secret else raised.gist,
        folded="" if secret else fold(raised.gist),
        topic_code=raised.topic.code if raised.topic else None,
        group_id=raised.group,
        matter=petition.matter,
        secret=secret,
    )


def _opinions(stream: StreamId, session: Session) -> Iterator[Said]:
    for one in session.opinions:
        yield Said(
            stream=stream,
            session=stream,
            opinion=one.number,
            said_on=first_day(one.on),
            gist=one.gist,
            folded=fold(one.gist),
            topic_code=one.topic.code if one.topic else None,
            group_id=one.group or (session.groups[0] if len(session.groups) == 1 else None),
            matter=None,
            secret=False,
        )


def _table(row: Any, statement: str, *columns: str) -> Table:
    name = statement.split()[2]
    indexes = (f"CREATE INDEX {name}_by_{one} ON {name} ({one})" for one in ("stream", *columns))
    return Table(row, statement, tuple(indexes))


VIEW = View(
    name="matters",
    version=2,
    about=("matter", "task", "ward", "petition", "dialogue", "reception"),
    tables=(
        _table(Grievance, GRIEVANCES),
        _table(Charge, CHARGES),
        _table(Work, WORK),
        _table(Seat, SEATS, "body"),
        _table(Said, SAID, "session"),
    ),
    rows=rows,
    of_law=True,
)
