"""Vietnamese spelling: one form to store, one to compare names by, one to search by."""

import re
import unicodedata


def nfc(text: str) -> str:
    """Composed form (NFC): one code point per letter, as texts are stored and printed."""
    return unicodedata.normalize("NFC", text)


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


def fold(text: str) -> str:
    """Strip case, tones and diacritics, for search: it matches what people type without them.

    >>> fold("Đối thoại tại TDP Hòa Thạnh") == fold("doi thoai tai tdp Hoà Thạnh")
    True
    """
    told = _told(text).casefold().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", told)
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


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
