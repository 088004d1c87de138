"""Hai thời điểm hiểu biết: what was known then and what is known now, and what makes it another.

Of one life its state and what is owed in it; of the whole record the case register, the deadline
board and the commitment ledger. Two runs of the statistics are compared by `statistics.compare`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from typing import Any, Literal, TypeAlias

from attrs import field, frozen

from dialogue_cases import ward
from dialogue_cases.audit.decision import ObligationThenAndNow, compared
from dialogue_cases.audit.difference import (
    FieldDifference,
    facts_that_change,
    fields_that_differ,
    position_known,
)
from dialogue_cases.audit.page import changed
from dialogue_cases.deadlines import Reason, deadlines
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.law import Law
from dialogue_cases.office import Office, life_of
from dialogue_cases.office.restricted import WITHHELD, veil_for
from dialogue_cases.projection import Column, Columns, LifeAsKnown, View, Views, Wording
from dialogue_cases.record import Known, Recorded, known_then
from dialogue_cases.sentences import HIDDEN
from dialogue_cases.views import board, ledger, register
from dialogue_cases.vocabulary import Act, EventRef, On, StreamId, SystemAct
from dialogue_cases.ward import WARD

KnowledgePart: TypeAlias = Literal[
    "state",  # tình trạng
    "deadlines",  # thời hạn
    "register",  # sổ theo dõi đơn
    "board",  # bảng theo dõi thời hạn
    "ledger",  # sổ theo dõi việc đã hứa
]
"""Phần được so sánh: what is compared at two points of knowledge."""

TABLES: tuple[KnowledgePart, ...] = ("register", "board", "ledger")
"""What of the whole record is compared, where no life is named."""


@frozen(kw_only=True)
class KnowledgeDifference:
    """Khác biệt: one thing that was told otherwise at two points of knowledge.

    Args:
        part: of what it is told.
        stream: in which life.
        about: which field of a state, or its status; the rule of what is owed; None of a case in a
            register.
        before: how it was told as known first: the field, the obligation or the row; None where
            there was none …
        after: … and as known second.
        fields: what the two say otherwise, field by field.
        facts: the facts recorded between the two that make the difference …
        reasons: … and what of the law and the calendar does.
    """

    part: KnowledgePart
    stream: StreamId
    about: str | None
    before: Any
    after: Any
    fields: tuple[FieldDifference, ...]
    facts: tuple[EventRef, ...]
    reasons: tuple[Reason, ...] = ()


def differences_of_life(
    office: Office,
    stream: StreamId | str,
    before: Known,
    after: Known | None = None,
    *,
    on: On | None = None,
    act: Act | SystemAct | None = None,
    withheld: str = WITHHELD,
) -> tuple[KnowledgeDifference, ...]:
    """What is told otherwise of one life at two points of knowledge: its state, what is owed.

    Args:
        office: whose record it is.
        stream: the life, such as `dialogue/2023/1`.
        before: as was on record at the end of this local day, or at this position …
        after: … and then; None: now.
        on: of the state, what had taken effect by this day; None: all.
        act: who reads, in which office; None: what anybody may read.
        withheld: what stands in the place of a restricted text.

    Raises:
        NotFound: nothing is recorded under that id (as known second).
        Invalid: the second is before the first.

    Example:
        >>> from examples.practice import practise
        >>> told = differences_of_life(practise(), "ward", 2, 3)
        >>> [(one.about, one.facts) for one in told if one.part == "state"]
        [('bodies', ('ward@3',))]
    """
    first, last = _span(office, before, after)
    history, life = office.history(stream), life_of(StreamId(stream))
    if not any(one.position <= last for one in history):
        raise NotFound(StreamId(stream))
    show = veil_for(office, act, withheld)

    @cache
    def state(position: int) -> Any:
        return life.fold(history, upto=on, known=position)

    def told(field: str, position: int) -> Any:
        return getattr(state(position), field, None)

    status = [told("status", position) for position in (first, last)]

    shown = [show(StreamId(stream), state(position)) for position in (first, last)]
    found = []
    since = [one for one in history if one.position <= last]
    differ = [one for one in fields_that_differ(*shown) if one.field not in HIDDEN]
    if status[0] != status[1]:
        differ.insert(0, FieldDifference(field="status", before=status[0], after=status[1]))
    for one in differ:
        made = facts_that_change(since, partial(told, one.field), after=first)
        found.append(
            KnowledgeDifference(
                part="state",
                stream=StreamId(stream),
                about=one.field,
                before=one.before,
                after=one.after,
                fields=(one,),
                facts=tuple(fact.ref for fact in made),
            )
        )
    return (*found, *_deadlines(office, history, (before, after), (first, last)))


def _deadlines(
    office: Office,
    history: Sequence[Recorded[Any]],
    known: tuple[Known, Known | None],
    positions: tuple[int, int],
) -> Iterator[KnowledgeDifference]:
    laws = tuple(office.law_on_record(known=one) for one in known)
    then, now = (deadlines(history, law, known=one) for law, one in zip(laws, known, strict=True))
    for one in compared(office, history, then, now, (laws[0], laws[1]), *positions):
        if one.differs:
            yield _of_an_obligation(one)


def _of_an_obligation(one: ObligationThenAndNow) -> KnowledgeDifference:
    told = one.told
    return KnowledgeDifference(
        part="deadlines",
        stream=one.obligation.stream,
        about=one.obligation.rule.id,
        before=told[0],
        after=told[1],
        fields=fields_that_differ(*told),
        facts=one.facts,
        reasons=one.reasons,
    )


# -- Registers and boards --------------------------------------------------------------------


@frozen
class _Compared:
    """A table that is compared: how it is asked, what a row is, and of which lives it is made.

    `same` tells which rows of the view a row of the answer is made of, and `of_a_day` whether
    they are those of the day asked about.
    """

    view: View
    rows: Callable[[Views, date, Known | None], Sequence[Any]]
    which: Callable[[Any], tuple[Any, ...]]
    lives: Callable[[Any], Sequence[StreamId]]
    about: Callable[[Any], str | None] = lambda _: None
    same: Callable[[Any, Any], bool] = lambda _, __: True
    of_a_day: bool = False
    columns: Columns[Any] = field(kw_only=True)


_WHOLE_BOARD = board.BoardWanted(finished=True)

_COMPARED: Mapping[str, _Compared] = {
    "register": _Compared(
        register.VIEW,
        columns=register.COLUMNS,
        rows=lambda views, on, known: register.cases(views, on=on, known=known).rows,
        which=lambda row: (row.stream,),
        lives=lambda row: (row.stream,),
        of_a_day=True,
    ),
    "board": _Compared(
        board.VIEW,
        columns=board.COLUMNS,
        rows=lambda views, on, known: board.lines(views, on, _WHOLE_BOARD, known=known).rows,
        which=lambda row: (row.stream, row.rule, row.root),
        lives=lambda row: (row.stream,),
        about=lambda row: str(row.rule),
        same=lambda entry, row: (
            isinstance(entry, board.BoardEntry) and (entry.rule, entry.root) == (row.rule, row.root)
        ),
    ),
    "ledger": _Compared(
        ledger.VIEW,
        columns=ledger.COLUMNS,
        rows=lambda views, on, known: ledger.promises(views, on, known=known).rows,
        which=lambda row: (row.stream, row.item),
        lives=lambda row: (row.stream, *((row.task,) if row.task else ())),
        same=lambda entry, row: (
            not isinstance(entry, ledger.LedgerPromise) or entry.item == row.item
        ),
    ),
}


def differences_of_table(
    office: Office,
    part: KnowledgePart,
    before: Known,
    after: Known | None = None,
    *,
    on: date | None = None,
) -> tuple[KnowledgeDifference, ...]:
    """Which lines of a register or board are told otherwise at two points of knowledge.

    Args:
        office: whose record it is.
        part: which one, of `TABLES`.
        before: as was on record at the end of this local day, or at this position …
        after: … and then; None: now.
        on: the local day at whose end both are judged; today if not given.

    Returns:
        The lines that differ, by life.

    Raises:
        Invalid: the second is before the first, or it isn't a table that is compared.
    """
    first, last = _span(office, before, after)
    table = _COMPARED.get(part)
    if table is None:
        raise Invalid(
            "{text} isn't known here", expected="one of {among}", text=part, among=", ".join(TABLES)
        )
    day = on or office.today
    with Views.of(office) as views:
        was, now = (
            {table.which(row): row for row in table.rows(views, day, known)}
            for known in (before, after)
        )
    found = []
    law = ward.laws_on_record(office.history(WARD), office.law, office.known_on)
    for which in sorted(was | now, key=str):
        one, other = was.get(which), now.get(which)
        row: Any = other or one
        if one == other:
            continue
        made = _made(office, table, row, (first, last), law, day)
        found.append(
            KnowledgeDifference(
                part=part,
                stream=row.stream,
                about=table.about(row),
                before=one,
                after=other,
                fields=fields_that_differ(one, other),
                facts=tuple(fact.ref for fact in made),
            )
        )
    return tuple(found)


def _made(
    office: Office,
    table: _Compared,
    row: Any,
    positions: tuple[int, int],
    law: Callable[[int], Law],
    day: date,
) -> Iterator[Recorded[Any]]:
    """The facts at whose entry the line became another one."""
    lives = [office.history(stream) for stream in table.lives(row)]
    facts = {one.position: one for life in (*lives, office.history(WARD)) for one in life}
    on = day if table.of_a_day else None

    @cache
    def told(position: int) -> list[Any]:
        seen = [[one for one in life if known_then(one, position)] for life in lives]
        entries = (
            entry
            for life in seen
            if life
            for entry in table.view.rows(LifeAsKnown(life, law(position), position, on))
        )
        return [one for one in entries if table.same(one, row)]

    since = [facts[at] for at in sorted(facts) if at <= positions[1]]
    return facts_that_change(since, told, after=positions[0])


def _span(office: Office, before: Known, after: Known | None) -> tuple[int, int]:
    """The positions up to which the record was known then, and second."""
    first, last = position_known(office, before), position_known(office, after)
    if last < first:
        raise Invalid(
            "it is before the first point of knowledge",
            expected="a day or a position that is not before {first}",
            first=before,
        )
    return first, last


# -- What people read ------------------------------------------------------------------------


def _otherwise(one: KnowledgeDifference, wording: Wording) -> str:
    """What is told otherwise, a line each: as people read a state, an obligation, a table."""
    if one.before is None and one.part != "state":
        told = [wording.say("it wasn't there")]
    elif one.after is None and one.part != "state":
        told = [wording.say("it is there no more")]
    else:
        told = []
    table = _COMPARED.get(one.part)
    if table is None:
        told += (changed(each, wording) for each in one.fields)
        return "\n".join(told)
    for column in table.columns.shown:
        values = [
            "" if row is None else wording.value(column.of(row, wording))
            for row in (one.before, one.after)
        ]
        if column.wide and values[0] != values[1]:
            told.append(f"{wording.heading(column)}: {' → '.join(filter(None, values))}")
    return "\n".join(told)


def _where(one: KnowledgeDifference, wording: Wording) -> str:
    if one.about is None or one.part not in ("deadlines", "board"):
        return one.stream
    return f"{one.stream}\n{one.about}: {wording.rule(one.about)}"


def _because(one: KnowledgeDifference, wording: Wording) -> str:
    """The facts and what of the law makes the difference."""
    told = [*one.facts, *(wording.reason(why) for why in one.reasons)]
    return "\n".join(told) or wording.say("what has become known of the calendar since")


COLUMNS: Columns[KnowledgeDifference] = Columns(
    KnowledgeDifference,
    [
        Column("stream about", "Hồ sơ", "Life", width=22, wide=28, told=_where),
        Column(
            "before after fields", "Khác nhau", "Difference", width=32, wide=64, told=_otherwise
        ),
        Column("facts reasons", "Do", "Because of", width=22, wide=40, told=_because),
    ],
    untold="part",
)
"""Khác biệt giữa hai thời điểm: the columns of what is told otherwise."""
