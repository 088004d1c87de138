"""Bảng theo dõi thời hạn: what is due, for whom, under which rule, and what moved it.

Questions: what is unfinished on a day, with the working days left or late (`lines`), for one
body, one officer or one life; and which due days are others than they were, as known on an
earlier day or under another law (`moved`).
Due days are derived by `deadlines.deadlines` and kept here only to be found quickly.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

import msgspec
from attrs import asdict, frozen

from dialogue_cases.codec import LIFE_OF
from dialogue_cases.deadlines import (
    SOON,
    UNDER_WAY,
    UNFINISHED,
    Grounds,
    Obligation,
    Verdict,
    verdict,
    ward_obligations,
)
from dialogue_cases.deadlines.periods import asked_from, series_counted
from dialogue_cases.law import Law
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
from dialogue_cases.record import Acceptance, Known
from dialogue_cases.session import Session, warnings
from dialogue_cases.store.following import lives
from dialogue_cases.task import PROMISES, Task
from dialogue_cases.views.taking_on import declined, if_declined, taken_on
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    EventRef,
    OfficeKind,
    OfficerId,
    StreamId,
    first_day,
)
from dialogue_cases.ward import WARD, Ward
from dialogue_cases.workdays import WorkingCalendar, days_late

OVER = "min(coalesce(done_on, '9999-12-31'), coalesce(ended_on, '9999-12-31'))"
"""The day on which an obligation was done or fell away; far off while it is neither."""

MEETING = "meeting"
"""Đề nghị gặp người đứng đầu: owed by no rule of the law, and shown until it is answered."""

INDEXES = (
    "CREATE INDEX board_by_stream ON board (stream)",
    f"CREATE INDEX board_by_end ON board ({OVER})",
    "CREATE INDEX board_by_due ON board (due)",
)


class BoardEntry(Grounds, frozen=True, kw_only=True):
    """Một thời hạn: one obligation as the board keeps it; how it stands is made of its `Grounds`.

    Args:
        stream: whose life …
        rule: … the rule's id (or `MEETING`) …
        root: … and its anchor's root version, or its period: what it is, for good.
        about: what that life is about, without names; "" where nothing says it in a line, and of
            a denunciation.
        body: the body that owes it, where the case says which …
        owed_office: … the office …
        owed_kind: … or the kind of body, by the rule.
        officer: who of that body leads, where one was named.
        acceptance: whether the body that leads has taken on what it was told to do; None where
            that isn't asked …
        declined: … and why it declined, as long as that stands; never of a denunciation.
        anchor: the fact that it is counted from.
        version: the version of the rule …
        amount: … and its amount, the ward's own where it has set one.
        raw: the last day as counted, before it rolled to a working day or was moved.
        missing_years: years without an official calendar that it rests on: it is provisional.
        extended_by: the decisions that moved it.
    """

    stream: StreamId
    rule: str
    root: str
    about: str
    body: BodyId | None
    owed_office: OfficeKind | None
    owed_kind: BodyKind | None
    officer: OfficerId | None
    acceptance: Acceptance | None
    declined: str | None
    anchor: EventRef | None
    version: int
    amount: int | None
    raw: date | None
    missing_years: tuple[int, ...]
    extended_by: tuple[EventRef, ...]


class BoardCarriedOver(msgspec.Struct, frozen=True, kw_only=True):
    """Chuyển sang buổi sau: a session that a task or a petition was carried over to."""

    stream: StreamId
    session: StreamId


class BoardLacking(msgspec.Struct, frozen=True, kw_only=True):
    """Còn thiếu: what no term reminds of: a promise without a last day, an opinion left open.

    Args:
        stream: the session or the task that lacks it …
        since: … since that local day …
        rule: … what should hold of it …
        number: … of which item or opinion …
        body: … and whose it is, of a task its lead.
    """

    stream: StreamId
    since: date
    rule: str
    number: int
    body: BodyId | None = None


class BoardOwnDaysOff(msgspec.Struct, frozen=True, kw_only=True):
    """Ngày nghỉ riêng: the days on which a body of the ward, or of a kind, doesn't work."""

    stream: StreamId
    off_body: BodyId
    off_kind: BodyKind
    off_first: date
    off_last: date
    off_reason: str


def _lacking(life: LifeAsKnown) -> Iterator[BoardLacking]:
    state, stream = life.state, life.stream
    if isinstance(state, Session) and state.ended is not None:
        since = first_day(state.ended.on)
        for one in warnings(state):
            if one.rule in ("opinion-is-answered-or-taken", "number-is-used-once"):
                yield BoardLacking(stream=stream, since=since, rule=one.rule, number=one.number)
    elif isinstance(state, Task) and state.assigned is not None and state.is_unsettled:
        origin, since = state.assigned.origin, first_day(state.assigned.on)
        if origin.kind in PROMISES and state.due is None and not state.is_standing:
            yield BoardLacking(
                stream=stream,
                since=since,
                rule="item-has-a-due-date",
                number=origin.number,
                body=state.lead,
            )


def rows(
    life: LifeAsKnown,
) -> Iterator[BoardEntry | BoardCarriedOver | BoardLacking | BoardOwnDaysOff]:
    """What is owed in one life, done or not, where it was carried over to, and what it lacks; of
    the ward, when its bodies have days off of their own."""
    yield from _lacking(life)
    for session in dict.fromkeys(one.to for one in getattr(life.state, "carried", ())):
        yield BoardCarriedOver(stream=life.stream, session=session)
    lead = getattr(life.state, "lead", None)
    officer = lead_officer(life.state)
    secret = life.is_secret
    about = "" if secret else _about(life.state)
    said = {
        "about": about,
        "acceptance": getattr(life.state, "acceptance", None),
        "declined": None if secret else declined(life.state),
    }
    for owed in life.owed:
        leads = owed.body is not None and owed.body == lead
        yield _row(owed, said, officer if leads else None)
    match life.state:
        case Petition() as petition:
            yield from _meetings(life.stream, petition, about)
        case Ward() as ward:
            yield from _own_days_off(life.stream, ward)


def _own_days_off(stream: StreamId, ward: Ward) -> Iterator[BoardOwnDaysOff]:
    for one in ward.own_days_off:
        if one.body in ward.bodies:
            yield BoardOwnDaysOff(
                stream=stream,
                off_body=one.body,
                off_kind=ward.bodies[one.body].kind,
                off_first=one.first,
                off_last=one.last,
                off_reason=one.reason,
            )


def _meetings(stream: StreamId, petition: Petition, about: str) -> Iterator[BoardEntry]:
    """The requests to meet a leader: no law says by when, so each stands until it is answered."""
    for request in petition.meeting_requests:
        arose = first_day(request.on)
        told = petition.meetings_told(request.number)
        done = min((first_day(one.on) for one in told), default=None)
        yield BoardEntry(
            arose=arose,
            anchor_day=arose,
            done_on=done,
            confirmed_on=done,
            stream=stream,
            rule=MEETING,
            root=str(request.number),
            **{**_NOTHING_SAID, "about": about},
            body=None,
            owed_office=request.leader,
            owed_kind=None,
            officer=None,
            anchor=None,
            version=1,
            amount=None,
            raw=None,
            missing_years=(),
            extended_by=(),
        )


_NOTHING_SAID: Mapping[str, Any] = {"about": "", "acceptance": None, "declined": None}
"""What every row says of the life itself, where there is none to tell of."""


def _row(
    owed: Obligation, said: Mapping[str, Any] = _NOTHING_SAID, officer: OfficerId | None = None
) -> BoardEntry:
    return BoardEntry(
        **msgspec.structs.asdict(owed.grounds),
        stream=owed.stream,
        rule=owed.rule.id,
        root=str(owed.root),
        **said,
        body=owed.body,
        owed_office=owed.owed_by.office,
        owed_kind=owed.owed_by.body,
        officer=officer,
        anchor=owed.anchor,
        version=owed.version.number,
        amount=owed.version.amount,
        raw=owed.raw,
        missing_years=owed.provisional_years,
        extended_by=owed.extended_by,
    )


def _about(state: object) -> str:
    """What a life is about: a petition's gist, a task's text, a session's topics."""
    if isinstance(state, Session):
        return "; ".join(topic.title for topic in state.topics)
    return str(getattr(state, "gist", "") or getattr(state, "text", ""))


def lead_officer(state: object) -> OfficerId | None:
    """The officer of the lead body, as a task says it or the last assignment of a petition."""
    for said in (state, *reversed(getattr(state, "assignments", ()))):
        officer: OfficerId | None = getattr(said, "lead_officer", None)
        if officer is not None:
            return officer
    return None


VIEW = View(
    name="board",
    version=6,
    about=tuple(LIFE_OF),
    tables=(
        ViewTable(BoardEntry, "board", INDEXES),
        ViewTable(
            BoardLacking,
            "board_lacking",
            ("CREATE INDEX board_lacking_by_stream ON board_lacking (stream)",),
        ),
        ViewTable(
            BoardCarriedOver,
            "board_carried",
            (
                "CREATE INDEX board_carried_by_stream ON board_carried (stream)",
                "CREATE INDEX board_carried_by_session ON board_carried (session)",
            ),
        ),
        ViewTable(
            BoardOwnDaysOff,
            "board_own_days_off",
            ("CREATE INDEX board_off_by_stream ON board_own_days_off (stream)",),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- What is due -------------------------------------------------------------------------

LINES = """
SELECT board.*, (
    SELECT off_reason FROM board_own_days_off
    WHERE due BETWEEN off_first AND off_last
      AND (off_body = body OR (body IS NULL AND off_kind = owed_kind))
    LIMIT 1) AS own_day_off
FROM board WHERE {conditions} ORDER BY due IS NULL, due, board.stream, rule, root
"""

# What is over by a day isn't unfinished then, so that only the few that aren't are looked at.
CONDITIONS = {
    "unfinished": f"{OVER} > :on",
    "body": "body = :body",
    "officer": "officer = :officer",
    "acceptance": "acceptance = :acceptance",
    "stream": """stream IN (
        SELECT :stream UNION ALL SELECT stream FROM board_carried WHERE session = :stream)""",
}


class _Found(BoardEntry, frozen=True, kw_only=True):
    own_day_off: str | None = None


class BoardLine(_Found, frozen=True, kw_only=True):
    """Một dòng của bảng: an obligation as it stands on a day.

    Args:
        status: how it stands; `due soon` by the working days that were asked for.
        left: working days after the day asked about, the due day among them; None where
            nothing runs.
        late: how many working days it is late (`workdays.days_late`), one at least; None if it
            isn't overdue.
        own_day_off: why the body that owes it doesn't work on the due day, by its own word; the
            day stays what it is, because terms run by the official calendar.
    """

    status: Verdict
    left: int | None = None
    late: int | None = None


@frozen(kw_only=True)
class BoardWanted:
    """Điều kiện: which lines are asked for; what is None doesn't matter.

    Args:
        body: which body owes it.
        officer: which officer leads.
        acceptance: whether the body that leads has taken it on.
        stream: in which life; of a session what was carried over to it too.
        soon: from how many working days left on a line is due soon.
        finished: what is done, void or not yet owed too.
    """

    body: BodyId | None = None
    officer: OfficerId | None = None
    acceptance: Acceptance | None = None
    stream: StreamId | None = None
    soon: int = SOON
    finished: bool = False


def lines(
    views: Views, on: date, wanted: BoardWanted | None = None, *, known: Known | None = None
) -> Answer[BoardLine]:
    """What is owed in the lives of the store, as it stands at the end of a local day.

    Args:
        views: of the store.
        on: that day.
        wanted: which lines; None: all that is unfinished.
        known: as was on record at the end of this local day, or at this position.

    Returns:
        The lines by due day; what has none comes last. Duties of a period are the ward's and
        no life's: `periodic`.

    Raises:
        StoreError, CorruptLog: as `Views.ask`.
    """
    wanted = wanted or BoardWanted()
    parameters = {**asdict(wanted), "on": on, "unfinished": not wanted.finished}
    question = LINES.format(conditions=where(CONDITIONS, parameters))
    found = views.ask(VIEW, _Found, question, parameters, known=known)
    return found.of(_lines(found.rows, on, wanted, views.law(known)))


LACKING = """
SELECT * FROM board_lacking WHERE since <= :on AND {conditions} ORDER BY stream, rule, number
"""

LACKING_CONDITIONS = {"body": "body = :body", "stream": "stream = :stream"}


def lacking(
    views: Views, on: date, wanted: BoardWanted | None = None, *, known: Known | None = None
) -> Sequence[BoardLacking]:
    """What no term reminds of: promises without a last day, opinions that nobody answered.

    Args:
        views: of the store.
        on: what was lacking by the end of this local day, and is still lacking.
        wanted: of which body or life; None: all.
        known: as was on record at the end of this local day, or at this position.
    """
    parameters = {**asdict(wanted or BoardWanted()), "on": on}
    question = LACKING.format(conditions=where(LACKING_CONDITIONS, parameters))
    return views.ask(VIEW, BoardLacking, question, parameters, known=known).rows


LIVES_OF = f"SELECT DISTINCT stream FROM board WHERE {OVER} > :on ORDER BY stream"


LIVES_DUE = "SELECT DISTINCT stream FROM board WHERE due >= :since ORDER BY stream"


class _Of(msgspec.Struct, frozen=True):
    stream: StreamId


def unfinished(views: Views, on: date, *, known: Known | None = None) -> Iterator[StreamId]:
    """The lives in which something isn't over by the end of a local day: open, late, not owed yet.

    What `Office.check_deadlines`, `Office.tell_upwards` and `Office.what_would_change` need read:
    what is owed in any other life was done or fell away by then. The view is asked when the first
    of them is.
    """
    found = views.ask(VIEW, _Of, LIVES_OF, {"on": on}, known=known)
    yield from (one.stream for one in found.rows)


def due_since(views: Views, day: date, *, known: Known | None = None) -> tuple[StreamId, ...]:
    """The lives in which something is or was due on a local day or later, as known then."""
    found = views.ask(VIEW, _Of, LIVES_DUE, {"since": day}, known=known)
    return tuple(one.stream for one in found.rows)


def periodic(
    views: Views,
    on: date,
    wanted: BoardWanted | None = None,
    *,
    year: int | None = None,
    known: Known | None = None,
) -> tuple[BoardLine, ...]:
    """What the ward owes in the periods that a year has had so far.

    Reception days, dialogues and reports are counted over the years; only the series of lives
    to which something that is counted can happen are read.

    Args:
        views: of the store.
        on: the local day at whose end it is judged; periods that begin later are left out.
        wanted: as in `lines`.
        year: which year; None: that of the day.
        known: as was on record at the end of this local day, or at this position.
    """
    wanted = wanted or BoardWanted()
    if wanted.body or wanted.officer or wanted.acceptance or wanted.stream:
        return ()  # what the ward owes by its office or kind of body names none of these
    law = views.law(known)
    found = lives(views.store, series_counted(law), views.store.position)
    facts = sorted((fact for life in found for fact in life), key=lambda one: one.position)
    last = min(date(year or on.year, 12, 31), on)
    owed = ward_obligations(facts, law, first=asked_from(facts, last), last=last, known=known)
    entries = sorted(map(_row, owed), key=lambda one: one.rule)
    rows = [_Found(**msgspec.structs.asdict(one)) for one in entries]
    return _lines(rows, on, wanted, law)


def _lines(
    found: Sequence[_Found], on: date, wanted: BoardWanted, law: Law
) -> tuple[BoardLine, ...]:
    """How these stand on the day, by due day; what has none comes last, else as they come."""
    told = [_line(one, on, wanted.soon, law.calendar_on(one.anchor_day)) for one in found]
    told.sort(key=lambda one: one.due or date.max)
    return tuple(one for one in told if wanted.finished or one.status in UNFINISHED)


def in_one_line(lines: Sequence[BoardLine], wording: Wording) -> tuple[BoardLine, ...]:
    """The periods of one duty of the ward's as one line, where the first of them stood.

    It stands as its overdue periods do, if there are any, and says how many periods stand how.

    Args:
        lines: of a board; what isn't owed per period stays as it is.
        wording: how what is said of a period is called.
    """
    by_duty: dict[Any, list[BoardLine]] = {}
    for one in lines:
        owed_by = (one.rule, one.body, one.owed_office, one.owed_kind)
        by_duty.setdefault(owed_by if one.stream == WARD else id(one), []).append(one)
    return tuple(_joined(them, wording) if len(them) > 1 else them[0] for them in by_duty.values())


def _joined(periods: Sequence[BoardLine], wording: Wording) -> BoardLine:
    by_status: dict[Verdict, list[BoardLine]] = {}
    for one in periods:
        by_status.setdefault(one.status, []).append(one)
    worst = by_status.get("overdue", periods)
    told = (
        f"{wording.word(status)} ({len(them)}): {', '.join(one.root for one in them)}"
        for status, them in by_status.items()
    )
    return msgspec.structs.replace(
        worst[0],
        root=f"{periods[0].root} – {periods[-1].root}",
        about="; ".join(told),
        late=max((one.late for one in worst if one.late is not None), default=None),
    )


def _line(due: _Found, on: date, soon: int, calendar: WorkingCalendar) -> BoardLine:
    one, left, late = due.on(on), None, None
    status = verdict(due, on, calendar, soon=soon)
    if one.due is not None and status == "overdue":
        late = days_late(calendar, one.due, on, "working_days", on_unknown="provisional")
    elif one.due is not None and status in UNDER_WAY and status != "suspended":
        left = calendar.count_working_days(on, one.due, on_unknown="provisional")
    return BoardLine(**msgspec.structs.asdict(one), status=status, left=left, late=late)


# -- What moved --------------------------------------------------------------------------

ALL = "SELECT * FROM board ORDER BY stream, rule, root"

MovedBecause: TypeAlias = Literal[
    "new due day",  # gia hạn, chỉ đạo lại
    "suspension",  # tạm đình chỉ, tiếp tục
    "record",  # nhập muộn, đính chính mốc tính thời hạn
    "calendar",  # lịch nghỉ, ngày làm bù
    "law",  # quy định, mức riêng của phường
]
"""Vì sao thay đổi: what moved a due day."""


@frozen(kw_only=True)
class MovedDueDay:
    """Thời hạn đã thay đổi: one obligation, its due day then and now, and what moved it."""

    before: BoardEntry
    after: BoardEntry

    @property
    def cause(self) -> MovedBecause:
        """What moved it, by what else is another; the calendar if nothing else is."""
        then, now = self.before, self.after
        if then.extended_by != now.extended_by:
            return "new due day"
        if then.pauses != now.pauses:
            return "suspension"
        if then.anchor_day != now.anchor_day:
            return "record"
        same = (then.version, then.amount) == (now.version, now.amount)
        return "calendar" if same else "law"


def moved(
    views: Views,
    *,
    before: Known | None = None,
    after: Known | None = None,
    law: Law | None = None,
) -> tuple[MovedDueDay, ...]:
    """Which due days are others than they were: after a new calendar, rule or decision.

    Args:
        views: of the store.
        before: as was on record, and as the calendar was known, at the end of this local day,
            or at this position …
        after: … and then; None: now.
        law: another law to compare with: what would be due under it, from the same facts as
            `before`, is taken as what was due.

    Returns:
        The obligations that both know of and that are due on another day, by stream and rule.
    """
    was = _by_identity(views.ask(VIEW, BoardEntry, ALL, known=before, law=law).rows)
    now = _by_identity(views.ask(VIEW, BoardEntry, ALL, known=after).rows)
    return tuple(
        MovedDueDay(before=was[key], after=now[key])
        for key in was
        if key in now and was[key].due != now[key].due
    )


def _by_identity(rows: Sequence[BoardEntry]) -> dict[tuple[StreamId, str, str], BoardEntry]:
    return {(one.stream, one.rule, one.root): one for one in rows}


# -- What people read -------------------------------------------------------------------


def _days(line: BoardLine, wording: Wording) -> str:
    if line.late is not None:
        return wording.say("{number} late", number=line.late)
    return "" if line.left is None else wording.say("{number} left", number=line.left)


def _status(line: BoardLine, wording: Wording) -> str:
    """How it stands, and whether its day may still move for want of an official calendar."""
    status = wording.word(line.status)
    return f"{status}, {wording.say('provisional')}" if line.missing_years else status


def _status_and_more(line: BoardLine, wording: Wording) -> str:
    """How it stands, that the body is off on that day, and whether the lead has declined it."""
    status = _status(line, wording)
    if line.own_day_off is not None and line.status in UNFINISHED:
        status = f"{status}; {wording.say('own day off: {reason}', reason=line.own_day_off)}"
    return if_declined(status, line, wording)


def _title(due: BoardEntry, wording: Wording) -> str:
    if due.rule == MEETING:
        return wording.say("Answer the request to meet the leader")
    return wording.rule(due.rule)


def _by_rule(due: BoardEntry, _: Wording) -> str:
    return "" if due.rule == MEETING else due.rule


def _what(due: BoardEntry, wording: Wording) -> str:
    """What is owed, what that life is about, and which life it is, in one cell."""
    about = f": {due.about}" if due.about else ""
    return f"{_title(due, wording)}{about}\n{_where(due)}"


def _where(due: BoardEntry, _: Wording | None = None) -> str:
    """The life; of a duty of a period, which period of the ward's."""
    return due.stream if due.stream != WARD else f"{WARD} {due.root}"


def _ower(due: BoardEntry, _: Wording | None = None) -> str:
    return due.body or due.owed_office or due.owed_kind or ""


COLUMNS: Columns[BoardLine] = Columns(
    BoardLine,
    [
        Column("due", "Hạn", "Due", width=10, wide=12),
        Column("left late", "Ngày làm việc", "Working days", width=9, wide=0, told=_days),
        Column("left", "Còn (ngày làm việc)", "Working days left", wide=10),
        Column("late", "Muộn (ngày làm việc)", "Working days late", wide=10),
        Column(
            "status missing_years own_day_off acceptance declined",
            "Tình trạng",
            "Status",
            width=11,
            wide=0,
            told=_status_and_more,
        ),
        Column("status missing_years", "Tình trạng", "Status", told=_status),
        Column(
            "rule about stream root", "Việc phải làm", "What is owed", width=27, wide=0, told=_what
        ),
        Column("rule", "Việc phải làm", "What is owed", wide=48, told=_title),
        Column("about", "Về việc", "About", wide=48),
        Column("body owed_office owed_kind", "Bên thực hiện", "By", width=15, wide=28, told=_ower),
        Column("officer", "Người phụ trách", "Officer"),
        Column("own_day_off", "Cơ quan nghỉ riêng", "Own day off", wide=24),
        Column("acceptance declined", "Tiếp nhận", "Taken on", wide=24, told=taken_on),
        Column("rule", "Quy định", "By rule", wide=8, told=_by_rule),
        Column("stream root", "Hồ sơ", "Life", wide=28, told=_where),
        Column("arose", "Phát sinh từ", "Owed since", wide=12),
        Column("anchor_day", "Tính từ", "Counted from", wide=12),
        Column(
            "missing_years",
            "Tạm tính",
            "Provisional",
            wide=10,
            told=lambda one, _: bool(one.missing_years),
        ),
        Column(
            "extended_by",
            "Được gia hạn",
            "Moved by decision",
            wide=12,
            told=lambda one, _: bool(one.extended_by),
        ),
        Column("done_on", "Ngày hoàn thành", "Done on", wide=12),
    ],
    untold="anchor version amount raw",
)
"""Bảng theo dõi thời hạn: its columns."""

PERIOD_COLUMNS: Columns[BoardLine] = Columns(
    BoardLine,
    [
        Column("root", "Kỳ", "Period", width=8),
        Column("rule", "Việc phải làm", "What is owed", width=38, wide=48, told=_title),
        Column("due", "Hạn", "Due", width=10, wide=12),
        Column("status", "Tình trạng", "Status", width=14),
        Column("done_on", "Ngày hoàn thành", "Done on", wide=12),
        Column("about", "Các kỳ", "Periods", wide=40),
    ],
    untold="stream body owed_office owed_kind officer acceptance declined anchor "
    "version amount raw own_day_off missing_years extended_by left late",
)
"""Việc theo kỳ: the duties of periods among them."""

MOVED_COLUMNS: Columns[MovedDueDay] = Columns(
    MovedDueDay,
    [
        Column(
            "before", "Hạn cũ", "Was due", width=10, wide=12, told=lambda one, _: one.before.due
        ),
        Column("after", "Hạn mới", "Is due", width=10, wide=12, told=lambda one, _: one.after.due),
        Column("cause", "Lý do", "Because of", width=14),
        Column(
            "after",
            "Việc phải làm",
            "What is owed",
            width=38,
            wide=0,
            told=lambda one, wording: _what(one.after, wording),
        ),
        Column(
            "after",
            "Việc phải làm",
            "What is owed",
            wide=48,
            told=lambda one, wording: _title(one.after, wording),
        ),
        Column("after", "Về việc", "About", wide=48, told=lambda one, _: one.after.about),
        Column("after", "Bên thực hiện", "By", wide=28, told=lambda one, _: _ower(one.after)),
        Column("after", "Quy định", "By rule", wide=8, told=lambda one, _: one.after.rule),
        Column("after", "Hồ sơ", "Life", wide=28, told=lambda one, _: one.after.stream),
    ],
)
"""Thời hạn đã thay đổi: the columns of what moved."""


__all__ = [
    "COLUMNS",
    "MEETING",
    "MOVED_COLUMNS",
    "PERIOD_COLUMNS",
    "VIEW",
    "BoardEntry",
    "BoardLine",
    "BoardWanted",
    "MovedDueDay",
    "due_since",
    "lines",
    "moved",
    "periodic",
    "unfinished",
]
