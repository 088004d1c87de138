"""What was erased is in no byte of any file, whatever was asked, written, copied and handed out."""

import base64
import io
import json
import re
import shutil
import sqlite3
import sys
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

import attrs
import pytest
from attrs import frozen

from dialogue_cases import cli, codec
from dialogue_cases.attachments import attach
from dialogue_cases.cli.homes import GROUPS
from dialogue_cases.errors import KeyDestroyed
from dialogue_cases.office import Office
from dialogue_cases.office.checks import may_hold_sealed, parts, sealed_in
from dialogue_cases.privacy import Vault
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import Operator, PartyId, Sealed, StreamId
from spec import act_of
from stories import YEAR, modules_of
from strategies import example

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))  # what the site is made with
import where_text_rests as census

MARK = "Zqạviếtữkín"
"""In every sealed text and every attachment, and nowhere else."""

CLEAR = "Zrộngđểrõ"
"""In a text that is in clear, so that the search is seen to find."""

READING = ("--unseal", "--as", "bi-thu", "--purpose", "xác minh")


def forms(text: str) -> dict[str, bytes]:
    """A text as it may be written: a few letters of it are enough."""
    apart = unicodedata.normalize("NFD", text)
    found = {"utf-8": text.encode(), "apart": apart.encode()}
    for coding in ("utf-16-le", "utf-16-be"):
        found[coding] = text.encode(coding)
    found["json"] = json.dumps(text)[1:-1].encode()
    found["JSON"] = re.sub(
        r"u[0-9a-f]{4}", lambda one: one[0][0] + one[0][1:].upper(), json.dumps(text)[1:-1]
    ).encode()
    found["xml"] = text.encode("ascii", "xmlcharrefreplace")
    found["hex"] = text.encode().hex().encode()
    for skipped in range(3):  # base64 depends on where in three bytes a text begins
        whole = base64.b64encode(b"\0" * skipped + text.encode())
        found[f"base64 +{skipped}"] = whole[4 if skipped else 0 : -4]
    return found


def within(file: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed into it."""
    data = file.read_bytes()
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            yield from map(packed.read, packed.namelist())


def found_in(files: Iterable[Path], what: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """Where any of these bytes stand: the file's name, and in which form."""
    return {
        (file.name, form)
        for file in files
        for data in within(file)
        for form, said in what.items()
        if said in data
    }


def files_of(folder: Path, *but: str) -> list[Path]:
    return [
        one
        for one in sorted(folder.rglob("*"))
        if one.is_file() and not {*one.relative_to(folder).parts} & {*but}
    ]


def marked() -> Any:
    """Seals a mark, whatever it is told to seal, but for the key of an attached file."""
    seal = Vault.seal

    def instead(self: Vault, key: PartyId, field: str, text: str) -> Sealed:
        return seal(self, key, field, text if field == "file_key" else f"{MARK} {MARK}")

    return mock.patch.object(Vault, "seal", instead)


LIVES = {
    "petition": StreamId("petition/2023/1"),
    "proceeding": StreamId("proceeding/2023/1"),
    "session": StreamId("dialogue/2023/1"),
}
SHAPES = [shape for shape in codec.NAMES.values() if may_hold_sealed(shape)]


def planted(office: Office) -> None:
    """One fact of each kind that can hold sealed data, with all of it filled in.

    They are put on record without asking a decision, so that none can be forgotten here.
    """
    for shape in SHAPES:
        stream = LIVES.get(codec.name_of(shape).partition(".")[0], LIVES["petition"])
        (last,) = office.log.since(office.log.position - 1)
        fact = Recorded(
            stream=stream,
            version=len(office.history(stream)) + 1,
            position=0,
            recorded_at=last.recorded_at,
            recorded_by=Operator(id="van-thu"),
            act=act_of("chanh-van-phong"),
            event=filled(office, example(shape), stream, office.new_party(stream)),
        )
        with office.store.writing() as writing:
            writing.append([fact])


def filled(office: Office, value: Any, stream: StreamId, party: PartyId) -> Any:
    """The same value with its sealed pieces really sealed, and its gist marked as clear."""
    if isinstance(value, tuple):
        return tuple(filled(office, one, stream, party) for one in value)
    changed: dict[str, Any] = {}
    for name in parts(type(value)):
        one = getattr(value, name)
        if isinstance(one, Sealed):
            content = name in ("content", "liability")
            changed[name] = (
                office.seal_content(stream, name, MARK)
                if content
                else office.seal(party, name, MARK)
            )
        else:
            told = {"party": party, "gist": CLEAR}
            changed[name] = told.get(name) or filled(office, one, stream, party)
    return attrs.evolve(value, **changed) if changed else value


def places_of(value: Any) -> Iterator[tuple[str, str]]:
    """Where sealed data stand in a fact, as the lines name it: whose field, and which."""
    if isinstance(value, tuple):
        for one in value:
            yield from places_of(one)
    for name in parts(type(value)):
        one = getattr(value, name)
        if isinstance(one, Sealed):
            yield census.owner_of(type(value)), name
        else:
            yield from places_of(one)


def ran(*arguments: str) -> int:
    """One command's exit code."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        return cli.main(arguments)


DOCUMENTS = [
    ("answer", "petition/2023/1"),
    ("receipt", "petition/2023/1"),
    ("acceptance-proposal", "petition/2023/1"),
    ("minutes", "dialogue/2023/1"),
    ("timeline", "petition/2023/1"),
]


def everything(number: int, handed: Path) -> set[str]:
    """Whatever makes a file is run; what of it did, in each way.

    Args:
        number: in the names of the files.
        handed: a folder for what somebody who may read it takes away.
    """
    handed.mkdir()
    commands: list[tuple[str, ...]] = [
        ("rebuild",),
        ("register", "--csv", f"register{number}.csv"),
        ("register", "--xlsx", f"register{number}.xlsx"),
        ("board", "--on", "2023-12-31", "--csv", f"board{number}.csv"),
        ("ledger", "--csv", f"ledger{number}.csv"),
        ("dossier", "dialogue/2023/1"),
        ("findings", "--on", "2023-12-31", "--csv", f"findings{number}.csv"),
        ("reception-book", "--csv", f"book{number}.csv"),
        ("reception-book", "--csv", str(handed / "book.csv"), *READING),
        ("show", "petition/2023/1", *READING),
        ("history", "dialogue/2023/1", "--json", *READING),
        ("provenance", "--to", f"provenance{number}.json"),
        ("export", "ocel", f"log{number}.json", *READING[1:3]),
        ("export", "ocel", f"log{number}.sqlite", *READING[1:3]),
        ("export", "xes", f"cases{number}.xes", "--of", "petition", *READING[1:3]),
        ("export", "events", f"cases{number}.csv", "--of", "petition", *READING[1:3]),
        ("audit", "checkpoint"),
        ("audit", "bundle", "petition/2023/1", "--belonging", "--to", f"bundle{number}.zip"),
        ("backup", "--to", f"copy{number}", "--vault-to", f"apart{number}"),
        ("open-attachment", "petition/2023/1", "1", "--to", str(handed / "scan"), *READING[1:]),
    ]
    for form, stream in DOCUMENTS:
        write = ("document", form, stream, "--to")
        commands += [(*write, f"{form}{number}.docx")]
        commands += [(*write, str(handed / f"{form}.docx"), *READING)]
    names = {one: " ".join(one[: 2 if one[0] in GROUPS else 1]) for one in commands}
    failed = {name for command, name in names.items() if ran(*command) != 0}
    return {*names.values()} - failed


@frozen(kw_only=True)
class Searched:
    """A year in which all that can be sealed was: what was found of it, and where.

    Args:
        done: what was run, before and after all was erased.
        before: where marks were found while the store was in use, but for what was handed out …
        handed: … and in that.
        after: where they were found when all was erased, and what was handed out deleted.
        keys: where keys that were destroyed were found then, but for the old copy of the vault.
        clear: where the mark in clear was found.
        filled: the sealed fields that were.
        opened: how many sealed pieces could still be opened.
    """

    done: tuple[set[str], set[str]]
    before: set[tuple[str, str]]
    handed: set[tuple[str, str]]
    after: set[tuple[str, str]]
    keys: set[tuple[str, str]]
    clear: set[str]
    filled: set[tuple[str, str]]
    opened: int


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    folder = tmp_path_factory.mktemp("ward")
    outside = tmp_path_factory.mktemp("outside")
    (folder / "temporary").mkdir()
    with pytest.MonkeyPatch.context() as patch, modules_of(YEAR) as modules:
        for name in ("TMPDIR", "SQLITE_TMPDIR"):
            patch.setenv(name, str(folder / "temporary"))
        patch.setattr("tempfile.tempdir", None)
        patch.setenv("DIALOGUE_CASES_STORE", "ward.db")
        with marked(), chdir(folder), modules("year").run("sqlite:///ward.db") as office:
            yield searched(office, folder, outside)


def searched(office: Office, folder: Path, outside: Path) -> Searched:
    case, clerk, secretary = LIVES["petition"], act_of("chanh-van-phong"), act_of("bi-thu")
    scan, day = f"%PDF {MARK} {MARK}".encode(), office.today
    attach(office.acting(clerk), case, scan, on=day, what="bản quét đơn")
    planted(office)
    typed = ("--petitioner-name", MARK, "--petitioner-contact", MARK, "--key", "phiếu 1")
    as_clerk = ("--as", "chanh-van-phong", "--on", str(day))
    for _ in range(2):  # the second is the same call again
        assert 0 == ran("petition", "name-petitioner", case, *as_clerk, *typed)
    assert 1 == ran(
        "petition", "ask-completion", case, *as_clerk, "--gist", f"mời {MARK} 0912345678"
    )
    first, second = (PartyId(f"{case}#{number}") for number in (1, 2))
    office.same_person(first, second, act=secretary, purpose="xác minh")
    facts = list(office.log.since())
    sealed = [one for fact in facts for _, one in sealed_in(fact.event)]
    vault = folder / "ward.db.vault"
    with closing(sqlite3.connect(vault)) as database:
        question = "SELECT id, wrapped FROM keys WHERE id LIKE '%#%' AND wrapped IS NOT NULL"
        keys = dict(database.execute(question).fetchall())

    done_before = everything(1, outside / "1")
    before = found_in(files_of(folder), forms(MARK))  # the office is open: -wal and all
    handed = found_in(files_of(outside), forms(MARK))
    shutil.rmtree(outside / "1")
    for key in keys:
        office.erase(PartyId(key), act=secretary, on=day, reason="theo yêu cầu")
    done = done_before, everything(2, outside / "2")
    in_use = found_in(files_of(folder), forms(MARK))
    opened = sum(not isinstance(office.lost(one.key), KeyDestroyed) for one in sealed)
    office.close()
    files = files_of(folder)
    return Searched(
        done=done,
        before=before,
        handed=handed,
        after=in_use | found_in([*files, *files_of(outside)], forms(MARK)),
        keys=found_in(
            [one for one in files if one.parent.name != "apart1"],
            keys,
        ),
        clear={one for one, _ in found_in(files, forms(CLEAR))},
        filled={place for fact in facts for place in places_of(fact.event)},
        opened=opened,
    )


# -- What is true of it -------------------------------------------------------------------


def test_every_field_that_can_be_sealed_was(year: Searched) -> None:
    """A new one is filled by itself, or this fails."""
    assert {
        (owner, name) for name, owners in census.places()["sealed"].items() for owner in owners
    } == year.filled


def test_everything_that_makes_a_file_was_run(year: Searched) -> None:
    """Before and after; of what was erased an attachment can't be opened any more."""
    before, after = year.done

    assert {
        "register", "board", "ledger", "dossier", "findings", "reception-book", "provenance",
        "export ocel", "export xes", "export events",
        "audit checkpoint", "audit bundle", "backup", "rebuild", "show", "history",
        "open-attachment", *(f"document {form}" for form, _ in DOCUMENTS),
    } == before  # fmt: skip
    assert {"open-attachment"} == before - after


def test_what_is_sealed_stands_nowhere_in_clear_even_before(year: Searched) -> None:
    """Log, vault, views, proofs, copies, bundle, documents, temporary files; with their -wal."""
    assert set() == year.before


def test_whoever_may_read_takes_it_away_in_what_they_were_handed(year: Searched) -> None:
    """So the search finds what is there, packed or not."""
    assert {"book.csv", "scan", "receipt.docx", "minutes.docx"} <= {name for name, _ in year.handed}


def test_after_an_erasure_no_mark_is_in_any_byte(year: Searched) -> None:
    """While the store is open and when it is closed, and in what is handed out from then on."""
    assert set() == year.after


def test_after_an_erasure_no_key_is_in_any_byte(year: Searched) -> None:
    """But for a copy of the vault from before, which is to run out."""
    assert set() == year.keys
    assert 0 == year.opened


def test_what_is_in_clear_is_found_where_the_lines_say(year: Searched) -> None:
    """In the log, the views, their copies and what is handed out of them."""
    assert {"ward.db", "ward.db.views"} <= year.clear
