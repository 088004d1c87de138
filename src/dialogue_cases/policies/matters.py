"""What one decision about a petition or a matter means for the other: both sides are linked.

A clerk decides once, on either side. What followed by rule isn't told back.
"""

from collections.abc import Iterator
from typing import Any

from dialogue_cases import matter, petition
from dialogue_cases.matter import Joined
from dialogue_cases.matter.decisions import is_same
from dialogue_cases.policies.promises import of_a_raising
from dialogue_cases.policies.steps import OtherLives, Step, follows_by, latest
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import StreamId

TELLS_PETITION = "joined-raising-is-told-to-its-petition"
PARTS_PETITION = "separated-raising-is-told-to-its-petition"


# -- From the petition to the matter -----------------------------------------------------


def petition_joined(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A petition that is joined to a matter is one more time that it was raised."""
    if follows_by(fact, TELLS_PETITION):
        return
    event = fact.event
    known: petition.Petition = read(fact.stream)
    target: matter.Matter = read(event.matter)
    if known.raised is None or _raising(target, fact.stream) is not None:
        return
    spoken = known.is_from_an_opinion
    yield Step(
        rule="joined-petition-is-told-to-its-matter",
        stream=event.matter,
        decision=matter.join,
        arguments={
            "on": event.on,
            "raised": known.raised.on,
            "petition": fact.stream,
            "session": known.raised.session if spoken else None,
            "opinion": known.raised.opinion if spoken else None,
            "kind": known.kind,
            "group": known.raised.group,
            "people": known.people,
        },
    )


def petition_left(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A petition that is separated from a matter isn't one of the times that it was raised."""
    event = fact.event
    if follows_by(fact, PARTS_PETITION):
        return
    raising = _raising(read(event.matter), fact.stream)
    if raising is not None:
        yield Step(
            rule="separated-petition-is-told-to-its-matter",
            stream=event.matter,
            decision=matter.separate,
            arguments={
                "on": latest(event.on, raising.on),
                "reason": event.reason,
                "petition": fact.stream,
            },
        )


def kind_told_anew(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A petition that is classified after it was joined: the matter knows as what it came."""
    known: petition.Petition = read(fact.stream)
    if known.matter is None:
        return
    raising = _raising(read(known.matter), fact.stream)
    if raising is None or raising.kind == known.kind:
        return
    yield Step(
        rule="classified-petition-is-told-to-its-matter",
        stream=known.matter,
        decision=matter.join,
        arguments={
            "on": latest(fact.event.on, raising.on),
            "raised": raising.raised,
            "petition": fact.stream,
            "session": raising.session,
            "opinion": raising.opinion,
            "kind": known.kind,
            "group": raising.group,
            "people": raising.people,
        },
    )


def opinion_became_a_petition(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """The petition of an opinion that a matter has already is the same raising of it."""
    raised = fact.event
    if raised.session is None or raised.opinion is None:
        return
    for stream in read.streams("matter", naming=(raised.session,)):
        known: matter.Matter = read(stream)
        for one in known.raisings:
            said = (one.session, one.opinion) == (raised.session, raised.opinion)
            if said and one.petition is None:
                yield Step(
                    rule="petition-of-an-opinion-joins-its-matter",
                    stream=stream,
                    decision=matter.join,
                    arguments={
                        "on": latest(raised.on, one.on),
                        "raised": one.raised,
                        "petition": fact.stream,
                        "session": one.session,
                        "opinion": one.opinion,
                        "kind": one.kind,
                        "group": one.group or raised.group,
                        "people": one.people,
                    },
                )


def matter_was_voided(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """The petitions of a matter that is taken out of the record leave it."""
    if not fact.stream.startswith("matter/") or read(fact.stream) != matter.INITIAL:
        return
    for stream in read.streams("petition", naming=(fact.stream,)):
        known: petition.Petition = read(stream)
        if known.matter == fact.stream:
            yield Step(
                rule="voided-matter-lets-its-petitions-go",
                stream=stream,
                decision=petition.leave_matter,
                arguments={
                    "on": latest(fact.event.on, known.matters[-1].on),
                    "reason": fact.event.reason,
                },
            )


def raising_was_voided(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A petition or an opinion that is taken out of the record wasn't a time that it was raised."""
    word = fact.stream.partition("/")[0]
    if word not in ("petition", "dialogue", "reception"):
        return
    state = read(fact.stream)
    for stream in read.streams("matter", naming=(fact.stream,)):
        for one in read(stream).raisings:
            if word == "petition":
                gone = one.petition == fact.stream and state.raised is None
            else:
                gone = (
                    one.petition is None
                    and one.session == fact.stream
                    and one.opinion is not None
                    and state.opinion(one.opinion) is None
                )
            if gone:
                yield Step(
                    rule="voided-raising-leaves-its-matter",
                    stream=stream,
                    decision=matter.separate,
                    arguments={
                        "on": latest(fact.event.on, one.on),
                        "reason": fact.event.reason,
                        "petition": one.petition,
                        "session": None if one.petition else one.session,
                        "opinion": None if one.petition else one.opinion,
                    },
                )


# -- From the matter to the petition, and what it then is --------------------------------


def joined(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What joins a matter knows of it; then the matter is counted, and its promises told."""
    event: Joined = fact.event
    stream = event.petition
    if stream is not None and read(stream).matter != fact.stream:
        yield Step(
            rule=TELLS_PETITION,
            stream=stream,
            decision=petition.join_matter,
            arguments={"on": event.on, "matter": fact.stream},
        )
    yield from _flag(fact, read)
    yield from of_a_raising(fact, read)


def separated(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What is separated from a matter, by its petition or by its opinion, leaves it."""
    event = fact.event
    known: matter.Matter = read(fact.stream)
    for one in reversed(known.joins):
        if isinstance(one, Joined) and one.petition is not None and is_same(one, event):
            if read(one.petition).matter == fact.stream:
                yield Step(
                    rule=PARTS_PETITION,
                    stream=one.petition,
                    decision=petition.leave_matter,
                    arguments={"on": event.on, "reason": event.reason},
                )
            return


def _flag(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A matter raised more than once and not definitively settled is flagged, at each count.

    A late entry is counted on the day of the last one, so that the count says them all.
    """
    known: matter.Matter = read(fact.stream)
    on = latest(fact.event.on, *(one.on for one in known.joins))
    then: matter.Matter = read(fact.stream, upto=on)
    count = (then.times_raised, len(then.sessions))
    told = [(one.times, one.sessions) for one in known.flags]
    if then.is_repeatedly_raised_unresolved and count not in told[-1:]:
        yield Step(
            rule="repeated-matter-is-flagged",
            stream=fact.stream,
            decision=matter.flag_as_repeated,
            arguments={"on": on},
        )


def _raising(known: matter.Matter, stream: StreamId) -> Joined | None:
    return next((one for one in known.raisings if one.petition == stream), None)
