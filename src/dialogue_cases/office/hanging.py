"""What hangs on an entry: what would be left in the air if it were taken out.

In its own life what rests on it: an opinion on the opening of the session, a result on the petition
being raised. In other lives what names it, or what followed from it.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import Any, Protocol

from attrs import frozen

from dialogue_cases import matter as of_matters
from dialogue_cases import petition as of_petitions
from dialogue_cases import session as of_sessions
from dialogue_cases.codec import LIFE_OF, life_of
from dialogue_cases.office.bounds import references
from dialogue_cases.record import Recorded, Voided, begins, standing
from dialogue_cases.task import Assigned
from dialogue_cases.vocabulary import Act, EventRef, StreamId, SystemAct
from dialogue_cases.ward import Setting
from dialogue_cases.ward.in_any_life import RECORD

Read = Callable[[StreamId], Sequence[Recorded[Any]]]
"""One life's facts, by version."""


class Streams(Protocol):
    """The lives of a series, such as `store.Writing.streams` tells them."""

    def __call__(self, series: str, *, naming: Sequence[str] = ()) -> Sequence[StreamId]:
        """Those in whose facts one of these words stands; none: all."""


ENTERED_WITH_IT: tuple[type, ...] = (
    of_petitions.WrittenDown,
    of_petitions.ContentKept,
    of_petitions.PetitionerNamed,
    of_petitions.RepresentativesAppointed,
    of_petitions.AgentAuthorised,
    of_petitions.AccusedNamed,
    of_petitions.AttachmentReceived,
)
"""What is entered of a petition as it comes in goes with it: nobody has decided on it yet."""


@frozen
class Rest:
    """What rests on entries of a kind: by a number that both name, or on there being one at all."""

    numbered: str | None
    kinds: Mapping[type, str | None]


RESTS: Mapping[type, Rest] = {
    of_sessions.Fixed: Rest(
        None,
        dict.fromkeys(
            (
                of_sessions.Announced,
                of_sessions.AnnouncementAcknowledged,
                of_sessions.InvitationIssued,
                of_sessions.Opened,
            )
        ),
    ),
    of_sessions.Opened: Rest(
        None,
        dict.fromkeys(
            (
                of_sessions.ChairShared,
                of_sessions.ExplanationGiven,
                of_sessions.OpinionVoiced,
                of_sessions.OpinionAnswered,
                of_sessions.OpinionTaken,
                of_sessions.Ended,
            )
        ),
    ),
    of_sessions.Ended: Rest(
        None, dict.fromkeys((of_sessions.ConclusionIssued, of_sessions.ConclusionReplaced))
    ),
    of_sessions.QuestionExpected: Rest("number", {of_sessions.AnswerPrepared: "question"}),
    of_sessions.PreparationListed: Rest("number", {of_sessions.PreparationDone: "number"}),
    of_sessions.OpinionVoiced: Rest(
        "number",
        dict.fromkeys(
            (of_sessions.OpinionAnswered, of_sessions.OpinionTaken, of_sessions.CompetenceFound),
            "number",
        ),
    ),
    of_sessions.ConclusionDrafted: Rest(
        "draft",
        dict.fromkeys(
            (
                of_sessions.DraftCommented,
                of_sessions.ConclusionSubmitted,
                of_sessions.ConclusionReturned,
                of_sessions.ConclusionIssued,
                of_sessions.ConclusionReplaced,
            ),
            "draft",
        ),
    ),
    of_sessions.ConclusionIssued: Rest("number", {of_sessions.ConclusionReplaced: "replaces"}),
}
"""What rests on what, in a session; a life as a whole rests on its beginning."""


def hanging(entry: Recorded[Any], read: Read, streams: Streams) -> list[Recorded[Any]]:
    """What stands and would be left in the air without an entry, or is since it was voided.

    Args:
        entry: the entry as it stands, or as it stood before it was voided.
        read: one life's facts …
        streams: … and which lives name a text.

    Returns:
        Facts of the same life, then of others, in the order of their entry. What the entry itself
        followed from doesn't hang on it, nor does what goes with it.
    """
    history = read(entry.stream)
    rest = [one for one in standing(history) if one.root != entry.root]
    ends = begins(entry) and not any(map(begins, rest))
    refs = {one.ref for one in history if one.root == entry.root}
    if ends:
        own = _with_the_life(rest)
    else:
        resting = list(_resting(entry.event, rest))
        own = [one for one in rest if one in resting or _was_told_for(one, refs)]
    words = (*([entry.stream] if ends or _number(entry.event) else ()), *refs)
    others = [
        fact
        for series in LIFE_OF
        for stream in streams(series, naming=words)
        if stream != entry.stream
        for fact in _still_said(read(stream))
        if fact.ref not in entry.because
        and (not refs.isdisjoint(fact.because) or _names(fact.event, entry, whole=ends))
    ]
    others.sort(key=lambda one: one.position)
    return [*sorted(own, key=lambda one: one.version), *others]


def by_hand(found: Sequence[Recorded[Any]], read: Read) -> list[Recorded[Any]]:
    """Of what hangs, what somebody has to put right first.

    A duty that a session brought and that nobody has touched falls away with it.
    """
    return [one for one in found if not (isinstance(one.event, Assigned) and _untouched(one, read))]


def _with_the_life(facts: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    """What officers have decided on a life since it began."""
    return [
        one
        for one in facts
        if isinstance(one.act, Act) and not isinstance(one.event, ENTERED_WITH_IT)
    ]


def _resting(event: Any, facts: Sequence[Recorded[Any]]) -> Iterator[Recorded[Any]]:
    rests = RESTS.get(type(event))
    if rests is None:
        return
    alike = [one.event for one in facts if isinstance(one.event, type(event))]
    number = getattr(event, rests.numbered) if rests.numbered else None
    if any(rests.numbered is None or getattr(one, rests.numbered) == number for one in alike):
        return  # another of the kind bears it
    for fact in facts:
        field = rests.kinds.get(type(fact.event), "")
        if field is None or (field and getattr(fact.event, field) == number):
            yield fact


def _was_told_for(fact: Recorded[Any], refs: Container[EventRef]) -> bool:
    """Whether somebody above was told that what was owed from an entry is overdue."""
    return isinstance(fact.act, SystemAct) and fact.act.trigger in refs


def _still_said(history: Sequence[Recorded[Any]]) -> list[Recorded[Any]]:
    """What stands of a life, without what was joined and has been separated since."""
    facts = standing(history)
    if not facts:
        return []
    life = life_of(facts[0].stream)
    state = life.refold(facts)
    return [one for one in facts if _holds(one.event, state)]


def _holds(event: Any, state: Any) -> bool:
    match event:
        case of_matters.Separated() | of_petitions.SeparatedFromMatter() | Voided():
            return False
        case of_matters.Joined():
            return event in state.raisings
        case of_petitions.JoinedToMatter():
            return bool(state.matter == event.matter)
    return True


def _number(event: Any) -> int | None:
    """The number by which other lives name an opinion of a session."""
    return event.number if isinstance(event, of_sessions.OpinionVoiced) else None


def _names(event: Any, entry: Recorded[Any], *, whole: bool) -> bool:
    """Whether a fact names the life that is taken out, or the opinion."""
    if whole:
        shape: Any = type(event)
        return any(entry.stream in place.named(event) for place in references(shape))
    number = _number(entry.event)
    said = (getattr(event, "session", None), getattr(event, "opinion", None))
    return number is not None and said == (entry.stream, number)


def _untouched(assigned: Recorded[Any], read: Read) -> bool:
    return assigned.event.origin.kind == "session_duty" and not any(
        isinstance(one.act, Act) for one in read(assigned.stream)
    )


def check_hanging(setting: Setting, entry: Recorded[Any], found: Sequence[Recorded[Any]]) -> None:
    """Refuse to take out what others hang on, unless it is meant; see `by_hand`."""
    setting.lawful(
        not found,
        "nothing-hangs-on-the-voided-entry",
        RECORD,
        entry=entry.ref,
        hanging=tuple(one.ref for one in found),
    )
