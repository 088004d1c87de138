"""Văn bản: what a rule is cited by, what somebody refers to, and who gets a copy."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary.free_text import FreeText
from dialogue_cases.vocabulary.ids import BodyId, OfficeKind

Certainty: TypeAlias = Literal["A", "B", "C", "S", "M", "I", "R"]
"""Mức chắc chắn of a legal source.

A: the article itself was read. B: a public page states it. C: derived from published forms.
S: the ward's own plan or regulation states it. M: from memory, unverified. I: our interpretation.
R: our reading of an article that was read: the words are sure, that they apply here is not.
"""


@frozen(kw_only=True)
class Citation:
    """Căn cứ: where a rule stands, and how sure we are of it.

    Args:
        text: as it is cited.
        certainty: how sure we are.
        note: what else is to be known of it.
        place: of what stands in a year's plan of receptions and dialogues: where in it
            (`requirements`, `sessions`, `signature`, or the kind of duty). The text names the
            model plan then; `of` names the ward's own …
        says: … where one of these words stands there; none: wherever there is such a place.

    Example:
        >>> str(Citation(text="Bộ luật Dân sự 2015, Điều 148", certainty="A"))
        'Bộ luật Dân sự 2015, Điều 148'
    """

    text: str
    certainty: Certainty
    note: str = ""
    place: str = ""
    says: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text

    @property
    def anywhere(self) -> str:
        """As it is told where no ward is asked: of a year's plan, whose the model is."""
        return self.text.replace(MODEL_PLAN, "Kế hoạch năm của phường (mẫu: phường Phổ Hoà)")

    def of(self, document: str, part: str | None = None) -> "Citation":
        """The same in a document of the ward's own.

        Example:
            >>> rule = in_the_plan("III.1", "conclusion_draft")
            >>> str(rule.of("Kế hoạch 05-KH/ĐU", "IV.2"))
            'Kế hoạch 05-KH/ĐU, phần IV.2'
        """
        text = document if part is None else f"{document}, phần {part}"
        return Citation(text=text, certainty=self.certainty, note=self.note)


MODEL_PLAN = "Như kế hoạch mẫu của phường Phổ Hoà (chưa được thông qua ở đây)"
"""Kế hoạch mẫu: how a rule is cited that a ward's own plan or regulation hasn't said."""


def in_the_plan(
    part: str,
    place: str,
    *,
    certainty: Certainty = "S",
    note: str = "",
    says: tuple[str, ...] = (),
) -> Citation:
    """What stands in a year's plan of receptions and dialogues.

    Args:
        part: of the model plan.
        place: as `Citation` takes it.
        certainty: S where the plan says it, I where it is our reading of it.
        note: what else is to be known.
        says: as `Citation` takes it.
    """
    text = f"{MODEL_PLAN}, phần {part}"
    return Citation(text=text, certainty=certainty, note=note, place=place, says=says)


@frozen(kw_only=True)
class NotInCopy:
    """Bản chụp không thể hiện: the document has it, but the copy at hand doesn't show it."""

    in_copy: bool = False

    def __str__(self) -> str:
        return "…"


NOT_IN_COPY = NotInCopy()


@frozen(kw_only=True)
class DocumentNumber:
    """Số, ký hiệu: the number of a document that this ward issues.

    Party documents are numbered per kind and term of office ("12-TB/ĐU"),
    administrative ones per year ("12/QĐ-UBND").

    Args:
        number: counted from 1.
        symbol: what follows the number.

    Example:
        >>> str(DocumentNumber(number=5, symbol="TB/ĐU")), str(DocumentNumber.parse("7/QĐ-UBND"))
        ('05-TB/ĐU', '07/QĐ-UBND')
    """

    number: int
    symbol: str

    def __str__(self) -> str:
        return f"{self.number:02d}{'-' if '/' in self.symbol else '/'}{self.symbol}"

    @classmethod
    def parse(cls, written: str) -> "DocumentNumber":
        """Read a number as it is written.

        Raises:
            ValueError: it isn't "<number>-<KIND>/<BODY>" or "<number>/<KIND>-<BODY>".
        """
        text = nfc(written.strip())
        end = next((i for i, c in enumerate(text) if not c.isdigit()), len(text))
        if not 0 < end < len(text) - 1 or text[end] not in "-/" or int(text[:end]) < 1:
            raise ValueError(
                f"{written!r} is no document number; expected one like '12-TB/ĐU' or '12/QĐ-UBND'"
            )
        number = cls(number=int(text[:end]), symbol=text[end + 1 :])
        if str(number)[len(f"{number.number:02d}")] != text[end]:
            raise ValueError(f"{written!r} joins number and symbol wrongly; expected '{number}'")
        return number


@frozen(kw_only=True)
class Document:
    """Văn bản: a document that somebody refers to, of this ward or of anyone.

    Args:
        kind: quyết định, quy định, kế hoạch, …, as written.
        number: number and symbol as written; `NOT_IN_COPY` where the copy hides it;
            None where there is none (a draft).
        issued_on: local day of issue, `NOT_IN_COPY`, or None.
        issuer: the body that issued it, as written.
        title: trích yếu, what it is about.
    """

    kind: str
    number: str | NotInCopy | None = None
    issued_on: date | NotInCopy | None = None
    issuer: str | None = None
    title: FreeText | None = None

    @property
    def style(self) -> "DocumentStyle | None":
        """By how its number is joined; None where it can't be told.

        Example:
            >>> [Document(kind="…", number=number).style for number in ("05-TB/ĐU", "12/UBND-VP")]
            ['party', 'administrative']
        """
        written = self.number.strip() if isinstance(self.number, str) else ""
        join = written.lstrip("0123456789")[:1] if written[:1].isdigit() else ""
        known: dict[str, DocumentStyle] = {"-": "party", "/": "administrative"}
        return known.get(join)


DocumentStyle: TypeAlias = Literal[
    "party",  # văn bản của Đảng
    "administrative",  # văn bản hành chính
]
"""Thể thức: a document of the Party ("05-TB/ĐU") or an administrative one ("12/UBND-VP")."""


@frozen(kw_only=True)
class Recipient:
    """Nơi nhận: one line of the distribution list.

    Args:
        text: as printed, without its dash.
        bodies: the bodies that it means.
        office: the office whose holders in those bodies get it, rather than the bodies.
        filed: True for the copy that is kept (lưu).
    """

    text: str
    bodies: tuple[BodyId, ...] = ()
    office: OfficeKind | None = None
    filed: bool = False
