"""Chức vụ nào: in which of the offices that somebody holds a decision is taken.

In nearly every commune one person is secretary and chairs the People's Council. Which of the two
decides is asked of the rules: the decision is tried in each, and the one that isn't refused is it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs
from msgspec.structs import replace

from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.office.conditions import Call
from dialogue_cases.office.guard import Guard
from dialogue_cases.record import Recorded
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, BodyKind, OfficeKind, SystemAct

if TYPE_CHECKING:
    from dialogue_cases.office import Office

BY_OFFICE = frozenset({"role-may-decide", "office-is-held"})
"""Rules that an office breaks by being that office: another one of the same person may not."""


def chosen(office: "Office", writing: Writing, call: Call, today: date) -> Call:
    """The decision as it's taken in the one office that may take it.

    Of several that may, it is the one whose plan it is, that chairs the session, or whose body has
    received the petition, or in which the officer has decided in this life before.

    Raises:
        Refused: no office that is held may; why the one that comes nearest may not.
        Invalid: several may, and nothing tells which.
    """
    acts = (call.conditions.act, *call.conditions.others)
    may, refused = [], []
    for act in acts:
        tried = _by(call, act)
        try:
            Guard(office, writing, tried, today).answer()
        except Refused as error:
            refused.append(error)
        else:
            may.append(tried)
    if not may:
        raise next((one for one in refused if one.rule not in BY_OFFICE), refused[0])
    if len(may) > 1:
        told = [one.conditions.act for one in may if isinstance(one.conditions.act, Act)]
        return _by(call, _told_apart(office, writing, call, told))
    return may[0]


def that_may(
    office: "Office", acts: Sequence[Act], may: Callable[[OfficeKind, BodyKind | None], bool]
) -> Act:
    """Of offices that somebody holds today, the one that may do something that is no decision.

    Args:
        may: asks of an office and the kind of its body.

    Raises:
        Invalid: several may, or none and several are held.
    """
    bodies = office.ward().bodies
    found = [one for one in acts if one.body in bodies and may(one.office, bodies[one.body].kind)]
    return only(found or acts)


def only(acts: Sequence[Act]) -> Act:
    """The one office of several that are left.

    Raises:
        Invalid: there are several; what is to be said.
    """
    if len(acts) > 1:
        raise Invalid(
            "{officer} holds several offices that may decide it",
            where="--as",
            expected="one of: {offices}",
            officer=acts[0].officer,
            offices="; ".join(f"--as-office {one.office} --as-body {one.body}" for one in acts),
        )
    return acts[0]


def _by(call: Call, act: Act | SystemAct) -> Call:
    return replace(call, conditions=attrs.evolve(call.conditions, act=act, others=()))


def _told_apart(office: "Office", writing: Writing, call: Call, acts: list[Act]) -> Act:
    """By what the life tells of itself; a life that has yet to begin tells nothing."""
    known = office.seen.read(writing, call.stream)
    heads = getattr(known.state, "heads", ()) if known.facts else ()
    head = getattr(call.said.get("contents"), "head", None)  # of the plan that is drafted
    signs = (
        [one for one in acts if one.office == head],
        [one for one in acts if one.office in heads],
        [one for one in acts if one.body == call.said.get("received_by")],
        _last(known.facts, acts),
    )
    return only(next((found for found in signs if len(found) == 1), acts))


def _last(facts: Sequence[Recorded[Any]], acts: Sequence[Act]) -> list[Act]:
    """The office in which somebody has decided in a life last."""
    named = {(one.officer, one.office, one.body): one for one in acts}
    for fact in reversed(facts):
        act = fact.act
        if isinstance(act, Act) and (found := named.get((act.officer, act.office, act.body))):
            return [found]
    return []
