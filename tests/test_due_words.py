"""Deadlines in words, as conclusions of communes write them."""

from datetime import date

import pytest

from dialogue_cases.vocabulary import DueSaid, Reporting, due_said


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("trước ngày 30/6", date(2026, 6, 29)),
        ("Hoàn thành trước ngày 30/6/2026.", date(2026, 6, 29)),
        ("trước 01/01/2027", date(2026, 12, 31)),
        ("trước ngày 20 tháng 12 năm 2026", date(2026, 12, 19)),
        ("trước tháng 9", date(2026, 8, 31)),
        ("trước quý III/2026", date(2026, 6, 30)),
        ("chậm nhất ngày 29/6/2026", date(2026, 6, 29)),
        ("chậm nhất là ngày 29-6-2026", date(2026, 6, 29)),
        ("đến hết ngày 30/6", date(2026, 6, 30)),
        ("30.6.2026", date(2026, 6, 30)),
        ("2026-06-30", date(2026, 6, 30)),
        ("trong quý III", date(2026, 9, 30)),
        ("2026-Q3", date(2026, 9, 30)),
        ("2026-09", date(2026, 9, 30)),
        ("tháng 9", date(2026, 9, 30)),
        ("trong tháng 02/2028", date(2028, 2, 29)),
        ("cuối tháng 9", date(2026, 9, 30)),
        ("6 tháng đầu năm", date(2026, 6, 30)),
        ("cuối năm", date(2026, 12, 31)),
        ("cuối năm 2027", date(2027, 12, 31)),
        ("hết năm 2026", date(2026, 12, 31)),
        ("thời hạn: trong năm 2026", date(2026, 12, 31)),
    ],
)
def test_words_about_a_deadline_have_a_last_day(text: str, last: date) -> None:
    """Before a day, that day is too late; in a month or a quarter, its last day is in time."""
    assert DueSaid(last=last) == due_said(text, 2026)


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("Thường xuyên", None),
        ("thường xuyên, liên tục", None),
        ("Thường xuyên; báo cáo trước ngày 25 hằng tháng", Reporting(every="month", until_day=24)),
        ("báo cáo trước ngày 25 hàng tháng", Reporting(every="month", until_day=24)),
        ("thường xuyên, báo cáo ngày 25 hằng tháng", Reporting(every="month", until_day=25)),
        ("Báo cáo chậm nhất ngày 20 tháng cuối quý", Reporting(every="quarter", until_day=20)),
        ("thường xuyên báo cáo hằng quý", Reporting(every="quarter")),
        ("định kỳ báo cáo kết quả mỗi 6 tháng", Reporting(every="half-year")),
        ("báo cáo hằng năm", Reporting(every="year")),
    ],
)
def test_standing_work_has_no_last_day_and_perhaps_reports(
    text: str, report: Reporting | None
) -> None:
    assert DueSaid(standing=True, report=report) == due_said(text)


@pytest.mark.parametrize(
    "text",
    [
        "sớm", "giữa năm", "đầu tháng 9", "khi có kinh phí", "trong quý", "31/6/2026",
        "báo cáo trước ngày 01 hằng tháng", "thường xuyên; trước ngày 30/6/2026", "",
        "báo cáo năm", "trước ngày 30/6 hoặc 30/7", "quý III và quý IV",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_not_read(text: str) -> None:
    assert due_said(text, 2026) is None


def test_a_day_without_a_year_is_not_read_where_no_year_is_meant() -> None:
    assert due_said("trước ngày 30/6") is None
