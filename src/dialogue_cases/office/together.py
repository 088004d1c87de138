"""Giao dịch đang mở: whose a transaction is, by the thread, task and process that opened it."""

import contextlib
import inspect
import os
import sys
from collections.abc import Iterator
from types import FrameType

from attrs import frozen

from dialogue_cases.store import Writing


@frozen
class Held:
    """Giao dịch đang mở: a transaction that a thread is in, and whose it is.

    Args:
        writing: the transaction.
        tasks: the generators and coroutines that were running when it was opened.
        process: in which process that was.
    """

    writing: Writing
    tasks: tuple[FrameType, ...]
    process: int

    def is_mine(self) -> bool:
        """Whether the caller is in the task that opened it, or in what that has called."""
        if self.process != os.getpid():
            return False
        if not self.tasks:
            return True
        running = set(map(id, running_tasks()))
        return all(id(task) in running for task in self.tasks)


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
