"""Lưu giữ và tiêu huỷ: how long a case is kept, and which cases are due for destruction.

How long is the ward's own regulation (`ward.RetentionAdopted`): of a kind of case of which that
says nothing, nothing is due. The term is counted from the day on which the case was closed; while
a life that names it is open (a proceeding about it, a task that came of it), the case isn't over.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import frozen

from dialogue_cases.codec import life_of
from dialogue_cases.law.citations import cited
from dialogue_cases.petition import Petition
from dialogue_cases.record import Destroyed, HoldLifted, HoldPlaced, Known, Recorded, known_then
from dialogue_cases.vocabulary import Citation, EventRef, StreamId, first_day
from dialogue_cases.ward import RetentionAdopted
from dialogue_cases.ward import cited as as_cited
from dialogue_cases.ward.words import KeptCase
from dialogue_cases.workdays import WorkingCalendar, add

RETENTION = cited("ward.retention")
SERIES = ("petition", "proceeding", "dialogue", "reception")
"""The lives in which people are parties: what is kept of them, and destroyed then."""

_NAMING = ("petition", "proceeding", "task")
"""The lives by which a case goes on."""

RetentionStatus: TypeAlias = Literal[
    "due_for_destruction",  # đến hạn tiêu huỷ
    "on_hold",  # đang giữ nguyên
    "goes_on",  # còn việc liên quan chưa xong
    "retained",  # còn thời hạn lưu giữ
    "no_period",  # chưa quy định thời hạn
    "not_closed",  # chưa kết thúc
]
"""Tình trạng lưu giữ: whether a case may be destroyed, and what is in the way."""


@frozen(kw_only=True)
class RetainedCase:
    """Hồ sơ lưu giữ: how long one case is kept, counted from which day, and what is in the way.

    Args:
        stream: the case …
        kind: … and what it is, by which its period is found.
        status: how it stands on the day asked.
        closed_on: when it was closed; None: it isn't.
        years: how long it is kept from that day on; None: there is no period.
        kept_until: the last local day on which it has to be kept; it is due from the day after.
        adopted: the fact by which the ward said how long …
        basis: … and its regulation.
        goes_on: open lives that name it.
        destroyed: whether it was destroyed since it was closed.
        holds: the facts by which it is held.
    """

    stream: StreamId
    kind: KeptCase
    status: RetentionStatus
    closed_on: date | None
    years: int | None
    kept_until: date | None
    adopted: EventRef | None
    basis: Citation | None
    goes_on: tuple[StreamId, ...]
    destroyed: bool
    holds: tuple[EventRef, ...]

    @property
    def has_a_hold(self) -> bool:
        """Whether it is held itself, and not only with the whole record."""
        return any(one.rpartition("@")[0] == self.stream for one in self.holds)


def in_force(
    history: Sequence[Recorded[Any]], on: date, *, known: Known | None = None
) -> list[Recorded[HoldPlaced]]:
    """The holds of a life that aren't lifted on a day.

    A hold counts from its record on, whatever its day; a lifting from its own day on.
    """
    seen = [one for one in history if known_then(one, known)]
    lifted = {
        one.event.number
        for one in seen
        if isinstance(one.event, HoldLifted) and first_day(one.on) <= on
    }
    return [
        one for one in seen if isinstance(one.event, HoldPlaced) and one.event.number not in lifted
    ]


@frozen(kw_only=True)
class Retaining:
    """Cách tính: by what it is judged how long cases are kept.

    Args:
        life: one life's facts, by version: of a transaction, or as a question reads them.
        streams: the lives of a series in whose facts one of these ids stands.
        on: the local day.
        known: as was on record at the end of this local day, or at exactly this position.
        ward: the ward's own facts, whose holds cover every case.
        adopted: those of its facts about retention that stand, in the order of effect.
        calendar: by which the last day is found.
    """

    life: Callable[[StreamId], Sequence[Recorded[Any]]]
    streams: Callable[..., Sequence[StreamId]]
    on: date
    known: Known | None
    ward: Sequence[Recorded[Any]]
    adopted: Sequence[Recorded[RetentionAdopted]]
    calendar: WorkingCalendar

    def state(self, stream: StreamId) -> Any:
        """What is known of a life on the day."""
        return life_of(stream).fold(self.life(stream), upto=self.on, known=self.known)

    def goes_on(self, stream: StreamId) -> tuple[StreamId, ...]:
        """The open lives that name a case."""
        named = [one for series in _NAMING for one in self.streams(series, naming=[stream])]
        return tuple(one for one in named if one != stream and self.state(one).is_open)


def retained(stream: StreamId, by: Retaining) -> RetainedCase:
    """How long a case is kept, and what is in the way of its destruction on a day.

    Args:
        stream: the case, of one of `SERIES`.
        by: the day, and what was on record.
    """
    state = by.state(stream)
    kind: Any = stream.partition("/")[0]
    if isinstance(state, Petition):
        kind = state.kind or "unclassified"
    rule = next((one for one in reversed(by.adopted) if first_day(one.on) <= by.on), None)
    periods = rule.event.periods if rule else ()
    years = next((one.years_kept for one in periods if one.kind == kind), None)
    kept_until: date | None = None
    goes_on: tuple[StreamId, ...] = ()
    if state.closed_on is not None:
        goes_on = by.goes_on(stream)
        if years is not None:
            term = add(by.calendar, state.closed_on, years, "years", on_unknown="provisional")
            kept_until = term.due
    holds = tuple(
        one.ref
        for history in (by.life(stream), by.ward)
        for one in in_force(history, by.on, known=by.known)
    )
    status: RetentionStatus = "due_for_destruction"
    if state.closed_on is None:
        status = "not_closed"
    elif kept_until is None:
        status = "no_period"
    elif by.on <= kept_until:
        status = "retained"
    elif goes_on:
        status = "goes_on"
    elif holds:
        status = "on_hold"
    return RetainedCase(
        stream=stream,
        kind=kind,
        status=status,
        closed_on=state.closed_on,
        years=years,
        kept_until=kept_until,
        adopted=rule.ref if rule and years is not None else None,
        basis=as_cited(rule.event.document) if rule and years is not None else None,
        goes_on=goes_on,
        destroyed=any(
            isinstance(one.event, Destroyed) and one.event.closed_on == state.closed_on
            for one in by.life(stream)
            if known_then(one, by.known)
        ),
        holds=holds,
    )


def adopted_in(standing_of_the_ward: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    """What a ward says of how long cases are kept, of what stands of its own life."""
    return [one for one in standing_of_the_ward if isinstance(one.event, RetentionAdopted)]
