"""Đúng hạn hay quá hạn: what the deadlines say of the resolving of a proceeding."""

from collections.abc import Set
from functools import cached_property

import attrs
from attrs import field, frozen

from dialogue_cases.deadlines import Obligation, deadlines
from dialogue_cases.law import Law, Rule
from dialogue_cases.statistics.book import Book
from dialogue_cases.vocabulary import StreamId

RESOLVING = {"proceeding.decided", "proceeding.concluded"}
"""What fulfils the duty to resolve a complaint or denunciation."""

HANDLING = {"petition.resolved"}
"""What fulfils the duty to handle a petition for which there is no proceeding."""


@frozen
class Terms:
    """Thời hạn giải quyết: in time or late, as known on the day of the act.

    Args:
        book: what was on record.
    """

    book: Book
    _kept: dict[StreamId, list[Obligation]] = field(init=False, repr=False, factory=dict)

    @cached_property
    def _resolving(self) -> Law:
        """The rules whose duty is to resolve, and those that they are counted from."""
        law = self.book.law
        resolving = [rule for rule in law.rules if _is_met_by(rule, RESOLVING)]
        needed = {rule.id for rule in resolving} | {rule.expiry_of for rule in resolving}
        return attrs.evolve(law, rules=tuple(rule for rule in law.rules if rule.id in needed))

    @cached_property
    def are_known(self) -> bool:
        """Whether the law has a term for resolving at all."""
        return bool(self._resolving.rules)

    def in_time(self, proceeding: StreamId) -> bool | None:
        """Whether it was resolved in time; None if it wasn't resolved, or no term was known."""
        judged = [one.in_time for one in self._owed(proceeding) if one.in_time is not None]
        return all(judged) if judged else None

    def overdue(self, proceeding: StreamId) -> bool | None:
        """Whether it is overdue on the day that is judged by; None if it has no term."""
        owed = self._owed(proceeding)
        return any(self._is_overdue(one) for one in owed) if owed else None

    def handling_overdue(self, petition: StreamId) -> bool:
        """Whether a petition itself is: by the law, or by the day that was decided for it."""
        owed = [one for one in self.book.owed(petition) if _is_met_by(one.rule, HANDLING)]
        decided = self.book.verdict(petition) == "overdue"
        return decided or any(self._is_overdue(one) for one in owed)

    def _is_overdue(self, owed: Obligation) -> bool:
        return owed.status(self.book.day) == "overdue"

    def _owed(self, proceeding: StreamId) -> list[Obligation]:
        if not self.are_known:
            return []
        if proceeding not in self._kept:
            owed = deadlines(
                self.book.histories[proceeding], self._resolving, known=self.book.position
            )
            self._kept[proceeding] = [one for one in owed if _is_met_by(one.rule, RESOLVING)]
        return self._kept[proceeding]


def _is_met_by(rule: Rule, what: Set[str]) -> bool:
    return any(
        happening.event in what for version in rule.versions for happening in version.discharged_by
    )
