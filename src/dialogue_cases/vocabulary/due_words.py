"""Thời hạn bằng chữ: last days and standing work, as conclusions and directions write them."""

import re
from datetime import date, timedelta
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary.day_words import period_said
from dialogue_cases.vocabulary.days import first_day, last_day

ReportPeriod: TypeAlias = Literal["month", "quarter", "half-year", "year"]
"""Kỳ báo cáo của một việc thường xuyên."""


@frozen(kw_only=True)
class Reporting:
    """Báo cáo định kỳ: how often standing work is reported on.

    Args:
        every: one report in each such period.
        until_day: the last day in time, in the period's last month; None: the end of that month.
    """

    every: ReportPeriod
    until_day: int | None = None


@frozen(kw_only=True)
class DueSaid:
    """Thời hạn đã đọc được: what words about a deadline come to.

    Args:
        last: the last day in time; None where the words name none.
        standing: thường xuyên: whether the work goes on without a last day.
        report: how often it is reported on, where the words say so.
    """

    last: date | None = None
    standing: bool = False
    report: Reporting | None = None


_PERIODS: dict[str, ReportPeriod] = {
    "tháng": "month",
    "quý": "quarter",
    "6 tháng": "half-year",
    "sáu tháng": "half-year",
    "năm": "year",
}
_EACH = r"(?:hằng|hàng|mỗi)"
_LEAD = re.compile(r"(?:(?:phải|cần|thực hiện|hoàn thành|xong|thời hạn|thời gian|hạn)\b\s*:?\s*)+")
_STANDING = re.compile(r"(?:làm\s+)?(?:thường xuyên|liên tục)(?:\s*(?:và|,)\s*liên tục)?")
_REPORT = re.compile(
    r"(?:định kỳ\s+)?báo cáo(?:\s+(?:kết quả|định kỳ))*"
    r"(?:\s+(?P<how>trước|chậm nhất(?:\s+là)?|vào)?\s*(?:ngày\s+)(?P<day>\d{1,2}))?"
    rf"\s+(?:của\s+)?(?:tháng cuối(?:\s+của)?(?:\s+{_EACH})?|{_EACH})"
    r"\s+(?P<every>6 tháng|sáu tháng|tháng|quý|năm)"
)
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>[1-9]\d{3}))?"
)
_ISO = re.compile(r"(?P<year>[1-9]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})")
_BEFORE = re.compile(r"trước(?:\s+ngày)?\s+(?P<what>.+)")
_UNTIL = re.compile(
    r"(?:(?:chậm nhất|muộn nhất)\s+)?(?:(?:là|đến|tới|trong|vào|từ nay đến)\s+)?"
    r"(?:(?:hết|cuối)\s+)?(?:ngày\s+)?(?P<what>.+)"
)


def due_said(text: str, year: int | None = None) -> DueSaid | None:
    """Thời hạn bằng chữ: the last day that words name, or that the work is standing; else None.

    "Trước ngày 30/6" ends on the 29th: the day itself is too late. A month, a quarter, a half-year
    or a year ends on its last day. What could be read in two ways ("giữa năm", "sớm", a day of
    which no year is known) isn't read.

    Args:
        text: as a conclusion or a direction writes it; parts are set off by `;` or `,`.
        year: which year is meant where the text names none.

    Example:
        >>> str(due_said("trước ngày 30/6", 2026).last), str(due_said("trong quý III/2026").last)
        ('2026-06-29', '2026-09-30')
        >>> due_said("Thường xuyên; báo cáo trước ngày 25 hằng tháng").report
        Reporting(every='month', until_day=24)
        >>> due_said("sớm") is None
        True
    """
    said = nfc(text).casefold().strip(" .;,")
    last: date | None = None
    standing, report = False, None
    for part in re.split(r"\s*[;,]\s*|(?<!định kỳ)\s+(?=báo cáo\b)", said):
        bare = _LEAD.sub("", part, count=1) if _LEAD.match(part) else part
        if _STANDING.fullmatch(bare):
            standing = True
        elif (found := _REPORT.fullmatch(bare)) is not None and report is None:
            report = _reporting(found)
            if report is None:
                return None
        elif last is None and (day := _last(bare, year)) is not None:
            last = day
        else:
            return None
    if last is not None and (standing or report):
        return None
    return DueSaid(last=last, standing=standing or report is not None, report=report)


def _reporting(found: re.Match[str]) -> Reporting | None:
    every = _PERIODS[found["every"]]
    if found["day"] is None:
        return Reporting(every=every)
    by = int(found["day"]) - (found["how"] == "trước")
    return Reporting(every=every, until_day=by) if 1 <= by <= 31 else None


def _last(text: str, year: int | None) -> date | None:
    if (found := _BEFORE.fullmatch(text)) is not None:
        days = _days(found["what"], year)
        return days and days[0] - timedelta(days=1)
    found = _UNTIL.fullmatch(text)
    days = _days(found["what"], year) if found else None
    return days and days[1]


def _days(text: str, year: int | None) -> tuple[date, date] | None:
    """The first and the last day of what is named."""
    if (found := _ISO.fullmatch(text) or _DATE.fullmatch(text)) is not None:
        named = found["year"] or year
        if named is None:
            return None
        try:
            day = date(int(named), int(found["month"]), int(found["day"]))
        except ValueError:
            return None
        return day, day
    period = period_said(f"năm {year}" if text == "năm" and year else text, year)
    return None if period is None else (first_day(period), last_day(period))
