"""Event logs read back: by the standard library, each format into the same plain values."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

XES = "{http://www.xes-standard.org/}"


class Told(NamedTuple):
    """One event as a format tells it: enough to say that two tell the same."""

    id: str
    type: str
    time: str
    position: int


class Case(NamedTuple):
    """One event of a case, with what the table and XES both tell."""

    case: str
    activity: str
    time: str
    position: str
    resource: str
    calendar_days: str
    working_days: str
    provisional: str


def in_json(file: Path) -> Any:
    """What stands in OCEL 2.0 JSON; not a number (NaN) is none."""
    return json.loads(file.read_text("utf-8"), parse_constant=lambda word: 1 / 0)


def told_in_json(log: Any) -> list[Told]:
    return [
        Told(
            one["id"],
            one["type"],
            one["time"],
            int(next(a["value"] for a in one["attributes"] if a["name"] == "position")),
        )
        for one in log["events"]
    ]


def told_in_sqlite(file: Path) -> list[Told]:
    """In the order of time, of equal times by position."""
    with closing(sqlite3.connect(file)) as database:
        kinds = database.execute("SELECT ocel_type, ocel_type_map FROM event_map_type").fetchall()
        found = [
            Told(name, kind, at, position)
            for kind, mapped in kinds
            for name, at, position in database.execute(
                f'SELECT ocel_id, ocel_time, position FROM "event_{mapped}"'
            )
        ]
    return sorted(found, key=lambda one: (one.time, one.position))


def relations_in_sqlite(file: Path) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(file)) as database:
        return {*database.execute("SELECT * FROM event_object")}


def relations_in_json(log: Any) -> list[tuple[str, str, str]]:
    return [
        (one["id"], each["objectId"], each["qualifier"])
        for one in log["events"]
        for each in one["relationships"]
    ]


def in_csv(file: Path) -> list[Case]:
    with file.open(encoding="utf-8", newline="") as rows:
        _, *found = csv.reader(rows)
    return [Case(*row) for row in found]


def in_xes(file: Path) -> list[Case]:
    return [*_of_traces(ElementTree.parse(file).getroot())]


def _of_traces(log: Any) -> Iterator[Case]:
    for trace in log.iter(f"{XES}trace"):
        name = trace.find(f"{XES}string[@key='concept:name']").get("value")
        for event in trace.iter(f"{XES}event"):
            said = {one.get("key"): one.get("value") for one in event}
            yield Case(
                name,
                said["concept:name"],
                said["time:timestamp"],
                said["position"],
                said["org:resource"],
                said["calendar_days_since_start"],
                said["working_days_since_start"],
                said["working_days_are_provisional"],
            )


def throughput(cases: list[Case]) -> dict[str, float]:
    """How many seconds lie between the first and the last event of each case."""
    times: dict[str, list[datetime]] = {}
    for one in cases:
        times.setdefault(one.case, []).append(datetime.fromisoformat(one.time))
    return {case: (max(all_) - min(all_)).total_seconds() for case, all_ in times.items()}
