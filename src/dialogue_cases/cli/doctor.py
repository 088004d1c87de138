"""Khám sổ: is this store whole, which editions of the law it keeps, how far its views are."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from attrs import define, field, frozen

from dialogue_cases import codec, ward
from dialogue_cases.attachments import damaged
from dialogue_cases.cli import remembering
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Commands, add
from dialogue_cases.cli.failing import TROUBLE, failure
from dialogue_cases.cli.proving import fault_told
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import CaseError, CorruptLog, Invalid, KeyDestroyed, KeyMissing, WrongKey
from dialogue_cases.law import load_law
from dialogue_cases.office.checks import may_hold_sealed, sealed_in
from dialogue_cases.policies.own_rules import is_own
from dialogue_cases.privacy import Vault, opened_vault, read_key_file
from dialogue_cases.projection import positions
from dialogue_cases.proofs import Proofs, verify
from dialogue_cases.record import Erased, FileAttached, Recorded
from dialogue_cases.roles import read_roles
from dialogue_cases.store import Store, file_of, path_beside
from dialogue_cases.vocabulary import EventRef, PartyId, SystemAct
from dialogue_cases.ward import WARD, LawLoaded, Ward

SHOWN = 5
"""How many keys are named in one sentence."""


def add_doctor(app: Commands, clerk: Clerk) -> None:
    """Add `doctor` to the program."""
    about = clerk.language.say("Is this store whole, which editions, how far are its views?")
    add(app, "doctor", about, [], lambda _: _doctor(clerk))


@frozen(kw_only=True)
class Diagnosis:
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
        known: Ward = ward.LIFE.fold(facts)
        position = store.position
        sealed = _sealed(store)
        compared, fixed = _compared(store, clerk)
        findings += compared
    finally:
        store.close()
    path = file_of(clerk.store)
    findings.append(_looked("vault", lambda: _look_at_vault(path, known.store, sealed), clerk))
    findings.append(_looked("files", lambda: _look_at_files(clerk.store, path, sealed), clerk))
    if (roles := path_beside(path, "roles.toml")).exists():
        findings.append(_looked("roles", lambda: read_roles(roles), clerk))
    editions = list(_editions(facts))
    views = positions(path_beside(path, "views"))
    whole = not any(one.wrong for one in findings)
    if clerk.json:
        as_json(
            {
                "store": clerk.store,
                "whole": whole,
                "position": position,
                "checkpoint": fixed,
                "ward": {"code": known.code, "name": known.name},
                "checks": {one.what: one.wrong or "ok" for one in findings},
                "editions": editions,
                "views": views,
                "in_the_systems_name": sealed.in_the_systems_name,
                "settings": remembering.plain(clerk),
            }
        )
    else:
        _tell(clerk, known, position, findings, editions, views)
        if fixed is None:
            line = clerk.language.say(
                "no checkpoint was taken: what somebody changes in the file can't be noticed; "
                "dialogue-cases audit checkpoint takes one"
            )
            Teller(clerk.language).line(line, 2, style="yellow")
        if sealed.in_the_systems_name:
            line = clerk.language.say(
                "{number} entries were decided in the system's name by no rule of this library: "
                "{which}",
                number=len(sealed.in_the_systems_name),
                which=_some(set(sealed.in_the_systems_name)),
            )
            Teller(clerk.language).line(line, 2, style="yellow")
        remembering.tell(clerk)
    return 0 if whole else TROUBLE


def _compared(store: Store, clerk: Clerk) -> tuple[list[Diagnosis], int | None]:
    """Whether the log is what its checkpoints say, and how many facts the newest one fixes."""
    with ExitStack() as opened:
        try:
            proofs = Proofs.there(store.url)
            if proofs is None:
                return [], None
            found = verify(store, (), (), proofs=opened.enter_context(proofs))
        except CaseError as error:
            return [Diagnosis(what="proofs", wrong=failure(error, clerk.language).message)], None
    wrong = "; ".join(fault_told(clerk.language, one) for one in found.faults)
    fixed = found.checked[-1].size if found.checked else None
    return [Diagnosis(what="proofs", wrong=wrong or None)], fixed


def _looked(what: str, look: Callable[[], object], clerk: Clerk) -> Diagnosis:
    try:
        look()
    except CaseError as error:
        return Diagnosis(what=what, wrong=failure(error, clerk.language).message)
    except OSError as error:
        return Diagnosis(what=what, wrong=f"{error.filename}: {error.strerror}")
    return Diagnosis(what=what)


@define
class Sealed:
    """Dữ liệu niêm phong trong sổ: the keys that the log names, whose are erased, its files."""

    keys: set[PartyId] = field(factory=set)
    erased: set[PartyId] = field(factory=set)
    attached: list[Recorded[Any]] = field(factory=list)
    in_the_systems_name: list[EventRef] = field(factory=list)


def _sealed(store: Store) -> Sealed:
    with suppress(CorruptLog):
        return _sealed_in(store.since())
    with suppress(CaseError):  # that the log is damaged is told already
        return _sealed_in(store.sound())
    return Sealed()


def _sealed_in(facts: Iterable[Recorded[Any]]) -> Sealed:
    found = Sealed()
    for fact in facts:
        shape: Any = type(fact.event)
        if may_hold_sealed(shape):
            found.keys |= {one.key for _, one in sealed_in(fact.event)}
        if isinstance(fact.event, Erased):
            found.erased.add(fact.event.party)
        if isinstance(fact.event, FileAttached):
            found.attached.append(fact)
        if isinstance(fact.act, SystemAct) and not is_own(fact.act):
            found.in_the_systems_name.append(fact.ref)
    return found


def _look_at_vault(path: Path, store: str, sealed: Sealed) -> None:
    """It is this store's, and has every key that the log needs, and none of who is erased."""
    with closing(_vault(path)) as vault:
        if store and not vault.belongs_to(store):
            raise WrongKey(
                "the vault {path} is another store's; put back the one of this store",
                path=path_beside(path, "vault"),
            )
        lost = {key: vault.lost(key) for key in sorted(sealed.keys | sealed.erased)}
    destroyed = {key for key, why in lost.items() if isinstance(why, KeyDestroyed)}
    missing = {key for key, why in lost.items() if isinstance(why, KeyMissing)}
    if missing := missing - sealed.erased:
        raise Invalid(
            "the vault has no key of {which}",
            expected="the latest vault of the store, put back",
            which=_some(missing),
        )
    if destroyed := destroyed - sealed.erased:
        raise Invalid(
            "the keys of {which} are destroyed, and no erasure is on record",
            expected="the latest log of the store, put back",
            which=_some(destroyed),
        )
    if held := {key for key, why in lost.items() if why is None} & sealed.erased:
        raise Invalid(
            "erased on record, but their keys are here still: {which}",
            expected="dialogue-cases complete-erasures, or any decision",
            which=_some(held),
        )


def _some(keys: Collection[str]) -> str:
    shown, more = sorted(keys)[:SHOWN], len(keys) - SHOWN
    return ", ".join(shown) + (f", … (+{more})" if more > 0 else "")


def _look_at_files(url: str, path: Path, sealed: Sealed) -> None:
    """Every sealed file is there and as it was, unless its key is gone."""
    try:
        vault = _vault(path)
    except CaseError:
        found = damaged(url, sealed.attached, held=lambda _: True)
    else:
        with closing(vault):
            found = damaged(
                url,
                sealed.attached,
                held=lambda key: not isinstance(vault.lost(key), KeyDestroyed),
            )
    if found:
        raise Invalid(
            "{count} attached files are missing or changed: {which}",
            expected="the folder of sealed files, put back beside the store",
            count=len(found),
            which=", ".join(f"{one.stream} {one.file.number}" for one in found),
        )


def _vault(path: Path) -> Vault:
    """The store's vault, only to look at: one that isn't there isn't made."""
    key, vault = path_beside(path, "key"), path_beside(path, "vault")
    read_key_file(key)
    if not vault.exists():
        raise Invalid("the vault is missing; put back the one that was made with the store")
    return opened_vault(vault, key)


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
    findings: list[Diagnosis],
    editions: list[dict[str, Any]],
    views: dict[str, int] | None,
) -> None:
    teller, say = Teller(clerk.language), clerk.language.say
    told = say("{position} facts", position=position)
    name = f"{known.name} ({known.code}), " if known.code else ""
    teller.line(f"{clerk.store}: {name}{told}", style="bold")
    labels = {
        "log": say("the log"),
        "proofs": say("the log beside its checkpoints"),
        "vault": say("the vault and its key"),
        "files": say("the attached files"),
        "roles": say("the roles"),
    }
    for one in findings:
        told = say("whole") if one.wrong is None else one.wrong
        teller.line(f"{labels[one.what]}: {told}", 2, style="red" if one.wrong else "")
    for edition in editions:
        kept = (
            say("kept since {on}", on=edition["on"])
            if edition["on"]
            else say("the library's own; the next decision will keep it")
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
