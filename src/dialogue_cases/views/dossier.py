"""Hồ sơ buổi đối thoại: what whoever holds a session has to know before it, and what came of it.

One question, `dossier`: of one session the open grievances of its groups, what they were promised
earlier, briefings, expected questions, the checklist and duties, announcements and invitees; then
what was raised, answered, taken away, concluded, promised and done.
What only those who prepare the session may read is marked, and its text isn't in the view. A
petition that turned out to be a denunciation isn't in it at all.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias, get_args

import msgspec
from attrs import frozen

from dialogue_cases.deadlines import Grounds, verdict
from dialogue_cases.errors import NotFound
from dialogue_cases.law import Law
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
)
from dialogue_cases.record import Known
from dialogue_cases.session import Session
from dialogue_cases.session.state import Status
from dialogue_cases.task import Task
from dialogue_cases.views import ledger, matters
from dialogue_cases.vocabulary import BodyId, GroupId, StreamId, first_day

DossierPart: TypeAlias = Literal[
    "briefing",  # báo cáo trước buổi
    "question",  # câu hỏi dự kiến
    "registered opinion",  # ý kiến đăng ký trước
    "preparation",  # việc cần chuẩn bị
    "carried here",  # chuyển từ buổi trước
    "duty",  # nhiệm vụ theo kế hoạch
    "invitee",  # thành phần mời
    "announcement",  # thông báo
    "opinion",  # ý kiến phát biểu
    "petition",  # đơn từ ý kiến
]
"""Phần của hồ sơ: what a line of the dossier is."""

AFTER: tuple[DossierPart, ...] = ("opinion", "petition")

DossierOutcome: TypeAlias = Literal[
    "answered on the spot",  # đã trả lời tại chỗ
    "taken away",  # tiếp nhận để xử lý
    "concluded",  # giải quyết trong kết luận
    "left open",  # chưa xử lý
    "invited",  # đã gửi giấy mời
    "approved",  # đã duyệt
    "proposed",  # đề xuất
]
"""Kết quả: what became of an opinion, or how far an invitation has got."""


class DossierHead(msgspec.Struct, frozen=True, kw_only=True):
    """Buổi: which session it is, when, where, about what, with whom."""

    stream: StreamId
    status: Status
    day: date | None
    place: str | None
    topics: tuple[str, ...]
    groups: tuple[GroupId, ...]
    held_on: date | None
    people: int | None


class DossierLine(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng của hồ sơ: something that was prepared, said or taken away.

    Args:
        stream: the life that says it: the session, a task or a petition …
        session: … and the session in whose dossier it stands.
        part: what it is …
        number: … and which of them.
        day: the local day on which it happened, if one is known.
        kind: of which kind: a stored word of a briefing, opinion, channel or petition.
        text: what it says, without names; None where it is restricted.
        body: who is charged with it, answers, reports or is invited.
        state: how it stands: a stored word.
        due: the last day, if one was set …
        done_on: … and the day on which it was done.
        note: the answer, or the solution foreseen; the petition that an opinion became.
        work: of a duty, what the verdict that its state is was made of.
        restricted: whether only those who prepare the session may read it.
    """

    stream: StreamId
    session: StreamId
    part: DossierPart
    number: int
    day: date | None = None
    kind: str | None = None
    text: str | None = None
    body: BodyId | None = None
    state: str | None = None
    due: date | None = None
    done_on: date | None = None
    note: str | None = None
    work: Grounds | None = None
    restricted: bool = False


def rows(life: LifeAsKnown) -> Iterator[DossierHead | DossierLine]:
    """What a session says of itself, and what a task or a petition adds to its dossier."""
    yield from _carried_over(life.stream, life.state)
    match life.state:
        case Session() as session if life.standing:
            yield _head(life.stream, session)
            yield from _prepared(life.stream, session)
            yield from _called(life.stream, session)
            yield from _said(life.stream, session)
        case Task(assigned=told) as task if told and told.origin.kind == "session_duty":
            yield DossierLine(
                stream=life.stream,
                session=told.origin.source,
                part="duty",
                number=told.origin.number,
                day=first_day(told.on),
                kind=told.phase,
                text=task.text,
                body=task.lead,
                work=life.work,
            )
        case Petition(raised=raised) as petition if raised and raised.session:
            if (petition.kind or raised.title) in SECRET:
                return
            yield DossierLine(
                stream=life.stream,
                session=raised.session,
                part="petition",
                number=raised.opinion or 0,
                day=first_day(raised.on),
                kind=petition.kind,
                text=raised.gist,
                body=petition.lead,
                state=petition.status,
                due=petition.due,
                done_on=petition.closed_on,
            )


def _carried_over(stream: StreamId, state: Task | Petition | Session) -> Iterator[DossierLine]:
    """What was carried over to a session from another, whatever the group."""
    match state:
        case Task():
            kind, text = None, state.text
            carried = [(one.to, one.on) for one in state.carried]
        case Petition(raised=raised) if raised and (state.kind or raised.title) not in SECRET:
            kind, text = state.kind, raised.gist
            carried = [(one.to, one.on) for one in state.carried]
        case _:
            return
    for number, (to, on) in enumerate(carried, start=1):
        yield DossierLine(
            stream=stream,
            session=to,
            part="carried here",
            number=number,
            day=first_day(on),
            kind=kind,
            text=text,
            body=state.lead,
            state=state.status,
            due=state.due,
        )


def _head(stream: StreamId, session: Session) -> DossierHead:
    held = session.opened or session.ended
    return DossierHead(
        stream=stream,
        status=session.status,
        day=session.fixed.day if session.fixed else None,
        place=session.place.name if session.place else None,
        topics=tuple(one.title for one in session.topics),
        groups=session.groups,
        held_on=first_day(held.on) if held else None,
        people=session.people,
    )


def _prepared(stream: StreamId, session: Session) -> Iterator[DossierLine]:
    for number, briefing in enumerate(session.briefings, start=1):
        yield DossierLine(
            stream=stream,
            session=stream,
            part="briefing",
            number=number,
            day=first_day(briefing.on),
            kind=briefing.kind,
            text=None if briefing.restricted else briefing.text,
            body=briefing.body,
            note=None if briefing.restricted else briefing.proposed_solution,
            restricted=briefing.restricted,
        )
    answers = {one.question: one for one in session.prepared_answers}
    for question in session.questions:
        answer = answers.get(question.number)
        yield DossierLine(
            stream=stream,
            session=stream,
            part="question",
            number=question.number,
            day=first_day(question.on),
            text=question.question,
            body=answer.body if answer else None,
            note=answer.answer if answer else None,
        )
    for opinion in session.registered:
        yield DossierLine(
            stream=stream,
            session=stream,
            part="registered opinion",
            number=opinion.number,
            day=first_day(opinion.on),
            kind=opinion.kind,
            text=opinion.gist,
        )
    done = {one.number: one for one in session.prepared}
    for listed in session.preparations:
        ready = done.get(listed.number)
        yield DossierLine(
            stream=stream,
            session=stream,
            part="preparation",
            number=listed.number,
            day=first_day(listed.on),
            kind=listed.kind,
            text=listed.what,
            body=listed.body,
            due=listed.due,
            done_on=first_day(ready.on) if ready else None,
            note=ready.note if ready else None,
        )


def _called(stream: StreamId, session: Session) -> Iterator[DossierLine]:
    invited = {one.invitee: one for one in session.invitations}
    called = dict.fromkeys((*session.proposed, *session.approved, *invited))
    for number, invitee in enumerate(called, start=1):
        letter = invited.get(invitee)
        state: DossierOutcome = "approved" if invitee in session.approved else "proposed"
        yield DossierLine(
            stream=stream,
            session=stream,
            part="invitee",
            number=number,
            day=(letter.sent_on or first_day(letter.on)) if letter else None,
            text=invitee.name,
            body=invitee.body,
            state="invited" if letter else state,
        )
    for number, announced in enumerate(session.announcements, start=1):
        yield DossierLine(
            stream=stream,
            session=stream,
            part="announcement",
            number=number,
            day=first_day(announced.on),
            kind=announced.channel,
            text=announced.text,
            body=announced.body,
            state=announced.phase,
        )


def _said(stream: StreamId, session: Session) -> Iterator[DossierLine]:
    answers = {one.number: one for one in session.answers}
    takings = {one.number: one for one in session.takings}
    items = session.notice.items if session.notice else ()
    concluded = {number for item in items for number in item.opinions}
    for opinion in session.opinions:
        answer, taking = answers.get(opinion.number), takings.get(opinion.number)
        state: DossierOutcome = "left open"
        if answer is not None:
            state = "answered on the spot"
        elif opinion.number in concluded:
            state = "concluded"
        elif taking is not None:
            state = "taken away"
        yield DossierLine(
            stream=stream,
            session=stream,
            part="opinion",
            number=opinion.number,
            day=first_day(opinion.on),
            kind=opinion.kind,
            text=opinion.gist,
            body=answer.body if answer else None,
            state=state,
            done_on=first_day(answer.on) if answer else None,
            note=answer.gist if answer else taking.petition if taking else None,
        )


VIEW = View(
    name="dossier",
    version=2,
    about=("dialogue", "reception", "task", "petition"),
    tables=(
        ViewTable(
            DossierHead,
            "dossier_sessions",
            ("CREATE INDEX dossier_by_head ON dossier_sessions (stream)",),
        ),
        ViewTable(
            DossierLine,
            "dossier_lines",
            (
                "CREATE INDEX dossier_by_stream ON dossier_lines (stream)",
                "CREATE INDEX dossier_by_session ON dossier_lines (session)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- The question ------------------------------------------------------------------------

HEAD = "SELECT * FROM dossier_sessions WHERE stream = :session"

OF_SESSION = """
SELECT * FROM dossier_lines
WHERE session = :session AND (day IS NULL OR day <= :on)
ORDER BY (SELECT key FROM json_each(:parts) WHERE value = part), number, stream
"""


@frozen(kw_only=True)
class Dossier:
    """Hồ sơ của một buổi.

    Args:
        head: which session.
        matters: the unsettled grievances of its groups, or on its list.
        earlier: what was promised to its groups at other sessions, or was carried over to it.
        lines: what was prepared, said and taken away, by part and number.
        promised: what the session's own conclusion promised, and how it stands.
    """

    head: DossierHead
    matters: Answer[matters.RecurringMatter]
    earlier: Answer[ledger.LedgerEntry]
    lines: Answer[DossierLine]
    promised: Answer[ledger.LedgerEntry]


def dossier(views: Views, session: StreamId, on: date, *, known: Known | None = None) -> Dossier:
    """What is known for and from one session, at the end of a local day.

    Args:
        views: of the store.
        session: the dialogue or reception; held with no group in particular, it is about all.
        on: the day at whose end last days are judged; what happened later is left out.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        NotFound: nothing is known of that session.
        StoreError, CorruptLog: as `Views.ask`.
    """
    asked = {"session": session, "on": on, "parts": get_args(DossierPart)}
    lines = views.ask(VIEW, DossierLine, OF_SESSION, asked, known=known)
    carried = {one.stream for one in lines.rows if one.part == "carried here"}
    found = views.ask(VIEW, DossierHead, HEAD, {"session": session}, known=known)
    if not found.rows:
        raise NotFound(session)
    (head,) = found.rows
    unsettled = matters.recurring(
        views, on, matters.MattersWanted(least=0, unsettled=True), known=known
    )
    everything = ledger.promises(views, on, known=known)
    groups = set(head.groups)
    earlier = [
        one
        for one in everything.rows
        if one.stream != session
        and (not groups or not groups.isdisjoint(one.groups) or one.task in carried)
    ]
    grievances = [
        one
        for one in unsettled.rows
        if not groups or not groups.isdisjoint(one.groups) or session in one.listed
    ]
    law = views.law(known)
    return Dossier(
        head=head,
        matters=unsettled.of(tuple(grievances)),
        earlier=everything.of(tuple(earlier)),
        lines=lines.of(tuple(_stood(one, on, law) for one in lines.rows)),
        promised=everything.of(tuple(one for one in everything.rows if one.stream == session)),
    )


def _stood(line: DossierLine, on: date, law: Law) -> DossierLine:
    """A duty as it stands on the day; anything else as it is."""
    if line.work is None:
        return line
    work = line.work.on(on)
    state = verdict(line.work, on, law.calendar_on(work.anchor_day))
    return msgspec.structs.replace(line, state=state, due=work.due, done_on=work.done_on)


# -- What people read -------------------------------------------------------------------


def _text(line: DossierLine, wording: Wording) -> str:
    """What a line says; of what is restricted only of which kind it is."""
    if line.restricted:
        kind = wording.word(line.kind or "")
        return wording.say("[{kind}: only for those who prepare the session]", kind=kind)
    said = line.text or wording.value(line.kind)
    return f"{said}\n→ {line.note}" if line.note else said


def _standing(line: DossierLine, wording: Wording) -> str | None:
    return line.state or (wording.say("Done") if line.done_on else None)


COLUMNS: Columns[DossierLine] = Columns(
    DossierLine,
    [
        Column("part", "Phần", "Part", width=10),
        Column("number", "Số", "Number", width=3, wide=6),
        Column("day", "Ngày", "On", width=10, wide=12),
        Column("kind", "Loại đơn", "Kind"),
        Column("text note restricted", "Nội dung ghi", "Text", width=29, wide=64, told=_text),
        Column("body", "Cơ quan", "Body", width=10, wide=28),
        Column("due", "Hạn", "Due", wide=12),
        Column("state done_on", "Kết quả", "Standing", width=8, told=_standing),
        Column("done_on", "Ngày hoàn thành", "Done on", wide=12),
        Column("stream", "Hồ sơ", "Life", wide=28),
    ],
    untold="session work",
)
"""Hồ sơ buổi đối thoại: the columns of what was prepared and what came of it."""


__all__ = [
    "AFTER",
    "COLUMNS",
    "VIEW",
    "Dossier",
    "DossierHead",
    "DossierLine",
    "DossierOutcome",
    "DossierPart",
    "dossier",
]
