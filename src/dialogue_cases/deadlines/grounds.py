"""Căn cứ từ hồ sơ: what the verdicts about a life are made of, now and on any past day.

An obligation is derived once, from all that is known; but a result that isn't accepted, a new
direction or a reopened petition changes how it stands from then on, and not how it stood before.
So where such facts are, the derivation is made again without them, for the days before.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

import msgspec

from dialogue_cases import petition, task
from dialogue_cases.codec import name_of
from dialogue_cases.deadlines.case import Names, decided_on, entered_on
from dialogue_cases.deadlines.obligation import Obligation, widest
from dialogue_cases.deadlines.verdict import Grounds
from dialogue_cases.petition import ContinuedDespiteWithdrawal, Petition, Reopened, Resolved
from dialogue_cases.record import Recorded, in_effect, standing
from dialogue_cases.task import (
    PROMISES,
    Amended,
    Extended,
    Redirected,
    Rejected,
    ReportedDone,
    Task,
    Verified,
)
from dialogue_cases.vocabulary import first_day

TASK_DUE = "T1"
"""The rule that a task is done by the day that was decided."""

History: TypeAlias = Sequence[Recorded[Any]]
Derive: TypeAlias = Callable[[History], list[Obligation]]


def stood(
    owed: list[Obligation],
    history: History,
    derive: Derive | None,
    names: Names = name_of,
    facts: History | None = None,
) -> list[Obligation]:
    """The obligations of a life, each with what a verdict about it is made of on any day.

    Args:
        owed: what was derived from the history.
        history: one stream, by version, as far as it was known.
        derive: the same derivation, from a part of the history; None: how it stood before is
            asked of nobody, for this is such a part.
        names: how events are called in the record.
        facts: what stands of the history, in the order of effect, where that is known already.
    """
    if not owed:
        return owed
    facts = standing(history) if facts is None else facts
    found = _grounds(owed, history, facts)
    turns = [] if derive is None else _turning_points(owed, facts, names)
    if derive is None or not turns:
        return [one.but(stood=grounds) for one, grounds in zip(owed, found, strict=True)]
    derived = [(day, derive(until(day, history))) for day in turns]
    pasts = [(day, {one.identity: one.grounds for one in past}) for day, past in derived]
    # How it stood is counted by days of its own.
    looked_at = widest([*owed, *(one for _, past in derived for one in past)])
    return [
        one.but(stood=_with_past(grounds, one.identity, pasts), looked_at=looked_at)
        for one, grounds in zip(owed, found, strict=True)
    ]


def work(
    owed: Sequence[Obligation],
    history: History,
    derive: Derive,
    facts: History | None = None,
    state: Any = None,
) -> Grounds | None:
    """Việc được giao: what a task, or a petition that a body was told to settle, comes to.

    Of a task with a last day it is what its obligation says too.

    Args:
        owed: what is owed in that life: where a rule has judged the work, that holds.
        history: its stream, by version, as far as it was known.
        derive: how what is owed is derived, from a part of the history.
        facts: what stands of the history, in the order of effect, where that is known already …
        state: … and what it amounts to.
    """
    facts = standing(history) if facts is None else facts
    now = _work(owed, history, facts, state)
    if now is None:
        return None
    pasts = []
    for day in _turning_points(owed, facts):
        past = until(day, history)
        then = _work(derive(past), past, standing(past))
        pasts.append((day, {} if then is None else {None: then}))
    return _with_past(now, None, pasts)


def _with_past(now: Grounds, key: Any, pasts: list[tuple[date, dict[Any, Grounds]]]) -> Grounds:
    earlier = tuple(
        msgspec.structs.replace(then[key], through=day, earlier=())
        for day, then in pasts
        if key in then
    )
    return msgspec.structs.replace(now, earlier=earlier) if earlier else now


# -- When something was undone or moved ----------------------------------------------------

_TURNS = {
    Rejected, Redirected, Extended, Amended, ReportedDone, Reopened, ContinuedDespiteWithdrawal,
}  # fmt: skip


def _turning_points(
    owed: Sequence[Obligation], facts: History, names: Names = name_of
) -> list[date]:
    """The last local days before something was undone or moved, in their order."""
    days: set[date] = set()
    reported = False
    for one in facts:
        kind: Any = type(one.event)
        if kind not in _TURNS:
            continue
        # A second report, after the first was confirmed, waits to be confirmed again.
        if kind is not ReportedDone or reported:
            days.add(decided_on(one))
        reported = reported or kind is ReportedDone
    undoing: set[str] = set()
    for each in owed:
        days |= {move.day for move in each.moves if move.holds} if each.moves else set()
        undoing |= {named.event for named in each.version.reopened_by}
    if undoing:
        days |= {decided_on(one) for one in facts if names(one.event) in undoing}
    return [day - timedelta(days=1) for day in sorted(days)]


def until(day: date, history: History) -> list[Recorded[Any]]:
    """What took effect by the end of a local day, with the entries that it stands in for."""
    later = {one.root for one in standing(history) if not in_effect(one.on, day)}
    return [one for one in history if one.root not in later]


# -- What it comes to ----------------------------------------------------------------------


def _grounds(owed: Sequence[Obligation], history: History, facts: History) -> list[Grounds]:
    """By their rules; of a task that is due, how the task stands as a whole."""
    found = [one.grounds for one in owed]
    if history[0].stream.startswith("task/"):
        state = _task_of(facts)
        whole, told = of_task(state, owed), told_now(state, owed)
        for place, one in enumerate(owed):
            if one is told and whole is not None:
                found[place] = msgspec.structs.replace(whole, arose=one.arose)
            elif one.rule.id == TASK_DUE and state.origin and state.origin.kind in PROMISES:
                # A day that was dropped: whether the promise was found kept before that.
                found[place] = msgspec.structs.replace(
                    found[place], confirmed_on=_confirmed(state, found[place])
                )
    return found


def _confirmed(state: Task, grounds: Grounds) -> date | None:
    """The day on which another body found done what was to be done, while it was owed."""
    days = [first_day(one.on) for one in state.turns if isinstance(one, Verified)]
    if state.closed is not None and state.closed.outcome == "carried_out":
        days.append(first_day(state.closed.on))
    last = grounds.ended_on or date.max
    return next((day for day in sorted(days) if (grounds.done_on or day) <= day <= last), None)


def _work(
    owed: Sequence[Obligation], history: History, facts: History, state: Any = None
) -> Grounds | None:
    if not history:
        return None
    match history[0].stream.partition("/")[0]:
        case "task":
            return of_task(_task_of(facts), owed)
        case "petition":
            known: Petition = petition.LIFE.refold(facts) if state is None else state
            return _petition(known, facts, history)
    return None


def _task_of(facts: History) -> Task:
    """The task; a fact of another life in its stream, which nobody can read, changes nothing."""
    known = [one for one in facts if isinstance(one.event, task.Event)]
    return task.LIFE.refold(known)


def told_now(state: Task, owed: Sequence[Obligation]) -> Obligation | None:
    """The obligation to do the task by the day that holds now."""
    found = [one for one in owed if one.rule.id == TASK_DUE]
    return found[-1] if found and state.due is not None else None


def of_task(state: Task, owed: Sequence[Obligation] | None = None) -> Grounds | None:
    """What a task comes to as known now.

    Args:
        state: the task.
        owed: what is owed in it: an obligation to do it by its day has judged it; None where
            that wasn't derived, and the day that was decided last is taken.
    """
    assigned, closed = state.assigned, state.closed
    if assigned is None:
        return None
    told = told_now(state, owed or ())
    confirmed = ended = None
    for turn in reversed(state.turns):
        if not isinstance(turn, Verified):
            break
        confirmed = first_day(turn.on)  # the first time that it was found done counts
    if closed is not None and closed.outcome == "carried_out":
        confirmed = min(confirmed or date.max, first_day(closed.on))
    elif closed is not None:
        ended = first_day(closed.on)
    # What is extended without a last day, since that was voided, has none.
    due = state.due if owed is None else None if told is None else told.due
    done, in_time = _reported(state) or confirmed, None
    judged = None if told is None else told.discharged
    if told is not None and judged is not None and (done is None or judged.day <= done):
        done, in_time = judged.day, told.in_time
    elif done is not None and due is not None:
        in_time = done <= due  # reported before it was due by any day
    if assigned.origin.kind not in PROMISES:
        confirmed = done
    return Grounds(
        arose=first_day(assigned.on),
        anchor_day=first_day(assigned.on) if told is None else told.anchor_day,
        due=due,
        due_then=None if told is None or told.judged is None else told.judged.due,
        done_on=done,
        in_time=in_time,
        confirmed_on=confirmed,
        ended_on=ended,
        carried_on=first_day(state.carried[0].on) if state.carried else None,
        carried_to=state.carried[-1].to if state.carried else None,
        ongoing=state.is_standing,
    )


def _reported(state: Task) -> date | None:
    """The first day on which it was reported done since it was last opened again."""
    done = None
    for turn in state.turns:
        match turn:
            case ReportedDone():
                done = done or first_day(turn.on)
            case Rejected() | Redirected():
                done = None
    return done


def _petition(state: Petition, facts: History, history: History) -> Grounds | None:
    """A petition that a body was told to settle, by the day that was decided, if one was."""
    if state.raised is None or not state.assignments:
        return None
    resolved = isinstance(state.closing, Resolved)
    done = state.closed_on if resolved else None
    arose = first_day(state.assignments[0].on)
    due_then = None if done is None else _decided_by(done, facts, history)
    return Grounds(
        arose=arose,
        anchor_day=arose,
        due=state.due,
        due_then=due_then,
        done_on=done,
        in_time=None if done is None or due_then is None else done <= due_then,
        confirmed_on=done,
        ended_on=None if resolved else state.closed_on,
    )


def _decided_by(done: date, facts: History, history: History) -> date | None:
    """The last day that was decided by the day of the act, and on record then if anything was."""
    told = [one for one in facts if isinstance(one.event, petition.Assigned)]
    then = [one for one in told if decided_on(one) <= done] or told[:1]
    on_record = [one for one in then if entered_on(_entry(one, history)) <= done]
    due: date | None = (on_record or then)[-1].event.due
    return due


def _entry(one: Recorded[Any], history: History) -> Recorded[Any]:
    return next(each for each in history if each.version == one.root)
