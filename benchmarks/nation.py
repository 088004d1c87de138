"""A nation's decade as tables: ten questions, from 10⁵ to 10⁸ facts, within bounded memory.

    python benchmarks/nation.py                                    # 10⁵ and 10⁶ facts
    python benchmarks/nation.py --facts 100000 1000000 10000000 100000000 --keep folder

How it is made: the decades of 24 wards are drawn from seeds, appended to stores as decisions would
have left them (each fact entered some days after it took effect, by the office whose business it
is, one life in fifty with a corrected entry), and exported. A commune of the nation is a copy of
one of them under its own code: all its days lie some whole weeks earlier, and its pseudonyms are
made anew. DuckDB copies a hundred communes at a time, so neither memory nor what lies on the disk
beside the tables grows. 3,321 communes have 10⁸ facts.

The same in each copy: numbers (which keep their year), what happened in which order, working days
and verdicts as counted for the ward that was copied. So answers are as many and as uneven as a
nation's would be, and no figure of them says anything of a real commune.

Each question is asked in a process of its own that may take 4 GB (`--memory`) and put what doesn't
fit into a folder of 40 GB. The plain pass is DuckDB taking the greatest value of every column that
the question reads. What is printed is wall-clock time, CPU time, the most memory held, the most
put aside, and the ratio to the plain pass.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import msgspec
from pyarrow import parquet
from questions import CHAIR, CLERK, FRONT, TODAY, UBND, an_office, lives, most_held, timed

from dialogue_cases import petition, session, task
from dialogue_cases.analysis import TABLES, answers, export_tables
from dialogue_cases.analysis.asking import measures, question, questions, tables_for, views_for
from dialogue_cases.analysis.exporting import FORMAT
from dialogue_cases.analysis.facts import ROW_GROUP, connected
from dialogue_cases.analysis.schemas import DAY, INSTANT, STRINGS, AnalysisColumn, columns_of
from dialogue_cases.backup import EXPORTED
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import Act, BodyId, OfficerId, Operator

PATTERNS = 24
"""How many wards are drawn; every commune is a copy of one of them."""
MEAN = 3_685
"""How many petitions a ward has in ten years; the smallest 0.4 of that, the largest 1.6."""
FACTS = 30_112
"""About how many facts that makes for a commune."""
AT_A_TIME = 100
"""How many communes are copied at a time; a file of each table for them."""
WEEKS = 8
"""Copies of a pattern differ by up to so many weeks."""
PUT_ASIDE = "40GB"

PSEUDONYMS = ("officer", "party", "parties", "gist_pseudonym", "text_pseudonym")
ORDER = {"facts": "position", "states": "stream, step", "texts": "position, place"}


# -- The patterns ---------------------------------------------------------------------------


def actor(event: Any, lead: BodyId) -> Act:
    """Whose business it is."""
    match event:
        case petition.Answered() | task.ProgressReported() | task.ReportedDone():
            return Act(officer=OfficerId(f"truong-{lead}"), office="head", body=lead)
        case task.Verified():
            return Act(officer=OfficerId("chu-tich-mat-tran"), office="head", body=FRONT)
        case petition.Raised() | petition.Classified() | petition.EligibilityFound():
            return CLERK
        case session.OpinionVoiced() | session.Fixed():
            return CLERK
    return CHAIR


def entries(petitions: int, seed: int) -> list[tuple[date, Recorded[Any]]]:
    """The facts of a ward, each with the day on which it was entered, in the order of entry."""
    chance, found = random.Random(seed), list[tuple[date, Recorded[Any]]]()
    clerk = Operator(id="chi.lan")

    def entered(day: date, stream: Any, version: int, event: Any, **more: Any) -> date:
        at = datetime(day.year, day.month, day.day, 2, tzinfo=UTC)
        act = actor(event, lead)
        fact = Recorded(
            stream=stream, version=version, position=0, recorded_at=at, recorded_by=clerk,
            act=act, event=event, **more,
        )  # fmt: skip
        found.append((day, fact))
        return day

    for stream, events in lives(petitions, seed):
        lead = next((one.lead for one in events if getattr(one, "lead", None)), UBND)
        last = date.min
        for version, event in enumerate(events, 1):
            late = timedelta(chance.choice((0, 0, 0, 0, 1, 2, 6)))
            last = entered(min(max(event.on + late, last), TODAY), stream, version, event)
        if chance.random() < 0.02 and hasattr(events[0], "gist"):
            mended = attrs.evolve(events[0], gist=f"{events[0].gist} (ghi lại)")
            entered(last, stream, len(events) + 1, mended, corrects=1)
    return sorted(found, key=lambda one: one[0])


def pattern(folder: Path, number: int) -> Path:
    """The tables of one ward's decade."""
    tables = folder / f"pattern-{number}"
    if tables.exists():
        return tables
    petitions = round(MEAN * (0.4 + 1.2 * number / (PATTERNS - 1)))
    with tempfile.TemporaryDirectory() as here:
        path = Path(here) / "ward.db"
        told = entries(petitions, number)
        with an_office(path, 0, number, told[0][0]) as office, office.store.writing() as writing:
            writing.append([fact for _, fact in told])
        with an_office(path, 0, number) as office:
            export_tables(office, tables, on=TODAY)
    return tables


# -- The copies -----------------------------------------------------------------------------


def copied(column: AnalysisColumn) -> str:
    """A column of a copy, in SQL."""
    name = column.name
    if name == "ward":
        return "code AS ward"
    if name in PSEUDONYMS and column.type == STRINGS:
        return f"list_transform({name}, lambda one: md5(code || one)) AS {name}"
    if name in PSEUDONYMS:
        return f"md5(code || {name}) AS {name}"
    if column.type == DAY:
        return f"{name} - earlier AS {name}"
    if column.type == INSTANT:
        return f"{name} - to_days(earlier) AS {name}"
    return name


def made(folder: Path, communes: int, memory: str) -> Path:
    """The tables of so many communes, in the form of an export; what is there is used again."""
    nation = folder / f"nation-{communes}"
    if (nation / EXPORTED).exists():
        return nation
    began = time.perf_counter()
    patterns = [pattern(folder, number) for number in range(PATTERNS)]
    print(f"patterns after {time.perf_counter() - began:.0f} s", flush=True)
    database = connected(memory, folder / "aside")
    database.execute(f"SET max_temp_directory_size = '{PUT_ASIDE}'")
    database.execute("SET TimeZone = 'UTC'")
    database.execute(
        f"CREATE TABLE communes AS SELECT printf('%05d', one) AS code, one AS nth, "
        f"7 * one % {PATTERNS} AS pattern, "
        f"CAST(7 * ((one // {PATTERNS}) % {WEEKS}) AS INT) AS earlier "
        f"FROM range(1, {communes + 1}) AS told (one)"
    )
    tables: dict[str, Any] = {}
    for table in TABLES:
        if not (nation / table).exists():
            copy(database, table, nation / table, patterns, communes)
        files = sorted((nation / table).iterdir())
        rows = sum(parquet.read_metadata(one).num_rows for one in files)
        tables[table] = {"rows": rows, "files": [{"name": f"{table}/{one.name}"} for one in files]}
        size = sum(one.stat().st_size for one in files)
        print(f"  {table:<12}{rows:>13,} rows{size / 1e9:>7.2f} GB", flush=True)
    told = {"format": FORMAT, "generated": __doc__, "communes": communes, "tables": tables}
    (nation / EXPORTED).write_bytes(msgspec.json.format(msgspec.json.encode(told)))
    print(f"{communes:,} communes made in {time.perf_counter() - began:.0f} s", flush=True)
    return nation


def copy(database: Any, table: str, to: Path, patterns: list[Path], communes: int) -> None:
    """One table of so many communes; it is there when all of it is."""
    parts = " UNION ALL ".join(
        f"SELECT {number} AS pattern, * FROM read_parquet('{one}/{table}/**/*.parquet', "
        "hive_partitioning = false)"
        for number, one in enumerate(patterns)
    )
    database.execute(f"CREATE OR REPLACE TABLE pattern AS {parts}")
    columns = ", ".join(copied(one) for one in columns_of(table))
    part = to.with_name(f"{table}.part")
    part.mkdir(parents=True)
    for first in range(0, communes, AT_A_TIME):
        database.execute(
            f"COPY (SELECT {columns} FROM pattern JOIN communes USING (pattern) "
            f"WHERE nth > {first} AND nth <= {first + AT_A_TIME} "
            f"ORDER BY code, {ORDER.get(table, 'stream')}) "
            f"TO '{part}/part-{first // AT_A_TIME:03}.parquet' "
            f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        )
    part.rename(to)


# -- One question -----------------------------------------------------------------------------


def columns_read(name: str) -> Mapping[str, list[str]]:
    """Of each table the columns that a question reads, by the words of its SQL."""
    found: dict[str, set[str]] = {}
    below = [measures()[one] for one, _ in views_for(question(name))]
    for one in below:
        words = set(one.sql.replace("(", " ").replace(")", " ").replace(",", " ").split())
        words = {word.rpartition(".")[2] for word in words if not word.startswith("--")}
        for table in one.reads:
            if table in TABLES:
                named = {each.name for each in columns_of(table)}
                found.setdefault(table, set()).update(named & words)
    return {table: sorted(found[table]) for table in tables_for(question(name))}


def plain(folder: Path, name: str, memory: str, aside: Path) -> int:
    """The greatest value of each column that a question reads."""
    database = connected(memory, aside)
    for table, columns in columns_read(name).items():
        greatest = ", ".join(f"max({one})" for one in columns)
        files = f"'{folder}/{table}/*.parquet'"
        database.execute(f"SELECT {greatest} FROM read_parquet({files})").fetchall()
    return 0


def child(what: str, folder: str, name: str, memory: str, aside: str) -> None:
    """What the process of one question does; it prints what that took."""
    run: Callable[[], int] = {
        "plain": lambda: plain(Path(folder), name, memory, Path(aside)),
        "question": lambda: answers(Path(folder), name, memory=memory, within=Path(aside)).num_rows,
    }[what]
    questions()  # what is read of this package is read before
    wall, own, rows = timed(run)
    print(json.dumps({"rows": rows, "wall": wall, "own": own, "held": most_held()}))


def asked(what: str, folder: Path, name: str, memory: str) -> dict[str, float]:
    """Rows, seconds, CPU seconds, megabytes held and put aside of a process of its own."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        process = subprocess.Popen(
            [sys.executable, __file__, "--child", what, str(folder), name, memory, aside],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        most = 0
        while process.poll() is None:
            sizes = (one.stat().st_size for one in Path(aside).rglob("*") if one.exists())
            most = max(most, sum(sizes))
            time.sleep(0.05)
        if process.returncode:
            raise SystemExit(f"{name}: it ended with {process.returncode}")
        told: dict[str, float] = json.loads(process.stdout.read() if process.stdout else "")
        return told | {"aside": most / 1e6}


def measured(folder: Path, memory: str, names: list[str]) -> None:
    print(
        f"\n{'question':<24}{'rows':>10}{'wall':>10}{'CPU':>10}{'held':>10}{'aside':>10}"
        f"{'plain':>10}{'CPU':>10}{'ratio':>8}{'CPU':>8}"
    )
    for name in names:
        bare = asked("plain", folder, name, memory)
        found = asked("question", folder, name, memory)
        print(
            f"{name:<24}{found['rows']:>10,}{found['wall']:>8.2f} s{found['own']:>8.2f} s"
            f"{found['held']:>7,.0f} MB{found['aside']:>7,.0f} MB{bare['wall']:>8.2f} s"
            f"{bare['own']:>8.2f} s{found['wall'] / bare['wall']:>6.1f} ×"
            f"{found['own'] / bare['own']:>6.1f} ×",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--facts", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--memory", default="4GB")
    parser.add_argument("--questions", nargs="+", default=[*questions()])
    parser.add_argument("--keep", type=Path, help="a folder in which what is made stays")
    parser.add_argument("--only-make", action="store_true", help="ask nothing")
    parser.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(*options.child)
        return
    with tempfile.TemporaryDirectory() as here:
        keep = options.keep or Path(here)
        keep.mkdir(exist_ok=True)
        for facts in options.facts:
            nation = made(keep, max(1, round(facts / FACTS)), options.memory)
            if not options.only_make:
                measured(nation, options.memory, options.questions)


if __name__ == "__main__":
    main()
