"""Trái quy định: what a decision would have refused, and what only the system may decide."""

from collections.abc import Iterator, Mapping

from dialogue_cases.audit.asked_again import BrokenRule
from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.audit.findings.finding import AuditFinding, FindingKind, of_fact
from dialogue_cases.law.citations import cited
from dialogue_cases.office.checks import IN_OFFICE
from dialogue_cases.policies.own_rules import is_own
from dialogue_cases.vocabulary import SystemAct
from dialogue_cases.ward.in_any_life import RECORD

SYSTEM = cited("audit.system")

OUTSIDE_OFFICE = frozenset({"office-is-held", "delegate-holds-the-office"})
"""Rules about who holds an office."""

OUTSIDE_COMPETENCE = frozenset(
    {
        "admitted-within-competence", "chair-is-secretary-or-delegate", "chair-resolves",
        "committee-amends", "committee-amends-what-it-adopted", "committee-answers-obstacles",
        "committee-assigns", "committee-assigns-petitions", "committee-closes-without-work",
        "committee-directs-again", "committee-directs-petitions", "committee-extends",
        "competent-body-decides", "delegate-is-deputy-or-board-member", "head-approves-invitees",
        "head-returns", "inspectors-are-competent", "inspectors-conclude",
        "issuer-is-secretary-or-delegate", "lead-reports-done", "mass-mobilisation-drafts",
        "office-confirms-the-settlement", "office-or-committee-closes",
        "office-proposes-invitees", "office-submits", "only-the-head-delegates",
        "own-petition-is-kept", "report-comes-from-its-body", "role-may-decide",
        "second-instance-is-above-the-commune", "secretary-adopts-for-the-committee",
        "state-body-resolves", "those-charged-report", "tip-goes-to-inspectors",
    }
)  # fmt: skip
"""Rules about which body or office may decide something."""

FOUR_EYES = frozenset(
    {
        "confirmed-by-another-than-the-lead", "drafter-is-not-issuer", "drafter-is-not-submitter",
        "second-instance-is-another-body", "submitter-is-not-issuer", "urger-is-another-body",
        "verifier-is-another-body",
    }
)  # fmt: skip
"""Rules about two steps that have to be in two hands."""

WITHOUT_EVIDENCE = frozenset(
    {
        "closing-needs-verified-work", "promise-is-shown-kept", "settlement-has-evidence",
        "settlement-is-confirmed", "settlement-was-answered",
    }
)  # fmt: skip
"""Rules about what has to be shown before something is called done or settled."""

EXTENDED_LATE = frozenset({"extended-before-it-is-overdue", "extended-before-the-term-ends"})
"""Rules about a term that is put off when it has ended."""

KIND_OF: Mapping[str, FindingKind] = {
    **dict.fromkeys(OUTSIDE_OFFICE, "outside-office"),
    **dict.fromkeys(OUTSIDE_COMPETENCE, "outside-competence"),
    **dict.fromkeys(FOUR_EYES, "four-eyes"),
    **dict.fromkeys(WITHOUT_EVIDENCE, "without-evidence"),
    **dict.fromkeys(EXTENDED_LATE, "extended-late"),
}
"""What breaking a rule is; of any other rule it is `unlawful`."""


def forbidden(asked: Asked, case: Case) -> Iterator[AuditFinding]:
    """What a decision would refuse of the record, let in by `despite` or by another way."""
    seen, claimed = {one.ref for one in case.entries}, set[str]()
    for broken in asked.again.of(case.whole):
        if broken.fact.ref in seen:
            yield _broken(asked, broken)
            if broken.rule == "office-is-held":
                claimed.add(broken.fact.ref)
    for fact in case.entries:
        decider = asked.who.fact(fact).decided_by
        if decider is not None and not decider.held and fact.ref not in claimed:
            told = {"officer": decider.officer, "office": decider.office, "body": decider.body}
            yield of_fact(
                "outside-office",
                fact,
                IN_OFFICE,
                "office-is-held",
                {"broken": told, "reason": None},
            )


def _broken(asked: Asked, broken: BrokenRule) -> AuditFinding:
    refusal, waived = broken.refusal, asked.shown(broken.fact).despite
    reason = next((one.reason for one in waived if one.rule == broken.rule), None)
    impossible = refusal is not None and not refusal.unlawful
    return of_fact(
        "impossible" if impossible else KIND_OF.get(broken.rule, "unlawful"),
        broken.fact,
        RECORD if refusal is None else refusal.citation,
        broken.rule,
        {
            "broken": {} if refusal is None else dict(refusal.data),
            "reason": reason,
        },
    )


def system_acts(asked: Asked, case: Case) -> Iterator[AuditFinding]:  # noqa: ARG001
    """What says that the system decided it, and by no rule of this library's own."""
    for fact in case.entries:
        if isinstance(fact.act, SystemAct) and not is_own(fact.act):
            data = {"trigger": fact.act.trigger, "typed_by": fact.recorded_by.id}
            yield of_fact("system-act", fact, SYSTEM, fact.act.rule, data)
