"""Fresh, caught up, rebuilt: whichever way the views are made, every row of every table is one.

All views together, for what one of them keeps must never reach into another's tables.
"""

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogue_cases.law import Law
from dialogue_cases.projection import View, Views
from dialogue_cases.projection import views as keeping
from dialogue_cases.record import Known
from dialogue_cases.store import Store
from dialogue_cases.views import VIEWS
from dialogue_cases.vocabulary import BodyId
from dialogue_cases.ward import WARD, BodyEstablished
from logs import LAW, record
from spec import BODIES, SINCE
from strategies import entries

A_WARD = [
    (WARD, BodyEstablished(on=SINCE, body=BodyId(body), kind=kind, name=body), 0)  # type: ignore[arg-type]
    for body, kind, _ in BODIES
]
"""A ward with bodies: several views keep rows of one class about them."""

Tables: TypeAlias = dict[str, Counter[msgspec.Struct]]
"""How many rows of which kind stand in each table, by its name."""


def law_of(_: Known | None) -> Law:
    return LAW


def in_the_tables(views: Views, asked: Sequence[View] = VIEWS) -> Tables:
    """What stands in every table, caught up with the log as far as that is needed."""
    return {
        table.name: Counter(views.ask(view, table.row, f"SELECT * FROM {table.name}").rows)
        for view in asked
        for table in view.tables
    }


def made_alone(store: Store) -> Tables:
    """Each view made in memory, with no other beside it."""
    tables: Tables = {}
    for view in VIEWS:
        with Views(store, law_of, None) as views:
            tables |= in_the_tables(views, (view,))
    return tables


@contextmanager
def a_file(store: Store) -> Iterator[Views]:
    """The views of a store in a file, caught up with two facts at a time."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(keeping, "BATCH", 2),
        Views(store, law_of, Path(folder) / "ward.db.views") as views,
    ):
        yield views


def check_three_ways(pieces: Sequence[Sequence[Any]]) -> None:
    """A log that grows piece by piece: caught up after each, then rebuilt, against made alone."""
    store = Store.create("memory:")
    caught_up: Tables = {}
    with a_file(store) as views:
        for piece in (A_WARD, *pieces):
            record(store, piece)
            caught_up = in_the_tables(views)
        assert made_alone(store) == caught_up

        views.rebuild(VIEWS)
        assert caught_up == in_the_tables(views)
    store.close()


def histories(most: int) -> st.SearchStrategy[list[list[Any]]]:
    """Logs of any entries of any lives, as they grew: late ones, corrections and voids too."""
    return st.lists(st.lists(entries(), max_size=most), min_size=1, max_size=3)


def test_no_two_tables_of_the_views_have_one_name() -> None:
    names = [table.name for view in VIEWS for table in view.tables]

    assert len(names) == len(set(names))


@settings(max_examples=25)
@given(pieces=histories(12))
def test_however_the_views_are_made_every_row_is_the_same(pieces: list[list[Any]]) -> None:
    check_three_ways(pieces)
