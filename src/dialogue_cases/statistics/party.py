"""Báo cáo định kỳ của Đảng: reception, dialogue, and what became of the people's petitions.

A report is a value, in Vietnamese, each line with the cases behind it: a document is only its
print. As tables do, it says the same again for the same period and state of the record.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, TypeAlias

from attrs import frozen

from dialogue_cases.deadlines import DATED, MET, Verdict
from dialogue_cases.law import Law
from dialogue_cases.petition import Petition
from dialogue_cases.projection import Views
from dialogue_cases.record import Known, Recorded
from dialogue_cases.session import Session
from dialogue_cases.statistics.book import Book, open_book
from dialogue_cases.statistics.counting import natural
from dialogue_cases.statistics.kept import open_part
from dialogue_cases.statistics.periods import RULE, ReportPeriod
from dialogue_cases.statistics.records import Member, Population, records
from dialogue_cases.task import PROMISES, Task
from dialogue_cases.vocabulary import (
    OF_THE_PARTY,
    BodyId,
    Citation,
    StreamId,
    Topic,
    TopicCode,
    first_day,
)

TOPICS: Mapping[TopicCode | None, str] = {
    "land_clearance": "về giải phóng mặt bằng",
    "land_management": "về quản lý đất đai",
    "environmental_sanitation": "về vệ sinh môi trường",
    "grassroots_democracy": "về dân chủ ở cơ sở",
    "other": "về nội dung khác",
    None: "chưa xếp chủ đề",
}
KINDS = {
    "complaint": "khiếu nại",
    "denunciation": "tố cáo",
    "suggestion": "kiến nghị, phản ánh",
    "tip": "thông tin không rõ người tố cáo",
    None: "chưa phân loại",
}
DEFINITION = 3
"""Which definition of the report; one that says something else by the same words is another."""

RECEIVED = (
    "Người được tiếp là người trình bày ý kiến hoặc nộp đơn, như ở biểu 01/TCD; "
    "người dự là người có mặt, theo biên bản hoặc khi kết thúc buổi tiếp"
)
"""What the two figures of a reception's people count."""

SESSIONS = (
    "Buổi được báo cáo là kỳ tiếp công dân và cuộc đối thoại của Bí thư; ý kiến, kết luận và chỉ "
    "đạo ở đây là của các buổi đó, không phải của hội nghị đối thoại của Ủy ban nhân dân"
)
"""Of which sessions the report tells."""

LATE = (
    "Đơn quá hạn là đơn còn nghĩa vụ quá hạn trên bảng theo dõi thời hạn, kể cả thông báo cho "
    "người nộp đơn và việc giải quyết của cơ quan có thẩm quyền"
)
"""What is counted as a petition that is overdue."""

Counted: TypeAlias = Mapping[Population, Sequence[Member]]
Cases: TypeAlias = tuple[StreamId, ...]


@frozen(kw_only=True)
class ReportLine:
    """Dòng báo cáo: a sentence, or a figure with what it counts.

    Args:
        text: in Vietnamese.
        figure: the number, where the line is one.
        cases: the lives that it rests on.
    """

    text: str
    figure: int | None = None
    cases: Cases = ()


@frozen(kw_only=True)
class ReportSection:
    """Phần báo cáo: its title and its lines."""

    title: str
    lines: tuple[ReportLine, ...]


@frozen(kw_only=True)
class PartyReport:
    """Báo cáo kết quả tiếp dân, đối thoại và xử lý phản ánh, kiến nghị.

    Args:
        ward: the ward's name.
        definition: by which definition of the report.
        period: what is reported.
        position: as was on record at this position of the log …
        as_of: … whose fact was recorded on this local day; None for an empty log.
        on: at the end of which local day everything is judged.
        is_over: whether the period was over when it was asked about.
        edition: the edition of the law by which in time or late was judged.
        addressees: to whom it goes, as the rule in force at the period's end says …
        citation: … and where that stands, and how sure we are; None: no rule was in force.
        sections: what it says.
    """

    ward: str
    definition: int
    period: ReportPeriod
    position: int
    as_of: date | None
    on: date
    is_over: bool
    edition: str
    addressees: tuple[str, ...]
    citation: Citation | None
    sections: tuple[ReportSection, ...]


def party_report(
    log: Iterable[Recorded[Any]],
    law: Law,
    *,
    period: ReportPeriod,
    known: Known | None = None,
    on: date | None = None,
) -> PartyReport:
    """Report on a period to the Party bodies above.

    Args:
        log: every stream, in the order of positions (`office.log.since()`).
        law: the edition that says to whom (`office.law`).
        period: the period (`statistics.period(…, "party", law)`).
        known: as was on record at the end of this local day, or at exactly this position.
        on: the local day on which it is asked; None: the one of which the last fact is known.
    """
    return _report(open_book(log, law, period, known=known, on=on))


def party_report_now(
    views: Views,
    law: Law,
    *,
    period: ReportPeriod,
    unfinished: Callable[[date], Iterable[StreamId]],
    on: date | None = None,
) -> PartyReport:
    """As `party_report`, of the record as it is now: the same lines, from the lives that matter.

    Args:
        views: of the store.
        law: …
        period: …
        unfinished: in which lives something is owed still at the end of a local day, by the same
            law, as the deadline board keeps them (`views.board.unfinished`): what is overdue is
            looked for in these alone.
        on: as `party_report` takes it.
    """
    return _report(open_part(views, law, period, on, unfinished))


def _report(book: Book) -> PartyReport:
    period = book.period
    counted = records(book)
    rule = book.law.version(RULE["party"], period.last)
    parts: tuple[tuple[str, Callable[[Book, Counted], Iterable[ReportLine]]], ...] = (
        ("Công tác tiếp dân, đối thoại", _held),
        ("Tiếp nhận ý kiến, phản ánh, kiến nghị, khiếu nại, tố cáo", _received),
        ("Kết quả giải quyết", _results),
        ("Vụ việc nêu nhiều lần, chưa giải quyết dứt điểm", _repeated),
        ("Đề xuất, kiến nghị", _proposals),
    )
    return PartyReport(
        ward=book.ward.name,
        definition=DEFINITION,
        period=period,
        position=book.position,
        as_of=book.as_of,
        on=book.day,
        is_over=book.is_over,
        edition=book.law.edition,
        addressees=rule.to if rule else (),
        citation=rule.citation if rule else None,
        sections=tuple(
            ReportSection(title=title, lines=tuple(part(book, counted))) for title, part in parts
        ),
    )


# -- I. What was held -----------------------------------------------------------------


def _sessions(book: Book) -> Mapping[StreamId, Session]:
    """Buổi được báo cáo: every line of the report that is about sessions is about these."""
    return {stream: one for stream, one in book.sessions.items() if one.legal_basis in OF_THE_PARTY}


def _is_reported(book: Book, one: Task) -> bool:
    """Whether a task doesn't come from a session of which somebody else reports."""
    held = None if one.origin is None else book.sessions.get(one.origin.source)
    return held is None or held.legal_basis in OF_THE_PARTY


def _held(book: Book, counted: Counted) -> Iterator[ReportLine]:
    dialogues = {
        stream: one
        for stream, one in _sessions(book).items()
        if one.legal_basis != "citizen_reception"
        and one.opened is not None
        and first_day(one.opened.on) in book.period
    }
    receptions = counted["reception"]
    delegated = [one.of for one in receptions if one.facts["section"] == "delegate"]
    turns = counted["turn"]
    yield _count("Số kỳ tiếp dân", (one.of for one in receptions))
    yield _count("Số kỳ tiếp dân do người được uỷ quyền chủ trì", delegated)
    yield _line("Số lượt tiếp", len(turns), (one.of for one in turns))
    yield _line("Số người được tiếp", sum(one.people for one in turns), (one.of for one in turns))
    present = {one.of: one.state.people for one in receptions if one.state.people is not None}
    yield _line("Số người dự các kỳ tiếp dân", sum(present.values()), present)
    yield ReportLine(text=RECEIVED)
    yield _count("Số cuộc đối thoại đã tổ chức", dialogues)
    for stream, one in dialogues.items():
        yield ReportLine(text=_dialogue(one), cases=(stream,))
    yield ReportLine(text=SESSIONS)
    yield from _not_held(book)


def _dialogue(one: Session) -> str:
    day = first_day(one.opened.on) if one.opened else None
    told = [f"Ngày {_day(day)}" + (f" tại {one.place.name}" if one.place else "")]
    if one.topics:
        told.append("chủ đề: " + "; ".join(topic.title for topic in one.topics))
    if one.people is not None:
        told.append(f"{one.people} người dự")
    if one.turns is not None:
        told.append(f"{one.turns} lượt phát biểu")
    told.append(f"{len(one.opinions)} ý kiến, {len(one.answered)} ý kiến được trả lời trực tiếp")
    if one.notice is None:
        told.append("chưa có thông báo kết luận")
    else:
        issued = _day(first_day(one.notice.on))
        told.append(f"Thông báo kết luận số {one.notice.number} ngày {issued}")
    return "; ".join(told)


def _not_held(book: Book) -> Iterator[ReportLine]:
    """What was put off or cancelled in the period, with the reason."""
    for stream, one in _sessions(book).items():
        for put_off in one.postponed:
            if first_day(put_off.on) in book.period:
                text = f"Hoãn buổi dự kiến ngày {_day(put_off.day)}: {put_off.reason}"
                yield ReportLine(text=text, cases=(stream,))
        if one.cancelled is not None and first_day(one.cancelled.on) in book.period:
            yield ReportLine(text=f"Huỷ buổi: {one.cancelled.reason}", cases=(stream,))


# -- II. What came in -----------------------------------------------------------------


def _received(book: Book, counted: Counted) -> Iterator[ReportLine]:
    sessions = _sessions(book)
    voiced = [
        (stream, opinion)
        for stream, one in sessions.items()
        for opinion in one.opinions
        if first_day(opinion.on) in book.period
    ]
    yield _line("Số ý kiến phát biểu", len(voiced), (stream for stream, _ in voiced))
    waiting = [
        stream
        for stream, one in sessions.items()
        for opinion in one.open_opinions
        if first_day(opinion.on) in book.period
    ]
    yield _line("Ý kiến chưa có hướng xử lý", len(waiting), waiting)
    petitions = [one for one in counted["petition"] if one.facts["came"] == "received"]
    # What an opinion became is counted once: as the petition, or as the parts of one.
    received = {one.of for one in petitions}
    received |= {
        one.of
        for one in counted["petition"]
        if one.facts["came"] == "set_aside" and one.day in book.period
    }
    yield _count("Số đơn tiếp nhận", (one.of for one in petitions))
    for kind, name in KINDS.items():
        its = [one.of for one in petitions if one.facts["kind"] == kind]
        if its:
            yield _count(f"Đơn: {name}", its)
    topics = [(one.of, one.state.raised.topic) for one in petitions]
    topics += [
        (stream, opinion.topic)
        for stream, opinion in voiced
        if book.petition_of_opinion.get((stream, opinion.number)) not in received
    ]
    for code, name in TOPICS.items():
        about = [stream for stream, topic in topics if _code(topic) == code]
        if about:
            yield _line(f"Ý kiến và đơn {name}", len(about), about)
    yield from _by_body(book, petitions)


def _by_body(book: Book, petitions: Sequence[Member]) -> Iterator[ReportLine]:
    """Which body was told to settle them."""
    led: dict[BodyId, list[StreamId]] = {}
    for one in petitions:
        state: Petition = one.state
        if state.lead is not None:
            led.setdefault(state.lead, []).append(one.of)
    for body, its in sorted(led.items()):
        yield _count(f"Đơn giao {_body(book, body)} giải quyết", its)


# -- III. What became of it -----------------------------------------------------------


def _results(book: Book, counted: Counted) -> Iterator[ReportLine]:
    """Promises of conclusions and directions, then petitions: done, in progress, overdue."""
    if not book.is_over:
        yield ReportLine(
            text=f"Kỳ báo cáo chưa kết thúc; tình hình tính đến hết ngày {_day(book.day)}"
        )
    stands = dict(_promises(book))

    def those(*verdicts: Verdict) -> list[StreamId]:
        return [stream for stream, verdict in stands.items() if verdict in verdicts]

    overdue = those("overdue")
    yield _count("Nội dung kết luận, chỉ đạo phải thực hiện", stands)
    yield _count("Đã thực hiện", those(*MET))
    yield _count("Đã thực hiện nhưng quá hạn", those("met late"))
    yield _count("Đã báo cáo xong, chờ xác nhận", those("reported done"))
    yield _count("Đang thực hiện, trong thời hạn", those(*DATED))
    yield _count("Đang thực hiện, chưa ấn định thời hạn", those("no last day"))
    yield _count("Việc thường xuyên", those("standing"))
    yield _count("Quá hạn chưa thực hiện", overdue)
    for stream in sorted(overdue, key=natural):
        yield ReportLine(text=_overdue(book, stream), cases=(stream,))
    yield _count("Thôi thực hiện: đã thay thế hoặc không còn cần", those("void"))
    yield from _by_conclusion(book, stands)
    petitions = [one for one in counted["petition"] if one.facts["came"] != "set_aside"]
    settled = [one.of for one in petitions if one.state.closed_on in book.period]
    is_open = [one.of for one in petitions if one.state.is_open]
    yield _count("Đơn giải quyết xong hoặc khép lại trong kỳ", settled)
    yield _count("Đơn chưa giải quyết xong đến cuối kỳ", is_open)
    late = [one.of for one in counted["petition"] if book.has_overdue(one.of)]
    yield _count("Đơn quá hạn đến cuối kỳ", late)
    yield ReportLine(text=LATE)
    past = [one.of for one in petitions if book.is_overdue(one.of)]
    yield _count("Đơn quá ngày được giao giải quyết", past)


def _promises(book: Book) -> Iterator[tuple[StreamId, Verdict]]:
    """Every promise that wasn't settled before the period, and how it stands."""
    before = book.period.first - timedelta(days=1)
    for stream, one in book.tasks.items():
        if one.origin is None or one.origin.kind not in PROMISES or not _is_reported(book, one):
            continue
        if book.verdict(stream, before) in (*MET, "void"):
            continue
        stands = book.verdict(stream)
        if stands is not None:
            yield stream, stands


def _overdue(book: Book, stream: StreamId) -> str:
    """What is overdue, whose it is, and the reason as it was told last."""
    one, work = book.tasks[stream], book.work(stream)
    due = None if work is None else work.on(book.day).due
    told = f"{one.text} ({_body(book, one.lead)}, hạn {_day(due)})"
    reasons = [each.gist for each in one.obstacles] or [each.gist for each in one.progress]
    return f"{told}; lý do: {reasons[-1]}" if reasons else f"{told}; chưa báo cáo lý do"


def _by_conclusion(book: Book, stands: Mapping[StreamId, Verdict]) -> Iterator[ReportLine]:
    """Kết quả thực hiện từng thông báo kết luận."""
    its: dict[StreamId, list[StreamId]] = {}
    for stream in stands:
        origin = book.tasks[stream].origin
        if origin is not None:
            its.setdefault(origin.source, []).append(stream)
    for source in sorted(its, key=natural):
        held = book.sessions.get(source)
        if held is None or held.notice is None:
            continue
        told = Counter(stands[stream] for stream in its[source])
        done = sum(told[one] for one in MET)
        number = held.notice.number
        text = f"Thông báo kết luận số {number}: đã thực hiện {done}/{len(its[source])} nội dung"
        if told["reported done"]:
            text += f"; chờ xác nhận {told['reported done']}"
        if told["void"]:
            text += f"; thôi thực hiện {told['void']}"
        yield ReportLine(text=text, cases=tuple(sorted(its[source], key=natural)))


# -- IV. What is raised again and again -----------------------------------------------


def _repeated(book: Book, _: Counted) -> Iterator[ReportLine]:
    pressing = {
        stream: one for stream, one in book.matters.items() if one.is_repeatedly_raised_unresolved
    }
    yield _count("Số vụ việc", pressing)
    for stream, one in sorted(pressing.items(), key=lambda each: natural(each[0])):
        gist = one.opened.gist if one.opened else stream
        told = [gist, f"nêu {one.times_raised} lần", f"từ ngày {_day(one.first_raised)}"]
        if charged := one.bodies_charged(book.ward):
            told.append("giao " + ", ".join(_body(book, body) for body in charged))
        if one.solutions:
            told.append(f"hướng giải quyết: {one.solutions[-1].gist}")
        yield ReportLine(text="; ".join(told), cases=(stream,))


# -- V. What is proposed --------------------------------------------------------------


def _proposals(book: Book, _: Counted) -> Iterator[ReportLine]:
    """What those charged propose, and what the Committee is advised to direct again."""
    reported = {stream: one for stream, one in book.tasks.items() if _is_reported(book, one)}
    for stream, one in sorted(reported.items(), key=lambda each: natural(each[0])):
        for obstacle in one.open_obstacles:
            asked = f"; đề xuất: {obstacle.proposal}" if obstacle.proposal else ""
            text = f"{_body(book, one.lead)}: vướng mắc: {obstacle.gist}{asked}"
            yield ReportLine(text=text, cases=(stream,))
        for proposal in one.open_proposals:
            text = f"Tham mưu tiếp tục chỉ đạo: {proposal.gist}"
            yield ReportLine(text=text, cases=(stream,))


# -- Words ----------------------------------------------------------------------------


def _count(text: str, cases: Iterable[StreamId]) -> ReportLine:
    found = tuple(sorted(cases, key=natural))
    return ReportLine(text=text, figure=len(found), cases=found)


def _line(text: str, figure: int, cases: Iterable[StreamId]) -> ReportLine:
    return ReportLine(
        text=text, figure=figure, cases=tuple(sorted(dict.fromkeys(cases), key=natural))
    )


def _day(day: date | None) -> str:
    return "…" if day is None else f"{day:%d/%m/%Y}"


def _code(topic: Topic | None) -> TopicCode | None:
    return None if topic is None else topic.code


def _body(book: Book, body: BodyId | None) -> str:
    known = book.ward.bodies.get(body) if body is not None else None
    return known.name if known is not None else str(body or "chưa giao")
