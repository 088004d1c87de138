"""Đối chiếu quy trình: how far sessions kept the order of the plan in force.

What a rule asks for is written in no place of this module. Whether a step was lawful is asked
again of the decision that refuses it (`audit.asked_again`), whether one was in time of the one
verdict on what is owed; so what breaks a rule here is what an auditor finds.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

from dialogue_cases import session
from dialogue_cases.audit.findings import FindingsWanted
from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.deadlines.case import decided_on
from dialogue_cases.office import Office
from dialogue_cases.record import Known, known_then
from dialogue_cases.session import ConclusionIssued, ConclusionReplaced
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import Act, Citation, EventRef, StreamId
from dialogue_cases.ward.in_any_life import RECORD

OrderName: TypeAlias = Literal[
    "submitted-before-issued",  # trình trước khi ban hành
    "drafter-is-not-issuer",  # người dự thảo không ban hành
    "issued-in-time",  # ban hành đúng hạn
    "announced-before-held",  # thông báo trước khi tổ chức
]
"""Trình tự: what the plan asks of the order of steps around a session."""

OF_A_STEP: dict[OrderName, str] = {
    "submitted-before-issued": "issued-from-a-submitted-draft",
    "drafter-is-not-issuer": "drafter-is-not-issuer",
}
"""By what a decision refuses it, where it is about how a notice came to be issued."""

OF_A_TERM: dict[OrderName, str] = {
    "issued-in-time": "conclusion-notice",
    "announced-before-held": "dialogue-announcement",
}
"""By the law's rule under which it is owed, where it is about time."""

_ISSUED = (ConclusionIssued, ConclusionReplaced)
_KEPT, _BROKEN = ("met in time",), ("met late", "overdue", "expired")


@frozen(kw_only=True)
class Violation:
    """Vi phạm trình tự: where a rule wasn't kept.

    Args:
        where: the fact that breaks it, or the session that owes something.
        day: the local day of the act, or the last one in time of what isn't done.
        citation: where the rule stands, as it stands here.
        facts: the recorded facts that it rests on.
        despite: whether somebody said why it was recorded all the same.
    """

    where: StreamId | EventRef
    day: date
    citation: Citation
    facts: tuple[EventRef, ...]
    despite: bool = False


@frozen(kw_only=True)
class RuleConformance:
    """Mức độ tuân thủ một quy tắc: how often it was asked for, and where it wasn't kept.

    Args:
        name: what the plan asks for.
        rule: the rule that says so: a refusal's name, or the id of a rule of the law.
        asked: how often it was to be kept, as far as that can be judged on the day.
        violations: where it wasn't, by day.
    """

    name: OrderName
    rule: str
    asked: int
    violations: tuple[Violation, ...]

    @property
    def kept(self) -> int:
        """How often it was kept."""
        return self.asked - len(self.violations)


def conformance(
    office: Office, on: date | None = None, *, known: Known | None = None
) -> tuple[RuleConformance, ...]:
    """How far sessions kept the order of the plan in force, rule by rule.

    Args:
        office: whose record it is.
        on: the local day at whose end it is judged; today if not given.
        known: as was on record at the end of this local day, or at exactly this position.

    Raises:
        NotFound: no ward is on record (as known then).

    Example:
        >>> from examples.practice import practise
        >>> [(one.name, one.kept, one.asked) for one in conformance(practise())][:2]
        [('submitted-before-issued', 0, 0), ('drafter-is-not-issuer', 0, 0)]
    """
    asked = Asked(office, office.today if on is None else on, FindingsWanted(), known)
    counted = dict.fromkeys((*OF_A_STEP, *OF_A_TERM), 0)
    broken: dict[OrderName, list[Violation]] = {name: [] for name in counted}
    for life in whole_lives(office.store, session.LIFE.series):
        facts = [one for one in life if known_then(one, known)]
        case = Case(asked, life, facts) if facts else None
        for name, found in (*_steps(asked, case), *_terms(asked, case)) if case else ():
            counted[name] += 1
            if found is not None:
                broken[name].append(found)
    rules = OF_A_STEP | {name: asked.law.rule(slug).id for name, slug in OF_A_TERM.items()}
    return tuple(
        RuleConformance(
            name=name,
            rule=rules[name],
            asked=counted[name],
            violations=tuple(sorted(broken[name], key=lambda one: (one.day, one.where))),
        )
        for name in rules
    )


Looked: TypeAlias = Iterator[tuple[OrderName, Violation | None]]
"""A rule each time that it was to be kept, and how it wasn't."""


def _steps(asked: Asked, case: Case) -> Looked:
    """How a notice came to be issued, of every entry that issues one."""
    issued = [one for one in case.entries if isinstance(one.event, _ISSUED)]
    issued = [one for one in issued if isinstance(one.act, Act)]
    broken = {(one.fact.ref, one.rule): one for one in asked.again.of(case.whole) if issued}
    for fact in issued:
        for name, rule in OF_A_STEP.items():
            found = broken.get((fact.ref, rule))
            day = decided_on(fact)
            yield (
                name,
                None
                if found is None
                else Violation(
                    where=fact.ref,
                    day=day,
                    citation=asked.office.cited(
                        found.refusal.citation if found.refusal else RECORD, day, case.stream
                    ),
                    facts=(fact.ref,),
                    despite=found.despite is not None,
                ),
            )


def _terms(asked: Asked, case: Case) -> Looked:
    """Whether what is owed was done in time, by the verdict that everybody asks."""
    names = {rule: name for name, rule in OF_A_TERM.items()}
    for owed in case.owed:
        name = names.get(owed.rule.slug)
        verdict = owed.status(asked.on)
        if name is None or verdict not in (*_KEPT, *_BROKEN):
            continue
        stood, done = owed.grounds.on(asked.on), owed.discharged
        deeds = [done.ref] if done is not None and done.day <= asked.on else []
        day = stood.done_on or stood.due or asked.on
        yield (
            name,
            None
            if verdict in _KEPT
            else Violation(
                where=owed.stream,
                day=day,
                citation=asked.office.cited(owed.version.citation, day, case.stream),
                facts=tuple(dict.fromkeys([*([owed.anchor] if owed.anchor else []), *deeds])),
            ),
        )
