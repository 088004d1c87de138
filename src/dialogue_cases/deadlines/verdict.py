"""Kết luận về một việc phải làm: how it stands on a day, said in one place.

Whoever asks how an obligation or a promise stands asks `verdict`: board, ledger, scorecard,
dossier, reports, statistics and documents. What a verdict is made of are `Grounds`, which a view
keeps as columns of a row; the day asked about is an argument of the question.
"""

from datetime import date
from typing import Any, Literal, Self, TypeAlias

import msgspec

from dialogue_cases.vocabulary import StreamId
from dialogue_cases.workdays import Pause, WorkingCalendar
from dialogue_cases.workdays.pauses import pause_on

Verdict: TypeAlias = Literal[
    "not yet",  # chưa phát sinh
    "open",  # đang thực hiện
    "no last day",  # đang thực hiện, chưa ấn định thời hạn
    "standing",  # thường xuyên
    "due soon",  # sắp đến hạn
    "carried over",  # chuyển sang buổi sau
    "suspended",  # tạm đình chỉ
    "overdue",  # quá hạn
    "expired",  # hết thời hạn thực hiện quyền
    "reported done",  # đã báo cáo xong, chờ xác nhận
    "met",  # đã thực hiện, không có thời hạn
    "met in time",  # đã thực hiện đúng hạn
    "met late",  # đã thực hiện quá hạn
    "void",  # không còn phải thực hiện
]
"""Kết luận: how an obligation or a promise stands on a day."""

MET: tuple[Verdict, ...] = ("met", "met in time", "met late")
"""Đã thực hiện: it was done, and whoever has to has found it done."""

UNDATED: tuple[Verdict, ...] = ("no last day", "standing")
"""Không có ngày hết hạn: it isn't done, and nothing says by when, or it goes on for good."""

DATED: tuple[Verdict, ...] = ("open", "due soon", "carried over", "suspended")
"""Đang thực hiện, trong thời hạn: it isn't done, and its last day hasn't passed."""

UNDER_WAY: tuple[Verdict, ...] = (*DATED, *UNDATED)
"""Đang thực hiện: it isn't done, and its last day, if it has one, hasn't passed."""

UNFINISHED: tuple[Verdict, ...] = (*UNDER_WAY, "overdue")
"""Chưa xong: somebody still has to do it."""

LATE: tuple[Verdict, ...] = ("met late", "overdue")
"""Quá hạn: it was done too late, or its last day has passed."""

SOON = 3
"""From how many working days left on something is called due soon."""


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """Căn cứ của kết luận: what a verdict is made of, whatever the day that is asked about.

    Args:
        arose: the local day from which on it is owed.
        anchor_day: the local day that it is counted from, by whose calendar days are counted.
        due: the last day in time, as known now; None while it is suspended or without a limit.
        due_then: that day as known on the day of the act, if it was done.
        done_on: the day on which it was fulfilled, or reported done.
        in_time: whether that was in time, as known then; None without a limit.
        confirmed_on: the day on which it counts as done: of a promise, the one on which another
            body found it so; of anything else, `done_on`.
        ended_on: the day on which it fell away.
        carried_on: the day on which a later session first took it up …
        carried_to: … and the one that took it up last.
        pauses: half-open intervals of local days that don't count.
        party: whether it is what a citizen may do, which expires and is never overdue.
        kept: whether something must be kept until the last day, rather than done by it.
        ongoing: whether it goes on without a last day (thường xuyên).
        through: the last local day of which this is true, where a later fact undid or moved it.
        earlier: how it stood before such facts, in their order.
    """

    arose: date
    anchor_day: date
    due: date | None = None
    due_then: date | None = None
    done_on: date | None = None
    in_time: bool | None = None
    confirmed_on: date | None = None
    ended_on: date | None = None
    carried_on: date | None = None
    carried_to: StreamId | None = None
    pauses: tuple[Pause, ...] = ()
    party: bool = False
    kept: bool = False
    ongoing: bool = False
    through: date | None = None
    earlier: "tuple[Grounds, ...]" = ()

    def on(self, day: date) -> Self:
        """The same as it stood at the end of a local day, without what happened later."""
        stood: Grounds = self
        for one in self.earlier:
            if one.through is not None and day <= one.through:
                stood = one
                break
        changed: dict[str, Any] = {}
        if stood is not self:
            changed = {name: getattr(stood, name) for name in _STOOD}
        if stood.done_on is not None and stood.done_on > day:
            changed |= {"done_on": None, "in_time": None, "due_then": None}
        if stood.confirmed_on is not None and stood.confirmed_on > day:
            changed["confirmed_on"] = None
        if stood.ended_on is not None and stood.ended_on > day:
            changed["ended_on"] = None
        carried = stood.carried_on
        if (carried is None or carried > day) and (carried or stood.carried_to) is not None:
            changed |= {"carried_on": None, "carried_to": None}
        if not changed and not self.earlier:
            return self
        return msgspec.structs.replace(self, **changed, earlier=())


_STOOD = tuple(name for name in Grounds.__struct_fields__ if name != "earlier")


def verdict(
    grounds: Grounds,
    on: date,
    calendar: WorkingCalendar | None = None,
    *,
    soon: int = SOON,
) -> Verdict:
    """How an obligation or a promise stands at the end of a local day.

    What was confirmed stays done, and in time or late as known on its day; what was only
    reported done when it fell away has fallen away.

    Args:
        grounds: what the verdict is made of.
        on: the local day asked about.
        calendar: by which working days are counted; None: nothing is called due soon.
        soon: from how many working days left on it is due soon.

    Example:
        >>> promised = Grounds(
        ...     arose=date(2023, 3, 15),
        ...     anchor_day=date(2023, 3, 15),
        ...     due=date(2023, 4, 28),
        ...     done_on=date(2023, 5, 4),
        ...     in_time=False,
        ... )
        >>> verdict(promised, date(2023, 4, 28)), verdict(promised, date(2023, 4, 29))
        ('open', 'overdue')
        >>> verdict(promised, date(2023, 5, 4))
        'reported done'
    """
    one = grounds.on(on)
    due, confirmed, ended = one.due, one.confirmed_on, one.ended_on
    if one.kept and due is not None and due < on:
        return "void"  # it needn't be kept any longer; nobody can be late with that
    if ended is not None and (confirmed is None or confirmed > ended):
        return "void"
    if confirmed is not None:
        if one.in_time is None:
            return "met"
        return "met in time" if one.in_time else "met late"
    if one.done_on is not None:
        return "reported done"
    if on < one.arose:
        return "not yet"
    if due is not None and due < on:
        return "expired" if one.party else "overdue"
    if pause_on(on, one.pauses) is not None:
        return "suspended"
    if not one.kept and due is not None and calendar is not None:
        left = calendar.count_working_days(on, due, on_unknown="provisional")
        if left <= soon:
            return "due soon"
    if one.carried_on is not None:
        return "carried over"
    if due is None and not one.kept:
        return "standing" if one.ongoing else "no last day"
    return "open"
