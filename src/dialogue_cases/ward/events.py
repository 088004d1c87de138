"""What can happen to the ward: the events of its stream, `ward`."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import frozen

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


@frozen(kw_only=True)
class BodyRenamed:
    """Đổi tên cơ quan."""

    on: On
    body: BodyId
    name: str


@frozen(kw_only=True)
class BodiesMerged:
    """Hợp nhất, sáp nhập: bodies end and another one carries on what they had to do."""

    on: On
    bodies: tuple[BodyId, ...]
    into: BodyId


@frozen(kw_only=True)
class BodyAbolished:
    """Giải thể, kết thúc hoạt động: a body ends; a successor is named if there is one."""

    on: On
    body: BodyId
    successor: BodyId | None = None


@frozen(kw_only=True)
class GroupEstablished:
    """Thành lập tổ dân phố: a residential group exists from this day."""

    on: On
    group: GroupId
    name: str
    aliases: tuple[str, ...] = ()
    cell: BodyId | None = None
    community_house: str | None = None


@frozen(kw_only=True)
class GroupRenamed:
    """Đổi tên tổ dân phố."""

    on: On
    group: GroupId
    name: str


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


@frozen(kw_only=True)
class Relieved:
    """Thôi giữ chức: an officer holds the office no longer, from this day on."""

    on: On
    officer: OfficerId
    office: OfficeKind
    body: BodyId


@frozen(kw_only=True)
class TermBegun:
    """Bắt đầu nhiệm kỳ: a term of office begins; Party documents are numbered anew."""

    on: On
    body: BodyId
    term: str


@frozen(kw_only=True)
class Limit:
    """Thời hạn riêng: the ward's own amount for one rule of `law/deadlines.toml`."""

    rule: str
    amount: int


@frozen(kw_only=True)
class Switch:
    """Lựa chọn: the ward's own reading where the law leaves one open, and what it keeps here."""

    name: Literal["culture_day_off", "roll_on_swapped", "chairman_receptions"]
    value: bool


@frozen(kw_only=True)
class RegulationAdopted:
    """Ban hành quy chế, nội quy: the ward's own rules, in force from this day."""

    on: On
    kind: Literal["regulation", "house_rules"]
    document: Document
    limits: tuple[Limit, ...] = ()
    switches: tuple[Switch, ...] = ()


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


@frozen(kw_only=True)
class PredecessorTakenOver:
    """Tiếp nhận phường cũ: this ward carries on what another store's ward had open."""

    on: On
    store: str
    code: str
    name: str
    basis: Document


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


Event: TypeAlias = (
    Opened
    | BodyEstablished
    | BodyRenamed
    | BodiesMerged
    | BodyAbolished
    | GroupEstablished
    | GroupRenamed
    | Appointed
    | Relieved
    | TermBegun
    | RegulationAdopted
    | DayAnnounced
    | LawLoaded
    | PredecessorTakenOver
    | BookTakenOver
    | ReportSent
    | YearAnnounced
)
