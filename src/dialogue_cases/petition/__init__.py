"""Đơn: one petition, from the day it came in until it is settled, and again when raised again.

A complaint, denunciation, recommendation or report (`petition/2023/1`), on the Party's clock.
What the competent body does on the statutory clock is the proceeding's life; the grievance
behind several petitions and opinions is the matter's.

What can happen, each fact with what examines it: `petition.receiving` and `petition.people` as it
comes in, `petition.examining` and `petition.disposal` on what it is and where it goes,
`petition.handling` while it is worked on, `petition.meeting` where they ask to meet a leader,
`petition.settling` as it ends or opens again.
What facts are made of: `petition.words`. What we then know: `petition.state`.
What several decisions ask first: `petition.rules`; on which grounds one may refuse or file:
`petition.grounds`; what petitioners are told: `petition.guidance`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.petition.disposal import (
    AdmissionRefused, Admitted, FiledWithoutProcessing, Forwarded, Guided, Returned, TipInspected,
    TipReferred, admit, conclude_tip, file_without_processing, forward, guide, refer_tip, refuse,
    return_papers,
)
from dialogue_cases.petition.examining import (
    Classified, CompetenceFound, ComplexityFound, EligibilityFound, Split, classify,
    find_competence, find_complexity, find_eligibility, split,
)
from dialogue_cases.petition.guidance import (
    Advice, guidance_for,
)
from dialogue_cases.petition.handling import (
    Answered, Assigned, CarriedOver, Directed, ReplyReceived, Urged, answer, assign, carry_over,
    direct, receive_reply, urge,
)
from dialogue_cases.petition.meeting import (
    MeetingAnswered, MeetingHeld, MeetingRequested, answer_meeting, hold_meeting, request_meeting,
)
from dialogue_cases.petition.people import (
    AccusedNamed, AgentAuthorised, PetitionerNamed, RepresentativesAppointed,
    appoint_representatives, authorise_agent, name_accused, name_petitioner,
)
from dialogue_cases.petition.receiving import (
    AttachmentReceived, CompletionAsked, ContentKept, Raised, Supplemented, WrittenDown,
    ask_completion, keep_content, raise_petition, receive_attachment, supplement, write_down,
)
from dialogue_cases.petition.settling import (
    Confirmed, Contested, ContinuedDespiteWithdrawal, JoinedToMatter, Reopened, Resolved,
    SatisfactionTold, SeparatedFromMatter, Withdrawn, WithdrawnInPart, confirm, contest,
    continue_despite_withdrawal, join_matter, leave_matter, reopen, resolve, tell_satisfaction,
    withdraw, withdraw_in_part,
)
from dialogue_cases.petition.state import (
    Event, INITIAL, LIFE, Petition, Status, Turn, evolve,
)
from dialogue_cases.petition.words import (
    AnswerOutcome, AnsweredTo, Area, Capacity, Certification, Channel, ContinuingGround, Criterion,
    Finding, Ground, Kind, Lack, Means, Occurrence, Part, Receiver, ReceptionKind, Satisfaction,
    SettledAs, Signature, System, Title, WithdrawalForm,
)
from dialogue_cases.record import (
    AssignmentAccepted, AssignmentDeclined, AssignmentUpheld, DataRequestAnswered,
    DataRequestReceived, Escalated,
)
from dialogue_cases.ward.in_any_life import (
    accept_assignment, answer_data_request, decline_assignment, escalate, receive_data_request,
    uphold_assignment,
)

__all__ = [
    "AccusedNamed", "AdmissionRefused", "Admitted", "Advice", "AgentAuthorised", "AnswerOutcome",
    "Answered", "AnsweredTo", "Area", "Assigned", "AssignmentAccepted", "AssignmentDeclined",
    "AssignmentUpheld", "AttachmentReceived", "Capacity", "CarriedOver", "Certification", "Channel",
    "Classified", "CompetenceFound", "CompletionAsked", "ComplexityFound", "Confirmed",
    "ContentKept", "Contested", "ContinuedDespiteWithdrawal", "ContinuingGround", "Criterion",
    "DataRequestAnswered", "DataRequestReceived", "Directed", "EligibilityFound", "Escalated",
    "Event", "FiledWithoutProcessing", "Finding", "Forwarded", "Ground", "Guided", "INITIAL",
    "JoinedToMatter", "Kind", "LIFE", "Lack", "Means", "MeetingAnswered", "MeetingHeld",
    "MeetingRequested", "Occurrence", "Part", "Petition", "PetitionerNamed", "Raised", "Receiver",
    "ReceptionKind", "Reopened", "ReplyReceived", "RepresentativesAppointed", "Resolved",
    "Returned", "Satisfaction", "SatisfactionTold", "SeparatedFromMatter", "SettledAs", "Signature",
    "Split", "Status", "Supplemented", "System", "TipInspected", "TipReferred", "Title", "Turn",
    "Urged", "WithdrawalForm", "Withdrawn", "WithdrawnInPart", "WrittenDown", "accept_assignment",
    "admit", "answer", "answer_data_request", "answer_meeting", "appoint_representatives",
    "ask_completion", "assign", "authorise_agent", "carry_over", "classify", "conclude_tip",
    "confirm", "contest", "continue_despite_withdrawal", "decline_assignment", "direct", "escalate",
    "evolve", "file_without_processing", "find_competence", "find_complexity", "find_eligibility",
    "forward", "guidance_for", "guide", "hold_meeting", "join_matter", "keep_content",
    "leave_matter", "name_accused", "name_petitioner", "raise_petition", "receive_attachment",
    "receive_data_request", "receive_reply", "refer_tip", "refuse", "reopen", "request_meeting",
    "resolve", "return_papers", "split", "supplement", "tell_satisfaction", "uphold_assignment",
    "urge", "withdraw", "withdraw_in_part", "write_down",
]
