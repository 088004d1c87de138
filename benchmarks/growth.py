"""How questions grow with the record: CPU and memory of one command, at 10³ … 10⁶ petitions.

    python benchmarks/growth.py                             # 1,000 and 10,000 petitions
    python benchmarks/growth.py --sizes 1000 10000 100000 --keep folder
    python benchmarks/growth.py --sizes 1000000 --keep folder   # 8.2 million facts, 4.4 GB

The wards are those of `questions.py`, written row by row through the codec. Each question is a
command in a process of its own, asked after the views were made and the index was brought up to
date, as an office has them; what is printed is CPU time and the most memory that the process
held. What may be linear is marked: it says that it reads everything. Last comes what policies look
for under the write lock, in this process, with the number of lives that they find.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from questions import CHAIR, GROUPS, TODAY, an_office, lives

from dialogue_cases import codec
from dialogue_cases.office import Office
from dialogue_cases.record import Recorded
from dialogue_cases.store.finding import AT_A_TIME, keep_up
from dialogue_cases.store.recorder import INSERT
from dialogue_cases.vocabulary import Operator

ON = ("--on", TODAY.isoformat())
LIMIT = date(2025, 1, 1).isoformat()
COMMANDS: dict[str, tuple[str, ...]] = {
    "show a petition": ("show", "petition/2025/5"),
    "deadlines of a petition": ("deadlines", "petition/2025/2", *ON),
    "followers of a fact": ("followers", "petition/2025/2@1"),
    "list the dialogues of a year": ("list", "dialogue/2025"),
    "list the petitions of a year": ("list", "petition/2025"),
    "board of one life": ("board", "--stream", "petition/2025/2", *ON),
    "check": ("check", *ON),
    "calendar": ("calendar", *ON, "--to", "{folder}/calendar.ics"),
    "what-if: a limit": ("what-if", "--limit", "P4=5", "--since", LIMIT, *ON),
    "what-if: a day off": ("what-if", "--day-off", "2026-01-16", *ON),
    "statistics of a quarter": ("statistics", "--period", "2025-Q1", *ON),
    "matters suggest": ("matters", "suggest"),
    "report of a quarter": ("report", "--period", "2025-Q1", *ON),
    "board as known then (linear)": ("board", "--known", TODAY.isoformat(), *ON),
    "doctor (linear)": ("doctor",),
}


Row: TypeAlias = tuple[str, int, str, str, str | None]

# -- A ward of any size --------------------------------------------------------------------


def rows(petitions: int, seed: int) -> Iterator[tuple[str, int, str, str, str | None]]:
    """The facts of `questions.lives`, as they are stored, with their texts."""
    at = datetime(TODAY.year, TODAY.month, TODAY.day, 2, tzinfo=UTC)
    clerk = Operator(id="chi.lan")
    for stream, events in lives(petitions, seed):
        for version, event in enumerate(events, start=1):
            spelt = codec.encode(
                Recorded(
                    stream=stream, version=version, position=0, recorded_at=at,
                    recorded_by=clerk, act=CHAIR, event=event,
                ),
                secrets.token_bytes,
            )  # fmt: skip
            yield stream, version, spelt.name, spelt.state, spelt.beside


def batched(facts: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(facts, 10_000)):
        yield page


def made(folder: Path, petitions: int, seed: int) -> Path:
    """A store with all of that, its key beside it; one that is there is used again."""
    path = folder / f"{petitions}" / "ward.db"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with an_office(path, 0, seed) as office, office.store.writing() as writing:
        position = writing.position
        for page in batched(rows(petitions, seed)):
            writing.cursor.executemany(INSERT, [row[:4] for row in page])
            beside = [(at, row[4]) for at, row in enumerate(page, position + 1) if row[4]]
            writing.cursor.executemany("INSERT INTO texts VALUES (?, ?)", beside)
            position += len(page)
    key = path.with_name("ward.db.key")
    key.write_text("00" * 32 + "\n", encoding="ascii")
    key.chmod(0o600)
    print(f"{petitions:,} petitions made in {time.perf_counter() - began:.0f} s", flush=True)
    return path


# -- One command -----------------------------------------------------------------------------


def asked(path: Path, command: tuple[str, ...]) -> tuple[float, float]:
    """CPU seconds and megabytes of one command in a process of its own."""
    folder = path.parent
    for left in folder.glob("calendar.ics"):
        left.unlink()
    words = [word.format(folder=folder) for word in command]
    program = "import sys; from dialogue_cases.cli import main; sys.exit(main())"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "--store", f"sqlite:///{path}", *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    told = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)}: {told.decode()}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


# -- What policies look for ----------------------------------------------------------------------


def looked(office: Office) -> dict[str, tuple[float, int]]:
    """CPU milliseconds of what policies look for under the write lock, and how many lives."""
    wanted: dict[str, dict[str, Any]] = {
        "petitions of a group, maybe open": {"naming": [GROUPS[0]], "unsettled": True},
        "petitions of a session": {"naming": ["dialogue/2025/1"]},
    }
    found = {}
    with office.store.writing() as writing:
        for name, asked_for in wanted.items():
            began = time.process_time()
            streams = writing.streams("petition", **asked_for)
            found[name] = (time.process_time() - began) * 1000, len(streams)
    return found


# -- The curves --------------------------------------------------------------------------------


def measured(folder: Path, sizes: list[int], seed: int, runs: int) -> None:
    found: dict[str, list[str]] = {name: [] for name in COMMANDS}
    for size in sizes:
        path = made(folder, size, seed)
        with an_office(path, size, seed) as office:
            for _ in range(0, office.store.position + AT_A_TIME, AT_A_TIME):
                with office.store.writing() as writing:
                    keep_up(writing.cursor)
        asked(path, ("rebuild",))
        asked(path, COMMANDS["statistics of a quarter"])  # its view isn't made by rebuild
        for name, command in COMMANDS.items():
            cpu, memory = min(asked(path, command) for _ in range(runs))
            found[name].append(f"{cpu:7.2f} s {memory:6,.0f} MB")
        with an_office(path, size, seed) as office:
            for name, (ms, number) in looked(office).items():
                found.setdefault(name, []).append(f"{ms:7.1f} ms {number:7,}")
    print(f"\n{'petitions':<32}" + "".join(f"{size:>18,}" for size in sizes))
    for name, told in found.items():
        print(f"{name:<32}" + "".join(f"{one:>18}" for one in told))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seed", type=int, default=2023)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder in which what is made stays")
    options = parser.parse_args()
    if options.keep is not None:
        measured(options.keep, options.sizes, options.seed, options.runs)
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), options.sizes, options.seed, options.runs)


if __name__ == "__main__":
    main()
