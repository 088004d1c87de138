"""Kiểm tra hồ sơ: who decided what, knowing what, as commands."""

from datetime import date
from typing import Any, get_args

import attrs

from dialogue_cases.audit import (
    DecisionRecord,
    decided_by,
    decision_record,
    erasure_certificate,
    openings,
    page,
    prov_json,
    provenance,
    timeline,
)
from dialogue_cases.audit.erasure import COLUMNS as ERASED
from dialogue_cases.audit.erasure import remaining
from dialogue_cases.audit.knowledge import COLUMNS as DIFFERENCES
from dialogue_cases.audit.knowledge import (
    TABLES,
    KnowledgePart,
    differences_of_life,
    differences_of_table,
)
from dialogue_cases.audit.openings import COLUMNS as OPENINGS
from dialogue_cases.audit.timeline import COLUMNS as TIMELINE
from dialogue_cases.cli import reading
from dialogue_cases.cli.asking import plain_owed
from dialogue_cases.cli.axes import (
    day_of,
    effect_argument,
    effective,
    knowledge,
    known_argument,
    known_as,
    on_argument,
)
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.filing import free, written
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import reader_of
from dialogue_cases.cli.viewing import Looking, Shown, ShownPart, add_view, filters
from dialogue_cases.office.holding import may_hold_back
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.projection import Answer
from dialogue_cases.sentences import Reading
from dialogue_cases.vocabulary import BodyId, OfficeKind, OfficerId, StreamId


def add_auditing(app: Commands, clerk: Clerk) -> None:
    """Add what an auditor asks to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
        hint=StreamId,
    )
    on = effect_argument(clerk.language)
    reader = acting_arguments(clerk)[:3]
    add_view(
        app,
        clerk,
        "timeline",
        say("All that was recorded of a case or a session and what belongs to it, by whom."),
        [stream, on, *reader],
        _timeline,
    )
    some = filters(clerk)
    add_view(
        app,
        clerk,
        "decided-by",
        say("All that an officer, an office or a body has decided, in whatever life."),
        [
            Argument(name="officer", positional=True, about=say("which officer"), hint=OfficerId),
            Argument(name="in_office", about=say("in which office"), hint=OfficeKind),
            Argument(name="body", about=say("of which body"), hint=BodyId),
            some["first"],
            some["last"],
            *reader,
        ],
        _decided_by,
    )
    add(
        app,
        "decision",
        say("Of one fact: who decided it, knowing what, under which law, and what followed."),
        [
            Argument(
                name="ref",
                positional=True,
                required=True,
                about=say("the fact, such as dialogue/2023/1@7"),
            ),
            on_argument(clerk.language),
            known_argument(clerk.language),
            *reader,
        ],
        lambda typed: _decision(clerk, typed),
    )
    add_view(
        app,
        clerk,
        "diff",
        say("What was known otherwise at an earlier point, and which facts make it so."),
        [
            Argument(
                name="stream",
                positional=True,
                about=say("of which life its state and its deadlines; registers and boards if not"),
                hint=StreamId,
            ),
            Argument(
                name="before",
                required=True,
                about=say("compared with what was on record at the end of this day, or position"),
            ),
            some["on"],
            Argument(name="part", about=say("which part: {parts}", parts=", ".join(PARTS))),
            *reader,
        ],
        _diff,
    )
    add_view(
        app,
        clerk,
        "openings",
        say("Who has opened the personal data of a party: when, in which office, what for."),
        [
            Argument(
                name="party",
                positional=True,
                required=True,
                about=say("the party, such as petition/2023/1#1"),
            ),
            *reader,
        ],
        _openings,
    )
    add_view(
        app,
        clerk,
        "erasure",
        say("What was erased of a case or of a party: when, by whom, why, and what stays."),
        [
            Argument(
                name="of",
                positional=True,
                required=True,
                about=say("the case, or one party, such as petition/2023/1#1"),
            )
        ],
        _erasure,
    )
    add(
        app,
        "provenance",
        say("Who is responsible for what, as W3C PROV-JSON; no texts and no personal data."),
        [
            Argument(
                name="stream",
                positional=True,
                about=say("of which life and what belongs to it; the whole record if not given"),
            ),
            Argument(name="to", required=True, about=say("the file to write")),
            Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
            known_argument(clerk.language),
            *reader,
        ],
        lambda typed: _provenance(clerk, typed),
    )


def _timeline(looking: Looking) -> Shown:
    office, say = looking.office, looking.clerk.language.say
    stream, on = looking.value("stream", StreamId), effective(looking.typed)
    rows = timeline(
        office,
        stream,
        act=reader_of(looking.clerk, office, looking.typed),
        on=on,
        known=looking.known,
        withheld=say("[restricted]"),
    )
    answer = Answer(rows=rows, position=looking.position)
    title = say("Timeline of {life}", life=stream)
    return Shown(
        parts={"": ShownPart(title, TIMELINE, answer)},
        said={"stream": stream, "on": on},
    )


def _provenance(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed)
    with clerk.office() as office:
        reader = reader_of(clerk, office, typed)
        told = provenance(office, typed.get("stream"), act=reader, known=known_as(typed))
    written(path, prov_json(told).encode())
    number = len(told.records)
    if clerk.json:
        as_json({"file": str(path), "stream": typed.get("stream"), "records": number})
        return
    say = clerk.language.say
    Teller(clerk.language).line(
        say("{file} was written: {number} records.", file=str(path), number=number)
    )


PARTS = get_args(KnowledgePart)
"""What is compared: of a life the first two, of the whole record the others."""


def _diff(looking: Looking) -> Shown:
    office, language, known = looking.office, looking.clerk.language, looking.known
    say, typed = language.say, looking.typed
    before = knowledge(typed["before"], "--before")
    stream, titles = looking.value("stream", StreamId), _titles(language)
    if stream is not None:
        told = differences_of_life(
            office,
            stream,
            before,
            known,
            on=effective(typed),
            act=reader_of(looking.clerk, office, typed),
            withheld=say("[restricted]"),
        )
        parts = {part: [one for one in told if one.part == part] for part in PARTS[:2]}
    else:
        wanted = [one for one in TABLES if typed.get("part") in (None, one)] or TABLES
        parts = {
            part: list(differences_of_table(office, part, before, known, on=looking.on))
            for part in wanted
        }
    position = looking.position
    return Shown(
        parts={
            part: ShownPart(titles[part], DIFFERENCES, Answer(rows=tuple(rows), position=position))
            for part, rows in parts.items()
        },
        said={"stream": stream, "before": before, "on": looking.on},
    )


def _titles(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "state": say("What is told otherwise of the state"),
        "deadlines": say("What is told otherwise of what is owed"),
        "register": say("What is told otherwise in the case register"),
        "board": say("What is told otherwise on the deadline board"),
        "ledger": say("What is told otherwise in the commitment ledger"),
    }


def _openings(looking: Looking) -> Shown:
    office, say = looking.office, looking.clerk.language.say
    party = reading.party(looking.typed["party"], "PARTY")
    reader = reader_of(looking.clerk, office, looking.typed)
    rows = openings(office, party, act=reader, known=looking.known)
    answer = Answer(rows=rows, position=looking.position)
    copies = office.copies(stream_of(party))
    return Shown(
        parts={
            "": ShownPart(say("Who has seen the data of {party}", party=party), OPENINGS, answer)
        },
        said={"party": party, "copies": copies},
        below=[
            *(
                ()
                if may_hold_back(office, reader)
                else (say("What is held back in an inspection isn't told here, if anything is."),)
            ),
            *(
                say(
                    "Another record has the case too, what was opened there stands there: {copy}",
                    copy=one,
                )
                for one in copies
            ),
        ],
    )


def _erasure(looking: Looking) -> Shown:
    office, language = looking.office, looking.clerk.language
    of = looking.typed["of"]
    told = erasure_certificate(office, of, known=looking.known)
    answer = Answer(rows=told.keys, position=looking.position)
    title = language.say("What was erased of {case}", case=of)
    return Shown(
        parts={"": ShownPart(title, ERASED, answer)},
        said={
            one.name: getattr(told, one.name)
            for one in attrs.fields(type(told))
            if one.name != "keys"
        },
        below=list(remaining(told, Reading(language, office.law_known))),
    )


def _decided_by(looking: Looking) -> Shown:
    office, say = looking.office, looking.clerk.language.say
    officer = looking.value("officer", OfficerId)
    rows = decided_by(
        office,
        officer,
        in_office=looking.value("in_office", OfficeKind),
        body=looking.value("body", BodyId),
        first=looking.day("first", "--from"),
        last=looking.day("last", "--to"),
        act=reader_of(looking.clerk, office, looking.typed),
        known=looking.known,
        withheld=say("[restricted]"),
    )
    answer = Answer(rows=rows, position=looking.position)
    title = say("Decided by {officer}", officer=looking.clerk.language.value(officer or ""))
    return Shown(parts={"": ShownPart(title, TIMELINE, answer)}, said={"officer": officer})


def _decision(clerk: Clerk, typed: dict[str, Any]) -> None:
    """One page: printed as it is, or as data."""
    say, code = clerk.language.say, clerk.language.code
    with clerk.office() as office:
        day = day_of(office, typed)
        reader = reader_of(clerk, office, typed)
        known = known_as(typed)
        told = decision_record(
            office, typed["ref"], act=reader, known=known, withheld=say("[restricted]")
        )
        if clerk.json:
            as_json(_plain(told, day, code))
            return
        wording = Reading(clerk.language, office.law_known)
        teller = Teller(clerk.language)
        for part in page(told, wording, on=day):
            teller.line(part.title, style="bold")
            for line in part.lines:
                teller.line(line, 2)


def _plain(told: DecisionRecord, day: date, code: Any) -> dict[str, Any]:
    """A decision for a program; what is due in the form that `deadlines` tells it."""
    plain: dict[str, Any] = {
        one.name: getattr(told, one.name)
        for one in attrs.fields(DecisionRecord)
        if one.name != "deadlines"
    }
    entered = told.attribution.entered
    owed = [
        {
            "then": one.then and plain_owed(one.then, entered, code),
            "now": one.now and plain_owed(one.now, day, code),
            "differs": one.differs,
            "facts": one.facts,
            "reasons": one.reasons,
        }
        for one in told.deadlines
    ]
    return {"ref": told.attribution.ref, "on": day, **plain, "deadlines": owed}
