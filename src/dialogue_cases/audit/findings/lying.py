"""Để lâu, để thiếu: what is left lying, and what was done about what was."""

from collections.abc import Iterator
from datetime import date
from typing import Any, assert_never

from attrs import define, field

from dialogue_cases import proceeding, session, task
from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.audit.findings.finding import AuditFinding, of_fact
from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.law.citations import cited
from dialogue_cases.matter import Joined, Matter, RaisedAgain
from dialogue_cases.matter.decisions import REPEATED
from dialogue_cases.petition import Petition, TipInspected, TipReferred
from dialogue_cases.petition.rules import ANONYMOUS
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.proceeding.rules import EXTENSION, SUSPENSION
from dialogue_cases.record import Escalated, Recorded, is_apart
from dialogue_cases.session import Session
from dialogue_cases.task import PROMISES, InspectionConcluded, ReferredToInspection, Task
from dialogue_cases.task.rules import INSPECTION, TIMELY
from dialogue_cases.views.board import lead_officer
from dialogue_cases.vocabulary import Act, StreamId
from dialogue_cases.ward.in_any_life import FOLLOW_UP

SILENT = cited("audit.silent")


def never_settled(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """Matters that were raised again and again."""
    state = case.state
    if isinstance(state, Matter) and state.is_repeatedly_raised_unresolved:
        raised = [one for one in case.stands if isinstance(one.event, Joined | RaisedAgain)]
        yield AuditFinding(
            kind="never-settled",
            where=case.stream,
            day=decided_on(raised[-1]) if raised else asked.on,
            citation=REPEATED,
            facts=tuple(one.ref for one in raised),
            data={"times": state.times_raised, "promises": len(state.promises)},
        )


def warnings(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """What a session still lacks."""
    state = case.state
    for one in session.warnings(state) if isinstance(state, Session) else ():
        about = _about(state, one)
        facts = [fact for fact in case.stands if fact.event == about]
        yield AuditFinding(
            kind="warning",
            where=case.stream,
            day=decided_on(facts[0]) if facts else asked.on,
            rule=one.rule,
            citation=one.citation,
            body=one.body,
            facts=tuple(fact.ref for fact in facts),
            data=one.data,
        )


def _about(state: Session, one: session.Shortcoming) -> object:
    """The announcement, the opinion or the notice that lacks something."""
    match one.rule:
        case "announcement-says-all":
            return state.announcements[one.number - 1]
        case "item-has-a-due-date" | "lead-is-a-recipient":
            return state.notice
        case "opinion-is-answered-or-taken" | "number-is-used-once":
            return state.opinion(one.number)
    assert_never(one.rule)


def escalations(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """What was told upwards because it was overdue."""
    for fact in case.stands:
        if isinstance(fact.event, Escalated):
            yield AuditFinding(
                kind="escalation",
                where=case.stream,
                day=decided_on(fact),
                rule=fact.event.obligation,
                citation=FOLLOW_UP,
                facts=(fact.ref,),
                data={"due": fact.event.due, "on": decided_on(fact), "told": fact.event.told},
            )


def extensions(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """Terms that were put off by a decision."""
    for fact in case.stands:
        if isinstance(fact.event, task.Extended | proceeding.Extended):
            document = fact.event.document
            yield of_fact(
                "extension",
                fact,
                TIMELY if isinstance(fact.event, task.Extended) else EXTENSION,
                data={
                    "until": fact.event.until,
                    "document": None if document is None else document.number,
                },
            )


def suspensions(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """Cases that were suspended, and until when."""
    for number, fact in enumerate(case.stands):
        if isinstance(fact.event, proceeding.Suspended):
            resumed = [
                one for one in case.stands[number:] if isinstance(one.event, proceeding.Resumed)
            ]
            until = decided_on(resumed[0]) if resumed else None
            yield of_fact("suspension", fact, SUSPENSION, data={"until": until})


def inspections(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """Signs of breach that were handed to the inspectors, and what they found.

    What the signs are, and what was written about them, is restricted.
    """
    referred = [
        one for one in case.stands if isinstance(one.event, ReferredToInspection | TipReferred)
    ]
    concluded = [
        one for one in case.stands if isinstance(one.event, InspectionConcluded | TipInspected)
    ]
    for number, fact in enumerate(referred):
        result = concluded[number] if number < len(concluded) else None
        yield AuditFinding(
            kind="inspection",
            where=case.stream,
            day=decided_on(fact),
            citation=ANONYMOUS if isinstance(fact.event, TipReferred) else INSPECTION,
            body=fact.act.body if isinstance(fact.act, Act) else None,
            officer=fact.act.officer if isinstance(fact.act, Act) else None,
            facts=tuple(one.ref for one in (fact, result) if one is not None),
            data={"to": fact.event.to, "found": None if result is None else result.event.finding},
        )


# -- Nothing happens ----------------------------------------------------------------------


@define
class Silence:
    """Không có động thái: open cases in which no officer has acted for long.

    A petition isn't silent while somebody acts in its proceeding, or on what was directed in it.

    Args:
        asked: the question.
    """

    asked: Asked
    _since: dict[StreamId, Recorded[Any]] = field(factory=dict, init=False)
    _found: list[tuple[Recorded[Any], Any]] = field(factory=list, init=False)

    def hear(self, case: Case) -> None:
        """Listen to one life."""
        acts = [one for one in case.stands if isinstance(one.act, Act) and not is_apart(one)]
        origin = _origin(case.state)
        if origin is not None and acts:
            last = self._since.get(origin)
            if last is None or decided_on(last) < decided_on(acts[-1]):
                self._since[origin] = acts[-1]
        if _waits(case.state):
            last = acts[-1] if acts else case.stands[0]
            if self._is_long(decided_on(last)):
                self._found.append((last, case.state))

    def _is_long(self, since: date) -> bool:
        return self.asked.working_days(since, self.asked.on) > self.asked.wanted.silent_after

    def findings(self) -> Iterator[AuditFinding]:
        """What was silent, once every life was heard, by who has to act."""
        for last, state in self._found:
            elsewhere = self._since.get(last.stream, last)
            heard = max(last, elsewhere, key=decided_on)
            if self._is_long(decided_on(heard)):
                yield AuditFinding(
                    kind="silent",
                    where=last.stream,
                    day=decided_on(heard),
                    citation=SILENT,
                    body=state.body if isinstance(state, Proceeding) else state.lead,
                    officer=lead_officer(state),
                    facts=(heard.ref,),
                    data={"days": self.asked.working_days(decided_on(heard), self.asked.on)},
                )


def _waits(state: Any) -> bool:
    """Whether somebody still has to do something about it."""
    match state:
        case Petition():
            return state.is_open
        case Proceeding():
            return state.is_open and not state.is_suspended
        case Task(origin=origin) if origin is not None and origin.kind in PROMISES:
            return state.is_unsettled
    return False


def _origin(state: Any) -> StreamId | None:
    """The petition that a proceeding or a task comes from."""
    match state:
        case Proceeding(received=received) if received is not None:
            return received.petition
        case Task(origin=origin) if origin is not None:
            return origin.source
    return None
