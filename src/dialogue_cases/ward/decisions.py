"""What may be decided about the ward: each answers with the events that follow, or refuses."""

from dialogue_cases.errors import Refused
from dialogue_cases.vocabulary import (
    BodyId,
    On,
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
    Opened,
    PredecessorTakenOver,
    RegulationAdopted,
    Relieved,
    ReportSent,
    TermBegun,
    YearAnnounced,
)
from dialogue_cases.ward.setting import OWN_RECORD, Setting
from dialogue_cases.ward.state import Ward


def open_ward(ward: Ward, _: Setting, fact: Opened) -> list[Opened]:
    """Mở sổ cho một phường: the first decision of a store; asked twice adds nothing.

    Raises:
        Refused: `one-ward-per-store`, `ward-has-a-code`.
    """
    if not fact.store or not fact.code or not fact.name:
        raise Refused("ward-has-a-code", OWN_RECORD, code=fact.code, name=fact.name)
    if ward.store:
        if (ward.store, ward.code) != (fact.store, fact.code):
            raise Refused("one-ward-per-store", OWN_RECORD, ward=ward.code, asked=fact.code)
        return []
    return [fact]


def establish_body(ward: Ward, setting: Setting, fact: BodyEstablished) -> list[BodyEstablished]:
    """Thành lập, ghi nhận một cơ quan.

    Raises:
        Refused: `id-is-free` (another body has that id), `body-is-known` (the parent).
    """
    if (known := ward.bodies.get(fact.body)) is not None:
        if (known.kind, known.name, known.until) == (fact.kind, fact.name, None):
            return []
        raise Refused("id-is-free", OWN_RECORD, id=fact.body, holder=known.name)
    setting.known_body(fact.parent)
    return [fact]


def rename_body(ward: Ward, setting: Setting, fact: BodyRenamed) -> list[BodyRenamed]:
    """Đổi tên một cơ quan; the old name stays an alias."""
    setting.known_body(fact.body)
    return [] if ward.bodies[fact.body].name == fact.name else [fact]


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


def abolish_body(ward: Ward, setting: Setting, fact: BodyAbolished) -> list[BodyAbolished]:
    """Kết thúc hoạt động của một cơ quan."""
    if fact.body not in ward.bodies:
        raise Refused("body-is-known", OWN_RECORD, body=fact.body)
    setting.known_body(fact.successor)
    if not ward.exists(fact.body):
        return []
    return [fact]


def establish_group(ward: Ward, setting: Setting, fact: GroupEstablished) -> list[GroupEstablished]:
    """Ghi nhận một tổ dân phố, with its Party cell and community house."""
    if (known := ward.groups.get(fact.group)) is not None:
        if known.name == fact.name:
            return []
        raise Refused("id-is-free", OWN_RECORD, id=fact.group, holder=known.name)
    setting.known_body(fact.cell)
    return [fact]


def rename_group(ward: Ward, _: Setting, fact: GroupRenamed) -> list[GroupRenamed]:
    """Đổi tên một tổ dân phố; the old name stays an alias."""
    if fact.group not in ward.groups:
        raise Refused("group-is-known", OWN_RECORD, group=fact.group)
    return [] if ward.groups[fact.group].name == fact.name else [fact]


def appoint(ward: Ward, setting: Setting, fact: Appointed) -> list[Appointed]:
    """Bổ nhiệm, phân công một người vào chức vụ.

    Raises:
        Refused: `body-is-known`, `body-exists`; `one-secretary` (unlawful) when somebody else
            is still the secretary of that body.
    """
    setting.known_body(fact.body)
    if ward.holds(fact.officer, fact.office, fact.body):
        return []
    holder = next(
        (one for one in ward.holdings if (one.office, one.body) == (fact.office, fact.body)), None
    )
    setting.lawful(
        holder is None or fact.office != "party_secretary",
        "one-secretary",
        OWN_RECORD,
        body=fact.body,
    )
    return [fact]


def relieve(ward: Ward, _: Setting, fact: Relieved) -> list[Relieved]:
    """Cho thôi giữ chức; asked twice adds nothing."""
    if not ward.holds(fact.officer, fact.office, fact.body):
        return []
    return [fact]


def begin_term(ward: Ward, setting: Setting, fact: TermBegun) -> list[TermBegun]:
    """Bắt đầu một nhiệm kỳ ("2020–2025")."""
    setting.known_body(fact.body)
    return [] if ward.terms.get(fact.body) == fact.term else [fact]


def adopt_regulation(
    ward: Ward, setting: Setting, fact: RegulationAdopted
) -> list[RegulationAdopted]:
    """Ban hành quy chế hoặc nội quy của phường, with the limits that it sets itself.

    Raises:
        Refused: `limit-names-a-rule`, `limit-is-the-wards` (the law doesn't leave it to the
            ward), `limit-is-positive`.
    """
    for limit in fact.limits:
        setting.law.check_own_limit(limit.rule, limit.amount)
    return [] if fact == ward.in_force(fact.kind) else [fact]


def announce_day(ward: Ward, _: Setting, fact: DayAnnounced) -> list[DayAnnounced]:
    """Ghi nhận một ngày nghỉ hoặc làm bù được thông báo; `on` is when it became known."""
    last = next((one for one in reversed(ward.days) if one.day == fact.day), None)
    return [] if fact == last else [fact]


def announce_year(ward: Ward, _: Setting, fact: YearAnnounced) -> list[YearAnnounced]:
    """Ghi nhận lịch nghỉ của cả năm đã được công bố; each day is recorded by `announce_day`.

    Raises:
        Refused: `year-is-of-the-republic`.
    """
    if not 1945 <= fact.year <= 9999:
        raise Refused("year-is-of-the-republic", OWN_RECORD, year=fact.year)
    if any(one.year == fact.year for one in ward.years):
        return []
    return [fact]


def load_law(ward: Ward, _: Setting, fact: LawLoaded) -> list[LawLoaded]:
    """Lưu một phiên bản quy định vào sổ, once per edition."""
    if fact.edition in ward.editions:
        return []
    return [fact]


def take_over(ward: Ward, _: Setting, fact: PredecessorTakenOver) -> list[PredecessorTakenOver]:
    """Tiếp nhận phường cũ: carry on what another ward's store had open."""
    if fact.store in ward.predecessors:
        return []
    return [fact]


def take_over_book(ward: Ward, _: Setting, fact: BookTakenOver) -> list[BookTakenOver]:
    """Tiếp nhận sổ cũ: take what a book kept before this record says into it.

    The same file of the same book adds nothing.
    """
    if any(
        (one.book, one.digest, one.sheet) == (fact.book, fact.digest, fact.sheet)
        for one in ward.books
    ):
        return []
    return [fact]


def send_report(ward: Ward, setting: Setting, fact: ReportSent) -> list[ReportSent]:
    """Gửi báo cáo định kỳ lên cấp trên, or the follow-up report to those whom the plan names.

    Raises:
        Refused: `report-has-a-recipient`, `body-is-known`, `body-exists`.
    """
    if not fact.to:
        raise Refused("report-has-a-recipient", OWN_RECORD)
    setting.known_body(*fact.to)
    return [] if fact in ward.reports else [fact]
