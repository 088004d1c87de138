"""One decision, one transaction: load, decide, react, record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

import attrs
from msgspec.structs import replace

from dialogue_cases import policies, ward
from dialogue_cases.errors import Invalid, KeyLost, RemovalStopped
from dialogue_cases.life import Decision
from dialogue_cases.office.bounds import as_kept, check_values
from dialogue_cases.office.checks import SERIES, check_because
from dialogue_cases.office.checks import plain as plainly
from dialogue_cases.office.choosing import chosen, that_may
from dialogue_cases.office.conditions import Call, Conditions
from dialogue_cases.office.guard import Guard
from dialogue_cases.office.repeated import (
    VERSION,
    digest,
    former_digests,
    is_of_the_kind,
    says_the_same,
)
from dialogue_cases.office.seen import LivesRead
from dialogue_cases.office.unsealing import Opener, opened, opened_by, opener
from dialogue_cases.proposal import Examiner, fact_of, said_in
from dialogue_cases.record import LOCAL, Recorded, Voided
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, Sealed, StreamId, SystemAct
from dialogue_cases.ward import WARD, Setting
from dialogue_cases.ward.in_any_life import refuse_removal, void

if TYPE_CHECKING:
    from dialogue_cases.office import Office

S = TypeVar("S")
F = TypeVar("F")
P = ParamSpec("P")


class Desk:
    """Bàn làm việc: an officer about to decide; made by `Office.acting`."""

    def __init__(self, office: "Office", conditions: Conditions) -> None:
        self.office = office
        self._conditions = conditions
        self._kept = conditions
        self._checked: tuple[date, bool] | None = None

    @overload
    def decide(
        self, stream: StreamId | str, decision: Examiner[S, F, P], fact: F, /
    ) -> list[Recorded[Any]]: ...

    @overload
    def decide(
        self,
        stream: StreamId | str,
        decision: Examiner[S, F, P],
        *_: P.args,
        **said: P.kwargs,
    ) -> list[Recorded[Any]]: ...

    @overload
    def decide(
        self,
        stream: StreamId | str,
        decision: Callable[Concatenate[S, Setting, P], Sequence[Any]],
        *_: P.args,
        **said: P.kwargs,
    ) -> list[Recorded[Any]]: ...

    def decide(
        self, stream: StreamId | str, decision: Decision, *handed: Any, **said: Any
    ) -> list[Recorded[Any]]:
        """Decide in a life, and record what follows, all or nothing.

        Args:
            stream: the life, such as `dialogue/2023/1`.
            decision: one of the life's decisions, such as `session.end_session`.
            handed: the fact that is proposed, such as `session.Ended(on=…)`, where the decision
                is handed one …
            said: … or its fields, or the decision's arguments; `on` says when it takes effect.

        Returns:
            What was recorded: the decision's own facts first, then what followed by rule.
            Empty when there was nothing to do.

        Raises:
            Refused: a rule forbids it.
            RemovalStopped: it would remove data that have to be kept; that it was refused is
                recorded in the case, unless what it is a part of is undone.
            Conflict: `expected` isn't the life's version.
            KeyReused: the key named another call.
            Invalid: an argument can't be what it is.
        """
        asked, life = _said(decision, handed, said), StreamId(str(stream))
        return self._run(lambda _: life, decision, asked, named=life)

    @overload
    def begin(
        self, series: str, decision: Examiner[S, F, P], fact: F, /
    ) -> list[Recorded[Any]]: ...

    @overload
    def begin(
        self, series: str, decision: Examiner[S, F, P], *_: P.args, **said: P.kwargs
    ) -> list[Recorded[Any]]: ...

    @overload
    def begin(
        self,
        series: str,
        decision: Callable[Concatenate[S, Setting, P], Sequence[Any]],
        *_: P.args,
        **said: P.kwargs,
    ) -> list[Recorded[Any]]: ...

    def begin(
        self, series: str, decision: Decision, *handed: Any, **said: Any
    ) -> list[Recorded[Any]]:
        """Begin a new life under the next number of a series, such as `reception/2023`.

        Raises:
            Invalid: it isn't a numbered series of a year; otherwise as `decide`.
        """
        if SERIES.fullmatch(str(series)) is None:
            raise Invalid(
                "{series!r} is no series",
                expected="<series>/<year>, such as reception/2023",
                series=series,
            )
        return self._run(
            lambda writing: StreamId(f"{series}/{writing.next_number(series)}"),
            decision,
            _said(decision, handed, said),
            named=series,
        )

    def void(
        self, stream: StreamId | str, *, version: int, on: date, reason: str
    ) -> list[Recorded[Any]]:
        """Take an entry out that was never a fact of this life; the record keeps it.

        Args:
            version: of the entry (the first one, if it was corrected since).
            on: the local day on which it is decided.
            reason: entered twice, wrong case, …

        Raises:
            Refused: `entry-exists`, `reason-is-given`;
                unlawful: `nothing-hangs-on-the-voided-entry` (what was decided on it since, in
                its own life or in another).
        """
        desk = Desk(self.office, attrs.evolve(self._conditions, corrects=version))
        return desk.decide(stream, void, Voided(on=on, reason=reason))

    def unseal(self, sealed: Sealed, *, purpose: str) -> str:
        """Open sealed data, as far as the ward's roles allow it; the opening is recorded.

        Args:
            sealed: from a fact or a state.
            purpose: what for, in the officer's words; it stays in the case for good.

        Raises:
            Refused: `named-office-opens-the-seal` (it says who may), `officer-opens-the-seal`,
                `office-is-held`, `purpose-is-given`; no `despite` lets it in.
            KeyLost: it was erased.
        """
        return self.unseal_all((sealed,), purpose=purpose)[sealed]

    def unseal_all(self, sealed: Iterable[Sealed], *, purpose: str) -> dict[Sealed, str]:
        """Open several pieces of sealed data: one record for each case, naming every field.

        Args:
            sealed: of one case or several.
            purpose: what for.

        Returns:
            The texts; what was erased, or isn't for this office, is left out.

        Raises:
            Refused: nothing of it may be opened; otherwise as `unseal`.
            KeyLost: all of it was erased.
        """
        act = self._conditions.act
        if isinstance(act, Act) and self._conditions.others:
            act = that_may(self.office, (act, *self._conditions.others), self.office.roles.opens)
        return opened(self.office, act, sealed, purpose)

    def read(self, reading: Callable[[Opener], S], *, purpose: str) -> S:
        """Read something with what is sealed in it: a document, the reception book.

        It is read twice, first with nothing opened, to see what it asks for. All of that is on
        record before any of it leaves: of each case once, however much is read of a person, and
        whatever becomes of it afterwards.

        Args:
            reading: reads by the opener that it is handed, such as
                `lambda opener: documents.write(office, "receipt", stream, opener=opener)`.
            purpose: what for.

        Raises:
            Refused: as `unseal_all`.
        """
        wanted = opened_by(reading)
        try:
            texts = self.unseal_all(wanted, purpose=purpose) if wanted else {}
        except KeyLost:
            texts = {}  # whoever reads is told of each
        return reading(opener(self.office, texts))

    def _run(
        self,
        stream: Callable[[Writing], StreamId],
        decision: Decision,
        said: Mapping[str, Any],
        *,
        named: str,
    ) -> list[Recorded[Any]]:
        office = self.office
        plain = {name: as_kept(plainly(name, value)) for name, value in said.items()}
        if "on" not in plain:
            raise Invalid("a decision needs `on`, when it takes effect", where=named)
        conditions = self._within_bounds(named, plain)
        key = conditions.key
        told = "" if key is None else digest(named, decision, plain, conditions)
        facts: list[Recorded[Any]] = []
        stopped: RemovalStopped | None = None
        with office._transaction() as writing:
            before = writing.position
            if key is not None:
                is_alike = partial(self._is_alike, named, decision, plain)
                # A key is looked for as it is kept, and as it was kept once: as it was typed.
                for one in dict.fromkeys((key, self._conditions.key or key)):
                    earlier = writing.recorded_under(one, told, is_alike)
                    if earlier is not None:
                        return earlier
            # What follows by rule names the fact just recorded; only a caller's words are checked.
            check_because(writing, conditions.because)
            if decision not in _BEFORE_THE_LAW and not office.seen.keeps_law(writing):
                kept = len(office.keep_law())
                if named == WARD and conditions.expected is not None:
                    # The caller has seen what was there before.
                    conditions = attrs.evolve(conditions, expected=conditions.expected + kept)
            call = Call(
                stream=stream(writing), decision=decision, said=plain, conditions=conditions
            )
            try:
                if conditions.others:
                    call = chosen(office, writing, call, office.today)
                facts = _record(office, writing, call)
            except RemovalStopped as refused:
                _record(office, writing, _refused(call, refused))
                refused.recorded, stopped = writing.position - before, refused
            else:
                if key is not None:
                    taken = attrs.evolve(self._kept, act=call.conditions.act)
                    told = digest(named, decision, plain, taken) if conditions.others else told
                    writing.keep_key(key, told, facts)
        if stopped is not None:
            raise stopped
        return facts

    def _is_alike(
        self,
        named: str,
        decision: Decision,
        said: Mapping[str, Any],
        kept: str,
        facts: Sequence[Recorded[Any]],
    ) -> bool:
        """Whether it was this very call: in another office of the officer's, or long ago."""
        if not kept:  # of what it said nothing is kept any more, since words of it were hidden
            return not facts or is_of_the_kind(facts[0], named, decision)
        # Arguments are compared with a fact only where the rule that told calls apart is gone.
        by_fact = fact_of(decision) is not None or not kept.startswith(VERSION)
        others = (attrs.evolve(self._kept, act=act) for act in self._kept.others)
        for conditions in (self._kept, self._conditions, *others):
            if kept == digest(named, decision, said, conditions):
                return True
            if by_fact and says_the_same(facts, named, decision, said, conditions):
                return True
        return kept in former_digests(named, decision, said, self._conditions)

    def _within_bounds(self, named: str, said: Mapping[str, Any]) -> Conditions:
        """The conditions as they are kept; they and what is said are within bounds.

        What is the same for every call of this desk is looked at once a day.
        """
        today, of_the_ward = self.office.today, named == WARD
        check_values(said, today=today, of_the_ward=of_the_ward)
        if self._checked != (today, of_the_ward):
            self._conditions.check(named)
            act = as_kept(self._conditions.act)
            despite = {rule: as_kept(one) for rule, one in self._conditions.despite.items()}
            check_values([act, despite], today=today, of_the_ward=of_the_ward)
            others = tuple(as_kept(one) for one in self._conditions.others)
            key = as_kept(self._conditions.key)
            self._kept = attrs.evolve(
                self._conditions, act=act, others=others, despite=despite, key=key
            )
            self._checked = today, of_the_ward
        return self._kept


def _said(decision: Decision, handed: Sequence[Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a decision is asked with: the proposed fact's fields, or those that were said."""
    if not handed:
        return said
    if len(handed) > 1 or said:
        name = getattr(decision, "__name__", repr(decision))
        raise Invalid(
            "{name} is handed more than one fact", expected="one fact, or its fields", name=name
        )
    return said_in(decision, handed[0])


_BEFORE_THE_LAW = (ward.open_ward, ward.load_law)
"""What is decided without the law of a day: that there is a ward, and which law is kept."""


def _refused(call: Call, stopped: RemovalStopped) -> Call:
    """That a removal was refused, to be recorded by whoever has asked for it."""
    party = call.said.get("party")
    return replace(
        call,
        decision=refuse_removal,
        said={
            "on": call.said["on"],
            "removal": stopped.removal,
            "rule": stopped.rule,
            "hold": stopped.data.get("number") if stopped.hold is not None else None,
            "parties": () if party is None else (party,),
        },
        conditions=attrs.evolve(
            call.conditions,
            because=() if stopped.hold is None else (stopped.hold,),
            expected=None,
            corrects=None,
            key=None,
        ),
    )


def _record(office: "Office", writing: Writing, call: Call) -> list[Recorded[Any]]:
    """Decide, record, and do what follows by rule, within one transaction."""
    now = office.now()
    at, today = writing.time(now), now.astimezone(LOCAL).date()
    guard, conditions = Guard(office, writing, call, today), call.conditions
    version = guard.version
    events, waived = guard.answer()
    facts = _append(
        writing,
        [
            Recorded(
                stream=call.stream,
                version=version + number,
                position=0,
                recorded_at=at,
                recorded_by=office.operator,
                act=conditions.act,
                event=event,
                despite=waived,
                because=conditions.because,
                corrects=conditions.corrects,
                key=conditions.key,
                clock=None if now == at else now,
                edition=office.seen.edition(),
            )
            for number, event in enumerate(events, start=1)
        ],
    )
    office.seen.add(writing, facts)
    if conditions.corrects is not None and call.decision is not void:
        return facts
    recorded, read = facts, LivesRead(office.seen, writing)
    for fact in facts:
        for step in policies.follow(fact, read):
            name = step.stream
            recorded = recorded + _record(
                office,
                writing,
                Call(
                    stream=name or StreamId(f"{step.series}/{writing.next_number(step.series)}"),
                    decision=step.decision,
                    said=step.arguments,
                    conditions=Conditions(
                        act=SystemAct(rule=step.rule, trigger=fact.ref),
                        despite=conditions.despite,
                        because=(fact.ref,),
                    ),
                    follows=True,
                ),
            )
    return recorded


def _append(writing: Writing, facts: list[Recorded[Any]]) -> list[Recorded[Any]]:
    try:
        return writing.append(facts)
    except TypeError as error:
        raise Invalid(
            "{why}", where=facts[0].stream, expected="arguments of the declared types", why=error
        ) from error
