"""Sổ: the case register and the reception book."""

from attrs import evolve

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.sheets import Column, Sheet
from dialogue_cases.cli.telling import Teller
from dialogue_cases.cli.unsealing import noted, opening_arguments
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.petition import Kind
from dialogue_cases.petition.state import Status
from dialogue_cases.views import reception_book, register
from dialogue_cases.vocabulary import BodyId, GroupId, TopicCode


def add_books(app: Commands, clerk: Clerk) -> None:
    """Add `register` and `reception-book` to the program."""
    say, some = clerk.language.say, filters(clerk)
    kind = Argument(name="kind", about=say("of which kind"), hint=Kind)
    add_view(
        app,
        clerk,
        "register",
        say("The case register: every petition, who has it, when it is due, what came of it."),
        [
            Argument(
                name="words",
                positional=True,
                about=say("words to search for; tones and their order don't matter"),
            ),
            some["first"],
            some["last"],
            kind,
            Argument(name="status", about=say("how far they have got"), hint=Status),
            some["body"],
            some["group"],
            some["topic"],
        ],
        _register,
    )
    add_view(
        app,
        clerk,
        "reception-book",
        say("The reception book in the 13 columns of Mẫu 03/TCD."),
        [
            some["first"],
            some["last"],
            kind,
            some["body"],
            *opening_arguments(clerk),
        ],
        _reception_book,
    )


def _register(looking: Looking) -> None:
    wanted = register.Wanted(
        first=looking.day("first", "--from"),
        last=looking.day("last", "--to"),
        kind=looking.value("kind", Kind),
        status=looking.value("status", Status),
        body=looking.value("body", BodyId),
        group=looking.value("group", GroupId),
        topic=looking.value("topic", TopicCode),
        words=looking.typed.get("words", ""),
    )
    answer = register.cases(looking.views, wanted, known=looking.known)
    language = looking.clerk.language
    say = language.say
    columns: list[Column[register.Case]] = [
        # A spreadsheet would take "1/2026" for a month.
        Column(heading=say("Number"), of=lambda one: f"{one.number}/{one.year}", width=8, wide=0),
        Column(heading=say("Number"), of=lambda one: one.number, wide=8),
        Column(heading=say("Year"), of=lambda one: one.year, wide=8),
        Column(heading=say("Received on"), of=lambda one: one.received_on, width=10, wide=12),
        Column(heading=say("Channel"), of=lambda one: one.channel),
        Column(heading=say("Gist"), of=lambda one: one.gist, width=24, wide=48),
        Column(heading=say("Kind"), of=lambda one: one.kind, width=10),
        Column(heading=say("Area"), of=lambda one: one.area),
        Column(heading=say("Topic"), of=lambda one: one.topic, wide=24),
        Column(heading=say("Residential group"), of=lambda one: one.group_id),
        Column(heading=say("People"), of=lambda one: one.people, wide=8),
        Column(heading=say("Repeated"), of=lambda one: one.repeated, wide=8),
        Column(heading=say("Status"), of=lambda one: one.status, width=9),
        Column(heading=say("Lead"), of=lambda one: one.lead, wide=28),
        Column(heading=say("Officer"), of=lambda one: one.officer),
        Column(heading=say("Co-operating"), of=lambda one: one.supports, wide=28),
        Column(heading=say("Due"), of=lambda one: one.due, width=10, wide=12),
        Column(heading=say("By rule"), of=lambda one: one.due_rule, wide=8),
        Column(heading=say("Answered on"), of=lambda one: one.answered_on, wide=12),
        Column(heading=say("Answers"), of=lambda one: one.answers, wide=8),
        Column(heading=say("Closed on"), of=lambda one: one.closed_on, wide=12),
        Column(heading=say("Matter"), of=lambda one: one.matter),
        Column(heading=say("Raised at"), of=lambda one: one.session),
        Column(heading=say("Passed on by"), of=lambda one: one.sender, wide=24),
        Column(heading=say("Life"), of=lambda one: one.stream),
    ]
    sheet = Sheet(title=say("Case register"), columns=columns, rows=answer.rows, language=language)
    looking.answer(sheet, answer)


def _reception_book(looking: Looking) -> None:
    language = looking.clerk.language
    wanted = reception_book.Wanted(
        first=looking.day("first", "--from"),
        last=looking.day("last", "--to"),
        kind=looking.value("kind", Kind),
        body=looking.value("body", BodyId),
    )
    texts = noted(
        looking.clerk,
        looking.office,
        looking.typed,
        lambda opener: reception_book.lines(
            looking.views, wanted, opener=opener, known=looking.known
        ),
    )
    teller = Teller(language, texts, lost=looking.office.lost)
    opener = None if texts is None else lambda one: teller.inline(one) or ""
    answer = reception_book.lines(looking.views, wanted, opener=opener, known=looking.known)
    sealed = language.say("[sealed]")
    of = (
        lambda one: one.number,
        lambda one: one.received_on,
        lambda one: sealed if one.person is None else one.person,
        lambda one: sealed if one.paper is None else one.paper,
        lambda one: f"[{language.say('voided')}]" if one.voided else one.gist,
        lambda one: reception_book.KINDS[one.kind] if one.kind else "",
        lambda one: one.people or None,
        lambda one: one.handled_before,
        lambda one: one.own,
        lambda one: _by_paper(language, one.guided_to, one.guided_to_name, one.guiding_paper),
        lambda one: _by_paper(language, one.taken_by, one.taken_by_name, one.transfer_paper),
        lambda one: _followed(language, one),
        lambda one: language.say("voided") if one.voided else one.ground or one.petition,
    )
    shown = {0: 4, 1: 10, 4: 21, 5: 10, 10: 12, 11: 13}
    wide = (6, 12, 32, 18, 48, 12, 10, 24, 10, 28, 28, 32, 20)
    columns = [
        Column(heading=heading, of=one, width=shown.get(place, 0), wide=wide[place])
        for place, (heading, one) in enumerate(zip(reception_book.HEADINGS, of, strict=True))
    ]
    if opener is not None:
        columns = [
            evolve(one, width={2: 16, 4: 16, 10: 0}.get(n, one.width))
            for n, one in enumerate(columns)
        ]
    sheet = Sheet(
        title=language.say("Reception book"), columns=columns, rows=answer.rows, language=language
    )
    looking.answer(sheet, answer)


def _by_paper(language: Language, body: str | None, name: str | None, paper: str | None) -> str:
    """A body of the ward or as written, and the number of the paper."""
    said = name or (language.value(body) if body else "")
    return ", ".join(filter(None, (said, paper)))


def _followed(language: Language, line: reception_book.Line) -> str:
    """How far it has got, and what was answered when."""
    said = [language.word(line.status)] if line.status else []
    if line.result_on is not None:
        said.append(f"{language.value(line.result_on)}: {line.result}")
    return "; ".join(said)
