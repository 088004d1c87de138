"""Có thể quyết định gì: the decisions of every life as commands, and what each is asked with.

All of it is read from the code of the lives, here and nowhere else in the command line.
"""

import re
from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, getdoc, isfunction, signature
from types import ModuleType
from typing import Any, get_type_hints

from attrs import NOTHING, frozen

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


def life_called(word: str) -> ModuleType:
    """The module of a life; only that one is loaded."""
    return import_module(f"dialogue_cases.{word}")


def decisions(life: ModuleType) -> dict[str, Callable[..., Any]]:
    """Everything that may be decided in a life, by the name of its command."""
    named = {name: getattr(life, name) for name in life.__all__}
    return {name.replace("_", "-"): one for name, one in named.items() if _decides(one)}


def _decides(one: Any) -> bool:
    """Whether it takes a state and a setting, as decisions do."""
    from dialogue_cases.ward import Setting

    return isfunction(one) and list(one.__annotations__.values())[1:2] == [Setting]


def fields_of(decide: Callable[..., Any]) -> tuple[Field, ...]:
    """What a decision is asked with, in its own order.

    >>> postpone = decisions(life_called("session"))["postpone"]
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
