"""Báo cáo cuối năm: what a secretary would want to see, in 80 columns of plain text.

Each part is a function that reads `figures.Year` and yields paragraphs; `year_end` puts them
one after the other.
"""

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator

from dialogue_cases.deadlines import Obligation
from dialogue_cases.session import ConclusionReplaced, Session
from dialogue_cases.task import Extended
from dialogue_cases.vocabulary import StreamId, SystemAct
from diary import LABEL
from figures import Promise, Year, number_of
from report_of_cases import of_matters, of_petitions
from wording import (
    DESTINATIONS,
    FINDINGS,
    REPORTS,
    STATES,
    TOPICS,
    WARNINGS,
    WIDTH,
    Lines,
    body_name,
    entered_on,
    entry_name,
    group_name,
    officer_title,
    plain,
    shown_day,
    shown_on,
    timely,
    wrapped,
)


def year_end(year: Year) -> str:
    """The whole report."""
    parts: tuple[tuple[str, Callable[[Year], Lines]], ...] = (
        ("Kế hoạch và thực hiện", _sessions),
        ("Thông báo kết luận", _conclusions),
        ("Lời hứa trong các kết luận", _promises),
        ("Đơn và thời hạn", of_petitions),
        ("Vụ việc nêu nhiều lần", of_matters),
        (f"Quá hạn đến hết ngày {shown_day(year.on)}", _overdue),
        ("Nhiệm vụ theo phần III của kế hoạch", _duties),
        ("Cảnh báo", _warnings),
        ("Điểm cần xem xét trong sổ", _findings),
        ("Báo cáo và ngày tiếp dân", _reports),
        ("Sổ", _store),
    )
    lines = list(_head(year))
    for number, (title, part) in enumerate(parts, start=1):
        lines += ["", f"{number}. {title.upper()}", "-" * WIDTH, *part(year)]
    return "\n".join(lines) + "\n"


def _head(year: Year) -> Lines:
    ward = year.office.ward()
    yield "=" * WIDTH
    yield f"ĐỐI THOẠI VỚI NHÂN DÂN NĂM {year.year} – {ward.name.upper()}".center(WIDTH).rstrip()
    yield "=" * WIDTH
    yield from wrapped(
        f"{LABEL} Kế hoạch, tên cơ quan, tổ dân phố và lịch nghỉ là thật. Mọi ngày họp, ý kiến, "
        "lời hứa, con số và sự chậm trễ dưới đây đều được bịa ra để minh hoạ. "
        f"Tính đến hết ngày {shown_day(year.on)}."
    )


# -- 1 ---------------------------------------------------------------------------------------


def _sessions(year: Year) -> Lines:
    ward = year.office.ward()
    yield "    Tổ dân phố      Dự kiến  Đã họp      Người dự  Ý kiến  Chủ trì"
    for stream, held in year.sessions().items():
        place = ", ".join(ward.groups[group].name for group in held.groups)
        day = shown_on(held.ended.on) if held.ended else "chưa"
        chair = held.opened and next(
            one.title for one in ward.holdings if one.officer == held.opened.chair
        )
        foreseen = shown_on(held.foreseen.period) if held.foreseen else ""
        yield (
            f"{number_of(stream):>2}. {place:<15} {foreseen:<8} {day:<11} "
            f"{held.people or '':>8} {len(held.opinions):>7}  {chair or ''}"
        )
        for put_off in held.postponed:
            was = f" buổi ngày {shown_day(put_off.day)}" if put_off.day else ""
            yield from wrapped(f"Hoãn{was}: {plain(put_off.reason)}", 4)
        for owed in year.owed(stream, "P7"):
            if owed.status(year.on) == "met late" and owed.discharged:
                yield from wrapped(
                    f"Thông báo muộn {year.late_by(owed)} ngày làm việc: phát ngày "
                    f"{shown_day(owed.discharged.day)}, chậm nhất phải là {shown_day(owed.due)}.",
                    4,
                )
    held_in_quarters = year.of_periods("P5")
    met = sum(one.discharged is not None for one in held_in_quarters)
    planned, held_count = (
        len(year.plan().sessions),
        sum(one.ended is not None for one in year.sessions().values()),
    )
    yield ""
    yield from wrapped(
        f"Kế hoạch {planned} buổi, đã họp {held_count}; "
        f"{met}/{len(held_in_quarters)} quý có đối thoại."
    )
    told = Counter(how for held in year.sessions().values() for how in _handled(held))
    yield from wrapped(
        f"{told.total()} ý kiến: "
        + ", ".join(f"{how} {count}" for how, count in told.items())
        + "."
    )
    yield "Ý kiến theo chủ đề, qua các buổi:"
    for code, sessions in year.opinions_by_topic().items():
        where = ", ".join(f"buổi {number_of(one)}: {count}" for one, count in sessions.items())
        again = f"  (nêu ở {len(sessions)} buổi)" if len(sessions) > 1 else ""
        yield f"  {TOPICS[code]:<20} {sum(sessions.values()):>3}  {where}{again}"


def _handled(held: Session) -> Iterator[str]:
    """How each opinion was handled, in the order in which they were voiced."""
    answered = {one.number for one in held.answers}
    taken = {one.number: one.destination for one in held.takings}
    for opinion in held.opinions:
        if opinion.number in answered:
            yield "trả lời tại chỗ"
        elif opinion.number in taken:
            yield DESTINATIONS[taken[opinion.number]]
        else:
            yield "chưa trả lời, chưa tiếp nhận"


# -- 2 ---------------------------------------------------------------------------------------


def _conclusions(year: Year) -> Lines:
    late = []
    for stream, held in year.sessions().items():
        for owed in year.owed(stream, "P4"):
            yield from _conclusion(year, stream, held, owed)
            if owed.status(year.on) in ("met late", "overdue"):
                late.append(owed)
    for owed in late:
        yield ""
        yield f"Vì sao muộn – buổi {number_of(owed.stream)}, từng ngày một:"
        for line in owed.explain("vi"):
            yield from wrapped(line, 2, hang=5)


def _conclusion(year: Year, stream: StreamId, held: Session, owed: Obligation) -> Lines:
    number = held.notices[0].number if held.notices else "–"
    verdict = {
        "met in time": "đúng hạn",
        "met late": f"MUỘN {year.late_by(owed)} ngày làm việc",
        "overdue": f"CHƯA CÓ, quá hạn {year.late_by(owed)} ngày làm việc",
    }.get(owed.status(year.on), "còn hạn")
    issued = shown_day(owed.discharged.day) if owed.discharged else "chưa"
    yield (
        f"{number_of(stream):>2}. {number!s:<10} kết thúc {shown_day(owed.anchor_day)}, "
        f"hạn {shown_day(owed.due)}, ban hành {issued}"
    )
    notes = [verdict]
    if held.returns:
        notes.append(f"dự thảo bị trả lại {len(held.returns)} lần")
    for told in held.escalations:
        notes.append(f"báo cáo quá hạn lên trên ngày {shown_on(told.on)}")
    for notice in held.notices:
        if isinstance(notice, ConclusionReplaced):
            notes.append(f"thay bằng {notice.number} ngày {shown_on(notice.on)}")
    yield from wrapped("; ".join(notes), 15)


# -- 3 ---------------------------------------------------------------------------------------


def _promises(year: Year) -> Lines:
    promises = year.promises()
    yield from wrapped(_tally(promises))
    for stream, held in year.sessions().items():
        places = ", ".join(group_name(year, group) for group in held.groups)
        standing = held.notice.number if held.notice else "chưa có kết luận"
        yield ""
        yield f"Buổi {number_of(stream)}, {places} – {standing}"
        for promise in promises:
            if promise.source == stream:
                yield from _promise(year, promise)
    directions = year.directions()
    if directions:
        yield ""
        yield "Chỉ đạo sau các buổi tiếp dân"
    for promise in directions:
        yield from _promise(year, promise)


def _tally(promises: list[Promise]) -> str:
    kept = Counter(one.kept for one in promises if one.state == "kept")
    counted = Counter(one.state for one in promises)
    told = [f"{len(promises)} mục", f"đúng hạn {kept['in time']}", f"muộn {kept['late']}"]
    told += [
        f"{STATES[state].lower()} {counted[state]}"
        for state in STATES
        if state != "kept" and counted[state]
    ]
    return "; ".join(told) + "."


def _promise(year: Year, promise: Promise) -> Lines:
    followed = promise.task
    yield from wrapped(f"{promise.number}. {followed.text}", 2, hang=3)
    lead = body_name(year, followed.lead)
    if followed.lead_officer:
        lead += f" ({officer_title(year, followed.lead_officer)})"
    due = shown_day(followed.due) if followed.due else "không ghi"
    yield from wrapped(f"{lead} · hạn {due} · {_outcome(promise)}", 5)
    for note in _notes(year, promise):
        yield from wrapped(f"- {note}", 5)


def _outcome(promise: Promise) -> str:
    done = promise.owed.discharged if promise.owed else None
    if done and promise.kept == "in time":
        told = f"đúng hạn, {shown_day(done.day)}"
    elif done:
        told = f"MUỘN {promise.late_by} ngày làm việc, {shown_day(done.day)}"
    elif promise.state == "overdue":
        told = f"{STATES['overdue']} {promise.late_by} ngày làm việc"
    else:
        return STATES[promise.state]
    return told if promise.state in ("kept", "overdue") else f"{told}; {STATES[promise.state]}"


def _notes(year: Year, promise: Promise) -> Iterator[str]:
    followed = promise.task
    for extended in followed.terms:
        if isinstance(extended, Extended):
            days = f"{shown_day(extended.was)} đến {shown_day(extended.until)}"
            yield f"gia hạn từ {days}: {extended.reason}"
    for obstacle in followed.obstacles:
        answered = next((a for a in followed.answers if a.number == obstacle.number), None)
        reply = f"chỉ đạo ngày {shown_on(answered.on)}" if answered else "CHƯA CÓ CHỈ ĐẠO"
        yield f"vướng mắc ngày {shown_on(obstacle.on)}: {plain(obstacle.gist)} – {reply}"
    for rejected in followed.rejections:
        yield f"không công nhận ngày {shown_on(rejected.on)}: {plain(rejected.reason)}"
    for told in followed.escalations:
        yield f"báo cáo quá hạn lên trên ngày {shown_on(told.on)} (hạn {shown_day(told.due)})"
    for again in followed.redirections:
        yield f"chỉ đạo lại ngày {shown_on(again.on)}, hạn mới {shown_day(again.due)}"
    for referral in followed.referrals:
        yield f"chuyển {body_name(year, referral.to)} ngày {shown_on(referral.on)}"
    for concluded in followed.inspections:
        yield f"kết luận kiểm tra ngày {shown_on(concluded.on)}: {FINDINGS[concluded.finding]}"
    for carried in followed.carried:
        yield f"chuyển sang buổi {number_of(carried.to)} ngày {shown_on(carried.on)}"
    if followed.closed and followed.closed.outcome != "carried_out":
        yield f"khép lại ngày {shown_on(followed.closed.on)}: {plain(followed.closed.reason or '')}"


# -- 6 ---------------------------------------------------------------------------------------


def _overdue(year: Year) -> Lines:
    found = year.overdue()
    if not found:
        yield "Không có."
    for owed in found:
        what = year.office.as_of(owed.stream).text if owed.rule.id == "T1" else owed.rule.vi
        lead = body_name(year, owed.body) if owed.body else ""
        yield from wrapped(f"- {what}", 0)
        yield from wrapped(
            f"{lead} · hạn {shown_day(owed.due)} · quá {year.late_by(owed)} ngày làm việc · "
            f"{owed.stream}",
            2,
        )


# -- 7 ---------------------------------------------------------------------------------------


def _duties(year: Year) -> Lines:
    yield f"{'Cơ quan chủ trì':<24} {'đã báo xong':>12} {'chưa':>6}"
    left = []
    for body, duties in year.duties().items():
        missing = [(stream, duty) for stream, duty in duties if duty.is_open]
        left += missing
        done = f"{len(duties) - len(missing)}/{len(duties)}"
        yield f"{body_name(year, body):<24} {done:>12} {len(missing):>6}"
    yield ""
    yield "Chưa báo cáo hoàn thành:"
    for _, duty in left:
        where = (
            f"buổi {number_of(duty.origin.source)}"
            if duty.origin and duty.origin.kind == "session_duty"
            else "cả năm"
        )
        text = textwrap.shorten(duty.text, 100, placeholder=" …")
        begun = f" ({len(duty.progress)} lần báo tiến độ)" if duty.progress else ""
        yield from wrapped(f"- {body_name(year, duty.lead)}, {where}: {text}{begun}")


# -- 8 ---------------------------------------------------------------------------------------


def _warnings(year: Year) -> Lines:
    for stream, held, warning in year.warnings():
        told = WARNINGS[warning.rule].format(number=warning.number)
        if warning.rule == "opinion-is-answered-or-taken":
            opinion = held.opinion(warning.number)
            told += f": {plain(opinion.gist)}" if opinion else ""
        if warning.rule == "announcement-says-all":
            announced = held.announcements[warning.number - 1]
            said = f" (báo ngày {shown_day(announced.day)})" if announced.day else ""
            told += said
        yield from wrapped(f"- Buổi {number_of(stream)}: {told} [{warning.citation}]")


# -- 9 ---------------------------------------------------------------------------------------


def _findings(year: Year) -> Lines:
    for fact, waived in year.despite():
        yield from wrapped(f"- Trái quy định {waived.rule}: {waived.reason} ({entry_name(fact)})")
    for fact, was in year.corrections():
        yield from wrapped(
            f"- Sửa: {entry_name(was)} → {entry_name(fact)}, nhập ngày {entered_on(fact)}; "
            "bản cũ vẫn còn."
        )
        for before, since in year.changed_by(fact):
            yield from wrapped(
                f"Trước khi sửa, sổ cho là {timely(before)}; nay là {timely(since)}: "
                f"{since.rule.vi.lower()}, hạn {shown_day(since.due)}.",
                2,
            )
    for fact, was in year.voids():
        yield from wrapped(f"- Huỷ mục ghi: {entry_name(was)}; lý do: {fact.event.reason}.")
    for fact in year.late_entries():
        yield from wrapped(f"- Nhập muộn: {entry_name(fact)}, nhập ngày {entered_on(fact)}.")
    told = Counter(fact.stream for fact in year.escalations())
    yield from wrapped(
        f"- {told.total()} lần báo cáo quá hạn lên trên, về {len(told)} việc: "
        + "; ".join(f"{stream} ({count})" for stream, count in told.items())
        + "."
    )


# -- 10 ---------------------------------------------------------------------------------------


def _reports(year: Year) -> Lines:
    for one in year.reports():
        sent = "THIẾU"
        if one.sent:
            to = ", ".join(body_name(year, body) for body in one.sent.to)
            sent = f"{one.sent.document.number} ngày {shown_on(one.sent.on)}, gửi {to}"
        yield from wrapped(f"Quý {one.quarter}, {REPORTS[one.kind]}: {sent}", hang=4)
    months = year.of_periods("P1")
    lacking = [one for one in months if one.discharged is None]
    yield ""
    wanted = months[0].wanted if months else 0
    yield from wrapped(
        f"Ngày tiếp dân của Bí thư: {len(months) - len(lacking)}/{len(months)} tháng đủ {wanted} "
        f"ngày ({months[0].version.citation})."
    )
    names = ", ".join(str(one.anchor_day.month) for one in lacking)
    if lacking:
        yield from wrapped(f"Tháng chưa đủ, hoặc chưa ghi vào sổ: {names}.")


# -- 11 ---------------------------------------------------------------------------------------


def _store(year: Year) -> Lines:
    log = year.office.log
    facts = list(log.since())
    lives = Counter(one.stream.partition("/")[0] for one in facts)
    streams = len({one.stream for one in facts})
    by_rule = sum(isinstance(one.act, SystemAct) for one in facts)
    yield from wrapped(
        f"{len(facts)} sự kiện trong {streams} hồ sơ, vị trí cuối {log.position}; "
        f"{by_rule} việc do hệ thống ghi theo quy tắc."
    )
    yield from wrapped(", ".join(f"{word} {count}" for word, count in lives.items()))
    yield f"Bản quy định: {year.office.law.edition[:16]}…"
