"""Đối thoại, tiếp dân: one session, from the plan that foresees it to its conclusion notice.

A dialogue (`dialogue/2023/1`) and a reception (`reception/2023/1`) live the same life.

What can happen, each fact with what examines it: `session.schedule`, `session.preparation`,
`session.calling` and `session.online` before it, `session.sitting` at it, `session.conclusion`
after it. What facts are made of: `session.words`. What we then know: `session.state`.
What it still lacks: `session.shortcomings`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.record import (
    DataRequestAnswered, DataRequestReceived, Escalated,
)
from dialogue_cases.session.calling import (
    Announced, AnnouncementAcknowledged, InvitationIssued, InviteesApproved, InviteesProposed,
    acknowledge_announcement, announce, approve_invitees, issue_invitation, propose_invitees,
)
from dialogue_cases.session.conclusion import (
    ConclusionDrafted, ConclusionIssued, ConclusionReplaced, ConclusionReturned,
    ConclusionSubmitted, DraftCommented, comment_draft, draft_conclusion, issue_conclusion,
    replace_conclusion, return_conclusion, submit_conclusion,
)
from dialogue_cases.session.online import (
    Connected, ConnectionTested, OnlineArranged, arrange_online, connect, try_connection,
)
from dialogue_cases.session.preparation import (
    AnswerPrepared, BriefingFiled, OpinionRegistered, PreparationDone, PreparationListed,
    QuestionExpected, expect_question, file_briefing, finish_preparation, list_preparation,
    prepare_answer, register_opinion,
)
from dialogue_cases.session.schedule import (
    Cancelled, ChairDelegated, Fixed, Foreseen, JointChairArranged, Postponed, arrange_joint_chair,
    cancel, delegate_chair, fix, foresee, postpone,
)
from dialogue_cases.session.shortcomings import (
    Shortcoming, warnings,
)
from dialogue_cases.session.sitting import (
    ChairShared, CompetenceFound, Ended, ExplanationGiven, MinutesKept, Opened, OpinionAnswered,
    OpinionTaken, OpinionVoiced, answer_opinion, end_session, explain, find_competence,
    keep_minutes, open_session, share_chair, take_opinion, voice_opinion,
)
from dialogue_cases.session.state import (
    Event, INITIAL, LIFE, Notice, Part, Session, Status, evolve,
)
from dialogue_cases.session.words import (
    BriefingKind, Channel, Competence, Contents, Destination, Invitee, Item, OnlineGround,
    PendingDecision, Phase, PreparationKind,
)
from dialogue_cases.ward.in_any_life import (
    answer_data_request, escalate, receive_data_request,
)

__all__ = [
    "Announced", "AnnouncementAcknowledged", "AnswerPrepared", "BriefingFiled", "BriefingKind",
    "Cancelled", "ChairDelegated", "ChairShared", "Channel", "Competence", "CompetenceFound",
    "ConclusionDrafted", "ConclusionIssued", "ConclusionReplaced", "ConclusionReturned",
    "ConclusionSubmitted", "Connected", "ConnectionTested", "Contents", "DataRequestAnswered",
    "DataRequestReceived", "Destination", "DraftCommented", "Ended", "Escalated", "Event",
    "ExplanationGiven", "Fixed", "Foreseen", "INITIAL", "InvitationIssued", "Invitee",
    "InviteesApproved", "InviteesProposed", "Item", "JointChairArranged", "LIFE", "MinutesKept",
    "Notice", "OnlineArranged", "OnlineGround", "Opened", "OpinionAnswered", "OpinionRegistered",
    "OpinionTaken", "OpinionVoiced", "Part", "PendingDecision", "Phase", "Postponed",
    "PreparationDone", "PreparationKind", "PreparationListed", "QuestionExpected", "Session",
    "Shortcoming", "Status", "acknowledge_announcement", "announce", "answer_data_request",
    "answer_opinion", "approve_invitees", "arrange_joint_chair", "arrange_online", "cancel",
    "comment_draft", "connect", "delegate_chair", "draft_conclusion", "end_session", "escalate",
    "evolve", "expect_question", "explain", "file_briefing", "find_competence",
    "finish_preparation", "fix", "foresee", "issue_conclusion", "issue_invitation", "keep_minutes",
    "list_preparation", "open_session", "postpone", "prepare_answer", "propose_invitees",
    "receive_data_request", "register_opinion", "replace_conclusion", "return_conclusion",
    "share_chair", "submit_conclusion", "take_opinion", "try_connection", "voice_opinion",
    "warnings",
]
