"""Kiểm tra quy định: what can be wrong with a rule although each of its keys can be read."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import combinations
from typing import Any, Literal, NoReturn, get_args, get_origin, get_type_hints

from dialogue_cases.errors import Invalid, Sentence
from dialogue_cases.law.rules import FILE, Fact, Limit, Rule, RuleVersion, Shape

OWES = 'one of { office = "…" }, { body = "…" }, { field = "…" } and { party = "…" }'
UNITS = ", ".join(unit for kind in get_args(Limit) for unit in get_args(kind) or (kind,))
_OF_PERIODS = ("periods", "ends_on", "counts")
_OF_TERMS = (
    "suspended_by", "resumed_by", "extended_by", "renewed_by", "reopened_by", "lapses_by",
)  # fmt: skip


def check_rule(rule: Rule) -> None:
    """Refuse a rule that contradicts itself.

    Raises:
        Invalid: what is wrong, in which version, and what would be right.
    """
    where = f"{FILE}, rule {rule.id}"
    if rule.shape == "per-period":
        if rule.anchor or rule.expiry_of:
            refuse("a duty of a period has no anchor", where, "no anchor and no expiry_of")
    elif not rule.anchor and not rule.expiry_of:
        refuse("it isn't said what the term is counted from", where, "anchor or expiry_of")
    elif rule.expiry_of and rule.shape != "after":
        refuse("a term before an expiry makes no sense", where, 'shape = "after"')
    for one in rule.anchor:
        if one.day_in is None and rule.shape == "before":
            refuse(
                "{event} names no day", f"{where}, anchor", 'day_in = "<field>"', event=one.event
            )
    if rule.duty == "keep" and rule.shape != "after":
        refuse("something is kept before or in a period", where, 'shape = "after"')
    for version in rule.versions:
        of_version = f"{where}, version {version.number}"
        _check_version(version, of_version)
        if rule.shape == "per-period":
            _check_period(version, of_version, derived=rule.derived)
        else:
            _check_term(version, rule.shape, of_version)
    for earlier, later in combinations(rule.versions, 2):
        of_version = f"{where}, version {later.number}"
        if _overlap(earlier, later):
            refuse(
                "it is in force together with version {number}",
                of_version,
                "a version that begins after the last day of the one before",
                number=earlier.number,
            )
        if (later.since or date.min) < (earlier.since or date.min):
            refuse("its versions aren't in order", of_version, "the oldest first")


def _check_version(version: RuleVersion, where: str) -> None:
    owed, own, amount = version.owed_by, version.own, version.amount
    owers = [one for one in (owed.office, owed.body, owed.field, owed.party) if one]
    if len(owers) > 1 and (owed.field or owed.party):
        refuse("it is owed by two", f"{where}, owed_by", OWES)
    if not owers:
        refuse("it doesn't say who owes it", f"{where}, owed_by", OWES)
    if version.since and version.until and version.until < version.since:
        refuse(
            "it ends on {until}, before it begins",
            where,
            "to on or after from",
            until=version.until,
        )
    if own is not None:
        most = own.least if own.most is None else own.most
        if most < own.least:
            refuse("the ward's own limit has no room", f"{where}, own", "most not below least")
        if amount is not None and not own.holds(amount):
            refuse(
                "its amount {amount} is outside of its own bounds",
                where,
                "one within them",
                amount=amount,
            )
    elif amount is None:
        refuse("its amount is nobody's to set", where, "amount, or own = { least = 1 }")
    elif amount and version.citation.certainty in "CSMIR":
        refuse(
            "an amount of certainty {certainty} isn't the ward's own to set",
            where,
            "own = { least = 1 }, or a source that was read (A) or is public (B)",
            certainty=version.citation.certainty,
        )


def _check_term(version: RuleVersion, shape: Shape, where: str) -> None:
    _none_of(version, _OF_PERIODS, shape, where)
    if version.amount is None:
        refuse("the term has no amount", where, "a whole number, 0 or more")
    if version.unit is None:
        refuse("the term has no unit", where, UNITS)
    if version.unit == "hours" and shape != "before":
        refuse("hours are counted only before a fixed time", where, 'shape = "before"')
    if shape == "before" and (version.suspended_by or version.resumed_by):
        refuse("a term before a fixed day can't be suspended", where, "no suspended_by")
    if version.extension_rolls and not version.extended_by:
        refuse("nothing extends it", where, "extended_by beside extension_rolls")
    if bool(version.suspended_by) != bool(version.resumed_by):
        refuse("it says only one of two", where, "both suspended_by and resumed_by")


def _check_period(version: RuleVersion, where: str, *, derived: bool) -> None:
    _none_of(version, _OF_TERMS, "per-period", where)
    if version.unit == "hours":
        refuse("hours are counted only before a fixed time", where, 'shape = "before"')
    if derived and bool(version.counts) == bool(version.discharged_by):
        refuse("a duty of a period is counted, or done once", where, "counts or discharged_by")
    if version.counts and version.unit is not None:
        refuse("a count has a unit", where, 'amount and counted = "days" or "times"')
    if version.counts and not version.amount:
        refuse("a count has no number", where, "amount, 1 or more")
    if any(one.about is None for one in version.discharged_by):
        refuse("it isn't said which period is meant", where, 'about = "<field>" in discharged_by')
    if version.discharged_by and version.unit is None:
        refuse("the time after the period has no unit", where, UNITS)


def _none_of(version: RuleVersion, keys: Collection[str], shape: Shape, where: str) -> None:
    for key in keys:
        if getattr(version, key):
            refuse(
                "{key!r} says nothing in a rule of shape {shape!r}",
                where,
                "no {key}",
                key=key,
                shape=shape,
            )


def _overlap(one: RuleVersion, other: RuleVersion) -> bool:
    together = one.when.keys() & other.when.keys()
    apart = any(one.when[name] != other.when[name] for name in together)
    first = max(one.since or date.min, other.since or date.min)
    return not apart and first <= min(one.until or date.max, other.until or date.max)


def check_together(rules: tuple[Rule, ...]) -> None:
    """Refuse two rules of one name, and expiries that lead nowhere or in a circle.

    Raises:
        Invalid: what is wrong, in which rule, and what would be right.
    """
    named: dict[str, Rule] = {}
    for rule in rules:
        for name in (rule.id, rule.slug):
            if named.setdefault(name, rule) is not rule:
                refuse(
                    "{name!r} names two rules", f"{FILE}, rule {rule.id}", "another name", name=name
                )
    by_id = {rule.id: rule for rule in rules}
    for rule in rules:
        where, base = f"{FILE}, rule {rule.id}", by_id.get(rule.expiry_of or "")
        if rule.expiry_of and (base is None or not base.is_term):
            refuse(
                "there is no term {rule!r}",
                where,
                "the id of a rule with a term",
                rule=rule.expiry_of,
            )
        if any(above is rule for above in _above(rule, by_id)):
            refuse("it is counted from its own expiry", where, "a rule that doesn't follow it")


def _above(rule: Rule, by_id: Mapping[str, Rule]) -> Iterator[Rule]:
    seen: set[str] = set()
    above = by_id.get(rule.expiry_of or "")
    while above is not None and above.id not in seen:
        yield above
        seen.add(above.id)
        above = by_id.get(above.expiry_of or "")


def check_event(event: str, names: Collection[str] | None, where: str) -> None:
    """Refuse an event that nobody records.

    Raises:
        Invalid: the name, where it stands, and what was probably meant.
    """
    if names is not None and event not in names:
        refuse("no event is called {event!r}", where, near(event, names), event=event)


def check_field(event: str, key: str | None, names: Collection[str] | None, where: str) -> None:
    """Refuse a field that an event doesn't have: it would silently never match.

    Of a dotted name, which looks into what a field holds, only the field itself is checked.

    Args:
        names: as `reading.read_rules` takes them.

    Raises:
        Invalid: the field, where it is named, and what was probably meant.
    """
    if key is None or not isinstance(names, Mapping):
        return
    if key.partition(".")[0] not in (fields := _hints(names[event])):
        refuse(
            "{event} has no field {key!r}", where, near(key, fields.keys()), event=event, key=key
        )


def check_value(
    sources: Collection[str], value: Fact, names: Collection[str] | None, where: str
) -> None:
    """Refuse a value that none of these fields can hold, where the fields list what they hold.

    Args:
        sources: fields, each as "<event>.<field>", or events.
        value: what they are compared with; False also stands for what nobody recorded.
        names: as `reading.read_rules` takes them.

    Raises:
        Invalid: the field or the value, where it stands, and what was probably meant.
    """
    held: set[str] = set()
    if not isinstance(names, Mapping):
        return
    for source in sources:
        life, event, *path = source.split(".")
        if not path:
            return  # an event, and that it happened makes it so
        event, key = f"{life}.{event}", ".".join(path)
        check_field(event, key, names, where)
        listed = _listed(_hints(names[event]).get(key))
        if not listed:
            return
        held |= listed
    if held and value is not False and value not in held:
        refuse(
            "{value!r} is no value of {sources}",
            where,
            near(str(value), held),
            value=value,
            sources=", ".join(sources),
        )


@cache
def _hints(shape: type) -> Mapping[str, Any]:
    return get_type_hints(shape)


def _listed(hint: Any) -> set[str]:
    """The values of a Literal, also of one that may be left out."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    return set().union(*(_listed(one) for one in get_args(hint)))


def near(name: str, names: Collection[str]) -> Sentence:
    """What was probably meant: the closest of these names, or all of them."""
    close = get_close_matches(name, sorted(names), n=1)
    if close:
        return Sentence("{near!r}", near=close[0])
    return Sentence("one of {among}", among=", ".join(sorted(names)))


def refuse(what: str | Sentence, where: str, expected: str | Sentence, /, **data: Any) -> NoReturn:
    """Refuse broken data.

    Raises:
        Invalid: always.
    """
    raise Invalid(what, where=where, expected=expected, **data)
