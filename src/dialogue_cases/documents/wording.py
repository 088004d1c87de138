"""Cách viết trong văn bản: days, hours and lists as Vietnamese documents write them."""

import gettext
from collections.abc import Iterable
from datetime import date, time
from functools import cache
from pathlib import Path

from dialogue_cases.vocabulary import WEEKDAYS, NotInCopy, On, Place, Topic, When, last_day, month

BLANK = "…………………"
"""Chỗ trống: what the record doesn't hold, or may not be read here, is left to be filled in."""


def written(day: date | NotInCopy | None) -> str:
    """A day as it stands in a document: days before 10 and the first two months with a zero.

    >>> written(date(2026, 1, 5)), written(date(2023, 3, 15)), written(None)
    ('ngày 05 tháng 01 năm 2026', 'ngày 15 tháng 3 năm 2023', 'ngày … tháng … năm …')
    """
    if not isinstance(day, date):
        return "ngày … tháng … năm …"
    number = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {number} năm {day.year}"


def short(day: date | None) -> str:
    """A day in figures.

    >>> short(date(2023, 3, 15))
    '15/03/2023'
    """
    return f"{day:%d/%m/%Y}" if day else BLANK


def hour(at: time | None) -> str:
    """A time of day.

    >>> hour(time(8)), hour(time(13, 30))
    ('08 giờ 00', '13 giờ 30')
    """
    return f"{at:%H} giờ {at:%M}" if at else "… giờ …"


def weekday(day: date) -> str:
    """A day of the week.

    >>> weekday(date(2023, 3, 15))
    'thứ Tư'
    """
    return WEEKDAYS[day.weekday()]


def moment(on: On | None) -> str:
    """When something was: its day, with its time if that is known; a month as such.

    >>> moment(When(day=date(2023, 3, 15), at=time(8)))
    '08 giờ 00, ngày 15 tháng 3 năm 2023'
    >>> moment(month(2023, 5))
    'tháng 5 năm 2023'
    """
    if not isinstance(on, When):
        return written(on)
    if on.at is not None:
        return f"{hour(on.at)}, {written(on.day)}"
    if on == month(on.day.year, on.day.month):
        return f"tháng {on.day.month} năm {on.day.year}"
    if on.through:
        return f"từ {written(on.day)} đến {written(last_day(on))}"
    return written(on.day)


def until(due: date | None) -> str:
    """A last day: the day itself is in time."""
    return f"chậm nhất {written(due)}" if due else "chưa ấn định"


def listed(items: Iterable[str], nothing: str = "") -> str:
    """Several things in one sentence."""
    return "; ".join(one for one in items if one) or nothing


def place_of(place: Place | None) -> str:
    """Where something is held."""
    if place is None:
        return BLANK
    return f"{place.name}, {place.address}" if place.address else place.name


def topics_of(topics: Iterable[Topic]) -> str:
    """What a session is about."""
    return listed((one.title for one in topics), BLANK)


def inside(phrase: str) -> str:
    """A phrase as it reads inside a sentence: its first letter small, unless it is a short form.

    >>> inside("Nhà sinh hoạt cộng đồng"), inside("TDP Nho Lâm")
    ('nhà sinh hoạt cộng đồng', 'TDP Nho Lâm')
    """
    return phrase if phrase[:2].isupper() else phrase[:1].lower() + phrase[1:]


def ended(sentence: str) -> str:
    """A sentence with its full stop.

    >>> ended("Đã xong"), ended("Đã xong.")
    ('Đã xong.', 'Đã xong.')
    """
    text = sentence.rstrip().rstrip(";,")
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


@cache
def _catalogue() -> gettext.NullTranslations:
    folder = Path(__file__).resolve().parents[1] / "locale"
    return gettext.translation("dialogue_cases", folder, ["vi"])


def word(stored: str) -> str:
    """What a stored word is called in Vietnamese, as everywhere else in the program.

    >>> word("denunciation"), word("time_passed")
    ('tố cáo', 'hết thời hiệu')
    """
    return _catalogue().pgettext("word", stored)
