"""What is then known of a matter: how often it was raised, by whom, who promised what."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias, assert_never

import msgspec

from dialogue_cases.life import Life
from dialogue_cases.matter import decisions
from dialogue_cases.matter.decisions import (
    Confirmed,
    FlaggedAsRepeated,
    Joined,
    Listed,
    Opened,
    Promised,
    RaisedAgain,
    Separated,
    SettledDefinitively,
    SolutionForeseen,
    is_same,
)
from dialogue_cases.matter.words import RaisedAs
from dialogue_cases.vocabulary import BodyId, GroupId, StreamId, first_day
from dialogue_cases.ward import Ward

Status: TypeAlias = Literal[
    "unknown",  # chưa có thông tin
    "open",  # chưa giải quyết dứt điểm
    "repeated",  # nêu nhiều lần, chưa giải quyết dứt điểm
    "settled",  # đã giải quyết dứt điểm
]
"""Tình trạng: how far a matter has got."""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """Vụ việc: what is known of it on a day."""

    opened: Opened | None = None
    joins: tuple[Joined | Separated, ...] = ()
    promises: tuple[Promised, ...] = ()
    solutions: tuple[SolutionForeseen, ...] = ()
    flags: tuple[FlaggedAsRepeated, ...] = ()
    listings: tuple[Listed, ...] = ()
    turns: tuple[Confirmed | SettledDefinitively | RaisedAgain, ...] = ()

    # -- How often it was raised, when, by whom

    @property
    def raisings(self) -> tuple[Joined, ...]:
        """The petitions and opinions in which it was raised, in the order of their days."""
        found: list[Joined] = []
        for event in self.joins:
            found = [one for one in found if not is_same(one, event)]
            if isinstance(event, Joined):
                found.append(event)
        return tuple(sorted(found, key=lambda one: first_day(one.raised)))

    @property
    def times_raised(self) -> int:
        """In how many petitions and opinions; an opinion that became a petition is one."""
        return len(self.raisings)

    @property
    def sessions(self) -> tuple[StreamId, ...]:
        """At which sessions, each once."""
        return tuple(dict.fromkeys(one.session for one in self.raisings if one.session))

    @property
    def petitions(self) -> tuple[StreamId, ...]:
        """In which petitions."""
        return tuple(dict.fromkeys(one.petition for one in self.raisings if one.petition))

    @property
    def first_raised(self) -> date | None:
        """The day on which it was first raised."""
        return min((first_day(one.raised) for one in self.raisings), default=None)

    @property
    def last_raised(self) -> date | None:
        """The day on which it was raised last."""
        return max((first_day(one.raised) for one in self.raisings), default=None)

    @property
    def raised_by_year(self) -> Mapping[int, int]:
        """How many times in each year."""
        return dict(Counter(first_day(one.raised).year for one in self.raisings))

    @property
    def raised_by_kind(self) -> Mapping[RaisedAs, int]:
        """How many times as what, as far as it is known."""
        return dict(Counter(one.kind for one in self.raisings if one.kind is not None))

    @property
    def raised_by_group(self) -> Mapping[GroupId, int]:
        """How many times from which residential group, as far as it is known."""
        return dict(Counter(one.group for one in self.raisings if one.group is not None))

    @property
    def people(self) -> int:
        """How many people at the most in one raising; one person may be in several."""
        return max((one.people for one in self.raisings), default=0)

    # -- Whether it is settled

    @property
    def status(self) -> Status:
        """How far it has got."""
        if self.opened is None:
            return "unknown"
        if self.is_settled:
            return "settled"
        return "repeated" if self.is_repeatedly_raised_unresolved else "open"

    @property
    def settled(self) -> SettledDefinitively | None:
        """How it was settled, if it wasn't raised again since."""
        for turn in reversed(self.turns):
            match turn:
                case SettledDefinitively():
                    return turn
                case RaisedAgain():
                    return None
                case Confirmed():
                    continue
                case _:
                    assert_never(turn)
        return None

    @property
    def is_settled(self) -> bool:
        """Whether it is definitively settled, and wasn't raised again since."""
        return self.settled is not None

    @property
    def is_confirmed(self) -> bool:
        """Whether the Office has found it settled, since it was raised again last."""
        for turn in reversed(self.turns):
            if isinstance(turn, Confirmed):
                return True
            if isinstance(turn, RaisedAgain):
                return False
        return False

    @property
    def times_raised_again(self) -> int:
        """How many times it was raised again after it had been settled."""
        return sum(isinstance(turn, RaisedAgain) for turn in self.turns)

    @property
    def was_ever_settled(self) -> bool:
        """Whether it was definitively settled at least once."""
        return any(isinstance(turn, SettledDefinitively) for turn in self.turns)

    @property
    def is_repeatedly_raised_unresolved(self) -> bool:
        """Whether it was raised more than once, and is not definitively settled."""
        return self.times_raised > 1 and not self.is_settled

    # -- Who promised

    @property
    def tasks(self) -> tuple[StreamId, ...]:
        """The tasks that were given about it."""
        return tuple(dict.fromkeys(one.task for one in self.promises))

    @property
    def bodies_promised(self) -> tuple[BodyId, ...]:
        """The bodies that were told to do something about it, as then told."""
        return tuple(dict.fromkeys(one.body for one in self.promises))

    def bodies_charged(self, ward: Ward) -> tuple[BodyId, ...]:
        """Those bodies, or who carries on for one that was merged or abolished since."""
        return tuple(dict.fromkeys(ward.successor(body) for body in self.bodies_promised))


Event: TypeAlias = (
    Opened
    | Joined
    | Separated
    | Promised
    | SolutionForeseen
    | FlaggedAsRepeated
    | Listed
    | Confirmed
    | SettledDefinitively
    | RaisedAgain
)
"""Sự kiện: what can happen in this life."""

LIFE: Life[Matter, Event] = Life(
    "matter",
    Matter(),
    Event,
    phases=(decisions,),
)
"""Vòng đời: what can happen, what is then known, and what may be decided."""

INITIAL, evolve = LIFE.initial, LIFE.evolve
