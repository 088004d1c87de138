"""What can happen to a session: the events of `dialogue/2023/1` and `reception/2023/1`."""

from typing import TypeAlias

from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated
from dialogue_cases.session.events_before import (
    Announced,
    AnnouncementAcknowledged,
    AnswerPrepared,
    BriefingFiled,
    BriefingKind,
    Cancelled,
    ChairDelegated,
    Channel,
    Fixed,
    Foreseen,
    InvitationIssued,
    Invitee,
    InviteesApproved,
    InviteesProposed,
    OpinionRegistered,
    PendingDecision,
    Phase,
    Postponed,
    PreparationDone,
    PreparationKind,
    PreparationListed,
    QuestionExpected,
)
from dialogue_cases.session.events_conclusion import (
    ConclusionDrafted,
    ConclusionIssued,
    ConclusionReplaced,
    ConclusionReturned,
    ConclusionSubmitted,
    Contents,
    DraftCommented,
    Item,
)
from dialogue_cases.session.events_online import (
    Connected,
    ConnectionTested,
    OnlineArranged,
    OnlineGround,
)
from dialogue_cases.session.events_sitting import (
    Destination,
    Ended,
    ExplanationGiven,
    MinutesKept,
    Opened,
    OpinionAnswered,
    OpinionTaken,
    OpinionVoiced,
)

Event: TypeAlias = (
    Foreseen
    | Fixed
    | Postponed
    | Cancelled
    | ChairDelegated
    | BriefingFiled
    | OpinionRegistered
    | QuestionExpected
    | AnswerPrepared
    | PreparationListed
    | PreparationDone
    | InviteesProposed
    | InviteesApproved
    | InvitationIssued
    | Announced
    | AnnouncementAcknowledged
    | OnlineArranged
    | ConnectionTested
    | Connected
    | Opened
    | ExplanationGiven
    | OpinionVoiced
    | OpinionAnswered
    | OpinionTaken
    | Ended
    | MinutesKept
    | ConclusionDrafted
    | DraftCommented
    | ConclusionSubmitted
    | ConclusionReturned
    | ConclusionIssued
    | ConclusionReplaced
    | Escalated
    | DataRequestReceived
    | DataRequestAnswered
)

__all__ = [
    "Announced",
    "AnnouncementAcknowledged",
    "AnswerPrepared",
    "BriefingFiled",
    "BriefingKind",
    "Cancelled",
    "ChairDelegated",
    "Channel",
    "ConclusionDrafted",
    "ConclusionIssued",
    "ConclusionReplaced",
    "ConclusionReturned",
    "ConclusionSubmitted",
    "Connected",
    "ConnectionTested",
    "Contents",
    "DataRequestAnswered",
    "DataRequestReceived",
    "Destination",
    "DraftCommented",
    "Ended",
    "Escalated",
    "Event",
    "ExplanationGiven",
    "Fixed",
    "Foreseen",
    "InvitationIssued",
    "Invitee",
    "InviteesApproved",
    "InviteesProposed",
    "Item",
    "MinutesKept",
    "OnlineArranged",
    "OnlineGround",
    "Opened",
    "OpinionAnswered",
    "OpinionRegistered",
    "OpinionTaken",
    "OpinionVoiced",
    "PendingDecision",
    "Phase",
    "Postponed",
    "PreparationDone",
    "PreparationKind",
    "PreparationListed",
    "QuestionExpected",
]
