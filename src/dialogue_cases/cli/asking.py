"""Câu hỏi: what is recorded, what stands, what is due, as known now or on a past day."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import islice, takewhile
from typing import Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import (
    day_of,
    effect_argument,
    effective,
    first_argument,
    first_of,
    known_argument,
    known_as,
    on_argument,
)
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, Run, add
from dialogue_cases.cli.showing import followers, history, show, status_of
from dialogue_cases.cli.telling import Teller, as_json, is_before_the_record, plain
from dialogue_cases.cli.unsealing import opening_arguments
from dialogue_cases.codec import LIFE_OF, life_of
from dialogue_cases.deadlines import Obligation, Verdict
from dialogue_cases.errors import Invalid
from dialogue_cases.matter import Matter
from dialogue_cases.office.holding import told_to
from dialogue_cases.office.restricted import veil_facts
from dialogue_cases.office.secrecy import was_secret
from dialogue_cases.plan import Plan
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.record import Recorded, in_effect, known_then, taken_out
from dialogue_cases.session import Session
from dialogue_cases.task import Task
from dialogue_cases.ward import WARD, Ward

WANTED: tuple[Verdict, ...] = ("overdue", "due soon")
"""What `check` lists, unless it is asked for all that is open."""


def add_questions(app: Commands, clerk: Clerk) -> None:
    """Add the questions to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
    )
    known = known_argument(clerk.language)
    on = on_argument(clerk.language)
    explain = Argument(name="explain", kind="flag", about=say("every day, counted or not, and why"))

    def question(name: str, about: str, arguments: list[Argument], run: Run) -> None:
        add(app, name, about, arguments, run)

    question(
        "show",
        say("How a life stands."),
        [
            stream,
            effect_argument(clerk.language),
            known,
            *opening_arguments(clerk),
        ],
        lambda typed: show(clerk, typed),
    )
    question(
        "history",
        say("Everything that was recorded of a life, in the order of the record."),
        [stream, known, *opening_arguments(clerk)],
        lambda typed: history(clerk, typed),
    )
    question(
        "followers",
        say("What followed from a fact by rule or by decision, and waits for a look at it."),
        [
            Argument(
                name="ref",
                positional=True,
                required=True,
                about=say("the fact, such as dialogue/2023/1@7"),
            ),
            known,
        ],
        lambda typed: followers(clerk, typed),
    )
    question(
        "list",
        say("The lives of this store, a line each."),
        [
            Argument(name="series", positional=True, about=say("such as dialogue/2023 or task")),
            effect_argument(clerk.language),
            known,
            first_argument(clerk.language),
        ],
        lambda typed: _list(clerk, typed),
    )
    question(
        "deadlines",
        say("What is owed in a life, by whom, until when, met or not."),
        [stream, on, known, explain],
        lambda typed: _deadlines(clerk, typed),
    )
    question(
        "check",
        say("List what is due soon or overdue; tell upwards what is overdue only if asked."),
        [
            on,
            known,
            Argument(name="all", kind="flag", about=say("everything that is open too")),
            Argument(name="tell", kind="flag", about=say("record that it is told upwards")),
            Argument(
                name="backlog",
                kind="flag",
                about=say("also what was overdue already when it was entered"),
            ),
            first_argument(clerk.language),
        ],
        lambda typed: _check(clerk, typed),
    )
    question(
        "log",
        say("Everything recorded, in order."),
        [
            Argument(name="since", about=say("after this position")),
            first_argument(clerk.language),
            known,
        ],
        lambda typed: _log(clerk, typed),
    )


def _list(clerk: Clerk, typed: dict[str, Any]) -> None:
    series = typed.get("series", "").strip("/")
    word = series.partition("/")[0]
    if word and word not in LIFE_OF:
        right = "one of {among}"
        raise Invalid(
            "{series} is no series",
            where="SERIES",
            expected=right,
            series=series,
            among=", ".join(LIFE_OF),
        )
    teller = Teller(clerk.language)
    known, on = known_as(typed), effective(typed)
    with clerk.office() as office:
        found = []
        limit, told_so_far = first_of(typed), 0
        for whole in office.lives(series):
            if told_so_far == limit:
                break
            facts = [one for one in whole if known_then(one, known)]
            begun = facts if on is None else [one for one in facts if in_effect(one.on, on)]
            if not begun or taken_out(facts) is not None:
                continue
            told_so_far += 1
            life = life_of(facts[0].stream)
            state = life.fold(facts, upto=on)
            if clerk.json:
                told = {"stream": facts[0].stream, "version": facts[-1].version}
                found.append({**told, "status": status_of(state)})
                continue
            status = clerk.language.word(status_of(state))
            teller.line(f"{facts[0].stream}  {status}", style="bold")
            if not was_secret(facts) and (about := _about(clerk, state)):
                teller.line(about, 2)
        if clerk.json:
            as_json({"left_out": clerk.left_out(office), "streams": found})


def _deadlines(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        day = day_of(office, typed)
        stream, known = typed["stream"], known_as(typed)
        if is_before_the_record(clerk, office, known):
            return
        # Of a petition, the clocks of its proceedings too, the earlier one first.
        of_petition = stream.startswith("petition/")
        owed = (office.clocks if of_petition else office.deadlines)(stream, known=known)
        _tell_owed(clerk, owed, day, explain=bool(typed.get("explain")))


def _check(clerk: Clerk, typed: dict[str, Any]) -> None:
    from dialogue_cases.projection import Views
    from dialogue_cases.views.board import unfinished

    with clerk.office() as office, Views.of(office) as views:
        day, known, told = day_of(office, typed), known_as(typed), None
        if typed.get("tell"):
            if known is not None:
                raise Invalid(
                    "it doesn't go with --tell",
                    where="--known",
                    expected="--tell without it: what is told upwards is told now",
                )
            told = office.tell_upwards(
                day, backlog=bool(typed.get("backlog")), lives=unfinished(views, day)
            )
        elif "backlog" in typed:
            raise Invalid("it goes with --tell", where="--backlog")
        if is_before_the_record(clerk, office, known):
            return
        wanted: tuple[Verdict, ...] = (*WANTED, "open", "suspended") if typed.get("all") else WANTED
        lives = unfinished(views, day, known=known)
        owed = office.check_deadlines(day, among=wanted, lives=lives, known=known)
        backlog = [one for one in owed if one.status(day) == "overdue" and office.is_backlog(one)]
        teller, say = Teller(clerk.language), clerk.language.say
        if not clerk.json:
            if told:
                teller.line(say("Told upwards:"))
                for fact in told:
                    teller.record(fact)
            if not owed:
                teller.line(say("Nothing is overdue or due soon on {day}.", day=day))
        shown = owed[: first_of(typed)]
        _tell_owed(clerk, shown, day, told=told or [], since=office.kept_since, backlog=backlog)
        if clerk.json:
            return
        untold = len(office.untold(backlog, day, known=known)) if backlog else 0
        if untold:
            teller.line(
                say(
                    "{number} of these were overdue already when they were entered (the record is "
                    "kept since {since}), so they aren't told upwards unless --backlog says so.",
                    number=untold,
                    since=office.kept_since,
                )
            )
        if len(shown) < len(owed):
            teller.line(say("… and {number} more.", number=len(owed) - len(shown)))


def _log(clerk: Clerk, typed: dict[str, Any]) -> None:
    since = reading.whole(typed.get("since", "0"), "--since")
    limit = first_of(typed)
    if since < 0:
        raise Invalid("it is too small", where="--since", expected="a number such as 3")
    with clerk.office() as office:
        seen = takewhile(partial(known_then, known=known_as(typed)), office.log.since(since))
        facts = islice(filter(told_to(office, None), seen), limit)
        if clerk.json:
            shown = veil_facts(office, None, clerk.language.say("[restricted]"))
            as_json({"facts": [plain(shown(fact)) for fact in facts]})
            return
        teller = Teller(clerk.language)
        for fact in facts:
            head = f"{fact.position:>5}  {clerk.language.value(fact.recorded_at)}  "
            head += f"{fact.ref}  {teller.kind(fact.event)}"
            teller.line(head, hang=7)


# -- What several questions need ---------------------------------------------------------


def _about(clerk: Clerk, state: Any) -> str:
    """What a life is about, in one line."""
    told = clerk.language.value
    said: tuple[str, ...]
    match state:
        case Session():
            day = state.fixed.day if state.fixed else state.period
            topics = "; ".join(one.title for one in state.topics)
            said = (told(day), told(state.groups) if state.groups else "", topics)
        case Task():
            due = clerk.language.say("due {day}", day=state.due) if state.due else ""
            said = (told(state.lead), due, state.text)
        case Plan():
            said = (state.contents.title if state.contents else "",)
        case Proceeding():
            said = (state.received.gist if state.received else "",)
        case Matter():
            said = (state.opened.gist if state.opened else "",)
        case Ward():
            said = (state.name, state.code)
        case _:
            said = (getattr(state, "gist", ""),)
    return " · ".join(one for one in said if one and one != "—")


def _tell_owed(
    clerk: Clerk,
    owed: list[Obligation],
    day: date,
    *,
    explain: bool = False,
    told: list[Recorded[Any]] | None = None,
    since: date | None = None,
    backlog: Sequence[Obligation] = (),
) -> None:
    code = clerk.language.code
    if clerk.json:
        answer: dict[str, Any] = {"on": day}
        if told is not None:
            answer["told"] = [plain(fact) for fact in told]
            answer["since"] = since
        answer["obligations"] = [plain_owed(one, day, code, explain=explain) for one in owed]
        if told is not None:
            for one, said in zip(owed, answer["obligations"], strict=True):
                said["backlog"] = one in backlog
        as_json(answer)
        return
    teller, value = Teller(clerk.language), clerk.language.value
    for one in owed:
        title = clerk.language.worded(one.rule)
        status = clerk.language.word(one.status(day))
        due = clerk.language.say("due {day}", day=one.due) if one.due else ""
        at = f"{one.due_at:%H:%M}" if one.due_at else ""
        stream = one.stream if one.stream != WARD else ""
        head = "  ".join(filter(None, (stream, due, at, status)))
        teller.line(head, style="bold")
        if explain:
            for line in one.explain(code):
                teller.line(line, 2, hang=5)
        else:
            start = one.root if one.period else one.anchor_day
            ower = one.body or one.owed_by.office or one.owed_by.body or one.owed_by.party
            teller.line(f"{one.rule.id}: {title} ({value(ower)}; {value(start)})", 2)


def plain_owed(one: Obligation, day: date, code: Any, *, explain: bool = False) -> dict[str, Any]:
    """An obligation for a program, as it stands on a day."""
    told = {
        "stream": one.stream,
        "rule": one.rule.id,
        "slug": one.rule.slug,
        "root": one.root,
        "status": one.status(day),
        "due": one.due,
        "due_at": one.due_at,
        "duty": one.rule.duty,
        "raw": one.raw,
        "owed_by": {
            "office": one.owed_by.office,
            "kind": one.owed_by.body,
            "body": one.body,
            "party": one.owed_by.party,
        },
        "arose": one.arose,
        "anchor": one.anchor,
        "anchor_day": one.anchor_day,
        "citation": one.version.citation.text,
        "provisional": bool(one.provisional_years),
        "missing_years": one.provisional_years,
        "discharged": one.discharged.ref if one.discharged else None,
        "in_time": one.in_time,
        "in_time_in_hindsight": one.in_time_in_hindsight,
    }
    return {**told, "explain": one.explain(code)} if explain else told
