"""Căn cứ trong kế hoạch: where in the ward's own plan something stands that rules rest on."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogue_cases.plan.words import Contents
from dialogue_cases.vocabulary import Citation
from dialogue_cases.ward.regulations import cited

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan


_NUMBERED = re.compile(r"(?P<part>[IVX]+|\d+(?:\.\d+)*)[-–.) ]")


def cited_in(plan: "Plan", citation: Citation) -> Citation | None:
    """A citation of the model plan, in the plan that the ward has adopted; None if it hasn't.

    The part is named where the ward's own plan says such a thing too.

    Args:
        plan: of the year.
        citation: made by `in_the_plan`.
    """
    if plan.adopted is None or plan.contents is None:
        return None
    part = _part(plan.contents, citation.place)
    return citation.of(cited(plan.adopted.document).text, part)


def _part(contents: Contents, place: str) -> str | None:
    """The numbers of the headings that it stands under: "III.2" of "III- …" and "2. …"."""
    numbers = [
        found["part"]
        for heading in next(_headings(contents, place), ())
        if (found := _NUMBERED.match(heading.strip()))
    ]
    if len(numbers) > 1 and "." in numbers[-1]:
        numbers = [numbers[0], numbers[-1]]  # "3.1" under "3." says both
    return ".".join(numbers) or None


def _headings(contents: Contents, place: str) -> Iterator[tuple[str, ...]]:
    match place:
        case "requirements":
            yield contents.requirements.headings
        case "sessions":
            yield from (one.headings[:1] for one in contents.sessions)
        case "duties":
            yield from (one.headings[:1] for one in contents.duties)
        case _:
            yield from (one.headings for one in contents.duties if one.kind == place)
