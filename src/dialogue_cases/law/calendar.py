"""Lịch chính thức: `calendar.toml` as a `WorkingCalendar`, or refused.

The file says what every official day is, on which basis, and since when it was known.
Anything that isn't understood is refused with file, entry and reason: a day off that is
silently lost moves every due date after it.
"""

from functools import cache, lru_cache
from importlib.resources import files

from dialogue_cases.law.packaged import CalendarListing, packaged
from dialogue_cases.workdays import WorkingCalendar

FILE = "calendar.toml"
SWITCHES = ("culture_day_off", "roll_on_swapped")


@cache
def calendar_bytes() -> bytes:
    """The calendar that this version ships, to the letter, as it is stored in a log.

    Example:
        >>> load_calendar(calendar_bytes()) == load_calendar()
        True
    """
    return files("dialogue_cases.law").joinpath(FILE).read_bytes()


def load_calendar(
    text: bytes | str | None = None,
    *,
    culture_day_off: bool = False,
    roll_on_swapped: bool = True,
) -> WorkingCalendar:
    """Read official days into a calendar.

    Args:
        text: the content of a `calendar.toml`; the one that is shipped if None.
        culture_day_off: whether 24/11, Ngày Văn hóa Việt Nam, is a day off. The sources
            at hand don't settle it, so it is the ward's regulation that may say so.
        roll_on_swapped: whether a term whose last day is a swapped day off ends on the next
            working day (a reading of Bộ luật Dân sự 2015, Điều 148 khoản 5).

    Returns:
        A calendar of local days (Asia/Ho_Chi_Minh).

    Raises:
        Invalid: the text isn't such a file: file, entry and reason.

    Example:
        >>> from datetime import date
        >>> calendar = load_calendar()
        >>> calendar.kind_of(date(2026, 8, 22)).kind
        'make-up working day'
        >>> calendar.kind_of(date(2026, 8, 31)).name
        'Nghỉ hoán đổi, làm bù ngày 22/08/2026'
        >>> load_calendar(culture_day_off=True).is_working_day(date(2026, 11, 24))
        False
    """
    content = calendar_bytes() if text is None else text
    if isinstance(content, str):
        content = content.encode()
    return _load(content, culture_day_off, roll_on_swapped)


@lru_cache(maxsize=16)
def _load(content: bytes, culture_day_off: bool, roll_on_swapped: bool) -> WorkingCalendar:
    listing = _listed(content)
    return WorkingCalendar(
        days=tuple(
            one for one in listing.days if culture_day_off or one.day not in listing.disputed
        ),
        years=listing.years,
        weekend=listing.weekend,
        weekend_basis=listing.weekend_basis,
        roll_on_swapped=roll_on_swapped,
    )


def _listed(content: bytes) -> CalendarListing:
    if content == calendar_bytes():
        return packaged().calendar
    # Late: what is packaged is ready, and most processes never read another calendar.
    from dialogue_cases.law.calendar_reading import read_calendar

    return read_calendar(content)
