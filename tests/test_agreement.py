"""One verdict: whatever is decided, every paper says the same of every promise and petition."""

from datetime import date

import pytest

from agreement import a_history, asked
from dialogue_cases import statistics, task
from dialogue_cases.documents import forms
from dialogue_cases.documents.promises import promises as printed
from dialogue_cases.projection import Views
from dialogue_cases.views import board, ledger, scorecard
from dialogue_cases.vocabulary import StreamId
from following import EVIDENCE, concluded, decide, held, item
from offices import Clock, an_office

GIVEN = date(2023, 3, 15)
DUE, ON = date(2023, 4, 28), date(2023, 6, 1)


@pytest.mark.parametrize("seed", range(10))
def test_every_paper_says_the_same_of_every_promise_and_petition(seed: int) -> None:
    """Late entries, corrections, voids, what is carried over, dropped, withdrawn, refused."""
    office = a_history(seed)
    found = asked(office, seed)
    office.close()

    assert [] == found


def test_a_promise_that_was_extended_too_late_is_kept_late_everywhere() -> None:
    """The extension of 5 May moves nothing: due on 28 April, done on 20 May."""
    office = an_office(Clock(date(2023, 7, 1)))
    stream = held(office, date(2023, 3, 13), {})
    concluded(office, stream, GIVEN, item(due=DUE))
    work = StreamId(f"task/{stream}/item/1")
    decide(
        office, "bi-thu", work, task.extend, date(2023, 5, 5), until=date(2023, 5, 31),
        reason="Mưa", despite=[("extended-before-it-is-overdue", "đã xảy ra")],
    )  # fmt: skip
    decide(
        office, "chu-tich", work, task.report_done, date(2023, 5, 20), gist="Xong",
        evidence=EVIDENCE,
    )  # fmt: skip
    decide(office, "chanh-van-phong", work, task.verify, date(2023, 5, 22), findings="Đủ")
    with Views.of(office) as views:
        (line,) = board.lines(views, ON, board.BoardWanted(stream=work, finished=True)).rows
        (entry,) = ledger.promises(views, ON).rows
        (score,) = scorecard.scores(
            views, ON, scorecard.ScorecardWanted(kind="conclusion_item")
        ).rows
    (paper,) = printed(forms.sheet_of_everything(office, on=ON))

    assert {("met late", DUE)} == {
        (line.status, line.due), (entry.standing, entry.due), (paper.state, paper.due),
    }  # fmt: skip
    assert (1, 0, True) == (score.late, score.in_time, entry.late)
    assert [] == asked(office, 0)
    assert 1 == _told(office)["Đã thực hiện nhưng quá hạn"]
    office.close()


def test_what_was_dropped_or_only_reported_is_nowhere_carried_out() -> None:
    """One item is no longer needed, one is reported done and waits for another body."""
    office = an_office(Clock(date(2023, 7, 1)))
    stream = held(office, date(2023, 3, 13), {})
    concluded(office, stream, GIVEN, item(1, due=DUE), item(2, due=DUE))
    first, second = (StreamId(f"task/{stream}/item/{number}") for number in (1, 2))
    decide(
        office, "bi-thu", first, task.close, date(2023, 4, 1), outcome="not_needed", reason="Thôi"
    )
    decide(
        office, "chu-tich", second, task.report_done, date(2023, 4, 20), gist="Xong",
        evidence=EVIDENCE,
    )  # fmt: skip
    with Views.of(office) as views:
        standing = [one.standing for one in ledger.promises(views, ON).rows]

    assert ["void", "reported done"] == standing
    assert (0, 1, 1) == tuple(
        _told(office)[text]
        for text in (
            "Đã thực hiện",
            "Đã báo cáo xong, chờ xác nhận",
            "Thôi thực hiện: đã thay thế hoặc không còn cần",
        )
    )
    assert [] == asked(office, 0)
    office.close()


def _told(office: object) -> dict[str, int | None]:
    period = statistics.period("2023-Q2", "party", office.law)  # type: ignore[attr-defined]
    found = statistics.party_report(office.log.since(), office.law, period=period)  # type: ignore[attr-defined]
    return {line.text: line.figure for part in found.sections for line in part.lines}
