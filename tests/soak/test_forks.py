"""A process is forked while its threads open stores: what nobody uses is let go of."""

import sys
import threading
import time
from collections.abc import Iterator

import pytest

from dialogue_cases import database


class Holder:
    """Whoever keeps connections open."""

    def let_go(self) -> None:
        """Nothing is open."""


@pytest.fixture
def _in_quick_turns() -> Iterator[None]:
    """Threads take turns as often as they can, so that rare orders come up."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_in_quick_turns")
def test_letting_go_before_a_fork_goes_on_while_threads_open_stores() -> None:
    """An error in between would leave the rest open, in the child too; nobody would hear of it."""
    over = threading.Event()

    def opening() -> None:
        while not over.is_set():
            for holder in [Holder() for _ in range(50)]:
                database.let_go_before_fork(holder)

    threads = [threading.Thread(target=opening) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        until = time.monotonic() + 5
        while time.monotonic() < until:
            database._let_go()
    finally:
        over.set()
        for thread in threads:
            thread.join()
