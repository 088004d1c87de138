"""Write the pages about rules and commands from the code, or check that they fit it."""

import argparse
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import catalogues
import texts
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.door import common_help, program
from dialogue_cases.cli.language import Language
from dialogue_cases.vocabulary import Operator

PAGES = texts.ROOT / "docs" / "reference"

RULES = """\
# Rules

*Reference. Written by `tools/reference.py` from the code and the catalogues.*

Every rule by which a decision can be refused, or from which something follows.
What is *impossible* is always refused.
What is *unlawful* is refused unless it happened: `despite=(rule, reason)`, on the command line
`--despite rule=reason`, lets it in, and it stays a finding for the auditor.
A *remark* stops nothing.

| Rule | What it says | | Source | Asked in |
|---|---|---|---|---|
"""

COMMANDS = """\
# Command line

*Reference. Written by `tools/reference.py` from the code.*

`dialogue-cases` needs the extra `cli`: `pip install 'dialogue-cases[cli]'`.
It answers in Vietnamese; `--lang en` or `DIALOGUE_CASES_LANG=en` gives this page's language.
Exit codes: 0 done, 1 refused, 2 bad input, 3 the store is in trouble.

Days are written 2023-05-12 or 12/05/2023, months 2023-05, a day with its time
`12/05/2023 08:00`; bodies and groups by id, name or alias.
What has several fields is JSON, `@file.json` or `@file.toml`; where only one field is required,
its text will do (`--place "Nhà sinh hoạt cộng đồng"`).
An option that takes several values is given again for each.
Personal data are typed as plain text and sealed by the command.

Every decision of every life is a command.
These options belong to all of them;
`--officer`, `--office` and `--body` mean the same as `--as`, `--as-office` and `--as-body`
where a decision has no argument of that name.

"""


def rules_page() -> str:
    """The page about rules."""
    vi, en = (_catalogue(code) for code in catalogues.LANGUAGES)
    page = RULES
    for rule, places in groupby(texts.rules(), key=lambda one: one.rule):
        found = list(places)
        kinds = ", ".join(sorted({one.kind for one in found}))
        sources = "<br>".join(sorted({one.citation for one in found if one.citation}))
        modules = ", ".join(f"`{m}`" for m in sorted({_short(one.module) for one in found}))
        said = f"{en['rule', rule]}<br>*{vi['rule', rule]}*"
        page += f"| `{rule}` | {said} | {kinds} | {sources} | {modules} |\n"
    return page


def commands_page() -> str:
    """The page about commands."""
    clerk = Clerk(language=Language("en"), operator=Operator(id="unknown"))
    page = COMMANDS + "\n".join(_options(acting_arguments(clerk)))
    page += "\n\n" + "\n".join(f"    {line}" for line in common_help(clerk)) + "\n"
    app = program(clerk)
    for path in _paths(app):
        command = app
        for name in path:
            command = command[name]
        page += f"\n## {' '.join(path)}\n\n{command.help}\n"
        arguments = command.assemble_argument_collection() if command.default_command else []
        rows = [row for row in map(_row, arguments) if row]
        if rows:
            page += "\n| Argument | |\n|---|---|\n" + "".join(rows)
    return page


def _paths(app: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name in app:
        if name.startswith("-"):
            continue
        yield (*above, name)
        yield from _paths(app[name], (*above, name))


def _row(argument: Any) -> str:
    if argument.field_info.name.startswith("_") and argument.field_info.name != "_new":
        return ""
    names = ", ".join(f"`{name}`" for name in argument.names if not name.startswith("--no-"))
    if argument.field_info.is_positional:
        names = f"`{argument.field_info.name.upper()}`"
    required = " (required)" if argument.required else ""
    return f"| {names} | {argument.parameter.help}{required} |\n"


def _options(arguments: Any) -> Iterator[str]:
    yield "| Option | |\n|---|---|"
    for one in arguments:
        yield f"| `{one.option}` | {one.about} |"


def _catalogue(code: str) -> catalogues.Catalogue:
    po = catalogues.LOCALE / code / "LC_MESSAGES" / f"{catalogues.NAME}.po"
    return catalogues.read(po.read_text(encoding="utf-8"))


def _short(module: str) -> str:
    return module.removeprefix("dialogue_cases.")


def main() -> int:
    """Write both pages; with --check write nothing, and fail if one doesn't fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any problem")
    arguments = parser.parse_args()
    stale = []
    for name, page in (("rules.md", rules_page()), ("cli.md", commands_page())):
        path = PAGES / name
        if not arguments.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is out of date; run tools/reference.py", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
