"""Sổ theo dõi đơn: every petition, what it is about, who has it, when it is due, what came of it.

Questions: all petitions by kind, status, body, group, topic and day of receipt (`cases`), and
those in which some words occur, typed with or without tones, in any order.
Nothing in it is personal data: the gist is written without names, and what is sealed stays in
the record.
"""

from collections.abc import Iterator
from datetime import date

import msgspec
from attrs import asdict, frozen

from dialogue_cases.office import Office
from dialogue_cases.petition import Area, Channel, Kind, Satisfaction
from dialogue_cases.petition.state import Petition, Status
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
from dialogue_cases.spelling import bare
from dialogue_cases.views.gists import with_whole_lines
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    GroupId,
    OfficerId,
    StreamId,
    SystemAct,
    TopicCode,
    first_day,
)

INDEXES = (
    "CREATE INDEX register_by_day ON register (received_on, year, number)",
    "CREATE INDEX register_by_kind ON register (kind, received_on, year, number)",
    "CREATE INDEX register_by_status ON register (status, received_on, year, number)",
    "CREATE INDEX register_by_group ON register (group_id, received_on, year, number)",
    "CREATE INDEX register_by_topic ON register (topic_code, received_on, year, number)",
)


class RegisterLine(msgspec.Struct, frozen=True, kw_only=True):
    """Một đơn trong sổ: a petition as the register shows it.

    Args:
        stream: the petition.
        year: of its number …
        number: … in the series of that year.
        received_on: the local day on which it came in.
        channel: how it came in …
        received_by: … to which body …
        sender: … and who passed it on, if anybody did.
        gist: what it is about, without names; "" of a denunciation, or a tip without a name.
        kind: what it is by its content; None until it is classified.
        area: the content list of the statistical tables.
        topic: its topic, as written …
        topic_code: … and by its code.
        group_id: the residential group that it comes from.
        people: how many people raise it.
        repeated: whether it was raised before, as was said when it came in.
        status: how far it has got.
        lead: the body that is to settle it …
        officer: … its officer who leads, where one was named …
        supports: … and the bodies that co-operate.
        due: the next last day of what is owed in it and isn't done …
        due_rule: … the rule that it rests on …
        provisional: … and whether that day may still move, for want of an official calendar.
        answered_on: the day of the last answer to the petitioner.
        answers: how many answers the petitioner was given.
        closed_on: the day on which it was closed, if it is.
        satisfaction: what the petitioner said last of how it was settled.
        matter: the grievance that it belongs to.
        session: the dialogue or reception at which it was raised.
        folded: its words without case, tones and diacritics, to search in.
    """

    stream: StreamId
    year: int
    number: int
    received_on: date
    channel: Channel
    received_by: BodyId
    sender: str | None
    gist: str
    kind: Kind | None
    area: Area | None
    topic: str | None
    topic_code: TopicCode | None
    group_id: GroupId | None
    people: int
    repeated: bool
    status: Status
    lead: BodyId | None
    officer: OfficerId | None
    supports: tuple[BodyId, ...]
    due: date | None
    due_rule: str | None
    provisional: bool
    answered_on: date | None
    answers: int
    closed_on: date | None
    satisfaction: Satisfaction | None
    matter: StreamId | None
    session: StreamId | None
    folded: str


def rows(life: LifeAsKnown) -> Iterator[RegisterLine]:
    """The line of one petition; none until it is raised, or when that was voided.

    What a denunciation is about isn't in it: `with_gists` tells that to who may open it.
    """
    for line in _whole(life):
        secret = life.is_secret
        yield msgspec.structs.replace(line, gist="", topic=None, folded="") if secret else line


def _whole(life: LifeAsKnown) -> Iterator[RegisterLine]:
    petition: Petition = life.state
    raised = petition.raised
    if raised is None:
        return
    assigned = petition.assignments[-1] if petition.assignments else None
    told = [first_day(one.on) for one in petition.answers if one.to == "petitioner"]
    owed = [one for one in life.owed if not one.discharged and not one.ended and one.due]
    due = min(owed, key=lambda one: (one.due or date.max, one.rule.id), default=None)
    _, year, number = life.stream.split("/")
    yield RegisterLine(
        stream=life.stream,
        year=int(year),
        number=int(number),
        received_on=first_day(raised.on),
        channel=raised.channel,
        received_by=raised.received_by,
        sender=raised.forwarded_by,
        gist=raised.gist,
        kind=petition.kind,
        area=petition.classifications[-1].area if petition.classifications else None,
        topic=raised.topic.title if raised.topic else None,
        topic_code=raised.topic.code if raised.topic else None,
        group_id=raised.group,
        people=petition.people,
        repeated=raised.occurrence == "repeated",
        status=petition.status,
        lead=petition.lead,
        officer=assigned.lead_officer if assigned else None,
        supports=petition.supports,
        due=due.due if due else None,
        due_rule=due.rule.id if due else None,
        provisional=bool(due and due.provisional_years),
        answered_on=max(told, default=None),
        answers=len(told),
        closed_on=petition.closed_on,
        satisfaction=petition.last_satisfaction,
        matter=petition.matter,
        session=raised.session,
        folded=bare(" ".join(_words(petition))),
    )


def _words(petition: Petition) -> Iterator[str]:
    """What may be searched for: everything that was written of it without names."""
    raised = petition.raised
    if raised is not None:
        yield raised.gist
        yield from filter(None, (raised.forwarded_by, raised.earlier_handling, raised.book_entry))
        if raised.topic is not None:
            yield raised.topic.title
            yield raised.topic.project or ""
    yield from (one.gist for one in petition.supplements)
    yield from (one.text for one in petition.assignments)
    yield from (one.direction for one in petition.directions)
    yield from (one.gist for one in petition.answers)
    yield from (one.gist for one in petition.replies)


VIEW = View(
    name="register",
    version=4,
    about=("petition",),
    tables=(ViewTable(RegisterLine, "register", INDEXES, key="stream"),),
    rows=rows,
    of_law=True,
)

# -- The questions ----------------------------------------------------------------------

# The plus keeps SQLite from going through an index for the order alone: fetching every petition by
# it takes twice as long as reading the table through and sorting what was found.
CASES = "SELECT * FROM register WHERE {conditions} ORDER BY +received_on, year, number"

# The longest word is looked for first: what doesn't have it needn't be looked through for others.
CONDITIONS = {
    "first": "received_on >= :first",
    "last": "received_on <= :last",
    "kind": "kind = :kind",
    "status": "status = :status",
    "satisfaction": "satisfaction = :satisfaction",
    "body": """(lead = :body
       OR EXISTS (SELECT 1 FROM json_each(supports) WHERE value = :body))""",
    "group": "group_id = :group",
    "topic": "topic_code = :topic",
    "word": "instr(folded, :word)",
    "words": "NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE instr(folded, value) = 0)",
}


@frozen(kw_only=True)
class RegisterWanted:
    """Điều kiện tra cứu: which petitions are asked for; what is None or empty doesn't matter.

    Args:
        first: received on this local day or later …
        last: … and on this one or earlier.
        kind: what they are.
        status: how far they have got.
        satisfaction: what the petitioner said last of how it was settled.
        body: which body leads or co-operates.
        group: from which residential group.
        topic: about what.
        words: every one of these words occurs, in any order; case, tones and both tone
            placements don't matter.
    """

    first: date | None = None
    last: date | None = None
    kind: Kind | None = None
    status: Status | None = None
    satisfaction: Satisfaction | None = None
    body: BodyId | None = None
    group: GroupId | None = None
    topic: TopicCode | None = None
    words: str = ""


def cases(
    views: Views,
    wanted: RegisterWanted | None = None,
    *,
    on: date | None = None,
    known: Known | None = None,
) -> Answer[RegisterLine]:
    """The petitions of the register, by the day on which they came in.

    Args:
        views: of the store.
        wanted: which of them; None: all.
        on: as they stood at the end of this local day; None: by all that is on record.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.

    Example:
        >>> from dialogue_cases.office import Office
        >>> with Office.create("memory:", code="21000", name="Phường thử") as office:
        ...     with Views.of(office) as views:
        ...         print(cases(views, RegisterWanted(words="ho ga")).rows)
        ()
    """
    wanted = wanted or RegisterWanted()
    word, *words = sorted(bare(wanted.words).split(), key=len, reverse=True) or [""]
    parameters = {**asdict(wanted), "word": word, "words": tuple(words)}
    question = CASES.format(conditions=where(CONDITIONS, parameters))
    return views.ask(VIEW, RegisterLine, question, parameters, known=known, on=on)


def with_gists(
    office: Office,
    answer: Answer[RegisterLine],
    act: Act | SystemAct | None,
    *,
    on: date | None = None,
    known: Known | None = None,
) -> Answer[RegisterLine]:
    """The same lines with what denunciations are about, as far as an officer may open them.

    Args:
        office: whose record it is.
        answer: of `cases`, asked as of the same day and as known then.
        act: who reads, in which office; None: nobody has said.
        on: that day …
        known: … as known then.
    """
    return with_whole_lines(
        office,
        answer,
        act,
        on=on,
        known=known,
        is_bare=lambda line: not line.gist,
        whole=lambda life, line: next(_whole(life), line),
    )


def _gist(line: RegisterLine, wording: Wording) -> str:
    return line.gist or wording.say("[restricted]")


# -- What people read -------------------------------------------------------------------

COLUMNS: Columns[RegisterLine] = Columns(
    RegisterLine,
    [
        Column(
            "number year",
            "Số",
            "Number",
            width=8,
            wide=0,
            told=lambda one, _: f"{one.number}/{one.year}",
        ),
        Column("number", "Số", "Number", wide=8),
        Column("year", "Năm", "Year", wide=8),
        Column("received_on", "Ngày nhận", "Received on", width=10, wide=12),
        Column("channel", "Nguồn đơn", "Channel"),
        Column("gist", "Nội dung", "Gist", width=23, wide=48, told=_gist),
        Column("kind", "Loại đơn", "Kind", width=10),
        Column("area", "Lĩnh vực", "Area"),
        Column("topic", "Chủ đề", "Topic", wide=24),
        Column("group_id", "Tổ dân phố", "Residential group"),
        Column("people", "Số người", "People", wide=8),
        Column("repeated", "Nhiều lần", "Repeated", wide=8),
        Column("status", "Tình trạng", "Status", width=9),
        Column("lead", "Chủ trì", "Lead", wide=28),
        Column("officer", "Người phụ trách", "Officer"),
        Column("supports", "Đơn vị phối hợp", "Co-operating", wide=28),
        Column("due", "Hạn", "Due", width=10, wide=12),
        Column("due_rule", "Quy định", "By rule", wide=8),
        Column("answered_on", "Ngày trả lời", "Answered on", wide=12),
        Column("answers", "Số lần trả lời", "Answers", wide=8),
        Column("closed_on", "Ngày kết thúc", "Closed on", wide=12),
        Column("satisfaction", "Ý kiến người nộp đơn", "Petitioner's word"),
        Column("matter", "Vụ việc", "Matter"),
        Column("session", "Nêu tại buổi", "Raised at"),
        Column("sender", "Nơi chuyển đến", "Passed on by", wide=24),
        Column("stream", "Hồ sơ", "Life"),
    ],
    untold="received_by topic_code provisional folded",
)
"""Sổ theo dõi đơn: its columns."""
