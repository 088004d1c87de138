"""Ngày nghỉ lễ, ngày làm bù: what is officially said of a day, and what can be wrong with it."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.vocabulary import Citation

SATURDAY, SUNDAY = 5, 6

DayKind: TypeAlias = Literal[
    "working day",  # ngày làm việc
    "make-up working day",  # ngày làm bù
    "weekend",  # ngày nghỉ hằng tuần
    "day off",  # ngày nghỉ lễ, tết, nghỉ bù
    "swapped day off",  # ngày nghỉ hoán đổi
]


@frozen(kw_only=True)
class OfficialDay:
    """Ngày nghỉ, ngày làm việc theo thông báo: one day that the weekday alone doesn't explain.

    Args:
        day: the local day.
        kind: `off` (holiday, or compensation for one), `swapped` (a working day given free
            for a make-up day) or `working` (the make-up day).
        basis: the norm or document, with how sure we are of it.
        name: what the day is, in Vietnamese, or "".
        known_since: the local day on which it became known; None where that isn't
            established, and then it counts as known at all times.
        stands_for: of a swapped day its make-up day, and the other way round.
    """

    day: date
    kind: Literal["off", "swapped", "working"]
    basis: Citation
    name: str = ""
    known_since: date | None = None
    stands_for: date | None = None


@frozen(kw_only=True)
class OfficialYear:
    """Năm đã có lịch chính thức: a year whose official days are all known.

    Args:
        year: such as 2026.
        known_since: the local day since which they are; None where that isn't established.
    """

    year: int
    known_since: date | None = None


@frozen(kw_only=True)
class KindOfDay:
    """Loại ngày: what a day is, its name if it has one, and the basis if there is one."""

    kind: DayKind
    name: str = ""
    basis: Citation | None = None


def local_day(value: date) -> date:
    """A plain local day; a date with a time is refused, since its local day isn't certain."""
    if type(value) is date:
        return value
    if isinstance(value, datetime) or not isinstance(value, date):
        raise Invalid(
            "{value} isn't a local day", expected="a date without a time", value=repr(value)
        )
    return date(value.year, value.month, value.day)


def faults(
    days: Collection[OfficialDay], *, weekend: Collection[int] = (SATURDAY, SUNDAY)
) -> Iterator[tuple[OfficialDay, str]]:
    """What is wrong with official days, entry by entry: links of swaps, and days said twice.

    Args:
        days: entries that should make sense together.
        weekend: weekly days off, 0 (Monday) to 6 (Sunday).

    Example:
        >>> saturday = OfficialDay(
        ...     day=date(2026, 8, 22), kind="working", basis=Citation(text="…", certainty="B")
        ... )
        >>> [why for _, why in faults([saturday])]
        ["a make-up working day doesn't name the swapped day that it stands for"]
    """
    by_day = {official.day: official for official in days}
    seen: set[date] = set()
    opposite = {"swapped": "working", "working": "swapped"}
    called = {"swapped": "swapped day", "working": "make-up working day"}
    for official in days:
        if official.day in seen:
            yield official, "the day is listed twice"
        seen.add(official.day)
        if official.kind == "off":
            if official.stands_for is not None:
                yield official, "a day off stands for no other day; only swapped days do"
            continue
        this, other = called[official.kind], called[opposite[official.kind]]
        if (official.day.weekday() in weekend) != (official.kind == "working"):
            yield (
                official,
                f"a {this} falls on a {'weekend' if official.kind == 'swapped' else 'weekday'}",
            )
        partner = by_day.get(official.stands_for) if official.stands_for else None
        if official.stands_for is None:
            yield official, f"a {this} doesn't name the {other} that it stands for"
        elif (
            partner is None
            or partner.kind != opposite[official.kind]
            or partner.stands_for != official.day
        ):
            yield official, f"{official.stands_for} isn't listed as the {other} for it"
        elif partner.known_since != official.known_since:
            yield official, f"it became known on another day than its {other} {partner.day}"
