"""Bảng dữ liệu: a table of a law file as a class; what isn't understood is refused."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

import msgspec

from dialogue_cases.errors import Invalid, Sentence
from dialogue_cases.given_file import misfit
from dialogue_cases.law.checks import near
from dialogue_cases.prepared import converter

Text = Annotated[str, msgspec.Meta(min_length=1)]
"""A text that isn't empty."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A table in which an unknown key is an error."""


_NAMED = re.compile("(unknown|required) field `([^`]+)`")
"""Where msgspec says which key is unknown, or missing."""

S = TypeVar("S", bound=Strict)

_reader = cache(converter)


def read(table: Any, into: type[S], where: str, right: Mapping[str, str]) -> S:
    """A table as such a class.

    Args:
        where: how it is called in a sentence; the key that is wrong is added.
        right: of a key, what would be right.

    Raises:
        Invalid: the first key that is wrong, missing or unknown, and what would be right.
    """
    try:
        made: S = _reader(into)(table)
    except msgspec.ValidationError as error:
        what, path = misfit(error)
        keys = [part.partition("[")[0] for part in path.split(".") if part]
        if keys:
            where = f"{where}, {'.'.join(keys)}"
        key = keys[-1] if keys else ""
        expected: str | Sentence = right.get(key, "")
        if (named := _NAMED.search(str(error))) is not None:
            key = named[2]
            if named[1] == "unknown":
                expected = near(key, into.__struct_encode_fields__)
            else:
                expected = right.get(key, "the key {key!r}")
        raise Invalid("{what}", where=where, expected=expected, what=what, key=key) from None
    return made
