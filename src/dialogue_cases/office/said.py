"""Đã ghi đủ: "nothing to do" is answered only when *all* that was said is on record.

A decision that answers with no fact says that it stands already. Whether it stands as it is said
now is asked here, for every decision alike: the decision is asked again as of before each fact
that stands, and what it would have answered then is compared with that fact.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen
from msgspec.structs import replace

from dialogue_cases.errors import Refused
from dialogue_cases.life import Life
from dialogue_cases.proposal import ask
from dialogue_cases.record import Recorded, in_effect, parts
from dialogue_cases.vocabulary import Act, On, first_day
from dialogue_cases.ward import Setting, Ward
from dialogue_cases.ward.in_any_life import RECORD


class _Every(frozenset[str]):
    """Every rule: what was recorded already may have been let in."""

    def __contains__(self, _: object) -> bool:
        return True


@frozen
class _Unlike:
    """One thing that was said and stands otherwise."""

    fact: Recorded[Any]
    field: str
    stands: Any
    said: Any


def check_all_said(
    decision: Callable[..., Sequence[Any]],
    arguments: Mapping[str, Any],
    setting: Setting,
    stands: Sequence[Recorded[Any]],
    life: Life[Any, Any],
) -> None:
    """Refuse what is said otherwise than it stands, where the decision finds nothing to do.

    What isn't said is as it stands: an argument that was left out, an act without its reason.

    Args:
        arguments: what was said, with its day.
        setting: the circumstances of the decision.
        stands: the facts of the life that the decision sees, in the order of effect.
        life: which life it is.

    Raises:
        Refused: `record-says-otherwise`, with the fact that stands; or what the decision itself
            refuses of what is said now.
    """
    then = replace(setting, waived=_Every(), whole=None)
    state, nearest, refusal = life.initial, None, None
    for fact in stands:
        if not in_effect(fact.on, arguments["on"]):
            break
        # Of the ward's own life the circumstances are the state.
        at = replace(then, ward=state) if isinstance(state, Ward) else then
        try:
            proposed = ask(decision, state, at, arguments)
        except Refused as refused:
            proposed, refusal = (), refused
        if proposed and type(proposed[0]) is type(fact.event):
            unlike = list(_unlike(proposed, fact, stands, arguments, setting.act))
            if not unlike:
                return
            if nearest is None or len(unlike) <= len(nearest):
                nearest = unlike
        state = life.evolve(state, fact.event)
    if nearest is not None:
        one = nearest[0]
        raise Refused(
            "record-says-otherwise",
            RECORD,
            ref=one.fact.ref,
            field=one.field,
            stands=one.stands,
            said=one.said,
        )
    if refusal is not None:
        raise refusal


def _unlike(
    proposed: Sequence[Any],
    fact: Recorded[Any],
    stands: Sequence[Recorded[Any]],
    arguments: Mapping[str, Any],
    act: Any,
) -> Iterator[_Unlike]:
    """What would have been recorded then and isn't what stands."""
    first, *more = proposed
    names = parts(type(first))
    # A parameter under another name than the field's, such as the number of a draft.
    everything = not arguments.keys() <= set(names)
    # Who was proposed before is proposed: a bare list adds up, and each day adds what is new.
    adds_up = all(isinstance(getattr(first, name), tuple) for name in names if name != "on")
    for name in names:
        if name == "on" and adds_up and len(names) > 1:
            continue
        said, stood = getattr(first, name), getattr(fact.event, name)
        if (everything or name in arguments) and not _says(stood, said):
            yield _Unlike(fact, name, stood, said)
    if isinstance(fact.act, Act):
        for name in parts(Act):
            said, stood = getattr(act, name, None), getattr(fact.act, name)
            if not _says(stood, said):
                yield _Unlike(fact, name, stood, said)
    for one in more:
        alike = (other.event for other in stands if type(other.event) is type(one))
        if not any(_all_said(other, one) for other in alike):
            yield _Unlike(fact, type(one).__name__, None, one)


def _all_said(stood: Any, said: Any) -> bool:
    return all(_says(getattr(stood, name), getattr(said, name)) for name in parts(type(said)))


def _says(stood: Any, said: Any) -> bool:
    """Whether what stands says at least this much."""
    if said is None or said == stood:
        return True
    if isinstance(said, tuple) and isinstance(stood, tuple):
        return all(one in stood for one in said)
    return isinstance(stood, On) and isinstance(said, On) and _same_day(stood, said)


def _same_day(stood: On, said: On) -> bool:
    """A day alone says less than the same day with its time."""
    return not isinstance(said, type(stood)) and first_day(stood) == first_day(said)
