"""Phiếu nhập: a whole session, or a week's petitions and tasks, entered from one sheet.

    dialogue-cases sheet blank --session dialogue/2026/1 --to phieu.xlsx
    dialogue-cases sheet enter phieu.xlsx --as chanh-van-phong --dry-run
    dialogue-cases sheet enter phieu.xlsx --as chanh-van-phong

What stands on it: `worksheet.layout`; how it is made: `worksheet.blank`; how it is read and
recorded, all or nothing: `worksheet.filled` and `worksheet.entering`.
"""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dialogue_cases.cli import filing, reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.failing import BAD_INPUT
from dialogue_cases.cli.importing import plain_problem, sentence_of, tell_problems
from dialogue_cases.cli.telling import Teller, as_json, plain
from dialogue_cases.cli.worksheet.blank import Blank
from dialogue_cases.cli.worksheet.entering import Entering
from dialogue_cases.cli.worksheet.filled import read_filled
from dialogue_cases.cli.worksheet.layout import HELD, PAGES
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import same_name
from dialogue_cases.vocabulary import Act, StreamId

if TYPE_CHECKING:
    from dialogue_cases.record import Recorded


def add_worksheets(group: Commands, clerk: Clerk) -> None:
    """Add `sheet blank` and `sheet enter` to the program."""
    say = clerk.language.say
    among = ", ".join(page.title for page in PAGES)
    session = Argument(name="session", hint=StreamId, about=say("the session that it is about"))
    add(
        group,
        "blank",
        say("Make a sheet to fill in: a session, petitions, tasks, with lists to choose from."),
        [
            Argument(name="to", required=True, about=say("the XLSX file to write")),
            session,
            Argument(
                name="pages", kind="texts", about=say("only these pages, of {among}", among=among)
            ),
            Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
        ],
        lambda typed: _blank(clerk, typed),
    )
    add(
        group,
        "enter",
        say("Record a sheet that was filled in: all of it, or nothing."),
        [
            Argument(
                name="file", positional=True, required=True, about=say("the sheet, XLSX or CSV")
            ),
            Argument(name="dry_run", kind="flag", about=say("only tell what would be recorded")),
            session,
            *acting_arguments(clerk, needed=True)[:6],
        ],
        lambda typed: _enter(clerk, typed),
    )


def _blank(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = filing.free(typed)
    pages = [_page(name) for name in typed.get("pages", ())] or list(PAGES)
    with clerk.office() as office:
        stream = reading.stream_of(typed["session"]) if "session" in typed else None
        sheet = Blank(
            language=clerk.language,
            ward=office.ward(),
            pages=pages,
            stream=stream,
            session=office.as_of(StreamId(stream)) if stream and HELD in pages else None,
        )
    filing.written(path, sheet.workbook())
    if clerk.json:
        as_json({"file": str(path), "pages": [page.title for page in pages]})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("A sheet to fill in: {file}", file=str(path)))
    command = f"dialogue-cases sheet enter {path} --dry-run"
    teller.line(say("Once it is filled in: {command}", command=command), 2)


def _page(name: str) -> Any:
    for page in PAGES:
        if same_name(name, page.title):
            return page
    raise Invalid(
        "{text} isn't known here",
        where="--pages",
        expected="one of {among}",
        text=name,
        among=", ".join(page.title for page in PAGES),
    )


def _enter(clerk: Clerk, typed: dict[str, Any]) -> int:
    filled = read_filled(Path(typed["file"]))
    with clerk.office() as office:
        before = office.log.position
        entering = Entering(clerk, office, filled, typed)
        recorded = entering.run(keep=not typed.get("dry_run"))
        if clerk.json:
            as_json(_plain(clerk, entering, recorded=recorded, before=before))
        else:
            _tell(clerk, entering, recorded=recorded, before=before)
    return BAD_INPUT if entering.problems else 0


def _tell(clerk: Clerk, entering: Entering, *, recorded: bool, before: int) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(entering.filled.file, style="bold")
    teller.line(f"SHA-256 {entering.filled.digest}", 2)
    if entering.problems:
        number = len(entering.problems)
        teller.line(say("{number} errors, so nothing is recorded:", number=number), style="bold")
        told = [f"{title}, {sentence_of(clerk, one)}" for title, one in entering.problems]
        tell_problems(teller, told)
        return
    new = [fact for one in entering.entered for fact in one.facts if fact.position > before]
    if recorded:
        teller.line(say("Recorded: {number} facts.", number=len(new)))
    else:
        teller.line(say("Would be recorded: {number} facts.", number=len(new)))
    followed: Counter[str] = Counter()
    for page in PAGES:
        rows: dict[int, list[Recorded[Any]]] = {}
        for one in entering.entered:
            if one.row.page is page:
                rows.setdefault(one.row.number, []).extend(one.facts)
        for number, facts in rows.items():
            name = page.title if page is HELD else f"{page.title} {number}"
            fresh = [fact for fact in facts if fact.position > before]
            if not fresh:
                teller.line(say("{row}: recorded before", row=name), 2)
                continue
            decided = [fact for fact in fresh if isinstance(fact.act, Act)]
            followed.update(teller.kind(fact.event) for fact in fresh if fact not in decided)
            kinds = Counter(teller.kind(fact.event) for fact in decided)
            told = [kind if many == 1 else f"{many} × {kind}" for kind, many in kinds.items()]
            lives = dict.fromkeys(fact.stream for fact in fresh if fact.version == 1)
            begun = f" ({', '.join(lives)})" if lives and page is not HELD else ""
            teller.line(f"{name}: {', '.join(told)}{begun}", 2)
    if followed:
        kinds_told = ", ".join(f"{number} × {kind}" for kind, number in followed.items())
        teller.line(say("By rule followed: {kinds}.", kinds=kinds_told))
    if recorded and any(one.row.says_of_a_person for one in entering.entered):
        told_of = say(
            "Names and contents stand in {file} in clear: delete it, or keep it as you keep the "
            "papers themselves.",
            file=entering.filled.file,
        )
        teller.line(told_of, style="yellow")


def _plain(clerk: Clerk, entering: Entering, *, recorded: bool, before: int) -> dict[str, Any]:
    return {
        "file": entering.filled.file,
        "sha256": entering.filled.digest,
        "recorded": recorded,
        "rows": [
            {
                "page": one.row.page.title,
                "row": one.row.row,
                "number": one.row.number,
                "known": all(fact.position <= before for fact in one.facts),
                "facts": [plain(fact) for fact in one.facts],
            }
            for one in entering.entered
            if not entering.problems
        ],
        "problems": [
            {"page": page, **plain_problem(clerk, one)} for page, one in entering.problems
        ],
    }
