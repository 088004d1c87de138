"""An auditor's afternoon: from a question to evidence that a stranger can check.

    python examples/auditor.py

The year of Phổ Hoà happens in a store; whoever sits in the Fatherland Front keeps a checkpoint of
it. Then an auditor is handed the log, and nothing else: not the key to names, nor the program
that wrote it. She asks whether it is what it was, what should be looked at, and of one finding
who decided it, knowing what; and leaves with a file that anybody can check.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path

from dialogue_cases import Office, StreamId
from dialogue_cases.audit import decision_record, timeline
from dialogue_cases.audit.findings import findings
from dialogue_cases.proofs import (
    Note,
    Proofs,
    VerifierKey,
    Witness,
    check_evidence,
    signing_key,
    verify,
)
from dialogue_cases.proofs.evidence import bundle
from dialogue_cases.store import Store

sys.path.insert(0, str(Path(__file__).parent / "pho_hoa_2023"))
from year import run

YEAR_END = date(2023, 12, 31)


def the_ward(folder: Path) -> Path:
    """The ward's year, in a store of its own."""
    store = folder / "ward.db"
    run(f"sqlite:///{store}").close()
    return store


def the_front(store: Path, folder: Path) -> tuple[Note, VerifierKey]:
    """A checkpoint that the Front has signed and kept, and the key that it had from the ward."""
    witness = Witness.new(folder / "witness.json", "mttq.pho-hoa.example/w1")
    with closing(Store.open(f"sqlite:///{store}")) as log, Proofs.of(log) as proofs:
        key = signing_key(log, proofs.origin)
        witness.trust(key.verifier)
        proofs.take(log, key)
        proofs.add_witness(witness.key)
        (signed,) = proofs.submit(witness.key, witness.add_checkpoint)
    return signed.note, key.verifier


def handed_over(store: Path, folder: Path) -> str:
    """What the auditor gets: the log and its proofs, without any key."""
    folder.mkdir()
    for name in ("ward.db", "ward.db.proofs"):
        shutil.copy(store.with_name(name), folder)
    return f"sqlite:///{folder / 'ward.db'}"


def is_it_what_it_was(url: str, kept: Note, key: VerifierKey) -> None:
    """The whole log against the checkpoint that the Front has kept."""
    with closing(Store.open(url)) as log:
        proofs = Proofs.there(url)
        assert proofs is not None
        with proofs:
            told = verify(log, [kept], [key], proofs=proofs)
    print(f"the record is {told.verdict}: {told.proved} of {told.facts} facts proved")


def what_to_look_at(office: Office) -> StreamId:
    """The findings, counted; one of them is looked at."""
    found = findings(office, YEAR_END)
    for kind, count in sorted(Counter(one.kind for one in found).items()):
        print(f"  {kind:18} {count}")
    late = next(one for one in found if one.kind == "late" and one.rule == "P4")
    print(f"looked at: {late.where}, {late.rule}, {late.citation.anywhere}")
    return StreamId(late.where.partition("@")[0])


def who_knew_what(office: Office, life: StreamId) -> None:
    """The decision by which it was late: who, in which capacity, and what became of it."""
    entries = [one.attribution for one in timeline(office, life)]
    issued = next(one for one in entries if one.kind == "session.conclusion_issued")
    told = decision_record(office, issued.ref)
    by = told.attribution.decided_by
    assert by is not None
    print(f"{issued.ref}: {by.title} ({by.office}), held then: {by.held_then}")
    print(f"  on {told.attribution.on}, entered {told.attribution.days_to_entry} days later")
    print(f"  it changed {', '.join(one.field for one in told.changes)}")
    print(f"  {len(told.followers)} facts followed from it, {len(told.opened)} seals opened before")


def evidence(office: Office, url: str, key: VerifierKey, life: StreamId, folder: Path) -> Path:
    """What is on record of that life, with its proofs."""
    proofs = Proofs.there(url)
    assert proofs is not None
    with proofs:
        made = bundle(office, proofs, key, lives=[life])
    (folder / "evidence.zip").write_bytes(made)
    return folder / "evidence.zip"


def a_stranger_checks(file: Path, kept: Note, key: VerifierKey) -> int:
    """On another machine: one program, one file, a key and a checkpoint had from elsewhere."""
    file.with_name("kept.txt").write_text(str(kept), encoding="utf-8")
    program = shutil.copy(str(check_evidence.__file__), file.parent)
    asked = [file.name, "--key", str(key), "--checkpoint", "kept.txt"]
    ran = subprocess.run(
        [sys.executable, "-I", program, *asked],
        cwd=file.parent,
        check=False,
        capture_output=True,
        text=True,
    )
    print(ran.stdout, end="")
    return ran.returncode


def main() -> int:
    """The whole afternoon; the exit code is that of the stranger's program."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = the_ward(folder)
        kept, key = the_front(store, folder)
        url = handed_over(store, folder / "auditor")
        is_it_what_it_was(url, kept, key)
        with Office.open(url, sealed=True) as office:
            life = what_to_look_at(office)
            who_knew_what(office, life)
            file = evidence(office, url, key, life, folder)
        return a_stranger_checks(file, kept, key)


if __name__ == "__main__":
    sys.exit(main())
