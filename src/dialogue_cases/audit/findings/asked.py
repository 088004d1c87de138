"""Câu hỏi: what is asked, what all lives share, and one life as it stands on the day."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from attrs import define, field

from dialogue_cases.audit.asked_again import AskedAgain
from dialogue_cases.audit.attribution import Attributions
from dialogue_cases.audit.findings.finding import FindingKind, FindingsWanted
from dialogue_cases.codec import life_of
from dialogue_cases.deadlines import Obligation, deadlines
from dialogue_cases.law import Law
from dialogue_cases.office import Office
from dialogue_cases.office.restricted import veil_facts
from dialogue_cases.record import Known, Recorded, in_effect, standing
from dialogue_cases.vocabulary import StreamId
from dialogue_cases.ward import LIFE, WARD, Ward, laws_on_record
from dialogue_cases.workdays import days_late


@define(eq=False)
class Asked:
    """The question, and what all lives share.

    Args:
        office: whose record it is.
        on: the local day at whose end it is judged.
        wanted: what is asked for.
        known: as was on record at the end of this local day, or at this position.
        shown: a fact as it is shown to anybody, by whom texts are quoted.
    """

    office: Office
    on: date
    wanted: FindingsWanted
    known: Known | None
    law: Law = field(init=False)
    who: Attributions = field(init=False)
    again: AskedAgain = field(init=False)
    shown: Callable[[Recorded[Any]], Recorded[Any]] = field(init=False)
    _ward: Sequence[Recorded[Any]] = field(init=False)
    law_as_of: Callable[[int], Law] = field(init=False)
    _wards: dict[date, Ward] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._ward = self.office.history(WARD)
        self.law = self.office.law_known(known=self.known)
        self.law_as_of = laws_on_record(self._ward, self.office.law, self.office.known_on)
        self.who = Attributions(self._ward, known=self.known)
        self.again = AskedAgain(self.office)
        self.shown = veil_facts(self.office, None)

    def wants(self, *kinds: FindingKind) -> bool:
        """Whether any of these kinds is asked for."""
        return not self.wanted.kinds or any(one in self.wanted.kinds for one in kinds)

    def working_days(self, first: date, last: date) -> int:
        """How many working days one local day lies after another."""
        calendar = self.law.calendar_on(first)
        return calendar.count_working_days(first, last, on_unknown="provisional")

    def late(self, due: date, done: date, *, by: date) -> int:
        """How many working days late something was done, or isn't done yet.

        Args:
            by: the local day by whose calendar they are counted.
        """
        calendar = self.law.calendar_on(by)
        return days_late(calendar, due, done, "working_days", on_unknown="provisional")

    def ward_on(self, day: date) -> Ward:
        """The ward on a local day, by all that is known."""
        if day not in self._wards:
            self._wards[day] = LIFE.fold(self._ward, upto=day, known=self.known)
        return self._wards[day]


@define(eq=False, slots=False)
class Case:
    """One life: its facts as far as they are known, and what they come to on the day.

    Args:
        asked: the question.
        whole: every fact of it.
        facts: those that are known, one at least.
    """

    asked: Asked
    whole: Sequence[Recorded[Any]]
    facts: Sequence[Recorded[Any]]

    @property
    def stream(self) -> StreamId:
        """Which life it is."""
        return self.facts[0].stream

    @cached_property
    def entries(self) -> Sequence[Recorded[Any]]:
        """Every fact that took effect by the day, whether it stands or not, by version."""
        return [one for one in self.facts if in_effect(one.on, self.asked.on)]

    @cached_property
    def stands(self) -> Sequence[Recorded[Any]]:
        """What stands of them, in the order of effect."""
        return [one for one in standing(self.facts) if in_effect(one.on, self.asked.on)]

    @cached_property
    def state(self) -> Any:
        """What it amounts to on the day."""
        return life_of(self.stream).refold(self.stands)

    @cached_property
    def owed(self) -> Sequence[Obligation]:
        """What is owed in it."""
        return deadlines(self.facts, self.asked.law, known=self.asked.known)
