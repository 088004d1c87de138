"""A small ward's record to follow policies in: petitions, sessions, matters, by who decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from dialogue_cases import matter, petition, session, task
from dialogue_cases.office import Office
from dialogue_cases.record import Recorded
from dialogue_cases.session import Contents, Item
from dialogue_cases.task import Origin
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    DocumentNumber,
    GroupId,
    LegalBasis,
    Place,
    Recipient,
    StreamId,
    SystemAct,
    Topic,
)
from spec import act_of

OFFICE, COMMITTEE, GOVERNMENT = BodyId("van-phong"), BodyId("dang-uy"), BodyId("ubnd")
NHO_LAM, AN_THUONG = GroupId("nho-lam"), GroupId("an-thuong")
LAND = Topic(title="Quản lý đất đai", code="land_management")
PLACE = Place(name="Nhà sinh hoạt cộng đồng")
DITCH = "Mương bị chặn, ruộng bị ngập"
EVIDENCE = (Document(kind="Biên bản", number="01/BB"),)


def decide(
    office: Office,
    who: str,
    stream: str,
    decision: Any,
    on: Any,
    /,
    *,
    despite: Iterable[tuple[str, str]] = (),
    **arguments: Any,
) -> list[Recorded[Any]]:
    """Somebody of `spec.OFFICERS` decides something in a life."""
    return office.acting(act_of(who), despite=despite).decide(stream, decision, on=on, **arguments)


def directed(office: Office, on: Any, number: int, **told: Any) -> StreamId:
    """The secretary directs a body to do something at the first dialogue; answers with the task."""
    origin = Origin(kind="direction", source=StreamId("dialogue/2023/1"), number=number)
    stream = task.stream(origin)
    decide(office, "bi-thu", stream, task.assign, on, origin=origin, text=f"Việc {number}", **told)
    return stream


def begin(
    office: Office,
    who: str,
    series: str,
    decision: Any,
    on: Any,
    /,
    *,
    despite: Iterable[tuple[str, str]] = (),
    **arguments: Any,
) -> StreamId:
    """Somebody begins a life; answers with its name."""
    desk = office.acting(act_of(who), despite=despite)
    return desk.begin(series, decision, on=on, **arguments)[0].stream


def told(facts: Iterable[Recorded[Any]]) -> list[tuple[str, str]]:
    """What was recorded: in which life, as what."""
    return [(fact.stream, type(fact.event).__name__) for fact in facts]


def rules(facts: Iterable[Recorded[Any]]) -> set[str]:
    """By which policies it followed."""
    return {fact.act.rule for fact in facts if isinstance(fact.act, SystemAct)}


def a_petition(
    office: Office, on: date, *, group: GroupId | None = NHO_LAM, **more: Any
) -> StreamId:
    """A written petition of somebody of a group."""
    arguments = {"channel": "written", "gist": DITCH, "received_by": OFFICE, "group": group}
    return begin(
        office, "chanh-van-phong", f"petition/{on.year}", petition.raise_petition, on,
        despite=[("looks-entered-already", "hai người nộp hai đơn như nhau")],
        **{**arguments, **more},
    )  # fmt: skip


def a_matter(office: Office, on: date, **more: Any) -> StreamId:
    """A grievance with a file of its own."""
    return begin(
        office, "chanh-van-phong", f"matter/{on.year}", matter.open_matter, on, gist=DITCH, **more
    )


def fixed(
    office: Office,
    on: date,
    day: date,
    *,
    groups: tuple[GroupId, ...] = (NHO_LAM,),
    series: str = "dialogue",
    **more: Any,
) -> list[Recorded[Any]]:
    """A session of a group is fixed for a day."""
    basis: LegalBasis = "party_secretary_dialogue" if series == "dialogue" else "citizen_reception"
    return office.acting(act_of("chanh-van-phong"), **more).begin(
        f"{series}/{day.year}", session.fix, on=on, day=day, place=PLACE, topics=(LAND,),
        groups=groups, legal_basis=basis,
    )  # fmt: skip


def held(
    office: Office,
    day: date,
    *opinions: dict[str, Any],
    groups: tuple[GroupId, ...] = (NHO_LAM,),
    series: str = "dialogue",
) -> StreamId:
    """A session that was fixed, held and ended on one day, with these opinions voiced."""
    stream = fixed(office, day, day, groups=groups, series=series)[0].stream
    decide(office, "bi-thu", stream, session.open_session, day)
    for opinion in opinions:
        decide(
            office, "chanh-van-phong", stream, session.voice_opinion, day,
            **{"kind": "report", "subject": "government_management", "gist": DITCH, **opinion},
        )  # fmt: skip
    decide(office, "bi-thu", stream, session.end_session, day)
    return stream


def taken(office: Office, stream: str, on: date, number: int = 1) -> list[Recorded[Any]]:
    """An opinion is taken as a petition."""
    return decide(
        office, "chanh-van-phong", stream, session.take_opinion, on, number=number,
        destination="petition",
    )  # fmt: skip


def item(number: int = 1, *, opinions: tuple[int, ...] = (1,), **more: Any) -> Item:
    """An item of a notice, led by the People's Committee."""
    return Item(
        number=number, decision=f"Việc {number}", lead=GOVERNMENT, opinions=opinions, **more
    )


def concluded(
    office: Office, stream: str, on: date, *items: Item, number: int = 5, reason: str = ""
) -> list[Recorded[Any]]:
    """A notice is drafted, submitted and issued on one day, or replaces the one before."""
    contents = Contents(
        items=items,
        recipients=(Recipient(text="UBND phường", bodies=(GOVERNMENT,)),),
        follow_up=OFFICE,
    )
    decide(office, "truong-khoi", stream, session.draft_conclusion, on, contents=contents)
    decide(office, "chanh-van-phong", stream, session.submit_conclusion, on)
    numbered = DocumentNumber(number=number, symbol="TB/ĐU")
    if reason:
        return decide(
            office, "bi-thu", stream, session.replace_conclusion, on, number=numbered,
            reason=reason,
        )  # fmt: skip
    return decide(office, "bi-thu", stream, session.issue_conclusion, on, number=numbered)
