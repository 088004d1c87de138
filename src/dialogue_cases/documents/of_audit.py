"""Tờ trích sổ: what an auditor is told of a case, of a decision or of the record, on paper."""

from collections.abc import Sequence
from typing import get_args

import attrs

from dialogue_cases import audit
from dialogue_cases.audit import columns
from dialogue_cases.audit import erasure as of_erasure
from dialogue_cases.audit.findings import AuditFinding
from dialogue_cases.audit.findings import findings as look_at
from dialogue_cases.audit.findings.said import told as finding_told
from dialogue_cases.audit.findings.totals import COLUMNS as TOTALS
from dialogue_cases.audit.findings.totals import FindingsBy, totals
from dialogue_cases.audit.openings import fields
from dialogue_cases.audit.openings import moment as opened_at
from dialogue_cases.documents.sheet import Context, DocumentSheet, framed
from dialogue_cases.documents.wording import moment, short
from dialogue_cases.errors import Invalid
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.record import in_effect, known_then, version_of
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.vocabulary import PartyId, event_ref


def timeline_of(office: Office, sheet: DocumentSheet) -> tuple[audit.TimelineEntry, ...]:
    """All that was recorded of the life and of what belongs to it, up to the day of the sheet."""
    return audit.timeline(
        office,
        sheet.stream,
        act=sheet.reader,
        on=sheet.day,
        known=sheet.known,
        withheld=_wording(sheet).say("[restricted]"),
    )


def timeline(_: object, sheet: DocumentSheet) -> Context:
    """Dòng thời gian: a row for each fact."""
    wording = _wording(sheet)
    rows: tuple[audit.TimelineEntry, ...] = sheet.answer
    return {
        **_framed(sheet, title=f"dòng thời gian của hồ sơ {sheet.stream}"),
        "rows": [
            {
                "on": wording.value(one.attribution.on),
                "what": columns.what(one, wording).replace("\n", ": "),
                "decided_by": columns.decider(one.attribution, wording).replace("\n", "; "),
                "authority": columns.authority(one.attribution, wording),
                "entered": columns.entry(one.attribution, wording).replace("\n", ", "),
                "notes": columns.notes(one, wording).replace("\n", "; "),
            }
            for one in rows
        ],
    }


def decision_of(office: Office, sheet: DocumentSheet) -> audit.DecisionRecord:
    """Of one fact of the life all that an auditor asks."""
    seen = [one for one in office.history(sheet.stream) if known_then(one, sheet.known)]
    version = version_of(seen) if sheet.which is None else sheet.which
    return audit.decision_record(
        office,
        event_ref(sheet.stream, version),
        act=sheet.reader,
        known=sheet.known,
        withheld=_wording(sheet).say("[restricted]"),
    )


def decision(_: object, sheet: DocumentSheet) -> Context:
    """Hồ sơ một quyết định: the parts of the page that the command prints."""
    told: audit.DecisionRecord = sheet.answer
    parts = audit.page(told, _wording(sheet), on=sheet.day)
    return {
        **_framed(sheet, title=f"quyết định ghi tại mục {told.attribution.ref}"),
        "parts": [
            {"title": f"{number}. {one.title}", "lines": list(one.lines)}
            for number, one in enumerate(parts, start=1)
        ],
    }


def findings_of(office: Office, sheet: DocumentSheet) -> tuple[AuditFinding, ...]:
    """What whoever checks the record should look at, on the day of the sheet."""
    return look_at(office, sheet.day, known=sheet.known)


def findings(_: object, sheet: DocumentSheet) -> Context:
    """Bảng điểm cần xem xét: a row for each finding, and how many by year, body and officer."""
    wording = _wording(sheet)
    rows: tuple[AuditFinding, ...] = sheet.answer
    told = [finding_told(one, wording.law, wording.language) for one in rows]
    return {
        **_framed(sheet, title="điểm cần xem xét trong sổ"),
        "rows": [
            {
                "number": str(number),
                "day": wording.value(one.day),
                "kind": one.kind,
                "where": one.where,
                "said": one.said,
                "rule": ". ".join(filter(None, (one.rule, one.citation))),
                "who": "; ".join(wording.value(who) for who in (one.officer, one.body) if who),
            }
            for number, one in enumerate(told, start=1)
        ],
        "totals": [
            {"by": wording.word(by)}
            | {column.shows: str(column.of(one, wording)) for column in TOTALS.shown}
            for by in get_args(FindingsBy)
            for one in totals(rows, by)
        ],
    }


def openings_of(
    office: Office, sheet: DocumentSheet
) -> tuple[tuple[audit.DataOpening, ...], tuple[str, ...]]:
    """Every opening of a party's data up to the day of the sheet, and where else the case lies.

    It is for the party, whoever makes it: what is held back isn't in it.
    """
    rows = audit.openings(office, _party(sheet), known=sheet.known)
    told = tuple(one for one in rows if in_effect(one.attribution.on, sheet.day))
    return told, office.copies(sheet.stream)


def openings(_: object, sheet: DocumentSheet) -> Context:
    """Ai đã xem dữ liệu của tôi: a row for each opening; of who opened it the office alone."""
    wording = _wording(sheet)
    rows, copies = sheet.answer
    return {
        **_framed(
            sheet,
            title=f"những lần mở dữ liệu cá nhân của đương sự {_party(sheet)}",
            recipients=("Người yêu cầu",),
        ),
        "rows": [
            {
                "number": str(number),
                "when": opened_at(one, wording),
                "who": _seat(one.attribution, wording),
                "purpose": one.purpose,
                "fields": fields(one, wording),
            }
            for number, one in enumerate(rows, start=1)
        ],
        "copies": list(copies),
    }


def erasure_of(office: Office, sheet: DocumentSheet) -> audit.ErasureCertificate:
    """What was erased of the case, or of the party of that number, up to the day of the sheet."""
    of = sheet.stream if sheet.which is None else PartyId(f"{sheet.stream}#{sheet.which}")
    told = audit.erasure_certificate(office, of, known=sheet.known)
    keys = tuple(one for one in told.keys if in_effect(one.attribution.on, sheet.day))
    return attrs.evolve(told, keys=keys)


def erasure(_: object, sheet: DocumentSheet) -> Context:
    """Giấy xác nhận xoá dữ liệu: a row for each key; of who decided it the office alone."""
    wording = _wording(sheet)
    told: audit.ErasureCertificate = sheet.answer
    return {
        **_framed(
            sheet,
            title=f"xác nhận xoá dữ liệu của hồ sơ {sheet.stream}",
            recipients=("Người yêu cầu",),
        ),
        "rows": [
            {
                "number": str(number),
                "whose": of_erasure.whose(one, wording),
                "fields": of_erasure.fields(one, wording),
                "on": wording.value(one.attribution.on),
                "recorded": f"{wording.value(one.attribution.recorded_at)}; "
                f"mục {one.attribution.ref}, vị trí {one.attribution.position}",
                "who": _seat(one.attribution, wording),
                "basis": of_erasure.basis(one, wording).replace("\n", "; "),
                "key": of_erasure.state(one, wording),
            }
            for number, one in enumerate(told.keys, start=1)
        ],
        "destroyed": told.destroyed,
        "remaining": list(of_erasure.remaining(told, wording)),
    }


def _party(sheet: DocumentSheet) -> PartyId:
    """The party that the paper is for, by their number in the case; never somebody else's."""
    if sheet.which is None:
        raise Invalid(
            "it isn't said of which party",
            where="--which",
            expected="the number of the party in the case, such as 1",
        )
    return PartyId(f"{sheet.stream}#{sheet.which}")


def _seat(one: audit.Attribution, wording: Reading) -> str:
    decider = one.decided_by
    return "" if decider is None else ", ".join(columns.seat(decider, wording))


def _framed(sheet: DocumentSheet, *, title: str, recipients: Sequence[str] = ()) -> Context:
    signer = sheet.head_of("party_office", "ward_party_committee", "people_committee")
    return {
        **framed(
            sheet,
            signer=signer,
            kind="TRÍCH SỔ",
            abbreviation="",
            title=title,
            day=sheet.day,
            recipients=sheet.issuer(signer).recipients(*recipients, case=True),
            numbered=False,
        ),
        "spelling": None,  # an extract says what the record does, letter by letter
        "as_of": _as_of(sheet),
    }


def _as_of(sheet: DocumentSheet) -> str:
    known = sheet.known
    if known is None:
        return f"Theo sổ đến hết ngày {short(sheet.day)}."
    if isinstance(known, int):
        return f"Theo sổ như đã ghi đến vị trí {known}."
    return f"Theo sổ như đã ghi đến hết {moment(known)}."


def _wording(sheet: DocumentSheet) -> Reading:
    language = Language("vi")
    language.meet(sheet.ward)
    return Reading(language, lambda: sheet.law or load_law())
