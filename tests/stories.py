"""The stories of `examples/`: their modules by name, and nothing of them left behind."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
YEAR, TWO_CHANGES = EXAMPLES / "pho_hoa_2023", EXAMPLES / "two_changes"
SONG_MO = EXAMPLES / "song_mo_2026"


@contextmanager
def modules_of(*stories: Path) -> Iterator[Any]:
    """Gives the modules of a story by name; they see each other, as when it is run."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        for story in stories:
            patch.syspath_prepend(story)
        yield importlib.import_module
    for name in set(sys.modules) - before:
        file = getattr(sys.modules[name], "__file__", None) or ""
        if any(str(story) in file for story in stories):
            del sys.modules[name]
