"""Proofs as ratios: the tree over a log, against one pass of SHA-256 over the same bytes.

    python benchmarks/proofs.py                       # 200,000 leaves
    python benchmarks/proofs.py --leaves 1000000 --rounds 3

A log of facts of a usual size is written once. In every round each contender goes over all of it
in turn. What is printed is the median of the ratios round by round, with the lowest and the
highest, and the most memory that each took beside what the process had before.

read      every row read, in pages, and nothing done with it
pass      the same, and one SHA-256 over all bytes of all leaves and of the texts that stand beside
          them: the least that notices a change
take      a first checkpoint: leaves hashed, the tree kept in tiles, the root signed
verify    the whole log against that checkpoint
again     a checkpoint of a thousand facts more
prove     one inclusion proof
"""

import argparse
import secrets
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from decisions import an_office, our_lives

from dialogue_cases import codec
from dialogue_cases.proofs import Proofs, Taken, signing_key, verify
from dialogue_cases.proofs.checkpoints import store_of
from dialogue_cases.proofs.leaves import leaf, rows
from dialogue_cases.store import Store
from dialogue_cases.store.recorder import INSERT

_TEXTS = "SELECT CAST(beside AS BLOB) FROM texts ORDER BY position"

AGAIN = 1000

LIVES = 1000
"""How many lives of six facts are written at a time."""


def filled(path: Path, leaves: int) -> None:
    """A store with so many facts: those of some lives, again and again under other names."""
    with an_office(path, "process-crash") as office:
        our_lives(office, 0, 1)
        (life,) = (office.history(one) for one in office.log.streams("task"))
        there = office.log.position
    with closing(sqlite3.connect(path)) as database:
        for first in range(there, leaves, 6 * LIVES):
            page = [
                codec.encode(
                    msgspec.structs.replace(fact, stream=f"task/again/{number}"),
                    secrets.token_bytes,
                )
                for number in range(first, min(first + 6 * LIVES, leaves), 6)
                for fact in life
            ][: leaves - first]
            rows = [(o.stored.stream, o.stored.version, o.name, o.state) for o in page]
            database.executemany(INSERT, rows)
            beside = [(n, one.beside) for n, one in enumerate(page, first + 1) if one.beside]
            database.executemany("INSERT INTO texts VALUES (?, ?)", beside)
        database.commit()


def memory() -> int:
    """How much memory this process has (kB)."""
    with open("/proc/self/status", encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS"))


def measured(work: Callable[[], Any]) -> tuple[float, float, int, Any]:
    """Seconds on the wall and of the processor, the most memory beside before (kB), the answer."""
    most, over, before = [0], threading.Event(), memory()

    def watch() -> None:
        while not over.wait(0.02):
            most[0] = max(most[0], memory() - before)

    watching = threading.Thread(target=watch)
    watching.start()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    told = time.perf_counter() - wall, time.process_time() - cpu
    over.set()
    watching.join()
    return *told, most[0], answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--leaves", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    times: dict[str, list[tuple[float, float]]] = {}
    held: dict[str, int] = {}

    def note(name: str, work: Callable[[], Any]) -> Any:
        wall, cpu, most, answer = measured(work)
        times.setdefault(name, []).append((wall, cpu))
        held[name] = max(held.get(name, 0), most)
        return answer

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ward.db"
        filled(path, options.leaves)
        for _ in range(options.rounds):
            path.with_name("ward.db.proofs").unlink(missing_ok=True)
            with closing(Store.open(f"sqlite:///{path}")) as store, Proofs.of(store) as proofs:
                key, origin = signing_key(store, proofs.origin), store_of(proofs.origin)

                def read(store: Store = store) -> None:
                    for _ in rows(store):
                        pass

                def one_pass(store: Store = store, origin: str = origin) -> None:
                    found = sha256()
                    for row in rows(store):
                        found.update(leaf(origin, *row[1:]))
                    with store.reading() as asked:
                        for (beside,) in asked.cursor.execute(_TEXTS):
                            found.update(beside)

                def take(store: Store = store, proofs: Proofs = proofs, key: Any = key) -> Taken:
                    return proofs.take(store, key)

                note("read", read)
                note("pass", one_pass)
                taken = note("take", take)
                found = note(
                    "verify",
                    lambda s=store, p=proofs, t=taken, k=key: verify(
                        s, [t.note], [k.verifier], proofs=p
                    ),
                )
                assert found.verdict == "intact"
                with closing(sqlite3.connect(path)) as database:
                    database.executemany(
                        INSERT,
                        (
                            (f"more/{time.time_ns()}", n, "task.assigned", "{}")
                            for n in range(AGAIN)
                        ),
                    )
                    database.commit()
                newest = note("again", take)
                size = newest.checkpoint.size
                note("prove", lambda p=proofs, size=size: p.inclusion(size // 3, size))
    print(f"{options.leaves} leaves, {path.name}: medians of {options.rounds} rounds")
    for name, told in times.items():
        ratios = [mine[1] / base[1] for mine, base in zip(told, times["pass"], strict=True)]
        print(
            f"{name:8} CPU {statistics.median(one[1] for one in told):8.3f} s, "
            f"wall {statistics.median(one[0] for one in told):8.3f} s, "
            f"÷ pass {statistics.median(ratios):6.2f} ({min(ratios):.2f} to {max(ratios):.2f}), "
            f"memory {held[name] / 1000:6.1f} MB"
        )


if __name__ == "__main__":
    main()
