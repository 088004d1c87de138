"""Giải trình một thời hạn: an obligation in words, for a ward official or an auditor."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

from dialogue_cases.vocabulary import MODEL_PLAN, WEEKDAYS, Certainty, Citation
from dialogue_cases.workdays import CountedDay, Term, days_late

if TYPE_CHECKING:
    from dialogue_cases.deadlines.obligation import Deed, Judgement, Move, Obligation

Language: TypeAlias = Literal["vi", "en"]
"""Ngôn ngữ: Vietnamese or English."""

_WEEKDAYS = {
    "vi": WEEKDAYS,
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
UNITS = {
    "vi": {
        "working_days": "ngày làm việc",
        "calendar_days": "ngày",
        "weeks": "tuần",
        "months": "tháng",
        "years": "năm",
        "hours": "giờ",
    },
    "en": {
        "working_days": "working days",
        "calendar_days": "calendar days",
        "weeks": "weeks",
        "months": "months",
        "years": "years",
        "hours": "hours",
    },
}
_WHY = {
    "event day": ("ngày xảy ra sự kiện, không tính", "day of the event, not counted"),
    "counted": ("tính", "counted"),
    "make-up working day": ("ngày làm bù, tính", "make-up working day, counted"),
    "weekend": ("nghỉ hằng tuần, không tính", "weekend, not counted"),
    "day off": ("ngày nghỉ, không tính", "day off, not counted"),
    "swapped day off": ("nghỉ hoán đổi, không tính", "swapped day off, not counted"),
    "paused": ("tạm đình chỉ, không tính", "suspended, not counted"),
    "last day, rolled on": ("ngày cuối cùng của thời hạn", "last day of the term"),
}
_HINDERED = ("có trở ngại khách quan, không tính", "hindered, not counted")
_ENDS_ON = {
    "weekend": ("nghỉ hằng tuần, thời hạn lùi sang ngày làm việc tiếp theo", "weekend, rolls on"),
    "day off": ("ngày nghỉ, thời hạn lùi sang ngày làm việc tiếp theo", "day off, rolls on"),
    "swapped day off": (
        "nghỉ hoán đổi, thời hạn lùi sang ngày làm việc tiếp theo",
        "swapped day off, rolls on",
    ),
}
_CERTAINTY: Mapping[Certainty, tuple[str, str]] = {
    "A": ("đã đọc điều luật", "the article was read"),
    "B": ("theo nguồn công khai", "a public page states it"),
    "C": ("suy ra từ biểu mẫu", "derived from published forms"),
    "S": ("theo văn bản riêng của địa phương", "the unit's own document states it"),
    "M": ("chưa kiểm chứng", "from memory, unverified"),
    "I": ("cách hiểu của chúng tôi", "our interpretation"),
    "R": (
        "điều luật đã đọc, áp dụng ở đây là cách hiểu",
        "the article was read, its use here is our reading",
    ),
}
_OWERS: Mapping[str, str] = {
    "party_secretary": "Bí thư Đảng uỷ",
    "party_office": "Văn phòng Đảng uỷ",
    "people_committee": "Uỷ ban nhân dân",
    "superior_authority": "cơ quan nhà nước cấp trên",
    "complainant": "người khiếu nại",
}
DOUBTS = {
    "extended-after-the-term": (
        "quyết định gia hạn {ref} ban hành sau khi hết hạn {due}, không làm thay đổi thời hạn",
        "the extension {ref} was decided after the term had ended on {due}, and moved nothing",
    ),
    "extended-entered-late": (
        "quyết định gia hạn {ref} được nhập sau khi hết hạn {due}",
        "the extension {ref} was put on record after the term had ended on {due}",
    ),
    "renewed-after-the-term": (
        "đã quá hạn {due} khi có chỉ đạo mới {ref}",
        "the term had ended on {due} when the new direction {ref} came",
    ),
    "found-after-the-term": (
        "việc xác định tại {ref} diễn ra sau khi hết hạn {due}, không làm thay đổi thời hạn",
        "what {ref} found came after the term had ended on {due}, and changed nothing",
    ),
    "found-entered-late": (
        "việc xác định tại {ref} được nhập sau khi hết hạn {due}",
        "what {ref} found was put on record after the term had ended on {due}",
    ),
    "done-entered-late": (
        "việc {ref} được nhập sau khi hết hạn {due}",
        "{ref} was put on record after the term had ended on {due}",
    ),
    "lifted-entered-late": (
        "việc {ref} làm cho không còn phải thực hiện được nhập sau khi hết hạn {due}",
        "{ref}, by which it is no longer owed, was put on record after the term had ended on {due}",
    ),
    "done-before-its-anchor": (
        "việc {ref} diễn ra trước mốc tính thời hạn đã đính chính; vẫn được ghi nhận, hạn {due}",
        "{ref} was done before the day that its term is counted from since a correction; it "
        "counts all the same (due {due})",
    ),
    "limit-entered-late": (
        "mức hoặc lựa chọn riêng tại {ref} được nhập sau khi đã thực hiện hoặc đã hết hạn {due}",
        "the unit's own limit or choice {ref} was put on record after it was done or the term had "
        "ended on {due}",
    ),
    "day-entered-late": (
        "ngày nghỉ, ngày làm bù tại {ref} được nhập sau khi đã thực hiện hoặc đã hết hạn {due}",
        "the day off or working day {ref} was put on record after it was done or the term had "
        "ended on {due}",
    ),
    "time-not-on-record": (
        "chưa ghi giờ nên không xét được việc {ref} ngày {due} có đúng hạn hay không",
        "a time isn't on record, so it can't be said whether {ref} on {due} was in time",
    ),
}
"""What each finding on a term says (`Finding.name`), in Vietnamese and in English."""


def explained(owed: "Obligation", lang: Language) -> list[str]:
    """Explain an obligation; see `Obligation.explain`."""
    return list(_lines(owed, lang))


def shown(day: date, lang: Language) -> str:
    """A day as it is written: 24/03/2023, or 2023-03-24 in English.

    >>> shown(date(2023, 3, 24), "vi"), shown(date(2023, 3, 24), "en")
    ('24/03/2023', '2023-03-24')
    """
    return f"{day:%d/%m/%Y}" if lang == "vi" else day.isoformat()


def _lines(owed: "Obligation", lang: Language) -> Iterator[str]:
    rule, version = owed.rule, owed.version
    title = rule.vi if lang == "vi" else rule.en
    number = say(lang, "phiên bản", "version")
    yield f"{rule.id} ({rule.slug}), {number} {version.number}: {title}"
    who = ("Bên thực hiện", "Owed by")
    if owed.owed_by.party is not None:
        who = ("Bên có quyền", "Right of")
    yield f"{say(lang, *who)}: {_ower(owed, lang)}"
    yield f"{say(lang, 'Căn cứ', 'Source')}: {cited(version.citation, lang)}"
    if version.own_basis is not None:
        chosen = say(lang, "Mức tự quy định", "Amount set here")
        yield f"{chosen}: {cited(version.own_basis, lang)}"
    yield from _counting(owed, lang)
    for move in owed.moves:
        yield _moved(move, owed.version.extension_rolls, lang)
    yield _outcome(owed, lang)
    if owed.judged is not None and owed.discharged is not None:
        yield _judged(owed, owed.discharged, owed.judged, lang)
    if owed.ended is not None:
        what = say(lang, "Không còn phải thực hiện từ", "No longer owed since")
        yield f"{what} {shown(owed.ended.day, lang)} ({owed.ended.ref})"
    for finding in owed.findings:
        text = say(lang, *DOUBTS[finding.name])
        told = text.format(ref=finding.ref, due=shown(finding.due, lang))
        yield f"{say(lang, 'Cần xem xét', 'To be looked at')}: {told}"


def _counting(owed: "Obligation", lang: Language) -> Iterator[str]:
    if owed.period is not None:
        first, last = owed.period.day, owed.period.through or owed.period.day
        what = say(lang, "Kỳ", "Period")
        yield f"{what} {owed.root}: {shown(first, lang)} – {shown(last, lang)}"
    if owed.wanted is not None:
        unit = {
            "days": say(lang, "ngày", "days"),
            "times": say(lang, "lần", "times"),
        }[owed.version.counted]
        least, done = say(lang, "Ít nhất", "At least"), say(lang, "đã có", "so far")
        yield f"{least} {owed.wanted} {unit}, {done} {len(owed.counted)}"
        for deed in owed.counted:
            yield f"  {shown(deed.day, lang)} ({deed.ref})"
    if owed.anchor is not None:
        counted_from = say(lang, "Tính từ", "Counted from")
        if owed.expiry_of is not None:
            title = owed.expiry_of.vi if lang == "vi" else owed.expiry_of.en
            counted_from = say(lang, "Tính từ ngày hết thời hạn", "Counted from the expiry of")
            counted_from += f" {owed.expiry_of.id} ({title}),"
        yield f"{counted_from} {shown(owed.anchor_day, lang)} ({owed.anchor})"
    if owed.term is not None:
        unit = UNITS[lang][owed.term.unit]
        backward = owed.term.direction == "backward"
        way = ("trước ngày đó", "before it") if backward else ("sau ngày đó", "after it")
        yield f"{say(lang, 'Thời hạn', 'Term')}: {owed.term.amount} {unit} {say(lang, *way)}"
        for found in owed.found:
            because = say(
                lang,
                "Mức này áp dụng do nội dung xác định ngày",
                "This term applies because of what was found on",
            )
            yield f"{because} {shown(found.day, lang)} ({found.ref})"
        yield from _days(owed, owed.term, lang)
    elif owed.version.unit == "hours":
        unit, before = UNITS[lang]["hours"], say(lang, "trước giờ đó", "before that time")
        yield f"{say(lang, 'Thời hạn', 'Term')}: {owed.version.amount} {unit} {before}"
    if owed.floor is not None:
        text = say(
            lang,
            "Quy định mới có hiệu lực: thời hạn không kết thúc trước",
            "A new version came into force: it can't end before",
        )
        yield f"{text} {shown(owed.floor, lang)}"
    if owed.provisional_years:
        years = ", ".join(str(year) for year in owed.provisional_years)
        text = say(
            lang,
            "Tạm tính: chưa có lịch nghỉ chính thức của năm",
            "Provisional: no official calendar for",
        )
        yield f"{text} {years}"


def _days(owed: "Obligation", term: Term, lang: Language) -> Iterator[str]:
    """Each day of the term; of calendar and paused days, as many as are alike in one line."""
    alike = groupby(
        term.days if term.amount else (),
        lambda day: (day.why, day.day if _is_told_alone(day, term) else None),
    )
    for (why, _), days_alike in alike:
        run = list(days_alike)
        first, last = run[0], run[-1]
        if first is last and why != "paused":
            yield _day(first, lang)
            continue
        numbers = f"{first.number}–{last.number}" if first.number is not None else "·"
        days = shown(first.day, lang)
        if first is not last:
            days += f" – {shown(last.day, lang)}"
        hindered = why == "paused" and owed.owed_by.party is not None
        text = say(lang, *(_HINDERED if hindered else _WHY[why]))
        yield f"{numbers:>3}  {days}: {text}{_basis(last, lang)}"


def _is_told_alone(day: CountedDay, term: Term) -> bool:
    return day.why != "paused" and (term.unit == "working_days" or day.why != "counted")


def _basis(day: CountedDay, lang: Language) -> str:
    return f" [{cited(day.basis, lang)}]" if day.basis is not None else ""


def _day(day: CountedDay, lang: Language) -> str:
    rolls = day.number is not None and day.why in _ENDS_ON
    why = say(lang, *(_ENDS_ON if rolls else _WHY).get(day.why, (day.why, day.why)))
    number = f"{day.number:>3}" if day.number is not None else "  ·"
    weekday = _WEEKDAYS[lang][day.day.weekday()]
    name = f" – {day.name}" if day.name else ""
    return f"{number}  {shown(day.day, lang)} ({weekday}): {why}{name}{_basis(day, lang)}"


def _moved(move: "Move", rolls: Citation | None, lang: Language) -> str:
    what = {
        "extended": say(lang, "Gia hạn đến", "Extended to"),
        "renewed": say(lang, "Chỉ đạo lại, hạn mới", "Directed again, new due day"),
    }[move.kind]
    decided = say(lang, "quyết định ngày", "decided on")
    note = "" if move.holds else say(lang, ", không có giá trị", ", without effect")
    line = f"{what} {shown(move.until, lang)} ({move.ref}, {decided} {shown(move.day, lang)}{note})"
    if move.rolled is not None:
        rolled = say(lang, "rơi vào ngày nghỉ, lùi đến", "a day off, rolls on to")
        basis = "" if rolls is None else f" [{cited(rolls, lang)}]"
        line += f"; {rolled} {shown(move.rolled, lang)}{basis}"
    if move.pushed is None:
        return line
    pushed = say(lang, "tạm đình chỉ sau đó, hạn lùi đến", "suspended since then, put off to")
    return f"{line}; {pushed} {shown(move.pushed, lang)}"


def _outcome(owed: "Obligation", lang: Language) -> str:
    due = say(lang, "Hạn cuối", "Due")
    if owed.rule.duty == "keep":
        due = say(lang, "Lưu giữ đến hết ngày", "To be kept until the end of")
    if owed.due is not None:
        at = "" if owed.due_at is None else f" {owed.due_at:%H:%M}"
        return f"{due}: {shown(owed.due, lang)}{at}"
    if owed.pauses:
        return f"{due}: {say(lang, 'đang tạm đình chỉ', 'suspended')}"
    return f"{due}: " + say(
        lang, "chưa có quy định; quy chế riêng có thể đặt", "not set; it may be set here"
    )


def _judged(owed: "Obligation", deed: "Deed", judged: "Judgement", lang: Language) -> str:
    done = f"{say(lang, 'Đã thực hiện', 'Done')} {shown(deed.day, lang)} ({deed.ref})"
    if judged.in_time is None:
        return done
    hindsight = say(lang, "theo hiểu biết hiện nay", "as known since")
    hindsight = f"{_timely(owed.in_time_in_hindsight, lang)} {hindsight}"
    if judged.on_record and not judged.established:
        nothing = say(
            lang,
            "theo những gì đã nhập vào ngày đó thì chưa có thời hạn này",
            "by what was on record that day nothing was owed yet",
        )
        line = f"{done}: {hindsight} ({nothing})"
    else:
        then = say(lang, "theo hiểu biết lúc đó", "as known then")
        line = f"{done}: {_timely(judged.in_time, lang)} {then}"
        if not judged.on_record:
            line += say(
                lang,
                " (mốc tính thời hạn chưa được nhập vào ngày đó; xét theo những gì đã nhập sau)",
                " (what it is counted from wasn't on record that day; judged by what was entered "
                "later)",
            )
        line += f"; {hindsight}"
    if owed.due is None or deed.day <= owed.due or owed.term is None:
        return line
    late = days_late(
        owed.term.calendar, owed.due, deed.day, "working_days", on_unknown="provisional"
    )
    return line + say(
        lang, f", muộn {late} ngày làm việc", f", by {late} working day{'' if late == 1 else 's'}"
    )


def _timely(in_time: bool | None, lang: Language) -> str:
    return say(lang, "đúng hạn", "in time") if in_time else say(lang, "quá hạn", "late")


def _ower(owed: "Obligation", lang: Language) -> str:
    if owed.body is not None:
        return owed.body
    by = owed.owed_by
    kinds = [kind for kind in (by.office, by.body, by.party) if kind is not None]
    return ", ".join(say(lang, _OWERS.get(kind, kind), kind.replace("_", " ")) for kind in kinds)


def cited(citation: Citation, lang: Language) -> str:
    """A source as it is told: where it stands, and how sure we are of it."""
    text, certainty = citation.text, citation.certainty
    if citation.place:  # the ward's own document hasn't taken the place of the model plan
        text = text.replace(
            MODEL_PLAN, say(lang, MODEL_PLAN, "As in the model plan of Phổ Hoà, not adopted here")
        )
        certainty = "I"
    return f"{text} ({how_sure(certainty, lang)})"


def how_sure(certainty: Certainty, lang: Language) -> str:
    """How sure we are of a source: its letter, and what that means."""
    return f"{certainty}: {say(lang, *_CERTAINTY[certainty])}"


def say(lang: Language, vi: str, en: str) -> str:
    """The one of two texts that the reader reads."""
    return vi if lang == "vi" else en
