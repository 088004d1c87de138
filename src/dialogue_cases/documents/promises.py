"""Lời hứa: every item of a conclusion and every direction, and how it stands on a day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, TypeAlias

from attrs import frozen

from dialogue_cases.deadlines import Obligation
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import BodyId, StreamId

State: TypeAlias = Literal[
    "kept in time",  # đã thực hiện đúng hạn
    "kept late",  # đã thực hiện, quá hạn
    "kept",  # đã thực hiện, không ấn định thời hạn
    "open",  # đang thực hiện, còn hạn
    "overdue",  # quá hạn chưa xong
    "dropped",  # gộp, hoặc không còn cần thực hiện
]
"""Tình trạng của một lời hứa."""

WORDS: Mapping[State, str] = {
    "kept in time": "Đã thực hiện đúng hạn",
    "kept late": "Đã thực hiện, quá hạn",
    "kept": "Đã thực hiện",
    "open": "Đang thực hiện, còn hạn",
    "overdue": "Quá hạn, chưa xong",
    "dropped": "Gộp hoặc không còn cần thực hiện",
}
"""How each is called; in the order in which charts and reports show them."""

PROMISED = ("conclusion_item", "direction")


@frozen(kw_only=True)
class Promise:
    """Lời hứa: what was promised, by whom it is done, until when, and what came of it.

    Args:
        stream: of its task.
        source: the session at which it was promised …
        number: … and its number there.
        text: what is to be done.
        lead: the one body that leads.
        due: its last day as decided; None where none was.
        done: the day on which it was reported done, if that still stands.
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
    state: State
    task: Task


def promises(
    lives: Mapping[StreamId, Any],
    owed: Mapping[StreamId, Sequence[Obligation]],
    day: date,
    *,
    of: Iterable[StreamId] | None = None,
) -> list[Promise]:
    """Every promise, by session and number.

    Args:
        lives: states by stream; tasks are picked out.
        owed: what is owed in each life; whether a promise was kept in time is read there,
            because an extension counts only if it was decided in time.
        day: the local day at whose end it is judged.
        of: of these sessions only.
    """
    wanted = None if of is None else set(of)
    found = [
        Promise(
            stream=stream,
            source=state.origin.source,
            number=state.origin.number,
            text=state.text,
            lead=state.lead,
            due=state.due,
            done=state.done_on,
            state=_state(state, owed.get(stream, ()), day),
            task=state,
        )
        for stream, state in lives.items()
        if isinstance(state, Task)
        and state.origin is not None
        and state.lead is not None
        and state.origin.kind in PROMISED
        and (wanted is None or state.origin.source in wanted)
    ]
    return sorted(found, key=lambda one: (_place(one.source), one.number))


def _place(source: StreamId) -> tuple[str, int, int]:
    """Where a session stands among the others: by year and number, never as text."""
    series, _, rest = source.partition("/")
    year, _, number = rest.partition("/")
    return series, int(year) if year.isdecimal() else 0, int(number) if number.isdecimal() else 0


def _state(task: Task, owed: Sequence[Obligation], day: date) -> State:
    if task.closed is not None and task.closed.outcome != "carried_out":
        return "dropped"
    status = next((one.status(day) for one in owed if one.rule.id == "T1"), None)
    if task.status in ("done", "verified", "closed"):
        match status:
            case "met in time":
                return "kept in time"
            case "met late":
                return "kept late"
        return "kept"
    return "overdue" if status == "overdue" else "open"
