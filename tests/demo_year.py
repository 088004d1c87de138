"""The example year of examples/pho_hoa_2023, to look at: run once for those who ask."""

from collections.abc import Iterator
from contextlib import contextmanager

from dialogue_cases.office import Office
from stories import YEAR, modules_of


@contextmanager
def demo_year(store: str = "memory:") -> Iterator[Office]:
    """The ward on the last day of its year; nothing of the example's modules is left behind."""
    with modules_of(YEAR) as named, named("year").run(store) as office:
        yield office
