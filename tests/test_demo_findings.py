"""What was planted in the year is what the library finds, under every rule that it names."""

from collections.abc import Iterator
from typing import Any

import pytest

from dialogue_cases import codec
from dialogue_cases.audit.findings import KINDS
from dialogue_cases.office.checks import sealed_in
from findings import Planted
from stories import YEAR, modules_of

NOT_IN_THE_YEAR = {
    "doubtful-term", "four-eyes", "impossible", "missing-number", "outside-competence",
    "outside-office", "system-act", "without-evidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def year() -> Iterator[Planted]:
    """The ward of Phổ Hoà on the last day of its year, and what was planted in it."""
    with modules_of(YEAR) as modules, modules("year").run("memory:") as office:
        yield Planted(YEAR / "findings.toml", office)


@pytest.mark.parametrize("kind", KINDS)
def test_the_year_holds_what_was_planted_and_nothing_else(year: Planted, kind: str) -> None:
    """Of each kind: every planted finding is found, and none that isn't planted."""
    assert year.of(kind) == year.found(kind)


def test_every_kind_but_some_is_planted_in_the_year(year: Planted) -> None:
    """No kind is read from the file without being asked for; what isn't there is said."""
    assert set(KINDS) - NOT_IN_THE_YEAR == {one["kind"] for one in year.all}


def test_each_finding_has_a_name_of_its_own_and_a_sentence(year: Planted) -> None:
    """So that a check can say which one it means, and people can read what it is."""
    names = [one["id"] for one in year.all]

    assert len(names) == len(set(names))
    assert all(one["vi"].endswith(".") for one in year.all)
    assert [] == [one["vi"] for one in year.all if "…" in one["vi"]]


def test_where_a_finding_is_names_something_on_record(year: Planted) -> None:
    """A life, or a fact of one."""
    log = list(year.office.log.since())
    known: set[Any] = {fact.ref for fact in log} | {fact.stream for fact in log}

    assert set() == {one["where"] for one in year.all} - known


def test_who_denounced_cant_be_read_in_the_log(year: Planted) -> None:
    """Of whom the record says nothing in clear, nothing is in clear."""
    log = "".join(codec.encode(fact)[1] for fact in year.office.log.since())

    for one in year.of("sealed"):
        sealed = [piece for _, piece in sealed_in(year.office.as_of(one["where"]))]
        assert sealed
        assert [] == [piece for piece in sealed if year.office.vault.unseal(piece) in log]
