"""Under which circumstances a decision is made: who acts, in which ward, under which law."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec
from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.law import Law
from dialogue_cases.law.citations import cited
from dialogue_cases.record import Recorded
from dialogue_cases.vocabulary import (
    Act,
    BodyId,
    BodyKind,
    Citation,
    GroupId,
    LegalBasis,
    OfficeKind,
    StreamId,
    SystemAct,
)

if TYPE_CHECKING:
    from dialogue_cases.ward.state import Ward


S = TypeVar("S")

OWN_RECORD = cited("ward.own_record")


@frozen
class Named:
    """Bên được giao: whom the plan that governs here names for a kind of duty.

    Args:
        bodies: the bodies that lead it; none where the plan doesn't speak of it …
        offices: … and the offices whose holders may do it in their stead.
    """

    bodies: frozenset[BodyId] = frozenset()
    offices: frozenset[OfficeKind] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.bodies or self.offices)


NamedByPlan = Callable[[str, LegalBasis, StreamId | None], Named | None]
"""Whom a plan names, by the kind of duty, the legal basis of what it is done for, and the plan
itself where that is known; None where no plan that was adopted here governs that."""


def no_plan(_: str, __: LegalBasis, ___: StreamId | None) -> None:
    """Nothing is adopted: the model plan holds."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """Hoàn cảnh của quyết định: who decides, in which ward and under which law.

    The office makes it for every decision; a decision reads it and nothing else.

    Args:
        act: who decides, or which rule makes it follow.
        ward: the ward as of the decision's own day.
        law: rules and calendar, with the ward's regulations as of that day.
        waived: rules that don't stop this decision (`despite`), because it happened.
        stream: the life that is decided in; None where a decision is tried out by itself.
        whole: the life's state with all its entries, whatever their day; see `entered`.
        history: all that was ever recorded of the life, by version: what is decided about its
            record rests on that, and not on its state.
        named_by_plan: whom the plans that were adopted here name for a kind of duty.
    """

    act: Act | SystemAct
    ward: "Ward"
    law: Law
    waived: frozenset[str] = frozenset()
    stream: StreamId | None = None
    whole: Any = None
    history: Sequence[Recorded[Any]] = ()
    named_by_plan: NamedByPlan = no_plan

    @property
    def body(self) -> BodyId | None:
        """The acting body, None for what followed by rule."""
        return self.act.body if isinstance(self.act, Act) else None

    @property
    def by_rule(self) -> bool:
        """Whether it follows by rule from a fact that has its own authority."""
        return isinstance(self.act, SystemAct)

    def acts_for(self, body: BodyId | None) -> bool:
        """Whether a body acts, or the one that carries on for it."""
        return body is not None and self.body in (body, self.ward.successor(body))

    def lawful(self, holds: bool, rule: str, citation: Citation, **data: Any) -> None:
        """Refuse what is possible but not lawful, unless the rule is waived for this call.

        Raises:
            Refused: the rule is broken; `unlawful` is True, so `despite` can let it in.
        """
        if not holds and rule not in self.waived:
            raise Refused(rule, citation, unlawful=True, **data)

    def as_assigned(
        self,
        kind: str,
        rule: str,
        citation: Citation,
        *,
        bodies: Sequence[BodyKind],
        offices: Sequence[OfficeKind] = (),
        plan: StreamId | None = None,
        **data: Any,
    ) -> None:
        """Refuse what the Party's plan of the year gives to somebody else.

        The ward's own plan governs: where it names nobody for it, it is for anybody whose role
        it is. Where none is adopted, those do it whom the model plan names.

        Args:
            kind: the kind of duty …
            rule: … and the rule that asks who does it …
            citation: … with where it stands.
            bodies: the kinds of body that the model plan names …
            offices: … and the offices whose holders may act in their stead.
            plan: the plan that foresees what it is done for, where one does.
            data: what the sentence needs beside `who` does it.

        Raises:
            Refused: the rule is broken; unlawful.
        """
        named = self.named_by_plan(kind, "party_secretary_dialogue", plan)
        if named is None:
            holds = self.of_kind(*bodies) or self.holds(*offices)
            who: tuple[str, ...] = (*bodies, *offices)
        else:
            acts = any(map(self.acts_for, named.bodies))
            holds = not named or acts or self.holds(*named.offices)
            who = (*sorted(named.bodies), *sorted(named.offices))
        self.lawful(holds, rule, citation, who=who, **data)

    def entered(self, state: S) -> S:
        """The life with all that is entered in it: what numbers are taken from.

        A decision sees what took effect up to its own day; a late entry must still not take a
        number that a later day has used.
        """
        return state if self.whole is None else cast(S, self.whole)

    def named(self, stream: StreamId, citation: Citation) -> None:
        """Refuse to decide in another life than the one that the arguments name.

        Raises:
            Refused: `life-is-named-by-its-origin`.
        """
        if self.stream not in (None, stream):
            raise Refused(
                "life-is-named-by-its-origin", citation, stream=self.stream, expected=stream
            )

    def known_body(self, *bodies: BodyId | None) -> None:
        """Refuse a body that the ward has never had, or that is no more on this day.

        Raises:
            Refused: `body-is-known` (impossible) or `body-exists` (unlawful).
        """
        for body in bodies:
            if body is None:
                continue
            if body not in self.ward.bodies:
                raise Refused("body-is-known", OWN_RECORD, body=body)
            self.lawful(self.ward.exists(body), "body-exists", OWN_RECORD, body=body)

    def known_groups(self, *groups: GroupId | None) -> None:
        """Refuse a residential group that the ward doesn't have.

        Raises:
            Refused: `group-is-known`.
        """
        for group in groups:
            if group is not None and group not in self.ward.groups:
                raise Refused("group-is-known", OWN_RECORD, group=group)

    def holds(self, *offices: OfficeKind) -> bool:
        """Whether the act is done in one of these offices."""
        return isinstance(self.act, Act) and self.act.office in offices

    def of_kind(self, *kinds: BodyKind) -> bool:
        """Whether the acting body is of one of these kinds."""
        known = self.ward.bodies.get(self.body) if self.body else None
        return known is not None and known.kind in kinds
