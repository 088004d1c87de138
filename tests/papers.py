"""What a DOCX file says, as a reader would read it: paragraphs and table cells in their order."""

import io
from collections.abc import Iterator
from typing import Any

import docx


def lines(file: bytes) -> list[str]:
    """Every paragraph that says something, those in tables among them."""
    document = docx.Document(io.BytesIO(file))
    return [text for text in _texts(document) if text]


def text(file: bytes) -> str:
    """All of it, a paragraph a line."""
    return "\n".join(lines(file))


def headers(file: bytes) -> str:
    """What stands at the top of the first page and of the others."""
    section = docx.Document(io.BytesIO(file)).sections[0]
    parts = (section.first_page_header, section.header)
    return "\n".join(one.text for part in parts for one in part.paragraphs)


def _texts(holder: Any) -> Iterator[str]:
    for one in holder.iter_inner_content():
        if hasattr(one, "rows"):
            for row in one.rows:
                for cell in row.cells:
                    yield from _texts(cell)
        else:
            yield " ".join(one.text.split())
