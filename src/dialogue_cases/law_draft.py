"""Dự thảo: another law than the one in force, as far as it differs; tried out, never recorded."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

import attrs
from attrs import frozen

from dialogue_cases.errors import Invalid
from dialogue_cases.law import Law, Rule, RuleVersion, Transition
from dialogue_cases.law import Limit as Unit
from dialogue_cases.law.checks import UNITS, near
from dialogue_cases.law.edition import DRAFT
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward import Limit, Switch
from dialogue_cases.workdays import OfficialDay

_DAY = timedelta(days=1)


@frozen(kw_only=True)
class ProposedLimit:
    """Mức được đề xuất: another amount of a rule of the law itself, from one day on.

    Args:
        rule: the id or slug of the rule.
        since: the first local day on which it would hold, until the next one proposed does.
        amount: how many units, or how often in a period.
        unit: what the amount counts; None: what the rule counts.
        transition: what it would do to terms that run on that day.
    """

    rule: str
    since: date
    amount: int
    unit: Unit | None = None
    transition: Transition = "keep"


@frozen(kw_only=True)
class DraftRegulation:
    """Dự thảo quy chế: what the ward's own regulation would say beside what it says now.

    Args:
        on: the first local day on which it would hold.
        limits: the amounts that it would set.
        switches: what it would choose.
    """

    on: date
    limits: tuple[Limit, ...] = ()
    switches: tuple[Switch, ...] = ()


@frozen(kw_only=True)
class LawDraft:
    """Dự thảo: another law than the one in force, as far as it differs; nothing of it is recorded.

    Args:
        title: what it is called, in the words of its reader.
        limits: amounts of the law itself.
        regulations: what the ward's own regulation would say.
        days: days off, and days that are worked.
    """

    title: str
    limits: tuple[ProposedLimit, ...] = ()
    regulations: tuple[DraftRegulation, ...] = ()
    days: tuple[OfficialDay, ...] = ()

    @property
    def basis(self) -> Citation:
        """How what it says is cited."""
        return attrs.evolve(DRAFT, text=self.title)

    def applied(self, law: Law) -> Law:
        """That law as it would be under the draft, which counts as always known.

        Raises:
            Invalid, Refused: as `law.with_limits` and `Law.amended`.
        """
        law = with_limits(law, self.limits, self.basis).amended(since=date.min, days=self.days)
        for one in self.regulations:
            law = law.amended(
                since=one.on,
                limits={limit.rule: limit.amount for limit in one.limits},
                switches={switch.name: switch.value for switch in one.switches},
                basis=self.basis,
            )
        return law


def with_limits(law: Law, limits: Iterable[ProposedLimit], basis: Citation = DRAFT) -> Law:
    """This law as if rules of it had other amounts: a draft of a law to be tried out.

    Each is another version of its rule, which is kept in every other word. Where the rule isn't
    in force on its day, the words are those of its next version, or else of its last. What the
    ward itself has set gives way.

    Args:
        law: the law.
        limits: what is proposed, in any order.
        basis: how it is cited.

    Raises:
        Invalid: there is no such rule, its amounts differ from case to case, or the amount and
            its unit don't fit it.

    Example:
        >>> from dialogue_cases.law import load_law
        >>> shorter = ProposedLimit(rule="P4", since=date(2024, 1, 1), amount=5)
        >>> law = with_limits(load_law(), [shorter])
        >>> [law.version("P4", day).amount for day in (date(2023, 12, 29), date(2024, 1, 2))]
        [7, 5]
    """
    rules = {one.id: one for one in law.rules}
    for one in sorted(limits, key=lambda one: one.since):
        rule = rules[check_limit(law, one).id]
        versions = [*_versions(rule, one, basis)]
        rules[rule.id] = attrs.evolve(
            rule,
            versions=tuple(attrs.evolve(v, number=n) for n, v in enumerate(versions, 1)),
        )
    return attrs.evolve(law, rules=tuple(rules.values()))


def check_limit(law: Law, one: ProposedLimit) -> Rule:
    """The rule that is meant; a limit that it can't have is refused.

    Raises:
        Invalid: as `with_limits`.
    """
    ids = [rule.id for rule in law.rules]
    if one.rule not in {*ids, *(rule.slug for rule in law.rules)}:
        raise Invalid(
            "no rule is called {name!r}", where="rule", expected=near(one.rule, ids), name=one.rule
        )
    rule = law.rule(one.rule)
    if one.amount < 1:
        raise Invalid(
            "{amount} is no limit", where="amount", expected="1 or more", amount=one.amount
        )
    counted = [version for version in rule.versions if version.unit is None]
    if counted and one.unit is not None:
        raise Invalid(
            "{rule} counts how often something happens in a period",
            where="unit",
            expected="an amount without a unit",
            rule=rule.id,
        )
    timed = any(version.unit == "hours" for version in rule.versions)
    if one.unit == "hours" and not timed:
        raise Invalid(
            "{rule} isn't counted in hours",
            where="unit",
            expected="one of {among}",
            rule=rule.id,
            among=UNITS.replace(", hours", ""),
        )
    changed = [version for version in rule.versions if (version.until or date.max) >= one.since]
    amounts = sorted({version.amount or 0 for version in changed or rule.versions[-1:]})
    if len(amounts) > 1 and len({version.since for version in changed}) < len(changed):
        raise Invalid(
            "the amount of {rule} differs from case to case: {amounts}",
            where="rule",
            expected="rules of its own, given with --rules",
            rule=rule.id,
            amounts=", ".join(map(str, amounts)),
        )
    return rule


def _versions(rule: Rule, one: ProposedLimit, basis: Citation) -> Iterator[RuleVersion]:
    """Those of before, up to the day, and then those with the other amount."""
    since = one.since
    proposed = partial(attrs.evolve, amount=one.amount, own=None, own_basis=None, citation=basis)
    held = [version for version in rule.versions if version.in_force(since)]
    later = [version for version in rule.versions if (version.since or date.min) > since]
    for version in rule.versions:
        if (version.since or date.min) < since:
            yield attrs.evolve(version, until=min(version.until or date.max, since - _DAY))
    until = None
    if not held:
        first = later[0].since if later else None
        until = None if first is None else first - _DAY
        of = (later or rule.versions)[0 if later else -1]
        held = [version for version in rule.versions if version.since == of.since]
    for version in held:
        last = version.until if version.in_force(since) else until
        yield proposed(
            version,
            since=since,
            until=last,
            unit=one.unit or version.unit,
            transition=one.transition,
        )
    for version in later:
        yield proposed(version, unit=one.unit or version.unit)
