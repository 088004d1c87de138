"""By which rules the library acts in the system's name, and that nobody else does unseen."""

import ast
import importlib
from collections.abc import Iterator

import pytest

from dialogue_cases.policies.own_rules import BY_THEMSELVES, FOLLOWING, OWN_RULES, is_own
from dialogue_cases.vocabulary import EventRef, SystemAct
from test_architecture import PACKAGE, modules

ACTS = {"SystemAct", "Step"}
"""What an act of the system is made by: itself, and the step of a policy."""


def named() -> Iterator[tuple[str, bool]]:
    """Every rule that the library's code acts by, and whether a fact is named that sets it off."""
    for module in modules():
        if module.top == "audit":
            continue  # it only reads, so who reads there decides nothing
        name = ".".join((PACKAGE, *module.path.removesuffix(".py").split("/")))
        here = vars(importlib.import_module(name.removesuffix(".__init__")))
        for node in ast.walk(module.tree()):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ACTS:
                said = {one.arg: one.value for one in node.keywords}
                triggered = "trigger" in said or ast.unparse(node.func) == "Step"
                match said.get("rule"):
                    case ast.Constant(value=str(rule)):
                        yield rule, triggered
                    case ast.Name(id=constant):
                        yield here[constant], triggered
                    case ast.Attribute():
                        continue  # the rule of a step, found where the step is made
                    case other:
                        pytest.fail(f"{module.path}: a rule that can't be read: {other}")


def test_every_rule_that_the_library_acts_by_is_listed() -> None:
    """Whoever adds one names it in the list; no other is there."""
    assert OWN_RULES == {rule for rule, _ in named()}


def test_what_follows_names_the_fact_that_it_follows_from() -> None:
    """So that an act of that name without one is somebody else's."""
    assert set() == {rule for rule, triggered in named() if not triggered} - BY_THEMSELVES


@pytest.mark.parametrize(
    ("act", "own"),
    [
        *[(SystemAct(rule=rule), True) for rule in sorted(BY_THEMSELVES)],
        *[(SystemAct(rule=rule), False) for rule in sorted(FOLLOWING)],
        *[(SystemAct(rule=rule, trigger=EventRef("ward@1")), True) for rule in sorted(FOLLOWING)],
        (SystemAct(rule="nightly-job", trigger=EventRef("ward@1")), False),
    ],
)
def test_an_act_is_the_systems_own_by_its_rule_and_its_cause(act: SystemAct, own: bool) -> None:
    """A rule of the library, and where it follows from a fact, that fact."""
    assert own is is_own(act)
