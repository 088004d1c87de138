"""What one more event makes of what is known of a petition."""

from typing import assert_never

from msgspec.structs import replace

from dialogue_cases.petition.events import (
    AccusedNamed,
    AdmissionRefused,
    Admitted,
    AgentAuthorised,
    Answered,
    Assigned,
    AttachmentReceived,
    CarriedOver,
    Classified,
    CompetenceFound,
    CompletionAsked,
    ComplexityFound,
    Confirmed,
    ContentKept,
    Contested,
    ContinuedDespiteWithdrawal,
    Directed,
    EligibilityFound,
    Event,
    FiledWithoutProcessing,
    Forwarded,
    Guided,
    JoinedToMatter,
    PetitionerNamed,
    Raised,
    Reopened,
    ReplyReceived,
    RepresentativesAppointed,
    Resolved,
    Returned,
    SeparatedFromMatter,
    Split,
    Supplemented,
    TipInspected,
    TipReferred,
    Urged,
    Withdrawn,
    WithdrawnInPart,
    WrittenDown,
)
from dialogue_cases.petition.state import Petition
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated


def evolve(petition: Petition, event: Event) -> Petition:
    """The petition after one more event."""
    known = petition
    match event:
        case Raised():
            return replace(known, raised=event)
        case WrittenDown():
            return replace(known, written_down=(*known.written_down, event))
        case ContentKept():
            return replace(known, contents=(*known.contents, event))
        case PetitionerNamed():
            others = tuple(one for one in known.petitioners if one.party != event.party)
            return replace(known, petitioners=(*others, event))
        case RepresentativesAppointed():
            return replace(known, representatives=event)
        case AgentAuthorised():
            return replace(known, agents=(*known.agents, event))
        case AccusedNamed():
            others_accused = tuple(one for one in known.accused if one.party != event.party)
            return replace(known, accused=(*others_accused, event))
        case AttachmentReceived():
            return replace(known, attachments=(*known.attachments, event))
        case CompletionAsked():
            return replace(known, completions=(*known.completions, event))
        case Supplemented():
            return replace(known, supplements=(*known.supplements, event))
        case Classified():
            return replace(known, classifications=(*known.classifications, event))
        case EligibilityFound():
            return replace(known, eligibility=(*known.eligibility, event))
        case CompetenceFound():
            return replace(known, competence=(*known.competence, event))
        case ComplexityFound():
            return replace(known, complexity=(*known.complexity, event))
        case Admitted():
            return replace(known, admitted=event)
        case Guided():
            return replace(known, guidance=(*known.guidance, event))
        case Forwarded():
            return replace(known, forwardings=(*known.forwardings, event))
        case Returned():
            return replace(known, returns=(*known.returns, event))
        case TipReferred():
            return replace(known, tips=(*known.tips, event))
        case TipInspected():
            return replace(known, inspections=(*known.inspections, event))
        case Assigned():
            return replace(known, assignments=(*known.assignments, event))
        case Directed():
            return replace(known, directions=(*known.directions, event))
        case Urged():
            return replace(known, urgings=(*known.urgings, event))
        case DataRequestReceived():
            return replace(known, data_requests=(*known.data_requests, event))
        case DataRequestAnswered():
            return replace(known, data_answers=(*known.data_answers, event))
        case Escalated():
            return replace(known, escalations=(*known.escalations, event))
        case CarriedOver():
            return replace(known, carried=(*known.carried, event))
        case WithdrawnInPart():
            return replace(known, withdrawals=(*known.withdrawals, event))
        case JoinedToMatter() | SeparatedFromMatter():
            return replace(known, matters=(*known.matters, event))
        case AdmissionRefused() | FiledWithoutProcessing() | Split():
            return replace(known, turns=(*known.turns, event))
        case Answered() | ReplyReceived() | Confirmed() | Resolved():
            return replace(known, turns=(*known.turns, event))
        case Contested() | Reopened() | Withdrawn() | ContinuedDespiteWithdrawal():
            return replace(known, turns=(*known.turns, event))
        case _:
            assert_never(event)
