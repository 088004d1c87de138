"""Báo cáo định kỳ của Đảng, hồ sơ của một buổi: papers of what the views and figures answer."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dialogue_cases.documents.before_session import chair_of, issuer_of, subject
from dialogue_cases.documents.sheet import COMMITTEE, Context, DocumentSheet, draft_mark, framed
from dialogue_cases.documents.wording import ended, listed, place_of, short, topics_of
from dialogue_cases.errors import Invalid
from dialogue_cases.law import load_law
from dialogue_cases.office import Office
from dialogue_cases.projection import Columns, Views
from dialogue_cases.record import Known
from dialogue_cases.sentences import Language, Reading
from dialogue_cases.session import Session
from dialogue_cases.statistics import PartyReport, party_report, party_report_now, period
from dialogue_cases.views import board, dossier, ledger, matters

# -- The Party's periodic report ----------------------------------------------------------


def party_report_on(
    office: Office, label: str, *, on: date | None = None, known: Known | None = None
) -> PartyReport:
    """The Party's report on a period, of a past state of the record or as it is now.

    Args:
        office: whose record it is.
        label: the period, such as `2026-Q1`.
        on: the local day on which it is asked; None: the one of which the last fact is known.
        known: as was on record at the end of this local day, or at this position.

    Raises:
        Invalid: the period can't be read.
    """
    asked: dict[str, Any] = {"period": period(label, "party", office.law), "on": on}
    if known is not None:
        return party_report(office.log.sound(), office.law, known=known, **asked)
    with Views.of(office) as views:
        unfinished = partial(board.unfinished, views)
        return party_report_now(views, office.law, unfinished=unfinished, **asked)


def report_of(office: Office, sheet: DocumentSheet) -> PartyReport:
    """The report on the period of the sheet."""
    if sheet.period is None:
        raise Invalid(
            "it is missing", where="--period", expected="a period such as 2026-Q1 or 2026-year"
        )
    return party_report_on(office, sheet.period, on=sheet.day, known=sheet.known)


def report(_: object, sheet: DocumentSheet) -> Context:
    """Báo cáo: every section and line, in its order."""
    told: PartyReport = sheet.answer
    signer = sheet.head_of(COMMITTEE)
    days = told.period
    return {
        **framed(
            sheet,
            signer=signer,
            kind="BÁO CÁO",
            abbreviation="BC",
            title="kết quả tiếp dân, đối thoại và xử lý phản ánh, kiến nghị\n"
            f"(từ ngày {short(days.first)} đến ngày {short(days.last)})",
            number=sheet.number,
            day=sheet.day if sheet.number else None,
            draft="" if sheet.number else draft_mark(),
            recipients=sheet.issuer(signer).recipients(*told.addressees),
        ),
        "sections": [
            {
                "title": one.title,
                "lines": [
                    ended(line.text) if line.figure is None else f"{line.text}: {line.figure}."
                    for line in one.lines
                ],
            }
            for one in told.sections
        ],
    }


# -- The dossier of a session ---------------------------------------------------------------


def dossier_of(office: Office, sheet: DocumentSheet) -> dossier.Dossier:
    """What is known for and from the session, at the end of the day of the sheet."""
    with Views.of(office) as views:
        return dossier.dossier(views, sheet.stream, sheet.day, known=sheet.known)


def session_dossier(state: Session, sheet: DocumentSheet) -> Context:
    """Hồ sơ: what to know before a session, and what came of it."""
    told: dossier.Dossier = sheet.answer
    wording = _wording(sheet)
    lines = told.lines.rows
    signer = issuer_of(state, sheet)
    name = subject(state, sheet)
    day = told.head.held_on or told.head.day
    return {
        **framed(
            sheet,
            signer=signer,
            kind="HỒ SƠ",
            abbreviation="",
            title=name,
            day=sheet.day,
            recipients=sheet.issuer(signer).recipients(case=True),
            numbered=False,
        ),
        "on": short(sheet.day),
        "day": short(day),
        "place": place_of(state.place),
        "topics": ended(topics_of(state.topics)) if state.topics else "",
        "chair": chair_of(state, sheet),
        "people": "" if told.head.people is None else str(told.head.people),
        "before": _rows(
            dossier.COLUMNS, [one for one in lines if one.part not in dossier.AFTER], wording
        ),
        "matters": _rows(matters.COLUMNS, told.matters.rows, wording),
        "earlier": _rows(ledger.COLUMNS, told.earlier.rows, wording),
        "after": _rows(
            dossier.COLUMNS, [one for one in lines if one.part in dossier.AFTER], wording
        ),
        "promised": _rows(ledger.COLUMNS, told.promised.rows, wording),
    }


def _wording(sheet: DocumentSheet) -> Reading:
    language = Language("vi")
    language.meet(sheet.ward)
    return Reading(language, lambda: sheet.law or load_law())


def _rows(columns: Columns[Any], rows: Sequence[Any], wording: Reading) -> list[Context]:
    """Rows of a view as its columns say them, each cell by the first field that it shows."""

    def said(value: Any) -> str:
        return "" if value in (None, "", ()) else wording.value(value)

    return [
        {"row": str(number)}
        | {
            column.fields[0]: listed(said(column.of(row, wording)).split("\n"))
            for column in columns.shown
        }
        for number, row in enumerate(rows, start=1)
    ]
