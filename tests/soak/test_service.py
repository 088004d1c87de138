"""A service of two processes is killed, and its disk fills up: what was answered is on record.

Clients send petitions and receptions under keys, and send again whatever wasn't answered by a
2xx. Then every answer is looked for in the record. `DIALOGUE_CASES_SOAK` says how many times
as long it goes on.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from attrs import Factory, define

from dialogue_cases import Office, StreamId

TIMES = int(os.environ.get("DIALOGUE_CASES_SOAK", "1"))
SECONDS = 30 * TIMES
CLIENTS = 6
LAST_TRY = 60
"""Seconds that a client goes on sending what it has begun, after everything else is over."""


class Service:
    """Two processes of uvicorn on this machine, in a group of their own."""

    def __init__(self, store: Path) -> None:
        self.store = store
        # Below those that clients get: one that asks while nobody listens may get the same.
        self.port = random.randrange(20000, 32000)
        self.start()

    def start(self) -> None:
        command = (
            f"uvicorn service:app --app-dir {Path(__file__).parent} --workers 2 "
            f"--host 127.0.0.1 --port {self.port} --timeout-worker-healthcheck 60 "
            "--lifespan off --log-level error"
        )
        self.running = subprocess.Popen(
            [sys.executable, "-m", *command.split()],
            env={**os.environ, "DIALOGUE_CASES_STORE": f"sqlite:///{self.store}"},
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """All of it, at one moment."""
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()
        while self._listens():  # a worker has the port until it is gone as well
            time.sleep(0.02)

    def _listens(self) -> bool:
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", self.port)) == 0

    def asked(self, path: str, form: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=90)
        try:
            connection.request("POST", path, json.dumps(form))
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()


@define
class Told:
    """What the clients were told."""

    answers: dict[str, str] = Factory(dict)
    """The life that was begun, by the key of the call."""
    petitions: int = 0
    statuses: Counter[Any] = Factory(Counter)
    errors: set[str] = Factory(set)
    processes: list[int] = Factory(list)
    stale: list[tuple[int, int]] = Factory(list)
    unanswered: list[str] = Factory(list)


def _client(service: Service, name: str, told: Told, over: threading.Event) -> None:
    number = 0
    while not over.is_set():
        number += 1
        path = random.choice(["/petitions", "/petitions", "/receptions", "/questions"])
        key, before, until = f"{name}-{number}", told.petitions, None
        while until is None or time.monotonic() < until:
            if until is None and over.is_set():
                until = time.monotonic() + LAST_TRY
            try:
                status, answer = service.asked(path, {"key": key})
            except (OSError, HTTPException, ValueError) as error:
                told.statuses[type(error).__name__] += 1
                time.sleep(0.2)
                continue
            told.statuses[status] += 1
            if status == 200:
                told.processes.append(answer["process"])
                if path == "/questions":
                    if answer["petitions"] < before:
                        told.stale.append((before, answer["petitions"]))
                else:
                    told.answers[key] = answer["stream"]
                    with _COUNTING:
                        told.petitions += path == "/petitions"
                break
            told.errors.add(answer["error"])
            time.sleep(0.1)
        else:
            told.unanswered.append(f"{path} {key}")


_COUNTING = threading.Lock()


def soak(service: Service, trouble: Callable[[Told, float], None]) -> Told:
    """Let clients go on while there is trouble, and let them finish what they have begun."""
    told, over = Told(), threading.Event()
    clients = [
        threading.Thread(target=_client, args=(service, f"client-{number}", told, over))
        for number in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    try:
        trouble(told, time.monotonic() + SECONDS)
    finally:
        over.set()
        for client in clients:
            client.join()
    return told


def _all_is_on_record(store: Path, told: Told) -> None:
    """Every answer under its own number, each call once, and nothing half of it."""
    with Office.open(f"sqlite:///{store}") as office:
        office.log.check()
        facts = list(office.log.since())
    begun = {fact.key: fact.stream for fact in facts if fact.key and fact.version == 1}
    lives: dict[StreamId, list[str]] = defaultdict(list)
    for fact in facts:
        if fact.stream.startswith("petition/"):
            lives[fact.stream].append(type(fact.event).__name__)
    halves = {stream for stream, names in lives.items() if ["Raised", "Classified"] != names[:2]}

    assert {} == {key: life for key, life in told.answers.items() if begun.get(key) != life}
    assert set() == halves
    assert [] == told.stale
    assert [] == told.unanswered
    assert told.answers == begun  # what was recorded unanswered was answered by a later try


def _summary(told: Told, facts: str) -> str:
    return f"\n{len(told.answers)} answered, 0 lost; {facts}; {dict(told.statuses)}"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "ward.db")
    yield service
    with suppress(ProcessLookupError):
        service.kill()


def test_what_was_answered_survives_every_kill(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    """One worker is killed every second or two, and now and then all of them at once."""
    kills: Counter[str] = Counter()

    def trouble(told: Told, until: float) -> None:
        while time.monotonic() < until:
            told.processes.clear()
            _wait_for(service, told)
            time.sleep(random.uniform(0, 1.5))
            if kills["workers"] % 4 == 3:
                service.kill()
                kills["all"] += 1
                service.start()
            with suppress(ProcessLookupError):
                os.kill(random.choice(told.processes), signal.SIGKILL)
            kills["workers"] += 1

    told = soak(service, trouble)
    service.kill()

    _all_is_on_record(service.store, told)
    with capsys.disabled():
        print(_summary(told, f"{dict(kills)} killed"))


def _wait_for(service: Service, told: Told) -> None:
    """Wait for an answer; uvicorn gives up when the port isn't free yet, and is started again."""
    until = time.monotonic() + LAST_TRY
    while not told.processes:
        assert time.monotonic() < until, "nobody answers"
        if service.running.poll() is not None:
            service.start()
        time.sleep(0.05)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(disk)]
    mounted = subprocess.run(mounting, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a small disk can't be mounted: {mounted.stderr.strip()}")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="mounts a small disk in memory")
def test_what_was_answered_survives_a_full_disk(
    small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk fills up and is freed again; once all processes are killed while it is full."""
    service, filling = Service(small_disk / "ward.db"), small_disk / "other"
    rounds = 0

    def trouble(told: Told, until: float) -> None:
        nonlocal rounds
        while time.monotonic() < until:
            told.processes.clear()
            _wait_for(service, told)
            with suppress(OSError), filling.open("wb", buffering=0) as other:
                while True:
                    other.write(b"\0" * 4096)
            time.sleep(random.uniform(1, 2))
            if rounds % 3 == 1:
                service.kill()
                service.start()
                time.sleep(2)
            filling.unlink()
            rounds += 1
            time.sleep(random.uniform(0.2, 0.6))

    try:
        told = soak(service, trouble)
    finally:
        filling.unlink(missing_ok=True)
        service.kill()

    _all_is_on_record(service.store, told)
    assert told.statuses[503]
    with capsys.disabled():
        print(_summary(told, f"full {rounds} times: {sorted(told.errors)}"))
