"""Báo cáo định kỳ của việc thường xuyên: one report in every period since it was ordered."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from dialogue_cases.deadlines.case import Case, decided_on
from dialogue_cases.deadlines.obligation import Deed, Judgement, Obligation
from dialogue_cases.deadlines.owing import latest_lead
from dialogue_cases.law import Rule, RuleVersion
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import Reporting, ReportPeriod, When

AHEAD = 12
"""How many periods after the last word on a case are told: nobody has said when it ends."""

_MONTHS: Mapping[ReportPeriod, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@frozen
class ReportWindow:
    """Một kỳ báo cáo: its days, and the last day on which its report is in time."""

    label: str
    first: date
    last: date
    due: date


def report_windows(report: Reporting, since: date) -> Iterator[ReportWindow]:
    """The periods whose report is due after a day, without end.

    A day that no month has counts as the nearest one that it has.

    Example:
        >>> from itertools import islice
        >>> monthly = report_windows(Reporting(every="month", until_day=24), date(2026, 6, 24))
        >>> [(one.label, str(one.due)) for one in islice(monthly, 2)]
        [('2026-07', '2026-07-24'), ('2026-08', '2026-08-24')]
        >>> quarterly = report_windows(Reporting(every="quarter"), date(2026, 6, 24))
        >>> [(one.label, str(one.due)) for one in islice(quarterly, 2)]
        [('2026-Q2', '2026-06-30'), ('2026-Q3', '2026-09-30')]
    """
    months = _MONTHS[report.every]
    place = (since.year * 12 + since.month - 1) // months
    while place * months < date.max.year * 12:
        year, begun = divmod(place * months, 12)
        ends = begun + months
        last = date(year, ends, monthrange(year, ends)[1])
        due = last
        if report.until_day is not None:
            due = last.replace(day=max(1, min(report.until_day, last.day)))
        if due > since:
            yield ReportWindow(
                _label(report.every, year, ends), date(year, begun + 1, 1), last, due
            )
        place += 1


def _label(every: ReportPeriod, year: int, last_month: int) -> str:
    match every:
        case "month":
            return f"{year}-{last_month:02d}"
        case "quarter":
            return f"{year}-Q{last_month // 3}"
        case "half-year":
            return f"{year}-H{last_month // 6}"
        case _:
            return f"{year}"


def reports_owed(case: Case) -> Iterator[Obligation]:
    """What a case owes in every period since something of it was ordered for good.

    A report of a period is one that is made within it. Nothing is owed any more of periods that
    begin after what was ordered has ended; the one that runs then falls away unless it was done.
    """
    for rule in case.law.recurring:
        ordered = [one for _, one, _ in case.happened(rule.anchor)]
        for place, order in enumerate(ordered):
            since, report = decided_on(order), getattr(order.event, "report", None)
            version = rule.in_force(since, case.facts)
            if report is not None and version is not None:
                yield from _since(rule, version, case, order, ordered[place + 1 :])


def _since(
    rule: Rule,
    version: RuleVersion,
    case: Case,
    order: Recorded[Any],
    later: Sequence[Recorded[Any]],
) -> Iterator[Obligation]:
    since = decided_on(order)
    ending = [one for _, one, _ in case.happened(version.lapses_by) if decided_on(one) >= since]
    ended = min((Deed(ref=one.ref, day=decided_on(one)) for one in (*later, *ending)),
                key=lambda deed: (deed.day, deed.ref), default=None)  # fmt: skip
    done = [
        Deed(ref=one.ref, day=decided_on(one)) for _, one, _ in case.happened(version.discharged_by)
    ]
    last_word = max(decided_on(one) for one in case.standing)
    ahead = 0
    for window in report_windows(order.event.report, since):
        ahead += window.first > last_word
        if ahead > AHEAD or (ended is not None and window.first > ended.day):
            return
        report = next(
            (one for one in done if window.first <= one.day <= window.last and one.day >= since),
            None,
        )
        yield _owed(rule, version, case, order, window, report, ended)


def _owed(
    rule: Rule,
    version: RuleVersion,
    case: Case,
    order: Recorded[Any],
    window: ReportWindow,
    done: Deed | None,
    ended: Deed | None,
) -> Obligation:
    arose = max(window.first, decided_on(order))
    falls_away = ended is not None and done is None and ended.day <= window.due
    return Obligation(
        stream=order.stream,
        rule=rule,
        version=version,
        root=window.label,
        owed_by=version.owed_by,
        body=latest_lead(case, version.owed_by.field),
        arose=arose,
        anchor=order.ref,
        anchor_day=arose,
        period=When(day=window.first, through=window.last),
        due=window.due,
        discharged=done,
        judged=None if done is None else Judgement(
            in_time=done.day <= window.due,
            due=window.due,
            calendar_as_of=done.day,
            record_as_of=done.day,
            established=True,
        ),
        ended=ended if falls_away else None,
        calendar=case.law.calendar_on(arose),
        looked_at=(arose, window.due),
    )  # fmt: skip
