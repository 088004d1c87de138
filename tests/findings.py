"""What a record holds that whoever checks it should look at, asked through the public API alone.

`planted(file)` reads what a story says that it planted; `found(office, kind, …)` asks the record
for everything of that kind, in the same form. Both must be the same list, no more and no less.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dialogue_cases import Office, codec, plan, session
from dialogue_cases import proceeding as of_proceedings
from dialogue_cases import task as of_tasks
from dialogue_cases.deadlines import Obligation, ward_obligations
from dialogue_cases.plan.periods import QUARTERS
from dialogue_cases.record import LOCAL, Escalated, Recorded, Voided
from dialogue_cases.vocabulary import Act, Sealed, StreamId, first_day, last_day
from dialogue_cases.workdays import days_late

Finding = dict[str, Any]

LATE_ENTRY = timedelta(days=7)
REPORTS = ("conclusion_follow_up", "reception_and_dialogue")


class Planted:
    """What a story says that it planted, as far as the law at hand has the rules.

    A rule that isn't in the law yet can't have been broken under it: what is said about it waits
    until it is. A rule that isn't listed is none that the story was told under.
    """

    def __init__(self, file: Path, office: Office) -> None:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
        self.office = office
        self.on: date = read["on"]
        self.all: list[Finding] = read["finding"]
        self.rules = {rule.id for rule in office.law.rules} & set(read["rules"])
        self._listed = set(read["rules"])

    @property
    def kinds(self) -> set[str]:
        return {one["kind"] for one in self.all}

    def of(self, kind: str) -> list[Finding]:
        """What is planted of a kind, without what is there for people to read."""
        return _in_order(
            {
                key: [rule for rule in value if rule in self.rules] if key == "changes" else value
                for key, value in one.items()
                if key not in ("id", "vi", "kind")
            }
            for one in self.all
            if one["kind"] == kind and self._applies(one)
        )

    def _applies(self, one: Finding) -> bool:
        rule = one.get("rule")
        return rule not in self._listed or rule in self.rules

    def found(self, kind: str) -> list[Finding]:
        """What the record holds of a kind."""
        return _in_order(FOUND[kind](self))

    # -- Asking ------------------------------------------------------------------------------

    def log(self) -> list[Recorded[Any]]:
        return list(self.office.log.since())

    def streams(self, *words: str) -> list[StreamId]:
        return list(dict.fromkeys(one.stream for one in self.log() if one.stream.startswith(words)))

    def owed(self, *statuses: str) -> Iterator[Obligation]:
        for stream in self.streams(""):
            for one in self.office.deadlines(stream):
                if one.rule.id in self.rules and one.status(self.on) in statuses:
                    yield one

    def days(self, one: Obligation) -> int:
        done = one.discharged.day if one.discharged else self.on
        assert one.due is not None
        calendar = self.office.law_on(self.on).calendar_on(self.on)
        return days_late(calendar, one.due, done, "working_days")


def _in_order(findings: Any) -> list[Finding]:
    return sorted(findings, key=lambda one: str(sorted(one.items(), key=lambda item: item[0])))


# -- Each kind -------------------------------------------------------------------------------


def _late(story: Planted) -> Iterator[Finding]:
    for one in story.owed("met late"):
        if one.owed_by.party is None and one.discharged is not None:
            yield {
                "where": one.stream,
                "rule": one.rule.id,
                "due": one.due,
                "done": one.discharged.day,
                "days": story.days(one),
            }


def _overdue(story: Planted) -> Iterator[Finding]:
    for one in story.owed("overdue"):
        yield {
            "where": one.stream,
            "rule": one.rule.id,
            "due": one.due,
            "days": story.days(one),
        }


def _expired(story: Planted) -> Iterator[Finding]:
    for one in story.owed("expired", "met late"):
        if one.owed_by.party is not None:
            yield {"where": one.stream, "rule": one.rule.id, "due": one.due}


def _unlawful(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        for waived in fact.despite:
            assert waived.reason.strip()
            yield {"where": fact.ref, "rule": waived.rule}


def _corrections(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        if fact.corrects is not None and not isinstance(fact.event, Voided):
            before = story.office.deadlines(fact.stream, known=fact.position - 1)
            since = {
                one.identity: one
                for one in story.office.deadlines(fact.stream, known=fact.position)
            }
            changed = {
                one.rule.id
                for one in before
                if one.rule.id in story.rules
                and one.identity in since
                and one.in_time != since[one.identity].in_time
            }
            yield {
                "where": fact.ref,
                "instead_of": fact.corrects,
                "changes": sorted(changed),
            }


def _voids(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        if isinstance(fact.event, Voided):
            assert fact.event.reason.strip()
            yield {"where": fact.ref, "takes_out": fact.corrects}


def _late_entries(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        entered = fact.recorded_at.astimezone(LOCAL).date()
        late = entered - last_day(fact.on) > LATE_ENTRY
        if late and isinstance(fact.act, Act) and fact.corrects is None:
            yield {"where": fact.ref, "on": first_day(fact.on), "entered": entered}


def _escalations(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        if isinstance(fact.event, Escalated) and fact.event.obligation in story.rules:
            yield {
                "where": fact.stream,
                "rule": fact.event.obligation,
                "due": fact.event.due,
                "on": first_day(fact.on),
            }


def _sealed(story: Planted) -> Iterator[Finding]:
    """Cases of denunciation whose people can't be read in the log; it fails where one can be."""
    log = "".join(codec.encode(fact)[1] for fact in story.log())
    for stream in story.streams("petition/", "proceeding/"):
        state = story.office.as_of(stream)
        if state.kind != "denunciation":
            continue
        received = getattr(state, "received", None)
        if received is None:
            names = [one.petitioner_name for one in state.petitioners]
        else:
            names = [one.name for one in (*received.raised_by, *received.against)]
        assert names
        for name in names:
            assert isinstance(name, Sealed)
            assert story.office.vault.unseal(name) not in log
        yield {"where": stream}


def _extensions(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        if isinstance(fact.event, of_tasks.Extended | of_proceedings.Extended):
            document = fact.event.document
            yield {
                "where": fact.ref,
                "until": fact.event.until,
                "document": document.number if document else None,
            }


def _suspensions(story: Planted) -> Iterator[Finding]:
    for fact in story.log():
        if isinstance(fact.event, of_proceedings.Suspended):
            resumed = [
                first_day(one.on)
                for one in story.log()
                if one.stream == fact.stream
                and isinstance(one.event, of_proceedings.Resumed)
                and one.version > fact.version
            ]
            yield {"where": fact.ref, **({"until": resumed[0]} if resumed else {})}


def _inspections(story: Planted) -> Iterator[Finding]:
    for stream in story.streams("task/", "petition/"):
        state = story.office.as_of(stream)
        referred = state.referrals if stream.startswith("task/") else state.tips
        for number, one in enumerate(referred):
            results = [found.finding for found in state.inspections[number:]]
            yield {
                "where": stream,
                "to": one.to,
                **({"found": results[0]} if results else {}),
            }


def _never_settled(story: Planted) -> Iterator[Finding]:
    for stream in story.streams("matter/"):
        state = story.office.as_of(stream)
        if state.is_repeatedly_raised_unresolved:
            yield {
                "where": stream,
                "times": state.times_raised,
                "promises": len(state.promises),
            }


def _warnings(story: Planted) -> Iterator[Finding]:
    for stream in story.streams("dialogue/", "reception/"):
        for one in session.warnings(story.office.as_of(stream)):
            yield {"where": stream, "rule": one.rule, "number": one.number}


def _too_few(story: Planted) -> Iterator[Finding]:
    law, first = story.office.law_on(story.on), date(story.on.year, 1, 1)
    unmet: dict[str, list[int]] = {}
    for one in ward_obligations(story.log(), law, first=first, last=story.on):
        if one.rule.id in story.rules and one.wanted and one.discharged is None:
            unmet.setdefault(one.rule.id, []).append(one.anchor_day.month)
    for rule, months in unmet.items():
        yield {"where": "ward", "rule": rule, "months": months}


def _missing_reports(story: Planted) -> Iterator[Finding]:
    sent = {(one.kind, one.period) for one in story.office.ward(effective=story.on).reports}
    for quarter in QUARTERS:
        period = plan.quarter_of(story.on.year, quarter)
        for report in REPORTS:
            if last_day(period) < story.on and (report, period) not in sent:
                yield {"where": "ward", "report": report, "quarter": quarter}


FOUND: Mapping[str, Callable[[Planted], Iterator[Finding]]] = {
    "late": _late,
    "overdue": _overdue,
    "expired": _expired,
    "unlawful": _unlawful,
    "correction": _corrections,
    "void": _voids,
    "late-entry": _late_entries,
    "escalation": _escalations,
    "sealed": _sealed,
    "extension": _extensions,
    "suspension": _suspensions,
    "inspection": _inspections,
    "never-settled": _never_settled,
    "warning": _warnings,
    "too-few": _too_few,
    "missing-report": _missing_reports,
}
"""Of each kind how the record is asked for all of it."""
