"""Tiếp nhận việc được giao: how a line says whether the body that leads has taken it on."""

from typing import Protocol

from dialogue_cases.projection import Wording
from dialogue_cases.record import Acceptance, AssignmentDeclined


class OfAnAssignment(Protocol):
    """A line about what a body was told to do."""

    @property
    def acceptance(self) -> Acceptance | None:
        """Whether it has taken it on; None where that isn't asked …"""

    @property
    def declined(self) -> str | None:
        """… and why it declined, as long as that stands."""


def declined(state: object) -> str | None:
    """Why the lead declined what it was told to do, as long as nobody has decided about that."""
    answer = getattr(state, "leads_answer", None)
    return answer.reason if isinstance(answer, AssignmentDeclined) else None


def taken_on(line: OfAnAssignment, wording: Wording) -> str:
    """Whether the body that leads has taken it on, and why not if it has declined."""
    told = "" if line.acceptance is None else wording.word(line.acceptance)
    return f"{told}: {line.declined}" if line.declined else told


def if_declined(told: str, line: OfAnAssignment, wording: Wording) -> str:
    """What a cell says, and that the body that leads has declined, which somebody must decide."""
    return f"{told}; {taken_on(line, wording)}" if line.acceptance == "declined" else told
