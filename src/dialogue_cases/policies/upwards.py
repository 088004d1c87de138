"""What is overdue is told upwards, and nothing more than told.

That a body is urged, directed again or referred to the inspectors is decided by somebody.
Who is told when is what the ward's own regulation says, level by level; without one the Standing
Board and the secretary are told at once.
"""

from collections.abc import Iterator
from datetime import date

from dialogue_cases import petition, proceeding, session, task
from dialogue_cases.policies.steps import Step
from dialogue_cases.vocabulary import BodyId, BodyKind, StreamId
from dialogue_cases.ward import EscalationLevel, Ward
from dialogue_cases.ward.in_any_life import escalate

TOLD: tuple[BodyKind, ...] = ("party_standing_board", "ward_party_committee")
"""Who is told of what is overdue (part III.2 of the source plan: the Standing Board and the
secretary)."""

AT_ONCE = (EscalationLevel(after=1, kinds=TOLD),)
"""The only level where the ward has adopted none."""

_OWING = {word for life in (task, session, petition, proceeding) for word in life.LIFE.series}


def overdue(
    stream: StreamId,
    rule: str,
    due: date,
    on: date,
    ward: Ward,
    *,
    late: int = 1,
    owing: tuple[BodyId, ...] = (),
) -> Iterator[Step]:
    """An obligation whose last day has passed is told to each level that is reached.

    Args:
        stream: the life in which it is owed.
        rule: the obligation's rule.
        due: its last day, as now known.
        on: the local day on which it is told.
        ward: as of that day.
        late: how many working days late it is, one at least.
        owing: the bodies that owe it.
    """
    adopted = ward.escalation[-1].levels if ward.escalation else ()
    for level in adopted or AT_ONCE:
        told = tuple(_told(level, ward, owing))
        if level.after <= late and told and stream.partition("/")[0] in _OWING:
            yield Step(
                rule="overdue-is-told-upwards",
                stream=stream,
                decision=escalate,
                arguments={"on": on, "obligation": rule, "due": due, "told": told},
            )


def _told(level: EscalationLevel, ward: Ward, owing: tuple[BodyId, ...]) -> Iterator[BodyId]:
    """The bodies of a level that are there."""
    for body in ward.bodies.values():
        named = body.kind in level.kinds or (level.owing_body and body.id in owing)
        if named and ward.exists(body.id):
            yield body.id
