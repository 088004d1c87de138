"""Báo cáo về đơn và vụ việc: two parts of the year's end, in plain text like the others."""

from collections import Counter

from dialogue_cases.deadlines import Obligation
from dialogue_cases.matter import Matter
from dialogue_cases.petition import Kind
from figures import Promise, Year, number_of
from figures_of_cases import Kept, Raising, by_kind, matters, petitions, raisings, terms
from wording import STATES, Lines, body_name, group_name, plain, shown_day, shown_on, wrapped

KINDS: dict[Kind | None, str] = {
    "complaint": "khiếu nại",
    "denunciation": "tố cáo",
    "recommendation": "kiến nghị",
    "report": "phản ánh",
    "anonymous_tip": "tin không ghi tên",
    None: "đơn nhiều nội dung",
}
STATUSES = {
    "resolved": "đã giải quyết dứt điểm",
    "refused": "không thụ lý",
    "filed": "xếp lưu",
    "split": "đã tách",
    "withdrawn": "đã rút",
}
"""How a petition has ended; any other is still being handled."""


def of_petitions(year: Year) -> Lines:
    """How many of which kind, how they stand, and which terms were kept."""
    kinds = by_kind(year)
    yield f"{len(petitions(year))} đơn trong năm:"
    for kind, name in KINDS.items():
        of_kind = kinds.get(kind, [])
        if of_kind:
            ends = Counter(STATUSES.get(one.status, "đang giải quyết") for one in of_kind)
            told = ", ".join(f"{count} {end}" for end, count in ends.items())
            yield from wrapped(f"{name:<18} {len(of_kind):>3}  {told}", 2, hang=24)
    yield ""
    yield f"{'Thời hạn':<60} đúng   muộn  còn"
    late = []
    for kept in terms(year):
        yield from _row(kept)
        late += kept.late
    if late:
        yield ""
        yield "Muộn hoặc quá hạn, tính bằng ngày làm việc:"
    for owed in late:
        yield from _late(year, owed)


def _row(kept: Kept) -> Lines:
    *above, last = wrapped(f"{kept.rule.id:<4} {kept.rule.vi}", 0, hang=5, width=60)
    yield from above
    yield f"{last:<60} {kept.in_time:>4} {len(kept.late):>6} {kept.open:>4}"


def _late(year: Year, owed: Obligation) -> Lines:
    days = year.late_by(owed)
    if owed.discharged:
        how = f"xong {shown_day(owed.discharged.day)}, muộn {days} ngày"
    else:
        how = f"chưa xong, quá {days} ngày"
    yield from wrapped(f"- {owed.rule.id} {owed.stream}: hạn {shown_day(owed.due)}, {how}")


def of_matters(year: Year) -> Lines:
    """What was raised several times: when, what was promised each time, what came of it."""
    for number, (stream, matter) in enumerate(matters(year).items(), start=1):
        gist = plain(matter.opened.gist) if matter.opened else stream
        yield from wrapped(f"{number}. {gist} [{stream}]", hang=3)
        settled = "đã giải quyết dứt điểm" if matter.is_settled else "CHƯA GIẢI QUYẾT DỨT ĐIỂM"
        yield from wrapped(
            f"nêu {matter.times_raised} lần, ở {len(matter.sessions)} buổi; {settled}", 3
        )
        for turn, raising in enumerate(raisings(year, matter), start=1):
            yield from _raising(year, turn, raising)
        yield from _marked(matter)


def _raising(year: Year, turn: int, raising: Raising) -> Lines:
    raised = raising.raised
    where = (
        f"buổi đối thoại {number_of(raised.session)}"
        if raised.session
        else f"đơn số {number_of(raised.petition)}"
        if raised.petition
        else ""
    )
    group = f", {group_name(year, raised.group)}" if raised.group else ""
    yield from wrapped(f"- Lần {turn}: {shown_on(raised.raised)}, {where}{group}", 3)
    for promise in raising.promises:
        yield from wrapped(f"hứa: {_promised(year, promise)}", 5)


def _promised(year: Year, promise: Promise) -> str:
    late = f" {promise.late_by} ngày làm việc" if promise.state == "overdue" else ""
    given = promise.task
    return (
        f"{body_name(year, given.lead)} – {given.text}; hạn {shown_day(given.due)}, "
        f"{STATES[promise.state]}{late}"
    )


def _marked(matter: Matter) -> Lines:
    for flag in matter.flags:
        yield from wrapped(
            f"- Đánh dấu nêu nhiều lần ngày {shown_on(flag.on)}: {flag.times} lần", 3
        )
    if matter.listings:
        lists = ", ".join(f"{one.session} ({shown_on(one.on)})" for one in matter.listings)
        yield from wrapped(f"- Trên danh mục rà soát: {lists}", 3)
