"""Tạm đình chỉ: the intervals in which a term doesn't run."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, TypeAlias

from dialogue_cases.errors import Invalid
from dialogue_cases.workdays.days import local_day

Pause: TypeAlias = tuple[date, date | None]
"""A half-open interval: the first local day that doesn't count, and the first that counts
again (None while it lasts)."""


def pauses_of(
    history: Iterable[tuple[Literal["suspended", "resumed"], date]],
    *,
    again: Literal["replaces", "adds nothing"] = "replaces",
) -> tuple[Pause, ...]:
    """The pauses that a history of suspensions and resumptions makes.

    A resumption without a suspension before it adds nothing. What is still suspended at the end
    is an open pause.

    Args:
        history: what happened on which local day; of one day, in the order in which it happened.
        again: what a suspension does while an earlier one is still open: it replaces that, or it
            adds nothing, because the days are suspended from the first one on.

    Example:
        >>> pauses_of([("suspended", date(2026, 3, 2)), ("resumed", date(2026, 3, 9))])
        ((datetime.date(2026, 3, 2), datetime.date(2026, 3, 9)),)
    """
    pauses: list[Pause] = []
    since: date | None = None
    days = [(what, local_day(day)) for what, day in history]
    for what, day in sorted(days, key=lambda entry: entry[1]):
        if what == "suspended":
            since = day if since is None or again == "replaces" else since
        elif since is not None:
            pauses.append((since, day))
            since = None
    if since is not None:
        pauses.append((since, None))
    return tuple(pauses)


def paused_days(pauses: Iterable[Pause]) -> int:
    """How many calendar days the pauses hold, each day once; an open pause adds nothing.

    Args:
        pauses: half-open intervals of local days.

    Raises:
        Invalid: a pause ends before it begins.

    Example:
        >>> paused_days([(date(2026, 3, 2), date(2026, 3, 9)), (date(2026, 3, 20), None)])
        7
    """
    closed = (pause for pause in pauses if pause[1] is not None)
    return sum((until - since).days for since, until in merged(closed) if until is not None)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days in as few intervals as possible, in order; empty ones are left out.

    Raises:
        Invalid: a pause ends before it begins.
    """
    least: list[Pause] = []
    for since, until in sorted(map(_checked, pauses), key=lambda pause: pause[0]):
        if since == until:
            continue
        if least and (least[-1][1] is None or since <= least[-1][1]):
            begun, ended = least.pop()
            still = ended is None or until is None
            least.append((begun, None if still else max(ended or begun, until or begun)))
        else:
            least.append((since, until))
    return tuple(least)


def running(first: date, pauses: tuple[Pause, ...]) -> Iterator[tuple[date, date | None]]:
    """The intervals from `first` on in which a term runs, both ends included.

    Args:
        first: local day.
        pauses: as `merged` gives them. The last interval ends with None, unless a pause is open.
    """
    for since, until in pauses:
        if first < since:
            yield first, since - timedelta(days=1)
        if until is None:
            return
        first = max(first, until)
    yield first, None


def pause_on(day: date, pauses: tuple[Pause, ...]) -> Pause | None:
    """The pause that a local day falls in, if it falls in one."""
    for since, until in pauses:
        if since <= day and (until is None or day < until):
            return since, until
    return None


def _checked(pause: Pause) -> Pause:
    since, until = pause
    since, until = local_day(since), None if until is None else local_day(until)
    if until is not None and until < since:
        raise Invalid(
            "a pause from {since} ends on {until}",
            expected="a day that isn't before its first",
            since=since,
            until=until,
        )
    return since, until
