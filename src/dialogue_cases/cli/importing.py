"""Nhập sổ cũ, tiếp nhận đơn vị cũ: what was kept before this record, taken into it."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk, address
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments
from dialogue_cases.cli.failing import BAD_INPUT, RECORDED, Failure, failure
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import CaseError, Invalid
from dialogue_cases.privacy import opened_vault
from dialogue_cases.register_file import (
    BadRegister,
    Problem,
    Report,
    import_register,
    preview,
    read_mapping,
    take_over_ward,
)
from dialogue_cases.store import Store, file_of, path_beside
from dialogue_cases.vocabulary import BodyId, Document, first_day
from dialogue_cases.ward import WARD

SHOWN = 50
"""How many errors are shown; a program is given all of them."""

TOLD_FROM = 10
"""From how many seconds on it is told that others have to wait."""


def add_importing(app: Commands, clerk: Clerk) -> None:
    """Add `import` and `takeover` to the program."""
    say = clerk.language.say
    acting = acting_arguments(clerk, needed=True)[:5]
    add(
        app,
        "import",
        say("Take a register that was kept before into the record: all of it, or nothing."),
        [
            Argument(
                name="file", positional=True, required=True, about=say("the register, XLSX or CSV")
            ),
            Argument(
                name="mapping",
                required=True,
                about=say("a TOML file: which column is what, and which word means what"),
            ),
            Argument(name="dry_run", kind="flag", about=say("only tell what would be recorded")),
            Argument(name="leave_out", kind="texts", about=say("a row to leave out")),
            Argument(
                name="in_parts",
                about=say("entries to record at once; others decide in between. All if not given"),
            ),
            *acting,
        ],
        lambda typed: _import(clerk, typed),
    )
    add(
        app,
        "takeover",
        say("Carry on here what the store of a merged ward has open."),
        [
            Argument(
                name="predecessor",
                positional=True,
                required=True,
                about=say("the merged ward's store, a path"),
            ),
            Argument(name="on", required=True, about=say("the day of the taking over")),
            Argument(
                name="basis",
                required=True,
                hint=Document,
                about=say("the document that orders it"),
            ),
            Argument(
                name="into",
                required=True,
                hint=BodyId,
                about=say("the body here that carries on for those of the merged ward"),
            ),
            Argument(
                name="without_keys",
                kind="flag",
                about=say("leave its personal data behind: its key file isn't at hand"),
            ),
            *acting,
        ],
        lambda typed: _take_over(clerk, typed),
    )


def _import(clerk: Clerk, typed: dict[str, Any]) -> int:
    mapping = read_mapping(Path(typed["mapping"]))
    rows = [reading.whole(one, "--leave-out") for one in typed.get("leave_out", ())]
    asked: dict[str, Any] = {"leave_out": rows}
    take = preview if typed.get("dry_run") else import_register
    if "in_parts" in typed:
        if take is preview:
            raise Invalid(
                "a dry run has no parts", where="--in-parts", expected="one of the two options"
            )
        asked["in_parts"] = reading.whole(typed["in_parts"], "--in-parts")
    with clerk.office() as office:
        told = act_of(clerk, office, typed, "", office.today.isoformat())
        act = told.decides(office, WARD, "take_over_book")
        try:
            report = take(office, Path(typed["file"]), mapping, act=act, **asked)
        except BadRegister as error:
            report = error.report
        except (CaseError, KeyboardInterrupt) as error:
            if "in_parts" not in typed or not clerk.recorded:
                raise
            return _stopped(clerk, error)
    if clerk.json:
        as_json(_plain(clerk, report))
    else:
        _tell(clerk, report)
    if report.problems:
        return RECORDED if report.recorded else BAD_INPUT
    return 0


def _stopped(clerk: Clerk, error: CaseError | KeyboardInterrupt) -> int:
    """Parts are recorded and the next one isn't: the clerk is told to go on, not to leave it."""
    say = clerk.language.say
    told = say(
        "Parts of it are recorded (facts: {number}); the same command goes on from there.",
        number=clerk.recorded,
    )
    if isinstance(error, CaseError):
        told = f"{told} {failure(error, clerk.language).message}"
    failed = Failure(
        kind="recorded", code=RECORDED, message=told, data={"recorded": clerk.recorded}
    )
    return failed.tell(clerk.language, as_json=clerk.json)


def _take_over(clerk: Clerk, typed: dict[str, Any]) -> None:
    on = reading.day(typed["on"], "--on")
    url = address(typed["predecessor"])
    path = file_of(url)
    with ExitStack() as held, clerk.office() as office:
        predecessor = Store.open(url)
        held.callback(predecessor.close)
        vault = None
        if not typed.get("without_keys"):
            vault = opened_vault(path_beside(path, "vault"), path_beside(path, "key"))
            held.callback(vault.close)
        told = act_of(clerk, office, typed, "", typed["on"])
        taken = take_over_ward(
            office,
            predecessor,
            act=told.decides(office, WARD, "take_over"),
            on=first_day(on),
            basis=told.reader.read(Document, [typed["basis"]], "--basis"),
            into=told.reader.read(BodyId, [typed["into"]], "--into"),
            vault=vault,
        )
    if clerk.json:
        left = [
            {"origin": one.origin, "why": failure(one.error, clerk.language).message}
            for one in taken.left
        ]
        as_json({**attrs.asdict(attrs.evolve(taken, left=())), "left": left})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(f"{taken.name} ({taken.code})", style="bold")
    number = len(taken.carried)
    teller.line(say("Carried on here: {number} open petitions.", number=number))
    for one in taken.carried:
        sealed = "" if one.unsealed else " " + say("(personal data left behind)")
        kept = " " + say("(held)") if one.held else ""
        teller.line(f"{one.origin} → {one.stream}{sealed}{kept}", 2)
        if one.left:
            among = ", ".join(map(clerk.language.field, one.left))
            teller.line(say("left in its record: {among}", among=among), 4)
        if one.files_left:
            teller.line(
                say("files that couldn't be taken along: {number}", number=one.files_left), 4
            )
    if taken.left:
        teller.line(say("Not carried on, tried again by the next call:"), style="bold")
    for behind in taken.left:
        why = failure(behind.error, clerk.language).message
        teller.line(f"{behind.origin}: {why}", 2)
    for unmarked in taken.unmarked:
        teller.line(
            say(
                "The old record couldn't be told where a copy lies: {origin} → {stream}",
                origin=unmarked.origin,
                stream=unmarked.stream,
            ),
            style="bold",
        )
    if taken.known:
        teller.line(say("recorded before: {number}", number=len(taken.known)), 2)
    teller.line(say("closed, left in its record: {number}", number=taken.closed), 2)


def _tell(clerk: Clerk, report: Report) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    name = report.file if report.sheet is None else f"{report.file}, {report.sheet}"
    teller.line(name, style="bold")
    teller.line(f"SHA-256 {report.digest}", 2)
    new, still = len(report.entries), len(report.open_entries)
    if report.problems:
        number = len(report.problems)
        if report.recorded:
            told = say(
                "{number} errors, so only the parts before them are recorded:", number=number
            )
        else:
            told = say("{number} errors, so nothing is recorded:", number=number)
        teller.line(told, style="bold")
        tell_problems(teller, [sentence_of(clerk, one) for one in report.problems])
    if report.recorded:
        told = say("Recorded: {number} entries, {still} of them open.", number=new, still=still)
    else:
        told = say(
            "Would be recorded: {number} entries, {still} of them open.", number=new, still=still
        )
    teller.line(told)
    if report.seconds >= TOLD_FROM:
        seconds = str(round(report.seconds))
        if report.recorded:
            waited = say(
                "While it was recorded nobody else could decide: {seconds} s.", seconds=seconds
            )
        else:
            waited = say(
                "While it is recorded nobody else can decide: about {seconds} s.", seconds=seconds
            )
        teller.line(waited, 2)
    if report.entries and report.recorded:
        first, last = report.entries[0].stream, report.entries[-1].stream
        teller.line(f"{first} … {last}", 2)
    for number, sentence in (
        (len(report.known), say("recorded before: {number}", number=len(report.known))),
        (
            report.unread,
            say(
                "results kept as written: {number}, rows {rows}",
                number=report.unread,
                rows=_rows(report.unread_rows),
            ),
        ),
        (len(report.left_out), say("rows left out: {rows}", rows=_rows(report.left_out))),
        (len(report.passed_over), say("no entries: rows {rows}", rows=_rows(report.passed_over))),
        (len(report.empty_days), say("nobody came: rows {rows}", rows=_rows(report.empty_days))),
    ):
        if number:
            teller.line(sentence, 2)
    if report.as_written:
        teller.line(say("Bodies that the record hasn't, kept as written:"))
        for body, times in report.as_written.items():
            teller.line(f"{body}: {times}", 2)
    if report.despite:
        teller.line(say("Recorded although a rule forbids it:"))
        for rule, times in report.despite.items():
            teller.line(f"{rule}: {times}", 2)


def _rows(rows: tuple[int, ...]) -> str:
    return ", ".join(map(str, rows))


def sentence_of(clerk: Clerk, problem: Problem) -> str:
    """What is wrong in a cell, as it is told."""
    say = clerk.language.say
    told = failure(problem.error, clerk.language).message
    if problem.column is None:
        return say("row {row}: {told}", row=str(problem.row), told=told)
    value = f" “{problem.value}”" if problem.value else ""
    return say(
        "row {row}, column {column} ({heading}){value}: {told}",
        row=str(problem.row),
        column=problem.column,
        heading=problem.heading,
        value=value,
        told=told,
    )


def tell_problems(teller: Teller, sentences: Sequence[str]) -> None:
    """The first errors of a file, and how many more there are."""
    for told in sentences[:SHOWN]:
        teller.line(told, 2)
    if (more := len(sentences) - SHOWN) > 0:
        teller.line(teller.language.say("… and {number} more (--json tells all)", number=more), 2)


def plain_problem(clerk: Clerk, problem: Problem) -> dict[str, Any]:
    """What is wrong in a cell, as JSON has it."""
    told = failure(problem.error, clerk.language)
    return {
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "value": problem.value,
        "kind": told.kind,
        "rule": told.rule,
        "message": told.message,
    }


def _plain(clerk: Clerk, report: Report) -> dict[str, Any]:
    lines = {
        name: [
            {"row": one.row, "entry": one.book_entry, "stream": one.stream, "open": one.is_open}
            for one in among
        ]
        for name, among in (("entries", report.entries), ("known", report.known))
    }
    return {
        "file": report.file,
        "sha256": report.digest,
        "sheet": report.sheet,
        "recorded": report.recorded,
        "source": report.source,
        **lines,
        "left_out": report.left_out,
        "passed_over": report.passed_over,
        "empty_days": report.empty_days,
        "problems": [plain_problem(clerk, one) for one in report.problems],
        "despite": report.despite,
        "bodies_as_written": report.as_written,
        "results_as_written": report.unread,
        "results_as_written_rows": report.unread_rows,
        "facts": report.facts,
        "seconds": round(report.seconds, 1),
    }
