"""Tệp do người dùng nêu: the files that a command is told to write, and why it can't."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dialogue_cases import whole_file
from dialogue_cases.errors import Invalid


def free(typed: dict[str, Any], option: str = "--to") -> Path:
    """The file to write, unless it is there and may have been edited.

    Args:
        typed: what was typed; the file is called `to`.
        option: how the clerk was asked for it.

    Raises:
        Invalid: it is there, or it can't be looked for.
    """
    path = Path(typed["to"])
    if not typed.get("overwrite") and is_there(path, option):
        raise Invalid(
            "{file} is there already",
            where=option,
            expected="another name, or --overwrite",
            file=str(path),
        )
    return path


def is_there(path: Path, option: str) -> bool:
    """Whether there is such a file or folder.

    Raises:
        Invalid: its folder can't be looked into.
    """
    try:
        return path.exists()
    except PermissionError:
        where = str(path.parent)
        raise Invalid("you may not look into {folder}", where=option, folder=where) from None
    except (OSError, ValueError) as error:
        raise _trouble(error, path, option) from None


def written(path: Path, data: bytes, option: str = "--to") -> None:
    """Write a file where the clerk said: all of it, or nothing.

    Raises:
        Invalid: it can't be written there; what was there is as it was.
    """
    try:
        whole_file.write(path, data)
    except (OSError, ValueError) as error:
        raise _trouble(error, path, option) from None


@contextmanager
def making(path: Path, option: str) -> Iterator[None]:
    """Say of a file that is made piece by piece why it can't be written there.

    Raises:
        Invalid: what was there is as it was.
    """
    try:
        yield
    except OSError as error:
        raise _trouble(error, path, option) from None


def folder(path: Path, option: str) -> None:
    """A folder to write into, made if it isn't there.

    Raises:
        Invalid: it can't be made there.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _trouble(error, path, option) from None


def _trouble(error: OSError | ValueError, path: Path, option: str) -> Invalid:
    """What is wrong, and what would be right, where the system's word for it is known."""
    file, number = str(path), getattr(error, "errno", None)
    right = "the name of a file in a folder that you may write to"
    match number:
        case errno.EISDIR:
            return Invalid("{file} is a folder", where=option, expected=right, file=file)
        case errno.ENOENT | errno.ENOTDIR:
            parent = str(path.parent)
            return Invalid(
                "there is no folder {folder}", where=option, expected=right, folder=parent
            )
        case errno.EEXIST:
            return Invalid("{file} is no folder", where=option, file=file)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Invalid("you may not write {file}", where=option, expected=right, file=file)
        case errno.ENOSPC | errno.EDQUOT:
            return Invalid(
                "the disk is full; {file} is as it was",
                where=option,
                expected="some room on the disk, or another folder",
                file=file,
            )
    why = getattr(error, "strerror", None) or str(error)
    return Invalid("{file} can't be written ({why})", where=option, file=file, why=why)
