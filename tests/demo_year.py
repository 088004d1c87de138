"""The example year of examples/pho_hoa_2023, to look at: run once for those who ask."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dialogue_cases.office import Office

EXAMPLE = Path(__file__).parents[1] / "examples" / "pho_hoa_2023"


@contextmanager
def demo_year(store: str = "memory:") -> Iterator[Office]:
    """The ward on the last day of its year; nothing of the example's modules is left behind."""
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(EXAMPLE)
        with importlib.import_module("year").run(store) as office:
            yield office
    for name in set(sys.modules) - before:
        if str(EXAMPLE) in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]
