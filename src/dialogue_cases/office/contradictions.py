"""What can't both be true: an entry that comes late is held against what is entered already.

A decision sees what took effect up to its own day, so that a late entry reads as if it had come in
time. What took effect later and is known already would have been refused after it: a session that
was held can't have been cancelled before, a petition that was settled can't have been withdrawn.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from dialogue_cases import matter, petition, proceeding, session, task
from dialogue_cases import matter as of_matters
from dialogue_cases import petition as of_petitions
from dialogue_cases import proceeding as of_proceedings
from dialogue_cases import session as of_sessions
from dialogue_cases import task as of_tasks
from dialogue_cases.life import Life
from dialogue_cases.record import Recorded, in_effect
from dialogue_cases.vocabulary import On
from dialogue_cases.ward import Setting
from dialogue_cases.ward.in_any_life import RECORD


@frozen(kw_only=True)
class Ending:
    """An end, and what can't come after it.

    Args:
        by: what ends it.
        before: what can't come after it …
        again: … unless one of these came in between.
        either: whether they can't come before it either.
    """

    by: tuple[type, ...]
    before: tuple[type, ...]
    again: tuple[type, ...] = ()
    either: bool = False


_HELD = (of_sessions.Opened, of_sessions.Ended, of_sessions.ConclusionIssued)
_CLOSED = (
    of_petitions.AdmissionRefused, of_petitions.FiledWithoutProcessing, of_petitions.Split,
    of_petitions.Resolved, of_petitions.Withdrawn,
)  # fmt: skip
_RESULT = (of_proceedings.Decided, of_proceedings.Concluded)

ENDINGS: Mapping[Life[Any, Any], tuple[Ending, ...]] = {
    session.LIFE: (
        Ending(by=(of_sessions.Cancelled,), before=_HELD, either=True),
        Ending(by=(of_sessions.Postponed,), before=_HELD, again=(of_sessions.Fixed,), either=True),
    ),
    petition.LIFE: (
        Ending(
            by=_CLOSED,
            before=(*_CLOSED, of_petitions.Admitted),
            again=(of_petitions.Reopened, of_petitions.ContinuedDespiteWithdrawal),
        ),
    ),
    proceeding.LIFE: (
        Ending(
            by=(of_proceedings.AcceptanceRefused, of_proceedings.ForwardedElsewhere),
            before=(of_proceedings.Accepted, *_RESULT),
        ),
        Ending(by=(of_proceedings.Terminated,), before=_RESULT, either=True),
    ),
    task.LIFE: (
        Ending(
            by=(of_tasks.Closed,),
            before=(
                of_tasks.ProgressReported, of_tasks.ReportedDone, of_tasks.Verified,
                of_tasks.Rejected, of_tasks.Extended, of_tasks.Redirected, of_tasks.CarriedOver,
            ),
        ),
    ),
    matter.LIFE: (
        Ending(
            by=(of_matters.SettledDefinitively,),
            before=(of_matters.SettledDefinitively,),
            again=(of_matters.RaisedAgain,),
        ),
    ),
}  # fmt: skip
"""What ends a life, by life; a life that isn't there has no end."""


def check_contradictions(
    setting: Setting,
    life: Life[Any, Any],
    events: Sequence[Any],
    stands: Sequence[Recorded[Any]],
    on: On,
) -> None:
    """Refuse what can't be true beside what took effect later, unless it is meant.

    Args:
        events: what is decided, on that day.
        stands: what stands of the life, in the order of effect.
    """
    later = [one for one in stands if not in_effect(one.on, on)]
    for event in events if later else ():
        against = [one.ref for one in _against(event, later, ENDINGS.get(life, ()))]
        setting.lawful(
            not against, "entries-do-not-contradict", RECORD, on=on, later=tuple(against)
        )


def _against(
    event: Any, later: Sequence[Recorded[Any]], endings: Sequence[Ending]
) -> Iterator[Recorded[Any]]:
    for one in endings:
        if isinstance(event, one.by):
            for fact in later:
                if isinstance(fact.event, one.again):
                    break
                if isinstance(fact.event, one.before):
                    yield fact
        elif one.either and isinstance(event, one.before):
            yield from (fact for fact in later if isinstance(fact.event, one.by))
