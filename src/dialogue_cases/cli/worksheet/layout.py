"""Phiếu nhập gồm những gì: which pages a worksheet has, and which decision each column is typed of.

Nothing of a decision is said here but where its fields stand: their types, their words and what
must be said are the decision's own (`cli.deciding`), so a sheet takes what the command takes.
The headings are Vietnamese in every language: they are a form of the office.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, TypeAlias, get_args, get_type_hints

from attrs import field, frozen

from dialogue_cases.cli.decisions import decisions
from dialogue_cases.cli.reading import required
from dialogue_cases.proposal import fields_of
from dialogue_cases.session.words import Contents, Item
from dialogue_cases.vocabulary import OfficerId, On, Sealed, StreamId

Moment: TypeAlias = Literal["row", "opening", "ending"]
"""When a step takes effect, if its own column says nothing: on the day of the row, as the session
opens, or as it ends."""

NUMBER, DAY = "STT", "Ngày"
SESSION = "Buổi"
SHEET = "Mã phiếu"

PETITIONER = ("_petitioner_name", "_petitioner_address", "_petitioner_id_paper",
              "_petitioner_contact")  # fmt: skip
PERSONAL = frozenset({*PETITIONER, "_content"})
"""What is typed with a new petition and sealed, beside the fields of the decision."""


@frozen(kw_only=True)
class SheetAct:
    """Một bước: a decision that is typed of some columns of a page.

    Args:
        life: whose decision it is …
        name: … and its command.
        columns: heading by argument.
        always: arguments that stand in no column.
        without: of an argument the words that can't be right here.
        at: the heading of its day or hour, if it has one.
        by: the heading of who decides; whoever enters the sheet, where it says nothing.
        moment: when it takes effect otherwise.
        when: the headings of which one must be filled; any of its columns, if none is named.
    """

    life: str
    name: str
    columns: Mapping[str, str] = field(factory=dict)
    always: Mapping[str, str] = field(factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(factory=dict)
    at: str | None = None
    by: str | None = None
    moment: Moment = "row"
    when: tuple[str, ...] = ()

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The types of its arguments."""
        fields = fields_of(decisions(self.life)[self.name])
        found = {one.name: required(one.hint) for one in fields}
        literal: Any = Literal
        for name, words in self.without.items():
            found[name] = literal[tuple(one for one in get_args(found[name]) if one not in words)]
        return found | dict.fromkeys(PERSONAL, Sealed)

    @property
    def triggers(self) -> tuple[str, ...]:
        """The headings of which one must be filled for the step to be taken."""
        own = (self.at, *self.columns.values())
        return self.when or tuple(one for one in own if one is not None)


@frozen(kw_only=True)
class Page:
    """Một trang của phiếu.

    Args:
        title: of the page.
        about: what stands on it, for whoever fills it in.
        life: the heading of the life of a row, where each row names its own.
        steps: what is decided of a row, in this order.
        rows: how many are ready to be filled in; None where labels stand below one another,
            with the value beside each.
    """

    title: str
    about: str
    life: str | None = None
    steps: tuple[SheetAct, ...] = ()
    rows: int | None = 40

    @cached_property
    def headings(self) -> dict[str, Any]:
        """Every heading with the type of what stands below it."""
        found: dict[str, Any] = {}
        if self.rows is None:
            found |= {SESSION: StreamId, DAY: On}
        else:
            found[NUMBER] = int
        if self.life is not None:
            found |= {self.life: StreamId, DAY: On}
        if self.title == ITEMS:
            return found | ITEM_COLUMNS
        for step in self.steps:
            found |= {heading: step.hints[name] for name, heading in step.columns.items()}
            found |= {step.at: On} if step.at else {}
            found |= {step.by: OfficerId} if step.by else {}
        return found | (CONTENTS_COLUMNS if self.rows is None else {})


def _typed(of: type, columns: Mapping[str, str]) -> dict[str, Any]:
    hints = get_type_hints(of)
    return {heading: required(hints[name]) for name, heading in columns.items()}


ITEMS = "Kết luận"
ITEM = {
    "decision": "Nội dung giao", "lead": "Cơ quan chủ trì", "due": "Hạn", "supports": "Phối hợp",
    "opinions": "Ý kiến số", "lead_officer": "Người chủ trì", "answered_by": "Cơ quan trả lời dân",
    "view": "Quan điểm",
}  # fmt: skip
"""The columns of an item of the conclusion."""
CONTENTS = {
    "summary": "Tổng hợp ý kiến", "directions": "Chỉ đạo chung", "recipients": "Nơi nhận",
    "follow_up": "Cơ quan theo dõi", "report_due": "Hạn báo cáo",
}  # fmt: skip
"""What the notice says beside its items."""
ITEM_COLUMNS, CONTENTS_COLUMNS = _typed(Item, ITEM), _typed(Contents, CONTENTS)

DRAFT = SheetAct(
    life="session", name="draft-conclusion", columns={"supports": "Phối hợp dự thảo"},
    at="Ngày dự thảo", by="Người dự thảo", moment="ending",
)  # fmt: skip
"""The one step that is typed of a page of rows too: the items of the conclusion."""

HELD = Page(
    title="Buổi làm việc",
    about="Mỗi dòng một mục; ô để trống thì bước đó không ghi.",
    rows=None,
    steps=(
        SheetAct(life="session", name="open-session", at="Khai mạc lúc", by="Người chủ trì",
             when=("Khai mạc lúc",), moment="opening"),
        SheetAct(life="session", name="share-chair", by="Người cùng chủ trì", moment="opening",
             when=("Người cùng chủ trì",)),
        SheetAct(life="session", name="end-session", columns={"people": "Số người dự"},
             at="Kết thúc lúc", when=("Kết thúc lúc",), moment="ending"),
        SheetAct(
            life="session", name="keep-minutes", when=("Người ghi biên bản",), moment="ending",
            columns={
                "keeper": "Người ghi biên bản", "people": "Số người dự", "present": "Có mặt",
                "absent": "Vắng mặt", "agreed": "Điểm thống nhất",
                "differing": "Điểm còn khác nhau", "signed_by": "Người ký biên bản",
            },
        ),
        DRAFT,
        SheetAct(life="session", name="submit-conclusion", at="Ngày trình", by="Người trình",
             moment="ending", when=("Ngày trình", "Người trình")),
        SheetAct(life="session", name="issue-conclusion", columns={"number": "Số thông báo"},
             at="Ngày ban hành", by="Người ký", moment="ending", when=("Số thông báo",)),
    ),
)  # fmt: skip

OPINIONS = Page(
    title="Ý kiến",
    about="Mỗi dòng một ý kiến; trích yếu viết không nêu tên người.",
    steps=(
        SheetAct(
            life="session", name="voice-opinion", moment="opening",
            columns={
                "kind": "Loại ý kiến", "subject": "Nhóm nội dung", "gist": "Trích yếu",
                "topic": "Chủ đề", "group": "Tổ dân phố, thôn", "speaker_name": "Họ tên",
                "speaker_address": "Địa chỉ", "speaker_contact": "Liên hệ",
                "registered": "Số đăng ký trước", "content": "Nội dung đầy đủ",
            },
        ),
        SheetAct(life="session", name="answer-opinion", moment="opening",
             columns={"body": "Cơ quan trả lời", "gist": "Nội dung trả lời"}),
        SheetAct(life="session", name="take-opinion", moment="opening",
             columns={"destination": "Hướng xử lý", "petition": "Thành đơn số"}),
    ),
)  # fmt: skip

CONCLUSION = Page(title=ITEMS, about="Mỗi dòng một mục của thông báo kết luận.", rows=20)

ANNOUNCEMENTS = Page(
    title="Thông báo",
    about="Mỗi dòng một lần thông báo, tuyên truyền.",
    rows=10,
    steps=(
        SheetAct(
            life="session", name="announce", at="Ngày thông báo", moment="ending",
            columns={
                "phase": "Giai đoạn", "channel": "Kênh", "body": "Cơ quan thông báo",
                "day": "Ngày họp nêu ra", "at": "Giờ họp nêu ra", "place": "Địa điểm nêu ra",
                "topics": "Chủ đề nêu ra", "groups": "Nơi nghe được", "text": "Lời thông báo",
            },
        ),
    ),
)  # fmt: skip

PETITIONS = Page(
    title="Đơn",
    about="Mỗi dòng một đơn: đơn mới thì để trống “Số đơn”; đơn đã có thì nêu số, "
    "và chỉ điền bước làm thêm.",
    life="Số đơn",
    rows=60,
    steps=(
        SheetAct(
            life="petition", name="raise-petition", when=("Kênh",),
            without={"channel": ("dialogue",)},  # which session it was isn't asked on this page
            columns={
                "channel": "Kênh", "gist": "Trích yếu", "received_by": "Cơ quan tiếp nhận",
                "_petitioner_name": "Họ tên", "_petitioner_address": "Địa chỉ",
                "_petitioner_id_paper": "Giấy tờ tuỳ thân", "_petitioner_contact": "Liên hệ",
                "group": "Tổ dân phố, thôn", "people": "Số người", "topic": "Chủ đề",
                "title": "Tên đơn ghi", "forwarded_by": "Nơi chuyển đến",
                "_content": "Nội dung đầy đủ",
            },
        ),
        SheetAct(life="petition", name="classify", at="Ngày phân loại",
             columns={"kind": "Loại đơn", "area": "Lĩnh vực"}),
        SheetAct(life="petition", name="find-eligibility", at="Ngày phân loại",
             columns={"eligible": "Đủ điều kiện"}, when=("Đủ điều kiện",)),
        SheetAct(life="petition", name="find-competence", at="Ngày phân loại",
             columns={"own": "Thuộc thẩm quyền", "system": "Hệ thống",
                      "body": "Cơ quan có thẩm quyền"},
             when=("Thuộc thẩm quyền",)),
        SheetAct(life="petition", name="forward", at="Ngày chuyển",
             columns={"system": "Hệ thống", "to": "Cơ quan có thẩm quyền",
                      "document": "Phiếu chuyển"}, when=("Ngày chuyển",)),
        SheetAct(life="petition", name="admit", at="Ngày thụ lý"),
        SheetAct(life="petition", name="assign", at="Ngày giao", by="Người giao",
             columns={"text": "Việc giao", "lead": "Giao cho", "due": "Hạn"}, when=("Việc giao",)),
        SheetAct(life="petition", name="answer", at="Ngày báo người dân",
             columns={"outcome": "Báo người dân về", "gist": "Nội dung báo"},
             when=("Báo người dân về",)),
        SheetAct(life="petition", name="receive-reply", at="Ngày có kết quả",
             columns={"by": "Nơi báo kết quả", "gist": "Kết quả", "settled": "Đã xong"},
             when=("Kết quả",)),
        SheetAct(life="petition", name="confirm", at="Ngày xác nhận",
             columns={"findings": "Xác nhận"}, when=("Xác nhận",)),
        SheetAct(life="petition", name="answer", at="Ngày trả lời", always={"outcome": "result"},
             columns={"gist": "Nội dung trả lời", "document": "Văn bản trả lời"},
             when=("Nội dung trả lời",)),
        SheetAct(life="petition", name="resolve", at="Ngày giải quyết xong",
             columns={"outcome": "Giải quyết", "gist": "Kết quả giải quyết",
                      "evidence": "Tài liệu chứng minh"},
             when=("Giải quyết",)),
    ),
)  # fmt: skip

TASKS = Page(
    title="Nhiệm vụ",
    about="Mỗi dòng một nhiệm vụ: tiến độ, báo xong, xác nhận, kết thúc; ô để trống thì không ghi.",
    life="Số nhiệm vụ",
    steps=(
        SheetAct(life="task", name="report-progress", at="Ngày báo tiến độ", by="Người báo",
             columns={"gist": "Tiến độ"}, when=("Tiến độ",)),
        SheetAct(life="task", name="report-done", at="Ngày báo xong", by="Người báo",
             columns={"gist": "Kết quả", "evidence": "Tài liệu chứng minh"}, when=("Kết quả",)),
        SheetAct(life="task", name="verify", at="Ngày xác nhận", by="Người xác nhận",
             columns={"findings": "Xác nhận"}, when=("Xác nhận",)),
        SheetAct(life="task", name="close", at="Ngày kết thúc", by="Người kết thúc",
             columns={"outcome": "Kết thúc vì", "reason": "Lý do"}, when=("Kết thúc vì",)),
    ),
)  # fmt: skip

PAGES = (HELD, OPINIONS, CONCLUSION, ANNOUNCEMENTS, PETITIONS, TASKS)
