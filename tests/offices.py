"""An office to decide in, in memory or in a file, with a clock that the test sets."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import spec
from dialogue_cases import ward
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import BodyId, Document, GroupId, OfficerId, SystemAct


class Clock:
    """A clock that stands still until it is told to move."""

    def __init__(self, day: date = date(2023, 3, 1)) -> None:
        self.now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, day: date) -> None:
        self.now = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)

    def tick(self, **time: float) -> None:
        self.now += timedelta(**time)


def an_office(
    clock: Callable[[], datetime] | None = None, path: Path | None = None, **options: Any
) -> Office:
    """The ward of `spec.BODIES` and `spec.OFFICERS`, with house rules in force."""
    url = "memory:" if path is None else f"sqlite:///{path}"
    office = Office.create(url, code="21000", name="Phường thử", clock=clock or Clock(), **options)
    desk = office.by_rule(SystemAct(rule="ward-set-up"))
    for body, kind, name in spec.BODIES:
        desk.decide(  # type: ignore[call-overload]
            ward.WARD,
            ward.establish_body,
            on=spec.SINCE,
            body=BodyId(body),
            kind=kind,
            name=name,
            superior=kind.startswith("superior"),
        )
    for officer, position, body, title in spec.OFFICERS:
        desk.decide(
            ward.WARD,
            ward.appoint,
            on=spec.SINCE,
            officer=OfficerId(officer),
            office=position,
            body=BodyId(body),
            title=title,
        )
    for group, cell in (("nho-lam", "chi-bo-nho-lam"), ("an-thuong", None)):
        desk.decide(
            ward.WARD,
            ward.establish_group,
            on=spec.SINCE,
            group=GroupId(group),
            name=f"TDP {group}",
            cell=None if cell is None else BodyId(cell),
        )
    desk.decide(
        ward.WARD,
        ward.adopt_regulation,
        on=spec.SINCE,
        kind="house_rules",
        document=Document(kind="Nội quy"),
    )
    return office
