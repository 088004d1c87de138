"""Cách giữ sổ: what was corrected, taken out, entered late, and what is missing or sealed."""

from collections.abc import Iterator

from attrs import define, field

from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.audit.findings.finding import AuditFinding, of_fact
from dialogue_cases.deadlines import deadlines
from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.law.citations import cited
from dialogue_cases.office.checks import SERIES, YEAR, sealed_in
from dialogue_cases.office.unsealing import SECRECY
from dialogue_cases.record import Voided
from dialogue_cases.vocabulary import StreamId
from dialogue_cases.ward.in_any_life import RECORD

ENTERED_LATE = cited("audit.entered_late")


def corrections(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """Entries that stand in for others, and under which rules they made late of in time."""
    for fact in case.entries:
        if fact.corrects is not None and not isinstance(fact.event, Voided):
            before, since = (
                {
                    one.identity: one
                    for one in deadlines(case.facts, asked.law_as_of(position), known=position)
                }
                for position in (fact.position - 1, fact.position)
            )
            changed = {
                one.rule.id
                for identity, one in before.items()
                if identity in since and one.in_time != since[identity].in_time
            }
            data = {"instead_of": fact.corrects, "changes": sorted(changed)}
            yield of_fact("correction", fact, RECORD, data=data)


def voids(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """Entries that were taken out."""
    for fact in case.entries:
        if isinstance(fact.event, Voided):
            data = {"takes_out": fact.corrects, "reason": fact.event.reason}
            yield of_fact("void", fact, RECORD, data=data)


def late_entries(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """What an officer did and somebody typed in long after; a correction comes when it comes."""
    for fact in case.entries:
        if fact.corrects is None:
            told = asked.who.fact(fact)
            if told.decided_by and told.days_to_entry > asked.wanted.entered_late_after:
                data = {"on": decided_on(fact), "entered": told.entered, "days": told.days_to_entry}
                yield of_fact("late-entry", fact, ENTERED_LATE, data=data)


def sealed(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """Denunciations, whose people are known by their keys alone."""
    keys = {one.key for _, one in sealed_in(case.state)}
    if getattr(case.state, "kind", None) == "denunciation" and keys:
        yield AuditFinding(
            kind="sealed",
            where=case.stream,
            day=decided_on(case.stands[0]) if case.stands else asked.on,
            citation=SECRECY,
            facts=(case.stands[0].ref,) if case.stands else (),
            data={"keys": len(keys)},
        )


@define
class Numbers:
    """Số thứ tự: which numbers of each series are on record, and which aren't.

    Args:
        asked: the question.
    """

    asked: Asked
    _known: dict[str, set[int]] = field(factory=dict, init=False)

    def hear(self, case: Case) -> None:
        """Take down the number of one life."""
        series, _, number = case.stream.rpartition("/")
        if SERIES.fullmatch(series) and number.isdecimal():
            self._known.setdefault(series, set()).add(int(number))

    def findings(self) -> Iterator[AuditFinding]:
        """The numbers that are missing below the last one, once every life was heard."""
        for series, known in self._known.items():
            missing = sorted(set(range(1, max(known))) - known)
            if missing:
                year = int(series.partition("/")[2])
                yield AuditFinding(
                    kind="missing-number",
                    where=StreamId(series),
                    day=min(self.asked.on, self.asked.on.replace(year=year, month=12, day=31)),
                    citation=YEAR,
                    data={"numbers": missing},
                )
