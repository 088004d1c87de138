"""Văn bản chuyển đi: the proposal to accept, the transfer slip, the letter of urging.

A transfer slip and a letter go to others. Where the author's identity is secret they are made
from a sheet that can't open sealed data, so no template can print what isn't there
(Luật Tố cáo 2018, Điều 8 và Điều 56).
"""

from datetime import date

from dialogue_cases.deadlines import of_task
from dialogue_cases.documents.before_session import issuer_of
from dialogue_cases.documents.issuing import by_its_number, cited
from dialogue_cases.documents.of_petition import (
    issuer_for,
    issuer_name,
    kind_of,
    person,
    received,
)
from dialogue_cases.documents.sheet import (
    COMMITTEE,
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import BLANK, ended, listed, short, until, word, written
from dialogue_cases.petition import Petition
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.session import Session
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import Document, first_day

# -- The proposal -------------------------------------------------------------------------


def acceptance_proposal(state: Petition, sheet: DocumentSheet) -> Context:
    """Phiếu đề xuất thụ lý: what was found on a petition, and what follows from it.

    It goes to the head, who decides; its fields are those of the form that programs implement
    (mẫu XLĐ, Thông tư 05/2021/TT-TTCP, Điều 13), its layout is ours.
    """
    admitted = state.admitted
    paper = admitted.document if admitted else None
    signer = issuer_for(state, sheet, paper=None if sheet.number else paper, kind="PĐX")
    issuer = sheet.issuer(signer)
    head = signer if issuer.of_the_state else sheet.head_of(COMMITTEE)
    return {
        **framed(
            sheet,
            signer=signer,
            kind="PHIẾU ĐỀ XUẤT THỤ LÝ ĐƠN",
            abbreviation="PĐX",
            number=sheet.number or paper,
            day=sheet.day if sheet.number else None,
            draft="" if sheet.number else draft_mark(),
            recipients=issuer.recipients("Như trên", case=True),
        ),
        **person(state, sheet),
        "to": _title(sheet, head),
        "received": received(state).capitalize(),
        "kind": kind_of(state),
        "gist": ended(state.gist),
        "earlier": (state.raised.earlier_handling or "") if state.raised else "",
        "findings": _findings(state, sheet),
        "proposal": _proposal(state, sheet),
    }


def _title(sheet: DocumentSheet, signer: Signer | None) -> str:
    for one in sheet.ward.holdings:
        if signer and (one.body, one.office) == (signer.body, signer.office):
            return one.title
    return BLANK


def _findings(state: Petition, sheet: DocumentSheet) -> list[str]:
    found = []
    if state.kind:
        area = state.classifications[-1].area
        found.append(f"Loại đơn: {word(state.kind)}; lĩnh vực: {word(area)}.")
    if state.eligibility:
        last = state.eligibility[-1]
        lacking = listed(word(one) for one in last.lacking)
        if last.eligible:
            found.append("Điều kiện xử lý: đủ điều kiện.")
        else:
            found.append(f"Điều kiện xử lý: chưa đủ, còn thiếu {lacking or BLANK}.")
    if state.competence:
        whose = state.competence[-1]
        body = sheet.name(whose.body) if whose.body else (whose.body_name or "")
        if whose.own:
            found.append(f"Thẩm quyền: thuộc thẩm quyền của {sheet.unit.kind}.")
        else:
            to = f"; thuộc {body}" if body else ""
            found.append(f"Thẩm quyền: không thuộc thẩm quyền của {sheet.unit.kind}{to}.")
    if state.complexity:
        criteria = listed(word(one) for one in state.complexity[-1].criteria)
        found.append(f"Vụ việc phức tạp: {criteria}.")
    return found


def _proposal(state: Petition, sheet: DocumentSheet) -> str:
    if state.is_eligible is False:
        return "Đề nghị người nộp đơn bổ sung những nội dung còn thiếu trước khi xem xét thụ lý."
    if state.is_own is False:
        whose = state.competence[-1]
        body = sheet.name(whose.body) if whose.body else (whose.body_name or BLANK)
        return f"Chuyển hoặc hướng dẫn đến {body} để giải quyết theo thẩm quyền."
    if state.is_eligible and state.is_own:
        lead = f", giao {sheet.name(state.lead)} chủ trì giải quyết" if state.lead else ""
        return f"Thụ lý {kind_of(state)}{lead}."
    return BLANK


# -- The transfer slip ----------------------------------------------------------------------


def transfer_slip(state: Petition | Proceeding, sheet: DocumentSheet) -> Context:
    """Phiếu chuyển đơn, phiếu chuyển thông tin of a tip, or phiếu chuyển hồ sơ to verifiers."""
    if isinstance(state, Proceeding):
        return _slip_to_verifiers(state, sheet.closed() if state.is_denunciation else sheet)
    secret = state.identity_is_secret
    if secret:
        sheet = sheet.closed()
    sent = state.forwardings[-1] if state.forwardings else None
    tip = state.tips[-1] if state.tips and sent is None else None
    fact = sent or tip
    slip: Document | None = sent.document if sent else None
    if tip is not None:
        slip = next((one for one in tip.documents if one.number), None)
    signer = issuer_for(state, sheet, fact=fact, paper=slip, kind="PC")
    body = (sent.to if sent else None) or (tip.to if tip else None)
    to = sheet.name(body) if body else ((sent.to_name if sent else None) or BLANK)
    basis = state.competence[-1].basis if state.competence else None
    who = {"name": "", "address": "", "others": ""} if secret else person(state, sheet)
    return {
        **framed(
            sheet,
            signer=signer,
            kind="PHIẾU CHUYỂN" + (" THÔNG TIN" if tip else " ĐƠN"),
            abbreviation="PC",
            number=slip,
            day=first_day(fact.on) if fact else None,
            draft="" if fact else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên", case=True),
        ),
        "to": to,
        "received": received(state).capitalize(),
        "issuer": issuer_name(sheet, signer),
        "kind": "thông tin phản ánh dấu hiệu vi phạm" if tip else kind_of(state),
        "secret": secret,
        "name": who["name"],
        "address": who["address"],
        "others": who["others"],
        "gist": ended(tip.signs if tip else state.gist),
        "basis": f"{basis.kind} {basis.number or ''} {basis.title or ''}".strip() if basis else "",
        "papers": [one.what for one in state.attachments],
        "report_by": until(sent.report_by) if sent and sent.report_by else "",
    }


def _slip_to_verifiers(state: Proceeding, sheet: DocumentSheet) -> Context:
    """What is handed to those who verify; of a denunciation nothing says who denounces."""
    came = state.received
    told = state.assigned[-1] if state.assigned else None
    signer = sheet.signer_of(told) if told else None
    if signer is None and state.body is not None:
        signer = Signer(body=state.body)
    paper = told.document if told else None
    # What assigned the verification is a decision of its own: the slip cites it.
    signer = by_its_number(signer, paper, "QĐ", sheet.ward)
    secret = state.is_denunciation
    by = came.raised_by[0] if came and came.raised_by and not secret else None
    return {
        **framed(
            sheet,
            signer=signer,
            kind="PHIẾU CHUYỂN HỒ SƠ XÁC MINH",
            abbreviation="PC",
            number=paper,
            day=first_day(told.on) if told else None,
            draft="" if told else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên", case=True),
        ),
        "to": told.to if told else BLANK,
        "received": written(first_day(came.on) if came else None).capitalize(),
        "issuer": issuer_name(sheet, signer),
        "kind": f"đơn {word(came.kind)}" if came else "đơn",
        "secret": secret,
        "name": sheet.opened(by.name if by else None),
        "address": sheet.opened(by.address if by else None),
        "others": "",
        "gist": ended(came.gist) if came else BLANK,
        "basis": cited(paper),
        "papers": [],
        "report_by": "",
    }


# -- The letter of urging -------------------------------------------------------------------


def urging_letter(state: Petition | Proceeding | Task, sheet: DocumentSheet) -> Context:
    """Công văn đôn đốc: what is owed, since when, and the new request; it names no citizen."""
    sheet = sheet.closed()
    match state:
        case Task():
            return _urging_a_task(state, sheet)
        case Petition():
            return _urging_a_petition(state, sheet)
        case Proceeding():
            return _urging_a_proceeding(state, sheet)


def _letter(
    sheet: DocumentSheet,
    *,
    signer: Signer | None,
    about: str,
    number: Document | None,
    day: date | None,
    **texts: str,
) -> Context:
    given = number if number is not None else sheet.number
    day = day or (sheet.day if sheet.number else None)
    return {
        **framed(
            sheet,
            signer=signer,
            kind="",
            abbreviation="",
            about=f"V/v đôn đốc {about}",
            number=given,
            day=day,
            draft="" if day else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên"),
        ),
        **texts,
    }


def _urging_a_task(state: Task, sheet: DocumentSheet) -> Context:
    work = sheet.work.get(sheet.stream) or of_task(state)
    late = work is not None and sheet.verdict(work) == "overdue"
    due = f", thời hạn {until(state.due)}" if state.due else ""
    return _letter(
        sheet,
        signer=_urging(state, sheet),
        about="thực hiện nhiệm vụ được giao",
        number=None,
        day=None,
        to=sheet.name(state.lead),
        matter=f"{sheet.name(state.lead)} được giao: {ended(state.text)}".removesuffix(".")
        + f"{due}.",
        source=_origin(state, sheet),
        state=(
            f"Đến ngày {short(sheet.day)} chưa nhận được báo cáo hoàn thành; nhiệm vụ đã quá hạn."
            if late
            else f"Đến ngày {short(sheet.day)} chưa nhận được báo cáo hoàn thành."
        ),
        request=(
            "Đề nghị khẩn trương thực hiện, báo cáo kết quả, nguyên nhân chậm và trách nhiệm "
            "bằng văn bản."
            if late
            else "Đề nghị khẩn trương thực hiện và báo cáo kết quả bằng văn bản."
        ),
    )


def _urging(state: Task, sheet: DocumentSheet) -> Signer | None:
    """Who urges: the office of whoever concluded it."""
    held = sheet.lives.get(state.origin.source) if state.origin else None
    if isinstance(held, Session):
        return issuer_of(held, sheet)
    return sheet.head_of("party_office", COMMITTEE)


def _origin(state: Task, sheet: DocumentSheet) -> str:
    """From which notice, plan or direction a task comes, as others know it."""
    origin = state.origin
    if origin is None:
        return ""
    held = sheet.lives.get(origin.source)
    if isinstance(held, Session) and held.notice is not None:
        notice = held.notice
        day = short(first_day(notice.on))
        return f"Nhiệm vụ tại mục {origin.number} Thông báo số {notice.number} ngày {day}."
    series, _, rest = origin.source.partition("/")
    if series == "plan":
        return f"Nhiệm vụ theo Kế hoạch tiếp dân, đối thoại năm {rest}."
    return f"Nhiệm vụ theo chỉ đạo, mục {origin.number}."


def _urging_a_petition(state: Petition, sheet: DocumentSheet) -> Context:
    urged = state.urgings[-1] if state.urgings else None
    sent = state.forwardings[-1] if state.forwardings else None
    body = (urged.to if urged else None) or state.lead or (sent.to if sent else None)
    name = (urged.to_name if urged else None) or (sent.to_name if sent else None)
    given = ""
    if sent:
        slip = sent.document
        by = f" theo {slip.kind} số {slip.number}" if slip and slip.number else ""
        given = f"Đơn đã được chuyển đến {written(first_day(sent.on))}{by}."
    elif state.assignments:
        given = f"Đơn đã được giao giải quyết {written(first_day(state.assignments[-1].on))}."
    return _letter(
        sheet,
        signer=issuer_for(state, sheet, fact=urged, paper=urged.document if urged else None),
        about=f"giải quyết {kind_of(state)}",
        number=urged.document if urged else None,
        day=first_day(urged.on) if urged else None,
        to=sheet.name(body) if body else (name or BLANK),
        matter=f"{received(state).capitalize()}, {sheet.unit.kind} nhận được {kind_of(state)} "
        f"về việc: {ended(state.gist)}",
        source=given,
        state=f"Thời hạn đã ấn định: {until(state.due)}." if state.due else "",
        request=_request(urged.gist if urged else "", urged.due if urged else None),
    )


def _urging_a_proceeding(state: Proceeding, sheet: DocumentSheet) -> Context:
    urged = state.urgings[-1] if state.urgings else None
    came = state.received
    return _letter(
        sheet,
        signer=by_its_number(
            (sheet.signer_of(urged) if urged else None) or sheet.head_of("party_office"),
            urged.document if urged else None,
            "",
            sheet.ward,
        ),
        about=f"giải quyết {word(state.kind) if state.kind else 'đơn'}",
        number=urged.document if urged else None,
        day=first_day(urged.on) if urged else None,
        to=sheet.name(state.body),
        matter=f"{written(first_day(came.on)).capitalize()}, {sheet.name(state.body)} tiếp nhận "
        f"{word(came.kind)} về việc: {ended(came.gist)}"
        if came
        else BLANK,
        source=f"Nội dung đôn đốc: {word(urged.demand)}." if urged else "",
        state="",
        request=_request(urged.gist if urged else "", urged.due if urged else None),
    )


def _request(gist: str, due: date | None) -> str:
    asked = ended(gist) if gist else "Đề nghị khẩn trương giải quyết và thông báo kết quả."
    return f"{asked} Đề nghị trả lời {until(due)}." if due else asked
