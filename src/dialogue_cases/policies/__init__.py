"""What follows from what: recorded facts in, further decisions out.

A policy is pure. What it leads to is recorded in the same transaction as its cause, as the
system's act, and says `because`. What it creates has an id derived from its origin, or is looked
for before it is made, so that the same cause never leads to it twice.

What a policy is made of: `policies.steps`. What follows from a plan and its sessions:
`policies.plans`; from a conclusion or a direction: `policies.promises`; to and from petitions:
`policies.petitions`; between petitions and matters: `policies.matters`; what goes on the next
session's list: `policies.lists`. Who leads what once a body is split: `policies.splits`. Who is
told of what is overdue: `policies.upwards`.
"""

from collections.abc import Iterator
from typing import Any

from dialogue_cases import matter as of_matters
from dialogue_cases import petition as of_petitions
from dialogue_cases import session
from dialogue_cases.plan import Adopted, Amended
from dialogue_cases.policies import lists, matters, petitions, plans, promises, splits
from dialogue_cases.policies.steps import OtherLives, Step
from dialogue_cases.policies.upwards import TOLD, overdue
from dialogue_cases.proceeding import Sent
from dialogue_cases.record import Recorded, Voided
from dialogue_cases.session import (
    Cancelled,
    ConclusionIssued,
    ConclusionReplaced,
    Fixed,
    Foreseen,
    Opened,
    OpinionTaken,
)
from dialogue_cases.ward import BodySplit

__all__ = ["TOLD", "OtherLives", "Step", "follow", "overdue"]


def follow(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What a recorded fact leads to, each step with the name of its policy."""
    match fact.event:
        case Adopted():
            yield from plans.begins(fact, read)
        case Amended():
            yield from plans.changes(fact, read)
        case Foreseen():
            yield from plans.session_brings_duties(fact, fact.event.plan, read)
            yield from plans.foreseen_session_has_its_chairs(fact, read)
        case Fixed():
            yield from plans.fixed_session_brings_duties(fact, read)
            yield from lists.unsettled(fact, read)
        case Cancelled():
            yield from plans.duties_fall_away(fact, read)
        case Voided():
            if read(fact.stream) == session.INITIAL:
                yield from plans.duties_fall_away(fact, read)
            yield from matters.raising_was_voided(fact, read)
            yield from matters.matter_was_voided(fact, read)
        case Opened():
            yield from lists.unsettled(fact, read)
        case OpinionTaken():
            yield from petitions.opinion_taken(fact, read)
        case ConclusionIssued():
            yield from promises.issued(fact, read)
        case ConclusionReplaced():
            yield from promises.replaced(fact, read)
        case of_petitions.Raised():
            yield from matters.opinion_became_a_petition(fact, read)
            yield from promises.petition_of_an_item(fact, read)
        case of_petitions.Classified():
            yield from matters.kind_told_anew(fact, read)
        case of_petitions.Split():
            yield from petitions.split(fact, read)
        case of_petitions.Directed():
            yield from promises.directed(fact, read)
        case of_petitions.JoinedToMatter():
            yield from matters.petition_joined(fact, read)
        case of_petitions.SeparatedFromMatter():
            yield from matters.petition_left(fact, read)
        case of_matters.Joined():
            yield from matters.joined(fact, read)
        case of_matters.Separated():
            yield from matters.separated(fact, read)
        case BodySplit():
            yield from splits.body_split(fact, read)
        case Sent():
            yield from petitions.decision_sent(fact, read)
