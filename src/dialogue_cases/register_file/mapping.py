"""Tệp đối chiếu: what in a register means what, as the ward wrote it down in a TOML file.

`examples/register/mapping.toml` shows every field. Nothing is understood that isn't said here:
a word of the register that the file doesn't translate is told as an error of its row, except
free text, which is kept as it was written.
"""

from collections.abc import Mapping as MappingOf
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar, get_args

from attrs import frozen

from dialogue_cases.petition import (
    AnswerOutcome,
    Area,
    Channel,
    Ground,
    Kind,
    Receiver,
    ReceptionKind,
    SettledAs,
    System,
    WithdrawalForm,
)
from dialogue_cases.petition.receiving import SESSIONS
from dialogue_cases.register_file.cells import compared
from dialogue_cases.register_file.sheet import Delimiter
from dialogue_cases.toml_file import TomlFile, TomlTable
from dialogue_cases.vocabulary import Despite, Document

T = TypeVar("T")

Field: TypeAlias = Literal[
    "entry",  # STT
    "received",  # ngày tiếp
    "name_and_address",  # họ tên, địa chỉ
    "name",  # họ tên
    "address",  # địa chỉ
    "id_paper",  # CCCD/CMND/hộ chiếu
    "contact",  # điện thoại
    "gist",  # nội dung đơn, without names
    "content",  # nội dung đơn, with names
    "kind",  # loại đơn
    "area",  # lĩnh vực
    "people",  # số người cùng nội dung
    "earlier_handling",  # cơ quan đã giải quyết
    "own",  # thuộc thẩm quyền
    "guided_to",  # hướng dẫn đến cơ quan có thẩm quyền
    "taken_by",  # cơ quan, đơn vị thụ lý
    "result",  # theo dõi kết quả giải quyết
    "remarks",  # ghi chú
]
"""Cột: what a column of a register can be."""

FIELDS: tuple[Field, ...] = get_args(Field)
PERSONAL: tuple[Field, ...] = (
    "name_and_address",
    "name",
    "address",
    "id_paper",
    "contact",
    "content",
)
"""Fields that are stored sealed, and whose values no report says."""

NEEDED: tuple[Field, ...] = ("entry", "received", "kind")

MARKS = ("x", "v", "✓", "✔", "√")
"""Dấu: how a column is ticked, where the mapping doesn't say."""

Means: TypeAlias = Literal[
    "open",  # đang giải quyết
    "resolved",  # giải quyết dứt điểm
    "answered",  # đã trả lời công dân
    "replied",  # cơ quan thụ lý đã phúc đáp
    "passed_on",  # đã chuyển đơn
    "refused",  # từ chối
    "filed",  # xếp lưu
    "withdrawn",  # rút đơn
]
"""What a phrase of the result column stands for."""


@frozen(kw_only=True)
class Outcome:
    """Kết quả: what one phrase of the result column stands for.

    Args:
        means: what happened.
        settled: how it was settled, of `resolved`.
        answer: what the petitioner was told, of `answered`.
        done: whether the reply says that the case is settled, of `replied`.
        ground: of `refused` and `filed`.
        form: of `withdrawn`.
    """

    means: Means
    settled: SettledAs | None = None
    answer: AnswerOutcome | None = None
    done: bool = False
    ground: Ground | None = None
    form: WithdrawalForm | None = None


@frozen(kw_only=True)
class Mapping:
    """Đối chiếu: how one register is read. Phrases are kept as they are compared.

    Args:
        book: what the register is called; with the number of an entry it names the entry.
        yearly: whether its numbers begin anew each year.
        until: the last day that it tells of: what has no day of its own happened by then.
        year: the year of a day that is written without one ("05/3"); None: that is no day.
        basis: the document on the ground of which it is taken over, if there is one.
        sheet: which one of an XLSX file; None where it has only one.
        delimiter: between the cells of a CSV file; None: found out.
        header: the row of the headings, or any one of them; None: they are looked for …
        header_depth: … and how many rows of headings end there; None: that is found out.
        last: the last row of the register, where other things stand below it.
        hidden: what is done with hidden rows.
        columns: the heading, or "column C", of each field.
        blank_as_above: fields that are left blank where the row above says it.
        same_as_above: words for what the row above says ("nt").
        yes: marks ("x") of what is within competence, or was guided or passed on to a body that
            isn't named …
        no: … and of what isn't.
        anonymous: words for a petitioner who isn't named.
        not_entries: how the rows of totals and titles begin, and what is written, in whatever
            cell, where a day has no entry.
        received_by: the body that received what the register tells, by id or name.
        channel: how it came in …
        receiver: … who received it …
        reception: … and at which kind of reception.
        area: the content list, where the register has no column for it.
        system: to which kind of body those belong whom the ward's record hasn't.
        tip: whether a denunciation without author is taken as the anonymous tip that it is.
        guidance: what those who were guided were told, where only the body is written.
        gist: the gist of what has none, or has only sealed content.
        papers: how guiding paper, transfer slip and result are called as documents.
        kinds: of each word of the register the kind.
        areas: of each word of the register the area.
        bodies: of each name of the register the id or name of the body.
        outcomes: of each phrase of the register what it stands for.
        despite: the rules that history may break, each with the reason.
    """

    book: str
    yearly: bool
    until: date
    year: int | None
    basis: Document | None
    sheet: str | None
    delimiter: Delimiter | None
    header: int | None
    header_depth: int | None
    last: int | None
    hidden: Literal["refuse", "read", "skip"]
    columns: MappingOf[Field, str]
    blank_as_above: tuple[Field, ...]
    same_as_above: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    anonymous: frozenset[str]
    not_entries: tuple[str, ...]
    received_by: str
    channel: Channel
    receiver: Receiver
    reception: ReceptionKind | None
    area: Area
    system: System
    tip: bool
    gist: str | None
    guidance: str
    papers: MappingOf[Literal["guidance", "transfer", "result"], str]
    kinds: MappingOf[str, Kind]
    areas: MappingOf[str, Area]
    bodies: MappingOf[str, str]
    outcomes: MappingOf[str, Outcome]
    despite: tuple[Despite, ...]


def read_mapping(path: Path) -> Mapping:
    """Read a mapping.

    Raises:
        Invalid: what is wrong in the file, every mistake with its line and field.
    """
    file = TomlFile.open(path)
    root = file.root
    book, sheet = root.table("book"), root.table("sheet")
    columns = _columns(root.table("columns"))
    defaults = root.table("defaults")
    words = root.optional_table("words") or file.at(("words",), {})
    papers = root.optional_table("papers") or file.at(("papers",), {})
    basis = book.optional_table("basis")
    if columns and "gist" not in columns and not defaults.has("gist"):
        defaults.wrong("gist", "it is missing", "a gist, or a column for it")
    reception = None
    channel = defaults.choice("channel", get_args(Channel))
    if channel == "reception" or defaults.has("reception"):
        reception = defaults.choice("reception", get_args(ReceptionKind))
    if channel in ("forwarded", "press") or SESSIONS.get(channel) == "dialogue":
        right = "written, oral, reception or online"
        defaults.wrong(
            "channel", "no column says from where it came: {channel}", right, channel=channel
        )
    read = Mapping(
        book=book.text("name"),
        yearly=book.choice("numbering", ("year", "book")) == "year",
        until=book.day("until"),
        year=_year(book) if book.has("year") else None,
        basis=basis.as_document() if basis else None,
        sheet=sheet.optional_text("name"),
        delimiter=sheet.choice("delimiter", get_args(Delimiter))
        if sheet.has("delimiter")
        else None,
        header=_from_one(sheet, "header"),
        header_depth=_from_one(sheet, "header_depth"),
        last=_from_one(sheet, "last"),
        hidden=sheet.choice("hidden", ("refuse", "read", "skip"), "refuse"),
        columns=columns,
        blank_as_above=words.choices("blank_as_above", FIELDS, ()),
        same_as_above=_phrases(words, "same_as_above"),
        yes=_phrases(words, "yes", MARKS),
        no=_phrases(words, "no"),
        anonymous=_phrases(words, "anonymous"),
        not_entries=tuple(compared(one) for one in words.texts("not_entries", ())),
        received_by=defaults.text("received_by"),
        channel=channel,
        receiver=defaults.choice("receiver", get_args(Receiver), "staff"),
        reception=reception,
        area=defaults.choice("area", get_args(Area)),
        system=defaults.choice("system", get_args(System), "administrative"),
        tip=defaults.flag("denunciation_without_author_is_a_tip", False),
        gist=defaults.optional_text("gist"),
        guidance=defaults.text("guidance", "Hướng dẫn đến cơ quan có thẩm quyền"),
        papers={
            "guidance": papers.text("guidance", "Phiếu hướng dẫn"),
            "transfer": papers.text("transfer", "Phiếu chuyển đơn"),
            "result": papers.text("result", "Văn bản"),
        },
        kinds=_choices(root.table("kinds"), get_args(Kind)),
        areas=_choices(root.optional_table("areas"), get_args(Area)),
        bodies=_texts(root.optional_table("bodies")),
        outcomes=_outcomes(root.rows("outcome")),
        despite=tuple(
            Despite(rule=row.text("rule"), reason=row.text("reason"))
            for row in root.rows("despite")
        ),
    )
    file.finish()
    return read


def _from_one(table: TomlTable, name: str) -> int | None:
    if not table.has(name):
        return None
    found = table.integer(name)
    if found < 1:
        table.wrong(name, "{found} is no row", "1, 2, …", found=found)
    return found


def _year(table: TomlTable) -> int:
    found = table.integer("year")
    if not 1950 <= found <= 2100:
        table.wrong("year", "{found} is no year of a register", "a year such as 2026", found=found)
    return found


def _columns(table: TomlTable) -> dict[Field, str]:
    found: dict[Field, str] = {one: table.text(one) for one in FIELDS if table.has(one)}
    for one in NEEDED:
        if one not in found:
            table.wrong(one, "it is missing", "the heading of a column")
    if found and not {"name", "name_and_address"} & found.keys():
        table.wrong("name", "it is missing", "the heading of a column")
    if {"name", "name_and_address"} <= found.keys():
        table.wrong("name", "the name has two columns", "name, or name_and_address")
    return found


def _phrases(table: TomlTable, name: str, default: tuple[str, ...] = ()) -> frozenset[str]:
    # A mark such as ″ is compared as it is; of words only what `compared` leaves.
    return frozenset(compared(one) or one.strip() for one in table.texts(name, default))


def _texts(table: TomlTable | None) -> dict[str, str]:
    return {compared(one): table.text(one) for one in table.values} if table else {}


def _choices(table: TomlTable | None, among: tuple[T, ...]) -> dict[str, T]:
    return {compared(one): table.choice(one, among) for one in table.values} if table else {}


def _outcomes(rows: list[TomlTable]) -> dict[str, Outcome]:
    found: dict[str, Outcome] = {}
    for row in rows:
        means = row.choice("means", get_args(Means))
        outcome = Outcome(
            means=means,
            settled=row.choice("settled", get_args(SettledAs)) if means == "resolved" else None,
            answer=row.choice("answer", get_args(AnswerOutcome)) if means == "answered" else None,
            done=row.flag("done", False) if means == "replied" else False,
            ground=row.choice("ground", get_args(Ground))
            if means in ("refused", "filed")
            else None,
            form=row.choice("form", get_args(WithdrawalForm)) if means == "withdrawn" else None,
        )
        for phrase in row.texts("phrases"):
            if compared(phrase) in found:
                row.wrong(
                    "phrases", "{phrase!r} stands there twice", "each phrase once", phrase=phrase
                )
            found[compared(phrase)] = outcome
    return found
