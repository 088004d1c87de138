"""What can happen as a petition is examined: what it is, whether and whose it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.petition.rules import (
    ANONYMOUS,
    BY_CONTENT,
    COMPLEXITY,
    MIXED,
    OWN_RECORD,
    classified,
    not_closed,
    raised,
)
from dialogue_cases.petition.words import Area, Criterion, Kind, Lack, Part, System
from dialogue_cases.proposal import examines
from dialogue_cases.record import next_after
from dialogue_cases.vocabulary import BodyId, Document, FreeText, On, SubjectGroup
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.petition.state import Petition


_OF_ALL: tuple[Lack, ...] = ("vietnamese", "date", "name", "address", "signature")

CONDITIONS: Mapping[Kind, tuple[Lack, ...]] = {
    "complaint": (*_OF_ALL, "respondent", "content", "reason", "papers", "demand"),
    "denunciation": (*_OF_ALL, "act", "accused", "contact"),
    "recommendation": (*_OF_ALL, "content"),
    "report": (*_OF_ALL, "content"),
    "anonymous_tip": ("vietnamese", "act", "accused"),
}
"""What each kind must have to be handled (Thông tư 05/2021/TT-TTCP, Điều 6)."""


@frozen(kw_only=True)
class Classified:
    """Phân loại: what it is by its content, whatever it is called.

    Args:
        kind: by its content.
        area: the content list of the statistical tables.
        subject: the subject group of the plan, if it belongs to one.
        reason: why it is something else than its title says, or than it was taken for.
    """

    on: On
    kind: Kind
    area: Area
    subject: SubjectGroup | None = None
    reason: FreeText | None = None


@examines(Classified)
def classify(petition: "Petition", _: Setting, fact: Classified) -> list[Classified]:
    """Phân loại theo nội dung, whatever the writer called it; the same again adds nothing.

    Raises:
        Refused: `petition-is-not-closed`, `denunciation-has-an-author` (it is an anonymous
            tip), `reclassified-with-a-reason`.
    """
    raised(petition)
    known = petition.classifications[-1] if petition.classifications else None
    if known is not None and (known.kind, known.area, known.subject) == (
        fact.kind,
        fact.area,
        fact.subject,
    ):
        return []
    not_closed(petition)
    if fact.kind == "denunciation" and not petition.has_an_author:
        raise Refused("denunciation-has-an-author", ANONYMOUS)
    title = petition.raised.title if petition.raised else None
    differs = (known is not None and known.kind != fact.kind) or title not in (
        None,
        "other",
        fact.kind,
    )
    if differs and not (fact.reason or "").strip():
        raise Refused("reclassified-with-a-reason", BY_CONTENT, title=title, kind=fact.kind)
    return [fact]


@frozen(kw_only=True)
class EligibilityFound:
    """Xác định điều kiện xử lý: whether it can be handled, or what it lacks."""

    on: On
    eligible: bool
    lacking: tuple[Lack, ...] = ()
    findings: FreeText | None = None
    document: Document | None = None


@examines(EligibilityFound)
def find_eligibility(
    petition: "Petition", setting: Setting, fact: EligibilityFound
) -> list[EligibilityFound]:
    """Xác định điều kiện xử lý: it has what its kind must have, or what it lacks.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`,
            `ineligible-petition-lacks-something`, `condition-is-of-its-kind`;
            unlawful: `eligible-petition-has-an-author`.
    """
    known = petition.eligibility[-1] if petition.eligibility else None
    if known is not None and attrs.evolve(fact, on=known.on) == known:
        return []
    classified(petition)
    if fact.eligible == bool(fact.lacking):
        raise Refused("ineligible-petition-lacks-something", BY_CONTENT, lacking=fact.lacking)
    if petition.kind is not None:
        for one in fact.lacking:
            if one not in CONDITIONS[petition.kind]:
                raise Refused(
                    "condition-is-of-its-kind", BY_CONTENT, condition=one, kind=petition.kind
                )
    setting.lawful(
        not fact.eligible or petition.kind == "anonymous_tip" or petition.has_an_author,
        "eligible-petition-has-an-author",
        BY_CONTENT,
        kind=petition.kind,
    )
    return [fact]


@frozen(kw_only=True)
class CompetenceFound:
    """Xác định thẩm quyền: whose it is to handle.

    Args:
        own: whether a body of this ward is competent.
        system: to which kind of body it belongs.
        body: the competent body, where the ward's record has it …
        body_name: … or as written, where it hasn't.
        basis: the document that says so.
    """

    on: On
    own: bool
    system: System
    body: BodyId | None = None
    body_name: str | None = None
    basis: Document | None = None


@examines(CompetenceFound)
def find_competence(
    petition: "Petition", setting: Setting, fact: CompetenceFound
) -> list[CompetenceFound]:
    """Xác định thẩm quyền: this ward's, or of which kind of body.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`, `body-is-known`;
            unlawful: `body-exists`.
    """
    known = petition.competence[-1] if petition.competence else None
    if known is not None and attrs.evolve(fact, on=known.on) == known:
        return []
    classified(petition)
    setting.known_body(fact.body)
    return [fact]


@frozen(kw_only=True)
class ComplexityFound:
    """Xác định vụ việc phức tạp, in writing, by the criteria that it meets."""

    on: On
    criteria: tuple[Criterion, ...]
    document: Document | None = None


@examines(ComplexityFound)
def find_complexity(
    petition: "Petition", setting: Setting, fact: ComplexityFound
) -> list[ComplexityFound]:
    """Xác định vụ việc phức tạp, in writing and by its criteria.

    Raises:
        Refused: `petition-is-not-closed`, `complexity-names-its-criteria`;
            unlawful: `complexity-is-found-in-writing`.
    """
    known = petition.complexity[-1] if petition.complexity else None
    if known is not None and attrs.evolve(fact, on=known.on) == known:
        return []
    not_closed(petition)
    if not fact.criteria:
        raise Refused("complexity-names-its-criteria", COMPLEXITY)
    setting.lawful(
        fact.document is not None, "complexity-is-found-in-writing", COMPLEXITY, on=fact.on
    )
    return [fact]


@frozen(kw_only=True)
class Split:
    """Tách đơn: a petition of several contents goes on as one petition for each."""

    on: On
    parts: tuple[Part, ...]
    reason: FreeText | None = None


@examines(Split)
def split(petition: "Petition", _: Setting, fact: Split) -> list[Split]:
    """Tách đơn có nhiều nội dung: each part goes on as a petition of its own.

    Raises:
        Refused: `petition-is-not-closed`, `mixed-petition-has-several-parts`,
            `parts-are-numbered-in-order`, `report-says-something`.
    """
    last = petition.closing
    if isinstance(last, Split) and last.parts == fact.parts:
        return []
    not_closed(petition)
    if len(fact.parts) < 2:
        raise Refused("mixed-petition-has-several-parts", MIXED, parts=len(fact.parts))
    first = next_after(petition.parts)
    for number, part in enumerate(fact.parts, start=first):
        if part.number != number:
            raise Refused(
                "parts-are-numbered-in-order", OWN_RECORD, part=part.number, expected=number
            )
        if not part.gist.strip():
            raise Refused("report-says-something", OWN_RECORD)
    return [fact]
