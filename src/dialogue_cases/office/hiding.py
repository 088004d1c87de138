"""Che văn bản: words of a text in clear are hidden wherever it reads, and removed if they can be.

What was written stays committed to, so that the record's proofs stay whole. A text only loses
words by it: in the place of each stands a mark, and the rest reads as it was written.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dialogue_cases.codec.texts import free_texts
from dialogue_cases.errors import Invalid, Refused, RemovalStopped
from dialogue_cases.office.bounds import references
from dialogue_cases.office.clear_text import texts_in_clear
from dialogue_cases.record import (
    Destroyed,
    HoldLifted,
    HoldPlaced,
    Recorded,
    Redacted,
    RedactionRule,
)
from dialogue_cases.spelling import nfc
from dialogue_cases.store import Writing
from dialogue_cases.vocabulary import Act, EventRef, StreamId, SystemAct, event_ref
from dialogue_cases.ward import WARD
from dialogue_cases.ward.in_any_life import RECORD, redact

if TYPE_CHECKING:
    from dialogue_cases.office import Office
    from dialogue_cases.office.desk import Desk

HIDDEN = "[…]"
"""What reads in the place of words that are hidden."""

READS = "event.reads"
"""Where a redaction says how the text reads that it is about."""


@frozen(kw_only=True)
class RedactedText:
    """Văn bản đã che: one text of which words were hidden.

    Args:
        of: the fact …
        place: … and where in it the text stands.
        reads: the text as it reads now.
        removed: whether the words are gone from the store. Where a fact has its texts in its own
            bytes, as those have that were recorded by the first version, they are only hidden.
    """

    of: EventRef
    place: str
    reads: str
    removed: bool


@frozen(kw_only=True)
class Redaction:
    """Kết quả che: what was hidden, and what is left.

    Args:
        texts: of which texts.
        elsewhere: facts in which the words stand still: of cases that name this one or are named
            by it, and of this one, where what says them is no text of somebody's own (a topic, a
            place, the kind of a document) and can't be hidden.
        overwritten: whether nothing of it is left in the store's file and the log beside it;
            else somebody was reading, and the next redaction or the store's closing does it; of
            a part of `Office.together` that transaction's end does it.
    """

    texts: tuple[RedactedText, ...]
    elsewhere: tuple[EventRef, ...]
    overwritten: bool


def without(text: str, words: Sequence[str]) -> str:
    """A text with a mark in the place of words, however their letters are cased.

    >>> without("Bà Trần Thị B, tổ 5: TRẦN THỊ B lấn đường", ["Trần Thị B"])
    'Bà […], tổ 5: […] lấn đường'
    >>> without("Trần Thị Bình", ["Trần Thị B"])
    'Trần Thị Bình'
    """
    for one in words:
        said = r"\s+".join(map(re.escape, nfc(one).split()))
        text = re.sub(rf"(?<!\w){said}(?!\w)", HIDDEN, nfc(text), flags=re.IGNORECASE)
    return text


def hides_only(before: str, after: str) -> bool:
    """Whether a text only lost words: marks stand in their place, and the rest is as it was.

    >>> hides_only("Ông A và bà B", "Ông […] và bà […]")
    True
    >>> hides_only("Ông A và bà B", "Ông […] và ông […]")
    False
    """
    kept = map(re.escape, after.split(HIDDEN))
    return before != after and re.fullmatch(".+?".join(kept), before, re.DOTALL) is not None


def check_redacted(history: Sequence[Recorded[Any]], events: Sequence[Any]) -> None:
    """What is to be hidden stands there, and nothing else is written in its place.

    Raises:
        Refused: `entry-exists`, `text-stands-there`, `redaction-only-hides`.
    """
    for event in events:
        if not isinstance(event, Redacted):
            continue
        fact = next((one for one in history if one.version == event.entry), None)
        if fact is None:
            raise Refused("entry-exists", RECORD, version=event.entry)
        text = free_texts(fact).get(event.which_text)
        if text is None:
            among = tuple(free_texts(fact))
            raise Refused(
                "text-stands-there", RECORD, ref=fact.ref, place=event.which_text, among=among
            )
        if not hides_only(text, event.reads):
            raise Refused("redaction-only-hides", RECORD, ref=fact.ref, place=event.which_text)


def hide(
    office: "Office",
    stream: StreamId,
    words: Sequence[str],
    *,
    act: Act | SystemAct,
    on: date,
    rule: RedactionRule,
    reason: str,
    version: int | None = None,
    place: str | None = None,
) -> Redaction:
    """Hide words in a case, all or nothing; `Office.redact` says what is asked and answered."""
    wanted = [one for one in words if one.strip()]
    if not wanted and place is None:
        raise Invalid(
            "nothing is said to be hidden", expected="words, or the place of a whole text"
        )
    if without(nfc(reason), wanted) != nfc(reason):
        raise Invalid(
            "the reason says the very words that are to be hidden",
            where="reason",
            expected="a reason without them: it stays in the case",
        )
    told: list[tuple[EventRef, str, str]] = []
    texts: list[RedactedText] = []
    elsewhere: list[EventRef] = []
    stopped: RemovalStopped | None = None
    with office.together() as writing:
        history = office.history(stream)
        if version is not None and all(one.version != version for one in history):
            raise Refused("entry-exists", RECORD, version=version)
        for fact in history:
            if version not in (None, fact.version):
                continue
            its = free_texts(fact)
            if place is not None and version is not None and place not in its:
                raise Refused(
                    "text-stands-there", RECORD, ref=fact.ref, place=place, among=tuple(its)
                )
            for where, text in its.items():
                if isinstance(fact.event, Redacted) and where == READS:
                    continue  # as the text reads that it is about, or did before that was hidden
                reads = without(text, wanted) if wanted else HIDDEN
                if place in (None, where) and reads != text:
                    told.append((fact.ref, where, reads))
        told += _copies(history, told, wanted)
        if not told:
            if still := _still_saying(history, wanted):
                raise Invalid(
                    "what says these words in {ref} is no text of somebody's own, and can't be "
                    "hidden",
                    expected="a correction of that entry; the record keeps what it said before",
                    ref=still[0],
                )
            raise Refused("words-stand-there", RECORD, stream=stream)
        try:
            for ref, where, reads in told:
                event = Redacted(
                    on=on,
                    entry=int(ref.rpartition("@")[2]),
                    which_text=where,
                    reads=reads,
                    rule=rule,
                    reason=reason,
                )
                office.acting(act).decide(stream, redact, event)
                gone = writing.is_beside(ref, where)
                texts.append(RedactedText(of=ref, place=where, reads=reads, removed=gone))
            elsewhere += _elsewhere(writing, history, wanted)
        except RemovalStopped as refused:  # which is on record
            stopped = refused
    if stopped is not None:
        raise stopped
    return Redaction(
        texts=tuple(texts),
        elsewhere=tuple(elsewhere),
        overwritten=not office.is_deciding_together and office.store.is_settled,
    )


def _copies(
    history: Sequence[Recorded[Any]],
    told: Sequence[tuple[EventRef, str, str]],
    words: Sequence[str],
) -> list[tuple[EventRef, str, str]]:
    """What earlier redactions of these texts say that they read: all of it goes with them.

    So does what says the words and was superseded by a later redaction of its text.
    """
    last = {
        (one.event.entry, one.event.which_text): one.version
        for one in history
        if isinstance(one.event, Redacted)
    }
    again = {(ref, where) for ref, where, _ in told}
    found: list[tuple[EventRef, str, str]] = []
    for one in history:
        if not isinstance(one.event, Redacted) or one.event.reads == HIDDEN:
            continue
        about = event_ref(one.stream, one.event.entry), one.event.which_text
        is_old = last[one.event.entry, one.event.which_text] != one.version
        if about in again or (is_old and without(one.event.reads, words) != one.event.reads):
            found.append((one.ref, READS, HIDDEN))
            again.add((one.ref, READS))
    return found


def hide_all(office: "Office", stream: StreamId, desk: "Desk", *, on: date, reason: str) -> None:
    """Hide every text in clear of a case that is destroyed, but for why its data were removed."""
    history = office.history(stream)
    for fact in history:
        if isinstance(fact.event, (Destroyed, Redacted, HoldPlaced, HoldLifted)):
            continue
        for where, text in free_texts(fact).items():
            if text != HIDDEN:
                desk.decide(stream, redact, _whole(on, fact.version, where, reason))
    for fact in history:  # what is left of texts that were hidden in part before
        if isinstance(fact.event, Redacted) and fact.event.reads != HIDDEN:
            desk.decide(stream, redact, _whole(on, fact.version, READS, reason))


def _whole(on: date, entry: int, place: str, reason: str) -> Redacted:
    return Redacted(
        on=on, entry=entry, which_text=place, reads=HIDDEN, rule="retention", reason=reason
    )


def _elsewhere(
    writing: Writing, history: Sequence[Recorded[Any]], words: Sequence[str]
) -> list[EventRef]:
    """Facts in which the words stand still, of lives that name this one or are named by it, and
    of this one, where they are no text that can be hidden."""
    stream = history[0].stream
    named: set[StreamId] = set()
    for fact in history:
        shape: Any = type(fact.event)
        named |= {
            StreamId(name.partition("@")[0])
            for reference in references(shape)
            for name in reference.named(fact.event)
        }
    others = sorted({*writing.streams("", naming=[stream]), *named} - {stream, WARD})
    facts = [*writing.read(stream), *(fact for other in others for fact in writing.read(other))]
    return _still_saying(facts, words)


def _still_saying(facts: Iterable[Recorded[Any]], words: Sequence[str]) -> list[EventRef]:
    return [
        fact.ref
        for fact in facts
        if any(without(nfc(text), words) != nfc(text) for text in texts_in_clear(fact.event))
    ]
