"""Hỏi lại từng quyết định: which rules a recorded fact breaks, asked of those rules themselves.

A decision is asked again with what its fact says, in the life as it was on record just before, by
the ward and the law of its day. Nothing is written here of what a rule forbids: whoever may
decide, who may not have done the step before, what has to be shown are the decision's own checks.
So a fact that was let in `despite` a rule tells its source, and one that came into the record by
another way than a decision is found by the rules that it breaks.

What is asked of other lives is asked of them as they were on record just before. Whether a text
tells what is sealed isn't asked again: it would take the keys, of which some are gone, and a
question would tell whoever asks whether a name was guessed right.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache, partial
from inspect import signature
from typing import Any, get_args

from attrs import frozen
from msgspec.structs import replace

from dialogue_cases import codec, plan
from dialogue_cases.audit.attribution import DAYS_KEPT
from dialogue_cases.deadlines.case import entered_on
from dialogue_cases.errors import Refused
from dialogue_cases.law import Law, load_law
from dialogue_cases.life import Decision, Life
from dialogue_cases.office import Office
from dialogue_cases.office.bounds import check_references
from dialogue_cases.office.checks import check_office, check_role, check_series
from dialogue_cases.office.clear_text import check_signs
from dialogue_cases.office.contradictions import check_contradictions
from dialogue_cases.office.entered_twice import check_twice
from dialogue_cases.office.guard import role_of
from dialogue_cases.office.hanging import by_hand, check_hanging, hanging
from dialogue_cases.office.seen import Read
from dialogue_cases.proposal import ask, fact_of, fields_of
from dialogue_cases.record import Recorded, Voided, in_effect, standing
from dialogue_cases.roles import Roles
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import Act, Despite, StreamId, first_day
from dialogue_cases.ward import LIFE, WARD, LawLoaded, Setting, Ward, law_of
from dialogue_cases.ward.in_any_life import OF_THE_RECORD


@frozen(kw_only=True)
class BrokenRule:
    """Quy tắc bị vi phạm: a rule that a recorded fact breaks.

    Args:
        fact: the fact.
        rule: the rule's name.
        refusal: what the rule says of it, with data and source; None where it isn't asked again
            (it was waived, so it was in the way when the fact was recorded).
        despite: why the fact was recorded all the same; None where nobody said so.
    """

    fact: Recorded[Any]
    rule: str
    refusal: Refused | None
    despite: Despite | None


@frozen
class _Before:
    """Sổ trước một mục ghi: what was on record before a position."""

    log: Store
    position: int

    def read(self, stream: StreamId) -> list[Recorded[Any]]:
        return [one for one in self.log.read(stream) if one.position < self.position]

    def holds(self, stream: StreamId) -> bool:
        return bool(self.read(stream))

    def streams(self, series: str, *, naming: Sequence[str] = ()) -> list[StreamId]:
        return [one for one in self.log.streams(series, naming=naming) if self.holds(one)]


class AskedAgain:
    """Hỏi lại cả sổ: which rules the facts of a record break, life by life.

    The life is folded on from fact to fact, and each state of the ward is made once, so a whole
    log costs its facts.

    Args:
        office: whose record it is, with its roles as they are now: those of a past day are
            known by their digest only.

    Example:
        >>> from examples.practice import practise
        >>> office = practise()
        >>> again = AskedAgain(office)
        >>> [one.rule for life in office.lives() for one in again.of(life)]
        []
    """

    def __init__(self, office: Office) -> None:
        self._roles, self._log = office.roles, office.log
        self._ward = office.history(WARD)
        self._positions = [one.position for one in self._ward]
        self._own = lambda: office.law
        self._editions: dict[str | None, Callable[[], Law]] = {
            one.event.edition: cache(partial(_edition_of, one.event))
            for one in self._ward
            if isinstance(one.event, LawLoaded)
        }
        self._editions[office.law.edition] = self._own
        self._circumstances = lru_cache(DAYS_KEPT)(self._made)

    def of(self, life: Sequence[Recorded[Any]]) -> Iterator[BrokenRule]:
        """The rules that an officer's facts in a life break, fact by fact.

        Args:
            life: all facts of one life, by version; one at least.
        """
        before = Read(codec.life_of(life[0].stream))
        for fact in life:
            if isinstance(fact.act, Act):
                yield from self._of_one(fact, fact.act, before, life)
            before.add([fact])

    def _of_one(
        self, fact: Recorded[Any], act: Act, before: Read, life: Sequence[Recorded[Any]]
    ) -> Iterator[BrokenRule]:
        said = {one.rule: one for one in fact.despite}
        found = {one.rule: one for one in self._refusals(fact, act, before, life)}
        for rule in dict.fromkeys([*found, *said]):
            yield BrokenRule(fact=fact, rule=rule, refusal=found.get(rule), despite=said.get(rule))

    def _refusals(
        self, fact: Recorded[Any], act: Act, before: Read, life: Sequence[Recorded[Any]]
    ) -> Iterator[Refused]:
        """What the checks and the decision refuse, one after the other."""
        kind, stands, whole = codec.life_of(fact.stream), before.stands, before.state
        if fact.corrects is not None:
            stands = standing(one for one in before.facts if one.root != fact.corrects)
            whole = kind.refold(stands)
        later = bool(stands) and not in_effect(stands[-1].on, fact.on)
        state = kind.refold(stands, upto=fact.on) if later else whole
        ward, law = self._circumstances(self._entries(fact), first_day(fact.on), fact.edition)
        record, voided = _Before(self._log, fact.position), _taken_out(fact, before.facts)
        setting = Setting(
            act=act,
            ward=ward,
            law=law,
            stream=fact.stream,
            whole=whole if later else None,
            named_by_plan=plan.naming(
                lambda named: plan.LIFE.fold(record.read(named), upto=fact.on),
                fact.stream,
                first_day(fact.on),
            ),
        )
        decision = None if _told_with_another(fact, life, kind) else deciding(kind, fact)

        def asked(setting: Setting) -> None:
            _check(setting, act, self._roles, kind, decision)
            if voided is not None:
                hangs = by_hand(hanging(voided, record.read, record.streams), record.read)
                check_hanging(setting, voided, hangs)
            if decision is not None:
                ask(decision, state, setting, _said(decision, fact.event))
            events, begins = [fact.event], not before.facts
            check_series(setting, fact.stream, events, entered_on(fact), begins=begins)
            check_references(setting, fact.event, fact.stream, record)
            if later:
                check_contradictions(setting, kind, events, stands, fact.on)
            check_signs(setting, events, *fact.despite)
            if begins:
                check_twice(setting, events, record.read)

        while True:
            try:
                asked(setting)
            except Refused as refused:
                yield refused
                if not refused.unlawful:
                    return
                setting = replace(setting, waived=setting.waived | {refused.rule})
            else:
                return

    def law_of(self, fact: Recorded[Any]) -> Law:
        """The law that a fact was decided under: edition and the ward's own regulations."""
        return self._circumstances(self._entries(fact), first_day(fact.on), fact.edition)[1]

    def _entries(self, fact: Recorded[Any]) -> int:
        """How many entries about the ward were on record before a fact."""
        return bisect_left(self._positions, fact.position)

    def _made(self, entries: int, day: date, edition: str | None) -> tuple[Ward, Law]:
        known = self._ward[:entries]
        kept = [one.event.edition for one in known if isinstance(one.event, LawLoaded)]
        ward, under = LIFE.fold(known, upto=day), edition or (kept[-1] if kept else None)
        return ward, law_of(ward, self._editions.get(under, self._own)())


def _taken_out(fact: Recorded[Any], before: Sequence[Recorded[Any]]) -> Recorded[Any] | None:
    """The entry that a fact takes out, as it stood; None if it takes none out."""
    if not isinstance(fact.event, Voided):
        return None
    chain = [one for one in before if one.root == fact.root]
    return None if not chain or isinstance(chain[-1].event, Voided) else chain[-1]


def deciding(life: Life[Any, Any], fact: Recorded[Any]) -> Decision | None:
    """The decision that answers with such a fact before any other; None if none does.

    Args:
        life: which life it is.
        fact: recorded in such a life.

    Example:
        >>> from examples.practice import practise
        >>> from dialogue_cases import ward
        >>> fact = practise().history("ward")[1]
        >>> type(fact.event).__name__, deciding(ward.LIFE, fact).__name__
        ('LawLoaded', 'load_law')
    """
    return _deciding(life).get(type(fact.event))


@cache
def _deciding(life: Life[Any, Any]) -> Mapping[type, Decision]:
    decisions: tuple[Decision, ...] = (*life.decisions.values(), *OF_THE_RECORD)
    return {_answers(one)[0]: one for one in decisions}


@cache
def _beside(life: Life[Any, Any]) -> Mapping[type, frozenset[type]]:
    """With which other facts one may have been told at once, by its class."""
    beside: dict[type, set[type]] = {}
    for decision in life.decisions.values():
        first, *more = _answers(decision)
        for one in more:
            beside.setdefault(one, set()).add(first)
    return {one: frozenset(told) for one, told in beside.items()}


def _answers(decision: Decision) -> tuple[type, ...]:
    """The classes of the facts that a decision may answer with, its own first."""
    handed = fact_of(decision)
    if handed is not None:
        return (handed,)
    (answered,) = get_args(signature(decision).return_annotation)
    return (answered,) if isinstance(answered, type) else get_args(answered)


def _told_with_another(
    fact: Recorded[Any], life: Sequence[Recorded[Any]], kind: Life[Any, Any]
) -> bool:
    """Whether it was told by the decision that another fact was recorded by."""
    first = _beside(kind).get(type(fact.event), frozenset())
    return any(
        type(one.event) in first and (one.recorded_at, one.act) == (fact.recorded_at, fact.act)
        for one in (life if first else ())
    )


def _said(decision: Decision, event: object) -> Mapping[str, Any]:
    """What a decision is asked with to answer with this fact.

    A number that it would give by itself isn't said: to a decision that takes one it means
    something that is there already.
    """
    handed = fact_of(decision) is not None
    return {
        one.name: getattr(event, one.name)
        for one in fields_of(decision)
        if hasattr(event, one.name) and (handed or one.required or one.name != "number")
    }


def _check(
    setting: Setting, act: Act, roles: Roles, life: Life[Any, Any], decision: Decision | None
) -> None:
    check_office(setting, act)
    role = None if decision is None else role_of(decision)
    if role is not None:
        check_role(setting, roles, life.name, role)


def _edition_of(kept: LawLoaded) -> Law:
    """An edition as the log keeps it."""
    return load_law(kept.rules.encode(), kept.calendar.encode(), names=codec.NAMES)


__all__ = ["AskedAgain", "BrokenRule", "deciding"]
