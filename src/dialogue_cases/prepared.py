"""Chuẩn bị kiểu: what msgspec works out about a class on its first use, worked out in turn.

msgspec keeps on a class what it has worked out about it. Two threads that let it do so for the
same class at the same moment crash the interpreter (seen with msgspec 0.22 on Python 3.11), so
nothing in this library decodes or converts but by a function that was made here.
"""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

_TURN = threading.Lock()


def decoder(shape: Any) -> Callable[[str | bytes], Any]:
    """A function that reads JSON into a class, or into whatever a type hint says.

    Args:
        shape: the class or type hint.

    Example:
        >>> decoder(list[int])("[1, 2]")
        [1, 2]
    """
    with _TURN:
        return msgspec.json.Decoder(shape).decode


def converter(shape: Any) -> Callable[[Any], Any]:
    """A function that makes a class of plain values: of dicts, lists, numbers, texts and days.

    Args:
        shape: the class or type hint.

    Example:
        >>> converter(tuple[int, ...])([1, 2])
        (1, 2)
    """
    decoder(shape)  # `convert` finds there what was worked out here
    return partial(msgspec.convert, type=shape)
