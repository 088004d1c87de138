"""Có thể quyết định gì: the decisions of every life as commands, and what each is asked with.

All of it is read from the code of the lives, here and nowhere else in the command line.
"""

import re
from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, getdoc, signature
from typing import Any, get_type_hints

from attrs import NOTHING, frozen

from dialogue_cases.life import Life

LIVES = ("ward", "plan", "session", "task", "petition", "proceeding", "matter")
"""The lives, each by the word under which its decisions are commands."""

ELSEWHERE = {
    "ward open-ward": "init",
    "ward load-law": "init",
    "ward take-over-book": "import",
}
"""Decisions that aren't commands of their own: a store is made, and its law kept, by `init` and
on opening; a register is taken over with its entries, by `import`."""

BEGINNINGS = (
    "session fix",
    "session foresee",
    "petition raise-petition",
    "proceeding receive",
    "proceeding learn-contested-act",
    "matter open-matter",
)
"""Decisions with which a life begins, under the next number of its series."""


@frozen
class Field:
    """Trường: one thing that a decision is asked with.

    Args:
        name: how the code calls it.
        hint: its type.
        default: what it is if it isn't said; `attrs.NOTHING` if it must be.
        doc: what it is, in English, as the code says; "" where it says nothing.
    """

    name: str
    hint: Any
    default: Any = NOTHING
    doc: str = ""

    @property
    def required(self) -> bool:
        """Whether it must be said."""
        return self.default is NOTHING


def life_called(word: str) -> Life[Any, Any]:
    """A life by its word; the others aren't loaded."""
    life: Life[Any, Any] = import_module(f"dialogue_cases.{word}").LIFE
    return life


def decisions(life: str) -> dict[str, Callable[..., Any]]:
    """Everything that is decided in a life by a command of its own, by the command's name."""
    named = {
        name.replace("_", "-"): one for name, one in sorted(life_called(life).decisions.items())
    }
    return {name: one for name, one in named.items() if f"{life} {name}" not in ELSEWHERE}


def series(life: str) -> tuple[str, ...]:
    """The series in which such a life begins under the next number; none if it has no number."""
    begins = any(one.startswith(f"{life} ") for one in BEGINNINGS)
    return life_called(life).series if begins else ()


def fields_of(decide: Callable[..., Any]) -> tuple[Field, ...]:
    """What a decision is asked with, in its own order.

    >>> postpone = decisions("session")["postpone"]
    >>> {one.name: one.default for one in fields_of(postpone)}
    {'on': NOTHING, 'reason': NOTHING, 'to': None}
    """
    hints, docs = get_type_hints(decide), _docs(decide)
    return tuple(
        Field(
            one.name,
            hints[one.name],
            NOTHING if one.default is Parameter.empty else one.default,
            docs.get(one.name, ""),
        )
        for one in signature(decide).parameters.values()
        if one.kind is Parameter.KEYWORD_ONLY
    )


def _docs(decide: Callable[..., Any]) -> dict[str, str]:
    """What the docstring says of each argument."""
    section = re.search(r"^Args:\n((?:    .*\n?)+)", getdoc(decide) or "", re.MULTILINE)
    if section is None:
        return {}
    found = re.findall(r"^    (\w+): ((?:.*\n?)(?:^        .*\n?)*)", section[1], re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in found}
