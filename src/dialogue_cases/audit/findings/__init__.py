"""Điểm cần xem xét: what whoever checks a record should look at, of any kind, in one pass.

A finding is asked of what already knows it: terms of `deadlines`, what a decision forbids of the
decision (`asked_again`), what a session lacks of `session.warnings`, who held which office of
`attribution`. What is said here alone is how late is late where no norm says so; whoever asks may
say otherwise (`FindingsWanted`).

It names bodies, officers, days and documents. It tells no text that was restricted or sealed, so
that it reads the same for whoever asks.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

import msgspec

from dialogue_cases.audit.findings import forbidden, kept, lying, terms
from dialogue_cases.audit.findings.asked import Asked, Case
from dialogue_cases.audit.findings.finding import (
    ENTERED_LATE_AFTER,
    KINDS,
    SILENT_AFTER,
    AuditFinding,
    FindingKind,
    FindingsWanted,
)
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.record import Known, known_then
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import StreamId


def findings(
    office: Office,
    on: date | None = None,
    wanted: FindingsWanted | None = None,
    *,
    known: Known | None = None,
) -> tuple[AuditFinding, ...]:
    """What whoever checks the record should look at, as it stands at the end of a local day.

    Each life is read once and let go of, so that a question costs what the record holds. Whether
    an act was forbidden is asked of the record as it was just before the act.

    Args:
        office: whose record it is; what can't be read back is named in `office.store.left_out`.
        on: that day; what took effect later is left out. Today if not given.
        wanted: which of them; None: all.
        known: as was on record at the end of this local day, or at exactly this position.

    Returns:
        The findings by day, then by where they are.

    Raises:
        NotFound: no ward is on record (as known then).
        Invalid: a threshold is below 0.

    Example:
        >>> from examples.practice import practise
        >>> findings(practise())
        ()
    """
    wanted = FindingsWanted() if wanted is None else wanted
    for name in ("entered_late_after", "silent_after"):
        if (days := getattr(wanted, name)) < 0:
            raise Invalid(
                "{days} days are no threshold", where=name, expected="0 or more", days=days
            )
    asked = Asked(office, office.today if on is None else on, wanted, known)
    found = [one for one in _all(asked) if wanted.has(one)]
    cite = office.sources()
    found = [
        msgspec.structs.replace(
            one, citation=cite(one.citation, one.day, StreamId(one.where.partition("@")[0]))
        )
        for one in found
    ]
    return tuple(sorted(found, key=lambda one: (one.day, one.where, one.kind, one.rule or "")))


Look: TypeAlias = Callable[[Asked, Case], Iterator[AuditFinding]]
"""What is asked of one life."""

OF_A_LIFE: Sequence[tuple[tuple[FindingKind, ...], Look]] = (
    (("late", "overdue", "expired", "extended-late", "doubtful-term"), terms.terms),
    (("missing-report",), terms.missing_reports),
    (
        (
            "outside-office", "outside-competence", "four-eyes", "without-evidence",
            "extended-late", "unlawful", "impossible",
        ),
        forbidden.forbidden,
    ),
    (("system-act",), forbidden.system_acts),
    (("never-settled",), lying.never_settled),
    (("warning",), lying.warnings),
    (("extension",), lying.extensions),
    (("suspension",), lying.suspensions),
    (("escalation",), lying.escalations),
    (("inspection",), lying.inspections),
    (("correction",), kept.corrections),
    (("void",), kept.voids),
    (("late-entry",), kept.late_entries),
    (("sealed",), kept.sealed),
)  # fmt: skip
"""What each life is asked, and of which kinds the answers are."""


def _all(asked: Asked) -> Iterator[AuditFinding]:
    looks = [look for kinds, look in OF_A_LIFE if asked.wants(*kinds)]
    numbers, silence = kept.Numbers(asked), lying.Silence(asked)
    for life in whole_lives(asked.office.store, [*LIFE_OF]):
        facts = [one for one in life if known_then(one, asked.known)]
        if not facts:
            continue
        case = Case(asked, life, facts)
        numbers.hear(case)
        if asked.wants("silent"):
            silence.hear(case)
        for look in looks:
            yield from look(asked, case)
    yield from numbers.findings()
    yield from silence.findings()
    if asked.wants("too-few", "late", "overdue", "expired"):
        yield from terms.in_periods(asked)


__all__ = [
    "ENTERED_LATE_AFTER",
    "KINDS",
    "SILENT_AFTER",
    "AuditFinding",
    "FindingKind",
    "FindingsWanted",
    "findings",
]
