"""Reading the log for a view: what was touched since, whole lives in turn, how far it is ours."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

import msgspec

from dialogue_cases.errors import CorruptLog
from dialogue_cases.record import Recorded, by_stream
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import StreamId

_COLUMNS = "originator_id, originator_version, position, topic, CAST(state AS BLOB)"
TOUCHED = (
    "SELECT position, originator_id FROM stored_events WHERE position > ? ORDER BY position LIMIT ?"
)
_LIVES = (
    f"SELECT {_COLUMNS} FROM stored_events "
    "WHERE (originator_id, originator_version) > (?, ?) AND originator_id < ? AND position <= ? "
    "ORDER BY originator_id, originator_version LIMIT ?"
)
_CHOSEN = (
    f"SELECT {_COLUMNS} FROM stored_events "
    "WHERE originator_id IN (SELECT value FROM json_each(?)) AND position <= ? "
    "ORDER BY originator_id, originator_version"
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
    for word in series:
        for _, facts in groupby(_series(store, word, upto), key=lambda fact: fact.stream):
            yield list(facts)


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
                facts = store.decoded(reading.cursor.execute(_CHOSEN, (asked, upto)))
        except CorruptLog:
            sound = (one for each in some for one in store.sound_life(each))
            facts = [one for one in sound if one.position <= upto]
        for _, life in groupby(facts, key=lambda fact: fact.stream):
            yield list(life)


def _place(life: Sequence[Recorded[Any]], series: Sequence[str]) -> tuple[int, StreamId]:
    """Where a life comes in the order of `lives`."""
    stream = life[0].stream
    return series.index(stream.partition("/")[0]), stream


def _series(store: Store, word: str, upto: int) -> Iterator[Recorded[Any]]:
    beyond = f"{word}0"  # the first text after every `word/…`
    place: tuple[str, int] = (word, 0)
    while True:
        with store.reading() as asked:
            found = asked.cursor.execute(_LIVES, (*place, beyond, upto, _PAGE))
            page = store.decoded(found)
        yield from page
        if len(page) < _PAGE:
            return
        place = (page[-1].stream, page[-1].version)
