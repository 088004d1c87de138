"""Hồ sơ buổi: what a session needs to know beforehand, and what came of it."""

from collections.abc import Sequence

import msgspec
from attrs import evolve

from dialogue_cases.cli.boards import ledger_sheet
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.matters import recurring_sheet
from dialogue_cases.cli.sheets import Column, Sheet
from dialogue_cases.cli.viewing import Looking, add_view, filters
from dialogue_cases.views import dossier
from dialogue_cases.views.dossier import AFTER, DossierHead, DossierLine
from dialogue_cases.vocabulary import StreamId


def add_dossiers(app: Commands, clerk: Clerk) -> None:
    """Add `dossier` to the program."""
    say, some = clerk.language.say, filters(clerk)
    add_view(
        app,
        clerk,
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
    )


def _dossier(looking: Looking) -> None:
    session, on, language = looking.value("session", StreamId), looking.on, looking.clerk.language
    found = dossier.dossier(looking.views, session, on, known=looking.known)
    before = tuple(one for one in found.lines.rows if one.part not in AFTER)
    after = tuple(one for one in found.lines.rows if one.part in AFTER)
    say = language.say
    looking.parts(
        {
            "before": (
                _lines(language, f"{_title(language, found.head)}\n{say('Before')}", before),
                evolve(found.lines, rows=before),
            ),
            "matters": (
                recurring_sheet(language, say("Unsettled matters"), found.matters.rows),
                found.matters,
            ),
            "earlier": (
                ledger_sheet(language, say("Promised at other sessions"), found.earlier.rows),
                found.earlier,
            ),
            "after": (
                _lines(language, say("What came of it"), after),
                evolve(found.lines, rows=after),
            ),
            "promised": (
                ledger_sheet(language, say("Promised by its conclusion"), found.promised.rows),
                found.promised,
            ),
        },
        on=on,
        session=session,
        head=msgspec.to_builtins(found.head),
    )


def _title(language: Language, head: DossierHead) -> str:
    """Which session, with whom, when, where, about what, and how far it has got."""
    day = head.held_on or head.day
    parts = (head.groups, day, head.place, head.topics, head.status)
    told = "; ".join(language.value(one) for one in parts if one)
    return language.say("Dossier of {session}: {told}", session=head.stream, told=told)


def _lines(language: Language, title: str, rows: Sequence[DossierLine]) -> Sheet[DossierLine]:
    say = language.say
    columns: list[Column[DossierLine]] = [
        Column(heading=say("Part"), of=lambda one: one.part, width=10),
        Column(heading=say("Number"), of=lambda one: one.number, width=3, wide=6),
        Column(heading=say("On"), of=lambda one: one.day, width=10, wide=12),
        Column(heading=say("Kind"), of=lambda one: one.kind),
        Column(heading=say("Text"), of=lambda one: _text(language, one), width=29, wide=64),
        Column(heading=say("Body"), of=lambda one: one.body, width=10, wide=28),
        Column(heading=say("Due"), of=lambda one: one.due, wide=12),
        Column(
            heading=say("Standing"),
            of=lambda one: one.state or (say("Done") if one.done_on else None),
            width=8,
        ),
        Column(heading=say("Done on"), of=lambda one: one.done_on, wide=12),
        Column(heading=say("Life"), of=lambda one: one.stream, wide=28),
    ]
    return Sheet(title=title, columns=columns, rows=rows, language=language)


def _text(language: Language, line: DossierLine) -> str:
    """What a line says; of what is restricted only of which kind it is."""
    if line.restricted:
        kind = language.word(line.kind or "")
        return language.say("[{kind}: only for those who prepare the session]", kind=kind)
    said = line.text or language.value(line.kind)
    return f"{said}\n→ {line.note}" if line.note else said
