"""Cơ quan ban hành: whose paper it is, from which head, number, signature and recipients follow.

For the state by Nghị định 30/2020/NĐ-CP, for the Party as public programs have its form (Hướng
dẫn 05-HD/VPTW of 2026; the text itself could not be read). What is from memory only is marked.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from dialogue_cases.plan.words import BODY_OF
from dialogue_cases.spelling import Spelling, spelling_of
from dialogue_cases.vocabulary import (
    LOCAL_STATE_BODIES,
    BodyId,
    BodyKind,
    Document,
    DocumentNumber,
    NotInCopy,
    OfficeKind,
    OfficerId,
)
from dialogue_cases.ward import Body, Ward

COMMITTEE: BodyKind = "ward_party_committee"
GOVERNMENT: BodyKind = "people_committee"
COUNCIL: BodyKind = "people_council_standing_body"

STATE: frozenset[BodyKind] = frozenset(
    {GOVERNMENT, COUNCIL, *LOCAL_STATE_BODIES, "superior_authority"}
)
"""Bodies whose papers have the state's head, with those that belong to them; all others write
under the Party's."""

WITHIN: frozenset[BodyKind] = frozenset({"party_standing_board", "party_permanent_body"})
"""Bodies that write under the committee's own head, and number in its series."""

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

KINDS = frozenset(
    ["TB", "KH", "BC", "BB", "TTr", "GM", "PC", "QĐ", "NQ", "HD", "CV", "KL", "CT", "QC", "QyĐ"]
)
"""Ký hiệu loại văn bản: kinds of paper that a number may name; a paper of another kind doesn't
bear it (Nghị định 30/2020/NĐ-CP, Phụ lục III; CV and KL as the Party writes them)."""

AUTHORITY: Mapping[BodyKind, str] = {
    "ward_party_committee": "T/M ĐẢNG ỦY",  # the plan of 2023
    "party_standing_board": "T/M BAN THƯỜNG VỤ",  # from memory
    "party_inspection_committee": "T/M ỦY BAN KIỂM TRA",  # from memory
    "people_committee": "TM. ỦY BAN NHÂN DÂN",  # from memory
    "people_council_standing_body": "TM. THƯỜNG TRỰC HĐND",  # from memory
}
"""Thẩm quyền ký: on behalf of which collective; the head of any other body signs as such."""

HEADS: Mapping[BodyKind, OfficeKind] = {body: head for head, body in BODY_OF.items()}
"""Which office heads a body; of any other kind `head`."""

TITLES: Mapping[OfficeKind, str] = {
    "party_secretary": "BÍ THƯ",
    "deputy_party_secretary": "PHÓ BÍ THƯ",
    "people_council_chair": "CHỦ TỊCH",
    "people_committee_chair": "CHỦ TỊCH",
    "people_committee_deputy_chair": "PHÓ CHỦ TỊCH",
    "cell_secretary": "BÍ THƯ",
}
"""Chức vụ của người ký; any other office is printed as the ward writes it."""

LINE = 18
"""How many letters of an issuer's name stand on one line of the head."""

ORGANISATION = "đảng bộ"
"""With what the name of a Party organisation begins, which stands over its committee's."""

EXACTLY = 18
"""Giãn dòng: how many points a line of a Party paper takes, exactly …"""
EXACTLY_SINCE = date(2026, 5, 27)
"""… since Hướng dẫn 05-HD/VPTW: 18 to 19 as public programs have it, from 27/05/2026 in two of
them and from 12/01/2026 in a third. The text could not be read (certainty C), so this is a
parameter: an office that knows better edits the style `Nội dung` of its templates."""


@frozen(kw_only=True)
class Signer:
    """Người ký: an officer in an office of a body, whose paper it is."""

    body: BodyId
    office: OfficeKind | None = None
    officer: OfficerId | None = None


@frozen(kw_only=True)
class Series:
    """Loạt số: what a number says of the paper that bears it.

    Args:
        kind: which kind of paper; "" for an official letter (công văn) of the state.
        body: the symbol of the body that issued it.
        of_the_state: whether it is numbered as papers of the state are.
    """

    kind: str
    body: str
    of_the_state: bool

    @classmethod
    def of(cls, symbol: str) -> "Series":
        """The series of a symbol.

        >>> Series.of("TB/VPĐU")
        Series(kind='TB', body='VPĐU', of_the_state=False)
        >>> Series.of("QĐ-UBND").body, Series.of("UBND-VP").kind
        ('UBND', '')
        """
        if "/" in symbol:
            kind, _, body = symbol.partition("/")
            return cls(kind=kind, body=body, of_the_state=False)
        first, _, rest = symbol.partition("-")
        if first in KINDS or (rest and first not in SYMBOLS.values()):
            return cls(kind=first, body=rest, of_the_state=True)
        return cls(kind="", body=first, of_the_state=True)

    @property
    def is_letter(self) -> bool:
        """Whether its papers are official letters, which have no kind above their contents."""
        return self.kind in ("", "CV")

    def fits(self, kind: str) -> bool:
        """Whether a paper of a kind may bear its numbers; any paper may be a letter."""
        return self.is_letter or self.kind == kind or self.kind not in KINDS


def number_of(paper: DocumentNumber | Document | str | None) -> DocumentNumber | None:
    """The number of a paper, if it has one that can be read."""
    written = paper.number if isinstance(paper, Document) else paper
    if not isinstance(written, str):
        return written if isinstance(written, DocumentNumber) else None
    try:
        return DocumentNumber.parse(written)
    except ValueError:
        return None


def cited(paper: Document | None) -> str:
    """A paper as another one names it.

    >>> cited(Document(kind="Quyết định", number="7/QĐ-UBND", issued_on=date(2026, 7, 9)))
    'Quyết định số 07/QĐ-UBND ngày 09/07/2026'
    """
    if paper is None:
        return ""
    number = number_of(paper) or paper.number
    told = f" số {number}" if number and not isinstance(number, NotInCopy) else ""
    day = f" ngày {paper.issued_on:%d/%m/%Y}" if isinstance(paper.issued_on, date) else ""
    return f"{paper.kind}{told}{day}"


# -- The body ------------------------------------------------------------------------------


def is_of_the_state(body: Body | None, ward: Ward) -> bool:
    """Whether a body, or one to which it belongs, writes under the state's head."""
    seen: set[BodyId] = set()
    while body is not None and body.id not in seen:
        if body.kind in STATE:
            return True
        seen.add(body.id)
        body = ward.bodies.get(body.parent) if body.parent else None
    return False


def own_body(ward: Ward, *kinds: BodyKind) -> Body | None:
    """The ward's own body of one of these kinds, the first kind first, if it has one."""
    return next(_own_bodies(ward, kinds), None)


def head_of(ward: Ward, *kinds: BodyKind) -> Signer | None:
    """Who would sign for the ward's body of one of these kinds."""
    body = own_body(ward, *kinds)
    if body is None:
        return None
    office = HEADS.get(body.kind, "head")
    held = [one for one in ward.holdings if (one.body, one.office) == (body.id, office)]
    return Signer(body=body.id, office=office, officer=held[0].officer if held else None)


def by_its_number(
    signer: Signer | None, paper: DocumentNumber | Document | str | None, kind: str, ward: Ward
) -> Signer | None:
    """Whose paper it is once its number is known: of the body in whose series that stands.

    Args:
        signer: whose it is by who decided.
        paper: the number, or the paper that bears it.
        kind: the symbol of the paper's kind; a number of another kind says nothing of it.
        ward: as of the day of the paper.
    """
    number = number_of(paper)
    series = Series.of(number.symbol) if number else None
    if series is None or not series.fits(kind):
        return signer
    body = ward.bodies.get(signer.body) if signer else None
    if body is not None and SYMBOLS.get(body.kind) == series.body:
        return signer
    kinds = [kind for kind, symbol in SYMBOLS.items() if symbol == series.body]
    found = head_of(ward, *kinds)
    if found is None and series.of_the_state != is_of_the_state(body, ward):
        found = head_of(ward, GOVERNMENT if series.of_the_state else COMMITTEE)
    return found or signer


def spelled_out(name: str) -> str:
    """A name as the head of a state paper has it, without short forms.

    >>> spelled_out("Văn phòng HĐND và UBND phường")
    'Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường'
    """
    for short, whole in (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân")):
        name = name.replace(short, whole)
    return name


@frozen
class Issuer:
    """Cơ quan ban hành: a body with what its papers bear.

    Args:
        ward: as of the day of the paper.
        signer: who signs for which body; None where the ward has no such body.
        blank: what stands where the record is silent.
    """

    ward: Ward
    signer: Signer | None
    blank: str

    @property
    def body(self) -> Body | None:
        """The body whose head the paper has."""
        body = self.ward.bodies.get(self.signer.body) if self.signer else None
        if body is not None and body.kind in WITHIN:
            return own_body(self.ward, COMMITTEE) or body
        return body

    @property
    def of_the_state(self) -> bool:
        """Whether it writes under the state's head."""
        return is_of_the_state(self.body, self.ward)

    @property
    def symbol(self) -> str:
        """What stands for it in a number."""
        return SYMBOLS.get(self.body.kind, "…") if self.body else "…"

    @property
    def spelling(self) -> Spelling:
        """How it spells uỷ/ủy: as its name does, or that of the body to which it belongs.

        Where no name says it, the state's as in Nghị định 30/2020/NĐ-CP, the Party's as in the
        form of its papers.
        """
        body = self.body
        above = self.ward.bodies.get(body.parent) if body and body.parent else None
        committee = None if self.of_the_state else own_body(self.ward, COMMITTEE)
        for one in (body, above, committee):
            if one is not None and (said := spelling_of(one.name)):
                return said
        return "ủy" if self.of_the_state else "uỷ"

    # -- What it prints --

    @property
    def name(self) -> str:
        """Tên cơ quan ban hành, as the head has it."""
        body = self.body
        if body is None:
            return self.blank
        if body.kind in (GOVERNMENT, COUNCIL):
            what = "ủy ban nhân dân" if body.kind == GOVERNMENT else "hội đồng nhân dân"
            return f"{what}\n{self.ward.name}".upper().rstrip()
        said = spelled_out(body.name) if self.of_the_state else body.name
        unit = self.ward.name
        if len(said) > LINE and unit and said.endswith(f" {unit}"):
            said = f"{said.removesuffix(f' {unit}')}\n{unit}"
        return said.upper()

    @property
    def superior(self) -> str:
        """What stands over it: the Party organisation of its committee, or its own superior.

        Over the ward's committee the organisation (đảng bộ) stands as the office says it: in the
        name of the body to which the committee belongs, or in another spelling of it. Nothing
        stands over the People's Committee and the Council.
        """
        body = self.body
        if body is None or body.kind in (GOVERNMENT, COUNCIL):
            return "" if body else self.blank
        above = self.ward.bodies.get(body.parent) if body.parent else None
        if body.kind == COMMITTEE:
            names = (above.name, *above.aliases) if above else ()
            said = [one for one in names if one.lower().startswith(ORGANISATION)]
            return said[0].upper() if said else self.blank
        if above is None and not self.of_the_state:
            above = own_body(self.ward, COMMITTEE)
        if above is None or above.id == body.id:
            return ""
        return Issuer(self.ward, Signer(body=above.id), self.blank).name

    def number(self, known: str | None, kind: str) -> str:
        """Số, ký hiệu; a blank with its symbol while it has none."""
        if known is None:
            if self.of_the_state:
                known = f"…/{kind}-{self.symbol}" if kind else f"…/{self.symbol}"
            else:
                known = f"…-{kind or 'CV'}/{self.symbol}"
        return f"Số: {known}" if self.of_the_state else f"Số {known}"

    def recipients(self, *names: str, case: bool = False) -> list[str]:
        """Nơi nhận, each on its line, and the place where a copy is kept.

        Args:
            names: who gets it, without commas; empty ones aren't printed.
            case: whether a copy goes into the file of a case.
        """
        if self.of_the_state:  # from memory
            kept, comma = "Lưu: VT, hồ sơ." if case else "Lưu: VT.", ";"
        else:
            office = own_body(self.ward, "party_office") is not None
            kept, comma = "Lưu hồ sơ." if case or not office else "Lưu Văn phòng.", ","
        return [*(f"{one}{comma}" for one in names if one), kept]

    def signature(self) -> dict[str, str]:
        """Who signs, on whose behalf, by the name that the ward prints on that day."""
        signer = self.signer
        body = self.ward.bodies.get(signer.body) if signer else None
        if signer is None or body is None:
            return {"authority": "", "instead_of": "", "title": self.blank, "name": ""}
        held = [
            one
            for one in self.ward.holdings
            if (one.officer, one.body) == (signer.officer, signer.body)
            and signer.office in (None, one.office)
        ]
        office = signer.office or (held[0].office if held else None)
        title = TITLES.get(office) if office else None
        return {
            "authority": AUTHORITY.get(body.kind, ""),
            # From memory: a deputy of the chairman signs in his place, a deputy secretary doesn't.
            "instead_of": "KT. CHỦ TỊCH" if office == "people_committee_deputy_chair" else "",
            "title": title or (held[0].title.upper() if held else self.blank),
            "name": (held[0].name or "") if held else "",
        }

    def line_spacing(self, day: date) -> int:
        """How many points a line takes exactly; 0 where that isn't prescribed."""
        return EXACTLY if not self.of_the_state and day >= EXACTLY_SINCE else 0


def names_on_record(ward: Ward, kinds: Iterable[BodyKind]) -> list[str]:
    """What the ward's own bodies of these kinds are called; none of a kind that it hasn't."""
    return [one.name for one in _own_bodies(ward, kinds)]


def _own_bodies(ward: Ward, kinds: Iterable[BodyKind]) -> Iterator[Body]:
    own = [one for one in ward.bodies.values() if not one.superior and one.until is None]
    return (one for kind in kinds for one in own if one.kind == kind)


def cells(ward: Ward) -> str:
    """The ward's Party cells as one line of recipients; the only one by its name."""
    names = names_on_record(ward, ["party_cell"])
    return "Các chi bộ trực thuộc" if len(names) > 1 else "".join(names)
