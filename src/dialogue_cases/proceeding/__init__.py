"""Giải quyết khiếu nại, tố cáo: what the competent body does, on the statutory clock.

One stream a proceeding, such as `proceeding/2023/1`. The ward records what it learns of it: the
body may be the chair of its own People's Committee or another. A second complaint and a
continued denunciation are proceedings of their own, each with its own clock.
Who denounced, and who was denounced, stands here by party and sealed, never in clear.

What can happen, each fact with what examines it: when it is received `proceeding.receiving`; on
whether it is taken up `accepting`; while it is resolved `handling`; when it stops `halting`; at the
end `resolving`; about telling `telling`; beside it `following`.
What facts are made of: `proceeding.words`. What we then know: `proceeding.state`.
What the law allows, with articles and dates: `proceeding.grounds`, `proceeding.limits`.
What several decisions ask first: `proceeding.rules`.
"""

# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022

from dialogue_cases.proceeding.accepting import (
    AcceptanceRefused, Accepted, ForwardedElsewhere, IdentityCheckWidened, Verified, accept,
    forward, refuse, verify, widen_identity_check,
)
from dialogue_cases.proceeding.following import (
    AskedByCitizen, CourtActionLearned, CrimeSignsPassed, FinalJudgmentLearned, ProtectionGiven,
    ProtectionRequested, ReplyReceived, Urged, give_protection, learn_court_action, learn_judgment,
    note_question, pass_crime_signs, receive_reply, request_protection, urge,
)
from dialogue_cases.proceeding.halting import (
    Resumed, Suspended, Terminated, Withdrawn, WithdrawnInPart, resume, suspend, terminate,
    withdraw, withdraw_in_part,
)
from dialogue_cases.proceeding.handling import (
    ComplexityFound, DialogueAnnounced, DialogueHeld, Extended, VerificationAssigned,
    VerificationReported, announce_dialogue, assign_verification, extend, find_complex,
    hold_dialogue, report_verification,
)
from dialogue_cases.proceeding.receiving import (
    ContestedActLearned, FilingHindered, Hindrance, HindranceEnded, Received, TakenOver,
    end_hindrance, hinder_filing, learn_contested_act, receive, take_over,
)
from dialogue_cases.proceeding.resolving import (
    ActedOn, CarriedOut, Concluded, ContinuationReviewed, Decided, DenunciationContinued,
    SecondInstanceOpened, act_on, carry_out, conclude, continue_denunciation, decide,
    open_second_instance, review_continuation,
)
from dialogue_cases.proceeding.state import (
    Event, INITIAL, LIFE, Proceeding, Status, evolve,
)
from dialogue_cases.proceeding.telling import (
    DecisionReceived, PartiesTold, Published, SenderAnswered, Sent, answer_sender, note_receipt,
    publish, send, tell_parties,
)
from dialogue_cases.proceeding.words import (
    Action, ContinuationResult, Criterion, Degree, Demand, GoesOn, Instance, Kind, Notice, Outcome,
    Paper, Person, ProtectionMeasure, PublicationWay, RefusalGround, Remedies, Review, Role, Source,
    Subject, SuspensionGround, TerminationGround, WithdrawalForm,
)
from dialogue_cases.record import (
    DataRequestAnswered, DataRequestReceived, Escalated,
)
from dialogue_cases.ward.in_any_life import (
    answer_data_request, escalate, receive_data_request,
)

__all__ = [
    "AcceptanceRefused", "Accepted", "ActedOn", "Action", "AskedByCitizen", "CarriedOut",
    "ComplexityFound", "Concluded", "ContestedActLearned", "ContinuationResult",
    "ContinuationReviewed", "CourtActionLearned", "CrimeSignsPassed", "Criterion",
    "DataRequestAnswered", "DataRequestReceived", "Decided", "DecisionReceived", "Degree", "Demand",
    "DenunciationContinued", "DialogueAnnounced", "DialogueHeld", "Escalated", "Event", "Extended",
    "FilingHindered", "FinalJudgmentLearned", "ForwardedElsewhere", "GoesOn", "Hindrance",
    "HindranceEnded", "INITIAL", "IdentityCheckWidened", "Instance", "Kind", "LIFE", "Notice",
    "Outcome", "Paper", "PartiesTold", "Person", "Proceeding", "ProtectionGiven",
    "ProtectionMeasure", "ProtectionRequested", "PublicationWay", "Published", "Received",
    "RefusalGround", "Remedies", "ReplyReceived", "Resumed", "Review", "Role",
    "SecondInstanceOpened", "SenderAnswered", "Sent", "Source", "Status", "Subject", "Suspended",
    "SuspensionGround", "TakenOver", "Terminated", "TerminationGround", "Urged",
    "VerificationAssigned", "VerificationReported", "Verified", "WithdrawalForm", "Withdrawn",
    "WithdrawnInPart", "accept", "act_on", "announce_dialogue", "answer_data_request",
    "answer_sender", "assign_verification", "carry_out", "conclude", "continue_denunciation",
    "decide", "end_hindrance", "escalate", "evolve", "extend", "find_complex", "forward",
    "give_protection", "hinder_filing", "hold_dialogue", "learn_contested_act",
    "learn_court_action", "learn_judgment", "note_question", "note_receipt", "open_second_instance",
    "pass_crime_signs", "publish", "receive", "receive_data_request", "receive_reply", "refuse",
    "report_verification", "request_protection", "resume", "review_continuation", "send", "suspend",
    "take_over", "tell_parties", "terminate", "urge", "verify", "widen_identity_check", "withdraw",
    "withdraw_in_part",
]
