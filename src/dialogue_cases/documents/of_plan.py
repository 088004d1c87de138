"""Văn bản từ kế hoạch năm: the plan itself, and the schedule of receptions."""

from collections.abc import Sequence
from datetime import date

from dialogue_cases.documents.issuing import by_its_number, cells, names_on_record
from dialogue_cases.documents.sheet import (
    COMMITTEE,
    GOVERNMENT,
    Context,
    DocumentSheet,
    Signer,
    draft_mark,
    framed,
)
from dialogue_cases.documents.wording import BLANK, hour, place_of, short, weekday
from dialogue_cases.plan import Plan, ReceptionDay
from dialogue_cases.plan.text import blocks, shared
from dialogue_cases.plan.words import BODY_OF
from dialogue_cases.sentences import word
from dialogue_cases.session import Session
from dialogue_cases.spelling import spelled, spelling_of
from dialogue_cases.vocabulary import BodyKind, Document, OfficeKind, first_day


def year_plan(state: Plan, sheet: DocumentSheet) -> Context:
    """Kế hoạch: word for word as it is recorded, under the head of the body whose plan it is."""
    contents, adopted = state.contents, state.adopted
    issued = adopted.document if adopted else None
    context = framed(
        sheet,
        signer=issuer_of_plan(state, sheet),
        kind=contents.kind if contents else "KẾ HOẠCH",
        abbreviation="KH",
        title=contents.title if contents else "",
        number=issued,
        day=issued.issued_on if issued else None,
        draft="" if adopted else draft_mark(),
        recipients=[one.text for one in contents.recipients] if contents else [],
    )
    if contents is None:
        return {**context, "introduction": "", "parts": [], "closing": []}
    if contents.signature:
        block = contents.signature
        context["signature"] |= {"authority": block.authority, "title": block.title}
        context["signature"]["name"] = block.name or context["signature"]["name"]
    # Its words stay as they were adopted, so its head is spelled as its signature is.
    spelling = spelling_of(context["signature"]["authority"]) or context["spelling"]
    context["head"] |= {"issuer": spelled(context["head"]["issuer"], spelling)}
    context["spelling"] = None
    parts: list[Context] = []
    above: tuple[str, ...] = ()
    for headings, paragraphs in blocks(contents):
        for level in range(shared(above, headings), len(headings)):
            parts.append({"level": min(level, 2) + 1, "text": headings[level]})
        parts += [{"level": 0, "text": one} for one in paragraphs]
        above = headings
    return {
        **context,
        "introduction": contents.introduction,
        "parts": parts,
        "closing": list(contents.closing),
    }


def issuer_of_plan(state: Plan, sheet: DocumentSheet) -> Signer | None:
    """Whose plan it is: its head's; of a plan of old that doesn't say, by its number."""
    signer = sheet.head_of(BODY_OF[state.head])
    return by_its_number(signer, state.document, "KH", sheet.ward)


def reception_schedule(state: Plan, sheet: DocumentSheet) -> Context:
    """Lịch tiếp công dân: the announced days of the year, and those that were fixed.

    A day that is held or cancelled says so; a day that only the plan has is held by the office
    that the plan names.
    """
    year = state.year or sheet.day.year
    fixed = _fixed(sheet, year)
    planned = state.contents.reception_days if state.contents and state.adopted else ()
    rows: dict[date, Context] = {one.day: _announced(one) for one in planned}
    for day, row in fixed.items():
        # What only the plan says of a day that was fixed since still holds.
        before = rows.get(day, {})
        rows[day] = before | {
            name: said for name, said in row.items() if said or name not in before
        }
    document: Document | None = state.document
    signer = issuer_of_plan(state, sheet)
    issuer = sheet.issuer(signer)
    told: BodyKind = COMMITTEE if issuer.of_the_state else GOVERNMENT
    return {
        **framed(
            sheet,
            signer=signer,
            kind="LỊCH TIẾP CÔNG DÂN",
            abbreviation="TB",
            title=f"của {_receivers(planned, state.head)} năm {year}",
            number=sheet.number,
            day=sheet.day if sheet.number else None,
            draft="" if sheet.number else draft_mark(),
            recipients=issuer.recipients(
                *names_on_record(sheet.ward, ["party_standing_board", told]),
                cells(sheet.ward),
                "Niêm yết tại nơi tiếp công dân",
            ),
        ),
        "basis": _basis(document),
        "days": [rows[day] | {"number": str(n)} for n, day in enumerate(sorted(rows), start=1)],
    }


def _receivers(days: Sequence[ReceptionDay], head: OfficeKind) -> str:
    """Whose schedule it is: all who receive on one of its days, or the head whose plan it is."""
    offices = dict.fromkeys(office for one in days for office in (one.receiver, *one.together_with))
    return ", ".join(word(office) for office in offices or (head,))


def _basis(document: Document | None) -> str:
    if document is None:
        return ""
    number = f" số {document.number}" if isinstance(document.number, str) else ""
    about = (document.title or "").removeprefix(document.kind).strip()
    return f"Thực hiện {document.kind}{number} {about}".rstrip()


def _fixed(sheet: DocumentSheet, year: int) -> dict[date, Context]:
    found: dict[date, Context] = {}
    for state in sheet.lives.values():
        if not isinstance(state, Session) or state.legal_basis != "citizen_reception":
            continue
        arranged = state.arranged
        if arranged is None or arranged.day.year != year:
            continue
        note = ""
        if state.cancelled:
            note = f"Không tổ chức: {state.cancelled.reason}"
        elif state.fixed is None and state.postponed:
            last = state.postponed[-1]
            note = f"Hoãn đến ngày {short(first_day(last.to))}" if last.to else "Hoãn"
        found[arranged.day] = _row(arranged.day, hour(arranged.at), place_of(arranged.place), note)
    return found


def _announced(one: ReceptionDay) -> Context:
    """A day as the plan announces it: who receives, and until when one registers."""
    until = f"–{hour(one.ends)}" if one.ends else ""
    place = place_of(one.place) if one.place else BLANK
    note = f"Thay ngày {short(one.instead_of)}" if one.instead_of else ""
    return _row(one.day, f"{hour(one.at)}{until}", place, note) | {
        "receivers": received_by(one),
        "register_until": short(one.register_until) if one.register_until else "",
    }


def received_by(one: ReceptionDay) -> str:
    """Who receives on a day: the offices as they are called."""
    return " và ".join(word(office) for office in (one.receiver, *one.together_with))


def _row(day: date, at: str, place: str, note: str) -> Context:
    written = f"{weekday(day)[:1].upper()}{weekday(day)[1:]}, {short(day)}"
    return {
        "day": written,
        "at": at or hour(None),
        "place": place,
        "note": note,
        "receivers": "",
        "register_until": "",
    }
