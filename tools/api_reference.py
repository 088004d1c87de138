"""Make the pages about names, and the bodies of those about events and errors, from the code.

`docs/reference/api.md` says which modules are public, in the order in which they are shown; each
gets a page. What a public name is said with (the types of arguments, answers and fields) is shown
too, on the page of the module that it belongs to, so that nothing is named and not told.
The pages are MyST, for Sphinx, which links every type and complains of one that leads nowhere.
None is committed: `make docs` makes them.
"""

import ast
import builtins
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import griffe
from attrs import define, field

from dialogue_cases import codec, errors
from dialogue_cases.cli.failing import KINDS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PACKAGE = "dialogue_cases"
CONCISE = 60
"""A choice whose words fit into so many characters, none of them explained, is one line."""


# -- The pages ------------------------------------------------------------------------


def api_pages() -> Iterator[tuple[str, str]]:
    """The page of each public module, by the module's name."""
    for module, names in Shown.once().pages.items():
        yield module, "".join(_page(module, names))


def events_body() -> str:
    """Every event by its stored name."""
    page, life = "", ""
    for name, shape in sorted(codec.NAMES.items(), key=lambda one: ("." in one[0], one[0])):
        word = name.partition(".")[0] if "." in name else "any life"
        if word != life:
            life = word
            page += f"## {life}\n\n"
        one = _class(shape)
        page += f"### {name}\n\n"
        page += "".join(_directive("class", one.path, _event(one), contents=False))
    return page


def errors_body() -> str:
    """The tree of errors, and each of them."""
    tree = inspect.cleandoc((inspect.getdoc(errors) or "").split("\n\n")[1])
    page = f"```text\n{tree}\n```\n\n"
    for one in _errors():
        kind = getattr(errors, one.name)
        code = next((code for above, _, code in KINDS if issubclass(kind, above)), None)
        above = ", ".join(_linked(base) for base in one.bases if isinstance(base, griffe.Expr))
        text = [f"A {above}" if above else "An `Exception`"]
        text[0] += f"; exit code {code}." if code is not None else "."
        page += f"## {one.name}\n\n"
        inner = [*text, "", *_told(one), *_fields(one), *_members(one, 1)]
        page += "".join(_directive("exception", one.path, inner, contents=False))
    return page


def _page(module: str, names: dict[str, griffe.Object]) -> Iterator[str]:
    home = _found(module)
    yield f"# {module}\n\n"
    if home and home.docstring:
        yield _prose(home.docstring.value) + "\n"
    yield f"```{{py:module}} {module}\n```\n\n"
    mine = [one for path, one in names.items() if path in Shown.once().given]
    named = [one for one in names.values() if one not in mine]
    for heading, entries in (("What it gives", mine), ("What that is said with", named)):
        if entries:
            yield f"## {heading}\n\n"
        for kind in (griffe.Kind.CLASS, griffe.Kind.FUNCTION, griffe.Kind.ATTRIBUTE):
            for one in entries:
                if one.kind is kind:
                    yield from _entry(one, _path(one).removeprefix(f"{module}."))
    if also := Shown.once().also.get(module):
        yield "## Given here too\n\n"
        for one in also:
            yield f"- {{py:obj}}`{one.name} <{_path(one)}>`\n"


# -- What there is --------------------------------------------------------------------


@cache
def _package() -> griffe.Object:
    loaded = griffe.load(
        PACKAGE, search_paths=[ROOT / "src"], resolve_aliases=True, allow_inspection=False
    )
    return _final(loaded)


@cache
def _found(path: str) -> griffe.Object | None:
    """What a dotted path names in the package, as it is defined; None if it isn't ours."""
    if not path.startswith(f"{PACKAGE}."):
        return None
    try:
        return _final(_package()[path.removeprefix(f"{PACKAGE}.")])
    except (KeyError, griffe.AliasResolutionError):
        return None


def _final(one: griffe.Object | griffe.Alias) -> griffe.Object:
    return one.final_target if isinstance(one, griffe.Alias) else one


def _class(shape: type) -> griffe.Class:
    one = _found(f"{shape.__module__}.{shape.__qualname__}")
    if not isinstance(one, griffe.Class):
        raise TypeError(f"{shape} isn't found in the source as a class")
    return one


def _errors() -> list[griffe.Class]:
    kinds = (one for one in vars(errors).values() if isinstance(one, type))
    return [_class(one) for one in kinds if issubclass(one, errors.CaseError)]


def public_modules() -> list[str]:
    """The public modules, as `docs/reference/api.md` lists them."""
    return re.findall(r"^api/(\S+)$", (REFERENCE / "api.md").read_text("utf-8"), re.MULTILINE)


@cache
def _given(module: str) -> dict[str, griffe.Object]:
    """The names that a module gives: those of its `__all__`, or what it defines and tells of."""
    home = _found(module)
    if home is None:
        raise LookupError(f"docs/reference/api.md lists {module}, which isn't there")
    if home.exports is not None:
        named = {str(name): _found(f"{module}.{name}") for name in home.exports}
        found = {name: one for name, one in named.items() if one is not None}
    else:
        own = {name: one for name, one in home.members.items() if isinstance(one, griffe.Object)}
        found = {name: one for name, one in own.items() if one.docstring or _is_type(one)}
    return {
        name: one for name, one in found.items() if not one.is_module and not name.startswith("_")
    }


@define
class Shown:
    """Where each name is shown, and under which dotted path.

    Args:
        pages: of each module its names, by the path under which they are shown.
        paths: under which path a name is shown, by the one where it is defined.
        given: the paths of what modules give, rather than what that is said with.
        also: what a module gives that is shown elsewhere.
    """

    pages: dict[str, dict[str, griffe.Object]]
    paths: dict[str, str]
    given: set[str] = field(factory=set)
    also: dict[str, list[griffe.Object]] = field(factory=dict)

    @staticmethod
    @cache
    def once() -> "Shown":
        """All that is shown, found once."""
        elsewhere: list[griffe.Object] = [*map(_class, codec.NAMES.values()), *_errors()]
        shown = Shown(
            {one: {} for one in public_modules()}, {one.path: one.path for one in elsewhere}
        )
        everything = {module: _given(module) for module in shown.pages}
        for module, names in everything.items():
            for name, one in names.items():
                if one.path not in shown.paths and shown.home(one, module) == module:
                    shown.add(module, f"{module}.{name}", one)
                    shown.given.add(f"{module}.{name}")
        for module, names in everything.items():
            for name, one in names.items():
                if one.path not in shown.paths:
                    shown.add(module, f"{module}.{name}", one)
                    shown.given.add(f"{module}.{name}")
                elif not shown.paths[one.path].startswith(f"{module}."):
                    shown.also.setdefault(module, []).append(one)
        waiting = [*elsewhere, *(one for page in shown.pages.values() for one in page.values())]
        while waiting:
            for one, module in said_with(waiting.pop()):
                if one.path not in shown.paths:
                    shown.add(shown.home(one, module), one.path, one)
                    waiting.append(one)
        return shown

    def home(self, one: griffe.Object, first: str) -> str:
        """The public module that a name belongs to: the innermost one around it."""
        around = [page for page in self.pages if one.path.startswith(f"{page}.")]
        return max(around, key=len) if around else first

    def add(self, page: str, path: str, one: griffe.Object) -> None:
        """Show a name on a page."""
        self.pages[page][path] = one
        self.paths[one.path] = path


def said_with(one: griffe.Object) -> Iterator[tuple[griffe.Object, str]]:
    """What a name is said with: each type, and the public module of whoever says so."""
    page = one.module.path
    while page not in public_modules() and "." in page:
        page = page.rpartition(".")[0]
    for expression in _expressions(one):
        for part in expression.iterate(flat=True):
            target = _found(part.canonical_path) if isinstance(part, griffe.ExprName) else None
            if target is not None and _is_said(target):
                yield target, page


def _is_said(one: griffe.Object) -> bool:
    """Whether a name in a signature is a type to be told; a variable of types is none."""
    variable = str(getattr(one, "value", "")).startswith(("TypeVar(", "ParamSpec("))
    at_the_top = one.parent is not None and one.parent.is_module
    return at_the_top and (one.is_class or one.is_attribute) and not variable


def _expressions(one: griffe.Object) -> Iterator[griffe.Expr]:
    asked: list[Any] = []
    if isinstance(one, griffe.Function):
        asked = [one.returns, *(parameter.annotation for parameter in _parameters(one))]
    elif isinstance(one, griffe.Attribute):
        asked = [one.annotation, one.value if _is_type(one) else None]
    elif isinstance(one, griffe.Class):
        asked = [each for part in _parts(one) for each in _expressions(part)]
    yield from (each for each in asked if isinstance(each, griffe.Expr))


# -- One name -------------------------------------------------------------------------


def _path(one: griffe.Object) -> str:
    return Shown.once().paths[one.path]


def _entry(one: griffe.Object, name: str) -> Iterator[str]:
    if isinstance(one, griffe.Function):
        yield from _directive("function", name + _signature(one), _told(one))
    elif isinstance(one, griffe.Class):
        above = [_linked(base) for base in one.bases if isinstance(base, griffe.Expr)]
        ours = [base for base in above if "{py:" in base]
        inner = [f"A {', '.join(ours)}.", ""] if ours else []
        head = name + _constructor(one)
        yield from _directive("class", head, [*inner, *_told(one), *_members(one, 1)])
    elif isinstance(one, griffe.Attribute) and _is_type(one):
        yield from _directive("type", name, [*_told(one), *_meaning(one)])
    elif isinstance(one, griffe.Attribute):
        yield from _directive("data", name, _told(one), type=_plain(one.annotation))


def _parts(one: griffe.Class) -> list[griffe.Object]:
    """What can be asked of an object: its own members, and those of the classes it is made of.

    What it has from a class that is shown by itself isn't told again.
    """
    kept: dict[str, griffe.Object] = {}
    for above in (one, *one.mro()):
        if above is not one and _is_public(above):
            continue
        told = _Told(above).arguments
        for name, member in above.members.items():
            if isinstance(member, griffe.Alias) or name.startswith("_") or name in kept:
                continue
            is_field = isinstance(member, griffe.Attribute) and member.annotation is not None
            if member.docstring or name in told or is_field:
                kept[name] = member
    return sorted(kept.values(), key=lambda member: not member.is_attribute)


@cache
def _is_public(one: griffe.Object) -> bool:
    given = (each for module in public_modules() for each in _given(module).values())
    return any(one is each for each in (*given, *_errors()))


def _members(one: griffe.Class, depth: int) -> Iterator[str]:
    told = _Told(one).arguments
    for member in _parts(one):
        match member:
            case griffe.Attribute() if "property" in member.labels:
                yield from _directive(
                    "property", member.name, _told(member), depth, type=_plain(member.annotation)
                )
            case griffe.Attribute():
                said = [told[member.name]] if member.name in told else _told(member)
                # Not to be found under the name of a type that others are said with.
                marks = ["no-index"] if hasattr(builtins, member.name) else []
                yield from _directive(
                    "attribute", member.name, said, depth, contents=False,
                    type=_plain(member.annotation), marks=marks,
                )  # fmt: skip
            case griffe.Function():
                marks = sorted({"classmethod", "staticmethod"} & member.labels)
                *others, last = member.overloads or [member]
                for other in others:  # each way to call it; what is said of it stands below all
                    yield from _directive(
                        "method", member.name + _signature(other), (), depth,
                        marks=[*marks, "no-index"],
                    )  # fmt: skip
                yield from _directive(
                    "method", member.name + _signature(last), _told(member), depth,
                    marks=marks,
                )  # fmt: skip


def _constructor(one: griffe.Class) -> str:
    """How one is made: as it is written, or by the fields of a class that has nothing else."""
    if isinstance(made := one.members.get("__init__"), griffe.Function):
        return _signature(made)
    made_of = [*(str(base) for base in one.bases), *(str(each.value) for each in one.decorators)]
    if not any("Struct" in said or "frozen" in said or "define" in said for said in made_of):
        return ""
    fields = [
        part
        for above in reversed([one, *one.mro()])
        for part in above.members.values()
        if isinstance(part, griffe.Attribute)
        and part.annotation is not None
        and not part.name.startswith("_")
        and "ClassVar" not in str(part.annotation)
        and "init=False" not in str(part.value)
        and "property" not in part.labels
    ]
    by_name = any("kw_only=True" in said for said in made_of) or "kw_only" in one.keywords
    told = [
        f"{part.name}: {_plain(part.annotation)}" + ("" if part.value is None else " = …")
        for part in {part.name: part for part in fields}.values()
    ]
    return f"({', '.join(['*'] * (by_name and bool(told)) + told)})"


def _fields(one: griffe.Class) -> Iterator[str]:
    """What the docstring says of arguments that are no fields."""
    parts = {part.name for part in _parts(one)}
    for name, said in _Told(one).arguments.items():
        if name not in parts:
            yield f":param {name}: {said}"


def _event(one: griffe.Class) -> Iterator[str]:
    yield from _told(one)
    told = _Told(one).arguments
    yield from ("| field | type | |", "|---|---|---|")
    for part in one.members.values():
        if isinstance(part, griffe.Attribute) and not part.name.startswith("_"):
            kind = _linked(part.annotation) if isinstance(part.annotation, griffe.Expr) else ""
            default = f", else `{part.value}`" if part.value is not None else ""
            said = told.get(part.name, "").replace("|", "\\|")
            yield f"| `{part.name}` | {kind}{default} | {said} |"


def _directive(
    kind: str,
    head: str,
    inner: Iterable[str],
    depth: int = 0,
    *,
    contents: bool = True,
    type: str = "",
    marks: Iterable[str] = (),
) -> Iterator[str]:
    fence = ":" * (5 - depth)
    yield f"{fence}{{py:{kind}}} {head}\n"
    if not contents:
        yield ":no-contents-entry:\n"
    if type:
        yield f":type: {type}\n"
    for mark in marks:
        yield f":{mark}:\n"
    yield "\n"
    for line in inner:
        yield line if line.endswith("\n") else f"{line}\n"
    yield f"{fence}\n\n"


# -- Types ----------------------------------------------------------------------------


def _is_type(one: griffe.Object) -> bool:
    """Whether a name stands for a type: a choice of words, an id, another spelling."""
    if not isinstance(one, griffe.Attribute):
        return False
    return "TypeAlias" in str(one.annotation) or str(one.value).startswith(("NewType(", "Literal["))


def _meaning(one: griffe.Attribute) -> Iterator[str]:
    """What a type stands for: its words, each with what its source line says of it."""
    source = str(one.value)
    if source.startswith("NewType("):
        yield f"A `{source.rpartition(', ')[2].rstrip(')')}` of its own kind."
    elif not source.startswith("Literal[") or not isinstance(one.value, griffe.ExprSubscript):
        yield f"The same as {_linked(one.value)}." if isinstance(one.value, griffe.Expr) else ""
    else:
        words = [ast.unparse(word).replace("'", '"') for word in _words(source)]
        notes = dict(re.findall(r"""^\s*("[^"]*"|\d+),?\s+# (.*)$""", one.source, re.MULTILINE))
        if not notes and len(", ".join(words)) <= CONCISE:
            yield "One of " + ", ".join(f"`{word}`" for word in words) + "."
        else:
            yield "One of:\n\n"
            for word in words:
                yield f"- `{word}`" + (f": {notes[word]}" if word in notes else "")


def _words(source: str) -> list[ast.expr]:
    (node,) = ast.parse(source).body
    match node:
        case ast.Expr(value=ast.Subscript(slice=ast.Tuple(elts=words))):
            return words
        case ast.Expr(value=ast.Subscript(slice=word)):
            return [word]
    raise TypeError(source)


def _pieces(expression: griffe.Expr) -> Iterator[tuple[str, str | None]]:
    """The spelling of a type, and the path of each name that is shown."""
    for part in expression.iterate(flat=True):
        target = _found(part.canonical_path) if isinstance(part, griffe.ExprName) else None
        yield (
            part.name if isinstance(part, griffe.ExprName) else str(part),
            Shown.once().paths.get(target.path) if target is not None else None,
        )


def _plain(expression: griffe.Expr | str | None) -> str:
    """A type for Sphinx: each name of ours by its whole path."""
    if not isinstance(expression, griffe.Expr):
        return expression or ""
    text = "".join(path or piece for piece, path in _pieces(expression))
    return ast.unparse(ast.parse(text)).replace("'", '"') if text else ""


def _linked(expression: griffe.Expr) -> str:
    """A type in Markdown, with links."""
    return "".join(
        f"{{py:obj}}`{piece} <{path}>`" if path else re.sub(r"([\[\]|*_])", r"\\\1", piece)
        for piece, path in _pieces(expression)
    )


def _parameters(function: griffe.Function) -> list[griffe.Parameter]:
    """What a caller gives: without what the office itself passes in."""
    parameters = [one for one in function.parameters if one.name not in ("self", "cls")]
    if len(parameters) > 1 and str(parameters[1].annotation) == "Setting":
        return parameters[2:]
    return parameters


def _signature(function: griffe.Function) -> str:
    text, starred = [], False
    for one in _parameters(function):
        kind = one.kind
        if kind is griffe.ParameterKind.keyword_only and not starred:
            text.append("*")
        starred = starred or kind in (
            griffe.ParameterKind.keyword_only,
            griffe.ParameterKind.var_positional,
        )
        mark = {"variadic positional": "*", "variadic keyword": "**"}.get(
            kind.value if kind else "", ""
        )
        hint = _plain(one.annotation)
        default = f" = {one.default}" if one.default is not None and not mark else ""
        text.append(mark + one.name + (f": {hint}" if hint else "") + default)
    answer = _plain(function.returns)
    return f"({', '.join(text)})" + (f" -> {answer}" if answer else "")


# -- Docstrings -----------------------------------------------------------------------


_HEADING = re.compile(r"^(Args|Returns|Raises|Example):\n((?:(?:    .*)?\n?)+)", re.MULTILINE)

_LISTED = re.compile(r"^(\w+): (.*(?:\n {4,}.*)*)", re.MULTILINE)


class _Told:
    """What a docstring says, part by part."""

    def __init__(self, one: griffe.Object) -> None:
        self.text = (one.docstring.value if one.docstring else "") + "\n"
        self.parts = {
            heading: inspect.cleandoc("\n" + body) for heading, body in _HEADING.findall(self.text)
        }

    @property
    def prose(self) -> str:
        return _HEADING.sub("", self.text).strip()

    @cached_property
    def arguments(self) -> dict[str, str]:
        return self.listed("Args")

    def listed(self, heading: str) -> dict[str, str]:
        found = _LISTED.findall(self.parts.get(heading, ""))
        return {name: " ".join(said.split()) for name, said in found}


def _told(one: griffe.Object) -> list[str]:
    """A docstring as the inside of a directive; a class's fields are told where they stand."""
    told = _Told(one)
    lines = [_prose(told.prose), "\n"] if told.prose else []
    fields = []
    if isinstance(one, griffe.Class):
        fields = list(_fields(one))
    else:
        fields = [f":param {name}: {said}" for name, said in told.arguments.items()]
    if "Returns" in told.parts:
        fields.append(":returns: " + " ".join(told.parts["Returns"].split()))
    for name, said in told.listed("Raises").items():
        target = _found(f"{PACKAGE}.errors.{name}")
        fields.append(f":raises {target.path if target else name}: {said}")
    if fields:
        lines += [*fields, ""]
    if "Example" in told.parts:
        lines.append(f"```python\n{told.parts['Example']}\n```\n")
    return lines


def _prose(text: str) -> str:
    """Paragraphs; an example between them stays one."""
    page = []
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(">>>"):
            page.append(f"```python\n{paragraph}\n```")
        elif paragraph.startswith("    "):
            page.append(f"```text\n{inspect.cleandoc(paragraph)}\n```")
        else:
            page.append(" ".join(paragraph.split()))
    return "\n\n".join(page) + "\n"
