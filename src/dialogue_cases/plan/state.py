"""What is then known of a year's plan: the fold of its events."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from dialogue_cases.life import Life
from dialogue_cases.plan import decisions
from dialogue_cases.plan.decisions import Adopted, Amended, Drafted
from dialogue_cases.plan.words import Contents, Duty, Head, PlannedSession, Series
from dialogue_cases.vocabulary import OF_THE_PARTY, Document, LegalBasis, TopicCode

Status: TypeAlias = Literal["unknown", "drafted", "adopted"]
"""Tình trạng: how far a plan has got."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Kế hoạch: what is known of a plan of a year on a day."""

    drafted: Drafted | None = None
    amendments: tuple[Amended, ...] = ()
    adopted: Adopted | None = None

    @property
    def year(self) -> int | None:
        """The year that it is for."""
        return self.drafted.year if self.drafted else None

    @property
    def is_known(self) -> bool:
        """Whether anything is on record of it."""
        return self.drafted is not None or self.adopted is not None

    @property
    def head(self) -> Head:
        """Whose plan it is."""
        return self.contents.head if self.contents else "party_secretary"

    def governs(self, legal_basis: LegalBasis) -> bool:
        """Whether sessions of a legal basis are held by this plan: the Party's, or the state's."""
        return (legal_basis in OF_THE_PARTY) == (self.head == "party_secretary")

    @property
    def status(self) -> Status:
        """How far it has got; it is adopted even if the draft was never entered."""
        if self.adopted:
            return "adopted"
        return "drafted" if self.contents else "unknown"

    @property
    def contents(self) -> Contents | None:
        """The text as it reads now: the last amendment's, else the draft's."""
        if self.amendments:
            return self.amendments[-1].contents
        return self.drafted.contents if self.drafted else None

    @property
    def contents_before(self) -> Contents | None:
        """The text as it read before the last amendment; None if there was none."""
        if not self.amendments:
            return None
        if len(self.amendments) > 1:
            return self.amendments[-2].contents
        return self.drafted.contents if self.drafted else None

    @property
    def document(self) -> Document | None:
        """The plan as issued."""
        return self.adopted.document if self.adopted else None

    @property
    def sessions(self) -> tuple[PlannedSession, ...]:
        """The dialogues that it foresees, in the plan's order."""
        return self.contents.sessions if self.contents else ()

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What it tells the bodies to do, in the plan's order."""
        return self.contents.duties if self.contents else ()

    def session(self, number: int) -> PlannedSession | None:
        """The dialogue with that number."""
        return next((one for one in self.sessions if one.number == number), None)

    def duty(self, number: int) -> Duty | None:
        """The duty with that number."""
        return next((one for one in self.duties if one.number == number), None)

    def duties_of(self, series: Series) -> tuple[Duty, ...]:
        """The duties that each session of a series brings anew."""
        return tuple(duty for duty in self.duties if series in duty.for_each)

    @property
    def duties_of_the_year(self) -> tuple[Duty, ...]:
        """The duties that stand once for the whole year."""
        return tuple(duty for duty in self.duties if not duty.per_session)

    @property
    def by_topic(self) -> Mapping[TopicCode, tuple[int, ...]]:
        """The numbers of the dialogues on each topic: what returns from group to group."""
        found: dict[TopicCode, tuple[int, ...]] = {}
        for session in self.sessions:
            for code in dict.fromkeys(topic.code for topic in session.topics):
                found[code] = (*found.get(code, ()), session.number)
        return found


Event: TypeAlias = Drafted | Amended | Adopted
"""Sự kiện: what can happen in this life."""

LIFE: Life[Plan, Event] = Life(
    "plan",
    Plan(),
    Event,
    phases=(decisions,),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve
