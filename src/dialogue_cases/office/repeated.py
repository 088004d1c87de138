"""Lần gọi lặp lại: what tells a call with a key from another one, sealed data left out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import Any, get_args

import msgspec
from attrs import NOTHING

from dialogue_cases.errors import Invalid
from dialogue_cases.life import Decision
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.office.conditions import Conditions
from dialogue_cases.proposal import fact_of, fields_of
from dialogue_cases.record import Recorded, parts
from dialogue_cases.vocabulary import Sealed
from dialogue_cases.ward.in_any_life import OF_THE_RECORD

VERSION = "2:"
"""By which rule a digest is made."""

MOST_SPARE = 12
"""Of how many arguments that may have been given each choice is tried."""


def digest(named: str, decision: Decision, said: Mapping[str, Any], conditions: Conditions) -> str:
    """What tells a call with a key from another one, as it is kept.

    What is sealed is left out, and so is the party whose key it is sealed under: sealed anew
    they are other bytes and may be another party, and whoever repeats a call mustn't learn
    whether they typed the same name. What is said as it is if nothing is said is left out too,
    so that the fact that is proposed and its fields are one call.

    Raises:
        Invalid: an argument can't be what it is.
    """
    parties = {one.key for _, one in sealed_in(said)}
    name = getattr(decision, "__name__", "")
    return f"{VERSION}{_hash(named, name, _clear(_told(decision, said), parties), conditions)}"


def says_the_same(
    facts: Sequence[Recorded[Any]],
    named: str,
    decision: Decision,
    said: Mapping[str, Any],
    conditions: Conditions,
) -> bool:
    """Whether a call that recorded these facts said what this one does.

    What is on record is read in the latest shape of its kind, so that it is compared with what is
    said now whatever shape it was said in; a digest can't be. Sealed data are left out, as in
    `digest`, and of `despite` what nobody needed isn't known any more.
    Of a decision that is asked with arguments, what is said has to stand in the fact.
    """
    shape: Any = fact_of(decision)
    own = facts[0] if facts else None
    if own is None or not is_of_the_kind(own, named, decision):
        return False
    if (own.act, own.corrects, own.because) != (
        conditions.act, conditions.corrects, conditions.because,
    ):  # fmt: skip
        return False
    if not all(one in conditions.despite.values() for one in own.despite):
        return False
    stands: Any = own.event
    try:
        proposed = shape(**said) if shape else said
        stands = stands if shape else {name: getattr(stands, name) for name in said}
    except (TypeError, AttributeError):
        return False
    parties = {one.key for value in (stands, proposed) for _, one in sealed_in(value)}
    return bool(_clear(stands, parties) == _clear(proposed, parties))


def is_of_the_kind(fact: Recorded[Any], named: str, decision: Decision) -> bool:
    """Whether a fact may be what such a decision answered in that life, or series."""
    shape: Any = fact_of(decision)
    return named in (fact.stream, fact.stream.rpartition("/")[0]) and type(fact.event) in (
        (shape,) if shape else _answers(decision)
    )


def _answers(decision: Decision) -> tuple[Any, ...]:
    """The kinds of fact that a decision says it answers with."""
    told = next(iter(get_args(decision.__annotations__.get("return"))), None)
    return get_args(told) or (told,)


def former_digests(
    named: str, decision: Decision, said: Mapping[str, Any], conditions: Conditions
) -> Iterator[str]:
    """What told the same call from others before digests had a version.

    They were made of all arguments as they were given, also of those that say nothing new; which
    of them were given can't be known of a fact, so all that may have been are tried.
    """
    if decision in OF_THE_RECORD:  # it was a fact stated, whatever it said
        shape: Any = fact_of(decision)
        stated = {"on": said["on"], "events": (shape(**said),)}
        yield _hash(named, "_stated", stated, conditions)
        return
    name = getattr(decision, "__name__", "")
    yield _hash(named, name, said, conditions)
    told = _told(decision, said)
    spare = {one.name: one.default for one in fields_of(decision) if one.name not in told}
    spare = {name: value for name, value in spare.items() if value is not NOTHING}
    for many in range(len(spare) + 1) if len(spare) <= MOST_SPARE else (0, len(spare)):
        for some in combinations(spare, many):
            yield _hash(named, name, {**told, **{one: spare[one] for one in some}}, conditions)


def _told(decision: Decision, said: Mapping[str, Any]) -> dict[str, Any]:
    defaults = {one.name: one.default for one in fields_of(decision)}
    return {
        name: one for name, one in said.items() if name not in defaults or one != defaults[name]
    }


def _hash(named: str, name: str, told: Mapping[str, Any], conditions: Conditions) -> str:
    under = [conditions.act, conditions.corrects, conditions.despite, conditions.because]
    try:
        (conditions.key or "").encode()
        said = msgspec.json.encode([named, name, dict(told), under], order="sorted")
    except (TypeError, ValueError, OverflowError, AttributeError) as error:
        raise Invalid(
            "{name}: {why}",
            where=named,
            expected="arguments of the declared types",
            name=name,
            why=error,
        ) from None
    return hashlib.sha256(said).hexdigest()


def _clear(value: Any, parties: Set[str]) -> Any:
    """Arguments without what is sealed in them, however deep it stands."""
    if isinstance(value, Mapping):
        said = list(value.items())
    elif names := parts(type(value)):
        said = [(name, getattr(value, name)) for name in names]
    elif isinstance(value, tuple | list):
        return [_clear(one, parties) for one in value if not isinstance(one, Sealed)]
    else:
        return value
    return {
        name: _clear(one, parties)
        for name, one in said
        if not isinstance(one, Sealed) and not (isinstance(one, str) and one in parties)
    }
