"""Việc chung của mọi đơn: what the Office does with every petition, whatever it is about."""

from datetime import date

import who
from dialogue_cases import petition, task
from dialogue_cases.petition import Area, Kind, SettledAs, System, Title
from dialogue_cases.vocabulary import BodyId, Document, GroupId, StreamId
from diary import LABEL, Diary, Page, Speaker


def received(
    diary: Diary,
    number: int,
    on: date,
    gist: str,
    *,
    petitioner: Speaker | None = None,
    group: str | None = None,
    title: Title | None = None,
    people: int = 1,
    entered: date | None = None,
) -> Page:
    """A written petition comes in; who raised it is sealed as it is entered.

    Args:
        number: its number in the year's book; the diary checks that it is the next one.
        gist: trích yếu, without names.
        petitioner: who raised it; nobody, if nobody signed.
        entered: the local day on which it is typed in, if it isn't the same.

    Returns:
        Its page.
    """
    page = diary.page(f"petition/2023/{number}")
    page(
        on,
        who.CHANH_VAN_PHONG,
        petition.raise_petition,
        begins=True,
        entered=entered,
        channel="written",
        gist=f"{gist} {LABEL}",
        received_by=who.VAN_PHONG,
        group=GroupId(group) if group else None,
        title=title,
        people=people,
    )
    if petitioner is not None:
        # Who it is from is read and sealed on the day on which it is typed in.
        page(
            entered or on,
            who.CHANH_VAN_PHONG,
            petition.name_petitioner,
            petitioner=petitioner,
        )
    return page


def examined(
    page: Page,
    on: date,
    kind: Kind,
    area: Area,
    *,
    own: bool = True,
    system: System = "administrative",
    body: BodyId | None = who.UBND,
    body_name: str | None = None,
) -> None:
    """What it is, whether it can be handled, and whose it is."""
    page(on, who.CHANH_VAN_PHONG, petition.classify, kind=kind, area=area)
    page(on, who.CHANH_VAN_PHONG, petition.find_eligibility, eligible=True)
    page(
        on,
        who.CHANH_VAN_PHONG,
        petition.find_competence,
        own=own,
        system=system,
        body=body if own else None,
        body_name=body_name,
    )


def accepted(page: Page, on: date, number: int, *, told: date | None = None) -> None:
    """It is taken as the ward's own, and the petitioner is told so in writing."""
    told = told or on
    page(on, who.CHANH_VAN_PHONG, petition.admit)
    page(
        told,
        who.CHANH_VAN_PHONG,
        petition.answer,
        outcome="accepted",
        gist="Đã tiếp nhận, sẽ thông báo kết quả.",
        document=letter(number, told, "thông báo tiếp nhận đơn"),
    )


def settled(
    page: Page,
    *,
    answered: date,
    confirmed: date,
    number: int,
    gist: str,
    outcome: SettledAs = "granted",
    proceeding: str | None = None,
) -> None:
    """The result is told, the Office confirms it, and so it is definitively settled."""
    reply = letter(number, answered, "trả lời kết quả giải quyết")
    page(
        answered,
        who.CHANH_VAN_PHONG,
        petition.answer,
        outcome="result",
        gist=f"{gist} {LABEL}",
        document=reply,
    )
    page(
        confirmed,
        who.CHANH_VAN_PHONG,
        petition.confirm,
        findings=f"Đã kiểm tra, đúng như trả lời. {LABEL}",
    )
    page(
        confirmed,
        who.CHANH_VAN_PHONG,
        petition.resolve,
        outcome=outcome,
        gist=f"{gist} {LABEL}",
        evidence=(reply,),
        proceeding=StreamId(proceeding) if proceeding else None,
    )


def letter(number: int, on: date, title: str) -> Document:
    """A letter of the Party committee's Office that never was."""
    return who.invented("Công văn", f"{number}-CV/ĐU", on, "Đảng uỷ phường", title)


def direction(page: Page, number: int = 1) -> Page:
    """The page of the task that carries out a direction on a petition."""
    origin = task.Origin(kind="direction", source=StreamId(page.stream), number=number)
    return page.of(task.stream(origin))
