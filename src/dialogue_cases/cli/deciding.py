"""Quyết định: every decision of every life as a command, derived from the code.

    dialogue-cases session fix dialogue/2023/1 --as nguyen-van-nho \\
        --on 2023-02-20 --day 2023-03-15 --at 08:00

What the library adds to a life is a command at once: its arguments are the options, its
docstring is the help. What stands sealed in the record is typed as plain text and sealed here.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import partial
from inspect import getdoc
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from attrs import evolve, frozen

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk, acting
from dialogue_cases.cli.commands import Argument, Commands, Words, add
from dialogue_cases.cli.decisions import (
    BEGINNINGS,
    decisions,
    example_of,
    life_called,
    series,
)
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.reading import Reader, required
from dialogue_cases.cli.sealing import Sealing
from dialogue_cases.cli.telling import Teller, as_json, plain
from dialogue_cases.errors import Invalid, NotFound
from dialogue_cases.proposal import Field, fields_of
from dialogue_cases.record import Recorded
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    Despite,
    Document,
    GroupId,
    OfficeKind,
    On,
    PartyId,
    Sealed,
    StreamId,
    SystemAct,
    first_day,
    quarter_in,
)

if TYPE_CHECKING:
    from dialogue_cases.office import Desk, Office
    from dialogue_cases.plan import Gap, Plan
    from dialogue_cases.session import Shortcoming

COMMON = {"store", "lang", "json", "operator", "help", "version"}
MOST_NAMED = 30
"""How many bodies or groups a help lists."""
SET_UP = SystemAct(rule="ward-set-up")
"""Who decides while nobody holds an office yet: the setting-up of the ward itself."""


def acting_arguments(
    clerk: Clerk, taken: Collection[str] = (), *, needed: bool = False
) -> list[Argument]:
    """Who decides and under which conditions: the options of every decision.

    Who decides must be said where it is `needed` and nobody is remembered. `--officer`,
    `--office` and `--body` mean the same as `--as…` where the decision has no argument of that
    name.
    """
    say, group = clerk.language.say, clerk.language.say("Who decides, and how")

    def one(
        name: str, about: str, hint: Any = str, kind: str = "text", alias: str = ""
    ) -> Argument:
        aliases = (f"--{alias}",) if alias and alias not in taken else ()
        return Argument(
            name=f"_{name.replace('-', '_')}",
            option=f"--{name}",
            about=about,
            kind=kind,
            group=group,
            hint=hint,
            aliases=aliases,
        )

    return [
        evolve(
            one("as", say("the officer who decides"), alias="officer"),
            required=needed and "as" not in clerk.remembered.said,
        ),
        one(
            "as-office",
            f"{say('in which office, if several may decide it')} "
            f"({_choices(OfficeKind, clerk.language) if clerk.helping else ''})",
            OfficeKind,
            alias="office",
        ),
        one("as-body", say("of which body"), BodyId, alias="body"),
        one("authority", say("the document that empowers or orders it"), Document),
        one("why", say("the reason, in the officer's words")),
        one("despite", say("RULE=REASON: record it though it breaks a rule"), kind="texts"),
        one("key", say("a name of this call: the same key again adds nothing")),
        one("expected", say("the version that you have seen; refused if there is a newer one")),
        one("corrects", say("the version of the entry that this one stands in for")),
    ]


@frozen
class Decision:
    """Một quyết định: a decision, and how it is typed.

    Args:
        name: of its command.
    """

    clerk: Clerk
    life: str
    name: str
    decide: Callable[..., Any]

    def add(self, group: Commands) -> None:
        """Add it as a command."""
        about = self.clerk.language.decision(self.life, self.name)
        about = about or _first_paragraph(self.decide)
        add(group, self.name, about, self._asked, self._run)

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it is asked with."""
        return fields_of(self.decide)

    @property
    def begins(self) -> bool:
        """Whether a life begins with it, under the next number of its series."""
        return f"{self.life} {self.name}" in BEGINNINGS

    def _asked(self) -> list[Argument]:
        """All that it is typed with."""
        say = self.clerk.language.say
        arguments = [
            *self._arguments(),
            *acting_arguments(
                self.clerk, {one.name for one in self.fields}, needed=self.life != "ward"
            ),
        ]
        if self.life != "ward":
            about = say("the life, such as {example}", example=example_of(self.life))
            stream = Argument(
                name="stream", about=about, positional=True, required=True,
                unless=("_new",) if self.begins else (),
            )  # fmt: skip
            arguments.insert(0, stream)
        if self.begins:
            about = say("begin a new one instead: {series}", series=_beginnings(self.life))
            arguments.insert(1, Argument(name="_new", option="--new", about=about))
        return arguments

    def _arguments(self) -> Iterator[Argument]:
        language = self.clerk.language
        for one in self.fields:
            kind = "text"
            if required(one.hint) is bool:
                kind = "flag"
            elif str(required(one.hint)).startswith("tuple"):
                kind = "texts"
            said = one.doc if language.code == "en" else ""
            about = ": ".join(filter(None, (language.field(one.name, self.name), said)))
            if self.clerk.helping and (choices := self._typed(one.hint)):
                about += f" ({choices})"
            yield Argument(
                name=one.name,
                option=option_of(one.name),
                about=about,
                kind=kind,
                required=one.required,
                hint=one.hint,
            )

    def _typed(self, hint: Any) -> str:
        """What may be typed, where it is one of some: words, or the ward's bodies and groups."""
        hint = required(hint)
        inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
        if inner in (BodyId, GroupId) and (ward := self.clerk.shown) is not None:
            named = [*(ward.bodies if inner is BodyId else ward.groups).values()]
            return "; ".join(f"{one.id}: {one.name}" for one in named[:MOST_NAMED])
        return _choices(inner, self.clerk.language)

    def _run(self, typed: dict[str, Any]) -> None:
        with self.clerk.office() as office:
            facts, party = self.record(office, typed)
            tell_recorded(
                self.clerk,
                facts,
                party,
                missing=missing(office, facts),
                lacking=lacking(office, facts),
            )
            if sys.stdout.isatty():
                from dialogue_cases.cli.next_steps import offer

                offer(self.clerk, office, facts)

    def record(
        self, office: "Office", typed: Mapping[str, Any]
    ) -> tuple[list[Recorded[Any]], PartyId | None]:
        """Decide what was typed.

        Args:
            typed: by the names of its arguments, as text; of a value that has been read, itself.

        Returns:
            What was recorded, and the party under whose key personal data were sealed.
        """
        told = act_of(self.clerk, office, typed, self.life, typed["on"])
        desk = told.desk(office)
        stream = self._stream(typed)
        if stream is not None and _is_numbered(stream) and not self.begins:
            office.history(stream)  # a life that isn't there is told as that
        reader = self._reader(office, told.reader, stream)
        with Sealing(office, stream or self._series_of(typed), told.key) as sealing:
            hints = {one.name: one.hint for one in self.fields}
            values = {
                name: sealing.seal(name, typed[name])
                if required(hint) is Sealed
                else self._value(reader, name, hint, typed[name])
                for name, hint in hints.items()
                if name in typed
            }
            sealing.belong(hints, values, told.corrects)
            if stream is None:
                facts = desk.begin(self._series_of(typed), self.decide, **values)
                facts += self._begun(typed, told, sealing, facts)
            else:
                facts = desk.decide(stream, self.decide, **values)
        return facts, sealing.party

    def _begun(
        self,
        typed: Mapping[str, Any],  # noqa: ARG002  # what a life's beginning is typed with beside it
        told: "Told",  # noqa: ARG002
        sealing: Sealing,  # noqa: ARG002
        facts: list[Recorded[Any]],  # noqa: ARG002
    ) -> list[Recorded[Any]]:
        """What is decided in the same breath as a new life begins; nothing, in most lives."""
        return []

    def _reader(self, office: "Office", reader: Reader, stream: str | None) -> Reader:
        """Reads a topic by its title, too, where the life has it."""
        topical = [one for one in self.fields if "Topic" in str(one.hint)]
        if stream is None or not topical:
            return reader
        try:
            life = office.as_of(stream)
        except NotFound:  # it begins with this
            return reader
        return evolve(reader, topics=tuple(getattr(life, "topics", ())))

    @staticmethod
    def _series_of(typed: Mapping[str, Any]) -> str:
        """The series of a new life; its year, if it isn't said, is the one that is meant."""
        new = str(typed["_new"]).strip("/")
        return new if "/" in new else f"{new}/{reading.year_meant()}"

    @staticmethod
    def _value(reader: Reader, name: str, hint: Any, typed: Any) -> Any:
        if not isinstance(typed, str | list):
            return typed
        return reader.read(hint, [typed] if isinstance(typed, str) else typed, option_of(name))

    def _stream(self, typed: Mapping[str, Any]) -> str | None:
        from dialogue_cases.ward import WARD

        if self.life == "ward":
            return WARD
        if "stream" in typed and "_new" in typed:
            among = _beginnings(self.life)
            raise Invalid(
                "which life?",
                where="STREAM",
                expected="either a life, such as {example}, or --new with one of {series}"
                if among
                else "the life, such as {example}",
                example=example_of(self.life),
                series=among,
            )
        if "_new" in typed:
            word, _, year = self._series_of(typed).partition("/")
            if word not in life_called(self.life).series or not re.fullmatch(r"[1-9]\d{3}", year):
                new = typed["_new"]
                raise Invalid(
                    "{series} is no series and year",
                    where="--new",
                    expected="one like {among}",
                    series=new,
                    among=_beginnings(self.life),
                )
            return None
        return str(typed["stream"])


def _beginnings(life: str) -> str:
    """Series and year, as a new life of this kind is begun.

    >>> _beginnings("session")
    'dialogue/2026, reception/2026'
    """
    return ", ".join(f"{one}/2026" for one in series(life))


@frozen(kw_only=True)
class Told:
    """Người quyết định đã nêu: who decides, under which conditions, and who reads the rest.

    Args:
        act: who decides …
        others: … or the same officer in another office, where it isn't said in which.
    """

    act: Act | SystemAct
    others: tuple[Act, ...] = ()
    reader: Reader
    despite: tuple[Despite, ...]
    key: str | None
    expected: int | None
    corrects: int | None

    def desk(self, office: "Office") -> "Desk":
        """The desk at which it is decided."""
        if isinstance(self.act, SystemAct):  # a ward that has no officer yet
            return office.by_rule(self.act, despite=self.despite, key=self.key)
        return office.acting(
            self.act,
            *self.others,
            despite=self.despite,
            key=self.key,
            expected=self.expected,
            corrects=self.corrects,
        )

    def decides(self, office: "Office", stream: str, decision: str) -> Act | SystemAct:
        """In which office it is decided, where that must be known before it is."""
        from dialogue_cases.codec import life_of

        life = life_of(StreamId(stream)).name
        return self._that_may(office, partial(office.roles.may_decide, life, decision))

    def reads(self, office: "Office") -> Act | SystemAct:
        """In which office sealed data are read."""
        return self._that_may(office, office.roles.opens)

    def _that_may(
        self, office: "Office", may: Callable[[OfficeKind, BodyKind | None], bool]
    ) -> Act | SystemAct:
        if isinstance(self.act, SystemAct) or not self.others:
            return self.act
        from dialogue_cases.office.choosing import that_may

        return that_may(office, (self.act, *self.others), may)


def act_of(
    clerk: Clerk, office: "Office", typed: Mapping[str, Any], life: str, on: "str | On"
) -> Told:
    """Who decides, and under which conditions, as typed."""
    day: On = reading.when(on, "--on") if isinstance(on, str) else on
    ward_then = office.ward(effective=first_day(day))
    clerk.language.meet(ward_then)
    reader = Reader(clerk.language, ward_then)
    acts: tuple[Act | SystemAct, ...] = (SET_UP,)
    typed = dict(typed)
    if life != "ward" or ward_then.holdings:
        clerk.remembered.acting(typed)

    def one(name: str, hint: Any) -> Any:
        given = typed.get(f"_{name.replace('-', '_')}")
        return None if given is None else reader.read(hint, [given], f"--{name}")

    if "_as" in typed:
        acts = acting(
            ward_then,
            first_day(day),
            typed["_as"],
            one("as-office", OfficeKind),
            one("as-body", BodyId),
            authority=one("authority", Document),
            why=one("why", str),
        )
    elif life != "ward" or office.ward().holdings:
        raise Invalid("who decides?", where="--as", expected="the id of an officer")
    others = tuple(one for one in acts[1:] if isinstance(one, Act))
    clerk.unsaid.update(one.officer for one in others)
    return Told(
        act=acts[0],
        others=others,
        reader=reader,
        despite=tuple(_despite(text) for text in typed.get("_despite", ())),
        key=one("key", str),
        expected=one("expected", int),
        corrects=one("corrects", int),
    )


def missing(office: "Office", facts: list[Recorded[Any]]) -> tuple["Gap", ...]:
    """The quarters for which a plan foresees fewer dialogues than the ward's regulation asks."""
    from dialogue_cases import plan
    from dialogue_cases.plan import Adopted, Amended

    if not any(isinstance(fact.event, Adopted | Amended) for fact in facts):
        return ()
    known: Plan = office.as_of(facts[0].stream)
    party = known.head == "party_secretary"
    first = date(known.year, 1, 1) if party and known.adopted and known.year else None
    owed = office.law_on(office.today).version("quarterly-dialogue", first) if first else None
    if owed is None or owed.amount is None or owed.own_basis is None:
        return ()
    return plan.gaps(known, dialogues_per_quarter=owed.amount, receptions_per_month=0)


def lacking(office: "Office", facts: list[Recorded[Any]]) -> tuple["Shortcoming", ...]:
    """What a session lacks since these facts were recorded, and didn't lack before."""
    from dialogue_cases import session
    from dialogue_cases.codec import life_of

    if not facts or life_of(facts[0].stream) is not session.LIFE:
        return ()
    history = office.history(facts[0].stream)
    before = [one for one in history if one.position < facts[0].position]
    known = session.warnings(session.LIFE.fold(before))
    return tuple(one for one in session.warnings(session.LIFE.fold(history)) if one not in known)


def tell_recorded(
    clerk: Clerk,
    facts: list[Recorded[Any]],
    party: PartyId | None = None,
    *,
    missing: tuple["Gap", ...] = (),
    lacking: tuple["Shortcoming", ...] = (),
) -> None:
    """Tell what a decision recorded, what followed, and what a plan or a session lacks by it.

    Of several offices that the officer holds, it is told in which it was decided.
    """
    if clerk.json:
        told: dict[str, Any] = {"recorded": [plain(fact) for fact in facts], "party": party}
        more = {"missing": missing, "lacking": lacking}
        as_json(told | {name: found for name, found in more.items() if found})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    if not facts:
        teller.line(say("Nothing to record: it stands like this already."))
        return
    teller.line(say("Recorded:"))
    if isinstance(act := facts[0].act, Act) and act.officer in clerk.unsaid:
        value = clerk.language.value
        whom = say("decided as {office} ({body})", office=value(act.office), body=value(act.body))
        teller.line(whom, 2)
    decided = [fact for fact in facts if fact.because == facts[0].because]
    for fact in decided:
        teller.record(fact)
    followed = Counter(teller.kind(fact.event) for fact in facts[len(decided) :])
    if followed:
        kinds = ", ".join(f"{number} × {kind}" for kind, number in followed.items())
        teller.line(say("By rule followed: {kinds}.", kinds=kinds))
    if party is not None:
        teller.line(say("Personal data are sealed under {party}.", party=party))
    for gap in missing:
        line = say(
            "Quarter {quarter} of {year}: the plan foresees {planned} of {wanted} dialogues (P5).",
            quarter=str(quarter_in(gap.period.day)),
            year=str(gap.period.day.year),
            planned=str(gap.planned),
            wanted=str(gap.wanted),
        )
        teller.line(line, style="yellow")
    for one in lacking:
        teller.line(shortcoming(clerk.language, one), style="yellow")


def shortcoming(language: Language, one: "Shortcoming") -> str:
    """What a session lacks, in a sentence."""
    return language.rule(one.rule, one.data)


def _despite(text: str) -> Despite:
    rule, _, reason = text.partition("=")
    if not rule.strip() or not reason.strip():
        raise Invalid(
            "{text} names no rule with a reason",
            where="--despite",
            expected="RULE=REASON, such as house-rules-in-force=chưa ban hành nội quy",
            text=text,
        )
    return Despite(rule=rule.strip(), reason=nfc(reason.strip()))


def option_of(name: str) -> str:
    """The option of an argument; one that every command has is told apart as `--its-…`."""
    words = name.replace("_", "-")
    acting = {"as", "as-office", "as-body", "authority", "why", "despite", "key", "expected"}
    return f"--its-{words}" if words in COMMON | acting | {"corrects", "new"} else f"--{words}"


def _choices(hint: Any, language: Language) -> str:
    """The words that an option takes, if it takes only some; the reader's own word will do too."""
    hint = required(hint)
    return language.choices(get_args(hint)) if get_origin(hint) is Literal else ""


def _is_numbered(stream: str) -> bool:
    """Whether a life has a number in a series of its kind and year."""
    from dialogue_cases.office.checks import SERIES

    return SERIES.fullmatch(stream.rpartition("/")[0]) is not None


def _first_paragraph(decide: Callable[..., Any]) -> str:
    return " ".join((getdoc(decide) or "").partition("\n\n")[0].split())


def add_decisions(group: Commands, clerk: Clerk, words: Words) -> None:
    """Add the decisions of a life to its group: the one that was named, or all of them."""
    found = decisions(group.name)
    if words and words[0] in found:
        found = {words[0]: found[words[0]]}
    for name, decide in found.items():
        _shape(group.name, name)(clerk, group.name, name, decide).add(group)


def decision_of(clerk: Clerk, life: str, name: str) -> Decision:
    """A decision of a life, by the name of its command."""
    return _shape(life, name)(clerk, life, name, decisions(life)[name])


def _shape(life: str, name: str) -> type[Decision]:
    """How a decision is typed; with a petition comes more than is decided of it."""
    if f"{life} {name}" == "petition raise-petition":
        from dialogue_cases.cli.raising import Raising

        return Raising
    return Decision
