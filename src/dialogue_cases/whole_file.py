"""Tệp ghi ra: all of a file or none of it, and the old one until the new one is whole.

A full disk, an interrupt or a kill leaves what was there before, and nothing beside it.
Everything that this library writes out for people is written here.
"""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO


def write(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Write a file beside its place, onto the disk, and put it there when it is whole.

    A link is followed. What is there and is no file (a pipe, the standard output, a device)
    can't be put in another's place: it is written to as it is.

    Args:
        mode: of a new file; an old one's is kept.

    Raises:
        OSError: as the system says it; what was there is as it was.
    """
    old = _writable(path)
    if old is not None and not stat.S_ISREG(old.st_mode):
        _through(path, data)
        return
    path = path.resolve()
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    handle, named = _begun(beside, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                with suppress(OSError):  # another owner's, or a system without owners
                    os.fchmod(handle, stat.S_IMODE(old.st_mode))
            os.fsync(handle)
            if not named:
                _name(handle, beside)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    settle(path.parent)


def copy(source: Path, path: Path, *, mode: int = 0o666) -> None:
    """Copy a file of any size into its place, onto the disk, all of it or none.

    Args:
        mode: of the copy.

    Raises:
        OSError: as the system says it; what was there is as it was.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file, source.open("rb") as read:
            shutil.copyfileobj(read, file, 2**20)
            file.flush()
            os.fsync(handle)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    settle(path.parent)


@contextmanager
def made(path: Path) -> Iterator[Path]:
    """Make a file piece by piece beside its place, and put it there when it is whole.

    For what is too large to be held in memory. What is there and is no file isn't written to.

    Yields:
        Where to make it; nothing is there yet.

    Raises:
        OSError: as the system says it; what was there is as it was.
    """
    old = _writable(path)
    if old is not None and not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    path = path.resolve()
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        yield beside
        if old is not None:
            with suppress(OSError):  # another owner's, or a system without owners
                beside.chmod(stat.S_IMODE(old.st_mode))
        with beside.open("rb") as whole:
            os.fsync(whole.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    settle(path.parent)


@contextmanager
def text(path: Path) -> Iterator[TextIO]:
    """As `made`, a text in UTF-8 that is written line by line.

    Yields:
        What it is written to.
    """
    with made(path) as beside, beside.open("x", encoding="utf-8", newline="\n") as file:
        yield file


def write_new(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read (mode 0600), all of it, where none is yet.

    Of two who make it at once one is told that it is there.

    Raises:
        FileExistsError: it is there.
        OSError: as the system says it; nothing is there then.
    """
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        os.link(beside, path)
    finally:
        beside.unlink()
    settle(path.parent)


def settle(folder: Path) -> None:
    """See that the names in a folder are on the disk, where the system can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _writable(path: Path) -> os.stat_result | None:
    """What is there, which may be written; None if nothing is.

    Raises:
        OSError: it is a folder, or may not be written.
    """
    try:
        old = path.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(old.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not os.access(path, os.W_OK):  # in a folder of our own it could be put away all the same
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return old


def _begun(beside: Path, mode: int) -> tuple[int, bool]:
    """A new file, and whether it has its name yet: without one, a kill leaves nothing."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        with suppress(OSError):  # not every file system has files without a name
            return os.open(beside.parent, nameless | os.O_WRONLY, mode), False
    return os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), True


def _name(handle: int, path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        # With a folder's handle the link in /proc is followed, as linkat(2) wants it.
        os.link(f"/proc/self/fd/{handle}", path.name, dst_dir_fd=folder)
    finally:
        os.close(folder)


def _through(path: Path, data: bytes) -> None:
    """Write to what is no file; a pipe that nobody reads is an error, not to be waited for."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "wb") as file:
        if hasattr(os, "set_blocking"):
            os.set_blocking(handle, True)
        file.write(data)
