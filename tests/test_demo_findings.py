"""What was planted in the stories is what the record holds, under every rule that they name."""

from collections.abc import Iterator
from typing import Any

import pytest

from findings import FOUND, Planted
from stories import YEAR, modules_of


@pytest.fixture(scope="module")
def year() -> Iterator[Planted]:
    """The ward of Phổ Hoà on the last day of its year, and what was planted in it."""
    with modules_of(YEAR) as modules, modules("year").run("memory:") as office:
        yield Planted(YEAR / "findings.toml", office)


@pytest.mark.parametrize("kind", sorted(FOUND))
def test_the_year_holds_what_was_planted_and_nothing_else(year: Planted, kind: str) -> None:
    """Of each kind: every planted finding is in the record, and none that isn't planted."""
    assert year.of(kind) == year.found(kind)


def test_every_kind_is_planted_in_the_year_and_asked_for(year: Planted) -> None:
    """No kind is read from the file without being looked for, and none is looked for in vain."""
    assert set(FOUND) == year.kinds


def test_each_finding_has_a_name_of_its_own_and_a_sentence(year: Planted) -> None:
    """So that a check can say which one it means, and people can read what it is."""
    names = [one["id"] for one in year.all]

    assert len(names) == len(set(names))
    assert all(one["vi"].endswith(".") for one in year.all)


def test_where_a_finding_is_names_something_on_record(year: Planted) -> None:
    """A life, or a fact of one."""
    known: set[Any] = {fact.ref for fact in year.log()} | {fact.stream for fact in year.log()}

    assert set() == {one["where"] for one in year.all} - known
