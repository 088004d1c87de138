"""Thời gian bằng chữ: months, quarters and half-years as papers and people write them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time

from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary.days import When, month

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_YEAR = r"(?:\s*(?:/|,|năm)?\s*(?P<year>[1-9]\d{3}))?"
_DASH = r"\s*(?:-|–|đến|tới|và|,)\s*"
_MONTH = r"(?:1[0-2]|0?[1-9])"


def _months(first: int, last: int) -> Callable[[Mapping[str, str], int], When]:
    return lambda _, year: _span(year, first, last)


def _numbered(found: Mapping[str, str], year: int) -> When:
    first = int(found["first"])
    return _span(year, first, int(found["last"] or first))


def _quarter(found: Mapping[str, str], year: int) -> When:
    said = found["number"].casefold()
    last = 3 * (_ROMAN.get(said) or int(said))
    return _span(year, last - 2, last)


def _half(found: Mapping[str, str], year: int) -> When:
    return _span(year, 1, 6) if found["half"] == "1" else _span(year, 7, 12)


_IN = r"(?:trong\s+)?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[Mapping[str, str], int], When]], ...] = tuple(
    (re.compile(form, re.IGNORECASE), read)
    for form, read in (
        (
            rf"(?P<year>[1-9]\d{{3}})-(?P<first>{_MONTH})(?:/[1-9]\d{{3}}-(?P<last>{_MONTH}))?",
            _numbered,
        ),
        (rf"(?P<first>{_MONTH})(?P<last>)/(?P<year>[1-9]\d{{3}})", _numbered),
        (
            rf"{_IN}tháng\s+(?P<first>{_MONTH})"
            rf"(?:{_DASH}(?:tháng\s+)?(?P<last>{_MONTH}))?{_YEAR}",
            _numbered,
        ),
        (r"(?P<year>[1-9]\d{3})-Q(?P<number>[1-4])", _quarter),
        (rf"{_IN}(?:quý\s+|Q)(?P<number>[1-4]|I{{1,3}}|IV){_YEAR}", _quarter),
        (r"(?P<year>[1-9]\d{3})-H(?P<half>[12])", _half),
        (rf"{_IN}(?:0?6|sáu)\s+tháng\s+đầu\s+năm{_YEAR}", _months(1, 6)),
        (rf"{_IN}(?:0?6|sáu)\s+tháng\s+cuối\s+năm{_YEAR}", _months(7, 12)),
        (rf"{_IN}(?:0?9|chín)\s+tháng\s+đầu\s+năm{_YEAR}", _months(1, 9)),
        (r"(?:(?:trong|cả)\s+)?(?:năm\s+)?(?P<year>[1-9]\d{3})", _months(1, 12)),
    )
)


def period_said(text: str, year: int | None = None) -> When | None:
    """Kỳ bằng chữ: a month, several, a quarter, a half-year or a year; None if it is none.

    Args:
        text: as papers or people write it.
        year: which year is meant where the text names none.

    Example:
        >>> str(period_said("quý II", 2026)), str(period_said("6 tháng đầu năm 2026"))
        ('2026-04-01/2026-06-30', '2026-01-01/2026-06-30')
        >>> str(period_said("tháng 5–6/2026")), period_said("sớm")
        ('2026-05-01/2026-06-30', None)
    """
    for form, read in _FORMS:
        if (found := form.fullmatch(nfc(text.strip()))) is not None:
            groups = found.groupdict()
            named = groups.get("year") or year
            return None if named is None else _in_order(read(groups, int(named)))
    return None


def period_words(period: When) -> str:
    """A time as papers write it: what `period_said` reads, or its days.

    Example:
        >>> [period_words(period_said(text)) for text in ("2026-Q2", "2026-05/2026-06", "2026-H2")]
        ['quý II/2026', 'tháng 5–6/2026', '6 tháng cuối năm 2026']
    """
    first, last = period.day, period.through or period.day
    year, whole = first.year, _span(first.year, first.month, last.month)
    if first.year != last.year or (whole.day, whole.through) != (first, last):
        days = [f"{one:%d/%m/%Y}" for one in dict.fromkeys((first, last))]
        return "–".join(days)
    match first.month, last.month:
        case 1, 12:
            return f"năm {year}"
        case (1, 6) | (7, 12):
            return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {year}"
        case one, other if one == other:
            return f"tháng {one}/{year}"
        case one, other if one % 3 == 1 and other == one + 2:
            return f"quý {('I', 'II', 'III', 'IV')[other // 3 - 1]}/{year}"
        case one, other:
            return f"tháng {one}–{other}/{year}"


def _span(year: int, first: int, last: int) -> When:
    return When(day=month(year, first).day, through=month(year, last).through)


def _in_order(period: When) -> When | None:
    through: date = period.through or period.day
    return period if period.day <= through else None


# -- A day, a time of day ---------------------------------------------------------------

_DAY = re.compile(r"(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))")

HOUR = r"(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?::\d{2})?"
"""A time of day as people write it: its hour, and its minutes where they are said."""

_HOUR = re.compile(HOUR, re.IGNORECASE)


def day_said(text: str) -> date | None:
    """A day as programs or people write it; None if it is none.

    Example:
        >>> day_said("2026-06-18") == day_said("18/06/2026") == date(2026, 6, 18)
        True
        >>> day_said("31/02/2026")
    """
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    numbers = found.groups()[:3] if found[1] else found.groups()[:2:-1]
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None


def hour_said(text: str) -> time | None:
    """A time of day as people write it; None if it is none.

    Example:
        >>> hour_said("8h30"), hour_said("14 giờ"), hour_said("08:00"), hour_said("25h")
        (datetime.time(8, 30), datetime.time(14, 0), datetime.time(8, 0), None)
    """
    found = _HOUR.fullmatch(text.strip())
    try:
        return time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None
