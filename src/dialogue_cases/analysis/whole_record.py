"""Xuất trọn bản ghi: the log as it lies there, as Parquet, and the way back into an empty store.

It is for those who keep or study a record elsewhere: stored bytes with their sealed values, the
texts beside them, and the hash of each fact. What is read back has the same positions, bytes and
proofs. The vault isn't in it: without that, what is sealed stays so. Files attached, roles and
views aren't in it either; `backup` has all but the last.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import msgspec
from attrs import frozen

from dialogue_cases import ward, whole_file
from dialogue_cases.analysis.exporting import FORMAT as TABLES_FORMAT
from dialogue_cases.analysis.exporting import record_told
from dialogue_cases.analysis.facts import ROW_GROUP
from dialogue_cases.analysis.schemas import arrow, batch_of
from dialogue_cases.analysis.scope import check_may
from dialogue_cases.backup import EXPORTED, Restored, hash_of, listed, new_folder, path_for, restore
from dialogue_cases.backup import FORMAT as BACKUP
from dialogue_cases.errors import CorruptLog, Invalid, Sentence
from dialogue_cases.office import Office
from dialogue_cases.proofs import Note, Proofs
from dialogue_cases.proofs.leaves import hasher
from dialogue_cases.proofs.merkle import Frontier
from dialogue_cases.store import Store, Writing
from dialogue_cases.vocabulary import Act, StreamId, SystemAct, event_ref
from dialogue_cases.ward import WARD

if TYPE_CHECKING:
    from dialogue_cases.projection import Progress

FORMAT = "dialogue-cases/export-record@1"

FILE_ROWS = 8 * ROW_GROUP
"""How many facts are in one file."""

_PAGE = 10_000

Row: TypeAlias = tuple[int, str, int, str, bytes, bytes | None, bytes]
"""A fact as it is exported: position, life, version, stored name, bytes, texts beside, leaf."""


@frozen(kw_only=True)
class ExportedRecord:
    """Kết quả xuất: how many facts were written, and the root of the tree over them, in hex."""

    facts: int
    root: str


def export_record(
    office: Office,
    folder: Path,
    *,
    act: Act | SystemAct | None,
    progress: "Progress | None" = None,
) -> ExportedRecord:
    """Xuất trọn bản ghi: write the log as it lies there into a folder of Parquet files.

    It records nothing.

    Args:
        office: whose record it is.
        folder: where to; it isn't there yet.
        act: who takes it, in which office.
        progress: told how many of how many facts were read.

    Raises:
        Invalid: nobody has said who takes it, or `pyarrow` isn't installed.
        Refused: `role-may-decide`, `office-is-held`: it isn't for this office.
        AlreadyThere: the folder is there.
        StoreError: it can't be written.
    """
    from pyarrow import parquet

    pa = arrow()
    check_may(office, act, "export_record")
    store, upto = office.log, office.log.position
    hashed, tree = hasher(office.ward().store), Frontier()
    schema = _schema()
    files: list[dict[str, Any]] = []
    with new_folder(folder) as part:
        (part / "log").mkdir()
        facts = _facts(store, upto)
        while True:
            name, written, first = f"log/part-{len(files):05}.parquet", 0, 0
            with parquet.ParquetWriter(
                part / name, schema, compression="zstd", write_page_checksum=True
            ) as file:
                while written < FILE_ROWS and (page := list(islice(facts, ROW_GROUP))):
                    rows = [_with_leaf(one, hashed) for one in page]
                    for row in rows:
                        tree.add(row[-1])
                    file.write_batch(batch_of(rows, schema))
                    first, written = first or rows[0][0], written + len(rows)
                    if progress is not None:
                        progress(rows[-1][0], upto)
            if not written:
                (part / name).unlink()
                break
            files.append({"name": name, "rows": written, "first": first})
        with store.reading() as asked:
            keys = store.recorder.keys(asked.cursor, upto)
        names = ("key", "digest", "first", "last")
        told = {name: [one[at] for one in keys] for at, name in enumerate(names)}
        parquet.write_table(pa.table(told, schema=_keys_schema()), part / "keys.parquet")
        files.append({"name": "keys.parquet", "rows": len(keys), "first": None})
        manifest = {
            "format": FORMAT,
            **record_told(office, upto),
            "root": tree.root.hex(),
            "checkpoints": _checkpoints(store, upto),
            "files": [{**one, "sha256": hash_of(part / one["name"])} for one in files],
        }
        told_in = msgspec.json.format(msgspec.json.encode(manifest))
        whole_file.write(part / EXPORTED, told_in + b"\n")
    return ExportedRecord(facts=upto, root=tree.root.hex())


def _facts(store: Store, upto: int) -> Iterator[Any]:
    after = 0
    while after < upto:
        with store.reading() as asked:
            page = list(store.recorder.log(asked.cursor, after, min(_PAGE, upto - after)))
        yield from page
        after = page[-1][2]


def _with_leaf(one: Any, hashed: Any) -> Row:
    stream, version, position, name, state, beside = one
    leaf = hashed(stream.encode(), version, name.encode(), state)
    return position, stream, version, name, state, beside, leaf


def _checkpoints(store: Store, upto: int) -> list[str]:
    taken = Proofs.taken_beside(store.url)
    return [str(one.note) for one in taken if one.position <= upto]


def _schema() -> Any:
    pa = arrow()
    return pa.schema(
        {
            "position": pa.int64(), "stream": pa.string(), "fact_version": pa.int64(),
            "name": pa.string(), "state": pa.binary(), "beside": pa.binary(),
            "leaf": pa.binary(32),
        }.items()
    )  # fmt: skip


def _keys_schema() -> Any:
    pa = arrow()
    return pa.schema(
        {"key": pa.string(), "digest": pa.string(), "first": pa.int64(), "last": pa.int64()}.items()
    )


# -- The way back -----------------------------------------------------------------------------


def read_back(
    folder: Path, url: str, *, notes: Sequence[Note] = (), **as_restored: Any
) -> Restored:
    """Nhập trọn bản ghi: make an empty store what a record was, after it was found to be whole.

    Args:
        folder: what `export_record` wrote.
        url: where the store is to be.
        notes: checkpoints that were kept elsewhere; those in the export are looked at too.
        as_restored: what `backup.restore` is told beside: the vault, the keys that are trusted,
            and what is replaced.

    Raises:
        Invalid: it is no such export, or a row of it isn't what was exported: file, row and why.
        CaseError: what `backup.restore` raises of a copy.
    """
    told = _manifest_of(folder)
    path = path_for(url)
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as here:
        copy = Path(here) / "copy"
        copy.mkdir()
        _unpack(folder, told, copy / path.name)
        listed(copy, {"format": BACKUP, "store": told["store"], "name": path.name})
        kept = [Note.read(one) for one in told["checkpoints"]]
        return restore(copy, url, notes=[*notes, *kept], **as_restored)


def _unpack(folder: Path, told: dict[str, Any], path: Path) -> None:
    """Make a store of an export."""
    with Store.making(f"sqlite:///{path}") as writing:
        _fill(writing, folder, told)
    with closing(writing.store) as store:
        _check(store, folder, told)
    path.with_name(f"{path.name}.turn").unlink(missing_ok=True)


def _manifest_of(folder: Path) -> dict[str, Any]:
    where = str(folder / EXPORTED)
    try:
        told: Any = msgspec.json.decode((folder / EXPORTED).read_bytes())
        named = told["format"]
        if named == TABLES_FORMAT:
            raise Invalid(
                "it is an export of tables, in which pseudonyms stand for what was recorded: "
                "no record can be made of it",
                where=where,
                expected="an export of a whole record",
            )
        if named != FORMAT:
            raise Invalid(
                "its format isn't known here", where=where, expected="{format}", format=FORMAT
            )
        wanted = {"store": str, "position": int, "root": str, "checkpoints": list, "files": list}
        for name, kind in wanted.items():
            if type(told[name]) is not kind:
                raise TypeError(name)  # noqa: TRY301  # told as all that is wrong with it
        for one in told["files"]:
            if Path(one["name"]).is_absolute() or ".." in Path(one["name"]).parts:
                raise TypeError(one["name"])  # noqa: TRY301
            if not (folder / one["name"]).is_file():
                raise Invalid("{name} is missing", where=str(folder), name=one["name"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        raise Invalid(
            "it isn't an export of a whole record", where=where, expected="{list}", list=EXPORTED
        ) from None
    found: dict[str, Any] = told
    return found


def _fill(writing: Writing, folder: Path, told: dict[str, Any]) -> None:
    """Put the rows of every file into a store that is being made."""
    recorder, cursor = writing.store.recorder, writing.cursor
    hashed, tree, position = hasher(told["store"]), Frontier(), 0
    for file in told["files"]:
        name, taken = file["name"], 0
        if not name.startswith("log/"):
            for page in _rows(folder, file, _keys_schema()):
                for row in page:
                    recorder.insert_key(cursor, *row)
            continue
        for page in _rows(folder, file, _schema()):
            for row in page:
                taken, position = taken + 1, position + 1
                at, stream, version, kind, state, beside, leaf = row
                if at != position:
                    _refuse(
                        name,
                        taken,
                        Sentence(
                            "it has position {at} where {position} belongs",
                            at=at,
                            position=position,
                        ),
                    )
                if hashed(stream.encode(), version, kind.encode(), state) != leaf:
                    _refuse(name, taken, Sentence("its bytes aren't those that its hash is of"))
                tree.add(leaf)
                said = None if beside is None else beside.decode()
                try:
                    recorder.insert(cursor, stream, version, kind, state.decode(), said)
                except sqlite3.IntegrityError:
                    ref = event_ref(StreamId(stream), version)
                    _refuse(name, taken, Sentence("{ref} is there already", ref=ref))
        if taken != file["rows"]:
            ends = Sentence("it ends here, and {rows} rows were exported", rows=file["rows"])
            _refuse(name, taken, ends)
    for file in told["files"]:
        if hash_of(folder / file["name"]) != file["sha256"]:
            raise Invalid(
                "{name} isn't the file that was exported", where=str(folder), name=file["name"]
            )
    if position != told["position"] or tree.root.hex() != told["root"]:
        raise Invalid(
            "the facts aren't those that were exported: the root of their tree is another one",
            where=str(folder),
        )


def _rows(folder: Path, file: dict[str, Any], schema: Any) -> Iterator[list[Any]]:
    """The rows of a file, some at a time."""
    from pyarrow import parquet

    pa, read = arrow(), 0
    try:
        opened = parquet.ParquetFile(folder / file["name"], page_checksum_verification=True)
        if not opened.schema_arrow.equals(schema):
            _refuse(file["name"], 0, Sentence("its columns aren't those of such an export"))
        for batch in opened.iter_batches(_PAGE):
            columns = [one.to_pylist() for one in batch.columns]
            yield list(zip(*columns, strict=True))
            read += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        _refuse(file["name"], read + 1, Sentence("it can't be read: {why}", why=error))


def _refuse(name: str, row: int, said: Sentence) -> NoReturn:
    raise Invalid(said, where=f"{name}, row {row}") from None


def _check(store: Store, folder: Path, told: dict[str, Any]) -> None:
    """Every fact of what was read is one, and stands in its place."""
    try:
        store.check()
        if ward.LIFE.fold(store.read(WARD)).store != told["store"]:
            raise Invalid("the record is another store's than it says", where=str(folder))
    except CorruptLog as error:
        logs = [one for one in told["files"] if one["name"].startswith("log/")]
        if error.position is None:
            raise
        file = max(
            (one for one in logs if one["first"] <= error.position), key=lambda o: o["first"]
        )
        row = error.position - file["first"] + 1
        _refuse(file["name"], row, error.said.data["why"])
