"""Xem sổ: the nine views as commands, all of them asked and printed in one loop.

What a command asks with is here; the columns that it prints are said by the view. What isn't a
table of one view's rows is printed by itself: which papers look alike, with the commands that
join them (`cli.joining`).
"""

from datetime import date
from typing import Any

import msgspec
from attrs import evolve

from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import knowledge
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.joining import suggest
from dialogue_cases.cli.sheets import told, written
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import noted, opening_arguments, reader_of
from dialogue_cases.cli.viewing import Looking, Shown, ShownPart, add_view, filters
from dialogue_cases.deadlines import SOON
from dialogue_cases.errors import Invalid
from dialogue_cases.petition import Kind, Satisfaction
from dialogue_cases.petition.state import Status
from dialogue_cases.projection import Answer
from dialogue_cases.record import Acceptance
from dialogue_cases.views import (
    board,
    dossier,
    ledger,
    matters,
    plan_fulfilment,
    reception_book,
    register,
    scorecard,
    topics,
)
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId


def add_views(app: Commands, clerk: Clerk) -> None:
    """Add every view to the program."""
    say, some = clerk.language.say, filters(clerk)
    kind = Argument(name="kind", about=say("of which kind"), hint=Kind)
    taken_on = Argument(
        name="acceptance",
        about=say("whether the body that leads has taken it on"),
        hint=Acceptance,
    )
    commands = (
        (
            "register",
            say("The case register: every petition, who has it, when it is due, what came of it."),
            [
                Argument(
                    name="words",
                    positional=True,
                    about=say("words to search for; tones and their order don't matter"),
                ),
                some["on"],
                some["first"],
                some["last"],
                kind,
                Argument(name="status", about=say("how far they have got"), hint=Status),
                Argument(
                    name="satisfaction",
                    about=say("what the petitioner said of how it was settled"),
                    hint=Satisfaction,
                ),
                some["body"],
                some["group"],
                some["topic"],
                *acting_arguments(clerk)[:3],
            ],
            _register,
        ),
        (
            "reception-book",
            say("The reception book, each day in the form that it has: Mẫu số 03, Mẫu 03/TCD."),
            [
                Argument(name="part", about=say("only one form: 2021, 2026")),
                some["on"],
                some["first"],
                some["last"],
                kind,
                some["body"],
                *opening_arguments(clerk),
            ],
            _reception_book,
        ),
        (
            "board",
            say("The deadline board: what is due, for whom, under which rule, what is late."),
            [
                some["on"],
                some["body"],
                Argument(name="officer", about=say("which officer leads"), hint=OfficerId),
                taken_on,
                Argument(name="stream", about=say("in which life"), hint=StreamId),
                Argument(name="soon", about=say("due soon from so many working days left on")),
                Argument(name="all", kind="flag", about=say("what is done or void too")),
                Argument(
                    name="moved_since",
                    about=say("which due days are others than on this day, or at this position"),
                ),
            ],
            _board,
        ),
        (
            "ledger",
            say("The commitment ledger: every promise of every conclusion, and what became of it."),
            [
                some["on"],
                some["first"],
                some["last"],
                Argument(name="session", about=say("at which session"), hint=StreamId),
                some["body"],
                taken_on,
                some["group"],
                some["topic"],
                Argument(
                    name="by",
                    about=say("how many, by year, session, body, group or topic"),
                    hint=ledger.LedgerBy,
                ),
            ],
            _ledger,
        ),
        (
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
                Argument(
                    name="unsettled", kind="flag", about=say("only what isn't settled for good")
                ),
                Argument(name="least", about=say("raised so often, or so alike (0 to 100)")),
            ],
            _matters,
        ),
        (
            "topics",
            say("Topics as a tree: how often each was raised, those below it included."),
            [some["on"], some["first"], some["last"], some["group"]],
            _topics,
        ),
        (
            "scorecard",
            say("The scorecard of bodies: in time, late, open, and how long it took."),
            [
                some["on"],
                some["first"],
                some["last"],
                Argument(name="body", about=say("which body was told, or carries on"), hint=BodyId),
                Argument(
                    name="kind", about=say("which kind of work"), hint=scorecard.ScorecardKind
                ),
                Argument(
                    name="by", about=say("by the body then, or now"), hint=scorecard.ScorecardBy
                ),
            ],
            _scorecard,
        ),
        (
            "plan-fulfilment",
            say("What a year's plan foresaw against what was held, announced and done."),
            [
                Argument(name="year", positional=True, about=say("the year, such as 2023")),
                some["on"],
                Argument(
                    name="part", about=say("only one part: sessions, quarters, duties, periods")
                ),
            ],
            _plan_fulfilment,
        ),
        (
            "dossier",
            say("The dossier of a session: what to know before it, and what came of it."),
            [
                Argument(
                    name="session",
                    positional=True,
                    required=True,
                    about=say("the session, such as dialogue/2023/1"),
                    hint=StreamId,
                ),
                some["on"],
                Argument(
                    name="part",
                    about=say("only one part: before, matters, earlier, after, promised"),
                ),
            ],
            _dossier,
        ),
    )
    for name, about, arguments, look in commands:
        add_view(app, clerk, name, about, arguments, look)


def _register(looking: Looking) -> Shown:
    wanted = looking.wanted(register.RegisterWanted)
    axes: dict[str, Any] = {"on": looking.day("on"), "known": looking.known}
    reader = reader_of(looking.clerk, looking.office, looking.typed)
    answer = register.cases(looking.views, wanted, **axes)
    answer = register.with_gists(looking.office, answer, reader, **axes)
    title = looking.clerk.language.say("Case register")
    return Shown(parts={"": ShownPart(title, register.COLUMNS, answer)}, said={"on": looking.on})


OPENED = {"person": 16, "gist voided": 16, reception_book.TAKEN: 0}
"""How wide columns of the reception book are once it says who came."""


def _reception_book(looking: Looking) -> Shown:
    views, language = looking.views, looking.clerk.language
    on, known = looking.day("on"), looking.known
    wanted = looking.wanted(reception_book.ReceptionBookWanted)
    texts = noted(
        looking.clerk,
        looking.office,
        looking.typed,
        lambda opener: reception_book.lines(views, wanted, opener=opener, on=on, known=known),
    )
    teller = Teller(language, texts, lost=looking.office.lost)
    opener = None if texts is None else lambda one: teller.inline(one) or ""
    answer = reception_book.lines(views, wanted, opener=opener, on=on, known=known)
    reader = reader_of(looking.clerk, looking.office, looking.typed)
    answer = reception_book.with_gists(looking.office, answer, reader, on=on, known=known)
    widths = {} if opener is None else OPENED
    title, forms = language.say("Reception book"), reception_book.by_form(answer)
    parts = {
        form.id: ShownPart(f"{title} ({form.title})", form.columns, its, widths=widths)
        for form, its in forms
    }
    return Shown(parts=parts, told=answer, said={"on": looking.on})


# -- The deadline board ------------------------------------------------------------------


MOST_LACKING = 20
"""How much of what no term reminds of stands below the board."""


def _board(looking: Looking) -> Shown | None:
    if "moved_since" in looking.typed:
        _moved(looking)
        return None
    views, typed, on, known = looking.views, looking.typed, looking.on, looking.known
    soon = reading.whole(typed["soon"], "--soon") if "soon" in typed else SOON
    if soon < 0:
        raise Invalid("it is too small", where="--soon", expected="a number such as 3")
    wanted = looking.wanted(board.BoardWanted, soon=soon, finished=bool(typed.get("all")))
    answer = board.lines(views, on, wanted, known=known)
    rows = (*answer.rows, *board.periodic(views, on, wanted, known=known))
    answer = evolve(answer, rows=tuple(sorted(rows, key=lambda one: one.due or date.max)))
    say, since = looking.clerk.language.say, looking.office.kept_since
    earlier = sum(one.status == "overdue" and bool(one.due and one.due < since) for one in rows)
    below = [say("The record is kept since {since}.", since=since)]
    if earlier:
        below.append(
            say(
                "{number} of the overdue were due before that; what was done then and isn't "
                "entered here isn't known.",
                number=earlier,
            )
        )
    missing = board.lacking(views, on, wanted, known=known)
    language = looking.clerk.language
    for lack in missing[:MOST_LACKING]:
        data = {"number": lack.number, "body": lack.body, "parts": ()}
        below.append(f"{lack.stream}: {language.rule(lack.rule, data)}")
    if len(missing) > MOST_LACKING:
        below.append(say("… and {number} more.", number=len(missing) - MOST_LACKING))
    title = say("Deadline board, {on}", on=on)
    part = ShownPart(title, board.COLUMNS, answer, joined=board.in_one_line)
    said = {"on": on, "since": since, "lacking": msgspec.to_builtins(missing)}
    return Shown(parts={"": part}, said=said, below=below)


def _moved(looking: Looking) -> None:
    """Two boards compared: no answer of one view, so that it rests on no position."""
    since = knowledge(looking.typed["moved_since"], "--moved-since")
    found = board.moved(looking.views, before=since, after=looking.known)
    if looking.clerk.json:
        rows = [
            {
                "cause": one.cause,
                "before": msgspec.to_builtins(one.before),
                "after": msgspec.to_builtins(one.after),
            }
            for one in found
        ]
        as_json({"since": since, "known": looking.known, "rows": rows})
        return
    title = looking.clerk.language.say("Due days that moved")
    sheet = looking.sheet(ShownPart(title, board.MOVED_COLUMNS, Answer(rows=found, position=0)))
    teller = Teller(looking.clerk.language)
    if not written(sheet, looking.typed, teller):
        told(sheet, teller)


# -- Promises, matters, bodies -----------------------------------------------------------


def _ledger(looking: Looking) -> Shown:
    views, on, known, language = looking.views, looking.on, looking.known, looking.clerk.language
    wanted = looking.wanted(ledger.LedgerWanted)
    title = language.say("Commitment ledger, {on}", on=on)
    by: ledger.LedgerBy | None = looking.value("by", ledger.LedgerBy)
    if by is None:
        answer = ledger.promises(views, on, wanted, known=known)
        return Shown(parts={"": ShownPart(title, ledger.COLUMNS, answer)}, said={"on": on})
    totals = ledger.totals(views, on, by, wanted, known=known)
    part = ShownPart(title, ledger.TOTAL_COLUMNS, totals, headings={"of": language.word(by)})
    return Shown(parts={"": part}, said={"on": on, "by": by})


def _topics(looking: Looking) -> Shown:
    wanted = looking.wanted(topics.TopicsWanted)
    answer = topics.counts(looking.views, wanted, on=looking.day("on"), known=looking.known)
    title = looking.clerk.language.say("Topics as a tree")
    return Shown(parts={"": ShownPart(title, topics.COLUMNS, answer)}, said={"on": looking.on})


def _matters(looking: Looking) -> Shown:
    typed = looking.typed
    least = reading.whole(typed["least"], "--least") if "least" in typed else None
    match typed.get("suggest"):
        case None:
            return _recurring(looking, {} if least is None else {"least": least})
        case "suggest":
            return suggest(looking, least)
        case other:
            raise Invalid(
                "{text} isn't known here", where="matters", expected="suggest", text=str(other)
            )


def _recurring(looking: Looking, least: dict[str, int]) -> Shown:
    group = looking.value("group", GroupId)
    groups = None if group is None else (group,)
    wanted = looking.wanted(matters.MattersWanted, groups=groups, **least)
    answer = matters.recurring(looking.views, looking.on, wanted, known=looking.known)
    title = looking.clerk.language.say("Recurring matters")
    return Shown(parts={"": ShownPart(title, matters.COLUMNS, answer)}, said={"on": looking.on})


def _scorecard(looking: Looking) -> Shown:
    on = looking.on
    wanted = looking.wanted(scorecard.ScorecardWanted)
    by: scorecard.ScorecardBy = looking.value("by", scorecard.ScorecardBy) or "then"
    answer = scorecard.scores(looking.views, on, wanted, by=by, known=looking.known)
    title = looking.clerk.language.say("Scorecard of bodies, {on}", on=on)
    return Shown(parts={"": ShownPart(title, scorecard.COLUMNS, answer)}, said={"on": on, "by": by})


# -- Of several parts --------------------------------------------------------------------


def _plan_fulfilment(looking: Looking) -> Shown:
    views, on, known, say = looking.views, looking.on, looking.known, looking.clerk.language.say
    year = reading.whole(looking.typed["year"], "year") if "year" in looking.typed else on.year
    if not 1900 <= year <= 9998:
        raise Invalid("{text} isn't known here", where="year", expected="a year", text=str(year))
    sessions = plan_fulfilment.sessions(views, year, on, known=known)
    duties = plan_fulfilment.duties(views, year, on, known=known)
    quarters = plan_fulfilment.quarters(views, year, on, known=known)
    owed = board.periodic(views, on, board.BoardWanted(finished=True), year=year, known=known)
    title = say("Fulfilment of the plan of {year}", year=str(year))
    expected = say("What the law and the plan expect of each period")
    return Shown(
        parts={
            "sessions": ShownPart(title, plan_fulfilment.SESSION_COLUMNS, sessions),
            "quarters": ShownPart(say("By quarter"), plan_fulfilment.QUARTER_COLUMNS, quarters),
            "duties": ShownPart(say("Duties of the plan"), plan_fulfilment.DUTY_COLUMNS, duties),
            "periods": ShownPart(
                expected, board.PERIOD_COLUMNS, sessions.of(owed), joined=board.in_one_line
            ),
        },
        said={"on": on, "year": year},
    )


def _dossier(looking: Looking) -> Shown:
    session, on, language = looking.value("session", StreamId), looking.on, looking.clerk.language
    found = dossier.dossier(looking.views, session, on, known=looking.known)
    before = tuple(one for one in found.lines.rows if one.part not in dossier.AFTER)
    after = tuple(one for one in found.lines.rows if one.part in dossier.AFTER)
    say, head = language.say, found.head
    day = head.held_on or head.day
    which = (head.groups, day, head.place, head.topics, head.status)
    said = "; ".join(language.value(one) for one in which if one)
    title = say("Dossier of {session}: {told}", session=head.stream, told=said)
    return Shown(
        parts={
            "before": ShownPart(
                f"{title}\n{say('Before')}", dossier.COLUMNS, found.lines.of(before)
            ),
            "matters": ShownPart(say("Unsettled matters"), matters.COLUMNS, found.matters),
            "earlier": ShownPart(say("Promised at other sessions"), ledger.COLUMNS, found.earlier),
            "after": ShownPart(say("What came of it"), dossier.COLUMNS, found.lines.of(after)),
            "promised": ShownPart(
                say("Promised by its conclusion"), ledger.COLUMNS, found.promised
            ),
        },
        said={"on": on, "session": session, "head": msgspec.to_builtins(head)},
    )
