"""A plan as plain text: word for word, in the order in which it is printed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogue_cases.plan.words import Contents, PlannedSession
from dialogue_cases.vocabulary import period_words

if TYPE_CHECKING:
    from dialogue_cases.plan.state import Plan


def as_text(plan: "Plan") -> str:
    """The plan as it reads now, one paragraph a line, with an empty line between them.

    A heading is printed where it changes. A session without printed paragraphs gets them from
    its topics, place and period, so that a plan drafted from data can be read too.
    """
    return "\n\n".join(_paragraphs(plan.contents)) if plan.contents else ""


def _paragraphs(contents: Contents) -> Iterator[str]:
    yield from filter(None, (contents.kind, contents.title, contents.introduction))
    above: tuple[str, ...] = ()
    for headings, paragraphs in blocks(contents):
        yield from headings[shared(above, headings) :]
        yield from paragraphs
        above = headings
    yield from contents.closing
    if contents.recipients:
        yield "Nơi nhận:"
        yield from (f"- {recipient.text}" for recipient in contents.recipients)
    if contents.signature:
        block = contents.signature
        yield from filter(None, (block.authority, block.title, block.name))


def blocks(contents: Contents) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The paragraphs between introduction and closing, each block with the headings above it."""
    for section in (contents.purposes, contents.requirements):
        yield section.headings, list(section.paragraphs)
    for session in contents.sessions:
        yield session.headings, list(session.paragraphs) or _lines(session)
    block: tuple[tuple[str, ...], list[str]] | None = None
    for duty in contents.duties:
        if block and duty.continues:
            block[1][-1] += f" {duty.text}"
            continue
        if block:
            yield block
        block = duty.headings, [duty.text]
    if block:
        yield block


def _lines(session: PlannedSession) -> list[str]:
    """What is said of it; what isn't said yet isn't printed."""
    topics = "; ".join(topic.title for topic in session.topics)
    ahead = f", trước {session.ahead_of}" if session.ahead_of else ""
    period = period_words(session.period)
    said = (
        ("Chủ đề đối thoại", topics),
        ("Địa điểm", session.place.name if session.place else ""),
        ("Thời gian", f"{period[0].upper()}{period[1:]}{ahead}"),
    )
    return [f"- {what}: {words}" for what, words in said if words]


def shared(above: tuple[str, ...], headings: tuple[str, ...]) -> int:
    """How many headings, from the top, are still those above."""
    same = 0
    for one, other in zip(above, headings, strict=False):
        if one != other:
            break
        same += 1
    return same
