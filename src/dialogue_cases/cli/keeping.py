"""Lập sổ và giữ sổ: make a store, import a plan, take an entry out, forget a party."""

from datetime import date
from pathlib import Path
from typing import Any

from dialogue_cases import plan
from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import act_of, acting_arguments, missing, tell_recorded
from dialogue_cases.cli.persons import erasure, tell_erasure
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.errors import Invalid, SealError
from dialogue_cases.life import Decision
from dialogue_cases.office import Office
from dialogue_cases.office.secrecy import stream_of
from dialogue_cases.plan_file import PlanFile, read_plan
from dialogue_cases.privacy import rotate
from dialogue_cases.proposal import fields_of
from dialogue_cases.store import file_of, path_beside
from dialogue_cases.unit import suggested_kind
from dialogue_cases.vocabulary import BodyId, Document, StreamId, first_day
from dialogue_cases.ward import Ward
from dialogue_cases.ward.in_any_life import hold_back_openings, release_openings
from dialogue_cases.ward_file import read_ward


def add_keeping(app: Commands, clerk: Clerk) -> None:
    """Add what makes a store and keeps it to the program."""
    say = clerk.language.say
    on = Argument(name="on", required=True, about=say("the day on which it is decided"))
    reason = Argument(name="reason", required=True, about=say("why"))
    acting = acting_arguments(clerk, needed=True)
    add(
        app,
        "init",
        say("Make a new store for a ward, with its vault and key."),
        [
            Argument(name="setup", about=say("a TOML file with bodies, groups, officers, rules")),
            Argument(name="code", about=say("the ward's code, part of every global id")),
            Argument(name="name", about=say("the ward's name")),
            Argument(
                name="aliases", option="--alias", kind="texts", about=say("another spelling of it")
            ),
        ],
        lambda typed: _init(clerk, typed),
    )
    add(
        app,
        "void",
        say("Take out an entry that was never a fact of this life; the record keeps it."),
        [
            Argument(name="stream", positional=True, required=True, about=say("the life")),
            Argument(name="version", positional=True, required=True, about=say("the entry")),
            on,
            reason,
            *(one for one in acting if one.name != "_corrects"),
        ],
        lambda typed: _void(clerk, typed),
    )
    add(
        app,
        "erase",
        say("Destroy the key of a party's personal data in a case, for good."),
        [
            Argument(name="party", positional=True, required=True, about=say("the party")),
            on,
            reason,
            Argument(name="request", about=say("the number of the request that is granted by it")),
            *acting[:5],
        ],
        lambda typed: _erase(clerk, typed),
    )
    stream = Argument(
        name="stream",
        positional=True,
        required=True,
        about=say("the life, such as dialogue/2023/1"),
    )
    body = Argument(
        name="body", required=True, about=say("whose openings: the body that reads"), hint=BodyId
    )
    basis = say("the decision that it rests on")
    add(
        app,
        "hold-back-openings",
        say("While an inspection goes on, don't tell people that a body reads their data."),
        [
            stream,
            body,
            Argument(name="since", required=True, about=say("openings of this day and later")),
            Argument(name="basis", required=True, about=basis, hint=Document),
            on,
            reason,
            *acting[:5],
        ],
        lambda typed: _of_inspection(clerk, typed, hold_back_openings),
    )
    add(
        app,
        "release-openings",
        say("Let people be told who has read their data, once the inspection allows it."),
        [stream, body, Argument(name="basis", about=basis, hint=Document), on, reason, *acting[:5]],
        lambda typed: _of_inspection(clerk, typed, release_openings),
    )
    add(
        app,
        "rotate-key",
        say("Change the wrapping key of the vault; put the old one's copies away for good."),
        [],
        lambda _: _rotate(clerk),
    )
    add(
        app,
        "complete-erasures",
        say("Destroy the keys that this vault still has of parties whose erasure is on record."),
        [],
        lambda _: _complete(clerk),
    )


def add_plan_import(plans: Commands, clerk: Clerk) -> None:
    """Add `plan import` to the decisions about a plan."""
    say = clerk.language.say
    add(
        plans,
        "import",
        say("Record a year's plan from a TOML file, and adopt it if asked."),
        [
            Argument(name="file", positional=True, required=True, about=say("the TOML file")),
            Argument(name="on", about=say("the day of drafting; the document's own if not given")),
            Argument(name="adopt", kind="flag", about=say("adopt it too, as the document says")),
            Argument(name="adopted_on", about=say("the day of adoption, if it is another one")),
            *acting_arguments(clerk, needed=True),
        ],
        lambda typed: _import_plan(clerk, typed),
    )


_BEFORE = 2
"""How many facts a store has before its set-up: that it was opened, and its law."""


def _init(clerk: Clerk, typed: dict[str, Any]) -> None:
    setup = read_ward(Path(typed["setup"])) if "setup" in typed else None
    code = typed.get("code") or (setup.code if setup else "")
    name = typed.get("name") or (setup.name if setup else "")
    for option, given in (("--code", code), ("--name", name)):
        if not given:
            raise Invalid("it is missing", where=option, expected="--code and --name, or --setup")
    aliases = tuple(typed.get("aliases", ())) or (setup.aliases if setup else ())
    steps = setup.steps if setup else ()
    clerk.language.meet(Ward(name=name, aliases=aliases))
    path = file_of(clerk.store)
    if not path.parent.is_dir():
        raise Invalid("there is no folder {folder}", where="--store", folder=str(path.parent))
    with Office.create(
        clerk.store, code=code, name=name, aliases=aliases, setup=steps, operator=clerk.operator
    ) as office:
        clerk.watch(office)
        position, edition = office.log.position, office.law.edition
        recorded = position - _BEFORE
    files = [str(one) for one in (path, path_beside(path, "vault"), path_beside(path, "key"))]
    if clerk.json:
        as_json(
            {
                "store": clerk.store,
                "ward": {"code": code, "name": name, "aliases": aliases},
                "files": files,
                "edition": edition,
                "set_up": recorded,
                "position": position,
            }
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("A store was made for {name} ({code}).", name=name, code=code), style="bold")
    told = (
        say("everything that is recorded"),
        say("the keys of personal data"),
        say("the key of these keys; only you can read it"),
    )
    for file, what in zip(files, told, strict=True):
        teller.line(f"{file}: {what}", 2)
    if steps:
        teller.line(say("Recorded from the set-up: {number} facts.", number=recorded))
    for step in steps:
        body = step.arguments
        if body.get("kind") == "other" and (kind := suggested_kind(body["name"])) is not None:
            hint = say(
                "{body} is of the kind other, which may touch no petition; {kind} ({word}) is "
                "a kind of its own.",
                body=body["name"],
                kind=kind,
                word=clerk.language.word(kind),
            )
            teller.line(hint, style="yellow")
    teller.line(
        say(
            "Back up the first two together and often, and the key file once, in another place: "
            "without it no personal data can be read again."
        )
    )


def _import_plan(clerk: Clerk, typed: dict[str, Any]) -> None:
    with clerk.office() as office:
        read = read_plan(Path(typed["file"]), calendar=office.law_known().calendar)
        on = typed.get("on")
        if on is None:
            issued = read.document.issued_on
            if not isinstance(issued, date):
                raise Invalid("it is missing", where="--on", expected=reading.DAY)
            on = issued.isoformat()
        adopted_on = reading.when(typed.get("adopted_on", on), "--adopted-on")
        stream = _of_which(office, read)
        told = act_of(clerk, office, typed, "plan", on)
        desk = told.desk(office)
        with office.together():  # what is refused leaves no draft behind
            facts = desk.decide(
                stream,
                plan.draft,
                on=reading.when(on, "--on"),
                year=read.year,
                contents=read.contents,
            )
            if typed.get("adopt"):
                facts += desk.decide(stream, plan.adopt, on=adopted_on, document=read.document)
        tell_recorded(clerk, facts, missing=missing(office, facts))


def _of_which(office: Office, read: PlanFile) -> StreamId:
    """The plan's life: as the file says, else that of the same head in its year, else the next."""
    if read.number is not None:
        return plan.stream(read.year, read.number)
    known = list(plan.plans_of(read.year, lambda one: plan.LIFE.fold(office.log.read(one))))
    mine = [stream for stream, one in known if one.head == read.contents.head]
    return mine[0] if mine else plan.stream(read.year, len(known) + 1)


def _void(clerk: Clerk, typed: dict[str, Any]) -> None:
    day = reading.day(typed["on"], "--on")
    version = reading.whole(typed["version"].removeprefix("@"), "VERSION")
    with clerk.office() as office:
        office.history(typed["stream"])
        told = act_of(clerk, office, typed, "", typed["on"])
        facts = told.desk(office).void(
            typed["stream"], version=version, on=day, reason=typed["reason"]
        )
        tell_recorded(clerk, facts)
        ref = f"{typed['stream']}@{version}"
        left = [one for one in office.followers(ref) if one.ref not in {fact.ref for fact in facts}]
    if left and not clerk.json:
        line = clerk.language.say(
            "{number} entries hang on it and wait for an officer: dialogue-cases followers {ref}",
            number=len(left),
            ref=ref,
        )
        Teller(clerk.language).line(line, style="yellow")


def _erase(clerk: Clerk, typed: dict[str, Any]) -> None:
    party = reading.party(typed["party"], "PARTY")
    day = reading.day(typed["on"], "--on")
    with clerk.office() as office:
        office.history(stream_of(party))
        told = act_of(clerk, office, typed, "", typed["on"])
        before = office.lost(party)
        request = reading.whole(typed["request"], "--request") if "request" in typed else None
        office.erase(
            party,
            act=told.decides(office, stream_of(party), "erase"),
            on=first_day(day),
            reason=typed["reason"],
            request=request,
        )
        done = erasure(office, party, before)
    if clerk.json:
        as_json(done)
        return
    tell_erasure(clerk, done)


def _of_inspection(clerk: Clerk, typed: dict[str, Any], decision: Decision) -> None:
    with clerk.office() as office:
        office.history(typed["stream"])
        told = act_of(clerk, office, typed, "", typed["on"])
        values = {
            one.name: told.reader.read(one.hint, [typed[one.name]], f"--{one.name}")
            for one in fields_of(decision)
            if one.name in typed
        }
        tell_recorded(clerk, told.desk(office).decide(typed["stream"], decision, **values))


def _rotate(clerk: Clerk) -> None:
    path = file_of(clerk.store)
    vault, key = path_beside(path, "vault"), path_beside(path, "key")
    if not vault.exists():
        raise SealError("the vault {path} is missing; put back the one of this store", path=vault)
    count = rotate(vault, key)
    if clerk.json:
        as_json({"key": str(key), "keys": count})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(
        say("{count} keys are wrapped anew; the new wrapping key: {file}", count=count, file=key)
    )
    teller.line(
        say(
            "Copy the key file to its other place, and open the store anew in programs that have "
            "it open: with the old key they read and seal nothing any more."
        )
    )


def _complete(clerk: Clerk) -> None:
    with clerk.office() as office:
        parties = office.complete_erasures()
    if clerk.json:
        as_json({"destroyed": parties})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    for one in parties:
        teller.line(say("The key of {party} was destroyed.", party=one))
    if not parties:
        teller.line(say("This vault has no key of anyone whose erasure is on record."))
