"""Khám sổ: is this store whole, which editions of the law it keeps, how far its views are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import frozen
from cyclopts import App

from dialogue_cases import codec, ward
from dialogue_cases.attachments import damaged
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import add
from dialogue_cases.cli.failing import TROUBLE, failure
from dialogue_cases.cli.mistake import Mistake
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import CaseError
from dialogue_cases.law import load_law
from dialogue_cases.privacy import Vault, read_key_file
from dialogue_cases.projection import positions
from dialogue_cases.record import FileAttached, Recorded, fold
from dialogue_cases.store import Store, file_of
from dialogue_cases.ward import WARD, Ward
from dialogue_cases.ward.events import LawLoaded


def add_doctor(app: App, clerk: Clerk) -> None:
    """Add `doctor` to the program."""
    about = clerk.language.say("Is this store whole, which editions, how far are its views?")
    add(app, "doctor", about, [], lambda _: _doctor(clerk))


@frozen(kw_only=True)
class Finding:
    """Kết quả khám: one thing looked at, and what is wrong with it, if anything."""

    what: str
    wrong: str | None = None


def _doctor(clerk: Clerk) -> int:
    """Look at a store without writing to it."""
    store = Store.open(clerk.store)
    try:
        findings = [_looked("log", store.check, clerk)]
        try:
            facts = store.read(WARD)
        except CaseError:
            facts = []
        known: Ward = fold(facts, ward.INITIAL, ward.evolve)
        position = store.position
        attached = _attached(store)
    finally:
        store.close()
    path = file_of(clerk.store)
    findings.append(_looked("vault", lambda: _open_vault(path), clerk))
    findings.append(_looked("files", lambda: _look_at_files(clerk.store, path, attached), clerk))
    editions = list(_editions(facts))
    views = positions(path.with_name(path.name + ".views"))
    whole = not any(one.wrong for one in findings)
    if clerk.json:
        as_json(
            {
                "store": clerk.store,
                "whole": whole,
                "position": position,
                "ward": {"code": known.code, "name": known.name},
                "checks": {one.what: one.wrong or "ok" for one in findings},
                "editions": editions,
                "views": views,
            }
        )
    else:
        _tell(clerk, known, position, findings, editions, views)
    return 0 if whole else TROUBLE


def _looked(what: str, look: Any, clerk: Clerk) -> Finding:
    try:
        look()
    except CaseError as error:
        return Finding(what=what, wrong=failure(error, clerk.language).message)
    return Finding(what=what)


def _open_vault(path: Path) -> None:
    key = _key_of(path)
    vault = path.with_name(path.name + ".vault")
    if not vault.exists():
        raise Mistake("the vault is missing; put back the one that was made with the store")
    Vault(vault, key).close()


def _attached(store: Store) -> list[Recorded[Any]]:
    try:
        return [one for one in store.sound() if isinstance(one.event, FileAttached)]
    except CaseError:
        return []  # that the log is damaged is told already


def _look_at_files(url: str, path: Path, attached: list[Recorded[Any]]) -> None:
    """Every sealed file is there and as it was, unless its key is gone."""
    try:
        vault = Vault(path.with_name(f"{path.name}.vault"), _key_of(path))
    except CaseError:
        found = damaged(url, attached, held=lambda _: True)
    else:
        found = damaged(url, attached, held=vault.holds)
        vault.close()
    if found:
        raise Mistake(
            "{count} attached files are missing or changed: {which}",
            right="the folder of sealed files, put back beside the store",
            count=len(found),
            which=", ".join(f"{one.stream} {one.file.number}" for one in found),
        )


def _key_of(path: Path) -> bytes:
    return read_key_file(path.with_name(path.name + ".key"))


def _editions(facts: list[Recorded[Any]]) -> Iterator[dict[str, Any]]:
    """The editions of the law that the log keeps; the library's own may not be there yet."""
    current = load_law(names=codec.NAMES).edition
    kept = [fact for fact in facts if isinstance(fact.event, LawLoaded)]
    for fact in kept:
        edition = fact.event.edition
        yield {
            "edition": edition,
            "on": fact.event.on,
            "position": fact.position,
            "current": edition == current,
        }
    if current not in {fact.event.edition for fact in kept}:
        yield {"edition": current, "on": None, "position": None, "current": True}


def _tell(
    clerk: Clerk,
    known: Ward,
    position: int,
    findings: list[Finding],
    editions: list[dict[str, Any]],
    views: dict[str, int] | None,
) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    told = say("{position} facts", position=position)
    name = f"{known.name} ({known.code}), " if known.code else ""
    teller.line(f"{clerk.store}: {name}{told}", style="bold")
    labels = {
        "log": say("the log"),
        "vault": say("the vault and its key"),
        "files": say("the attached files"),
    }
    for one in findings:
        told = say("whole") if one.wrong is None else one.wrong
        teller.line(f"{labels[one.what]}: {told}", 2, style="red" if one.wrong else "")
    for edition in editions:
        kept = (
            say("kept since {on}", on=edition["on"])
            if edition["on"]
            else say("the library's own; it will be kept at the next opening")
        )
        current = say(", the present one") if edition["current"] and edition["on"] else ""
        teller.line(
            say("edition {edition}", edition=edition["edition"][:12]) + f": {kept}{current}", 2
        )
    if views is None:
        teller.line(say("views: the file is damaged; it will be made anew"), 2, style="yellow")
    elif not views:
        teller.line(say("views: none are kept yet; the first question makes them"), 2)
    for view, upto in (views or {}).items():
        teller.line(say("view {name}: as of position {position}", name=view, position=upto), 2)
