"""Che văn bản: words of a text in clear are hidden wherever it reads, and removed if they can be.

What was written stays committed to, so that the record's proofs stay whole. A text only loses
words by it: in the place of each stands a mark, and the rest reads as it was written.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import frozen

from dialogue_cases.codec.texts import free_texts
from dialogue_cases.errors import Invalid, Refused, RemovalStopped
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
from dialogue_cases.vocabulary import Act, EventRef, StreamId, SystemAct
from dialogue_cases.ward.in_any_life import RECORD, redact

if TYPE_CHECKING:
    from dialogue_cases.office import Office
    from dialogue_cases.office.desk import Desk

HIDDEN = "[…]"
"""What reads in the place of words that are hidden."""


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
        elsewhere: facts of cases that name this one, in which the words stand still.
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
                reads = without(text, wanted) if wanted else HIDDEN
                if place in (None, where) and reads != text:
                    told.append((fact.ref, where, reads))
        if not told:
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
            elsewhere += _elsewhere(writing, stream, wanted)
        except RemovalStopped as refused:  # which is on record
            stopped = refused
    if stopped is not None:
        raise stopped
    return Redaction(
        texts=tuple(texts),
        elsewhere=tuple(elsewhere),
        overwritten=not office.is_deciding_together and office.store.settle(),
    )


def hide_all(office: "Office", stream: StreamId, desk: "Desk", *, on: date, reason: str) -> None:
    """Hide every text in clear of a case that is destroyed, but for why its data were removed."""
    for fact in office.history(stream):
        if isinstance(fact.event, (Destroyed, Redacted, HoldPlaced, HoldLifted)):
            continue
        for where, text in free_texts(fact).items():
            if text != HIDDEN:
                event = Redacted(
                    on=on,
                    entry=fact.version,
                    which_text=where,
                    reads=HIDDEN,
                    rule="retention",
                    reason=reason,
                )
                desk.decide(stream, redact, event)


def _elsewhere(writing: Writing, stream: StreamId, words: Sequence[str]) -> list[EventRef]:
    """Facts of lives that name this one, in which the words stand still."""
    return [
        fact.ref
        for other in sorted({*writing.streams("", naming=[stream])} - {stream})
        for fact in writing.read(other)
        if any(without(text, words) != text for text in free_texts(fact).values())
    ]
