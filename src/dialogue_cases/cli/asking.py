"""Câu hỏi: what is recorded, what stands, what is due, as known now or on a past day."""

from datetime import date
from itertools import islice
from typing import Any

import msgspec
from cyclopts import App

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Run, add
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.cli.opening import as_told, opening_arguments, unsealed
from dialogue_cases.cli.telling import Teller, as_json, plain
from dialogue_cases.deadlines import Obligation, asked_from, deadlines, ward_obligations
from dialogue_cases.matter import Matter
from dialogue_cases.office import LIVES, Office
from dialogue_cases.plan import Plan, as_text
from dialogue_cases.proceeding import Proceeding
from dialogue_cases.record import Known, Recorded, Voided, by_stream
from dialogue_cases.session import Session
from dialogue_cases.task import Task
from dialogue_cases.vocabulary import Act
from dialogue_cases.ward import WARD, Ward

HIDDEN = ("arranged", "data")
"""What a state keeps for itself: what was fixed last, shown already or fallen away."""

WANTED = ("overdue", "due soon")
"""What `check` lists, unless it is asked for all that is open."""


def add_questions(app: App, clerk: Clerk) -> None:
    """Add the questions to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
    )
    known = Argument(
        name="known", about=say("as was on record at the end of this day, or position")
    )
    on = Argument(name="on", about=say("as of this day; today if not given"))
    explain = Argument(name="explain", kind="flag", about=say("every day, counted or not, and why"))

    def question(name: str, about: str, arguments: list[Argument], run: Run) -> None:
        add(app, name, about, arguments, run)

    question(
        "show",
        say("How a life stands."),
        [
            stream,
            Argument(name="on", about=say("what had taken effect by this day")),
            known,
            *opening_arguments(clerk),
        ],
        lambda typed: _show(clerk, typed),
    )
    question(
        "history",
        say("Everything that was recorded of a life, in the order of the record."),
        [stream, *opening_arguments(clerk)],
        lambda typed: _history(clerk, typed),
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
            )
        ],
        lambda typed: _followers(clerk, typed),
    )
    question(
        "list",
        say("The lives of this store, a line each."),
        [Argument(name="series", positional=True, about=say("such as dialogue/2023 or task"))],
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
        say("Tell upwards what is overdue, then list what is due soon or overdue."),
        [on, Argument(name="all", kind="flag", about=say("everything that is open too"))],
        lambda typed: _check(clerk, typed),
    )
    question(
        "log",
        say("Everything recorded, in order."),
        [
            Argument(name="since", about=say("after this position")),
            Argument(name="limit", about=say("at most so many")),
        ],
        lambda typed: _log(clerk, typed),
    )


def _show(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        effective = reading.when(typed["on"], "--on") if "on" in typed else None
        known = known_as(typed)
        state = office.as_of(typed["stream"], effective=effective, known=known)
        texts = unsealed(clerk, office, typed, [state])
        if clerk.json:
            told = {"stream": typed["stream"], "on": effective, "known": known, **as_told(texts)}
            as_json({**told, "status": _status(state), "state": msgspec.to_builtins(state)})
            return
        teller = Teller(clerk.language, texts, lost=office.lost)
        teller.line(f"{typed['stream']}  {clerk.language.word(_status(state))}", style="bold")
        if isinstance(state, Plan):
            if state.adopted:
                teller.facts(state.adopted)
            teller.line(as_text(state), hang=0)
        else:
            teller.facts(state, skip=HIDDEN)


def _history(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        facts = office.history(typed["stream"])
        texts = unsealed(clerk, office, typed, [fact.event for fact in facts])
        if clerk.json:
            told = [plain(fact) for fact in facts]
            as_json({"stream": typed["stream"], "facts": told, **as_told(texts)})
            return
        teller = Teller(clerk.language, texts, lost=office.lost)
        for fact in facts:
            teller.record(fact, whole=True)


def _followers(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        ref: str = typed["ref"]
        found = office.followers(ref)
        stream, _, version = ref.rpartition("@")
        facts = office.history(stream)
    (fact,) = (one for one in facts if one.version == int(version))
    last = [one for one in facts if one.root == fact.root][-1]
    if last is fact:
        stands = "as recorded"
    else:
        stands = "voided" if isinstance(last.event, Voided) else "corrected"
    if clerk.json:
        as_json({"ref": ref, "stands": stands, "followers": [plain(one) for one in found]})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.record(fact)
    if stands == "as recorded":
        teller.line(say("It stands as it was recorded."), 2)
        told = say("This followed from it:")
    else:
        corrected = say("It was corrected by @{version}.", version=last.version)
        voided = say("It was voided by @{version}.", version=last.version)
        teller.line(voided if stands == "voided" else corrected, 2, style="yellow")
        told = say("This followed from it and waits for an officer to decide about it:")
    teller.line(
        told if found else say("Nothing followed from it, or all of it has been mended."), 2
    )
    for one in found:
        teller.record(one)
        if not isinstance(one.act, Act):
            teller.line(say("follows by rule: {rule}", rule=one.act.rule), 2)


def _list(clerk: Clerk, typed: dict[str, Any]) -> None:
    series = typed.get("series", "").strip("/")
    word = series.partition("/")[0]
    if word and word not in LIVES:
        right = "one of {among}"
        raise Mistake(
            "{series} is no series",
            where="SERIES",
            right=right,
            series=series,
            among=", ".join(LIVES),
        )
    with clerk.office() as office:
        streams = {
            stream: facts
            for stream, facts in by_stream(office.log.since()).items()
            if not series or stream == series or stream.startswith(f"{series}/")
        }
        states = {stream: office.as_of(stream) for stream in streams}
    if clerk.json:
        as_json(
            {
                "streams": [
                    {
                        "stream": stream,
                        "version": streams[stream][-1].version,
                        "status": _status(state),
                    }
                    for stream, state in states.items()
                ]
            }
        )
        return
    teller = Teller(clerk.language)
    for stream, state in states.items():
        teller.line(f"{stream}  {clerk.language.word(_status(state))}", style="bold")
        if about := _about(clerk, state):
            teller.line(about, 2)


def _deadlines(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        day = _day(office, typed)
        stream, known = typed["stream"], known_as(typed)
        # Of a petition, the clocks of its proceedings too, the earlier one first.
        of_petition = stream.startswith("petition/")
        owed = (office.clocks if of_petition else office.deadlines)(stream, known=known)
        _tell_owed(clerk, owed, day, explain=bool(typed.get("explain")))


def _check(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        day = _day(office, typed)
        told = office.check_deadlines(day)
        facts = list(office.log.since())
        law = office.law_known()
        owed = [
            one for life in by_stream(facts).values() for one in deadlines(life, law, known=None)
        ]
        kept = [fact for fact in facts if fact.stream.startswith(("ward", "dialogue", "reception"))]
        owed += ward_obligations(facts, law, first=asked_from(kept, day), last=day)
        wanted = (*WANTED, "open", "suspended") if typed.get("all") else WANTED
        owed = office.with_sources(one for one in owed if one.status(day) in wanted)
        owed.sort(key=lambda one: (one.due or date.max, one.stream, one.rule.id))
        if not clerk.json:
            teller = Teller(clerk.language)
            say = clerk.language.say
            if told:
                teller.line(say("Told upwards:"))
                for fact in told:
                    teller.record(fact)
            if not owed:
                teller.line(say("Nothing is overdue or due soon on {day}.", day=day))
        _tell_owed(clerk, owed, day, told=told)


def _log(clerk: Clerk, typed: dict[str, Any]) -> None:
    since = reading.whole(typed.get("since", "0"), "--since")
    limit = reading.whole(typed["limit"], "--limit") if "limit" in typed else None
    if since < 0 or (limit is not None and limit < 1):
        option = "--since" if since < 0 else "--limit"
        raise Mistake("it is too small", where=option, right="a number such as 3")
    with clerk.office() as office:
        facts = islice(office.log.since(since), limit)
        if clerk.json:
            as_json({"facts": [plain(fact) for fact in facts]})
            return
        teller = Teller(clerk.language)
        for fact in facts:
            head = f"{fact.position:>5}  {clerk.language.value(fact.recorded_at)}  "
            head += f"{fact.ref}  {teller.kind(fact.event)}"
            teller.line(head, hang=7)


# -- What several questions need ---------------------------------------------------------


def known_as(typed: dict[str, Any], option: str = "--known") -> Known | None:
    """What `--known` says: a position of the log, or a day."""
    if "known" not in typed:
        return None
    text: str = typed["known"]
    return int(text) if text.isdecimal() else reading.day(text, option)


def _day(office: Office, typed: dict[str, Any]) -> date:
    return reading.day(typed["on"], "--on") if "on" in typed else office.today


def _status(state: Any) -> str:
    """How far a life has got, in one word."""
    return str(getattr(state, "status", "kept"))


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
) -> None:
    code = clerk.language.code
    if clerk.json:
        answer: dict[str, Any] = {"on": day}
        if told is not None:
            answer["told"] = [plain(fact) for fact in told]
        answer["obligations"] = [_plain_owed(one, day, code, explain=explain) for one in owed]
        as_json(answer)
        return
    teller, value = Teller(clerk.language), clerk.language.value
    for one in owed:
        title = one.rule.vi if code == "vi" else one.rule.en
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
            since = one.root if one.period else one.anchor_day
            ower = one.body or one.owed_by.office or one.owed_by.body or one.owed_by.party
            teller.line(f"{one.rule.id}: {title} ({value(ower)}; {value(since)})", 2)


def _plain_owed(one: Obligation, day: date, code: Any, *, explain: bool) -> dict[str, Any]:
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
