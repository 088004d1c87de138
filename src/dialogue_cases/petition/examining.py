"""What may be decided as a petition is examined: what it is, whether and whose it is."""

from collections.abc import Mapping

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.petition.events import (
    Area,
    Classified,
    CompetenceFound,
    ComplexityFound,
    Criterion,
    EligibilityFound,
    Event,
    Kind,
    Lack,
    Part,
    Split,
    System,
)
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
from dialogue_cases.petition.state import Petition
from dialogue_cases.vocabulary import BodyId, Document, On, SubjectGroup
from dialogue_cases.ward import Setting

_OF_ALL: tuple[Lack, ...] = ("vietnamese", "date", "name", "address", "signature")

CONDITIONS: Mapping[Kind, tuple[Lack, ...]] = {
    "complaint": (*_OF_ALL, "respondent", "content", "reason", "papers", "demand"),
    "denunciation": (*_OF_ALL, "act", "accused", "contact"),
    "recommendation": (*_OF_ALL, "content"),
    "report": (*_OF_ALL, "content"),
    "anonymous_tip": ("vietnamese", "act", "accused"),
}
"""What each kind must have to be handled (Thông tư 05/2021/TT-TTCP, Điều 6)."""


def classify(
    petition: Petition,
    _: Setting,
    *,
    on: On,
    kind: Kind,
    area: Area,
    subject: SubjectGroup | None = None,
    reason: str | None = None,
) -> list[Event]:
    """Phân loại theo nội dung, whatever the writer called it; the same again adds nothing.

    Args:
        area: the content list of the statistical tables.
        reason: why it is something else than its title says, or than it was taken for.

    Raises:
        Refused: `petition-is-not-closed`, `denunciation-has-an-author` (it is an anonymous
            tip), `reclassified-with-a-reason`.
    """
    raised(petition)
    known = petition.classifications[-1] if petition.classifications else None
    if known is not None and (known.kind, known.area, known.subject) == (kind, area, subject):
        return []
    not_closed(petition)
    if kind == "denunciation" and not petition.has_an_author:
        raise Refused("denunciation-has-an-author", ANONYMOUS)
    title = petition.raised.title if petition.raised else None
    differs = (known is not None and known.kind != kind) or title not in (None, "other", kind)
    if differs and not (reason or "").strip():
        raise Refused("reclassified-with-a-reason", BY_CONTENT, title=title, kind=kind)
    return [Classified(on=on, kind=kind, area=area, subject=subject, reason=reason)]


def find_eligibility(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    eligible: bool,
    lacking: tuple[Lack, ...] = (),
    findings: str | None = None,
    document: Document | None = None,
) -> list[Event]:
    """Xác định điều kiện xử lý: it has what its kind must have, or what it lacks.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`,
            `ineligible-petition-lacks-something`, `condition-is-of-its-kind`;
            unlawful: `eligible-petition-has-an-author`.
    """
    event = EligibilityFound(
        on=on, eligible=eligible, lacking=lacking, findings=findings, document=document
    )
    known = petition.eligibility[-1] if petition.eligibility else None
    if known is not None and attrs.evolve(event, on=known.on) == known:
        return []
    classified(petition)
    if eligible == bool(lacking):
        raise Refused("ineligible-petition-lacks-something", BY_CONTENT, lacking=lacking)
    if petition.kind is not None:
        for one in lacking:
            if one not in CONDITIONS[petition.kind]:
                raise Refused(
                    "condition-is-of-its-kind", BY_CONTENT, condition=one, kind=petition.kind
                )
    setting.lawful(
        not eligible or petition.kind == "anonymous_tip" or petition.has_an_author,
        "eligible-petition-has-an-author",
        BY_CONTENT,
        kind=petition.kind,
    )
    return [event]


def find_competence(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    own: bool,
    system: System,
    body: BodyId | None = None,
    body_name: str | None = None,
    basis: Document | None = None,
) -> list[Event]:
    """Xác định thẩm quyền: this ward's, or of which kind of body.

    Raises:
        Refused: `petition-is-classified`, `petition-is-not-closed`, `body-is-known`;
            unlawful: `body-exists`.
    """
    event = CompetenceFound(
        on=on, own=own, system=system, body=body, body_name=body_name, basis=basis
    )
    known = petition.competence[-1] if petition.competence else None
    if known is not None and attrs.evolve(event, on=known.on) == known:
        return []
    classified(petition)
    setting.known_body(body)
    return [event]


def find_complexity(
    petition: Petition,
    setting: Setting,
    *,
    on: On,
    criteria: tuple[Criterion, ...],
    document: Document | None = None,
) -> list[Event]:
    """Xác định vụ việc phức tạp, in writing and by its criteria.

    Raises:
        Refused: `petition-is-not-closed`, `complexity-names-its-criteria`;
            unlawful: `complexity-is-found-in-writing`.
    """
    event = ComplexityFound(on=on, criteria=criteria, document=document)
    known = petition.complexity[-1] if petition.complexity else None
    if known is not None and attrs.evolve(event, on=known.on) == known:
        return []
    not_closed(petition)
    if not criteria:
        raise Refused("complexity-names-its-criteria", COMPLEXITY)
    setting.lawful(document is not None, "complexity-is-found-in-writing", COMPLEXITY, on=on)
    return [event]


def split(
    petition: Petition, _: Setting, *, on: On, parts: tuple[Part, ...], reason: str | None = None
) -> list[Event]:
    """Tách đơn có nhiều nội dung: each part goes on as a petition of its own.

    Raises:
        Refused: `petition-is-not-closed`, `mixed-petition-has-several-parts`,
            `parts-are-numbered-in-order`, `report-says-something`.
    """
    last = petition.closing
    if isinstance(last, Split) and last.parts == parts:
        return []
    not_closed(petition)
    if len(parts) < 2:
        raise Refused("mixed-petition-has-several-parts", MIXED, parts=len(parts))
    first = max(petition.parts, default=0) + 1
    for number, part in enumerate(parts, start=first):
        if part.number != number:
            raise Refused(
                "parts-are-numbered-in-order", OWN_RECORD, part=part.number, expected=number
            )
        if not part.gist.strip():
            raise Refused("report-says-something", OWN_RECORD)
    return [Split(on=on, parts=parts, reason=reason)]
