"""Vụ việc nêu nhiều lần: recurring matters, and which papers a clerk may want to join."""

from collections.abc import Iterator
from datetime import date

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import Column, Sheet
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.errors import Invalid
from dialogue_cases.projection import Answer
from dialogue_cases.views import matters
from dialogue_cases.views.matters import Promised, Raising, Recurring, Said, Suggestion, suggesting
from dialogue_cases.vocabulary import BodyId, GroupId, StreamId, TopicCode


def add_matters(app: Commands, clerk: Clerk) -> None:
    """Add `matters` to the program."""
    say, some = clerk.language.say, filters(clerk)
    add_view(
        app,
        clerk,
        "matters",
        say("Recurring matters: how often, since when, what was promised, what was kept."),
        [
            Argument(
                name="suggest",
                positional=True,
                about=say("suggest: which petitions and opinions look like one matter"),
            ),
            some["on"],
            some["body"],
            some["group"],
            some["topic"],
            Argument(name="unsettled", kind="flag", about=say("only what isn't settled for good")),
            Argument(name="least", about=say("raised so often, or so alike (0 to 100)")),
            Argument(name="limit", about=say("at most so many")),
        ],
        _matters,
    )


def _matters(looking: Looking) -> None:
    typed = looking.typed
    least = reading.whole(typed["least"], "--least") if "least" in typed else None
    match typed.get("suggest"):
        case None:
            _recurring(looking, 2 if least is None else least)
        case "suggest":
            _suggest(looking, suggesting.LIKELY if least is None else least)
        case other:
            raise Invalid(
                "{text} isn't known here", where="matters", expected="suggest", text=str(other)
            )


def _recurring(looking: Looking, least: int) -> None:
    language, group = looking.clerk.language, looking.value("group", GroupId)
    wanted = matters.Wanted(
        groups=None if group is None else (group,),
        topic=looking.value("topic", TopicCode),
        body=looking.value("body", BodyId),
        least=least,
        unsettled=bool(looking.typed.get("unsettled")),
    )
    answer = matters.recurring(looking.views, looking.on, wanted, known=looking.known)
    sheet = recurring_sheet(language, language.say("Recurring matters"), answer.rows)
    looking.answer(sheet, answer, on=looking.on)


def recurring_sheet(
    language: Language, title: str, rows: tuple[Recurring, ...]
) -> Sheet[Recurring]:
    """Recurring matters as a list."""
    say = language.say
    columns: list[Column[Recurring]] = [
        Column(heading=say("Life"), of=lambda one: one.stream, width=13),
        Column(heading=say("Gist"), of=lambda one: one.gist, width=19, wide=48),
        Column(heading=say("Status"), of=lambda one: one.status),
        Column(heading=say("Times"), of=lambda one: one.times, width=4, wide=8),
        Column(heading=say("Since"), of=lambda one: one.first_raised, width=10, wide=12),
        Column(heading=say("Last on"), of=lambda one: one.last_raised, wide=12),
        Column(
            heading=say("Raised"),
            of=lambda one: "\n".join(_raised(one, language) for one in one.raised),
            wide=32,
        ),
        Column(heading=say("Residential group"), of=lambda one: one.groups),
        Column(heading=say("Topic"), of=lambda one: one.topic, wide=24),
        Column(heading=say("People"), of=lambda one: one.people, wide=8),
        Column(
            heading=say("Promised, and what came of it"),
            of=lambda one: "\n".join(_promised(one, language) for one in one.promised),
            width=26,
            wide=64,
        ),
        Column(heading=say("Settled on"), of=lambda one: one.settled_on, wide=12),
        Column(heading=say("Never settled"), of=lambda one: not one.ever_settled, wide=8),
        Column(heading=say("Raised again"), of=lambda one: one.raised_again, wide=8),
    ]
    return Sheet(title=title, columns=columns, rows=rows, language=language)


def _raised(raising: Raising, language: Language) -> str:
    return f"{language.value(raising.raised_on)} {_paper(raising, raising.petition)}"


def _paper(said: Raising | Said, stream: StreamId | None) -> str:
    """A petition, or the opinion of a session, in a word."""
    return stream or f"{said.session} #{said.opinion}"


def _promised(promised: Promised, language: Language) -> str:
    """What was promised when, by whom then and now, until when, and how it stands."""
    body = language.value(promised.body)
    if promised.body_now != promised.body:
        body += f" → {language.value(promised.body_now)}"
    due = f" ({language.value(promised.due)})" if promised.due else ""
    told = f"{language.value(promised.told_on)} {promised.text}"
    return f"{told} – {body}{due}: {language.word(promised.standing)}"


# -- What looks alike --------------------------------------------------------------------


def _suggest(looking: Looking, least: int) -> None:
    language = looking.clerk.language
    limit = suggesting.MOST
    if "limit" in looking.typed:
        limit = reading.whole(looking.typed["limit"], "--limit")
    if limit < 1:
        raise Invalid("it is too small", where="--limit", expected="a number such as 3")
    try:
        answer: Answer[Suggestion] = matters.suggestions(
            looking.views,
            group=looking.value("group", GroupId),
            least=least,
            known=looking.known,
            limit=limit,
        )
    except ModuleNotFoundError:
        raise Invalid(
            "rapidfuzz isn't installed",
            where="matters suggest",
            expected="pip install 'dialogue-cases[dedupe]'",
        ) from None
    say, today = language.say, looking.office.today
    places = {id(one): number for number, one in enumerate(answer.rows, start=1)}
    columns: list[Column[Suggestion]] = [
        Column(heading=say("Pair"), of=lambda one: places[id(one)], width=4, wide=6),
        Column(heading=say("Alike"), of=lambda one: one.score, width=5, wide=8),
        Column(
            heading=say("Papers"),
            of=lambda one: f"{_said(one.one, language)}\n{_said(one.other, language)}",
            width=30,
            wide=64,
        ),
        Column(
            heading=say("Because of"), of=lambda one: _reasons(one, language), width=33, wide=48
        ),
        Column(
            heading=say("To join them"),
            of=lambda one: "\n".join(map(" ".join, joining(one, today))),
            wide=80,
        ),
    ]
    sheet = Sheet(
        title=say("Papers that may be one matter"),
        columns=columns,
        rows=answer.rows,
        language=language,
    )
    below = []
    for number, one in enumerate(answer.rows, start=1):
        below += ["", say("To join pair {number}, whoever decides adds --as:", number=number)]
        below += [" \\\n    ".join(command) for command in joining(one, today)]
    looking.answer(sheet, answer, below=below)


def _said(said: Said, language: Language) -> str:
    paper = said.stream if said.stream.startswith("petition/") else _paper(said, None)
    return f"{paper} ({language.value(said.said_on)}): {said.gist}"


def _reasons(suggestion: Suggestion, language: Language) -> str:
    """Why they look alike, and how a clerk who agrees would join them."""
    say = language.say
    reasons = [say("in common: {words}", words=", ".join(suggestion.words[:6]))]
    if suggestion.numbers:
        reasons.append(say("the same numbers: {numbers}", numbers=", ".join(suggestion.numbers)))
    if suggestion.same_topic:
        reasons.append(say("the same topic"))
    if suggestion.same_group:
        reasons.append(say("the same residential group"))
    return "; ".join(reasons)


def joining(suggestion: Suggestion, on: date) -> list[list[str]]:
    """The commands with which a clerk who agrees joins two papers: each with its options."""
    one, other = suggestion.one, suggestion.other
    if one.matter is None and other.matter is not None:
        one, other = other, one
    year = on.year
    made = []
    if one.matter is None:
        made.append([f"matter open-matter --new matter/{year}", f"--on {on}", "--gist …"])
        made.append(_join(one, f"matter/{year}/…", on))
    elif other.matter is not None:
        left = f"matter separate {other.matter}"
        made.append([left, f"--on {on}", *_named(other), "--reason …"])
    made.append(_join(other, one.matter or f"matter/{year}/…", on))
    return [[f"dialogue-cases {command}", *options] for command, *options in made]


def _join(said: Said, matter: str, on: date) -> list[str]:
    return [f"matter join {matter}", f"--on {on}", f"--raised {said.said_on}", *_named(said)]


def _named(said: Said) -> Iterator[str]:
    if said.stream.startswith("petition/"):
        yield f"--petition {said.stream}"
    if said.session is not None:
        yield f"--session {said.session} --opinion {said.opinion}"
