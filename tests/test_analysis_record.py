"""A whole record goes out as it lies there, and comes back as the same store, or not at all."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from commands import Run
from dialogue_cases import Office
from dialogue_cases.analysis import export_record, export_tables, read_back
from dialogue_cases.backup import OlderCopy, back_up, hash_of
from dialogue_cases.errors import AlreadyThere, Invalid, Refused, RemovalStopped
from dialogue_cases.petition import raise_petition
from dialogue_cases.proofs import Proofs, verify
from dialogue_cases.proofs.checkpoints import signing_key
from dialogue_cases.store import Store
from dialogue_cases.store.finding import TABLES as INDEX
from dialogue_cases.vocabulary import BodyId
from offices import an_office
from planted import MARK, files_of, forms, found_in, marked, planted
from spec import act_of

SECRETARY = act_of("bi-thu")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office(path=tmp_path / "ward.db") as office, marked():
        desk = office.acting(act_of("chanh-van-phong"))
        (raised,) = desk.begin(
            "petition/2023",
            raise_petition,
            on=office.today,
            channel="written",
            gist="Mương trước nhà bị lấp",
            received_by=BodyId("van-phong"),
        )
        office.redact(
            raised.stream,
            "trước nhà",
            act=SECRETARY,
            on=office.today,
            rule="personal_data",
            reason="theo yêu cầu",
        )
        planted(office)
        yield office


@pytest.fixture
def folder(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An export in several files."""
    monkeypatch.setattr("dialogue_cases.analysis.whole_record.ROW_GROUP", 8)
    monkeypatch.setattr("dialogue_cases.analysis.whole_record.FILE_ROWS", 16)
    export_record(office, tmp_path / "record", act=SECRETARY)
    return tmp_path / "record"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'again.db'}"


def lying(url: str) -> dict[str, list[Any]]:
    """Every row of every table of a store's own."""
    path = url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            one: database.execute(f"SELECT * FROM {one} ORDER BY 1").fetchall()
            for (one,) in found
            if not any(f" {one} (" in statement for statement in INDEX)  # made when it is needed
        }


def test_what_comes_back_is_the_same_store(office: Office, folder: Path, url: str) -> None:
    """Positions, bytes, texts beside them, keys, proofs; what was hidden stays so."""
    with Proofs.of(office.log) as proofs:
        taken = proofs.take(office.log, signing_key(office.log, proofs.origin))
    made = read_back(folder, url)

    assert lying(office.log.url) == lying(url)
    assert office.log.position == made.facts
    with closing(Store.open(url)) as store:
        store.check()
        key = signing_key(office.log, taken.checkpoint.origin).verifier
        assert "intact" == verify(store, [taken.note], [key]).verdict


def test_the_sealed_stays_sealed(folder: Path) -> None:
    """What goes out is ciphertext, and no key."""
    assert set() == found_in(files_of(folder), forms(MARK))


def test_the_vault_comes_back_from_where_it_was_kept_apart(
    office: Office, folder: Path, url: str, tmp_path: Path
) -> None:
    back_up(office.log.url, tmp_path / "copy", vault_to=tmp_path / "apart")
    made = read_back(folder, url, vault=tmp_path / "apart")
    key = (tmp_path / "ward.db.key").read_text()

    assert made.has_vault
    with Office.open(url, wrapping_key=bytes.fromhex(key)) as again:
        assert office.parties("petition/2023/1") == again.parties("petition/2023/1")


def test_a_checkpoint_that_was_kept_tells_an_older_record(
    office: Office, folder: Path, url: str
) -> None:
    """It is put back only where that is meant."""
    planted(office)
    with Proofs.of(office.log) as proofs:
        key = signing_key(office.log, proofs.origin)
        taken = proofs.take(office.log, key)

    with pytest.raises(OlderCopy):
        read_back(folder, url, notes=[taken.note], keys=[key.verifier])
    assert not Path(url.removeprefix("sqlite:///")).exists()
    asked: Any = {"notes": [taken.note], "keys": [key.verifier], "older": True}
    with pytest.raises(RemovalStopped):  # as of any copy: what is held in it isn't known
        read_back(folder, url, **asked)
    assert read_back(folder, url, **asked, nothing_left=True).facts


def test_only_named_offices_take_it(office: Office, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="who reads isn't said"):
        export_record(office, tmp_path / "out", act=None)
    with pytest.raises(Refused, match="role-may-decide"):
        export_record(office, tmp_path / "out", act=act_of("can-bo-dan-van"))
    assert not (tmp_path / "out").exists()


def test_a_store_that_is_there_is_left_as_it_is(folder: Path, office: Office) -> None:
    before = lying(office.log.url)

    with pytest.raises(AlreadyThere):
        read_back(folder, office.log.url)
    assert before == lying(office.log.url)


# -- What is refused --------------------------------------------------------------------------


def manifest(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    told = json.loads((folder / "manifest.json").read_text())
    change(told)
    (folder / "manifest.json").write_text(json.dumps(told))


def rewritten(folder: Path, name: str, change: Callable[[list[Any]], list[Any]]) -> None:
    """A file with other rows, and the manifest made to say that it is so."""
    table = parquet.read_table(folder / name)
    rows = change(table.to_pylist())
    parquet.write_table(pa.Table.from_pylist(rows, schema=table.schema), folder / name)

    def told(manifest: dict[str, Any]) -> None:
        for one in manifest["files"]:
            one["sha256"] = hash_of(folder / one["name"])

    manifest(folder, told)


def changed(at: int, **values: Any) -> Callable[[list[Any]], list[Any]]:
    return lambda rows: [
        {**row, **values} if number == at else row for number, row in enumerate(rows)
    ]


def flipped(folder: Path) -> None:
    file = folder / "log/part-00001.parquet"
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0xFF
    file.write_bytes(bytes(data))


def cut(folder: Path) -> None:
    file = folder / "log/part-00001.parquet"
    file.write_bytes(file.read_bytes()[:-200])


def forged(folder: Path) -> None:
    """Bytes and hash that fit each other, in the place of a fact."""
    from dialogue_cases.proofs.leaves import hasher

    told = json.loads((folder / "manifest.json").read_text())
    name = "log/part-00001.parquet"
    row = parquet.read_table(folder / name).to_pylist()[2]
    leaf = hasher(told["store"])(
        row["stream"].encode(), row["fact_version"], row["name"].encode(), b"{}"
    )
    rewritten(folder, name, changed(2, state=b"{}", leaf=leaf))


def another_format(folder: Path) -> None:
    manifest(folder, lambda told: told.update(format="somebody-else@1"))


def of_tables(folder: Path, office: Office) -> None:
    shutil.rmtree(folder)
    export_tables(office, folder)


SECOND = "log/part-00001.parquet"
DAMAGE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a byte": (flipped, rf"{SECOND}, row \d+: it can't be read"),
    "the end of a file": (cut, rf"{SECOND}, row 1: it can't be read"),
    "a file": (lambda f: (f / SECOND).unlink(), rf"{SECOND} is missing"),
    "other bytes in a row": (
        lambda f: rewritten(f, SECOND, changed(4, state=b"{}")),
        rf"{SECOND}, row 5: its bytes aren't those that its hash is of",
    ),
    "bytes and their hash": (forged, "the root of their tree is another one"),
    "a row left out": (
        lambda f: rewritten(f, SECOND, lambda rows: rows[:7] + rows[8:]),
        rf"{SECOND}, row 8: it has position 25 where 24 belongs",
    ),
    "the last rows": (
        lambda f: rewritten(f, SECOND, lambda rows: rows[:-3]),
        rf"{SECOND}, row 13: it ends here, and 16 rows were exported",
    ),
    "other columns": (
        lambda f: parquet.write_table(pa.table({"a": [1]}), f / SECOND),
        rf"{SECOND}, row 0: its columns aren't those",
    ),
    "a text": (
        lambda f: rewritten(
            f, SECOND,
            lambda rows: [
                {**one, "beside": one["beside"] and one["beside"].replace(b'"]', b'x"]')}
                for one in rows
            ],
        ),
        rf"{SECOND}, row \d+: the text at event\.\S+ isn't the one that it commits to",
    ),
    "the keys": (
        lambda f: parquet.write_table(
            parquet.read_table(f / "keys.parquet").slice(0, 0), f / "keys.parquet",
            compression="gzip",
        ),
        "keys.parquet isn't the file that was exported",
    ),
    "another program's": (another_format, "its format isn't known here"),
    "no manifest": (lambda f: (f / "manifest.json").unlink(), "it isn't an export of a whole"),
    "a manifest of something else": (
        lambda f: (f / "manifest.json").write_text("[]"), "it isn't an export of a whole",
    ),
    "a file from elsewhere": (
        lambda f: manifest(f, lambda told: told["files"][0].update(name="../ward.db")),
        "it isn't an export of a whole",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", [*DAMAGE])
def test_what_was_changed_is_refused_by_file_row_and_reason(
    folder: Path, url: str, what: str
) -> None:
    """Nothing of it is there then."""
    damage, why = DAMAGE[what]
    damage(folder)

    with pytest.raises(Invalid, match=why):
        read_back(folder, url)
    assert [] == [one.name for one in folder.parent.iterdir() if "again" in one.name]


def test_tables_under_pseudonyms_are_no_record(office: Office, folder: Path, url: str) -> None:
    of_tables(folder, office)

    with pytest.raises(Invalid, match="pseudonyms stand for what was recorded: no record"):
        read_back(folder, url)


# -- The commands -----------------------------------------------------------------------------


def test_the_commands_write_a_record_and_put_it_back(run: Run, ward: Path) -> None:
    written = run("export", "record", "out", "--as", "bi-thu", "--json")
    back = run("restore", "out", "--store", "again.db", "--json")
    refused = run("restore", "out", "--store", "again.db", "--json")

    assert written.answer["facts"] == back.answer["facts"]
    assert ["vault", "key"] == [one.rpartition(".")[2] for one in back.answer["missing"]]
    assert 3 == refused.code
    assert lying("sqlite:///ward.db") == lying("sqlite:///again.db")


def test_who_takes_a_record_is_to_be_said(run: Run, ward: Path) -> None:
    told = run("export", "record", "out", "--lang", "en")

    assert 2 == told.code
    assert "--as: it is missing" in told.err
