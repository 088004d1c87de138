"""Longer runs of what `make test` tries shortly: run this file by its name."""

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from test_said import said_otherwise
from test_shown import try_it

LONG = settings(
    max_examples=2000,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


@LONG
@given(data=st.data())
def test_changing_one_argument_never_answers_nothing_to_do(data: st.DataObject) -> None:
    """As the test of the same name, far longer."""
    said_otherwise(data)


@LONG
@given(data=st.data())
def test_whatever_is_accepted_can_be_shown(data: st.DataObject) -> None:
    """As the test of the same name, far longer."""
    try_it(data)
