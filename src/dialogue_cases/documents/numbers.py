"""Số văn bản: the next number of a series, read from the record and kept nowhere.

Party documents are numbered from 01 for each kind within the committee's term of office, state
documents from 01 each year (Nghị định 30/2020/NĐ-CP, Điều 15). A number is given at issue, by
the decision that records it; what is told here is only what would come next.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from dialogue_cases.errors import Invalid
from dialogue_cases.office.checks import papers_in
from dialogue_cases.record import Recorded, next_after
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import BodyId, Document, DocumentNumber, first_day
from dialogue_cases.ward import TermBegun, Ward


def next_paper_number(
    facts: Iterable[Recorded[Any]], ward: Ward, symbol: str, *, on: date
) -> DocumentNumber:
    """The number that would come next in a series.

    Args:
        facts: the whole record, in any order.
        ward: as of that day; documents of bodies above it aren't counted.
        symbol: kind and body, such as `TB/ĐU` (of the Party) or `TB-UBND` (of the state).
        on: the local day of issue: which term, or which year.

    Raises:
        Invalid: the symbol isn't one of a series.

    Example:
        >>> str(next_paper_number([], Ward(), "TB/ĐU", on=date(2023, 3, 22)))
        '01-TB/ĐU'
    """
    series = nfc(symbol.strip())
    kind, _, body = series.partition("/" if "/" in series else "-")
    if not (kind and body):
        raise Invalid(
            "{symbol} is no series of documents",
            expected="one such as TB/ĐU or TB-UBND",
            symbol=symbol,
        )
    begun: list[Recorded[Any]] = []
    taken: list[tuple[int, date]] = []
    for fact in facts:
        if isinstance(fact.event, TermBegun):
            begun.append(fact)
        taken += [
            (number.number, day)
            for number, day in _numbers(fact.event, ward)
            if number.symbol == series and (day <= on or day.year == on.year)
        ]
    begins = _term(begun, ward, on) if "/" in series else date(on.year, 1, 1)
    since = [number for number, day in taken if begins <= day]
    return DocumentNumber(number=next_after(since), symbol=series)


def _term(facts: list[Recorded[Any]], ward: Ward, on: date) -> date:
    """The first day of the committee's term; the beginning of time where none is recorded."""
    committees = {one.id for one in ward.bodies.values() if one.kind == "ward_party_committee"}
    begun = [
        first_day(one.event.on)
        for one in facts
        if isinstance(one.event, TermBegun) and one.event.body in committees
    ]
    return max((day for day in begun if day <= on), default=date.min)


def _numbers(event: Any, ward: Ward) -> Iterator[tuple[DocumentNumber, date]]:
    """Every number of a document of this ward in an event, with the day of the document."""
    day = first_day(event.on)
    body: BodyId | None = getattr(event, "body", None)
    known = ward.bodies.get(body) if body else None
    for found in papers_in(event):
        if isinstance(found, DocumentNumber):
            if known is None or not known.superior:
                yield found, day
            continue
        if not isinstance(found.number, str) or not _own(found, ward):
            continue
        try:
            number = DocumentNumber.parse(found.number)
        except ValueError:
            continue  # another body's way to number
        yield number, found.issued_on if isinstance(found.issued_on, date) else day


def _own(document: Document, ward: Ward) -> bool:
    """Whether a document is of this ward, as far as its issuer is told."""
    if document.issuer is None:
        return True
    issuer = ward.body(document.issuer)
    return issuer is not None and not issuer.superior
