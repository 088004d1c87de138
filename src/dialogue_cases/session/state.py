"""What is then known of a session: its facts side by side, and what they amount to.

The facts are kept apart, each kind by itself, and never as one status: facts of one day
may be read in another order than they happened, and say the same.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from dialogue_cases.life import ByHand, Life, first_stands
from dialogue_cases.record import DataRequestAnswered, DataRequestReceived, Escalated
from dialogue_cases.session import calling, conclusion, online, preparation, schedule, sitting
from dialogue_cases.session.calling import (
    Announced,
    AnnouncementAcknowledged,
    InvitationIssued,
    InviteesApproved,
    InviteesProposed,
)
from dialogue_cases.session.conclusion import (
    ConclusionDrafted,
    ConclusionIssued,
    ConclusionReplaced,
    ConclusionReturned,
    ConclusionSubmitted,
    DraftCommented,
)
from dialogue_cases.session.online import Connected, ConnectionTested, OnlineArranged
from dialogue_cases.session.preparation import (
    AnswerPrepared,
    BriefingFiled,
    OpinionRegistered,
    PreparationDone,
    PreparationListed,
    QuestionExpected,
)
from dialogue_cases.session.schedule import (
    Cancelled,
    ChairDelegated,
    Fixed,
    Foreseen,
    JointChairArranged,
    Postponed,
)
from dialogue_cases.session.sitting import (
    ChairShared,
    CompetenceFound,
    Ended,
    ExplanationGiven,
    MinutesKept,
    Opened,
    OpinionAnswered,
    OpinionTaken,
    OpinionVoiced,
)
from dialogue_cases.session.words import Invitee
from dialogue_cases.spelling import same_name
from dialogue_cases.vocabulary import (
    Act,
    Audience,
    GroupId,
    LegalBasis,
    LocalTime,
    OfficeKind,
    On,
    Place,
    StreamId,
    SystemAct,
    Topic,
    first_day,
    last_day,
    local_time,
)
from dialogue_cases.ward import Ward
from dialogue_cases.ward.in_any_life import answer_data_request, escalate, receive_data_request

Status: TypeAlias = Literal[
    "unknown",  # chưa có thông tin
    "foreseen",  # dự kiến
    "fixed",  # đã ấn định
    "postponed",  # hoãn, chưa ấn định lại
    "cancelled",  # huỷ
    "open",  # đang diễn ra
    "ended",  # đã kết thúc
    "concluded",  # đã có thông báo kết luận
]
"""Tình trạng: how far a session has got, for those who look; no decision rests on it."""

Part: TypeAlias = Literal["day", "time", "place", "topics"]
"""Nội dung phải thông báo: what an announcement has to say of a session."""

PARTS: tuple[Part, ...] = ("day", "time", "place", "topics")

Notice: TypeAlias = ConclusionIssued | ConclusionReplaced
"""Thông báo kết luận: one that was issued, first or in place of another."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """Buổi đối thoại, buổi tiếp dân: what is known of it on a day."""

    foreseen: Foreseen | None = None
    fixed: Fixed | None = None
    arranged: Fixed | None = None
    postponed: tuple[Postponed, ...] = ()
    cancelled: Cancelled | None = None
    delegated: ChairDelegated | None = None
    joint: JointChairArranged | None = None
    briefings: tuple[BriefingFiled, ...] = ()
    registered: tuple[OpinionRegistered, ...] = ()
    questions: tuple[QuestionExpected, ...] = ()
    prepared_answers: tuple[AnswerPrepared, ...] = ()
    preparations: tuple[PreparationListed, ...] = ()
    prepared: tuple[PreparationDone, ...] = ()
    proposed: tuple[Invitee, ...] = ()
    approved: tuple[Invitee, ...] = ()
    invitations: tuple[InvitationIssued, ...] = ()
    announcements: tuple[Announced, ...] = ()
    acknowledgements: tuple[AnnouncementAcknowledged, ...] = ()
    online: OnlineArranged | None = None
    connection_tests: tuple[ConnectionTested, ...] = ()
    connected: Connected | None = None
    opened: Opened | None = None
    shared: tuple[ChairShared, ...] = ()
    explanations: tuple[ExplanationGiven, ...] = ()
    opinions: tuple[OpinionVoiced, ...] = ()
    answers: tuple[OpinionAnswered, ...] = ()
    takings: tuple[OpinionTaken, ...] = ()
    competences: tuple[CompetenceFound, ...] = ()
    ended: Ended | None = None
    minutes: tuple[MinutesKept, ...] = ()
    drafts: tuple[ConclusionDrafted, ...] = ()
    comments: tuple[DraftCommented, ...] = ()
    submissions: tuple[ConclusionSubmitted, ...] = ()
    returns: tuple[ConclusionReturned, ...] = ()
    escalations: tuple[Escalated, ...] = ()
    data_requests: tuple[DataRequestReceived, ...] = ()
    data_answers: tuple[DataRequestAnswered, ...] = ()
    notices: tuple[Notice, ...] = ()

    # -- When, where, about what --

    @property
    def status(self) -> Status:
        """How far it has got."""
        facts: tuple[tuple[Status, object], ...] = (
            ("concluded", self.notices),
            ("ended", self.ended),
            ("open", self.opened),
            ("cancelled", self.cancelled),
            ("fixed", self.fixed),
            ("postponed", self.postponed),
            ("foreseen", self.foreseen),
        )
        return next((status for status, fact in facts if fact), "unknown")

    @property
    def closed_on(self) -> date | None:
        """The day on which nothing was left to be done in it: its last notice; of a reception
        without one, its end; of what was cancelled, that day."""
        if self.notices:
            return first_day(self.notices[-1].on)
        ending = self.cancelled if self.opened is None else self.ended
        if isinstance(ending, Ended) and self.legal_basis != "citizen_reception":
            return None
        return None if ending is None else first_day(ending.on)

    @property
    def period(self) -> On | None:
        """The day or period to which it was put off, or in which the plan foresees it."""
        if self.postponed:
            return self.postponed[-1].to
        return self.foreseen.period if self.foreseen else None

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What it is about, as last fixed, or else as foreseen."""
        known = self.arranged or self.foreseen
        return known.topics if known else ()

    @property
    def groups(self) -> tuple[GroupId, ...]:
        """With whose people it is held; none: the whole ward."""
        known = self.arranged or self.foreseen
        return known.groups if known else ()

    @property
    def place(self) -> Place | None:
        """Where, as last fixed, or else as foreseen."""
        known = self.arranged or self.foreseen
        return known.place if known else None

    @property
    def at(self) -> LocalTime | None:
        """At what time, as last fixed, or else as it was put off to."""
        put_off = local_time(self.period) if self.fixed is None and self.period else None
        return put_off or (self.arranged.at if self.arranged else None)

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """With whom in particular it is held, as last fixed, or else as foreseen."""
        known = self.arranged or self.foreseen
        return known.audiences if known else ()

    @property
    def plan(self) -> StreamId | None:
        """The plan that foresees it; None if none does."""
        return self.foreseen.plan if self.foreseen else None

    @property
    def legal_basis(self) -> LegalBasis:
        """Under which rules it is held: the secretary's dialogue, unless something else is said."""
        known = self.arranged or self.foreseen
        return known.legal_basis if known else "party_secretary_dialogue"

    @property
    def together_with(self) -> tuple[OfficeKind, ...]:
        """The other offices whose holders are to hold it too, as last arranged."""
        return self.joint.offices if self.joint else ()

    @property
    def chairs(self) -> tuple[Opened | ChairShared, ...]:
        """Who held it: the one who opened it, then those who held it together with him."""
        return (self.opened, *self.shared) if self.opened else ()

    @property
    def of_the_party(self) -> bool:
        """Whether it is the Party secretary's, so that the plan's division of work holds for it."""
        return self.head == "party_secretary"

    @property
    def head(self) -> OfficeKind:
        """The office in whose name it is held, and that issues its conclusion: one, also of two.

        A dialogue is held under the basis on which it was fixed, whoever else is in the chair.
        A reception is the secretary's, unless only the chairman held it: both receive the people.
        """
        if self.legal_basis == "citizen_reception":
            alone = {one.office for one in self.chairs} == {"people_committee_chair"}
        else:
            alone = self.legal_basis != "party_secretary_dialogue"
        return "people_committee_chair" if alone else "party_secretary"

    @property
    def heads(self) -> tuple[OfficeKind, ...]:
        """The offices that may hold it: of a reception that hasn't opened, either head."""
        if self.opened is not None:
            return (self.head,)
        return (*self._charged, *self.together_with)

    @property
    def held_by_a_head(self) -> bool:
        """Whether one whose duty it is held it himself, not only somebody in his stead."""
        return any(one.office in self._charged for one in self.chairs)

    @property
    def _charged(self) -> tuple[OfficeKind, ...]:
        """The offices whose duty it is: both heads receive the people."""
        both = self.legal_basis == "citizen_reception"
        return ("party_secretary", "people_committee_chair") if both else (self.head,)

    def headed_by(self, act: Act | SystemAct, ward: Ward) -> bool:
        """Whether an act is one of the head, or of the one to whom the chair is delegated.

        The delegate's body may have been merged into another since.
        """
        if not isinstance(act, Act):
            return False
        to = self.delegated
        return act.office in self.heads or (
            to is not None
            and (to.officer, to.office) == (act.officer, act.office)
            and act.body in (to.body, ward.successor(to.body))
        )

    # -- Calling the people --

    def missing(self, announcement: Announced) -> tuple[Part, ...]:
        """What an announcement leaves out, or says otherwise than it is now fixed.

        So what was announced before a postponement doesn't count for the new day.
        """
        fixed, place = self.fixed, announcement.place
        said = {
            "day": fixed and announcement.day == fixed.day,
            "time": fixed and announcement.at is not None and announcement.at == fixed.at,
            "place": fixed and place and same_name(place.name, fixed.place.name),
            "topics": all(_among(topic, announcement.topics) for topic in self.topics),
        }
        return tuple(part for part in PARTS if not said[part])

    @property
    def announced(self) -> tuple[Announced, ...]:
        """The announcements made before that say all of what is now fixed."""
        return tuple(
            one for one in self.announcements if one.phase == "before" and not self.missing(one)
        )

    @property
    def announced_since(self) -> date | None:
        """The first local day on which all of what is now fixed was made public."""
        return min((last_day(one.on) for one in self.announced), default=None)

    @property
    def unaware(self) -> tuple[GroupId, ...]:
        """The groups of the session that haven't acknowledged the day that is now fixed."""
        day = self.fixed.day if self.fixed else None
        aware = {one.group for one in self.acknowledgements if one.day == day}
        return tuple(group for group in self.groups if group not in aware)

    @property
    def unprepared(self) -> tuple[PreparationListed, ...]:
        """The lines of the checklist that aren't done."""
        done = {one.number for one in self.prepared}
        return tuple(one for one in self.preparations if one.number not in done)

    # -- What was said --

    def opinion(self, number: int) -> OpinionVoiced | None:
        """The opinion with that number."""
        return next((one for one in self.opinions if one.number == number), None)

    def competence(self, number: int) -> CompetenceFound | None:
        """Whose that opinion is to settle, by the last word on it."""
        return next((one for one in reversed(self.competences) if one.number == number), None)

    @property
    def turns(self) -> int | None:
        """Lượt phát biểu: how many turns to speak there were, as said at the end or else by the
        opinions that name theirs; None where nobody counted them."""
        if self.ended is not None and self.ended.turns is not None:
            return self.ended.turns
        return len({one.turn for one in self.opinions if one.turn is not None}) or None

    @property
    def answered(self) -> tuple[OpinionVoiced, ...]:
        """The opinions that were answered on the spot."""
        numbers = {one.number for one in self.answers}
        return tuple(one for one in self.opinions if one.number in numbers)

    @property
    def open_opinions(self) -> tuple[OpinionVoiced, ...]:
        """Opinions neither answered on the spot, taken away, passed on nor in an item."""
        settled = {one.number for one in self.answers} | {one.number for one in self.takings}
        settled.update(one.number for one in self.competences if one.competence == "other")
        if self.notice is not None:
            settled.update(number for item in self.notice.items for number in item.opinions)
        return tuple(one for one in self.opinions if one.number not in settled)

    @property
    def people(self) -> int | None:
        """How many people attended, by the minutes or else as said at the end."""
        counted = [one.people for one in self.minutes if one.people is not None]
        if counted:
            return counted[-1]
        return self.ended.people if self.ended else None

    # -- The conclusion --

    def draft(self, number: int) -> ConclusionDrafted | None:
        """The draft with that number."""
        return next((one for one in self.drafts if one.draft == number), None)

    def submission(self, number: int) -> ConclusionSubmitted | None:
        """The last submission of that draft."""
        return next((one for one in reversed(self.submissions) if one.draft == number), None)

    def returned(self, number: int) -> ConclusionReturned | None:
        """The last return of that draft, unless it was submitted again since as it is."""
        returns = [one for one in self.returns if one.draft == number]
        submitted = sum(one.draft == number for one in self.submissions)
        return returns[-1] if returns and len(returns) >= submitted else None

    @property
    def before_the_head(self) -> ConclusionSubmitted | None:
        """The last submission that was neither returned nor issued."""
        issued = {one.draft for one in self.notices}
        waiting = (
            one
            for one in reversed(self.submissions)
            if one.draft not in issued and self.returned(one.draft) is None
        )
        return next(waiting, None)

    @property
    def notice(self) -> Notice | None:
        """The conclusion notice that holds: the last one that no other replaces."""
        replaced = {one.replaces for one in self.notices if isinstance(one, ConclusionReplaced)}
        return next((one for one in reversed(self.notices) if one.number not in replaced), None)


def _postponed(session: Session, event: Postponed) -> Session:
    """A fixed day falls away only if it is the one postponed: another was fixed since."""
    fixed = session.fixed
    if fixed is not None and fixed.day == event.day:
        fixed = None
    return replace(session, fixed=fixed, postponed=(*session.postponed, event))


def _among(topic: Topic, topics: Iterable[Topic]) -> bool:
    return any(same_name(topic.title, one.title) for one in topics)


def _joined(known: tuple[Invitee, ...], more: Iterable[Invitee]) -> tuple[Invitee, ...]:
    return (*known, *(one for one in more if one not in known))


def _proposed(session: Session, event: InviteesProposed) -> Session:
    return replace(session, proposed=_joined(session.proposed, event.invitees))


def _approved(session: Session, event: InviteesApproved) -> Session:
    return replace(session, approved=_joined(session.approved, event.invitees))


BY_HAND: ByHand = {
    Postponed: _postponed,
    Cancelled: first_stands("cancelled"),
    InviteesProposed: _proposed,
    InviteesApproved: _approved,
    Opened: first_stands("opened"),
    Ended: first_stands("ended"),
}
"""How the state changes where that doesn't follow from its fields."""


Event: TypeAlias = (
    Foreseen
    | Fixed
    | Postponed
    | Cancelled
    | ChairDelegated
    | JointChairArranged
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
    | ChairShared
    | ExplanationGiven
    | OpinionVoiced
    | OpinionAnswered
    | OpinionTaken
    | CompetenceFound
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
"""Sự kiện: what can happen in this life."""

LIFE: Life[Session, Event] = Life(
    "session",
    Session(),
    Event,
    phases=(
        schedule,
        preparation,
        calling,
        online,
        sitting,
        conclusion,
    ),
    also=(
        answer_data_request,
        escalate,
        receive_data_request,
    ),
    by_hand=BY_HAND,
    series=("dialogue", "reception"),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve
