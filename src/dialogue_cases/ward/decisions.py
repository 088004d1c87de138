"""What may be decided about the ward: each answers with the events that follow, or refuses."""

from datetime import date
from typing import Literal

from dialogue_cases.errors import Refused
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    Document,
    GroupId,
    OfficeKind,
    OfficerId,
    On,
    When,
)
from dialogue_cases.ward.events import (
    Appointed,
    BodiesMerged,
    BodyAbolished,
    BodyEstablished,
    BodyRenamed,
    BookTakenOver,
    DayAnnounced,
    Event,
    GroupEstablished,
    GroupRenamed,
    LawLoaded,
    Limit,
    Opened,
    PredecessorTakenOver,
    RegulationAdopted,
    Relieved,
    ReportSent,
    Switch,
    TermBegun,
    YearAnnounced,
)
from dialogue_cases.ward.setting import OWN_RECORD, Setting
from dialogue_cases.ward.state import Ward


def open_ward(
    ward: Ward,
    _: Setting,
    *,
    on: On,
    store: str,
    code: str,
    name: str,
    aliases: tuple[str, ...] = (),
) -> list[Event]:
    """Mở sổ cho một phường: the first decision of a store; asked twice adds nothing.

    Args:
        on: an imprecise period that ends on the day of opening: the ward is older than its store.
        store: a random id of the store.
        code: the ward's code, part of every global id.

    Raises:
        Refused: `one-ward-per-store`, `ward-has-a-code`.
    """
    if not store or not code or not name:
        raise Refused("ward-has-a-code", OWN_RECORD, code=code, name=name)
    if ward.store:
        if (ward.store, ward.code) != (store, code):
            raise Refused("one-ward-per-store", OWN_RECORD, ward=ward.code, asked=code)
        return []
    return [Opened(on=on, store=store, code=code, name=name, aliases=aliases)]


def establish_body(
    ward: Ward,
    setting: Setting,
    *,
    on: On,
    body: BodyId,
    kind: BodyKind,
    name: str,
    aliases: tuple[str, ...] = (),
    parent: BodyId | None = None,
    superior: bool = False,
) -> list[Event]:
    """Thành lập, ghi nhận một cơ quan.

    Raises:
        Refused: `id-is-free` (another body has that id), `body-is-known` (the parent).
    """
    event = BodyEstablished(
        on=on, body=body, kind=kind, name=name, aliases=aliases, parent=parent, superior=superior
    )
    if (known := ward.bodies.get(body)) is not None:
        if (known.kind, known.name, known.until) == (kind, name, None):
            return []
        raise Refused("id-is-free", OWN_RECORD, id=body, holder=known.name)
    setting.known_body(parent)
    return [event]


def rename_body(ward: Ward, setting: Setting, *, on: On, body: BodyId, name: str) -> list[Event]:
    """Đổi tên một cơ quan; the old name stays an alias."""
    setting.known_body(body)
    return [] if ward.bodies[body].name == name else [BodyRenamed(on=on, body=body, name=name)]


def merge_bodies(
    ward: Ward, setting: Setting, *, on: On, bodies: tuple[BodyId, ...], into: BodyId
) -> list[Event]:
    """Hợp nhất các cơ quan vào một cơ quan.

    Raises:
        Refused: `merge-into-another` (a body can't be merged into itself), `body-is-known`.
    """
    setting.known_body(into)
    for body in bodies:
        if body not in ward.bodies:
            raise Refused("body-is-known", OWN_RECORD, body=body)
        if body == into:
            raise Refused("merge-into-another", OWN_RECORD, body=body)
    open_ones = tuple(body for body in bodies if ward.exists(body))
    return [BodiesMerged(on=on, bodies=open_ones, into=into)] if open_ones else []


def abolish_body(
    ward: Ward, setting: Setting, *, on: On, body: BodyId, successor: BodyId | None = None
) -> list[Event]:
    """Kết thúc hoạt động của một cơ quan."""
    if body not in ward.bodies:
        raise Refused("body-is-known", OWN_RECORD, body=body)
    setting.known_body(successor)
    if not ward.exists(body):
        return []
    return [BodyAbolished(on=on, body=body, successor=successor)]


def establish_group(
    ward: Ward,
    setting: Setting,
    *,
    on: On,
    group: GroupId,
    name: str,
    aliases: tuple[str, ...] = (),
    cell: BodyId | None = None,
    community_house: str | None = None,
) -> list[Event]:
    """Ghi nhận một tổ dân phố, with its Party cell and community house."""
    if (known := ward.groups.get(group)) is not None:
        if known.name == name:
            return []
        raise Refused("id-is-free", OWN_RECORD, id=group, holder=known.name)
    setting.known_body(cell)
    return [
        GroupEstablished(
            on=on,
            group=group,
            name=name,
            aliases=aliases,
            cell=cell,
            community_house=community_house,
        )
    ]


def rename_group(ward: Ward, _: Setting, *, on: On, group: GroupId, name: str) -> list[Event]:
    """Đổi tên một tổ dân phố; the old name stays an alias."""
    if group not in ward.groups:
        raise Refused("group-is-known", OWN_RECORD, group=group)
    return [] if ward.groups[group].name == name else [GroupRenamed(on=on, group=group, name=name)]


def appoint(
    ward: Ward,
    setting: Setting,
    *,
    on: On,
    officer: OfficerId,
    office: OfficeKind,
    body: BodyId,
    title: str,
    name: str | None = None,
) -> list[Event]:
    """Bổ nhiệm, phân công một người vào chức vụ.

    Args:
        title: the office as it is written ("Bí thư Đảng uỷ").
        name: the person's name as it is printed, or None to appear by office.

    Raises:
        Refused: `body-is-known`, `body-exists`; `one-secretary` (unlawful) when somebody else
            is still the secretary of that body.
    """
    setting.known_body(body)
    if ward.holds(officer, office, body):
        return []
    holder = next((one for one in ward.holdings if (one.office, one.body) == (office, body)), None)
    setting.lawful(
        holder is None or office != "party_secretary", "one-secretary", OWN_RECORD, body=body
    )
    return [Appointed(on=on, officer=officer, office=office, body=body, title=title, name=name)]


def relieve(
    ward: Ward, _: Setting, *, on: On, officer: OfficerId, office: OfficeKind, body: BodyId
) -> list[Event]:
    """Cho thôi giữ chức; asked twice adds nothing."""
    if not ward.holds(officer, office, body):
        return []
    return [Relieved(on=on, officer=officer, office=office, body=body)]


def begin_term(ward: Ward, setting: Setting, *, on: On, body: BodyId, term: str) -> list[Event]:
    """Bắt đầu một nhiệm kỳ ("2020–2025")."""
    setting.known_body(body)
    return [] if ward.terms.get(body) == term else [TermBegun(on=on, body=body, term=term)]


def adopt_regulation(
    ward: Ward,
    setting: Setting,
    *,
    on: On,
    kind: Literal["regulation", "house_rules"],
    document: Document,
    limits: tuple[Limit, ...] = (),
    switches: tuple[Switch, ...] = (),
) -> list[Event]:
    """Ban hành quy chế hoặc nội quy của phường, with the limits that it sets itself.

    Raises:
        Refused: `limit-names-a-rule`, `limit-is-the-wards` (the law doesn't leave it to the
            ward), `limit-is-positive`.
    """
    for limit in limits:
        setting.law.check_own_limit(limit.rule, limit.amount)
    event = RegulationAdopted(on=on, kind=kind, document=document, limits=limits, switches=switches)
    return [] if event == ward.in_force(kind) else [event]


def announce_day(
    ward: Ward,
    _: Setting,
    *,
    on: On,
    day: date,
    kind: Literal["off", "swapped", "working"],
    basis: Document,
    stands_for: date | None = None,
) -> list[Event]:
    """Ghi nhận một ngày nghỉ hoặc làm bù được thông báo; `on` is when it became known."""
    event = DayAnnounced(on=on, day=day, kind=kind, basis=basis, stands_for=stands_for)
    last = next((one for one in reversed(ward.days) if one.day == day), None)
    return [] if event == last else [event]


def announce_year(ward: Ward, _: Setting, *, on: On, year: int, basis: Document) -> list[Event]:
    """Ghi nhận lịch nghỉ của cả năm đã được công bố; each day is recorded by `announce_day`.

    Args:
        on: the day since which all official days of the year are known.
        year: of the Republic's calendar, such as 2027.

    Raises:
        Refused: `year-is-of-the-republic`.
    """
    if not 1945 <= year <= 9999:
        raise Refused("year-is-of-the-republic", OWN_RECORD, year=year)
    if any(one.year == year for one in ward.years):
        return []
    return [YearAnnounced(on=on, year=year, basis=basis)]


def load_law(
    ward: Ward, _: Setting, *, on: On, edition: str, rules: str, calendar: str
) -> list[Event]:
    """Lưu một phiên bản quy định vào sổ, once per edition."""
    if edition in ward.editions:
        return []
    return [LawLoaded(on=on, edition=edition, rules=rules, calendar=calendar)]


def take_over(
    ward: Ward, _: Setting, *, on: On, store: str, code: str, name: str, basis: Document
) -> list[Event]:
    """Tiếp nhận phường cũ: carry on what another ward's store had open."""
    if store in ward.predecessors:
        return []
    return [PredecessorTakenOver(on=on, store=store, code=code, name=name, basis=basis)]


def take_over_book(
    ward: Ward,
    _: Setting,
    *,
    on: On,
    book: str,
    file: str,
    digest: str,
    sheet: str | None = None,
    basis: Document | None = None,
) -> list[Event]:
    """Tiếp nhận sổ cũ: take what a book kept before this record says into it.

    The same file of the same book adds nothing.
    """
    if any((one.book, one.digest, one.sheet) == (book, digest, sheet) for one in ward.books):
        return []
    return [BookTakenOver(on=on, book=book, file=file, digest=digest, sheet=sheet, basis=basis)]


def send_report(
    ward: Ward,
    setting: Setting,
    *,
    on: On,
    kind: Literal["reception_and_dialogue", "conclusion_follow_up", "statistics"],
    period: When,
    to: tuple[BodyId, ...],
    document: Document,
) -> list[Event]:
    """Gửi báo cáo định kỳ lên cấp trên, or the follow-up report to those whom the plan names.

    Raises:
        Refused: `report-has-a-recipient`, `body-is-known`, `body-exists`.
    """
    if not to:
        raise Refused("report-has-a-recipient", OWN_RECORD)
    setting.known_body(*to)
    event = ReportSent(on=on, kind=kind, period=period, to=to, document=document)
    return [] if event in ward.reports else [event]
