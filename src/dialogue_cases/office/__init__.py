"""Văn phòng: the one class through which everything is asked and decided.

    office = Office.open("sqlite:///ward.db")
    desk = office.acting(Act(officer=…, office="party_secretary", body="dang-uy"))
    desk.decide("dialogue/2023/1", session.end_session, on=date(2023, 3, 15))

Load, decide, react, record: one call, one transaction. Nobody writes in between, so a
decision is never made on what has changed meanwhile (`docs/decisions/0004-lock-first.md`).
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

from dialogue_cases import codec, policies, ward
from dialogue_cases.codec import life_of
from dialogue_cases.errors import AlreadyThere, Invalid, NotAStore, Refused, SealError, WrongKey
from dialogue_cases.law import Law, load_law
from dialogue_cases.office.asking import Asking, running_tasks
from dialogue_cases.office.conditions import Conditions
from dialogue_cases.office.desk import Desk
from dialogue_cases.office.personal import Personal
from dialogue_cases.privacy import Vault, make_key_file, read_key_file
from dialogue_cases.record import Recorded
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Durability, Store, Writing, file_of, path_beside, path_of
from dialogue_cases.vocabulary import (
    Act,
    Despite,
    EventRef,
    Operator,
    StreamId,
    SystemAct,
    When,
)
from dialogue_cases.ward import WARD
from dialogue_cases.ward.in_any_life import RECORD
from dialogue_cases.ward_file import SetUpStep, WardFile

__all__ = ["Desk", "Office", "life_of"]


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
        setup: Iterable[SetUpStep] = (),
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        wrapping_key: bytes | None = None,
        durability: Durability = "power-loss",
        law: Law | None = None,
        roles: Roles | None = None,
    ) -> Self:
        """Make a new store for a ward, with its vault and key file beside it.

        The store with all that it begins with is there at once, or nothing is: a process that
        is killed meanwhile leaves a file that no command takes for a ward, and the same call
        makes it again. Of two processes that make it at once, one is told that it is there.

        Args:
            url: `sqlite:///path/to/ward.db`, or `memory:`.
            code: the ward's code, part of every global id.
            name: the ward's name.
            aliases: other spellings and former names.
            setup: what the ward begins with: bodies, groups, officers, its own rules.
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
            AlreadyThere: a store or another file is there already.
            StoreError: it can't be written there.
            Refused: a step of the set-up breaks a rule.

        Example:
            >>> office = Office.create(
            ...     "memory:",
            ...     code="21000",
            ...     name="Phường thử",
            ...     setup=[
            ...         SetUpStep(
            ...             ward.establish_body,
            ...             on=date(2020, 7, 1),
            ...             body="van-phong",
            ...             kind="party_office",
            ...             name="Văn phòng",
            ...         )
            ...     ],
            ... )
            >>> office.ward().bodies["van-phong"].name
            'Văn phòng'
        """
        path = path_of(url)
        roles = _roles(path) if roles is None else roles
        beside = [] if path is None else [path_beside(path, "vault")]
        if path is not None and wrapping_key is None:
            beside.append(path_beside(path, "key"))
        vault: Vault | None = None
        try:
            with Store.making(url, durability=durability, beside=beside) as writing:
                if path is None:
                    vault = Vault(None, wrapping_key or secrets.token_bytes(32))
                else:
                    wrapping_key = wrapping_key or make_key_file(path_beside(path, "key"))
                    vault = Vault.create(path_beside(path, "vault"), wrapping_key)
                office = cls(writing.store, vault, law or _law(), operator, clock, roles)
                with office._within(writing):
                    office._begin(code, name, aliases, setup)
        except BaseException:
            if vault is not None:
                vault.close()
            raise
        return office

    def _begin(
        self, code: str, name: str, aliases: tuple[str, ...], setup: Iterable[SetUpStep]
    ) -> None:
        store = secrets.token_hex(8)
        self.by_rule(SystemAct(rule="store-opened")).decide(
            WARD,
            ward.open_ward,
            on=When(day=date.min, through=self.today),
            store=store,
            code=code,
            name=name,
            aliases=aliases,
        )
        self.vault.bind(store)
        self.keep_law()
        desk = self.by_rule(SystemAct(rule="ward-set-up"))
        for step in setup:
            desk.decide(WARD, step.decision, **step.arguments)

    @classmethod
    def open(
        cls,
        url: str,
        *,
        create: WardFile | None = None,
        operator: Operator | None = None,
        clock: Callable[[], datetime] | None = None,
        wrapping_key: bytes | None = None,
        durability: Durability = "power-loss",
        law: Law | None = None,
        roles: Roles | None = None,
    ) -> Self:
        """Open a ward's store; it is read, and nothing is written before something is decided.

        Args:
            url: as in `create`.
            create: the ward to make there if there is none, with its set-up: whoever comes
                first makes it, and everybody else opens it.
            operator: other arguments as in `create`.
            clock: …
            wrapping_key: …
            durability: …
            law: …
            roles: …

        Raises:
            NotAStore: nothing is there, or another program's file.
            CorruptLog: the file was cut or damaged.
            SealError: the key file or the vault is missing, or isn't this store's.
        """
        path = file_of(url)
        roles = _roles(path) if roles is None else roles
        try:
            store = Store.open(url, durability=durability)
        except NotAStore:
            if create is None:
                raise
            with suppress(AlreadyThere):
                return cls.create(
                    url,
                    code=create.code,
                    name=create.name,
                    aliases=create.aliases,
                    setup=create.steps,
                    operator=operator,
                    clock=clock,
                    wrapping_key=wrapping_key,
                    durability=durability,
                    law=law,
                    roles=roles,
                )
            store = Store.open(url, durability=durability)
        with ExitStack() as opened:
            opened.callback(store.close)
            keys = path_beside(path, "vault")
            if not keys.exists():
                raise SealError(
                    "the vault {path} is missing; put back the one of this store", path=keys
                )
            vault = Vault(keys, wrapping_key or read_key_file(path_beside(path, "key")))
            opened.callback(vault.close)
            office = cls(store, vault, law or _law(), operator, clock, roles)
            if not vault.belongs_to(office.ward().store):
                raise WrongKey(
                    "the vault {path} is another store's; put back the one of this store", path=keys
                )
            opened.pop_all()
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

        Raises:
            Refused: `system-acts-by-its-own-rules`; nobody decides in the system's name.
        """
        if isinstance(act, SystemAct):
            raise Refused("system-acts-by-its-own-rules", RECORD, act=act.rule)
        if not isinstance(act, Act):
            raise Invalid("{kind} is no act", expected="an Act", kind=type(act).__name__)
        return self._desk(act, despite, because, key, expected=expected, corrects=corrects)

    def by_rule(
        self,
        act: SystemAct,
        *,
        because: Iterable[EventRef] = (),
        key: str | None = None,
        despite: Iterable[Despite | tuple[str, str]] = (),
    ) -> "Desk":
        """Decide what follows by a rule of this library: for its own set-up, import, takeover.

        Whoever decides as an officer sits down by `acting`.
        """
        return self._desk(act, despite, because, key)

    def _desk(
        self,
        act: Act | SystemAct,
        despite: Iterable[Despite | tuple[str, str]],
        because: Iterable[EventRef],
        key: str | None,
        *,
        expected: int | None = None,
        corrects: int | None = None,
    ) -> "Desk":
        return Desk(
            self,
            Conditions(
                act=act,
                despite={one.rule: one for one in map(_despite, despite)},
                because=tuple(because),
                expected=expected,
                corrects=corrects,
                key=key,
            ),
        )

    @contextmanager
    def together(self) -> Iterator[Writing]:
        """Make several decisions one: all of them are recorded, or none.

        Nobody else writes meanwhile. A decision that is refused leaves nothing of itself;
        whoever catches that may go on with the others. One inside another is a part of it.

        Example:
            >>> from dialogue_cases import petition, ward
            >>> office = Office.create("memory:", code="21000", name="Phường thử", setup=[OFFICE])
            >>> with office.together():
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
        with self._transaction(tuple(running_tasks())) as writing:
            yield writing

    @contextmanager
    def _transaction(self, tasks: Sequence[FrameType] = ()) -> Iterator[Writing]:
        """A transaction, or a part of the one that this thread is in.

        Args:
            tasks: the generators and coroutines that it belongs to.
        """
        held = self._held_writing()
        if held is not None:
            with held.part(undone=self.seen.forget):
                yield held
            return
        while True:
            with self.store.writing(undone=self.seen.forget) as writing:
                if not self._has_to_erase(writing):
                    with self._within(writing, tasks):
                        yield writing
                    return
            self.complete_erasures()

    def keep_law(self) -> list[Recorded[Any]]:
        """Keep the present edition of rules and calendar in the log, once per edition.

        The first decision under an edition does so by itself.
        """
        return self.by_rule(SystemAct(rule="law-kept")).decide(
            WARD,
            ward.load_law,
            on=self.today,
            edition=self.law.edition,
            rules=self.law.rules_text,
            calendar=self.law.calendar_text,
        )

    def tell_upwards(
        self, on: date, *, backlog: bool = False, lives: Iterable[StreamId] | None = None
    ) -> list[Recorded[Any]]:
        """Record that what is overdue by a day is told upwards; asked twice it adds nothing.

        Time is asked, not awaited: an embedder or cron makes this call. What is on the list is
        `check_deadlines`.

        Args:
            on: the local day at whose end the terms are judged.
            backlog: also what was overdue already when it was entered: a book that was taken
                over, or what an office typed in late, isn't news to those above.
            lives: those in which something may be overdue, as `check_deadlines` takes them.

        Returns:
            The escalations recorded by this call.
        """
        ward_now = self.ward(effective=on)
        told: list[Recorded[Any]] = []
        for late in self.check_deadlines(on, lives=lives):
            if late.due is None or late.status(on) != "overdue":
                continue
            if not backlog and self.is_backlog(late):
                continue
            for step in policies.overdue(late.stream, late.rule.id, late.due, on, ward_now):
                act = SystemAct(rule=step.rule, trigger=late.anchor)
                told += self.by_rule(act).decide(late.stream, step.decision, **step.arguments)
        return told


def _despite(given: Despite | tuple[str, str]) -> Despite:
    match given:
        case Despite():
            return given
        case (str(rule), str(reason)):
            return Despite(rule=rule, reason=reason)
    raise Invalid("despite: {given}", expected="pairs such as (rule, reason)", given=repr(given))


def _roles(path: Path | None) -> Roles:
    own = None if path is None else path_beside(path, "roles.toml")
    return read_roles(own if own is not None and own.exists() else None)


def _law() -> Law:
    return load_law(names=codec.NAMES)
