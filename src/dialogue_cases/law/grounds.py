"""Căn cứ theo thời gian: what the law knows for a step, from when to when; data, not code."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from dialogue_cases.prepared import decoder

FILE, READY = "grounds.toml", "grounds.json"
IN_FORCE = "in_force"

T = TypeVar("T")


@cache
def _sections() -> Mapping[str, msgspec.Raw]:
    """`grounds.toml` as it was read when the package was made."""
    ready: Mapping[str, msgspec.Raw] = decoder(dict[str, msgspec.Raw])(
        files(__package__).joinpath(READY).read_bytes()
    )
    return ready


def in_force_since(norm: str) -> date:
    """From which local day on what a norm asks is asked.

    Args:
        norm: its name in `grounds.toml`.

    Raises:
        LookupError: there is no such name.

    Example:
        >>> str(in_force_since("denunciation_law"))
        '2019-01-01'
    """
    return _days()[norm]


@cache
def _days() -> Mapping[str, date]:
    days: Mapping[str, date] = decoder(dict[str, date])(_sections()[IN_FORCE])
    return days


def listed(section: str, row: type[T]) -> tuple[T, ...]:
    """What a section of `grounds.toml` lists, as the class of the life that asks.

    Args:
        section: such as `petition` or `proceeding.refusals`.
        row: its fields are `code`, `kinds`, `citation`, `since`, `until`, and what else the
            section says; one row for each ground that a table names.

    Raises:
        LookupError: there is no such section.
        msgspec.ValidationError: it has a word that the class doesn't know.
    """
    rows: Any = decoder(tuple[row, ...])(_sections()[section])  # type: ignore[valid-type]
    return tuple(rows)
