"""Lời hứa: every item of a conclusion and every direction, and how it stands on a day."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from dialogue_cases.deadlines import Grounds, Verdict
from dialogue_cases.documents.sheet import DocumentSheet
from dialogue_cases.task import PROMISES, Task
from dialogue_cases.vocabulary import BodyId, StreamId

ORDER: tuple[Verdict, ...] = (
    "met in time", "met", "met late", "reported done",
    "open", "no last day", "standing", "due soon", "carried over", "suspended", "overdue", "void",
)  # fmt: skip
"""In which order charts and reports show how promises stand; `word` says what each is called."""


@frozen(kw_only=True)
class Promise:
    """Lời hứa: what was promised, by whom it is done, until when, and what came of it.

    Args:
        stream: of its task.
        source: the session at which it was promised …
        number: … and its number there.
        text: what is to be done.
        lead: the one body that leads.
        due: its last day; None where none was decided.
        done: the day on which it was reported done, if that still stands.
        late: whether that was after its last day, as known then.
        state: how it stands.
        task: all that is known of it.
    """

    stream: StreamId
    source: StreamId
    number: int
    text: str
    lead: BodyId
    due: date | None
    done: date | None
    late: bool
    state: Verdict
    task: Task


def promises(sheet: DocumentSheet, *, of: Iterable[StreamId] | None = None) -> list[Promise]:
    """Every promise, by session and number, as it stands on the day of a sheet.

    Args:
        sheet: with the tasks among its lives, and what they come to.
        of: of these sessions only.
    """
    wanted = None if of is None else set(of)
    found = [
        _promise(stream, state, sheet.work[stream], sheet)
        for stream, state in sheet.lives.items()
        if isinstance(state, Task)
        and stream in sheet.work
        and state.origin is not None
        and state.origin.kind in PROMISES
        and (wanted is None or state.origin.source in wanted)
    ]
    return sorted(
        (one for one in found if one is not None), key=lambda one: (_place(one.source), one.number)
    )


def _promise(stream: StreamId, state: Task, work: Grounds, sheet: DocumentSheet) -> Promise | None:
    if state.origin is None or state.lead is None:
        return None
    stands = work.on(sheet.day)
    return Promise(
        stream=stream,
        source=state.origin.source,
        number=state.origin.number,
        text=state.text,
        lead=state.lead,
        due=stands.due,
        done=stands.done_on,
        late=stands.in_time is False,
        state=sheet.verdict(work),
        task=state,
    )


def _place(source: StreamId) -> tuple[str, int, int]:
    """Where a session stands among the others: by year and number, never as text."""
    series, _, rest = source.partition("/")
    year, _, number = rest.partition("/")
    return series, int(year) if year.isdecimal() else 0, int(number) if number.isdecimal() else 0
