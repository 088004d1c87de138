"""Điểm cần xem xét: what whoever checks the record should look at, on the command line.

dialogue-cases findings --year 2023
dialogue-cases findings --kind late --rule P4 --known 2023-09-30
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from dialogue_cases.audit.findings import (
    ENTERED_LATE_AFTER,
    KINDS,
    SILENT_AFTER,
    AuditFinding,
    FindingKind,
    FindingsWanted,
    findings,
    totals,
)
from dialogue_cases.audit.findings.said import COLUMNS, FindingTold, titles, told
from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import day_of, known_argument, known_as, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.sheets import sheet_arguments, written
from dialogue_cases.cli.sheets import told as table
from dialogue_cases.cli.telling import Teller, as_json, is_before_the_record
from dialogue_cases.cli.viewing import sheet_of
from dialogue_cases.errors import Invalid
from dialogue_cases.office import Office
from dialogue_cases.record import Known
from dialogue_cases.spelling import same_name
from dialogue_cases.vocabulary import BodyId, OfficerId


def add_findings(app: Commands, clerk: Clerk) -> None:
    """Add `findings` to the program."""
    say = clerk.language.say
    kinds = "; ".join(f"{kind}: {title}" for kind, title in titles(clerk.language).items())
    arguments = [
        Argument(name="year", about=say("of which year")),
        Argument(name="body", about=say("decided or owed by which body"), hint=BodyId),
        Argument(name="officer", about=say("decided or owed by which officer"), hint=OfficerId),
        Argument(
            name="kind",
            kind="texts",
            hint=FindingKind,
            about=say("of which kinds: {kinds}", kinds=kinds),
        ),
        Argument(name="rule", about=say("under which rule")),
        Argument(
            name="by", about=say("how many, by year, body or officer"), hint=totals.FindingsBy
        ),
        on_argument(clerk.language),
        known_argument(clerk.language),
        Argument(
            name="entered_late_after",
            about=say(
                "after how many calendar days an entry is late; {days} if not given",
                days=ENTERED_LATE_AFTER,
            ),
        ),
        Argument(
            name="silent_after",
            about=say(
                "after how many working days an open case is silent; {days} if not given",
                days=SILENT_AFTER,
            ),
        ),
        *sheet_arguments(clerk.language),
    ]
    about = say("What whoever checks the record should look at.")
    add(app, "findings", about, arguments, lambda typed: _findings(clerk, typed))


def _findings(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        on = day_of(office, typed)
        known, wanted = known_as(typed), _wanted(clerk, office, typed)
        if is_before_the_record(clerk, office, known):
            return
        found = findings(office, on, wanted, known=known)
        if "by" in typed:
            _totals(clerk, office, typed, on, known, found)
            return
        law = office.law_known(known=known)
        rows = [told(one, law, clerk.language) for one in found]
        if clerk.json:
            _as_json(clerk, office, on, known, found, rows)
            return
        title = clerk.language.say("What is to be looked at, {on}", on=on)
        sheet = sheet_of(COLUMNS, rows, clerk.language, title=title, ward=office.ward())
        teller = Teller(clerk.language)
        if not written(sheet, typed, teller):
            _tell(teller, title, rows)


def _totals(
    clerk: Clerk,
    office: Office,
    typed: dict[str, Any],
    on: date,
    known: Known | None,
    found: Sequence[AuditFinding],
) -> None:
    by: totals.FindingsBy = reading.Reader(clerk.language).read(
        totals.FindingsBy, [typed["by"]], "--by"
    )
    rows = totals.totals(found, by)
    if clerk.json:
        as_json({**_asked(clerk, office, on, known), "by": by, "totals": rows})
        return
    title = clerk.language.say("What is to be looked at, {on}", on=on)
    headings = {"of": clerk.language.word(by)}
    sheet = sheet_of(
        totals.COLUMNS,
        rows,
        clerk.language,
        title=title,
        headings=headings,
        ward=office.ward(),
    )
    teller = Teller(clerk.language)
    if not written(sheet, typed, teller):
        table(sheet, teller)


def _asked(clerk: Clerk, office: Office, on: date, known: Known | None) -> dict[str, Any]:
    """What was asked, and what the answer rests on."""
    position, left_out = office.store.position, clerk.left_out(office)
    return {"on": on, "known": known, "position": position, "left_out": left_out}


def _wanted(clerk: Clerk, office: Office, typed: dict[str, Any]) -> FindingsWanted:
    read = reading.Reader(clerk.language, office.ward())
    numbers = {
        name: reading.whole(typed[name], f"--{name.replace('_', '-')}")
        for name in ("year", "entered_late_after", "silent_after")
        if name in typed
    }
    body, officer = (
        read.read(hint, [typed[name]], f"--{name}") if name in typed else None
        for name, hint in (("body", BodyId), ("officer", OfficerId))
    )
    return FindingsWanted(
        body=body,
        officer=officer,
        kinds=tuple(_kind(clerk, text) for text in typed.get("kind", ())),
        rule=typed.get("rule"),
        **numbers,
    )


def _kind(clerk: Clerk, text: str) -> FindingKind:
    """A kind by its word, or by what the reader calls it."""
    known = titles(clerk.language)
    for kind in KINDS:
        if text == kind or same_name(text, known[kind]):
            return kind
    raise Invalid(
        "{text} isn't known here",
        where="--kind",
        expected="one of {among}",
        text=text,
        among=", ".join(KINDS),
    )


def _tell(teller: Teller, title: str, rows: Sequence[FindingTold]) -> None:
    say, value = teller.language.say, teller.language.value
    teller.line(title, style="bold")
    if not rows:
        teller.line(say("Nothing is listed."))
    for one in rows:
        teller.line(f"{value(one.day)}  {one.where}  {one.kind}", style="bold")
        teller.line(one.said, 2)
        source = say("Source: {citation}", citation=one.citation)
        teller.line(f"{one.rule}. {source}" if one.rule else source, 4)
        who = " – ".join(value(name) for name in (one.officer, one.body) if name)
        rests = say("Facts: {facts}", facts=", ".join(one.facts)) if one.facts else ""
        if about := ". ".join(filter(None, (who, rests))):
            teller.line(about, 4)
    teller.line(say("{number} findings.", number=len(rows)))


def _as_json(
    clerk: Clerk,
    office: Office,
    on: date,
    known: Known | None,
    found: Sequence[AuditFinding],
    rows: Sequence[FindingTold],
) -> None:
    as_json(
        {
            **_asked(clerk, office, on, known),
            "findings": [
                {**msgspec.to_builtins(one), "title": row.kind, "said": row.said}
                for one, row in zip(found, rows, strict=True)
            ],
        }
    )
