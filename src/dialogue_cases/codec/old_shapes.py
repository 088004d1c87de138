"""Dạng cũ: how facts of shapes that are no longer written read as the next one.

What a new shape has besides is left out here: it reads as the class says where nothing was said.
"""

from typing import Any


def as_it_was(old: dict[str, Any]) -> dict[str, Any]:
    """The same: the new shape only has more, of which an old fact says nothing.

    Example:
        >>> as_it_was({"on": "2023-03-13"})
        {'on': '2023-03-13'}
    """
    return old
