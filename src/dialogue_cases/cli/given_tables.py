"""Biểu do cơ quan khai: the tables of a circular whose columns an office has, given as a file."""

from pathlib import Path
from typing import Any

from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.commands import Argument
from dialogue_cases.cli.language import Language
from dialogue_cases.statistics import Definitions, definitions, read_definitions
from dialogue_cases.store import file_of, path_beside

BESIDE = "tables.toml"
"""What the file beside a store is called, `ward.db.tables.toml`: it is read without being named."""


def tables_argument(language: Language) -> Argument:
    """The option with which the file is named."""
    return Argument(
        name="tables",
        about=language.say(
            "a TOML file with the columns of tables; the file {file} beside the store if not given",
            file=f"….{BESIDE}",
        ),
    )


def tables_of(clerk: Clerk, typed: dict[str, Any]) -> Definitions:
    """The tables to count by: the library's, and those that the office gives.

    Raises:
        Invalid: everything that is wrong in the file, with its place.
    """
    if "tables" in typed:
        return read_definitions(Path(typed["tables"]), definitions())
    beside = path_beside(file_of(clerk.store), BESIDE)
    return read_definitions(beside, definitions()) if beside.exists() else definitions()
