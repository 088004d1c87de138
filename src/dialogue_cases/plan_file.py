"""A year's plan as a TOML file, read into the arguments of `plan.draft`.

`examples/pho_hoa_2023/plan.toml` shows every field. Bodies and groups are named by the ids that
the ward gave them; whether they exist is asked when the plan is drafted.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from attrs import frozen

from dialogue_cases.law.calendar import load_calendar
from dialogue_cases.plan import (
    Contents,
    Duty,
    DutyKind,
    Head,
    PlannedSession,
    ReceptionDay,
    Section,
    Series,
    SignatureBlock,
    quarter_of,
)
from dialogue_cases.spelling import bare
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.vocabulary import (
    QUARTERS,
    WEEKDAYS,
    Audience,
    BodyId,
    Document,
    GroupId,
    LegalBasis,
    OfficeKind,
    Phase,
    Place,
    Recipient,
    Topic,
    TopicCode,
    When,
    whole_year,
)
from dialogue_cases.ward import Limit, Switch
from dialogue_cases.workdays import WorkingCalendar, subtract

_AUDIENCES = get_args(Audience)
_BASES = get_args(LegalBasis)
_DUTY_KINDS = get_args(DutyKind)
_HEADS = get_args(Head)
_OFFICES = get_args(OfficeKind)
_PHASES = get_args(Phase)
_SERIES = get_args(Series)
_TOPIC_CODES = get_args(TopicCode)


@frozen(kw_only=True)
class PlanFile:
    """Kế hoạch đọc từ tệp: what `plan.draft` and, later, `plan.adopt` are asked with.

    Args:
        year: the year that the plan is for …
        number: … and which of its plans it is; None where the file doesn't say.
        contents: its text, and what it says.
        document: the plan as a document; number and date may be `NOT_IN_COPY`.
    """

    year: int
    number: int | None = None
    contents: Contents
    document: Document


IF_OFF = ("next_working_day", "keep")
"""Nếu trùng ngày nghỉ: what becomes of a reception day that is a day off."""

BASIS_OF: Mapping[Head, LegalBasis] = {
    "party_secretary": "party_secretary_dialogue",
    "people_committee_chair": "government_dialogue",
    "people_council_chair": "government_dialogue",
}
"""Under which rules the sessions of a head's plan are held, where it says nothing else."""


def read_plan(path: Path, *, calendar: WorkingCalendar | None = None) -> PlanFile:
    """Read a plan.

    Args:
        path: of the file.
        calendar: by which reception days are worked out that are said by a rule; None: the
            official one.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.
    """
    file = TomlFile.open(path)
    root = file.root
    year, head = root.integer("year"), root.choice("head", _HEADS, "party_secretary")
    calendar = calendar or load_calendar()
    document = root.table("document").as_document()
    aims = root.table("aims")
    above = aims.text("heading")
    recipients = tuple(_recipient(row) for row in root.rows("recipient"))
    closing = root.optional_table("closing")
    signature = root.optional_table("signature")
    contents = Contents(
        kind=root.text("kind"),
        title=root.text("title"),
        bases=tuple(row.as_document() for row in root.rows("basis")),
        introduction=root.text("introduction"),
        purposes=_section(above, aims.table("purposes")),
        requirements=_section(above, aims.table("requirements")),
        sessions=_sessions(root.table("schedule"), year, head),
        duties=_duties(root.table("organisation")),
        head=head,
        limits=_limits(root.optional_table("limits")),
        switches=_switches(root.optional_table("switches")),
        reception_days=_reception_days(root, year, head, calendar),
        closing=closing.texts("paragraphs") if closing else (),
        recipients=recipients,
        signature=_signature(signature) if signature else None,
    )
    number = root.integer("number") if root.has("number") else None
    file.finish()
    return PlanFile(year=year, number=number, contents=contents, document=document)


def _section(above: str, table: TomlTable) -> Section:
    return Section(headings=(above, table.text("heading")), paragraphs=table.texts("paragraphs"))


def _sessions(schedule: TomlTable, year: int, head: Head) -> tuple[PlannedSession, ...]:
    above = schedule.text("heading")
    return tuple(
        PlannedSession(
            number=row.integer("number"),
            period=_when(row, year),
            groups=tuple(GroupId(one) for one in _one_or_more(row, "group", "groups")),
            topics=tuple(_topic(topic) for topic in row.rows("topics")),
            place=_place(row.table("place")) if row.has("place") else None,
            quarter=row.choice("quarter", QUARTERS) if row.has("quarter") else None,
            chair=row.choice("chair", _OFFICES, head),
            together_with=row.choices("together_with", _OFFICES, ()),
            legal_basis=row.choice("legal_basis", _BASES, BASIS_OF[head]),
            audiences=row.choices("audiences", _AUDIENCES, ()),
            ahead_of=row.optional_text("ahead_of"),
            headings=(above, row.text("heading")),
            paragraphs=row.texts("paragraphs", ()),
        )
        for row in schedule.rows("session")
    )


def _when(row: TomlTable, year: int) -> When:
    """Its time; the quarter, or else the year, where none is said."""
    if row.has("period"):
        return row.period("period", year)
    if row.has("quarter"):
        return quarter_of(year, row.choice("quarter", QUARTERS))
    return whole_year(year)


def _one_or_more(table: TomlTable, one: str, several: str) -> tuple[str, ...]:
    """`group = "a"`, `groups = ["a", "b"]`, or a list under the first name."""
    if table.has(one) and not isinstance(table.values[one], list):
        return (table.text(one),)
    return table.texts(one if table.has(one) else several, ())


# -- Reception days ---------------------------------------------------------------------


def _reception_days(
    root: TomlTable, year: int, head: Head, calendar: WorkingCalendar
) -> tuple[ReceptionDay, ...]:
    """Days one by one, and rules that are worked out for the year, in the order of the days."""
    given = root.values.get("reception_days")
    listed = given if isinstance(given, list) else []
    if isinstance(given, dict):
        rules = [root.table("reception_days")]
    elif any(isinstance(one, dict) for one in listed):
        rules = root.rows("reception_days")
    else:
        return tuple(ReceptionDay(day=day, receiver=head) for day in root.days("reception_days"))
    found = [one for rule in rules for one in _by_rule(rule, year, head, calendar)]
    return tuple(sorted(found, key=lambda one: (one.day, str(one.at), one.receiver)))


def _by_rule(
    rule: TomlTable, year: int, head: Head, calendar: WorkingCalendar
) -> Iterator[ReceptionDay]:
    """The days of one rule: days of the month, or a weekday, in some months or all."""
    at, ends = rule.time("at"), rule.time("ends")
    place = _place(rule.table("place")) if rule.has("place") else None
    receiver = rule.choice("receiver", _OFFICES, head)
    together_with = rule.choices("together_with", _OFFICES, ())
    ahead = rule.integer("register_working_days_before", 0)
    if_off = rule.choice("if_off", IF_OFF, IF_OFF[0])
    seen = set[date]()
    for day in _days_of(rule, year):
        held = day
        if if_off == "next_working_day":
            held = calendar.next_working_day(day, on_unknown="provisional")
        if held.year != year or held in seen:
            continue
        seen.add(held)
        yield ReceptionDay(
            day=held,
            at=at,
            ends=ends,
            place=place,
            receiver=receiver,
            together_with=together_with,
            register_until=_before(calendar, held, ahead) if ahead else None,
            instead_of=None if held == day else day,
        )


def _days_of(rule: TomlTable, year: int) -> Iterator[date]:
    ways = [name for name in ("day", "days", "weekday") if rule.has(name)]
    months = _numbers(rule, "months", 12) or range(1, 13)
    if len(ways) != 1:
        rule.wrong(
            "days",
            "its days are said in no way, or in several",
            'day = 2026-01-10, days = [10, 25], or weekday = "thứ Năm"',
        )
    elif ways == ["day"]:
        yield rule.day("day")
    elif ways == ["days"]:
        for number in months:
            for day in _numbers(rule, "days", 31):
                yield date(year, number, min(day, monthrange(year, number)[1]))
    else:
        said = _WEEKDAYS.get(bare(rule.text("weekday").replace("-", " ")))
        if said is None:
            value = rule.values["weekday"]
            rule.wrong("weekday", "{value!r} is no weekday", '"thứ Hai", … "Chủ nhật"', value=value)
            return
        weeks = _numbers(rule, "weeks", 5)
        for number in months:
            days = [
                day
                for day in range(1, monthrange(year, number)[1] + 1)
                if date(year, number, day).weekday() == said
            ]
            yield from (
                date(year, number, day)
                for week, day in enumerate(days, 1)
                if not weeks or week in weeks
            )


def _numbers(table: TomlTable, name: str, most: int) -> tuple[int, ...]:
    """A list of whole numbers from 1; none where there is no such field."""
    found = table.integers(name, ())
    for one in found:
        if not 1 <= one <= most:
            table.wrong(name, "{value!r} isn't from 1 to {most}", "", value=one, most=most)
    return tuple(one for one in found if 1 <= one <= most)


def _before(calendar: WorkingCalendar, day: date, number: int) -> date | None:
    """So many working days before a day."""
    return subtract(calendar, day, number, "working_days", on_unknown="provisional").due


_WEEKDAYS = {bare(name): place for place, name in enumerate(WEEKDAYS)} | {
    f"thu {place + 2}": place for place in range(6)
}


def _topic(table: TomlTable) -> Topic:
    return Topic(
        title=table.text("title"),
        code=table.choice("code", _TOPIC_CODES),
        project=table.optional_text("project"),
    )


def _place(table: TomlTable) -> Place:
    group = table.optional_text("group")
    return Place(
        name=table.text("name"),
        group=GroupId(group) if group else None,
        address=table.optional_text("address"),
    )


def _duties(organisation: TomlTable) -> tuple[Duty, ...]:
    above = organisation.text("heading")
    return tuple(
        duty for section in organisation.rows("section") for duty in _section_duties(above, section)
    )


def _section_duties(above: str, section: TomlTable) -> list[Duty]:
    """The duties under one heading; its lead and supports hold where a duty has none itself."""
    headings = (above, *section.texts("headings"))
    lead = section.optional_text("lead")
    by_local_cell = section.flag("by_local_cell", False)
    or_office = section.choice("or_office", _OFFICES) if section.has("or_office") else None
    supports = section.texts("supports", ())
    with_leads = section.texts("with_leads", ())
    return [
        Duty(
            number=row.integer("number"),
            kind=row.choice("kind", _DUTY_KINDS),
            text=row.text("text"),
            phase=row.choice("phase", _PHASES),
            for_each=row.choices("for_each", _SERIES, ()),
            lead=BodyId(lead) if lead else None,
            by_local_cell=by_local_cell,
            or_office=or_office,
            with_leads=tuple(BodyId(body) for body in row.texts("with_leads", with_leads)),
            supports=tuple(BodyId(body) for body in row.texts("supports", supports)),
            due=row.optional_day("due"),
            headings=headings,
            continues=row.flag("continues", False),
        )
        for row in section.rows("duty")
    ]


def _limits(table: TomlTable | None) -> tuple[Limit, ...]:
    """`P4 = 10`: by rule, the amount in its own unit."""
    names = table.values if table else ()
    return tuple(Limit(rule=name, amount=table.integer(name)) for name in names) if table else ()


def _switches(table: TomlTable | None) -> tuple[Switch, ...]:
    """`drafter_is_not_submitter = false`."""
    known = [one for one in get_args(Switch.__annotations__["name"]) if table and table.has(one)]
    return tuple(Switch(name=one, value=table.flag(one)) for one in known) if table else ()


def _recipient(table: TomlTable) -> Recipient:
    return Recipient(
        text=table.text("text"),
        bodies=tuple(BodyId(body) for body in table.texts("bodies", ())),
        office=table.choice("office", _OFFICES) if table.has("office") else None,
        filed=table.flag("filed", False),
    )


def _signature(table: TomlTable) -> SignatureBlock:
    return SignatureBlock(
        authority=table.text("authority"),
        title=table.text("title"),
        name=table.optional_text("name"),
    )
