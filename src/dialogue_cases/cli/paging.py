"""Xem từng trang: what is longer than a screen is shown by the reader's pager.

Only where somebody looks: what goes into a file or to another program is written as it is. The
pager is $PAGER, or `less`, or `more`; with `PAGER=cat` nothing is paged. It is begun when the
command is done, so that nobody waits for whoever reads.
"""

import io
import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import TextIO

LEFT = 3
"""How many lines of a screen are left to what was typed, and to what is typed next."""


class _Screen(io.StringIO):
    """What will be shown on a terminal."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged(stream: TextIO) -> Iterator[None]:
    """Show what is printed meanwhile page by page, if it is long and a terminal shows it."""
    pager = _pager() if stream.isatty() else []
    if not pager:
        yield
        return
    screen = _Screen()
    try:
        with redirect_stdout(screen):
            yield
    finally:
        _show(screen.getvalue(), stream, pager)


def _pager() -> list[str]:
    named = shlex.split(os.environ.get("PAGER", "")) or ["less" if shutil.which("less") else "more"]
    return [] if named[0] == "cat" or shutil.which(named[0]) is None else named


def _show(text: str, stream: TextIO, pager: list[str]) -> None:
    if text.count("\n") <= shutil.get_terminal_size().lines - LEFT:
        stream.write(text)
        return
    import subprocess

    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8"} | os.environ
    with suppress(KeyboardInterrupt):  # it is the pager's
        subprocess.run(pager, input=text.encode(), check=False, env=environment)  # noqa: S603  # the reader's own
