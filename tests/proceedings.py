"""A case of a competent body, fact by fact, and what is owed in it.

case(received(), Accepted(on=…))        its record, each fact put on record on its own day
the("C4", case(…)).due                  the one obligation of a rule
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from dialogue_cases.codec import NAMES
from dialogue_cases.deadlines import Obligation, deadlines
from dialogue_cases.law import Law, load_law
from dialogue_cases.proceeding import Kind, Received
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import BodyId, Document, StreamId, first_day
from strategies import recorded

LAW = load_law(names=NAMES)
UBND, PROVINCE = BodyId("ubnd"), BodyId("ubnd-tinh")
PAPER = Document(kind="Quyết định", number="12/QĐ-UBND")


def day(text: str) -> date:
    """A day as it is written in a table."""
    return date.fromisoformat(text)


def received(kind: Kind, on: str = "2023-04-03", **more: Any) -> Received:
    """The competent body has it."""
    return Received(on=day(on), kind=kind, body=UBND, gist="Nội dung đơn", **more)


def case(*facts: Any) -> list[Recorded[Any]]:
    """A record: each event on its own day, or (event, day of entry)."""
    history = []
    for version, fact in enumerate(facts, 1):
        event, entered = fact if isinstance(fact, tuple) else (fact, first_day(fact.on))
        at = datetime(entered.year, entered.month, entered.day, 9, tzinfo=UTC)
        history.append(recorded(event, version, recorded_at=at, stream=StreamId("proceeding/1/1")))
    return history


def owed(rule: str, history: Sequence[Recorded[Any]], law: Law = LAW) -> list[Obligation]:
    """The obligations of a rule."""
    return [one for one in deadlines(history, law) if one.rule.id == rule]


def the(rule: str, history: Sequence[Recorded[Any]], law: Law = LAW) -> Obligation:
    """The one obligation of a rule."""
    (one,) = owed(rule, history, law)
    return one
