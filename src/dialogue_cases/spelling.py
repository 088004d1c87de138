"""Vietnamese spelling: one form to store, one to compare names by, one to search by."""

import unicodedata


def nfc(text: str) -> str:
    """Composed form (NFC): one code point per letter, as texts are stored and printed."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Strip case, tones and diacritics, for search: it matches what people type without them.

    >>> fold("Đối thoại tại TDP Hòa Thạnh") == fold("doi thoai tai tdp Hoà Thạnh")
    True
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
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
    words = nfc(text).split(" ")
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
