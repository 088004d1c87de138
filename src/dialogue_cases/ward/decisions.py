"""What can happen to the ward, and what examines it: its bodies, officers, rules and books."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from attrs import frozen

from dialogue_cases.errors import Refused
from dialogue_cases.proposal import examines
from dialogue_cases.spelling import same_name
from dialogue_cases.vocabulary import (
    BodyId,
    BodyKind,
    Document,
    FreeText,
    GroupId,
    OfficeKind,
    OfficerId,
    On,
    TopicCode,
    TopicId,
    When,
)
from dialogue_cases.ward.conditions import said
from dialogue_cases.ward.setting import OWN_RECORD, Setting
from dialogue_cases.ward.words import (
    EscalationLevel,
    HandedOver,
    Limit,
    ReopeningWindow,
    RetentionPeriod,
    RuleSource,
    Switch,
)

if TYPE_CHECKING:
    from dialogue_cases.ward.state import Ward


@frozen(kw_only=True)
class Opened:
    """Mở sổ: the store was opened for a ward; always the first event of a store.

    Args:
        on: a period that ends on the day of opening; the ward is older than its store.
        store: a random id, part of every proof.
        code: the ward's code, part of every global id.
    """

    on: On
    store: str
    code: str
    name: str
    aliases: tuple[str, ...] = ()


@examines(Opened)
def open_ward(ward: "Ward", _: Setting, fact: Opened) -> list[Opened]:
    """Mở sổ cho một đơn vị: the first decision of a store; asked twice adds nothing.

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


@frozen(kw_only=True)
class BodyEstablished:
    """Thành lập cơ quan: a body exists from this day, in the ward or above it."""

    on: On
    body: BodyId
    kind: BodyKind
    name: str
    aliases: tuple[str, ...] = ()
    parent: BodyId | None = None
    superior: bool = False


@examines(BodyEstablished)
def establish_body(ward: "Ward", setting: Setting, fact: BodyEstablished) -> list[BodyEstablished]:
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


@frozen(kw_only=True)
class BodyRenamed:
    """Đổi tên cơ quan."""

    on: On
    body: BodyId
    name: str


@examines(BodyRenamed)
def rename_body(ward: "Ward", setting: Setting, fact: BodyRenamed) -> list[BodyRenamed]:
    """Đổi tên một cơ quan; the old name stays an alias."""
    setting.known_body(fact.body)
    return [] if ward.bodies[fact.body].name == fact.name else [fact]


@frozen(kw_only=True)
class BodiesMerged:
    """Hợp nhất, sáp nhập: bodies end and another one carries on what they had to do."""

    on: On
    bodies: tuple[BodyId, ...]
    into: BodyId


def merge_bodies(
    ward: "Ward", setting: Setting, *, on: On, bodies: tuple[BodyId, ...], into: BodyId
) -> list[BodiesMerged]:
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


@frozen(kw_only=True)
class BodySplit:
    """Chia, tách: a body becomes several; one of them carries on what it had to do.

    Args:
        body: which body; it is no more, unless it is one of those that it becomes.
        into: what it becomes, each on record already.
        carries_on: who of them carries on whatever isn't handed over to another.
        handed_over: the tasks and petitions that it led and that go to another.
        document: the decision, if it was written.
    """

    on: On
    body: BodyId
    into: tuple[BodyId, ...]
    carries_on: BodyId
    handed_over: tuple[HandedOver, ...] = ()
    document: Document | None = None


@examines(BodySplit)
def split_body(ward: "Ward", setting: Setting, fact: BodySplit) -> list[BodySplit]:
    """Chia, tách một cơ quan thành nhiều cơ quan; asked twice adds nothing.

    Raises:
        Refused: `body-is-known`, `split-into-several`, `split-names-who-carries-on` (of the
            whole, and of each life), `who-stays-carries-on`; what is handed over is looked at
            where it is (`split-hands-over-what-it-leads`); unlawful: `body-exists`.
    """
    if fact in ward.splits:
        return []
    setting.known_body(fact.body, *fact.into)
    if len({*fact.into}) < 2 or len({*fact.into}) < len(fact.into):
        raise Refused("split-into-several", OWN_RECORD, body=fact.body)
    for one in (fact.carries_on, *(handed.body for handed in fact.handed_over)):
        if one not in fact.into:
            raise Refused("split-names-who-carries-on", OWN_RECORD, body=one)
    if fact.body in fact.into and fact.carries_on != fact.body:
        raise Refused("who-stays-carries-on", OWN_RECORD, body=fact.body)
    return [fact]


@frozen(kw_only=True)
class BodyAbolished:
    """Giải thể, kết thúc hoạt động: a body ends; a successor is named if there is one."""

    on: On
    body: BodyId
    successor: BodyId | None = None


@examines(BodyAbolished)
def abolish_body(ward: "Ward", setting: Setting, fact: BodyAbolished) -> list[BodyAbolished]:
    """Kết thúc hoạt động của một cơ quan."""
    if fact.body not in ward.bodies:
        raise Refused("body-is-known", OWN_RECORD, body=fact.body)
    setting.known_body(fact.successor)
    if not ward.exists(fact.body):
        return []
    return [fact]


@frozen(kw_only=True)
class GroupEstablished:
    """Thành lập tổ dân phố: a residential group exists from this day."""

    on: On
    group: GroupId
    name: str
    aliases: tuple[str, ...] = ()
    cell: BodyId | None = None
    community_house: str | None = None


@examines(GroupEstablished)
def establish_group(
    ward: "Ward", setting: Setting, fact: GroupEstablished
) -> list[GroupEstablished]:
    """Ghi nhận một tổ dân phố, with its Party cell and community house."""
    if (known := ward.groups.get(fact.group)) is not None:
        if known.name == fact.name:
            return []
        raise Refused("id-is-free", OWN_RECORD, id=fact.group, holder=known.name)
    setting.known_body(fact.cell)
    return [fact]


@frozen(kw_only=True)
class GroupRenamed:
    """Đổi tên tổ dân phố."""

    on: On
    group: GroupId
    name: str


@examines(GroupRenamed)
def rename_group(ward: "Ward", _: Setting, fact: GroupRenamed) -> list[GroupRenamed]:
    """Đổi tên một tổ dân phố; the old name stays an alias."""
    if fact.group not in ward.groups:
        raise Refused("group-is-known", OWN_RECORD, group=fact.group)
    return [] if ward.groups[fact.group].name == fact.name else [fact]


@frozen(kw_only=True)
class TopicDefined:
    """Chủ đề của phường: a topic of the ward's own, under a code and perhaps another topic.

    What is said to be about a topic of this name and code belongs to it.

    Args:
        topic: a short id that the ward chose.
        name: what it is called, wherever a topic is said.
        code: what it is compared by with other wards and years.
        parent: the topic that it is a part of, if it is one.
        groups: the residential groups that it belongs to, if it is of some only.
    """

    on: On
    topic: TopicId
    name: str
    code: TopicCode
    parent: TopicId | None = None
    groups: tuple[GroupId, ...] = ()


@examines(TopicDefined)
def define_topic(ward: "Ward", setting: Setting, fact: TopicDefined) -> list[TopicDefined]:
    """Đặt một chủ đề của phường under a code; the same again adds nothing.

    Raises:
        Refused: `id-is-free`, `topic-name-is-free` (under that code), `topic-is-known` and
            `topic-is-of-its-parents-code` (the parent), `group-is-known`.
    """
    known = {one.topic: one for one in ward.topics}
    if (before := known.get(fact.topic)) is not None:
        if (before.name, before.code, before.parent, before.groups) == (
            fact.name,
            fact.code,
            fact.parent,
            fact.groups,
        ):
            return []
        raise Refused("id-is-free", OWN_RECORD, id=fact.topic, holder=before.name)
    for one in ward.topics:
        if one.code == fact.code and same_name(one.name, fact.name):
            raise Refused("topic-name-is-free", OWN_RECORD, name=fact.name, holder=one.topic)
    if fact.parent is not None:
        parent = known.get(fact.parent)
        if parent is None:
            raise Refused("topic-is-known", OWN_RECORD, topic=fact.parent)
        if parent.code != fact.code:
            raise Refused(
                "topic-is-of-its-parents-code", OWN_RECORD, code=fact.code, parent=parent.code
            )
    setting.known_groups(*fact.groups)
    return [fact]


@frozen(kw_only=True)
class Appointed:
    """Bổ nhiệm, phân công: an officer holds an office of a body from this day.

    Args:
        title: the office as it is written ("Bí thư Đảng uỷ").
        name: the person's name as it is printed, or None to appear by office.
    """

    on: On
    officer: OfficerId
    office: OfficeKind
    body: BodyId
    title: str
    name: str | None = None


@examines(Appointed)
def appoint(ward: "Ward", setting: Setting, fact: Appointed) -> list[Appointed]:
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


@frozen(kw_only=True)
class Relieved:
    """Thôi giữ chức: an officer holds the office no longer, from this day on."""

    on: On
    officer: OfficerId
    office: OfficeKind
    body: BodyId


@examines(Relieved)
def relieve(ward: "Ward", _: Setting, fact: Relieved) -> list[Relieved]:
    """Cho thôi giữ chức; asked twice adds nothing."""
    if not ward.holds(fact.officer, fact.office, fact.body):
        return []
    return [fact]


@frozen(kw_only=True)
class TermBegun:
    """Bắt đầu nhiệm kỳ: a term of office begins; Party documents are numbered anew."""

    on: On
    body: BodyId
    term: str


@examines(TermBegun)
def begin_term(ward: "Ward", setting: Setting, fact: TermBegun) -> list[TermBegun]:
    """Bắt đầu một nhiệm kỳ ("2020–2025")."""
    setting.known_body(fact.body)
    return [] if ward.terms.get(fact.body) == fact.term else [fact]


@frozen(kw_only=True)
class RegulationAdopted:
    """Ban hành quy chế, nội quy: the ward's own rules, in force from this day.

    Args:
        kind: a regulation, house rules, or the Party's plan of a year, of what it sets itself.
        document: what says so.
        limits: the limits that it sets …
        switches: … and what it chooses.
    """

    on: On
    kind: RuleSource
    document: Document
    limits: tuple[Limit, ...] = ()
    switches: tuple[Switch, ...] = ()


@examines(RegulationAdopted)
def adopt_regulation(
    ward: "Ward", setting: Setting, fact: RegulationAdopted
) -> list[RegulationAdopted]:
    """Ban hành quy chế hoặc nội quy của phường, with the limits that it sets itself.

    Raises:
        Refused: `limit-names-a-rule`, `limit-is-the-wards` (the law doesn't leave it to the
            ward), `limit-is-positive`.
    """
    for limit in fact.limits:
        setting.law.check_own_limit(limit.rule, limit.amount)
    return [] if fact == ward.in_force(fact.kind) else [fact]


@frozen(kw_only=True)
class RetentionAdopted:
    """Quy định thời hạn lưu giữ hồ sơ: how long cases are kept here, in force from this day.

    It takes the place of what was adopted before, as a whole.

    Args:
        document: the ward's own regulation that says so.
        periods: how long each kind of case is kept; of a kind that isn't among them nothing is
            known, and it isn't destroyed.
    """

    on: On
    document: Document
    periods: tuple[RetentionPeriod, ...]


@examines(RetentionAdopted)
def adopt_retention(
    ward: "Ward",
    setting: Setting,  # noqa: ARG001
    fact: RetentionAdopted,
) -> list[RetentionAdopted]:
    """Ban hành thời hạn lưu giữ hồ sơ của phường; there is no period before it.

    Raises:
        Refused: `retention-says-a-kind-once`.
    """
    _said_once("retention-says-a-kind-once", [one.kind for one in fact.periods])
    return [] if fact in ward.retention[-1:] else [fact]


@frozen(kw_only=True)
class ReopeningWindowsAdopted:
    """Quy định thời hạn xem xét lại đơn: how long closed petitions may be opened again here.

    It is in force from this day, and takes the place of what was adopted before, as a whole.

    Args:
        document: the ward's own regulation that says so.
        windows: how long, by kind of petition; what isn't among them may be opened at any time.
    """

    on: On
    document: Document
    windows: tuple[ReopeningWindow, ...]


@examines(ReopeningWindowsAdopted)
def adopt_reopening_windows(
    ward: "Ward",
    setting: Setting,  # noqa: ARG001
    fact: ReopeningWindowsAdopted,
) -> list[ReopeningWindowsAdopted]:
    """Ban hành thời hạn xem xét lại đơn của phường; there is none before it.

    Raises:
        Refused: `window-says-a-kind-once`.
    """
    _said_once("window-says-a-kind-once", [one.kind for one in fact.windows])
    return [] if fact in ward.reopening[-1:] else [fact]


@frozen(kw_only=True)
class EscalationLevelsAdopted:
    """Quy định các cấp báo cáo quá hạn: who is told here of what is overdue, and when.

    It is in force from this day, and takes the place of what was adopted before, as a whole.

    Args:
        document: the ward's own regulation that says so.
        levels: from the first on; none: the Standing Board and the Party committee are told at
            once, as where nothing was adopted.
    """

    on: On
    document: Document
    levels: tuple[EscalationLevel, ...]


@examines(EscalationLevelsAdopted)
def adopt_escalation_levels(
    ward: "Ward",
    setting: Setting,  # noqa: ARG001
    fact: EscalationLevelsAdopted,
) -> list[EscalationLevelsAdopted]:
    """Ban hành các cấp báo cáo quá hạn của phường.

    Raises:
        Refused: `level-tells-somebody`, `levels-come-one-after-another`.
    """
    before = 0
    for level in fact.levels:
        if not (level.owing_body or level.kinds):
            raise Refused("level-tells-somebody", OWN_RECORD, after=level.after)
        if level.after <= before:
            raise Refused(
                "levels-come-one-after-another", OWN_RECORD, after=level.after, before=before
            )
        before = level.after
    return [] if fact in ward.escalation[-1:] else [fact]


def _said_once(rule: str, kinds: Sequence[str]) -> None:
    for kind in kinds:
        if kinds.count(kind) > 1:
            raise Refused(rule, OWN_RECORD, kind=kind)


@frozen(kw_only=True)
class DayAnnounced:
    """Thông báo ngày nghỉ, ngày làm bù: an official day became known on the day `on`.

    Args:
        day: the day that is off, or worked.
        kind: `off`, `swapped` (a day off given for another) or `working` (the make-up day).
        basis: the document that announced it.
        stands_for: of a swapped day its make-up day, and the other way round.
    """

    on: On
    day: date
    kind: Literal["off", "swapped", "working"]
    basis: Document
    stands_for: date | None = None


@examines(DayAnnounced)
def announce_day(ward: "Ward", _: Setting, fact: DayAnnounced) -> list[DayAnnounced]:
    """Ghi nhận một ngày nghỉ hoặc làm bù được thông báo; `on` is when it became known."""
    last = next((one for one in reversed(ward.days) if one.day == fact.day), None)
    return [] if fact == last else [fact]


@frozen(kw_only=True)
class OwnDaysOffAnnounced:
    """Ngày nghỉ riêng của cơ quan: a body doesn't work on days that are official working days.

    No term is moved by it: terms run by the official calendar. It is told beside a due day.

    Args:
        on: the day on which it became known.
        body: which body.
        first: the first local day …
        last: … and the last one.
        reason: what for, such as a congress or a move of offices.
        document: the announcement, if it was written.
    """

    on: On
    body: BodyId
    first: date
    last: date
    reason: FreeText
    document: Document | None = None


@examines(OwnDaysOffAnnounced)
def announce_own_days_off(
    ward: "Ward", setting: Setting, fact: OwnDaysOffAnnounced
) -> list[OwnDaysOffAnnounced]:
    """Ghi nhận ngày nghỉ riêng của một cơ quan; no term is moved by it.

    Raises:
        Refused: `body-is-known`, `own-days-off-have-their-order`, `reason-is-given`;
            unlawful: `body-exists`.
    """
    if fact in ward.own_days_off:
        return []
    setting.known_body(fact.body)
    if fact.last < fact.first:
        raise Refused("own-days-off-have-their-order", OWN_RECORD, first=fact.first, last=fact.last)
    said("reason-is-given", fact.reason, OWN_RECORD)
    return [fact]


@frozen(kw_only=True)
class YearAnnounced:
    """Công bố lịch nghỉ của năm: from the day `on` all official days of a year are known.

    Terms that run into the year are no longer provisional.

    Args:
        on: the day since which all official days of the year are known.
        year: of the Republic's calendar, such as 2027.
    """

    on: On
    year: int
    basis: Document


@examines(YearAnnounced)
def announce_year(ward: "Ward", _: Setting, fact: YearAnnounced) -> list[YearAnnounced]:
    """Ghi nhận lịch nghỉ của cả năm đã được công bố; each day is recorded by `announce_day`.

    Raises:
        Refused: `year-is-of-the-republic`.
    """
    if not 1945 <= fact.year <= 9999:
        raise Refused("year-is-of-the-republic", OWN_RECORD, year=fact.year)
    if any(one.year == fact.year for one in ward.years):
        return []
    return [fact]


@frozen(kw_only=True)
class LawLoaded:
    """Nạp văn bản quy định: an edition of rules and calendar, kept to the letter.

    Args:
        edition: SHA-256 of both texts, in hex.
        rules: the text of `deadlines.toml`.
        calendar: the text of `calendar.toml`.
    """

    on: On
    edition: str
    rules: str
    calendar: str


@examines(LawLoaded)
def load_law(ward: "Ward", _: Setting, fact: LawLoaded) -> list[LawLoaded]:
    """Lưu một phiên bản quy định vào sổ, once per edition."""
    if fact.edition in ward.editions:
        return []
    return [fact]


@frozen(kw_only=True)
class PredecessorTakenOver:
    """Tiếp nhận đơn vị cũ: this ward carries on what another store's ward had open."""

    on: On
    store: str
    code: str
    name: str
    basis: Document


@examines(PredecessorTakenOver)
def take_over(ward: "Ward", _: Setting, fact: PredecessorTakenOver) -> list[PredecessorTakenOver]:
    """Tiếp nhận đơn vị cũ: carry on what another ward's store had open."""
    if fact.store in ward.predecessors:
        return []
    return [fact]


@frozen(kw_only=True)
class BookTakenOver:
    """Tiếp nhận sổ cũ: what stands in a book kept before this record was taken into it.

    What was taken from it names this fact in its `because`.

    Args:
        on: the day on which it was taken over.
        book: what the book is called.
        file: the name of the file that it was read from …
        digest: … its SHA-256, in hexadecimal …
        sheet: … and which sheet of it, if it has sheets.
        basis: the document on the ground of which it was taken over.
    """

    on: On
    book: str
    file: str
    digest: str
    sheet: str | None = None
    basis: Document | None = None


@examines(BookTakenOver)
def take_over_book(ward: "Ward", _: Setting, fact: BookTakenOver) -> list[BookTakenOver]:
    """Tiếp nhận sổ cũ: take what a book kept before this record says into it.

    The same file of the same book adds nothing.
    """
    if any(
        (one.book, one.digest, one.sheet) == (fact.book, fact.digest, fact.sheet)
        for one in ward.books
    ):
        return []
    return [fact]


@frozen(kw_only=True)
class ReportSent:
    """Gửi báo cáo: a report went to those above, or to the Standing Board and the secretary.

    Args:
        on: the day it was sent.
        kind: what it reports on.
        period: what it covers, as the reporting body counts it.
        to: whom it was sent to.
        document: the report itself.
    """

    on: On
    kind: Literal["reception_and_dialogue", "conclusion_follow_up", "statistics"]
    period: When
    to: tuple[BodyId, ...]
    document: Document


@examines(ReportSent)
def send_report(ward: "Ward", setting: Setting, fact: ReportSent) -> list[ReportSent]:
    """Gửi báo cáo định kỳ lên cấp trên, or the follow-up report to those whom the plan names.

    Raises:
        Refused: `report-has-a-recipient`, `body-is-known`, `body-exists`.
    """
    if not fact.to:
        raise Refused("report-has-a-recipient", OWN_RECORD)
    setting.known_body(*fact.to)
    return [] if fact in ward.reports else [fact]
