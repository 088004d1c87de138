"""Người nộp đơn: who stands in the cells of one entry. All of it is sealed when recorded."""

import re
from itertools import zip_longest

from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.identifying import is_said

_SPLIT = re.compile(r"\s*[,;–]\s*|\s+-\s+")
_LISTED = re.compile(r"(?:\d+\s*[.)]|[-+•])\s*")


@frozen(kw_only=True, repr=False)
class NamedPerson:
    """Một người: what the register says of one petitioner; never printed.

    Args:
        name: None of somebody who isn't named, but whose house or paper is.
    """

    name: str | None = None
    address: str | None = None
    id_paper: str | None = None
    contact: str | None = None


def persons_of(
    *,
    names: tuple[str, ...],
    names_and_addresses: tuple[str, ...],
    address: str | None,
    id_papers: tuple[str, ...],
    contact: str | None,
) -> list[NamedPerson]:
    """The people of one row.

    A cell that lists people line by line ("1. …", "- …") names several; any other names one,
    with the address after a comma or on the lines below.

    Raises:
        Invalid: the papers of several people don't stand in as many lines.

    >>> [
    ...     one.name
    ...     for one in persons_of(
    ...         names=(),
    ...         address=None,
    ...         id_papers=(),
    ...         contact=None,
    ...         names_and_addresses=("1. Nguyễn Thị A, TDP Một", "2) Trần Văn B"),
    ...     )
    ... ]
    ['Nguyễn Thị A', 'Trần Văn B']
    """
    lines = names_and_addresses or names
    if len(lines) > 1 and all(map(_LISTED.match, lines)):
        lines = tuple(_LISTED.sub("", one, count=1) for one in lines)
    elif lines:
        lines = (", ".join(lines),) if names_and_addresses else (" ".join(lines),)
    if not lines:
        return []
    if len(lines) == 1 or not id_papers:
        id_papers = (" ".join(id_papers),)
    elif len(id_papers) != len(lines):
        raise Invalid(
            "it has another number of papers than of people",
            expected="a line for the paper of each, or a row for each",
        )
    found = []
    for line, paper in zip_longest(lines, id_papers):
        name, rest = _parted(line) if names_and_addresses else (line, None)
        found.append(
            NamedPerson(name=name, address=rest or address, id_paper=paper or None, contact=contact)
        )
    return found


def _parted(text: str) -> tuple[str, str | None]:
    first, *_ = _SPLIT.split(text, maxsplit=1)
    return first, text[len(first) :].strip(" ,;–-") or None


def names_in(text: str, persons: tuple[NamedPerson, ...]) -> bool:
    """Whether a text names one of the people, or holds their paper, telephone or house."""
    return any(
        told is not None and is_said(name, told, text)
        for one in persons
        for name, told in (
            ("name", one.name),
            ("id_paper", one.id_paper),
            ("contact", one.contact),
            ("address", one.address if any(map(str.isdecimal, one.address or "")) else None),
        )
    )
