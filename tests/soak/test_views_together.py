"""As `test_views_together`, for longer: 2,000 logs."""

from typing import Any

from hypothesis import given, settings

from test_views_together import check_three_ways, histories


@settings(max_examples=2000)
@given(pieces=histories(25))
def test_however_the_views_are_made_every_row_is_the_same(pieces: list[list[Any]]) -> None:
    check_three_ways(pieces)
