"""How each life was folded by hand before its fold followed from the state's fields.

The oracle of `test_lives.py` for one release: both are asked about the same facts.
"""

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from dialogue_cases import matter, petition, plan, proceeding, record, session, task, ward
from dialogue_cases.vocabulary import first_day
from dialogue_cases.ward.state import Body, Group, Holding


class Later(Exception):
    """A fact that came later has no fold by hand, and needs none."""


def _petition(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    match event:
        case petition.Raised():
            return replace(known, raised=event)
        case petition.WrittenDown():
            return replace(known, written_down=(*known.written_down, event))
        case petition.ContentKept():
            return replace(known, contents=(*known.contents, event))
        case petition.PetitionerNamed():
            others = tuple(one for one in known.petitioners if one.party != event.party)
            return replace(known, petitioners=(*others, event))
        case petition.RepresentativesAppointed():
            return replace(known, representatives=event)
        case petition.AgentAuthorised():
            return replace(known, agents=(*known.agents, event))
        case petition.AccusedNamed():
            others_accused = tuple(one for one in known.accused if one.party != event.party)
            return replace(known, accused=(*others_accused, event))
        case petition.AttachmentReceived():
            return replace(known, attachments=(*known.attachments, event))
        case petition.CompletionAsked():
            return replace(known, completions=(*known.completions, event))
        case petition.Supplemented():
            return replace(known, supplements=(*known.supplements, event))
        case petition.Classified():
            return replace(known, classifications=(*known.classifications, event))
        case petition.EligibilityFound():
            return replace(known, eligibility=(*known.eligibility, event))
        case petition.CompetenceFound():
            return replace(known, competence=(*known.competence, event))
        case petition.ComplexityFound():
            return replace(known, complexity=(*known.complexity, event))
        case petition.Admitted():
            return replace(known, admitted=event)
        case petition.Guided():
            return replace(known, guidance=(*known.guidance, event))
        case petition.Forwarded():
            return replace(known, forwardings=(*known.forwardings, event))
        case petition.Returned():
            return replace(known, returns=(*known.returns, event))
        case petition.TipReferred():
            return replace(known, tips=(*known.tips, event))
        case petition.TipInspected():
            return replace(known, inspections=(*known.inspections, event))
        case petition.Assigned():
            return replace(
                known,
                assignments=(*known.assignments, event),
                charges=(*known.charges, event),
            )
        case petition.Directed():
            return replace(known, directions=(*known.directions, event))
        case petition.Urged():
            return replace(known, urgings=(*known.urgings, event))
        case record.DataRequestReceived():
            return replace(known, data_requests=(*known.data_requests, event))
        case record.DataRequestAnswered():
            return replace(known, data_answers=(*known.data_answers, event))
        case record.Escalated():
            return replace(known, escalations=(*known.escalations, event))
        case petition.CarriedOver():
            return replace(known, carried=(*known.carried, event))
        case petition.MeetingRequested():
            return replace(known, meeting_requests=(*known.meeting_requests, event))
        case petition.MeetingAnswered():
            return replace(known, meeting_answers=(*known.meeting_answers, event))
        case petition.MeetingHeld():
            return replace(known, meetings=(*known.meetings, event))
        case petition.SatisfactionTold():
            return replace(known, satisfaction=(*known.satisfaction, event))
        case petition.WithdrawnInPart():
            return replace(known, withdrawals=(*known.withdrawals, event))
        case petition.JoinedToMatter() | petition.SeparatedFromMatter():
            return replace(known, matters=(*known.matters, event))
        case petition.AdmissionRefused() | petition.FiledWithoutProcessing() | petition.Split():
            return replace(known, turns=(*known.turns, event))
        case petition.Answered() | petition.ReplyReceived() | petition.Confirmed():
            return replace(known, turns=(*known.turns, event))
        case petition.Resolved():
            return replace(known, turns=(*known.turns, event))
        case petition.Contested() | petition.Reopened() | petition.Withdrawn():
            return replace(known, turns=(*known.turns, event))
        case petition.ContinuedDespiteWithdrawal():
            return replace(known, turns=(*known.turns, event))
        case _:
            raise Later


def _session(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    match event:
        case session.Foreseen():
            return replace(known, foreseen=event)
        case session.Fixed():
            return replace(known, fixed=event, arranged=event)
        case session.Postponed():
            return _session_postponed(known, event)
        case session.Cancelled():
            return replace(known, cancelled=known.cancelled or event)
        case session.ChairDelegated():
            return replace(known, delegated=event)
        case session.JointChairArranged():
            return replace(known, joint=event)
        case session.BriefingFiled():
            return replace(known, briefings=(*known.briefings, event))
        case session.OpinionRegistered():
            return replace(known, registered=(*known.registered, event))
        case session.QuestionExpected():
            return replace(known, questions=(*known.questions, event))
        case session.AnswerPrepared():
            return replace(known, prepared_answers=(*known.prepared_answers, event))
        case session.PreparationListed():
            return replace(known, preparations=(*known.preparations, event))
        case session.PreparationDone():
            return replace(known, prepared=(*known.prepared, event))
        case session.InviteesProposed():
            return replace(known, proposed=_session_joined(known.proposed, event.invitees))
        case session.InviteesApproved():
            return replace(known, approved=_session_joined(known.approved, event.invitees))
        case session.InvitationIssued():
            return replace(known, invitations=(*known.invitations, event))
        case session.Announced():
            return replace(known, announcements=(*known.announcements, event))
        case session.AnnouncementAcknowledged():
            return replace(known, acknowledgements=(*known.acknowledgements, event))
        case session.OnlineArranged():
            return replace(known, online=event)
        case session.ConnectionTested():
            return replace(known, connection_tests=(*known.connection_tests, event))
        case session.Connected():
            return replace(known, connected=event)
        case session.Opened():
            return replace(known, opened=known.opened or event)
        case session.ChairShared():
            return replace(known, shared=(*known.shared, event))
        case session.ExplanationGiven():
            return replace(known, explanations=(*known.explanations, event))
        case session.OpinionVoiced():
            return replace(known, opinions=(*known.opinions, event))
        case session.OpinionAnswered():
            return replace(known, answers=(*known.answers, event))
        case session.OpinionTaken():
            return replace(known, takings=(*known.takings, event))
        case session.CompetenceFound():
            return replace(known, competences=(*known.competences, event))
        case session.Ended():
            return replace(known, ended=known.ended or event)
        case session.MinutesKept():
            return replace(known, minutes=(*known.minutes, event))
        case session.ConclusionDrafted():
            return replace(known, drafts=(*known.drafts, event))
        case session.DraftCommented():
            return replace(known, comments=(*known.comments, event))
        case session.ConclusionSubmitted():
            return replace(known, submissions=(*known.submissions, event))
        case session.ConclusionReturned():
            return replace(known, returns=(*known.returns, event))
        case session.ConclusionIssued() | session.ConclusionReplaced():
            return replace(known, notices=(*known.notices, event))
        case record.DataRequestReceived():
            return replace(known, data_requests=(*known.data_requests, event))
        case record.DataRequestAnswered():
            return replace(known, data_answers=(*known.data_answers, event))
        case record.Escalated():
            return replace(known, escalations=(*known.escalations, event))
        case _:
            raise Later


def _session_postponed(known: Any, event: Any) -> Any:
    """A fixed day falls away only if it is the one postponed: another was fixed since."""
    fixed = known.fixed
    if fixed is not None and fixed.day == event.day:
        fixed = None
    return replace(known, fixed=fixed, postponed=(*known.postponed, event))


def _session_joined(known: Any, more: Any) -> Any:
    return (*known, *(one for one in more if one not in known))


def _matter(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    match event:
        case matter.Opened():
            return replace(known, opened=event)
        case matter.Joined() | matter.Separated():
            return replace(known, joins=(*known.joins, event))
        case matter.Promised():
            return replace(known, promises=(*known.promises, event))
        case matter.SolutionForeseen():
            return replace(known, solutions=(*known.solutions, event))
        case matter.FlaggedAsRepeated():
            return replace(known, flags=(*known.flags, event))
        case matter.Listed():
            return replace(known, listings=(*known.listings, event))
        case matter.Confirmed() | matter.SettledDefinitively() | matter.RaisedAgain():
            return replace(known, turns=(*known.turns, event))
        case _:
            raise Later


def _task(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    match event:
        case task.Assigned():
            return replace(known, assigned=event)
        case task.Amended():
            return replace(
                known,
                amendments=(*known.amendments, event),
                terms=(*known.terms, event),
                charges=(*known.charges, event),
            )
        case task.MadeStanding():
            return replace(known, made_standing=event)
        case task.ProgressReported():
            return replace(known, progress=(*known.progress, event))
        case task.ObstacleReported():
            return replace(known, obstacles=(*known.obstacles, event))
        case task.ObstacleAnswered():
            return replace(known, answers=(*known.answers, event))
        case task.Extended():
            return replace(known, terms=(*known.terms, event))
        case task.ReportedDone() | task.Verified() | task.Rejected():
            return replace(known, turns=(*known.turns, event))
        case task.CarriedOver():
            return replace(known, carried=(*known.carried, event))
        case record.Escalated():
            return replace(known, escalations=(*known.escalations, event))
        case task.RenewalProposed():
            return replace(known, proposals=(*known.proposals, event))
        case task.Redirected():
            return replace(
                known,
                turns=(*known.turns, event),
                terms=(*known.terms, event),
                charges=(*known.charges, event),
            )
        case task.ReferredToInspection():
            return replace(known, referrals=(*known.referrals, event))
        case task.InspectionConcluded():
            return replace(known, inspections=(*known.inspections, event))
        case task.Closed():
            return replace(known, closed=known.closed or event)  # it ended when it first did
        case _:
            raise Later


def _plan(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    match event:
        case plan.Drafted():
            return replace(known, drafted=event)
        case plan.Amended():
            return replace(known, amendments=(*known.amendments, event))
        case plan.Adopted():
            return replace(known, adopted=event)
        case _:
            raise Later


def _proceeding(known: Any, event: Any) -> Any:
    """The proceeding after one more event."""
    match event:
        case proceeding.ContestedActLearned():
            return replace(known, learned=event)
        case proceeding.FilingHindered() | proceeding.HindranceEnded():
            return replace(known, hindrances=(*known.hindrances, event))
        case proceeding.Received():
            return replace(known, received=event)
        case proceeding.TakenOver():
            return replace(known, takeovers=(*known.takeovers, event))
        case proceeding.IdentityCheckWidened():
            return replace(known, widened=(*known.widened, event))
        case proceeding.Verified():
            return replace(known, checks=(*known.checks, event))
        case proceeding.Accepted() | proceeding.AcceptanceRefused():
            return replace(known, answers=(*known.answers, event))
        case proceeding.ForwardedElsewhere():
            return replace(known, answers=(*known.answers, event))
        case proceeding.PartiesTold():
            return replace(known, told=(*known.told, event))
        case proceeding.SenderAnswered():
            return replace(known, sender_answers=(*known.sender_answers, event))
        case proceeding.ComplexityFound():
            return replace(known, complexities=(*known.complexities, event))
        case proceeding.VerificationAssigned():
            return replace(known, assigned=(*known.assigned, event))
        case proceeding.VerificationReported():
            return replace(known, reports=(*known.reports, event))
        case proceeding.DialogueAnnounced():
            return replace(known, dialogues_announced=(*known.dialogues_announced, event))
        case proceeding.DialogueHeld():
            return replace(known, dialogues=(*known.dialogues, event))
        case proceeding.Extended():
            return replace(known, extensions=(*known.extensions, event))
        case proceeding.Suspended() | proceeding.Resumed():
            return replace(known, pauses=(*known.pauses, event))
        case proceeding.Terminated():
            return replace(known, terminated=event)
        case proceeding.WithdrawnInPart():
            return replace(known, withdrawals_in_part=(*known.withdrawals_in_part, event))
        case proceeding.Withdrawn():
            return replace(known, withdrawn=event)
        case proceeding.Decided():
            return replace(known, decided=event)
        case proceeding.Concluded():
            return replace(known, concluded=event)
        case proceeding.Sent():
            return replace(known, sent=(*known.sent, event))
        case proceeding.DecisionReceived():
            return replace(known, decision_received=event)
        case proceeding.Published():
            return replace(known, publications=(*known.publications, event))
        case proceeding.ActedOn():
            return replace(known, actions=(*known.actions, event))
        case proceeding.CarriedOut():
            return replace(known, execution=(*known.execution, event))
        case proceeding.SecondInstanceOpened():
            return replace(known, second_instance=event)
        case proceeding.DenunciationContinued():
            return replace(known, continuations=(*known.continuations, event))
        case proceeding.ContinuationReviewed():
            return replace(known, reviews=(*known.reviews, event))
        case proceeding.CrimeSignsPassed():
            return replace(known, crime_signs=(*known.crime_signs, event))
        case proceeding.CourtActionLearned():
            return replace(known, court_actions=(*known.court_actions, event))
        case proceeding.FinalJudgmentLearned():
            return replace(known, judgments=(*known.judgments, event))
        case proceeding.ProtectionRequested():
            return replace(known, protection_requests=(*known.protection_requests, event))
        case proceeding.ProtectionGiven():
            return replace(known, protection=(*known.protection, event))
        case proceeding.Urged():
            return replace(known, urgings=(*known.urgings, event))
        case proceeding.ReplyReceived():
            return replace(known, replies=(*known.replies, event))
        case proceeding.AskedByCitizen():
            return replace(known, questions=(*known.questions, event))
        case record.DataRequestReceived():
            return replace(known, data_requests=(*known.data_requests, event))
        case record.DataRequestAnswered():
            return replace(known, data_answers=(*known.data_answers, event))
        case record.Escalated():
            return replace(known, escalations=(*known.escalations, event))
        case _:
            raise Later


def _ward(known: Any, event: Any) -> Any:
    """What is known after one more fact."""
    day = first_day(event.on)
    match event:
        case ward.Opened():
            return replace(
                known, store=event.store, code=event.code, name=event.name, aliases=event.aliases
            )
        case ward.BodyEstablished():
            body = Body(
                id=event.body,
                kind=event.kind,
                name=event.name,
                since=day,
                aliases=event.aliases,
                parent=event.parent,
                superior=event.superior,
            )
            return replace(known, bodies={**known.bodies, event.body: body})
        case ward.BodyRenamed():
            return _ward_changed(known, event.body, name=event.name)
        case ward.BodiesMerged():
            for body_id in event.bodies:
                known = _ward_ended(known, body_id, day, event.into)
            return known
        case ward.BodyAbolished():
            return _ward_ended(known, event.body, day, event.successor)
        case ward.GroupEstablished():
            group = Group(
                id=event.group,
                name=event.name,
                aliases=event.aliases,
                cell=event.cell,
                community_house=event.community_house,
            )
            return replace(known, groups={**known.groups, event.group: group})
        case ward.GroupRenamed():
            renamed = known.groups.get(event.group)
            if renamed is None:
                return known
            renamed = replace(renamed, name=event.name, aliases=(*renamed.aliases, renamed.name))
            return replace(known, groups={**known.groups, event.group: renamed})
        case ward.Appointed():
            holding = Holding(
                officer=event.officer,
                office=event.office,
                body=event.body,
                title=event.title,
                since=day,
                name=event.name,
            )
            return replace(known, holdings=(*known.holdings, holding))
        case ward.Relieved():
            left = (event.officer, event.office, event.body)
            kept = tuple(
                one for one in known.holdings if (one.officer, one.office, one.body) != left
            )
            return replace(known, holdings=kept)
        case ward.TermBegun():
            return replace(known, terms={**known.terms, event.body: event.term})
        case ward.OwnDaysOffAnnounced():
            return replace(known, own_days_off=(*known.own_days_off, event))
        case ward.TopicDefined():
            return replace(known, topics=(*known.topics, event))
        case ward.BodySplit():
            known = replace(known, splits=(*known.splits, event))
            body = known.bodies.get(event.body)
            if event.carries_on == event.body or body is None or body.until is not None:
                return known
            ended = replace(body, until=day, successor=event.carries_on)
            return replace(
                known,
                bodies={**known.bodies, event.body: ended},
                holdings=tuple(one for one in known.holdings if one.body != event.body),
            )
        case ward.EscalationLevelsAdopted():
            return replace(known, escalation=(*known.escalation, event))
        case ward.ReopeningWindowsAdopted():
            return replace(known, reopening=(*known.reopening, event))
        case ward.RetentionAdopted():
            return replace(known, retention=(*known.retention, event))
        case ward.RegulationAdopted():
            return replace(known, regulations=(*known.regulations, event))
        case ward.DayAnnounced():
            return replace(known, days=(*known.days, event))
        case ward.YearAnnounced():
            return replace(known, years=(*known.years, event))
        case ward.LawLoaded():
            return replace(known, editions=(*known.editions, event.edition))
        case ward.PredecessorTakenOver():
            return replace(known, predecessors=(*known.predecessors, event.store))
        case ward.BookTakenOver():
            return replace(known, books=(*known.books, event))
        case ward.ReportSent():
            return replace(known, reports=(*known.reports, event))
        case _:
            raise Later


def _ward_changed(known: Any, body: Any, *, name: Any) -> Any:
    one = known.bodies.get(body)
    if one is None:
        return known
    changed = replace(one, name=name, aliases=(*one.aliases, one.name))
    return replace(known, bodies={**known.bodies, body: changed})


def _ward_ended(known: Any, body: Any, day: Any, successor: Any) -> Any:
    one = known.bodies.get(body)
    if one is None or one.until is not None:
        return known
    ended = replace(one, until=day, successor=successor)
    holdings = tuple(held for held in known.holdings if held.body != body)
    return replace(known, bodies={**known.bodies, body: ended}, holdings=holdings)


EVOLVE: dict[str, Callable[[Any, Any], Any]] = {
    "matter": _matter,
    "petition": _petition,
    "plan": _plan,
    "proceeding": _proceeding,
    "session": _session,
    "task": _task,
    "ward": _ward,
}
