"""Đơn vị hành chính: what kind of unit the ward is, and its residential groups are, by their names.

The library calls every unit of the commune level a ward, and its texts call it a phường with
tổ dân phố; before anybody reads them, `Unit.fitted` puts the words of this very unit there.
A name in a text keeps its own word: "phường Phổ Hoà" stays so in a xã too.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from dialogue_cases.spelling import nfc

if TYPE_CHECKING:
    from dialogue_cases.ward import Ward

KINDS: Mapping[str, str] = {
    "phường": "ward",
    "xã": "commune",
    "đặc khu": "special zone",
    "thị trấn": "township",
}
"""Loại đơn vị: phường, xã, đặc khu since 1/7/2025; thị trấn in what is older. In English too."""

GROUPS: Mapping[str, str] = {
    "tổ dân phố": "tổ dân phố",
    "tdp": "tổ dân phố",
    "tổ nhân dân": "tổ nhân dân",
    "tổ": "tổ dân phố",
    "khu dân cư": "khu dân cư",
    "kdc": "khu dân cư",
    "khu phố": "khu phố",
    "kp": "khu phố",
    "khối phố": "khối phố",
    "khối": "khối",
    "khóm": "khóm",
    "tiểu khu": "tiểu khu",
    "khu vực": "khu vực",
    "khu": "khu",
    "thôn": "thôn",
    "bản": "bản",
    "ấp": "ấp",
    "làng": "làng",
    "xóm": "xóm",
    "buôn": "buôn",
    "bon": "bon",
    "plei": "plei",
    "sóc": "sóc",
}
"""Loại khu dân cư, by the word with which a group's name begins; longer words first."""

UNNAMED = "đơn vị"
"""What a unit is called whose name doesn't say what it is, or before one is known."""
GROUPS_UNNAMED = "thôn, tổ dân phố"
"""What groups are called where none has said what it is."""

_SHORT = {"p": "phường", "x": "xã", "tt": "thị trấn", "đk": "đặc khu"}
_KIND = re.compile(rf"(?<!\w)({'|'.join(KINDS)})(?!\w)", re.IGNORECASE)
_SHORT_KIND = re.compile(rf"({'|'.join(_SHORT)})\.\s*(?=\w)", re.IGNORECASE)
_GROUP = re.compile(rf"({'|'.join(GROUPS)})(?!\w)", re.IGNORECASE)
_WORDS = re.compile(r"(?<!\w)(phường|tổ dân phố)(?!\w)", re.IGNORECASE)
_ENGLISH = re.compile(r"(?<=\b[Tt]he )ward\b|(?<=\b[Tt]his )ward\b|\bward(?= party committee)")


@frozen
class Unit:
    """Đơn vị: what a unit of the commune level and its residential groups are called.

    Args:
        kind: `phường`, `xã`, `đặc khu` …, or `đơn vị` where no name says it.
        groups: what its residential groups are, such as `thôn` or `thôn, bản`.

    Example:
        >>> Unit(kind="xã", groups="thôn").fitted("Phường không có tổ dân phố này")
        'Xã không có thôn này'
        >>> Unit(kind="xã").fitted("như phường Phổ Hoà"), Unit(kind="xã").fitted("CẢ PHƯỜNG")
        ('như phường Phổ Hoà', 'CẢ XÃ')
        >>> Unit(kind="xã").fitted_in_english("the ward's own rules")
        "the commune's own rules"
    """

    kind: str = UNNAMED
    groups: str = GROUPS_UNNAMED

    @property
    def english(self) -> str:
        """The kind in English."""
        return KINDS.get(self.kind, "ward")

    def fitted(self, text: str) -> str:
        """A text of the library's own, in Vietnamese, with this unit's words."""
        return _WORDS.sub(self._fitting, text)

    def fitted_in_english(self, text: str) -> str:
        """A text of the library's own, in English, with this unit's word."""
        return _ENGLISH.sub(self.english, text)

    def _fitting(self, found: re.Match[str]) -> str:
        written, after = found[0], found.string[found.end() :]
        word = self.kind if written.lower() == "phường" else self.groups
        if written.isupper():
            return word.upper()
        if after[:1] == " " and (after[1:2].isupper() or after[1:2].isdecimal()):
            return written  # what follows is a name, and the word is part of it
        return word[0].upper() + word[1:] if written[0].isupper() else word


def unit_of(ward: "Ward") -> Unit:
    """Đơn vị này là gì: what a ward is called, by its name and those of its groups.

    Where its own name is without the word, its other names are asked, then those of its bodies.

    Example:
        >>> from dialogue_cases.ward import Ward
        >>> unit_of(Ward(name="xã Sông Mơ")).kind, unit_of(Ward(name="ĐẶC KHU PHÚ QUÝ")).kind
        ('xã', 'đặc khu')
        >>> unit_of(Ward(name="Sông Mơ", aliases=("X. Sông Mơ",)))
        Unit(kind='xã', groups='thôn, tổ dân phố')
    """
    own = (one.name for one in ward.bodies.values() if not one.superior and one.until is None)
    kinds = [_kind(name) for name in (ward.name, *ward.aliases, *own)]
    return Unit(
        kind=next((kind for kind in kinds if kind), UNNAMED),
        groups=", ".join(_groups(one.name for one in ward.groups.values())) or GROUPS_UNNAMED,
    )


def proper_name(name: str) -> str:
    """Tên riêng: a unit's name without what it is; one that is a number keeps its word.

    Example:
        >>> proper_name("xã Sông Mơ"), proper_name("Đặc khu Phú Quý"), proper_name("Phường 3")
        ('Sông Mơ', 'Phú Quý', 'Phường 3')
    """
    found = _KIND.match(nfc(name)) or _SHORT_KIND.match(nfc(name))
    rest = nfc(name)[found.end() :].strip() if found else ""
    return rest if rest and not rest[0].isdecimal() else name


def _kind(name: str) -> str:
    written = nfc(name.strip())
    if short := _SHORT_KIND.match(written):
        return _SHORT[short[1].lower()]
    # A proper name may hold such a word too ("phường Xã Đàn"): the first one says what it is.
    found = _KIND.search(written)
    return found[1].lower() if found else ""


def _groups(names: Iterable[str]) -> Iterable[str]:
    """What groups are, each word once, in the order of the groups."""
    found = (_GROUP.match(nfc(name.strip())) for name in names)
    return dict.fromkeys(GROUPS[one[1].lower()] for one in found if one)
