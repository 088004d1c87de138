"""Reading the log for a view: what was touched since, whole lives in turn, how far it is ours."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from dialogue_cases.codec import recorded_at
from dialogue_cases.errors import CorruptLog
from dialogue_cases.record import LOCAL, Recorded, by_stream
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import StreamId

TOUCHED = (
    "SELECT position, originator_id FROM stored_events WHERE position > ? ORDER BY position LIMIT ?"
)
_LIVES = (
    "WHERE (originator_id, originator_version) > (?, ?) AND originator_id < ? AND position <= ? "
    "ORDER BY originator_id, originator_version LIMIT ?"
)
_CHOSEN = (
    "WHERE originator_id IN (SELECT value FROM json_each(?)) AND position <= ? "
    "ORDER BY originator_id, originator_version"
)
_NEXT = (
    "SELECT position, CAST(state AS BLOB) FROM stored_events WHERE position >= ? AND position <= ? "
    "ORDER BY position LIMIT 1"
)
_BETWEEN = (
    "SELECT originator_id, min(originator_version) FROM stored_events "
    "WHERE position > ? AND position <= ? GROUP BY originator_id"
)
_PAGE = 1000
_LIVES_AT_ONCE = 200


def touched(store: Store, after: int, most: int) -> tuple[int, list[StreamId]]:
    """The lives of the next facts after a position, each once.

    Args:
        after: the position of the last fact that was read.
        most: how many facts to look at.

    Returns:
        The position of the last of these facts (`after` if there are none), and the lives.
    """
    with store.reading() as asked:
        rows = asked.cursor.execute(TOUCHED, (after, most)).fetchall()
    last = rows[-1][0] if rows else after
    return last, list(dict.fromkeys(StreamId(stream) for _, stream in rows))


def last_known(store: Store, known: date, upto: int) -> int:
    """The position of the last fact that was on record at the end of a local day.

    Time never runs backwards in a log, so that it is found by halving.

    Args:
        store: the log.
        known: that day.
        upto: a position that is looked no further than.
    """
    first, beyond = 0, upto + 1  # known there, and beyond it not
    with store.reading() as asked:
        while beyond - first > 1:
            middle = (first + beyond) // 2
            found = asked.cursor.execute(_NEXT, (middle, upto)).fetchone()
            if found is None or recorded_at(found[1]).astimezone(LOCAL).date() > known:
                beyond = middle
            else:
                first = found[0]
    return first


def touched_between(store: Store, after: int, upto: int) -> dict[StreamId, bool]:
    """The lives of the facts after one position up to another, and whether each began before."""
    with store.reading() as asked:
        rows = asked.cursor.execute(_BETWEEN, (after, upto)).fetchall()
    return {StreamId(stream): version > 1 for stream, version in rows}


def fingerprint(store: Store, position: int) -> str:
    """What tells the fact at a position from another one there, as `Recorder.fingerprint`."""
    with store.reading() as asked:
        return store.recorder.fingerprint(asked.cursor, position)


def lives(store: Store, series: Sequence[str], upto: int) -> Iterator[list[Recorded[Any]]]:
    """Whole lives in turn, each by version: what a view is made from anew.

    It holds no lock between its pages: facts never change, and later ones are left out.

    Args:
        series: first words of their streams, such as `petition`.
        upto: the position of the last fact to read.

    Raises:
        CorruptLog: a fact can't be read back.
    """
    return lives_within(store, [_whole(word) for word in series], upto)


Range: TypeAlias = tuple[str, str]
"""Khoảng: the lives of one series whose names come from one up to another, without that."""


def lives_within(store: Store, ranges: Sequence[Range], upto: int) -> Iterator[list[Recorded[Any]]]:
    """As `lives`, of those whose names lie in these ranges."""
    for first, beyond in ranges:
        for _, facts in groupby(_within(store, first, beyond, upto), key=attrgetter("stream")):
            yield list(facts)


def shared_out(store: Store, series: Sequence[str], parts: int) -> list[list[Range]]:
    """The lives of these series in so many parts, of about as many facts each.

    Each part has slices from beginning to end, for later years are more work: more rules ask.
    """
    slices = 1 if parts == 1 else parts * _SLICES
    shared: list[list[Range]] = [[] for _ in range(parts)]
    for word in series:
        first, beyond = _whole(word)
        with store.reading() as asked:
            span = "FROM stored_events WHERE originator_id >= ? AND originator_id < ?"
            ((facts,),) = asked.cursor.execute(f"SELECT count(*) {span}", (first, beyond))
            middle = f"SELECT originator_id {span} ORDER BY originator_id LIMIT 1 OFFSET ?"
            cuts = [
                asked.cursor.execute(middle, (first, beyond, facts * part // slices)).fetchone()
                for part in range(1, slices)
            ]
        bounds = [first, *(cut[0] if cut else beyond for cut in cuts), beyond]
        for number, (begin, end) in enumerate(pairwise(bounds)):
            shared[number % parts] += [(begin, end)] if begin < end else []
    return shared


_SLICES = 8
"""How many slices of a series each part has."""


def _whole(word: str) -> Range:
    """A whole series: what is called `word`, or `word/…`; nothing else comes between the two."""
    return word, f"{word}0"


def sound_lives(store: Store, series: Sequence[str], upto: int) -> Iterator[list[Recorded[Any]]]:
    """As `lives`, of a damaged log: what can't be read back is left out (`Store.sound`).

    Raises:
        CorruptLog: a fact of the ward itself can't be read back.
    """
    for stream, facts in by_stream(store.sound(upto=upto)).items():
        if stream.partition("/")[0] in series:
            yield facts


def whole_lives(store: Store, series: Sequence[str]) -> Iterator[list[Recorded[Any]]]:
    """The lives of these series in turn, without those that can't be read back (`Store.sound`).

    Only one of them is in memory at a time, but of a damaged log.

    Raises:
        CorruptLog: a fact of the ward itself can't be read back.
    """
    upto, last = store.position, (-1, "")
    told = lives(store, series, upto)
    while True:
        try:
            life = next(told, None)
        except CorruptLog:
            break
        if life is None:
            return
        last = _place(life, series)
        yield life
    rest = (one for one in sound_lives(store, series, upto) if _place(one, series) > last)
    yield from rest


def chosen_lives(
    store: Store, streams: Iterable[StreamId], upto: int
) -> Iterator[list[Recorded[Any]]]:
    """These lives in turn, each by version, without those that can't be read back.

    As `Store.sound_life` of each, some hundred in one question.

    Args:
        store: where they are.
        streams: which ones; of those that aren't there nothing is told.
        upto: the position of the last fact to read.
    """
    rest = iter(streams)
    while some := list(islice(rest, _LIVES_AT_ONCE)):
        asked = msgspec.json.encode(some).decode()
        try:
            with store.reading() as reading:
                facts = store.decoded(store.recorder.facts(reading.cursor, _CHOSEN, (asked, upto)))
        except CorruptLog:
            sound = (one for each in some for one in store.sound_life(each))
            facts = [one for one in sound if one.position <= upto]
        for _, life in groupby(facts, key=lambda fact: fact.stream):
            yield list(life)


def _place(life: Sequence[Recorded[Any]], series: Sequence[str]) -> tuple[int, StreamId]:
    """Where a life comes in the order of `lives`."""
    stream = life[0].stream
    return series.index(stream.partition("/")[0]), stream


def _within(store: Store, first: str, beyond: str, upto: int) -> Iterator[Recorded[Any]]:
    place: tuple[str, int] = (first, 0)
    while True:
        with store.reading() as asked:
            found = store.recorder.facts(asked.cursor, _LIVES, (*place, beyond, upto, _PAGE))
            page = store.decoded(found)
        yield from page
        if len(page) < _PAGE:
            return
        place = (page[-1].stream, page[-1].version)
