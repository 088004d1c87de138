"""Người gác: what is asked of every decision, whatever the life, before it and before its record.

Each check stands by itself where its reason is told; here is when it is asked, and in which order.
What is impossible is refused. What is unlawful is refused unless it happened: then the decision is
asked again with that rule waived, and one by one the rules that it breaks become known.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from dialogue_cases import plan
from dialogue_cases.codec import life_of
from dialogue_cases.errors import Conflict, Invalid, NotFound, Refused
from dialogue_cases.life import Decision
from dialogue_cases.office.bounds import check_references, check_values
from dialogue_cases.office.checks import (
    check_correction,
    check_events,
    check_life,
    check_name,
    check_office,
    check_role,
    check_sealed,
    check_series,
    stands_voided,
)
from dialogue_cases.office.clear_text import check_clear
from dialogue_cases.office.conditions import Call
from dialogue_cases.office.contradictions import check_contradictions
from dialogue_cases.office.entered_twice import check_twice
from dialogue_cases.office.hanging import by_hand, check_hanging, hanging
from dialogue_cases.office.hiding import check_redacted
from dialogue_cases.office.holding import not_held_yet
from dialogue_cases.office.removing import REMOVALS, gate
from dialogue_cases.office.retention import RETENTION
from dialogue_cases.office.said import check_all_said
from dialogue_cases.office.seen import LivesRead
from dialogue_cases.proposal import ask, fact_of, fields_of
from dialogue_cases.record import (
    Destroyed,
    Recorded,
    Voided,
    in_effect,
    standing,
    taken_out,
    version_of,
)
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, Despite, LegalBasis, StreamId, first_day
from dialogue_cases.ward import WARD, Named, Setting
from dialogue_cases.ward.in_any_life import (
    OF_AN_INSPECTION,
    OF_THE_RECORD,
    RECORD,
    attach_file,
    carry_elsewhere,
    lift_hold,
    open_seal,
    place_hold,
    refuse_removal,
    void,
)

if TYPE_CHECKING:
    from dialogue_cases.office import Office


class Guard:
    """Người gác của một quyết định: what it sees of the life, and what it must not be let through.

    Args:
        office: the ward's.
        writing: the transaction.
        call: the decision.
        today: the local day.
    """

    def __init__(self, office: "Office", writing: Writing, call: Call, today: date) -> None:
        self.office, self.writing, self.call, self.today = office, writing, call, today
        self.life = life_of(call.stream)
        self.known = office.seen.read(writing, call.stream)
        self.history = self.known.facts
        self.version = version_of(self.history)
        self.on = call.said["on"]
        self.corrects = call.conditions.corrects
        self.act = call.conditions.act
        self.officer = self.act if isinstance(self.act, Act) else None
        self._is_as_said = (
            not call.follows and self.corrects is None and fact_of(call.decision) is not None
        )
        self._voided, self._hangs = self._hanging()

    def answer(self) -> tuple[Sequence[Any], tuple[Despite, ...]]:
        """What the decision answers, with the rules that it breaks and that were waived."""
        self._begins()
        stands, whole = self.known.stands, self.known.state
        if self.corrects is not None:
            stands = standing(fact for fact in self.history if fact.root != self.corrects)
            whole = self.life.refold(stands)
        later = bool(stands) and not in_effect(stands[-1].on, self.on)
        state = self.life.refold(stands, upto=self.on) if later else whole
        self._goes_on(state, stands)
        ward_then, law = self.office.seen.circumstances(self.writing, self.on)
        setting = Setting(
            act=self.act,
            ward=ward_then,
            law=law,
            stream=self.call.stream,
            whole=whole if later else None,
            history=self.history,
            named_by_plan=self._named_by_plan,
        )
        decision, said, despite = self.call.decision, self._said(), self.call.conditions.despite
        events: Sequence[Any] = ()
        while True:
            try:
                self.before_deciding(setting)
                events = ask(decision, state, setting, said)
                self.before_recording(setting, events, state, stands, later=later)
            except Refused as refused:
                if not refused.unlawful or refused.rule not in despite.keys() - setting.waived:
                    where = first_day(self.on), self.call.stream
                    refused.cite(self.office.cited(refused.citation, *where))
                    raise
                setting = replace(setting, waived=setting.waived | {refused.rule})
            except (TypeError, AttributeError) as error:
                name = getattr(decision, "__name__", repr(decision))
                raise Invalid(
                    "{name}: {why}",
                    where=self.call.stream,
                    expected="arguments of the declared types",
                    name=name,
                    why=error,
                ) from error
            else:
                break
        if self.corrects is not None:
            events = [] if stands_voided(self.history, self.corrects, events) else events
        elif decision in OF_AN_INSPECTION:
            events = not_held_yet(self.history, events)
        elif not events and not self.call.follows and self.officer is not None:
            check_all_said(decision, self.call.said, setting, stands, self.life)
        return events, tuple(despite[rule] for rule in sorted(setting.waived))

    def _named_by_plan(
        self, kind: str, legal_basis: LegalBasis, source: StreamId | None
    ) -> Named | None:
        read = LivesRead(self.office.seen, self.writing)
        named = plan.naming(
            lambda one: read(one, upto=self.on), self.call.stream, first_day(self.on)
        )
        return named(kind, legal_basis, source)

    # -- Before deciding --------------------------------------------------------------

    def _begins(self) -> None:
        """A life has a name of its own, is as the caller has seen it, and nothing is to come."""
        if self.call.decision is void and self.corrects is None:
            raise Invalid(
                "which entry is to be taken out isn't said",
                where=self.call.stream,
                expected="its version, as Desk.void takes it",
            )
        if not self.history:
            if self.call.decision in _OF_WHAT_IS_THERE:
                raise NotFound(self.call.stream)
            check_name(self.writing, self.call.stream)
        expected = self.call.conditions.expected
        if expected is not None and expected != self.version:
            raise Conflict(self.call.stream, expected, self.version)
        if self.call.stream != WARD and first_day(self.on) > self.today:
            raise Refused("not-in-the-future", RECORD, on=self.on, today=self.today)
        check_life(self.call.decision, self.life)

    def _goes_on(self, state: Any, stands: Sequence[Recorded[Any]]) -> None:
        """A life that was taken out as a whole doesn't go on, nor does one before it began."""
        decides = self.corrects is None and self.call.decision not in OF_THE_RECORD
        gone = taken_out(self.history) if decides and not stands else None
        if gone is not None:
            reason = gone.event.reason
            raise Refused("life-was-taken-out", RECORD, stream=self.call.stream, reason=reason)
        if state is self.life.initial and self.corrects is None and stands:
            raise Refused("life-has-begun", RECORD, on=self.on, began=stands[0].on)

    def before_deciding(self, setting: Setting) -> None:
        """Whether this officer may decide it here, and nothing hangs on what is taken out."""
        if self.officer is not None:
            check_office(setting, self.officer)
            if (role := role_of(self.call.decision)) is not None:
                check_role(setting, self.office.roles, self.life.name, role)
        if self._voided is not None:
            check_hanging(setting, self._voided, self._hangs)

    def _hanging(self) -> tuple[Recorded[Any] | None, Sequence[Recorded[Any]]]:
        """The entry that is taken out, unless it is already, and what hangs on it."""
        if self.call.decision is not void:
            return None, ()
        chain = [one for one in self.history if one.root == self.corrects]
        if not chain or isinstance(chain[-1].event, Voided):
            return None, ()
        read = LivesRead(self.office.seen, self.writing)
        return chain[-1], by_hand(hanging(chain[-1], read.life, read.streams), read.life)

    def _said(self) -> Mapping[str, Any]:
        """What is said; a correction of who somebody is keeps what it doesn't say anew.

        The party, so that they go on under one key, and the rest, so that it isn't lost unnoticed.
        Of another party nothing is kept.
        """
        said = self.call.said
        if self.corrects is None:
            return said
        told = [
            one.event
            for one in self.history
            if one.root == self.corrects and not isinstance(one.event, Voided)
        ]
        asked = [one.name for one in fields_of(self.call.decision)]
        party = getattr(told[-1], "party", None) if told and "party" in asked else None
        if party is None or said.get("party", party) != party:
            return said
        before = {name: getattr(told[-1], name) for name in asked if hasattr(told[-1], name)}
        return {**before, **said}

    # -- Before recording -------------------------------------------------------------

    def before_recording(
        self,
        setting: Setting,
        events: Sequence[Any],
        state: Any,
        stands: Sequence[Recorded[Any]],
        *,
        later: bool,
    ) -> None:
        """Whether what the decision answers may stand in this life beside what stands there."""
        stream = self.call.stream
        for event in events:
            self._pass_the_gate(event)
        check_series(setting, stream, events, self.today, begins=not self.history)
        if not self.call.follows:
            for event in events:
                check_references(setting, event, stream, self.writing)
        if later and self.officer is not None:
            check_contradictions(setting, self.life, events, stands, self.on)
        check_clear(
            setting,
            self.office.roles,
            self.office.vault,
            state,
            self.known.sealed,
            events,
            *self.call.conditions.despite.values(),
        )
        if not self.history:
            check_twice(setting, events, lambda one: self.office.seen.life(self.writing, one))
        check_events(self.life, events, self.on)
        check_sealed(self.office.vault, stream, events)
        # What was said is within bounds; a fact that says just that needn't be looked at again.
        for event in () if self._is_as_said else events:
            check_values(event, today=self.today, of_the_ward=stream == WARD)
        check_redacted(self.history, events)
        if self.corrects is not None:
            check_correction(self.history, self.corrects, events)

    def _pass_the_gate(self, event: Any) -> None:
        """What removes data of a case passes the gate, whoever records it and by which way."""
        removal = REMOVALS.get(type(event))
        if removal is None:
            return
        stream, kept = self.call.stream, None
        if isinstance(event, Destroyed):
            kept = self.office.retained(stream, first_day(event.on))
        ward = self.office.seen.life(self.writing, WARD)
        gate(removal, stream, self.history, ward, today=self.today, retained=kept)
        if isinstance(event, Destroyed) and kept is not None:
            for name, said, is_so in (
                ("closed_on", event.closed_on, kept.closed_on),
                ("years_kept", event.years_kept, kept.years),
            ):
                if said != is_so:
                    raise Refused(
                        "destruction-says-how-long-it-was-kept", RETENTION, field=name, said=said,
                        is_so=is_so,
                    )  # fmt: skip


_OF_WHAT_IS_THERE = frozenset(OF_THE_RECORD) - {void, place_hold, lift_hold}
"""What is decided about the record of a life, which has to have begun."""


def role_of(decision: Decision) -> str | None:
    """The decision's name among the roles; None where another rule says who may."""
    if decision in (attach_file, carry_elsewhere, refuse_removal):
        return "erase"
    return None if decision is open_seal else getattr(decision, "__name__", "")
