"""Giao dịch đang mở: whose a transaction is, by the thread, task and process that opened it."""

import contextlib
import inspect
import os
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType, TracebackType
from typing import Self

from dialogue_cases.store import Writing


class Held:
    """Giao dịch đang mở: a transaction that a thread is in, and whose it is.

    Args:
        writing: the transaction.
        of: what each thread is in; while it is entered, this thread is in this one.
        tasks: the generators and coroutines that were running when it was opened.
    """

    def __init__(
        self, writing: Writing, of: threading.local, tasks: tuple[FrameType, ...] = ()
    ) -> None:
        self.writing, self.tasks, self.process = writing, tasks, os.getpid()
        self._mine = of.__dict__  # this thread's: another one may be the one that leaves

    def __enter__(self) -> Self:
        self._mine["held"] = self
        return self

    def __exit__(self, *_: object) -> None:
        self._mine["held"] = None

    def is_mine(self) -> bool:
        """Whether the caller is in the task that opened it, or in what that has called."""
        if self.process != os.getpid():
            return False
        if not self.tasks:
            return True
        running = set(map(id, running_tasks()))
        return all(id(task) in running for task in self.tasks)


class Transaction:
    """Giao dịch: begun as soon as nothing has to be erased first, and held by its thread.

    Args:
        begin: a transaction of the store, which nobody has entered yet.
        has_to_erase: whether something must be done before anything is decided in it …
        erase: … and what; it is begun anew then.
        of: what each thread is in …
        tasks: … and whose it is, as `Held` takes them.
    """

    def __init__(
        self,
        begin: Callable[[], Writing],
        has_to_erase: Callable[[Writing], bool],
        erase: Callable[[], object],
        of: threading.local,
        tasks: tuple[FrameType, ...] = (),
    ) -> None:
        self._begin, self._has_to_erase, self._erase = begin, has_to_erase, erase
        self._of, self._tasks = of, tasks

    def __enter__(self) -> Writing:
        while True:
            writing = self._writing = self._begin()
            writing.__enter__()
            try:
                if not self._has_to_erase(writing):
                    self._held = Held(writing, self._of, self._tasks).__enter__()
                    return writing
            except BaseException:
                writing.__exit__(*sys.exc_info())
                raise
            writing.__exit__(None, None, None)
            self._erase()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.__exit__()
        self._writing.__exit__(kind, error, trace)


def running_tasks() -> Iterator[FrameType]:
    """The generators and coroutines that are running in this thread, the innermost first.

    Only these can be left halfway for something else. One that is the body of a context
    manager isn't a task: it belongs to whoever entered that.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        caller = frame.f_back
        if (
            frame.f_code.co_flags & _CAN_BE_LEFT
            and frame.f_code.co_filename != contextlib.__file__
            and (caller is None or caller.f_code.co_filename != contextlib.__file__)
        ):
            yield frame
        frame = caller


_CAN_BE_LEFT = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
