"""Checkpoints are taken and verified while many write, and while those who take them are killed."""

import signal
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from pathlib import Path

from dialogue_cases.proofs import Note, Proofs, signing_key, verify
from dialogue_cases.store import Store
from offices import an_office

PROCESSES, SECONDS = 16, 20

WRITER = textwrap.dedent(
    """
    import sys, threading, time
    from datetime import UTC, date, datetime
    from dialogue_cases import session
    from dialogue_cases.office import Office
    from dialogue_cases.vocabulary import Act, BodyId, OfficerId, Place

    url, name, seconds = sys.argv[1:]
    office = Office.open(url, clock=lambda: datetime(2023, 3, 1, tzinfo=UTC))
    act = Act(officer=OfficerId("bi-thu"), office="party_secretary", body=BodyId("dang-uy"))
    until = time.monotonic() + float(seconds)

    def write(thread):
        number = 0
        while time.monotonic() < until:
            number += 1
            office.acting(act).begin(
                "reception/2023", session.fix, on=date(2023, 2, 20), day=date(2023, 3, 6),
                place=Place(name=f"{name}/{thread}/{number}"), legal_basis="citizen_reception",
            )

    threads = [threading.Thread(target=write, args=(one,)) for one in range(4)]
    for one in threads: one.start()
    for one in threads: one.join()
    office.close()
    """
)

TAKER = textwrap.dedent(
    """
    import sys
    from dialogue_cases.proofs import Proofs, signing_key
    from dialogue_cases.store import Store

    store = Store.open(sys.argv[1])
    with Proofs.of(store) as proofs:
        key = signing_key(store, proofs.origin)
        while True:
            print(proofs.take(store, key).checkpoint.size, flush=True)
    """
)


def test_nothing_is_named_while_many_write_and_checkpoints_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "ward.db"
    an_office(path=path).close()
    url = f"sqlite:///{path}"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, url, str(number), str(SECONDS)])
        for number in range(PROCESSES)
    ]
    notes: list[Note] = []
    verified = 0
    killed = 0
    with closing(Store.open(url)) as store, Proofs.of(store) as proofs:
        key = signing_key(store, proofs.origin)
        while any(one.poll() is None for one in writers):
            taker = subprocess.Popen([sys.executable, "-c", TAKER, url], stdout=subprocess.PIPE)
            time.sleep(0.7)
            notes.append(proofs.take(store, key).note)
            found = verify(store, notes, [key.verifier], proofs=proofs)
            assert (found.verdict, found.faults) == ("intact", ()), found
            verified += 1
            taker.send_signal(signal.SIGKILL)
            taker.communicate()
            killed += 1
        assert [one.returncode for one in writers] == [0] * PROCESSES
        last = proofs.take(store, key)
        notes = [one.note for one in proofs.taken()]
        found = verify(store, notes, [key.verifier], proofs=proofs)
        assert found.verdict == "intact"
        assert found.unproved == 0
        assert last.checkpoint.size == store.position == found.facts
    print(f"{found.facts} facts, {len(notes)} checkpoints, {verified} verified, {killed} killed")
    assert verified > 5
    assert found.facts > 1000
