"""Viết gọn: what has several fields, as people write it on one line.

    --document "Quyết định 12/QĐ-UBND ngày 12/10/2026 của UBND phường"
    --place "Nhà văn hoá; Nho Lâm"      --topics "Vệ sinh môi trường ven kênh"
    --parts "1. Đường hư hỏng"          --limits P4=5
    --items "1. Khơi thông mương; UBND phường; 30/11/2026; ý kiến: 2, 3"

The fields stand in their own order, with `;` between them, each read as its type is: what must be
said first, then the others as they fit. A field can be named as the help names it, with `:` or `=`.
"""

import re
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NewType, get_args, get_origin

import attrs
import msgspec

from dialogue_cases.cli import reading
from dialogue_cases.cli.reading import required
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import bare
from dialogue_cases.vocabulary import (
    BodyId,
    Document,
    GroupId,
    OfficerId,
    Recipient,
    Topic,
    TopicCode,
)

if TYPE_CHECKING:
    from dialogue_cases.cli.reading import Reader

PAPERS = {
    "BB": "Biên bản", "BC": "Báo cáo", "CV": "Công văn", "HD": "Hướng dẫn", "KH": "Kế hoạch",
    "KL": "Kết luận", "NQ": "Nghị quyết", "PC": "Phiếu chuyển", "QC": "Quy chế",
    "QĐ": "Quyết định", "TB": "Thông báo", "TTr": "Tờ trình",
}  # fmt: skip
"""What the letters of a number say that a paper is, where they leave no doubt; a Party paper
with QĐ is a decision or a regulation, so its kind is written out, as any other."""

_NUMBER = re.compile(
    r"(?:\bsố\s*:?\s*)?\b(\d+[a-z]?\s*[-/]\s*(?:\d{4}/)?[A-ZĐƯ]\w*(?:[-/][A-ZĐƯ]\w*)*)"
)
_DAY = re.compile(r"(?:\bngày\s+)?\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})")
_ABOUT = re.compile(r"(?:^|[\s,;]+)về(?: việc)?\s+(.+)$", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d+)\s*[.):]\s+(.+)", re.DOTALL)
_LABELLED = re.compile(r"([^:=;/\d]{1,40}?)\s*[:=]\s*(.+)", re.DOTALL)
_SEVERAL = re.compile(r"\s*,\s*")
_LETTERS = re.compile(r"[^\W\d]+")


def fields_in(
    reader: "Reader", hint: Any, text: str, option: str, place: int | None = None
) -> dict[str, Any]:
    """The fields that are written in a text, as JSON would have them.

    Args:
        reader: reads each of them.
        hint: the class.
        place: the how manyth it is, where several are given: what numbers it if nothing else does.

    Raises:
        Invalid: one of them can't be read, or there are too many.
    """
    special = {Document: _document, Topic: _topic, Recipient: _recipient}.get(hint)
    found = special(reader, text, option) if special is not None else None
    if found is None:
        found = _in_order(reader, hint, text, option, place)
    return {name: msgspec.to_builtins(value) for name, value in found.items()}


def _in_order(
    reader: "Reader", hint: Any, text: str, option: str, place: int | None
) -> dict[str, Any]:
    fields = {one.name: one for one in attrs.fields(hint)}
    hints = {name: _type(one.type) for name, one in fields.items()}
    needed = [name for name, one in fields.items() if one.default is attrs.NOTHING]
    found: dict[str, Any] = {}
    if place is not None and needed[:1] == ["number"]:
        numbered = _NUMBERED.fullmatch(text)
        found["number"] = int(numbered[1]) if numbered else place
        text = numbered[2] if numbered else text
    pieces = [piece.strip() for piece in text.split(";")]
    if len(pieces) == 1 and len(fields) == 2 and "=" in text:
        pieces = [piece.strip() for piece in text.split("=", 1)]
    for piece in filter(None, pieces):
        labelled = _LABELLED.fullmatch(piece)
        name = _labelled(reader, fields, labelled[1]) if labelled and len(pieces) > 1 else None
        if labelled and name is not None:
            found[name] = _read(reader, hints[name], labelled[2], f"{option}.{name}")
            continue
        left = [name for name in needed if name not in found]
        if left:
            found[left[0]] = _read(reader, hints[left[0]], piece, f"{option}.{left[0]}")
            continue
        name = next((one for one in fields if _fits(reader, one, found, hints, piece)), None)
        if name is None:
            raise Invalid(
                "{text} fits none of its fields",
                where=option,
                expected="the fields {fields}, with ; between them, or @file.toml",
                text=piece,
                fields=", ".join(reader.language.field(one) for one in fields),
            )
        found[name] = _read(reader, hints[name], piece, f"{option}.{name}")
    return found


def _fits(
    reader: "Reader", name: str, found: dict[str, Any], hints: dict[str, Any], piece: str
) -> bool:
    """Whether this is the field that a piece without a label is for: no text where another fits."""
    if name in found or not _reads(reader, hints[name], piece, name):
        return False
    if hints[name] is not str:
        return True
    return not any(
        _reads(reader, hint, piece, other)
        for other, hint in hints.items()
        if other not in found and hint is not str
    )


def _labelled(reader: "Reader", fields: Any, label: str) -> str | None:
    typed = bare(label.strip())
    called = {name: bare(reader.language.field(name)) for name in fields}
    exact = [name for name, said in called.items() if typed in (said, name.replace("_", " "), name)]
    begun = [name for name, said in called.items() if said.startswith(typed)]
    return exact[0] if exact else begun[0] if len(begun) == 1 else None


def _read(reader: "Reader", hint: Any, text: str, option: str) -> Any:
    return reader.read(hint, _SEVERAL.split(text) if get_origin(hint) is tuple else [text], option)


def _reads(reader: "Reader", hint: Any, text: str, option: str) -> bool:
    """Whether a text is such a value; an id is one that the ward knows."""
    several = _SEVERAL.split(text) if get_origin(hint) is tuple else [text]
    inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
    ward = reader.ward
    if isinstance(inner, NewType) and inner in (BodyId, GroupId, OfficerId):
        if ward is None:
            return False
        if inner is OfficerId:
            known = {one.officer for one in ward.holdings}
            return all(reader.named(inner, one) in known for one in several)
        named = ward.body if inner is BodyId else ward.group
        return all(named(one) is not None for one in several)
    try:
        _read(reader, hint, text, option)
    except Invalid:
        return False
    return True


def _type(hint: Any) -> Any:
    """A field's type without its None and without what is only said beside it."""
    hint = required(hint)
    if get_origin(hint) is Annotated:
        return required(get_args(hint)[0])
    kinds = [one for one in get_args(hint) if isinstance(one, type) and one is not NoneType]
    if str in kinds and get_origin(hint) not in (tuple, Literal):
        return str  # a text, or that the copy doesn't show it
    return hint


# -- What people cite -----------------------------------------------------------------


def _document(_: "Reader", text: str, option: str) -> dict[str, Any] | None:
    """A document as it is cited: kind, number, day, who issued it, what it is about."""
    number, day = _NUMBER.search(text), _DAY.search(text)
    taken = sorted(filter(None, (number, day)), key=lambda one: one.start())
    if not taken:
        return None
    found: dict[str, Any] = {}
    kind, rest = text[: taken[0].start()], text[taken[-1].end() :]
    if about := _ABOUT.search(rest):
        found["title"], rest = about[1].strip(" ."), rest[: about.start()]
    if number is not None:
        found["number"] = "".join(number[1].split())
        letters = "" if "-QĐ/" in number[1] else _LETTERS.findall(number[1])[0]
        kind = kind.strip(" ,;:") or PAPERS.get(letters, "")
    if day is not None:
        found["issued_on"] = reading.day(day[1], option)
    if kind.strip(" ,;:"):
        found["kind"] = kind.strip(" ,;:")
    for piece in re.split(r"[,;]", rest):
        said = re.sub(r"^của\s+", "", piece.strip(" ."))
        name = next((one for one in ("issuer", "title") if one not in found), None)
        if said and name is None:
            return None
        if said and name:
            found[name] = said
    return found


def _topic(reader: "Reader", text: str, option: str) -> dict[str, Any] | None:
    """A topic by its title: one of the life's own, or one whose title says which kind it is."""
    own = [one for one in reader.topics if bare(one.title) == bare(text)]
    if text.isdecimal() and 0 < int(text) <= len(reader.topics):
        own = [reader.topics[int(text) - 1]]
    if own:
        return attrs.asdict(own[0])
    if ";" in text:
        return None
    words = {code: reader.language.word(code) for code in get_args(TopicCode) if code != "other"}
    codes = [code for code, word in words.items() if f" {bare(word)} " in f" {bare(text)} "]
    if len(codes) == 1:
        return {"title": text, "code": codes[0]}
    raise Invalid(
        "{text} doesn't say of which kind it is",
        where=option,
        expected="its kind behind a ;, one of {among}",
        text=text,
        among=reader.language.choices(get_args(TopicCode)),
    )


def _recipient(reader: "Reader", text: str, _: str) -> dict[str, Any] | None:
    """A line of the distribution list; a body's name means the body."""
    if ";" in text:
        return None
    body = reader.ward.body(text) if reader.ward is not None else None
    said: dict[str, Any] = {"text": text, "filed": bare(text).startswith("luu")}
    return said | ({"bodies": (body.id,)} if body is not None else {})
