"""Show which test proves what the source plan asks for: requirements.toml + marks -> a table.

Marks are read from the source, so nothing is imported and no test runs.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "tests" / "requirements.toml"


class Requirement(TypedDict):
    """One line of the plan: its words, and why a test may be missing."""

    says: str
    issue: NotRequired[int]
    excluded: NotRequired[str]


def marks(node: ast.AST, scope: str) -> Iterator[tuple[str, str]]:
    """Yield (requirement, test) for every mark at or under a node, wherever it's written.

    A decorator or a `pytest.param` marks its function; `pytestmark` its class or file.
    """
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.Call(func=ast.Attribute(value=ast.Attribute(attr="mark"), attr="requirement")):
                for argument in child.args:
                    yield ast.literal_eval(argument), scope
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield from marks(child, f"{scope}::{name}")
            case _:
                yield from marks(child, scope)


def tests_by_requirement() -> dict[str, list[str]]:
    """Collect the tests that pytest would find, by the requirement that they name."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for requirement, test in marks(tree, path.relative_to(ROOT / "tests").as_posix()):
            tests = found.setdefault(requirement, [])
            if test not in tests:
                tests.append(test)
    return found


def proof(requirement: Requirement, tests: list[str]) -> str:
    """Say what stands behind one requirement, as a table cell."""
    lines = [f"`{test}`" for test in tests]
    if "issue" in requirement:
        lines.append(f"issue {requirement['issue']}" + (" (the rest)" if tests else ""))
    if "excluded" in requirement:
        lines.append(f"not done: {requirement['excluded']}")
    return "<br>".join(lines) or "**nothing yet**"


def problems(table: dict[str, Requirement], found: dict[str, list[str]]) -> Iterator[str]:
    """Yield what's wrong between the table and the marks, one sentence each."""
    for name in sorted(found.keys() - table.keys()):
        yield f"{name} isn't in {TABLE.name}, but is named by {', '.join(found[name])}"
    for name in table:
        if name in found and "excluded" in table[name]:
            yield f"{name} is excluded, but is proved by {', '.join(found[name])}"


def _table() -> dict[str, Requirement]:
    table: dict[str, Requirement] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return table


def body() -> str:
    """The table, for the page of the documentation."""
    found = tests_by_requirement()
    return "| R | The plan says | Proved by |\n|---|---|---|\n" + "".join(
        f"| {name} | {requirement['says']} | {proof(requirement, found.get(name, []))} |\n"
        for name, requirement in _table().items()
    )


def main() -> int:
    """Say what's wrong, and fail."""
    table, found = _table(), tests_by_requirement()
    wrong = list(problems(table, found))
    missing = [name for name in table if name not in found and table[name].keys() == {"says"}]
    if missing:
        wrong.append(f"neither a test nor an issue nor an exclusion: {', '.join(missing)}")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
