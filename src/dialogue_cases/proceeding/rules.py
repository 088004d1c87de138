"""What several decisions about a proceeding ask first, and where those rules stand."""

from typing import TYPE_CHECKING

import attrs

from dialogue_cases.errors import Refused
from dialogue_cases.law.citations import cited
from dialogue_cases.proceeding.words import Paper, Remedies
from dialogue_cases.vocabulary import (
    Act,
    BodyKind,
    Document,
    PartyId,
    Sealed,
    StreamId,
)
from dialogue_cases.ward import Setting

if TYPE_CHECKING:
    from dialogue_cases.proceeding.state import Proceeding


ACCEPTANCE = cited("proceeding.acceptance")
REFUSAL = cited("proceeding.refusal")
IDENTITY = cited("proceeding.identity")
COMPETENCE = cited("proceeding.competence")
TRANSFER = cited("proceeding.transfer")
TELLING = cited("proceeding.telling")
COMPLEXITY = cited("proceeding.complexity")
SECRECY = cited("proceeding.secrecy")
DIALOGUE = cited("proceeding.dialogue")
EXTENSION = cited("proceeding.extension")
NO_EXTENSION = cited("proceeding.no_extension")
TIMELY_EXTENSION = cited("proceeding.timely_extension")
SUSPENSION = cited("proceeding.suspension")
WITHDRAWAL = cited("proceeding.withdrawal")
RESOLVING = cited("proceeding.resolving")
WRITING = cited("proceeding.writing")
SENDING = cited("proceeding.sending")
PUBLICATION = cited("proceeding.publication")
SECOND_COMPLAINT = cited("proceeding.second_complaint")
CONTINUATION = cited("proceeding.continuation")
PROTECTION = cited("proceeding.protection")
URGING = cited("proceeding.urging")
OWN_RECORD = cited("proceeding.own_record")

_OF_THE_PARTY: tuple[BodyKind, ...] = (
    "ward_party_committee",
    "party_standing_board",
    "party_permanent_body",
    "party_office",
    "mass_mobilisation_bloc",
    "party_building_board",
    "propaganda_education",
    "political_centre",
    "party_cell",
    "superior_party_committee",
    "superior_party_board",
)
"""The inspectors aren't among them: denunciations of Party members are theirs, by Party rules."""


def begun(state: "Proceeding") -> None:
    """Refuse what can't be known of a case that no body has received."""
    if state.received is None:
        raise Refused("case-is-received-first", OWN_RECORD)


def still_open(state: "Proceeding", setting: Setting) -> None:
    """Refuse a step in a case that was refused, passed on, ended or resolved."""
    begun(state)
    setting.lawful(state.is_open, "case-is-still-open", RESOLVING, status=state.status)


def taken_up(state: "Proceeding", setting: Setting) -> None:
    """Refuse a step that only follows acceptance."""
    still_open(state, setting)
    setting.lawful(
        state.accepted is not None, "case-is-taken-up-first", ACCEPTANCE, status=state.status
    )


def complaint(state: "Proceeding") -> None:
    """Refuse of a denunciation what there is for complaints only."""
    begun(state)
    if not state.is_complaint:
        raise Refused("step-is-of-complaints", RESOLVING, kind=state.kind)


def denunciation(state: "Proceeding") -> None:
    """Refuse of a complaint what there is for denunciations only."""
    begun(state)
    if not state.is_denunciation:
        raise Refused("step-is-of-denunciations", RESOLVING, kind=state.kind)


def by_the_competent_body(state: "Proceeding", setting: Setting, *, chair: bool = False) -> None:
    """Refuse what the ward's own competent body has to decide, if another body does.

    What a body above or outside decides, the ward only learns; anyone may enter that.

    Args:
        chair: whether the chair has to decide it, if it is the People's Committee.
    """
    known = setting.ward.bodies.get(state.body) if state.body else None
    if known is None or known.superior or not isinstance(setting.act, Act):
        return
    setting.lawful(
        setting.acts_for(known.id),
        "competent-body-decides",
        COMPETENCE,
        competent=known.id,
        body=setting.body,
    )
    setting.lawful(
        not chair or known.kind != "people_committee" or setting.holds("people_committee_chair"),
        "chair-resolves",
        COMPETENCE,
        office=setting.act.office,
    )


def is_of_the_party(kind: BodyKind) -> bool:
    """Whether a body is a Party body that directs and follows up, and resolves nothing here."""
    return kind in _OF_THE_PARTY


def written(setting: Setting, document: Document | None) -> None:
    """Refuse a decision of the body without the document that it is."""
    setting.lawful(document is not None, "decision-is-in-writing", WRITING)


def sealed_under_the_case(setting: Setting, *data: Sealed | None, also: set[PartyId]) -> None:
    """Refuse content under a foreign key: erasing the case would leave it readable.

    Args:
        also: the parties under whose keys it may be sealed too.
    """
    allowed = {f"{setting.stream}#0", *also}
    for sealed in data:
        if sealed is not None and setting.stream is not None and sealed.key not in allowed:
            raise Refused("content-is-sealed-under-the-case", OWN_RECORD, key=sealed.key)


def links_to(series: str, stream: StreamId | None, setting: Setting) -> None:
    """Refuse a link to a life of another kind, or to itself."""
    if stream is not None and (not stream.startswith(f"{series}/") or stream == setting.stream):
        raise Refused("link-names-the-right-life", OWN_RECORD, stream=stream, expected=series)


def is_issued(state: "Proceeding", paper: Paper) -> None:
    """Refuse to send or publish what doesn't exist yet."""
    begun(state)
    if not state.issued(paper):
        raise Refused("paper-is-issued-first", OWN_RECORD, paper=paper)


def counted(remedies: Remedies) -> None:
    """Refuse amounts that can't be counted."""
    amounts = attrs.astuple(remedies)
    if min(amounts) < 0 or remedies.sanctioned_officials > remedies.sanctioned:
        raise Refused("amounts-can-be-counted", OWN_RECORD)
