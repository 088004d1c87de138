"""Phường trong chuyện: an invented ward's record, and how the story is entered into it."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from dialogue_cases import (
    Act,
    BodyId,
    Document,
    Office,
    OfficerId,
    Operator,
    Refused,
    petition,
    proceeding,
)
from dialogue_cases.record import LOCAL
from dialogue_cases.ward_file import read_ward

HERE = Path(__file__).parent
LABEL = "[ví dụ hư cấu]"


class Ward:
    """Phường trong chuyện: its record, and who acts in it on which day.

    Args:
        url: where its store is made.
    """

    def __init__(self, url: str) -> None:
        self._today = date(2025, 1, 2)
        self.refusals: list[tuple[date, Refused]] = []
        setup = read_ward(HERE / "ward.toml")
        self.office = Office.create(
            url,
            code=setup.code,
            name=setup.name,
            setup=setup.steps,
            operator=Operator(id="van-thu", channel="ví dụ hư cấu", authenticated="kịch bản"),
            clock=lambda: datetime.combine(self._today, time(16), LOCAL).astimezone(UTC),
            durability="process-crash",
        )

    def set_up(self, on: date, decision: Any, **arguments: Any) -> None:
        """Record what the ward consists of from a day on: the secretary has it entered."""
        desk = self.office.acting(
            Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))
        )
        desk.decide("ward", decision, on=on, **arguments)

    def decides(self, on: date, officer: str, stream: str, decision: Any, **given: Any) -> None:
        """An officer decides, in the office that the ward knows; a new life begins by itself."""
        self._today = max(on, self._today)
        held = next(
            one for one in self.office.ward(effective=on).holdings if one.officer == officer
        )
        desk = self.office.acting(
            Act(officer=OfficerId(officer), office=held.office, body=held.body)
        )
        if decision in (petition.raise_petition, proceeding.receive):
            desk.begin(stream.rpartition("/")[0], decision, on=on, **given)
        else:
            desk.decide(stream, decision, on=on, **given)

    def is_refused(self, on: date, officer: str, stream: str, decision: Any, **given: Any) -> None:
        """What somebody tried, and the law of that day doesn't allow; nothing is recorded."""
        try:
            self.decides(on, officer, stream, decision, **given)
        except Refused as refused:
            self.refusals.append((on, refused))
        else:
            raise AssertionError(f"{stream} on {on}: this was to be refused")

    def looks_at_deadlines(self, on: date) -> None:
        """What is overdue on a day is told upwards."""
        self._today = on
        self.office.check_deadlines(on)


def paper(kind: str, number: str, on: date) -> Document:
    """A document that never was, and says so."""
    return Document(kind=kind, number=number, issued_on=on, title=LABEL)
