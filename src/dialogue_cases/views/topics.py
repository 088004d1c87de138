"""Cây chủ đề: how often something was raised about each topic, those below it included.

Questions: how many petitions, opinions, sessions and matters are about a topic of the ward's own
or one below it, about each code, and about no topic that was said (`counts`). A topic is said as
everywhere, by its title and its code: one that is called like a topic that the ward has defined
under that code belongs to it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, TypeAlias, get_args

import msgspec
from attrs import asdict, frozen

from dialogue_cases.matter import Matter
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
    where,
)
from dialogue_cases.record import Known
from dialogue_cases.session import Session
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import (
    GroupId,
    On,
    StreamId,
    Topic,
    TopicCode,
    TopicId,
    first_day,
)
from dialogue_cases.ward import Ward

TopicUseKind: TypeAlias = Literal["petition", "opinion", "session", "matter"]
"""Nêu ở đâu: in what a topic was said."""


NoTopic: TypeAlias = Literal["no topic"]
"""Chưa xếp chủ đề: what is called so that nobody has said a topic of; it is no code."""
NO_TOPIC: NoTopic = "no topic"


class TopicNode(msgspec.Struct, frozen=True, kw_only=True):
    """Chủ đề của phường: a topic that the ward has defined, and what it stands under."""

    stream: StreamId
    topic: TopicId
    name: str
    code: TopicCode
    parent: TopicId | None
    groups: tuple[GroupId, ...]


class TopicUse(msgspec.Struct, frozen=True, kw_only=True):
    """Một lần nêu: that a petition, an opinion, a session or a matter is about a topic, or none.

    Args:
        stream: in which life …
        kind: … in what of it …
        said_on: … and on which local day.
        folded: the topic's title without case, tones and diacritics …
        code: … and its code; None: no topic was said.
        group_id: from which residential group.
    """

    stream: StreamId
    kind: TopicUseKind
    said_on: date
    folded: str
    code: TopicCode | None
    group_id: GroupId | None


def rows(life: LifeAsKnown) -> Iterator[TopicNode | TopicUse]:
    """What one life is about; of the ward, its topics. Of a denunciation nothing is told."""
    match life.state:
        case Ward() as ward:
            for one in ward.topics:
                yield TopicNode(
                    stream=life.stream,
                    topic=one.topic,
                    name=one.name,
                    code=one.code,
                    parent=one.parent,
                    groups=one.groups,
                )
        case Petition(raised=raised) if raised is not None and not life.is_secret:
            yield from _uses(life.stream, "petition", raised.on, raised.topic, raised.group)
        case Session() as session:
            for said in session.opinions:
                yield from _uses(life.stream, "opinion", said.on, said.topic, said.group)
            if session.opened is not None:
                group = session.groups[0] if len(session.groups) == 1 else None
                for topic in session.topics or (None,):
                    yield from _uses(life.stream, "session", session.opened.on, topic, group)
        case Matter(opened=opened) as matter if opened is not None:
            if not matter.raisings or any(one.kind not in SECRET for one in matter.raisings):
                yield from _uses(life.stream, "matter", opened.on, opened.topic, opened.group)


def _uses(
    stream: StreamId, kind: TopicUseKind, on: On, topic: Topic | None, group: GroupId | None
) -> Iterator[TopicUse]:
    yield TopicUse(
        stream=stream,
        kind=kind,
        said_on=first_day(on),
        folded="" if topic is None else bare(topic.title),
        code=None if topic is None else topic.code,
        group_id=group,
    )


VIEW = View(
    name="topics",
    version=2,
    about=("ward", "petition", "dialogue", "reception", "matter"),
    tables=(
        ViewTable(
            TopicNode, "topic_nodes", ("CREATE INDEX topic_nodes_by_life ON topic_nodes (stream)",)
        ),
        ViewTable(
            TopicUse, "topic_uses", ("CREATE INDEX topic_uses_by_life ON topic_uses (stream)",)
        ),
    ),
    rows=rows,
)

# -- The question -------------------------------------------------------------------------

NODES = "SELECT * FROM topic_nodes ORDER BY name"

USES = """
SELECT code, folded, kind, count(*) AS times FROM topic_uses
WHERE {conditions} GROUP BY code, folded, kind
"""

CONDITIONS = {
    "first": "said_on >= :first",
    "last": "said_on <= :last",
    "group": "group_id = :group",
}


class _Counted(msgspec.Struct, frozen=True):
    code: TopicCode | None
    folded: str
    kind: TopicUseKind
    times: int


class TopicLine(msgspec.Struct, frozen=True, kw_only=True):
    """Một chủ đề: how often it was raised, those below it included.

    Args:
        code: of which code; None on the line of what no topic was said of, which comes last.
        topic: the ward's own topic; None on the line of the code itself.
        name: what it is called.
        level: how far below its code it stands; 0 is the code itself.
        groups: the residential groups that it belongs to.
        petitions: so many petitions are about it or one below it …
        opinions: … opinions …
        sessions: … sessions that were held …
        matters: … and matters.
    """

    code: TopicCode | None
    topic: TopicId | None
    name: str | None
    level: int
    groups: tuple[GroupId, ...]
    petitions: int
    opinions: int
    sessions: int
    matters: int


@frozen(kw_only=True)
class TopicsWanted:
    """Điều kiện: what is counted; what is None doesn't matter.

    Args:
        first: raised on this local day or later …
        last: … and on this one or earlier.
        group: from which residential group.
    """

    first: date | None = None
    last: date | None = None
    group: GroupId | None = None


def counts(
    views: Views,
    wanted: TopicsWanted | None = None,
    *,
    on: date | None = None,
    known: Known | None = None,
) -> Answer[TopicLine]:
    """How often each topic was raised, from the codes downwards.

    Args:
        views: of the store.
        wanted: what is counted; None: all.
        on: by what had taken effect at the end of this local day; None: by all on record.
        known: as was on record at the end of this local day, or at this position.

    Returns:
        Every code of which something was raised or under which the ward has defined a topic, and
        below it the ward's topics, each before those below it; then what has no topic.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    parameters = asdict(wanted or TopicsWanted())
    nodes = views.ask(VIEW, TopicNode, NODES, known=known, on=on)
    question = USES.format(conditions=where(CONDITIONS, parameters))
    counted = views.ask(VIEW, _Counted, question, parameters, known=known, on=on)
    return counted.of(tuple(_lines(nodes.rows, counted.rows)))


def _lines(nodes: Sequence[TopicNode], counted: Sequence[_Counted]) -> Iterator[TopicLine]:
    below: dict[TopicId | TopicCode | None, list[TopicNode]] = {}
    for node in nodes:
        below.setdefault(node.parent or node.code, []).append(node)
    own: dict[TopicId | TopicCode | None, Counter[TopicUseKind]] = {}
    named: dict[tuple[TopicCode | None, str], TopicId] = {
        (one.code, bare(one.name)): one.topic for one in nodes
    }
    for one in counted:
        place = named.get((one.code, one.folded), one.code)
        own.setdefault(place, Counter())[one.kind] += one.times
    for code in (*get_args(TopicCode), None):
        if code in below or code in own or any(one.code == code for one in counted):
            yield from _line(code, None, 0, below, own)


def _line(
    code: TopicCode | None,
    node: TopicNode | None,
    level: int,
    below: Mapping[TopicId | TopicCode | None, list[TopicNode]],
    own: Mapping[TopicId | TopicCode | None, Counter[TopicUseKind]],
) -> Iterator[TopicLine]:
    """The line of a topic, with what was said of those below it, and their lines after it."""
    here = code if node is None else node.topic
    under = [list(_line(code, one, level + 1, below, own)) for one in below.get(here, ())]
    total = Counter(own.get(here, Counter()))
    for first, *_ in under:
        total += _said(first)
    yield TopicLine(
        code=code,
        topic=node.topic if node else None,
        name=node.name if node else None,
        level=level,
        groups=node.groups if node else (),
        petitions=total["petition"],
        opinions=total["opinion"],
        sessions=total["session"],
        matters=total["matter"],
    )
    yield from (line for lines in under for line in lines)


def _said(line: TopicLine) -> Counter[TopicUseKind]:
    said: Iterable[tuple[TopicUseKind, int]] = (
        ("petition", line.petitions),
        ("opinion", line.opinions),
        ("session", line.sessions),
        ("matter", line.matters),
    )
    return Counter(dict(said))


# -- What people read -------------------------------------------------------------------


def _topic(line: TopicLine, wording: Wording) -> str:
    return "  " * line.level + (line.name or wording.word(line.code or NO_TOPIC))


COLUMNS: Columns[TopicLine] = Columns(
    TopicLine,
    [
        Column("code name level", "Chủ đề", "Topic", width=24, wide=48, told=_topic),
        Column("groups", "Tổ dân phố", "Residential group", width=11, wide=24),
        Column("petitions", "Số đơn", "Petitions", width=9, wide=8),
        Column("opinions", "Số ý kiến", "Opinions", width=8, wide=8),
        Column("sessions", "Số buổi", "Sessions", width=8, wide=8),
        Column("matters", "Số vụ việc", "Matters", width=8, wide=8),
    ],
    untold="topic",
)
"""Cây chủ đề: its columns."""


__all__ = [
    "COLUMNS",
    "NO_TOPIC",
    "VIEW",
    "NoTopic",
    "TopicLine",
    "TopicNode",
    "TopicUse",
    "TopicsWanted",
    "counts",
]
