"""Every view says what people read of it: each column with its heading and its printing."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import msgspec
import pytest

from dialogue_cases import views
from dialogue_cases.projection import Column, Columns, ViewTable
from dialogue_cases.projection.columns import fields_of


def of_every_view() -> Iterator[tuple[str, Columns[Any]]]:
    """The columns that views say, by the view and what they are called there."""
    for name in sorted(set(views.__all__) - {"VIEWS"}):
        module = import_module(f"dialogue_cases.views.{name}")
        for what, value in vars(module).items():
            if isinstance(value, Columns):
                yield f"{name}.{what}", value


SAID = dict(of_every_view())
RUN_TOGETHER = re.compile(r"[a-z][A-Z]|_")
EACH = pytest.mark.parametrize("columns", SAID.values(), ids=SAID)


def test_every_view_says_its_columns() -> None:
    """None is printed otherwise, or not at all."""
    assert {*views.__all__} - {"VIEWS"} == {name.partition(".")[0] for name in SAID}


@EACH
def test_a_column_has_a_heading_in_both_languages_and_is_printed(columns: Columns[Any]) -> None:
    """On a terminal, in files, or in both; with room for one digit at least."""
    for one in columns.shown:
        assert one.vi.strip()
        assert one.en.strip()
        assert one.width + one.wide > 0


@EACH
def test_a_table_fits_a_terminal(columns: Columns[Any]) -> None:
    """With one blank between its columns at least."""
    widths = [one.width for one in columns.shown if one.width]

    assert sum(widths) + len(widths) - 1 <= 80


@EACH
def test_a_heading_is_said_in_words_and_is_no_name_from_the_code(columns: Columns[Any]) -> None:
    """A clerk doesn't know what the rows are called there."""
    assert [] == [
        (one.vi, one.en)
        for one in columns.shown
        if any(RUN_TOGETHER.search(heading) for heading in (one.vi, one.en))
    ]


def test_one_english_heading_has_one_vietnamese_wherever_it_stands() -> None:
    """A clerk who goes from sheet to sheet finds a thing under one name."""
    named: dict[tuple[str, str], set[str]] = {}
    for columns in SAID.values():
        for one in columns.shown:
            named.setdefault((one.en, one.shows), set()).add(one.vi)

    assert {} == {heading: vi for heading, vi in named.items() if len(vi) > 1}


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """Lượt đến: a row such as a view may have."""

    stream: str
    came_on: date
    people: int = 1


DAY = Column[Visit]("came_on", "Ngày đến", "Came on", width=10, wide=12)


@pytest.mark.parametrize(
    ("shown", "untold", "wrong"),
    [
        ([DAY], "", "people, stream"),
        ([DAY], "stream", "people"),
        ([DAY], "stream people group", "group"),
    ],
)
def test_a_row_class_of_which_a_field_has_no_column_is_refused(
    shown: list[Column[Visit]], untold: str, wrong: str
) -> None:
    """When the module is imported: a field that is added can't be forgotten."""
    with pytest.raises(TypeError, match=f"^Visit: no column, or no field: {wrong}$"):
        Columns(Visit, shown, untold)


def test_a_table_has_a_column_for_each_field_of_its_row() -> None:
    """In their order, numbers as numbers; what may be missing may be NULL."""
    made = ViewTable(Visit, "visits").made_in("main").splitlines()

    assert made == [
        "CREATE TABLE main.visits (",
        "    stream TEXT NOT NULL,",
        "    came_on TEXT NOT NULL,",
        "    people INTEGER NOT NULL)",
    ]


@pytest.mark.parametrize("view", views.VIEWS, ids=lambda one: one.name)
def test_every_row_names_its_life(view: Any) -> None:
    """By it a life's rows are found and replaced."""
    for table in view.tables:
        assert "stream" in fields_of(table.row)
