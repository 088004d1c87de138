"""Báo cáo kết quả giải quyết: what became of what was promised, for the Standing Board.

Part III.2 of the plan of 2023: the Office follows, reviews and sums up the results per
conclusion, after receptions and dialogues, and advises to go on directing what is unsettled.
"""

from collections import Counter
from collections.abc import Mapping

from dialogue_cases.deadlines import UNFINISHED
from dialogue_cases.documents.before_session import issuer_of
from dialogue_cases.documents.charts import Spec, promises_by_body
from dialogue_cases.documents.of_plan import issuer_of_plan
from dialogue_cases.documents.promises import ORDER, Promise, promises
from dialogue_cases.documents.sheet import (
    COMMITTEE,
    GOVERNMENT,
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import (
    BLANK,
    ended,
    inside,
    listed,
    place_of,
    short,
    topics_of,
    word,
)
from dialogue_cases.matter import Matter
from dialogue_cases.plan import Plan
from dialogue_cases.session import Session
from dialogue_cases.views.topics import NO_TOPIC
from dialogue_cases.vocabulary import StreamId, first_day


def follow_up_report(state: Plan | Session, sheet: DocumentSheet) -> Context:
    """Báo cáo: of one session, or of all sessions of a plan's year."""
    signer = issuer_for(state, sheet)
    issuer = sheet.issuer(signer)
    head = "Chủ tịch Ủy ban nhân dân" if issuer.of_the_state else "Bí thư Đảng ủy"
    sessions = _sessions(state, sheet, of_the_state=issuer.of_the_state)
    found = promises(sheet, of=sessions)
    counted = Counter(one.state for one in found)
    title = "kết quả giải quyết ý kiến, kiến nghị của Nhân dân theo kết luận của "
    title += head
    if isinstance(state, Plan):
        year = state.year or sheet.day.year
        title += f" sau tiếp dân, đối thoại năm {year}"
    return {
        **framed(
            sheet,
            signer=signer,
            kind="BÁO CÁO",
            abbreviation="BC",
            title=title,
            number=sheet.number,
            day=sheet.day if sheet.number else None,
            draft="" if sheet.number else draft_mark(),
            recipients=issuer.recipients(*_readers(sheet, of_the_state=issuer.of_the_state)),
        ),
        "on": short(sheet.day),
        "sessions": [
            _session(str(n), one, stream, sheet)
            for n, (stream, one) in enumerate(sessions.items(), start=1)
        ],
        "topics": _topics(sessions),
        "total": str(len(found)),
        "counts": [
            {"state": word(state), "number": str(counted[state])}
            for state in ORDER
            if counted[state]
        ],
        "items": [_item(one, sheet) for one in found],
        "unsettled": [_unsettled(one, sheet) for one in found if one.state in UNFINISHED],
        "repeated": _repeated(sheet),
        "proposals": _proposals(found, sheet),
        "chart": "",
    }


def chart(state: Plan | Session, sheet: DocumentSheet) -> Spec:
    """Biểu đồ: what the report counts, by body."""
    of_the_state = sheet.issuer(issuer_for(state, sheet)).of_the_state
    return promises_by_body(sheet, of=_sessions(state, sheet, of_the_state=of_the_state))


def issuer_for(state: Plan | Session, sheet: DocumentSheet) -> Signer | None:
    """Who reports: the People's Committee on its chairman's conclusions, else the Party office."""
    if isinstance(state, Session):
        return issuer_of(state, sheet)
    planned = issuer_of_plan(state, sheet)
    if sheet.issuer(planned).of_the_state:
        return planned
    return sheet.head_of("party_office") or planned


def _readers(sheet: DocumentSheet, *, of_the_state: bool) -> list[str]:
    """To whom it goes: who directs it, as far as the record has them."""
    board = "" if of_the_state else sheet.name(sheet.of_kind("party_standing_board"))
    head = sheet.head_of(GOVERNMENT if of_the_state else COMMITTEE)
    held = [one.title for one in sheet.ward.holdings if head and one.officer == head.officer]
    return [board if board != BLANK else "", *held[:1]]


def _sessions(
    state: Plan | Session, sheet: DocumentSheet, *, of_the_state: bool
) -> dict[StreamId, Session]:
    if isinstance(state, Session):
        return {sheet.stream: state}
    year = str(state.year or sheet.day.year)
    found = {
        stream: one
        for stream, one in sheet.lives.items()
        if isinstance(one, Session)
        and stream.split("/")[1] == year
        and one.opened is not None
        and one.of_the_party != of_the_state
    }
    return dict(sorted(found.items(), key=lambda one: first_day(one[1].opened.on)))  # type: ignore[union-attr]


def _session(number: str, state: Session, stream: StreamId, sheet: DocumentSheet) -> Context:
    groups = ", ".join(sheet.group(one) for one in state.groups)
    received = stream.startswith("reception/")
    what = "Tiếp công dân" if received else "Đối thoại"
    notice = state.notice
    missing = "" if received else "chưa ban hành"
    return {
        "number": number,
        "what": f"{what} {groups}".rstrip(),
        "day": short(first_day(state.opened.on)) if state.opened else "…",
        "place": place_of(state.place),
        "topics": topics_of(state.topics) if state.topics else "",
        "people": str(state.people) if state.people is not None else "…",
        "opinions": str(len(state.opinions)),
        "notice": (f"{notice.number}, {short(first_day(notice.on))}" if notice else missing),
    }


def _topics(sessions: Mapping[StreamId, Session]) -> str:
    counted: Counter[str] = Counter(
        one.topic.code if one.topic else NO_TOPIC
        for state in sessions.values()
        for one in state.opinions
    )
    return listed(f"{word(code)}: {number} ý kiến" for code, number in counted.most_common())


def _item(one: Promise, sheet: DocumentSheet) -> Context:
    told = word(one.state)
    if one.state == "reported done" and one.late:
        told += ", quá hạn"
    day = f" ({short(one.done)})" if one.done else ""
    return {
        "number": str(one.number),
        "source": _source(one.source, sheet),
        "text": ended(one.text),
        "lead": sheet.name(one.lead),
        "due": _deadline(one, sheet),
        "state": told[0].upper() + told[1:] + day,
    }


def _deadline(one: Promise, sheet: DocumentSheet) -> str:
    """In the words of the notice, while its day holds; else the day, or that there is none."""
    held = sheet.lives.get(one.source)
    items = held.notice.items if isinstance(held, Session) and held.notice else ()
    said = next((item for item in items if item.number == one.number), None)
    if said is not None and said.due_text and said.due == one.due:
        return said.due_text
    if one.due is not None:
        return short(one.due)
    return "thường xuyên" if one.task.is_standing else "chưa ấn định thời hạn"


def _source(source: StreamId, sheet: DocumentSheet) -> str:
    held = sheet.lives.get(source)
    if isinstance(held, Session) and held.opened is not None:
        return short(first_day(held.opened.on))
    return source


def _unsettled(one: Promise, sheet: DocumentSheet) -> Context:
    """What isn't done, and the reasons as far as they were told."""
    told = [f"vướng mắc: {inside(each.gist).rstrip('.')}" for each in one.task.obstacles]
    told += [f"đã báo cáo: {inside(each.gist).rstrip('.')}" for each in one.task.progress[-1:]]
    told += [
        f"kết quả báo cáo không được công nhận: {inside(each.reason).rstrip('.')}"
        for each in one.task.rejections[-1:]
    ]
    if one.task.redirections:
        told.append(f"đã chỉ đạo lại {len(one.task.redirections)} lần")
    return {
        "text": ended(one.text).rstrip("."),
        "lead": sheet.name(one.lead),
        "state": word(one.state),
        "reasons": ended(listed(told, "chưa có báo cáo")),
    }


def _repeated(sheet: DocumentSheet) -> list[str]:
    """Matters that were raised again and again, and aren't settled."""
    return [
        f"{one.opened.gist.rstrip('.')}: nêu {one.times_raised} lần."
        for one in sheet.lives.values()
        if isinstance(one, Matter) and one.opened and one.is_repeatedly_raised_unresolved
    ]


def _proposals(found: list[Promise], sheet: DocumentSheet) -> list[str]:
    """What the Committee is advised to direct again, as recorded; else the overdue by name."""
    told = []
    for one in found:
        open_ones = one.task.open_proposals
        told += [ended(each.gist) for each in open_ones]
        if one.state == "overdue" and not open_ones:
            told.append(
                f"Đề nghị tiếp tục chỉ đạo {sheet.name(one.lead)} thực hiện: {ended(one.text)}"
            )
    return told
