"""Một phiên bản quy định: the law of one edition, with the ward's own regulations."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from typing import get_args

import attrs
from attrs import field, frozen

from dialogue_cases import given_file
from dialogue_cases.errors import Invalid, Refused
from dialogue_cases.law.calendar import FILE as CALENDAR_FILE
from dialogue_cases.law.calendar import SWITCHES, calendar_bytes, load_calendar
from dialogue_cases.law.own import OWN_LIMITS, OwnRegulation, OwnWords, by_day, known_since
from dialogue_cases.law.packaged import packaged
from dialogue_cases.law.rules import FILE, BodyFact, Fact, Rule, Rules, RuleVersion, Switch
from dialogue_cases.vocabulary import BodyId, BodyKind, Citation
from dialogue_cases.workdays import OfficialDay, OfficialYear, WorkingCalendar

DRAFT = Citation(text="Dự thảo đang thử", certainty="I", note="not adopted, only tried out")


@frozen(kw_only=True)
class Law:
    """Quy định: rules and calendar of one edition, with the ward's own regulations.

    A value: an answer that rests on it can be given again at any time.
    Make one with `load_law`.

    Args:
        rules_text: `deadlines.toml` to the letter, with `\\n` as line end.
        calendar_text: `calendar.toml` to the letter, likewise.
        rules: every rule, in the order of the file.
        facts: of each named fact of a case, the fields of events that say it.
        body_facts: the named facts that are about the kind of a body …
        bodies: … and the kinds of the ward's bodies, as far as such a fact asks for them.
        regulations: what the ward's own regulations say, by the day from which on they hold.
        days: official days that the ward recorded beside those of the calendar.
        years: years of which the ward recorded that all days are announced.
        words: the same as it was on record from each entry on, oldest first; empty for a law
            that isn't read from a record, which holds as if it had always been known.
        known_on: of a law as it was known at a position of a log, the local day on which the
            fact there was recorded: of its days, those are known that were announced by then.

    Example:
        >>> law = load_law()
        >>> p4 = law.version("conclusion-notice", date(2023, 3, 24))
        >>> p4.amount, p4.unit, p4.citation.certainty
        (7, 'working_days', 'S')
    """

    rules_text: str = field(repr=False)
    calendar_text: str = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)
    facts: Mapping[str, tuple[str, ...]] = field(factory=dict, repr=False)
    body_facts: Mapping[str, BodyFact] = field(factory=dict, repr=False)
    bodies: Mapping[BodyId, BodyKind] = field(factory=dict, repr=False)
    regulations: tuple[OwnRegulation, ...] = field(default=(), converter=by_day)
    days: tuple[OfficialDay, ...] = ()
    years: tuple[OfficialYear, ...] = ()
    words: tuple[OwnWords, ...] = field(default=(), repr=False)
    known_on: date | None = None
    _named: Mapping[str, Rule] = field(init=False, eq=False, repr=False)
    recurring: tuple[Rule, ...] = field(init=False, eq=False, repr=False)
    """The rules of what is owed in every period of a case."""
    said_by: Mapping[str, Sequence[tuple[str, str | None]]] = field(
        init=False, eq=False, repr=False
    )
    """By the name of an event which named facts it says, each by a field or by happening."""
    said_of_bodies_by: Mapping[str, Sequence[tuple[str, str, frozenset[BodyKind]]]] = field(
        init=False, eq=False, repr=False
    )
    """Likewise those that are about the kind of a body that a field names."""
    _calendars: dict[tuple[tuple[str, bool], ...], WorkingCalendar] = field(
        init=False, eq=False, repr=False, factory=dict
    )
    _past: dict[int, "Law"] = field(init=False, eq=False, repr=False, factory=dict)

    @_named.default
    def _by_name(self) -> Mapping[str, Rule]:
        return {name: rule for rule in self.rules for name in (rule.id, rule.slug)}

    @recurring.default
    def _of_every_period(self) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.shape == "recurring")

    @said_by.default
    def _facts_by_event(self) -> Mapping[str, Sequence[tuple[str, str | None]]]:
        said: dict[str, list[tuple[str, str | None]]] = {}
        for name, sources in self.facts.items():
            for source in sources:
                event, _, key = source.rpartition(".")
                said.setdefault(event, []).append((name, key))
                said.setdefault(source, []).append((name, None))
        return said

    @said_of_bodies_by.default
    def _body_facts_by_event(
        self,
    ) -> Mapping[str, Sequence[tuple[str, str, frozenset[BodyKind]]]]:
        said: dict[str, list[tuple[str, str, frozenset[BodyKind]]]] = {}
        for name, asked in self.body_facts.items():
            event, _, key = asked.source.rpartition(".")
            said.setdefault(event, []).append((name, key, asked.kinds))
        return said

    @property
    def edition(self) -> str:
        """SHA-256 of both texts, each preceded by its length in bytes, in hex."""
        digest = sha256()
        for text in (self.rules_text.encode(), self.calendar_text.encode()):
            digest.update(len(text).to_bytes(8, "big") + text)
        return digest.hexdigest()

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar with the latest of the ward's readings, and the days that it recorded."""
        return self.calendar_on(date.max)

    def calendar_on(self, day: date) -> WorkingCalendar:
        """The calendar by the readings that the ward's regulations chose as of a local day."""
        own = self._regulation(day).switches
        switches = tuple((name, own[name]) for name in SWITCHES if name in own)
        if switches not in self._calendars:
            calendar = load_calendar(self.calendar_text, **dict(switches))
            self._calendars[switches] = calendar.with_days(*self.days, years=self.years)
        return self._calendars[switches]

    def rule(self, name: str) -> Rule:
        """The rule with that id or slug.

        Raises:
            LookupError: there is none.
        """
        return self._named[name]

    def version(
        self, name: str, on: date, facts: Mapping[str, Fact] | None = None
    ) -> RuleVersion | None:
        """What a rule says on a local day, with the ward's own amount where it has set one.

        Args:
            name: id or slug.
            on: the day of the anchor.
            facts: named facts of the case that the rule's conditions are about.

        Raises:
            LookupError: there is no such rule.
        """
        rule = self.rule(name)
        version = rule.in_force(on, facts)
        if version is None or version.own is None:
            return version
        regulation = self._regulation(on)
        amount = regulation.limits.get(rule.id, regulation.limits.get(rule.slug))
        if amount is None or not version.own.holds(amount):
            return version
        basis = regulation.source(rule.id, rule.slug)
        return attrs.evolve(version, amount=amount, own_basis=basis)

    def derives(self, rule: Rule, on: date) -> bool:
        """Whether the ward can owe anything by a rule whose anchor or period is on that day.

        A limit that others owe to others never is the ward's. One with a switch is from the day
        on which the ward's own regulation turns it on: without that, this record can't tell a
        duty that was missed from one whose fulfilment stands in another book.

        Args:
            rule: of this law.
            on: the local day of the anchor, or the first day of the period.

        Example:
            >>> law = load_law()
            >>> own = OwnRegulation(since=date(2026, 7, 1), switches={"chairman_receptions": True})
            >>> kept = law.with_regulations([own])
            >>> [one.derives(law.rule("G2"), date(2026, 8, 1)) for one in (law, kept)]
            [False, True]
        """
        switched = rule.switch is None or self._regulation(on).switches.get(rule.switch, False)
        return rule.derived and switched

    def with_regulations(
        self,
        regulations: Iterable[OwnRegulation],
        days: Iterable[OfficialDay] = (),
        years: Iterable[OfficialYear] = (),
    ) -> "Law":
        """This law with the ward's own regulations, and the official days that it recorded.

        A limit that the law doesn't leave to the ward changes nothing: what was once adopted
        under another edition must not break this one.

        Args:
            regulations: each holds from its day until the next one does.
            days: official days, each with the day on which it became known.
            years: years whose days are all announced, each with the day since which they are.

        Example:
            >>> own = OwnRegulation(since=date(2024, 1, 1), limits={"P4": 5})
            >>> law = load_law().with_regulations([own])
            >>> [law.version("P4", day).amount for day in (date(2023, 12, 29), date(2024, 1, 2))]
            [7, 5]
        """
        return attrs.evolve(
            self, regulations=tuple(regulations), days=tuple(days), years=tuple(years), words=()
        )

    def as_known(self, day: date) -> "Law":
        """This law with what the ward had set and announced on record at the end of that day.

        The edition is the same one: of the law itself it is the calendar that knows since when
        each of its days was known (`WorkingCalendar.as_known`).

        Example:
            >>> late = OwnWords(
            ...     entry="ward@9",
            ...     known_since=date(2024, 3, 1),
            ...     regulations=(OwnRegulation(since=date(2024, 1, 1), limits={"P4": 5}),),
            ... )
            >>> law = load_law().with_words([late])
            >>> [
            ...     known.version("P4", date(2024, 1, 10)).amount
            ...     for known in (law, law.as_known(date(2024, 1, 19)))
            ... ]
            [5, 7]
        """
        return self._after(bisect_right(self.words, day, key=known_since))

    def later_words(self, day: date) -> Iterator[tuple["Law", "Law", tuple[OwnWords, ...]]]:
        """What came on record after a local day, day by day of entry.

        Returns:
            This law before that day of entry, this law after it, and what was entered.
        """
        first = bisect_right(self.words, day, key=known_since)
        while first < len(self.words):
            last = bisect_right(self.words, self.words[first].known_since, key=known_since)
            yield self._after(first), self._after(last), self.words[first:last]
            first = last

    def earlier(self) -> Iterator["Law"]:
        """This law as it was before each of the ward's own words, the last one first."""
        return map(self._after, reversed(range(len(self.words))))

    def _after(self, number: int) -> "Law":
        """This law when only so many of the ward's own words were on record."""
        if number == len(self.words):
            return self
        if number not in self._past:
            self._past[number] = self.with_words(self.words[:number])
        return self._past[number]

    def chosen_on(self, day: date) -> tuple[Mapping[str, int], Mapping[str, bool]]:
        """The limits and switches of the ward's own that hold on a local day."""
        held = self._regulation(day)
        return held.limits, held.switches

    def with_bodies(self, bodies: Mapping[BodyId, BodyKind]) -> "Law":
        """This law, told of which kind the ward's bodies are."""
        asked = frozenset[BodyKind]().union(*(one.kinds for one in self.body_facts.values()))
        kept = {body: kind for body, kind in bodies.items() if kind in asked}
        return self if kept == self.bodies else attrs.evolve(self, bodies=kept)

    def with_words(self, words: Iterable[OwnWords]) -> "Law":
        """This law with what a record says of the ward's own: the last word, and those before.

        Args:
            words: oldest first.
        """
        told = tuple(words)
        law = self.with_regulations(
            *((told[-1].regulations, told[-1].days, told[-1].years) if told else ((),))
        )
        return attrs.evolve(law, words=told)

    def amended(
        self,
        *,
        since: date,
        limits: Mapping[str, int] | None = None,
        switches: Mapping[str, bool] | None = None,
        days: Iterable[OfficialDay] = (),
        basis: Citation | None = None,
    ) -> "Law":
        """This law as if the ward had set something else too: a draft to be tried out.

        It is tried out as if it had always been known; what the ward has set and announced
        itself was known when it was.

        What the ward's regulations say otherwise stays; a later one keeps what is amended.

        Args:
            since: the first local day on which it would hold.
            limits: by rule (id or slug), the amount in the rule's own unit.
            switches: by name, what the ward would choose.
            days: official days beside those that are known.
            basis: how it is cited.

        Raises:
            Refused: as `check_own_limit`.
            Invalid: there is no such switch.

        Example:
            >>> law = load_law().amended(since=date(2024, 1, 1), limits={"P4": 5})
            >>> [law.version("P4", day).amount for day in (date(2023, 12, 29), date(2024, 1, 2))]
            [7, 5]
        """
        for rule, amount in (limits or {}).items():
            self.check_own_limit(rule, amount)
        known = {*SWITCHES, *get_args(Switch)}
        for name in switches or {}:
            if name not in known:
                from dialogue_cases.law.checks import near

                raise Invalid("no switch is called {name!r}", expected=near(name, known), name=name)
        ids = {self.rule(rule).id: amount for rule, amount in (limits or {}).items()}
        added = tuple(days)

        def amend(regulations: Sequence[OwnRegulation]) -> tuple[OwnRegulation, ...]:
            if not limits and not switches:
                return tuple(regulations)
            held = attrs.evolve(_held(regulations, since), since=since)
            changed = [
                attrs.evolve(
                    one,
                    limits={**{self._id(rule): n for rule, n in one.limits.items()}, **ids},
                    switches={**one.switches, **(switches or {})},
                    basis=basis or DRAFT,
                    sources={},
                )
                for one in (held, *(later for later in regulations if later.since > since))
            ]
            return (*(one for one in regulations if one.since < since), *changed)

        words = [
            attrs.evolve(one, regulations=amend(one.regulations), days=(*one.days, *added))
            for one in self.words
        ]
        if words:
            # It has no entry of its own, and nobody is told of one that was made too late.
            always = attrs.evolve(
                self.words[0], known_since=date.min, regulations=amend(()), days=added, years=()
            )
            words.insert(0, always)
        return attrs.evolve(
            self, regulations=amend(self.regulations), days=(*self.days, *added), words=tuple(words)
        )

    def _id(self, name: str) -> str:
        return self._named[name].id if name in self._named else name

    def check_own_limit(self, rule: str, amount: int) -> None:
        """Refuse a limit of the ward's own that the law doesn't leave to it.

        Args:
            rule: id or slug.
            amount: in the rule's own unit.

        Raises:
            Refused: `limit-names-a-rule`, `limit-is-the-wards`, `limit-is-positive`,
                `limit-is-within-bounds`.
        """
        if rule not in self._named:
            raise Refused("limit-names-a-rule", OWN_LIMITS, limit=rule)
        latest = self.rule(rule).versions[-1]
        if latest.own is None:
            raise Refused("limit-is-the-wards", latest.citation, limit=rule)
        if amount < min(latest.own.least, 1):
            raise Refused("limit-is-positive", OWN_LIMITS, limit=rule, amount=amount)
        if not latest.own.holds(amount):
            raise Refused(
                "limit-is-within-bounds",
                latest.citation,
                limit=rule,
                amount=amount,
                least=latest.own.least,
                most=latest.own.most,
            )

    def _regulation(self, day: date) -> OwnRegulation:
        return _held(self.regulations, day)


def _held(regulations: Iterable[OwnRegulation], day: date) -> OwnRegulation:
    """What the ward's own regulations say on a local day, by the days from which on they hold."""
    held = _NONE
    for one in regulations:
        if one.since <= day:
            held = one
    return held


_NONE = OwnRegulation(since=date.min)


def load_law(
    rules: bytes | None = None,
    calendar: bytes | None = None,
    *,
    names: Collection[str] | None = None,
) -> Law:
    """Read the law: this library's own edition, or any other that was kept.

    Args:
        rules: the text of a `deadlines.toml`, UTF-8; None for the library's own.
        calendar: the text of a `calendar.toml`, UTF-8; None for the library's own.
        names: every stored event name, to refuse a rule that names an unknown one; with its
            class (`codec.NAMES`), an unknown field of an event is refused as well. The library's
            own rules were checked when the package was made, and aren't again.

    Raises:
        Invalid: what is wrong with it, where, and what would be right.

    Example:
        >>> law = load_law()
        >>> law == load_law(law.rules_text.encode(), law.calendar_text.encode())
        True
    """
    if rules is None and calendar is None:
        return _packaged()
    own = packaged()
    rules_text = own.rules_text if rules is None else _text(rules, FILE)
    calendar_text = _text(calendar_bytes() if calendar is None else calendar, CALENDAR_FILE)
    read = own.rules
    if rules_text != own.rules_text:
        # Late: what is packaged is ready, and most processes never read another edition.
        from dialogue_cases.law.reading import read_rules

        read = read_rules(rules_text, names=names)
    load_calendar(calendar_text)  # a broken calendar is refused here, not when a term is counted
    return _made(rules_text, calendar_text, read)


@cache
def _packaged() -> Law:
    own = packaged()
    return _made(own.rules_text, _text(calendar_bytes(), CALENDAR_FILE), own.rules)


def _made(rules_text: str, calendar_text: str, read: Rules) -> Law:
    return Law(
        rules_text=rules_text,
        calendar_text=calendar_text,
        rules=read.rules,
        facts=read.facts,
        body_facts=read.bodies,
    )


def _text(data: bytes, file: str) -> str:
    return given_file.decoded(data, where=file).replace("\r\n", "\n")
