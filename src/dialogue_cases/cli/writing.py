"""Lập văn bản: documents as DOCX files, and the templates that the office may edit.

dialogue-cases document conclusion-notice dialogue/2023/1 --to thong-bao.docx
"""

from pathlib import Path
from typing import Any

from cyclopts import App

from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, add
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.documents import FORMS, Form, write
from dialogue_cases.documents.filling import PACKAGED


def add_writing(documents: App, clerk: Clerk) -> None:
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
        Argument(name="on", about=say("as of this day; today if not given")),
        Argument(name="number", about=say("its number, where the record can't say it")),
        Argument(name="which", about=say("which one, where there are several; the last if not")),
        Argument(name="template", about=say("the office's own template, or a folder of them")),
        Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
        Argument(name="unseal", kind="flag", about=say("read personal data too")),
    ]
    for form in FORMS.values():
        about = form.vi if clerk.language.code == "vi" else form.en[0].upper() + form.en[1:]

        def run(typed: dict[str, Any], form: Form = form) -> None:
            _write(clerk, form, typed)

        add(documents, form.name, f"{about}.", arguments, run)
    add(documents, "list", say("Which documents there are."), [], lambda _: _list(clerk))
    add(
        documents,
        "templates",
        say("Write out the templates, so that the office can edit them."),
        [Argument(name="to", required=True, about=say("the folder to write into"))],
        lambda typed: _templates(clerk, Path(typed["to"])),
    )


def _write(clerk: Clerk, form: Form, typed: dict[str, Any]) -> None:
    path = Path(typed["to"])
    if path.exists() and not typed.get("overwrite"):
        raise Mistake(
            "{file} is there already",
            where="--to",
            right="another name, or --overwrite",
            file=str(path),
        )
    with clerk.office() as office:
        made = write(
            office,
            form.name,
            typed["stream"],
            on=reading.day(typed["on"], "--on") if "on" in typed else None,
            number=reading.number(typed["number"], "--number") if "number" in typed else None,
            which=reading.whole(typed["which"], "--which") if "which" in typed else None,
            opener=office.unseal if typed.get("unseal") else None,
            templates=_own(typed),
        )
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
    if not path.exists():
        raise Mistake("there is no {file}", where="--template", file=str(path))
    return path


def written(path: Path, data: bytes) -> None:
    """Write a file where the clerk said.

    Raises:
        Mistake: it can't be written there.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise Mistake(
            "{file} can't be written ({why})",
            where="--to",
            file=str(path),
            why=error.strerror or "?",
        ) from None


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


def _templates(clerk: Clerk, folder: Path) -> None:
    """Never over a template that is there: the office may have edited it."""
    names = [f"{form.name}.docx" for form in FORMS.values()]
    there = [name for name in names if (folder / name).exists()]
    if there:
        raise Mistake(
            "{files} are there already",
            where="--to",
            right="a folder without them",
            files=", ".join(there),
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Mistake(
            "{file} can't be written ({why})",
            where="--to",
            file=str(folder),
            why=error.strerror or "?",
        ) from None
    for name in names:
        written(folder / name, (PACKAGED / name).read_bytes())
    if clerk.json:
        as_json({"folder": str(folder), "files": names})
        return
    told = clerk.language.say(
        "{count} templates were written into {folder}.", count=len(names), folder=str(folder)
    )
    Teller(clerk.language).line(told)
