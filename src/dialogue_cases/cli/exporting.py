"""Xuất dữ liệu: the record's tables for analysts, and the record as it lies there."""

import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from dialogue_cases import given_file, whole_file
from dialogue_cases.analysis import export_record, export_tables
from dialogue_cases.analysis.scope import KEY_BYTES
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.cli import reading
from dialogue_cases.cli.asking_tables import add_questions
from dialogue_cases.cli.axes import known_as
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.mining import add_mining
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import reader_of
from dialogue_cases.errors import Invalid, StoreError


def add_export(group: Commands, clerk: Clerk) -> None:
    """Add `export tables`, `export record`, and what is asked or mined of the record."""
    add_mining(group, clerk)
    say = clerk.language.say
    reader = acting_arguments(clerk)[:3]
    folder = Argument(
        name="folder", positional=True, required=True, about=say("a folder that isn't there yet")
    )
    add(
        group,
        "tables",
        say("Write the record's tables as Parquet: pseudonyms stand for texts and people."),
        [
            folder,
            Argument(
                name="only",
                kind="texts",
                about=say("which tables; all if not given: {tables}", tables=", ".join(TABLES)),
            ),
            Argument(name="on", about=say("as of this day; today if not given")),
            Argument(
                name="known", about=say("as was on record at the end of this day, or position")
            ),
            Argument(name="officers", kind="flag", about=say("officers by their ids (with --as)")),
            Argument(name="texts", kind="flag", about=say("texts in clear too (with --as)")),
            Argument(
                name="key_file",
                about=say("the file of the key of pseudonyms, made if it isn't there; kept apart"),
            ),
            *reader,
        ],
        lambda typed: _tables(clerk, typed),
    )
    add(
        group,
        "record",
        say("Write the record as it lies there as Parquet; restore puts it back."),
        [folder, *reader],
        lambda typed: _record(clerk, typed),
    )
    add_questions(group, clerk)


def _tables(clerk: Clerk, typed: dict[str, Any]) -> None:
    folder = Path(typed["folder"])
    only = [name for told in typed.get("only", ()) for name in told.split(",") if name]
    key = _key(Path(typed["key_file"])) if "key_file" in typed else None
    asked_on = typed.get("on")
    with clerk.office() as office, clerk.progress() as progress:
        made = export_tables(
            office,
            folder,
            only=only,
            on=None if asked_on is None else reading.day(asked_on, "--on"),
            known=known_as(typed),
            act=_reader(clerk, office, typed, needed=bool(typed.keys() & {"officers", "texts"})),
            officers=bool(typed.get("officers")),
            texts=bool(typed.get("texts")),
            key=key,
            progress=progress,
        )
    if clerk.json:
        as_json({"folder": str(folder), "position": made.position, "rows": made.rows})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    for name, number in made.rows.items():
        teller.line(say("{table}: {number} rows", table=name, number=number), 2)
    teller.line(
        say(
            "Written as of position {position} of the record: {folder}",
            position=made.position,
            folder=str(folder),
        )
    )


def _record(clerk: Clerk, typed: dict[str, Any]) -> None:
    folder = Path(typed["folder"])
    with clerk.office() as office, clerk.progress() as progress:
        act = _reader(clerk, office, typed, needed=True)
        made = export_record(office, folder, act=act, progress=progress)
    if clerk.json:
        as_json({"folder": str(folder), "facts": made.facts, "root": made.root})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("{facts} facts were written: {folder}", facts=made.facts, folder=str(folder)))
    teller.line(say("The vault isn't in it: without that, what is sealed stays so."))


def _reader(clerk: Clerk, office: Any, typed: dict[str, Any], *, needed: bool) -> Any:
    if needed and "_as" not in typed:
        raise Invalid("it is missing", where="--as", expected="the officer who takes it")
    return reader_of(clerk, office, typed)


def _key(path: Path) -> bytes:
    """The export key in a file, in hex; a new one, if there is no such file."""
    try:
        with suppress(FileExistsError):
            if not path.exists():
                whole_file.write_new(path, f"{secrets.token_hex(KEY_BYTES)}\n".encode())
    except OSError as error:
        raise StoreError(str(path), "can't be written: {why}", why=error.strerror) from None
    told = given_file.text(path).strip()
    try:
        key = bytes.fromhex(told)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise Invalid(
            "it isn't an export key",
            where=str(path),
            expected="{digits} hex digits",
            digits=2 * KEY_BYTES,
        )
    return key
