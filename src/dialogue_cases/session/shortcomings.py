"""What is lawful but incomplete: told to those who can still mend it, never refused."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from attrs import frozen

from dialogue_cases.law.citations import cited
from dialogue_cases.session.conditions import DUE, OFFICE, OWN_RECORD
from dialogue_cases.session.state import Part
from dialogue_cases.vocabulary import (
    BodyId,
    Citation,
)

if TYPE_CHECKING:
    from dialogue_cases.session.state import Session


_Rule: TypeAlias = Literal[
    "item-has-a-due-date",
    "opinion-is-answered-or-taken",
    "lead-is-a-recipient",
    "announcement-says-all",
    "number-is-used-once",
]
"""Điều cần có: what should hold of a session."""

ACTED_ON = cited("session.acted_on")


@frozen(kw_only=True)
class Shortcoming:
    """Thiếu sót: what a session still lacks.

    Args:
        rule: what should hold.
        citation: where that stands.
        number: of the item, opinion or announcement (1, 2, …) that it is about.
        body: the body that it is about, if one.
        parts: what an announcement leaves out.
    """

    rule: _Rule
    citation: Citation
    number: int
    body: BodyId | None = None
    parts: tuple[Part, ...] = ()

    @property
    def data(self) -> Mapping[str, Any]:
        """What the sentence of its rule tells, by name."""
        return {"number": self.number, "body": self.body, "parts": self.parts}


def warnings(session: "Session") -> tuple[Shortcoming, ...]:
    """Cảnh báo: what the session still lacks, in the order of the session.

    While no announcement says all of what is now fixed, each that was made is told;
    opinions are looked at once the session has ended, items and leads by the notice that holds.
    """
    return (
        *_announcements(session),
        *_opinions(session),
        *_items(session),
    )


def _announcements(session: "Session") -> list[Shortcoming]:
    if session.announced_since is not None:
        return []
    return [
        Shortcoming(rule="announcement-says-all", citation=OFFICE, number=number, parts=parts)
        for number, one in enumerate(session.announcements, start=1)
        if session.fixed is not None and one.phase == "before" and (parts := session.missing(one))
    ]


def _opinions(session: "Session") -> list[Shortcoming]:
    numbers = [one.number for one in session.opinions]
    twice = sorted({number for number in numbers if numbers.count(number) > 1})
    left_open = session.open_opinions if session.ended else ()
    return [
        *(
            Shortcoming(rule="number-is-used-once", citation=OWN_RECORD, number=number)
            for number in twice
        ),
        *(
            Shortcoming(rule="opinion-is-answered-or-taken", citation=OFFICE, number=opinion.number)
            for opinion in left_open
        ),
    ]


def _items(session: "Session") -> list[Shortcoming]:
    if session.notice is None:
        return []
    contents = session.notice.contents
    reached = {body for recipient in contents.recipients for body in recipient.bodies}
    return [
        *(
            Shortcoming(rule="item-has-a-due-date", citation=DUE, number=item.number)
            for item in contents.items
            if item.due is None and not item.standing
        ),
        *(
            Shortcoming(
                rule="lead-is-a-recipient",
                citation=ACTED_ON,
                number=item.number,
                body=item.lead,
            )
            for item in contents.items
            if item.lead not in reached
        ),
    ]
