"""Which law the ward lives under: the edition, its own regulations, and the days it recorded."""

from dialogue_cases.law import Law, OwnRegulation
from dialogue_cases.vocabulary import Citation, Document, first_day
from dialogue_cases.ward.events import DayAnnounced, RegulationAdopted
from dialogue_cases.ward.state import Ward
from dialogue_cases.workdays import OfficialDay, OfficialYear


def law_of(ward: Ward, law: Law) -> Law:
    """An edition of the law with what the ward itself has set and announced.

    A regulation (quy chế) takes the place of the one before it, house rules (nội quy) of the
    house rules before; both hold side by side.

    Args:
        ward: as of the day for which the law is asked, or of all days.
        law: the edition.
    """
    held: dict[str, RegulationAdopted] = {}
    regulations = []
    for adopted in sorted(ward.regulations, key=lambda one: first_day(one.on)):
        held.pop(adopted.kind, None)  # the newest comes last, and so wins
        held[adopted.kind] = adopted
        regulations.append(
            OwnRegulation(
                since=first_day(adopted.on),
                limits={limit.rule: limit.amount for one in held.values() for limit in one.limits},
                switches={
                    switch.name: switch.value for one in held.values() for switch in one.switches
                },
                basis=_cited(adopted.document),
            )
        )
    years = [OfficialYear(year=one.year, known_since=first_day(one.on)) for one in ward.years]
    return law.with_regulations(regulations, [_official(one) for one in ward.days], years)


def _official(announced: DayAnnounced) -> OfficialDay:
    return OfficialDay(
        day=announced.day,
        kind=announced.kind,
        basis=_cited(announced.basis),
        known_since=first_day(announced.on),
        stands_for=announced.stands_for,
    )


def _cited(document: Document) -> Citation:
    number = "" if document.number is None else f" {document.number}"
    title = f" {document.title}" if document.title else ""
    return Citation(text=f"{document.kind}{number}{title}", certainty="S")
