"""Hồ sơ còn liên quan: which lives a table of a period can rest on, kept as rows of a view.

A life of which nothing took effect since a period began, and that was over by then, stands behind
no figure of that period. So the counting isn't done otherwise and nothing counted is kept: it is
done over fewer lives, with all that they name and that names them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from attrs import frozen

from dialogue_cases.petition import Petition
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.projection import LifeAsKnown, View, Views, ViewTable
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.statistics.definition import FormColumn, FormTable, Wanted
from dialogue_cases.statistics.periods import ReportPeriod
from dialogue_cases.statistics.quantities import IN_THE_PERIOD, QUANTITIES
from dialogue_cases.statistics.records import ended, processed
from dialogue_cases.vocabulary import StreamId, last_day
from dialogue_cases.ward import WARD

ASKED = """
SELECT stream FROM statistics_spans WHERE last_on >= :since
UNION SELECT stream FROM statistics_spans WHERE NOT is_over
"""
OPEN = "UNION SELECT stream FROM statistics_spans WHERE is_open"

_SESSIONS = ("dialogue", "reception")
_CURRENT = {"received", "carried"}


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """Thời gian liên quan: until when a life can stand behind a figure.

    Args:
        stream: a petition, a proceeding, a dialogue or a reception.
        last_on: the last local day on which something of it took effect.
        is_over: whether, after that, no table asks for it any more: the petition was processed,
            the proceeding ended and what it ordered carried out.
        is_open: whether it is a petition that nothing has closed: the Party's report counts
            these, whenever they came.
    """

    stream: StreamId
    last_on: date
    is_over: bool
    is_open: bool


def rows(life: LifeAsKnown) -> Iterator[Span]:
    """How long a life matters to the tables."""
    if life.standing:
        yield Span(
            stream=life.stream,
            last_on=max(last_day(one.on) for one in life.standing),
            is_over=_is_over(life.state),
            is_open=isinstance(life.state, Petition) and life.state.is_open,
        )


def _is_over(state: Any) -> bool:
    match state:
        case Petition():
            return state.raised is None or processed(state) is not None
        case Proceeding():
            carried_out = state.resolution is None or any(one.complete for one in state.execution)
            return state.received is None or (ended(state) is not None and carried_out)
    return True


VIEW = View(
    name="statistics",
    version=1,
    about=("petition", "proceeding", *_SESSIONS),
    tables=(
        ViewTable(
            Span,
            "statistics_spans",
            (
                "CREATE INDEX statistics_spans_by_stream ON statistics_spans (stream)",
                "CREATE INDEX statistics_spans_by_day ON statistics_spans (last_on)",
                "CREATE INDEX statistics_spans_left ON statistics_spans (stream) WHERE NOT is_over",
                "CREATE INDEX statistics_spans_open ON statistics_spans (stream) WHERE is_open",
            ),
        ),
    ),
    rows=rows,
)


class _Of(msgspec.Struct, frozen=True):
    stream: StreamId


@frozen(kw_only=True)
class Part:
    """Phần sổ liên quan: the facts of some lives, and how far the record had got.

    Args:
        facts: in the order of positions.
        last: the last fact of the record; None of an empty one.
    """

    facts: list[Recorded[Any]]
    last: Recorded[Any] | None


def part_of(
    views: Views,
    period: ReportPeriod,
    on: date | None,
    unfinished: Callable[[date], Iterable[StreamId]] | None = None,
) -> Part:
    """All that the tables of a period can rest on, or the Party's report on it.

    Args:
        views: of the store.
        period: what is counted.
        on: the local day on which it is asked; None: the one of which the last fact is known.
        unfinished: for the report: in which lives something is owed still at the end of a day.
            It tells of these and of open petitions, tasks and matters whenever they began.
    """
    store = views.store
    head = store.position
    last = next(iter(store.since(head - 1)), None) if head else None
    asked = on or (period.last if last is None else last.recorded_at.astimezone(LOCAL).date())
    since = min(period.first, asked)
    question = ASKED if unfinished is None else ASKED + OPEN
    found = {one.stream for one in views.ask(VIEW, _Of, question, {"since": since}).rows}
    if unfinished is not None:
        day = min(period.last, asked)
        found |= {one for one in unfinished(day) if one.partition("/")[0] in VIEW.about}
    lives: dict[StreamId, list[Recorded[Any]]] = {WARD: store.read(WARD)}
    for series in _SESSIONS:
        found |= {*store.streams(series)}
    # What these name, and what names them, until nothing is added: the proceedings of a petition,
    # the petitions and matters of a session, what else is of one matter.
    while news := found - lives.keys():
        for stream in news:
            lives[stream] = store.sound_life(stream)
        named = {*_named(fact for stream in news for fact in lives[stream])}
        words = [one for one in news | named if _is_word(one, lives.get(one, ()), since)]
        for series in ("petition", "proceeding", "matter"):
            found |= {*store.streams(series, naming=words)} if words else set()
        found |= {one for one in named if not one.startswith("matter/")}
    for series in () if unfinished is None else ("task", "matter"):
        for stream in store.streams(series):
            lives.setdefault(stream, store.sound_life(stream))
    facts = [one for life in lives.values() for one in life if one.position <= head]
    return Part(facts=sorted(facts, key=lambda one: one.position), last=last)


def _named(facts: Iterable[Recorded[Any]]) -> Iterator[StreamId]:
    """The petitions and matters that facts name as such."""
    for fact in facts:
        for field in ("petition", "matter"):
            named = getattr(fact.event, field, None)
            if isinstance(named, str):
                yield StreamId(named)


def _is_word(stream: StreamId, facts: Iterable[Recorded[Any]], since: date) -> bool:
    """Whether what names a life is looked for: of a session that was over before, it isn't."""
    if stream.startswith(("petition/", "matter/")):
        return True
    return stream.startswith(_SESSIONS) and any(last_day(one.on) >= since for one in facts)


# -- Which tables rest on these lives alone ------------------------------------------------------


def is_of_its_time(form: FormTable) -> bool:
    """Whether a table asks for nothing of the lives that were over before its period."""
    columns = [one for one in form.columns if one.counts is not None]
    kept = form.left_out is None or _is_current(form.left_out)
    return kept and all(_is_bounded(one, form.cases) for one in columns)


def _is_current(wanted: Wanted) -> bool:
    return bool(wanted.get("came")) and _CURRENT.issuperset(map(str, wanted["came"]))


def _is_bounded(column: FormColumn, cases: Wanted) -> bool:
    quantity = QUANTITIES[column.counts or ""]
    if column.counts in IN_THE_PERIOD or quantity.population in ("turn", "reception"):
        return True
    if quantity.population == "petition":
        return _is_current(column.wanted) and (not quantity.once or _is_current(cases))
    ends = {*column.wanted.get("ended", ())} | {*column.wanted.get("execution", ())}
    return _is_current(column.wanted) or bool(ends - {None})
