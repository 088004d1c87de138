"""Say where text can rest: where_text_rests.toml + what the code says by itself -> a table.

Fields of facts, columns of views and of tables, indexes, files and whoever writes one are found
in the code; how each is treated, and why, is a line of the file. A place without a line is told,
and so is a line for a place that is no more.
"""

import ast
import importlib
import pkgutil
import re
import sqlite3
import sys
import tomllib
import typing
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

import attrs
import msgspec

import dialogue_cases
from dialogue_cases.codec import NAMES
from dialogue_cases.projection.view import View
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import FreeText, Sealed

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "where_text_rests.toml"
SOURCE = ROOT / "src" / "dialogue_cases"

Group: TypeAlias = Literal[
    "sealed", "free", "texts", "ids", "columns", "tables", "files", "by_hand"
]
"""A sort of place. What is told by hand is what no code of ours names."""

HEADINGS: Mapping[Group, str] = {
    "sealed": "Sealed fields of facts",
    "free": "Fields of facts in clear, in somebody's own words",
    "texts": "Other fields of facts in clear",
    "ids": "Fields of facts that hold an id",
    "columns": "Columns of views",
    "tables": "Tables of the store, the vault and the proofs",
    "files": "Files, and who writes them",
    "by_hand": "What no code of ours names",
}

TREATMENTS: Mapping[str, str] = {
    "sealed": "unreadable for ever once its key is destroyed, in every copy",
    "set apart": "in clear, beside the log, which commits to it; hidden and removed by a redaction "
    "(hidden only, where it was recorded before texts were set apart)",
    "clear": "in clear by intention, and for good; it is written without names of people outside",
    "no person": "tells of nobody outside the offices",
    "made anew": "made from the record, and can be deleted at any time",
    "key": "opens what is sealed, and is destroyed with it",
    "handed out": "whoever had it made keeps it, and deletes it; nobody here knows where it lies",
    "removed": "gone as soon as it was used",
    "outside": "out of this library's reach; somebody has to see to it",
}
"""What can be done about a text, and what that means."""


class Line(TypedDict):
    """One kind of place: which texts rest there, what is done about them, and why."""

    says: str
    treatment: str
    reason: str
    places: NotRequired[list[str]]


Lines: TypeAlias = Mapping[str, Mapping[str, Line]]
Places: TypeAlias = Mapping[str, Mapping[str, list[str]]]
"""By the group the places that the code says, each with where in the code that is."""


# -- What the code says -------------------------------------------------------------------

_STORED = {shape: name for name, shape in NAMES.items()}


def owner_of(shape: type) -> str:
    """What a class is called here: a fact by its stored name, anything else by its own."""
    return _STORED.get(shape, shape.__name__)


def kept_texts(
    hint: Any, owner: str, name: str, within: frozenset[type] = frozenset()
) -> Iterator[tuple[Group, str, str]]:
    """Every text that a field of this type keeps: its group, whose field it is, its name.

    A word from a list is none: nobody types it.

    Args:
        within: the classes that it stands in; one of them may have itself as a field.
    """
    if isinstance(hint, typing.NewType):
        yield "ids", owner, hint.__name__
    elif hint is Sealed:
        yield "sealed", owner, name
    elif hint == FreeText:
        yield "free", owner, name
    elif hint is str:
        yield "texts", owner, name
    elif attrs.has(hint) or (isinstance(hint, type) and issubclass(hint, msgspec.Struct)):
        if hint not in within:
            for field, each in typing.get_type_hints(hint, include_extras=True).items():
                yield from kept_texts(each, owner_of(hint), field, within | {hint})
    elif typing.get_origin(hint) is not Literal:
        for each in typing.get_args(hint):
            yield from kept_texts(each, owner, name, within)


@cache
def places() -> Places:
    """Every place that the code tells of, by its group."""
    found: dict[str, dict[str, list[str]]] = {group: {} for group in HEADINGS}

    def add(group: str, place: str, where: str) -> None:
        told = found[group].setdefault(place, [])
        if where not in told:
            told.append(where)

    for shape in (Recorded, *NAMES.values()):
        for group, owner, name in kept_texts(shape, shape.__name__, ""):
            add(group, name, owner)
    for view in _views():
        for table in view.tables:
            hints = typing.get_type_hints(table.row)
            for column in table.columns:
                for group, owner, name in kept_texts(hints[column], table.name, column):
                    if group != "ids":
                        add("columns", f"sealed {name}" if group == "sealed" else name, owner)
    for place in (*_expressions(), *_tables()):
        add("tables", place, "")
    for place in (*_endings(), *_writers()):
        add("files", place, "")
    return found


def indexes() -> list[tuple[str, str, list[str | None]]]:
    """Every index of a view: its table, its name, its columns; None for an expression."""
    found = []
    with closing(sqlite3.connect(":memory:")) as database:
        for table in (table for view in _views() for table in view.tables):
            database.execute(table.made_in("main"))
            for statement in table.indexes:
                database.execute(statement)
            question = "SELECT name FROM pragma_index_list(?) WHERE origin = 'c' ORDER BY name"
            for (name,) in database.execute(question, (table.name,)).fetchall():
                columns = database.execute("SELECT name FROM pragma_index_info(?)", (name,))
                found.append((table.name, name, [one for (one,) in columns]))
    return found


@cache
def _views() -> list[View]:
    """Every view of the package, wherever it is kept."""
    found: dict[str, View] = {}
    for module in pkgutil.walk_packages(dialogue_cases.__path__, "dialogue_cases."):
        if not module.name.endswith("__main__"):
            with suppress(ModuleNotFoundError):  # an extra that isn't there
                for one in vars(importlib.import_module(module.name)).values():
                    if isinstance(one, View):
                        found[one.name] = one
    return [found[name] for name in sorted(found)]


def _expressions() -> Iterator[str]:
    """Indexes that keep something else than columns of their table."""
    return (name for _, name, columns in indexes() if None in columns)


_MADE = re.compile(r"\s*CREATE (?:TEMP )?(?:VIRTUAL )?(?:TABLE|VIEW)", re.IGNORECASE)


def _tables() -> Iterator[str]:
    """Columns with texts or bytes of every table that a statement in the source makes."""
    for file, tree in _modules():
        for scope, node in _scoped(tree):
            if isinstance(node, ast.JoinedStr):
                if _MADE.match(ast.unparse(node.values[0]).strip("'")):
                    yield f"{file} {scope}"
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                if not _MADE.match(node.value):
                    continue
                with closing(sqlite3.connect(":memory:")) as database:
                    try:
                        database.execute(node.value)
                    except sqlite3.Error:
                        continue  # a part of a longer one, or a word about it
                    question = (
                        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
                        "WHERE m.type = 'table' AND c.type <> 'INTEGER' "
                        "AND m.name NOT LIKE 'sqlite%'"
                    )
                    for table, column in database.execute(question):
                        yield f"{file} {table}.{column}"


def _endings() -> Iterator[str]:
    """The files that stand beside a store."""
    for _, tree in _modules():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Name(id="path_beside"), args=[_, ast.Constant(value=str(what))]
                ):
                    yield f"ward.db.{what}"


_FUNCTIONS = re.compile(
    r"dialogue_cases\.whole_file\.(write|write_new|copy|made|text)"
    r"|dialogue_cases\.cli\.\w+\.written"
    r"|sqlite3\.connect|tempfile\.\w+|shutil\.(copy|move)\w*|logging\.\w*Handler"
)
_METHODS = {"write_bytes", "write_text", "save", "symlink_to", "hardlink_to"}


def _writers() -> Iterator[str]:
    """Every function that writes a file, or opens a database."""
    for file, tree in _modules():
        names = _imported(tree)
        for scope, node in _scoped(tree):
            if isinstance(node, ast.Call) and _writes(node, names):
                yield f"{file} {scope}"


def _writes(call: ast.Call, names: Mapping[str, str]) -> bool:
    said = ast.unparse(call.func)
    head, dot, rest = said.partition(".")
    given = [ast.unparse(one) for one in (*call.args, *(one.value for one in call.keywords))]
    match names.get(head, head) + dot + rest:
        case "os.open":  # what is written to the null device rests nowhere
            return any("O_CREAT" in one or "O_WRONLY" in one for one in given) and (
                "os.devnull" not in given
            )
        case "open" | "os.fdopen" | "io.open":
            return any(re.fullmatch(r"'[rbt]*[wax+][rwbt+]*'", one) for one in given[1:])
        case "zipfile.ZipFile":
            return bool({"'w'", "'a'", "'x'"} & set(given))
        case whole if _FUNCTIONS.fullmatch(whole):
            return True
    if not isinstance(call.func, ast.Attribute):
        return False
    if call.func.attr == "open":
        return any(re.fullmatch(r"'[rbt]*[wax+][rwbt+]*'", one) for one in given)
    into = any(one.startswith(("'VACUUM INTO", "f'ATTACH", "'ATTACH")) for one in given)
    return call.func.attr in _METHODS or into


def _imported(tree: ast.Module) -> dict[str, str]:
    """What the names of a module stand for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module), names=imported):
                names.update({one.asname or one.name: f"{module}.{one.name}" for one in imported})
            case ast.Import(names=imported):
                names.update({one.asname: one.name for one in imported if one.asname})
    return names


@cache
def _modules() -> list[tuple[str, ast.Module]]:
    return [
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    ]


def _scoped(node: ast.AST, scope: str = "module") -> Iterator[tuple[str, ast.AST]]:
    """Every node, with the function that it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = scope
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inner = child.name if scope == "module" else f"{scope}.{child.name}"
        else:
            yield scope, child
        if not isinstance(child, ast.JoinedStr):  # its parts are no statements of their own
            yield from _scoped(child, inner)


# -- Against the lines --------------------------------------------------------------------


def lines() -> Lines:
    """The lines as they are written."""
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def whole(place: str, where: Iterable[str]) -> list[str]:
    """The names by which a place may be named: with its owner, which says more, or without."""
    return [f"{one}.{place}" if one else place for one in where]


def problems(table: Lines, found: Places) -> Iterator[str]:
    """Yield what's wrong between the lines and the code, one sentence each."""
    for group in sorted(table.keys() - found.keys()):
        yield f"[{group}] is no sort of place: one of {', '.join(found)}"
    for group, told in found.items():
        named: dict[str, str] = {}
        for name, line in table.get(group, {}).items():
            if line["treatment"] not in TREATMENTS:
                yield f"[{group}.{name}]: {line['treatment']!r} is no treatment"
            if missing := {"says", "reason"} - {key for key, said in line.items() if said}:
                yield f"[{group}.{name}] doesn't say: {', '.join(sorted(missing))}"
            for place in line.get("places", ()):
                if place in named:
                    yield f"[{group}.{name}] and [{group}.{named[place]}] both name {place}"
                named[place] = name
        used = set()
        for place, where in told.items():
            for each in whole(place, where):
                known = next((one for one in (each, place) if one in named), None)
                if known is None:
                    yield f"{each} has no line in [{group}.…]: say how its text is treated, and why"
                else:
                    used.add(known)
        for place in named.keys() - used:
            yield f"[{group}.{named[place]}] names {place}, which is no more"


def body() -> str:
    """The tables, for the page of the documentation."""
    table, found = lines(), places()
    page = "| Treatment | It means |\n|---|---|\n"
    page += "".join(f"| {name} | {means} |\n" for name, means in TREATMENTS.items())
    for group, heading in HEADINGS.items():
        page += f"\n## {heading}\n\n| Which texts | Treatment | Why | Where |\n|---|---|---|---|\n"
        taken = {one for line in table[group].values() for one in line.get("places", ())}
        for line in table[group].values():
            where = _where(line.get("places", ()), found[group], taken)
            page += f"| {line['says']} | {line['treatment']} | {line['reason']} | {where} |\n"
    page += "\n## Indexes of views\n\nEach holds what its columns hold, and is made anew with them."
    page += "\n\n| Table | Index | Columns |\n|---|---|---|\n"
    for name, index, columns in indexes():
        page += f"| `{name}` | `{index}` | {', '.join(f'`{one}`' for one in columns)} |\n"
    return page


def _where(named: Iterable[str], found: Mapping[str, list[str]], taken: set[str]) -> str:
    told = []
    for place in named:
        owners = [one for one in found.get(place, ()) if one and f"{one}.{place}" not in taken]
        told.append(f"`{place}`" + (f" ({', '.join(owners)})" if owners else ""))
    return "<br>".join(told)


def main() -> int:
    """Say what's wrong, and fail."""
    wrong = sorted(problems(lines(), places()))
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
