"""A year's plan as a TOML file, read into the arguments of `plan.draft`.

`examples/pho_hoa_2023/plan.toml` shows every field. Bodies and groups are named by the ids that
the ward gave them; whether they exist is asked when the plan is drafted.
"""

from pathlib import Path
from typing import get_args

from attrs import frozen

from dialogue_cases.plan import (
    Contents,
    Duty,
    DutyKind,
    PlannedSession,
    Section,
    Series,
    SignatureBlock,
)
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficeKind,
    Phase,
    Place,
    Quarter,
    Recipient,
    Topic,
    TopicCode,
)

_DUTY_KINDS = get_args(DutyKind)
_OFFICES = get_args(OfficeKind)
_PHASES = get_args(Phase)
_QUARTERS = get_args(Quarter)
_SERIES = get_args(Series)
_TOPIC_CODES = get_args(TopicCode)


@frozen(kw_only=True)
class PlanFile:
    """Kế hoạch đọc từ tệp: what `plan.draft` and, later, `plan.adopt` are asked with.

    Args:
        year: the year that the plan is for.
        contents: its text, and what it says.
        document: the plan as a document; number and date may be `NOT_IN_COPY`.
    """

    year: int
    contents: Contents
    document: Document


def read_plan(path: Path) -> PlanFile:
    """Read a plan.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.
    """
    file = TomlFile.open(path)
    root = file.root
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
        sessions=_sessions(root.table("schedule")),
        duties=_duties(root.table("organisation")),
        reception_days=root.days("reception_days"),
        closing=closing.texts("paragraphs") if closing else (),
        recipients=recipients,
        signature=_signature(signature) if signature else None,
    )
    year = root.integer("year")
    file.finish()
    return PlanFile(year=year, contents=contents, document=document)


def _section(above: str, table: TomlTable) -> Section:
    return Section(headings=(above, table.text("heading")), paragraphs=table.texts("paragraphs"))


def _sessions(schedule: TomlTable) -> tuple[PlannedSession, ...]:
    above = schedule.text("heading")
    return tuple(
        PlannedSession(
            number=row.integer("number"),
            quarter=row.choice("quarter", _QUARTERS),
            group=GroupId(row.text("group")),
            topics=tuple(_topic(topic) for topic in row.rows("topics")),
            place=_place(row.table("place")),
            period=row.period("period"),
            chair=row.choice("chair", _OFFICES, "party_secretary"),
            headings=(above, row.text("heading")),
            paragraphs=row.texts("paragraphs", ()),
        )
        for row in schedule.rows("session")
    )


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
            supports=tuple(BodyId(body) for body in row.texts("supports", supports)),
            headings=headings,
            continues=row.flag("continues", False),
        )
        for row in section.rows("duty")
    ]


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
