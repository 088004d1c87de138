"""What can happen to a petition: the events of `petition/2023/1`."""

from typing import TypeAlias

from dialogue_cases.petition.events_examining import (
    AdmissionRefused,
    Admitted,
    Area,
    Classified,
    CompetenceFound,
    ComplexityFound,
    Criterion,
    EligibilityFound,
    FiledWithoutProcessing,
    Finding,
    Forwarded,
    Ground,
    Guided,
    Kind,
    Lack,
    Part,
    Returned,
    Split,
    System,
    TipInspected,
    TipReferred,
)
from dialogue_cases.petition.events_handling import (
    Answered,
    AnsweredTo,
    AnswerOutcome,
    Assigned,
    CarriedOver,
    Confirmed,
    Contested,
    ContinuedDespiteWithdrawal,
    ContinuingGround,
    Directed,
    JoinedToMatter,
    Means,
    Reopened,
    ReplyReceived,
    Resolved,
    SeparatedFromMatter,
    SettledAs,
    Urged,
    WithdrawalForm,
    Withdrawn,
    WithdrawnInPart,
)
from dialogue_cases.petition.events_receiving import (
    AccusedNamed,
    AgentAuthorised,
    AttachmentReceived,
    Capacity,
    Certification,
    Channel,
    CompletionAsked,
    ContentKept,
    Occurrence,
    PetitionerNamed,
    Raised,
    Receiver,
    ReceptionKind,
    RepresentativesAppointed,
    Signature,
    Supplemented,
    Title,
    WrittenDown,
)
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated

Event: TypeAlias = (
    Raised
    | WrittenDown
    | ContentKept
    | PetitionerNamed
    | RepresentativesAppointed
    | AgentAuthorised
    | AccusedNamed
    | AttachmentReceived
    | CompletionAsked
    | Supplemented
    | Classified
    | EligibilityFound
    | CompetenceFound
    | ComplexityFound
    | Split
    | Admitted
    | AdmissionRefused
    | Guided
    | Forwarded
    | Returned
    | FiledWithoutProcessing
    | TipReferred
    | TipInspected
    | Assigned
    | Directed
    | Answered
    | Urged
    | ReplyReceived
    | Escalated
    | DataRequestReceived
    | DataRequestAnswered
    | CarriedOver
    | Confirmed
    | Resolved
    | Contested
    | Reopened
    | WithdrawnInPart
    | Withdrawn
    | ContinuedDespiteWithdrawal
    | JoinedToMatter
    | SeparatedFromMatter
)

__all__ = [
    "AccusedNamed",
    "AdmissionRefused",
    "Admitted",
    "AgentAuthorised",
    "AnswerOutcome",
    "Answered",
    "AnsweredTo",
    "Area",
    "Assigned",
    "AttachmentReceived",
    "Capacity",
    "CarriedOver",
    "Certification",
    "Channel",
    "Classified",
    "CompetenceFound",
    "CompletionAsked",
    "ComplexityFound",
    "Confirmed",
    "ContentKept",
    "Contested",
    "ContinuedDespiteWithdrawal",
    "ContinuingGround",
    "Criterion",
    "DataRequestAnswered",
    "DataRequestReceived",
    "Directed",
    "EligibilityFound",
    "Escalated",
    "Event",
    "FiledWithoutProcessing",
    "Finding",
    "Forwarded",
    "Ground",
    "Guided",
    "JoinedToMatter",
    "Kind",
    "Lack",
    "Means",
    "Occurrence",
    "Part",
    "PetitionerNamed",
    "Raised",
    "Receiver",
    "ReceptionKind",
    "Reopened",
    "ReplyReceived",
    "RepresentativesAppointed",
    "Resolved",
    "Returned",
    "SeparatedFromMatter",
    "SettledAs",
    "Signature",
    "Split",
    "Supplemented",
    "System",
    "TipInspected",
    "TipReferred",
    "Title",
    "Urged",
    "WithdrawalForm",
    "Withdrawn",
    "WithdrawnInPart",
    "WrittenDown",
]
