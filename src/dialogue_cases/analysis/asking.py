"""Hỏi bảng: questions to an export's tables, in SQL that DuckDB and Spark answer alike.

A question is a file in `questions/`; what it counts is a measure, a file in `measures/`, which is
defined once and reads the tables. Where an engine calls a function otherwise, it is told so
before (`BEFORE`); the text of a question is the same everywhere.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from attrs import frozen

from dialogue_cases.analysis.exporting import FORMAT
from dialogue_cases.analysis.facts import MEMORY, connected, engine
from dialogue_cases.analysis.schemas import arrow, columns_of
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.backup import EXPORTED
from dialogue_cases.errors import Invalid

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BEFORE = ("CREATE MACRO explode(list) AS unnest(list)",)
"""What DuckDB is told first: Spark's name for one row out of each text of a list."""


@frozen(kw_only=True)
class AnswerColumn:
    """Cột trả lời: one column of an answer, or of a measure.

    Args:
        name: what it is called in SQL.
        vi: its heading in Vietnamese.
        en: what it is, with its unit.
    """

    name: str
    vi: str
    en: str


@frozen(kw_only=True)
class AnalysisQuestion:
    """Câu hỏi: a question, or a measure that questions read, as its file tells it.

    Args:
        name: such as `late-rate`.
        title: what it is called in Vietnamese.
        about: what it tells, in English.
        columns: what each row of it has.
        sql: the text, which begins with all of that.
    """

    name: str
    title: str
    about: str
    columns: tuple[AnswerColumn, ...]
    sql: str

    @property
    def reads(self) -> tuple[str, ...]:
        """The measures and tables that it is put together from."""
        own = set(re.findall(r"(?m)^(?:WITH )?(\w+) AS \($", self.sql))
        told = re.findall(r"\b(?:FROM|JOIN) (\w+)", _HEADER.sub("", self.sql))
        return tuple(one for one in dict.fromkeys(told) if one not in own)


def questions() -> Mapping[str, AnalysisQuestion]:
    """Các câu hỏi: every question by its name.

    Example:
        >>> one = questions()["late-rate"]
        >>> one.title
        'Tỷ lệ quá hạn theo quy tắc'
        >>> [column.name for column in one.columns][:3]
        ['ward', 'rule', 'owed']
    """
    return _read("questions")


def measures() -> Mapping[str, AnalysisQuestion]:
    """Các số đo: what questions count, each defined once, by its name.

    Example:
        >>> measures()["terms"].reads
        ('obligations', 'verdicts')
    """
    return _read("measures")


def question(name: str) -> AnalysisQuestion:
    """A question.

    Raises:
        Invalid: there is none of that name.
    """
    if name not in questions():
        raise Invalid(
            "{text} isn't known here",
            where="question",
            expected="one of {among}",
            text=name,
            among=", ".join(questions()),
        )
    return questions()[name]


def views_for(asked: AnalysisQuestion) -> Iterator[tuple[str, str]]:
    """The measures that a question rests on, each with the SQL of a view, in their order.

    They make the question answerable on any engine that has the tables under their names.

    Example:
        >>> for name, made in views_for(question("late-rate")):
        ...     print(made.partition(" AS")[0])
        CREATE OR REPLACE TEMPORARY VIEW verdicts
        CREATE OR REPLACE TEMPORARY VIEW terms
    """
    for one in _below(asked):
        if one in measures():
            yield one, f"CREATE OR REPLACE TEMPORARY VIEW {one} AS\n{measures()[one].sql}"


def tables_for(asked: AnalysisQuestion) -> tuple[str, ...]:
    """The tables that a question rests on.

    Example:
        >>> tables_for(question("promises-kept"))
        ('items', 'bodies')
    """
    return tuple(one for one in _below(asked) if one in TABLES)


def answers(
    folder: Path, name: str, *, memory: str = MEMORY, within: Path | None = None
) -> "pa.Table":
    """Trả lời: what the tables of an export answer to a question, asked of DuckDB.

    Args:
        folder: what `export_tables` wrote.
        name: the question's.
        memory: how much DuckDB may take, such as `4GB`.
        within: the folder in which it may put what doesn't fit; None: nothing rests in a file.

    Returns:
        Its rows, with the columns that the question tells.

    Raises:
        Invalid: there is no such question, the folder is no such export or lacks a table or a
            file, a file can't be read, it takes more memory, or what is needed isn't installed.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from dialogue_cases.analysis import export_tables
        >>> from examples.practice import practise
        >>> with TemporaryDirectory() as here:
        ...     _ = export_tables(practise(), Path(here) / "tables", only=["obligations"])
        ...     answers(Path(here) / "tables", "late-rate").num_rows
        2
    """
    asked = question(name)
    arrow()
    there = _tables_of(folder)
    database = connected(memory, within)
    try:
        for said in BEFORE:
            database.execute(said)
        for table in tables_for(asked):
            if table not in there:
                raise Invalid(
                    "the table {table} isn't in it",
                    where=str(folder),
                    expected="an export with the tables {tables}",
                    table=table,
                    tables=", ".join(tables_for(asked)),
                )
            _show(database, table, [folder / one for one in there[table]])
        for _, made in views_for(asked):
            database.execute(made)
        return database.sql(asked.sql).to_arrow_table()
    except engine().OutOfMemoryException:
        raise Invalid(
            "it takes more memory than {memory}",
            where=name,
            expected="more memory, or a folder in which what doesn't fit may be put",
            memory=memory,
        ) from None
    except _unreadable() as error:
        raise Invalid("it can't be read: {why}", where=str(folder), why=error) from None
    finally:
        database.close()


# -- The files -------------------------------------------------------------------------------

_HEADER = re.compile(r"(?m)^--.*\n")
_COLUMN = re.compile(r"(?m)^-- (\w+): (.+?) \| (.+)$")


@cache
def _read(kind: Literal["questions", "measures"]) -> Mapping[str, AnalysisQuestion]:
    folder = files(__package__).joinpath(kind)
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".sql")), key=str)
    return {
        name: _told(name, one.read_text(encoding="utf-8"))
        for one in found
        for name in [one.name.removesuffix(".sql")]
    }


def _told(name: str, sql: str) -> AnalysisQuestion:
    title, *about = (line.removeprefix("-- ") for line in sql.partition("\n--\n")[0].splitlines())
    columns = (AnswerColumn(name=one, vi=vi, en=en) for one, vi, en in _COLUMN.findall(sql))
    return AnalysisQuestion(
        name=name, title=title, about=" ".join(about), columns=tuple(columns), sql=sql
    )


def _below(asked: AnalysisQuestion) -> list[str]:
    """All that a question rests on, what is read first before what reads it."""
    found: list[str] = []
    for one in asked.reads:
        for each in [*(_below(measures()[one]) if one in measures() else ()), one]:
            if each not in found:
                found.append(each)
    return found


# -- DuckDB ----------------------------------------------------------------------------------


def _show(database: "duckdb.DuckDBPyConnection", table: str, parts: list[Path]) -> None:
    """Let a database see a table."""
    names = ", ".join(one.name for one in columns_of(table))
    rows = database.read_parquet([str(one) for one in parts], hive_partitioning=False)
    rows.project(names).create_view(table)


def _unreadable() -> type[Exception]:
    failed: type[Exception] = engine().Error
    return failed


def _tables_of(folder: Path) -> dict[str, list[str]]:
    """The files of each table of an export.

    Raises:
        Invalid: it is no export of tables, or a file is missing.
    """
    told: Any = None
    try:
        told = msgspec.json.decode((folder / EXPORTED).read_bytes())
        named = told["format"]
        found = {
            name: [one["name"] for one in table["files"]] for name, table in told["tables"].items()
        } if named == FORMAT else None  # fmt: skip
    except (OSError, msgspec.DecodeError, KeyError, TypeError, AttributeError):
        found = None
    if found is None:
        raise Invalid(
            "it isn't an export of tables", where=str(folder), expected="what export tables wrote"
        )
    for name in (one for parts in found.values() for one in parts):
        if not (folder / name).is_file():
            raise Invalid("{name} is missing", where=str(folder), name=name)
    return found
