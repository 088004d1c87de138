"""Hỏi sổ: what one ward's record answers, without deciding anything."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from dialogue_cases import ward
from dialogue_cases.deadlines import Obligation, deadlines, ward_obligations
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.law import Law
from dialogue_cases.office.checks import life_of
from dialogue_cases.office.seen import Seen
from dialogue_cases.privacy import Vault
from dialogue_cases.record import LOCAL, Known, Recorded, fold
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Store, Writing
from dialogue_cases.vocabulary import On, Operator, StreamId
from dialogue_cases.ward import WARD, Ward


class Asking:
    """Hỏi sổ: the half of an office that only answers.

    Args:
        store: the log.
        vault: the keys of sealed data.
        law: rules and calendar to decide under.
        operator: who types in.
        clock: tells the instant (UTC); tests and demonstrations bring their own.
        roles: who may decide and open what; the packaged default if None.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        law: Law,
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        roles: Roles | None = None,
    ) -> None:
        self.store = store
        self.vault = vault
        self.law = law
        self.operator = Operator(id="unknown") if operator is None else operator
        self.clock = _now if clock is None else clock
        self.roles = read_roles() if roles is None else roles
        self.seen = Seen(law)
        self._held = threading.local()

    def now(self) -> datetime:
        """What the clock says (UTC).

        Raises:
            Invalid: the clock says a time without zone.
        """
        now = self.clock()
        if now.tzinfo is None:
            raise Invalid("the clock says a time without zone", expected="an instant in UTC")
        return now.astimezone(UTC)

    @property
    def today(self) -> date:
        """The local day (Asia/Ho_Chi_Minh)."""
        return self.now().astimezone(LOCAL).date()

    @property
    def log(self) -> Store:
        """Everything recorded: `office.log.since(position)` follows it for embedders."""
        return self.store

    @property
    def is_deciding_together(self) -> bool:
        """Whether this thread is in the midst of `Office.together`."""
        return getattr(self._held, "writing", None) is not None

    def history(self, stream: StreamId | str) -> list[Recorded[Any]]:
        """All that was ever recorded of a life, by version.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        facts = self._facts(StreamId(stream))
        if not facts:
            raise NotFound(StreamId(stream))
        return facts

    def _facts(self, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts, those of the transaction that this thread is in among them."""
        writing: Writing | None = getattr(self._held, "writing", None)
        return (self.store if writing is None else writing).read(stream)

    def as_of(
        self, stream: StreamId | str, *, effective: On | None = None, known: Known | None = None
    ) -> Any:
        """A life's state on two time axes.

        Args:
            effective: what had taken effect by this local day (or day and time); None for all.
            known: as was on record at the end of this local day, or at exactly this position
                of the log; None for now.

        Returns:
            The life's own state class, such as `session.Session`.

        Raises:
            NotFound: nothing is recorded under that id (as known then).
        """
        life = life_of(StreamId(stream))
        facts = self.history(stream)
        state = fold(facts, life.INITIAL, life.evolve, upto=effective, known=known)
        if known is not None and state == life.INITIAL:
            raise NotFound(StreamId(stream))
        return state

    def ward(self, *, effective: On | None = None, known: Known | None = None) -> Ward:
        """The ward's own state, as `as_of`."""
        state: Ward = self.as_of(WARD, effective=effective, known=known)
        return state

    def law_on(self, day: date, *, known: Known | None = None) -> Law:
        """Rules and calendar with the ward's own regulations and announced days as of a day."""
        return ward.law_of(self.ward(effective=day, known=known), self.law)

    def deadlines(self, stream: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed in a life, by whom, until when, met or not; see `deadlines.deadlines`."""
        return deadlines(self.history(stream), self.law_on(self.today, known=known), known=known)

    def ward_obligations(
        self, *, first: date, last: date, known: Known | None = None
    ) -> list[Obligation]:
        """What the ward owes in every period that overlaps these local days, both included."""
        law = self.law_on(self.today, known=known)
        return ward_obligations(self.log.since(), law, first=first, last=last, known=known)


def _now() -> datetime:
    return datetime.now(UTC)
