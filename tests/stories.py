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

    names = {file.stem for story in stories for file in story.glob("*.py")}

    # Another test may have run it, or one of the same names, as a docstring or an example does.
    before = {name: sys.modules.pop(name) for name in names & sys.modules.keys()}
    with pytest.MonkeyPatch.context() as patch:
        for story in stories:
            patch.syspath_prepend(story)
        yield importlib.import_module
    for name in names & sys.modules.keys():
        del sys.modules[name]
    sys.modules.update(before)
