"""Có thể quyết định gì: the decisions of every life as commands, and what each is asked with.

All of it is read from the code of the lives, here and nowhere else in the command line.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from dialogue_cases.life import Life

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


EXAMPLES = {
    "session": "dialogue/2023/1",
    "plan": "plan/2023",
    "task": "task/dialogue/2023/1/item/1",
}
"""Of lives whose streams aren't called as they are, with a number: how one is called."""


def example_of(life: str) -> str:
    """How a life of this kind is called, for instance."""
    return EXAMPLES.get(life, f"{life}/2023/1")


def series(life: str) -> tuple[str, ...]:
    """The series in which such a life begins under the next number; none if it has no number."""
    begins = any(one.startswith(f"{life} ") for one in BEGINNINGS)
    return life_called(life).series if begins else ()
