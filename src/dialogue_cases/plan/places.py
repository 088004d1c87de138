"""Căn cứ trong kế hoạch: where in the ward's own plan something stands that rules rest on."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogue_cases.plan.words import Contents
from dialogue_cases.spelling import canon
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward.regulations import cited

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan


_NUMBERED = re.compile(r"(?P<part>[IVX]+|\d+(?:\.\d+)*)[-–.) ]")


def cited_in(plan: "Plan", citation: Citation, amount: int | None = None) -> Citation | None:
    """A citation of the model plan, in the plan that was adopted here; None if that says nothing.

    The part is named where its headings are numbered.

    Args:
        plan: of the year.
        citation: made by `in_the_plan`.
        amount: the number of days that the rule asks for; a plan is cited for them only where
            it has that number.
    """
    if plan.adopted is None or plan.contents is None:
        return None
    for headings, text in _said(plan.contents, citation.place):
        if _says(text, citation.says, amount):
            return citation.of(cited(plan.adopted.document).text, _part(headings))
    return None


def _says(text: str, words: tuple[str, ...], amount: int | None) -> bool:
    """Whether one of the words stands there, and the number does."""
    there = canon(text).casefold()
    named = not words or any(canon(word).casefold() in there for word in words)
    return named and (not amount or re.search(rf"(?<!\d)0?{amount}(?!\d)", there) is not None)


def _part(headings: tuple[str, ...]) -> str | None:
    """The numbers of the headings that it stands under: "III.2" of "III- …" and "2. …"."""
    numbers = [found["part"] for heading in headings if (found := _NUMBERED.match(heading.strip()))]
    if len(numbers) > 1 and "." in numbers[-1]:
        numbers = [numbers[0], numbers[-1]]  # "3.1" under "3." says both
    return ".".join(numbers) or None


def _said(contents: Contents, place: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands at a place, with the headings above it."""
    match place:
        case "requirements":
            section = contents.requirements
            yield section.headings, "\n".join(section.paragraphs)
        case "sessions":
            yield from ((one.headings[:1], "\n".join(one.paragraphs)) for one in contents.sessions)
        case "duties":
            yield from ((one.headings[:1], one.text) for one in contents.duties)
        case "head" | "signature" | "closing":
            yield (), "\n".join((contents.title, *contents.closing))
        case _:
            yield from ((one.headings, one.text) for one in contents.duties if one.kind == place)
