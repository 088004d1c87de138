"""Dòng lệnh: `dialogue-cases`, for ward office staff.

Every question and decision of the library, in Vietnamese or English, for people and (`--json`)
for programs. How a command line becomes a call: `cli.door`. What may be decided, derived from
the lives: `cli.deciding`. What may be asked: `cli.asking`, `cli.due`, `cli.doctor`.
How it is said: `cli.language` and `cli.telling`.
"""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

__all__ = ["main"]

ASKED_BY_SHELL = "__complete"
"""What a shell puts before the words of a command line that is being typed."""

SELDOM = (100_000, 50, 1000)
"""After how many new objects Python looks for cycles among them: a command holds what it has read
until it has answered, and looking through that over and over took a quarter of a report's time."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the command line without the program's name; the process's own if None.

    Returns:
        The exit code: 0 done, 1 refused, 2 bad input, 3 the store or the system is in trouble,
        4 it was recorded, and only what came after it (the answer, a file) failed, or a part of
        it was refused.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] == ASKED_BY_SHELL:
        from dialogue_cases.cli.completing import tell

        return tell(arguments[1:])
    with _seldom_looking_for_cycles():
        return _run(arguments)


@contextmanager
def _seldom_looking_for_cycles() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _run(arguments: Sequence[str]) -> int:
    try:
        from dialogue_cases.cli.door import run
    except ModuleNotFoundError as missing:
        if missing.name not in ("cyclopts", "rich"):
            raise
        print(
            "dialogue-cases: thiếu thành phần dòng lệnh; cài bằng / the command line isn't "
            "installed; install it with: pip install 'dialogue-cases[cli]'",
            file=sys.stderr,
        )
        return 2
    return run(arguments)
