"""Ghi bảng: rows into Parquet files, a file for each ward and year, in bounded memory."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from dialogue_cases.analysis.facts import ROW_GROUP
from dialogue_cases.analysis.schemas import arrow, batch_of, schema_of
from dialogue_cases.analysis.tables import AnalysisRow

if TYPE_CHECKING:
    import pyarrow as pa

PACKED = 8_192
"""How many rows are held as objects; packed into columns they take a tenth of that."""

_HELD = 4 * ROW_GROUP
"""How many rows of all years are held at the most."""


class TableWriter:
    """Người ghi bảng: writes the rows of one table, each to the year that it is of.

    Args:
        folder: the table's own.
        table: its name.
        ward: the ward's code.
    """

    def __init__(self, folder: Path, table: str, ward: str) -> None:
        self._folder, self._ward = folder, ward
        self._schema = schema_of(table)
        self._rows: dict[int, list[tuple[Any, ...]]] = {}
        self._packed: dict[int, list[pa.RecordBatch]] = {}
        self._files: dict[int, Any] = {}

    def add(self, row: AnalysisRow) -> None:
        """Write a row, sooner or later."""
        rows = self._rows.setdefault(row.year, [])
        rows.append(msgspec.structs.astuple(row))
        if len(rows) == PACKED:
            self._pack(row.year)
            if self._size(row.year) >= ROW_GROUP:
                self._write(row.year)
            elif sum(map(self._size, self._packed)) >= _HELD:
                self._write(max(self._packed, key=self._size))

    def close(self) -> None:
        """Write what is left, and end the files."""
        for year in sorted(self._rows):
            self._pack(year)
            self._write(year)
        for file in self._files.values():
            file.close()

    def _size(self, year: int) -> int:
        return sum(one.num_rows for one in self._packed.get(year, ()))

    def _pack(self, year: int) -> None:
        rows = self._rows.pop(year, None)
        if rows:
            self._packed.setdefault(year, []).append(batch_of(rows, self._schema))

    def _write(self, year: int) -> None:
        packed = self._packed.pop(year, None)
        if not packed:
            return
        if year not in self._files:
            self._files[year] = _file(self._folder, self._ward, year, self._schema)
        table = arrow().Table.from_batches(packed)
        self._files[year].write_table(table, row_group_size=ROW_GROUP)


def write_none(folder: Path, table: str, ward: str, year: int) -> None:
    """Write a table without rows, so that whoever reads it finds its columns."""
    _file(folder, ward, year, schema_of(table)).close()


def _file(folder: Path, ward: str, year: int, schema: "pa.Schema") -> Any:
    from pyarrow import parquet

    folder = folder / f"of_ward={ward}" / f"of_year={year}"
    folder.mkdir(parents=True, exist_ok=True)
    return parquet.ParquetWriter(folder / "part-0.parquet", schema, compression="zstd")
