"""Write the front page of each life: what can be imported from it, by the modules that say it.

A fact, a decision or a word is defined in one module of its life and named there only. Its front
page has the docstring that is written by hand, and below it what this tool makes of the modules.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

SOURCE = Path(__file__).resolve().parents[1] / "src" / "dialogue_cases"
LIVES = ("matter", "petition", "plan", "proceeding", "session", "task", "ward")
INNER = {"conditions", "grounds", "in_any_life", "limits", "rules"}
"""What several examiners ask first, and what the law allows: read by the life itself."""

NOTE = """\
# What follows is written by tools/front_pages.py.
# fmt: off
# ruff: noqa: I001, RUF022
"""


def public(module: ast.Module) -> Iterator[str]:
    """The names that a module defines for others: facts, decisions, words, not its citations."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) if name[0] != "_":
                yield name
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation) if name[0] != "_":
                if name == "PROMISES" or ast.unparse(annotation).startswith(("TypeAlias", "Life[")):
                    yield name
            case ast.Assign(targets=[ast.Name(id="WARD" as name)]):
                yield name
            case ast.Assign(targets=[ast.Tuple(elts=[*names])]):  # INITIAL, evolve
                yield from (one.id for one in names if isinstance(one, ast.Name))


def front_page(life: str) -> str:
    """The front page as it should be."""
    package = SOURCE / life
    page = (package / "__init__.py").read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(page), clean=False)
    shared: list[str] = []
    found: dict[str, list[str]] = {}
    for path in sorted(package.glob("*.py")):
        if path.stem == "__init__" or path.stem in INNER:
            continue
        module = ast.parse(path.read_text(encoding="utf-8"))
        if names := sorted(public(module)):
            found[f"dialogue_cases.{life}.{path.stem}"] = names
        for node in ast.walk(module):
            if isinstance(node, ast.keyword) and node.arg == "also":
                shared = sorted(ast.unparse(one) for one in getattr(node.value, "elts", ()))
    if shared:
        found["dialogue_cases.ward.in_any_life"] = shared
        known = {name for names in found.values() for name in names}
        found["dialogue_cases.record"] = sorted(set(_events(package)) - known)
    lines = [f'"""{said}"""\n', NOTE]
    for home, names in sorted(found.items()):
        lines.append(f"from {home} import (\n{_wrapped(names)}\n)")
    every = sorted(name for names in found.values() for name in names)
    quoted = [f'"{name}"' for name in every]
    return "\n".join([*lines, f"\n__all__ = [\n{_wrapped(quoted)}\n]\n"])


def _events(package: Path) -> Iterator[str]:
    """The names of what can happen in a life."""
    for node in ast.parse((package / "state.py").read_text(encoding="utf-8")).body:
        match node:
            case ast.AnnAssign(target=ast.Name(id="Event"), value=ast.expr() as union):
                yield from (one.id for one in ast.walk(union) if isinstance(one, ast.Name))


def _wrapped(names: list[str]) -> str:
    return fill(f"{', '.join(names)},", 100, initial_indent="    ", subsequent_indent="    ")


def main() -> int:
    """Write the pages; with --check write nothing, and fail if one is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    arguments = parser.parse_args()
    late = []
    for life in LIVES:
        path, page = SOURCE / life / "__init__.py", front_page(life)
        if path.read_text(encoding="utf-8") == page:
            continue
        if not arguments.check:
            path.write_text(page, encoding="utf-8")
        late.append(life)
    if arguments.check:
        for life in late:
            print(f"src/dialogue_cases/{life}/__init__.py is out of date", file=sys.stderr)
    return int(arguments.check and bool(late))


if __name__ == "__main__":
    sys.exit(main())
