"""Every stored name, the class that has it, and the lives that it is a fact of.

Names are written by hand and never changed.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import dialogue_cases.matter as matter_life
import dialogue_cases.petition as petition_life
import dialogue_cases.plan as plan_life
import dialogue_cases.proceeding as proceeding_life
import dialogue_cases.session as session_life
import dialogue_cases.task as task_life
import dialogue_cases.ward as ward_life
from dialogue_cases import matter, petition, plan, proceeding, session, task, ward
from dialogue_cases.errors import Invalid
from dialogue_cases.life import Life
from dialogue_cases.record import (
    APART,
    AssignmentAccepted,
    AssignmentDeclined,
    AssignmentUpheld,
    CarriedElsewhere,
    DataRequestAnswered,
    DataRequestReceived,
    Destroyed,
    Erased,
    Escalated,
    FileAttached,
    HoldLifted,
    HoldPlaced,
    OpeningsHeldBack,
    OpeningsReleased,
    Redacted,
    RemovalRefused,
    SealOpened,
    Voided,
)
from dialogue_cases.vocabulary import StreamId

NAMES: Mapping[str, type] = {
    "assignment_accepted": AssignmentAccepted,
    "assignment_declined": AssignmentDeclined,
    "assignment_upheld": AssignmentUpheld,
    "carried_elsewhere": CarriedElsewhere,
    "data_request_answered": DataRequestAnswered,
    "data_request_received": DataRequestReceived,
    "destroyed": Destroyed,
    "erased": Erased,
    "escalated": Escalated,
    "file_attached": FileAttached,
    "hold_lifted": HoldLifted,
    "hold_placed": HoldPlaced,
    "matter.confirmed": matter.Confirmed,
    "matter.flagged_as_repeated": matter.FlaggedAsRepeated,
    "matter.joined": matter.Joined,
    "matter.listed": matter.Listed,
    "matter.opened": matter.Opened,
    "matter.promised": matter.Promised,
    "matter.raised_again": matter.RaisedAgain,
    "matter.separated": matter.Separated,
    "matter.settled_definitively": matter.SettledDefinitively,
    "matter.solution_foreseen": matter.SolutionForeseen,
    "openings_held_back": OpeningsHeldBack,
    "openings_released": OpeningsReleased,
    "petition.accused_named": petition.AccusedNamed,
    "petition.admitted": petition.Admitted,
    "petition.agent_authorised": petition.AgentAuthorised,
    "petition.answered": petition.Answered,
    "petition.assigned": petition.Assigned,
    "petition.attachment_received": petition.AttachmentReceived,
    "petition.carried_over": petition.CarriedOver,
    "petition.classified": petition.Classified,
    "petition.competence_found": petition.CompetenceFound,
    "petition.completion_asked": petition.CompletionAsked,
    "petition.complexity_found": petition.ComplexityFound,
    "petition.confirmed": petition.Confirmed,
    "petition.content_kept": petition.ContentKept,
    "petition.contested": petition.Contested,
    "petition.continued_despite_withdrawal": petition.ContinuedDespiteWithdrawal,
    "petition.directed": petition.Directed,
    "petition.eligibility_found": petition.EligibilityFound,
    "petition.filed_without_processing": petition.FiledWithoutProcessing,
    "petition.forwarded": petition.Forwarded,
    "petition.guided": petition.Guided,
    "petition.joined_to_matter": petition.JoinedToMatter,
    "petition.meeting_answered": petition.MeetingAnswered,
    "petition.meeting_held": petition.MeetingHeld,
    "petition.meeting_requested": petition.MeetingRequested,
    "petition.petitioner_named": petition.PetitionerNamed,
    "petition.raised": petition.Raised,
    "petition.refused": petition.AdmissionRefused,
    "petition.reopened": petition.Reopened,
    "petition.reply_received": petition.ReplyReceived,
    "petition.representatives_appointed": petition.RepresentativesAppointed,
    "petition.resolved": petition.Resolved,
    "petition.returned": petition.Returned,
    "petition.satisfaction_told": petition.SatisfactionTold,
    "petition.separated_from_matter": petition.SeparatedFromMatter,
    "petition.split": petition.Split,
    "petition.supplemented": petition.Supplemented,
    "petition.tip_inspected": petition.TipInspected,
    "petition.tip_referred": petition.TipReferred,
    "petition.urged": petition.Urged,
    "petition.withdrawn": petition.Withdrawn,
    "petition.withdrawn_in_part": petition.WithdrawnInPart,
    "petition.written_down": petition.WrittenDown,
    "plan.adopted": plan.Adopted,
    "plan.amended": plan.Amended,
    "plan.drafted": plan.Drafted,
    "proceeding.acceptance_refused": proceeding.AcceptanceRefused,
    "proceeding.accepted": proceeding.Accepted,
    "proceeding.acted_on": proceeding.ActedOn,
    "proceeding.asked_by_citizen": proceeding.AskedByCitizen,
    "proceeding.carried_out": proceeding.CarriedOut,
    "proceeding.complexity_found": proceeding.ComplexityFound,
    "proceeding.concluded": proceeding.Concluded,
    "proceeding.contested_act_learned": proceeding.ContestedActLearned,
    "proceeding.continuation_reviewed": proceeding.ContinuationReviewed,
    "proceeding.court_action_learned": proceeding.CourtActionLearned,
    "proceeding.crime_signs_passed": proceeding.CrimeSignsPassed,
    "proceeding.decided": proceeding.Decided,
    "proceeding.decision_received": proceeding.DecisionReceived,
    "proceeding.denunciation_continued": proceeding.DenunciationContinued,
    "proceeding.dialogue_announced": proceeding.DialogueAnnounced,
    "proceeding.dialogue_held": proceeding.DialogueHeld,
    "proceeding.extended": proceeding.Extended,
    "proceeding.filing_hindered": proceeding.FilingHindered,
    "proceeding.final_judgment_learned": proceeding.FinalJudgmentLearned,
    "proceeding.forwarded_elsewhere": proceeding.ForwardedElsewhere,
    "proceeding.hindrance_ended": proceeding.HindranceEnded,
    "proceeding.identity_check_widened": proceeding.IdentityCheckWidened,
    "proceeding.parties_told": proceeding.PartiesTold,
    "proceeding.protection_given": proceeding.ProtectionGiven,
    "proceeding.protection_requested": proceeding.ProtectionRequested,
    "proceeding.published": proceeding.Published,
    "proceeding.received": proceeding.Received,
    "proceeding.reply_received": proceeding.ReplyReceived,
    "proceeding.resumed": proceeding.Resumed,
    "proceeding.second_instance_opened": proceeding.SecondInstanceOpened,
    "proceeding.sender_answered": proceeding.SenderAnswered,
    "proceeding.sent": proceeding.Sent,
    "proceeding.suspended": proceeding.Suspended,
    "proceeding.taken_over": proceeding.TakenOver,
    "proceeding.terminated": proceeding.Terminated,
    "proceeding.urged": proceeding.Urged,
    "proceeding.verification_assigned": proceeding.VerificationAssigned,
    "proceeding.verification_reported": proceeding.VerificationReported,
    "proceeding.verified": proceeding.Verified,
    "proceeding.withdrawn": proceeding.Withdrawn,
    "proceeding.withdrawn_in_part": proceeding.WithdrawnInPart,
    "redacted": Redacted,
    "removal_refused": RemovalRefused,
    "seal_opened": SealOpened,
    "session.announced": session.Announced,
    "session.announcement_acknowledged": session.AnnouncementAcknowledged,
    "session.answer_prepared": session.AnswerPrepared,
    "session.briefing_filed": session.BriefingFiled,
    "session.cancelled": session.Cancelled,
    "session.chair_delegated": session.ChairDelegated,
    "session.conclusion_drafted": session.ConclusionDrafted,
    "session.conclusion_issued": session.ConclusionIssued,
    "session.conclusion_replaced": session.ConclusionReplaced,
    "session.conclusion_returned": session.ConclusionReturned,
    "session.conclusion_submitted": session.ConclusionSubmitted,
    "session.connected": session.Connected,
    "session.connection_tested": session.ConnectionTested,
    "session.draft_commented": session.DraftCommented,
    "session.ended": session.Ended,
    "session.explanation_given": session.ExplanationGiven,
    "session.fixed": session.Fixed,
    "session.foreseen": session.Foreseen,
    "session.invitation_issued": session.InvitationIssued,
    "session.invitees_approved": session.InviteesApproved,
    "session.invitees_proposed": session.InviteesProposed,
    "session.minutes_kept": session.MinutesKept,
    "session.online_arranged": session.OnlineArranged,
    "session.opened": session.Opened,
    "session.chair_shared": session.ChairShared,
    "session.competence_found": session.CompetenceFound,
    "session.joint_chair_arranged": session.JointChairArranged,
    "session.opinion_answered": session.OpinionAnswered,
    "session.opinion_registered": session.OpinionRegistered,
    "session.opinion_taken": session.OpinionTaken,
    "session.opinion_voiced": session.OpinionVoiced,
    "session.postponed": session.Postponed,
    "session.preparation_done": session.PreparationDone,
    "session.preparation_listed": session.PreparationListed,
    "session.question_expected": session.QuestionExpected,
    "task.amended": task.Amended,
    "task.assigned": task.Assigned,
    "task.carried_over": task.CarriedOver,
    "task.closed": task.Closed,
    "task.extended": task.Extended,
    "task.inspection_concluded": task.InspectionConcluded,
    "task.made_standing": task.MadeStanding,
    "task.obstacle_answered": task.ObstacleAnswered,
    "task.obstacle_reported": task.ObstacleReported,
    "task.progress_reported": task.ProgressReported,
    "task.redirected": task.Redirected,
    "task.referred_to_inspection": task.ReferredToInspection,
    "task.rejected": task.Rejected,
    "task.renewal_proposed": task.RenewalProposed,
    "task.reported_done": task.ReportedDone,
    "task.verified": task.Verified,
    "voided": Voided,
    "ward.appointed": ward.Appointed,
    "ward.bodies_merged": ward.BodiesMerged,
    "ward.body_abolished": ward.BodyAbolished,
    "ward.body_established": ward.BodyEstablished,
    "ward.body_renamed": ward.BodyRenamed,
    "ward.body_split": ward.BodySplit,
    "ward.day_announced": ward.DayAnnounced,
    "ward.escalation_levels_adopted": ward.EscalationLevelsAdopted,
    "ward.group_established": ward.GroupEstablished,
    "ward.group_renamed": ward.GroupRenamed,
    "ward.law_loaded": ward.LawLoaded,
    "ward.opened": ward.Opened,
    "ward.own_days_off_announced": ward.OwnDaysOffAnnounced,
    "ward.predecessor_taken_over": ward.PredecessorTakenOver,
    "ward.regulation_adopted": ward.RegulationAdopted,
    "ward.relieved": ward.Relieved,
    "ward.book_taken_over": ward.BookTakenOver,
    "ward.reopening_windows_adopted": ward.ReopeningWindowsAdopted,
    "ward.retention_adopted": ward.RetentionAdopted,
    "ward.report_sent": ward.ReportSent,
    "ward.term_begun": ward.TermBegun,
    "ward.topic_defined": ward.TopicDefined,
    "ward.year_announced": ward.YearAnnounced,
}
"""What each fact is called, and its class: the stored name of its first shape."""

SHAPES: Mapping[str, int] = {
    "plan.amended": 2,
    "plan.drafted": 2,
    "session.conclusion_drafted": 2,
    "session.conclusion_issued": 2,
    "session.conclusion_replaced": 2,
    "session.ended": 2,
    "session.fixed": 2,
    "session.foreseen": 2,
    "session.opinion_voiced": 2,
}
"""Which shape of a fact is written now, where that isn't the first one."""

EVERY_LIFE: tuple[Life[Any, Any], ...] = (
    ward_life.LIFE,
    plan_life.LIFE,
    session_life.LIFE,
    task_life.LIFE,
    petition_life.LIFE,
    proceeding_life.LIFE,
    matter_life.LIFE,
)
"""Mọi vòng đời: what a ward keeps the record of."""

LIFE_OF: Mapping[str, Life[Any, Any]] = {word: life for life in EVERY_LIFE for word in life.series}
"""Which life a stream's first word stands for."""

IN_ANY_LIFE: tuple[type, ...] = (Voided, *APART)


def life_of(stream: StreamId) -> Life[Any, Any]:
    """The life that a stream tells, by its first word.

    Raises:
        Invalid: no life has such a stream.

    Example:
        >>> life_of(StreamId("reception/2023/1")).name
        'session'
    """
    word = stream.partition("/")[0]
    if word not in LIFE_OF:
        raise Invalid(
            "no life is called {word!r}",
            where=stream,
            expected="{among}",
            word=word,
            among=" | ".join(LIFE_OF),
        )
    return LIFE_OF[word]


@cache
def kinds(life: Life[Any, Any]) -> tuple[type, ...]:
    """What can happen in a life: its own facts, and those that any life may have."""
    return (*life.events, *IN_ANY_LIFE)
