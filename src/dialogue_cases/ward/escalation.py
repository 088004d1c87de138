"""Who is told that something is overdue: the same in every life."""

from collections.abc import Sequence
from datetime import date

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.record import Escalated
from dialogue_cases.vocabulary import (
    BodyId,
    On,
    last_day,
)
from dialogue_cases.ward.setting import Setting

FOLLOW_UP = cited("ward.follow_up")


def tell_upwards(
    before: Sequence[Escalated],
    setting: Setting,
    *,
    on: On,
    obligation: str,
    due: date,
    told: tuple[BodyId, ...],
) -> list[Escalated]:
    """Báo cáo quá hạn lên trên, once for each obligation and last day.

    Args:
        before: what the life's bodies were told of already.
        on: the day they are told.
        obligation: the rule whose last day has passed …
        due: … and that last day, as now known.
        told: whom.

    Raises:
        Refused: `escalated-after-the-last-day`, `somebody-is-told`, `body-is-known`;
            unlawful: `body-exists`.
    """
    if any((one.obligation, one.due) == (obligation, due) for one in before):
        return []
    if last_day(on) <= due:
        raise Refused("escalated-after-the-last-day", FOLLOW_UP, due=due, on=on)
    if not told:
        raise Refused("somebody-is-told", FOLLOW_UP, obligation=obligation)
    setting.known_body(*told)
    return [Escalated(on=on, obligation=obligation, due=due, told=told)]
