"""Đề xuất: what a decision is handed — a fact as proposed, or arguments — and its schema.

Where a decision only examines what is then recorded, it is handed the fact itself; where it
numbers or derives, it is asked with arguments:

    assign(petition, setting, fact: Assigned)
    direct(petition, setting, *, on, direction, lead, …)

Either way it is asked with fields: names, types, defaults and words, which stand in the fact's
class or in the decision and nowhere else. Commands, sheets and calls are made from them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from inspect import Parameter, getdoc, signature
from typing import Any, ParamSpec, Protocol, TypeVar, cast, get_type_hints

from attrs import NOTHING, frozen

from dialogue_cases.errors import Invalid

S = TypeVar("S")
S_contra = TypeVar("S_contra", contravariant=True)
F = TypeVar("F")
P = ParamSpec("P")


@frozen
class Field:
    """Trường: one thing that a decision is asked with.

    Args:
        name: how the code calls it.
        hint: its type.
        default: what it is if it isn't said; `attrs.NOTHING` if it must be.
        doc: what it is, in English, as the code says; "" where it says nothing.
    """

    name: str
    hint: Any
    default: Any = NOTHING
    doc: str = ""

    @property
    def required(self) -> bool:
        """Whether it must be said."""
        return self.default is NOTHING


class Examiner(Protocol[S_contra, F, P]):
    """Xem xét đề xuất: a decision that is handed a fact, and answers with it or with nothing."""

    @property
    def proposed(self) -> Callable[P, F]:
        """The class of the fact."""

    def __call__(self, state: S_contra, setting: Any, fact: F, /) -> list[F]:
        """Answer with the fact, if it is to be recorded.

        Raises:
            Refused: a rule forbids it.
        """


def examines(
    shape: Callable[P, F],
) -> Callable[[Callable[[S, Any, F], list[F]]], Examiner[S, F, P]]:
    """Say of a decision which fact it is handed, so that it can be asked with its fields too.

    Args:
        shape: the fact's class.
    """

    def said(decision: Callable[[S, Any, F], list[F]]) -> Examiner[S, F, P]:
        decision.proposed = shape  # type: ignore[attr-defined]
        return cast(Examiner[S, F, P], decision)

    return said


def fact_of(decision: Callable[..., Any]) -> type | None:
    """The class of the fact that a decision is handed; None where it is asked with arguments.

    >>> from dialogue_cases import petition
    >>> fact_of(petition.assign).__name__
    'Assigned'
    >>> fact_of(petition.direct) is None
    True
    """
    return getattr(decision, "proposed", None)


@cache
def fields_of(decision: Callable[..., Any]) -> tuple[Field, ...]:
    """What a decision is asked with, in its own order.

    >>> from dialogue_cases import petition
    >>> {one.name: one.default for one in fields_of(petition.confirm)}
    {'on': NOTHING, 'findings': NOTHING, 'document': None}
    """
    asked: Any = fact_of(decision) or decision
    docs, hints = _docs(asked), _hints(asked)
    return tuple(
        Field(
            one.name,
            hints[one.name],
            NOTHING if one.default is Parameter.empty else one.default,
            docs.get(one.name, ""),
        )
        for one in signature(asked).parameters.values()
        if one.kind is Parameter.KEYWORD_ONLY
    )


def _hints(asked: Any) -> dict[str, Any]:
    """The types of what is said by name; the state's own class may not be there to be looked up."""
    named = {
        one.name: one.annotation
        for one in signature(asked).parameters.values()
        if one.kind is Parameter.KEYWORD_ONLY
    }
    return get_type_hints(type("_Said", (), {"__annotations__": named}))


def _docs(asked: Any) -> dict[str, str]:
    """What a docstring says of each argument."""
    section = re.search(r"^Args:\n((?:    .*\n?)+)", getdoc(asked) or "", re.MULTILINE)
    if section is None:
        return {}
    found = re.findall(r"^    (\w+): ((?:.*\n?)(?:^        .*\n?)*)", section[1], re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in found}


def said_in(decision: Callable[..., Any], fact: object) -> dict[str, Any]:
    """What a proposed fact says: its fields, without those that are as if nothing was said.

    Raises:
        Invalid: the decision isn't handed such a fact.
    """
    shape = fact_of(decision)
    if shape is None or type(fact) is not shape:
        name = getattr(decision, "__name__", repr(decision))
        raise Invalid(
            "{name} isn't handed {kind}",
            expected="its arguments by name" if shape is None else "{shape}",
            name=name,
            kind=type(fact).__name__,
            shape=getattr(shape, "__name__", ""),
        )
    return {
        one.name: value
        for one in fields_of(decision)
        if one.default != (value := getattr(fact, one.name))
    }


def ask(
    decision: Callable[..., Sequence[Any]], state: Any, setting: Any, said: Mapping[str, Any]
) -> Sequence[Any]:
    """Ask a decision: hand it the fact that is proposed, or its arguments.

    Args:
        said: fields by name; what isn't said is as its default says.

    Raises:
        Refused: a rule forbids it.
        TypeError: a field is missing, or there is no such field.
    """
    shape = fact_of(decision)
    if shape is None:
        return decision(state, setting, **said)
    return decision(state, setting, shape(**said))
