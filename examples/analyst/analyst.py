"""An analyst's morning: from the record of a year to answers and charts.

    python examples/analyst/analyst.py              # into a folder that is thrown away
    python examples/analyst/analyst.py a-folder     # kept: tables/, answers/ and charts/

The year of Phổ Hoà happens in memory; its tables are exported, every question of the library is
asked of them, and then one of the analyst's own, in SQL over the same measures.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from pyarrow import csv

from dialogue_cases import Office, analysis
from dialogue_cases.analysis import asking
from dialogue_cases.documents.charts import drawn

YEAR = Path(__file__).parents[1] / "pho_hoa_2023"

OWN = """
SELECT lead, COUNT(*) AS late_promises
FROM promises
WHERE is_late = 1
GROUP BY lead
ORDER BY late_promises DESC, lead
"""
"""Which bodies were late with what they had promised."""


@contextmanager
def the_year() -> Iterator[Office]:
    """The ward of Phổ Hoà on the last day of its year."""
    sys.path.insert(0, str(YEAR))
    try:
        from year import run

        with run("memory:") as office:
            yield office
    finally:
        sys.path.remove(str(YEAR))


def answered(tables: Path, folder: Path) -> None:
    """Every question: its answer as CSV, and its chart where there is something to draw."""
    for kind in ("answers", "charts"):
        (folder / kind).mkdir()
    for name, asked in analysis.questions().items():
        rows = analysis.answers(tables, name)
        csv.write_csv(rows, folder / "answers" / f"{name}.csv")
        spec = analysis.chart(tables, name)
        if spec["data"]["values"]:
            (folder / "charts" / f"{name}.svg").write_bytes(drawn(spec, "svg"))
        print(f"{name:24}{rows.num_rows:4} rows  {asked.title}")


def asked_in_sql(tables: Path, sql: str, *measures: str) -> list[tuple[object, ...]]:
    """A question of one's own.

    Args:
        tables: the export.
        sql: the question …
        measures: … and the measures that it reads.
    """
    with duckdb.connect() as database:
        for said in asking.BEFORE:
            database.execute(said)
        for name in measures:
            measure = asking.measures()[name]
            for table in asking.tables_for(measure):
                files = f"{tables}/{table}/**/*.parquet"
                database.read_parquet(files).create_view(table, replace=True)
            for _, view in asking.views_for(measure):
                database.execute(view)
            database.execute(f"CREATE TEMPORARY VIEW {name} AS {measure.sql}")
        rows: list[tuple[object, ...]] = database.sql(sql).fetchall()
    return rows


def main(folder: Path) -> None:
    """The whole morning."""
    tables = folder / "tables"
    with the_year() as office:
        made = analysis.export_tables(office, tables)
    print(f"{sum(made.rows.values())} rows in {len(made.rows)} tables")
    answered(tables, folder)
    for body, late in asked_in_sql(tables, OWN, "promises"):
        print(f"late: {body}, {late} promises")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as name:
            main(Path(name))
