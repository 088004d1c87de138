"""Dấu hiệu nhận ra một người: what in a clear text tells who somebody is.

Numbers and titled names are noticed by what they look like, whoever they belong to, so that
noticing them tells nobody what is kept sealed. A text is compared with what is sealed only where
whoever writes it knows that anyway; who that is, isn't decided here.
"""

import re
from typing import Literal, TypeAlias

from dialogue_cases.spelling import bare, nfc

Sign: TypeAlias = Literal[
    "telephone",  # số điện thoại
    "identity_paper",  # số giấy tờ tuỳ thân
    "personal_name",  # họ tên
]
"""Dấu hiệu: what a text holds that tells who somebody is."""

_GAP = r"[\s.\-–·()]{0,2}"
_NO_MORE = rf"(?!{_GAP}\d)(?![\w/])"
_TELEPHONE = re.compile(
    # Ten digits from 0; eleven of a landline; the same from abroad.
    rf"(?<![\w/.,])(?:\(?0(?:{_GAP}\d){{9}}|\(?02(?:{_GAP}\d){{9}}"
    rf"|(?:\+{_GAP}84|\+84|0084){_GAP}0?[1-9](?:{_GAP}\d){{8}}|84[35789]\d{{8}}){_NO_MORE}"
)
_DATE = re.compile(r"\b\d{1,2}[-.–]\d{1,2}[-.–](?:19|20)\d\d")
_PAPER = re.compile(
    r"(?<![\w/.,])(?:\d(?:[\s.\-]?\d){11}|\d(?:[\s.\-]?\d){8})(?![\s.,\-]?\d)(?![\w/])"
)
_DIGIT = re.compile(r"\d")
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_UNIT = re.compile(
    r"\s*(?:đồng|đ|d|vnđ|vnd|usd|tỷ|tỉ|triệu|nghìn|ngàn|m2|m²|m3|m³|m|ha|km|kg|tấn|lít|%)(?!\w)",
    re.IGNORECASE,
)
_CALLED_PAPER = re.compile(
    r"(?:cccd|cmnd|cmt|căn cước|chứng minh|định danh|hộ chiếu)[^.;,\d]{0,20}$", re.IGNORECASE
)

_FAMILY = (
    "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|trịnh|mai|đoàn|lương"
    "|trương|tạ|hà|cao|lâm|tô|thái|châu|quách|kiều|nghiêm|tống|phùng|la|đào|triệu|thạch|sơn|kim"
)
_TITLES = r"(?:ông|bà|anh|chị)"
_LETTER = r"[^\W\d_]"
_TITLED = re.compile(
    rf"(?<![\w])({_TITLES})(?:\s*[):.]|\s*/\s*{_TITLES})?\s+({_LETTER}+)(?:\s+({_LETTER}+))?",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:đường|phố|ngõ|hẻm|kiệt|chợ|núi|cầu|chùa|đền|miếu|dinh|khu|tỉnh|huyện|xã|phường|thôn"
    r"|ấp|tổ|suối|hồ|bãi|cống|trường|bến|đảo|hòn|kênh|rạch|hai|thành phố|thị xã|thị trấn)\s+$",
    re.IGNORECASE,
)
_PLACES = {"na", "ria", "trieu", "trung", "den", "diem", "chieu", "hom", "ich", "doc", "huyen"}
"""What follows Bà or Ông in the names of places and streets, without tones."""

_POST = re.compile(
    r"(?:chủ|phó|bí|trưởng|giám|hiệu|tổ|chánh|cán|thủ|thư|đại|cảnh|thẩm|kế|hội|thường|uỷ|ủy|đội|trạm"
    r"|viện|cục|tổng|kiểm|điều|luật|ubnd|hđnd|mttq|ubmttq"
    r"|(?:bộ|thôn|chi hội|xã đội) trưởng|chi (?:bộ|cục|hội)|thanh tra|công (?:an|chức)|bác sĩ)\b",
    re.IGNORECASE,
)
"""How posts begin: an officer acts in public."""


def signs_in(text: str, *, names: bool) -> set[Sign]:
    """What a text holds that tells who somebody is.

    Args:
        names: whether to look for names too; numbers are always looked for.

    >>> sorted(signs_in("Ông Nguyễn Văn An, ĐT 0905 123-987", names=True))
    ['personal_name', 'telephone']
    >>> signs_in("Bà con đường Bà Triệu xin 1.200.000.000 đồng, ngày 05.06.2023", names=True)
    set()
    """
    text = nfc(text)
    found: set[Sign] = set()
    if len(_DIGIT.findall(text)) >= 9:  # no number of a telephone or a paper has fewer
        for one in _TELEPHONE.finditer(text):
            if not _DATE.search(one[0]):
                found.add("telephone")
                text = text.replace(one[0], "☎")
        if any(_is_paper(text, one) for one in _PAPER.finditer(text)):
            found.add("identity_paper")
    if names and _may_name(text) and any(_is_name(text, one) for one in _TITLED.finditer(text)):
        found.add("personal_name")
    return found


def _may_name(text: str) -> bool:
    """Whether the letters of a title are in a text at all."""
    plain = text.casefold()
    return "ông" in plain or "bà" in plain or "anh" in plain or "chị" in plain


def _is_paper(text: str, found: re.Match[str]) -> bool:
    if _CALLED_PAPER.search(text[: found.start()]):
        return True
    if _UNIT.match(text, found.end()) or _DATE.search(found[0]):
        return False
    return _AMOUNT.fullmatch(found[0]) is None


def _is_name(text: str, found: re.Match[str]) -> bool:
    title, first, second = found[1], found[2], found[3] or ""
    before = text[: found.start()].rstrip(" \"'“‘([-–*")
    begins = not before or before[-1] in ".!?:;\n"
    if title.isupper() and first.isupper():  # a text in capitals
        return re.fullmatch(_FAMILY, first, re.IGNORECASE) is not None and bool(second)
    if not first[0].isupper():  # typed without capitals
        family = re.fullmatch(_FAMILY, first) is not None
        return family and second.casefold() in ("văn", "thị", "đình", "hữu", "đức", "ngọc")
    if _POST.match(f"{first} {second}"):
        return False
    if title.islower():
        return True
    if _PLACE_BEFORE.search(text[: found.start()]) or bare(first) in _PLACES:
        return False
    named = second[:1].isupper()
    # “Anh” is a country and many a place; at the beginning of a sentence two words make a name.
    return named if begins or title in ("Anh", "Chị") else title in ("Ông", "Bà")


# -- Compared with what is sealed ---------------------------------------------------------

_WORDS = re.compile(r"[^\W_]+")
_LONG_NUMBER = re.compile(rf"\d(?:{_GAP}\d){{6,}}")
_MAIL = re.compile(r"\S+@\S+\.\w+")


def words(text: str) -> str:
    """A text as its words, without case, tones and diacritics, each with a space on both sides."""
    return " ".join(["", *_WORDS.findall(bare(text)), ""])


_WIDE = re.compile(
    r"(?:tdp|tổ dân phố|tổ|khu phố|kp|thôn|xóm|ấp|làng|phường|xã|thị trấn|thị xã|huyện|quận"
    r"|thành phố|tp|tỉnh)\b",
    re.IGNORECASE,
)


def is_wide(place: str) -> bool:
    """Whether a part of an address is where many live, so that it tells nobody.

    >>> is_wide("TDP Nho Lâm"), is_wide("12 Lê Lợi")
    (True, False)
    """
    return _WIDE.match(nfc(place.strip())) is not None


def is_said(field: str, told: str, text: str) -> bool:
    """Whether a text says what is sealed in a field, however it is spelt.

    A name and an address are looked for as whole words, numbers without what separates their
    digits. A name of one word isn't looked for, nor an address of one.

    Args:
        field: which field, such as `petitioner_contact`; the words of a content aren't looked for.
        told: what is sealed.
        text: a text in clear.

    >>> is_said("petitioner_contact", "0905123987", "gọi số +84 905-123-987")
    True
    >>> is_said("petitioner_name", "Nguyễn Thị A", "đơn của NGUYEN THI A")
    True
    """
    if field == "name" or field.endswith(("_name", "address")):
        plain = words(told)
        return " " in plain.strip() and plain in words(text)
    if not field.endswith(("contact", "id_paper")):
        return False
    numbers = {_digits(one) for one in _LONG_NUMBER.findall(told)}
    if numbers & {_digits(one) for one in _LONG_NUMBER.findall(text)}:
        return True
    if any(one.casefold() in text.casefold() for one in _MAIL.findall(told)):
        return True
    paper = "".join(_WORDS.findall(bare(told)))  # a passport has letters too
    return field.endswith("id_paper") and len(paper) > 6 and f" {paper} " in words(text)


def _digits(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "0" + digits[2:] if digits.startswith("84") and len(digits) > 10 else digits
