"""Điều kiện: who decides and under which conditions, and one decision to make under them."""

from collections.abc import Mapping
from typing import Any

import msgspec
from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.life import Decision
from dialogue_cases.vocabulary import Act, Despite, EventRef, StreamId, SystemAct


@frozen(kw_only=True)
class Conditions:
    """Điều kiện của quyết định: what is said beside the decision itself.

    Args:
        act: who decides, or which rule makes it follow.
        others: the same officer in the other offices that they hold; the one that may decide it
            is taken.
        despite: the rules that may be broken because it happened, by name.
        because: recorded facts that it follows from.
        corrects: the version of the entry that it stands in for, if any.
        expected: the life's version that the caller has seen; None: whatever it is.
        key: names this call, if it has a name.
    """

    act: Act | SystemAct
    others: tuple[Act, ...] = ()
    despite: Mapping[str, Despite]
    because: tuple[EventRef, ...] = ()
    corrects: int | None = None
    expected: int | None = None
    key: str | None = None

    def check(self, named: str) -> None:
        """Versions are numbers and a key is a text: "1" isn't version 1.

        Raises:
            Invalid: they aren't.
        """
        for name, said in (("expected", self.expected), ("corrects", self.corrects)):
            if said is not None and type(said) is not int:
                raise Invalid(
                    "{name}: {said} is no version",
                    where=named,
                    expected="a number",
                    name=name,
                    said=repr(said),
                )
        if self.key is not None and not isinstance(self.key, str):
            raise Invalid(
                "key: {key} is no text", where=named, expected="a text", key=repr(self.key)
            )


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """Lần quyết định: one decision to make, asked by somebody or following by rule.

    Args:
        stream: in which life.
        decision: what is decided.
        said: what it is asked with, by name; `on` among it.
        conditions: who decides, and how.
        follows: whether it follows by rule from a fact that was just recorded.
    """

    stream: StreamId
    decision: Decision
    said: Mapping[str, Any]
    conditions: Conditions
    follows: bool = False
