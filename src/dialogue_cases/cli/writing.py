"""Lập văn bản: documents as DOCX files, and the templates that the office may edit.

dialogue-cases document conclusion-notice dialogue/2023/1 --to thong-bao.docx
"""

from pathlib import Path
from typing import Any

from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import day_of, known_argument, known_as, on_argument
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.filing import folder, free, is_there, written
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import noted, opening_arguments, reader_of
from dialogue_cases.codec import LIFE_OF
from dialogue_cases.documents import FORMS, Form, WrittenDocument, write
from dialogue_cases.documents.calendars import entries
from dialogue_cases.documents.calendars import written as as_calendar
from dialogue_cases.documents.charts import CHARTS, drawn
from dialogue_cases.documents.filling import PACKAGED
from dialogue_cases.documents.forms import sheet_of_everything
from dialogue_cases.documents.numbers import next_paper_number
from dialogue_cases.errors import Invalid
from dialogue_cases.office.unsealing import Opener, opener
from dialogue_cases.store.following import whole_lives


def add_writing(documents: Commands, clerk: Clerk) -> None:
    """Add every document to the program, and what is done with templates."""
    say = clerk.language.say
    to = Argument(name="to", required=True, about=say("the file to write"))
    arguments = [
        Argument(
            name="stream",
            positional=True,
            required=True,
            about=say("the life, such as dialogue/2023/1"),
        ),
        to,
        on_argument(clerk.language),
        known_argument(clerk.language),
        Argument(name="number", about=say("its number, where the record can't say it")),
        Argument(name="which", about=say("which one, where there are several; the last if not")),
        Argument(name="template", about=say("the office's own template, or a folder of them")),
        Argument(name="period", about=say("on which period it reports, such as 2026-Q1")),
        Argument(
            name="named",
            kind="flag",
            about=say("name the citizens of a reception, as the office orders it"),
        ),
        Argument(name="charts", kind="flag", about=say("draw its chart into it, if it has one")),
        Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
        *opening_arguments(clerk),
    ]
    for form in FORMS.values():
        about = form.vi if clerk.language.code == "vi" else form.en[0].upper() + form.en[1:]

        def run(typed: dict[str, Any], form: Form = form) -> None:
            _write(clerk, form, typed)

        left_out = {"period"} if not form.periodic else set()
        left_out |= {"named"} if not form.naming else set()
        asked = [one for one in arguments if one.name not in left_out]
        add(documents, form.name, f"{about}.", asked, run)
    add(documents, "list", say("Which documents there are."), [], lambda _: _list(clerk))
    add(
        documents,
        "number",
        say("The number that would come next in a series; it is given at issue."),
        [
            Argument(
                name="symbol",
                positional=True,
                required=True,
                about=say("kind and body, such as TB/ĐU or TB-UBND"),
            ),
            on_argument(clerk.language),
        ],
        lambda typed: _number(clerk, typed),
    )
    add(
        documents,
        "templates",
        say("Write out the templates, so that the office can edit them."),
        [Argument(name="to", required=True, about=say("the folder to write into"))],
        lambda typed: _templates(clerk, Path(typed["to"])),
    )


def add_pictures(app: Commands, clerk: Clerk) -> None:
    """Add `calendar` and `chart` to the program."""
    say = clerk.language.say
    on, known = on_argument(clerk.language), known_argument(clerk.language)
    to = Argument(name="to", required=True, about=say("the file to write"))
    add(
        app,
        "calendar",
        say("Sessions, reception days and last days as an iCalendar file."),
        [to, on, known],
        lambda typed: _calendar(clerk, typed),
    )
    add(
        app,
        "chart",
        say("A chart as an SVG or PNG file."),
        [
            Argument(
                name="name",
                positional=True,
                required=True,
                about=say("one of {among}", among=", ".join(CHARTS)),
            ),
            to,
            on,
            known,
            Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
        ],
        lambda typed: _chart(clerk, typed),
    )


def _calendar(clerk: Clerk, typed: dict[str, Any]) -> None:
    """Always over the file of the last time: it is made to be sent again."""
    path = Path(typed["to"])
    with clerk.office() as office:
        day = day_of(office, typed)
        found = entries(office, on=day, known=known_as(typed))
    written(path, as_calendar(found))
    if clerk.json:
        as_json({"file": str(path), "on": day, "entries": len(found)})
        return
    told = clerk.language.say(
        "{file} was written: {count} entries.", file=str(path), count=len(found)
    )
    Teller(clerk.language).line(told)


def _chart(clerk: Clerk, typed: dict[str, Any]) -> None:
    if typed["name"] not in CHARTS:
        right = "one of {among}"
        raise Invalid(
            "there is no chart {name}",
            where="NAME",
            expected=right,
            name=typed["name"],
            among=", ".join(CHARTS),
        )
    path = free(typed)
    form = path.suffix.lower().removeprefix(".")
    if form not in ("svg", "png"):
        raise Invalid(
            "{file} is neither SVG nor PNG",
            where="--to",
            expected="a name that ends in .svg or .png",
            file=str(path),
        )
    with clerk.office() as office:
        day = day_of(office, typed)
        spec = CHARTS[typed["name"]][2](sheet_of_everything(office, on=day, known=known_as(typed)))
    written(path, drawn(spec, "svg" if form == "svg" else "png"))
    if clerk.json:
        as_json({"chart": typed["name"], "file": str(path), "on": day})
        return
    Teller(clerk.language).line(clerk.language.say("{file} was written.", file=str(path)))


def _number(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        day = day_of(office, typed)
        facts = (fact for life in whole_lives(office.log, [*LIFE_OF]) for fact in life)
        number = next_paper_number(facts, office.ward(effective=day), typed["symbol"], on=day)
    if clerk.json:
        as_json({"number": str(number), "on": day})
        return
    Teller(clerk.language).line(str(number))


def _write(clerk: Clerk, form: Form, typed: dict[str, Any]) -> None:
    path = free(typed)
    with clerk.office() as office:

        def make(read: Opener | None) -> WrittenDocument:
            return write(
                office,
                form.name,
                typed["stream"],
                on=reading.day(typed["on"], "--on") if "on" in typed else None,
                number=reading.number(typed["number"], "--number") if "number" in typed else None,
                which=reading.whole(typed["which"], "--which") if "which" in typed else None,
                opener=read,
                reader=reader_of(clerk, office, typed),
                known=known_as(typed),
                templates=_own(typed),
                charts=bool(typed.get("charts")),
                period=typed.get("period"),
                named=bool(typed.get("named")),
            )

        texts = noted(clerk, office, typed, make)
        made = make(None if texts is None else opener(office, texts))
    written(path, made.docx)
    if clerk.json:
        as_json(
            {
                "document": form.name,
                "stream": typed["stream"],
                "file": str(path),
                "draft": made.draft,
                "number": made.number,
            }
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("{file} was written.", file=str(path)), style="bold")
    teller.line(say("It is marked as a draft.") if made.draft else made.number, 2)


def _own(typed: dict[str, Any]) -> Path | None:
    if "template" not in typed:
        return None
    path = Path(typed["template"])
    if not is_there(path, "--template"):
        raise Invalid("there is no {file}", where="--template", file=str(path))
    return path


def _list(clerk: Clerk) -> None:
    if clerk.json:
        as_json(
            {
                "documents": [
                    {"name": one.name, "vi": one.vi, "of": one.of} for one in FORMS.values()
                ]
            }
        )
        return
    teller = Teller(clerk.language)
    for form in FORMS.values():
        about = form.vi if clerk.language.code == "vi" else form.en
        teller.line(f"{form.name:<20}  {about} ({', '.join(form.of)})", hang=22)


def _templates(clerk: Clerk, into: Path) -> None:
    """Never over a template that is there: the office may have edited it."""
    names = [f"{form.name}.docx" for form in FORMS.values()]
    there = [name for name in names if is_there(into / name, "--to")]
    if there:
        raise Invalid(
            "{files} are there already",
            where="--to",
            expected="a folder without them",
            files=", ".join(there),
        )
    folder(into, "--to")
    for name in names:
        written(into / name, (PACKAGED / name).read_bytes())
    if clerk.json:
        as_json({"folder": str(into), "files": names})
        return
    told = clerk.language.say(
        "{count} templates were written into {folder}.", count=len(names), folder=str(into)
    )
    Teller(clerk.language).line(told)
