"""What is unsettled at the next session of a residential group goes on that session's list.

When the session is fixed, so that it can be prepared, and again when it opens, for what has come
in since. It stays on the list of a session that is put off; where a session is cancelled, the
next one takes it up.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from dialogue_cases import matter, petition, session, task
from dialogue_cases.matter import RaisedAs
from dialogue_cases.policies.steps import OtherLives, Step
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import GroupId, On, StreamId

RULE = "unsettled-is-on-the-next-list"
REASON = "Chưa giải quyết dứt điểm khi tổ chức buổi tiếp theo với Nhân dân tổ dân phố"

_SECRET: Collection[RaisedAs] = ("denunciation", "anonymous_tip")
_BY_THEIR_OWN_LAW: Collection[RaisedAs] = ("complaint", *_SECRET)


def unsettled(fact: Recorded[Any], read: OtherLives) -> Iterator[Step]:
    """The open petitions, matters and promises of a session's groups are on its list.

    What was unsettled on that day and still is: where a session is entered late, what has been
    settled since isn't brought before it any more.
    """
    held: session.Session = read(fact.stream)
    if not held.groups or held.cancelled is not None:
        return
    groups, on = held.groups, fact.event.on
    earlier = _sessions_of(groups, fact.stream, read)
    directed = []
    for stream in read.streams("petition", naming=(*groups, *earlier), unsettled=True):
        known: petition.Petition = read(stream)
        if not _is_of(known, groups, earlier) or known.kind in _kept_from(fact.stream):
            continue
        if _is_open(known, fact) and _is_open(read(stream, upto=on), fact):
            yield _carried(petition.carry_over, stream, fact.stream, on)
        if known.directions:
            directed.append(stream)
    for stream in read.streams("matter", naming=(*groups, *earlier)):
        if all(
            _is_unsettled(one, groups, earlier) and not _is_listed(one, fact.stream)
            for one in (read(stream), read(stream, upto=on))
        ):
            yield Step(
                rule=RULE,
                stream=stream,
                decision=matter.put_on_list,
                arguments={"on": on, "session": fact.stream},
            )
    for source in (*earlier, *directed):
        for series in (f"task/{source}/item", f"task/{source}/direction"):
            for stream in read.streams(series):
                now: task.Task = read(stream)
                then: task.Task = read(stream, upto=on)
                listed = any(one.to == fact.stream for one in now.carried)
                if now.is_unsettled and then.is_unsettled and not listed:
                    yield _carried(task.carry_over, stream, fact.stream, on)


def _carried(decision: Any, stream: StreamId, to: StreamId, on: On) -> Step:
    return Step(
        rule=RULE,
        stream=stream,
        decision=decision,
        arguments={"on": on, "to": to, "reason": REASON},
    )


def _sessions_of(groups: Sequence[GroupId], but: StreamId, read: OtherLives) -> list[StreamId]:
    """The other sessions that are held with the people of these groups."""
    return [
        stream
        for series in ("dialogue", "reception")
        for stream in read.streams(series, naming=groups)
        if stream != but and not set(groups).isdisjoint(read(stream).groups)
    ]


def _is_of(
    known: petition.Petition, groups: Sequence[GroupId], earlier: Sequence[StreamId]
) -> bool:
    """Whether a petition comes from a group, as it says, or else from one of its sessions."""
    raised = known.raised
    if raised is None:
        return False
    return raised.group in groups if raised.group else raised.session in earlier


def _kept_from(stream: StreamId) -> Collection[RaisedAs]:
    """What isn't brought before a session by rule.

    A denunciation never is; a complaint, which has a procedure of its own, isn't brought before
    a dialogue (R68), while a reception is for complaints too.
    """
    return _SECRET if stream.startswith("reception/") else _BY_THEIR_OWN_LAW


def _is_open(known: petition.Petition, fact: Recorded[Any]) -> bool:
    carried = any(one.to == fact.stream for one in known.carried)
    return known.is_open and known.kind not in _kept_from(fact.stream) and not carried


def _is_unsettled(
    known: matter.Matter, groups: Sequence[GroupId], earlier: Sequence[StreamId]
) -> bool:
    """Whether a matter of the group is unsettled; one known from denunciations only is kept."""
    if known.opened is None or known.is_settled:
        return False
    told = [one for one in known.raisings if one.kind not in _SECRET]
    if known.raisings and not told:
        return False
    return known.opened.group in groups or any(
        one.group in groups or (one.group is None and one.session in earlier) for one in told
    )


def _is_listed(known: matter.Matter, stream: StreamId) -> bool:
    return any(one.session == stream for one in known.listings)
