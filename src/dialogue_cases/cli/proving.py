"""Chứng minh sổ: take checkpoints, have them witnessed, verify a store, hand out evidence."""

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from dialogue_cases import given_file
from dialogue_cases.audit import columns
from dialogue_cases.audit.timeline import belonging, entries
from dialogue_cases.cli import reading
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument, Commands, add
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.failing import TROUBLE
from dialogue_cases.cli.filing import free, written
from dialogue_cases.cli.language import Language
from dialogue_cases.cli.telling import Teller, as_json
from dialogue_cases.cli.unsealing import reader_of
from dialogue_cases.errors import Invalid, NotFound, ProofError
from dialogue_cases.office import Office
from dialogue_cases.proofs import (
    Fault,
    Note,
    Proofs,
    Taken,
    Verified,
    VerifierKey,
    Witness,
    signing_key,
    verify,
)
from dialogue_cases.proofs.evidence import bundle, one_proof
from dialogue_cases.proofs.timestamps import certificates, stamped_at, timestamp_request
from dialogue_cases.record import parts
from dialogue_cases.sentences import Reading
from dialogue_cases.spelling import harmless
from dialogue_cases.store import Store
from dialogue_cases.vocabulary import Act, StreamId

CANT_TELL = 1
"""The exit code of a verification that shows nothing: it may be whole, and may not be."""

PATIENCE = 60
"""Seconds that a witness's answer is waited for."""


def add_proving(group: Commands, clerk: Clerk) -> None:
    """Add what is done for the proof of a record to the group `audit`."""
    say = clerk.language.say
    to = Argument(name="to", required=True, about=say("the file to write"))
    overwrite = Argument(name="overwrite", kind="flag", about=say("write over a file"))
    keys = Argument(
        name="keys", option="--key", kind="texts",
        about=say("a key that you trust, or a file of such: the log's, a witness's"),
    )  # fmt: skip
    held = Argument(
        name="checkpoints", option="--checkpoint", kind="texts",
        about=say("a file with a checkpoint that you have kept"),
    )  # fmt: skip
    witness = Argument(
        name="witness", positional=True, required=True, about=say("the witness's name")
    )
    add(
        group,
        "checkpoint",
        say("Fix what is recorded so far by a signed checkpoint, for others to keep."),
        [],
        lambda _: _checkpoint(clerk),
    )
    add(
        group,
        "checkpoints",
        say("The checkpoints that were taken, and who has witnessed them."),
        [],
        lambda _: _checkpoints(clerk),
    )
    add(
        group,
        "key",
        say("The public key by which others check the checkpoints of this log."),
        [],
        lambda _: _log_key(clerk),
    )
    add(
        group,
        "verify",
        say("Is the record still what it was when a checkpoint was kept?"),
        [held, keys],
        lambda typed: _verify(clerk, typed),
    )
    add(
        group,
        "prove",
        say("The proof that a fact is in the last checkpoint, as a file for others."),
        [
            Argument(name="ref", positional=True, required=True, about=say("the fact")),
            to,
            overwrite,
        ],
        lambda typed: _prove(clerk, typed),
    )
    add(
        group,
        "bundle",
        say("Evidence for outsiders: facts with their proofs, in one file."),
        [
            Argument(
                name="lives", positional=True, kind="texts", about=say("the lives; none: all")
            ),
            to,
            overwrite,
            Argument(
                name="belonging",
                kind="flag",
                about=say("with all that belongs to them: petitions, tasks, proceedings"),
            ),
            Argument(name="first", about=say("recorded on this day or later")),
            Argument(name="last", about=say("recorded on this day or earlier")),
            *acting_arguments(clerk)[:3],
        ],
        lambda typed: _bundle(clerk, typed),
    )
    add(
        group,
        "add-witness",
        say("Ask a witness for its signature from now on."),
        [
            Argument(
                name="key",
                positional=True,
                required=True,
                about=say("the witness's public key, or its file"),
            )
        ],
        lambda typed: _add_witness(clerk, typed),
    )
    add(
        group,
        "request",
        say("What a witness is to be asked with for the next checkpoint that waits."),
        [witness],
        lambda typed: _request(clerk, typed),
    )
    add(
        group,
        "answer",
        say("Keep what a witness has answered."),
        [
            witness,
            Argument(
                name="file", positional=True, required=True, about=say("the file with its answer")
            ),
        ],
        lambda typed: _answer(clerk, typed),
    )
    add(
        group,
        "submit",
        say("Ask a witness for its signature under every checkpoint that waits, in order."),
        [
            witness,
            Argument(
                name="by",
                required=True,
                about=say("a command that reads the request and writes the answer"),
            ),
        ],
        lambda typed: _submit(clerk, typed),
    )
    _add_timestamp(group, clerk)


def _add_timestamp(group: Commands, clerk: Clerk) -> None:
    say = clerk.language.say
    add(
        group,
        "timestamp",
        say("Have an authority say when the last checkpoint was there (RFC 3161)."),
        [
            Argument(
                name="by",
                required=True,
                about=say("a command that reads the request and writes the answer"),
            ),
            Argument(
                name="roots",
                option="--root",
                kind="texts",
                about=say("a file with certificates that you trust, in PEM"),
            ),
        ],
        lambda typed: _timestamp(clerk, typed),
    )


def add_witnessing(group: Commands, clerk: Clerk) -> None:
    """Add what a witness does to the group `witness`; it needs no store."""
    say = clerk.language.say
    state = Argument(name="state", required=True, about=say("the witness's file"))
    add(
        group,
        "new",
        say("Make a witness, with a key of its own."),
        [
            Argument(name="name", positional=True, required=True, about=say("the witness's name")),
            state,
        ],
        lambda typed: _new_witness(clerk, typed),
    )
    add(
        group,
        "key",
        say("The public key by which others check what this witness signs."),
        [state],
        lambda typed: _tell_key(clerk, Witness(Path(typed["state"])).key),
    )
    add(
        group,
        "trust",
        say("Sign the checkpoints of a log from now on."),
        [
            Argument(
                name="key",
                positional=True,
                required=True,
                about=say("the log's public key, or its file"),
            ),
            state,
        ],
        lambda typed: _trust(clerk, typed),
    )
    add(
        group,
        "add-checkpoint",
        say("Sign a checkpoint, if it continues the last one that was signed here."),
        [
            Argument(
                name="file", positional=True, about=say("the request; standard input if not given")
            ),
            state,
        ],
        lambda typed: _sign(clerk, typed),
    )
    add(
        group,
        "show",
        say("The witness's key, and what it has signed of each log last."),
        [state],
        lambda typed: _show_witness(clerk, typed),
    )


# -- The log's side -----------------------------------------------------------------------


@contextmanager
def _opened(clerk: Clerk) -> Iterator[tuple[Store, Proofs]]:
    with closing(Store.open(clerk.store)) as store, Proofs.of(store) as proofs:
        yield store, proofs


def _checkpoint(clerk: Clerk) -> None:
    with _opened(clerk) as (store, proofs):
        key = signing_key(store, proofs.origin)
        with clerk.progress() as progress:
            taken = proofs.take(store, key, progress=progress)
        waiting = {one.name: len(proofs.waiting(one)) for one in proofs.witnesses}
    if clerk.json:
        as_json({**_told(taken), "key": str(key.verifier), "waiting": waiting})
        return
    say = clerk.language.say
    print(taken.note, end="", flush=True)
    remarks = [
        say(
            "{size} facts are fixed by it. It proves something to whoever keeps these lines "
            "apart from this machine: hand them on, print them on the report.",
            size=taken.checkpoint.size,
        ),
        *(_waiting(clerk, name, count) for name, count in waiting.items()),
    ]
    print(*remarks, sep="\n", file=sys.stderr)


def _log_key(clerk: Clerk) -> None:
    with _opened(clerk) as (store, proofs):
        _tell_key(clerk, signing_key(store, proofs.origin).verifier)


def _tell_key(clerk: Clerk, key: VerifierKey) -> None:
    if clerk.json:
        as_json({"key": str(key)})
        return
    print(key)


def _told(taken: Taken) -> dict[str, Any]:
    return {
        "size": taken.checkpoint.size,
        "position": taken.position,
        "at": taken.at.isoformat(),
        "note": str(taken.note),
    }


def _checkpoints(clerk: Clerk) -> None:
    with _opened(clerk) as (store, proofs):
        taken, unproved = proofs.taken(), proofs.unproved(store)
        signed = {
            one.name: {it.checkpoint.size for it in taken if it.note.signed_by(one)}
            for one in proofs.witnesses
        }
    last = {name: max(sizes, default=0) for name, sizes in signed.items()}
    waiting = {
        name: [one.at for one in taken if one.checkpoint.size > size] for name, size in last.items()
    }
    since = {name: at[0].isoformat() if at else None for name, at in waiting.items()}
    if clerk.json:
        as_json(
            {
                "checkpoints": [
                    {
                        **_told(one),
                        "witnessed_by": [n for n, s in signed.items() if one.checkpoint.size in s],
                    }
                    for one in taken
                ],
                "unproved": unproved,
                "unwitnessed_since": since,
            }
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    for one in taken:
        by = [name for name, sizes in signed.items() if one.checkpoint.size in sizes]
        teller.line(
            say(
                "{at}: {size} facts, witnessed by {witnesses}",
                at=clerk.language.value(one.at),
                size=one.checkpoint.size,
                witnesses=", ".join(by) or say("nobody"),
            )
        )
    for name, at in since.items():
        if at is not None:
            teller.line(say("{name}: unwitnessed since {at}", name=name, at=at), style="yellow")
    teller.line(say("No checkpoint proves the last {count} facts.", count=unproved))


def _verify(clerk: Clerk, typed: dict[str, Any]) -> int:
    notes = [Note.read(given_file.text(Path(one))) for one in typed.get("checkpoints", ())]
    keys = [key for told in typed.get("keys", ()) for key in keys_of(told)]
    with ExitStack() as opened:
        store = opened.enter_context(closing(Store.open(clerk.store)))
        proofs = Proofs.there(clerk.store)
        if proofs is not None:
            opened.enter_context(proofs)
        progress = opened.enter_context(clerk.progress())
        found = verify(store, notes, keys, proofs=proofs, progress=progress)
    code = {"intact": 0, "can't tell": CANT_TELL}.get(found.verdict, TROUBLE)
    if clerk.json:
        as_json(
            {
                "verdict": found.verdict,
                "why": found.why,
                "facts": found.facts,
                "proved": found.proved,
                "unproved": found.unproved,
                "checkpoints": len(found.checked),
                "agreeing": found.agreeing,
                "faults": [
                    {"kind": one.kind, "first": one.first, "last": one.last, "of": one.of}
                    for one in found.faults
                ],
                "more_faults": found.more,
                "unwitnessed": found.unwitnessed,
            }
        )
        return code
    tell_verified(clerk, found)
    return code


def tell_verified(clerk: Clerk, found: Verified) -> None:
    """Say what a verification has found, with its counts."""
    teller, say, word = Teller(clerk.language), clerk.language.say, clerk.language.word
    teller.line(word(found.verdict), style="bold" if found.verdict == "intact" else "red")
    if found.why is not None:
        teller.line(word(found.why), 2)
    teller.line(
        say(
            "{facts} facts were read and compared with {checked} checkpoints, of which {agreeing} "
            "agree.",
            facts=found.facts,
            checked=len(found.checked),
            agreeing=found.agreeing,
        ),
        2,
    )
    for fault in found.faults:
        teller.line(fault_told(clerk.language, fault), 2, style="red")
    if found.more:
        teller.line(say("… and {count} more", count=found.more), 2)
    for name, count in found.unwitnessed.items():
        teller.line(
            say("{name} hasn't witnessed the last {count} facts.", name=name, count=count), 2
        )
    teller.line(
        say(
            "Proved: {proved} facts. Not proved: the last {unproved}, and that what was typed in "
            "was true.",
            proved=found.proved,
            unproved=found.unproved,
        ),
        2,
    )


def fault_told(language: Language, fault: Fault) -> str:
    """What was done to a log, and where, in one line."""
    place = str(fault.first) if fault.first == fault.last else f"{fault.first}–{fault.last}"
    return f"{language.word(fault.kind)}: {place}" + (f" ({fault.of})" if fault.of else "")


def _prove(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed)
    with _opened(clerk) as (store, proofs):
        proof = one_proof(store, proofs, typed["ref"])
    written(path, proof.encode())
    _tell_written(clerk, path)


def _bundle(clerk: Clerk, typed: dict[str, Any]) -> None:
    path = free(typed)
    with clerk.office() as office, Proofs.of(office.log) as proofs:
        told = reader_of(clerk, office, typed)
        act = told if isinstance(told, Act) else None
        lives = [StreamId(one) for one in typed.get("lives", ())]
        if typed.get("belonging"):
            lives += [one for life in lives for one in belonging(office, life, act)]
        lives = list(dict.fromkeys(lives))
        pages = {PAGE: _readable(clerk, office, lives, act)} if lives else {}
        made = bundle(
            office,
            proofs,
            signing_key(office.log, proofs.origin).verifier,
            lives=lives,
            first=reading.day(typed["first"], "--first") if "first" in typed else None,
            last=reading.day(typed["last"], "--last") if "last" in typed else None,
            act=act,
            pages=pages,
        )
    written(path, made)
    _tell_written(clerk, path)


PAGE = "doc-duoc.txt"
"""What people read in a bundle: the same facts, in words."""


def _readable(clerk: Clerk, office: Office, lives: list[StreamId], act: Act | None) -> str:
    """The facts of some lives in words, one after the other, for whoever opens a bundle."""
    wording = Reading(clerk.language, office.law_known)
    withheld = clerk.language.say("[restricted]")
    facts = [fact for life in lives for fact in office.history(life)]
    lines = [", ".join(lives), ""]
    for one in entries(office, facts, act=act, withheld=withheld):
        by = one.attribution
        what, _, _ = columns.what(one, wording).partition("\n")
        lines.append(f"{by.ref}  {wording.value(by.on)}  {what}")
        for told in (
            columns.decider(by, wording),
            columns.authority(by, wording),
            columns.entry(by, wording),
            columns.notes(one, wording),
        ):
            lines += [f"    {line}" for line in told.splitlines()]
        lines += [
            f"      {clerk.language.field(name, type(one.event).__name__)}: {wording.value(value)}"
            for name in parts(type(one.event))
            if name != "on" and (value := getattr(one.event, name)) not in (None, (), "")
        ]
    return harmless("\n".join(lines)) + "\n"


def _tell_written(clerk: Clerk, path: Path) -> None:
    if clerk.json:
        as_json({"file": str(path)})
        return
    Teller(clerk.language).line(clerk.language.say("Written: {file}", file=path))


# -- Witnesses, from the log's side -------------------------------------------------------


def _add_witness(clerk: Clerk, typed: dict[str, Any]) -> None:
    key = _key(typed["key"])
    with _opened(clerk) as (_, proofs):
        proofs.add_witness(key)
        waiting = len(proofs.waiting(key))
    if clerk.json:
        as_json({"witness": key.name, "waiting": waiting})
        return
    Teller(clerk.language).line(_waiting(clerk, key.name, waiting))


def _waiting(clerk: Clerk, name: str, count: int) -> str:
    return clerk.language.say(
        "{name}: {count} checkpoints wait for its signature", name=name, count=count
    )


def keys_of(told: str) -> list[VerifierKey]:
    """A key as it is typed, or those in a file, one on each line."""
    path = Path(told)
    if "+" in told and not path.is_file():
        return [VerifierKey.read(told)]
    return [VerifierKey.read(one) for one in given_file.text(path).split("\n") if one.strip()]


def _key(told: str) -> VerifierKey:
    """One key.

    Raises:
        Invalid: there are several in that file, or none.
    """
    keys = keys_of(told)
    if len(keys) != 1:
        raise Invalid("there are {count} keys in it", where=told, expected="one", count=len(keys))
    return keys[0]


def _named(proofs: Proofs, name: str) -> VerifierKey:
    known = {one.name: one for one in proofs.witnesses}
    if name not in known:
        raise Invalid(
            "{name} is no witness of this log",
            where="WITNESS",
            expected="one of {among}; audit add-witness adds one",
            name=name,
            among=", ".join(known) or "-",
        )
    return known[name]


def _request(clerk: Clerk, typed: dict[str, Any]) -> None:
    with _opened(clerk) as (_, proofs):
        witness = _named(proofs, typed["witness"])
        waiting = proofs.waiting(witness)
        if not waiting:
            raise ProofError("no checkpoint waits for {name}", name=witness.name)
        request = proofs.request(witness, waiting[0])
    if clerk.json:
        as_json({"witness": witness.name, "waiting": len(waiting), "request": request})
        return
    print(request, end="")


def _answer(clerk: Clerk, typed: dict[str, Any]) -> None:
    answer = given_file.text(Path(typed["file"]))
    with _opened(clerk) as (_, proofs):
        witness = _named(proofs, typed["witness"])
        waiting = proofs.waiting(witness)
        if not waiting:
            raise ProofError("no checkpoint waits for {name}", name=witness.name)
        signed = [proofs.answered(witness, waiting[0], answer)]
    _tell_signed(clerk, witness, signed, len(waiting) - 1)


def _submit(clerk: Clerk, typed: dict[str, Any]) -> None:
    ask = _asked_by(typed)
    with _opened(clerk) as (_, proofs):
        witness = _named(proofs, typed["witness"])
        signed = proofs.submit(witness, lambda one: ask(one.encode()).decode("utf-8", "replace"))
    _tell_signed(clerk, witness, signed, 0)


def _asked_by(typed: dict[str, Any]) -> Callable[[bytes], bytes]:
    """How somebody outside is asked: by the clerk's own command."""
    command = shlex.split(typed["by"])
    if not command:
        raise Invalid("it is empty", where="--by", expected="a command")

    def ask(request: bytes) -> bytes:
        try:
            ran = subprocess.run(  # noqa: S603  # the clerk's own command
                command, input=request, capture_output=True, timeout=PATIENCE, check=True
            )
        except OSError as error:
            raise Invalid("it can't be run: {why}", where="--by", why=error.strerror) from None
        except subprocess.CalledProcessError as error:
            why = error.stderr.decode("utf-8", "replace").strip() or error.returncode
            raise ProofError("no answer was given: {why}", why=why) from None
        except subprocess.TimeoutExpired:
            raise ProofError("no answer came in {seconds} seconds", seconds=PATIENCE) from None
        return ran.stdout

    return ask


def _timestamp(clerk: Clerk, typed: dict[str, Any]) -> None:
    ask = _asked_by(typed)
    roots = [
        root for one in typed.get("roots", ()) for root in certificates(given_file.read(Path(one)))
    ]
    with _opened(clerk) as (_, proofs):
        taken = proofs.newest
        if taken is None:
            raise ProofError("no checkpoint was taken yet")
        reply = ask(timestamp_request(taken.note))
        at = stamped_at(taken.note, reply, roots)
        proofs.add_timestamp(taken, reply)
    if clerk.json:
        as_json({"size": taken.checkpoint.size, "at": at.isoformat(), "verified": bool(roots)})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(
        say(
            "The checkpoint of {size} facts was stamped at {at}.",
            size=taken.checkpoint.size,
            at=clerk.language.value(at),
        )
    )
    if not roots:
        teller.line(
            say("Who stamped it wasn't looked at: give a certificate that you trust (--root)."),
            style="yellow",
        )


def _tell_signed(clerk: Clerk, witness: VerifierKey, signed: list[Taken], waiting: int) -> None:
    if clerk.json:
        as_json(
            {"witness": witness.name, "signed": [_told(one) for one in signed], "waiting": waiting}
        )
        return
    teller, say = Teller(clerk.language), clerk.language.say
    for one in signed:
        teller.line(
            say("{name} has signed {size} facts.", name=witness.name, size=one.checkpoint.size)
        )
    teller.line(_waiting(clerk, witness.name, waiting))


# -- The witness's side -------------------------------------------------------------------


def _new_witness(clerk: Clerk, typed: dict[str, Any]) -> None:
    witness = Witness.new(Path(typed["state"]), typed["name"])
    if clerk.json:
        as_json({"key": str(witness.key), "state": typed["state"]})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("A witness was made; its file has its key, so only you may read it."))
    teller.line(say("Its public key, for the ward: {key}", key=witness.key))


def _trust(clerk: Clerk, typed: dict[str, Any]) -> None:
    key = _key(typed["key"])
    Witness(Path(typed["state"])).trust(key)
    if clerk.json:
        as_json({"log": key.name})
        return
    line = clerk.language.say("Checkpoints of {log} are signed from now on.", log=key.name)
    Teller(clerk.language).line(line)


def _sign(clerk: Clerk, typed: dict[str, Any]) -> None:
    if "file" in typed:
        request = given_file.text(Path(typed["file"]))
    else:
        request = given_file.standard_input()
    try:
        line = Witness(Path(typed["state"])).add_checkpoint(request)
    except NotFound as unknown:
        raise Invalid(
            "{log} isn't known here", expected="a log of `witness trust`", log=unknown.stream
        ) from None
    if clerk.json:
        as_json({"signature": line.rstrip("\n")})
        return
    print(line, end="")


def _show_witness(clerk: Clerk, typed: dict[str, Any]) -> None:
    witness = Witness(Path(typed["state"]))
    key, logs = witness.key, witness.logs
    if clerk.json:
        as_json({"key": str(key), "logs": {name: one.size for name, one in logs.items()}})
        return
    teller, say = Teller(clerk.language), clerk.language.say
    teller.line(say("Its public key, for the ward: {key}", key=key))
    for name, one in logs.items():
        teller.line(say("{name} has signed {size} facts.", name=name, size=one.size), 2)
