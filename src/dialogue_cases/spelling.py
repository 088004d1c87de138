"""Vietnamese spelling: one form to store, to compare names by, to search by, and to show."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias, cast


def nfc(text: str) -> str:
    """Composed form (NFC): one code point per letter, as texts are stored and printed."""
    return unicodedata.normalize("NFC", text)


_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*")
_UNUSUAL = re.compile("[\r\v\f\x85\u00ad\u200b-\u200f\u2028\u2029\u2060-\u2064\ufeff]")


def kept(text: str) -> str:
    """A text as it is stored: in composed form, with one kind of line break.

    Word's line break, a page break and a lone carriage return, pasted, would vanish later and join
    two words. A text of nothing but invisible characters says nothing.

    >>> kept("mương tắc\\x0bnước không thoát\\r\\n"), kept("\\u200b \\u200b")
    ('mương tắc\\nnước không thoát\\n', '')
    """
    # Whatever is unusual isn't printable, which is asked much faster, of every text.
    if not text.isprintable() and _UNUSUAL.search(text) is not None:
        text = "" if _INVISIBLE.fullmatch(text) else _BREAKS.sub("\n", text)
    return nfc(text)


HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, and those that turn the direction of what is read."""


def harmless(text: str) -> str:
    """A text as it is shown: what a terminal or a file would obey is made visible.

    Such characters aren't recorded any more; older records may hold them.

    >>> harmless("gấp\\x1b[31m\\x0bđỏ")
    'gấp␛[31m\\nđỏ'
    """
    if HARMFUL.search(text) is None:
        return text
    return HARMFUL.sub(_visible, _BREAKS.sub("\n", text))


def _visible(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "\ufffd"


_LOOK_ALIKE = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ"} | dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), ""
)
"""What old fonts and converters leave for đ (eth, the African d), and marks nobody sees."""

_STRUCK = re.compile("([Dd])[\u0335\u0336\u0337\u0338]")


def _told(text: str) -> str:
    """What a reader sees, for comparing: a letter that looks like đ there is one.

    >>> _told("\u00d0\u1ea5t b\u00e3i"), _told("d\u0335\u1ea5t")
    ('Đất bãi', 'đất')
    """
    seen = nfc(text.translate(_LOOK_ALIKE))
    return _STRUCK.sub(lambda found: "Đ" if found[1] == "D" else "đ", seen)


def bare(text: str) -> str:
    """Strip case, tones and diacritics, for search: it matches what people type without them.

    >>> bare("Đối thoại tại TDP Hòa Thạnh") == bare("doi thoai tai tdp Hoà Thạnh")
    True
    """
    return " ".join(filter(None, map(_bare_word, text.split())))


@lru_cache(maxsize=20_000)
def _bare_word(word: str) -> str:
    """One word without case, tones and diacritics; a gist is made of few thousand syllables."""
    told = _told(word).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", told)
    return "".join(one for one in decomposed if not unicodedata.combining(one))


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_GLIDES = {
    nfc(old_vowels[0] + tone + old_vowels[1]): nfc(old_vowels[0] + old_vowels[1] + tone)
    for old_vowels in ("oa", "oe", "uy")
    for tone in _TONES
}


def canon(text: str) -> str:
    """One tone placement for both spellings (hòa and hoà, ủy and uỷ), for names and grouping.

    The tone of an open syllable in oa, oe, uy is put on its last vowel.
    It is for comparing; what is printed stays as it was written.

    >>> canon("Ủy ban phường Phố Hòa"), canon("Quý, thủy") == canon("Quý, thuỷ")
    ('Uỷ ban phường Phố Hoà', True)
    """
    words = _told(text).split(" ")
    return " ".join(_canon_word(word) for word in words)


def _canon_word(word: str) -> str:
    end = len(word)
    while end and not word[end - 1].isalpha():
        end -= 1
    stem, tail = word[:end], word[end:]
    old = _GLIDES.get(stem[-2:].lower())
    if old is None or (stem[-2:].lower()[0] in "úùũủụ" and stem[-3:-2].lower() == "q"):
        return word
    first = old[0].upper() if stem[-2].isupper() else old[0]
    last = old[1].upper() if stem[-1].isupper() else old[1]
    return stem[:-2] + first + last + tail


def same_name(one: str, other: str) -> bool:
    """Whether two names are one name: letter case, spaces and tone placement don't count.

    >>> same_name("Phổ Hoà", "phổ  hòa"), same_name("Phổ Hoà", "Phố Hòa")
    (True, False)
    """
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return " ".join(canon(text).casefold().split())


Spelling: TypeAlias = Literal["uỷ", "ủy"]
"""Where the tone of this syllable stands; both are right, and a paper has one of them."""

_SYLLABLES = dict(zip(("uỷ", "Uỷ", "UỶ"), ("ủy", "Ủy", "ỦY"), strict=True))
_SPELLINGS = {"ủy": _SYLLABLES, "uỷ": {ours: theirs for theirs, ours in _SYLLABLES.items()}}
_SYLLABLE = re.compile("(?<!\\w)(?:[uU][ỷỶ]|[ủỦ][yY])(?!\\w)")


def spelled(text: str, spelling: Spelling) -> str:
    """A text with one spelling of the syllable uỷ, as it is printed; no other word is touched.

    >>> spelled("Ủy ban, ĐẢNG ỦY; bà Thủy", "uỷ"), spelled("Uỷ viên", "ủy")
    ('Uỷ ban, ĐẢNG UỶ; bà Thủy', 'Ủy viên')
    """
    return _SYLLABLE.sub(lambda found: _SPELLINGS[spelling].get(found[0], found[0]), text)


def spelling_of(text: str) -> Spelling | None:
    """How a text spells the syllable uỷ, the first time that it has it; None where it hasn't.

    >>> spelling_of("Văn phòng Đảng ủy"), spelling_of("bà Thuỷ")
    ('ủy', None)
    """
    found = _SYLLABLE.search(text)
    return cast("Spelling", found[0].lower()) if found else None
