"""The second story: what two changes of the law did to what was open when they came."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from dialogue_cases.audit.findings import KINDS
from findings import Planted
from stories import TWO_CHANGES, modules_of


@pytest.fixture(scope="module")
def modules() -> Iterator[Any]:
    """Gives the story's modules by name."""
    with modules_of(TWO_CHANGES) as named:
        yield named


@pytest.fixture(scope="module")
def told(modules: Any) -> Iterator[Any]:
    """The ward after both changes."""
    story = modules("story").run("memory:")
    with story.office:
        yield story


@pytest.fixture(scope="module")
def planted(told: Any) -> Planted:
    """What was planted in the story, and what is found of it."""
    return Planted(TWO_CHANGES / "findings.toml", told.office)


def the(told: Any, rule: str, stream: str) -> Any:
    (one,) = (owed for owed in told.office.deadlines(stream) if owed.rule.id == rule)
    return one


# -- 1 July 2025 -------------------------------------------------------------------------------


@pytest.mark.requirement("R64")
def test_an_open_task_is_carried_on_by_the_successor(told: Any) -> None:
    """Given to the bloc, done by the board in time; the record keeps to whom it was given."""
    work = told.office.as_of("task/petition/2025/1/direction/1")
    done = next(
        fact
        for fact in told.office.history("task/petition/2025/1/direction/1")
        if type(fact.event).__name__ == "ReportedDone"
    )

    assert ("dan-van", "closed") == (work.lead, work.status)
    assert "ban-xay-dung-dang" == done.act.body == told.office.ward().successor(work.lead)
    assert the(told, "T1", "task/petition/2025/1/direction/1").in_time is True


def test_a_second_complaint_goes_to_the_province_after_the_district_level(told: Any) -> None:
    """On the same day the town is refused, because it is no more."""
    day = date(2025, 7, 10)

    assert ["body-exists"] == [refused.rule for on, refused in told.refusals if on == day]
    assert "ubnd-tinh" == told.office.as_of("proceeding/2025/1").second_instance.to
    assert the(told, "C6", "proceeding/2025/1").in_time is True
    assert "second" == told.office.as_of("proceeding/2025/2").instance


@pytest.mark.requirement("R58", "R72")
@pytest.mark.parametrize(
    ("day", "to"),
    [
        (date(2025, 11, 22), "Bí thư cấp uỷ cấp huyện"),
        (date(2025, 11, 23), "Bí thư Tỉnh uỷ"),
    ],
)
def test_reports_go_up_to_whom_the_rule_of_the_day_names(told: Any, day: date, to: str) -> None:
    """Kết luận 215-KL/TW of 23/11/2025 names the province's bodies."""
    assert to in told.office.law_on(day).version("P6", day).to


def test_a_report_to_a_body_that_ended_is_refused(told: Any) -> None:
    """What was sent before stands; what was sent since went to the province."""
    sent = [(one.on, *one.to) for one in told.office.ward().reports]

    assert ["body-exists"] == [
        refused.rule for on, refused in told.refusals if on == date(2025, 7, 4)
    ]
    assert [
        (date(2025, 6, 30), "thi-uy", "ban-dan-van-thi-uy"),
        (date(2026, 1, 5), "tinh-uy", "noi-chinh-tinh-uy", "tuyen-giao-dan-van"),
    ] == sent


# -- 1 July 2026 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stream", "received", "amount", "unit", "due"),
    [
        # The tenth day is a Sunday.
        ("proceeding/2026/2", date(2026, 6, 25), 10, "calendar_days", date(2026, 7, 6)),
        ("proceeding/2026/3", date(2026, 7, 2), 7, "working_days", date(2026, 7, 13)),
    ],
)
def test_a_complaint_is_accepted_within_the_term_of_the_day_on_which_it_came(
    told: Any, stream: str, received: date, amount: int, unit: str, due: date
) -> None:
    """Luật Khiếu nại, Điều 27: 10 days; Nghị định 155/2026, Điều 10: 07 working days."""
    owed = the(told, "C2", stream)

    assert (received, amount, unit, due, True) == (
        owed.anchor_day,
        owed.version.amount,
        owed.version.unit,
        owed.due,
        owed.in_time,
    )


def test_a_complaint_taken_up_before_can_be_suspended_after(told: Any) -> None:
    """Nghị định 155/2026, Điều 22 khoản 1: from 01/07/2026 on, and its time stands still."""
    owed = the(told, "C4", "proceeding/2026/1")

    assert ["suspension-ground-is-in-force"] == [
        refused.rule for on, refused in told.refusals if on == date(2026, 6, 29)
    ]
    assert ((date(2026, 7, 6), date(2026, 7, 20)),) == owed.pauses
    assert (date(2026, 6, 8), date(2026, 7, 22), True) == (
        owed.anchor_day,
        owed.due,
        owed.in_time,
    )


# -- What is printed, and what was planted -----------------------------------------------------


def test_the_story_prints_the_same_each_time_and_fits_a_terminal(modules: Any) -> None:
    """80 columns, plain text, and at its top that it is fiction."""
    main = modules("two_changes").main
    printed = main()

    assert printed == main()
    assert max(map(len, printed.splitlines())) <= 80
    assert "[ví dụ hư cấu]" in "".join(printed.splitlines()[:5])
    for line in ("10 ngày sau ngày đó", "7 ngày làm việc sau ngày đó", "Hạn cuối: 22/07/2026"):
        assert line in printed


@pytest.mark.parametrize("kind", KINDS)
def test_the_story_holds_what_was_planted_and_nothing_else(planted: Planted, kind: str) -> None:
    """Of each kind: every planted finding is found, and none that isn't planted."""
    assert planted.of(kind) == planted.found(kind)
