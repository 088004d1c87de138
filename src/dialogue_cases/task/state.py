"""What is then known of a task: the fold of its events."""

from datetime import date
from typing import Literal, TypeAlias, assert_never

import msgspec

from dialogue_cases.life import ByHand, Life, first_stands
from dialogue_cases.record import (
    Acceptance,
    AssignmentAccepted,
    AssignmentDeclined,
    AssignmentUpheld,
    Escalated,
    LeadsAnswer,
    acceptance,
    leads_answer,
)
from dialogue_cases.task import decisions, pursuit
from dialogue_cases.task.decisions import (
    Amended,
    Assigned,
    Closed,
    Extended,
    MadeStanding,
    ObstacleAnswered,
    ObstacleReported,
    ProgressReported,
    Rejected,
    ReportedDone,
    Verified,
)
from dialogue_cases.task.pursuit import (
    CarriedOver,
    InspectionConcluded,
    Redirected,
    ReferredToInspection,
    RenewalProposed,
)
from dialogue_cases.task.rules import unsettled
from dialogue_cases.task.words import Origin
from dialogue_cases.vocabulary import BodyId, OfficerId, first_day
from dialogue_cases.ward import in_any_life
from dialogue_cases.ward.in_any_life import (
    accept_assignment,
    decline_assignment,
    escalate,
    uphold_assignment,
)

Status: TypeAlias = Literal["unknown", "open", "done", "verified", "closed"]
"""Tình trạng: how far a task has got; done means that its lead says so."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Nhiệm vụ: what is known of a task on a day.

    Each kind of fact is kept by itself, so that a late entry can't wipe out another.
    `turns` are the facts that open, finish and confirm the work, in the order of effect;
    `charges` those that change who leads, and what that body answered.
    """

    assigned: Assigned | None = None
    amendments: tuple[Amended, ...] = ()
    made_standing: MadeStanding | None = None
    terms: tuple[Amended | Extended | Redirected, ...] = ()
    charges: tuple[Amended | Redirected | LeadsAnswer, ...] = ()
    progress: tuple[ProgressReported, ...] = ()
    obstacles: tuple[ObstacleReported, ...] = ()
    answers: tuple[ObstacleAnswered, ...] = ()
    turns: tuple[ReportedDone | Verified | Rejected | Redirected, ...] = ()
    carried: tuple[CarriedOver, ...] = ()
    escalations: tuple[Escalated, ...] = ()
    proposals: tuple[RenewalProposed, ...] = ()
    referrals: tuple[ReferredToInspection, ...] = ()
    inspections: tuple[InspectionConcluded, ...] = ()
    closed: Closed | None = None

    # -- What it says

    @property
    def _wording(self) -> Assigned | Amended | None:
        return self.amendments[-1] if self.amendments else self.assigned

    @property
    def origin(self) -> Origin | None:
        """Where it comes from."""
        return self.assigned.origin if self.assigned else None

    @property
    def text(self) -> str:
        """What is to be done, as it reads now."""
        return self._wording.text if self._wording else ""

    @property
    def lead(self) -> BodyId | None:
        """The one body that leads."""
        return self._wording.lead if self._wording else None

    @property
    def lead_officer(self) -> OfficerId | None:
        """The person of that body who leads, where one was named."""
        return self._wording.lead_officer if self._wording else None

    @property
    def supports(self) -> tuple[BodyId, ...]:
        """The bodies that co-operate."""
        return self._wording.supports if self._wording else ()

    @property
    def due(self) -> date | None:
        """The last day, as decided last; None where none was decided."""
        if self.terms:
            last = self.terms[-1]
            return last.until if isinstance(last, Extended) else last.due
        return self.assigned.due if self.assigned else None

    @property
    def is_standing(self) -> bool:
        """Thường xuyên: whether it goes on without a last day, as decided last."""
        return self.made_standing is not None and self.made_standing.standing and self.due is None

    # -- How far it has got

    @property
    def status(self) -> Status:
        """How far it has got."""
        if self.closed:
            return "closed"
        match self.turns[-1:]:
            case (ReportedDone(),):
                return "done"
            case (Verified(),):
                return "verified"
        return "open" if self._wording else "unknown"

    @property
    def is_open(self) -> bool:
        """Whether work on it is still to be done."""
        return self.status == "open"

    @property
    def is_done(self) -> bool:
        """Whether its lead has reported it done, and nobody has looked yet."""
        return self.status == "done"

    @property
    def is_verified(self) -> bool:
        """Whether another body has found it done, and it isn't closed yet."""
        return self.status == "verified"

    @property
    def is_unsettled(self) -> bool:
        """Whether it is neither verified nor closed, so that it may not be forgotten."""
        return self.status in ("open", "done")

    @property
    def done_on(self) -> date | None:
        """The day on which it was reported done, if that report still stands."""
        for turn in reversed(self.turns):
            match turn:
                case ReportedDone():
                    return first_day(turn.on)
                case Rejected() | Redirected():
                    return None
                case Verified():
                    continue
                case _:
                    assert_never(turn)
        return None

    def overdue_on(self, day: date) -> bool:
        """Whether its last day had passed before that day, with the work not reported done."""
        if self.due is None or day <= self.due or self.status == "unknown":
            return False
        settled = self.done_on or (first_day(self.closed.on) if self.closed else None)
        return settled is None or settled > day

    @property
    def was_late(self) -> bool:
        """Whether it was reported done, but after its last day."""
        return self.due is not None and self.done_on is not None and self.done_on > self.due

    # -- What waits for somebody

    @property
    def leads_answer(self) -> LeadsAnswer | None:
        """What the lead answered to its assignment, or was answered to that."""
        return leads_answer(self.charges, self.assigned.lead if self.assigned else None)

    @property
    def acceptance(self) -> Acceptance | None:
        """Whether the lead has taken it on; None once work was reported without that being said."""
        answer = self.leads_answer
        silent = answer is None and (bool(self.progress) or not self.is_open)
        return None if silent else acceptance(answer)

    @property
    def open_obstacles(self) -> tuple[ObstacleReported, ...]:
        """The obstacles that the Committee hasn't answered."""
        answered = {answer.number for answer in self.answers}
        return tuple(one for one in self.obstacles if one.number not in answered)

    @property
    def redirections(self) -> tuple[Redirected, ...]:
        """The renewed directions, in the order of effect."""
        return tuple(turn for turn in self.turns if isinstance(turn, Redirected))

    @property
    def rejections(self) -> tuple[Rejected, ...]:
        """The times that its result wasn't accepted."""
        return tuple(turn for turn in self.turns if isinstance(turn, Rejected))

    @property
    def open_proposals(self) -> tuple[RenewalProposed, ...]:
        """The proposals to direct again that no renewed direction names."""
        followed = {one.proposal for one in self.redirections}
        return tuple(one for one in self.proposals if one.number not in followed)

    @property
    def open_referral(self) -> ReferredToInspection | None:
        """The referral that the inspectors haven't concluded, if there is one."""
        return self.referrals[-1] if len(self.referrals) > len(self.inspections) else None


BY_HAND: ByHand = {Closed: first_stands("closed")}
"""A task ended when it first did."""


Event: TypeAlias = (
    Assigned
    | Amended
    | MadeStanding
    | ProgressReported
    | ObstacleReported
    | ObstacleAnswered
    | Extended
    | ReportedDone
    | Verified
    | Rejected
    | CarriedOver
    | Escalated
    | RenewalProposed
    | Redirected
    | ReferredToInspection
    | InspectionConcluded
    | Closed
    | AssignmentAccepted
    | AssignmentDeclined
    | AssignmentUpheld
)
"""Sự kiện: what can happen in this life."""

LIFE: Life[Task, Event] = Life(
    "task",
    Task(),
    Event,
    phases=(
        decisions,
        pursuit,
    ),
    also=(escalate, accept_assignment, decline_assignment, uphold_assignment),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

in_any_life.begun.register(Task, unsettled)
