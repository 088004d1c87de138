"""Việc tiếp theo: what may be decided next in a life, with commands ready to be copied.

Nothing is said here of which decision follows which: every decision of the life is asked as it
stands, by whoever holds an office, with something for what must be said. What refuses nothing
that was tried may be decided; what changes how the life stands comes first. Nothing is recorded.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, Annotated, Any, Literal, NewType, get_args, get_origin

import attrs
from attrs import frozen
from msgspec.structs import replace

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import option_of
from dialogue_cases.cli.decisions import BEGINNINGS, decisions
from dialogue_cases.cli.reading import required
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.codec import life_of
from dialogue_cases.errors import CaseError, Refused
from dialogue_cases.life import Decision, Life
from dialogue_cases.office.checks import check_role
from dialogue_cases.office.guard import role_of
from dialogue_cases.plan import LIFE as PLAN
from dialogue_cases.plan import naming
from dialogue_cases.proposal import Field, ask, fields_of
from dialogue_cases.record import Recorded
from dialogue_cases.roles import Roles
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    Document,
    DocumentNumber,
    FreeText,
    GroupId,
    OfficerId,
    PartyId,
    Sealed,
    StreamId,
    When,
    first_day,
)
from dialogue_cases.ward import WARD, Setting, in_any_life

if TYPE_CHECKING:
    from dialogue_cases.office import Office

TRIED = 60
"""With how many combinations of words a decision is tried at most."""
OFFERED = 4
"""How many commands are offered after a record."""


@frozen(kw_only=True)
class NextStep:
    """Việc có thể quyết định tiếp.

    Args:
        life: of which life …
        name: … the command of the decision.
        officer: who may take it: the one who asked, if they may.
        on: the day on which it may be taken.
        moves: whether the life then stands otherwise, or something may be decided then that
            makes it so.
        needs: what else must be said.
    """

    life: str
    name: str
    officer: OfficerId
    on: date
    moves: bool
    needs: tuple[str, ...] = ()

    def command(self, stream: str, by: str | None) -> str:
        """The command, with … for what is still to be said.

        Args:
            by: who decides if nothing is said.
        """
        needs = [f"{option_of(name)} …" for name in self.needs]
        who = [] if self.officer == by else [f"--as {self.officer}"]
        on = f"--on {self.on:%d/%m/%Y}"
        return " ".join(["dialogue-cases", self.life, self.name, stream, on, *needs, *who])


def next_steps(office: "Office", stream: StreamId, officer: str | None) -> list[NextStep]:
    """What may be decided in a life, what leads on first.

    Args:
        officer: whoever asks: they decide where they may.

    Raises:
        NotFound: there is no such life.
    """
    from dialogue_cases.cli.showing import status_of

    history, ward = office.history(stream), office.ward()
    life = life_of(stream)
    held = sorted(ward.holdings, key=lambda one: one.officer != officer)
    alike = {(one.office, ward.bodies[one.body].kind): one for one in reversed(held)}
    # Of several who hold the same office of the same kind of body one will do.
    acts = [
        Act(officer=one.officer, office=one.office, body=one.body)
        for one in reversed(alike.values())
    ]
    if not acts:
        return []  # nobody holds an office who could decide
    trying = _Trying(
        life=life,
        setting=Setting(
            act=acts[0],
            ward=ward,
            law=office.law_on(office.today),
            stream=stream,
            history=tuple(history),
            named_by_plan=naming(
                lambda named: PLAN.fold(office.log.read(named), upto=office.today),
                stream,
                office.today,
            ),
        ),
        acts=acts,
        roles=office.roles,
        today=office.today,
    )
    asked = {
        name: decision
        for name, decision in decisions(life.name).items()
        if f"{life.name} {name}" not in BEGINNINGS and decision.__module__ != in_any_life.__name__
    }
    state = office.as_of(stream)
    tried = {name: trying.answer(decision, state) for name, decision in asked.items()}
    possible = {name: found for name, found in tried.items() if found.events}
    blocked = {name: found.rules for name, found in tried.items() if not found.events}
    happened = {type(fact.event) for fact in history}
    status, order = status_of(state), list(life.decisions.values())
    steps = []
    for name, found in possible.items():
        after, new = trying.after(state, found.events), type(found.events[0]) not in happened
        moves = status_of(after) != status or (
            new
            and any(
                (then := trying.answer(asked[other], after)).events or then.rules - rules
                for other, rules in blocked.items()
            )
        )
        step = NextStep(
            life=life.name,
            name=name,
            officer=found.act.officer,
            on=first_day(found.events[0].on),
            moves=moves,
            needs=found.needs,
        )
        ends = not getattr(after, "is_open", getattr(after, "closed_on", None) is None)
        steps.append(((not moves, ends, not new, order.index(asked[name])), step))
    return [step for _, step in sorted(steps, key=lambda one: one[0])]


@frozen(kw_only=True)
class _Answer:
    """What came of asking: the facts, by whom, with what said; or the rules that refuse it."""

    act: Act
    events: Sequence[Any] = ()
    needs: tuple[str, ...] = ()
    rules: frozenset[str] = frozenset()


@frozen(kw_only=True)
class _Trying:
    """Hỏi thử: decisions asked with something for everything that must be said.

    Args:
        life: whose decisions.
        setting: the circumstances, whoever acts.
        acts: everybody who may act, in the order in which they are tried.
        roles: who may decide what.
        today: the local day.
    """

    life: Life[Any, Any]
    setting: Setting
    acts: Sequence[Act]
    roles: Roles
    today: date

    def after(self, state: Any, events: Sequence[Any]) -> Any:
        """The life with what would be recorded."""
        for event in events:
            state = self.life.evolve(state, event)
        return state

    def answer(self, decision: Decision, state: Any) -> "_Answer":
        """What would be recorded, or the rules that refuse it, whoever acts."""
        fields = fields_of(decision)
        needed = [one for one in fields if one.required]
        # What can be left out, but without which a rule may refuse: a name, a paper, a text.
        left_out = [one for one in fields if not one.required]
        sealed, papers, texts = (
            [one for one in left_out if _is_of(required(one.hint), kind)]
            for kind in (Sealed, Document, FreeText)
        )
        variants = [needed, *([*needed, one] for one in (*sealed[:1], *papers[:1], *texts))]
        rules: set[str] = set()
        for act in self.acts:
            setting = replace(self.setting, act=act)
            try:
                check_role(setting, self.roles, self.life.name, role_of(decision) or "")
            except Refused:
                continue
            for variant in variants:
                values = [self._values(one, state, act) for one in variant]
                for said in islice(product(*values), TRIED):
                    named = dict(zip((one.name for one in variant), said, strict=True))
                    try:
                        events = ask(decision, state, setting, named)
                    except Refused as refused:
                        rules.add(refused.rule)
                    except (CaseError, TypeError, ValueError, AttributeError, LookupError):
                        continue
                    else:
                        if events:
                            needs = tuple(one.name for one in variant if one.name != "on")
                            return _Answer(act=act, events=events, needs=needs)
        return _Answer(act=self.acts[0], rules=frozenset(rules))

    def _values(self, asked: Field, state: Any, act: Act) -> list[Any]:
        if asked.name == "on":
            fixed = getattr(getattr(state, "fixed", None), "day", None)  # of a session
            return [self.today] if fixed is None or fixed >= self.today else [self.today, fixed]
        return self._of(required(asked.hint), act)

    def _of(self, hint: Any, act: Act) -> list[Any]:
        """Some values of a type: every word of a list, else one that will do."""
        if get_origin(hint) is Annotated:
            return self._of(get_args(hint)[0], act)
        if get_origin(hint) is Literal:
            return list(get_args(hint))
        if get_origin(hint) is tuple:
            return [(self._of(get_args(hint)[0], act)[0],)]
        if hint is bool:
            return [True, False]
        if isinstance(hint, NewType):
            return self._named(hint, act)
        if hint is int:
            return [1, 2, 3]
        ahead = self.today + timedelta(days=30)
        plain: dict[Any, list[Any]] = {
            str: ["…"], date: [ahead], When: [When(day=ahead)], time: [time(8)],
            DocumentNumber: [DocumentNumber(number=999, symbol="TB/ĐU")],
            Document: [Document(kind="…")],
            Sealed: [Sealed(key=PartyId(f"{self.setting.stream}#1"), field="…", data="")],
        }  # fmt: skip
        if hint in plain:
            return plain[hint]
        if attrs.has(hint):
            fields = {one.name: one for one in attrs.fields(hint) if one.default is attrs.NOTHING}
            return [hint(**{name: self._of(one.type, act)[0] for name, one in fields.items()})]
        return [ahead] if date in get_args(hint) else ["…"]

    def _named(self, hint: Any, act: Act) -> list[Any]:
        if hint is BodyId:
            return [act.body, *[one for one in self.setting.ward.bodies if one != act.body][:2]]
        if hint is GroupId:
            return list(self.setting.ward.groups)[:1] or ["…"]
        if hint is OfficerId:
            return [act.officer]
        return [f"{self.setting.stream}#1" if hint is PartyId else self.setting.stream]


def _is_of(hint: Any, kind: Any) -> bool:
    """Whether it is of that kind, or several such."""
    return hint == kind or (get_origin(hint) is tuple and get_args(hint)[0] == kind)


# -- Said -----------------------------------------------------------------------------


def add_next(app: Commands, clerk: Clerk) -> None:
    """Add `next` to the program."""
    say = clerk.language.say
    add(
        app,
        "next",
        say("What may be decided next in a life, with commands to be copied."),
        [
            Argument(
                name="stream",
                positional=True,
                required=True,
                about=say("the life, such as dialogue/2023/1"),
            ),
            Argument(name="all", kind="flag", about=say("what doesn't change how it stands too")),
        ],
        lambda typed: _next(clerk, typed),
    )


def _next(clerk: Clerk, typed: Mapping[str, Any]) -> None:
    stream = StreamId(typed["stream"])
    by = clerk.remembered.said.get("as")
    with clerk.office() as office:
        steps = next_steps(office, stream, by)
    shown = [one for one in steps if one.moves or typed.get("all")] or steps
    if clerk.json:
        rows = [
            {
                "decision": f"{one.life} {one.name}",
                "moves": one.moves,
                "officer": one.officer,
                "on": one.on,
                "needs": one.needs,
                "command": one.command(stream, by),
            }
            for one in shown
        ]
        as_json({"stream": stream, "next": rows})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    if not shown:
        teller.line(say("Nothing is left to be decided in {stream}.", stream=stream))
    tell_steps(teller, stream, shown, by)
    if len(shown) < len(steps):
        teller.line(say("… and {number} more (--all).", number=len(steps) - len(shown)))


def tell_steps(teller: Teller, stream: str, steps: Sequence[NextStep], by: str | None) -> None:
    """What each does, and its command, to be copied."""
    for one in steps:
        teller.line(teller.language.decision(one.life, one.name) or one.name, 2)
        teller.line(one.command(stream, by), 4)


def offer(clerk: Clerk, office: "Office", facts: Sequence[Recorded[Any]]) -> None:
    """Say what may be decided next in the life of a record."""
    if not facts or clerk.json or facts[0].stream == WARD:
        return
    stream, by = facts[0].stream, clerk.remembered.said.get("as")
    steps = [one for one in next_steps(office, stream, by) if one.moves]
    if not steps:
        return
    teller = Teller(clerk.language)
    told = clerk.language.say("Next (dialogue-cases next {stream}):", stream=stream)
    teller.line(told, style="dim")
    tell_steps(teller, stream, steps[:OFFERED], by)
