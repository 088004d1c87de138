"""A ward to try things in: the one of the example, in memory, with a clock that is set by hand.

In the root of the checkout:

    >>> from examples.practice import practise
    >>> office = practise()
    >>> office.clock.set(date(2023, 4, 26))

The how-tos of the documentation begin like this.
"""

from datetime import UTC, date, datetime
from pathlib import Path

from dialogue_cases import Office, Operator
from dialogue_cases.record import LOCAL
from dialogue_cases.ward_file import read_ward

SET_UP = Path(__file__).parent / "pho_hoa_2023" / "ward.toml"


class Clock:
    """A clock that stands, at eight in the morning of a day, until it is set to another."""

    def __init__(self, day: date) -> None:
        self.set(day)

    def set(self, day: date) -> None:
        self._now = datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL)

    def __call__(self) -> datetime:
        return self._now.astimezone(UTC)


def practise() -> Office:
    """Open the ward of Phổ Hoà on 13 March 2023; nothing is kept when it is closed."""
    setup = read_ward(SET_UP)
    return Office.create(
        "memory:",
        code=setup.code,
        name=setup.name,
        setup=setup.steps,
        operator=Operator(id="chi.lan", channel="ward web form", authenticated="password"),
        clock=Clock(date(2023, 3, 13)),
    )
