"""Write the pages about names, events and errors from the code, or check that they fit it."""

import argparse
import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

import dialogue_cases
from dialogue_cases import codec, errors
from dialogue_cases.cli.failing import KINDS
from dialogue_cases.ward import Setting

PAGES = Path(__file__).resolve().parents[1] / "docs" / "reference"

API = """\
# Names

*Reference. Written by `tools/api_reference.py` from the code.*

What an embedder calls, and what comes back.
Names marked **·** can be imported from `dialogue_cases` itself; the others from the module of
their heading.
Events have [a page of their own](events.md), and so have [errors](errors.md) and
[commands](cli.md).
A name that isn't here is an inner matter and may change without notice.

"""

EVENTS = """\
# Events

*Reference. Written by `tools/api_reference.py` from the code.*

Everything that can be recorded, by the name under which it is stored.
A stored name and its shape never change
([why](../decisions/0002-the-stored-format.md)); the class may be renamed.
Each stands in the envelope `record.Recorded` ([names](api.md#dialogue_casesrecord)).
Every event has `on`, the day on which it took effect.
A field with a default is still stored, always.

"""

ERRORS = """\
# Errors

*Reference. Written by `tools/api_reference.py` from the code.*

Every error that the library raises on purpose, one tree.
Each carries its sentence as a template with its data, `error.said`: `str()` is the English
sentence for a log, `sentence(error, "vi")` says the same in the language of a reader, and the
command line ends with the exit code shown here.

```text
{tree}
```

"""


def _opening(module: ModuleType) -> str:
    """The first paragraph of what a module says of itself."""
    return " ".join((inspect.getdoc(module) or "").partition("\n\n")[0].split())


LIVES = [f"dialogue_cases.{life.name}" for life in codec.EVERY_LIFE]

SECTIONS: tuple[tuple[str, str], ...] = (
    ("dialogue_cases.office", "The one class through which everything is asked and decided."),
    *((name, _opening(importlib.import_module(name))) for name in LIVES),
    ("dialogue_cases.deadlines", "What is owed: pure functions of history and law."),
    ("dialogue_cases.law", "Rules and calendar of one edition."),
    ("dialogue_cases.statistics", "Tables and reports of a period, counted from the log."),
    ("dialogue_cases.workdays", "Which days count, and where a term ends."),
    ("dialogue_cases.record", "The envelope of every event, and the order in which it is read."),
    ("dialogue_cases.store", "The log: `office.log`."),
    ("dialogue_cases.projection", "Views: tables of answers, made from the record."),
    ("dialogue_cases.views.register", "The case register (sổ theo dõi đơn)."),
    ("dialogue_cases.views.reception_book", "The reception book (sổ tiếp công dân)."),
    ("dialogue_cases.views.board", "The deadline board (bảng theo dõi thời hạn)."),
    ("dialogue_cases.views.ledger", "The commitment ledger (sổ theo dõi việc đã hứa)."),
    ("dialogue_cases.views.matters", "Recurring matters (vụ việc nêu nhiều lần)."),
    ("dialogue_cases.views.dossier", "The dossier of a session (hồ sơ buổi đối thoại)."),
    ("dialogue_cases.views.plan_fulfilment", "The fulfilment of a plan (thực hiện kế hoạch)."),
    ("dialogue_cases.views.scorecard", "The scorecard of bodies (bảng tổng hợp theo cơ quan)."),
    ("dialogue_cases.sentences", "Errors and stored words, said in a reader's language."),
    ("dialogue_cases.privacy", "The vault: `office.vault`."),
    ("dialogue_cases.roles", "Who may decide what, and open what is sealed."),
    ("dialogue_cases.vocabulary", "The words that everything else is said in."),
    ("dialogue_cases.ward_file", "A ward's set-up as a TOML file."),
    ("dialogue_cases.plan_file", "A year's plan as a TOML file."),
    (
        "dialogue_cases.register_file",
        "A register that was kept before, and the open cases of a merged ward.",
    ),
)


# -- The pages ------------------------------------------------------------------------


def api_page() -> str:
    """The page about names."""
    page = API
    for module, about in SECTIONS:
        page += f"- [`{module}`](#{module.replace('.', '')}): {about}\n"
    for module, about in SECTIONS:
        page += f"\n## {module}\n\n{about}\n"
        loaded = importlib.import_module(module)
        for name, value in _public(loaded):
            page += "".join(_entry(loaded, name, value))
    return page


def events_page() -> str:
    """The page about events."""
    page = EVENTS
    life = ""
    for name, shape in sorted(codec.NAMES.items(), key=lambda named: ("." in named[0], named[0])):
        word = name.partition(".")[0] if "." in name else "any life"
        if word != life:
            life = word
            page += f"## {life}\n\n"
        page += f"### {name}\n\n`{shape.__module__}.{shape.__name__}`\n\n"
        page += _prose(_first(shape)) + "\n"
        told = _sections(shape).get("Args", {})
        page += "| field | type | |\n|---|---|---|\n"
        for field, (hint, default) in _fields(shape).items():
            kind = f"`{hint}`".replace("|", "\\|") + (f", else `{default}`" if default else "")
            page += f"| `{field}` | {kind} | {_line(told.get(field, ''))} |\n"
        page += "\n"
    return page.rstrip("\n") + "\n"


def errors_page() -> str:
    """The page about errors."""
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    page = ERRORS.format(tree=inspect.cleandoc(tree))
    for name, value in _public(errors):
        code = next((code for kind, _, code in KINDS if issubclass(value, kind)), None)
        bases = ", ".join(base.__name__ for base in value.__bases__)
        page += f"## {name}\n\n"
        if issubclass(value, Exception):
            page += f"A `{bases}`" + (f"; exit code {code}.\n\n" if code is not None else ".\n\n")
        page += _documented(value) + "\n"
    return page.rstrip("\n") + "\n"


# -- One name -------------------------------------------------------------------------


def _public(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """The names of a module that are its own to give."""
    names = getattr(module, "__all__", None)
    if names is None:
        names = [one for one in _defined(module.__name__) if not one.startswith("_")]
    for name in names:
        value = getattr(module, name)
        if _doc(module, name, value):
            yield name, value


def _entry(module: ModuleType, name: str, value: Any) -> Iterator[str]:
    mark = " **·**" if getattr(dialogue_cases, name, None) is value else ""
    if inspect.isfunction(value):
        yield f"\n### {name}{mark}\n\n{_signature(value)}\n{_documented(value)}"
    elif inspect.isclass(value):
        yield f"\n### {name}{mark}\n\n{_documented(value)}"
        yield from _members(value)
    else:
        yield f"\n### {name}{mark}\n\n{_prose(_doc(module, name, value))}{_words(value)}"


def _members(value: type) -> Iterator[str]:
    """What can be asked of an object: its fields that no docstring tells, then its methods."""
    fields = _fields(value)
    if "Args" not in _sections(value) and fields and not issubclass(value, Exception):
        yield "\n| field | type |\n|---|---|\n"
        for field, (hint, _) in fields.items():
            shown = hint.replace("|", "\\|")
            yield f"| `{field}` | `{shown}` |\n"
    for name, member in vars(value).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            answer = _signature(member.fget).partition(" -> ")[2].partition("\n")[0]
            said = _prose(inspect.getdoc(member) or "")
            yield f"\n#### {value.__name__}.{name}\n\n`{answer}`: {said}"
        elif isinstance(member, classmethod):
            yield f"\n#### {value.__name__}.{name}\n\n{_signature(member.__func__)}"
            yield f"\n{_documented(member.__func__)}"
        elif inspect.isfunction(member) and inspect.getdoc(member):
            yield f"\n#### {value.__name__}.{name}\n\n{_signature(member)}\n{_documented(member)}"


def _words(value: Any) -> str:
    """The words of a choice, each with what its source line says of it."""
    if get_origin(value) is not Literal:
        return ""
    return "\nOne of " + ", ".join(f"`{one}`" for one in get_args(value)) + ".\n"


def _signature(function: Any) -> str:
    """A signature as it is written, without what the office itself passes in."""
    (source,) = ast.parse(dedent(inspect.getsource(function))).body
    if not isinstance(source, ast.FunctionDef):
        raise TypeError(f"{function!r} isn't written as a function")
    arguments = source.args
    passed = list(function.__annotations__.values())[1:2] == [Setting]
    kept = arguments.args[2:] if passed else [one for one in arguments.args if one.arg != "self"]
    arguments.args = [one for one in kept if one.arg != "cls"]
    if passed and not kept:
        arguments.kwonlyargs, arguments.args = arguments.kwonlyargs, []
    parts = _parts(arguments)
    answer = f" -> {ast.unparse(source.returns)}" if source.returns else ""
    line = f"{source.name}({', '.join(parts)}){answer}"
    if len(line) > 88:
        inner = "".join(f"    {part},\n" for part in parts)
        line = f"{source.name}(\n{inner}){answer}"
    return f"```text\n{line}\n```\n"


def _parts(arguments: ast.arguments) -> list[str]:
    parts = []
    bare = len(arguments.args) - len(arguments.defaults)
    for place, one in enumerate(arguments.args):
        parts.append(_part(one, arguments.defaults[place - bare] if place >= bare else None))
    if arguments.vararg is not None:
        parts.append("*" + _part(arguments.vararg, None))
    elif arguments.kwonlyargs:
        parts.append("*")
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parts.append(_part(one, default))
    if arguments.kwarg is not None:
        parts.append("**" + _part(arguments.kwarg, None))
    return parts


def _part(one: ast.arg, default: ast.expr | None) -> str:
    hint = f": {ast.unparse(one.annotation)}" if one.annotation else ""
    return f"{one.arg}{hint}" + (f" = {ast.unparse(default)}" if default is not None else "")


# -- Docstrings -----------------------------------------------------------------------


def _doc(module: ModuleType, name: str, value: Any) -> str:
    """What is said of a name: its docstring, or the one that stands below its assignment."""
    if inspect.isclass(value) or inspect.isfunction(value) or inspect.ismodule(value):
        return inspect.getdoc(value) or ""
    for home in (module.__name__, *_imported_from(module.__name__, name)):
        if said := _defined(home).get(name):
            return said
    return (inspect.getdoc(value) or "") if type(value).__module__ in _OURS else ""


_OURS = ("dialogue_cases.vocabulary.papers", "dialogue_cases.workdays.terms")
"""Where constants come from that are what their class says."""


@cache
def _defined(module: str) -> dict[str, str]:
    """The names that a module defines, each with its docstring."""
    found: dict[str, str] = {}
    body = _tree(module).body
    for place, node in enumerate(body):
        below = body[place + 1] if place + 1 < len(body) else None
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                found[name] = ast.get_docstring(node) or ""
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                match below:
                    case ast.Expr(value=ast.Constant(value=str(said))):
                        found[name] = inspect.cleandoc(said)
                    case _:
                        found[name] = ""
    return found


@cache
def _imported_from(module: str, name: str) -> tuple[str, ...]:
    return tuple(
        node.module
        for node in _tree(module).body
        if isinstance(node, ast.ImportFrom) and node.module and not node.level
        for alias in node.names
        if alias.name == name and node.module.startswith("dialogue_cases")
    )


@cache
def _tree(module: str) -> ast.Module:
    file = importlib.import_module(module).__file__ or ""
    return ast.parse(Path(file).read_text(encoding="utf-8"))


def _fields(shape: type) -> dict[str, tuple[str, str]]:
    """The fields of a class as written, each with its type and default."""
    tree = _tree(shape.__module__)
    node = next(
        one for one in tree.body if isinstance(one, ast.ClassDef) and one.name == shape.__name__
    )
    return {
        one.target.id: (ast.unparse(one.annotation), ast.unparse(one.value) if one.value else "")
        for one in node.body
        if isinstance(one, ast.AnnAssign)
        and isinstance(one.target, ast.Name)
        and not one.target.id.startswith("_")
    }


_HEADING = re.compile(r"^(Args|Returns|Raises|Example):\n((?:(?:    .*)?\n?)+)", re.MULTILINE)

_LISTED = re.compile(r"^(\w+): (.*(?:\n {4,}.*)*)", re.MULTILINE)


def _sections(value: Any) -> dict[str, dict[str, str]]:
    """The parts of a docstring that list something: what is listed, and what is said of it."""
    text = (inspect.getdoc(value) or "") + "\n"
    return {
        heading: dict(_LISTED.findall(inspect.cleandoc("\n" + body)))
        for heading, body in _HEADING.findall(text)
    }


def _first(value: Any) -> str:
    """A docstring without the parts that list something."""
    return _HEADING.sub("", (inspect.getdoc(value) or "") + "\n").strip()


def _documented(value: Any) -> str:
    """A docstring as Markdown."""
    text = (inspect.getdoc(value) or "") + "\n"
    page = _prose(_first(value))
    for heading, body in _HEADING.findall(text):
        inner = inspect.cleandoc("\n" + body)
        if heading == "Example":
            page += f"\n```python\n{inner}\n\n```\n"
        elif heading == "Returns":
            page += f"\nReturns: {_line(inner)}\n"
        else:
            page += f"\n{heading}:\n\n"
            for name, said in _sections(value)[heading].items():
                page += f"- `{name}`: {_line(said)}\n"
    return page


def _prose(text: str) -> str:
    """Paragraphs; an example between them stays one."""
    page = []
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(">>>"):
            page.append(f"```python\n{paragraph}\n\n```")
        elif paragraph.startswith("    "):
            page.append(f"```text\n{inspect.cleandoc(paragraph)}\n```")
        else:
            page.append(" ".join(paragraph.split()))
    return "\n\n".join(page) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> int:
    """Write the pages; with --check write nothing, and fail if one doesn't fit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on any problem")
    arguments = parser.parse_args()
    stale = []
    for name, page in (
        ("api.md", api_page()),
        ("events.md", events_page()),
        ("errors.md", errors_page()),
    ):
        path = PAGES / name
        if not arguments.check:
            path.write_text(page, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != page:
            stale.append(name)
    for name in stale:
        print(f"docs/reference/{name} is out of date; run tools/api_reference.py", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
