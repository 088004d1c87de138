"""Cột về thẩm quyền: who decided a fact and who entered it when, as people read it.

The rows are those that hold an `Attribution`, and what happened as `event`.
"""

from typing import Any

from dialogue_cases.audit.attribution import Attribution, Decider
from dialogue_cases.projection import Column, Wording
from dialogue_cases.vocabulary import EventRef
from dialogue_cases.ward import cited


def decider(one: Attribution, wording: Wording) -> str:
    """Who decided it, in which office of which body; whether they held it, where they didn't."""
    if one.by_rule is not None:
        rule = wording.say("follows by rule: {rule}", rule=one.by_rule.rule)
        return f"{rule} ({one.by_rule.trigger})" if one.by_rule.trigger else rule
    if one.decided_by is None:
        return ""
    return "\n".join([capacity(one.decided_by, wording), *held(one.decided_by, wording)])


def capacity(one: Decider, wording: Wording) -> str:
    """An officer, their office and its body, as they were called on the day."""
    office, body = seat(one, wording)
    return wording.say(
        "{officer}, {office}, {body}",
        officer=one.name or wording.value(one.officer),
        office=office,
        body=body,
    )


def seat(one: Decider, wording: Wording) -> tuple[str, str]:
    """An office and its body, as they were called on the day; who held it isn't said."""
    return one.title or wording.word(one.office), one.body_name or one.body


def held(one: Decider, wording: Wording) -> list[str]:
    """What is to be known of the office, where it wasn't held as claimed, or not as then known."""
    if one.held and one.held_then:
        return []
    if one.held:
        return [wording.say("the office was held, but that wasn't on record yet")]
    if one.held_then:
        return [wording.say("the office was held as then known, and is not as now known")]
    return [wording.say("the office was not held on that day")]


def authority(one: Attribution, _: Wording) -> str:
    """The document that empowers or orders it, as it is cited, with its day."""
    document = None if one.decided_by is None else one.decided_by.authority
    if document is None:
        return ""
    return cited(document).text


def entry(one: Attribution, wording: Wording) -> str:
    """The day of entry, how many days later that was than it took effect, and who typed it."""
    told = [wording.value(one.entered)]
    if one.days_to_entry > 0:
        told.append(wording.say("{days} days later", days=one.days_to_entry))
    return "\n".join([*told, one.typed_by.id])


def decided(one: Attribution, wording: Wording) -> str:
    """Who decided it, and under which document."""
    under = authority(one, wording)
    told = [decider(one, wording)]
    return "\n".join([*told, wording.say("under: {document}", document=under)] if under else told)


def remarks(one: Attribution, wording: Wording) -> str:
    """What it stands in for or takes out, and the rules that it breaks."""
    told = []
    if one.corrects is not None:
        told.append(wording.say("stands in for entry @{version}", version=_version(one.corrects)))
    if one.voids is not None:
        told.append(wording.say("takes out entry @{version}", version=_version(one.voids)))
    told += [
        wording.say("despite {rule}: {reason}", rule=each.rule, reason=each.reason)
        for each in one.despite
    ]
    return "\n".join(told)


def _version(ref: EventRef) -> str:
    """Which entry of the same life."""
    return ref.rpartition("@")[2]


def what(row: Any, wording: Wording) -> str:
    """What kind of fact it is, and which."""
    return f"{wording.kind(type(row.event))}\n{row.attribution.ref}"


def notes(row: Any, wording: Wording) -> str:
    """What is to be known of an entry, that it doesn't stand any more among it."""
    told = [remarks(row.attribution, wording)]
    if row.replaced_by is not None:
        told.append(wording.say("replaced by @{version}", version=_version(row.replaced_by)))
    return "\n".join(filter(None, told))


ATTRIBUTED: list[Column[Any]] = [
    Column("attribution", "Ngày", "On", width=10, told=lambda one, _: one.attribution.on),
    Column("attribution event", "Sự kiện", "Fact", width=19, wide=0, told=what),
    Column(
        "attribution event",
        "Sự kiện",
        "Fact",
        wide=28,
        told=lambda one, wording: wording.kind(type(one.event)),
    ),
    Column("attribution", "Mục ghi", "Entry", wide=28, told=lambda one, _: one.attribution.ref),
    Column(
        "attribution",
        "Người quyết định",
        "Decided by",
        width=22,
        wide=0,
        told=lambda one, wording: decided(one.attribution, wording),
    ),
    Column(
        "attribution",
        "Người quyết định",
        "Decided by",
        wide=40,
        told=lambda one, wording: decider(one.attribution, wording),
    ),
    Column(
        "attribution",
        "Căn cứ",
        "Under",
        wide=28,
        told=lambda one, wording: authority(one.attribution, wording),
    ),
    Column(
        "attribution",
        "Ghi sổ",
        "Entered",
        width=10,
        wide=0,
        told=lambda one, wording: entry(one.attribution, wording),
    ),
    Column(
        "attribution",
        "Ngày ghi sổ",
        "Entered",
        wide=12,
        told=lambda one, _: one.attribution.entered,
    ),
    Column(
        "attribution",
        "Số ngày sau",
        "Days later",
        wide=10,
        told=lambda one, _: one.attribution.days_to_entry,
    ),
    Column(
        "attribution",
        "Người nhập",
        "Typed by",
        wide=24,
        told=lambda one, wording: (
            f"{one.attribution.typed_by.id} ({wording.value(one.attribution.typed_by.channel)})"
        ),
    ),
]
"""The columns of a fact, whatever list it stands in; below them the list adds its own."""

REPLACED: Column[Any] = Column(
    "attribution replaced_by", "Ghi chú", "Notes", width=11, wide=40, told=notes
)
"""What is to be known of an entry: what it breaks, stands in for, or is replaced by."""
