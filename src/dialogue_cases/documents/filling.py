"""Điền mẫu: from a template that the office may edit, and texts, to a DOCX file.

Templates are files that people edit, so nothing in them may run code (a sandbox), a name that
the document doesn't have is told rather than left out, and texts can't become markup.
"""

import io
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from dialogue_cases import given_file
from dialogue_cases.documents.sheet import Context
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import Spelling, harmless, spelled

PACKAGED = Path(__file__).parent / "templates"
"""The library's own templates, written by `tools/document_templates.py`."""

WIDTH = 160
"""How wide a picture is printed, in millimetres: nearly as wide as the text."""


MOST_SECONDS = 10
MOST_MEMORY = 2 * 2**30
MOST_BYTES = 50_000_000
"""What no document takes to be made: beyond it the template is at fault, or an attack."""
BODY = "Nội dung"
"""Kiểu đoạn văn: the style of the contents' paragraphs in the templates …"""
LOOSE = 1.1
"""… and how far their lines are apart, where nothing is prescribed."""

_Wrong: TypeAlias = tuple[str, str, str, dict[str, Any]]
"""What the child process tells of an error: its template, where, what would be right, its data."""

_CHILD = "from dialogue_cases.documents.filling import child; child()"


def fill(template: Path, context: Context) -> bytes:
    """A template filled with texts.

    A template of the office's own is filled in a process of its own, with limits of time,
    memory and size: nothing in it can hold up or bring down the one that asks.

    Args:
        template: a DOCX file with the marks of Jinja (`{{ name }}`, `{%p if … %}`).
        context: the texts by name; pictures (PNG) as bytes.

    Raises:
        Invalid: the file isn't a DOCX file, a name in it isn't one of this document's, its
            marks can't be read, or it takes more than any document does.
    """
    try:
        import docxtpl  # noqa: F401  # whether it is there
    except ModuleNotFoundError:
        raise Invalid(
            "documents can't be made: docxtpl isn't installed",
            expected="pip install 'dialogue-cases[office]'",
        ) from None
    data = given_file.read(template)
    if template.parent == PACKAGED:
        return _filled(data, context, where=str(template))
    return _filled_apart(data, context, where=str(template))


def _filled_apart(data: bytes, context: Context, *, where: str) -> bytes:
    """The same, made by a child process."""
    try:
        done = subprocess.run(  # noqa: S603  # this very program
            [sys.executable, "-P", "-c", _CHILD],
            input=msgspec.msgpack.encode([data, context, where]),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            timeout=3 * MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(where) from None
    if done.returncode:
        raise _too_much(where)
    wrong, made = msgspec.msgpack.decode(done.stdout, type=tuple[_Wrong | None, bytes])
    if wrong:
        what, place, expected, told = wrong
        raise Invalid(what, where=place, expected=expected, **told)
    return made


def child() -> None:
    """What the child process does: fill one template, and answer on the standard output."""
    data, context, where = msgspec.msgpack.decode(sys.stdin.buffer.read())
    wrong: _Wrong | None = None
    made = b""
    try:
        import docxtpl  # noqa: F401  # before memory is limited

        _limit()
        made = _filled(data, context, where=where)
        if len(made) > MOST_BYTES:
            raise MemoryError  # noqa: TRY301  # too much all the same
    except Invalid as error:
        wrong = (error.said.template, error.where, error.right.template, dict(error.said.data))
    except (MemoryError, RecursionError):
        sys.exit(1)
    sys.stdout.buffer.write(msgspec.msgpack.encode([wrong, made]))


def _limit() -> None:
    with suppress(ImportError, ValueError):  # no such limits on this system, or stricter ones
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _too_much(where: str) -> Invalid:
    return Invalid(
        "filling it in takes more time or memory than any document does",
        where=where,
        expected="a template without endless repetitions",
    )


def _filled(data: bytes, context: Context, *, where: str) -> bytes:
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        document = DocxTemplate(io.BytesIO(data))
        document.init_docx()
        texts = _printable(context, document)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever the reader of a broken file stumbles over
        raise Invalid(
            "it isn't a DOCX file", where=where, expected="a template as Word saves it"
        ) from error
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        environment.filters["roman"] = roman
        document.render(texts, environment, autoescape=True)
        _laid_out(document.docx, context.get("line_spacing", 0))
        made = io.BytesIO()
        document.save(made)
    except UndefinedError as error:
        raise Invalid(
            "the template asks for something that this document doesn't have: {why}",
            where=where,
            expected="names among {among}",
            why=error,
            among=", ".join(sorted(texts)),
        ) from error
    except TemplateSyntaxError as error:
        raise Invalid(
            "its marks can't be read: {why}",
            where=where,
            expected="the marks of Jinja, as in the packaged templates",
            why=error.message,
        ) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # what a template may do wrong has no end
        raise Invalid("it can't be filled in: {why}", where=where, why=error) from error
    return made.getvalue()


def roman(number: int) -> str:
    """Số La Mã: how the parts of a paper are numbered.

    >>> [roman(one) for one in (1, 4, 6, 9)]
    ['I', 'IV', 'VI', 'IX']
    """
    signs = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    said = ""
    for value, sign in signs:
        said += sign * (number // value)
        number %= value
    return said


def _laid_out(document: Any, line_spacing: int) -> None:
    """What of the layout depends on the contents.

    Lines are set exactly where that is prescribed and the office left the style as it was; the
    last words stay on the page of the signature, which follows after an empty line.
    """
    from docx.shared import Pt

    body = next((one for one in document.styles if one.name == BODY), None)
    if line_spacing and body is not None and body.paragraph_format.line_spacing == LOOSE:
        body.paragraph_format.line_spacing = Pt(line_spacing)
    parts = list(document.iter_inner_content())
    for last, empty, foot in zip(parts, parts[1:], parts[2:], strict=False):
        if hasattr(last, "rows") or hasattr(empty, "rows") or not hasattr(foot, "rows"):
            continue
        if empty.paragraph_format.keep_with_next and not empty.text:
            last.paragraph_format.keep_with_next = True


def _printable(value: Any, document: Any, spelling: Spelling | None = None) -> Any:
    """The same texts with what a DOCX file can't hold made visible; pictures as it holds them.

    A paper has one spelling of uỷ/ủy, that of who issues it (`spelling` among its texts), what
    it quotes too: the record keeps the words as they were written.
    """
    match value:
        case str():
            return spelled(harmless(value), spelling) if spelling else harmless(value)
        case dict():
            spelling = value.get("spelling", spelling)
            return {name: _printable(one, document, spelling) for name, one in value.items()}
        case list():
            return [_printable(one, document, spelling) for one in value]
        case bytes():
            from docx.shared import Mm
            from docxtpl import InlineImage

            return InlineImage(document, io.BytesIO(value), width=Mm(WIDTH))
    return value
