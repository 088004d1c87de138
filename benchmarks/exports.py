"""Exports as ratios: tables for analysts against a plain pass over the same bytes.

    python benchmarks/exports.py                          # 20,000 petitions: 163,000 facts
    python benchmarks/exports.py --petitions 122000 --keep folder    # a million facts

The ward is that of `growth.py`. What is printed is wall-clock time, facts a second, and the ratio
to the plain pass: for the facts DuckDB counting the stored JSON's kinds (every byte is read), for
what is derived reading every fact back, one process each.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import duckdb
import pyarrow as pa
from growth import made
from questions import an_office

from dialogue_cases.analysis import export_tables
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.office import Office
from dialogue_cases.projection import parts
from dialogue_cases.proofs.leaves import rows
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


def seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def measured(folder: Path, petitions: int) -> None:
    path = made(folder, petitions, 2023)
    with an_office(path, petitions, 2023) as office:
        facts = office.log.position
        print(f"{facts:,} facts")
        plain = {"facts": seconds(lambda: plain_facts(office))}
        derived = seconds(lambda: plain_lives(office))
        parts.processors = lambda: 1
        for name in TABLES:
            with tempfile.TemporaryDirectory(dir=folder) as here:
                to = Path(here) / name
                took = seconds(lambda: export_tables(office, to, only=[name]))  # noqa: B023
            ratio = took / plain.get(name, derived)
            print(f"{name:<12}{took:>8.1f} s{facts / took:>12,.0f} facts/s{ratio:>8.1f} ×")


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
