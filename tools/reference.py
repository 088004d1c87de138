"""Make the bodies of the pages about rules, limits and commands from the code."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import catalogues
import texts
from dialogue_cases.analysis.asking import measures, questions
from dialogue_cases.analysis.mining.told import Attribute, attributes_of, words_and_days
from dialogue_cases.analysis.national import national_mapping
from dialogue_cases.analysis.schemas import columns_of
from dialogue_cases.analysis.tables import TABLES
from dialogue_cases.cli.clerk import Clerk
from dialogue_cases.cli.deciding import acting_arguments
from dialogue_cases.cli.door import common_help, program
from dialogue_cases.cli.language import Language
from dialogue_cases.codec import EVERY_LIFE, NAMES
from dialogue_cases.codec.names import IN_ANY_LIFE
from dialogue_cases.law import Rule, RuleVersion, load_law
from dialogue_cases.vocabulary import Operator

TABLE_OF_RULES = """\
| Rule | What it says | | Source | Asked in |
|---|---|---|---|---|
"""


def rules_body() -> str:
    """Every rule."""
    vi, en = (_catalogue(code) for code in catalogues.LANGUAGES)
    page = TABLE_OF_RULES
    for rule, places in groupby(texts.rules(), key=lambda one: one.rule):
        found = list(places)
        kinds = ", ".join(sorted({one.kind for one in found}))
        sources = "<br>".join(sorted({one.citation for one in found if one.citation}))
        modules = ", ".join(f"`{m}`" for m in sorted({_short(one.module) for one in found}))
        said = f"{en['rule', rule]}<br>*{vi['rule', rule]}*"
        page += f"| `{rule}` | {said} | {kinds} | {sources} | {modules} |\n"
    return page


def limits_body() -> str:
    """Every limit in every version."""
    page = ""
    for rule in load_law().rules:
        page += f"## {rule.id}: {rule.en}\n\n*{rule.vi}* (`{rule.slug}`)\n\n"
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
        page += "\n"
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


def analysis_tables_body() -> str:
    """Every table of an export."""
    page = ""
    for name, row in TABLES.items():
        page += f"\n## {name}\n\n{(row.__doc__ or '').partition(chr(10))[0]}\n\n"
        page += "| Column | Type | | |\n|---|---|---|---|\n"
        for one in columns_of(name):
            empty = "may be empty" if one.optional else ""
            page += f"| `{one.name}` | `{one.type}` | {empty} | {one.about} |\n"
    return page


def analysis_questions_body() -> str:
    """Every question to the tables of an export, and every measure below them."""
    page = ""
    for title, told in (("Questions", questions()), ("Measures", measures())):
        page += f"\n## {title}\n"
        for one in told.values():
            page += f"\n### {one.name}\n\n*{one.title}.* {one.about}\n"
            page += f"Read of: {', '.join(f'`{each}`' for each in one.reads) or 'itself'}.\n\n"
            page += "| Column | | |\n|---|---|---|\n"
            for each in one.columns:
                page += f"| `{each.name}` | {each.vi} | {each.en} |\n"
    return page


def commands_body() -> str:
    """Every command."""
    clerk = Clerk(language=Language("en"), operator=Operator(id="unknown"))
    page = "\n".join(_options(acting_arguments(clerk)))
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


def event_logs_body() -> str:
    """What each kind of life and of fact tells of itself in an event log."""
    page = "| Object | Attributes |\n|---|---|\n"
    for life in EVERY_LIFE:
        state: Any = type(life.initial)
        page += f"| `{life.name}` | {_attributes(words_and_days(state))} |\n"
    page += "\n| Event | Attributes |\n|---|---|\n"
    for name, shape in NAMES.items():
        if shape not in IN_ANY_LIFE:  # told beside a life, or taking something out of it
            page += f"| `{name}` | {_attributes(attributes_of(shape))} |\n"
    return page


def _attributes(told: tuple[Attribute, ...]) -> str:
    return ", ".join(f"`{one.name}`" for one in told)


def national_body() -> str:
    """What the national database is given: the mapping, field by field."""
    mapping = national_mapping()
    page = f"{mapping.format}.\n\nMapping `{mapping.version}`.\n\n"
    for rows in mapping.rows:
        page += f"## {rows.heading} (`{rows.of}`)\n\n"
        page += "| Field | Heading | Words | Source | | From |\n|---|---|---|---|---|---|\n"
        for one in rows.fields:
            words = "<br>".join(f"`{word}` {said}" for word, said in one.words.items())
            origin = one.missing or f"{one.origin}{', sealed' if one.sealed else ''}"
            page += f"| `{one.name}` | {one.text} | {words} | {one.source} | {one.certainty} "
            page += f"| {origin} |\n"
        page += "\n"
    parts = {"Asked for by": mapping.duties, "Figures": [mapping.tables], "Missing": mapping.gaps}
    for heading, told in parts.items():
        page += f"## {heading}\n\n| | Source | | |\n|---|---|---|---|\n"
        for asked in told:
            page += (
                f"| {asked.text} | {asked.source} | {asked.certainty} | {asked.missing or ''} |\n"
            )
        page += "\n"
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
