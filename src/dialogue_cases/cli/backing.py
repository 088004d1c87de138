"""Sao lưu và phục hồi: copy a store while it is in use, and put a copy back."""

from pathlib import Path
from typing import Any

from dialogue_cases import backup, given_file
from dialogue_cases.cli.clerk import Clerk, address
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.proving import keys_of, tell_verified
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.proofs import Note
from dialogue_cases.store import file_of, path_beside


def add_backup(app: Commands, clerk: Clerk) -> None:
    """Add `backup` and `restore` to the program."""
    say = clerk.language.say
    add(
        app,
        "backup",
        say("Copy the store while it is in use; keys into a folder of their own."),
        [
            Argument(name="to", required=True, about=say("a folder that isn't there yet")),
            Argument(
                name="vault_to",
                about=say("another one, for the vault and the key that signs, to be kept apart"),
            ),
        ],
        lambda typed: _backup(clerk, typed),
    )
    add(
        app,
        "restore",
        say("Put a copy back where no store is, after it was found to be whole."),
        [
            Argument(name="copy", positional=True, required=True, about=say("the folder")),
            Argument(name="vault", about=say("the folder of what was kept apart")),
            Argument(
                name="checkpoints",
                option="--checkpoint",
                kind="texts",
                about=say("a file with a checkpoint that you have kept"),
            ),
            Argument(
                name="keys",
                option="--key",
                kind="texts",
                about=say("a key that you trust, or a file of such: the log's, a witness's"),
            ),
            Argument(
                name="older",
                kind="flag",
                about=say("put it back though a checkpoint says that it is an older copy"),
            ),
            Argument(
                name="replaces",
                about=say("the store that it replaces, moved away: what is held there stays held"),
            ),
            Argument(
                name="nothing_left",
                kind="flag",
                about=say("nothing is left of the store that it replaces"),
            ),
        ],
        lambda typed: _restore(clerk, typed),
    )


def _backup(clerk: Clerk, typed: dict[str, Any]) -> None:
    apart = typed.get("vault_to")
    made = backup.back_up(clerk.store, Path(typed["to"]), vault_to=Path(apart) if apart else None)
    if clerk.json:
        as_json({"facts": made.facts, "files": made.files, "apart": made.apart})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    for folder, files in ((typed["to"], made.files), (apart, made.apart)):
        if files:
            teller.line(f"{folder}:", style="bold")
        for name, size in files.items():
            teller.line(say("{name}: {size} bytes", name=name, size=size), 2)
    teller.line(say("{facts} facts were copied.", facts=made.facts))
    if not apart:
        teller.line(
            say("The vault wasn't copied: without one no personal data can be read again."),
            style="yellow",
        )


def _restore(clerk: Clerk, typed: dict[str, Any]) -> None:
    vault = typed.get("vault")
    made = backup.restore(
        Path(typed["copy"]),
        clerk.store,
        vault=Path(vault) if vault else None,
        notes=[Note.read(given_file.text(Path(one))) for one in typed.get("checkpoints", ())],
        keys=[key for told in typed.get("keys", ()) for key in keys_of(told)],
        older=bool(typed.get("older")),
        replaces=address(typed["replaces"]) if "replaces" in typed else None,
        nothing_left=bool(typed.get("nothing_left")),
        operator=clerk.operator,
    )
    path = file_of(clerk.store)
    missing = [
        path_beside(path, name).name
        for name in ("vault", "key")
        if not path_beside(path, name).exists()
    ]
    if clerk.json:
        as_json(
            {
                "facts": made.facts,
                "verdict": made.verified.verdict,
                "proved": made.verified.proved,
                "holds": [one.ref for one in made.holds],
                "missing": missing,
            }
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("{facts} facts were put back.", facts=made.facts), style="bold")
    tell_verified(clerk, made.verified)
    for one in made.holds:
        teller.line(say("Held again as in the store that it replaces: {ref}", ref=one.ref))
    if missing:
        teller.line(
            say(
                "Put back beside it, or open it with --sealed: {missing}",
                missing=", ".join(missing),
            )
        )
