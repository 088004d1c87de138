"""Tờ văn bản: what every document has round its contents — head, number, signature, recipients.

Whose paper it is, with what follows from that: `issuing`. The office can change all of it in the
templates.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias, TypeVar

import attrs
from attrs import frozen

from dialogue_cases.deadlines import Grounds, Verdict, verdict
from dialogue_cases.documents import issuing
from dialogue_cases.documents.issuing import COMMITTEE as COMMITTEE
from dialogue_cases.documents.issuing import GOVERNMENT as GOVERNMENT
from dialogue_cases.documents.issuing import Issuer, Series
from dialogue_cases.documents.issuing import Signer as Signer
from dialogue_cases.documents.wording import BLANK, written
from dialogue_cases.errors import Invalid, KeyLost, KeyMissing
from dialogue_cases.law import Law
from dialogue_cases.office.unsealing import Opener
from dialogue_cases.record import Known, Recorded
from dialogue_cases.unit import Unit, proper_name, unit_of
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    Document,
    DocumentNumber,
    NotInCopy,
    Sealed,
    StreamId,
    SystemAct,
)
from dialogue_cases.ward import Ward

Context: TypeAlias = dict[str, Any]
"""What a template is filled with: texts by name, some in lists and tables."""

T = TypeVar("T")

UNFINISHED = "CHƯA GHI SỐ, NGÀY"
"""Dấu của một văn bản đã ban hành mà sổ chưa có cả số lẫn ngày: it shouldn't look final."""


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
        body = issuing.own_body(self.ward, *kinds)
        return body.id if body else None

    def head_of(self, *kinds: BodyKind) -> Signer | None:
        """Who would sign for the ward's body of one of these kinds."""
        return issuing.head_of(self.ward, *kinds)

    def issuer(self, signer: Signer | None) -> Issuer:
        """Whose paper it is, with the bodies of the day on which it is made."""
        return Issuer(self.ward, signer, BLANK)

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
        signer: who signs; head and number are those of the signer's body, and a number of
            another body's series makes it that body's paper.
        kind: tên loại văn bản, in capitals; "" for an official letter (công văn).
        abbreviation: of the kind, as in its symbol; "" for an official letter.
        title: trích yếu, under the kind.
        about: trích yếu of an official letter, under its number.
        number: its number, as recorded; one of another kind of paper isn't printed; None: a
            blank with the symbol.
        day: the day of the document; None: a blank.
        draft: the mark of a draft; "" once it is issued.
        recipients: nơi nhận, without dashes.
        numbered: whether there is a place for a number even where it has none.

    Raises:
        Invalid: the number that was told for it is of another kind or of the other side.
    """
    ward = sheet.ward_on(day) if isinstance(day, date) else sheet.ward
    of_the_state = Issuer(ward, signer, BLANK).of_the_state
    issuer = Issuer(ward, issuing.by_its_number(signer, number, abbreviation, ward), BLANK)
    known = issuing.number_of(number)
    series = Series.of(known.symbol) if known else None
    if known is not None and known is sheet.number and series is not None:
        right = Issuer(ward, signer, BLANK).number(None, abbreviation)
        if not series.fits(abbreviation) or series.of_the_state != of_the_state:
            raise Invalid(
                "{number} isn't of the series of this paper",
                where="--number",
                expected="a number such as {right}",
                number=str(known),
                right=right.removeprefix("Số").strip(": "),
            )
    if series is not None and not series.fits(abbreviation):
        number = known = None
    written_number = str(known) if known else _as_written(number)
    if series is not None and known is not None and series.is_letter and title and not about:
        kind, title, about = "", "", f"V/v {title.removeprefix('về việc ')}"
    place = proper_name(ward.name) or BLANK
    unfinished = numbered and written_number is None and not isinstance(day, date)
    return {
        "unit": unit_of(ward).kind,
        "head": {
            "party": not issuer.of_the_state,
            "superior": issuer.superior,
            "issuer": issuer.name,
            "number": (
                issuer.number(written_number, abbreviation)
                if numbered or written_number is not None
                else ""
            ),
            "about": about,
            "place_and_day": f"{place}, {written(day)}",
            "kind": kind,
            "title": title,
            "draft": draft,
            "mark": draft or (UNFINISHED if unfinished else ""),
        },
        "recipients": list(recipients),
        "signature": issuer.signature(),
        "spelling": issuer.spelling,
        "line_spacing": issuer.line_spacing(day if isinstance(day, date) else sheet.day),
    }


def _as_written(number: DocumentNumber | Document | str | None) -> str | None:
    """A number that can't be read as one of a series."""
    said = number.number if isinstance(number, Document) else number
    return None if said is None or isinstance(said, NotInCopy) else str(said)


def draft_mark(number: int | None = None) -> str:
    """Dấu chỉ dự thảo.

    >>> draft_mark(), draft_mark(2)
    ('BẢN DỰ THẢO', 'BẢN DỰ THẢO LẦN 2')
    """
    return "BẢN DỰ THẢO" if number is None else f"BẢN DỰ THẢO LẦN {number}"
