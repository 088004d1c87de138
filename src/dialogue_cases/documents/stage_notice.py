"""Phiếu báo tình trạng xử lý đơn: where a petition stands, for somebody who came on paper.

Who brought a petition on paper looks nothing up; this tells them what has been done, stage by
stage. Of a denunciation it tells the days and nothing of what it is about, because an envelope is
opened by others too (Luật Tố cáo 2018, Điều 8 và Điều 56).
"""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter

from dialogue_cases.documents.of_petition import (
    issuer_for,
    issuer_name,
    kind_of,
    person,
    received,
)
from dialogue_cases.documents.sheet import Context, DocumentSheet, draft_mark, framed
from dialogue_cases.documents.wording import BLANK, ended, short, until, word
from dialogue_cases.petition import Answered, Petition
from dialogue_cases.vocabulary import first_day


def stage_notice(state: Petition, sheet: DocumentSheet) -> Context:
    """Phiếu báo tình trạng xử lý đơn: received, accepted or passed on, extended, answered."""
    signer = issuer_for(state, sheet)
    secret = state.identity_is_secret
    name = issuer_name(sheet, signer)
    about = "" if secret else f" về việc: {ended(state.gist)}"
    last = state.answers[-1] if state.answers else None
    return {
        **framed(
            sheet,
            signer=signer,
            kind="PHIẾU BÁO",
            abbreviation="PB",
            title="về tình trạng xử lý đơn",
            number=sheet.number,
            day=sheet.day if sheet.number else None,
            draft="" if sheet.number else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên", case=True),
        ),
        **person(state, sheet),
        "introduction": (
            f"{received(state).capitalize()}, {name} nhận được {_called(state)} của ông (bà)"
            f"{about or '.'} Đến ngày {short(sheet.day)}, {_called(state)} được xử lý như sau:"
        ),
        "stages": [
            f"Ngày {short(day)}: {ended(said)}"
            for day, said in sorted(_stages(state, sheet), key=itemgetter(0))
        ],
        "now": _now(state),
        "contact": (last.contact or "") if last else "",
    }


def _called(state: Petition) -> str:
    """By its kind, except where nobody but the writer may know what it is."""
    return "đơn" if state.identity_is_secret else kind_of(state)


def _stages(state: Petition, sheet: DocumentSheet) -> Iterator[tuple[date, str]]:
    """What has been done, each with its day."""
    if state.raised is not None:
        yield first_day(state.raised.on), "đã tiếp nhận đơn"
    if state.admitted is not None:
        yield first_day(state.admitted.on), "đã thụ lý"
    for assigned in state.assignments:
        lead = sheet.name(assigned.lead)
        to = "cơ quan có trách nhiệm" if state.identity_is_secret else lead
        yield first_day(assigned.on), f"đã giao {to} giải quyết"
    for sent in state.forwardings:
        body = sheet.name(sent.to) if sent.to else (sent.to_name or BLANK)
        where = "cơ quan có thẩm quyền" if state.identity_is_secret else body
        yield first_day(sent.on), f"đã chuyển đến {where} để xem xét, giải quyết theo thẩm quyền"
    for told in state.answers:
        if told.to == "petitioner" and (said := _answered(told)):
            yield first_day(told.on), said


def _answered(told: Answered) -> str:
    match told.outcome:
        case "more_time":
            last = until(told.until) if told.until else ""
            return f"đã báo cần thêm thời gian xác minh{', sẽ trả lời ' + last if last else ''}"
        case "result":
            return "đã trả lời kết quả giải quyết"
        case "refused":
            return "đã trả lời về việc không xử lý đơn"
        case _:
            return ""  # what was accepted or passed on stands for itself


def _now(state: Petition) -> str:
    """Where it stands; the outcome itself is told by its own paper."""
    if state.closing is None:
        so_far = "đang được xử lý" if state.identity_is_secret else word(state.status)
        return f"Hiện nay: {so_far}; chưa kết thúc."
    return f"Hiện nay: {'đã kết thúc' if state.identity_is_secret else word(state.status)}."
