"""Ngày mà hồ sơ dựa vào: which days of the law the rows of each life rest on.

It is a view that nobody reads: where the law of another day says other things of some days only,
all lives that rest on none of these have the same rows under both.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from dialogue_cases.codec import LIFE_OF
from dialogue_cases.law.differing import Days
from dialogue_cases.projection.view import LifeAsKnown, View, ViewTable
from dialogue_cases.vocabulary import StreamId


class LawDays(msgspec.Struct, frozen=True, kw_only=True):
    """Ngày mà một hồ sơ dựa vào: the first and the last day that its terms asked about."""

    stream: StreamId
    first: date
    last: date


def rows(life: LifeAsKnown) -> Iterator[LawDays]:
    """The days of one life; none of one in which nothing is owed, whatever the law's days."""
    spans = [one.looked_at for one in life.owed if one.looked_at is not None]
    if spans:
        first, last = min(first for first, _ in spans), max(last for _, last in spans)
        yield LawDays(stream=life.stream, first=first, last=last)


VIEW = View(
    name="law-days",
    version=1,
    about=tuple(LIFE_OF),
    tables=(
        ViewTable(
            LawDays,
            "law_days",
            ("CREATE INDEX law_days_by_last ON law_days (last)",),
            key="stream",
        ),
    ),
    rows=rows,
    of_law=True,
)


def made_with(views: Iterable[View]) -> list[View]:
    """Views that are made anew in one reading, and this one where that reads every life anyway."""
    made = list(dict.fromkeys(views))
    about = {word for view in made if view.of_law for word in view.about}
    return made if VIEW in made or about < set(VIEW.about) else [*made, VIEW]


RESTING = """
SELECT stream FROM law_days
WHERE last >= :least AND EXISTS (
    SELECT 1 FROM json_each(:days) AS days
    WHERE first <= json_extract(days.value, '$[1]') AND last >= json_extract(days.value, '$[0]'))
"""


def resting_on(database: sqlite3.Connection, days: Sequence[Days]) -> list[StreamId]:
    """The lives whose rows rest on one of these days."""
    if not days:
        return []
    asked = {"least": min(days)[0].isoformat(), "days": msgspec.json.encode(days).decode()}
    return [StreamId(stream) for (stream,) in database.execute(RESTING, asked)]
