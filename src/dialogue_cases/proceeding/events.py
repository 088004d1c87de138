"""What can happen to a proceeding: the events of `proceeding/2023/1`."""

from typing import TypeAlias

from dialogue_cases.proceeding.events_handling import (
    AskedByCitizen,
    ComplexityFound,
    Criterion,
    Degree,
    Demand,
    DialogueAnnounced,
    DialogueHeld,
    Extended,
    GoesOn,
    ProtectionGiven,
    ProtectionMeasure,
    ProtectionRequested,
    ReplyReceived,
    Resumed,
    Suspended,
    SuspensionGround,
    Terminated,
    TerminationGround,
    Urged,
    VerificationAssigned,
    VerificationReported,
    WithdrawalForm,
    Withdrawn,
    WithdrawnInPart,
)
from dialogue_cases.proceeding.events_opening import (
    AcceptanceRefused,
    Accepted,
    ContestedActLearned,
    FilingHindered,
    ForwardedElsewhere,
    HindranceEnded,
    IdentityCheckWidened,
    Instance,
    Kind,
    Notice,
    PartiesTold,
    Person,
    Received,
    RefusalGround,
    Role,
    SenderAnswered,
    Source,
    Subject,
    TakenOver,
    Verified,
)
from dialogue_cases.proceeding.events_outcome import (
    ActedOn,
    Action,
    CarriedOut,
    Concluded,
    ContinuationResult,
    ContinuationReviewed,
    CourtActionLearned,
    CrimeSignsPassed,
    Decided,
    DecisionReceived,
    DenunciationContinued,
    FinalJudgmentLearned,
    Outcome,
    Paper,
    PublicationWay,
    Published,
    Remedies,
    Review,
    SecondInstanceOpened,
    Sent,
)
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated

Event: TypeAlias = (
    ContestedActLearned
    | FilingHindered
    | HindranceEnded
    | Received
    | TakenOver
    | IdentityCheckWidened
    | Verified
    | Accepted
    | AcceptanceRefused
    | ForwardedElsewhere
    | PartiesTold
    | SenderAnswered
    | ComplexityFound
    | VerificationAssigned
    | VerificationReported
    | DialogueAnnounced
    | DialogueHeld
    | Extended
    | Suspended
    | Resumed
    | Terminated
    | WithdrawnInPart
    | Withdrawn
    | ProtectionRequested
    | ProtectionGiven
    | Urged
    | ReplyReceived
    | AskedByCitizen
    | Decided
    | Concluded
    | Sent
    | DecisionReceived
    | Published
    | ActedOn
    | CarriedOut
    | SecondInstanceOpened
    | DenunciationContinued
    | ContinuationReviewed
    | CrimeSignsPassed
    | CourtActionLearned
    | FinalJudgmentLearned
    | Escalated
    | DataRequestReceived
    | DataRequestAnswered
)

__all__ = [
    "AcceptanceRefused",
    "Accepted",
    "ActedOn",
    "Action",
    "AskedByCitizen",
    "CarriedOut",
    "ComplexityFound",
    "Concluded",
    "ContestedActLearned",
    "ContinuationResult",
    "ContinuationReviewed",
    "CourtActionLearned",
    "CrimeSignsPassed",
    "Criterion",
    "DataRequestAnswered",
    "DataRequestReceived",
    "Decided",
    "DecisionReceived",
    "Degree",
    "Demand",
    "DenunciationContinued",
    "DialogueAnnounced",
    "DialogueHeld",
    "Escalated",
    "Event",
    "Extended",
    "FilingHindered",
    "FinalJudgmentLearned",
    "ForwardedElsewhere",
    "GoesOn",
    "HindranceEnded",
    "IdentityCheckWidened",
    "Instance",
    "Kind",
    "Notice",
    "Outcome",
    "Paper",
    "PartiesTold",
    "Person",
    "ProtectionGiven",
    "ProtectionMeasure",
    "ProtectionRequested",
    "PublicationWay",
    "Published",
    "Received",
    "RefusalGround",
    "Remedies",
    "ReplyReceived",
    "Resumed",
    "Review",
    "Role",
    "SecondInstanceOpened",
    "SenderAnswered",
    "Sent",
    "Source",
    "Subject",
    "Suspended",
    "SuspensionGround",
    "TakenOver",
    "Terminated",
    "TerminationGround",
    "Urged",
    "VerificationAssigned",
    "VerificationReported",
    "Verified",
    "WithdrawalForm",
    "Withdrawn",
    "WithdrawnInPart",
]
