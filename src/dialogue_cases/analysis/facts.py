"""Bảng sự kiện: the log's own columns, read of the stored bytes by DuckDB, without making facts.

A million facts take seconds so. The log is read by another process through ADBC, which brings an
SQLite of its own: two of them in one process that open one file drop each other's locks. A short
log, and one in memory, is read here, row by row.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from dialogue_cases import whole_file
from dialogue_cases.analysis.schemas import arrow, batch_of, columns_of, schema_of
from dialogue_cases.analysis.scope import ExportScope
from dialogue_cases.codec import name_of
from dialogue_cases.codec.names import IN_ANY_LIFE
from dialogue_cases.database import address_of
from dialogue_cases.errors import CorruptLog, Invalid
from dialogue_cases.projection.parts import LEAST, begin_python, can_be_read_beside
from dialogue_cases.proofs.leaves import rows
from dialogue_cases.record import Recorded, standing
from dialogue_cases.store import Store, file_of
from dialogue_cases.vocabulary import OfficerId, StreamId
from dialogue_cases.ward import WARD, LawLoaded

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dialogue_cases.projection import Progress

PAGE = 20_000
"""How many facts are handed to DuckDB at a time."""

ROW_GROUP = 131_072
"""How many rows a group of a Parquet file has: what Spark and DuckDB share out among processors."""

_LOG = (
    "SELECT position, originator_id AS stream, originator_version AS fact_version, topic, "
    "state FROM stored_events WHERE position <= {upto} ORDER BY position"
)
"""As `_log`, for another process."""

_PATHS = (
    "$.event.on.day", "$.event.on", "$.event.on.through", "$.event.on.at", "$.recorded_at",
    "$.act.office", "$.act.body", "$.act.officer", "$.system.rule", "$.corrects", "$.edition",
)  # fmt: skip
"""What is read of the bytes of a fact, in this order."""

_FACTS = r"""
WITH read AS (
    SELECT position, stream, fact_version, state,
        regexp_replace(topic, '[@+].*', '') AS kind,
        json_extract_string(state, {paths}) AS said
    FROM log),
told AS (
    SELECT *,
        CAST(coalesce(said[1], said[2]) AS DATE) AS first_day,
        CAST(said[3] AS DATE) AS through,
        CAST(said[5] AS TIMESTAMP) AS instant,
        CASE WHEN contains(state, '"because"')
            THEN json_extract_string(state, '$.because[*]') ELSE [] END AS causes
    FROM read)
SELECT
    {ward} AS ward,
    stream,
    split_part(stream, '/', 1) AS life,
    CAST(coalesce(nullif(regexp_extract(stream, '/(\d{{4}})(/|$)', 1), ''),
        CAST(year(coalesce(through, first_day)) AS VARCHAR)) AS BIGINT) AS year,
    CAST(nullif(regexp_extract(stream, '^[a-z]+/\d{{4}}/(\d+)$', 1), '') AS BIGINT) AS number,
    position,
    fact_version,
    kind,
    nullif(coalesce(first_day, CAST(error('it has no day') AS DATE)), DATE '0001-01-01')
        AS occurred_on,
    through AS occurred_through,
    left(said[4], 8) AS occurred_time,
    CAST(instant AS TIMESTAMPTZ) AS recorded_at,
    CAST(instant + INTERVAL 7 HOUR AS DATE) AS recorded_on,
    said[6] AS office,
    said[7] AS body,
    coalesce(pseudonyms[list_position(ids, said[8])], {officer}) AS officer,
    said[9] AS system_rule,
    CASE WHEN contains(state, '"despite"')
        THEN json_extract_string(state, '$.despite[*].rule') ELSE [] END AS despite,
    {because} AS because,
    CAST(said[10] AS BIGINT) AS corrects,
    coalesce(said[11], {edition}) AS edition,
    (kind NOT IN ({apart}) OR said[10] IS NOT NULL)
        AND position NOT IN (SELECT position FROM fallen) AS stands
FROM told, (SELECT list(stream) AS hidden FROM untold),
    (SELECT list(id ORDER BY id) AS ids, list(pseudonym ORDER BY id) AS pseudonyms FROM officers)
WHERE position NOT IN (SELECT position FROM withheld)
"""

_UNTOLD = """list_filter(causes, lambda cause: split_part(cause, '@', 1) = stream OR NOT (
        list_contains(hidden, stream) OR list_contains(hidden, split_part(cause, '@', 1))))"""


@frozen(kw_only=True)
class FactsAsked:
    """Câu hỏi về sự kiện: what DuckDB is asked with; it can be sent to another process.

    Args:
        upto: the position of the last fact.
        statement: the question.
        officers: how the officers are named whom the ward knows.
        fallen: the positions of facts that don't stand, in lives of which an entry was mended.
        untold: lives that others don't name.
        withheld: the positions of facts that are left out.
    """

    upto: int
    statement: str
    officers: Mapping[OfficerId, str] = field(repr=False)
    fallen: tuple[int, ...]
    untold: tuple[StreamId, ...]
    withheld: tuple[int, ...]


def facts_asked(store: Store, scope: ExportScope) -> FactsAsked:
    """What DuckDB is asked for the facts of a log.

    Raises:
        CorruptLog: a fact of a life that was mended can't be read back.
    """
    of_ward = store.read(WARD)
    fallen: list[int] = []
    for stream in store.mended():
        facts = [one for one in store.read(stream) if one.position <= scope.upto]
        stands = {one.position for one in standing(facts)}
        fallen += [one.position for one in facts if one.position not in stands]
    editions = [
        f"WHEN position > {one.position} THEN {_quoted(one.event.edition)}"
        for one in reversed(of_ward)
        if isinstance(one.event, LawLoaded)
    ]
    statement = _FACTS.format(
        paths=[*_PATHS],
        ward=_quoted(scope.ward),
        officer="said[8]" if scope.officers else _pseudonym(scope.key, "officer", "said[8]"),
        because=_UNTOLD if scope.untold else "causes",
        edition=f"CASE {' '.join(editions)} END" if editions else "NULL",
        apart=", ".join(_quoted(name_of(one)) for one in IN_ANY_LIFE),
    )
    return FactsAsked(
        upto=scope.upto,
        statement=statement,
        officers={one: scope.officer(one) for one in _officers(of_ward)},
        fallen=tuple(fallen),
        untold=tuple(sorted(scope.untold)),
        withheld=tuple(sorted(scope.withheld)),
    )


def _officers(of_ward: Iterable[Recorded[Any]]) -> set[OfficerId]:
    """The officers who ever held an office: of the others each fact is worked out for itself."""
    named = (getattr(one.event, "officer", None) for one in of_ward)
    return {one for one in named if one is not None}


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _pseudonym(key: bytes, of: str, value: str) -> str:
    """As `ExportScope.pseudonym`, in SQL: HMAC by its definition (RFC 2104)."""
    block = key.ljust(64, b"\0")
    inner, outer = (
        "'" + "".join(f"\\x{byte ^ pad:02X}" for byte in block) + "'::BLOB" for pad in (0x36, 0x5C)
    )
    said = f"encode({_quoted(f'{of}:')} || {value})"
    return f"left(sha256({outer} || unhex(sha256({inner} || {said}))), 32)"


def engine() -> Any:
    """The `duckdb` module.

    Raises:
        Invalid: it isn't installed.
    """
    try:
        import duckdb
    except ModuleNotFoundError:
        raise Invalid(
            "duckdb isn't installed", expected="pip install 'dialogue-cases[analysis]'"
        ) from None
    return duckdb


MEMORY = "1GB"
"""How much memory DuckDB may take, unless something else is said."""


def connected(memory: str = MEMORY, within: Path | None = None) -> "duckdb.DuckDBPyConnection":
    """A database of DuckDB in memory, which is bounded.

    Args:
        memory: how much it may take, such as `4GB`.
        within: the folder in which it may put what doesn't fit; None: nothing rests in a file.

    Raises:
        Invalid: it isn't installed, or that is no amount of memory.
    """
    made: duckdb.DuckDBPyConnection = engine().connect()
    try:
        made.execute(f"SET memory_limit = {_quoted(memory)}")
    except engine().Error:
        raise Invalid(
            "{text} is no amount of memory", where="memory", expected="such as 4GB", text=memory
        ) from None
    made.execute(f"SET temp_directory = {_quoted(str(within or ''))}")
    return made


def read_facts(store: Store, scope: ExportScope) -> "pa.RecordBatchReader":
    """The facts of a log as Arrow record batches, in the order of their positions.

    Raises:
        Invalid: `pyarrow` or `duckdb` isn't installed.
        CorruptLog: a fact can't be read back.
    """
    pa, asked = arrow(), facts_asked(store, scope)
    schema = schema_of("facts")

    def batches() -> Iterator[Any]:
        database = connected()
        try:
            question = _begin(database, asked, _log(store, asked.upto))
            for batch in database.sql(question).to_arrow_reader(ROW_GROUP):
                yield pa.Table.from_batches([batch]).cast(schema).to_batches()[0]
        except _unreadable() as error:
            raise _told(store, error) from None
        finally:
            database.close()

    return pa.RecordBatchReader.from_batches(schema, batches())


def _log(store: Store, upto: int) -> "pa.RecordBatchReader":
    """The rows of a log, read here."""
    pa = arrow()
    types = {"position": pa.int64(), "stream": pa.string(), "fact_version": pa.int64(),
             "topic": pa.string(), "state": pa.string()}  # fmt: skip
    schema = pa.schema(types.items())

    def batches() -> Iterator[Any]:
        found = rows(store, upto=upto)
        while page := list(islice(found, PAGE)):
            yield batch_of(page, schema)

    return pa.RecordBatchReader.from_batches(schema, batches())


def _begin(
    database: "duckdb.DuckDBPyConnection", asked: FactsAsked, log: "pa.RecordBatchReader"
) -> str:
    """Let a database see what is asked about; the question."""
    pa = arrow()
    database.execute("SET TimeZone = 'UTC'")
    database.register("log", log)
    known = {"id": [*asked.officers], "pseudonym": [*asked.officers.values()]}
    officers = {name: pa.array(said, pa.string()) for name, said in known.items()}
    database.register("officers", pa.table(officers))
    for name, positions in (("fallen", asked.fallen), ("withheld", asked.withheld)):
        database.register(name, pa.table({"position": pa.array(positions, pa.int64())}))
    database.register("untold", pa.table({"stream": pa.array(asked.untold, pa.string())}))
    names = ", ".join(one.name for one in columns_of("facts"))
    return f"SELECT {names} FROM ({asked.statement})"


def _unreadable() -> tuple[type[Exception], ...]:
    """What DuckDB and Arrow raise of bytes that are no fact."""
    duckdb = engine()
    return duckdb.ConversionException, duckdb.InvalidInputException, arrow().ArrowInvalid


def _told(store: Store, error: Exception) -> CorruptLog:
    """Which fact it is that DuckDB can't read: what reads them back tells where it lies."""
    for _ in store.since():
        pass
    return CorruptLog(store.url, None, "it can't be read: {why}", why=error)


# -- Into files -----------------------------------------------------------------------------


def write_facts(
    store: Store, scope: ExportScope, folder: Path, progress: "Progress | None" = None
) -> None:
    """Write the facts of a log as Parquet, by ward and year.

    Args:
        store: the log.
        scope: what they are made with.
        folder: where to; it isn't there yet.
        progress: told how many of how many facts were read.

    Raises:
        Invalid: what is needed isn't installed.
        CorruptLog: a fact can't be read back.
    """
    arrow(), engine()
    asked = facts_asked(store, scope)
    if scope.upto >= LEAST and can_be_read_beside(store):
        job = folder.with_name(f".{folder.name}.job")
        address = address_of(file_of(store.url))
        whole_file.write(job, pickle.dumps((asked, address, folder, scope.ward)), mode=0o600)
        try:
            with begin_python(_CHILD, job, subprocess.PIPE) as process:
                for line in process.stdout or ():
                    if progress is not None:
                        progress(int(line), scope.upto)
        finally:
            job.unlink()
        if process.returncode == 0:
            return
        # What is wrong is told by reading it here.
    try:
        _copy(asked, _log(store, asked.upto), folder, scope.ward)
    except _unreadable() as error:
        raise _told(store, error) from None


_CHILD = "from dialogue_cases.analysis.facts import child; child()"


def child() -> None:
    """What the other process does: it opens the log through ADBC, and in no other way."""
    from adbc_driver_sqlite import dbapi

    asked, address, folder, ward = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301
    pa = arrow()
    with dbapi.connect(address) as connection, connection.cursor() as cursor:
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(PAGE)})
        cursor.execute(_LOG.format(upto=asked.upto))
        log = cursor.fetch_record_batch()

        def counted() -> Iterator[Any]:
            done = 0
            for batch in log:
                yield batch
                done += batch.num_rows
                print(done, flush=True)

        _copy(asked, pa.RecordBatchReader.from_batches(log.schema, counted()), folder, ward)


def _copy(asked: FactsAsked, log: "pa.RecordBatchReader", folder: Path, ward: str) -> None:
    database = connected()
    try:
        question = _begin(database, asked, log)
        database.execute("SET preserve_insertion_order = false")  # else all of it is held
        database.execute(
            f"COPY (SELECT *, {_quoted(ward)} AS of_ward, year AS of_year FROM ({question})) "
            f"TO {_quoted(str(folder))} (FORMAT parquet, COMPRESSION zstd, "
            f"PARTITION_BY (of_ward, of_year), ROW_GROUP_SIZE {ROW_GROUP}, "
            "FILENAME_PATTERN 'part-{i}')"
        )
    finally:
        database.close()
