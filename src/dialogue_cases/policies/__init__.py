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

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from dialogue_cases import matter as of_matters
from dialogue_cases import petition as of_petitions
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

__all__ = ["FOLLOWS", "TOLD", "OtherLives", "Policy", "Step", "follow", "overdue"]

Policy: TypeAlias = Callable[[Recorded[Any], OtherLives], Iterator[Step]]
"""Điều kéo theo: a pure function of a fact that was just recorded, and of other lives."""


FOLLOWS: Mapping[type, tuple[Policy, ...]] = {
    Adopted: (plans.begins,),
    Amended: (plans.changes,),
    Foreseen: (plans.foreseen_session_brings_duties, plans.foreseen_session_has_its_chairs),
    Fixed: (plans.fixed_session_brings_duties, lists.unsettled),
    Cancelled: (plans.duties_fall_away,),
    Voided: (
        plans.session_was_voided,
        matters.raising_was_voided,
        matters.matter_was_voided,
    ),
    Opened: (lists.unsettled,),
    OpinionTaken: (petitions.opinion_taken,),
    ConclusionIssued: (promises.issued,),
    ConclusionReplaced: (promises.replaced,),
    of_petitions.Raised: (
        matters.opinion_became_a_petition,
        promises.petition_of_an_item,
    ),
    of_petitions.Classified: (matters.kind_told_anew,),
    of_petitions.Split: (petitions.split,),
    of_petitions.Directed: (promises.directed,),
    of_petitions.JoinedToMatter: (matters.petition_joined,),
    of_petitions.SeparatedFromMatter: (matters.petition_left,),
    of_matters.Joined: (matters.joined,),
    of_matters.Separated: (matters.separated,),
    BodySplit: (splits.body_split,),
    Sent: (petitions.decision_sent,),
}
"""What follows from a fact, by its class: the policies that are asked, in their order."""


def follow(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What a recorded fact leads to, each step with the name of its policy."""
    for policy in FOLLOWS.get(type(fact.event), ()):
        yield from policy(fact, read)
