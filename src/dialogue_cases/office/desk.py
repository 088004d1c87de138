"""One decision, one transaction: load, decide, react, record."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

import attrs
from attrs import frozen

from dialogue_cases import policies, ward
from dialogue_cases.codec import life_of
from dialogue_cases.errors import Conflict, Invalid, Refused
from dialogue_cases.life import Decision
from dialogue_cases.office.bounds import as_kept, check_references, check_values
from dialogue_cases.office.checks import (
    SERIES,
    check_because,
    check_conditions,
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
from dialogue_cases.office.checks import (
    plain as plainly,
)
from dialogue_cases.office.clear_text import check_clear
from dialogue_cases.office.contradictions import check_contradictions
from dialogue_cases.office.entered_twice import check_twice
from dialogue_cases.office.hanging import by_hand, check_hanging, hanging
from dialogue_cases.office.opening import opened
from dialogue_cases.office.repeated import digest, former_digests
from dialogue_cases.office.said import check_all_said
from dialogue_cases.office.seen import Read, Reading
from dialogue_cases.proposal import Examiner, ask, fields_of, said_in
from dialogue_cases.record import (
    LOCAL,
    Recorded,
    Voided,
    in_effect,
    standing,
    taken_out,
    version_of,
)
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import (
    Act,
    Despite,
    EventRef,
    On,
    Sealed,
    StreamId,
    SystemAct,
    first_day,
)
from dialogue_cases.ward import WARD, Setting
from dialogue_cases.ward.in_any_life import (
    OF_THE_RECORD,
    RECORD,
    attach_file,
    carry_elsewhere,
    open_seal,
    void,
)

if TYPE_CHECKING:
    from dialogue_cases.office import Office

S = TypeVar("S")
F = TypeVar("F")
P = ParamSpec("P")


@frozen(kw_only=True)
class _Call:
    """One decision to make, as asked by an officer or as it follows by rule."""

    act: Act | SystemAct
    stream: StreamId
    decision: Callable[..., Sequence[Any]]
    arguments: Mapping[str, Any]
    despite: Mapping[str, Despite]
    because: tuple[EventRef, ...] = ()
    corrects: int | None = None
    expected: int | None = None
    key: str | None = None
    asked: bool = False


class Desk:
    """Bàn làm việc: an officer about to decide; made by `Office.acting`."""

    def __init__(self, office: "Office", **call: Any) -> None:
        self.office = office
        self._call = call
        self._conditions: dict[str, Any] = {}
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
            Conflict: `expected` isn't the life's version.
            KeyReused: the key named another call.
            Invalid: an argument can't be what it is.
        """
        asked = _said(decision, handed, said)
        return self._run(lambda _: StreamId(stream), decision, asked, named=str(stream))

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
        if SERIES.fullmatch(series) is None:
            raise Invalid(
                f"{series!r} is no series", expected="<series>/<year>, such as reception/2023"
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
        desk = Desk(self.office, **{**self._call, "corrects": version})
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
        return opened(self.office, self._call["act"], sealed, purpose)

    def _run(
        self,
        stream: Callable[[Writing], StreamId],
        decision: Callable[..., Sequence[Any]],
        arguments: Mapping[str, Any],
        *,
        named: str,
    ) -> list[Recorded[Any]]:
        office, key = self.office, self._call["key"]
        plain = {name: as_kept(plainly(name, value)) for name, value in arguments.items()}
        if "on" not in plain:
            raise Invalid("a decision needs `on`, when it takes effect", where=named)
        check_conditions(self._call, named)
        conditions = self._checked_conditions(plain, of_the_ward=named == WARD)
        told = "" if key is None else digest(named, decision, plain, self._call)
        with office._transaction() as writing:
            if key is not None:
                former = former_digests(named, decision, plain, self._call)
                earlier = writing.recorded_under(key, told, former)
                if earlier is not None:
                    return earlier
            # What follows by rule names the fact just recorded; only a caller's words are checked.
            check_because(writing, self._call["because"])
            if decision not in _BEFORE_THE_LAW and not office.seen.keeps_law(writing):
                kept = len(office.keep_law())
                if named == WARD and conditions["expected"] is not None:
                    conditions["expected"] += kept  # the caller has seen what was there before
            call = _Call(
                stream=stream(writing), decision=decision, arguments=plain, asked=True, **conditions
            )
            facts = list(_decide(office, writing, call))
            if key is not None:
                writing.keep_key(key, told, facts)
            return facts

    def _checked_conditions(
        self, arguments: Mapping[str, Any], *, of_the_ward: bool
    ) -> dict[str, Any]:
        """The conditions of a call as they are kept; they and its arguments are within bounds.

        What is the same for every call of this desk is looked at once a day.
        """
        today = self.office.today
        check_values(arguments, today=today, of_the_ward=of_the_ward)
        if self._checked != (today, of_the_ward):
            act = as_kept(self._call["act"])
            despite = {rule: as_kept(one) for rule, one in self._call["despite"].items()}
            check_values([act, despite], today=today, of_the_ward=of_the_ward)
            self._conditions = {**self._call, "act": act, "despite": despite}
            self._checked = today, of_the_ward
        return {**self._conditions}


def _said(decision: Decision, handed: Sequence[Any], said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a decision is asked with: the proposed fact's fields, or those that were said."""
    if not handed:
        return said
    if len(handed) > 1 or said:
        name = getattr(decision, "__name__", repr(decision))
        raise Invalid(f"{name} is handed more than one fact", expected="one fact, or its fields")
    return said_in(decision, handed[0])


_BEFORE_THE_LAW = (ward.open_ward, ward.load_law)
"""What is decided without the law of a day: that there is a ward, and which law is kept."""


def _decide(office: "Office", writing: Writing, call: _Call) -> Iterator[Recorded[Any]]:
    """Decide, record, and do what follows by rule, within one transaction."""
    life = life_of(call.stream)
    known = office.seen.read(writing, call.stream)
    history = known.facts
    version = version_of(history)
    if not history:
        check_name(writing, call.stream)
    if call.expected is not None and call.expected != version:
        raise Conflict(call.stream, call.expected, version)
    on: On = call.arguments["on"]
    now = office.now()
    at, today = writing.time(now), now.astimezone(LOCAL).date()
    if call.stream != WARD and first_day(on) > today:
        raise Refused("not-in-the-future", RECORD, on=on, today=today)
    events, waived = _willing(office, writing, call, known, on, today)
    check_events(life, events, on)
    check_sealed(office.vault, call.stream, events)
    for event in events:
        check_values(event, today=today, of_the_ward=call.stream == WARD)
    if call.corrects is not None:
        check_correction(history, call.corrects, events)
        events = [] if stands_voided(history, call.corrects, events) else events
    facts = _append(
        writing,
        [
            Recorded(
                stream=call.stream,
                version=version + number,
                position=0,
                recorded_at=at,
                recorded_by=office.operator,
                act=call.act,
                event=event,
                despite=waived,
                because=call.because,
                corrects=call.corrects,
                key=call.key,
                clock=None if now == at else now,
                edition=office.seen.edition(),
            )
            for number, event in enumerate(events, start=1)
        ],
    )
    office.seen.add(writing, facts)
    yield from facts
    if call.corrects is not None and call.decision is not void:
        return
    read = Reading(office.seen, writing)
    for fact in facts:
        for step in policies.follow(fact, read):
            name = step.stream
            yield from _decide(
                office,
                writing,
                _Call(
                    act=SystemAct(rule=step.rule, trigger=fact.ref),
                    stream=name or StreamId(f"{step.series}/{writing.next_number(step.series)}"),
                    decision=step.decision,
                    arguments=step.arguments,
                    despite=call.despite,
                    because=(fact.ref,),
                ),
            )


def _append(writing: Writing, facts: list[Recorded[Any]]) -> list[Recorded[Any]]:
    try:
        return writing.append(facts)
    except TypeError as error:
        raise Invalid(
            str(error), where=facts[0].stream, expected="arguments of the declared types"
        ) from error


def _willing(
    office: "Office",
    writing: Writing,
    call: _Call,
    known: Read,
    on: On,
    today: date,
) -> tuple[Sequence[Any], tuple[Despite, ...]]:
    """What the decision answers, waiving one by one the rules that it may break."""
    life, history = life_of(call.stream), known.facts
    check_life(call.decision, life)
    out, hung = _hanging(office, writing, call, history)
    ward_then, law = office.seen.circumstances(writing, on)
    stands, whole = known.stands, known.state
    if call.corrects is not None:
        stands = standing(fact for fact in history if fact.root != call.corrects)
        whole = life.refold(stands)
    later = bool(stands) and not in_effect(stands[-1].on, on)
    state = life.refold(stands, upto=on) if later else whole
    decides = call.corrects is None and call.decision not in OF_THE_RECORD
    gone = taken_out(history) if decides and not stands else None
    if gone is not None:
        raise Refused("life-was-taken-out", RECORD, stream=call.stream, reason=gone.event.reason)
    if state is life.initial and call.corrects is None and stands:
        raise Refused("life-has-begun", RECORD, on=on, began=stands[0].on)
    setting = Setting(
        act=call.act,
        ward=ward_then,
        law=law,
        stream=call.stream,
        whole=whole if later else None,
    )
    arguments = _kept(call, history)
    while True:
        try:
            if isinstance(call.act, Act):
                check_office(setting, call.act)
                if (name := _named(call.decision)) is not None:
                    check_role(setting, office.roles, life, name)
            if out is not None:
                check_hanging(setting, out, hung)
            events = ask(call.decision, state, setting, arguments)
            check_series(setting, call.stream, events, today, begins=not history)
            for event in events if call.asked else ():
                check_references(setting, event, call.stream, writing)
            if isinstance(call.act, Act):
                check_contradictions(setting, life, events, stands, on)
            check_clear(
                setting,
                office.roles,
                office.vault,
                state,
                history,
                events,
                *call.despite.values(),
            )
            if not history:
                check_twice(setting, events, lambda one: office.seen.life(writing, one))
        except Refused as refused:
            if not refused.unlawful or refused.rule not in call.despite.keys() - setting.waived:
                refused.cite(office.cited(refused.citation, first_day(on), call.stream))
                raise
            setting = attrs.evolve(setting, waived=setting.waived | {refused.rule})
        except (TypeError, AttributeError) as error:
            name = getattr(call.decision, "__name__", repr(call.decision))
            raise Invalid(
                f"{name}: {error}", where=call.stream, expected="arguments of the declared types"
            ) from error
        else:
            if not events and call.asked and call.corrects is None and isinstance(call.act, Act):
                check_all_said(
                    call.decision, call.arguments, setting, stands, life.initial, life.evolve
                )
            return events, tuple(call.despite[rule] for rule in sorted(setting.waived))


def _hanging(
    office: "Office", writing: Writing, call: _Call, history: list[Recorded[Any]]
) -> tuple[Recorded[Any] | None, Sequence[Recorded[Any]]]:
    """The entry that is taken out, unless it is already, and what hangs on it."""
    chain = [one for one in history if one.root == call.corrects]
    if not chain or isinstance(chain[-1].event, Voided) or call.decision is not void:
        return None, ()

    def read(stream: StreamId) -> Sequence[Recorded[Any]]:
        return office.seen.life(writing, stream)

    def naming(series: str, words: Sequence[str]) -> Sequence[StreamId]:
        return writing.streams(series, naming=words)

    return chain[-1], by_hand(hanging(chain[-1], read, naming), read)


def _kept(call: _Call, history: list[Recorded[Any]]) -> Mapping[str, Any]:
    """The arguments; a correction of who somebody is keeps what it doesn't say anew.

    The party, so that they go on under one key, and the rest, so that it isn't lost unnoticed.
    Of another party nothing is kept.
    """
    if call.corrects is None:
        return call.arguments
    told = [
        one.event
        for one in history
        if one.root == call.corrects and not isinstance(one.event, Voided)
    ]
    asked = [one.name for one in fields_of(call.decision)]
    party = getattr(told[-1], "party", None) if told and "party" in asked else None
    if party is None or call.arguments.get("party", party) != party:
        return call.arguments
    before = {name: getattr(told[-1], name) for name in asked if hasattr(told[-1], name)}
    return {**before, **call.arguments}


def _named(decision: Decision) -> str | None:
    """The decision's name among the roles; None where another rule says who may."""
    if decision in (attach_file, carry_elsewhere):
        return "erase"
    return None if decision is open_seal else getattr(decision, "__name__", "")
