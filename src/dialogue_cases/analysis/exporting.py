"""Xuất bảng để phân tích: the tables of a record, as a folder of Parquet files with a manifest.

The folder is there when all of it is. A table can be traced to the record: the manifest says of
which log it is, up to which fact, what that fact's hash is, and which checkpoint proves it.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from attrs import frozen

from dialogue_cases import whole_file
from dialogue_cases.analysis.deriving import MAKERS, obligation
from dialogue_cases.analysis.facts import read_facts, write_facts
from dialogue_cases.analysis.schemas import arrow, batch_of, columns_of, row_of, schema_of
from dialogue_cases.analysis.scope import ExportScope, scope_of
from dialogue_cases.analysis.tables import TABLES, AnalysisRow
from dialogue_cases.analysis.writing import PACKED, TableWriter, write_none
from dialogue_cases.backup import EXPORTED, hash_of, new_folder
from dialogue_cases.deadlines import asked_from, ward_obligations
from dialogue_cases.deadlines.periods import series_counted
from dialogue_cases.office import Office
from dialogue_cases.projection import Progress
from dialogue_cases.projection.parts import begun
from dialogue_cases.projection.tables import counted
from dialogue_cases.projection.view import RELEASE, digest_of
from dialogue_cases.proofs import Proofs
from dialogue_cases.proofs.leaves import hasher, rows
from dialogue_cases.record import Known, known_then
from dialogue_cases.store import Store
from dialogue_cases.store.following import Range, lives, lives_within
from dialogue_cases.vocabulary import Act, SystemAct, first_day
from dialogue_cases.ward import WARD

if TYPE_CHECKING:
    import pyarrow as pa

FORMAT = "dialogue-cases/export-tables@1"


@frozen(kw_only=True)
class ExportedTables:
    """Kết quả xuất: what was written.

    Args:
        position: of the last fact in it.
        rows: how many rows each table has.
        key: the export key, by which pseudonyms were made; who has it can make them again.
    """

    position: int
    rows: dict[str, int]
    key: bytes


def export_tables(
    office: Office,
    folder: Path,
    *,
    only: Sequence[str] = (),
    on: date | None = None,
    known: Known | None = None,
    act: Act | SystemAct | None = None,
    officers: bool = False,
    texts: bool = False,
    key: bytes | None = None,
    progress: Progress | None = None,
) -> ExportedTables:
    """Xuất bảng: write the tables of a record into a folder of Parquet files.

    Texts, parties and officers stand under pseudonyms unless something else is asked for, and
    nothing that is sealed is opened. It records nothing.

    Args:
        office: whose record it is.
        folder: where to; it isn't there yet.
        only: which tables (`tables.TABLES`); none: all of them.
        on: the local day at whose end it is said how things stand; None: today.
        known: as was on record at the end of this local day, or at exactly this position.
        act: who reads, in which office; None: what anybody may read.
        officers: whether officers stand by their ids …
        texts: … and texts in clear, for whom the ward's roles allow it.
        key: 32 bytes, so that pseudonyms are those of other exports with it; None: a new one.
        progress: told how many of how many facts were read.

    Raises:
        Invalid: there is no such table, or what is needed isn't installed.
        Refused: what was asked for isn't for this office.
        AlreadyThere: the folder is there.
        StoreError: it can't be written.
        CorruptLog: a fact can't be read back.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from examples.practice import practise
        >>> with TemporaryDirectory() as here:
        ...     made = export_tables(practise(), Path(here) / "tables", only=["bodies"])
        >>> made.rows
        {'bodies': 16}
    """
    names = tuple(dict.fromkeys(only)) or tuple(TABLES)
    for name in names:
        row_of(name)
    arrow()
    scope = scope_of(office, on=on, known=known, act=act, officers=officers, texts=texts, key=key)
    with new_folder(folder) as part:
        for name in names:
            (part / name).mkdir()
        _derived(office, part, names, scope, progress)
        if "facts" in names:
            (part / "facts").rmdir()
            write_facts(office.log, scope, part / "facts", progress)
        for name in names:
            if not any((part / name).rglob("*.parquet")):
                write_none(part / name, name, scope.ward, scope.on.year)
        told = _manifest(office, part, names, scope)
        whole_file.write(part / EXPORTED, msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    written = {name: table["rows"] for name, table in told["tables"].items()}
    return ExportedTables(position=scope.upto, rows=written, key=scope.key)


# -- Rows -----------------------------------------------------------------------------------


def _derived(
    office: Office,
    folder: Path,
    names: Sequence[str],
    scope: ExportScope,
    progress: Progress | None,
) -> None:
    """The tables that are derived life by life, in parts where the log is long."""
    about = _about(names)
    if not about:
        return
    job = partial(write_derived, scope=scope, names=names)
    with begun(office.log, about, scope.upto, job, within=folder) as (own, parts):
        job(office.log, folder, own, progress=progress, periods=_periods(office, names, scope))
        for part in parts:
            if not part.is_made():
                shutil.rmtree(part.place, ignore_errors=True)
                job(office.log, part.place, part.ranges)
            for file in part.place.rglob("*.parquet"):
                target = folder / file.relative_to(part.place)
                target.parent.mkdir(parents=True, exist_ok=True)
                file.rename(target.with_stem(f"part-{int(part.place.name) + 1}"))


def _about(names: Iterable[str]) -> list[str]:
    """First words of the lives that these tables are derived from."""
    return sorted({word for name in names if name in MAKERS for word in MAKERS[name][0]})


def write_derived(
    store: Store,
    place: Path,
    ranges: Sequence[Range],
    *,
    scope: ExportScope,
    names: Sequence[str],
    progress: Progress | None = None,
    periods: Iterable[AnalysisRow] = (),
) -> None:
    """The derived tables of some lives, as Parquet files (a `Job`).

    Args:
        store: the log.
        place: the folder.
        ranges: which lives.
        scope: what the rows are made with.
        names: which tables.
        progress: told how many of how many facts were read.
        periods: what the ward owes in periods, which is no life's.
    """
    with ExitStack() as closing:
        writers: dict[str, TableWriter] = {}
        for name in names:
            if name in MAKERS:
                writers[name] = TableWriter(place / name, name, scope.ward)
                closing.callback(writers[name].close)
        histories = lives_within(store, ranges, scope.upto)
        for history in counted(histories, scope.upto, progress):
            life = scope.life(history, store)
            word = life.stream.partition("/")[0]
            for name, writer in writers.items():
                about, makes = MAKERS[name]
                if word in about:
                    for row in makes(life, scope):
                        writer.add(row)
        for row in periods:
            writers["obligations"].add(row)


def _periods(office: Office, names: Sequence[str], scope: ExportScope) -> Iterator[AnalysisRow]:
    """What the ward owes in the periods of each year on record, as the board has it."""
    if "obligations" not in names:
        return
    law = scope.law
    found = lives(office.log, series_counted(law), scope.upto)
    facts = sorted(
        (fact for life in found for fact in life if known_then(fact, scope.known)),
        key=lambda one: one.position,
    )
    begun_in = min((first_day(one.on).year for one in facts if one.stream != WARD), default=None)
    years = range(min(begun_in or scope.on.year, office.kept_since.year), scope.on.year + 1)
    told = set[Any]()
    for year in years:
        last = min(date(year, 12, 31), scope.on)
        first = asked_from(facts, last)
        for owed in ward_obligations(facts, law, first=first, last=last, known=scope.known):
            if owed.identity not in told:
                told.add(owed.identity)
                yield obligation(owed, scope)


# -- The manifest ---------------------------------------------------------------------------


def _manifest(
    office: Office, folder: Path, names: Sequence[str], scope: ExportScope
) -> dict[str, Any]:
    """Of which record an export is, and what is in it."""
    from pyarrow import parquet

    tables: dict[str, Any] = {}
    for name in names:
        files = [
            {
                "name": one.relative_to(folder).as_posix(),
                "rows": parquet.read_metadata(one).num_rows,
                "sha256": hash_of(one),
            }
            for one in sorted((folder / name).rglob("*.parquet"))
        ]
        tables[name] = {
            "about": (row_of(name).__doc__ or "").partition("\n")[0],
            "rows": sum(one["rows"] for one in files),
            "columns": [
                {"name": one.name, "type": one.type, "optional": one.optional, "about": one.about}
                for one in columns_of(name)
            ],
            "files": files,
        }
    return {
        "format": FORMAT,
        **record_told(office, scope.upto),
        "law": {"edition": scope.law.edition, "with_the_wards_own": digest_of(scope.law)},
        "on": scope.on,
        "known": scope.known,
        "pseudonyms": {"key": scope.key_name, "officers": not scope.officers},
        "clear_texts": scope.texts,
        "tables": tables,
    }


def record_told(office: Office, upto: int) -> dict[str, Any]:
    """Which record it is, up to which fact, and by what that is proved.

    Args:
        office: whose record it is.
        upto: the position of the last fact.
    """
    ward = office.ward()
    last = next(rows(office.log, after=upto - 1, upto=upto), None)
    taken = [one for one in Proofs.taken_beside(office.log.url) if one.position <= upto]
    return {
        "made_by": f"{RELEASE} {version(RELEASE)}",
        "made_at": office.now(),
        "store": ward.store,
        "ward": ward.code,
        "position": upto,
        "leaf": None if last is None else hasher(ward.store)(*last[1:]).hex(),
        "checkpoint": str(taken[-1].note) if taken else None,
        "unproved": upto - (taken[-1].checkpoint.size if taken else 0),
    }


# -- Frames ---------------------------------------------------------------------------------


def frames(
    office: Office,
    table: str,
    *,
    on: date | None = None,
    known: Known | None = None,
    act: Act | SystemAct | None = None,
    officers: bool = False,
    texts: bool = False,
    key: bytes | None = None,
) -> "pa.Table":
    """Một bảng cho Arrow, pandas, Polars, DuckDB: the rows of a table, in memory.

    Whatever takes Arrow or the dataframe interchange takes it: `polars.from_arrow(frames(…))`,
    `frames(…).to_pandas()`, and DuckDB by its name in a question.

    Args:
        office: whose record it is.
        table: its name, one of `tables.TABLES`.
        on: as of `export_tables` …
        known: …
        act: …
        officers: …
        texts: …
        key: …

    Raises:
        Invalid: there is no such table, or `pyarrow` isn't installed.
        Refused: what was asked for isn't for this office.
        CorruptLog: a fact can't be read back.

    Example:
        >>> from examples.practice import practise
        >>> told = frames(practise(), "bodies")
        >>> told.num_rows, told.schema.names[4:6]
        (16, ['body', 'since'])
    """
    schema = schema_of(table)
    scope = scope_of(office, on=on, known=known, act=act, officers=officers, texts=texts, key=key)
    if table == "facts":
        return read_facts(office.log, scope).read_all()
    found, some = [], list[tuple[Any, ...]]()
    for row in _rows(office, table, scope):
        some.append(msgspec.structs.astuple(row))
        if len(some) == PACKED:
            found.append(batch_of(some, schema))
            some.clear()
    return arrow().Table.from_batches([*found, batch_of(some, schema)])


def _rows(office: Office, table: str, scope: ExportScope) -> Iterator[AnalysisRow]:
    about, makes = MAKERS[table]
    for history in lives(office.log, about, scope.upto):
        yield from makes(scope.life(history, office.log), scope)
    yield from _periods(office, [table], scope)
