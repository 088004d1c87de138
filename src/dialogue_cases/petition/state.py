"""What is then known of a petition: its facts side by side, and what they amount to."""

from datetime import date
from typing import Literal, TypeAlias, assert_never

import msgspec
from msgspec.structs import replace

from dialogue_cases.life import ByHand, Life
from dialogue_cases.petition import (
    disposal,
    examining,
    handling,
    meeting,
    people,
    receiving,
    settling,
)
from dialogue_cases.petition.disposal import (
    AdmissionRefused,
    Admitted,
    FiledWithoutProcessing,
    Forwarded,
    Guided,
    Returned,
    TipInspected,
    TipReferred,
)
from dialogue_cases.petition.examining import (
    Classified,
    CompetenceFound,
    ComplexityFound,
    EligibilityFound,
    Split,
)
from dialogue_cases.petition.handling import (
    Answered,
    Assigned,
    CarriedOver,
    Directed,
    ReplyReceived,
    Urged,
)
from dialogue_cases.petition.meeting import MeetingAnswered, MeetingHeld, MeetingRequested
from dialogue_cases.petition.people import (
    AccusedNamed,
    AgentAuthorised,
    PetitionerNamed,
    RepresentativesAppointed,
)
from dialogue_cases.petition.receiving import (
    AttachmentReceived,
    CompletionAsked,
    ContentKept,
    Raised,
    Supplemented,
    WrittenDown,
)
from dialogue_cases.petition.rules import LARGE_GROUP, raised
from dialogue_cases.petition.settling import (
    Confirmed,
    Contested,
    ContinuedDespiteWithdrawal,
    JoinedToMatter,
    Reopened,
    Resolved,
    SatisfactionTold,
    SeparatedFromMatter,
    Withdrawn,
    WithdrawnInPart,
)
from dialogue_cases.petition.words import Kind, Satisfaction, System
from dialogue_cases.record import (
    Acceptance,
    AssignmentAccepted,
    AssignmentDeclined,
    AssignmentUpheld,
    DataRequestAnswered,
    DataRequestReceived,
    Escalated,
    LeadsAnswer,
    acceptance,
    leads_answer,
)
from dialogue_cases.vocabulary import BodyId, PartyId, StreamId, first_day
from dialogue_cases.ward import in_any_life
from dialogue_cases.ward.in_any_life import (
    accept_assignment,
    answer_data_request,
    decline_assignment,
    escalate,
    receive_data_request,
    uphold_assignment,
)

Status: TypeAlias = Literal[
    "unknown",  # chưa có thông tin
    "raised",  # đã tiếp nhận
    "classified",  # đã phân loại
    "admitted",  # đang xử lý
    "assigned",  # đã phân công
    "forwarded",  # đã chuyển
    "referred",  # đã chuyển thanh tra, kiểm tra
    "refused",  # đã từ chối
    "filed",  # xếp lưu
    "split",  # đã tách
    "resolved",  # đã giải quyết dứt điểm
    "withdrawn",  # đã rút
]
"""Tình trạng: how far a petition has got."""

Turn: TypeAlias = (
    AdmissionRefused
    | FiledWithoutProcessing
    | Split
    | Confirmed
    | Resolved
    | Contested
    | Reopened
    | Withdrawn
    | ContinuedDespiteWithdrawal
    | Answered
    | ReplyReceived
)
"""Bước ngoặt: what closes a petition, leads up to it, or opens it again."""

_OPENS = (Reopened, ContinuedDespiteWithdrawal)
_CLOSES = (AdmissionRefused, FiledWithoutProcessing, Split, Resolved, Withdrawn)
_LEADS_UP = (Confirmed, Contested, Answered, ReplyReceived)


_CLOSED: dict[type, Status] = {
    AdmissionRefused: "refused",
    FiledWithoutProcessing: "filed",
    Split: "split",
    Resolved: "resolved",
    Withdrawn: "withdrawn",
}
"""How a petition stands that is closed, by what closed it."""


class Petition(msgspec.Struct, frozen=True, kw_only=True):
    """Đơn: what is known of it on a day. `turns` and `charges` are in the order of effect."""

    raised: Raised | None = None
    written_down: tuple[WrittenDown, ...] = ()
    contents: tuple[ContentKept, ...] = ()
    petitioners: tuple[PetitionerNamed, ...] = ()
    representatives: RepresentativesAppointed | None = None
    agents: tuple[AgentAuthorised, ...] = ()
    accused: tuple[AccusedNamed, ...] = ()
    attachments: tuple[AttachmentReceived, ...] = ()
    completions: tuple[CompletionAsked, ...] = ()
    supplements: tuple[Supplemented, ...] = ()
    classifications: tuple[Classified, ...] = ()
    eligibility: tuple[EligibilityFound, ...] = ()
    competence: tuple[CompetenceFound, ...] = ()
    complexity: tuple[ComplexityFound, ...] = ()
    admitted: Admitted | None = None
    guidance: tuple[Guided, ...] = ()
    forwardings: tuple[Forwarded, ...] = ()
    returns: tuple[Returned, ...] = ()
    tips: tuple[TipReferred, ...] = ()
    inspections: tuple[TipInspected, ...] = ()
    assignments: tuple[Assigned, ...] = ()
    charges: tuple[Assigned | LeadsAnswer, ...] = ()
    directions: tuple[Directed, ...] = ()
    urgings: tuple[Urged, ...] = ()
    escalations: tuple[Escalated, ...] = ()
    data_requests: tuple[DataRequestReceived, ...] = ()
    data_answers: tuple[DataRequestAnswered, ...] = ()
    carried: tuple[CarriedOver, ...] = ()
    meeting_requests: tuple[MeetingRequested, ...] = ()
    meeting_answers: tuple[MeetingAnswered, ...] = ()
    meetings: tuple[MeetingHeld, ...] = ()
    satisfaction: tuple[SatisfactionTold, ...] = ()
    withdrawals: tuple[WithdrawnInPart, ...] = ()
    matters: tuple[JoinedToMatter | SeparatedFromMatter, ...] = ()
    turns: tuple[Turn, ...] = ()

    # -- How far it has got

    @property
    def status(self) -> Status:
        """How far it has got; `unknown` until it was raised."""
        closing = self.closing
        if closing is not None:
            return _CLOSED[type(closing)]
        if self.assignments:
            return "assigned"
        if self.tips:
            return "referred"
        if self.forwardings:
            return "forwarded"
        if self.admitted:
            return "admitted"
        if self.classifications:
            return "classified"
        return "raised" if self.raised else "unknown"

    @property
    def closing(
        self,
    ) -> AdmissionRefused | FiledWithoutProcessing | Split | Resolved | Withdrawn | None:
        """What closed it, if nothing has opened it again since."""
        for turn in reversed(self.turns):
            if isinstance(turn, _OPENS):
                return None
            if isinstance(turn, _CLOSES):
                return turn
            if not isinstance(turn, _LEADS_UP):
                assert_never(turn)
        return None

    @property
    def is_open(self) -> bool:
        """Whether it was raised and nothing has closed it."""
        return self.raised is not None and self.closing is None

    @property
    def is_resolved(self) -> bool:
        """Whether it is definitively settled."""
        return isinstance(self.closing, Resolved)

    @property
    def closed_on(self) -> date | None:
        """The day on which it was closed, if it is."""
        return None if self.closing is None else first_day(self.closing.on)

    @property
    def answers(self) -> tuple[Answered, ...]:
        """What the petitioner, or who had passed it on, was told."""
        return tuple(turn for turn in self.turns if isinstance(turn, Answered))

    @property
    def replies(self) -> tuple[ReplyReceived, ...]:
        """What the bodies that have it replied."""
        return tuple(turn for turn in self.turns if isinstance(turn, ReplyReceived))

    @property
    def _since_opened(self) -> tuple[Turn, ...]:
        places = [n for n, turn in enumerate(self.turns, 1) if isinstance(turn, Reopened)]
        return self.turns[places[-1] :] if places else self.turns

    @property
    def is_told_the_result(self) -> bool:
        """Whether the petitioner was told the result, since it was last opened."""
        told = (turn for turn in self._since_opened if isinstance(turn, Answered))
        return any((one.outcome, one.to) == ("result", "petitioner") for one in told)

    @property
    def is_confirmed(self) -> bool:
        """Whether the Office has found it settled, since it was last opened."""
        return any(isinstance(turn, Confirmed) for turn in self._since_opened)

    @property
    def is_replied_settled(self) -> bool:
        """Whether the body that has it replied that it is settled, since it was last opened."""
        told = (turn for turn in self._since_opened if isinstance(turn, ReplyReceived))
        return any(one.settled for one in told)

    @property
    def is_contested(self) -> bool:
        """Whether the petitioner doesn't accept how it was settled last."""
        places = {type(turn): place for place, turn in enumerate(self._since_opened)}
        return places.get(Contested, -1) > places.get(Resolved, -1)

    @property
    def last_satisfaction(self) -> Satisfaction | None:
        """What the petitioner said last of how it was settled."""
        return self.satisfaction[-1].satisfaction if self.satisfaction else None

    @property
    def times_reopened(self) -> int:
        """How many times it was opened again."""
        return sum(isinstance(turn, Reopened) for turn in self.turns)

    # -- What it is

    @property
    def received_on(self) -> date | None:
        """The day on which it was received."""
        return first_day(self.raised.on) if self.raised else None

    @property
    def gist(self) -> str:
        """What it is about, without names."""
        return self.raised.gist if self.raised else ""

    @property
    def kind(self) -> Kind | None:
        """What it is by its content; None until it is classified."""
        return self.classifications[-1].kind if self.classifications else None

    @property
    def is_wrongly_titled(self) -> bool:
        """Whether its title says something else than its content."""
        title = self.raised.title if self.raised else None
        return None not in (title, self.kind) and title not in ("other", self.kind)

    @property
    def is_eligible(self) -> bool | None:
        """Whether it can be handled; None until that was looked at."""
        return self.eligibility[-1].eligible if self.eligibility else None

    @property
    def is_own(self) -> bool | None:
        """Whether a body of this ward is competent; None until that was looked at."""
        return self.competence[-1].own if self.competence else None

    @property
    def system(self) -> System | None:
        """To which kind of body it belongs; None until that was looked at."""
        return self.competence[-1].system if self.competence else None

    @property
    def is_complex(self) -> bool:
        """Whether it was found complex."""
        return bool(self.complexity)

    @property
    def is_specially_complex(self) -> bool:
        """Whether it was found to meet two criteria or more."""
        return bool(self.complexity) and len(set(self.complexity[-1].criteria)) > 1

    @property
    def refused(self) -> AdmissionRefused | None:
        """How it was turned away, if that stands."""
        return self.closing if isinstance(self.closing, AdmissionRefused) else None

    @property
    def parts(self) -> tuple[int, ...]:
        """The numbers of the parts that it was split into."""
        splits = (turn for turn in self.turns if isinstance(turn, Split))
        return tuple(part.number for split in splits for part in split.parts)

    @property
    def is_from_an_opinion(self) -> bool:
        """Whether it was first voiced at a dialogue or reception."""
        return self.raised is not None and self.raised.opinion is not None

    @property
    def leaves_the_dialogue(self) -> bool:
        """Whether an opinion turned out to be a complaint, a denunciation or a tip."""
        return self.is_from_an_opinion and self.kind in (
            "complaint",
            "denunciation",
            "anonymous_tip",
        )

    # -- Who

    @property
    def people(self) -> int:
        """How many people raise it: as counted, and at least as many as are named."""
        return max(self.raised.people if self.raised else 0, len(self.petitioners))

    @property
    def is_large_group(self) -> bool:
        """Whether they are a large group."""
        return self.people >= LARGE_GROUP

    @property
    def has_an_author(self) -> bool:
        """Whether anybody is named who raises it."""
        return any(one.petitioner_name is not None for one in self.petitioners)

    @property
    def identity_is_secret(self) -> bool:
        """Whether nobody but named offices may know who raises it."""
        return self.kind in ("denunciation", "anonymous_tip") or any(
            one.secrecy_asked for one in self.petitioners
        )

    @property
    def withdrawn_parties(self) -> tuple[PartyId, ...]:
        """Those who withdrew while the others go on."""
        return tuple(dict.fromkeys(one for each in self.withdrawals for one in each.parties))

    @property
    def originals(self) -> tuple[int, ...]:
        """The numbers of the original papers that the ward still has."""
        returned = {number for one in self.returns for number in one.attachments}
        return tuple(
            one.number for one in self.attachments if one.original and one.number not in returned
        )

    # -- Who handles it

    @property
    def lead(self) -> BodyId | None:
        """The one body that is to settle it."""
        return self.assignments[-1].lead if self.assignments else None

    @property
    def leads_answer(self) -> LeadsAnswer | None:
        """What the lead answered to its assignment, or was answered to that."""
        return leads_answer(self.charges)

    @property
    def acceptance(self) -> Acceptance | None:
        """Whether the lead has taken it on; None of what nobody leads, or was closed unasked."""
        answer = self.leads_answer
        silent = answer is None and (self.lead is None or not self.is_open)
        return None if silent else acceptance(answer)

    @property
    def supports(self) -> tuple[BodyId, ...]:
        """The bodies that co-operate."""
        return self.assignments[-1].supports if self.assignments else ()

    @property
    def due(self) -> date | None:
        """The last day that was decided for it, if one was."""
        return self.assignments[-1].due if self.assignments else None

    @property
    def matter(self) -> StreamId | None:
        """The grievance that it belongs to, if it was joined to one."""
        last = self.matters[-1] if self.matters else None
        return last.matter if isinstance(last, JoinedToMatter) else None

    @property
    def open_meeting_requests(self) -> tuple[MeetingRequested, ...]:
        """The requests to meet a leader that were neither answered nor met."""
        return tuple(one for one in self.meeting_requests if not self.meetings_told(one.number))

    def meetings_told(self, number: int) -> tuple[MeetingAnswered | MeetingHeld, ...]:
        """What was answered to a request to meet a leader, and when they were met."""
        told: tuple[MeetingAnswered | MeetingHeld, ...] = (*self.meeting_answers, *self.meetings)
        return tuple(one for one in told if one.number == number)

    @property
    def is_unanswered(self) -> bool:
        """Whether the petitioner was never told anything."""
        return self.raised is not None and all(one.to != "petitioner" for one in self.answers)


def _named(petition: Petition, event: PetitionerNamed) -> Petition:
    """Who is named again stands last, in place of what was said of them before."""
    others = (one for one in petition.petitioners if one.party != event.party)
    return replace(petition, petitioners=(*others, event))


def _accused(petition: Petition, event: AccusedNamed) -> Petition:
    others = (one for one in petition.accused if one.party != event.party)
    return replace(petition, accused=(*others, event))


BY_HAND: ByHand = {PetitionerNamed: _named, AccusedNamed: _accused}
"""How the state changes where that doesn't follow from its fields."""


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
    | MeetingRequested
    | MeetingAnswered
    | MeetingHeld
    | Escalated
    | DataRequestReceived
    | DataRequestAnswered
    | CarriedOver
    | Confirmed
    | Resolved
    | Contested
    | SatisfactionTold
    | Reopened
    | WithdrawnInPart
    | Withdrawn
    | ContinuedDespiteWithdrawal
    | JoinedToMatter
    | SeparatedFromMatter
    | AssignmentAccepted
    | AssignmentDeclined
    | AssignmentUpheld
)
"""Sự kiện: what can happen in this life."""

LIFE: Life[Petition, Event] = Life(
    "petition",
    Petition(),
    Event,
    phases=(
        receiving,
        people,
        examining,
        disposal,
        handling,
        meeting,
        settling,
    ),
    also=(
        accept_assignment,
        answer_data_request,
        decline_assignment,
        escalate,
        receive_data_request,
        uphold_assignment,
    ),
    by_hand=BY_HAND,
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve

in_any_life.begun.register(Petition, raised)
