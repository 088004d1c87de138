"""The shape of the package is under test: floors, purity, size and names."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

# Lowest first. A module may import only from floors below its own; a package is one module here.
FLOORS: tuple[set[str], ...] = (
    {"prepared", "spelling"},
    {"vocabulary", "identifying"},
    {"errors", "record"},
    {"life", "proposal"},
    {"workdays", "given_file"},
    {"toml_file"},
    {"law"},
    {"ward", "roles"},
    {"plan", "session", "petition", "proceeding", "matter", "task"},
    {"codec", "law_draft", "unit"},
    {"deadlines", "policies", "plan_file", "sentences", "ward_file", "draft_file"},
    {"database", "whole_file"},
    {"privacy"},
    {"store"},
    {"office"},
    {"projection"},
    {"attachments", "views", "proofs", "statistics"},
    {"audit", "backup"},
    {"documents", "register_file"},
    {"analysis"},
    {"cli"},
)
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
PURE = set().union(*FLOORS[: FLOOR_OF["database"]])
STORED = {"vocabulary", "record", "ward"} | FLOORS[FLOOR_OF["petition"]]

NONDETERMINISTIC = {"os", "random", "secrets", "time", "uuid"}
CLOCKS = {"now", "today", "utcnow"}
LATE = {
    "adbc_driver_manager", "altair", "cyclopts", "docx", "docxtpl", "duckdb", "holidays",
    "icalendar", "jinja2", "lxml", "numpy", "openpyxl", "pandas", "pendulum", "prov", "psycopg",
    "pyarrow", "rapidfuzz", "rfc3161_client", "rich", "typst", "vl_convert", "xlsxwriter",
}  # fmt: skip
WRITING = {
    "acting", "by_rule", "destroy", "erase", "erase_person", "keep_law", "tell_upwards", "together",
    "unseal", "unseal_all", "writing",
}  # fmt: skip
VAGUE = {"utils", "helpers", "common", "base", "interfaces", "services", "managers"}

PACKAGE = "dialogue_cases"
SOURCE = Path(__file__).resolve().parents[1] / "src" / PACKAGE


class Module(NamedTuple):
    """A source file: its path in the package, the module of the table it belongs to, its text."""

    path: str
    top: str
    text: str

    def tree(self) -> ast.Module:
        return ast.parse(self.text)


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
    return tuple(
        Module(
            path.as_posix(),
            path.parts[0].removesuffix(".py"),
            (SOURCE / path).read_text(encoding="utf-8"),
        )
        for path in paths
    )


def imports(module: Module) -> Iterator[str]:
    """Yield the full dotted name of everything that a module imports, early or late."""
    here = (PACKAGE, *Path(module.path).parent.parts)
    for node in ast.walk(module.tree()):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=source, names=names, level=level):
                above = here[: len(here) - level + 1] if level else ()
                origin = ".".join((*above, *([source] if source else [])))
                yield from (f"{origin}.{alias.name}" for alias in names)


def tops(module: Module) -> list[str]:
    """List the modules of the table that a module imports ("" is the package itself)."""
    parts = (name.split(".") for name in imports(module))
    return sorted({(rest or [""])[0] for package, *rest in parts if package == PACKAGE})


@pytest.mark.parametrize(
    "line",
    [
        "import dialogue_cases.store",
        "import dialogue_cases.store as memory",
        "from dialogue_cases import store",
        "from dialogue_cases.store import Store",
        "from .. import store",
        "from ..store import Store",
        "def late():\n    from ..store import Store",
        "if TYPE_CHECKING:\n    from ..store import Store",
    ],
)
def test_every_way_to_import_is_seen(line: str) -> None:
    """An import counts however it's written, in a function and for types alike."""
    module = Module("law/rules.py", "law", line)

    assert ["store"] == tops(module)


def test_every_module_stands_on_a_floor() -> None:
    """A new module is given its floor in the table above before it's written."""
    homeless = [module.path for module in modules() if module.top not in {*FLOOR_OF, "__init__"}]

    assert [] == homeless


def test_imports_go_to_a_lower_floor() -> None:
    """No module imports from its own floor or above, nor the package's front door."""
    climbing = [
        f"{module.path} imports {top or 'the package itself'}"
        for module in modules()
        if module.top in FLOOR_OF
        for top in tops(module)
        if top != module.top and FLOOR_OF.get(top, len(FLOORS)) >= FLOOR_OF[module.top]
    ]

    assert [] == climbing


def test_only_the_store_knows_the_engine() -> None:
    """A change of the engine touches one module."""
    knowing = [
        f"{module.path} imports {name}"
        for module in modules()
        if module.top != "store"
        for name in imports(module)
        if name.partition(".")[0] == "eventsourcing"
    ]

    assert [] == knowing


def test_pure_floors_read_no_clock_and_no_chance() -> None:
    """Time and law are arguments, so that every past answer can be given again."""
    impure = [
        f"{module.path} uses {name}"
        for module in modules()
        if module.top in PURE
        for name in (
            *(name for name in imports(module) if name.partition(".")[0] in NONDETERMINISTIC),
            *(
                ast.unparse(node)
                for node in ast.walk(module.tree())
                if isinstance(node, ast.Attribute) and node.attr in CLOCKS
            ),
        )
    ]

    assert [] == impure


def test_an_audit_only_reads() -> None:
    """Whoever checks a record changes nothing of it."""
    deciding = [
        f"{module.path} calls {ast.unparse(node.func)}"
        for module in modules()
        if module.top == "audit"
        for node in ast.walk(module.tree())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITING
    ]

    assert [] == deciding


def test_annotations_of_stored_classes_are_real() -> None:
    """Hypothesis and msgspec resolve the types of events, so they aren't postponed there."""
    postponed = [
        module.path
        for module in modules()
        if module.top in STORED and "__future__.annotations" in imports(module)
    ]

    assert [] == postponed


def test_modules_are_named_by_concept() -> None:
    """A name that could hold anything soon does."""
    vague = [module.path for module in modules() if VAGUE & set(Path(module.path[:-3]).parts)]

    assert [] == vague


def test_importing_the_package_loads_nothing_optional_or_slow() -> None:
    """An embedder pays for what is used: doors and their libraries are imported late."""
    script = f"import sys, {PACKAGE}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()

    assert set() == LATE & set(loaded)


def test_what_msgspec_works_out_is_worked_out_in_one_place() -> None:
    """Two threads that let msgspec look at one class at one moment crash the interpreter."""
    unprepared = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if module.top != "prepared"
        for node in ast.walk(module.tree())
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"msgspec.convert", "msgspec.json.Decoder"}
        )
        or (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) == "msgspec.json.decode"
            and len(node.args) + len(node.keywords) > 1
        )
    ]

    assert [] == unprepared
