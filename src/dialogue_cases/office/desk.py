"""One decision, one transaction: load, decide, react, record."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from types import ModuleType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import attrs
import msgspec
from attrs import frozen

from dialogue_cases import codec, plan, policies, session, task, ward
from dialogue_cases.errors import Conflict, Invalid, Refused
from dialogue_cases.record import (
    LOCAL,
    Recorded,
    Voided,
    fold,
    in_effect,
    refold,
    standing,
    version_of,
)
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import (
    Act,
    Citation,
    Despite,
    EventRef,
    On,
    StreamId,
    SystemAct,
    When,
    first_day,
)
from dialogue_cases.ward import WARD, Setting

if TYPE_CHECKING:
    from dialogue_cases.office import Office

S = TypeVar("S")
P = ParamSpec("P")

LIVES: Mapping[str, ModuleType] = {
    "ward": ward,
    "plan": plan,
    "dialogue": session,
    "reception": session,
    "task": task,
}
"""Which life a stream's first word stands for."""

IN_OFFICE = Citation(text="Quyết định thuộc về chức vụ đang giữ", certainty="I")
RECORD = Citation(text="Quy ước của sổ: chỉ ghi việc đã xảy ra", certainty="I")


def life_of(stream: StreamId) -> ModuleType:
    """The life that a stream tells, by its first word.

    Raises:
        Invalid: no life has such a stream.
    """
    word = stream.partition("/")[0]
    if word not in LIVES:
        raise Invalid(f"no life is called {word!r}", where=stream, expected=" | ".join(LIVES))
    return LIVES[word]


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


class Desk:
    """Bàn làm việc: an officer about to decide; made by `Office.acting`."""

    def __init__(self, office: "Office", **call: Any) -> None:
        self.office = office
        self._call = call

    def decide(
        self,
        stream: StreamId | str,
        decision: Callable[Concatenate[S, Setting, P], Sequence[Any]],
        *args: P.args,  # noqa: ARG002  # decisions take keywords only
        **kwargs: P.kwargs,
    ) -> list[Recorded[Any]]:
        """Decide in a life, and record what follows, all or nothing.

        Args:
            stream: the life, such as `dialogue/2023/1`.
            decision: one of the life's decisions, such as `session.end`.
            kwargs: its arguments; `on` says when it takes effect.

        Returns:
            What was recorded: the decision's own facts first, then what followed by rule.
            Empty when there was nothing to do.

        Raises:
            Refused: a rule forbids it.
            Conflict: `expected` isn't the life's version.
            KeyReused: the key named another call.
            Invalid: an argument can't be what it is.
        """
        return self._run(lambda _: StreamId(stream), decision, kwargs, named=str(stream))

    def begin(
        self,
        series: str,
        decision: Callable[Concatenate[S, Setting, P], Sequence[Any]],
        *args: P.args,  # noqa: ARG002  # decisions take keywords only
        **kwargs: P.kwargs,
    ) -> list[Recorded[Any]]:
        """Begin a new life under the next number of a series, such as `reception/2023`."""
        return self._run(
            lambda writing: StreamId(f"{series}/{writing.next_number(series)}"),
            decision,
            kwargs,
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
            Refused: `entry-exists`.
        """
        desk = Desk(self.office, **{**self._call, "corrects": version})
        return desk.append(StreamId(stream), [Voided(on=on, reason=reason)])

    def append(self, stream: StreamId, events: Sequence[Any]) -> list[Recorded[Any]]:
        """Record what may happen in any life: a void, an erasure."""
        return self._run(
            lambda _: stream, lambda *_, **__: events, {"on": events[0].on}, named=str(stream)
        )

    def _run(
        self,
        stream: Callable[[Writing], StreamId],
        decision: Callable[..., Sequence[Any]],
        arguments: Mapping[str, Any],
        *,
        named: str,
    ) -> list[Recorded[Any]]:
        office, key = self.office, self._call["key"]
        plain = {name: _plain(name, value) for name, value in arguments.items()}
        if "on" not in plain:
            raise Invalid("a decision needs `on`, when it takes effect", where=named)
        digest = _digest(named, decision, plain) if key is not None else ""
        try:
            with office.store.writing() as writing:
                if key is not None:
                    earlier = writing.recorded_under(key, digest)
                    if earlier is not None:
                        return earlier
                call = _Call(
                    stream=stream(writing), decision=decision, arguments=plain, **self._call
                )
                facts = list(_decide(office, writing, call))
                if key is not None:
                    writing.keep_key(key, digest, facts)
                return facts
        except BaseException:
            office.seen.forget()
            raise


def _decide(office: "Office", writing: Writing, call: _Call) -> Iterator[Recorded[Any]]:
    """Decide, record, and do what follows by rule, within one transaction."""
    history = office.seen.life(writing, call.stream)
    version = version_of(history)
    if call.expected is not None and call.expected != version:
        raise Conflict(call.stream, call.expected, version)
    on: On = call.arguments["on"]
    at = writing.time(office.clock())
    if call.stream != WARD and first_day(on) > at.astimezone(LOCAL).date():
        raise Refused("not-in-the-future", RECORD, on=on, today=at.astimezone(LOCAL).date())
    events, waived = _willing(office, writing, call, history, on)
    if call.corrects is not None:
        _check_correction(history, call.corrects, events)
        events = [] if _stands_voided(history, call.corrects, events) else events
    facts = writing.append(
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
            )
            for number, event in enumerate(events, start=1)
        ]
    )
    yield from facts
    if call.corrects is not None:
        return
    for fact in facts:
        for step in policies.follow(fact, lambda stream: _state(office, writing, stream)):
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


def _willing(
    office: "Office", writing: Writing, call: _Call, history: list[Recorded[Any]], on: On
) -> tuple[Sequence[Any], tuple[Despite, ...]]:
    """What the decision answers, waiving one by one the rules that it may break."""
    life = life_of(call.stream)
    _check_life(call.decision, life)
    ward_then, law = office.seen.circumstances(writing, on)
    seen = history if call.corrects is None else [f for f in history if f.root != call.corrects]
    stands = standing(seen)
    state = refold(stands, life.INITIAL, life.evolve, upto=on)
    if state is life.INITIAL and call.corrects is None and stands:
        raise Refused("life-has-begun", RECORD, on=on, began=stands[0].on)
    later = bool(stands) and not in_effect(stands[-1].on, on)
    setting = Setting(
        act=call.act,
        ward=ward_then,
        law=law,
        stream=call.stream,
        whole=refold(stands, life.INITIAL, life.evolve) if later else None,
    )
    while True:
        try:
            if isinstance(call.act, Act):
                _check_office(setting, call.act)
            events = call.decision(state, setting, **call.arguments)
        except Refused as refused:
            if not refused.unlawful or refused.rule not in call.despite.keys() - setting.waived:
                raise
            setting = attrs.evolve(setting, waived=setting.waived | {refused.rule})
        else:
            return events, tuple(call.despite[rule] for rule in sorted(setting.waived))


def _check_office(setting: Setting, act: Act) -> None:
    holds = setting.ward.holds(act.officer, act.office, act.body)
    setting.lawful(
        holds, "office-is-held", IN_OFFICE, officer=act.officer, office=act.office, body=act.body
    )


_HOMES = {life.__name__ for life in LIVES.values()}


def _check_life(decision: Callable[..., Any], life: ModuleType) -> None:
    home = ".".join(getattr(decision, "__module__", "").split(".")[:2])
    if home in _HOMES and home != life.__name__:
        name = getattr(decision, "__name__", repr(decision))
        raise Invalid(
            f"{name} is a decision of {home.rpartition('.')[2]}",
            expected=f"one of {life.__name__.rpartition('.')[2]}",
        )


def _check_correction(history: list[Recorded[Any]], root: int, events: Sequence[Any]) -> None:
    entry = next((one for one in history if one.version == root), None)
    if entry is None or entry.corrects is not None:
        raise Refused("entry-exists", RECORD, version=root)
    if any(isinstance(event, Voided) for event in events):
        return
    kinds = {type(event) for event in events}
    if len(events) != 1 or kinds != {type(entry.event)}:
        raise Refused(
            "correction-is-of-the-same-kind", RECORD, version=root, kind=codec.name_of(entry.event)
        )


def _stands_voided(history: list[Recorded[Any]], root: int, events: Sequence[Any]) -> bool:
    last = next(one for one in reversed(history) if one.root == root)
    return isinstance(last.event, Voided) and all(isinstance(one, Voided) for one in events)


def _state(office: "Office", writing: Writing, stream: StreamId) -> Any:
    life = life_of(stream)
    return fold(office.seen.life(writing, stream), life.INITIAL, life.evolve)


DAY = "a date, a When, or an instant with its zone"


def _plain(name: str, value: Any) -> Any:
    """Standard dates and times for those of pendulum and other subclasses."""
    if name == "on" and isinstance(value, datetime):
        if value.tzinfo is None:
            raise Invalid(f"{value!r} has no zone", where=name, expected=DAY)
        local = value.astimezone(LOCAL)
        return When(day=date(local.year, local.month, local.day), at=time(local.hour, local.minute))
    if isinstance(value, date) and not isinstance(value, datetime):
        return date(value.year, value.month, value.day)
    if name == "on" and not isinstance(value, When):
        raise Invalid(f"{value!r} is no day", where=name, expected=DAY)
    return value


def _digest(named: str, decision: Callable[..., Any], arguments: Mapping[str, Any]) -> str:
    name = getattr(decision, "__name__", "")
    text = msgspec.json.encode([named, name, dict(arguments)], order="sorted")
    return hashlib.sha256(text).hexdigest()
