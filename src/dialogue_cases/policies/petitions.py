"""What leads to petitions and back to them: opinions taken, parts split off, decisions sent.

Who raised it isn't copied by rule. Parties are per case, and what is sealed stays under the key
of the session or petition in which it was said: the new petition names where it comes from, and
the Office names the petitioner in it (`petition.name_petitioner`).
"""

from collections.abc import Iterator
from typing import Any

from dialogue_cases import petition, proceeding, session
from dialogue_cases.policies.steps import OtherLives, Step, latest
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import On, first_day
from dialogue_cases.ward import WARD, Ward


def _series(on: On) -> str:
    return f"petition/{first_day(on).year}"


def opinion_taken(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """An opinion that is taken as a petition is raised as one, once, however often it is taken.

    What it is (khiếu nại, tố cáo, kiến nghị, phản ánh) is left to classification.
    """
    taken = fact.event
    if taken.destination != "petition" or taken.petition is not None:
        return
    held: session.Session = read(fact.stream)
    opinion, opened = held.opinion(taken.number), held.opened
    if opinion is None or opened is None:
        return
    for stream in read.streams("petition", naming=(fact.stream,)):
        raised = read(stream).raised
        if raised and (raised.session, raised.opinion) == (fact.stream, taken.number):
            return
    ward: Ward = read(WARD, upto=taken.on)
    yield Step(
        rule="opinion-taken-becomes-a-petition",
        series=_series(taken.on),
        decision=petition.raise_petition,
        arguments={
            "on": taken.on,
            "channel": fact.stream.partition("/")[0],
            "gist": opinion.gist,
            "received_by": ward.successor(opened.body),
            "receiver": "head" if held.held_by_a_head else "delegate",
            "topic": opinion.topic,
            "group": opinion.group,
            "session": fact.stream,
            "opinion": taken.number,
        },
    )


def split(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """Each part of a split petition goes on as a petition of its own, as received the same day.

    The petitioner waits since the whole came in: splitting it gives nobody more time.
    """
    whole: petition.Petition = read(fact.stream)
    raised = whole.raised
    if raised is None:
        return
    streams = read.streams("petition", naming=(fact.stream,))
    others = [one for one in (read(stream).raised for stream in streams) if one]
    known = {one.part for one in others if one.part_of == fact.stream}
    for part in fact.event.parts:
        if part.number in known:
            continue
        yield Step(
            rule="split-petition-goes-on-in-its-parts",
            series=_series(raised.on),
            decision=petition.raise_petition,
            arguments={
                "on": raised.on,
                "channel": raised.channel,
                "gist": part.gist,
                "received_by": raised.received_by,
                "receiver": raised.receiver,
                "reception": raised.reception,
                "people": raised.people,
                "occurrence": raised.occurrence,
                "group": raised.group,
                "written_on": raised.written_on,
                "session": raised.session,
                "opinion": raised.opinion,
                "forwarded_by": raised.forwarded_by,
                "covering": raised.covering,
                "part_of": fact.stream,
                "part": part.number,
                "earlier_handling": raised.earlier_handling,
                "book_entry": raised.book_entry,
            },
        )


def decision_sent(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """A decision or conclusion that is sent is the reply to the petition that it comes from.

    The reply says that the case is settled there; whether the petition is, the Office confirms.
    """
    state: proceeding.Proceeding = read(fact.stream)
    issued = {"decision": state.decided, "conclusion": state.concluded}.get(fact.event.paper)
    if issued is None or state.received is None or state.received.petition is None:
        return
    stream = state.received.petition
    known: petition.Petition = read(stream)
    if known.raised is None or state.body is None:
        return
    on = latest(fact.event.on, known.raised.on)
    ward: Ward = read(WARD, upto=on)
    body = ward.successor(state.body)
    reply = {
        "gist": issued.gist,
        "settled": True,
        "by": body if ward.exists(body) else None,
        "by_name": None if ward.exists(body) else ward.bodies[body].name,
        "document": issued.document,
    }
    if any(all(getattr(one, key) == reply[key] for key in reply) for one in known.replies):
        return
    yield Step(
        rule="sent-decision-is-a-reply-to-its-petition",
        stream=stream,
        decision=petition.receive_reply,
        arguments={"on": on, **reply},
    )
