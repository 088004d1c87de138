"""What follows from a conclusion notice and from a direction: tasks, and who is told of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases import matter, petition, session, task
from dialogue_cases.matter import Joined
from dialogue_cases.policies.steps import OtherLives, Step, follows_by, latest
from dialogue_cases.record import Recorded
from dialogue_cases.session import Item
from dialogue_cases.session.state import Notice
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import Document, On, StreamId
from dialogue_cases.ward import WARD, Ward

DIRECTS = "issued-conclusion-directs-its-petitions"


def issued(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """Each item of a notice is a task, a direction on its petitions, a promise to its matters."""
    spoken = _Spoken.of(fact.stream, read)
    for item in fact.event.items:
        yield _promised(fact, item)
        yield from _made_standing(fact, item, read)
        yield from _told(fact, item, spoken, read)


def replaced(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A replaced conclusion amends the tasks of its items, adds new ones and ends dropped ones.

    What is settled already stays so. A later last day is an extension, which has its own
    limits: the Committee decides it on the task; here the earlier one stays. A direction that
    a petition has been given stays too; what the new notice says otherwise is directed anew.
    """
    held: session.Session = read(fact.stream)
    spoken = _Spoken.of(fact.stream, read)
    items = {item.number: item for item in fact.event.items}
    numbers = {item.number for notice in held.notices for item in notice.items}
    for number in sorted(numbers | items.keys()):
        origin = Origin(kind="conclusion_item", source=fact.stream, number=number)
        stream = task.stream(origin)
        known: task.Task = read(stream)
        item = items.get(number)
        if item is not None and known.assigned is None:
            yield _promised(fact, item)
            yield from _made_standing(fact, item, read)
        elif known.closed is not None:
            continue
        elif item is None:
            yield Step(
                rule="replaced-conclusion-drops-an-item",
                stream=stream,
                decision=task.close,
                arguments={
                    "on": fact.event.on,
                    "outcome": "not_needed",
                    "reason": fact.event.reason,
                },
            )
            continue
        else:
            yield Step(
                rule="replaced-conclusion-amends-its-items",
                stream=stream,
                decision=task.amend,
                arguments={
                    "on": fact.event.on,
                    "text": item.decision,
                    "lead": item.lead,
                    "lead_officer": item.lead_officer,
                    "supports": item.supports,
                    "due": _not_later(known.due, item.due),
                    "reason": fact.event.reason,
                },
            )
            yield from _made_standing(fact, item, read)
        yield from _told(fact, item, spoken, read)


def _not_later(known: date | None, asked: date | None) -> date | None:
    return asked if known is None else min(known, asked or known)


def _promised(fact: Recorded[Any], item: Item) -> Step:
    """Each item of an issued conclusion is a task, until another body has seen it done."""
    origin = Origin(kind="conclusion_item", source=fact.stream, number=item.number)
    return Step(
        rule="issued-conclusion-assigns-its-items",
        stream=task.stream(origin),
        decision=task.assign,
        arguments={
            "on": fact.event.on,
            "origin": origin,
            "text": item.decision,
            "lead": item.lead,
            "lead_officer": item.lead_officer,
            "supports": item.supports,
            "due": item.due,
            "opinions": item.opinions,
        },
    )


def _made_standing(fact: Recorded[Any], item: Item, read: OtherLives) -> Iterator[Step]:
    """An item without a last day, and with reports or not, is so as a task too."""
    origin = Origin(kind="conclusion_item", source=fact.stream, number=item.number)
    known: task.Task = read(task.stream(origin))
    was = known.made_standing
    if item.standing or (was is not None and was.standing and known.due is None):
        yield Step(
            rule="standing-item-is-a-standing-task",
            stream=task.stream(origin),
            decision=task.make_standing,
            arguments={"on": fact.event.on, "standing": item.standing, "report": item.report},
        )


# -- The petitions and matters that an item is about -------------------------------------


@frozen
class _Spoken:
    """What has become of a session's opinions: petitions, by the opinion's number; matters."""

    petitions: Mapping[StreamId, int]
    matters: Sequence[StreamId]

    @classmethod
    def of(cls, source: StreamId, read: OtherLives) -> "_Spoken":
        petitions = {}
        for stream in read.streams("petition", naming=(source,)):
            raised = read(stream).raised
            if raised and raised.session == source and raised.opinion is not None:
                petitions[stream] = raised.opinion
        return cls(petitions, read.streams("matter", naming=(source, *petitions)))


def _told(fact: Recorded[Any], item: Item, spoken: _Spoken, read: OtherLives) -> Iterator[Step]:
    petitions = [one for one, opinion in spoken.petitions.items() if opinion in item.opinions]
    for stream in petitions:
        yield from _direction(fact.event, item, stream, read)
    origin = Origin(kind="conclusion_item", source=fact.stream, number=item.number)
    for stream in spoken.matters:
        known: matter.Matter = read(stream)
        for raising in known.raisings:
            if raising.petition in petitions or (
                raising.session == fact.stream and raising.opinion in item.opinions
            ):
                yield from _promise(raising, stream, task.stream(origin), read)
                break


def petition_of_an_item(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """An opinion that becomes a petition is directed by the notice that had answered it."""
    raised = fact.event
    if raised.session is None or raised.opinion is None:
        return
    notice = read(raised.session).notice
    for item in notice.items if notice else ():
        if raised.opinion in item.opinions:
            yield from _direction(notice, item, fact.stream, read)


def _direction(notice: Notice, item: Item, stream: StreamId, read: OtherLives) -> Iterator[Step]:
    """What the notice decides on an opinion is a direction on the petition that it became.

    From the day on which there were both; not on one that was closed by then, not twice, and
    not to a body for which nobody carries on.
    """
    known: petition.Petition = read(stream)
    if known.raised is None:
        return
    on = latest(notice.on, known.raised.on)
    then: petition.Petition = read(stream, upto=on)
    ward: Ward = read(WARD, upto=on)
    lead = ward.successor(item.lead)
    supports = dict.fromkeys(ward.successor(body) for body in item.supports)
    says = {
        "direction": item.decision,
        "lead": lead,
        "supports": tuple(one for one in supports if one != lead and ward.exists(one)),
        "due": item.due,
    }
    given = any(all(getattr(one, key) == says[key] for key in says) for one in known.directions)
    if known.is_open and then.is_open and ward.exists(lead) and not given:
        yield Step(
            rule=DIRECTS,
            stream=stream,
            decision=petition.direct,
            arguments={"on": on, **says, "document": _document(notice)},
        )


def _document(notice: Notice) -> Document:
    exact = notice.on if isinstance(notice.on, date) else None
    return Document(kind="Thông báo", number=str(notice.number), issued_on=exact)


# -- A direction is a task ---------------------------------------------------------------


def directed(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A direction on a petition is a task, unless it is that of a notice, which has its own."""
    if follows_by(fact, DIRECTS):
        return
    event = fact.event
    origin = Origin(kind="direction", source=fact.stream, number=event.number)
    stream = task.stream(origin)
    if read(stream).assigned is None:
        yield Step(
            rule="direction-becomes-a-task",
            stream=stream,
            decision=task.assign,
            arguments={
                "on": event.on,
                "origin": origin,
                "text": event.direction,
                "lead": event.lead,
                "supports": event.supports,
                "due": event.due,
                "petitions": (fact.stream,),
            },
        )
    known: petition.Petition = read(fact.stream)
    if known.matter is not None:
        for raising in read(known.matter).raisings:
            if raising.petition == fact.stream:
                yield from _promise(raising, known.matter, stream, read)


def of_a_raising(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """What joins a matter brings the promises along that were made about it before."""
    raising: Joined = fact.event
    source, opinion = raising.session, raising.opinion
    if raising.petition is not None:
        known: petition.Petition = read(raising.petition)
        for one in known.directions:
            origin = Origin(kind="direction", source=raising.petition, number=one.number)
            yield from _promise(raising, fact.stream, task.stream(origin), read)
        if known.raised is not None and known.raised.session is not None:
            source, opinion = known.raised.session, known.raised.opinion
    if source is None:
        return
    notice = read(source).notice
    for item in notice.items if notice else ():
        if opinion in item.opinions:
            origin = Origin(kind="conclusion_item", source=source, number=item.number)
            yield from _promise(raising, fact.stream, task.stream(origin), read)


def _promise(
    raising: Joined, matter_: StreamId, work: StreamId, read: OtherLives
) -> Iterator[Step]:
    """The matter behind a petition or opinion knows who was told to do what about it."""
    given: task.Task = read(work)
    known: matter.Matter = read(matter_)
    if given.assigned is None or given.lead is None or known.opened is None:
        return
    if work in known.tasks:
        return
    on: On = latest(raising.on, given.assigned.on, known.opened.on)
    ward: Ward = read(WARD, upto=on)
    body = ward.successor(given.lead)
    if ward.exists(body):
        yield Step(
            rule="promise-is-told-to-its-matter",
            stream=matter_,
            decision=matter.promise,
            arguments={"on": on, "task": work, "body": body},
        )
