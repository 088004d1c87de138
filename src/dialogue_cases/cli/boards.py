"""Bảng theo dõi: the deadline board and the commitment ledger."""

from collections.abc import Sequence
from datetime import date

import msgspec
from attrs import evolve

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import Column, Sheet, told, written
from dialogue_cases.cli.showing import known_as
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law
from dialogue_cases.views import board, ledger
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId, StreamId, TopicCode
from dialogue_cases.ward import WARD


def add_boards(app: Commands, clerk: Clerk) -> None:
    """Add `board` and `ledger` to the program."""
    say, some = clerk.language.say, filters(clerk)
    add_view(
        app,
        clerk,
        "board",
        say("The deadline board: what is due, for whom, under which rule, what is late."),
        [
            some["on"],
            some["body"],
            Argument(name="officer", about=say("which officer leads"), hint=OfficerId),
            Argument(name="stream", about=say("in which life"), hint=StreamId),
            Argument(name="soon", about=say("due soon from so many working days left on")),
            Argument(name="all", kind="flag", about=say("what is done or void too")),
            Argument(
                name="moved_since",
                about=say("which due days are others than on this day, or at this position"),
            ),
        ],
        _board,
    )
    add_view(
        app,
        clerk,
        "ledger",
        say("The commitment ledger: every promise of every conclusion, and what became of it."),
        [
            some["on"],
            some["first"],
            some["last"],
            Argument(name="session", about=say("at which session"), hint=StreamId),
            some["body"],
            some["group"],
            some["topic"],
            Argument(
                name="by",
                about=say("how many, by year, session, body, group or topic"),
                hint=ledger.By,
            ),
        ],
        _ledger,
    )


# -- The deadline board ------------------------------------------------------------------


def _board(looking: Looking) -> None:
    clerk, views, typed, known = looking.clerk, looking.views, looking.typed, looking.known
    if "moved_since" in typed:
        _moved(looking)
        return
    on = looking.on
    soon = reading.whole(typed["soon"], "--soon") if "soon" in typed else 3
    if soon < 0:
        raise Invalid("it is too small", where="--soon", expected="a number such as 3")
    wanted = board.Wanted(
        body=looking.value("body", BodyId),
        officer=looking.value("officer", OfficerId),
        stream=looking.value("stream", StreamId),
        soon=soon,
        finished=bool(typed.get("all")),
    )
    answer = board.lines(views, on, wanted, known=known)
    rows = (*answer.rows, *board.periodic(views, on, wanted, known=known))
    answer = evolve(answer, rows=tuple(sorted(rows, key=lambda one: one.due or date.max)))
    law, say = views.law(known), clerk.language.say
    columns: list[Column[board.Line]] = [
        Column(heading=say("Due"), of=lambda one: one.due, width=10, wide=12),
        Column(
            heading=say("Working days"), of=lambda one: _left(one, clerk.language), width=9, wide=0
        ),
        Column(heading=say("Working days left"), of=lambda one: one.left, wide=10),
        Column(heading=say("Working days late"), of=lambda one: one.late, wide=10),
        Column(heading=say("Status"), of=lambda one: _status(one, clerk.language), width=11),
        Column(
            heading=say("What is owed"), of=lambda one: _what(law, one, clerk), width=27, wide=0
        ),
        Column(heading=say("What is owed"), of=lambda one: _title(law, one, clerk), wide=48),
        Column(heading=say("About"), of=lambda one: one.about, wide=48),
        Column(heading=say("By"), of=_ower, width=15, wide=28),
        Column(heading=say("Officer"), of=lambda one: one.officer),
        Column(heading=say("By rule"), of=lambda one: one.rule, wide=8),
        Column(heading=say("Life"), of=_where, wide=28),
        Column(heading=say("Owed since"), of=lambda one: one.arose, wide=12),
        Column(heading=say("Counted from"), of=lambda one: one.anchor_day, wide=12),
        Column(heading=say("Provisional"), of=lambda one: bool(one.missing_years), wide=10),
        Column(heading=say("Moved by decision"), of=lambda one: bool(one.extended_by), wide=12),
        Column(heading=say("Done on"), of=lambda one: one.done_on, wide=12),
    ]
    sheet = Sheet(
        title=say("Deadline board, {on}", on=on),
        columns=columns,
        rows=answer.rows,
        language=clerk.language,
    )
    since = looking.office.kept_since
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
    looking.answer(sheet, answer, below=below, on=on, since=since)


def _moved(looking: Looking) -> None:
    clerk, views, typed = looking.clerk, looking.views, looking.typed
    since = known_as({"known": typed["moved_since"]}, "--moved-since")
    after, say = known_as(typed), clerk.language.say
    found = board.moved(views, before=since, after=after)
    law = views.law(after)
    columns: list[Column[board.Moved]] = [
        Column(heading=say("Was due"), of=lambda one: one.before.due, width=10, wide=12),
        Column(heading=say("Is due"), of=lambda one: one.after.due, width=10, wide=12),
        Column(heading=say("Because of"), of=lambda one: one.cause, width=14),
        Column(
            heading=say("What is owed"), of=lambda one: _what(law, one.after, clerk), width=38,
            wide=0,
        ),
        Column(heading=say("What is owed"), of=lambda one: _title(law, one.after, clerk), wide=48),
        Column(heading=say("About"), of=lambda one: one.after.about, wide=48),
        Column(heading=say("By"), of=lambda one: _ower(one.after), wide=28),
        Column(heading=say("By rule"), of=lambda one: one.after.rule, wide=8),
        Column(heading=say("Life"), of=lambda one: one.after.stream, wide=28),
    ]  # fmt: skip
    sheet = Sheet(
        title=say("Due days that moved"), columns=columns, rows=found, language=clerk.language
    )
    if clerk.json:
        as_json(
            {
                "since": since,
                "known": after,
                "rows": [
                    {
                        "cause": one.cause,
                        "before": msgspec.to_builtins(one.before),
                        "after": msgspec.to_builtins(one.after),
                    }
                    for one in found
                ],
            }
        )
    elif not written(sheet, typed, Teller(clerk.language)):
        told(sheet, Teller(clerk.language))


def _left(line: board.Line, language: Language) -> str:
    if line.late is not None:
        return language.say("{number} late", number=line.late)
    return "" if line.left is None else language.say("{number} left", number=line.left)


def _status(line: board.Line, language: Language) -> str:
    """How it stands, and whether its day may still move for want of an official calendar."""
    status = language.word(line.status)
    return f"{status}, {language.say('provisional')}" if line.missing_years else status


def _title(law: Law, due: board.Due, clerk: Clerk) -> str:
    rule = law.rule(due.rule)
    return rule.vi if clerk.language.code == "vi" else rule.en


def _what(law: Law, due: board.Due, clerk: Clerk) -> str:
    """What is owed, what that life is about, and which life it is, in one cell."""
    title = _title(law, due, clerk)
    about = f": {due.about}" if due.about else ""
    return f"{title}{about}\n{_where(due)}"


def _where(due: board.Due) -> str:
    """The life; of a duty of a period, which period of the ward's."""
    return due.stream if due.stream != WARD else f"{WARD} {due.root}"


def _ower(due: board.Due) -> str:
    return due.body or due.owed_office or due.owed_kind or ""


# -- The commitment ledger ---------------------------------------------------------------


def _ledger(looking: Looking) -> None:
    language, on = looking.clerk.language, looking.on
    wanted = ledger.Wanted(
        first=looking.day("first", "--from"),
        last=looking.day("last", "--to"),
        session=looking.value("session", StreamId),
        body=looking.value("body", BodyId),
        group=looking.value("group", GroupId),
        topic=looking.value("topic", TopicCode),
    )
    by = looking.value("by", ledger.By)
    if by is not None:
        _totals(looking, by, wanted)
        return
    answer = ledger.promises(looking.views, on, wanted, known=looking.known)
    title = language.say("Commitment ledger, {on}", on=on)
    looking.answer(ledger_sheet(language, title, answer.rows), answer, on=on)


def ledger_sheet(
    language: Language, title: str, rows: Sequence[ledger.Entry]
) -> Sheet[ledger.Entry]:
    """Promises as a list."""
    say = language.say
    columns: list[Column[ledger.Entry]] = [
        Column(heading=say("Promised on"), of=lambda one: one.issued_on, width=10, wide=12),
        Column(heading=say("Notice"), of=lambda one: one.notice, wide=14),
        Column(heading=say("Session"), of=lambda one: one.stream, wide=18),
        Column(heading=say("Item"), of=lambda one: one.item, wide=6),
        Column(heading=say("What was promised"), of=lambda one: one.decision, width=24, wide=48),
        Column(heading=say("Lead"), of=lambda one: one.lead, width=14, wide=28),
        Column(heading=say("Officer"), of=lambda one: one.officer),
        Column(heading=say("Co-operating"), of=lambda one: one.supports, wide=28),
        Column(heading=say("Due, as promised"), of=lambda one: one.promised_due, wide=12),
        Column(heading=say("Due"), of=lambda one: one.due, width=10, wide=12),
        Column(heading=say("Standing"), of=lambda one: one.standing, width=14),
        Column(heading=say("Progress"), of=lambda one: one.progress, wide=40),
        Column(heading=say("Done on"), of=lambda one: one.done_on, wide=12),
        Column(heading=say("Verified on"), of=lambda one: one.verified_on, wide=12),
        Column(heading=say("Late"), of=lambda one: one.late, wide=8),
        Column(heading=say("Put off"), of=lambda one: one.put_off, wide=8),
        Column(heading=say("Carried over to"), of=lambda one: one.carried_to, wide=18),
        Column(heading=say("Residential group"), of=lambda one: one.groups),
        Column(heading=say("Topic"), of=lambda one: one.topics, wide=24),
    ]
    return Sheet(title=title, columns=columns, rows=rows, language=language)


def _totals(looking: Looking, by: ledger.By, wanted: ledger.Wanted) -> None:
    language, on = looking.clerk.language, looking.on
    answer = ledger.totals(looking.views, on, by, wanted, known=looking.known)
    say = language.say
    columns: list[Column[ledger.Total]] = [
        Column(heading=language.word(by), of=lambda one: one.of, width=20, wide=28),
        Column(heading=say("Promised"), of=lambda one: one.promised, width=5, wide=8),
        Column(heading=say("Done"), of=lambda one: one.done, wide=8),
        Column(heading=say("Kept"), of=lambda one: one.kept, width=5, wide=8),
        Column(heading=say("Reported"), of=lambda one: one.reported, width=5, wide=8),
        Column(heading=say("Late"), of=lambda one: one.late, width=5, wide=8),
        Column(heading=say("Carried over"), of=lambda one: one.carried_over, width=6, wide=8),
        Column(heading=say("Broken"), of=lambda one: one.broken, width=5, wide=8),
        Column(heading=say("Running"), of=lambda one: one.running, width=5, wide=8),
        Column(heading=say("Lifted"), of=lambda one: one.lifted, width=5, wide=8),
    ]
    sheet = Sheet(
        title=say("Commitment ledger, {on}", on=on),
        columns=columns,
        rows=answer.rows,
        language=language,
    )
    looking.answer(sheet, answer, on=on, by=by)
