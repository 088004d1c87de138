"""What was erased is in no byte of any file, whatever was asked, written, copied and handed out."""

import io
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from dialogue_cases import cli
from dialogue_cases.attachments import attach
from dialogue_cases.cli.homes import GROUPS
from dialogue_cases.errors import KeyDestroyed
from dialogue_cases.office import Office
from dialogue_cases.office.checks import sealed_in
from dialogue_cases.record import parts
from dialogue_cases.vocabulary import PartyId, Sealed
from planted import CLEAR, LIVES, MARK, files_of, forms, found_in, marked, planted
from spec import act_of
from stories import YEAR, modules_of

sys.path.append(str(Path(__file__).resolve().parents[1] / "tools"))  # what the site is made with
import where_text_rests as census

READING = ("--unseal", "--as", "bi-thu", "--purpose", "xác minh")


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
    ("stage-notice", "petition/2023/1"),
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
        ("export", "tables", f"tables{number}"),
        ("export", "record", f"record{number}", "--as", "bi-thu"),
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
        "export tables", "export record", "open-attachment",
        *(f"document {form}" for form, _ in DOCUMENTS),
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
