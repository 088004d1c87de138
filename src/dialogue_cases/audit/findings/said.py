"""Điểm cần xem xét, bằng lời: what a finding says to a reader, and its columns."""

from collections.abc import Callable, Mapping
from datetime import date
from string import Formatter
from typing import assert_never

import msgspec

from dialogue_cases.audit.findings.finding import AuditFinding, FindingKind
from dialogue_cases.deadlines.explanation import DOUBTS, cited
from dialogue_cases.law import Law
from dialogue_cases.projection import Column, Columns
from dialogue_cases.sentences import Language
from dialogue_cases.vocabulary import BodyId, EventRef, OfficerId, StreamId


class FindingTold(msgspec.Struct, frozen=True, kw_only=True):
    """Một dòng: a finding as it is told in a reader's language.

    Args:
        day: the local day that it is of.
        kind: what it is.
        where: where it is.
        said: what is to be looked at, in one sentence.
        rule: the rule's name, if there is one …
        asks: … and what it says.
        citation: where that stands, and how sure we are of it.
        body: the body that decided it or owes it, where that can be told …
        officer: … and the officer.
        facts: the recorded facts that it rests on.
    """

    day: date
    kind: str
    where: StreamId | EventRef
    said: str
    rule: str | None
    asks: str
    citation: str
    body: BodyId | None
    officer: OfficerId | None
    facts: tuple[EventRef, ...]


def told(one: AuditFinding, law: Law, language: Language | None = None) -> FindingTold:
    """A finding as it is told.

    Args:
        one: the finding.
        law: what rules ask for.
        language: of the reader, with the names of bodies and officers; Vietnamese if not given.
    """
    language = Language() if language is None else language
    return FindingTold(
        day=one.day,
        kind=titles(language)[one.kind],
        where=one.where,
        said=_said(one, law, language),
        rule=one.rule,
        asks=_asks(one, law, language),
        citation=cited(one.citation, language.code),
        body=one.body,
        officer=one.officer,
        facts=one.facts,
    )


def _asks(one: AuditFinding, law: Law, language: Language) -> str:
    """What its rule says: of a term what is to be done, of a decision what was in the way."""
    if one.rule is None or one.kind == "system-act":
        return ""
    if any(one.rule == rule.id for rule in law.rules):
        return language.worded(law.rule(one.rule))
    data = one.data.get("broken", one.data)
    places = {name for _, name, *_ in Formatter().parse(language.text(one.rule, "rule")) if name}
    if not places <= data.keys():  # It was waived, and isn't asked again.
        return language.say("{rule} was in the way when it was entered.", rule=one.rule)
    return language.rule(one.rule, data)


def _said(one: AuditFinding, law: Law, language: Language) -> str:
    say, value, data = language.say, language.value, one.data
    what = _asks(one, law, language)
    match one.kind:
        case "late":
            return say(
                "{what}: due on {due}, done on {done}, {days} working days late.",
                what=what, due=data["due"], done=data["done"], days=data["days"],
            )  # fmt: skip
        case "overdue":
            return say(
                "{what}: due on {due}, not done yet, {days} working days late.",
                what=what, due=data["due"], days=data["days"],
            )  # fmt: skip
        case "expired":
            return say("{what}: the time for it ended on {due}.", what=what, due=data["due"])
        case "doubtful-term":
            return _doubt(one, what, language)
        case "extended-late" if "what" in data:
            return _doubt(one, what, language)
        case "too-few":
            months = ", ".join(map(str, data["months"]))
            return say(
                "{what}: not often enough in the periods that end in these months of {year}: "
                "{months}.",
                what=what, year=str(one.day.year), months=months,
            )  # fmt: skip
        case "missing-report":
            return say(
                "No report for quarter {quarter} of {year}: {report}.",
                quarter=data["quarter"], year=str(data["year"]),
                report=language.word(data["report"]),
            )  # fmt: skip
        case (
            "outside-office"
            | "outside-competence"
            | "four-eyes"
            | "without-evidence"
            | "extended-late"
            | "unlawful"
            | "impossible"
        ):
            return _forbidden(one, what, language)
        case "silent":
            return say(
                "Nothing done about it for {days} working days, since {day}.",
                days=data["days"], day=one.day,
            )  # fmt: skip
        case "never-settled":
            return say(
                "Raised {times} times, promised {promises} times, never settled for good.", **data
            )
        case "warning":
            return what
        case "correction":
            if data["changes"]:
                return say(
                    "Stands in for entry @{version}; in time or late has changed under: {rules}.",
                    version=data["instead_of"], rules=", ".join(data["changes"]),
                )  # fmt: skip
            return say("Stands in for entry @{version}.", version=data["instead_of"])
        case "void":
            return say(
                "Takes out entry @{version}: {reason}",
                version=data["takes_out"], reason=data["reason"],
            )  # fmt: skip
        case "late-entry":
            return say(
                "Of {on}, entered only on {entered}, {days} days after.",
                on=data["on"], entered=data["entered"], days=data["days"],
            )  # fmt: skip
        case "missing-number":
            return say("Numbers that are missing: {numbers}.", numbers=value(data["numbers"]))
        case "system-act":
            return say(
                "Decided in the system's name by no rule of this library: {rule}; entered by "
                "{operator}.",
                rule=one.rule or "", operator=data["typed_by"],
            )  # fmt: skip
        case "extension":
            if data["document"] is None:
                return say("Put off until {until}, by no document.", until=data["until"])
            return say(
                "Put off until {until} by {document}.",
                until=data["until"], document=value(data["document"]),
            )  # fmt: skip
        case "suspension":
            if data["until"] is None:
                return say("Suspended since {day}.", day=one.day)
            return say("Suspended from {day} to {until}.", day=one.day, until=data["until"])
        case "escalation":
            return say(
                "{what}: overdue since {due}, told upwards on {on}.",
                what=what, due=data["due"], on=data["on"],
            )  # fmt: skip
        case "inspection":
            to = value(data["to"])
            if data["found"] is None:
                return say("Handed to {to}, not concluded yet.", to=to)
            return say("Handed to {to}: {found}.", to=to, found=language.word(data["found"]))
        case "sealed":
            return say(
                "The people of a denunciation are sealed, under {keys} keys.", keys=data["keys"]
            )
    assert_never(one.kind)


def _doubt(one: AuditFinding, what: str, language: Language) -> str:
    vi, en = DOUBTS[one.data["what"]]
    doubt = (vi if language.code == "vi" else en).format(
        ref=one.where, due=language.value(one.data["due"])
    )
    return f"{what}: {doubt}."


def _forbidden(one: AuditFinding, what: str, language: Language) -> str:
    say, reason = language.say, one.data["reason"]
    if reason is None:
        return say("{what} Nobody has said why it is on record all the same.", what=what)
    return say("{what} Recorded all the same: {reason}", what=what, reason=reason)


def titles(language: Language) -> Mapping[FindingKind, str]:
    """What each kind of finding is called."""
    say: Callable[..., str] = language.say
    return {
        "late": say("Done late"),
        "overdue": say("Not done in time"),
        "expired": say("A citizen's time has ended"),
        "extended-late": say("Put off too late"),
        "doubtful-term": say("A term to be looked at"),
        "too-few": say("Too few in a period"),
        "missing-report": say("A report is missing"),
        "outside-office": say("Outside office"),
        "outside-competence": say("Outside competence"),
        "four-eyes": say("Two steps in one hand"),
        "without-evidence": say("Without evidence"),
        "unlawful": say("Against a rule"),
        "impossible": say("Impossible by the rules"),
        "silent": say("Silent"),
        "never-settled": say("Never settled"),
        "warning": say("Something is lacking"),
        "correction": say("Corrected"),
        "void": say("Taken out"),
        "late-entry": say("Entered late"),
        "missing-number": say("A number is missing"),
        "system-act": say("In the system's name"),
        "extension": say("Put off"),
        "suspension": say("Suspended"),
        "escalation": say("Told upwards"),
        "inspection": say("Handed to the inspectors"),
        "sealed": say("Sealed people"),
    }


COLUMNS: Columns[FindingTold] = Columns(
    FindingTold,
    [
        Column("day", "Ngày", "Day", width=10, wide=12),
        Column("kind", "Loại", "Kind", width=14, wide=22),
        Column("where", "Ở đâu", "Where", width=20, wide=30),
        Column("said", "Điều cần xem xét", "What is to be looked at", width=30, wide=64),
        Column("rule", "Quy tắc", "Rule", wide=26),
        Column("asks", "Nội dung quy tắc", "What it says", wide=48),
        Column("citation", "Căn cứ", "Source", wide=40),
        Column("body", "Cơ quan", "Body", wide=28),
        Column("officer", "Cán bộ", "Officer", wide=24),
        Column("facts", "Mục ghi", "Facts", wide=32, told=lambda one, _: "; ".join(one.facts)),
    ],
)
"""Điểm cần xem xét: its columns."""


__all__ = ["COLUMNS", "FindingTold", "titles", "told"]
