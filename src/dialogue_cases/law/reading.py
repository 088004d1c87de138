"""Đọc `deadlines.toml`: every rule is checked when it is loaded, and broken data is refused.

A refusal says what is wrong, in which rule and version, and what would be right.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Annotated, Any, Literal, get_args

import msgspec

from dialogue_cases import toml_file
from dialogue_cases.law.checks import (
    OWES,
    UNITS,
    check_event,
    check_field,
    check_rule,
    check_together,
    check_value,
    near,
    refuse,
)
from dialogue_cases.law.named_facts import BUILT_IN, read_body_facts, read_facts
from dialogue_cases.law.rules import (
    FILE,
    Bounds,
    Duty,
    Fact,
    Happening,
    Limit,
    OwedBy,
    Party,
    Period,
    Rule,
    Rules,
    RuleVersion,
    Shape,
    Switch,
    Transition,
)
from dialogue_cases.law.strict import Strict, Text
from dialogue_cases.law.strict import read as read_table
from dialogue_cases.prepared import converter
from dialogue_cases.vocabulary import BodyKind, Certainty, Citation, OfficeKind

_Happening = str | dict[str, str | int | bool | list[str] | dict[str, str | int | bool]]


class _Citation(Strict):
    text: Text
    certainty: Certainty
    note: str = ""
    place: str = ""


class _OwedBy(Strict):
    office: OfficeKind | None = None
    body: BodyKind | None = None
    field: str | None = None
    party: Party | None = None


class _Own(Strict):
    least: Annotated[int, msgspec.Meta(ge=0)] = 1
    most: Annotated[int, msgspec.Meta(ge=1)] | None = None


class _Amount(Strict):
    amount: Annotated[int, msgspec.Meta(ge=0)]
    when: dict[str, str | int | bool]


class _Version(Strict, rename={"since": "from", "until": "to", "addressees": "sent_to"}):
    citation: _Citation
    owed_by: _OwedBy
    since: date | None = None
    until: date | None = None
    amount: Annotated[int, msgspec.Meta(ge=0)] | None = None
    unit: Limit | None = None
    own: _Own | None = None
    transition: Transition = "keep"
    when: dict[str, str | int | bool] = msgspec.field(default_factory=dict)
    discharged_by: tuple[_Happening, ...] = ()
    reopened_by: tuple[_Happening, ...] = ()
    suspended_by: tuple[_Happening, ...] = ()
    resumed_by: tuple[_Happening, ...] = ()
    extended_by: tuple[_Happening, ...] = ()
    extension_rolls: _Citation | None = None
    renewed_by: tuple[_Happening, ...] = ()
    lapses_by: tuple[_Happening, ...] = ()
    periods: tuple[Period, ...] = ()
    ends_on: Annotated[int, msgspec.Meta(ge=1, le=28)] | None = None
    counts: tuple[_Happening, ...] = ()
    counted: Literal["days", "times"] = "times"
    addressees: tuple[Text, ...] = ()


class _Rule(Strict):
    id: Text
    slug: Annotated[str, msgspec.Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
    vi: Text
    en: Text
    shape: Shape
    anchor: tuple[_Happening, ...] = ()
    expiry_of: str | None = None
    duty: Duty = "act"
    switch: Switch | None = None
    derived: bool = True
    as_planned: bool = False


_AMOUNTS = converter(list[_Amount])

_EVENTS = (
    "discharged_by", "reopened_by", "suspended_by", "resumed_by",
    "extended_by", "renewed_by", "lapses_by", "counts",
)  # fmt: skip
_DECIDED = {"extended_by", "renewed_by"}
_OWN_WORD = {"from", "to", "citation", "amount"}
_EXPECTED = {
    "unit": UNITS,
    "duty": ", ".join(get_args(Duty)),
    "switch": ", ".join(get_args(Switch)),
    "shape": ", ".join(get_args(Shape)),
    "transition": ", ".join(get_args(Transition)),
    "certainty": ", ".join(get_args(Certainty)),
    "periods": ", ".join(get_args(Period)),
    "counted": "days or times",
    "citation": 'a table like { text = "…, Điều 4", certainty = "A" }',
    "slug": "lower-case words joined by hyphens",
    "ends_on": "a day from 1 to 28",
    "from": "a date like 2023-01-01",
    "to": "a date like 2023-12-31",
    "amount": "a whole number, 0 or more",
    "least": "a whole number, 0 or more",
    "most": "a whole number, 1 or more",
    "owed_by": OWES,
}


def read_rules(text: str, *, names: Collection[str] | None = None) -> Rules:
    """Read and check the text of `deadlines.toml`.

    Args:
        text: TOML.
        names: every stored event name, with its class where fields are to be checked too
            (`codec.NAMES`); None when they can't be checked.

    Raises:
        Invalid: the first thing that is wrong, where, and what would be right.
    """
    tables = toml_file.tables(text, where=FILE)
    if unknown := set(tables) - {"rule", "facts", "bodies"}:
        refuse("unknown key {key!r}", FILE, "facts, bodies and rule", key=min(unknown))
    facts = read_facts(tables.get("facts", {}), names)
    bodies = read_body_facts(tables.get("bodies", {}), names, facts)
    named = {**facts, **{name: (one.source,) for name, one in bodies.items()}}
    listed = tables.get("rule", [])
    if not isinstance(listed, list) or not listed:
        refuse("there are no rules", FILE, "at least one [[rule]]")
    rules = tuple(_rule(table, place, names, named) for place, table in enumerate(listed, 1))
    check_together(rules)
    return Rules(rules=rules, facts=facts, bodies=bodies)


def _rule(
    table: Any, place: int, names: Collection[str] | None, facts: Mapping[str, tuple[str, ...]]
) -> Rule:
    if not isinstance(table, dict):
        refuse("rule number {place} is no table", FILE, "[[rule]]", place=place)
    where = f"{FILE}, rule {table.get('id') or f'number {place}'}"
    about = {key: value for key, value in table.items() if key in _Rule.__struct_fields__}
    shared = {key: table[key] for key in table.keys() - about.keys() - {"version"}}
    known = set(_Version.__struct_encode_fields__) - _OWN_WORD
    for key in sorted(shared.keys() - known):
        if key in _OWN_WORD:
            refuse("{key!r} stands outside of a version", where, "it in [[rule.version]]", key=key)
        refuse("unknown key {key!r}", where, near(key, known | {*_Rule.__struct_fields__}), key=key)
    head = read_table(about, _Rule, where, _EXPECTED)
    anchor = tuple(_happening(one, names, f"{where}, anchor") for one in head.anchor)
    _facts_known(anchor, facts, f"{where}, anchor")
    listed = table.get("version", [])
    if not isinstance(listed, list) or not listed:
        refuse("it has no version", where, "at least one [[rule.version]]")
    tables = [one for number, given in enumerate(listed, 1)
              for one in _by_case({**shared, **given}, f"{where}, version {number}")]  # fmt: skip
    versions = tuple(
        _version(one, head, number, f"{where}, version {number}", names, facts)
        for number, one in enumerate(tables, 1)
    )
    rule = Rule(
        id=head.id,
        slug=head.slug,
        vi=head.vi,
        en=head.en,
        shape=head.shape,
        anchor=anchor,
        expiry_of=head.expiry_of,
        versions=versions,
        duty=head.duty,
        switch=head.switch,
        derived=head.derived,
        as_planned=head.as_planned,
    )
    check_rule(rule)
    return rule


def _by_case(table: dict[str, Any], where: str) -> list[dict[str, Any]]:
    """One version for each kind of case, where one article gives several amounts."""
    if "amounts" not in table:
        return [table]
    if "amount" in table:
        refuse("it has one amount and several", where, "amount or amounts")
    alike = {key: value for key, value in table.items() if key != "amounts"}
    try:
        rows: list[_Amount] = _AMOUNTS(table["amounts"])
    except msgspec.ValidationError as error:
        refuse("{why}", f"{where}, amounts", "rows like { amount = 30, when = { … } }", why=error)
    if not rows:
        refuse("it has no amounts", f"{where}, amounts", "rows like { amount = 30, when = { … } }")
    return [
        {**alike, "amount": row.amount, "when": {**table.get("when", {}), **row.when}}
        for row in rows
    ]


def _version(
    table: dict[str, Any],
    head: _Rule,
    number: int,
    where: str,
    names: Collection[str] | None,
    facts: Mapping[str, tuple[str, ...]],
) -> RuleVersion:
    read = read_table(table, _Version, where, _EXPECTED)
    events = {
        key: tuple(_happening(one, names, f"{where}, {key}") for one in getattr(read, key))
        for key in _EVENTS
    }
    for key, happenings in events.items():
        _facts_known(happenings, facts, f"{where}, {key}")
        for one in happenings:
            if (one.day_in is not None) != (key in _DECIDED):
                expected = 'day_in = "<field>"' if key in _DECIDED else "no day_in"
                refuse(
                    "{event} in {key} names a day wrongly",
                    where,
                    expected,
                    event=one.event,
                    key=key,
                )
    for name, value in read.when.items():
        if name not in facts and name != BUILT_IN:
            refuse("{name!r} is no named fact", where, near(name, {*facts, BUILT_IN}), name=name)
        check_value(facts.get(name, ()), value, names, f"{where}, when")
    return RuleVersion(
        rule=head.id,
        number=number,
        citation=_cited(read.citation),
        owed_by=OwedBy(
            office=read.owed_by.office,
            body=read.owed_by.body,
            field=read.owed_by.field,
            party=read.owed_by.party,
        ),
        since=read.since,
        until=read.until,
        amount=read.amount,
        unit=read.unit,
        own=None if read.own is None else Bounds(least=read.own.least, most=read.own.most),
        transition=read.transition,
        extension_rolls=None if read.extension_rolls is None else _cited(read.extension_rolls),
        when=read.when,
        periods=read.periods,
        ends_on=read.ends_on,
        counted=read.counted,
        to=read.addressees,
        discharged_by=events["discharged_by"],
        reopened_by=events["reopened_by"],
        suspended_by=events["suspended_by"],
        resumed_by=events["resumed_by"],
        extended_by=events["extended_by"],
        renewed_by=events["renewed_by"],
        lapses_by=events["lapses_by"],
        counts=events["counts"],
    )


def _cited(read: _Citation) -> Citation:
    return Citation(text=read.text, certainty=read.certainty, note=read.note, place=read.place)


def _happening(given: _Happening, names: Collection[str] | None, where: str) -> Happening:
    table = {"event": given} if isinstance(given, str) else dict(given)
    event, says = table.pop("event", None), table.pop("says", [])
    words = {key: table.pop(key, None) for key in ("day_in", "about", "of", "same")}
    named = {key: one for key, one in words.items() if isinstance(one, str)}
    as_in = table.pop("as_in", {})
    if not isinstance(event, str):
        refuse(
            "{given!r} names no event", where, 'a stored name, or { event = "…", … }', given=given
        )
    if any(one is not None and key not in named for key, one in words.items()):
        refuse(
            "{given!r} names no field", where, 'day_in = "<field>", about = "<field>"', given=given
        )
    if not isinstance(says, list):
        refuse("{says!r} names no fields", where, 'says = ["<field>", …]', says=says)
    if not isinstance(as_in, dict):
        refuse("{as_in!r} names no facts", where, 'as_in = { <field> = "<fact>" }', as_in=as_in)
    compared = table.pop("where", {})
    if not isinstance(compared, dict):
        refuse(
            "{compared!r} compares no fields",
            where,
            'where = { <field> = "<value>" }',
            compared=compared,
        )
    fields: dict[str, Fact] = {}
    for key, value in (*table.items(), *compared.items()):
        if isinstance(value, list | dict):
            refuse("{key} is compared with several values", where, '{key} = "<value>"', key=key)
        fields[key] = value
    check_event(event, names, where)
    if "of" in named:
        check_event(named["of"], names, where)
    for one in (
        *says,
        *(named[key] for key in ("day_in", "about", "same") if key in named),
        *as_in,
    ):
        check_field(event, one, names, where)
    for key, value in fields.items():
        check_value([f"{event}.{key}"], value, names, where)
    return Happening(
        event=event,
        where=fields,
        as_in={key: str(name) for key, name in as_in.items()},
        day_in=named.get("day_in"),
        about=named.get("about"),
        says=tuple(says),
        of=named.get("of"),
        same=named.get("same"),
    )


def _facts_known(
    happenings: tuple[Happening, ...], facts: Mapping[str, tuple[str, ...]], where: str
) -> None:
    for one in happenings:
        for name in one.as_in.values():
            if name not in facts:
                refuse("{name!r} is no named fact", where, near(name, facts), name=name)
