"""What is overdue is told upwards, and nothing more than told.

That a body is urged, directed again or referred to the inspectors is decided by somebody.
"""

from collections.abc import Iterator
from datetime import date

from dialogue_cases import petition, proceeding, session, task
from dialogue_cases.policies.steps import Step
from dialogue_cases.vocabulary import BodyKind, StreamId
from dialogue_cases.ward import Ward
from dialogue_cases.ward.in_any_life import escalate

TOLD: tuple[BodyKind, ...] = ("party_standing_board", "ward_party_committee")
"""Who is told of what is overdue (part III.2 of the source plan: the Standing Board and the
secretary)."""

_OWING = {word for life in (task, session, petition, proceeding) for word in life.LIFE.series}


def overdue(stream: StreamId, rule: str, due: date, on: date, ward: Ward) -> Iterator[Step]:
    """An obligation whose last day has passed is told to the Standing Board and the secretary.

    Args:
        stream: the life in which it is owed.
        rule: the obligation's rule.
        due: its last day, as now known.
        on: the local day on which it is told.
        ward: as of that day.
    """
    told = tuple(
        body.id for body in ward.bodies.values() if body.kind in TOLD and ward.exists(body.id)
    )
    if told and stream.partition("/")[0] in _OWING:
        yield Step(
            rule="overdue-is-told-upwards",
            stream=stream,
            decision=escalate,
            arguments={"on": on, "obligation": rule, "due": due, "told": told},
        )
