"""Write the pages about rules, limits and commands from the code, or check that they fit it."""

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
from dialogue_cases.law import Rule, RuleVersion, load_law
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

LIMITS = """\
# Limits

*Reference. Written by `tools/reference.py` from `law/norms/`.*

Every limit in every version: what must be done, within what, by whom, since when, and where it
stands.
Certainty: A the article was read, B a public page states it, C from published forms,
S the ward's own plan states it, I our interpretation.
*own*: the ward's regulation may set another amount.
What is *told, not owed* is what others owe to others; what has a *switch* is owed only while the
ward's regulation turns it on; what is *kept* must be there until its day.
Why so: [Law as data](../explanation/law-as-data.md).
"""

COMMANDS = """\
# Command line

*Reference. Written by `tools/reference.py` from the code.*

`dialogue-cases` needs the extra `cli`: `pip install 'dialogue-cases[cli]'`.
It answers in Vietnamese; `--lang en` or `DIALOGUE_CASES_LANG=en` gives this page's language.
Exit codes: 0 done, 1 refused, 2 bad input, 3 the store or the system is in trouble,
4 it was recorded, and only what came after it failed (the answer couldn't be written, the disk
is full): don't enter it again.

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


def limits_page() -> str:
    """The page about limits."""
    page = LIMITS
    for rule in load_law().rules:
        page += f"\n## {rule.id}: {rule.en}\n\n*{rule.vi}* (`{rule.slug}`)\n\n"
        page += "| | Limit | By | In force | Source |\n|---|---|---|---|---|\n"
        for version in rule.versions:
            days = f"{version.since or '…'} – {version.until or ''}".strip()
            by = version.owed_by
            owers = (by.office, by.body, by.party, f"the one in `{by.field}`" if by.field else None)
            told = ", ".join(str(ower).replace("_", " ") for ower in owers if ower)
            source = "<br>".join(
                f"{one.anywhere} ({one.certainty})"
                + (f"<br>{one.note.strip()}" if one.note else "")
                for one in (version.citation, version.extension_rolls)
                if one is not None
            )
            page += f"| {version.number} | {_limit(rule, version)} | {told} | {days} | {source} |\n"
    return page


def _limit(rule: Rule, version: RuleVersion) -> str:
    """What a version asks for, in words."""
    amount = "no amount" if version.amount is None else str(version.amount)
    if version.counts:
        text = f"at least {amount} {version.counted}"
    elif rule.duty == "keep":
        text = f"kept for {amount} {version.unit}"
    else:
        way = "before" if rule.shape == "before" else "after"
        text = f"{amount} {version.unit or ''} {way}".replace("_", " ")
    conditions = [f"{name} = {value}" for name, value in version.when.items() if name != "series"]
    return "<br>".join(
        filter(
            None,
            (
                text,
                f"of each {', '.join(version.periods)}" if version.periods else "",
                f"if {', '.join(conditions)}".replace("_", " ") if conditions else "",
                "*own*" if version.own else "",
                "" if rule.derived else "*told, not owed*",
                f"*switch* `{rule.switch}`" if rule.switch else "",
            ),
        )
    )


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
    """Write the pages; with --check write nothing, and fail if one doesn't fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any problem")
    arguments = parser.parse_args()
    stale = []
    pages = {"rules.md": rules_page(), "limits.md": limits_page(), "cli.md": commands_page()}
    for name, page in pages.items():
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
