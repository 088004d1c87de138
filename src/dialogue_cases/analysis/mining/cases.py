"""Nhật ký theo vụ việc: one kind of life as cases, for tools that read one case after the other.

A case is one life, its events are that life's own facts. XES (IEEE 1849) says what an attribute
is by its standard extensions; the table has the same names as columns, so that what reads the
one reads the other.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import quoteattr

from dialogue_cases import whole_file
from dialogue_cases.analysis.mining.model import MinedEvent, MinedLife
from dialogue_cases.analysis.mining.told import Scalar, as_text
from dialogue_cases.codec import EVERY_LIFE
from dialogue_cases.errors import Invalid

CASE, ACTIVITY, TIME, RESOURCE = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "org:resource",
)

BY_RULE = "rule"
"""Who did what followed by rule."""

DURATIONS = (
    "calendar_days_since_start", "working_days_since_start", "working_days_are_provisional",
)  # fmt: skip

COLUMNS = (CASE, ACTIVITY, TIME, "position", RESOURCE, *DURATIONS)
"""The columns of the table."""

_EXTENSIONS = {
    "Concept": "concept",
    "Time": "time",
    "Organizational": "org",
    "Lifecycle": "lifecycle",
}

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    + "".join(
        f'<extension name="{name}" prefix="{prefix}" '
        f'uri="http://www.xes-standard.org/{prefix}.xesext"/>\n'
        for name, prefix in _EXTENSIONS.items()
    )
    + '<global scope="trace"><string key="concept:name" value=""/></global>\n'
    '<global scope="event"><string key="concept:name" value=""/>'
    '<date key="time:timestamp" value="1970-01-01T00:00:00+07:00"/>'
    '<string key="org:resource" value=""/>'
    '<string key="lifecycle:transition" value="complete"/></global>\n'
    '<classifier name="Activity" keys="concept:name"/>\n'
)


def series_of(kind: str) -> tuple[str, ...]:
    """The series of a kind of life, such as `dialogue` and `reception` of a session.

    Raises:
        Invalid: there is no such kind.

    Example:
        >>> series_of("session")
        ('dialogue', 'reception')
    """
    known = {life.name: life.series for life in EVERY_LIFE}
    if kind not in known:
        raise Invalid(
            "no life is called {word!r}", expected="{among}", word=kind, among=" | ".join(known)
        )
    return known[kind]


def write_xes(lives: Iterable[MinedLife], path: Path) -> int:
    """Write lives of one kind as the cases of an XES log: all of it, or nothing.

    Args:
        lives: as `mined_lives` yields them.
        path: a file that isn't there yet, or may be written over.

    Returns:
        How many events were written.

    Raises:
        OSError: it can't be written there; what was there is as it was.
    """
    number = 0
    with whole_file.text(path) as file:
        file.write(_HEAD)
        for life in lives:
            number += len(life.events)
            _trace(file, life)
        file.write("</log>\n")
    return number


def write_csv(lives: Iterable[MinedLife], path: Path) -> int:
    """Write lives of one kind as a table of events, with `COLUMNS`: all or nothing.

    Args:
        lives: as `mined_lives` yields them.
        path: a file that isn't there yet, or may be written over.

    Returns:
        How many events were written.

    Raises:
        OSError: it can't be written there; what was there is as it was.
    """
    number = 0
    with whole_file.text(path) as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        for life in lives:
            number += len(life.events)
            table.writerows(_row(life.objects[0].id, one) for one in life.events)
    return number


def resource_of(one: MinedEvent) -> str:
    """Who did it: the officer where they are told, the office else, or that it was by rule."""
    return one.officer or one.office or BY_RULE


def _row(case: str, one: MinedEvent) -> tuple[str | int, ...]:
    durations = (as_text(one.values[name]) for name in DURATIONS)
    return case, one.type, as_text(one.time), one.position, resource_of(one), *durations


def _trace(file: TextIO, life: MinedLife) -> None:
    """A case with what it has come to, and its events."""
    case = life.objects[0]
    now = {one.name: one.value for one in case.changes}
    file.write("<trace>\n")
    file.writelines(_attributes({"concept:name": case.id} | now))
    for one in life.events:
        file.write("\n<event>")
        told: dict[str, Scalar | datetime] = {
            ACTIVITY: one.type,
            TIME: one.time,
            RESOURCE: resource_of(one),
            "lifecycle:transition": "complete",
            "concept:instance": one.id,
        }
        file.writelines(_attributes(told | dict(one.values)))
        file.write("</event>")
    file.write("\n</trace>\n")


def _attributes(values: Mapping[str, Scalar | datetime]) -> Iterator[str]:
    for name, value in values.items():
        yield f"<{_kind(value)} key={quoteattr(name)} value={quoteattr(as_text(value))}/>"


def _kind(value: Scalar | datetime) -> str:
    match value:
        case bool():
            return "boolean"
        case int():
            return "int"
        case str():
            return "string"
    return "date"
