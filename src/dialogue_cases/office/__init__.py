"""Văn phòng: the one class through which everything is asked and decided.

    office = Office.open("sqlite:///ward.db")
    desk = office.acting(Act(officer=…, office="party_secretary", body="dang-uy"))
    desk.decide("dialogue/2023/1", session.end_session, on=date(2023, 3, 15))

Load, decide, react, record: one call, one transaction. Nobody writes in between, so a
decision is never made on what has changed meanwhile (`docs/decisions/0004-lock-first.md`).
"""

import re
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dialogue_cases import codec, policies, ward
from dialogue_cases.deadlines import Obligation, deadlines, ward_obligations
from dialogue_cases.errors import Invalid, NotFound, SealError, StoreError, WrongKey
from dialogue_cases.law import Law, load_law
from dialogue_cases.office.checks import LIVES, life_of
from dialogue_cases.office.desk import Desk
from dialogue_cases.office.seen import Seen
from dialogue_cases.privacy import Vault, content_key, make_key_file, read_key_file
from dialogue_cases.record import LOCAL, Erased, Known, Recorded, fold
from dialogue_cases.store import Durability, Store, file_of, path_of
from dialogue_cases.vocabulary import (
    Act,
    Despite,
    EventRef,
    On,
    Operator,
    PartyId,
    Sealed,
    StreamId,
    SystemAct,
    When,
)
from dialogue_cases.ward import WARD, Ward

__all__ = ["LIVES", "Desk", "Office", "life_of"]


class Office:
    """Văn phòng: one ward's record, and all that may be done with it.

    Make it with `Office.create` (a new store) or `Office.open`; it is a context manager.

    Args:
        store: the log.
        vault: the keys of sealed data.
        law: rules and calendar to decide under.
        operator: who types in.
        clock: tells the instant (UTC); tests and demonstrations bring their own.
    """

    def __init__(
        self,
        store: Store,
        vault: Vault,
        law: Law,
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.store = store
        self.vault = vault
        self.law = law
        self.operator = Operator(id="unknown") if operator is None else operator
        self.clock = _now if clock is None else clock
        self.seen = Seen(law)

    @classmethod
    def create(
        cls,
        url: str,
        *,
        code: str,
        name: str,
        aliases: tuple[str, ...] = (),
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        wrapping_key: bytes | None = None,
        durability: Durability = "power-loss",
        law: Law | None = None,
    ) -> Self:
        """Make a new store for a ward, with its vault and key file beside it.

        Args:
            url: `sqlite:///path/to/ward.db`, or `memory:`.
            code: the ward's code, part of every global id.
            name: the ward's name.
            aliases: other spellings and former names.
            operator: who types in.
            clock: tells the instant (UTC); the system's by default.
            wrapping_key: 32 bytes to wrap the vault's keys with; without it a file
                `ward.db.key` with mode 0600 is made beside the store.
            durability: whether a decision survives a power cut ("power-loss"), or only the
                death of the process ("process-crash", faster).
            law: rules and calendar; the packaged ones by default.

        Raises:
            StoreError: a file is there already, or can't be written.
        """
        path = path_of(url)
        if path is not None and path.exists():
            raise StoreError(url, "a file is there already; open it, or choose another name")
        if path is None:
            vault = Vault(None, wrapping_key or secrets.token_bytes(32))
        else:
            wrapping_key = wrapping_key or make_key_file(_beside(path, ".key"))
            vault = Vault(_beside(path, ".vault"), wrapping_key)
        try:
            store = Store.create(url, durability=durability)
        except BaseException:
            vault.close()
            raise
        office = cls(store, vault, law or _law(), operator, clock)
        desk = office.acting(SystemAct(rule="store-opened"))
        desk.decide(
            WARD,
            ward.open_ward,
            on=When(day=date.min, through=office.today),
            store=secrets.token_hex(8),
            code=code,
            name=name,
            aliases=aliases,
        )
        vault.bind(office.ward().store)
        office.keep_law()
        return office

    @classmethod
    def open(
        cls,
        url: str,
        *,
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        wrapping_key: bytes | None = None,
        durability: Durability = "power-loss",
        law: Law | None = None,
    ) -> Self:
        """Open a ward's store.

        A law edition that the log doesn't have yet is kept in it, and erasures that a killed
        process left half done are completed. Arguments as in `create`.

        Raises:
            NotAStore: nothing is there, or another program's file.
            CorruptLog: the file was cut or damaged.
            SealError: the key file is missing, or isn't this vault's.
        """
        path = file_of(url)
        keys = _beside(path, ".vault")
        store = Store.open(url, durability=durability)
        if not keys.exists():
            store.close()
            raise SealError(f"the vault {keys} is missing; put back the one of this store")
        try:
            wrapping_key = wrapping_key or read_key_file(_beside(path, ".key"))
            vault = Vault(keys, wrapping_key)
        except BaseException:
            store.close()
            raise
        office = cls(store, vault, law or _law(), operator, clock)
        if not vault.belongs_to(office.ward().store):
            office.close()
            raise WrongKey(f"the vault {keys} is another store's; put back the one of this store")
        office.keep_law()
        for erased in store.erasures():
            vault.destroy(erased.event.party)
        return office

    def close(self) -> None:
        """Let go of the files."""
        self.vault.close()
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- Asking -----------------------------------------------------------------------

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

    def history(self, stream: StreamId | str) -> list[Recorded[Any]]:
        """All that was ever recorded of a life, by version.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        facts = self.store.read(StreamId(stream))
        if not facts:
            raise NotFound(StreamId(stream))
        return facts

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

    # -- Deciding ---------------------------------------------------------------------

    def acting(
        self,
        act: Act | SystemAct,
        *,
        despite: Iterable[Despite | tuple[str, str]] = (),
        because: Iterable[EventRef] = (),
        expected: int | None = None,
        corrects: int | None = None,
        key: str | None = None,
    ) -> "Desk":
        """Sit down to decide: who acts, and under which conditions.

        Args:
            act: who decides, in which office, under which authority.
            despite: rules that may be broken because it happened, each with the reason.
            because: recorded facts that it follows from.
            expected: the life's version that the caller has seen.
            corrects: the version of the entry that this decision stands in for.
            key: names this call: the same key again adds nothing and answers the same.
        """
        if not isinstance(act, Act | SystemAct):
            raise Invalid(f"{type(act).__name__} is no act", expected="an Act or a SystemAct")
        allowed = {one.rule: one for one in map(_despite, despite)}
        return Desk(
            self,
            act=act,
            despite=allowed,
            because=tuple(because),
            expected=expected,
            corrects=corrects,
            key=key,
        )

    def keep_law(self) -> list[Recorded[Any]]:
        """Keep the present edition of rules and calendar in the log, once per edition."""
        desk = self.acting(SystemAct(rule="law-kept"))
        return desk.decide(
            WARD,
            ward.load_law,
            on=self.today,
            edition=self.law.edition,
            rules=self.law.rules_text,
            calendar=self.law.calendar_text,
        )

    def check_deadlines(self, on: date) -> list[Recorded[Any]]:
        """Tell what became overdue by a day; asked twice it adds nothing.

        Time is asked, not awaited: an embedder or cron makes this call.

        Args:
            on: the local day at whose end the terms are judged.

        Returns:
            The escalations recorded by this call.
        """
        ward_now, law = self.ward(effective=on), self.law_on(on)
        lives: dict[StreamId, list[Recorded[Any]]] = {}
        for fact in self.store.since():
            lives.setdefault(fact.stream, []).append(fact)
        told: list[Recorded[Any]] = []
        for stream, facts in lives.items():
            for late in deadlines(facts, law):
                if late.due is None or late.status(on) != "overdue":
                    continue
                for step in policies.overdue(stream, late.rule.id, late.due, on, ward_now):
                    act = SystemAct(rule=step.rule, trigger=late.anchor)
                    told += self.acting(act).decide(stream, step.decision, **step.arguments)
        return told

    # -- Personal data ----------------------------------------------------------------

    def new_party(self, stream: StreamId | str) -> PartyId:
        """A party in a case, with a key of its own in the vault."""
        known = 0
        for fact in self.store.read(StreamId(stream)):
            found = re.findall(rf"{re.escape(stream)}#([0-9]+)", codec.encode(fact)[1])
            known = max([known, *map(int, found)])
        return self.vault.new_party(StreamId(stream), after=known)

    def seal(self, key: PartyId, field: str, text: str) -> Sealed:
        """Seal personal data of a party, to be put into an event."""
        return self.vault.seal(key, field, text)

    def seal_content(self, stream: StreamId | str, field: str, text: str) -> Sealed:
        """Seal the content of a case under the case's own key."""
        return self.vault.seal(content_key(StreamId(stream)), field, text)

    def unseal(self, sealed: Sealed) -> str:
        """Read sealed data.

        Raises:
            KeyLost: it was erased, or this is another vault.
        """
        return self.vault.unseal(sealed)

    def erase(self, party: PartyId, *, act: Act | SystemAct, on: date, reason: str) -> None:
        """Record the erasure of a party's data in a case, then destroy the key.

        A process killed in between completes it at the next `open`.
        """
        stream = StreamId(party.rpartition("#")[0])
        if not self.vault.holds(party):
            return
        if self.store.read(stream):  # else nothing that was recorded names the party
            self.acting(act).append(stream, [Erased(on=on, party=party, reason=reason)])
        self.vault.destroy(party)


def _despite(given: Despite | tuple[str, str]) -> Despite:
    match given:
        case Despite():
            return given
        case (str(rule), str(reason)):
            return Despite(rule=rule, reason=reason)
    raise Invalid(f"despite: {given!r}", expected="pairs such as (rule, reason)")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _now() -> datetime:
    return datetime.now(UTC)


def _law() -> Law:
    return load_law(names=codec.NAMES)
