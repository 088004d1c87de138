"""The engine's own tests of a recorder, run against ours, in a file and in memory."""

import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import eventsourcing.cryptography
from eventsourcing.application import LocalNotificationLog
from eventsourcing.persistence import ApplicationRecorder, StoredEvent

from dialogue_cases.store import Store
from dialogue_cases.store.recorder import Recorder

# Its tests import its first cipher, of a package that we don't need; the second has all of it.
sys.modules.setdefault("eventsourcing.cipher", eventsourcing.cryptography)

from eventsourcing.tests.persistence import (  # noqa: E402
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
)


class _Kept:
    """A store for each test, whose recorder is tried."""

    url = "memory:"

    def new_originator_id(self) -> str:
        return str(uuid4())

    def create_recorder(self) -> Recorder:
        with Store.making(self.url, durability="process-crash") as writing:
            self.store = writing.store
        return self.store.recorder

    def tearDown(self) -> None:
        self.store.close()


class _InFile(_Kept):
    def setUp(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'ward.db'}"

    def tearDown(self) -> None:
        super().tearDown()
        self.folder.cleanup()


class TestRecorderOfFile(_InFile, ApplicationRecorderTestCase[Recorder]):
    """Insert, select, conflicts, all or nothing; ten writers and two readers at once."""


class TestRecorderInMemory(_Kept, ApplicationRecorderTestCase[Recorder]):
    """The same; readers and writers wait for each other there."""


class TestOrderOfFile(_InFile, NonInterleavingNotificationIDsBaseCase):
    """What two threads record isn't mixed, so that whoever follows the log misses nothing."""


class TestOrderInMemory(_Kept, NonInterleavingNotificationIDsBaseCase):
    """The same."""


del ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase


def test_the_engines_notification_log_reads_ours() -> None:
    """Whoever follows logs by the engine's tools follows this one."""
    store = Store.create("memory:")
    recorder: ApplicationRecorder = store.recorder
    events: list[Any] = [
        StoredEvent(originator_id="ward", originator_version=n, topic="any", state=b"{}")
        for n in range(1, 13)
    ]
    recorder.insert_events(events)
    log = LocalNotificationLog(recorder, section_size=5)

    assert [11, 12] == [one.id for one in log["11,15"].items]
    assert [5, 6, 7] == [one.id for one in log.select(start=5, limit=3)]
    assert 12 == recorder.max_notification_id()
    store.close()
