"""Bảng theo dõi thời hạn: what is due, for whom, under which rule, and what moved it.

Questions: what is unfinished on a day, with the working days left or late (`lines`), for one
body, one officer or one life; and which due days are others than they were, as known on an
earlier day or under another law (`moved`).
Due days are derived by `deadlines.deadlines` and kept here only to be found quickly.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases.deadlines import Obligation, Status, ward_obligations
from dialogue_cases.deadlines.periods import asked_from, counted_in_periods
from dialogue_cases.law import Law
from dialogue_cases.office import LIVES
from dialogue_cases.projection import Answer, Life, Table, View, Views, where
from dialogue_cases.record import Known
from dialogue_cases.session import Session
from dialogue_cases.store.following import lives
from dialogue_cases.vocabulary import BodyId, BodyKind, EventRef, OfficeKind, OfficerId, StreamId
from dialogue_cases.workdays import Pause, days_late

TABLE = """CREATE TABLE board (
    stream TEXT NOT NULL,
    rule TEXT NOT NULL,
    root TEXT NOT NULL,
    about TEXT NOT NULL,
    body TEXT,
    owed_office TEXT,
    owed_kind TEXT,
    party INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    officer TEXT,
    arose TEXT NOT NULL,
    anchor TEXT,
    anchor_day TEXT NOT NULL,
    due TEXT,
    raw TEXT,
    missing_years TEXT NOT NULL,
    pauses TEXT NOT NULL,
    extended_by TEXT NOT NULL,
    done_on TEXT,
    in_time INTEGER,
    ended_on TEXT)"""

CARRIED = "CREATE TABLE board_carried (stream TEXT NOT NULL, session TEXT NOT NULL)"

OVER = "min(coalesce(done_on, '9999-12-31'), coalesce(ended_on, '9999-12-31'))"
"""The day on which an obligation was done or fell away; far off while it is neither."""

INDEXES = (
    "CREATE INDEX board_by_stream ON board (stream)",
    f"CREATE INDEX board_by_end ON board ({OVER})",
)


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Một thời hạn: one obligation as the board keeps it.

    Args:
        stream: whose life …
        rule: … the rule's id …
        root: … and its anchor's root version, or its period: what it is, for good.
        about: what that life is about, without names; "" where nothing says it in a line.
        body: the body that owes it, where the case says which …
        owed_office: … the office …
        owed_kind: … or the kind of body, by the rule.
        party: whether it is what a citizen may do, which expires and is never overdue.
        kept: whether something must be kept until the last day, rather than done by it.
        officer: who of that body leads, where one was named.
        arose: the local day from which on it is owed.
        anchor: the fact that it is counted from …
        anchor_day: … and the local day.
        due: the last day in time; None while it is suspended or without a limit.
        raw: the last day as counted, before it rolled to a working day or was moved.
        missing_years: years without an official calendar that it rests on: it is provisional.
        pauses: half-open intervals of days that don't count.
        extended_by: the decisions that moved it.
        done_on: the day on which it was fulfilled …
        in_time: … and whether that was in time, as known then.
        ended_on: the day on which it fell away.
    """

    stream: StreamId
    rule: str
    root: str
    about: str
    body: BodyId | None
    owed_office: OfficeKind | None
    owed_kind: BodyKind | None
    party: bool
    kept: bool
    officer: OfficerId | None
    arose: date
    anchor: EventRef | None
    anchor_day: date
    due: date | None
    raw: date | None
    missing_years: tuple[int, ...]
    pauses: tuple[Pause, ...]
    extended_by: tuple[EventRef, ...]
    done_on: date | None
    in_time: bool | None
    ended_on: date | None


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """Chuyển sang buổi sau: a session that a task or a petition was carried over to."""

    stream: StreamId
    session: StreamId


def rows(life: Life) -> Iterator[Due | Carried]:
    """What is owed in one life, whether it is done or not, and where it was carried over to."""
    for session in dict.fromkeys(one.to for one in getattr(life.state, "carried", ())):
        yield Carried(stream=life.stream, session=session)
    lead = getattr(life.state, "lead", None)
    officer, about = _lead_officer(life.state), _about(life.state)
    for owed in life.owed:
        leads = owed.body is not None and owed.body == lead
        yield _row(owed, about, officer if leads else None)


def _row(owed: Obligation, about: str = "", officer: OfficerId | None = None) -> Due:
    return Due(
        stream=owed.stream,
        rule=owed.rule.id,
        root=str(owed.root),
        about=about,
        body=owed.body,
        owed_office=owed.owed_by.office,
        owed_kind=owed.owed_by.body,
        party=bool(owed.owed_by.party),
        kept=owed.rule.duty == "keep",
        officer=officer,
        arose=owed.arose,
        anchor=owed.anchor,
        anchor_day=owed.anchor_day,
        due=owed.due,
        raw=owed.raw,
        missing_years=owed.provisional_years,
        pauses=owed.pauses,
        extended_by=owed.extended_by,
        done_on=owed.discharged.day if owed.discharged else None,
        in_time=owed.in_time,
        ended_on=owed.ended.day if owed.ended else None,
    )


def _about(state: object) -> str:
    """What a life is about: a petition's gist, a task's text, a session's topics."""
    if isinstance(state, Session):
        return "; ".join(topic.title for topic in state.topics)
    return str(getattr(state, "gist", "") or getattr(state, "text", ""))


def _lead_officer(state: object) -> OfficerId | None:
    """The officer of the lead body, as a task says it or the last assignment of a petition."""
    for said in (state, *reversed(getattr(state, "assignments", ()))):
        officer: OfficerId | None = getattr(said, "lead_officer", None)
        if officer is not None:
            return officer
    return None


VIEW = View(
    name="board",
    version=3,
    about=tuple(LIVES),
    tables=(
        Table(Due, TABLE, INDEXES),
        Table(
            Carried,
            CARRIED,
            (
                "CREATE INDEX board_carried_by_stream ON board_carried (stream)",
                "CREATE INDEX board_carried_by_session ON board_carried (session)",
            ),
        ),
    ),
    rows=rows,
    of_law=True,
)

# -- What is due -------------------------------------------------------------------------

LINES = """
SELECT * FROM (
    SELECT *, CASE
        WHEN kept AND due < :on THEN 'void'
        WHEN ended_on <= :on AND NOT coalesce(done_on <= ended_on, FALSE) THEN 'void'
        WHEN done_on <= :on THEN CASE in_time
            WHEN TRUE THEN 'met in time' WHEN FALSE THEN 'met late' ELSE 'met' END
        WHEN :on < arose THEN 'not yet'
        WHEN due < :on THEN CASE WHEN party THEN 'expired' ELSE 'overdue' END
        WHEN EXISTS (
            SELECT 1 FROM json_each(pauses)
            WHERE json_extract(value, '$[0]') <= :on
              AND coalesce(:on < json_extract(value, '$[1]'), TRUE)) THEN 'suspended'
        ELSE 'open' END AS status
    FROM board WHERE {conditions})
WHERE (:finished OR status IN ('overdue', 'suspended', 'open'))
ORDER BY due IS NULL, due, stream, rule, root
"""

# What is over by a day isn't unfinished then, so that only the few that aren't are looked at.
CONDITIONS = {
    "unfinished": f"{OVER} > :on",
    "body": "body = :body",
    "officer": "officer = :officer",
    "stream": """stream IN (
        SELECT :stream UNION ALL SELECT stream FROM board_carried WHERE session = :stream)""",
}


class _Stood(Due, frozen=True, kw_only=True):
    status: Status


class Line(_Stood, frozen=True, kw_only=True):
    """Một dòng của bảng: an obligation as it stands on a day.

    Args:
        status: how it stands; `due soon` by the working days that were asked for.
        left: working days after the day asked about, the due day among them; None where
            nothing runs.
        late: working days since the due day, the day asked about among them; None if it isn't
            overdue.
    """

    left: int | None = None
    late: int | None = None


@frozen(kw_only=True)
class Wanted:
    """Điều kiện: which lines are asked for; what is None doesn't matter.

    Args:
        body: which body owes it.
        officer: which officer leads.
        stream: in which life; of a session what was carried over to it too.
        soon: from how many working days left on a line is due soon.
        finished: what is done, void or not yet owed too.
    """

    body: BodyId | None = None
    officer: OfficerId | None = None
    stream: StreamId | None = None
    soon: int = 3
    finished: bool = False


def lines(
    views: Views, on: date, wanted: Wanted | None = None, *, known: Known | None = None
) -> Answer[Line]:
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
    wanted = wanted or Wanted()
    parameters = {
        "on": on,
        "body": wanted.body,
        "officer": wanted.officer,
        "stream": wanted.stream,
        "finished": wanted.finished,
        "unfinished": not wanted.finished,
    }
    question = LINES.format(conditions=where(CONDITIONS, parameters))
    found = views.ask(VIEW, _Stood, question, parameters, known=known)
    law = views.law(known)
    told = tuple(_line(one, on, wanted.soon, law) for one in found.rows)
    return found.of(told)


def periodic(
    views: Views,
    on: date,
    wanted: Wanted | None = None,
    *,
    year: int | None = None,
    known: Known | None = None,
) -> tuple[Line, ...]:
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
    wanted = wanted or Wanted()
    if wanted.body or wanted.officer or wanted.stream:
        return ()  # what the ward owes by its office or kind of body names none of these
    law = views.law(known)
    found = lives(views.store, _series_counted(law), views.store.position)
    facts = sorted((fact for life in found for fact in life), key=lambda one: one.position)
    last = min(date(year or on.year, 12, 31), on)
    owed = ward_obligations(facts, law, first=asked_from(facts, last), last=last, known=known)
    told = [_with_status(_row(one), one.status(on, soon=-1)) for one in owed]
    done = ("met", "met in time", "met late", "void", "not yet")
    return tuple(
        _line(one, on, wanted.soon, law)
        for one in sorted(told, key=lambda one: (one.due or date.max, one.rule))
        if wanted.finished or one.status not in done
    )


def _series_counted(law: Law) -> list[str]:
    """First words of the lives that the rules of a period count something of, and the ward's."""
    names = counted_in_periods(law)
    told = {"ward", *(name.partition(".")[0] for name in names)}
    anywhere = any("." not in name for name in names)  # it can happen to any life
    return [
        word for word, life in LIVES.items() if anywhere or life.__name__.rpartition(".")[2] in told
    ]


def _with_status(due: Due, status: Status) -> _Stood:
    return _Stood(**msgspec.structs.asdict(due), status=status)


def _line(one: _Stood, on: date, soon: int, law: Law) -> Line:
    calendar, status = law.calendar_on(one.anchor_day), one.status
    left = late = None
    if one.due is not None and status == "open":
        left = calendar.count_working_days(on, one.due, on_unknown="provisional")
        status = "due soon" if left <= soon else status
    elif one.due is not None and status == "overdue":
        late = days_late(calendar, one.due, on, "working_days", on_unknown="provisional")
    told = {**msgspec.structs.asdict(one), "status": status}
    return Line(**told, left=left, late=late)


# -- What moved --------------------------------------------------------------------------

ALL = "SELECT * FROM board ORDER BY stream, rule, root"

Cause: TypeAlias = Literal[
    "new due day",  # gia hạn, chỉ đạo lại
    "suspension",  # tạm đình chỉ, tiếp tục
    "record",  # nhập muộn, đính chính mốc tính thời hạn
    "law",  # lịch nghỉ hoặc quy định
]
"""Vì sao thay đổi: what moved a due day."""


@frozen(kw_only=True)
class Moved:
    """Thời hạn đã thay đổi: one obligation, its due day then and now, and what moved it."""

    before: Due
    after: Due

    @property
    def cause(self) -> Cause:
        """What moved it, by what else is another; the law if nothing else is."""
        then, now = self.before, self.after
        if then.extended_by != now.extended_by:
            return "new due day"
        if then.pauses != now.pauses:
            return "suspension"
        return "record" if then.anchor_day != now.anchor_day else "law"


def moved(
    views: Views,
    *,
    before: Known | None = None,
    after: Known | None = None,
    law: Law | None = None,
) -> tuple[Moved, ...]:
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
    was = _by_identity(views.ask(VIEW, Due, ALL, known=before, law=law).rows)
    now = _by_identity(views.ask(VIEW, Due, ALL, known=after).rows)
    return tuple(
        Moved(before=was[key], after=now[key])
        for key in was
        if key in now and was[key].due != now[key].due
    )


def _by_identity(rows: Sequence[Due]) -> dict[tuple[StreamId, str, str], Due]:
    return {(one.stream, one.rule, one.root): one for one in rows}


__all__ = ["VIEW", "Due", "Line", "Moved", "Wanted", "lines", "moved", "periodic"]
