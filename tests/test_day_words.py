"""Months, quarters and half-years as papers write them."""

from datetime import date

import pytest

from dialogue_cases.vocabulary import first_day, last_day, period_said


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-06", date(2026, 6, 1), date(2026, 6, 30)),
        ("06/2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("tháng 6", date(2026, 6, 1), date(2026, 6, 30)),
        ("Tháng 6/2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("trong tháng 02 năm 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("tháng 5–6", date(2026, 5, 1), date(2026, 6, 30)),
        ("tháng 5 đến tháng 6/2026", date(2026, 5, 1), date(2026, 6, 30)),
        ("2026-05/2026-06", date(2026, 5, 1), date(2026, 6, 30)),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("Quý II/2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("quý iv", date(2026, 10, 1), date(2026, 12, 31)),
        ("trong quý III", date(2026, 7, 1), date(2026, 9, 30)),
        ("quý 4 năm 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("6 tháng đầu năm", date(2026, 1, 1), date(2026, 6, 30)),
        ("06 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        ("9 tháng đầu năm", date(2026, 1, 1), date(2026, 9, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("năm 2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_time_in_words_is_its_first_and_last_day(text: str, first: date, last: date) -> None:
    """A year that isn't said is the one that is meant."""
    period = period_said(text, 2026)

    assert period is not None
    assert (first, last) == (first_day(period), last_day(period))


@pytest.mark.parametrize("text", ["", "sớm", "quý V", "tháng 13", "2026-13", "tháng 6–5"])
def test_what_is_no_time_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert period_said(text, 2026) is None


def test_a_month_without_a_year_is_none_where_no_year_is_meant() -> None:
    """Tháng 6 of which year?"""
    assert period_said("tháng 6") is None
