"""Điền mẫu: from a template that the office may edit, and texts, to a DOCX file.

Templates are files that people edit, so nothing in them may run code (a sandbox), a name that
the document doesn't have is told rather than left out, and texts can't become markup.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

from dialogue_cases.documents.sheet import Context
from dialogue_cases.errors import Invalid
from dialogue_cases.spelling import harmless

PACKAGED = Path(__file__).parent / "templates"
"""The library's own templates, written by `tools/document_templates.py`."""

WIDTH = 160
"""How wide a picture is printed, in millimetres: nearly as wide as the text."""


def fill(template: Path, context: Context) -> bytes:
    """A template filled with texts.

    Args:
        template: a DOCX file with the marks of Jinja (`{{ name }}`, `{%p if … %}`).
        context: the texts by name; pictures (PNG) as bytes.

    Raises:
        Invalid: the file isn't a DOCX file, a name in it isn't one of this document's, or its
            marks can't be read.
    """
    try:
        from docxtpl import DocxTemplate
    except ModuleNotFoundError:
        raise Invalid(
            "documents can't be made: docxtpl isn't installed",
            expected="pip install 'dialogue-cases[office]'",
        ) from None
    from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        document = DocxTemplate(io.BytesIO(template.read_bytes()))
        document.init_docx()
    except OSError as error:
        raise Invalid(f"it can't be read ({error.strerror})", where=str(template)) from None
    except (ValueError, KeyError, zipfile.BadZipFile, SyntaxError) as error:
        raise Invalid(
            "it isn't a DOCX file", where=str(template), expected="a template as Word saves it"
        ) from error
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    texts = _printable(context, document)
    try:
        document.render(texts, environment, autoescape=True)
    except UndefinedError as error:
        raise Invalid(
            f"the template asks for something that this document doesn't have: {error}",
            where=str(template),
            expected=f"names among {', '.join(sorted(texts))}",
        ) from error
    except TemplateSyntaxError as error:
        raise Invalid(
            f"its marks can't be read: {error.message}",
            where=str(template),
            expected="the marks of Jinja, as in the packaged templates",
        ) from error
    except (TemplateError, ArithmeticError, TypeError, ValueError, LookupError) as error:
        raise Invalid(f"it can't be filled in: {error}", where=str(template)) from error
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _printable(value: Any, document: Any) -> Any:
    """The same texts with what a DOCX file can't hold made visible; pictures as it holds them."""
    match value:
        case str():
            return harmless(value)
        case dict():
            return {name: _printable(one, document) for name, one in value.items()}
        case list():
            return [_printable(one, document) for one in value]
        case bytes():
            from docx.shared import Mm
            from docxtpl import InlineImage

            return InlineImage(document, io.BytesIO(value), width=Mm(WIDTH))
    return value
