"""What is then known of a proceeding: the fold of its events."""

from datetime import date
from typing import Literal, TypeAlias

import msgspec

from dialogue_cases.life import Life
from dialogue_cases.proceeding import (
    accepting,
    following,
    halting,
    handling,
    receiving,
    resolving,
    telling,
)
from dialogue_cases.proceeding.accepting import (
    AcceptanceRefused,
    Accepted,
    ForwardedElsewhere,
    IdentityCheckWidened,
    Verified,
)
from dialogue_cases.proceeding.following import (
    AskedByCitizen,
    CourtActionLearned,
    CrimeSignsPassed,
    FinalJudgmentLearned,
    ProtectionGiven,
    ProtectionRequested,
    ReplyReceived,
    Urged,
)
from dialogue_cases.proceeding.halting import (
    Resumed,
    Suspended,
    Terminated,
    Withdrawn,
    WithdrawnInPart,
)
from dialogue_cases.proceeding.handling import (
    ComplexityFound,
    DialogueAnnounced,
    DialogueHeld,
    Extended,
    VerificationAssigned,
    VerificationReported,
)
from dialogue_cases.proceeding.receiving import (
    ContestedActLearned,
    FilingHindered,
    HindranceEnded,
    Received,
    TakenOver,
)
from dialogue_cases.proceeding.resolving import (
    ActedOn,
    CarriedOut,
    Concluded,
    ContinuationReviewed,
    Decided,
    DenunciationContinued,
    SecondInstanceOpened,
)
from dialogue_cases.proceeding.rules import begun
from dialogue_cases.proceeding.telling import (
    DecisionReceived,
    PartiesTold,
    Published,
    SenderAnswered,
    Sent,
)
from dialogue_cases.proceeding.words import Degree, Instance, Kind, Notice, Outcome, Paper, Role
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated
from dialogue_cases.vocabulary import BodyId, On, first_day
from dialogue_cases.ward import in_any_life
from dialogue_cases.ward.in_any_life import answer_data_request, escalate, receive_data_request

Status: TypeAlias = Literal[
    "unknown",  # chưa tiếp nhận
    "received",  # đã tiếp nhận
    "refused",  # không thụ lý
    "forwarded",  # đã chuyển, hướng dẫn
    "accepted",  # đã thụ lý
    "suspended",  # tạm đình chỉ
    "terminated",  # đình chỉ
    "resolved",  # đã có quyết định, kết luận
    "carried_out",  # đã thi hành xong
]
"""Tình trạng: how far a proceeding has got."""


class Proceeding(msgspec.Struct, frozen=True, kw_only=True):
    """Quá trình giải quyết: what is known of a complaint or denunciation on a day.

    Each kind of fact is kept by itself, so that a late entry can't wipe out another.
    `answers` are what the body answered on whether it takes the case up, and `pauses` what
    stopped and started its clock, both in the order of effect.
    """

    learned: ContestedActLearned | None = None
    hindrances: tuple[FilingHindered | HindranceEnded, ...] = ()
    received: Received | None = None
    takeovers: tuple[TakenOver, ...] = ()
    widened: tuple[IdentityCheckWidened, ...] = ()
    checks: tuple[Verified, ...] = ()
    answers: tuple[Accepted | AcceptanceRefused | ForwardedElsewhere, ...] = ()
    told: tuple[PartiesTold, ...] = ()
    sender_answers: tuple[SenderAnswered, ...] = ()
    complexities: tuple[ComplexityFound, ...] = ()
    assigned: tuple[VerificationAssigned, ...] = ()
    reports: tuple[VerificationReported, ...] = ()
    dialogues_announced: tuple[DialogueAnnounced, ...] = ()
    dialogues: tuple[DialogueHeld, ...] = ()
    extensions: tuple[Extended, ...] = ()
    pauses: tuple[Suspended | Resumed, ...] = ()
    terminated: Terminated | None = None
    withdrawals_in_part: tuple[WithdrawnInPart, ...] = ()
    withdrawn: Withdrawn | None = None
    decided: Decided | None = None
    concluded: Concluded | None = None
    sent: tuple[Sent, ...] = ()
    decision_received: DecisionReceived | None = None
    publications: tuple[Published, ...] = ()
    actions: tuple[ActedOn, ...] = ()
    execution: tuple[CarriedOut, ...] = ()
    second_instance: SecondInstanceOpened | None = None
    continuations: tuple[DenunciationContinued, ...] = ()
    reviews: tuple[ContinuationReviewed, ...] = ()
    crime_signs: tuple[CrimeSignsPassed, ...] = ()
    court_actions: tuple[CourtActionLearned, ...] = ()
    judgments: tuple[FinalJudgmentLearned, ...] = ()
    protection_requests: tuple[ProtectionRequested, ...] = ()
    protection: tuple[ProtectionGiven, ...] = ()
    urgings: tuple[Urged, ...] = ()
    replies: tuple[ReplyReceived, ...] = ()
    questions: tuple[AskedByCitizen, ...] = ()
    escalations: tuple[Escalated, ...] = ()
    data_requests: tuple[DataRequestReceived, ...] = ()
    data_answers: tuple[DataRequestAnswered, ...] = ()

    # -- What it is

    @property
    def kind(self) -> Kind | None:
        """Under which law it is handled."""
        return self.received.kind if self.received else None

    @property
    def instance(self) -> Instance | None:
        """First, second, or a denunciation continued."""
        return self.received.instance if self.received else None

    @property
    def is_complaint(self) -> bool:
        """Whether it is a complaint, of either kind."""
        return self.kind in ("complaint", "disciplinary_complaint")

    @property
    def is_denunciation(self) -> bool:
        """Whether it is a denunciation, so that who denounced is secret."""
        return self.kind == "denunciation"

    @property
    def body(self) -> BodyId | None:
        """The body that is competent now."""
        if self.takeovers:
            return self.takeovers[-1].body
        return self.received.body if self.received else None

    @property
    def degree(self) -> Degree | None:
        """How complex it was last found to be; None if it never was."""
        return self.complexities[-1].degree if self.complexities else None

    @property
    def people_left(self) -> int:
        """How many people still stand behind it."""
        if self.received is None or self.withdrawn is not None:
            return 0
        return self.received.people - sum(one.people for one in self.withdrawals_in_part)

    # -- How far it has got

    @property
    def status(self) -> Status:
        """How far it has got."""
        if self.received is None:
            return "unknown"
        if self.is_resolved:
            return "carried_out" if self.is_carried_out else "resolved"
        if self.terminated is not None:
            return "terminated"
        match self.answers[-1:]:
            case (AcceptanceRefused(),):
                return "refused"
            case (ForwardedElsewhere(),):
                return "forwarded"
        if self.is_suspended:
            return "suspended"
        return "accepted" if self.answers else "received"

    @property
    def is_open(self) -> bool:
        """Whether the body has still to do something about it."""
        return self.status in ("received", "accepted", "suspended")

    @property
    def accepted(self) -> Accepted | None:
        """The acceptance that stands, if the last answer was one."""
        last = self.answers[-1] if self.answers else None
        return last if isinstance(last, Accepted) else None

    @property
    def is_suspended(self) -> bool:
        """Whether its clock stands still."""
        return bool(self.pauses) and isinstance(self.pauses[-1], Suspended)

    @property
    def resolution(self) -> Decided | Concluded | None:
        """The decision or the conclusion."""
        return self.decided or self.concluded

    @property
    def is_resolved(self) -> bool:
        """Whether there is a decision or a conclusion."""
        return self.resolution is not None

    @property
    def outcome(self) -> Outcome | None:
        """Founded, partly founded or unfounded, once it is resolved."""
        return self.resolution.outcome if self.resolution else None

    @property
    def ended_on(self) -> On | None:
        """When it was resolved or ended without that."""
        ending = self.resolution or self.terminated
        return ending.on if ending else None

    @property
    def closed_on(self) -> date | None:
        """The day on which it was resolved, ended, refused or passed on, if it isn't open."""
        if self.received is None or self.is_open:
            return None
        ending = self.resolution or self.terminated or self.answers[-1]
        return first_day(ending.on)

    @property
    def is_carried_out(self) -> bool:
        """Whether all of the decision or conclusion has been carried out."""
        return any(one.complete for one in self.execution)

    @property
    def must_be_terminated(self) -> bool:
        """Whether it was withdrawn as a whole, and nothing says that it goes on."""
        return self.withdrawn is not None and self.withdrawn.goes_on is None

    # -- What waits for somebody

    def told_of(self, about: Notice) -> frozenset[Role]:
        """Who has been told of something."""
        return frozenset(role for one in self.told if one.about == about for role in one.to)

    def sent_to(self, paper: Paper) -> frozenset[Role]:
        """Who has been sent a paper."""
        return frozenset(role for one in self.sent if one.paper == paper for role in one.to)

    @property
    def open_urgings(self) -> tuple[Urged, ...]:
        """The letters of urging that nobody has answered."""
        answered = {one.number for one in self.replies}
        return tuple(one for one in self.urgings if one.number not in answered)

    @property
    def open_dialogues(self) -> tuple[DialogueAnnounced, ...]:
        """The dialogues that were announced and not held yet, each by its last notice."""
        held = {one.number for one in self.dialogues}
        last = {one.number: one for one in self.dialogues_announced}
        return tuple(one for number, one in last.items() if number not in held)

    @property
    def has_differing_views(self) -> bool:
        """Whether what is asked for and what was last found still differ."""
        return bool(self.reports) and self.reports[-1].differs

    def issued(self, paper: Paper) -> bool:
        """Whether the paper is there to be sent or made public."""
        match paper:
            case "decision":
                return self.decided is not None
            case "conclusion":
                return self.concluded is not None
            case "handling_decision":
                return any(one.action == "handling_decision" for one in self.actions)
            case "extension":
                return bool(self.extensions)
            case "suspension":
                return any(isinstance(one, Suspended) for one in self.pauses)
            case "resumption":
                return any(isinstance(one, Resumed) for one in self.pauses)
            case "termination":
                return self.terminated is not None


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
"""Sự kiện: what can happen in this life."""

LIFE: Life[Proceeding, Event] = Life(
    "proceeding",
    Proceeding(),
    Event,
    phases=(
        receiving,
        accepting,
        handling,
        halting,
        resolving,
        telling,
        following,
    ),
    also=(
        answer_data_request,
        escalate,
        receive_data_request,
    ),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

in_any_life.begun.register(Proceeding, begun)
