"""Tờ văn bản: what every document has round its contents — head, number, signature, recipients.

The components and where each stands: Hướng dẫn 36-HD/VPTW for documents of the Party, Nghị định
30/2020/NĐ-CP for those of the state. What is from memory only is marked; the office can change
all of it in the templates.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs
from attrs import frozen

from dialogue_cases.deadlines import Grounds, Verdict, verdict
from dialogue_cases.documents.wording import BLANK, written
from dialogue_cases.errors import Invalid, KeyLost, KeyMissing
from dialogue_cases.law import Law
from dialogue_cases.office.unsealing import Opener
from dialogue_cases.record import Known, Recorded
from dialogue_cases.unit import Unit, proper_name, unit_of
from dialogue_cases.vocabulary import (
    LOCAL_STATE_BODIES,
    Act,
    BodyId,
    BodyKind,
    Document,
    DocumentNumber,
    NotInCopy,
    OfficeKind,
    OfficerId,
    Sealed,
    StreamId,
    SystemAct,
)
from dialogue_cases.ward import Ward

Context: TypeAlias = dict[str, Any]
"""What a template is filled with: texts by name, some in lists and tables."""

T = TypeVar("T")

COMMITTEE: BodyKind = "ward_party_committee"
GOVERNMENT: BodyKind = "people_committee"

STATE: frozenset[BodyKind] = frozenset(
    {
        "people_committee",
        "people_council_standing_body",
        *LOCAL_STATE_BODIES,
        "superior_authority",
    }
)
"""Bodies whose documents have the state's head; all others write under the Party's."""

SYMBOLS: Mapping[BodyKind, str] = {
    "ward_party_committee": "ĐU",
    "party_standing_board": "ĐU",
    "party_permanent_body": "ĐU",
    "party_office": "VPĐU",
    "party_inspection_committee": "UBKT",
    "people_committee": "UBND",
    "people_council_standing_body": "HĐND",
    "fatherland_front": "MTTQ",
}
"""Ký hiệu cơ quan: "12-TB/ĐU", "12/TB-UBND"; only the first and UBND were read, not the rest."""

AUTHORITY: Mapping[BodyKind, str] = {
    "ward_party_committee": "T/M ĐẢNG ỦY",  # the plan of 2023
    "party_standing_board": "T/M BAN THƯỜNG VỤ",  # from memory
    "party_inspection_committee": "T/M ỦY BAN KIỂM TRA",  # from memory
    "people_committee": "TM. ỦY BAN NHÂN DÂN",  # from memory
    "people_council_standing_body": "TM. THƯỜNG TRỰC HĐND",  # from memory
}
"""Thẩm quyền ký: on behalf of which collective; the head of any other body signs as such."""

TITLES: Mapping[OfficeKind, str] = {
    "party_secretary": "BÍ THƯ",
    "deputy_party_secretary": "PHÓ BÍ THƯ",
    "people_council_chair": "CHỦ TỊCH",
    "people_committee_chair": "CHỦ TỊCH",
    "people_committee_deputy_chair": "PHÓ CHỦ TỊCH",
    "cell_secretary": "BÍ THƯ",
}
"""Chức vụ của người ký; any other office is printed as the ward writes it."""


@frozen(kw_only=True)
class Signer:
    """Người ký: an officer in an office of a body."""

    body: BodyId
    office: OfficeKind | None = None
    officer: OfficerId | None = None


@frozen(kw_only=True)
class DocumentSheet:
    """Tờ văn bản: from what, for which day and under which number a document is made.

    Args:
        stream: whose document it is.
        ward_on: the ward as of a day, so that bodies and names are those of that day.
        day: the local day on which it is made.
        facts: what stands of the life, each in its envelope.
        number: the number under which it is issued, where the record can't say it.
        which: which one, where a life has several; None: the last.
        lives: other lives that it tells of, by stream.
        work: of each task among them, what a verdict about it is made of.
        law: by which its days are counted.
        opener: how sealed data are read; None: they stay blank.
        reader: who reads it, in which office; None: what is restricted is withheld.
        known: as was on record at the end of which local day, or at which position.
        answer: what the form has asked the record beside the life (`Form.asks`).
    """

    stream: StreamId
    ward_on: Callable[[date], Ward]
    day: date
    facts: tuple[Recorded[Any], ...] = ()
    number: DocumentNumber | None = None
    which: int | None = None
    lives: Mapping[StreamId, Any] = attrs.field(factory=dict)
    work: Mapping[StreamId, Grounds] = attrs.field(factory=dict)
    law: Law | None = None
    opener: Opener | None = None
    reader: Act | SystemAct | None = None
    known: Known | None = None
    answer: Any = None

    @property
    def ward(self) -> Ward:
        """The ward as of the day on which the document is made."""
        return self.ward_on(self.day)

    @property
    def unit(self) -> Unit:
        """What the ward and its residential groups are called."""
        return unit_of(self.ward)

    def verdict(self, work: Grounds) -> Verdict:
        """How a task stands on the day on which the document is made."""
        calendar = None if self.law is None else self.law.calendar_on(work.anchor_day)
        return verdict(work, self.day, calendar)

    def chosen(self, among: Sequence[T]) -> T | None:
        """The one that `which` counts, from 1; the last where it isn't said; None of none.

        Raises:
            Invalid: there is no such one.
        """
        if self.which is None:
            return among[-1] if among else None
        if not 1 <= self.which <= len(among):
            raise Invalid(
                "there is no number {number} to make it of",
                where=self.stream,
                expected="a number up to {most}",
                number=self.which,
                most=len(among),
            )
        return among[self.which - 1]

    def closed(self) -> "DocumentSheet":
        """The same, without a way to read sealed data: for what goes to others."""
        return attrs.evolve(self, opener=None)

    def opened(self, sealed: Sealed | None) -> str:
        """Sealed data in the clear, or a blank."""
        if sealed is None or self.opener is None:
            return BLANK
        try:
            return self.opener(sealed) or BLANK
        except KeyMissing:
            return "(không có khoá để đọc)"
        except KeyLost:
            return "(dữ liệu đã xoá)"

    def signer_of(self, event: Any) -> Signer | None:
        """Who decided a fact, by its envelope."""
        for fact in reversed(self.facts):
            if fact.event is event and isinstance(fact.act, Act):
                act = fact.act
                return Signer(body=act.body, office=act.office, officer=act.officer)
        return None

    def of_kind(self, *kinds: BodyKind) -> BodyId | None:
        """The ward's own body of one of these kinds, if it has one on that day."""
        own = [one for one in self.ward.bodies.values() if not one.superior and one.until is None]
        return next((one.id for kind in kinds for one in own if one.kind == kind), None)

    def told(self, *kinds: BodyKind) -> list[str]:
        """The ward's own bodies of these kinds as recipients; of one kind several in one line."""
        own = [one for one in self.ward.bodies.values() if not one.superior and one.until is None]
        lines = []
        for kind in kinds:
            names = [one.name for one in own if one.kind == kind]
            if kind == "party_cell" and len(names) > 1:
                lines.append("Các chi bộ trực thuộc,")
            else:
                lines += [f"{name}," for name in names]
        return lines

    def head_of(self, *kinds: BodyKind, office: OfficeKind = "head") -> Signer | None:
        """Who would sign for the ward's body of one of these kinds."""
        body = self.of_kind(*kinds)
        if body is None:
            return None
        held = [one for one in self.ward.holdings if (one.body, one.office) == (body, office)]
        return Signer(body=body, office=office, officer=held[0].officer if held else None)

    def name(self, body: BodyId | None) -> str:
        """What a body is called."""
        known = self.ward.bodies.get(body) if body else None
        return known.name if known else (body or BLANK)

    def names(self, bodies: Iterable[BodyId]) -> str:
        """What several bodies are called."""
        return ", ".join(self.name(one) for one in bodies)

    def group(self, group: str | None) -> str:
        """What a residential group is called."""
        found = self.ward.group(group) if group else None
        return found.name if found else (group or "")


def framed(
    sheet: DocumentSheet,
    *,
    signer: Signer | None,
    kind: str,
    abbreviation: str,
    title: str = "",
    about: str = "",
    number: DocumentNumber | Document | str | None = None,
    day: date | NotInCopy | None = None,
    draft: str = "",
    recipients: Iterable[str] = (),
    numbered: bool = True,
) -> Context:
    """What stands round the contents of a document.

    Args:
        signer: who signs; the head of the document is that of the signer's body.
        kind: tên loại văn bản, in capitals; "" for an official letter (công văn).
        abbreviation: of the kind, as in its symbol; "" for an official letter.
        title: trích yếu, under the kind.
        about: trích yếu of an official letter, under its number.
        number: its number, as recorded; None: a blank with the symbol.
        day: the day of the document; None: a blank.
        draft: the mark of a draft; "" once it is issued.
        recipients: nơi nhận, without dashes.
        numbered: whether there is a place for a number even where it has none.
    """
    ward = sheet.ward_on(day) if isinstance(day, date) else sheet.ward
    issuer = ward.bodies.get(signer.body) if signer else None
    of_the_state = issuer is not None and issuer.kind in STATE
    superior = ward.bodies.get(issuer.parent) if issuer and issuer.parent else None
    if superior is not None:
        above = superior.name
    else:
        above = BLANK if issuer is None or issuer.kind == COMMITTEE else ""
    symbol = SYMBOLS.get(issuer.kind, "…") if issuer else "…"
    place = proper_name(ward.name) or BLANK
    return {
        "unit": unit_of(ward).kind,
        "head": {
            "party": not of_the_state,
            "superior": above.upper(),
            "issuer": (issuer.name if issuer else BLANK).upper(),
            "number": (
                _number(number, abbreviation, symbol, of_the_state=of_the_state)
                if numbered or number is not None
                else ""
            ),
            "about": about,
            "place_and_day": f"{place}, {written(day)}",
            "kind": kind,
            "title": title,
            "draft": draft,
        },
        "recipients": list(recipients),
        "signature": _signature(ward, signer),
    }


def _number(
    number: DocumentNumber | Document | str | None,
    abbreviation: str,
    symbol: str,
    *,
    of_the_state: bool,
) -> str:
    known = number.number if isinstance(number, Document) else number
    if known is None or isinstance(known, NotInCopy):
        if of_the_state:
            known = f"…/{abbreviation}-{symbol}" if abbreviation else f"…/{symbol}"
        else:
            known = f"…-{abbreviation or 'CV'}/{symbol}"
    return f"Số: {known}" if of_the_state else f"Số {known}"


def _signature(ward: Ward, signer: Signer | None) -> dict[str, str]:
    """Who signs, on whose behalf, by the name that the ward prints on that day."""
    body = ward.bodies.get(signer.body) if signer else None
    if signer is None or body is None:
        return {"authority": "", "instead_of": "", "title": BLANK, "name": ""}
    held = [
        one
        for one in ward.holdings
        if (one.officer, one.body) == (signer.officer, signer.body)
        and signer.office in (None, one.office)
    ]
    office = signer.office or (held[0].office if held else None)
    title = TITLES.get(office) if office else None
    return {
        "authority": AUTHORITY.get(body.kind, ""),
        # From memory: a deputy of the chairman signs in his place, a deputy secretary doesn't.
        "instead_of": "KT. CHỦ TỊCH" if office == "people_committee_deputy_chair" else "",
        "title": title or (held[0].title.upper() if held else BLANK),
        "name": (held[0].name or "") if held else "",
    }


def draft_mark(number: int | None = None) -> str:
    """Dấu chỉ dự thảo.

    >>> draft_mark(), draft_mark(2)
    ('BẢN DỰ THẢO', 'BẢN DỰ THẢO LẦN 2')
    """
    return "BẢN DỰ THẢO" if number is None else f"BẢN DỰ THẢO LẦN {number}"
