"""Tệp được đưa vào: a file that somebody gives is read whole, and never without bound.

What is no file (a folder, a pipe, a device that never ends) is told, not waited for.
"""

import codecs
import errno
import re
import stat
import sys
from pathlib import Path

import msgspec

from dialogue_cases.errors import Invalid, Sentence, Word

_KINDS = {
    "str": Sentence("a text"),
    "int": Sentence("a whole number"),
    "float": Sentence("a number"),
    "bool": Sentence("true or false"),
    "null": Sentence("nothing"),
    "object": Sentence("fields with their names"),
    "array": Sentence("a list"),
    "date": Sentence("a day"),
    "datetime": Sentence("a day with a time"),
    "time": Sentence("a time of day"),
}
"""What msgspec calls the kinds of values, as it is told."""
_WRONG_KIND = re.compile(r"Expected `([^`|]+)[^`]*`, got `([^`|]+)")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
_NO_CHOICE = re.compile(r"Invalid enum value '?([^']*)'?")
_NO_DAY = re.compile(r"Invalid RFC3339 encoded")
_EMPTY = re.compile(r"Expected `(?:str|array)` of length >= 1")
_TOO_LITTLE = re.compile(r"Expected `(?:int|float)` >= (-?[0-9.]+)")
_TOO_MUCH = re.compile(r"Expected `(?:int|float)` <= (-?[0-9.]+)")

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


def misfit(error: msgspec.ValidationError) -> tuple[Sentence, str]:
    """What doesn't fit where something of several fields is given, and where in it.

    Args:
        error: what msgspec says, in English and in the words of JSON.

    Returns:
        the same as a sentence of the library's own, and the place, such as `.items[2].due`.

    Example:
        >>> try:
        ...     msgspec.convert({"a": "x"}, dict[str, int])
        ... except msgspec.ValidationError as error:
        ...     told, where = misfit(error)
        >>> str(told), where
        ('it is a text, not a whole number', '[...]')
    """
    what, _, path = str(error).partition(" - at `$")
    if found := _WRONG_KIND.match(what):
        wanted, got = (_KINDS.get(one.strip(), one.strip()) for one in found.groups())
        told = Sentence("it is {got}, not {wanted}", got=got, wanted=wanted)
    elif found := _MISSING.match(what):
        told = Sentence("{field} is missing", field=(Word(found[1], "field"),))
    elif found := _UNKNOWN.match(what):
        told = Sentence("there is no field {name}", name=found[1])
    elif found := _NO_CHOICE.match(what):
        told = Sentence("{text} isn't known here", text=found[1])
    elif _EMPTY.match(what):
        told = Sentence("nothing is said there")
    elif found := _TOO_LITTLE.match(what):
        told = Sentence("it is less than {least}", least=found[1])
    elif found := _TOO_MUCH.match(what):
        told = Sentence("it is more than {most}", most=found[1])
    elif _NO_DAY.match(what):
        told = Sentence("it is no day or time as a calendar has it")
    else:
        told = Sentence("{what}", what=what)
    return told, path.rstrip("`")


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
