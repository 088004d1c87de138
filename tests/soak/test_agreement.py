"""All papers agree, over thousands of histories: `DIALOGUE_CASES_HISTORIES` says how many."""

import os

import pytest

from agreement import a_history, asked

HISTORIES = int(os.environ.get("DIALOGUE_CASES_HISTORIES", "2000"))
FIRST = int(os.environ.get("DIALOGUE_CASES_FIRST_HISTORY", "1000"))


@pytest.mark.parametrize("seed", range(FIRST, FIRST + HISTORIES))
def test_every_paper_says_the_same_of_every_promise_and_petition(seed: int) -> None:
    """0 differences."""
    office = a_history(seed)
    found = asked(office, seed)
    office.close()

    assert [] == found
