"""Exports as ratios: tables for analysts against a plain pass over the same bytes.

    python benchmarks/exports.py                          # 20,000 petitions: 163,000 facts
    python benchmarks/exports.py --petitions 122000 --keep folder    # a million facts

The ward is that of `growth.py`, its index brought up to date. What is printed is wall-clock time,
CPU time with that of the processes begun, facts a second of CPU, and both ratios to the plain pass
that was made just before: for the facts DuckDB counting the stored JSON's days (every byte is
read), for what is derived reading every fact back, one process each.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
from growth import made
from questions import an_office

from dialogue_cases.analysis import export_tables
from dialogue_cases.analysis.mining import ObjectCentricLog, mined_lives, series_of, write_xes
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.office import Office
from dialogue_cases.projection import parts
from dialogue_cases.proofs.leaves import rows
from dialogue_cases.store.finding import AT_A_TIME, keep_up
from dialogue_cases.store.following import lives

PAGE = 20_000


def plain_facts(office: Office) -> None:
    """Every stored byte, through Arrow to DuckDB."""
    schema = pa.schema([("state", pa.string())])
    found = rows(office.log)

    def batches() -> object:
        while page := [row[4] for row in islice(found, PAGE)]:
            yield pa.record_batch([pa.array(page, pa.string())], schema=schema)

    log = pa.RecordBatchReader.from_batches(schema, batches())
    with duckdb.connect() as database:
        database.register("log", log)
        asked = "SELECT json_extract_string(state, '$.recorded_at') AS at_, count(*) FROM log"
        database.execute(f"{asked} GROUP BY at_").fetchall()


def plain_lives(office: Office) -> None:
    """Every fact read back, life by life."""
    for _ in lives(office.log, [*LIFE_OF], office.log.position):
        pass


def taken(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds, and CPU seconds of this process and of those that it began."""
    began, before = time.perf_counter(), os.times()
    run()
    took, after = time.perf_counter() - began, os.times()
    return took, sum(after[:4]) - sum(before[:4])


def event_logs(office: Office, folder: Path) -> dict[str, Callable[[], object]]:
    """What is written for process mining."""

    def object_centric() -> None:
        with ObjectCentricLog(mined_lives(office)) as log:
            log.write_sqlite(folder / "log.sqlite")

    def cases() -> None:
        write_xes(mined_lives(office, series_of("petition")), folder / "petitions.xes")

    return {"OCEL (SQLite)": object_centric, "XES": cases}


def measured(folder: Path, petitions: int) -> None:
    path = made(folder, petitions, 2023)
    with an_office(path, petitions, 2023) as office:
        for _ in range(0, office.log.position + AT_A_TIME, AT_A_TIME):
            with office.log.writing() as writing:
                keep_up(writing.cursor)
        facts = office.log.position
        parts.processors = lambda: 1
        print(
            f"{facts:,} facts\n{'':<16}{'wall':>10}{'CPU':>10}{'facts/s':>12}{'ratio':>9}{'CPU':>9}"
        )
        with tempfile.TemporaryDirectory(dir=folder) as here:
            jobs: dict[str, Callable[[], object]] = {
                name: partial(export_tables, office, Path(here) / name, only=[name])
                for name in TABLES
            }
            for name, job in (jobs | event_logs(office, Path(here))).items():
                plain = plain_facts if name == "facts" else plain_lives
                bare, bare_own = taken(partial(plain, office))
                took, own = taken(job)
                print(
                    f"{name:<16}{took:>8.1f} s{own:>8.1f} s{facts / own:>12,.0f}"
                    f"{took / bare:>7.1f} ×{own / bare_own:>7.1f} ×",
                    flush=True,
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--petitions", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="a folder in which what is made stays")
    options = parser.parse_args()
    if options.keep is not None:
        options.keep.mkdir(exist_ok=True)
        measured(options.keep, options.petitions)
        return
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), options.petitions)


if __name__ == "__main__":
    main()
