"""Dòng lệnh: `dialogue-cases`, for ward office staff.

Every question and decision of the library, in Vietnamese or English, for people and (`--json`)
for programs. How a command line becomes a call: `cli.door`. What may be decided, derived from
the lives: `cli.deciding`. What may be asked: `cli.asking`, `cli.due`, `cli.doctor`.
How it is said: `cli.language` and `cli.telling`.
"""

import sys
from collections.abc import Sequence

__all__ = ["main"]

ASKED_BY_SHELL = "__complete"
"""What a shell puts before the words of a command line that is being typed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the command line without the program's name; the process's own if None.

    Returns:
        The exit code: 0 done, 1 refused, 2 bad input, 3 the store or the system is in trouble,
        4 it was recorded, and only what came after it (the answer, a file) failed.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] == ASKED_BY_SHELL:
        from dialogue_cases.cli.completing import tell

        return tell(arguments[1:])
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
