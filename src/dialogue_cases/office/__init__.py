"""Văn phòng: the one class through which everything is asked and decided.

    office = Office.open("sqlite:///ward.db")
    desk = office.acting(Act(officer=…, office="party_secretary", body="dang-uy"))
    desk.decide("dialogue/2023/1", session.end_session, on=date(2023, 3, 15))

Load, decide, react, record: one call, one transaction. Nobody writes in between, so a
decision is never made on what has changed meanwhile (`docs/decisions/0004-lock-first.md`).
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dialogue_cases import codec, policies, ward
from dialogue_cases.codec import LIVES
from dialogue_cases.deadlines import deadlines
from dialogue_cases.errors import Invalid, SealError, StoreError, WrongKey
from dialogue_cases.law import Law, load_law
from dialogue_cases.office.asking import Asking
from dialogue_cases.office.checks import life_of
from dialogue_cases.office.desk import Desk
from dialogue_cases.office.personal import Personal
from dialogue_cases.privacy import Vault, make_key_file, read_key_file
from dialogue_cases.record import Recorded, by_stream
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Durability, Store, Writing, file_of, path_of
from dialogue_cases.vocabulary import (
    Act,
    Despite,
    EventRef,
    Operator,
    SystemAct,
    When,
)
from dialogue_cases.ward import WARD

__all__ = ["LIVES", "Desk", "Office", "life_of"]


class Office(Personal, Asking):
    """Văn phòng: one ward's record, and all that may be done with it.

    Make it with `Office.create` (a new store) or `Office.open`; it is a context manager.

    Args:
        store: the log.
        vault: the keys of sealed data.
        law: rules and calendar to decide under.
        operator: who types in.
        clock: tells the instant (UTC); tests and demonstrations bring their own.
    """

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
        roles: Roles | None = None,
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
            roles: who may decide and open what; by default those of the file
                `ward.db.roles.toml` beside the store, or else the packaged ones.

        Raises:
            StoreError: a file is there already, or can't be written.
        """
        path = path_of(url)
        roles = _roles(path) if roles is None else roles
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
        office = cls(store, vault, law or _law(), operator, clock, roles)
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
        roles: Roles | None = None,
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
        roles = _roles(path) if roles is None else roles
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
        office = cls(store, vault, law or _law(), operator, clock, roles)
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

    @contextmanager
    def together(self) -> Iterator[Writing]:
        """Make several decisions one: all of them are recorded, or none.

        Nobody else writes meanwhile. A decision that is refused leaves nothing of itself;
        whoever catches that may go on with the others. One inside another is a part of it.

        Example:
            >>> from dialogue_cases import petition, ward
            >>> office = Office.create("memory:", code="21000", name="Phường thử")
            >>> desk = office.acting(SystemAct(rule="example"))
            >>> with office.together():
            ...     _ = desk.decide(
            ...         "ward",
            ...         ward.establish_body,
            ...         on=date(2020, 7, 1),
            ...         body="van-phong",
            ...         kind="party_office",
            ...         name="Văn phòng",
            ...     )
            ...     raised = desk.begin(
            ...         "petition/2023",
            ...         petition.raise_petition,
            ...         on=date(2023, 3, 1),
            ...         channel="oral",
            ...         gist="Kiến nghị về mương thoát nước",
            ...         received_by="van-phong",
            ...     )
            ...     stream = raised[0].stream
            ...     party = office.new_party(stream)
            ...     _ = desk.decide(
            ...         stream,
            ...         petition.name_petitioner,
            ...         on=date(2023, 3, 1),
            ...         party=party,
            ...         petitioner_name=office.seal(party, "petitioner_name", "Nguyễn Thị A"),
            ...     )
            >>> len(office.history(stream))
            2
        """
        held: Writing | None = getattr(self._held, "writing", None)
        if held is not None:
            with held.part(undone=self.seen.forget):
                yield held
            return
        with self.store.writing(undone=self.seen.forget) as writing:
            self._held.writing = writing
            try:
                yield writing
            finally:
                self._held.writing = None

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
        told: list[Recorded[Any]] = []
        for stream, facts in by_stream(self.store.sound()).items():
            for late in deadlines(facts, law):
                if late.due is None or late.status(on) != "overdue":
                    continue
                for step in policies.overdue(stream, late.rule.id, late.due, on, ward_now):
                    act = SystemAct(rule=step.rule, trigger=late.anchor)
                    told += self.acting(act).decide(stream, step.decision, **step.arguments)
        return told


def _despite(given: Despite | tuple[str, str]) -> Despite:
    match given:
        case Despite():
            return given
        case (str(rule), str(reason)):
            return Despite(rule=rule, reason=reason)
    raise Invalid(f"despite: {given!r}", expected="pairs such as (rule, reason)")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _roles(path: Path | None) -> Roles:
    own = None if path is None else _beside(path, ".roles.toml")
    return read_roles(own if own is not None and own.exists() else None)


def _law() -> Law:
    return load_law(names=codec.NAMES)
