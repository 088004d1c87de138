"""Ghép các văn bản: the rules of an edition as one text, from an outline and the norms' files."""

import re
from collections.abc import Mapping
from pathlib import Path

from dialogue_cases import given_file
from dialogue_cases.errors import Invalid

OUTLINE = "edition.toml"
"""The file in which each rule of the norms has its place."""

_PLACE = re.compile(r"^#: (.+)\n", re.MULTILINE)
_RULE = re.compile(r"^(?=\[\[rule\]\]$)", re.MULTILINE)
_BESIDE = re.compile(r"^\[\[rule\.(?:gap|example)\]\]$", re.MULTILINE)
_ID = re.compile(r'^\[\[rule\]\]\nid = "(.+)"$', re.MULTILINE)


def norm_texts(folder: Path) -> Mapping[str, str]:
    """The text of every norm's file, and of the outline, by its name.

    Raises:
        Invalid: one can't be read, or isn't UTF-8.
    """
    return {path.name: given_file.text(path) for path in sorted(folder.glob("*.toml"))}


def rules_text(texts: Mapping[str, str]) -> str:
    """The edition's rules as one text: the outline, with each norm's rules in their places.

    What stands beside a rule (gaps, examples) is no part of the edition: it binds nobody.

    Args:
        texts: as `norm_texts` reads them.

    Raises:
        Invalid: a rule has no place, or two, or a place has no rule.
    """
    said: dict[str, str] = {}
    for name, text in texts.items():
        for rule in _RULE.split(text)[1:] if name != OUTLINE else ():
            found = _ID.match(rule)
            if found is None:
                raise Invalid("a rule doesn't begin with its id", where=name, expected='id = "…"')
            if found[1] in said:
                raise Invalid(
                    "{id!r} stands twice", where=name, expected="each rule once", id=found[1]
                )
            said[found[1]] = _BESIDE.split(rule)[0].rstrip("\n") + "\n"

    def taken(rule: str) -> str:
        if rule not in said:
            raise Invalid(
                "no rule is called {name!r}", where=OUTLINE, expected="each rule once", name=rule
            )
        return said.pop(rule)

    text = _PLACE.sub(lambda place: "\n".join(map(taken, place[1].split(", "))), texts[OUTLINE])
    for rule in said:
        raise Invalid(
            "{rule} has no place", where=OUTLINE, expected="a line “#: {rule}”", rule=rule
        )
    return text
