"""Cách nói: the words of the report, and how days, bodies and entries are written in it."""

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from inspect import getdoc
from typing import Any

from dialogue_cases.deadlines import Obligation
from dialogue_cases.record import LOCAL, Recorded
from dialogue_cases.vocabulary import BodyId, GroupId, On, When, first_day, month
from diary import LABEL
from figures import ReportKind, State, Year

WIDTH, BODY = 80, 24
Lines = Iterator[str]

TOPICS = {
    "land_clearance": "giải phóng mặt bằng",
    "land_management": "quản lý đất đai",
    "environmental_sanitation": "vệ sinh môi trường",
    "grassroots_democracy": "dân chủ ở cơ sở",
    "other": "nội dung khác",
}
STATES: Mapping[State, str] = {
    "kept": "đã thực hiện, đã xác nhận",
    "reported done": "đã báo cáo xong, chờ xác nhận",
    "overdue": "QUÁ HẠN",
    "open": "đang thực hiện, còn hạn",
    "merged": "gộp vào mục khác",
    "dropped": "không còn cần thực hiện",
}
REPORTS: Mapping[ReportKind, str] = {
    "conclusion_follow_up": "theo dõi thực hiện kết luận",
    "reception_and_dialogue": "tiếp dân, đối thoại gửi cấp trên",
}
DESTINATIONS = {"petition": "tiếp nhận như đơn", "conclusion": "đưa vào kết luận"}
FINDINGS = {
    "breach": "có vi phạm",
    "no_breach": "không vi phạm",
    "undetermined": "chưa đủ cơ sở kết luận",
}
WARNINGS = {
    "item-has-a-due-date": "mục {number} của kết luận không ghi thời hạn",
    "opinion-is-answered-or-taken": "ý kiến {number} chưa được trả lời, cũng chưa tiếp nhận",
    "lead-is-a-recipient": "nơi nhận kết luận thiếu cơ quan chủ trì mục {number}",
    "announcement-says-all": "thông báo thứ {number} không khớp buổi đã ấn định",
    "number-is-used-once": "số {number} dùng cho hai ý kiến",
}


def wrapped(text: str, indent: int = 0, *, hang: int = 2, width: int = WIDTH) -> Lines:
    """A paragraph in lines of a width; what follows the first hangs deeper."""
    yield from textwrap.wrap(
        text,
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_on_hyphens=False,
    )


def plain(text: str) -> str:
    """A text without its label, which stands at the head of the report."""
    return text.replace(LABEL, "").strip().rstrip(".")


def shown_day(day: date | None) -> str:
    """A day as it is written: 24/03/2023."""
    return f"{day:%d/%m/%Y}" if day else "–"


def shown_on(on: On) -> str:
    """The day of a fact, or the month of a period: 03/2023."""
    if isinstance(on, When) and on == month(on.day.year, on.day.month):
        return f"{on.day:%m/%Y}"
    return shown_day(first_day(on))


def entered_on(fact: Recorded[Any]) -> str:
    """The local day on which an entry was typed in."""
    return shown_day(fact.recorded_at.astimezone(LOCAL).date())


def entry_name(fact: Recorded[Any]) -> str:
    """An entry by what happened, its day and its place in the record."""
    name = (getdoc(type(fact.event)) or "").partition(":")[0]
    return f"{name} ngày {shown_on(fact.on)} [{fact.ref}]"


def timely(owed: Obligation) -> str:
    """How the record judged an act."""
    if owed.in_time is None:
        return "chưa xong"
    return "đúng hạn" if owed.in_time else "muộn"


def body_name(year: Year, body: BodyId | None) -> str:
    """A body's name, or the first shorter one that the ward has for it."""
    known = year.office.ward().bodies[body] if body else None
    names = (known.name, *known.aliases) if known else ("",)
    return next((name for name in names if len(name) <= BODY), names[0])


def group_name(year: Year, group: GroupId) -> str:
    """A residential group's name."""
    return year.office.ward().groups[group].name


def officer_title(year: Year, officer: str) -> str:
    """The office that somebody holds, as it is written."""
    return next(one.title for one in year.office.ward().holdings if one.officer == officer)
