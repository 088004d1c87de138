"""Many writers on one store: how much is decided, how evenly, and how long anybody waits.

    python benchmarks/writers.py --seconds 2

Each writer reports progress on a task of its own, again and again, without a pause: in processes
of their own, or in threads of one process that share an office. What is printed: decisions a
second, of all; the writer who got the fewest and the one who got the most; the longest that any
of them waited for one decision; and how long another process that asks a question waited.
"""

import argparse
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from decisions import CHAIR, DAY, LEAD, TEXT, an_office, origin

from dialogue_cases import task
from dialogue_cases.office import Office
from dialogue_cases.vocabulary import SystemAct


def clock() -> datetime:
    return datetime(2023, 6, 1, tzinfo=UTC)


def decided(office: Office, number: int, seconds: float) -> list[float]:
    """What one writer does for so long: how long each decision took."""
    stream, by_chair, took = task.stream(origin(number)), office.acting(CHAIR), []
    until = time.monotonic() + seconds
    while (begun := time.monotonic()) < until:
        by_chair.decide(stream, task.report_progress, on=DAY, gist=f"{len(took)}")
        took.append(time.monotonic() - begun)
    return took


def asked(office: Office, _: int, seconds: float) -> list[float]:
    """What one who asks does: what is the ward, 200 times a second."""
    took, until = [], time.monotonic() + seconds
    while (begun := time.monotonic()) < until:
        office.as_of("ward")
        took.append(time.monotonic() - begun)
        time.sleep(0.005)
    return took


def another(
    work: Any, path: str, durability: Any, number: int, seconds: float, gate: Any, answers: Any
) -> None:
    """A process of its own; it begins when all are ready."""
    with Office.open(
        f"sqlite:///{path}", durability=durability, clock=clock, wrapping_key=bytes(32)
    ) as office:
        work(office, number, 0.02)
        gate.wait()
        answers.put((work.__name__, work(office, number, seconds)))


def told(what: str, each: list[list[float]], questions: list[float], seconds: float) -> None:
    counts = sorted(map(len, each))
    print(
        f"{what:28} {sum(counts) / seconds:7.0f} a second, each {counts[0]} to {counts[-1]}, "
        f"longest wait {1000 * max(map(max, each)):.0f} ms, "
        f"of a question {1000 * max(questions):.0f} ms",
        flush=True,
    )


def measured(folder: Path, durability: Any, writers: int, kind: str, seconds: float) -> None:
    path = folder / f"{durability}-{kind}-{writers}.db"
    office = an_office(path, durability)
    by_rule = office.by_rule(SystemAct(rule="issued-conclusion-assigns-its-items"))
    for number in range(writers):
        stream = task.stream(origin(number))
        by_rule.decide(stream, task.assign, on=DAY, origin=origin(number), text=TEXT, lead=LEAD)
    new = get_context("spawn")
    processes = writers if kind == "processes" else 0
    gate, answers = new.Barrier(processes + 2), new.Queue()
    works = [(asked, 0), *((decided, number) for number in range(processes))]
    others = [
        new.Process(target=another, args=(work, str(path), durability, n, seconds, gate, answers))
        for work, n in works
    ]
    for one in others:
        one.start()
    gate.wait()
    each = in_threads(office, writers - processes, seconds)
    found = [answers.get() for _ in others]
    each += [took for name, took in found if name == "decided"]
    told(
        f"{durability}, {writers} {kind}",
        each,
        next(took for name, took in found if name == "asked"),
        seconds,
    )
    for one in others:
        one.join()
    office.close()


def in_threads(office: Office, number: int, seconds: float) -> list[list[float]]:
    if not number:
        return []
    with ThreadPoolExecutor(number) as pool:
        works = [pool.submit(decided, office, place, seconds) for place in range(number)]
        return [one.result() for one in works]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        for durability in ("process-crash", "power-loss"):
            for writers, kind in (
                (1, "threads"),
                (16, "threads"),
                (2, "processes"),
                (8, "processes"),
            ):
                measured(Path(folder), durability, writers, kind, options.seconds)


if __name__ == "__main__":
    main()
