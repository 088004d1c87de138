"""Văn bản cho người nộp đơn: the answer, the written refusal, the receipt for papers.

They go to the petitioner, so they bear a name and an address, which only who may read sealed
data can fill in; for everybody else these stay blank.
"""

from datetime import date
from typing import Any

from dialogue_cases.documents.issuing import (
    Series,
    by_its_number,
    cited,
    is_of_the_state,
    number_of,
)
from dialogue_cases.documents.sheet import (
    COMMITTEE,
    GOVERNMENT,
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import BLANK, ended, moment, until, word, written
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import (
    AdmissionRefused,
    Answered,
    AnswerOutcome,
    FiledWithoutProcessing,
    Petition,
)
from dialogue_cases.petition.grounds import in_law, somewhere
from dialogue_cases.vocabulary import Document, first_day

BLANK_ROWS = 5
"""How many lines of a receipt are left to be filled in by hand, where nothing is recorded."""


def person(state: Petition, sheet: DocumentSheet) -> Context:
    """Who raises it, as far as it may be read here."""
    named = [one for one in state.petitioners if one.petitioner_name is not None]
    first = named[0] if named else None
    others = state.people - 1 if state.people > 1 else 0
    return {
        "name": sheet.opened(first.petitioner_name if first else None),
        "address": sheet.opened(first.petitioner_address if first else None),
        "id_paper": sheet.opened(first.petitioner_id_paper if first else None),
        "others": f" và {others} người cùng nội dung" if others else "",
    }


def kind_of(state: Petition) -> str:
    """What a petition is called inside a sentence: by its content, once that is known."""
    if state.kind is None or state.kind == "anonymous_tip":
        return "đơn"
    return f"đơn {word(state.kind)}"


def received(state: Petition) -> str:
    """When it came in, and the day that is written on it."""
    raised = state.raised
    if raised is None:
        return f"{written(None)}"
    dated = f" (đơn đề {written(raised.written_on)})" if raised.written_on else ""
    return f"{written(first_day(raised.on))}{dated}"


def issuer_for(
    state: Petition,
    sheet: DocumentSheet,
    *,
    fact: Any = None,
    paper: Document | None = None,
    kind: str = "",
) -> Signer | None:
    """Whose paper about it is: of the body in whose series its number stands, or that decided.

    Args:
        fact: what the paper tells of; None while nobody has decided it: then it is the paper of
            the body that received the petition.
        paper: as recorded, with its number …
        kind: … and the symbol of its kind.
    """
    signer = sheet.signer_of(fact) if fact else None
    if signer is None:
        body = state.raised.received_by if state.raised else None
        known = sheet.ward.bodies.get(body) if body else None
        if is_of_the_state(known, sheet.ward):
            signer = sheet.head_of(GOVERNMENT)
        else:
            signer = sheet.head_of("party_office", COMMITTEE)
    return by_its_number(signer, paper, kind, sheet.ward)


def issuer_name(sheet: DocumentSheet, signer: Signer | None) -> str:
    """What the body that writes is called."""
    return sheet.name(signer.body) if signer else BLANK


# -- The answer ---------------------------------------------------------------------------


def answer(state: Petition, sheet: DocumentSheet) -> Context:
    """Thông báo cho công dân: accepted, more time, refused, transferred, or the result.

    What was recorded as told, the last of it, or the one that `sheet.which` counts; before
    anything was told, a draft of what the record has decided.
    """
    told = sheet.chosen(state.answers)
    outcome = told.outcome if told else _decided(state)
    # Who passed a petition on is told what became of it, not who wrote it.
    to_sender = told is not None and told.to == "sender"
    if to_sender and state.identity_is_secret:
        sheet = sheet.closed()
    if not to_sender and state.raised is not None and state.kind == "anonymous_tip":
        raise Invalid(
            "{stream} says nobody to answer: it came without a name",
            where="answer",
            expected="a petition that names who wrote it",
            stream=sheet.stream,
        )
    paper = told.document if told else None
    signer = issuer_for(state, sheet, fact=told, paper=paper, kind="TB")
    number = number_of(paper)
    enclosed = cited(paper) if number and not Series.of(number.symbol).fits("TB") else ""
    who = person(state, sheet)
    sender = state.raised.forwarded_by if state.raised else None
    name = issuer_name(sheet, signer)
    return {
        **framed(
            sheet,
            signer=signer,
            kind="THÔNG BÁO",
            abbreviation="TB",
            title=f"về việc xử lý {kind_of(state)}",
            number=paper,
            day=_day(told.document, first_day(told.on)) if told else None,
            draft="" if told else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên", case=True),
        ),
        "enclosed": enclosed,
        "to": (sender or BLANK) if to_sender else f"Ông (bà) {who['name']}",
        "address": "" if to_sender else who["address"],
        "introduction": (
            f"{received(state).capitalize()}, {name} nhận được {kind_of(state)}"
            + ("" if to_sender else f" của ông (bà) {who['name']}{who['others']}")
            + f" về việc: {ended(state.gist)}"
        ),
        "outcome": _outcome(state, sheet, outcome, told, name),
        "text": ended(told.gist) if told and told.gist else "",
        "contact": (told.contact or "") if told else "",
    }


def _decided(state: Petition) -> AnswerOutcome:
    """What would have to be told now."""
    if isinstance(state.closing, AdmissionRefused | FiledWithoutProcessing):
        return "refused"
    if state.is_resolved:
        return "result"
    if state.forwardings:
        return "transferred"
    return "accepted" if state.admitted else "more_time"


def _outcome(
    state: Petition,
    sheet: DocumentSheet,
    outcome: AnswerOutcome,
    told: Answered | None,
    name: str,
) -> str:
    kind = kind_of(state)
    match outcome:
        case "accepted":
            lead = f", giao {sheet.name(state.lead)} giải quyết" if state.lead else ""
            return f"{name} thông báo: {kind} đã được tiếp nhận, thụ lý{lead}."
        case "more_time":
            last = told.until if told else None
            return (
                f"{name} thông báo: cần thêm thời gian xác minh nội dung {kind}; kết quả sẽ được "
                f"trả lời {until(last) if last else 'trước ' + written(None)}."
            )
        case "refused":
            closing = state.closing
            ground = (
                word(closing.ground)
                if isinstance(closing, AdmissionRefused | FiledWithoutProcessing)
                else BLANK
            )
            return f"{name} thông báo: từ chối xử lý {kind}, với lý do: {ground}."
        case "transferred":
            sent = state.forwardings[-1] if state.forwardings else None
            to = sheet.name(sent.to) if sent and sent.to else (sent.to_name if sent else None)
            slip = sent.document if sent else None
            by = f" theo {slip.kind} số {slip.number}" if slip and slip.number else ""
            return (
                f"{name} thông báo: {kind} không thuộc thẩm quyền giải quyết và đã được chuyển "
                f"đến {to or BLANK}{by} để xem xét, giải quyết."
            )
        case "result":
            return f"{name} thông báo kết quả giải quyết {kind}:"


def _day(document: Document | None, otherwise: date) -> date:
    """The day of a document, or that of the fact where the document doesn't say."""
    if document is not None and isinstance(document.issued_on, date):
        return document.issued_on
    return otherwise


# -- The refusal --------------------------------------------------------------------------


def refusal(state: Petition, sheet: DocumentSheet) -> Context:
    """Thông báo từ chối: Mẫu số 01/TCD of Nghị định 154/2026/NĐ-CP, with the ground in law.

    Where a ground stands comes from `petition.grounds`; the form as it was transcribed cites
    another point for one of them, and the law's own text is followed.
    """
    refused = next(
        (one for one in reversed(state.turns) if isinstance(one, AdmissionRefused)), None
    )
    told = next((one for one in reversed(state.answers) if one.outcome == "refused"), None)
    document = (refused.document if refused else None) or (told.document if told else None)
    signer = issuer_for(state, sheet, fact=refused, paper=document, kind="TB")
    day = first_day(refused.on) if refused else None
    ground = in_law(refused.ground, "refuse", state.kind, day) if refused and day else None
    if ground is None and refused is not None:
        ground = somewhere(refused.ground, "refuse")
    return {
        **framed(
            sheet,
            signer=signer,
            kind="THÔNG BÁO",
            abbreviation="TB",
            title="về việc từ chối tiếp công dân",
            number=document,
            day=_day(document, day) if day else None,
            draft="" if document else draft_mark(),
            recipients=sheet.issuer(signer).recipients("Như trên", case=True),
        ),
        **person(state, sheet),
        "received": received(state).capitalize(),
        "issuer": issuer_name(sheet, signer),
        "kind": word(state.kind) if state.kind else "khiếu nại/tố cáo/kiến nghị, phản ánh",
        "gist": ended(state.gist),
        "basis": ground.citation.text if ground else BLANK,
        "ground": word(refused.ground) if refused else BLANK,
    }


# -- The receipt --------------------------------------------------------------------------


def receipt(state: Petition, sheet: DocumentSheet) -> Context:
    """Giấy biên nhận: Mẫu số 02/TCD, for the papers that the ward has and hasn't given back."""
    returned = {number for one in state.returns for number in one.attachments}
    papers = [one for one in state.attachments if one.number not in returned]
    last = papers[-1] if papers else None
    given = last.receipt if last else None
    signer = issuer_for(state, sheet, fact=last, paper=given, kind="GBN")
    holding = next(
        (one for one in sheet.ward.holdings if signer and one.officer == signer.officer), None
    )
    return {
        **framed(
            sheet,
            signer=signer,
            kind="GIẤY BIÊN NHẬN",
            abbreviation="GBN",
            title="thông tin, tài liệu",
            number=given if given and given.number else sheet.number,
            day=first_day(last.on) if last else None,
            draft="" if last else draft_mark(),
            numbered=False,
        ),
        **person(state, sheet),
        "when": moment(last.on) if last else moment(None),
        "where": issuer_name(sheet, signer),
        "officer": (holding.name or BLANK) if holding else BLANK,
        "office": holding.title if holding else BLANK,
        "papers": [
            {
                "number": str(one.number),
                "what": one.what,
                "pages": str(one.pages) if one.pages is not None else "…",
                "original": "bản gốc" if one.original else "bản sao",
            }
            for one in papers
        ]
        or [dict.fromkeys(("number", "what", "pages", "original"), "")] * BLANK_ROWS,
    }
