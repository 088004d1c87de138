"""Văn phòng: the one class through which everything is asked and decided.

Load, decide, react, record: one call, one transaction. Nobody writes in between, so a
decision is never made on what has changed meanwhile (`docs/decisions/0004-lock-first.md`).
A question takes no lock and writes nothing.
"""

import re
import secrets
import threading
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self, TypeVar, overload

import attrs

from dialogue_cases import codec, plan, policies, ward
from dialogue_cases.codec import LIFE_OF, life_of
from dialogue_cases.deadlines import (
    Change,
    Obligation,
    Replay,
    Verdict,
    asked_from,
    clocks,
    deadlines,
    replayed,
    ward_obligations,
)
from dialogue_cases.deadlines.case import entered_on
from dialogue_cases.deadlines.changes import changes_in, reach
from dialogue_cases.deadlines.periods import KEPT_HERE, series_counted
from dialogue_cases.errors import (
    AlreadyThere,
    CorruptLog,
    Invalid,
    KeyDestroyed,
    KeyLost,
    NotAStore,
    NotFound,
    Refused,
    SealError,
    StoreError,
    WrongKey,
)
from dialogue_cases.law import Law, load_law
from dialogue_cases.life import Life
from dialogue_cases.office.conditions import Conditions
from dialogue_cases.office.desk import Desk
from dialogue_cases.office.hanging import hanging
from dialogue_cases.office.hiding import Redaction, hide
from dialogue_cases.office.removing import RemovalReceipt, destroy_case, erase_keys
from dialogue_cases.office.retention import SERIES as RETAINED
from dialogue_cases.office.retention import (
    RetainedCase,
    Retaining,
    adopted_in,
    retained,
)
from dialogue_cases.office.seen import Seen
from dialogue_cases.office.together import Held, Transaction, running_tasks
from dialogue_cases.office.unsealing import SECRECY, look, may_open
from dialogue_cases.policies.steps import Step
from dialogue_cases.privacy import (
    LockedVault,
    Vault,
    content_key,
    make_key_file,
    opened_vault,
)
from dialogue_cases.record import (
    LOCAL,
    CarriedElsewhere,
    Escalated,
    Known,
    Recorded,
    RedactionRule,
    Voided,
    by_stream,
    followers,
    known_then,
    standing,
    taken_out,
)
from dialogue_cases.roles import Roles, read_roles
from dialogue_cases.store import Durability, Store, Writing, file_of, path_beside, path_of
from dialogue_cases.store.following import whole_lives
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Citation,
    Despite,
    EventRef,
    On,
    Operator,
    PartyId,
    Sealed,
    StreamId,
    SystemAct,
    When,
    first_day,
)
from dialogue_cases.ward import WARD, PredecessorTakenOver, RegulationAdopted, Ward
from dialogue_cases.ward.in_any_life import RECORD, is_known_above
from dialogue_cases.ward_file import SetUpStep, WardFile
from dialogue_cases.workdays import OfficialDay, WorkingCalendar, days_late

S = TypeVar("S")


class Office:
    """Văn phòng: one ward's record, and all that may be done with it.

    Make it with `Office.create` (a new store) or `Office.open`; it is a context manager.
    What is sealed is opened at a desk (`Desk.unseal`), so that who opened it is on record.

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
        self._erasures: set[PartyId] = set()
        self._erasures_until = 0
        self._has_looked = False
        self._to_destroy: set[PartyId] = set()

    # -- Making and opening ----------------------------------------------------------

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
                with Held(writing, office._held):
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
        sealed: bool = False,
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
            sealed: without the key to sealed data, which needn't be there, nor the vault: for
                auditors and analysts. Whatever is sealed stays so, and nothing can be decided.

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
            if sealed:
                vault: Vault = LockedVault()
            elif not keys.exists():
                raise SealError(
                    "the vault {path} is missing; put back the one of this store", path=keys
                )
            else:
                key = path_beside(path, "key")
                vault = Vault(keys, wrapping_key) if wrapping_key else opened_vault(keys, key)
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

    # -- Deciding --------------------------------------------------------------------

    def acting(
        self,
        act: Act | SystemAct,
        *others: Act,
        despite: Iterable[Despite | tuple[str, str]] = (),
        because: Iterable[EventRef] = (),
        expected: int | None = None,
        corrects: int | None = None,
        key: str | None = None,
    ) -> "Desk":
        """Sit down to decide: who acts, and under which conditions.

        Args:
            act: who decides, in which office, under which authority.
            others: the same officer in the other offices that they hold, where it isn't said in
                which they decide: the one that may decide it is taken, and told by what is
                recorded. Several that may are an `Invalid`.
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
        for one in (act, *others):
            if not isinstance(one, Act):
                raise Invalid("{kind} is no act", expected="an Act", kind=type(one).__name__)
        return self._desk(
            act, despite, because, key, others=others, expected=expected, corrects=corrects
        )

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
        others: tuple[Act, ...] = (),
        expected: int | None = None,
        corrects: int | None = None,
    ) -> "Desk":
        return Desk(
            self,
            Conditions(
                act=act,
                others=others,
                despite={one.rule: one for one in map(_despite, despite)},
                because=(EventRef(because),) if isinstance(because, str) else tuple(because),
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
        Questions about one life (`history`, `as_of`, `deadlines`) see what was decided in it;
        those about many (`check_deadlines`, `tell_upwards`, views, the log) answer by what was
        recorded before it.

        Example:
            >>> from dialogue_cases import petition
            >>> from dialogue_cases.vocabulary import SystemAct
            >>> body = SetUpStep(
            ...     ward.establish_body,
            ...     on=date(2020, 7, 1),
            ...     body="van-phong",
            ...     kind="party_office",
            ...     name="Văn phòng",
            ... )
            >>> office = Office.create("memory:", code="21000", name="Phường thử", setup=[body])
            >>> desk = office.by_rule(SystemAct(rule="taken-over"))
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

    def _transaction(self, tasks: tuple[FrameType, ...] = ()) -> AbstractContextManager[Writing]:
        """A transaction, or a part of the one that this thread is in.

        Args:
            tasks: the generators and coroutines that it belongs to.
        """
        held = self._held_writing()
        if held is not None:
            return held.part(undone=self.seen.forget)
        if isinstance(self.vault, LockedVault):
            raise StoreError(
                self.store.url, "it was opened without the key to sealed data: only to be read"
            )
        return Transaction(
            self._begun, self._has_to_erase, self.complete_erasures, self._held, tasks
        )

    def _begun(self) -> Writing:
        return self.store.writing(undone=self.seen.forget)

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
        ward_now, calendar = self.ward(effective=on), self.law_on(on).calendar
        told: list[Recorded[Any]] = []
        for late in self.check_deadlines(on, lives=lives):
            if not backlog and self.is_backlog(late):
                continue
            for step in _upwards(late, on, ward_now, calendar):
                act = SystemAct(rule=step.rule, trigger=late.anchor)
                told += self.by_rule(act).decide(late.stream, step.decision, **step.arguments)
        return told

    def untold(
        self, owed: Iterable[Obligation], on: date, *, known: Known | None = None
    ) -> list[Obligation]:
        """Those of which there is something to tell upwards on a local day, backlog or not.

        Args:
            owed: the obligations.
            on: the local day at whose end their terms are judged.
            known: by what was told as was on record at the end of this local day, or at exactly
                this position.
        """
        ward_then, calendar = self.ward(effective=on, known=known), self.law_on(on).calendar
        found = []
        for one in owed:
            steps = [*_upwards(one, on, ward_then, calendar)]
            if not steps:
                continue
            state = self.as_of(one.stream, known=known)
            told = (Escalated(**step.arguments) for step in steps)
            if any(not is_known_above(state, ward_then, step) for step in told):
                found.append(one)
        return found

    @property
    def is_deciding_together(self) -> bool:
        """Whether this thread is in the midst of `Office.together`."""
        return getattr(self._held, "held", None) is not None

    def _held_writing(self) -> Writing | None:
        """The transaction that this thread and task is in.

        Raises:
            StoreError: another task of this thread is in one, or the process was forked in it.
        """
        held: Held | None = getattr(self._held, "held", None)
        if held is None:
            return None
        if not held.is_mine():
            raise StoreError(
                self.store.url,
                "another task of this thread is in the midst of together(); wait for its end, "
                "or open the store for each task",
            )
        return held.writing

    # -- What is on record -----------------------------------------------------------

    def now(self) -> datetime:
        """What the clock says (UTC).

        Raises:
            Invalid: the clock says a time without zone.
        """
        now = self.clock()
        if now.tzinfo is None:
            raise Invalid("the clock says a time without zone", expected="an instant in UTC")
        return now if now.tzinfo is UTC else now.astimezone(UTC)

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
        facts = self._facts(StreamId(stream))
        if not facts:
            raise NotFound(StreamId(stream))
        return facts

    def fact(self, ref: EventRef | str) -> Recorded[Any]:
        """One recorded fact by its name, such as `dialogue/2023/1@7`.

        Raises:
            NotFound: no such fact is recorded.
        """
        stream, _, version = ref.rpartition("@")
        for one in self._facts(StreamId(stream)):
            if str(one.version) == version:
                return one
        raise NotFound(StreamId(ref))

    @property
    def _reading(self) -> Writing | Store:
        """Where this thread reads: the transaction that it is in, or else the store."""
        held: Held | None = getattr(self._held, "held", None)
        return self.store if held is None or not held.is_mine() else held.writing

    def _facts(self, stream: StreamId) -> list[Recorded[Any]]:
        """One life's facts, those of the transaction that this thread is in among them."""
        return self._reading.read(stream)

    @overload
    def as_of(
        self,
        stream: StreamId | str,
        life: Life[S, Any],
        *,
        effective: On | None = None,
        known: Known | None = None,
    ) -> S: ...

    @overload
    def as_of(
        self, stream: StreamId | str, *, effective: On | None = None, known: Known | None = None
    ) -> Any: ...

    def as_of(
        self,
        stream: StreamId | str,
        life: Life[Any, Any] | None = None,
        *,
        effective: On | None = None,
        known: Known | None = None,
    ) -> Any:
        """A life's state on two time axes.

        Args:
            life: which life it is, such as `session.LIFE`: a type checker then knows the state.
            effective: what had taken effect by this local day (or day and time); None for all.
            known: as was on record at the end of this local day, or at exactly this position
                of the log; None for now.

        Returns:
            The life's own state class, such as `session.Session`.

        Raises:
            NotFound: nothing is recorded under that id (as known then).
            Invalid: it isn't of that life.
        """
        life = _asked_for(StreamId(stream), life)
        facts = self.history(stream)
        state = life.fold(facts, upto=effective, known=known)
        if known is not None and not any(known_then(one, known) for one in facts):
            raise NotFound(StreamId(stream))
        return state

    def taken_out(
        self, stream: StreamId | str, *, known: Known | None = None
    ) -> Recorded[Any] | None:
        """The void by which a life was taken out as a whole; None of one that stands.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        return taken_out(self.history(stream), known=known)

    def followers(self, ref: EventRef | str, *, known: Known | None = None) -> list[Recorded[Any]]:
        """What followed from a fact, directly and in turn, and what names it or rests on it.

        Once the fact is corrected or voided these are open findings: nothing of it is undone by
        rule, and an officer decides about each. What an officer has corrected or voided since
        isn't listed any more; `record.followers` has the whole of what followed.

        Args:
            ref: the fact, such as `dialogue/2023/1@7`; what followed from an entry that stands
                in its place is told too.
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            NotFound: no such fact is recorded (as known then).
        """

        def read(stream: StreamId) -> list[Recorded[Any]]:
            return [one for one in self._facts(stream) if known_then(one, known)]

        entry = self.fact(ref)
        if not known_then(entry, known):
            raise NotFound(StreamId(ref))
        chain = [one for one in read(entry.stream) if one.root == entry.root]
        whole = self._log_of(*(one.ref for one in chain))
        log = [one for one in whole if known_then(one, known)]
        mended = {(one.stream, one.corrects) for one in log}
        found = {
            one.ref: one
            for one in followers(log, *(one.ref for one in chain))
            if one.corrects is None and (one.stream, one.version) not in mended
        }
        for said in chain:
            if not isinstance(said.event, Voided):
                found |= {one.ref: one for one in hanging(said, read, self._reading.streams)}
        return sorted(found.values(), key=lambda one: one.position)

    def _log_of(self, *causes: EventRef) -> list[Recorded[Any]]:
        """Every fact of the lives in which something follows from these, directly and in turn."""
        lives: dict[StreamId, Sequence[Recorded[Any]]] = {WARD: self._facts(WARD)}
        asked, news, log = set(causes), list(causes), []
        while news:
            for series in LIFE_OF:
                for stream in self._reading.streams(series, naming=news):
                    lives.setdefault(stream, self._facts(stream))
            log = sorted((one for life in lives.values() for one in life), key=_position)
            news = [one.ref for one in followers(log, *causes) if one.ref not in asked]
            asked.update(news)
        return log

    def _sound(self, stream: StreamId) -> Sequence[Recorded[Any]]:
        """A life's facts; none of one that can't be read back, which is named in `left_out`."""
        try:
            return self._facts(stream)
        except CorruptLog as error:
            self.store.left_out.setdefault(stream, error)
            return ()

    def lives(self, series: str = "") -> Iterator[Sequence[Recorded[Any]]]:
        """Các hồ sơ của một loại: each with its history, in the order in which they were entered.

        They are read in turn, whatever their number; what can't be read back is left out, and
        named in `Store.left_out`.

        Args:
            series: what their names begin with, such as `petition/2023`, or one life; "": all.
        """
        if series and (facts := self._sound(StreamId(series))):
            yield facts
        try:
            streams = self._reading.streams(series)
        except CorruptLog:  # the name of a life is no text
            found = by_stream(self.store.sound())
            begins = f"{series}/" if series else ""
            yield from (life for one, life in found.items() if one.startswith(begins))
            return
        for stream in streams:
            if facts := self._sound(stream):
                yield facts

    def ward(self, *, effective: On | None = None, known: Known | None = None) -> Ward:
        """The ward's own state, as `as_of`."""
        state: Ward = self.as_of(WARD, effective=effective, known=known)
        return state

    # -- The law here ----------------------------------------------------------------

    def law_known(self, *, known: Known | None = None) -> Law:
        """Rules and calendar, with all that is on record of the ward's own limits and days.

        What holds on a day is asked of the law by that day. So what was recorded before it
        comes into force is known, and no answer depends on the day on which it is asked.

        Args:
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            NotFound: no ward is on record (as known then).
        """
        history = self.history(WARD)
        if known is not None and not any(known_then(one, known) for one in history):
            raise NotFound(WARD)
        return self.law_on_record(known=known)

    def law_on_record(self, edition: Law | None = None, *, known: Known | None = None) -> Law:
        """An edition of the law with what is on record of the ward's own, if there is a ward then.

        Args:
            edition: of the law; None: the one that is decided under.
            known: as was on record at the end of this local day, or at exactly this position.
        """
        history, known_on = self.history(WARD), self.known_on(known)
        return ward.law_on_record(history, edition or self.law, known=known, known_on=known_on)

    def known_on(self, known: Known | None) -> date | None:
        """Of a position, the local day on which the fact there was recorded; else None."""
        return self.store.recorded_on(known) if isinstance(known, int) else None

    def cited(self, citation: Citation, on: date, stream: StreamId | None = None) -> Citation:
        """Where a rule stands here: in the ward's own plan or regulation, if it is in one.

        Args:
            citation: as the rule has it.
            on: the local day it is asked of; the plan is that year's …
            stream: … or that of the year in which this life was begun.
        """
        return self.sources()(citation, on, stream)

    def with_sources(self, owed: Iterable[Obligation]) -> list[Obligation]:
        """The same obligations, each with its source as it stands here; see `cited`."""
        here = self.sources()
        return [
            one.but(
                version=attrs.evolve(
                    one.version,
                    citation=here(
                        one.version.citation,
                        one.anchor_day,
                        one.stream,
                        None if one.version.own_basis else one.version.amount,
                    ),
                ),
            )
            if one.version.citation.place
            else one
            for one in owed
        ]

    def sources(self) -> Callable[..., Citation]:
        """What `cited` answers; the plans and the ward's own regulations are read once.

        Whoever asks it of many rules asks for it once.
        """

        @cache
        def plan_of(named: StreamId) -> plan.Plan:
            state: plan.Plan = plan.LIFE.fold(self._facts(named))
            return state

        @cache
        def regulations() -> Sequence[RegulationAdopted]:
            return ward.LIFE.fold(self._facts(WARD)).regulations

        def here(
            citation: Citation, on: date, stream: StreamId | None, amount: int | None = None
        ) -> Citation:
            if not citation.place:
                return citation
            for year in (on.year,) if stream is None else plan.years_of(stream, on):
                of_the_year = (one for _, one in plan.plans_of(year, plan_of))
                governing = plan.governing(of_the_year, "party_secretary_dialogue")
                own = None if governing is None else plan.cited_in(governing, citation, amount)
                if own is not None:
                    return own
            held = [
                one
                for one in regulations()
                if one.kind == "regulation"
                and first_day(one.on) <= on
                and ward.is_of_the_dialogue(one.document)
            ]
            if held:
                return citation.of(ward.cited(held[-1].document).text)
            return attrs.evolve(citation, certainty="I")

        return here

    def law_on(self, day: date, *, known: Known | None = None) -> Law:  # noqa: ARG002
        """The law that answers about a day: `law_known`, whatever the day."""
        return self.law_known(known=known)

    # -- What is owed ----------------------------------------------------------------

    def deadlines(self, stream: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed in a life, by whom, until when, met or not; see `deadlines.deadlines`."""
        law = self.law_known(known=known)
        return self.with_sources(deadlines(self.history(stream), law, known=known))

    def ward_obligations(
        self, *, first: date, last: date, known: Known | None = None
    ) -> list[Obligation]:
        """What the ward owes in every period that overlaps these local days, both included."""
        law = self.law_known(known=known)
        log = self._log_counted(law)
        return self.with_sources(ward_obligations(log, law, first=first, last=last, known=known))

    def _log_counted(self, law: Law) -> list[Recorded[Any]]:
        """Every fact of the lives in which the duties of a period are counted, in their order."""
        series = dict.fromkeys((*KEPT_HERE, *series_counted(law)))
        found = [one for life in whole_lives(self.store, [*series]) for one in life]
        return sorted(found, key=_position)

    def check_deadlines(
        self,
        on: date,
        *,
        among: Container[Verdict] = ("overdue", "due soon"),
        lives: Iterable[StreamId] | None = None,
        known: Known | None = None,
    ) -> list[Obligation]:
        """What is overdue or due soon at the end of a day, the earliest first; records nothing.

        In all lives, and of what the ward owes in the periods of the day's year, as far as the
        record goes back.

        Args:
            on: the local day at whose end the terms are judged.
            among: which of them, by how they stand then.
            lives: those in which something may be, as the deadline board keeps them
                (`views.board.unfinished`); None: every life is read.
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            NotFound: no ward is on record (as known then).
        """
        law = self.law_known(known=known)
        read = whole_lives(self.store, [*LIFE_OF]) if lives is None else map(self._sound, lives)
        owed = [one for life in read for one in deadlines(life, law, known=known)]
        counted = self._log_counted(law)
        kept = [one for one in counted if one.stream.partition("/")[0] in KEPT_HERE]
        first = asked_from(kept, on)
        owed += ward_obligations(counted, law, first=first, last=on, known=known)
        owed = [one for one in owed if one.status(on) in among]
        wanted = self.with_sources(owed)
        return sorted(wanted, key=lambda one: (one.due or date.max, one.stream, one.rule.id))

    @property
    def kept_since(self) -> date:
        """The local day on which this record was begun: of what was before, it says only what
        was entered since."""
        return self._entered(WARD, 1)

    def is_backlog(self, owed: Obligation) -> bool:
        """Whether it was overdue already when it came on record."""
        entered = (
            self._entered(owed.stream, owed.root) if isinstance(owed.root, int) else self.kept_since
        )
        return owed.due is not None and owed.due < entered

    def _entered(self, stream: StreamId, version: int) -> date:
        """The local day on which a fact was put on record."""
        return self._facts(stream)[version - 1].recorded_at.astimezone(LOCAL).date()

    def clocks(self, petition: StreamId | str, *, known: Known | None = None) -> list[Obligation]:
        """What is owed about a petition, in it and in its proceedings, the earliest first.

        Raises:
            NotFound: nothing is recorded under that id.
        """
        stream = StreamId(petition)
        lives: list[Sequence[Recorded[Any]]] = [self.history(stream)]
        lives += [self._sound(one) for one in self._reading.streams("proceeding", naming=[stream])]
        log = sorted((one for life in lives for one in life), key=_position)
        law = self.law_known(known=known)
        return self.with_sources(clocks(log, stream, law, known=known))

    def law_if(
        self,
        *,
        since: date | None = None,
        rules: bytes | None = None,
        calendar: bytes | None = None,
        limits: Mapping[str, int] | None = None,
        switches: Mapping[str, bool] | None = None,
        days: Iterable[OfficialDay] = (),
        draft: Callable[[Law], Law] | None = None,
        known: Known | None = None,
    ) -> Law:
        """The law here as it would be: `law_known` with what is only tried out. Records nothing.

        Args:
            since: from when the ward's own limits and switches would hold; today if not given.
                A limit holds for what begins from its day on.
            rules: the text of another `deadlines.toml`, UTF-8.
            calendar: the text of another `calendar.toml`, UTF-8.
            limits: what the ward's regulation would set beside what it sets now, by rule.
            switches: what it would choose beside what it chooses now, by name.
            days: official days that would be announced.
            draft: what else would be changed (`LawDraft.applied`).
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            Invalid: the texts aren't sound, or there is no such switch.
            Refused: `limit-names-a-rule`, `limit-is-the-wards`, `limit-is-positive`,
                `limit-is-within-bounds`.
        """
        edition = self.law
        if rules is not None or calendar is not None:
            edition = load_law(
                self.law.rules_text.encode() if rules is None else rules,
                self.law.calendar_text.encode() if calendar is None else calendar,
                names=codec.NAMES,
            )
        law = self.law_on_record(edition, known=known).amended(
            since=since or self.today, limits=limits, switches=switches, days=days
        )
        return law if draft is None else draft(law)

    def what_would_change(
        self,
        *,
        on: date | None = None,
        since: date | None = None,
        rules: bytes | None = None,
        calendar: bytes | None = None,
        limits: Mapping[str, int] | None = None,
        switches: Mapping[str, bool] | None = None,
        days: Iterable[OfficialDay] = (),
        draft: Callable[[Law], Law] | None = None,
        first: date | None = None,
        last: date | None = None,
        lives: Iterable[StreamId] | None = None,
        known: Known | None = None,
    ) -> list[Change]:
        """Nếu quy định thay đổi: what is open and would begin, end or move. Nothing is recorded.

        Args:
            on: the local day at whose end it is judged; today if not given.
            since: from when the ward's own limits and switches would hold; `on` if not given …
            rules: …
            calendar: …
            limits: …
            switches: …
            days: …
            draft: … and the other law, as `law_if` takes it.
            first: of duties of periods, as `deadlines.what_would_change` …
            last: … takes them.
            lives: those in which something is open, as `check_deadlines` takes them; where the
                other law only moves what is open, no others are read. None: all are.
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            Invalid, Refused: as `law_if`.
        """
        on = on or self.today
        then = self.law_if(
            since=since or on,
            rules=rules,
            calendar=calendar,
            limits=limits,
            switches=switches,
            days=days,
            draft=draft,
            known=known,
        )
        now = self.law_known(known=known)
        # What took effect later isn't seen; nothing does after the day on which it is recorded.
        seen = self._day_of(self.store.position) <= on
        read = self._lives_reached(now, then, lives if seen else None)
        found = changes_in(read, now, then, on=on, first=first, last=last, known=known)
        return self._with_bases(found, on)

    def replayed(
        self,
        then: Law,
        *,
        first: date,
        last: date,
        on: date | None = None,
        known: Known | None = None,
        now: Law | None = None,
        lives: Iterable[StreamId] | None = None,
    ) -> Replay:
        """Chạy lại theo quy định khác: all of a period, finished too, judged under two laws.

        Nothing is recorded. The lives are read one at a time, whatever their number; what can't
        be read back is left out, and named in `Store.left_out`.

        Args:
            then: the other law, such as `law_if` gives.
            first: as `deadlines.replayed` …
            last: … takes them: the period in which it arose.
            on: the local day at whose end it is judged; if not given that of the state of
                knowledge, today for now.
            known: as was on record at the end of this local day, or at exactly this position.
            now: the law to compare with; the one here if not given.
            lives: those that are looked at; None: every life.

        Raises:
            NotFound: no ward is on record (as known then).

        Example:
            >>> from examples.practice import practise
            >>> office = practise()
            >>> year = {"first": date(2023, 1, 1), "last": date(2023, 12, 31)}
            >>> two = office.law_if(since=date(2023, 1, 1), limits={"P5": 2})
            >>> found = office.replayed(two, on=date(2024, 1, 31), **year)
            >>> found.by_rule["P5"].late, found.by_rule["P5"].late_after
            (4, 4)
        """
        now = self.law_known(known=known) if now is None else now
        if on is None:
            on = self._day_of(known) if isinstance(known, int) else known or self.today
        read = whole_lives(self.store, [*LIFE_OF]) if lives is None else map(self._sound, lives)
        found = replayed(
            read,
            now,
            then,
            first=first,
            last=last,
            on=on,
            known=known,
        )
        return attrs.evolve(found, changes=tuple(self._with_bases(found.changes, on)))

    def _day_of(self, position: int) -> date:
        """The local day on which the fact at a position, or the last one, was put on record."""
        last = self.log.since(min(position, self.store.position) - 1)
        return entered_on(next(iter(last)))

    def _with_bases(self, changes: Iterable[Change], on: date) -> list[Change]:
        """The same changes, each reason with its source as it stands here; see `cited`."""
        return [
            attrs.evolve(
                one,
                reasons=tuple(
                    attrs.evolve(why, basis=why.basis and self.cited(why.basis, on, one.stream))
                    for why in one.reasons
                ),
            )
            for one in changes
        ]

    def _lives_reached(
        self, now: Law, then: Law, lives: Iterable[StreamId] | None
    ) -> Iterator[Sequence[Recorded[Any]]]:
        """The lives of which two laws may answer differently.

        Args:
            now: the one …
            then: … and the other.
            lives: those in which something is open; None: any may be.
        """
        asked = reach(now, then)
        whole = {*asked.anywhere, *series_counted(now), *series_counted(then)}
        if lives is None:
            whole |= asked.open
        yield from whole_lives(self.store, [word for word in LIFE_OF if word in whole])
        some = asked.open - whole
        for stream in lives if some and lives is not None else ():
            if stream.partition("/")[0] in some:
                yield self._sound(stream)

    # -- Personal data ---------------------------------------------------------------

    def new_party(self, stream: StreamId | str) -> PartyId:
        """A party in a case, with a key of its own in the vault."""
        known = max(self._numbers(StreamId(stream)), default=0)
        return self.vault.new_party(StreamId(stream), after=known)

    def parties(self, stream: StreamId | str) -> tuple[PartyId, ...]:
        """The parties that the record of a case names and that aren't erased."""
        named = (PartyId(f"{stream}#{one}") for one in sorted(self._numbers(StreamId(stream))))
        return tuple(
            one for one in named if one != content_key(StreamId(stream)) and not self.is_erased(one)
        )

    def copies(self, stream: StreamId | str) -> tuple[str, ...]:
        """Where else a case lies with personal data: ward and life in another record.

        What this ward carried on from a predecessor lies in its record too; what another record
        carried on from here says so in the case.
        """
        facts = self._facts(StreamId(stream))
        there = [
            f"{one.event.name}, {one.event.case}"
            for one in facts
            if isinstance(one.event, CarriedElsewhere)
        ]
        first = facts[0] if facts else None
        if first is not None and isinstance(first.act, SystemAct) and first.act.trigger:
            source = self.fact(first.act.trigger).event
            if isinstance(source, PredecessorTakenOver):
                there.append(f"{source.name}, {first.event.book_entry.partition('/')[2]}")
        return tuple(there)

    def _numbers(self, stream: StreamId) -> set[int]:
        """The numbers of all keys that the record of a case names: parties', its content's."""
        named = re.compile(rf"{re.escape(stream)}#([0-9]+)")
        texts = (codec.encode(fact).state for fact in self._facts(stream))
        return {int(number) for text in texts for number in named.findall(text)}

    def seal(self, key: PartyId, field: str, text: str) -> Sealed:
        """Seal personal data of a party, to be put into an event."""
        return self.vault.seal(key, field, text)

    def seal_content(self, stream: StreamId | str, field: str, text: str) -> Sealed:
        """Seal the content of a case under the case's own key."""
        return self.vault.seal(content_key(StreamId(stream)), field, text)

    def lost(self, party: PartyId) -> KeyLost | None:
        """Why nothing of a party, or of a case's content, can be read; None where it can be.

        What the record says was erased is gone, also where this vault has the key still: it is
        a copy that was put back, or the process was killed before it destroyed the key.
        """
        return KeyDestroyed(party) if party in self._erased() else self.vault.lost(party)

    def is_erased(self, party: PartyId) -> bool:
        """Whether a party, or a case's content, was erased; a key that is missing wasn't."""
        return isinstance(self.lost(party), KeyDestroyed)

    # -- One person in several cases -------------------------------------------------

    def same_person(self, party: PartyId, other: PartyId, *, act: Act, purpose: str) -> None:
        """Keep that a party of one case and a party of another are one person.

        It is kept in the vault alone, which can forget; the log never says it. That the officer
        looked at the person behind `party` is recorded in its case, without the other.

        Args:
            party: in whose case it is recorded.
            other: a party of any case.
            act: who says so; both must be theirs to open.
            purpose: what for.

        Raises:
            Refused: as `Desk.unseal`, and `party-is-another-one`.
            KeyLost: one of them was erased, or never was.
        """
        if party == other:
            raise Refused("party-is-another-one", SECRECY, party=party)
        for one in (party, other):
            if (lost := self.lost(one)) is not None:
                raise lost
        self._look(act, party, other, purpose=purpose)
        self.vault.join(party, other)

    def another_person(self, party: PartyId, *, act: Act, purpose: str) -> bool:
        """Take a party out of its group: it was another person after all; False if in none.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        return self.vault.separate(party)

    def cases_of(self, party: PartyId, *, act: Act, purpose: str) -> tuple[PartyId, ...]:
        """The parties that are one person with this one, as far as the officer may open them.

        Raises:
            Refused: as `Desk.unseal`.
        """
        self._look(act, party, purpose=purpose)
        group = [_person(one) for one in self.vault.same_person(party)]
        return tuple(
            one.sealed.key for one in may_open(self, act, group) if one.allowed is not None
        )

    def _look(self, act: Act, *parties: PartyId, purpose: str) -> None:
        look(self, act, [_person(one) for one in parties], purpose)

    # -- Forgetting ------------------------------------------------------------------

    def erase(
        self,
        party: PartyId,
        *,
        act: Act | SystemAct,
        on: date,
        reason: str,
        request: int | None = None,
    ) -> None:
        """Record the erasure of a party's data in a case, then destroy the key.

        It is recorded also where this vault hasn't the key; from then on nothing of the party
        is read anywhere, and every vault that has the key loses it (`complete_erasures`).

        Args:
            party: whose data, in one case.
            act: who decides it.
            on: the local day.
            reason: why; it stays in the case for good, so without names.
            request: the number of the request about data that is granted with it.

        Raises:
            NotFound: neither the record nor the vault knows the party.
            RemovalStopped: `case-is-held`, `record-is-held`; that it was refused is on record.
            Refused: `data-request-was-received`, `data-request-asks-to-delete`,
                `data-request-is-answered-once`.
            Invalid: within `Office.together`, which may still be undone; the key can't.
        """
        erase_keys(self, (party,), act=act, on=on, reason=reason, request=request)

    def redact(
        self,
        stream: StreamId | str,
        *words: str,
        act: Act | SystemAct,
        on: date,
        rule: RedactionRule,
        reason: str,
        version: int | None = None,
        place: str | None = None,
    ) -> Redaction:
        """Hide words that stand in clear in a case, in each of its texts in which they stand.

        From then on those texts read with `[…]` in their place, in every answer, paper and
        export, as of whatever day is asked. What the facts commit to is removed from the store
        with its salt: proofs and bundles stay valid, and confirm no guess.

        Args:
            stream: the case.
            words: as they are written, whatever the case of their letters; none: a whole text,
                whose `place` is said.
            act: who decides it.
            on: the local day.
            rule: what asks for it.
            reason: why; it stays in the case, so without those words.
            version: only in this fact of the case.
            place: only in this text of it, such as `event.gist`.

        Returns:
            Which texts, whether the words are gone, and where they stand still.

        Raises:
            NotFound: nothing is recorded of the case.
            Refused: `words-stand-there`, `entry-exists`, `text-stands-there`, `reason-is-given`.
            RemovalStopped: the case is held; that it was refused is recorded.
            Invalid: neither words nor a place are said.

        Example:
            >>> office.redact(
            ...     "petition/2023/1",
            ...     "Trần Thị B",
            ...     act=act,
            ...     on=date(2023, 5, 4),
            ...     rule="personal_data",
            ...     reason="tên người không liên quan",
            ... ).texts[0].reads  # doctest: +SKIP
            'Bà […] lấn chiếm lối đi chung'
        """
        return hide(
            self,
            StreamId(stream),
            words,
            act=act,
            on=on,
            rule=rule,
            reason=reason,
            version=version,
            place=place,
        )

    def erase_person(
        self, party: PartyId, *, act: Act, on: date, reason: str, purpose: str
    ) -> RemovalReceipt:
        """Erase a person's data in every case that is known to be theirs, but for what is held.

        The erasures stand in the log at one time and with one reason, so that the log shows
        these parties belong together; who it was, nobody can read any more. Holds are read in the
        same transaction: what is held is refused, on record, and the rest is erased.

        Args:
            party: one of the person's parties; who erases must be allowed to open it.
            act: who decides it.
            on: the local day.
            reason: why, without names.
            purpose: what the group was looked up for.

        Returns:
            What became of the data of each party, and whether that is all, a part, or nothing.

        Raises:
            Refused: as `Desk.unseal`.
            RemovalStopped: the person has one party alone, and its case is held.

        .. versionchanged:: 0.2
           It answers with a receipt, because a hold may refuse a part of it.
        """
        self._look(act, party, purpose=purpose)
        parties = tuple(one for one in self.vault.same_person(party) if not self.is_erased(one))
        return erase_keys(self, parties, act=act, on=on, reason=reason)

    def destroy(
        self, stream: StreamId | str, *, act: Act | SystemAct, on: date, reason: str
    ) -> RemovalReceipt:
        """Tiêu huỷ hồ sơ: destroy every key of a case whose period is over, once.

        Args:
            stream: the case.
            act: who decides it.
            on: the local day.
            reason: why; it stays in the case for good, so without names.

        Returns:
            The keys that were destroyed; none if it was destroyed before.

        Raises:
            RemovalStopped: `case-is-held`, `record-is-held`, `case-has-a-period`,
                `case-is-closed`, `period-is-over`, `case-goes-on`; that it was refused is on
                record.
            NotFound: nothing is recorded under that id.
            Invalid: within `Office.together`, as for `erase`; or it isn't a case of people.
        """
        return destroy_case(self, StreamId(stream), act=act, on=on, reason=reason)

    def retained(
        self, stream: StreamId | str, on: date, *, known: Known | None = None
    ) -> RetainedCase:
        """How long a case is kept, and what is in the way of its destruction on a day.

        Args:
            stream: a petition, a proceeding, a dialogue or a reception.
            on: the local day.
            known: as was on record at the end of this local day, or at exactly this position.

        Raises:
            NotFound: nothing is recorded under that id (as known then).
            Invalid: it is another life.
        """
        stream = StreamId(stream)
        if stream.partition("/")[0] not in RETAINED:
            raise Invalid(
                "no period is counted for {stream}",
                expected="one of {among}",
                stream=stream,
                among=", ".join(f"{one}/…" for one in RETAINED),
            )
        if not any(known_then(one, known) for one in self.history(stream)):
            raise NotFound(stream)
        return retained(stream, self._retaining(on, known, self._facts))

    def retention(
        self, on: date | None = None, *, known: Known | None = None
    ) -> tuple[RetainedCase, ...]:
        """Every case that is closed or held and wasn't destroyed, and how it stands on a day.

        Where the whole record is held, each of them names that hold, and no open one is listed
        for it.

        Args:
            on: the local day; today if not given.
            known: as was on record at the end of this local day, or at exactly this position.

        Returns:
            The cases by the last day on which they are kept; those without a period last.
        """
        on = on or self.today
        by = self._retaining(on, known, self._sound)
        found = (
            retained(life[0].stream, by)
            for series in RETAINED
            for life in self.lives(series)
            if any(known_then(one, known) for one in life)
        )
        kept = [
            one
            for one in found
            if (one.closed_on is not None or one.has_a_hold) and not one.destroyed
        ]
        return tuple(sorted(kept, key=lambda one: (one.kept_until or date.max, one.stream)))

    def _retaining(
        self,
        on: date,
        known: Known | None,
        life: Callable[[StreamId], Sequence[Recorded[Any]]],
    ) -> Retaining:
        ward = self.history(WARD)
        return Retaining(
            life=life,
            streams=self._reading.streams,
            on=on,
            known=known,
            ward=ward,
            adopted=adopted_in(standing(ward, known=known)),
            calendar=self.law_known(known=known).calendar_on(on),
        )

    def complete_erasures(self) -> tuple[PartyId, ...]:
        """Destroy the keys of those whose erasure is on record and which this vault has still.

        Every decision does it before anything else; a question doesn't, it only reads nothing
        of them. Done again it adds nothing.

        Returns:
            The parties whose keys were destroyed.

        Raises:
            Invalid: within `Office.together`, as for `erase`.
            SealError: the vault can't be written.
        """
        if self.is_deciding_together:
            raise Invalid("a key is destroyed by itself", expected="a call outside together()")
        self._erased()
        destroyed = []
        for party in sorted(self._to_destroy):
            known = isinstance(self.vault.lost(party), KeyDestroyed)
            if not known and self.vault.destroy(party):
                destroyed.append(party)
            self._to_destroy.discard(party)
        return tuple(destroyed)

    def _has_to_erase(self, writing: Writing) -> bool:
        """Whether an erasure is on record whose key may be there still.

        The log is asked only where something was recorded since that this office hasn't seen.
        """
        if self._to_destroy or (self._has_looked and writing.is_as_left):
            return bool(self._to_destroy)
        self._has_looked = True
        return bool(writing.erasures(after=self._erasures_until))

    def _erased(self) -> set[PartyId]:
        """Whose erasure is on record; in a transaction, as it was when that began."""
        if not self.is_deciding_together:
            for fact in self.store.erasures(after=self._erasures_until):
                self._erasures.add(fact.event.party)
                self._to_destroy.add(fact.event.party)
                self._erasures_until = fact.position
        return self._erasures


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


def _upwards(
    late: Obligation, on: date, ward_now: Ward, calendar: WorkingCalendar
) -> Iterator[Step]:
    """What is told upwards of an obligation on a local day; nothing before it is overdue."""
    if late.due is None or late.status(on) != "overdue":
        return
    yield from policies.overdue(
        late.stream,
        late.rule.id,
        late.due,
        on,
        ward_now,
        late=days_late(calendar, late.due, on, "working_days", on_unknown="provisional"),
        owing=_owing(late, ward_now),
    )


def _owing(late: Obligation, known: Ward) -> tuple[BodyId, ...]:
    """The bodies that owe an obligation: as the case says, else by their office or kind."""
    if late.body is not None:
        return (known.successor(late.body),)
    owed_by = late.owed_by
    holding = {one.body for one in known.holdings if one.office == owed_by.office}
    return tuple(one.id for one in known.bodies.values() if one.kind == owed_by.body) or tuple(
        sorted(holding)
    )


def _position(recorded: Recorded[Any]) -> int:
    return recorded.position


def _now() -> datetime:
    return datetime.now(UTC)


def _asked_for(stream: StreamId, life: Life[Any, Any] | None) -> Life[Any, Any]:
    found = life_of(stream)
    if life not in (None, found):
        raise Invalid(
            "it isn't the life of a {life}",
            where=stream,
            expected="{found}",
            life=life.name,
            found=found.name,
        )
    return found


def _person(party: PartyId) -> Sealed:
    """What stands for the person behind a party, among all that may be opened of it."""
    return Sealed(key=party, field="person", data="")
