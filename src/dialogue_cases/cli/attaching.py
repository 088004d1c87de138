"""Đính kèm: scans and signed files, kept sealed beside the record.

dialogue-cases attach dialogue/2023/1 bien-ban.pdf --what "Bản quét biên bản" --on 2023-03-16
"""

from pathlib import Path
from typing import Any

from dialogue_cases.attachments import attach, attached, opened
from dialogue_cases.cli import reading
from dialogue_cases.cli.axes import effect_argument, effective, known_argument, known_as
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments, tell_recorded
from dialogue_cases.cli.filing import free, written
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import KeyDestroyed
from dialogue_cases.office.restricted import veil_for
from dialogue_cases.record import FileAttached
from dialogue_cases.vocabulary import Document, PartyId, StreamId


def add_attaching(app: Commands, clerk: Clerk) -> None:
    """Add `attach`, `attachments` and `open-attachment` to the program."""
    say = clerk.language.say
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
    )
    add(
        app,
        "attach",
        say("Keep a scan or a signed file as evidence, sealed, beside the record."),
        [
            stream,
            Argument(name="file", positional=True, required=True, about=say("the file")),
            Argument(name="what", required=True, about=say("what it is, without names")),
            Argument(name="on", about=say("the day on which it is attached; today if not given")),
            Argument(name="party", about=say("whose data it holds, if one party's; else the case")),
            Argument(name="document", about=say("the document that it is a copy of")),
            *acting_arguments(clerk, needed=True)[:6],
        ],
        lambda typed: _attach(clerk, typed),
    )
    add(
        app,
        "attachments",
        say("The files that are attached to a life."),
        [stream, effect_argument(clerk.language), known_argument(clerk.language)],
        lambda typed: _list(clerk, typed),
    )
    add(
        app,
        "open-attachment",
        say("Write out an attached file, in the clear."),
        [
            stream,
            Argument(name="number", positional=True, required=True, about=say("its number")),
            Argument(name="to", required=True, about=say("the file to write")),
            Argument(name="overwrite", kind="flag", about=say("write over a file that is there")),
            Argument(
                name="purpose", required=True, about=say("what the personal data are read for")
            ),
            *acting_arguments(clerk, needed=True)[:3],
        ],
        lambda typed: _open(clerk, typed),
    )


def _attach(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        on = typed.get("on", office.today.isoformat())
        told = act_of(clerk, office, typed, "", on)
        document = None
        if "document" in typed:
            document = told.reader.read(Document, [typed["document"]], "--document")
        facts = attach(
            told.desk(office),
            typed["stream"],
            Path(typed["file"]),
            on=reading.when(on, "--on"),
            what=typed["what"],
            party=PartyId(typed["party"]) if "party" in typed else None,
            document=document,
        )
        tell_recorded(clerk, facts)


def _list(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        history = office.history(typed["stream"])
        show = veil_for(office, None, clerk.language.say("[restricted]"))
        stream = StreamId(typed["stream"])
        there = attached(history, on=effective(typed), known=known_as(typed))
        files: list[FileAttached] = [show(stream, one) for one in there]
        lost = {one.number: office.lost(one.file_key.key) for one in files}
    if clerk.json:
        as_json(
            {
                "stream": typed["stream"],
                "files": [
                    {
                        "number": one.number,
                        "what": one.what,
                        "on": one.on,
                        "sha256": one.sha256,
                        "size": one.size,
                        "media_type": one.media_type,
                        "erased": isinstance(lost[one.number], KeyDestroyed),
                        "readable": lost[one.number] is None,
                    }
                    for one in files
                ],
            }
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    if not files:
        teller.line(say("No file is attached."))
    for one in files:
        teller.line(f"{one.number}. {one.what} ({clerk.language.value(one.on)})", style="bold")
        teller.line(f"SHA-256 {one.sha256[:12]}", 2)
        if isinstance(lost[one.number], KeyDestroyed):
            teller.line(say("erased: nobody can read it any more"), 2, style="yellow")
        elif lost[one.number] is not None:
            teller.line(say("this vault has no key to read it with"), 2, style="yellow")


def _open(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed)
    number = reading.whole(typed["number"], "NUMBER")
    with clerk.office() as office:
        act = act_of(clerk, office, typed, "", office.today.isoformat()).reads(office)
        desk, purpose = office.acting(act), typed["purpose"]
        content = opened(
            office, typed["stream"], number, lambda sealed: desk.unseal(sealed, purpose=purpose)
        )
    written(path, content)
    if clerk.json:
        as_json({"stream": typed["stream"], "number": number, "file": str(path)})
        return
    Teller(clerk.language).line(clerk.language.say("{file} was written.", file=str(path)))
