"""Tệp được đưa vào: a file that somebody gives is read whole, and never without bound.

What is no file (a folder, a pipe, a device that never ends) is told, not waited for.
"""

import codecs
import errno
import stat
import sys
from pathlib import Path

from dialogue_cases.errors import Invalid

MOST = 20_000_000
"""The largest file that is read where nothing else is said, in bytes."""


def read(path: Path, *, most: int = MOST) -> bytes:
    """The bytes of a file.

    Args:
        most: how large it may be, in bytes.

    Raises:
        Invalid: there is no such file, it is something else, it can't be read, or it is larger.
    """
    where = str(path)
    try:
        kind = path.stat().st_mode
        data = _begin(path, most + 1) if stat.S_ISREG(kind) else b""
    except FileNotFoundError:
        raise Invalid("there is no such file", where=where, expected="a file") from None
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM):
            raise Invalid("it is another owner's, and you may not read it", where=where) from None
        raise Invalid("it can't be read ({why})", where=where, why=error.strerror) from None
    except ValueError:
        raise Invalid("it is no name of a file", where=repr(where)) from None
    if stat.S_ISDIR(kind):
        raise Invalid("it is a folder", where=where, expected="a file")
    if not stat.S_ISREG(kind):
        raise Invalid("it is a pipe or a device", where=where, expected="a file")
    if len(data) > most:
        raise Invalid(
            "the file is too large", where=where, expected="at most {most} bytes", most=most
        )
    return data


def _begin(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def text(path: Path, *, most: int = MOST) -> str:
    """The text of a file in UTF-8; the mark with which some editors begin it is left out.

    Raises:
        Invalid: as `read`, or it isn't UTF-8 (with the line).
    """
    return decoded(read(path, most=most), where=str(path))


def standard_input(*, most: int = MOST) -> str:
    """What is written to this program, in UTF-8 whatever the locale.

    Raises:
        Invalid: it isn't UTF-8 (with the line).
    """
    return decoded(sys.stdin.buffer.read(most), where="standard input")


def decoded(data: bytes, *, where: str) -> str:
    """Bytes in UTF-8 as text, without the mark with which some editors begin a file.

    >>> decoded(codecs.BOM_UTF8 + "Phổ Hòa".encode(), where="ward.toml")
    'Phổ Hòa'

    Raises:
        Invalid: they aren't UTF-8; the line where they stop being it.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Invalid("it is UTF-16", where=where, expected="UTF-8 text")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"{where}, line {line}"
        raise Invalid("it isn't UTF-8", where=place, expected="UTF-8 text") from None
