"""Đọc `citations.toml`: every entry is checked when the package is made."""

from collections.abc import Iterator
from typing import get_args

from dialogue_cases import toml_file
from dialogue_cases.law.checks import refuse
from dialogue_cases.law.citations import FILE
from dialogue_cases.law.strict import Strict, Text, read
from dialogue_cases.vocabulary import Certainty, Citation, in_the_plan

_RIGHT = {
    "text": "text, or part and place of a year's plan",
    "certainty": ", ".join(get_args(Certainty)),
}


class _Entry(Strict):
    certainty: Certainty
    text: Text | None = None
    part: Text | None = None
    place: Text | None = None
    says: tuple[Text, ...] = ()
    note: Text | None = None


def read_citations(text: str) -> dict[str, Citation]:
    """Read and check the text of `citations.toml`.

    Raises:
        Invalid: the first thing that is wrong, where, and what would be right.
    """
    return dict(_entries(text))


def _entries(text: str) -> Iterator[tuple[str, Citation]]:
    for life, entries in toml_file.tables(text, where=FILE).items():
        if not isinstance(entries, dict):
            refuse("{life!r} is no table", FILE, "[<life>.<word>]", life=life)
        for word, table in entries.items():
            yield f"{life}.{word}", _cited(read(table, _Entry, f"{FILE}, {life}.{word}", _RIGHT))


def _cited(entry: _Entry) -> Citation:
    note = entry.note or ""
    if entry.part and entry.place and not entry.text:
        return in_the_plan(
            entry.part, entry.place, certainty=entry.certainty, note=note, says=entry.says
        )
    if entry.part or entry.place or not entry.text:
        refuse("it is cited neither way, or both", FILE, _RIGHT["text"])
    return Citation(text=entry.text, certainty=entry.certainty, note=note)
