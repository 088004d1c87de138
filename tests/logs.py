"""Logs to look at: entries drawn by Hypothesis, recorded in a real store."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from dialogue_cases.law import Law, load_law
from dialogue_cases.projection import LifeAsKnown, View
from dialogue_cases.record import Known, Recorded, Voided, known_then
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import Operator, StreamId, SystemAct

LAW = load_law()
START = datetime(2023, 1, 2, 1, tzinfo=UTC)


def record(store: Store, entries: Iterable[tuple[str, Any, int]]) -> list[Recorded[Any]]:
    """Append drawn entries as they come, an hour after one another, in one transaction each.

    An entry corrects an earlier one where there is one of that number; a void has to.
    """
    made = []
    for name, event, number in entries:
        stream = StreamId(name)
        with store.writing() as writing:
            earlier = writing.read(stream)
            roots = [
                one.version
                for one in earlier
                if one.corrects is None
                and (isinstance(event, Voided) or type(one.event) is type(event))
            ]
            corrects = roots[number % len(roots)] if roots and number else None
            if isinstance(event, Voided) and corrects is None:
                continue
            fact = Recorded(
                stream=stream,
                version=len(earlier) + 1,
                position=0,
                recorded_at=START + timedelta(hours=writing.position),
                recorded_by=Operator(id="clerk"),
                act=SystemAct(rule="drawn"),
                event=event,
                corrects=corrects,
            )
            made += writing.append([fact])
    return made


def naive(
    view: View, store: Store, *, upto: int | None = None, known: Known | None = None, law: Law = LAW
) -> Counter[msgspec.Struct]:
    """The rows of a view worked out in memory, life by life, from the log as it stands."""
    histories: dict[StreamId, list[Recorded[Any]]] = {}
    for fact in store.since():
        if (upto is None or fact.position <= upto) and known_then(fact, known):
            histories.setdefault(fact.stream, []).append(fact)
    return Counter(
        row
        for stream, history in histories.items()
        if stream.partition("/")[0] in view.about
        for row in view.rows(LifeAsKnown(history, law, known))
    )
