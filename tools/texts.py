"""What the code says, read from its source: rules with their sources, and sentences to translate.

`tools/catalogues.py` checks that both catalogues have a text for each;
`tools/reference.py` makes the pages about rules and commands.
"""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from attrs import frozen

from dialogue_cases import codec, identifying, projection, roles, vocabulary, workdays
from dialogue_cases import sentences as sentences_
from dialogue_cases.audit.decision import ObligationTold
from dialogue_cases.cli.deciding import SET_UP
from dialogue_cases.cli.decisions import life_called
from dialogue_cases.deadlines import Verdict
from dialogue_cases.life import LIVES
from dialogue_cases.office.removing import RemovalOfAll
from dialogue_cases.office.retention import RetentionStatus
from dialogue_cases.proofs import verifying
from dialogue_cases.proposal import fields_of
from dialogue_cases.record import Acceptance, parts
from dialogue_cases.views import board, dossier, ledger, plan_fulfilment, scorecard, topics
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward.in_any_life import OF_THE_RECORD

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "dialogue_cases"

RULE = re.compile(r"[a-z]+(-[a-z]+)+")
KINDS = {
    "Refused": "impossible",
    "RemovalStopped": "impossible",
    "lawful": "unlawful",
    "Shortcoming": "remark",
}
ENGLISH = ("law", "analysis.national.reading")
"""Modules that read the library's own files of norms: what is wrong there is told in English."""
TEMPLATES: dict[str, tuple[int, ...]] = {
    "AlreadyThere": (1,), "CorruptLog": (2,), "Invalid": (0,), "NotAStore": (1,),
    "SealError": (0,), "Sentence": (0,), "StoreError": (1,), "Unreadable": (1,), "WrongKey": (0,),
    "Misfit": (0,),
    "ProofError": (0,), "Broken": (1,), "_no_csv": (0,), "_no_day": (0,), "_outside": (0,),
    "_take": (2,), "refuse": (0, 2), "wrong": (1, 2),
}  # fmt: skip
"""Calls that are given templates of errors: which of their arguments are; `expected` is, too."""


@frozen(order=True)
class RuleInCode:
    """One place in the code where a rule is asked.

    Args:
        rule: its name.
        kind: `impossible`, `unlawful` (it may be recorded despite it), `remark`, or `follows`
            (what is done by rule).
        module: where it is asked.
        citation: the text of its source; "" where the caller brings it.
    """

    rule: str
    kind: str
    module: str
    citation: str


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the library with its syntax tree."""
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE.parent).with_suffix("").parts
        name = ".".join(parts).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def rules() -> list[RuleInCode]:
    """Every rule that the code names, once for each place with its source."""
    trees = [
        (n, t) for n, t in modules() if n.split(".")[1:2] not in (["audit"], ["cli"], ["deadlines"])
    ]
    helpers = {
        function.name: inner
        for _, tree in trees
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and "rule" in [one.arg for one in function.args.args]
        for inner in ast.walk(function)
        if isinstance(inner, ast.Call) and _called(inner) in KINDS
    }
    found = {
        RuleInCode(rule, _kind(call, helpers), module, _citation(module, call, helpers))
        for module, tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _called(call) not in ("_none_of", "field")
        for rule in _rules_of(module, call)
    }
    set_up = RuleInCode(SET_UP.rule, "follows", "dialogue_cases.cli.deciding", "")
    return sorted({*found, set_up})


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def _rules_of(module: str, call: ast.Call) -> list[str]:
    named = [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
    given = [one.value for one in (*call.args, *named) if isinstance(one, ast.Constant)]
    here = vars(importlib.import_module(module))
    given += [here.get(one.id) for one in named if isinstance(one, ast.Name)]
    return [one for one in given if isinstance(one, str) and RULE.fullmatch(one)]


def _kind(call: ast.Call, helpers: dict[str, ast.Call]) -> str:
    unlawful = any(one.arg == "unlawful" for one in call.keywords)
    inner = helpers.get(_called(call))
    if inner is not None:
        return _kind(inner, {})
    return "unlawful" if unlawful else KINDS.get(_called(call), "follows")


def _citation(module: str, call: ast.Call, helpers: dict[str, ast.Call]) -> str:
    here = vars(importlib.import_module(module))
    given = [one.value for one in call.keywords if one.arg == "citation"]
    names = [ast.unparse(one) for one in (*given, *call.args)]
    inner = helpers.get(_called(call))
    if inner is not None:
        names += [ast.unparse(one) for one in inner.args]
        here = {**_names_everywhere(), **here}
    cited = next((here[name] for name in names if isinstance(here.get(name), Citation)), None)
    return cited.anywhere if cited else ""


def _names_everywhere() -> dict[str, Any]:
    from dialogue_cases.petition import rules as petition_rules
    from dialogue_cases.proceeding import rules as proceeding_rules
    from dialogue_cases.session import conditions
    from dialogue_cases.task import rules as task_rules

    found: dict[str, Any] = {}
    for module in (conditions, task_rules, petition_rules, proceeding_rules):
        found.update(vars(module))
    return found


# -- Sentences ------------------------------------------------------------------------


def sentences() -> Iterator[str]:
    """The sentences that are said with their data at once: by the command line, of values."""
    documents = ".documents.charts", ".documents.what_if"
    speaking = (".audit", ".cli", *documents, ".projection.columns", ".views")
    for module, tree in modules():
        if not module.endswith(".sentences") and not any(one in module for one in speaking):
            continue
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _called(call) == "say":
                yield from _texts(call.args[0])
            elif isinstance(call, ast.Assign) and ast.unparse(call.targets[0]) == "way":
                yield from _texts(call.value)


def _texts(node: ast.expr) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value:
            yield one.value


@frozen
class ErrorInCode:
    """One place in the code where an error is made, or part of one.

    Args:
        place: module and line.
        templates: its templates.
        data: the names of its data; None where they are handed on.
        odd: what stands in the place of a template and isn't one.
    """

    place: str
    templates: tuple[str, ...]
    data: frozenset[str] | None
    odd: tuple[str, ...]


def errors() -> Iterator[ErrorInCode]:
    """Every place in the library where an error is made."""
    for module, tree in modules():
        yield from errors_in(module, tree)


def errors_in(module: str, tree: ast.Module) -> Iterator[ErrorInCode]:
    """Every place in a module where an error is made."""
    named, own = dict(_named_texts(tree)), dict(_of_own_kind(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "TEMPLATE":
            if node.value is not None:
                yield ErrorInCode(module, tuple(_texts(node.value)), None, ())
        elif isinstance(node, ast.Call) and (call := own.get(node, _called(node))) in TEMPLATES:
            given = [node.args[at] for at in TEMPLATES[call] if at < len(node.args)]
            given += [one.value for one in node.keywords if one.arg == "expected"]
            found = [_templates(one, named) for one in given]
            names = [one.arg for one in node.keywords]
            yield ErrorInCode(
                place=f"{module}, line {node.lineno}",
                templates=tuple(one for texts in found for one in texts or () if one),
                data=None if None in names else frozenset(filter(None, names)),
                odd=tuple(
                    ast.unparse(one) for one, texts in zip(given, found, strict=True)
                    if texts is None and not _is_handed_on(one)
                ),
            )  # fmt: skip


def _of_own_kind(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """Where a kind of error is made of a broader one: `super().__init__`, and which that is."""
    for kind in ast.walk(tree):
        if isinstance(kind, ast.ClassDef) and kind.bases:
            for node in ast.walk(kind):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
                    yield node, ast.unparse(kind.bases[0])


def _is_handed_on(node: ast.expr) -> bool:
    """Whether it is a sentence that has its own data, or a template that stands elsewhere."""
    if isinstance(node, ast.Call):
        return _called(node) in ("Sentence", "lines", "near")
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _templates(node: ast.expr, named: dict[str, list[str]]) -> list[str] | None:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            both = _templates(one, named), _templates(other, named)
            return None if None in both else [text for texts in both for text in texts or ()]
        case ast.Name(id=name):
            return named.get(name)
    return None


def _named_texts(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """The names that stand for texts in a module, and for which."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts = _templates(node.value, {})
            if texts is not None:
                found.setdefault(node.targets[0].id, []).extend(texts)
    yield from found.items()


PLACE = re.compile(r"\{(\w+)(?:!r)?\}")


def error_sentences() -> Iterator[str]:
    """The templates of errors that have words in them, and that a clerk can meet."""
    for error in errors():
        if not re.match(rf"dialogue_cases\.({'|'.join(map(re.escape, ENGLISH))})\b", error.place):
            for template in error.templates:
                if re.search("[A-Za-z]{2}", PLACE.sub("", template)):
                    yield template


# -- Words ----------------------------------------------------------------------------


def shapes() -> set[type]:
    """Every class that a clerk is shown: of events, of states, and what they are made of."""
    waiting: set[type] = set(codec.NAMES.values())
    waiting |= {type(life_called(life).initial) for life in LIVES}
    seen: set[type] = set()
    while waiting:
        shape = waiting.pop()
        seen.add(shape)
        inner = {one for hint in get_type_hints(shape).values() for one in _shapes(hint)}
        waiting |= inner - seen
    return seen


def _shapes(hint: Any) -> set[type]:
    if isinstance(hint, type) and parts(hint):
        return {hint}
    return {shape for inner in get_args(hint) for shape in _shapes(inner)}


def decisions() -> Iterator[str]:
    """Every decision, as `<life> <command>`; what may be decided in any life, and what an export
    takes along, by itself."""
    for life in LIVES:
        for name in life_called(life).decisions:
            yield f"{life} {name.replace('_', '-')}"
    of_any = (str(getattr(one, "__name__", "")) for one in OF_THE_RECORD)
    yield from (one.replace("_", "-") for one in (*of_any, *roles.EXPORTS))


def fields() -> set[str]:
    """The names of everything that a clerk is shown or asked."""
    shown = {*shapes(), ObligationTold}
    found = {name for shape in shown for name in get_type_hints(shape)}
    for life in LIVES:
        for decide in life_called(life).decisions.values():
            found |= {one.name for one in fields_of(decide)}
    return {*sentences_.APART, *(name for name in found if not name.startswith("_"))}


def words() -> set[str]:
    """Every stored word that a clerk is shown: kinds, offices, outcomes, how a life stands."""
    found = {
        "kept",
        "voided",
        "command line",
        *get_args(Verdict),
        *get_args(workdays.Why),
        *get_args(workdays.Unit),
    }
    for of_views in (
        ledger.LedgerBy, board.MovedBecause, scorecard.ScorecardBy, projection.Why,
        plan_fulfilment.PlanDeviation, plan_fulfilment.SessionFate, dossier.DossierPart,
        dossier.DossierOutcome, verifying.Verdict, verifying.NotShown, verifying.FaultKind,
        topics.NoTopic, RetentionStatus, RemovalOfAll, Acceptance,
    ):  # fmt: skip
        found |= _choices(of_views)
    found |= {one.replace("_", "-") for one in get_args(workdays.Unit)}
    found |= {*roles.KINDS, *get_args(identifying.Sign)}
    lives = [importlib.import_module(f"dialogue_cases.{life}") for life in LIVES]
    for of_life in (vocabulary, *lives):
        for value in vars(of_life).values():
            found |= _choices(value)
    for shape in shapes():
        for hint in get_type_hints(shape).values():
            found |= _choices(hint)
    return {one for one in found if len(one) > 1}


def _choices(hint: Any) -> set[str]:
    if get_origin(hint) is Literal:
        return {one for one in get_args(hint) if isinstance(one, str)}
    if get_origin(hint) in (UnionType, Union, tuple):
        return {word for inner in get_args(hint) for word in _choices(inner)}
    return set()


__all__ = [
    "ErrorInCode",
    "RuleInCode",
    "decisions",
    "error_sentences",
    "errors",
    "errors_in",
    "fields",
    "rules",
    "sentences",
    "words",
]
